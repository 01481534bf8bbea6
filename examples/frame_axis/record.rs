//! What is written for an article.

use presslens::{
    AxisBackground, AxisEffect, AxisScore, AxisSignificance, AxisWord, Estimate, WordVectors,
};
use serde::Serialize;
use serde_json::value::RawValue;

#[derive(Debug, Serialize)]
pub(crate) struct Record<'a> {
    schema: &'static str,
    id: Box<RawValue>,
    presslens: &'static str,
    /// SHA-256 of the vectors.
    vectors: &'a str,
    axis: &'a str,
    baseline: f64,
    bias: Tested,
    intensity: Tested,
    tokens: u64,
    coverage: Option<f64>,
    words: Vec<Share<'a>>,
}

#[derive(Debug, Serialize)]
struct Tested {
    value: Option<f64>,
    n: u32,
    interval: Option<(f64, f64)>,
    null_mean: Option<f64>,
    effect: Option<f64>,
    p: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Share<'a> {
    word: &'a str,
    count: u64,
    cosine: f64,
    bias: f64,
    intensity: f64,
}

impl<'a> Record<'a> {
    /// With the `top` words that contribute most to the bias, whatever the sign.
    pub(crate) fn new(
        id: Box<RawValue>,
        vectors: &'a WordVectors,
        background: &'a AxisBackground,
        score: &'a AxisScore,
        test: Option<AxisSignificance>,
        top: usize,
    ) -> Self {
        let mut words: Vec<&AxisWord> = score.words().iter().collect();
        words.sort_by(|a, b| b.bias.abs().total_cmp(&a.bias.abs()));
        let word = |&AxisWord { ref word, count, cosine, bias, intensity, .. }| Share {
            word,
            count,
            cosine,
            bias,
            intensity,
        };
        Self {
            schema: "presslens.axis/1",
            id,
            presslens: env!("CARGO_PKG_VERSION"),
            vectors: vectors.sha256(),
            axis: background.axis().name(),
            baseline: background.baseline(),
            bias: Tested::new(&score.bias, test.map(|test| test.bias)),
            intensity: Tested::new(&score.intensity, test.map(|test| test.intensity)),
            tokens: score.tokens,
            coverage: score.coverage(),
            words: words.into_iter().take(top).map(word).collect(),
        }
    }
}

impl Tested {
    fn new(estimate: &Estimate, effect: Option<AxisEffect>) -> Self {
        Self {
            value: estimate.value,
            n: estimate.n,
            interval: estimate.interval,
            null_mean: effect.map(|effect| effect.null_mean),
            effect: effect.map(|effect| effect.effect),
            p: effect.map(|effect| effect.p),
        }
    }
}
