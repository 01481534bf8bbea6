//! The marks of a text: what ends, closes and opens a sentence, in each of its spellings.

use crate::text::scan;

/// Whether the scan stops at a byte: a mark that may end a sentence, a quotation mark, the end of a list marker, or the first byte of an entity,
/// of … ‼ ⁇ ⁈ ⁉ and the bullets, of 。, of ．！？. All are compared, so that the compiler does it for many bytes at once.
#[expect(clippy::needless_bitwise_bool, reason = "see above")]
const fn is_stop(byte: u8) -> bool {
    (byte == b'.')
        | (byte == b'!')
        | (byte == b'?')
        | (byte == b'"')
        | (byte == b')')
        | (byte == b'&')
        | (byte == 0xE2)
        | (byte == 0xE3)
        | (byte == 0xEF)
}

/// The first byte from `from` on at which the scan stops, else the end.
pub(super) fn next_stop(bytes: &[u8], from: usize) -> usize {
    scan::find(bytes, from, |byte| u8::from(is_stop(byte)))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Dot,
    Ellipsis,
    /// ! or ? somewhere in the run.
    Strong,
    /// Full-width marks need no space after them.
    Wide,
}

/// The mark that begins at byte `at`: its length and kind.
pub(super) fn mark_at(text: &str, at: usize) -> Option<(usize, Kind)> {
    let rest = &text.as_bytes()[at..];
    match *rest.first()? {
        b'.' => Some((1, Kind::Dot)),
        b'!' | b'?' => Some((1, Kind::Strong)),
        0xE2 => match rest.get(..3)? {
            [_, 0x80, 0xA6] => Some((3, Kind::Ellipsis)),
            [_, 0x80, 0xBC] | [_, 0x81, 0x87..=0x89] => Some((3, Kind::Strong)),
            _ => None,
        },
        0xE3 => rest.starts_with("。".as_bytes()).then_some((3, Kind::Wide)),
        0xEF => match rest.get(..3)? {
            [_, 0xBC, 0x81 | 0x8E | 0x9F] => Some((3, Kind::Wide)),
            _ => None,
        },
        b'&' => ["&hellip;", "&#8230;"]
            .iter()
            .find(|entity| rest.starts_with(entity.as_bytes()))
            .map(|entity| (entity.len(), Kind::Ellipsis)),
        _ => None,
    }
}

/// Whether a list bullet begins at byte `at`: • ‣ ⁃ ▪ ● ◦.
pub(super) fn bullet_at(text: &str, at: usize) -> bool {
    matches!(
        text.as_bytes()[at..],
        [0xE2, 0x80, 0xA2 | 0xA3, ..]
            | [0xE2, 0x81, 0x83, ..]
            | [0xE2, 0x96, 0xAA, ..]
            | [0xE2, 0x97, 0x8F | 0xA6, ..]
    )
}

/// A run of marks taken as one: "...", "?!", ". . . .".
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// The run has white space inside or before it, as an omission has.
    pub(super) spaced: bool,
    pub(super) dots: usize,
    /// The end of a full stop before an omission: "word. . . . The".
    pub(super) stop: Option<usize>,
}

/// Spaces taken into one run; a bound that keeps the scan linear.
const SPACES: usize = 8;

/// Reads the run of marks at byte `at`; `None` when no mark stands there.
pub(super) fn run_at(text: &str, at: usize) -> Option<Run> {
    let bytes = text.as_bytes();
    let apart = text[..at].ends_with(char::is_whitespace);
    // most are a full stop, a space and a word
    if matches!(bytes[at..], [b'.', b' ', letter, ..] if letter.is_ascii_alphabetic()) {
        return Some(Run { end: at + 1, kind: Kind::Dot, spaced: apart, dots: 1, stop: None });
    }
    let mut end = at;
    let (mut dots, mut spaces) = (0, 0);
    let (mut strong, mut wide, mut ellipsis) = (false, false, false);
    // Where the run would end were it cut at its first space.
    let mut cut = None;
    loop {
        if let Some((length, kind)) = mark_at(text, end) {
            end += length;
            dots += usize::from(kind == Kind::Dot);
            strong |= kind == Kind::Strong;
            wide |= kind == Kind::Wide;
            ellipsis |= kind == Kind::Ellipsis;
        } else if end == at {
            return None;
        } else {
            let (gap, mark) = match bytes[end..] {
                [b' ', b'.', ..] => (1, 1),
                [b' ', 0xE2, 0x80, 0xA6, ..] => (1, 3),
                [0xC2, 0xA0, b'.', ..] => (2, 1),
                _ => break,
            };
            let after = bytes.get(end + gap + mark).copied().unwrap_or(b' ');
            if spaces == SPACES || after.is_ascii_alphanumeric() {
                break;
            }
            cut.get_or_insert((end, dots));
            spaces += 1;
            end += gap;
        }
    }
    // ". ...and so" is a stop and then a sentence that begins with an ellipsis.
    if let (Some((cut_end, cut_dots)), true) = (cut, text[end..].starts_with(char::is_alphabetic)) {
        (end, dots, spaces) = (cut_end, cut_dots, 0);
    }
    let kind = if wide {
        Kind::Wide
    } else if strong {
        Kind::Strong
    } else if ellipsis || dots >= 3 {
        Kind::Ellipsis
    } else {
        Kind::Dot
    };
    let stop = match cut {
        Some((cut_end, 1)) if kind == Kind::Ellipsis && (dots > 3 || ellipsis) && !apart => {
            Some(cut_end)
        }
        _ => None,
    };
    let spaced = spaces > 0 || apart;
    Some(Run { end, kind, spaced, dots, stop })
}

