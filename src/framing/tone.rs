//! The tone of news: charged words counted, and the tone of sentences.

use super::score::{self, Score};
use super::tally::Tally;
use super::{MetricInfo, Parts, Sample, clamped};
use crate::report::{Estimate, Metric};
use crate::stats::{FEWEST, Z, spread_interval};
use crate::terms::{Kind, Mark};

const TONE: Score = Score { sentence: |sentence| sentence.tone, tallied: Tally::tone };

documented! {
    /// `tone.net`
    ///
    /// # What it measures
    /// How much more of the text is positive than negative, word by word.
    ///
    /// # How it is computed
    /// `(p − n) / N`: p and n the words and phrases of the tone lists that are positive and negative after
    /// negation and its like ("not good" is negative, "failed to help" too), N all words. The interval is
    /// Student's for a ratio over sentences (delta method), since the words of one sentence go together. By
    /// voice: words in that voice.
    ///
    /// # Example
    /// Three positive and five negative words in 100 give −.02.
    ///
    /// # Known failure modes
    /// Every charged word counts alike, "fine" as much as "superb". Bad news is negative whatever its
    /// slant. Where charged words are few the interval is too short, as that of `loaded.own_weight`; a text
    /// without any has none.
    ///
    /// # References
    /// Young & Soroka 2012, Political Communication 29, with our lists: there negated words change sides
    /// likewise (checked: `sent_abspropdiff` of quanteda.sentiment). Interval: Cochran 1977, chapter 6.
    pub(super) fn net(tally: &Tally) -> Estimate {
        let net = tally.net();
        Estimate { value: net.value(), n: tally.words, interval: net.interval() }
    }

    /// `tone.relative`
    ///
    /// # What it measures
    /// Of what is charged, how much more is positive than negative.
    ///
    /// # How it is computed
    /// `(p − n) / (p + n)`, counts as in `tone.net`; null where there are none. The interval is that of
    /// p/(p + n), clusters of words by sentence (see `voice.narration_share`) over those that have any,
    /// stretched to −1 and 1.
    ///
    /// # Example
    /// Three positive and five negative words give −.25.
    ///
    /// # Known failure modes
    /// Few words decide a short text: one negative word alone gives −1.
    ///
    /// # References
    /// Young & Soroka 2012 (checked: `sent_relpropdiff` of quanteda.sentiment). Interval: as
    /// `voice.narration_share`.
    pub(super) fn relative(tally: &Tally) -> Estimate {
        let n = tally.positive + tally.negative;
        let gap = f64::from(tally.positive) - f64::from(tally.negative);
        let stretched = |p: f64| 2.0 * p - 1.0;
        let share = tally.positive_share.share_interval();
        Estimate {
            value: (n > 0).then(|| gap / f64::from(n)),
            n,
            interval: share.map(|(low, high)| (stretched(low), stretched(high))),
        }
    }

    /// `tone.logit`
    ///
    /// # What it measures
    /// As `tone.relative`, on a scale without ends: each doubling of p over n adds the same.
    ///
    /// # How it is computed
    /// `ln((p + ½) / (n + ½))`, with the standard error `√(1/(p + ½) + 1/(n + ½))` and ± 1.96 of it; null
    /// where no word is charged.
    ///
    /// # Example
    /// Three positive and five negative words: ln(3.5/5.5) = −.452, standard error .684.
    ///
    /// # Known failure modes
    /// As `tone.relative`; the ½ draws short texts toward 0. The error takes words for independent.
    ///
    /// # References
    /// Lowe, Benoit, Mikhaylov & Laver 2011, Legislative Studies Quarterly 36 (checked: `sent_logit` of
    /// quanteda.sentiment; the error by the delta method for two counts).
    pub(super) fn logit(tally: &Tally) -> Estimate {
        let (p, n) = (f64::from(tally.positive) + 0.5, f64::from(tally.negative) + 0.5);
        if tally.positive + tally.negative == 0 {
            return Estimate::default();
        }
        let (value, error) = ((p / n).ln(), Z * (1.0 / p + 1.0 / n).sqrt());
        Estimate {
            value: Some(value),
            n: tally.positive + tally.negative,
            interval: Some((value - error, value + error)),
        }
    }

    /// `tone.mean`
    ///
    /// # What it measures
    /// The average tone of the sentences, by the rules and valences made for news.
    ///
    /// # How it is computed
    /// The mean of the sentences' `tone`; Student's interval with n − 1 degrees of freedom, cut at −1
    /// and 1. By voice: each voice segment of a sentence scored alone, n counts segments.
    ///
    /// # Example
    /// Three sentences of .5, 0 and −.2 give .1.
    ///
    /// # Known failure modes
    /// Bad news is negative whatever its slant, and every sentence counts alike whatever its length.
    /// Sentences of an article are not independent, so the interval is somewhat too narrow.
    ///
    /// # References
    /// The score: [`SentenceReport::tone`](crate::SentenceReport::tone).
    pub(super) fn mean(tally: &Tally) -> Estimate {
        score::mean(&tally.tone())
    }

    /// `tone.spread`
    ///
    /// # What it measures
    /// Whether the tone is even, or swings from sentence to sentence.
    ///
    /// # How it is computed
    /// The standard deviation (n − 1) of the sentences' `tone`, null of a single one. Bonett's interval,
    /// which holds for scores that are far from normal, cut at 0 and √2, the greatest that two sentences can
    /// have; null below five. By voice over segments.
    ///
    /// # Example
    /// Sentences of .5, 0 and −.2 give .361.
    ///
    /// # Known failure modes
    /// Grows with the share of sentences that have any charged word; short sentences lie further from 0.
    ///
    /// # References
    /// Interval: Bonett 2006, Computational Statistics & Data Analysis 50.
    pub(super) fn spread(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        sample.split(info, metric, |tally| Estimate {
            value: tally.tone().variance().map(f64::sqrt),
            n: tally.tone().count(),
            interval: None,
        });
        let tones = &sample.tallies.tones;
        if sample.voices.len() < FEWEST {
            return;
        }
        let mut sorted = Vec::with_capacity(sample.voices.len());
        let mut interval = |tones: &[f64]| {
            spread_interval(tones, &mut sorted).map(|interval| clamped(interval, info.range))
        };
        let whole = interval(&tones.all);
        metric.all.interval = whole;
        if let [(_, all)] = &mut *metric.by_place {
            all.interval = whole;
        } else {
            for (place, estimate) in metric.by_place.iter_mut() {
                estimate.interval = interval(&tones.places[*place as usize]);
            }
        }
        for (voice, estimate) in metric.by_voice.iter_mut() {
            estimate.interval = interval(&tones.voices[*voice as usize]);
        }
    }

    /// `tone.headline_gap_sd`
    ///
    /// # What it measures
    /// Whether the headline is more positive or more negative than the text under it, for how much the
    /// tone of that text varies.
    ///
    /// # How it is computed
    /// `d = (h − m) / s`: h the tone of the headline (the mean, if it has several sentences), m and s mean
    /// and standard deviation of the n sentences of lead and body; null where s is 0. The headline is taken
    /// as given; interval ± 1.96 √(1/n + d²/2(n − 1)). By voice over the segments of that voice on both
    /// sides.
    ///
    /// # Example
    /// A headline of −.4 over body sentences of 0 and .2: s = .141, so −.5/.141 = −3.54.
    ///
    /// # Known failure modes
    /// One word decides a short headline, and headlines are short: they lie further from 0 than
    /// sentences of the body. The interval is that of normal scores: in a simulation with tones of which
    /// half are 0 it covers 95 % and more for a headline near the mean, but 87 to 90 % for one 1.3 standard
    /// deviations from it.
    ///
    /// # References
    /// No standard exists. Interval: Hedges & Olkin 1985, Statistical Methods for Meta-Analysis, chapter 5.
    pub(super) fn headline_gap_sd(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        TONE.headline_gap_sd(sample, metric);
    }

    /// `tone.lead_gap_sd`
    ///
    /// # What it measures
    /// Whether the first paragraph is more positive or more negative than the rest.
    ///
    /// # How it is computed
    /// `d = (l − m) / s`: l and m the mean tone of the a sentences of the lead and the b of the body, s the
    /// standard deviation of all of them; null where it is 0 or a side has no sentence. Interval ± 1.96 √(1/a
    /// + 1/b + d²/2(a + b − 1)). By voice over segments.
    ///
    /// # Example
    /// A lead of −.4 and −.2 before sentences of 0 and .2: s = .258, so −.4/.258 = −1.55.
    ///
    /// # Known failure modes
    /// A lead of one sentence says nothing about its own variance. Where a byline or teaser is read as the
    /// first paragraph, that is the lead. The interval is that of a gap over the deviation within the two
    /// sides, and s holds the gap too: in the same simulation it covers 94 to 100 %.
    ///
    /// # References
    /// As `tone.headline_gap_sd`.
    pub(super) fn lead_gap_sd(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        TONE.lead_gap_sd(sample, metric);
    }

    /// `tone.voice_gap`
    ///
    /// # What it measures
    /// Whether the outlet itself sounds more positive or more negative than those it quotes.
    ///
    /// # How it is computed
    /// The mean tone of the segments in narration less that of all others, quotations and indirect speech
    /// together; each segment is scored alone. Welch's interval, cut at −2 and 2; n counts the segments of
    /// both sides. Null where one side has none.
    ///
    /// # Example
    /// Narration of .2 and 0 beside quotations of −.4 and −.2 gives .4.
    ///
    /// # Known failure modes
    /// As `tone.mean`. Short segments ("he said") are neutral and many, so narration is drawn toward 0.
    ///
    /// # References
    /// No standard exists. Interval: Welch 1947, Biometrika 34.
    pub(super) fn voice_gap(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        TONE.voice_gap(info, sample, metric);
    }
}

