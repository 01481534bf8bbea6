//! Loaded language.

use super::{MetricInfo, Sample, by_place, by_voice, is_narration};
use crate::report::{Estimate, Metric};
use crate::stats;
use crate::text::Place;
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
/// source's mouth counts as the outlet's where neither marks nor a cue tell whose it is.
///
/// # References
/// Interval: Garwood 1936, Biometrika 28.
pub(super) fn per_1000(info: &MetricInfo, sample: &Sample) -> Metric {
    Metric {
        id: info.id,
        all: rate(sample, |_| true, |_| true),
        by_place: by_place(|place| rate(sample, |p| p == place, |_| true)),
        by_voice: by_voice(|voice| rate(sample, |_| true, |v| v == voice)),
    }
}

/// `loaded.voice_gap`
///
/// # What it measures
/// Whether the outlet itself uses more loaded words than those it quotes.
///
/// # How it is computed
/// `loaded.per_1000` of the narration less that of quotations and indirect speech together. The
/// interval joins the exact Poisson intervals of the two rates (MOVER), so it has a width also where a
/// side has no loaded word; n counts the words of both. Null where one side has no words.
///
/// # Example
/// Two terms in 400 words of narration and six in 600 words of others give 5 − 10 = −5.
///
/// # Known failure modes
/// As `loaded.per_1000`. Indirect speech is worded by the outlet: a loaded word in it may be either's.
///
/// # References
/// No standard exists. Interval: Zou & Donner 2008, Statistics in Medicine 27.
pub(super) fn voice_gap(info: &MetricInfo, sample: &Sample) -> Metric {
    let gap = |keep: &dyn Fn(Place) -> bool| {
        let own = rate(sample, keep, is_narration);
        let others = rate(sample, keep, |voice| !is_narration(voice));
        let bounds = own.bounded().zip(others.bounded());
        bounds.map_or_else(Estimate::default, |(a, b)| Estimate {
            value: Some(a.0 - b.0),
            n: own.n + others.n,
            interval: Some(stats::difference_interval(a, b, 0.0)),
        })
    };
    Metric {
        id: info.id,
        all: gap(&|_| true),
        by_place: by_place(|place| gap(&|p| p == place)),
        by_voice: Vec::new(),
    }
}

/// Detected terms in 1,000 words, in some places and voices.
fn rate(sample: &Sample, keep: impl Fn(Place) -> bool, heard: impl Fn(Voice) -> bool) -> Estimate {
    let (mut hits, mut words) = (0, 0);
    for sentence in sample.sentences.iter().filter(|sentence| keep(sentence.place)) {
        let terms = sample.terms_of(sentence).iter();
        hits += terms.filter(|term| term.is_detected() && heard(term.voice)).count();
        let parts = sample.voices_of(sentence).iter();
        words += parts.filter(|part| heard(part.voice)).map(|part| part.words).sum::<u32>();
    }
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
    use crate::framing::tests::{of, shown, shown_in, with_terms};
    use crate::voice::Voice::{DirectQuote, IndirectSpeech};

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

    /// By hand: 5 [.6055, 18.0617] and 10 [3.6698, 21.7658], so −5 less √(4.3945² + 11.7658²) and more
    /// √(13.0617² + 6.3302²).
    #[test]
    fn narration_less_the_others() {
        let three = [0.9, 0.8, 0.7];
        let mut data = with_terms(&[(400, &[0.6, 0.5]), (300, &three), (300, &three)]);
        assert_eq!(shown("loaded.voice_gap", &data), "null n 0");
        data.speak(1, DirectQuote);
        data.speak(2, IndirectSpeech);
        assert_eq!(shown("loaded.voice_gap", &data), "-5.0000 [-17.5597, 9.5148] n 1000");
        assert!(of("loaded.voice_gap", &data).by_place.is_empty());
        let voices = of("loaded.per_1000", &data).by_voice;
        let voices: Vec<_> = voices.iter().map(|(_, e)| (e.value, e.n)).collect();
        assert_eq!(voices, [(Some(5.0), 400), (Some(10.0), 300), (Some(10.0), 300)]);
    }
}
