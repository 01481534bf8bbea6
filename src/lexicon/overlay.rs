//! Changes to single entries of a list, without a fork of it.

use std::path::Path;

use super::{Lexicon, hex_sha256, read};
use crate::Error;
use crate::text::fold;

/// What to do with the entries of a term.
#[derive(Clone, Debug, PartialEq)]
enum Change {
    Drop,
    Set(f64),
}

/// Changes to single entries of a list: drop, zero or override them without a fork. Give it to
/// [`AnalyzerBuilder::overlay`](crate::AnalyzerBuilder::overlay).
///
/// A dropped entry is as if it had never stood in the list, so that a shorter one inside it may
/// match; a zeroed one still matches, and hides what it hid, with weight 0. The manifest names the
/// overlay, and the hash in every record changes with it.
///
/// As a file: header line `# for: loaded/core`, then `drop<TAB>term`, `zero<TAB>term` or
/// `set<TAB>term<TAB>weight`; other lines that begin with `#` are remarks.
///
/// ```
/// use presslens::{Analyzer, Article, Overlay};
/// let overlay = Overlay::new("loaded/core").drop("regime").set("slammed", 0.2);
/// let analyzer = Analyzer::builder().overlay(overlay).build()?;
/// let report = analyzer.article(&Article::parse("The regime slammed the plan."));
/// assert_eq!(report.terms().len(), 1);
/// assert_eq!(report.terms()[0].weight, 0.2);
/// # Ok::<(), presslens::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    list: String,
    name: String,
    /// Line (0 from code), term, change.
    changes: Vec<(usize, String, Change)>,
}

impl Overlay {
    /// No change yet to the list with this id.
    pub fn new(list: &str) -> Self {
        Self { list: list.to_owned(), name: "overlay".to_owned(), changes: Vec::new() }
    }

    /// Takes out every entry of a term, as the list spells it but for case.
    #[must_use]
    pub fn drop(self, term: &str) -> Self {
        self.with(0, term, Change::Drop)
    }

    /// Sets the weight of every entry of a term to 0.
    #[must_use]
    pub fn zero(self, term: &str) -> Self {
        self.set(term, 0.0)
    }

    /// Sets the weight of every entry of a term.
    #[must_use]
    pub fn set(self, term: &str, weight: f64) -> Self {
        self.with(0, term, Change::Set(weight))
    }

    fn with(mut self, line: usize, term: &str, change: Change) -> Self {
        self.changes.push((line, term.to_owned(), change));
        self
    }

    /// Reads an overlay from a file.
    ///
    /// # Errors
    /// When the file cannot be read, or a line is not as described: the message names it.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let (name, text) = read::file(path.as_ref())?;
        Self::from_text(&name, &text)
    }

    /// Reads an overlay from a string; `name` stands for the file in messages.
    ///
    /// # Errors
    /// As [`from_path`](Self::from_path), reading aside.
    pub fn from_text(name: &str, text: &str) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut overlay = Self::new("");
        name.clone_into(&mut overlay.name);
        for (number, line) in text.lines().enumerate().map(|(i, line)| (i + 1, line.trim_end())) {
            let bad = |value: &str, expected| Error::lexicon(name, Some(number), value, expected);
            if let Some(remark) = line.strip_prefix('#') {
                if let Some(("for", list)) =
                    remark.split_once(':').map(|(key, value)| (key.trim(), value.trim()))
                {
                    list.clone_into(&mut overlay.list);
                }
                continue;
            }
            if line.trim().is_empty() {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            overlay = match fields[..] {
                ["drop", term] => overlay.with(number, term, Change::Drop),
                ["zero", term] => overlay.with(number, term, Change::Set(0.0)),
                ["set", term, weight] => match weight.parse::<f64>() {
                    Ok(weight) if weight.is_finite() => {
                        overlay.with(number, term, Change::Set(weight))
                    }
                    _ => return Err(bad(weight, "a weight such as 0.6")),
                },
                _ => {
                    let expected = "drop<TAB>term, zero<TAB>term or set<TAB>term<TAB>weight";
                    return Err(bad(line, expected));
                }
            };
        }
        if overlay.list.is_empty() {
            return Err(Error::lexicon(name, None, "", "a header line \"# for: LIST-ID\""));
        }
        Ok(overlay)
    }

    /// Makes the changes in the list that they are for.
    pub(crate) fn apply(&self, lists: &mut [Lexicon]) -> Result<(), Error> {
        let Some(list) = lists.iter_mut().find(|list| list.id() == self.list) else {
            let expected = "the id of a list that is in use";
            return Err(Error::lexicon(&self.name, None, &self.list, expected));
        };
        for (line, term, change) in &self.changes {
            let line = (*line > 0).then_some(*line);
            let folded = fold(term);
            let mut found = false;
            let is_loaded = list.is_loaded();
            let mut changed = |entry: &mut super::Entry| {
                let same = fold(&entry.term) == folded;
                found |= same;
                match change {
                    Change::Drop => !same,
                    Change::Set(weight) => {
                        if same {
                            entry.weight = *weight;
                        }
                        true
                    }
                }
            };
            list.entries.retain_mut(&mut changed);
            if !found {
                let expected = format!("a term of {}", self.list);
                return Err(Error::lexicon(&self.name, line, term, &expected));
            }
            if let Change::Set(weight) = change
                && (is_loaded && !(0.0..=1.0).contains(weight) || !weight.is_finite())
            {
                let expected = "a weight from 0 to 1 in a loaded list";
                return Err(Error::lexicon(&self.name, line, &weight.to_string(), expected));
            }
        }
        let changes = self.to_string();
        let provenance = &mut list.provenance;
        provenance.entries = list.entries.len();
        provenance.sha256 = hex_sha256(&[provenance.sha256.as_str(), &changes].join("\n"));
        provenance.overlay.push_str(&changes);
        Ok(())
    }
}

