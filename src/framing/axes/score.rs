//! Bias and intensity of a text against a background corpus.

use super::axis::SemanticAxis;
use super::counts::WordCounts;
use crate::Error;
use crate::framing::clamped;
use crate::report::Estimate;
use crate::stats::Ratio;

/// What scores on an axis are set against: the words of a whole corpus T and its bias B(T).
///
/// The corpus should hold the texts that are scored, or be of their kind: B(T) says where the middle
/// of the axis lies in such texts, which is rarely 0. (The moral-foundation port of the authors' code
/// leaves it at 0, so that its intensity measures the distance of the vector space's own middle.)
///
/// Scores count the words that have a vector and that the corpus has at least `min_count` times. Kwak
/// et al. use 10; 0 lets words count that the corpus does not have.
///
/// ```
/// use presslens::{SemanticAxis, AxisBackground, WordCounts, WordVectors};
/// let vectors = "good 1 1\nbad -1 1\nfine 2 1\nlaw 0 1\n";
/// let vectors = WordVectors::from_reader("toy", vectors.as_bytes())?;
/// let axis = SemanticAxis::from_pairs(&vectors, "valence", &[("good", "bad")])?;
/// let count = |words: &[&str]| {
///     let mut counts = WordCounts::default();
///     words.iter().for_each(|word| counts.add(word, 1));
///     counts
/// };
/// let corpus = count(&["good", "bad", "fine", "law", "law", "law"]);
/// let background = AxisBackground::new(axis, &corpus, 1)?;
/// let score = background.score(&count(&["bad", "law", "unheard"]));
/// let cosine = -1.0 / 2_f64.sqrt();
/// assert!((score.bias.value.unwrap() - cosine / 2.0).abs() < 1e-12);
/// assert_eq!((score.bias.n, score.tokens), (2, 3));
/// let test = score.significance(&background, 999, 1).unwrap();
/// assert!(test.bias.effect < 0.0 && test.bias.p > 0.05); // two words prove nothing
/// # Ok::<(), presslens::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct AxisBackground<'v> {
    axis: SemanticAxis<'v>,
    min_count: u64,
    /// The words that count, in the order of their bytes.
    words: Vec<Box<str>>,
    cosines: Vec<f64>,
    /// Counts up to and with each word.
    pub(super) ends: Vec<u64>,
    baseline: f64,
}

impl<'v> AxisBackground<'v> {
    /// The background of a corpus.
    ///
    /// # Errors
    ///
    /// When no word of the corpus counts: none has a vector, or none is frequent enough.
    pub fn new(axis: SemanticAxis<'v>, corpus: &WordCounts, min_count: u64) -> Result<Self, Error> {
        let (mut words, mut cosines, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        let (mut sum, mut n) = (0.0, 0_u64);
        for (word, count) in corpus.iter().filter(|(_, count)| *count >= min_count) {
            if let Some(cosine) = axis.cosine(word) {
                sum += count as f64 * cosine;
                n = n.saturating_add(count);
                words.push(Box::from(word));
                cosines.push(cosine);
                ends.push(n);
            }
        }
        if n == 0 {
            let value = format!("a background of {} words", corpus.total());
            let expected = format!("one with a vector that it has {min_count} times or more");
            return Err(Error::axis(axis.name(), &value, &expected));
        }
        Ok(Self { axis, min_count, words, cosines, ends, baseline: sum / n as f64 })
    }

    /// The axis.
    pub fn axis(&self) -> &SemanticAxis<'v> {
        &self.axis
    }

    /// B(T), the bias of the corpus: −1 to 1.
    pub fn baseline(&self) -> f64 {
        self.baseline
    }

