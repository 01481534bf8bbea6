//! The reader of our own list format; see [`Lexicon`].

use std::borrow::Cow;

use memchr::{memchr_iter, memmem};

use super::{Draft, Fields, MOST_ENTRIES, cat, lines, next_line, single_spaced, trim};
use crate::Error;
use crate::lexicon::{Category, Lexicon, Overlap};
use crate::stats::decimal;

/// What a column of the entry lines holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Column {
    Term,
    Category,
    Weight,
    Rating,
    Note,
}

impl Column {
    const fn name(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Category => "category",
            Self::Weight => "weight",
            Self::Rating => "rating",
            Self::Note => "note",
        }
    }
}

const COLUMNS: [Column; 4] = [Column::Term, Column::Category, Column::Weight, Column::Note];

/// Whether a text is in our format: a header line of ours is among the `#` lines it begins with.
pub(super) fn is_ours(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let head = lines.map_while(|line| line.strip_prefix('#'));
    let ours = |line: &str| {
        let key = line.split_once(':').map(|(key, _)| key.trim());
        key.is_some_and(|key| matches!(key, "id" | "version" | "title"))
    };
    match head.enumerate().find(|(_, line)| ours(line)) {
        Some((0, _)) => true,
        // the comments of WordStat begin like our remarks
        Some(_) => !cat::looks_like(text),
        None => false,
    }
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    read(name, text, |part| Cow::Owned(part.to_owned()))
}

/// A list that ships, whose entries are parts of its text.
pub(super) fn parse_shipped(name: &str, text: &'static str) -> Result<Lexicon, Error> {
    read(name, text, Cow::Borrowed)
}

/// A list that ships without its entries.
pub(super) fn parse_header(name: &str, text: &'static str) -> Result<Lexicon, Error> {
    let (mut draft, mut layout) = (Draft::new(name), Layout::default());
    // where a line begins with `#`
    let others = memmem::find_iter(text.as_bytes(), b"\n#").map(|end| end + 1);
    for start in [0].into_iter().chain(others) {
        let line = next_line(&mut &text[start..]).unwrap_or_default();
        let header = line.strip_prefix('#').unwrap_or_default();
        read_header(&mut draft, 0, header.trim(), &mut layout)?;
    }
    Ok(draft.list)
}

/// Shows the entries of a list that ships, one by one.
pub(in crate::lexicon) fn rows(
    text: &'static str,
    categories: &[Category],
    mut show: impl FnMut(Row),
) {
    let category = |name: &str| {
        let at = categories.iter().position(|category| category.name == name);
        at.map(|at| at as u16)
    };
    let mut layout = Layout::default();
    // what is not as it should be cannot ship: `rows_of_a_list_are_its_entries`
    for line in lines(text) {
        if let Some(header) = line.strip_prefix('#') {
            if let Some((key, value)) = header.split_once(':') {
                _ = layout.header(key.trim(), value.trim(), category);
            }
        } else if let Ok(row) = layout.row(line, category, categories.len()) {
            show(row);
        }
    }
}

/// What entries keep of the text.
type Keep<'t> = fn(&'t str) -> Cow<'static, str>;