/// The changes as a file writes them, without the header.
impl std::fmt::Display for Overlay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (_, term, change) in &self.changes {
            match change {
                Change::Drop => writeln!(f, "drop\t{term}")?,
                Change::Set(weight) if *weight == 0.0 => writeln!(f, "zero\t{term}")?,
                Change::Set(weight) => writeln!(f, "set\t{term}\t{weight}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Article};

    const TEXT: &str =
        "# for: loaded/core\n# a remark\n\ndrop\tregime\nzero\tso-called\nset\tThug\t0.4\n";

    #[test]
    fn entries_are_dropped_zeroed_and_set() {
        let overlay = Overlay::from_text("mine.tsv", TEXT).expect("a good overlay");
        assert_eq!(overlay.to_string(), "drop\tregime\nzero\tso-called\nset\tThug\t0.4\n");
        let plain = Analyzer::new();
        let changed = Analyzer::builder().overlay(overlay).build().expect("known terms");
        let article = Article::parse("The regime sent a so-called thug.");
        let weights = |analyzer: &Analyzer| -> Vec<f64> {
            analyzer.article(&article).terms().iter().map(|term| term.weight).collect()
        };
        assert_eq!(weights(&plain).len(), 3);
        assert_eq!(weights(&changed), [0.0, 0.4]);
        assert_ne!(plain.fingerprint(), changed.fingerprint());
        let manifest = changed.manifest().iter().find(|list| list.id == "loaded/core");
        assert!(manifest.is_some_and(|list| list.overlay.starts_with("drop\tregime\n")));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let read = |text: &str| Overlay::from_text("o.tsv", text).map_err(|e| e.to_string());
        let build = |text: &str| {
            let overlay = Overlay::from_text("o.tsv", text).expect("a good overlay");
            Analyzer::builder().overlay(overlay).build().map_err(|e| e.to_string()).err()
        };
        let read_cases = [
            ("drop\tx\n", "o.tsv: \"\": expected a header line"),
            ("# for: a\nkeep\tx\n", "o.tsv:2: \"keep\\tx\": expected drop<TAB>term"),
            ("# for: a\nset\tx\tmuch\n", "o.tsv:2: \"much\": expected a weight"),
        ];
        for (text, message) in read_cases {
            assert!(read(text).is_err_and(|e| e.starts_with(message)), "{text:?}");
        }
        let build_cases = [
            ("# for: loaded/none\ndrop\tx\n", "o.tsv: \"loaded/none\": expected the id of a list"),
            ("# for: loaded/core\ndrop\tnone such\n", "o.tsv:2: \"none such\": expected a term of"),
            ("# for: loaded/core\nset\tregime\t7\n", "o.tsv:2: \"7\": expected a weight from 0"),
        ];
        for (text, message) in build_cases {
            assert!(build(text).is_some_and(|e| e.starts_with(message)), "{text:?}");
        }
    }
}
