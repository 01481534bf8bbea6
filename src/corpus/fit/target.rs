//! The tone toward somebody, by multinomial logistic regression.

mod words;

use ndarray::{Array1, Array2};

use super::standard::Standard;
use super::{Labelled, Learned, Setup};
use crate::Error;
use crate::model::{Multinomial, Parts, WordNumbers, WordTable};
use crate::target::{self, BANKS, FEATURES, Judgement, Mention, Polarity};

/// Strength of the penalty on standard columns, chosen on folds of the training part of NewsMTSC.
const C: f64 = 0.002;

/// Features whose numbers come from the word table, before all others.
const BY_WORD: usize = FEATURES.outputs;

pub(super) fn fit(setup: &Setup, rows: &[Labelled]) -> Result<Learned, Error> {
    let (classes, firsts) = classes(rows);
    // what is known of a word is fitted in the place of its numbers, and turned into them at the end
    let known = words::known(setup);
    let cues = FEATURES.names.len() - BY_WORD;
    let mut design = Array2::zeros((classes.len(), cues + BANKS * known.width()));
    let (mut parts, mut numbers) = (Parts::default(), WordNumbers::default());
    let mut judgement = Judgement::default();
    let mut values = vec![0.0; FEATURES.names.len()];
    setup.targets(rows, |row, index, scene, span| {
        let mut out = design.row_mut(firsts[row] + index);
        let Some(mention) = Mention::new(scene, span) else { return };
        parts.clear();
        target::cues(&mention, &mut judgement, &mut parts);
        parts.fill(&mut values);
        out.iter_mut().zip(&values[BY_WORD..]).for_each(|(out, value)| *out = *value);
        scene.look_up(&known, &mut numbers);
        target::each_word(&mention, |at, bank, share| {
            let columns = out.iter_mut().skip(cues + bank * known.width());
            for (sum, number) in columns.zip(numbers.of(at)) {
                *sum += share * f64::from(*number);
            }
        });
    })?;
    let standard = Standard::apply(&mut design);
    let model = Multinomial::fit(&design, &classes, LABELS.len(), C);

    let mut learned = Learned {
        intercepts: Vec::new(),
        weights: vec![vec![0.0; FEATURES.outputs]; FEATURES.names.len()],
        words: WordTable::new(FEATURES.width, Vec::new()),
    };
    let mut by_output = Vec::new();
    for (output, class) in OUTPUTS.into_iter().enumerate() {
        let weights = &model.weights.column(class) - &model.weights.column(NEUTRAL);
        let (weights, shift) = standard.restore(&weights);
        learned.intercepts.push(model.intercepts[class] - model.intercepts[NEUTRAL] + shift);
        learned.weights[output][output] = 1.0;
        for (feature, weight) in learned.weights[BY_WORD..].iter_mut().zip(&weights) {
            feature[output] = *weight;
        }
        by_output.push(Array1::from_vec(weights));
    }
    let numbers_of = |facts: &[f32]| {
        (0..BANKS)
            .flat_map(|bank| by_output.iter().map(move |weights| (bank, weights)))
            .map(|(bank, weights)| {
                let weights = weights.iter().skip(cues + bank * known.width());
                weights.zip(facts).map(|(weight, fact)| weight * f64::from(*fact)).sum()
            })
            .collect()
    };
    let table = known.iter().map(|(word, facts)| (word.to_owned(), numbers_of(facts)));
    learned.words = WordTable::new(FEATURES.width, table.collect());
    Ok(learned)
}

const LABELS: [Polarity; 3] = [Polarity::Negative, Polarity::Neutral, Polarity::Positive];
/// Places in [`LABELS`]: what the others are set against, and those of the model's sums.
const NEUTRAL: usize = 1;
const OUTPUTS: [usize; 2] = [0, 2];

/// The place of every target's label, and where each row's begin.
fn classes(rows: &[Labelled]) -> (Vec<usize>, Vec<usize>) {
    let (mut classes, mut firsts) = (Vec::new(), Vec::with_capacity(rows.len()));
    for row in rows {
        firsts.push(classes.len());
        classes.extend(row.targets.iter().map(|(_, polarity)| {
            // every polarity is among them
            LABELS.iter().position(|label| label == polarity).unwrap_or(NEUTRAL)
        }));
    }
    (classes, firsts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Article, Model, ModelFit, ModelKind};

    const TEXTS: [(&str, Polarity); 6] = [
        ("Ms Orrin lied to the board about the fraud.", Polarity::Negative),
        ("The clerk accused Ms Orrin of theft.", Polarity::Negative),
        ("Ms Orrin said the hall opens on Monday.", Polarity::Neutral),
        ("The clerk met Ms Orrin in the hall.", Polarity::Neutral),
        ("Ms Orrin rescued nine sailors and was praised.", Polarity::Positive),
        ("The clerk hailed Ms Orrin as a brilliant engineer.", Polarity::Positive),
    ];

    fn span_of(text: &str) -> std::ops::Range<usize> {
        let start = text.find("Ms Orrin").expect("a name");
        start..start + "Ms Orrin".len()
    }

    fn rows() -> Vec<Labelled> {
        let row = |i: usize| {
            let (text, polarity) = TEXTS[i % TEXTS.len()];
            Labelled::new(text).toward(span_of(text), polarity)
        };
        (0..90).map(row).collect()
    }

    fn fitted(rows: &[Labelled]) -> Result<Model, Error> {
        let words = ["lied", "fraud", "theft", "hall", "board", "met", "sailors", "clerk"];
        let fit = ModelFit::new(ModelKind::Target).vocabulary(words.map(str::to_owned));
        fit.fit(&Analyzer::builder().fitted(false).build()?, rows)
    }

    #[test]
    fn labels_are_learned_and_contributions_add_up() {
        let model = fitted(&rows()).expect("a model");
        assert_eq!(model, fitted(&rows()).expect("a model"));
        let analyzer = Analyzer::builder().model(model).contributions(true).build().expect("lists");
        for (text, polarity) in TEXTS {
            let article = Article::builder().body(text).single_sentence().targets([span_of(text)]);
            let report = analyzer.article(&article.build().expect("an article"));
            let target = report.targets()[0];
            assert_eq!(target.label, polarity, "{text}");
            let sum = |score: &str| -> f64 {
                let parts = report.contributions.iter().filter(|part| part.score == score);
                parts.map(|part| part.amount).sum()
            };
            let odds = [sum("targets.negative").exp(), sum("targets.positive").exp()];
            let score = (odds[1] - odds[0]) / (1.0 + odds[0] + odds[1]);
            assert!((target.score - score).abs() < 1e-12);
        }
    }

    #[test]
    fn two_labels_are_enough() {
        let two: Vec<Labelled> =
            rows().into_iter().enumerate().filter(|(i, _)| i % 6 > 1).map(|(_, row)| row).collect();
        let analyzer =
            Analyzer::builder().model(fitted(&two).expect("a model")).build().expect("lists");
        let report = |text: &str| {
            let article = Article::builder().body(text).single_sentence().targets([span_of(text)]);
            analyzer.article(&article.build().expect("an article")).targets()[0]
        };
        let (lied, hailed) = (report(TEXTS[0].0), report(TEXTS[5].0));
        assert_ne!(lied.label, Polarity::Negative);
        assert_eq!(hailed.label, Polarity::Positive);
        assert!(lied.score > -0.05 && hailed.score > 0.5);
    }
}
