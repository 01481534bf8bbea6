//! Generic news frames, experimental.

use super::tally::GENERIC;
use super::{MetricInfo, Sample, by_count};
use crate::report::{Estimate, Metric};

/// The frames, in the order of the list.
pub(super) const CATEGORIES: [&str; GENERIC] =
    ["responsibility", "human_interest", "conflict", "morality", "economic"];

documented! {
    /// `generic.share`
    ///
    /// # What it measures
    /// How much of the text has words of a generic news frame; by category: who is responsible, human
    /// interest, conflict, morality, economic consequences. A proxy by dictionary.
    ///
    /// # How it is computed
    /// As `frames.share`, over `frames/generic`: a sentence has a frame if the weights of its terms add up
    /// to .5; sentences that have one over all sentences, Wilson's interval. By voice over segments.
    ///
    /// # Example
    /// Three of ten sentences about a feud and a clash give `conflict` .3.
    ///
    /// # Known failure modes
    /// The frames were defined by twenty questions that coders answer for a whole story ("Does the story
    /// refer to winners and losers?"), in five scales. A word is no answer: nothing here was compared with
    /// coders, and shares are not those scales. As `frames.share`, words tell the topic more than the frame.
    ///
    /// # References
    /// Semetko & Valkenburg 2000, Journal of Communication 50 (items and scales from
    /// memory). Interval: Wilson 1927, JASA 22.
    pub(super) fn share(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        sample.split(info, metric, |tally| Estimate::share(tally.generic_units, tally.units));
        let all = sample.tallies.all();
        by_count(info, metric, all.generic(), all.units, Estimate::share);
    }
}

#[cfg(test)]
mod tests {
    use super::CATEGORIES;
    use crate::framing::tests::{Data, of, shown_in};
    use crate::lexicon;
    use crate::terms::Kind::GenericFrame;
    use crate::text::Place::{Body, Lead};
    use crate::voice::Voice;

    #[test]
    fn the_list_has_the_categories_in_order() {
        let lists = lexicon::on_request();
        let list = lists.iter().find(|list| list.id() == "frames/generic").unwrap();
        let names: Vec<&str> = list.categories().iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, CATEGORIES);
    }

    /// By hand: the first sentence has conflict (.3 + .2) and morality, the third economic, the fourth a
    /// weak term only. Wilson for 2/4 and 1/4 by R's `prop.test(correct = FALSE)`: (.1500, .8500) and (.0456,
    /// .6994).
    #[test]
    fn sentences_with_a_frame_over_all() {
        let mut data = Data::default();
        let frame = |class, weight| (GenericFrame, class, weight);
        data.marked(Lead, 10, &[frame(2, 0.3), frame(2, 0.2), frame(3, 0.9)]);
        data.marked(Body, 10, &[]);
        data.marked(Body, 10, &[frame(4, 0.8), frame(4, 1.0)]);
        data.marked(Body, 10, &[frame(0, 0.4)]);
        data.speak(2, Voice::DirectQuote);
        let metric = of("generic.share", &data);
        assert_eq!(shown_in(&metric.all), "0.5000 [0.1500, 0.8500] n 4");
        let values: Vec<_> = metric.by_category.iter().map(|(_, e)| e.value.unwrap()).collect();
        assert_eq!(values, [0.0, 0.0, 0.25, 0.25, 0.25]);
        assert_eq!(shown_in(&metric.by_category[4].1), "0.2500 [0.0456, 0.6994] n 4");
        let places: Vec<_> = metric.by_place.iter().map(|(p, e)| (*p, e.value, e.n)).collect();
        assert_eq!(places, [(Lead, Some(1.0), 1), (Body, Some(1.0 / 3.0), 3)]);
        let voices: Vec<_> = metric.by_voice.iter().map(|(_, e)| (e.value, e.n)).collect();
        assert_eq!(voices, [(Some(1.0 / 3.0), 3), (Some(1.0), 1)]);
    }
}
