//! What holds of every metric, whatever was found.

use proptest::prelude::*;

use super::*;
use crate::lexicon::{EPISTEMIC_CATEGORIES, LOADED_CATEGORIES};
use crate::terms::STYLES;

/// A stretch of a sentence in one voice: its tone (and, without the sign, its bias), its marks, and how many words bear none.
type Stretch = (usize, f64, Vec<(Kind, u8, f64)>, u32);

/// Values that are common or extreme, and any between.
fn score() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(0.1), Just(-0.05), Just(0.999), Just(-0.999), -1.0..1.0_f64]
}

fn mark() -> impl Strategy<Value = (Kind, u8, f64)> {
    let classes = [
        (Kind::Tone, 1),
        (Kind::Loaded, LOADED_CATEGORIES.len()),
        (Kind::Epistemic, EPISTEMIC_CATEGORIES.len()),
        (Kind::Moral, 10),
        (Kind::Frame, 15),
        (Kind::GenericFrame, 5),
        (Kind::WarPeace, 2),
        (Kind::Emfd, 1),
        (Kind::Style, STYLES),
    ];
    (prop::sample::select(classes.to_vec()), any::<u8>(), 0.0..=1.0_f64).prop_map(
        |((kind, classes), class, weight)| {
            let weight = if kind == Kind::Tone { 8.0 * weight - 4.0 } else { weight };
            (kind, class % classes as u8, weight)
        },
    )
}

fn stretch() -> impl Strategy<Value = Stretch> {
    (0..3_usize, score(), prop::collection::vec(mark(), 0..4), 0..4_u32)
}

/// Sentences with their places, letters a word, and stretches; citations; what the headline echoes.
fn data() -> impl Strategy<Value = Data> {
    let sentence =
        (0..Place::ALL.len(), 1..12_u32, score(), prop::collection::vec(stretch(), 1..4));
    let citation = (0..3_usize, prop::option::of(0..4_usize), prop::option::of(0..3_usize));
    let agency = prop::array::uniform4(0..3_u32);
    (
        prop::collection::vec(sentence, 0..9),
        prop::collection::vec(citation, 0..5),
        prop::collection::vec(agency, 0..3),
        (0..4_u32, 0..4_u32),
        any::<bool>(),
    )
        .prop_map(|(sentences, citations, actors, (found, more), with_model)| {
            let mut data = Data { echo: (found, found + more), explained: true, ..Data::default() };
            for (place, letters, tone, stretches) in sentences {
                data.stretched(Place::ALL[place], tone, letters, &stretches);
            }
            for (voice, source, stance) in citations {
                let names = [
                    ("Olsen", SourceKind::Person),
                    ("critics", SourceKind::Vague),
                    ("a source", SourceKind::Anonymous),
                    ("a law", SourceKind::Document),
                ];
                let stances = [Stance::Neutral, Stance::Endorsing, Stance::Distancing];
                let source = source.map(|source| names[source]);
                data.cited(Voice::ALL[voice], source, stance.map(|stance| stances[stance]));
            }
            if with_model {
                data.rate_others(0.3);
            } else {
                (0..data.sentences.len()).for_each(|at| data.rate(at, None));
            }
            for [active, passive, agentless, nominal] in actors {
                data.agency(AgencyCounts { active, passive, agentless, nominal });
            }
            data
        })
}

impl Data {
    fn stretched(&mut self, place: Place, tone: f64, letters: u32, stretches: &[Stretch]) {
        self.add(place, tone, 0);
        let like = self.voices.pop().expect("just added");
        let mut words = 0;
        for (i, (voice, tone, marks, others)) in (0..).zip(stretches) {
            let start = like.span.start + 20 * i;
            let span = Span::new(start, start + 20);
            let own = marks.len() as u32 + others;
            let voice = Voice::ALL[*voice];
            let bias = Some(tone.abs());
            self.voices.push(VoiceReport { span, voice, words: own, tone: *tone, bias, ..like });
            words += own;
            for (at, &(kind, class, weight)) in (start..).zip(marks) {
                let span = Span::new(at, at + 1);
                let mark = Mark { span, kind, class, weight, words: 1, entry: u32::from(class) };
                self.marks.push(mark);
                if kind == Kind::Emfd {
                    let columns = 1..10;
                    self.marks.extend(columns.map(|class| Mark { class, ..mark }));
                }
            }
        }
        let last = self.sentences.last_mut().expect("just added");
        last.words = words;
        last.bias = Some(tone.abs());
        last.letters = Letters { count: words * letters, long_words: words * (letters / 7) };
        last.voices.end = self.voices.len() as u32;
    }
}

/// Where a metric has units and yet no value: its doc comment says why.
fn may_be_null_of_some(id: &str) -> bool {
    matches!(id, "tone.spread" | "moral.ratio" | "arc.range" | "arc.trend" | "arc.lowest")
}

/// What is wrong with an estimate, if anything is.
fn fault(info: &MetricInfo, is_split: bool, estimate: &Estimate) -> Option<&'static str> {
    let Estimate { value, n, interval } = *estimate;
    let (least, greatest) = info.range;
    let inside = |x: f64| x.is_finite() && least <= x && x <= greatest;
    let counted = n > 0 || info.id == "sources.count" && !is_split;
    let (low, high) = interval.unwrap_or((least, greatest));
    match value {
        None if counted && !may_be_null_of_some(info.id) => Some("null of some units"),
        None if interval.is_some() => Some("an interval of nothing"),
        Some(_) if !counted => Some("a value of no units"),
        Some(value) if !inside(value) => Some("a value out of range"),
        Some(value) if !(low <= value && value <= high) => Some("a value outside its interval"),
        Some(_) if interval.is_some() && !(inside(low) && inside(high)) => {
            Some("an interval out of range")
        }
        // one that claims to know the value exactly claims too much
        Some(_) if low == high => Some("an interval of no width"),
        None | Some(_) => None,
    }
}

/// What is wrong with the metrics of an article, each with its metric and split.
fn faults(data: &Data) -> Vec<String> {
    let mut faults = Vec::new();
    for (metric, info) in all_of(data).iter().zip(metrics()) {
        let mut told = |split: &str, estimate: &Estimate| {
            if let Some(fault) = fault(info, !split.is_empty(), estimate) {
                faults.push(format!("{} {split}: {fault}: {estimate:?}", info.id));
            }
        };
        told("", &metric.all);
        metric.by_place.iter().for_each(|(place, estimate)| told(place.name(), estimate));
        metric.by_voice.iter().for_each(|(voice, estimate)| told(voice.name(), estimate));
        metric.by_category.iter().for_each(|(name, estimate)| told(name, estimate));
        if metric.by_category.iter().any(|(name, _)| !info.categories.contains(name)) {
            faults.push(format!("{}: an unknown category", info.id));
        }
        let sum: f64 = metric.contributions.iter().map(|(_, amount)| amount).sum();
        let value = metric.all.value.unwrap_or(0.0);
        if info.parts.is_some() && (sum - value).abs() > 1e-9 {
            faults.push(format!("{}: contributions add up to {sum}, not {value}", info.id));
        }
    }
    faults
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn estimates_keep_what_the_registry_promises(data in data()) {
        let faults = faults(&data);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
