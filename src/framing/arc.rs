//! The course of the tone through a text, experimental.

use super::{MetricInfo, Parts, Sample};
use crate::report::{Estimate, Metric, SentenceReport, WAVES, tone_arc};
use crate::stats::CosineArc;
use crate::text::Span;

/// Points of the arc that are looked at, as many as syuzhet draws.
const POINTS: usize = 100;

documented! {
    /// `arc.range`
    ///
    /// # What it measures
    /// How far the tone rises and falls over the text, single sentences smoothed away.
    ///
    /// # How it is computed
    /// Highest less lowest of 100 points of the arc of lead and body,
    /// [`ArticleReport::arc`](crate::ArticleReport::arc). No interval. Null for five sentences and fewer,
    /// which five waves would fit exactly.
    ///
    /// # Example
    /// Sentences that all have one tone give 0, however many there are.
    ///
    /// # Known failure modes
    /// Chance alone gives a range, the more so in short texts: compare texts of like length only, and
    /// `tone.spread` beside it. News is not told as a story is; the first waves may fit nothing in it.
    ///
    /// # References
    /// Jockers 2015, syuzhet, `get_dct_transform` with `scale_vals` off, divided by the sentences instead of
    /// the points (checked: its code; points by scipy.fft).
    pub(super) fn range(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        metric.all = arc(sample, |arc| {
            let points = arc.points(POINTS);
            let high = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let low = points.iter().copied().fold(f64::INFINITY, f64::min);
            (Some(high - low), None)
        });
    }

    /// `arc.trend`
    ///
    /// # What it measures
    /// Whether the text ends more positive or more negative than it begins.
    ///
    /// # How it is computed
    /// The end of the arc less its beginning, `−2 (β₁ + β₃)`. The arc is the least-squares fit of five
    /// cosines to the n sentences of lead and body; so Student's interval with n − 5 degrees of freedom and
    /// the error `√(16 s²/n)`, s² what the fit leaves, over n − 5. Null as `arc.range`.
    ///
    /// # Example
    /// See the tests of `stats/cosine.rs`: twelve tones, .541 with an interval from −.320 to 1.402.
    ///
    /// # Known failure modes
    /// The ends are where a smooth curve is least certain: intervals are wide. News tells the event first and
    /// the background last, which shapes both ends whatever the slant.
    ///
    /// # References
    /// As `arc.range`; the interval by the usual theory of least squares (checked: numpy).
    pub(super) fn trend(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        metric.all =
            arc(sample, |arc| (Some(arc.at(1.0) - arc.at(0.0)), arc.gain_interval(0.0, 1.0)));
    }

    /// `arc.lowest`
    ///
    /// # What it measures
    /// Where in the text the tone is lowest: 0 at the beginning, 1 at the end.
    ///
    /// # How it is computed
    /// The place of the lowest of 100 points of the arc (of equals the first), each the middle of its part.
    /// No interval. Null as `arc.range`, and where the sentences do not vary.
    ///
    /// # Example
    /// Bad news in the middle of a text gives about .5.
    ///
    /// # Known failure modes
    /// A low point is found in every text, if it matters or not: see `arc.range`. Where two are nearly as
    /// low, one word moves it from one to the other.
    ///
    /// # References
    /// As `arc.range`.
    pub(super) fn lowest(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let varies = sample.tallies.text().tone().variance().is_some_and(|variance| variance > 0.0);
        metric.all = arc(sample, |arc| {
            let points = arc.points(POINTS);
            let lowest = (0..POINTS).min_by(|a, b| points[*a].total_cmp(&points[*b]));
            let place = lowest.map(|at| (at as f64 + 0.5) / POINTS as f64);
            (place.filter(|_| varies), None)
        });
    }

    /// `tone.peak_end`
    ///
    /// # What it measures
    /// The tone that a reader may be left with, if memory keeps the peak and the end of what was felt.
    ///
    /// # How it is computed
    /// The mean of two tones: that of the sentence of lead and body furthest from 0 (of equals the first), and
    /// that of the last one. No interval: it rests on two sentences. n counts all of lead and body.
    ///
    /// # Example
    /// Sentences of .1, −.6, .2 and .4 give (−.6 + .4)/2 = −.1.
    ///
    /// # Known failure modes
    /// The rule was found for pain and for short films, not for reading, and with what people felt, not
    /// what words say. The peak is further out in longer texts. Last sentences of news are often background,
    /// or what a scraper left.
    ///
    /// # References
    /// Kahneman, Fredrickson, Schreiber & Redelmeier 1993, Psychological Science 4; Fredrickson & Kahneman
    /// 1993, JPSP 65. Its use on text has no standard.
    pub(super) fn peak_end(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let value = peak_and_last(sample).map(|(peak, last)| f64::midpoint(peak.tone, last.tone));
        let n = sample.tallies.text().units;
        metric.all = Estimate { value, n, interval: None };
    }
}

