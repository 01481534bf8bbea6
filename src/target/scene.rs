//! A sentence made ready for questions about mentions: parts of words, clauses, deeds, charged
//! words. Made once a sentence.

use std::cell::LazyCell;
use std::ops::Range;

use super::clauses::Clauses;
use super::words::{self, Traits, Words, fold_in};
use crate::lexicon::{Catalog, Role};
use crate::model::{WordNumbers, WordTable};
use crate::sentiment::{ShiftScratch, Shifted, Shifts};
use crate::text::{Casing, Span, Token};

/// The categories of `target/roles`.
const SUBJECT: u16 = 0;
const OBJECT: u16 = 1;
const TOWARD: u16 = 2;

/// How a verb is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Active,
    Passive,
    /// "the attack", "X's attack".
    Noun,
}

/// A verb of the list: what it says of who does it and who undergoes it, after negation and the
/// like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deed {
    pub first: u32,
    pub end: u32,
    pub span: Span,
    pub subject: f64,
    pub object: f64,
    /// Whether the list says anything of an object.
    pub transitive: bool,
    pub usage: Use,
}

/// A word or phrase that says something: a noun or adjective of what follows, a charged word, with the
/// valence that the words around it leave, or a loaded term of the lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charge {
    pub first: u32,
    pub end: u32,
    pub span: Span,
    pub amount: f64,
}

/// What is found in a sentence; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct SceneScratch {
    /// The quotations in the sentence, which its caller writes here.
    pub(crate) speech: Vec<Span>,
    words: Words,
    clauses: Clauses,
    deeds: Vec<Deed>,
    toward: Vec<Charge>,
    charges: Vec<Charge>,
    loaded: Vec<Charge>,
    /// What shifters do where a mention hides matches.
    shifts: ShiftScratch,
}

impl SceneScratch {
    /// Takes the numbers that the words of a sentence have in the list of this room; it comes next.
    pub(crate) fn read(&mut self, numbers: impl Iterator<Item = u32>) {
        self.words.look_up(numbers);
    }
}

/// One sentence.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    /// By word.
    pub(super) words: &'a [Traits],
    /// By word: 1, but 0 for those of names.
    pub(super) counts: &'a [f64],
    pub(super) clauses: &'a Clauses,
    pub(super) deeds: &'a [Deed],
    pub(super) toward: &'a [Charge],
    pub(super) charges: &'a [Charge],
    pub(super) loaded: &'a [Charge],
    /// The places of "not", "but", "could", "if" and the like.
    pub(super) small: &'a [u32],
    /// Words that are part of a mention.
    pub(super) named_words: u32,
    /// ln n of its n words.
    pub(super) log_length: f64,
    /// Whether it ends in a question mark.
    pub(super) asks: bool,
    speech: &'a [Span],
}

