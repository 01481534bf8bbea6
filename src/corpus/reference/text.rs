//! A reference as text that people can read and review: header lines, then a line a column.

use std::fmt::Write;
use std::path::Path;

use hashbrown::HashSet;

use super::{Column, Distribution, Reference};
use crate::Error;
use crate::lexicon::read_file;

/// Names of the cells of a line.
fn head() -> String {
    let percentiles = Reference::PERCENTILES.map(|percent| format!("\t{percent}")).concat();
    format!("column\tn\tmean\tsd{percentiles}")
}

impl Reference {
    /// The reference as text, which [`from_text`](Self::from_text) reads back to an equal one.
    ///
    /// # Format
    /// Lines `# key: value` (id, version, title, description, weights, licence, sources, articles,
    /// digits where numbers were rounded, and columns), then a line a column, its cells parted by
    /// tabs: name, number of articles with a value, mean, standard deviation, and the values at
    /// [`PERCENTILES`](Self::PERCENTILES). Name and number stand alone where articles are too few.
    pub fn to_text(&self) -> String {
        let provenance = &self.provenance;
        let mut text = String::new();
        for (key, value) in [
            ("id", &provenance.id),
            ("version", &provenance.version),
            ("title", &provenance.title),
            ("description", &provenance.description),
            ("weights", &provenance.weights),
            ("licence", &provenance.licence),
            ("sources", &provenance.sources),
        ] {
            _ = writeln!(text, "# {key}: {value}");
        }
        _ = writeln!(text, "# articles: {}", self.articles);
        if let Some(digits) = self.digits {
            _ = writeln!(text, "# digits: {digits}");
        }
        _ = writeln!(text, "# columns: {}", head());
        for column in &self.columns {
            _ = write!(text, "{}\t{}", column.name, column.n);
            if let Some(found) = &column.distribution {
                for number in [found.mean, found.sd].iter().chain(&found.quantiles) {
                    _ = write!(text, "\t{number}");
                }
            }
            text.push('\n');
        }
        text
    }

    /// Reads a file in the format of [`to_text`](Self::to_text).
    ///
    /// # Errors
    /// When it cannot be read, or a line of it is wrong: the message names file, line and value.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let (name, text) = read_file(path.as_ref())?;
        Self::from_text(&name, &text)
    }

    /// Reads the text of a file; `name` stands for it in messages.
    ///
    /// # Errors
    /// When a line is wrong: the message names it, the value, and what was expected.
    pub fn from_text(name: &str, text: &str) -> Result<Self, Error> {
        let mut reference = Self::empty("");
        let (mut articles, mut headed, mut seen) = (None, false, HashSet::new());
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let bad = |value: &str, expected: &str| {
                Error::lexicon(name, Some(index + 1), value, expected)
            };
            if line.trim().is_empty() {
                continue;
            }
            if let Some(remark) = line.strip_prefix('#') {
                let Some((key, value)) = remark.split_once(':') else { continue };
                let value = value.trim();
                match key.trim() {
                    "articles" => {
                        articles = Some(value.parse().map_err(|_| bad(value, "a number"))?);
                    }
                    "digits" => {
                        let digits = value.parse().ok().filter(|digits| (1..=17).contains(digits));
                        let digits = digits.ok_or_else(|| bad(value, "a number from 1 to 17"))?;
                        reference.digits = Some(digits);
                    }
                    "columns" if value == head() => headed = true,
                    "columns" => return Err(bad(value, &format!("{:?}", head()))),
                    key => _ = reference.provenance.set(key, value),
                }
                continue;
            }
            let articles = articles
                .filter(|_| headed)
                .ok_or_else(|| bad(line, "the lines \"# articles:\" and \"# columns:\" first"))?;
            let column = read_column(line, articles).map_err(|(value, why)| bad(value, why))?;
            if !seen.insert(line.split('\t').next()) {
                return Err(bad(&column.name, "another column: this one stands above"));
            }
            reference.columns.push(column);
        }
        if reference.provenance.id.is_empty() {
            return Err(Error::lexicon(name, None, "", "a line \"# id: …\""));
        }
        reference.articles = articles.unwrap_or_default();
        reference.provenance.entries = reference.columns.len();
        Ok(reference)
    }
}

/// One line; the error is the offending value and what was expected.
fn read_column(line: &str, articles: usize) -> Result<Column, (&str, &'static str)> {
    const N: &str = "how many articles have a value, at most as many as \"# articles:\" says";
    const NUMBERS: &str =
        "mean, standard deviation and 23 percentiles, or nothing, after the number";
    let mut cells = line.split('\t');
    let name = cells.next().filter(|name| !name.is_empty()).ok_or((line, "a column's name"))?;
    let n = cells.next().ok_or((line, N))?;
    let n = n.parse().ok().filter(|n| *n <= articles).ok_or((n, N))?;
    let mut numbers = Vec::new();
    for cell in cells {
        let number = cell.parse().ok().filter(|number: &f64| number.is_finite());
        numbers.push(number.ok_or((cell, "a finite number"))?);
    }
    let distribution = match numbers.as_slice() {
        [] => None,
        [mean, sd, quantiles @ ..] => {
            let quantiles = quantiles.try_into().map_err(|_| (line, NUMBERS))?;
            Some(Distribution { mean: *mean, sd: *sd, quantiles })
        }
        _ => return Err((line, NUMBERS)),
    };
    if let Some(found) = &distribution {
        if n < 2 {
            return Err((line, "at least two articles with a value"));
        }
        if found.sd < 0.0 {
            return Err((line, "a standard deviation of at least 0"));
        }
        if !found.quantiles.is_sorted() {
            return Err((line, "percentiles that do not fall"));
        }
    }
    Ok(Column { name: name.to_owned(), n, distribution })
}
