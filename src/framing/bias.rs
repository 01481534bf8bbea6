//! The bias of sentences as the model sees it.

use super::score::{self, Score};
use super::tally::{LIKELY, Tally};
use super::{MetricInfo, Parts, Sample};
use crate::report::{Estimate, Metric};

/// Where no model is in use no tally has any, so what stands in is never told.
const BIAS: Score =
    Score { sentence: |sentence| sentence.bias.unwrap_or_default(), tallied: Tally::bias };

documented! {
    /// `bias.mean`
    ///
    /// # What it measures
    /// How biased the sentences are on average, in the eyes of the model `bias`: as its probabilities are
    /// calibrated, about the share of sentences that experts would call biased.
    ///
    /// # How it is computed
    /// `Σ p / n` over the sentences, p the probability [`SentenceReport::bias`](crate::SentenceReport::bias);
    /// Student's interval, cut at 0 and 1. By voice over voice segments, each scored alone. Null where no
    /// model is in use.
    ///
    /// # Example
    /// Sentences of .2, .3 and .7 have a mean of .4.
    ///
    /// # Known failure modes
    /// The interval is of the mean over such sentences: it leaves out how far off the model is, which its
    /// card tells, and that neighbours are alike. A segment has fewer words than the sentences that the model
    /// was fitted on, so voices compare with each other, not with places. It says nothing of whether a text
    /// is true, or of which side it takes.
    ///
    /// # References
    /// The score: `lexicons/models/bias.md`. Interval: Student 1908, Biometrika 6.
    pub(super) fn mean(tally: &Tally) -> Estimate {
        score::mean(&tally.bias())
    }

    /// `bias.share`
    ///
    /// # What it measures
    /// How much of the text is in sentences that are more likely biased than not.
    ///
    /// # How it is computed
    /// Sentences with a probability [`SentenceReport::bias`](crate::SentenceReport::bias) ≥ .5 over all
    /// sentences; Wilson's interval. By voice over voice segments, each scored alone. Null where no model is
    /// in use.
    ///
    /// # Example
    /// Sentences of .2, .3 and .7 give 1/3.
    ///
    /// # Known failure modes
    /// As `bias.mean`. Sentences near .5 fall to either side, so this moves more than the mean.
    ///
    /// # References
    /// The score: `lexicons/models/bias.md`. Interval: Wilson 1927, JASA 22.
    pub(super) fn share(tally: &Tally) -> Estimate {
        Estimate::share(tally.biased_units, tally.bias().count())
    }

    /// `bias.voice_gap`
    ///
    /// # What it measures
    /// Whether the outlet's own wording is more biased than that of those it quotes and reports: an outlet
    /// may cite heated words without using them.
    ///
    /// # How it is computed
    /// The mean probability of the segments in narration less that of all others, each segment scored alone;
    /// Welch's interval, cut at −1 and 1; n counts the segments of both sides. Null where one side has none
    /// or no model is in use.
    ///
    /// # Example
    /// Narration of .2 and .8 beside quotations of .3 and .5 gives .1.
    ///
    /// # Known failure modes
    /// As `bias.mean`. Short segments ("he said") are seldom biased and many, so narration is drawn down. The
    /// model weighs being quoted or reported by itself (`style.quoted`, `style.reported`), so a part of the gap is
    /// not wording.
    ///
    /// # References
    /// No standard exists. Interval: Welch 1947, Biometrika 34.
    pub(super) fn voice_gap(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        BIAS.voice_gap(info, sample, metric);
    }
}

/// The sentences' shares in `bias.mean`.
pub(super) fn parts_of_mean(sample: &Sample) -> Parts {
    BIAS.parts_of_mean(sample)
}

