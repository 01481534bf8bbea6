//! The word tables: valences, boosters, negators and the words that single rules ask for, all in
//! one packed table.
//!
//! A token costs one look-up. Keys are the lower-cased bytes of a word, held in three machine
//! words; a filter in front of the table turns most words away after one load.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::flag;
use crate::lexicon::lines;
use crate::stats::decimal;
use crate::text::{Dictionary, Room};

/// The longest key of a table in bytes; a longer token is in none of them.
pub(super) const MAX_KEY: usize = 20;

/// A lower-cased word of at most [`MAX_KEY`] bytes, little-endian, padded with zeros.
pub(super) type Key = [u64; 3];

/// Words that the rules name and that are not in the other lists in that role.
const ROLES: [(&str, u16); 19] = [
    ("so", flag::SO_THIS),
    ("this", flag::SO_THIS),
    ("never", flag::NEVER),
    ("without", flag::WITHOUT),
    ("doubt", flag::DOUBT),
    ("least", flag::LEAST),
    ("no", flag::NO),
    ("but", flag::BUT),
    ("kind", flag::IDIOM),
    ("sort", flag::IDIOM),
    ("enough", flag::IDIOM),
    ("shit", flag::IDIOM),
    ("bomb", flag::IDIOM),
    ("ass", flag::IDIOM),
    ("bus", flag::IDIOM),
    ("yeah", flag::IDIOM),
    ("kiss", flag::IDIOM),
    ("die", flag::IDIOM),
    ("beating", flag::IDIOM),
];

const BOOSTERS: &str = "\
    absolutely amazingly awfully completely considerable considerably decidedly deeply effing \
    enormous enormously entirely especially exceptional exceptionally extreme extremely \
    fabulously flipping flippin frackin fracking fricking frickin frigging friggin fully fuckin \
    fucking fuggin fugging greatly hella highly hugely incredible incredibly intensely major \
    majorly more most particularly purely quite really remarkably so substantially thoroughly \
    total totally tremendous tremendously uber unbelievably unusually utter utterly very";

const DAMPENERS: &str = "\
    almost barely hardly kinda kindof kind-of less little marginal marginally occasional \
    occasionally partly scarce scarcely slight slightly somewhat sorta sortof sort-of";

const NEGATORS: &str = "\
    aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't \
    didn't doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't \
    haven't isn't mightn't mustn't neednt needn't never none nope nor not nothing nowhere \
    oughtnt shant shouldnt uhuh wasnt werent oughtn't shan't shouldn't uh-uh wasn't weren't \
    without wont wouldnt won't wouldn't rarely seldom despite";

/// The reachable keys (lower-cased) of the lexicon and their valences, sorted: the table of the crate
/// `vader_sentiment`, as `build.rs` writes it.
const VALENCES: &str = include_str!(concat!(env!("OUT_DIR"), "/valences.txt"));

/// Emojis of one code point, and what VADER reads instead of them.
const DESCRIPTIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/emojis.txt"));

/// Calls `visit` with each word and its valence.
fn lexicon_words(mut visit: impl FnMut(&str, f64)) {
    for (word, valence) in lines(VALENCES).filter_map(|line| line.split_once('\t')) {
        visit(word, decimal(valence).unwrap_or_default());
    }
}

/// One word of the table, in 24 bytes; a free slot has no flags.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    first: u64,
    second: u64,
    third: u32,
    /// Bits of [`flag`].
    pub(super) flags: u16,
    tenths: i16,
}

impl Entry {
    /// Valence in the lexicon; 0 without [`flag::LEXICON`].
    #[inline]
    pub(super) fn valence(self) -> f64 {
        // All valences have one decimal, and the quotient of two exact numbers is the double
        // nearest to it.
        f64::from(self.tenths) / 10.0
    }

    fn key(&self) -> Key {
        [self.first, self.second, u64::from(self.third)]
    }

    /// One comparison and no branch; the compiler would compare arrays through memory.
    #[inline]
    fn is(self, key: Key) -> bool {
        (self.first ^ key[0]) | (self.second ^ key[1]) | (u64::from(self.third) ^ key[2]) == 0
    }
}

const SLOT_BITS: u32 = 14;
const FILTER_BITS: u32 = 10;
const SLOTS: usize = 1 << SLOT_BITS;
const FILTER_WORDS: usize = 1 << FILTER_BITS;

/// The packed table: a Bloom filter of 8 kB in front of open-addressed slots.
pub(in crate::sentiment) struct Words {
    filter: Box<[u64; FILTER_WORDS]>,
    slots: Vec<Entry>,
}