fn read<'t>(name: &str, text: &'t str, keep: Keep<'t>) -> Result<Lexicon, Error> {
    let mut draft = Draft::new(name);
    draft.list.origin.head_mut().id.clear();
    // an entry a line, few lines aside
    draft.list.entries.reserve(memchr_iter(b'\n', text.as_bytes()).count().min(MOST_ENTRIES));
    let mut layout = Layout::default();
    for (number, line) in (1..).zip(lines(text)) {
        if line.chars().all(char::is_whitespace) {
            continue;
        }
        if let Some(header) = line.strip_prefix('#') {
            read_header(&mut draft, number, header.trim(), &mut layout)?;
            continue;
        }
        let Row { term, category, weight, note } = layout
            .row(line, |name| draft.find_category(name), draft.list.categories.len())
            .map_err(|(value, expected)| draft.bad(number, value, &expected))?;
        let term = match single_spaced(term) {
            Cow::Borrowed(term) => keep(term),
            Cow::Owned(term) => term.into(),
        };
        let entry = draft.spaced_entry(number, term, category, weight)?;
        entry.ratings = layout.ratings.as_slice().into();
        entry.note = keep(note);
    }
    let provenance = draft.list.origin.head();
    for (key, value) in [
        ("id", &provenance.id),
        ("version", &provenance.version),
        ("title", &provenance.title),
        ("licence", &provenance.licence),
        ("sources", &provenance.sources),
    ] {
        if value.is_empty() {
            let expected = format!("a header line \"# {key}: …\"");
            return Err(draft.bad(0, "", &expected));
        }
    }
    if draft.list.is_loaded()
        && let Some(entry) =
            draft.list.entries.iter().find(|entry| !(0.0..=1.0).contains(&entry.weight))
    {
        let (line, weight) = (entry.line as usize, entry.weight.to_string());
        return Err(draft.bad(line, &weight, "a weight from 0 to 1 in a loaded list"));
    }
    draft.finish()
}

fn read_header(
    draft: &mut Draft,
    line: usize,
    header: &str,
    layout: &mut Layout,
) -> Result<(), Error> {
    let Some((key, value)) = header.split_once(':') else {
        return Ok(()); // a remark
    };
    let (key, value) = (key.trim(), value.trim());
    let is_layout = layout
        .header(key, value, |name| draft.find_category(name))
        .map_err(|(value, expected)| draft.bad(line, value, &expected))?;
    if is_layout || draft.list.origin.head_mut().set(key, value) {
        return Ok(());
    }
    if key == "overlap" {
        let expected = "leftmost-longest, longest-per-category or all";
        draft.list.overlap =
            Overlap::from_name(value).ok_or_else(|| draft.bad(line, value, expected))?;
        return Ok(());
    }
    let Some((kind, category)) = key.split_once(' ') else {
        return Ok(()); // a key for readers, such as "scale"
    };
    match kind {
        "category" => {
            if draft.find_category(category).is_some() {
                return Err(draft.bad(line, category, "each category defined once"));
            }
            let index = draft.category(line, category)?;
            value.clone_into(&mut draft.list.categories[usize::from(index)].definition);
        }
        "match" | "allow" => {
            let Some(index) = draft.find_category(category) else {
                return Err(draft.bad(line, category, DEFINED));
            };
            let owner = &mut draft.list.categories[usize::from(index)];
            let sentences = if kind == "match" { &mut owner.matches } else { &mut owner.allows };
            sentences.push(value.to_owned());
        }
        _ => {}
    }
    Ok(())
}

/// What is expected of a category that is named.
const DEFINED: &str = "a category with a \"# category …\" line above";

/// A value that is wrong, and what was expected.
type Wrong<'t> = (&'t str, Cow<'static, str>);

/// What a line says of an entry, but for its ratings.
pub(in crate::lexicon) struct Row<'t> {
    /// As it stands there.
    pub(in crate::lexicon) term: &'t str,
    pub(in crate::lexicon) category: u16,
    pub(in crate::lexicon) weight: f64,
    note: &'t str,
}

/// How the lines of entries are to be read.
struct Layout {
    columns: Vec<Column>,
    /// The category of the entries below.
    section: Option<u16>,
    /// Those of the row read last.
    ratings: Vec<f64>,
}

impl Default for Layout {
    fn default() -> Self {
        Self { columns: COLUMNS.to_vec(), section: None, ratings: Vec::new() }
    }
}

