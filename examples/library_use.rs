//! What a research program does with the library: read a corpus, analyse it on all cores, and
//! compare outlets by two metrics.
//!
//! `cargo run --release --example library_use [CORPUS.jsonl]`

#![allow(clippy::print_stdout, reason = "a program speaks through stdout")]

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use ndarray::Axis;
use presslens::{Analyzer, Article, FeatureMatrix};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    headline: String,
    text: String,
    outlet: String,
}

fn main() -> Result<()> {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/corpus.jsonl");
    let path = std::env::args().nth(1).unwrap_or_else(|| own.to_owned());
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let rows: Vec<Row> = rows
        .map(|(i, line)| serde_json::from_str(line).with_context(|| format!("line {}", i + 1)))
        .collect::<Result<_>>()?;

    let articles: Vec<Article> = rows
        .iter()
        .map(|row| Article::builder().headline(&row.headline).body(&row.text).build())
        .collect::<Result<_, _>>()?;
    let reports = Analyzer::new().articles(&articles);
    let matrix = FeatureMatrix::from_reports(&reports);

    let mut outlets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        outlets.entry(&row.outlet).or_default().push(i);
    }
    println!("{:<24} {:>8} {:>16} {:>11}", "outlet", "articles", "loaded.per_1000", "vader.mean");
    for (outlet, members) in outlets {
        let mean = |name: &str| -> Option<f64> {
            let values = matrix.column(name)?.select(Axis(0), &members);
            // NaN where the metric is not defined on an article
            values
                .iter()
                .copied()
                .filter(|value| !value.is_nan())
                .collect::<ndarray::Array1<_>>()
                .mean()
        };
        let (loaded, tone) = (mean("loaded.per_1000"), mean("vader.mean"));
        let shown =
            |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}"));
        println!("{outlet:<24} {:>8} {:>16} {:>11}", members.len(), shown(loaded), shown(tone));
    }
    Ok(())
}
