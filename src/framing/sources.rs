//! Who gets a voice: how many sources, of what kind, how evenly.
//!
//! All count attributions that name a source, nested ones each for its own. What somebody wants or
//! fears counts like what he says: it is a voice too, and one verb often tells both. Two
//! attributions have one source if it is the same actor; of those that are no actor, if kind and
//! words up to a comma or relative clause are the same. A pronoun that is no actor is the last source of its kind, "we" in
//! somebody's speech is who speaks.

use super::citations::{Cited, parts, split};
use super::{MetricInfo, Parts, Sample, by_category, by_count, cut};
use crate::report::{Estimate, Metric};
use crate::stats::Diversity;
use crate::voice::SourceKind;

documented! {
    /// `sources.count`
    ///
    /// # What it measures
    /// How many different sources the article has. By category the Hill numbers: how many equally heard
    /// sources would be as diverse by entropy (`hill_1`), or as concentrated (`hill_2`; rare ones hardly
    /// count).
    ///
    /// # How it is computed
    /// The distinct sources of its attributions; 0 where it has none. A count of what is there, so there
    /// is no interval; n is the number of attributions. By voice: sources cited in that voice. `hill_1` is
    /// e^H of the H of `sources.shannon`, correction included, and of the ends of its interval: it can
    /// exceed the count, as it makes up for sources not met. `hill_2` is 1/Σp² of the shares as they are,
    /// never above the count; its interval is that of Σp², carried to ln(1/Σp²) by the delta method and
    /// back, cut at 1.
    ///
    /// # Example
    /// "Olsen said", "critics say", "Mayor Olsen wants" and "he told reporters" give 2. Four sources with 4,
    /// 3, 2 and 1 attributions give e^1.430 = 4.18 and 1/.3 = 3.33.
    ///
    /// # Known failure modes
    /// A source that the text names in two ways ("the spokeswoman", "a government spokeswoman") counts
    /// twice; two groups of "officials" count once; "he" may not be the last source. `hill_2` is too low in
    /// short texts: in the simulations of `sources.shannon` its interval covers 60 to 94 % at n = 8, 73 to
    /// 96 % at n = 20.
    ///
    /// # References
    /// Hill 1973, Ecology 54.
    pub(super) fn count(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        split(info, sample, metric, |cited| Estimate {
            value: Some(f64::from(cited.sources)),
            n: cited.sourced(),
            interval: None,
        });
        if metric.all.n == 0 {
            return;
        }
        let hill = [diversity(sample, |all| Some(all.hill_1())), diversity(sample, |all| Some(all.hill_2()))];
        by_category(info, metric, &|i| Estimate {
            interval: hill[i].interval.map(|(low, high)| (low.max(1.0), high)),
            ..hill[i]
        });
    }

    /// `sources.anonymous_share`
    ///
    /// # What it measures
    /// How much rests on sources whose names are held back ("a person familiar with the matter"). By
    /// category the shares of all kinds: persons, organisations, documents, anonymous, and vague ("critics
    /// say", "many believe"); they add up to 1.
    ///
    /// # How it is computed
    /// Attributions to anonymous sources over all with a source; Wilson's interval. By voice: those cited
    /// in that voice.
    ///
    /// # Example
    /// Two of eight attributions to unnamed officials give .25.
    ///
    /// # Known failure modes
    /// A source named once and then called "the official" is anonymous from there on. "Voters" of a poll
    /// with figures are vague. Attributions of one source are not independent, so the interval is somewhat
    /// too narrow.
    ///
    /// # References
    /// Interval: Wilson 1927, JASA 22.
    pub(super) fn anonymous_share(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        split(info, sample, metric, |cited| {
            Estimate::share(cited.kinds[SourceKind::Anonymous as usize], cited.sourced())
        });
        let all = &sample.citations.all;
        by_count(info, metric, &all.kinds, all.sourced(), Estimate::share);
    }

    /// `sources.official_share`
    ///
    /// # What it measures
    /// How much rests on those who speak for a state.
    ///
    /// # How it is computed
    /// As `sources.anonymous_share`, of official sources. Unnamed officials count here and there.
    ///
    /// # Example
    /// A minister twice, a ministry once and a witness once give .75.
    ///
    /// # Known failure modes
    /// The office must stand beside the source: a minister called by name alone is not official there.
    ///
    /// # References
    /// Reliance on officials: Sigal 1973, Reporters and Officials. Interval: Wilson 1927, JASA 22.
    pub(super) fn official_share(cited: &Cited) -> Estimate {
        Estimate::share(cited.official, cited.sourced())
    }

    /// `sources.shannon`
    ///
    /// # What it measures
    /// How many sources there are and how evenly they are heard, in one number.
    ///
    /// # How it is computed
    /// `−Σ p ln p + (S − 1)/2n`: p a source's share of the n attributions (not of the words: one long
    /// quotation would decide), S the sources, the second term Miller and Madow's correction for sources
    /// not met in so small a sample. Interval: ± 1.96 √(((Σ p ln² p − H²)/n + (S − 1)/2n²)), cut at 0; null
    /// where one source has all.
    ///
    /// # Example
    /// Four sources with 4, 3, 2 and 1 attributions give 1.280 + .15 = 1.430 (evenly heard: ln 4 + .15).
    ///
    /// # Known failure modes
    /// As `sources.count`. Attributions come in runs of one source, which the interval ignores. In
    /// simulations with independent draws from 5 to 12 sources it covers 82 to 95 % at n = 20 and 89 to
    /// 100 % at n = 50, but at n = 8 only 57 to 94 %: the sources not met are more than the correction adds.
    ///
    /// # References
    /// Miller 1955, in Quastler, Information Theory in Psychology; variance: Hutcheson 1970, J. theor. Biol. 29.
    pub(super) fn shannon(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        metric.all = diversity(sample, |all| Some(all.shannon()));
        cut(&mut metric.all, info.range);
    }

    /// `sources.simpson`
    ///
    /// # What it measures
    /// The chance that two attributions have different sources.
    ///
    /// # How it is computed
    /// `1 − Σ k(k − 1) / n(n − 1)`, k a source's attributions: unbiased; null below two attributions. The
    /// interval is ± 1.96 standard errors of a U-statistic, cut at 0 and 1; null where one source has all.
    ///
    /// # Example
    /// Four sources with 4, 3, 2 and 1 attributions give 1 − 20/90 = .778.
    ///
    /// # Known failure modes
    /// As `sources.count`; runs of one source as in `sources.shannon`. In the same simulations the interval
    /// covers 91 to 100 %.
    ///
    /// # References
    /// Simpson 1949, Nature 163, with this variance.
    pub(super) fn simpson(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        metric.all = diversity(sample, Diversity::simpson);
        cut(&mut metric.all, info.range);
    }
}

