//! Pronouns that leave no doubt.

use super::{Draft, Merge, MergeScratch};
use crate::actors::gazetteer::flag;
use crate::actors::{ActorKind, ActorName, Form, Mention};
use crate::text::Span;

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
        let MergeScratch { drafts, mentions, .. } = &*self.memory;
        persons.given.clear();
        persons.only.clear();
        persons.only.resize(sentences, (None, false));
        for &(id, Mention { sentence, first, len, .. }) in mentions {
            let &Draft { name, kind, lone, .. } = &drafts[id as usize];
            // the words of the caller's names are no offices
            if matches!(name, ActorName::Given(_)) {
                persons.given.push((sentence, first, first + len));
            }
            // one word of which nothing is known may be a person, or not
            let unknown = lone.is_some()
                || kind == ActorKind::Organisation
                    && matches!(name, ActorName::Text(name) if !name.of(self.source).contains(' '));
            if kind != ActorKind::Person && !unknown {
                continue;
            }
            let (only, doubt) = &mut persons.only[sentence as usize];
            *doubt |= unknown || only.is_some_and(|(other, _)| other != id);
            only.get_or_insert((id, first + len));
        }
        persons.given.sort_unstable();
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
        if !(0..words.len()).any(|at| here.has(at, flag::PRONOUN)) {
            return;
        }
        let gender = |at: usize| match here.text(at) {
            "he" | "his" | "him" => flag::MAN,
            "she" | "her" => flag::WOMAN,
            _ => 0,
        };
        let pronouns = |from: usize| {
            (from..words.len()).filter(|&at| here.has(at, flag::PRONOUN) && gender(at) != 0)
        };
        let all = pronouns(0).fold(0, |all, at| all | gender(at));
        let known = self.memory.drafts[id as usize].gender;
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
        for at in pronouns(after) {
            let (first, len, span) = (at as u32, 1, words[at].span);
            let mention = Mention { span, sentence, first, len, form: Form::Pronoun, alias: 0 };
            self.memory.mentions.push((id, mention));
            self.memory.drafts[id as usize].mentions += 1;
        }
    }
}
