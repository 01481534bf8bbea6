//! The bootstrap over groups of rows.

use rayon::prelude::*;

use super::SplitMix64;

/// 95 % percentile intervals of statistics by the cluster bootstrap: each of `resamples` samples draws as
/// many groups as there are, with replacement, and takes all rows of each, so rows that stand together
/// (sentences of one article) do not count as independent (Davison & Hinkley 1997, section 3.8).
///
/// `groups` numbers the group of each row from 0; `statistics` gets the indices of a sample's rows and
/// gives the statistics, always the same number of them. An interval is `None` where fewer than half of
/// the samples have a value, or all have the same, for then resampling tells nothing. Sample i draws from
/// a random stream of its own, so the result does not depend on the number of threads.
///
/// ```
/// let values: [f64; 6] = [1.0, 2.0, 4.0, 4.0, 5.0, 8.0];
/// let groups = [0, 0, 1, 1, 2, 2];
/// let mean = |rows: &[usize]| {
///     let sum: f64 = rows.iter().map(|&row| values[row]).sum();
///     vec![Some(sum / rows.len() as f64)]
/// };
/// let intervals = presslens::stats::bootstrap_intervals(&groups, 1000, 1, mean);
/// assert_eq!(intervals, [Some((1.5, 6.5))]); // the least and the greatest mean of a group
/// ```
pub fn bootstrap_intervals(
    groups: &[usize],
    resamples: usize,
    seed: u64,
    statistics: impl Fn(&[usize]) -> Vec<Option<f64>> + Sync,
) -> Vec<Option<(f64, f64)>> {
    let mut rows: Vec<usize> = (0..groups.len()).collect();
    rows.sort_by_key(|&row| groups[row]);
    let rows_of: Vec<&[usize]> = rows.chunk_by(|a, b| groups[*a] == groups[*b]).collect();
    let draw = |sample: usize| {
        let mut random = SplitMix64::stream(seed, sample as u64);
        let mut rows = Vec::with_capacity(groups.len());
        for _ in 0..rows_of.len() {
            rows.extend(rows_of[random.below(rows_of.len() as u64) as usize]);
        }
        statistics(&rows)
    };
    let samples: Vec<Vec<Option<f64>>> = (0..resamples).into_par_iter().map(draw).collect();
    let count = samples.first().map_or(0, Vec::len);
    let interval = |i: usize| {
        let mut values: Vec<f64> =
            samples.iter().filter_map(|sample| sample.get(i).copied().flatten()).collect();
        values.sort_by(f64::total_cmp);
        let varies = values.first() < values.last();
        (varies && 2 * values.len() >= resamples)
            .then(|| (quantile(&values, 0.025), quantile(&values, 0.975)))
    };
    (0..count).map(interval).collect()
}

/// Of sorted values, at least one; between two it is interpolated.
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[f64]) -> impl Fn(&[usize]) -> Vec<Option<f64>> + Sync + '_ {
        |rows| {
            let sum: f64 = rows.iter().map(|&row| values[row]).sum();
            vec![(!rows.is_empty()).then(|| sum / rows.len() as f64)]
        }
    }

    /// 100 values 0 and 100 values 1: the mean has the standard error √(¼ / 200) = .0354, if every value
    /// is a group of its own, and √(¼ / 20) = .112, if ten alike make a group.
    #[test]
    fn groups_count_once() {
        let values: Vec<f64> = (0..200).map(|i| f64::from(i / 10 % 2)).collect();
        let width = |groups: Vec<usize>| {
            let (low, high) = bootstrap_intervals(&groups, 2000, 7, mean(&values))[0].unwrap();
            assert!((f64::midpoint(low, high) - 0.5).abs() < 0.03, "{low} {high}");
            high - low
        };
        let alone = width((0..200).collect());
        assert!((alone / (2.0 * 1.96 * 0.0354) - 1.0).abs() < 0.07, "{alone}");
        let together = width((0..200).map(|i| i / 10).collect());
        assert!((together / (2.0 * 1.96 * 0.112) - 1.0).abs() < 0.07, "{together}");
    }

    #[test]
    fn seeds_and_threads() {
        let values: Vec<f64> = (0..40).map(|i| f64::from(i * i % 17)).collect();
        let groups: Vec<usize> = (0..40).collect();
        let once = |seed| bootstrap_intervals(&groups, 300, seed, mean(&values));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(once(3), pool.install(|| once(3)));
        assert_ne!(once(3), once(4));
    }

    #[test]
    fn what_has_no_interval() {
        assert_eq!(bootstrap_intervals(&[0, 0, 0], 50, 1, mean(&[1.0, 2.0, 3.0])), [None]);
        assert_eq!(bootstrap_intervals(&[0, 1, 2], 50, 1, mean(&[2.0, 2.0, 2.0])), [None]);
        assert_eq!(bootstrap_intervals(&[], 50, 1, mean(&[])), [None]);
        assert_eq!(bootstrap_intervals(&[0, 1], 0, 1, mean(&[1.0, 2.0])), []);
        let rarely = |rows: &[usize]| vec![(rows == [0, 1]).then_some(1.0), Some(rows[0] as f64)];
        let found = bootstrap_intervals(&[0, 5], 50, 1, rarely);
        assert_eq!(found, [None, Some((0.0, 1.0))]);
    }
}
