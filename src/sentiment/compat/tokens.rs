//! Cuts a text into VADER's tokens (rules 12 to 16) and looks each up, in one scan.
//!
//! Eight bytes are read at a time, and most words are done after one read: the masks below find the
//! end of the word, its case and its punctuation without a loop. A word with a byte past ASCII or a
//! control character is read a character at a time instead. Where the words of an article have numbers
//! already, most tokens are such a word and need no look-up.

use std::ops::Range;

use super::flag;
use super::tables::{self, Key, MAX_KEY, Words, key_of};
use super::unicode::{self, Case};
use crate::text::{InRooms, Room, Token as Word};

/// What the rules need to know of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte in the text that was scanned.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Bits of [`flag`].
    pub(super) flags: u16,
}

/// A token of the lexicon and its present valence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Valued {
    /// Index into [`Tokens::all`].
    pub(super) token: u32,
    pub(super) valence: f64,
}

/// A token that may be in the table.
#[derive(Clone, Copy, Debug, Default)]
struct Pending {
    key: Key,
    /// Where it would stand.
    slot: u32,
    token: u32,
}

/// How many tokens are looked up at a time.
const PENDING: usize = 64;

/// The tokens of a text; reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    /// Tokens that wait to be looked up, a few at a time, so that the reads of the table overlap.
    pending: Vec<Pending>,
    waiting: usize,
    /// Those of the lexicon, in order.
    pub(super) valued: Vec<Valued>,
    /// There are exclamation or question marks.
    pub(super) marks: bool,
}

/// The words of a text as an article has them, in order, with their numbers in rooms.
#[derive(Clone, Copy)]
pub(in crate::sentiment) struct Read<'t> {
    pub(in crate::sentiment) words: &'t [Word],
    pub(in crate::sentiment) rooms: &'t [InRooms],
}

impl Read<'_> {
    /// Where no words are known.
    pub(super) const NONE: Read<'static> = Read { words: &[], rooms: &[] };

    /// Those from `at` on.
    #[inline]
    pub(super) fn from(self, at: usize) -> Self {
        let before = self.words.partition_point(|word| (word.span.start as usize) < at);
        Self { words: &self.words[before..], rooms: &self.rooms[before..] }
    }
}

/// What stands behind a word: white space, or punctuation, and perhaps that of shouts and questions.
const SPACE: u8 = 1;
const MARK: u8 = 2;
const CALL: u8 = 4;

