//! The writer of our own list format; see [`Lexicon`].

use std::fmt::Write;

use hashbrown::{HashMap, HashSet};

use super::Lexicon;

/// Longest name of a category that gets a number, in bytes: with it the reader still takes the name.
const LONGEST_NUMBERED: usize = 970;

impl Lexicon {
    /// The list in our own format, which [`from_text`](Self::from_text) reads back to the same
    /// categories, entries and overlap, whatever format it came from. What the format needs and the
    /// list does not have (a version, a licence) is written as `unknown`.
    ///
    /// The format holds neither tabs nor line ends inside a field, nor a colon in the name of a
    /// category: they become spaces and hyphens.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let names = self.written_names();
        self.write_head(&names, &mut out);
        let ratings = self.entries.iter().map(|entry| entry.ratings.len()).max().unwrap_or(0);
        let notes = self.entries.iter().any(|entry| !entry.note.trim().is_empty());
        out.push_str("# columns: term\tcategory\tweight");
        for column in 1..=ratings {
            _ = write!(out, "\trating_{column}");
        }
        out.push_str(if notes { "\tnote\n" } else { "\n" });
        for entry in self.entries.iter() {
            let term = field(&entry.term);
            if term.starts_with('#') {
                out.push(' '); // or it would be a header line
            }
            let category = names.get(usize::from(entry.category)).map_or("", String::as_str);
            _ = write!(out, "{term}\t{category}\t{}", number(entry.weight));
            for column in 0..ratings {
                out.push('\t');
                if let Some(rating) = entry.ratings.get(column) {
                    out.push_str(&number(*rating));
                }
            }
            let note = field(&entry.note);
            if !note.is_empty() {
                out.push('\t');
                out.push_str(&note);
            }
            out.push('\n');
        }
        out
    }

    fn write_head(&self, names: &[String], out: &mut String) {
        let provenance = self.origin.head();
        for (key, value, needed) in [
            ("id", &provenance.id, true),
            ("version", &provenance.version, true),
            ("title", &provenance.title, true),
            ("description", &provenance.description, false),
            ("weights", &provenance.weights, false),
            ("agreement", &provenance.agreement, false),
            ("licence", &provenance.licence, true),
            ("sources", &provenance.sources, true),
            ("overlay", &provenance.overlay, false), // for people: its changes are in the entries
        ] {
            let value = field(value);
            if !value.is_empty() {
                _ = writeln!(out, "# {key}: {value}");
            } else if needed {
                _ = writeln!(out, "# {key}: unknown");
            }
        }
        _ = writeln!(out, "# overlap: {}", self.overlap.name());
        for (category, name) in self.categories.iter().zip(names) {
            _ = writeln!(out, "# category {name}: {}", field(&category.definition));
            for sentence in &category.matches {
                _ = writeln!(out, "# match {name}: {}", field(sentence));
            }
            for sentence in &category.allows {
                _ = writeln!(out, "# allow {name}: {}", field(sentence));
            }
        }
    }

    /// The names of the categories as the format can hold them, each once: of names that would be
    /// alike the later ones get a number, `a-b (2)`.
    fn written_names(&self) -> Vec<String> {
        let mut taken = HashSet::new();
        // how many were tried of each name: without it many alike would take quadratic time
        let mut tried: HashMap<String, usize> = HashMap::new();
        let plain = |name: &str| field(name).replace(':', "-");
        // names that need no change keep theirs
        for category in &self.categories {
            if plain(&category.name) == category.name {
                taken.insert(category.name.clone());
            }
        }
        let named = self.categories.iter().map(|category| {
            let mut name = plain(&category.name);
            if name == category.name && !name.is_empty() {
                return name;
            }
            if name.is_empty() {
                "unnamed".clone_into(&mut name);
            }
            if taken.insert(name.clone()) {
                return name;
            }
            let mut end = name.len().min(LONGEST_NUMBERED);
            while !name.is_char_boundary(end) {
                end -= 1;
            }
            name.truncate(end);
            let count = tried.entry(name.clone()).or_insert(1);
            loop {
                *count += 1;
                let numbered = format!("{name} ({count})");
                if taken.insert(numbered.clone()) {
                    return numbered;
                }
            }
        });
        named.collect()
    }
}

/// A text without what parts fields and lines.
fn field(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ").trim().to_owned()
}

