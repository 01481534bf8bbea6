//! What is known of the words of a vocabulary before any text is read: word vectors, what the lists say
//! of them, endings. Fitted on the words that the texts have, it tells of those that they have not.

use hashbrown::HashMap;
use ndarray::{Array1, Array2, Axis};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::Setup;
use super::standard::Standard;
use crate::lexicon::{EPISTEMIC_CATEGORIES, LOADED_CATEGORIES, Role};
use crate::model::Logistic;
use crate::terms::{FOUNDATIONS, Found};

/// Endings that tell of a word; the table of a model has them for words that it does not know.
pub(super) const ENDINGS: [&str; 24] = [
    "ly", "ist", "ists", "ism", "ize", "izing", "ized", "ing", "ed", "ness", "tion", "ment",
    "able", "ous", "ful", "less", "ish", "ary", "ive", "al", "er", "est", "ity", "s",
];

/// Fewest bytes of a word before its ending.
const SHORTEST_HEAD: usize = 3;

/// Vectors of length 1 are made this much longer, so that their numbers vary like standard columns.
const VECTOR_LENGTH: f64 = 10.0;

/// Columns of what lists say.
const TONES: usize = 2 + 2;
const LISTS: usize =
    LOADED_CATEGORIES.len() + 1 + EPISTEMIC_CATEGORIES.len() + TONES + 2 * FOUNDATIONS.len() + 1;

/// A vocabulary with a row of features for each word, then for each ending.
pub(super) struct Words<'v> {
    vocabulary: &'v [String],
    index: HashMap<&'v str, u32, FxBuildHasher>,
    features: Array2<f64>,
}

impl<'v> Words<'v> {
    pub(super) fn new(setup: &Setup<'v>) -> Self {
        let vocabulary = setup.vocabulary;
        let lists: Vec<[f64; LISTS]> =
            vocabulary.par_iter().map(|word| of_lists(setup, word)).collect();
        let has_ending = |word: &str, at: usize| f64::from(u8::from(word.ends_with(ENDINGS[at])));
        let columns = LISTS + ENDINGS.len();
        let mut known = Array2::from_shape_fn((vocabulary.len(), columns), |(i, j)| {
            let word = &vocabulary[i];
            match j.checked_sub(LISTS) {
                None => lists[i][j],
                // "red" has no ending -ed
                Some(at) if word.len() < ENDINGS[at].len() + SHORTEST_HEAD => 0.0,
                Some(at) => has_ending(word, at),
            }
        });
        let mut endings = Array2::from_shape_fn((ENDINGS.len(), columns), |(i, j)| {
            j.checked_sub(LISTS).map_or(0.0, |at| has_ending(ENDINGS[i], at))
        });
        if !vocabulary.is_empty() {
            let standard = Standard::apply(&mut known);
            standard.repeat(&mut endings);
        }
        let vectors: Vec<Option<Array1<f64>>> =
            vocabulary.iter().map(|word| setup.vector(word, VECTOR_LENGTH)).collect();
        let dim = setup.dim();
        let shape = (vocabulary.len() + ENDINGS.len(), columns + dim);
        let features = Array2::from_shape_fn(shape, |(i, j)| {
            let ending = i.checked_sub(vocabulary.len());
            match (ending, j.checked_sub(columns)) {
                (None, None) => known[[i, j]],
                (None, Some(at)) => vectors[i].as_ref().map_or(0.0, |vector| vector[at]),
                // else an ending is like the average word
                (Some(ending), None) if j >= LISTS => endings[[ending, j]],
                (Some(_), _) => 0.0,
            }
        });
        let index = (0..).zip(vocabulary).map(|(i, word)| (word.as_str(), i)).collect();
        Self { vocabulary, index, features }
    }

    pub(super) fn len(&self) -> usize {
        self.vocabulary.len()
    }

    /// What is known of each word, then of each ending: a row each.
    pub(super) fn features(&self) -> &Array2<f64> {
        &self.features
    }

    /// Tells `each` the words of a sentence: which token, which word, and how much of it: a compound that the
    /// vocabulary has not is equal shares of its parts. Words of actors' names are not told.
    pub(super) fn read(&self, found: &Found, mut each: impl FnMut(usize, u32, f64)) {
        for (at, _) in found.tokens.iter().enumerate().filter(|(_, token)| !token.is_named()) {
            let word = found.folded(at);
            if let Some(whole) = self.find(&word) {
                each(at, whole, 1.0);
            } else if word.contains('-') {
                let parts = word.split('-').filter(|part| !part.is_empty());
                let share = 1.0 / parts.clone().count().max(1) as f64;
                parts.filter_map(|part| self.find(part)).for_each(|part| each(at, part, share));
            }
        }
    }

    /// The place of a folded word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.index.get(word).copied()
    }

    /// All words, then endings, as a word table names them.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let endings = ENDINGS.iter().map(|ending| format!("-{ending}"));
        self.vocabulary.iter().cloned().chain(endings)
    }

    /// The share of every word and ending, by logistic regression on the words seen. `counts` are, by
    /// word, how often it was seen and how often of these it was positive; a word counts as at most `cap`.
    pub(super) fn shares(&self, counts: &[(f64, f64)], cap: f64, c: f64) -> Vec<f64> {
        let seen: Vec<usize> = (0..self.len()).filter(|&i| counts[i].0 > 0.0).collect();
        let rows = self.features.select(Axis(0), &seen);
        let shares: Vec<f64> = seen.iter().map(|&i| counts[i].1 / counts[i].0).collect();
        let masses: Vec<f64> = seen.iter().map(|&i| counts[i].0.min(cap)).collect();
        let model = Logistic::fit(&rows, &shares, &masses, c);
        self.features.rows().into_iter().map(|row| model.probability(&row)).collect()
    }
}

/// What the lists say of a word alone.
fn of_lists(setup: &Setup, word: &str) -> [f64; LISTS] {
    let mut out = [0.0; LISTS];
    setup.alone(word, |_, found| {
        let (loaded, rest) = out.split_at_mut(LOADED_CATEGORIES.len() + 1);
        let (epistemic, rest) = rest.split_at_mut(EPISTEMIC_CATEGORIES.len());
        let (tones, themes) = rest.split_at_mut(TONES);
        for hit in found.matches {
            let fact = found.catalog.fact(hit.entry);
            let class = usize::from(fact.class);
            let larger = |at: &mut f64| *at = at.max(fact.weight);
            match fact.role {
                Role::Epistemic => larger(&mut epistemic[class]),
                Role::Moral => larger(&mut themes[class]),
                Role::Frames => larger(&mut themes[2 * FOUNDATIONS.len()]),
                _ => {}
            }
        }
        for (term, _) in found.listed_loaded() {
            let class = usize::from(found.catalog.fact(term.entry).class);
            loaded[class] = loaded[class].max(term.weight);
            let any = &mut loaded[LOADED_CATEGORIES.len()];
            *any = any.max(term.weight);
        }
        let compound = found.sentiment.compound;
        tones.copy_from_slice(&[
            found.tone.max(0.0),
            (-found.tone).max(0.0),
            compound.max(0.0),
            (-compound).max(0.0),
        ]);
    });
    out
}
