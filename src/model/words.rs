//! Numbers of words, with a way out for words that the table does not know.

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::{memchr_iter, memchr2};

use super::{ModelKind, Models, rounded};
use crate::stats::short_decimal;
use crate::text::{Token, Vocabulary, fold, fold_into};

/// One or a few numbers a word of general English. A word it does not know gets those of its parts
/// ("anti-immigrant"), else those of its stem ("slams"), else those of its longest ending ("-ism"), else 0.
#[derive(Clone, Debug)]
pub(crate) struct WordTable {
    width: usize,
    /// Models mostly have the same.
    words: Arc<WordList>,
    /// `width` numbers a word.
    numbers: Vec<f32>,
    /// Words by their place, from 1 on; made when first asked.
    index: OnceLock<(Vocabulary, Endings)>,
}

impl PartialEq for WordTable {
    fn eq(&self, other: &Self) -> bool {
        (self.width, &self.words, &self.numbers) == (other.width, &other.words, &other.numbers)
    }
}

/// Folded words and endings (`-ism`), sorted, one behind another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WordList {
    text: String,
    /// Where each begins in `text`, and where the last ends.
    starts: Vec<u32>,
}

impl WordList {
    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn word(&self, at: usize) -> &str {
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.starts.push(self.text.len() as u32);
    }

