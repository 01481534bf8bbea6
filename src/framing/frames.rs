//! Policy frames.

use super::{MetricInfo, Sample, by_category, whole};
use crate::report::{Estimate, Metric};
use crate::stats::{Diversity, wilson};
use crate::terms::POLICY_FRAMES;
use crate::text::Place;

/// How much a sentence counts toward the primary frame, by place.
const fn weight(place: Place) -> f64 {
    match place {
        Place::Headline => 3.0,
        Place::Lead => 2.0,
        _ => 1.0,
    }
}

documented! {
    /// `frames.share`
    ///
    /// # What it measures
    /// How much of the text puts its matter in a policy frame; by category each of the fifteen frames.
    ///
    /// # How it is computed
    /// Sentences that have a frame over all sentences. A sentence has one if the weights of its terms of
    /// `frames/policy` add up to .5; it may have several, so the shares add up to more than the whole.
    /// Wilson's interval. By voice over segments.
    ///
    /// # Example
    /// Six of twenty sentences that tell of courts give `legality` .3.
    ///
    /// # Known failure modes
    /// Topic words: a story about a court has the frame of legality however it is told. Found frames agree
    /// with coders only in part: see `evaluate headline-frames`.
    ///
    /// # References
    /// Boydstun, Card, Gross, Resnik & Smith 2014; Card and others 2015, ACL. Interval: Wilson 1927, JASA 22.
    pub(super) fn share(info: &MetricInfo, sample: &Sample) -> Metric {
        let mut metric =
            sample.split(info, |tally| Estimate::share(tally.frame_units, tally.units));
        let all = &sample.tallies.all;
        metric.by_category = by_category(info, |i| Estimate::share(all.frames[i], all.units));
        metric
    }

    /// `frames.primary`
    ///
    /// # What it measures
    /// Which policy frame the article is mainly told in (the one category), and how much of it is.
    ///
    /// # How it is computed
    /// The share of sentences that have the frame, a sentence of the headline counting three times and one
    /// of the lead twice; the primary frame has the greatest (of equals the first in the codebook). Wilson's
    /// interval for as many sentences as the weighted ones are worth, `(Σ w)² / Σ w²`. Null where no
    /// sentence has a frame.
    ///
    /// # Example
    /// A headline and three of six body sentences about courts: (3 + 3) / (3 + 6) = .67 for `legality`.
    ///
    /// # Known failure modes
    /// As `frames.share`. The choice of the greatest share makes it higher than that of a frame fixed
    /// beforehand, which the interval ignores.
    ///
    /// # References
    /// Primary frame: Card and others 2015, ACL, coded by people; the weights are ours. Effective number:
    /// Kish 1965, Survey Sampling.
    pub(super) fn primary(info: &MetricInfo, sample: &Sample) -> Metric {
        let mut sums = [0.0; POLICY_FRAMES.len()];
        let (mut total, mut squares) = (0.0, 0.0);
        for place in Place::ALL {
            let (tally, weight) = (sample.tallies.place(place), weight(place));
            total += weight * f64::from(tally.units);
            squares += weight * weight * f64::from(tally.units);
            for (sum, units) in sums.iter_mut().zip(tally.frames) {
                *sum += weight * f64::from(units);
            }
        }
        let greatest = (0..sums.len()).rev().max_by(|a, b| sums[*a].total_cmp(&sums[*b]));
        let Some(primary) = greatest.filter(|frame| sums[*frame] > 0.0) else {
            return whole(info, Estimate::default());
        };
        let share = sums[primary] / total;
        let estimate = Estimate {
            value: Some(share),
            n: sample.tallies.all.units,
            interval: Some(wilson(share, total * total / squares)),
        };
        let mut metric = whole(info, estimate);
        metric.by_category = vec![(POLICY_FRAMES[primary], estimate)];
        metric
    }

    /// `frames.entropy`
    ///
    /// # What it measures
    /// Whether the article keeps to one policy frame or has many.
    ///
    /// # How it is computed
    /// `−Σ p ln p + (S − 1)/2n`, in nats: p a frame's share of the n frames of all sentences, S the frames
    /// found. As `sources.shannon`, with its interval.
    ///
    /// # Example
    /// Four frames with 4, 3, 2 and 1 sentences give 1.430.
    ///
    /// # Known failure modes
    /// Grows with length: short texts have few frames. As `frames.share`.
    ///
    /// # References
    /// Boydstun, Bevan & Thomas 2014, Policy Studies Journal 42, of entropy for attention; as
    /// `sources.shannon`.
    pub(super) fn entropy(info: &MetricInfo, sample: &Sample) -> Metric {
        let mut counts = sample.tallies.all.frames.to_vec();
        counts.retain(|count| *count > 0);
        let estimate = Diversity::new(&counts).map(|diversity| {
            let (value, interval) = diversity.shannon();
            let interval = interval.map(|(low, high)| (low.max(0.0), high));
            Estimate { value: Some(value), n: counts.iter().sum(), interval }
        });
        whole(info, estimate.unwrap_or_default())
    }
}
