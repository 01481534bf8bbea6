//! The words on both sides of a mark.

use super::lists;
use super::marks::{self, Opened};
use super::words::{self, Before, LABEL, OPENING, REPORTING, STARTER};
use crate::text::typography::is_blank;

/// Most characters of a word that are looked at.
pub(super) const WORD: usize = 20;

/// What stands before a full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prev {
    /// A word that is no abbreviation, or no word at all.
    Plain,
    /// A number of so many digits.
    Figures(usize),
    /// One letter.
    Letter,
    Listed(Before),
}

/// The word before a mark.
#[derive(Clone, Copy)]
pub(super) struct Behind<'t> {
    pub(super) class: Prev,
    pub(super) word: &'t str,
    pub(super) start: usize,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The word that ends at `at`.
pub(super) fn prev(text: &str, at: usize) -> Behind<'_> {
    let bytes = text.as_bytes();
    let is_part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'\'');
    let mut start = at;
    let mut left = WORD;
    while left > 0 {
        let run = bytes[..start].iter().rev().take(left).take_while(is_part).count();
        (start, left) = (start - run, left - run);
        // a character of several bytes
        match text[..start].chars().next_back() {
            Some(c)
                if left > 0
                    && !c.is_ascii()
                    && (c.is_alphanumeric() || matches!(c, '’' | '°' | 'º')) =>
            {
                (start, left) = (start - c.len_utf8(), left - 1);
            }
            _ => break,
        }
    }
    let word = text[start..at].trim_start_matches(|c| is_apostrophe(c) || c == '.');
    let start = at - word.len();
    Behind { class: classify(text, word, start), word, start }
}

fn classify(text: &str, word: &str, start: usize) -> Prev {
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return Prev::Plain;
    };
    let listed = words::before(word);
    if let Some(Before::Unit) = listed {
        return if after_number(text, start) { Prev::Listed(Before::Unit) } else { Prev::Plain };
    }
    if let Some(class) = listed {
        return Prev::Listed(class);
    }
    if word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Prev::Plain;
    }
    if word.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
        return Prev::Figures(digits);
    }
    // "£4 13s. 2d."
    if let [digits @ .., b's' | b'd'] = word.as_bytes()
        && !digits.is_empty()
        && digits.iter().all(u8::is_ascii_digit)
    {
        return Prev::Figures(1);
    }
    if chars.next().is_none() {
        if word == "c" && text[..start].ends_with('&') {
            return Prev::Listed(Before::End);
        }
        // The end of an address is no initial.
        let address = text[..start].ends_with(['=', '/', '_', '@', '#']);
        return if first.is_alphabetic() && !address { Prev::Letter } else { Prev::Plain };
    }
    if word.contains('.') {
        let single = word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic));
        if single {
            return Prev::Listed(Before::Soft);
        }
        let last = word.rsplit('.').next().unwrap_or(word);
        return words::before(last).map_or(Prev::Plain, Prev::Listed);
    }
    if is_clipped(word) {
        return Prev::Listed(Before::Soft);
    }
    Prev::Plain
}

/// A capital and consonants alone (Cmdr, Blvd) can hardly be anything but an abbreviation.
fn is_clipped(word: &str) -> bool {
    let bytes = word.as_bytes();
    (2..=5).contains(&bytes.len())
        && bytes[0].is_ascii_uppercase()
        && !b"AEIOUY".contains(&bytes[0])
        && bytes[1..].iter().all(|b| b.is_ascii_lowercase() && !b"aeiouy".contains(b))
}

fn after_number(text: &str, start: usize) -> bool {
    let before = text.as_bytes()[..start].last_chunk::<2>();
    matches!(before, Some([digit, b' ' | b'-']) if digit.is_ascii_digit())
        || text.as_bytes()[..start].last().is_some_and(u8::is_ascii_digit)
}

