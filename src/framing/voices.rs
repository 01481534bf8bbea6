//! How much of the text is whose.

use super::tally::Tally;
use super::{MetricInfo, Parts, Sample, by_category};
use crate::report::{Estimate, Metric};
use crate::voice::Voice;

documented! {
    /// `voice.narration_share`
    ///
    /// # What it measures
    /// How much of the article is told in the outlet's own voice. By category also how much is quoted word
    /// for word, and how much the outlet reports in its own wording of what others say, think or want; the
    /// three add up to 1.
    ///
    /// # How it is computed
    /// Words of the outlet's voice over all words. The words of a sentence mostly share a voice, so they
    /// are no independent units: the variance is that of a ratio estimator over sentences (delta method,
    /// Student's t with sentences − 1 degrees of freedom), and Wilson's interval takes the number of
    /// independent words that would have it. Where one voice has all words or none, each sentence counts
    /// as one unit.
    ///
    /// # Example
    /// Three sentences with 10 of 10, 0 of 10 and 5 of 20 words in narration give 15/40 = .375.
    ///
    /// # Known failure modes
    /// Speech without a mark or a cue counts as narration; where the content of a cue ends is a guess. A
    /// speech runs over several sentences, so these are not independent either and the interval is somewhat
    /// too narrow.
    ///
    /// # References
    /// Variance: Cochran 1977, Sampling Techniques, chapter 6. Interval: Korn & Graubard 1998, Survey
    /// Methodology 24, with Wilson's in place of Clopper and Pearson's.
    pub(super) fn narration_share(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        sample.split(info, metric, |tally| share(tally, Voice::Narration));
        by_category(info, metric, &|i| share(sample.tallies.all(), Voice::ALL[i]));
    }
}

/// The voices, as categories.
pub(super) const CATEGORIES: [&str; Voice::ALL.len()] =
    [Voice::ALL[0].name(), Voice::ALL[1].name(), Voice::ALL[2].name()];

fn share(tally: &Tally, voice: Voice) -> Estimate {
    let words = tally.words_in(voice);
    Estimate { value: words.value(), n: tally.words, interval: words.share_interval() }
}

/// Each stretch of narration's share of the words.
pub(super) fn parts_of_narration(sample: &Sample) -> Parts {
    let n = f64::from(sample.tallies.all().words);
    let own = sample.voices.iter().filter(|part| part.voice == Voice::Narration && part.words > 0);
    own.map(|part| (part.span, f64::from(part.words) / n)).collect()
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, of, shown, shown_in};
    use crate::text::Place::{Body, Headline};
    use crate::voice::Voice::{DirectQuote as Q, IndirectSpeech as I, Narration as N};

    /// By hand in `stats`: the narration is worth .8737 independent words.
    #[test]
    fn words_by_voice() {
        let mut data = Data::default();
        data.voiced(Headline, &[(N, 10)]);
        data.voiced(Body, &[(I, 10)]);
        data.voiced(Body, &[(N, 2), (Q, 10), (I, 5), (N, 3)]);
        assert_eq!(shown("voice.narration_share", &data), "0.3750 [0.0282, 0.9255] n 40");
        let metric = of("voice.narration_share", &data);
        let shares: Vec<_> =
            metric.by_category.iter().map(|(name, e)| (*name, e.value.expect("words"))).collect();
        let [narration, direct, indirect] = shares[..] else { panic!("{shares:?}") };
        assert_eq!(narration, ("narration", 0.375));
        assert_eq!((direct, indirect), (("direct_quote", 0.25), ("indirect_speech", 0.375)));
        let places = metric.by_place;
        // one sentence has no variance
        assert_eq!(shown_in(&places[0].1), "1.0000 n 10");
        assert_eq!(places.len(), 2);
        assert_eq!(shown("voice.narration_share", &Data::default()), "null n 0");
    }

    /// Wilson for 0 of 2 and 2 of 2 sentences.
    #[test]
    fn one_voice_alone() {
        let mut data = Data::default();
        data.voiced(Body, &[(N, 30)]);
        data.voiced(Body, &[(N, 20)]);
        assert_eq!(shown("voice.narration_share", &data), "1.0000 [0.3424, 1.0000] n 50");
        let direct = of("voice.narration_share", &data).by_category[1].1;
        assert_eq!(shown_in(&direct), "0.0000 [0.0000, 0.6576] n 50");
    }
}
