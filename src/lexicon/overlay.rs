//! Changes to single entries of a list, without a fork of it.

use std::path::Path;

use hashbrown::HashMap;

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
/// As a file: header line `# for: loaded/label`, then `drop<TAB>term`, `zero<TAB>term` or
/// `set<TAB>term<TAB>weight`, each with a category behind another tab where only the entry of that
/// category is meant; other lines that begin with `#` are remarks.
///
/// ```
/// use presslens::{Analyzer, Article, Overlay};
/// let overlay = Overlay::new("loaded/label").drop("regime").set("strongman", 0.2);
/// let analyzer = Analyzer::builder().overlay(overlay).build()?;
/// let report = analyzer.article(&Article::parse("The regime has a strongman."));
/// assert_eq!(report.terms().len(), 1);
/// assert_eq!(report.terms()[0].weight, 0.2);
/// # Ok::<(), presslens::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    list: String,
    name: String,
    changes: Vec<Edit>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
struct Edit {
    /// Line of the file; 0 from code.
    line: usize,
    term: String,
    /// Of all categories where none is named.
    category: Option<String>,
    change: Change,
}

impl Overlay {
    /// No change yet to the list with this id.
    pub fn new(list: &str) -> Self {
        Self { list: list.to_owned(), name: "overlay".to_owned(), changes: Vec::new() }
    }

    /// Takes out every entry of a term, as the list spells it but for case.
    #[must_use]
    pub fn drop(self, term: &str) -> Self {
        self.with(0, term, None, Change::Drop)
    }

    /// Narrows the last change to the entry of one category.
    #[must_use]
    pub fn in_category(mut self, category: &str) -> Self {
        if let Some(edit) = self.changes.last_mut() {
            edit.category = Some(category.to_owned());
        }
        self
    }

    /// Sets the weight of every entry of a term to 0.
    #[must_use]
    pub fn zero(self, term: &str) -> Self {
        self.set(term, 0.0)
    }

    /// Sets the weight of every entry of a term.
    #[must_use]
    pub fn set(self, term: &str, weight: f64) -> Self {
        self.with(0, term, None, Change::Set(weight))
    }

    fn with(mut self, line: usize, term: &str, category: Option<&str>, change: Change) -> Self {
        let category = category.map(str::to_owned);
        self.changes.push(Edit { line, term: term.to_owned(), category, change });
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
            let set = |weight: &str| match weight.parse::<f64>() {
                Ok(weight) if weight.is_finite() => Ok(Change::Set(weight)),
                _ => Err(bad(weight, "a weight such as 0.6")),
            };
            let (term, category, change) = match fields[..] {
                ["drop", term] => (term, None, Change::Drop),
                ["drop", term, category] => (term, Some(category), Change::Drop),
                ["zero", term] => (term, None, Change::Set(0.0)),
                ["zero", term, category] => (term, Some(category), Change::Set(0.0)),
                ["set", term, weight] => (term, None, set(weight)?),
                ["set", term, weight, category] => (term, Some(category), set(weight)?),
                _ => {
                    let expected = "drop<TAB>term, zero<TAB>term or set<TAB>term<TAB>weight";
                    return Err(bad(line, expected));
                }
            };
            overlay = overlay.with(number, term, category, change);
        }
        if overlay.list.is_empty() {
            return Err(Error::lexicon(name, None, "", "a header line \"# for: LIST-ID\""));
        }
        Ok(overlay)
    }

    /// Whether it drops a word: a model must not bring it back.
    pub(crate) fn drops(&self, word: &str) -> bool {
        let mut changes = self.changes.iter();
        changes.any(|edit| matches!(edit.change, Change::Drop) && fold(&edit.term) == *word)
    }

    /// Makes the changes in the list that they are for.
    pub(crate) fn apply(&self, lists: &mut [Lexicon]) -> Result<(), Error> {
        let Some(list) = lists.iter_mut().find(|list| list.id() == self.list) else {
            let expected = "the id of a list that is in use";
            return Err(Error::lexicon(&self.name, None, &self.list, expected));
        };
        let mut entries: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in list.entries.iter().enumerate() {
            entries.entry(fold(&entry.term)).or_default().push(index);
        }
        let mut dropped = vec![false; list.entries.len()];
        let is_loaded = list.is_loaded();
        for edit in &self.changes {
            let line = (edit.line > 0).then_some(edit.line);
            let bad = |value: &str, expected: &str| {
                Err(Error::lexicon(&self.name, line, value, expected))
            };
            let of_category = |index: &&usize| {
                let category = usize::from(list.entries[**index].category);
                let name = &list.categories[category].name;
                edit.category.as_ref().is_none_or(|wanted| wanted == name)
            };
            let same = entries.get(&fold(&edit.term)).map_or(&[][..], Vec::as_slice);
            let meant: Vec<usize> =
                same.iter().filter(of_category).copied().filter(|&i| !dropped[i]).collect();
            if meant.is_empty() {
                let category = edit.category.as_ref().map_or(String::new(), |c| format!(" in {c}"));
                return bad(&edit.term, &format!("a term of {}{category}", self.list));
            }
            match edit.change {
                Change::Drop => meant.iter().for_each(|&index| dropped[index] = true),
                Change::Set(weight) => {
                    if is_loaded && !(0.0..=1.0).contains(&weight) || !weight.is_finite() {
                        return bad(&weight.to_string(), "a weight from 0 to 1 in a loaded list");
                    }
                    for index in meant {
                        list.entries[index].weight = weight;
                        list.entries[index].stated = true;
                    }
                }
            }
        }
        let mut gone = dropped.into_iter();
        list.entries.retain(|_| !gone.next().unwrap_or(false));
        let changes = self.to_string();
        let sha256 = hex_sha256(&[list.provenance().sha256.as_str(), &changes].join("\n"));
        list.origin.set_sha256(sha256);
        let provenance = list.origin.head_mut();
        provenance.entries = list.entries.len();
        provenance.overlay.push_str(&changes);
        Ok(())
    }
}

