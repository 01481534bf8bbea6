//! Cuts a text into VADER's tokens (rules 12 to 16) and looks each up, in one scan.
//!
//! Eight bytes are read at a time, and most words are done after one read: the masks below find the
//! end of the word, its case and its punctuation without a loop. A word with a byte past ASCII or a
//! control character is read a character at a time instead.

use std::ops::Range;

use super::flag;
use super::tables::{self, Key, MAX_KEY, Words, key_of};
use super::unicode::{self, Case};

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

/// Tokens that stand for "none": three before the first and two after the last, so that neighbours
/// need no test. They count as lexicon words in front, as the rules pass over such, and as words
/// without a role behind.
pub(super) const BEFORE: [Token; 3] = [Token { start: 0, end: 0, flags: flag::LEXICON }; 3];
const AFTER: [Token; 2] = [Token { start: 0, end: 0, flags: 0 }; 2];

/// A token that may be in the table.
#[derive(Clone, Copy, Debug, Default)]
struct Pending {
    key: Key,
    hash: u64,
    token: u32,
}

/// How many tokens are looked up at a time.
const PENDING: usize = 64;

/// The tokens of a text; reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// [`BEFORE`], the tokens, [`AFTER`], and whatever a longer text left.
    buffer: Vec<Token>,
    /// How many tokens there are.
    pub(super) count: usize,
    /// Tokens that wait to be looked up, a few at a time, so that the reads of the table overlap.
    pending: Vec<Pending>,
    /// Those of the lexicon, in order.
    pub(super) valued: Vec<Valued>,
    /// Index of the first "but".
    pub(super) but: Option<u32>,
    /// There are exclamation or question marks.
    pub(super) marks: bool,
    /// How many tokens are in capitals.
    upper: usize,
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
    /// Whether some tokens are in capitals and some are not (rule 16).
    pub(super) fn capitals_differ(&self) -> bool {
        self.upper > 0 && self.upper < self.count
    }

    /// Reads a text of less than 4 GiB.
    pub(super) fn scan(&mut self, words: &Words, text: &str) -> Result<(), EmojiMet> {
        if self.pending.is_empty() {
            self.pending.resize(PENDING, Pending::default());
        }
        if self.buffer.is_empty() {
            self.buffer.extend(BEFORE);
        }
        self.valued.clear();
        self.but = None;
        let bytes = text.as_bytes();
        let (mut at, mut token, mut pending) = (0, BEFORE.len(), 0);
        let (mut upper, mut marks) = (0, false);
        while at < bytes.len() {
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
            if cut.start == cut.end {
                continue;
            }
            self.put(
                token,
                Token { start: cut.start as u32, end: cut.end as u32, flags: cut.flags },
            );
            marks |= cut.marks;
            upper += usize::from(cut.flags & flag::UPPER != 0);
            // Always written, but kept only if the word may be in the table: no branch to be
            // foreseen wrongly.
            let hash = tables::hash(cut.key);
            if let Some(place) = self.pending.get_mut(pending) {
                *place = Pending { key: cut.key, hash, token: token as u32 };
            }
            pending += usize::from(words.may_hold(hash));
            if pending == PENDING {
                self.look_up(words, pending);
                pending = 0;
            }
            token += 1;
        }
        self.look_up(words, pending);
        for (place, after) in (token..).zip(AFTER) {
            self.put(place, after);
        }
        self.count = token - BEFORE.len();
        (self.upper, self.marks) = (upper, marks);
        Ok(())
    }

    /// Puts the tokens of a part of the text into `out`, as scanning it alone would, if any is in the lexicon.
    /// False if one may reach over an end of the part.
    pub(super) fn take(&self, text: &str, part: Range<usize>, out: &mut Self) -> bool {
        out.valued.clear();
        let (start, end) = (part.start as u32, part.end as u32);
        let bytes = text.as_bytes();
        if !(is_between(bytes, part.start) && is_between(bytes, part.end)) {
            return false;
        }
        let start_of = |valued: &Valued| self.buffer[valued.token as usize].start;
        let from = self.valued.partition_point(|valued| start_of(valued) < start);
        let valued = self.valued[from..].iter().take_while(|valued| start_of(valued) < end);
        out.valued.extend(valued);
        if out.valued.is_empty() {
            return true;
        }
        let tokens = &self.buffer[BEFORE.len()..BEFORE.len() + self.count];
        let before = tokens.partition_point(|token| token.start < start);
        (out.upper, out.but, out.marks) = (0, None, self.marks);
        out.buffer.clear();
        out.buffer.extend(BEFORE);
        for token in tokens[before..].iter().take_while(|token| token.start < end) {
            let Token { start: from, end: to, flags } = *token;
            out.upper += usize::from(flags & flag::UPPER != 0);
            if flags & flag::BUT != 0 && out.but.is_none() {
                out.but = Some(out.buffer.len() as u32);
            }
            out.buffer.push(Token { start: from - start, end: to - start, flags });
        }
        out.count = out.buffer.len() - BEFORE.len();
        out.buffer.extend(AFTER);
        out.valued.iter_mut().for_each(|valued| valued.token -= before as u32);
        true
    }

    #[inline]
    fn put(&mut self, at: usize, token: Token) {
        if let Some(place) = self.buffer.get_mut(at) {
            *place = token;
        } else {
            self.buffer.push(token);
        }
    }

    /// Looks the first `count` of the pending tokens up.
    fn look_up(&mut self, words: &Words, count: usize) {
        for pending in &self.pending[..count] {
            let Some(entry) = words.find(pending.key, pending.hash) else { continue };
            self.buffer[pending.token as usize].flags |= entry.flags;
            if entry.flags & flag::LEXICON != 0 {
                self.valued.push(Valued { token: pending.token, valence: entry.valence() });
            } else if entry.flags & flag::BUT != 0 && self.but.is_none() {
                self.but = Some(pending.token);
            }
        }
    }

    /// All tokens, between [`BEFORE`] and [`AFTER`].
    pub(super) fn all(&self) -> &[Token] {
        &self.buffer[..BEFORE.len() + self.count + AFTER.len()]
    }
}

/// Whether a place in a text is certainly between tokens.
fn is_between(text: &[u8], at: usize) -> bool {
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
