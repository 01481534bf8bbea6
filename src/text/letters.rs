//! What readability is measured by, and how much of the headline comes back below it.

use hashbrown::HashSet;

use super::language::is_function_word;
use super::parts::{Place, Sentence};
use super::token::Token;
use super::typography::fold_into;

/// A word of more letters than this is long (Björnsson 1968).
const LONG: u32 = 6;

/// Letters and digits of some words, and how many of the words are long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Letters {
    pub count: u32,
    pub long_words: u32,
}

/// Of the words of a sentence.
pub(crate) fn letters(source: &str, tokens: &[Token]) -> Letters {
    let mut all = Letters::default();
    for token in tokens {
        let count = if token.is_bare() {
            token.span.len()
        } else {
            token.span.of(source).chars().filter(|c| c.is_alphanumeric()).count() as u32
        };
        all.count += count;
        all.long_words += u32::from(count > LONG);
    }
    all
}

/// A word of the headline that is looked for below it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    number: u32,
    /// Its folded form, if it has no number.
    form: String,
    /// How often the headline has it; 0 once it is found.
    times: u32,
}

/// Of the headline's words that are no function words: how many come back in lead and body, and how many
/// there are. `bounds` says where in `tokens` each sentence begins. `named` has the sentence and actor of
/// each name that the caller gave: whatever its words are, it is one word, that comes back where its actor
/// is named.
pub(crate) fn echo(
    source: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    bounds: &[u32],
    named: &[(u32, u32)],
) -> (u32, u32) {
    if !sentences.iter().any(|sentence| sentence.place == Place::Headline) {
        return (0, 0);
    }
    let of = |is: fn(Place) -> bool| {
        let wanted = sentences.iter().zip(bounds.windows(2)).filter(move |(s, _)| is(s.place));
        wanted.map(|(_, bound)| &tokens[bound[0] as usize..bound[1] as usize])
    };
    let actors = |is: fn(Place) -> bool| {
        let wanted = named.iter().filter(move |(at, _)| is(sentences[*at as usize].place));
        wanted.map(|(_, actor)| *actor)
    };
    let named_below: HashSet<u32> = actors(Place::is_text).collect();
    let (mut found, mut all) = (0, 0);
    for actor in actors(|place| place == Place::Headline) {
        found += u32::from(named_below.contains(&actor));
        all += 1;
    }
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut folded = String::new();
    for token in of(|place| place == Place::Headline).flatten().filter(|word| !word.is_masked()) {
        folded.clear();
        fold_into(token.span.of(source), &mut folded);
        if !is_function_word(&folded) {
            let form = if token.word == 0 { folded.clone() } else { String::new() };
            wanted.push(Wanted { number: token.word, form, times: 1 });
            all += 1;
        }
    }
    wanted.sort_unstable();
    wanted.dedup_by(|next, kept| {
        let same = (next.number, &next.form) == (kept.number, &kept.form);
        if same {
            kept.times += next.times;
        }
        same
    });
    // most words of the body are told apart by their number, those without by first letter and length
    let bit = |number: u32| (number as usize / 64 % 8, 1_u64 << (number & 63));
    let key = |word: &[u8]| (word.first().map_or(0, u8::to_ascii_lowercase), word.len().min(15));
    let mut numbers = [0; 8];
    let mut lengths = [0_u16; 256];
    for Wanted { number, form, .. } in &wanted {
        let (first, len) = key(form.as_bytes());
        let (at, bit) = bit(*number);
        numbers[at] |= bit;
        lengths[usize::from(first)] |= 1 << len;
    }
    let mut missing = wanted.len();
    for words in of(Place::is_text) {
        if missing == 0 {
            break;
        }
        for token in words {
            let (at, bit) = bit(token.word);
            if numbers[at] & bit == 0 {
                continue;
            }
            folded.clear();
            if token.word == 0 {
                let word = &source.as_bytes()[token.span.range()];
                let (first, len) = key(word);
                if token.is_plain() && lengths[usize::from(first)] & (1 << len) == 0 {
                    continue;
                }
                fold_into(token.span.of(source), &mut folded);
            }
            let place = |word: &Wanted| (word.number, &word.form).cmp(&(token.word, &folded));
            if !token.is_masked()
                && let Ok(at) = wanted.binary_search_by(place)
            {
                let times = std::mem::take(&mut wanted[at].times);
                found += times;
                missing -= usize::from(times > 0);
            }
        }
    }
    (found, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::text::{Vocabulary, tokenize};

    fn read(text: &str) -> (Article<'_>, Vec<Token>, Vec<u32>) {
        let article = Article::parse(text);
        let (mut tokens, mut bounds) = (Vec::new(), vec![0]);
        for sentence in article.sentences() {
            tokenize(text, sentence.span, &mut tokens);
            bounds.push(tokens.len() as u32);
        }
        (article, tokens, bounds)
    }

    #[test]
    fn letters_and_long_words() {
        for (text, count, long_words) in [
            ("We left.", 6, 0),
            ("Writing is hard: thirteen letters", 7 + 2 + 4 + 8 + 7, 3),
            ("It’s a so-called café in 2016", 3 + 1 + 8 + 4 + 2 + 4, 1),
            ("", 0, 0),
        ] {
            let mut tokens = Vec::new();
            tokenize(text, crate::Span::from_range(0..text.len()), &mut tokens);
            assert_eq!(letters(text, &tokens), Letters { count, long_words }, "{text}");
        }
    }

    #[test]
    fn words_of_the_headline_below_it() {
        for (text, expected) in [
            ("REGIME SLAMS TALKS\n\nThe talks with the regime failed. It rained.", (2, 3)),
            ("Café’s talks\n\nThe CAFÉ was shut.", (1, 2)),
            ("Talks about talks\n\nThe talks failed.", (2, 2)),
            ("Talks fail again\n\nIt rained on the coast.", (0, 3)),
            ("The talks failed. It rained.", (0, 0)),
        ] {
            let (article, mut tokens, bounds) = read(text);
            // whether words have numbers or not
            for known in [&[][..], &["talks", "regime"], &["talks", "café", "fail", "about"]] {
                let mut vocabulary = Vocabulary::default();
                for word in known {
                    vocabulary.add(word);
                }
                vocabulary.read(text, &mut tokens);
                let found = echo(text, article.sentences(), &tokens, &bounds, &[]);
                assert_eq!(found, expected, "{text} {known:?}");
            }
        }
    }
}
