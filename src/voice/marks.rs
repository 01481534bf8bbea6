//! Quotation marks of a paragraph: their glyphs, entities among them, their neighbours, and what each reading
//! of a mark costs.

mod beside;

use crate::text::Span;
use beside::{Side, after, before, elided, is_emphasis, measures};

/// Marks that pair with each other, whatever their glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `"`, `“ ”`, `„ “`, ` `` `, `''`.
    Double,
    /// `'`, `‘ ’`, `‚ ‘`, `‹ ›`, `` ` ``.
    Single,
    /// `« »`.
    Angle,
}

/// What the glyph itself says about its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lean {
    Open,
    Close,
    Either,
}

/// One possible quotation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) family: Family,
    lean: Lean,
    before: Side,
    after: Side,
    /// An apostrophe at the head of a shortened word or a year ('tis, '90s).
    pub(super) elision: bool,
    /// The letter before is an s, as in a plural possessive.
    after_s: bool,
    /// How many words of its paragraph stand before it, once they are counted.
    pub(super) words: u32,
}

/// The family of the mark a paragraph opens with, if that mark can open a quotation.
pub(super) fn opening(source: &str, paragraph: Span) -> Option<Family> {
    let text = &source[..paragraph.end as usize];
    let head = skip_blank(text, paragraph.start as usize);
    let mark = Lexer::new(source, paragraph).mark_at(head)?;
    let leads =
        !matches!(mark.after, Side::Gap | Side::Stop | Side::Colon) || mark.lean == Lean::Open;
    let apostrophe = mark.family == Family::Single && (mark.elision || mark.lean == Lean::Close);
    (leads && !apostrophe).then_some(mark.family)
}

impl Mark {
    /// An apostrophe inside a word, which marks nothing.
    pub(super) fn is_apostrophe(&self) -> bool {
        (self.family, self.before, self.after) == (Family::Single, Side::Word, Side::Word)
    }

    pub(super) fn ends_word(&self) -> bool {
        matches!(self.before, Side::Word | Side::Stop)
            && matches!(self.after, Side::Gap | Side::Stop | Side::Dash)
            && !(self.family == Family::Single && self.after_s)
    }

    pub(super) fn price(&self) -> Price {
        match self.family {
            Family::Single => self.single_price(),
            Family::Double | Family::Angle => self.double_price(),
        }
    }

    fn double_price(&self) -> Price {
        let mut open = match self.after {
            Side::Word | Side::Digit => 0,
            Side::Ellipsis | Side::Dash => 1,
            Side::Gap => 4,
            Side::Stop | Side::Colon => 7,
        } + match self.before {
            Side::Gap | Side::Dash | Side::Colon => 0,
            Side::Stop | Side::Ellipsis => 2,
            Side::Word | Side::Digit => 5,
        };
        let mut close = match self.before {
            Side::Word | Side::Digit | Side::Stop | Side::Ellipsis => 0,
            Side::Dash => 1,
            Side::Colon => 2,
            Side::Gap => 4,
        } + match self.after {
            Side::Word | Side::Digit => 3,
            _ => 0,
        };
        match self.lean {
            Lean::Open => (open, close) = (open / 2, close + 4),
            Lean::Close => (open, close) = (open + 4, close / 2),
            Lean::Either => {}
        }
        // After a digit the mark may be inches.
        let ignore = if self.before == Side::Digit && self.lean != Lean::Open { 2 } else { 5 };
        Price { open, close, ignore }
    }

    fn single_price(&self) -> Price {
        let leads = matches!(self.before, Side::Gap | Side::Dash | Side::Colon)
            && matches!(self.after, Side::Word | Side::Digit | Side::Ellipsis);
        let trails = self.before != Side::Gap && !matches!(self.after, Side::Word | Side::Digit);
        let open = match (leads, self.elision, self.lean) {
            (false, ..) => NEVER,
            (_, true, _) => 3,
            (_, _, Lean::Close) => 2,
            _ => 0,
        };
        let close = match (trails, self.lean) {
            (false, _) => NEVER,
            (_, Lean::Open) => 3,
            _ if self.after_s => 2,
            _ => u32::from(self.before == Side::Digit),
        };
        // Most single marks are apostrophes, so only one that plainly opens asks for a partner.
        let ignore = match (leads && !self.elision, self.lean) {
            (false, _) => 0,
            (_, Lean::Open) => 4,
            _ => 3,
        };
        Price { open, close, ignore }
    }

