//! What the marks of a stretch of text come to. Kinds come in no order, so that a processor would guess
//! wrong at every branch on them: tables say where each mark counts.

use std::ops::Range;

use super::{FRAMES, GENERIC_FRAMES, POLES, PRESENT, THEMES};
use crate::framing::epistemic::{SOFT, STRONG, WEAK};
use crate::lexicon::{EPISTEMIC_CATEGORIES, LOADED_CATEGORIES};
use crate::terms::{DETECTED, Kind, Mark, STYLES};

/// What is counted over all units, by kind and class; last, what is not.
pub(super) const LOADED: Range<usize> = 0..LOADED_CATEGORIES.len();
pub(super) const WAR_PEACE: Range<usize> = LOADED.end..LOADED.end + 2;
pub(super) const MENTIONS: Range<usize> = WAR_PEACE.end..WAR_PEACE.end + 3;
pub(super) const STYLE: Range<usize> = MENTIONS.end..MENTIONS.end + STYLES;
pub(super) const EPISTEMIC: Range<usize> = STYLE.end..STYLE.end + EPISTEMIC_CATEGORIES.len();
pub(super) const COUNTS: usize = EPISTEMIC.end + 1;

/// What is counted in each unit.
const TONE: Range<usize> = 0..2;
const DETECTED_TERM: usize = TONE.end;
const MENTION: usize = DETECTED_TERM + 1;
const IN_UNIT: usize = MENTION + 2;

/// What is summed in each unit, behind the themes.
const LOADED_WEIGHT: usize = THEMES;
const TOWARD: usize = LOADED_WEIGHT + 1;
const EMFD: usize = TOWARD + 1;
const SUMS: usize = EMFD + 2;

/// Where the first class of a kind stands, and the number of its last, for any beyond.
#[derive(Clone, Copy)]
struct Classes(u8, u8);

impl Classes {
    const fn of(range: Range<usize>) -> Self {
        Self(range.start as u8, (range.end - range.start - 1) as u8)
    }

    /// All in one place.
    const fn joined(at: usize) -> Self {
        Self(at as u8, 0)
    }

    fn at(self, class: u8) -> usize {
        usize::from(self.0 + class.min(self.1))
    }
}

/// How marks of a kind count.
#[derive(Clone, Copy)]
struct Row {
    /// From this weight on.
    least: f64,
    /// The bits of its weight that matter there, and 1 if the sign is the class.
    bits: u64,
    /// From these weights on it is a clue of subjectivity, and a strong one; only classes with a bit here are.
    clue: f64,
    strong: f64,
    clues: u32,
    by_sign: u8,
    counts: Classes,
    in_unit: Classes,
    sums: Classes,
}

/// By kind.
const ROWS: [Row; Kind::Style as usize + 1] = {
    let nothing = Row {
        least: f64::INFINITY,
        bits: !0,
        clue: f64::INFINITY,
        strong: f64::INFINITY,
        clues: !0,
        by_sign: 0,
        counts: Classes::joined(COUNTS - 1),
        in_unit: Classes::joined(IN_UNIT - 1),
        sums: Classes::joined(SUMS - 1),
    };
    let any = Row { least: f64::NEG_INFINITY, ..nothing };
    let present = Row { least: PRESENT, ..nothing };
    let mut rows = [nothing; Kind::Style as usize + 1];
    rows[Kind::Tone as usize] = Row {
        least: f64::MIN_POSITIVE,
        bits: !0 >> 1,
        clue: WEAK,
        strong: STRONG,
        by_sign: 1,
        in_unit: Classes::of(TONE),
        ..nothing
    };
    rows[Kind::Loaded as usize] = Row {
        least: DETECTED,
        clue: f64::NEG_INFINITY,
        strong: DETECTED,
        counts: Classes::of(LOADED),
        in_unit: Classes::joined(DETECTED_TERM),
        sums: Classes::joined(LOADED_WEIGHT),
        ..nothing
    };
    // classes of none of the categories fall on what is not counted, behind them
    rows[Kind::Epistemic as usize] = Row {
        counts: Classes::of(EPISTEMIC.start..COUNTS),
        clue: f64::NEG_INFINITY,
        clues: SOFT,
        ..present
    };
    rows[Kind::Moral as usize] = Row { sums: Classes::of(0..POLES), ..nothing };
    rows[Kind::Frame as usize] = Row { sums: Classes::of(FRAMES), ..nothing };
    rows[Kind::GenericFrame as usize] = Row { sums: Classes::of(GENERIC_FRAMES), ..nothing };
    rows[Kind::WarPeace as usize] = Row { counts: Classes::of(WAR_PEACE), ..present };
    rows[Kind::Emfd as usize] = Row { sums: Classes::joined(EMFD), ..nothing };
    rows[Kind::Mention as usize] = Row {
        counts: Classes::of(MENTIONS),
        in_unit: Classes::joined(MENTION),
        sums: Classes::joined(TOWARD),
        ..any
    };
    rows[Kind::Style as usize] = Row { counts: Classes::of(STYLE), ..any };
    rows
};

/// Where a mark counts.
pub(in crate::framing) struct Slots {
    pub count: usize,
    in_unit: usize,
    sum: usize,
    /// 1 if it does, else 0; likewise whether it is a clue of subjectivity, and a strong one.
    pub one: u32,
    pub clue: u32,
    pub strong: u32,
}

impl Slots {
    pub(in crate::framing) fn of(mark: &Mark) -> Self {
        let row = &ROWS[mark.kind as usize];
        let sign = row.by_sign & u8::from(mark.weight < 0.0);
        let weight = f64::from_bits(mark.weight.to_bits() & row.bits);
        Self {
            count: row.counts.at(mark.class),
            in_unit: row.in_unit.at(mark.class | sign),
            sum: row.sums.at(mark.class),
            one: u32::from(weight >= row.least),
            clue: u32::from(weight >= row.clue) & row.clues.wrapping_shr(mark.class.into()),
            strong: u32::from(weight >= row.strong),
        }
    }
}

