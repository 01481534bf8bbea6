//! Tone toward a mention: what a sentence says of the one named, not what it says at large.

mod agency;
mod clauses;
mod fitted;
mod mention;
mod scene;
mod score;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use agency::{Agency, agency};
pub(crate) use fitted::{BANKS, FEATURES, cues, each_word, features};
pub(crate) use mention::Mention;
pub(crate) use scene::{Scene, SceneScratch};
use score::slope;
pub(crate) use score::{Judgement, toward};
pub(crate) use words::vocabulary;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Which way a sentence leans toward a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Polarity {
    /// Against the target.
    Negative,
    /// Neither.
    Neutral,
    /// In favour of the target.
    Positive,
}

/// Scores below the first are negative, above the second positive: the middle of the pairs with the highest
/// macro F1 on the training part of NewsMTSC, to a tenth (`evaluate target-sentiment`).
const THRESHOLDS: (f64, f64) = (0.0, 0.1);

impl Polarity {
    /// The name that records use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }

    pub(crate) fn of(score: f64) -> Self {
        if score < THRESHOLDS.0 {
            Self::Negative
        } else if score > THRESHOLDS.1 {
            Self::Positive
        } else {
            Self::Neutral
        }
    }
}

/// The tone of a sentence toward a target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TargetReport {
    /// First byte of the target.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// −1 (negative) to 1 (positive).
    ///
    /// By the model `target` (crate feature `fitted`): the probability of positive less that of negative, from
    /// the log-odds z₋ and z₊ of each against neutral, `(e^z₊ − e^z₋) / (1 + e^z₋ + e^z₊)`. Both are sums of
    /// features times weights: cues of clause, role and attribution, and the words outside names, each by
    /// its side and by `e^(−(d − 1) / 5) + .7 / √n`, with d the distance in words and n the words that are no name's.
    ///
    /// Without a model by rules, 0 where nothing is said of it: `score = x / √(x² + 2)` of the sum x of these shares, after negation and the other rules of
    /// [`SentenceReport::tone`](crate::SentenceReport::tone); words inside targets count for nothing.
    /// v is the valence of a charged word over √n, n the words up to 80 to either side.
    ///
    /// | share | what it is | amount |
    /// | --- | --- | --- |
    /// | doer | the target does it: "X lied", "rescued by X", "X's attack" | of the verb's subject in `target/roles` |
    /// | sufferer | it is done to the target: "accused X", "X was praised" | of the verb's object |
    /// | owner | it is done to what the target owns: "condemned X's plan" | of the verb's object |
    /// | toward | "criticism of X", "proud of X" | of the phrase in `target/roles` |
    /// | predicate | a charged word that the target is the subject of: "X is a liar" | 3 v |
    /// | owned | "X's failure" | 2 v |
    /// | aimed | behind what the target does to others: "X accused them of fraud" | ½ v |
    /// | clause | elsewhere in its clause | 1½ v behind it, ¾ v before |
    /// | later | in a clause after it | ¾ v |
    ///
    /// Nothing else counts: clauses before it, what the target says or is told, and the clause around
    /// a mere place ("in X"). Weights were rounded by hand on the training part of NewsMTSC.
    pub score: f64,
    /// The likeliest by the model; without one, the side of two thresholds that the score is on.
    pub label: Polarity,
}

impl TargetReport {
    pub(crate) fn new(span: Span, tone: Tone) -> Self {
        Self { start: span.start, end: span.end, score: tone.score, label: tone.label }
    }
}

/// A score with its label, and by how much it grows with the sum that it is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tone {
    pub(crate) score: f64,
    pub(crate) label: Polarity,
    /// score / sum; what it tends to where the sum is 0.
    pub(crate) slope: f64,
}

impl Tone {
    /// Of the sum of the rules' shares.
    pub(crate) fn by_rules(sum: f64) -> Self {
        let slope = slope(sum);
        let score = sum * slope;
        Self { score, label: Polarity::of(score), slope }
    }

    /// Of the log-odds of negative and of positive against neutral: the probability of positive less that
    /// of negative, and the likeliest label. The sum is that of positive against negative.
    pub(crate) fn fitted(negative: f64, positive: f64) -> Self {
        let top = negative.max(positive).max(0.0);
        let odds = [negative, 0.0, positive].map(|z| (z - top).exp());
        let total: f64 = odds.iter().sum();
        let sum = positive - negative;
        let score = (odds[2] - odds[0]) / total;
        let slope = if sum == 0.0 { odds[2] / total } else { score / sum };
        let label = if odds[0] > odds[1] && odds[0] > odds[2] {
            Polarity::Negative
        } else if odds[2] > odds[1] {
            Polarity::Positive
        } else {
            Polarity::Neutral
        };
        Self { score, label, slope }
    }
}

/// How often an actor is told to act, and to be acted on. To say something is no deed here: attributions
/// tell that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AgencyCounts {
    /// It acts: "X left", "taken by X".
    pub active: u32,
    /// It is acted on, by somebody: "X was taken by Y", "the killing of X by Y".
    pub passive: u32,
    /// It is acted on, and nobody is said to do it: "X was taken".
    pub agentless: u32,
    /// The same, told by a noun: "the killing of X".
    pub nominal: u32,
}

impl AgencyCounts {
    pub(crate) fn count(&mut self, agency: Option<Agency>) {
        let Some(agency) = agency else { return };
        *match agency {
            Agency::Active => &mut self.active,
            Agency::Passive => &mut self.passive,
            Agency::Agentless => &mut self.agentless,
            Agency::Nominal => &mut self.nominal,
        } += 1;
    }

    /// All that are counted.
    pub const fn total(self) -> u32 {
        self.active + self.passive + self.agentless + self.nominal
    }
}

/// The word lists of this room, as `(path below lexicons/, text)`.
pub(crate) const LISTS: [(&str, &str); 1] = [("target/grammar.txt", words::GRAMMAR)];