/// The attributions of `sources.anonymous_share`.
pub(super) fn parts_of_anonymous(sample: &Sample) -> Parts {
    parts(sample, |of| Some(f64::from(u8::from(of.source?.kind == SourceKind::Anonymous))))
}

/// The attributions of `sources.official_share`.
pub(super) fn parts_of_official(sample: &Sample) -> Parts {
    parts(sample, |of| Some(f64::from(u8::from(of.source?.official))))
}

/// The kinds of sources, as categories.
pub(super) const CATEGORIES: [&str; 5] = {
    use SourceKind::{Anonymous, Document, Organisation, Person, Vague};
    [Person.name(), Organisation.name(), Document.name(), Anonymous.name(), Vague.name()]
};

fn diversity(
    sample: &Sample,
    of: impl Fn(Diversity) -> Option<(f64, Option<(f64, f64)>)>,
) -> Estimate {
    let found = sample.citations.diversity.and_then(of);
    let n = sample.citations.all.sourced();
    found.map(|(value, interval)| Estimate { value: Some(value), n, interval }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::framing::tests::{Data, of, shown, shown_in};
    use crate::voice::SourceKind::{Anonymous, Person, Vague};
    use crate::voice::Voice::{IndirectSpeech, Narration};

    /// The examples of the docs: values of `stats/diversity.rs`, Wilson by hand.
    #[test]
    fn four_sources() {
        let mut data = Data::default();
        for (times, name, kind) in [
            (4, "Olsen", Person),
            (3, "Lind", Person),
            (2, "a source", Anonymous),
            (1, "many", Vague),
        ] {
            (0..times).for_each(|_| data.cited(Narration, Some((name, kind)), None));
        }
        data.cited(Narration, None, None);
        data.official("Lind");
        for (id, expected) in [
            ("count", "4.0000 n 10"),
            ("anonymous_share", "0.2000 [0.0567, 0.5098] n 10"),
            ("official_share", "0.3000 [0.1078, 0.6032] n 10"),
            ("shannon", "1.4299 [1.0733, 1.7864] n 10"),
            ("simpson", "0.7778 [0.6001, 0.9555] n 10"),
        ] {
            assert_eq!(shown(&format!("sources.{id}"), &data), expected, "{id}");
        }
        let hill = of("sources.count", &data).by_category;
        assert_eq!(shown_in(&hill[0].1), "4.1781 [2.9251, 5.9679] n 10");
        assert_eq!(shown_in(&hill[1].1), "3.3333 [1.8433, 6.0278] n 10");
        let kinds = of("sources.anonymous_share", &data).by_category;
        let kinds: Vec<_> = kinds.iter().map(|(name, e)| (*name, shown_in(e))).collect();
        assert_eq!(kinds[0], ("person", "0.7000 [0.3968, 0.8922] n 10".to_owned()));
        assert_eq!(kinds[4], ("vague", "0.1000 [0.0179, 0.4042] n 10".to_owned()));
        data.cited(IndirectSpeech, Some(("Olsen", Person)), None);
        let count = of("sources.count", &data);
        assert_eq!(shown_in(&count.all), "4.0000 n 11");
        let by_voice: Vec<_> = count.by_voice.iter().map(|(_, e)| shown_in(e)).collect();
        assert_eq!(by_voice, ["4.0000 n 10", "1.0000 n 1"]);
        assert_eq!(count.by_place.len(), 1);
    }

    #[test]
    fn none_and_one() {
        let mut data = Data::default();
        let shown = |data: &Data| {
            ["count", "anonymous_share", "shannon", "simpson"]
                .map(|id| shown(&format!("sources.{id}"), data))
        };
        assert_eq!(shown(&data)[0], "0.0000 n 0");
        assert!(shown(&data)[1..].iter().all(|value| value == "null n 0"));
        data.cited(Narration, Some(("Olsen", Person)), None);
        let one = shown(&data);
        assert_eq!(one[2..], ["0.0000 n 1", "null n 0"]);
        let hill = of("sources.count", &data).by_category;
        assert!(hill.iter().all(|(_, estimate)| shown_in(estimate) == "1.0000 n 1"));
        data.cited(Narration, Some(("Olsen", Person)), None);
        assert_eq!(shown(&data)[3], "0.0000 n 2");
    }
}
