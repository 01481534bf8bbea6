//! All lists in one automaton over words: one look-up a word whatever the number of lists, then a
//! trie that is entered only on a first word.
//!
//! Hyphens count as spaces: terms and texts are read as sequences of *units*, the parts of their
//! words between hyphens, and a match begins and ends with whole words of the text. What a unit may
//! be is a *symbol*: the word itself, the class of inflections it belongs to (`slam{v}`), or a
//! beginning (`aban*`), which takes the rest of its word.

mod compile;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::words::{Beginnings, Edges, Leads, NONE};
use super::{Entry, Lexicon, Overlap, Role};
use crate::text::{FoldedWords, Span, Token, Vocabulary};
use compile::Draft;

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
}

/// What the search asks of a list.
#[derive(Clone, Copy, Debug)]
struct Rule {
    overlap: Overlap,
    reads_names: bool,
    /// The first of the lists with which it shares its rule for overlaps.
    group: u16,
    /// Its first category among those of all lists.
    categories: u32,
}

/// What is most asked of an entry, apart from the list so that it stays in the cache.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    pub weight: f64,
    pub category: u16,
    pub role: Role,
    /// The place of the category among those that metrics tell apart.
    pub class: u8,
    list: u16,
}

/// An entry found at a run of tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    pub entry: EntryId,
    /// Index of the first token, and how many.
    pub first: u32,
    pub len: u32,
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
    /// Whether a phrase may not run over what stands before it.
    breaks: bool,
    /// Whether its token ends with it.
    last: bool,
    /// Whether anything begins with it.
    starts: bool,
    /// End of its readings; they begin where those of the unit before end.
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
    folded: FoldedWords,
    units: Vec<Unit>,
    readings: Vec<Reading>,
    ends: Vec<End>,
    /// Nodes still to be followed: node, next unit, literalness.
    open: Vec<(u32, u32, u32)>,
    stamp: u64,
    /// By list: from which token it may match again.
    by_list: Vec<Busy>,
    /// By category of all lists: the same.
    by_category: Vec<Busy>,
    /// By category: what was taken at the span at hand.
    taken: Vec<Taken>,
}

impl MatchScratch {
    /// The words of the sentence searched last; those of names that no list reads are empty.
    pub(crate) fn folded(&self) -> &FoldedWords {
        &self.folded
    }
}

/// Until where a list or category has matched, and the match that says so.
#[derive(Clone, Copy, Debug, Default)]
struct Busy {
    stamp: u64,
    until: u32,
    start: u32,
    len: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Taken {
    stamp: u64,
    literal: u32,
    /// Index of its match.
    at: usize,
}

impl Catalog {
    pub(crate) fn new(lexicons: Vec<Lexicon>) -> Self {
        Self::with_words(Vocabulary::default(), lexicons)
    }

    /// With a vocabulary that may have words already; those of the lists are added.
    pub(crate) fn with_words(words: Vocabulary, lexicons: Vec<Lexicon>) -> Self {
        let count = lexicons.iter().map(|list| list.entries.len()).sum();
        let mut draft = Draft::new(words, count);
        let mut offsets = vec![0];
        let mut id = 0;
        for list in &lexicons {
            for entry in &list.entries {
                draft.add(&entry.term, id);
                id += 1;
            }
            offsets.push(id);
        }
        draft.add_lost_apostrophes();
        let mut catalog = draft.compile();
        catalog.rules = rules(&lexicons);
        catalog.categories = lexicons.iter().map(|list| list.categories.len() as u32).sum();
        catalog.reads_names = lexicons.iter().any(|list| list.reads_names);
        catalog.facts = lexicons.iter().enumerate().flat_map(facts).collect();
        (catalog.lexicons, catalog.offsets) = (lexicons, offsets);
        catalog.drop_repeated();
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
        let list = self.lexicon_index(matches[i].entry);
        let same = |found: &&Match| words(found) == here;
        let before = matches[..i].iter().rev().take_while(same);
        let mut others = before.chain(matches[i + 1..].iter().take_while(same));
        others.any(|other| {
            let other = self.lexicon_index(other.entry);
            list < other && self.rules[list].group == self.rules[other].group
        })
    }

