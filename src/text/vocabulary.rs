//! Words by number: one look-up a word for everything that is known of it.
//!
//! An open-addressed table of buckets of 64 bytes, each three keys with their numbers: a key of sixteen bytes holds a
//! word of up to fifteen bytes and its length whole. So a look-up mostly reads one line of memory, whether the word is
//! there or not.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::{Span, Token, fold_into};

/// Folded words with numbers from 1 on; 0 is every other word.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    /// As many as a power of two.
    buckets: Vec<Bucket>,
    /// By number: its bucket, and its place there in the last two bits. The first is nobody's.
    places: Vec<u32>,
    /// Words too long for a key.
    long: Vec<Box<str>>,
}

/// Where one is full, what would go there goes to the next.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Bucket {
    keys: [u128; 3],
    /// 0 is a free place; those are the last, and the fourth is one always.
    numbers: [u32; 4],
}

impl Bucket {
    const FREE: Self = Self { keys: [0; 3], numbers: [0; 4] };

    fn is_full(&self) -> bool {
        self.numbers[2] != 0
    }

    /// The number of a key that `is` it, else 0.
    #[inline]
    fn number(&self, is: impl Fn(u128) -> bool) -> u32 {
        // without a branch, as nobody could foretell it
        let others = self.keys.map(|key| usize::from(!is(key)));
        self.numbers[others[0] * (1 + others[1] * (1 + others[2]))]
    }

    /// Puts a key with its number in the first free place; that place.
    fn put(&mut self, key: u128, number: u32) -> usize {
        let place = usize::from(self.numbers[0] != 0) + usize::from(self.numbers[1] != 0);
        (self.keys[place], self.numbers[place]) = (key, number);
        place
    }
}

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
        let mut places = Vec::with_capacity(words + 1);
        places.push(0);
        let buckets = vec![Bucket::FREE; (words / 9 * 4).next_power_of_two().max(16)];
        Self { buckets, places, long: Vec::new() }
    }

    /// Numbers given, 0 among them.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The number of a word, which is added where it is new.
    pub(crate) fn add(&mut self, folded: &str) -> u32 {
        if let Some(key) = short(folded.as_bytes()) {
            return self.add_key(key);
        }
        let number = self.get_long(folded);
        if number != 0 {
            return number;
        }
        self.long.push(folded.into());
        self.make_room();
        self.enter(long(folded) | (self.long.len() as u128 - 1) << 64)
    }

    /// Adds a word of another vocabulary, by its number there; its number here.
    pub(crate) fn add_from(&mut self, other: &Self, number: usize) -> u32 {
        let key = other.key(number);
        if key & LONG == LONG {
            return self.add(&other.long[(key >> 64) as u32 as usize]);
        }
        self.add_key(key)
    }

    /// The number of a key of its own, which is added where it is new.
    fn add_key(&mut self, key: u128) -> u32 {
        self.make_room();
        let last = self.buckets.len() - 1;
        let mut at = hash(key) & last;
        loop {
            let bucket = &self.buckets[at];
            let number = bucket.number(|other| other == key);
            if number != 0 {
                return number;
            }
            if !bucket.is_full() {
                return self.number_new(key, at);
            }
            at = (at + 1) & last;
        }
    }

    /// The key of a number.
    fn key(&self, number: usize) -> u128 {
        let place = self.places[number] as usize;
        self.buckets[place / 4].keys[place % 4]
    }

    /// Makes room for a word more.
    fn make_room(&mut self) {
        // up to nine words in four buckets
        if 4 * self.places.len() >= 9 * self.buckets.len() {
            self.grow();
        }
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
        self.of_folded(token.span.of(source), buffer)
    }

    /// The same, folded first.
    #[cold]
    fn of_folded(&self, word: &str, buffer: &mut String) -> u32 {
        buffer.clear();
        fold_into(word, buffer);
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

    /// Gives the words of a text their numbers.
    pub(crate) fn read(&self, source: &str, tokens: &mut [Token]) {
        let mut buffer = String::new();
        for token in tokens {
            token.word = self.of_token(source, *token, &mut buffer);
        }
    }

    #[cold]
    fn get_long(&self, folded: &str) -> u32 {
        let key = long(folded);
        let is = |other: u128| {
            without_index(other) == key && *self.long[(other >> 64) as u32 as usize] == *folded
        };
        self.find(key, is)
    }

    /// The number of a word with a key of its own.
    #[inline]
    fn find_key(&self, key: u128) -> u32 {
        self.find(key, |other| other == key)
    }

    #[inline]
    fn find(&self, key: u128, is: impl Fn(u128) -> bool) -> u32 {
        let mut at = hash(key);
        loop {
            // as many as a power of two
            let bucket = &self.buckets[at & (self.buckets.len() - 1)];
            let number = bucket.number(&is);
            // one branch, which is foretold
            if (number != 0) | !bucket.is_full() {
                return number;
            }
            at += 1;
        }
    }

    /// Gives a new key the next number.
    fn enter(&mut self, key: u128) -> u32 {
        let last = self.buckets.len() - 1;
        let mut at = hash(without_index(key)) & last;
        while self.buckets[at].is_full() {
            at = (at + 1) & last;
        }
        self.number_new(key, at)
    }

    /// The same where a bucket is known that is not full.
    fn number_new(&mut self, key: u128, bucket: usize) -> u32 {
        let number = self.places.len() as u32;
        let place = self.buckets[bucket].put(key, number);
        self.places.push((4 * bucket + place) as u32);
        number
    }

    fn grow(&mut self) {
        let keys: Vec<u128> = (1..self.len()).map(|number| self.key(number)).collect();
        let buckets = 2 * self.buckets.len();
        self.buckets.clear();
        self.buckets.resize(buckets, Bucket::FREE);
        self.places.truncate(1);
        for key in keys {
            self.enter(key);
        }
    }
}

