//! Headlines in capitals or title case: only names that the text or the lists know.

use super::{LONGEST, Merge};
use crate::actors::gazetteer::{Class, flag};
use crate::actors::scan::{Found, Scan, What};
use crate::actors::{Actor, ActorKind, Form};
use crate::text::{Token, fold_into};

/// Where in [`Scan::names`] the words of sentences in capitals stand, folded.
pub(super) fn headline_words(
    source: &str,
    tokens: &[Token],
    bounds: &[u32],
    scan: &mut Scan,
) -> Vec<Vec<(u32, u32)>> {
    let Scan { names, shouts, .. } = scan;
    let words = shouts.iter().map(|&sentence| {
        let sentence = sentence as usize;
        let words = &tokens[bounds[sentence] as usize..bounds[sentence + 1] as usize];
        let word = |word: &Token| {
            names.push(' ');
            let from = names.len() as u32;
            fold_into(word.span.of(source), names);
            (from, names.len() as u32)
        };
        words.iter().map(word).collect()
    });
    words.collect()
}

impl<'a> Merge<'a> {
    /// A sentence in which capitals say nothing: only names that the text or the lists know.
    pub(super) fn headline(&mut self, sentence: u32, places: &[(u32, u32)], found: &[Found]) {
        let words = self.words(sentence);
        let found = &found[found.partition_point(|found| found.sentence < sentence)..];
        let found = &found[..found.partition_point(|found| found.sentence == sentence)];
        let mut taken = vec![false; words.len()];
        for found in found {
            taken[found.first as usize..][..found.len as usize].fill(true);
        }
        let shouts = words.iter().all(|word| {
            let text = word.span.of(self.source);
            !text.contains(char::is_lowercase)
        });
        let mut at = 0;
        while at < words.len() {
            if taken[at] || !words[at].is_capital() {
                at += 1;
                continue;
            }
            let joined = |len: usize| words[at + 1..at + len].iter().all(|word| !word.breaks());
            let most = LONGEST.min(words.len() - at);
            let name = (1..=most).rev().filter(|&len| joined(len)).find_map(|len| {
                let text = &self.names[places[at].0 as usize..places[at + len - 1].1 as usize];
                let upper = !words[at].span.of(self.source).contains(char::is_lowercase);
                self.headline_name(text, len, upper && !shouts).map(|id| (id, len))
            });
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
                    name: (0, 0),
                };
                self.push(id, &found, Form::Name);
                at += len;
            } else {
                at += 1;
            }
        }
    }

    fn headline_name(&mut self, name: &'a str, len: usize, upper: bool) -> Option<u32> {
        let person = |actor: &Actor| actor.kind == ActorKind::Person;
        let stop = len == 1 && self.gazetteer.has(name, flag::STOP);
        if stop {
            return None;
        }
        let stem = name.strip_suffix('s');
        let in_text = self.by_name.get(name).copied().or_else(|| self.part(name, person));
        let in_text = in_text.or_else(|| self.part(stem?, person));
        if in_text.is_some() {
            return in_text;
        }
        let listed = |name: &str| {
            let mut words = name.split(' ');
            let first = self.gazetteer.word(words.next()?)?;
            let rest: Vec<&str> = words.collect();
            let (phrase, found) = first.longest(|n| rest.get(n - 1).copied())?;
            let is_actor = !matches!(phrase.class, Class::Nation | Class::Post);
            // "US" is "us" in a headline in capitals, unless the text has it
            let met = !phrase.capitals || upper || self.by_known.contains_key(&phrase.id);
            (found == len && is_actor && met).then(|| phrase.power.unwrap_or(phrase.id))
        };
        let known = listed(name).or_else(|| listed(stem?))?;
        Some(self.listed(What::Known(known)))
    }
}
