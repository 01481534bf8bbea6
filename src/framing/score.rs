//! Metrics of a score that every sentence and every voice segment has: mean, gaps.

use super::tally::Tally;
use super::{MetricInfo, OTHERS, OWN, Parts, Sample, clamped};
use crate::report::{Estimate, Metric, SentenceReport};
use crate::stats::{self, Moments, Z};
use crate::text::Place;
use crate::voice::Voice;

/// A score of sentences and of the voice segments in them.
#[derive(Clone, Copy)]
pub(super) struct Score {
    pub sentence: fn(&SentenceReport) -> f64,
    pub tallied: fn(&Tally) -> Moments,
}

/// The mean, with Student's interval.
pub(super) fn mean(scores: &Moments) -> Estimate {
    Estimate { value: scores.mean(), n: scores.count(), interval: scores.interval() }
}

impl Score {
    /// The sentences' shares in their mean.
    pub(super) fn parts_of_mean(self, sample: &Sample) -> Parts {
        let n = sample.sentences.len() as f64;
        let share = |sentence: &SentenceReport| (sentence.span, (self.sentence)(sentence) / n);
        sample.sentences.iter().map(share).filter(|(_, share)| *share != 0.0).collect()
    }

    /// The headline's score less the mean of lead and body.
    pub(super) fn headline_gap(self, info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        self.against_headline(sample, metric, &|headline, text| {
            let value = headline.mean().zip(text.mean()).map(|(head, text)| head - text);
            let interval = headline.mean().zip(text.interval());
            Estimate {
                value,
                n: text.count(),
                interval: interval
                    .map(|(head, (low, high))| clamped((head - high, head - low), info.range)),
            }
        });
    }

    /// The same in standard deviations of lead and body.
    pub(super) fn headline_gap_sd(self, sample: &Sample, metric: &mut Metric) {
        self.against_headline(sample, metric, &|headline, text| {
            let spread = text.variance().filter(|variance| *variance > 0.0).map(f64::sqrt);
            let (Some(head), Some(mean), Some(spread)) = (headline.mean(), text.mean(), spread)
            else {
                return Estimate::default();
            };
            let n = f64::from(text.count());
            standardised((head - mean) / spread, 1.0 / n, n - 1.0, text.count())
        });
    }

    fn against_headline(
        self,
        sample: &Sample,
        metric: &mut Metric,
        gap: &dyn Fn(&Moments, &Moments) -> Estimate,
    ) {
        let tallies = &sample.tallies;
        let headline = (self.tallied)(tallies.place(Place::Headline));
        let text = (self.tallied)(tallies.text());
        if headline.count() == 0 || text.count() == 0 {
            return;
        }
        metric.all = gap(&headline, &text);
        sample.by_voice(metric, &|voice| {
            let of = |places| self.segments(sample, places, &[voice]);
            let headline = of(&[Place::Headline]);
            if headline.count() == 0 {
                return Estimate::default();
            }
            gap(&headline, &of(&[Place::Lead, Place::Body]))
        });
    }

    /// The scores of the segments in some places and voices.
    fn segments(self, sample: &Sample, places: &[Place], voices: &[Voice]) -> Moments {
        let mut all = Moments::default();
        for tally in sample.tallies.segments(places, voices) {
            all.merge(&(self.tallied)(tally));
        }
        all
    }

    /// The mean of the lead less that of the rest of the body, in standard deviations of both together.
    pub(super) fn lead_gap_sd(self, sample: &Sample, metric: &mut Metric) {
        let gap = |lead: &Moments, rest: &Moments| {
            let mut text = *lead;
            text.merge(rest);
            let spread = text.variance().filter(|variance| *variance > 0.0).map(f64::sqrt);
            let (Some(first), Some(other), Some(spread)) = (lead.mean(), rest.mean(), spread)
            else {
                return Estimate::default();
            };
            let sampling = 1.0 / f64::from(lead.count()) + 1.0 / f64::from(rest.count());
            let n = text.count();
            standardised((first - other) / spread, sampling, f64::from(n) - 1.0, n)
        };
        let tallies = &sample.tallies;
        let [lead, rest] = [Place::Lead, Place::Body].map(|p| (self.tallied)(tallies.place(p)));
        if lead.count() == 0 || rest.count() == 0 {
            return;
        }
        metric.all = gap(&lead, &rest);
        sample.by_voice(metric, &|voice| {
            let of = |place| self.segments(sample, &[place], &[voice]);
            gap(&of(Place::Lead), &of(Place::Body))
        });
    }

    /// The mean of the segments in narration less that of all others.
    pub(super) fn voice_gap(self, info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let gap = |places: &[Place]| {
            let own = self.segments(sample, places, &OWN);
            let others = self.segments(sample, places, &OTHERS);
            let value = own.mean().zip(others.mean()).map(|(own, others)| own - others);
            Estimate {
                value,
                n: if value.is_some() { own.count() + others.count() } else { 0 },
                interval: stats::welch_interval(&own, &others)
                    .map(|interval| clamped(interval, info.range)),
            }
        };
        metric.all = gap(&Place::ALL);
        if metric.all.n > 0 {
            sample.by_place(metric, &|place| gap(&[place]));
        }
    }
}

/// A standardised gap d; its variance is `sampling + d²/2f` with f degrees of freedom (Hedges & Olkin
/// 1985, chapter 5).
fn standardised(d: f64, sampling: f64, degrees: f64, n: u32) -> Estimate {
    let error = Z * (sampling + d * d / (2.0 * degrees)).sqrt();
    Estimate { value: Some(d), n, interval: Some((d - error, d + error)) }
}
