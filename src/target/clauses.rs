//! Clauses of a sentence with their subjects, found without a parser: by conjunctions, marks and
//! verbs. Every pass looks at each word a bounded number of times.

use std::ops::Range;

use super::words::{Traits, kinds};
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

/// What clauses are found by, of 64 words: a bit each.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    /// By [`kinds`].
    kinds: [u64; 8],
    /// A clause may begin here.
    links: u64,
    /// A verb that may be finite comes, here or later, before the next mark or conjunction.
    ahead: u64,
    /// A clause begins here.
    begins: u64,
    /// In a prepositional phrase before the verb.
    in_phrase: u64,
    /// The first verb of later blocks that may be finite.
    next_verb: usize,
}

/// The clauses of one sentence; memory for the next.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    all: Vec<Clause>,
    /// By word: the index of its clause.
    of_word: Vec<u32>,
    blocks: Vec<Block>,
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
        self.blocks.clear();
        self.blocks.extend(words.chunks(64).map(Block::read));
        self.mark_edges(tokens, speech, words);
        self.look_ahead();
        self.find_beginnings(source, tokens, words);
        self.find_phrases();
        let (mut first, mut index) = (0, 0);
        for at in 0..self.blocks.len() {
            let mut begins = self.blocks[at].begins;
            self.of_word.extend((0..words.len().min(64 * at + 64) - 64 * at).map(|word| {
                index += (begins >> word) as u32 & 1;
                index
            }));
            while begins != 0 {
                let next = 64 * at + begins.trailing_zeros() as usize;
                self.add(source, tokens, words, first..next);
                first = next;
                begins &= begins - 1;
            }
        }
        self.add(source, tokens, words, first..words.len());
    }

    /// Marks the words behind the edges of quotations.
    fn mark_edges(&mut self, tokens: &[Token], speech: &[Span], words: &mut [Traits]) {
        for edge in speech.iter().flat_map(|quote| [quote.start, quote.end]) {
            let at = tokens.partition_point(|token| token.span.start < edge);
            if at > 0 && at < tokens.len() && tokens[at - 1].span.end <= edge {
                words[at].set(Traits::EDGE, true);
                self.blocks[at / 64].links |= 1 << (at % 64);
            }
        }
    }

    /// Where a clause may begin, and what verbs lie ahead.
    fn look_ahead(&mut self) {
        let mut said = 0;
        for Block { kinds, links, .. } in &mut self.blocks {
            *links |= parts(kinds) | kinds[kinds::SAY] << 1 | said;
            said = kinds[kinds::SAY] >> 63;
        }
        let (mut verb, mut next_parts, mut carry) = (usize::MAX, 0, 0);
        for (at, Block { kinds, ahead, next_verb, .. }) in self.blocks.iter_mut().enumerate().rev()
        {
            // "ahead" goes on from each word to the one before, unless it parts
            let parts = parts(kinds);
            let open = !(parts >> 1 | next_parts << 63);
            let verbs = kinds[kinds::FINITE];
            *ahead = flood(verbs.reverse_bits(), open.reverse_bits(), &mut carry).reverse_bits();
            *next_verb = verb;
            verb = if verbs == 0 { verb } else { 64 * at + verbs.trailing_zeros() as usize };
            next_parts = parts & 1;
        }
    }

    fn find_beginnings(&mut self, source: &str, tokens: &[Token], words: &mut [Traits]) {
        let (mut first, mut has_verb) = (0, false);
        for block in 0..self.blocks.len() {
            let next_ahead = self.blocks.get(block + 1).map_or(0, |next| next.ahead);
            let Block { kinds, links, ahead, begins, .. } = &mut self.blocks[block];
            let next_ahead = *ahead >> 1 | next_ahead << 63;
            // a verb of saying may be the last word
            let (mut links, mut rest) = (*links & up_to(words.len(), block), u64::MAX);
            while links != 0 {
                let bit = links & links.wrapping_neg();
                links ^= bit;
                let at = 64 * block + bit.trailing_zeros() as usize;
                // since the clause began
                has_verb |= kinds[kinds::FINITE] & rest & (bit - 1) != 0;
                rest = bit.wrapping_neg();
                let before = if at > 0 { words[at - 1] } else { Traits::default() };
                let (is_ahead, next_has) = (*ahead & bit != 0, next_ahead & bit != 0);
                if words[at].is(Traits::SUBORDINATOR) && !next_has {
                    // "since Monday"
                    words[at] = words[at].without(Traits::SUBORDINATOR).or(Traits::PREPOSITION);
                    kinds[kinds::LEADS] |= bit;
                }
                let word = words[at];
                let parts = at > 0
                    && (word.is(Traits::SUBORDINATOR.or(Traits::RELATIVE).or(Traits::EDGE))
                        || has_verb && word.is(Traits::COORDINATOR) && next_has
                        || (has_verb && word.is(Traits::BREAKS)
                            || before.is(Traits::SAY) && word.is(Traits::NOMINAL))
                            && is_ahead
                        || word.is(Traits::BREAKS) && follows_a_hard_mark(source, tokens, at));
                // "and who": one beginning, not two
                let doubled =
                    first + 1 == at && before.is(Traits::COORDINATOR.or(Traits::SUBORDINATOR));
                if parts && !doubled {
                    *begins |= bit;
                    (first, has_verb) = (at, false);
                }
            }
            has_verb |= kinds[kinds::FINITE] & rest != 0;
        }
    }

    /// Which words stand in a prepositional phrase. It ends with its clause, at a mark, and behind a word of time:
    /// "on Monday the clerk".
    fn find_phrases(&mut self) {
        let (mut ended, mut carry) = (0, 0);
        for Block { kinds, begins, in_phrase, .. } in &mut self.blocks {
            let times = kinds[kinds::NOMINAL] & kinds[kinds::TIME];
            let marks = kinds[kinds::BREAKS] & !kinds[kinds::COORDINATES];
            let verbs = kinds[kinds::FINITE];
            let open = !(times << 1 | ended | marks | *begins | verbs);
            *in_phrase = flood(kinds[kinds::LEADS] & !verbs, open, &mut carry);
            ended = times >> 63;
        }
    }

    /// The first verb among some words that may be finite.
    fn verb(&self, words: Range<usize>) -> Option<usize> {
        let block = self.blocks.get(words.start / 64)?;
        let here = block.kinds[kinds::FINITE] >> (words.start % 64);
        let next = words.start + here.trailing_zeros() as usize;
        Some(if here == 0 { block.next_verb } else { next }).filter(|verb| *verb < words.end)
    }

    /// How many words of a clause up to its verb are of noun phrases that may be its subject, none, one, or more,
    /// and the last of them.
    fn names(&self, words: Range<usize>) -> (u32, usize) {
        let Range { start, end } = words;
        let (mut count, mut last) = (0, start);
        for (at, block) in self.blocks.iter().enumerate().skip(start / 64) {
            let kinds = &block.kinds;
            // a word of time may be named, too: it ends its phrase
            let names = kinds[kinds::NOMINAL] & (kinds[kinds::TIME] | !block.in_phrase);
            let names = names & up_to(end, at) & !up_to(start, at);
            count += u32::from(names != 0) + u32::from(names & names.wrapping_sub(1) != 0);
            last = if names == 0 { last } else { 64 * at + names.ilog2() as usize };
            if end <= 64 * at + 64 {
                break;
            }
        }
        (count, last)
    }

    /// Adds a clause.
    fn add(&mut self, source: &str, tokens: &[Token], words: &[Traits], clause: Range<usize>) {
        let Range { start: first, end } = clause;
        let index = self.all.len() as u32;
        let verb = self.verb(first..end).unwrap_or(end);
        let (nominals, last_nominal) = self.names(first..verb);
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
        let next = move |verb: &u32| Some(self.verb(*verb as usize + 1..end as usize)? as u32);
        let own = std::iter::successors(Some(verb).filter(|verb| *verb < end), next).take(FAR);
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
            && self.blocks[first as usize / 64].in_phrase >> (first % 64) & 1 == 0
    }
}

