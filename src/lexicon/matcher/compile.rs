//! From the terms of all lists to the automaton.

use std::mem;
use std::ops::Range;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use super::{Catalog, EXACT, EntryId, Fact, Hit, INFLECTED, parts, rules, trimmed};
use crate::lexicon::inflect::{Forms, Pos, inflect};
use crate::lexicon::pattern::{Piece, pattern};
use crate::lexicon::words::{
    Beginnings, Edges, NONE, Node, Reading, Readings, Steps, by_key, families,
};
use crate::lexicon::{Lexicon, split};
use crate::text::{Dictionary, Lead, Vocabulary, without_apostrophe};

/// The terms of all lists, not compiled yet.
pub(crate) struct Draft {
    lexicons: Vec<Lexicon>,
    terms: Terms,
}

impl Draft {
    /// With their words, which can be numbered meanwhile.
    pub(crate) fn new(lexicons: Vec<Lexicon>) -> (Self, Words) {
        let mut terms = Terms::new(lexicons.iter().map(Lexicon::capacity).sum());
        for list in &lexicons {
            terms.add_list(list);
        }
        terms.add_lost_apostrophes();
        let words = mem::take(&mut terms.words);
        (Self { lexicons, terms }, words)
    }

    pub(crate) fn compile(self) -> Compiled {
        self.terms.compile(self.lexicons)
    }
}

/// Words, and their symbols by their numbers.
#[derive(Default)]
pub(crate) struct Words {
    pub(super) all: Vocabulary,
    pub(super) symbols: Vec<u32>,
}

impl Words {
    /// Adds them to others; the symbols of all.
    pub(crate) fn added_to(self, all: &mut Dictionary) -> Symbols {
        let mut symbols = Vec::with_capacity(all.len() + self.symbols.len());
        symbols.resize(all.len(), NONE);
        for (number, &symbol) in self.symbols.iter().enumerate().skip(1) {
            match symbols.get_mut(all.add_from(&self.all, number) as usize) {
                Some(known) => *known = symbol,
                None => symbols.push(symbol),
            }
        }
        Symbols(symbols)
    }
}

/// Symbols by the numbers of words.
pub(crate) struct Symbols(pub(super) Vec<u32>);

/// A catalog whose words have no numbers still.
pub(crate) struct Compiled {
    pub(super) catalog: Catalog,
    /// Words with a class each is in.
    pub(super) classes: Vec<(u32, u32)>,
}

/// Memory for what a word finds by itself.
struct HitMemory {
    /// Where the hits of nodes begin, and hits, each with how literally the word leads there.
    nodes: Vec<(u32, u32)>,
    hits: Vec<(u32, Hit)>,
    /// By category: where among the hits one of it stands, if any does.
    places: Vec<u32>,
}

impl Catalog {
    /// With the words of the lists, among which may be others.
    pub(crate) fn with_words(
        compiled: Compiled,
        dictionary: Dictionary,
        symbols: &Symbols,
    ) -> Self {
        let Compiled { mut catalog, classes } = compiled;
        catalog.dictionary = dictionary;
        catalog.set_leads(&symbols.0, &classes);
        catalog
    }

    /// Makes nodes with their entries, which stand at `ends[node]..ends[node + 1]` of `ids`. Of entries of one list and
    /// category at one node only the last stays: a later line replaces an earlier one.
    fn add_nodes(&mut self, ends: &[u32], ids: &[EntryId]) {
        self.nodes.reserve_exact(ends.len() - 1);
        // inflections have those of their lemma, and some have others besides
        self.hits.reserve(2 * ids.len());
        // by category: the last node that has an entry of it
        let mut seen = vec![NONE; self.categories as usize];
        for (node, bounds) in (0..).zip(ends.windows(2)) {
            let first = self.hits.len();
            for &entry in ids[bounds[0] as usize..bounds[1] as usize].iter().rev() {
                let fact = self.fact(entry);
                if mem::replace(&mut seen[self.rule(fact).category(fact)], node) != node {
                    self.hits.push(Hit { entry, fact, is_last: self.hits.len() == first });
                }
            }
            self.hits[first..].reverse();
            let hits = if first < self.hits.len() { first as u32 } else { NONE };
            self.nodes.push(Node { hits, next: 0 });
        }
    }