    /// What a single mark costs as the close of something `length` words long.
    pub(super) fn reach(&self, length: u32) -> u32 {
        match length {
            _ if self.family != Family::Single || self.punctuated() => 0,
            5.. if self.after_s => 2,
            0..12 => 0,
            12..40 => 1,
            _ => 2,
        }
    }

    /// What the mark costs as the close of a mark of another family. An apostrophe is none.
    pub(super) fn mismatch(&self, open: Family) -> u32 {
        match self.family {
            family if family == open => 0,
            Family::Single if !self.punctuated() => NEVER,
            _ => 4,
        }
    }

    fn punctuated(&self) -> bool {
        matches!(self.before, Side::Stop | Side::Ellipsis) || self.after == Side::Stop
    }

    /// Closes behind the comma or stop of speech.
    pub(super) fn ends_clause(&self) -> bool {
        self.family != Family::Single
            && self.lean != Lean::Open
            && matches!(self.before, Side::Stop | Side::Ellipsis)
            && self.after == Side::Gap
    }

    /// Opens before a word.
    pub(super) fn starts_clause(&self) -> bool {
        self.family != Family::Single
            && self.lean != Lean::Close
            && self.before == Side::Gap
            && matches!(self.after, Side::Word | Side::Digit | Side::Ellipsis)
    }
}

/// What each reading of a mark costs; a whole paragraph takes the smallest sum.
pub(super) struct Price {
    pub(super) open: u32,
    pub(super) close: u32,
    pub(super) ignore: u32,
}

/// The price of a reading that is not allowed.
pub(super) const NEVER: u32 = u32::MAX / 2;

/// Finds marks from left to right.
pub(super) struct Lexer<'t> {
    /// The source up to the end of the paragraph.
    text: &'t str,
    head: usize,
    at: usize,
    /// The second mark of three apostrophes in a row.
    pending: Option<Mark>,
}

