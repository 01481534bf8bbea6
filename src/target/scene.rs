//! A sentence made ready for questions about mentions: parts of words, clauses, deeds, charged
//! words. Made once a sentence.

use std::ops::Range;

use super::clauses::{Clauses, Words};
use super::words::{self, Class, Classes, Part, Small, WordParts, fold_in};
use crate::lexicon::{Catalog, Role};
use crate::model::{WordNumbers, WordTable};
use crate::sentiment::{Shifted, Shifts};
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
    pub subject: f64,
    pub object: f64,
    /// Whether the list says anything of an object.
    pub transitive: bool,
    pub usage: Use,
}

/// A noun or adjective that says something of what follows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Toward {
    pub first: u32,
    pub end: u32,
    pub amount: f64,
}

/// A charged word, with the valence that the words around it leave.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charge {
    pub first: u32,
    pub end: u32,
    pub valence: f64,
}

/// A loaded term of the lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loaded {
    pub first: u32,
    pub end: u32,
    pub weight: f64,
}

/// What is found in a sentence; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct SceneScratch {
    /// The quotations in the sentence, which its caller writes here.
    pub(crate) speech: Vec<Span>,
    /// By word: part of a mention.
    named: Vec<bool>,
    counts: Vec<bool>,
    words: WordParts,
    clauses: Clauses,
    deeds: Vec<Deed>,
    toward: Vec<Toward>,
    charges: Vec<Charge>,
    loaded: Vec<Loaded>,
    /// What shifters do where a mention hides matches.
    shifts: Shifts,
}

impl SceneScratch {
    /// Takes the numbers of the words of a sentence, which comes next.
    pub(crate) fn read(&mut self, numbers: impl Iterator<Item = u32>) {
        self.words.numbers.clear();
        self.words.numbers.extend(numbers);
    }
}

