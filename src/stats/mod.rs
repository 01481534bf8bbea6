//! Statistics for labelled sets and raters: agreement, correlation, intervals.
//!
//! Sums run left to right, random numbers come from a seed: the same input gives the same figures on every
//! machine.

mod agreement;
mod association;
mod bits;
mod bootstrap;
mod cosine;
mod decimal;
mod diversity;
mod gamma;
mod intervals;
mod moments;
mod random;
mod spread;

pub use agreement::{Measurement, krippendorff_alpha};
pub use association::{auc, pearson, spearman};
pub(crate) use bits::{bits, ones};
pub use bootstrap::bootstrap_intervals;
pub(crate) use cosine::CosineArc;
pub(crate) use decimal::{decimal, short_decimal};
pub(crate) use diversity::Diversity;
pub use intervals::wilson_interval;
pub(crate) use intervals::{Z, difference_interval, poisson_interval, wilson};
pub(crate) use moments::{Moments, Ratio, Ratios, welch_interval};
pub(crate) use random::SplitMix64;
pub(crate) use spread::{FEWEST, spread_interval};
