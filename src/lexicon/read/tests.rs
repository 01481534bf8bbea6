//! Tests that hold for all readers: detection, limits, and that no text makes one panic.

use proptest::prelude::*;

use super::{FORMATS, LARGEST, LONGEST_LINE, MOST_CATEGORIES, MOST_ENTRIES};
use crate::Error;
use crate::lexicon::Lexicon;

/// One string an entry: category, term, weight, line.
pub(super) fn rows(read: Result<Lexicon, Error>) -> Vec<String> {
    let list = read.unwrap_or_else(|error| panic!("{error}"));
    let row = |entry: &crate::lexicon::Entry| {
        let category = &list.categories()[usize::from(entry.category)].name;
        format!("{category} {} {} @{}", entry.term, entry.weight, entry.line)
    };
    list.entries().iter().map(row).collect()
}

/// The message of an error.
pub(super) fn message(read: Result<Lexicon, Error>) -> String {
    read.map_or_else(|error| error.to_string(), |list| format!("{} entries", list.entries().len()))
}

/// The same two terms in each format, with the categories they are read into.
const SAME: [(&str, &[&str], &str); 13] = [
    (
        "Yoshikoder",
        &["tone"],
        "<?xml version=\"1.0\"?>\n<dictionary><cnode name=\"mine\"><cnode name=\"tone\">\
         <pnode name=\"bleak*\"/><pnode name=\"far from over\"/></cnode></cnode></dictionary>\n",
    ),
    ("LIWC .dicx", &["tone"], "DicTerm,tone\nbleak*,X\nfar from over,X\n"),
    (
        "eMFD",
        &["care_p", "fairness_p"],
        "word,care_p,fairness_p\nbleak*,0.1,0.2\nfar from over,0.3,0.4\n",
    ),
    ("VADER", &["valence"], "bleak*\t-1.5\t0.5\t[-1, -2]\nfar from over\t-1\t0\t[-1, -1]\n"),
    ("YAML", &["tone"], "# title: a remark\ntone:\n  - bleak*\n  - far from over\n"),
    ("YAML", &["tone"], "%YAML 1.2\n---\n\"tone\": [bleak*, far from over]\n"),
    (
        "our own",
        &["tone"],
        "# id: mine\n# version: 1\n# title: T\n# licence: CC0-1.0\n# sources: ours\n\
         # category tone: words\nbleak*\ttone\t1\nfar from over\ttone\t1\n",
    ),
    ("LIWC .dic", &["tone"], "%\n1\ttone\n%\nbleak*\t1\nfar from over\t1\n"),
    ("Lexicoder", &["tone"], "+tone\nbleak*\nfar from over\n"),
    ("WordStat", &["tone"], "tone\n\tbleak* (1)\n\tfar_from_over (1)\n"),
    ("WordStat", &["words"], "words\n\tbleak*\n\tfar_from_over\n"),
    ("CSV", &["tone"], "term,category,weight\nbleak*,tone,1\nfar from over,tone,1\n"),
    ("CSV", &["all"], "bleak*\t-2\nfar from over\t-1\n"),
];

#[test]
fn the_format_is_found_by_content() {
    for (format, categories, text) in SAME {
        let first = FORMATS.iter().find(|(_, looks_like, _)| looks_like(text));
        assert!(first.is_some_and(|(name, ..)| name.contains(format)), "{text:?}: {first:?}");
        // the name says nothing, and neither do a mark or blank lines at the head or the line ends
        let lines = ["\r\n", "\r", "\n"].map(|end| text.replace('\n', end));
        let head = if format == "Yoshikoder" { "\u{FEFF}" } else { "\u{FEFF}\n\n" };
        for text in lines.into_iter().chain([[head, text].concat(), text.trim_end().to_owned()]) {
            let list = Lexicon::from_text("dir/mine.txt", &text);
            let list = list.unwrap_or_else(|error| panic!("{format}: {text:?}: {error}"));
            let found: Vec<&str> = list.categories().iter().map(|c| c.name.as_str()).collect();
            assert_eq!(found, categories, "{format}: {text:?}");
            let mut terms: Vec<&str> = list.entries().iter().map(|entry| &*entry.term).collect();
            terms.dedup();
            assert_eq!(terms, ["bleak*", "far from over"], "{format}: {text:?}");
            assert_eq!(list.id(), "mine", "{format}");
            assert!(list.format().contains(format), "{format}: {}", list.format());
            assert_eq!(list.provenance().entries, 2 * categories.len(), "{format}");
        }
    }
}

#[test]
fn every_format_of_ours_and_others_reads_back() {
    for (format, _, text) in SAME {
        let list = Lexicon::from_text("mine.txt", text).unwrap_or_else(|error| panic!("{error}"));
        let back = Lexicon::from_text("back.tsv", &list.to_text());
        let back = back.unwrap_or_else(|error| panic!("{format}: {error}"));
        let content = |list: &Lexicon| {
            let entries = list.entries().iter();
            let entries = entries.map(|e| crate::lexicon::Entry { line: 0, ..e.clone() });
            (list.categories().to_vec(), entries.collect::<Vec<_>>(), list.overlap())
        };
        assert_eq!(content(&back), content(&list), "{format}");
    }
}