/// One sentence.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) parts: &'a [Part],
    /// By word; that of a name has none.
    classes: &'a [Classes],
    pub(super) clauses: &'a Clauses,
    pub(super) deeds: &'a [Deed],
    pub(super) toward: &'a [Toward],
    pub(super) charges: &'a [Charge],
    pub(super) loaded: &'a [Loaded],
    /// "not", "but", "if" and the like, with their places.
    pub(super) small: &'a [(u32, Small)],
    /// By word: part of no mention, and of no name that capitals tell.
    pub(super) counts: &'a [bool],
    /// Words that are part of a mention.
    pub(super) named_words: u32,
    /// Whether it ends in a question mark.
    pub(super) asks: bool,
    /// By word: part of a mention.
    named: &'a [bool],
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
        shifts: &Shifts,
        mentions: impl Iterator<Item = Span>,
    ) -> Self {
        let SceneScratch { named, words, .. } = scratch;
        find_named(tokens, mentions, words, named);
        let may_be_name = |(token, named): (&Token, &bool)| token.is_capital() && !named;
        let title_case = tokens.iter().zip(&*named).skip(1).any(may_be_name)
            && is_title_case(source, tokens, named);
        words.read(source, tokens, |token| catalog.hides(token), named, title_case);
        // no list finds anything in a name
        let is_named =
            |hit: &Shifted| named[hit.found.first as usize..hit.end() as usize].contains(&true);
        let shifts = if shifts.hits().iter().any(is_named) {
            let all = 0..tokens.len() as u32;
            scratch.shifts.take(shifts, tokens, all, |hit| !is_named(hit));
            &scratch.shifts
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
            let amount = factors.iter().fold(fact.weight, |amount, (_, factor)| amount * factor);
            match fact.role {
                Role::Loaded => loaded.push(Loaded { first, end, weight: fact.weight }),
                Role::Tone if amount != 0.0 && !hit.named => {
                    charges.push(Charge { first, end, valence: amount });
                }
                Role::Deeds if fact.category == TOWARD => {
                    toward.push(Toward { first, end, amount });
                }
                Role::Deeds => {
                    let same = |deed: &Deed| deed.first == first && deed.end == end;
                    if !deeds.last().is_some_and(same) {
                        let WordParts { parts, buffer, .. } = &mut *words;
                        let word = fold_in(buffer, source, tokens[first as usize]);
                        let Some(usage) = usage(catalog, source, tokens, (parts, word), hit) else {
                            continue;
                        };
                        let (subject, object, transitive) = (0.0, 0.0, false);
                        deeds.push(Deed { first, end, subject, object, transitive, usage });
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
        let counts = (0..).zip(tokens).zip(&*named).map(|((at, token), named)| {
            !(*named || token.is_capital() && casing.is_capital_inside(at))
        });
        scratch.counts.clear();
        scratch.counts.extend(counts);
        let named_words = named.iter().filter(|named| **named).count() as u32;
        let verbs = deeds.iter().filter(|deed| deed.usage != Use::Noun).map(|deed| deed.first);
        let sentence = Words { source, tokens, named, speech: &scratch.speech };
        scratch.clauses.find(sentence, words, verbs);
        let scratch: &'a SceneScratch = scratch;
        Self {
            source,
            tokens,
            parts: &scratch.words.parts,
            classes: &scratch.words.classes,
            clauses: &scratch.clauses,
            deeds: &scratch.deeds,
            toward: &scratch.toward,
            charges: &scratch.charges,
            loaded: &scratch.loaded,
            small: &scratch.words.small,
            counts: &scratch.counts,
            named_words,
            asks: asks(source, tokens),
            named: &scratch.named,
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

    /// The text from the first to the last of some words.
    pub(super) fn span(&self, words: Range<u32>) -> Span {
        let (first, last) = (words.start as usize, words.end as usize - 1);
        Span::new(self.tokens[first].span.start, self.tokens[last].span.end)
    }

    pub(super) fn part(&self, at: u32) -> Option<Part> {
        self.parts.get(at as usize).copied()
    }

    /// A word; that of a name has no letters.
    pub(super) fn word(&self, at: u32) -> &str {
        let words = self.tokens.get(at as usize).zip(self.named.get(at as usize));
        words.filter(|(_, named)| !**named).map_or("", |(token, _)| token.span.of(self.source))
    }

    /// Whether a word is in a class of the list of grammar.
    pub(super) fn is_in(&self, class: Class, at: u32) -> bool {
        self.classes.get(at as usize).is_some_and(|classes| classes.has(class))
    }

    /// Whether a mark parts a word from the one before, or there is no such word.
    pub(super) fn breaks(&self, at: u32) -> bool {
        self.tokens.get(at as usize).is_none_or(|token| token.breaks())
    }

    /// Whether a word owns the next: "X's", "his".
    pub(super) fn is_owner(&self, at: u32) -> bool {
        words::is_possessive(self.source, self.tokens[at as usize])
            || self.part(at) == Some(Part::Possessive)
    }

    /// Whether a word stands in speech between marks.
    pub(super) fn is_quoted(&self, at: u32) -> bool {
        let span = self.tokens[at as usize].span;
        let next = self.speech.partition_point(|quote| quote.end <= span.start);
        self.speech.get(next).is_some_and(|quote| quote.start < span.end)
    }

    /// Whether a deed told by a verb ends with a word.
    pub(super) fn ends_deed(&self, at: u32) -> bool {
        let found = self.deeds.binary_search_by_key(&(at + 1), |deed| deed.end);
        found.is_ok_and(|index| self.deeds[index].usage != Use::Noun)
    }

    /// Whether some words are one noun phrase, as far as words tell: no verb, preposition, mark.
    pub(super) fn is_phrase(&self, words: Range<u32>) -> bool {
        words.into_iter().all(|at| {
            let part = self.parts[at as usize];
            part.is_nominal() || matches!(part, Part::Adverb | Part::Past | Part::Ing)
        })
    }
}

/// By word: whether it is part of a name among the mentions, which are sorted by their start. A
/// pronoun is none.
fn find_named(
    tokens: &[Token],
    mentions: impl Iterator<Item = Span>,
    words: &WordParts,
    named: &mut Vec<bool>,
) {
    named.clear();
    named.resize(tokens.len(), false);
    let mut at = 0;
    for mention in mentions {
        let first = tokens.partition_point(|token| token.span.end <= mention.start);
        let end = tokens.partition_point(|token| token.span.start < mention.end).max(first);
        let pronoun = end - first == 1 && words.is_pronoun(first);
        if !pronoun {
            named[first.max(at).min(end)..end].fill(true);
            at = at.max(end);
        }
    }
}

/// Whether a sentence ends in a question mark.
fn asks(source: &str, tokens: &[Token]) -> bool {
    let end = tokens.last().map_or(0, |token| token.span.end as usize);
    let marks = source[end..].chars().take_while(|c| !c.is_whitespace());
    marks.take(4).any(|c| c == '?')
}

/// Whether more than half of the longer words begin with a capital: then a capital says little.
fn is_title_case(source: &str, tokens: &[Token], named: &[bool]) -> bool {
    let (mut capitals, mut all) = (0, 0);
    for (token, named) in tokens.iter().zip(named) {
        let numeral = source.as_bytes()[token.span.start as usize].is_ascii_digit();
        if !named && token.span.len() > 3 {
            capitals += u32::from(token.is_capital());
            all += u32::from(!numeral);
        }
    }
    capitals * 2 > all
}

/// How a verb of the list is used, whose first word is `word`; `None` if it is some other word.
fn usage(
    catalog: &Catalog,
    source: &str,
    tokens: &[Token],
    (parts, word): (&[Part], &str),
    hit: &Shifted,
) -> Option<Use> {
    let found = hit.found;
    let at = found.first as usize;
    let before = at.checked_sub(1).map(|before| parts[before]);
    let possessed = at > 0 && words::is_possessive(source, tokens[at - 1]);
    let lemma = &catalog.entry(found.entry).1.term;
    let lemma = lemma.split(['{', ' ']).next().unwrap_or_default();
    let ing = word.ends_with("ing") && word.len() > lemma.len();
    let plain = word == lemma
        || word
            .strip_suffix('s')
            .is_some_and(|stem| stem == lemma || stem.strip_suffix('e') == Some(lemma))
        || word.strip_suffix("ies").is_some_and(|stem| lemma.strip_suffix('y') == Some(stem));
    let past = !ing && !plain;
    if matches!(before, Some(Part::Determiner | Part::Possessive)) || possessed && !past {
        return (!past).then_some(Use::Noun);
    }
    if plain && matches!(before, Some(Part::Preposition | Part::Past | Part::Ing)) {
        return Some(Use::Noun);
    }
    if found.len == 1 && matches!(parts[at], Part::Preposition | Part::Adverb) {
        return None; // "like", "outside"
    }
    let next = parts.get(at + found.len as usize).copied();
    if !ing {
        let mut back = at;
        for _ in 0..4 {
            let Some(i) = back.checked_sub(1) else { break };
            match parts[i] {
                Part::Be | Part::Get if past || same_in_past(lemma) => return Some(Use::Passive),
                Part::Not | Part::Adverb => back = i,
                _ => break,
            }
        }
    }
    let follows = matches!(next, Some(Part::Preposition)) || next.is_none();
    let parted = tokens.get(at + found.len as usize).is_some_and(|token| token.breaks());
    let by = tokens.get(at + found.len as usize).is_some_and(|t| t.span.of(source) == "by");
    let has = before == Some(Part::Have);
    if past
        && !has
        && (by || follows && found.len == 1 && hit.found.fact.category == OBJECT && !parted)
    {
        return Some(Use::Passive);
    }
    Some(Use::Active)
}

/// Verbs whose participle looks like the plain form.
fn same_in_past(lemma: &str) -> bool {
    matches!(lemma, "beat" | "hurt" | "hit" | "cut" | "shut" | "rid" | "cast" | "set")
}
