//! The table of metrics. An id never changes its meaning; a new definition gets a new id.

use super::{Sample, loaded, tone, vader};
use crate::report::Metric;

/// Whether a metric's definition is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// The definition will not change.
    Stable,
    /// It may change or go.
    Experimental,
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
    /// Whether reports split it by place.
    pub by_place: bool,
    /// Whether reports split it by voice.
    pub by_voice: bool,
    pub(super) compute: fn(&Self, &Sample) -> Metric,
}

/// The registry: every metric that reports hold, in their order.
///
/// ```
/// let ids: Vec<&str> = presslens::metrics().iter().map(|metric| metric.id).collect();
/// assert!(ids.contains(&"loaded.per_1000"));
/// ```
pub fn metrics() -> &'static [MetricInfo] {
    METRICS
}

const METRICS: &[MetricInfo] = &[
    MetricInfo {
        id: "tone.mean",
        name: "mean tone of the sentences",
        since: "0.1.0",
        status: Status::Stable,
        range: (-1.0, 1.0),
        direction: "more positive",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        compute: tone::mean,
    },
    MetricInfo {
        id: "tone.negative_share",
        name: "share of sentences with a tone of at most -.05",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more negative sentences",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        compute: tone::negative_share,
    },
    MetricInfo {
        id: "tone.headline_gap",
        name: "tone of the headline less the mean of the body",
        since: "0.1.0",
        status: Status::Stable,
        range: (-2.0, 2.0),
        direction: "headline more positive than the body",
        unit: "body sentences (voice segments by voice)",
        by_place: false,
        by_voice: true,
        compute: tone::headline_gap,
    },
    MetricInfo {
        id: "vader.mean",
        name: "mean VADER compound of the sentences",
        since: "0.1.0",
        status: Status::Stable,
        range: (-1.0, 1.0),
        direction: "more positive",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        compute: vader::mean,
    },
    MetricInfo {
        id: "vader.negative_share",
        name: "share of sentences with a VADER compound of at most -.05",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more negative sentences",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        compute: vader::negative_share,
    },
    MetricInfo {
        id: "vader.headline_gap",
        name: "VADER compound of the headline less the mean of the body",
        since: "0.1.0",
        status: Status::Stable,
        range: (-2.0, 2.0),
        direction: "headline more positive than the body",
        unit: "body sentences (voice segments by voice)",
        by_place: false,
        by_voice: true,
        compute: vader::headline_gap,
    },
    MetricInfo {
        id: "loaded.per_1000",
        name: "detected loaded terms in 1,000 words",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, f64::INFINITY),
        direction: "more loaded words",
        unit: "words",
        by_place: true,
        by_voice: true,
        compute: loaded::per_1000,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_rows_complete() {
        for (i, metric) in METRICS.iter().enumerate() {
            assert!(METRICS[..i].iter().all(|other| other.id != metric.id), "{}", metric.id);
            assert!(metric.range.0 < metric.range.1, "{}", metric.id);
            assert!(metric.id.contains('.') && !metric.name.is_empty() && !metric.unit.is_empty());
        }
    }
}
