//! All lists in one automaton over words: one look-up a word whatever the number of lists, then a
//! trie of word ids that is entered only on a first word.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::inflect::{Pos, forms};
use super::pattern::{Piece, pattern};
use super::words::{Beginnings, NONE, Words};
use super::{Entry, Lexicon, Overlap};
use crate::text::{Span, Token, fold_into, without_apostrophe};

/// An entry among all lists: lists in their order, entries in file order.
pub(crate) type EntryId = u32;

/// Most spellings that one entry stands for: the forms of its lemmas, combined.
const MOST_SPELLINGS: usize = 256;
/// How literal an exact word is; a beginning is as literal as it has bytes.
const EXACT: u32 = 1 << 20;

/// The loaded lists with the automaton compiled from them.
#[derive(Debug)]
pub(crate) struct Catalog {
    lexicons: Vec<Lexicon>,
    /// First entry id of each list, and the number of entries.
    offsets: Vec<EntryId>,
    /// First slot of each list in [`MatchScratch::free`], and the number of slots.
    slots: Vec<u32>,
    words: Words,
    beginnings: Beginnings,
    /// Trie node that a word leads to from the root.
    first: Vec<u32>,
    edges: HashMap<(u32, u32), u32, FxBuildHasher>,
    /// Whether a longer entry goes on from a node.
    inner: Vec<bool>,
    /// The entries of a node stand at `ends[node]..ends[node + 1]`, in id order, so list by list.
    ends: Vec<u32>,
    entries: Vec<EntryId>,
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

/// A word id that a token stands for, and how literally.
#[derive(Clone, Copy, Debug)]
struct Reading {
    word: u32,
    literal: u32,
}

/// A node with entries, reached from one start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    len: u32,
    literal: u32,
    node: u32,
}

/// Memory that a search reuses.
#[derive(Debug, Default)]
pub(crate) struct MatchScratch {
    folded: String,
    /// What each token can be read as; those of token i stand at `bounds[i]..bounds[i + 1]`.
    readings: Vec<Reading>,
    bounds: Vec<u32>,
    ends: Vec<End>,
    /// Nodes still to be followed: node, token, literalness.
    open: Vec<(u32, usize, u32)>,
    /// Token from which each list (or category) may match again, and the match that set it.
    free: Vec<(u32, u32, u32)>,
    taken: Vec<Taken>,
}

/// An entry taken at a span that several nodes have.
#[derive(Clone, Copy, Debug)]
struct Taken {
    list: usize,
    category: u16,
    literal: u32,
    /// Index of its match.
    at: usize,
}

impl Catalog {
    pub(crate) fn new(lexicons: Vec<Lexicon>) -> Self {
        let count = lexicons.iter().map(|list| list.entries.len()).sum();
        let mut draft = Draft::with_capacity(count);
        let (mut offsets, mut slots) = (Vec::new(), Vec::new());
        let (mut id, mut slot) = (0, 0);
        for list in &lexicons {
            offsets.push(id);
            slots.push(slot);
            for entry in &list.entries {
                draft.add(&entry.term, id);
                id += 1;
            }
            slot += match list.overlap {
                Overlap::LeftmostLongest => 1,
                Overlap::LongestPerCategory => list.categories.len() as u32,
                Overlap::All => 0,
            };
        }
        offsets.push(id);
        slots.push(slot);
        draft.add_lost_apostrophes();
        let mut catalog = draft.compile();
        (catalog.lexicons, catalog.offsets, catalog.slots) = (lexicons, offsets, slots);
        catalog.drop_repeated();
        catalog
    }

    pub(crate) fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// The index of an entry's list.
    pub(crate) fn lexicon_index(&self, id: EntryId) -> usize {
        // an empty list shares its offset with the next
        self.offsets.partition_point(|&offset| offset <= id) - 1
    }

    /// The list of an entry, and the entry.
    pub(crate) fn entry(&self, id: EntryId) -> (&Lexicon, &Entry) {
        let index = self.lexicon_index(id);
        let lexicon = &self.lexicons[index];
        (lexicon, &lexicon.entries[(id - self.offsets[index]) as usize])
    }

