//! Single unknown words: whose name they are, and of what kind.

use super::Merge;
use crate::actors::gazetteer::{flag, is_common};
use crate::actors::names::Names;
use crate::actors::scan::{Found, What};
use crate::actors::{Actor, ActorKind, ActorName};
use crate::text::{Span, Token};

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
pub(super) fn mark_small(source: &str, tokens: &[Token], found: &[Found], names: &mut Names) {
    let unknown = |found: &&Found| {
        matches!(found.what, What::Single | What::Person) && found.office.is_none()
    };
    // most words are told by first and last letter and length
    let bit = |last: u8, len: u32| 1_u64 << ((u32::from(last) + 5 * len) & 63);
    let mut maybe = [0_u64; 256];
    for found in found.iter().filter(unknown) {
        if std::mem::replace(&mut names[found.name].asked, true) {
            continue;
        }
        let (mut from, to) = names.place(found.name);
        while from < to {
            let rest = &names.text[from as usize..to as usize];
            let word = rest.split(' ').next().unwrap_or(rest).as_bytes();
            let len = word.len() as u32;
            if let (Some(&first), Some(&last)) = (word.first(), word.last()) {
                maybe[usize::from(first)] |= bit(last, len);
            }
            let word = names.add_part(from, from + len);
            names[word].asked = true;
            from += len + 1;
        }
    }
    let bytes = source.as_bytes();
    for token in tokens {
        let Span { start, end } = token.span;
        let (first, last) = (bytes[start as usize], bytes[end as usize - 1]);
        if maybe[usize::from(first)] & bit(last, end - start) != 0
            && !token.is_capital()
            && let Some(name) = names.get(token.span.of(source))
        {
            // "B" is no "b"
            names[name].small = names[name].asked && token.span.len() > 1;
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
            || text().split_once('-').is_some_and(|(start, end)| self.is_compound(start, end))
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
        let text = self.names.text(name);
        let (first, last) = (text.split(' ').next()?, text.rsplit(' ').next()?);
        let small = |word: &str| {
            self.names.find(word).is_some_and(|name| name.small) || self.is_common(word)
        };
        let given = self.gazetteer.flags(self.names[name].first) & flag::GIVEN != 0;
        if first.len() < 3 || given || !small(last) {
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
        let person = |actor: &Actor| actor.kind == ActorKind::Person;
        let name = found.name;
        let stem = self.stem(name).filter(|_| found.article)?;
        self.part(stem, person).filter(|_| self.part(name, |_| true).is_none())?;
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
        let fits = |actor: &Actor| match actor.kind {
            // "the Trump administration"
            ActorKind::Person => true,
            // "the Post"
            _ => article && !person,
        };
        let known = self.names[name].actor;
        let known = known.or_else(|| self.part_of(name, found.gender, fits));
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
            .or_else(|| self.part(stem?, fits))
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
            self.memory.sides[id as usize].lone = Some(Lone::default());
        }
        self.names[stem.unwrap_or(name)].actor = Some(id);
        Some(id)
    }

    /// One unknown word is a place where the text is mostly in it, a body where it mostly has an
    /// article, else a person.
    pub(super) fn settle_kinds(&mut self) {
        for (actor, side) in self.actors.iter_mut().zip(&self.memory.sides) {
            if let Some(lone) = &side.lone {
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
