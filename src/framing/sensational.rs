//! Sensational style, experimental.

use super::loaded::{loaded, rate};
use super::tally::Tally;
use super::{MetricInfo, Parts, Sample, by_category};
use crate::report::{Estimate, Metric};
use crate::terms::{DETECTED, Kind, Mark, STYLES};
use crate::text::Place;
use crate::voice::Voice;

/// What is counted: loaded terms, marks of style by class, and sentences that cite nobody.
pub(super) const CATEGORIES: [&str; STYLES + 2] = [
    "emotive",
    "intensifier",
    "superlative",
    "exclamation",
    "question",
    "capitals",
    "second_person",
    "first_person",
    "forward_reference",
    "headline_numeral",
    "unsourced",
];

/// Loaded categories that stir up.
const EMOTIVE: [usize; 4] =
    [loaded("emotive_verb"), loaded("sensational"), loaded("hyperbole"), loaded("fear")];

documented! {
    /// `sensational.per_1000`
    ///
    /// # What it measures
    /// How densely the text uses means of sensational style. The vector of categories is the result; their
    /// sum only says how loud the text is as a whole.
    ///
    /// # How it is computed
    /// `1000 · k / N` with the exact Poisson interval. By category:
    ///
    /// - `emotive`: detected loaded terms that are emotive verbs, sensational, hyperbole or fear;
    ///   `intensifier`: those of `tone/shifters`; `superlative`: words in -est, "best", "worst", "the most
    ///   …"; `exclamation` and `question`: marks; `capitals`: words of four capitals and more that are no
    ///   actor's name, in sentences not set in capitals throughout. N: all words.
    /// - `second_person`, `first_person`: pronouns in narration ("you", "I", "we"). N: its words.
    /// - `forward_reference`: "this", "these", "here", and "why", "how", "what" at the head of a headline or
    ///   after a mark in it; `headline_numeral`: numbers in digits there. N: words of the headline.
    /// - `unsourced`: sentences of lead and body in which nothing is attributed to anybody, in 1,000 of
    ///   them; Wilson's interval.
    ///
    /// The value has all k but `unsourced` over all words. For an index that can be compared, take the mean
    /// of the categories' [standard scores](crate::FeatureMatrix::standardised) in a named reference corpus.
    ///
    /// # Example
    /// "This storm was the DEADLIEST ever!" in a body of 100 words with nothing else: one emotive term
    /// ("DEADLIEST ever"), one superlative, one word in capitals, one exclamation mark, so 40.
    ///
    /// # Known failure modes
    /// A word may count in two categories ("DEADLIEST"). Exclamation and question marks of quotations count.
    /// Acronyms of four letters that are no known institution are capitals. "We" may be a town, and the first
    /// person of a column is its form; what follows "I think that" is indirect speech, the writer's own. Where
    /// voices are not told apart, sources' pronouns count.
    ///
    /// # References
    /// Indicators without a standard; forward reference: Blom & Hansen 2015, Journal of Pragmatics 76 (from
    /// memory), reduced to the signals above. Interval: Garwood 1936, Biometrika 28; Wilson 1927, JASA 22.
    pub(super) fn per_1000(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let tallies = &sample.tallies;
        sample.split(info, metric, |tally| {
            rate(emotive(tally) + tally.style().iter().sum::<u32>(), tally.words)
        });
        by_category(info, metric, &|i| match CATEGORIES[i] {
            "emotive" => rate(emotive(tallies.all()), tallies.all().words),
            "unsourced" => unsourced(sample),
            name => {
                let words = match name {
                    "second_person" | "first_person" => tallies.voice(Voice::Narration).words,
                    "forward_reference" | "headline_numeral" => {
                        tallies.place(Place::Headline).words
                    }
                    _ => tallies.all().words,
                };
                rate(tallies.all().style()[i - 1], words)
            }
        });
    }
}

fn emotive(tally: &Tally) -> u32 {
    EMOTIVE.iter().map(|class| tally.loaded()[*class]).sum()
}

