//! Subjectivity and certainty: how the writer stands to what is said.

use super::loaded::rate;
use super::tally::{PRESENT, Slots};
use super::{MetricInfo, Parts, Sample, by_count, class};
use crate::lexicon::EPISTEMIC_CATEGORIES;
use crate::report::{Estimate, Metric};
use crate::terms::{Kind, Mark};
use crate::text::{Place, Span};

/// Charged words of this valence and above are strong clues, those of the second weak ones.
pub(super) const STRONG: f64 = 2.0;
pub(super) const WEAK: f64 = 1.0;

documented! {
    /// `certainty.per_1000`
    ///
    /// # What it measures
    /// How densely the text puts what it says beyond doubt ("clearly", "undoubtedly", "proven", "realised
    /// that"). By category all marks of how sure it is and what it takes for granted: hedges ("perhaps"),
    /// boosters, factives, presupposition ("again"), and the others of Recasens and colleagues'
    /// epistemological bias.
    ///
    /// # How it is computed
    /// `1000 · k / N`: k the markers of `epistemic/markers` of weight ≥ .5 in the categories `booster`,
    /// `certainty` and `factive`, N the words; the exact Poisson interval. By category likewise, each over
    /// all words.
    ///
    /// # Example
    /// Three boosters, a factive and three hedges in 400 words give 10, and 7.5 for `hedge`.
    ///
    /// # Known failure modes
    /// Verbs of saying ("insisted that") are assertives, so texts with many sources are high there. "May" the
    /// month is told apart only by its capital, "still" the adjective not at all. Interval as that of
    /// `loaded.per_1000`.
    ///
    /// # References
    /// Categories: Hooper 1975, Karttunen 1971, Hyland 2005, Recasens, Danescu-Niculescu-Mizil & Jurafsky
    /// 2013 (ACL), from memory; the list is ours. Interval: Garwood 1936, Biometrika 28.
    pub(super) fn certainty(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        sample.split(info, metric, |tally| {
            rate(SURE.iter().map(|class| tally.epistemic()[*class]).sum(), tally.words)
        });
        let all = sample.tallies.all();
        by_count(info, metric, all.epistemic(), all.words, rate);
    }

    /// `subjective.share`
    ///
    /// # What it measures
    /// How many sentences are clearly subjective in their wording; by category also those that are clearly
    /// objective, and those of which neither can be said.
    ///
    /// # How it is computed
    /// A sentence is subjective if it has two strong clues or more; objective if it has none, the sentences
    /// before and after have one at most between them, and the three have two weak clues at most; else
    /// undecided. Strong: a detected loaded term, a charged word of |valence| ≥ 2. Weak: other loaded terms,
    /// charged words from 1 on, hedges and boosters. Clues that overlap are one, of the stronger kind.
    /// Shares of all sentences; Wilson's interval.
    ///
    /// # Example
    /// "The regime slammed the talks" is subjective: two strong clues.
    ///
    /// # Known failure modes
    /// The rule was made to be sure rather than complete, over other lists: many subjective sentences stay
    /// undecided. Words for disasters are charged, so sober reports of them look subjective. Sentences are
    /// not independent, so the interval is somewhat too narrow.
    ///
    /// # References
    /// Riloff & Wiebe 2003, EMNLP: the rule from memory, checked by nothing but our tests; clues are ours.
    pub(super) fn share(info: &MetricInfo, sample: &Sample, metric: &mut Metric) {
        let mut all = [0; SUBJECTIVITY.len()];
        let mut places = [0; Place::ALL.len()];
        for (sentence, kind) in sample.sentences.iter().zip(kinds(sample)) {
            all[kind as usize] += 1;
            places[sentence.place as usize] += u32::from(kind == Subjectivity::Subjective);
        }
        let tallies = &sample.tallies;
        let n = tallies.all().units;
        metric.all = Estimate::share(all[Subjectivity::Subjective as usize], n);
        sample.by_place(metric, &|place| {
            Estimate::share(places[place as usize], tallies.place(place).units)
        });
        by_count(info, metric, &all, n, Estimate::share);
    }
}

const HEDGE: usize = class(&EPISTEMIC_CATEGORIES, "hedge");
const BOOSTER: usize = class(&EPISTEMIC_CATEGORIES, "booster");

