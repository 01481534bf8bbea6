//! Clauses of a sentence with their subjects, found without a parser: by conjunctions, marks and
//! verbs. Every pass looks at each word a bounded number of times.

use super::words::{Class, Part, WordParts};
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
    /// By word: inside a prepositional phrase before the verb.
    in_phrase: Vec<bool>,
    /// By word: the next verb that may be finite, from that word on; the number of words if none is left.
    verbs: Vec<u32>,
    /// By word: whether a verb comes before the next mark or conjunction; none behind the last.
    ahead: Vec<bool>,
}

/// What clauses are found by.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    /// By word: part of a name.
    pub(super) named: &'a [bool],
    /// The quotations.
    pub(super) speech: &'a [Span],
}

impl Clauses {
    /// Finds those of a sentence. `deeds` are verbs that the list of parts does not know.
    pub(super) fn find(
        &mut self,
        sentence: Words,
        words: &mut WordParts,
        deeds: impl Iterator<Item = u32>,
    ) {
        let Words { source, tokens, speech, .. } = sentence;
        self.all.clear();
        self.of_word.clear();
        self.in_phrase.clear();
        self.in_phrase.resize(tokens.len(), false);
        self.find_verbs(tokens, &words.parts, deeds);
        let (mut first, mut has_verb) = (0, false);
        let mut before = Part::Other;
        for at in 0..tokens.len() {
            let next_has = self.ahead[at + 1];
            let part = &mut words.parts[at];
            if *part == Part::Subordinator && !next_has {
                *part = Part::Preposition; // "since Monday"
            }
            let part = *part;
            let begins = at > 0
                && (matches!(part, Part::Subordinator | Part::Relative)
                    || has_verb && part == Part::Coordinator && next_has
                    || self.ahead[at]
                        && (has_verb && tokens[at].breaks()
                            || before == Part::Say && part.is_nominal())
                    || (tokens[at].breaks() || !speech.is_empty())
                        && is_hard(source, tokens, at, speech));
            // "and who": one beginning, not two
            let doubled =
                || first + 1 == at && matches!(before, Part::Coordinator | Part::Subordinator);
            if begins && !doubled() {
                self.add(sentence, words, first, at);
                (first, has_verb) = (at, false);
            }
            has_verb |= self.verbs[at] == at as u32;
            before = part;
        }
        self.add(sentence, words, first, tokens.len());
    }

    /// Verbs, and where one is ahead.
    fn find_verbs(&mut self, tokens: &[Token], parts: &[Part], deeds: impl Iterator<Item = u32>) {
        let none = tokens.len() as u32;
        self.verbs.clear();
        let mut before = None;
        self.verbs.extend((0..none).zip(parts).map(|(at, &part)| {
            let finite = is_finite(part, before);
            before = Some(part);
            if finite { at } else { none }
        }));
        for deed in deeds {
            // a word in -ing begins no clause of its own, nor does an infinitive
            let bare = deed.checked_sub(1).is_some_and(|before| parts[before as usize] == Part::To);
            if parts[deed as usize] != Part::Ing && !bare {
                self.verbs[deed as usize] = deed;
            }
        }
        self.ahead.clear();
        self.ahead.resize(tokens.len() + 1, false);
        let (mut next, mut ahead) = (none, false);
        for (at, (token, part)) in tokens.iter().zip(parts).enumerate().rev() {
            ahead |= self.verbs[at] != none;
            next = next.min(self.verbs[at]);
            (self.verbs[at], self.ahead[at]) = (next, ahead);
            let parts = token.breaks()
                || matches!(part, Part::Coordinator | Part::Subordinator | Part::Relative);
            ahead &= !parts;
        }
    }

    /// The first verb of some words; `end` if they have none.
    fn verb_in(&self, first: u32, end: u32) -> u32 {
        self.verbs.get(first as usize).map_or(end, |verb| end.min(*verb))
    }

    /// Adds the clause `first..end`.
    fn add(&mut self, sentence: Words, words: &WordParts, first: usize, end: usize) {
        let Words { source, tokens, named, .. } = sentence;
        let WordParts { parts, classes, .. } = words;
        let index = self.all.len() as u32;
        let verb = self.verb_in(first as u32, end as u32);
        let (mut phrase, mut nominals, mut pronoun) = (false, 0, false);
        for at in first..verb as usize {
            match parts[at] {
                Part::Preposition | Part::To => phrase = true,
                Part::Coordinator => {}
                _ if tokens[at].breaks() => phrase = false,
                _ => {}
            }
            self.in_phrase[at] = phrase;
            // "on Monday the clerk": a word of time ends its phrase
            phrase &= parts[at] != Part::Other || named[at] || !classes[at].has(Class::Time);
            let is_relative = parts[at] == Part::Relative;
            if !phrase && parts[at].is_nominal() && !is_relative {
                nominals += 1;
                pronoun = tokens[at].span.len() <= 4
                    && matches!(
                        tokens[at].span.of(source),
                        "he" | "He" | "she" | "She" | "they" | "They"
                    );
            }
        }
        let last = self.all.last().copied();
        let relative = parts.get(first) == Some(&Part::Relative) && nominals == 0;
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
        let says = parts[verb as usize..end].iter().take(4).any(|part| *part == Part::Say);
        self.of_word.resize(end, index);
        let (first, end) = (first as u32, end as u32);
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

fn is_finite(part: Part, before: Option<Part>) -> bool {
    match part {
        Part::Be | Part::Have | Part::Do | Part::Get | Part::Modal | Part::Say | Part::Verb => true,
        Part::Past => !matches!(before, Some(Part::Determiner | Part::Possessive)),
        _ => false,
    }
}

/// Whether a mark stands before a word that parts clauses by itself, or an edge of a quotation.
fn is_hard(source: &str, tokens: &[Token], at: usize, speech: &[Span]) -> bool {
    let (before, here) = (tokens[at - 1].span.end, tokens[at].span.start);
    if tokens[at].breaks() {
        let gap = source.get(before as usize..here as usize).unwrap_or_default();
        if gap.contains([';', ':', '.', '!', '?', '—', '–', '(', ')']) {
            return true;
        }
    }
    let next = speech.partition_point(|quote| quote.end <= before);
    let edge = |quote: &Span| {
        (before..=here).contains(&quote.start) || (before..=here).contains(&quote.end)
    };
    speech.get(next).is_some_and(edge) || next > 0 && edge(&speech[next - 1])
}
