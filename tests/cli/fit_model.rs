//! `fit_model`: the same bytes for the same rows, models that the other programs take, and what is wrong
//! with rows, headers and models.

use serde_json::{Value, json};

use crate::{Folder, LIST, Run, run, sample};

const NAME: &str = "fit_model";

fn rows() -> String {
    sample("examples/labelled/sentences.jsonl")
}

fn words() -> String {
    sample("examples/labelled/words.txt")
}

fn vectors() -> String {
    sample("examples/frame_axis/toy_vectors.txt")
}

/// Fits a model to a file of a folder.
fn fit(folder: &Folder, arguments: &[&str], out: &str) -> Run {
    run(NAME, &[arguments, &["--out", &folder.path(out)]].concat(), b"")
}

/// What a header line of a model says.
fn header(model: &str, key: &str) -> String {
    let line = model.lines().find_map(|line| line.strip_prefix(&format!("# {key}: ")));
    line.unwrap_or_else(|| panic!("no {key}")).to_owned()
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let folder = Folder::new("fit_same");
    let (rows, vectors, words) = (rows(), vectors(), words());
    let with = ["--vectors", &vectors, "--vocabulary", &words];
    for (kind, flags) in [
        ("bias", &[][..]),
        ("valence", &["--scale", "4"]),
        ("target", &["--split", "train", "--seed", "7"]),
    ] {
        let arguments = [&[kind, &rows], flags, &with].concat();
        let found = fit(&folder, &arguments, "one.tsv");
        assert_eq!((found.status, found.stdout.as_str()), (0, ""), "{}", found.stderr);
        let number = if kind == "target" { 54 } else { 60 };
        let said = format!("{kind} from {number} rows in 30 groups: ");
        assert!(found.stderr.contains(&said), "{}", found.stderr);
        assert_eq!(fit(&folder, &arguments, "two.tsv").status, 0);
        let model = folder.read("one.tsv");
        assert_eq!(model, folder.read("two.tsv"));
        assert_eq!(header(&model, "model"), kind);
        assert_eq!(header(&model, "rows"), number.to_string());
        // `sha256sum examples/labelled/sentences.jsonl`
        assert_eq!(
            header(&model, "training"),
            "b87c9b1359884785046aa177b963b785b743735c95387e7fd20ad371a8209f07"
        );
        assert!(!model.contains("Brennick"), "no word of the rows that the vocabulary lacks");
        for name in ["one.tsv", "two.tsv"] {
            std::fs::remove_file(folder.path(name)).expect("a model");
        }
    }
}

#[test]
fn the_other_programs_take_the_models() {
    let folder = Folder::new("fit_use");
    let rows = rows();
    let model = folder.path("bias.tsv");
    assert_eq!(fit(&folder, &["bias", &rows], "bias.tsv").status, 0);
    let line = r#"{"text":"The brutal regime betrayed its people."}"#;
    let (manifest, plain) = (folder.path("m.json"), folder.path("plain.json"));
    let scored = |arguments: &[&str]| {
        run("score_corpus", &[&["-", "--unit", "sentence"], arguments].concat(), line.as_bytes())
    };
    let found = scored(&["--model", &model, "--manifest", &manifest]);
    assert_eq!(found.status, 0, "{}", found.stderr);
    let bias = found.records()[0]["bias"].as_f64().expect("a probability");
    assert!(bias > 0.0 && bias < 1.0, "{bias}");
    let manifest: Value = serde_json::from_str(&folder.read("m.json")).expect("JSON");
    let lists = manifest["lists"].as_array().expect("lists");
    let of_model: Vec<&Value> = lists.iter().filter(|list| list["id"] == "models/bias").collect();
    assert_eq!(of_model.len(), 1, "{manifest}");
    assert_eq!(of_model[0]["sources"], "sentences.jsonl");
    let text = folder.read("bias.tsv");
    let weights = text.lines().filter(|line| line.starts_with(['f', 'w'])).count();
    assert_eq!(of_model[0]["entries"], weights);
    // records can be traced to it
    assert_ne!(scored(&["--manifest", &plain]).records()[0]["lexicons"], manifest["lexicons"]);
    assert_eq!(found.records()[0]["lexicons"], manifest["lexicons"]);

    let article = run("analyze_article", &["-", "--json", "--model", &model], b"The regime fell.");
    assert!(article.records()[0]["sentences"][0]["bias"].is_f64(), "{}", article.stderr);

    // with other lists it is of no use
    let mine = folder.file("mine.tsv", LIST.replace("id: mine", "id: loaded/mine"));
    scored(&["--model", &model, "--lexicon", &mine]).failed_with(&[
        "models/bias",
        "fitted with other lists",
        "fit_model",
    ]);
    let found = fit(&folder, &["bias", &rows, "--lexicon", &mine], "mine-model.tsv");
    assert_eq!(found.status, 0, "{}", found.stderr);
    let own = folder.path("mine-model.tsv");
    assert_eq!(scored(&["--model", &own, "--lexicon", &mine]).status, 0);
    scored(&["--model", &folder.path("none.tsv")]).failed_with(&["none.tsv", "No such file"]);
    scored(&["--model", &mine]).failed_with(&["mine.tsv", "expected"]);
    scored(&["--model", &model, "--out", &model]).failed_with(&["overwritten"]);
}

