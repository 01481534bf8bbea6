//! Linear regression by least squares with a penalty on each weight.

use ndarray::{Array1, Array2, Axis};

use super::solve::solve;

/// An intercept and one weight a column.
#[derive(Debug)]
pub(crate) struct Ridge {
    pub(crate) intercept: f64,
    pub(crate) weights: Array1<f64>,
}

impl Ridge {
    /// Makes `Σ (target − intercept − row · weights)² + penalty · Σ weight²` least: a penalty above 0, from
    /// which the intercept is free.
    pub(crate) fn fit(rows: &Array2<f64>, targets: &Array1<f64>, penalty: f64) -> Self {
        let means = rows.mean_axis(Axis(0)).unwrap_or_else(|| Array1::zeros(rows.ncols()));
        let mean = targets.mean().unwrap_or(0.0);
        let rows = rows - &means;
        let mut squares = rows.t().dot(&rows);
        squares.diag_mut().mapv_inplace(|square| square + penalty);
        let weights = solve(squares, rows.t().dot(&(targets - mean)));
        Self { intercept: mean - means.dot(&weights), weights }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    /// scikit-learn 1.9.1: `Ridge(alpha=2.0)`.
    #[test]
    fn weights_are_those_of_scikit_learn() {
        let rows = array![[1.0, 0.5], [2.0, -1.0], [3.0, 0.25], [4.0, 2.0], [5.0, -0.5]];
        let ridge = Ridge::fit(&rows, &array![1.0, 1.5, 3.5, 6.0, 4.0], 2.0);
        assert!((ridge.intercept - 0.575).abs() < 1e-9, "{ridge:?}");
        let rest = ridge.weights - array![0.816_860_465_116, 0.697_674_418_605];
        assert!(rest.iter().all(|rest: &f64| rest.abs() < 1e-9));
    }

    #[test]
    fn a_large_penalty_leaves_the_mean() {
        let ridge = Ridge::fit(&array![[1.0], [2.0]], &array![1.0, 3.0], 1e12);
        assert!((ridge.intercept - 2.0).abs() < 1e-9 && ridge.weights[0].abs() < 1e-9);
    }
}
