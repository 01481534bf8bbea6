//! `score_corpus`: order, ids, fields, errors in place, exit status.

use std::io::{Read, Write};

use presslens::FeatureMatrix;
use serde_json::{Value, json};

use crate::{Folder, LIST, Run, program, run, sample, spelling};

const NAME: &str = "score_corpus";

/// Runs it as a filter.
fn filter(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    run(NAME, &[&["-"], arguments].concat(), input.as_ref())
}

/// All lines were scored.
fn scored(arguments: &[&str], input: impl AsRef<[u8]>) -> Vec<Value> {
    let found = filter(arguments, input);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""), "{}", found.stdout);
    found.records()
}

#[test]
fn ids_keep_their_type_and_spelling_and_order() {
    let ids = [
        "\"a\"",
        "2",
        "2.50",
        "1e3",
        "12345678901234567890123",
        "-0",
        "null",
        "true",
        "[1, 2]",
        "{\"k\":1.0}",
        "\"caf\\u00e9\"",
        "\"\"",
    ];
    let input = ids.map(|id| format!("{{\"id\": {id}, \"text\": \"Rain fell.\"}}\n")).concat();
    for unit in ["article", "sentence"] {
        let found = filter(&["--unit", unit], &input);
        assert_eq!((found.status, found.stderr.as_str()), (0, ""));
        let ours: Vec<String> = found.stdout.lines().map(|line| spelling(line, "id")).collect();
        assert_eq!(ours, ids);
    }
}

#[test]
fn without_an_id_the_line_number_counts_blank_lines() {
    let records = scored(&[], "{\"text\":\"One.\"}\n\n   \r\n{\"text\":\"Two.\"}");
    assert_eq!((&records[0]["id"], &records[1]["id"]), (&json!(1), &json!(4)));
    assert_eq!(records.len(), 2);
}

