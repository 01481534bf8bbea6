//! What a run of unknown words names: somebody, a body, a thing that does not act, or nobody.

use super::{Kind, Piece, RunWord, Scan, What};
use crate::actors::gazetteer::{Class, Word, flag};
use crate::actors::here::Here;

/// Surnames that also head the names of bodies, places and days: after a first name.
const TWO_WAYS: [&str; 33] = [
    "brown", "white", "black", "green", "gray", "grey", "young", "long", "short", "small",
    "little", "good", "love", "king", "gold", "silver", "stone", "hill", "church", "park", "lake",
    "street", "post", "press", "court", "day", "law", "case", "bowl", "house", "forest", "banks",
    "bishop",
];

/// Words that begin with a capital for many reasons, and are surnames too.
const SURNAMES: [&str; 7] = ["may", "april", "june", "august", "christian", "english", "french"];

/// Behind a name, and no part of it.
pub(super) const YOUNGER: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

impl Scan {
    /// "Theresa May", "President May".
    pub(super) fn is_surname(&self, at: usize) -> bool {
        let after = |piece: &Piece| {
            matches!(piece.kind, Kind::Unknown | Kind::Listed { class: Class::Post, .. })
        };
        self.pieces.last().is_some_and(after) && SURNAMES.contains(&self.folded(&self.run[at]))
    }

    pub(super) fn is_common(&self, word: &RunWord) -> bool {
        Word::is_common(self.folded(word), word.word)
    }

    /// The word that says what a run names: "Bank" in "Bank of England", "War" in "World War II".
    fn head(&self, words: &[RunWord]) -> usize {
        let before_small = words.iter().position(|word| !word.capital);
        let mut head = before_small.unwrap_or(words.len()).saturating_sub(1);
        while head > 0 && YOUNGER.contains(&self.folded(&words[head])) {
            head -= 1;
        }
        head
    }

    /// "Marc Hill", which is no hill.
    pub(super) fn is_person_after_all(&self, words: &[RunWord]) -> bool {
        matches!(words.len(), 2 | 3)
            && words[0].has(flag::GIVEN)
            && words.last().is_some_and(|word| TWO_WAYS.contains(&self.folded(word)))
    }

    /// "Second Amendment", "Hurricane Iris".
    pub(super) fn is_thing(&self, words: &[RunWord]) -> bool {
        words.len() > 1
            && (words[0].has(flag::EVENT) || words[self.head(words)].has(flag::THING))
            && !self.is_person_after_all(words)
    }

    /// What several unknown words name, if anybody: "Anna Hale", but "NBK Media", and not "Term Limits".
    pub(super) fn kind_of(&self, here: Here, words: &[RunWord]) -> Option<What> {
        let [first, .., last] = words else { return Some(What::Single) };
        let initial = |word: &RunWord| {
            let text = here.text(word.token as usize);
            text.len() == 1 || text.len() < 5 && text.as_bytes()[1] == b'.'
        };
        if first.has(flag::GIVEN) || initial(first) && !last.has(flag::FIRM) {
            return Some(What::Person);
        }
        if words.iter().all(|word| self.is_common(word)) {
            return None;
        }
        let acronym = |word: &RunWord| {
            let text = here.text(word.token as usize);
            text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let acronyms = words.iter().filter(|word| acronym(word)).count();
        if acronyms == words.len() {
            return None; // "SOLD OUT"
        }
        let surname = |name: &str| YOUNGER.contains(&name) || TWO_WAYS.contains(&name);
        let group =
            self.is_common(last) && !surname(self.folded(last)) || acronyms > 0 && !acronym(last);
        Some(if group { What::Group } else { What::Single })
    }

    /// "Bill" in "Bill and Hillary Clinton" is "bill clinton".
    pub(super) fn name_spouse(&mut self, here: Here, first: u32, name: (u32, u32)) {
        let name = &self.names[name.0 as usize..name.1 as usize];
        let (Some((given, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' '))
        else {
            return;
        };
        let is_given = |name: &str| here.gazetteer.has(name, flag::GIVEN);
        if let Some(before) = self.found.last_mut()
            && (before.sentence, before.first + 2, before.len) == (here.index, first, 1)
            && before.what == What::Single
            && matches!(here.text(first as usize - 1), "and" | "&")
            && is_given(given)
            && is_given(&self.names[before.name.0 as usize..before.name.1 as usize])
        {
            let spouse =
                format!("{} {last}", &self.names[before.name.0 as usize..before.name.1 as usize]);
            let from = self.names.len() as u32;
            self.names.push_str(&spouse);
            before.name = (from, self.names.len() as u32);
            (before.what, before.sure) = (What::Person, true);
        }
    }
}
