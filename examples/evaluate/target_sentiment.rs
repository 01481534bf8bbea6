//! `target-sentiment`: the tone toward given spans against the polarity that people saw.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Result, bail};
use presslens::{Analyzer, Article, Polarity};
use serde::Deserialize;
use serde_json::json;

use crate::figures::{Outcome, for_each_row};
use crate::measures::f1;

/// The split that the thresholds are chosen on.
const TRAIN: &str = "train";

#[derive(Deserialize)]
struct Row {
    text: String,
    split: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    start: usize,
    end: usize,
    polarity: Polarity,
}

const LABELS: [Polarity; 3] = [Polarity::Negative, Polarity::Neutral, Polarity::Positive];

/// Gold label (rows) by found label (columns).
type Confusion = [[usize; 3]; 3];

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let mut splits: BTreeMap<String, Vec<(f64, usize)>> = BTreeMap::new();
    let mut shipped: BTreeMap<String, Confusion> = BTreeMap::new();
    for_each_row(path, |_, row: Row| {
        let spans = row.targets.iter().map(|target| target.start..target.end);
        let article =
            Article::builder().body(&row.text).single_sentence().targets(spans).build()?;
        let report = analyzer.article(&article);
        for (found, gold) in report.targets().iter().zip(&row.targets) {
            let gold = place(gold.polarity);
            splits.entry(row.split.clone()).or_default().push((found.score, gold));
            shipped.entry(row.split.clone()).or_default()[gold][place(found.label)] += 1;
        }
        Ok(())
    })?;
    let Some(train) = splits.get(TRAIN) else {
        bail!("no row has \"split\":\"{TRAIN}\", which the thresholds are chosen on");
    };
    let (low, high) = best_thresholds(train);
    let mut table = format!("thresholds from {TRAIN}: {low:.4} {high:.4}\n");
    table.push_str(
        "split      targets  macro F1  accuracy  as shipped  F1 negative  neutral  positive\n",
    );
    let mut json = json!({"task": "target-sentiment", "thresholds": [low, high], "splits": {}});
    for (split, rows) in &splits {
        let mut all = Confusion::default();
        for &(score, gold) in rows {
            all[gold][decide(score, low, high)] += 1;
        }
        let (macro_f1, by_label) = macro_f1(&all);
        let accuracy = (0..3).map(|i| all[i][i]).sum::<usize>() as f64 / rows.len() as f64;
        let (as_shipped, _) = shipped.get(split).map_or((0.0, [0.0; 3]), self::macro_f1);
        let [negative, neutral, positive] = by_label;
        _ = writeln!(
            table,
            "{split:<10} {:>7}  {macro_f1:>8.4}  {accuracy:>8.4}  {as_shipped:>10.4}  {negative:>11.4}  \
             {neutral:>7.4}  {positive:>8.4}",
            rows.len()
        );
        json["splits"][split] = json!({
            "targets": rows.len(),
            "macro_f1": macro_f1,
            "accuracy": accuracy,
            "macro_f1_as_shipped": as_shipped,
            "f1": {"negative": negative, "neutral": neutral, "positive": positive},
        });
    }
    Ok(Outcome { table, json, failed: false })
}

fn place(label: Polarity) -> usize {
    LABELS.iter().position(|other| *other == label).unwrap_or(1)
}

fn decide(score: f64, low: f64, high: f64) -> usize {
    if score < low {
        0
    } else if score > high {
        2
    } else {
        1
    }
}

/// Mean of the F1 of the labels, and each.
fn macro_f1(all: &Confusion) -> (f64, [f64; 3]) {
    let by_label = [0, 1, 2].map(|label| {
        let gold: usize = all[label].iter().sum();
        let found: usize = all.iter().map(|row| row[label]).sum();
        f1(all[label][label], gold + found - 2 * all[label][label])
    });
    (by_label.iter().sum::<f64>() / 3.0, by_label)
}

/// Macro F1 this close to the highest counts as the highest: the top is flat, and its very peak an
/// accident of the rows.
const FLAT: f64 = 0.002;

/// The middle of the pairs of thresholds with the highest macro F1, on a grid of 200 steps.
fn best_thresholds(rows: &[(f64, usize)]) -> (f64, f64) {
    const STEPS: usize = 200;
    let steps: Vec<f64> = (0..=STEPS).map(|at| at as f64 / (STEPS / 2) as f64 - 1.0).collect();
    // gold labels below and above each step; a score on a step is neither
    let mut total = [0; 3];
    let mut below = vec![[0; 3]; steps.len()];
    let mut above = below.clone();
    for &(score, gold) in rows {
        total[gold] += 1;
        for counts in &mut below[steps.partition_point(|step| *step <= score)..] {
            counts[gold] += 1;
        }
        for counts in &mut above[..steps.partition_point(|step| *step < score)] {
            counts[gold] += 1;
        }
    }
    let mut pairs: Vec<(f64, (f64, f64))> = Vec::new();
    for (low, under) in steps.iter().zip(&below) {
        for (high, over) in steps.iter().zip(&above).filter(|(high, _)| *high >= low) {
            let row =
                |gold: usize| [under[gold], total[gold] - under[gold] - over[gold], over[gold]];
            let (f1, _) = macro_f1(&[0, 1, 2].map(row));
            pairs.push((f1, (*low, *high)));
        }
    }
    let best = pairs.iter().map(|(f1, _)| *f1).fold(0.0, f64::max);
    pairs.retain(|(f1, _)| *f1 >= best - FLAT);
    let mean = |of: fn((f64, f64)) -> f64| {
        pairs.iter().map(|(_, pair)| of(*pair)).sum::<f64>() / pairs.len() as f64
    };
    (mean(|pair| pair.0), mean(|pair| pair.1))
}
