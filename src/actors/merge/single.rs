//! Single unknown words: whose name they are, and of what kind.

use super::{Merge, Who};
use crate::actors::gazetteer::{Gazetteer, flag, is_common};
use crate::actors::names::{Name, Names};
use crate::actors::scan::{Found, What};
use crate::actors::starts::Starts;
use crate::actors::{ActorKind, ActorName};
use crate::stats::ones;
use crate::text::Token;

/// What tells the kind of an unknown word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lone {
    pub(super) mentions: u32,
    /// After "to", "from", "in" or the like.
    pub(super) within: u32,
    /// After "in" or "at".
    pub(super) inside: u32,
    /// After "the".
    pub(super) articles: u32,
}

/// Marks the unknown words of names that the text has in small letters too: "the Government", "a
/// government".
pub(super) fn mark_small(
    (source, tokens, starts): (&str, &[Token], &Starts),
    found: &[Found],
    names: &mut Names,
    gazetteer: &Gazetteer,
) {
    let unknown = |found: &&Found| {
        matches!(found.what, What::Single | What::Person) && found.office.is_none()
    };
    for found in found.iter().filter(unknown) {
        let Name { several, ref mut asked, .. } = names[found.name];
        if std::mem::replace(asked, true) || !several || is_named(names, found.name, gazetteer) {
            continue;
        }
        let (mut from, to) = names.place(found.name);
        while from < to {
            let rest = &names.text[from as usize..to as usize];
            let len = rest.find(' ').unwrap_or(rest.len()) as u32;
            let word = names.add_part(from, from + len);
            names[word].asked = true;
            from += len + 1;
        }
    }
    for (tokens, starts) in tokens.chunks(64).zip(starts.bits()) {
        // no branch for each word
        let maybe = |token: &Token| u64::from(names.may_have(token.word));
        let maybe = (0..).zip(tokens).fold(0, |bits, (at, token)| bits | maybe(token) << at);
        for at in ones(maybe & !starts) {
            let token = tokens[at];
            if let Some(name) = names.get(token.span.of(source)) {
                // "B" is no "b"
                names[name].small = names[name].asked && token.span.len() > 1;
            }
        }
    }
}

impl Merge<'_> {
    fn is_common(&self, folded: &str) -> bool {
        is_common(self.gazetteer.flags(self.gazetteer.number(folded)), folded)
    }

    /// Whether a single word names nobody, unless it stands for somebody named in full.
    pub(super) fn is_no_name(&self, found: &Found) -> bool {
        const HEADS: u32 =
            flag::HEAD | flag::FIRM | flag::SITE | flag::THING | flag::EVENT | flag::POST;
        let name = &self.names[found.name];
        let known = self.gazetteer.flags(name.first);
        let has = |flags: u32| known & flags != 0;
        // "Mr Church"
        let head = has(HEADS) && !has(flag::GIVEN) && found.gender == 0;
        if found.what == What::Person {
            return head;
        }
        let text = || self.span(found.sentence, found.first, found.len).of(self.source);
        head || name.small
            || is_common(known, self.names.text(found.name))
            || !self.words(found.sentence)[found.first as usize].is_bare()
                && text().split_once('-').is_some_and(|(start, end)| self.is_compound(start, end))
    }

    /// "Norwegian-born", "Asian-American", "Inspector-General".
    fn is_compound(&self, start: &str, end: &str) -> bool {
        let number = |text: &str| self.gazetteer.number(&text.to_lowercase());
        end.starts_with(char::is_lowercase)
            || self.gazetteer.longest(number(start), &[]).is_some()
            || self.gazetteer.flags(number(end)) & flag::POST != 0
    }

    /// What a name of several words is, if one: "Climate Change" is none where the text has both
    /// words in small letters too, "Mirror Change" no person.
    pub(super) fn kind_of(&self, name: u32) -> Option<ActorKind> {
        let small = |word: &str| {
            self.names.find(word).is_some_and(|name| name.small) || self.is_common(word)
        };
        let text = self.names.text(name);
        if is_named(self.names, name, self.gazetteer) || !small(text.rsplit(' ').next()?) {
            return Some(ActorKind::Person);
        }
        (!text.split(' ').all(small)).then_some(ActorKind::Organisation)
    }

    /// The name without an s at its end, where there is such.
    fn stem(&self, name: u32) -> Option<u32> {
        self.names.get(self.names.text(name).strip_suffix('s')?)
    }

    /// "the Clintons".
    fn family(&mut self, found: &mut Found) -> Option<u32> {
        let name = found.name;
        if !found.article {
            return None;
        }
        let stem = self.stem(name)?;
        self.part(stem, Who::Person).filter(|_| self.part(name, Who::Any).is_none())?;
        found.what = What::Group;
        Some(self.names[name].actor.unwrap_or_else(|| {
            let span = self.span(found.sentence, found.first, found.len);
            let id = self.new_actor(ActorName::Text(span), ActorKind::Organisation);
            self.names[name].actor = Some(id);
            id
        }))
    }

    /// One word that is in no list.
    pub(super) fn single(&mut self, found: &mut Found) -> Option<u32> {
        let name = found.name;
        let person = found.what == What::Person;
        let article = found.article;
        // "the Trump administration", "the Post"
        let who = if article && !person { Who::Any } else { Who::Person };
        let known = self.names[name].actor;
        let known = known.or_else(|| self.part_of(name, found.gender, who));
        let known = known.or_else(|| self.family(found));
        if known.is_some() {
            return known;
        }
        let span = self.span(found.sentence, found.first, found.len);
        let text = span.of(self.source);
        let acronym = || text.bytes().all(|byte| byte.is_ascii_uppercase());
        let stem = self.stem(name).filter(|&stem| self.names.text(stem).len() > 2);
        let known = self.names[name].initials.filter(|_| acronym());
        let known = known
            // "Kerrys"
            .or_else(|| self.part(stem?, who))
            .or_else(|| self.names[stem?].actor);
        if known.is_some() {
            return known;
        }
        let stem = stem.filter(|&stem| self.names[stem].single);
        if !found.sure && stem.is_none() && !self.names[name].single {
            return None;
        }
        if self.is_no_name(found) {
            return None;
        }
        let kind = if person { ActorKind::Person } else { ActorKind::Organisation };
        let id = self.new_actor(ActorName::Text(span), kind);
        // "NBK" and "NetBooks" are no people
        let inner = text.chars().skip(1).any(char::is_uppercase);
        let prefix =
            ["Mc", "Mac", "O'", "O’", "D'", "al-"].iter().any(|start| text.starts_with(start));
        if !person && (!inner || prefix) {
            self.draft(id).lone = Some(Lone::default());
        }
        self.names[stem.unwrap_or(name)].actor = Some(id);
        Some(id)
    }

    /// One unknown word is a place where the text is mostly in it, a body where it mostly has an
    /// article, else a person.
    pub(super) fn settle_kinds(&mut self) {
        for actor in &mut self.memory.drafts {
            if let Some(lone) = &actor.lone {
                actor.kind = match lone {
                    _ if lone.inside * 2 >= lone.mentions || lone.within == lone.mentions => {
                        ActorKind::Place
                    }
                    _ if lone.articles * 2 >= lone.mentions => ActorKind::Organisation,
                    _ => ActorKind::Person,
                };
            }
        }
    }
}

/// Whether a name of several words begins with a first name or an initial.
fn is_named(names: &Names, name: u32, gazetteer: &Gazetteer) -> bool {
    let short = names.text(name).bytes().take(3).any(|byte| byte == b' ');
    short || gazetteer.flags(names[name].first) & flag::GIVEN != 0
}
