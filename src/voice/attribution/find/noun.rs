//! Nouns and adjectives as cues: "his claim that", "is confident that".

use super::super::content::{Reach, rightward};
use super::super::phrase::{Range, is_nounish, subject};
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
        let (low, high) = self.bounds(at);
        let that = self.says(at + 1, "that");
        if tok.is(Class::ADJECTIVE) {
            let mut start = at;
            while start > low
                && toks[start - 1].is_word()
                && (toks[start - 1].is(Class::AUX) || toks[start - 1].is(Class::ADVERB))
            {
                start -= 1;
            }
            let to = start > low && self.says(start - 1, "to");
            let be = !to && toks[start..at].iter().any(|t| t.is(Class::BE));
            let prep =
                ["about", "of", "in", "with", "by", "for"].iter().any(|w| self.says(at + 1, w));
            if be && (that || prep || self.says(at + 1, "to")) {
                let cue = start..at + 1 + usize::from(prep);
                let content = rightward(toks, cue.end, high, Reach::Near);
                let source = subject(toks, low, start);
                if source.is_some() {
                    self.finish(cue, source, content.into_iter().collect(), tok.lemma);
                }
                return;
            }
        }
        if !tok.is(Class::NOUN) || at == low {
            return;
        }
        let prep =
            ["about", "of", "for", "to", "over", "against"].iter().find(|w| self.says(at + 1, w));
        let mut start = at;
        while start > low
            && is_nounish(&toks[start - 1])
            && !toks[start - 1].owns
            && !toks[start - 1].capital
            && at - start < 2
            && !self.taken[start - 1]
            && !toks[start - 1].is(Class::ANY_VERB)
        {
            start -= 1;
        }
        let before = start.checked_sub(1).filter(|b| *b >= low);
        let owner = before.filter(|&b| toks[b].is(Class::POSSESSIVE) || toks[b].owns);
        if !(that || owner.is_some() && prep.is_some()) {
            return;
        }
        let of = prep.is_some();
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
        let to = self.says(at + 1, "to") && toks.get(at + 2).is_some_and(|t| t.is(Class::BASE));
        let cue = cue_start..at + 1 + usize::from(of && !to);
        let reach = if that { Reach::Near } else { Reach::Phrase };
        let content: Vec<Range> = rightward(toks, cue.end, high, reach).into_iter().collect();
        self.finish(cue, source, content, tok.lemma);
    }
}