#[test]
fn one_command_fits_them_all_and_keeps_headers_and_words() {
    let folder = Folder::new("fit_all");
    let text = std::fs::read_to_string(rows()).expect("rows");
    std::fs::create_dir_all(folder.path("models")).expect("a folder");
    for name in ["bias_sentences", "news_sentiment", "target_sentiment"] {
        folder.file(&format!("{name}.jsonl"), &text);
    }
    let (data, out) = (folder.path(""), folder.path("models"));
    let card = "# Card\n\n```text\n# size: big\n```\n```header\n# id: models/bias\n# version: 3\n\
                # licence: CC0-1.0\n# sources: ours\n```\n# What it is\n";
    folder.file("models/bias.md", card);
    let (vectors, words) = (vectors(), words());
    let all = ["all", "--data", &data, "--out", &out];
    run(NAME, &[&all[..], &["--vectors", &vectors]].concat(), b"").failed_with(&["--vocabulary"]);
    let found = run(NAME, &[&all[..], &["--vocabulary", &words]].concat(), b"");
    assert_eq!((found.status, found.stdout.as_str()), (0, ""), "{}", found.stderr);
    let kinds = ["bias", "valence", "target"];
    let models = || kinds.map(|kind| folder.read(&format!("models/{kind}.tsv")));
    let first = models();
    for (kind, model) in kinds.iter().zip(&first) {
        assert_eq!(header(model, "model"), *kind);
    }
    let of_card = ["version", "licence", "sources"].map(|key| header(&first[0], key));
    assert_eq!(of_card, ["3", "CC0-1.0", "ours"]);

    // a refit takes headers from the models, where there are no cards, and words
    let edited = first[1].replace("# title: Model of valence", "# title: Of ours");
    folder.file("models/valence.tsv", &edited);
    let found = run(NAME, &all, b"");
    assert_eq!(found.status, 0, "{}", found.stderr);
    assert_eq!(models(), [first[0].clone(), edited, first[2].clone()]);

    // nothing is written when one cannot be fitted
    folder.file("target_sentiment.jsonl", text.replace("\"polarity\"", "\"tone\""));
    folder.file("models/valence.tsv", &first[1]);
    run(NAME, &all, b"").failed_with(&["target_sentiment.jsonl:1", "polarity"]);
    assert_eq!(models()[1], first[1]);
}

#[test]
fn rows_that_cannot_be_used_are_named() {
    let folder = Folder::new("fit_rows");
    let good = std::fs::read_to_string(rows()).expect("rows");
    let first = good.lines().next().expect("a row");
    let case = |kind: &str, row: Value, flags: &[&str], words: &[&str]| {
        let file = folder.file("rows.jsonl", format!("{first}\n\n{row}\n"));
        let found = fit(&folder, &[&[kind, &file], flags].concat(), "out.tsv");
        found.failed_with(&[&["rows.jsonl:3: "], words].concat());
    };
    case("bias", json!({"biased": true}), &[], &["no field \"text\"", "a string"]);
    case("bias", json!({"text": "A."}), &[], &["no field \"biased\"", "\"share\", 0 to 1"]);
    case("bias", json!({"text": "A.", "biased": "yes"}), &[], &["biased \"yes\"", "true or false"]);
    case("bias", json!({"text": "A.", "share": 1.5}), &[], &["share 1.5", "from 0 to 1"]);
    for spans in [json!([[2, 9]]), json!([[1, 1]]), json!([[2, 1]]), json!([[0, 1, 2]])] {
        case(
            "bias",
            json!({"text": "é.", "biased": true, "spans": spans}),
            &[],
            &["spans", "ranges of bytes"],
        );
    }
    case(
        "bias",
        json!({"text": "é.", "biased": true, "spans": [[1, 3]]}),
        &[],
        &["[1,3]", "of whole characters up to 3"],
    );
    case("valence", json!({"text": "A."}), &["--scale", "4"], &["no field \"mean\"", "-4 to 4"]);
    case("valence", json!({"text": "A.", "mean": 4.5}), &["--scale", "4"], &["mean 4.5", "4"]);
    case("target", json!({"text": "A."}), &[], &["no field \"targets\""]);
    case("target", json!({"text": "A.", "targets": []}), &[], &["targets []", "at least one"]);
    case(
        "target",
        json!({"text": "A.", "targets": [{"start": 0, "end": 1, "polarity": "bad"}]}),
        &[],
        &["\"bad\"", "negative|neutral|positive"],
    );
    case(
        "target",
        json!({"text": "A.", "targets": [{"start": 0, "end": 9, "polarity": "neutral"}]}),
        &[],
        &["target 0..9", "only 2 bytes"],
    );
    let file = folder.file("rows.jsonl", format!("{first}\nno JSON\n"));
    fit(&folder, &["bias", &file], "out.tsv").failed_with(&["rows.jsonl:2: ", "column"]);
    let file = folder.file("rows.jsonl", [first.as_bytes(), b"\n\xFF\n"].concat());
    fit(&folder, &["bias", &file], "out.tsv").failed_with(&["rows.jsonl:2: ", "UTF-8"]);
    // without --scale, and what the means of the samples need
    fit(&folder, &["valence", &rows()], "out.tsv").failed_with(&["sentences.jsonl:1", "--scale"]);
}

