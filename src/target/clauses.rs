//! Clauses of a sentence with their subjects, found without a parser: by conjunctions, marks and
//! verbs. Every pass looks at each word a bounded number of times.

use std::ops::Range;

use super::words::Traits;
use crate::text::{Span, Token};

/// A clause: words `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub first: u32,
    pub end: u32,
    /// Its first verb; `end` if it has none.
    pub verb: u32,
    /// Index of the clause whose subject it has; its own if it names one.
    pub owner: u32,
    /// Begins with "who" or "which" and has no subject of its own: that is the word before.
    pub relative: bool,
    /// Its verb, or its first ones, are of saying.
    pub says: bool,
}

/// The clauses of one sentence; memory for the next.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    all: Vec<Clause>,
    /// By word: the index of its clause.
    of_word: Vec<u32>,
    /// By word: the next verb that may be finite, from that word on; the number of words if none is left.
    verbs: Vec<u32>,
    /// By word: the same for words that are a conjunction, or have a mark before; also behind the last.
    parted: Vec<u32>,
    /// Words that may begin a clause, at the end.
    links: Vec<u32>,
}

impl Clauses {
    /// Finds those of a sentence, and tells its words.
    pub(super) fn find(
        &mut self,
        source: &str,
        tokens: &[Token],
        speech: &[Span],
        words: &mut [Traits],
    ) {
        self.all.clear();
        self.of_word.clear();
        mark_edges(tokens, speech, words);
        let mut first = 0;
        for link in self.look_ahead(words) {
            let at = self.links[link] as usize;
            let before = if at > 0 { words[at - 1] } else { Traits::default() };
            // whether a verb comes before the next mark or conjunction
            let is_ahead =
                |at: usize| self.verbs.get(at).is_some_and(|verb| *verb < self.parted[at + 1]);
            let next_has = is_ahead(at + 1);
            if words[at].is(Traits::SUBORDINATOR) && !next_has {
                // "since Monday"
                words[at] = words[at].without(Traits::SUBORDINATOR).or(Traits::PREPOSITION);
            }
            let word = words[at];
            let has_verb = self.verbs[first] < at as u32;
            let begins = at > 0
                && (word.is(Traits::SUBORDINATOR.or(Traits::RELATIVE).or(Traits::EDGE))
                    || has_verb && word.is(Traits::COORDINATOR) && next_has
                    || (has_verb && word.is(Traits::BREAKS)
                        || before.is(Traits::SAY) && word.is(Traits::NOMINAL))
                        && is_ahead(at)
                    || word.is(Traits::BREAKS) && follows_a_hard_mark(source, tokens, at));
            // "and who": one beginning, not two
            let doubled =
                first + 1 == at && before.is(Traits::COORDINATOR.or(Traits::SUBORDINATOR));
            if begins && !doubled {
                self.add(source, tokens, words, first..at);
                first = at;
            }
        }
        self.add(source, tokens, words, first..words.len());
    }

    /// Verbs, and what parts clauses, each as seen from the words before; the words that may begin one,
    /// whose places among the links are returned.
    fn look_ahead(&mut self, words: &[Traits]) -> Range<usize> {
        const PARTS: Traits =
            Traits::BREAKS.or(Traits::COORDINATOR).or(Traits::SUBORDINATOR).or(Traits::RELATIVE);
        const BEGINS: Traits = PARTS.or(Traits::EDGE);
        let len = words.len();
        let (mut verb, mut parted) = (len as u32, len as u32);
        for (list, len) in
            [(&mut self.verbs, len), (&mut self.parted, len + 1), (&mut self.links, len + 1)]
        {
            list.clear();
            list.resize(len, verb);
        }
        let (verbs, all_parted) = (&mut self.verbs[..len], &mut self.parted[..len]);
        let mut first_link = len;
        let mut word = words.last().copied().unwrap_or_default();
        for at in (0..len).rev() {
            let before = if at > 0 { words[at - 1] } else { Traits::default() };
            verb = if word.is(Traits::FINITE) { at as u32 } else { verb };
            parted = if word.is(PARTS) { at as u32 } else { parted };
            (verbs[at], all_parted[at]) = (verb, parted);
            let links = word.is(BEGINS) | before.is(Traits::SAY);
            self.links[first_link] = at as u32;
            first_link -= usize::from(links);
            word = before;
        }
        first_link + 1..len + 1
    }

