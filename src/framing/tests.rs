//! Sentence data made by hand, for golden values.

use super::*;
use crate::sentiment::Vader;
use crate::target::AgencyCounts;
use crate::text::Span;
use crate::voice::{Cue, Directness, Source, SourceKind, Stance};

/// What was found in an article that was never written.
#[derive(Default)]
pub(super) struct Data {
    text: String,
    sentences: Vec<SentenceReport>,
    voices: Vec<VoiceReport>,
    terms: Vec<Term>,
    attributions: Vec<Attribution>,
    actors: Vec<ActorScore>,
}

impl Data {
    /// A sentence of one voice.
    fn add(&mut self, place: Place, compound: f64, words: u32, weights: &[f64]) {
        let mut sentiment = Vader::compat().score("");
        sentiment.compound = compound;
        let (span, voice) = (Span::default(), Voice::Narration);
        let (first_voice, first_term) = (self.voices.len() as u32, self.terms.len() as u32);
        self.voices.push(VoiceReport {
            span,
            voice,
            attribution: None,
            words,
            compound,
            tone: compound,
        });
        self.terms.extend(weights.iter().map(|&weight| Term {
            span,
            entry: 0,
            weight,
            voice,
            negated: false,
            loaded: true,
        }));
        self.sentences.push(SentenceReport {
            span,
            place,
            paragraph: None,
            words,
            sentiment,
            loaded: 0.0,
            tone: compound,
            moral: [0.0; 5],
            frames: [0.0; 15],
            voices: first_voice..first_voice + 1,
            terms: first_term..first_term + weights.len() as u32,
            contributions: 0..0,
        });
    }

    /// Puts a sentence of one voice into another.
    pub(super) fn speak(&mut self, sentence: usize, voice: Voice) {
        let SentenceReport { voices, terms, .. } = &self.sentences[sentence];
        self.voices[voices.start as usize].voice = voice;
        for term in &mut self.terms[terms.start as usize..terms.end as usize] {
            term.voice = voice;
        }
    }

    /// A sentence of one voice with a tone.
    pub(super) fn toned(&mut self, place: Place, voice: Voice, tone: f64) {
        self.add(place, tone, 5, &[]);
        self.speak(self.sentences.len() - 1, voice);
    }

    /// A sentence with these numbers of words in these voices.
    pub(super) fn voiced(&mut self, place: Place, parts: &[(Voice, u32)]) {
        self.add(place, 0.0, parts.iter().map(|part| part.1).sum(), &[]);
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
        let start = self.text.len() as u32;
        self.text.push_str(source.map_or("-", |source| source.0));
        let span = Span::new(start, self.text.len() as u32);
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
            content: Vec::new(),
            directness: Directness::Indirect,
            parent: None,
        });
        self.toned(Place::Body, voice, 0.0);
        self.sentences.last_mut().expect("just added").span = span;
        self.voices.last_mut().expect("a voice a sentence").span = span;
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
            data.add(place, compound, 5, &[]);
        }
    }
    data
}

/// A lead and body sentences with these numbers of words and weights of loaded terms.
pub(super) fn with_terms(sentences: &[(u32, &[f64])]) -> Data {
    let mut data = Data::default();
    for (i, (words, weights)) in sentences.iter().enumerate() {
        data.add(if i == 0 { Place::Lead } else { Place::Body }, 0.0, *words, weights);
    }
    data
}

fn all_of(data: &Data) -> Vec<Metric> {
    let Data { text, sentences, voices, terms, attributions, actors } = data;
    compute(&Sample::new(text, sentences, voices, terms, attributions, actors))
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

/// Splits are there where the registry says so, and nowhere else.
#[test]
fn splits_are_those_of_the_registry() {
    let mut data = Data::default();
    for place in Place::ALL {
        for voice in Voice::ALL {
            data.toned(place, voice, 0.1);
        }
    }
    data.agency(AgencyCounts { active: 1, passive: 1, agentless: 1, nominal: 1 });
    data.cited(Voice::Narration, Some(("Olsen", SourceKind::Person)), Some(Stance::Neutral));
    for (metric, info) in all_of(&data).iter().zip(metrics()) {
        assert_eq!(metric.id, info.id);
        assert_eq!(!metric.by_place.is_empty(), info.by_place, "{}", info.id);
        assert_eq!(!metric.by_voice.is_empty(), info.by_voice, "{}", info.id);
    }
}
