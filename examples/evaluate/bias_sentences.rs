//! `bias-sentences`: how well the loaded score tells the sentences that experts call biased.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::{Analyzer, Article};
use serde::Deserialize;
use serde_json::json;

use crate::figures::{Outcome, for_each_row, shown};
use crate::measures::{Confusion, auc, calibration_error, decide_by_folds, folds, groups};

/// Folds by article.
const FOLDS: usize = 5;
/// Fewest sentences of an outlet whose AUC counts.
const ENOUGH: usize = 50;

#[derive(Deserialize)]
struct Row {
    text: String,
    biased: bool,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let (mut scores, mut labels) = (Vec::new(), Vec::new());
    let (mut urls, mut outlets) = (Vec::new(), Vec::new());
    for_each_row(path, |_, row: Row| {
        let report = analyzer.article(&Article::single_sentence(&row.text));
        scores.push(report.sentences().first().map_or(0.0, |sentence| sentence.loaded));
        labels.push(row.biased);
        urls.push(row.url.filter(|url| !url.is_empty()));
        outlets.push(row.outlet.filter(|outlet| !outlet.is_empty()));
        Ok(())
    })?;
    let by_article = decide_by_folds(&scores, &labels, &folds(&groups(&urls), FOLDS));
    let by_outlet = decide_by_folds(&scores, &labels, &groups(&outlets));
    let area = auc(&scores, &labels);
    let error = calibration_error(&scores, &labels);

    let mut rows_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, outlet) in outlets.iter().enumerate() {
        if let Some(outlet) = outlet {
            rows_of.entry(outlet).or_default().push(i);
        }
    }
    rows_of.retain(|_, rows| rows.len() >= ENOUGH);
    let within: BTreeMap<&str, Option<f64>> = rows_of
        .iter()
        .map(|(outlet, rows)| {
            let scores: Vec<f64> = rows.iter().map(|&i| scores[i]).collect();
            let labels: Vec<bool> = rows.iter().map(|&i| labels[i]).collect();
            (*outlet, auc(&scores, &labels))
        })
        .collect();
    let areas: Vec<f64> = within.values().copied().flatten().collect();
    let mean_within = (!areas.is_empty()).then(|| areas.iter().sum::<f64>() / areas.len() as f64);

    let mut table = format!("{:<28} macro F1  accuracy\n", "threshold from other folds");
    for (name, all) in [("5 folds by article", by_article), ("leave one outlet out", by_outlet)] {
        let row = (all.macro_f1(), shown(all.accuracy()));
        _ = writeln!(table, "{name:<28} {:>8.4}  {:>8}", row.0, row.1);
    }
    _ = writeln!(table, "\nAUC {}, within outlets {}", shown(area), shown(mean_within));
    for (outlet, area) in &within {
        _ = writeln!(table, "  {outlet:<26} {}", shown(*area));
    }
    _ = writeln!(table, "expected calibration error {}", shown(error));
    _ = writeln!(table, "{} sentences", labels.len());
    let figures = |all: Confusion| json!({"macro_f1": all.macro_f1(), "accuracy": all.accuracy()});
    let json = json!({
        "task": "bias-sentences",
        "score": "loaded",
        "sentences": labels.len(),
        "macro_f1": by_article.macro_f1(),
        "accuracy": by_article.accuracy(),
        "auc": area,
        "calibration_error": error,
        "leave_one_outlet_out": figures(by_outlet),
        "auc_within_outlets": mean_within,
        "auc_by_outlet": within,
    });
    Ok(Outcome { table, json, failed: false })
}
