//! `target-sentiment`: the tone toward given spans against the polarity that people saw.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use presslens::{Article, Labelled, ModelKind, Polarity};
use serde::Deserialize;
use serde_json::json;

use crate::errors::{reasons, rounded, shortened, worst};
use crate::figures::{self, hashed_rows};
use crate::measures::f1;
use crate::models::{Models, Scorers, lists_alone};
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
    label: usize,
    /// By rules, without a model.
    by_rules: f64,
    /// The label by rules as shipped.
    as_shipped: usize,
}

pub(crate) fn evaluate(path: &Path, models: &Models) -> Result<Outcome> {
    let lists = lists_alone()?;
    let (rows, sha256): (Vec<(u64, Row)>, _) = hashed_rows(path)?;
    let train = rows.iter().map(|(_, row)| row).filter(|row| row.split == TRAIN);
    let train: Vec<Labelled> = train.map(Row::labelled).collect();
    let scorers = Scorers::on(ModelKind::Target, models, &train, &sha256)?;
    let mut splits: BTreeMap<&str, Vec<Case>> = BTreeMap::new();
    for (at, (line, row)) in rows.iter().enumerate() {
        let article = article(row).with_context(|| figures::place(path, *line))?;
        let by_rules = lists.article(&article);
        let report = scorers.as_ref().map(|scorers| scorers.of(at).article(&article));
        let found = report.as_ref().unwrap_or(&by_rules).targets();
        for (i, (found, rules)) in found.iter().zip(by_rules.targets()).enumerate() {
            splits.entry(&row.split).or_default().push(Case {
                row: at,
                target: i,
                gold: place(row.targets[i].polarity),
                score: found.score,
                label: place(found.label),
                by_rules: rules.score,
                as_shipped: place(rules.label),
            });
        }
    }
    let pairs = |cases: &Vec<Case>| cases.iter().map(|case| (case.by_rules, case.gold)).collect();
    if splits.is_empty() {
        bail!("no row has a target");
    }
    let thresholds = splits.get(TRAIN).map(pairs).map(|pairs: Vec<_>| best_thresholds(&pairs));
    let decided = |case: &Case| match (&scorers, thresholds) {
        (None, Some((low, high))) => decide(case.score, low, high),
        _ => case.label,
    };
    if scorers.is_none() && thresholds.is_none() {
        bail!("no row has \"split\":\"{TRAIN}\", which the thresholds are chosen on");
    }
    if models.are_refitted() {
        splits.remove(TRAIN); // the model saw it
    }

    let by = if scorers.is_some() { "model" } else { "rules" };
    let mut table = format!("by {by}\n");
    if let Some((low, high)) = thresholds {
        _ = writeln!(table, "thresholds of the rules from {TRAIN}: {low:.4} {high:.4}");
    }
    table.push_str("split      targets  F1 negative  neutral  positive\n");
    let bounds = thresholds.map(|(low, high)| [low, high]);
    let mut json =
        json!({"task": "target-sentiment", "score": by, "thresholds": bounds, "splits": {}});
    let (mut figures, mut matrices) = (Vec::new(), String::new());
    for (split, cases) in &splits {
        let confusion = |rows: &[usize], found: &dyn Fn(&Case) -> usize| {
            Confusion::new(&NAMES).filled(rows.iter().map(|&i| (cases[i].gold, found(&cases[i]))))
        };
        let statistics = |rows: &[usize]| {
            let all = confusion(rows, &decided);
            let as_shipped = confusion(rows, &|case| case.as_shipped).macro_f1();
            let by_rules = thresholds.map(|(low, high)| {
                confusion(rows, &|case| decide(case.by_rules, low, high)).macro_f1()
            });
            vec![Some(all.macro_f1()), all.accuracy(), Some(as_shipped), by_rules]
        };
        let paths = ["macro_f1", "accuracy", "macro_f1_as_shipped", "macro_f1_by_rules"];
        let paths = paths.map(|name| format!("splits.{split}.{name}"));
        // targets of one sentence stand together
        let sentences: Vec<usize> = cases.iter().map(|case| case.row).collect();
        let of_split = bootstrapped(&sentences, paths, statistics);
        let all = confusion(&(0..cases.len()).collect::<Vec<usize>>(), &decided);
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
            "macro_f1_by_rules": of_split[3].value,
            "f1": {"negative": negative, "neutral": neutral, "positive": positive},
            "confusion": all.json(),
        });
        figures.extend(of_split);
    }
    table.push_str(&matrices);

    // of the splits that nothing was chosen on; how far from the nearest right score
    let cases: Vec<&Case> =
        splits.iter().filter(|(split, _)| **split != TRAIN).flat_map(|(_, cases)| cases).collect();
    let size = |case: &&Case| match (&scorers, thresholds) {
        (None, Some((low, high))) => match case.gold {
            0 => case.score - low,
            1 => (low - case.score).max(case.score - high),
            _ => high - case.score,
        },
        _ if case.label == case.gold => 0.0,
        _ => (case.score - (case.gold as f64 - 1.0)).abs(),
    };
    let mistake = |i: usize| {
        let case = cases[i];
        let (line, row) = &rows[case.row];
        let target = &row.targets[case.target];
        let mut why = vec![format!("toward “{}”", &row.text[target.start..target.end])];
        if let Ok(article) = article(row) {
            let analyzer = scorers.as_ref().map_or(&lists, |scorers| scorers.of(case.row));
            let report = analyzer.article(&article);
            // by rules there is one sum, by a model one for each side
            let sums: &[&str] = match scorers {
                Some(_) => &["targets.negative", "targets.positive"],
                None => &["targets"],
            };
            let target = Some(case.target as u32);
            why.extend(sums.iter().flat_map(|sum| reasons(&article, &report, sum, target)));
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
    let warning = scorers.as_ref().and_then(|scorers| scorers.warning.clone());
    Ok(Outcome { table, json, figures, errors, warning, failed: false })
}

impl Row {
    fn labelled(&self) -> Labelled {
        self.targets.iter().fold(Labelled::new(&self.text), |row, target| {
            row.toward(target.start..target.end, target.polarity)
        })
    }
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
