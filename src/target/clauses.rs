//! Clauses of a sentence with their subjects, found without a parser: by conjunctions, marks and
//! verbs. Every pass looks at each word a bounded number of times.

use super::words::{Part, is_in};
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

/// The clauses of one sentence.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    all: Vec<Clause>,
    /// By word: the index of its clause.
    of_word: Vec<u32>,
    /// By word: inside a prepositional phrase before the verb.
    in_phrase: Vec<bool>,
    /// By word: a verb that may be finite.
    verbs: Vec<bool>,
}

impl Clauses {
    /// `is_verb` tells verbs that the list of parts does not know; `speech` are quotations.
    pub(super) fn find(
        source: &str,
        tokens: &[Token],
        named: &[bool],
        parts: &mut [Part],
        is_verb: &[bool],
        speech: &[Span],
    ) -> Self {
        let verbs: Vec<bool> =
            (0..parts.len()).map(|at| is_verb[at] || finite(parts, at)).collect();
        let ahead = verbs_ahead(tokens, parts, &verbs);
        let mut starts = vec![0];
        let mut has_verb = false;
        for at in 0..tokens.len() {
            let next_has = ahead.get(at + 1).copied().unwrap_or(false);
            if parts[at] == Part::Subordinator && !next_has {
                parts[at] = Part::Preposition; // "since Monday"
            }
            let begins = at > 0
                && (matches!(parts[at], Part::Subordinator | Part::Relative)
                    || is_hard(source, tokens, at, speech)
                    || has_verb && parts[at] == Part::Coordinator && next_has
                    || has_verb && tokens[at].breaks() && ahead[at]
                    || parts[at - 1] == Part::Say && parts[at].is_nominal() && ahead[at]);
            // "and who": one beginning, not two
            let doubled = starts.last().is_some_and(|&last| last + 1 == at as u32)
                && at > 0
                && matches!(parts[at - 1], Part::Coordinator | Part::Subordinator);
            if begins && !doubled {
                starts.push(at as u32);
                has_verb = false;
            }
            has_verb |= verbs[at];
        }
        let mut found = Self {
            all: Vec::with_capacity(starts.len()),
            of_word: Vec::with_capacity(tokens.len()),
            in_phrase: vec![false; tokens.len()],
            verbs,
        };
        for (i, &first) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(tokens.len() as u32);
            found.add(source, tokens, named, parts, first, end);
        }
        found
    }

    fn add(
        &mut self,
        source: &str,
        tokens: &[Token],
        named: &[bool],
        parts: &[Part],
        first: u32,
        end: u32,
    ) {
        let index = self.all.len() as u32;
        let range = first as usize..end as usize;
        let verb = range.clone().find(|&at| self.verbs[at]).unwrap_or(end as usize);
        let (mut phrase, mut nominals, mut pronoun) = (false, 0, false);
        for at in range.start..verb {
            match parts[at] {
                Part::Preposition | Part::To => phrase = true,
                Part::Coordinator => {}
                _ if tokens[at].breaks() => phrase = false,
                _ => {}
            }
            self.in_phrase[at] = phrase;
            // "on Monday the clerk": a word of time ends its phrase
            phrase &=
                parts[at] != Part::Other || named[at] || !is_in("time", tokens[at].span.of(source));
            let is_relative = parts[at] == Part::Relative;
            if !phrase && parts[at].is_nominal() && !is_relative {
                nominals += 1;
                pronoun = matches!(
                    tokens[at].span.of(source),
                    "he" | "He" | "she" | "She" | "they" | "They"
                );
            }
        }
        let last = self.all.last().copied();
        let relative = parts.get(range.start) == Some(&Part::Relative) && nominals == 0;
        let names = nominals > 0 && !(nominals == 1 && pronoun && last.is_some());
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
        let says = parts
            .get(verb..end as usize)
            .is_some_and(|rest| rest.iter().take(4).any(|part| *part == Part::Say));
        self.of_word.extend(range.map(|_| index));
        self.all.push(Clause { first, end, verb: verb as u32, owner, relative, says });
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
        let own = near.first().map_or(0..0, |clause| clause.verb..clause.end);
        let own = own.filter(|&at| self.verbs[at as usize]).take(FAR);
        let later = near.iter().skip(1).filter(|clause| clause.verb < clause.end);
        let taken_up = later.filter(move |clause| clause.owner == index && !clause.relative);
        let relative = near.get(1).filter(|clause| clause.relative && clause.verb < clause.end);
        own.chain(taken_up.chain(relative).map(|clause| clause.verb))
    }

    /// Whether the mention `first..end` is the subject of the clause of `word`.
    pub(super) fn is_subject(&self, first: u32, end: u32, word: u32) -> bool {
        let clause = self.of(word);
        if clause.relative {
            return end == clause.first;
        }
        let owner = self.all[clause.owner as usize];
        owner.first <= first
            && first < owner.end
            && first <= owner.verb
            && (first < word || clause.owner != self.index(word))
            && !self.in_phrase[first as usize]
    }
}

fn finite(parts: &[Part], at: usize) -> bool {
    match parts[at] {
        Part::Be | Part::Have | Part::Do | Part::Get | Part::Modal | Part::Say | Part::Verb => true,
        Part::Past => {
            let before = at.checked_sub(1).map(|before| parts[before]);
            !matches!(before, Some(Part::Determiner | Part::Possessive))
        }
        _ => false,
    }
}

/// By word: whether a verb comes before the next mark or conjunction.
fn verbs_ahead(tokens: &[Token], parts: &[Part], verbs: &[bool]) -> Vec<bool> {
    let mut ahead = vec![false; tokens.len()];
    for at in (0..tokens.len()).rev() {
        let parted = tokens.get(at + 1).is_none_or(|next| next.breaks())
            || matches!(parts[at + 1], Part::Coordinator | Part::Subordinator | Part::Relative);
        ahead[at] = verbs[at] || !parted && ahead[at + 1];
    }
    ahead
}

/// Whether a mark stands before a word that parts clauses by itself, or an edge of a quotation.
fn is_hard(source: &str, tokens: &[Token], at: usize, speech: &[Span]) -> bool {
    let (before, here) = (tokens[at - 1].span.end, tokens[at].span.start);
    let next = speech.partition_point(|quote| quote.end <= before);
    let edge = |quote: &Span| {
        (before..=here).contains(&quote.start) || (before..=here).contains(&quote.end)
    };
    if speech.get(next).is_some_and(edge) || next > 0 && edge(&speech[next - 1]) {
        return true;
    }
    let gap = source.get(before as usize..here as usize).unwrap_or_default();
    tokens[at].breaks() && gap.contains([';', ':', '.', '!', '?', '—', '–', '(', ')'])
}
