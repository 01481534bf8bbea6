//! Attributions as metrics count them: where each stands, and which of them have one source.

use super::{MetricInfo, Parts, Sample, by_place, by_voice, whole};
use crate::report::{Estimate, Metric, SentenceReport, VoiceReport};
use crate::text::{Place, Span};
use crate::voice::{self, Attribution, SourceKind, Stance, Voice};

/// An attribution, nested or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Citation {
    place: Place,
    /// Who cites: the voice that its cue stands in.
    voice: Voice,
    /// That of its cue.
    pub stance: Option<Stance>,
    pub source: Option<Cited>,
    /// Its cue, or its source where it has none.
    pub span: Span,
}

/// The source of an attribution.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cited {
    /// The same number for the same source: see [`voice::sources`].
    pub id: u32,
    pub kind: SourceKind,
    pub official: bool,
}

/// The attributions of an article; `text` is what all spans count in.
pub(super) fn citations(
    text: &str,
    sentences: &[SentenceReport],
    voices: &[VoiceReport],
    attributions: &[Attribution],
) -> Vec<Citation> {
    let cite = |(of, id): (&Attribution, Option<u32>)| {
        let span = of.cue.map(|cue| cue.span).or(of.source.map(|source| source.span))?;
        let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let sentence = sentences.get(at)?;
        let parts = &voices[sentence.voices.start as usize..sentence.voices.end as usize];
        let part = parts.get(parts.partition_point(|part| part.span.end <= span.start))?;
        let source = of.source.zip(id).map(|(source, id)| Cited {
            id,
            kind: source.kind,
            official: source.official,
        });
        let stance = of.cue.map(|cue| cue.stance);
        Some(Citation { place: sentence.place, voice: part.voice, stance, source, span })
    };
    attributions.iter().zip(voice::sources(text, attributions)).filter_map(cite).collect()
}

/// Spans of citations that count in a share, each 1/n of those that could, with a sign.
pub(super) fn parts(sample: &Sample, count: impl Fn(&Citation) -> Option<f64>) -> Parts {
    let counted = || sample.citations.iter().filter_map(|of| Some((of.span, count(of)?)));
    let each = 1.0 / counted().count() as f64;
    counted().filter(|(_, sign)| *sign != 0.0).map(|(span, sign)| (span, sign * each)).collect()
}

/// A metric over citations, by place and by the voice that cites.
pub(super) fn split(
    info: &MetricInfo,
    sample: &Sample,
    estimate: impl Fn(&mut dyn Iterator<Item = &Citation>) -> Estimate,
) -> Metric {
    let all = || sample.citations.iter();
    let mut metric = whole(info, estimate(&mut all()));
    metric.by_place = by_place(|place| estimate(&mut all().filter(|c| c.place == place)));
    metric.by_voice = by_voice(|voice| estimate(&mut all().filter(|c| c.voice == voice)));
    metric
}
