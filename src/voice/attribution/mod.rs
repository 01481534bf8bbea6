//! Who is reported to say, think or want what: source, cue and content of every attribution, by rules over words.
//!
//! [`unit`] reads the sentences that share a quotation as one row of tokens in which a quotation is a single token; [`find`] looks for
//! cues there and, with [`phrase`] and [`content`], for what stands around them; this module joins quotations that go on, nests and orders.

mod content;
mod find;
mod kinds;
mod link;
mod nest;
mod phrase;
#[cfg(test)]
mod tests;
mod unit;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Few;
use super::words::Words;
use super::{Quote, QuoteKind};
use crate::actors::Actor;
use crate::text::{Article, Place, Sentence, Span};
use find::{Found, Labels, find};
pub(super) use kinds::Known;
pub(crate) use kinds::SOURCES;
pub(crate) use nest::Stretches;
use unit::{Kind, Row, Tok};
pub(crate) use words::CUES;
pub(super) use words::Forms;
use words::Lemma;

/// Somebody's words or attitude, as the text reports them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attribution {
    /// Who speaks; `None` where the text does not say ("is expected to").
    pub source: Option<Source>,
    /// The words that report.
    pub cue: Option<Cue>,
    pub(crate) content: Few<Span>,
    /// How much of the content stands in quotation marks.
    pub directness: Directness,
    /// Index of the attribution in whose content it stands.
    pub parent: Option<u32>,
}

impl Attribution {
    /// What is reported: one or more stretches, in order.
    pub fn content(&self) -> &[Span] {
        &self.content
    }
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
    /// The lemma; empty for a colon and for a verb that no list knows.
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

/// Most bytes of the label of a turn.
const LABEL: usize = 40;

/// An attribution before it is nested, in spans.
#[derive(Clone, Debug)]
struct Raw {
    source: Option<Span>,
    cue: Span,
    content: Few<Span>,
    lemma: Lemma,
    /// The cue of the attribution that cites it.
    inside: Option<Span>,
}

/// Memory for the next article.
#[derive(Debug, Default)]
pub(super) struct Memory {
    row: Row,
    raws: Vec<Raw>,
    finding: find::Memory,
    nesting: nest::Memory,
    linking: link::Memory,
}

impl Memory {
    /// Takes where actors are named, each with its index: cheapest in the order of the text.
    pub(super) fn mention(&mut self, mentions: impl Iterator<Item = (Span, u32)>) {
        self.linking.mentions.clear();
        self.linking.mentions.extend(mentions);
    }
}

/// Finds the attributions of an article, ordered by their cues; `words` are those of all sentences.
pub(super) fn attributions(
    article: &Article,
    words: Words,
    actors: &[Actor],
    quotes: &[Quote],
    memory: &mut Memory,
) -> Vec<Attribution> {
    let source = article.source();
    let Memory { row, raws, finding, nesting, linking } = memory;
    row.open(words);
    finding.reader.rewind();
    raws.clear();
    let sentences = article.sentences();
    let turns = is_transcript(source, sentences);
    let mut at = 0;
    let mut paragraph = None;
    // where the paragraph of the last label ends
    let mut block = 0;
    // the attribution that holds the last quotation
    let mut last: Option<usize> = None;
    // quotations that begin before the end of the unit
    let mut passed = 0;
    while at < sentences.len() {
        let mut unit = sentences[at].span;
        let number = sentences[at].paragraph;
        let labels = match sentences[at].place {
            Place::Headline => Labels::Headline(actors),
            _ if turns && turn(source, sentences, at).is_some() => Labels::Turn,
            _ => Labels::Plain,
        };
        let first = passed;
        loop {
            let ahead = quotes[passed..].iter();
            passed += ahead.take_while(|quote| quote.span.start < unit.end).count();
            at += 1;
            let next = sentences.get(at);
            let next =
                next.filter(|next| reaches(source, &sentences[at - 1], next, quotes, passed));
            let Some(next) = next else { break };
            unit.end = next.span.end;
        }
        unit = behind(source, unit, article.meta().dateline);
        let own = first..passed;
        let plain = own.is_empty() && matches!(labels, Labels::Plain);
        if plain && !row.may_report(words, unit) {
            (last, paragraph) = (None, sentences[at - 1].paragraph);
            continue;
        }
        row.read(words, unit, &quotes[own.clone()], 0);
        let from = raws.len();
        find(words, row, labels, finding);
        let toks = &row.toks[..];
        raws.extend(finding.found.iter().map(|found| raw(toks, found)));
        let first = toks.first().map(|tok| tok.span).filter(|_| toks[0].kind == Kind::Quote);
        let goes_on = first.is_some_and(|span| continues(&quotes[own.clone()], span));
        if (paragraph != number || number.is_none()) && !goes_on {
            last = None;
        }
        paragraph = sentences[at - 1].paragraph;
        if let Some(label) = raws.get_mut(from).filter(|raw| is_label(source, unit, raw)) {
            // many labels may stand in one paragraph: its end is looked for once
            if block < at {
                let same = |s: &&Sentence| s.paragraph == number && number.is_some();
                block = at + sentences[at..].iter().take_while(same).count();
            }
            if let Some(part) = label.content.last_mut().filter(|_| block > at) {
                let end = sentences[block - 1].span;
                let text = end.of(source);
                part.end = end.start + text.trim_end_matches('.').len() as u32;
            }
        }
        let only = !row.spoken;
        let quoted = row.quotes.iter().map(|&at| toks[at as usize].span);
        let taken = |span: Span| {
            raws[from..].iter().any(|raw| raw.content.iter().any(|part| part.contains(span)))
        };
        if let Some(held) = last
            && (only || goes_on)
            && first.is_some_and(|first| !taken(first))
        {
            let most = if only { toks.len() } else { 1 };
            raws[held].content.extend(quoted.take(most));
        } else if raws.len() == from && !row.quotes.is_empty() {
            last = None;
        } else {
            last = (from..raws.len())
                .rev()
                .find(|&i| raws[i].content.iter().any(|part| has_quote(quotes, &own, *part)));
        }
    }
    row.rewind();
    let spoken = |quote: &Quote| quote.kind == QuoteKind::Speech;
    for (i, quote) in quotes.iter().enumerate().filter(|(_, quote)| spoken(quote)) {
        let inside = &quotes[i + 1..];
        let nested = inside.first().is_some_and(|next| next.span.start < quote.inner.end);
        if !nested && !row.may_report(words, quote.inner) {
            continue;
        }
        row.read(words, quote.inner, inside, quote.depth + 1);
        find(words, row, Labels::Plain, finding);
        raws.extend(finding.found.iter().map(|found| raw(&row.toks, found)));
    }
    finding.reader.rewind();
    let mut found = nest::nest(words, raws, quotes, nesting, &mut finding.reader);
    link::link(source, sentences, actors, &mut found, linking);
    found
}

/// The label at the head of a paragraph that begins at a sentence: "Mr Olsen:", "Q.".
fn turn<'t>(source: &'t str, sentences: &[Sentence], at: usize) -> Option<&'t str> {
    let number = sentences[at].paragraph?;
    if at.checked_sub(1).is_some_and(|last| sentences[last].paragraph == Some(number)) {
        return None;
    }
    let text = sentences[at].span.of(source);
    let near = &text.as_bytes()[..text.len().min(LABEL + 1)];
    let (label, rest) = text.split_at(memchr::memchr2(b':', b'.', near)?);
    let is_word = |word: &str| word.len() < 4 || word.contains(char::is_uppercase);
    let fits = (rest.starts_with(':') || label.len() == 1)
        && label.starts_with(char::is_uppercase)
        && label.split_whitespace().all(is_word);
    fits.then_some(label)
}