impl Layout {
    /// Takes a header line in; false if it is about something else.
    fn header<'t>(
        &mut self,
        key: &str,
        value: &'t str,
        category: impl Fn(&str) -> Option<u16>,
    ) -> Result<bool, Wrong<'t>> {
        match key {
            "columns" => self.columns = columns(value)?,
            "entries" => {
                self.section = Some(category(value).ok_or((value, DEFINED.into()))?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Reads the line of an entry, in a list of so many categories.
    fn row<'t>(
        &mut self,
        line: &'t str,
        find_category: impl Fn(&str) -> Option<u16>,
        categories: usize,
    ) -> Result<Row<'t>, Wrong<'t>> {
        let Self { columns, section, ratings } = self;
        let number = |field: &'t str, what: &'static str| match decimal(field) {
            Some(number) if number.is_finite() => Ok(number),
            _ => Err((field, what.into())),
        };
        let missing = || {
            let names = columns.iter().filter(|c| !matches!(c, Column::Rating | Column::Note));
            let names: Vec<&str> = names.map(|column| column.name()).collect();
            (line, format!("{}, parted by tabs", names.join(", ")).into())
        };
        let (mut term, mut category, mut weight, mut note) = ("", None, None, "");
        let mut fields = Fields::new(line);
        ratings.clear();
        for column in &*columns {
            match column {
                Column::Term => term = fields.next().ok_or_else(missing)?,
                Column::Category => category = Some(trim(fields.next().ok_or_else(missing)?)),
                Column::Weight => {
                    let field = fields.number(f64::MAX).ok_or_else(missing)?.map_err(str::trim);
                    let what = "a weight such as 0.6";
                    weight = Some(field.or_else(|field| number(field, what))?);
                }
                Column::Rating => {
                    let every = || (line, "a rating in every rating column".into());
                    match fields.number(f64::MAX).ok_or_else(every)?.map_err(str::trim) {
                        Ok(rating) => ratings.push(rating),
                        Err("") => {} // not rated so often as others
                        Err(field) => ratings.push(number(field, "a rating such as 0.6")?),
                    }
                }
                Column::Note => note = trim(fields.next().unwrap_or_default()),
            }
        }
        if let Some(field) = fields.next() {
            return Err((field.trim(), "no more columns than the header names".into()));
        }
        let category = match (category, section) {
            (Some(name), _) => find_category(name).ok_or_else(|| {
                (name, "a category with a \"# category …\" line in the header".into())
            })?,
            (None, Some(section)) => *section,
            (None, None) if categories == 1 => 0,
            (None, None) => {
                let expected = "a category column, an \"# entries: …\" line above, or one category";
                return Err((line, expected.into()));
            }
        };
        // to six decimals: the mean of .8 and .9 is .85
        let mean = || (ratings.iter().sum::<f64>() / ratings.len() as f64 * 1e6).round() / 1e6;
        let weight = weight.unwrap_or_else(|| if ratings.is_empty() { 1.0 } else { mean() });
        Ok(Row { term, category, weight, note })
    }
}

fn columns(names: &str) -> Result<Vec<Column>, Wrong<'_>> {
    let mut columns = Vec::new();
    for name in names.split_whitespace() {
        columns.push(match name {
            "term" => Column::Term,
            "category" => Column::Category,
            "weight" => Column::Weight,
            "note" => Column::Note,
            _ if name.starts_with("rating") => Column::Rating,
            _ => return Err((name, "term, category, weight, rating… or note".into())),
        });
    }
    // each at most once, in this order; ratings may be many
    let rank = |column: &Column| *column as u8;
    let in_order = columns.windows(2).all(|pair| {
        rank(&pair[0]) < rank(&pair[1]) || pair[0] == pair[1] && pair[0] == Column::Rating
    });
    if columns.first() != Some(&Column::Term) || !in_order {
        let expected = "term, category, weight, rating…, note: a term at least, in this order";
        return Err((names, expected.into()));
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::lexicon::Lexicon;

    const HEADER: &str = "# id: loaded/test\n# version: 1\n# title: T\n# licence: CC0-1.0\n\
                          # sources: ours\n# category label: names\n";

    fn message(body: &str) -> String {
        Lexicon::from_text("list.tsv", &[HEADER, body].concat())
            .map_or_else(|e| e.to_string(), |_| String::new())
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("regime label 0.6\n", "list.tsv:7: \"regime label 0.6\": expected term, category"),
            ("regime\tlabels\t0.6\n", "list.tsv:7: \"labels\": expected a category"),
            ("regime\tlabel\tmuch\n", "list.tsv:7: \"much\": expected a weight"),
            ("regime\tlabel\tNaN\n", "list.tsv:7: \"NaN\": expected a weight"),
            ("\nregime\tlabel\t1.5\n", "list.tsv:8: \"1.5\": expected a weight from 0 to 1"),
            ("\tlabel\t1\n", "list.tsv:7: \"\": expected a term of 1 to 1000 bytes"),
            ("a\tlabel\t1\tnote\tmore\n", "list.tsv:7: \"more\": expected no more columns"),
            ("# columns: weight term\n", "list.tsv:7: \"weight term\": expected term, category"),
            (
                "# category other: more\n# columns: term weight\na\t1\n",
                "list.tsv:9: \"a\\t1\": expected a category column, an \"# entries: …\" line",
            ),
            ("# entries: other\na\t1\n", "list.tsv:7: \"other\": expected a category"),
            ("# columns: term category weight colour\n", "list.tsv:7: \"colour\": expected term"),
            (
                "# columns: term category weight rating_a rating_b\na\tlabel\t1\t1\n",
                "list.tsv:8: \"a\\tlabel\\t1\\t1\": expected a rating in every",
            ),
            ("# overlap: some\n", "list.tsv:7: \"some\": expected leftmost-longest"),
            ("# match labels: x\n", "list.tsv:7: \"labels\": expected a category"),
            ("# category label: x\n", "list.tsv:7: \"label\": expected each category defined once"),
        ];
        for (body, expected) in cases {
            let message = message(body);
            assert!(message.starts_with(expected), "{body:?}: {message}");
        }
        let error = parse("list.tsv", "# id: x\n").map_err(|e| e.to_string());
        assert_eq!(error, Err("list.tsv: \"\": expected a header line \"# version: …\"".into()));
    }

    #[test]
    fn columns_that_follow_from_others_may_be_left_out() {
        let read = |body: &str| -> Vec<(u16, f64, usize, String)> {
            let list = Lexicon::from_text("x", &[HEADER, body].concat()).expect("a good list");
            let entries = list.entries.iter();
            entries.map(|e| (e.category, e.weight, e.ratings.len(), e.note.to_string())).collect()
        };
        let rated = read("# columns: term rating_a rating_b note\na\t.5\t.25\tb\n");
        assert_eq!(rated, [(0, 0.375, 2, "b".to_owned())]);
        let parts =
            read("# category b: B\n# columns: term\n# entries: b\nx\n# entries: label\ny\n");
        assert_eq!(parts.iter().map(|entry| entry.0).collect::<Vec<_>>(), [1, 0]);
        let plain = read("# columns: term category note\na\tlabel\tb\nc\tlabel\n");
        assert_eq!(plain, [(0, 1.0, 0, "b".to_owned()), (0, 1.0, 0, String::new())]);
    }

    #[test]
    fn remarks_may_stand_before_the_header() {
        let body = [HEADER, "regime\tlabel\t0.6\n"].concat();
        for remark in ["# My terms\n", "#\n\n# See: there\n# category: none\n"] {
            let text = [remark, &body].concat();
            let list = Lexicon::from_text("x", &text).unwrap_or_else(|e| panic!("{remark}: {e}"));
            assert_eq!(list.id(), "loaded/test");
            assert_eq!(list.format(), "our own");
        }
        // not in the comments of another format, nor below the entries
        let list = Lexicon::from_text("sea.cat", "# Words\n# version: 2\nSEA\n\tPIER (3)\n");
        assert_eq!(list.map(|list| list.format()).ok(), Some("WordStat .cat"));
        assert!(!super::is_ours("# Words\nfog\n# id: x\n"));
    }

    #[test]
    fn any_line_end_and_a_mark_at_the_head() {
        let lf = [HEADER, "regime\tlabel\t0.6\tnote\n"].concat();
        let cr = [lf.replace('\n', "\r\n"), lf.replace('\n', "\r")];
        for text in cr.into_iter().chain([format!("\u{FEFF}{lf}"), lf.trim_end().to_owned()]) {
            let list = Lexicon::from_text("x", &text).expect("a good list");
            assert_eq!(list.entries.len(), 1);
            assert_eq!(&*list.entries[0].note, "note");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().with_type::<String>().for_each(|text| _ = parse("fuzz", text));
    }
}
