//! Models fitted on the invented rows of `examples/labelled`: they say nothing about English.

use presslens::{Analyzer, Labelled, Model, ModelFit, ModelKind, Polarity, WordVectors};
use serde_json::Value;

/// The rows, with the labels of every kind.
fn rows() -> Vec<Labelled> {
    let text = include_str!("../../examples/labelled/sentences.jsonl");
    let number = |value: &Value| value.as_f64().expect("a number");
    let range = |from: &Value, to: &Value| number(from) as usize..number(to) as usize;
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).expect("a row");
        let spans = row["spans"].as_array().into_iter().flatten();
        let labelled = Labelled::new(row["text"].as_str().expect("a text"))
            .biased(row["biased"] == true)
            .marked(spans.map(|span| range(&span[0], &span[1])))
            .valence(number(&row["mean"]) / 4.0)
            .group(row["group"].as_str().expect("a group"));
        row["targets"].as_array().into_iter().flatten().fold(labelled, |row, target| {
            let polarity = match target["polarity"].as_str() {
                Some("negative") => Polarity::Negative,
                Some("positive") => Polarity::Positive,
                _ => Polarity::Neutral,
            };
            row.toward(range(&target["start"], &target["end"]), polarity)
        })
    };
    text.lines().map(row).collect()
}

/// A model of this kind.
pub(crate) fn fitted(kind: ModelKind) -> Model {
    let vectors = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/frame_axis/toy_vectors.txt");
    let vectors = WordVectors::read(vectors).expect("the vectors");
    let words = include_str!("../../examples/labelled/words.txt").lines().map(str::to_owned);
    let fit = ModelFit::new(kind).vectors(&vectors).vocabulary(words);
    fit.fit(&Analyzer::new(), &rows()).expect("rows that a model can be fitted on")
}
