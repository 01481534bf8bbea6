//! 95 % intervals, each analytic and in one pass.

use super::gamma::{lower_quantile, upper_quantile};

/// The .975 quantile of the standard normal distribution.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// Mean of the values, summed left to right; `None` of nothing.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    Some(values.iter().fold(0.0, |sum, v| sum + v) / values.len() as f64)
}

/// Mean and unbiased variance; `None` below two values.
fn mean_and_variance(values: &[f64]) -> Option<(f64, f64)> {
    let mean = mean(values).filter(|_| values.len() > 1)?;
    let squares = values.iter().fold(0.0, |sum, v| sum + (v - mean) * (v - mean));
    Some((mean, squares / (values.len() - 1) as f64))
}

/// Student's interval for a mean, `x̄ ± t s/√n` with n − 1 degrees of freedom; `None` below two
/// values.
pub(crate) fn mean_interval(values: &[f64]) -> Option<(f64, f64)> {
    let (mean, variance) = mean_and_variance(values)?;
    let n = values.len();
    let error = (variance / n as f64).sqrt() * student_t(n - 1);
    Some((mean - error, mean + error))
}

/// Wilson's score interval for a share (Wilson 1927); `None` of nothing.
pub(crate) fn wilson_interval(hits: usize, n: usize) -> Option<(f64, f64)> {
    (n > 0).then(|| wilson(hits as f64 / n as f64, n as f64))
}

fn wilson(p: f64, n: f64) -> (f64, f64) {
    let zz = Z * Z;
    let centre = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let half = Z / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    // rounding may push a bound past 0, 1 or the share itself
    ((centre - half).clamp(0.0, p), (centre + half).clamp(p, 1.0))
}

/// Interval for the share `Σ hits / Σ units` of units that come in clusters, given as
/// `(hits, units)` with units above 0; `None` below two clusters.
///
/// The ratio estimator's variance by the delta method, `m/(m − 1) · Σ (y − p x)² / (Σ x)²` over m
/// clusters (Cochran 1977, chapter 6), widened by Student's t with m − 1 degrees of freedom, says how
/// many independent units the clusters are worth; Wilson's interval takes that number (Korn & Graubard
/// 1998). Where the share is 0 or 1 the variance says nothing and each cluster counts as one unit.
pub(crate) fn cluster_share_interval(clusters: &[(u32, u32)]) -> Option<(f64, f64)> {
    let m = clusters.len();
    if m < 2 {
        return None;
    }
    let sum =
        |of: fn(&(u32, u32)) -> u32| clusters.iter().fold(0.0, |sum, c| sum + f64::from(of(c)));
    let units = sum(|c| c.1);
    let p = sum(|c| c.0) / units;
    if p <= 0.0 || p >= 1.0 {
        return Some(wilson(p, m as f64));
    }
    let squares = clusters.iter().fold(0.0, |sum, &(hits, units)| {
        let rest = f64::from(hits) - p * f64::from(units);
        sum + rest * rest
    });
    let error = student_t(m - 1) / Z / units;
    let variance = m as f64 / (m - 1) as f64 * squares * error * error;
    Some(wilson(p, (p * (1.0 - p) / variance).min(units)))
}

/// Welch's interval for a difference of two means, with the degrees of freedom of Satterthwaite
/// rounded down; `None` where a side has fewer than two values.
pub(crate) fn welch_interval(a: &[f64], b: &[f64]) -> Option<(f64, f64)> {
    let (mean_a, variance_a) = mean_and_variance(a)?;
    let (mean_b, variance_b) = mean_and_variance(b)?;
    let (part_a, part_b) = (variance_a / a.len() as f64, variance_b / b.len() as f64);
    let sum = part_a + part_b;
    let spread = part_a * part_a / (a.len() - 1) as f64 + part_b * part_b / (b.len() - 1) as f64;
    let error = if spread > 0.0 {
        // never fewer than the smaller side has, whatever the rounding
        let least = a.len().min(b.len()) - 1;
        student_t(((sum * sum / spread) as usize).max(least)) * sum.sqrt()
    } else {
        0.0
    };
    let gap = mean_a - mean_b;
    Some((gap - error, gap + error))
}

/// An estimate with its interval.
type Bounded = (f64, (f64, f64));

/// Interval for a difference of two estimates from the interval of each (MOVER: Zou & Donner 2008,
/// Statistics in Medicine 27); `correlation` is that of the two.
pub(crate) fn difference_interval(a: Bounded, b: Bounded, correlation: f64) -> (f64, f64) {
    let reach = |a: f64, b: f64| (a * a + b * b - 2.0 * correlation * a * b).max(0.0).sqrt();
    let ((a, (low_a, high_a)), (b, (low_b, high_b))) = (a, b);
    (a - b - reach(a - low_a, high_b - b), a - b + reach(high_a - a, b - low_b))
}

/// The exact interval for a Poisson mean after `count` events (Garwood 1936).
pub(crate) fn poisson_interval(count: usize) -> (f64, f64) {
    let low = if count == 0 { 0.0 } else { lower_quantile(count) };
    (low, upper_quantile(count + 1))
}