impl Block {
    /// What up to 64 words are.
    fn read(words: &[Traits]) -> Self {
        let mut kinds = [0; 8];
        for (at, words) in words.chunks(8).enumerate() {
            let eight =
                words.iter().rev().fold(0, |eight, word| eight << 8 | u64::from(word.kinds()));
            for (kind, all) in kinds.iter_mut().enumerate() {
                *all |= gather(eight >> kind) << (8 * at);
            }
        }
        Self { kinds, ..Self::default() }
    }
}

/// Conjunctions, relative pronouns, and words with a mark before.
fn parts(of: &[u64; 8]) -> u64 {
    of[kinds::BREAKS] | of[kinds::COORDINATES] | of[kinds::LINKS]
}

/// The last bits of eight bytes.
fn gather(bytes: u64) -> u64 {
    (bytes & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The bits of the words before `end` in a block.
fn up_to(end: usize, block: usize) -> u64 {
    match end.saturating_sub(64 * block) {
        words @ 0..64 => (1 << words) - 1,
        _ => u64::MAX,
    }
}

/// What begins at the bits `from` and goes on to each next one that is `open`; `carry`, 0 or 1, comes from the block
/// before and goes to the next. An addition does it: it carries.
fn flood(from: u64, open: u64, carry: &mut u64) -> u64 {
    let (sum, over) = (from | open).overflowing_add(from);
    let (sum, carried) = sum.overflowing_add(*carry);
    let came = sum ^ (from | open) ^ from;
    *carry = u64::from(over | carried);
    from | open & came
}

/// Whether a mark stands before a word that parts clauses by itself.
fn follows_a_hard_mark(source: &str, tokens: &[Token], at: usize) -> bool {
    let (before, here) = (tokens[at - 1].span.end as usize, tokens[at].span.start as usize);
    let gap = source.get(before..here).unwrap_or_default();
    gap != ", " && gap.contains([';', ':', '.', '!', '?', '—', '–', '(', ')'])
}