    /// The first words of it, without the others.
    fn first(&self, count: usize) -> Self {
        let starts = self.starts[..=count].to_vec();
        Self { text: self.text[..starts[count] as usize].to_owned(), starts }
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

/// A table in the making.
#[derive(Debug)]
pub(super) struct Rows {
    width: usize,
    count: usize,
    words: WordList,
    /// The words of another table while they are the same; none are in `words` then.
    like: Option<Arc<WordList>>,
    numbers: Vec<f32>,
}

impl Rows {
    /// Of `width` numbers a word. Its words are perhaps `like` those of another table.
    pub(super) fn new(width: usize, like: Option<&WordTable>) -> Self {
        let words = WordList { text: String::new(), starts: vec![0] };
        let like = like.map(|like| Arc::clone(&like.words));
        Self { width, count: 0, words, like, numbers: Vec::new() }
    }

    /// Makes room for the words of a file, a line each.
    pub(super) fn reserve(&mut self, file: &str) {
        let words = memchr_iter(b'\n', file.as_bytes()).count();
        if self.like.is_none() {
            self.words.text.reserve(8 * words);
            self.words.starts.reserve(words);
        }
        // whatever the header says, a number takes two bytes
        self.numbers.reserve(self.width.saturating_mul(words).min(file.len() / 2));
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds a word with its numbers, wherever it sorts.
    pub(super) fn push(&mut self, word: &str, row: impl IntoIterator<Item = f32>) {
        if self.next_like() != Some(word) {
            self.part_words();
            self.words.push(word);
        }
        self.count += 1;
        self.numbers.extend(row);
        debug_assert_eq!(self.numbers.len(), self.count * self.width);
    }

    /// Adds the word of a line as files mostly have them, a word and short decimals behind tabs, and tells what stands
    /// behind the line; nothing if the text does not begin with such a line of so many numbers.
    pub(super) fn push_row<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let bytes = text.as_bytes();
        let is_same = |word: &&str| {
            bytes.get(word.len()) == Some(&b'\t') && bytes.starts_with(word.as_bytes())
        };
        let same = self.next_like().filter(is_same).map(str::len);
        let len = same.or_else(|| memchr2(b'\t', b'\n', bytes)).filter(|len| *len > 0)?;
        let before = self.numbers.len();
        let mut rest = &bytes[len..];
        while let [b'\t', field @ ..] = rest
            && let Some((number, len)) = short_decimal(field)
        {
            self.numbers.push(number as f32);
            rest = &field[len..];
        }
        let ends = matches!(rest.first(), None | Some(b'\n'));
        if !ends || self.numbers.len() - before != self.width {
            self.numbers.truncate(before);
            return None;
        }
        if same.is_none() {
            self.part_words();
            self.words.push(&text[..len]);
        }
        self.count += 1;
        Some(rest.get(1..).map_or("", |rest| &text[text.len() - rest.len()..]))
    }

    /// The next word of the other table, while words are the same.
    fn next_like(&self) -> Option<&str> {
        let like = self.like.as_ref().filter(|like| self.count < like.len())?;
        Some(like.word(self.count))
    }

    /// From now on its words are its own.
    fn part_words(&mut self) {
        if let Some(like) = self.like.take() {
            self.words = like.first(self.count);
        }
    }

    /// The table of the words pushed.
    pub(super) fn finish(mut self) -> WordTable {
        if self.like.as_ref().is_some_and(|like| like.len() > self.count) {
            self.part_words();
        }
        let Self { width, mut words, like, mut numbers, .. } = self;
        // as files have them
        let bytes = words.text.as_bytes();
        let all = words.starts.windows(2).map(|at| &bytes[at[0] as usize..at[1] as usize]);
        if like.is_none() && !all.is_sorted_by(|a, b| a < b) {
            let mut order: Vec<usize> = (0..words.len()).collect();
            order.sort_by_key(|&at| words.word(at));
            order.dedup_by_key(|at| words.word(*at));
            let mut sorted = Self::new(width, None);
            for at in order {
                sorted.push(words.word(at), numbers[at * width..][..width].iter().copied());
            }
            (words, numbers) = (sorted.words, sorted.numbers);
        }
        let words = like.unwrap_or_else(|| Arc::new(words));
        WordTable { width, words, numbers, index: OnceLock::new() }
    }
}

impl WordTable {
    /// From words with their numbers, `width` each; of a word given twice the first counts. Words whose
    /// numbers all round to 0 stay: an unknown word is something else.
    pub(crate) fn new(width: usize, rows: Vec<(String, Vec<f64>)>) -> Self {
        let mut table = Rows::new(width, None);
        for (word, row) in rows {
            table.push(&word, row.into_iter().map(|number| number as f32));
        }
        table.finish()
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
        self.words.len()
    }

    fn row(&self, at: usize) -> &[f32] {
        &self.numbers[at * self.width..(at + 1) * self.width]
    }

    /// Words and endings with their numbers, sorted.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[f32])> {
        (0..self.len()).map(|at| (self.words.word(at), self.row(at)))
    }

    /// Words, without endings, whose first number is `least` and above, with that number.
    pub(super) fn loaded(&self, least: f64) -> impl Iterator<Item = (&str, f64)> {
        let firsts = self.numbers.chunks(self.width.max(1)).map(|row| f64::from(row[0]));
        let loaded = firsts.enumerate().filter(move |(_, number)| *number >= least);
        let words = loaded.map(|(at, number)| (self.words.word(at), number));
        words.filter(|(word, _)| !word.starts_with('-'))
    }

    /// The numbers of a folded word, into `out`, which has zeros.
    fn find(&self, word: &str, may_be_name: bool, out: &mut [f32]) {
        let (index, endings) = self.index.get_or_init(|| {
            let (mut index, mut endings) = (Vocabulary::with_capacity(self.len()), Vec::new());
            for (word, _) in self.iter() {
                endings.extend(ending(word, index.add(word)));
            }
            (index, by_length(endings))
        });
        let row = |number: u32| number.checked_sub(1).map(|at| self.row(at as usize));
        if let Some(numbers) = row(index.get(word)) {
            out.copy_from_slice(numbers);
            return;
        }
        let (parts, count) = parts(word);
        for part in parts {
            ways((part, index.get(part)), may_be_name, (index, endings), |number| {
                let numbers = row(number);
                for (sum, number) in out.iter_mut().zip(numbers.unwrap_or_default()) {
                    *sum += number / count;
                }
                numbers.is_some()
            });
        }
    }
}

/// Endings that a table knows, without their hyphens, with their numbers; the longest first.
type Endings = Vec<(Box<str>, u32)>;

/// A word of a table with its number, if it is an ending.
fn ending(word: &str, number: u32) -> Option<(Box<str>, u32)> {
    let ending =
        word.strip_prefix('-').filter(|ending| (1..=LONGEST_ENDING).contains(&ending.len()));
    ending.map(|ending| (ending.into(), number))
}

fn by_length(mut endings: Endings) -> Endings {
    endings.sort_by_key(|(ending, _)| Reverse(ending.len()));
    endings
}

/// The parts of a word between hyphens, and how many they are.
fn parts(word: &str) -> (impl Iterator<Item = &str>, f32) {
    let parts = word.split('-').filter(|part| !part.is_empty());
    let count = parts.clone().count().max(1) as f32;
    (parts, count)
}

/// Shows the numbers of what a word without hyphens can be known by, until `is_known`: itself, its stem, its ending.
/// One that may be a name has no ending.
fn ways(
    (word, number): (&str, u32),
    may_be_name: bool,
    (words, endings): (&Vocabulary, &Endings),
    mut is_known: impl FnMut(u32) -> bool,
) {
    if is_known(number) || !word.is_ascii() || word.len() <= SHORTEST_HEAD {
        return;
    }
    // all that may be cut ends so
    if word.ends_with(['s', 'd', 'g', 'y']) {
        let mut buffer = [0; 64];
        for (ending, instead) in ENDINGS {
            let Some(head) = word.strip_suffix(ending).filter(|head| head.len() >= SHORTEST_HEAD)
            else {
                continue;
            };
            let stem =
                if instead.is_empty() { Some(head) } else { joined(head, instead, &mut buffer) };
            if stem.is_some_and(|stem| is_known(words.get(stem))) {
                return;
            }
        }
    }
    let last = word.as_bytes()[word.len() - 1];
    for (ending, number) in endings.iter().filter(|_| !may_be_name) {
        if ending.as_bytes()[ending.len() - 1] == last
            && word.len() >= SHORTEST_HEAD + ending.len()
            && word.ends_with(&**ending)
            && is_known(*number)
        {
            return;
        }
    }
}

fn joined<'b>(head: &str, tail: &str, buffer: &'b mut [u8; 64]) -> Option<&'b str> {
    let len = head.len() + tail.len();
    let out = buffer.get_mut(..len)?;
    out[..head.len()].copy_from_slice(head.as_bytes());
    out[head.len()..].copy_from_slice(tail.as_bytes());
    std::str::from_utf8(out).ok()
}

