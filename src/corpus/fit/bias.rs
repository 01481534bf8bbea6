//! The bias of a sentence and the weights of loaded terms, by logistic regression on readers' labels and
//! the words that they marked.

use std::ops::Range;

use ndarray::{Array1, Array2, ArrayView1};

use super::folds::folds;
use super::standard::Standard;
use super::words::Words;
use super::{Labelled, Learned, Setup, label};
use crate::Error;
use crate::bias::{
    self, CANDIDATE, Evidence, FEATURES, MARKED, OF_SENTENCE, OF_TERM_SENTENCE, SENTENCE, Setting,
    TERM,
};
use crate::lexicon::Role;
use crate::model::{Logistic, ModelKind, Parts, WordNumbers, WordTable, sigmoid};
use crate::terms::{Found, Term};
use crate::text::{Span, Token, is_function_word};
use crate::voice::Voice;

/// Strength of the penalty on standard columns, of sentences and of terms; 1 / λ.
const C_SENTENCE: f64 = 0.01;
const C_TERM: f64 = 0.2;

/// What a number of a word is learned with.
struct Smoothing {
    /// As how many sightings a word counts at most when the features of words are weighed.
    cap: f64,
    /// 1 / λ of that.
    c: f64,
    /// How many sightings weigh as much as what the features say.
    prior: f64,
}

const MARKS: Smoothing = Smoothing { cap: 10.0, c: 1.0 / 60.0, prior: 8.0 };
const SENTENCES: Smoothing = Smoothing { cap: 30.0, c: 1.0 / 500.0, prior: 10.0 };

/// Thresholds whose F1 is this near the best are as good.
const NEARLY: f64 = 0.003;

/// Numbers of words in training sentences come from this many tables, each learned without its sentences:
/// a word that only one sentence has would give that sentence away.
const INNER: usize = 3;

pub(super) fn fit(setup: &Setup, rows: &[Labelled]) -> Result<Learned, Error> {
    let shares = (0..).zip(rows).map(|(i, row)| label(i, row.bias, ModelKind::Bias, 0.0..=1.0));
    let shares = shares.collect::<Result<Vec<f64>, Error>>()?;
    let words = Words::new(setup);
    let seen = sightings(setup, rows, &words);
    let fold = folds(rows, INNER, setup.seed);
    if (0..INNER).any(|of| !fold.contains(&of)) {
        let groups = fold.iter().max().map_or(0, |last| last + 1);
        return Err(Error::fit(
            &format!("rows of {groups} groups"),
            &format!("at least {INNER} groups, of which each is held out in turn"),
        ));
    }
    let table = |held_out: Option<usize>| {
        let kept = (0..rows.len()).filter(|&i| held_out != Some(fold[i]));
        let kept: Vec<(&[Sighting], f64)> = kept.map(|i| (&*seen[i], shares[i])).collect();
        learn_words(&words, &kept)
    };
    let inner: Vec<WordTable> = (0..INNER).map(|fold| table(Some(fold))).collect();

    let mut sentences = Array2::zeros((rows.len(), OF_SENTENCE));
    let mut terms = Terms::default();
    let (mut parts, mut numbers) = (Parts::default(), WordNumbers::default());
    let mut evidence = Evidence::default();
    let mut row = vec![0.0; FEATURES.names.len()];
    setup.sentences(rows, |i, found| {
        numbers.look_up(&inner[fold[i]], found.source, found.tokens);
        parts.clear();
        evidence.clear();
        evidence.read(found, &numbers);
        evidence.parts(found, &evidence.whole(), &mut parts);
        parts.fill(&mut row);
        sentences.row_mut(i).assign(&ArrayView1::from(&row[..OF_SENTENCE]));
        terms.add(i, found, &rows[i].marked, &words, (&numbers, &evidence), &mut parts);
    });
    let standard = Standard::apply(&mut sentences);
    let model = Logistic::fit(&sentences, &shares, &vec![1.0; rows.len()], C_SENTENCE);
    let (of_sentence, shift) = standard.restore(&model.weights);
    let logits = sentences.dot(&model.weights) + model.intercept;
    let (of_term, term_intercept) = terms.fit(&logits);
    let both = |i: usize, weight| {
        let mut by_sum = vec![0.0; FEATURES.outputs];
        by_sum[if i < OF_SENTENCE { SENTENCE } else { TERM }] = weight;
        by_sum
    };
    let weights = of_sentence.into_iter().chain(of_term).enumerate();
    Ok(Learned {
        intercepts: vec![model.intercept + shift, term_intercept],
        weights: weights.map(|(i, weight)| both(i, weight)).collect(),
        words: table(None),
    })
}

