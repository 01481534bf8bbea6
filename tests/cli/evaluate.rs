//! `evaluate`: figures computed by hand on small sets of our own.

use serde_json::{Value, json};

use crate::{Folder, run, sample};

fn figures(task: &str, status: i32) -> Value {
    let set = sample(&format!("tests/data/evaluate/{}.jsonl", task.replace('-', "_")));
    let found = run("evaluate", &[task, &set, "--json"], b"");
    assert_eq!((found.status, found.stderr.as_str()), (status, ""));
    let table = run("evaluate", &[task, &set], b"");
    assert_eq!((table.status, table.stderr.as_str()), (status, ""));
    assert!(!table.stdout.is_empty());
    serde_json::from_str(&found.stdout).expect("JSON")
}

/// Of the four lines, the third expects another rounded compound, and the fourth a raw compound
/// that is one unit in the last place off.
#[test]
fn vader_parity() {
    let found = figures("vader-parity", 1);
    assert_eq!(found["lines"], 4);
    assert_eq!((&found["rounded_differ"], &found["raw_differ"]), (&json!(1), &json!(1)));
    assert_eq!(found["differ"], 2);
    let first: Vec<&Value> =
        found["first"].as_array().expect("a list").iter().map(|l| &l["line"]).collect();
    assert_eq!(first, [&json!(3), &json!(4)]);

    let folder = Folder::new("evaluate_parity");
    let all =
        std::fs::read_to_string(sample("tests/data/evaluate/vader_parity.jsonl")).expect("the set");
    let same: Vec<&str> = all.lines().take(2).collect();
    let found =
        run("evaluate", &["vader-parity", &folder.file("same.jsonl", same.join("\n"))], b"");
    assert_eq!(found.status, 0, "{}{}", found.stdout, found.stderr);
}

#[test]
fn no_more_than_ten_differing_lines_are_shown() {
    let row = r#"{"text":"good","compound":0.5,"pos":1.0,"neu":0.0,"neg":0.0,"raw":[0,1,0,0]}"#;
    let input = [row; 12].join("\n");
    let found = run("evaluate", &["vader-parity", "-", "--json"], input.as_bytes());
    let json = &found.records()[0];
    assert_eq!((&json["differ"], json["first"].as_array().map(Vec::len)), (&json!(12), Some(10)));
    let table = run("evaluate", &["vader-parity", "-"], input.as_bytes()).stdout;
    assert_eq!(table.matches("\nline ").count(), 10, "{table}");
}

/// News: 2 + 1 + 2 boundaries, all found; the one after the semicolon cannot be seen and is left
/// out, the date line ends without a sentence. Speech: one boundary too many in the first document
/// (2 for 1), one after a colon missed in the second (1 for 2).
#[test]
fn sentence_boundaries() {
    let found = figures("sentence-boundaries", 0);
    let counts = |value: &Value| {
        ["documents", "gold", "found", "both"].map(|name| value[name].as_u64().expect(name))
    };
    assert_eq!(counts(&found["by_genre"]["news"]), [3, 5, 5, 5]);
    assert_eq!(counts(&found["by_genre"]["speech"]), [2, 3, 3, 2]);
    assert_eq!(counts(&found), [5, 8, 8, 7]);
    assert_eq!(found["by_genre"]["news"]["f1"], 1.0);
    for figure in ["precision", "recall", "f1"] {
        assert_eq!(found[figure], 7.0 / 8.0);
        assert_eq!(found["by_genre"]["speech"][figure], 2.0 / 3.0);
    }
}

/// Words that count: regime, slammed, so-called, experts; rain, expected, river’s, banks, held.
/// Marked: regime, experts ("river" holds no whole word). Detected: regime, slammed, and "so-called
/// experts", a phrase of its own in the lists.
#[test]
fn bias_words() {
    let found = figures("bias-words", 0);
    let counts = ["sentences", "words", "gold", "found", "both"];
    assert_eq!(counts.map(|name| found[name].as_u64().expect(name)), [2, 9, 2, 4, 2]);
    assert_eq!(found["precision"], 0.5);
    assert_eq!(found["recall"], 1.0);
    assert_eq!(found["f1"], 2.0 / 3.0);
}

/// Two biased sentences have loaded terms, the third has none and lies level with the two others: of
/// six pairs four are won and two tied. Any threshold from other folds misses the third alone.
#[test]
fn bias_sentences() {
    let found = figures("bias-sentences", 0);
    assert_eq!((&found["sentences"], &found["score"]), (&json!(5), &json!("loaded")));
    assert_eq!(found["auc"], 5.0 / 6.0);
    assert_eq!(found["accuracy"], 0.8);
    assert_eq!(found["macro_f1"], 0.8);
    assert_eq!(found["leave_one_outlet_out"]["accuracy"], 0.8);
    // no outlet has the fifty sentences that its AUC needs
    assert_eq!((&found["auc_within_outlets"], &found["auc_by_outlet"]), (&Value::Null, &json!({})));
}

