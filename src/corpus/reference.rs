//! How metrics are distributed over the articles of a corpus, to set an article or a matrix against.

mod text;

use std::sync::LazyLock;

use super::FeatureMatrix;
use crate::lexicon::Provenance;

/// How metrics are distributed over the articles of a named reference corpus: numbers only, no text.
///
/// One comes with the crate ([`built_in`](Self::built_in)); `cargo run --example reference_corpus`
/// makes one from any corpus. No score of an article depends on it.
///
/// ```
/// use presslens::{FeatureMatrix, Reference};
/// let texts = ["The regime fell.", "Rain is expected.", "Talks go on.", "The brutal regime fell."];
/// let matrix = FeatureMatrix::from_reports(texts.map(presslens::analyze));
/// let reference = Reference::from_matrix("mine", &matrix);
/// assert_eq!(reference.n("loaded.per_1000"), Some(4));
/// assert_eq!(reference.percentile("loaded.per_1000", 9e9), Some(100.0));
/// let text = reference.to_text();
/// assert_eq!(Reference::from_text("mine.tsv", &text)?, reference);
/// # Ok::<(), presslens::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    provenance: Provenance,
    articles: usize,
    /// Significant digits that its numbers were rounded to.
    digits: Option<u32>,
    columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq)]
struct Column {
    name: String,
    /// Articles with a value.
    n: usize,
    /// `None` where they are too few.
    distribution: Option<Distribution>,
}

/// The values of one column over the articles that have one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Distribution {
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, with n − 1 in the denominator.
    pub sd: f64,
    /// Their values at [`Reference::PERCENTILES`], least and greatest included.
    pub quantiles: [f64; Reference::PERCENTILES.len()],
}

static BUILT_IN: LazyLock<Reference> = LazyLock::new(|| {
    // one that does not parse cannot ship: `the_built_in_reference_is_whole` tests it
    Reference::from_text("reference/news.txt", NEWS)
        .unwrap_or_else(|_| Reference::empty("reference/news"))
});

const NEWS: &str = include_str!("../../lexicons/reference/news.txt");

impl Distribution {
    /// The value at one of [`Reference::PERCENTILES`]; `None` at any other.
    pub fn at(&self, percentile: u8) -> Option<f64> {
        let index = Reference::PERCENTILES.iter().position(|kept| *kept == percentile)?;
        Some(self.quantiles[index])
    }
}

impl Reference {
    /// The percentiles that are kept.
    pub const PERCENTILES: [u8; 23] =
        [0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 99, 100];

    /// The reference that comes with the crate: the articles of its repository (invented, some of them
    /// loaded on purpose) and 43 of Wikinews. So few texts of so few kinds show that a value is out of
    /// the ordinary, not what is ordinary in the press: for research make one from your own corpus.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The distributions of the [value columns](FeatureMatrix::value_columns) of a matrix. Values that
    /// are not finite are left out; below two values there is no distribution.
    pub fn from_matrix(name: &str, matrix: &FeatureMatrix) -> Self {
        let mut reference = Self::empty(name);
        reference.articles = matrix.values().nrows();
        let columns = matrix.value_columns().map(|(name, column)| {
            let mut values: Vec<f64> = column.iter().copied().filter(|v| v.is_finite()).collect();
            values.sort_unstable_by(f64::total_cmp);
            let distribution = Distribution::of_sorted(&values);
            Column { name: name.to_owned(), n: values.len(), distribution }
        });
        reference.columns = columns.collect();
        reference.provenance.entries = reference.columns.len();
        reference
    }

    fn empty(name: &str) -> Self {
        let provenance = Provenance {
            id: one_line(name),
            version: "1".to_owned(),
            title: format!("Metrics of {}", one_line(name)),
            description:
                "how each metric is distributed over the articles of a corpus that have a \
                          value: their number, mean, standard deviation (n - 1) and mid-rank \
                          percentiles; a number alone where they are too few; @ stands before a \
                          place, voice or category"
                    .to_owned(),
            weights: concat!("computed by presslens ", env!("CARGO_PKG_VERSION")).to_owned(),
            ..Provenance::default()
        };
        Self { provenance, articles: 0, digits: None, columns: Vec::new() }
    }

    /// The reference with its provenance filled in.
    #[must_use]
    pub fn with_provenance(
        mut self,
        version: &str,
        title: &str,
        licence: &str,
        sources: &str,
    ) -> Self {
        let provenance = &mut self.provenance;
        provenance.version = one_line(version);
        provenance.title = one_line(title);
        provenance.licence = one_line(licence);
        provenance.sources = one_line(sources);
        self
    }

