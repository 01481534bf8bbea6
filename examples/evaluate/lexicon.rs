//! `lexicon`: how well a list of the caller's agrees with people, entry by entry and sentence by sentence.
//!
//! A hit is a term of the list in its context, as the analyzer reports it: of a list whose id begins with
//! `loaded` only what is detected. A hit is right where it shares a character with a marked span; in a row
//! without `spans`, where the sentence is labelled positive. The list calls a sentence positive that has a
//! hit.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use presslens::stats::{Measurement, krippendorff_alpha, wilson_interval};
use presslens::{Analyzer, Article, Lexicon, Span};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::errors::{shortened, worst};
use crate::figures::{Counts, place, rows, shown, spans};
use crate::measures::groups;
use crate::outcome::{Mistake, Outcome, bootstrapped};
use crate::tables::{Confusion, truths};

/// Entries in the table; the JSON has all that were found.
const SHOWN: usize = 30;

#[derive(Deserialize)]
struct Row {
    text: String,
    #[serde(default, alias = "label")]
    biased: Option<bool>,
    /// One for each annotator.
    #[serde(default)]
    labels: Vec<Option<Label>>,
    #[serde(default)]
    spans: Option<Vec<(usize, usize)>>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    doc: Option<String>,
}

/// What an annotator says.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "a label is none of true, false, 1, 0 and null")]
enum Label {
    Word(bool),
    Number(u8),
}

impl Label {
    fn is_positive(self) -> Result<bool> {
        match self {
            Self::Word(yes) => Ok(yes),
            Self::Number(n @ 0..=1) => Ok(n == 1),
            Self::Number(n) => bail!("the label {n} is none of true, false, 1, 0 and null"),
        }
    }
}

/// What was found in a row.
struct Sentence {
    /// `None` where annotators are evenly divided.
    label: Option<bool>,
    annotators: Vec<f64>,
    hits: usize,
    /// Those that can be judged, and those that are right.
    judged: usize,
    right: usize,
    /// Marked words.
    marked: Vec<Span>,
    why: Vec<String>,
}

/// What the hits of an entry are worth.
#[derive(Serialize)]
struct EntryFigures<'a> {
    entry: &'a str,
    category: &'a str,
    hits: usize,
    right: usize,
    precision: f64,
    /// Wilson's, 95 %.
    interval: Option<(f64, f64)>,
}

pub(crate) fn evaluate(path: &Path, lexicon: &Path) -> Result<Outcome> {
    let list = Lexicon::from_path(lexicon).context("cannot use the lexicon")?;
    let list_id = list.id().to_owned();
    // an id of its own, for it may be a built-in list; the beginning says whether its terms are loaded
    let id = if list_id.starts_with("loaded") { "loaded/evaluated" } else { "evaluated" };
    let list = list.with_id(id);
    let entries = list.entries().len();
    let analyzer = Analyzer::builder().fitted(false).lexicon(list).build()?;

    let rows: Vec<(u64, Row)> = rows(path)?;
    let mut counts: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    let mut sentences = Vec::with_capacity(rows.len());
    for (line, row) in &rows {
        let sentence = sentence(&analyzer, id, row, &mut counts);
        sentences.push(sentence.with_context(|| place(path, *line))?);
    }

    let units: Vec<Option<[f64; 2]>> =
        sentences.iter().map(|s| s.label.map(|label| [truth(s.hits > 0), truth(label)])).collect();
    let statistics = |rows: &[usize]| {
        let of_row = |&i: &usize| {
            let found = sentences[i].hits > 0;
            let gold = sentences[i].label?;
            let one = usize::from;
            Some(Counts { gold: one(gold), found: one(found), both: one(gold && found) })
        };
        let mut figures = Counts::shares(rows.iter().filter_map(of_row));
        let judged: usize = rows.iter().map(|&i| sentences[i].judged).sum();
        let right: usize = rows.iter().map(|&i| sentences[i].right).sum();
        figures.push((judged > 0).then(|| right as f64 / judged as f64));
        let units: Vec<[f64; 2]> = rows.iter().filter_map(|&i| units[i]).collect();
        figures.push(krippendorff_alpha(&units, Measurement::Nominal));
        let raters: Vec<&[f64]> = rows.iter().map(|&i| &*sentences[i].annotators).collect();
        figures.push(krippendorff_alpha(&raters, Measurement::Nominal));
        figures
    };
    let paths =
        ["precision", "recall", "f1", "precision_of_hits", "alpha", "alpha_among_annotators"];
    let articles = rows.iter().map(|(_, row)| row.url.clone().or_else(|| row.doc.clone()));
    let mut figures =
        bootstrapped(&groups(&articles.collect::<Vec<Option<String>>>()), paths, statistics);
    let among = figures.last().and_then(|figure| figure.value);
    if !sentences.iter().any(|sentence| sentence.annotators.len() > 1) {
        figures.pop();
    }

    let found = entry_figures(&counts);
    let judgements = sentences.iter().filter_map(|s| Some((s.label?, s.hits > 0)));
    let confusion = Confusion::new(&["negative", "positive"])
        .filled(judgements.map(|(label, found)| (usize::from(label), usize::from(found))));
    let (positive, divided) = (
        sentences.iter().filter(|s| s.label == Some(true)).count(),
        sentences.iter().filter(|s| s.label.is_none()).count(),
    );

    let mut table = format!(
        "{list_id}: {} of {entries} entries found\n\n{:<32} {:<16} hits  right  precision  95 % (Wilson)\n",
        found.len(),
        "least precise entries",
        "category"
    );
    for entry in found.iter().take(SHOWN) {
        let EntryFigures { entry, category, hits, right, precision, interval } = entry;
        let (low, high) = interval.unwrap_or_default();
        _ = writeln!(
            table,
            "{entry:<32} {category:<16} {hits:>4}  {right:>5}  {:>9}  {low:.4} to {high:.4}",
            shown(Some(*precision))
        );
    }
    if let Some(more) = found.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        _ = writeln!(table, "and {more} more: --json has all");
    }
    _ = writeln!(table, "\nsentences with a hit against their label\n{}", confusion.table());
    _ = writeln!(table, "{} sentences, {positive} positive, {divided} divided", rows.len());

    let json = json!({
        "task": "lexicon",
        "lexicon": list_id,
        "entries": entries,
        "without_hits": entries.saturating_sub(found.len()),
        "sentences": rows.len(),
        "positive": positive,
        "divided": divided,
        "precision": figures[0].value,
        "recall": figures[1].value,
        "f1": figures[2].value,
        "precision_of_hits": figures[3].value,
        "alpha": figures[4].value,
        "alpha_among_annotators": among,
        "confusion": confusion.json(),
        "by_entry": found,
    });

    // where the list is wrong about the sentence: by its hits, or by the words that it missed
    let size = |s: &Sentence| match s.label {
        Some(false) => s.hits,
        Some(true) if s.hits == 0 => s.marked.len().max(1),
        _ => 0,
    };
    let mistake = |i: usize| {
        let ((line, row), sentence) = (&rows[i], &sentences[i]);
        let words: Vec<&str> = sentence.marked.iter().map(|span| span.of(&row.text)).collect();
        let mut why = sentence.why.clone();
        if why.is_empty() {
            why.push("no entry found".to_owned());
        }
        if !words.is_empty() {
            why.push(format!("marked: {}", words.join(", ")));
        }
        let (gold, score) = (json!(sentence.label), json!(sentence.hits > 0));
        Mistake { line: *line, text: shortened(&row.text), gold, score, why }
    };
    let errors = worst(&sentences.iter().map(|s| size(s) as f64).collect::<Vec<f64>>());
    let errors = errors.into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, warning: None, failed: false })
}