    pub(crate) fn fact(&self, id: EntryId) -> Fact {
        self.facts[id as usize]
    }

    /// Whether the weight of an entry is a caller's: of his list, or set by his overlay.
    pub(crate) fn is_callers(&self, id: EntryId) -> bool {
        let (list, entry) = self.entry(id);
        list.reads_names || entry.stated
    }

    /// The list of an entry, and the entry.
    pub(crate) fn entry(&self, id: EntryId) -> (&Lexicon, &Entry) {
        let index = self.lexicon_index(id);
        let lexicon = &self.lexicons[index];
        (lexicon, &lexicon.entries[(id - self.offsets[index]) as usize])
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
        let mut last: HashMap<usize, usize, FxBuildHasher> = HashMap::default();
        for bounds in self.ends.windows(2) {
            let here = &self.entries[bounds[0] as usize..bounds[1] as usize];
            if here.len() < 2 {
                kept.extend(here);
            } else {
                last.clear();
                last.extend(here.iter().enumerate().map(|(i, &id)| (self.place(id).1, i)));
                let stays = |&(i, &id): &(usize, &EntryId)| last.get(&self.place(id).1) == Some(&i);
                kept.extend(here.iter().enumerate().filter(stays).map(|(_, id)| id));
            }
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
            scratch.by_category.resize(categories, Busy::default());
        }
        if scratch.by_list.len() < self.lexicons.len() {
            scratch.by_list.resize(self.lexicons.len(), Busy::default());
        }
        scratch.stamp += 1;
        let sentence = scratch.stamp;
        let mut starts_token = true;
        for start in 0..scratch.units.len() {
            let unit = scratch.units[start];
            if starts_token && unit.starts {
                self.walk(start, scratch);
                self.take_all(unit.token, sentence, tokens, scratch, out);
            }
            starts_token = unit.last;
        }
    }

