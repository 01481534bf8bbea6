//! Words by number: one look-up a word for everything that is known of it.
//!
//! An open-addressed table of four bytes a slot (a number, and in the bits above it a tag of the hash)
//! leads to keys of sixteen bytes, which hold a word of up to fifteen bytes and its length whole. So a
//! look-up reads one slot and one key, and a word that is not there mostly the slot alone.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::{Span, Token, fold_into};

/// Folded words with numbers from 1 on; 0 is every other word.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    /// 0 is a free slot. As many as a power of two, at least two a word.
    slots: Vec<u32>,
    /// The bits of a slot that are a number.
    number: u32,
    /// By number; the first is nobody's.
    keys: Vec<u128>,
    /// Words too long for a key.
    long: Vec<Box<str>>,
}

/// Words looked up together.
const BATCH: usize = 16;

/// Most bytes of a word that a key holds.
const SHORT: usize = 15;
/// The length byte of a key whose word stands in `long`.
const LONG: u128 = 0xFF << 120;

impl Default for Vocabulary {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Vocabulary {
    pub(crate) fn with_capacity(words: usize) -> Self {
        let slots = (2 * words + 2).next_power_of_two().max(64);
        let mut keys = Vec::with_capacity(words + 1);
        keys.push(0);
        Self { slots: vec![0; slots], number: slots as u32 - 1, keys, long: Vec::new() }
    }

    /// Numbers given, 0 among them.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of a word, which is added where it is new.
    pub(crate) fn add(&mut self, folded: &str) -> u32 {
        let number = self.get(folded);
        if number != 0 {
            return number;
        }
        let key = short(folded.as_bytes()).unwrap_or_else(|| {
            self.long.push(folded.into());
            long(folded) | (self.long.len() as u128 - 1) << 64
        });
        self.push(key)
    }

    /// Adds a word of another vocabulary, by its number there; its number here.
    pub(crate) fn add_from(&mut self, other: &Self, number: usize) -> u32 {
        let key = other.keys[number];
        if key & LONG == LONG {
            return self.add(&other.long[(key >> 64) as u32 as usize]);
        }
        match self.find_key(key) {
            0 => self.push(key),
            number => number,
        }
    }

    fn push(&mut self, key: u128) -> u32 {
        if 2 * self.keys.len() >= self.slots.len() {
            self.grow();
        }
        self.keys.push(key);
        self.enter(self.keys.len() as u32 - 1);
        self.keys.len() as u32 - 1
    }

    /// The number of a folded word.
    pub(crate) fn get(&self, folded: &str) -> u32 {
        match short(folded.as_bytes()) {
            Some(key) => self.find_key(key),
            None => self.get_long(folded),
        }
    }

    /// The number of a word of a text, folded in `buffer` where lower-casing it does not do.
    #[inline]
    pub(crate) fn of_token(&self, source: &str, token: Token, buffer: &mut String) -> u32 {
        if let Some(key) = plain(source, token) {
            return self.find_key(key);
        }
        buffer.clear();
        fold_into(token.span.of(source), buffer);
        self.get(buffer)
    }

    /// The number of an ASCII word in any case: `len` bytes of a text.
    pub(crate) fn of_ascii(&self, text: &str, start: usize, len: usize) -> u32 {
        match lowered(text.as_bytes(), start, len) {
            Some(key) => self.find_key(key),
            None => self.get(&text[start..start + len].to_ascii_lowercase()),
        }
    }

    /// The numbers of the words of a text, where they are not shared.
    #[cfg(any(test, feature = "dev"))]
    pub(crate) fn numbers(&self, source: &str, tokens: &[Token]) -> Vec<u32> {
        let mut buffer = String::new();
        tokens.iter().map(|token| self.of_token(source, *token, &mut buffer)).collect()
    }

