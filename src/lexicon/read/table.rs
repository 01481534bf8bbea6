//! The reader of CSV and TSV tables with a header line.
//!
//! Tabs, commas or semicolons part the fields. Columns are known by their names, whatever their
//! order and case: a term (`term`, `word`, `token`, `phrase`, …); where there are, a category
//! (`category`, `label`, `class`, …; else all terms are of the category "all"), a weight (`weight`,
//! `score`, `value`, `valence`, …; else 1), single ratings (`rating_a`, `rating_b`, …) and a note. A
//! column `sentiment`, `polarity` or `valence` is a weight if its first cell is a number, else a
//! category. Of several columns for the same thing the one listed first here counts, others are
//! left out. With semicolons a number may have a decimal comma.
//!
//! A table with neither a category nor a weight may have a column for each category: there an `X` or
//! a number other than 0 puts the term of the row into it, with that weight. All its other columns
//! must be of this kind: what else they hold is an error, as it may be a weight under a name that
//! is not known here. (A first column without a name holds row numbers and is left out.)
//!
//! A file without a header is read too whose lines are a term and a number, as AFINN has them, or
//! term, category and number parted by tabs, as the NRC lists have them: there 0 leaves the term out
//! of the category.

use super::Draft;
use super::rows::{Rows, delimiter, fields, first_line, number};
use crate::Error;
use crate::lexicon::Lexicon;

const TERMS: [&str; 14] = [
    "term",
    "terms",
    "word",
    "words",
    "token",
    "phrase",
    "lemma",
    "entry",
    "ngram",
    "n gram",
    "unigram",
    "bigram",
    "expression",
    "english word",
];
const CATEGORIES: [&str; 9] =
    ["category", "label", "class", "type", "dimension", "emotion", "foundation", "frame", "group"];
const WEIGHTS: [&str; 12] = [
    "weight",
    "score",
    "value",
    "valence",
    "sentiment",
    "polarity",
    "intensity",
    "strength",
    "mean",
    "rating",
    "sentiment score",
    "sentiment value",
];
/// Names that hold a number in some lists, a label in others.
const EITHER: [&str; 3] = ["sentiment", "polarity", "valence"];
const NOTES: [&str; 7] =
    ["note", "notes", "comment", "comments", "remark", "description", "definition"];

/// Where a table has what; indices of columns.
#[derive(Debug, Default)]
struct Columns {
    term: usize,
    category: Option<usize>,
    weight: Option<usize>,
    ratings: Vec<usize>,
    note: Option<usize>,
    count: usize,
    /// A weight of 0 says that the term is not in the category.
    zero_is_out: bool,
}

/// Most columns that an error names, and most characters of each.
const NAMED: usize = 8;
const NAMED_LENGTH: usize = 30;

/// Whether a column of that name holds terms.
pub(super) fn names_terms(name: &str) -> bool {
    TERMS.contains(&plain(name).as_str())
}

/// Whether the first line names a column of terms, or is a term and a number.
pub(super) fn looks_like(text: &str) -> bool {
    first_line(text).is_some_and(|(_, _, line)| {
        let fields = fields(line);
        has_no_header(&fields)
            || lists_pairs(line, &fields)
            || fields.iter().any(|name| names_terms(name))
    })
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut draft = Draft::new(name);
    let Some((line, start, head)) = first_line(text) else {
        return Err(draft.bad(0, "", "a header line with a column \"term\" or \"word\""));
    };
    let delimiter = delimiter(head).unwrap_or(b',');
    let mut rows = Rows::new(text, start, line, delimiter);
    let head_fields = fields(head);
    let columns = if lists_pairs(head, &head_fields) {
        let (category, weight) = (Some(1), Some(2));
        Columns { category, weight, count: 3, zero_is_out: true, ..Columns::default() }
    } else if has_no_header(&head_fields) {
        Columns { weight: Some(1), count: 2, ..Columns::default() }
    } else {
        rows.next(&draft)?;
        let names: Vec<String> = (0..rows.len()).map(|index| plain(&rows.cell(index))).collect();
        let mut ahead = Rows::new(text, start, line, delimiter);
        ahead.next(&draft)?;
        let first = ahead.next(&draft)?;
        let labels = |index: usize| first.is_some() && ahead.number(index).is_none();
        let columns = columns(&names, labels).ok_or_else(|| {
            draft.bad(line, head, "a header with a column \"term\", \"word\" or \"token\"")
        })?;
        if columns.category.is_none() && columns.weight.is_none() {
            let names: Vec<String> =
                (0..rows.len()).map(|index| rows.cell(index).into_owned()).collect();
            return parse_wide(draft, rows, line, &names, &columns);
        }
        columns
    };
    while let Some(line) = rows.next(&draft)? {
        read_row(&mut draft, line, &rows, &columns)?;
    }
    draft.finish()
}

