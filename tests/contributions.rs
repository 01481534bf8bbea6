//! What the scores of models are made of adds up to them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "common/models.rs"]
mod models;

use std::fmt::Write;

use presslens::{Analyzer, Article, Contribution, Model, ModelKind, Polarity};

/// The texts of the sample articles, with their names.
fn samples() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().unwrap() == "txt").collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        (path.display().to_string(), std::fs::read_to_string(path).unwrap())
    };
    paths.iter().map(read).collect()
}

/// The same model with other weights, so that every feature counts, whatever fitting left of it.
fn reweighted(model: &Model, size: f64) -> Model {
    let mut text = String::new();
    for (at, line) in (1_u32..).zip(model.to_text().lines()) {
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if let Some(from) = ["intercept", "feature"].iter().position(|name| *name == cells[0]) {
            for (i, cell) in (0_u32..).zip(&mut cells[1 + from..]) {
                // between -1 and 1, no two alike
                let weight = f64::from((37 * at + 61 * i) % 200) / 100.0 - 1.0;
                *cell = format!("{:.3}", size * weight);
            }
        }
        writeln!(text, "{}", cells.join("\t")).unwrap();
    }
    Model::from_text("reweighted", &text).unwrap()
}

fn sum<'a>(parts: impl IntoIterator<Item = &'a Contribution>, score: &str, of: Option<u32>) -> f64 {
    let parts = parts.into_iter().filter(|part| part.score == score && part.target == of);
    parts.map(|part| part.amount).sum()
}

fn near(a: f64, b: f64, what: &str) {
    assert!((a - b).abs() <= 1e-12, "{what}: {a} is not {b}");
}

/// What holds of the scores of models over the sample articles; every actor's mention is a target too.
/// Gives the number of scores that are not trivial.
fn check(analyzer: &Analyzer) -> usize {
    let mut checked = 0;
    for (name, text) in samples() {
        let article = Article::builder().body(&text).build().unwrap();
        let report = analyzer.article(&article);
        let mentions: Vec<_> = report
            .actors(&article)
            .flat_map(|actor| actor.mentions().collect::<Vec<_>>())
            .map(|span| span.start as usize..span.end as usize)
            .collect();
        let article = Article::builder().body(&text).targets(mentions).build().unwrap();
        let report = analyzer.article(&article);
        for sentence in report.sentences() {
            let parts = report.contributions_of(sentence);
            assert!(parts.iter().all(|part| part.amount.is_finite()));
            if let Some(bias) = sentence.bias {
                let z = sum(parts, "bias", None);
                near(1.0 / (1.0 + (-z).exp()), bias, &name);
                checked += usize::from(z != 0.0);
            }
            if let Some(valence) = sentence.valence {
                let sum = sum(parts, "valence", None);
                near(sum.clamp(-1.0, 1.0), valence, &name);
                checked += usize::from(sum != 0.0);
            }
        }
        let all = || report.sentences().iter().flat_map(|s| report.contributions_of(s));
        for (i, target) in (0..).zip(report.targets()) {
            if !all().any(|part| part.score == "targets.negative") {
                break; // by rules
            }
            let [negative, positive] = ["targets.negative", "targets.positive"]
                .map(|score| sum(all(), score, Some(i)).exp());
            let total = negative + 1.0 + positive;
            near((positive - negative) / total, target.score, &name);
            // of two that are equal rounding decides
            let apart = |a: f64, b: f64| (a - b).abs() > 1e-9;
            if apart(negative, 1.0) && apart(positive, 1.0) && apart(negative, positive) {
                let label = match () {
                    () if negative > 1.0 && negative > positive => Polarity::Negative,
                    () if positive > 1.0 => Polarity::Positive,
                    () => Polarity::Neutral,
                };
                assert_eq!(label, target.label, "{name}");
            }
            checked += 1;
        }
        for (i, actor) in (0..).zip(report.actors(&article)) {
            near(sum(all(), "actors", Some(i)), actor.tone(), &format!("{name}: {}", actor.name()));
        }
    }
    checked
}

#[test]
fn contributions_add_up_to_the_scores_of_models() {
    let models = ModelKind::ALL.map(models::fitted);
    let with = |change: &dyn Fn(&Model) -> Model| {
        let builder = Analyzer::builder().contributions(true);
        models.iter().fold(builder, |builder, model| builder.model(change(model))).build().unwrap()
    };
    assert!(check(&with(&Model::clone)) > 100);
    for size in [0.1, 3.0] {
        assert!(check(&with(&|model| reweighted(model, size))) > 1000);
    }
}

/// With the models that ship.
#[test]
fn contributions_add_up_by_default() {
    let checked = check(&Analyzer::builder().contributions(true).build().unwrap());
    assert!(checked > 0 || cfg!(not(feature = "fitted")));
}
