//! Fitting models on labelled texts. Everything is learned from the rows given and from word vectors, and
//! the same rows give the same model, to the last digit.

mod bias;
mod check;
mod folds;
mod standard;
mod target;
mod valence;
mod words;

use ndarray::Array1;
use sha2::{Digest, Sha256};

use crate::Error;
use crate::analyzer::{Analyzer, FEATURES, Observer};
use crate::framing::WordVectors;
use crate::lexicon::{Provenance, hex};
use crate::model::{Fitted, Model, ModelKind, Training, WordTable};
use crate::target::{Polarity, Scene};
use crate::terms::Found;
use crate::text::{Article, Span};

/// A labelled text to fit a model on: one sentence as it stands.
///
/// ```
/// use presslens::Labelled;
/// let row = Labelled::new("The regime slammed the talks.").biased(true).marked([4..10, 11..18]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labelled {
    text: String,
    /// Share of readers who call it biased.
    bias: Option<f64>,
    marked: Vec<Span>,
    valence: Option<f64>,
    targets: Vec<(Span, Polarity)>,
    group: Option<String>,
}

impl Labelled {
    /// A text without labels.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether readers call it biased: for [`ModelKind::Bias`].
    #[must_use]
    pub fn biased(self, yes: bool) -> Self {
        self.biased_share(f64::from(u8::from(yes)))
    }

    /// The share of readers who call it biased, 0 to 1.
    #[must_use]
    pub fn biased_share(mut self, share: f64) -> Self {
        self.bias = Some(share);
        self
    }

    /// The words that readers marked as biased, as bytes of the text.
    #[must_use]
    pub fn marked(mut self, ranges: impl IntoIterator<Item = std::ops::Range<usize>>) -> Self {
        self.marked.extend(ranges.into_iter().map(Span::from_range));
        self
    }

    /// Its tone as readers rate it, −1 to 1: for [`ModelKind::Valence`].
    #[must_use]
    pub fn valence(mut self, mean: f64) -> Self {
        self.valence = Some(mean);
        self
    }

    /// Its tone toward those whom these bytes name: for [`ModelKind::Target`]. May be said of several.
    #[must_use]
    pub fn toward(mut self, range: std::ops::Range<usize>, polarity: Polarity) -> Self {
        self.targets.push((Span::from_range(range), polarity));
        self
    }

    /// What it belongs to (an article, a document): texts of one group are never parted where fitting
    /// holds some of them out.
    #[must_use]
    pub fn group(mut self, name: impl Into<String>) -> Self {
        self.group = Some(name.into());
        self
    }
}

/// Fits a [`Model`] on labelled texts.
///
/// ```
/// use presslens::{Analyzer, Labelled, Model, ModelFit, ModelKind};
/// let texts = ["The brutal regime betrayed us.", "The council met on Monday."];
/// let rows: Vec<Labelled> = (0..100)
///     .map(|i| Labelled::new(texts[i % 2]).biased(i % 2 == 0).group(i.to_string()))
///     .collect();
/// let model = ModelFit::new(ModelKind::Bias).fit(&Analyzer::new(), &rows)?;
/// let analyzer = Analyzer::builder().model(model).build()?;
/// let [p, q] = texts.map(|text| {
///     let article = presslens::Article::single_sentence(text);
///     analyzer.article(&article).sentences()[0].bias.unwrap()
/// });
/// assert!(p > q);
/// # Ok::<(), presslens::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ModelFit<'v> {
    kind: ModelKind,
    vectors: Option<&'v WordVectors>,
    vocabulary: Vec<String>,
    seed: u64,
    provenance: Provenance,
    training: Option<String>,
}

impl<'v> ModelFit<'v> {
    /// Without word vectors and vocabulary: words are then known by the lists alone.
    pub fn new(kind: ModelKind) -> Self {
        let provenance = Provenance {
            id: format!("models/{}", kind.name()),
            version: "1".to_owned(),
            ..Provenance::default()
        };
        Self { kind, vectors: None, vocabulary: Vec::new(), seed: 1, provenance, training: None }
    }

    /// Word vectors of lower-case words, by which words that no row holds get their numbers. They do not
    /// become part of the model.
    #[must_use]
    pub fn vectors(mut self, vectors: &'v WordVectors) -> Self {
        self.vectors = Some(vectors);
        self
    }

    /// The words that get numbers, in lower case: words of general English, so that the model says
    /// nothing of the texts that it was fitted on.
    #[must_use]
    pub fn vocabulary(mut self, words: impl IntoIterator<Item = String>) -> Self {
        self.vocabulary.extend(words);
        self.vocabulary.sort();
        self.vocabulary.dedup();
        self
    }

    /// Decides which rows are held out of which inner fold (default 1).
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The header of the model: id, version, title, licence, sources.
    #[must_use]
    pub fn provenance(mut self, provenance: Provenance) -> Self {
        self.provenance = provenance;
        self
    }

    /// SHA-256 of the file that the rows come from, in hexadecimal, for the header (default: of the texts).
    #[must_use]
    pub fn training_sha256(mut self, hash: impl Into<String>) -> Self {
        self.training = Some(hash.into());
        self
    }

