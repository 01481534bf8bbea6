//! The bias of a sentence, and how loaded a term is in its context: the features of the two sums of the
//! model `bias`. The formulas stand at [`SentenceReport::bias`](crate::SentenceReport::bias).

mod sentence;
mod terms;
#[cfg(test)]
mod tests;

pub(crate) use sentence::Evidence;
pub(crate) use terms::{Setting, term_parts, weight_alone};

use crate::model::{Features, ModelKind};

/// The features of the model `bias`. Those named `term.*` belong to its second sum, all others to its first.
pub(crate) const FEATURES: Features =
    Features { kind: ModelKind::Bias, version: 5, names: &NAMES, width: 2, outputs: 2 };

/// The sums of the model: the logit of a sentence, and that of a loaded term in its context.
pub(crate) const SENTENCE: usize = 0;
pub(crate) const TERM: usize = 1;

/// Numbers of a word. The first: by how much its log-odds of being marked by readers exceed those of the
/// average word (of a word not known: 0). The second: its weight in the sum of the sentence.
pub(crate) const MARKED: usize = 0;
pub(crate) const WEIGHT: usize = 1;

/// From here on a word can be a term of `loaded/model`: odds four times those of the average word.
pub(crate) const CANDIDATE: f64 = 2.0 * std::f64::consts::LN_2;

/// The feature of a term that is the logit of its sentence.
pub(crate) const OF_TERM_SENTENCE: usize = place::TERM_SENTENCE as usize;

const NAMES: [&str; 41] = [
    "words.weight",
    "words.marked",
    "words.marked_squared",
    "words.marked_most",
    "loaded.any",
    "loaded.most",
    "loaded.density",
    "loaded.quoted",
    "epistemic.factive",
    "epistemic.implicative",
    "epistemic.assertive",
    "epistemic.hedge",
    "epistemic.booster",
    "epistemic.evidential",
    "epistemic.certainty",
    "epistemic.presupposition",
    "epistemic.entailing",
    "moral.care",
    "moral.fairness",
    "moral.loyalty",
    "moral.authority",
    "moral.sanctity",
    "style.length",
    "style.quoted",
    "style.reported",
    "style.numbers",
    "style.contractions",
    "style.capitals",
    "style.question",
    "style.exclamation",
    "term.marked",
    "term.listed",
    "term.weight",
    "term.sentence",
    "term.others",
    "term.beside",
    "term.near",
    "term.length",
    "term.capital",
    "term.hyphen",
    "term.phrase",
];

/// How many features belong to the sum of a sentence; those of a term follow.
pub(crate) const OF_SENTENCE: usize = 30;

/// Places in [`NAMES`].
mod place {
    pub(super) const WORDS: u16 = 0;
    pub(super) const MARKED: u16 = 1;
    pub(super) const SQUARED: u16 = 2;
    pub(super) const MOST: u16 = 3;
    pub(super) const LOADED: u16 = 4;
    pub(super) const LOADED_MOST: u16 = 5;
    pub(super) const LOADED_DENSITY: u16 = 6;
    pub(super) const LOADED_QUOTED: u16 = 7;
    pub(super) const EPISTEMIC: u16 = 8;
    pub(super) const MORAL: u16 = 17;
    pub(super) const LENGTH: u16 = 22;
    pub(super) const QUOTED: u16 = 23;
    pub(super) const REPORTED: u16 = 24;
    pub(super) const NUMBERS: u16 = 25;
    pub(super) const CONTRACTIONS: u16 = 26;
    pub(super) const CAPITALS: u16 = 27;
    pub(super) const QUESTION: u16 = 28;
    pub(super) const EXCLAMATION: u16 = 29;
    pub(super) const TERM_MARKED: u16 = 30;
    pub(super) const TERM_LISTED: u16 = 31;
    pub(super) const TERM_WEIGHT: u16 = 32;
    pub(super) const TERM_SENTENCE: u16 = 33;
    pub(super) const TERM_OTHERS: u16 = 34;
    pub(super) const TERM_BESIDE: u16 = 35;
    pub(super) const TERM_NEAR: u16 = 36;
    pub(super) const TERM_LENGTH: u16 = 37;
    pub(super) const TERM_CAPITAL: u16 = 38;
    pub(super) const TERM_HYPHEN: u16 = 39;
    pub(super) const TERM_PHRASE: u16 = 40;
}

/// Log-odds of a weight, kept finite.
fn logit(weight: f64) -> f64 {
    let weight = weight.clamp(0.01, 0.99);
    (weight / (1.0 - weight)).ln()
}