#[test]
fn too_many_ratings_are_refused() {
    let text = format!("bleak\t1\t0\t[{}]\n", ["1"; 101].join(", "));
    let message = message(Lexicon::from_text("x.txt", &text));
    assert_eq!(message, "x.txt:1: \"101 ratings\": expected at most 100 ratings of an entry");
}

#[test]
fn a_text_in_no_format_is_named() {
    let cases = [
        ("\n\nfog and mist \n", "x:3: \"fog and mist\": expected a list in one of these formats: "),
        ("", "x:1: \"\": expected a list in one of these formats: "),
        (" \n\t\n", "x:1: \"\": expected a list in one of these formats: "),
    ];
    for (text, expected) in cases {
        let message = message(Lexicon::from_text("x", text));
        assert!(message.starts_with(expected), "{text:?}: {message}");
        for (format, ..) in FORMATS {
            assert!(message.contains(format), "{message}");
        }
    }
}

#[test]
fn the_name_of_a_file_sets_no_limit_to_weights() {
    let text = "tone\n\tbleak (1)\n\tgrim (5)\n";
    for name in ["loaded_words.cat", "words.cat"] {
        assert_eq!(message(Lexicon::from_text(name, text)), "2 entries");
    }
}

#[test]
fn names_of_categories_are_not_too_long() {
    let name = "y".repeat(1_001);
    let own = "# id: x\n# version: 1\n# title: T\n# licence: L\n# sources: S\n";
    let texts = [
        format!("term,category\nfog,{name}\n"),
        format!("DicTerm,{name}\nfog,X\n"),
        format!("{own}# category {name}: N\nfog\t{name}\t1\n"),
    ];
    for text in texts {
        let found = message(Lexicon::from_text("x", &text));
        assert!(found.contains("category name of at most 1000 bytes"), "{found}");
        let fits = message(Lexicon::from_text("x", &text.replace(&name, &name[1..])));
        assert_eq!(fits, "1 entries");
    }
}

