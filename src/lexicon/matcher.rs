//! All lists in one automaton over words: one look-up a word whatever the number of lists leads to what the
//! word finds by itself; longer entries are a trie that is entered only where two words can begin one.
//!
//! Hyphens count as spaces: terms and texts are read as sequences of *units*, the parts of their
//! words between hyphens, and a match begins and ends with whole words of the text. What a unit may
//! be is a *symbol*: the word itself, the class of inflections it belongs to (`slam{v}`), or a
//! beginning (`aban*`), which takes the rest of its word.

mod compile;
mod overlaps;

use std::mem;

use super::words::{Beginnings, Edges, Lead, Leads, NONE};
use super::{Category, Entry, Lexicon, Role, split};
use crate::text::{Span, Token, Vocabulary, fold_into};
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
    words: Vocabulary,
    leads: Leads,
    beginnings: Beginnings,
    /// Trie node that a symbol leads to from the root.
    first: Vec<u32>,
    edges: Edges,
    /// The entries of a node stand at `ends[node]..ends[node + 1]`, in id order, so list by list.
    ends: Vec<u32>,
    entries: Vec<EntryId>,
    /// What each word finds by itself, side by side, up to `hit_ends` of its number.
    hits: Vec<Hit>,
    hit_ends: Vec<u32>,
}

/// An entry of one word, with what the search asks of it.
#[derive(Clone, Copy, Debug)]
struct Hit {
    entry: EntryId,
    /// Its category among those of all lists.
    category: u32,
    fact: Fact,
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
    /// The text from its first to its last word.
    pub(crate) fn span(self, tokens: &[Token]) -> Span {
        let (first, last) = (self.first as usize, (self.first + self.len - 1) as usize);
        Span::new(tokens[first].span.start, tokens[last].span.end)
    }
}

/// A part of a token between hyphens.
#[derive(Clone, Copy, Debug)]
struct Unit {
    token: u32,
    /// Its number.
    word: u32,
    /// Whether a phrase may not run over what stands before it.
    breaks: bool,
    /// Whether its token ends with it.
    last: bool,
    /// Whether anything begins with it.
    starts: bool,
    /// Of its word, see [`Lead`].
    next: u64,
    bits: u64,
    /// End of its readings as beginnings; they start where those of the unit before end.
    readings: u32,
}

/// A symbol that units stand for.
#[derive(Clone, Copy, Debug)]
struct Reading {
    symbol: u32,
    /// Where it leads from the root.
    node: u32,
    literal: u32,
    /// How many units it takes.
    units: u32,
}

/// A node with entries, reached from one start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    len: u32,
    literal: u32,
    node: u32,
}