/// The sentences of `bias.share`.
pub(super) fn parts_of_share(sample: &Sample) -> Parts {
    super::parts_of_share(sample, |sentence| sentence.bias.is_some_and(|p| p >= LIKELY))
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, of, shown, shown_in};
    use crate::text::Place::{Body, Lead};
    use crate::voice::Voice::{self, DirectQuote, Narration};

    /// Sentences of one voice with these probabilities.
    fn data(sentences: &[(crate::text::Place, Voice, Option<f64>)]) -> Data {
        let mut data = Data::default();
        for (i, &(place, voice, p)) in sentences.iter().enumerate() {
            data.toned(place, voice, 0.0);
            data.rate(i, p);
        }
        data
    }

    /// By hand: mean 1.2/3 = .4, s = √(.14/2) = .2646, t(2) = 4.3027, so ± .6573, cut at 0; Wilson for 1
    /// of 3 is .0615 to .7923.
    #[test]
    fn the_examples_of_the_docs() {
        let data = data(&[
            (Lead, Narration, Some(0.2)),
            (Body, DirectQuote, Some(0.3)),
            (Body, Narration, Some(0.7)),
        ]);
        assert_eq!(shown("bias.mean", &data), "0.4000 [0.0000, 1.0000] n 3");
        assert_eq!(shown("bias.share", &data), "0.3333 [0.0615, 0.7923] n 3");
        let places = of("bias.mean", &data).by_place;
        let places: Vec<_> = places.iter().map(|(p, e)| (p.name(), shown_in(e))).collect();
        // body: s = √.08 = .2828, t(1) = 12.706, cut at both ends
        assert_eq!(places[0], ("lead", "0.2000 n 1".to_owned()));
        assert_eq!(places[1], ("body", "0.5000 [0.0000, 1.0000] n 2".to_owned()));
        let voices = of("bias.share", &data).by_voice;
        let voices: Vec<_> = voices.iter().map(|(v, e)| (v.name(), e.value, e.n)).collect();
        assert_eq!(voices, [("narration", Some(0.5), 2), ("direct_quote", Some(0.0), 1)]);
    }

    /// By hand: .48, .49, .5, .51, .52 have s = √(.001/4) = .01581, t(4) = 2.7764, so ± .01963; three of
    /// five are at .5 or above: Wilson .2307 to .8824.
    #[test]
    fn one_half_counts() {
        let all = [0.48, 0.49, 0.5, 0.51, 0.52].map(|p| (Body, Narration, Some(p)));
        assert_eq!(shown("bias.mean", &data(&all)), "0.5000 [0.4804, 0.5196] n 5");
        assert_eq!(shown("bias.share", &data(&all)), "0.6000 [0.2307, 0.8824] n 5");
    }

    /// A sentence of two voices: each segment counts with its own probability.
    #[test]
    fn voices_count_segments_scored_alone() {
        let mut data = Data::default();
        data.voiced(Body, &[(DirectQuote, 4), (Narration, 5)]);
        data.rate(0, Some(0.6));
        data.rate_segment(0, Some(0.9));
        data.rate_segment(1, Some(0.1));
        assert_eq!(shown("bias.share", &data), "1.0000 [0.2065, 1.0000] n 1");
        let voices = of("bias.mean", &data).by_voice;
        let voices: Vec<_> = voices.iter().map(|(v, e)| (v.name(), shown_in(e))).collect();
        assert_eq!(voices[0], ("narration", "0.1000 n 1".to_owned()));
        assert_eq!(voices[1], ("direct_quote", "0.9000 n 1".to_owned()));
    }

    /// By hand and scipy: means .5 and .4, s² .18 and .02, so √(.09 + .01) = .3162 with 1.2195 degrees of
    /// freedom, whose t reaches beyond both ends.
    #[test]
    fn the_gap_is_of_narration_and_all_others() {
        let sentences = [
            (Body, Narration, Some(0.2)),
            (Body, Narration, Some(0.8)),
            (Body, DirectQuote, Some(0.3)),
            (Body, Voice::IndirectSpeech, Some(0.5)),
        ];
        assert_eq!(shown("bias.voice_gap", &data(&sentences)), "0.1000 [-1.0000, 1.0000] n 4");
        assert_eq!(shown("bias.voice_gap", &data(&sentences[..2])), "null n 0");
    }

    #[test]
    fn without_a_model_they_are_null() {
        let data = data(&[(Body, Narration, None), (Lead, DirectQuote, None)]);
        for id in ["bias.mean", "bias.share", "bias.voice_gap"] {
            let metric = of(id, &data);
            assert_eq!(shown_in(&metric.all), "null n 0");
            assert!(metric.by_place.is_empty() && metric.by_voice.is_empty());
        }
    }
}
