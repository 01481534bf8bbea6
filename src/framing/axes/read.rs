//! Readers of word vectors as text, and what tells the formats apart.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use memchr::memrchr2;
use sha2::{Digest, Sha256};

use super::binary;
use super::vectors::{Draft, MOST_DIMENSIONS, WordVectors};
use crate::Error;
use crate::lexicon::hex;

/// Longest line, in bytes: room for the most dimensions with 60 characters each.
const LONGEST_LINE: usize = 4 << 20;
/// How much of the file tells its format, in bytes.
const HEAD: u64 = 1 << 14;

/// Reads vectors in any format but `.npy`.
pub(super) fn vectors(path: &Path, reader: impl Read) -> Result<WordVectors, Error> {
    let cannot = |error| Error::read(path, error);
    let mut reader = Hashing::new(reader);
    let mut head = Vec::new();
    (&mut reader).take(HEAD).read_to_end(&mut head).map_err(cannot)?;
    let whole_file = (head.len() as u64) < HEAD;
    refuse_other_files(path, &head)?;
    let start = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let first_end = head[start..].iter().position(|byte| *byte == b'\n');
    let first_line = &head[start..first_end.map_or(head.len(), |end| start + end)];
    let header = header(path, first_line)?;
    let body = &head[(start + first_line.len() + 1).min(head.len())..];
    let is_binary = header.is_some() && looks_binary(body, whole_file);

    let mut head = Cursor::new(&head[..]);
    head.set_position(start as u64);
    let rest = BufReader::with_capacity(1 << 16, &mut reader);
    let mut lines = Lines::new(path, head.chain(rest));
    let draft = match header {
        Some(header) => {
            lines.advance()?;
            if is_binary {
                binary::rows(path, lines.reader, header)?
            } else {
                text(&mut lines, Some(header))?
            }
        }
        None => text(&mut lines, None)?,
    };
    Ok(draft.finish(reader.finish()))
}

/// What the first line of word2vec's formats promises.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    pub(super) rows: u64,
    pub(super) dim: usize,
}

/// The header, if the line is one: two whole numbers and nothing else.
fn header(path: &Path, line: &[u8]) -> Result<Option<Header>, Error> {
    let text = String::from_utf8_lossy(line);
    let mut fields = text.split_ascii_whitespace();
    let (Some(rows), Some(dim), None) = (fields.next(), fields.next(), fields.next()) else {
        return Ok(None);
    };
    let (Ok(rows), Ok(dim)) = (rows.parse(), dim.parse::<u64>()) else {
        return Ok(None);
    };
    if dim == 0 || dim > MOST_DIMENSIONS as u64 {
        let expected = format!("rows and dimensions, the latter 1 to {MOST_DIMENSIONS}");
        return Err(wrong(path, Some(1), &text, &expected));
    }
    Ok(Some(Header { rows, dim: dim as usize }))
}

/// Whether what follows a header is raw numbers: text holds no control characters and is UTF-8.
fn looks_binary(body: &[u8], whole_file: bool) -> bool {
    let control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    let not_text =
        std::str::from_utf8(body).is_err_and(|error| whole_file || error.error_len().is_some());
    not_text || body.iter().any(control)
}

fn refuse_other_files(path: &Path, head: &[u8]) -> Result<(), Error> {
    let kinds: [(&[u8], &str, &str); 5] = [
        (b"\x93NUMPY", "an .npy matrix", "word vectors; a matrix needs a vocabulary: read_npy"),
        (b"\x1F\x8B", "gzip data", "word vectors; decompress it first"),
        (b"PK\x03\x04", "a zip archive", "word vectors; unpack it first"),
        (b"BZh", "bzip2 data", "word vectors; decompress it first"),
        (b"\xFF\xFE", "UTF-16 text", "word vectors in UTF-8"),
    ];
    for (magic, value, expected) in kinds {
        // a word of a text file may begin like "BZh" too, but not go on in bytes that are no text
        if head.starts_with(magic) && (!magic.is_ascii() || looks_binary(head, false)) {
            return Err(wrong(path, None, value, expected));
        }
    }
    Ok(())
}

pub(super) fn wrong(path: &Path, line: Option<usize>, value: &str, expected: &str) -> Error {
    Error::lexicon(&path.display().to_string(), line, value, expected)
}

