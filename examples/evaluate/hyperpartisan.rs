//! `hyperpartisan`: how well the framing metrics tell hyperpartisan articles from others.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use ndarray::{Array1, Array2, ArrayView1, Axis};
use presslens::stats::auc;
use presslens::{Analyzer, Article, FeatureMatrix, ModelKind};
use serde::Deserialize;
use serde_json::json;

use crate::columns::{Part, columns};
use crate::errors::{rounded, shortened, worst};
use crate::figures::{place, rows, shown};
use crate::logistic::Logistic;
use crate::measures::{Random, stratified_folds};
use crate::outcome::{Mistake, Outcome, bootstrapped};
use crate::tables::{Confusion, bins, calibration_error, calibration_table, truths};

const FOLDS: usize = 10;
const REPEATS: usize = 10;
const SEED: u64 = 1;
/// Of scikit-learn's default.
const C: f64 = 1.0;
/// Columns shown, those that count most.
const SHOWN: usize = 15;

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    title: Option<String>,
    text: String,
    hyperpartisan: bool,
}

/// Which columns are features.
type FeatureSet = (&'static str, fn(Part) -> bool);

/// The first is the one of the task: what each metric says of the whole article.
const SETS: [FeatureSet; 5] = [
    ("whole articles", |part| part == Part::Whole),
    ("and categories", |part| matches!(part, Part::Whole | Part::Category(_))),
    ("and voices", |part| matches!(part, Part::Whole | Part::Voice(_))),
    ("and places", |part| matches!(part, Part::Whole | Part::Place(_))),
    ("all", |_| true),
];

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let columns = columns(&analyzer);
    let rows: Vec<(u64, Row)> = rows(path)?;
    let (mut values, mut loaded, mut bias) = (Vec::new(), Vec::new(), Vec::new());
    for (line, row) in &rows {
        let mut article = Article::builder().body(&row.text);
        if let Some(title) = &row.title {
            article = article.headline(title);
        }
        let report = analyzer.article(&article.build().with_context(|| place(path, *line))?);
        let sentences = report.sentences();
        let n = sentences.len().max(1) as f64;
        loaded.push(sentences.iter().map(|sentence| sentence.loaded).sum::<f64>() / n);
        // without a model there is none, and no AUC
        let sum: Option<f64> = sentences.iter().map(|sentence| sentence.bias).sum();
        bias.extend(sum.filter(|_| analyzer.model(ModelKind::Bias).is_some()).map(|sum| sum / n));
        let features = FeatureMatrix::row(&report);
        values.extend(columns.iter().map(|column| column.value(&features)));
    }
    let labels: Vec<bool> = rows.iter().map(|(_, row)| row.hyperpartisan).collect();
    let positives = labels.iter().filter(|label| **label).count();
    if positives < 2 || labels.len() - positives < 2 {
        bail!("{} holds {positives} of {} as hyperpartisan", path.display(), labels.len());
    }
    let values = Array2::from_shape_vec((labels.len(), columns.len()), values)?;

    let mut table = format!("{:<24} columns  accuracy     AUC\n", "metrics");
    let mut by_set = BTreeMap::new();
    let mut first = None;
    let all: Vec<usize> = (0..labels.len()).collect();
    for (name, has) in SETS {
        let indices: Vec<usize> = (0..columns.len()).filter(|&i| has(columns[i].part)).collect();
        let found = cross_validate(&values.select(Axis(1), &indices), &labels);
        let (accuracy, area) = (found.accuracy(&labels, &all), found.auc(&labels, &all));
        let figures = (shown(accuracy), shown(area));
        _ = writeln!(table, "{name:<24} {:>7}  {:>8}  {}", indices.len(), figures.0, figures.1);
        by_set.insert(name, json!({"columns": indices.len(), "accuracy": accuracy, "auc": area}));
        let names: Vec<String> = indices.iter().map(|&i| columns[i].name()).collect();
        first.get_or_insert((names, found));
    }
    let Some((names, found)) = first else { bail!("no set of metrics") };
    let statistics = |rows: &[usize]| {
        let of_rows: Vec<bool> = rows.iter().map(|&i| labels[i]).collect();
        let alone = |scores: &[f64]| {
            let scores: Option<Vec<f64>> = rows.iter().map(|&i| scores.get(i).copied()).collect();
            auc(&scores?, &of_rows)
        };
        vec![found.accuracy(&labels, rows), found.auc(&labels, rows), alone(&loaded), alone(&bias)]
    };
    let paths = ["accuracy", "auc", "auc_of_loaded", "auc_of_bias"];
    let figures = bootstrapped(&all, paths, statistics);
    _ = writeln!(
        table,
        "\nmean of the sentences alone, AUC: loaded {}, bias {}",
        shown(figures[2].value),
        shown(figures[3].value)
    );
    _ = writeln!(table, "{} articles, {positives} hyperpartisan", labels.len());

    _ = writeln!(table, "\n{:<40} mean |weight|  mean weight", SETS[0].0);
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|&a, &b| found.strength[b].total_cmp(&found.strength[a]));
    for &i in order.iter().take(SHOWN) {
        let (strength, weight) = (found.strength[i], found.weight[i]);
        _ = writeln!(table, "{:<40} {strength:>13.3}  {weight:>+11.3}", names[i]);
    }
    let pairs = found.scores.iter().flat_map(|scores| scores.iter().zip(&labels));
    let pairs = pairs.map(|(p, label)| (usize::from(*label), usize::from(*p >= 0.5)));
    let confusion = Confusion::new(&["not", "hyperpartisan"]).filled(pairs);
    let probabilities = found.mean_scores();
    let bins = bins(&probabilities, &truths(&labels));
    _ = writeln!(table, "\ndecisions of {REPEATS} repeats\n{}", confusion.table());
    table += &calibration_table(&bins, "score", "share hyperp.");
    let weights: BTreeMap<&str, f64> =
        names.iter().zip(&found.weight).map(|(name, w)| (name.as_str(), *w)).collect();
    let json = json!({
        "task": "hyperpartisan",
        "articles": labels.len(),
        "hyperpartisan": positives,
        "accuracy": figures[0].value,
        "auc": figures[1].value,
        "auc_of_loaded": figures[2].value,
        "auc_of_bias": figures[3].value,
        "sets": by_set,
        "weights": weights,
        "confusion": confusion.json(),
        "calibration": bins,
        "calibration_error": calibration_error(&bins),
    });

    let far =
        |(p, truth): (&f64, f64)| if (p - truth).abs() > 0.5 { (p - truth).abs() } else { 0.0 };
    let sizes: Vec<f64> = probabilities.iter().zip(truths(&labels)).map(far).collect();
    let mistake = |i: usize| {
        let (line, row) = &rows[i];
        let title = row.title.as_deref().unwrap_or_default();
        let mut parts: Vec<(f64, &String)> =
            found.shares.row(i).iter().copied().zip(&names).collect();
        parts.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        let told = |(share, name): &(f64, &String)| {
            let moves = if *share > 0.0 { "raises" } else { "lowers" };
            format!("{name} {moves} the log-odds by {:.2}", share.abs())
        };
        Mistake {
            line: *line,
            text: shortened(&format!("{title} {}", row.text)),
            gold: json!(if labels[i] { "hyperpartisan" } else { "not" }),
            score: rounded(probabilities[i]),
            why: parts.iter().take(6).map(told).collect(),
        }
    };
    let errors = worst(&sizes).into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, warning: None, failed: false })
}

