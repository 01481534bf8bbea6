//! Quantiles of the gamma distribution with an integer shape, for exact Poisson intervals.

use std::sync::LazyLock;

/// Lower and upper 2.5 % points kept ready: most articles have few hits.
const READY: usize = 64;

static LOWER: LazyLock<Vec<f64>> = LazyLock::new(|| (1..=READY).map(|k| solve(k, 0.025)).collect());
static UPPER: LazyLock<Vec<f64>> = LazyLock::new(|| (1..=READY).map(|k| solve(k, 0.975)).collect());

/// The point below which Gamma(shape, 1) lies with probability .025.
pub(super) fn lower_quantile(shape: usize) -> f64 {
    LOWER.get(shape - 1).copied().unwrap_or_else(|| solve(shape, 0.025))
}

/// The point below which Gamma(shape, 1) lies with probability .975.
pub(super) fn upper_quantile(shape: usize) -> f64 {
    UPPER.get(shape - 1).copied().unwrap_or_else(|| solve(shape, 0.975))
}

/// Newton's method from the Wilson–Hilferty approximation.
fn solve(shape: usize, p: f64) -> f64 {
    let k = shape as f64;
    let z = if p < 0.5 { -super::intervals::Z } else { super::intervals::Z };
    let cube = 1.0 - 1.0 / (9.0 * k) + z / (3.0 * k.sqrt());
    let mut x = (k * cube.powi(3)).max(k * 1e-3);
    for _ in 0..50 {
        let step = (cdf(shape, x) - p) / density(shape, x);
        // a step may not leave the positive line
        let next = if step < x { x - step } else { x / 2.0 };
        if (next - x).abs() <= 1e-13 * x {
            return next;
        }
        x = next;
    }
    x
}

fn density(shape: usize, x: f64) -> f64 {
    let k = shape as f64;
    ((k - 1.0) * x.ln() - x - ln_factorial(shape - 1)).exp()
}

/// P(Gamma(k, 1) ≤ x) by the series of the lower incomplete gamma function for x < k + 1, else by
/// Lentz's continued fraction of the upper one.
fn cdf(shape: usize, x: f64) -> f64 {
    let k = shape as f64;
    let front = (k * x.ln() - x - ln_factorial(shape - 1)).exp();
    if x < k + 1.0 {
        let (mut term, mut sum, mut a) = (1.0 / k, 1.0 / k, k);
        while term > sum * 1e-17 {
            a += 1.0;
            term *= x / a;
            sum += term;
        }
        front * sum
    } else {
        let mut b = x + 1.0 - k;
        let mut c = 1e300;
        let mut d = 1.0 / b;
        let mut h = d;
        for i in 1..10_000 {
            let i = f64::from(i);
            let an = -i * (i - k);
            b += 2.0;
            d = 1.0 / (an * d + b);
            c = b + an / c;
            let delta = c * d;
            h *= delta;
            if (delta - 1.0).abs() < 1e-16 {
                break;
            }
        }
        1.0 - front * h
    }
}

/// ln n!, by Stirling's series from 20 on.
fn ln_factorial(n: usize) -> f64 {
    if n < 20 {
        return (2..=n).map(|i| i as f64).product::<f64>().ln();
    }
    let x = n as f64 + 1.0;
    let series = 1.0 / (12.0 * x) - 1.0 / (360.0 * x.powi(3)) + 1.0 / (1260.0 * x.powi(5));
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Gamma};

    #[test]
    fn quantiles_agree_with_statrs() {
        for shape in [1, 2, 3, 10, 21, 64, 65, 200, 5_000] {
            let reference = Gamma::new(shape as f64, 1.0).expect("a valid shape");
            for (p, ours) in [(0.025, lower_quantile(shape)), (0.975, upper_quantile(shape))] {
                let back = reference.cdf(ours);
                assert!((back - p).abs() < 1e-9, "shape {shape}: P(X <= {ours}) = {back}, not {p}");
            }
        }
    }
}
