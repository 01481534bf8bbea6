//! Fitted models: with and without them, and models that cannot be used.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::LazyLock;

use presslens::{Analyzer, Article, Labelled, Lexicon, Model, ModelFit, ModelKind, Polarity};

const LOADED: &str = "The brutal regime betrayed Ms Orrin again.";
const PLAIN: &str = "The council of the town met Ms Orrin on Monday.";

/// Sixty rows with every label.
fn rows() -> Vec<Labelled> {
    let row = |i: usize| {
        let loaded = i.is_multiple_of(2);
        let (text, polarity) =
            if loaded { (LOADED, Polarity::Negative) } else { (PLAIN, Polarity::Neutral) };
        let name = text.find("Ms Orrin").unwrap();
        Labelled::new(text)
            .biased(loaded)
            .valence(if loaded { -0.75 } else { 0.25 })
            .toward(name..name + 8, if i % 6 == 1 { Polarity::Positive } else { polarity })
            .group((i / 4).to_string())
    };
    (0..60).map(row).collect()
}

/// Fitted once.
fn fitted(kind: ModelKind) -> Model {
    static MODELS: LazyLock<[Model; 3]> = LazyLock::new(|| {
        let analyzer = Analyzer::builder().fitted(false).build().unwrap();
        ModelKind::ALL.map(|kind| ModelFit::new(kind).fit(&analyzer, &rows()).unwrap())
    });
    MODELS[kind as usize].clone()
}

fn error(model: Model) -> String {
    Analyzer::builder().model(model).build().unwrap_err().to_string()
}

/// A model whose file has another line.
fn edited(model: &Model, from: &str, to: &str) -> Result<Model, presslens::Error> {
    let text = model.to_text();
    assert!(text.contains(from), "{from} is not in {text}");
    Model::from_text("edited.tsv", &text.replacen(from, to, 1))
}

/// Lists alone give terms, tone and tone toward targets, but neither probability nor valence.
#[test]
fn without_models_bias_and_valence_are_null() {
    let without = Analyzer::builder().fitted(false).build().unwrap();
    let mut analyzers = vec![without.clone()];
    if cfg!(not(feature = "fitted")) {
        analyzers.push(Analyzer::new());
        assert_eq!(Analyzer::new().fingerprint(), without.fingerprint());
    }
    for analyzer in analyzers {
        assert!(analyzer.manifest().iter().all(|entry| !entry.id.starts_with("models/")));
        let article = Article::parse(LOADED);
        let report = analyzer.article(&article);
        let sentence = &report.sentences()[0];
        assert_eq!((sentence.bias, sentence.valence), (None, None));
        assert!(report.voices_of(sentence).iter().all(|voice| voice.bias.is_none()));
        assert!(sentence.loaded > 0.5 && sentence.tone < 0.0);
        assert!(report.terms().iter().all(|term| report.entry(term).0.id() != "loaded/model"));
        let record = serde_json::to_value(report.record(&article)).unwrap();
        for field in ["bias", "valence"] {
            assert!(record["sentences"][0][field].is_null(), "{field}: {record}");
        }
        assert!(record["sentences"][0]["voices"][0]["bias"].is_null());
    }
}

#[test]
fn a_model_read_from_its_file_gives_the_same_scores() {
    for kind in ModelKind::ALL {
        let model = fitted(kind);
        let read = Model::from_text("model.tsv", &model.to_text()).unwrap();
        assert_eq!(read, model);
        let records = [model, read].map(|model| {
            let analyzer = Analyzer::builder().model(model).build().unwrap();
            let text = format!("{LOADED} {PLAIN}");
            let article = Article::parse(&text);
            serde_json::to_string(&analyzer.article(&article).record(&article)).unwrap()
        });
        assert_eq!(records[0], records[1]);
    }
}

#[test]
fn a_model_of_ones_own_takes_the_place_of_its_kind_alone() {
    let analyzer = Analyzer::builder().fitted(false).model(fitted(ModelKind::Bias)).build();
    let report = analyzer.unwrap().article(&Article::parse(LOADED));
    let sentence = &report.sentences()[0];
    assert!(sentence.bias.is_some_and(|p| p > 0.0 && p < 1.0));
    assert_eq!(sentence.valence, None);
}

