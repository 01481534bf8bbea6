//! Whether a quotation is speech, or a word or title the writer marks.

use super::cues::{Cue, cue};
use super::{Page, Quote, QuoteKind, SHORT};
use crate::text::Span;
use crate::voice::words::Words;

/// A title has at most this many.
const TITLE: usize = 12;
/// Cues and sentence ends looked at on each side of a quotation.
const LOOK: usize = 24;

/// A reporting cue, or the head of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    at: u32,
    is_cue: bool,
    /// The outermost quotation it stands in.
    inside: Option<usize>,
}

/// Sets the kind of the quotations of one paragraph.
pub(super) fn judge(page: &Page, paragraph: Span, quotes: &mut [Quote], events: &mut Vec<Event>) {
    let source = page.source;
    let short =
        |q: &Quote| inner_text(source, q).split_whitespace().take(TITLE + 1).count() <= TITLE;
    if !quotes.iter().any(short) {
        return;
    }
    read_events(page, paragraph, quotes, events);
    let mut outermost = None;
    for i in 0..quotes.len() {
        let quote = quotes[i];
        if quote.depth == 0 {
            outermost = Some(i);
        }
        if !quote.closed || quote.continues || !short(&quote) {
            continue;
        }
        let inside = if quote.depth == 0 { None } else { outermost };
        let bounds = inside.map_or(paragraph, |o| quotes[o].inner);
        if is_scare(page, bounds, &quote, || reported(events, quote.span, inside)) {
            quotes[i].kind = QuoteKind::Scare;
        }
    }
}

fn inner_text<'t>(source: &'t str, quote: &Quote) -> &'t str {
    quote
        .inner
        .of(source)
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\\'))
}

/// `reported` says whether the sentence has a reporting cue.
fn is_scare(page: &Page, bounds: Span, quote: &Quote, reported: impl Fn() -> bool) -> bool {
    let source = page.source;
    let text = inner_text(source, quote);
    let count = text.split_whitespace().count();
    // `**` at the head of two nested quotations may belong to the inner one: then nothing is left
    let between = |start: u32, end: u32| Span::new(start, end).of(source);
    let left = between(bounds.start, quote.span.start).trim_end();
    let before = page.words_in(Span::new(bounds.start, quote.span.start));
    let after = page.words_in(Span::new(quote.span.end, bounds.end));
    let ended = text.ends_with(['.', ',', '!', '?', ';', '…']);
    let spoken = text.contains(['!', '?', ';'])
        || text.split_whitespace().rev().skip(1).any(|word| word.ends_with('.'));
    if spoken {
        return false;
    }
    if count <= SHORT && last(before, 2).any(|rest| cue(rest) == Some(Cue::Doubt)) {
        return true;
    }
    let title = title_like(text);
    if title && names_work(left, before, after) {
        return true;
    }
    let spoken_for = || left.ends_with(':') || reported();
    let mid_sentence = left.ends_with(char::is_alphanumeric);
    // American typesetting puts the sentence's comma or stop inside a title's marks too.
    if title && count > 1 && (!ended || mid_sentence) {
        return !spoken_for();
    }
    let sentence_case =
        count > 1 && !title && text.starts_with(char::is_uppercase) && !is_first_person(text);
    let phrase = count <= SHORT && !ended;
    let quoted_sentence = sentence_case && mid_sentence && has_lowercase(text);
    phrase && !quoted_sentence && !spoken_for()
}

fn has_lowercase(text: &str) -> bool {
    text.contains(char::is_lowercase)
}

/// Whether the capital at the head of `text` is the pronoun's.
fn is_first_person(text: &str) -> bool {
    text.strip_prefix('I').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Capitals on every word but the short ones in the middle.
fn title_like(text: &str) -> bool {
    let (mut first, mut last) = (None, false);
    for word in text.split_whitespace() {
        let big = word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase());
        first = first.or(Some(big));
        last = big;
        if !big && word.chars().count() > 4 {
            return false;
        }
    }
    first == Some(true) && last && has_lowercase(text)
}

/// Whether a title stands beside a word for a work, or where a programme is named (`on “…”`).
fn names_work(left: &str, before: Words, after: Words) -> bool {
    let is_work = |rest: Words| cue(rest) == Some(Cue::Work);
    let placed =
        before.len().checked_sub(1).is_some_and(|at| matches!(before.text(at), "on" | "in"))
            && !left.ends_with(':');
    let owned = left.ends_with("'s") || left.ends_with("’s");
    placed || owned || last(before, 3).any(is_work) || first(after, 2).any(is_work)
}

/// The last `count` words, each with those behind it.
fn last(words: Words, count: usize) -> impl Iterator<Item = Words> {
    (words.len().saturating_sub(count)..words.len()).map(move |i| words.part(i..words.len()))
}

/// The first `count` words, each with those behind it.
pub(super) fn first(words: Words, count: usize) -> impl Iterator<Item = Words> {
    (0..words.len().min(count)).map(move |i| words.part(i..words.len()))
}

/// Whether a cue stands in the sentence of `span`, outside other quotations.
fn reported(events: &[Event], span: Span, inside: Option<usize>) -> bool {
    let left = events.partition_point(|e| e.at <= span.start);
    let right = events.partition_point(|e| e.at < span.end);
    let mine = |e: &&Event| e.inside == inside;
    let before = events[..left]
        .iter()
        .rev()
        .take(LOOK)
        .filter(mine)
        .find(|e| e.is_cue || e.at <= span.start);
    let after = events[right..].iter().take(LOOK).find(mine);
    before.is_some_and(|e| e.is_cue) || after.is_some_and(|e| e.is_cue)
}

/// Lists the cues and sentence heads of a paragraph.
fn read_events(page: &Page, paragraph: Span, quotes: &[Quote], events: &mut Vec<Event>) {
    events.clear();
    let mut outer = quotes.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
    let mut note = |at: u32, is_cue: bool| {
        while outer.next_if(|(_, q)| q.span.end <= at).is_some() {}
        let inside = outer.peek().filter(|(_, q)| q.span.start < at).map(|(i, _)| *i);
        events.push(Event { at, is_cue, inside });
    };
    let mut sentences = page.sentences_in(paragraph).iter().map(|s| s.span.start).peekable();
    let words = page.words_in(paragraph);
    for rest in first(words, words.len()) {
        let at = rest.tokens[0].span.start;
        while let Some(head) = sentences.next_if(|&head| head <= at) {
            note(head, false);
        }
        if matches!(cue(rest), Some(Cue::Say | Cue::Name)) {
            note(at, true);
        }
    }
    sentences.for_each(|head| note(head, false));
}