/// A word of the vocabulary in a text.
#[derive(Clone, Copy, Debug)]
struct Sighting {
    word: u32,
    /// 1; a part of it where a compound is known by its parts.
    mass: f64,
    marked: bool,
}

/// The words of every row that the vocabulary has; those in actors' names are not read.
fn sightings(setup: &Setup, rows: &[Labelled], words: &Words) -> Vec<Vec<Sighting>> {
    let mut seen = vec![Vec::new(); rows.len()];
    setup.sentences(rows, |i, found| {
        words.read(found, |at, word, mass| {
            let marked = is_marked(&rows[i].marked, found.tokens[at].span);
            seen[i].push(Sighting { word, mass, marked });
        });
    });
    seen
}

fn is_marked(marked: &[Span], word: Span) -> bool {
    marked.iter().any(|mark| mark.start < word.end && word.start < mark.end)
}

/// Both numbers of every word: shares of its sightings, smoothed by what its features say.
fn learn_words(words: &Words, rows: &[(&[Sighting], f64)]) -> WordTable {
    if words.len() == 0 {
        return WordTable::new(FEATURES.width, Vec::new());
    }
    let mut marks = vec![(0.0, 0.0); words.len()];
    let mut sentences = marks.clone();
    let mut here: Vec<u32> = Vec::new();
    for &(seen, share) in rows {
        here.clear();
        for sighting in seen {
            let (count, marked) = &mut marks[sighting.word as usize];
            *count += sighting.mass;
            *marked += if sighting.marked { sighting.mass } else { 0.0 };
            here.push(sighting.word);
        }
        here.sort_unstable();
        here.dedup();
        for &word in &here {
            let (count, biased) = &mut sentences[word as usize];
            *count += 1.0;
            *biased += share;
        }
    }
    let of_rows = rows.iter().map(|(_, share)| share).sum::<f64>() / rows.len().max(1) as f64;
    let total = |at: fn(&(f64, f64)) -> f64| marks.iter().map(at).sum::<f64>();
    let (seen, marked) = (total(|count| count.0), total(|count| count.1));
    let excess = if marked > 0.0 {
        log_odds(words, &marks, marked / seen, &MARKS)
    } else {
        vec![0.0; words.names().count()]
    };
    let weights = log_odds(words, &sentences, of_rows, &SENTENCES);
    let numbers = excess.into_iter().zip(weights);
    let rows =
        words.names().zip(numbers).map(|(word, (excess, weight))| (word, vec![excess, weight]));
    WordTable::new(FEATURES.width, rows.collect())
}

/// By how much the log-odds of each word and ending exceed those of `average`.
fn log_odds(words: &Words, counts: &[(f64, f64)], average: f64, by: &Smoothing) -> Vec<f64> {
    let expected = words.shares(counts, by.cap, by.c);
    let counts = counts.iter().copied().chain(std::iter::repeat((0.0, 0.0)));
    let smoothed = expected
        .iter()
        .zip(counts)
        .map(|(expected, (count, positive))| (positive + by.prior * expected) / (count + by.prior));
    smoothed.map(|share| logit(share) - logit(average)).collect()
}

/// Log-odds, kept finite.
fn logit(share: f64) -> f64 {
    let share = share.clamp(1e-4, 1.0 - 1e-4);
    (share / (1.0 - share)).ln()
}

/// Terms in the training sentences: those of the lists, and words that may become terms.
#[derive(Debug, Default)]
struct Terms {
    /// Features, term after term.
    values: Vec<f64>,
    /// Words that carry meaning in each, and how many of these readers marked.
    counts: Vec<(f64, f64)>,
    /// The sentence of each.
    sentences: Vec<usize>,
    /// How many such words readers marked in all sentences.
    marked: f64,
}

/// What a token is to terms.
#[derive(Clone, Copy, Debug)]
struct Look {
    has_meaning: bool,
    is_marked: bool,
    /// Whether it can be a term by itself.
    is_candidate: bool,
}

/// These words are no candidates, since a list has them.
fn settle(looks: &mut [Look], words: Range<u32>) -> &[Look] {
    let here = &mut looks[words.start as usize..words.end as usize];
    for look in here.iter_mut() {
        look.is_candidate = false;
    }
    here
}

const OF_TERM: usize = FEATURES.names.len() - OF_SENTENCE;

/// Columns behind the features of a term: whether it is quoted, reported, and beside a quotation mark.
/// Readers seldom mark what sources say. That is learned apart and left out of the weight: a source's loaded
/// word is as loaded as the outlet's, and metrics tell the two by voice.
const OF_VOICE: usize = 3;

