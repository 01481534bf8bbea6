//! Whether a text is probably English.

use std::sync::LazyLock;

use super::list::items;
use super::scan;
use super::token::{Token, tokenize};
use super::{Block, Span, Vocabulary};

pub(super) const LIST: &str = include_str!("../../lexicons/text/function_words.txt");

static FUNCTION_WORDS: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut words = Vocabulary::default();
    for (_, word) in items(LIST) {
        words.add(word);
    }
    words
});

/// Whether a folded word is an English function word.
pub(crate) fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORDS.get(folded) != 0
}

/// Words looked at: with .22 as the bound, one English text in thousands is asked about again.
const SAMPLE: usize = 64;
/// Fewer words than this say nothing about a language.
const FEWEST: usize = 12;
/// Running English has .35 to .55 function words; other languages in Latin letters under .15.
const ENGLISH: f64 = 0.22;

/// The fewest and the most words that a text can have, before they are told apart; nothing is sure of one with
/// tags, or where a word may be cut by a line end. Many bytes are looked at together.
fn bounds(text: &str) -> Option<(u32, u32)> {
    let bytes = text.as_bytes();
    let within = |byte: u8, first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
    let is_part = |byte: u8| within(byte | 0x20, b'a', b'z') | within(byte, b'0', b'9');
    let first = bytes.first().map_or(0, |&first| u32::from(is_part(first)));
    let (mut least, mut most) = (first, u32::from(!bytes.is_empty()));
    let mut unsure = u8::from(text.starts_with('<'));
    for (before, here) in bytes.chunks(128).zip(bytes[bytes.len().min(1)..].chunks(128)) {
        let (mut behind_space, mut behind_any) = (0, 0);
        for (&before, &here) in before.iter().zip(here) {
            let line_end = u8::from(before == b'\n') | u8::from(before == b'\r');
            unsure |= u8::from(here == b'<') | line_end & (1 - within(here, b'!', b'~'));
            behind_space += is_part(here) & u8::from(before == b' ');
            behind_any += (is_part(here) | here >> 7) & (1 - is_part(before));
        }
        least += u32::from(behind_space);
        most += u32::from(behind_any);
    }
    (unsure == 0).then_some((least, most))
}

/// Whether the shortest words between the spaces and line ends of a text, with `known` before, are enough function
/// words for a share of `most`.
fn surely_reaches(share: f64, text: &str, most: u32, known: &mut u32) -> bool {
    let (bytes, mut from) = (text.as_bytes(), 0);
    let reached = |known: u32| f64::from(known) / f64::from(most) >= share;
    // what stands behind a line end may be the rest of a word
    let mut is_whole = true;
    while from < bytes.len() {
        let to = scan::find(bytes, from, |byte| (b' ' + 1).saturating_sub(byte));
        let word = &bytes[from..to];
        if is_whole
            && (2..=4).contains(&word.len())
            && word.iter().all(u8::is_ascii_alphabetic)
            && FUNCTION_WORDS.of_ascii(text, from, word.len()) != 0
        {
            *known += 1;
            if reached(*known) {
                return true;
            }
        }
        is_whole =
            bytes.get(to) == Some(&b' ') || word.last().is_some_and(u8::is_ascii_alphanumeric);
        from = to + 1;
    }
    reached(*known)
}

/// Whether English function words are at least a share of the words of a text.
pub(crate) fn has_function_words(text: &str, share: f64) -> bool {
    if bounds(text).is_some_and(|(_, most)| surely_reaches(share, text, most, &mut 0)) {
        return true;
    }
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    tokenize(text, Span::from_range(0..text.len()), &mut tokens);
    reaches(share, text, &tokens)
}

/// Reads no more words than it takes.
fn reaches(share: f64, source: &str, tokens: &[Token]) -> bool {
    let (words, mut buffer) = (&*FUNCTION_WORDS, String::new());
    let is_known = |token: &&Token| words.of_token(source, **token, &mut buffer) != 0;
    let known = tokens.iter().filter(is_known).zip(1_u32..);
    known.map(|(_, count)| f64::from(count) / tokens.len() as f64).any(|found| found >= share)
}

