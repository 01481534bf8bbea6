//! Who acts, and who is acted on by nobody.

use super::{MetricInfo, Sample};
use crate::report::{Estimate, Metric};
use crate::target::AgencyCounts;

documented! {
    /// `agency.active_share`
    ///
    /// # What it measures
    /// How often the actors of the article act rather than being acted on.
    ///
    /// # How it is computed
    /// Active deeds over all deeds counted, of all actors together; Wilson's interval. Records have the
    /// share of each actor too.
    ///
    /// # Example
    /// Six deeds done, one suffered from somebody and one from nobody in particular give 6/8.
    ///
    /// # Known failure modes
    /// Clauses are read without a parser. The object of an active verb is not counted ("police hit X"), so
    /// shares are high; saying is not counted, attributions tell it.
    ///
    /// # References
    /// Interval: Wilson 1927, JASA 22.
    pub(super) fn active_share(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let deeds = deeds(sample);
        metric.all = Estimate::share(deeds.active, deeds.total());
    }

    /// `agency.agentless_share`
    ///
    /// # What it measures
    /// How often the text leaves out who did what was done to its actors: "were killed", "the killing of".
    ///
    /// # How it is computed
    /// Agentless and nominal deeds over all deeds suffered; Wilson's interval.
    ///
    /// # Example
    /// "X was taken by Y", "X was hit" and "the killing of X" give 2/3.
    ///
    /// # Known failure modes
    /// An agent named in another clause or sentence is not seen, so the share is too high where the text
    /// does tell who did it. Only deeds done to recognised actors count: "twelve people were killed" does
    /// not. Few articles have more than a handful.
    ///
    /// # References
    /// Deleted agents: Trew 1979, in Fowler et al., Language and Control. Interval: Wilson 1927, JASA 22.
    pub(super) fn agentless_share(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let deeds = deeds(sample);
        metric.all =
            Estimate::share(deeds.agentless + deeds.nominal, deeds.total() - deeds.active);
    }
}

/// The deeds of all actors.
fn deeds(sample: &Sample) -> AgencyCounts {
    let mut sum = AgencyCounts::default();
    for AgencyCounts { active, passive, agentless, nominal } in
        sample.actors.iter().map(|actor| actor.agency)
    {
        sum.active += active;
        sum.passive += passive;
        sum.agentless += agentless;
        sum.nominal += nominal;
    }
    sum
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, shown};
    use crate::target::AgencyCounts;

    /// Wilson by hand: 6/10 and 3/4.
    #[test]
    fn deeds_of_two_actors() {
        let mut data = Data::default();
        assert_eq!(shown("agency.active_share", &data), "null n 0");
        data.agency(AgencyCounts { active: 5, passive: 1, agentless: 2, nominal: 0 });
        assert_eq!(shown("agency.agentless_share", &data), "0.6667 [0.2077, 0.9385] n 3");
        data.agency(AgencyCounts { active: 1, passive: 0, agentless: 0, nominal: 1 });
        assert_eq!(shown("agency.active_share", &data), "0.6000 [0.3127, 0.8318] n 10");
        assert_eq!(shown("agency.agentless_share", &data), "0.7500 [0.3006, 0.9544] n 4");
        let mut busy = Data::default();
        busy.agency(AgencyCounts { active: 2, ..AgencyCounts::default() });
        assert_eq!(shown("agency.agentless_share", &busy), "null n 0");
    }
}
