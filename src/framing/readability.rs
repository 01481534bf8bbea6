//! How hard the text is to read, by lengths of words and sentences.

use super::tally::Tally;
use super::{MetricInfo, Sample, clamped};
use crate::report::{Estimate, Metric};

documented! {
    /// `readability.lix`
    ///
    /// # What it measures
    /// How hard the text is to read: below 30 a children's book, 40 to 50 news, above 60 a law.
    ///
    /// # How it is computed
    /// `W/S + 100 L/W` over lead and body: W words, S sentences, L words of seven letters or digits and
    /// more. Interval by the delta method over sentences, Student's t with sentences − 1 degrees of freedom.
    /// By place over the sentences there.
    ///
    /// # Example
    /// Two sentences of 8 and 12 words, five of them long: 10 + 25 = 35.
    ///
    /// # Known failure modes
    /// Compounds with a hyphen are one long word. A text whose stops were lost has long sentences.
    ///
    /// # References
    /// Björnsson 1968, Läsbarhet (checked: quanteda, whose code counts letters from seven on, as here, though
    /// its help page says syllables).
    pub(super) fn lix(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        split(info, sample, metric, |lengths| {
            let Lengths { words, long, .. } = lengths;
            // d(w̄ + 100 l̄/w̄)
            (words + 100.0 * long, 1.0 - 100.0 * long / words, 100.0 / words, Of::LongWords)
        });
    }

    /// `readability.ari`
    ///
    /// # What it measures
    /// The school grade (USA) that the text is for.
    ///
    /// # How it is computed
    /// `0.5 W/S + 4.71 C/W − 21.43` over lead and body: C letters and digits, W words, S sentences. Interval
    /// and places as in `readability.lix`.
    ///
    /// # Example
    /// Two sentences with 20 words and 100 letters: 5 + 23.55 − 21.43 = 7.12.
    ///
    /// # Known failure modes
    /// As `readability.lix`. Made for technical manuals of 1967.
    ///
    /// # References
    /// Senter & Smith 1967, AMRL-TR-66-220 (checked: quanteda's code, whose help page prints 21.34).
    pub(super) fn ari(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        split(info, sample, metric, |Lengths { words, letters, .. }| {
            let slope = 4.71 / words;
            (0.5 * words + 4.71 * letters - 21.43, 0.5 - slope * letters, slope, Of::Letters)
        });
    }

    /// `readability.coleman_liau`
    ///
    /// # What it measures
    /// As `readability.ari`, from letters more than from sentences.
    ///
    /// # How it is computed
    /// `5.88 C/W − 29.6 S/W − 15.8` over lead and body, counts as in `readability.ari`. Interval and places
    /// as in `readability.lix`.
    ///
    /// # Example
    /// Two sentences with 20 words and 100 letters: 29.4 − 2.96 − 15.8 = 10.64.
    ///
    /// # Known failure modes
    /// As `readability.lix`.
    ///
    /// # References
    /// Coleman & Liau 1975, Journal of Applied Psychology 60, in the short form of later books (checked:
    /// quanteda's code, which subtracts 29.6 S/W where its help page adds it).
    pub(super) fn coleman_liau(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        split(info, sample, metric, |Lengths { words, letters, .. }| {
            let slope = 5.88 / words;
            let value = 5.88 * letters - 29.6 / words - 15.8;
            (value, 29.6 / (words * words) - slope * letters, slope, Of::Letters)
        });
    }
}

/// Means: words a sentence, and letters and long words a word.
#[derive(Clone, Copy)]
struct Lengths {
    words: f64,
    letters: f64,
    long: f64,
}

/// What a formula counts besides words.
#[derive(Clone, Copy)]
enum Of {
    Letters,
    LongWords,
}

/// A metric by a formula: its value, and how it changes with the mean number by sentence of words, and of
/// what else it counts.
fn split(
    info: &MetricInfo,
    sample: &Sample,
    metric: &mut Metric,
    formula: fn(Lengths) -> (f64, f64, f64, Of),
) {
    let estimate = |tally: &Tally| {
        let (letters, long_words) = (tally.letters(), tally.long_words());
        let Some((by_letters, long)) = letters.value().zip(long_words.value()) else {
            return Estimate::default();
        };
        let sentences = letters.clusters();
        let words = letters.x() / f64::from(sentences);
        let (value, by_words, by_other, of) = formula(Lengths { words, letters: by_letters, long });
        let counted = match of {
            Of::Letters => letters,
            Of::LongWords => long_words,
        };
        let interval = counted.interval_of(value, by_other, by_words);
        let interval = interval.map(|interval| clamped(interval, info.range));
        Estimate { value: Some(value), n: sentences, interval }
    };
    // the whole is lead and body, so a place that is alone is estimated too
    let tallies = &sample.tallies;
    metric.all = estimate(tallies.text());
    for &place in tallies.places() {
        metric.by_place.add(place, estimate(tallies.place(place)));
    }
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, of, shown};
    use crate::text::Place::Headline;

    /// Values by hand, as in the docs; intervals in Python with derivatives taken numerically.
    #[test]
    fn the_examples_of_the_docs() {
        let mut data = Data::default();
        assert_eq!(shown("readability.lix", &data), "null n 0");
        data.long(8, 45, 2);
        assert_eq!(shown("readability.lix", &data), "33.0000 n 1");
        data.long(12, 55, 3);
        assert_eq!(shown("readability.lix", &data), "35.0000 [9.5876, 60.4124] n 2");
        assert_eq!(shown("readability.ari", &data), "7.1200 [-10.0969, 24.3369] n 2");
        assert_eq!(shown("readability.coleman_liau", &data), "10.6400 [-19.1942, 40.4742] n 2");
        // the headline has its own, and no part in the text's
        data.marked(Headline, 5, &[]);
        let lix = of("readability.lix", &data);
        assert_eq!((lix.all.value, lix.all.n), (Some(35.0), 2));
        assert_eq!(lix.by_place.len(), 2);
    }
}
