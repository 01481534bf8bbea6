//! The columns of `FeatureMatrix` that are values of stable metrics.

use presslens::{FeatureMatrix, Place, Status, Voice, metrics};

/// What of a metric a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Its value over the whole article.
    Whole,
    Category,
    Place,
    Voice,
}

/// A column of `FeatureMatrix`.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) index: usize,
    pub(crate) name: String,
    /// Id of the metric.
    pub(crate) metric: &'static str,
    pub(crate) part: Part,
}

/// The values of the stable metrics, in order; no intervals and no counts.
pub(crate) fn columns() -> Vec<Column> {
    let stable = || metrics().iter().filter(|info| info.status == Status::Stable);
    let column = |(index, name): (usize, String)| {
        let (id, part) = name.split_once('@').unwrap_or((&name, ""));
        let metric = stable().find(|info| info.id == id)?.id;
        let part = match part {
            "" => Part::Whole,
            part if Place::ALL.iter().any(|place| place.name() == part) => Part::Place,
            part if Voice::ALL.iter().any(|voice| voice.name() == part) => Part::Voice,
            _ => Part::Category,
        };
        Some(Column { index, name, metric, part })
    };
    FeatureMatrix::column_names().into_iter().enumerate().filter_map(column).collect()
}
