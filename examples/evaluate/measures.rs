//! Measures of agreement between scores and labels, and the folds that thresholds are chosen in.

use std::collections::BTreeMap;

/// Area under the ROC curve: how often a positive has the higher score, ties by half; `None`
/// unless both labels occur.
pub(crate) fn auc(scores: &[f64], labels: &[bool]) -> Option<f64> {
    let positives = labels.iter().filter(|label| **label).count() as f64;
    let negatives = labels.len() as f64 - positives;
    let ranks = ranks(scores);
    let sum: f64 =
        ranks.iter().zip(labels).filter(|(_, label)| **label).map(|(rank, _)| rank).sum();
    let pairs = positives * negatives;
    (pairs > 0.0).then(|| (sum - positives * (positives + 1.0) / 2.0) / pairs)
}

/// Ranks from 1, the mean rank for ties.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut at = 0;
    for tied in order.chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq()) {
        let rank = at as f64 + f64::midpoint(tied.len() as f64, 1.0);
        for &index in tied {
            ranks[index] = rank;
        }
        at += tied.len();
    }
    ranks
}

/// Pearson's r; `None` where a side does not vary.
pub(crate) fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (mut both, mut of_a, mut of_b) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        both += (x - mean_a) * (y - mean_b);
        of_a += (x - mean_a).powi(2);
        of_b += (y - mean_b).powi(2);
    }
    (of_a > 0.0 && of_b > 0.0).then(|| both / (of_a * of_b).sqrt())
}

/// Spearman's ρ: Pearson's r of the ranks.
pub(crate) fn spearman(a: &[f64], b: &[f64]) -> Option<f64> {
    pearson(&ranks(a), &ranks(b))
}

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

/// Two labels and two decisions.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Confusion {
    pub(crate) true_positive: usize,
    pub(crate) false_positive: usize,
    pub(crate) false_negative: usize,
    pub(crate) true_negative: usize,
}

impl Confusion {
    pub(crate) fn add(&mut self, found: bool, label: bool) {
        match (found, label) {
            (true, true) => self.true_positive += 1,
            (true, false) => self.false_positive += 1,
            (false, true) => self.false_negative += 1,
            (false, false) => self.true_negative += 1,
        }
    }

    /// Mean of the F1 of both labels; a label that neither occurs nor is found has 0.
    pub(crate) fn macro_f1(self) -> f64 {
        let wrong = self.false_positive + self.false_negative;
        f64::midpoint(f1(self.true_positive, wrong), f1(self.true_negative, wrong))
    }

    pub(crate) fn accuracy(self) -> Option<f64> {
        let right = self.true_positive + self.true_negative;
        let all = right + self.false_positive + self.false_negative;
        (all > 0).then(|| right as f64 / all as f64)
    }
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
    let mut all =
        Confusion { false_negative: positives, true_negative: negatives, ..Confusion::default() };
    let mut best = (all.macro_f1(), f64::INFINITY);
    for (i, &(score, label)) in rows.iter().enumerate() {
        if label {
            all.true_positive += 1;
            all.false_negative -= 1;
        } else {
            all.false_positive += 1;
            all.true_negative -= 1;
        }
        let next = rows.get(i + 1).map(|row| row.0);
        if next != Some(score) && all.macro_f1() >= best.0 {
            best = (all.macro_f1(), next.map_or(score, |next| f64::midpoint(score, next)));
        }
    }
    best.1
}

/// Expected calibration error: over 10 bins of equal count by score, the mean distance between the
/// mean score and the share of positives, weighted by the bin's rows.
pub(crate) fn calibration_error(scores: &[f64], labels: &[bool]) -> Option<f64> {
    let mut rows: Vec<(f64, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let bins = 10.min(rows.len());
    let distance = |bin: usize| {
        let rows = &rows[bin * rows.len() / bins..(bin + 1) * rows.len() / bins];
        let score: f64 = rows.iter().map(|row| row.0).sum();
        let positives = rows.iter().filter(|row| row.1).count() as f64;
        (score - positives).abs()
    };
    (bins > 0).then(|| (0..bins).map(distance).sum::<f64>() / rows.len() as f64)
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
pub(crate) fn decide_by_folds(scores: &[f64], labels: &[bool], folds: &[usize]) -> Confusion {
    let mut all = Confusion::default();
    for fold in 0..folds.iter().max().map_or(0, |last| last + 1) {
        let others = (0..scores.len()).filter(|&i| folds[i] != fold);
        let threshold = best_threshold(others.map(|i| (scores[i], labels[i])));
        for i in (0..scores.len()).filter(|&i| folds[i] == fold) {
            all.add(scores[i] >= threshold, labels[i]);
        }
    }
    all
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
        // pairs: (3,1) (3,2) won, (2,1) won, (2,2) tied
        let area = auc(&[1.0, 2.0, 2.0, 3.0], &[false, false, true, true]);
        assert_eq!(area, Some(3.5 / 4.0));
        assert_eq!(auc(&[1.0, 2.0], &[true, true]), None);
        assert_eq!(pearson(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]), Some(1.0));
        assert_eq!(pearson(&[1.0, 1.0], &[2.0, 4.0]), None);
        assert_eq!(spearman(&[1.0, 2.0, 30.0], &[9.0, 5.0, 1.0]), Some(-1.0));
        // 2 of 3 biased found, 1 of 2 others right: F1 4/6 and 2/4
        let mut all = Confusion::default();
        for (found, label) in
            [(true, true), (true, true), (false, true), (true, false), (false, false)]
        {
            all.add(found, label);
        }
        assert!((all.macro_f1() - (4.0 / 6.0 + 0.5) / 2.0).abs() < 1e-12);
        assert_eq!(all.accuracy(), Some(0.6));
        let rows = [(0.1, false), (0.2, false), (0.4, true), (0.9, true)];
        assert!((best_threshold(rows.into_iter()) - 0.3).abs() < 1e-12);
        // one row a bin: |.2 − 0| and |.6 − 1|
        let error = calibration_error(&[0.6, 0.2], &[true, false]);
        assert!((error.unwrap() - 0.3).abs() < 1e-12);
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
        let all =
            decide_by_folds(&[0.2, 0.9, 0.1, 0.6], &[false, true, false, true], &[0, 0, 1, 1]);
        assert_eq!((all.true_positive, all.true_negative), (2, 2));
    }
}
