//! Multinomial logistic regression with a ridge penalty, by L-BFGS (Nocedal & Wright 2006, algorithm 7.5).

use std::collections::VecDeque;

use ndarray::{Array1, Array2, Axis};

/// A fitted regression.
#[derive(Debug)]
pub(crate) struct Multinomial {
    /// By class.
    pub(crate) intercepts: Array1<f64>,
    /// Columns × classes.
    pub(crate) weights: Array2<f64>,
}

/// Steps at most.
const STEPS: usize = 500;
/// Largest entry of the gradient at the optimum.
const GRADIENT: f64 = 1e-4;
/// Pairs of steps that the curvature is estimated from.
const MEMORY: usize = 12;

impl Multinomial {
    /// Makes `c Σ −log p(class) + ½ Σ w²` least over standard rows (rows × columns), as scikit-learn does;
    /// every class has weights, and intercepts bear no penalty. `classes` are below `count`.
    pub(crate) fn fit(rows: &Array2<f64>, classes: &[usize], count: usize, c: f64) -> Self {
        // the intercepts are the weights of a last column of ones
        let columns = rows.ncols();
        let design = Array2::from_shape_fn((rows.nrows(), columns + 1), |(i, j)| {
            if j < columns { rows[[i, j]] } else { 1.0 }
        });
        let mut penalty = Array2::ones((columns + 1, 1));
        penalty[[columns, 0]] = 0.0;
        let loss = |at: &Array2<f64>| loss(&design, classes, at, c, &penalty);
        let mut at = Array2::zeros((columns + 1, count));
        let (mut value, mut slope) = loss(&at);
        let mut memory: VecDeque<Pair> = VecDeque::with_capacity(MEMORY);
        for _ in 0..STEPS {
            if slope.iter().all(|g| g.abs() < GRADIENT) {
                break;
            }
            let mut direction = direction(&memory, &slope);
            if memory.is_empty() {
                direction /= slope.mapv(f64::abs).sum(); // nothing tells yet how far to go
            }
            let fall = (&direction * &slope).sum();
            let tried = (0..40).map(|halvings| {
                let part = 0.5_f64.powi(halvings);
                let next = &at + &(&direction * part);
                let (lower, slope) = loss(&next);
                (lower <= value + 1e-4 * part * fall).then_some((next, lower, slope))
            });
            let Some((next, lower, after)) = tried.into_iter().flatten().next() else {
                break; // as low as numbers tell
            };
            let pair = Pair::new(&next - &at, &after - &slope);
            if pair.curvature > 0.0 {
                if memory.len() == MEMORY {
                    memory.pop_front();
                }
                memory.push_back(pair);
            }
            (at, value, slope) = (next, lower, after);
        }
        let intercepts = at.row(columns).to_owned();
        at.remove_index(Axis(0), columns);
        Self { intercepts, weights: at }
    }
}

/// A step and what it did to the slope.
#[derive(Debug)]
struct Pair {
    step: Array2<f64>,
    change: Array2<f64>,
    /// Their product.
    curvature: f64,
}

impl Pair {
    fn new(step: Array2<f64>, change: Array2<f64>) -> Self {
        let curvature = (&step * &change).sum();
        Self { step, change, curvature }
    }
}

/// Downhill, by the curvature that the last steps met.
fn direction(memory: &VecDeque<Pair>, slope: &Array2<f64>) -> Array2<f64> {
    let mut out = slope.mapv(|g| -g);
    let mut shares = Vec::with_capacity(memory.len());
    for pair in memory.iter().rev() {
        let share = (&pair.step * &out).sum() / pair.curvature;
        out.scaled_add(-share, &pair.change);
        shares.push(share);
    }
    if let Some(last) = memory.back() {
        out *= last.curvature / (&last.change * &last.change).sum();
    }
    for (pair, share) in memory.iter().zip(shares.iter().rev()) {
        let back = (&pair.change * &out).sum() / pair.curvature;
        out.scaled_add(share - back, &pair.step);
    }
    out
}

/// The penalised loss at some weights, and its slope.
fn loss(
    design: &Array2<f64>,
    classes: &[usize],
    at: &Array2<f64>,
    c: f64,
    penalty: &Array2<f64>,
) -> (f64, Array2<f64>) {
    // from logits to what is expected less what is
    let mut errors = design.dot(at);
    let mut sum = 0.0;
    for (mut row, &class) in errors.rows_mut().into_iter().zip(classes) {
        let top = row.fold(f64::NEG_INFINITY, |top, z| top.max(*z));
        let own = row[class] - top;
        row.mapv_inplace(|z| (z - top).exp());
        let total = row.sum();
        sum += total.ln() - own;
        row /= total;
        row[class] -= 1.0;
    }
    let penalised = at * penalty;
    let slope = design.t().dot(&errors) * c + &penalised;
    (sum * c + 0.5 * (&penalised * at).sum(), slope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn agrees_with_scikit_learn() {
        // LogisticRegression(C=0.5, tol=1e-10).fit(X, y) of scikit-learn 1.9.1
        let rows = array![
            [-1.2, 0.3],
            [0.4, -0.8],
            [1.5, 0.9],
            [-0.3, 1.1],
            [0.2, -1.6],
            [-0.6, 0.1],
            [1.1, -0.4],
            [-1.1, 0.4]
        ];
        let model = Multinomial::fit(&rows, &[0, 1, 2, 0, 1, 0, 2, 1], 3, 0.5);
        let weights =
            array![[-0.477_863, -0.210_753, 0.688_616], [0.355_805, -0.502_085, 0.146_281]];
        let intercepts = array![0.150_311, 0.199_837, -0.350_148];
        assert!((model.weights - weights).iter().all(|error: &f64| error.abs() < 1e-4));
        // intercepts are free: only their differences mean something
        let shift = model.intercepts[0] - intercepts[0];
        assert!(
            (model.intercepts - intercepts - shift).iter().all(|error: &f64| error.abs() < 1e-4)
        );
    }
}