impl Terms {
    fn add(
        &mut self,
        row: usize,
        found: &Found,
        marked: &[Span],
        words: &Words,
        (numbers, evidence): (&WordNumbers, &Evidence),
        parts: &mut Parts,
    ) {
        let look = |(at, token): (usize, &Token)| {
            let folded = found.folded(at);
            let excess = f64::from(numbers.of(at)[MARKED]);
            Look {
                has_meaning: !is_function_word(&folded),
                is_marked: is_marked(marked, token.span),
                is_candidate: excess >= CANDIDATE && words.find(&folded).is_some(),
            }
        };
        let mut looks: Vec<Look> = found.tokens.iter().enumerate().map(look).collect();
        self.marked +=
            looks.iter().filter(|look| look.has_meaning && look.is_marked).count() as f64;
        for hit in found.matches {
            if found.catalog.fact(hit.entry).role == Role::PlainSenses {
                settle(&mut looks, hit.first..hit.first + hit.len);
            }
        }
        let setting = Setting::new(evidence, 0.0);
        let mut add = |looks: &[Look], words: Range<u32>, listed, voice| {
            parts.clear();
            let span = found.span_of(&words);
            bias::term_parts(found, words, listed, (&setting, evidence), parts);
            let mut features = [0.0; FEATURES.names.len()];
            parts.fill(&mut features);
            self.values.extend_from_slice(&features[OF_SENTENCE..]);
            let stands = [
                voice == Voice::DirectQuote,
                voice == Voice::IndirectSpeech,
                stands_in_marks(found.source, span),
            ];
            self.values.extend(stands.map(|holds| f64::from(u8::from(holds))));
            self.sentences.push(row);
            let meaning = looks.iter().filter(|look| look.has_meaning);
            let marked = meaning.clone().filter(|look| look.is_marked).count();
            self.counts.push((meaning.count() as f64, marked as f64));
        };
        let weighed = |(term, _): &(&Term, _)| !found.catalog.fact(term.entry).callers;
        for (term, words) in found.listed_loaded().filter(weighed) {
            let here = settle(&mut looks, words.clone());
            add(here, words, Some(term.weight), term.voice);
        }
        for (at, look) in (0..).zip(&looks).filter(|(_, look)| look.is_candidate) {
            let start = found.tokens[at as usize].span.start;
            let part = found.voices.partition_point(|part| part.span.end <= start);
            let voice = found.voices.get(part).map_or(Voice::Narration, |part| part.voice);
            add(&[*look], at..at + 1, None, voice);
        }
    }

    /// Weights and intercept. A term whose words readers marked as likely as pays in F1 gets the logit 0.
    /// Without any marks a term keeps the weight of its list.
    fn fit(&self, of_sentences: &Array1<f64>) -> (Vec<f64>, f64) {
        if self.counts.iter().all(|(_, marked)| *marked == 0.0) {
            let is_weight = |name: &&str| f64::from(u8::from(*name == "term.weight"));
            return (FEATURES.names[OF_SENTENCE..].iter().map(is_weight).collect(), 0.0);
        }
        let shape = (self.counts.len(), OF_TERM + OF_VOICE);
        let mut rows = Array2::from_shape_vec(shape, self.values.clone())
            .unwrap_or_else(|_| Array2::zeros(shape));
        let of_terms = self.sentences.iter().map(|&i| of_sentences[i]);
        rows.column_mut(OF_TERM_SENTENCE - OF_SENTENCE).assign(&of_terms.collect::<Array1<f64>>());
        let share = |&(count, marked): &(f64, f64)| if count > 0.0 { marked / count } else { 0.0 };
        let shares: Vec<f64> = self.counts.iter().map(share).collect();
        let masses: Vec<f64> = self.counts.iter().map(|(count, _)| *count).collect();
        let raw = rows.clone();
        let standard = Standard::apply(&mut rows);
        let model = Logistic::fit(&rows, &shares, &masses, C_TERM);
        let (mut weights, shift) = standard.restore(&model.weights);
        weights.truncate(OF_TERM);
        let chances = raw.rows().into_iter().map(|row| {
            let logit =
                weights.iter().zip(row).fold(model.intercept + shift, |z, (w, x)| z + w * x);
            sigmoid(logit)
        });
        let chances: Array1<f64> = chances.collect();
        (weights, model.intercept + shift - logit(self.threshold(&chances)))
    }