impl Behind<'_> {
    /// Too long for an abbreviation nobody listed.
    pub(super) fn is_long_word(&self, text: &str) -> bool {
        let small = self.word.bytes().all(|b| b.is_ascii_lowercase());
        self.word.len() >= if small { 4 } else { 6 }
            && self.word.bytes().all(|b| b.is_ascii_alphabetic())
            && text[..self.start].ends_with(char::is_whitespace)
    }

    /// Whether a quotation that ends here holds more than this word.
    pub(super) fn ends_quotation(&self, text: &str) -> bool {
        text[..self.start].ends_with(char::is_whitespace)
            && !matches!(self.class, Prev::Listed(Before::Title | Before::Mid | Before::Place))
    }

    /// Whether a sentence may end here without white space: an ordinary word or number that is no part of an address.
    pub(super) fn may_touch(&self, text: &str) -> bool {
        let word = self.word.as_bytes();
        let plain = match self.class {
            Prev::Plain | Prev::Listed(Before::Unit | Before::Number) => {
                word.len() > 1
                    && self.word.chars().all(|c| c.is_alphabetic() || is_apostrophe(c))
                    && !self.word.chars().skip(1).any(char::is_uppercase)
            }
            Prev::Figures(_) => !self.word.contains('.'),
            Prev::Letter | Prev::Listed(_) => false,
        };
        let before = text[..self.start].chars().next_back();
        plain && before.is_none_or(|c| c.is_whitespace() || "\"'“‘’([-–—,$€£".contains(c))
    }
}

/// Whether the word before the "!" or "?" at `at` makes a name with it ("Yahoo!").
pub(super) fn name_with_mark(text: &str, at: usize) -> bool {
    let word = prev(text, at);
    text[word.start..]
        .get(..word.word.len() + 1)
        .is_some_and(|name| words::before(name) == Some(Before::Name))
}

/// What stands after a mark.
pub(super) struct Next<'t> {
    pub(super) opened: Opened,
    /// The first letters, empty when something else comes first.
    pub(super) word: &'t str,
    pub(super) at: usize,
    first: char,
    /// What follows the word.
    after: Option<char>,
    /// A capital inside a word that begins with a small letter: "iPhone", "al-Assad".
    mixed: bool,
    /// The label of a list item in brackets: "(b)".
    label: bool,
}

/// Reads what stands at `at`; `None` at the end of the text.
pub(super) fn next(text: &str, at: usize) -> Option<Next<'_>> {
    let opened = marks::openers(text, at);
    let rest = &text[opened.end..];
    let first = rest.chars().next()?;
    let length = word_length(rest);
    let word = &rest[..length];
    let after = rest[length..].chars().next();
    let label = opened.bracket && after == Some(')') && lists::is_label(word);
    let mixed = first.is_lowercase()
        && (word.chars().any(char::is_uppercase)
            || (after == Some('-') && rest[length + 1..].starts_with(char::is_uppercase)));
    Some(Next { opened, word, at, first, after, mixed, label })
}

/// Bytes of the letters at the head of `rest`, up to a bound.
fn word_length(rest: &str) -> usize {
    let letters = rest.bytes().take(WORD).take_while(u8::is_ascii_alphabetic).count();
    if letters == WORD || rest.as_bytes().get(letters).is_none_or(u8::is_ascii) {
        return letters;
    }
    rest.char_indices()
        .take(WORD)
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8())
}

