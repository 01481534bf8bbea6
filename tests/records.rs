//! The JSON records are those of DESIGN.md, and can be read back.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "common/models.rs"]
mod models;

use presslens::record::{ArticleRecord, SentenceRecord};
use presslens::{Analyzer, Article, Lexicon, ModelKind, Voice};
use serde_json::{Value, json};

const TEXT: &str = "TALKS FAIL\n\nNorthwire, 3 May 2021\n\n\
    “We will never accept this shameful betrayal,” the minister said. The regime did not slam it.\n";

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn article_record() {
    let article = Article::parse(TEXT);
    let report = Analyzer::new().article(&article);
    let record = serde_json::to_value(report.record(&article).id("a-1")).unwrap();

    let mut expected = [
        "schema",
        "id",
        "presslens",
        "lexicons",
        "meta",
        "headline",
        "lines",
        "sentences",
        "attributions",
        "actors",
        "framing",
        "notes",
    ];
    expected.sort_unstable();
    assert_eq!(keys(&record), expected);
    assert_eq!(record["schema"], "presslens.article/1");
    assert_eq!(record["id"], "a-1");
    assert_eq!(record["presslens"], env!("CARGO_PKG_VERSION"));
    assert_eq!(record["lexicons"], report.fingerprint());
    assert_eq!(record["headline"], json!({"start": 0, "end": 10, "text": "TALKS FAIL"}));
    assert_eq!(
        record["meta"]["date"],
        json!({"start": 23, "end": 33, "text": "3 May 2021", "value": "2021-05-03"})
    );
    assert_eq!(record["meta"]["outlet"], json!({"start": 12, "end": 21, "text": "Northwire"}));
    assert_eq!(record["meta"]["byline"], Value::Null);
    assert_eq!(record["lines"][0], json!({"start": 0, "end": 11, "kind": "headline"}));
    assert_eq!(record["notes"], json!([]));

    let quoted = &record["sentences"][1];
    assert_eq!((&quoted["place"], &quoted["paragraph"]), (&json!("lead"), &json!(0)));
    assert_eq!(quoted["voices"][0]["voice"], "direct_quote");
    assert_eq!(quoted["voices"][1]["voice"], "narration");
    let terms = quoted["terms"].as_array().unwrap();
    assert!(terms.iter().any(|t| t["text"] == "shameful" && t["voice"] == "direct_quote"));
    for term in terms {
        assert_eq!(
            keys(term),
            ["category", "end", "lexicon", "negated", "start", "text", "voice", "weight"]
        );
        let (start, end) = (term["start"].as_u64().unwrap(), term["end"].as_u64().unwrap());
        assert_eq!(term["text"], TEXT[start as usize..end as usize]);
    }
    let slam = &record["sentences"][2]["terms"][1];
    assert_eq!(
        (&slam["text"], &slam["negated"], &slam["voice"]),
        (&json!("slam"), &json!(true), &json!("narration"))
    );

    for (id, metric) in record["framing"].as_object().unwrap() {
        let all = ["by_category", "by_place", "by_voice", "interval", "n", "value"];
        let without = metric.get("by_category").is_none();
        assert_eq!(keys(metric), all[usize::from(without)..], "{id}");
    }
    let frames = &record["framing"]["frames.share"]["by_category"];
    assert_eq!(frames.as_object().unwrap().len(), 15);
    assert_eq!(keys(&frames["economic"]), ["interval", "n", "value"]);
    let mean = &record["framing"]["vader.mean"];
    assert_eq!(mean["n"], 3);
    assert_eq!(mean["by_place"]["headline"]["n"], 1);
    assert_eq!(mean["by_place"]["headline"]["interval"], Value::Null);
    assert_eq!(mean["by_voice"]["narration"]["n"], 3);
    let compounds: f64 =
        (0..3).map(|i| record["sentences"][i]["sentiment"]["compound"].as_f64().unwrap()).sum();
    assert_eq!(mean["value"].as_f64().unwrap(), compounds / 3.0);
    assert_eq!(record["framing"]["vader.headline_gap"]["by_place"], json!({}));
}

#[test]
fn records_are_read_back_whole() {
    let article = Article::parse(TEXT);
    let analyzer = Analyzer::builder().contributions(true).build().unwrap();
    let report = analyzer.article(&article);
    let written = serde_json::to_value(report.record(&article).id(7)).unwrap();
    let read: ArticleRecord<u32> = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(read.id, 7);
    assert_eq!(read.sentences[1].voices[0].voice, Voice::DirectQuote);
    assert!(read.sentences[1].fields.contributions.as_ref().is_some_and(|parts| !parts.is_empty()));
    assert_eq!(serde_json::to_value(&read).unwrap(), written);
    let density = &read.framing["loaded.per_1000"];
    let sum: f64 = density.contributions.iter().map(|share| share.amount).sum();
    assert!(sum > 0.0 && (sum - density.value.unwrap()).abs() < 1e-9);
    assert_eq!(
        keys(&written["framing"]["loaded.per_1000"]["contributions"][0]),
        ["amount", "end", "start"]
    );

    let article = Article::single_sentence("The regime fell.");
    let report = analyzer.article(&article);
    let written = serde_json::to_value(report.sentence_record(&article).unwrap()).unwrap();
    let read: SentenceRecord = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), written);
}

