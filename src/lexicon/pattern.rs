//! What a term asks for, word by word, or why no text can ever give it.

use std::borrow::Cow;

use crate::text::{Span, Token, fold, tokenize};

/// One word of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    /// The word as look-ups spell it (see [`fold`]), without `*` and tag; of a wildcard the prefix.
    pub folded: Cow<'t, str>,
    /// Whether it ended in `*`: every word that begins so.
    pub wildcard: bool,
    /// `v`, `n` or `a` where it ended in `{v}`, `{n}` or `{a}`: the word and its inflections.
    pub tag: Option<char>,
    /// Whether the list spells it with a capital.
    pub capital: bool,
}

pub(super) const NO_WORD: &str = "no word in it: an emoticon or marks";
const STAR: &str = "a `*` that is not at the end of a word";
const STAR_AND_TAG: &str = "a `*` and a `{tag}` at one word";
const TAG: &str = "an unknown `{tag}`: there are {v}, {n} and {a}";
const LONE_MARKS: &str = "marks alone between its words: no phrase runs over them";
const PARTED: &str = "a comma, stop, bracket or dash between its words: no phrase runs over it";
const INSIDE: &str = "a mark inside a word that parts words, such as a comma, slash or underscore";
pub(super) const AROUND: &str =
    "marks around a word that are no part of words: an emoticon, or a sign like #";

/// The words of a term, which a text must have one after another; or the reason why none can.
///
/// Each piece between white space must be one word as [`tokenize`] finds them. Quotation marks around
/// it do not count, nor does a final stop, `!` or `?` of the last word ("etc.", "wow!").
pub(crate) fn pattern(term: &str) -> Result<Vec<Piece<'_>>, &'static str> {
    let mut pieces = Vec::new();
    let mut reason = None;
    let mut words = false;
    let mut texts = term.split_whitespace().enumerate().peekable();
    while let Some((i, text)) = texts.next() {
        words = words || text.contains(char::is_alphanumeric);
        match piece(text, i == 0, texts.peek().is_none()) {
            Ok(piece) => pieces.push(piece),
            Err(why) => _ = reason.get_or_insert(why),
        }
    }
    match reason {
        _ if !words => Err(NO_WORD),
        Some(why) => Err(why),
        None => Ok(pieces),
    }
}

fn piece(text: &str, first: bool, last: bool) -> Result<Piece<'_>, &'static str> {
    let (bare, tag) = cut_tag(text)?;
    let (bare, wildcard) = match bare.strip_suffix('*') {
        Some(bare) => (bare, true),
        None => (bare, false),
    };
    if bare.contains('*') {
        // a lone `*` is a wildcard word in some programs, here it is none
        return Err(STAR);
    }
    if wildcard && tag.is_some() {
        return Err(STAR_AND_TAG);
    }
    if wildcard && bare.is_empty() {
        return Err(STAR);
    }
    if is_plain(bare) {
        // most words of most terms; a tokenizer would find the same
        let capital = bare.starts_with(|c: char| c.is_ascii_uppercase());
        let folded = if bare.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(bare.to_ascii_lowercase())
        } else {
            Cow::Borrowed(bare)
        };
        return Ok(Piece { folded, wildcard, tag, capital });
    }
    if wildcard {
        // "anti-*" and "don'*" are heads of words, though "anti-" and "don'" are none
        let grown = format!("{bare}x");
        if let Ok(token) = word(&grown, first, last) {
            let mut folded = fold(token.span.of(&grown));
            folded.pop();
            // texts lose the last stop of "U.S."
            folded.truncate(folded.trim_end_matches('.').len());
            return Ok(Piece { folded: folded.into(), wildcard, tag, capital: token.is_capital() });
        }
    }
    let token = word(bare, first, last)?;
    let folded = fold(token.span.of(bare)).into();
    Ok(Piece { folded, wildcard, tag, capital: token.is_capital() })
}

/// A piece without its `{tag}`.
fn cut_tag(text: &str) -> Result<(&str, Option<char>), &'static str> {
    let Some((bare, tag)) = text.split_once('{') else { return Ok((text, None)) };
    match (tag, bare.is_empty()) {
        ("v}", false) => Ok((bare, Some('v'))),
        ("n}", false) => Ok((bare, Some('n'))),
        ("a}", false) => Ok((bare, Some('a'))),
        ("v}*" | "n}*" | "a}*", false) => Err(STAR_AND_TAG),
        _ => Err(if text.contains(char::is_alphanumeric) { TAG } else { NO_WORD }),
    }
}

/// Whether it is ASCII letters, with single hyphens between them.
fn is_plain(bare: &str) -> bool {
    let mut before = b'-';
    bare.bytes().all(|byte| {
        let follows = std::mem::replace(&mut before, byte) != b'-';
        byte.is_ascii_alphabetic() || byte == b'-' && follows
    }) && before != b'-'
}

