//! Which rows are scored worst, and why, in words.

use std::collections::BTreeMap;

use presslens::{Analyzer, Article, ArticleReport, Contribution, Span};
use serde_json::{Value, json};

/// Errors shown.
const SHOWN: usize = 10;
/// Words named in an explanation, and features of each.
const NAMED: usize = 6;
const FEATURES: usize = 3;
/// Characters shown of a text.
const LENGTH: usize = 200;

/// The indices of the ten largest sizes above 0, the largest first, then the first of equals.
pub(crate) fn worst(sizes: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).filter(|&i| sizes[i] > 0.0).collect();
    order.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]));
    order.truncate(SHOWN);
    order
}

/// The share of the rows of the other label on whose wrong side each row lies, ties by half: what the
/// area under the ROC curve loses by it.
pub(crate) fn lost_pairs(scores: &[f64], labels: &[bool]) -> Vec<f64> {
    let mut sides: [Vec<f64>; 2] = Default::default();
    for (&score, &label) in scores.iter().zip(labels) {
        sides[usize::from(label)].push(score);
    }
    for side in &mut sides {
        side.sort_by(f64::total_cmp);
    }
    let lost = |(&score, &label): (&f64, &bool)| {
        let others = &sides[usize::from(!label)];
        let below = others.partition_point(|other| *other < score);
        let above = others.len() - others.partition_point(|other| *other <= score);
        let tied = others.len() - below - above;
        let wrong = if label { above } else { below };
        (wrong as f64 + 0.5 * tied as f64) / others.len().max(1) as f64
    };
    scores.iter().zip(labels).map(lost).collect()
}

/// A text in one line, cut behind a word.
pub(crate) fn shortened(text: &str) -> String {
    cut(text, LENGTH)
}

/// The same, cut at a length.
pub(crate) fn cut(text: &str, length: usize) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() && out.chars().count() + word.chars().count() >= length {
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A score to four digits.
pub(crate) fn rounded(score: f64) -> Value {
    json!((score * 1e4).round() / 1e4)
}

/// What made a score of a text that is one sentence.
pub(crate) fn sentence_reasons(analyzer: &Analyzer, text: &str, score: &str) -> Vec<String> {
    let article = Article::single_sentence(text);
    reasons(&article, &analyzer.article(&article), score, None)
}

/// What made a score, words with the largest sums of contributions first; of `targets`, that of one target.
pub(crate) fn reasons(
    article: &Article,
    report: &ArticleReport,
    score: &str,
    target: Option<u32>,
) -> Vec<String> {
    let mut by_words: BTreeMap<Span, Vec<&Contribution>> = BTreeMap::new();
    for sentence in report.sentences() {
        for part in report.contributions_of(sentence) {
            if part.score == score && part.target == target && part.amount != 0.0 {
                by_words.entry(part.span).or_default().push(part);
            }
        }
    }
    if by_words.is_empty() {
        return vec![format!("nothing in it counts for {score}")];
    }
    let sum = |parts: &[&Contribution]| parts.iter().map(|part| part.amount).sum::<f64>();
    let mut reasons: Vec<(f64, Span, Vec<&Contribution>)> =
        by_words.into_iter().map(|(span, parts)| (sum(&parts), span, parts)).collect();
    reasons.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let whole = |span: Span| report.sentences().iter().any(|sentence| sentence.span == span);
    let told = |(sum, span, parts): &mut (f64, Span, Vec<&Contribution>)| {
        parts.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()));
        let words = match cut(span.of(article.source()), 40) {
            _ if whole(*span) => "the sentence as a whole".to_owned(),
            words => format!("“{words}”"),
        };
        let moves = if *sum > 0.0 { "raises" } else { "lowers" };
        let mut features = match &parts[..] {
            [part] => report.feature(part),
            parts => {
                let told =
                    |part: &&Contribution| format!("{} {:+.2}", report.feature(part), part.amount);
                parts.iter().take(FEATURES).map(told).collect::<Vec<String>>().join(", ")
            }
        };
        if parts.len() > FEATURES {
            features += ", …";
        }
        format!("{words} {moves} {score} by {:.2} ({features})", sum.abs())
    };
    let mut out: Vec<String> = reasons.iter_mut().take(NAMED).map(told).collect();
    if let Some(rest) = reasons.get(NAMED..).filter(|rest| !rest.is_empty()) {
        let sum: f64 = rest.iter().map(|reason| reason.0).sum();
        out.push(format!("{} more, together {sum:+.2}", rest.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert_eq!(worst(&[0.0, 0.5, 1.0, 0.5]), [2, 1, 3]);
        let lost = lost_pairs(&[0.1, 0.4, 0.4, 0.9], &[false, false, true, true]);
        assert_eq!(lost, [0.0, 0.25, 0.25, 0.0]);
        assert_eq!(lost_pairs(&[0.5], &[true]), [0.0]);
        assert_eq!(shortened("  Rain \n fell. "), "Rain fell.");
        assert_eq!(cut("Rain fell on Öland", 12), "Rain fell on …");
    }
}
