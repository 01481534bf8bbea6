//! Axes, scores and their significance.

use std::fmt::Write;

use super::*;
use crate::{Article, Error};
use proptest::prelude::*;

fn vectors(text: &str) -> WordVectors {
    WordVectors::from_reader("toy", text.as_bytes()).expect("good vectors")
}

fn counts(words: &[(&str, u64)]) -> WordCounts {
    let mut counts = WordCounts::default();
    for (word, count) in words {
        counts.add(word, *count);
    }
    counts
}

fn close(ours: f64, expected: f64) {
    assert!((ours - expected).abs() < 1e-12, "{ours} is not {expected}");
}

/// Cosines with the axis east – west: art .6, bus −.6, cat 0, and 1 and −1 for the seeds. The file is
/// not in alphabetical order.
const PLANE: &str = "cat 0 2\nbus -3 4\nart 3 4\nwest -1 0\neast 1 0\n";

fn east(vectors: &WordVectors) -> SemanticAxis<'_> {
    SemanticAxis::from_pairs(vectors, "east", &[("east", "west")]).expect("two seeds")
}

#[test]
fn by_hand() {
    let vectors = vectors(PLANE);
    let axis = east(&vectors);
    assert_eq!((axis.name(), axis.direction().to_vec()), ("east", vec![2.0, 0.0]));
    for (word, cosine) in [("art", 0.6), ("bus", -0.6), ("cat", 0.0), ("east", 1.0)] {
        close(axis.cosine(word).expect("a vector"), cosine);
    }
    assert_eq!(axis.cosine("dog"), None);

    // B(T) = (2 · .6 − .6 + 0) / 4
    let corpus = counts(&[("art", 2), ("bus", 1), ("cat", 1), ("dog", 9)]);
    let background = AxisBackground::new(axis, &corpus, 1).expect("known words");
    close(background.baseline(), 0.15);
    assert_eq!(background.n(), 4);

    // (1 · .6 − 2 · .6 + 3 · 0) / 6; (.45² + 2 · .75² + 3 · .15²) / 6
    let score = background.score(&counts(&[("art", 1), ("bus", 2), ("cat", 3), ("dog", 2)]));
    close(score.bias.value.expect("n > 0"), -0.1);
    close(score.intensity.value.expect("n > 0"), 0.2325);
    assert_eq!((score.bias.n, score.intensity.n, score.tokens), (6, 6, 8));
    close(score.coverage().expect("words"), 0.75);
    let words: Vec<(&str, u64)> = score.words().iter().map(|w| (&*w.word, w.count)).collect();
    assert_eq!(words, [("art", 1), ("bus", 2), ("cat", 3)]);
    for (word, bias, intensity) in
        [(0, 0.1, 0.2025 / 6.0), (1, -0.2, 1.125 / 6.0), (2, 0.0, 0.0675 / 6.0)]
    {
        close(score.words()[word].bias, bias);
        close(score.words()[word].intensity, intensity);
    }
    // residuals n (c + .1): .7, −1, .3: t(2) √(3/2 · 1.58 / 36) = 1.1 reaches beyond the range
    assert_eq!(score.bias.interval, Some((-1.0, 1.0)));
}

