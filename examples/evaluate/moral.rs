//! `moral`: how well the sum of each moral foundation tells the sentences that touch it.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::{Analyzer, Article, FOUNDATIONS};
use serde::Deserialize;
use serde_json::json;

use crate::figures::{Outcome, for_each_row, shown};
use crate::measures::auc;

/// The foundations whose mean decides; sanctity has few positives.
const DECIDING: usize = 4;

#[derive(Deserialize)]
struct Row {
    text: String,
    foundations: Vec<String>,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let mut scores: Vec<[f64; FOUNDATIONS.len()]> = Vec::new();
    let mut labels: Vec<Vec<String>> = Vec::new();
    for_each_row(path, |_, row: Row| {
        let report = analyzer.article(&Article::single_sentence(&row.text));
        scores.push(report.sentences().first().map_or([0.0; _], |sentence| sentence.moral));
        labels.push(row.foundations);
        Ok(())
    })?;
    let mut table = format!("{:<12} positive     AUC\n", "foundation");
    let mut json = json!({"task": "moral", "sentences": labels.len()});
    let mut areas = Vec::new();
    for (i, name) in FOUNDATIONS.into_iter().enumerate() {
        let truth: Vec<bool> =
            labels.iter().map(|of_row| of_row.iter().any(|label| label == name)).collect();
        let of_name: Vec<f64> = scores.iter().map(|of_row| of_row[i]).collect();
        let area = auc(&of_name, &truth);
        let positive = truth.iter().filter(|label| **label).count();
        _ = writeln!(table, "{name:<12} {positive:>8}  {:>6}", shown(area));
        json[name] = json!({"positive": positive, "auc": area});
        areas.push(area);
    }
    let deciding: Option<Vec<f64>> = areas[..DECIDING].iter().copied().collect();
    let mean = deciding.map(|areas| areas.iter().sum::<f64>() / DECIDING as f64);
    _ = writeln!(table, "mean of the first four {}\n{} sentences", shown(mean), labels.len());
    json["mean_auc"] = json!(mean);
    Ok(Outcome { table, json, failed: false })
}
