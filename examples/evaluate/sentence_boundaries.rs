//! `sentence-boundaries`: ends of sentences, by genre, micro over documents.
//!
//! A boundary is the end of a sentence with trailing space cut; the end of the text does not count.
//! On our side the end of a line that holds no sentence (a date, a byline) is one too. A labelled
//! boundary inside a line with no stop, colon, mark or bracket before it cannot be seen in a text
//! and is left out on both sides.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use presslens::{Article, Span};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::errors::{shortened, worst};
use crate::figures::{Counts, HEAD, place, rows, spans};
use crate::outcome::{Mistake, Outcome, bootstrapped};

/// Boundaries told of a document, missed ones and wrong ones each.
const TOLD: usize = 5;

#[derive(Deserialize)]
struct Row {
    text: String,
    genre: String,
    sentences: Vec<(usize, usize)>,
}

/// Offsets of the boundaries of one document.
struct Boundaries {
    both: BTreeSet<usize>,
    missed: BTreeSet<usize>,
    wrong: BTreeSet<usize>,
}

impl Boundaries {
    fn counts(&self) -> Counts {
        let both = self.both.len();
        Counts { gold: both + self.missed.len(), found: both + self.wrong.len(), both }
    }
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let rows: Vec<(u64, Row)> = rows(path)?;
    let mut found = Vec::with_capacity(rows.len());
    for (line, row) in &rows {
        let gold = spans(&row.text, &row.sentences).with_context(|| place(path, *line))?;
        found.push(document(&row.text, &gold));
    }
    let mut genres: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, (_, row)) in rows.iter().enumerate() {
        genres.entry(&row.genre).or_default().push(i);
    }
    let all: Vec<usize> = (0..rows.len()).collect();
    let (mut table, mut figures) = (HEAD.to_owned(), Vec::new());
    let mut of = |name: &str, prefix: &str, documents: &[usize]| {
        let statistics =
            |rows: &[usize]| Counts::shares(rows.iter().map(|&i| found[documents[i]].counts()));
        let paths = ["precision", "recall", "f1"].map(|name| format!("{prefix}{name}"));
        let singles: Vec<usize> = (0..documents.len()).collect();
        figures.extend(bootstrapped(&singles, paths, statistics));
        let counts: Counts = documents.iter().map(|&i| found[i].counts()).sum();
        table += &counts.figures().row(name);
        let mut value = serde_json::to_value(counts.figures()).unwrap_or_default();
        value["documents"] = json!(documents.len());
        value
    };
    let by_genre: BTreeMap<&str, Value> = genres
        .iter()
        .map(|(genre, rows)| (*genre, of(genre, &format!("by_genre.{genre}."), rows)))
        .collect();
    let mut json = of("all", "", &all);
    json["task"] = json!("sentence-boundaries");
    json["by_genre"] = json!(by_genre);

    let wrong = |at: &Boundaries| (at.missed.len() + at.wrong.len()) as f64;
    let mistake = |i: usize| {
        let ((line, row), at) = (&rows[i], &found[i]);
        let told = |what: &'static str, at: &BTreeSet<usize>| -> Vec<String> {
            at.iter()
                .take(TOLD)
                .map(|&at| format!("{what} at {at}: {}", around(&row.text, at)))
                .collect()
        };
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!(at.counts().gold),
            score: json!(at.counts().found),
            why: [told("missed", &at.missed), told("no boundary", &at.wrong)].concat(),
        }
    };
    let errors = worst(&found.iter().map(wrong).collect::<Vec<f64>>());
    let errors = errors.into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, warning: None, failed: false })
}

/// The words about a boundary.
fn around(text: &str, at: usize) -> String {
    let (before, after) = text.split_at(at);
    let mut last: Vec<&str> = before.split_whitespace().rev().take(4).collect();
    last.reverse();
    let next: Vec<&str> = after.split_whitespace().take(4).collect();
    format!("“{} | {}”", last.join(" "), next.join(" "))
}

fn document(text: &str, gold: &[Span]) -> Boundaries {
    let end = text.trim_end().len();
    let boundary = |span: Span| span.start as usize + span.of(text).trim_end().len();
    let inside = |at: &usize| *at < end;
    let labelled: BTreeSet<usize> =
        gold.iter().map(|span| boundary(*span)).filter(inside).collect();

    let article = Article::parse(text);
    let sentences = article.sentences();
    let mut ours: BTreeSet<usize> =
        sentences.iter().map(|s| boundary(s.span)).filter(inside).collect();
    for line in article.lines() {
        let next = sentences.partition_point(|sentence| sentence.span.end <= line.span.start);
        let empty = !sentences.get(next).is_some_and(|sentence| sentence.span.overlaps(line.span));
        if empty && !line.span.of(text).trim().is_empty() {
            ours.extend(Some(boundary(line.span)).filter(inside));
        }
    }

    let left_out = |at: &usize| labelled.contains(at) && !is_visible(text, *at);
    let seen = |at: &&usize| !left_out(at);
    Boundaries {
        both: labelled.intersection(&ours).filter(seen).copied().collect(),
        missed: labelled.difference(&ours).filter(seen).copied().collect(),
        wrong: ours.difference(&labelled).copied().collect(),
    }
}

/// Whether a boundary ends a line, or has a stop, colon, mark or bracket before it.
fn is_visible(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let ends_line = after.lines().next().is_none_or(|rest| rest.trim().is_empty());
    ends_line || before.ends_with(|c| ".…:!?\"'“”‘’«»‹›`)]}".contains(c))
}
