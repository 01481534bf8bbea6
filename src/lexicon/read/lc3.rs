//! The reader of Lexicoder dictionaries (`.lc3`).
//!
//! A line `+NAME` begins a category, each line below it is a pattern of that category: one word or
//! several, with `*` for any ending. `--` begins a comment. A file all in capitals is read in lower
//! case.

use super::{Draft, Nesting};
use crate::Error;
use crate::lexicon::Lexicon;

/// A line without its comment and the spaces around it.
fn content(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with("--") {
        return "";
    }
    // "rock--paper" is a pattern, " --" begins a comment
    line.find(" --").or_else(|| line.find("\t--")).map_or(line, |at| line[..at].trim_end())
}

/// Whether a text is in this format: its first line opens a category, and none is indented by tabs.
pub(super) fn looks_like(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !content(line).is_empty()).take(50);
    lines.next().is_some_and(|line| {
        let name = content(line).strip_prefix('+').map(str::trim_start);
        name.is_some_and(|name| name.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
            && !name.is_some_and(|name| name.contains('\t'))
    }) && lines.all(|line| !line.starts_with('\t'))
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut draft = Draft::new(name);
    let mut nesting = Nesting::default();
    for (number, line) in text.lines().enumerate().map(|(i, line)| (i + 1, content(line))) {
        if line.is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('+') {
            nesting.close();
            nesting.open(&draft, number, name)?;
            continue;
        }
        if nesting.depth() == 0 {
            return Err(draft.bad(number, line, "a line \"+CATEGORY\" before the first pattern"));
        }
        if line.contains('\t') {
            return Err(draft.bad(number, line, "one pattern a line, without tabs inside"));
        }
        let category = nesting.category(&mut draft, number)?;
        draft.entry(number, line, category, 1.0)?;
    }
    draft.lower_a_list_in_capitals();
    draft.finish()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{message, rows};
    use super::{looks_like, parse};

    #[test]
    fn patterns_belong_to_the_category_above() {
        let cases: [(&str, &[&str]); 6] = [
            ("+GRIM\nbleak*\nfar from over\n", &["GRIM bleak* 1 @2", "GRIM far from over 1 @3"]),
            (
                "-- harbour words\n\n  +Sea Words  \n  pier \n\t+ GRIM\n bleak   -- and bleaker\n",
                &["Sea Words pier 1 @4", "GRIM bleak 1 @6"],
            ),
            ("+A\nfog\n+B\n+A\nmist\n", &["A fog 1 @2", "A mist 1 @5"]),
            (
                "+a\r\nrock--paper\r\nnot   a\u{A0}word\r\n",
                &["a rock--paper 1 @2", "a not a word 1 @3"],
            ),
            ("+A\nFOG*\nTHICK FOG\n", &["A fog* 1 @2", "A thick fog 1 @3"]),
            ("+A\nNATO\nfog*\n", &["A NATO 1 @2", "A fog* 1 @3"]),
        ];
        for (text, expected) in cases {
            assert!(looks_like(text) || text.contains("\n\t"), "{text:?}");
            assert_eq!(rows(parse("x.lc3", text)), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("fog\n+A\n", "x.lc3:1: \"fog\": expected a line \"+CATEGORY\" before"),
            ("+A\nfog\n+\nmist\n", "x.lc3:3: \"\": expected a category name"),
            ("+A\nfog\t1\n", "x.lc3:2: \"fog\\t1\": expected one pattern a line"),
            ("+A\n-- nothing\n", "x.lc3: \"\": expected at least one entry"),
        ];
        for (text, expected) in cases {
            let message = message(parse("x.lc3", text));
            assert!(message.starts_with(expected), "{text:?}: {message}");
        }
        let long = format!("+A\n{}\n", "y".repeat(1001));
        let message = message(parse("x.lc3", &long));
        assert!(message.contains("…\": expected a term of 1 to 1000 bytes"), "{message}");
    }

    #[test]
    fn other_texts_do_not_look_like_it() {
        for text in ["", "+", "fog\n", "+1\t2\n", "++++\n", "+STATE+\n\tTAX (1)\n", "-- x\n"] {
            assert!(!looks_like(text), "{text:?}");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().with_type::<String>().for_each(|text| _ = parse("fuzz", text));
    }
}
