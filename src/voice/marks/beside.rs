//! What stands beside a quotation mark.

use super::entity;

/// What stands beside a mark, other marks and Markdown stars left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// White space, an edge of the paragraph, a bracket that faces the mark, a tag.
    Gap,
    Dash,
    Colon,
    /// Punctuation that ends a phrase, closing brackets.
    Stop,
    Ellipsis,
    Digit,
    Word,
}

/// Words whose first letters an apostrophe replaces, and clitics set off by a space.
const ELISIONS: &[&str] = &[
    "ave", "bout", "cause", "cept", "cos", "course", "coz", "cuz", "d", "ello", "em", "er", "fore",
    "fraid", "gainst", "im", "kay", "ll", "m", "mid", "mongst", "n", "neath", "nother", "nuff",
    "re", "round", "s", "scuse", "sup", "t", "til", "till", "tis", "twas", "tween", "twere",
    "twill", "twixt", "ve", "way", "ya", "yer",
];

pub(super) fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_' | '\\' | '\u{ad}' | '\u{200b}' | '\u{feff}')
}

/// Of nearly every mark the byte beside it tells.
const BEFORE: [Option<Side>; 256] = beside(*b";.", *b"([{<>/=|~");
const AFTER: [Option<Side>; 256] = beside(*b"&.", *b"<");

/// What each ASCII byte is to a mark beside it; nothing for emphasis and what has to be `looked_at`, a gap for `gaps`.
const fn beside<const N: usize>(looked_at: [u8; 2], gaps: [u8; N]) -> [Option<Side>; 256] {
    let mut sides = [None; 256];
    let mut byte = 0;
    while byte < 0x80 {
        sides[byte as usize] = match byte {
            b'*' | b'_' | b'\\' => None,
            b'-' => Some(Side::Dash),
            b':' => Some(Side::Colon),
            b'.' | b',' | b'!' | b'?' | b';' | b')' | b']' | b'}' => Some(Side::Stop),
            b'0'..=b'9' => Some(Side::Digit),
            0..=b' ' | 0x7F => Some(Side::Gap),
            _ => Some(Side::Word),
        };
        byte += 1;
    }
    let mut i = 0;
    while i < N {
        sides[gaps[i] as usize] = Some(Side::Gap);
        i += 1;
    }
    sides[looked_at[0] as usize] = None;
    sides[looked_at[1] as usize] = None;
    sides
}

pub(super) fn before(text: &str, head: usize, at: usize) -> Side {
    let left = &text[head..at];
    let Some(&last) = left.as_bytes().last() else { return Side::Gap };
    BEFORE[usize::from(last)].unwrap_or_else(|| looked_at_before(left))
}

fn looked_at_before(left: &str) -> Side {
    let mut chars = left.chars().rev();
    let Some(c) = chars.by_ref().take(8).find(|&c| !is_emphasis(c)) else {
        return Side::Gap;
    };
    match c {
        ';' => spelled_before(left).unwrap_or(Side::Stop),
        '(' | '[' | '{' | '<' | '>' | '/' | '=' | '|' | '~' => Side::Gap,
        '.' if chars.next() == Some('.') => Side::Ellipsis,
        _ => side(c),
    }
}

/// The side made by an entity at the end of `left`.
fn spelled_before(left: &str) -> Option<Side> {
    let from = left.bytes().rev().take(12).position(|b| b == b'&')?;
    let (c, length) = entity(&left[left.len() - 1 - from..])?;
    (length == from + 1).then(|| side(c))
}

pub(super) fn after(text: &str, at: usize) -> Side {
    let Some(&first) = text.as_bytes().get(at) else { return Side::Gap };
    AFTER[usize::from(first)].unwrap_or_else(|| looked_at_after(&text[at..]))
}

fn looked_at_after(text: &str) -> Side {
    let right = text.trim_start_matches(some_emphasis());
    let mut chars = right.chars();
    let Some(c) = chars.next() else {
        return Side::Gap;
    };
    match c {
        '&' => entity(right).map_or(Side::Word, |(c, _)| side(c)),
        '<' => Side::Gap,
        '.' => match chars.next() {
            Some('.') => Side::Ellipsis,
            Some(d) if d.is_ascii_digit() => Side::Digit,
            _ => Side::Stop,
        },
        '(' | '[' | '{' => Side::Word,
        _ => side(c),
    }
}

/// Emphasis to skip, at most eight characters of it.
fn some_emphasis() -> impl FnMut(char) -> bool {
    let mut left = 8;
    move |c| {
        left -= 1;
        left > 0 && is_emphasis(c)
    }
}

fn side(c: char) -> Side {
    match c {
        '-' | '–' | '—' | '―' | '‒' | '‑' => Side::Dash,
        ':' => Side::Colon,
        '.' | ',' | '!' | '?' | ';' | ')' | ']' | '}' => Side::Stop,
        '…' => Side::Ellipsis,
        c if c.is_numeric() => Side::Digit,
        c if c.is_whitespace() || c.is_control() => Side::Gap,
        _ => Side::Word,
    }
}

/// Whether what follows an apostrophe is a shortened year or word.
pub(super) fn elided(rest: &str) -> bool {
    let length = rest.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let word = &rest[..length];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits == 2 && matches!(&word[2..], "" | "s" | "S");
    let other = rest[length..].chars().next().is_some_and(char::is_alphanumeric);
    !other && (year || ELISIONS.iter().any(|e| e.eq_ignore_ascii_case(word)))
}

/// Whether the mark after a digit is part of a length in feet and inches (`6' 2"`, `5'10"`).
pub(super) fn measures(text: &str, head: usize, at: usize, end: usize) -> bool {
    let is_prime = |c: Option<char>| matches!(c, Some('\'' | '’' | '′' | '"' | '”' | '″'));
    let left = text[head..at].trim_end_matches(['½', '¼', '¾']);
    let inches = left.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let feet =
        left[..left.len() - inches].strip_suffix(' ').unwrap_or(&left[..left.len() - inches]);
    let mut back = feet.chars().rev();
    let second = (1..=2).contains(&inches)
        && matches!(back.next(), Some('\'' | '’' | '′'))
        && back.next().is_some_and(|c| c.is_ascii_digit());
    let right = text[end..].strip_prefix([' ', '-']).unwrap_or(&text[end..]);
    let digits = right.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let tail = right[digits..].trim_start_matches(['½', '¼', '¾']);
    let first = matches!(&text[at..end], "'" | "’")
        && (1..=2).contains(&digits)
        && is_prime(tail.chars().next());
    second || first
}
