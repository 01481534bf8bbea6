//! Article-level metrics: a registry, and one file a family. Metrics are computed from the data of
//! the sentences alone.

mod loaded;
mod registry;
mod vader;

pub use registry::{MetricInfo, Status, metrics};

use crate::report::{Estimate, Metric, SentenceReport, VoiceReport};
use crate::terms::Term;
use crate::text::Place;
use crate::voice::Voice;

/// The sentence data of an article that metrics are computed from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample<'a> {
    pub sentences: &'a [SentenceReport],
    pub voices: &'a [VoiceReport],
    pub terms: &'a [Term],
}

impl<'a> Sample<'a> {
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

/// No value can lie outside a metric's range, so no interval reaches beyond it.
fn clamped(interval: (f64, f64), range: (f64, f64)) -> (f64, f64) {
    (interval.0.max(range.0), interval.1.min(range.1))
}
