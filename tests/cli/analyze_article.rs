//! `analyze_article`: the view, the record, and what it says of files it cannot read.

use serde_json::Value;

use crate::{Folder, LIST, run, sample};

const NAME: &str = "analyze_article";

const TEXT: &str = "REGIME SLAMS TALKS\n\nNorthwire, 3 May 2021\n\n“We will never accept this \
    betrayal,” the minister said. The regime slammed the so-called experts on Monday, and the \
    talks went on in the old town hall until late.\n";

fn record(arguments: &[&str], stdin: &[u8]) -> Value {
    let found = run(NAME, arguments, stdin);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    assert_eq!(found.stdout.lines().count(), 1, "one line where stdout is no terminal");
    serde_json::from_str(&found.stdout).expect("a record")
}

#[test]
fn files_that_cannot_be_read() {
    let folder = Folder::new("analyze_unreadable");
    run(NAME, &[folder.path("none.txt")], b"").failed_with(&["none.txt", "No such file"]);
    run(NAME, &[folder.path("")], b"").failed_with(&["directory"]);
    let bad = folder.file("bad.txt", b"Caf\xE9 closes.\n");
    run(NAME, &[&bad], b"").failed_with(&["bad.txt", "invalid UTF-8 at byte 3", "--lossy"]);
    let utf16 = folder.file("utf16.txt", b"\xFF\xFEH\0i\0");
    run(NAME, &[&utf16], b"").failed_with(&["byte 0", "UTF-16"]);
}

#[test]
fn lossy_counts_in_the_decoded_text() {
    let text = b"Caf\xE9 news came in. The regime fell.";
    let record = record(&["-", "--json", "--lossy"], text);
    let term = &record["sentences"][1]["terms"][0];
    // U+FFFD has three bytes, the one it stands for had one
    let start = "Caf\u{FFFD} news came in. The ".len();
    assert_eq!((&term["text"], &term["start"]), (&"regime".into(), &start.into()));
}

#[test]
fn an_empty_file_gives_a_record_and_a_view() {
    let folder = Folder::new("analyze_empty");
    let empty = folder.file("empty.txt", "");
    let record = record(&[&empty, "--json"], b"");
    assert_eq!(record["sentences"], Value::Array(Vec::new()));
    assert!(record["framing"]["vader.mean"]["value"].is_null());
    let view = run(NAME, &[&empty], b"");
    assert_eq!((view.status, view.stderr.as_str()), (0, ""));
    assert!(view.stdout.contains("no body text found"), "{}", view.stdout);
    assert!(view.stdout.contains("\nNothing.\n"), "no text, nothing out of the ordinary");
}

#[test]
fn a_file_and_stdin_give_the_same_record_but_for_the_id() {
    let folder = Folder::new("analyze_stdin");
    let file = folder.file("a.txt", TEXT);
    let [mut of_file, of_stdin] =
        [record(&[&file, "--json"], b""), record(&["-", "--json"], TEXT.as_bytes())];
    assert_eq!((&of_file["id"], &of_stdin["id"]), (&Value::from(file), &Value::Null));
    of_file["id"] = Value::Null;
    assert_eq!(of_file, of_stdin);
    assert_eq!(of_stdin["schema"], "presslens.article/1");
}

#[test]
fn spans_count_bytes_of_the_file_with_its_mark_and_line_ends() {
    let text = format!("\u{FEFF}{}", TEXT.replace('\n', "\r\n"));
    let record = record(&["-", "--json"], text.as_bytes());
    assert_eq!(record["headline"]["text"], "REGIME SLAMS TALKS");
    assert_eq!(record["meta"]["date"]["value"], "2021-05-03");
    let mut terms = 0;
    let sentences = record["sentences"].as_array().expect("sentences");
    for term in sentences.iter().filter_map(|s| s["terms"].as_array()).flatten() {
        let at =
            |name: &str| usize::try_from(term[name].as_u64().expect("a number")).expect("small");
        assert_eq!(term["text"], text[at("start")..at("end")]);
        terms += 1;
    }
    assert!(terms >= 3);
}

