//! Logistic regression with an L2 penalty, by Newton's method.

use ndarray::{Array1, Array2, ArrayView1, Axis};

/// A fitted model: the probability of a positive is `1 / (1 + e^−(intercept + w·x))`.
#[derive(Clone, Debug)]
pub(crate) struct Logistic {
    pub(crate) intercept: f64,
    /// One for each column.
    pub(crate) weights: Array1<f64>,
}

/// Newton's method squares the error at each step; far fewer are needed.
const STEPS: usize = 100;
/// Largest entry of the gradient at the optimum.
const GRADIENT: f64 = 1e-9;

impl Logistic {
    /// Minimises `½‖w‖² + c Σ log(1 + e^−z)`, where `z` is `intercept + w·x` for a positive row and its
    /// negative for another; the intercept bears no penalty. This is scikit-learn's `C`. Rows × columns;
    /// values are finite.
    pub(crate) fn fit(rows: &Array2<f64>, labels: &[bool], c: f64) -> Self {
        // the intercept is the weight of a last column of ones
        let columns = rows.ncols();
        let design = Array2::from_shape_fn((rows.nrows(), columns + 1), |(i, j)| {
            if j < columns { rows[[i, j]] } else { 1.0 }
        });
        let labels: Array1<f64> = labels.iter().map(|&label| f64::from(u8::from(label))).collect();
        let mut penalty = Array1::ones(columns + 1);
        penalty[columns] = 0.0;
        let loss = |w: &Array1<f64>| {
            let z = design.dot(w);
            let fit: f64 = z.iter().zip(&labels).map(|(z, y)| softplus(*z) - y * z).sum();
            c * fit + 0.5 * (&penalty * w * w).sum()
        };

        let mut w = Array1::zeros(columns + 1);
        let mut now = loss(&w);
        for _ in 0..STEPS {
            let p = design.dot(&w).mapv(sigmoid);
            let gradient = design.t().dot(&(&p - &labels)) * c + &penalty * &w;
            if gradient.iter().all(|g| g.abs() < GRADIENT) {
                break;
            }
            let spread = p.mapv(|p| c * p * (1.0 - p)).insert_axis(Axis(1));
            let mut hessian = design.t().dot(&(&design * &spread));
            hessian.diag_mut().scaled_add(1.0, &penalty);
            let step = solve(hessian, gradient);
            // far from the optimum a whole step can overshoot
            let tried = [1.0, 0.5, 0.25, 0.125, 0.0625].map(|part| &w - &step * part);
            let Some(next) = tried.into_iter().find(|w| loss(w) < now) else { break };
            w = next;
            now = loss(&w);
        }
        Self { intercept: w[columns], weights: w.iter().take(columns).copied().collect() }
    }

    /// Probability that a row is positive.
    pub(crate) fn probability(&self, row: &ArrayView1<f64>) -> f64 {
        sigmoid(self.intercept + self.weights.dot(row))
    }
}

fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// `log(1 + e^z)` without overflow.
fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}

/// `x` of `a x = b` for a symmetric positive definite `a`, by Cholesky's decomposition.
fn solve(mut a: Array2<f64>, mut b: Array1<f64>) -> Array1<f64> {
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

    /// Against scikit-learn 1.9.1, `LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-12)`.
    #[test]
    fn like_scikit_learn() {
        let rows =
            array![[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [2.0, 1.0], [-1.25, -0.5], [0.0, 1.5]];
        let labels = [false, true, false, true, false, true];
        let model = Logistic::fit(&rows, &labels, 1.0);
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-8, "{a} {b}");
        near(model.intercept, -0.600_811_02);
        near(model.weights[0], 0.966_611_123_969);
        near(model.weights[1], 0.489_372_878_284);
        near(model.probability(&array![1.0, 1.0].view()), 0.701_651_166_298);
    }

    #[test]
    fn equations_are_solved() {
        let x = solve(array![[4.0, 2.0], [2.0, 3.0]], array![8.0, 8.0]);
        assert!((x - array![1.0, 2.0]).iter().all(|rest: &f64| rest.abs() < 1e-12));
    }
}
