//! `news-sentiment`: correlation of the scores of a sentence with the mean of its human ratings.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::stats::{pearson, spearman};
use presslens::{Analyzer, Article, Labelled, ModelKind, SentenceReport};
use serde::Deserialize;
use serde_json::json;

use crate::errors::{rounded, sentence_reasons, shortened, worst};
use crate::figures::{hashed_rows, shown};
use crate::measures::{folds, groups, standardised};
use crate::models::{Models, Scorers, lists_alone};
use crate::outcome::{Mistake, Outcome, bootstrapped};
use crate::tables::{bins, calibration_table};

#[derive(Deserialize)]
struct Row {
    text: String,
    mean: f64,
    #[serde(default)]
    doc: Option<String>,
}

/// Folds by document.
const FOLDS: usize = 10;
/// Ratings go from −4 to 4, scores from −1 to 1.
const SCALE: f64 = 4.0;

pub(crate) fn evaluate(path: &Path, models: &Models) -> Result<Outcome> {
    let lists = lists_alone()?;
    let (rows, sha256): (Vec<(u64, Row)>, _) = hashed_rows(path)?;
    let docs: Vec<Option<String>> = rows.iter().map(|(_, row)| row.doc.clone()).collect();
    let docs = groups(&docs);
    let labelled = |((_, row), doc): (&(u64, Row), &usize)| {
        Labelled::new(&row.text).valence(row.mean / SCALE).group(doc.to_string())
    };
    let labelled: Vec<Labelled> = rows.iter().zip(&docs).map(labelled).collect();
    let folds = folds(&docs, FOLDS);
    let scorers = Scorers::by_folds(ModelKind::Valence, models, &labelled, &folds, &sha256)?;

    let scored = |of: &dyn Fn(usize, &str) -> Option<f64>| -> Vec<f64> {
        let rows = rows.iter().enumerate();
        rows.map(|(i, (_, row))| of(i, &row.text).unwrap_or_default()).collect()
    };
    // the first is that of the bins and the errors
    let mut scores: Vec<(&str, Vec<f64>)> = Vec::new();
    if let Some(scorers) = &scorers {
        scores.push(("valence", scored(&|i, text| sentence(scorers.of(i), text)?.valence)));
    }
    scores.push(("tone", scored(&|_, text| Some(sentence(&lists, text)?.tone))));
    scores.push(("compound", scored(&|_, text| Some(sentence(&lists, text)?.sentiment.compound))));
    let means: Vec<f64> = rows.iter().map(|(_, row)| row.mean / SCALE).collect();
    let statistics = |rows: &[usize]| -> Vec<Option<f64>> {
        let of = |values: &[f64]| rows.iter().map(|&i| values[i]).collect::<Vec<f64>>();
        let means = of(&means);
        let both = |(_, scores): &(&str, Vec<f64>)| {
            let scores = of(scores);
            [pearson(&scores, &means), spearman(&scores, &means)]
        };
        scores.iter().flat_map(both).collect()
    };
    let paths =
        scores.iter().flat_map(|(name, _)| ["pearson", "spearman"].map(|m| format!("{name}.{m}")));
    let figures = bootstrapped(&docs, paths, statistics);

    let mut table = format!("{:<12} Pearson r  Spearman ρ\n", "score");
    let mut json = json!({"task": "news-sentiment", "sentences": means.len()});
    for ((name, _), pair) in scores.iter().zip(figures.chunks(2)) {
        let (r, rho) = (pair[0].value, pair[1].value);
        _ = writeln!(table, "{name:<12} {:>9}  {:>10}", shown(r), shown(rho));
        json[name] = json!({"pearson": r, "spearman": rho});
    }
    let (name, main) = &scores[0];
    let bins = bins(main, &means);
    let calibration = calibration_table(&bins, name, "rating / 4");
    _ = writeln!(table, "\n{calibration}{} sentences", means.len());
    json["score"] = json!(name);
    json["calibration"] = json!(bins);

    // far apart on one scale, both in standard deviations
    let (ours, theirs) = (standardised(main), standardised(&means));
    let sizes: Vec<f64> = ours.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).collect();
    let mistake = |i: usize| {
        let (line, row) = &rows[i];
        let far = format!(
            "{:+.1} standard deviations from the mean score, the rating {:+.1}",
            ours[i], theirs[i]
        );
        let mut why = vec![far];
        let analyzer = scorers.as_ref().map_or(&lists, |scorers| scorers.of(i));
        why.extend(sentence_reasons(analyzer, &row.text, name));
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!(row.mean),
            score: rounded(main[i]),
            why,
        }
    };
    let errors = worst(&sizes).into_iter().map(mistake).collect();
    let warning = scorers.as_ref().and_then(|scorers| scorers.warning.clone());
    Ok(Outcome { table, json, figures, errors, warning, failed: false })
}

fn sentence(analyzer: &Analyzer, text: &str) -> Option<SentenceReport> {
    analyzer.article(&Article::single_sentence(text)).sentences().first().cloned()
}
