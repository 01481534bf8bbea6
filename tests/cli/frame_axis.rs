//! `frame_axis`: one record a line, the same for a seed, and what is wrong with its files.

use serde_json::Value;

use crate::{Folder, run, sample};

const NAME: &str = "frame_axis";

fn toy() -> (String, String, String) {
    (
        sample("examples/frame_axis/toy_vectors.txt"),
        sample("examples/frame_axis/calm_alarm.txt"),
        sample("examples/corpus.jsonl"),
    )
}

#[test]
fn the_samples_lean_as_their_outlets_do() {
    let (vectors, pairs, corpus) = toy();
    let arguments = [
        &*vectors,
        "--pairs",
        &pairs,
        "--min-count",
        "1",
        "--samples",
        "199",
        "--headline-field",
        "headline",
        &corpus,
    ];
    let found = run(NAME, &arguments, b"");
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    let records = found.records();
    assert_eq!(records.len(), 24);
    assert_eq!((&records[0]["id"], &records[1]["id"]), (&"chron-001".into(), &2.into()));
    let bias = |i: usize| records[i]["bias"]["value"].as_f64().expect("known words");
    assert!(bias(0) > 0.0 && bias(1) < 0.0, "{} and {}", bias(0), bias(1));
    for record in &records {
        assert_eq!(record["schema"], "presslens.axis/1");
        assert_eq!(record["axis"], "calm – chaos");
        let p = &record["bias"]["p"];
        assert!(p.is_null() || p.as_f64().is_some_and(|p| p > 0.0 && p <= 1.0), "{record}");
        let words = record["words"].as_array().expect("words");
        let sum: f64 = words.iter().map(|word| word["bias"].as_f64().expect("a share")).sum();
        if words.len() < 10 && !words.is_empty() {
            assert!((sum - record["bias"]["value"].as_f64().expect("known words")).abs() < 1e-12);
        }
    }
    assert_eq!(run(NAME, &arguments, b"").stdout, found.stdout, "the same seed, the same numbers");
}

#[test]
fn lines_that_cannot_be_read_keep_their_place() {
    let (vectors, pairs, corpus) = toy();
    let lines = b"{\"text\":\"Peaceful talks.\"}\nno JSON\n\n{\"text\":\"A walk.\"}\n";
    let arguments =
        [&*vectors, "--pairs", &pairs, "--background", &corpus, "--min-count", "1", "-"];
    let found = run(NAME, &arguments, lines);
    assert_eq!((found.status, found.records().len()), (2, 3));
    let records = found.records();
    assert_eq!((&records[0]["id"], &records[0]["tokens"]), (&1.into(), &2.into()));
    assert_eq!(records[1]["line"], 2);
    assert_eq!(records[2]["bias"]["value"], Value::Null, "no word of it has a vector");
    assert_eq!(records[2]["coverage"], 0.0);
    let narration = [&arguments[..], &["--voice", "narration"]].concat();
    let quoted = b"{\"text\":\"The talks went on. \\u201cIt is a nightmare,\\u201d he said.\"}\n";
    let words = |arguments: &[&str]| run(NAME, arguments, quoted).records()[0]["tokens"].clone();
    assert_eq!((words(&arguments), words(&narration)), (3.into(), 2.into()));
}

