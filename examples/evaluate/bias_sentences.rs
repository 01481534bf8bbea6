//! `bias-sentences`: how well the scores tell the sentences that experts call biased.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::stats::auc;
use presslens::{Analyzer, Article, Labelled, ModelKind};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::errors::{lost_pairs, rounded, sentence_reasons, shortened, worst};
use crate::figures::{hashed_rows, shown};
use crate::measures::{decide_by_folds, folds, groups};
use crate::models::{Models, Scorers, leave_one_out, lists_alone};
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
    /// Marked words, which a fit may learn from.
    #[serde(default)]
    spans: Vec<(usize, usize)>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
}

impl Row {
    fn labelled(&self) -> Labelled {
        let marked = self.spans.iter().map(|&(start, end)| start..end);
        let row = Labelled::new(&self.text).biased(self.biased).marked(marked);
        match &self.url {
            Some(url) => row.group(url),
            None => row,
        }
    }
}

/// Scores of the rows, with decisions.
struct Scored {
    /// By nothing that saw the row's article.
    scores: Vec<f64>,
    /// By nothing that saw its outlet.
    within: Vec<f64>,
    /// Decisions likewise.
    by_article: Vec<bool>,
    by_outlet: Vec<bool>,
}

/// The labels, and which rows belong together.
struct Set {
    labels: Vec<bool>,
    articles: Vec<usize>,
    /// Of articles.
    folds: Vec<usize>,
    /// A fold for each outlet.
    outlets: Vec<usize>,
    /// The rows of every outlet with enough.
    rows_of: BTreeMap<String, Vec<usize>>,
}

pub(crate) fn evaluate(path: &Path, models: &Models) -> Result<Outcome> {
    let lists = lists_alone()?;
    let (rows, sha256): (Vec<(u64, Row)>, _) = hashed_rows(path)?;
    let set = Set::new(&rows);
    let loaded: Vec<f64> = rows.iter().map(|(_, row)| score(&lists, &row.text).0).collect();
    let by_lists = Scored {
        by_article: decide_by_folds(&loaded, &set.labels, &set.folds),
        by_outlet: decide_by_folds(&loaded, &set.labels, &set.outlets),
        within: loaded.clone(),
        scores: loaded,
    };

    let labelled: Vec<Labelled> = rows.iter().map(|(_, row)| row.labelled()).collect();
    let kind = ModelKind::Bias;
    let by_article = Scorers::by_folds(kind, models, &labelled, &set.folds, &sha256)?;
    let by_outlet = Scorers::by_folds(kind, models, &labelled, &set.outlets, &sha256)?;
    let by_model = by_article.as_ref().zip(by_outlet).map(|(by_article, by_outlet)| {
        let scores = |scorers: &Scorers| -> Vec<f64> {
            let bias = |(i, (_, row)): (usize, &(u64, Row))| {
                score(scorers.of(i), &row.text).1.unwrap_or_default()
            };
            rows.iter().enumerate().map(bias).collect()
        };
        let decided = |scores: &[f64]| scores.iter().map(|score| *score >= 0.5).collect();
        let (scores, within) = (scores(by_article), scores(&by_outlet));
        Scored { by_article: decided(&scores), by_outlet: decided(&within), within, scores }
    });

    let name = if by_model.is_some() { "bias" } else { "loaded" };
    let (mut table, mut json, mut figures) =
        set.figures(by_model.as_ref().unwrap_or(&by_lists), "");
    if by_model.is_some() {
        let (of_lists, beside, more) = set.figures(&by_lists, "loaded.");
        table = format!("bias\n\n{table}\nloaded, by lists alone\n\n{of_lists}");
        json["loaded"] = beside;
        figures.extend(more);
    }
    _ = writeln!(table, "{} sentences", rows.len());
    json["task"] = json!("bias-sentences");
    json["score"] = json!(name);
    json["sentences"] = json!(rows.len());

    let Scored { scores, .. } = by_model.as_ref().unwrap_or(&by_lists);
    let sizes = match by_model {
        // a probability has an error of its own
        Some(_) => scores.iter().zip(truths(&set.labels)).map(|(p, t)| (p - t).abs()).collect(),
        None => lost_pairs(scores, &set.labels),
    };
    let mistake = |i: usize| {
        let (line, row) = &rows[i];
        let analyzer = by_article.as_ref().map_or(&lists, |scorers| scorers.of(i));
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!(label(row.biased)),
            score: rounded(scores[i]),
            why: sentence_reasons(analyzer, &row.text, name),
        }
    };
    let errors = worst(&sizes).into_iter().map(mistake).collect();
    let warning = by_article.as_ref().and_then(|scorers| scorers.warning.clone());
    Ok(Outcome { table, json, figures, errors, warning, failed: false })
}

/// `loaded` and `bias`.
fn score(analyzer: &Analyzer, text: &str) -> (f64, Option<f64>) {
    let report = analyzer.article(&Article::single_sentence(text));
    report.sentences().first().map_or((0.0, None), |sentence| (sentence.loaded, sentence.bias))
}

fn label(biased: bool) -> &'static str {
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
        let articles = groups(&column(|row| &row.url));
        Self {
            labels: rows.iter().map(|(_, row)| row.biased).collect(),
            folds: folds(&articles, FOLDS),
            articles,
            outlets: leave_one_out(&outlets),
            rows_of,
        }
    }

    /// Table, JSON and main figures; `prefix` goes before their paths.
    fn figures(&self, scored: &Scored, prefix: &str) -> (String, Value, Vec<Figure>) {
        let Scored { scores, within: without_outlet, by_article, by_outlet } = scored;
        let confusion = |found: &[bool], rows: &[usize]| {
            let pair = |&i: &usize| (usize::from(self.labels[i]), usize::from(found[i]));
            Confusion::new(&["not biased", "biased"]).filled(rows.iter().map(pair))
        };
        let area = |scores: &[f64], rows: &mut dyn Iterator<Item = usize>| {
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
            let of = |outlet| {
                let mut rows = rows.iter().copied().filter(|&i| outlet_of[i] == Some(outlet));
                area(without_outlet, &mut rows)
            };
            (0..self.rows_of.len()).map(of).collect()
        };
        let statistics = |rows: &[usize]| {
            let (article, outlet) = (confusion(by_article, rows), confusion(by_outlet, rows));
            vec![
                Some(article.macro_f1()),
                article.accuracy(),
                area(scores, &mut rows.iter().copied()),
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
        let paths = paths.map(|path| format!("{prefix}{path}"));
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
        let value = |i: usize| figures[i].value;
        let json = json!({
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