/// Whether labels that come again lead the paragraphs: an interview, a debate.
fn is_transcript(source: &str, sentences: &[Sentence]) -> bool {
    if sentences.len() < 3 {
        return false;
    }
    let mut labels: Vec<&str> =
        (0..sentences.len()).filter_map(|at| turn(source, sentences, at)).collect();
    let turns = labels.len();
    labels.sort_unstable();
    labels.dedup();
    labels.len() > 1 && labels.len() * 3 <= turns * 2
}

/// What of `unit` stands behind the dateline at its head.
fn behind(source: &str, unit: Span, dateline: Option<Span>) -> Span {
    let Some(dateline) = dateline.filter(|line| unit.contains(*line)) else { return unit };
    let rest = Span::new(dateline.end, unit.end).of(source);
    Span::new(unit.end - rest.trim_start().len() as u32, unit.end)
}

/// Whether a sentence and the next are read as one: they share a quotation, or a colon leads to one.
///
/// `after` quotations begin before the end of the first.
fn reaches(
    source: &str,
    sentence: &Sentence,
    next: &Sentence,
    quotes: &[Quote],
    after: usize,
) -> bool {
    let start = next.span.start;
    let spoken = |quote: &&Quote| quote.depth == 0 && quote.kind == QuoteKind::Speech;
    if sentence.span.of(source).ends_with(':') {
        let mut near = quotes[after..].iter().take_while(|quote| quote.span.start <= start);
        return near.find(spoken).is_some_and(|quote| quote.span.start == start);
    }
    let over = |quote: &Quote| quote.span.end > start;
    after > 0
        && sentence.paragraph == next.paragraph
        && quotes[..after].iter().rev().take(8).filter(spoken).any(over)
}

/// Whether the quotation at `span` goes on from the paragraph before.
fn continues(quotes: &[Quote], span: Span) -> bool {
    let at = quotes.partition_point(|quote| quote.span.start < span.start);
    quotes.get(at).is_some_and(|quote| quote.span == span && quote.continues)
}

/// Whether an attribution is by the label of a speaker, without marks.
fn is_label(source: &str, unit: Span, raw: &Raw) -> bool {
    raw.lemma == Lemma::NONE
        && raw.source.is_some_and(|s| s.start == unit.start && s.end == raw.cue.start)
        && raw.content.len() == 1
        && raw.content[0].of(source).starts_with(char::is_alphanumeric)
}

/// Whether the first quotation from the head of `part` on is in it; `own` are those of the unit in which it begins.
fn has_quote(quotes: &[Quote], own: &Range<usize>, part: Span) -> bool {
    let before = quotes[own.clone()].partition_point(|quote| quote.span.start < part.start);
    quotes
        .get(own.start + before)
        .is_some_and(|quote| quote.kind == QuoteKind::Speech && quote.span.start < part.end)
}

fn raw(toks: &[Tok], found: &Found) -> Raw {
    let span = |range: phrase::Range| {
        Span::new(toks[range.start].span.start, toks[range.end - 1].span.end)
    };
    Raw {
        source: found.source.clone().map(span),
        cue: span(found.cue.clone()),
        content: found.content.iter().map(span).collect(),
        lemma: found.lemma,
        inside: found.inside.clone().map(span),
    }
}
