//! Features of a loaded term in its context: how likely readers mark it there.

use std::ops::Range;

use super::sentence::{Evidence, Word};
use super::{TERM, logit, place};
use crate::model::{Model, Sink, sigmoid};
use crate::terms::Found;

/// What all terms of a sentence have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// The sum of the sentence.
    bias: f64,
    /// The excess of all words together.
    excess: f64,
    length: f64,
}

/// Logarithm of the length of a usual sentence, twenty words: its terms have no part for length.
const USUAL: f64 = 3.0;

impl Setting {
    /// `bias` is the sum of the sentence.
    pub(crate) fn new(evidence: &Evidence, bias: f64) -> Self {
        let words = &evidence.words;
        Self {
            bias,
            excess: excess(words),
            length: f64::from(words.len().max(1) as u32).ln() - USUAL,
        }
    }
}

fn excess(words: &[Word]) -> f64 {
    words.iter().map(|word| word.excess()).sum()
}

/// The weight of a word of the model by its first number, in a usual sentence with nothing else in it.
pub(crate) fn weight_alone(model: &Model, marked: f64) -> f64 {
    sigmoid(model.intercept(TERM) + model.weight(place::TERM_MARKED, TERM) * marked)
}

/// Appends the features of a term at some words, at least one; `listed` is its weight in context where a
/// list has it. Whose word it is has no part in it: metrics compare voices.
pub(crate) fn term_parts(
    found: &Found,
    words: Range<u32>,
    listed: Option<f64>,
    (setting, evidence): (&Setting, &Evidence),
    out: &mut impl Sink,
) {
    let span = found.span_of(&words);
    let Range { start, end } = words;
    let own = &evidence.words[start as usize..end as usize];
    let marked = own.iter().map(|word| word.marked);
    out.add(place::TERM_MARKED, span, marked.fold(f64::NEG_INFINITY, f64::max));
    if let Some(weight) = listed {
        out.add(place::TERM_LISTED, span, 1.0);
        out.add(place::TERM_WEIGHT, span, logit(weight));
    }
    out.add(place::TERM_SENTENCE, found.sentence, setting.bias);
    let others = setting.excess - excess(own);
    out.add(place::TERM_OTHERS, found.sentence, others.max(0.0).ln_1p());
    for (feature, away) in [(place::TERM_BESIDE, 1), (place::TERM_NEAR, 2)] {
        let sides = [start.checked_sub(away), Some(end - 1 + away)];
        for at in sides.into_iter().flatten() {
            if let Some(word) = evidence.words.get(at as usize) {
                out.add(feature, found.tokens[at as usize].span, word.excess());
            }
        }
    }
    out.add(place::TERM_LENGTH, found.sentence, setting.length);
    let mut flag = |feature, holds: bool| out.add(feature, span, f64::from(u8::from(holds)));
    flag(place::TERM_CAPITAL, found.casing.is_capital_inside(start));
    let is_bare = end - start == 1 && found.tokens[start as usize].is_bare();
    flag(place::TERM_HYPHEN, !is_bare && span.of(found.source).contains('-'));
    flag(place::TERM_PHRASE, end - start > 1);
}
