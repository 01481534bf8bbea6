//! All lists in one automaton over words: one look-up a word whatever the number of lists leads to what the
//! word finds by itself; longer entries are a trie that is entered only where two words can begin one.
//!
//! Hyphens count as spaces: terms and texts are read as sequences of *units*, the parts of their
//! words between hyphens, and a match begins and ends with whole words of the text. What a unit may
//! be is a *symbol*: the word itself, the class of inflections it belongs to (`slam{v}`), or a
//! beginning (`aban*`), which takes the rest of its word.

mod compile;
mod overlaps;

use std::ops::Range;

use super::words::{Beginnings, Edges, NONE, Node, Readings, bit};
use super::{Category, Entry, Lexicon, Role, split};
use crate::text::{Dictionary, Lead, Span, Token, fold_into};
pub(crate) use compile::Draft;
use overlaps::{Overlaps, Rule, rules};

/// An entry among all lists: lists in their order, entries in file order.
pub(crate) type EntryId = u32;

/// How literal a word is that stands for itself, and one that stands for its inflections; a
/// beginning is as literal as it has bytes.
const EXACT: u32 = 1 << 20;
const INFLECTED: u32 = 1 << 19;

/// The loaded lists with the automaton compiled from them.
#[derive(Debug)]
pub(crate) struct Catalog {
    lexicons: Vec<Lexicon>,
    /// First entry id of each list, and the number of entries.
    offsets: Vec<EntryId>,
    /// Number of categories of all lists.
    categories: u32,
    /// By entry: what the rooms that use a match ask for.
    facts: Vec<Fact>,
    /// By list.
    rules: Vec<Rule>,
    /// Whether any list does ([`Lexicon::reads_names`]).
    reads_names: bool,
    /// The words of all lists, and those that were there before.
    dictionary: Dictionary,
    readings: Readings,
    beginnings: Beginnings,
    /// Trie node that a symbol leads to from the root.
    first: Vec<u32>,
    edges: Edges,
    nodes: Vec<Node>,
    /// The entries of nodes from where each says, in id order, so list by list. Behind them stand those of words that
    /// several nodes stand for.
    hits: Vec<Hit>,
}

/// An entry, with what the search asks of it.
#[derive(Clone, Copy, Debug)]
struct Hit {
    entry: EntryId,
    fact: Fact,
    /// Whether the node or word finds no more.
    is_last: bool,
}

/// What is most asked of an entry, apart from the list so that it stays in the cache.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fact {
    pub weight: f64,
    pub category: u16,
    pub role: Role,
    /// The place of the category among those that metrics tell apart.
    pub class: u8,
    /// Whether its weight is a caller's: of his list, or set by his overlay.
    pub callers: bool,
    /// Whether the list spells it with a capital.
    pub capital: bool,
    list: u16,
}

/// An entry found at a run of tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    pub entry: EntryId,
    /// Index of the first token, and how many.
    pub first: u32,
    pub len: u32,
    pub fact: Fact,
}

impl Match {
    /// Its words.
    pub(crate) fn words(self) -> Range<u32> {
        self.first..self.first + self.len
    }

    /// The text from its first to its last word.
    pub(crate) fn span(self, tokens: &[Token]) -> Span {
        let (first, last) = (self.first as usize, (self.first + self.len - 1) as usize);
        Span::new(tokens[first].span.start, tokens[last].span.end)
    }
}

/// A part of a token between hyphens.
#[derive(Clone, Copy, Debug)]
struct Unit {
    /// Of its word.
    lead: Lead,
    /// What it can be read as, as bits of families; none where a phrase may not run over what stands before it.
    bits: u32,
    token: u32,
    /// Whether its token begins and ends with it.
    first: bool,
    last: bool,
    /// End of its readings as beginnings; they start where those of the unit before end.
    beginnings: u32,
}

impl Unit {
    /// What stands behind the last one of a sentence.
    const END: Self =
        Self { lead: Lead::NOWHERE, bits: 0, token: 0, first: true, last: true, beginnings: 0 };
}

/// A unit at which something may be found.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    unit: u32,
    /// Whether it may be more than its word by itself finds.
    goes_on: bool,
}

/// A symbol that units stand for as words that begin so.
#[derive(Clone, Copy, Debug)]
struct Beginning {
    symbol: u32,
    literal: u32,
    /// How many units it takes.
    units: u32,
}

/// Entries of a node, reached from one start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    len: u32,
    literal: u32,
    hits: u32,
}

