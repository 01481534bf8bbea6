//! Whether rows can be learned from: the same for every kind, before anything is fitted.

use std::fmt::Display;

use super::{Labelled, label};
use crate::Error;
use crate::model::ModelKind;
use crate::text::Span;

/// Fewest rows that a model is fitted on.
const FEWEST: usize = 50;

/// Checks that there are enough rows, with labels of this kind that differ and stand in the texts.
pub(super) fn check(kind: ModelKind, rows: &[Labelled]) -> Result<(), Error> {
    if rows.len() < FEWEST {
        let problem = format!("{} labelled rows", rows.len());
        return Err(Error::fit(&problem, &format!("at least {FEWEST}")));
    }
    match kind {
        ModelKind::Bias => {
            for (i, row) in rows.iter().enumerate() {
                inside(i, row, row.marked.iter().copied())?;
            }
            let share = |(i, row): (usize, &Labelled)| label(i, row.bias, kind, 0.0..=1.0);
            differ("rows", rows.iter().enumerate().map(share), "rows of both kinds")
        }
        ModelKind::Valence => {
            let mean = |(i, row): (usize, &Labelled)| label(i, row.valence, kind, -1.0..=1.0);
            differ("rows", rows.iter().enumerate().map(mean), "rows with different means")
        }
        ModelKind::Target => {
            for (i, row) in rows.iter().enumerate() {
                if row.targets.is_empty() {
                    let problem = format!("row {}: no label", i + 1);
                    return Err(Error::fit(&problem, "a target with its polarity"));
                }
                inside(i, row, row.targets.iter().map(|(span, _)| *span))?;
            }
            let targets = rows.iter().flat_map(|row| &row.targets);
            let names = targets.map(|(_, polarity)| Ok(polarity.name()));
            differ("targets", names, "targets of more than one polarity")
        }
    }
}

/// Spans must hold whole characters of the row's text.
fn inside(row: usize, labelled: &Labelled, spans: impl Iterator<Item = Span>) -> Result<(), Error> {
    let text = &labelled.text;
    for Span { start, end } in spans {
        if start >= end || text.get(start as usize..end as usize).is_none() {
            let problem = format!("row {}: bytes {start}..{end}", row + 1);
            let expected = format!("a range of whole characters in the {} bytes", text.len());
            return Err(Error::fit(&problem, &expected));
        }
    }
    Ok(())
}

/// There must be two labels.
fn differ<L: PartialEq + Display>(
    what: &str,
    labels: impl Iterator<Item = Result<L, Error>>,
    expected: &str,
) -> Result<(), Error> {
    let labels = labels.collect::<Result<Vec<L>, Error>>()?;
    match labels.first() {
        Some(first) if labels.iter().all(|label| label == first) => {
            let problem = format!("all {} {what} have the label {first}", labels.len());
            Err(Error::fit(&problem, expected))
        }
        _ => Ok(()),
    }
}