#[test]
fn other_fields_are_kept_as_spelt() {
    let line = r#"{"z":1.0,"a" : [1.50, 1E+2, 10000000000000000000000.0], "text":"Rain.", "a":"twice", "caf\u00e9":"\u0041\/", "n":null,"o":{"y":1,"x":{}}, "id":7, "targets":[], "lone":"\ud800"}"#;
    let expected = r#"{"z":1.0,"a":[1.50, 1E+2, 10000000000000000000000.0],"a":"twice","caf\u00e9":"\u0041\/","n":null,"o":{"y":1,"x":{}},"lone":"\ud800"}"#;
    let found = filter(&[], line);
    assert_eq!(found.status, 0, "{}", found.stdout);
    assert!(found.stdout.ends_with(&format!(",\"input\":{expected}}}\n")), "{}", found.stdout);
    assert_eq!(scored(&[], r#"{"text":"Rain."}"#)[0]["input"], json!({}));
}

#[test]
fn the_text_may_have_another_name_and_escapes() {
    let records = scored(
        &["--text-field", "body"],
        r#"{"text":"kept","bod\u0079":"The r\u0065gime fell.\nNobody wept."}"#,
    );
    assert_eq!(records[0]["input"], json!({"text": "kept"}));
    let term = &records[0]["sentences"][0]["terms"][0];
    let weight = &term["weight"];
    assert!(weight.as_f64().is_some_and(|weight| (0.0..=1.0).contains(&weight)), "{term}");
    assert_eq!(
        term,
        &json!({
            "start": 4, "end": 10, "text": "regime", "lexicon": "loaded/label", "category": "label",
            "weight": weight, "voice": "narration", "negated": false
        })
    );
}

#[test]
fn headline_and_targets_are_moved_together() {
    // "Talks fäil" has 11 bytes, so the body begins at 13
    let line = json!({"title": "Talks fäil", "text": "The regime fell.", "targets": [{"start": 4, "end": 10, "polarity": 2}]});
    let record = &scored(&["--headline-field", "title"], line.to_string())[0];
    assert_eq!(record["body_offset"], 13);
    assert_eq!(record["headline"], json!({"start": 0, "end": 11, "text": "Talks fäil"}));
    let target = &record["targets"][0];
    assert_eq!((&target["start"], &target["end"]), (&json!(17), &json!(23)));
    assert_eq!(record["sentences"][1]["terms"][0]["start"], 17);
    // every field but id, text and targets goes on, the headline too
    assert_eq!(record["input"], json!({"title": "Talks fäil"}));
}

#[test]
fn a_missing_or_null_headline_leaves_the_text_alone() {
    let plain = json!({"text": "The regime fell.", "targets": [{"start": 4, "end": 10}]});
    let null =
        json!({"text": "The regime fell.", "targets": [{"start": 4, "end": 10}], "title": null});
    for line in [plain, null] {
        let record = &scored(&["--headline-field", "title"], line.to_string())[0];
        assert_eq!(record.get("body_offset"), None);
        assert_eq!(record["sentences"][0]["start"], 0);
        assert_eq!(record["targets"][0]["start"], 4);
    }
    let bad = filter(&["--headline-field", "title"], r#"{"text":"Rain.","title":7}"#);
    assert_eq!(bad.status, 2);
    assert_eq!(bad.records()[0]["error"], r#"field "title" is a number, a string is needed"#);
}

#[test]
fn a_bad_line_gives_an_error_in_its_place() {
    let good = br#"{"id":"ok","text":"Rain fell."}"#;
    let cases: &[(&[u8], &[&str])] = &[
        (br#"{"text":"Rain."#, &["not a JSON object", "column"]),
        (br#"{"text":"Rain."} x"#, &["trailing characters"]),
        (br#"{"text":NaN}"#, &["not a JSON object", "expected"]),
        (br#"["Rain."]"#, &["sequence", "an object"]),
        (br#""Rain.""#, &["string", "an object"]),
        (b"7", &["7", "an object"]),
        (br#"{"id":"a","body":"Rain."}"#, &["id \"a\"", "no field \"text\""]),
        (br#"{"id":5,"text":7}"#, &["id 5", "\"text\" is a number"]),
        (br#"{"text":null}"#, &["\"text\" is null"]),
        (br#"{"text":["Rain."]}"#, &["\"text\" is an array"]),
        (br#"{"text":"a","text":"b"}"#, &["\"text\" is given twice"]),
        (br#"{"id":1,"id":2,"text":"b"}"#, &["\"id\" is given twice"]),
        (br#"{"text":"\ud800"}"#, &["\"text\"", "hex escape"]),
        (b"{\"text\":\"Caf\xE9\"}", &["invalid UTF-8 at byte 12"]),
        (
            br#"{"id":"t","text":"Rain.","targets":[{"start":0,"end":6}]}"#,
            &["id \"t\"", "0..6", "5 bytes"],
        ),
        (br#"{"id":"t","text":"Rain.","targets":[{"start":2,"end":2}]}"#, &["id \"t\"", "2..2"]),
        (br#"{"id":"t","text":"Rain.","targets":[{"start":3,"end":1}]}"#, &["3..1"]),
        (
            "{\"id\":[1],\"text\":\"Öl.\",\"targets\":[{\"start\":1,\"end\":3}]}".as_bytes(),
            &["id [1]", "byte 1"],
        ),
        (br#"{"id":"t","text":"Rain.","targets":[{"start":-1,"end":1}]}"#, &["\"targets\"", "-1"]),
        (br#"{"id":"t","text":"Rain.","targets":[{"start":1}]}"#, &["\"targets\"", "`end`"]),
        (br#"{"id":"t","text":"Rain.","targets":"all"}"#, &["\"targets\"", "all"]),
        (br#"{"text":"Rain.","targets":[{"start":0,"end":18446744073709551615}]}"#, &["5 bytes"]),
        (
            br#"{"text":"Rain.","targets":[{"start":0,"end":99999999999999999999}]}"#,
            &["\"targets\""],
        ),
        (b"\0", &["not a JSON object"]),
    ];
    let mut input = good.to_vec();
    for (line, _) in cases {
        input.extend_from_slice(b"\n");
        input.extend_from_slice(line);
        input.extend_from_slice(b"\n");
        input.extend_from_slice(good);
    }
    for unit in ["article", "sentence"] {
        let found = filter(&["--unit", unit], &input);
        assert_eq!(found.status, 2);
        assert!(found.stderr.contains(&format!(
            "{} of {} lines failed",
            cases.len(),
            2 * cases.len() + 1
        )));
        let records = found.records();
        assert_eq!(records.len(), 2 * cases.len() + 1);
        for (i, (line, words)) in cases.iter().enumerate() {
            let line = String::from_utf8_lossy(line);
            let [before, failure] = [&records[2 * i], &records[2 * i + 1]];
            assert_eq!(before["id"], "ok", "before {line}");
            assert_eq!(failure["line"], 2 * i + 2, "{line}");
            assert_eq!(failure.as_object().map(serde_json::Map::len), Some(2), "{line}");
            let error = failure["error"].as_str().expect("a message");
            for word in *words {
                assert!(error.contains(word), "{word:?} is not in {error:?} of {line}");
            }
        }
    }
}

#[test]
fn lossy_reads_on() {
    let line = b"{\"text\":\"Caf\xE9: the regime fell.\"}";
    let record = &scored(&["--lossy"], line)[0];
    assert_eq!(record["sentences"][0]["terms"][0]["start"], "Caf\u{FFFD}: the ".len());
}

#[test]
fn windows_line_ends_and_a_byte_order_mark() {
    let lines = "{\"id\":1,\"text\":\"Rain fell.\"}\n{\"id\":2,\"text\":\"The regime fell.\"}\n";
    let windows = format!("\u{FEFF}{}", lines.replace('\n', "\r\n"));
    let [ours, theirs] = [filter(&[], lines), filter(&[], windows)];
    assert_eq!((ours.status, ours.stdout), (theirs.status, theirs.stdout));
    let bad = filter(&[], b"\xEF\xBB\xBF{\"text\":\"\xFF\"}");
    // the mark is part of the line
    assert_eq!(bad.records()[0]["error"], "invalid UTF-8 at byte 12 of the line");
}

#[test]
fn an_empty_input_gives_an_empty_output() {
    for input in ["", "\n \n"] {
        let found = filter(&[], input);
        assert_eq!((found.status, found.stdout.as_str(), found.stderr.as_str()), (0, "", ""));
    }
}

#[test]
fn files_and_filters_give_the_same() {
    let folder = Folder::new("score_files");
    let corpus = sample("examples/corpus.jsonl");
    let bytes = std::fs::read(&corpus).expect("the corpus");
    let out = folder.path("out.jsonl");
    let to_file = run(NAME, &[&corpus, "--out", &out], b"");
    assert_eq!((to_file.status, to_file.stdout.as_str(), to_file.stderr.as_str()), (0, "", ""));
    let piped = filter(&["--out", "-"], &bytes);
    assert_eq!(folder.read("out.jsonl"), piped.stdout);
    let ids: Vec<String> = piped.stdout.lines().map(|line| spelling(line, "id")).collect();
    let text = String::from_utf8(bytes).expect("UTF-8");
    let given: Vec<String> = text.lines().map(|line| spelling(line, "id")).collect();
    assert_eq!(ids, given);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::new("score_threads");
    let corpus = std::fs::read_to_string(sample("examples/corpus.jsonl")).expect("the corpus");
    // many chunks, with a bad line in the middle
    let input = [corpus.repeat(10), "oops\n".to_owned(), corpus.repeat(10)].concat();
    let input = folder.file("in.jsonl", input);
    let outputs = ["1", "2", "8"].map(|threads| {
        let csv = format!("{threads}.csv");
        let found = run(NAME, &[&input, "--threads", threads, "--csv", &folder.path(&csv)], b"");
        assert_eq!(found.status, 2);
        (found.stdout, folder.read(&csv))
    });
    assert_eq!(outputs[0], outputs[1]);
    assert_eq!(outputs[0], outputs[2]);
    let bad = corpus.lines().count() * 10;
    assert_eq!(
        outputs[0].0.lines().nth(bad).map(|line| spelling(line, "line")),
        Some((bad + 1).to_string())
    );
    filter(&["--threads", "0"], "").failed_with(&["--threads"]);
}

#[test]
fn csv_has_a_row_for_each_article_that_was_read() {
    let folder = Folder::new("score_csv");
    let input = "{\"id\":\"a, \\\"b\\\"\",\"text\":\"The regime fell. Rain came.\"}\noops\n{\"text\":\"\"}\n";
    let found = filter(&["--csv", &folder.path("m.csv")], input);
    assert_eq!(found.status, 2);
    let mut table = csv::Reader::from_path(folder.0.join("m.csv")).expect("a table");
    let names: Vec<String> = table.headers().expect("a head").iter().map(str::to_owned).collect();
    assert_eq!(names[0], "id");
    assert_eq!(names[1..], FeatureMatrix::column_names());
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    assert_eq!((rows.len(), &rows[0][0], &rows[1][0]), (2, "a, \"b\"", "3"));
    let cell = |row: usize, name: &str| {
        rows[row][names.iter().position(|n| n == name).expect(name)].to_owned()
    };
    // one detected term in five words
    assert_eq!(
        (cell(0, "loaded.per_1000"), cell(0, "loaded.per_1000.n")),
        ("200".into(), "5".into())
    );
    assert_eq!(
        (cell(1, "loaded.per_1000"), cell(1, "loaded.per_1000.n")),
        (String::new(), "0".into())
    );
    // many chunks of lines, one table
    let texts: Vec<String> = (0..100).map(|i| format!("Regime {i} fell.")).collect();
    let many: Vec<String> = texts.iter().map(|text| json!({"text": text}).to_string()).collect();
    let many = many.join("\n");
    assert_eq!(filter(&["--csv", &folder.path("n.csv")], &many).status, 0);
    let reports = texts.iter().map(|text| presslens::analyze(text));
    let matrix = FeatureMatrix::from_reports(reports).with_ids((1..=100).map(|i| i.to_string()));
    let mut table = Vec::new();
    matrix.expect("100 rows").write_csv(&mut table).expect("a vector takes all");
    assert_eq!(folder.read("n.csv").as_bytes(), table);
    let empty = filter(&["--csv", &folder.path("e.csv")], "");
    assert_eq!((empty.status, folder.read("e.csv").lines().count()), (0, 1));
}

#[test]
fn a_sentence_record_has_the_fields_of_the_contract() {
    let text = "“We fell,” he said. The regime\nfell.";
    let line = json!({"id": 3, "text": text, "targets": [{"start": 27, "end": 33}], "k": "v"});
    let record = &scored(&["--unit", "sentence"], line.to_string())[0];
    assert_eq!(record["schema"], "presslens.sentence/1");
    assert_eq!(record["presslens"], env!("CARGO_PKG_VERSION"));
    assert_eq!(record["lexicons"].as_str().map(str::len), Some(64));
    assert_eq!((&record["id"], &record["input"]), (&json!(3), &json!({"k": "v"})));
    let scores = presslens::Vader::compat().score(text);
    assert_eq!(record["sentiment"]["compound"], scores.compound);
    let terms = record["terms"].as_array().expect("a list");
    let loaded: Vec<_> = terms.iter().filter(|t| t["lexicon"] == "loaded/label").collect();
    assert_eq!(loaded.len(), 1);
    let (sum, weight) = (record["loaded"].as_f64(), loaded[0]["weight"].as_f64());
    assert!(sum.zip(weight).is_some_and(|(sum, weight)| (sum - weight).abs() < 1e-12));
    assert_eq!(
        (&record["targets"][0]["start"], &record["targets"][0]["end"]),
        (&json!(27), &json!(33))
    );
    let none = &scored(&["--unit", "sentence"], r#"{"text":""}"#)[0];
    assert_eq!((&none["loaded"], &none["terms"]), (&json!(0.0), &json!([])));
}

#[test]
fn own_lists_contributions_and_manifest() {
    let folder = Folder::new("score_lists");
    let list = folder.file("mine.tsv", LIST);
    let manifest = folder.path("m.json");
    let arguments =
        ["--lexicon", &list, "--manifest", &manifest, "--contributions", "--unit", "sentence"];
    let record = &scored(&arguments, r#"{"text":"The regime brought rain."}"#)[0];
    assert_eq!(record["terms"][1]["lexicon"], "mine");
    let contributions = record["contributions"].as_array().expect("a list");
    let loaded = contributions.iter().find(|part| part["score"] == "loaded").expect("a share");
    assert_eq!(loaded["feature"], "loaded/label:label");
    let manifest: Value = serde_json::from_str(&folder.read("m.json")).expect("JSON");
    assert_eq!(manifest["lexicons"], record["lexicons"]);
}

#[test]
fn what_stops_a_run_comes_before_any_output() {
    let folder = Folder::new("score_fatal");
    let input = folder.file("in.jsonl", "{\"text\":\"Rain.\"}\n");
    run(NAME, &[folder.path("none.jsonl")], b"").failed_with(&["none.jsonl", "No such file"]);
    run(NAME, &[folder.path("")], b"").failed_with(&["directory"]);
    for flag in ["--out", "--csv", "--manifest"] {
        run(NAME, &[&input, flag, &input], b"").failed_with(&["overwritten", "in.jsonl"]);
        let other = folder.path("./sub/../in.jsonl");
        std::fs::create_dir_all(folder.path("sub")).expect("a folder");
        run(NAME, &[&input, flag, &other], b"").failed_with(&["overwritten"]);
        run(NAME, &[&input, flag, "/no/such/folder/x"], b"").failed_with(&["/no/such/folder/x"]);
    }
    let new = folder.path("new.jsonl");
    run(NAME, &[&input, "--out", &new, "--csv", &new], b"").failed_with(&["overwritten"]);
    assert_eq!(folder.read("in.jsonl"), "{\"text\":\"Rain.\"}\n");
    let keep = folder.file("keep.jsonl", "kept");
    run(NAME, &[&folder.path("none.jsonl"), "--out", &keep], b"").failed_with(&["none.jsonl"]);
    assert_eq!(folder.read("keep.jsonl"), "kept");
    filter(&["--unit", "sentence", "--headline-field", "h"], "").failed_with(&["--headline-field"]);
    filter(&["--unit", "sentence", "--csv", "x.csv"], "").failed_with(&["--csv"]);
    filter(&["--headline-field", "text"], "").failed_with(&["--text-field"]);
    filter(&["--unit", "page"], "").failed_with(&["page", "article", "sentence"]);
}

#[test]
fn a_closed_output_pipe_ends_quietly() {
    let mut child = program(NAME).arg("-").spawn().expect("the program starts");
    drop(child.stdout.take());
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = "{\"text\":\"The regime fell.\"}\n".repeat(5000);
    let feeder = std::thread::spawn(move || _ = pipe.write_all(input.as_bytes()));
    let mut stderr = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("UTF-8");
    assert_eq!((child.wait().expect("it ends").code(), stderr.as_str()), (Some(0), ""));
    feeder.join().expect("stdin was fed");
}

/// And only where asked for; the table keeps its columns.
#[test]
fn experimental_metrics_are_added_to_the_records() {
    let input = "{\"text\": \"Peace talks failed. The army began an offensive.\"}\n";
    let folder = Folder::new("experimental_metrics_are_added_to_the_records");
    let framing = |arguments: &[&str]| {
        let record = scored(arguments, input).remove(0);
        record["framing"].as_object().expect("an object").clone()
    };
    let (one, other) = (folder.path("one.csv"), folder.path("other.csv"));
    let plain = framing(&["--csv", &one]);
    let with = framing(&["--csv", &other, "--experimental"]);
    assert_eq!(with["war_peace.index"]["value"], 0.0);
    assert!(!plain.contains_key("war_peace.index"));
    assert!(plain.iter().all(|(id, metric)| with[id] == *metric));
    assert_eq!(folder.read("one.csv"), folder.read("other.csv"));
}
