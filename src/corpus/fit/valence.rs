//! The tone of a sentence, by ridge regression on the readers' means. The number of a word is learned in
//! two steps: what its features say, then what the sentences that hold it say beyond that, shrunken.

use ndarray::{Array1, Array2, ArrayView1, Axis, concatenate};

use super::standard::Standard;
use super::words::Words;
use super::{Labelled, Learned, Setup, label};
use crate::Error;
use crate::model::{ModelKind, Parts, Ridge, WordNumbers, WordTable};
use crate::sentiment::{self, FEATURES};
use crate::terms::Found;
use crate::text::fold_into;

/// Penalty on every weight of a standard column. (300 to 900: r .001 less at most.)
const PENALTY: f64 = 600.0;

/// What the sentences with a word must have in squares of the word's shares to weigh as much as its
/// features: some 40 sentences of 17 words.
const PRIOR: f64 = 2.5;

/// Sentences that must hold a word before they say anything of it beyond its features.
const FEWEST: usize = 2;

pub(super) fn fit(setup: &Setup, rows: &[Labelled]) -> Result<Learned, Error> {
    let means =
        (0..).zip(rows).map(|(i, row)| label(i, row.valence, ModelKind::Valence, -1.0..=1.0));
    let means = means.collect::<Result<Array1<f64>, Error>>()?;
    let words = Words::new(setup);
    let dense = FEATURES.names.len() - 1;
    let mut known = Array2::zeros((rows.len(), dense));
    let mut held: Vec<Vec<(usize, f64)>> = vec![Vec::new(); rows.len()];
    let (mut parts, mut numbers) = (Parts::default(), WordNumbers::default());
    let nothing = WordTable::new(FEATURES.width, Vec::new());
    let mut row = vec![0.0; FEATURES.names.len()];
    setup.sentences(rows, |i, found| {
        let &Found { catalog, casing, source, tokens, matches, .. } = found;
        numbers.look_up(&nothing, source, tokens);
        parts.clear();
        let all = 0..tokens.len() as u32;
        sentiment::parts(catalog, casing, tokens, matches, all, &numbers, &mut parts);
        parts.fill(&mut row);
        known.row_mut(i).assign(&ArrayView1::from(&row[1..]));
        held[i] = shares(&words, found);
    });
    let standard = Standard::apply(&mut known);
    let features = words.features();
    let mut of_words = Array2::zeros((rows.len(), features.ncols()));
    for (held, mut row) in held.iter().zip(of_words.rows_mut()) {
        for &(word, share) in held {
            row.scaled_add(share, &features.row(word));
        }
    }
    let columns = concatenate![Axis(1), known, of_words];
    let ridge = Ridge::fit(&columns, &means, PENALTY);
    let rest = &means - &columns.dot(&ridge.weights) - ridge.intercept;

    let beyond = beyond(&held, &rest, features.nrows());
    let (of_known, of_features) = ridge.weights.view().split_at(Axis(0), dense);
    let by_word = features.dot(&of_features) + &beyond;
    let (weights, shift) = standard.restore(&of_known.to_owned());
    // what was learned of single words has moved the mean
    let moved = held.iter().flatten().map(|&(word, share)| beyond[word] * share).sum::<f64>();
    let words = words.names().zip(by_word).map(|(word, number)| (word, vec![number])).collect();
    Ok(Learned {
        intercepts: vec![ridge.intercept + shift - moved / rows.len() as f64],
        weights: std::iter::once(1.0).chain(weights).map(|weight| vec![weight]).collect(),
        words: WordTable::new(FEATURES.width, words),
    })
}

/// The words of the vocabulary in a sentence, each with its factor by √words: what its number is
/// multiplied by. A compound that the vocabulary has not is its parts.
fn shares(words: &Words, found: &Found) -> Vec<(usize, f64)> {
    let &Found { catalog, casing, source, tokens, matches, .. } = found;
    let root = (tokens.len().max(1) as f64).sqrt();
    let mut out = Vec::new();
    let mut folded = String::new();
    let all = 0..tokens.len() as u32;
    sentiment::factors(catalog, casing, tokens, matches, all, |at, factor| {
        let token = tokens[at as usize];
        if token.is_named() {
            return;
        }
        folded.clear();
        fold_into(token.span.of(source), &mut folded);
        let share = factor / root;
        if let Some(word) = words.find(&folded) {
            out.push((word as usize, share));
        } else if folded.contains('-') {
            let share = share / folded.split('-').count() as f64;
            let parts = folded.split('-').filter_map(|part| words.find(part));
            out.extend(parts.map(|word| (word as usize, share)));
        }
    });
    out
}

/// What the sentences leave to each of some words, by least squares word by word with a penalty.
fn beyond(held: &[Vec<(usize, f64)>], rest: &Array1<f64>, words: usize) -> Array1<f64> {
    let mut sums = vec![(0, 0.0, PRIOR); words];
    let mut here: Vec<(usize, f64)> = Vec::new();
    for (held, rest) in held.iter().zip(rest) {
        here.clone_from(held);
        here.sort_by_key(|(word, _)| *word);
        for same in here.chunk_by(|a, b| a.0 == b.0) {
            let share: f64 = same.iter().map(|(_, share)| share).sum();
            let (count, product, square) = &mut sums[same[0].0];
            *count += 1;
            *product += share * rest;
            *square += share * share;
        }
    }
    let number = |(count, product, square)| if count < FEWEST { 0.0 } else { product / square };
    sums.into_iter().map(number).collect()
}