#[test]
fn the_view_marks_terms_and_fits_the_width() {
    let view = run(NAME, &["-"], TEXT.as_bytes()).stdout;
    assert!(!view.contains('\u{1b}'), "no colour where stdout is no terminal");
    let flat = view.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Northwire · 3 May 2021 (2021-05-03)",
        "[regime|label .",
        "[so-called experts|doubt .",
        "loaded.per_1000",
        "direct quote",
        "What stands out",
        "detected loaded terms in 1,000 words: ",
        "reference/news, 81 articles. A thin register",
        "Listed: values above or below those of 95 % of the articles",
        "Most negative sentences",
    ] {
        assert!(flat.contains(words), "{words:?} is not in {view}");
    }
    for line in view.lines() {
        assert!(line.chars().count() <= 80, "{line:?}");
    }
}

/// A category is not called by the name of a metric that counts another one.
#[test]
fn what_stands_out_is_called_by_a_name_that_holds() {
    let view = run(NAME, &[sample("examples/articles/14_tabloid_social.txt")], b"").stdout;
    let flat = view.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("- share of words: direct_quote: "), "{view}");
    assert!(!flat.contains("outlet's own voice: direct_quote"), "{view}");
}

/// Every metric has a line, with its value and a mark in its bar, or is said to have none.
#[test]
fn the_view_shows_every_metric() {
    let view = run(NAME, &["-", "--experimental"], TEXT.as_bytes()).stdout;
    let (_, table) = view.split_once("Framing").expect("a table");
    let (table, _) = table.split_once("What stands out").expect("a list");
    let (bars, undefined) = table.split_once("Not defined on this text:").expect("some");
    let record = record(&["-", "--json", "--experimental"], TEXT.as_bytes());
    for metric in presslens::metrics() {
        let is_null = record["framing"][metric.id]["value"].is_null();
        let line = bars.lines().find(|line| line.split_whitespace().next() == Some(metric.id));
        assert_eq!(line.is_none(), is_null, "{}", metric.id);
        assert_eq!(undefined.contains(metric.id), is_null, "{}", metric.id);
        let marked = line.is_some_and(|line| line.contains(['●', '◀', '▶']));
        let bounded = metric.range.0.is_finite() && metric.range.1.is_finite();
        assert!(is_null || marked || !bounded, "{}: {line:?}", metric.id);
    }
}

#[test]
fn the_view_compares_with_a_reference_of_yours() {
    let folder = Folder::new("analyze_reference");
    let texts = ["The regime slammed it.", "A regime of thugs.", "Rain came.", "They went on."];
    let matrix = presslens::FeatureMatrix::from_reports(texts.map(presslens::analyze));
    let reference = presslens::Reference::from_matrix("mine/2024", &matrix);
    let path = folder.file("mine.txt", reference.to_text().as_bytes());
    let view = run(NAME, &["-", "--reference", &path, "--splits"], TEXT.as_bytes()).stdout;
    let flat = view.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("mine/2024, 4 articles.") && !flat.contains("thin"), "{view}");
    assert!(view.contains("\n  sanctity.vice "), "{view}");
    let bad = folder.file("bad.txt", b"no reference");
    run(NAME, &["-", "--reference", &bad], b"").failed_with(&["bad.txt"]);
    // the record compares with nothing and holds all splits
    run(NAME, &["-", "--json", "--reference", &path], b"").failed_with(&["--reference", "--json"]);
    run(NAME, &["-", "--json", "--splits"], b"").failed_with(&["--splits", "--json"]);
}

