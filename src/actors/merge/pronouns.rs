//! Pronouns that leave no doubt.

use super::Merge;
use crate::actors::gazetteer::flag;
use crate::actors::{ActorKind, ActorName, Form, Mention};
use crate::text::{Span, Token, fold_into};

impl Merge<'_> {
    /// "He" where the sentence names one person before it and nobody else could be meant.
    pub(super) fn pronouns(&mut self, sentences: usize) {
        // the words of the caller's names are no offices
        let given = self.actors.iter().filter(|actor| matches!(actor.name, ActorName::Given(_)));
        let mentions = given.flat_map(|actor| &actor.mentions);
        let mut names: Vec<(u32, u32, u32)> =
            mentions.map(|name| (name.sentence, name.first, name.first + name.len)).collect();
        names.sort_unstable();
        // by sentence: the one person in it, and the word after the first mention
        let mut persons: Vec<Option<(u32, u32)>> = vec![None; sentences];
        let mut doubt = vec![false; sentences];
        for (id, actor) in self.actors.iter().enumerate() {
            // one word of which nothing is known may be a person, or not
            let lone = self.lone[id].is_some();
            let person = actor.kind == ActorKind::Person && !lone;
            let unknown = lone
                || actor.kind == ActorKind::Organisation
                    && matches!(actor.name, ActorName::Text(name) if !name.of(self.source).contains(' '));
            if !person && !unknown {
                continue;
            }
            for mention in &actor.mentions {
                let sentence = mention.sentence as usize;
                doubt[sentence] |= unknown;
                match persons[sentence] {
                    Some((other, _)) if other != id as u32 => doubt[sentence] = true,
                    Some(_) => {}
                    None => persons[sentence] = Some((id as u32, mention.first + mention.len)),
                }
            }
        }
        for sentence in 0..sentences {
            if let Some((id, after)) = persons[sentence]
                && !doubt[sentence]
            {
                self.pronouns_of(sentence as u32, id, after, &names);
            }
        }
    }

    fn pronouns_of(&mut self, sentence: u32, id: u32, after: u32, names: &[(u32, u32, u32)]) {
        let words = self.words(sentence);
        let after = after as usize;
        let text = |word: &Token| word.span.of(self.source);
        let gender = |word: &Token| match word.span.len() {
            2 if text(word) == "he" => flag::MAN,
            3 => match text(word) {
                "his" | "him" => flag::MAN,
                "she" | "her" => flag::WOMAN,
                _ => 0,
            },
            _ => 0,
        };
        let all = words.iter().fold(0, |all, word| all | gender(word));
        let known = self.genders[id as usize];
        if all == 0 || all == flag::MAN | flag::WOMAN || known != 0 && known != all {
            return;
        }
        let quoted = words.first().zip(words.last()).is_some_and(|(first, last)| {
            let text = Span::new(first.span.start, last.span.end).of(self.source);
            text.contains(['"', '“', '”', '«', '»'])
        });
        let is_given = |at: u32| {
            let next = names.partition_point(|&(other, first, _)| (other, first) <= (sentence, at));
            let last = names[..next].last();
            last.is_some_and(|&(other, _, end)| other == sentence && at < end)
        };
        let mut folded = String::new();
        let mut others = words.iter().enumerate().filter(|(at, word)| {
            folded.clear();
            fold_into(text(word), &mut folded);
            // the office of the person does not count: it stands before the name
            *at >= after && self.gazetteer.has(&folded, flag::POST) && !is_given(*at as u32)
        });
        if quoted || others.next().is_some() {
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
