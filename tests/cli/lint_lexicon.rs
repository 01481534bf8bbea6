//! `lint_lexicon`: findings by file, and the exit status.

use crate::{Folder, LIST, run};

const NAME: &str = "lint_lexicon";

fn tested(entries: &str) -> String {
    let sentences = "# match weather: A cold [rain] fell.\n# allow weather: The train left.\n";
    format!("{}{entries}", LIST.replace("rain\t", &format!("{sentences}rain\t")))
}

#[test]
fn findings_are_grouped_by_file() {
    let folder = Folder::new("lint_groups");
    let clean = folder.file("clean.tsv", tested(""));
    let hints = folder.file("hints.tsv", LIST);
    let found = run(NAME, &[&clean, &hints], b"");
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = found.stdout.lines().collect();
    let [first, second, finding] = lines[..] else { panic!("{}", found.stdout) };
    assert!(first.ends_with("clean.tsv: no findings (1 entries)"), "{first}");
    assert!(second.ends_with("hints.tsv: 1 hint (1 entries)"), "{second}");
    assert!(finding.contains("hint     untested      weather: no sentence"), "{finding}");
}

#[test]
fn an_error_finding_sets_the_exit_status() {
    let folder = Folder::new("lint_error");
    let warning = folder.file("warning.tsv", tested("rain\tweather\t0.75\n"));
    assert_eq!(run(NAME, &[&warning], b"").status, 0);
    let error = folder.file("error.tsv", tested("rain\tweather\t0.5\nhail/snow\tweather\t1\n"));
    let found = run(NAME, &[&error, &warning, "--quiet", "warning"], b"");
    assert_eq!(found.status, 1);
    assert!(
        found.stdout.contains("error    conflict      rain: has 0.75 here"),
        "{}",
        found.stdout
    );
    assert!(found.stdout.contains("unmatchable   hail/snow"), "{}", found.stdout);
    assert!(found.stdout.contains("warning.tsv: 1 warning"), "counted though left out");
    assert!(!found.stdout.contains("duplicate"), "{}", found.stdout);
}

#[test]
fn records_name_the_file() {
    let folder = Folder::new("lint_json");
    let file = folder.file("error.tsv", tested("rain\tweather\t0.5\n"));
    let records = run(NAME, &[&file, "--json"], b"").records();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["file"], file.as_str());
    assert_eq!(records[0]["kind"], "conflict");
    assert_eq!(records[0]["severity"], "error");
    assert_eq!((&records[0]["line"], &records[0]["term"]), (&9.into(), &"rain".into()));
}

#[test]
fn wildcards_are_checked_against_the_words_given() {
    let folder = Folder::new("lint_words");
    let file = folder.file("star.tsv", tested("hail*\tweather\t1\n"));
    let words = folder.file("words.txt", "hail\nhails\nhailed\nhailbrock\n");
    let found = run(NAME, &[&file, "--words", &words], b"");
    assert!(found.stdout.contains("1 of 4 words"), "{}", found.stdout);
    assert!(found.stdout.contains("hailbrock"), "{}", found.stdout);
    assert!(!run(NAME, &[&file], b"").stdout.contains("wildcard"), "plain English has none");
}

#[test]
fn an_unreadable_file_does_not_stop_the_others() {
    let folder = Folder::new("lint_unreadable");
    let good = folder.file("good.tsv", tested(""));
    let bad = folder.file("bad.tsv", tested("snow\tweather\n"));
    let found = run(NAME, &[&folder.path("none.tsv"), &bad, &good], b"");
    assert_eq!(found.status, 2);
    for words in ["none.tsv", "bad.tsv:10"] {
        assert!(found.stderr.contains(words), "{}", found.stderr);
    }
    assert!(found.stdout.contains("good.tsv: no findings"), "{}", found.stdout);
}
