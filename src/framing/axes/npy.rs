//! `NumPy`'s matrix files (`numpy.lib.format`, versions 1 to 3) with a vocabulary beside them.
//!
//! Read here and not by a crate: `ndarray-npy` trusts the lengths in a header and brings a parser
//! generator that needs a C compiler.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use ndarray::{Array2, ShapeBuilder};

use super::binary::fill;
use super::read::{Hashing, Lines, wrong};
use super::vectors::{MOST_DIMENSIONS, Rows, WordVectors};
use crate::Error;
use crate::lexicon::hex_sha256;

/// Longest header, in bytes: `NumPy` writes 118 for a matrix.
const LONGEST_HEADER: usize = 1 << 16;

/// The matrix with its words; each file comes with its path.
pub(super) fn vectors(
    (matrix_path, matrix): (&Path, impl Read),
    (vocabulary_path, vocabulary): (&Path, impl Read),
) -> Result<WordVectors, Error> {
    let mut vocabulary = Hashing::new(vocabulary);
    let words = read_vocabulary(vocabulary_path, &mut vocabulary)?;
    let mut matrix = Hashing::new(matrix);
    let mut reader = BufReader::with_capacity(1 << 16, &mut matrix);
    let header = read_header(matrix_path, &mut reader)?;
    if header.rows != words.len() {
        let expected =
            format!("{} words, one a line, as {} has rows", header.rows, matrix_path.display());
        return Err(wrong(vocabulary_path, None, &format!("{} words", words.len()), &expected));
    }
    let values = header.values(matrix_path, &mut reader, &words)?;
    let mut rows = Rows::default();
    for (row, word) in words.into_iter().enumerate() {
        rows.entry(word).or_insert(row);
    }
    let sha256 = hex_sha256(&(matrix.finish() + &vocabulary.finish()));
    Ok(WordVectors { rows, values, sha256 })
}

fn read_vocabulary(path: &Path, reader: impl Read) -> Result<Vec<Box<str>>, Error> {
    let mut lines = Lines::new(path, BufReader::new(reader));
    let mut words: Vec<Box<str>> = Vec::new();
    while lines.advance()? {
        let line = lines.line();
        let line = if words.is_empty() { line.trim_start_matches('\u{FEFF}') } else { &line };
        words.push(line.trim_end_matches(['\r', '\n']).into());
    }
    if words.is_empty() {
        return Err(wrong(path, None, "no words", "words, one a line"));
    }
    Ok(words)
}

/// What the head of a matrix file says.
#[derive(Debug)]
struct Header {
    rows: usize,
    dim: usize,
    fortran_order: bool,
    /// `f8`, not `f4`.
    double: bool,
}

fn read_header(path: &Path, reader: &mut impl Read) -> Result<Header, Error> {
    let cannot = |error| Error::read(path, error);
    let not_npy = || wrong(path, None, "another kind of file", "an .npy matrix");
    let cut = || wrong(path, None, "a header that is cut off", "an .npy matrix");
    let mut start = [0; 8];
    if !fill(reader, &mut start).map_err(cannot)? || !start.starts_with(b"\x93NUMPY") {
        return Err(not_npy());
    }
    let mut length = [0; 4];
    let width = if start[6] == 1 { 2 } else { 4 };
    if !fill(reader, &mut length[..width]).map_err(cannot)? {
        return Err(cut());
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST_HEADER || !(1..=3).contains(&start[6]) {
        let value = format!("version {}, a header of {length} bytes", start[6]);
        let expected = format!("version 1 to 3, a header of at most {LONGEST_HEADER} bytes");
        return Err(wrong(path, None, &value, &expected));
    }
    let mut text = vec![0; length];
    if !fill(reader, &mut text).map_err(cannot)? {
        return Err(cut());
    }
    parse_header(path, &String::from_utf8_lossy(&text).replace('"', "'"))
}

/// Reads `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }`.
fn parse_header(path: &Path, header: &str) -> Result<Header, Error> {
    let wrong = |expected: &str| wrong(path, None, header.trim_end(), expected);
    let value = |key: &str| {
        let rest = &header[header.find(key)? + key.len()..];
        rest.trim_start().strip_prefix(':').map(str::trim_start)
    };
    let descr = value("'descr'").unwrap_or_default();
    let double = match descr.strip_prefix('\'').and_then(|rest| rest.split('\'').next()) {
        Some("<f4") => false,
        Some("<f8") => true,
        _ => return Err(wrong("numbers of type '<f4' or '<f8' in \"descr\"")),
    };
    let order = value("'fortran_order'").unwrap_or_default();
    let fortran_order = order.starts_with("True");
    if !fortran_order && !order.starts_with("False") {
        return Err(wrong("True or False in \"fortran_order\""));
    }
    let shape = value("'shape'").and_then(|rest| rest.strip_prefix('(')?.split(')').next());
    let shape: Option<Vec<usize>> = shape.and_then(|shape| {
        let sizes = shape.split(',').map(str::trim).filter(|size| !size.is_empty());
        sizes.map(|size| size.parse().ok()).collect()
    });
    let Some([rows, dim]) = shape.as_deref() else {
        return Err(wrong("a matrix of two dimensions, words × numbers, in \"shape\""));
    };
    let (rows, dim) = (*rows, *dim);
    if dim == 0 || dim > MOST_DIMENSIONS {
        return Err(wrong(&format!("1 to {MOST_DIMENSIONS} columns in \"shape\"")));
    }
    Ok(Header { rows, dim, fortran_order, double })
}

impl Header {
    /// The numbers, in C order. Memory grows with what the file holds, not with what it promises.
    fn values(
        &self,
        path: &Path,
        reader: &mut impl BufRead,
        words: &[Box<str>],
    ) -> Result<Array2<f32>, Error> {
        let cannot = |error| Error::read(path, error);
        let (rows, dim) = (self.rows, self.dim);
        let width = if self.double { 8 } else { 4 };
        let (runs, run) = if self.fortran_order { (dim, rows) } else { (rows, dim) };
        let mut values: Vec<f32> = Vec::new();
        let mut bytes = vec![0; width * run];
        for at in 0..runs {
            if !fill(reader, &mut bytes).map_err(cannot)? {
                let line = if self.fortran_order { "column" } else { "row" };
                let value = format!("a file that ends in {line} {}", at + 1);
                let expected = format!("{rows} rows of {dim} numbers, as the header says");
                return Err(wrong(path, None, &value, &expected));
            }
            if self.double {
                let (numbers, _) = bytes.as_chunks();
                values.extend(numbers.iter().map(|number| f64::from_le_bytes(*number) as f32));
            } else {
                let (numbers, _) = bytes.as_chunks();
                values.extend(numbers.iter().map(|number| f32::from_le_bytes(*number)));
            }
        }
        if !reader.fill_buf().map_err(cannot)?.is_empty() {
            let expected =
                format!("the end of the file after {rows} × {dim} numbers, as the header says");
            return Err(wrong(path, None, "more data", &expected));
        }
        if let Some(at) = values.iter().position(|number| !number.is_finite()) {
            let row = if self.fortran_order { at % rows } else { at / dim };
            let expected =
                format!("finite numbers in single precision in row {}, {:?}", row + 1, words[row]);
            return Err(wrong(path, None, &values[at].to_string(), &expected));
        }
        let shape = (rows, dim).set_f(self.fortran_order);
        // as many as the shape says were read: the fallback has no case
        let values =
            Array2::from_shape_vec(shape, values).unwrap_or_else(|_| Array2::zeros((rows, dim)));
        Ok(if self.fortran_order { values.as_standard_layout().into_owned() } else { values })
    }
}
