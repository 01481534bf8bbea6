//! Plain numerics: means, shares, rates and diversity, with 95 % intervals.

mod agreement;
mod diversity;
mod gamma;
mod intervals;
mod random;
mod ratio;

pub(crate) use agreement::krippendorff_interval;
pub(crate) use diversity::Diversity;
pub(crate) use intervals::{
    cluster_share_interval, difference_interval, mean, mean_interval, poisson_interval,
    welch_interval, wilson_interval,
};
pub(crate) use random::SplitMix64;
pub(crate) use ratio::ratio_interval;
