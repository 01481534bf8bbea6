//! Words with their byte spans, found in one pass.
//!
//! A word is a run of letters and digits; an apostrophe, hyphen, ampersand or (between digits, or in
//! an acronym) a stop between two of them belongs to it, so that "anti-immigrant", "so-called",
//! "COVID-19's", "AT&T", "3.5" and "U.S." are one word each. Tags are skipped, entities part words,
//! a hyphen before a line end joins ("De-⏎cember").

use super::Span;
use super::typography::{
    SOFT_HYPHEN, apostrophe_entity, cut_by_line_end, is_apostrophe, is_hyphen, is_invisible,
};

/// A word in the source text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Token {
    pub span: Span,
    /// Its number in the vocabulary that read it, 0 before and where it has none.
    pub word: u32,
    flags: u8,
}

impl Token {
    const CAPITAL: u8 = 1;
    const BREAK_BEFORE: u8 = 2;
    const PLAIN: u8 = 4;
    const NAMED: u8 = 8;
    const MASKED: u8 = 16;
    const STARTS_NAME: u8 = 32;
    const BARE: u8 = 64;

    /// Begins with an upper-case letter.
    pub(crate) const fn is_capital(self) -> bool {
        self.flags & Self::CAPITAL != 0
    }

    /// A comma, stop, bracket, dash or the like stands between this word and the one before: no
    /// phrase runs over it.
    pub(crate) const fn breaks(self) -> bool {
        self.flags & Self::BREAK_BEFORE != 0
    }

    /// ASCII letters and digits, with hyphens, stops and commas between them: folding it is lower-casing it.
    pub(crate) const fn is_plain(self) -> bool {
        self.flags & Self::PLAIN != 0
    }

    /// ASCII letters and digits only: it has as many as bytes.
    pub(crate) const fn is_bare(self) -> bool {
        self.flags & Self::BARE != 0
    }

    /// Inside an actor's name: no list of ours finds anything there.
    pub(crate) const fn is_named(self) -> bool {
        self.flags & Self::NAMED != 0
    }

    /// Inside the name of an actor that the caller gave: no list at all does.
    pub(crate) const fn is_masked(self) -> bool {
        self.flags & Self::MASKED != 0
    }

    /// The first word of an actor's name.
    pub(crate) const fn starts_name(self) -> bool {
        self.flags & Self::STARTS_NAME != 0
    }

    pub(crate) const fn set_name(&mut self, given: bool, starts: bool) {
        self.flags |= Self::NAMED
            | if given { Self::MASKED } else { 0 }
            | if starts { Self::STARTS_NAME } else { 0 };
    }
}

/// Longest tag skipped; a lone `<` is punctuation.
pub(crate) const LONGEST_TAG: usize = 300;

/// A letter or digit.
const WORD: u8 = 16;
/// Not part of a word, and no break.
const GAP: u8 = 32;
/// May join what stands before it with what follows; a stop or comma only where a letter or digit does.
const JOINS: u8 = 64;
const STOP: u8 = 128;

