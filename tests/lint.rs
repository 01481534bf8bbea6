//! `Lexicon::lint`: each kind of finding, our own lists, and what it says of VADER's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use presslens::{Finding, FindingKind, Lexicon, Severity};
use proptest::prelude::*;

const WORDS: &str = include_str!("../examples/lint_lexicon/words.txt");

fn words() -> Vec<&'static str> {
    WORDS.lines().collect()
}

/// A list in our format with two categories and these entries; the first is line 12.
fn list(entries: &str) -> Lexicon {
    let text = format!(
        "# id: mine\n# version: 1\n# title: Mine\n# licence: CC0-1.0\n# sources: me\n\
         # category a: one\n# category b: two\n# match a: [Help] came.\n# allow a: None came.\n\
         # match b: [Help] came.\n# allow b: None came.\n{}\n",
        entries.replace(' ', "\t").replace('~', " ").replace("; ", "\n").replace(";\t", "\n")
    );
    Lexicon::from_text("mine.tsv", &text).expect("a good list")
}

fn shown(findings: &[Finding]) -> Vec<String> {
    let show = |finding: &Finding| {
        let (kind, severity) = (finding.kind.name(), finding.severity.name());
        format!("{} {kind} {severity} {}: {}", finding.line, finding.term, finding.message)
    };
    findings.iter().map(show).collect()
}

#[test]
fn entries_that_stand_twice() {
    let cases: &[(&str, &[&str])] = &[
        ("thug a 0.7; gang a 0.5", &[]),
        // in another category it is another entry
        ("thug a 0.7; thug b 0.5", &[]),
        (
            "thug a 0.7; gang a 0.5; thug a 0.7",
            &["12 duplicate warning thug: stands again in line 14, with the same weight"],
        ),
        (
            "Thug’s a 0.7; thug a 0.5",
            &[
                "12 conflict error Thug’s: has 0.7 here and 0.5 in line 13 (\"thug\"): the later one \
             counts",
            ],
        ),
        (
            "ok a 1; ok a 2; ok a 1",
            &[
                "12 duplicate warning ok: stands again in line 14, with the same weight",
                "13 conflict error ok: has 2 here and 1 in line 14: the later one counts",
            ],
        ),
        ("aban* a 1; aban a 2; ban{v} a 1; ban{n} a 2", &[]),
    ];
    for (entries, expected) in cases {
        assert_eq!(shown(&list(entries).lint(&[])), *expected, "{entries}");
    }
}

#[test]
fn entries_that_can_never_match() {
    let found = list(":) a 1; and/or a 1; so,~called a 1; a*b a 1; slam{x} a 1; U.S. a 1; 90s a 1")
        .lint(&[]);
    let found: Vec<(u32, &str, &str)> =
        found.iter().map(|f| (f.line, f.kind.name(), f.severity.name())).collect();
    assert_eq!(
        found,
        [
            (12, "unmatchable", "warning"),
            (13, "unmatchable", "error"),
            (14, "unmatchable", "error"),
            (15, "unmatchable", "error"),
            (16, "unmatchable", "error"),
        ]
    );
}

/// What the linter says can match does, and what it says cannot does not.
#[test]
fn unmatchable_is_what_the_matcher_does_not_find() {
    for term in ["U.S.", "so-called", "don't", "AT&T", "90s", "etc.", "far right", "Czech Republic"]
    {
        assert!(finds(term), "{term}");
    }
    for term in ["and/or", "black & white", "Mr. Smith", ":)", "d:"] {
        assert!(!finds(term), "{term}");
    }
}

/// Whether the linter lets a term pass; panics if the matcher does not agree.
fn finds(term: &str) -> bool {
    let list = list(&format!("{} a 1", term.replace(' ', "~")));
    let fine = list.lint(&[]).is_empty();
    let analyzer = presslens::Analyzer::builder().built_in(false).lexicon(list).build();
    let text = format!("They saw {term} there on Monday.");
    let article = presslens::Article::parse(&text);
    let terms = analyzer.expect("one list").article(&article).terms().len();
    assert_eq!(terms > 0, fine, "{term:?} is found {terms} times");
    fine
}

