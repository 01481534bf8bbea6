//! The fitted tone toward a mention: what its features are.

use super::scene::Scene;
use super::score::toward;
use crate::model::{Features, ModelKind, Parts, WordNumbers};
use crate::text::Span;

/// The features of the model `target`, whose sums are the log-odds of negative and of positive against
/// neutral.
pub(crate) const FEATURES: Features = Features {
    kind: ModelKind::Target,
    version: 1,
    names: &["rules.negative", "rules.positive", "words.negative", "words.positive"],
    width: 2,
    outputs: 2,
};

/// Places in [`FEATURES`].
const RULES: u16 = 0;
const WORDS: u16 = 2;

/// Appends the features of a mention; `numbers` are those of the words of its sentence.
pub(crate) fn parts(scene: &Scene, target: Span, numbers: &WordNumbers, out: &mut Parts) {
    toward(scene, target, |span, _, amount| {
        out.add(RULES + u16::from(amount > 0.0), span, amount);
    });
    let size = f64::from(scene.tokens.len().max(1) as u32).sqrt();
    for (at, token) in scene.tokens.iter().enumerate() {
        for (feature, number) in (WORDS..).zip(numbers.of(at)) {
            out.add(feature, token.span, f64::from(*number) / size);
        }
    }
}
