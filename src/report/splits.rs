//! Estimates by part of a text.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::slice;

use super::Estimate;

/// The parts of a text that have units, each with its estimate: a slice of pairs, in the order of reports.
#[derive(Clone)]
pub struct Splits<K>(Kept<K>);

/// Three in place, for there are three voices, and most articles have a headline, a lead and a body.
#[derive(Clone)]
enum Kept<K> {
    Here([(K, Estimate); 3], u8),
    Elsewhere(Vec<(K, Estimate)>),
}

impl<K> Default for Splits<K> {
    fn default() -> Self {
        Self(Kept::Elsewhere(Vec::new()))
    }
}

impl<K: Copy> Extend<(K, Estimate)> for Splits<K> {
    fn extend<I: IntoIterator<Item = (K, Estimate)>>(&mut self, estimates: I) {
        for estimate in estimates {
            match &mut self.0 {
                Kept::Here(here, len) if usize::from(*len) < here.len() => {
                    here[usize::from(*len)] = estimate;
                    *len += 1;
                }
                Kept::Here(here, _) => {
                    let all = here.iter().copied().chain([estimate]).collect();
                    self.0 = Kept::Elsewhere(all);
                }
                Kept::Elsewhere(all) if all.is_empty() => {
                    self.0 = Kept::Here([estimate; 3], 1);
                }
                Kept::Elsewhere(all) => all.push(estimate),
            }
        }
    }
}

impl<K> Deref for Splits<K> {
    type Target = [(K, Estimate)];

    fn deref(&self) -> &Self::Target {
        match &self.0 {
            Kept::Here(here, len) => &here[..usize::from(*len)],
            Kept::Elsewhere(all) => all,
        }
    }
}

impl<K> DerefMut for Splits<K> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match &mut self.0 {
            Kept::Here(here, len) => &mut here[..usize::from(*len)],
            Kept::Elsewhere(all) => all,
        }
    }
}

impl<'a, K> IntoIterator for &'a Splits<K> {
    type Item = &'a (K, Estimate);
    type IntoIter = slice::Iter<'a, (K, Estimate)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: PartialEq> PartialEq for Splits<K> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<K: fmt::Debug> fmt::Debug for Splits<K> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Place;

    #[test]
    fn few_and_many() {
        for many in 0..=Place::ALL.len() {
            let pairs = (0..).zip(Place::ALL).take(many);
            let pairs: Vec<_> =
                pairs.map(|(n, place)| (place, Estimate { n, ..Estimate::default() })).collect();
            let mut splits = Splits::default();
            splits.extend(pairs.iter().copied());
            assert_eq!(*splits, pairs[..]);
            assert_eq!(splits.clone(), splits);
        }
    }
}
