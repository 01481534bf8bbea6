//! A sentence with everything found in it, as features are made of it.

use std::ops::Range;

use super::{Mark, Term};
use crate::lexicon::{Catalog, FOUND_BY_MODEL, Match};
use crate::sentiment::{Scores, Shifts};
use crate::text::{Casing, Span, Token, fold};
use crate::voice::Part;

/// A sentence with its words and what was found in them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) source: &'a str,
    pub(crate) sentence: Span,
    pub(crate) casing: &'a Casing<'a>,
    pub(crate) tokens: &'a [Token],
    /// What the lists find, by start.
    pub(crate) matches: &'a [Match],
    /// What shifters do to them.
    pub(crate) shifts: Shifts<'a>,
    /// Terms in context, by start, each with the place of its match.
    pub(crate) terms: &'a [(Term, u32)],
    /// Those of moral foundations and frames, by start.
    pub(crate) themes: &'a [Mark],
    /// They partition the sentence.
    pub(crate) voices: &'a [Part],
    pub(crate) sentiment: Scores,
    /// By the rules of the news mode.
    pub(crate) tone: f64,
}

impl<'a> Found<'a> {
    /// A word folded; of a name nothing.
    pub(crate) fn folded(&self, at: usize) -> String {
        let token = self.tokens[at];
        if self.catalog.hides(token) { String::new() } else { fold(token.span.of(self.source)) }
    }

    /// From the first to the last of some words.
    pub(crate) fn span_of(&self, words: &Range<u32>) -> Span {
        match &self.tokens[words.start as usize..words.end as usize] {
            [first, .., last] => Span::new(first.span.start, last.span.end),
            [only] => only.span,
            [] => Span::new(self.sentence.start, self.sentence.start),
        }
    }

    /// Terms with what was found.
    pub(crate) fn found_terms(&self) -> impl Iterator<Item = (&'a Term, &'a Match)> {
        let matches = self.matches;
        self.terms.iter().map(|(term, at)| (term, &matches[*at as usize]))
    }

    /// The loaded terms of lists, not those that a model found, with their words.
    pub(crate) fn listed_loaded(&self) -> impl Iterator<Item = (&'a Term, Range<u32>)> {
        let listed = self
            .found_terms()
            .filter(|(term, found)| term.loaded && found.fact.class != FOUND_BY_MODEL);
        listed.map(|(term, found)| (term, found.words()))
    }
}
