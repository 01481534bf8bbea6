//! The names of an article, each once, and whose they are.

use std::hash::BuildHasher;

use hashbrown::hash_table::{Entry, HashTable};
use rustc_hash::FxBuildHasher;

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
    names: Vec<Name>,
    numbers: HashTable<u32>,
}

impl Names {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.names.clear();
        self.numbers.clear();
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
        let before = self.names.len();
        let number = self.add_part(from as u32, self.text.len() as u32);
        if before == self.names.len() {
            self.text.truncate(from);
        }
        number
    }

    /// The number of the name that stands somewhere in the text.
    pub(super) fn add_part(&mut self, from: u32, to: u32) -> u32 {
        let Self { text, names, numbers } = self;
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
        &self.names[number as usize]
    }
}

impl std::ops::IndexMut<u32> for Names {
    fn index_mut(&mut self, number: u32) -> &mut Name {
        &mut self.names[number as usize]
    }
}
