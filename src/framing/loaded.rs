//! Loaded language.

use super::tally::{OWN_WORDING, Tally};
use super::{MetricInfo, OTHERS, OWN, Parts, Sample, by_count, clamped, class, take_until};
use crate::lexicon::LOADED_CATEGORIES;
use crate::report::{Estimate, Metric};
use crate::stats::{self, Ratio};
use crate::terms::{DETECTED, Kind};
use crate::text::Place;
use crate::voice::Voice;

/// Categories whose terms favour their object.
const FAVOUR: [usize; 2] = [loaded("praise"), loaded("euphemism")];

/// Those whose terms attack it.
const ATTACK: [usize; 8] = [
    loaded("label"),
    loaded("dehumanising"),
    loaded("condemnation"),
    loaded("ridicule"),
    loaded("doubt"),
    loaded("fear"),
    loaded("disaster_metaphor"),
    loaded("dysphemism"),
];

pub(super) const fn loaded(category: &str) -> usize {
    class(&LOADED_CATEGORIES, category)
}

documented! {
    /// `loaded.per_1000`
    ///
    /// # What it measures
    /// How densely the text uses words that take a side where a neutral word was at hand.
    ///
    /// # How it is computed
    /// `1000 · k / N`, with k the loaded terms of weight ≥ .5 in their context and N the words; the
    /// exact Poisson interval of k over N. By voice: terms and words of that voice. By category: terms of
    /// that category over all words; terms of a caller's list in a category of its own are `other`, words that
    /// no list has and the model `bias` finds are `model` (0 where none is in use).
    ///
    /// # Example
    /// Two detected terms in 400 words give 5, with an interval from .61 to 18.1.
    ///
    /// # Known failure modes
    /// Overlapping terms of two loaded lists count twice. A list knows no irony, and a loaded word in a
    /// source's mouth counts as the outlet's where neither marks nor a cue tell whose it is. The interval
    /// is exact for terms that fall independently; they come in bursts, so it is somewhat too narrow.
    ///
    /// # References
    /// Interval: Garwood 1936, Biometrika 28.
    pub(super) fn per_1000(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        sample.split(info, metric, |tally| rate(tally.detected, tally.words));
        let all = sample.tallies.all();
        by_count(info, metric, all.loaded(), all.words, rate);
    }

    /// `loaded.own_weight`
    ///
    /// # What it measures
    /// How loaded the outlet's own wording is: narration, and what it reports of others in its own words.
    ///
    /// # How it is computed
    /// The weights of all loaded terms outside quotations, weak ones too, per 1,000 words outside
    /// quotations. A weight rises with the chance that readers mark the term
    /// ([`Term::weight`](crate::Term::weight)), so strong terms count more than weak ones; it is no count of
    /// marked words. Interval: Student's for a ratio over voice segments (delta method), cut at 0. n counts the
    /// words outside quotations.
    ///
    /// # Example
    /// Terms of .6, .3 and .1 in 200 words of narration, and any in quotations, give 5.
    ///
    /// # Known failure modes
    /// Quotations whose marks were lost count as the outlet's. Weights of two loaded lists add up. Where
    /// terms are few the interval is too short (it covered about 90 % in a simulation with one in 100 words
    /// and 20 to 40 segments), and there is none where there is no term.
    ///
    /// # References
    /// No standard exists. Interval: Cochran 1977, Sampling Techniques, chapter 6.
    pub(super) fn own_weight(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let weight = |places: &[Place]| {
            let mut all = Ratio::default();
            let mut words = 0;
            for tally in sample.tallies.segments(places, &OWN_WORDING) {
                all.merge(&tally.loaded_weight());
                words += tally.words;
            }
            let scaled = |(low, high)| clamped((1000.0 * low, 1000.0 * high), info.range);
            Estimate {
                value: all.value().map(|value| 1000.0 * value),
                n: words,
                interval: all.interval().map(scaled),
            }
        };
        metric.all = weight(&Place::ALL);
        sample.by_place(metric, &|place| weight(&[place]));
    }

    /// `loaded.variety`
    ///
    /// # What it measures
    /// How many different loaded words the outlet's own wording has, for its length. One word that the
    /// story needs over and over ("massacre") counts once.
    ///
    /// # How it is computed
    /// `V / √N`: V the different entries of the loaded lists detected (weight ≥ .5) outside quotations, N the
    /// words there. All inflections of an entry are one. The exact Poisson interval of V over √N: wider than
    /// needed, as a number of different entries varies less than a count.
    ///
    /// # Example
    /// Six different loaded words in 400 words give .3.
    ///
    /// # Known failure modes
    /// Different terms grow with length neither as N nor quite as √N, so compare articles of like length.
    ///
    /// # References
    /// Guiraud 1954, Les caractères statistiques du vocabulaire, of all words of a text. Interval: Garwood
    /// 1936, Biometrika 28.
    pub(super) fn variety(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let mut by_places = [0; Place::ALL.len()];
        let (mut all, mut last) = (0, None);
        for (entry, place) in sample.tallies.own_terms() {
            by_places[place] += 1;
            all += usize::from(last != Some(entry));
            last = Some(entry);
        }
        let variety = |different: usize, places: &[Place]| {
            let segments = sample.tallies.segments(places, &OWN_WORDING);
            let words: u32 = segments.map(|tally| tally.words).sum();
            let root = f64::from(words).sqrt();
            let (low, high) = stats::poisson_interval(different);
            Estimate {
                value: (words > 0).then(|| different as f64 / root),
                n: words,
                interval: (words > 0).then(|| (low / root, high / root)),
            }
        };
        metric.all = variety(all, &Place::ALL);
        sample.by_place(metric, &|place| variety(by_places[place as usize], &[place]));
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
    pub(super) fn voice_gap(_: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let gap = |places: &[Place]| {
            let of = |voices: &[Voice]| {
                let (mut terms, mut words) = (0, 0);
                for tally in sample.tallies.segments(places, voices) {
                    terms += tally.detected;
                    words += tally.words;
                }
                rate(terms, words)
            };
            let (own, others) = (of(&OWN), of(&OTHERS));
            let bounds = own.bounded().zip(others.bounded());
            bounds.map_or_else(Estimate::default, |(a, b)| Estimate {
                value: Some(a.0 - b.0),
                n: own.n + others.n,
                interval: Some(stats::difference_interval(a, b, 0.0)),
            })
        };
        metric.all = gap(&Place::ALL);
        if metric.all.n > 0 {
            sample.by_place(metric, &|place| gap(&[place]));
        }
    }

    /// `loaded.one_sidedness`
    ///
    /// # What it measures
    /// Whether the loaded words all pull one way: only attacks (−1), only favours (1), or both alike (0).
    ///
    /// # How it is computed
    /// `(f − a) / (f + a)` over detected terms: f those that favour their object (praise, euphemism), a
    /// those that attack it (label, dehumanising, condemnation, ridicule, doubt, fear, disaster metaphor,
    /// dysphemism); other categories do neither. Wilson's interval of f/(f + a), stretched to −1 and 1. Null
    /// where there is neither.
    ///
    /// # Example
    /// One word of praise and three of condemnation give −.5.
    ///
    /// # Known failure modes
    /// It tells nothing of whom the words are about: one who praises one camp and attacks the other comes
    /// out even. Loaded words mostly attack, so most texts are below 0.
    ///
    /// # References
    /// No standard exists; the form is that of `tone.relative`. Interval: Wilson 1927, JASA 22.
    pub(super) fn one_sidedness(tally: &Tally) -> Estimate {
        let count =
            |classes: &[usize]| -> u32 { classes.iter().map(|class| tally.loaded()[*class]).sum() };
        Estimate::balance(count(&FAVOUR), count(&ATTACK))
    }

    /// `loaded.detected_share`
    ///
    /// # What it measures
    /// How much of the text has any loaded word in it.
    ///
    /// # How it is computed
    /// Sentences with at least one loaded term of weight ≥ .5 over all sentences; Wilson's interval. By
    /// voice over segments.
    ///
    /// # Example
    /// Three of twelve sentences give .25.
    ///
    /// # Known failure modes
    /// Long sentences have more words that may be loaded. As `loaded.per_1000`.
    ///
    /// # References
    /// Interval: Wilson 1927, JASA 22.
    pub(super) fn detected_share(tally: &Tally) -> Estimate {
        Estimate::share(tally.loaded_units, tally.units)
    }
}

/// Each term's weight · 1000/N.
pub(super) fn parts_of_own_weight(sample: &Sample) -> Parts {
    let segments = sample.tallies.segments(&Place::ALL, &OWN_WORDING);
    let words: u32 = segments.map(|tally| tally.words).sum();
    let each = 1000.0 / f64::from(words);
    let mut rest = sample.marks;
    let own = sample.voices.iter().flat_map(|part| {
        let inside = take_until(&mut rest, part.span.end);
        if OWN_WORDING.contains(&part.voice) { inside } else { &[] }
    });
    let terms = own.filter(|mark| mark.kind == Kind::Loaded);
    terms.map(|mark| (mark.span, each * mark.weight)).collect()
}

/// The sentences of `loaded.detected_share`.
pub(super) fn parts_of_detected_share(sample: &Sample) -> Parts {
    let detected = sample.marks.iter();
    let detected = detected.filter(|mark| mark.kind == Kind::Loaded && mark.weight >= DETECTED);
    let mut detected = detected.map(|mark| mark.span).peekable();
    super::parts_of_share(sample, |_| true)
        .into_iter()
        .filter(|(sentence, _)| {
            let mut any = false;
            while detected.next_if(|span| span.start < sentence.end).is_some() {
                any = true;
            }
            any
        })
        .collect()
}

/// Each detected term's 1000/N.
pub(super) fn parts_of_per_1000(sample: &Sample) -> Parts {
    let each = 1000.0 / f64::from(sample.tallies.all().words);
    let marks = sample.marks.iter();
    let detected = marks.filter(|mark| mark.kind == Kind::Loaded && mark.weight >= DETECTED);
    detected.map(|mark| (mark.span, each)).collect()
}

/// So many in 1,000 words.
pub(super) fn rate(hits: u32, words: u32) -> Estimate {
    if words == 0 {
        return Estimate::default();
    }
    let per_1000 = |k: f64| 1000.0 * k / f64::from(words);
    let (low, high) = stats::poisson_interval(hits as usize);
    Estimate {
        value: Some(per_1000(f64::from(hits))),
        n: words,
        interval: Some((per_1000(low), per_1000(high))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::tests::{Data, of, shown, shown_in, with_terms};
    use crate::lexicon::FOUND_BY_MODEL;
    use crate::lexicon::built_in;
    use crate::text::Place::Body;
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

    /// By hand: one favours, three attack, one does neither; Wilson for 1 of 4 is .0456 to .6994.
    #[test]
    fn one_way_or_both() {
        let class = |name: &str| {
            LOADED_CATEGORIES.iter().position(|other| *other == name).expect("a category") as u8
        };
        let term = |name: &str, weight| (Kind::Loaded, class(name), weight);
        let mut data = Data::default();
        data.marked(Body, 50, &[term("praise", 0.6), term("label", 0.9), term("praise", 0.4)]);
        data.marked(Body, 50, &[term("ridicule", 0.5), term("fear", 0.5), term("hyperbole", 0.9)]);
        data.marked(Body, 100, &[]);
        assert_eq!(shown("loaded.one_sidedness", &data), "-0.5000 [-0.9088, 0.3987] n 4");
        assert_eq!(shown("loaded.detected_share", &data), "0.6667 [0.2077, 0.9385] n 3");
        let categories = of("loaded.per_1000", &data).by_category;
        assert_eq!(categories.len(), LOADED_CATEGORIES.len());
        assert_eq!(shown_in(&categories[0].1), "5.0000 [0.1266, 27.8582] n 200");
        assert_eq!(categories.iter().map(|(_, e)| e.value.expect("words")).sum::<f64>(), 25.0);
        assert_eq!(shown("loaded.one_sidedness", &with_terms(&[(9, &[])])), "null n 0");
    }

    #[test]
    fn every_built_in_category_has_a_place() {
        let lists = built_in();
        let lists =
            lists.iter().filter(|list| list.is_loaded() && list.id() != "loaded/plain_senses");
        let names = lists.flat_map(|list| list.categories().iter().map(|c| c.name.clone()));
        let mut names: Vec<String> = names.collect();
        names.extend(["model", "other"].map(str::to_owned));
        names.sort();
        assert_eq!(LOADED_CATEGORIES[usize::from(FOUND_BY_MODEL)], "model");
        let mut known = LOADED_CATEGORIES.map(str::to_owned);
        known.sort();
        assert_eq!(names, known);
    }

    /// By hand: weights .6, .3, .1 and nothing in 200 own words by two sentences (residuals ± .5, t(1) =
    /// 12.7062), .9 in a quotation; two different detected entries of three.
    #[test]
    fn the_own_wording_alone() {
        let term = |class, weight| (Kind::Loaded, class, weight);
        let mut data = Data::default();
        data.marked(Body, 100, &[term(0, 0.6), term(1, 0.3), term(2, 0.1)]);
        data.marked(Body, 100, &[]);
        data.marked(Body, 50, &[term(3, 0.9)]);
        data.speak(1, IndirectSpeech);
        data.speak(2, DirectQuote);
        assert_eq!(shown("loaded.own_weight", &data), "5.0000 [0.0000, 68.5310] n 200");
        assert_eq!(shown("loaded.variety", &data), "0.0707 [0.0018, 0.3940] n 200");
        data.marked(Body, 200, &[term(0, 0.7), term(4, 0.5), term(0, 0.6)]);
        // V = 2: Garwood .2422 to 7.2247, over √400
        assert_eq!(shown("loaded.variety", &data), "0.1000 [0.0121, 0.3612] n 400");
        assert_eq!(shown("loaded.variety", &Data::default()), "null n 0");
        assert_eq!(shown("loaded.own_weight", &Data::default()), "null n 0");
    }
}
