//! What follows a verb: a particle, an addressee, a clause, a noun phrase.

use super::super::content::is_finite;
use super::super::phrase::is_nounish;
use super::super::unit::{Kind, Tok};
use super::super::words::{Class, forms};
use super::Finder;

impl Finder<'_> {
    /// Where the addressee of "tell" ends.
    pub(super) fn addressee(&self, at: usize, high: usize) -> Option<usize> {
        let toks = self.toks;
        let next = toks.get(at + 1).filter(|_| at + 1 < high)?;
        if next.kind == Kind::Quote || matches!(next.kind, Kind::Comma | Kind::Colon) {
            return Some(at + 1);
        }
        if next.is(Class::BOUNDARY) && !next.is(Class::DET) || self.says(at + 1, Class::THAT) {
            return Some(at + 1);
        }
        if next.is(Class::OBJECT) || next.is(Class::SUBJECT) {
            return Some(at + 2);
        }
        let mut i = at + 1;
        while i < high && i < at + 12 {
            let tok = &toks[i];
            let stop = !tok.is_word()
                || tok.is(Class::BOUNDARY) && !is_conj(tok)
                || self.says(i, Class::THAT)
                || self.says(i, Class::TO)
                || tok.is(Class::SUBJECT)
                || i > at + 1 && (tok.is(Class::AUX))
                || tok.is(Class::DAY)
                || tok.is(Class::PREP) && toks.get(i + 1).is_some_and(|t| t.is(Class::DAY));
            if stop {
                break;
            }
            // "told reporters the bill": a new determiner begins the clause
            if i > at + 1 && tok.is(Class::DET) && is_nounish(&toks[i - 1]) {
                break;
            }
            i += 1;
        }
        (i > at + 1).then_some(i)
    }

    /// Skips "on Monday", "in a statement" before a clause or quotation.
    pub(super) fn adjunct_to_clause(&self, from: usize, high: usize) -> usize {
        let toks = self.toks;
        let mut i = from;
        if i < high && toks[i].is(Class::DAY) {
            i += 1;
        }
        // "reported, citing officials, that"
        if self.kind(i) == Some(Kind::Comma) {
            let close = (i + 1..high.min(i + 14)).find(|&j| toks[j].kind == Kind::Comma);
            if let Some(close) = close.filter(|&j| self.says(j + 1, Class::THAT)) {
                return close + 1;
            }
        }
        if i < high && toks[i].is(Class::PREP) && !self.says(i, Class::THAT) {
            let limit = high.min(i + 18);
            let colon = (i..limit).find(|&j| {
                matches!(toks[j].kind, Kind::Comma | Kind::Colon) || toks[j].kind == Kind::Quote
            });
            let colon = colon.filter(|&j| {
                self.kind(j) == Some(Kind::Quote) || self.kind(j + 1) == Some(Kind::Quote)
            });
            if let Some(colon) = colon
                && (self.kind(colon) == Some(Kind::Colon)
                    || !toks[i..colon].iter().any(|t| t.is(Class::BOUNDARY) || t.is(Class::AUX)))
            {
                return colon;
            }
            let mut j = i + 1;
            while j < high
                && j < i + 14
                && toks[j].is_word()
                && !self.says(j, Class::THAT)
                && !toks[j].is(Class::SUBJECT)
            {
                j += 1;
            }
            let found = j < high
                && (self.says(j, Class::THAT)
                    || toks[j].kind == Kind::Quote
                    || matches!(toks[j].kind, Kind::Comma | Kind::Colon)
                        && toks.get(j + 1).is_some_and(|t| t.kind == Kind::Quote)
                    || toks[j].is(Class::SUBJECT));
            let of = self.says(i, Class::OF) || self.says(i, Class::FOR);
            if found && !(of && toks[j].kind != Kind::Quote && !self.says(j, Class::THAT)) {
                return j;
            }
        }
        i
    }

    /// Whether a clause begins at `from`.
    pub(super) fn clause(&self, from: usize, high: usize) -> bool {
        let toks = self.toks;
        let Some(first) = toks.get(from).filter(|_| from < high) else { return false };
        if !first.is_word() {
            return false;
        }
        if self.says(from, Class::QUESTION) || first.is(Class::SUBJECT) {
            return true;
        }
        if first.is(Class::PREP)
            || first.is(Class::AUX)
            || first.is(Class::BOUNDARY) && !first.is(Class::DET)
        {
            return false;
        }
        (from + 1..high.min(from + 12))
            .take_while(|&i| toks[i].is_word() || toks[i].kind == Kind::Quote)
            .any(|i| {
                toks[i].is_word()
                    && is_finite(&toks[i])
                    && !self.says(i - 1, Class::TO)
                    && !toks[i - 1].is(Class::DET)
            })
    }

    /// Whether a noun phrase begins at `from`.
    pub(super) fn noun_phrase(&self, from: usize) -> bool {
        self.toks.get(from).is_some_and(|t| {
            t.kind == Kind::Quote
                || t.is_word()
                    && (t.is(Class::DET)
                        || t.is(Class::OBJECT)
                        || is_nounish(t) && !t.is(Class::AUX))
                    && !t.is(Class::STOP)
        })
    }
}

/// How many words after the verb at `at` belong to the cue.
pub(super) fn particle(toks: &[Tok], at: usize) -> Option<usize> {
    let (verb, behind) = toks[at..].split_first().filter(|(tok, _)| tok.is(Class::LONGER))?;
    let fits = |rest: &&[u32]| {
        rest.len() <= behind.len() && rest.iter().zip(behind).all(|(word, t)| t.says(*word))
    };
    forms().particles(verb.word).find(fits).map(<[u32]>::len)
}

fn is_conj(tok: &Tok) -> bool {
    tok.span.len() <= 3
}
