//! Tone by VADER's compound, over sentences.

use super::score::{self, Score};
use super::tally::{NEGATIVE, Tally};
use super::{MetricInfo, Parts, Sample};
use crate::report::{Estimate, Metric};

const COMPOUND: Score =
    Score { sentence: |sentence| sentence.sentiment.compound, tallied: Tally::compound };

documented! {
    /// `vader.mean`
    ///
    /// # What it measures
    /// The average tone of the sentences, so that a long article does not saturate.
    ///
    /// # How it is computed
    /// The mean of the sentences' compound; Student's interval with n − 1 degrees of freedom, cut at
    /// −1 and 1. By voice: each voice segment of a sentence scored alone, n counts segments.
    ///
    /// # Example
    /// Three sentences of .5, 0 and −.2 give .1.
    ///
    /// # Known failure modes
    /// VADER was made for social media: many news words are missing from its lexicon, and every
    /// sentence counts alike whatever its length. Sentences of an article are not independent, so the
    /// interval is somewhat too narrow.
    ///
    /// # References
    /// Hutto & Gilbert 2014, ICWSM.
    pub(super) fn mean(tally: &Tally) -> Estimate {
        score::mean(&tally.compound())
    }

    /// `vader.negative_share`
    ///
    /// # What it measures
    /// How much of the article is negative in tone.
    ///
    /// # How it is computed
    /// Sentences with compound ≤ −.05 over all sentences; Wilson's interval. By voice over segments.
    ///
    /// # Example
    /// Compounds of .5, −.05 and −.2 give 2/3.
    ///
    /// # Known failure modes
    /// As `vader.mean`; reports of wars and accidents are negative whatever their slant.
    ///
    /// # References
    /// Threshold: Hutto & Gilbert 2014. Interval: Wilson 1927, JASA 22.
    pub(super) fn negative_share(tally: &Tally) -> Estimate {
        Estimate::share(tally.negative_units, tally.units)
    }

    /// `vader.headline_gap`
    ///
    /// # What it measures
    /// Whether the headline is more positive or more negative than the text under it.
    ///
    /// # How it is computed
    /// `h − mean(body)`: h the compound of the headline (the mean, if it has several sentences), body
    /// the sentences of lead and body. The headline is taken as given; the interval is Student's for
    /// the body's mean, cut at −2 and 2. By voice over the segments of that voice on both sides.
    ///
    /// # Example
    /// A headline of −.4 over body sentences of 0 and .2 gives −.5.
    ///
    /// # Known failure modes
    /// In ALL-CAPS headlines VADER's capitals rule is off (it needs mixed case). One word decides a
    /// short headline.
    ///
    /// # References
    /// No standard exists: a difference of means, with the headline taken as given.
    pub(super) fn headline_gap(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        COMPOUND.headline_gap(info, sample, metric);
    }
}

/// The sentences of `vader.negative_share`.
pub(super) fn parts_of_negative_share(sample: &Sample) -> Parts {
    super::parts_of_share(sample, |sentence| sentence.sentiment.compound <= NEGATIVE)
}

/// The sentences' shares in `vader.mean`.
pub(super) fn parts_of_mean(sample: &Sample) -> Parts {
    COMPOUND.parts_of_mean(sample)
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{article, shown};

    /// By hand: mean .1; shares 1/3 (−.2 alone is at most −.05) and 2/3 with −.05 for 0; gap −.5.
    #[test]
    fn the_examples_of_the_docs() {
        let mean = |compounds: &[f64]| shown("vader.mean", &article(&[], compounds));
        assert_eq!(mean(&[0.5, 0.0, -0.2]), "0.1000 [-0.7957, 0.9957] n 3");
        assert_eq!(mean(&[0.5]), "0.5000 n 1");
        assert_eq!(mean(&[]), "null n 0");
        let share = |compounds: &[f64]| shown("vader.negative_share", &article(&[], compounds));
        assert_eq!(share(&[0.5, -0.05, -0.2]), "0.6667 [0.2077, 0.9385] n 3");
        assert_eq!(share(&[0.5, -0.0499, -0.2]), "0.3333 [0.0615, 0.7923] n 3");
        let gap = |head: &[f64], body: &[f64]| shown("vader.headline_gap", &article(head, body));
        // s = .1414, t(1) = 12.706, so ±1.27 around −.5
        assert_eq!(gap(&[-0.4], &[0.0, 0.2]), "-0.5000 [-1.7706, 0.7706] n 2");
        assert_eq!(gap(&[-0.4, 0.2], &[0.0]), "-0.1000 n 1");
        assert_eq!(gap(&[], &[0.0, 0.2]), "null n 0");
        assert_eq!(gap(&[-0.4], &[]), "null n 0");
    }
}
