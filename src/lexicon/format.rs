//! The reader of our own list format; see [`Lexicon`].

use hashbrown::HashMap;

use super::{Category, Entry, Lexicon, Provenance, hex_sha256};
use crate::Error;
use crate::text::{Span, tokenize};

/// Longest term, in words.
const LONGEST_TERM: usize = 12;

pub(crate) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut list = Lexicon {
        provenance: Provenance { sha256: hex_sha256(text), ..Provenance::default() },
        categories: Vec::new(),
        entries: Vec::new(),
    };
    let mut seen: HashMap<(Box<str>, u16), usize> = HashMap::new();
    for (number, line) in text.lines().enumerate().map(|(i, line)| (i + 1, line)) {
        let bad = |value: &str, expected: &str| Error::lexicon(name, Some(number), value, expected);
        if line.trim().is_empty() {
            continue;
        }
        if let Some(header) = line.strip_prefix('#') {
            read_header(&mut list, header.trim(), &bad)?;
            continue;
        }
        let entry = read_entry(&list, line, &bad)?;
        if let Some(first) = seen.insert((entry.term.clone(), entry.category), number) {
            let expected =
                format!("no second entry of a term in a category (first in line {first})");
            return Err(bad(&entry.term, &expected));
        }
        list.entries.push(entry);
    }
    for (key, value) in [
        ("id", &list.provenance.id),
        ("version", &list.provenance.version),
        ("title", &list.provenance.title),
        ("licence", &list.provenance.licence),
        ("sources", &list.provenance.sources),
    ] {
        if value.is_empty() {
            let expected = format!("a header line \"# {key}: …\"");
            return Err(Error::lexicon(name, None, "", &expected));
        }
    }
    check_weights(name, text, &list)?;
    list.provenance.entries = list.entries.len();
    Ok(list)
}

fn read_header(
    list: &mut Lexicon,
    header: &str,
    bad: &impl Fn(&str, &str) -> Error,
) -> Result<(), Error> {
    let Some((key, value)) = header.split_once(':') else {
        return Ok(()); // a remark
    };
    let (key, value) = (key.trim(), value.trim());
    if list.provenance.set(key, value) {
        return Ok(());
    }
    let Some((kind, category)) = key.split_once(' ') else {
        return Ok(()); // a key for readers, such as "scale" or "columns"
    };
    match kind {
        "category" => {
            if list.categories.iter().any(|c| c.name == category) {
                return Err(bad(category, "each category defined once"));
            }
            list.categories.push(Category {
                name: category.to_owned(),
                definition: value.to_owned(),
                matches: Vec::new(),
                allows: Vec::new(),
            });
        }
        "match" | "allow" => {
            let Some(owner) = list.categories.iter_mut().find(|c| c.name == category) else {
                return Err(bad(category, "a category with a \"# category …\" line above"));
            };
            let sentences = if kind == "match" { &mut owner.matches } else { &mut owner.allows };
            sentences.push(value.to_owned());
        }
        _ => {}
    }
    Ok(())
}

fn read_entry(
    list: &Lexicon,
    line: &str,
    bad: &impl Fn(&str, &str) -> Error,
) -> Result<Entry, Error> {
    let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    let (term, category, weight, note) = match columns[..] {
        [term, category, weight] => (term, category, weight, ""),
        [term, category, weight, note] => (term, category, weight, note),
        _ => return Err(bad(line, "term, category, weight and perhaps a note, parted by tabs")),
    };
    let mut words = Vec::new();
    tokenize(term, Span::from_range(0..term.len()), &mut words);
    if words.is_empty() || words.len() > LONGEST_TERM || words.iter().any(|word| word.breaks()) {
        return Err(bad(term, "one to twelve words without a comma or stop between them"));
    }
    let Some(category) = list.categories.iter().position(|c| c.name == category) else {
        return Err(bad(category, "a category with a \"# category …\" line in the header"));
    };
    let weight = match weight.parse::<f64>() {
        Ok(number) if number.is_finite() => number,
        _ => return Err(bad(weight, "a weight such as 0.6")),
    };
    Ok(Entry { term: term.into(), category: category as u16, weight, note: note.into() })
}

/// The weight of a loaded term is a share.
fn check_weights(name: &str, text: &str, list: &Lexicon) -> Result<(), Error> {
    if !list.is_loaded() {
        return Ok(());
    }
    let lines =
        text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
    for (entry, (number, _)) in list.entries.iter().zip(lines) {
        if !(0.0..=1.0).contains(&entry.weight) {
            let value = entry.weight.to_string();
            let expected = "a weight from 0 to 1 in a loaded list";
            return Err(Error::lexicon(name, Some(number + 1), &value, expected));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "# id: loaded/test\n# version: 1\n# title: T\n# licence: CC0-1.0\n\
                          # sources: ours\n# category label: names\n";

    fn message(body: &str) -> String {
        parse("list.tsv", &[HEADER, body].concat())
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
            ("a\tlabel\t1\na\tlabel\t1\n", "list.tsv:8: \"a\": expected no second entry"),
            ("a, b\tlabel\t1\n", "list.tsv:7: \"a, b\": expected one to twelve words"),
            ("…\tlabel\t1\n", "list.tsv:7: \"…\": expected one to twelve words"),
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
    fn any_line_end_and_a_mark_at_the_head() {
        let lf = [HEADER, "regime\tlabel\t0.6\tnote\n"].concat();
        for text in [lf.replace('\n', "\r\n"), format!("\u{FEFF}{lf}"), lf.trim_end().to_owned()] {
            let list = parse("x", &text).expect("a good list");
            assert_eq!(list.entries.len(), 1);
            assert_eq!(&*list.entries[0].note, "note");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().with_type::<String>().for_each(|text| _ = parse("fuzz", text));
    }
}