/// A `.json` is a file of wink-embeddings.
#[test]
fn vectors_may_be_those_of_an_npm_package() {
    let folder = Folder::new("frame_axis_json");
    let text = folder.file("toy.txt", "calm 1 0.25\nriot -1 0.1\ntram 0.5 3.2494\n");
    let json = r#"{"precision":8,"l2NormIndex":2,"wordIndex":3,"size":3,"dimensions":2,
        "words":["calm","riot","tram"],"vectors":{"calm":[1,0.25,1.03,0],"riot":[-1,0.1,1,1],
        "tram":[0.5,3.2494,3.3,2]},"unkVector":[0,0,0,-1]}"#;
    let corpus = folder.file("in.jsonl", "{\"text\":\"A calm tram, no riot, a tram.\"}\n");
    let scored = |vectors: &str| {
        let seeds = ["--positive", "calm", "--negative", "riot", "--min-count", "1"];
        run(NAME, &[&[vectors, &corpus], &seeds[..]].concat(), b"")
    };
    let mut records = [scored(&text), scored(&folder.file("toy.json", json))].map(|found| {
        assert_eq!(found.status, 0, "{}", found.stderr);
        found.records()
    });
    for record in records.iter_mut().flatten() {
        // the hashes are of other bytes
        assert!(record["vectors"].take().is_string());
        assert_eq!(record["tokens"], 4);
    }
    assert_eq!(records[0], records[1]);
    for (from, to, words) in [
        (
            "-1,0.1,1,1]",
            "-1,0.1,1,2]",
            ["toy.json", "\"riot\": expected its place, 1, as number 3"],
        ),
        ("-1,0.1,1,1]", "-1]", ["toy.json", "\"riot\": expected 2 finite numbers"]),
        ("-1,0.1", "-1,1e39", ["toy.json", "\"riot\": expected 2 finite numbers"]),
        ("\"riot\":[", "\"a riot\":[", ["toy.json", "\"a riot\": expected a word without white"]),
        ("\"size\":3", "\"size\":4", ["toy.json", "3 vectors: expected 4"]),
        ("\"size\":3,", "", ["toy.json", "expected size, dimensions and wordIndex before"]),
        ("\"vectors\"", "\"rows\"", ["toy.json", "missing field `vectors`"]),
        ("\"unk", "unk", ["toy.json", "key must be a string"]),
        ("\"tram\":[0.5,3.2494,3.3,2]},\"unkVector\":[0,0,0,-1]}", "", ["toy.json", "EOF"]),
    ] {
        assert!(json.contains(from), "{from}");
        scored(&folder.file("toy.json", json.replace(from, to))).failed_with(&words);
    }
    scored(&folder.path("none.json")).failed_with(&["none.json", "No such file"]);
}

#[test]
fn what_is_wrong_is_named() {
    let folder = Folder::new("frame_axis");
    let (vectors, pairs, corpus) = toy();
    let cases: [(&[&str], &[&str]); 7] = [
        (&["--positive", "calm,serene", "--negative", "riot"], &["\"serene, riot\""]),
        (&["--pairs", &folder.file("odd.txt", "calm chaos\na b c\n")], &["odd.txt:2", "two words"]),
        (&["--pairs", &folder.file("none.txt", "# nothing\n")], &["none.txt", "no pairs"]),
        (&[], &["give --pairs"]),
        (&["--pairs", &pairs, "--vocabulary", &vectors], &["toy_vectors.txt", "an .npy matrix"]),
        (&["--pairs", &pairs, "--min-count", "99"], &["corpus.jsonl", "99 times or more"]),
        // not that the words are too rare
        (&["--pairs", &pairs, "--text-field", "body"], &["corpus.jsonl:1", "no field \"body\""]),
    ];
    for (flags, words) in cases {
        run(NAME, &[&[&*vectors, &corpus], flags].concat(), b"").failed_with(words);
    }
    let cut = folder.file("cut.txt", "2 2\ncalm 1 0\n");
    run(NAME, &[&*cut, "--pairs", &pairs, &corpus], b"")
        .failed_with(&["cut.txt", "expected 2 rows"]);
    let empty = folder.file("empty.jsonl", "\n");
    run(NAME, &[&*vectors, "--pairs", &pairs, &empty], b"")
        .failed_with(&["empty.jsonl", "no article"]);
    let latin = folder.file("latin.txt", b"calm caf\xE9\n");
    let found = run(NAME, &[&*vectors, "--pairs", &latin, &corpus], b"");
    found.failed_with(&["latin.txt", "invalid UTF-8 at byte 8"]);
    assert!(!found.stderr.contains("--lossy"), "it has no such flag: {}", found.stderr);
    let bad = folder.file("bad.jsonl", "{\"text\":\"calm\"}\n{}\n");
    run(NAME, &[&*vectors, "--pairs", &pairs, "--background", &bad, &corpus], b"")
        .failed_with(&["bad.jsonl:2", "no field \"text\""]);
}