/// What the marks of a unit come to.
pub(super) struct Found {
    counts: [u32; IN_UNIT],
    /// Second, words that moral terms cover, and where the last ends, for a word may be a sign of several
    /// foundations; first, what other marks leave.
    moral_words: [u32; 2],
    covered: [u32; 2],
    /// Sums of weights, and a bit for each that has any.
    sums: [f64; SUMS],
    summed: u64,
}

impl Found {
    pub(super) fn new() -> Self {
        Self {
            counts: [0; IN_UNIT],
            moral_words: [0; 2],
            covered: [0; 2],
            sums: [0.0; SUMS],
            summed: 0,
        }
    }

    /// Another mark.
    pub(super) fn add(&mut self, mark: &Mark, slots: &Slots) {
        self.counts[slots.in_unit] += slots.one;
        self.sums[slots.sum] += mark.weight;
        self.summed |= 1 << slots.sum;
        let is_uncovered = (mark.kind == Kind::Moral) && mark.span.start >= self.covered[1];
        self.moral_words[usize::from(is_uncovered)] += mark.words;
        self.covered[usize::from(is_uncovered)] = mark.span.end;
    }

    /// Positive and negative words, after negation.
    pub(super) fn tone(&self) -> [u32; 2] {
        [self.counts[TONE.start], self.counts[TONE.start + 1]]
    }

    /// Detected loaded terms.
    pub(super) fn detected(&self) -> u32 {
        self.counts[DETECTED_TERM]
    }

    /// Weights of loaded terms, weak ones too.
    pub(super) fn loaded_weight(&self) -> f64 {
        self.sums[LOADED_WEIGHT]
    }

    /// Words that moral terms cover.
    pub(super) fn moral_words(&self) -> u32 {
        self.moral_words[1]
    }

    pub(super) fn mentions(&self) -> u32 {
        self.counts[MENTION]
    }

    /// The tone toward them.
    pub(super) fn toward(&self) -> f64 {
        self.sums[TOWARD]
    }

    /// Weights of the themes, and a bit for each that has any.
    pub(super) fn themes(&self) -> (&[f64], u64) {
        (&self.sums[..THEMES], self.summed & !(!0 << THEMES))
    }

    /// Whether a caller's eMFD has any of its words.
    pub(super) fn has_emfd(&self) -> bool {
        self.summed >> EMFD & 1 > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn mark(kind: Kind, class: u8, weight: f64, start: u32) -> Mark {
        Mark { span: Span::new(start, start + 5), kind, class, weight, words: 1, entry: 0 }
    }

    /// Kind, class and weight, and where the mark counts: over all units, in its unit, among its sums.
    #[test]
    fn every_kind_counts_in_its_place() {
        const NOWHERE: (usize, usize, usize) = (COUNTS - 1, IN_UNIT - 1, SUMS - 1);
        let (count, unit, sum) = NOWHERE;
        for (kind, class, weight, counts, places) in [
            (Kind::Tone, 0, 2.0, 1, (count, TONE.start, sum)),
            (Kind::Tone, 0, -2.0, 1, (count, TONE.start + 1, sum)),
            (Kind::Tone, 0, 0.0, 0, (count, TONE.start, sum)),
            (Kind::Tone, 0, -0.0, 0, (count, TONE.start, sum)),
            (Kind::Loaded, 2, DETECTED, 1, (LOADED.start + 2, DETECTED_TERM, LOADED_WEIGHT)),
            (Kind::Loaded, 2, 0.1, 0, (LOADED.start + 2, DETECTED_TERM, LOADED_WEIGHT)),
            (Kind::Loaded, u8::MAX, 0.9, 1, (LOADED.end - 1, DETECTED_TERM, LOADED_WEIGHT)),
            (Kind::Epistemic, 3, PRESENT, 1, (EPISTEMIC.start + 3, unit, sum)),
            (Kind::Epistemic, u8::MAX, 0.9, 1, NOWHERE),
            (Kind::Moral, 9, 0.2, 0, (count, unit, 9)),
            (Kind::Frame, 1, 0.2, 0, (count, unit, FRAMES.start + 1)),
            (Kind::GenericFrame, 4, 0.2, 0, (count, unit, GENERIC_FRAMES.start + 4)),
            (Kind::WarPeace, 1, 0.6, 1, (WAR_PEACE.start + 1, unit, sum)),
            (Kind::Emfd, 7, 0.6, 0, (count, unit, EMFD)),
            (Kind::Mention, 2, -0.3, 1, (MENTIONS.start + 2, MENTION, TOWARD)),
            (Kind::Style, 0, 1.0, 1, (STYLE.start, unit, sum)),
        ] {
            let slots = Slots::of(&mark(kind, class, weight, 0));
            let found = (slots.one, (slots.count, slots.in_unit, slots.sum));
            assert_eq!(found, (counts, places), "{kind:?} {class} {weight}");
        }
    }

    #[test]
    fn a_word_of_several_foundations_is_covered_once() {
        let mut found = Found::new();
        // other marks between do not matter
        for (kind, start) in [
            (Kind::Moral, 0),
            (Kind::Loaded, 0),
            (Kind::Moral, 4),
            (Kind::Tone, 9),
            (Kind::Moral, 5),
        ] {
            let mark = mark(kind, 0, 0.5, start);
            found.add(&mark, &Slots::of(&mark));
        }
        assert_eq!(found.moral_words(), 2);
        assert_eq!(found.themes().1, 1);
        assert!(!found.has_emfd());
    }
}
