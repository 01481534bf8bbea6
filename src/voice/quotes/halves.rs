//! Marks without a partner: what they quote is told by who is said to have said it, and ends with their sentence.

use super::cues::{Cue, cue};
use super::pairing::Pair;
use super::{Page, SHORT};
use crate::text::Span;
use crate::voice::marks::{Mark, to_u32};
use crate::voice::words::Words;

/// How many words from a mark the reporting verb may stand.
const NEAR: usize = 4;
/// A sentence that lost its opening mark has at most this many words before the closing one.
const LONG: usize = 80;
/// Bytes read for the words behind stars.
const BEHIND_STARS: usize = 160;

/// Appends the quotations of the stray marks to `pairs`, and ends the open ones where their source is named.
/// Says whether it ended one.
pub(super) fn complete(
    page: &Page,
    paragraph: Span,
    strays: &[Mark],
    pairs: &mut Vec<Pair>,
) -> bool {
    let mut ended = false;
    for pair in pairs.iter_mut().filter(|pair| pair.close.is_none()) {
        pair.close = before_source(page, pair.open);
        ended |= pair.close.is_some();
    }
    pairs.extend(strays.iter().filter_map(|mark| {
        after_stars(page.source, paragraph, mark)
            .or_else(|| lost_open(page, mark))
            .or_else(|| lost_close(page, mark))
    }));
    ended
}

/// A closing mark whose open was turned into stars (`**EFFORT'`).
fn after_stars(source: &str, paragraph: Span, mark: &Mark) -> Option<Pair> {
    if !mark.ends_word() {
        return None;
    }
    let left = &source[paragraph.start as usize..mark.span.start as usize];
    let mut near = left.bytes().rev().take(BEHIND_STARS);
    let star = left.len() - near.position(|b| b == b'*')?;
    let head = left[..star].trim_end_matches('*');
    let stars = star - head.len();
    let content = &left[star..];
    let opens = stars <= 3
        && content.starts_with(char::is_alphanumeric)
        && !head.ends_with(|c: char| !c.is_whitespace());
    let clean = content.split_whitespace().count() <= SHORT
        && !content.contains(['"', '“', '”', '‘', '«', '»']);
    let at = paragraph.start + to_u32(head.len());
    (opens && clean)
        .then(|| Pair { open: Span::new(at, at + to_u32(stars)), close: Some(mark.span) })
}

/// A closing mark before its source (`We sail at noon,” Orde said`) quotes its sentence from the head.
fn lost_open(page: &Page, mark: &Mark) -> Option<Pair> {
    if !mark.ends_clause() {
        return None;
    }
    let sentence = page.sentence_at(mark.span.start)?;
    let after = page.words_in(Span::new(mark.span.end, sentence.end));
    let content = page.words_in(Span::new(sentence.start, mark.span.start));
    let head = Span::new(sentence.start, sentence.start);
    (says(after, NEAR) && content.len() <= LONG && !says(content, LONG))
        .then_some(Pair { open: head, close: Some(mark.span) })
}

/// An opening mark led by its source (`Orde said: “We sail at noon.`) quotes the rest of its sentence; one at
/// the head of a sentence, what stands before its source.
fn lost_close(page: &Page, mark: &Mark) -> Option<Pair> {
    if !mark.starts_clause() {
        return None;
    }
    let sentence = page.sentence_at(mark.span.start)?;
    let before = page.words_in(Span::new(sentence.start, mark.span.start));
    let close = if before.len() == 0 {
        before_source(page, mark.span)?
    } else {
        let near = before.part(before.len().saturating_sub(NEAR)..before.len());
        let left = Span::new(sentence.start, mark.span.start).of(page.source).trim_end();
        let led = left.ends_with([':', ',']) && says(near, NEAR);
        led.then_some(Span::new(sentence.end, sentence.end))?
    };
    Some(Pair { open: mark.span, close: Some(close) })
}

/// The end of what `open` quotes, if its sentence ends by naming the source (`“We sail at noon, Orde said.`).
fn before_source(page: &Page, open: Span) -> Option<Span> {
    let sentence = page.sentence_at(open.start)?;
    let words = page.words_in(Span::new(open.end, sentence.end));
    let tail = words.part(words.len().saturating_sub(2 * NEAR + 1)..words.len());
    let clause = tail.tokens.iter().rposition(|word| word.breaks()).filter(|&at| at > 0)?;
    let end = tail.tokens[clause - 1].span.end;
    let comma = page.source[end as usize..].starts_with(',');
    (comma && says(tail.part(clause..tail.len()), NEAR)).then_some(Span::new(end + 1, end + 1))
}

/// Whether one of the first `count` words is a reporting cue.
fn says(words: Words, count: usize) -> bool {
    (0..words.len().min(count)).any(|at| cue(&words, at) == Some(Cue::Say))
}
