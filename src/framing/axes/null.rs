//! Whether a text differs from its background: a bootstrap of the corpus.

use rayon::prelude::*;

use super::score::{AxisBackground, AxisScore};
use crate::stats::{Moments, SplitMix64};

/// Values nearer than this are equal: sums in another order differ by rounding alone.
const TIE: f64 = 1e-12;

impl AxisScore {
    /// Compares a text with as many words drawn from the background, `samples` times.
    ///
    /// Each sample has n words, drawn with replacement from the occurrences in the corpus that count.
    /// `effect` is η = value − mean of the samples; `p` is two-tailed, twice the smaller tail, with the
    /// text itself counted as a sample, `2 (1 + min(#≥, #≤)) / (samples + 1)`, at most 1 (Davison &
    /// Hinkley 1997; Phipson & Smyth 2010), so that it is never 0 and right for skewed intensities.
    /// 999 samples or more are usual.
    ///
    /// The samples depend on `seed` alone, not on the number of threads, the machine or the version.
    /// Time grows with samples × n. `None` where the text has no word that counts, or of no samples.
    ///
    /// Words are drawn one by one, but a text repeats its topic's words. So p is too small if read as
    /// "another article of this corpus would not be so": for that compare the article with the values
    /// of the corpus's articles.
    pub fn significance(
        &self,
        background: &AxisBackground,
        samples: u32,
        seed: u64,
    ) -> Option<AxisSignificance> {
        let (bias, intensity) = (self.bias.value?, self.intensity.value?);
        let n = self.words().iter().fold(0, |n: u64, word| n.saturating_add(word.count));
        let sample = |index| sample(background, n, &mut SplitMix64::stream(seed, index));
        let null: Vec<(f64, f64)> =
            (0..samples).into_par_iter().map(|index| sample(u64::from(index))).collect();
        let (biases, intensities): (Vec<f64>, Vec<f64>) = null.into_iter().unzip();
        Some(AxisSignificance {
            bias: AxisEffect::new(bias, &biases)?,
            intensity: AxisEffect::new(intensity, &intensities)?,
            samples,
        })
    }
}

/// Bias and intensity of n words drawn from the corpus.
fn sample(background: &AxisBackground, n: u64, random: &mut SplitMix64) -> (f64, f64) {
    let (mut bias, mut intensity) = (0.0, 0.0);
    for _ in 0..n {
        let (cosine, distance) = background.occurrence(random.below(background.n()));
        bias += cosine;
        intensity += distance;
    }
    (bias / n as f64, intensity / n as f64)
}

/// How a text differs from its background: see [`AxisScore::significance`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct AxisSignificance {
    /// Of the bias.
    pub bias: AxisEffect,
    /// Of the intensity.
    pub intensity: AxisEffect,
    /// Number of samples.
    pub samples: u32,
}

/// A value against those of samples from the background.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct AxisEffect {
    /// η, the value less the samples' mean; of the bias −2 to 2, of the intensity −4 to 4.
    pub effect: f64,
    /// Two-tailed, above 0 and at most 1.
    pub p: f64,
    /// Mean of the samples.
    pub null_mean: f64,
}

impl AxisEffect {
    /// `None` of no samples.
    pub(super) fn new(value: f64, null: &[f64]) -> Option<Self> {
        let mut moments = Moments::default();
        for sample in null {
            moments.add(*sample);
        }
        let null_mean = moments.mean()?;
        let above = null.iter().filter(|sample| **sample >= value - TIE).count();
        let below = null.iter().filter(|sample| **sample <= value + TIE).count();
        let p = 2.0 * (1 + above.min(below)) as f64 / (null.len() + 1) as f64;
        Some(Self { effect: value - null_mean, p: p.min(1.0), null_mean })
    }
}