#[test]
fn models_for_other_features_or_lists_say_so() {
    for kind in [ModelKind::Bias, ModelKind::Target] {
        let model = fitted(kind);
        let id = format!("model \"models/{kind}\": ");
        let text = model.to_text();
        let line = |key: &str| {
            let head = format!("# {key}: ");
            text.lines().find(|line| line.starts_with(&head)).unwrap().to_owned()
        };

        let newer = error(edited(&model, &line("features"), "# features: 4000").unwrap());
        assert!(newer.starts_with(&format!("{id}version 4000 of the features")), "{newer}");
        assert!(newer.contains("fit_model"), "{newer}");

        let other = error(edited(&model, &line("lexicons"), "# lexicons: 00ff").unwrap());
        assert!(other.starts_with(&format!("{id}lexicons 00ff: expected ")), "{other}");
        assert!(other.contains("other lists") && other.contains("fit_model"), "{other}");

        let first = text.lines().find(|line| line.starts_with("feature\t")).unwrap();
        for odd in [
            edited(&model, &format!("{first}\n"), ""),
            edited(&model, first, &first.replacen("feature\t", "feature\tno-", 1)),
            edited(&model, &line("numbers"), "# numbers: 1000000000000"),
        ] {
            // with words in the table, another width is an error of the file already
            let Ok(odd) = odd else { continue };
            let message = error(odd);
            assert!(message.starts_with(&id) && message.contains("features"), "{message}");
        }
    }
    // its words are not asked for before its features are known
    let small = "# id: mine\n# version: 1\n# licence: CC0-1.0\n# model: bias\n# features: 4000\n\
                 # numbers: 2\n# lexicons: 00ff\n# training: 00ff\n\
                 intercept\t0.5\nfeature\tdoer\t1\nword\tghastly\t4\t1\n";
    let message = error(Model::from_text("mine.tsv", small).unwrap());
    assert!(message.contains("version 4000 of the features"), "{message}");
    // lists of the caller's that features see
    let mine = "# id: loaded/mine\n# version: 1\n# title: Mine\n# licence: CC0-1.0\n\
                # sources: none\n# category x: of mine\nrain\tx\t0.75\n";
    let mine = Lexicon::from_text("mine.tsv", mine).unwrap();
    let built = Analyzer::builder().lexicon(mine).model(fitted(ModelKind::Bias)).build();
    let message = built.unwrap_err().to_string();
    assert!(message.contains("it was fitted with other lists"), "{message}");
}

#[test]
fn rows_that_no_model_can_learn_from_are_refused() {
    let analyzer = Analyzer::builder().fitted(false).build().unwrap();
    let refused = |kind: ModelKind, rows: &[Labelled]| {
        ModelFit::new(kind).fit(&analyzer, rows).unwrap_err().to_string()
    };
    let bare = vec![Labelled::new(PLAIN); 60];
    for kind in ModelKind::ALL {
        assert!(refused(kind, &rows()[..49]).contains("49 labelled rows: expected at least 50"));
        let message = refused(kind, &bare);
        assert!(message.contains("row 1: no label"), "{kind}: {message}");
        assert!(message.contains("expected"), "{kind}: {message}");
        let same = refused(kind, &vec![rows()[0].clone(); 60]);
        assert!(same.contains("all 60"), "{kind}: {same}");
    }
    for (kind, row, words) in [
        (ModelKind::Bias, Labelled::new(PLAIN).biased_share(1.5), "label 1.5"),
        (ModelKind::Bias, Labelled::new(PLAIN).biased_share(f64::NAN), "label NaN"),
        (ModelKind::Valence, Labelled::new(PLAIN).valence(-4.0), "label -4"),
        (ModelKind::Bias, Labelled::new("é").biased(true).marked(Some(1..2)), "1..2"),
        (ModelKind::Bias, Labelled::new("A").biased(true).marked(Some(0..9)), "0..9"),
        (ModelKind::Target, Labelled::new("A").toward(0..9, Polarity::Neutral), "0..9"),
    ] {
        let mut rows = rows();
        rows[7] = row;
        let message = refused(kind, &rows);
        assert!(message.contains("row 8") && message.contains(words), "{kind}: {message}");
    }
    let fit = ModelFit::new(ModelKind::Bias);
    let message = fit.vocabulary(["Riot".to_owned()]).fit(&analyzer, &rows()).unwrap_err();
    assert!(message.to_string().contains("\"Riot\": expected words in lower case"), "{message}");
}
