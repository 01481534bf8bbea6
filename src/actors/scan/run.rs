//! What a run of unknown words names: somebody, a body, a thing that does not act, or nobody.

use std::ops::Range;

use super::{Kind, Piece, Scan, What};
use crate::actors::gazetteer::{Class, common, flag, is_common};
use crate::actors::here::{Here, without_possessive};

/// Longest word in capitals that may be an acronym, and the longest that is one though nothing
/// else in the text says so: "This is GOOD".
const LONGEST_ACRONYM: usize = 6;
const SHORT_ACRONYM: usize = 3;

impl Scan {
    /// "Theresa May", "President May".
    pub(super) fn is_surname(&self, here: &Here, at: usize) -> bool {
        let after = |piece: &Piece| {
            matches!(piece.kind, Kind::Unknown | Kind::Listed { class: Class::Post, .. })
        };
        here.has(at, flag::SURNAME) && self.pieces.last().is_some_and(after)
    }

    pub(super) fn is_common(&mut self, here: &Here, at: usize) -> bool {
        let flags = here.flags(at);
        common(flags).unwrap_or_else(|| is_common(flags, self.folded(here, at)))
    }

    /// What several unknown words name, if anybody: "Anna Hale", but "NBK Media", and not "Term Limits".
    pub(super) fn kind_of(&mut self, here: &Here, words: Range<usize>) -> Option<What> {
        let (first, last) = (words.start, words.end - 1);
        let initial = || {
            let text = here.text(first);
            text.len() == 1 || text.len() < 5 && text.as_bytes()[1] == b'.'
        };
        if here.has(first, flag::GIVEN) || initial() && !here.has(last, flag::FIRM) {
            return Some(What::Person);
        }
        if words.clone().all(|word| self.is_common(here, word)) {
            return None;
        }
        let acronym = |word: usize| {
            let text = here.text(word);
            text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let acronyms = words.clone().filter(|&word| acronym(word)).count();
        if acronyms == words.len() {
            return None; // "SOLD OUT"
        }
        let surname = here.has(last, flag::YOUNGER | flag::TWO_WAYS);
        let group = !surname && self.is_common(here, last) || acronyms > 0 && !acronym(last);
        Some(if group { What::Group } else { What::Single })
    }

    /// "Bill" in "Bill and Hillary Clinton" is "bill clinton".
    pub(super) fn name_spouse(&mut self, here: &Here, first: u32, name: u32) {
        let is_given = |word: u32| here.gazetteer.flags(word) & flag::GIVEN != 0;
        let Some(before) = self.found.last_mut() else { return };
        let given = self.names[before.name].first;
        if (before.sentence, before.first + 2, before.len) == (here.index, first, 1)
            && before.what == What::Single
            && matches!(here.text(first as usize - 1), "and" | "&")
            && is_given(self.names[name].first)
            && is_given(given)
            && let Some((_, last)) = self.names.text(name).rsplit_once(' ')
        {
            let spouse = format!("{} {last}", self.names.text(before.name));
            let from = self.names.text.len();
            self.names.text.push_str(&spouse);
            before.name = self.names.add(from);
            let known = &mut self.names[before.name];
            (known.first, known.several) = (given, true);
            (before.what, before.sure) = (What::Person, true);
        }
    }
}

/// The word that says what a run names: "Bank" in "Bank of England", "War" in "World War II".
fn head(here: &Here, words: Range<usize>) -> usize {
    let before_small = words.clone().find(|&at| !here.is_name_like(at));
    let mut head = before_small.unwrap_or(words.end).max(words.start + 1) - 1;
    while head > words.start && here.has(head, flag::YOUNGER) {
        head -= 1;
    }
    head
}

/// "Marc Hill", which is no hill.
pub(super) fn is_person_after_all(here: &Here, words: Range<usize>) -> bool {
    matches!(words.len(), 2 | 3)
        && here.has(words.start, flag::GIVEN)
        && here.has(words.end - 1, flag::TWO_WAYS)
}

/// "Second Amendment", "Hurricane Iris".
pub(super) fn is_thing(here: &Here, words: Range<usize>) -> bool {
    words.len() > 1
        && (here.has(words.start, flag::EVENT) || here.has(head(here, words.clone()), flag::THING))
        && !is_person_after_all(here, words)
}

/// Whether a single word stands out by its capitals or by its place; nothing if it is no name so.
pub(super) fn emphasis_of(here: &Here, at: usize) -> Option<bool> {
    let text = here.text(at);
    // "Hale"
    if here.words[at].is_bare() && text.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        return Some(false);
    }
    let name = without_possessive(text);
    let capitals = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    if name.chars().nth(1).is_none() || capitals && name.len() > LONGEST_ACRONYM {
        return None;
    }
    let behind_name = || name.contains('.') && here.gap(at).starts_with(',');
    Some(capitals && name.len() > SHORT_ACRONYM || behind_name())
}

/// "Jr" in the text.
pub(super) fn is_younger(text: &str) -> bool {
    text.len() < 4
        && ["jr", "sr", "ii", "iii", "iv"].iter().any(|end| end.eq_ignore_ascii_case(text))
}
