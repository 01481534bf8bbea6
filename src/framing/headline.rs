//! Whether the headline is about what stands below it.

use super::tally::Tally;
use super::{MetricInfo, Sample, clamped};
use crate::report::{Estimate, Metric};
use crate::stats::Z;
use crate::text::Place;

documented! {
    /// `headline.divergence`
    ///
    /// # What it measures
    /// Whether the headline sets other moral and policy themes than the text under it: 0 the same, 1 nothing
    /// in common.
    ///
    /// # How it is computed
    /// The Jensen–Shannon divergence, to base 2, of the shares of 25 categories (ten moral poles, fifteen
    /// policy frames; weights of terms added up) in the headline and in lead and body. A headline has few
    /// terms, so both are smoothed by adding one term spread as in the two together. Interval by the
    /// delta method, as if each term were drawn by itself, cut at 0 and 1, and null where the shares are the
    /// same; n is the sum of weights, rounded. Null where a side has none.
    ///
    /// # Example
    /// Weights of 1 in a headline for one category, and of 1 for another in the text: smoothed shares (.75,
    /// .25) and (.25, .75) give .189.
    ///
    /// # Known failure modes
    /// Rests on one or two terms of the headline. Long texts have more categories than any headline can,
    /// which is no slant.
    ///
    /// # References
    /// Lin 1991, IEEE Trans. Inf. Theory 37; smoothing and use ours.
    pub(super) fn divergence(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let tallies = &sample.tallies;
        metric.all = jensen_shannon(tallies.place(Place::Headline), tallies.text(), info.range);
    }

    /// `headline.overlap`
    ///
    /// # What it measures
    /// How much of the headline comes back in the text.
    ///
    /// # How it is computed
    /// The headline's words that are no function words and stand in lead or body in the same form, over all
    /// of them; Wilson's interval. A name that the caller gave is one word, and comes back where its actor
    /// is named. Null without a headline, and of one that has only function words.
    ///
    /// # Example
    /// "Regime slams talks" over a text with "regime" and "talks" gives 2/3.
    ///
    /// # Known failure modes
    /// Inflected forms and synonyms are other words ("slams", "slammed"). Short texts repeat less.
    ///
    /// # References
    /// No standard exists. Interval: Wilson 1927, JASA 22.
    pub(super) fn overlap(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let (found, all) = sample.echo;
        metric.all = Estimate::share(found, all);
    }
}

fn jensen_shannon(headline: &Tally, text: &Tally, range: (f64, f64)) -> Estimate {
    let sum = |tally: &Tally| tally.weights().iter().sum::<f64>();
    let (one, other) = (sum(headline), sum(text));
    if one <= 0.0 || other <= 0.0 {
        return Estimate::default();
    }
    let (mut value, mut variances) = (0.0, [0.0; 2]);
    let mut means = [0.0; 2];
    for (a, b) in headline.weights().iter().zip(text.weights()) {
        let together = (a + b) / (one + other);
        if together <= 0.0 {
            continue;
        }
        let shares = [(a + together) / (one + 1.0), (b + together) / (other + 1.0)];
        let middle = f64::midpoint(shares[0], shares[1]);
        for (side, p) in shares.iter().enumerate() {
            // ½ log₂(p/m) is also the derivative by p
            let slope = (p / middle).log2() / 2.0;
            value += p * slope;
            means[side] += p * slope;
            variances[side] += p * slope * slope;
        }
    }
    let variance = (variances[0] - means[0] * means[0]).max(0.0) / (one + 1.0)
        + (variances[1] - means[1] * means[1]).max(0.0) / (other + 1.0);
    let error = Z * variance.sqrt();
    let value = value.clamp(range.0, range.1);
    Estimate {
        value: Some(value),
        n: (one + other).round().max(1.0) as u32,
        // all slopes are 0 where the shares are the same, which tells nothing of how they vary
        interval: (value > 1e-12).then(|| clamped((value - error, value + error), range)),
    }
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, shown};
    use crate::terms::Kind;
    use crate::text::Place::{Body, Heading, Headline};

    /// Computed in Python by the formula; the first value by hand: .75 log₂ 1.5 − .25.
    #[test]
    fn themes_of_headline_and_text() {
        let frame = |class, weight| (Kind::Frame, class, weight);
        let mut data = Data::default();
        data.marked(Headline, 5, &[frame(0, 0.5), frame(0, 0.5)]);
        data.marked(Body, 9, &[(Kind::Moral, 3, 1.0)]);
        assert_eq!(shown("headline.divergence", &data), "0.1887 [0.0000, 0.8613] n 2");
        let mut data = Data::default();
        data.marked(Headline, 5, &[frame(0, 1.0), frame(0, 1.0), (Kind::Moral, 3, 1.0)]);
        data.marked(Body, 9, &[frame(0, 1.0), frame(5, 1.0), frame(5, 1.0), frame(5, 1.0)]);
        data.marked(Heading, 9, &[frame(9, 1.0)]);
        assert_eq!(shown("headline.divergence", &data), "0.3007 [0.0000, 0.8204] n 7");
        let mut same = Data::default();
        same.marked(Headline, 5, &[frame(0, 1.0)]);
        assert_eq!(shown("headline.divergence", &same), "null n 0");
        same.marked(Body, 5, &[frame(0, 1.0)]);
        assert_eq!(shown("headline.divergence", &same), "0.0000 n 2");
    }

    #[test]
    fn words_that_come_back() {
        let mut data = Data::default();
        assert_eq!(shown("headline.overlap", &data), "null n 0");
        data.echoes(2, 3);
        assert_eq!(shown("headline.overlap", &data), "0.6667 [0.2077, 0.9385] n 3");
    }
}