/// What each byte is by itself, beside [`Token::CAPITAL`] and [`Token::BREAK_BEFORE`]; nothing where its character must
/// be looked at.
const CLASSES: [u8; 256] = {
    let mut classes = [JOINS; 256];
    let mut byte = 0;
    while byte < 0x80 {
        classes[byte as usize] = match byte {
            b'A'..=b'Z' => WORD | JOINS | Token::CAPITAL,
            b'a'..=b'z' | b'0'..=b'9' => WORD | JOINS,
            b'\'' => GAP | JOINS,
            b'\t'..=b'\r' | b' ' | b'"' | b'`' | b'*' | b'_' => GAP,
            b'.' | b',' => Token::BREAK_BEFORE | STOP,
            b'-' => Token::BREAK_BEFORE | JOINS,
            b'&' => JOINS,
            b'<' => 0,
            _ => Token::BREAK_BEFORE,
        };
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// Appends the words of `span` to `out`.
pub(crate) fn tokenize(source: &str, span: Span, out: &mut Vec<Token>) {
    let text = source.get(..span.end as usize).unwrap_or_default();
    let bytes = text.as_bytes();
    // no class is known of what stands behind the end
    let byte_at = |at: usize| bytes.get(at).copied().unwrap_or(b'<');
    let mut at = span.start as usize;
    let mut breaks = 0;
    while let Some(&first) = bytes.get(at) {
        let mut end = at;
        let mut flags = class(first);
        if flags & (GAP | Token::BREAK_BEFORE) == 0 {
            // may read on behind the span
            end = word_run(source.as_bytes(), at).min(bytes.len());
            let (mut here, next) = (class(byte_at(end)), class(byte_at(end + 1)));
            // without a branch on what mark stands there: a stop joins where a letter or digit follows
            let joins = (here | ((here >> 1) & (next << 2))) & JOINS;
            let mut kind = Kind::Word;
            flags = (flags & Token::CAPITAL) | Token::PLAIN | Token::BARE;
            if end == at || joins != 0 {
                (kind, end, flags) = classify(text, at);
                here = class(byte_at(end));
            }
            match kind {
                Kind::Word => {
                    let (span, flags) = (Span::from_range(at..end), flags | breaks);
                    out.push(Token { span, word: 0, flags });
                    breaks = 0;
                }
                Kind::Gap => {}
                Kind::Break => breaks = Token::BREAK_BEFORE,
            }
            flags = here;
        }
        // most words have a space behind them, or a mark and a space
        breaks |= flags & Token::BREAK_BEFORE;
        at = end + usize::from(flags & (GAP | Token::BREAK_BEFORE) != 0);
        at += usize::from(byte_at(at) == b' ');
    }
}

/// Where ASCII letters and digits end that stand at `at`.
#[inline]
pub(super) fn word_run(bytes: &[u8], at: usize) -> usize {
    let word = bytes[at..].iter().take_while(|byte| class(**byte) & WORD != 0);
    at + word.count()
}

enum Kind {
    Word,
    /// Space, quotation marks, emphasis, tags: a phrase may run over it.
    Gap,
    Break,
}

/// What stands at byte `at`, which its class does not tell, where it ends, and the flags of a word.
#[inline(never)]
fn classify(text: &str, at: usize) -> (Kind, usize, u8) {
    let (kind, len) = kind(text, at);
    match kind {
        Kind::Word => {
            let (end, plain) = word_end(text, at);
            let capital = u8::from(text[at..].starts_with(char::is_uppercase)) * Token::CAPITAL;
            (kind, end, (u8::from(plain) * Token::PLAIN) | capital)
        }
        _ => (kind, at + len, 0),
    }
}

fn kind(text: &str, at: usize) -> (Kind, usize) {
    let byte = text.as_bytes()[at];
    match byte {
        b'<' => match tag(&text[at..]) {
            Some(len) => (Kind::Gap, len),
            None => (Kind::Break, 1),
        },
        b'&' => match entity(&text[at..]) {
            Some(len) => (entity_kind(&text[at..at + len]), len),
            None => (Kind::Break, 1),
        },
        // the others are no words by themselves
        0..0x80 => (Kind::Word, 1),
        _ => {
            let c = text[at..].chars().next().unwrap_or(' ');
            let kind = if is_part(c) {
                Kind::Word
            } else if c.is_whitespace() || is_invisible(c) || is_quote_mark(c) {
                Kind::Gap
            } else {
                Kind::Break
            };
            (kind, c.len_utf8())
        }
    }
}

const fn is_quote_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚') || is_apostrophe(c)
}

/// Length of an HTML tag at the head of `text`.
pub(crate) fn tag(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let [b'<', name, ..] = bytes else { return None };
    if !(name.is_ascii_alphabetic() || matches!(name, b'/' | b'!')) {
        return None;
    }
    let window = &bytes[1..bytes.len().min(LONGEST_TAG)];
    let end = memchr::memchr2(b'>', b'<', window)? + 1;
    let tag = &bytes[..=end];
    (bytes[end] == b'>' && memchr::memchr2(b'\n', b'\r', tag).is_none()).then_some(end + 1)
}

/// Length of an HTML entity at the head of `text`.
pub(crate) fn entity(text: &str) -> Option<usize> {
    let window = &text.as_bytes()[..text.len().min(12)];
    let end = memchr::memchr(b';', window)?;
    let name = &window[1..end];
    let named = name.len() >= 2 && name.iter().all(u8::is_ascii_alphanumeric);
    let numbered =
        name.len() >= 2 && name[0] == b'#' && name[1..].iter().all(u8::is_ascii_alphanumeric);
    (named || numbered).then_some(end + 1)
}

fn entity_kind(entity: &str) -> Kind {
    match entity {
        "&mdash;" | "&ndash;" | "&hellip;" | "&bull;" | "&amp;" | "&#8212;" | "&#8211;"
        | "&#8230;" => Kind::Break,
        _ => Kind::Gap,
    }
}

/// End of the word that begins at `at`, and whether it is plain.
fn word_end(text: &str, at: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut plain = true;
    let mut end = at;
    let mut segment = at;
    let mut acronym = true;
    loop {
        end = word_run(bytes, end);
        if end < bytes.len() && bytes[end] >= 0x80 {
            let c = text[end..].chars().next().unwrap_or(' ');
            // marks that combine with a letter stay with it
            if is_part(c) || is_invisible(c) || matches!(c, '\u{300}'..='\u{36F}') {
                plain = false;
                end += c.len_utf8();
                if c == SOFT_HYPHEN {
                    end += cut_by_line_end(&text[end..]);
                }
                continue;
            }
        }
        let one_letter = end - segment == 1 && bytes[segment].is_ascii_alphabetic();
        let Some((mut len, kind)) = joiner(text, end) else { break };
        if acronym && one_letter && segment > at && bytes[end..].starts_with(b".-") {
            // "U.S.-led"
            len = 2;
        }
        let next = end + len;
        let joins = match kind {
            Joiner::Stop if len == 2 => starts_word(text, next),
            Joiner::Stop => {
                let both =
                    |f: fn(&u8) -> bool| f(&bytes[end - 1]) && bytes.get(next).is_some_and(f);
                let letter_follows = bytes.get(next).is_some_and(u8::is_ascii_alphabetic)
                    && !bytes.get(next + 1).is_some_and(u8::is_ascii_alphanumeric);
                both(u8::is_ascii_digit)
                    || acronym && one_letter && letter_follows
                    || both(u8::is_ascii_lowercase) && end - segment > 1 && domain(&bytes[next..])
            }
            Joiner::Comma => {
                bytes[end - 1].is_ascii_digit() && bytes.get(next).is_some_and(u8::is_ascii_digit)
            }
            Joiner::Other => starts_word(text, next),
        };
        if !joins {
            break;
        }
        acronym &= matches!(kind, Joiner::Stop) && one_letter;
        plain &=
            matches!(bytes[end], b'-' | b'.' | b',') && len <= 1 + usize::from(bytes[end] == b'.');
        end = next;
        segment = next;
    }
    // the last stop of "U.S." is part of it
    let dotted = acronym && segment > at && end - segment == 1 && bytes.get(end) == Some(&b'.');
    if dotted { (end + 1, false) } else { (end, plain) }
}

enum Joiner {
    Stop,
    Comma,
    /// Apostrophe, hyphen, ampersand.
    Other,
}

fn joiner(text: &str, at: usize) -> Option<(usize, Joiner)> {
    let bytes = text.as_bytes();
    match *bytes.get(at)? {
        b'.' => Some((1, Joiner::Stop)),
        b',' => Some((1, Joiner::Comma)),
        b'-' => Some((1 + cut_by_line_end(&text[at + 1..]), Joiner::Other)),
        b'\'' => Some((1, Joiner::Other)),
        b'&' => match (apostrophe_entity(&text[at..]), entity(&text[at..])) {
            (Some(len), _) => Some((len, Joiner::Other)),
            (None, Some(len)) if text[at..].starts_with("&amp;") => Some((len, Joiner::Other)),
            (None, Some(_)) => None,
            (None, None) => Some((1, Joiner::Other)),
        },
        0..0x80 => None,
        _ => {
            let c = text[at..].chars().next()?;
            let len = c.len_utf8();
            let cut = |c| if is_hyphen(c) { cut_by_line_end(&text[at + len..]) } else { 0 };
            (is_apostrophe(c) || is_hyphen(c)).then(|| (len + cut(c), Joiner::Other))
        }
    }
}

/// "example.com" is one word, "the end.the start" is not: the last part is a known ending.
fn domain(after: &[u8]) -> bool {
    let part = after.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    matches!(&after[..part], b"com" | b"org" | b"net" | b"gov" | b"edu" | b"info" | b"co" | b"uk")
}

fn starts_word(text: &str, at: usize) -> bool {
    text[at..].starts_with(is_part)
}

/// Whether a character is a letter or digit.
fn is_part(c: char) -> bool {
    // quotation marks and dashes are asked most
    !matches!(c, '\u{2000}'..='\u{206F}') && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::typography::fold;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut out);
        out
    }

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn compounds_stay_whole() {
        let cases: &[(&str, &[&str])] = &[
            ("an anti-immigrant, so-called plan", &["an", "anti-immigrant", "so-called", "plan"]),
            ("COVID-19's toll at AT&T", &["COVID-19's", "toll", "at", "AT&T"]),
            ("AT&amp;T and R&D", &["AT&amp;T", "and", "R&D"]),
            ("the U.S. and U.K., e.g. here", &["the", "U.S.", "and", "U.K.", "e.g.", "here"]),
            ("the U.S.-led force", &["the", "U.S.-led", "force"]),
            ("$3.5bn and 1,000 men", &["3.5bn", "and", "1,000", "men"]),
            ("O’Brien&#8217;s don't", &["O’Brien&#8217;s", "don't"]),
            ("the end.The start", &["the", "end", "The", "start"]),
            ("see example.com now", &["see", "example.com", "now"]),
            ("De-\ncember and well -known", &["De-\ncember", "and", "well", "known"]),
            ("dis- \u{A0}\r\ngrace, re\u{AD}\rgime", &["dis- \u{A0}\r\ngrace", "re\u{AD}\rgime"]),
            ("the re\u{2010} \ngime, post- war", &["the", "re\u{2010} \ngime", "post", "war"]),
            ("<b\r>a</b\n>", &["b", "a", "b"]),
            ("<p class=\"x\">Tax</p> a < b", &["Tax", "a", "b"]),
            ("one&nbsp;two &quot;three&quot;", &["one", "two", "three"]),
            ("'90s workers' rights", &["90s", "workers", "rights"]),
            ("“Weiß” naïve e\u{301}lan", &["Weiß", "naïve", "e\u{301}lan"]),
            ("… — !", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn what_parts_a_phrase() {
        let breaks = |text: &str| tokens(text).last().is_some_and(|t| t.breaks());
        for text in ["so, called", "so. called", "so (called", "so — called", "so - called"] {
            assert!(breaks(text), "{text}");
        }
        for text in ["so called", "so “called", "so\n called", "so <b>called", "so&nbsp;called"] {
            assert!(!breaks(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_slice_the_text_in_order(text in "\\PC*|[a-z.'&;<>\\-\n É’]*") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= last);
                prop_assert!(text.get(token.span.range()).is_some_and(|w| !w.is_empty()));
                last = token.span.end;
                if token.is_plain() {
                    let word = token.span.of(&text);
                    prop_assert_eq!(fold(word), word.to_ascii_lowercase());
                }
            }
        }

        #[test]
        fn every_uax29_word_is_inside_a_token(text in "[a-zA-Z0-9 .,'\\-é]{0,60}") {
            use unicode_segmentation::UnicodeSegmentation;
            let ours = tokens(&text);
            for (start, word) in text.unicode_word_indices() {
                let span = Span::from_range(start..start + word.len());
                prop_assert!(ours.iter().any(|t| t.span.overlaps(span)), "{word:?}");
            }
        }
    }
}
