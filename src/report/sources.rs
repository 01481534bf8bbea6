//! The sources of an article and what part each has in it.

use std::borrow::Cow;

use super::actors::in_one_line;
use super::{ActorView, ArticleReport};
use crate::text::Article;
use crate::voice::{self, SourceKind, SourceScratch, Stance};

/// A source and its part in an article: see [`ArticleReport::sources`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceShare<'a> {
    /// The name of the actor it is, else the words that first name it.
    pub name: Cow<'a, str>,
    /// What it is.
    pub kind: SourceKind,
    /// Whether it speaks for a state.
    pub official: bool,
    /// How often something is attributed to it.
    pub attributions: u32,
    /// The words that are in its voice: a word counts for the innermost attribution.
    pub words: u32,
    /// Cues that present its words as true.
    pub endorsing: u32,
    /// Cues that take no side.
    pub neutral: u32,
    /// Cues that leave its words to it, or doubt them.
    pub distancing: u32,
}

/// In the order of first appearance.
pub(super) fn shares<'a>(
    report: &'a ArticleReport,
    article: &'a Article<'_>,
) -> Vec<SourceShare<'a>> {
    let text = article.source();
    let mut scratch = SourceScratch::default();
    let numbers = voice::sources(text, &report.attributions, &mut scratch);
    let mut out: Vec<SourceShare> = Vec::new();
    for (attribution, number) in report.attributions.iter().zip(numbers) {
        let (Some(source), Some(number)) = (attribution.source, *number) else { continue };
        if number as usize == out.len() {
            let actor =
                source.actor.and_then(|actor| ActorView::all(report, text).nth(actor as usize));
            out.push(SourceShare {
                name: actor.map_or_else(|| in_one_line(source.span.of(text)), ActorView::name),
                kind: source.kind,
                official: false,
                attributions: 0,
                words: 0,
                endorsing: 0,
                neutral: 0,
                distancing: 0,
            });
        }
        let share = &mut out[number as usize];
        share.official |= source.official;
        share.attributions += 1;
        match attribution.cue.map_or(Stance::Neutral, |cue| cue.stance) {
            Stance::Endorsing => share.endorsing += 1,
            Stance::Neutral => share.neutral += 1,
            Stance::Distancing => share.distancing += 1,
        }
    }
    for part in &report.voices {
        let number = part.attribution.and_then(|index| numbers[index as usize]);
        if let Some(number) = number {
            out[number as usize].words += part.words;
        }
    }
    out
}
