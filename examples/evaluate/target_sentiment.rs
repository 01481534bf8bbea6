//! `target-sentiment`: the tone toward given spans against the polarity that people saw.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use presslens::{Article, Polarity};
use serde::Deserialize;
use serde_json::json;

use crate::errors::{reasons, rounded, shortened, worst};
use crate::figures::{self, analyzer, rows};
use crate::measures::f1;
use crate::outcome::{Mistake, Outcome, bootstrapped};
use crate::tables::Confusion;

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
const NAMES: [&str; 3] = ["negative", "neutral", "positive"];

/// A target with its gold label.
struct Case {
    /// Index of its row, and its own in that.
    row: usize,
    target: usize,
    gold: usize,
    score: f64,
    /// The label as shipped.
    label: usize,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = analyzer()?;
    let rows: Vec<(u64, Row)> = rows(path)?;
    let mut splits: BTreeMap<&str, Vec<Case>> = BTreeMap::new();
    for (at, (line, row)) in rows.iter().enumerate() {
        let report = analyzer.article(&article(row).with_context(|| figures::place(path, *line))?);
        for (i, (found, gold)) in report.targets().iter().zip(&row.targets).enumerate() {
            let (gold, label) = (place(gold.polarity), place(found.label));
            let case = Case { row: at, target: i, gold, score: found.score, label };
            splits.entry(&row.split).or_default().push(case);
        }
    }
    let Some(train) = splits.get(TRAIN) else {
        bail!("no row has \"split\":\"{TRAIN}\", which the thresholds are chosen on");
    };
    let pairs: Vec<(f64, usize)> = train.iter().map(|case| (case.score, case.gold)).collect();
    let (low, high) = best_thresholds(&pairs);
    let mut table = format!("thresholds from {TRAIN}: {low:.4} {high:.4}\n");
    table.push_str("split      targets  F1 negative  neutral  positive\n");
    let mut json = json!({"task": "target-sentiment", "thresholds": [low, high], "splits": {}});
    let (mut figures, mut matrices) = (Vec::new(), String::new());
    for (split, cases) in &splits {
        let found: Vec<usize> = cases.iter().map(|case| decide(case.score, low, high)).collect();
        let confusion = |cases_at: &[usize], found: &dyn Fn(usize) -> usize| {
            Confusion::new(&NAMES).filled(cases_at.iter().map(|&i| (cases[i].gold, found(i))))
        };
        let statistics = |rows: &[usize]| {
            let all = confusion(rows, &|i| found[i]);
            let as_shipped = confusion(rows, &|i| cases[i].label);
            vec![Some(all.macro_f1()), all.accuracy(), Some(as_shipped.macro_f1())]
        };
        let paths = ["macro_f1", "accuracy", "macro_f1_as_shipped"];
        let paths = paths.map(|name| format!("splits.{split}.{name}"));
        // targets of one sentence stand together
        let sentences: Vec<usize> = cases.iter().map(|case| case.row).collect();
        let of_split = bootstrapped(&sentences, paths, statistics);
        let all = confusion(&(0..cases.len()).collect::<Vec<usize>>(), &|i| found[i]);
        let [negative, neutral, positive] = [0, 1, 2].map(|label| all.f1(label));
        _ = writeln!(
            table,
            "{split:<10} {:>7}  {negative:>11.4}  {neutral:>7.4}  {positive:>8.4}",
            cases.len()
        );
        _ = write!(matrices, "\n{split}\n{}", all.table());
        json["splits"][split] = json!({
            "targets": cases.len(),
            "macro_f1": of_split[0].value,
            "accuracy": of_split[1].value,
            "macro_f1_as_shipped": of_split[2].value,
            "f1": {"negative": negative, "neutral": neutral, "positive": positive},
            "confusion": all.json(),
        });
        figures.extend(of_split);
    }
    table.push_str(&matrices);

    // of the splits that no threshold was chosen on; how far beyond the nearest right score
    let cases: Vec<&Case> =
        splits.iter().filter(|(split, _)| **split != TRAIN).flat_map(|(_, cases)| cases).collect();
    let size = |case: &&Case| match case.gold {
        0 => case.score - low,
        1 => (low - case.score).max(case.score - high),
        _ => high - case.score,
    };
    let mistake = |i: usize| {
        let case = cases[i];
        let (line, row) = &rows[case.row];
        let target = &row.targets[case.target];
        let mut why = vec![format!("toward “{}”", &row.text[target.start..target.end])];
        if let Ok(article) = article(row) {
            let report = analyzer.article(&article);
            why.extend(reasons(&article, &report, "targets", Some(case.target as u32)));
        }
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!(NAMES[case.gold]),
            score: rounded(case.score),
            why,
        }
    };
    let errors = worst(&cases.iter().map(size).collect::<Vec<f64>>());
    let errors = errors.into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, failed: false })
}

fn article(row: &Row) -> Result<Article<'_>> {
    let spans = row.targets.iter().map(|target| target.start..target.end);
    Ok(Article::builder().body(&row.text).single_sentence().targets(spans).build()?)
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
            let cell = |gold: usize, found: usize| match found {
                0 => under[gold],
                1 => total[gold] - under[gold] - over[gold],
                _ => over[gold],
            };
            let f1 = [0, 1, 2].map(|label| {
                let gold = total[label];
                let found: usize = (0..3).map(|gold| cell(gold, label)).sum();
                f1(cell(label, label), gold + found - 2 * cell(label, label))
            });
            pairs.push((f1.iter().sum::<f64>() / 3.0, (*low, *high)));
        }
    }
    let best = pairs.iter().map(|(f1, _)| *f1).fold(0.0, f64::max);
    pairs.retain(|(f1, _)| *f1 >= best - FLAT);
    let mean = |of: fn((f64, f64)) -> f64| {
        pairs.iter().map(|(_, pair)| of(*pair)).sum::<f64>() / pairs.len() as f64
    };
    (mean(|pair| pair.0), mean(|pair| pair.1))
}
