//! Who is reported to say, think or want what: source, cue and content of every attribution, by rules over words.
//!
//! [`unit`] reads the sentences that share a quotation as one row of tokens in which a quotation is a single token; [`find`] looks for
//! cues there and, with [`phrase`] and [`content`], for what stands around them; this module joins quotations that go on, nests and orders.

mod content;
mod find;
mod kinds;
mod nest;
mod phrase;
#[cfg(test)]
mod tests;
mod unit;
mod words;

use serde::{Deserialize, Serialize};

use super::{Quote, QuoteKind};
use crate::actors::{Actor, ActorKind};
use crate::text::{Article, Span, Token};
use find::{Found, find};
pub(crate) use nest::Stretches;
use unit::{Kind, Tok, tokens};
pub(crate) use words::CUES;

/// Somebody's words or attitude, as the text reports them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attribution {
    /// Who speaks; `None` where the text does not say ("is expected to").
    pub source: Option<Source>,
    /// The words that report.
    pub cue: Option<Cue>,
    /// What is reported: one or more stretches, in order.
    pub content: Vec<Span>,
    /// How much of the content stands in quotation marks.
    pub directness: Directness,
    /// Index of the attribution in whose content it stands.
    pub parent: Option<u32>,
}

/// The source of an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// All that names it, apposition and titles included.
    pub span: Span,
    /// What it is.
    pub kind: SourceKind,
    /// The proper name in it.
    pub name: Option<Span>,
    /// The office or role in it ("foreign minister", "spokeswoman").
    pub office: Option<Span>,
    /// The body it speaks for.
    pub institution: Option<Span>,
    /// Index of the actor it is, or who wrote or issued it.
    pub actor: Option<u32>,
    /// Whether it speaks for a state: an office holder, a ministry, a government.
    pub official: bool,
}

/// The words that report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cue {
    /// The verb with its auxiliaries, the noun, or the phrase.
    pub span: Span,
    /// The lemma; empty for a colon.
    pub verb: &'static str,
    /// Which side the cue takes.
    pub stance: Stance,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SourceKind {
    /// Somebody with a name, an office, or a pronoun.
    Person,
    /// A body, a government, a country that acts.
    Organisation,
    /// A report, a poll, a law, a medium's piece.
    Document,
    /// Somebody whose name is held back ("four unnamed officials").
    Anonymous,
    /// Nobody in particular ("critics", "many").
    Vague,
}

impl SourceKind {
    /// The name that records use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Document => "document",
            Self::Anonymous => "anonymous",
            Self::Vague => "vague",
        }
    }
}

/// Which side a cue takes toward what it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stance {
    /// Presents it as true ("pointed out").
    Endorsing,
    /// Takes no side ("said").
    Neutral,
    /// Leaves it to the source or doubts it ("claimed").
    Distancing,
}

/// How much of the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Directness {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// An attribution before it is nested, in spans.
#[derive(Clone, Debug)]
struct Raw {
    source: Option<Span>,
    cue: Span,
    content: Vec<Span>,
    lemma: &'static str,
    /// The cue of the attribution that cites it.
    inside: Option<Span>,
}

/// Finds the attributions of an article, ordered by their cues; `words` are those of all sentences.
pub(crate) fn attributions(
    article: &Article,
    words: &[Token],
    actors: &[Actor],
    quotes: &[Quote],
) -> Vec<Attribution> {
    let source = article.source();
    let mut raws: Vec<Raw> = Vec::new();
    let mut toks: Vec<Tok> = Vec::new();
    let sentences = article.sentences();
    let mut at = 0;
    let mut paragraph = None;
    let mut last: Option<usize> = None;
    while at < sentences.len() {
        let mut unit = sentences[at].span;
        let number = sentences[at].paragraph;
        at += 1;
        while at < sentences.len()
            && sentences[at].paragraph == number
            && in_quote(quotes, unit.end, sentences[at].span.start)
        {
            unit.end = sentences[at].span.end;
            at += 1;
        }
        if paragraph != number || number.is_none() {
            last = None;
        }
        paragraph = number;
        tokens(source, unit, words, quotes, 0, &mut toks);
        let from = raws.len();
        raws.extend(find(source, &toks).iter().map(|found| raw(&toks, found)));
        let quoted = toks.iter().any(|tok| tok.kind == Kind::Quote);
        if raws.len() == from && quoted {
            let only = toks.iter().all(|tok| !tok.is_word());
            if only && let Some(last) = last {
                let spans = toks.iter().filter(|tok| tok.kind == Kind::Quote).map(|tok| tok.span);
                raws[last].content.extend(spans);
            } else {
                last = None;
            }
        } else {
            // a quotation that goes on belongs to the last cue with one
            last = (from..raws.len())
                .rev()
                .find(|&i| raws[i].content.iter().any(|part| has_quote(quotes, *part)));
        }
    }
    for quote in quotes.iter().filter(|quote| quote.kind == QuoteKind::Speech) {
        tokens(source, quote.inner, words, quotes, quote.depth + 1, &mut toks);
        raws.extend(find(source, &toks).iter().map(|found| raw(&toks, found)));
    }
    let mut found = nest::nest(source, raws, quotes);
    link(actors, &mut found);
    found
}

/// Tells which actor each source is.
fn link(actors: &[Actor], attributions: &mut [Attribution]) {
    let mut mentions: Vec<(Span, u32)> = (0..)
        .zip(actors)
        .flat_map(|(i, actor)| actor.mentions.iter().map(move |mention| (mention.span, i)))
        .collect();
    mentions.sort_unstable();
    for source in attributions.iter_mut().filter_map(|found| found.source.as_mut()) {
        let from = mentions.partition_point(|(span, _)| span.start < source.span.start);
        let here = mentions[from..].iter().take_while(|(span, _)| span.end <= source.span.end);
        let mut here = here.map(|&(_, actor)| actor);
        let is_person = |actor: &u32| actors[*actor as usize].kind == ActorKind::Person;
        source.actor = match source.kind {
            SourceKind::Person => here.find(is_person),
            SourceKind::Organisation => here.find(|actor| !is_person(actor)),
            SourceKind::Document => here.clone().find(is_person).or_else(|| here.next()),
            SourceKind::Anonymous | SourceKind::Vague => None,
        };
    }
}

/// Whether a quotation of speech reaches over the gap between two sentences.
fn in_quote(quotes: &[Quote], end: u32, start: u32) -> bool {
    let next = quotes.partition_point(|quote| quote.span.start < end);
    quotes[..next]
        .iter()
        .rev()
        .take(8)
        .any(|quote| quote.depth == 0 && quote.kind == QuoteKind::Speech && quote.span.end > start)
}

fn has_quote(quotes: &[Quote], part: Span) -> bool {
    let first = quotes.partition_point(|quote| quote.span.start < part.start);
    quotes
        .get(first)
        .is_some_and(|quote| quote.kind == QuoteKind::Speech && quote.span.start < part.end)
}

fn raw(toks: &[Tok], found: &Found) -> Raw {
    let span = |range: &phrase::Range| {
        Span::new(toks[range.start].span.start, toks[range.end - 1].span.end)
    };
    Raw {
        source: found.source.as_ref().map(span),
        cue: span(&found.cue),
        content: found.content.iter().map(span).collect(),
        lemma: found.lemma,
        inside: found.inside.as_ref().map(span),
    }
}
