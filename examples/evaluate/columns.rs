//! The values of the stable metrics of a report, in named columns.

use presslens::{Analyzer, FeatureMatrix, MetricInfo, ModelKind, Place, Status, Voice, metrics};

/// What of a metric a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Its value over the whole article.
    Whole,
    Category(&'static str),
    Place(Place),
    Voice(Voice),
}

/// A value of every report.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// Id of the metric.
    pub(crate) metric: &'static str,
    pub(crate) part: Part,
    /// Where in a row of the feature matrix.
    at: usize,
}

impl Column {
    /// The id, with the part behind an `@`.
    pub(crate) fn name(&self) -> String {
        let part = match self.part {
            Part::Whole => return self.metric.to_owned(),
            Part::Category(name) => name,
            Part::Place(place) => place.name(),
            Part::Voice(voice) => voice.name(),
        };
        format!("{}@{part}", self.metric)
    }

    /// Of a row of the feature matrix; NaN where it is not defined on the article.
    pub(crate) fn value(&self, row: &[f64]) -> f64 {
        row[self.at]
    }
}

/// The columns of the stable metrics that need nothing but what the analyzer has.
pub(crate) fn columns(analyzer: &Analyzer) -> Vec<Column> {
    let by_model = analyzer.model(ModelKind::Bias).is_some();
    let has = |info: &MetricInfo| info.needs.is_empty() || by_model && info.id.starts_with("bias.");
    let own = |info: &&MetricInfo| info.status == Status::Stable && has(info);
    let of = |info: &'static MetricInfo| {
        let categories = info.categories.iter().map(|name| Part::Category(name));
        let places = Place::ALL.into_iter().filter(|_| info.by_place).map(Part::Place);
        let voices = Voice::ALL.into_iter().filter(|_| info.by_voice).map(Part::Voice);
        let parts = [Part::Whole].into_iter().chain(categories).chain(places).chain(voices);
        parts.map(|part| Column { metric: info.id, part, at: 0 })
    };
    let names = FeatureMatrix::column_names();
    let placed = |column: Column| {
        let name = column.name();
        Some(Column { at: names.iter().position(|other| *other == name)?, ..column })
    };
    metrics().iter().filter(own).flat_map(of).filter_map(placed).collect()
}