/// A bit for each category whose terms are weak clues.
pub(super) const SOFT: u32 = 1 << HEDGE | 1 << BOOSTER;

/// Categories whose markers put something beyond doubt.
const SURE: [usize; 3] =
    [BOOSTER, class(&EPISTEMIC_CATEGORIES, "certainty"), class(&EPISTEMIC_CATEGORIES, "factive")];

/// Each such marker's 1000/N.
pub(super) fn parts_of_certainty(sample: &Sample) -> Parts {
    let each = 1000.0 / f64::from(sample.tallies.all().words);
    let counted = |mark: &&Mark| {
        let is_sure = SURE.contains(&usize::from(mark.class));
        mark.kind == Kind::Epistemic && mark.weight >= PRESENT && is_sure
    };
    sample.marks.iter().filter(counted).map(|mark| (mark.span, each)).collect()
}

/// The sentences of `subjective.share`.
pub(super) fn parts_of_share(sample: &Sample) -> Parts {
    let all = super::parts_of_share(sample, |_| true).into_iter().zip(kinds(sample));
    all.filter(|(_, kind)| *kind == Subjectivity::Subjective).map(|(part, _)| part).collect()
}

/// What the rule says of a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subjectivity {
    Subjective,
    Objective,
    Undecided,
}

/// Their names, in order.
pub(super) const SUBJECTIVITY: [&str; 3] = ["subjective", "objective", "undecided"];

/// Of each sentence.
fn kinds<'s>(sample: &'s Sample) -> impl Iterator<Item = Subjectivity> + 's {
    let clues = &sample.tallies.clues;
    let of = |at: usize| clues.get(at).map_or((0, 0), |clues| (clues.strong, clues.weak));
    (0..clues.len()).map(move |at| {
        let ((before, weak_before), (after, weak_after)) = (of(at.wrapping_sub(1)), of(at + 1));
        let (strong, weak) = of(at);
        if strong >= 2 {
            Subjectivity::Subjective
        } else if strong == 0 && before + after <= 1 && weak_before + weak + weak_after <= 2 {
            Subjectivity::Objective
        } else {
            Subjectivity::Undecided
        }
    })
}

/// Strong and weak clues of a sentence; of those that overlap one counts, a strong one if there is any.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clues {
    strong: u32,
    weak: u32,
    /// Of the last clue; 1 if it was strong, else 0.
    end: u32,
    was_strong: u32,
}