impl<'a> Scene<'a> {
    /// `tokens` are the words, `shifts` tell what the catalog finds in them; `mentions`, by their start,
    /// are the names.
    pub(crate) fn new(
        scratch: &'a mut SceneScratch,
        catalog: &Catalog,
        casing: &Casing,
        (source, tokens): (&'a str, &'a [Token]),
        shifts: Shifts,
        mentions: impl Iterator<Item = Span>,
    ) -> Self {
        let SceneScratch { words, .. } = scratch;
        let named_words = words.find_named(tokens, mentions);
        words.read(source, tokens, |token| catalog.hides(token), casing);
        // no list finds anything in a name
        let is_named = |hit: &Shifted| {
            let words = &words.traits[hit.found.first as usize..hit.end() as usize];
            words.iter().any(|word| word.is(Traits::NAMED))
        };
        let shifts = if words.has_open_names && shifts.hits().iter().any(is_named) {
            let all = 0..tokens.len() as u32;
            scratch.shifts.take(shifts, tokens, all, |hit| !is_named(hit))
        } else {
            shifts
        };
        let SceneScratch { deeds, toward, charges, loaded, .. } = scratch;
        deeds.clear();
        toward.clear();
        charges.clear();
        loaded.clear();
        for (hit, factors) in shifts.shifted() {
            let (fact, first, end) = (hit.found.fact, hit.found.first, hit.end());
            let span = hit.found.span(tokens);
            let amount = factors.iter().fold(fact.weight, |amount, (_, factor)| amount * factor);
            match fact.role {
                Role::Loaded => loaded.push(Charge { first, end, span, amount: fact.weight }),
                Role::Tone if amount != 0.0 && !hit.named => {
                    charges.push(Charge { first, end, span, amount });
                }
                Role::Deeds if fact.category == TOWARD => {
                    toward.push(Charge { first, end, span, amount });
                }
                Role::Deeds => {
                    let same = |deed: &Deed| deed.first == first && deed.end == end;
                    if !deeds.last().is_some_and(same) {
                        let Some(usage) = usage(catalog, source, tokens, words, hit) else {
                            continue;
                        };
                        tell_deed(&mut words.traits, first as usize, end as usize, usage);
                        let (subject, object, transitive) = (0.0, 0.0, false);
                        deeds.push(Deed { first, end, span, subject, object, transitive, usage });
                    }
                    if let Some(deed) = deeds.last_mut() {
                        *if fact.category == SUBJECT {
                            &mut deed.subject
                        } else {
                            &mut deed.object
                        } = amount;
                        deed.transitive |= fact.category == OBJECT;
                    }
                }
                _ => {}
            }
        }
        scratch.clauses.find(source, tokens, &scratch.speech, &mut words.traits);
        let scratch: &'a SceneScratch = scratch;
        Self {
            source,
            tokens,
            words: &scratch.words.traits,
            counts: &scratch.words.counts,
            clauses: &scratch.clauses,
            deeds: &scratch.deeds,
            toward: &scratch.toward,
            charges: &scratch.charges,
            loaded: &scratch.loaded,
            small: &scratch.words.small,
            named_words,
            log_length: f64::from(tokens.len().max(1) as u32).ln(),
            asks: asks(source, tokens),
            speech: &scratch.speech,
        }
    }

    /// The numbers of its words.
    pub(crate) fn look_up(&self, table: &WordTable, numbers: &mut WordNumbers) {
        numbers.look_up(table, self.source, self.tokens);
    }

    /// The words of a span; empty where it holds none.
    pub(super) fn words(&self, span: Span) -> Range<u32> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        first as u32..end.max(first) as u32
    }

    /// Whether there is such a word, and it is any of some things.
    pub(super) fn is(&self, any: Traits, at: u32) -> bool {
        self.words.get(at as usize).is_some_and(|word| word.is(any))
    }

    /// A word; that of a name has no letters.
    pub(super) fn word(&self, at: u32) -> &str {
        let words = self.tokens.get(at as usize).zip(self.words.get(at as usize));
        words
            .filter(|(_, word)| !word.is(Traits::NAMED))
            .map_or("", |(token, _)| token.span.of(self.source))
    }

    /// Whether a mark parts a word from the one before, or there is no such word.
    pub(super) fn breaks(&self, at: u32) -> bool {
        self.words.get(at as usize).is_none_or(|word| word.is(Traits::BREAKS))
    }

    /// Whether a word owns the next: "X's", "his".
    pub(super) fn is_owner(&self, at: u32) -> bool {
        self.is(Traits::POSSESSIVE, at)
            || words::is_possessive(self.source, self.tokens[at as usize])
    }

    /// Whether a word stands in speech between marks.
    pub(super) fn is_quoted(&self, at: u32) -> bool {
        let span = self.tokens[at as usize].span;
        let next = self.speech.partition_point(|quote| quote.end <= span.start);
        self.speech.get(next).is_some_and(|quote| quote.start < span.end)
    }

    /// Whether some words are one noun phrase, as far as words tell: no verb, preposition, mark.
    pub(super) fn is_phrase(&self, words: Range<u32>) -> bool {
        let inside = Traits::NOMINAL.or(Traits::ADVERB).or(Traits::PAST).or(Traits::ING);
        let words = self.words.get(words.start as usize..words.end as usize).unwrap_or_default();
        words.iter().all(|word| word.is(inside))
    }
}

/// Marks the words of a deed; those of a verb that may have a subject are finite.
fn tell_deed(words: &mut [Traits], first: usize, end: usize, usage: Use) {
    if usage == Use::Noun {
        return;
    }
    // a word in -ing begins no clause of its own, nor does an infinitive
    let bare = first > 0 && words[first - 1].is(Traits::TO);
    let finite = !bare && !words[first].is(Traits::ING);
    words[first].set(Traits::FINITE, finite);
    words[first].set(Traits::PASSIVE, usage == Use::Passive);
    words[end - 1].set(Traits::ENDS_DEED, true);
}

