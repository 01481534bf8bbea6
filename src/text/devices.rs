//! What loud writing can be told by without a list: marks, capitals, forms of words, address.

use std::sync::LazyLock;

use hashbrown::HashSet;

use super::list::items;
use super::parts::{Place, Sentence};
use super::span::Span;
use super::token::Token;
use super::typography::fold_into;

/// A means of loud style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Device {
    /// "deadliest", "best-known", "the most corrupt".
    Superlative,
    Exclamation,
    Question,
    /// A word in capitals among others that are not.
    Capitals,
    SecondPerson,
    FirstPerson,
    /// In a headline, a word for what only the text will tell: "this", "here's why".
    ForwardReference,
    /// A number in digits, in a headline.
    HeadlineNumeral,
}

impl Device {
    pub(crate) const COUNT: usize = Self::HeadlineNumeral as usize + 1;
}

/// Shorter words in capitals are mostly acronyms.
const SHORTEST: usize = 4;

pub(super) const LIST: &str = include_str!("../../lexicons/text/devices.txt");

/// The words of the list, by class.
static WORDS: LazyLock<HashSet<(&'static str, &'static str)>> =
    LazyLock::new(|| items(LIST).collect());

/// Tells every device in a sentence, whose words are `tokens`.
pub(crate) fn devices(
    source: &str,
    sentence: &Sentence,
    tokens: &[Token],
    mut tell: impl FnMut(Device, Span),
) {
    marks(source, sentence.span, &mut tell);
    // where all is in capitals they are the typesetter's
    let is_quiet = |token: &Token| {
        token.span.len() as usize >= SHORTEST && token.span.of(source).contains(char::is_lowercase)
    };
    let mixed = tokens.iter().any(is_quiet);
    let dateline = dateline(source, sentence, tokens);
    let folded: Vec<String> = tokens.iter().map(|token| folded(source, *token)).collect();
    let folded = |at: usize| folded.get(at).map_or("", String::as_str);
    for (at, token) in tokens.iter().enumerate() {
        let word = token.span.of(source);
        let mut tell = |device| tell(device, token.span);
        if mixed && at >= dateline && !token.is_named() && is_shouted(word) {
            tell(Device::Capitals);
        }
        if !token.is_named() && is_superlative(&folded, at) {
            tell(Device::Superlative);
        }
        match folded(at).split('\'').next().unwrap_or_default() {
            "you" | "your" | "yours" | "yourself" | "yourselves" | "youre" | "youve" => {
                tell(Device::SecondPerson);
            }
            "us" if word == "US" => {}
            "i" if is_numeral_of_a_name(tokens, at) => {}
            "i" | "me" | "my" | "myself" | "im" | "ive" | "we" | "us" | "our" | "ours"
            | "ourselves" => tell(Device::FirstPerson),
            _ => {}
        }
        if sentence.place == Place::Headline {
            if refers_forward(&folded, at, at == 0 || token.breaks()) {
                tell(Device::ForwardReference);
            }
            if word.contains(|c: char| c.is_ascii_digit()) {
                tell(Device::HeadlineNumeral);
            }
        }
    }
}

/// Words of "PORT SELWICK (Northwire) —" at the head of the first paragraph that are in capitals.
fn dateline(source: &str, sentence: &Sentence, tokens: &[Token]) -> usize {
    let is_loud = |token: &&Token| !token.span.of(source).contains(char::is_lowercase);
    let run = tokens.iter().take_while(is_loud).count();
    let ends = tokens.get(run).is_some_and(|next| next.breaks());
    if sentence.paragraph == Some(0) && ends { run } else { 0 }
}

/// `!` and `?`, but not inside addresses and tags.
fn marks(source: &str, sentence: Span, tell: &mut impl FnMut(Device, Span)) {
    let bytes = sentence.of(source).as_bytes();
    for at in memchr::memchr2_iter(b'!', b'?', bytes) {
        let after = bytes.get(at + 1);
        if after.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
            continue;
        }
        let device = if bytes[at] == b'!' { Device::Exclamation } else { Device::Question };
        tell(device, Span::from_range(at..at + 1).shifted(sentence.start));
    }
}

fn folded(source: &str, token: Token) -> String {
    let mut out = String::new();
    fold_into(token.span.of(source), &mut out);
    out
}

fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= SHORTEST
        && !word.contains(|c: char| c.is_lowercase() || c.is_numeric() || c == '.')
}

