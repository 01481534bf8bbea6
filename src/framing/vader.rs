//! Tone by VADER's compound, over sentences.

use super::{MetricInfo, Sample, by_place, by_voice, clamped};
use crate::report::{Estimate, Metric};
use crate::stats;
use crate::text::Place;
use crate::voice::Voice;

/// VADER's own threshold for a negative text (Hutto & Gilbert 2014).
const NEGATIVE: f64 = -0.05;

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
pub(super) fn mean(info: &MetricInfo, sample: &Sample) -> Metric {
    split(info, sample, |values| Estimate {
        value: stats::mean(values),
        n: values.len() as u32,
        interval: stats::mean_interval(values).map(|interval| clamped(interval, info.range)),
    })
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
pub(super) fn negative_share(info: &MetricInfo, sample: &Sample) -> Metric {
    split(info, sample, |values| {
        let hits = values.iter().filter(|compound| **compound <= NEGATIVE).count();
        let n = values.len();
        Estimate {
            value: (n > 0).then(|| hits as f64 / n as f64),
            n: n as u32,
            interval: stats::wilson_interval(hits, n),
        }
    })
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
pub(super) fn headline_gap(info: &MetricInfo, sample: &Sample) -> Metric {
    let gap = |headline: &[f64], body: &[f64]| {
        let head = stats::mean(headline);
        let value = head.zip(stats::mean(body)).map(|(head, body)| head - body);
        let interval = head
            .zip(stats::mean_interval(body))
            .map(|(head, (low, high))| clamped((head - high, head - low), info.range));
        let n = if headline.is_empty() { 0 } else { body.len() as u32 };
        Estimate { value, n, interval }
    };
    let is_headline = |place| place == Place::Headline;
    let is_body = |place| matches!(place, Place::Lead | Place::Body);
    Metric {
        id: info.id,
        all: gap(&sentences(sample, is_headline), &sentences(sample, is_body)),
        by_place: Vec::new(),
        by_voice: by_voice(|voice| {
            gap(&segments(sample, voice, is_headline), &segments(sample, voice, is_body))
        }),
    }
}

fn split(info: &MetricInfo, sample: &Sample, estimate: impl Fn(&[f64]) -> Estimate) -> Metric {
    Metric {
        id: info.id,
        all: estimate(&sentences(sample, |_| true)),
        by_place: by_place(|place| estimate(&sentences(sample, |p| p == place))),
        by_voice: by_voice(|voice| estimate(&segments(sample, voice, |_| true))),
    }
}

/// Compounds of the sentences in some places.
fn sentences(sample: &Sample, keep: impl Fn(Place) -> bool) -> Vec<f64> {
    let kept = sample.sentences.iter().filter(|s| keep(s.place));
    kept.map(|s| s.sentiment.compound).collect()
}

/// Compounds of the segments in one voice, in some places.
fn segments(sample: &Sample, voice: Voice, keep: impl Fn(Place) -> bool) -> Vec<f64> {
    let kept = sample.sentences.iter().filter(|s| keep(s.place));
    kept.flat_map(|s| sample.voices_of(s))
        .filter(|part| part.voice == voice)
        .map(|part| part.compound)
        .collect()
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
