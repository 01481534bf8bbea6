//! The tone of a sentence as readers rate it: what its features are.

use std::ops::Range;

use crate::lexicon::{Catalog, Match};
use crate::model::{Features, ModelKind, Parts, WordNumbers};
use crate::text::{Casing, Token};

/// The features of the model `valence`.
pub(crate) const FEATURES: Features = Features {
    kind: ModelKind::Valence,
    version: 1,
    names: &["words", "tone"],
    width: 1,
    outputs: 1,
};

/// Places in [`FEATURES`].
const WORDS: u16 = 0;
const TONE: u16 = 1;

/// Appends the features of some words of a sentence; `numbers` are those of all its words.
pub(crate) fn parts(
    catalog: &Catalog,
    casing: &Casing,
    tokens: &[Token],
    matches: &[Match],
    words: Range<u32>,
    numbers: &WordNumbers,
    out: &mut Parts,
) {
    let size = f64::from(words.len().max(1) as u32).sqrt();
    for at in words.clone() {
        let number = f64::from(numbers.of(at as usize)[0]);
        out.add(WORDS, tokens[at as usize].span, number / size);
    }
    super::tone(catalog, casing, tokens, matches, words, |found, _, amount| {
        out.add(TONE, found.span(tokens), amount);
    });
}
