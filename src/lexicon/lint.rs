//! What is wrong with a list, or looks so: entries that say a thing twice or can never match, forms of
//! one word that disagree, wildcards that swallow other words, missing provenance.

mod forms;
mod wildcards;

use std::cmp::Ordering;

use hashbrown::{HashMap, HashSet};
use serde::Serialize;

use super::Lexicon;
use super::pattern::{self, Piece, pattern};
use crate::text::fold;

/// Something that a list's authors should look at; see [`Lexicon::lint`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// What kind of fault it is.
    pub kind: FindingKind,
    /// How bad it is.
    pub severity: Severity,
    /// Line of the file, from 1; 0 where none is known, or the list as a whole is meant.
    pub line: u32,
    /// The term as the list spells it; the category or header key where that is at fault.
    pub term: String,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
}

/// The kinds of fault that [`Lexicon::lint`] finds. Serialised by [name](Self::name).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FindingKind {
    /// Licence, sources, version or title are missing or "unknown".
    Provenance,
    /// A weight outside 0 to 1 in a list of loaded terms.
    WeightRange,
    /// A category without sentences that must and must not match.
    Untested,
    /// A term stands twice in a category, with one weight.
    Duplicate,
    /// A term stands twice in a category, with different weights: the later one counts.
    Conflict,
    /// No text can match the term.
    Unmatchable,
    /// Forms of one word in one category whose weights lie far apart.
    Inflections,
    /// Some regular forms of a verb are listed, others are not.
    MissingForm,
    /// A `*` term begins words that have nothing to do with it.
    Wildcard,
}

impl FindingKind {
    /// All kinds, in the order in which findings of one line come.
    pub const ALL: [Self; 9] = [
        Self::Provenance,
        Self::WeightRange,
        Self::Untested,
        Self::Duplicate,
        Self::Conflict,
        Self::Unmatchable,
        Self::Inflections,
        Self::MissingForm,
        Self::Wildcard,
    ];

    /// Its name, such as `missing_form`; it never changes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Provenance => "provenance",
            Self::WeightRange => "weight_range",
            Self::Untested => "untested",
            Self::Duplicate => "duplicate",
            Self::Conflict => "conflict",
            Self::Unmatchable => "unmatchable",
            Self::Inflections => "inflections",
            Self::MissingForm => "missing_form",
            Self::Wildcard => "wildcard",
        }
    }
}

/// How bad a [`Finding`] is; a worse one is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// Often meant so.
    Hint,
    /// Scores are as the file says, but hardly as its authors meant.
    Warning,
    /// The file contradicts itself, or a line of it has no effect.
    Error,
}

impl Severity {
    /// Its name: `hint`, `warning` or `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Lexicon {
    /// Looks for faults. `words` is a list of ordinary words, in any order, against which `*` terms
    /// are checked and missing forms made sure of; without it no wildcard is reported.
    ///
    /// Findings come by line, then by kind. A term is compared as texts are matched: without regard to
    /// case and typography. "Far apart" is more than a quarter of the range of the list's weights.
    /// Under no overlap rule can an entry be hidden wherever it stands, save by another with the same
    /// words: those are duplicates and conflicts. Time is n log n in entries and words.
    ///
    /// ```
    /// use presslens::{FindingKind, Lexicon};
    /// let list = Lexicon::from_text("mine.tsv", "\
    /// ## id: mine
    /// ## version: 1
    /// ## title: My terms
    /// ## licence: CC0-1.0
    /// ## sources: my reading
    /// ## category label: names for people
    /// ## match label: A [thug] was seen.
    /// ## allow label: A man was seen.
    /// thug\tlabel\t0.7
    /// Thug\tlabel\t0.5
    /// ".replace("##", "#").as_str())?;
    /// let findings = list.lint(&[]);
    /// assert_eq!((findings[0].kind, findings[0].line), (FindingKind::Conflict, 9));
    /// # Ok::<(), presslens::Error>(())
    /// ```
    pub fn lint(&self, words: &[&str]) -> Vec<Finding> {
        let mut words: Vec<String> = words.iter().map(|word| fold(word)).collect();
        words.sort_unstable();
        words.dedup();
        let mut lint = Lint {
            list: self,
            patterns: self.entries.iter().map(|entry| pattern(&entry.term)).collect(),
            words: &words,
            findings: Vec::new(),
        };
        lint.provenance();
        lint.weight_range();
        lint.untested();
        let superseded = lint.repeats();
        lint.unmatchable();
        lint.inflections(&superseded);
        lint.wildcards(&superseded);
        let mut findings = lint.findings;
        findings.sort_by(|a, b| {
            let key = |finding: &Finding| (finding.line, finding.kind);
            key(a).cmp(&key(b)).then_with(|| a.term.cmp(&b.term))
        });
        findings
    }
}

