//! Attributions as metrics count them: where each stands, and which of them have one source.

use super::{MetricInfo, Parts, Sample, in_range};
use crate::report::{Estimate, Metric, SentenceReport, VoiceReport};
use crate::stats::Diversity;
use crate::text::{Place, Span};
use crate::voice::{self, Attribution, Source, Stance, Voice};

/// An attribution, nested or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Citation {
    /// That of its cue.
    pub stance: Option<Stance>,
    pub source: Option<Source>,
    /// Its cue, or its source where it has none.
    pub span: Span,
}

/// Counts over some citations.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cited {
    /// Citations with a source, by its kind, and those whose source speaks for a state.
    pub kinds: [u32; 5],
    pub official: u32,
    /// Different sources.
    pub sources: u32,
    /// Cues, and those that take a side.
    pub cues: u32,
    pub endorsing: u32,
    pub distancing: u32,
}

impl Cited {
    /// Citations with a source.
    pub(super) fn sourced(&self) -> u32 {
        self.kinds.iter().sum()
    }

    fn add(&mut self, citation: &Citation) {
        if let Some(source) = citation.source {
            self.kinds[source.kind as usize] += 1;
            self.official += u32::from(source.official);
        }
        if let Some(stance) = citation.stance {
            self.cues += 1;
            self.endorsing += u32::from(stance == Stance::Endorsing);
            self.distancing += u32::from(stance == Stance::Distancing);
        }
    }
}

/// The attributions of an article.
#[derive(Clone, Debug)]
pub(super) struct Citations {
    list: Vec<Citation>,
    pub all: Cited,
    places: [Cited; Place::ALL.len()],
    /// By the voice that cites: that of the cue.
    voices: [Cited; Voice::ALL.len()],
    /// Of the citations of each source.
    pub diversity: Option<Diversity>,
}

impl Citations {
    /// `text` is what all spans count in.
    pub(super) fn new(
        text: &str,
        sentences: &[SentenceReport],
        voices: &[VoiceReport],
        attributions: &[Attribution],
    ) -> Self {
        let mut citations = Self {
            list: Vec::with_capacity(attributions.len()),
            all: Cited::default(),
            places: Default::default(),
            voices: Default::default(),
            diversity: None,
        };
        if attributions.is_empty() {
            return citations;
        }
        // citations by source, and in which places and voices it has any
        let mut by_source = vec![(0, 0_u32); attributions.len()];
        for (of, id) in attributions.iter().zip(voice::sources(text, attributions)) {
            let span = of.cue.map(|cue| cue.span).or(of.source.map(|source| source.span));
            let place = span.and_then(|span| place_and_voice(sentences, voices, span.start));
            let Some((span, (place, voice))) = span.zip(place) else { continue };
            let citation =
                Citation { stance: of.cue.map(|cue| cue.stance), source: of.source, span };
            let (place, voice) = (place as usize, voice as usize);
            let Self { all, places, voices, .. } = &mut citations;
            let mut splits = [all, &mut places[place], &mut voices[voice]];
            for cited in &mut splits {
                cited.add(&citation);
            }
            if let Some((count, seen)) = id.map(|id| &mut by_source[id as usize]) {
                *count += 1;
                let bits = [1, 2 << place, 2 << Place::ALL.len() << voice];
                for (cited, bit) in splits.into_iter().zip(bits) {
                    cited.sources += u32::from(*seen & bit == 0);
                    *seen |= bit;
                }
            }
            citations.list.push(citation);
        }
        let counts: Vec<u32> = by_source.into_iter().map(|(count, _)| count).collect();
        citations.diversity = Diversity::new(&counts);
        citations
    }
}

/// Of the words at an offset.
fn place_and_voice(
    sentences: &[SentenceReport],
    voices: &[VoiceReport],
    offset: u32,
) -> Option<(Place, Voice)> {
    let at = sentences.partition_point(|sentence| sentence.span.end <= offset);
    let sentence = sentences.get(at)?;
    let parts = &voices[sentence.voices.start as usize..sentence.voices.end as usize];
    let part = parts.get(parts.partition_point(|part| part.span.end <= offset))?;
    Some((sentence.place, part.voice))
}

/// Spans of citations that count in a share, each 1/n of those that could, with a sign.
pub(super) fn parts(sample: &Sample, count: impl Fn(&Citation) -> Option<f64>) -> Parts {
    let counted = || sample.citations.list.iter().filter_map(|of| Some((of.span, count(of)?)));
    let each = 1.0 / counted().count() as f64;
    counted().filter(|(_, sign)| *sign != 0.0).map(|(span, sign)| (span, sign * each)).collect()
}

/// A metric over citations, by place and by the voice that cites.
pub(super) fn split(
    info: &MetricInfo,
    sample: &Sample,
    metric: &mut Metric,
    estimate: fn(&Cited) -> Estimate,
) {
    let Citations { all, places, voices, .. } = &sample.citations;
    let of = |cited| in_range(info, estimate(cited));
    metric.all = of(all);
    if metric.all.n > 0 {
        sample.by_place(metric, &|place| of(&places[place as usize]));
        sample.by_voice(metric, &|voice| of(&voices[voice as usize]));
    }
}
