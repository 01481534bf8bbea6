//! `noise`: how far the metrics of a damaged text are from those of the clean one.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Result, bail};
use presslens::stats::pearson;
use presslens::{Analyzer, Article, FeatureMatrix};
use serde::Deserialize;
use serde_json::json;

use crate::columns::{Column, Part, columns};
use crate::errors::{rounded, shortened, worst};
use crate::figures::{for_each_row, shown};
use crate::measures::{deviation, median};
use crate::outcome::{Mistake, Outcome, bootstrapped};

/// Fewest words of a clean text whose scan counts; a web page counts whatever its length.
const OCR_WORDS: usize = 200;
/// Metrics whose figures are the task's, by their value or by all their categories.
fn is_named(column: &Column) -> bool {
    match column.part {
        Part::Whole => matches!(column.metric, "tone.net" | "loaded.per_1000"),
        Part::Category(_) => matches!(column.metric, "moral.share" | "frames.share"),
        _ => false,
    }
}

#[derive(Deserialize)]
struct Row {
    clean: String,
    ocr: Option<String>,
    noisy_html_text: Option<String>,
}

/// What damage does to one metric.
struct Damage {
    column: Column,
    named: bool,
    /// Share of articles whose clean text has it: a value that is not 0.
    present: f64,
    /// Pearson's r of the values, noisy against clean.
    r: Option<f64>,
    /// Median of |noisy − clean|, in standard deviations of the clean values.
    distance: Option<f64>,
    /// Standard deviation of the clean values, if they vary.
    sd: Option<f64>,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let whole = |column: &Column| matches!(column.part, Part::Whole | Part::Category(_));
    let columns: Vec<Column> = columns(&analyzer).into_iter().filter(whole).collect();
    let (mut clean, mut noisy): (Vec<Vec<f64>>, Vec<Vec<f64>>) = Default::default();
    let (mut scans, mut pages, mut short) = (0, 0, 0);
    let mut texts = Vec::new();
    for_each_row(path, |line, row: Row| {
        let damaged = match (row.ocr, row.noisy_html_text) {
            (Some(_), _) if row.clean.split_whitespace().count() < OCR_WORDS => {
                short += 1;
                return Ok(());
            }
            (Some(scan), None) => {
                scans += 1;
                scan
            }
            (None, Some(page)) => {
                pages += 1;
                page
            }
            _ => bail!("expected either \"ocr\" or \"noisy_html_text\" beside \"clean\""),
        };
        let values = |text: &str| {
            let features = FeatureMatrix::row(&analyzer.article(&Article::parse(text)));
            columns.iter().map(|column| column.value(&features)).collect()
        };
        clean.push(values(&row.clean));
        noisy.push(values(&damaged));
        texts.push((line, shortened(&row.clean)));
        Ok(())
    })?;
    if scans > 0 && pages > 0 {
        bail!("{} holds scans and pages: give them in two files", path.display());
    }
    let of = |column: usize, rows: &[usize]| {
        let values =
            |of: &[Vec<f64>]| -> Vec<f64> { rows.iter().map(|&i| of[i][column]).collect() };
        damage(columns[column], &values(&clean), &values(&noisy))
    };
    let all: Vec<usize> = (0..clean.len()).collect();
    let damages: Vec<Damage> = (0..columns.len()).map(|column| of(column, &all)).collect();
    let counted: Vec<usize> =
        (0..columns.len()).filter(|&i| damages[i].named && damages[i].present >= 0.5).collect();
    let statistics = |rows: &[usize]| {
        let damages: Vec<Damage> = counted.iter().map(|&column| of(column, rows)).collect();
        vec![
            median(damages.iter().filter_map(|damage| damage.r).collect()),
            median(damages.iter().filter_map(|damage| damage.distance).collect()),
        ]
    };
    let figures = bootstrapped(&all, ["r", "median_distance_sd"], statistics);

    let mut table = format!("{:<40} present       r  median |d| in SD\n", "metric");
    let mut by_metric = BTreeMap::new();
    for named in [true, false] {
        for Damage { column, present, r, distance, .. } in
            damages.iter().filter(|damage| damage.named == named)
        {
            let mark = if named && *present >= 0.5 { '*' } else { ' ' };
            let (r_shown, far) = (shown(*r), shown(*distance));
            let name = column.name();
            _ = writeln!(table, "{mark} {name:<38} {present:>7.2} {r_shown:>7}  {far:>6}");
            by_metric
                .insert(name, json!({"present": present, "r": r, "median_distance_sd": distance}));
        }
    }
    let (r, distance) = (figures[0].value, figures[1].value);
    let (r_shown, far) = (shown(r), shown(distance));
    _ = writeln!(table, "median of the {} marked *: r {r_shown}, {far} SD", counted.len());
    let task = if scans > 0 { "scans" } else { "pages" };
    _ = writeln!(table, "{} {task}, {short} of under {OCR_WORDS} words left out", clean.len());
    let json = json!({
        "task": "noise",
        "articles": clean.len(),
        "too_short": short,
        "metrics": counted.iter().map(|&i| columns[i].name()).collect::<Vec<_>>(),
        "r": r,
        "median_distance_sd": distance,
        "by_metric": by_metric,
    });

    // how far each counted metric of an article is off, in standard deviations
    let far = |row: usize| -> Vec<(f64, usize)> {
        let distance = |&i: &usize| {
            let far = (clean[row][i] - noisy[row][i]).abs() / damages[i].sd?;
            (far > 0.0).then_some((far, i))
        };
        let mut far: Vec<(f64, usize)> = counted.iter().filter_map(distance).collect();
        far.sort_by(|a, b| b.0.total_cmp(&a.0));
        far
    };
    let mistake = |row: usize| {
        let (line, text) = texts[row].clone();
        let told = |&(far, i): &(f64, usize)| {
            let (clean, noisy) = (clean[row][i], noisy[row][i]);
            format!("{}: {clean:.4} became {noisy:.4}, {far:.1} SD", columns[i].name())
        };
        let far = far(row);
        let most = far.first().copied();
        let of = |values: &[f64]| most.map_or(json!(null), |(_, i)| rounded(values[i]));
        let why = far.iter().take(4).map(told).collect();
        Mistake { line, text, gold: of(&clean[row]), score: of(&noisy[row]), why }
    };
    let mean =
        |row: usize| far(row).iter().map(|(far, _)| far).sum::<f64>() / counted.len().max(1) as f64;
    let errors = worst(&all.iter().map(|&row| mean(row)).collect::<Vec<f64>>());
    let errors = errors.into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, warning: None, failed: false })
}

/// Over the articles on which the metric is defined both ways.
fn damage(column: Column, clean: &[f64], noisy: &[f64]) -> Damage {
    let present = clean.iter().filter(|value| !value.is_nan() && **value != 0.0).count();
    let pairs = clean.iter().zip(noisy).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let distances = a.iter().zip(&b).map(|(a, b)| (a - b).abs()).collect();
    let sd = deviation(&a).filter(|sd| *sd > 0.0);
    Damage {
        column,
        named: is_named(&column),
        present: present as f64 / clean.len() as f64,
        r: pearson(&a, &b),
        distance: median(distances).zip(sd).map(|(distance, sd)| distance / sd),
        sd,
    }
}