/// As many numbers as a word may have in all models together.
pub(crate) const WIDTH: usize = 7;

/// What a word has in all models, in half a line of memory.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Row {
    /// Those of the models side by side.
    numbers: [f32; WIDTH],
    /// Which models know the word, as bits.
    known: u8,
}

/// The numbers of words: of one sentence in a table, or of an article in the tables of all models, of which one is
/// in view; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct WordNumbers {
    /// `width` of each word.
    numbers: Vec<f32>,
    width: usize,
    /// Which of them are in view.
    place: Range<usize>,
    /// The first word in view.
    first: usize,
}

impl WordNumbers {
    /// Looks up every token. Words of actors' names, and words without a letter, have zeros.
    pub(crate) fn look_up(&mut self, table: &WordTable, source: &str, tokens: &[Token]) {
        self.clear(table.width, tokens.len());
        (self.place, self.first) = (0..table.width, 0);
        for (at, token) in tokens.iter().enumerate() {
            let from = self.numbers.len();
            self.numbers.resize(from + table.width, 0.0);
            let word = &fold(token.span.of(source));
            if !token.is_named() && has_letter(word) {
                // with a capital inside the sentence it may be a name that nobody found
                table.find(word, at > 0 && token.is_capital(), &mut self.numbers[from..]);
            }
        }
    }

    /// Makes room for so many words.
    fn clear(&mut self, width: usize, words: usize) {
        self.width = width;
        self.numbers.clear();
        self.numbers.reserve(width * words);
    }

    /// The numbers of some tokens.
    #[inline]
    pub(crate) fn rows(&self, tokens: Range<usize>) -> impl Iterator<Item = &[f32]> {
        let rows = &self.numbers[(self.first + tokens.start) * self.width..];
        let rows = &rows[..tokens.len() * self.width];
        rows.chunks_exact(self.width.max(1)).map(|row| &row[self.place.clone()])
    }

    /// The numbers of a token.
    #[inline]
    pub(crate) fn of(&self, token: usize) -> &[f32] {
        &self.numbers[(self.first + token) * self.width..][self.place.clone()]
    }

    /// Two numbers of each of some tokens, from the `first` of theirs on.
    #[inline]
    pub(crate) fn pairs(
        &self,
        tokens: Range<usize>,
        first: usize,
    ) -> impl DoubleEndedIterator<Item = [f32; 2]> + ExactSizeIterator {
        let rows = &self.numbers[(self.first + tokens.start) * self.width..];
        let rows = &rows[..tokens.len() * self.width];
        let first = self.place.start + first;
        let of_row = move |row: &[f32]| row.get(first..)?.first_chunk().copied();
        let pair = move |row: &[f32]| of_row(row).unwrap_or_default();
        rows.chunks_exact(self.width.max(1)).map(pair)
    }
}

/// The numbers of words in all models in use, by the numbers of the words in one vocabulary.
#[derive(Debug, Default)]
pub(crate) struct JoinedWords {
    /// Where the numbers of each model stand in a row.
    places: [Range<usize>; 3],
    /// By word; the first is of no word.
    rows: Vec<Row>,
    endings: Endings,
    /// The models in use, as bits.
    all: u8,
}

