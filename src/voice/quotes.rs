//! Quotations of an article, and whether each is somebody's speech or a word the writer holds at a distance.
//!
//! [`pairing`] decides which marks belong together, [`halves`] what a mark without a partner quotes, and
//! [`kinds`] whose words they are: a short marked phrase is speech only in a sentence that says somebody said
//! it ([`cues`]); elsewhere it is a scare quote or the title of a work, both of them the writer's own words.

mod cues;
mod halves;
mod kinds;
mod pairing;
#[cfg(test)]
mod tests;

use super::has_word;
use super::marks::{Mark, to_u32};
use super::words::Words;
use crate::text::{Sentence, Span};
pub(super) use cues::{CUES, Cues};
use pairing::{Around, Pair, Pairing};

/// A quotation, or one paragraph's part of a quotation that runs over several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The quotation with its marks.
    pub(crate) span: Span,
    /// What stands between the marks.
    pub(crate) inner: Span,
    pub(crate) kind: QuoteKind,
    /// How many quotations it stands inside.
    pub(crate) depth: u8,
    /// The paragraph before ended inside the same quotation.
    pub(crate) continues: bool,
    /// A closing mark was found; without one the quotation runs to the end of its paragraph, or to its source.
    pub(crate) closed: bool,
}

/// Whose words a quotation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteKind {
    /// Words of a source.
    Speech,
    /// Words of the writer: a term held at a distance, or the title of a work.
    Scare,
}

/// An article's text, its sentences and its words, both in order.
#[derive(Clone, Copy)]
struct Page<'t> {
    source: &'t str,
    sentences: &'t [Sentence],
    words: Words<'t>,
}

impl<'t> Page<'t> {
    /// The words that begin in `span`.
    fn words_in(&self, span: Span) -> Words<'t> {
        self.words.beginning_in(span)
    }

    /// The sentences that begin in `span`.
    fn sentences_in(&self, span: Span) -> &'t [Sentence] {
        let from = self.sentences.partition_point(|sentence| sentence.span.start < span.start);
        let rest = &self.sentences[from..];
        &rest[..rest.partition_point(|sentence| sentence.span.start < span.end)]
    }

    /// The sentence that byte `at` lies in.
    fn sentence_at(&self, at: u32) -> Option<Span> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= at);
        let sentence = self.sentences[..after].last()?.span;
        (at < sentence.end).then_some(sentence)
    }
}

/// A scare quote has at most this many words.
const SHORT: usize = 4;

/// Memory for the next article.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pairing: Pairing,
    pairs: Vec<Pair>,
    strays: Vec<Mark>,
    events: Vec<kinds::Event>,
}

/// See [`super::quotes`].
pub(super) fn quotes(
    paragraphs: &[Span],
    sentences: &[Sentence],
    words: Words,
    memory: &mut Memory,
) -> Vec<Quote> {
    let source = words.source;
    let page = Page { source, sentences, words };
    let mut found = Vec::new();
    let Memory { pairing, pairs, strays, events } = memory;
    let mut around = Around::default();
    let is_block = |p: &Span| p.start <= p.end && source.get(p.range()).is_some();
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        if !is_block(&paragraph) {
            around.carried = false;
            continue;
        }
        around.next = paragraphs.get(i + 1).copied().filter(is_block);
        pairs.clear();
        strays.clear();
        let mut ended_open = pairing.read(words, paragraph, around, pairs, strays);
        ended_open &= !halves::complete(&page, paragraph, strays, pairs);
        if !pairs.is_empty() {
            let from = found.len();
            arrange(source, paragraph, pairs, around.carried, &mut found);
            kinds::judge(&page, paragraph, &mut found[from..], events);
        }
        around.carried = ended_open;
    }
    found
}

/// Turns pairs into quotations in text order, without those that hold no word.
fn arrange(
    source: &str,
    paragraph: Span,
    pairs: &mut Vec<Pair>,
    carried: bool,
    found: &mut Vec<Quote>,
) {
    pairs.sort_unstable_by_key(|p| {
        (p.open.start, std::cmp::Reverse(p.close.map_or(u32::MAX, |c| c.end)))
    });
    let end = paragraph.start + to_u32(paragraph.of(source).trim_end().len());
    let mut open_ends = [0_u32; 8];
    let mut depth = 0;
    let from = found.len();
    for pair in pairs.drain(..) {
        let (inner_end, span_end) = pair.close.map_or((end, end), |c| (c.start, c.end));
        let inner = Span::new(pair.open.end, inner_end);
        if inner.end <= inner.start || !has_word(inner.of(source)) {
            continue;
        }
        while depth > 0 && open_ends[depth - 1] <= pair.open.start {
            depth -= 1;
        }
        // Stars are no certain mark: such a pair gives way where it would cross another.
        if depth == open_ends.len() || (depth > 0 && open_ends[depth - 1] < span_end) {
            continue;
        }
        found.push(Quote {
            span: Span::new(pair.open.start, span_end),
            inner,
            kind: QuoteKind::Speech,
            depth: u8::try_from(depth).unwrap_or(u8::MAX),
            continues: carried
                && found.len() == from
                && opens_paragraph(source, paragraph, pair.open),
            closed: pair.close.is_some_and(|close| !close.is_empty()),
        });
        open_ends[depth] = span_end;
        depth += 1;
    }
}

fn opens_paragraph(source: &str, paragraph: Span, open: Span) -> bool {
    !has_word(Span::new(paragraph.start, open.start).of(source))
}
