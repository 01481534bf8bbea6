//! What words do in a clause, as far as a list and endings tell.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;

use crate::text::{FoldedWords, Token, fold_into, items};

pub(super) const GRAMMAR: &str = include_str!("../../lexicons/target/grammar.txt");

/// The part of a word in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Determiner,
    Possessive,
    Pronoun,
    Object,
    Preposition,
    Coordinator,
    Subordinator,
    Relative,
    Be,
    Have,
    Do,
    Get,
    Modal,
    Not,
    To,
    Adverb,
    /// A verb of saying or thinking.
    Say,
    /// A noun for those around somebody ("Smith supporters").
    Around,
    /// Another verb that is surely finite.
    Verb,
    /// A word in -ing.
    Ing,
    /// A word in -ed, or an irregular participle: verb or participle.
    Past,
    /// Noun, adjective, name, anything else.
    Other,
}

impl Part {
    fn of_class(class: &str) -> Option<Self> {
        Some(match class {
            "det" => Self::Determiner,
            "poss" => Self::Possessive,
            "pro" => Self::Pronoun,
            "obj" => Self::Object,
            "prep" => Self::Preposition,
            "coord" => Self::Coordinator,
            "sub" => Self::Subordinator,
            "rel" => Self::Relative,
            "be" => Self::Be,
            "have" => Self::Have,
            "do" => Self::Do,
            "get" => Self::Get,
            "modal" => Self::Modal,
            "not" => Self::Not,
            "to" => Self::To,
            "adv" => Self::Adverb,
            "say" => Self::Say,
            "verb" => Self::Verb,
            "past" => Self::Past,
            "around" => Self::Around,
            _ => return None,
        })
    }

    pub(super) const fn is_auxiliary(self) -> bool {
        matches!(self, Self::Be | Self::Have | Self::Do | Self::Get | Self::Modal)
    }

    /// Words that stand between subject and verb, or inside a group of verbs.
    pub(super) const fn joins_verbs(self) -> bool {
        self.is_auxiliary() || matches!(self, Self::Not | Self::To | Self::Adverb)
    }

    /// Pronouns.
    pub(super) const fn stands_for_one(self) -> bool {
        matches!(self, Self::Possessive | Self::Pronoun | Self::Object | Self::Relative)
    }

    /// Words that begin or make up a noun phrase.
    pub(super) const fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Determiner | Self::Possessive | Self::Pronoun | Self::Other | Self::Around
        )
    }
}

type Parts = HashMap<&'static str, Part, FxBuildHasher>;

/// The list; of a form in several classes the first counts, but a relative pronoun always.
static LIST: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = Parts::default();
    for (class, form) in items(GRAMMAR) {
        let Some(part) = Part::of_class(class) else { continue };
        if part == Part::Relative {
            parts.insert(form, part);
        } else {
            parts.entry(form).or_insert(part);
        }
    }
    parts
});

/// Every form of the list with its class: a form may be in several.
static FORMS: LazyLock<HashSet<(&'static str, &'static str), FxBuildHasher>> =
    LazyLock::new(|| items(GRAMMAR).collect());

/// Whether a word of the text is in a class of the list.
pub(super) fn is_in(class: &str, word: &str) -> bool {
    let mut folded = String::new();
    fold_into(word, &mut folded);
    FORMS.contains(&(class, folded.as_str()))
}

/// The part of every word of a sentence; whatever a name is made of, it is a name.
/// Capitals make names too, unless the sentence is in title case. With small words and their places.
pub(super) fn parts(
    tokens: &[Token],
    folded: &FoldedWords,
    named: &[bool],
    title_case: bool,
) -> (Vec<Part>, Vec<(u32, Small)>) {
    let mut parts: Vec<Part> = Vec::with_capacity(tokens.len());
    let mut small = Vec::new();
    for (i, (token, named)) in tokens.iter().zip(named).enumerate() {
        if *named {
            parts.push(Part::Other);
            continue;
        }
        let word = folded.get(i);
        let is_name = token.is_capital() && i > 0 && !title_case;
        let part = part(word, parts.last().copied(), is_name);
        small.extend(Small::of(word, part).map(|small| (i as u32, small)));
        parts.push(part);
    }
    (parts, small)
}

/// A small word that tells of what is not so, or only may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Small {
    Negation,
    Contrast,
    Modal,
    Should,
    If,
    Against,
}

impl Small {
    fn of_class(class: &str) -> Option<Self> {
        Some(match class {
            "negation" => Self::Negation,
            "contrast" => Self::Contrast,
            "should" => Self::Should,
            "if" => Self::If,
            "against" => Self::Against,
            _ => return None,
        })
    }

    /// That a folded word is, which is `part` of its clause.
    fn of(word: &str, part: Part) -> Option<Self> {
        match SMALL.get(word) {
            Some(small) => Some(*small),
            None if word.ends_with("n't") => Some(Self::Negation),
            None if part == Part::Modal => Some(Self::Modal),
            None => None,
        }
    }
}

static SMALL: LazyLock<HashMap<&'static str, Small, FxBuildHasher>> = LazyLock::new(|| {
    items(GRAMMAR).filter_map(|(class, form)| Some((form, Small::of_class(class)?))).collect()
});

/// Whether a word is one of the list's pronouns.
pub(super) fn is_pronoun(word: &str) -> bool {
    let mut folded = String::new();
    fold_into(word, &mut folded);
    LIST.get(folded.as_str()).is_some_and(|part| part.stands_for_one())
}

fn part(word: &str, before: Option<Part>, is_name: bool) -> Part {
    if let Some(&part) = LIST.get(word) {
        // "that" after a verb or noun begins a clause; at the head it points
        return match part {
            Part::Determiner if word == "that" && before.is_some_and(|b| !b.joins_verbs()) => {
                Part::Subordinator
            }
            _ => part,
        };
    }
    let is_long = word.len() > 4;
    match before {
        _ if is_name => Part::Other,
        Some(Part::Determiner | Part::Possessive) => Part::Other,
        _ if is_long && word.ends_with("ing") => Part::Ing,
        _ if is_long && word.ends_with("ed") => Part::Past,
        _ if is_long && word.ends_with("ly") => Part::Adverb,
        _ => Part::Other,
    }
}

/// Whether a word ends in a possessive ('s, or the apostrophe behind a plural).
pub(super) fn is_possessive(source: &str, token: Token) -> bool {
    let word = token.span.of(source);
    if word.ends_with("'s") || word.ends_with("’s") || word.ends_with("'S") || word.ends_with("’S")
    {
        return true;
    }
    let after = &source[token.span.end as usize..];
    let plural = word.ends_with('s') && (after.starts_with("' ") || after.starts_with("’ "));
    plural || after.starts_with("'s ") || after.starts_with("’s ")
}