/// Thread 10 of our reading of other projects' issues: help 0, helps 0.8, helped 0.8, helping 0.5.
#[test]
fn inflections_that_disagree() {
    let help = "help a 0; helps a 0.8; helped a 0.8; helping a 0.5";
    assert_eq!(
        shown(&list(help).lint(&words())),
        [
            "12 inflections warning help: forms of one word far apart on a scale of 0 to 0.8: help 0, \
         helps 0.8, helped 0.8, helping 0.5"
        ]
    );
    // a quarter of the range is allowed
    let near = "help a 0.4; helps a 0.6; helped a 0.6; helping a 0.5; thug a 0; gang a 0.8";
    assert_eq!(shown(&list(near).lint(&words())), [] as [&str; 0]);
    // another category may see one form otherwise
    let apart = "help a 0; helped b 1; mob a 0.5; gang a 1";
    assert_eq!(shown(&list(apart).lint(&words())), [] as [&str; 0]);
    // the weight that counts is compared
    let later = "slam a 0; slams a 1; slammed a 1; slamming a 1; slam a 1";
    let found = list(later).lint(&words());
    assert_eq!(found.iter().map(|f| f.kind).collect::<Vec<_>>(), [FindingKind::Conflict]);
}

/// The matcher reads hyphens as spaces, so these two are one term.
#[test]
fn a_hyphen_makes_no_other_term() {
    let text = "# id: mine\n# version: 1\n# title: T\n# licence: CC0-1.0\n# sources: ours\n\
                # category a: one\nso-called\ta\t0.2\nso called\ta\t0.9\n";
    let list = Lexicon::from_text("mine.tsv", text).expect("a good list");
    let conflict = "7 conflict error so-called: has 0.2 here and 0.9 in line 8 (\"so called\"): the later one counts";
    assert!(shown(&list.lint(&[])).contains(&conflict.to_owned()), "{:?}", shown(&list.lint(&[])));
}

#[test]
fn forms_that_are_missing() {
    let cases: &[(&str, &[&str])] = &[
        (
            "slam a 1; slammed a 1; slams a 1",
            &["12 missing_form hint slam: slam, slams, slammed listed, but not slamming"],
        ),
        (
            "denounced a 1; denouncing a 1",
            &["12 missing_form hint denounced: denounced, denouncing listed, but not denounce, \
             denounces"],
        ),
        // irregular: nobody should list "breaked"
        ("break a 1; breaks a 1; breaking a 1", &[]),
        ("thug a 1; thugs a 1", &[]),
        // the tag stands for all forms
        ("slam{v} a 1; slam a 1; slams a 1; slammed a 1", &[]),
    ];
    for (entries, expected) in cases {
        assert_eq!(shown(&list(entries).lint(&words())), *expected, "{entries}");
    }
}

#[test]
fn wildcards_that_swallow_other_words() {
    let found = list("war* a 1; aban* a 1; abus* a 1").lint(&words());
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert_eq!((finding.kind, finding.line), (FindingKind::Wildcard, 12));
    for word in ["warble", "wardrobe"] {
        assert!(finding.message.contains(word), "{}", finding.message);
    }
    for word in ["warring", "warlike", "wars"] {
        assert!(!finding.message.contains(word), "{}", finding.message);
    }
    assert_eq!(list("war* a 1").lint(&[]), []);
}

