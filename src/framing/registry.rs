//! The table of metrics. An id never changes its meaning; a new definition gets a new id.

use super::{Sample, agency, cues, loaded, sources, tone, vader, voices};
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
        id: "tone.voice_gap",
        name: "tone of the narration less that of quoted and reported speech",
        since: "0.1.0",
        status: Status::Stable,
        range: (-2.0, 2.0),
        direction: "narration more positive than the sources",
        unit: "voice segments of both sides",
        by_place: true,
        by_voice: false,
        compute: tone::voice_gap,
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
    MetricInfo {
        id: "loaded.voice_gap",
        name: "detected loaded terms in 1,000 words of narration less those in quoted and reported speech",
        since: "0.1.0",
        status: Status::Stable,
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "narration more loaded than the sources",
        unit: "words",
        by_place: true,
        by_voice: false,
        compute: loaded::voice_gap,
    },
    MetricInfo {
        id: "voice.narration_share",
        name: "share of words in the outlet's own voice",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more of the outlet's own words",
        unit: "words (interval over sentences)",
        by_place: true,
        by_voice: false,
        compute: voices::narration_share,
    },
    MetricInfo {
        id: "voice.direct_share",
        name: "share of words quoted",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more quoted words",
        unit: "words (interval over sentences)",
        by_place: true,
        by_voice: false,
        compute: voices::direct_share,
    },
    MetricInfo {
        id: "voice.indirect_share",
        name: "share of words reported as somebody's, not quoted",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more reported words",
        unit: "words (interval over sentences)",
        by_place: true,
        by_voice: false,
        compute: voices::indirect_share,
    },
    MetricInfo {
        id: "sources.count",
        name: "different sources",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, f64::INFINITY),
        direction: "more sources",
        unit: "attributions with a source (by voice: cited in that voice)",
        by_place: true,
        by_voice: true,
        compute: sources::count,
    },
    MetricInfo {
        id: "sources.anonymous_share",
        name: "share of attributions to sources whose names are held back",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more anonymous sources",
        unit: "attributions with a source (by voice: cited in that voice)",
        by_place: true,
        by_voice: true,
        compute: sources::anonymous_share,
    },
    MetricInfo {
        id: "sources.vague_share",
        name: "share of attributions to nobody in particular",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more vague sources",
        unit: "attributions with a source (by voice: cited in that voice)",
        by_place: true,
        by_voice: true,
        compute: sources::vague_share,
    },
    MetricInfo {
        id: "sources.official_share",
        name: "share of attributions to those who speak for a state",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more official sources",
        unit: "attributions with a source (by voice: cited in that voice)",
        by_place: true,
        by_voice: true,
        compute: sources::official_share,
    },
    MetricInfo {
        id: "sources.shannon",
        name: "entropy of the sources over attributions, in nats",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, f64::INFINITY),
        direction: "more sources, more evenly heard",
        unit: "attributions with a source",
        by_place: false,
        by_voice: false,
        compute: sources::shannon,
    },
    MetricInfo {
        id: "sources.simpson",
        name: "chance that two attributions have different sources",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more sources, more evenly heard",
        unit: "attributions with a source",
        by_place: false,
        by_voice: false,
        compute: sources::simpson,
    },
    MetricInfo {
        id: "sources.hill_1",
        name: "effective number of sources, by entropy",
        since: "0.1.0",
        status: Status::Stable,
        range: (1.0, f64::INFINITY),
        direction: "more sources, more evenly heard",
        unit: "attributions with a source",
        by_place: false,
        by_voice: false,
        compute: sources::hill_1,
    },
    MetricInfo {
        id: "sources.hill_2",
        name: "effective number of sources, by concentration",
        since: "0.1.0",
        status: Status::Stable,
        range: (1.0, f64::INFINITY),
        direction: "more sources, more evenly heard",
        unit: "attributions with a source",
        by_place: false,
        by_voice: false,
        compute: sources::hill_2,
    },
    MetricInfo {
        id: "cues.stance_balance",
        name: "endorsing less distancing cues, over all cues",
        since: "0.1.0",
        status: Status::Stable,
        range: (-1.0, 1.0),
        direction: "sources more endorsed than doubted",
        unit: "cues (by voice: those in that voice)",
        by_place: true,
        by_voice: true,
        compute: cues::stance_balance,
    },
    MetricInfo {
        id: "agency.active_share",
        name: "share of deeds in which actors act",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "actors act more",
        unit: "deeds of actors, done or suffered",
        by_place: false,
        by_voice: false,
        compute: agency::active_share,
    },
    MetricInfo {
        id: "agency.agentless_share",
        name: "share of deeds suffered that nobody is said to have done",
        since: "0.1.0",
        status: Status::Stable,
        range: (0.0, 1.0),
        direction: "more doers left out",
        unit: "deeds suffered by actors",
        by_place: false,
        by_voice: false,
        compute: agency::agentless_share,
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