    /// Tells words where they lead, by their symbols and pairs of a symbol and a class.
    fn set_leads(&mut self, symbols: &[u32], pairs: &[(u32, u32)]) {
        let (starts, classes) = by_key(self.first.len(), pairs);
        self.readings = Readings::with_capacity(self.first.len() + pairs.len());
        let places = vec![0; self.categories as usize];
        let mut memory = HitMemory { nodes: Vec::new(), hits: Vec::new(), places };
        for (word, &symbol) in (0..).zip(symbols).filter(|(_, symbol)| **symbol != NONE) {
            let at = symbol as usize;
            let classes = &classes[starts[at] as usize..starts[at + 1] as usize];
            let trie = (&self.first[..], &self.nodes[..], &self.edges);
            let mut lead = self.readings.add(symbol, classes, trie);
            lead.hits = self.find_hits(lead, &mut memory);
            self.dictionary.get_mut(word).lead = lead;
        }
    }

    /// Where what a word finds by itself begins in `hits`, to which that of several nodes is added.
    fn find_hits(&mut self, lead: Lead, memory: &mut HitMemory) -> u32 {
        let HitMemory { nodes, hits: here, places } = memory;
        nodes.clear();
        self.readings.of(lead, |Reading { node, is_exact, .. }| {
            let hits = self.nodes.get(node as usize).map_or(NONE, |node| node.hits);
            if hits != NONE {
                nodes.push((if is_exact { EXACT } else { INFLECTED }, hits));
            }
        });
        match nodes[..] {
            [] => return NONE,
            [(_, hits)] => return hits,
            _ => nodes.sort_unstable_by(|a, b| b.cmp(a)),
        }
        for &(literal, hits) in nodes.iter() {
            for &hit in self.hits_at(hits) {
                let category = |hit: &Hit| self.rule(hit.fact).category(hit.fact);
                let place = &mut places[category(&hit)];
                let same = here.get_mut(*place as usize);
                let same = same.filter(|(_, other)| category(other) == category(&hit));
                if let Some((as_literal, other)) = same {
                    if *as_literal == literal && hit.entry > other.entry {
                        *other = hit;
                    }
                } else {
                    *place = here.len() as u32;
                    here.push((literal, hit));
                }
            }
        }
        let first = self.hits.len() as u32;
        self.hits.extend(here.drain(..).map(|(_, hit)| Hit { is_last: false, ..hit }));
        if let Some(last) = self.hits.last_mut() {
            last.is_last = true;
        }
        first
    }
}

/// The automaton in the making.
struct Terms {
    facts: Vec<Fact>,
    /// First entry id of each list, and the number of entries.
    offsets: Vec<EntryId>,
    words: Words,
    /// Classes of inflections by the symbols of their forms.
    class_ids: HashMap<Box<[u32]>, u32, FxBuildHasher>,
    /// Words with a class each is in.
    classes: Vec<(u32, u32)>,
    /// Beginnings by their text.
    beginnings: HashMap<String, u32, FxBuildHasher>,
    first: Vec<u32>,
    edges: Steps,
    nodes: u32,
    /// Entries with the node that each ends at, by entry.
    ends: Vec<(u32, EntryId)>,
    /// Words with an apostrophe, and words that a list spells with a capital.
    apostrophes: Vec<String>,
    capitals: Vec<String>,
    /// By part of speech, lemmas and where their symbols begin: lists share most of their lemmas.
    lemmas: [(Vocabulary, Vec<u32>); 3],
    inflected_symbols: Vec<u32>,
    /// Memory for the forms of a lemma, and their symbols.
    forms: Forms,
    options: Vec<u32>,
}

impl Terms {
    fn new(entries: usize) -> Self {
        Self {
            facts: Vec::with_capacity(entries),
            offsets: vec![0],
            // lists share most of their words
            words: Words { all: Vocabulary::with_capacity(entries / 2), symbols: vec![NONE] },
            class_ids: HashMap::with_capacity_and_hasher(entries / 12, FxBuildHasher),
            classes: Vec::with_capacity(entries / 4),
            beginnings: HashMap::default(),
            first: Vec::with_capacity(entries),
            edges: Steps::with_capacity_and_hasher(entries / 4, FxBuildHasher),
            nodes: 0,
            ends: Vec::with_capacity(entries),
            apostrophes: Vec::new(),
            capitals: Vec::new(),
            lemmas: Default::default(),
            inflected_symbols: Vec::new(),
            forms: Forms::default(),
            options: Vec::new(),
        }
    }

