//! Moral foundations.

use super::tally::MORAL;
use super::{MetricInfo, Parts, Sample, by_category, whole};
use crate::report::{Estimate, Metric};
use crate::stats::Ratio;
use crate::terms::{Kind, Mark};

/// Foundations, then the poles of each.
pub(super) const CATEGORIES: [&str; MORAL] = [
    "care",
    "fairness",
    "loyalty",
    "authority",
    "sanctity",
    "care.virtue",
    "care.vice",
    "fairness.virtue",
    "fairness.vice",
    "loyalty.virtue",
    "loyalty.vice",
    "authority.virtue",
    "authority.vice",
    "sanctity.virtue",
    "sanctity.vice",
];

documented! {
    /// `moral.share`
    ///
    /// # What it measures
    /// How much of the text touches a moral foundation: care, fairness, loyalty, authority or sanctity. By
    /// category each of the five, and the virtue and the vice of each.
    ///
    /// # How it is computed
    /// Sentences that have a foundation over all sentences. A sentence has one (or its virtue, or vice) if
    /// the weights of its terms of `moral/foundations` add up to .5; a weight is the chance that the term is
    /// a sign of it. Wilson's interval. By voice over segments.
    ///
    /// # Example
    /// Five of twenty sentences with "killed" or "rescued", three of them with "killed" only: care .25,
    /// care.vice at least .15.
    ///
    /// # Known failure modes
    /// Words for events, not judgements: a report of an accident touches care. Sentences of one foundation
    /// come together, so the interval is somewhat too narrow.
    ///
    /// # References
    /// Foundations: Graham, Haidt & Nosek 2009, JPSP 96. Shares of sentences: no standard. Interval: Wilson
    /// 1927, JASA 22.
    pub(super) fn share(info: &MetricInfo, sample: &Sample) -> Metric {
        let mut metric =
            sample.split(info, |tally| Estimate::share(tally.moral_units, tally.units));
        let all = &sample.tallies.all;
        metric.by_category = by_category(info, |i| Estimate::share(all.moral[i], all.units));
        metric
    }

    /// `moral.ratio`
    ///
    /// # What it measures
    /// How many words are moral for each that is not.
    ///
    /// # How it is computed
    /// `m / (N − m)`: m the words that a term of `moral/foundations` covers, each counted once, N all words;
    /// null where all are moral. The interval is that of m/N, clusters of words by sentence (see
    /// `voice.narration_share`), its ends carried over.
    ///
    /// # Example
    /// Ten moral words among 110 give .1.
    ///
    /// # Known failure modes
    /// Long phrases count by their words. As `moral.share`.
    ///
    /// # References
    /// Hopp, Fisher, Cornell, Huskey & Weber 2021, Behavior Research Methods 53, with our list (checked: the
    /// package emfdscore; it leaves stop words out of N, so its ratios are about twice as high).
    pub(super) fn ratio(info: &MetricInfo, sample: &Sample) -> Metric {
        sample.split(info, |tally| odds(&tally.moral_words, tally.words))
    }

    /// `moral.emfd`
    ///
    /// # What it measures
    /// Where a reader sees each moral foundation, word by word, as the extended Moral Foundations
    /// Dictionary has it. Only where the caller gives that dictionary; it may not be shipped.
    ///
    /// # How it is computed
    /// For each column, such as `care_p` (probability) and `care_sent` (tone), the mean over the m words of
    /// the text that the dictionary has; the value is the mean of the five probabilities. n is m. No
    /// interval.
    ///
    /// # Example
    /// "kill" (`care_p` .4) and "cheat" (.1) in a text give `care_p` .25.
    ///
    /// # Known failure modes
    /// Probabilities of all words lie between .05 and .3, so means differ little between texts. Names that
    /// stand in the dictionary count, other than in actors' names given by the caller.
    ///
    /// # References
    /// Hopp and others 2021 (checked: `all` and `sentiment` of emfdscore, which strike out stop words
    /// before; the dictionary has none but a few).
    pub(super) fn emfd(info: &MetricInfo, sample: &Sample) -> Metric {
        let all = &sample.tallies.all;
        let n = all.emfd_words;
        let mean = |sum: f64| Estimate {
            value: (n > 0).then(|| sum / f64::from(n)),
            n,
            interval: None,
        };
        let mut metric = whole(info, mean(all.emfd[..5].iter().sum::<f64>() / 5.0));
        metric.by_category = by_category(info, |i| mean(all.emfd[i]));
        metric
    }
}

/// `p/(1 − p)` of a share, with its interval.
fn odds(share: &Ratio, n: u32) -> Estimate {
    let odds = |p: f64| p / (1.0 - p);
    let interval = share.share_interval().map(|(low, high)| (odds(low), odds(high)));
    Estimate {
        value: share.value().filter(|p| *p < 1.0).map(odds),
        n,
        interval: interval.filter(|(_, high)| high.is_finite()),
    }
}

/// The share of each of its words in `moral.emfd`.
pub(super) fn parts_of_emfd(sample: &Sample) -> Parts {
    let each = 1.0 / (5.0 * f64::from(sample.tallies.all.emfd_words));
    let probability = |mark: &&Mark| mark.kind == Kind::Emfd && mark.class < 5;
    let marks = sample.marks.iter().filter(probability);
    marks.map(|mark| (mark.span, each * mark.weight)).collect()
}
