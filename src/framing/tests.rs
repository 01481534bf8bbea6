//! Sentence data made by hand, for golden values.

mod properties;

use super::*;
use crate::sentiment::Vader;
use crate::target::AgencyCounts;
use crate::terms::Kind;
use crate::text::{Letters, Span};
use crate::voice::{Attribution, Cue, Directness, Source, SourceKind, Stance};

/// What was found in an article that was never written.
#[derive(Debug, Default)]
pub(super) struct Data {
    text: String,
    sentences: Vec<SentenceReport>,
    voices: Vec<VoiceReport>,
    marks: Vec<Mark>,
    attributions: Vec<Attribution>,
    actors: Vec<ActorScore>,
    echo: (u32, u32),
    explained: bool,
}

impl Data {
    /// A sentence of one voice.
    fn add(&mut self, place: Place, compound: f64, words: u32) {
        let mut sentiment = Vader::compat().score("");
        sentiment.compound = compound;
        let start = self.text.len() as u32;
        // as many bytes as marks can begin at
        self.text.push_str(&" ".repeat(100));
        let span = Span::new(start, self.text.len() as u32);
        let (voice, first_voice) = (Voice::Narration, self.voices.len() as u32);
        self.voices.push(VoiceReport {
            span,
            voice,
            attribution: None,
            words,
            compound,
            tone: compound,
            bias: None,
        });
        self.sentences.push(SentenceReport {
            span,
            place,
            paragraph: None,
            words,
            sentiment,
            loaded: 0.0,
            tone: compound,
            valence: None,
            bias: None,
            moral: [0.0; 5],
            frames: [0.0; 15],
            letters: Letters::default(),
            voices: first_voice..first_voice + 1,
            terms: 0..0,
            contributions: 0..0,
        });
    }

    /// A body sentence with these words, letters and long words.
    pub(super) fn long(&mut self, words: u32, count: u32, long_words: u32) {
        self.add(Place::Body, 0.0, words);
        let last = self.sentences.last_mut().expect("just added");
        last.letters = Letters { count, long_words };
    }

    /// A sentence of so many words with these marks: kind, class, weight. Each is one word.
    pub(super) fn marked(&mut self, place: Place, words: u32, marks: &[(Kind, u8, f64)]) {
        self.add(place, 0.0, words);
        let start = self.sentences.last().expect("just added").span.start;
        let first = self.marks.len() as u32;
        self.marks.extend((0..).zip(marks).map(|(i, &(kind, class, weight))| {
            let span = Span::new(start + i, start + i + 1);
            Mark { span, kind, class, weight, words: 1, entry: u32::from(class) }
        }));
        assert!(self.marks.len() as u32 - first <= 100);
    }

    /// Another mark at the last one's word.
    pub(super) fn mark_again(&mut self, (kind, class, weight): (Kind, u8, f64)) {
        let last = *self.marks.last().expect("a mark");
        self.marks.push(Mark { kind, class, weight, ..last });
    }

    /// Gives a sentence a place of its own.
    pub(super) fn single_out(&mut self, sentence: usize) {
        self.sentences[sentence].place = Place::Heading;
    }

    /// Content words of the headline: those found below it, and all.
    pub(super) fn echoes(&mut self, found: u32, all: u32) {
        self.echo = (found, all);
    }

    /// Contributions are wanted.
    pub(super) fn explain(&mut self) {
        self.explained = true;
    }

    /// Puts a sentence of one voice into another.
    pub(super) fn speak(&mut self, sentence: usize, voice: Voice) {
        let first = self.sentences[sentence].voices.start;
        self.voices[first as usize].voice = voice;
    }

    /// What a model says of a sentence and of each of its segments.
    pub(super) fn rate(&mut self, sentence: usize, bias: Option<f64>) {
        let sentence = &mut self.sentences[sentence];
        sentence.bias = bias;
        let segments = sentence.voices.start as usize..sentence.voices.end as usize;
        self.voices[segments].iter_mut().for_each(|segment| segment.bias = bias);
    }

    /// What it says of all sentences of which nothing was said yet.
    pub(super) fn rate_others(&mut self, bias: f64) {
        for at in 0..self.sentences.len() {
            if self.sentences[at].bias.is_none() {
                self.rate(at, Some(bias));
            }
        }
    }

    /// What it says of a segment alone, counted over all sentences.
    pub(super) fn rate_segment(&mut self, segment: usize, bias: Option<f64>) {
        self.voices[segment].bias = bias;
    }

