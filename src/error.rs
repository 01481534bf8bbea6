//! The one error type.

use std::fmt;
use std::path::{Path, PathBuf};

/// What can go wrong while loading or building; analysing a text never fails.
///
/// Its message names the file and line, the offending value and what was expected.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    // not its `source`: those who print a chain of causes would print it twice
    #[error("{}: {cause}", path.display())]
    Read { path: PathBuf, cause: std::io::Error },
    #[error("{place}: {value:?}: expected {expected}")]
    Lexicon { place: Location, value: String, expected: String },
    #[error("lexicon id {id:?} is given twice: ids must differ")]
    DuplicateLexicon { id: String },
    #[error("lexicon {id:?}: {term:?} has weight {weight}: expected 0 to 1 in a loaded list")]
    LoadedWeight { id: String, term: String, weight: f64 },
    #[error("axis {name:?}: {value:?}: expected {expected}")]
    Axis { name: String, value: String, expected: String },
    #[error("target {start}..{end}: {problem}")]
    Target { start: usize, end: usize, problem: String },
    #[error(
        "reference {reference:?} has no column {column:?}: expected one made from these metrics"
    )]
    Column { reference: String, column: String },
    #[error("model {id:?}: {value}: expected {expected}")]
    Model { id: String, value: String, expected: String },
    #[error("fitting a model: {problem}: expected {expected}")]
    Fit { problem: String, expected: String },
    #[error("{ids} ids for a matrix of {rows} rows: expected one a row")]
    Ids { ids: usize, rows: usize },
}

/// A file and, where it is known, a line counted from 1.
#[derive(Debug)]
struct Location {
    file: String,
    line: Option<usize>,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

/// Longest offending value that a message repeats, in characters.
const LONGEST_VALUE: usize = 80;

impl Error {
    pub(crate) fn read(path: &Path, cause: std::io::Error) -> Self {
        Kind::Read { path: path.to_owned(), cause }.into()
    }

    pub(crate) fn lexicon(file: &str, line: Option<usize>, value: &str, expected: &str) -> Self {
        let place = Location { file: file.to_owned(), line };
        Kind::Lexicon { place, value: shown(value), expected: expected.to_owned() }.into()
    }

    pub(crate) fn axis(name: &str, value: &str, expected: &str) -> Self {
        let (name, value) = (shown(name), value.to_owned());
        Kind::Axis { name, value, expected: expected.to_owned() }.into()
    }

    pub(crate) fn duplicate_lexicon(id: &str) -> Self {
        Kind::DuplicateLexicon { id: id.to_owned() }.into()
    }

    pub(crate) fn loaded_weight(id: &str, term: &str, weight: f64) -> Self {
        Kind::LoadedWeight { id: id.to_owned(), term: term.to_owned(), weight }.into()
    }

    pub(crate) fn column(reference: &str, column: &str) -> Self {
        Kind::Column { reference: reference.to_owned(), column: column.to_owned() }.into()
    }

    pub(crate) fn model(id: &str, value: &str, expected: &str) -> Self {
        let (id, value) = (id.to_owned(), value.to_owned());
        Kind::Model { id, value, expected: expected.to_owned() }.into()
    }

    pub(crate) fn fit(problem: &str, expected: &str) -> Self {
        Kind::Fit { problem: problem.to_owned(), expected: expected.to_owned() }.into()
    }

    pub(crate) fn ids(ids: usize, rows: usize) -> Self {
        Kind::Ids { ids, rows }.into()
    }

    pub(crate) fn target(text: &str, start: usize, end: usize) -> Self {
        let problem = if start >= end {
            "a target must hold at least one byte".to_owned()
        } else if end > text.len() {
            format!("the text has only {} bytes", text.len())
        } else {
            let cut = if text.is_char_boundary(start) { end } else { start };
            format!("byte {cut} is inside a character; offsets are UTF-8 bytes")
        };
        Kind::Target { start, end, problem }.into()
    }
}

/// As much of an offending value as a message repeats.
fn shown(value: &str) -> String {
    let mut shown: String = value.chars().take(LONGEST_VALUE + 1).collect();
    if shown.chars().count() > LONGEST_VALUE {
        shown.pop();
        shown.push('…');
    }
    shown
}
