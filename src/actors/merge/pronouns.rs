//! Pronouns that leave no doubt.

use super::Merge;
use crate::actors::gazetteer::flag;
use crate::actors::{ActorKind, ActorName, Form, Mention};
use crate::text::{Span, Token};

/// Memory that one thread reuses.
#[derive(Debug, Default)]
pub(super) struct Persons {
    /// Where names of the caller stand: sentence, first word, and the word behind.
    given: Vec<(u32, u32, u32)>,
    /// By sentence: the one person in it, and the word after the first mention; whether it is doubtful.
    only: Vec<(Option<(u32, u32)>, bool)>,
}

impl Merge<'_> {
    /// "He" where the sentence names one person before it and nobody else could be meant.
    pub(super) fn pronouns(&mut self, sentences: usize) {
        let mut persons = std::mem::take(&mut self.memory.persons);
        // the words of the caller's names are no offices
        let given = self.actors.iter().filter(|actor| matches!(actor.name, ActorName::Given(_)));
        let mentions = given.flat_map(|actor| &actor.mentions);
        persons.given.clear();
        persons
            .given
            .extend(mentions.map(|name| (name.sentence, name.first, name.first + name.len)));
        persons.given.sort_unstable();
        persons.only.clear();
        persons.only.resize(sentences, (None, false));
        for (id, (actor, side)) in (0..).zip(self.actors.iter().zip(&self.memory.sides)) {
            // one word of which nothing is known may be a person, or not
            let lone = side.lone.is_some();
            let person = actor.kind == ActorKind::Person && !lone;
            let unknown = lone
                || actor.kind == ActorKind::Organisation
                    && matches!(actor.name, ActorName::Text(name) if !name.of(self.source).contains(' '));
            if !person && !unknown {
                continue;
            }
            for mention in &actor.mentions {
                let (only, doubt) = &mut persons.only[mention.sentence as usize];
                *doubt |= unknown;
                match only {
                    Some((other, _)) => *doubt |= *other != id,
                    None => *only = Some((id, mention.first + mention.len)),
                }
            }
        }
        for (sentence, &(only, doubt)) in (0..).zip(&persons.only) {
            if let Some((id, after)) = only
                && !doubt
            {
                self.pronouns_of(sentence, id, after, &persons.given);
            }
        }
        self.memory.persons = persons;
    }

    fn pronouns_of(&mut self, sentence: u32, id: u32, after: u32, given: &[(u32, u32, u32)]) {
        let here = self.here(sentence);
        let words = here.words;
        let after = after as usize;
        let text = |word: &Token| word.span.of(self.source);
        let gender = |word: &Token| match word.span.len() {
            // most words end here
            _ if !matches!(self.source.as_bytes()[word.span.start as usize], b'h' | b's') => 0,
            2 if text(word) == "he" => flag::MAN,
            3 => match text(word) {
                "his" | "him" => flag::MAN,
                "she" | "her" => flag::WOMAN,
                _ => 0,
            },
            _ => 0,
        };
        let all = words.iter().fold(0, |all, word| all | gender(word));
        let known = self.memory.sides[id as usize].gender;
        if all == 0 || all == flag::MAN | flag::WOMAN || known != 0 && known != all {
            return;
        }
        let is_given = |at: u32| {
            let next = given.partition_point(|&(other, first, _)| (other, first) <= (sentence, at));
            let last = given[..next].last();
            last.is_some_and(|&(other, _, end)| other == sentence && at < end)
        };
        // the office of the person does not count: it stands before the name
        let is_other = |at: usize| here.has(at, flag::POST) && !is_given(at as u32);
        if (after..words.len()).any(is_other)
            || words.first().zip(words.last()).is_some_and(|ends| {
                let text = Span::new(ends.0.span.start, ends.1.span.end).of(self.source);
                text.contains('"') || !text.is_ascii() && text.contains(['“', '”', '«', '»'])
            })
        {
            return;
        }
        for (at, word) in words.iter().enumerate().skip(after).filter(|(_, word)| gender(word) != 0)
        {
            let (first, len, span) = (at as u32, 1, word.span);
            let mention = Mention { span, sentence, first, len, form: Form::Pronoun };
            self.actors[id as usize].mentions.push(mention);
        }
    }
}