    /// A sentence of one voice with a tone.
    pub(super) fn toned(&mut self, place: Place, voice: Voice, tone: f64) {
        self.add(place, tone, 5);
        self.speak(self.sentences.len() - 1, voice);
    }

    /// A sentence with these numbers of words in these voices.
    pub(super) fn voiced(&mut self, place: Place, parts: &[(Voice, u32)]) {
        self.add(place, 0.0, parts.iter().map(|part| part.1).sum());
        let like = self.voices.pop().expect("a voice a sentence");
        self.voices.extend(parts.iter().map(|&(voice, words)| VoiceReport {
            voice,
            words,
            ..like
        }));
        self.sentences.last_mut().expect("just added").voices.end = self.voices.len() as u32;
    }

    /// An attribution in a body sentence of its own, of one voice.
    pub(super) fn cited(
        &mut self,
        voice: Voice,
        source: Option<(&str, SourceKind)>,
        stance: Option<Stance>,
    ) {
        self.toned(Place::Body, voice, 0.0);
        let start = self.sentences.last().expect("just added").span.start;
        let words = source.map_or("-", |source| source.0);
        let span = Span::new(start, start + words.len() as u32);
        self.text.replace_range(span.range(), words);
        let (name, office, institution, actor) = (None, None, None, None);
        let official = false;
        self.attributions.push(Attribution {
            source: source.map(|(_, kind)| Source {
                span,
                kind,
                name,
                office,
                institution,
                actor,
                official,
            }),
            cue: stance.map(|stance| Cue { span, verb: "say", stance }),
            content: std::iter::empty().collect(),
            directness: Directness::Indirect,
            parent: None,
        });
    }

    /// A source by its name becomes one that speaks for a state.
    pub(super) fn official(&mut self, name: &str) {
        for source in self.attributions.iter_mut().filter_map(|of| of.source.as_mut()) {
            source.official |= source.span.of(&self.text) == name;
        }
    }

    /// An actor with these deeds.
    pub(super) fn agency(&mut self, agency: AgencyCounts) {
        self.actors.push(ActorScore { tone: 0.0, agency });
    }
}

/// Headline and body sentences with these compounds.
pub(super) fn article(headline: &[f64], body: &[f64]) -> Data {
    let mut data = Data::default();
    for (place, compounds) in [(Place::Headline, headline), (Place::Body, body)] {
        for &compound in compounds {
            data.add(place, compound, 5);
        }
    }
    data
}

/// A lead and body sentences with these numbers of words and weights of loaded terms.
pub(super) fn with_terms(sentences: &[(u32, &[f64])]) -> Data {
    let mut data = Data::default();
    for (i, (words, weights)) in sentences.iter().enumerate() {
        let marks: Vec<_> = weights.iter().map(|&weight| (Kind::Loaded, 0, weight)).collect();
        data.marked(if i == 0 { Place::Lead } else { Place::Body }, *words, &marks);
    }
    data
}

fn all_of(data: &Data) -> Vec<Metric> {
    let mut report = crate::analyze("");
    report.sentences.clone_from(&data.sentences);
    for mark in &data.marks {
        let holds = |sentence: &&mut SentenceReport| {
            (sentence.span.start..sentence.span.end).contains(&mark.span.start)
        };
        let sentence = report.sentences.iter_mut().find(holds).expect("a sentence of its own");
        match mark.kind {
            Kind::Moral => sentence.moral[usize::from(mark.class) / 2] += mark.weight,
            Kind::Frame => sentence.frames[usize::from(mark.class)] += mark.weight,
            _ => {}
        }
    }
    report.voices.clone_from(&data.voices);
    report.attributions.clone_from(&data.attributions);
    report.actor_scores.clone_from(&data.actors);
    report.explained = data.explained;
    let mut scratch = SampleScratch::default();
    scratch.clear();
    let mut rest = &data.marks[..];
    for sentence in &data.sentences {
        let here = take_until(&mut rest, sentence.span.end);
        scratch.add(sentence, report.voices_of(sentence), here);
    }
    compute(&Sample::new(&data.text, &report, &data.marks, data.echo, &mut scratch), true)
}

pub(super) fn of(id: &str, data: &Data) -> Metric {
    let found = all_of(data).into_iter().find(|metric| metric.id == id);
    found.expect("a metric of the registry")
}

pub(super) fn shown(id: &str, data: &Data) -> String {
    shown_in(&of(id, data).all)
}

