//! Fitted linear models: named features and one or a few numbers a word, so that every score is a sum that
//! can be read. Which features a model has is said by the room that computes them.

mod file;
mod logistic;
mod multinomial;
mod parts;
mod ridge;
mod solve;
mod words;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};

pub(crate) use logistic::{Logistic, sigmoid};
pub(crate) use multinomial::Multinomial;
pub(crate) use parts::{Part, Parts, Sink, Sums};
pub(crate) use ridge::Ridge;
pub(crate) use words::{JoinedWords, WordNumbers, WordTable};

use crate::Error;
use crate::lexicon::{Lexicon, Origin, Provenance, hex_sha256};

/// Which score a [`Model`] gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ModelKind {
    /// The probability that experts would call a sentence biased: [`SentenceReport::bias`](crate::SentenceReport::bias).
    Bias,
    /// The tone of a sentence as readers rate it: [`SentenceReport::valence`](crate::SentenceReport::valence).
    Valence,
    /// The tone of a sentence toward somebody: [`TargetReport`](crate::TargetReport).
    Target,
}

impl ModelKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Bias, Self::Valence, Self::Target];

    /// The name that files and programs use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bias => "bias",
            Self::Valence => "valence",
            Self::Target => "target",
        }
    }
}

/// What the features of a kind are: a model is of use only with the very same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Features {
    pub(crate) kind: ModelKind,
    /// Changes with every change of what a feature means.
    pub(crate) version: u32,
    /// Names, in the order of their weights.
    pub(crate) names: &'static [&'static str],
    /// Numbers of each word.
    pub(crate) width: usize,
    /// Weights of each feature: sums that the model makes.
    pub(crate) outputs: usize,
}

/// A fitted linear model: weights of named features, numbers of words, and where they come from.
///
/// The shipped ones are in use by default (crate feature `fitted`); a model of your own, fitted by
/// [`ModelFit`](crate::ModelFit), goes to [`AnalyzerBuilder::model`](crate::AnalyzerBuilder::model).
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    origin: Origin,
    kind: ModelKind,
    /// Version of the features that it was fitted with.
    version: u32,
    /// Fingerprint of the lists that its features were made of.
    lexicons: String,
    /// SHA-256 of the rows that it was fitted on, and their number.
    training: Training,
    /// One for each sum.
    intercepts: Vec<f64>,
    features: Vec<String>,
    /// By feature, then by sum.
    weights: Vec<f64>,
    words: WordTable,
}

/// What a model learned from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Training {
    /// SHA-256 of the labelled rows, in hexadecimal.
    pub(crate) sha256: String,
    pub(crate) rows: usize,
}

/// What a model is made of, as fitting gives it.
#[derive(Debug)]
pub(crate) struct Fitted {
    pub(crate) provenance: Provenance,
    pub(crate) lexicons: String,
    pub(crate) training: Training,
    /// One for each sum.
    pub(crate) intercepts: Vec<f64>,
    /// By feature, then by sum.
    pub(crate) weights: Vec<Vec<f64>>,
    pub(crate) words: WordTable,
}

/// Digits that weights keep: what a file says is what is used.
const DIGITS: i32 = 4;

/// Rounds to four significant digits.
pub(crate) fn rounded(value: f64) -> f64 {
    // of less than that the scale would not be finite
    if value.abs() < 1e-300 || !value.is_finite() {
        return 0.0;
    }
    let scale = 10_f64.powi(DIGITS - 1 - value.abs().log10().floor() as i32);
    (value * scale).round() / scale
}

impl Model {
    pub(crate) fn new(features: Features, fitted: Fitted) -> Self {
        let mut model = Self {
            origin: Origin::from(fitted.provenance),
            kind: features.kind,
            version: features.version,
            lexicons: fitted.lexicons,
            training: fitted.training,
            intercepts: fitted.intercepts.into_iter().map(rounded).collect(),
            features: features.names.iter().map(|name| (*name).to_owned()).collect(),
            weights: fitted.weights.into_iter().flatten().map(rounded).collect(),
            words: fitted.words.rounded(),
        };
        model.count_and_hash();
        model
    }