/// Reads a table that has a column for each category, or none but terms.
fn parse_wide(
    mut draft: Draft,
    mut rows: Rows,
    line: usize,
    names: &[String],
    columns: &Columns,
) -> Result<Lexicon, Error> {
    let others = || (0..names.len()).filter(|&i| i != columns.term && Some(i) != columns.note);
    let needed = {
        let named: Vec<String> = others()
            .filter(|&index| !names[index].is_empty())
            .take(NAMED + 1)
            .map(|index| names[index].chars().take(NAMED_LENGTH).collect())
            .collect();
        let more = if named.len() > NAMED { ", …" } else { "" };
        let named = named[..named.len().min(NAMED)].join(", ");
        format!(
            "a column \"weight\" or \"category\", or only X, numbers and empty cells in the others \
             ({named}{more})"
        )
    };
    if !columns.ratings.is_empty() {
        return Err(draft.bad(
            line,
            "",
            &format!("a column \"weight\" beside the ratings: {needed}"),
        ));
    }
    let mut categories = Vec::new();
    for index in others() {
        let name = &names[index];
        if name.is_empty() {
            continue;
        }
        if draft.find_category(name).is_some() {
            return Err(draft.bad(line, name, "each column named only once"));
        }
        categories.push((index, draft.category(line, name)?));
    }
    let unnamed: Vec<usize> = others().filter(|&i| i > 0 && names[i].is_empty()).collect();
    let all = if categories.is_empty() { Some(draft.category(line, "all")?) } else { None };
    while let Some(line) = rows.next(&draft)? {
        for index in unnamed.iter().copied().chain(names.len()..rows.len()) {
            let cell = rows.cell(index);
            if !cell.is_empty() {
                return Err(draft.bad(line, &cell, "nothing in a column without a name"));
            }
        }
        let term = rows.cell(columns.term);
        if term.is_empty() {
            return Err(draft.bad(line, "", "a term of 1 to 1000 bytes"));
        }
        let note = columns.note.map(|index| rows.cell(index)).unwrap_or_default();
        if let Some(category) = all {
            draft.entry(line, &term, category, 1.0)?.note = (*note).to_owned().into();
        }
        for &(index, category) in &categories {
            let cell = rows.cell(index);
            let weight = match &*cell {
                "" => continue,
                "X" | "x" => 1.0,
                _ => rows.number(index).ok_or_else(|| draft.bad(line, &cell, &needed))?,
            };
            if weight != 0.0 {
                draft.entry(line, &term, category, weight)?.note = (*note).to_owned().into();
            }
        }
    }
    draft.finish()
}

