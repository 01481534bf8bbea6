//! What the registry says of a metric; its rows are in `table.rs`.

use super::citations::Cited;
use super::table::METRICS;
use super::tally::Tally;
use super::{Parts, Sample};
use crate::report::{Estimate, Metric};

/// Whether a metric's definition is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// The definition will not change.
    Stable,
    /// It may change or go.
    Experimental,
}

/// How a metric is computed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Formula {
    /// From a tally, of each part as of the whole.
    OfTally(fn(&Tally) -> Estimate),
    /// Likewise from citations.
    OfCited(fn(&Cited) -> Estimate),
    Own(fn(&MetricInfo, &Sample, &mut Metric)),
}

/// What a metric is: one row of the registry, see [`metrics`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MetricInfo {
    /// Its id in reports.
    pub id: &'static str,
    /// What it measures, in a few words.
    pub name: &'static str,
    /// Version of the crate that brought it.
    pub since: &'static str,
    /// Whether its definition is settled.
    pub status: Status,
    /// Least and greatest value; infinite where there is no bound.
    pub range: (f64, f64),
    /// What a high value says.
    pub direction: &'static str,
    /// What its `n` counts.
    pub unit: &'static str,
    /// What a caller must give for it to have a value; mostly nothing.
    pub needs: &'static str,
    /// Whether reports split it by place.
    pub by_place: bool,
    /// Whether reports split it by voice.
    pub by_voice: bool,
    /// The categories that reports split it by; mostly none.
    pub categories: &'static [&'static str],
    /// The doc comment of the function that computes it, a space before each line.
    pub(super) docs: &'static str,
    /// What there must be in an article, bits of [`has`](super::has): without it the metric is null with n 0.
    pub(super) asks: u32,
    pub(super) formula: Formula,
    /// What it is a sum over, if it is one.
    pub(super) parts: Option<fn(&Sample) -> Parts>,
}

impl MetricInfo {
    /// What it measures, how it is computed, an example, known failure modes and references, in Markdown.
    pub fn docs(&self) -> String {
        let lines = self.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.flat_map(|line| [line, "\n"]).collect()
    }
}

/// The registry: every metric, in the order of reports. Experimental ones are in reports only if
/// [asked for](crate::AnalyzerBuilder::experimental).
///
/// ```
/// let ids: Vec<&str> = presslens::metrics().iter().map(|metric| metric.id).collect();
/// assert!(ids.contains(&"loaded.per_1000"));
/// ```
pub fn metrics() -> &'static [MetricInfo] {
    &METRICS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_rows_complete() {
        for (i, metric) in METRICS.iter().enumerate() {
            assert!(METRICS[..i].iter().all(|other| other.id != metric.id), "{}", metric.id);
            assert!(metric.range.0 < metric.range.1, "{}", metric.id);
            assert!(metric.id.contains('.') && !metric.name.is_empty() && !metric.unit.is_empty());
            assert!(!metric.direction.is_empty() && !metric.since.is_empty(), "{}", metric.id);
            let docs = metric.docs();
            assert!(docs.starts_with(&format!("`{}`\n", metric.id)), "{docs}");
            let headings: Vec<_> =
                docs.lines().filter_map(|line| line.strip_prefix("# ")).collect();
            assert_eq!(
                headings,
                [
                    "What it measures",
                    "How it is computed",
                    "Example",
                    "Known failure modes",
                    "References"
                ],
                "{}",
                metric.id
            );
        }
    }
}
