//! Moral foundations.

use super::tally::{MORAL, PRESENT, Tally};
use super::{MetricInfo, Parts, Sample, by_category, by_count, clamped};
use crate::lexicon::EMFD_CATEGORIES;
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
    pub(super) fn share(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        sample.split(info, metric, |tally| Estimate::share(tally.moral_units, tally.units));
        let all = sample.tallies.all();
        by_count(info, metric, all.moral(), all.units, Estimate::share);
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
    pub(super) fn ratio(tally: &Tally) -> Estimate {
        odds(tally.moral_words(), tally.words)
    }

    /// `moral.emfd`
    ///
    /// # What it measures
    /// Where a reader sees each moral foundation, word by word, as the extended Moral Foundations
    /// Dictionary has it. Only where the caller gives that dictionary; it may not be shipped.
    ///
    /// # How it is computed
    /// For each column, such as `care_p` (probability) and `care_sent` (tone), the mean over the m words of
    /// the text that the dictionary has; the value is the mean of the five probabilities. n is m. The
    /// interval is Student's for a ratio over sentences (delta method), cut at −1 and 1.
    ///
    /// # Example
    /// "kill" (`care_p` .4) and "cheat" (.1) in a text give `care_p` .25.
    ///
    /// # Known failure modes
    /// Means of many words differ little between texts. Names that stand in the dictionary count, other
    /// than in actors' names given by the caller.
    ///
    /// # References
    /// Hopp and others 2021 (checked: `all` and `sentiment` of emfdscore, which strike out stop words
    /// before). Interval: Cochran 1977, Sampling Techniques, chapter 6.
    pub(super) fn emfd(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let columns = &sample.tallies.emfd;
        if columns.clusters() == 0 {
            return;
        }
        let mean = |column: Ratio| Estimate {
            value: column.value(),
            n: column.x() as u32,
            interval: column.interval().map(|interval| clamped(interval, info.range)),
        };
        metric.all = mean(columns.of(EMFD_CATEGORIES.len()));
        if metric.all.n > 0 {
            by_category(info, metric, &|i| mean(columns.of(i)));
        }
    }
}

/// The sentences of `moral.share`.
pub(super) fn parts_of_share(sample: &Sample) -> Parts {
    super::parts_of_share(sample, |sentence| sentence.moral.iter().any(|sum| *sum >= PRESENT))
}

/// `p/(1 − p)` of a share, with its interval.
fn odds(share: Ratio, n: u32) -> Estimate {
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
    let each = 1.0 / (5.0 * sample.tallies.emfd.x());
    let probability = |mark: &&Mark| mark.kind == Kind::Emfd && mark.class < 5;
    let marks = sample.marks.iter().filter(probability);
    marks.map(|mark| (mark.span, each * mark.weight)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::tests::{Data, of, shown, shown_in};
    use crate::terms::FOUNDATIONS;
    use crate::text::Place::{Body, Lead};
    use crate::voice::Voice::DirectQuote;

    /// By hand: of four sentences two have care (one by virtue .3 and vice .3 together), one of them
    /// fairness too; Wilson for 2 of 4 is .1500 to .8500.
    #[test]
    fn sentences_with_a_foundation() {
        let term = |class, weight| (Kind::Moral, class, weight);
        let mut data = Data::default();
        data.marked(Lead, 40, &[term(1, 0.9), term(2, 0.5)]);
        data.marked(Body, 40, &[term(0, 0.3), term(1, 0.3)]);
        data.marked(Body, 30, &[term(4, 0.4)]);
        data.marked(Body, 30, &[]);
        let share = of("moral.share", &data);
        assert_eq!(shown_in(&share.all), "0.5000 [0.1500, 0.8500] n 4");
        let value = |name: &str| {
            let found = share.by_category.iter().find(|(other, _)| *other == name);
            found.expect("a category").1.value.expect("sentences")
        };
        assert_eq!((value("care"), value("care.vice"), value("care.virtue")), (0.5, 0.25, 0.0));
        assert_eq!((value("fairness"), value("fairness.virtue")), (0.25, 0.25));
        assert_eq!((value("loyalty"), value("loyalty.virtue")), (0.0, 0.0));
        data.speak(0, DirectQuote);
        let voices = of("moral.share", &data).by_voice;
        assert_eq!((voices[0].1.n, voices[1].1.value), (3, Some(1.0)));
        assert_eq!(shown("moral.share", &Data::default()), "null n 0");
    }

    #[test]
    fn categories_are_foundations_and_their_poles() {
        assert_eq!(CATEGORIES[..5], FOUNDATIONS);
        let poles = FOUNDATIONS.map(|name| [format!("{name}.virtue"), format!("{name}.vice")]);
        assert_eq!(CATEGORIES[5..], poles.concat());
    }

    /// Ten of 110 words in three sentences of 6, 4 and 0; interval computed in Python.
    #[test]
    fn moral_words_for_others() {
        let term = (Kind::Moral, 0, 0.2);
        let mut data = Data::default();
        data.marked(Lead, 40, &[term; 6]);
        data.marked(Body, 40, &[term; 4]);
        data.marked(Body, 30, &[]);
        assert_eq!(shown("moral.ratio", &data), "0.1000 [0.0160, 0.6261] n 110");
        // a second foundation of the same word
        data.mark_again((Kind::Moral, 2, 0.5));
        assert_eq!(of("moral.ratio", &data).all.value, Some(0.1));
    }

    /// By hand: means of two words; their means of five are −.12 and −.18, so ± 12.7062 · .03.
    #[test]
    fn the_columns_of_an_emfd() {
        let mut data = Data::default();
        data.marked(Body, 9, &[]);
        assert_eq!(shown("moral.emfd", &data), "null n 0");
        for care in [0.4, 0.1] {
            let columns: Vec<_> = (0..10)
                .map(|i| (Kind::Emfd, i, if i == 0 { care } else { -0.1 * f64::from(i) }))
                .collect();
            data.marked(Body, 9, &columns);
        }
        let emfd = of("moral.emfd", &data);
        assert_eq!(shown_in(&emfd.all), "-0.1500 [-0.5312, 0.2312] n 2");
        let values: Vec<_> = emfd.by_category.iter().map(|(name, e)| (*name, e.value)).collect();
        assert_eq!(values[0], ("care_p", Some(0.25)));
        assert_eq!(values[5], ("care_sent", Some(-0.5)));
    }
}
