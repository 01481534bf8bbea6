//! How the article treats those whom it names.

use super::tally::Tally;
use super::{Parts, Sample};
use crate::report::Estimate;
use crate::target::Polarity;
use crate::terms::{Kind, Mark};

documented! {
    /// `actors.tone`
    ///
    /// # What it measures
    /// Whether the article speaks well or ill of those whom it names, whoever they are.
    ///
    /// # How it is computed
    /// `Σ s / n` over the mentions of all actors, s the tone of the sentence toward the mention, as in
    /// [`TargetReport::score`](crate::TargetReport::score): by the model `target` where one is in use, else by
    /// rules. Student's interval for a ratio over sentences (voice segments by voice) with mentions, cut at −1
    /// and 1; a mention has the voice that it stands in. Null where nobody is named.
    ///
    /// # Example
    /// Mentions of −.5 and −.1 in one sentence and .3 in another have a mean of −.1.
    ///
    /// # Known failure modes
    /// An actor who is named often weighs more than others. Pronouns count where they are resolved. A mention
    /// in a sentence about something else is neutral, so values lie near 0. It does not tell sides: an article
    /// that praises one and attacks the other has a tone near 0.
    ///
    /// # References
    /// Tone toward a target: Hamborg & Donnay 2021, EACL. Interval: Cochran 1977, Sampling Techniques, chapter 6.
    pub(super) fn tone(tally: &Tally) -> Estimate {
        let Tally { toward, .. } = tally;
        Estimate { value: toward.value(), n: toward.x() as u32, interval: toward.interval() }
    }

    /// `actors.negative_share`
    ///
    /// # What it measures
    /// How often the article speaks ill of those whom it names.
    ///
    /// # How it is computed
    /// Mentions of actors that are negative, as in [`TargetReport::label`](crate::TargetReport::label), over all
    /// mentions; Wilson's interval. Null where nobody is named.
    ///
    /// # Example
    /// One negative mention in four gives .25.
    ///
    /// # Known failure modes
    /// As `actors.tone`. The interval takes mentions as independent; those of one sentence are alike, so it
    /// is somewhat too narrow.
    ///
    /// # References
    /// As `actors.tone`. Interval: Wilson 1927, JASA 22.
    pub(super) fn negative_share(tally: &Tally) -> Estimate {
        Estimate::share(tally.negative_mentions(), tally.toward.x() as u32)
    }
}

/// Each mention's share in `actors.tone`.
pub(super) fn parts_of_tone(sample: &Sample) -> Parts {
    let n = sample.tallies.all().toward.x();
    mentions(sample).map(|mark| (mark.span, mark.weight / n)).collect()
}

/// Each negative mention's share in `actors.negative_share`.
pub(super) fn parts_of_negative_share(sample: &Sample) -> Parts {
    let n = sample.tallies.all().toward.x();
    let negative = mentions(sample).filter(|mark| mark.class == Polarity::Negative as u8);
    negative.map(|mark| (mark.span, 1.0 / n)).collect()
}

fn mentions<'s>(sample: &'s Sample) -> impl Iterator<Item = &'s Mark> {
    sample.marks.iter().filter(|mark| mark.kind == Kind::Mention)
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, of, shown};
    use crate::terms::Kind;
    use crate::text::Place::{Body, Lead};

    /// By hand: residuals y + .1 x are −.4 and .4 over two sentences of mean 1.5 mentions, so the standard
    /// error is √(2 · .32) / 3 = .2667, and t(1) = 12.706 takes the interval to both ends.
    #[test]
    fn mentions_of_two_sentences() {
        let mut data = Data::default();
        assert_eq!(shown("actors.tone", &data), "null n 0");
        data.marked(Lead, 10, &[(Kind::Mention, 0, -0.5), (Kind::Mention, 1, -0.1)]);
        data.marked(Body, 10, &[(Kind::Mention, 2, 0.3)]);
        data.marked(Body, 10, &[]);
        assert_eq!(shown("actors.tone", &data), "-0.1000 [-1.0000, 1.0000] n 3");
        // Wilson for 1 of 3
        assert_eq!(shown("actors.negative_share", &data), "0.3333 [0.0615, 0.7923] n 3");
        let places = of("actors.tone", &data).by_place;
        let places: Vec<_> = places.iter().map(|(place, at)| (place.name(), at.value)).collect();
        assert_eq!(places, [("lead", Some(-0.3)), ("body", Some(0.3))]);
    }
}
