//! Watches a text being scored and tells what happened to each word.
//!
//! Scoring and explaining are one code path: it reports every change to a [`Recorder`], and the one
//! that scoring uses does nothing, so that it compiles away.

use std::ops::Range;

use super::tokens::{Token, Tokens, Valued};
use super::{Totals, round};
use crate::sentiment::{Explanation, Hit, Rule, Step};
use crate::text::Span;

/// Receives what scoring does, in the order it does it.
pub(super) trait Recorder {
    /// The bytes `text` of the scanned text stand for the emoji at `source`.
    fn emoji(&mut self, _text: Range<usize>, _source: Range<usize>) {}
    /// The next lexicon word begins.
    fn word(&mut self, _word: Valued) {}
    /// A rule changed the valence of the present word; the tokens from the first to the last of
    /// `cause` made it do so.
    fn step(&mut self, _rule: Rule, _cause: (u32, u32), _before: f64, _after: f64) {}
    /// The same for the lexicon word number `word`, later on.
    fn late_step(
        &mut self,
        _word: usize,
        _rule: Rule,
        _cause: (u32, u32),
        _before: f64,
        _after: f64,
    ) {
    }
    /// So many units of work are being done; for the test that time is linear.
    fn work(&mut self, _units: usize) {}
}

/// Records nothing.
pub(super) struct Silent;

impl Recorder for Silent {}

/// A change, with token numbers instead of spans.
struct Change {
    word: usize,
    rule: Rule,
    cause: (u32, u32),
    amount: f64,
}

/// Records everything.
#[derive(Default)]
pub(super) struct Trace {
    emojis: Vec<(Range<usize>, Range<usize>)>,
    words: Vec<Valued>,
    changes: Vec<Change>,
}

impl Recorder for Trace {
    fn emoji(&mut self, text: Range<usize>, source: Range<usize>) {
        self.emojis.push((text, source));
    }

    fn word(&mut self, word: Valued) {
        self.words.push(word);
    }

    fn step(&mut self, rule: Rule, cause: (u32, u32), before: f64, after: f64) {
        self.late_step(self.words.len() - 1, rule, cause, before, after);
    }

    fn late_step(&mut self, word: usize, rule: Rule, cause: (u32, u32), before: f64, after: f64) {
        self.changes.push(Change { word, rule, cause, amount: after - before });
    }
}

impl Trace {
    /// The place in the source where the byte `at` of the scanned text begins and ends.
    fn source(&self, at: usize) -> Range<usize> {
        let after = self.emojis.partition_point(|(text, _)| text.start <= at);
        match self.emojis[..after].last() {
            None => at..at + 1,
            Some((text, source)) if at < text.end => source.clone(),
            Some((text, source)) => {
                let at = at - text.end + source.end;
                at..at + 1
            }
        }
    }

    fn span(&self, first: Token, last: Token) -> Span {
        let start = self.source(first.start as usize).start;
        let end = self.source((last.end as usize).saturating_sub(1)).end;
        Span::new(start as u32, end as u32)
    }

    /// Puts the record together.
    pub(super) fn explanation(self, tokens: &Tokens, totals: Totals) -> Explanation {
        let spans = |(first, last): (u32, u32)| {
            self.span(tokens.all[first as usize], tokens.all[last as usize])
        };
        let mut hits: Vec<Hit> = self
            .words
            .iter()
            .map(|word| Hit {
                span: spans((word.token, word.token)),
                base: word.valence,
                steps: Vec::new(),
                contribution: 0.0,
            })
            .collect();
        for change in &self.changes {
            let span = Some(spans(change.cause));
            hits[change.word].steps.push(Step { rule: change.rule, span, amount: change.amount });
        }
        for (hit, word) in hits.iter_mut().zip(&tokens.valued) {
            hit.contribution = word.valence;
        }
        share_punctuation(&mut hits, totals);
        Explanation {
            hits,
            tokens: tokens.all.len(),
            punctuation: totals.punctuation,
            sum: totals.sum,
            scores: round::rounded(totals.scores),
        }
    }
}

/// Shares the punctuation among the words on the side of the sum's sign, in proportion to their
/// valences.
fn share_punctuation(hits: &mut [Hit], totals: Totals) {
    let signed = totals.punctuation.copysign(totals.sum);
    if signed == 0.0 || totals.sum == 0.0 {
        return;
    }
    let on_side = |hit: &Hit| hit.contribution * signed > 0.0;
    let side: f64 = hits.iter().filter(|hit| on_side(hit)).map(|hit| hit.contribution).sum();
    for hit in hits.iter_mut().filter(|hit| on_side(hit)) {
        let amount = signed * (hit.contribution / side);
        hit.steps.push(Step { rule: Rule::Punctuation, span: None, amount });
        hit.contribution += amount;
    }
}