    /// Adds the entries of a list.
    fn add_list(&mut self, lexicon: &Lexicon) {
        let (role, list) = (lexicon.role, self.offsets.len() as u16 - 1);
        let classes = lexicon.categories.iter().enumerate();
        let classes: Vec<u8> = classes.map(|(i, category)| role.class(i, &category.name)).collect();
        lexicon.each(|term, category, weight, stated| {
            let is_plain = self.add(term, self.facts.len() as EntryId);
            let capital = !is_plain && term.contains(char::is_uppercase);
            let callers = lexicon.reads_names || stated;
            let class = classes[usize::from(category)];
            self.facts.push(Fact { weight, category, role, class, callers, capital, list });
        });
        self.offsets.push(self.facts.len() as EntryId);
    }

    /// Adds an entry; one that can never match adds nothing. Tells whether it is plain, as most are.
    fn add(&mut self, term: &str, id: EntryId) -> bool {
        if !term.is_empty() && is_lower(term) {
            let symbol = self.exact(term);
            let node = self.step(NONE, symbol);
            self.ends.push((node, id));
            return true;
        }
        let plain: Option<SmallVec<[_; 4]>> = split(term, b' ').map(plain).collect();
        let node = if let Some(words) = &plain {
            words.iter().fold(NONE, |node, &(word, pos)| self.add_word(node, word, pos))
        } else {
            let Ok(pieces) = pattern(term) else { return false };
            pieces.iter().fold(NONE, |node, piece| self.add_piece(node, piece))
        };
        self.ends.push((node, id));
        plain.is_some()
    }

    /// The node that a word leads to, with its inflections if it has a part of speech.
    fn add_word(&mut self, mut node: u32, word: &str, pos: Option<Pos>) -> u32 {
        if let Some(pos) = pos {
            for at in self.inflected(word, pos) {
                node = self.step(node, self.inflected_symbols[at]);
            }
        } else if is_lower(word) {
            let symbol = self.exact(word);
            node = self.step(node, symbol);
        } else {
            for part in parts(word) {
                let symbol = self.exact(trimmed(part));
                node = self.step(node, symbol);
            }
        }
        node
    }

    /// The node that a piece of a term leads to.
    fn add_piece(&mut self, mut node: u32, piece: &Piece) -> u32 {
        let pos = piece.tag.and_then(Pos::from_tag);
        if pos.is_some() || !piece.wildcard {
            node = self.add_word(node, &piece.folded, pos);
        } else {
            // "anti-*" asks for something behind the hyphen: it stays in one piece
            let head = piece.folded.strip_suffix('-');
            let mut words = parts(head.unwrap_or(&piece.folded)).peekable();
            while let Some(word) = words.next() {
                let symbol = match (words.peek(), head) {
                    (Some(_), _) => self.exact(trimmed(word)),
                    (None, None) => self.beginning(word),
                    (None, Some(_)) => self.beginning(&format!("{word}-")),
                };
                node = self.step(node, symbol);
            }
        }
        if pos.is_none() {
            self.note_apostrophes(piece);
        }
        node
    }

    /// Where in `inflected_symbols` those of a lemma's parts stand.
    fn inflected(&mut self, lemma: &str, pos: Pos) -> Range<usize> {
        let count = hyphens(lemma) + 1;
        let (lemmas, starts) = &mut self.lemmas[pos as usize];
        let number = lemmas.add(lemma) as usize;
        if let Some(&first) = starts.get(number - 1) {
            return first as usize..first as usize + count;
        }
        let first = self.inflected_symbols.len();
        starts.push(first as u32);
        let (mut all, mut options) = (mem::take(&mut self.forms), mem::take(&mut self.options));
        inflect(lemma, pos, &mut all);
        for at in 0..count {
            options.clear();
            for form in all.iter() {
                if count == 1 && is_lower(form) {
                    options.push(self.exact(form));
                } else if hyphens(form) + 1 == count {
                    options.extend(parts(form).nth(at).map(|word| self.exact(word)));
                }
            }
            options.sort_unstable();
            options.dedup();
            let symbol = match options[..] {
                [word] => word,
                _ => self.class(&options),
            };
            self.inflected_symbols.push(symbol);
        }
        (self.forms, self.options) = (all, options);
        first..first + count
    }

    fn exact(&mut self, word: &str) -> u32 {
        let new = self.first.len() as u32;
        let id = self.symbol_or(word, new);
        if id == new {
            self.first.push(NONE);
        }
        id
    }

    /// The symbol of a word, which becomes `new` if it has none.
    fn symbol_or(&mut self, word: &str, new: u32) -> u32 {
        let Words { all, symbols } = &mut self.words;
        let number = all.add(word) as usize;
        if number >= symbols.len() {
            symbols.resize(number + 1, NONE);
        }
        let symbol = &mut symbols[number];
        if *symbol == NONE {
            *symbol = new;
        }
        *symbol
    }

