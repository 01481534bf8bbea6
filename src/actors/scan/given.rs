//! Where the names of the caller's actors stand.

use super::{Scan, What};
use crate::actors::gazetteer::flag;
use crate::actors::given::ActorNames;
use crate::actors::here::{Here, without_possessive};
use crate::text::fold_into;

/// A form of a caller's actor.
#[derive(Clone, Copy, Debug)]
pub(super) struct GivenAt {
    pub(super) sentence: u32,
    pub(super) first: u32,
    pub(super) len: u32,
    pub(super) owner: u32,
    pub(super) short: bool,
    pub(super) lost: bool,
}

impl Scan {
    pub(super) fn find_given(&mut self, here: Here, given: &ActorNames, shout: bool) {
        self.folded.clear();
        self.bounds.clear();
        for word in here.words {
            let from = self.folded.len() as u32;
            fold_into(word.span.of(here.source), &mut self.folded);
            self.bounds.push((from, self.folded.len() as u32));
        }
        let mut at = 0;
        while at < here.words.len() {
            let word = |n: usize| {
                let (from, to) = *self.bounds.get(at + n)?;
                let joined = n == 0 || !here.parts(at + n);
                let text = here.words[at + n].span.of(here.source);
                joined.then(|| (&self.folded[from as usize..to as usize], text))
            };
            match given.at(word, shout) {
                Some((owner, len, short, lost)) if !(short && is_part_of_name(here, at, len)) => {
                    let (sentence, first, len) = (here.index, at as u32, len as u32);
                    self.given.push(GivenAt { sentence, first, len, owner, short, lost });
                    at += len as usize;
                }
                _ => at += 1,
            }
        }
    }

    pub(super) fn emit_given(&mut self, here: Here, found: GivenAt) {
        self.push(here, found.first, found.len, What::Given(found.owner), true);
        if let Some(last) = self.found.last_mut() {
            last.lost = found.lost;
        }
    }
}

/// A last name alone that has another name beside it is somebody else's.
fn is_part_of_name(here: Here, at: usize, len: usize) -> bool {
    let is_name = |other: usize| {
        here.words.get(other).is_some_and(|word| word.is_capital())
            && here.word(here.text(other)).is_none_or(|word| {
                word.flags & flag::STOP == 0 && !word.ends_post() && !word.begins_any()
            })
    };
    let last = here.text(at + len - 1);
    let possessive = without_possessive(last).len() < last.len();
    at > 0 && !here.parts(at) && is_name(at - 1)
        || !possessive && at + len < here.words.len() && !here.parts(at + len) && is_name(at + len)
}
