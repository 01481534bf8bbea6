//! `sentence-boundaries`: ends of sentences, by genre, micro over documents.
//!
//! A boundary is the end of a sentence with trailing space cut; the end of the text does not count.
//! On our side the end of a line that holds no sentence (a date, a byline) is one too. A labelled
//! boundary inside a line with no stop, colon, mark or bracket before it cannot be seen in a text
//! and is left out on both sides.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use presslens::{Article, Span};
use serde::Deserialize;
use serde_json::json;

use crate::figures::{Counts, Figures, HEAD, Outcome, for_each_row, spans};

#[derive(Deserialize)]
struct Row {
    text: String,
    genre: String,
    sentences: Vec<(usize, usize)>,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let mut genres: BTreeMap<String, (usize, Counts)> = BTreeMap::new();
    let (mut documents, mut all) = (0, Counts::default());
    for_each_row(path, |_, row: Row| {
        let counts = document(&row.text, &spans(&row.text, &row.sentences)?);
        let genre = genres.entry(row.genre).or_default();
        genre.0 += 1;
        genre.1.add(counts);
        documents += 1;
        all.add(counts);
        Ok(())
    })?;
    let figures = |(documents, counts): &(usize, Counts)| {
        let mut value = serde_json::to_value(counts.figures()).unwrap_or_default();
        value["documents"] = json!(documents);
        value
    };
    let by_genre: BTreeMap<&String, serde_json::Value> =
        genres.iter().map(|(genre, counts)| (genre, figures(counts))).collect();
    let mut json = figures(&(documents, all));
    json["task"] = json!("sentence-boundaries");
    json["by_genre"] = json!(by_genre);
    let rows = genres.iter().map(|(genre, (_, counts))| Figures::row(&counts.figures(), genre));
    let table =
        [HEAD.to_owned()].into_iter().chain(rows).chain([all.figures().row("all")]).collect();
    Ok(Outcome { table, json, failed: false })
}

fn document(text: &str, gold: &[Span]) -> Counts {
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
    Counts {
        gold: labelled.iter().filter(|at| !left_out(at)).count(),
        found: ours.iter().filter(|at| !left_out(at)).count(),
        both: labelled.intersection(&ours).filter(|at| !left_out(at)).count(),
    }
}

/// Whether a boundary ends a line, or has a stop, colon, mark or bracket before it.
fn is_visible(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let ends_line = after.lines().next().is_none_or(|rest| rest.trim().is_empty());
    ends_line || before.ends_with(|c| ".…:!?\"'“”‘’«»‹›`)]}".contains(c))
}
