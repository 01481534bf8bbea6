//! Metrics of a score that every sentence and every voice segment has: mean, share, gaps.

use super::{MetricInfo, Sample, by_place, by_voice, clamped, is_narration};
use crate::report::{Estimate, Metric, SentenceReport, VoiceReport};
use crate::stats;
use crate::text::Place;
use crate::voice::Voice;

/// A score of sentences and of the voice segments in them.
#[derive(Clone, Copy)]
pub(super) struct Score {
    pub sentence: fn(&SentenceReport) -> f64,
    pub segment: fn(&VoiceReport) -> f64,
}

impl Score {
    /// The mean, with Student's interval cut at the range.
    pub(super) fn mean(self, info: &MetricInfo, sample: &Sample) -> Metric {
        self.split(info, sample, |values| Estimate {
            value: stats::mean(values),
            n: values.len() as u32,
            interval: stats::mean_interval(values).map(|interval| clamped(interval, info.range)),
        })
    }

    /// The share of scores of at most `most`, with Wilson's interval.
    pub(super) fn share_up_to(self, most: f64, info: &MetricInfo, sample: &Sample) -> Metric {
        self.split(info, sample, |values| {
            let hits = values.iter().filter(|value| **value <= most).count();
            Estimate::share(hits as u32, values.len() as u32)
        })
    }

    /// The headline's score less the mean of lead and body.
    pub(super) fn headline_gap(self, info: &MetricInfo, sample: &Sample) -> Metric {
        let gap = |headline: &[f64], body: &[f64]| {
            let head = stats::mean(headline);
            let value = head.zip(stats::mean(body)).map(|(head, body)| head - body);
            let interval = head
                .zip(stats::mean_interval(body))
                .map(|(head, (low, high))| clamped((head - high, head - low), info.range));
            let n = if headline.is_empty() { 0 } else { body.len() as u32 };
            Estimate { value, n, interval }
        };
        let is_headline = |place| place == Place::Headline;
        let is_body = |place| matches!(place, Place::Lead | Place::Body);
        let sentences = |keep: fn(Place) -> bool| self.sentences(sample, keep);
        let segments = |voice, keep: fn(Place) -> bool| self.segments(sample, |v| v == voice, keep);
        Metric {
            id: info.id,
            all: gap(&sentences(is_headline), &sentences(is_body)),
            by_place: Vec::new(),
            by_voice: by_voice(|voice| {
                gap(&segments(voice, is_headline), &segments(voice, is_body))
            }),
        }
    }

    /// The mean of the segments in narration less that of all others.
    pub(super) fn voice_gap(self, info: &MetricInfo, sample: &Sample) -> Metric {
        let gap = |keep: &dyn Fn(Place) -> bool| {
            let own = self.segments(sample, is_narration, keep);
            let others = self.segments(sample, |voice| !is_narration(voice), keep);
            let value = stats::mean(&own).zip(stats::mean(&others)).map(|(own, other)| own - other);
            Estimate {
                value,
                n: if value.is_some() { (own.len() + others.len()) as u32 } else { 0 },
                interval: stats::welch_interval(&own, &others)
                    .map(|interval| clamped(interval, info.range)),
            }
        };
        Metric {
            id: info.id,
            all: gap(&|_| true),
            by_place: by_place(|place| gap(&|p| p == place)),
            by_voice: Vec::new(),
        }
    }

    fn split(
        self,
        info: &MetricInfo,
        sample: &Sample,
        estimate: impl Fn(&[f64]) -> Estimate,
    ) -> Metric {
        Metric {
            id: info.id,
            all: estimate(&self.sentences(sample, |_| true)),
            by_place: by_place(|place| estimate(&self.sentences(sample, |p| p == place))),
            by_voice: by_voice(|voice| estimate(&self.segments(sample, |v| v == voice, |_| true))),
        }
    }

    /// Scores of the sentences in some places.
    fn sentences(self, sample: &Sample, keep: impl Fn(Place) -> bool) -> Vec<f64> {
        sample.sentences.iter().filter(|s| keep(s.place)).map(self.sentence).collect()
    }

    /// Scores of the segments in some voices, in some places.
    fn segments(
        self,
        sample: &Sample,
        heard: impl Fn(Voice) -> bool,
        keep: impl Fn(Place) -> bool,
    ) -> Vec<f64> {
        let kept = sample.sentences.iter().filter(|s| keep(s.place));
        let parts = kept.flat_map(|s| sample.voices_of(s));
        parts.filter(|part| heard(part.voice)).map(self.segment).collect()
    }
}
