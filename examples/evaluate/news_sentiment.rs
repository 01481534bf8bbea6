//! `news-sentiment`: correlation of the scores of a sentence with the mean of its human ratings.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::Article;
use presslens::stats::{pearson, spearman};
use serde::Deserialize;
use serde_json::json;

use crate::errors::{rounded, sentence_reasons, shortened, worst};
use crate::figures::{analyzer, rows, shown};
use crate::measures::{groups, standardised};
use crate::outcome::{Mistake, Outcome, bootstrapped};
use crate::tables::{bins, calibration_table};

#[derive(Deserialize)]
struct Row {
    text: String,
    mean: f64,
    #[serde(default)]
    doc: Option<String>,
}

/// The scores, the first of which the bins and the errors are of.
const SCORES: [&str; 2] = ["tone", "compound"];

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = analyzer()?;
    let rows: Vec<(u64, Row)> = rows(path)?;
    let mut scores: [Vec<f64>; SCORES.len()] = Default::default();
    for (_, row) in &rows {
        let report = analyzer.article(&Article::single_sentence(&row.text));
        let found = report.sentences().first().map_or([0.0; _], |s| [s.tone, s.sentiment.compound]);
        scores.iter_mut().zip(found).for_each(|(scores, score)| scores.push(score));
    }
    let means: Vec<f64> = rows.iter().map(|(_, row)| row.mean).collect();
    let docs: Vec<Option<String>> = rows.iter().map(|(_, row)| row.doc.clone()).collect();
    let statistics = |rows: &[usize]| -> Vec<Option<f64>> {
        let of = |values: &[f64]| rows.iter().map(|&i| values[i]).collect::<Vec<f64>>();
        let means = of(&means);
        let both = |scores: &Vec<f64>| {
            let scores = of(scores);
            [pearson(&scores, &means), spearman(&scores, &means)]
        };
        scores.iter().flat_map(both).collect()
    };
    let paths =
        SCORES.iter().flat_map(|name| ["pearson", "spearman"].map(|m| format!("{name}.{m}")));
    let figures = bootstrapped(&groups(&docs), paths, statistics);

    let mut table = format!("{:<12} Pearson r  Spearman ρ\n", "score");
    let mut json = json!({"task": "news-sentiment", "sentences": means.len()});
    for (name, pair) in SCORES.iter().zip(figures.chunks(2)) {
        let (r, rho) = (pair[0].value, pair[1].value);
        _ = writeln!(table, "{name:<12} {:>9}  {:>10}", shown(r), shown(rho));
        json[name] = json!({"pearson": r, "spearman": rho});
    }
    let bins = bins(&scores[0], &means);
    _ = writeln!(
        table,
        "\n{}{} sentences",
        calibration_table(&bins, SCORES[0], "mean rating"),
        means.len()
    );
    json["calibration"] = json!(bins);

    // far apart on one scale, both in standard deviations
    let (ours, theirs) = (standardised(&scores[0]), standardised(&means));
    let sizes: Vec<f64> = ours.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).collect();
    let mistake = |i: usize| {
        let (line, row) = &rows[i];
        let far = format!(
            "{:+.1} standard deviations from the mean score, the rating {:+.1}",
            ours[i], theirs[i]
        );
        let mut why = vec![far];
        why.extend(sentence_reasons(&analyzer, &row.text, SCORES[0]));
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!(row.mean),
            score: rounded(scores[0][i]),
            why,
        }
    };
    let errors = worst(&sizes).into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, failed: false })
}
