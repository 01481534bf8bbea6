//! The words of all lists: exact ones in one hash table over an arena, beginnings (`aban*`) in a
//! trie of bytes that a word walks once.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// No word, node or entry.
pub(super) const NONE: u32 = u32::MAX;

/// Exact words with their ids.
#[derive(Debug, Default)]
pub(super) struct Words {
    arena: String,
    /// End of each word's text in the arena; it begins where the one before ends.
    ends: Vec<u32>,
    /// Words by their text; several spellings may stand for one id.
    table: HashTable<Slot>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u64,
    /// Index of its text in `ends`.
    text: u32,
    id: u32,
}

impl Words {
    pub(super) fn with_capacity(words: usize) -> Self {
        Self {
            arena: String::with_capacity(8 * words),
            ends: Vec::with_capacity(words),
            table: HashTable::with_capacity(words),
        }
    }

    fn text(&self, index: u32) -> &str {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.arena[start as usize..self.ends[index] as usize]
    }

    /// The id of a word.
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        let hash = hash(word);
        let slot =
            self.table.find(hash, |slot| slot.hash == hash && self.text(slot.text) == word)?;
        Some(slot.id)
    }

    /// The id of a word, which becomes `id` if it has none.
    pub(super) fn get_or_insert(&mut self, word: &str, id: u32) -> u32 {
        let hash = hash(word);
        let same = |slot: &Slot| slot.hash == hash && self.text(slot.text) == word;
        if let Some(slot) = self.table.find(hash, same) {
            return slot.id;
        }
        self.arena.push_str(word);
        let text = self.ends.len() as u32;
        self.ends.push(self.arena.len() as u32);
        self.table.insert_unique(hash, Slot { hash, text, id }, |slot| slot.hash);
        id
    }
}

fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
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
    fn words_keep_their_first_id() {
        let mut words = Words::default();
        assert_eq!(words.get_or_insert("regime", 3), 3);
        assert_eq!(words.get_or_insert("regime", 4), 3);
        assert_eq!(words.get_or_insert("", 5), 5);
        assert_eq!(
            (words.get("regime"), words.get(""), words.get("reg")),
            (Some(3), Some(5), None)
        );
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