/// What the authors' code and its port do, by hand on the same numbers, and what we do.
#[test]
fn faults_of_other_programs_are_not_repeated() {
    let vectors = vectors(PLANE);
    let corpus = counts(&[("art", 2), ("bus", 1), ("cat", 1)]);
    let background = AxisBackground::new(east(&vectors), &corpus, 1).expect("known words");
    let score = background.score(&counts(&[("art", 1), ("bus", 2), ("cat", 3)]));
    let (bias, intensity) = score.bias.value.zip(score.intensity.value).expect("n > 0");
    let (n, baseline) = ([1.0, 2.0, 3.0], 0.15);
    let sorted = [0.6, -0.6, 0.0]; // art, bus, cat: the order of the counts
    let as_in_the_file = [0.0, -0.6, 0.6]; // cat, bus, art: the order of the vectors
    let mean = |c: [f64; 3]| n.iter().zip(c).map(|(n, c)| n * c).sum::<f64>() / 6.0;

    // counts paired with vectors in another order: the sign turns
    close(mean(as_in_the_file), 0.1);
    close(mean(sorted), -0.1);
    close(bias, -0.1);

    // the sum squared, not the squares summed
    close((6.0 * mean(sorted.map(|c| c - baseline))).powi(2) / 6.0, 0.375);
    close(mean(sorted.map(|c| (c - baseline).powi(2))), 0.2325);
    close(intensity, 0.2325);

    // the moral-foundation port: a baseline of 0
    close(mean(sorted.map(|c| c * c)), 0.18);
    assert!((intensity - 0.18).abs() > 0.05);
}

/// The numbers that the reference below starts from: 32 words, 5 dimensions.
fn reference() -> (WordVectors, WordCounts, WordCounts) {
    let mut text = String::new();
    let (mut words, mut corpus) = (WordCounts::default(), WordCounts::default());
    // file order differs from the order of the words
    for i in (0..32_i32).rev() {
        let number = |k| f64::from((7 * i + 13 * k + i * i * k + 3 * k * k) % 23 - 11) / 8.0;
        let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(number);
        _ = writeln!(text, "w{i:02} {a} {b} {c} {d} {e}");
        words.add(&format!("w{i:02}"), ((5 * i * i + 3 * i) % 11) as u64);
        corpus.add(&format!("w{i:02}"), ((3 * i * i + i) % 17) as u64);
    }
    (vectors(&text), words, corpus)
}

/// Computed with NumPy 2.4.6 in double precision:
///
/// ```text
/// f = v[[0, 3, 5]].mean(0) - v[[1, 2]].mean(0)
/// c = v @ f / norm(v, axis=1) / norm(f)
/// keep = T >= 3; n *= keep; T *= keep; B = T @ c / T.sum()
/// bias = n @ c / n.sum(); intensity = n @ (c - B)**2 / n.sum()
/// se(y): r = n @ y / n.sum(); m = (n > 0).sum()
///        sqrt(m / (m - 1) * ((n * (y - r))**2).sum()) / n.sum()
/// null: default_rng(1).multinomial(n.sum(), T / T.sum(), size=200000)
/// ```
#[test]
fn as_numpy_computes() {
    let (vectors, words, corpus) = reference();
    let axis = SemanticAxis::from_seeds(&vectors, "x", &["w00", "w03", "w05"], &["w01", "w02"]);
    let background = AxisBackground::new(axis.expect("seeds"), &corpus, 3).expect("frequent words");
    let score = background.score(&words);
    close(background.baseline(), 0.066_383_895_808_798_48);
    assert_eq!((background.n(), score.bias.n), (216, 100));
    close(score.bias.value.expect("n > 0"), 0.008_453_251_021_843_786);
    close(score.intensity.value.expect("n > 0"), 0.261_017_119_708_559);
    // t(18) = 2.10092204
    let width = |estimate: &crate::Estimate| {
        estimate.interval.map(|(low, high)| (high - low) / 2.0).expect("19 words")
    };
    assert!((width(&score.bias) / 2.100_922_04 - 0.145_265_515_504_843_1).abs() < 1e-6);
    assert!((width(&score.intensity) / 2.100_922_04 - 0.079_754_465_320_666_52).abs() < 1e-6);
    let word = score.words().iter().find(|word| word.word == "w20").expect("it is frequent");
    close(word.cosine, -0.222_984_178_145_902_05);
    close(word.bias, -0.006_689_525_344_377_06);
    close(word.intensity, 0.002_512_016_466_727_59);

    // both are samples: the standard errors of 20,000 draws are .001 for η and .003 for p
    let test = score.significance(&background, 20_000, 5).expect("n > 0");
    assert!((test.bias.null_mean - 0.066_47).abs() < 0.003, "{test:?}");
    assert!((test.bias.effect + 0.058_02).abs() < 0.003, "{test:?}");
    assert!((test.intensity.effect - 0.045_33).abs() < 0.003, "{test:?}");
    assert!((test.bias.p - 0.214_7).abs() < 0.015, "{test:?}");
    assert!((test.intensity.p - 0.117_3).abs() < 0.012, "{test:?}");
}

