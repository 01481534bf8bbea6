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

/// Features of one sentence or mention; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    parts: Vec<Part>,
}

impl Parts {
    pub(crate) fn clear(&mut self) {
        self.parts.clear();
    }

    /// Adds a part, unless it is nothing.
    pub(crate) fn add(&mut self, feature: u16, span: Span, value: f64) {
        if value != 0.0 {
            self.parts.push(Part { feature, span, value });
        }
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