    /// Gives the words of a text their numbers. Some words at a time, so that the memory that one needs is on its way
    /// while another is compared.
    pub(crate) fn read(&self, source: &str, tokens: &mut [Token]) {
        let mut buffer = String::new();
        for tokens in tokens.chunks_mut(BATCH) {
            let (mut keys, mut slots) = ([0; BATCH], [0; BATCH]);
            for ((token, key), slot) in tokens.iter().zip(&mut keys).zip(&mut slots) {
                if let Some(plain) = plain(source, *token) {
                    *key = plain;
                    *slot = self.slots[(hash(plain) >> 32) as usize & (self.slots.len() - 1)];
                }
            }
            for ((token, key), slot) in tokens.iter_mut().zip(keys).zip(slots) {
                token.word = match key {
                    0 => self.of_token(source, *token, &mut buffer),
                    _ if slot == 0 => 0,
                    _ => self.find_key(key),
                };
            }
        }
    }

    #[cold]
    fn get_long(&self, folded: &str) -> u32 {
        let key = long(folded);
        let index = |number: usize| (self.keys[number] >> 64) as u32 as usize;
        self.find(hash(key), |number| {
            self.keys[number] & !(u128::from(u32::MAX) << 64) == key
                && *self.long[index(number)] == *folded
        })
    }

    /// The number of a word with a key of its own.
    #[inline]
    fn find_key(&self, key: u128) -> u32 {
        self.find(hash(key), |number| self.keys[number] == key)
    }

    #[inline]
    fn find(&self, hash: u64, is: impl Fn(usize) -> bool) -> u32 {
        let last = self.slots.len() - 1;
        let tag = hash as u32 & !self.number;
        let mut at = (hash >> 32) as usize & last;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return 0;
            }
            if slot & !self.number == tag && is((slot & self.number) as usize) {
                return slot & self.number;
            }
            at = (at + 1) & last;
        }
    }

    fn enter(&mut self, number: u32) {
        let key = self.keys[number as usize];
        let key = if key & LONG == LONG { key & !(u128::from(u32::MAX) << 64) } else { key };
        let hash = hash(key);
        let last = self.slots.len() - 1;
        let mut at = (hash >> 32) as usize & last;
        while self.slots[at] != 0 {
            at = (at + 1) & last;
        }
        self.slots[at] = hash as u32 & !self.number | number;
    }

    fn grow(&mut self) {
        let slots = 2 * self.slots.len();
        self.slots.clear();
        self.slots.resize(slots, 0);
        self.number = slots as u32 - 1;
        for number in 1..self.keys.len() as u32 {
            self.enter(number);
        }
    }
}

/// The numbers that a room gives its words in a vocabulary of its own, by their numbers in one that has the words of
/// all rooms: looked up there, a word need not be looked up again.
#[derive(Clone, Debug, Default)]
pub(crate) struct RoomWords {
    /// Up to the last that is known, and a zero for all others.
    by_word: Vec<u16>,
}

impl RoomWords {
    /// Adds the words of a room to those of all.
    pub(crate) fn new(room: &Vocabulary, all: &mut Vocabulary) -> Self {
        // more would be read as unknown; a test counts them
        debug_assert!(u16::try_from(room.len()).is_ok());
        let mut by_word = Vec::new();
        for number in (1..=u16::MAX).take(room.len() - 1) {
            let word = all.add_from(room, usize::from(number)) as usize;
            if by_word.len() <= word {
                by_word.resize(word + 1, 0);
            }
            by_word[word] = number;
        }
        by_word.push(0);
        Self { by_word }
    }

    /// The numbers of words in the room's vocabulary.
    pub(crate) fn numbers(&self, tokens: &[Token]) -> impl Iterator<Item = u32> {
        // no branch to be foreseen wrongly: the last is nobody's
        let last = self.by_word.len().saturating_sub(1);
        let numbers =
            tokens.iter().map(move |token| self.by_word.get(last.min(token.word as usize)));
        numbers.map(|number| number.copied().map_or(0, u32::from))
    }
}