fn read_row(draft: &mut Draft, line: usize, rows: &Rows, columns: &Columns) -> Result<(), Error> {
    for index in columns.count..rows.len() {
        let extra = rows.cell(index);
        if !extra.is_empty() {
            let expected = format!("no more than {} columns", columns.count);
            return Err(draft.bad(line, &extra, &expected));
        }
    }
    let category = columns.category.map_or("all".into(), |index| rows.cell(index));
    if category.is_empty() {
        return Err(draft.bad(line, "", "a category"));
    }
    let category = draft.category(line, &category)?;
    let number = |draft: &Draft, index: usize, expected: &str| {
        rows.number(index).ok_or_else(|| draft.bad(line, &rows.cell(index), expected))
    };
    let weight = match columns.weight {
        Some(index) => number(draft, index, "a weight such as 0.6")?,
        None => 1.0,
    };
    if columns.zero_is_out && weight == 0.0 {
        return Ok(());
    }
    let mut ratings = Vec::new();
    for &index in &columns.ratings {
        // not everyone rated every term
        if !rows.cell(index).is_empty() {
            ratings.push(number(draft, index, "a rating such as 0.6 or an empty cell")?);
        }
    }
    let note = columns.note.map(|index| rows.cell(index)).unwrap_or_default();
    let entry = draft.entry(line, &rows.cell(columns.term), category, weight)?;
    entry.ratings = ratings.into();
    entry.note = note.into_owned().into();
    Ok(())
}

/// The columns of a header with these names; `labels` tells whether a column holds no numbers.
fn columns(names: &[String], labels: impl Fn(usize) -> bool) -> Option<Columns> {
    let find = |wanted: &[&str], suits: &dyn Fn(usize) -> bool| {
        wanted.iter().find_map(|wanted| {
            names.iter().position(|name| name == wanted).filter(|&index| suits(index))
        })
    };
    let is_label = |index: usize| EITHER.contains(&names[index].as_str()) && labels(index);
    let ratings = names.iter().enumerate().filter(|(_, name)| {
        name.strip_prefix("rating")
            .is_some_and(|rest| rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit()))
    });
    Some(Columns {
        term: find(&TERMS, &|_| true)?,
        category: find(&CATEGORIES, &|_| true).or_else(|| find(&EITHER, &is_label)),
        weight: find(&WEIGHTS, &|index| !is_label(index)),
        ratings: ratings.map(|(index, _)| index).collect(),
        note: find(&NOTES, &|_| true),
        count: names.len(),
        zero_is_out: false,
    })
}

/// Whether the first line is already a term and its weight.
fn has_no_header(fields: &[String]) -> bool {
    matches!(fields, [term, weight] if !term.is_empty() && number(weight).is_some())
}

/// Whether the first line is already a term, its category and a number.
fn lists_pairs(line: &str, fields: &[String]) -> bool {
    let [term, category, weight] = fields else { return false };
    delimiter(line) == Some(b'\t')
        && !term.is_empty()
        && !category.is_empty()
        && number(category).is_none()
        && number(weight).is_some()
        && !names_terms(term)
}

