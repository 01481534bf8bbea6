//! What a cue reports: how far to the right it reaches.

use super::phrase::{Range, is_nounish};
use super::unit::{Kind, Tok};
use super::words::Class;

/// Most tokens of a content on one side of its cue.
pub(super) const LONGEST: usize = 400;

/// Stretches that a cue reports, in order; no rule finds more.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Content {
    parts: [(u32, u32); 3],
    count: usize,
}

impl Content {
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn push(&mut self, part: Range) {
        debug_assert!(self.count < self.parts.len());
        if let Some(place) = self.parts.get_mut(self.count) {
            *place = (part.start as u32, part.end as u32);
            self.count += 1;
        }
    }

    /// Puts a part before the others.
    pub(super) fn begin(&mut self, part: Range) {
        self.push(part);
        self.parts[..self.count].rotate_right(1);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Range> {
        self.parts[..self.count].iter().map(|&(start, end)| start as usize..end as usize)
    }
}

impl Extend<Range> for Content {
    fn extend<I: IntoIterator<Item = Range>>(&mut self, parts: I) {
        parts.into_iter().for_each(|part| self.push(part));
    }
}

impl FromIterator<Range> for Content {
    fn from_iter<I: IntoIterator<Item = Range>>(parts: I) -> Self {
        let mut content = Self::default();
        content.extend(parts);
        content
    }
}

/// How readily the content ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// After speech verbs: the rest of the sentence, nearly.
    Far,
    /// After other cues: up to the next comma that opens something new.
    Near,
    /// A noun phrase.
    Phrase,
}

impl Reach {
    /// Classes of the words before which it may end.
    const fn enders(self) -> Class {
        const FAR: Class = Class::ING.with(Class::BOUNDARY);
        const NEAR: Class = FAR.with(Class::CONTRAST).with(Class::PREP).with(Class::DAY);
        match self {
            Self::Far => FAR,
            Self::Near => NEAR,
            Self::Phrase => NEAR.with(Class::STOP).with(Class::AUX),
        }
    }
}

/// The content that begins at `from` and ends before `high`.
pub(super) fn rightward(toks: &[Tok], from: usize, high: usize, reach: Reach) -> Option<Range> {
    let high = high.min(from.saturating_add(LONGEST));
    // "X said “…,” which …": the comma inside the marks ends what is said
    let whole = from + 1 < high && toks[from].is(Class::WHOLE) && toks[from + 1].is_word();
    let mut rest = from..high;
    let end = if whole { Some(from + 1) } else { rest.find(|&i| ends(toks, from, i, high, reach)) };
    let end = end.unwrap_or(high);
    trimmed(toks, from, end)
}

/// Without the punctuation at its end; a question mark stays.
pub(super) fn trimmed(toks: &[Tok], from: usize, mut end: usize) -> Option<Range> {
    while end > from
        && matches!(
            toks[end - 1].kind,
            Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Open
        )
        || end > from && toks[end - 1].kind == Kind::Stop && !abbreviates(toks, end - 1)
    {
        end -= 1;
    }
    (end > from).then_some(from..end)
}

fn abbreviates(toks: &[Tok], at: usize) -> bool {
    at + 1 < toks.len() && toks[at + 1].is_word() && at > 0 && toks[at - 1].capital()
}