/// What models found that did not see the article.
struct Found {
    /// Probabilities by repeat and article.
    scores: Vec<Vec<f64>>,
    /// Mean absolute weight by column over the fits, standardised, without the flags.
    strength: Vec<f64>,
    /// Mean weight likewise.
    weight: Vec<f64>,
    /// Articles × columns: mean share in the log-odds, with that of the flag.
    shares: Array2<f64>,
}

impl Found {
    /// Over all repeats.
    fn accuracy(&self, labels: &[bool], rows: &[usize]) -> Option<f64> {
        let right =
            |scores: &Vec<f64>| rows.iter().filter(|&&i| (scores[i] >= 0.5) == labels[i]).count();
        let right: usize = self.scores.iter().map(right).sum();
        (!rows.is_empty()).then(|| right as f64 / (self.scores.len() * rows.len()) as f64)
    }

    /// Mean over the repeats.
    fn auc(&self, labels: &[bool], rows: &[usize]) -> Option<f64> {
        let labels: Vec<bool> = rows.iter().map(|&i| labels[i]).collect();
        let area = |scores: &Vec<f64>| {
            auc(&rows.iter().map(|&i| scores[i]).collect::<Vec<f64>>(), &labels)
        };
        let areas: Option<Vec<f64>> = self.scores.iter().map(area).collect();
        areas.map(|areas| areas.iter().sum::<f64>() / areas.len() as f64)
    }

