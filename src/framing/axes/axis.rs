//! An axis between two poles of a word-vector space.

use ndarray::{Array1, ArrayView1};

use super::vectors::WordVectors;
use crate::Error;

/// An axis whose poles are shorter than this against the poles' own length is rounding noise: word
/// vectors have seven digits.
const SHORTEST: f64 = 1e-6;

/// A semantic axis: `v_f = mean of the positive seeds' vectors − mean of the negative seeds'`.
///
/// With one antonym pair this is a microframe of `FrameAxis` (Kwak, An, Jing & Ahn 2021, `PeerJ` CS
/// 7:e644, after `SemAxis`, An, Kwak & Ahn 2018); with seed lists the centroid version, as of the
/// moral axes of Mokhberian et al. (2020). Vectors are taken as they are, not scaled to length 1.
#[derive(Clone, Debug)]
pub struct SemanticAxis<'v> {
    name: String,
    vectors: &'v WordVectors,
    direction: Array1<f64>,
    norm: f64,
}

impl<'v> SemanticAxis<'v> {
    /// The axis from antonym pairs, each `(positive, negative)`: the mean of the pairs' differences,
    /// which is the difference of the two centroids.
    ///
    /// # Errors
    ///
    /// Those of [`from_seeds`](Self::from_seeds).
    pub fn from_pairs<S: AsRef<str>>(
        vectors: &'v WordVectors,
        name: &str,
        pairs: &[(S, S)],
    ) -> Result<Self, Error> {
        let positive: Vec<&str> = pairs.iter().map(|pair| pair.0.as_ref()).collect();
        let negative: Vec<&str> = pairs.iter().map(|pair| pair.1.as_ref()).collect();
        Self::from_seeds(vectors, name, &positive, &negative)
    }

    /// The axis from seed words, spelt as in the vectors. A seed given twice weighs twice.
    ///
    /// # Errors
    ///
    /// When seeds have no vector (the message names all of them), a list is empty, or both poles have
    /// the same centroid.
    pub fn from_seeds<S: AsRef<str>>(
        vectors: &'v WordVectors,
        name: &str,
        positive: &[S],
        negative: &[S],
    ) -> Result<Self, Error> {
        let seeds = positive.iter().chain(negative).map(AsRef::as_ref);
        let unknown: Vec<&str> = seeds.filter(|seed| vectors.get(seed).is_none()).collect();
        if !unknown.is_empty() {
            return Err(Error::axis(name, &unknown.join(", "), "seeds that have a vector"));
        }
        if positive.is_empty() || negative.is_empty() {
            return Err(Error::axis(name, "", "at least one seed at each pole"));
        }
        let (positive, negative) = (centroid(vectors, positive), centroid(vectors, negative));
        let length = norm(&positive).max(norm(&negative));
        let direction = positive - negative;
        let norm = norm(&direction);
        if norm <= SHORTEST * length {
            let expected = "poles that differ: the centroids of their seeds are equal";
            return Err(Error::axis(name, "", expected));
        }
        Ok(Self { name: name.to_owned(), vectors, direction, norm })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `v_f`, `dim` numbers.
    pub fn direction(&self) -> ArrayView1<'_, f64> {
        self.direction.view()
    }

    /// `c_f(w)`, the cosine of a word's vector and the axis: −1 (negative pole) to 1 (positive pole).
    /// `None` of a word without a vector, or with one of zeros.
    pub fn cosine(&self, word: &str) -> Option<f64> {
        let vector = self.vectors.get(word)?;
        let (mut dot, mut square) = (0.0, 0.0);
        for (x, axis) in vector.iter().zip(&self.direction) {
            let x = f64::from(*x);
            dot += x * axis;
            square += x * x;
        }
        // rounding may push it past 1
        (square > 0.0).then(|| (dot / (square.sqrt() * self.norm)).clamp(-1.0, 1.0))
    }
}

/// Mean vector of words that all have one.
fn centroid<S: AsRef<str>>(vectors: &WordVectors, words: &[S]) -> Array1<f64> {
    let mut sum = Array1::zeros(vectors.dim());
    for vector in words.iter().filter_map(|word| vectors.get(word.as_ref())) {
        sum.zip_mut_with(&vector, |sum, x| *sum += f64::from(*x));
    }
    sum / words.len() as f64
}

fn norm(vector: &Array1<f64>) -> f64 {
    vector.iter().fold(0.0, |sum, x| sum + x * x).sqrt()
}