#[test]
fn news_sentiment() {
    let found = figures("news-sentiment", 0);
    assert_eq!(found["sentences"], 3);
    assert_eq!(found["tone"]["spearman"], 1.0);
    assert!(found["tone"]["pearson"].as_f64().is_some_and(|r| r > 0.9));
    assert!(found["compound"]["pearson"].is_number());
}

#[test]
fn moral() {
    let found = figures("moral", 0);
    for foundation in ["care", "fairness", "loyalty", "authority"] {
        assert_eq!(found[foundation]["positive"], 1, "{foundation}");
        assert_eq!(found[foundation]["auc"], 1.0, "{foundation}");
    }
    assert_eq!((&found["mean_auc"], &found["sanctity"]["auc"]), (&json!(1.0), &Value::Null));
}

/// Three right; economic found where health was marked; one headline without a frame. F1 of
/// political 2/3 (one of two found, none wrong), of public opinion and legality 1, of the rest 0.
#[test]
fn headline_frames() {
    let found = figures("headline-frames", 0);
    assert_eq!((&found["headlines"], &found["without"]), (&json!(5), &json!(1)));
    assert_eq!(found["by_frame"]["political"]["f1"], 2.0 / 3.0);
    assert_eq!(found["by_frame"]["economic"]["found"], 1);
    assert_eq!(found["by_frame"]["health_safety"]["f1"], 0.0);
    let macro_f1 = found["macro_f1"].as_f64().expect("a number");
    assert!((macro_f1 - (2.0 / 3.0 + 2.0) / 9.0).abs() < 1e-12);
    let row = r#"{"text":"x","frame1":"Weather"}"#;
    run("evaluate", &["headline-frames", "-"], row.as_bytes()).failed_with(&["-:1: ", "Weather"]);
}

#[test]
fn bad_rows_are_named_by_line() {
    let good = r#"{"text":"Rain.","spans":[]}"#;
    for (bad, words) in [
        (&b"{\"text\":\"Rain.\"}"[..], "missing field `spans`"),
        (b"{\"text\":\"Rain.\",\"spans\":[[2,9]]}", "[2,9]"),
        ("{\"text\":\"Öl\",\"spans\":[[1,3]]}".as_bytes(), "[1,3]"),
        (b"{\"text\":\"Rain.\",\"spans\":[[3,1]]}", "[3,1]"),
        (b"{\"text\":", "EOF"),
        (b"{\"text\":\"\xFF\"}", "invalid UTF-8 at byte 9"),
    ] {
        let input = [good.as_bytes(), b"\n\n", bad, b"\n"].concat();
        run("evaluate", &["bias-words", "-"], &input).failed_with(&["-:3: ", words]);
    }
    run("evaluate", &["bias-words", "-"], b"").failed_with(&["no rows"]);
    run("evaluate", &["bias-words", "/no/such.jsonl"], b"").failed_with(&["/no/such.jsonl"]);
    run("evaluate", &["no-task", "-"], b"").failed_with(&["no-task", "bias-words"]);
    let row = r#"{"text":"good","compound":"x","pos":1,"neu":0,"neg":0,"raw":[0,1,0,0]}"#;
    run("evaluate", &["vader-parity", "-"], row.as_bytes()).failed_with(&["-:1: ", "no number"]);
}

/// Train is all right. Of the four others the last is found negative where neutral was marked: the
/// F1 of negative is 2/3, of neutral 2/3, of positive 1.
#[test]
fn target_sentiment() {
    let found = figures("target-sentiment", 0);
    assert_eq!(found["splits"]["train"]["macro_f1"], 1.0);
    let dev = &found["splits"]["dev_x"];
    assert_eq!((&dev["targets"], &dev["accuracy"]), (&json!(4), &json!(0.75)));
    let third = 2.0 / 3.0;
    assert_eq!(dev["f1"], json!({"negative": third, "neutral": third, "positive": 1.0}));

    let row = r#"{"text":"Rain.","split":"dev","targets":[]}"#;
    run("evaluate", &["target-sentiment", "-"], row.as_bytes()).failed_with(&["train"]);
}

/// Five marked: one of them is missed ("sang about"); one found where nothing was marked. What the bank
/// claimed stands inside what the mayor said and does not count. The quotation is direct by its marks
/// and mixed in the set.
#[test]
fn attribution() {
    let found = figures("attribution", 0);
    let counts = ["articles", "gold", "found"];
    assert_eq!(counts.map(|name| found[name].as_u64().expect(name)), [5, 5, 5]);
    for role in ["source", "cue", "content"] {
        let exact = &found["all"][role]["exact"];
        assert_eq!((&exact["precision"], &exact["recall"]), (&json!(0.8), &json!(0.8)), "{role}");
    }
    assert_eq!(found["indirect"]["content"]["exact"]["precision"], 0.75);
    assert_eq!(found["direct"]["content"]["exact"]["both"], 0);
    assert_eq!(found["marked"]["content"]["exact"]["f1"], 1.0);
}
