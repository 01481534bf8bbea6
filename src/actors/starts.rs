//! Which words of an article may begin a name.

use std::ops::Range;

use crate::stats::ones;
use crate::text::Token;

/// Stand before a hyphen and a name in small letters: "al-Assad".
const PARTICLES: [&str; 14] =
    ["al", "el", "ad", "as", "ash", "ar", "an", "at", "az", "ul", "ud", "bin", "ben", "ibn"];

/// A bit for each word that begins with a capital, or with a particle and a hyphen ("al-Assad").
#[derive(Debug, Default)]
pub(super) struct Starts {
    bits: Vec<u64>,
}

impl Starts {
    /// Takes the words of an article.
    pub(super) fn read(&mut self, source: &str, tokens: &[Token]) {
        let bits = tokens.chunks(64).map(|tokens| {
            let (mut capitals, mut others) = (0, 0);
            for (at, token) in tokens.iter().enumerate() {
                capitals |= u64::from(token.is_capital()) << at;
                others |= u64::from(!token.is_bare()) << at;
            }
            for at in ones(others & !capitals) {
                capitals |= u64::from(has_particle(source, tokens[at])) << at;
            }
            capitals
        });
        self.bits.clear();
        self.bits.extend(bits);
    }

    /// For 64 words each.
    pub(super) fn bits(&self) -> &[u64] {
        &self.bits
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.bits[at / 64] >> (at % 64) & 1 != 0
    }

    /// The first of some words that may begin a name.
    pub(super) fn next(&self, words: Range<usize>) -> Option<usize> {
        let mut at = words.start;
        while at < words.end {
            match self.bits[at / 64] >> (at % 64) {
                0 => at = (at / 64 + 1) * 64,
                bits => {
                    let found = at + bits.trailing_zeros() as usize;
                    return (found < words.end).then_some(found);
                }
            }
        }
        None
    }

    /// How many of some words may begin a name.
    pub(super) fn count(&self, words: Range<usize>) -> usize {
        let (mut at, mut count) = (words.start, 0);
        while at < words.end {
            let len = (64 - at % 64).min(words.end - at);
            let bits = self.bits[at / 64] >> (at % 64) << (64 - len);
            count += bits.count_ones() as usize;
            at += len;
        }
        count
    }
}

fn has_particle(source: &str, word: Token) -> bool {
    let text = &source.as_bytes()[word.span.range()];
    let hyphen = match text {
        [_, _, b'-', ..] => 2,
        [_, _, _, b'-', ..] => 3,
        _ => return false,
    };
    text.get(hyphen + 1).is_some_and(u8::is_ascii_uppercase)
        && PARTICLES.iter().any(|particle| particle.as_bytes() == &text[..hyphen])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Span, tokenize};

    fn read(text: &str) -> (Vec<Token>, Starts) {
        let (mut tokens, mut starts) = (Vec::new(), Starts::default());
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        starts.read(text, &tokens);
        (tokens, starts)
    }

    #[test]
    fn capitals_and_particles_begin_names() {
        for (word, begins) in [
            ("Hale", true),
            ("hale", false),
            ("Émile", true),
            ("al-Assad", true),
            ("bin-Laden", true),
            ("al-assad", false),
            ("anti-Assad", false),
            ("so-Called", false),
            ("é-Assad", false),
            ("1984", false),
        ] {
            let (tokens, starts) = read(word);
            assert_eq!((tokens.len(), starts.has(0)), (1, begins), "{word}");
        }
        assert_eq!(read("").1.next(0..0), None);
    }

    proptest! {
        #[test]
        fn ranges_are_read_as_word_by_word(text in "(a |B |al-C |é ){0,200}", ends in any::<[u8; 2]>()) {
            let (tokens, starts) = read(&text);
            let [from, to] = ends.map(|end| usize::from(end).min(tokens.len()));
            let words = from.min(to)..to;
            let mut all = words.clone().filter(|&at| starts.has(at));
            prop_assert_eq!(starts.count(words.clone()), all.clone().count());
            prop_assert_eq!(starts.next(words), all.next());
        }
    }
}