/// A value of the arc and its interval.
fn arc(
    sample: &Sample,
    value: impl Fn(&CosineArc) -> (Option<f64>, Option<(f64, f64)>),
) -> Estimate {
    let n = sample.tallies.text().units;
    let arc = tone_arc(sample.sentences).filter(|_| n as usize > WAVES);
    let (value, interval) = arc.as_ref().map_or((None, None), value);
    Estimate { value, n, interval }
}

fn peak_and_last<'a>(sample: &Sample<'a>) -> Option<(&'a SentenceReport, &'a SentenceReport)> {
    let text = || sample.sentences.iter().filter(|sentence| sentence.place.is_text());
    let further = |a: &&SentenceReport, b: &&SentenceReport| a.tone.abs().total_cmp(&b.tone.abs());
    // of equals `max_by` takes the last
    text().rev().max_by(further).zip(text().next_back())
}

/// Half of each of the two tones.
pub(super) fn parts_of_peak_end(sample: &Sample) -> Parts {
    let Some((peak, last)) = peak_and_last(sample) else { return Parts::new() };
    let half = |sentence: &SentenceReport| -> (Span, f64) { (sentence.span, sentence.tone / 2.0) };
    [half(peak), half(last)].into_iter().filter(|(_, amount)| *amount != 0.0).collect()
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{article, of, shown};

    const TONES: [f64; 12] = [0.3, -0.1, 0.0, 0.5, 0.2, -0.4, -0.6, 0.0, 0.1, -0.2, 0.4, 0.7];

    /// Range and place by scipy.fft, trend and interval by numpy's least squares and scipy's t.
    #[test]
    fn the_arc_of_twelve_sentences() {
        // the headline has no part in it
        let data = article(&[-0.9], &TONES);
        assert_eq!(shown("arc.range", &data), "0.9357 n 12");
        assert_eq!(shown("arc.trend", &data), "0.5407 [-0.3205, 1.4018] n 12");
        assert_eq!(shown("arc.lowest", &data), "0.5750 n 12");
    }

    #[test]
    fn short_and_level_texts() {
        for id in ["arc.range", "arc.trend", "arc.lowest"] {
            assert_eq!(shown(id, &article(&[0.5], &TONES[..5])), "null n 5", "{id}");
            assert!(of(id, &article(&[], &TONES[..6])).all.value.is_some(), "{id}");
            assert_eq!(shown(id, &article(&[], &[])), "null n 0", "{id}");
        }
        let level = article(&[0.2], &[0.5; 50]);
        assert_eq!(shown("arc.range", &level), "0.0000 n 50");
        assert_eq!(shown("arc.lowest", &level), "null n 50");
    }

    /// By hand.
    #[test]
    fn the_peak_and_the_end() {
        for (body, expected) in [
            (&[0.1, -0.6, 0.2, 0.4][..], "-0.1000 n 4"),
            (&[0.1, 0.5, -0.5, 0.0], "0.2500 n 4"),
            (&[0.1, -0.6], "-0.6000 n 2"),
            (&[0.3], "0.3000 n 1"),
            (&[0.0, 0.0], "0.0000 n 2"),
            (&[], "null n 0"),
        ] {
            assert_eq!(shown("tone.peak_end", &article(&[-0.9], body)), expected, "{body:?}");
        }
        let mut data = article(&[], &[0.1, -0.6, 0.4]);
        data.explain();
        let parts = of("tone.peak_end", &data).contributions;
        assert_eq!(parts.iter().map(|part| part.1).collect::<Vec<_>>(), [-0.3, 0.2]);
    }
}
