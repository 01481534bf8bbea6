//! What the automaton is made of: what each word leads to, the steps between nodes, and beginnings of words (`aban*`)
//! in a trie of bytes that a word walks once.

/// No symbol, node or entry.
pub(super) const NONE: u32 = u32::MAX;

/// Lists of numbers by number, side by side.
#[derive(Debug, Default)]
struct Table {
    /// The values of key `k` stand at `starts[k]..starts[k + 1]`.
    starts: Vec<u32>,
}

impl Table {
    /// Where the values of each of `keys` keys will stand, and the place of each pair.
    fn new(keys: usize, pairs: impl Iterator<Item = u32> + Clone) -> (Self, Vec<u32>) {
        let mut starts = vec![0; keys + 1];
        for key in pairs.clone() {
            starts[key as usize + 1] += 1;
        }
        for key in 0..keys {
            starts[key + 1] += starts[key];
        }
        let mut next = starts.clone();
        let places = pairs.map(|key| {
            let at = &mut next[key as usize];
            *at += 1;
            *at - 1
        });
        let places = places.collect();
        (Self { starts }, places)
    }

    fn range(&self, key: u32) -> std::ops::Range<usize> {
        self.starts[key as usize] as usize..self.starts[key as usize + 1] as usize
    }
}

/// What a word of the vocabulary can be read as.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// As itself: its symbol, and the node that this leads to from the root.
    pub(super) symbol: u32,
    pub(super) node: u32,
    /// As one of a class of inflections: where those stand.
    classes: u32,
    count: u16,
    /// Whether anything begins with it.
    pub(super) starts: bool,
    /// Whether any phrase does.
    pub(super) goes_on: bool,
}

impl Lead {
    const NOWHERE: Self =
        Self { symbol: NONE, node: NONE, classes: 0, count: 0, starts: false, goes_on: false };
}

/// The leads of all words by their numbers.
#[derive(Debug, Default)]
pub(super) struct Leads {
    leads: Vec<Lead>,
    /// Symbols of classes, with the nodes they lead to from the root.
    classes: Vec<(u32, u32)>,
}

impl Leads {
    /// From the symbols of words, the nodes behind symbols, and pairs of a word's symbol and a class.
    pub(super) fn new(symbols: &[u32], first: &[u32], pairs: &[(u32, u32)], edges: &Edges) -> Self {
        let (table, places) = Table::new(first.len(), pairs.iter().map(|pair| pair.0));
        let mut classes = vec![(0, 0); pairs.len()];
        for (place, (_, class)) in places.into_iter().zip(pairs) {
            classes[place as usize] = (*class, first[*class as usize]);
        }
        let lead = |&symbol: &u32| {
            if symbol == NONE {
                return Lead::NOWHERE;
            }
            let (range, node) = (table.range(symbol), first[symbol as usize]);
            let here = &classes[range.clone()];
            let nodes = || [node].into_iter().chain(here.iter().map(|class| class.1));
            let starts = nodes().any(|node| node != NONE);
            let goes_on = nodes().any(|node| node != NONE && !edges.is_leaf(node));
            let count = u16::try_from(here.len()).unwrap_or(u16::MAX);
            Lead { symbol, node, classes: range.start as u32, count, starts, goes_on }
        };
        Self { leads: symbols.iter().map(lead).collect(), classes }
    }

    /// Of the word with a number; of 0 and of words that no list has, nowhere.
    pub(super) fn of(&self, word: u32) -> Lead {
        self.leads.get(word as usize).copied().unwrap_or(Lead::NOWHERE)
    }

    /// Numbers of words that may have a lead.
    pub(super) fn len(&self) -> usize {
        self.leads.len()
    }

    /// The classes that a word is in, with the nodes they lead to from the root.
    pub(super) fn classes(&self, lead: Lead) -> &[(u32, u32)] {
        &self.classes[lead.classes as usize..][..usize::from(lead.count)]
    }
}

/// The steps from node to node, those of a node side by side and sorted by symbol.
#[derive(Debug, Default)]
pub(super) struct Edges {
    table: Table,
    /// Symbol and node.
    steps: Vec<(u32, u32)>,
}

/// Up to so many steps a scan is quicker than halving.
const FEW: usize = 12;

impl Edges {
    /// From `(node, symbol, next node)`, of `nodes` nodes.
    pub(super) fn new(edges: &[(u32, u32, u32)], nodes: usize) -> Self {
        let (table, places) = Table::new(nodes, edges.iter().map(|edge| edge.0));
        let mut steps = vec![(0, 0); edges.len()];
        for (place, &(_, symbol, next)) in places.into_iter().zip(edges) {
            steps[place as usize] = (symbol, next);
        }
        for node in 0..nodes as u32 {
            steps[table.range(node)].sort_unstable();
        }
        Self { table, steps }
    }

    pub(super) fn is_leaf(&self, node: u32) -> bool {
        self.table.range(node).is_empty()
    }

    pub(super) fn get(&self, node: u32, symbol: u32) -> Option<u32> {
        let steps = &self.steps[self.table.range(node)];
        if steps.len() <= FEW {
            return steps.iter().find(|step| step.0 == symbol).map(|step| step.1);
        }
        let at = steps.binary_search_by_key(&symbol, |step| step.0).ok()?;
        Some(steps[at].1)
    }
}

/// Beginnings of words, as a trie whose nodes have their children side by side.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    nodes: Vec<Node>,
    labels: Vec<u8>,
    targets: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
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
        trie.nodes.push(Node { word: NONE, children: 0, len: 0 });
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
                trie.nodes.push(Node { word: NONE, children: 0, len: 0 });
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
    use super::*;

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