/// What a quotation mark, bracket or entity does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    Open,
    Close,
    /// A quotation mark that opens or closes alike.
    Either,
    Space,
}

const ENTITIES: [(&str, Hand); 19] = [
    ("&quot;", Hand::Either),
    ("&#34;", Hand::Either),
    ("&#39;", Hand::Either),
    ("&#039;", Hand::Either),
    ("&#x27;", Hand::Either),
    ("&apos;", Hand::Either),
    ("&rdquo;", Hand::Close),
    ("&#8221;", Hand::Close),
    ("&rsquo;", Hand::Close),
    ("&#8217;", Hand::Close),
    ("&raquo;", Hand::Close),
    ("&ldquo;", Hand::Open),
    ("&#8220;", Hand::Open),
    ("&lsquo;", Hand::Open),
    ("&#8216;", Hand::Open),
    ("&laquo;", Hand::Open),
    ("&nbsp;", Hand::Space),
    ("&#160;", Hand::Space),
    ("&#xa0;", Hand::Space),
];

fn entity_at(rest: &str) -> Option<(usize, Hand)> {
    ENTITIES.iter().find(|(name, _)| rest.starts_with(name)).map(|&(name, hand)| (name.len(), hand))
}

/// The quotation mark at the head of `rest`: its length and hand.
fn quote_at(rest: &str) -> Option<(usize, Hand)> {
    let first = rest.chars().next()?;
    let length = first.len_utf8();
    match first {
        '\'' if rest.starts_with("''") => Some((2, Hand::Close)),
        '"' | '\'' => Some((length, Hand::Either)),
        '`' if rest.starts_with("``") => Some((2, Hand::Open)),
        '`' | '“' | '‘' | '«' | '‹' | '„' | '‚' => Some((length, Hand::Open)),
        '”' | '’' | '»' | '›' => Some((length, Hand::Close)),
        '&' => entity_at(rest),
        _ => None,
    }
}

fn starts_word(rest: &str) -> bool {
    rest.starts_with(char::is_alphanumeric)
}

/// Most words begin with a letter that is no mark at all.
fn starts_plainly(rest: &str) -> bool {
    rest.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
}

/// What stands directly after a run of marks and belongs to the sentence that it ends.
#[derive(Clone, Copy)]
pub(super) struct Closed {
    pub(super) end: usize,
    pub(super) quote: bool,
    pub(super) bracket: bool,
}

/// Most marks read around a boundary; more are left to the next candidate.
const MOST: usize = 16;

/// Reads closing quotation marks, brackets and note marks from `at` on. `open`: an odd number of straight double quotation marks stands before.
pub(super) fn closers(text: &str, at: usize, mut open: bool) -> Closed {
    let mut closed = Closed { end: at, quote: false, bracket: false };
    if text[at..].starts_with(' ') {
        return closed;
    }
    for _ in 0..MOST {
        let rest = &text[closed.end..];
        let Some(first) = rest.chars().next() else {
            break;
        };
        if let Some((length, hand)) = quote_at(rest) {
            let glued = starts_word(&rest[length..]);
            let double = first == '"';
            let closes = match hand {
                Hand::Space => true,
                // "Jr.’s" goes on.
                Hand::Close => first != '’' || !rest[length..].starts_with(char::is_lowercase),
                Hand::Either => !glued || (double && open),
                Hand::Open => !glued,
            };
            if !closes {
                break;
            }
            open ^= double;
            closed.quote |= hand != Hand::Space;
            closed.end += length;
            continue;
        }
        let length = match first {
            ')' | ']' | '}' => {
                closed.bracket = true;
                1
            }
            '*' | '_' if !starts_word(&rest[1..]) => 1,
            '†' | '‡' | '¹' | '²' | '³' | '⁰'..='⁹' => first.len_utf8(),
            '[' => match note(rest) {
                Some(length) => length,
                None => break,
            },
            '<' => match end_tag(rest) {
                Some(length) => length,
                None => break,
            },
            _ => break,
        };
        closed.end += length;
    }
    closed
}