    fn count_and_hash(&mut self) {
        self.origin.head_mut().entries = self.features.len() + self.words.len();
        self.origin.set_sha256(hex_sha256(&self.to_text()));
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// If the file cannot be read, and as [`from_text`](Self::from_text).
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|cause| Error::read(path, cause))?;
        Self::from_text(&path.to_string_lossy(), &text)
    }

    /// Reads the text of a model file; `name` is what errors call it.
    ///
    /// # Errors
    /// If a header line is missing or a line is no weight of a feature, suffix or word: with its number, its
    /// value, and what was expected.
    pub fn from_text(name: &str, text: &str) -> Result<Self, Error> {
        let mut model = file::read(name, text, None)?;
        model.origin.set_sha256(hex_sha256(text));
        Ok(model)
    }

    /// The text of its file.
    pub fn to_text(&self) -> String {
        file::write(self)
    }

    /// Which score it gives.
    pub fn kind(&self) -> ModelKind {
        self.kind
    }

    /// Where it comes from.
    pub fn provenance(&self) -> &Provenance {
        self.origin.get()
    }

    /// SHA-256 of the file of labelled rows that it was fitted on, in hexadecimal; of rows given in memory,
    /// of their texts. Figures on the same rows would flatter it.
    pub fn training_sha256(&self) -> &str {
        &self.training.sha256
    }

    /// The same model with another header; hash and number of weights stay its own.
    #[must_use]
    pub fn with_provenance(mut self, provenance: Provenance) -> Self {
        self.origin = Origin::from(provenance);
        self.count_and_hash();
        self
    }

    /// Whether it has the weights of these features: only then may it score.
    ///
    /// # Errors
    /// If not: with what differs.
    pub(crate) fn check_features(&self, features: Features) -> Result<(), Error> {
        let id = &self.origin.head().id;
        if self.version != features.version {
            return Err(Error::model(
                id,
                &format!("version {} of the features", self.version),
                &format!("version {}: fit it anew with fit_model", features.version),
            ));
        }
        if self.features != features.names
            || self.words.width() != features.width
            || self.intercepts.len() != features.outputs
        {
            return Err(Error::model(
                id,
                &format!("{} features", self.features.len()),
                &format!("the {} of {}, in order", features.names.len(), features.kind.name()),
            ));
        }
        Ok(())
    }

    /// Whether it was fitted with these lists; `lexicons` is their fingerprint.
    ///
    /// # Errors
    /// If not: with what differs.
    pub(crate) fn check_lexicons(&self, lexicons: &str) -> Result<(), Error> {
        if self.lexicons == lexicons {
            return Ok(());
        }
        Err(Error::model(
            &self.origin.head().id,
            &format!("lexicons {}", self.lexicons),
            &format!("{lexicons}: it was fitted with other lists; fit it anew with fit_model"),
        ))
    }

    /// `N` outputs from `first` on, of no parts yet.
    pub(crate) fn sums<const N: usize>(&self, first: usize) -> Sums<'_, N> {
        Sums {
            values: std::array::from_fn(|at| self.intercepts[first + at]),
            weights: &self.weights[first..],
            outputs: self.intercepts.len(),
        }
    }

    /// The intercept of output `at`.
    pub(crate) fn intercept(&self, at: usize) -> f64 {
        self.intercepts[at]
    }

    /// The weight of a feature in output `at`.
    pub(crate) fn weight(&self, feature: u16, at: usize) -> f64 {
        self.weights[usize::from(feature) * self.intercepts.len() + at]
    }

    /// The shipped model of a kind; without the feature there is none.
    pub(crate) fn built_in(kind: ModelKind) -> Option<Arc<Self>> {
        static MODELS: [OnceLock<Option<Arc<Model>>>; 3] = [const { OnceLock::new() }; 3];
        let read = || {
            let &(name, text) = BUILT_IN.get(kind as usize)?;
            // all have the words of the first
            let first = ModelKind::ALL[0];
            let like = if kind == first { None } else { Self::built_in(first) };
            let like = like.as_ref().map(|model| &model.words);
            // one that does not parse cannot ship: tests/repository.rs reads each
            let mut model = file::read(name, text, like).ok()?;
            model.origin = Origin::of_shipped(model.origin.head().clone(), text);
            Some(Arc::new(model))
        };
        MODELS[kind as usize].get_or_init(read).clone()
    }

    /// Its words whose first number is `least` and above, as a list, with `weight` of that number as their weight:
    /// those that the model `bias` can find loaded.
    pub(crate) fn loaded_words(
        self: &Arc<Self>,
        least: f64,
        weight: fn(&Self, f64) -> f64,
    ) -> Lexicon {
        let mut origin = self.origin.clone();
        let head = origin.head_mut();
        LOADED_WORDS.clone_into(&mut head.id);
        "Words that the model of bias finds loaded".clone_into(&mut head.title);
        head.entries = self.words.loaded(least).count();
        let model = Arc::clone(self);
        Lexicon::of_model(origin, move |show| {
            model.words.loaded(least).for_each(|(word, number)| show(word, weight(&model, number)));
        })
    }
}

/// The models that ship with the crate, as `(path below lexicons/, text)`, in the order of [`ModelKind::ALL`].
#[cfg(feature = "fitted")]
const BUILT_IN: &[(&str, &str)] = &[
    ("models/bias.tsv", include_str!("../../lexicons/models/bias.tsv")),
    ("models/valence.tsv", include_str!("../../lexicons/models/valence.tsv")),
    ("models/target.tsv", include_str!("../../lexicons/models/target.tsv")),
];
#[cfg(not(feature = "fitted"))]
const BUILT_IN: &[(&str, &str)] = &[];

/// At most one model of each kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Models {
    /// In the order of [`ModelKind::ALL`].
    by_kind: [Option<Arc<Model>>; 3],
}

/// The id of the list of words that the model `bias` finds.
pub(crate) const LOADED_WORDS: &str = "loaded/model";

impl Models {
    pub(crate) fn new(of: impl Fn(ModelKind) -> Option<Arc<Model>>) -> Self {
        Self { by_kind: ModelKind::ALL.map(of) }
    }

    pub(crate) fn get(&self, kind: ModelKind) -> Option<&Model> {
        self.by_kind[kind as usize].as_deref()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Model> {
        self.by_kind.iter().filter_map(Option::as_deref)
    }
}

impl fmt::Display for ModelKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn four_digits_are_kept_of_any_number() {
        for (value, kept) in [
            (0.123_449, 0.1234),
            (-98_765.0, -98_770.0),
            (1e-320, 0.0),
            (1e300, 1e300),
            (f64::NAN, 0.0),
        ] {
            assert!(
                (rounded(value) / kept - 1.0).abs() < 1e-12 || rounded(value) == kept,
                "{value}"
            );
        }
    }
}
