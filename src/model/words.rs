//! Numbers of words, with a way out for words that the table does not know.

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::{memchr_iter, memchr2};

use super::{ModelKind, Models, rounded};
use crate::stats::short_decimal;
use crate::text::{Dictionary, Row, Token, Vocabulary, WIDTH, fold, fold_into};

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

    /// The first numbers of some tokens, of a model that has so many.
    #[inline]
    pub(crate) fn rows<const N: usize>(
        &self,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = [f64; N]> {
        let (numbers, width) = (&*self.numbers, self.width);
        let from = (self.first + tokens.start) * width + self.place.start;
        (0..tokens.len()).map(move |token| {
            let row = numbers[from + token * width..].first_chunk();
            row.map_or([0.0; N], |row| row.map(f64::from))
        })
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

/// The numbers of words in all models in use, which stand in a dictionary.
#[derive(Debug, Default)]
pub(crate) struct JoinedWords {
    /// Where the numbers of each model stand in a row.
    places: [Range<usize>; 3],
    endings: Endings,
    /// The models in use, as bits.
    all: u8,
}

impl JoinedWords {
    /// Adds the words of the models to a dictionary.
    pub(crate) fn new(models: &Models, dictionary: &mut Dictionary) -> Self {
        let mut joined = Self::default();
        let mut width = 0;
        for model in models.iter() {
            joined.places[model.kind as usize] = width..width + model.words.width;
            joined.all |= 1 << model.kind as u8;
            width += model.words.width;
        }
        let mut rest: Vec<_> = models.iter().collect();
        while let [first, ..] = rest[..] {
            // models mostly have the same words
            let (same, others): (Vec<_>, _) =
                rest.into_iter().partition(|model| model.words.words == first.words.words);
            for at in 0..first.words.len() {
                let word = first.words.words.word(at);
                let number = dictionary.add(word);
                let row = &mut dictionary.get_mut(number).row;
                if row.known == 0 {
                    joined.endings.extend(ending(word, number));
                }
                let has_letter = has_letter(word);
                for model in &same {
                    let kind = model.kind as usize;
                    row.known |= 1 << kind;
                    if has_letter {
                        let place = joined.places[kind].clone();
                        row.numbers[place].copy_from_slice(model.words.row(at));
                    }
                }
            }
            rest = others;
        }
        joined.endings = by_length(joined.endings);
        joined
    }

    /// The numbers of every token of an article in all models; the tokens have their numbers in `dictionary`, and
    /// `bounds` tell where sentences begin and the last ends. Words of actors' names, and words without a letter,
    /// have zeros.
    pub(crate) fn look_up(
        &self,
        dictionary: &Dictionary,
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
                let is_named = token.is_named();
                let row = &dictionary.get(token.word * u32::from(!is_named)).row;
                let known = row.known | u8::from(is_named).wrapping_neg();
                out.numbers.extend_from_slice(&row.numbers);
                if known & self.all != self.all {
                    // with a capital inside the sentence it may be a name that nobody found
                    let may_be_name = at > 0 && token.is_capital();
                    let mut row = *row;
                    self.by_parts(dictionary, (source, *token), may_be_name, &mut folded, &mut row);
                    let from = out.numbers.len() - WIDTH;
                    out.numbers[from..].copy_from_slice(&row.numbers);
                }
            }
        }
    }

    /// Puts the numbers of one model in view, for the words from `first` on.
    pub(crate) fn show(&self, kind: ModelKind, first: u32, numbers: &mut WordNumbers) {
        numbers.place = self.places[kind as usize].clone();
        numbers.first = first as usize;
    }

    /// Adds what the parts of a word tell in the models that do not know the word, if it has a letter.
    #[inline(never)]
    fn by_parts(
        &self,
        dictionary: &Dictionary,
        (source, token): (&str, Token),
        may_be_name: bool,
        folded: &mut String,
        row: &mut Row,
    ) {
        let word = token.span.of(source);
        folded.clear();
        if token.is_bare() {
            if has_letter(word) {
                folded.push_str(word);
                folded.make_ascii_lowercase();
                self.by_part(dictionary, (folded, token.word), may_be_name, 1.0, row);
            }
            return;
        }
        fold_into(word, folded);
        if !has_letter(folded) {
            return;
        }
        let (parts, count) = parts(folded);
        for part in parts {
            let part = (part, dictionary.words().get(part));
            self.by_part(dictionary, part, may_be_name, count, row);
        }
    }

    /// Adds what one of so many parts of a word tells in the models that do not know the word.
    fn by_part(
        &self,
        dictionary: &Dictionary,
        part: (&str, u32),
        may_be_name: bool,
        count: f32,
        row: &mut Row,
    ) {
        let mut unknown = self.all & !row.known;
        ways(part, may_be_name, (dictionary.words(), &self.endings), |number| {
            let known = &dictionary.get(number).row;
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
