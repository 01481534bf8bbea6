//! Numbers of words, with a way out for words that the table does not know.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

use super::rounded;
use crate::text::{FoldedWords, Token};

/// One or a few numbers a word of general English. A word it does not know gets those of its parts
/// ("anti-immigrant"), else those of its stem ("slams"), else those of its longest ending ("-ism"), else 0.
#[derive(Clone, Debug)]
pub(crate) struct WordTable {
    width: usize,
    /// Folded words and endings (`-ism`), sorted, one behind another.
    text: String,
    /// Where each begins in `text`, and where the last ends.
    starts: Vec<u32>,
    /// `width` numbers a word.
    numbers: Vec<f32>,
    index: HashTable<Slot>,
}

/// A word of the table. Its hash stands here, so that most other words are told without a look at them.
#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u64,
    word: u32,
}

impl PartialEq for WordTable {
    fn eq(&self, other: &Self) -> bool {
        (self.width, &self.text, &self.starts, &self.numbers)
            == (other.width, &other.text, &other.starts, &other.numbers)
    }
}

/// Longest ending that a table may hold, in bytes without its hyphen.
const LONGEST_ENDING: usize = 6;
/// Fewest bytes of a word before its ending.
const SHORTEST_HEAD: usize = 3;

/// What may be cut from a word to find its stem, and what then takes its place, in the order tried.
const ENDINGS: [(&str, &str); 9] = [
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
];

fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

impl WordTable {
    /// From words with their numbers, `width` each; of a word given twice the first counts. Words whose
    /// numbers all round to 0 stay: an unknown word is something else.
    pub(crate) fn new(width: usize, rows: Vec<(String, Vec<f64>)>) -> Self {
        let mut table = Self::empty(width);
        for (word, row) in rows {
            table.push(&word, row.into_iter().map(|number| number as f32));
        }
        table.finish()
    }

    /// A table in the making.
    pub(super) fn empty(width: usize) -> Self {
        let (text, starts, numbers) = (String::new(), vec![0], Vec::new());
        Self { width, text, starts, numbers, index: HashTable::new() }
    }

    /// Adds a word with its numbers, wherever it sorts.
    pub(super) fn push(&mut self, word: &str, row: impl IntoIterator<Item = f32>) {
        self.text.push_str(word);
        self.starts.push(self.text.len() as u32);
        self.numbers.extend(row);
        debug_assert_eq!(self.numbers.len(), self.len() * self.width);
    }

    /// The table of the words pushed.
    pub(super) fn finish(mut self) -> Self {
        // as files have them
        if !(1..self.len()).all(|at| self.word(at - 1) < self.word(at)) {
            let mut order: Vec<usize> = (0..self.len()).collect();
            order.sort_by_key(|&at| self.word(at));
            order.dedup_by_key(|at| self.word(*at));
            let mut sorted = Self::empty(self.width);
            for at in order {
                sorted.push(self.word(at), self.row(at).iter().copied());
            }
            self = sorted;
        }
        self.index.reserve(self.len(), |slot| slot.hash);
        for at in 0..self.len() {
            let slot = Slot { hash: hash(self.word(at)), word: at as u32 };
            self.index.insert_unique(slot.hash, slot, |slot| slot.hash);
        }
        self
    }

