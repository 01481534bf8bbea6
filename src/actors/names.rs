//! The names of an article, each once, and whose they are.

use std::hash::BuildHasher;

use hashbrown::hash_table::{Entry, HashTable};
use rustc_hash::FxBuildHasher;

use super::scan::What;

/// How many actors may share a part of a name before it is nobody's.
const NAMESAKES: usize = 8;

/// Names whose table is kept for the next article.
const MANY: usize = 4096;

/// Folded words parted by spaces; or initials.
#[allow(clippy::struct_excessive_bools, reason = "independent facts of a name")]
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    /// Where in [`Names::text`] it stands.
    from: u32,
    to: u32,
    /// The number of its first word in the gazetteer, where it was found in the text.
    pub first: u32,
    /// Whether it was found in the text as several words.
    pub several: bool,
    /// In which way it was entered as a name of the lists, and whose it is then.
    pub listed: Option<(What, u32)>,
    /// Whose full name it is.
    pub actor: Option<u32>,
    /// Whose initials it is.
    pub initials: Option<u32>,
    owners: [u32; NAMESAKES],
    owned: u8,
    /// A single word that is a name somewhere in the text.
    pub single: bool,
    /// Whether the text has it in small letters too matters, and whether it does.
    pub asked: bool,
    pub small: bool,
}

impl Name {
    /// Those of whose name it is the last words, or the first of a person's.
    pub(super) fn owners(&self) -> &[u32] {
        &self.owners[..usize::from(self.owned)]
    }

    pub(super) fn add_owner(&mut self, id: u32) {
        if usize::from(self.owned) < NAMESAKES && !self.owners().contains(&id) {
            self.owners[usize::from(self.owned)] = id;
            self.owned += 1;
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Names {
    /// What stands at its end is made a name by [`Names::add`].
    pub text: String,
    all: Vec<Name>,
    numbers: HashTable<u32>,
    words: WordBits,
    /// Whether a part of a name is the last part of a word.
    pub parts_words: bool,
}

/// A bit for each word of a name by its number in the vocabulary, some shared.
#[derive(Debug)]
struct WordBits([u64; 64]);

impl Default for WordBits {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Names {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.all.clear();
        // emptying a large table costs as much as filling it
        if self.numbers.capacity() > MANY {
            self.numbers = HashTable::new();
        }
        self.numbers.clear();
        self.words = WordBits::default();
        self.parts_words = false;
    }

    /// Takes a word as part of a name.
    pub(super) fn mark(&mut self, word: u32) {
        self.words.0[word as usize / 64 % 64] |= 1 << (word % 64);
    }

    /// Whether a word may be part of a name; certainly if it is.
    pub(super) fn may_have(&self, word: u32) -> bool {
        self.words.0[word as usize / 64 % 64] >> (word % 64) & 1 != 0
    }

    pub(super) fn get(&self, name: &str) -> Option<u32> {
        let is = |&number: &u32| self.text(number) == name;
        self.numbers.find(FxBuildHasher.hash_one(name), is).copied()
    }

    pub(super) fn find(&self, name: &str) -> Option<&Name> {
        self.get(name).map(|number| &self[number])
    }

    /// The number of the name at the end of the text, which `from` on goes if it was there before.
    pub(super) fn add(&mut self, from: usize) -> u32 {
        let before = self.all.len();
        let number = self.add_part(from as u32, self.text.len() as u32);
        if before == self.all.len() {
            self.text.truncate(from);
        }
        number
    }

    /// The number of the name that stands somewhere in the text.
    pub(super) fn add_part(&mut self, from: u32, to: u32) -> u32 {
        let Self { text, all: names, numbers, .. } = self;
        let of = |number: u32| {
            &text[names[number as usize].from as usize..names[number as usize].to as usize]
        };
        let name = &text[from as usize..to as usize];
        let hash = |name: &str| FxBuildHasher.hash_one(name);
        let entry = numbers.entry(hash(name), |&other| of(other) == name, |&other| hash(of(other)));
        let number = names.len() as u32;
        match entry {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                entry.insert(number);
                names.push(Name { from, to, ..Name::default() });
                number
            }
        }
    }

    pub(super) fn text(&self, number: u32) -> &str {
        let (from, to) = self.place(number);
        &self.text[from as usize..to as usize]
    }

    /// Where in the text it stands.
    pub(super) fn place(&self, number: u32) -> (u32, u32) {
        (self[number].from, self[number].to)
    }
}

impl std::ops::Index<u32> for Names {
    type Output = Name;

    fn index(&self, number: u32) -> &Name {
        &self.all[number as usize]
    }
}

impl std::ops::IndexMut<u32> for Names {
    fn index_mut(&mut self, number: u32) -> &mut Name {
        &mut self.all[number as usize]
    }
}