#[test]
fn pairs_are_the_difference_of_centroids() {
    let vectors = vectors("a 1 5\nb 3 1\nc 0 1\nd -2 2\n");
    let pairs = SemanticAxis::from_pairs(&vectors, "p", &[("a", "c"), ("b", "d")]).expect("seeds");
    let seeds = SemanticAxis::from_seeds(&vectors, "s", &["a", "b"], &["c", "d"]).expect("seeds");
    // (2, 3) − (−1, 1.5)
    assert_eq!(pairs.direction().to_vec(), [3.0, 1.5]);
    assert_eq!(pairs.direction(), seeds.direction());
}

#[test]
fn axes_that_cannot_be() {
    let vectors = vectors("a 1 0\nb 0.1 0\nc 0.2 0\nd 0.7 0\ne -1 0\nnil 0 0\n");
    let message = |positive: &[&str], negative: &[&str]| {
        SemanticAxis::from_seeds(&vectors, "law", positive, negative)
            .expect_err("a bad axis")
            .to_string()
    };
    let cases: [(&[&str], &[&str], &str); 6] = [
        (
            &["a", "x"],
            &["Y", "b", "z"],
            r#"axis "law": "x, Y, z": expected seeds that have a vector"#,
        ),
        (&[], &["a"], r#"axis "law": "": expected at least one seed at each pole"#),
        (&["a"], &[], r#"axis "law": "": expected at least one seed at each pole"#),
        (&["a"], &["a"], "the centroids of their seeds are equal"),
        // equal but for rounding: (.1 + .2 + .7)/3 and 1/3 of a, nil, nil
        (&["b", "c", "d"], &["a", "nil", "nil"], "the centroids of their seeds are equal"),
        (&["nil"], &["nil"], "the centroids of their seeds are equal"),
    ];
    for (positive, negative, expected) in cases {
        let message = message(positive, negative);
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn which_words_count() {
    let vectors = vectors("a 1 0\nb -1 0\nrare 1 1\nnil 0 0\nnew 1 2\n");
    let axis = SemanticAxis::from_pairs(&vectors, "x", &[("a", "b")]).expect("seeds");
    let corpus = counts(&[("a", 5), ("b", 5), ("rare", 1), ("nil", 5), ("none", 5)]);
    let text = counts(&[("a", 1), ("rare", 1), ("nil", 1), ("new", 1), ("none", 1)]);
    for (min_count, expected) in [(2, &["a"][..]), (1, &["a", "rare"]), (0, &["a", "new", "rare"])]
    {
        let background = AxisBackground::new(axis.clone(), &corpus, min_count).expect("words");
        let score = background.score(&text);
        let words: Vec<&str> = score.words().iter().map(|word| &*word.word).collect();
        assert_eq!(words, expected, "{min_count}");
        assert_eq!(score.coverage(), Some(expected.len() as f64 / 5.0));
    }
    let error = AxisBackground::new(axis, &corpus, 6).expect_err("all are rarer");
    assert_eq!(
        error.to_string(),
        r#"axis "x": "a background of 21 words": expected one with a vector that it has 6 times or more"#
    );
}

#[test]
fn a_text_without_known_words_has_no_score() {
    let vectors = vectors(PLANE);
    let corpus = counts(&[("art", 1)]);
    let background = AxisBackground::new(east(&vectors), &corpus, 1).expect("a word");
    for (text, coverage) in [(counts(&[]), None), (counts(&[("dog", 3)]), Some(0.0))] {
        let score = background.score(&text);
        assert_eq!((score.bias.value, score.intensity.value, score.bias.n), (None, None, 0));
        assert_eq!((score.bias.interval, score.coverage()), (None, coverage));
        assert_eq!(score.significance(&background, 99, 1), None);
    }
    let one = background.score(&corpus);
    assert_eq!(one.bias.interval, None, "one word tells nothing of how words vary");
    assert_eq!(one.significance(&background, 0, 1), None);
}

/// Four draws from a fair coin: the text of four heads has P = 1/16 in its tail.
#[test]
fn p_values_of_a_coin() {
    let vectors = vectors("heads 1 0\ntails -1 0\n");
    let axis = SemanticAxis::from_pairs(&vectors, "coin", &[("heads", "tails")]).expect("seeds");
    let corpus = counts(&[("heads", 50), ("tails", 50)]);
    let background = AxisBackground::new(axis, &corpus, 1).expect("words");
    let test = |heads: u64, tails: u64| {
        let score = background.score(&counts(&[("heads", heads), ("tails", tails)]));
        score.significance(&background, 9_999, 3).expect("n > 0")
    };
    let four = test(4, 0);
    assert!((four.bias.p - 0.125).abs() < 0.02, "{four:?}");
    assert!((four.bias.effect - 1.0).abs() < 0.02, "{four:?}");
    assert!((test(0, 4).bias.p - 0.125).abs() < 0.02);
    assert_eq!(test(2, 2).bias.p, 1.0);
    // every word is as far from the middle as every other: ties are no evidence
    assert_eq!((four.intensity.p, four.intensity.effect), (1.0, 0.0));
    // 2 · 2⁻⁴⁰ is far below what 9,999 samples can show: the least p is 2/10,000
    assert_eq!(test(40, 0).bias.p, 2.0 / 10_000.0);
}

/// Ten words with one cosine, which tells nothing of how others vary.
#[test]
fn words_alike_give_no_interval() {
    let words: Vec<String> = (0..10).map(|i| format!("w{i} 0.3 0.1\n")).collect();
    let vectors = vectors(&format!("{}no -1 0.2\n", words.concat()));
    let axis = SemanticAxis::from_pairs(&vectors, "x", &[("w0", "no")]).expect("seeds");
    let mut text = WordCounts::default();
    (0..10).for_each(|i| text.add(&format!("w{i}"), 1 + i % 3));
    let background = AxisBackground::new(axis, &text, 1).expect("words");
    let score = background.score(&text);
    for estimate in [score.bias, score.intensity] {
        assert!(estimate.value.is_some() && estimate.interval.is_none(), "{estimate:?}");
    }
}

#[test]
fn ties_count_in_both_tails() {
    let effect = AxisEffect::new(0.5, &[0.5, 0.5 + 1e-16, 0.5 - 1e-16]).expect("samples");
    assert_eq!(effect.p, 1.0);
    // #≥ = 1, #≤ = 3: 2 (1 + 1) / 5
    let effect = AxisEffect::new(3.0, &[1.0, 1.0, 2.0, 4.0]).expect("samples");
    assert_eq!((effect.p, effect.effect, effect.null_mean), (0.8, 1.0, 2.0));
}

#[test]
fn samples_depend_on_the_seed_alone() {
    let (vectors, words, corpus) = reference();
    let axis = SemanticAxis::from_pairs(&vectors, "x", &[("w00", "w01")]).expect("seeds");
    let background = AxisBackground::new(axis, &corpus, 0).expect("words");
    let score = background.score(&words);
    let run = |threads, seed| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| score.significance(&background, 200, seed)).expect("n > 0")
    };
    assert_eq!(run(1, 9), run(3, 9));
    assert_ne!(run(1, 9), run(1, 10));
    // pinned: a paper's numbers must come out again after an update
    let pinned = run(2, 9);
    assert_eq!((pinned.bias.p, pinned.bias.null_mean), (100.0 / 201.0, -0.034_023_626_548_140_645));
    assert_eq!(pinned.intensity.p, 2.0 / 201.0);
}

#[test]
fn words_of_articles() {
    let text = "TALKS FAIL\n\nNorthwire, 3 May 2021\n\nO’Brien’s so-called “peace” talks, the ﬁfth since 2019, \
                failed.\n\nShare this article";
    let words = |text: &str| {
        let counts = WordCounts::of_article(&Article::parse(text));
        let words: Vec<String> = counts.iter().map(|(word, n)| format!("{word} {n}")).collect();
        words.join(", ")
    };
    let expected = "fail 1, failed 1, fifth 1, o'brien 1, peace 1, since 1, so-called 1, talks 2";
    assert_eq!(words(text), expected);
    assert_eq!(words(&text.replace('\n', "\r\n")), expected);
    assert_eq!(words(""), "");
}

#[test]
fn names_and_voices_can_be_left_out() -> Result<(), Error> {
    let text = "Council votes\n\nNorthwire, 3 May 2021\n\nMayor Ada Brook called the vote “a sad farce”. \
                Brook’s rivals cheered the vote.";
    let mut names = crate::ActorNames::new();
    names.add("Ada Brook", crate::ActorKind::Person, &["Brook"])?;
    let article = Article::parse(text);
    let report = crate::Analyzer::builder().actors(names).build()?.article(&article);
    let words = |voices: &[crate::Voice]| WordCounts::of_report(&article, &report, voices);
    let all = words(&crate::Voice::ALL);
    assert_eq!((all.get("brook"), all.get("ada"), all.get("vote"), all.get("farce")), (0, 0, 2, 1));
    let quoted = words(&[crate::Voice::DirectQuote]);
    assert_eq!(quoted.iter().collect::<Vec<_>>(), [("farce", 1), ("sad", 1)]);
    assert_eq!(words(&[]).total(), 0);
    // not the article that was analysed: no panic
    let other = Article::parse("short");
    assert_eq!(WordCounts::of_report(&other, &report, &crate::Voice::ALL).get("vote"), 0);
    Ok(())
}

proptest! {
    #[test]
    fn contributions_add_up_exactly(n in prop::collection::vec(0_u64..9, 32)) {
        let (vectors, _, corpus) = reference();
        let axis = SemanticAxis::from_pairs(&vectors, "x", &[("w04", "w09")]).expect("seeds");
        let background = AxisBackground::new(axis, &corpus, 0).expect("words");
        let mut text = WordCounts::default();
        n.iter().enumerate().for_each(|(i, n)| text.add(&format!("w{i:02}"), *n));
        let score = background.score(&text);
        let sum = |of: fn(&AxisWord) -> f64| score.words().iter().fold(0.0, |sum, w| sum + of(w));
        if let (Some(bias), Some(intensity)) = (score.bias.value, score.intensity.value) {
            prop_assert_eq!(bias, sum(|word| word.bias));
            prop_assert_eq!(intensity, sum(|word| word.intensity));
            prop_assert!((-1.0..=1.0).contains(&bias) && (0.0..=4.0).contains(&intensity));
            let (low, high) = score.bias.interval.unwrap_or((bias, bias));
            prop_assert!(low <= bias && bias <= high);
            // twice the text: the same values
            let mut twice = text.clone();
            twice.merge(&text);
            let again = background.score(&twice);
            prop_assert_eq!(again.bias.value, Some(bias));
            prop_assert_eq!(again.intensity.value, Some(intensity));
            prop_assert_eq!(again.bias.interval.is_some(), score.bias.interval.is_some());
        } else {
            prop_assert_eq!(text.total(), 0);
        }
    }
}
