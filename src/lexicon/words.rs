//! What the automaton is made of: what each word leads to, the steps between nodes, and beginnings of words (`aban*`)
//! in a trie of bytes that a word walks once.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use crate::text::Lead;

/// No symbol, node or entry.
pub(super) const NONE: u32 = u32::MAX;

/// Values by key, side by side: those of key `k` stand at `starts[k]..starts[k + 1]`. In the order of `pairs`.
pub(super) fn by_key(keys: usize, pairs: &[(u32, u32)]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0; keys + 1];
    for (key, _) in pairs {
        starts[*key as usize + 1] += 1;
    }
    for key in 0..keys {
        starts[key + 1] += starts[key];
    }
    let (mut next, mut values) = (starts.clone(), vec![0; pairs.len()]);
    for &(key, value) in pairs {
        let at = &mut next[key as usize];
        values[*at as usize] = value;
        *at += 1;
    }
    (starts, values)
}

/// What a word can be read as: itself, or one of a class of inflections.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) symbol: u32,
    /// The node that it leads to from the root.
    pub(super) node: u32,
    pub(super) is_exact: bool,
    /// Whether the word is read as nothing else.
    is_last: bool,
}

/// The families of symbols: words that share a class are of one family, which has the number of one of its symbols.
pub(super) fn families(symbols: usize, pairs: &[(u32, u32)]) -> Vec<u32> {
    let mut families: Vec<u32> = (0..symbols as u32).collect();
    let root = |families: &mut [u32], mut symbol: u32| {
        while families[symbol as usize] != symbol {
            let above = families[families[symbol as usize] as usize];
            families[symbol as usize] = above;
            symbol = above;
        }
        symbol
    };
    for &(word, class) in pairs {
        let (word, class) = (root(&mut families, word), root(&mut families, class));
        families[class as usize] = word;
    }
    for symbol in 0..symbols as u32 {
        families[symbol as usize] = root(&mut families, symbol);
    }
    families
}

/// One of 32 bits for a family; none for that of words that no list has.
pub(super) fn bit(family: u32) -> u32 {
    u32::from(family != NONE) << (family.wrapping_mul(0x9E37_79B1) >> 27)
}

/// What the words of lists can be read as.
#[derive(Debug, Default)]
pub(super) struct Readings(Vec<Reading>);

impl Readings {
    pub(super) fn with_capacity(readings: usize) -> Self {
        Self(Vec::with_capacity(readings))
    }

    /// Adds those of a word, by its symbol and its classes, the nodes behind symbols and what follows them; where the
    /// word leads, but for what it finds by itself.
    pub(super) fn add(
        &mut self,
        symbol: u32,
        classes: &[u32],
        (first, nodes, edges): (&[u32], &[Node], &Edges),
    ) -> Lead {
        let (readings, family) = (self.0.len() as u32, edges.family(symbol));
        let mut lead = Lead { readings, family, ..Lead::NOWHERE };
        let mut read = |symbol, is_exact, is_last| {
            let node = first[symbol as usize];
            lead.next |= nodes.get(node as usize).map_or(0, |node| node.next);
            self.0.push(Reading { symbol, node, is_exact, is_last });
        };
        read(symbol, true, classes.is_empty());
        for (i, &class) in (1..).zip(classes) {
            read(class, false, i == classes.len());
        }
        lead
    }

    /// Calls `each` with what a word can be read as.
    #[inline]
    pub(super) fn of(&self, lead: Lead, mut each: impl FnMut(Reading)) {
        for reading in self.0.get(lead.readings as usize..).unwrap_or_default() {
            each(*reading);
            if reading.is_last {
                break;
            }
        }
    }
}

/// A node of the trie of entries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// Where the entries that end here begin in a table of the matcher's.
    pub(super) hits: u32,
    /// The families that may lead on from it, as bits.
    pub(super) next: u32,
}

/// The steps from node to node.
#[derive(Debug, Default)]
pub(super) struct Edges {
    steps: Steps,
    families: Vec<u32>,
    /// A bit for each two families that begin a phrase; others share them, as there are only eight times as many.
    pairs: Vec<u64>,
}

/// The next node by node and symbol.
pub(super) type Steps = HashMap<(u32, u32), u32, FxBuildHasher>;

impl Edges {
    /// From the nodes behind symbols, and the families of symbols; nodes are told what may lead on.
    pub(super) fn new(steps: Steps, nodes: &mut [Node], first: &[u32], families: Vec<u32>) -> Self {
        // by node: the family that leads there from the root
        let mut roots = vec![NONE; nodes.len()];
        for (node, family) in first.iter().zip(&families) {
            if let Some(root) = roots.get_mut(*node as usize) {
                *root = *family;
            }
        }
        let mut pairs = vec![0; (steps.len() / 8).next_power_of_two()];
        #[allow(clippy::iter_over_hash_type, reason = "bits are set in any order")]
        for &(node, symbol) in steps.keys() {
            let (root, family) = (roots[node as usize], families[symbol as usize]);
            nodes[node as usize].next |= bit(family);
            if root != NONE {
                let (at, bit) = pair(root, family, pairs.len());
                pairs[at] |= bit;
            }
        }
        Self { steps, families, pairs }
    }

    pub(super) fn family(&self, symbol: u32) -> u32 {
        self.families[symbol as usize]
    }

    /// Whether words of two families may begin a phrase.
    pub(super) fn begin(&self, a: u32, b: u32) -> bool {
        let (at, bit) = pair(a, b, self.pairs.len());
        self.pairs[at] & bit != 0
    }

    pub(super) fn get(&self, node: u32, symbol: u32) -> Option<u32> {
        self.steps.get(&(node, symbol)).copied()
    }
}

