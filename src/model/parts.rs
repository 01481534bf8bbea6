//! The parts of features: what in a text gives a feature its value.

use crate::text::Span;

/// One part: a feature's value is the sum of its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) feature: u16,
    /// The words that make it; the whole sentence where no words do by themselves.
    pub(crate) span: Span,
    pub(crate) value: f64,
}

/// Takes the parts of features, one by one.
pub(crate) trait Sink {
    fn add(&mut self, feature: u16, span: Span, value: f64);
}

/// Features of one sentence or mention; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    parts: Vec<Part>,
}

impl Sink for Parts {
    /// Keeps a part, unless it is nothing.
    fn add(&mut self, feature: u16, span: Span, value: f64) {
        if value != 0.0 {
            self.parts.push(Part { feature, span, value });
        }
    }
}

/// `N` sums of a model: the intercepts, then every part times its weights, from left to right.
#[derive(Debug)]
pub(crate) struct Sums<'m, const N: usize> {
    pub(super) values: [f64; N],
    /// By feature, from that of the first sum on.
    pub(super) weights: &'m [f64],
    /// Weights of each feature.
    pub(super) outputs: usize,
}

impl<const N: usize> Sums<'_, N> {
    pub(crate) fn get(&self) -> [f64; N] {
        self.values
    }
}

impl<const N: usize> Sink for Sums<'_, N> {
    #[inline]
    fn add(&mut self, feature: u16, _: Span, value: f64) {
        let weights = self.weights.get(usize::from(feature) * self.outputs..);
        // there are some: that none panics keeps the sums of a loop in registers
        let weights = weights.and_then(<[f64]>::first_chunk).unwrap_or(&[0.0; N]);
        for (sum, weight) in self.values.iter_mut().zip(weights) {
            *sum += weight * value;
        }
    }
}

impl Parts {
    pub(crate) fn clear(&mut self) {
        self.parts.clear();
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter()
    }

    /// The values of all features, summed into a row.
    pub(crate) fn fill(&self, row: &mut [f64]) {
        row.fill(0.0);
        for part in &self.parts {
            row[usize::from(part.feature)] += part.value;
        }
    }
}