    /// The reference as one to ship: numbers rounded to some significant digits (1 to 17), and no
    /// distribution of columns that fewer than `least` articles have a value in.
    #[must_use]
    pub fn abridged(mut self, digits: u32, least: usize) -> Self {
        let digits = digits.clamp(1, 17);
        self.digits = Some(self.digits.map_or(digits, |before| before.min(digits)));
        for column in &mut self.columns {
            column.distribution = column.distribution.take().filter(|_| column.n >= least);
            if let Some(found) = &mut column.distribution {
                found.mean = rounded(found.mean, digits);
                found.sd = rounded(found.sd, digits);
                found.quantiles = found.quantiles.map(|value| rounded(value, digits));
            }
        }
        self
    }

    /// Its name, such as `reference/news`.
    pub fn name(&self) -> &str {
        &self.provenance.id
    }

    /// Where it comes from: version, title, description, licence, sources. It has no hash, as no
    /// score depends on it.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Number of articles.
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// Names of the columns, as in a [`FeatureMatrix`].
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// Number of articles that have a value in a column; `None` if there is no such column.
    pub fn n(&self, column: &str) -> Option<usize> {
        self.find(column).map(|column| column.n)
    }

    /// The distribution of a column; `None` if there is no such column or too few articles have a
    /// value in it.
    pub fn distribution(&self, column: &str) -> Option<&Distribution> {
        self.find(column)?.distribution.as_ref()
    }

    /// Percentile rank of a value among those of a column, 0 to 100: the share of articles with a
    /// smaller value and half of those with the same, read off the kept percentiles, in a straight
    /// line between them. Where many articles share a value it can be off by half a step (2.5). A
    /// value below all is at 0, above all at 100; a greater value is never at a lower percentile.
    ///
    /// In an [abridged](Self::abridged) reference the value is rounded as its numbers are, so that
    /// what was the same still is. `None` of NaN, and where there is no distribution.
    pub fn percentile(&self, column: &str, value: f64) -> Option<f64> {
        let distribution = self.distribution(column).filter(|_| !value.is_nan())?;
        Some(distribution.percentile(self.digits.map_or(value, |digits| rounded(value, digits))))
    }

    /// A value in standard deviations from the mean of a column, `(x − mean) / sd`; `None` of NaN,
    /// where there is no distribution, and where the deviation is 0.
    pub fn z(&self, column: &str, value: f64) -> Option<f64> {
        self.distribution(column)?.z(value)
    }

    fn find(&self, column: &str) -> Option<&Column> {
        self.columns.iter().find(|other| other.name == column)
    }
}

impl Distribution {
    /// Of values in ascending order; `None` below two.
    fn of_sorted(values: &[f64]) -> Option<Self> {
        let n = values.len() as f64;
        let [least, .., greatest] = values else { return None };
        // equal values have no deviation, whatever the rounding of their sum
        let (mean, sd) = if least == greatest {
            (*least, 0.0)
        } else {
            let mean = values.iter().sum::<f64>() / n;
            let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
            (mean, (squares / (n - 1.0)).sqrt())
        };
        let quantiles = Reference::PERCENTILES.map(|percent| quantile(values, f64::from(percent)));
        Some(Self { mean, sd, quantiles })
    }

    pub(super) fn z(&self, value: f64) -> Option<f64> {
        (self.sd > 0.0 && !value.is_nan()).then(|| (value - self.mean) / self.sd)
    }

    fn percentile(&self, value: f64) -> f64 {
        let at = |index: usize| f64::from(Reference::PERCENTILES[index]);
        let below = self.quantiles.partition_point(|quantile| *quantile < value);
        let upto = self.quantiles.partition_point(|quantile| *quantile <= value);
        match below {
            _ if below < upto => f64::midpoint(at(below), at(upto - 1)),
            0 => 0.0,
            _ if below == self.quantiles.len() => 100.0,
            _ => {
                let (low, high) = (self.quantiles[below - 1], self.quantiles[below]);
                let rank = (value - low) / (high - low) * (at(below) - at(below - 1));
                // `max` is for the NaN of differences that overflow
                (at(below - 1) + rank).max(at(below - 1))
            }
        }
    }
}

/// The quantile whose inverse is the mid-rank: value i of n, from 1, stands at (i − ½)/n (Hazen 1914;
/// type 5 of Hyndman & Fan 1996), in a straight line between. `values` are sorted and not empty.
fn quantile(values: &[f64], percent: f64) -> f64 {
    let last = values.len() - 1;
    let rank = (values.len() as f64 * percent / 100.0 - 0.5).clamp(0.0, last as f64);
    let (below, share) = (rank as usize, rank.fract());
    let (low, high) = (values[below], values[last.min(below + 1)]);
    (low + share * (high - low)).clamp(low, high)
}

/// To so many significant digits, as decimals are rounded.
fn rounded(value: f64, digits: u32) -> f64 {
    format!("{value:.*e}", digits.saturating_sub(1) as usize).parse().unwrap_or(value)
}

/// White space as single spaces: a header line holds one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