    /// The symbol for any of some words, given by their symbols in order.
    fn class(&mut self, words: &[u32]) -> u32 {
        if let Some(&id) = self.class_ids.get(words) {
            return id;
        }
        let id = self.first.len() as u32;
        self.first.push(NONE);
        self.class_ids.insert(words.into(), id);
        self.classes.extend(words.iter().map(|word| (*word, id)));
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

    /// The node behind a symbol; `NONE` is the root.
    fn step(&mut self, node: u32, symbol: u32) -> u32 {
        if node == NONE {
            if self.first[symbol as usize] == NONE {
                self.first[symbol as usize] = self.new_node();
            }
            return self.first[symbol as usize];
        }
        if let Some(&next) = self.edges.get(&(node, symbol)) {
            return next;
        }
        let next = self.new_node();
        self.edges.insert((node, symbol), next);
        next
    }

    fn new_node(&mut self) -> u32 {
        self.nodes += 1;
        self.nodes - 1
    }

    fn note_apostrophes(&mut self, piece: &Piece) {
        if piece.wildcard {
            return;
        }
        if piece.folded.contains('\'') {
            self.apostrophes.push(piece.folded.to_string());
        }
        if piece.capital && !piece.folded.ends_with('s') {
            self.capitals.push(piece.folded.to_string());
        }
    }

    /// Words of the lists as scraped text writes them: "dont" for "don't", and "Russias" for the
    /// possessive of a word that a list spells with a capital. A word that a list has stays itself.
    fn add_lost_apostrophes(&mut self) {
        let lost = mem::take(&mut self.apostrophes).into_iter().filter_map(|word| {
            let spelling = without_apostrophe(&word)?;
            Some((word, spelling))
        });
        let lost: Vec<(String, String)> = lost.collect();
        let capitals = mem::take(&mut self.capitals);
        let possessives = capitals.into_iter().map(|word| {
            let spelling = format!("{word}s");
            (word, spelling)
        });
        for (word, spelling) in lost.into_iter().chain(possessives) {
            let number = self.words.all.get(&word) as usize;
            if let Some(&symbol) = self.words.symbols.get(number).filter(|symbol| **symbol != NONE)
            {
                self.symbol_or(&spelling, symbol);
            }
        }
    }

    /// Sorts the entries under their nodes (a counting sort, so ids stay in order).
    fn compile(self, lexicons: Vec<Lexicon>) -> Compiled {
        let (ends, ids) = by_key(self.nodes as usize, &self.ends);
        #[allow(clippy::iter_over_hash_type, reason = "the trie sorts them")]
        let beginnings: Vec<(String, u32)> = self.beginnings.into_iter().collect();
        let families = families(self.first.len(), &self.classes);
        let mut catalog = Catalog {
            offsets: self.offsets,
            facts: self.facts,
            rules: rules(&lexicons),
            reads_names: lexicons.iter().any(|list| list.reads_names),
            categories: lexicons.iter().map(|list| list.categories.len() as u32).sum(),
            lexicons,
            dictionary: Dictionary::default(),
            readings: Readings::default(),
            beginnings: Beginnings::new(beginnings),
            first: self.first,
            nodes: Vec::new(),
            edges: Edges::default(),
            hits: Vec::new(),
        };
        catalog.add_nodes(&ends, &ids);
        catalog.edges = Edges::new(self.edges, &mut catalog.nodes, &catalog.first, families);
        Compiled { catalog, classes: self.classes }
    }
}

fn hyphens(word: &str) -> usize {
    word.bytes().filter(|byte| *byte == b'-').count()
}

/// A word of a term and its part of speech, if it is of small ASCII letters with single hyphens between them.
fn plain(word: &str) -> Option<(&str, Option<Pos>)> {
    let (bare, pos) = match word.as_bytes() {
        [bare @ .., b'{', tag, b'}'] => (bare, Some(Pos::from_tag(char::from(*tag))?)),
        bare => (bare, None),
    };
    let bare = &word[..bare.len()];
    // of an empty word the one part is empty
    let is_plain = parts(bare).all(|part| !part.is_empty() && is_lower(part));
    is_plain.then_some((bare, pos))
}

/// Whether it is small ASCII letters.
fn is_lower(word: &str) -> bool {
    word.bytes().fold(true, |all, byte| all & byte.is_ascii_lowercase())
}
