//! Article-level metrics: a registry, and one file a family. Metrics are computed from what was found
//! in sentences, attributions and actors; none reads the text itself.

mod agency;
mod axes;
mod citations;
mod cues;
mod loaded;
mod registry;
mod score;
mod sources;
mod tone;
mod vader;
mod voices;

pub use axes::{
    Axis, AxisBackground, AxisEffect, AxisScore, AxisSignificance, AxisWord, WordCounts,
    WordVectors,
};
pub use registry::{MetricInfo, Status, metrics};

use crate::report::{ActorScore, Estimate, Metric, SentenceReport, VoiceReport};
use crate::terms::Term;
use crate::text::Place;
use crate::voice::{Attribution, Voice};
use citations::Citation;

/// What metrics are computed from.
#[derive(Clone, Debug)]
pub(crate) struct Sample<'a> {
    sentences: &'a [SentenceReport],
    voices: &'a [VoiceReport],
    terms: &'a [Term],
    actors: &'a [ActorScore],
    citations: Vec<Citation>,
}

impl<'a> Sample<'a> {
    /// Of an article whose spans count in `text`.
    pub(crate) fn new(
        text: &str,
        sentences: &'a [SentenceReport],
        voices: &'a [VoiceReport],
        terms: &'a [Term],
        attributions: &[Attribution],
        actors: &'a [ActorScore],
    ) -> Self {
        let citations = citations::citations(text, sentences, voices, attributions);
        Self { sentences, voices, terms, actors, citations }
    }

    fn voices_of(&self, sentence: &SentenceReport) -> &'a [VoiceReport] {
        &self.voices[sentence.voices.start as usize..sentence.voices.end as usize]
    }

    fn terms_of(&self, sentence: &SentenceReport) -> &'a [Term] {
        &self.terms[sentence.terms.start as usize..sentence.terms.end as usize]
    }
}

/// Every metric of the registry, in its order.
pub(crate) fn compute(sample: &Sample) -> Vec<Metric> {
    metrics().iter().map(|info| (info.compute)(info, sample)).collect()
}

/// An estimate for each place that has units.
fn by_place(estimate: impl Fn(Place) -> Estimate) -> Vec<(Place, Estimate)> {
    let estimates = Place::ALL.into_iter().map(|place| (place, estimate(place)));
    estimates.filter(|(_, estimate)| estimate.n > 0).collect()
}

/// An estimate for each voice that has units.
fn by_voice(estimate: impl Fn(Voice) -> Estimate) -> Vec<(Voice, Estimate)> {
    let estimates = Voice::ALL.into_iter().map(|voice| (voice, estimate(voice)));
    estimates.filter(|(_, estimate)| estimate.n > 0).collect()
}

/// A metric that has no splits.
fn whole(info: &MetricInfo, estimate: Estimate) -> Metric {
    Metric { id: info.id, all: estimate, by_place: Vec::new(), by_voice: Vec::new() }
}

/// Whether the words are the outlet's own.
fn is_narration(voice: Voice) -> bool {
    voice == Voice::Narration
}

/// No value can lie outside a metric's range, so no interval reaches beyond it.
fn clamped(interval: (f64, f64), range: (f64, f64)) -> (f64, f64) {
    (interval.0.max(range.0), interval.1.min(range.1))
}

#[cfg(test)]
mod tests;
