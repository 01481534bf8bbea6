//! Policy frames.

use super::tally::PRESENT;
use super::{MetricInfo, Parts, Sample, by_count};
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
    /// Boydstun, Card, Gross, Resnik & Smith 2014; Card and others 2015, ACL (the
    /// fifteen frames from memory). Interval: Wilson 1927, JASA 22.
    pub(super) fn share(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        sample.split(info, metric, |tally| Estimate::share(tally.frame_units, tally.units));
        let all = sample.tallies.all();
        by_count(info, metric, all.frames(), all.units, Estimate::share);
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
    pub(super) fn primary(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let mut sums = [0.0; POLICY_FRAMES.len()];
        let (mut total, mut squares) = (0.0, 0.0);
        for &place in sample.tallies.places() {
            let (tally, weight) = (sample.tallies.place(place), weight(place));
            total += weight * f64::from(tally.units);
            squares += weight * weight * f64::from(tally.units);
            for (sum, units) in sums.iter_mut().zip(tally.frames()) {
                *sum += weight * f64::from(*units);
            }
        }
        // of equals the first
        let greater = |a: usize, b: usize| if sums[b] > sums[a] { b } else { a };
        let Some(primary) = (0..sums.len()).reduce(greater) else { return };
        let share = sums[primary] / total;
        let estimate = Estimate {
            value: Some(share),
            n: sample.tallies.all().units,
            interval: Some(wilson(share, total * total / squares)),
        };
        metric.all = estimate;
        metric.by_category = vec![(POLICY_FRAMES[primary], estimate)];
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
    pub(super) fn entropy(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let counts = sample.tallies.all().frames();
        if let Some(diversity) = Diversity::new(counts) {
            let (value, interval) = diversity.shannon();
            let interval = interval.map(|(low, high)| (low.max(0.0), high));
            metric.all = Estimate { value: Some(value), n: counts.iter().sum(), interval };
        }
    }
}

/// The sentences of `frames.share`.
pub(super) fn parts_of_share(sample: &Sample) -> Parts {
    super::parts_of_share(sample, |sentence| sentence.frames.iter().any(|sum| *sum >= PRESENT))
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, of, shown, shown_in};
    use crate::terms::Kind;
    use crate::text::Place::{Body, Headline};

    const LEGALITY: u8 = 4;
    const POLITICAL: u8 = 12;

    /// A headline and three of six body sentences with legality, one of them political too.
    fn court() -> Data {
        let frame = |class| (Kind::Frame, class, 0.6);
        let mut data = Data::default();
        data.marked(Headline, 9, &[frame(LEGALITY)]);
        data.marked(Body, 9, &[frame(LEGALITY), frame(POLITICAL)]);
        (0..2).for_each(|_| data.marked(Body, 9, &[frame(LEGALITY)]));
        data.marked(Body, 9, &[(Kind::Frame, POLITICAL, 0.3), (Kind::Frame, POLITICAL, 0.2)]);
        (0..2).for_each(|_| data.marked(Body, 9, &[(Kind::Frame, POLITICAL, 0.4)]));
        data
    }

    /// By hand: Wilson for 5 of 7, 4 of 7 and 2 of 7.
    #[test]
    fn sentences_with_a_frame() {
        let share = of("frames.share", &court());
        assert_eq!(shown_in(&share.all), "0.7143 [0.3589, 0.9178] n 7");
        let [legality, political] =
            [LEGALITY, POLITICAL].map(|i| share.by_category[usize::from(i)]);
        assert_eq!(
            (legality.0, shown_in(&legality.1)),
            ("legality", "0.5714 [0.2505, 0.8418] n 7".to_owned())
        );
        assert_eq!(
            (political.0, shown_in(&political.1)),
            ("political", "0.2857 [0.0822, 0.6411] n 7".to_owned())
        );
    }

    /// By hand: (3 + 3)/(3 + 6), worth 81/15 sentences; Wilson with that n.
    #[test]
    fn the_primary_frame() {
        let primary = of("frames.primary", &court());
        assert_eq!(shown_in(&primary.all), "0.6667 [0.2857, 0.9091] n 7");
        assert_eq!(primary.by_category, [("legality", primary.all)]);
        let mut tie = Data::default();
        let both = [(Kind::Frame, POLITICAL, 0.9), (Kind::Frame, LEGALITY, 0.9)];
        tie.marked(Body, 9, &both);
        assert_eq!(of("frames.primary", &tie).by_category[0].0, "legality");
        let mut none = Data::default();
        none.marked(Body, 9, &[(Kind::Frame, 0, 0.4)]);
        assert_eq!(shown("frames.primary", &none), "null n 0");
    }

    /// The counts of `sources.shannon`: 4, 3, 2 and 1.
    #[test]
    fn entropy() {
        let mut data = Data::default();
        for (class, times) in [(0, 4), (3, 3), (7, 2), (14, 1)] {
            (0..times).for_each(|_| data.marked(Body, 9, &[(Kind::Frame, class, 0.5)]));
        }
        assert_eq!(shown("frames.entropy", &data), "1.4299 [1.0733, 1.7864] n 10");
        assert_eq!(shown("frames.entropy", &Data::default()), "null n 0");
    }
}
