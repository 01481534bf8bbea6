//! What is known of words before any text is read: their vectors, and what the lists say of them.

use crate::corpus::fit::Setup;
use crate::corpus::fit::words::ENDINGS;
use crate::lexicon::{FOUND_BY_MODEL, Role};
use crate::model::WordTable;
use crate::sentiment;

/// Fewest words that an ending is told from.
const FEWEST: f64 = 5.0;

/// Places in what the lists say; of a pair the second is for what is positive.
const TONE: usize = 0;
const DEED: usize = 2;
const LOADED: usize = 8;
const NEGATOR: usize = 9;
const FACTS: usize = 10;

/// The vocabulary with what is known of each word.
pub(super) fn known(setup: &Setup) -> WordTable {
    let dim = setup.dim();
    let mut rows = Vec::with_capacity(setup.vocabulary.len() + ENDINGS.len());
    let mut ends = vec![(0.0, vec![0.0; FACTS + dim]); ENDINGS.len()];
    for word in setup.vocabulary {
        let mut row = of_lists(setup, word).to_vec();
        row.resize(FACTS + dim, 0.0);
        for (out, value) in
            row[FACTS..].iter_mut().zip(setup.vector(word, 1.0).into_iter().flatten())
        {
            *out = value;
        }
        for (ending, (count, sums)) in ENDINGS.iter().zip(&mut ends) {
            if word.ends_with(ending) {
                *count += 1.0;
                sums.iter_mut().zip(&row).for_each(|(sum, value)| *sum += value);
            }
        }
        rows.push((word.clone(), row));
    }
    // an ending is the mean of the words that end so
    for (ending, (count, sums)) in ENDINGS.iter().zip(ends) {
        if count >= FEWEST {
            rows.push((format!("-{ending}"), sums.into_iter().map(|sum| sum / count).collect()));
        }
    }
    WordTable::new(FACTS + dim, rows)
}

/// What the lists say of one word; of several matches the strongest counts.
fn of_lists(setup: &Setup, word: &str) -> [f64; FACTS] {
    let mut values = [0.0; FACTS];
    setup.alone(word, |_, found| {
        for hit in found.matches {
            let fact = found.catalog.fact(hit.entry);
            let (place, weight) = match fact.role {
                Role::Tone => (TONE, fact.weight),
                // subject, object, toward: in the order of the list
                Role::Deeds => (DEED + 2 * usize::from(fact.category), fact.weight),
                Role::Loaded if fact.class != FOUND_BY_MODEL => (LOADED - 1, fact.weight),
                Role::Shifters if sentiment::is_negator(fact.category) => (NEGATOR - 1, 1.0),
                _ => continue,
            };
            let value: &mut f64 = &mut values[place + usize::from(weight > 0.0)];
            *value = value.max(weight.abs());
        }
    });
    values
}
