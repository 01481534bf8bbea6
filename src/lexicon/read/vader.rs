//! The reader of `vader_lexicon.txt`, the file of VADER itself.
//!
//! A line holds a token, the mean of its ratings, their standard deviation and the ratings in
//! square brackets, parted by tabs. All lines are kept, also those whose token another line has;
//! one category, "valence", holds them.

use super::{Draft, rows};
use crate::Error;
use crate::lexicon::Lexicon;

/// Lines at the head that must be in the format.
const HEAD: usize = 5;

/// Whether the first lines are token, mean, deviation and ratings.
pub(super) fn looks_like(text: &str) -> bool {
    let mut head = text.lines().filter(|line| !line.trim().is_empty()).take(HEAD).peekable();
    head.peek().is_some()
        && head.all(|line| {
            let fields: Vec<&str> = line.trim_end().split('\t').take(5).collect();
            let [_, mean, deviation, ratings] = fields[..] else { return false };
            let numbers = rows::number(mean).is_some() && rows::number(deviation).is_some();
            numbers && brackets(ratings).is_some()
        })
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut draft = Draft::new(name);
    let category = draft.category(0, "valence")?;
    for (number, line) in text.lines().enumerate().map(|(i, line)| (i + 1, line)) {
        if line.trim().is_empty() {
            continue;
        }
        let mut fields = line.trim_end().split('\t');
        let (Some(term), Some(mean), Some(deviation), Some(ratings), None) =
            (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
        else {
            let expected = "token, mean, deviation and ratings, parted by tabs";
            return Err(draft.bad(number, line, expected));
        };
        let mean = rows::number(mean)
            .ok_or_else(|| draft.bad(number, mean, "a mean rating such as -1.5"))?;
        if rows::number(deviation).is_none_or(|deviation| deviation < 0.0) {
            return Err(draft.bad(number, deviation, "a standard deviation such as 0.8"));
        }
        let listed = brackets(ratings)
            .ok_or_else(|| draft.bad(number, ratings, "ratings such as [-1, 0, -2]"))?;
        let mut values = Vec::new();
        for rating in listed.split(',') {
            let value = rows::number(rating);
            values.push(value.ok_or_else(|| draft.bad(number, rating, "a rating such as -1"))?);
        }
        draft.entry(number, term, category, mean)?.ratings = values.into();
    }
    draft.finish()
}

/// What stands in the square brackets that enclose the text.
fn brackets(text: &str) -> Option<&str> {
    text.trim().strip_prefix('[')?.strip_suffix(']')
}

#[cfg(test)]
mod tests {
    use super::super::rows::checks;
    use super::*;

    #[test]
    fn tokens_with_their_ratings() {
        let text = "%~)\t-0.5\t0.5\t[-1, 0]\n\n( '}{' )\t1.0\t1.0\t[2, 0]\r\n\
                    glum\t-1.5\t0.5\t[-1, -2]\t\nglum\t-2\t0\t[-2, -2]";
        assert!(looks_like(text));
        let list = parse("lists/vader_lexicon.txt", text).expect("a good list");
        assert_eq!(list.id(), "vader_lexicon");
        assert_eq!(list.categories()[0].name, "valence");
        let entries: Vec<_> =
            list.entries().iter().map(|e| (&*e.term, e.weight, &*e.ratings, e.line)).collect();
        let expected: [(&str, f64, &[f64], u32); 4] = [
            ("%~)", -0.5, &[-1.0, 0.0], 1),
            ("( '}{' )", 1.0, &[2.0, 0.0], 3),
            ("glum", -1.5, &[-1.0, -2.0], 4),
            ("glum", -2.0, &[-2.0, -2.0], 5),
        ];
        assert_eq!(entries, expected);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("glum -1.5 0.5 [-1]", "x:1: \"glum -1.5 0.5 [-1]\": expected token, mean"),
            ("glum\t-1.5", "x:1: \"glum\\t-1.5\": expected token, mean, deviation and ratings"),
            ("glum\tlow\t0.5\t[-1]", "x:1: \"low\": expected a mean rating"),
            ("\nglum\t-1.5\t-1\t[-1]", "x:2: \"-1\": expected a standard deviation"),
            ("glum\t-1.5\t0.5\t-1, -2", "x:1: \"-1, -2\": expected ratings such as"),
            ("glum\t-1.5\t0.5\t[-1, no]", "x:1: \" no\": expected a rating"),
            ("glum\t-1.5\t0.5\t[]", "x:1: \"\": expected a rating"),
            ("\t-1.5\t0.5\t[1]", "x:1: \"\": expected a term"),
            ("", "x: \"\": expected at least one entry"),
        ];
        for (text, expected) in cases {
            let message = parse("x", text).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(message.starts_with(expected), "{text:?}: {message}");
        }
    }

    #[test]
    fn other_formats_are_told_apart() {
        for text in ["", "glum\t-2", "term\tweight\n", "a\t1\t1\t1", "a\t1\t1\t[1]\nb\t1\n"] {
            assert!(!looks_like(text), "{text:?}");
        }
    }

    #[test]
    fn hostile_texts() {
        let parts = &["glum", ":(", "\t", "\t", "\t", "-1.5", "0.5", "[", "]", "-1", ", ", "\n"];
        checks::never_panics(looks_like, parse, parts);
        let cases = [("", "a\t1\t1\t[1]\n"), ("a\t1\t1\t[", "1,"), ("", "\t"), ("", "[")];
        checks::stays_linear(looks_like, parse, &cases);
    }
}