/// Whether a sentence ends in a question mark.
fn asks(source: &str, tokens: &[Token]) -> bool {
    let end = tokens.last().map_or(0, |token| token.span.end as usize);
    let marks = source[end..].chars().take_while(|c| !c.is_whitespace());
    marks.take(4).any(|c| c == '?')
}

/// How a verb of the list is used; `None` if it is some other word.
fn usage(
    catalog: &Catalog,
    source: &str,
    tokens: &[Token],
    words: &mut Words,
    hit: &Shifted,
) -> Option<Use> {
    let found = hit.found;
    let (at, next) = (found.first as usize, hit.end() as usize);
    let Words { traits: words, buffer, .. } = words;
    let lemma = LazyCell::new(|| {
        let term = &*catalog.entry(found.entry).1.term;
        let end = term.bytes().position(|byte| matches!(byte, b'{' | b' '));
        &term[..end.unwrap_or(term.len())]
    });
    // asked of few: the entry is far away
    let forms = LazyCell::new(|| {
        let word = match tokens[at] {
            token if token.is_plain() => token.span.of(source),
            token => fold_in(buffer, source, token),
        };
        forms(word.as_bytes(), lemma.as_bytes())
    });
    let (ing, plain) = (|| forms.0, || forms.1);
    let past = || !ing() && !plain();
    let before = if at > 0 { words[at - 1] } else { Traits::default() };
    let possessed = || at > 0 && words::is_possessive(source, tokens[at - 1]);
    if before.is(Traits::ARTICLE) || possessed() && !past() {
        return (!past()).then_some(Use::Noun);
    }
    if before.is(Traits::PREPOSITION.or(Traits::PAST).or(Traits::ING)) && plain() {
        return Some(Use::Noun);
    }
    if found.len == 1 && words[at].is(Traits::PREPOSITION.or(Traits::ADVERB)) {
        return None; // "like", "outside"
    }
    for word in words[at.saturating_sub(4)..at].iter().rev() {
        let helps = word.is(Traits::BE.or(Traits::GET));
        if helps && !ing() && (past() || same_in_past(&lemma)) {
            return Some(Use::Passive);
        }
        if !word.is(Traits::NOT.or(Traits::ADVERB)) {
            break;
        }
    }
    let next = words.get(next).zip(tokens.get(next));
    let by = next.is_some_and(|(_, token)| token.span.of(source) == "by");
    let follows =
        next.is_none_or(|(word, _)| word.is(Traits::PREPOSITION) && !word.is(Traits::BREAKS));
    let bare = by || follows && found.len == 1 && found.fact.category == OBJECT;
    let passive = bare && !before.is(Traits::HAVE) && past();
    Some(if passive { Use::Passive } else { Use::Active })
}

/// Whether a word is the form of a verb in -ing, and whether it is the plain one or that in -s; case does not
/// matter.
fn forms(word: &[u8], lemma: &[u8]) -> (bool, bool) {
    let Some((stem, ending)) = word.split_at_checked(lemma.len()) else { return (false, false) };
    let is = |ending: &[u8], other: &[u8]| ending.eq_ignore_ascii_case(other);
    let ing = !ending.is_empty() && word.last_chunk::<3>().is_some_and(|last| is(last, b"ing"));
    let plain = match ending.len() {
        0 => is(stem, lemma),
        1 => is(ending, b"s") && is(stem, lemma),
        2 if is(ending, b"es") => {
            let ies = stem.split_last().zip(lemma.split_last());
            is(stem, lemma)
                || ies.is_some_and(|((i, stem), (y, lemma))| {
                    is(&[*i], b"i") && *y == b'y' && is(stem, lemma)
                })
        }
        _ => false,
    };
    (ing, plain)
}

/// Verbs whose participle looks like the plain form.
fn same_in_past(lemma: &str) -> bool {
    matches!(lemma, "beat" | "hurt" | "hit" | "cut" | "shut" | "rid" | "cast" | "set")
}
