//! Which actor a source is, what its kind and name are by that, and whom "he" and "she" mean.

use std::mem;

use super::kinds::{Hints, is_official, owner, word_before};
use super::{Attribution, Source, SourceKind};
use crate::actors::{Actor, ActorKind, ActorName, Form, given_name};
use crate::text::{Sentence, Span};

/// Mentions looked back at for whom a pronoun means.
const NEAR: usize = 64;

/// Reports looked back at for whether a name stands in what a speaker says.
const HEARD: usize = 16;

/// Words that may follow the name that heads a source.
const BEHIND_HEADS: [&str; 12] =
    ["of", "for", "from", "in", "at", "on", "with", "and", "or", "who", "which", "that"];

/// A mention and the actor's index.
pub(super) type Mentioned = (Span, u32);

/// Memory for the next article.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) mentions: Vec<Mentioned>,
    /// Those of persons by name; read, as paragraphs are, where they are asked for.
    persons: Vec<Mentioned>,
    /// By actor, where it was asked for.
    genders: Vec<Option<Hints>>,
    official: Vec<bool>,
    /// Persons who spoke, each with the place of the cue.
    spoke: Vec<Mentioned>,
    /// By number, up to the sentence behind each.
    paragraphs: Vec<Span>,
    /// What persons said: they go on speaking, not those of whom they spoke.
    heard: Vec<Span>,
}

pub(super) fn link(
    text: &str,
    sentences: &[Sentence],
    actors: &[Actor],
    attributions: &mut [Attribution],
    memory: &mut Memory,
) {
    let Memory { mentions, persons, genders, official, spoke, heard, paragraphs } = memory;
    if attributions.is_empty() {
        return;
    }
    spoke.clear();
    heard.clear();
    // mostly they are in order
    mentions.sort_unstable_by_key(place);
    genders.clear();
    genders.resize(actors.len(), None);
    official.clear();
    official.resize(actors.len(), false);
    let (mut in_office, mut persons_known, mut near) = (false, false, 0);
    for found in attributions.iter_mut() {
        let (cue, outer) = (found.cue.map(|cue| cue.span), found.parent.is_none());
        let Some(source) = found.source.as_mut() else { continue };
        // sources come nearly in order
        while near > 0 && mentions[near - 1].0.start >= source.span.start {
            near -= 1;
        }
        while near < mentions.len() && mentions[near].0.start < source.span.start {
            near += 1;
        }
        let here = &mentions[near..];
        let end = here.iter().take_while(|(span, _)| span.start < source.span.end).count();
        name(text, actors, &here[..end], source);
        let at = source.span.start;
        let wanted = match source.span.of(text) {
            "he" | "He" => Hints::MAN,
            "she" | "She" => Hints::WOMAN,
            _ => Hints::default(),
        };
        if source.actor.is_none() && outer && wanted != Hints::default() {
            let mut gender_of = |actor: u32| {
                let i = actor as usize;
                *genders[i].get_or_insert_with(|| gender(text, &actors[i]))
            };
            let mut fits = |actor: u32| {
                let gender = gender_of(actor);
                gender == Hints::default() || gender.has(wanted)
            };
            let own = |place: Span| {
                let mut said = found.content.iter().chain(heard.iter().rev().take(HEARD));
                !said.any(|part| part.contains(place))
            };
            if !mem::replace(&mut persons_known, true) {
                read_paragraphs(sentences, paragraphs);
                read_persons(text, actors, persons);
            }
            let where_named = (sentences, &paragraphs[..]);
            source.actor = meant(where_named, [persons, spoke], at, |place, actor| {
                fits(actor) && (actors[actor as usize].kind != ActorKind::Person || own(place))
            });
            // one word alone may be no person, or not the only one so written
            let spoken = |actor| spoke.iter().rev().take(NEAR).any(|(_, other)| *other == actor);
            source.actor = source.actor.filter(|&i| {
                spoken(i) || is_surely_person(text, &actors[i as usize], gender_of(i))
            });
        }
        if let Some(actor) = source.actor.filter(|_| wanted != Hints::default()) {
            genders[actor as usize] = Some(wanted);
        }
        if let (Some(actor), Some(cue), true) = (source.actor, cue, outer)
            && source.kind == SourceKind::Person
        {
            spoke.push((cue, actor));
        }
        if outer && source.kind == SourceKind::Person {
            heard.extend(found.content.iter());
        }
        if let Some(actor) = source.actor.filter(|_| source.official) {
            official[actor as usize] = true;
            in_office = true;
        }
    }
    if !in_office {
        return;
    }
    // an office named once holds for the article
    let speaks =
        |source: &&mut Source| matches!(source.kind, SourceKind::Person | SourceKind::Organisation);
    for source in attributions.iter_mut().filter_map(|found| found.source.as_mut()).filter(speaks) {
        source.official |= source.actor.is_some_and(|actor| official[actor as usize]);
    }
}

