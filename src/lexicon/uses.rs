//! What the matches of a sentence are used for, so that each room walks those that it asks for.

use std::mem;

use super::{Catalog, FOUND_BY_MODEL, Match, Role};
use crate::stats::ones;

/// Uses of matches, each with the first bit of its lane.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use {
    /// Marks that nothing acts on: foundations, frames.
    Theme = 0,
    /// Terms of the report, and the shifters among which are their negators.
    Term = 21,
    /// What shifters act on, and they themselves; words that only a model found are not among them.
    Shift = 42,
}

/// So many matches have their bits in one number.
const LANE: usize = Use::Term as usize;

/// By role: the uses of a match, as those of the first of a number.
const BY_ROLE: [u64; Role::COUNT] = {
    let (theme, term, shift) =
        (1 << Use::Theme as u32, 1 << Use::Term as u32, 1 << Use::Shift as u32);
    let mut uses = [0; Role::COUNT];
    uses[Role::Terms as usize] = term;
    uses[Role::Loaded as usize] = term | shift;
    uses[Role::Tone as usize] = shift;
    uses[Role::Shifters as usize] = term | shift;
    uses[Role::Moral as usize] = theme;
    uses[Role::Frames as usize] = theme;
    uses[Role::Deeds as usize] = shift;
    uses[Role::Epistemic as usize] = term;
    uses[Role::GenericFrames as usize] = theme;
    uses[Role::WarPeace as usize] = theme;
    uses[Role::Emfd as usize] = term;
    uses
};

/// By role: the lists that may settle overlaps with its lists. Those of tone, the loaded ones with their plain senses,
/// and others.
const GROUPS: [u8; Role::COUNT] = {
    let mut groups = [OTHERS; Role::COUNT];
    groups[Role::Tone as usize] = 0;
    groups[Role::Loaded as usize] = 1;
    groups[Role::PlainSenses as usize] = 1;
    groups
};
const OTHERS: u8 = 2;

/// The uses of the matches of a sentence; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    lanes: Vec<u64>,
    /// Those that may give way to another.
    contested: Vec<usize>,
}

impl Uses {
    #[cfg(test)]
    pub(crate) fn of(catalog: &Catalog, matches: &[Match]) -> Self {
        let mut uses = Self::default();
        uses.read(catalog, matches);
        uses
    }

    /// Reads the matches of a sentence. Of those that are charged or loaded, one at whose very words a later list has
    /// another is of no use.
    pub(crate) fn read(&mut self, catalog: &Catalog, matches: &[Match]) {
        let Self { lanes, contested } = self;
        lanes.clear();
        // the first word of the last match of each group, and its place
        let mut last = [(u32::MAX, 0); 3];
        for (chunk, matches) in (0..).step_by(LANE).zip(matches.chunks(LANE)) {
            let mut uses = 0;
            for (at, &Match { first, fact, .. }) in matches.iter().enumerate() {
                let by_model = u64::from(fact.role as u8 == Role::Loaded as u8)
                    & u64::from(fact.class == FOUND_BY_MODEL);
                uses |= (BY_ROLE[fact.role as usize] & !(by_model << Use::Shift as u32)) << at;
                let group = GROUPS[fact.role as usize];
                let before = mem::replace(&mut last[usize::from(group)], (first, chunk + at));
                // one branch, not two that are hard to foretell
                if (group != OTHERS) & before.0.eq(&first) {
                    contested.extend([before.1, chunk + at]);
                }
            }
            lanes.push(uses);
        }
        for at in contested.drain(..) {
            if catalog.is_replaced(matches, at) {
                let of_one =
                    1 << Use::Theme as u32 | 1 << Use::Term as u32 | 1 << Use::Shift as u32;
                lanes[at / LANE] &= !(of_one << (at % LANE));
            }
        }
    }

    /// Shows the matches of a use, in order, by their place.
    #[inline]
    pub(crate) fn each(&self, of: Use, mut show: impl FnMut(usize)) {
        for (lanes, first) in self.lanes.iter().zip((0..).step_by(LANE)) {
            ones(lanes >> of as u32 & ((1 << LANE) - 1)).for_each(|at| show(first + at));
        }
    }
}
