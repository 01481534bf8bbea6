//! A sentence as the search for names sees it: its words, and what parts them.

use super::gazetteer::{Gazetteer, flag};
use super::starts::Starts;
use crate::text::{Span, Token, fold_into};

/// The sentence at hand.
pub(super) struct Here<'a> {
    pub source: &'a str,
    pub words: &'a [Token],
    /// What the words are in the gazetteer.
    pub numbers: &'a [u32],
    pub index: u32,
    /// Where its words begin among all.
    pub first: usize,
    pub starts: &'a Starts,
    pub gazetteer: &'static Gazetteer,
}

impl<'a> Here<'a> {
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.span.of(self.source))
    }

    /// What a word, which may be beyond the end, may be in a name.
    pub(super) fn flags(&self, at: usize) -> u32 {
        self.numbers.get(at).map_or(0, |&number| self.gazetteer.flags(number))
    }

    pub(super) fn has(&self, at: usize, flags: u32) -> bool {
        self.flags(at) & flags != 0
    }

    /// The same of a word in small letters.
    pub(super) fn has_small(&self, at: usize, flags: u32) -> bool {
        self.has(at, flags)
            && self.words[at].is_plain()
            && !self.text(at).bytes().any(|byte| byte.is_ascii_uppercase())
    }

    /// What stands between a word and the one before.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let from = at.checked_sub(1).map_or(self.words[at].span.start, |b| self.words[b].span.end);
        Span::new(from, self.words[at].span.start).of(self.source)
    }

    /// Whether one space stands between a word and the one before, as mostly.
    fn is_next(&self, at: usize) -> bool {
        at > 0 && {
            let (end, start) = (self.words[at - 1].span.end, self.words[at].span.start);
            start == end + 1 && self.source.as_bytes()[end as usize] == b' '
        }
    }

    /// Whether no name goes on from the word before: anything but space between them, save for the
    /// stop of an initial or of a short title.
    pub(super) fn parts(&self, at: usize) -> bool {
        !self.is_next(at) && self.parts_by_gap(at)
    }

    #[inline(never)]
    fn parts_by_gap(&self, at: usize) -> bool {
        if at == 0 {
            return true;
        }
        let gap = self.gap(at);
        let before = self.words[at - 1];
        match gap.strip_prefix('.') {
            Some(rest) if before.is_capital() && before.span.len() <= 5 => {
                let is_title = || self.has(at - 1, flag::ENDS_POST);
                !(rest.trim().is_empty() && (before.span.len() == 1 || is_title()))
            }
            _ => !gap.trim().is_empty(),
        }
    }

    /// The first word from `from` on, before `limit`, that may begin a name.
    pub(super) fn next_name(&self, from: usize, limit: usize) -> Option<usize> {
        let next = self.starts.next(self.first + from..self.first + limit);
        next.map(|at| at - self.first)
    }

    /// How many words may begin a name.
    pub(super) fn count_starts(&self) -> usize {
        self.starts.count(self.first..self.first + self.words.len())
    }

    /// Begins with a capital, or with a particle and a hyphen ("al-Assad").
    pub(super) fn is_name_like(&self, at: usize) -> bool {
        self.starts.has(self.first + at)
    }

    /// "@AnnaHale", "#Rates".
    pub(super) fn is_handle(&self, at: usize) -> bool {
        let before = self.source.as_bytes()[..self.words[at].span.start as usize].last();
        before.is_some_and(|byte| matches!(byte, b'@' | b'#' | b'_'))
    }

    /// Whether the place explains a capital: head of the sentence, or after a mark.
    pub(super) fn is_start(&self, at: usize) -> bool {
        at == 0 || !self.is_next(at) && self.is_behind_mark(at)
    }

    #[inline(never)]
    fn is_behind_mark(&self, at: usize) -> bool {
        let gap = self.gap(at).trim();
        gap.contains(['"', '“', '‘', '«', '„', ':', '.', '!', '?', '…', '`', '*', ';'])
            || gap == "'"
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let word = self.words[at];
        !word.is_plain() && {
            let text = word.span.of(self.source);
            without_possessive(text).len() < text.len()
        }
    }
}

/// The folded words of a sentence, parted by spaces; memory for the next one.
#[derive(Debug, Default)]
pub(super) struct FoldedSentence {
    text: String,
    /// Where the words stand in `text`.
    places: Vec<(u32, u32)>,
}

impl FoldedSentence {
    pub(super) fn read(&mut self, here: &Here) {
        self.text.clear();
        self.places.clear();
        for word in here.words {
            self.text.push(' ');
            let from = self.text.len() as u32;
            fold_word(here.source, *word, &mut self.text);
            self.places.push((from, self.text.len() as u32));
        }
    }

    pub(super) fn words(&self, first: usize, len: usize) -> &str {
        &self.text[self.places[first].0 as usize..self.places[first + len - 1].1 as usize]
    }
}

/// The name in a word: without a possessive ending.
pub(super) fn without_possessive(text: &str) -> &str {
    let may = match text.as_bytes() {
        // the last byte of "’"
        [.., mark, b's' | b'S'] => matches!(mark, b'\'' | b';' | 0x99),
        [.., last] => matches!(last, b'\'' | 0x99),
        [] => false,
    };
    let ends = ["'s", "’s", "'S", "’S", "&#8217;s", "&rsquo;s", "&#39;s", "'", "’"];
    let cut = |end: &&str| text.strip_suffix(*end);
    if may { ends.iter().find_map(cut).unwrap_or(text) } else { text }
}

/// Appends a folded word, at little cost for plain ones.
pub(super) fn fold_word(source: &str, word: Token, out: &mut String) {
    let text = word.span.of(source);
    if word.is_plain() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
    } else {
        fold_into(text, out);
    }
}
