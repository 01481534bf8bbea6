//! `news-sentiment`: correlation of the scores of a sentence with the mean of its human ratings.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::{Analyzer, Article};
use serde::Deserialize;
use serde_json::json;

use crate::figures::{Outcome, for_each_row, shown};
use crate::measures::{pearson, spearman};

#[derive(Deserialize)]
struct Row {
    text: String,
    mean: f64,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let (mut tone, mut compound, mut means) = (Vec::new(), Vec::new(), Vec::new());
    for_each_row(path, |_, row: Row| {
        let report = analyzer.article(&Article::single_sentence(&row.text));
        let sentence = report.sentences().first();
        tone.push(sentence.map_or(0.0, |s| s.tone));
        compound.push(sentence.map_or(0.0, |s| s.sentiment.compound));
        means.push(row.mean);
        Ok(())
    })?;
    let mut table = format!("{:<12} Pearson r  Spearman ρ\n", "score");
    let mut json = json!({"task": "news-sentiment", "sentences": means.len()});
    for (name, scores) in [("tone", &tone), ("compound", &compound)] {
        let (r, rho) = (pearson(scores, &means), spearman(scores, &means));
        _ = writeln!(table, "{name:<12} {:>9}  {:>10}", shown(r), shown(rho));
        json[name] = json!({"pearson": r, "spearman": rho});
    }
    _ = writeln!(table, "{} sentences", means.len());
    Ok(Outcome { table, json, failed: false })
}
