//! `bias-sentences`: how well the scores tell the sentences that experts call biased.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::stats::auc;
use presslens::{Analyzer, Article};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::errors::{lost_pairs, rounded, sentence_reasons, shortened, worst};
use crate::figures::{analyzer, rows, shown};
use crate::measures::{decide_by_folds, folds, groups};
use crate::outcome::{Figure, Mistake, Outcome, bootstrapped};
use crate::tables::{Confusion, bins, calibration_error, calibration_table, truths};

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

/// The labels, and which rows belong together.
struct Set {
    labels: Vec<bool>,
    articles: Vec<usize>,
    /// A row without an outlet is its own.
    outlets: Vec<usize>,
    /// The rows of every outlet with enough.
    rows_of: BTreeMap<String, Vec<usize>>,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = analyzer()?;
    let rows: Vec<(u64, Row)> = rows(path)?;
    let loaded: Vec<f64> = rows.iter().map(|(_, row)| loaded(&analyzer, &row.text)).collect();
    let set = Set::new(&rows);
    let by_article = decide_by_folds(&loaded, &set.labels, &folds(&set.articles, FOLDS));
    let by_outlet = decide_by_folds(&loaded, &set.labels, &set.outlets);
    let (table, mut json, figures) = set.figures(&loaded, &by_article, &by_outlet);
    json["task"] = json!("bias-sentences");
    json["score"] = json!("loaded");

    let mistake = |i: usize| {
        let (line, row) = &rows[i];
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!(name(row.biased)),
            score: rounded(loaded[i]),
            why: sentence_reasons(&analyzer, &row.text, "loaded"),
        }
    };
    let errors = worst(&lost_pairs(&loaded, &set.labels)).into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, failed: false })
}

fn loaded(analyzer: &Analyzer, text: &str) -> f64 {
    let report = analyzer.article(&Article::single_sentence(text));
    report.sentences().first().map_or(0.0, |sentence| sentence.loaded)
}

fn name(biased: bool) -> &'static str {
    if biased { "biased" } else { "not biased" }
}

impl Set {
    fn new(rows: &[(u64, Row)]) -> Self {
        let named = |name: &Option<String>| name.clone().filter(|name| !name.is_empty());
        let column = |of: fn(&Row) -> &Option<String>| -> Vec<Option<String>> {
            rows.iter().map(|(_, row)| named(of(row))).collect()
        };
        let outlets = column(|row| &row.outlet);
        let mut rows_of: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, outlet) in outlets.iter().enumerate() {
            if let Some(outlet) = outlet {
                rows_of.entry(outlet.clone()).or_default().push(i);
            }
        }
        rows_of.retain(|_, rows| rows.len() >= ENOUGH);
        Self {
            labels: rows.iter().map(|(_, row)| row.biased).collect(),
            articles: groups(&column(|row| &row.url)),
            outlets: groups(&outlets),
            rows_of,
        }
    }

    /// Table, JSON and main figures of a score and of decisions made without the rows of an article's fold,
    /// and without those of an outlet.
    fn figures(
        &self,
        scores: &[f64],
        by_article: &[bool],
        by_outlet: &[bool],
    ) -> (String, Value, Vec<Figure>) {
        let confusion = |found: &[bool], rows: &[usize]| {
            let pair = |&i: &usize| (usize::from(self.labels[i]), usize::from(found[i]));
            Confusion::new(&["not biased", "biased"]).filled(rows.iter().map(pair))
        };
        let area = |rows: &mut dyn Iterator<Item = usize>| {
            let (scores, labels): (Vec<f64>, Vec<bool>) =
                rows.map(|i| (scores[i], self.labels[i])).unzip();
            auc(&scores, &labels)
        };
        let calibration = |rows: &[usize]| {
            let scores: Vec<f64> = rows.iter().map(|&i| scores[i]).collect();
            let labels: Vec<bool> = rows.iter().map(|&i| self.labels[i]).collect();
            bins(&scores, &truths(&labels))
        };
        let mut outlet_of: Vec<Option<usize>> = vec![None; scores.len()];
        for (outlet, rows) in self.rows_of.values().enumerate() {
            for &i in rows {
                outlet_of[i] = Some(outlet);
            }
        }
        let within = |rows: &[usize]| -> Vec<Option<f64>> {
            let of =
                |outlet| area(&mut rows.iter().copied().filter(|&i| outlet_of[i] == Some(outlet)));
            (0..self.rows_of.len()).map(of).collect()
        };
        let statistics = |rows: &[usize]| {
            let (article, outlet) = (confusion(by_article, rows), confusion(by_outlet, rows));
            vec![
                Some(article.macro_f1()),
                article.accuracy(),
                area(&mut rows.iter().copied()),
                mean(&within(rows)),
                calibration_error(&calibration(rows)),
                Some(outlet.macro_f1()),
                outlet.accuracy(),
            ]
        };
        let paths = [
            "macro_f1",
            "accuracy",
            "auc",
            "auc_within_outlets",
            "calibration_error",
            "leave_one_outlet_out.macro_f1",
            "leave_one_outlet_out.accuracy",
        ];
        let figures = bootstrapped(&self.articles, paths, statistics);

        let all: Vec<usize> = (0..scores.len()).collect();
        let (article, outlet) = (confusion(by_article, &all), confusion(by_outlet, &all));
        let bins = calibration(&all);
        let areas: BTreeMap<&String, Option<f64>> = self.rows_of.keys().zip(within(&all)).collect();
        let mut table = format!("5 folds by article\n{}\n", article.table());
        _ = writeln!(table, "leave one outlet out\n{}", outlet.table());
        table += &calibration_table(&bins, "score", "share biased");
        table += "\nAUC in each outlet\n";
        for (outlet, area) in &areas {
            _ = writeln!(table, "  {outlet:<26} {}", shown(*area));
        }
        _ = writeln!(table, "{} sentences", scores.len());
        let value = |i: usize| figures[i].value;
        let json = json!({
            "sentences": scores.len(),
            "macro_f1": value(0),
            "accuracy": value(1),
            "auc": value(2),
            "auc_within_outlets": value(3),
            "calibration_error": value(4),
            "leave_one_outlet_out": {
                "macro_f1": value(5),
                "accuracy": value(6),
                "confusion": outlet.json(),
            },
            "auc_by_outlet": areas,
            "confusion": article.json(),
            "calibration": bins,
        });
        (table, json, figures)
    }
}

/// Of those that are defined.
fn mean(areas: &[Option<f64>]) -> Option<f64> {
    let areas: Vec<f64> = areas.iter().copied().flatten().collect();
    (!areas.is_empty()).then(|| areas.iter().sum::<f64>() / areas.len() as f64)
}
