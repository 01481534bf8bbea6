//! Reports as a matrix, one row an article, for statistics.

use std::borrow::Borrow;

use ndarray::{Array2, ArrayView1, Axis};

use super::Reference;
use crate::Error;
use crate::framing::{MetricInfo, Status, metrics};
use crate::report::{ArticleReport, Estimate, Metric};
use crate::text::Place;
use crate::voice::Voice;

/// Metrics of many articles: rows in the articles' order, named columns that do not depend on the
/// articles.
///
/// For each metric the columns are its `id`, `id.low`, `id.high` (95 % interval) and `id.n`, then,
/// where the registry splits it, `id@PLACE`, `id@VOICE` and `id@CATEGORY`. A value that is not
/// defined on an article is NaN **here only**; reports and records hold `None` and null, CSV has an
/// empty cell.
///
/// ```
/// let reports = [presslens::analyze("The regime fell."), presslens::analyze("Rain is expected.")];
/// let matrix = presslens::FeatureMatrix::from_reports(&reports).with_ids(["a", "b"])?;
/// assert_eq!(matrix.values().dim(), (2, matrix.names().len()));
/// let loaded = matrix.column("loaded.per_1000").unwrap();
/// assert!(loaded[0] > loaded[1]);
///
/// let (mut csv, mut npy) = (Vec::new(), Vec::new()); // or files
/// matrix.write_csv(&mut csv).unwrap();
/// matrix.write_npy(&mut npy).unwrap();
/// assert!(csv.starts_with(b"id,tone."));
/// # Ok::<(), presslens::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureMatrix {
    names: Vec<String>,
    ids: Option<Vec<String>>,
    values: Array2<f64>,
}

impl FeatureMatrix {
    /// The stable metrics of these reports, given or lent; none give a matrix of 0 rows.
    ///
    /// Owned reports may come from a stream such as [`in_order`](crate::in_order): each is dropped
    /// once its row is made.
    pub fn from_reports<R: Borrow<ArticleReport>>(reports: impl IntoIterator<Item = R>) -> Self {
        Self::with_metrics(stable(), reports)
    }

    /// The same of chosen metrics in the order given, such as all of [`metrics()`](crate::metrics).
    /// A metric that a report does not hold is NaN with an n of 0: experimental ones are computed
    /// only when the analyzer was asked for them.
    pub fn with_metrics<'m, R: Borrow<ArticleReport>>(
        metrics: impl IntoIterator<Item = &'m MetricInfo>,
        reports: impl IntoIterator<Item = R>,
    ) -> Self {
        let metrics: Vec<&MetricInfo> = metrics.into_iter().collect();
        let names: Vec<String> = metrics.iter().flat_map(|info| names_of(info)).collect();
        let mut values = Array2::zeros((0, names.len()));
        for report in reports {
            let row: Vec<f64> =
                metrics.iter().flat_map(|info| values_of(info, report.borrow())).collect();
            // each row is as long as the names: it cannot be refused
            _ = values.push_row(ArrayView1::from(&row));
        }
        Self { names, ids: None, values }
    }

    /// Names of the columns of the stable metrics.
    pub fn column_names() -> Vec<String> {
        stable().flat_map(names_of).collect()
    }

    /// One report as a row under [`column_names`](Self::column_names).
    pub fn row(report: &ArticleReport) -> Vec<f64> {
        stable().flat_map(|info| values_of(info, report)).collect()
    }

    /// The matrix with an id for each row, which CSV shows in its first column.
    ///
    /// # Errors
    /// When there are not as many ids as rows.
    pub fn with_ids<S: Into<String>>(
        mut self,
        ids: impl IntoIterator<Item = S>,
    ) -> Result<Self, Error> {
        let ids: Vec<String> = ids.into_iter().map(Into::into).collect();
        if ids.len() != self.values.nrows() {
            return Err(Error::ids(ids.len(), self.values.nrows()));
        }
        self.ids = Some(ids);
        Ok(self)
    }

    /// Names of the columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Ids of the rows, where they were given.
    pub fn ids(&self) -> Option<&[String]> {
        self.ids.as_deref()
    }

    /// The values, articles × columns.
    pub fn values(&self) -> &Array2<f64> {
        &self.values
    }

    /// One column by its name.
    pub fn column(&self, name: &str) -> Option<ArrayView1<'_, f64>> {
        let index = self.names.iter().position(|n| n == name)?;
        Some(self.values.column(index))
    }

    /// The columns that are values of metrics, whole or split: all but intervals and n.
    pub fn value_columns(&self) -> impl Iterator<Item = (&str, ArrayView1<'_, f64>)> {
        let columns = self.names.iter().map(String::as_str).zip(self.values.axis_iter(Axis(1)));
        columns.filter(|(name, _)| !BESIDE_VALUES.iter().any(|end| name.ends_with(end)))
    }

    /// Every value in standard deviations from the mean of its column in a reference corpus:
    /// `(x − mean) / sd`, see [`Reference::z`]. Holds the value columns only, under their names.
    ///
    /// NaN where x is, where fewer than two articles of the reference have a value (or fewer than it
    /// was [abridged](Reference::abridged) to), and where all have the same one: nothing can be
    /// measured against a deviation of 0.
    ///
    /// ```
    /// use presslens::{FeatureMatrix, Reference};
    /// let report = presslens::analyze("Regime slams talks\n\nThe brutal regime fell. Rain came.");
    /// let matrix = FeatureMatrix::from_reports([&report]);
    /// let against_news = matrix.standardised(Reference::built_in())?;
    /// assert!(against_news.column("loaded.per_1000").unwrap()[0] > 2.0);
    /// # Ok::<(), presslens::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the reference has no column of a name: it was made from other metrics.
    pub fn standardised(&self, reference: &Reference) -> Result<Self, Error> {
        let mut columns = Vec::new();
        for (name, column) in self.value_columns() {
            if reference.n(name).is_none() {
                return Err(Error::column(reference.name(), name));
            }
            columns.push((name, column, reference.distribution(name)));
        }
        let values = Array2::from_shape_fn((self.values.nrows(), columns.len()), |(row, index)| {
            let (_, column, distribution) = &columns[index];
            distribution.and_then(|found| found.z(column[row])).unwrap_or(f64::NAN)
        });
        let names = columns.iter().map(|(name, ..)| (*name).to_owned()).collect();
        Ok(Self { names, ids: self.ids.clone(), values })
    }
}

