//! Thresholds, the folds that they are chosen in, and small measures.

use std::collections::BTreeMap;

/// Middle of the values, or the mean of the two in the middle; `None` of none.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    let lower = values.len().checked_sub(1)? / 2;
    Some(f64::midpoint(values[lower], values[upper]))
}

/// Standard deviation of a sample; `None` of fewer than two values.
pub(crate) fn deviation(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (n > 1.0).then(|| (squares / (n - 1.0)).sqrt())
}

/// Distances from the mean in standard deviations; 0 where nothing varies.
pub(crate) fn standardised(values: &[f64]) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let sd = deviation(values).filter(|sd| *sd > 0.0);
    values.iter().map(|value| sd.map_or(0.0, |sd| (value - mean) / sd)).collect()
}

/// F1 from the hits and the sum of false alarms and misses; 0 where there is nothing at all.
pub(crate) fn f1(hits: usize, wrong: usize) -> f64 {
    if hits + wrong == 0 { 0.0 } else { 2.0 * hits as f64 / (2 * hits + wrong) as f64 }
}

/// The threshold (found: score ≥ threshold) with the highest macro F1 on some rows, the lowest of
/// equals; between two scores it is their midpoint.
pub(crate) fn best_threshold(rows: impl Iterator<Item = (f64, bool)>) -> f64 {
    let mut rows: Vec<(f64, bool)> = rows.collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = rows.iter().filter(|(_, label)| *label).count();
    let negatives = rows.len() - positives;
    // of the rows above the threshold
    let (mut right, mut wrong) = (0, 0);
    let macro_f1 = |right: usize, wrong: usize| {
        let errors = positives - right + wrong;
        f64::midpoint(f1(right, errors), f1(negatives - wrong, errors))
    };
    let mut best = (macro_f1(0, 0), f64::INFINITY);
    for (i, &(score, label)) in rows.iter().enumerate() {
        if label {
            right += 1;
        } else {
            wrong += 1;
        }
        let next = rows.get(i + 1).map(|row| row.0);
        let found = macro_f1(right, wrong);
        if next != Some(score) && found >= best.0 {
            best = (found, next.map_or(score, |next| f64::midpoint(score, next)));
        }
    }
    best.1
}

/// Numbers the groups of rows in the order of their first row; a row without a group is its own.
pub(crate) fn groups(names: &[Option<String>]) -> Vec<usize> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = 0;
    let mut new = || {
        count += 1;
        count - 1
    };
    names
        .iter()
        .map(|name| match name {
            Some(name) => *known.entry(name).or_insert_with(&mut new),
            None => new(),
        })
        .collect()
}

/// Deals groups to folds, each to the fold with the fewest rows so far (the first of equals).
pub(crate) fn folds(groups: &[usize], count: usize) -> Vec<usize> {
    let mut sizes = vec![0; groups.iter().max().map_or(0, |most| most + 1)];
    for &group in groups {
        sizes[group] += 1;
    }
    let mut filled = vec![0; count];
    let fold_of: Vec<usize> = sizes
        .iter()
        .map(|size| {
            let fold = (0..count).min_by_key(|&fold| filled[fold]).unwrap_or(0);
            filled[fold] += size;
            fold
        })
        .collect();
    groups.iter().map(|&group| fold_of[group]).collect()
}

/// Deals the rows of each label, shuffled, to folds in turn.
pub(crate) fn stratified_folds(labels: &[bool], count: usize, random: &mut Random) -> Vec<usize> {
    let mut folds = vec![0; labels.len()];
    let mut dealt = 0;
    for label in [true, false] {
        let mut rows: Vec<usize> = (0..labels.len()).filter(|&i| labels[i] == label).collect();
        for at in (1..rows.len()).rev() {
            rows.swap(at, random.below(at + 1));
        }
        for row in rows {
            folds[row] = dealt % count;
            dealt += 1;
        }
    }
    folds
}

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers everywhere for a seed.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`; the bias is of the order of `bound / 2^64`.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

/// Decisions on each row by a threshold chosen on the rows of all other folds.
pub(crate) fn decide_by_folds(scores: &[f64], labels: &[bool], folds: &[usize]) -> Vec<bool> {
    let mut found = vec![false; scores.len()];
    for fold in 0..folds.iter().max().map_or(0, |last| last + 1) {
        let others = (0..scores.len()).filter(|&i| folds[i] != fold);
        let threshold = best_threshold(others.map(|i| (scores[i], labels[i])));
        for i in (0..scores.len()).filter(|&i| folds[i] == fold) {
            found[i] = scores[i] >= threshold;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
        assert_eq!(deviation(&[1.0, 3.0]), Some(2.0_f64.sqrt()));
        assert_eq!(deviation(&[1.0]), None);
        assert_eq!(standardised(&[1.0, 2.0, 3.0]), [-1.0, 0.0, 1.0]);
        assert_eq!(standardised(&[2.0, 2.0]), [0.0, 0.0]);
        let rows = [(0.1, false), (0.2, false), (0.4, true), (0.9, true)];
        assert!((best_threshold(rows.into_iter()) - 0.3).abs() < 1e-12);
    }

    #[test]
    fn groups_stay_together() {
        let name = |name: &str| Some(name.to_owned());
        let groups = groups(&[name("a"), None, name("b"), name("a"), None]);
        assert_eq!(groups, [0, 1, 2, 0, 3]);
        assert_eq!(folds(&groups, 2), [0, 1, 1, 0, 0]);
        let labels = [true, true, false, true, false, false, true, false];
        let dealt = stratified_folds(&labels, 4, &mut Random::new(7));
        for fold in 0..4 {
            for label in [true, false] {
                let rows = (0..8).filter(|&i| dealt[i] == fold && labels[i] == label);
                assert_eq!(rows.count(), 1);
            }
        }
        // the threshold of fold 0 comes from fold 1 (.5) and the other way round
        let labels = [false, true, false, true];
        assert_eq!(decide_by_folds(&[0.2, 0.9, 0.1, 0.6], &labels, &[0, 0, 1, 1]), labels);
    }
}