fn truth(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// Reads a row, and counts the hits of the list in it by term and category.
fn sentence(
    analyzer: &Analyzer,
    id: &str,
    row: &Row,
    counts: &mut BTreeMap<(String, String), (usize, usize)>,
) -> Result<Sentence> {
    let marked = row.spans.as_ref().map(|pairs| spans(&row.text, pairs)).transpose()?;
    let labels: Result<Vec<bool>> =
        row.labels.iter().flatten().map(|label| label.is_positive()).collect();
    let labels = labels?;
    let label = match (row.biased, &marked) {
        (Some(label), _) => Some(label),
        (None, _) if !labels.is_empty() => {
            let positive = labels.iter().filter(|label| **label).count();
            (2 * positive != labels.len()).then_some(2 * positive > labels.len())
        }
        (None, Some(marked)) => Some(!marked.is_empty()),
        (None, None) => {
            bail!("expected \"biased\" or \"label\" (true or false), \"labels\", or \"spans\"")
        }
    };
    let mut sentence = Sentence {
        label,
        annotators: truths(&labels),
        hits: 0,
        judged: 0,
        right: 0,
        marked: Vec::new(),
        why: Vec::new(),
    };
    let report = analyzer.article(&Article::single_sentence(&row.text));
    for term in report.terms() {
        let (list, entry) = report.entry(term);
        if list.id() != id || term.loaded && !term.is_detected() {
            continue;
        }
        let category = report.category(term);
        let words = term.span.of(&row.text);
        sentence.hits += 1;
        sentence.why.push(format!("“{words}” is the entry {} ({category})", entry.term));
        let right = match &marked {
            Some(marked) => Some(marked.iter().any(|span| span.overlaps(term.span))),
            None => label,
        };
        let Some(right) = right else { continue };
        sentence.judged += 1;
        sentence.right += usize::from(right);
        let of_entry = counts.entry((entry.term.to_string(), category.to_owned())).or_default();
        of_entry.0 += 1;
        of_entry.1 += usize::from(right);
    }
    sentence.marked = marked.unwrap_or_default();
    Ok(sentence)
}

/// The least precise first; of equals that with more hits, then by the alphabet.
fn entry_figures<'a>(
    counts: &'a BTreeMap<(String, String), (usize, usize)>,
) -> Vec<EntryFigures<'a>> {
    let figures = |((entry, category), &(hits, right)): (&'a (String, String), &(usize, usize))| {
        let precision = right as f64 / hits as f64;
        let interval = wilson_interval(right, hits);
        EntryFigures { entry, category, hits, right, precision, interval }
    };
    let mut found: Vec<EntryFigures> = counts.iter().map(figures).collect();
    found.sort_by(|a, b| a.precision.total_cmp(&b.precision).then(b.hits.cmp(&a.hits)));
    found
}
