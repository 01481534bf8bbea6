//! A list of few.

use std::fmt;
use std::ops::Deref;

/// Up to three values in place; more, which are rare, elsewhere.
#[derive(Clone)]
pub(crate) enum Few<T> {
    Here([T; 3], u8),
    Elsewhere(Vec<T>),
}

impl<T: Default> Few<T> {
    pub(super) fn push(&mut self, value: T) {
        match self {
            Self::Here(values, len) if usize::from(*len) < values.len() => {
                values[usize::from(*len)] = value;
                *len += 1;
            }
            Self::Here(values, _) => {
                let mut all = Vec::from(std::mem::take(values));
                all.push(value);
                *self = Self::Elsewhere(all);
            }
            Self::Elsewhere(all) => all.push(value),
        }
    }

    /// Adds a value before the others.
    pub(super) fn lead(&mut self, value: T) {
        self.push(value);
        self.values_mut().rotate_right(1);
    }

    pub(super) fn values_mut(&mut self) -> &mut [T] {
        match self {
            Self::Here(values, len) => &mut values[..usize::from(*len)],
            Self::Elsewhere(all) => all,
        }
    }
}

impl<T: Default> Default for Few<T> {
    fn default() -> Self {
        Self::Here(Default::default(), 0)
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::Here(values, len) => &values[..usize::from(*len)],
            Self::Elsewhere(all) => all,
        }
    }
}

impl<T: Default> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        values.into_iter().for_each(|value| self.push(value));
    }
}

impl<T: Default> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut few = Self::default();
        few.extend(values);
        few
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T: fmt::Debug> fmt::Debug for Few<T> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(out)
    }
}