    /// Of each article.
    fn mean_scores(&self) -> Vec<f64> {
        let articles = self.scores.first().map_or(0, Vec::len);
        let mean = |i| self.scores.iter().map(|s| s[i]).sum::<f64>() / self.scores.len() as f64;
        (0..articles).map(mean).collect()
    }
}

/// Fits and scores 10 × 10 folds.
fn cross_validate(values: &Array2<f64>, labels: &[bool]) -> Found {
    let columns = values.ncols();
    let mut random = Random::new(SEED);
    let mut found = Found {
        scores: Vec::new(),
        strength: vec![0.0; columns],
        weight: vec![0.0; columns],
        shares: Array2::zeros(values.dim()),
    };
    for _ in 0..REPEATS {
        let folds = stratified_folds(labels, FOLDS, &mut random);
        let mut scores = vec![0.0; labels.len()];
        for fold in 0..FOLDS {
            let (test, train): (Vec<usize>, Vec<usize>) =
                (0..labels.len()).partition(|&i| folds[i] == fold);
            let rows = values.select(Axis(0), &train);
            let scale = Scale::of(&rows);
            let shares: Vec<f64> = train.iter().map(|&i| f64::from(u8::from(labels[i]))).collect();
            let model = Logistic::fit(&scale.apply(&rows), &shares, &vec![1.0; train.len()], C);
            let rows = scale.apply(&values.select(Axis(0), &test));
            for (&i, row) in test.iter().zip(rows.rows()) {
                scores[i] = model.probability(&row);
                for column in 0..columns {
                    let flag = column + columns;
                    let share =
                        model.weights[column] * row[column] + model.weights[flag] * row[flag];
                    found.shares[[i, column]] += share / REPEATS as f64;
                }
            }
            for column in 0..columns {
                found.strength[column] += model.weights[column].abs() / (FOLDS * REPEATS) as f64;
                found.weight[column] += model.weights[column] / (FOLDS * REPEATS) as f64;
            }
        }
        found.scores.push(scores);
    }
    found
}

/// What makes features of columns: a value that is not defined becomes the mean and raises a flag in a
/// column of its own; then each column has mean 0 and standard deviation 1 over the rows of training
/// (one that does not vary there is 0).
struct Scale {
    fill: Array1<f64>,
    mean: Array1<f64>,
    deviation: Array1<f64>,
}

impl Scale {
    fn of(rows: &Array2<f64>) -> Self {
        let fill = rows.map_axis(Axis(0), |column| mean_of_defined(&column));
        let filled = fill_in(rows, &fill);
        let mean = filled.mean_axis(Axis(0)).unwrap_or_default();
        let deviation = filled.std_axis(Axis(0), 0.0);
        Self { fill, mean, deviation }
    }

    fn apply(&self, rows: &Array2<f64>) -> Array2<f64> {
        let mut rows = fill_in(rows, &self.fill) - &self.mean;
        for (mut column, &deviation) in rows.columns_mut().into_iter().zip(&self.deviation) {
            // means of equal values differ from them by rounding
            let varies = deviation > 1e-12;
            column.mapv_inplace(|value| if varies { value / deviation } else { 0.0 });
        }
        rows
    }
}

fn mean_of_defined(column: &ArrayView1<f64>) -> f64 {
    let defined = column.iter().filter(|value| !value.is_nan());
    let (sum, n) = defined.fold((0.0, 0), |(sum, n), value| (sum + value, n + 1));
    if n == 0 { 0.0 } else { sum / f64::from(n) }
}

/// The columns without gaps, then the flags.
fn fill_in(rows: &Array2<f64>, fill: &Array1<f64>) -> Array2<f64> {
    let columns = rows.ncols();
    Array2::from_shape_fn((rows.nrows(), 2 * columns), |(i, j)| {
        let value = rows[[i, j % columns]];
        match (j < columns, value.is_nan()) {
            (true, true) => fill[j],
            (true, false) => value,
            (false, missing) => f64::from(u8::from(missing)),
        }
    })
}
