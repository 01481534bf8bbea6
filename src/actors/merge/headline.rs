//! Headlines in capitals or title case: only names that the text or the lists know.

use super::{LONGEST, Merge, Who};
use crate::actors::Form;
use crate::actors::gazetteer::{Class, flag};
use crate::actors::here::{FoldedSentence, Here};
use crate::actors::scan::{Found, What};

impl Merge<'_> {
    /// A sentence in which capitals say nothing: only names that the text or the lists know.
    pub(super) fn headline(&mut self, sentence: u32, folded: &mut FoldedSentence, found: &[Found]) {
        let here = &self.here(sentence);
        folded.read(here);
        let has_small = |at: usize| here.text(at).contains(char::is_lowercase);
        let shouts = !(0..here.words.len()).any(has_small);
        let from = found.partition_point(|found| found.sentence < sentence);
        let mut taken = found[from..].iter().take_while(|found| found.sentence == sentence);
        let mut next = taken.next();
        let mut at = 0;
        while at < here.words.len() {
            if let Some(name) = next
                && at >= name.first as usize
            {
                at = at.max((name.first + name.len) as usize);
                next = taken.next();
                continue;
            }
            let upper = !shouts && here.words[at].is_capital() && !has_small(at);
            let name = self.headline_name(here, at, folded, upper);
            if let Some((id, len)) = name {
                let found = Found {
                    sentence,
                    first: at as u32,
                    len: len as u32,
                    what: What::Single,
                    office: None,
                    gender: 0,
                    sure: true,
                    article: false,
                    within: false,
                    lost: false,
                    name: 0,
                };
                self.push(id, &found, Form::Name);
                at += len;
            } else {
                at += 1;
            }
        }
    }

    /// The longest name that begins at a word in capitals, and its length.
    fn headline_name(
        &mut self,
        here: &Here,
        at: usize,
        folded: &FoldedSentence,
        upper: bool,
    ) -> Option<(u32, usize)> {
        // most words begin no name, of the text or of the lists
        if !here.words[at].is_capital()
            || !self.names.may_have(here.words[at].word)
                && !self.names.parts_words
                && !here.has(at, flag::BEGINS_PHRASE)
                && !folded.words(at, 1).ends_with('s')
        {
            return None;
        }
        let most = LONGEST.min(here.words.len() - at);
        let joined = here.words[at + 1..at + most].iter().take_while(|word| !word.breaks());
        (1..=joined.count() + 1).rev().find_map(|len| {
            if len == 1 && here.has(at, flag::STOP) {
                return None;
            }
            let in_text = self.in_text(folded.words(at, len));
            let id = in_text.or_else(|| self.in_lists(here, at, len, folded, upper))?;
            Some((id, len))
        })
    }

    fn in_text(&self, name: &str) -> Option<u32> {
        let known = self
            .names
            .get(name)
            .and_then(|name| self.names[name].actor.or_else(|| self.part(name, Who::Person)));
        known.or_else(|| self.part(self.names.get(name.strip_suffix('s')?)?, Who::Person))
    }

    fn in_lists(
        &mut self,
        here: &Here,
        at: usize,
        len: usize,
        folded: &FoldedSentence,
        upper: bool,
    ) -> Option<u32> {
        if len > 1 && !here.has(at, flag::BEGINS_PHRASE) {
            return None;
        }
        let listed = |last: u32| {
            let mut words = [0; LONGEST];
            words[..len].copy_from_slice(&here.numbers[at..at + len]);
            words[len - 1] = last;
            let (phrase, found) = self.gazetteer.longest(words[0], &words[1..len])?;
            let is_actor = !matches!(phrase.class, Class::Nation | Class::Post);
            // "US" is "us" in a headline in capitals, unless the text has it
            let met = || !phrase.capitals || upper || self.memory.by_known.contains_key(&phrase.id);
            (found == len && is_actor && met()).then(|| phrase.power.unwrap_or(phrase.id))
        };
        let last = at + len - 1;
        let stem = || folded.words(last, 1).strip_suffix('s');
        let known =
            listed(here.numbers[last]).or_else(|| listed(self.gazetteer.number(stem()?)))?;
        Some(self.listed(What::Known(known)))
    }
}
