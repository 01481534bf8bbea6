//! How much of the text is whose.

use super::{MetricInfo, Sample, by_place};
use crate::report::{Estimate, Metric, SentenceReport};
use crate::stats;
use crate::voice::Voice;

/// `voice.narration_share`
///
/// # What it measures
/// How much of the article is told in the outlet's own voice.
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
/// Speech without a mark or a cue counts as narration. A speech runs over several sentences, so these
/// are not independent either and the interval is somewhat too narrow.
///
/// # References
/// Variance: Cochran 1977, Sampling Techniques, chapter 6. Interval: Korn & Graubard 1998, Survey
/// Methodology 24, with Wilson's in place of Clopper and Pearson's.
pub(super) fn narration_share(info: &MetricInfo, sample: &Sample) -> Metric {
    share(Voice::Narration, info, sample)
}

/// `voice.direct_share`
///
/// # What it measures
/// How much of the article is quoted word for word.
///
/// # How it is computed
/// As `voice.narration_share`, of the words in quotations. The three shares add up to 1.
///
/// # Example
/// “We left” in a sentence of four words, and six words of narration, give 2/10.
///
/// # Known failure modes
/// Quotation marks say what the outlet printed, not that it was said so.
///
/// # References
/// As `voice.narration_share`.
pub(super) fn direct_share(info: &MetricInfo, sample: &Sample) -> Metric {
    share(Voice::DirectQuote, info, sample)
}

/// `voice.indirect_share`
///
/// # What it measures
/// How much of the article reports in the outlet's wording what others say, think or want.
///
/// # How it is computed
/// As `voice.narration_share`, of the words in the content of attributions outside quotations.
///
/// # Example
/// "Olsen said the bridge was safe" has 4 of its 6 words in indirect speech.
///
/// # Known failure modes
/// Where the content of a cue ends is a guess: a clause too many or too few is common.
///
/// # References
/// As `voice.narration_share`.
pub(super) fn indirect_share(info: &MetricInfo, sample: &Sample) -> Metric {
    share(Voice::IndirectSpeech, info, sample)
}

fn share(voice: Voice, info: &MetricInfo, sample: &Sample) -> Metric {
    let words = |sentence: &SentenceReport| {
        let parts = sample.voices_of(sentence).iter().filter(|part| part.voice == voice);
        (parts.map(|part| part.words).sum(), sentence.words)
    };
    let sentences = || sample.sentences.iter().filter(|sentence| sentence.words > 0);
    Metric {
        id: info.id,
        all: estimate(&sentences().map(words).collect::<Vec<_>>()),
        by_place: by_place(|place| {
            estimate(&sentences().filter(|s| s.place == place).map(words).collect::<Vec<_>>())
        }),
        by_voice: Vec::new(),
    }
}

fn estimate(sentences: &[(u32, u32)]) -> Estimate {
    let (hits, n) = sentences.iter().fold((0, 0), |sum, s| (sum.0 + s.0, sum.1 + s.1));
    let interval = stats::cluster_share_interval(sentences);
    Estimate { interval, ..Estimate::share(hits, n) }
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
        let value = |id: &str| of(id, &data).all.value.expect("words");
        let parts = [value("voice.narration_share"), value("voice.direct_share")];
        assert_eq!((parts[1], value("voice.indirect_share")), (0.25, 0.375));
        let places = of("voice.narration_share", &data).by_place;
        // one sentence has no variance
        assert_eq!(shown_in(&places[0].1), "1.0000 n 10");
        assert_eq!(places.len(), 2);
        assert_eq!(shown("voice.direct_share", &Data::default()), "null n 0");
    }

    /// Wilson for 0 of 2 and 2 of 2 sentences.
    #[test]
    fn one_voice_alone() {
        let mut data = Data::default();
        data.voiced(Body, &[(N, 30)]);
        data.voiced(Body, &[(N, 20)]);
        assert_eq!(shown("voice.narration_share", &data), "1.0000 [0.3424, 1.0000] n 50");
        assert_eq!(shown("voice.direct_share", &data), "0.0000 [0.0000, 0.6576] n 50");
    }
}
