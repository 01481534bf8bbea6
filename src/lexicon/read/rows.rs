//! Rows of CSV and TSV files, for the readers of formats that are tables.

use std::borrow::Cow;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::Draft;
use crate::Error;

/// The first line that is not blank, with its number (from 1) and the byte it starts at.
pub(super) fn first_line(text: &str) -> Option<(usize, usize, &str)> {
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        if !line.trim().is_empty() {
            return Some((index + 1, start, line));
        }
        start += line.len() + 1;
    }
    None
}

/// What parts the fields of a line: a tab if it has one, else the more frequent of comma and
/// semicolon (outside of quotes), else nothing.
pub(super) fn delimiter(line: &str) -> Option<u8> {
    let (mut commas, mut semicolons, mut tabs, mut quoted) = (0, 0, 0, false);
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\t' => tabs += 1,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            _ => {}
        }
    }
    match (tabs, commas, semicolons) {
        (0, 0, 0) => None,
        (0, _, _) if semicolons > commas => Some(b';'),
        (0, ..) => Some(b','),
        _ => Some(b'\t'),
    }
}

/// The fields of a single line, for looking at a header; empty if it has no fields.
pub(super) fn fields(line: &str) -> Vec<String> {
    let mut rows = Rows::new(line, 0, 1, delimiter(line).unwrap_or(b','));
    match rows.reader.read_record(&mut rows.record) {
        Ok(true) => (0..rows.len()).map(|index| rows.cell(index).into_owned()).collect(),
        _ => Vec::new(),
    }
}

/// The rows of a table, one at a time.
///
/// Between commas and semicolons a field may be quoted as CSV says. In a file with tabs a quote is
/// a character like others, as emoticons have it, unless it stands at both ends of a field.
pub(super) struct Rows<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    record: StringRecord,
    delimiter: u8,
    /// Where the reader started.
    base: usize,
    /// A byte up to which lines were counted, and the line it is in.
    counted: (usize, usize),
}

impl<'t> Rows<'t> {
    /// The rows from byte `start` on, which stands in line `line`.
    pub(super) fn new(text: &'t str, start: usize, line: usize, delimiter: u8) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .quoting(delimiter != b'\t')
            .from_reader(rest.as_bytes());
        let counted = (start, line);
        Self { text, reader, record: StringRecord::new(), delimiter, base: start, counted }
    }

    /// Goes to the next row that is not blank and gives its line.
    pub(super) fn next(&mut self, draft: &Draft) -> Result<Option<usize>, Error> {
        loop {
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) => {
                    return Err(draft.bad(self.counted.1, &error.to_string(), "rows of fields"));
                }
            }
            if self.record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let line = self.count_lines();
            // a quote that is never closed would swallow the rest of the file
            if memchr::memchr2(b'\n', b'\r', self.record.as_slice().as_bytes()).is_some() {
                let field = self.record.iter().find(|field| field.contains(['\n', '\r']));
                let expected = "a quoted field to end on its line";
                return Err(draft.bad(line, field.unwrap_or_default(), expected));
            }
            return Ok(Some(line));
        }
    }

    /// The line of the record; blank lines that the reader skipped stand before it.
    fn count_lines(&mut self) -> usize {
        let at = self.record.position().map_or(0, |position| position.byte() as usize);
        let bytes = self.text.as_bytes();
        let mut at = (self.base + at).clamp(self.counted.0, bytes.len());
        while bytes.get(at).is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            at += 1;
        }
        let (from, line) = self.counted;
        let line = line + memchr::memchr_iter(b'\n', &bytes[from..at]).count();
        self.counted = (at, line);
        line
    }

    /// Number of fields of the row.
    pub(super) fn len(&self) -> usize {
        self.record.len()
    }

    /// A field of the row without white space and quotes around it; empty if the row ends before.
    pub(super) fn cell(&self, index: usize) -> Cow<'_, str> {
        let field = self.record.get(index).unwrap_or_default().trim();
        if self.delimiter != b'\t' {
            return Cow::Borrowed(field);
        }
        let inner = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        match inner.map(str::trim) {
            Some(inner) if inner.contains("\"\"") => Cow::Owned(inner.replace("\"\"", "\"")),
            Some("") | None => Cow::Borrowed(field),
            Some(inner) => Cow::Borrowed(inner),
        }
    }

    /// A field as a number; with a decimal comma only where semicolons part the fields.
    pub(super) fn number(&self, index: usize) -> Option<f64> {
        let cell = self.cell(index);
        let cell = if self.delimiter == b';' { Cow::from(cell.replace(',', ".")) } else { cell };
        number(&cell)
    }
}

