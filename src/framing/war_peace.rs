//! War and peace journalism, experimental.

use super::tally::{PRESENT, Tally};
use super::{Parts, Sample};
use crate::report::Estimate;
use crate::terms::{Kind, Mark};

documented! {
    /// `war_peace.index`
    ///
    /// # What it measures
    /// Whether a text about a conflict speaks as war journalism does (victory, enemies, the here and now) or
    /// as peace journalism (causes, common ground, those who suffer). A proxy by dictionary.
    ///
    /// # How it is computed
    /// `(w − p) / (w + p)`: w and p the terms of war and of peace journalism in `frames/war_peace` of weight
    /// ≥ .5. Wilson's interval of w/(w + p), stretched to −1 and 1. Null where there is neither.
    ///
    /// # Example
    /// Three terms of war and one of peace give .5.
    ///
    /// # Known failure modes
    /// Coders judge thirteen pairs of approach and language for a whole story; words tell of battles or of
    /// talks, which is the matter more than the manner. Texts about no conflict have a value too. Terms of one
    /// sentence go together, so the interval is too narrow. Compared with no coder.
    ///
    /// # References
    /// Galtung 1986, 1998; the index after Lee & Maslog 2005, Journal of Communication 55, who class a story
    /// by the majority of its indicators (from memory). Interval: Wilson 1927, JASA 22.
    pub(super) fn index(tally: &Tally) -> Estimate {
        Estimate::balance(tally.war_peace()[0], tally.war_peace()[1])
    }
}

/// Each term's ± 1/(w + p).
pub(super) fn parts_of_index(sample: &Sample) -> Parts {
    let each = 1.0 / f64::from(sample.tallies.all().war_peace().iter().sum::<u32>());
    let counted = |mark: &&Mark| mark.kind == Kind::WarPeace && mark.weight >= PRESENT;
    let side = |mark: &Mark| if mark.class == 0 { each } else { -each };
    sample.marks.iter().filter(counted).map(|mark| (mark.span, side(mark))).collect()
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, of, shown, shown_in};
    use crate::lexicon;
    use crate::terms::Kind::WarPeace;
    use crate::text::Place::{Body, Headline};

    #[test]
    fn war_comes_first_in_the_list() {
        let lists = lexicon::on_request();
        let list = lists.iter().find(|list| list.id() == "frames/war_peace").unwrap();
        let names: Vec<&str> = list.categories().iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["war_journalism", "peace_journalism"]);
    }

    /// By hand: 3 and 1 are (3 − 1)/4; Wilson for 3/4 is (.3006, .9544), so 2p − 1 of both. Weights below .5
    /// do not count.
    #[test]
    fn war_less_peace_over_both() {
        let mut data = Data::default();
        data.marked(Headline, 10, &[(WarPeace, 0, 0.9), (WarPeace, 1, 0.4)]);
        data.marked(Body, 10, &[(WarPeace, 0, 0.5), (WarPeace, 1, 0.8), (WarPeace, 0, 1.0)]);
        data.explain();
        let metric = of("war_peace.index", &data);
        assert_eq!(shown_in(&metric.all), "0.5000 [-0.3987, 0.9088] n 4");
        assert_eq!(shown_in(&metric.by_place[0].1), "1.0000 [-0.5869, 1.0000] n 1");
        let amounts: Vec<f64> = metric.contributions.iter().map(|(_, amount)| *amount).collect();
        assert_eq!(amounts, [0.25, 0.25, -0.25, 0.25]);
        assert_eq!(shown("war_peace.index", &Data::default()), "null n 0");
    }
}