/// What is read of each paragraph, until there are [`SAMPLE`] words.
fn windows(source: &str, blocks: &[Block]) -> impl Iterator<Item = Span> {
    blocks.iter().filter(|b| b.paragraph.is_some()).map(|block| {
        // a long paragraph is read in part: a window on a character boundary
        let mut stop = block.span.end.min(block.span.start.saturating_add(8 * SAMPLE as u32));
        while !source.is_char_boundary(stop as usize) {
            stop -= 1;
        }
        Span::new(block.span.start, stop)
    })
}

/// Whether the first look at the sample shows its share of function words, wherever it ends.
fn surely_english(source: &str, blocks: &[Block]) -> bool {
    let (mut least, mut most, mut known, mut reached) = (0, 0, 0, false);
    for window in windows(source, blocks) {
        let text = window.of(source);
        let Some(words) = bounds(text) else { return false };
        (least, most) = (least + words.0, most + words.1);
        reached = surely_reaches(ENGLISH, text, most, &mut known);
        if least as usize >= SAMPLE || most as usize >= SAMPLE && !reached {
            break;
        }
    }
    reached
}

/// The share of function words decides the clear cases at no cost; `whatlang` decides the rest.
pub(crate) fn probably_english(source: &str, blocks: &[Block]) -> bool {
    if surely_english(source, blocks) {
        return true;
    }
    let mut tokens: Vec<Token> = Vec::with_capacity(4 * SAMPLE);
    let mut end = 0;
    for window in windows(source, blocks) {
        tokenize(source, window, &mut tokens);
        end = window.end;
        if tokens.len() >= SAMPLE {
            break;
        }
    }
    if tokens.len() < FEWEST {
        return true;
    }
    if reaches(ENGLISH, source, &tokens) {
        return true;
    }
    let start = tokens.first().map_or(0, |t| t.span.start);
    whatlang::detect(Span::new(start, end).of(source))
        .is_none_or(|info| info.lang() == whatlang::Lang::Eng || !info.is_reliable())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Article, Note};

    proptest! {
        #[test]
        fn what_is_sure_of_a_text_is_true(text in "([a-zé]{1,4}| |[A-Z&;.'’\u{AD}<>\n-]|of |the ){0,40}") {
            let mut tokens = Vec::new();
            tokenize(&text, Span::from_range(0..text.len()), &mut tokens);
            let words = tokens.len() as u32;
            if let Some((least, most)) = bounds(&text) {
                prop_assert!((least..=most).contains(&words), "{least}..={most} of {words}");
                let sure = surely_reaches(0.2, &text, most, &mut 0);
                prop_assert!(!sure || reaches(0.2, &text, &tokens));
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_surely_english_has_the_words(text in "((of |the |zeit |haus, |und |é){0,90}zeit.\n\n){0,8}") {
            let article = Article::parse(&text);
            let mut sample = Vec::new();
            for window in windows(&text, article.blocks()) {
                tokenize(&text, window, &mut sample);
                if sample.len() >= SAMPLE {
                    break;
                }
            }
            prop_assert!(!surely_english(&text, article.blocks()) || reaches(ENGLISH, &text, &sample));
        }
    }

    fn noted(text: &str) -> bool {
        Article::parse(text).notes().contains(&Note::ProbablyNotEnglish)
    }

    #[test]
    fn texts_in_other_languages_are_noted() {
        for text in [
            "Der Stadtrat von Selwick stimmte am Montag dafür, die alte Brücke ein weiteres Jahr offen zu halten. Niemand sprach sich dagegen aus.",
            "Selwick belediye meclisi pazartesi günü eski köprünün bir yıl daha açık kalması yönünde oy kullandı. Kimse karşı çıkmadı.",
            "Le conseil municipal de Selwick a voté lundi pour garder le vieux pont ouvert une année de plus. Personne ne s'y est opposé.",
            "Городской совет Селвика в понедельник проголосовал за то, чтобы старый мост оставался открытым ещё один год. Никто не возражал.",
        ] {
            assert!(noted(text), "{text}");
        }
    }

    #[test]
    fn english_is_not() {
        for text in [
            "The council of Selwick voted on Monday to keep the old bridge open for one more year. Nobody spoke against it.",
            "COUNCIL VOTES TO KEEP BRIDGE OPEN FOR ONE MORE YEAR AS MAYOR SPEAKS OF A NARROW ESCAPE FOR THE TOWN.",
            "Rovers beat Albion; City drew. Scorers: Zantos, Reith, Malloy.",
            "Zu kurz.",
            "",
        ] {
            assert!(!noted(text), "{text}");
        }
    }
}
