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
        let &Found { source, tokens, shifts, .. } = found;
        numbers.look_up(&nothing, source, tokens);
        parts.clear();
        sentiment::parts(tokens, shifts, &numbers, &mut parts);
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
/// multiplied by.
fn shares(words: &Words, found: &Found) -> Vec<(usize, f64)> {
    let root = (found.tokens.len().max(1) as f64).sqrt();
    let factors = found.shifts.by_word();
    let mut out = Vec::new();
    words.read(found, |at, word, mass| out.push((word as usize, mass * factors[at] / root)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Article, Model, ModelFit};

    const TEXTS: [(&str, f64); 4] = [
        ("The harbour was calm and the children sang.", 0.5),
        ("A gruesome wreck lay in the harbour.", -0.6),
        ("The council met in the hall on Monday.", 0.0),
        ("The choir sang in the hall for the rescued crew.", 0.4),
    ];

    fn rows() -> Vec<Labelled> {
        let row = |i: usize| {
            let (text, mean) = TEXTS[i % 4];
            Labelled::new(text).valence(mean + (i % 3) as f64 / 100.0).group(i.to_string())
        };
        (0..600).map(row).collect()
    }

    fn model() -> Model {
        let words = ["choir", "council", "gruesome", "hall", "harbour", "monday", "sang", "wreck"];
        let fit = ModelFit::new(ModelKind::Valence).vocabulary(words.map(str::to_owned));
        let plain = Analyzer::builder().fitted(false).build().unwrap();
        fit.fit(&plain, &rows()).unwrap()
    }

    #[test]
    fn what_was_learned_is_told_apart() {
        let model = model();
        assert_eq!(model.to_text(), self::model().to_text());
        let analyzer = Analyzer::builder().model(model).build().unwrap();
        let valence = |text: &str| {
            analyzer.article(&Article::single_sentence(text)).sentences()[0].valence.unwrap()
        };
        for (text, mean) in TEXTS {
            assert!((valence(text) - mean).abs() < 0.25, "{text}: {}", valence(text));
        }
        // no list has "sang": the rows do
        assert!(valence("She sang on Friday.") > valence("She left on Friday."));
        // unlike the rows' own mean of .08
        assert!(valence("A gruesome wreck") < -0.1);
    }

    #[test]
    fn contributions_add_up() {
        let analyzer = Analyzer::builder().model(model()).contributions(true).build().unwrap();
        let long = "They could not say that a gruesome wreck lay near the brave choir. ";
        for text in ["", "…", "Sang.", long, &"murder ".repeat(400), &"wonderful ".repeat(400)] {
            let report = analyzer.article(&Article::single_sentence(text));
            for sentence in report.sentences() {
                let valence = sentence.valence.unwrap();
                let parts =
                    report.contributions_of(sentence).iter().filter(|part| part.score == "valence");
                let sum = parts.fold(0.0, |sum, part| sum + part.amount);
                assert_eq!(valence, sum.clamp(-1.0, 1.0), "{text:.20}");
            }
        }
    }

    /// On ten sentences: `b = Σ share · rest / (Σ share² + 2.5)`.
    #[test]
    fn single_words_are_shrunken() {
        let mut held = vec![vec![(0, 0.5), (1, 0.5), (0, 0.5)]; 10];
        held[0].push((2, 1.0));
        let found = beyond(&held, &Array1::from_elem(10, 0.25), 4);
        assert!((found[0] - 2.5 / 12.5).abs() < 1e-12);
        assert!((found[1] - 1.25 / 5.0).abs() < 1e-12);
        assert_eq!((found[2], found[3]), (0.0, 0.0)); // seen once, and never
    }
}
