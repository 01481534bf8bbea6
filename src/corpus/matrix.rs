//! Reports as a matrix, one row an article, for statistics.

use ndarray::Array2;

use crate::framing::metrics;
use crate::report::{ArticleReport, Estimate, Metric};
use crate::text::Place;
use crate::voice::Voice;

/// Metrics of many articles: rows in the articles' order, named columns that do not depend on the
/// articles.
///
/// For each metric of the registry the columns are its `id`, `id.low`, `id.high` (95 % interval) and
/// `id.n`, then, where the registry splits it, `id@PLACE` and `id@VOICE`. A value that is not
/// defined on an article is NaN **here only**; reports and records hold `None` and null.
///
/// ```
/// let reports = [presslens::analyze("The regime fell."), presslens::analyze("Rain is expected.")];
/// let matrix = presslens::FeatureMatrix::from_reports(&reports);
/// assert_eq!(matrix.values().dim(), (2, matrix.names().len()));
/// let loaded = matrix.column("loaded.per_1000").unwrap();
/// assert!(loaded[0] > loaded[1]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureMatrix {
    names: Vec<String>,
    values: Array2<f64>,
}

impl FeatureMatrix {
    /// The matrix of these reports; none give a matrix of 0 rows.
    pub fn from_reports<'r>(reports: impl IntoIterator<Item = &'r ArticleReport>) -> Self {
        let names = Self::column_names();
        let mut flat = Vec::new();
        let mut rows = 0;
        for report in reports {
            flat.extend(Self::row(report));
            rows += 1;
        }
        // each row is as long as the names: the fallback has no case
        let values = Array2::from_shape_vec((rows, names.len()), flat)
            .unwrap_or_else(|_| Array2::from_elem((0, names.len()), f64::NAN));
        Self { names, values }
    }

    /// Names of the columns.
    pub fn column_names() -> Vec<String> {
        let mut names = Vec::new();
        for metric in metrics() {
            names.push(metric.id.to_owned());
            names.extend(["low", "high", "n"].map(|part| format!("{}.{part}", metric.id)));
            let places = Place::ALL.iter().map(|p| p.name()).filter(|_| metric.by_place);
            let voices = Voice::ALL.iter().map(|v| v.name()).filter(|_| metric.by_voice);
            names.extend(places.chain(voices).map(|part| format!("{}@{part}", metric.id)));
        }
        names
    }

    /// One report as a row under [`column_names`](Self::column_names).
    pub fn row(report: &ArticleReport) -> Vec<f64> {
        let mut row = Vec::new();
        for info in metrics() {
            let empty = Metric {
                id: info.id,
                all: Estimate::default(),
                by_place: Vec::new(),
                by_voice: Vec::new(),
                by_category: Vec::new(),
                contributions: Vec::new(),
            };
            let metric = report.metric(info.id).unwrap_or(&empty);
            let value = |estimate: Option<&Estimate>| {
                estimate.and_then(|estimate| estimate.value).unwrap_or(f64::NAN)
            };
            let (low, high) = metric.all.interval.unwrap_or((f64::NAN, f64::NAN));
            row.extend([value(Some(&metric.all)), low, high, f64::from(metric.all.n)]);
            let find_place = |place: &Place| metric.by_place.iter().find(|(p, _)| p == place);
            let find_voice = |voice: &Voice| metric.by_voice.iter().find(|(v, _)| v == voice);
            let places = Place::ALL.iter().filter(|_| info.by_place);
            row.extend(places.map(|place| value(find_place(place).map(|(_, e)| e))));
            let voices = Voice::ALL.iter().filter(|_| info.by_voice);
            row.extend(voices.map(|voice| value(find_voice(voice).map(|(_, e)| e))));
        }
        row
    }

    /// Names of the columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The values, articles × columns.
    pub fn values(&self) -> &Array2<f64> {
        &self.values
    }

    /// One column by its name.
    pub fn column(&self, name: &str) -> Option<ndarray::ArrayView1<'_, f64>> {
        let index = self.names.iter().position(|n| n == name)?;
        Some(self.values.column(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_reports_give_zero_rows() {
        let matrix = FeatureMatrix::from_reports([]);
        assert_eq!(matrix.values().dim(), (0, matrix.names().len()));
    }

    /// Every cell is what the report says under its name.
    #[test]
    fn cells_are_those_of_the_report() {
        let report = crate::analyze(
            "Regime falls\n\n“We are happy and proud,” he said. The brutal regime fell.\n\nIt rained.",
        );
        let matrix = FeatureMatrix::from_reports([&report]);
        let cell = |name: String| matrix.column(&name).expect("a column")[0].to_bits();
        let bits = |value: Option<f64>| value.unwrap_or(f64::NAN).to_bits();
        let mut cells = 0;
        for metric in report.metrics() {
            let (low, high) = metric.all.interval.unzip();
            let id = metric.id;
            assert_eq!(cell(id.to_owned()), bits(metric.all.value));
            assert_eq!(cell(format!("{id}.low")), bits(low));
            assert_eq!(cell(format!("{id}.high")), bits(high));
            assert_eq!(cell(format!("{id}.n")), f64::from(metric.all.n).to_bits());
            for (place, estimate) in &metric.by_place {
                assert_eq!(cell(format!("{id}@{}", place.name())), bits(estimate.value));
                cells += 1;
            }
            for (voice, estimate) in &metric.by_voice {
                assert_eq!(cell(format!("{id}@{}", voice.name())), bits(estimate.value));
                cells += 1;
            }
        }
        assert!(cells >= 15, "{cells}");
        let caption = matrix.column("vader.mean@caption").expect("a column")[0];
        assert!(caption.is_nan(), "no caption in the text");
    }

    #[test]
    fn rows_and_names_are_as_long() {
        for text in ["", "A headline\n\nThe regime said: “We fell on our own sword.”"] {
            let report = crate::analyze(text);
            assert_eq!(FeatureMatrix::row(&report).len(), FeatureMatrix::column_names().len());
        }
    }
}
