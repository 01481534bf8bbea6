//! The reader of the extended Moral Foundations Dictionary (eMFD).
//!
//! A CSV with a header: a column of words, then for each foundation the probability that a text
//! with the word was marked with it (`care_p`) and the mean tone of such texts (`care_sent`), in
//! any order (`eMFD_wordlist.csv` and the older `emfd_scoring.csv` differ in it). Each such column
//! is a category, its cells are the weights; other columns, such as a row number, are left out.
//! The Moral Foundations Dictionaries 1 and 2.0 are `.dic` files.

use super::rows::{Rows, delimiter, fields, first_line};
use super::{Draft, table};
use crate::Error;
use crate::lexicon::Lexicon;

/// Whether a header names a word column and at least two foundations.
pub(super) fn looks_like(text: &str) -> bool {
    let foundations = |name: &String| {
        matches!(
            name.as_str(),
            "care_p" | "fairness_p" | "loyalty_p" | "authority_p" | "sanctity_p"
        )
    };
    first_line(text).is_some_and(|(_, _, line)| {
        let names: Vec<_> = fields(line).iter().map(|name| name.to_lowercase()).collect();
        names.iter().filter(|name| foundations(name)).count() >= 2
    })
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut draft = Draft::new(name);
    let expected = "a header line \"word,care_p,fairness_p,…\"";
    let Some((line, start, head)) = first_line(text) else {
        return Err(draft.bad(0, "", expected));
    };
    let mut rows = Rows::new(text, start, line, delimiter(head).unwrap_or(b','));
    rows.next(&draft)?;
    let mut term = None;
    let mut columns = Vec::new();
    for index in 0..rows.len() {
        let name = rows.cell(index).to_lowercase();
        if name.ends_with("_p") || name.ends_with("_sent") {
            if draft.find_category(&name).is_some() {
                return Err(draft.bad(line, &name, "each column once"));
            }
            columns.push((index, draft.category(line, &name)?));
        } else if term.is_none() && table::names_terms(&name) {
            term = Some(index);
        }
    }
    let Some(term) = term.filter(|_| !columns.is_empty()) else {
        return Err(draft.bad(line, head, expected));
    };
    while let Some(line) = rows.next(&draft)? {
        let word = rows.cell(term);
        for &(index, category) in &columns {
            let Some(weight) = rows.number(index) else {
                let name = &draft.list.categories[usize::from(category)].name;
                let expected = format!("a number in the column {name}");
                return Err(draft.bad(line, &rows.cell(index), &expected));
            };
            draft.entry(line, &word, category, weight)?;
        }
    }
    draft.finish()
}

#[cfg(test)]
mod tests {
    use super::super::rows::checks;
    use super::*;

    fn weights(text: &str) -> Vec<(String, String, f64)> {
        let list = parse("emfd.csv", text).unwrap_or_else(|e| panic!("{e}"));
        let name = |index: u16| list.categories()[usize::from(index)].name.clone();
        list.entries().iter().map(|e| (e.term.to_string(), name(e.category), e.weight)).collect()
    }

    #[test]
    fn every_column_is_a_category() {
        let text = "word,care_p,fairness_p,care_sent,fairness_sent\n\
                    lantern,0.25,0.0,-0.5,0.125\nbadger,0.5,1,0,0\n";
        assert!(looks_like(text));
        let expected = [
            ("lantern", "care_p", 0.25),
            ("lantern", "fairness_p", 0.0),
            ("lantern", "care_sent", -0.5),
            ("lantern", "fairness_sent", 0.125),
            ("badger", "care_p", 0.5),
            ("badger", "fairness_p", 1.0),
            ("badger", "care_sent", 0.0),
            ("badger", "fairness_sent", 0.0),
        ];
        let expected = expected.map(|(t, c, w)| (t.to_owned(), c.to_owned(), w));
        assert_eq!(weights(text), expected);
    }

    #[test]
    fn columns_in_any_order() {
        let cases = [
            "care_sent,care_p,fairness_p,word\n0.5,0.25,0.75,lantern\n",
            ",token,care_sent,care_p,fairness_p\r\n17,lantern,0.5,0.25,0.75\r\n",
            "\"Word\"\t\"CARE_SENT\"\t\"Care_p\"\t\"Fairness_p\"\n\"lantern\"\t0.5\t0.25\t0.75\n",
        ];
        for text in cases {
            assert!(looks_like(text), "{text}");
            let expected = [("care_sent", 0.5), ("care_p", 0.25), ("fairness_p", 0.75)];
            let expected = expected.map(|(c, w)| ("lantern".to_owned(), c.to_owned(), w));
            assert_eq!(weights(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("", "x: \"\": expected a header line \"word,care_p"),
            ("care_p,fairness_p\n1,1", "x:1: \"care_p,fairness_p\": expected a header line"),
            ("word,care_p,Care_p\na,1,1", "x:1: \"care_p\": expected each column once"),
            ("word,care_p\na,1\nb,much", "x:3: \"much\": expected a number in the column care_p"),
            ("word,care_p,care_sent\na,1", "x:2: \"\": expected a number in the column care_sent"),
            ("word,care_p\na,nan", "x:2: \"nan\": expected a number"),
            ("word,care_p\n,1", "x:2: \"\": expected a term of 1 to 1000 bytes"),
            ("word,care_p\n", "x: \"\": expected at least one entry"),
        ];
        for (text, expected) in cases {
            let message = parse("x", text).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(message.starts_with(expected), "{text:?}: {message}");
        }
        for text in ["", "word,care_p\n", "word,care,fairness\n", "word,score_p\n", "word,weight\n"]
        {
            assert!(!looks_like(text), "{text:?}");
        }
    }

    #[test]
    fn hostile_texts() {
        let parts =
            &["word", "care_p", "fairness_p", "care_sent", ",", ",", ";", "\t", "\"", "0.5", "\n"];
        checks::never_panics(looks_like, parse, parts);
        let cases = [
            ("word,care_p\n", "a,1\n"),
            ("word", ",care_p"),
            ("word,care_p\n\"", "a,1\n"),
            ("", ","),
            ("care_p,fairness_p,", "\""),
        ];
        checks::stays_linear(looks_like, parse, &cases);
    }
}