    /// Adds a clause.
    #[expect(clippy::needless_bitwise_bool, reason = "what comes next is hard to foretell")]
    fn add(&mut self, source: &str, tokens: &[Token], words: &mut [Traits], clause: Range<usize>) {
        let Range { start: first, end } = clause;
        let index = self.all.len() as u32;
        let verb = self.verbs.get(first).map_or(end, |verb| end.min(*verb as usize));
        let (mut phrase, mut nominals, mut last_nominal) = (false, 0, first);
        for (at, word) in words[..verb].iter_mut().enumerate().skip(first) {
            let parted = word.is(Traits::BREAKS) & !word.is(Traits::COORDINATOR);
            phrase = word.is(Traits::PREPOSITION.or(Traits::TO)) | (phrase & !parted);
            word.set(Traits::IN_PHRASE, phrase);
            // "on Monday the clerk": a word of time ends its phrase
            phrase &= !(word.is(Traits::OTHER) & word.is(Traits::TIME));
            let names = !phrase & word.is(Traits::NOMINAL);
            nominals += u32::from(names);
            last_nominal = if names { at } else { last_nominal };
        }
        let last = self.all.last().copied();
        let relative =
            words.get(first).is_some_and(|word| word.is(Traits::RELATIVE)) && nominals == 0;
        let is_pronoun = |at: usize| {
            matches!(tokens[at].span.of(source), "he" | "He" | "she" | "She" | "they" | "They")
        };
        let names = nominals > 0 && !(nominals == 1 && last.is_some() && is_pronoun(last_nominal));
        let owner = match last {
            Some(last) if !names && !relative => {
                // a relative clause in between has no say
                if last.relative {
                    self.before_relatives().map_or(index, |c| c.owner)
                } else {
                    last.owner
                }
            }
            _ => index,
        };
        let says = words[verb..end].iter().take(4).any(|word| word.is(Traits::SAY));
        self.of_word.resize(end, index);
        let (first, end, verb) = (first as u32, end as u32, verb as u32);
        self.all.push(Clause { first, end, verb, owner, relative, says });
    }

    fn before_relatives(&self) -> Option<Clause> {
        self.all.iter().rev().take(8).find(|clause| !clause.relative).copied()
    }

    pub(super) fn count(&self) -> u32 {
        self.all.len() as u32
    }

    pub(super) fn index(&self, word: u32) -> u32 {
        self.of_word.get(word as usize).copied().unwrap_or(0)
    }

    pub(super) fn of(&self, word: u32) -> Clause {
        self.all[self.index(word) as usize]
    }

    /// The verbs that a subject at a word may have: those of its clause, of the clauses that take it up
    /// ("X, who …, left"), of the relative clause behind it; a few of each.
    pub(super) fn verbs_of_subject(&self, word: u32) -> impl Iterator<Item = u32> {
        const FAR: usize = 4;
        let index = self.index(word);
        let rest = &self.all[index as usize..];
        let near = &rest[..rest.len().min(FAR)];
        let (verb, end) = near.first().map_or((0, 0), |clause| (clause.verb, clause.end));
        let own =
            std::iter::successors(Some(verb), |verb| self.verbs.get(*verb as usize + 1).copied());
        let own = own.take_while(move |verb| *verb < end).take(FAR);
        let later = near.iter().skip(1).filter(|clause| clause.verb < clause.end);
        let taken_up = later.filter(move |clause| clause.owner == index && !clause.relative);
        let relative = near.get(1).filter(|clause| clause.relative && clause.verb < clause.end);
        own.chain(taken_up.chain(relative).map(|clause| clause.verb))
    }

    /// Whether the mention `first..end`, in no prepositional phrase, is the subject of the clause of `word`.
    pub(super) fn is_subject(&self, first: u32, end: u32, in_phrase: bool, word: u32) -> bool {
        let clause = self.of(word);
        if clause.relative {
            return end == clause.first;
        }
        let owner = self.all[clause.owner as usize];
        owner.first <= first
            && first < owner.end
            && first <= owner.verb
            && (first < word || clause.owner != self.index(word))
            && !in_phrase
    }
}

/// Marks the words behind the edges of quotations.
fn mark_edges(tokens: &[Token], speech: &[Span], words: &mut [Traits]) {
    for edge in speech.iter().flat_map(|quote| [quote.start, quote.end]) {
        let at = tokens.partition_point(|token| token.span.start < edge);
        if at > 0 && at < tokens.len() && tokens[at - 1].span.end <= edge {
            words[at].set(Traits::EDGE, true);
        }
    }
}

/// Whether a mark stands before a word that parts clauses by itself.
fn follows_a_hard_mark(source: &str, tokens: &[Token], at: usize) -> bool {
    let (before, here) = (tokens[at - 1].span.end as usize, tokens[at].span.start as usize);
    let gap = source.get(before..here).unwrap_or_default();
    gap != ", " && gap.contains([';', ':', '.', '!', '?', '—', '–', '(', ')'])
}