/// A file of a test, removed at its end.
struct Scratch(std::path::PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("presslens-{}-{name}", std::process::id())))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn a_huge_file_is_refused_unread() {
    // 4 TB of zeros, none of them on the disk: reading them would not end
    let scratch = Scratch::new("huge.dic");
    let file = std::fs::File::create(&scratch.0).expect("a file");
    if file.set_len(1 << 42).or_else(|_| file.set_len(1 << 30)).is_err() {
        return; // a file system without holes
    }
    let message = message(Lexicon::from_path(&scratch.0));
    assert!(message.contains("bytes or more\": expected a list of at most 67108864"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_device_without_end_is_refused() {
    let message = message(Lexicon::from_path("/dev/zero"));
    assert!(message.starts_with("/dev/zero: \"67108865 bytes or more\""), "{message}");
}

#[test]
fn what_is_not_utf8_is_named() {
    let scratch = Scratch::new("latin.lc3");
    std::fs::write(&scratch.0, b"+tone\nbl\xE9ak\n").expect("a file");
    let message = message(Lexicon::from_path(&scratch.0));
    let expected = ".lc3:2: \"bl\u{FFFD}ak\": expected UTF-8 text \
                    (this looks like Windows-1252 or Latin-1: save it as UTF-8)";
    assert!(message.ends_with(expected), "{message}");
    let long = [b"+tone\n".as_slice(), "é".repeat(500).as_bytes(), b"\xFCber\nfog\n"].concat();
    std::fs::write(&scratch.0, long).expect("a file");
    let message = self::message(Lexicon::from_path(&scratch.0));
    assert!(message.contains(".lc3:2: \"éé"), "{message}");
    assert!(message.contains("éé\u{FFFD}ber\": expected UTF-8"), "{message}");
    std::fs::write(&scratch.0, b"+tone\nbleak\n").expect("a file");
    assert_eq!(Lexicon::from_path(&scratch.0).map(|list| list.entries().len()).ok(), Some(1));
}

#[test]
fn utf_16_with_a_mark_is_read() {
    let scratch = Scratch::new("wide.lc3");
    let units: Vec<u16> = "\u{FEFF}+tone\r\nnaïve \u{1F30A}\r\n".encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for bytes in [&little, &big] {
        std::fs::write(&scratch.0, bytes).expect("a file");
        assert_eq!(rows(Lexicon::from_path(&scratch.0)), ["tone naïve \u{1F30A} 1 @2"]);
    }
    // half a character, half a pair
    for bytes in [&little[..little.len() - 1], b"\xFE\xFF\xD8\x3C"] {
        std::fs::write(&scratch.0, bytes).expect("a file");
        let message = message(Lexicon::from_path(&scratch.0));
        assert!(message.contains("expected UTF-16 text"), "{message}");
    }
}

#[test]
fn long_lines_and_texts_are_refused() {
    let long = format!("+tone\n{}\n", "y".repeat(LONGEST_LINE + 1));
    let found = message(Lexicon::from_text("x", &long));
    assert_eq!(found, "x:2: \"1048577 bytes\": expected lines of at most 1048576 bytes");
    let huge = " ".repeat(LARGEST as usize + 1);
    let found = message(Lexicon::from_text("x", &huge));
    assert!(found.starts_with("x: \"67108865 bytes or more\""), "{found}");
}

#[test]
fn a_million_wildcards_are_read_and_too_many_are_not() {
    let million = format!("+tone\n{}", "a*\n".repeat(1_000_000));
    assert_eq!(message(Lexicon::from_text("x.lc3", &million)), "1000000 entries");
    let more = format!("+tone\n{}", "a*\n".repeat(MOST_ENTRIES + 1));
    let found = message(Lexicon::from_text("x.lc3", &more));
    assert_eq!(found, "x.lc3:2000002: \"a*\": expected at most 2000000 entries");
    let categories: Vec<String> = (0..=MOST_CATEGORIES).map(|i| format!("+c{i}\nfog\n")).collect();
    let categories = categories.concat();
    let found = message(Lexicon::from_text("x.lc3", &categories));
    assert!(found.ends_with("\"c65535\": expected at most 65535 categories"), "{found}");
}

/// Pieces of the formats, good ones and such as look like them.
const PIECES: &[&str] = &[
    // ours
    "# id: x\n# version: 1\n# title: T\n# licence: L\n# sources: S\n# category a: b\n",
    "# id: loaded/x\n",
    "# category b: c\n",
    "# match a: [fog]\n",
    "# overlap: all\n",
    "# columns: term category weight rating_1 note\n",
    "fog\ta\t1\n",
    "#tag\ta\t0.5\t-1e-9\tn\n",
    // XML
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE d [<!ENTITY a \"b\">]>",
    "<dictionary name='d'>",
    "</dictionary>",
    "<cnode name=\"a:b\" desc='c'>",
    "<cnode name='a/b'>",
    "</cnode>",
    "<pnode name='fog&amp;mist' score='-2'/>",
    "<pnode name=\"&a;\"/>",
    "<pnode>",
    "</pnode>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&#x41;",
    "&#0;",
    // YAML
    "a:\n",
    "b: [x, 'y z']\n",
    "  - fog\n",
    "  - c:\n",
    "    - \"#m:ist\"\n",
    "&a ",
    "*a",
    "!t ",
    "? ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "|\n",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "~",
    "__: ",
    // Lexicoder and WordStat
    "+a\n",
    "+B: c\n",
    "fog*\n",
    "far from over\n",
    "-- remark\n",
    "SEA\n",
    "\tPIER (1)\n",
    "\t\tNIGHT_FERRY (0.25)\n",
    "\tSHIPS\n",
    "\t@NEAR [SEA]\n",
    "\t# remark\n",
    "(2)",
    "\t(\n",
    // LIWC, tables and the rest
    "%\n",
    "1\tfun\n",
    "fog\t1\t2\n",
    "DicTerm,a,b\n",
    "fog,X,\n",
    "term,weight\n",
    "term\tweight\n",
    ":)\t2.0\t0.5\t[1, 2, 3]\n",
    ":(\t-2.0\t0.5\t[-2]\n",
    "fog,0.5\n",
    "\"a \"\"b\"\"\",1\n",
    "word,care_p,fairness_p\n",
    // and anything in between
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{FEFF}",
    "\u{A0}",
    "é",
    "\u{1F30A}",
    "\0",
    "NaN",
    "1e999",
    ":",
    "'",
    "\"",
    "#",
    "#metoo\n",
    "*",
    "{v}",
];

proptest! {
    #[test]
    fn no_mix_of_pieces_makes_a_reader_panic(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)
    ) {
        let text = pieces.concat();
        for (_, _, parse) in FORMATS {
            if let Ok(list) = parse("fuzz.txt", &text) {
                prop_assert!(!list.entries().is_empty());
            }
        }
        if let Ok(list) = Lexicon::from_text("fuzz.txt", &text) {
            let again = Lexicon::from_text("again.tsv", &list.to_text());
            let again = again.map_err(|error| TestCaseError::fail(format!("{error}: {list:?}")))?;
            prop_assert_eq!(again.categories().len(), list.categories().len());
            prop_assert_eq!(again.entries().len(), list.entries().len());
            for (again, entry) in again.entries().iter().zip(list.entries()) {
                prop_assert_eq!(&again.term, &entry.term);
                prop_assert_eq!(again.category, entry.category);
                prop_assert_eq!(again.weight.to_bits(), entry.weight.to_bits());
            }
        }
    }

    #[test]
    fn no_string_makes_detection_panic(text in any::<String>()) {
        _ = Lexicon::from_text("fuzz", &text);
    }
}
