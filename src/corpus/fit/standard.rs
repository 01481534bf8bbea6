//! Columns of mean 0 and standard deviation 1, so that a penalty treats all alike; fitted weights are
//! turned back, so that scoring needs neither.

use ndarray::{Array1, Array2, Axis};

/// Mean and standard deviation of each column.
#[derive(Debug)]
pub(super) struct Standard {
    means: Array1<f64>,
    scales: Array1<f64>,
}

impl Standard {
    /// Of rows × columns, which become standard. A column that does not vary becomes 0.
    pub(super) fn apply(rows: &mut Array2<f64>) -> Self {
        let means = rows.mean_axis(Axis(0)).unwrap_or_else(|| Array1::zeros(rows.ncols()));
        let scales =
            rows.std_axis(Axis(0), 0.0).mapv(|sd| if sd > 1e-12 { sd } else { f64::INFINITY });
        *rows -= &means;
        *rows /= &scales;
        Self { means, scales }
    }

    /// Does to other rows what made the first ones standard.
    pub(super) fn repeat(&self, rows: &mut Array2<f64>) {
        *rows -= &self.means;
        *rows /= &self.scales;
    }

    /// Weights of standard columns as weights of the columns as they were, and what that adds to the
    /// intercept.
    pub(super) fn restore(&self, weights: &Array1<f64>) -> (Vec<f64>, f64) {
        let weights = weights / &self.scales;
        let shift = -weights.dot(&self.means);
        (weights.to_vec(), shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn weights_come_back() {
        let raw = array![[1.0, 5.0], [3.0, 5.0], [8.0, 5.0]];
        let mut rows = raw.clone();
        let standard = Standard::apply(&mut rows);
        let weights = array![0.5, 2.0];
        let (back, shift) = standard.restore(&weights);
        assert_eq!(back[1], 0.0);
        for (row, raw) in rows.rows().into_iter().zip(raw.rows()) {
            let before = row.dot(&weights);
            let after = raw.iter().zip(&back).map(|(x, w)| x * w).sum::<f64>() + shift;
            assert!((before - after).abs() < 1e-12);
        }
    }
}
