//! `custom_lexicon`: dictionaries in other programs' formats, and why each match is one.

use crate::{Folder, LIST, Run, run, sample};

const NAME: &str = "custom_lexicon";

const TEXT: &str = "HARBOUR VOTE DELAYED\n\nNorthwire, 3 May 2021\n\nThe carpenters met in the town \
    hall on Monday. No rain fell, and a heavy shower of leaflets did not anger the fishermen at the \
    harbour.\n";

fn scored(dictionary: &str, more: &[&str]) -> Run {
    let dictionary = sample(&format!("examples/dictionaries/{dictionary}"));
    let arguments = [&[dictionary.as_str(), "-"], more].concat();
    let found = run(NAME, &arguments, TEXT.as_bytes());
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    found
}

/// The line of the totals for a category, without the spaces between its columns.
fn total(found: &Run, category: &str) -> String {
    let totals = found.stdout.split("\nTotals").nth(1).expect("totals");
    let line = totals.lines().find(|line| line.split_whitespace().next() == Some(category));
    line.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_dic_file_is_read_and_explained() {
    let found = scored("trades.dic", &[]);
    for words in [
        // "harbo*" counts in two categories
        "\"trades\", read as LIWC .dic: 15 entries in 4 categories; 7 with *, 1 of several words, 2 that can never",
        "line 19    and/or",
        "line 20    (:",
        "(headline) [HARBOUR] VOTE DELAYED",
        "The [carpenters] met in the [town hall] on Monday",
        "carpenters  trade 1  by \"carpent*\" of line 8",
    ] {
        assert!(found.stdout.contains(words), "{words:?} is not in {}", found.stdout);
    }
    // HARBOUR and harbour, carpenters, town hall; fishermen
    let words = 3 + 9 + 17;
    assert!(found.stdout.contains(&format!("Totals over {words} words")), "{}", found.stdout);
    assert_eq!(total(&found, "trade"), "trade 4 137.93 4");
    assert_eq!(total(&found, "sea"), "sea 3 103.45 3");
    assert_eq!(total(&found, "mood"), "", "anger is no angr*");
}

#[test]
fn the_overlap_rule_can_be_chosen() {
    let found = scored("weather.yml", &[]);
    assert!(found.stdout.contains("a [heavy shower] of leaflets"), "{}", found.stdout);
    assert_eq!(total(&found, "weather/wet"), "weather/wet 2 68.97 2");
    assert_eq!(total(&found, "place"), "place 3 103.45 3");
    let all = scored("weather.yml", &["--overlap", "all"]);
    // also "shower" in "heavy shower" and "town" in "town hall"
    assert_eq!(total(&all, "weather/wet"), "weather/wet 3 103.45 3");
    assert_eq!(total(&all, "place"), "place 4 137.93 4");
    assert!(all.stdout.contains("rain  weather/wet 1  by \"rain*\" of line 4, in narration"));
}

#[test]
fn a_dictionary_can_be_shown_alone_and_written_in_our_format() {
    let folder = Folder::new("custom_own");
    let own = folder.path("weather.tsv");
    let found = scored("weather.yml", &["--format-only", "--to-own", &own]);
    assert!(!found.stdout.contains("Matches"), "{}", found.stdout);
    let [ours, theirs] = [run(NAME, &[&own, "-"], TEXT.as_bytes()), scored("weather.yml", &[])];
    assert_eq!(ours.status, 0, "{}", ours.stderr);
    for category in ["weather/wet", "place"] {
        assert_eq!(total(&ours, category), total(&theirs, category));
    }
}

#[test]
fn files_that_cannot_be_used() {
    let folder = Folder::new("custom_unusable");
    let list = folder.file("mine.tsv", LIST);
    run(NAME, &[&folder.path("none.dic"), "-"], b"").failed_with(&["none.dic", "dictionary"]);
    run(NAME, &[&list, &folder.path("none.txt")], b"").failed_with(&["none.txt"]);
    run(NAME, &[&list, "-", "--to-own", &list], b"").failed_with(&["mine.tsv", "overwritten"]);
    let alone = run(NAME, &[&list, &folder.path("none.txt"), "--format-only"], b"");
    assert_eq!(alone.status, 0, "the article is not opened");
}
