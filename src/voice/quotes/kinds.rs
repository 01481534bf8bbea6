//! Whether a quotation is speech, or a word or title the writer marks.

use super::cues::{Cue, cue};
use super::{Page, Quote, QuoteKind, SHORT};
use crate::text::{Sentence, Span};
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
    let short = |q: &Quote| has_few_words(inner_text(source, q));
    let Some(first) = quotes.iter().position(short) else { return };
    let words = page.words_in(paragraph);
    let (mut outermost, mut read, mut near) = (None, false, 0);
    for i in 0..quotes.len() {
        let quote = quotes[i];
        if quote.depth == 0 {
            outermost = Some(i);
        }
        if i < first || !quote.closed || quote.continues || i > first && !short(&quote) {
            continue;
        }
        let inside = if quote.depth == 0 { None } else { outermost };
        let bounds = inside.map_or(paragraph, |o| quotes[o].inner);
        let reported = || {
            if !read {
                read_events(page.sentences_in(paragraph), words, quotes, events);
                read = true;
            }
            reported(events, quote.span, inside)
        };
        near = words.seek(near, |word| word.start >= quote.span.start);
        if is_scare((words, near), bounds, &quote, reported) {
            quotes[i].kind = QuoteKind::Scare;
        }
    }
}

/// Whether there are no more than a title may have, in a text without white space at its ends.
fn has_few_words(text: &str) -> bool {
    /// There is room for the words of a long title.
    const ROOM: usize = 255;
    if text.len() <= 2 * TITLE {
        return true;
    }
    // many bytes at once
    let head = &text.as_bytes()[..text.len().min(ROOM)];
    let pairs = head.iter().zip(&head[1..]);
    let gaps = pairs.fold(0, |gaps: u8, (&b, &next)| gaps + u8::from(is_gap(b) & !is_gap(next)));
    usize::from(gaps) < TITLE
        && (text.len() <= ROOM && text.is_ascii()
            || text.split(is_blank).filter(|word| !word.is_empty()).nth(TITLE).is_none())
}

/// White space of ASCII, told without a branch.
fn is_gap(byte: u8) -> bool {
    byte == b' ' || byte.wrapping_sub(b'\t') <= b'\r' - b'\t'
}

/// White space, told without a branch where it is ASCII.
fn is_blank(c: char) -> bool {
    if c.is_ascii() { matches!(c, ' ' | '\t'..='\r') } else { c.is_whitespace() }
}

fn inner_text<'t>(source: &'t str, quote: &Quote) -> &'t str {
    let text = quote.inner.of(source);
    // mostly there is nothing to trim
    let ends = |byte: Option<&u8>| {
        byte.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b','))
    };
    if ends(text.as_bytes().first()) && ends(text.as_bytes().last()) {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\\'))
}

/// What the words between two marks look like.
struct Look {
    count: usize,
    /// They hold the end of a sentence, or more than one.
    spoken: bool,
    /// Capitals on every word but the short ones in the middle.
    title: bool,
}

impl Look {
    /// Of a few words, without white space at its ends.
    fn new(text: &str) -> Self {
        if text.is_empty() {
            return Self { count: 0, spoken: false, title: false };
        }
        let wide = |c: char| !c.is_ascii() && c.is_whitespace();
        if !text.is_ascii() && text.contains(wide) {
            return Self::new(&text.replace(wide, " "));
        }
        let bytes = text.as_bytes();
        let marks = |b: u8| b == b'!' || b == b'?' || b == b';';
        // many bytes at once
        let pairs = bytes.iter().zip(&bytes[1..]);
        let (spoken, count) = pairs.fold((0, 1), |(spoken, count): (u8, u8), (&b, &next)| {
            let ends = marks(b) | (b == b'.') & is_gap(next);
            (spoken | u8::from(ends), count + u8::from(is_gap(b) & !is_gap(next)))
        });
        let spoken = spoken != 0 || bytes.last().is_some_and(|&b| marks(b));
        Self { count: usize::from(count), spoken, title: !spoken && is_title(text) }
    }
}

/// White space past ASCII is none here.
fn is_title(text: &str) -> bool {
    let is_big = |word: &str| {
        let letter = word.chars().find(|c| c.is_alphanumeric());
        letter.is_none_or(|c| !c.is_lowercase())
    };
    let last = text.bytes().rposition(is_gap).map_or(0, |gap| gap + 1);
    let is_short = |word: &str| word.len() <= 4 || word.chars().count() <= 4;
    // most tell by their last word
    is_big(&text[last..])
        && has_lowercase(text)
        && text
            .split(is_blank)
            .filter(|word| !word.is_empty())
            .enumerate()
            .all(|(at, word)| is_big(word) || at > 0 && is_short(word))
}

/// `words` are those of the paragraph, `near` the first that begins in the quotation or behind; `reported` says whether
/// the sentence has a reporting cue.
fn is_scare(
    (words, near): (Words, usize),
    bounds: Span,
    quote: &Quote,
    reported: impl FnOnce() -> bool,
) -> bool {
    let source = words.source;
    let text = inner_text(source, quote);
    // `**` at the head of two nested quotations may belong to the inner one: then nothing is left
    let between = |start: u32, end: u32| Span::new(start, end).of(source);
    let ended = text.ends_with(['.', ',', '!', '?', ';', '…']);
    let Look { count, spoken, title } = Look::new(text);
    if spoken {
        return false;
    }
    let left = between(bounds.start, quote.span.start).trim_end();
    let before = words.part(0..near);
    let before = if quote.depth == 0 { before } else { before.beginning_in(bounds) };
    if count <= SHORT && is_near(before, 2, Cue::Doubt) {
        return true;
    }
    let after = || words.beginning_in(Span::new(quote.span.end, bounds.end));
    if title && names_work(left, before, after()) {
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

/// Whether a title stands beside a word for a work, or where a programme is named (`on “…”`).
fn names_work(left: &str, before: Words, after: Words) -> bool {
    let placed =
        before.len().checked_sub(1).is_some_and(|at| matches!(before.text(at), "on" | "in"))
            && !left.ends_with(':');
    let owned = left.ends_with("'s") || left.ends_with("’s");
    placed
        || owned
        || is_near(before, 3, Cue::Work)
        || (0..after.len().min(2)).any(|at| cue(&after, at) == Some(Cue::Work))
}

/// Whether one of the last `count` words is such a cue.
fn is_near(words: Words, count: usize, class: Cue) -> bool {
    (words.len().saturating_sub(count)..words.len()).any(|at| cue(&words, at) == Some(class))
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
fn read_events(sentences: &[Sentence], words: Words, quotes: &[Quote], events: &mut Vec<Event>) {
    events.clear();
    let mut outer = quotes.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
    let mut note = |at: u32, is_cue: bool| {
        while outer.next_if(|(_, q)| q.span.end <= at).is_some() {}
        let inside = outer.peek().filter(|(_, q)| q.span.start < at).map(|(i, _)| *i);
        events.push(Event { at, is_cue, inside });
    };
    let mut sentences = sentences.iter().map(|sentence| sentence.span.start).peekable();
    for i in 0..words.len() {
        let at = words.tokens[i].span.start;
        while let Some(head) = sentences.next_if(|&head| head <= at) {
            note(head, false);
        }
        if matches!(cue(&words, i), Some(Cue::Say | Cue::Name)) {
            note(at, true);
        }
    }
    sentences.for_each(|head| note(head, false));
}
