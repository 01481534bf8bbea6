//! The interval of a standard deviation.

use super::intervals::Z;

/// Fewest values that tell anything of the tails.
pub(crate) const FEWEST: usize = 5;

/// Bonett's 95 % interval of a standard deviation, which takes its width from the kurtosis (2006,
/// Computational Statistics & Data Analysis 50): `exp ½(ln c s² ± z c √((γ − (n − 3)/n)/(n − 1)))`, `c = n/(n −
/// z)`, `γ = n Σ (x − m)⁴ / (Σ (x − x̄)²)²` with m the mean trimmed by `1/2√(n − 4)` at each end. `None` below
/// five values, or where they do not vary. `sorted` is memory.
pub(crate) fn spread_interval(values: &[f64], sorted: &mut Vec<i64>) -> Option<(f64, f64)> {
    let count = values.len();
    if count < FEWEST {
        return None;
    }
    let n = count as f64;
    // equal values must have a spread of exactly 0
    let shifted = || values.iter().map(|x| x - values[0]);
    let middle = shifted().sum::<f64>() / n;
    let squares: f64 = shifted().map(|x| (x - middle) * (x - middle)).sum();
    if squares <= 0.0 {
        return None;
    }
    // integers sort faster
    sorted.clear();
    sorted.extend(shifted().map(|x| in_order(x.to_bits().cast_signed())));
    sorted.sort_unstable();
    let cut = ((n / (2.0 * (n - 4.0).sqrt())) as usize).min((count - 1) / 2);
    let kept = sorted[cut..count - cut].iter();
    let kept = kept.map(|&bits| f64::from_bits(in_order(bits).cast_unsigned()));
    let trimmed = kept.sum::<f64>() / (count - 2 * cut) as f64;
    let fourth: f64 = shifted().map(|x| (x - trimmed).powi(4)).sum();
    let kurtosis = n * fourth / (squares * squares);
    let c = n / (n - Z);
    let error = Z * c * ((kurtosis - (n - 3.0) / n).max(0.0) / (n - 1.0)).sqrt();
    let log = (c * squares / (n - 1.0)).ln();
    let bound = |log: f64| (log / 2.0).exp();
    Some((bound(log - error), bound(log + error)))
}

/// The bits of a float as an integer in the same order, and back.
fn in_order(bits: i64) -> i64 {
    bits ^ ((bits >> 63) & i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::spread_interval;

    /// The eight values of Bonett's first example; the bounds computed in Python by his formula.
    #[test]
    fn an_example_of_bonetts() {
        let values = [15.83, 16.01, 16.24, 16.42, 15.33, 15.44, 16.88, 16.31];
        let (low, high) = spread_interval(&values, &mut Vec::new()).expect("they vary");
        assert!((low - 0.326_312_260).abs() < 1e-8 && (high - 1.084_066_970).abs() < 1e-8);
        assert_eq!(spread_interval(&values[..4], &mut Vec::new()), None);
        assert_eq!(spread_interval(&[0.1; 9], &mut Vec::new()), None);
    }
}