impl Next<'_> {
    /// Begins with a capital, or a letter of a script without case.
    pub(super) fn capital(&self) -> bool {
        self.mixed || self.label || (self.first.is_alphabetic() && !self.first.is_lowercase())
    }

    pub(super) fn small(&self) -> bool {
        self.first.is_lowercase() && !self.mixed && !self.label
    }

    pub(super) fn digit(&self) -> bool {
        self.first.is_numeric()
    }

    /// An amount, a tag or an account name.
    pub(super) fn sum(&self) -> bool {
        matches!(self.first, '$' | '€' | '£' | '¥' | '@')
    }

    /// May begin a sentence.
    pub(super) fn begins(&self) -> bool {
        self.capital() || self.digit() || self.sum()
    }

    /// What the lists say of the word.
    pub(super) fn is(&self, flag: u8) -> bool {
        // "A. Smith" and "All-Star" begin with no starter
        let part = self.after == Some('-') || self.after == Some('.') && self.word.len() == 1;
        let mut flags = if part { 0 } else { words::after(self.word) };
        if self.after == Some(':') && flags & LABEL != 0 {
            flags |= STARTER;
        }
        flags & flag != 0
    }

    /// Looks like the short name of a time zone.
    pub(super) fn zone(&self) -> bool {
        (2..=4).contains(&self.word.len()) && self.word.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// A Roman numeral of two letters or more.
    pub(super) fn roman(&self) -> bool {
        self.word.len() > 1 && self.word.bytes().all(|b| b"IVX".contains(&b))
    }

    /// A capital, small letters and then the end of the word: no part of an address or a file name.
    pub(super) fn is_plain_word(&self, text: &str) -> bool {
        let mut chars = self.word.chars();
        let Some(first) = chars.next() else {
            return false;
        };
        let small = chars.as_str();
        let shape = first.is_uppercase()
            && (!small.is_empty() || matches!(first, 'A' | 'I'))
            && small.chars().all(char::is_lowercase);
        let mut after = text[self.opened.end + self.word.len()..].chars();
        let ends = match after.next() {
            None => true,
            Some('.' | '?' | '!') => {
                !small.is_empty() && after.next().is_none_or(|c| !c.is_alphanumeric())
            }
            Some(c) => c.is_whitespace() || ",;:'’\"”-".contains(c),
        };
        shape && ends
    }
}

/// Longest opening of a sentence that is a clock time alone, in bytes.
const CLOCK: usize = 30;

/// Whether a sentence that has got as far as a clock time has only begun: "At about 5".
pub(super) fn opens_with_time(sentence: &str) -> bool {
    let word = &sentence[..word_length(sentence)];
    sentence.len() <= CLOCK && words::after(word) & OPENING != 0
}

/// Words looked through for a reporting verb.
const CLAUSE: usize = 6;

/// Whether a reporting clause with a name begins here: "Mr Smith asked".
pub(super) fn reports(text: &str, next: &Next) -> bool {
    if next.is(STARTER) && !matches!(next.word, "Mr" | "Mrs" | "Ms") {
        return false;
    }
    let mut rest = &text[next.opened.end..];
    for _ in 0..CLAUSE {
        let length = word_length(rest);
        let word = &rest[..length];
        if words::after(word) & REPORTING != 0 {
            return true;
        }
        let name = word.starts_with(char::is_uppercase) || matches!(word, "de" | "van" | "von");
        if !name {
            return false;
        }
        rest = rest[length..].trim_start_matches(['.', '-', '’', '\'']);
        rest = rest.strip_prefix(char::is_whitespace).unwrap_or(rest);
    }
    false
}

/// Whether a bracketed reference closes the sentence: `(Smith 2005).`
pub(super) fn citation(text: &str, next: &Next) -> bool {
    let rest = &text.as_bytes()[next.opened.end..];
    let ends = |b: &u8| matches!(b, b')' | b']' | b'!' | b'?' | b'\n' | b'\r');
    let close = rest.iter().take(60).position(ends);
    match close {
        Some(close) => {
            rest[close] == b')'
                && rest.get(close + 1).is_some_and(|b| matches!(b, b'.' | b',' | b';'))
        }
        None => false,
    }
}

/// Most digits of a footnote number.
const NOTE: usize = 3;

/// End of the footnote numbers at `from`, directly behind a full stop ("end.11 12 The next").
pub(super) fn note_number(text: &str, prev: &Behind, at: usize, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let word = prev.class == Prev::Plain
        && prev.word.len() > 2
        && prev.word.bytes().all(|b| b.is_ascii_alphabetic());
    if !(word || bytes[..at].ends_with(b")")) {
        return None;
    }
    let mut end = from;
    loop {
        let digits = bytes[end..].iter().take(NOTE + 1).take_while(|b| b.is_ascii_digit()).count();
        if !(1..=NOTE).contains(&digits) || end - from > 4 * NOTE {
            return None;
        }
        end += digits;
        match bytes[end..] {
            [b' ' | b',', digit, ..] if digit.is_ascii_digit() => end += 1,
            _ => {
                let next = text[end..].trim_start_matches(is_blank);
                let parted = next.len() < text.len() - end;
                let starts = next.starts_with(|c: char| c.is_ascii_uppercase());
                return (parted && starts).then_some(end);
            }
        }
    }
}
