//! Rows of a labelled set, and the figures that tasks share.

use std::fmt::Write;
use std::io::{BufRead, Read};
use std::iter::Sum;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use presslens::{Analyzer, Span};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::common::input::{JsonLines, json_reason, open};

/// Calls `each` with the number and content of every row; a bad row is an error that names it.
pub(crate) fn for_each_row<T: DeserializeOwned>(
    path: &Path,
    each: impl FnMut(u64, T) -> Result<()>,
) -> Result<()> {
    read_rows(path, open(path)?, each)
}

fn read_rows<T: DeserializeOwned>(
    path: &Path,
    reader: impl BufRead,
    mut each: impl FnMut(u64, T) -> Result<()>,
) -> Result<()> {
    let mut rows = 0;
    for line in JsonLines::new(reader) {
        let line = line.with_context(|| format!("cannot read {}", path.display()))?;
        let number = line.number;
        let place = || place(path, number);
        let text = line.decode(false).map_err(|reason| anyhow!("{}: {reason}", place()))?;
        let row = serde_json::from_str(&text)
            .map_err(|error| anyhow!("{}: {}", place(), json_reason(&error)))?;
        each(number, row).with_context(place)?;
        rows += 1;
    }
    if rows == 0 {
        bail!("{} holds no rows", path.display());
    }
    Ok(())
}

/// A row for messages.
pub(crate) fn place(path: &Path, line: u64) -> String {
    format!("{}:{line}", path.display())
}

/// All rows, with their line numbers.
pub(crate) fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<(u64, T)>> {
    let mut rows = Vec::new();
    for_each_row(path, |line, row| {
        rows.push((line, row));
        Ok(())
    })?;
    Ok(rows)
}

/// The same, and the SHA-256 of the file.
pub(crate) fn hashed_rows<T: DeserializeOwned>(path: &Path) -> Result<(Vec<(u64, T)>, String)> {
    let mut bytes = Vec::new();
    let read = open(path)?.read_to_end(&mut bytes);
    read.with_context(|| format!("cannot read {}", path.display()))?;
    let mut rows = Vec::new();
    read_rows(path, &*bytes, |line, row| {
        rows.push((line, row));
        Ok(())
    })?;
    let mut hash = String::new();
    for byte in Sha256::digest(&bytes) {
        write!(hash, "{byte:02x}")?;
    }
    Ok((rows, hash))
}

/// With the built-in lists; tells what its scores are made of.
pub(crate) fn analyzer() -> Result<Analyzer> {
    Ok(Analyzer::builder().contributions(true).build()?)
}

/// Spans of a row, or what is wrong with them.
pub(crate) fn spans(text: &str, pairs: &[(usize, usize)]) -> Result<Vec<Span>> {
    let span = |&(start, end): &(usize, usize)| {
        if text.get(start..end).is_none() {
            bail!("[{start},{end}] is no range of characters of a text of {} bytes", text.len());
        }
        Ok(Span::new(u32::try_from(start)?, u32::try_from(end)?))
    };
    pairs.iter().map(span).collect()
}

/// A figure for people; a dash where it is not defined.
pub(crate) fn shown(figure: Option<f64>) -> String {
    figure.map_or("–".to_owned(), |figure| format!("{figure:.4}"))
}

/// What was there, what was found, and what is both.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) gold: usize,
    pub(crate) found: usize,
    pub(crate) both: usize,
}

/// Counts with their figures, null where a denominator is 0.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Figures {
    gold: usize,
    found: usize,
    both: usize,
    pub(crate) precision: Option<f64>,
    pub(crate) recall: Option<f64>,
    pub(crate) f1: Option<f64>,
}

impl Counts {
    /// Precision, recall and F1 of the sum of some counts.
    pub(crate) fn shares(counts: impl IntoIterator<Item = Self>) -> Vec<Option<f64>> {
        let Figures { precision, recall, f1, .. } = counts.into_iter().sum::<Self>().figures();
        vec![precision, recall, f1]
    }

    pub(crate) fn figures(self) -> Figures {
        let Self { gold, found, both } = self;
        let share = |part: usize, whole: usize| (whole > 0).then(|| part as f64 / whole as f64);
        Figures {
            gold,
            found,
            both,
            precision: share(both, found),
            recall: share(both, gold),
            f1: share(2 * both, gold + found),
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, counts| Self {
            gold: sum.gold + counts.gold,
            found: sum.found + counts.found,
            both: sum.both + counts.both,
        })
    }
}

/// The head of a table of [`Figures`].
pub(crate) const HEAD: &str =
    "                 gold    found     both  precision   recall       F1\n";

impl Figures {
    /// A row of a table.
    pub(crate) fn row(&self, name: &str) -> String {
        let [p, r, f] = [self.precision, self.recall, self.f1].map(shown);
        let Self { gold, found, both, .. } = self;
        format!("{name:<12} {gold:>8} {found:>8} {both:>8} {p:>10} {r:>8} {f:>8}\n")
    }
}
