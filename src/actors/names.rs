//! The names of an article, each once, and whose they are.

use std::hash::BuildHasher;

use hashbrown::hash_table::{Entry, HashTable};
use rustc_hash::FxBuildHasher;

use super::scan::What;

/// How many actors may share a part of a name before it is nobody's.
const NAMESAKES: usize = 8;

/// Folded words parted by spaces; or initials.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    /// Where in [`Names::text`] it stands.
    from: u32,
    to: u32,
    /// The number of its first word in the gazetteer, where it was found in the text.
    pub first: u32,
    /// How many bytes its first word has, where there are several words.
    pub begin: u32,
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
    /// A bit for each word of a name in the vocabulary, some shared.
    words: [[u64; 32]; 2],
    /// For some words the last name that was the word alone, and its number.
    alone: Vec<(u32, u32)>,
}

/// How many words are kept with their names.
const ALONE: usize = 256;

impl Names {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.all.clear();
        self.numbers.clear();
        self.words = Default::default();
        self.alone.clear();
        self.alone.resize(ALONE, (0, 0));
    }

    /// Takes a word as part of a name.
    pub(super) fn mark(&mut self, word: u32) {
        let at = word as usize;
        self.words[at / 2048 % 2][at / 64 % 32] |= 1 << (at % 64);
    }

    /// Whether a word may be part of a name; certainly if it is.
    pub(super) fn may_have(&self, word: u32) -> bool {
        let at = word as usize;
        self.words[at / 2048 % 2][at / 64 % 32] >> (at % 64) & 1 != 0
    }

    /// The name that is a word of the vocabulary alone, if [`Names::keep`] still has it.
    pub(super) fn kept(&self, word: u32) -> Option<u32> {
        let (kept, name) = self.alone[word as usize % ALONE];
        (kept == word && word > 0).then_some(name)
    }

    pub(super) fn keep(&mut self, word: u32, name: u32) {
        self.alone[word as usize % ALONE] = (word, name);
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
                let space = name.find(' ');
                let (begin, several) = (space.unwrap_or(0) as u32, space.is_some());
                names.push(Name { from, to, begin, several, ..Name::default() });
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