/// The changes as a file writes them, without the header.
impl std::fmt::Display for Overlay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for Edit { term, category, change, .. } in &self.changes {
            match change {
                Change::Drop => write!(f, "drop\t{term}")?,
                Change::Set(weight) if *weight == 0.0 => write!(f, "zero\t{term}")?,
                Change::Set(weight) => write!(f, "set\t{term}\t{weight}")?,
            }
            match category {
                Some(category) => writeln!(f, "\t{category}")?,
                None => writeln!(f)?,
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
        "# for: loaded/label\n# a remark\n\ndrop\tregime\nzero\tcrony\nset\tThug\t0.4\n";

    #[test]
    fn entries_are_dropped_zeroed_and_set() {
        let overlay = Overlay::from_text("mine.tsv", TEXT).expect("a good overlay");
        assert_eq!(overlay.to_string(), "drop\tregime\nzero\tcrony\nset\tThug\t0.4\n");
        let plain = Analyzer::new();
        let changed = Analyzer::builder().overlay(overlay).build().expect("known terms");
        let article = Article::parse("The regime sent a crony and a thug.");
        let weights = |analyzer: &Analyzer| -> Vec<f64> {
            analyzer.article(&article).terms().iter().map(|term| term.weight).collect()
        };
        assert_eq!(weights(&plain).len(), 3);
        assert_eq!(weights(&changed), [0.0, 0.4]);
        assert_ne!(plain.fingerprint(), changed.fingerprint());
        let manifest = changed.manifest().iter().find(|list| list.id == "loaded/label");
        assert!(manifest.is_some_and(|list| list.overlay.starts_with("drop\tregime\n")));
    }

    #[test]
    fn one_category_and_several_overlays() {
        let list = || {
            let text = "# id: t\n# version: 1\n# title: T\n# licence: CC0-1.0\n# sources: ours\n\
                        # category x: one\n# category y: two\nspin\tx\t1\nspin\ty\t2\nodd\tx\t3\n";
            Lexicon::from_text("t", text).expect("a good list")
        };
        let first = Overlay::from_text("a", "# for: t\ndrop\tspin\ty\n").expect("a good overlay");
        let second = Overlay::new("t").set("Spin", 5.0).in_category("x").zero("odd");
        let mut lists = [list()];
        first.apply(&mut lists).expect("known terms");
        second.apply(&mut lists).expect("known terms");
        let weights: Vec<f64> = lists[0].entries().iter().map(|entry| entry.weight).collect();
        assert_eq!(weights, [5.0, 0.0]);
        let provenance = lists[0].provenance();
        assert_eq!(provenance.overlay, "drop\tspin\ty\nset\tSpin\t5\tx\nzero\todd\n");
        assert_eq!(provenance.entries, 2);
        let twice = Overlay::new("t").drop("spin").apply(&mut [list()]);
        assert!(twice.is_ok());
        let none = Overlay::new("t").drop("odd").in_category("y").apply(&mut [list()]);
        assert!(none.is_err_and(|e| e.to_string().ends_with("expected a term of t in y")));
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
            (
                "# for: loaded/label\ndrop\tnone such\n",
                "o.tsv:2: \"none such\": expected a term of",
            ),
            ("# for: loaded/label\nset\tregime\t7\n", "o.tsv:2: \"7\": expected a weight from 0"),
        ];
        for (text, message) in build_cases {
            assert!(build(text).is_some_and(|e| e.starts_with(message)), "{text:?}");
        }
    }
}
