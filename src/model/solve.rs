//! Linear equations.

use ndarray::{Array1, Array2};

/// `x` of `a x = b` for a symmetric positive definite `a`, by Cholesky's decomposition.
pub(crate) fn solve(mut a: Array2<f64>, mut b: Array1<f64>) -> Array1<f64> {
    let n = b.len();
    for j in 0..n {
        for i in j..n {
            let dot: f64 = (0..j).map(|k| a[[i, k]] * a[[j, k]]).sum();
            let rest = a[[i, j]] - dot;
            // rounding may take a tiny pivot below zero
            a[[i, j]] = if i == j { rest.max(f64::MIN_POSITIVE).sqrt() } else { rest / a[[j, j]] };
        }
    }
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| a[[i, k]] * b[k]).sum();
        b[i] = (b[i] - dot) / a[[i, i]];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| a[[k, i]] * b[k]).sum();
        b[i] = (b[i] - dot) / a[[i, i]];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn equations_are_solved() {
        let x = solve(array![[4.0, 2.0], [2.0, 3.0]], array![8.0, 8.0]);
        assert!((x - array![1.0, 2.0]).iter().all(|rest: &f64| rest.abs() < 1e-12));
    }
}