/// The .975 quantile of Student's t: exact for 1 and 2 degrees of freedom, else Hill's expansion
/// (1970, CACM algorithm 396), right to 1e-5 from 3 on.
pub(super) fn student_t(degrees: usize) -> f64 {
    let n = degrees as f64;
    match degrees {
        0 => f64::INFINITY,
        1 => 12.706_204_736_174_7,
        2 => 4.302_652_729_749_46,
        _ => {
            let p = 0.05_f64;
            let a = 1.0 / (n - 0.5);
            let b = 48.0 / (a * a);
            let mut c = ((20_700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
            let d =
                ((94.5 / (b + c) - 3.0) / b + 1.0) * (a * std::f64::consts::FRAC_PI_2).sqrt() * n;
            let mut y = (d * p).powf(2.0 / n);
            if y > 0.05 + a {
                let x = -Z;
                y = x * x;
                if n < 5.0 {
                    c += 0.3 * (n - 4.5) * (x + 0.6);
                }
                c += (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b;
                y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x;
                y = (a * y * y).exp_m1();
            } else {
                y = ((1.0 / (((n + 6.0) / (n * y) - 0.089 * d - 0.822) * (n + 2.0) * 3.0)
                    + 0.5 / (n + 4.0))
                    * y
                    - 1.0)
                    * (n + 1.0)
                    / (n + 2.0)
                    + 1.0 / y;
            }
            (n * y).sqrt()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    #[test]
    fn t_quantiles_agree_with_statrs() {
        for degrees in (1..=40).chain([60, 100, 1_000, 100_000]) {
            let reference = StudentsT::new(0.0, 1.0, degrees as f64).expect("a valid shape");
            let back = reference.cdf(student_t(degrees));
            assert!((back - 0.975).abs() < 2e-6, "{degrees}: {} gives {back}", student_t(degrees));
        }
    }

    #[test]
    fn intervals_from_textbooks() {
        // Garwood's table: 0 -> 3.689, 1 -> (0.0253, 5.572), 10 -> (4.795, 18.390)
        let close = |a: f64, b: f64| assert!((a - b).abs() < 5e-4, "{a} is not {b}");
        close(poisson_interval(0).1, 3.6889);
        close(poisson_interval(1).0, 0.0253);
        close(poisson_interval(1).1, 5.5716);
        close(poisson_interval(10).0, 4.7954);
        close(poisson_interval(10).1, 18.3904);
        // Newcombe 1998, table I: 81/263 -> (.2553, .3662); 0/20 -> (0, .1611)
        let (low, high) = wilson_interval(81, 263).expect("n > 0");
        close(low, 0.2553);
        close(high, 0.3662);
        close(wilson_interval(0, 20).expect("n > 0").1, 0.1611);
        assert_eq!(wilson_interval(0, 0), None);
        assert_eq!(wilson_interval(0, 7).expect("n > 0").0, 0.0);
        assert_eq!(wilson_interval(7, 7).expect("n > 0").1, 1.0);
        // by hand: 1, 2, 3, 4: mean 2.5, s = 1.29099, t(3) = 3.18245
        let (low, high) = mean_interval(&[1.0, 2.0, 3.0, 4.0]).expect("n > 1");
        close(low, 2.5 - 3.182_45 * 1.290_99 / 2.0);
        close(high, 2.5 + 3.182_45 * 1.290_99 / 2.0);
        assert_eq!(mean_interval(&[1.0]), None);
        assert_eq!(mean(&[]), None);
    }
    /// By hand: 3 sentences with 10 of 10, 0 of 10, 5 of 20 words: p = .375, residuals 6.25, −3.75
    /// and −2.5, variance 3/2 · 59.375 / 40² = .05566, widened by (4.3027/1.96)² to .26826, so that 40
    /// words are worth .234375 / .26826 = .8737; Wilson with that n.
    #[test]
    fn shares_of_clusters() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 5e-4, "{a} is not {b}");
        let (low, high) = cluster_share_interval(&[(10, 10), (0, 10), (5, 20)]).expect("m > 1");
        let (by_hand_low, by_hand_high) = wilson(0.375, 0.8737);
        close(low, by_hand_low);
        close(high, by_hand_high);
        // units of one cluster each: as many as a sample of them is worth, but for Student's t
        let single: Vec<(u32, u32)> = (0..1000).map(|i| (u32::from(i % 4 == 0), 1)).collect();
        let (low, high) = cluster_share_interval(&single).expect("m > 1");
        let (wilson_low, wilson_high) = wilson_interval(250, 1000).expect("n > 0");
        close(low, wilson_low);
        close(high, wilson_high);
        // no variance: a cluster is a unit; equal shares inside: no more units than there are
        assert_eq!(cluster_share_interval(&[(0, 9), (0, 7)]), wilson_interval(0, 2));
        assert_eq!(cluster_share_interval(&[(7, 7), (9, 9)]), wilson_interval(2, 2));
        assert_eq!(cluster_share_interval(&[(2, 4), (3, 6)]), wilson_interval(5, 10));
        assert_eq!(cluster_share_interval(&[(2, 4)]), None);
    }

    #[test]
    fn differences() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 5e-4, "{a} is not {b}");
        // by hand: variances 2.5 and 56/3, error √(.5 + 4.667), 5.167²/(.5²/4 + 4.667²/3) = 3.65
        // degrees, so t(3) = 3.18245
        let (low, high) =
            welch_interval(&[1.0, 2.0, 3.0, 4.0, 5.0], &[2.0, 4.0, 6.0, 12.0]).expect("n > 1");
        let error = 3.182_45 * (0.5_f64 + 56.0 / 12.0).sqrt();
        close(low, -3.0 - error);
        close(high, -3.0 + error);
        assert_eq!(welch_interval(&[1.0, 1.0], &[3.0, 3.0]), Some((-2.0, -2.0)));
        assert_eq!(welch_interval(&[1.0], &[3.0, 3.0]), None);
        // Newcombe 1998, Statistics in Medicine 17, 56/70 − 48/80, method 10: (.0524, .3339)
        let share = |hits: usize, n: usize| {
            (hits as f64 / n as f64, wilson_interval(hits, n).expect("n > 0"))
        };
        let (low, high) = difference_interval(share(56, 70), share(48, 80), 0.0);
        close(low, 0.0524);
        close(high, 0.3339);
    }
}
