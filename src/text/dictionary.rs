//! What all rooms know of words, a line of memory a word: a token costs one look at its word and one at what is known
//! of it, however many rooms ask.

use super::{Token, Vocabulary};

/// The words of all rooms, with what is known of each.
#[derive(Debug)]
pub(crate) struct Dictionary {
    words: Vocabulary,
    /// By number of the word; the first is of no word.
    known: Vec<Known>,
}

/// Each room fills in its part.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(crate) struct Known {
    pub lead: Lead,
    pub row: Row,
    rooms: InRooms,
}

/// The numbers that rooms give a word in vocabularies of their own.
pub(crate) type InRooms = [u16; 4];

const _: () = assert!(size_of::<Known>() == 64);

/// The rooms that know words of their own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Room {
    Target,
    Voice,
    Actors,
    /// VADER's table.
    Sentiment,
}

impl Room {
    /// The numbers that it gives words.
    pub(crate) fn numbers(self, words: &[InRooms]) -> impl Iterator<Item = u32> {
        words.iter().map(move |rooms| self.number(*rooms))
    }

    /// The number that it gives a word; 0 if it does not know it.
    #[inline]
    pub(crate) fn number(self, rooms: InRooms) -> u32 {
        u32::from(rooms[self as usize])
    }
}

/// What lists ask of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lead {
    /// Where what it finds by itself begins in a table of the matcher's, and where its readings do.
    pub hits: u32,
    pub readings: u32,
    /// What may follow it in a phrase, as bits of families.
    pub next: u32,
    pub family: u32,
}

impl Lead {
    pub(crate) const NOWHERE: Self =
        Self { hits: u32::MAX, readings: u32::MAX, next: 0, family: u32::MAX };
}

/// As many numbers as a word may have in all models together.
pub(crate) const WIDTH: usize = 7;

/// What a word has in all models.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// Those of the models side by side.
    pub numbers: [f32; WIDTH],
    /// Which models know the word, as bits.
    pub known: u8,
}

impl Known {
    const NOTHING: Self =
        Self { lead: Lead::NOWHERE, row: Row { numbers: [0.0; WIDTH], known: 0 }, rooms: [0; 4] };
}

impl Default for Dictionary {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Dictionary {
    pub(crate) fn with_capacity(words: usize) -> Self {
        let mut known = Vec::with_capacity(words + 1);
        known.push(Known::NOTHING);
        Self { words: Vocabulary::with_capacity(words), known }
    }

    pub(crate) fn words(&self) -> &Vocabulary {
        &self.words
    }

    /// The number of a word, which is added where it is new.
    pub(crate) fn add(&mut self, folded: &str) -> u32 {
        let number = self.words.add(folded);
        self.with_place(number)
    }

    /// Adds a word of a vocabulary, by its number there; its number here.
    pub(crate) fn add_from(&mut self, other: &Vocabulary, number: usize) -> u32 {
        let number = self.words.add_from(other, number);
        self.with_place(number)
    }

    fn with_place(&mut self, number: u32) -> u32 {
        if number as usize == self.known.len() {
            self.known.push(Known::NOTHING);
        }
        number
    }

    /// Adds the words of a room.
    pub(crate) fn add_room(&mut self, room: Room, words: &Vocabulary) {
        // more would be read as unknown; a test counts them
        debug_assert!(u16::try_from(words.len()).is_ok());
        for number in (1..=u16::MAX).take(words.len() - 1) {
            let word = self.add_from(words, usize::from(number));
            self.get_mut(word).rooms[room as usize] = number;
        }
    }

    /// Adds a word of a room, and its number there.
    pub(crate) fn add_to_room(&mut self, room: Room, folded: &str, number: u16) {
        let word = self.add(folded);
        self.get_mut(word).rooms[room as usize] = number;
    }

    /// Gives the words of a text their numbers, here and in rooms.
    pub(crate) fn read(&self, source: &str, tokens: &mut [Token], rooms: &mut Vec<InRooms>) {
        self.words.read(source, tokens);
        rooms.clear();
        rooms.extend(tokens.iter().map(|token| self.get(token.word).rooms));
    }

    /// Numbers given, 0 among them.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// What is known of a word, by its number here.
    #[inline]
    pub(crate) fn get(&self, word: u32) -> &Known {
        &self.known[word as usize]
    }

    pub(crate) fn get_mut(&mut self, word: u32) -> &mut Known {
        &mut self.known[word as usize]
    }
}