    /// With numbers of four significant digits, as files have them.
    pub(super) fn rounded(mut self) -> Self {
        for number in &mut self.numbers {
            *number = rounded(f64::from(*number)) as f32;
        }
        self
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn word(&self, at: usize) -> &str {
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    fn row(&self, at: usize) -> &[f32] {
        &self.numbers[at * self.width..(at + 1) * self.width]
    }

    /// Words and endings with their numbers, sorted.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[f32])> {
        (0..self.len()).map(|at| (self.word(at), self.row(at)))
    }

    fn get(&self, word: &str) -> Option<&[f32]> {
        let hash = hash(word);
        let same = |slot: &Slot| slot.hash == hash && self.word(slot.word as usize) == word;
        self.index.find(hash, same).map(|slot| self.row(slot.word as usize))
    }

    /// The numbers of a folded word, into `out`. One that may be a name has no ending.
    fn find(&self, word: &str, may_be_name: bool, out: &mut [f32]) {
        if let Some(numbers) = self.get(word) {
            out.copy_from_slice(numbers);
            return;
        }
        out.fill(0.0);
        if word.contains('-') {
            let parts = word.split('-').filter(|part| !part.is_empty());
            let count = parts.clone().count().max(1) as f32;
            for part in parts {
                let numbers = self.simple(part, may_be_name).unwrap_or_default();
                for (sum, number) in out.iter_mut().zip(numbers) {
                    *sum += number / count;
                }
            }
        } else if let Some(numbers) = self.simple(word, may_be_name) {
            out.copy_from_slice(numbers);
        }
    }

    /// The numbers of a word without hyphens, its stem or its ending.
    fn simple(&self, word: &str, may_be_name: bool) -> Option<&[f32]> {
        if let Some(numbers) = self.get(word) {
            return Some(numbers);
        }
        if !word.is_ascii() || word.len() <= SHORTEST_HEAD {
            return None;
        }
        let mut buffer = [0; 64];
        for (ending, instead) in ENDINGS {
            let Some(head) = word.strip_suffix(ending).filter(|head| head.len() >= SHORTEST_HEAD)
            else {
                continue;
            };
            let found = if instead.is_empty() {
                self.get(head)
            } else {
                joined(head, instead, &mut buffer).and_then(|stem| self.get(stem))
            };
            if found.is_some() {
                return found;
            }
        }
        if may_be_name {
            return None;
        }
        let longest = LONGEST_ENDING.min(word.len() - SHORTEST_HEAD);
        (1..=longest).rev().find_map(|len| {
            joined("-", &word[word.len() - len..], &mut buffer).and_then(|ending| self.get(ending))
        })
    }
}

fn joined<'b>(head: &str, tail: &str, buffer: &'b mut [u8; 64]) -> Option<&'b str> {
    let len = head.len() + tail.len();
    let out = buffer.get_mut(..len)?;
    out[..head.len()].copy_from_slice(head.as_bytes());
    out[head.len()..].copy_from_slice(tail.as_bytes());
    std::str::from_utf8(out).ok()
}

/// The numbers of the words of one sentence in a table; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct WordNumbers {
    width: usize,
    numbers: Vec<f32>,
}

impl WordNumbers {
    /// Looks up every token. Words of actors' names, and words without a letter, have zeros.
    pub(crate) fn look_up(&mut self, table: &WordTable, tokens: &[Token], folded: &FoldedWords) {
        self.width = table.width;
        self.numbers.clear();
        self.numbers.resize(tokens.len() * table.width, 0.0);
        let rows = self.numbers.chunks_exact_mut(table.width);
        for ((at, token), out) in tokens.iter().enumerate().zip(rows) {
            let word = folded.get(at);
            if !token.is_named() && word.contains(char::is_alphabetic) {
                // with a capital inside the sentence it may be a name that nobody found
                table.find(word, at > 0 && token.is_capital(), out);
            }
        }
    }

    /// The numbers of a token.
    pub(crate) fn of(&self, token: usize) -> &[f32] {
        &self.numbers[token * self.width..(token + 1) * self.width]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokenize};

    fn table() -> WordTable {
        let rows = [("slam", 0.5), ("far", 0.1), ("right", 0.3), ("deny", -0.25), ("-ism", 0.75)];
        WordTable::new(1, rows.map(|(word, number)| (word.to_owned(), vec![number])).to_vec())
    }

    fn look_up(text: &str, tokens: &[Token]) -> WordNumbers {
        let mut numbers = WordNumbers::default();
        numbers.look_up(&table(), tokens, &FoldedWords::new(text, tokens));
        numbers
    }

    #[test]
    fn unknown_words_have_a_way_out() {
        for (text, number) in [
            ("slam", 0.5),
            ("SLAM’s", 0.5),
            ("slams", 0.5),
            ("denies", -0.25),
            ("denied", -0.25),
            ("far-right", 0.2),
            ("far-unknown", 0.05),
            ("Trumpism", 0.75),
            ("a Trumpism", 0.0),
            ("a trumpism", 0.75),
            ("ism", 0.0),
            ("unknown", 0.0),
            ("1984", 0.0),
        ] {
            let mut tokens = Vec::new();
            tokenize(text, Span::from_range(0..text.len()), &mut tokens);
            let numbers = look_up(text, &tokens);
            let last = tokens.len() - 1;
            assert!((f64::from(numbers.of(last)[0]) - number).abs() < 1e-6, "{text}");
        }
    }

    #[test]
    fn words_of_names_have_no_numbers() {
        let text = "slam slam";
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        tokens[1].set_name(false, true);
        let numbers = look_up(text, &tokens);
        assert_eq!((numbers.of(0), numbers.of(1)), ([0.5].as_slice(), [0.0].as_slice()));
    }
}
