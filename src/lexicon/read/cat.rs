//! The reader of WordStat categorization dictionaries (`.cat`).
//!
//! A tree indented by one tab a level. A line with deeper lines below it is a category; the others
//! are terms such as `ANGLER* (1)`: a weight in brackets may follow, `_` joins the words of a phrase.
//! Lines that begin with `# `, `//` or `;` are comments. A file all in capitals is read in lower
//! case. Rules (`@…`) join terms by distance, which no entry can say, and are an error.

use super::{Draft, Nesting};
use crate::Error;
use crate::lexicon::Lexicon;

/// A line that is neither blank nor a comment.
#[derive(Clone, Copy)]
struct Line<'t> {
    number: usize,
    depth: usize,
    text: &'t str,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.lines().enumerate().filter_map(|(i, line)| {
        let inner = line.trim_start_matches('\t');
        let line = Line { number: i + 1, depth: line.len() - inner.len(), text: inner.trim_end() };
        let comment = ["# ", "//", ";"].iter().any(|mark| inner.starts_with(mark));
        (!line.text.trim().is_empty() && !comment).then_some(line)
    })
}

/// Whether a text is in this format: its second line is indented below the first.
pub(super) fn looks_like(text: &str) -> bool {
    let mut lines = lines(text);
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return false;
    };
    first.depth == 0
        && second.depth == 1
        && !first.text.contains('\t')
        && first.text.starts_with(|c: char| !matches!(c, ' ' | '%' | '<' | '{' | '['))
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut draft = Draft::new(name);
    let mut nesting = Nesting::default();
    let mut lines = lines(text).peekable();
    while let Some(Line { number, depth, text }) = lines.next() {
        while nesting.depth() > depth {
            nesting.close();
        }
        if nesting.depth() < depth {
            let expected = "a line at most one tab deeper than the category above it";
            return Err(draft.bad(number, text, expected));
        }
        if text.starts_with(char::is_whitespace) {
            return Err(draft.bad(number, text, "levels indented by tabs, not by spaces"));
        }
        if text.starts_with('@') {
            let expected = "a category, word or phrase: rules (\"@…\") cannot be read";
            return Err(draft.bad(number, text, expected));
        }
        if text.contains('\t') {
            return Err(draft.bad(number, text, "one category or term a line, no tabs inside"));
        }
        let (term, weight) = weighted(&draft, number, text)?;
        if lines.peek().is_some_and(|next| next.depth > depth) {
            if weight.is_some() {
                let expected = "a category, as deeper lines follow, without a weight";
                return Err(draft.bad(number, text, expected));
            }
            nesting.open(&draft, number, text)?;
            continue;
        }
        match (depth, weight) {
            (0, None) => {} // a category without terms
            (0, Some(_)) => {
                return Err(draft.bad(number, text, "a term indented below its category"));
            }
            _ => {
                let category = nesting.category(&mut draft, number)?;
                draft.entry(number, &term.replace('_', " "), category, weight.unwrap_or(1.0))?;
            }
        }
    }
    draft.lower_a_list_in_capitals();
    draft.finish()
}

/// A term and the weight in brackets after it.
fn weighted<'t>(
    draft: &Draft,
    line: usize,
    text: &'t str,
) -> Result<(&'t str, Option<f64>), Error> {
    // brackets without a space before them are part of the term: ":("
    let Some((term, weight)) = text.strip_suffix(')').and_then(|head| head.rsplit_once(" ("))
    else {
        return Ok((text, None));
    };
    match weight.trim().parse::<f64>() {
        Ok(weight) if weight.is_finite() => Ok((term, Some(weight))),
        _ => Err(draft.bad(line, text, "a weight in the brackets, such as (1)")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{message, rows};
    use super::{looks_like, parse};

    #[test]
    fn the_tree_gives_the_categories() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "LEISURE\n\tFISHING\n\t\tANGLER* (1)\n\t\tFLY_ROD (1)\n\tCARDS (1)\nWORK\n\tSHIFT* (0.5)\n",
                &[
                    "LEISURE/FISHING angler* 1 @3",
                    "LEISURE/FISHING fly rod 1 @4",
                    "LEISURE cards 1 @5",
                    "WORK shift* 0.5 @7",
                ],
            ),
            // comments, blank lines, no weights, spaces at the end, other line ends
            (
                "// made up\r\n# of\r\nSea\r\n\r\n\tpier  \r\n\t; none\r\n\tnight ferry ( -2 )\r\n",
                &["Sea pier 1 @5", "Sea night ferry -2 @7"],
            ),
            ("+SEA+\n\tPIER (1)\n", &["+SEA+ pier 1 @2"]),
            // back by several levels; a category met twice; one without terms
            (
                "A\n\tB\n\t\tC\n\t\t\tone (1)\nEMPTY\nA\n\ttwo (1)\n",
                &["A/B/C one 1 @4", "A two 1 @7"],
            ),
            ("A\n\t:( (2)\n\t#tag\n", &["A :( 2 @2", "A #tag 1 @3"]),
            ("Sea\n\tNATO\n\tpier\n", &["Sea NATO 1 @2", "Sea pier 1 @3"]),
        ];
        for (text, expected) in cases {
            assert!(looks_like(text), "{text:?}");
            assert_eq!(rows(parse("x.cat", text)), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let deep: String = (0..66).map(|depth| "\t".repeat(depth) + "a\n").collect();
        let cases = [
            ("A\n\tONE (1)\n\t\tTWO (1)\n", "x.cat:2: \"ONE (1)\": expected a category, as deeper"),
            ("A\n\t\tONE (1)\n", "x.cat:2: \"ONE (1)\": expected a line at most one tab deeper"),
            ("A\n\tB\n  ONE\n", "x.cat:3: \"  ONE\": expected levels indented by tabs"),
            ("A\n\t@NEAR [B] /C (1)\n", "x.cat:2: \"@NEAR [B] /C (1)\": expected a category, word"),
            ("A\n\tONE (much)\n", "x.cat:2: \"ONE (much)\": expected a weight in the brackets"),
            ("A\n\tONE (inf)\n", "x.cat:2: \"ONE (inf)\": expected a weight in the brackets"),
            ("A\n\tONE\t1\n", "x.cat:2: \"ONE\\t1\": expected one category or term a line"),
            ("ONE (1)\nA\n\tTWO\n", "x.cat:1: \"ONE (1)\": expected a term indented below"),
            ("A\n\t_ (1)\n", "x.cat:2: \"\": expected a term of 1 to 1000 bytes"),
            ("A\nB\n", "x.cat: \"\": expected at least one entry"),
            (&deep, "x.cat:65: \"a\": expected categories nested at most 64 deep"),
        ];
        for (text, expected) in cases {
            let message = message(parse("x.cat", text));
            assert!(message.starts_with(expected), "{text:?}: {message}");
        }
    }

    #[test]
    fn other_texts_do_not_look_like_it() {
        for text in
            ["", "A", "A\nB\n", "%\n\t1 a\n", "<a>\n\t<b/>\n", "a\tb\n\tc\n", "\tA\n\t\tB\n"]
        {
            assert!(!looks_like(text), "{text:?}");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().with_type::<String>().for_each(|text| _ = parse("fuzz", text));
    }
}