/// Memory that a search reuses. Positions and stamps tell what is of the search at hand from what
/// is older.
#[derive(Debug, Default)]
pub(crate) struct MatchScratch {
    folded: String,
    /// Those of a sentence, and [`Unit::END`].
    units: Vec<Unit>,
    beginnings: Vec<Beginning>,
    /// The first so many that a search counts.
    starts: Vec<Start>,
    ends: Vec<End>,
    /// Nodes still to be followed: node, next unit, literalness.
    open: Vec<(u32, u32, u32)>,
    stamp: u64,
    busy: Overlaps,
    /// Words of all sentences before.
    position: u64,
    /// By category: what was taken at the span at hand.
    taken: Vec<Taken>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Taken {
    stamp: u64,
    literal: u32,
    /// Index of its match.
    at: usize,
}

impl Catalog {
    #[cfg(any(test, feature = "dev"))]
    pub(crate) fn new(lexicons: Vec<Lexicon>) -> Self {
        let (draft, words) = Draft::new(lexicons);
        let mut dictionary = Dictionary::default();
        let symbols = words.added_to(&mut dictionary);
        Self::with_words(draft.compile(), dictionary, &symbols)
    }

    /// The words of all lists, and those that were there before.
    pub(crate) fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    pub(crate) fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// The index of an entry's list.
    pub(crate) fn lexicon_index(&self, id: EntryId) -> usize {
        usize::from(self.facts[id as usize].list)
    }

    /// Whether the `i`th match gives way to one at the very same words, of a later list with which its
    /// own settles overlaps; `matches` are in order.
    pub(crate) fn is_replaced(&self, matches: &[Match], i: usize) -> bool {
        let Match { first, len, fact, .. } = matches[i];
        let same = |other: &&Match| other.first == first && other.len == len;
        let group = |list: u16| self.rules[usize::from(list)].group;
        let replaces = |other: &Match| {
            fact.list < other.fact.list && group(fact.list) == group(other.fact.list)
        };
        matches[..i].iter().rev().take_while(same).any(replaces)
            || matches[i + 1..].iter().take_while(same).any(replaces)
    }

    pub(crate) fn fact(&self, id: EntryId) -> Fact {
        self.facts[id as usize]
    }

    /// The list of an entry, and the entry.
    pub(crate) fn entry(&self, id: EntryId) -> (&Lexicon, &Entry) {
        let index = self.lexicon_index(id);
        let lexicon = &self.lexicons[index];
        (lexicon, &lexicon.entries[(id - self.offsets[index]) as usize])
    }

    /// The list of an entry, and its category.
    pub(crate) fn category(&self, id: EntryId) -> (&Lexicon, &Category) {
        let Fact { list, category, .. } = self.facts[id as usize];
        let lexicon = &self.lexicons[usize::from(list)];
        (lexicon, &lexicon.categories[usize::from(category)])
    }

    /// The rule of an entry's list.
    fn rule(&self, fact: Fact) -> Rule {
        self.rules[usize::from(fact.list)]
    }

    /// Appends what the lists find in one sentence, by start, longest first.
    pub(crate) fn find(
        &self,
        source: &str,
        tokens: &[Token],
        scratch: &mut MatchScratch,
        out: &mut Vec<Match>,
    ) {
        self.read(source, tokens, scratch);
        let categories = self.categories as usize;
        if scratch.taken.len() < categories {
            scratch.taken.resize(categories, Taken::default());
        }
        scratch.busy.reserve(self.lexicons.len(), categories);
        let position = scratch.position;
        scratch.position += tokens.len() as u64;
        // end of the words that matches of several units cover
        let mut covered = 0;
        for i in 0..self.find_starts(scratch) {
            let Start { unit, goes_on } = scratch.starts[i];
            let Unit { lead, token, .. } = scratch.units[unit as usize];
            let is_alone = self.is_alone(scratch.units[unit as usize]);
            if goes_on {
                self.walk(unit as usize, is_alone, scratch);
                if !scratch.ends.is_empty() {
                    let before = out.len();
                    self.take_all((token, position), tokens, scratch, out);
                    // the longest is first
                    let end = out.get(before).map_or(0, |found| found.first + found.len);
                    covered = covered.max(end);
                }
            }
            if is_alone && lead.hits != NONE {
                if token < covered || self.reads_names {
                    self.take_hits(lead.hits, (token, position), tokens, scratch, out);
                } else {
                    // nothing reaches here, and no other word can be overlapped from here
                    let hits = &self.hits[lead.hits as usize..];
                    for &Hit { entry, fact, is_last } in hits {
                        out.push(Match { entry, first: token, len: 1, fact });
                        if is_last {
                            break;
                        }
                    }
                }
            }
        }
    }

    /// Whether a unit is a word, and read as nothing else.
    fn is_alone(&self, unit: Unit) -> bool {
        unit.first && unit.last && self.beginnings.is_empty()
    }