/// Length of a note mark: "[12]", "[a]", "[citation needed]".
fn note(rest: &str) -> Option<usize> {
    let close = rest.bytes().take(20).position(|b| b == b']')?;
    let inside = &rest.as_bytes()[1..close];
    let digits = inside.first()?.is_ascii_digit()
        && inside.iter().all(|b| b.is_ascii_digit() || b", -".contains(b));
    let letter = inside.len() == 1 && inside[0].is_ascii_lowercase();
    let words = inside == b"citation needed" || inside.starts_with(b"note ");
    (digits || letter || words).then_some(close + 1)
}

/// Length of an HTML end tag.
fn end_tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix("</")?;
    let length = name.bytes().take(12).position(|b| !b.is_ascii_alphanumeric())?;
    (length > 0 && name.as_bytes()[length] == b'>').then_some(length + 3)
}

/// Reads closing marks that a space parts from the sentence they close, and an emoticon; gives the end of what was taken, `at` when nothing was.
/// `at` stands behind white space.
pub(super) fn trailers(text: &str, at: usize, open: bool) -> usize {
    let rest = &text[at..];
    if starts_plainly(rest) {
        return at;
    }
    let emoticon = rest
        .strip_prefix([':', ';'])
        .map(|rest| rest.strip_prefix('-').unwrap_or(rest))
        .and_then(|rest| rest.strip_prefix(['(', ')', 'D', 'P']));
    if let Some(after) = emoticon {
        if after.is_empty() || after.starts_with(char::is_whitespace) {
            return text.len() - after.len();
        }
        return at;
    }
    if rest.starts_with([')', ']']) {
        return at + 1;
    }
    match quote_at(rest) {
        Some((length, hand)) => {
            let after = &rest[length..];
            let free = !after.starts_with(|c: char| c.is_alphanumeric() || "([$€£'‘".contains(c));
            let closes = match hand {
                Hand::Close => free,
                Hand::Either => free && open && rest.starts_with('"'),
                Hand::Open | Hand::Space => false,
            };
            if closes { at + length } else { at }
        }
        None => at,
    }
}

/// What stands between white space and the first word of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    pub(super) end: usize,
    pub(super) bracket: bool,
    pub(super) dash: bool,
}

/// Reads opening marks from `at` on.
pub(super) fn openers(text: &str, at: usize) -> Opened {
    let mut opened = Opened { end: at, bracket: false, dash: false };
    if starts_plainly(&text[at..]) {
        return opened;
    }
    for _ in 0..MOST {
        let rest = &text[opened.end..];
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_alphanumeric() {
            break;
        }
        // The length of the mark, and whether a space may follow it inside the opening.
        let (length, loose) = if let Some((length, _)) = quote_at(rest) {
            (length, true)
        } else {
            match first {
                '(' | '[' | '{' => {
                    opened.bracket = true;
                    (1, true)
                }
                '*' | '_' | '#' | '>' | '|' | '~' => (1, true),
                '-' | '–' | '—' | '―' => {
                    opened.dash = true;
                    (first.len_utf8(), true)
                }
                '.' | '…' => match run_at(text, opened.end) {
                    Some(run) if run.kind == Kind::Ellipsis => (run.end - opened.end, false),
                    _ => break,
                },
                '<' => match rest.bytes().take(300).position(|b| b == b'>') {
                    Some(close) => (close + 1, true),
                    None => break,
                },
                '$' | '€' | '£' | '¥' => break,
                _ if first.is_ascii() || first.is_whitespace() => break,
                _ => (first.len_utf8(), true),
            }
        };
        opened.end += length;
        if loose && text[opened.end..].starts_with(' ') {
            opened.end += 1;
        }
    }
    opened
}
