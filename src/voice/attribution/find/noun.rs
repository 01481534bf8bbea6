//! Nouns and adjectives as cues: "his claim that", "is confident that".

use super::super::content::{LONGEST, Reach, is_finite, rightward};
use super::super::phrase::{Range, is_nounish, subject};
use super::super::unit::Tok;
use super::super::words::Class;
use super::Finder;

impl Finder<'_> {
    /// Nouns and adjectives: "his claim that", "is confident that".
    pub(super) fn noun(&mut self, at: usize) {
        let toks = self.toks;
        let tok = &toks[at];
        if !tok.is(Class::NOUN) && !tok.is(Class::ADJECTIVE) {
            return;
        }
        if !self.says(at + 1, Class::LEADS) {
            return;
        }
        let (low, high) = self.bounds(at);
        let that = self.says(at + 1, Class::THAT);
        if tok.is(Class::ADJECTIVE) {
            let mut start = at;
            while start > low
                && toks[start - 1].is_word()
                && (toks[start - 1].is(Class::AUX) || toks[start - 1].is(Class::ADVERB))
            {
                start -= 1;
            }
            let to = start > low && self.says(start - 1, Class::TO);
            let be = !to && toks[start..at].iter().any(|t| t.is(Class::BE));
            let prep = self.says(at + 1, Class::OF_STATE);
            if be && (that || prep || self.says(at + 1, Class::TO)) {
                let cue = start..at + 1 + usize::from(prep);
                let content = rightward(toks, cue.end, high, Reach::Near);
                let source = subject(toks, low, start);
                if source.is_some() {
                    self.finish(cue, source, content.into_iter().collect(), tok.lemma());
                }
                return;
            }
        }
        if !tok.is(Class::NOUN) || at == low {
            return;
        }
        let prep = self.says(at + 1, Class::OF_NOUN);
        let mut start = at;
        while start > low
            && is_nounish(&toks[start - 1])
            && !toks[start - 1].owns()
            && !toks[start - 1].capital()
            && at - start < 2
            && !self.memory.taken[start - 1]
            && !toks[start - 1].is(Class::ANY_VERB)
        {
            start -= 1;
        }
        let before = start.checked_sub(1).filter(|b| *b >= low);
        let owner = before.filter(|&b| toks[b].is(Class::POSSESSIVE) || toks[b].owns());
        if !(that || owner.is_some() && prep) {
            return;
        }
        let (source, cue_start) = if let Some(owner) = owner {
            let range = if toks[owner].is(Class::POSSESSIVE) {
                Some(owner..owner + 1)
            } else {
                subject(toks, low, owner + 1)
            };
            (range, start)
        } else {
            (None, before.filter(|&b| toks[b].is(Class::DET)).unwrap_or(start))
        };
        let to =
            self.says(at + 1, Class::TO) && toks.get(at + 2).is_some_and(|t| t.is(Class::BASE));
        let cue = cue_start..at + 1 + usize::from(prep && !to);
        let reach = if that { Reach::Near } else { Reach::Phrase };
        // "his claim that … is a lie": what the claim is said to be is no part of it
        let first = source.as_ref().map_or(cue.start, |source: &Range| source.start);
        let opens =
            first == low || !toks[first - 1].is_word() || toks[first - 1].is(Class::BOUNDARY);
        let high = if that && opens { self.predicate(cue.end + 1, high) } else { high };
        let content = rightward(toks, cue.end, high, reach).into_iter().collect();
        self.finish(cue, source, content, tok.lemma());
    }

    /// Where behind a clause that begins at `from` the verb begins of which it is the subject; else `high`.
    fn predicate(&self, from: usize, high: usize) -> usize {
        let toks = self.toks;
        let end = high.min(from.saturating_add(LONGEST));
        // whether a clause waits for its verb; whether it may have one that no list knows
        let (mut waits, mut implied) = (true, false);
        let mut first = None;
        let mut i = from;
        while i < end && toks[i].is_word() {
            let tok = &toks[i];
            let finite = (is_finite(tok) || self.is_past(i)) && !tok.owns();
            if !finite || i > from && toks[i - 1].is(Class::PREP) {
                waits |= i > from && (tok.is(Class::SUBJECT) || subordinates(tok));
                implied |= i > from && first.is_none() && self.looks_finite(i);
                i += 1;
                continue;
            }
            if !waits {
                return i;
            }
            first = first.or(Some(i));
            let start = i;
            while i < end && (toks[i].is(Class::AUX) || toks[i].is(Class::ADVERB)) {
                i += 1;
            }
            if i == start || i < end && (self.is_past(i) || toks[i].is(Class::ING)) {
                i += 1;
            }
            // "that X thinks the vote was rigged"
            waits = toks[i - 1].is(Class::SAY) || toks[i - 1].is(Class::CLAUSE);
        }
        first.filter(|_| implied).unwrap_or(high)
    }

    fn is_past(&self, i: usize) -> bool {
        let tok = &self.toks[i];
        let past = tok.is(Class::PAST) || tok.is(Class::ADJECTIVE) && self.text(i).ends_with("ed");
        past && tok.is_word() && !tok.capital()
    }

    /// "stole the vote", "prisoners starve": a noun cannot stand there.
    fn looks_finite(&self, i: usize) -> bool {
        let noun = |i: usize| is_nounish(&self.toks[i]) && !self.toks[i].owns();
        let plural = |i: usize| self.text(i).ends_with('s');
        let object = |next: &Tok| next.is(Class::DET) || next.is(Class::OBJECT);
        noun(i)
            && noun(i - 1)
            && !self.toks[i].capital()
            && (self.toks.get(i + 1).is_some_and(object) || plural(i - 1) && !plural(i))
    }
}

/// "when", "who", "and": another verb may follow.
fn subordinates(tok: &Tok) -> bool {
    tok.is(Class::BOUNDARY) && (!tok.is(Class::DET) || tok.is(Class::PRONOUN))
}
