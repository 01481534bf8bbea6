//! `hyperpartisan`: how well the framing metrics tell hyperpartisan articles from others.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Result, bail};
use ndarray::{Array1, Array2, ArrayView1, Axis};
use presslens::{Analyzer, Article, FeatureMatrix};
use serde::Deserialize;
use serde_json::json;

use crate::columns::{Part, columns};
use crate::figures::{Outcome, for_each_row, shown};
use crate::logistic::Logistic;
use crate::measures::{Random, auc, stratified_folds};

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
    let columns = columns();
    let (mut values, mut labels, mut loaded) = (Vec::new(), Vec::new(), Vec::new());
    for_each_row(path, |_, row: Row| {
        let mut article = Article::builder().body(&row.text);
        if let Some(title) = &row.title {
            article = article.headline(title);
        }
        let report = analyzer.article(&article.build()?);
        let sentences = report.sentences();
        let sum: f64 = sentences.iter().map(|sentence| sentence.loaded).sum();
        loaded.push(if sentences.is_empty() { 0.0 } else { sum / sentences.len() as f64 });
        let features = FeatureMatrix::row(&report);
        values.extend(columns.iter().map(|column| column.value(&features)));
        labels.push(row.hyperpartisan);
        Ok(())
    })?;
    let positives = labels.iter().filter(|label| **label).count();
    if positives < 2 || labels.len() - positives < 2 {
        bail!("{} holds {positives} of {} as hyperpartisan", path.display(), labels.len());
    }
    let values = Array2::from_shape_vec((labels.len(), columns.len()), values)?;

    let mut table = format!("{:<24} columns  accuracy     AUC\n", "metrics");
    let mut by_set = BTreeMap::new();
    let mut first = None;
    for (name, has) in SETS {
        let indices: Vec<usize> = (0..columns.len()).filter(|&i| has(columns[i].part)).collect();
        let found = cross_validate(&values.select(Axis(1), &indices), &labels);
        let (accuracy, area) = (shown(Some(found.accuracy)), shown(found.auc));
        _ = writeln!(table, "{name:<24} {:>7}  {accuracy:>8}  {area}", indices.len());
        by_set.insert(
            name,
            json!({"columns": indices.len(), "accuracy": found.accuracy, "auc": found.auc}),
        );
        let names: Vec<String> = indices.iter().map(|&i| columns[i].name()).collect();
        first.get_or_insert((names, found));
    }
    let Some((names, found)) = first else { bail!("no set of metrics") };
    let area = auc(&loaded, &labels);
    _ = writeln!(table, "\nmean loaded score of the sentences alone: AUC {}", shown(area));
    _ = writeln!(table, "{} articles, {positives} hyperpartisan", labels.len());

    _ = writeln!(table, "\n{:<40} mean |weight|  mean weight", SETS[0].0);
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|&a, &b| found.strength[b].total_cmp(&found.strength[a]));
    for &i in order.iter().take(SHOWN) {
        let (strength, weight) = (found.strength[i], found.weight[i]);
        _ = writeln!(table, "{:<40} {strength:>13.3}  {weight:>+11.3}", names[i]);
    }
    let weights: BTreeMap<&str, f64> =
        names.iter().zip(&found.weight).map(|(name, w)| (name.as_str(), *w)).collect();
    let json = json!({
        "task": "hyperpartisan",
        "articles": labels.len(),
        "hyperpartisan": positives,
        "accuracy": found.accuracy,
        "auc": found.auc,
        "auc_of_loaded": area,
        "sets": by_set,
        "weights": weights,
    });
    Ok(Outcome { table, json, failed: false })
}

/// Means over the repeats, and over the fits for the weights.
struct Found {
    accuracy: f64,
    auc: Option<f64>,
    /// Mean absolute weight by column, standardised, without the flags.
    strength: Vec<f64>,
    weight: Vec<f64>,
}

/// Accuracy and AUC of probabilities from models that did not see the article.
fn cross_validate(values: &Array2<f64>, labels: &[bool]) -> Found {
    let columns = values.ncols();
    let mut random = Random::new(SEED);
    let (mut right, mut areas) = (0, Vec::new());
    let (mut strength, mut weight) = (vec![0.0; columns], vec![0.0; columns]);
    for _ in 0..REPEATS {
        let folds = stratified_folds(labels, FOLDS, &mut random);
        let mut scores = vec![0.0; labels.len()];
        for fold in 0..FOLDS {
            let (test, train): (Vec<usize>, Vec<usize>) =
                (0..labels.len()).partition(|&i| folds[i] == fold);
            let rows = values.select(Axis(0), &train);
            let scale = Scale::of(&rows);
            let train_labels: Vec<bool> = train.iter().map(|&i| labels[i]).collect();
            let model = Logistic::fit(&scale.apply(&rows), &train_labels, C);
            let rows = scale.apply(&values.select(Axis(0), &test));
            for (&i, row) in test.iter().zip(rows.rows()) {
                scores[i] = model.probability(&row);
                right += usize::from((scores[i] >= 0.5) == labels[i]);
            }
            for column in 0..columns {
                strength[column] += model.weights[column].abs() / (FOLDS * REPEATS) as f64;
                weight[column] += model.weights[column] / (FOLDS * REPEATS) as f64;
            }
        }
        areas.extend(auc(&scores, labels));
    }
    Found {
        accuracy: right as f64 / (REPEATS * labels.len()) as f64,
        auc: (!areas.is_empty()).then(|| areas.iter().sum::<f64>() / areas.len() as f64),
        strength,
        weight,
    }
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
