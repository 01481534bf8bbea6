//! Loaded language.

use super::{MetricInfo, Sample, by_place, by_voice};
use crate::report::{Estimate, Metric, SentenceReport};
use crate::stats;
use crate::voice::Voice;

/// `loaded.per_1000`
///
/// # What it measures
/// How densely the text uses words that take a side where a neutral word was at hand.
///
/// # How it is computed
/// `1000 · k / N`, with k the loaded terms of weight ≥ .5 in their context and N the words; the
/// exact Poisson interval of k over N. By voice: terms and words of that voice.
///
/// # Example
/// Two detected terms in 400 words give 5, with an interval from .61 to 18.1.
///
/// # Known failure modes
/// Overlapping terms of two loaded lists count twice. A list knows no irony, and a loaded word in a
/// source's mouth whose quotation marks were lost counts as the outlet's.
///
/// # References
/// Interval: Garwood 1936, Biometrika 28.
pub(super) fn per_1000(info: &MetricInfo, sample: &Sample) -> Metric {
    Metric {
        id: info.id,
        all: rate(sample.sentences.iter().map(|s| count(sample, s, None))),
        by_place: by_place(|place| {
            let kept = sample.sentences.iter().filter(|s| s.place == place);
            rate(kept.map(|s| count(sample, s, None)))
        }),
        by_voice: by_voice(|voice| {
            rate(sample.sentences.iter().map(|s| count(sample, s, Some(voice))))
        }),
    }
}

/// Detected terms and words of a sentence, in one voice or in all.
fn count(sample: &Sample, sentence: &SentenceReport, voice: Option<Voice>) -> (usize, u32) {
    let heard = |v: Voice| voice.is_none_or(|voice| voice == v);
    let terms = sample.terms_of(sentence).iter();
    let hits = terms.filter(|term| term.is_detected() && heard(term.voice)).count();
    let parts = sample.voices_of(sentence).iter();
    (hits, parts.filter(|part| heard(part.voice)).map(|part| part.words).sum())
}

fn rate(counts: impl Iterator<Item = (usize, u32)>) -> Estimate {
    let (hits, words) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    if words == 0 {
        return Estimate::default();
    }
    let per_1000 = |k: f64| 1000.0 * k / f64::from(words);
    let (low, high) = stats::poisson_interval(hits);
    Estimate {
        value: Some(per_1000(hits as f64)),
        n: words,
        interval: Some((per_1000(low), per_1000(high))),
    }
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{of, shown_in, with_terms};

    /// By hand: weights .6 and .5 are detected, .4 is not; Garwood for 2 is .2422 to 7.2247.
    #[test]
    fn detected_terms_over_words() {
        let sample = with_terms(&[(200, &[0.6]), (200, &[0.5, 0.4])]);
        let all = of("loaded.per_1000", &sample);
        assert_eq!(shown_in(&all.all), "5.0000 [0.6055, 18.0617] n 400");
        let (place, lead) = &all.by_place[0];
        assert_eq!(
            (place.name(), shown_in(lead).as_str()),
            ("lead", "5.0000 [0.1266, 27.8582] n 200")
        );
        assert_eq!(all.by_voice.len(), 1);
        assert_eq!(shown_in(&of("loaded.per_1000", &with_terms(&[])).all), "null n 0");
    }
}
