//! Every line of `tests/data/vader_parity.jsonl` scores as Python vaderSentiment 3.3.2 scores it,
//! to the last bit.

use std::collections::BTreeMap;

use presslens::{Scores, Vader};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Numbers as written: `serde_json` alone reads some of them a unit in the last place off.
#[derive(Deserialize)]
struct Line<'a> {
    rule: u8,
    text: String,
    #[serde(borrow)]
    compound: &'a RawValue,
    #[serde(borrow)]
    pos: &'a RawValue,
    #[serde(borrow)]
    neu: &'a RawValue,
    #[serde(borrow)]
    neg: &'a RawValue,
    #[serde(borrow)]
    raw: [&'a RawValue; 4],
}

fn bits(scores: Scores) -> [u64; 4] {
    [scores.compound, scores.pos, scores.neu, scores.neg].map(f64::to_bits)
}

fn expected(numbers: [&RawValue; 4]) -> [u64; 4] {
    numbers.map(|number| number.get().parse::<f64>().expect("a number").to_bits())
}

#[test]
fn every_line_scores_as_in_python() {
    let vader = Vader::compat();
    let mut scorer = vader.scorer();
    let mut cases: BTreeMap<u8, usize> = BTreeMap::new();
    for line in include_str!("data/vader_parity.jsonl").lines() {
        let line: Line = serde_json::from_str(line).expect("a line of the table");
        let text = &line.text;
        let rounded = expected([line.compound, line.pos, line.neu, line.neg]);
        let raw = expected(line.raw);
        assert_eq!(
            bits(scorer.raw(text)),
            raw,
            "rule {}: {text:?}: {:?}",
            line.rule,
            scorer.raw(text)
        );
        assert_eq!(bits(scorer.score(text)), rounded, "rule {}: {text:?}", line.rule);
        // A fresh engine and the explaining one say the same.
        assert_eq!((bits(vader.raw(text)), bits(vader.score(text))), (raw, rounded), "{text:?}");
        assert_eq!(bits(vader.explain(text).scores), rounded, "{text:?}");
        *cases.entry(line.rule).or_default() += 1;
    }
    for rule in 8..=42 {
        assert!(cases.get(&rule).is_some_and(|&count| count >= 3), "rule {rule} has too few cases");
    }
}

#[test]
fn contributions_add_up_on_every_line() {
    for line in include_str!("data/vader_parity.jsonl").lines() {
        let line: Line = serde_json::from_str(line).expect("a line of the table");
        let text = &line.text;
        let explanation = Vader::compat().explain(text);
        let sum: f64 = explanation.hits.iter().map(|hit| hit.contribution).sum();
        assert!((sum - explanation.sum).abs() < 1e-9, "{text:?}: {explanation:?}");
        let compound = sum / (sum * sum + 15.0).sqrt();
        assert!(
            (compound - explanation.scores.compound).abs() < 5.1e-5,
            "{text:?}: {explanation:?}"
        );
        for hit in &explanation.hits {
            let added = hit.base + hit.steps.iter().map(|step| step.amount).sum::<f64>();
            assert!((added - hit.contribution).abs() < 1e-9, "{text:?}: {hit:?}");
            let spans = hit.steps.iter().filter_map(|step| step.span).chain([hit.span]);
            for span in spans {
                assert!(!span.of(text).is_empty(), "{text:?}: {hit:?}");
            }
        }
    }
}
