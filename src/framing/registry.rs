//! The table of metrics. An id never changes its meaning; a new definition gets a new id.

use super::{
    Parts, Sample, agency, arc, cues, epistemic, frames, generic, headline, loaded, moral,
    readability, sensational, sources, tone, vader, voices, war_peace,
};
use crate::lexicon::{EMFD_CATEGORIES, EPISTEMIC_CATEGORIES, LOADED_CATEGORIES};
use crate::report::Metric;
use crate::terms::POLICY_FRAMES;

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
    pub(super) compute: fn(&Self, &Sample) -> Metric,
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
    METRICS
}

/// What most rows have in common.
const STABLE: MetricInfo = MetricInfo {
    id: "",
    name: "",
    since: "0.1.0",
    status: Status::Stable,
    range: (0.0, 1.0),
    direction: "",
    unit: "",
    needs: "",
    by_place: false,
    by_voice: false,
    categories: &[],
    docs: "",
    compute: |info, _| super::whole(info, crate::report::Estimate::default()),
    parts: None,
};

/// The same of those whose definition may change.
const EXPERIMENTAL: MetricInfo = MetricInfo { status: Status::Experimental, ..STABLE };

const METRICS: &[MetricInfo] = &[
    MetricInfo {
        id: "tone.net",
        name: "positive less negative words, over all words",
        range: (-1.0, 1.0),
        direction: "more positive",
        unit: "words",
        by_place: true,
        by_voice: true,
        docs: tone::net::DOCS,
        compute: tone::net,
        parts: Some(tone::parts_of_net),
        ..STABLE
    },
    MetricInfo {
        id: "tone.relative",
        name: "positive less negative words, over both",
        range: (-1.0, 1.0),
        direction: "more positive",
        unit: "charged words",
        by_place: true,
        by_voice: true,
        docs: tone::relative::DOCS,
        compute: tone::relative,
        parts: Some(tone::parts_of_relative),
        ..STABLE
    },
    MetricInfo {
        id: "tone.logit",
        name: "log ratio of positive to negative words",
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "more positive",
        unit: "charged words",
        by_place: true,
        by_voice: true,
        docs: tone::logit::DOCS,
        compute: tone::logit,
        ..STABLE
    },
    MetricInfo {
        id: "tone.mean",
        name: "mean tone of the sentences",
        range: (-1.0, 1.0),
        direction: "more positive",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        docs: tone::mean::DOCS,
        compute: tone::mean,
        parts: Some(tone::parts_of_mean),
        ..STABLE
    },
    MetricInfo {
        id: "tone.spread",
        name: "standard deviation of the tone of sentences",
        range: (0.0, 1.0),
        direction: "tone swings more",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        docs: tone::spread::DOCS,
        compute: tone::spread,
        ..STABLE
    },
    MetricInfo {
        id: "tone.headline_gap_sd",
        name: "tone of the headline less that of the text, in standard deviations",
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "headline more positive",
        unit: "sentences of lead and body (segments by voice)",
        by_voice: true,
        docs: tone::headline_gap_sd::DOCS,
        compute: tone::headline_gap_sd,
        ..STABLE
    },
    MetricInfo {
        id: "tone.lead_gap_sd",
        name: "tone of the lead less that of the rest, in standard deviations",
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "lead more positive",
        unit: "sentences of lead and body (segments by voice)",
        by_voice: true,
        docs: tone::lead_gap_sd::DOCS,
        compute: tone::lead_gap_sd,
        ..STABLE
    },
    MetricInfo {
        id: "tone.voice_gap",
        name: "tone of the narration less that of quoted and reported speech",
        range: (-2.0, 2.0),
        direction: "narration more positive than the sources",
        unit: "voice segments of both sides",
        by_place: true,
        docs: tone::voice_gap::DOCS,
        compute: tone::voice_gap,
        ..STABLE
    },
    MetricInfo {
        id: "vader.mean",
        name: "mean VADER compound of the sentences",
        range: (-1.0, 1.0),
        direction: "more positive",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        docs: vader::mean::DOCS,
        compute: vader::mean,
        parts: Some(vader::parts_of_mean),
        ..STABLE
    },
    MetricInfo {
        id: "vader.negative_share",
        name: "share of sentences with a VADER compound of at most -.05",
        range: (0.0, 1.0),
        direction: "more negative sentences",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        docs: vader::negative_share::DOCS,
        compute: vader::negative_share,
        ..STABLE
    },
    MetricInfo {
        id: "vader.headline_gap",
        name: "VADER compound of the headline less the mean of the body",
        range: (-2.0, 2.0),
        direction: "headline more positive than the body",
        unit: "body sentences (voice segments by voice)",
        by_voice: true,
        docs: vader::headline_gap::DOCS,
        compute: vader::headline_gap,
        ..STABLE
    },
    MetricInfo {
        id: "loaded.per_1000",
        name: "detected loaded terms in 1,000 words",
        range: (0.0, f64::INFINITY),
        direction: "more loaded words",
        unit: "words",
        by_place: true,
        by_voice: true,
        categories: &LOADED_CATEGORIES,
        docs: loaded::per_1000::DOCS,
        compute: loaded::per_1000,
        parts: Some(loaded::parts_of_per_1000),
        ..STABLE
    },
    MetricInfo {
        id: "loaded.own_weight",
        name: "weight of loaded terms outside quotations, per 1,000 words there",
        range: (0.0, f64::INFINITY),
        direction: "more loaded wording of the outlet's own",
        unit: "words outside quotations",
        by_place: true,
        docs: loaded::own_weight::DOCS,
        compute: loaded::own_weight,
        parts: Some(loaded::parts_of_own_weight),
        ..STABLE
    },
    MetricInfo {
        id: "loaded.variety",
        name: "different loaded terms outside quotations, over the root of the words there",
        range: (0.0, f64::INFINITY),
        direction: "more different loaded words",
        unit: "words outside quotations",
        by_place: true,
        docs: loaded::variety::DOCS,
        compute: loaded::variety,
        ..STABLE
    },
    MetricInfo {
        id: "loaded.voice_gap",
        name: "detected loaded terms in 1,000 words of narration less those in quoted and reported speech",
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "narration more loaded than the sources",
        unit: "words",
        by_place: true,
        docs: loaded::voice_gap::DOCS,
        compute: loaded::voice_gap,
        ..STABLE
    },
    MetricInfo {
        id: "loaded.one_sidedness",
        name: "favouring less attacking loaded terms, over both",
        range: (-1.0, 1.0),
        direction: "loaded words favour rather than attack",
        unit: "loaded terms that favour or attack",
        by_place: true,
        by_voice: true,
        docs: loaded::one_sidedness::DOCS,
        compute: loaded::one_sidedness,
        ..STABLE
    },
    MetricInfo {
        id: "loaded.detected_share",
        name: "share of sentences with a loaded term",
        range: (0.0, 1.0),
        direction: "more sentences with loaded words",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        docs: loaded::detected_share::DOCS,
        compute: loaded::detected_share,
        ..STABLE
    },
    MetricInfo {
        id: "certainty.per_1000",
        name: "boosters, factives and words of certainty per 1,000 words",
        range: (0.0, f64::INFINITY),
        direction: "more certain",
        unit: "words",
        by_place: true,
        by_voice: true,
        categories: &EPISTEMIC_CATEGORIES,
        docs: epistemic::certainty::DOCS,
        compute: epistemic::certainty,
        parts: Some(epistemic::parts_of_certainty),
        ..STABLE
    },
    MetricInfo {
        id: "subjective.share",
        name: "share of subjective sentences",
        range: (0.0, 1.0),
        direction: "more subjective sentences",
        unit: "sentences",
        by_place: true,
        categories: &epistemic::SUBJECTIVITY,
        docs: epistemic::share::DOCS,
        compute: epistemic::share,
        ..STABLE
    },
    MetricInfo {
        id: "voice.narration_share",
        name: "share of words in the outlet's own voice",
        range: (0.0, 1.0),
        direction: "more of the outlet's own words",
        unit: "words (interval over sentences)",
        by_place: true,
        categories: &voices::CATEGORIES,
        docs: voices::narration_share::DOCS,
        compute: voices::narration_share,
        parts: Some(voices::parts_of_narration),
        ..STABLE
    },
    MetricInfo {
        id: "sources.count",
        name: "different sources",
        range: (0.0, f64::INFINITY),
        direction: "more sources",
        unit: "attributions with a source (by voice: cited in that voice)",
        by_place: true,
        by_voice: true,
        categories: &["hill_1", "hill_2"],
        docs: sources::count::DOCS,
        compute: sources::count,
        ..STABLE
    },
    MetricInfo {
        id: "sources.anonymous_share",
        name: "share of attributions to sources whose names are held back",
        range: (0.0, 1.0),
        direction: "more anonymous sources",
        unit: "attributions with a source (by voice: cited in that voice)",
        by_place: true,
        by_voice: true,
        categories: &sources::CATEGORIES,
        docs: sources::anonymous_share::DOCS,
        compute: sources::anonymous_share,
        ..STABLE
    },
    MetricInfo {
        id: "sources.official_share",
        name: "share of attributions to those who speak for a state",
        range: (0.0, 1.0),
        direction: "more official sources",
        unit: "attributions with a source (by voice: cited in that voice)",
        by_place: true,
        by_voice: true,
        docs: sources::official_share::DOCS,
        compute: sources::official_share,
        ..STABLE
    },
    MetricInfo {
        id: "sources.shannon",
        name: "entropy of the sources over attributions, in nats",
        range: (0.0, f64::INFINITY),
        direction: "more sources, more evenly heard",
        unit: "attributions with a source",
        docs: sources::shannon::DOCS,
        compute: sources::shannon,
        ..STABLE
    },
    MetricInfo {
        id: "sources.simpson",
        name: "chance that two attributions have different sources",
        range: (0.0, 1.0),
        direction: "more sources, more evenly heard",
        unit: "attributions with a source",
        docs: sources::simpson::DOCS,
        compute: sources::simpson,
        ..STABLE
    },
    MetricInfo {
        id: "cues.stance_balance",
        name: "endorsing less distancing cues, over all cues",
        range: (-1.0, 1.0),
        direction: "sources more endorsed than doubted",
        unit: "cues (by voice: those in that voice)",
        by_place: true,
        by_voice: true,
        docs: cues::stance_balance::DOCS,
        compute: cues::stance_balance,
        ..STABLE
    },
    MetricInfo {
        id: "agency.active_share",
        name: "share of deeds in which actors act",
        range: (0.0, 1.0),
        direction: "actors act more",
        unit: "deeds of actors, done or suffered",
        docs: agency::active_share::DOCS,
        compute: agency::active_share,
        ..STABLE
    },
    MetricInfo {
        id: "agency.agentless_share",
        name: "share of deeds suffered that nobody is said to have done",
        range: (0.0, 1.0),
        direction: "more doers left out",
        unit: "deeds suffered by actors",
        docs: agency::agentless_share::DOCS,
        compute: agency::agentless_share,
        ..STABLE
    },
    MetricInfo {
        id: "moral.share",
        name: "share of sentences that touch a moral foundation",
        range: (0.0, 1.0),
        direction: "more moral sentences",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        categories: &moral::CATEGORIES,
        docs: moral::share::DOCS,
        compute: moral::share,
        ..STABLE
    },
    MetricInfo {
        id: "moral.ratio",
        name: "moral words for each that is not",
        range: (0.0, f64::INFINITY),
        direction: "more moral words",
        unit: "words",
        by_place: true,
        by_voice: true,
        docs: moral::ratio::DOCS,
        compute: moral::ratio,
        ..STABLE
    },
    MetricInfo {
        id: "moral.emfd",
        name: "mean moral probability of words, as in eMFD",
        range: (-1.0, 1.0),
        direction: "more moral words",
        unit: "words that the dictionary has",
        needs: "the extended Moral Foundations Dictionary, given as a lexicon",
        categories: &EMFD_CATEGORIES,
        docs: moral::emfd::DOCS,
        compute: moral::emfd,
        parts: Some(moral::parts_of_emfd),
        ..STABLE
    },
    MetricInfo {
        id: "frames.share",
        name: "share of sentences in a policy frame",
        range: (0.0, 1.0),
        direction: "more framed sentences",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        categories: &POLICY_FRAMES,
        docs: frames::share::DOCS,
        compute: frames::share,
        ..STABLE
    },
    MetricInfo {
        id: "frames.primary",
        name: "share of sentences in the primary policy frame, headline and lead weighted",
        range: (0.0, 1.0),
        direction: "more in one frame",
        unit: "sentences",
        categories: &POLICY_FRAMES,
        docs: frames::primary::DOCS,
        compute: frames::primary,
        ..STABLE
    },
    MetricInfo {
        id: "frames.entropy",
        name: "entropy of the policy frames over sentences, in nats",
        range: (0.0, f64::INFINITY),
        direction: "more frames, more evenly",
        unit: "frames of sentences",
        docs: frames::entropy::DOCS,
        compute: frames::entropy,
        ..STABLE
    },
    MetricInfo {
        id: "headline.divergence",
        name: "Jensen–Shannon divergence of moral and policy themes, headline and text",
        range: (0.0, 1.0),
        direction: "other themes in the headline",
        unit: "terms, by weight",
        docs: headline::divergence::DOCS,
        compute: headline::divergence,
        ..STABLE
    },
    MetricInfo {
        id: "headline.overlap",
        name: "share of the headline’s content words that come back in the text",
        range: (0.0, 1.0),
        direction: "headline closer to the text",
        unit: "content words of the headline",
        docs: headline::overlap::DOCS,
        compute: headline::overlap,
        ..STABLE
    },
    MetricInfo {
        id: "readability.lix",
        name: "LIX of lead and body",
        range: (0.0, f64::INFINITY),
        direction: "harder to read",
        unit: "sentences",
        by_place: true,
        docs: readability::lix::DOCS,
        compute: readability::lix,
        ..STABLE
    },
    MetricInfo {
        id: "readability.ari",
        name: "automated readability index of lead and body",
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "harder to read",
        unit: "sentences",
        by_place: true,
        docs: readability::ari::DOCS,
        compute: readability::ari,
        ..STABLE
    },
    MetricInfo {
        id: "readability.coleman_liau",
        name: "Coleman–Liau index of lead and body",
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "harder to read",
        unit: "sentences",
        by_place: true,
        docs: readability::coleman_liau::DOCS,
        compute: readability::coleman_liau,
        ..STABLE
    },
    MetricInfo {
        id: "generic.share",
        name: "share of sentences in a generic news frame",
        direction: "more framed sentences",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        categories: &generic::CATEGORIES,
        docs: generic::share::DOCS,
        compute: generic::share,
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "war_peace.index",
        name: "terms of war less those of peace journalism, over both",
        range: (-1.0, 1.0),
        direction: "more as war journalism speaks",
        unit: "terms of war or peace journalism",
        by_place: true,
        by_voice: true,
        docs: war_peace::index::DOCS,
        compute: war_peace::index,
        parts: Some(war_peace::parts_of_index),
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "sensational.per_1000",
        name: "means of sensational style in 1,000 words",
        range: (0.0, f64::INFINITY),
        direction: "louder",
        unit: "words (of narration or headline by some categories; sentences for unsourced)",
        by_place: true,
        by_voice: true,
        categories: &sensational::CATEGORIES,
        docs: sensational::per_1000::DOCS,
        compute: sensational::per_1000,
        parts: Some(sensational::parts_of_per_1000),
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "arc.range",
        name: "highest less lowest point of the smoothed tone",
        range: (0.0, f64::INFINITY),
        direction: "tone rises and falls further",
        unit: "sentences of lead and body",
        docs: arc::range::DOCS,
        compute: arc::range,
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "arc.trend",
        name: "end less beginning of the smoothed tone",
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "ends more positive than it begins",
        unit: "sentences of lead and body",
        docs: arc::trend::DOCS,
        compute: arc::trend,
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "arc.lowest",
        name: "where the smoothed tone is lowest",
        direction: "lowest nearer to the end",
        unit: "sentences of lead and body",
        docs: arc::lowest::DOCS,
        compute: arc::lowest,
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "tone.peak_end",
        name: "mean tone of the most charged and of the last sentence",
        range: (-1.0, 1.0),
        direction: "more positive",
        unit: "sentences of lead and body",
        docs: arc::peak_end::DOCS,
        compute: arc::peak_end,
        parts: Some(arc::parts_of_peak_end),
        ..EXPERIMENTAL
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
