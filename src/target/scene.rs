//! A sentence made ready for questions about mentions: parts of words, clauses, deeds, charged
//! words. Made once a sentence.

use std::ops::Range;

use super::clauses::Clauses;
use super::words::{self, Part};
use crate::lexicon::{Catalog, Match, Role};
use crate::sentiment;
use crate::text::{Casing, Span, Token, fold_into};

/// The categories of `target/roles`.
const SUBJECT: u16 = 0;
const OBJECT: u16 = 1;
const TOWARD: u16 = 2;
const SUFFERS: u16 = 3;

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
    pub suffers: bool,
}

/// A charged word, with the valence that the words around it leave.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charge {
    pub first: u32,
    pub end: u32,
    pub valence: f64,
}

/// One sentence.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) parts: Vec<Part>,
    pub(super) clauses: Clauses,
    pub(super) deeds: Vec<Deed>,
    pub(super) toward: Vec<Toward>,
    pub(super) charges: Vec<Charge>,
}

impl<'a> Scene<'a> {
    /// `matches` are those of the catalog in these words, `speech` the quotations in them; `mentions`,
    /// by their start, are the names.
    pub(crate) fn new(
        catalog: &Catalog,
        casing: &Casing,
        source: &'a str,
        tokens: &'a [Token],
        matches: &[Match],
        speech: &[Span],
        mentions: &[Span],
    ) -> Self {
        let mut parts = Vec::with_capacity(tokens.len());
        let title_case = casing.is_mostly_capitals();
        words::parts(source, tokens, title_case, &mut parts);
        // whatever words a name is made of, it is a name, and no list finds anything in it
        let mut named = vec![false; tokens.len()];
        let mut at = 0;
        for mention in mentions {
            let first = tokens.partition_point(|token| token.span.end <= mention.start);
            let end = tokens.partition_point(|token| token.span.start < mention.end).max(first);
            if end - first > 1 || parts.get(first).is_some_and(|part| !part.stands_for_one()) {
                parts[first.max(at).min(end)..end].fill(Part::Other);
            }
            named[first.max(at).min(end)..end].fill(true);
            at = at.max(end);
        }
        let hidden = |found: Match| {
            let (first, end) = (found.first as usize, (found.first + found.len) as usize);
            named[first..end].contains(&true)
        };
        let all = 0..tokens.len() as u32;
        let (mut deeds, mut toward, mut charges) = (Vec::new(), Vec::new(), Vec::new());
        sentiment::shifted(
            catalog,
            casing,
            tokens,
            matches,
            all.clone(),
            Role::Deeds,
            |found, factors| {
                if hidden(found) {
                    return;
                }
                let fact = catalog.fact(found.entry);
                let (first, end) = (found.first, found.first + found.len);
                let amount =
                    factors.iter().fold(fact.weight, |amount, (_, factor)| amount * factor);
                if fact.category >= TOWARD {
                    toward.push(Toward { first, end, amount, suffers: fact.category == SUFFERS });
                    return;
                }
                let same = |deed: &&mut Deed| deed.first == first && deed.end == end;
                if let Some(deed) = deeds.last_mut().filter(same) {
                    *if fact.category == SUBJECT { &mut deed.subject } else { &mut deed.object } =
                        amount;
                    deed.transitive |= fact.category == OBJECT;
                    return;
                }
                let at = found.first as usize;
                if tokens[at].is_capital() && at > 0 && !title_case && !tokens[at].breaks() {
                    return; // a name
                }
                let Some(usage) = usage(catalog, source, tokens, &parts, found) else { return };
                let (mut subject, mut object) = (0.0, 0.0);
                *if fact.category == SUBJECT { &mut subject } else { &mut object } = amount;
                let transitive = fact.category == OBJECT;
                deeds.push(Deed { first, end, subject, object, transitive, usage });
            },
        );
        sentiment::shifted(catalog, casing, tokens, matches, all, Role::Tone, |found, factors| {
            let weight = catalog.fact(found.entry).weight;
            let valence = factors.iter().fold(weight, |valence, (_, factor)| valence * factor);
            if valence != 0.0 && !hidden(found) && !casing.is_name(found.first, found.len) {
                let (first, end) = (found.first, found.first + found.len);
                charges.push(Charge { first, end, valence });
            }
        });
        let mut is_verb = vec![false; tokens.len()];
        for deed in deeds.iter().filter(|deed| deed.usage != Use::Noun) {
            let at = deed.first as usize;
            // a word in -ing begins no clause of its own, nor does an infinitive
            let bare = at.checked_sub(1).is_some_and(|before| parts[before] == Part::To);
            is_verb[at] = parts[at] != Part::Ing && !bare;
        }
        let clauses = Clauses::find(source, tokens, &mut parts, &is_verb, speech);
        Self { source, tokens, parts, clauses, deeds, toward, charges }
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

    pub(super) fn word(&self, at: u32) -> &str {
        self.tokens.get(at as usize).map_or("", |token| token.span.of(self.source))
    }

    pub(super) fn is_by(&self, at: u32) -> bool {
        self.word(at) == "by"
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

/// How a verb of the list is used; `None` if it is some other word.
fn usage(
    catalog: &Catalog,
    source: &str,
    tokens: &[Token],
    parts: &[Part],
    found: Match,
) -> Option<Use> {
    let at = found.first as usize;
    let before = at.checked_sub(1).map(|before| parts[before]);
    let possessed = at > 0 && words::is_possessive(source, tokens[at - 1]);
    let mut word = String::new();
    fold_into(tokens[at].span.of(source), &mut word);
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
    if plain && next == Some(Part::Preposition) && before == Some(Part::Other) && word == lemma {
        // "their attack on": a plain form with a noun before it agrees with no subject in singular
        return Some(Use::Noun);
    }
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
        && (by
            || follows && found.len == 1 && catalog.fact(found.entry).category == OBJECT && !parted)
    {
        return Some(Use::Passive);
    }
    Some(Use::Active)
}

/// Verbs whose participle looks like the plain form.
fn same_in_past(lemma: &str) -> bool {
    matches!(lemma, "beat" | "hurt" | "hit" | "cut" | "shut" | "rid" | "cast" | "set")
}