/// The fields of models: null without one, numbers with one, and read back either way.
#[test]
fn scores_of_models() {
    let article = Article::parse(TEXT);
    let write = |analyzer: &Analyzer| {
        let written = serde_json::to_value(analyzer.article(&article).record(&article)).unwrap();
        let read: ArticleRecord = serde_json::from_value(written.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), written);
        (written, read)
    };
    let (written, read) = write(&Analyzer::builder().fitted(false).build().unwrap());
    let quoted = &written["sentences"][1];
    assert_eq!((&quoted["valence"], &quoted["bias"]), (&Value::Null, &Value::Null));
    assert_eq!(quoted["voices"][0]["bias"], Value::Null);
    assert_eq!((read.sentences[1].fields.bias, read.framing["bias.mean"].value), (None, None));
    assert_eq!(written["framing"]["bias.share"]["by_voice"], json!({}));

    let kinds = [ModelKind::Bias, ModelKind::Valence];
    let builder = Analyzer::builder().contributions(true);
    let builder = kinds.iter().fold(builder, |b, kind| b.model(models::fitted(*kind)));
    let (written, read) = write(&builder.build().unwrap());
    let fields = &read.sentences[1].fields;
    assert!(fields.valence.is_some_and(|valence| (-1.0..=1.0).contains(&valence)));
    let p = fields.bias.unwrap();
    assert!(0.0 < p && p < 1.0);
    // as the guide has it: after `loaded`
    let text = serde_json::to_string(&read.sentences[1]).unwrap();
    let places = ["\"loaded\":", "\"valence\":", "\"bias\":", "\"terms\":"];
    let places = places.map(|name| text.rfind(name).unwrap());
    assert!(places.is_sorted(), "{places:?}");
    // the last sentence is one voice, the one before two: each is scored alone
    let alone = |at: usize, voice: usize| read.sentences[at].voices[voice].bias.unwrap();
    assert_eq!(Some(alone(2, 0)), read.sentences[2].fields.bias);
    assert!(alone(1, 0) > alone(1, 1), "“shameful betrayal” is in the quotation");
    let contributions = fields.contributions.as_ref().unwrap();
    let z: f64 =
        contributions.iter().filter(|part| part.score == "bias").map(|part| part.amount).sum();
    assert!((1.0 / (1.0 + (-z).exp()) - p).abs() < 1e-12);
    let mean = &read.framing["bias.mean"];
    assert_eq!((mean.n, mean.by_voice["direct_quote"].n), (3, 1));
    assert_eq!(written["framing"]["bias.mean"]["by_voice"]["direct_quote"]["value"], alone(1, 0));
}

#[test]
fn sentence_record() {
    let article = Article::single_sentence("The regime fell. It isn't good.");
    let report = Analyzer::new().article(&article);
    let record = serde_json::to_value(report.sentence_record(&article).unwrap().id(3)).unwrap();
    assert_eq!(
        keys(&record),
        [
            "bias",
            "frames",
            "id",
            "lexicons",
            "loaded",
            "moral",
            "presslens",
            "schema",
            "sentiment",
            "terms",
            "tone",
            "valence"
        ]
    );
    assert_eq!(record["schema"], "presslens.sentence/1");
    assert_eq!(
        record["sentiment"],
        json!({"compound": -0.3412, "pos": 0.0, "neu": 0.675, "neg": 0.325})
    );
    assert_eq!(record["terms"][0]["text"], "regime");
    assert_eq!(record["loaded"], record["terms"][0]["weight"]);
}

#[test]
fn an_empty_text_has_nulls_not_numbers() {
    let article = Article::parse("");
    let report = Analyzer::new().article(&article);
    let record = serde_json::to_value(report.record(&article)).unwrap();
    assert_eq!(record["id"], Value::Null);
    assert_eq!(record["sentences"], json!([]));
    assert_eq!(record["notes"], json!(["no headline found", "no body text found"]));
    for (id, metric) in record["framing"].as_object().unwrap() {
        // there are no sources, and that is a number
        let value = if id == "sources.count" { json!(0.0) } else { Value::Null };
        assert_eq!(
            (&metric["value"], &metric["n"], &metric["interval"]),
            (&value, &json!(0), &Value::Null)
        );
    }
    let article = Article::single_sentence("");
    let record =
        serde_json::to_value(Analyzer::new().article(&article).sentence_record(&article).unwrap())
            .unwrap();
    assert_eq!(record["sentiment"]["compound"], 0.0);
}

