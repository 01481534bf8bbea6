//! Findings of the lists in context: which terms, in whose voice, negated or not; and the moral
//! foundations and policy frames of a sentence.

mod found;
mod marks;
mod themes;

use crate::lexicon::{EntryId, Match, Role, Use, Uses};
use crate::sentiment::is_negator;
use crate::text::{Casing, Span, Token};
use crate::voice::{Part, Voice};
pub(crate) use found::Found;
use marks::theme_mark;
pub(crate) use marks::{Kind, Mark, STYLES, merge, style_marks, term_mark, tone_marks};
pub use themes::{FOUNDATIONS, POLICY_FRAMES};
pub(crate) use themes::{Themes, theme_of, themes};

/// Words back from a term in which a negator reaches it.
const REACH: u32 = 3;

/// What a negator leaves of the weight of a loaded term ("not a radical"), and what a proper name
/// leaves of it ("the Radical Party").
const NEGATED: f64 = 0.5;
const NAMED: f64 = 0.2;

/// Weight from which a loaded term counts as detected; below it is shown as weak.
pub(crate) const DETECTED: f64 = 0.5;

/// Weight below which a word that only a model found is no term.
pub(crate) const WEAKEST: f64 = 0.25;

/// A term of a list, found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// Its words in the source.
    pub span: Span,
    /// Which entry of the report's lists it is: see [`ArticleReport::entry`](crate::ArticleReport::entry).
    pub(crate) entry: EntryId,
    /// Weight in its context. That of the list, but for a loaded term:
    ///
    /// - half of it where a negator reaches the term: "He is not a radical";
    /// - a fifth in a proper name that is no actor's: "They gave him the Radical Prize" (a word in capitals
    ///   at the head of a sentence, in a headline in title case, or beside words in small letters is no
    ///   name; in an actor's name, "the Radical Party", no built-in list finds anything);
    /// - not reported at all where its plain sense is listed (`loaded/plain_senses`): "two attack
    ///   helicopters", "a tax regime", "a heart attack".
    ///
    /// Where a model `bias` is in use (crate feature `fitted`) it takes that weight w and gives a loaded term
    /// of a built-in list another (weights of a caller's list, or set by an overlay, stay): `1 / (1 + e^−z)` of a sum z of features times weights. They are `term.marked` (the largest
    /// number a of its words, see [`SentenceReport::bias`](crate::SentenceReport::bias)), `term.listed` (1)
    /// and `term.weight` (`ln(w / (1 − w))`) of a term of a list, `term.sentence` (the sum z of the sentence's
    /// bias), `term.others` (`ln(1 + Σ a)` over the other words), `term.beside` and `term.near` (a of the words
    /// next to it and next to those), `term.length` (`ln n − 3`), and 1 where it has a capital inside a
    /// sentence (`term.capital`), a hyphen, or is a phrase; its voice has no part in it but through the sentence. The intercept is such
    /// that from .5 on finding a term pays in F1 over the words that readers marked. Words that no list has, of
    /// a list `loaded/model`, are terms from .25 on.
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

/// Turns the matches of one sentence into terms, each with the place of its match, and into marks of moral
/// foundations and frames. `voices` partition the sentence.
pub(crate) fn in_context(
    casing: &Casing,
    tokens: &[Token],
    (matches, uses): (&[Match], &Uses),
    voices: &[Part],
    (out, themes): (&mut Vec<(Term, u32)>, &mut Vec<Mark>),
) {
    let mut negator_end = None;
    // matches come in order, so the voice of one is never before that of the last
    let mut parts = voices;
    uses.each(Use::Theme, |i| themes.push(theme_mark(matches[i], tokens)));
    uses.each(Use::Term, |i| {
        let found = &matches[i];
        let fact = found.fact;
        if fact.role == Role::Shifters {
            if is_negator(fact.category) {
                negator_end = Some(found.first + found.len);
            }
            return;
        }
        let loaded = fact.role == Role::Loaded;
        let span = found.span(tokens);
        let negated = negator_end.is_some_and(|end| reaches(tokens, end, found.first));
        while let [part, rest @ ..] = parts
            && part.span.end <= span.start
        {
            parts = rest;
        }
        let voice = parts.first().map_or(Voice::Narration, |part| part.voice);
        let mut weight = fact.weight;
        if loaded && negated {
            weight *= NEGATED;
        }
        let capital = tokens[found.first as usize].is_capital();
        if loaded && capital && !fact.capital && casing.is_name(found.first, found.len) {
            weight *= NAMED;
        }
        let term = Term { span, entry: found.entry, weight, voice, negated, loaded };
        out.push((term, i as u32));
    });
}

/// Whether a negator that ends before token `end` reaches the term that begins at token `first`.
fn reaches(tokens: &[Token], end: u32, first: u32) -> bool {
    end <= first
        && first - end < REACH
        && !tokens[end as usize..=first as usize].iter().any(|token| token.breaks())
}

/// How loaded a sentence is, 0 to 1: `1 − Π(1 − weight)` over its loaded terms.
pub(crate) fn loaded_score(terms: &[Term]) -> f64 {
    // others leave all as it is
    let weight = |term: &Term| if term.loaded { term.weight } else { 0.0 };
    1.0 - terms.iter().fold(1.0, |rest, term| rest * (1.0 - weight(term)))
}

/// Share of a loaded term in `−ln Π(1 − weight)`, the sum that the loaded score is made of.
pub(crate) fn loaded_amount(weight: f64) -> f64 {
    -(1.0 - weight).max(f64::EPSILON).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Catalog, built_in};
    use crate::text::tokenize;

    fn terms(text: &str) -> Vec<(String, bool)> {
        let catalog = Catalog::new(built_in());
        let span = Span::from_range(0..text.len());
        let mut tokens = Vec::new();
        tokenize(text, span, &mut tokens);
        let matches: Vec<Match> = catalog.find_all(text, &tokens).collect();
        let (mut out, mut themes) = (Vec::new(), Vec::new());
        in_context(
            &Casing::new(text, &tokens),
            &tokens,
            (&matches, &Uses::of(&catalog, &matches)),
            &[Part { span, voice: Voice::Narration, attribution: None }],
            (&mut out, &mut themes),
        );
        let loaded = out.iter().map(|(term, _)| term).filter(|term| term.loaded);
        loaded.map(|term| (term.span.of(text).to_owned(), term.negated)).collect()
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
