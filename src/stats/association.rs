//! How scores go with labels and with one another.

/// Area under the ROC curve: how often a positive has the higher score, ties by half. `None` unless
/// both labels occur.
///
/// ```
/// // of the four pairs three are won and one is tied
/// let area = presslens::stats::auc(&[0.1, 0.4, 0.4, 0.9], &[false, false, true, true]);
/// assert_eq!(area, Some(3.5 / 4.0));
/// ```
pub fn auc(scores: &[f64], labels: &[bool]) -> Option<f64> {
    let positives = labels.iter().filter(|label| **label).count() as f64;
    let negatives = labels.len() as f64 - positives;
    let ranks = ranks(scores);
    let sum: f64 =
        ranks.iter().zip(labels).filter(|(_, label)| **label).map(|(rank, _)| rank).sum();
    let pairs = positives * negatives;
    (pairs > 0.0).then(|| (sum - positives * (positives + 1.0) / 2.0) / pairs)
}

/// Pearson's r; `None` where a side does not vary.
pub fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
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

/// Spearman's ρ: Pearson's r of the ranks, ties with their mean rank.
pub fn spearman(a: &[f64], b: &[f64]) -> Option<f64> {
    pearson(&ranks(a), &ranks(b))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // pairs: (3,1) (3,2) won, (2,1) won, (2,2) tied
        let area = auc(&[1.0, 2.0, 2.0, 3.0], &[false, false, true, true]);
        assert_eq!(area, Some(3.5 / 4.0));
        assert_eq!(auc(&[1.0, 2.0], &[true, true]), None);
        assert_eq!(auc(&[], &[]), None);
        assert_eq!(pearson(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]), Some(1.0));
        assert_eq!(pearson(&[1.0, 1.0], &[2.0, 4.0]), None);
        assert_eq!(spearman(&[1.0, 2.0, 30.0], &[9.0, 5.0, 1.0]), Some(-1.0));
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 9.0]), [2.5, 1.0, 2.5, 4.0]);
    }
}
