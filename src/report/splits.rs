//! Estimates by part of a text.

use std::ops::{Deref, DerefMut};
use std::slice;

use smallvec::SmallVec;

use super::Estimate;

/// The parts of a text that have units, each with its estimate: a slice of pairs, in the order of reports.
// three in place, for there are three voices, and most articles have a headline, a lead and a body
#[derive(Clone, Debug, PartialEq)]
pub struct Splits<K>(SmallVec<[(K, Estimate); 3]>);

impl<K> Default for Splits<K> {
    fn default() -> Self {
        Self(SmallVec::new())
    }
}

impl<K> Splits<K> {
    /// Another part, if it has units.
    pub(crate) fn add(&mut self, part: K, estimate: Estimate) {
        if estimate.n > 0 {
            self.0.push((part, estimate));
        }
    }
}

impl<K> Deref for Splits<K> {
    type Target = [(K, Estimate)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<K> DerefMut for Splits<K> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<'a, K> IntoIterator for &'a Splits<K> {
    type Item = &'a (K, Estimate);
    type IntoIter = slice::Iter<'a, (K, Estimate)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
