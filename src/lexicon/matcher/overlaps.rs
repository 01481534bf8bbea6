//! Which of several matches at the same words stand, list by list.

use std::ops::Range;

use super::Fact;
use crate::lexicon::{Lexicon, Overlap, Role};

/// What the search asks of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    overlap: Overlap,
    pub(super) reads_names: bool,
    /// The first of the lists with which it shares its rule for overlaps.
    pub(super) group: u16,
    /// Its first category among those of all lists.
    categories: u32,
}

impl Rule {
    /// The category of an entry of the list among those of all lists.
    pub(super) fn category(self, fact: Fact) -> usize {
        self.categories as usize + usize::from(fact.category)
    }
}

/// Lists with one part in the scores settle overlaps as if they were one list: the loaded ones with
/// their plain senses, and those of the tone.
pub(super) fn rules(lexicons: &[Lexicon]) -> Vec<Rule> {
    let part = |list: &Lexicon| match list.role {
        _ if list.overlap != Overlap::LeftmostLongest => None,
        Role::Loaded | Role::PlainSenses => Some(Role::Loaded),
        Role::Tone => Some(Role::Tone),
        _ => None,
    };
    let first_like = |list: &Lexicon| {
        let wanted = part(list)?;
        lexicons.iter().position(|other| part(other) == Some(wanted))
    };
    let mut categories = 0;
    let rule = |(i, list): (usize, &Lexicon)| {
        let before = categories;
        categories += list.categories.len() as u32;
        Rule {
            overlap: list.overlap,
            reads_names: list.reads_names,
            group: first_like(list).unwrap_or(i) as u16,
            categories: before,
        }
    };
    lexicons.iter().enumerate().map(rule).collect()
}

/// Where lists and categories have matched last.
#[derive(Debug, Default)]
pub(super) struct Overlaps {
    by_list: Vec<Range<u64>>,
    by_category: Vec<Range<u64>>,
}

impl Overlaps {
    /// Makes room for so many lists and categories.
    pub(super) fn reserve(&mut self, lists: usize, categories: usize) {
        for (busy, count) in [(&mut self.by_list, lists), (&mut self.by_category, categories)] {
            if busy.len() < count {
                busy.resize(count, 0..0);
            }
        }
    }

    /// Whether a match at some words overlaps no other that its list's rule asks about; if so, it stands. Words are
    /// counted on from sentence to sentence.
    #[inline]
    pub(super) fn let_through(&mut self, rule: Rule, fact: Fact, words: Range<u64>) -> bool {
        let busy = match rule.overlap {
            Overlap::LeftmostLongest => &mut self.by_list[usize::from(rule.group)],
            Overlap::LongestPerCategory => &mut self.by_category[rule.category(fact)],
            Overlap::All => return true,
        };
        if busy.end > words.start && *busy != words {
            return false;
        }
        *busy = words;
        true
    }
}
