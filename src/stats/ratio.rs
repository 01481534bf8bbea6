//! Ratios of sums over clusters.

use super::intervals::student_t;

/// Interval for the ratio `r = Σ y / Σ x` of m clusters, given as `(y, x)`: `r ± t √v` with m − 1
/// degrees of freedom and `v = m/(m − 1) · Σ (y − r x)² / (Σ x)²` (delta method: Cochran 1977,
/// chapter 6). `None` below two clusters, or where the x add up to 0.
pub(crate) fn ratio_interval(clusters: &[(f64, f64)]) -> Option<(f64, f64)> {
    let m = clusters.len();
    let (y, x) = clusters.iter().fold((0.0, 0.0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
    if m < 2 || x == 0.0 {
        return None;
    }
    let ratio = y / x;
    let squares = clusters.iter().fold(0.0, |sum, &(y, x)| {
        let rest = y - ratio * x;
        sum + rest * rest
    });
    let error = (m as f64 / (m - 1) as f64 * squares).sqrt() / x.abs() * student_t(m - 1);
    Some((ratio - error, ratio + error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::mean_interval;

    #[test]
    fn by_hand() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
        // r = 3/4; residuals 2 − 1.5, 1 − 1.5: v = 2 · .5 / 16 = 1/16; t(1) = 12.7062
        let (low, high) = ratio_interval(&[(2.0, 2.0), (1.0, 2.0)]).expect("m > 1");
        close(low, 0.75 - 12.706_204_736_174_7 / 4.0);
        close(high, 0.75 + 12.706_204_736_174_7 / 4.0);
        // clusters of one unit each: Student's interval for a mean
        let (low, high) = ratio_interval(&[1.0, 2.0, 3.0, 4.0].map(|y| (y, 1.0))).expect("m > 1");
        let (mean_low, mean_high) = mean_interval(&[1.0, 2.0, 3.0, 4.0]).expect("n > 1");
        close(low, mean_low);
        close(high, mean_high);
        assert_eq!(ratio_interval(&[(1.0, 1.0)]), None);
        assert_eq!(ratio_interval(&[(1.0, 0.0), (2.0, 0.0)]), None);
    }
}
