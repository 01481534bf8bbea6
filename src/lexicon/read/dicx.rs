//! The reader of LIWC-22 `.dicx` files.
//!
//! They are CSV with a header `DicTerm,category,…`: an `X` in a cell puts the term of its row into
//! the category of its column, a number does so with that weight. An empty cell or a 0 (some tools
//! write 0 and 1) leaves it out; a term in no category is left out altogether.

use super::rows::{Rows, delimiter, first_line};
use super::{Draft, rows};
use crate::Error;
use crate::lexicon::Lexicon;

/// Name of the first column.
const TERM: &str = "DicTerm";

/// Whether the header begins with `DicTerm`.
pub(super) fn looks_like(text: &str) -> bool {
    first_line(text).is_some_and(|(_, _, line)| {
        let start = line.trim_start().trim_start_matches('"');
        start.get(..TERM.len()).is_some_and(|name| name.eq_ignore_ascii_case(TERM))
            && rows::fields(line).first().is_some_and(|name| name.eq_ignore_ascii_case(TERM))
    })
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut draft = Draft::new(name);
    let header = "a header line \"DicTerm,category,…\"";
    let Some((line, start, head)) = first_line(text) else {
        return Err(draft.bad(0, "", header));
    };
    let mut rows = Rows::new(text, start, line, delimiter(head).unwrap_or(b','));
    rows.next(&draft)?;
    if !rows.cell(0).eq_ignore_ascii_case(TERM) || rows.len() < 2 {
        return Err(draft.bad(line, head, header));
    }
    let mut categories = Vec::new();
    for index in 1..rows.len() {
        let name = rows.cell(index);
        if name.is_empty() && (index..rows.len()).all(|rest| rows.cell(rest).is_empty()) {
            break; // delimiters at the end of the line
        }
        if name.is_empty() || draft.find_category(&name).is_some() {
            return Err(draft.bad(line, &name, "each category named, and only once"));
        }
        categories.push(draft.category(line, &name)?);
    }
    while let Some(line) = rows.next(&draft)? {
        let term = rows.cell(0);
        if term.is_empty() {
            return Err(draft.bad(line, "", "a term in the first column"));
        }
        for index in 1..rows.len() {
            let cell = rows.cell(index);
            if cell.is_empty() {
                continue;
            }
            let Some(&category) = categories.get(index - 1) else {
                let expected = format!("no more than {} columns", categories.len() + 1);
                return Err(draft.bad(line, &cell, &expected));
            };
            let weight =
                if cell.eq_ignore_ascii_case("x") { Some(1.0) } else { rows.number(index) };
            match weight {
                Some(0.0) => {}
                Some(weight) => _ = draft.entry(line, &term, category, weight)?,
                None => return Err(draft.bad(line, &cell, "X, a weight or an empty cell")),
            }
        }
    }
    draft.finish()
}

#[cfg(test)]
mod tests {
    use super::super::rows::checks;
    use super::*;

    fn read(text: &str) -> Vec<(String, String, f64, u32)> {
        let list = parse("my.dicx", text).unwrap_or_else(|e| panic!("{e}"));
        let name = |index: u16| list.categories()[usize::from(index)].name.clone();
        list.entries()
            .iter()
            .map(|e| (e.term.to_string(), name(e.category), e.weight, e.line))
            .collect()
    }

    #[test]
    fn layouts() {
        let plain = "DicTerm,harbour,weather\nquay*,X,\nfog bank,x,X\n:),,2.5\n";
        let quoted = "\"DicTerm\",\"harbour\",\"weather\",\r\n\"quay*\",\"X\",\"\",\r\n\
                      \"fog bank\",\" X \",\"X\"\r\n\":)\",,\"2.5\"\r\n";
        let semicolons = "dicterm;harbour;weather\nquay*;1;0\nfog bank;1;1\n:);0;2,5\n";
        let expected = [
            ("quay*", "harbour", 1.0, 2),
            ("fog bank", "harbour", 1.0, 3),
            ("fog bank", "weather", 1.0, 3),
            (":)", "weather", 2.5, 4),
        ];
        let expected = expected.map(|(term, category, weight, line)| {
            (term.to_owned(), category.to_owned(), weight, line)
        });
        for text in [plain, quoted, semicolons] {
            assert!(looks_like(text), "{text}");
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn quotes_commas_and_terms_without_category() {
        let text =
            "\nDicTerm,\"rain, sleet\",odd\n\"well, well\",X\nnothing,,\n\"the \"\"wet\"\"\",,-3\n";
        let found = read(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], ("well, well".into(), "rain, sleet".into(), 1.0, 3));
        assert_eq!(found[1], ("the \"wet\"".into(), "odd".into(), -3.0, 5));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("", "x: \"\": expected a header line"),
            ("word,a\nb,X", "x:1: \"word,a\": expected a header line \"DicTerm,"),
            ("DicTerm\nb", "x:1: \"DicTerm\": expected a header line"),
            ("DicTerm,a,a\nb,X", "x:1: \"a\": expected each category named, and only once"),
            ("DicTerm,,a\nb,X", "x:1: \"\": expected each category named"),
            ("DicTerm,a\n\nb,yes", "x:3: \"yes\": expected X, a weight or an empty cell"),
            ("DicTerm,a\nb,NaN", "x:2: \"NaN\": expected X, a weight"),
            ("DicTerm,a\nb,X,X", "x:2: \"X\": expected no more than 2 columns"),
            ("DicTerm,a\n,X", "x:2: \"\": expected a term in the first column"),
            ("DicTerm,a\n\"b,X\nc,X\n", "x:2: \"b,X\\nc,X\\n\": expected a quoted field to end"),
            ("DicTerm,a\nb,\n", "x: \"\": expected at least one entry"),
        ];
        for (text, expected) in cases {
            let message = parse("x", text).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(message.starts_with(expected), "{text:?}: {message}");
        }
        for text in ["", "DicTerms,a\n", "term,weight\n", "%\n"] {
            assert!(!looks_like(text), "{text:?}");
        }
    }

    #[test]
    fn hostile_texts() {
        let parts = &[
            "DicTerm", ",", ",", ";", "\t", "\"", "X", "0", "1.5", "harbour", "quay*", "\n", "\n",
        ];
        checks::never_panics(looks_like, parse, parts);
        let cases = [
            ("DicTerm,a\n", "b,X\n"),
            ("DicTerm,a\n", "\"b,X\n"),
            ("DicTerm,a\nb,X", ","),
            ("DicTerm", ",a"),
            ("DicTerm,a\n", "\n"),
            ("DicTerm,a\nb,X\n", " \n"),
            ("", "\""),
        ];
        checks::stays_linear(looks_like, parse, &cases);
    }
}
