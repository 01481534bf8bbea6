//! Confusion matrices and calibration tables.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use crate::measures::f1;

/// How often each label (rows) was found as what (columns).
#[derive(Clone, Debug)]
pub(crate) struct Confusion {
    /// What can be found: the labels first, then what is always wrong.
    names: Vec<&'static str>,
    labels: usize,
    counts: Vec<usize>,
}

impl Confusion {
    pub(crate) fn new(labels: &[&'static str]) -> Self {
        Self::with_others(labels, &[])
    }

    /// With things that may be found and are no label.
    pub(crate) fn with_others(labels: &[&'static str], others: &[&'static str]) -> Self {
        let names = [labels, others].concat();
        let counts = vec![0; labels.len() * names.len()];
        Self { names, labels: labels.len(), counts }
    }

    pub(crate) fn add(&mut self, label: usize, found: usize, count: usize) {
        self.counts[label * self.names.len() + found] += count;
    }

    /// With every pair of label and what was found.
    pub(crate) fn filled(mut self, pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        for (label, found) in pairs {
            self.add(label, found, 1);
        }
        self
    }

    fn count(&self, label: usize, found: usize) -> usize {
        self.counts[label * self.names.len() + found]
    }

    /// Rows of a label, times it was found, and both.
    pub(crate) fn of_label(&self, label: usize) -> (usize, usize, usize) {
        let gold = (0..self.names.len()).map(|found| self.count(label, found)).sum();
        let found = (0..self.labels).map(|gold| self.count(gold, label)).sum();
        (gold, found, self.count(label, label))
    }

    pub(crate) fn f1(&self, label: usize) -> f64 {
        let (gold, found, both) = self.of_label(label);
        f1(both, gold + found - 2 * both)
    }

    /// Mean of the F1 of the labels; a label that neither occurs nor is found has 0.
    pub(crate) fn macro_f1(&self) -> f64 {
        (0..self.labels).map(|label| self.f1(label)).sum::<f64>() / self.labels as f64
    }

    pub(crate) fn accuracy(&self) -> Option<f64> {
        let right: usize = (0..self.labels).map(|label| self.count(label, label)).sum();
        let all: usize = self.counts.iter().sum();
        (all > 0).then(|| right as f64 / all as f64)
    }

    /// Rows are labels, columns what was found.
    pub(crate) fn table(&self) -> String {
        let width = self.names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(7);
        // long names of many columns become numbers
        let numbered = self.names.len() > 4;
        let mut out = format!("{:<1$}", "gold \\ found", width + 4);
        for (i, name) in self.names.iter().enumerate() {
            let name = if numbered { (i + 1).to_string() } else { (*name).to_owned() };
            _ = write!(out, " {name:>0$}", if numbered { 5 } else { width });
        }
        out.push('\n');
        // a number that is no label has a row for its name
        let rows = if numbered { self.names.len() } else { self.labels };
        for (label, name) in self.names.iter().enumerate().take(rows) {
            let name = if numbered { format!("{} {name}", label + 1) } else { (*name).to_owned() };
            _ = write!(out, "{name:<0$}", width + 4);
            for found in 0..self.names.len() {
                if label < self.labels {
                    let count = self.count(label, found);
                    _ = write!(out, " {count:>0$}", if numbered { 5 } else { width });
                }
            }
            out.push('\n');
        }
        out
    }

    /// `{label: {found: count}}`.
    pub(crate) fn json(&self) -> Value {
        let row = |label: usize| -> Value {
            let cell =
                |found: usize| (self.names[found].to_owned(), json!(self.count(label, found)));
            (0..self.names.len()).map(cell).collect()
        };
        (0..self.labels).map(|label| (self.names[label].to_owned(), row(label))).collect()
    }
}

/// Rows of nearly the same score.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Bin {
    pub(crate) n: usize,
    pub(crate) mean_score: f64,
    /// Mean of what is true: of labels, the share of positives.
    pub(crate) mean_truth: f64,
}

/// Ten bins of equal count by score (fewer for fewer rows).
pub(crate) fn bins(scores: &[f64], truths: &[f64]) -> Vec<Bin> {
    let mut rows: Vec<(f64, f64)> = scores.iter().copied().zip(truths.iter().copied()).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let bins = 10.min(rows.len());
    let bin = |bin: usize| {
        let rows = &rows[bin * rows.len() / bins..(bin + 1) * rows.len() / bins];
        let n = rows.len() as f64;
        Bin {
            n: rows.len(),
            mean_score: rows.iter().map(|row| row.0).sum::<f64>() / n,
            mean_truth: rows.iter().map(|row| row.1).sum::<f64>() / n,
        }
    };
    (0..bins).map(bin).collect()
}

/// Expected calibration error: the mean distance of score and truth over the bins, weighted by rows.
pub(crate) fn calibration_error(bins: &[Bin]) -> Option<f64> {
    let rows: usize = bins.iter().map(|bin| bin.n).sum();
    let sum: f64 =
        bins.iter().map(|bin| bin.n as f64 * (bin.mean_score - bin.mean_truth).abs()).sum();
    (rows > 0).then(|| sum / rows as f64)
}

/// Labels as numbers.
pub(crate) fn truths(labels: &[bool]) -> Vec<f64> {
    labels.iter().map(|&label| f64::from(u8::from(label))).collect()
}

pub(crate) fn calibration_table(bins: &[Bin], score: &str, truth: &str) -> String {
    let mut out = format!("calibration    rows  {:>12}  {truth:>12}\n", format!("mean {score}"));
    for (i, Bin { n, mean_score, mean_truth }) in bins.iter().enumerate() {
        _ = writeln!(out, "  bin {:<7} {n:>5}  {mean_score:>12.4}  {mean_truth:>12.4}", i + 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // 2 of 3 biased found, 1 of 2 others right: F1 4/6 and 2/4
        let pairs = [(1, 1), (1, 1), (1, 0), (0, 1), (0, 0)];
        let all = Confusion::new(&["other", "biased"]).filled(pairs);
        assert!((all.macro_f1() - f64::midpoint(4.0 / 6.0, 0.5)).abs() < 1e-12);
        assert_eq!(all.accuracy(), Some(0.6));
        assert_eq!(all.of_label(1), (3, 3, 2));
        assert_eq!(
            all.json(),
            json!({"other": {"other": 1, "biased": 1}, "biased": {"other": 1, "biased": 2}})
        );
        let all = Confusion::with_others(&["a", "b"], &["none"]).filled([(0, 2), (1, 1)]);
        assert_eq!((all.macro_f1(), all.accuracy()), (0.5, Some(0.5)));
        assert_eq!(all.table().lines().count(), 3);
        assert_eq!(Confusion::new(&["a"]).accuracy(), None);

        // one row a bin: |.2 − 0| and |.6 − 1|
        let found = bins(&[0.6, 0.2], &truths(&[true, false]));
        assert!((calibration_error(&found).unwrap() - 0.3).abs() < 1e-12);
        let scores: Vec<f64> = (0..25).map(f64::from).collect();
        let found = bins(&scores, &scores);
        assert_eq!(found.iter().map(|bin| bin.n).sum::<usize>(), 25);
        assert_eq!((found.len(), calibration_error(&found)), (10, Some(0.0)));
        assert_eq!(calibration_error(&bins(&[], &[])), None);
    }
}
