//! "but" (rules 31 and 32): what stands before it counts half, what stands after it one and a half
//! times.
//!
//! VADER finds the place of a value by looking for the first entry *equal* to it, so an earlier
//! word that happens to have the same valence at that moment is changed in its stead.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::explain::Recorder;
use super::tokens::Valued;
use crate::sentiment::Rule;

const BEFORE: f64 = 0.5;
const AFTER: f64 = 1.5;

/// Up to so many words, comparing each with all before it is the quickest way to the first equal
/// one.
const FEW: usize = 96;

/// Scales the valences of `words` around the token `but`.
pub(super) fn scale<R: Recorder>(words: &mut [Valued], but: u32, recorder: &mut R) {
    if words.len() <= FEW {
        scale_few(words, but, recorder);
    } else {
        scale_many(words, but, recorder);
    }
}

fn scale_few<R: Recorder>(words: &mut [Valued], but: u32, recorder: &mut R) {
    for index in 0..words.len() {
        let valence = words[index].valence;
        recorder.work(index + 1);
        // Zeros never change: rule 32 needs no look at them, nor at the tokens outside the lexicon.
        if valence != 0.0 {
            let first =
                words[..index].iter().position(|word| word.valence == valence).unwrap_or(index);
            change(words, first, but, recorder);
        }
    }
}

/// The same in n log n: of each value, the places where it now stands among the words passed so far.
fn scale_many<R: Recorder>(words: &mut [Valued], but: u32, recorder: &mut R) {
    let mut places: FxHashMap<u64, BinaryHeap<Reverse<usize>>> = FxHashMap::default();
    for index in 0..words.len() {
        let valence = words[index].valence;
        recorder.work(4);
        if valence == 0.0 {
            continue;
        }
        let same = places.entry(valence.to_bits()).or_default();
        same.push(Reverse(index));
        let first = same.pop().map_or(index, |Reverse(first)| first);
        change(words, first, but, recorder);
        places.entry(words[first].valence.to_bits()).or_default().push(Reverse(first));
    }
}

fn change<R: Recorder>(words: &mut [Valued], index: usize, but: u32, recorder: &mut R) {
    let word = &mut words[index];
    let before = word.valence;
    word.valence *= if word.token < but { BEFORE } else { AFTER };
    recorder.late_step(index, Rule::But, (but, but), before, word.valence);
}

#[cfg(test)]
mod tests {
    use super::super::explain::Silent;
    use super::*;
    use proptest::prelude::*;

    /// Rule 32 as VADER states it: over all tokens, zeros included.
    fn naive(values: &mut [f64], but: usize) {
        for k in 0..values.len() {
            let x = values[k];
            let first = values.iter().position(|&y| y == x).expect("x itself");
            if first < but {
                values[first] = x * 0.5;
            } else if first > but {
                values[first] = x * 1.5;
            }
        }
    }

    fn words_of(values: &[f64]) -> Vec<Valued> {
        (0..)
            .zip(values)
            .filter(|(_, v)| **v != 0.0)
            .map(|(token, &valence)| Valued { token, valence })
            .collect()
    }

    #[test]
    fn an_earlier_equal_value_is_scaled_in_its_stead() {
        // 3.0 is halved to 1.5, then once more when the 1.5 after "but" is looked up.
        let mut words = words_of(&[3.0, 0.0, 1.5]);
        scale(&mut words, 1, &mut Silent);
        assert_eq!(words.iter().map(|w| w.valence).collect::<Vec<_>>(), [0.75, 1.5]);
    }

    proptest! {
        #[test]
        fn both_ways_agree_with_the_plain_statement(
            values in prop::collection::vec(prop::sample::select(
                vec![0.0, -0.0, 0.75, 1.0, 1.5, 2.0, 2.25, 3.0, 4.5, -0.5, -1.0, -1.5, -2.25, 1.9]),
                1..90),
            place in any::<prop::sample::Index>(),
        ) {
            let but = place.index(values.len());
            let mut expected = values;
            expected[but] = 0.0;
            let words = words_of(&expected);
            let (mut few, mut many) = (words.clone(), words);
            naive(&mut expected, but);
            scale_few(&mut few, but as u32, &mut Silent);
            scale_many(&mut many, but as u32, &mut Silent);
            for words in [few, many] {
                for word in words {
                    let value = expected[word.token as usize];
                    prop_assert_eq!(word.valence.to_bits(), value.to_bits());
                }
            }
        }
    }
}
