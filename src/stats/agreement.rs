//! Agreement between raters.

/// Krippendorff's α of interval data: `1 − D_o / D_e`, where D_o is the mean squared difference of
/// two ratings of one unit and D_e that of two ratings of any units (Krippendorff 2004, chapter 11).
/// `units` holds the ratings of each unit; units rated once do not count. `None` where no two ratings
/// can be compared or all are alike.
pub(crate) fn krippendorff_interval(units: &[Vec<f64>]) -> Option<f64> {
    let paired: Vec<&[f64]> = units.iter().map(Vec::as_slice).filter(|u| u.len() > 1).collect();
    let n: usize = paired.iter().map(|unit| unit.len()).sum();
    let square_sum = |values: &mut dyn Iterator<Item = f64>| {
        // Σ over ordered pairs of (a − b)² is 2 (m Σ a² − (Σ a)²)
        let (mut m, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for value in values {
            (m, sum, squares) = (m + 1.0, sum + value, squares + value * value);
        }
        2.0 * (m * squares - sum * sum)
    };
    let observed = paired
        .iter()
        .map(|unit| square_sum(&mut unit.iter().copied()) / (unit.len() - 1) as f64)
        .fold(0.0, |sum, part| sum + part)
        / n as f64;
    let expected = square_sum(&mut paired.iter().flat_map(|unit| unit.iter().copied()))
        / (n as f64 * (n as f64 - 1.0));
    (n > 1 && expected > 0.0).then(|| 1.0 - observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three coders, fifteen units, the usual example of textbooks; the value is that of the Python
    /// package krippendorff 0.9.0.
    #[test]
    fn the_textbook_example() {
        let none = f64::NAN;
        let a = [none, none, none, none, none, 3., 4., 1., 2., 1., 1., 3., 3., none, 3.];
        let b = [1., none, 2., 1., 3., 3., 4., 3., none, none, none, none, none, none, none];
        let c = [none, none, 2., 1., 3., 4., 4., none, 2., 1., 1., 3., 3., none, 4.];
        let units: Vec<Vec<f64>> = (0..15)
            .map(|i| [a[i], b[i], c[i]].into_iter().filter(|v| !v.is_nan()).collect())
            .collect();
        let alpha = krippendorff_interval(&units).expect("ratings differ");
        assert!((alpha - 0.8108).abs() < 5e-5, "{alpha}");
    }

    #[test]
    fn what_has_no_agreement() {
        assert_eq!(krippendorff_interval(&[]), None);
        assert_eq!(krippendorff_interval(&[vec![1.0], vec![2.0]]), None);
        assert_eq!(krippendorff_interval(&[vec![1.0, 1.0], vec![1.0, 1.0]]), None);
        assert_eq!(krippendorff_interval(&[vec![1.0, 1.0], vec![2.0, 2.0]]), Some(1.0));
    }
}