/// One comparison of numbers each.
fn place((span, i): &Mentioned) -> u128 {
    u128::from(span.start) << 64 | u128::from(span.end) << 32 | u128::from(*i)
}

/// Where those who may be persons are named.
fn read_persons(text: &str, actors: &[Actor], persons: &mut Vec<Mentioned>) {
    persons.clear();
    for (i, actor) in (0..).zip(actors).filter(|(_, actor)| may_be_person(text, actor)) {
        let names = actor.mentions.iter().filter(|mention| mention.form == Form::Name);
        persons.extend(names.map(|mention| (mention.span, i)));
    }
    persons.sort_unstable_by_key(place);
}

/// The only one of those who fit that a pronoun at `at` may mean: in its paragraph, else in the last.
fn meant(
    (sentences, paragraphs): (&[Sentence], &[Span]),
    lists: [&[Mentioned]; 2],
    at: u32,
    mut fits: impl FnMut(Span, u32) -> bool,
) -> Option<u32> {
    let next = sentences.partition_point(|sentence| sentence.span.start <= at);
    let number = sentences[next.checked_sub(1)?].paragraph? as usize;
    let before = lists.map(|list| {
        let before = list.partition_point(|(span, _)| span.start < at);
        &list[before.saturating_sub(NEAR)..before]
    });
    for paragraph in paragraphs[number.saturating_sub(1)..=number].iter().rev() {
        let near = before.iter().flat_map(|list| {
            let behind = |at: u32| list.partition_point(|(span, _)| span.start < at);
            list[behind(paragraph.start)..behind(paragraph.end)].iter().rev()
        });
        let mut first = None;
        for &(span, i) in near {
            if first != Some(i) && fits(span, i) {
                if first.is_some() {
                    return None;
                }
                first = Some(i);
            }
        }
        if first.is_some() {
            return first;
        }
    }
    None
}

/// What lies in each paragraph, up to the sentence behind it.
fn read_paragraphs(sentences: &[Sentence], paragraphs: &mut Vec<Span>) {
    paragraphs.clear();
    let mut last = None;
    for Sentence { span, paragraph, .. } in sentences {
        if last != *paragraph {
            if let Some(last) = last {
                paragraphs[last as usize].end = span.start;
            }
            if let Some(number) = *paragraph {
                paragraphs.resize(number as usize, Span::default());
                paragraphs.push(Span::new(span.start, u32::MAX));
            }
            last = *paragraph;
        }
    }
}

/// A person, or a single word of the article of which nothing is known.
fn may_be_person(text: &str, actor: &Actor) -> bool {
    let lone = |name: Span| !name.of(text).contains(char::is_whitespace);
    match actor.kind {
        ActorKind::Person => true,
        ActorKind::Organisation => matches!(actor.name, ActorName::Text(name) if lone(name)),
        ActorKind::Place | ActorKind::Government => false,
    }
}

/// Told by more than one word of the article, or by the lists.
fn is_surely_person(text: &str, actor: &Actor, gender: Hints) -> bool {
    let lone =
        matches!(actor.name, ActorName::Text(name) if !name.of(text).contains(char::is_whitespace));
    actor.kind == ActorKind::Person
        && (!lone || actor.office.is_some() || gender != Hints::default())
}