#[test]
fn colour_marks_the_same_text() {
    let plain = run(NAME, &["-", "--color", "never"], TEXT.as_bytes()).stdout;
    let colour = run(NAME, &["-", "--color", "always"], TEXT.as_bytes()).stdout;
    assert!(colour.contains("\u{1b}[1;38;5;"), "a term in colour");
    assert!(colour.contains("\u{1b}[3m“We will never accept this\u{1b}[0m"), "{colour}");
    assert!(!colour.contains("|label"), "{colour}");
    // without its codes it is the same text
    let bare = |text: &str| -> String {
        let codes = text.split('\u{1b}').enumerate();
        codes
            .map(|(i, part)| if i == 0 { part } else { part.split_once('m').map_or("", |p| p.1) })
            .collect()
    };
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let framing = |text: &str| {
        words(text.split_once("Framing").expect("a table").1.split_once("Most").expect("a list").0)
    };
    assert_eq!(framing(&bare(&colour)), framing(&plain));
}

#[test]
fn a_text_cannot_steer_the_terminal() {
    let text = "The regime \u{1b}[2J fell.\u{7} It \u{202E}rose.\n";
    let view = run(NAME, &["-"], text.as_bytes()).stdout;
    assert!(!view.contains(['\u{1b}', '\u{7}', '\u{202E}']), "{view:?}");
    assert!(view.contains('\u{FFFD}'));
}

#[test]
fn a_list_of_the_users_own() {
    let folder = Folder::new("analyze_lexicon");
    let list = folder.file("mine.tsv", LIST);
    let view = run(NAME, &["-", "--lexicon", &list], b"The rain fell all day on the town.");
    assert!(view.stdout.contains("[rain|weather .75]"), "{}", view.stdout);
    run(NAME, &["-", "--lexicon", &list, "--lexicon", &list], b"").failed_with(&["mine", "twice"]);
    let bad = folder.file("bad.tsv", LIST.replace("0.75", "heavy"));
    run(NAME, &["-", "--lexicon", &bad], b"").failed_with(&["bad.tsv:7", "heavy"]);
    let none = run(NAME, &["-", "--lexicon", &folder.path("none.tsv")], b"");
    none.failed_with(&["none.tsv"]);
    assert_eq!(none.stderr.matches("os error").count(), 1, "{}", none.stderr);
}

#[test]
fn the_manifest_names_every_list() {
    let folder = Folder::new("analyze_manifest");
    let list = folder.file("mine.tsv", LIST);
    let path = folder.path("manifest.json");
    let record = record(&["-", "--json", "--lexicon", &list, "--manifest", &path], b"Rain.");
    let manifest: Value = serde_json::from_str(&folder.read("manifest.json")).expect("JSON");
    assert_eq!(manifest["lexicons"], record["lexicons"]);
    assert_eq!(manifest["presslens"], record["presslens"]);
    let lists = manifest["lists"].as_array().expect("lists");
    for id in ["mine", "loaded/label"] {
        let list = lists.iter().find(|list| list["id"] == id).unwrap_or_else(|| panic!("no {id}"));
        for field in ["version", "licence", "sources", "sha256"] {
            assert!(list[field].as_str().is_some_and(|value| !value.is_empty()), "{id}: {field}");
        }
    }
    run(NAME, &["-", "--lexicon", &list, "--manifest", &list], b"").failed_with(&["overwritten"]);
    assert_eq!(folder.read("mine.tsv"), LIST);
}

