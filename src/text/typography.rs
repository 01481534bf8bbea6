//! How words are written in print and on the web, made alike for matching only: the text itself is
//! never changed.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// HTML entities that stand for an apostrophe inside a word.
const APOSTROPHE_ENTITIES: [&str; 5] = ["&#8217;", "&rsquo;", "&apos;", "&#39;", "&#x2019;"];

/// Whether `c` is a mark that writers use for an apostrophe.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '′' | '´' | '`' | '＇')
}

/// Whether `c` is a hyphen that joins a compound (dashes part words and are none).
pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether `c` is printed as nothing: soft hyphen, zero-width space and joiners, byte-order mark.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// A hyphen that is printed at the end of a line only.
pub(crate) const SOFT_HYPHEN: char = '\u{AD}';

/// Bytes of the line end at the head of `after`, where that stands between a hyphen and a small letter:
/// a word cut by the printer.
pub(crate) fn cut_by_line_end(after: &str) -> usize {
    let next = after.trim_start_matches(is_blank);
    let gap = &after[..after.len() - next.len()];
    let cut = gap.contains(['\n', '\r']) && next.starts_with(char::is_lowercase);
    if cut { gap.len() } else { 0 }
}

/// Length in bytes of an apostrophe entity at the head of `text`.
pub(crate) fn apostrophe_entity(text: &str) -> Option<usize> {
    APOSTROPHE_ENTITIES.iter().find(|e| text.starts_with(**e)).map(|e| e.len())
}

/// White space as a reader sees it: Unicode's, and what is printed as nothing.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Appends the form of `word` that lexicon look-ups use: lower case, straight apostrophes and
/// hyphens, ligatures spelt out, invisible characters and line-break hyphens gone, the stop of an
/// acronym and a possessive `'s` cut off.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    let from = out.len();
    let is_slow = |byte: u8| !byte.is_ascii() || matches!(byte, b'&' | b'\n' | b'\r' | b'`');
    if word.bytes().any(is_slow) {
        fold_slowly(word, out);
    } else {
        out.push_str(word);
        out[from..].make_ascii_lowercase();
    }
    cut_endings(out, from);
}

fn fold_slowly(word: &str, out: &mut String) {
    // "é" may come as "e" with a combining accent
    let composed: Cow<str> = if word.contains(|c| matches!(c, '\u{300}'..='\u{36F}')) {
        word.nfc().collect::<String>().into()
    } else {
        word.into()
    };
    let mut rest: &str = &composed;
    while let Some(c) = rest.chars().next() {
        if let Some(len) = apostrophe_entity(rest) {
            out.push('\'');
            rest = &rest[len..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            _ if is_hyphen(c) || c == SOFT_HYPHEN => {
                // "De-\ncember": the hyphen is the printer's
                match cut_by_line_end(rest) {
                    0 if c == SOFT_HYPHEN => {}
                    0 => out.push('-'),
                    cut => rest = &rest[cut..],
                }
            }
            _ if is_invisible(c) => {}
            _ if is_apostrophe(c) => out.push('\''),
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

fn cut_endings(out: &mut String, from: usize) {
    for ending in ["'s", "'", "."] {
        let folded = &out[from..];
        if folded.len() > ending.len() && folded.ends_with(ending) {
            out.truncate(out.len() - ending.len());
        }
    }
}

/// The folded form as a new string; see [`fold_into`].
pub(crate) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// The spellings with which a scraped text may write `folded` after it lost its apostrophe, where
/// that makes no other word: "dont", "theyre", "youve" (but "were", "well", "its" stay themselves).
pub(crate) fn without_apostrophe(folded: &str) -> Option<String> {
    let lost = folded.ends_with("n't")
        || folded.ends_with("'ve")
        || matches!(folded, "they're" | "you're" | "i'm");
    lost.then(|| folded.replace('\'', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_forms() {
        let cases: &[(&str, &str)] = &[
            ("Regime", "regime"),
            ("regime's", "regime"),
            ("regime’s", "regime"),
            ("regime&#8217;s", "regime"),
            ("Don’t", "don't"),
            ("workers’", "workers"),
            ("U.S.", "u.s"),
            ("U.S.’s", "u.s"),
            ("oﬃcial", "official"),
            ("gov\u{AD}ern\u{200B}ment", "government"),
            ("De-\ncember", "december"),
            ("dis-\u{A0}\r\ngrace", "disgrace"),
            ("re\u{AD}\rgime", "regime"),
            ("re\u{2010} \ngime", "regime"),
            ("anti‑immigrant", "anti-immigrant"),
            ("ÉLAN", "élan"),
            ("E\u{301}LAN", "élan"),
            ("'s", "'s"),
            ("", ""),
        ];
        for (word, folded) in cases {
            assert_eq!(fold(word), *folded, "{word:?}");
        }
    }

    #[test]
    fn lost_apostrophes_only_where_no_other_word_is_made() {
        assert_eq!(without_apostrophe("don't").as_deref(), Some("dont"));
        assert_eq!(without_apostrophe("they're").as_deref(), Some("theyre"));
        assert_eq!(without_apostrophe("we're"), None);
        assert_eq!(without_apostrophe("we'll"), None);
        assert_eq!(without_apostrophe("it's"), None);
    }
}