/// The shortest decimal form that reads back to the same number.
fn number(value: f64) -> String {
    let (plain, scientific) = (format!("{value}"), format!("{value:e}"));
    if scientific.len() < plain.len() { scientific } else { plain }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::{Lexicon, number};
    use crate::lexicon::{BUILT_IN, Category, Entry, Origin, Overlap, Provenance, Role};

    /// What must be the same after writing and reading: all but line numbers and the hash.
    fn content(list: &Lexicon) -> Lexicon {
        let mut list = list.clone();
        list.origin.set_sha256(String::new());
        list.format = "";
        for entry in list.entries.iter_mut() {
            entry.line = 0;
        }
        list
    }

    fn read_back(list: &Lexicon) -> Lexicon {
        let text = list.to_text();
        Lexicon::from_text("back.tsv", &text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    #[test]
    fn lists_of_ours_read_back_as_they_were() {
        for &(name, text) in BUILT_IN {
            let list = Lexicon::from_text(name, text).unwrap_or_else(|error| panic!("{error}"));
            let back = read_back(&list);
            assert_eq!(content(&back), content(&list), "{name}");
            // from then on the text itself does not change
            assert_eq!(back.to_text(), list.to_text(), "{name}");
        }
    }

    #[test]
    fn other_formats_read_back_to_the_same_entries() {
        let lists = [
            ("sea.lc3", "+Sea Words\nbleak*\nnot  over\n#tag\n+grim\nbleak*\n"),
            ("sea.cat", "SEA\n\tSHIPS\n\t\tBRIG* (0.1)\n\tPIER (-3)\n"),
            ("sea.yml", "Sea:\n  Ships: [brig, 'tall: ship', '#tag']\n  Birds:\n    - gull\n"),
            (
                "sea.ykd",
                "<dictionary><cnode name='A' desc='of the sea'><pnode name='&lt;3' desc='a heart'/>\
                 <cnode name='B'><pnode name='x' score='1e-300'/></cnode></cnode></dictionary>",
            ),
        ];
        for (name, text) in lists {
            let list = Lexicon::from_text(name, text).unwrap_or_else(|error| panic!("{error}"));
            let filled = list.clone().with_provenance("unknown", "unknown", "unknown", "unknown");
            let filled = filled.with_overlap(Overlap::All);
            assert_eq!(content(&read_back(&list.with_overlap(Overlap::All))), content(&filled));
        }
    }

    #[test]
    fn the_text_is_as_a_person_would_write_it() {
        let list = Lexicon::from_text(
            "sea.ykd",
            "<dictionary><cnode name='A: b' desc='Of it'>\
            <pnode name='#tag' score='0.25'/><pnode name='fog' desc='thick'/></cnode></dictionary>",
        );
        let list = list.expect("a list").with_provenance("2", "Sea\nwords", "CC0-1.0", "");
        assert_eq!(
            list.to_text(),
            "# id: sea\n# version: 2\n# title: Sea words\n# licence: CC0-1.0\n# sources: unknown\n\
             # overlap: leftmost-longest\n# category A- b: Of it\n\
             # columns: term\tcategory\tweight\tnote\n #tag\tA- b\t0.25\nfog\tA- b\t1\tthick\n"
        );
    }

    #[test]
    fn names_that_the_format_cannot_hold_stay_apart() {
        let category = |name: &str| Category { name: name.to_owned(), ..Category::default() };
        let entry = |category| Entry {
            term: "fog".into(),
            category,
            weight: 1.0,
            ratings: Box::default(),
            note: "".into(),
            line: 0,
            stated: false,
        };
        let names = ["a:b", "a-b", "a\tb", " ", "a b", "", "a-b_"];
        let list = Lexicon {
            origin: Provenance { id: "x".to_owned(), ..Provenance::default() }.into(),
            overlap: Overlap::default(),
            role: Role::default(),
            reads_names: true,
            format: "",
            categories: names.map(category).to_vec(),
            entries: (0..7).map(entry).collect::<Vec<_>>().into(),
        };
        let back = read_back(&list);
        let found: Vec<&str> = back.categories().iter().map(|c| c.name.as_str()).collect();
        assert_eq!(found, ["a-b (2)", "a-b", "a b (2)", "unnamed", "a b", "unnamed (2)", "a-b_"]);
        assert!(back.entries().iter().map(|e| e.category).eq(0..7));
    }

    /// A list of categories with these names, without entries.
    fn named(names: impl IntoIterator<Item = String>) -> Lexicon {
        let category = |name| Category { name, ..Category::default() };
        Lexicon {
            origin: Origin::default(),
            overlap: Overlap::default(),
            role: Role::default(),
            reads_names: true,
            format: "",
            categories: names.into_iter().map(category).collect(),
            entries: Vec::new().into(),
        }
    }

    #[test]
    fn many_names_that_become_one_take_linear_time() {
        // 14 places of a hyphen or a colon: 16,384 names that are the same without colons
        let spelt = |number: u32| {
            let name: String =
                (0..14).map(|bit| if number >> bit & 1 == 0 { "-x" } else { ":x" }).collect();
            name + &"y".repeat(900)
        };
        let names = named((0..1 << 14).map(spelt)).written_names();
        // the sum says that none got long, as they did with a mark for each try
        assert!(names.iter().map(String::len).sum::<usize>() < 1_000 * names.len());
        assert!(names[16_383].ends_with("y (16384)"), "{}", names[16_383]);
        let apart: std::collections::HashSet<&String> = names.iter().collect();
        assert_eq!(apart.len(), 16_384);
        // a name that a number would give is left to the category that has it
        let names = ["a-b", "a-b (2)", "a:b", "a::b", "a:-b"].map(str::to_owned);
        let expected = ["a-b", "a-b (2)", "a-b (3)", "a--b", "a--b (2)"];
        assert_eq!(named(names).written_names(), expected);
    }

    #[test]
    fn the_longest_names_read_back_when_numbered() {
        let long = "é".repeat(498);
        let text = format!("'{long}:b': [fog]\n{long}-b: [mist]\n");
        let list = Lexicon::from_text("x.yml", &text);
        let list = list.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read_back(&list).categories().len(), 2);
    }

    #[test]
    fn numbers_are_short_and_exact() {
        let cases = [(0.1, "0.1"), (1.0, "1"), (-3.0, "-3"), (1e300, "1e300"), (1e-7, "1e-7")];
        for (value, expected) in cases {
            assert_eq!(number(value), expected);
        }
    }

    fn text() -> impl Strategy<Value = String> {
        // what a field can hold: no tabs or line ends, no spaces around
        "[a-zA-Z#*:{}'é🌊 .,-]{1,12}".prop_map(|text| text.trim().to_owned())
    }

    prop_compose! {
        fn lists()(columns in 0_usize..4, names in vec("[a-z/_ é-]{1,8}", 1..5))(
            entries in vec(
                (text(), 0..names.len(), any::<f64>(), vec(any::<f64>(), 0..=columns), text()), 1..20),
            sentences in vec((text(), vec(text(), 0..3), vec(text(), 0..3)), names.len()),
            header in proptest::array::uniform8(text()),
            overlap in proptest::sample::select(&[
                Overlap::LeftmostLongest, Overlap::LongestPerCategory, Overlap::All][..]),
            names in Just(names),
        ) -> Lexicon {
            let finite = |value: f64| if value.is_finite() { value } else { 0.5 };
            let some = |text: &str| if text.is_empty() { "x".to_owned() } else { text.to_owned() };
            let categories = names.iter().zip(&sentences).enumerate();
            let categories = categories.map(|(i, (name, (definition, matches, allows)))| Category {
                name: format!("{}{i}", name.trim()),
                definition: definition.clone(),
                matches: matches.clone(),
                allows: allows.clone(),
            });
            let entries: Vec<Entry> = entries.iter().map(|(term, category, weight, ratings, note)| Entry {
                term: some(&term.split_whitespace().collect::<Vec<_>>().join(" ")).into(),
                category: *category as u16,
                weight: finite(*weight),
                ratings: ratings.iter().copied().map(finite).collect(),
                note: note.clone().into(),
                stated: false,
                line: 0,
            }).collect();
            let [id, version, title, description, weights, licence, sources, agreement] = header;
            let provenance = Provenance {
                id: format!("x{id}"),
                version: some(&version),
                title: some(&title),
                description,
                weights,
                agreement,
                licence: some(&licence),
                sources: some(&sources),
                entries: entries.len(),
                ..Provenance::default()
            };
            Lexicon { origin: provenance.into(), overlap, role: Role::default(), reads_names: true, format: "", categories: categories.collect(), entries: entries.into() }
        }
    }

    proptest! {
        #[test]
        fn random_lists_read_back_as_they_were(list in lists()) {
            let text = list.to_text();
            let back = Lexicon::from_text("back.tsv", &text);
            let back = back.map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            prop_assert_eq!(content(&back), content(&list));
        }
    }
}