#[test]
fn targets_are_checked_and_moved() {
    let build = |start, end| {
        Article::builder()
            .headline("Über alles")
            .body("Müller spoke.")
            .targets(std::iter::once(start..end))
            .build()
    };
    assert_eq!(
        build(0, 7).unwrap().targets().unwrap()[0].of(build(0, 7).unwrap().source()),
        "Müller"
    );
    let message = |start, end| build(start, end).unwrap_err().to_string();
    assert_eq!(message(0, 2), "target 0..2: byte 2 is inside a character; offsets are UTF-8 bytes");
    assert_eq!(message(3, 3), "target 3..3: a target must hold at least one byte");
    assert_eq!(message(0, 99), "target 0..99: the text has only 14 bytes");
}

#[test]
fn lists_of_the_caller() {
    let list = |id: &str| {
        Lexicon::from_text("mine.tsv", &format!("# id: {id}\n# version: 1\n# title: T\n# licence: CC0-1.0\n# sources: ours\n# category place: towns\nSelwick\tplace\t0.7\n")).unwrap()
    };
    let article = Article::parse("Selwicks mayor fled.");
    let analyzer = Analyzer::builder().lexicon(list("towns")).build().unwrap();
    let report = analyzer.article(&article);
    let first = &report.terms()[0];
    assert_eq!((first.span.of(article.source()), report.category(first)), ("Selwicks", "place"));
    assert!(!first.loaded);
    let rest = report.sentences()[0].loaded;
    assert_ne!(report.fingerprint(), Analyzer::new().fingerprint());
    let loaded =
        Analyzer::builder().lexicon(list("loaded/towns")).build().unwrap().article(&article);
    let expected = 1.0 - (1.0 - rest) * 0.3;
    assert!((loaded.sentences()[0].loaded - expected).abs() < 1e-12);

    let twice = Analyzer::builder().lexicon(list("towns")).lexicon(list("towns")).build();
    assert_eq!(
        twice.unwrap_err().to_string(),
        "lexicon id \"towns\" is given twice: ids must differ"
    );
    let big =
        Lexicon::from_text("big.csv", "word,weight\nregime,5\n").unwrap().with_id("loaded/big");
    let message = Analyzer::builder().lexicon(big).build().unwrap_err().to_string();
    assert_eq!(
        message,
        "lexicon \"loaded/big\": \"regime\" has weight 5: expected 0 to 1 in a loaded list"
    );
    let all = list("towns").with_overlap(presslens::Overlap::All);
    let other = Analyzer::builder().lexicon(all).build().unwrap();
    assert_ne!(other.fingerprint(), analyzer.fingerprint(), "the rule for overlaps is part of it");
    assert!(other.manifest().iter().any(|l| l.id == "towns" && l.overlap == "all"));

    let missing = Lexicon::from_path("no/such/list.tsv").unwrap_err().to_string();
    assert!(missing.starts_with("no/such/list.tsv: "), "{missing}");
}

/// A caller's eMFD has a metric of its own; without one it is null. By hand: "kill" and "cheat" once each.
#[test]
fn an_emfd_of_yours_is_scored() {
    let list = "word,care_p,fairness_p,loyalty_p,authority_p,sanctity_p,\
                care_sent,fairness_sent,loyalty_sent,authority_sent,sanctity_sent\n\
                kill,.4,.1,.1,.1,.1,-.6,-.1,0,0,0\ncheat,.1,.5,.1,.1,.1,-.2,-.7,0,0,0\n";
    let list = Lexicon::from_text("emfd.csv", list).unwrap();
    let analyzer = Analyzer::builder().lexicon(list).contributions(true).build().unwrap();
    let text = "They kill time, and they cheat.";
    let article = Article::parse(text);
    let report = analyzer.article(&article);
    let emfd = report.metric("moral.emfd").unwrap();
    assert_eq!(emfd.all.n, 2);
    let value = |name: &str| {
        let found = emfd.by_category.iter().find(|(other, _)| *other == name).unwrap();
        found.1.value.unwrap()
    };
    for (name, expected) in [("care_p", 0.25), ("fairness_p", 0.3), ("fairness_sent", -0.4)] {
        assert!((value(name) - expected).abs() < 1e-12, "{name}: {}", value(name));
    }
    assert!((emfd.all.value.unwrap() - (0.8 + 0.9) / 10.0).abs() < 1e-12);
    let words: Vec<&str> = emfd.contributions.iter().map(|(span, _)| span.of(text)).collect();
    assert_eq!(words, [["kill"; 5], ["cheat"; 5]].concat());
    let plain = Analyzer::new().article(&article);
    assert_eq!(plain.metric("moral.emfd").unwrap().all.value, None);
}