/// A finite number.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    // the minus that word processors write
    let number = match text.strip_prefix('\u{2212}') {
        Some(rest) if !rest.starts_with(['-', '+']) => -rest.parse::<f64>().ok()?,
        Some(_) => return None,
        None => text.parse().ok()?,
    };
    number.is_finite().then_some(number)
}

#[cfg(test)]
pub(super) mod checks {
    //! What every reader is tested for: no text makes it panic, none takes it long.

    use std::time::{Duration, Instant};

    use proptest::prelude::*;
    use proptest::sample::select;

    use crate::Error;
    use crate::lexicon::Lexicon;

    type Parse = fn(&str, &str) -> Result<Lexicon, Error>;

    /// Tries any string, and strings that fragments of the format make up.
    pub(crate) fn never_panics(looks_like: fn(&str) -> bool, parse: Parse, parts: &'static [&str]) {
        let check = |text: &str| {
            looks_like(text);
            let Ok(list) = parse("fuzz", text) else { return };
            let lines = text.split('\n').count();
            assert!(!list.entries().is_empty());
            for entry in list.entries() {
                assert!((1..=lines).contains(&(entry.line as usize)), "{text:?}: {entry:?}");
                assert!(usize::from(entry.category) < list.categories().len(), "{entry:?}");
                assert!(entry.weight.is_finite() && !entry.term.is_empty(), "{entry:?}");
            }
        };
        bolero::check!().with_type::<String>().for_each(|text| check(text));
        let texts = prop::collection::vec(select(parts), 0..60);
        proptest!(|(text in texts)| check(&text.concat()));
    }

    /// Reads each head followed by 256 kilobytes of the fragment behind it; a reader that is not
    /// linear in the text takes minutes for them.
    pub(crate) fn stays_linear(looks_like: fn(&str) -> bool, parse: Parse, cases: &[(&str, &str)]) {
        for (head, part) in cases {
            let text = [*head, &part.repeat((256 << 10) / part.len())].concat();
            let start = Instant::now();
            looks_like(&text);
            let outcome = parse("long", &text).map(|list| list.entries().len());
            let took = start.elapsed();
            let limit = Duration::from_secs(10);
            assert!(took < limit, "{head:?} and many {part:?}: {took:?}, {outcome:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        let cases = [
            ("term,weight", Some(b',')),
            ("term;weight,raw;note", Some(b';')),
            ("term\tweight, raw, more", Some(b'\t')),
            ("\"a;b;c\",2", Some(b',')),
            ("term", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(delimiter(line), expected, "{line}");
        }
    }

    #[test]
    fn numbers() {
        let cases = [
            ("1", Some(1.0)),
            ("-2.5", Some(-2.5)),
            ("+2", Some(2.0)),
            ("\u{2212}0.5", Some(-0.5)),
            (" 3e-1 ", Some(0.3)),
            ("\u{2212}-1", None),
            ("NaN", None),
            ("inf", None),
            ("1e999", None),
            ("", None),
            ("0,5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn rows_have_their_lines() {
        let draft = Draft::new("rows.csv");
        let text = "a,b\r\n\r\n  \r\n\"c, d\",e\n\n\n,\nf\n";
        let mut rows = Rows::new(text, 0, 1, b',');
        let mut found = Vec::new();
        while let Some(line) = rows.next(&draft).expect("good rows") {
            found.push((line, rows.cell(0).into_owned()));
        }
        assert_eq!(found, [(1, "a".into()), (4, "c, d".into()), (8, "f".into())]);
    }

    #[test]
    fn quotes_in_files_with_tabs() {
        let cases = [
            (":\"(\t1", ":\"("),
            ("\"fed up\"\t1", "fed up"),
            ("\"so \"\"called\"\"\"\t1", "so \"called\""),
            ("\"\t1", "\""),
            ("\"\"\t1", "\"\""),
        ];
        let draft = Draft::new("rows.tsv");
        for (line, expected) in cases {
            let mut rows = Rows::new(line, 0, 1, b'\t');
            assert_eq!(rows.next(&draft).expect("a row"), Some(1));
            assert_eq!(rows.cell(0), expected, "{line}");
        }
    }
}