/// The key of a word that fits in one.
fn short(word: &[u8]) -> Option<u128> {
    (word.len() <= SHORT).then(|| {
        let mut bytes = [0; 16];
        bytes[..word.len()].copy_from_slice(word);
        bytes[SHORT] = word.len() as u8;
        u128::from_le_bytes(bytes)
    })
}

/// The key of a longer word, without its place.
fn long(word: &str) -> u128 {
    LONG | u128::from(FxBuildHasher.hash_one(word))
}

/// 1 in each byte.
const ONES: u128 = 0x0101_0101_0101_0101_0101_0101_0101_0101;

/// The key of a word of a text that lower-casing folds.
#[inline]
fn plain(source: &str, token: Token) -> Option<u128> {
    let Span { start, end } = token.span;
    let key = || lowered(source.as_bytes(), start as usize, (end - start) as usize);
    token.is_plain().then(key).flatten()
}

/// The key of an ASCII word in lower case.
#[inline]
fn lowered(source: &[u8], start: usize, len: usize) -> Option<u128> {
    if len > SHORT {
        return None;
    }
    let word = match source.get(start..start + 16).and_then(|bytes| bytes.try_into().ok()) {
        Some(bytes) => u128::from_le_bytes(bytes) & ((1 << (8 * len)) - 1),
        None => short(&source[start..start + len])? & !LONG,
    };
    // the high bit of each byte tells whether it is at least "A", above "Z"; no byte has it itself
    let from_a = word + ONES * (0x80 - b'A' as u128);
    let above_z = word + ONES * (0x7F - b'Z' as u128);
    let upper = (from_a ^ above_z) & (ONES << 7);
    Some(word | upper >> 2 | (len as u128) << 120)
}

fn hash(key: u128) -> u64 {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let product =
        u128::from(low ^ 0x9E37_79B9_7F4A_7C15) * u128::from(high ^ 0xD1B5_4A32_D192_ED03);
    (product >> 64) as u64 ^ product as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{fold, tokenize};
    use proptest::prelude::*;

    #[test]
    fn words_have_numbers_of_their_own() {
        let mut words = Vocabulary::default();
        assert_eq!((words.get(""), words.get("regime")), (0, 0));
        let all: Vec<String> = (0..5_000)
            .map(|i| format!("{}{i}", ["", "a", "émigré-", "counterrevolution-"][i % 4]))
            .chain([String::new(), "\0".to_owned(), "\0\0".to_owned()])
            .collect();
        for (i, word) in (1..).zip(&all) {
            assert_eq!((words.add(word), words.add(word)), (i, i), "{word}");
        }
        for (i, word) in (1..).zip(&all) {
            assert_eq!(words.get(word), i, "{word}");
        }
        assert_eq!(words.len(), all.len() + 1);
        assert_eq!((words.get("a4"), words.get("counterrevolution-")), (0, 0));
    }

    proptest! {
        #[test]
        fn a_word_of_a_text_is_its_folded_form(text in "[A-Za-z0-9’'.,é -]{0,60}", end in "[ a]{0,20}") {
            let text = text + &end;
            let mut words = Vocabulary::default();
            let (mut tokens, mut buffer) = (Vec::new(), String::new());
            tokenize(&text, Span::from_range(0..text.len()), &mut tokens);
            let numbers: Vec<u32> = tokens.iter().map(|t| words.add(&fold(t.span.of(&text)))).collect();
            let mut together = tokens.clone();
            words.read(&text, &mut together);
            for ((token, number), read) in tokens.iter().zip(numbers).zip(together) {
                prop_assert_eq!(words.of_token(&text, *token, &mut buffer), number);
                prop_assert_eq!(read.word, number);
            }
            let nothing = Vocabulary::default();
            nothing.read(&text, &mut tokens);
            prop_assert!(tokens.iter().all(|token| token.word == 0));
        }
    }
}
