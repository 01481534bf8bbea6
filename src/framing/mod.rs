//! Article-level metrics: a registry, and one file a family. Metrics are computed from the data of
//! the sentences alone.

mod loaded;
mod registry;
mod score;
mod tone;
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

#[cfg(test)]
mod tests {
    //! Sentence data made by hand, for golden values.

    use super::*;
    use crate::sentiment::Vader;
    use crate::text::Span;

    /// Sentences, voices and terms of an article that was never written.
    #[derive(Default)]
    pub(super) struct Data {
        sentences: Vec<SentenceReport>,
        voices: Vec<VoiceReport>,
        terms: Vec<Term>,
    }

    impl Data {
        /// A sentence of one voice.
        fn add(&mut self, place: Place, compound: f64, words: u32, weights: &[f64]) {
            let mut sentiment = Vader::compat().score("");
            sentiment.compound = compound;
            let (span, voice) = (Span::default(), Voice::Narration);
            let (first_voice, first_term) = (self.voices.len() as u32, self.terms.len() as u32);
            self.voices.push(VoiceReport {
                span,
                voice,
                attribution: None,
                words,
                compound,
                tone: compound,
            });
            self.terms.extend(weights.iter().map(|&weight| Term {
                span,
                entry: 0,
                weight,
                voice,
                negated: false,
                loaded: true,
            }));
            self.sentences.push(SentenceReport {
                span,
                place,
                paragraph: None,
                words,
                sentiment,
                loaded: 0.0,
                tone: compound,
                moral: [0.0; 5],
                frames: [0.0; 15],
                voices: first_voice..first_voice + 1,
                terms: first_term..first_term + weights.len() as u32,
                contributions: 0..0,
            });
        }
    }

    /// Headline and body sentences with these compounds.
    pub(super) fn article(headline: &[f64], body: &[f64]) -> Data {
        let mut data = Data::default();
        for (place, compounds) in [(Place::Headline, headline), (Place::Body, body)] {
            for &compound in compounds {
                data.add(place, compound, 5, &[]);
            }
        }
        data
    }

    /// A lead and body sentences with these numbers of words and weights of loaded terms.
    pub(super) fn with_terms(sentences: &[(u32, &[f64])]) -> Data {
        let mut data = Data::default();
        for (i, (words, weights)) in sentences.iter().enumerate() {
            data.add(if i == 0 { Place::Lead } else { Place::Body }, 0.0, *words, weights);
        }
        data
    }

    pub(super) fn of(id: &str, data: &Data) -> Metric {
        let Data { sentences, voices, terms } = data;
        let metrics = compute(&Sample { sentences, voices, terms });
        metrics.into_iter().find(|metric| metric.id == id).expect("a metric of the registry")
    }

    pub(super) fn shown(id: &str, data: &Data) -> String {
        shown_in(&of(id, data).all)
    }

    pub(super) fn shown_in(estimate: &Estimate) -> String {
        let value = estimate.value.map_or("null".to_owned(), |value| format!("{value:.4}"));
        let interval = estimate.interval.map(|(low, high)| format!(" [{low:.4}, {high:.4}]"));
        format!("{value}{} n {}", interval.unwrap_or_default(), estimate.n)
    }
}