/// By titles, first names and pronouns; neither bit where nothing tells.
fn gender(text: &str, actor: &Actor) -> Hints {
    if actor.kind != ActorKind::Person {
        return Hints::default();
    }
    for mention in &actor.mentions {
        let found = match (mention.form, mention.span.of(text)) {
            (Form::Pronoun, "he" | "him" | "his" | "He" | "His") => Hints::MAN,
            (Form::Pronoun, "she" | "her" | "She" | "Her") => Hints::WOMAN,
            (Form::Name, name) => match word_before(text, mention.span.start) {
                title if title.has(Hints::MAN) || title.has(Hints::WOMAN) => title,
                // a name that the caller gave has no letters
                _ if matches!(actor.name, ActorName::Given(_)) => Hints::default(),
                _ => first_name(name),
            },
            _ => Hints::default(),
        };
        for known in [Hints::MAN, Hints::WOMAN] {
            if found.has(known) {
                return known;
            }
        }
    }
    Hints::default()
}

fn first_name(name: &str) -> Hints {
    match name.split_once(char::is_whitespace).map(|(first, _)| given_name(first)) {
        Some((true, false)) => Hints::MAN,
        Some((false, true)) => Hints::WOMAN,
        _ => Hints::default(),
    }
}

/// The actor of a source, by the mentions in its head: a person's name there makes it a person; a name
/// that is all of it says what it is.
fn name(text: &str, actors: &[Actor], mentions: &[Mentioned], source: &mut Source) {
    if mentions.is_empty() {
        if source.kind == SourceKind::Organisation {
            source.name = source.institution;
        }
        return;
    }
    let kind = |actor: u32| actors[actor as usize].kind;
    let is_person = |actor: u32| kind(actor) == ActorKind::Person;
    let owner = owner(text, source.span);
    let all = owner.of(text);
    let depends = |span: Span| {
        let before = &text[source.span.start as usize..span.start as usize];
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let rest = &text[span.end.min(owner.end) as usize..owner.end as usize];
        matches!(last, "of" | "for" | "by" | "from" | "at" | "to" | "with")
            || rest.starts_with("'s")
            || rest.starts_with("’s")
    };
    // what stands in a relative clause is somebody else
    let last = mentions.iter().map(|(span, _)| span.end).max().unwrap_or_default();
    let place = |word: &str| {
        let at = word.as_ptr().addr() - all.as_ptr().addr();
        source.span.start + at as u32
    };
    let mut words = all.split_whitespace().skip(1).take_while(|word| place(word) < last);
    let own = words.find(|word| matches!(*word, "who" | "which" | "whose" | "that"));
    let own = own.map_or(owner.end, place);
    let heads = |span: Span| {
        let rest = text[span.end.min(owner.end) as usize..owner.end as usize].trim_start();
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        !rest.starts_with(char::is_alphanumeric) || BEHIND_HEADS.contains(&word)
    };
    let mut named = mentions.iter().filter(|(span, _)| span.end <= own);
    let is_free = |(span, _): &&Mentioned| !depends(*span);
    if source.kind == SourceKind::Document {
        let person = named.clone().find(|(_, actor)| is_person(*actor));
        source.actor = person.or_else(|| named.next()).map(|(_, actor)| *actor);
        return;
    }
    if source.kind == SourceKind::Anonymous {
        return;
    }
    let is_head = |&(span, actor): &Mentioned| is_person(actor) && !depends(span) && heads(span);
    if let Some(&(span, actor)) = named.clone().find(|mention| is_head(mention)) {
        source.actor = Some(actor);
        source.kind = SourceKind::Person;
        if span.of(text).starts_with(char::is_uppercase) {
            source.name = Some(span);
            source.institution = source.institution.filter(|body| !body.contains(span));
        }
        let office = source.office.or(actors[actor as usize].office);
        source.official |= office.is_some_and(|office| is_official(text, office));
        return;
    }
    let head = source.span.start + all.find(',').unwrap_or(all.len()) as u32;
    let is_whole = |(span, _): &&Mentioned| {
        let before = &text[source.span.start as usize..span.start as usize];
        let alone = before.split_whitespace().all(|w| w.eq_ignore_ascii_case("the"));
        alone && span.end >= head
    };
    if let Some(&(span, actor)) = named.clone().filter(is_free).find(is_whole) {
        source.actor = Some(actor);
        source.kind = SourceKind::Organisation;
        (source.name, source.institution) = (Some(span), None);
        source.official |= kind(actor) == ActorKind::Government;
    } else if source.kind == SourceKind::Organisation {
        source.actor = named.rfind(is_free).map(|(_, actor)| *actor);
        source.name = source.institution;
    }
}