    /// Collects the units at which something may be found; how many they are.
    #[expect(clippy::needless_bitwise_bool, reason = "a branch would be foretold wrongly")]
    fn find_starts(&self, scratch: &mut MatchScratch) -> usize {
        let MatchScratch { units, starts, .. } = scratch;
        if starts.len() < units.len() {
            starts.resize(units.len(), Start::default());
        }
        let are_words = self.beginnings.is_empty();
        let mut count = 0;
        for (unit, (here, next)) in (0..).zip(units.iter().zip(&units[1..])) {
            let may_go_on = here.lead.next & next.bits != 0;
            // those of nothing where it may not, so that this asks for the same place in memory
            let mask = u32::from(may_go_on).wrapping_neg();
            let begins = self.edges.begin(here.lead.family & mask, next.lead.family & mask);
            let goes_on = may_go_on & begins | !(here.last & are_words);
            starts[count] = Start { unit, goes_on };
            count += usize::from(here.first & (goes_on | (here.lead.hits != NONE)));
        }
        count
    }

    /// Whether a word is part of a name in which no list finds anything.
    pub(crate) fn hides(&self, token: Token) -> bool {
        token.is_masked() || token.is_named() && !self.reads_names
    }

    /// The units of the tokens of a sentence, and what each can be read as.
    fn read(&self, source: &str, tokens: &[Token], scratch: &mut MatchScratch) {
        scratch.units.clear();
        scratch.beginnings.clear();
        let are_words = self.beginnings.is_empty();
        for (index, &token) in (0..).zip(tokens) {
            let is_hidden = self.hides(token);
            let may_have_parts = !(token.is_bare() && are_words);
            if may_have_parts && !is_hidden && self.read_parts(source, (index, token), scratch) {
                continue;
            }
            // most words of most texts
            let lead = self.dictionary.get(token.word * u32::from(!is_hidden)).lead;
            let bits = bit(lead.family) * u32::from(!token.breaks());
            let beginnings = scratch.beginnings.len() as u32;
            scratch.units.push(Unit { lead, bits, token: index, beginnings, ..Unit::END });
        }
        scratch.units.push(Unit::END);
    }

    /// The parts of a token between hyphens; false if it has none and is read as nothing but a word.
    #[inline(never)]
    fn read_parts(
        &self,
        source: &str,
        (index, token): (u32, Token),
        scratch: &mut MatchScratch,
    ) -> bool {
        let MatchScratch { folded, units, beginnings, .. } = scratch;
        let word = token.span.of(source);
        let may_have_parts = |byte: u8| byte == b'-' || !byte.is_ascii();
        if self.beginnings.is_empty() && !word.bytes().any(may_have_parts) {
            return false;
        }
        folded.clear();
        fold_into(word, folded);
        let count = parts(folded).count() as u32;
        let mut at = 0;
        for (i, part) in (0..).zip(parts(folded)) {
            let rest = &folded[at..];
            at += part.len() + 1;
            let mut lead = self.dictionary.get(self.dictionary.words().get(trimmed(part))).lead;
            let mut bits = bit(lead.family);
            self.beginnings.find(rest, |symbol, literal| {
                bits |= bit(self.edges.family(symbol));
                let node = self.nodes.get(self.first[symbol as usize] as usize);
                lead.next |= node.map_or(0, |node| node.next);
                beginnings.push(Beginning { symbol, literal, units: count - i });
            });
            if i == 0 && token.breaks() {
                bits = 0;
            }
            let (first, last) = (i == 0, i + 1 == count);
            let beginnings = beginnings.len() as u32;
            units.push(Unit { lead, bits, token: index, first, last, beginnings });
        }
        true
    }

    /// Calls `each` with what a unit can be read as: a symbol, where that leads from the root, how literal it is and
    /// how many units it takes.
    #[inline]
    fn readings_at(
        &self,
        (units, beginnings): (&[Unit], &[Beginning]),
        at: usize,
        mut each: impl FnMut(u32, u32, u32, u32),
    ) {
        self.readings.of(units[at].lead, |reading| {
            let literal = if reading.is_exact { EXACT } else { INFLECTED };
            each(reading.symbol, reading.node, literal, 1);
        });
        let from = at.checked_sub(1).map_or(0, |before| units[before].beginnings);
        for here in &beginnings[from as usize..units[at].beginnings as usize] {
            each(here.symbol, self.first[here.symbol as usize], here.literal, here.units);
        }
    }

