//! word2vec's binary format: after the first line a row is the word, a space, the numbers as
//! little-endian `f32`, and with some writers a line end.

use std::io::{BufRead, Read};
use std::path::Path;

use super::read::{Header, wrong};
use super::vectors::Draft;
use crate::Error;

/// Longest word, in bytes; a file that is no binary one would otherwise be read to its end.
const LONGEST_WORD: usize = 1 << 12;

/// The rows that the header promises.
pub(super) fn rows(path: &Path, mut reader: impl BufRead, header: Header) -> Result<Draft, Error> {
    let cannot = |error| Error::read(path, error);
    let mut draft = Draft::new(header.dim);
    let (mut word, mut bytes) = (Vec::new(), vec![0; 4 * header.dim]);
    let mut row = Vec::with_capacity(header.dim);
    for at in 1..=header.rows {
        skip_line_ends(&mut reader).map_err(cannot)?;
        word.clear();
        let mut limited = (&mut reader).take(LONGEST_WORD as u64 + 1);
        limited.read_until(b' ', &mut word).map_err(cannot)?;
        let whole = word.pop_if(|byte| *byte == b' ').is_some();
        let word = String::from_utf8_lossy(&word);
        if word.len() > LONGEST_WORD {
            let expected =
                format!("a word of at most {LONGEST_WORD} bytes and a space in row {at}");
            return Err(wrong(path, None, &word, &expected));
        }
        if !whole || !fill(&mut reader, &mut bytes).map_err(cannot)? {
            let (rows, dim) = (header.rows, header.dim);
            let expected = format!(
                "{rows} rows of {dim} numbers, as the first line says: the file ends in row {at}"
            );
            return Err(wrong(path, None, &word, &expected));
        }
        row.clear();
        let (numbers, _) = bytes.as_chunks();
        row.extend(numbers.iter().map(|number| f32::from_le_bytes(*number)));
        if let Some(number) = row.iter().find(|number| !number.is_finite()) {
            let expected = format!("finite numbers in row {at}, {word:?}");
            return Err(wrong(path, None, &number.to_string(), &expected));
        }
        draft.push(&word, &row);
    }
    skip_line_ends(&mut reader).map_err(cannot)?;
    if !reader.fill_buf().map_err(cannot)?.is_empty() {
        let expected =
            format!("the end of the file after {} rows, as the first line says", header.rows);
        return Err(wrong(path, None, "more data", &expected));
    }
    Ok(draft)
}

fn skip_line_ends(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let ends = buffer.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        if ends == 0 {
            return Ok(());
        }
        reader.consume(ends);
    }
}

/// Fills the buffer; `false` where the file ends before.
pub(super) fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<bool> {
    match reader.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
