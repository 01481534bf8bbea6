//! The bias probability of a sentence: what its features are.

use std::ops::Range;

use crate::model::{Features, ModelKind, Parts, WordNumbers};
use crate::terms::{Found, loaded_amount};

/// The features of the model `bias`.
pub(crate) const FEATURES: Features = Features {
    kind: ModelKind::Bias,
    version: 1,
    names: &["words", "loaded"],
    width: 2,
    outputs: 1,
};

/// Places in [`FEATURES`].
const WORDS: u16 = 0;
const LOADED: u16 = 1;

/// Numbers of a word: the chance that a reader marks it, and its weight in the sentence.
const WEIGHT: usize = 1;

/// Appends the features of some words of a sentence; `numbers` are those of all its words.
pub(crate) fn parts(found: &Found, words: Range<u32>, numbers: &WordNumbers, out: &mut Parts) {
    let size = f64::from(words.len().max(1) as u32).sqrt();
    for at in words.clone() {
        let weight = f64::from(numbers.of(at as usize)[WEIGHT]);
        out.add(WORDS, found.tokens[at as usize].span, weight / size);
    }
    for term in found.terms_in(&words).iter().filter(|term| term.loaded) {
        out.add(LOADED, term.span, loaded_amount(term.weight));
    }
}