    /// The chance from which on finding a term gives the best F1 over words: the middle of those that give
    /// nearly that.
    fn threshold(&self, chances: &Array1<f64>) -> f64 {
        let f1 = |threshold: f64| {
            let found =
                chances.iter().zip(&self.counts).filter(|(chance, _)| **chance >= threshold);
            let (words, hits) = found.fold((0.0, 0.0), |(words, hits), (_, (count, marked))| {
                (words + count, hits + marked)
            });
            2.0 * hits / (words + self.marked)
        };
        let tried: Vec<(f64, f64)> =
            (5..=60).map(|step| f64::from(step) / 100.0).map(|at| (at, f1(at))).collect();
        let best = tried.iter().fold(0.0_f64, |best, (_, f1)| best.max(*f1));
        let good: Vec<f64> =
            tried.iter().filter(|(_, f1)| *f1 >= best - NEARLY).map(|(at, _)| *at).collect();
        good.iter().sum::<f64>() / good.len().max(1) as f64
    }
}

/// Whether a quotation mark of any kind stands right before or behind.
fn stands_in_marks(source: &str, span: Span) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '’' | '«' | '»' | '„');
    let before = source[..span.start as usize].chars().next_back();
    let after = source[span.end as usize..].chars().next();
    before.is_some_and(is_mark) || after.is_some_and(is_mark)
}

#[cfg(test)]
mod tests {
    use crate::model::{ModelKind, sigmoid};
    use crate::text::Span;
    use crate::{Analyzer, Article, Labelled, Model, ModelFit};

    const TEXTS: [&str; 4] = [
        "The ghastly plan was a gruesome insult to us all.",
        "The council met on Monday to vote on the plan.",
        "What a ghastly, gruesome regime they run.",
        "Trains will run to the coast on Sunday, the council said.",
    ];
    const VOCABULARY: [&str; 8] =
        ["council", "ghastly", "gruesome", "monday", "plan", "run", "the", "trains"];

    fn rows(marks: bool) -> Vec<Labelled> {
        let row = |i: usize| {
            let text = TEXTS[i % 4];
            let words = ["ghastly", "gruesome"].into_iter().filter(|_| marks);
            let marked = words.filter_map(|word| text.find(word).map(|at| at..at + word.len()));
            Labelled::new(text).biased(i.is_multiple_of(2)).marked(marked).group(i.to_string())
        };
        (0..80).map(row).collect()
    }

    fn model(marks: bool) -> Model {
        let words = VOCABULARY.map(str::to_owned);
        let fit = ModelFit::new(ModelKind::Bias).vocabulary(words);
        let plain = Analyzer::builder().fitted(false).build().unwrap();
        fit.fit(&plain, &rows(marks)).unwrap()
    }

    #[test]
    fn words_that_readers_mark_become_terms() {
        let analyzer = Analyzer::builder().model(model(true)).build().unwrap();
        let text = "It was a gruesome day for trains.";
        let report = analyzer.article(&Article::single_sentence(text));
        let detected = report.terms().iter().filter(|term| term.is_detected());
        assert_eq!(detected.map(|term| term.span.of(text)).collect::<Vec<_>>(), ["gruesome"]);
        let bias = |text| analyzer.article(&Article::single_sentence(text)).sentences()[0].bias;
        assert!(bias(text) > bias("It was a day for trains."));
        assert!(bias("").is_none_or(f64::is_finite));
    }

    #[test]
    fn contributions_add_up() {
        let analyzer = Analyzer::builder().model(model(true)).contributions(true).build().unwrap();
        let text = "“A gruesome regime,” the council said, and slammed it on Monday! Why not?";
        let report = analyzer.article(&Article::single_sentence(text));
        let sentence = &report.sentences()[0];
        let of = |score: &str, within: Option<Span>| -> f64 {
            let all = report.contributions_of(sentence).iter().filter(|part| part.score == score);
            let here = all.filter(|part| within.is_none_or(|span| part.span == span));
            here.fold(0.0, |sum, part| sum + part.amount)
        };
        assert_eq!(sentence.bias, Some(sigmoid(of("bias", None))));
        let terms: Vec<_> = report.terms().iter().filter(|term| term.loaded).collect();
        assert_eq!(terms.len(), 3);
        for term in terms {
            assert_eq!(term.weight, sigmoid(of("terms", Some(term.span))));
        }
    }

    /// Nothing tells then how to weigh a term but its list.
    #[test]
    fn without_marks_terms_keep_their_weights() {
        let with = Analyzer::builder().model(model(false)).build().unwrap();
        let without = Analyzer::builder().fitted(false).build().unwrap();
        let article = Article::single_sentence("The regime slammed the so-called experts.");
        let weights = |analyzer: &Analyzer| -> Vec<f64> {
            analyzer.article(&article).terms().iter().map(|term| term.weight).collect()
        };
        let (with, without) = (weights(&with), weights(&without));
        assert_eq!(with.len(), without.len());
        assert!(
            with.iter().zip(&without).all(|(a, b)| (a - b).abs() < 1e-9),
            "{with:?} {without:?}"
        );
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        assert_eq!(model(true).to_text(), model(true).to_text());
    }
}