fn is_superlative<'a>(folded: &impl Fn(usize) -> &'a str, at: usize) -> bool {
    let word = folded(at);
    let before = at.checked_sub(1).map_or("", folded);
    match word {
        // "most people", "at least", "most of the town" compare nothing
        "most" | "least" => {
            matches!(before, "the" | "its" | "his" | "her" | "their" | "our" | "my" | "your")
                && !matches!(folded(at + 1), "" | "of")
        }
        "best" | "worst" => before != "at",
        _ => word.split('-').any(|part| {
            let is_formed = part.len() > SHORTEST && part.ends_with("est");
            let is_other = || {
                WORDS.contains(&("no_superlative", part))
                    || part.contains(|c: char| c.is_ascii_digit())
            };
            matches!(part, "best" | "worst") || is_formed && !is_other()
        }),
    }
}

/// "World War I", "King Charles I".
fn is_numeral_of_a_name(tokens: &[Token], at: usize) -> bool {
    at > 1 && tokens[at - 1].is_capital() && !tokens[at].breaks()
}

fn refers_forward<'a>(folded: &impl Fn(usize) -> &'a str, at: usize, begins: bool) -> bool {
    match folded(at) {
        "this" | "these" => !WORDS.contains(&("time", folded(at + 1))),
        "here" => true,
        // "The council asks why" does not
        "why" | "how" | "what" => begins,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;
    use Device::{
        Capitals, Exclamation, FirstPerson, ForwardReference, HeadlineNumeral, Question,
        SecondPerson, Superlative,
    };

    fn found(place: Place, text: &str) -> Vec<(Device, String)> {
        let paragraph = (place == Place::Lead).then_some(0);
        let span = Span::from_range(0..text.len());
        let (mut tokens, mut out) = (Vec::new(), Vec::new());
        tokenize(text, span, &mut tokens);
        let sentence = Sentence { span, place, paragraph };
        devices(text, &sentence, &tokens, |device, span| {
            out.push((device, span.of(text).to_owned()));
        });
        out
    }

    #[test]
    fn in_a_sentence() {
        for (text, expected) in [
            (
                "The deadliest storm hit the largest port.",
                &[(Superlative, "deadliest"), (Superlative, "largest")][..],
            ),
            ("The best-known guest was the priest.", &[(Superlative, "best-known")]),
            ("It was the most corrupt and least honest town.", &[(Superlative, "most")]),
            ("At best, most people lost at least most of it.", &[]),
            ("The latest protest in the north-west forest, 1851EST.", &[]),
            ("Really? Never!!", &[(Question, "?"), (Exclamation, "!"), (Exclamation, "!")]),
            ("See example.com/a?q=1 <!-- x --> and the town?s hall.", &[]),
            (
                "They were SHOCKED by NATO, the EU and COVID-19.",
                &[(Capitals, "SHOCKED"), (Capitals, "NATO")],
            ),
            ("TALKS FAIL IN THE NORTH", &[]),
            (
                "You’re told what your town thinks, aren't you?",
                &[
                    (Question, "?"),
                    (SecondPerson, "You’re"),
                    (SecondPerson, "your"),
                    (SecondPerson, "you"),
                ],
            ),
            (
                "I think we lost our way in the US, and they told us.",
                &[
                    (FirstPerson, "I"),
                    (FirstPerson, "we"),
                    (FirstPerson, "our"),
                    (FirstPerson, "us"),
                ],
            ),
            ("After World War I the coal mine shut this why 12.", &[]),
            ("Yesterday I went.", &[(FirstPerson, "I")]),
            ("", &[]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(d, w)| (*d, (*w).to_owned())).collect();
            assert_eq!(found(Place::Body, text), expected, "{text}");
        }
    }

    #[test]
    fn a_dateline_is_not_shouted() {
        let shouted = |place, text: &str| -> Vec<String> {
            found(place, text).into_iter().map(|(_, word)| word).collect()
        };
        let text = "PORT SELWICK (Northwire) — The talks FAILED.";
        assert_eq!(shouted(Place::Lead, text), ["FAILED"]);
        assert_eq!(shouted(Place::Body, text), ["PORT", "SELWICK", "FAILED"]);
        assert_eq!(shouted(Place::Lead, "TALKS again have FAILED."), ["TALKS", "FAILED"]);
    }

    #[test]
    fn in_a_headline() {
        for (text, expected) in [
            (
                "This mayor sold 3 bridges: here’s why",
                &[(ForwardReference, "This"), (HeadlineNumeral, "3"), (ForwardReference, "here’s")]
                    [..],
            ),
            ("Talks fail again: What it means", &[(ForwardReference, "What")]),
            ("Why the council said how it would vote this week", &[(ForwardReference, "Why")]),
            ("Council votes on bridge", &[]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(d, w)| (*d, (*w).to_owned())).collect();
            assert_eq!(found(Place::Headline, text), expected, "{text}");
        }
    }
}
