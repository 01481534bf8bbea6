//! 95 % intervals of shares, counts and differences, each analytic.

use std::sync::LazyLock;

use super::gamma::{lower_quantile, upper_quantile};

/// The .975 quantile of the standard normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// Wilson's 95 % score interval for a share, hits among n (Wilson 1927); `None` of nothing.
pub fn wilson_interval(hits: usize, n: usize) -> Option<(f64, f64)> {
    (n > 0).then(|| wilson(hits as f64 / n as f64, n as f64))
}

/// The same of a share p of n units, which may be no whole number.
pub(crate) fn wilson(p: f64, n: f64) -> (f64, f64) {
    let zz = Z * Z;
    let centre = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let half = Z / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    // rounding may push a bound past 0, 1 or the share itself
    ((centre - half).clamp(0.0, p), (centre + half).clamp(p, 1.0))
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

/// Quantiles kept ready: most articles have fewer sentences.
const READY: usize = 128;

static STUDENT: LazyLock<Vec<f64>> = LazyLock::new(|| (0..READY).map(hill).collect());

/// The .975 quantile of Student's t.
pub(super) fn student_t(degrees: usize) -> f64 {
    STUDENT.get(degrees).copied().unwrap_or_else(|| hill(degrees))
}

/// Exact for 1 and 2 degrees of freedom, else Hill's expansion (1970, CACM algorithm 396), right to 1e-5
/// from 3 on.
fn hill(degrees: usize) -> f64 {
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
    }

    #[test]
    fn differences() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 5e-4, "{a} is not {b}");
        // Newcombe 1998, Statistics in Medicine 17, 56/70 − 48/80, method 10: (.0524, .3339)
        let share = |hits: usize, n: usize| {
            (hits as f64 / n as f64, wilson_interval(hits, n).expect("n > 0"))
        };
        let (low, high) = difference_interval(share(56, 70), share(48, 80), 0.0);
        close(low, 0.0524);
        close(high, 0.3339);
    }
}
