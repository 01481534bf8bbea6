//! Folds that part no group.

use hashbrown::HashMap;

use super::Labelled;
use crate::stats::SplitMix64;

/// In which of `count` folds each row is. Rows of one group are in one; a row without a group is one.
pub(super) fn folds(rows: &[Labelled], count: usize, seed: u64) -> Vec<usize> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut groups = 0;
    let mut next = || {
        groups += 1;
        groups - 1
    };
    let of_rows: Vec<usize> = rows
        .iter()
        .map(|row| match &row.group {
            Some(name) => *numbers.entry(name).or_insert_with(&mut next),
            None => next(),
        })
        .collect();
    // a shuffle of the groups (Fisher and Yates), dealt out in turn
    let mut order: Vec<usize> = (0..groups).collect();
    let mut random = SplitMix64::stream(seed, 0);
    for at in (1..groups).rev() {
        order.swap(at, random.below(at as u64 + 1) as usize);
    }
    of_rows.into_iter().map(|group| order[group] % count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stay_together_and_folds_are_alike_in_size() {
        let rows: Vec<Labelled> =
            (0..60).map(|i| Labelled::new("").group((i / 2).to_string())).collect();
        let folds = folds(&rows, 3, 1);
        assert!(folds.chunks(2).all(|pair| pair[0] == pair[1]));
        for fold in 0..3 {
            assert_eq!(folds.iter().filter(|other| **other == fold).count(), 20);
        }
        assert_ne!(folds, super::folds(&rows, 3, 2));
        let alone = [const { Labelled::new }; 4].map(|row| row("a"));
        assert_eq!(super::folds(&alone, 4, 1).iter().sum::<usize>(), 6);
    }
}
