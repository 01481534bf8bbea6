//! Where the names of the caller's actors stand.

use super::{Scan, What};
use crate::actors::gazetteer::flag;
use crate::actors::given::ActorNames;
use crate::actors::here::Here;

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
    pub(super) fn find_given(&mut self, here: &Here, given: &ActorNames, shout: bool) {
        self.sentence.read(here);
        let mut at = 0;
        while at < here.words.len() {
            let word = |n: usize| {
                let text = here.words.get(at + n)?.span.of(here.source);
                let joined = n == 0 || !here.parts(at + n);
                joined.then(|| (self.sentence.words(at + n, 1), text))
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

    pub(super) fn emit_given(&mut self, here: &Here, found: GivenAt) {
        self.push(here, found.first, found.len, What::Given(found.owner), true);
        if let Some(last) = self.found.last_mut() {
            last.lost = found.lost;
        }
    }
}

/// A last name alone that has another name beside it is somebody else's.
fn is_part_of_name(here: &Here, at: usize, len: usize) -> bool {
    let is_name = |other: usize| {
        here.words.get(other).is_some_and(|word| word.is_capital())
            && !here.has(other, flag::STOP | flag::ENDS_POST | flag::BEGINS_PHRASE)
    };
    let possessive = here.is_possessive(at + len - 1);
    at > 0 && !here.parts(at) && is_name(at - 1)
        || !possessive && at + len < here.words.len() && !here.parts(at + len) && is_name(at + len)
}
