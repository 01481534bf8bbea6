//! What the matches of a sentence are used for, so that each room walks those that it asks for.

use super::{Catalog, FOUND_BY_MODEL, Match, Role};

/// Uses of matches, each with the first bit of its lane.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use {
    /// Marks that nothing acts on: foundations, frames.
    Theme = 0,
    /// Terms of the report, and the shifters among which are their negators.
    Term = LANE as isize,
    /// What shifters act on, and they themselves; words that only a model found are not among them.
    Shift = 2 * LANE as isize,
}

/// So many matches have their bits in one number.
const LANE: usize = 21;

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

/// The uses of the matches of a sentence; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    lanes: Vec<u64>,
    /// Whether two begin at one word whose lists settle overlaps together.
    contested: bool,
}

impl Uses {
    #[cfg(test)]
    pub(crate) fn of(matches: &[Match]) -> Self {
        let mut uses = Self::default();
        uses.read(matches);
        uses
    }

    /// Reads the matches of a sentence.
    pub(crate) fn read(&mut self, matches: &[Match]) {
        self.lanes.clear();
        // the first words of the last match: of tone, of the loaded lists with their plain senses, of others
        let (mut last, mut met) = ([u32::MAX; 3], [false; 3]);
        self.lanes.extend(matches.chunks(LANE).map(|matches| {
            let mut lanes = 0;
            for (at, &Match { first, fact, .. }) in matches.iter().enumerate() {
                let by_model = fact.role == Role::Loaded && fact.class == FOUND_BY_MODEL;
                let uses =
                    BY_ROLE[fact.role as usize] & !(u64::from(by_model) << Use::Shift as u32);
                lanes |= uses << at;
                let group = match fact.role {
                    Role::Tone => 0,
                    Role::Loaded | Role::PlainSenses => 1,
                    _ => 2,
                };
                met[group] |= last[group] == first;
                last[group] = first;
            }
            lanes
        }));
        self.contested = met[0] || met[1];
    }

    /// Shows the matches of a use, in order, by their place.
    #[inline]
    pub(crate) fn each(&self, of: Use, mut show: impl FnMut(usize)) {
        for (lanes, first) in self.lanes.iter().zip((0..).step_by(LANE)) {
            let mut rest = lanes >> of as u32 & ((1 << LANE) - 1);
            while rest != 0 {
                show(first + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }

    /// [`Catalog::is_replaced`], asked of matches of tone and loaded lists.
    pub(crate) fn is_replaced(&self, catalog: &Catalog, matches: &[Match], i: usize) -> bool {
        self.contested && catalog.is_replaced(matches, i)
    }
}