/// A run of the linter over one list.
struct Lint<'a> {
    list: &'a Lexicon,
    /// Of each entry its words, or why it can never match.
    patterns: Vec<Result<Vec<Piece<'a>>, &'static str>>,
    /// Folded, sorted.
    words: &'a [String],
    findings: Vec<Finding>,
}

impl Lint<'_> {
    fn add(&mut self, kind: FindingKind, severity: Severity, entry: usize, message: String) {
        let entry = &self.list.entries[entry];
        let (line, term) = (entry.line, entry.term.to_string());
        self.findings.push(Finding { kind, severity, line, term, message });
    }

    fn add_whole(&mut self, kind: FindingKind, severity: Severity, what: &str, message: &str) {
        let (term, message) = (what.to_owned(), message.to_owned());
        self.findings.push(Finding { kind, severity, line: 0, term, message });
    }

    fn provenance(&mut self) {
        let provenance = self.list.origin.head();
        for (key, value) in [
            ("version", &provenance.version),
            ("title", &provenance.title),
            ("licence", &provenance.licence),
            ("sources", &provenance.sources),
        ] {
            let message = match value.trim() {
                "" => format!("the list does not say its {key}"),
                value if value.eq_ignore_ascii_case("unknown") => {
                    format!("the list gives its {key} as {value:?}")
                }
                _ => continue,
            };
            self.add_whole(FindingKind::Provenance, Severity::Warning, key, &message);
        }
    }

    fn weight_range(&mut self) {
        if !self.list.is_loaded() {
            return;
        }
        for (i, entry) in self.list.entries.iter().enumerate() {
            if !(0.0..=1.0).contains(&entry.weight) {
                let message = format!("weight {} in a loaded list, where 0 to 1 is", entry.weight);
                self.add(FindingKind::WeightRange, Severity::Error, i, message);
            }
        }
    }

    fn untested(&mut self) {
        for category in &self.list.categories {
            let missing = match (category.matches.is_empty(), category.allows.is_empty()) {
                (true, true) => "no sentence says what it must and must not match",
                (true, false) => "no sentence says what it must match",
                (false, true) => "no sentence says what it must not match",
                (false, false) => continue,
            };
            self.add_whole(FindingKind::Untested, Severity::Hint, &category.name, missing);
        }
    }

    /// Reports entries that a later line repeats, and returns them.
    fn repeats(&mut self) -> HashSet<usize> {
        let mut last: HashMap<(u16, String), usize> = HashMap::new();
        let mut superseded = HashSet::new();
        let entries = &self.list.entries;
        for (i, entry) in entries.iter().enumerate().rev() {
            let key = (entry.category, self.key(i));
            let Some(&later) = last.get(&key) else {
                last.insert(key, i);
                continue;
            };
            superseded.insert(i);
            let other = &entries[later];
            let place = match other.line {
                0 => "a later entry".to_owned(),
                line => format!("line {line}"),
            };
            let alike = other.term == entry.term;
            let spelling = if alike { String::new() } else { format!(" ({:?})", other.term) };
            if other.weight == entry.weight {
                let message = format!("stands again in {place}{spelling}, with the same weight");
                self.add(FindingKind::Duplicate, Severity::Warning, i, message);
            } else {
                let [here, there] = [entry.weight, other.weight];
                let message = format!(
                    "has {here} here and {there} in {place}{spelling}: the later one counts"
                );
                self.add(FindingKind::Conflict, Severity::Error, i, message);
            }
        }
        superseded
    }

    /// What two entries that match the same words have in common. Where no text can match, the
    /// spelling: `:P` and `:p` may be two things.
    fn key(&self, entry: usize) -> String {
        let Ok(pieces) = &self.patterns[entry] else {
            return self.list.entries[entry].term.to_string();
        };
        let mut key = String::new();
        for piece in pieces {
            // the matcher reads hyphens as spaces
            let head = piece.folded.trim_end_matches('-');
            key.extend(head.chars().map(|c| if c == '-' { ' ' } else { c }));
            key.push_str(&piece.folded[head.len()..]);
            key.extend(piece.wildcard.then_some('*'));
            key.extend(piece.tag.into_iter().flat_map(|tag| ['{', tag, '}']));
            key.push(' ');
        }
        key
    }

    fn unmatchable(&mut self) {
        for i in 0..self.patterns.len() {
            let Err(reason) = self.patterns[i] else { continue };
            // emoticons are well written, there are only none in what we read
            let severity = match reason {
                pattern::NO_WORD | pattern::AROUND => Severity::Warning,
                _ => Severity::Error,
            };
            self.add(FindingKind::Unmatchable, severity, i, format!("can never match: {reason}"));
        }
    }

    /// The one word of an entry that has no more.
    fn single(&self, entry: usize) -> Option<&Piece<'_>> {
        match self.patterns[entry].as_deref() {
            Ok([piece]) => Some(piece),
            _ => None,
        }
    }

    /// Forms of one word that disagree, or of which some are missing.
    fn inflections(&mut self, superseded: &HashSet<usize>) {
        for (kind, severity, entry, message) in self.uneven_families(superseded) {
            self.add(kind, severity, entry, message);
        }
    }

    fn uneven_families(
        &self,
        superseded: &HashSet<usize>,
    ) -> Vec<(FindingKind, Severity, usize, String)> {
        let weights = self.list.entries.iter().map(|entry| entry.weight);
        let low = weights.clone().fold(f64::INFINITY, f64::min);
        let high = weights.fold(f64::NEG_INFINITY, f64::max);
        let categories = self.list.categories.len().max(1);
        let mut listed: Vec<Vec<(&str, usize)>> = vec![Vec::new(); categories];
        let mut lemmas: HashSet<(u16, &str)> = HashSet::new();
        for i in (0..self.patterns.len()).filter(|i| !superseded.contains(i)) {
            let Some(piece) = self.single(i) else { continue };
            let category = self.list.entries[i].category;
            if piece.tag.is_some() {
                lemmas.insert((category, &piece.folded));
            } else if let Some(here) = listed.get_mut(usize::from(category))
                && !piece.wildcard
            {
                here.push((&piece.folded, i));
            }
        }
        let mut found = Vec::new();
        for (category, listed) in listed.iter().enumerate() {
            for family in forms::families(listed, self.words) {
                if lemmas.contains(&(category as u16, family.lemma.as_str())) {
                    continue; // `slam{v}` stands for all its forms
                }
                let first = family.members.iter().map(|&(_, i)| i).min().unwrap_or_default();
                if let Some(message) = self.disagreement(&family, low, high) {
                    found.push((FindingKind::Inflections, Severity::Warning, first, message));
                }
                let missing = family.missing(self.words);
                if !missing.is_empty() {
                    let listed: Vec<&str> = family.members.iter().map(|(word, _)| *word).collect();
                    let message =
                        format!("{} listed, but not {}", listed.join(", "), missing.join(", "));
                    found.push((FindingKind::MissingForm, Severity::Hint, first, message));
                }
            }
        }
        found
    }

    fn disagreement(&self, family: &forms::Family, low: f64, high: f64) -> Option<String> {
        let weight = |entry: usize| self.list.entries[entry].weight;
        let order = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(Ordering::Equal);
        let weights = || family.members.iter().map(|&(_, i)| weight(i));
        let (least, most) = (weights().min_by(order)?, weights().max_by(order)?);
        if most - least <= (high - low) / 4.0 {
            return None;
        }
        let each: Vec<String> =
            family.members.iter().map(|&(word, i)| format!("{word} {}", weight(i))).collect();
        Some(format!(
            "forms of one word far apart on a scale of {low} to {high}: {}",
            each.join(", ")
        ))
    }

    fn wildcards(&mut self, superseded: &HashSet<usize>) {
        let mut known: HashMap<String, Option<wildcards::Swallowed>> = HashMap::new();
        for i in (0..self.patterns.len()).filter(|i| !superseded.contains(i)) {
            let Some(piece) = self.single(i).filter(|piece| piece.wildcard) else { continue };
            let stem = piece.folded.to_string();
            let swallowed =
                known.entry(stem).or_insert_with_key(|stem| wildcards::swallowed(stem, self.words));
            let Some(swallowed) = swallowed.as_ref() else { continue };
            let (severity, message) = (swallowed.severity(), swallowed.message());
            self.add(FindingKind::Wildcard, severity, i, message);
        }
    }
}
