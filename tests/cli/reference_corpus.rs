//! `reference_corpus`: what it reads and writes, and what it says of an article that it cannot read.

use presslens::{FeatureMatrix, Reference, analyze};

use crate::{Folder, run, sample};

const NAME: &str = "reference_corpus";

#[test]
fn texts_and_lines_become_one_reference() {
    let folder = Folder::new("reference");
    let text = folder.file("a.TXT", "The regime fell.");
    let lines = folder.file(
        "b.jsonl",
        "{\"body\":\"Rain came.\",\"title\":null}\n\n{\"title\":\"Talks fail\",\"body\":\"They went on.\"}\n",
    );
    let out = folder.path("mine.tsv");
    let mut arguments = vec![text.as_str(), &lines, "--name", "mine/2024", "--text-field", "body"];
    arguments.extend([
        "--headline-field",
        "title",
        "--digits",
        "17",
        "--least",
        "1",
        "--out",
        &out,
    ]);
    let found = run(NAME, &arguments, b"");
    assert_eq!((found.status, found.stdout.as_str(), found.stderr.as_str()), (0, "", ""));
    let made = Reference::from_path(&out).expect("a reference");
    let texts = ["The regime fell.", "Rain came.", "Talks fail\n\nThey went on."];
    let matrix = FeatureMatrix::from_reports(texts.map(analyze));
    assert_eq!(made, Reference::from_matrix("mine/2024", &matrix).abridged(17, 1));

    // made anew under its own head
    let head = made.clone().with_provenance("7", "Three texts", "CC0-1.0", "me");
    std::fs::write(&out, head.to_text()).expect("a temporary file");
    arguments.extend(["--header", &out]);
    assert_eq!(run(NAME, &arguments, b"").status, 0);
    assert_eq!(Reference::from_path(&out).expect("a reference"), head);
}

#[test]
fn standard_input_and_output() {
    let found = run(NAME, &["-", "--name", "a"], b"{\"text\":\"Rain.\"}\n");
    assert_eq!(found.status, 0, "{}", found.stderr);
    let made = Reference::from_text("stdout", &found.stdout).expect("a reference");
    assert_eq!((made.name(), made.articles(), made.n("tone.mean")), ("a", 1, Some(1)));
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = Folder::new("reference_bad");
    let text = folder.file("a.txt", "Rain came.");
    for (line, words) in [
        ("{\"text\":1}", "field \"text\" is 1, a string is needed"),
        ("{}", "no field \"text\""),
        ("nonsense", "not a JSON object"),
        ("[]", "not a JSON object"),
    ] {
        let lines = folder.file("b.jsonl", format!("{{\"text\":\"Rain.\"}}\n{line}\n"));
        run(NAME, &[text.as_str(), &lines, "--name", "a"], b"").failed_with(&["b.jsonl:2:", words]);
    }
    run(NAME, &[text.as_str(), "--name", " "], b"").failed_with(&["--name", "blank"]);
    let empty = folder.file("e.jsonl", "\n");
    run(NAME, &[empty.as_str(), "--name", "a"], b"").failed_with(&["no article"]);
    run(NAME, &["/no/such.jsonl", "--name", "a"], b"").failed_with(&["/no/such.jsonl"]);
    run(NAME, &["/no/such.txt", "--name", "a"], b"").failed_with(&["/no/such.txt"]);
    run(NAME, &[text.as_str(), "--name", "a", "--out", &text], b"").failed_with(&["overwritten"]);
    let header = ["--header", "/no/header"];
    run(NAME, &[&[text.as_str(), "--name", "a"][..], &header].concat(), b"")
        .failed_with(&["/no/header"]);
}

/// The built-in reference over our own articles: none of them lies outside of it.
#[test]
fn our_articles_lie_within_the_built_in_reference() {
    let built_in = Reference::built_in();
    let text = std::fs::read_to_string(sample("examples/articles/10_opinion_loaded.txt"));
    let report = analyze(&text.expect("an article"));
    let density = report.metric("loaded.per_1000").and_then(|metric| metric.all.value);
    let rank = built_in.percentile("loaded.per_1000", density.expect("words"));
    assert!(rank.is_some_and(|rank| rank >= 80.0), "{rank:?}");
}