    /// The units of the tokens, and what each can be read as.
    fn read(&self, source: &str, tokens: &[Token], scratch: &mut MatchScratch) {
        let MatchScratch { folded, units, readings, .. } = scratch;
        units.clear();
        readings.clear();
        folded.clear();
        for (index, token) in (0..).zip(tokens) {
            let unit = Unit {
                token: index,
                breaks: token.breaks(),
                last: true,
                starts: false,
                readings: readings.len() as u32,
            };
            if token.is_masked() || token.is_named() && !self.reads_names {
                folded.skip();
                units.push(unit);
                continue;
            }
            folded.push(source, *token);
            let text = folded.get(index as usize);
            if !self.beginnings.is_empty() {
                self.read_parts(unit, text, units, readings);
            } else if memchr::memchr(b'-', text.as_bytes()).is_some() {
                self.read_parts(unit, text, units, readings);
            } else {
                // most words of most texts
                let starts = self.read_exact(token.word, readings);
                units.push(Unit { starts, readings: readings.len() as u32, ..unit });
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
            let mut starts = self.read_exact(self.words.get(trimmed(part)), readings);
            self.beginnings.find(rest, |symbol, literal| {
                let node = self.first[symbol as usize];
                starts |= node != NONE;
                // the units that are left are counted when they are known
                readings.push(Reading { symbol, node, literal, units: 0 });
            });
            let breaks = unit.breaks && units.len() == first;
            units.push(Unit {
                breaks,
                last: false,
                starts,
                readings: readings.len() as u32,
                ..unit
            });
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

    /// What the word with a number can be read as; whether anything begins with it.
    fn read_exact(&self, word: u32, readings: &mut Vec<Reading>) -> bool {
        let lead = self.leads.of(word);
        if lead.symbol != NONE {
            let reading = |(symbol, node), literal| Reading { symbol, node, literal, units: 1 };
            readings.push(reading((lead.symbol, lead.node), EXACT));
            readings
                .extend(self.leads.classes(lead).iter().map(|&class| reading(class, INFLECTED)));
        }
        lead.starts
    }

    /// Collects the nodes with entries that the units from `start` on lead to.
    fn walk(&self, start: usize, scratch: &mut MatchScratch) {
        let MatchScratch { readings, units, ends, open, .. } = scratch;
        let readings_of = |at: usize| {
            let from = at.checked_sub(1).map_or(0, |before| units[before].readings);
            &readings[from as usize..units[at].readings as usize]
        };
        ends.clear();
        open.clear();
        for reading in readings_of(start) {
            if reading.node != NONE {
                open.push((reading.node, start as u32 + reading.units, reading.literal));
            }
        }
        while let Some((node, next, literal)) = open.pop() {
            let next = next as usize;
            let last = units[next - 1];
            if last.last && self.ends[node as usize] < self.ends[node as usize + 1] {
                ends.push(End { len: last.token - units[start].token + 1, literal, node });
            }
            if units.get(next).is_none_or(|unit| unit.breaks) || self.edges.is_leaf(node) {
                continue;
            }
            for reading in readings_of(next) {
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
        let MatchScratch { ends, by_list, by_category, taken, stamp, .. } = scratch;
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
                let (list, category) = self.place(entry);
                let rule = self.rules[list];
                if named && !rule.reads_names {
                    continue;
                }
                let busy = match rule.overlap {
                    Overlap::LeftmostLongest => Some(&mut by_list[usize::from(rule.group)]),
                    Overlap::LongestPerCategory => Some(&mut by_category[category]),
                    Overlap::All => None,
                };
                if let Some(busy) = busy {
                    let by_this = (busy.start, busy.len) == (start, end.len);
                    if busy.stamp == sentence && busy.until > start && !by_this {
                        continue;
                    }
                    let len = end.len;
                    *busy = Busy { stamp: sentence, until: start + len, start, len };
                }
                if several {
                    // one entry of a category at the same words: the most literal, then the latest
                    let other = &mut taken[category];
                    if other.stamp == *stamp {
                        let found = &mut out[other.at];
                        if other.literal == end.literal {
                            found.entry = found.entry.max(entry);
                        }
                        continue;
                    }
                    *other = Taken { stamp: *stamp, literal: end.literal, at: out.len() };
                }
                out.push(Match { entry, first: start, len: end.len });
            }
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

fn facts((list, lexicon): (usize, &Lexicon)) -> impl Iterator<Item = Fact> {
    let (role, list) = (lexicon.role, list as u16);
    let classes = lexicon.categories.iter().enumerate();
    let classes: Vec<u8> = classes.map(|(i, category)| role.class(i, &category.name)).collect();
    let fact = move |entry: &Entry| {
        let &Entry { weight, category, .. } = entry;
        Fact { weight, category, role, class: classes[usize::from(category)], list }
    };
    lexicon.entries.iter().map(fact)
}

/// Lists with one part in the scores settle overlaps as if they were one list: the loaded ones with
/// their plain senses, and those of the tone.
fn rules(lexicons: &[Lexicon]) -> Vec<Rule> {
    let part = |list: &Lexicon| match list.role {
        _ if list.overlap != Overlap::LeftmostLongest => None,
        Role::Loaded | Role::PlainSenses => Some(Role::Loaded),
        Role::Tone => Some(Role::Tone),
        _ => None,
    };
    let first_like = |list: &Lexicon| {
        let wanted = part(list)?;
        lexicons.iter().position(|other| part(other) == Some(wanted))
    };
    let mut categories = 0;
    let rule = |(i, list): (usize, &Lexicon)| {
        let before = categories;
        categories += list.categories.len() as u32;
        Rule {
            overlap: list.overlap,
            reads_names: list.reads_names,
            group: first_like(list).unwrap_or(i) as u16,
            categories: before,
        }
    };
    lexicons.iter().enumerate().map(rule).collect()
}

/// The parts of a folded word between its hyphens.
fn parts(folded: &str) -> impl Iterator<Item = &str> {
    // a token has a letter or digit on both sides of each hyphen, so no part is empty
    folded.split('-')
}

/// A part without the stop that an acronym has inside a compound ("u.s.-led").
fn trimmed(part: &str) -> &str {
    part.strip_suffix('.').unwrap_or(part)
}

#[cfg(test)]
mod tests;