#[cfg(test)]
impl FeatureMatrix {
    /// A matrix of these columns and rows.
    pub(super) fn of(names: &[&str], rows: &[&[f64]]) -> Self {
        let values = Array2::from_shape_vec((rows.len(), names.len()), rows.concat());
        let names = names.iter().map(|&name| name.to_owned()).collect();
        Self { names, ids: None, values: values.expect("rows as long as the names") }
    }
}

/// Ends of the names of columns that stand beside a metric's value.
const BESIDE_VALUES: [&str; 3] = [".low", ".high", ".n"];

fn stable() -> impl Iterator<Item = &'static MetricInfo> {
    metrics().iter().filter(|info| info.status == Status::Stable)
}

fn places(info: &MetricInfo) -> impl Iterator<Item = Place> {
    Place::ALL.into_iter().filter(|_| info.by_place)
}

fn voices(info: &MetricInfo) -> impl Iterator<Item = Voice> {
    Voice::ALL.into_iter().filter(|_| info.by_voice)
}

/// Names of a metric's columns.
fn names_of(info: &MetricInfo) -> Vec<String> {
    let mut names = vec![info.id.to_owned()];
    names.extend(BESIDE_VALUES.map(|end| format!("{}{end}", info.id)));
    let parts = places(info).map(Place::name).chain(voices(info).map(Voice::name));
    names.extend(
        parts.chain(info.categories.iter().copied()).map(|part| format!("{}@{part}", info.id)),
    );
    names
}

/// The cells under them.
fn values_of(info: &MetricInfo, report: &ArticleReport) -> Vec<f64> {
    let metric = report.metric(info.id);
    let all = metric.map(|metric| metric.all).unwrap_or_default();
    let (low, high) = all.interval.unwrap_or((f64::NAN, f64::NAN));
    let mut row = vec![all.value.unwrap_or(f64::NAN), low, high, f64::from(all.n)];
    row.extend(places(info).map(|part| split(metric, part, |metric| &metric.by_place)));
    row.extend(voices(info).map(|part| split(metric, part, |metric| &metric.by_voice)));
    let categories = info.categories.iter();
    row.extend(categories.map(|part| split(metric, *part, |metric| &metric.by_category)));
    row
}

