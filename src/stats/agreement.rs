//! Agreement between raters.

/// What the difference of two ratings counts (Krippendorff 2004, chapter 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measurement {
    /// Labels: 1 unless they are the same.
    Nominal,
    /// Numbers on a scale: the square of their distance.
    Interval,
}

/// Krippendorff's α: `1 − D_o / D_e`, where D_o is the mean difference of two ratings of one unit and D_e
/// that of two ratings of any units. `units` holds the ratings of each unit; units rated once do not
/// count. 1 is full agreement, 0 that of chance. `None` where no two ratings can be compared or all are
/// alike.
///
/// ```
/// use presslens::stats::{Measurement, krippendorff_alpha};
/// let units = [[1.0, 1.0], [0.0, 0.0], [1.0, 0.0], [0.0, 0.0]];
/// let alpha = krippendorff_alpha(&units, Measurement::Nominal).unwrap();
/// assert!((alpha - 8.0 / 15.0).abs() < 1e-12);
/// ```
pub fn krippendorff_alpha(units: &[impl AsRef<[f64]>], measurement: Measurement) -> Option<f64> {
    let paired = || units.iter().map(AsRef::as_ref).filter(|unit| unit.len() > 1);
    let all: Vec<f64> = paired().flatten().copied().collect();
    let n = all.len() as f64;
    let observed = paired()
        .map(|unit| measurement.difference_sum(unit) / (unit.len() - 1) as f64)
        .fold(0.0, |sum, part| sum + part)
        / n;
    let expected = measurement.difference_sum(&all) / (n * (n - 1.0));
    (n > 1.0 && expected > 0.0).then(|| 1.0 - observed / expected)
}

impl Measurement {
    /// Over all ordered pairs.
    fn difference_sum(self, values: &[f64]) -> f64 {
        let n = values.len() as f64;
        match self {
            Self::Interval => {
                // Σ (a − b)² is 2 (n Σ a² − (Σ a)²)
                let (sum, squares) =
                    values.iter().fold((0.0, 0.0), |(sum, squares), v| (sum + v, squares + v * v));
                2.0 * (n * squares - sum * sum)
            }
            Self::Nominal => {
                let mut sorted = values.to_vec();
                sorted.sort_by(f64::total_cmp);
                let alike = sorted.chunk_by(|a, b| a == b).map(|same| (same.len() as f64).powi(2));
                n * n - alike.sum::<f64>()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three coders, fifteen units, the usual example of textbooks; interval is the value of the Python
    /// package krippendorff 0.9.0, nominal that of a sum over all pairs in Python.
    #[test]
    fn the_textbook_example() {
        let none = f64::NAN;
        let a = [none, none, none, none, none, 3., 4., 1., 2., 1., 1., 3., 3., none, 3.];
        let b = [1., none, 2., 1., 3., 3., 4., 3., none, none, none, none, none, none, none];
        let c = [none, none, 2., 1., 3., 4., 4., none, 2., 1., 1., 3., 3., none, 4.];
        let units: Vec<Vec<f64>> = (0..15)
            .map(|i| [a[i], b[i], c[i]].into_iter().filter(|v| !v.is_nan()).collect())
            .collect();
        for (measurement, expected) in
            [(Measurement::Interval, 0.8108), (Measurement::Nominal, 0.6914)]
        {
            let alpha = krippendorff_alpha(&units, measurement).expect("ratings differ");
            assert!((alpha - expected).abs() < 5e-5, "{alpha}");
        }
    }

    #[test]
    fn what_has_no_agreement() {
        for measurement in [Measurement::Nominal, Measurement::Interval] {
            let alpha = |units: &[&[f64]]| krippendorff_alpha(units, measurement);
            assert_eq!(alpha(&[]), None);
            assert_eq!(alpha(&[&[1.0], &[2.0]]), None);
            assert_eq!(alpha(&[&[1.0, 1.0], &[1.0, 1.0]]), None);
            assert_eq!(alpha(&[&[1.0, 1.0], &[2.0, 2.0]]), Some(1.0));
            assert_eq!(alpha(&[&[0.0, -0.0], &[2.0, 2.0]]), Some(1.0));
        }
    }
}
