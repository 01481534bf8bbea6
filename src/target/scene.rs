//! A sentence made ready for questions about mentions: parts of words, clauses, deeds, charged
//! words. Made once a sentence.

use std::borrow::Cow;
use std::ops::Range;

use super::clauses::Clauses;
use super::words::{self, Part, Small};
use crate::lexicon::{Catalog, FOUND_BY_MODEL, Match, Role};
use crate::model::{WordNumbers, WordTable};
use crate::sentiment;
use crate::text::{Casing, FoldedWords, Span, Token, fold_into};

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

/// One sentence.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    folded: &'a FoldedWords,
    pub(super) parts: Vec<Part>,
    pub(super) clauses: Clauses,
    pub(super) deeds: Vec<Deed>,
    pub(super) toward: Vec<Toward>,
    pub(super) charges: Vec<Charge>,
    pub(super) loaded: Vec<Loaded>,
    /// "not", "but", "if" and the like, with their places.
    pub(super) small: Vec<(u32, Small)>,
    /// By word: part of no mention, and of no name that capitals tell.
    pub(super) counts: Vec<bool>,
    /// Words that are part of a mention.
    pub(super) named_words: u32,
    /// By word: part of a mention.
    named: Vec<bool>,
    speech: &'a [Span],
}

impl<'a> Scene<'a> {
    /// `folded` are the words, `matches` those of the catalog in them, `speech` the quotations in them; `mentions`,
    /// by their start, are the names.
    pub(crate) fn new(
        catalog: &Catalog,
        casing: &Casing,
        source: &'a str,
        (tokens, folded): (&'a [Token], &'a FoldedWords),
        matches: &[Match],
        speech: &'a [Span],
        mentions: &[Span],
    ) -> Self {
        let named = named(source, tokens, mentions);
        let title_case = is_title_case(source, tokens, &named);
        let (mut parts, small) = words::parts(tokens, folded, &named, title_case);
        // no list finds anything in a name
        let mut matches = Cow::Borrowed(matches);
        let in_name = |found: &Match| {
            named[found.first as usize..(found.first + found.len) as usize].contains(&true)
        };
        if matches.iter().any(in_name) {
            matches.to_mut().retain(|found| !in_name(found));
        }
        let all = 0..tokens.len() as u32;
        let (mut deeds, mut toward, mut charges) = (Vec::new(), Vec::new(), Vec::new());
        sentiment::shifted(
            catalog,
            casing,
            tokens,
            &matches,
            all.clone(),
            Role::Deeds,
            |found, factors| {
                let fact = catalog.fact(found.entry);
                let (first, end) = (found.first, found.first + found.len);
                let amount =
                    factors.iter().fold(fact.weight, |amount, (_, factor)| amount * factor);
                if fact.category == TOWARD {
                    toward.push(Toward { first, end, amount });
                    return;
                }
                let same = |deed: &&mut Deed| deed.first == first && deed.end == end;
                if let Some(deed) = deeds.last_mut().filter(same) {
                    *if fact.category == SUBJECT { &mut deed.subject } else { &mut deed.object } =
                        amount;
                    deed.transitive |= fact.category == OBJECT;
                    return;
                }
                let Some(usage) = usage(catalog, source, tokens, &parts, found) else { return };
                let (mut subject, mut object) = (0.0, 0.0);
                *if fact.category == SUBJECT { &mut subject } else { &mut object } = amount;
                let transitive = fact.category == OBJECT;
                deeds.push(Deed { first, end, subject, object, transitive, usage });
            },
        );
        sentiment::shifted(catalog, casing, tokens, &matches, all, Role::Tone, |found, factors| {
            let weight = catalog.fact(found.entry).weight;
            let valence = factors.iter().fold(weight, |valence, (_, factor)| valence * factor);
            if valence != 0.0 && !casing.is_name(found.first, found.len) {
                let (first, end) = (found.first, found.first + found.len);
                charges.push(Charge { first, end, valence });
            }
        });
        let loaded = matches.iter().enumerate().filter_map(|(i, found)| {
            let fact = catalog.fact(found.entry);
            let listed = fact.role == Role::Loaded && fact.class != FOUND_BY_MODEL;
            let (first, end) = (found.first, found.first + found.len);
            (listed && !catalog.is_replaced(&matches, i)).then_some(Loaded {
                first,
                end,
                weight: fact.weight,
            })
        });
        let loaded = loaded.collect();
        let counts = (0..).zip(&named);
        let counts = counts.map(|(at, named)| !named && !casing.is_capital_inside(at)).collect();
        let named_words = named.iter().filter(|named| **named).count() as u32;
        let mut is_verb = vec![false; tokens.len()];
        for deed in deeds.iter().filter(|deed| deed.usage != Use::Noun) {
            let at = deed.first as usize;
            // a word in -ing begins no clause of its own, nor does an infinitive
            let bare = at.checked_sub(1).is_some_and(|before| parts[before] == Part::To);
            is_verb[at] = parts[at] != Part::Ing && !bare;
        }
        let clauses = Clauses::find(source, tokens, &named, &mut parts, &is_verb, speech);
        Self {
            source,
            tokens,
            folded,
            parts,
            clauses,
            deeds,
            toward,
            charges,
            loaded,
            small,
            counts,
            named_words,
            named,
            speech,
        }
    }

    /// The numbers of its words.
    pub(crate) fn look_up(&self, table: &WordTable, numbers: &mut WordNumbers) {
        numbers.look_up(table, self.tokens, self.folded);
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
    pub(super) fn is_in(&self, class: &str, at: u32) -> bool {
        words::is_in(class, self.word(at))
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

    /// Whether the sentence ends in a question mark.
    pub(super) fn asks(&self) -> bool {
        let end = self.tokens.last().map_or(0, |token| token.span.end as usize);
        let marks = self.source[end..].chars().take_while(|c| !c.is_whitespace());
        marks.take(4).any(|c| c == '?')
    }

    pub(super) fn is_by(&self, at: u32) -> bool {
        self.word(at).eq_ignore_ascii_case("by")
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
fn named(source: &str, tokens: &[Token], mentions: &[Span]) -> Vec<bool> {
    let mut named = vec![false; tokens.len()];
    let mut at = 0;
    for mention in mentions {
        let first = tokens.partition_point(|token| token.span.end <= mention.start);
        let end = tokens.partition_point(|token| token.span.start < mention.end).max(first);
        let pronoun = end - first == 1 && words::is_pronoun(tokens[first].span.of(source));
        if !pronoun {
            named[first.max(at).min(end)..end].fill(true);
            at = at.max(end);
        }
    }
    named
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