    /// The model. Lists and actors are those of the analyzer.
    ///
    /// # Errors
    /// When there are fewer than 50 rows, a row has no label of this kind, one outside its range or for
    /// bytes that are none of its text, when all labels are the same, or when a word of the vocabulary has
    /// capitals or white space.
    pub fn fit(&self, analyzer: &Analyzer, rows: &[Labelled]) -> Result<Model, Error> {
        check::check(self.kind, rows)?;
        let odd = |word: &&String| {
            word.is_empty() || word.contains(char::is_whitespace) || word.to_lowercase() != **word
        };
        if let Some(word) = self.vocabulary.iter().find(odd) {
            let problem = format!("the vocabulary holds {word:?}");
            return Err(Error::fit(&problem, "words in lower case, without white space"));
        }
        let setup = Setup {
            analyzer,
            vectors: self.vectors,
            vocabulary: &self.vocabulary,
            seed: self.seed,
        };
        let learned = match self.kind {
            ModelKind::Bias => bias::fit(&setup, rows)?,
            ModelKind::Valence => valence::fit(&setup, rows)?,
            ModelKind::Target => target::fit(&setup, rows)?,
        };
        let Learned { intercepts, weights, words } = learned;
        let training = Training {
            sha256: self.training.clone().unwrap_or_else(|| hash_of(rows)),
            rows: rows.len(),
        };
        let fitted = Fitted {
            provenance: self.provenance.clone(),
            lexicons: analyzer.features_fingerprint(),
            training,
            intercepts,
            weights,
            words,
        };
        Ok(Model::new(FEATURES[self.kind as usize], fitted))
    }
}

fn hash_of(rows: &[Labelled]) -> String {
    let mut hash = Sha256::new();
    for row in rows {
        hash.update(row.text.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize())
}

/// What fitting starts from.
struct Setup<'s> {
    analyzer: &'s Analyzer,
    vectors: Option<&'s WordVectors>,
    vocabulary: &'s [String],
    seed: u64,
}

/// What fitting gives.
struct Learned {
    /// One for each sum.
    intercepts: Vec<f64>,
    /// By feature, then by sum.
    weights: Vec<Vec<f64>>,
    words: WordTable,
}

impl Setup<'_> {
    /// Numbers of a vector; 0 without vectors.
    fn dim(&self) -> usize {
        self.vectors.map_or(0, WordVectors::dim)
    }

    /// The vector of a word, made this long.
    fn vector(&self, word: &str, length: f64) -> Option<Array1<f64>> {
        let vector = self.vectors?.get(word)?.mapv(f64::from);
        let scale = length / vector.dot(&vector).sqrt().max(f64::MIN_POSITIVE);
        Some(vector * scale)
    }

    /// Tells `each` what the lists say of a word alone.
    fn alone(&self, word: &str, each: impl FnMut(usize, &Found)) {
        let mut eye = Sentences { row: 0, each };
        self.analyzer.observe(&Article::single_sentence(word), &mut eye);
    }

    /// Shows each row to `sentence`, as the analyzer sees it.
    fn sentences(&self, rows: &[Labelled], sentence: impl FnMut(usize, &Found)) {
        let mut eye = Sentences { row: 0, each: sentence };
        for (i, row) in rows.iter().enumerate() {
            eye.row = i;
            self.analyzer.observe(&Article::single_sentence(&row.text), &mut eye);
        }
    }

    /// Shows each target of each row to `target`, with its index in the row.
    ///
    /// # Errors
    /// When bytes are none of the row's text.
    fn targets(
        &self,
        rows: &[Labelled],
        target: impl FnMut(usize, usize, &Scene, Span),
    ) -> Result<(), Error> {
        let mut eye = Targets { row: 0, each: target };
        for (i, row) in rows.iter().enumerate() {
            eye.row = i;
            let spans = row.targets.iter();
            let ranges = spans.map(|(span, _)| span.start as usize..span.end as usize);
            let article =
                Article::builder().body(&row.text).single_sentence().targets(ranges).build()?;
            self.analyzer.observe(&article, &mut eye);
        }
        Ok(())
    }
}

struct Sentences<F> {
    row: usize,
    each: F,
}

impl<F: FnMut(usize, &Found)> Observer for Sentences<F> {
    fn sentence(&mut self, found: &Found) {
        (self.each)(self.row, found);
    }

    fn target(&mut self, _: &Scene, _: Span, _: u32) {}
}

struct Targets<F> {
    row: usize,
    each: F,
}

impl<F: FnMut(usize, usize, &Scene, Span)> Observer for Targets<F> {
    fn sentence(&mut self, _: &Found) {}

    fn target(&mut self, scene: &Scene, span: Span, index: u32) {
        (self.each)(self.row, index as usize, scene, span);
    }
}

/// The label of a row, which must be there and within its range.
fn label(
    row: usize,
    label: Option<f64>,
    kind: ModelKind,
    range: std::ops::RangeInclusive<f64>,
) -> Result<f64, Error> {
    let expected = || format!("a label of {kind}, {} to {}", range.start(), range.end());
    let number = row + 1;
    match label {
        Some(value) if range.contains(&value) => Ok(value),
        Some(value) => Err(Error::fit(&format!("row {number}: label {value}"), &expected())),
        None => Err(Error::fit(&format!("row {number}: no label"), &expected())),
    }
}
