//! What is known of words before any text is read: their vectors, and what the lists say of them.

use super::Setup;
use crate::analyzer::Observer;
use crate::framing::WordVectors;
use crate::lexicon::{FOUND_BY_MODEL, Role};
use crate::model::WordTable;
use crate::sentiment;
use crate::target::Scene;
use crate::terms::Found;
use crate::text::{Article, Span};

/// Endings by which a word that no table holds is known: as the mean of the words that end so.
const ENDINGS: [&str; 16] = [
    "able", "al", "ed", "er", "ers", "ful", "ing", "ism", "ist", "ive", "less", "ly", "ment",
    "ness", "ous", "s",
];
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
    let dim = setup.vectors.map_or(0, WordVectors::dim);
    let mut rows = Vec::with_capacity(setup.vocabulary.len() + ENDINGS.len());
    let mut ends = vec![(0.0, vec![0.0; FACTS + dim]); ENDINGS.len()];
    for word in setup.vocabulary {
        let mut facts = Facts { values: vec![0.0; FACTS] };
        setup.analyzer.observe(&Article::single_sentence(word), &mut facts);
        let mut row = facts.values;
        row.resize(FACTS + dim, 0.0);
        if let Some(vector) = setup.vectors.and_then(|vectors| vectors.get(word)) {
            let squares: f64 = vector.iter().map(|x| f64::from(*x) * f64::from(*x)).sum();
            let length = squares.sqrt().max(f64::MIN_POSITIVE);
            for (out, value) in row[FACTS..].iter_mut().zip(vector) {
                *out = f64::from(*value) / length;
            }
        }
        for (ending, (count, sums)) in ENDINGS.iter().zip(&mut ends) {
            if word.ends_with(ending) {
                *count += 1.0;
                sums.iter_mut().zip(&row).for_each(|(sum, value)| *sum += value);
            }
        }
        rows.push((word.clone(), row));
    }
    for (ending, (count, sums)) in ENDINGS.iter().zip(ends) {
        if count >= FEWEST {
            rows.push((format!("-{ending}"), sums.into_iter().map(|sum| sum / count).collect()));
        }
    }
    WordTable::new(FACTS + dim, rows)
}

/// What the lists say of one word.
struct Facts {
    values: Vec<f64>,
}

impl Facts {
    /// The strongest counts.
    fn put(&mut self, place: usize, weight: f64) {
        let value = &mut self.values[place + usize::from(weight > 0.0)];
        *value = value.max(weight.abs());
    }
}

impl Observer for Facts {
    fn sentence(&mut self, found: &Found) {
        for hit in found.matches {
            let fact = found.catalog.fact(hit.entry);
            match fact.role {
                Role::Tone => self.put(TONE, fact.weight),
                // subject, object, toward: in the order of the list
                Role::Deeds => self.put(DEED + 2 * usize::from(fact.category), fact.weight),
                Role::Loaded if fact.class != FOUND_BY_MODEL => {
                    self.values[LOADED] = self.values[LOADED].max(fact.weight);
                }
                Role::Shifters if sentiment::is_negator(fact.category) => {
                    self.values[NEGATOR] = 1.0;
                }
                _ => {}
            }
        }
    }

    fn target(&mut self, _: &Scene, _: Span, _: u32) {}
}
