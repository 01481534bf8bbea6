//! The bias of a sentence, by logistic regression on the readers' shares.

use ndarray::Array2;

use super::standard::Standard;
use super::{Labelled, Learned, Setup, label};
use crate::Error;
use crate::bias::{self, FEATURES};
use crate::model::{Logistic, ModelKind, Parts, WordNumbers, WordTable};

/// Strength of the penalty on standard columns.
const C: f64 = 0.01;

pub(super) fn fit(setup: &Setup, rows: &[Labelled]) -> Result<Learned, Error> {
    let shares = (0..).zip(rows).map(|(i, row)| label(i, row.bias, ModelKind::Bias, 0.0..=1.0));
    let shares = shares.collect::<Result<Vec<f64>, Error>>()?;
    if shares.iter().all(|share| *share == shares[0]) {
        let problem = format!("all {} rows have the label {}", shares.len(), shares[0]);
        return Err(Error::fit(&problem, "rows of both kinds"));
    }
    let words = WordTable::new(FEATURES.width, Vec::new());
    let mut design = Array2::zeros((rows.len(), FEATURES.names.len()));
    let (mut parts, mut numbers) = (Parts::default(), WordNumbers::default());
    let mut row = vec![0.0; FEATURES.names.len()];
    setup.sentences(rows, |i, found| {
        numbers.look_up(&words, found.source, found.tokens);
        parts.clear();
        bias::parts(found, 0..found.tokens.len() as u32, &numbers, &mut parts);
        parts.fill(&mut row);
        design.row_mut(i).assign(&ndarray::ArrayView1::from(&row));
    });
    let standard = Standard::apply(&mut design);
    let model = Logistic::fit(&design, &shares, &vec![1.0; rows.len()], C);
    let (weights, shift) = standard.restore(&model.weights);
    Ok(Learned {
        intercepts: vec![model.intercept + shift],
        weights: weights.into_iter().map(|weight| vec![weight]).collect(),
        words,
    })
}