#[test]
fn contributions_add_up_to_the_scores() {
    let record = record(&["-", "--json", "--contributions"], TEXT.as_bytes());
    let mut checked = 0;
    for sentence in record["sentences"].as_array().expect("sentences") {
        let sum = |score: &str| -> f64 {
            let parts = sentence["contributions"].as_array().into_iter().flatten();
            parts
                .filter(|part| part["score"] == score)
                .filter_map(|part| part["amount"].as_f64())
                .sum()
        };
        let (sentiment, loaded) = (sum("sentiment"), sum("loaded"));
        let compound = sentiment / (sentiment * sentiment + 15.0).sqrt();
        assert!(
            (compound - sentence["sentiment"]["compound"].as_f64().expect("a score")).abs() < 1e-4
        );
        assert!(
            (1.0 - (-loaded).exp() - sentence["loaded"].as_f64().expect("a score")).abs() < 1e-9
        );
        let (x, tone) = (sum("tone"), sentence["tone"].as_f64().expect("a score"));
        assert!((x / (x * x + 2.0).sqrt() - tone).abs() < 1e-9, "{x} {tone}");
        for theme in ["moral", "frames"] {
            for (name, score) in sentence[theme].as_object().expect("scores") {
                let score = score.as_f64().expect("a score");
                assert!((sum(&format!("{theme}.{name}")) - score).abs() < 1e-9, "{theme}.{name}");
            }
        }
        checked += usize::from(loaded > 0.0 && tone != 0.0);
    }
    assert!(checked > 0);
    let view = run(NAME, &["-", "--contributions"], b"The regime told a shameful lie.").stdout;
    let flat = view.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(" loaded: ") && flat.contains("regime +0.") && flat.contains("tone: "),
        "{view}"
    );
    assert!(flat.contains("(loaded/label:label)"), "{view}");
}

/// Files of models fitted on the invented rows, as arguments.
fn models(folder: &Folder) -> Vec<String> {
    let models = presslens::ModelKind::ALL.map(|kind| {
        let model = crate::models::fitted(kind);
        folder.file(&format!("{kind}.tsv"), model.to_text())
    });
    models.into_iter().flat_map(|path| ["--model".to_owned(), path]).collect()
}

fn flat(view: &str) -> String {
    view.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_score_of_a_sentence_is_explained() {
    let folder = Folder::new("analyze_explain");
    let arguments = [models(&folder), ["-", "--explain", "3"].map(str::to_owned).to_vec()].concat();
    let text =
        b"Talks fail\n\nThey met. The brutal regime of Tomas Orlo betrayed the miners again, and \
        the miners wept.\n";
    let found = run(NAME, &arguments, text);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    let told = flat(&found.stdout);
    for words in [
        "Sentence 3 of 3 (lead, paragraph 1)",
        "³The [brutal|",
        "14 words of narration",
        "Bias 0.",
        "the chance that experts would call the sentence biased is",
        "(+ more biased, - less biased):",
        "where every sentence starts",
        "Valence ",
        "the tone as readers would rate it",
        "Tone -0.",
        "“betrayed”: charged word",
        "Loaded 0.",
        "“brutal”: sensational (loaded/sensational), weight .",
        "VADER -0.",
        "Moral foundation care ",
        "Policy frame",
        "Toward Tomas Orlo",
        "as the mean of 1 mention",
    ] {
        assert!(told.contains(words), "{words:?} is not in {}", found.stdout);
    }
    for line in found.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line:?}");
    }
    // the amounts of a score, largest first, add up to what is told of the sum
    let (_, bias) = found.stdout.split_once("log-odds are ").expect("a sum");
    let (bias, _) = bias.split_once("\n\n").expect("a part of its own");
    let mut numbers = bias.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
    let z = numbers.next().expect("the sum");
    let amounts: Vec<f64> = numbers.filter(|number| number.fract() != 0.0).collect();
    assert!(amounts.len() > 1 && (amounts.iter().sum::<f64>() - z).abs() < 0.05, "{bias}");
}

/// The tail of a long list is told as a sum.
#[test]
fn small_contributions_fold() {
    let words = "horrible awful brutal vile cruel corrupt shameful vicious evil disgusting";
    let text = format!("They are {}.", words.replace(' ', ", "));
    let told = run(NAME, &["-", "--explain", "1"], text.as_bytes()).stdout;
    assert!(told.contains(" smaller ones add -"), "{told}");
    let (_, tone) = told.split_once("Tone -").expect("a tone");
    let (tone, _) = tone.split_once("\n\n").expect("a part of its own");
    assert_eq!(tone.lines().filter(|line| line.contains(": charged word")).count(), 8, "{told}");
}

