//! Logistic regression with an L2 penalty, by Newton's method.

use ndarray::{Array1, Array2, ArrayView1, Axis};

use super::solve::solve;

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
    /// Minimises `½‖w‖² + c Σ m (log(1 + e^z) − y z)` with `z = intercept + w·x` over rows x (rows ×
    /// columns; values are finite) with their shares y of positives, 0 to 1, and masses m; the intercept
    /// bears no penalty. With shares 0 and 1 and masses 1 this is scikit-learn's `C`.
    pub(crate) fn fit(rows: &Array2<f64>, shares: &[f64], masses: &[f64], c: f64) -> Self {
        // the intercept is the weight of a last column of ones
        let columns = rows.ncols();
        let design = Array2::from_shape_fn((rows.nrows(), columns + 1), |(i, j)| {
            if j < columns { rows[[i, j]] } else { 1.0 }
        });
        let shares = ArrayView1::from(shares);
        let masses = &ArrayView1::from(masses) * c;
        let mut penalty = Array1::ones(columns + 1);
        penalty[columns] = 0.0;
        let loss = |w: &Array1<f64>| {
            let z = design.dot(w);
            let rows = z.iter().zip(&shares).zip(&masses);
            let fit: f64 = rows.map(|((z, y), mass)| mass * (softplus(*z) - y * z)).sum();
            fit + 0.5 * (&penalty * w * w).sum()
        };

        let mut w = Array1::zeros(columns + 1);
        let mut now = loss(&w);
        for _ in 0..STEPS {
            let p = design.dot(&w).mapv(sigmoid);
            let gradient = design.t().dot(&(&masses * &(&p - &shares))) + &penalty * &w;
            if gradient.iter().all(|g| g.abs() < GRADIENT) {
                break;
            }
            let spread = (&masses * &p.mapv(|p| p * (1.0 - p))).insert_axis(Axis(1));
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

pub(crate) fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// `log(1 + e^z)` without overflow.
fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
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
        let shares = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0];
        let model = Logistic::fit(&rows, &shares, &[1.0; 6], 1.0);
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-8, "{a} {b}");
        near(model.intercept, -0.600_811_02);
        near(model.weights[0], 0.966_611_123_969);
        near(model.weights[1], 0.489_372_878_284);
        near(model.probability(&array![1.0, 1.0].view()), 0.701_651_166_298);
    }

    /// A row of mass 2 is two rows, and a share of ½ is a positive and a negative of half the mass.
    #[test]
    fn masses_and_shares_are_rows() {
        let whole = array![[0.5], [0.5], [-1.0], [2.0], [2.0]];
        let counted =
            Logistic::fit(&whole, &[1.0, 1.0, 0.0, 1.0, 0.0], &[1.0, 1.0, 1.0, 0.5, 0.5], 1.0);
        let merged =
            Logistic::fit(&array![[0.5], [-1.0], [2.0]], &[1.0, 0.0, 0.5], &[2.0, 1.0, 1.0], 1.0);
        assert!((counted.intercept - merged.intercept).abs() < 1e-9);
        assert!((counted.weights[0] - merged.weights[0]).abs() < 1e-9);
    }
}
