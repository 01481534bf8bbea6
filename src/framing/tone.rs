//! The tone of news, over sentences.

use super::score::Score;
use super::{MetricInfo, Sample};
use crate::report::Metric;

const TONE: Score = Score { sentence: |sentence| sentence.tone, segment: |part| part.tone };

/// From here down a sentence counts as negative.
const NEGATIVE: f64 = -0.05;

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
pub(super) fn mean(info: &MetricInfo, sample: &Sample) -> Metric {
    TONE.mean(info, sample)
}

/// `tone.negative_share`
///
/// # What it measures
/// How much of the article is negative in tone.
///
/// # How it is computed
/// Sentences with tone ≤ −.05 over all sentences; Wilson's interval. By voice over segments.
///
/// # Example
/// Tones of .5, −.05 and −.2 give 2/3.
///
/// # Known failure modes
/// As `tone.mean`.
///
/// # References
/// Threshold: as VADER's (Hutto & Gilbert 2014). Interval: Wilson 1927, JASA 22.
pub(super) fn negative_share(info: &MetricInfo, sample: &Sample) -> Metric {
    TONE.share_up_to(NEGATIVE, info, sample)
}

/// `tone.headline_gap`
///
/// # What it measures
/// Whether the headline is more positive or more negative than the text under it.
///
/// # How it is computed
/// `h − mean(body)`: h the tone of the headline (the mean, if it has several sentences), body the
/// sentences of lead and body. The headline is taken as given; the interval is Student's for the
/// body's mean, cut at −2 and 2. By voice over the segments of that voice on both sides.
///
/// # Example
/// A headline of −.4 over body sentences of 0 and .2 gives −.5.
///
/// # Known failure modes
/// One word decides a short headline, and headlines are short: they lie further from 0 than
/// sentences of the body.
///
/// # References
/// No standard exists: a difference of means, with the headline taken as given.
pub(super) fn headline_gap(info: &MetricInfo, sample: &Sample) -> Metric {
    TONE.headline_gap(info, sample)
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
pub(super) fn voice_gap(info: &MetricInfo, sample: &Sample) -> Metric {
    TONE.voice_gap(info, sample)
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, article, of, shown};
    use crate::text::Place::{Body, Lead};
    use crate::voice::Voice::{DirectQuote, IndirectSpeech, Narration};

    /// The values of `vader.rs`, by hand there; sentences made for tests have the same tone.
    #[test]
    fn the_examples_of_the_docs() {
        let mean = shown("tone.mean", &article(&[], &[0.5, 0.0, -0.2]));
        assert_eq!(mean, "0.1000 [-0.7957, 0.9957] n 3");
        let share = shown("tone.negative_share", &article(&[], &[0.5, -0.05, -0.2]));
        assert_eq!(share, "0.6667 [0.2077, 0.9385] n 3");
        let gap = shown("tone.headline_gap", &article(&[-0.4], &[0.0, 0.2]));
        assert_eq!(gap, "-0.5000 [-1.7706, 0.7706] n 2");
        assert_eq!(shown("tone.headline_gap", &article(&[], &[0.0])), "null n 0");
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