#[test]
fn without_models_the_rest_is_explained() {
    let text = b"The regime fell.";
    let record = record(&["-", "--json", "--explain", "1"], text);
    let told = run(NAME, &["-", "--explain", "1"], text).stdout;
    assert_eq!(record["bias"].is_null(), told.contains("No model of bias"), "{told}");
    assert!(told.contains("Loaded 0.") && told.contains("regime"), "{told}");
    assert!(told.contains("Policy frames: no term."), "{told}");
}

#[test]
fn the_sentence_explained_as_a_record() {
    let arguments = ["-", "--json", "--explain", "2"];
    let sentence = record(&arguments, TEXT.as_bytes());
    let whole = record(&["-", "--json", "--contributions"], TEXT.as_bytes());
    assert_eq!(sentence, whole["sentences"][1]);
    assert!(sentence["contributions"].as_array().is_some_and(|parts| !parts.is_empty()));
}

#[test]
fn sentences_that_are_not_there() {
    let text = TEXT.as_bytes();
    for number in ["0", "4", "99"] {
        for more in ["--lossy", "--json"] {
            let found = run(NAME, &["-", "--explain", number, more], text);
            found.failed_with(&["no sentence", number, "3 sentences", "numbered from 1"]);
        }
    }
    run(NAME, &["-", "--explain", "1"], b"").failed_with(&["no sentence 1", "has none"]);
    run(NAME, &["-", "--explain", "first"], text).failed_with(&["--explain", "first"]);
    run(NAME, &["-", "--explain", "1", "--splits"], text).failed_with(&["--splits"]);
}

/// Each sentence has its number, and those that are likely biased say so, in the text and in a list.
#[test]
fn the_view_shows_the_scores_of_models() {
    let folder = Folder::new("analyze_models");
    let path = sample("examples/articles/10_opinion_loaded.txt");
    let arguments = [models(&folder), vec![path.clone()]].concat();
    let view = run(NAME, &arguments, b"").stdout;
    let record =
        record(&[arguments.iter().map(String::as_str).collect(), vec!["--json"]].concat(), b"");
    let sentences = record["sentences"].as_array().expect("sentences");
    let likely = |sentence: &&Value| sentence["bias"].as_f64().expect("a model") >= 0.5;
    let likely = sentences.iter().filter(likely).count();
    assert!(0 < likely && likely < sentences.len(), "{likely}");
    let (text, rest) = view.split_once("Terms ─").expect("a legend");
    let text = flat(text);
    assert_eq!(text.matches(" [bias .").count(), likely, "{text}");
    assert!(text.contains(&format!("sentences · {likely} likely biased")), "{text}");
    assert!(text.contains("--explain N tells why"), "{text}");
    assert!(rest.contains("Most biased sentences ─") && rest.contains("bias.mean "), "{rest}");
    let raised = sentences.len().to_string();
    let raised: String = raised
        .bytes()
        .map(|d| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth((d - b'0').into()).expect("a digit"))
        .collect();
    assert!(text.contains(&format!(" {raised}")), "{raised} is not in {text}");
    for line in view.lines() {
        assert!(line.chars().count() <= 80, "{line:?}");
    }
}

#[test]
fn every_sample_article_has_a_view() {
    let folder = std::fs::read_dir(sample("examples/articles")).expect("the samples");
    let mut seen = 0;
    for entry in folder {
        let path = entry.expect("a sample").path();
        let found = run(NAME, &[&path], b"");
        assert_eq!((found.status, found.stderr.as_str()), (0, ""), "{}", path.display());
        assert!(found.stdout.contains("loaded.per_1000"), "{}", path.display());
        for line in found.stdout.lines() {
            assert!(line.chars().count() <= 80, "{}: {line:?}", path.display());
        }
        seen += 1;
    }
    assert!(seen > 3);
}