/// Memory that a search reuses. Stamps tell what is of the search at hand from what is older.
#[derive(Debug, Default)]
pub(crate) struct MatchScratch {
    folded: String,
    units: Vec<Unit>,
    readings: Vec<Reading>,
    ends: Vec<End>,
    /// Nodes still to be followed: node, next unit, literalness.
    open: Vec<(u32, u32, u32)>,
    stamp: u64,
    busy: Overlaps,
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
        Self::with_words(Draft::new(lexicons), Vocabulary::default())
    }

    /// With a vocabulary that may have words already; those of the lists are added.
    pub(crate) fn with_words(draft: Draft, mut words: Vocabulary) -> Self {
        let symbols = draft.symbols_in(&mut words);
        let Draft { mut catalog, classes, .. } = draft;
        catalog.words = words;
        catalog.leads = Leads::new(&symbols, &catalog.first, &classes, &catalog.edges);
        catalog.find_hits();
        catalog
    }

    /// The words of all lists, and those that were there before.
    pub(crate) fn words(&self) -> &Vocabulary {
        &self.words
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
        let words = |found: &Match| (found.first, found.len);
        let here = words(&matches[i]);
        let is_beside = |at: usize| matches.get(at).is_some_and(|other| words(other) == here);
        if !is_beside(i.wrapping_sub(1)) && !is_beside(i + 1) {
            return false; // most
        }
        let list = usize::from(matches[i].fact.list);
        let same = |found: &&Match| words(found) == here;
        let before = matches[..i].iter().rev().take_while(same);
        let mut others = before.chain(matches[i + 1..].iter().take_while(same));
        others.any(|other| {
            let other = usize::from(other.fact.list);
            list < other && self.rules[list].group == self.rules[other].group
        })
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

    /// The list of an entry, and its category among those of all lists.
    fn place(&self, id: EntryId) -> (usize, usize) {
        let Fact { list, category, .. } = self.facts[id as usize];
        let list = usize::from(list);
        (list, self.rules[list].categories as usize + usize::from(category))
    }

    /// Of entries of one list and category at one node only the last stays: a later line replaces an
    /// earlier one.
    fn drop_repeated(&mut self) {
        let mut kept = Vec::with_capacity(self.entries.len());
        let mut ends = Vec::with_capacity(self.ends.len());
        ends.push(0);
        // by category: the last node that has an entry of it
        let mut seen = vec![NONE; self.categories as usize];
        for (node, bounds) in (0..).zip(self.ends.windows(2)) {
            let first = kept.len();
            for &id in self.entries[bounds[0] as usize..bounds[1] as usize].iter().rev() {
                if mem::replace(&mut seen[self.place(id).1], node) != node {
                    kept.push(id);
                }
            }
            kept[first..].reverse();
            ends.push(kept.len() as u32);
        }
        (self.entries, self.ends) = (kept, ends);
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
        scratch.stamp += 1;
        let sentence = scratch.stamp;
        let mut starts_token = true;
        for start in 0..scratch.units.len() {
            let unit = scratch.units[start];
            if starts_token && unit.starts {
                let is_alone = self.is_alone(unit);
                let may_go_on = || {
                    let next = scratch.units.get(start + 1).filter(|next| !next.breaks);
                    next.is_some_and(|next| unit.next & next.bits != 0)
                };
                if !is_alone || may_go_on() {
                    self.walk(start, is_alone, scratch);
                    self.take_all(unit.token, sentence, tokens, scratch, out);
                }
                if is_alone {
                    self.take_hits(unit, sentence, tokens, scratch, out);
                }
            }
            starts_token = unit.last;
        }
    }

    /// Whether a unit that begins a word is the word, and read as nothing else.
    fn is_alone(&self, unit: Unit) -> bool {
        unit.last && self.beginnings.is_empty()
    }

    /// Whether a word is part of a name in which no list finds anything.
    pub(crate) fn hides(&self, token: Token) -> bool {
        token.is_masked() || token.is_named() && !self.reads_names
    }

    /// The units of the tokens, and what each can be read as.
    fn read(&self, source: &str, tokens: &[Token], scratch: &mut MatchScratch) {
        let MatchScratch { folded, units, readings, .. } = scratch;
        units.clear();
        readings.clear();
        for (index, token) in (0..).zip(tokens) {
            let mut unit = Unit {
                token: index,
                word: 0,
                breaks: token.breaks(),
                last: true,
                starts: false,
                next: 0,
                bits: 0,
                readings: readings.len() as u32,
            };
            if self.hides(*token) {
                units.push(unit);
                continue;
            }
            let mut has_parts = || {
                folded.clear();
                fold_into(token.span.of(source), folded);
                !self.beginnings.is_empty() || folded.contains('-')
            };
            if (!token.is_bare() || !self.beginnings.is_empty()) && has_parts() {
                self.read_parts(unit, folded, units, readings);
            } else {
                // most words of most texts
                let Lead { starts, next, bits, .. } = self.leads.of(token.word);
                unit.word = token.word;
                units.push(Unit { starts, next, bits, ..unit });
            }
        }
    }

    /// The parts of a folded word between hyphens; `unit` is the word as a whole.
    fn read_parts(
        &self,
        unit: Unit,
        folded: &str,
        units: &mut Vec<Unit>,
        readings: &mut Vec<Reading>,
    ) {
        let (first, mut from) = (units.len(), readings.len());
        let mut at = 0;
        for part in parts(folded) {
            let rest = &folded[at..];
            at += part.len() + 1;
            let word = self.words.get(trimmed(part));
            let Lead { mut starts, next, bits, .. } = self.leads.of(word);
            self.beginnings.find(rest, |symbol, literal| {
                let node = self.first[symbol as usize];
                starts |= node != NONE;
                // the units that are left are counted when they are known
                readings.push(Reading { symbol, node, literal, units: 0 });
            });
            let breaks = unit.breaks && units.len() == first;
            let readings = readings.len() as u32;
            units.push(Unit { word, breaks, last: false, starts, next, bits, readings, ..unit });
        }
        let count = units.len();
        for (i, unit) in units.iter_mut().enumerate().skip(first) {
            unit.last = i + 1 == count;
            for reading in &mut readings[from..unit.readings as usize] {
                if reading.units == 0 {
                    reading.units = (count - i) as u32;
                }
            }
            from = unit.readings as usize;
        }
    }

    /// What a unit can be read as.
    fn readings<'r>(
        &'r self,
        units: &[Unit],
        readings: &'r [Reading],
        at: usize,
    ) -> impl Iterator<Item = Reading> + 'r {
        let lead = self.leads.of(units[at].word);
        let reading = |symbol, node, literal| Reading { symbol, node, literal, units: 1 };
        let exact = (lead.symbol != NONE).then(|| reading(lead.symbol, lead.node, EXACT));
        let classes = self.leads.classes(lead).iter();
        let classes = classes.map(move |&(symbol, node)| reading(symbol, node, INFLECTED));
        let from = at.checked_sub(1).map_or(0, |before| units[before].readings);
        let beginnings = &readings[from as usize..units[at].readings as usize];
        exact.into_iter().chain(classes).chain(beginnings.iter().copied())
    }

    /// Collects the nodes with entries that the units from `start` on lead to; those that the first word leads to by
    /// itself not where it `is_alone`.
    fn walk(&self, start: usize, is_alone: bool, scratch: &mut MatchScratch) {
        let MatchScratch { readings, units, ends, open, .. } = scratch;
        ends.clear();
        open.clear();
        let ends_there = |unit: &Unit| unit.breaks;
        for reading in self.readings(units, readings, start) {
            if reading.node != NONE {
                open.push((reading.node, start as u32 + reading.units, reading.literal));
            }
        }
        while let Some((node, next, literal)) = open.pop() {
            let next = next as usize;
            let last = units[next - 1];
            let len = last.token - units[start].token + 1;
            let has_entries = self.ends[node as usize] < self.ends[node as usize + 1];
            if last.last && has_entries && !(is_alone && len == 1) {
                ends.push(End { len, literal, node });
            }
            if units.get(next).is_none_or(ends_there) || self.edges.is_leaf(node) {
                continue;
            }
            for reading in self.readings(units, readings, next) {
                if let Some(child) = self.edges.get(node, reading.symbol) {
                    let literal = literal.saturating_add(reading.literal);
                    open.push((child, next as u32 + reading.units, literal));
                }
            }
        }
        if ends.len() > 1 {
            // longest first, then most literal
            ends.sort_unstable_by(|a, b| b.cmp(a));
        }
    }

    /// Takes the entries that each list's rule for overlaps lets through.
    fn take_all(
        &self,
        start: u32,
        sentence: u64,
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
            let named = self.reads_names && tokens[words].iter().any(|word| word.is_named());
            let bounds = self.ends[end.node as usize]..self.ends[end.node as usize + 1];
            for &entry in &self.entries[bounds.start as usize..bounds.end as usize] {
                let (fact, (list, category)) = (self.facts[entry as usize], self.place(entry));
                let rule = self.rules[list];
                if named && !rule.reads_names
                    || !busy.let_through(rule, category, sentence, (start, end.len))
                {
                    continue;
                }
                if several {
                    // one entry of a category at the same words: the most literal, then the latest
                    let other = &mut taken[category];
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
        unit: Unit,
        sentence: u64,
        tokens: &[Token],
        scratch: &mut MatchScratch,
        out: &mut Vec<Match>,
    ) {
        let named = self.reads_names && tokens[unit.token as usize].is_named();
        for &Hit { entry, category, fact } in self.hits_of(unit.word) {
            let rule = self.rules[usize::from(fact.list)];
            let words = (unit.token, 1);
            if (rule.reads_names || !named)
                && scratch.busy.let_through(rule, category as usize, sentence, words)
            {
                out.push(Match { entry, first: unit.token, len: 1, fact });
            }
        }
    }

    fn hits_of(&self, word: u32) -> &[Hit] {
        let word = word as usize;
        let from = word.checked_sub(1).map_or(0, |before| self.hit_ends[before]);
        self.hit_ends.get(word).map_or(&[], |end| &self.hits[from as usize..*end as usize])
    }

    /// Makes `hits`.
    fn find_hits(&mut self) {
        let mut ends: Vec<(u32, u32)> = Vec::new();
        let mut here: Vec<(u32, Hit)> = Vec::new();
        // inflections have those of their lemma
        self.hits.reserve(2 * self.entries.len());
        self.hit_ends.reserve_exact(self.leads.len());
        for word in 0..self.leads.len() as u32 {
            let lead = self.leads.of(word);
            ends.clear();
            let classes = self.leads.classes(lead).iter().map(|class| (INFLECTED, class.1));
            ends.extend([(EXACT, lead.node)].into_iter().chain(classes));
            ends.retain(|(_, node)| *node != NONE);
            ends.sort_unstable_by(|a, b| b.cmp(a));
            for &(literal, node) in &ends {
                let bounds = self.ends[node as usize]..self.ends[node as usize + 1];
                for &entry in &self.entries[bounds.start as usize..bounds.end as usize] {
                    let category = self.place(entry).1 as u32;
                    let hit = Hit { entry, category, fact: self.fact(entry) };
                    match here.iter_mut().find(|(_, other)| other.category == category) {
                        Some((as_literal, other)) => {
                            if *as_literal == literal && entry > other.entry {
                                *other = hit;
                            }
                        }
                        None => here.push((literal, hit)),
                    }
                }
            }
            self.hits.extend(here.drain(..).map(|(_, hit)| hit));
            self.hit_ends.push(self.hits.len() as u32);
        }
    }

    #[cfg(test)]
    pub(crate) fn find_all(&self, source: &str, tokens: &[Token]) -> std::vec::IntoIter<Match> {
        let (mut tokens, mut out) = (tokens.to_vec(), Vec::new());
        self.words.read(source, &mut tokens);
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