#[test]
fn lists_as_a_whole() {
    let bare = list("thug a 1.5").with_provenance("", "Mine", "Unknown", "me").with_id("loaded/x");
    let found = shown(&bare.lint(&[]));
    assert_eq!(
        found,
        [
            "0 provenance warning licence: the list gives its licence as \"Unknown\"",
            "0 provenance warning version: the list does not say its version",
            "12 weight_range error thug: weight 1.5 in a loaded list, where 0 to 1 is",
        ]
    );
    let header = "# id: x\n# version: 1\n# title: X\n# licence: CC0-1.0\n# sources: me\n";
    let text = format!("{header}# category a: one\n# match a: A [thug].\nthug\ta\t0.5\n");
    let untested = Lexicon::from_text("x", &text).expect("a good list");
    assert_eq!(
        shown(&untested.lint(&[])),
        ["0 untested hint a: no sentence says what it must not match"]
    );
}

#[test]
fn names_are_those_that_serde_writes() {
    for kind in FindingKind::ALL {
        assert_eq!(serde_json::to_value(kind).expect("a name"), kind.name());
    }
    let names: BTreeSet<&str> = FindingKind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(names.len(), FindingKind::ALL.len());
    for severity in [Severity::Hint, Severity::Warning, Severity::Error] {
        assert_eq!(serde_json::to_value(severity).expect("a name"), severity.name());
    }
}

proptest! {
    #[test]
    fn any_list_can_be_linted(
        terms in prop::collection::vec(
            ("[a-eA-E]{1,4}(s|es|ed|ing|ied|\\*|\\{v\\}|\\{x)?|[\\PC&&[^#\t]]{1,8}", 0..3_u8), 1..30),
    ) {
        let lines = terms.iter().filter(|(term, _)| !term.trim().is_empty());
        let lines: Vec<String> = lines.map(|(term, weight)| format!("{term}\ta\t{weight}")).collect();
        let header = "# id: x\n# version: 1\n# title: X\n# licence: CC0-1.0\n# sources: me\n";
        let text = format!("{header}# category a: one\n{}\n", lines.join("\n"));
        let known: Vec<&str> = WORDS.lines().step_by(200).collect();
        if let Ok(list) = Lexicon::from_text("x", &text) {
            let findings = list.lint(&known);
            prop_assert_eq!(&findings, &list.lint(&known));
            prop_assert!(findings.is_sorted_by_key(|finding| (finding.line, finding.kind)));
            for finding in findings.iter().filter(|finding| finding.line > 0) {
                let line = text.lines().nth(finding.line as usize - 1).unwrap_or_default();
                let term: Vec<&str> = finding.term.split_whitespace().collect();
                let words: Vec<&str> = line.split('\t').next().unwrap_or_default()
                    .split_whitespace().collect();
                prop_assert_eq!(term, words);
            }
        }
    }
}

fn lists_below(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            // models are no lists
            if path.ends_with("lexicons/models") {
                continue;
            }
            lists_below(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "tsv") {
            out.push(path);
        }
    }
}

#[test]
fn our_own_lists_pass() {
    let mut paths = Vec::new();
    lists_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons"), &mut paths);
    paths.sort();
    assert!(paths.len() >= 2);
    let words = words();
    let mut faults = Vec::new();
    for path in paths {
        let list = Lexicon::from_path(&path).expect("a good list");
        let mut findings = list.lint(&words);
        // forms are rated by their own use: what stuns a reader is not what is "stunning"
        findings.retain(|finding| {
            finding.severity > Severity::Hint && finding.kind != FindingKind::Inflections
        });
        faults.extend(shown(&findings).into_iter().map(|fault| format!("{}: {fault}", list.id())));
    }
    assert_eq!(faults, [] as [&str; 0]);
}

/// Keys that stand twice in VADER's file, with the first value: the last one counts.
const VADER_TWICE: [(&str, f64); 14] = [
    (":-p", 1.2),
    ("d:", -2.9),
    ("d=", -3.0),
    ("fav", 2.4),
    ("lmao", 2.0),
    ("lol", 2.9),
    ("muah", 2.8),
    ("o.o", -0.6),
    ("ok", 1.6),
    ("sob", -2.8),
    ("x-d", 2.7),
    ("x-p", 1.8),
    ("xd", 2.7),
    ("xp", 1.2),
];

