//! All lists in one automaton over words: one look-up a word whatever the number of lists, then a
//! trie of word ids that is entered only on a first word.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::{Entry, Lexicon};
use crate::text::{Span, Token, fold, fold_into, tokenize, without_apostrophe};

/// An entry among all lists: lists in their order, entries in file order.
pub(crate) type EntryId = u32;

const NONE: u32 = u32::MAX;

/// The loaded lists with the automaton compiled from them.
#[derive(Debug)]
pub(crate) struct Catalog {
    lexicons: Vec<Lexicon>,
    /// First entry id of each list.
    offsets: Vec<EntryId>,
    words: HashMap<Box<str>, u32, FxBuildHasher>,
    /// Trie node that a word leads to from the root.
    first: Vec<u32>,
    edges: HashMap<(u32, u32), u32, FxBuildHasher>,
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// Entries that end here, in id order, so list by list.
    entries: Vec<EntryId>,
    /// Whether a longer entry goes on from here.
    inner: bool,
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

/// Memory that a search reuses.
#[derive(Debug, Default)]
pub(crate) struct MatchScratch {
    words: Vec<u32>,
    folded: String,
    /// Nodes with entries passed from one start, and their depth.
    ends: Vec<(u32, u32)>,
    /// Token from which each list may match again.
    free: Vec<u32>,
}

impl Catalog {
    pub(crate) fn new(lexicons: Vec<Lexicon>) -> Self {
        let mut catalog = Self {
            lexicons: Vec::new(),
            offsets: Vec::new(),
            words: HashMap::default(),
            first: Vec::new(),
            edges: HashMap::default(),
            nodes: Vec::new(),
        };
        let mut id = 0;
        for lexicon in &lexicons {
            catalog.offsets.push(id);
            for entry in &lexicon.entries {
                catalog.insert(&entry.term, id);
                id += 1;
            }
        }
        catalog.add_lost_apostrophes(&lexicons);
        catalog.lexicons = lexicons;
        catalog
    }

    pub(crate) fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// The entry and the index of its list.
    pub(crate) fn lexicon_index(&self, id: EntryId) -> usize {
        self.offsets.partition_point(|&offset| offset <= id) - 1
    }

    /// The list of an entry, and the entry.
    pub(crate) fn entry(&self, id: EntryId) -> (&Lexicon, &Entry) {
        let index = self.lexicon_index(id);
        let lexicon = &self.lexicons[index];
        (lexicon, &lexicon.entries[(id - self.offsets[index]) as usize])
    }

    /// A term as written, and with its hyphens as spaces or its spaces as hyphens.
    fn insert(&mut self, term: &str, id: EntryId) {
        let mut tokens = Vec::new();
        tokenize(term, Span::from_range(0..term.len()), &mut tokens);
        let words: Vec<String> = tokens.iter().map(|t| fold(t.span.of(term))).collect();
        self.insert_words(words.iter().map(String::as_str), id);
        let apart: Vec<&str> =
            words.iter().flat_map(|word| word.split('-')).filter(|part| !part.is_empty()).collect();
        if apart.len() > words.len() {
            self.insert_words(apart.iter().copied(), id);
        }
        if apart.len() > 1 {
            let joined = apart.join("-");
            if words.len() > 1 {
                self.insert_words([joined.as_str()], id);
            }
        }
    }

    fn insert_words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, id: EntryId) {
        let mut node = NONE;
        for word in words {
            let word = self.word_id(word);
            node = if node == NONE {
                self.root_child(word)
            } else {
                self.nodes[node as usize].inner = true;
                self.child(node, word)
            };
        }
        if let Some(node) = self.nodes.get_mut(node as usize)
            && node.entries.last() != Some(&id)
        {
            node.entries.push(id);
        }
    }