/// Where in a table of bits that of two families stands.
fn pair(a: u32, b: u32, len: usize) -> (usize, u64) {
    let both = u64::from(a) << 32 | u64::from(b);
    let hash = both.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((hash >> 32) as usize & (len - 1), 1 << (hash >> 58))
}

/// Beginnings of words, as a trie whose nodes have their children side by side.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    nodes: Vec<Letter>,
    labels: Vec<u8>,
    targets: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Letter {
    /// The beginning that ends here, as a word id.
    word: u32,
    children: u32,
    len: u16,
}

impl Beginnings {
    /// From beginnings and their ids; an empty one stands for every word.
    pub(super) fn new(mut words: Vec<(String, u32)>) -> Self {
        words.sort_unstable();
        words.dedup_by(|a, b| a.0 == b.0);
        let mut trie = Self::default();
        if words.is_empty() {
            return trie;
        }
        // breadth first, so that the children of a node stand side by side
        let mut queue = std::collections::VecDeque::from([(0, words.len(), 0)]);
        trie.nodes.push(Letter { word: NONE, children: 0, len: 0 });
        let mut node = 0;
        while let Some((mut from, to, depth)) = queue.pop_front() {
            if words[from].0.len() == depth {
                trie.nodes[node].word = words[from].1;
                from += 1;
            }
            trie.nodes[node].children = trie.labels.len() as u32;
            while from < to {
                let label = words[from].0.as_bytes()[depth];
                let same = |(word, _): &&(String, u32)| word.as_bytes()[depth] == label;
                let end = from + words[from..to].iter().take_while(same).count();
                trie.labels.push(label);
                trie.targets.push(trie.nodes.len() as u32);
                trie.nodes.push(Letter { word: NONE, children: 0, len: 0 });
                trie.nodes[node].len += 1;
                queue.push_back((from, end, depth + 1));
                from = end;
            }
            node += 1;
        }
        trie
    }

    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Calls `found` with each beginning of `word`, shortest first: its id and its bytes.
    pub(super) fn find(&self, word: &str, mut found: impl FnMut(u32, u32)) {
        let mut node = 0;
        for (depth, byte) in word.bytes().map(Some).chain([None]).enumerate() {
            let Some(&here) = self.nodes.get(node) else { return };
            if here.word != NONE {
                found(here.word, depth as u32);
            }
            let Some(byte) = byte else { return };
            let children = here.children as usize..here.children as usize + usize::from(here.len);
            let labels = &self.labels[children.clone()];
            match labels.iter().position(|&label| label == byte) {
                Some(child) => node = self.targets[children.start + child] as usize,
                None => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_stand_side_by_side_by_their_keys() {
        let table = by_key(4, &[(2, 5), (0, 1), (2, 4), (0, 1)]);
        assert_eq!(table, (vec![0, 2, 2, 4, 4], vec![1, 1, 5, 4]));
        assert_eq!(by_key(0, &[]), (vec![0], vec![]));
    }

    proptest! {
        #[test]
        fn what_shares_a_class_is_of_one_family(pairs in prop::collection::vec((0..9_u32, 0..9_u32), 0..9)) {
            let families = families(9, &pairs);
            // the least symbol that each is joined with
            let mut least: Vec<u32> = (0..9).collect();
            for _ in 0..9 {
                for &(a, b) in &pairs {
                    let both = least[a as usize].min(least[b as usize]);
                    (least[a as usize], least[b as usize]) = (both, both);
                }
            }
            for a in 0..9 {
                prop_assert_eq!(families[families[a] as usize], families[a]);
                for b in 0..9 {
                    prop_assert_eq!(families[a] == families[b], least[a] == least[b]);
                }
            }
        }

        #[test]
        fn no_step_is_missed(edges in prop::collection::vec((0..9_u32, 0..40_u32), 0..60)) {
            let steps: Steps = (9..).zip(&edges).map(|(node, edge)| (*edge, node)).collect();
            let mut nodes = vec![Node { hits: NONE, next: 0 }; 9 + edges.len()];
            // the first symbols lead to the first nodes
            let first: Vec<u32> = (0..40).map(|symbol| if symbol < 5 { symbol } else { NONE }).collect();
            let families: Vec<u32> = (0..40).map(|symbol| symbol / 2 * 2).collect();
            let all = Edges::new(steps.clone(), &mut nodes, &first, families.clone());
            for (node, symbol) in edges {
                let family = families[symbol as usize];
                prop_assert_eq!(all.get(node, symbol), steps.get(&(node, symbol)).copied());
                prop_assert!(nodes[node as usize].next & bit(family) != 0);
                prop_assert!(node >= 5 || all.begin(families[node as usize], family));
            }
        }
    }

    #[test]
    fn words_that_no_list_has_begin_nothing() {
        let nothing = Edges::new(Steps::default(), &mut [], &[], Vec::new());
        assert!(!nothing.begin(0, 1));
        assert_eq!((bit(NONE), Lead::NOWHERE.next), (0, 0));
    }

    #[test]
    fn beginnings_of_a_word() {
        let list = [("ab", 1), ("aban", 2), ("b", 3), ("aban", 9), ("é", 4)];
        let trie = Beginnings::new(list.map(|(word, id)| (word.to_owned(), id)).to_vec());
        let found = |word: &str| {
            let mut out = Vec::new();
            trie.find(word, |id, len| out.push((id, len)));
            out
        };
        assert_eq!(found("abandon"), [(1, 2), (2, 4)]);
        assert_eq!(found("aban"), [(1, 2), (2, 4)]);
        assert_eq!(found("about"), [(1, 2)]);
        assert_eq!(found("élan"), [(4, 2)]);
        assert_eq!(found("c"), []);
        assert_eq!(found(""), []);
        assert!(Beginnings::new(Vec::new()).is_empty());
    }
}
