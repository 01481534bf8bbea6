//! Findings of the lists in context: which terms, in whose voice, negated or not.

use crate::lexicon::{Catalog, EntryId, Match};
use crate::text::{Span, Token};
use crate::voice::Voice;

/// Words back from a term in which a negator reaches it.
const REACH: u32 = 3;

/// Weight from which a loaded term counts as detected; below it is shown as weak.
pub(crate) const DETECTED: f64 = 0.5;

/// A term of a list, found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// Its words in the source.
    pub span: Span,
    /// Which entry of the report's lists it is: see [`ArticleReport::entry`](crate::ArticleReport::entry).
    pub(crate) entry: EntryId,
    /// Weight in its context.
    pub weight: f64,
    /// Whose word it is.
    pub voice: Voice,
    /// Whether a negator stands up to three words before it, with no comma or stop between.
    pub negated: bool,
    /// Whether its list's id begins with `loaded`.
    pub loaded: bool,
}

impl Term {
    /// A loaded term of weight .5 and above; weaker ones are shown but not counted.
    pub fn is_detected(&self) -> bool {
        self.loaded && self.weight >= DETECTED
    }
}

/// Turns the matches of one sentence into terms. `voices` partition the sentence.
pub(crate) fn in_context(
    catalog: &Catalog,
    tokens: &[Token],
    matches: &[Match],
    voices: &[(Span, Voice)],
    out: &mut Vec<Term>,
) {
    let mut negator_end = None;
    // matches come in order, so the voice of one is never before that of the last
    let mut parts = voices;
    for found in matches {
        let (lexicon, entry) = catalog.entry(found.entry);
        if lexicon.is_internal() {
            negator_end = Some(found.first + found.len);
            continue;
        }
        let span = found.span(tokens);
        let negated = negator_end.is_some_and(|end| reaches(tokens, end, found.first));
        while let [(part, _), rest @ ..] = parts
            && part.end <= span.start
        {
            parts = rest;
        }
        let voice = parts.first().map_or(Voice::Narration, |(_, voice)| *voice);
        out.push(Term {
            span,
            entry: found.entry,
            weight: entry.weight,
            voice,
            negated,
            loaded: lexicon.is_loaded(),
        });
    }
}

/// Whether a negator that ends before token `end` reaches the term that begins at token `first`.
fn reaches(tokens: &[Token], end: u32, first: u32) -> bool {
    end <= first
        && first - end < REACH
        && !tokens[end as usize..=first as usize].iter().any(|token| token.breaks())
}

/// How loaded a sentence is, 0 to 1: `1 − Π(1 − weight)` over its loaded terms.
pub(crate) fn loaded_score(terms: &[Term]) -> f64 {
    1.0 - terms.iter().filter(|t| t.loaded).fold(1.0, |rest, term| rest * (1.0 - term.weight))
}

/// Share of a loaded term in `−ln Π(1 − weight)`, the sum that the loaded score is made of.
pub(crate) fn loaded_amount(weight: f64) -> f64 {
    -(1.0 - weight).max(f64::EPSILON).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::built_in;
    use crate::text::tokenize;

    fn terms(text: &str) -> Vec<(String, bool)> {
        let catalog = Catalog::new(built_in());
        let span = Span::from_range(0..text.len());
        let mut tokens = Vec::new();
        tokenize(text, span, &mut tokens);
        let matches: Vec<Match> = catalog.find_all(text, &tokens).collect();
        let mut out = Vec::new();
        in_context(&catalog, &tokens, &matches, &[(span, Voice::Narration)], &mut out);
        out.iter().map(|t| (t.span.of(text).to_owned(), t.negated)).collect()
    }

    #[test]
    fn negators_reach_three_words_but_over_no_comma() {
        for (text, negated) in [
            ("He is a strongman.", false),
            ("He is not a strongman.", true),
            ("He isn’t the old strongman.", true),
            ("He isnt a strongman.", true),
            ("It is no longer a strongman.", true),
            ("He is not, they say, a strongman.", false),
            ("Not that it would matter if a strongman came.", false),
            ("A strongman does not leave.", false),
        ] {
            assert_eq!(terms(text), [("strongman".to_owned(), negated)], "{text}");
        }
    }

    #[test]
    fn the_loaded_score_is_a_noisy_or() {
        let term = |weight, loaded| Term {
            span: Span::default(),
            entry: 0,
            weight,
            voice: Voice::Narration,
            negated: false,
            loaded,
        };
        assert_eq!(loaded_score(&[]), 0.0);
        let score = loaded_score(&[term(0.5, true), term(0.8, true), term(0.9, false)]);
        assert!((score - 0.9).abs() < 1e-12);
        let sum = loaded_amount(0.5) + loaded_amount(0.8);
        assert!((1.0 - (-sum).exp() - score).abs() < 1e-12);
        assert!(loaded_amount(1.0).is_finite());
    }
}
