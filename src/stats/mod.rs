//! Plain numerics: means, shares, rates and diversity, with 95 % intervals.

mod agreement;
mod cosine;
mod diversity;
mod gamma;
mod intervals;
mod moments;
mod random;
mod spread;

pub(crate) use agreement::krippendorff_interval;
pub(crate) use cosine::CosineArc;
pub(crate) use diversity::Diversity;
pub(crate) use intervals::{Z, difference_interval, poisson_interval, wilson, wilson_interval};
pub(crate) use moments::{Moments, Ratio, welch_interval};
pub(crate) use random::SplitMix64;
pub(crate) use spread::spread_interval;