impl Clues {
    /// The next mark, and 1 or 0 for whether it is a clue, and a strong one.
    pub(super) fn add(&mut self, span: Span, &Slots { clue, strong, .. }: &Slots) {
        let (is_clue, is_strong) = (clue, strong);
        let is_new = is_clue & u32::from(span.start >= self.end);
        let is_better = is_strong & !is_new & !self.was_strong;
        self.strong += (is_strong & is_new) + is_better;
        self.weak = self.weak + (is_new & !is_strong) - is_better;
        self.was_strong = is_strong | (self.was_strong & !is_new);
        self.end = self.end.max(is_clue * span.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::tests::{Data, of, shown, shown_in};
    use crate::lexicon::built_in;
    use crate::terms::DETECTED;
    use crate::text::Place::Body;
    use proptest::prelude::*;

    /// By hand: 4 in 400 with Garwood's 1.0899 to 10.2416, 3 with .6187 to 8.7673.
    #[test]
    fn markers_over_words() {
        let marker = |class| (Kind::Epistemic, class, 0.9);
        let mut data = Data::default();
        data.marked(Body, 200, &[marker(3), marker(3), marker(4), (Kind::Epistemic, 4, 0.4)]);
        data.marked(Body, 200, &[marker(3), marker(4), marker(0), marker(6), marker(8)]);
        assert_eq!(shown("certainty.per_1000", &data), "10.0000 [2.7247, 25.6040] n 400");
        let categories = of("certainty.per_1000", &data).by_category;
        assert_eq!(categories[3].0, "hedge");
        assert_eq!(shown_in(&categories[3].1), "7.5000 [1.5467, 21.9182] n 400");
    }

    #[test]
    fn the_categories_are_those_of_the_list() {
        let lists = built_in();
        let list = lists.iter().find(|list| list.id() == "epistemic/markers").expect("built in");
        let names: Vec<_> = list.categories().iter().map(|category| &category.name).collect();
        assert_eq!(names, EPISTEMIC_CATEGORIES);
    }

    /// Each case: clues of three sentences, and what the middle one is.
    #[test]
    fn the_rule_sentence_by_sentence() {
        let loaded = (Kind::Loaded, 0, 0.7);
        let charged = (Kind::Tone, 0, -2.5);
        let weak = [
            (Kind::Tone, 0, 1.2),
            (Kind::Loaded, 0, 0.3),
            (Kind::Epistemic, 3, 0.6),
            (Kind::Epistemic, 4, 0.6),
        ];
        let no_clue = [(Kind::Tone, 0, 0.4), (Kind::Epistemic, 0, 0.9), (Kind::Moral, 0, 0.9)];
        for (before, here, after, expected) in [
            (&[][..], &[loaded, charged][..], &[][..], 0),
            (&[], &[loaded], &[], 2),
            (&[], &no_clue, &[], 1),
            (&[loaded], &[], &[], 1),
            (&[loaded], &[], &[charged], 2),
            (&weak[..1], &weak[1..2], &[], 1),
            (&weak[..1], &weak[1..2], &weak[2..3], 2),
            (&[], &weak[1..], &[], 2),
            (&[loaded, loaded], &[], &[], 2),
        ] {
            let mut data = Data::default();
            for marks in [before, here, after] {
                data.marked(Body, 9, marks);
            }
            data.single_out(1);
            let kinds = of("subjective.share", &data).by_category;
            let counted: Vec<f64> = kinds.iter().map(|(_, e)| e.value.expect("three")).collect();
            // the others are all of one kind or another; the middle one is told by its place
            let at = of("subjective.share", &data).by_place;
            let subjective = at.iter().find(|(place, _)| *place == Place::Heading);
            let subjective = subjective.expect("singled out").1.value == Some(1.0);
            assert_eq!(subjective, expected == 0, "{before:?} {here:?} {after:?}");
            assert!(counted[expected] > 0.0, "{before:?} {here:?} {after:?}: {counted:?}");
            assert!((counted.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        assert_eq!(shown("subjective.share", &Data::default()), "null n 0");
    }

    proptest! {
        /// As the rule would be written with branches.
        #[test]
        fn clues_that_overlap_count_once(
            marks in prop::collection::vec((0..5_u32, 1..4_u32, 0..3_usize, 0..7_u8, -3.0..3.0), 0..9)
        ) {
            let (mut clues, mut start) = (Clues::default(), 0);
            let (mut strong, mut weak, mut end, mut was_strong) = (0, 0, 0, false);
            for (step, len, kind, class, weight) in marks {
                start += step;
                let kind = [Kind::Loaded, Kind::Tone, Kind::Epistemic][kind];
                let span = Span::new(start, start + len);
                let mark = Mark { span, kind, class, weight, words: 1, entry: 0 };
                clues.add(mark.span, &Slots::of(&mark));
                let is_strong = match kind {
                    Kind::Loaded => weight >= DETECTED,
                    Kind::Tone if weight.abs() >= WEAK => weight.abs() >= STRONG,
                    Kind::Epistemic if [HEDGE, BOOSTER].contains(&usize::from(class)) => false,
                    _ => continue,
                };
                if start >= end {
                    strong += u32::from(is_strong);
                    weak += u32::from(!is_strong);
                    was_strong = is_strong;
                } else if is_strong && !was_strong {
                    (strong, weak, was_strong) = (strong + 1, weak - 1, true);
                }
                end = end.max(span.end);
            }
            prop_assert_eq!((clues.strong, clues.weak), (strong, weak));
        }
    }

    /// A loaded word that is charged too is one clue.
    #[test]
    fn clues_that_overlap_are_one() {
        let mut data = Data::default();
        data.marked(Body, 9, &[(Kind::Loaded, 0, 0.7)]);
        data.mark_again((Kind::Tone, 0, -3.0));
        assert_eq!(shown("subjective.share", &data), "0.0000 [0.0000, 0.7935] n 1");
        data.marked(Body, 9, &[(Kind::Loaded, 0, 0.7), (Kind::Tone, 0, -3.0)]);
        assert_eq!(of("subjective.share", &data).all.value, Some(0.5));
    }
}