#[test]
fn rows_that_do_not_suffice_are_refused() {
    let folder = Folder::new("fit_few");
    let good = std::fs::read_to_string(rows()).expect("rows");
    let few: String = good.split_inclusive('\n').take(49).collect();
    let few = folder.file("few.jsonl", few);
    let one_kind = folder.file("one.jsonl", good.replace("\"biased\":false", "\"biased\":true"));
    let empty = folder.file("empty.jsonl", "\n");
    let rows = rows();
    for (arguments, words) in [
        (&["bias", &few][..], ["few.jsonl", "49 labelled rows: expected at least 50"]),
        (&["valence", &few, "--scale", "4"], ["few.jsonl", "49 labelled rows"]),
        (&["target", &few], ["few.jsonl", "49 labelled rows"]),
        (&["bias", &one_kind], ["one.jsonl", "all 60 rows have the label 1"]),
        (&["bias", &empty], ["empty.jsonl", "no rows"]),
        (&["target", &rows, "--split", "test"], ["sentences.jsonl", "split \"test\""]),
        (&["target", &rows, "--split", "dev"], ["sentences.jsonl", "6 labelled rows"]),
    ] {
        fit(&folder, arguments, "out.tsv").failed_with(&words);
        assert!(!std::path::Path::new(&folder.path("out.tsv")).exists());
    }
}

#[test]
fn other_files_are_checked_before_anything_is_written() {
    let folder = Folder::new("fit_files");
    let rows = rows();
    let bad = folder.file("bad.txt", "# id: mine\n# version: 1\n# license: CC0-1.0\n");
    let short = folder.file("short.txt", "# id: mine\n# version: 1\n");
    let capitals = folder.file("words.txt", "calm\nRiot\n");
    let note = folder.file("note.tsv", "mine\n");
    for (flags, words) in [
        (&["--header", &bad][..], ["bad.txt:3", "\"license\""]),
        (&["--header", &short], ["short.txt", "`# licence: VALUE`"]),
        (&["--vocabulary", &capitals], ["\"Riot\"", "lower case"]),
        (&["--vectors", &vectors()], ["no words", "--vocabulary"]),
        (&["--vocabulary", &words(), "--vectors", &note], ["note.tsv", "expected"]),
        (&["--lexicon", &note], ["note.tsv", "expected"]),
        (&["--seed", "x"], ["--seed", "x"]),
    ] {
        fit(&folder, &[&["bias", &rows], flags].concat(), "out.tsv").failed_with(&words);
    }
    fit(&folder, &["bias", &rows], "note.tsv").failed_with(&["note.tsv is no model"]);
    assert_eq!(folder.read("note.tsv"), "mine\n");
    assert_eq!(fit(&folder, &["bias", &rows], "model.tsv").status, 0);
    fit(&folder, &["valence", &rows, "--scale", "4"], "model.tsv")
        .failed_with(&["model.tsv holds a model of bias"]);
    fit(&folder, &["valence", &rows, "--scale", "0"], "out.tsv").failed_with(&["above 0"]);
    run(NAME, &["bias", &rows, "--out", &rows], b"").failed_with(&["overwritten"]);
}