/// The name of a column without case and punctuation.
fn plain(name: &str) -> String {
    let spaced = name.to_lowercase().replace(['_', '-', '.'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::rows::checks;
    use super::*;

    /// Term, category and weight of each entry.
    fn read(text: &str) -> Vec<(String, String, f64)> {
        let list = parse("my.csv", text).unwrap_or_else(|e| panic!("{text}: {e}"));
        let name = |index: u16| list.categories()[usize::from(index)].name.clone();
        list.entries().iter().map(|e| (e.term.to_string(), name(e.category), e.weight)).collect()
    }

    #[test]
    fn columns_by_name() {
        let cases: [(&str, (&str, &str, f64)); 16] = [
            ("term,category,weight\nsoggy,wet,0.5\n", ("soggy", "wet", 0.5)),
            ("Weight\tCATEGORY\tWord\n0.5\twet\tsoggy\n", ("soggy", "wet", 0.5)),
            ("token;class;score\nsoggy;wet;0,5\n", ("soggy", "wet", 0.5)),
            ("token;class;score\nsoggy;wet;-0.5\n", ("soggy", "wet", -0.5)),
            ("word\nsoggy\n", ("soggy", "all", 1.0)),
            ("\r\nphrase,value\r\nwet through,2\r\n", ("wet through", "all", 2.0)),
            ("word,sentiment\nsoggy,negative\n", ("soggy", "negative", 1.0)),
            ("word,sentiment\nsoggy,-1\n", ("soggy", "all", -1.0)),
            ("word,sentiment,score\nsoggy,negative,-2\n", ("soggy", "negative", -2.0)),
            ("word,polarity,type\nsoggy,-1,wet\n", ("soggy", "wet", -1.0)),
            (
                "\"Term\",\"Label\"\n\"wet, cold\",\"bad \"\"air\"\"\"\n",
                ("wet, cold", "bad \"air\"", 1.0),
            ),
            ("lemma,token,score\nbe,is,3\n", ("is", "all", 3.0)),
            (",word,Sentiment_Score\n0,soggy,0.25\n", ("soggy", "all", 0.25)),
            ("n-gram\tweight\nwet  through\t1e-1\n", ("wet through", "all", 0.1)),
            ("soggy\t-2\n", ("soggy", "all", -2.0)),
            ("wet through,\u{2212}3\n", ("wet through", "all", -3.0)),
        ];
        for (text, (term, category, weight)) in cases {
            assert!(looks_like(text), "{text}");
            assert_eq!(read(text), [(term.into(), category.into(), weight)], "{text}");
        }
    }

    #[test]
    fn files_without_header() {
        let text = "soggy\t-2\ncan't sit\t-1\n\n8)\t1\n";
        let expected = [("soggy", -2.0), ("can't sit", -1.0), ("8)", 1.0)];
        let expected = expected.map(|(term, weight)| (term.to_owned(), "all".to_owned(), weight));
        assert_eq!(read(text), expected);
        assert_eq!(parse("x", text).map(|list| list.entries()[2].line).ok(), Some(4));
    }

    #[test]
    fn a_column_for_each_category() {
        let texts = [
            "word,Wet,cold\nsoggy,1,0\nsleet,X,2.5\nfog,,\nfrost,0,-1\n",
            ",word,Wet,cold,\n0,soggy,1,0,\n1,sleet,x,2.5,\n2,fog\n3,frost,0,-1,,\n",
            "Wet;English Word;cold\n1;soggy;\nx;sleet;2,5\n0;frost;-1\n",
        ];
        let expected = [
            ("soggy", "Wet", 1.0),
            ("sleet", "Wet", 1.0),
            ("sleet", "cold", 2.5),
            ("frost", "cold", -1.0),
        ];
        let expected = expected.map(|(t, c, w)| (t.to_owned(), c.to_owned(), w));
        for text in texts {
            assert!(looks_like(text), "{text}");
            assert_eq!(read(text), expected, "{text}");
        }
        let list = parse("x", "word,wet,note\nsoggy,1,mild\n").expect("a good list");
        assert_eq!(&*list.entries()[0].note, "mild");
        // terms alone, maybe with remarks
        for text in ["word\nsoggy\n", ",word,\n0,soggy,\n", "word,note\nsoggy,mild\n"] {
            assert_eq!(read(text), [("soggy".into(), "all".into(), 1.0)], "{text}");
        }
    }

    #[test]
    fn term_category_and_number_without_header() {
        let text = "soggy\twet\t1\nsoggy\tcold\t0\nsleet\tcold\t0.5\n";
        assert!(looks_like(text));
        let expected = [("soggy", "wet", 1.0), ("sleet", "cold", 0.5)];
        assert_eq!(read(text), expected.map(|(t, c, w)| (t.to_owned(), c.to_owned(), w)));
    }

    #[test]
    fn ratings_and_notes() {
        let text = "term,weight,rating_a,rating_b,rating3,note\nsoggy,0.5,0,1,,\"mild, wet\"\n";
        let list = parse("x", text).expect("a good list");
        assert_eq!(*list.entries()[0].ratings, [0.0, 1.0]);
        assert_eq!(&*list.entries()[0].note, "mild, wet");
        assert_eq!(list.entries()[0].line, 2);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("", "x: \"\": expected a header line"),
            (
                "colour,size\nred,2",
                "x:1: \"colour,size\": expected a header with a column \"term\"",
            ),
            ("term,weight\nsoggy,much", "x:2: \"much\": expected a weight such as 0.6"),
            ("term,weight\nsoggy", "x:2: \"\": expected a weight"),
            ("term,weight\nsoggy,1,5", "x:2: \"5\": expected no more than 2 columns"),
            ("term,weight\nsoggy,inf", "x:2: \"inf\": expected a weight"),
            ("term,category\nsoggy,", "x:2: \"\": expected a category"),
            ("term,weight\n\n\n,1", "x:4: \"\": expected a term of 1 to 1000 bytes"),
            ("term,weight,rating1\na,1,b", "x:2: \"b\": expected a rating"),
            ("word,sentiment\na,1\nb,bad", "x:3: \"bad\": expected a weight"),
            ("soggy\t-2\ndamp\twet", "x:2: \"wet\": expected a weight"),
            ("term,note\na,\"b\nc,d\n", "x:2: \"b\\nc,d\\n\": expected a quoted field to end"),
            ("term,weight\n", "x: \"\": expected at least one entry"),
            (
                "Word,Count,Wet,Source\nsoggy,3,2009,survey",
                "x:2: \"survey\": expected a column \"weight\" or \"category\", or only X, numbers \
                 and empty cells in the others (Count, Wet, Source)",
            ),
            ("word,a,b,c,d,e,f,g,h,i\nfog,no", "x:2: \"no\": expected a column \"weight\""),
            ("lemma,token,n\nbe,is,3", "x:2: \"be\": expected a column \"weight\""),
            ("word,wet,wet\nfog,1,1", "x:1: \"wet\": expected each column named only once"),
            ("word,\nfog,2", "x:2: \"2\": expected nothing in a column without a name"),
            ("word,wet\nfog,1,2", "x:2: \"2\": expected nothing in a column without a name"),
            ("word,wet\n,1", "x:2: \"\": expected a term of 1 to 1000 bytes"),
            ("word,rating1\nfog,1", "x:1: \"\": expected a column \"weight\" beside the ratings"),
            ("word,wet\nfog,0", "x: \"\": expected at least one entry"),
            ("fog\twet\t1\nmist\twet\tno", "x:2: \"no\": expected a weight"),
        ];
        for (text, expected) in cases {
            let message = parse("x", text).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(message.starts_with(expected), "{text:?}: {message}");
        }
    }

    #[test]
    fn other_formats_are_told_apart() {
        for text in [
            "",
            "%\n1\twet\n%\n",
            "colour,size\n",
            "a,b,1\n",
            "a\t1\t1\n",
            "wet:\n  - soggy\n",
            "\t2\n",
        ] {
            assert!(!looks_like(text), "{text:?}");
        }
    }

    #[test]
    fn hostile_texts() {
        let parts = &[
            "term",
            "word",
            "category",
            "sentiment",
            "weight",
            "rating1",
            "note",
            ",",
            ",",
            ";",
            "\t",
            "\"",
            "0.5",
            "-2",
            "soggy",
            " ",
            "\n",
            "\n",
            "\r",
        ];
        checks::never_panics(looks_like, parse, parts);
        let cases = [
            ("term,weight\n", "a,1\n"),
            ("term,category\n", "a,b\n"),
            ("term", ",term"),
            ("term\na", ","),
            ("term\n", "\n"),
            ("term\n", "\r"),
            ("term\n", "\"a\n"),
            ("term\n\"", "\"\""),
            ("", "\t"),
            ("", "a\t1\n"),
            ("term,rating1", ",rating1"),
        ];
        checks::stays_linear(looks_like, parse, &cases);
    }
}
