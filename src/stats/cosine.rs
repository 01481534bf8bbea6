//! A course of values, smoothed by the discrete cosine transform.

use std::f64::consts::PI;

use super::intervals::student_t;

/// The first waves of a course of values: places run from 0, where it begins, to 1, where it ends.
///
/// `β_k = 2/n Σ x_j cos(π k (j + ½)/n)` of n values, half of it for k = 0; the smoothed value at place u is
/// `Σ β_k cos(π k u)`. As the cosines are orthogonal over the values, that is their least-squares fit, and
/// it has the values' level whatever their number. Syuzhet scales by 2/points instead of 2/n, so that its
/// curves grow with the length of the text.
#[derive(Clone, Debug)]
pub(crate) struct CosineArc {
    values: usize,
    waves: Vec<f64>,
    /// Sum of the squares that the waves leave.
    residual: f64,
}

impl CosineArc {
    /// Of the first `keep` waves, level included, or as many as there are values; `None` of no value.
    pub(crate) fn new(values: &[f64], keep: usize) -> Option<Self> {
        let n = values.len();
        if n == 0 || keep == 0 {
            return None;
        }
        let waves: Vec<f64> = (0..keep.min(n))
            .map(|k| {
                let places = (0..n).map(|j| (j as f64 + 0.5) / n as f64);
                let sum: f64 = values.iter().zip(places).map(|(x, place)| x * wave(k, place)).sum();
                if k == 0 { sum / n as f64 } else { 2.0 * sum / n as f64 }
            })
            .collect();
        let mut arc = Self { values: n, waves, residual: 0.0 };
        let left = values.iter().zip(arc.points(n)).map(|(x, fitted)| x - fitted);
        arc.residual = left.map(|rest| rest * rest).sum();
        // what the waves fit leaves no more than rounding
        if arc.residual <= 1e-24 * values.iter().map(|x| x * x).sum::<f64>() {
            arc.residual = 0.0;
        }
        Some(arc)
    }

    /// The smoothed value at a place.
    pub(crate) fn at(&self, place: f64) -> f64 {
        self.waves.iter().enumerate().map(|(k, weight)| weight * wave(k, place)).sum()
    }

    /// The smoothed values in the middle of each of so many equal parts.
    pub(crate) fn points(&self, points: usize) -> Vec<f64> {
        (0..points).map(|t| self.at((t as f64 + 0.5) / points as f64)).collect()
    }

    /// Student's interval of what the arc gains from one place to another, by the least-squares fit;
    /// `None` where the waves leave no degrees of freedom, or nothing else.
    pub(crate) fn gain_interval(&self, from: f64, to: f64) -> Option<(f64, f64)> {
        let degrees = self.values - self.waves.len();
        if degrees == 0 || self.residual <= 0.0 {
            return None;
        }
        let gaps = (0..self.waves.len()).map(|k| wave(k, to) - wave(k, from));
        let squares: f64 = gaps.map(|gap| gap * gap).sum();
        let variance = self.residual / degrees as f64 * 2.0 / self.values as f64 * squares;
        let (gain, error) = (self.at(to) - self.at(from), student_t(degrees) * variance.sqrt());
        Some((gain - error, gain + error))
    }
}

fn wave(k: usize, place: f64) -> f64 {
    (PI * k as f64 * place).cos()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALUES: [f64; 12] = [0.3, -0.1, 0.0, 0.5, 0.2, -0.4, -0.6, 0.0, 0.1, -0.2, 0.4, 0.7];

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-6, "{a} is not {b}");
    }

    /// `idct(dct(x)[:5], n=M)·M/N` of scipy.fft 1.17.1, type 2; M = N is its plain inverse.
    #[test]
    fn points_are_those_of_scipy() {
        let arc = CosineArc::new(&VALUES, 5).unwrap();
        let by_scipy: [&[f64]; 2] = [
            &[
                0.060_317, 0.151_247, 0.236_576, 0.206_953, 0.036_13, -0.190_856, -0.337_252,
                -0.309_335, -0.111_857, 0.168_328, 0.421_958, 0.567_792,
            ],
            &[0.118_946, 0.195_622, -0.281_986, -0.137_152, 0.479_571],
        ];
        for expected in by_scipy {
            let points = arc.points(expected.len());
            points.iter().zip(expected).for_each(|(a, b)| close(*a, *b));
        }
    }

    /// Least squares over the five cosines by numpy: standard error .364168, 7 degrees of freedom.
    #[test]
    fn gains_are_those_of_least_squares() {
        let arc = CosineArc::new(&VALUES, 5).unwrap();
        close(arc.at(1.0) - arc.at(0.0), 0.540_665);
        let (low, high) = arc.gain_interval(0.0, 1.0).unwrap();
        assert!((low + 0.320_456).abs() < 1e-5 && (high - 1.401_786).abs() < 1e-5, "{low} {high}");
        assert_eq!(CosineArc::new(&VALUES[..5], 5).unwrap().gain_interval(0.0, 1.0), None);
    }

    /// A constant keeps its level at every length. As coded in syuzhet (2/points for 2/n) .5 becomes the
    /// second number.
    #[test]
    fn length_changes_no_level() {
        for (n, syuzhet) in [(50, 0.25), (100, 0.5), (200, 1.0), (400, 2.0)] {
            let points = CosineArc::new(&vec![0.5; n], 5).unwrap().points(100);
            for point in points {
                close(point, 0.5);
                close(point * n as f64 / 100.0, syuzhet);
            }
        }
    }

    #[test]
    fn few_values_have_few_waves() {
        assert!(CosineArc::new(&[], 5).is_none() && CosineArc::new(&[1.0], 0).is_none());
        assert_eq!(CosineArc::new(&[0.25], 5).unwrap().points(3), [0.25; 3]);
        let three = CosineArc::new(&[0.1, -0.2, 0.4], 5).unwrap().points(3);
        [0.1, -0.2, 0.4].iter().zip(&three).for_each(|(a, b)| close(*a, *b));
        assert!(CosineArc::new(&[0.25], 5).unwrap().points(0).is_empty());
    }

    proptest! {
        /// And no fit is worse than the mean alone.
        #[test]
        fn the_level_is_the_mean(values in prop::collection::vec(-1.0..1.0_f64, 1..60)) {
            let arc = CosineArc::new(&values, 5).unwrap();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            // every wave but the level adds up to 0 over 100 midpoints
            let level = arc.points(100).iter().sum::<f64>() / 100.0;
            prop_assert!((level - mean).abs() < 1e-9);
            let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
            prop_assert!(arc.residual <= squares + 1e-9);
        }
    }
}