/// Each charged word's ± 1/N.
pub(super) fn parts_of_net(sample: &Sample) -> Parts {
    shares(sample, 1.0 / f64::from(sample.tallies.all().words))
}

/// Each charged word's ± 1/(p + n).
pub(super) fn parts_of_relative(sample: &Sample) -> Parts {
    let Tally { positive, negative, .. } = *sample.tallies.all();
    shares(sample, 1.0 / f64::from(positive + negative))
}

fn shares(sample: &Sample, each: f64) -> Parts {
    let charged = |mark: &&Mark| mark.kind == Kind::Tone && mark.weight != 0.0;
    let marks = sample.marks.iter().filter(charged);
    marks.map(|mark| (mark.span, each * mark.weight.signum())).collect()
}

/// The sentences' shares in `tone.mean`.
pub(super) fn parts_of_mean(sample: &Sample) -> Parts {
    TONE.parts_of_mean(sample)
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, article, of, shown};
    use crate::terms::Kind;
    use crate::text::Place::{Body, Lead};
    use crate::voice::Voice::{DirectQuote, IndirectSpeech, Narration};

    /// The values of `vader.rs`, by hand there; sentences made for tests have the same tone.
    #[test]
    fn the_examples_of_the_docs() {
        let mean = shown("tone.mean", &article(&[], &[0.5, 0.0, -0.2]));
        assert_eq!(mean, "0.1000 [-0.7957, 0.9957] n 3");
        // s² = (.16 + .01 + .09)/2 = .13
        assert_eq!(shown("tone.spread", &article(&[], &[0.5, 0.0, -0.2])), "0.3606 n 3");
    }

    /// By hand: three positive and five negative of 100 words in three sentences, so residuals 1.8, −2.6
    /// and .8 of the net, t(2) = 4.3027.
    #[test]
    fn words_counted() {
        let [plus, minus, named] = [1.5, -0.5, 0.0].map(|weight| (Kind::Tone, 0, weight));
        let mut data = Data::default();
        data.marked(Lead, 40, &[plus, plus, named, minus]);
        data.marked(Body, 20, &[minus; 3]);
        data.marked(Body, 40, &[minus, plus]);
        assert_eq!(shown("tone.net", &data), "-0.0200 [-0.1919, 0.1519] n 100");
        // 2/3, 0/3 and 1/2 positive, worth .9911 words: computed in Python
        assert_eq!(shown("tone.relative", &data), "-0.2500 [-0.9371, 0.8346] n 8");
        // Wilson for 2 of 2 sentences that have any
        let mut glad = Data::default();
        for marks in [&[plus][..], &[plus, plus], &[]] {
            glad.marked(Body, 9, marks);
        }
        assert_eq!(shown("tone.relative", &glad), "1.0000 [-0.3152, 1.0000] n 3");
        assert_eq!(shown("tone.logit", &data), "-0.4520 [-1.7921, 0.8882] n 8");
        data.speak(1, DirectQuote);
        let quoted = of("tone.net", &data).by_voice[1].1;
        assert_eq!((quoted.value, quoted.n), (Some(-0.15), 20));
        let plain = article(&[], &[0.0]);
        assert_eq!(shown("tone.net", &plain), "0.0000 n 5");
        assert_eq!(shown("tone.relative", &plain), "null n 0");
        assert_eq!(shown("tone.logit", &plain), "null n 0");
    }

    /// Intervals by the formulas, computed in Python.
    #[test]
    fn spread_and_standardised_gaps() {
        let spread = shown("tone.spread", &article(&[], &[0.5, 0.0, -0.2, 0.1, 0.3, -0.4]));
        assert_eq!(spread, "0.3271 [0.1854, 0.8571] n 6");
        let gap = shown("tone.headline_gap_sd", &article(&[-0.4], &[0.0, 0.2]));
        assert_eq!(gap, "-3.5355 [-8.6277, 1.5566] n 2");
        for data in [article(&[], &[0.0, 0.2]), article(&[0.1], &[0.2]), article(&[0.1], &[0.2; 3])]
        {
            assert_eq!(shown("tone.headline_gap_sd", &data), "null n 0");
        }
        let mut data = article(&[], &[0.0, 0.2]);
        assert_eq!(shown("tone.lead_gap_sd", &data), "null n 0");
        for tone in [-0.4, -0.2] {
            data.toned(Lead, Narration, tone);
        }
        assert_eq!(shown("tone.lead_gap_sd", &data), "-1.5492 [-3.8683, 0.7699] n 4");
    }

    /// By hand: .1 − (−.3); both variances .02, error √.02, 2 degrees, t = 4.3027, so ± .6085.
    #[test]
    fn narration_less_the_others() {
        let mut data = Data::default();
        for (place, voice, tone) in [
            (Lead, Narration, 0.2),
            (Lead, DirectQuote, -0.4),
            (Body, Narration, 0.0),
            (Body, IndirectSpeech, -0.2),
        ] {
            data.toned(place, voice, tone);
        }
        assert_eq!(shown("tone.voice_gap", &data), "0.4000 [-0.2085, 1.0085] n 4");
        let gap = of("tone.voice_gap", &data);
        assert_eq!(gap.by_place.iter().map(|(_, e)| e.n).collect::<Vec<_>>(), [2, 2]);
        assert_eq!(shown("tone.voice_gap", &article(&[0.5], &[0.0])), "null n 0");
    }
}