/// Sentences of lead and body that cite nobody, in 1,000.
fn unsourced(sample: &Sample) -> Estimate {
    let text = sample.sentences.iter().filter(|sentence| sentence.place.is_text());
    let cites = text.map(|sentence| {
        let parts = &sample.voices[sentence.voices.start as usize..sentence.voices.end as usize];
        parts.iter().any(|part| part.attribution.is_some())
    });
    let (mut bare, mut all) = (0, 0);
    for cites in cites {
        bare += u32::from(!cites);
        all += 1;
    }
    let share = Estimate::share(bare, all);
    Estimate {
        value: share.value.map(|p| 1000.0 * p),
        n: all,
        interval: share.interval.map(|(low, high)| (1000.0 * low, 1000.0 * high)),
    }
}

/// Each one's 1000/N.
pub(super) fn parts_of_per_1000(sample: &Sample) -> Parts {
    let each = 1000.0 / f64::from(sample.tallies.all().words);
    let counted = |mark: &&Mark| match mark.kind {
        Kind::Style => true,
        Kind::Loaded => mark.weight >= DETECTED && EMOTIVE.contains(&usize::from(mark.class)),
        _ => false,
    };
    sample.marks.iter().filter(counted).map(|mark| (mark.span, each)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::tests::{Data, of, shown_in};
    use crate::lexicon::LOADED_CATEGORIES;
    use crate::{Analyzer, Article};

    /// By hand, with Garwood's (.2422, 7.2247) for 2 and (.0253, 5.5716) for 1.
    #[test]
    fn marks_over_the_words_they_can_stand_in() {
        let mut data = Data::default();
        let sensational = LOADED_CATEGORIES.iter().position(|name| *name == "sensational").unwrap();
        data.marked(Place::Headline, 10, &[(Kind::Style, 7, 1.0)]);
        data.marked(
            Place::Body,
            190,
            &[
                (Kind::Loaded, sensational as u8, 0.6),
                (Kind::Loaded, 0, 0.9),
                (Kind::Style, 5, 1.0),
            ],
        );
        data.marked(Place::Body, 200, &[(Kind::Loaded, sensational as u8, 0.4)]);
        data.speak(2, Voice::DirectQuote);
        let metric = of("sensational.per_1000", &data);
        assert_eq!(shown_in(&metric.all), "7.5000 [1.5467, 21.9182] n 400");
        let by = |wanted: &str| {
            let found = metric.by_category.iter().find(|(name, _)| *name == wanted);
            shown_in(&found.unwrap().1)
        };
        assert_eq!(by("emotive"), "2.5000 [0.0633, 13.9291] n 400");
        assert_eq!(by("second_person"), "5.0000 [0.1266, 27.8582] n 200");
        assert_eq!(by("forward_reference"), "100.0000 [2.5318, 557.1643] n 10");
        assert_eq!(by("headline_numeral"), "0.0000 [0.0000, 368.8879] n 10");
        // Wilson for 2/2 is (.3424, 1)
        assert_eq!(by("unsourced"), "1000.0000 [342.3802, 1000.0000] n 2");
    }

    /// Every category, from words to number: texts invented for it.
    #[test]
    fn every_category_is_found_in_a_text() {
        let text = "This mayor sold 3 bridges\n\nYou will be very angry! Is it the worst deal? I left: \
                    MADNESS. The town was slammed.\n\n“You and I know it,” the mayor said.\n";
        let analyzer = Analyzer::builder().experimental(true).fitted(false).build().unwrap();
        let report = analyzer.article(&Article::parse(text));
        let metric = report.metric("sensational.per_1000").unwrap();
        let count = |wanted: &str| {
            let (_, e) = metric.by_category.iter().find(|(name, _)| *name == wanted).unwrap();
            (e.value.unwrap() * f64::from(e.n) / 1000.0).round() as u32
        };
        for (name, expected) in [
            ("emotive", 1),
            ("intensifier", 1),
            ("superlative", 1),
            ("exclamation", 1),
            ("question", 1),
            ("capitals", 1),
            ("second_person", 1),
            ("first_person", 1),
            ("forward_reference", 1),
            ("headline_numeral", 1),
            ("unsourced", 4),
        ] {
            assert_eq!(count(name), expected, "{name}");
        }
    }
}