/// Rows of a word and its numbers.
fn text(lines: &mut Lines<impl BufRead>, header: Option<Header>) -> Result<Draft, Error> {
    let mut draft = header.map(|header| Draft::new(header.dim));
    let mut row = Vec::new();
    let mut rows = 0;
    while lines.advance()? {
        let line = lines.line();
        let line = trim_end(&line);
        if line.is_empty() {
            continue;
        }
        if draft.is_none() {
            let dim = fields(line).count() - 1;
            if dim == 0 || dim > MOST_DIMENSIONS {
                let expected = format!("a word and 1 to {MOST_DIMENSIONS} numbers");
                return Err(lines.wrong(line, &expected));
            }
            draft = Some(Draft::new(dim));
        }
        let Some(draft) = &mut draft else { continue };
        let dim = draft.dim();
        row.resize(dim, 0.0);
        let word = read_row(line, &mut row).map_err(|fault| {
            let first = fields(line).next().unwrap_or_default();
            match fault {
                Fault::Length(numbers) => {
                    let like =
                        if header.is_some() { "the first line says" } else { "in the first row" };
                    let expected =
                        format!("a word and {dim} numbers, as {like}; this one has {numbers}");
                    lines.wrong(first, &expected)
                }
                Fault::Number(field) => {
                    let expected =
                        format!("a finite number among the last {dim} fields of {first:?}");
                    lines.wrong(field, &expected)
                }
            }
        })?;
        draft.push(word, &row);
        rows += 1;
    }
    let found = if rows == 0 { "no rows".to_owned() } else { format!("{rows} rows") };
    match (draft, header) {
        (_, Some(header)) if header.rows != rows => {
            let expected = format!("{} rows, as the first line says", header.rows);
            Err(wrong(lines.path, None, &found, &expected))
        }
        (Some(draft), _) if rows > 0 => Ok(draft),
        _ => Err(wrong(lines.path, None, &found, "lines of a word and its numbers")),
    }
}

/// What spaces and tabs part.
fn fields(line: &str) -> impl Iterator<Item = &str> {
    line.split([' ', '\t']).filter(|field| !field.is_empty())
}

/// Without line end and white space; a word may end in white space that is not ASCII.
fn trim_end(line: &str) -> &str {
    line.trim_end_matches([' ', '\t', '\r', '\n'])
}

#[derive(Debug)]
enum Fault<'a> {
    /// So many numbers, and not as many as expected.
    Length(usize),
    /// A field that is no finite number.
    Number(&'a str),
}

/// Fills `row` from the end of the line; the rest of it is the word.
fn read_row<'a>(line: &'a str, row: &mut [f32]) -> Result<&'a str, Fault<'a>> {
    let length = || Fault::Length(fields(line).count().saturating_sub(1));
    let mut rest = line;
    for slot in row.iter_mut().rev() {
        let at = memrchr2(b' ', b'\t', rest.as_bytes()).ok_or_else(length)?;
        *slot = number(&rest[at + 1..]).ok_or(Fault::Number(&rest[at + 1..]))?;
        rest = trim_end(&rest[..at]);
    }
    // a word may hold spaces, but what looks like a number is one
    if rest.is_empty() || fields(rest).skip(1).any(|field| field.parse::<f32>().is_ok()) {
        return Err(length());
    }
    Ok(rest)
}

fn number(field: &str) -> Option<f32> {
    field.parse().ok().filter(|number: &f32| number.is_finite())
}

/// Lines with their numbers, each in bounded memory.
pub(super) struct Lines<'p, R> {
    path: &'p Path,
    reader: R,
    number: usize,
    bytes: Vec<u8>,
}

impl<'p, R: BufRead> Lines<'p, R> {
    pub(super) fn new(path: &'p Path, reader: R) -> Self {
        Self { path, reader, number: 0, bytes: Vec::new() }
    }

    /// Reads the next line; `false` at the end of the file.
    pub(super) fn advance(&mut self) -> Result<bool, Error> {
        self.bytes.clear();
        let mut limited = (&mut self.reader).take(LONGEST_LINE as u64 + 1);
        let read = limited.read_until(b'\n', &mut self.bytes);
        let read = read.map_err(|error| Error::read(self.path, error))?;
        self.number += 1;
        if read > LONGEST_LINE {
            let expected = format!("lines of at most {LONGEST_LINE} bytes");
            return Err(self.wrong(&self.line(), &expected));
        }
        Ok(read > 0)
    }

    /// The line read last with its end mark, bytes that are not UTF-8 replaced.
    pub(super) fn line(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// What is wrong with the line read last.
    fn wrong(&self, value: &str, expected: &str) -> Error {
        wrong(self.path, Some(self.number), value, expected)
    }
}

/// A reader that hashes what passes.
pub(super) struct Hashing<R> {
    reader: R,
    hash: Sha256,
}

impl<R: Read> Hashing<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, hash: Sha256::new() }
    }

    pub(super) fn finish(self) -> String {
        hex(&self.hash.finalize())
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}