/// The key of a word that fits in one.
fn short(word: &[u8]) -> Option<u128> {
    let len = word.len();
    // in two parts, which may overlap
    let bytes = if let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>())
    {
        let behind = len.checked_sub(8).filter(|_| len <= SHORT)?;
        u128::from(u64::from_le_bytes(*first))
            | u128::from(u64::from_le_bytes(*last)) << (8 * behind)
    } else if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        u128::from(first) | u128::from(last) << (8 * (len - 4))
    } else {
        word.iter().rfold(0, |bytes, byte| bytes << 8 | u128::from(*byte))
    };
    Some(bytes | (len as u128) << 120)
}

/// The key of a longer word, without its place.
fn long(word: &str) -> u128 {
    LONG | u128::from(FxBuildHasher.hash_one(word))
}

/// A key in the table without the place that one of a longer word holds.
fn without_index(key: u128) -> u128 {
    if key & LONG == LONG { key & !(u128::from(u32::MAX) << 64) } else { key }
}

/// 1 in each byte.
const ONES: u128 = 0x0101_0101_0101_0101_0101_0101_0101_0101;

/// By number of bytes, so many of the first.
const FIRST: [u128; SHORT + 1] = {
    let mut first = [0; SHORT + 1];
    let mut len = 0;
    while len <= SHORT {
        first[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    first
};

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
        Some(bytes) => u128::from_le_bytes(bytes) & FIRST[len],
        None => near_end(&source[start..start + len])?,
    };
    // the high bit of each byte tells whether it is at least "A", above "Z"; no byte has it itself
    let from_a = word + ONES * (0x80 - b'A' as u128);
    let above_z = word + ONES * (0x7F - b'Z' as u128);
    let upper = (from_a ^ above_z) & (ONES << 7);
    Some(word | upper >> 2 | (len as u128) << 120)
}

/// The bytes of a short word near the end of a text.
#[cold]
fn near_end(word: &[u8]) -> Option<u128> {
    Some(short(word)? & !LONG)
}

fn hash(key: u128) -> usize {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let product =
        u128::from(low ^ 0x9E37_79B9_7F4A_7C15) * u128::from(high ^ 0xD1B5_4A32_D192_ED03);
    (((product >> 64) as u64 ^ product as u64) >> 32) as usize
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
