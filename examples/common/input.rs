//! Texts and JSON lines from a file or from stdin.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

/// A file, or stdin for `-`.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let failed = || format!("cannot read {}", path.display());
    if path.metadata().with_context(failed)?.is_dir() {
        bail!("cannot read {}: it is a directory, a file is needed", path.display());
    }
    Ok(Box::new(BufReader::with_capacity(1 << 16, File::open(path).with_context(failed)?)))
}

/// The whole text of a file, or of stdin for `-`. Bytes that are not UTF-8 are an error that names the
/// first of them, unless the flag `--lossy` is given; `None` where a program has no such flag.
pub(crate) fn read_text(path: &Path, lossy: Option<bool>) -> Result<String> {
    let mut bytes = Vec::new();
    let read = open(path)?.read_to_end(&mut bytes);
    read.with_context(|| format!("cannot read {}", path.display()))?;
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    decode(bytes, lossy == Some(true)).map_err(|at| {
        let hint = if utf16 { " (it looks like UTF-16: convert it first)" } else { "" };
        let flag = lossy.map_or("", |_| "; --lossy reads it with U+FFFD instead");
        anyhow!("{}: invalid UTF-8 at byte {at}{hint}{flag}", path.display())
    })
}

/// The bytes as text; the error is the offset of the first byte that is not UTF-8.
pub(crate) fn decode(bytes: Vec<u8>, lossy: bool) -> Result<String, usize> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) if lossy => Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        Err(error) => Err(error.utf8_error().valid_up_to()),
    }
}

/// What is wrong with a JSON line, in words. Serde's own "line 1" would mislead: each of our texts is
/// some line of a file.
pub(crate) fn json_reason(error: &serde_json::Error) -> String {
    match error.column() {
        0 => value_reason(error),
        column => format!("{} (column {column})", value_reason(error)),
    }
}

/// The same of a value inside a line, where serde's columns would mislead.
pub(crate) fn value_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned()
}

/// A line that holds something, without its end mark.
#[derive(Debug)]
pub(crate) struct JsonLine {
    /// Its number in the file, from 1; blank lines count.
    pub(crate) number: u64,
    /// Its bytes, without a byte order mark.
    pub(crate) bytes: Vec<u8>,
    /// Bytes cut off before them: 3 where a byte order mark stood.
    pub(crate) cut: usize,
}

impl JsonLine {
    /// The line as text; the error says which byte of the line, from 0, is not UTF-8.
    pub(crate) fn decode(self, lossy: bool) -> Result<String, String> {
        let cut = self.cut;
        decode(self.bytes, lossy)
            .map_err(|at| format!("invalid UTF-8 at byte {} of the line", at + cut))
    }
}

/// The lines of JSONL: blank ones are skipped but counted.
pub(crate) struct JsonLines<R> {
    reader: R,
    number: u64,
}

impl<R: BufRead> JsonLines<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, number: 0 }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = io::Result<JsonLine>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut bytes = Vec::new();
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => self.number += 1,
                Err(error) => return Some(Err(error)),
            }
            let cut = if self.number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            bytes.drain(..cut);
            if !bytes.trim_ascii().is_empty() {
                bytes.truncate(bytes.trim_ascii_end().len());
                return Some(Ok(JsonLine { number: self.number, bytes, cut }));
            }
        }
    }
}
