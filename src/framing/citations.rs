//! Attributions as metrics count them: where each stands, and which of them have one source.

use super::{MetricInfo, Parts, Sample, cut};
use crate::report::{Estimate, Metric, SentenceReport, VoiceReport};
use crate::stats::Diversity;
use crate::text::{Place, Span};
use crate::voice::{self, Attribution, Source, SourceScratch, Stance, Voice};

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

/// The attributions of an article. Memory is used again.
#[derive(Debug, Default)]
pub(super) struct Citations {
    /// None unless contributions are wanted.
    list: Vec<Citation>,
    pub all: Cited,
    places: [Cited; Place::ALL.len()],
    /// By the voice that cites: that of the cue.
    voices: [Cited; Voice::ALL.len()],
    /// Of the citations of each source.
    pub diversity: Option<Diversity>,
    /// Their number, and a bit for each split in which it has any.
    by_source: Vec<u32>,
    seen: Vec<u32>,
    scratch: SourceScratch,
}

impl Citations {
    /// `text` is what all spans count in.
    pub(super) fn read(
        &mut self,
        text: &str,
        (sentences, voices): (&[SentenceReport], &[VoiceReport]),
        attributions: &[Attribution],
        explained: bool,
    ) {
        let Self { list, all, places, voices: by_voice, diversity, by_source, seen, scratch } =
            self;
        list.clear();
        (*all, *places, *by_voice, *diversity) = Default::default();
        if attributions.is_empty() {
            return;
        }
        for counts in [&mut *by_source, seen] {
            counts.clear();
            counts.resize(attributions.len(), 0);
        }
        let mut at = 0;
        for (of, id) in attributions.iter().zip(voice::sources(text, attributions, scratch)) {
            let span = of.cue.map(|cue| cue.span).or(of.source.map(|source| source.span));
            let Some(span) = span else { continue };
            at = sentence_at(sentences, at, span.start);
            let Some(sentence) = sentences.get(at) else { continue };
            let parts = &voices[sentence.voices.start as usize..sentence.voices.end as usize];
            let part = parts.partition_point(|part| part.span.end <= span.start);
            let Some(part) = parts.get(part) else { continue };
            let citation =
                Citation { stance: of.cue.map(|cue| cue.stance), source: of.source, span };
            let (place, voice) = (sentence.place as usize, part.voice as usize);
            let mut splits = [&mut *all, &mut places[place], &mut by_voice[voice]];
            for cited in &mut splits {
                cited.add(&citation);
            }
            if let Some(id) = *id {
                by_source[id as usize] += 1;
                let seen = &mut seen[id as usize];
                let bits = [1, 2 << place, 2 << Place::ALL.len() << voice];
                for (cited, bit) in splits.into_iter().zip(bits) {
                    cited.sources += u32::from(*seen & bit == 0);
                    *seen |= bit;
                }
            }
            if explained {
                list.push(citation);
            }
        }
        *diversity = Diversity::new(by_source);
    }
}

/// The sentence that an offset is in or before, from the one found last: mostly it is there or a little later.
fn sentence_at(sentences: &[SentenceReport], last: usize, offset: u32) -> usize {
    const NEAR: usize = 8;
    let is_before = |sentence: &SentenceReport| sentence.span.end <= offset;
    if last > 0 && !is_before(&sentences[last - 1]) {
        return sentences.partition_point(is_before);
    }
    let later = &sentences[last..];
    let near = later.iter().take(NEAR).take_while(|sentence| is_before(sentence)).count();
    last + if near < NEAR { near } else { later.partition_point(is_before) }
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
    let of = |cited| {
        let mut part = estimate(cited);
        cut(&mut part, info.range);
        part
    };
    metric.all = of(all);
    if metric.all.n > 0 {
        sample.by_place(metric, &|place| of(&places[place as usize]));
        sample.by_voice(metric, &|voice| of(&voices[voice as usize]));
    }
}