    /// Of entries of one list and category at one node, only the last stays: a later line replaces
    /// an earlier one.
    fn drop_repeated(&mut self) {
        let repeated = |catalog: &Self, a: EntryId, b: EntryId| {
            let ((list_a, a), (list_b, b)) = (catalog.entry(a), catalog.entry(b));
            std::ptr::eq(list_a, list_b) && a.category == b.category
        };
        let mut kept = Vec::with_capacity(self.entries.len());
        let mut ends = Vec::with_capacity(self.ends.len());
        ends.push(0);
        for bounds in self.ends.windows(2) {
            let here = &self.entries[bounds[0] as usize..bounds[1] as usize];
            if here.len() > 64 {
                // many entries of one spelling: keep the last of each list and category by sorting
                let key = |id: EntryId| (self.lexicon_index(id), self.entry(id).1.category, id);
                let mut keys: Vec<_> = here.iter().map(|&id| key(id)).collect();
                keys.sort_unstable();
                let last = |i: &usize| {
                    keys.get(i + 1).is_none_or(|next| (next.0, next.1) != (keys[*i].0, keys[*i].1))
                };
                let mut ids: Vec<EntryId> =
                    (0..keys.len()).filter(last).map(|i| keys[i].2).collect();
                ids.sort_unstable();
                kept.extend(ids);
            } else {
                let later = |i: usize| here[i + 1..].iter().any(|&b| repeated(self, here[i], b));
                kept.extend((0..here.len()).filter(|&i| !later(i)).map(|i| here[i]));
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
        scratch.free.clear();
        scratch.free.resize(*self.slots.last().unwrap_or(&0) as usize, (0, NONE, 0));
        for start in 0..tokens.len() {
            let here = scratch.bounds[start] as usize..scratch.bounds[start + 1] as usize;
            if here.is_empty() {
                continue;
            }
            self.walk(start, tokens, scratch);
            self.take_all(start as u32, scratch, out);
        }
    }

    /// What each token can be read as.
    fn read(&self, source: &str, tokens: &[Token], scratch: &mut MatchScratch) {
        let MatchScratch { folded, readings, bounds, .. } = scratch;
        readings.clear();
        bounds.clear();
        bounds.push(0);
        for token in tokens {
            folded.clear();
            let word = token.span.of(source);
            if token.is_plain() {
                folded.push_str(word);
                folded.make_ascii_lowercase();
            } else {
                fold_into(word, folded);
            }
            if let Some(word) = self.words.get(folded) {
                readings.push(Reading { word, literal: EXACT });
            }
            if !self.beginnings.is_empty() {
                self.beginnings.find(folded, |word, literal| {
                    readings.push(Reading { word, literal });
                });
            }
            bounds.push(readings.len() as u32);
        }
    }

    /// Collects the nodes with entries that tokens from `start` on lead to.
    fn walk(&self, start: usize, tokens: &[Token], scratch: &mut MatchScratch) {
        let MatchScratch { readings, bounds, ends, open, .. } = scratch;
        let readings_of = |at: usize| &readings[bounds[at] as usize..bounds[at + 1] as usize];
        ends.clear();
        open.clear();
        let roots =
            readings_of(start).iter().map(|r| (self.first[r.word as usize], start, r.literal));
        open.extend(roots.filter(|(node, ..)| *node != NONE));
        while let Some((node, at, literal)) = open.pop() {
            if self.ends[node as usize] < self.ends[node as usize + 1] {
                ends.push(End { len: (at - start + 1) as u32, literal, node });
            }
            let next = at + 1;
            if !self.inner[node as usize] || tokens.get(next).is_none_or(|token| token.breaks()) {
                continue;
            }
            for reading in readings_of(next) {
                if let Some(&child) = self.edges.get(&(node, reading.word)) {
                    open.push((child, next, literal.saturating_add(reading.literal)));
                }
            }
        }
        if ends.len() > 1 {
            // longest first, then most literal
            ends.sort_unstable_by(|a, b| b.cmp(a));
        }
    }

    /// Takes the entries that each list's rule for overlaps lets through.
    fn take_all(&self, start: u32, scratch: &mut MatchScratch, out: &mut Vec<Match>) {
        let MatchScratch { ends, free, taken, .. } = scratch;
        taken.clear();
        for (i, end) in ends.iter().enumerate() {
            let several = ends.get(i + 1).is_some_and(|e| e.len == end.len)
                || i > 0 && ends[i - 1].len == end.len;
            if i > 0 && ends[i - 1].len != end.len {
                taken.clear();
            }
            let bounds = self.ends[end.node as usize]..self.ends[end.node as usize + 1];
            for &entry in &self.entries[bounds.start as usize..bounds.end as usize] {
                let list = self.lexicon_index(entry);
                let lexicon = &self.lexicons[list];
                let category = lexicon.entries[(entry - self.offsets[list]) as usize].category;
                let slot = self.slots[list] as usize;
                let slot = match lexicon.overlap {
                    Overlap::LeftmostLongest => Some(slot),
                    Overlap::LongestPerCategory => Some(slot + usize::from(category)),
                    Overlap::All => None,
                };
                if let Some(slot) = slot {
                    let (from, by_start, by_len) = free[slot];
                    if from > start && (by_start, by_len) != (start, end.len) {
                        continue;
                    }
                    free[slot] = (start + end.len, start, end.len);
                }
                if several {
                    // one entry of a category at the same words: the most literal, then the latest
                    let same = |t: &&Taken| (t.list, t.category) == (list, category);
                    if let Some(other) = taken.iter().find(same) {
                        let found = &mut out[other.at];
                        if other.literal == end.literal {
                            found.entry = found.entry.max(entry);
                        }
                        continue;
                    }
                    taken.push(Taken { list, category, literal: end.literal, at: out.len() });
                }
                out.push(Match { entry, first: start, len: end.len });
            }
        }
    }

    #[cfg(test)]
    pub(crate) fn find_all(&self, source: &str, tokens: &[Token]) -> std::vec::IntoIter<Match> {
        let mut out = Vec::new();
        self.find(source, tokens, &mut MatchScratch::default(), &mut out);
        out.into_iter()
    }
}

/// The automaton in the making.
struct Draft {
    words: Words,
    /// Beginnings by their text, with word ids of their own.
    beginnings: HashMap<String, u32, FxBuildHasher>,
    first: Vec<u32>,
    edges: HashMap<(u32, u32), u32, FxBuildHasher>,
    inner: Vec<bool>,
    /// Entries with the node that each ends at, by entry.
    ends: Vec<(u32, EntryId)>,
    /// Words with an apostrophe, and words that a list spells with a capital.
    apostrophes: Vec<String>,
    capitals: Vec<String>,
    folded: String,
}

impl Draft {
    fn with_capacity(entries: usize) -> Self {
        Self {
            words: Words::with_capacity(entries),
            beginnings: HashMap::default(),
            first: Vec::with_capacity(entries),
            edges: HashMap::default(),
            inner: Vec::with_capacity(entries),
            ends: Vec::with_capacity(entries),
            apostrophes: Vec::new(),
            capitals: Vec::new(),
            folded: String::new(),
        }
    }

    /// Adds an entry with all spellings that it stands for; one that can never match adds none.
    fn add(&mut self, term: &str, id: EntryId) {
        if is_plain(term) {
            self.add_plain(term, id);
            return;
        }
        let Ok(pieces) = pattern(term) else { return };
        let mut spellings = vec![Vec::new()];
        for piece in &pieces {
            let mut options = Vec::new();
            match piece.tag.map(String::from).as_deref().and_then(Pos::from_tag) {
                Some(pos) => forms(&piece.folded, pos, &mut options),
                None => options.push(piece.folded.clone()),
            }
            self.note_apostrophes(piece);
            let longer = spellings.iter().flat_map(|spelling: &Vec<(String, bool)>| {
                options.iter().map(|word| {
                    let mut longer = spelling.clone();
                    longer.push((word.clone(), piece.wildcard));
                    longer
                })
            });
            let longer: Vec<_> = longer.take(MOST_SPELLINGS).collect();
            spellings = longer;
        }
        for spelling in spellings {
            self.add_spelling(&spelling, id);
        }
    }

    /// Words in small letters parted by single spaces stand for themselves: most entries of most
    /// lists, so they are spared the analysis.
    fn add_plain(&mut self, term: &str, id: EntryId) {
        let mut node = NONE;
        for word in term.split(' ') {
            let word = self.exact(word);
            node = if node == NONE { self.root_child(word) } else { self.child(node, word) };
        }
        self.ends.push((node, id));
        if term.contains(' ') {
            let mut joined = std::mem::take(&mut self.folded);
            joined.clear();
            joined.extend(term.chars().map(|c| if c == ' ' { '-' } else { c }));
            let word = self.exact(&joined);
            let node = self.root_child(word);
            self.ends.push((node, id));
            self.folded = joined;
        }
    }

    /// A spelling, and the same with its hyphens as spaces or its spaces as hyphens.
    fn add_spelling(&mut self, spelling: &[(String, bool)], id: EntryId) {
        let words: Vec<(&str, bool)> =
            spelling.iter().map(|(w, open)| (w.as_str(), *open)).collect();
        self.add_words(&words, id);
        let mut apart = Vec::new();
        for &(word, open) in &words {
            let mut parts = word.split('-').filter(|part| !part.is_empty()).peekable();
            while let Some(part) = parts.next() {
                apart.push((part, open && parts.peek().is_none()));
            }
        }
        if apart.len() > words.len() {
            self.add_words(&apart, id);
        }
        let inner_open = apart.iter().rev().skip(1).any(|(_, open)| *open);
        if words.len() > 1 && !inner_open {
            let joined = apart.iter().map(|(part, _)| *part).collect::<Vec<_>>().join("-");
            let open = apart.last().is_some_and(|(_, open)| *open);
            self.add_words(&[(joined.as_str(), open)], id);
        }
    }

    fn add_words(&mut self, words: &[(&str, bool)], id: EntryId) {
        let mut node = NONE;
        for &(word, open) in words {
            let word = if open { self.beginning(word) } else { self.exact(word) };
            node = if node == NONE { self.root_child(word) } else { self.child(node, word) };
        }
        if node != NONE && self.ends.last() != Some(&(node, id)) {
            self.ends.push((node, id));
        }
    }

    fn exact(&mut self, word: &str) -> u32 {
        let new = self.first.len() as u32;
        let id = self.words.get_or_insert(word, new);
        if id == new {
            self.first.push(NONE);
        }
        id
    }

    fn beginning(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.beginnings.get(word) {
            return id;
        }
        let id = self.first.len() as u32;
        self.first.push(NONE);
        self.beginnings.insert(word.to_owned(), id);
        id
    }

    fn root_child(&mut self, word: u32) -> u32 {
        if self.first[word as usize] == NONE {
            self.first[word as usize] = self.new_node();
        }
        self.first[word as usize]
    }

    fn child(&mut self, node: u32, word: u32) -> u32 {
        self.inner[node as usize] = true;
        if let Some(&next) = self.edges.get(&(node, word)) {
            return next;
        }
        let next = self.new_node();
        self.edges.insert((node, word), next);
        next
    }

    fn new_node(&mut self) -> u32 {
        self.inner.push(false);
        self.inner.len() as u32 - 1
    }

    fn note_apostrophes(&mut self, piece: &Piece) {
        if piece.wildcard {
            return;
        }
        if piece.folded.contains('\'') {
            self.apostrophes.push(piece.folded.clone());
        }
        if piece.capital && !piece.folded.ends_with('s') {
            self.capitals.push(piece.folded.clone());
        }
    }

    /// Words of the lists as scraped text writes them: "dont" for "don't", and "Russias" for the
    /// possessive of a word that a list spells with a capital. A word that a list has stays itself.
    fn add_lost_apostrophes(&mut self) {
        let lost = std::mem::take(&mut self.apostrophes).into_iter().filter_map(|word| {
            let spelling = without_apostrophe(&word)?;
            Some((word, spelling))
        });
        let lost: Vec<(String, String)> = lost.collect();
        let capitals = std::mem::take(&mut self.capitals);
        let possessives = capitals.into_iter().map(|word| {
            let spelling = format!("{word}s");
            (word, spelling)
        });
        for (word, spelling) in lost.into_iter().chain(possessives) {
            if let Some(id) = self.words.get(&word) {
                self.words.get_or_insert(&spelling, id);
            }
        }
    }

    /// Sorts the entries under their nodes (a counting sort, so ids stay in order).
    fn compile(self) -> Catalog {
        let nodes = self.inner.len();
        let mut ends = vec![0_u32; nodes + 1];
        for &(node, _) in &self.ends {
            ends[node as usize + 1] += 1;
        }
        for node in 0..nodes {
            ends[node + 1] += ends[node];
        }
        let mut next = ends.clone();
        let mut entries = vec![0; self.ends.len()];
        for (node, id) in self.ends {
            let at = &mut next[node as usize];
            entries[*at as usize] = id;
            *at += 1;
        }
        #[allow(clippy::iter_over_hash_type, reason = "the trie sorts them")]
        let beginnings: Vec<(String, u32)> = self.beginnings.into_iter().collect();
        Catalog {
            lexicons: Vec::new(),
            offsets: Vec::new(),
            slots: Vec::new(),
            words: self.words,
            beginnings: Beginnings::new(beginnings),
            first: self.first,
            edges: self.edges,
            inner: self.inner,
            ends,
            entries,
        }
    }
}

/// Whether a term is words of small ASCII letters parted by single spaces.
fn is_plain(term: &str) -> bool {
    let bytes = term.as_bytes();
    let mut last = b' ';
    for &byte in bytes {
        if !(byte.is_ascii_lowercase() || byte == b' ' && last != b' ') {
            return false;
        }
        last = byte;
    }
    last != b' '
}

#[cfg(test)]
mod tests;
