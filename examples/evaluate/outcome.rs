//! What a task found, for people and as JSON: its own tables, the main figures with intervals, figures
//! that others published, and the worst errors.

use std::fmt::Write;

use presslens::stats::bootstrap_intervals;
use serde::Serialize;
use serde_json::{Value, json};

use crate::figures::shown;
use crate::published::Published;

/// Samples of the bootstrap, and its seed.
const SAMPLES: usize = 1000;
const SEED: u64 = 1;

/// What a task found.
pub(crate) struct Outcome {
    /// For people.
    pub(crate) table: String,
    /// An object.
    pub(crate) json: Value,
    pub(crate) figures: Vec<Figure>,
    /// At most ten, the worst first.
    pub(crate) errors: Vec<Mistake>,
    /// What a reader of the figures has to know.
    pub(crate) warning: Option<String>,
    /// Whether the exit status says so.
    pub(crate) failed: bool,
}

/// A main figure.
pub(crate) struct Figure {
    /// Where it stands in the JSON, keys joined by dots.
    pub(crate) path: String,
    pub(crate) value: Option<f64>,
    /// 95 %.
    pub(crate) interval: Option<(f64, f64)>,
}

/// A row that was scored far from its label.
#[derive(Serialize)]
pub(crate) struct Mistake {
    pub(crate) line: u64,
    /// Shortened.
    pub(crate) text: String,
    pub(crate) gold: Value,
    pub(crate) score: Value,
    /// What made the score, in words.
    pub(crate) why: Vec<String>,
}

/// Figures with bootstrap intervals that draw whole groups of rows. `statistics` gets the indices of rows
/// and gives a value for every path. Rows are drawn as they were scored: what a fit or a threshold owes to
/// its own training rows is not in the interval.
pub(crate) fn bootstrapped<P: Into<String>>(
    groups: &[usize],
    paths: impl IntoIterator<Item = P>,
    statistics: impl Fn(&[usize]) -> Vec<Option<f64>> + Sync,
) -> Vec<Figure> {
    let all: Vec<usize> = (0..groups.len()).collect();
    let values = statistics(&all);
    let intervals = bootstrap_intervals(groups, SAMPLES, SEED, statistics);
    let figures = paths.into_iter().zip(values).zip(intervals);
    figures.map(|((path, value), interval)| Figure { path: path.into(), value, interval }).collect()
}

impl Outcome {
    /// The JSON object, with `intervals`, `published`, and `errors` if asked for.
    pub(crate) fn to_json(&self, published: &[Published], with_errors: bool) -> Value {
        let mut json = self.json.clone();
        let interval = |f: &Figure| (f.path.clone(), json!(f.interval.map(|(a, b)| [a, b])));
        json["intervals"] = self.figures.iter().map(interval).collect();
        json["published"] = json!(published);
        json["warning"] = json!(self.warning);
        if with_errors {
            json["errors"] = json!(self.errors);
        }
        json
    }

    pub(crate) fn to_text(&self, published: &[Published], with_errors: bool) -> String {
        let mut out = String::new();
        if let Some(warning) = &self.warning {
            _ = writeln!(out, "warning: {warning}\n");
        }
        out += &self.table;
        if !self.figures.is_empty() {
            _ = writeln!(out, "\n{:<40}   figure  95 % interval", "main figures");
        }
        for Figure { path, value, interval } in &self.figures {
            let interval =
                interval.map_or("–".to_owned(), |(low, high)| format!("{low:.4} to {high:.4}"));
            _ = writeln!(out, "{path:<40} {:>8}  {interval}", shown(*value));
        }
        if !published.is_empty() {
            out.push_str(
                "\npublished: figures of others, by the source named; rows and splits may differ from ours\n",
            );
        }
        for Published { figure, value, of, source } in published {
            _ = writeln!(out, "{figure:<40} {value:>8}  {of} ({source})");
        }
        if with_errors {
            _ = writeln!(out, "\nworst errors: {}", self.errors.len());
            for error in &self.errors {
                error.write(&mut out);
            }
        }
        out
    }
}

impl Mistake {
    fn write(&self, out: &mut String) {
        let plain = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
        let (gold, score) = (plain(&self.gold), plain(&self.score));
        _ = writeln!(out, "\nline {}: {}\n  gold {gold}, ours {score}", self.line, self.text);
        for why in &self.why {
            _ = writeln!(out, "  - {why}");
        }
    }
}
