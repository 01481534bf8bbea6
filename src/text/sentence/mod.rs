//! Splits a paragraph of news text into sentences.
//!
//! The scan stops at marks that may end a sentence and judges each from the word before it (abbreviation, initial, number) and the word after it
//! (capital, small letter, known starter). Sentences inside quotations are split like others; a reporting clause stays with its quotation.
//! Every look behind or ahead is bounded, so the time is linear in the text.

mod around;
mod lists;
mod marks;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use around::{Next, Prev};
use lists::List;
use marks::{Closed, Kind, Run};
pub(crate) use words::LIST as ABBREVIATIONS;
use words::{Before, STARTER, SUFFIX, WHEN};

use super::Span;
use super::scan::word_count;

/// Appends the sentences of one paragraph (a contiguous slice of `source`; line ends inside it are hard wraps and count as white space) as spans into
/// `source`, trimmed of white space at both ends; together they cover every non-white-space byte of the paragraph in order.
pub(crate) fn split(source: &str, paragraph: Span, out: &mut Vec<Span>) {
    let text = paragraph.of(source);
    let mut splitter = Splitter {
        text,
        base: paragraph.start,
        start: skip_space(text, 0),
        quoted: false,
        list: List::default(),
        out,
    };
    splitter.scan();
}

/// Whether a text is one sentence, if any, at the first look: no mark stands inside it.
pub(super) fn has_no_stop(text: &str) -> bool {
    let inside = &text.as_bytes()[..text.len().saturating_sub(1)];
    marks::next_stop(inside, 0) == inside.len() && !is_long(text)
}

/// First byte from `at` on that is not white space.
fn skip_space(text: &str, at: usize) -> usize {
    match text.as_bytes()[at..] {
        // most gaps
        [b' ', next, ..] if next.is_ascii_graphic() => at + 1,
        _ => text.len() - text[at..].trim_start().len(),
    }
}

/// Whether straight double quotation marks are left open.
fn has_odd_quote(text: &str) -> bool {
    text.bytes().filter(|b| *b == b'"').count() % 2 == 1
}

struct Splitter<'t> {
    text: &'t str,
    /// Where `text` begins in the source.
    base: u32,
    /// Where the sentence being read begins.
    start: usize,
    /// An odd number of straight double quotation marks was read.
    quoted: bool,
    list: List,
    out: &'t mut Vec<Span>,
}