/// The value of one part of a split; reports list only the parts that occur.
fn split<P: Copy + PartialEq>(
    metric: Option<&Metric>,
    part: P,
    parts: impl Fn(&Metric) -> &[(P, Estimate)],
) -> f64 {
    let parts = metric.map_or(&[][..], parts);
    let found = parts.iter().find(|(other, _)| *other == part);
    found.and_then(|(_, estimate)| estimate.value).unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_reports_give_zero_rows() {
        let matrix = FeatureMatrix::from_reports(std::iter::empty::<ArticleReport>());
        assert_eq!(matrix.values().dim(), (0, matrix.names().len()));
        assert_eq!(matrix.names(), FeatureMatrix::column_names());
        let standardised = matrix.standardised(&Reference::from_matrix("none", &matrix));
        let columns = matrix.value_columns().count();
        assert_eq!(standardised.expect("the same columns").values().dim(), (0, columns));
    }

    /// Every cell is what the report says under its name.
    #[test]
    fn cells_are_those_of_the_report() {
        let report = crate::analyze(
            "Regime falls\n\n“We are happy and proud,” he said. The brutal regime fell.\n\nIt rained.",
        );
        let matrix = FeatureMatrix::with_metrics(metrics(), [&report]);
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
            let places = metric.by_place.iter().map(|(place, e)| (place.name(), e));
            let voices = metric.by_voice.iter().map(|(voice, e)| (voice.name(), e));
            let categories = metric.by_category.iter().map(|(category, e)| (*category, e));
            for (part, estimate) in places.chain(voices).chain(categories) {
                assert_eq!(cell(format!("{id}@{part}")), bits(estimate.value));
                cells += 1;
            }
        }
        assert!(cells >= 15, "{cells}");
        let cell = |name: &str| matrix.column(name).expect("a column")[0];
        assert!(cell("vader.mean@caption").is_nan(), "no caption in the text");
        assert!(cell("loaded.per_1000@label") > cell("loaded.per_1000@praise"));
    }

    #[test]
    fn rows_and_names_are_as_long() {
        for text in ["", "A headline\n\nThe regime said: “We fell on our own sword.”"] {
            let report = crate::analyze(text);
            assert_eq!(FeatureMatrix::row(&report).len(), FeatureMatrix::column_names().len());
        }
    }

    #[test]
    fn no_two_columns_share_a_name_and_values_are_told_by_it() {
        let matrix = FeatureMatrix::with_metrics(metrics(), [] as [&ArticleReport; 0]);
        let unique: std::collections::BTreeSet<&String> = matrix.names().iter().collect();
        assert_eq!(unique.len(), matrix.names().len());
        let beside = 3 * metrics().len();
        assert_eq!(matrix.value_columns().count(), matrix.names().len() - beside);
    }

    #[test]
    fn metrics_are_chosen_in_the_order_given() {
        let reports = ["The regime fell.", "Rain came."].map(crate::analyze);
        let chosen = ["vader.mean", "loaded.per_1000"]
            .map(|id| metrics().iter().find(|info| info.id == id).expect(id));
        let matrix = FeatureMatrix::with_metrics(chosen, &reports);
        assert_eq!(matrix.names()[0], "vader.mean");
        let all = FeatureMatrix::from_reports(&reports);
        for name in matrix.names() {
            let bits = |m: &FeatureMatrix| {
                m.column(name).expect("a column").iter().map(|v| v.to_bits()).collect::<Vec<_>>()
            };
            assert_eq!(bits(&matrix), bits(&all), "{name}");
        }
        let none = FeatureMatrix::with_metrics([], &reports);
        assert_eq!(none.values().dim(), (2, 0));
    }

    #[test]
    fn ids_are_one_a_row() {
        let matrix = FeatureMatrix::of(&["a"], &[&[1.0], &[2.0]]);
        let wrong = matrix.clone().with_ids(["x"]).expect_err("one id too few").to_string();
        assert_eq!(wrong, "1 ids for a matrix of 2 rows: expected one a row");
        let matrix = matrix.with_ids(["x", "x"]).expect("two ids");
        let reference = Reference::from_matrix("itself", &matrix);
        let standardised = matrix.standardised(&reference).expect("the same columns");
        assert_eq!(standardised.ids(), matrix.ids());
    }

    #[test]
    fn standardised_by_hand() {
        // mean 2, deviation 1; equal values; one value
        let names = ["a", "a.low", "a@b", "c.d"];
        let nan = f64::NAN;
        let rows: [&[f64]; 3] =
            [&[1.0, 0.0, 5.0, nan], &[2.0, 0.0, 5.0, 7.0], &[3.0, nan, 5.0, nan]];
        let matrix = FeatureMatrix::of(&names, &rows);
        let reference = Reference::from_matrix("itself", &matrix);
        let other = FeatureMatrix::of(&names, &[&[4.5, 0.0, 5.0, 7.0], &[nan, 0.0, 6.0, 7.0]]);
        let z = other.standardised(&reference).expect("the same columns");
        assert_eq!(z.names(), ["a", "a@b", "c.d"]);
        assert_eq!(z.values()[(0, 0)], 2.5);
        assert_eq!(z.values().iter().filter(|z| z.is_nan()).count(), 5);
        let stranger = FeatureMatrix::of(&["x.y"], &[&[1.0]]);
        let wrong = stranger.standardised(&reference).expect_err("no such column").to_string();
        assert!(wrong.starts_with("reference \"itself\" has no column \"x.y\""), "{wrong}");
    }
}
