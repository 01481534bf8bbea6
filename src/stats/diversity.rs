//! How evenly observations are spread over kinds, from their counts.

use super::intervals::Z;

/// Entropy and concentration of n observations of several kinds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Diversity {
    n: f64,
    kinds: f64,
    /// `−Σ p ln p`.
    entropy: f64,
    /// `Σ p²`.
    concentration: f64,
    /// `Σ k(k − 1)`.
    pairs: f64,
    /// Half widths of the intervals of the two; `None` where all are of one kind, so that nothing
    /// tells how they vary.
    errors: Option<(f64, f64)>,
}

/// A value with its 95 % interval.
type Bounded = (f64, Option<(f64, f64)>);

impl Diversity {
    /// Of the counts of each kind; `None` of nothing.
    ///
    /// Variances: `(Σ p ln² p − H²)/n + (S − 1)/2n²` for the entropy (Hutcheson 1970, J. theor. Biol.
    /// 29) and that of a U-statistic for Σp², `(4(n − 2) ζ₁ + 2 ζ₂) / n(n − 1)` with ζ₁ = Σp³ − (Σp²)²
    /// and ζ₂ = Σp² − (Σp²)² (Hoeffding 1948; Simpson 1949 writes it out). Neither is 0 where all
    /// kinds are equally frequent, as first-order terms alone would be.
    pub(crate) fn new(counts: &[u32]) -> Option<Self> {
        let n = counts.iter().fold(0.0, |sum, &count| sum + f64::from(count));
        if n <= 0.0 {
            return None;
        }
        // Σ p ln p, Σ p ln² p, Σ p², Σ p³, Σ k(k − 1)
        let [mut logs, mut squared_logs, mut concentration, mut cubes, mut pairs] = [0.0; 5];
        let mut kinds = 0.0;
        for k in counts.iter().filter(|&&k| k > 0).map(|&k| f64::from(k)) {
            kinds += 1.0;
            let p = k / n;
            let ln = p.ln();
            logs += p * ln;
            squared_logs += p * ln * ln;
            concentration += p * p;
            cubes += p * p * p;
            pairs += k * (k - 1.0);
        }
        let entropy = -logs;
        let errors = (kinds > 1.0).then(|| {
            let first = (squared_logs - entropy * entropy).max(0.0);
            let entropy = first / n + (kinds - 1.0) / (2.0 * n * n);
            let square = concentration * concentration;
            let (one, two) = (cubes - square, concentration - square);
            let concentration = (4.0 * (n - 2.0) * one.max(0.0) + 2.0 * two) / (n * (n - 1.0));
            (Z * entropy.sqrt(), Z * concentration.sqrt())
        });
        // a single kind has an entropy of -0
        Some(Self { n, kinds, entropy: entropy.max(0.0), concentration, pairs, errors })
    }

    /// Shannon's entropy in nats, with the correction of Miller and Madow, `+ (S − 1)/2n`.
    pub(crate) fn shannon(self) -> Bounded {
        let value = self.entropy + (self.kinds - 1.0) / (2.0 * self.n);
        (value, self.errors.map(|(error, _)| (value - error, value + error)))
    }

    /// The chance that two observations differ in kind, unbiased: `1 − Σ k(k − 1) / n(n − 1)`.
    /// `None` of a single observation.
    pub(crate) fn simpson(self) -> Option<Bounded> {
        let value = 1.0 - self.pairs / (self.n * (self.n - 1.0));
        let interval = self.errors.map(|(_, error)| (value - error, value + error));
        (self.n > 1.0).then_some((value, interval))
    }

    /// Hill's number of order 1: e to the power of [`shannon`](Self::shannon).
    pub(crate) fn hill_1(self) -> Bounded {
        let (entropy, interval) = self.shannon();
        (entropy.exp(), interval.map(|(low, high)| (low.exp(), high.exp())))
    }

    /// Hill's number of order 2: `1 / Σ p²`, its interval on the scale of logarithms.
    pub(crate) fn hill_2(self) -> Bounded {
        let value = 1.0 / self.concentration;
        let interval = self.errors.map(|(_, error)| {
            let factor = (error * value).exp();
            (value / factor, value * factor)
        });
        (value, interval)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown((value, interval): Bounded) -> String {
        match interval {
            Some((low, high)) => format!("{value:.4} [{low:.4}, {high:.4}]"),
            None => format!("{value:.4}"),
        }
    }

    /// Values of a few lines of Python by the formulas.
    #[test]
    fn counts_of_four_kinds() {
        let of = Diversity::new(&[4, 3, 2, 1]).expect("counts");
        assert_eq!(shown(of.shannon()), "1.4299 [1.0733, 1.7864]");
        assert_eq!(shown(of.simpson().expect("n > 1")), "0.7778 [0.6001, 0.9555]");
        assert_eq!(shown(of.hill_1()), "4.1781 [2.9251, 5.9679]");
        assert_eq!(shown(of.hill_2()), "3.3333 [1.8433, 6.0278]");
    }

    /// By hand: S kinds once each have H = ln S, Σp² = 1/S, Simpson's index 1.
    #[test]
    fn the_ends() {
        let even = Diversity::new(&[1, 1, 1, 1]).expect("counts");
        assert!((even.shannon().0 - (4.0_f64.ln() + 0.375)).abs() < 1e-12);
        assert_eq!((even.simpson().expect("n > 1").0, even.hill_2().0), (1.0, 4.0));
        let one = Diversity::new(&[5]).expect("counts");
        assert_eq!((one.shannon(), one.simpson()), ((0.0, None), Some((0.0, None))));
        assert_eq!((one.hill_1(), one.hill_2()), ((1.0, None), (1.0, None)));
        assert_eq!(Diversity::new(&[1]).expect("counts").simpson(), None);
        assert!(Diversity::new(&[]).is_none());
    }

    /// Simpson's own variance of his index, 1949, p. 688.
    #[test]
    fn the_variance_is_simpsons() {
        let counts = [7_u32, 5, 5, 2, 1];
        let n = 20.0_f64;
        let power = |e: i32| counts.iter().map(|&k| (f64::from(k) / n).powi(e)).sum::<f64>();
        let (two, three) = (power(2), power(3));
        let variance = (4.0 * n * (n - 1.0) * (n - 2.0) * three + 2.0 * n * (n - 1.0) * two
            - 2.0 * n * (n - 1.0) * (2.0 * n - 3.0) * two * two)
            / (n * (n - 1.0)).powi(2);
        let ours = Diversity::new(&counts).and_then(|of| of.errors).expect("several kinds").1;
        assert!((ours - Z * variance.sqrt()).abs() < 1e-12);
    }
}