/// What each byte below 64 is of these.
const BEHIND: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < b'@' {
        classes[byte as usize] = match byte {
            b'!' | b'?' => MARK | CALL,
            _ if is_space(byte) => SPACE,
            _ if byte.is_ascii_punctuation() => MARK,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// Where to go on behind a word that is a token, alone or but for a mark behind it, and that is certainly not in
/// capitals; and what stands behind it.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "branches would be foreseen wrongly")]
fn alone(source: &[u8], word: Word) -> Option<(u32, u8)> {
    let (start, end) = (word.span.start as usize, word.span.end as usize);
    let ([first, second, ..], [.., behind, next]) =
        source.get(start..end + 2).map(|text| (text, text))?
    else {
        return None;
    };
    let [behind, next] = [behind, next].map(|byte| BEHIND[usize::from(*byte)]);
    let ends = (behind == SPACE) | (behind & MARK != 0) & (next == SPACE) & (end - start > 2);
    // of letters, digits and marks within words only small letters have both bits
    let small = |byte: u8| byte & 0x60 == 0x60;
    let fits = ends & word.is_plain() & (small(*first) | small(*second));
    fits.then_some((word.span.end + u32::from(behind & (SPACE | MARK)), behind))
}

/// The scan met an emoji, whose description must be put in its place first.
pub(super) struct EmojiMet;

const ONES: u64 = 0x0101_0101_0101_0101;
/// The top bit of each byte; the masks below say yes with it.
const TOPS: u64 = 0x80 * ONES;

/// White space below 64.
const SPACES: u64 = 1 << b' ' | 0b1111 << 0x1C | 0b1_1111 << b'\t';

/// Bytes up to the first that is no printing ASCII character: 0 to 8. (Only that first one is
/// certain.)
#[inline]
const fn printing(word: u64) -> u32 {
    ((word.wrapping_sub(0x21 * ONES) | word) & TOPS).trailing_zeros() / 8
}

/// Bytes that are ASCII letters. Needs all bytes below 0x80, as the other masks do.
#[inline]
const fn letters(word: u64) -> u64 {
    let lower = word | (0x20 * ONES);
    (lower + 0x1F * ONES) & !(lower + 0x05 * ONES) & TOPS
}

/// Of the letters, those in upper case.
#[inline]
const fn uppers(word: u64, letters: u64) -> u64 {
    letters & !(word << 2)
}

/// Bytes that `strip` leaves alone: all but punctuation. DEL is no punctuation.
#[inline]
const fn kept(word: u64, letters: u64) -> u64 {
    let digits = (word + 0x50 * ONES) & !(word + 0x46 * ONES);
    ((digits | (word + ONES)) & TOPS) | letters
}

#[inline]
const fn has(word: u64, byte: u8) -> bool {
    let other = word ^ (byte as u64 * ONES);
    other.wrapping_sub(ONES) & !other & TOPS != 0
}

/// The first `len` bytes of a word, 0 to 8; the rest is zero.
#[inline]
const fn first_bytes(word: u64, len: u32) -> u64 {
    if len >= 8 { word } else { word & ((1 << (8 * len)) - 1) }
}

/// Eight bytes from `at` on, with spaces after the end.
#[inline]
fn load(bytes: &[u8], at: usize) -> u64 {
    if let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        return u64::from_le_bytes(*chunk);
    }
    load_last(bytes, at)
}

#[inline(never)]
fn load_last(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    // The last eight bytes of the text hold the rest: one read and a shift.
    if let Some(chunk) = bytes.last_chunk::<8>().filter(|_| !rest.is_empty() && rest.len() < 8) {
        let unread = 8 * (8 - rest.len());
        return u64::from_le_bytes(*chunk) >> unread | (0x20 * ONES) << (64 - unread);
    }
    let mut padded = [b' '; 8];
    for (to, from) in padded.iter_mut().zip(rest) {
        *to = *from;
    }
    u64::from_le_bytes(padded)
}

/// "n't" stands anywhere in the token (rule 22).
fn has_nt(token: &[u8]) -> bool {
    token.windows(3).any(|part| part.eq_ignore_ascii_case(b"n't"))
}

/// The part of `start..end` that is the token: without punctuation at the ends if more than two
/// characters are left.
#[inline]
fn strip(text: &str, start: usize, end: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let (mut from, mut to) = (start, end);
    while from < to && bytes[from].is_ascii_punctuation() {
        from += 1;
    }
    while from < to && bytes[to - 1].is_ascii_punctuation() {
        to -= 1;
    }
    // Two characters have eight bytes at most.
    let short = to - from <= 2 || (to - from <= 8 && text[from..to].chars().nth(2).is_none());
    if short { (start, end) } else { (from, to) }
}

/// A token as it was cut.
struct Cut {
    start: usize,
    end: usize,
    flags: u16,
    /// It holds exclamation or question marks.
    marks: bool,
    key: Key,
    /// Where to go on reading.
    next: usize,
}

/// The key of a token that is no key.
const NO_KEY: Key = [u64::MAX; 3];

#[inline]
const fn is_space(stop: u8) -> bool {
    stop < 64 && SPACES >> stop & 1 == 1
}

impl Tokens {
    /// Reads a part of a source of less than 4 GiB; `read` are words that stand there, if they are known.
    pub(super) fn scan(
        &mut self,
        words: &Words,
        source: &str,
        part: Range<usize>,
        read: Read,
    ) -> Result<(), EmojiMet> {
        if self.pending.is_empty() {
            self.pending = vec![Pending::default(); PENDING];
        }
        self.all.clear();
        self.valued.clear();
        let text = &source[..part.end];
        let bytes = text.as_bytes();
        (self.marks, self.waiting) = (false, 0);
        // the next of the words that are known
        let (mut at, mut near) = (part.start, 0);
        while at < bytes.len() {
            if read.words.get(near).is_some_and(|word| word.span.start as usize == at) {
                (at, near) = self.take_known(words, (source.as_bytes(), part.end), read, near);
                if at >= bytes.len() {
                    break;
                }
            }
            let word = load(bytes, at);
            let len = printing(word);
            let cut = if len == 8 {
                long(text, at)?
            } else if !is_space((word >> (8 * len)) as u8) {
                other(text, at)?
            } else if len > 0 {
                short(bytes, at, len, first_bytes(word, len))
            } else {
                at += 1;
                continue;
            };
            at = cut.next;
            while read.words.get(near).is_some_and(|word| (word.span.start as usize) < at) {
                near += 1;
            }
            if cut.start == cut.end {
                continue;
            }
            self.marks |= cut.marks;
            let hash = tables::hash(cut.key);
            let (slot, token) = (tables::slot_of(hash) as u32, self.all.len() as u32);
            let here = Pending { key: cut.key, slot, token };
            self.wait(words, here, words.may_hold(hash));
            let (start, end) = (cut.start as u32, cut.end as u32);
            self.all.push(Token { start, end, flags: cut.flags });
        }
        self.look_up(words);
        Ok(())
    }

    /// Takes words that are known as tokens, from the one at `near` on, as far as each begins where the one before
    /// says; where to go on reading, and the word to go on with.
    #[inline(never)]
    fn take_known(
        &mut self,
        words: &Words,
        (source, end): (&[u8], usize),
        read: Read,
        mut near: usize,
    ) -> (usize, usize) {
        let mut at = read.words[near].span.start;
        let mut behind = 0;
        while let Some(&word) = read.words.get(near)
            && word.span.start == at
            && word.span.end as usize <= end
            && let Some((next, class)) = alone(source, word)
        {
            if let Some((key, slot)) = words.numbered(Room::Sentiment.number(read.rooms[near])) {
                let token = self.all.len() as u32;
                self.wait(words, Pending { key, slot, token }, true);
            }
            self.all.push(Token { start: at, end: word.span.end, flags: 0 });
            behind |= class;
            near += 1;
            at = next;
        }
        self.marks |= behind & CALL != 0;
        (at as usize, near)
    }

    /// Puts a token among those that wait. It is always written, but kept only if it may be in the table: no
    /// branch to be foreseen wrongly.
    #[inline]
    fn wait(&mut self, words: &Words, token: Pending, may_be_there: bool) {
        if self.waiting == PENDING {
            self.look_up(words);
        }
        if let Some(place) = self.pending.get_mut(self.waiting) {
            *place = token;
        }
        self.waiting += usize::from(may_be_there);
    }

    /// Looks the tokens up that wait.
    #[inline(never)]
    fn look_up(&mut self, words: &Words) {
        let waiting = std::mem::take(&mut self.waiting);
        for pending in &self.pending[..waiting] {
            let Some(entry) = words.find(pending.key, pending.slot as usize) else { continue };
            self.all[pending.token as usize].flags |= entry.flags;
            if entry.flags & flag::LEXICON != 0 {
                self.valued.push(Valued { token: pending.token, valence: entry.valence() });
            }
        }
    }
}

/// Whether a place in a text is certainly between tokens.
pub(super) fn is_between(text: &[u8], at: usize) -> bool {
    let is_space = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    is_space(text[..at].last()) || is_space(text.get(at))
}

/// A token of one to seven printing ASCII characters.
#[inline]
fn short(bytes: &[u8], at: usize, len: u32, word: u64) -> Cut {
    let letters = letters(word);
    let uppers = uppers(word, letters);
    let lowered = word | uppers >> 2;
    let mut flags = if uppers != 0 && uppers == letters { flag::UPPER } else { 0 };
    let (mut from, mut to, mut marks) = (0, len, false);
    if letters != first_bytes(TOPS, len) {
        marks = has(word, b'!') | has(word, b'?');
        let kept = kept(word, letters) & first_bytes(TOPS, len);
        let (first, end) = (kept.trailing_zeros() / 8, 8 - kept.leading_zeros() / 8);
        if kept != 0 && end - first > 2 {
            (from, to) = (first, end);
        }
        if has(word, b'\'') && has_nt(&bytes[at + from as usize..at + to as usize]) {
            flags |= flag::NEGATOR;
        }
    }
    let key = [first_bytes(lowered >> (8 * from), to - from), 0, 0];
    let next = at + len as usize + 1;
    Cut { start: at + from as usize, end: at + to as usize, flags, marks, key, next }
}

/// A token that begins with eight printing ASCII characters.
#[inline]
fn long(text: &str, start: usize) -> Result<Cut, EmojiMet> {
    let bytes = text.as_bytes();
    let (mut end, mut any_upper, mut any_lower) = (start, 0, 0);
    let (mut plain, mut marks, mut apostrophe) = (true, false, false);
    loop {
        let word = load(bytes, end);
        let len = printing(word);
        let word = first_bytes(word, len);
        let letters = letters(word);
        let uppers = uppers(word, letters);
        any_upper |= uppers;
        any_lower |= letters ^ uppers;
        if letters != first_bytes(TOPS, len) {
            plain = false;
            marks |= has(word, b'!') | has(word, b'?');
            apostrophe |= has(word, b'\'');
        }
        end += len as usize;
        if len < 8 {
            break;
        }
    }
    if bytes.get(end).is_some_and(|&stop| !is_space(stop)) {
        return other(text, start);
    }
    let mut flags = if any_upper != 0 && any_lower == 0 { flag::UPPER } else { 0 };
    let (mut from, mut to) = (start, end);
    if !plain {
        (from, to) = strip(text, start, end);
        if apostrophe && has_nt(&bytes[from..to]) {
            flags |= flag::NEGATOR;
        }
    }
    let len = to - from;
    let key = if len > MAX_KEY {
        NO_KEY
    } else {
        let lowered = |index: usize| {
            let Some(len) = len.checked_sub(index).filter(|&len| len > 0) else { return 0 };
            let word = first_bytes(load(bytes, from + index), len.min(8) as u32);
            word | uppers(word, letters(word)) >> 2
        };
        [lowered(0), lowered(8), lowered(16)]
    };
    Ok(Cut { start: from, end: to, flags, marks, key, next: end + 1 })
}

/// Any token; an empty one where white space past ASCII stands.
#[cold]
#[inline(never)]
fn other(text: &str, start: usize) -> Result<Cut, EmojiMet> {
    let (mut end, mut next) = (text.len(), text.len());
    let (mut any_upper, mut any_lower, mut marks) = (false, false, false);
    for (at, c) in text[start..].char_indices() {
        if unicode::is_space(c) {
            (end, next) = (start + at, start + at + c.len_utf8());
            break;
        }
        if tables::emoji(c).is_some() {
            return Err(EmojiMet);
        }
        marks |= matches!(c, '!' | '?');
        let case = unicode::case(c);
        any_upper |= case == Case::Upper;
        any_lower |= case == Case::Lower;
    }
    let mut flags = if any_upper && !any_lower { flag::UPPER } else { 0 };
    let (start, end) = strip(text, start, end);
    if has_nt(&text.as_bytes()[start..end]) {
        flags |= flag::NEGATOR;
    }
    let key = lowered_key(&text[start..end]).unwrap_or(NO_KEY);
    Ok(Cut { start, end, flags, marks, key, next })
}

/// Lower-cases as far as it can matter: of all characters past ASCII only the Kelvin sign has an
/// ASCII lower case (rule 14).
pub(super) fn lower(c: char) -> char {
    if c == '\u{212A}' { 'k' } else { c.to_ascii_lowercase() }
}

/// The key of a token with characters past ASCII, if it can be a key.
fn lowered_key(token: &str) -> Option<Key> {
    let mut bytes = [0; MAX_KEY];
    let mut len = 0;
    for c in token.chars().map(lower) {
        *bytes.get_mut(len)? = u8::try_from(c).ok().filter(u8::is_ascii)?;
        len += 1;
    }
    key_of(&bytes[..len])
}