pub(super) fn shown_in(estimate: &Estimate) -> String {
    let value = estimate.value.map_or("null".to_owned(), |value| format!("{value:.4}"));
    let interval = estimate.interval.map(|(low, high)| format!(" [{low:.4}, {high:.4}]"));
    format!("{value}{} n {}", interval.unwrap_or_default(), estimate.n)
}

/// Something of every kind in every place and voice.
fn everything() -> Data {
    let mut data = Data { echo: (1, 2), explained: true, ..Data::default() };
    let kinds = [
        (Kind::Tone, 0, 2.5),
        (Kind::Tone, 0, -1.5),
        (Kind::Loaded, 0, 0.7),
        (Kind::Loaded, 3, 0.6),
        (Kind::Loaded, 2, 0.4),
        (Kind::Epistemic, 3, 0.9),
        (Kind::Epistemic, 4, 0.9),
        (Kind::Moral, 1, 0.8),
        (Kind::Moral, 4, 0.3),
        (Kind::Frame, 7, 0.9),
        (Kind::Emfd, 0, 0.2),
        (Kind::Emfd, 5, -0.3),
        (Kind::GenericFrame, 2, 0.9),
        (Kind::WarPeace, 0, 0.9),
        (Kind::Style, 3, 1.0),
        (Kind::Mention, 0, -0.4),
        (Kind::Mention, 2, 0.6),
    ];
    for place in Place::ALL {
        for voice in Voice::ALL {
            for (tone, marks) in [(0.1, &kinds[..]), (-0.3, &kinds[1..3]), (0.2, &[])] {
                data.marked(place, 20, marks);
                let last = data.sentences.len() - 1;
                data.sentences[last].tone = tone;
                data.sentences[last].sentiment.compound = tone;
                data.sentences[last].letters = Letters { count: 90, long_words: 4 };
                data.voices[last].tone = tone;
                data.speak(last, voice);
                data.rate(last, Some(0.5 + tone));
            }
        }
    }
    data.agency(AgencyCounts { active: 1, passive: 1, agentless: 1, nominal: 1 });
    for (name, kind, stance) in [
        ("Olsen", SourceKind::Person, Stance::Neutral),
        ("a source", SourceKind::Anonymous, Stance::Endorsing),
    ] {
        data.cited(Voice::Narration, Some((name, kind)), Some(stance));
    }
    data.official("Olsen");
    data.rate_others(0.3);
    data
}

/// Splits are there where the registry says so, and nowhere else.
#[test]
fn splits_are_those_of_the_registry() {
    for (metric, info) in all_of(&everything()).iter().zip(metrics()) {
        assert_eq!(metric.id, info.id);
        assert!(metric.all.value.is_some(), "{}", info.id);
        assert_eq!(!metric.by_place.is_empty(), info.by_place, "{}", info.id);
        assert_eq!(!metric.by_voice.is_empty(), info.by_voice, "{}", info.id);
        assert_eq!(!metric.by_category.is_empty(), !info.categories.is_empty(), "{}", info.id);
        for (name, _) in &metric.by_category {
            assert!(info.categories.contains(name), "{}: {name}", info.id);
        }
        let estimates = metric.by_place.iter().map(|(_, e)| e);
        let estimates = estimates.chain(metric.by_voice.iter().map(|(_, e)| e));
        let estimates = estimates.chain(metric.by_category.iter().map(|(_, e)| e));
        for estimate in estimates.chain([&metric.all]) {
            let value = estimate.value.unwrap_or(info.range.0);
            assert!(info.range.0 <= value && value <= info.range.1, "{}: {value}", info.id);
            if let Some((low, high)) = estimate.interval {
                assert!(low <= value && value <= high, "{}: {value} in {low} {high}", info.id);
            }
        }
    }
}

/// Contributions are there where the metric is a sum, and only if asked for.
#[test]
fn contributions_add_up() {
    let mut data = everything();
    let mut sums = 0;
    for (metric, info) in all_of(&data).iter().zip(metrics()) {
        assert_eq!(metric.contributions.is_empty(), info.parts.is_none(), "{}", info.id);
        if info.parts.is_some() {
            let sum: f64 = metric.contributions.iter().map(|(_, amount)| amount).sum();
            let value = metric.all.value.expect("a value");
            assert!((sum - value).abs() < 1e-12, "{}: {sum} for {value}", info.id);
            sums += 1;
        }
    }
    assert!(sums >= 7, "{sums}");
    data.explained = false;
    assert!(all_of(&data).iter().all(|metric| metric.contributions.is_empty()));
}
