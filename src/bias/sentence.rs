//! Features of a sentence, or of a segment of it.

use std::ops::Range;

use super::{MARKED, WEIGHT, place};
use crate::lexicon::{FOUND_BY_MODEL, Role};
use crate::model::{Sink, WordNumbers};
use crate::terms::{Found, Kind, Term, loaded_amount};
use crate::text::{Span, Token};
use crate::voice::Voice;

/// Appends the features of some words of a sentence; `numbers` are those of all its words. Loaded terms
/// are those of the lists, with their weights there: what the model itself finds is in the words' numbers.
pub(crate) fn parts(found: &Found, words: Range<u32>, numbers: &WordNumbers, out: &mut impl Sink) {
    if words.is_empty() {
        return;
    }
    let size = f64::from(words.len() as u32);
    of_words(found, words.clone(), size.sqrt(), numbers, out);
    of_terms(found, &words, size, out);
    for mark in found.themes_in(&words).iter().filter(|mark| mark.kind == Kind::Moral) {
        out.add(place::MORAL + u16::from(mark.class) / 2, mark.span, mark.weight / size.sqrt());
    }
    of_voices(found, &words, size, out);
    let span = found.span_of(&words);
    out.add(place::LENGTH, span, size.ln());
    let end = found.tokens.get(words.end as usize).map_or(found.sentence.end, |t| t.span.start);
    let bytes = Span::new(span.start, end).of(found.source).as_bytes();
    if memchr::memchr2(b'?', b'!', bytes).is_none() {
        return;
    }
    for (mark, feature) in [(b'?', place::QUESTION), (b'!', place::EXCLAMATION)] {
        let mut marks = memchr::memchr_iter(mark, bytes);
        let tokens = &found.tokens[words.start as usize..words.end as usize];
        if let Some(at) = marks.find(|&at| !is_of_name(found, tokens, span.start + at as u32)) {
            out.add(feature, Span::from_range(at..at + 1).shifted(span.start), 1.0);
        }
    }
}

/// Whether a mark is part of a name ("Yahoo! said", "of Yahoo!."): right behind one, and the sentence goes on.
fn is_of_name(found: &Found, tokens: &[Token], at: u32) -> bool {
    let before = tokens.partition_point(|token| token.span.end < at);
    let named = tokens.get(before).filter(|token| token.span.end == at && token.is_named());
    let rest = &found.source[at as usize + 1..];
    named.is_some()
        && (rest.starts_with([',', '.', ';', ':'])
            || rest.trim_start().starts_with(char::is_lowercase))
}

/// Numbers of the words, and what they look like.
fn of_words(
    found: &Found,
    words: Range<u32>,
    root: f64,
    numbers: &WordNumbers,
    out: &mut impl Sink,
) {
    let (mut most, mut at_most) = (0.0, None);
    let here = words.start as usize..words.end as usize;
    for (&token, row) in found.tokens[here.clone()].iter().zip(numbers.rows(here)) {
        let (weight, marked) = (f64::from(row[WEIGHT]), f64::from(row[MARKED]));
        if weight != 0.0 {
            out.add(place::WORDS, token.span, weight / root);
        }
        // by how far it is above the average word
        if marked > 0.0 {
            out.add(place::MARKED, token.span, marked);
            out.add(place::SQUARED, token.span, marked * marked);
            if marked > most {
                (most, at_most) = (marked, Some(token.span));
            }
        }
        if let Some(feature) = look(found.source, token) {
            out.add(feature, token.span, 1.0 / root);
        }
    }
    if let Some(span) = at_most {
        out.add(place::MOST, span, most);
    }
}

/// What a word outside names looks like: a number, a contraction ("don't"), capitals all through.
#[inline]
fn look(source: &str, token: Token) -> Option<u16> {
    if token.is_named() {
        None
    } else if source.as_bytes()[token.span.start as usize].is_ascii_digit() {
        Some(place::NUMBERS)
    } else if token.is_plain() && !token.is_capital() {
        None // most
    } else {
        closer_look(token.span.of(source), token)
    }
}

#[inline(never)]
fn closer_look(word: &str, token: Token) -> Option<u16> {
    if !token.is_plain() && is_contraction(word) {
        return Some(place::CONTRACTIONS);
    }
    let shouted = token.is_capital()
        && word.len() > LONGEST_ACRONYM
        && word.bytes().all(|byte| byte.is_ascii_uppercase());
    shouted.then_some(place::CAPITALS)
}

/// Longest word in capitals that is probably an acronym.
const LONGEST_ACRONYM: usize = 4;

/// Whether letters after an apostrophe are more than a possessive.
fn is_contraction(word: &str) -> bool {
    let after = word.rsplit_once(['\'', '’', '‘']).map_or("", |(_, after)| after);
    !after.is_empty() && !after.eq_ignore_ascii_case("s")
}

/// Terms of the lists.
fn of_terms(found: &Found, words: &Range<u32>, size: f64, out: &mut impl Sink) {
    let terms = found.terms_in(words);
    if terms.is_empty() {
        return;
    }
    let loaded = |quoted: bool| {
        terms.iter().filter(move |term| {
            term.loaded
                && (term.voice == Voice::DirectQuote) == quoted
                && found.catalog.fact(term.entry).class != FOUND_BY_MODEL
        })
    };
    // a noisy-or, which its terms share by their logarithms
    let mut any = |feature, terms: &mut dyn Iterator<Item = &Term>, total: f64| {
        let share = if total > 0.0 { -(-total).exp_m1() / total } else { 0.0 };
        terms.for_each(|term| out.add(feature, term.span, loaded_amount(term.weight) * share));
    };
    let total = |quoted| loaded(quoted).map(|term| loaded_amount(term.weight)).sum();
    any(place::LOADED, &mut loaded(false), total(false));
    any(place::LOADED_QUOTED, &mut loaded(true), total(true));
    let mut most: Option<&Term> = None;
    for term in loaded(false) {
        out.add(place::LOADED_DENSITY, term.span, term.weight / size);
        if most.is_none_or(|most| term.weight > most.weight) {
            most = Some(term);
        }
    }
    if let Some(term) = most {
        out.add(place::LOADED_MOST, term.span, term.weight);
    }
    for term in terms {
        let fact = found.catalog.fact(term.entry);
        if fact.role == Role::Epistemic {
            out.add(place::EPISTEMIC + u16::from(fact.class), term.span, 1.0 / size.sqrt());
        }
    }
}

/// Shares of the words that others say.
fn of_voices(found: &Found, words: &Range<u32>, size: f64, out: &mut impl Sink) {
    let tokens = &found.tokens[words.start as usize..words.end as usize];
    let span = found.span_of(words);
    // a sentence may have thousands of parts, each scored alone
    let first = found.voices.partition_point(|part| part.span.end <= span.start);
    let here = found.voices[first..].iter().take_while(|part| part.span.start < span.end);
    for part in here {
        let feature = match part.voice {
            Voice::Narration => continue,
            Voice::DirectQuote => place::QUOTED,
            Voice::IndirectSpeech => place::REPORTED,
        };
        let from = tokens.partition_point(|token| token.span.start < part.span.start);
        let to = tokens.partition_point(|token| token.span.start < part.span.end);
        if let Some([first, .., last] | [first @ last]) = tokens.get(from..to) {
            let span = Span::new(first.span.start, last.span.end);
            out.add(feature, span, f64::from((to - from) as u32) / size);
        }
    }
}