    /// Collects the nodes with entries that the units from `start` on lead to; those that the first word leads to by
    /// itself not where it `is_alone`.
    #[inline(never)]
    fn walk(&self, start: usize, is_alone: bool, scratch: &mut MatchScratch) {
        let MatchScratch { beginnings, units, ends, open, .. } = scratch;
        ends.clear();
        open.clear();
        self.readings_at((units, beginnings), start, |_, node, literal, taken| {
            if node != NONE {
                open.push((node, start as u32 + taken, literal));
            }
        });
        while let Some((node, next, literal)) = open.pop() {
            let next = next as usize;
            let last = units[next - 1];
            let len = last.token - units[start].token + 1;
            // that the first word leads on is known
            if !(is_alone && len == 1) {
                let Node { hits, next: onward } = self.nodes[node as usize];
                if last.last && hits != NONE {
                    ends.push(End { len, literal, hits });
                }
                if onward & units[next].bits == 0 {
                    continue;
                }
            }
            self.readings_at((units, beginnings), next, |symbol, _, as_literal, taken| {
                if let Some(child) = self.edges.get(node, symbol) {
                    open.push((child, next as u32 + taken, literal.saturating_add(as_literal)));
                }
            });
        }
        if ends.len() > 1 {
            // longest first, then most literal
            ends.sort_unstable_by(|a, b| b.cmp(a));
        }
    }

    /// Takes the entries that each list's rule for overlaps lets through.
    #[inline(never)]
    fn take_all(
        &self,
        (start, position): (u32, u64),
        tokens: &[Token],
        scratch: &mut MatchScratch,
        out: &mut Vec<Match>,
    ) {
        let MatchScratch { ends, busy, taken, stamp, .. } = scratch;
        for (i, end) in ends.iter().enumerate() {
            let before = i.checked_sub(1).map(|before| ends[before].len);
            let several =
                before == Some(end.len) || ends.get(i + 1).is_some_and(|next| next.len == end.len);
            if before != Some(end.len) {
                *stamp += 1;
            }
            let words = start as usize..(start + end.len) as usize;
            let place = position + u64::from(start)..position + u64::from(start + end.len);
            let named = self.reads_names && tokens[words].iter().any(|word| word.is_named());
            for &Hit { entry, fact, .. } in self.hits_at(end.hits) {
                let rule = self.rule(fact);
                if named && !rule.reads_names || !busy.let_through(rule, fact, place.clone()) {
                    continue;
                }
                if several {
                    // one entry of a category at the same words: the most literal, then the latest
                    let other = &mut taken[rule.category(fact)];
                    if other.stamp == *stamp {
                        let found = &mut out[other.at];
                        if other.literal == end.literal && entry > found.entry {
                            (found.entry, found.fact) = (entry, fact);
                        }
                        continue;
                    }
                    *other = Taken { stamp: *stamp, literal: end.literal, at: out.len() };
                }
                out.push(Match { entry, first: start, len: end.len, fact });
            }
        }
    }

    /// The same for what a word finds by itself.
    fn take_hits(
        &self,
        hits: u32,
        (token, position): (u32, u64),
        tokens: &[Token],
        scratch: &mut MatchScratch,
        out: &mut Vec<Match>,
    ) {
        let named = self.reads_names && tokens[token as usize].is_named();
        let place = position + u64::from(token)..position + u64::from(token) + 1;
        for &Hit { entry, fact, is_last } in &self.hits[hits as usize..] {
            let rule = self.rule(fact);
            if (rule.reads_names || !named) && scratch.busy.let_through(rule, fact, place.clone()) {
                out.push(Match { entry, first: token, len: 1, fact });
            }
            if is_last {
                break;
            }
        }
    }

    /// The entries of a node or word.
    fn hits_at(&self, at: u32) -> &[Hit] {
        let rest = &self.hits[at as usize..];
        let last = rest.iter().position(|hit| hit.is_last);
        &rest[..last.map_or(0, |last| last + 1)]
    }

    #[cfg(test)]
    pub(crate) fn find_all(&self, source: &str, tokens: &[Token]) -> std::vec::IntoIter<Match> {
        let (mut tokens, mut out) = (tokens.to_vec(), Vec::new());
        self.dictionary.words().read(source, &mut tokens);
        self.find(source, &tokens, &mut MatchScratch::default(), &mut out);
        out.into_iter()
    }
}

/// The parts of a folded word between its hyphens.
fn parts(folded: &str) -> impl Iterator<Item = &str> {
    // a token has a letter or digit on both sides of each hyphen, so no part is empty
    split(folded, b'-')
}

/// A part without the stop that an acronym has inside a compound ("u.s.-led").
fn trimmed(part: &str) -> &str {
    part.strip_suffix('.').unwrap_or(part)
}

#[cfg(test)]
mod tests;