    /// Words of the corpus that count, repetitions included.
    pub fn n(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// `c(w)` of a word that counts.
    fn cosine(&self, word: &str) -> Option<f64> {
        match self.words.binary_search_by(|known| (**known).cmp(word)) {
            Ok(at) => Some(self.cosines[at]),
            Err(_) if self.min_count == 0 => self.axis.cosine(word),
            Err(_) => None,
        }
    }

    /// `c(w)` and `(c(w) − B(T))²` of occurrence number `at` among the [`n`](Self::n) of the corpus.
    pub(super) fn occurrence(&self, at: u64) -> (f64, f64) {
        let word = self.ends.partition_point(|end| *end <= at);
        let cosine = self.cosines[word.min(self.cosines.len() - 1)];
        (cosine, self.distance(cosine))
    }

    /// `(c − B(T))²`.
    fn distance(&self, cosine: f64) -> f64 {
        (cosine - self.baseline) * (cosine - self.baseline)
    }

    /// Bias and intensity of a text.
    pub fn score(&self, counts: &WordCounts) -> AxisScore {
        let known: Vec<(&str, u64, f64)> = counts
            .iter()
            .filter_map(|(word, count)| Some((word, count, self.cosine(word)?)))
            .collect();
        let n = known.iter().fold(0, |n: u64, (_, count, _)| n.saturating_add(*count));
        let words: Vec<AxisWord> = known
            .iter()
            .map(|&(word, count, cosine)| {
                let share = count as f64 / n as f64;
                let (bias, intensity) = (share * cosine, share * self.distance(cosine));
                AxisWord { word: word.to_owned(), count, cosine, bias, intensity }
            })
            .collect();
        let estimate = |part: fn(&AxisWord) -> f64, of: &dyn Fn(f64) -> f64, range: (f64, f64)| {
            // one word, one cluster: repetitions of it say nothing new
            let mut ratio = Ratio::default();
            for &(_, n, cosine) in &known {
                ratio.add([n as f64 * of(cosine)], n as f64);
            }
            let value = words.iter().fold(0.0, |sum, word| sum + part(word));
            let interval = ratio.interval().map(|interval| {
                let (low, high) = clamped(interval, range);
                // the sum of shares may differ from the ratio by rounding
                (low.min(value), high.max(value))
            });
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            Estimate { value: (n > 0).then_some(value), n, interval }
        };
        AxisScore {
            bias: estimate(|word| word.bias, &|cosine| cosine, (-1.0, 1.0)),
            intensity: estimate(|word| word.intensity, &|cosine| self.distance(cosine), (0.0, 4.0)),
            tokens: counts.total(),
            words,
        }
    }
}

/// Where the words of a text stand on an axis (`FrameAxis`, Kwak, An, Jing & Ahn 2021).
///
/// # What it measures
///
/// `bias`: to which pole the words of the text lean. `intensity`: how far they are from where the
/// corpus stands, to either side; a text that uses words of both poles has a high one and no bias.
///
/// # How it is computed
///
/// With n(w) occurrences of the word w and `c(w)` of [`SemanticAxis::cosine`]:
/// `bias = Σ n(w) c(w) / Σ n(w)`, −1 to 1;
/// `intensity = Σ n(w) (c(w) − B(T))² / Σ n(w)`, 0 to 4, B(T) that of [`AxisBackground`]. Both sums run
/// over the words that count; n is `Σ n(w)`, and both are `None` where it is 0. [`words`](Self::words)
/// gives each word's share.
///
/// The 95 % interval is that of a ratio of sums over the different words (delta method, Student's t),
/// B(T) taken as known. `None` with fewer than two different words.
///
/// The definitions are those of the paper. The authors' code squares the sum, `(Σ n (c − B))²`, where
/// squares are to be summed, and pairs vectors in the order of a dictionary with counts in sorted order;
/// tests show that neither happens here. Bias, intensity, baseline and contributions agree with an
/// independent computation in `NumPy` 2.4.6 (32 words, 5 dimensions) to 1e-12, widths of intervals to 1e-6.
///
/// # Known failure modes
///
/// Cosines tell that words keep company, not what a sentence says of whom: "not good" leans to "good".
/// Antonyms share contexts, so an axis of one pair may rest on little; take several. Word vectors carry
/// the prejudice of the texts that they were fitted on.
///
/// # References
///
/// Kwak, H., An, J., Jing, E. & Ahn, Y.-Y. (2021). `FrameAxis`: characterizing microframe bias and
/// intensity with word embedding. `PeerJ` Computer Science 7:e644.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AxisScore {
    /// The lean, −1 to 1.
    pub bias: Estimate,
    /// The mean squared distance from the corpus, 0 to 4.
    pub intensity: Estimate,
    /// Words of the text, those that do not count included.
    pub tokens: u64,
    words: Vec<AxisWord>,
}

impl AxisScore {
    /// Share of the text's words that count, 0 to 1; `None` of a text without words.
    pub fn coverage(&self) -> Option<f64> {
        let n = self.words.iter().fold(0.0, |n, word| n + word.count as f64);
        (self.tokens > 0).then(|| n / self.tokens as f64)
    }

    /// The words that count with what each contributes, in the order of their bytes.
    pub fn words(&self) -> &[AxisWord] {
        &self.words
    }
}

/// What a word contributes to an [`AxisScore`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AxisWord {
    /// The word.
    pub word: String,
    /// n(w), how often the text has it.
    pub count: u64,
    /// c(w), −1 to 1.
    pub cosine: f64,
    /// `n(w) c(w) / Σ n`; added up from first to last they are the bias.
    pub bias: f64,
    /// `n(w) (c(w) − B(T))² / Σ n`; added up from first to last they are the intensity.
    pub intensity: f64,
}
