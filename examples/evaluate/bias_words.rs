//! `bias-words`: words that people marked against words in detected loaded terms, over all words but
//! function words.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use presslens::{Analyzer, Article, Span};
use serde::Deserialize;
use serde_json::json;

use crate::figures::{Counts, HEAD, Outcome, for_each_row, spans};

/// Words of no interest whatever stands around them.
const FUNCTION_WORDS: &str = "the a an of to in and or for on at by with from as is are was were be \
    been being it its this that these those he she they we you i his her their our your my him them \
    us me who which what when where there here has have had do does did will would can could may \
    might shall not s t";

#[derive(Deserialize)]
struct Row {
    text: String,
    spans: Vec<(usize, usize)>,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let function_words: BTreeSet<&str> = FUNCTION_WORDS.split_whitespace().collect();
    let (mut rows, mut words, mut counts) = (0, 0, Counts::default());
    for_each_row(path, |_, row: Row| {
        let gold = spans(&row.text, &row.spans)?;
        let report = analyzer.article(&Article::single_sentence(&row.text));
        let detected: Vec<Span> =
            report.terms().iter().filter(|term| term.is_detected()).map(|term| term.span).collect();
        rows += 1;
        for word in tokens(&row.text) {
            if function_words.contains(word.of(&row.text).to_lowercase().as_str()) {
                continue;
            }
            let inside = |spans: &[Span]| spans.iter().any(|span| span.contains(word));
            let (is_gold, is_found) = (inside(&gold), inside(&detected));
            words += 1;
            counts.gold += usize::from(is_gold);
            counts.found += usize::from(is_found);
            counts.both += usize::from(is_gold && is_found);
        }
        Ok(())
    })?;
    let figures = counts.figures();
    let table = format!("{HEAD}{}\n{rows} sentences, {words} words\n", figures.row("words"));
    let mut json = serde_json::to_value(figures)?;
    json["task"] = json!("bias-words");
    json["sentences"] = json!(rows);
    json["words"] = json!(words);
    Ok(Outcome { table, json, failed: false })
}

/// Runs of letters and digits joined by an inner apostrophe or hyphen.
fn tokens(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next_is_letter = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let joins = start.is_some() && next_is_letter && "'’-‐‑".contains(c);
        if c.is_alphanumeric() || joins {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            out.push((start, at));
        }
    }
    out.extend(start.map(|start| (start, text.len())));
    out.iter().map(|&(start, end)| Span::new(start as u32, end as u32)).collect()
}