/// Keys in capitals, which the crate's map merged with those in lower case.
const VADER_CAPITALS: [(&str, f64); 12] = [
    ("(-:O", 1.5),
    ("(:O", 2.5),
    (":-D", 2.3),
    (":D", 2.3),
    (":P", 1.4),
    (";D", 0.8),
    ("=-D", 2.4),
    ("=D", 2.3),
    ("O.o", -0.6),
    ("o.O", -0.6),
    ("O_o", -0.5),
    ("o_O", -0.5),
];

/// What the crate's copy of the file has otherwise, or not at all.
const VADER_CORRECTIONS: [(&str, f64); 3] = [("heart", 3.2), ("hearts", 3.3), (":p", 1.0)];

/// VADER's list in our format, by key.
fn vader() -> Lexicon {
    let mut entries: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    #[allow(clippy::iter_over_hash_type, reason = "the keys go into a sorted map")]
    for (key, &value) in vader_sentiment::LEXICON.iter() {
        let key = if key.is_ascii() { key.to_ascii_lowercase() } else { key.to_string() };
        entries.insert(key, vec![value]);
    }
    for (key, value) in VADER_CORRECTIONS.into_iter().chain(VADER_CAPITALS) {
        entries.insert(key.to_owned(), vec![value]);
    }
    for (key, first) in VADER_TWICE {
        entries.get_mut(key).expect("a key of the map").insert(0, first);
    }
    let mut text = "# id: vader\n# version: 3.3.2\n# title: VADER\n# licence: MIT\n\
                    # sources: Hutto & Gilbert 2014\n# category valence: -4 to 4\n"
        .to_owned();
    for (key, values) in &entries {
        for value in values {
            writeln!(text, "{key}\tvalence\t{value}").expect("memory");
        }
    }
    let list = Lexicon::from_text("vader.tsv", &text).expect("a good list");
    // as many as the file of the Python package has lines
    assert_eq!(list.entries().len(), 7520);
    list
}

/// Findings of each kind that the snapshot shows.
const FIRST: usize = 16;

/// The messages with how many findings have each, and the first terms.
fn by_message(findings: &[&Finding]) -> String {
    let mut terms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in findings {
        terms.entry(&finding.message).or_default().push(&finding.term);
    }
    let line = |(message, terms): (&str, Vec<&str>)| {
        let first: Vec<&str> = terms.iter().take(FIRST).copied().collect();
        format!("    {} × {message}\n        {}\n", terms.len(), first.join("  "))
    };
    terms.into_iter().map(line).collect()
}

#[test]
fn what_it_says_of_vaders_own_list() {
    let findings = vader().lint(&words());
    // all that stand twice are found: VADER's own, and "O.o" and "o.O" beside "o.o"
    let twice = findings
        .iter()
        .filter(|f| matches!(f.kind, FindingKind::Duplicate | FindingKind::Conflict));
    let keys: BTreeSet<String> = twice.map(|f| f.term.to_lowercase()).collect();
    for (key, _) in VADER_TWICE {
        assert!(keys.contains(key), "{key}");
    }
    let mut page = String::new();
    for kind in FindingKind::ALL {
        let of_kind: Vec<&Finding> = findings.iter().filter(|f| f.kind == kind).collect();
        writeln!(page, "{}: {}", kind.name(), of_kind.len()).expect("memory");
        if kind == FindingKind::Unmatchable {
            page.push_str(&by_message(&of_kind));
            continue;
        }
        for finding in of_kind.iter().take(FIRST) {
            let (severity, term, message) =
                (finding.severity.name(), &finding.term, &finding.message);
            writeln!(page, "    {severity} {}  {term}  {message}", finding.line).expect("memory");
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("lint_vader", page));
}