fn ends(toks: &[Tok], from: usize, i: usize, high: usize, reach: Reach) -> bool {
    let tok = &toks[i];
    if tok.is_word() {
        if i == from || !tok.is(reach.enders()) {
            return false;
        }
        // "“…,” adding"
        if tok.is(Class::ING) && tok.is(Class::SAY) && toks[i - 1].is(Class::PAUSE) {
            return true;
        }
    }
    let next = toks.get(i + 1).filter(|_| i + 1 < high);
    match tok.kind {
        Kind::Semicolon => true,
        Kind::Comma => {
            i > from && next.is_some_and(|next| opens_new(toks, i + 1, next, high, reach))
        }
        Kind::Dash => reach != Reach::Far && i > from,
        Kind::Colon => reach == Reach::Phrase && i > from,
        Kind::Word => match reach {
            Reach::Far => {
                is_plain_and(tok)
                    && next.is_some_and(|next| {
                        next.is(Class::SAY) && (next.is(Class::PAST) || next.is(Class::THIRD))
                    })
            }
            Reach::Near => {
                is_plain_and(tok) && next.is_some_and(is_finite)
                    || tok.is(Class::CONTRAST)
                    || tok.is(Class::PREP) && next.is_some_and(|next| next.is(Class::DAY))
                    || tok.is(Class::DAY)
                        && i > from + 1
                        && toks[i - 1].is_word()
                        && !toks[i - 1].is(Class::PREP)
                        && !toks[i - 1].is(Class::DET)
            }
            Reach::Phrase => {
                is_plain_and(tok)
                    && next.is_some_and(|next| is_finite(next) || next.is(Class::SUBJECT))
                    || tok.is(Class::STOP)
                    || tok.is(Class::BOUNDARY)
                        && !tok.is(Class::DET)
                        && !tok.is(Class::PREP)
                        && !is_plain_and(tok)
                        && !is_relative(tok)
                    || tok.is(Class::PREP)
                        && next.is_some_and(|next| next.is(Class::DAY) || next.is(Class::ING))
                    || tok.is(Class::DAY)
                        && toks[i - 1].is_word()
                        && !toks[i - 1].is(Class::PREP)
                        && !toks[i - 1].is(Class::DET)
                    || tok.is(Class::AUX) && !tok.owns() && i > from + 1
            }
        },
        _ => false,
    }
}

fn is_relative(tok: &Tok) -> bool {
    tok.is(Class::PRONOUN)
}

/// "and", "or", "but" and the like.
fn is_plain_and(tok: &Tok) -> bool {
    tok.is(Class::BOUNDARY)
        && !tok.is(Class::PRONOUN)
        && !tok.is(Class::DET)
        && !tok.is(Class::STOP)
        && !tok.is(Class::PREP)
        && tok.span.len() == 3
}

pub(super) fn is_finite(tok: &Tok) -> bool {
    tok.is(Class::AUX) && !tok.capital()
        || tok.is(Class::ANY_VERB)
            && (tok.is(Class::PAST) || tok.is(Class::THIRD))
            && !tok.capital()
}

/// Whether what follows a comma is no part of the content.
fn opens_new(toks: &[Tok], at: usize, next: &Tok, high: usize, reach: Reach) -> bool {
    let after = toks.get(at + 1).filter(|_| at + 1 < high);
    if next.is(Class::ING) && next.is(Class::SAY) {
        return true;
    }
    if is_plain_and(next) && after.is_some_and(|t| t.is(Class::SAY) && is_finite(t)) {
        return true;
    }
    if is_contrast(next) && reports_soon(toks, at + 1, high) {
        return true;
    }
    if is_plain_and(next) && reports_soon(toks, at + 1, high) {
        return true;
    }
    match reach {
        Reach::Far => next.is(Class::CONTRAST) && reports_soon(toks, at + 1, high),
        Reach::Near | Reach::Phrase => {
            !is_listed(toks, at, high)
                || next.is(Class::ING)
                || next.is(Class::PAST)
                || next.is(Class::BOUNDARY)
                || next.is(Class::DET)
                || next.is(Class::ADVERB)
                || next.is(Class::SUBJECT)
                || next.is(Class::STOP)
                || reach == Reach::Phrase && !is_nounish(next)
        }
    }
}

/// Whether a comma only goes on with a list: "including", "and Y", "Y and Z".
fn is_listed(toks: &[Tok], at: usize, high: usize) -> bool {
    let next = &toks[at];
    next.is_word()
        && !next.is(Class::DET)
        && (at..high.min(at + 6)).take_while(|&i| toks[i].is_word()).any(|i| is_plain_and(&toks[i]))
}

fn is_contrast(tok: &Tok) -> bool {
    tok.is(Class::STOP) && tok.is(Class::BOUNDARY)
}

/// Whether a subject with a speech verb begins at `from`.
fn reports_soon(toks: &[Tok], from: usize, high: usize) -> bool {
    let end = high.min(from + 8);
    let words = toks.get(from..end).unwrap_or_default();
    let words = words.iter().take_while(|t| t.is_word());
    for (seen, tok) in words.enumerate() {
        if tok.is(Class::SAY) && is_finite(tok) && !tok.is(Class::WEAK) && seen > 0 {
            return true;
        }
        if is_finite(tok) && !tok.is(Class::AUX) {
            return false;
        }
    }
    false
}
