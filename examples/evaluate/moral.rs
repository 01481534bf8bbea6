//! `moral`: how well the sum of each moral foundation tells the sentences that touch it.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::stats::auc;
use presslens::{Article, FOUNDATIONS};
use serde::Deserialize;
use serde_json::json;

use crate::errors::{lost_pairs, rounded, sentence_reasons, shortened, worst};
use crate::figures::{Counts, analyzer, rows, shown};
use crate::measures::groups;
use crate::outcome::{Mistake, Outcome, bootstrapped};

/// The foundations whose mean decides; sanctity has few positives.
const DECIDING: usize = 4;
/// Sum of weights from which a sentence has a foundation, as in the metric `moral.share`.
const HAS: f64 = 0.5;

#[derive(Deserialize)]
struct Row {
    text: String,
    foundations: Vec<String>,
    #[serde(default)]
    article: Option<String>,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = analyzer()?;
    let rows: Vec<(u64, Row)> = rows(path)?;
    let mut scores: [Vec<f64>; FOUNDATIONS.len()] = Default::default();
    for (_, row) in &rows {
        let report = analyzer.article(&Article::single_sentence(&row.text));
        let found = report.sentences().first().map_or([0.0; _], |sentence| sentence.moral);
        scores.iter_mut().zip(found).for_each(|(scores, score)| scores.push(score));
    }
    let labels = FOUNDATIONS.map(|name| -> Vec<bool> {
        rows.iter().map(|(_, row)| row.foundations.iter().any(|label| label == name)).collect()
    });
    let articles: Vec<Option<String>> = rows.iter().map(|(_, row)| row.article.clone()).collect();
    let statistics = |rows: &[usize]| {
        let area = |(scores, labels): (&Vec<f64>, &Vec<bool>)| {
            let pairs = rows.iter().map(|&i| (scores[i], labels[i]));
            let (scores, labels): (Vec<f64>, Vec<bool>) = pairs.unzip();
            auc(&scores, &labels)
        };
        let mut areas: Vec<Option<f64>> = scores.iter().zip(&labels).map(area).collect();
        let deciding: Option<Vec<f64>> = areas[..DECIDING].iter().copied().collect();
        areas.push(deciding.map(|areas| areas.iter().sum::<f64>() / DECIDING as f64));
        areas
    };
    let paths = FOUNDATIONS.map(|name| format!("{name}.auc"));
    let paths = paths.into_iter().chain(["mean_auc".to_owned()]);
    let figures = bootstrapped(&groups(&articles), paths, statistics);

    let mut table =
        format!("{:<12} positive     AUC | from {HAS} on: found    both\n", "foundation");
    let mut json = json!({"task": "moral", "sentences": rows.len()});
    for (i, name) in FOUNDATIONS.into_iter().enumerate() {
        let mut counts = Counts::default();
        for (score, label) in scores[i].iter().zip(&labels[i]) {
            counts.gold += usize::from(*label);
            counts.found += usize::from(*score >= HAS);
            counts.both += usize::from(*label && *score >= HAS);
        }
        let Counts { gold, found, both } = counts;
        let area = figures[i].value;
        _ = writeln!(table, "{name:<12} {gold:>8}  {:>6} | {found:>18}  {both:>6}", shown(area));
        let others = rows.len() + both - gold - found;
        json[name] = json!({"positive": gold, "auc": area, "confusion": {
            "without": {"without": others, "with": found - both},
            "with": {"without": gold - both, "with": both},
        }});
    }
    let mean = figures.last().and_then(|figure| figure.value);
    _ = writeln!(table, "mean of the first four {}\n{} sentences", shown(mean), rows.len());
    json["mean_auc"] = json!(mean);

    // one foundation after the other
    let lost = scores.iter().zip(&labels).flat_map(|(scores, labels)| lost_pairs(scores, labels));
    let mistake = |i: usize| {
        let (of, i) = (i / rows.len(), i % rows.len());
        let ((line, row), name) = (&rows[i], FOUNDATIONS[of]);
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!(format!("{} {name}", if labels[of][i] { "with" } else { "without" })),
            score: rounded(scores[of][i]),
            why: sentence_reasons(&analyzer, &row.text, &format!("moral.{name}")),
        }
    };
    let errors = worst(&lost.collect::<Vec<f64>>()).into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, warning: None, failed: false })
}