impl JoinedWords {
    /// Adds the words of the models to a vocabulary.
    pub(crate) fn new(models: &Models, vocabulary: &mut Vocabulary) -> Self {
        let mut joined = Self::default();
        let mut width = 0;
        for model in models.iter() {
            joined.places[model.kind as usize] = width..width + model.words.width;
            joined.all |= 1 << model.kind as u8;
            width += model.words.width;
        }
        joined.rows.reserve(vocabulary.len() + models.words());
        let mut before: Option<(&WordTable, Vec<u32>)> = None;
        for model in models.iter() {
            let table = &model.words;
            let same = before.take().filter(|(other, _)| other.words == table.words);
            let numbers = same.map_or_else(
                || table.iter().map(|(word, _)| vocabulary.add(word)).collect(),
                |(_, numbers)| numbers,
            );
            joined.rows.resize(vocabulary.len(), Row::default());
            joined.add(model.kind, table, &numbers);
            before = Some((table, numbers));
        }
        joined.endings = by_length(joined.endings);
        joined
    }

    /// Takes the numbers in from a model, whose words have `words` as their own.
    fn add(&mut self, kind: ModelKind, table: &WordTable, words: &[u32]) {
        let place = self.places[kind as usize].clone();
        for (&number, (word, numbers)) in words.iter().zip(table.iter()) {
            let row = &mut self.rows[number as usize];
            if row.known == 0 {
                self.endings.extend(ending(word, number));
            }
            row.known |= 1 << kind as u8;
            if has_letter(word) {
                row.numbers[place.clone()].copy_from_slice(numbers);
            }
        }
    }

    fn row(&self, word: u32) -> Row {
        self.rows.get(word as usize).copied().unwrap_or_default()
    }

    /// The numbers of every token of an article in all models; the tokens have their numbers in `vocabulary`, and
    /// `bounds` tell where sentences begin and the last ends. Words of actors' names, and words without a letter,
    /// have zeros.
    pub(crate) fn look_up(
        &self,
        vocabulary: &Vocabulary,
        source: &str,
        (tokens, bounds): (&[Token], &[u32]),
        out: &mut WordNumbers,
    ) {
        if self.all == 0 {
            return;
        }
        out.clear(WIDTH, tokens.len());
        let mut folded = String::new();
        for bounds in bounds.windows(2) {
            let tokens = &tokens[bounds[0] as usize..bounds[1] as usize];
            for (at, token) in tokens.iter().enumerate() {
                let mut row = self.row(if token.is_named() { 0 } else { token.word });
                let has_none = || {
                    let mut word = token.span.of(source).bytes();
                    token.is_named() || token.is_bare() && word.all(|byte| byte.is_ascii_digit())
                };
                if row.known != self.all && !has_none() {
                    folded.clear();
                    fold_into(token.span.of(source), &mut folded);
                    if has_letter(&folded) {
                        // with a capital inside the sentence it may be a name that nobody found
                        let may_be_name = at > 0 && token.is_capital();
                        if token.is_bare() {
                            let whole = (&*folded, token.word);
                            self.by_part(vocabulary, whole, may_be_name, 1.0, &mut row);
                        } else {
                            let (parts, count) = parts(&folded);
                            for part in parts {
                                let part = (part, vocabulary.get(part));
                                self.by_part(vocabulary, part, may_be_name, count, &mut row);
                            }
                        }
                    }
                }
                out.numbers.extend_from_slice(&row.numbers);
            }
        }
    }

    /// Puts the numbers of one model in view, for the words from `first` on.
    pub(crate) fn show(&self, kind: ModelKind, first: u32, numbers: &mut WordNumbers) {
        numbers.place = self.places[kind as usize].clone();
        numbers.first = first as usize;
    }

    /// Adds what one of so many parts of a word tells in the models that do not know the word.
    fn by_part(
        &self,
        vocabulary: &Vocabulary,
        part: (&str, u32),
        may_be_name: bool,
        count: f32,
        row: &mut Row,
    ) {
        let mut unknown = self.all & !row.known;
        ways(part, may_be_name, (vocabulary, &self.endings), |number| {
            let known = self.row(number);
            let hits = known.known & unknown;
            for (kind, place) in self.places.iter().enumerate() {
                if hits & 1 << kind != 0 {
                    let numbers = known.numbers[place.clone()].iter();
                    let sums = row.numbers[place.clone()].iter_mut();
                    sums.zip(numbers).for_each(|(sum, number)| *sum += number / count);
                }
            }
            unknown &= !hits;
            unknown == 0
        });
    }
}

fn has_letter(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic()) || word.contains(char::is_alphabetic)
}
