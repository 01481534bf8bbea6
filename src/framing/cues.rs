//! How sources are made to speak.

use super::citations::{Cited, parts};
use super::{Parts, Sample};
use crate::report::Estimate;
use crate::stats;
use crate::voice::Stance;

documented! {
    /// `cues.stance_balance`
    ///
    /// # What it measures
    /// Whether what sources say is passed on as true ("pointed out") or held at arm's length ("claimed").
    ///
    /// # How it is computed
    /// `(endorsing − distancing) / all cues`, neutral ones ("said") among all. The interval is that of a
    /// difference of two shares of one sample: Wilson's for each, joined with their correlation
    /// `−√(p₁p₂/(1 − p₁)(1 − p₂))`, so that a text of neutral cues alone has one of some width. By voice: the
    /// cues in that voice; those in a quotation are the source's choice, not the outlet's.
    ///
    /// # Example
    /// One endorsing, two distancing and seven neutral cues give −.1.
    ///
    /// # Known failure modes
    /// The stance is that of the verb alone, whatever stands around it ("rightly claimed"). Cues of one
    /// writer repeat, so the interval is somewhat too narrow.
    ///
    /// # References
    /// No standard exists for the balance. Interval: Newcombe 1998, Statistics in Medicine 17; Zou &
    /// Donner 2008, ibid. 27.
    pub(super) fn stance_balance(cited: &Cited) -> Estimate {
        let n = cited.cues;
        let plus = Estimate::share(cited.endorsing, n);
        let minus = Estimate::share(cited.distancing, n);
        let (Some(p), Some(q)) = (plus.bounded(), minus.bounded()) else {
            return Estimate::default();
        };
        let both = p.0 * q.0;
        let correlation =
            if both > 0.0 { -(both / ((1.0 - p.0) * (1.0 - q.0))).sqrt() } else { 0.0 };
        let interval = stats::difference_interval(p, q, correlation);
        Estimate { value: Some(p.0 - q.0), n, interval: Some(interval) }
    }
}

/// The cues that endorse or distance.
pub(super) fn parts_of_balance(sample: &Sample) -> Parts {
    parts(sample, |of| {
        Some(match of.stance? {
            Stance::Endorsing => 1.0,
            Stance::Neutral => 0.0,
            Stance::Distancing => -1.0,
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, of, shown, shown_in};
    use crate::voice::Stance::{Distancing, Endorsing, Neutral};
    use crate::voice::Voice::{DirectQuote, Narration};

    /// By hand: shares .1 [.0179, .4042] and .2 [.0567, .5098], correlation −1/6, so −.1 less
    /// √(.0821² + .3098² + .0821 · .3098 / 3) and more √(.3042² + .1433² + .3042 · .1433 / 3).
    #[test]
    fn endorsing_less_distancing() {
        let mut data = Data::default();
        for (stance, times) in [(Endorsing, 1), (Distancing, 2), (Neutral, 7)] {
            (0..times).for_each(|_| data.cited(Narration, None, Some(stance)));
        }
        assert_eq!(shown("cues.stance_balance", &data), "-0.1000 [-0.4335, 0.2572] n 10");
        data.cited(DirectQuote, None, Some(Endorsing));
        let by_voice = of("cues.stance_balance", &data).by_voice;
        assert_eq!(by_voice[0].1.n, 10);
        assert_eq!(shown_in(&by_voice[1].1), "1.0000 [-0.1221, 1.0000] n 1");
    }

    /// Wilson's upper bound of 0 of 4 is .4899.
    #[test]
    fn neutral_cues_alone() {
        let mut data = Data::default();
        assert_eq!(shown("cues.stance_balance", &data), "null n 0");
        (0..4).for_each(|_| data.cited(Narration, None, Some(Neutral)));
        assert_eq!(shown("cues.stance_balance", &data), "0.0000 [-0.4899, 0.4899] n 4");
    }
}
