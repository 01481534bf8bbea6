//! Plain numerics: means, shares and rates with 95 % intervals.

mod agreement;
mod gamma;
mod intervals;

pub(crate) use agreement::krippendorff_interval;
pub(crate) use intervals::{mean, mean_interval, poisson_interval, wilson_interval};