/// The hash of a key.
#[inline]
pub(super) fn hash(key: Key) -> u64 {
    let product =
        u128::from(key[0] ^ 0x9E37_79B9_7F4A_7C15) * u128::from(key[1] ^ 0xD1B5_4A32_D192_ED03);
    #[allow(clippy::cast_possible_truncation, reason = "both halves are used")]
    let folded = (product >> 64) as u64 ^ product as u64;
    folded ^ key[2].wrapping_mul(0xA24B_AED4_963E_E407)
}

#[inline]
#[allow(clippy::cast_possible_truncation, reason = "14 bits")]
pub(super) const fn slot_of(hash: u64) -> usize {
    (hash >> (64 - SLOT_BITS)) as usize
}

#[inline]
#[allow(clippy::cast_possible_truncation, reason = "a mask follows")]
const fn filter_of(hash: u64) -> (usize, u64) {
    // Other bits than those of the slot, or the words of one slot would share them. A word has three bits of
    // one machine word.
    let word = (hash >> 18) as usize & (FILTER_WORDS - 1);
    (word, 1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63))
}

/// The key of a lower-cased word, if it is short enough to be one.
pub(super) fn key_of(word: &[u8]) -> Option<Key> {
    let mut bytes = [0; 24];
    bytes[..MAX_KEY].get_mut(..word.len())?.copy_from_slice(word);
    let mut key = [0; 3];
    for (part, chunk) in key.iter_mut().zip(bytes.as_chunks::<8>().0) {
        *part = u64::from_le_bytes(*chunk);
    }
    Some(key)
}

impl Words {
    /// Whether a word with this hash may have an entry; of the words without one, three in a
    /// hundred may.
    #[inline]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let (word, bits) = filter_of(hash);
        self.filter[word] & bits == bits
    }

    /// The entry of a word that would stand at `slot`.
    #[inline]
    pub(super) fn find(&self, key: Key, slot: usize) -> Option<&Entry> {
        self.slots.get(self.probe(key, slot)).filter(|entry| entry.flags != 0)
    }

    /// The slot of a key, or the free one where it belongs.
    #[inline]
    fn probe(&self, key: Key, first: usize) -> usize {
        let mut slot = first;
        // Less than half of the slots are taken, so a free one comes.
        while self.slots.get(slot).is_some_and(|entry| entry.flags != 0 && !entry.is(key)) {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// Adds the words to a dictionary: the number of each is that of its slot, counted from 1.
    pub(in crate::sentiment) fn add_to(&self, dictionary: &mut Dictionary) {
        for (slot, entry) in (1..).zip(&self.slots).filter(|(_, entry)| entry.flags != 0) {
            let bytes = entry.key().map(u64::to_le_bytes);
            let word = bytes.as_flattened();
            let len = word.iter().position(|byte| *byte == 0).unwrap_or(word.len());
            let word = std::str::from_utf8(&word[..len]).unwrap_or_default();
            dictionary.add_to_room(Room::Sentiment, word, slot);
        }
    }

    /// The key of the word with a number, and its slot.
    #[inline]
    pub(super) fn numbered(&self, number: u32) -> Option<(Key, u32)> {
        let slot = number.checked_sub(1)?;
        Some((self.slots.get(slot as usize)?.key(), slot))
    }

    fn add(&mut self, word: &str, flags: u16, valence: f64) {
        let Some(key) = key_of(word.as_bytes()) else { return };
        let hash = hash(key);
        let slot = self.probe(key, slot_of(hash));
        let entry = &mut self.slots[slot];
        if entry.flags == 0 {
            let (word, bits) = filter_of(hash);
            self.filter[word] |= bits;
            let tenths = (valence * 10.0).round() as i16;
            *entry = Entry { first: key[0], second: key[1], third: key[2] as u32, flags, tenths };
        }
        entry.flags |= flags;
    }

    #[allow(clippy::large_stack_arrays, reason = "8 kB, once a process")]
    fn build() -> Words {
        let mut words =
            Words { filter: Box::new([0; FILTER_WORDS]), slots: vec![Entry::default(); SLOTS] };
        lexicon_words(|word, valence| words.add(word, flag::LEXICON, valence));
        for (list, flags) in
            [(BOOSTERS, flag::BOOST), (DAMPENERS, flag::DAMPEN), (NEGATORS, flag::NEGATOR)]
        {
            for word in list.split_ascii_whitespace() {
                words.add(word, flags, 0.0);
            }
        }
        for (word, flags) in ROLES {
            words.add(word, flags, 0.0);
        }
        words
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::build);

/// The table of words, built at the first call.
pub(super) fn words() -> &'static Words {
    &WORDS
}

static EMOJIS: LazyLock<FxHashMap<char, &'static str>> = LazyLock::new(|| {
    let rows = lines(DESCRIPTIONS).filter_map(|line| line.split_once('\t'));
    rows.filter_map(|(emoji, description)| Some((emoji.chars().next()?, description))).collect()
});

