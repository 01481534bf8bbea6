//! A sentence as the search for names sees it: its words, and what parts them.

use super::gazetteer::{Gazetteer, Word};
use crate::text::{Span, Token, fold_into};

/// Stand before a hyphen and a name in small letters: "al-Assad".
const PARTICLES: [&str; 14] =
    ["al", "el", "ad", "as", "ash", "ar", "an", "at", "az", "ul", "ud", "bin", "ben", "ibn"];

/// The sentence at hand.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub source: &'a str,
    pub words: &'a [Token],
    pub index: u32,
    pub gazetteer: &'static Gazetteer,
}

impl Here<'_> {
    pub(super) fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.span.of(self.source))
    }

    /// What stands between a word and the one before.
    pub(super) fn gap(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(self.words[at].span.start, |b| self.words[b].span.end);
        Span::new(from, self.words[at].span.start).of(self.source)
    }

    /// Whether no name goes on from the word before: anything but space between them, save for the
    /// stop of an initial or of a short title.
    pub(super) fn parts(&self, at: usize) -> bool {
        let gap = self.gap(at);
        if gap == " " {
            return false;
        }
        if at == 0 {
            return true;
        }
        let before = self.words[at - 1];
        match gap.strip_prefix('.') {
            Some(rest) if before.is_capital() && before.span.len() <= 5 => {
                let text = before.span.of(self.source);
                let is_title = || self.word(text).is_some_and(Word::ends_post);
                !(rest.trim().is_empty() && (text.len() == 1 || is_title()))
            }
            _ => !gap.trim().is_empty(),
        }
    }

    pub(super) fn word(&self, text: &str) -> Option<&'static Word> {
        if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return self.gazetteer.word(text);
        }
        let mut folded = String::new();
        fold_into(text, &mut folded);
        self.gazetteer.word(&folded)
    }

    /// Begins with a capital, or with a particle and a hyphen ("al-Assad").
    pub(super) fn is_name_like(&self, at: usize) -> bool {
        let word = self.words[at];
        word.is_capital() || {
            // most words end here
            let bytes = &self.source.as_bytes()[word.span.range()];
            let hyphen = match bytes {
                [_, _, b'-', ..] => 2,
                [_, _, _, b'-', ..] => 3,
                _ => return false,
            };
            let capital = bytes.get(hyphen + 1).is_some_and(u8::is_ascii_uppercase);
            capital && PARTICLES.iter().any(|particle| particle.as_bytes() == &bytes[..hyphen])
        }
    }

    /// "@AnnaHale", "#Rates".
    pub(super) fn is_handle(&self, at: usize) -> bool {
        let before = self.source.as_bytes()[..self.words[at].span.start as usize].last();
        before.is_some_and(|byte| matches!(byte, b'@' | b'#' | b'_'))
    }

    /// Whether the place explains a capital: head of the sentence, or after a mark.
    pub(super) fn is_start(&self, at: usize) -> bool {
        at == 0 || {
            let gap = self.gap(at).trim();
            gap.contains(['"', '“', '‘', '«', '„', ':', '.', '!', '?', '…', '`', '*', ';'])
                || gap == "'"
        }
    }
}

/// The name in a word: without a possessive ending.
pub(super) fn without_possessive(text: &str) -> &str {
    let ends = ["'s", "’s", "'S", "’S", "&#8217;s", "&rsquo;s", "&#39;s", "'", "’"];
    ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}