impl Splitter<'_> {
    fn scan(&mut self) {
        let bytes = self.text.as_bytes();
        let mut from = self.start;
        // whatever the last byte is, the sentence ends there
        let inside = &bytes[..bytes.len().saturating_sub(1)];
        while from < inside.len() {
            let at = marks::next_stop(inside, from);
            if at == inside.len() {
                break;
            }
            from = match bytes[at] {
                b'.' if self.ends_plainly(at) => {
                    self.end(at + 1);
                    self.start
                }
                // "3.5"
                b'.' if bytes[at + 1].is_ascii_digit()
                    && bytes[..at].last().is_some_and(u8::is_ascii_digit) =>
                {
                    at + 1
                }
                // counted, because it opens and closes alike
                b'"' => {
                    self.quoted = !self.quoted;
                    at + 1
                }
                b')' => {
                    self.item(at);
                    at + 1
                }
                // dashes and curly quotation marks
                0xE2 if matches!(bytes[at + 1..], [0x80, 0x90..=0x9F, ..]) => at + 3,
                _ => {
                    if let Some(run) = marks::run_at(self.text, at) {
                        self.mark(at, run)
                    } else {
                        if marks::bullet_at(self.text, at) && self.bulleted(at) {
                            self.end(at);
                        }
                        at + 1
                    }
                }
            };
        }
        self.end(self.text.len());
    }

    /// Whether the stop at `at` stands between an ordinary word and a space with a capital, as most do; what the
    /// other rules look at is not there.
    fn ends_plainly(&self, at: usize) -> bool {
        let (before, after) = self.text.as_bytes().split_at(at);
        if !matches!(after, [_, b' ', next, ..] if next.is_ascii_uppercase()) {
            return false;
        }
        let small = before.iter().rev().take(around::WORD).take_while(|b| b.is_ascii_lowercase());
        let small = small.count();
        // with a capital it is longer than words that are clipped
        let has_capital =
            small >= 5 && before[..at - small].last().is_some_and(u8::is_ascii_uppercase);
        let (before, word) = before.split_at(at - small - usize::from(has_capital));
        (2..around::WORD).contains(&word.len())
            && matches!(before, [.., b' ' | b'-' | b'\n'])
            && at - self.start > lists::LONGEST
            && !words::may_be_listed(word)
    }

    /// Whether the bullet at `at` begins an item; others part the pieces of a line.
    fn bulleted(&self, at: usize) -> bool {
        let before = &self.text[self.start..at];
        let words = before.trim_end();
        let gap = &before[words.len()..];
        !gap.is_empty()
            && (gap.contains(['\n', '\r'])
                || words.ends_with(['.', '!', '?', ':', ';'])
                || marks::bullet_at(self.text, self.start))
    }

    /// Judges the run of marks at `at`; gives where the scan goes on.
    fn mark(&mut self, at: usize, run: Run) -> usize {
        if run.kind == Kind::Dot && run.dots == 1 && self.item(at) {
            return run.end;
        }
        let Some(end) = self.judge(at, run) else {
            return run.end;
        };
        // `end` stands inside the run where a full stop precedes an omission.
        self.quoted ^= has_odd_quote(&self.text[run.end.min(end)..end]);
        self.end(end);
        end.max(self.start)
    }

    /// Begins a list item whose marker ends in the mark at `at`; whether there is one.
    fn item(&mut self, at: usize) -> bool {
        match self.list.marker(self.text, self.start, at) {
            Some(marker) => {
                self.end(marker);
                true
            }
            None => false,
        }
    }

    /// Ends the sentence before byte `end`; the next begins at the next byte that is not white space.
    fn end(&mut self, end: usize) {
        if is_long(&self.text[self.start..end]) {
            for lost in lost_stops(self.text, self.start..end) {
                self.push(lost);
                self.start = lost;
            }
        }
        self.push(end);
        self.start = skip_space(self.text, end);
    }

    fn push(&mut self, end: usize) {
        let sentence = &self.text[self.start..end];
        let sentence = match sentence.as_bytes() {
            [.., last] if last.is_ascii_graphic() => sentence,
            _ => sentence.trim_end(),
        };
        if !sentence.is_empty() {
            let span = Span::from_range(self.start..self.start + sentence.len());
            self.out.push(span.shifted(self.base));
        }
    }

    /// Where the sentence ends that the run of marks at `at` closes; `None` when the run ends no sentence.
    fn judge(&self, at: usize, run: Run) -> Option<usize> {
        let text = self.text;
        let closed = marks::closers(text, run.end, self.quoted);
        if run.kind == Kind::Wide {
            // A full-width stop may be a decimal point.
            let decimal = text[closed.end..].starts_with(char::is_numeric)
                && text[..at].ends_with(char::is_numeric);
            return (!decimal).then_some(closed.end);
        }
        // Marks alone are no sentence.
        if at == self.start {
            return None;
        }
        let next = text[closed.end..].chars().next()?;
        // A further mark is a candidate of its own.
        if marks::mark_at(text, closed.end).is_some() {
            return None;
        }
        if !next.is_whitespace() {
            return self.glued(at, run, closed);
        }
        let mut end = closed.end;
        let mut lead = skip_space(text, end);
        let open = self.quoted ^ has_odd_quote(&text[run.end..end]);
        let trail = marks::trailers(text, lead, open);
        if trail > lead {
            end = trail;
            lead = skip_space(text, end);
            if lead == end && lead < text.len() {
                return None;
            }
        }
        let next = around::next(text, lead)?;
        if let (Some(stop), true) = (run.stop, end == run.end && next.capital()) {
            return Some(stop);
        }
        let ends = if alone(text, at, run) {
            // A mark alone in brackets: (?), [...].
            run.kind == Kind::Ellipsis && next.capital() && !next.opened.bracket
        } else {
            match run.kind {
                Kind::Strong => self.strong_ends(at, run, closed, &next),
                Kind::Ellipsis => self.ellipsis_ends(run, closed, &next),
                Kind::Dot | Kind::Wide => self.dot_ends(at, closed, &next),
            }
        };
        ends.then_some(end)
    }

    fn strong_ends(&self, at: usize, run: Run, closed: Closed, next: &Next) -> bool {
        if !next.begins() {
            return false;
        }
        if !closed.quote && run.dots == 0 && around::name_with_mark(self.text, at) {
            return next.is(STARTER);
        }
        !(closed.quote && next.capital() && around::reports(self.text, next))
    }

    fn ellipsis_ends(&self, run: Run, closed: Closed, next: &Next) -> bool {
        if next.opened.bracket && closed.quote {
            return false;
        }
        if closed.quote {
            return next.begins() && !around::reports(self.text, next);
        }
        if run.dots > 3 {
            return next.begins();
        }
        // Speakers trail off before "I" more often than they end.
        let first_person = next.word == "I";
        next.capital() && !first_person && (!run.spaced || next.is(STARTER))
    }

    fn dot_ends(&self, at: usize, closed: Closed, next: &Next) -> bool {
        let text = self.text;
        if lists::is_label(&text[self.start..at]) {
            return false;
        }
        if next.opened.bracket && closed.quote && around::citation(text, next) {
            return false;
        }
        let mut prev = around::prev(text, at);
        // A quotation of more than the abbreviation has ended with it.
        if closed.quote && prev.ends_quotation(text) {
            prev.class = Prev::Plain;
        }
        let starter = || next.is(STARTER) && !next.opened.dash;
        if next.small() {
            return matches!(prev.class, Prev::Plain)
                && closed.end == at + 1
                && next.opened.end == next.at
                && prev.is_long_word(text)
                && starter();
        }
        match prev.class {
            Prev::Plain => next.begins(),
            Prev::Figures(count) => next.capital() || next.sum() || (next.digit() && count > 2),
            Prev::Letter => next.capital() && starter(),
            Prev::Listed(class) => match class {
                Before::Title | Before::Mid => false,
                Before::Place | Before::Soft | Before::Name => starter(),
                Before::End => next.capital(),
                Before::Time => {
                    next.capital()
                        && !next.is(WHEN)
                        && !next.zone()
                        && !around::opens_with_time(&text[self.start..at])
                }
                Before::Number => next.capital() && !next.roman(),
                Before::Unit => next.capital() || next.sum(),
            },
        }
    }

    /// A boundary without white space: "end.The next", "end.12 The next".
    fn glued(&self, at: usize, run: Run, closed: Closed) -> Option<usize> {
        let text = self.text;
        let next = around::next(text, closed.end)?;
        if run.kind == Kind::Ellipsis {
            let ends = next.capital()
                && next.word != "I"
                && next.is(STARTER)
                && text[..at].ends_with(char::is_alphabetic);
            return ends.then_some(closed.end);
        }
        let prev = around::prev(text, at);
        if next.digit() {
            return (run.kind == Kind::Dot && run.dots == 1)
                .then(|| around::note_number(text, &prev, at, closed.end))
                .flatten();
        }
        let safe = next.capital()
            && !next.opened.dash
            && prev.may_touch(text)
            && !(run.kind == Kind::Strong && around::name_with_mark(text, at))
            && next.is_plain_word(text)
            && !next.is(SUFFIX);
        safe.then_some(closed.end)
    }
}