/// The one token that a piece is.
fn word(bare: &str, first: bool, last: bool) -> Result<Token, &'static str> {
    let mut tokens = Vec::new();
    tokenize(bare, Span::from_range(0..bare.len()), &mut tokens);
    let [token] = tokens[..] else {
        return Err(if tokens.is_empty() { LONE_MARKS } else { INSIDE });
    };
    if token.breaks() {
        return Err(if first { AROUND } else { PARTED });
    }
    let after = &bare[token.span.end as usize..];
    if !parts(after) || last && is_final_mark(token.span.of(bare), after) {
        return Ok(token);
    }
    Err(if last { AROUND } else { PARTED })
}

/// Whether a word after these marks would stand apart from the one before them.
fn parts(marks: &str) -> bool {
    let probe = format!("{marks} x");
    let mut tokens = Vec::new();
    tokenize(&probe, Span::from_range(0..probe.len()), &mut tokens);
    tokens.iter().any(|token| token.breaks())
}

/// The stop of "etc." or the mark of "wow!"; the one of "d." would be left of an emoticon.
fn is_final_mark(word: &str, after: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && matches!(after, "." | "!" | "?")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A piece as `folded`, with `*` or `/tag` behind it and `^` before it for a capital.
    fn shown(term: &str) -> Result<String, &'static str> {
        let show = |piece: &Piece| {
            let capital = if piece.capital { "^" } else { "" };
            let star = if piece.wildcard { "*" } else { "" };
            let tag = piece.tag.map(|tag| format!("/{tag}")).unwrap_or_default();
            format!("{capital}{}{star}{tag}", piece.folded)
        };
        pattern(term).map(|pieces| pieces.iter().map(show).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn terms_that_can_match() {
        let cases = [
            ("regime", "regime"),
            ("  far   right ", "far right"),
            ("Czech Republic", "^czech ^republic"),
            ("aban*", "aban*"),
            ("Czech*", "^czech*"),
            ("climate change* denial", "climate change* denial"),
            ("slam{v}", "slam/v"),
            ("break{v} down", "break/v down"),
            ("pen-pusher{n}", "pen-pusher/n"),
            ("shady{a} deal{n}", "shady/a deal/n"),
            // one token each
            ("so-called", "so-called"),
            ("don't", "don't"),
            ("don’t", "don't"),
            ("90s", "90s"),
            ("'90s", "90s"),
            ("AT&T", "^at&t"),
            ("U.S.", "^u.s"),
            ("U.S. troops", "^u.s troops"),
            ("Weiß", "^weiß"),
            ("o.o", "o.o"),
            // quotation marks and a last stop are not looked at
            ("“moderate” rebels", "moderate rebels"),
            ("etc.", "etc"),
            ("oh no!", "oh no"),
            // heads of words that are no words
            ("anti-*", "anti-*"),
            ("don'*", "don'*"),
            ("U.S.*", "^u.s*"),
            ("90*", "90*"),
        ];
        for (term, expected) in cases {
            assert_eq!(shown(term).as_deref(), Ok(expected), "{term:?}");
        }
    }

    #[test]
    fn terms_that_cannot_match_say_why() {
        let cases = [
            ("", NO_WORD),
            (":)", NO_WORD),
            ("( '}{' )", NO_WORD),
            ("😀", NO_WORD),
            ("*", NO_WORD),
            ("a*b", STAR),
            ("*phobia", STAR),
            ("gun* * law", STAR),
            ("ab**", STAR),
            ("slam{x}", TAG),
            ("slam{v", TAG),
            ("sl{v}am", TAG),
            ("slam{v}*", STAR_AND_TAG),
            ("slam*{v}", STAR_AND_TAG),
            ("black & white", LONE_MARKS),
            ("so - called", LONE_MARKS),
            ("so, called", PARTED),
            ("Mr. Smith", PARTED),
            ("tax (cut", PARTED),
            ("yes! we can", PARTED),
            ("and/or", INSIDE),
            ("a,b", INSIDE),
            ("o_o", INSIDE),
            ("d:", AROUND),
            (":d", AROUND),
            ("8)", AROUND),
            ("<3", AROUND),
            ("#metoo", AROUND),
            ("d.", AROUND),
        ];
        for (term, expected) in cases {
            assert_eq!(shown(term), Err(expected), "{term:?}");
        }
    }

    proptest! {
        /// What a plain pattern asks for is what its own term gives when it is read as text.
        #[test]
        fn a_term_matches_itself(term in "[a-cA-C.,'&’é*{}:) -]{0,16}|\\PC{0,12}") {
            if let Ok(pieces) = pattern(&term)
                && !term.contains(['*', '{'])
            {
                let mut tokens = Vec::new();
                tokenize(&term, Span::from_range(0..term.len()), &mut tokens);
                let folded: Vec<String> = tokens.iter().map(|t| fold(t.span.of(&term))).collect();
                let asked: Vec<_> = pieces.into_iter().map(|piece| piece.folded).collect();
                prop_assert_eq!(asked, folded);
                prop_assert!(tokens.iter().all(|token| !token.breaks()));
            }
        }

        #[test]
        fn plain_words_are_one_token(bare in "[a-zA-Z-]{0,12}") {
            if is_plain(&bare) {
                let token = word(&bare, false, false).expect("one word");
                prop_assert_eq!(fold(token.span.of(&bare)), bare.to_ascii_lowercase());
                prop_assert_eq!(token.is_capital(), bare.starts_with(char::is_uppercase));
            }
        }
    }
}