impl<'t> Lexer<'t> {
    /// Reads `paragraph` of `source`.
    pub(super) fn new(source: &'t str, paragraph: Span) -> Lexer<'t> {
        let head = paragraph.start as usize;
        Lexer { text: &source[..paragraph.end as usize], head, at: head, pending: None }
    }

    /// The next mark after `last`, the one found before it.
    pub(super) fn next_mark(&mut self, last: Option<&Mark>) -> Option<Mark> {
        let mut found = match self.pending.take() {
            Some(mark) => mark,
            None => self.scan()?,
        };
        self.at = found.span.end as usize;
        if let Some(last) = last.filter(|l| touching(self.text, l.span.end, found.span.start)) {
            found.before = last.before;
        }
        Some(found)
    }

    fn scan(&mut self) -> Option<Mark> {
        loop {
            self.at = next_start(self.text.as_bytes(), self.at)?;
            if let Some(mark) = self.inside_word() {
                return Some(mark);
            }
            if let Some(value) = self.attribute() {
                self.at += value;
                continue;
            }
            if let Some(mark) = self.mark_at(self.at) {
                return Some(mark);
            }
            // the third letter of a dash in the wrong encoding looks like a mark
            let rest = &self.text[self.at..];
            let dash = ["â€“", "â€”"].into_iter().find(|dash| rest.starts_with(*dash));
            let glyph = glyph_at(self.text, self.at).map_or(1, |(_, length)| length);
            self.at += run_length(self.text, self.at).0.max(dash.map_or(glyph, str::len));
        }
    }

    /// The length of a marked attribute value (`id="12"`), which quotes nobody; none runs over a line end.
    fn attribute(&self) -> Option<usize> {
        const REACH: usize = 256;
        self.text.as_bytes()[self.head..self.at].last().filter(|byte| **byte == b'=')?;
        let is_mark = |c: char| matches!(c, '"' | '\'' | '“' | '”');
        let value = self.text[self.at..].strip_prefix(is_mark)?;
        let ends = |c: char| is_mark(c) || matches!(c, '\n' | '\r');
        let (end, close) = value.char_indices().take(REACH).find(|&(_, c)| ends(c))?;
        if !is_mark(close) {
            return None;
        }
        Some(self.text.len() - self.at - value.len() + end + close.len_utf8())
    }

    /// The mark here if it is an apostrophe between letters, as most are.
    fn inside_word(&self) -> Option<Mark> {
        let (left, right) = self.text.as_bytes().split_at(self.at);
        let (lean, right) = match right {
            [b'\'', right @ ..] => (Lean::Either, right),
            // "’"
            [0xE2, 0x80, 0x99, right @ ..] => (Lean::Close, right),
            _ => return None,
        };
        let letter = left[self.head..].last().filter(|b| b.is_ascii_alphabetic())?;
        right.first().filter(|b| b.is_ascii_alphabetic())?;
        Some(Mark {
            span: Span::new(to_u32(self.at), to_u32(self.text.len() - right.len())),
            family: Family::Single,
            lean,
            before: Side::Word,
            after: Side::Word,
            elision: false,
            after_s: letter.eq_ignore_ascii_case(&b's'),
            words: 0,
        })
    }

    fn mark_at(&mut self, at: usize) -> Option<Mark> {
        let (glyph, length) = glyph_at(self.text, at)?;
        let family = match glyph {
            '\'' | '’' | '‘' | '`' => return self.run_at(at, glyph, length),
            '"' | '“' | '”' | '„' | '‟' => Family::Double,
            '«' | '»' => Family::Angle,
            _ => Family::Single,
        };
        self.mark(at, length, family, lean_of(glyph))
    }

    /// The mark that one or more of an apostrophe-like glyph make.
    fn run_at(&mut self, at: usize, glyph: char, length: usize) -> Option<Mark> {
        let ((run, count), lean) = (run_length(self.text, at), lean_of(glyph));
        match count {
            1 => self.mark(at, length, Family::Single, lean),
            2 => self.mark(at, run, Family::Double, lean),
            3 if glyph != '`' => {
                let opens = before(self.text, self.head, at) == Side::Gap;
                let (cut, first, second) = if opens {
                    (run - length, Family::Double, Family::Single)
                } else {
                    (length, Family::Single, Family::Double)
                };
                let mut one = self.mark(at, cut, first, lean)?;
                let mut two = self.mark(at + cut, run - cut, second, lean)?;
                (one.after, two.before) = (two.after, before(self.text, self.head, at));
                one.before = two.before;
                self.pending = Some(two);
                Some(one)
            }
            // Longer runs are mark-up, fences or rules.
            _ => None,
        }
    }

    /// `None` for feet and inches.
    fn mark(&self, at: usize, length: usize, family: Family, lean: Lean) -> Option<Mark> {
        let end = at + length;
        let before = before(self.text, self.head, at);
        if before == Side::Digit && measures(self.text, self.head, at, end) {
            return None;
        }
        let letter = self.text.as_bytes()[self.head..at].last();
        Some(Mark {
            span: Span::new(to_u32(at), to_u32(end)),
            family,
            lean,
            before,
            after: after(self.text, end),
            words: 0,
            elision: family == Family::Single
                && !letter.is_some_and(u8::is_ascii_alphanumeric)
                && elided(&self.text[end..]),
            after_s: letter.is_some_and(|b| b.eq_ignore_ascii_case(&b's')),
        })
    }
}

/// Bytes a mark can begin with: the first bytes of the glyphs, and `&` of the entities.
const STARTS_MARK: [bool; 256] = {
    let (bytes, mut starts, mut i) = (*b"\"'`&\xE2\xC2\xC3", [false; 256], 0);
    while i < bytes.len() {
        starts[bytes[i] as usize] = true;
        i += 1;
    }
    starts
};

/// The next byte from `at` on that a mark can begin with; eight are looked at together.
fn next_start(bytes: &[u8], mut at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = ONES << 7;
    // the top bit of the first byte that is zero, and perhaps of some behind it
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    while let Some(chunk) = bytes.get(at..)?.first_chunk() {
        let word = u64::from_le_bytes(*chunk);
        // quotation mark, number sign, ampersand or apostrophe
        let may_start =
            zero(word & (ONES * 0xFA) ^ (ONES * 0x22)) | zero(word ^ (ONES * 0x60)) | word;
        let ahead = (may_start & TOPS).trailing_zeros() as usize / 8;
        at += ahead;
        if ahead < 8 {
            if STARTS_MARK[usize::from(bytes[at])] {
                return Some(at);
            }
            at += 1;
        }
    }
    let ahead = bytes[at..].iter().position(|byte| STARTS_MARK[usize::from(*byte)])?;
    Some(at + ahead)
}

/// The mark glyph at `at`, written out or as an entity, and its length in bytes.
fn glyph_at(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = &text[at..];
    match rest.as_bytes().first()? {
        b'&' => {
            let (decoded, length) = entity(rest)?;
            return Some((known(decoded)?, length));
        }
        byte @ (b'"' | b'\'' | b'`') => return Some((char::from(*byte), 1)),
        byte if byte.is_ascii() => return None,
        _ => {}
    }
    let first = rest.chars().next()?;
    if first == 'â' {
        return mis_decoded(rest);
    }
    Some((known(first)?, first.len_utf8()))
}

/// A mark in UTF-8 that was read as Windows-1252; the last byte of `”` is often lost.
fn mis_decoded(text: &str) -> Option<(char, usize)> {
    const HEAD: &str = "â€";
    let last = text.strip_prefix(HEAD)?.chars().next();
    let glyph = match last {
        Some('œ') => '“',
        Some('˜') => '‘',
        Some('™') => '’',
        Some('ž') => '„',
        Some('\u{9d}') => '”',
        // dashes, bullets, ellipses
        Some('“' | '”' | '•' | '¢' | '¦' | '°' | '‹' | 'º') => return None,
        _ => return Some(('”', HEAD.len())),
    };
    Some((glyph, HEAD.len() + last.map_or(0, char::len_utf8)))
}

/// Maps look-alikes and Windows-1252 leftovers to one glyph; `None` if `c` is no mark.
fn known(c: char) -> Option<char> {
    Some(match c {
        '"' | '\'' | '`' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‹' | '›' | '«' | '»' => {
            c
        }
        '\u{91}' | '‛' => '‘',
        '\u{92}' | '´' => '’',
        '\u{93}' => '“',
        '\u{94}' => '”',
        _ => return None,
    })
}