/// Sentences of this many words are looked at for stops that were lost on the way.
const LONG: usize = 50;

/// Whether a sentence has [`LONG`] words.
fn is_long(sentence: &str) -> bool {
    // as many letters and spaces; of these the bytes, and some others, are counted many at once
    let gaps = |part: &[u8]| {
        part.iter().map(|b| u8::from(b.cast_signed() <= b' '.cast_signed())).sum::<u8>()
    };
    sentence.len() >= 2 * LONG - 1
        && sentence.as_bytes().chunks(128).map(|part| usize::from(gaps(part))).sum::<usize>()
            >= LONG - 1
        && word_count(sentence) >= LONG
}

/// Where sentences begin in a long one whose stops a scan has lost: a word that begins sentences has a
/// capital there, with a small letter or a figure before it and a small letter after it.
fn lost_stops(text: &str, long: Range<usize>) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let begins = move |&at: &usize| {
        let word = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let rest = &text[at + word..];
        let next = rest.trim_start();
        word > 1
            && next.len() < rest.len()
            && next.starts_with(|c: char| c.is_ascii_lowercase())
            && words::after(&text[at..at + word]) & STARTER != 0
    };
    let capitals = long.clone().filter(move |&at| bytes[at].is_ascii_uppercase());
    let behind_word = move |&at: &usize| {
        let before = text[long.start..at].trim_end();
        before.len() < at - long.start && before.bytes().next_back().is_some_and(plain)
    };
    capitals.filter(behind_word).filter(begins)
}

/// Whether the run of marks stands alone in brackets.
fn alone(text: &str, at: usize, run: Run) -> bool {
    text[..at].ends_with(['(', '[']) && text[run.end..].starts_with([')', ']'])
}
