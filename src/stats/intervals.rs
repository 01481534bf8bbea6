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

/// Student's interval for a mean, `x̄ ± t s/√n` with n − 1 degrees of freedom; `None` below two
/// values.
pub(crate) fn mean_interval(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len();
    let mean = mean(values)?;
    if n < 2 {
        return None;
    }
    let squares = values.iter().fold(0.0, |sum, v| sum + (v - mean) * (v - mean));
    let error = (squares / (n - 1) as f64 / n as f64).sqrt() * student_t(n - 1);
    Some((mean - error, mean + error))
}

/// Wilson's score interval for a share (Wilson 1927); `None` of nothing.
pub(crate) fn wilson_interval(hits: usize, n: usize) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (p, n, zz) = (hits as f64 / n as f64, n as f64, Z * Z);
    let centre = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let half = Z / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    // rounding may push a bound past 0, 1 or the share itself
    Some(((centre - half).clamp(0.0, p), (centre + half).clamp(p, 1.0)))
}

/// The exact interval for a Poisson mean after `count` events (Garwood 1936).
pub(crate) fn poisson_interval(count: usize) -> (f64, f64) {
    let low = if count == 0 { 0.0 } else { lower_quantile(count) };
    (low, upper_quantile(count + 1))
}

/// The .975 quantile of Student's t: exact for 1 and 2 degrees of freedom, else Hill's expansion
/// (1970, CACM algorithm 396), right to 1e-5 from 3 on.
fn student_t(degrees: usize) -> f64 {
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
}