/// The description that VADER reads instead of an emoji.
#[inline]
pub(super) fn emoji(c: char) -> Option<&'static str> {
    // Only two emojis stand below this code point; most other text is there.
    if c >= '\u{203C}' || matches!(c, '©' | '®') { EMOJIS.get(&c).copied() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a, so that the check needs no hash crate here and none in Python.
    fn fnv(parts: impl IntoIterator<Item = String>) -> u64 {
        parts.into_iter().flat_map(String::into_bytes).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    /// Counts and checksums are those that `python3 tests/data/vader_parity.py --tables` prints for
    /// the Python package.
    #[test]
    fn the_tables_are_those_of_the_python_package() {
        let mut lexicon = Vec::new();
        lexicon_words(|word, valence| lexicon.push((word.to_owned(), valence)));
        lexicon.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(lexicon.len(), 7_487);
        let lines = lexicon.iter().map(|(word, valence)| format!("{word}\t{valence:.1}\n"));
        assert_eq!(fnv(lines), LEXICON_SUM);

        let mut emojis: Vec<_> = EMOJIS.iter().map(|(c, text)| (*c, *text)).collect();
        emojis.sort_unstable();
        assert_eq!(emojis.len(), 1_212);
        assert_eq!(fnv(emojis.iter().map(|(c, text)| format!("{c}\t{text}\n"))), EMOJI_SUM);
        // Or a description could be described in its turn.
        assert!(emojis.iter().all(|(_, text)| text.chars().all(|c| emoji(c).is_none())));
        assert!(
            emojis.iter().all(|(c, _)| emoji(*c).is_some()),
            "one stands below the first code point asked for"
        );

        for (list, count, sum) in [
            (BOOSTERS, 60, BOOSTER_SUM),
            (DAMPENERS, 21, DAMPENER_SUM),
            (NEGATORS, 59, NEGATOR_SUM),
        ] {
            let mut list: Vec<_> = list.split_ascii_whitespace().collect();
            list.sort_unstable();
            assert_eq!(list.len(), count);
            assert_eq!(fnv(list.iter().map(|word| format!("{word}\n"))), sum, "{list:?}");
        }
    }

    const LEXICON_SUM: u64 = 0x40fa_54b5_f227_4a3c;
    const EMOJI_SUM: u64 = 0xb8d8_adf2_d4ff_9837;
    const BOOSTER_SUM: u64 = 0xcdf0_d0d8_e140_de3a;
    const DAMPENER_SUM: u64 = 0xc0cf_895c_26af_7415;
    const NEGATOR_SUM: u64 = 0xa3df_916a_df3c_2890;

    #[test]
    fn every_word_is_found_with_its_value_and_its_roles() {
        let find = |word: &str| {
            let key = key_of(word.as_bytes()).expect("short");
            let hash = hash(key);
            let entry = words().find(key, slot_of(hash)).filter(|_| words().may_hold(hash));
            entry.map(|entry| (entry.valence(), entry.flags))
        };
        let mut count = 0;
        lexicon_words(|word, valence| {
            let (found, flags) = find(word).expect("in the table");
            assert!(found.to_bits() == valence.to_bits() && flags & flag::LEXICON != 0, "{word}");
            count += 1;
        });
        assert_eq!(count, 7_487);
        for (word, expected) in [
            // The last of two lines counts: rule 6.
            ("d:", Some((1.2, flag::LEXICON))),
            ("lol", Some((1.8, flag::LEXICON))),
            (":p", Some((1.0, flag::LEXICON))),
            ("heart", Some((3.2, flag::LEXICON))),
            ("no", Some((-1.2, flag::LEXICON | flag::NO))),
            ("kind", Some((2.4, flag::LEXICON | flag::IDIOM))),
            ("never", Some((0.0, flag::NEGATOR | flag::NEVER))),
            ("so", Some((0.0, flag::BOOST | flag::SO_THIS))),
            ("kind-of", Some((0.0, flag::DAMPEN))),
            ("tenderheartednesses", find("tenderheartednesses").filter(|(v, _)| *v == 2.8)),
            ("table", None),
            ("fed up", None),
            ("^urs", None),
            ("", None),
        ] {
            assert_eq!(find(word), expected, "{word}");
        }
        assert_eq!(key_of(&[b'a'; MAX_KEY + 1]), None);
    }
}