    fn word_id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.words.get(word) {
            return id;
        }
        let id = self.first.len() as u32;
        self.words.insert(word.into(), id);
        self.first.push(NONE);
        id
    }

    fn root_child(&mut self, word: u32) -> u32 {
        if self.first[word as usize] == NONE {
            self.first[word as usize] = self.new_node();
        }
        self.first[word as usize]
    }

    fn child(&mut self, node: u32, word: u32) -> u32 {
        if let Some(&next) = self.edges.get(&(node, word)) {
            return next;
        }
        let next = self.new_node();
        self.edges.insert((node, word), next);
        next
    }

    fn new_node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        self.nodes.len() as u32 - 1
    }

    /// Words of the lists as scraped text writes them: "dont" for "don't", and "Russias" for the
    /// possessive of a word that a list spells with a capital. A word that a list has stays itself.
    fn add_lost_apostrophes(&mut self, lexicons: &[Lexicon]) {
        for entry in lexicons.iter().flat_map(|lexicon| &lexicon.entries) {
            let mut tokens = Vec::new();
            tokenize(&entry.term, Span::from_range(0..entry.term.len()), &mut tokens);
            for token in tokens {
                let folded = fold(token.span.of(&entry.term));
                let possessive =
                    (token.is_capital() && !folded.ends_with('s')).then(|| format!("{folded}s"));
                let id = self.words.get(folded.as_str()).copied();
                for spelling in without_apostrophe(&folded).into_iter().chain(possessive) {
                    if let Some(id) = id {
                        self.words.entry(spelling.into()).or_insert(id);
                    }
                }
            }
        }
    }

    /// Appends what the lists find in one sentence, by start, longest first; each list on its own
    /// takes the leftmost-longest of its entries.
    pub(crate) fn find(
        &self,
        source: &str,
        tokens: &[Token],
        scratch: &mut MatchScratch,
        out: &mut Vec<Match>,
    ) {
        let MatchScratch { words, folded, ends, free } = scratch;
        words.clear();
        words.extend(tokens.iter().map(|token| self.look_up(source, *token, folded)));
        free.clear();
        free.resize(self.lexicons.len(), 0);
        for start in 0..tokens.len() {
            let Some(&first) = self.first.get(words[start] as usize) else { continue };
            if first == NONE {
                continue;
            }
            self.walk(first, start, tokens, words, ends);
            for &(node, len) in ends.iter().rev() {
                self.take(node, start as u32, len, free, out);
            }
        }
    }

    fn look_up(&self, source: &str, token: Token, folded: &mut String) -> u32 {
        folded.clear();
        let word = token.span.of(source);
        if token.is_plain() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            fold_into(word, folded);
        }
        self.words.get(folded.as_str()).copied().unwrap_or(NONE)
    }

    /// Collects the nodes with entries on the way down, by depth.
    fn walk(
        &self,
        first: u32,
        start: usize,
        tokens: &[Token],
        words: &[u32],
        ends: &mut Vec<(u32, u32)>,
    ) {
        ends.clear();
        let mut node = first;
        let mut at = start;
        loop {
            let here = &self.nodes[node as usize];
            if !here.entries.is_empty() {
                ends.push((node, (at - start + 1) as u32));
            }
            at += 1;
            if !here.inner || tokens.get(at).is_none_or(|token| token.breaks()) {
                return;
            }
            match self.edges.get(&(node, words[at])) {
                Some(&next) => node = next,
                None => return,
            }
        }
    }

    /// Takes the entries of a node for every list that is free at `start`.
    fn take(&self, node: u32, start: u32, len: u32, free: &mut [u32], out: &mut Vec<Match>) {
        let entries = &self.nodes[node as usize].entries;
        let mut at = 0;
        while at < entries.len() {
            let list = self.lexicon_index(entries[at]);
            let end = self.offsets.get(list + 1).copied().unwrap_or(NONE);
            let run = entries[at..].iter().take_while(|&&id| id < end).count();
            if free[list] <= start {
                free[list] = start + len;
                out.extend(entries[at..at + run].iter().map(|&entry| Match {
                    entry,
                    first: start,
                    len,
                }));
            }
            at += run;
        }
    }

    #[cfg(test)]
    pub(crate) fn find_all(&self, source: &str, tokens: &[Token]) -> std::vec::IntoIter<Match> {
        let mut out = Vec::new();
        self.find(source, tokens, &mut MatchScratch::default(), &mut out);
        out.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lexicon(id: &str, terms: &[&str]) -> Lexicon {
        let mut text = format!("# id: {id}\n# version: 1\n# title: T\n# licence: CC0-1.0\n");
        text.push_str("# sources: ours\n# category x: all\n");
        text.extend(terms.iter().map(|term| format!("{term}\tx\t0.5\n")));
        Lexicon::from_text(id, &text).expect("a good list")
    }

    fn tokens(text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut out);
        out
    }

    fn found(terms: &[&str], text: &str) -> Vec<String> {
        let catalog = Catalog::new(vec![lexicon("loaded/t", terms)]);
        let tokens = tokens(text);
        catalog.find_all(text, &tokens).map(|m| m.span(&tokens).of(text).to_owned()).collect()
    }

    #[test]
    fn named_cases() {
        let cases: &[(&[&str], &str, &[&str])] = &[
            // a longer pattern that fails half-way must not hide the shorter one
            (&["so called", "so called exp"], "the so called experts", &["so called"]),
            (&["gave time", "time honored"], "it gave time honored men", &["gave time"]),
            (&["Czech", "Czech Republic"], "the Czech Republic", &["Czech Republic"]),
            (&["Samoa", "American Samoa"], "American Samoa, Samoa", &["American Samoa", "Samoa"]),
            (&["a b c", "b"], "a b d b", &["b", "b"]),
            // typography
            (&["don't"], "I dont, I don’t, I don&#8217;t", &["dont", "don’t", "don&#8217;t"]),
            (&["Russia"], "Russias and Russia's and RUSSIA", &["Russias", "Russia's", "RUSSIA"]),
            (&["regime"], "regimes", &[]),
            (
                &["so-called"],
                "so-called so called so‑called",
                &["so-called", "so called", "so‑called"],
            ),
            (&["far right"], "far-right", &["far-right"]),
            // a comma parts a phrase, a quotation mark and a line end do not
            (&["so called"], "so, called", &[]),
            (&["moderate rebels"], "“moderate”\nrebels", &["moderate”\nrebels"]),
            (&["regime"], "a regimen", &[]),
        ];
        for (terms, text, expected) in cases {
            assert_eq!(found(terms, text), *expected, "{terms:?} in {text:?}");
        }
    }

    #[test]
    fn each_list_takes_its_own_longest() {
        let catalog = Catalog::new(vec![
            lexicon("loaded/a", &["armed gang", "gang"]),
            lexicon("b", &["gang"]),
            lexicon("c", &["armed gang leader"]),
        ]);
        let text = "an armed gang leader";
        let tokens = tokens(text);
        let hits: Vec<(usize, &str)> = catalog
            .find_all(text, &tokens)
            .map(|m| (catalog.lexicon_index(m.entry), m.span(&tokens).of(text)))
            .collect();
        assert_eq!(hits, [(2, "armed gang leader"), (0, "armed gang"), (1, "gang")]);
    }

    /// The rule said slowly: from left to right, each list on its own takes at each token the
    /// longest of its terms that stands there, and goes on behind it.
    fn reference(lists: &[Vec<Vec<String>>], text: &[String]) -> Vec<(usize, usize, usize)> {
        let mut out = Vec::new();
        for (list, terms) in lists.iter().enumerate() {
            let mut at = 0;
            while at < text.len() {
                let longest =
                    terms.iter().filter(|t| text[at..].starts_with(t)).map(Vec::len).max();
                match longest {
                    Some(len) => {
                        out.push((list, at, len));
                        at += len;
                    }
                    None => at += 1,
                }
            }
        }
        out.sort_unstable();
        out
    }

    proptest! {
        #[test]
        fn finds_what_the_slow_reference_finds(
            lists in prop::collection::vec(
                prop::collection::vec(prop::collection::vec("[a-c]", 1..4), 1..8), 1..4),
            text in prop::collection::vec("[a-d]", 0..30),
        ) {
            let mut lists = lists;
            for terms in &mut lists {
                terms.sort();
                terms.dedup();
            }
            let lexicons = lists.iter().enumerate().map(|(i, terms)| {
                let terms: Vec<String> = terms.iter().map(|t| t.join(" ")).collect();
                lexicon(&format!("l{i}"), &terms.iter().map(String::as_str).collect::<Vec<_>>())
            });
            let catalog = Catalog::new(lexicons.collect());
            let source = text.join(" ");
            let tokens = tokens(&source);
            let mut hits: Vec<_> = catalog
                .find_all(&source, &tokens)
                .map(|m| (catalog.lexicon_index(m.entry), m.first as usize, m.len as usize))
                .collect();
            hits.sort_unstable();
            prop_assert_eq!(hits, reference(&lists, &text));
        }
    }
}