fn lean_of(glyph: char) -> Lean {
    match glyph {
        '“' | '„' | '‟' | '‘' | '‚' | '‹' | '«' | '`' => Lean::Open,
        '”' | '’' | '›' | '»' => Lean::Close,
        _ => Lean::Either,
    }
}

/// Decodes the character reference `text` begins with, also one escaped twice (`&amp;quot;`).
fn entity(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix("&amp;").or_else(|| text.strip_prefix('&'))?;
    let length = body.bytes().take(10).position(|b| b == b';')?;
    let name = &body[..length];
    let c = match name {
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "laquo" => '«',
        "raquo" => '»',
        "lsaquo" => '‹',
        "rsaquo" => '›',
        "nbsp" | "thinsp" | "ensp" | "emsp" => ' ',
        "mdash" | "ndash" => '—',
        "hellip" => '…',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, text.len() - body.len() + length + 1))
}

/// The length of a run of one apostrophe-like glyph in bytes, and how many there are (counted to 64, so
/// that a caller stepping through a long run never reads it twice).
fn run_length(text: &str, at: usize) -> (usize, usize) {
    let Some((glyph, mut end)) = glyph_at(text, at) else {
        return (0, 0);
    };
    let mut count = 1;
    while count < 64
        && let Some((c, length)) = glyph_at(text, at + end)
        && c == glyph
    {
        (end, count) = (end + length, count + 1);
    }
    (end, count)
}

/// Lets marks that touch share what stands on their right.
pub(super) fn join_right(text: &str, marks: &mut [Mark]) {
    for i in (1..marks.len()).rev() {
        if touching(text, marks[i - 1].span.end, marks[i].span.start) {
            marks[i - 1].after = marks[i].after;
        }
    }
}

/// Whether nothing but emphasis stands between two marks.
fn touching(text: &str, end: u32, start: u32) -> bool {
    start.saturating_sub(end) <= 4
        && text.as_bytes()[end as usize..start as usize].iter().all(|&b| is_emphasis(char::from(b)))
}

/// The first byte from `from` on that is neither white space nor emphasis.
pub(super) fn skip_blank(text: &str, from: usize) -> usize {
    text.len()
        - text[from..].trim_start_matches(|c: char| c.is_whitespace() || is_emphasis(c)).len()
}

/// Offsets are kept in 32 bits; no paragraph lies beyond them.
pub(super) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
