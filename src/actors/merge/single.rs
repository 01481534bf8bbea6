//! Single unknown words: whose name they are, and of what kind.

use super::Merge;
use crate::actors::gazetteer::{Map, Word, flag};
use crate::actors::scan::{Found, What};
use crate::actors::{Actor, ActorKind, ActorName};
use crate::text::Token;

/// What tells the kind of an unknown word.
#[derive(Clone, Copy, Default)]
pub(super) struct Lone {
    pub(super) mentions: u32,
    /// After "to", "from", "in" or the like.
    pub(super) within: u32,
    /// After "in" or "at".
    pub(super) inside: u32,
    /// After "the".
    pub(super) articles: u32,
}

/// Single unknown words that the text has in small letters too: "the Government", "a government".
pub(super) fn small_words<'a>(
    source: &str,
    tokens: &[Token],
    found: &[Found],
    names: &'a str,
) -> Map<&'a str, ()> {
    let unknown = |found: &&Found| {
        matches!(found.what, What::Single | What::Person) && found.office.is_none()
    };
    let name = |found: &Found| &names[found.name.0 as usize..found.name.1 as usize];
    let words = found.iter().filter(unknown).flat_map(|found| name(found).split(' '));
    let candidates: Map<&'a str, ()> = words.map(|word| (word, ())).collect();
    // most words are told by two letters and the length
    let bit = |text: &str| match text.as_bytes() {
        [first, second, ..] => {
            let mix = usize::from(*first) * 31 + usize::from(*second) * 7 + text.len();
            (mix >> 6 & 7, 1_u64 << (mix & 63))
        }
        _ => (0, 0),
    };
    let mut maybe = [0_u64; 8];
    for name in candidates.keys() {
        let (at, bit) = bit(name);
        maybe[at] |= bit;
    }
    let mut small = Map::default();
    for token in tokens.iter().filter(|token| !token.is_capital()) {
        let text = token.span.of(source);
        let (at, bit) = bit(text);
        if maybe[at] & bit != 0
            && let Some((&name, ())) = candidates.get_key_value(text)
        {
            small.insert(name, ());
        }
    }
    small
}

impl<'a> Merge<'a> {
    /// Whether a single word names nobody, unless it stands for somebody named in full.
    pub(super) fn is_no_name(&self, found: &Found) -> bool {
        const HEADS: u16 =
            flag::HEAD | flag::FIRM | flag::SITE | flag::THING | flag::EVENT | flag::POST;
        let name = self.name(found);
        let word = self.gazetteer.word(name);
        let has = |flags: u16| word.is_some_and(|word| word.flags & flags != 0);
        // "Mr Church"
        let head = has(HEADS) && !has(flag::GIVEN) && found.gender == 0;
        if found.what == What::Person {
            return head;
        }
        let text = self.span(found.sentence, found.first, found.len).of(self.source);
        head || Word::is_common(name, word)
            || self.small.contains_key(name)
            || text.split_once('-').is_some_and(|(start, end)| self.is_compound(start, end))
    }

    /// "Norwegian-born", "Asian-American", "Inspector-General".
    fn is_compound(&self, start: &str, end: &str) -> bool {
        let word = |text: &str| self.gazetteer.word(&text.to_lowercase());
        end.starts_with(char::is_lowercase)
            || word(start).is_some_and(|word| word.longest(|_| None).is_some())
            || word(end).is_some_and(|word| word.flags & flag::POST != 0)
    }

    /// What a name of several words is, if one: "Climate Change" is none where the text has both
    /// words in small letters too, "Mirror Change" no person.
    pub(super) fn kind_of(&self, name: &str) -> Option<ActorKind> {
        let (first, last) = (name.split(' ').next()?, name.rsplit(' ').next()?);
        let small = |word: &str| {
            self.small.contains_key(word) || Word::is_common(word, self.gazetteer.word(word))
        };
        if first.len() < 3 || self.gazetteer.has(first, flag::GIVEN) || !small(last) {
            return Some(ActorKind::Person);
        }
        (!name.split(' ').all(small)).then_some(ActorKind::Organisation)
    }

    /// "the Clintons".
    fn family(&mut self, found: &mut Found, name: &'a str) -> Option<u32> {
        let person = |actor: &Actor| actor.kind == ActorKind::Person;
        let stem = name.strip_suffix('s').filter(|_| found.article)?;
        self.part(stem, person).filter(|_| self.part(name, |_| true).is_none())?;
        found.what = What::Group;
        Some(self.by_name.get(name).copied().unwrap_or_else(|| {
            let span = self.span(found.sentence, found.first, found.len);
            let id = self.new_actor(ActorName::Text(span), ActorKind::Organisation);
            self.by_name.insert(name, id);
            id
        }))
    }

    /// One word that is in no list.
    pub(super) fn single(&mut self, found: &mut Found, name: &'a str) -> Option<u32> {
        let person = found.what == What::Person;
        let article = found.article;
        let fits = |actor: &Actor| match actor.kind {
            // "the Trump administration"
            ActorKind::Person => true,
            // "the Post"
            _ => article && !person,
        };
        let stem = name.strip_suffix('s').filter(|stem| stem.len() > 2);
        let known = self.by_name.get(name).copied();
        let known = known.or_else(|| self.part_of(name, found.gender, fits));
        let known = known.or_else(|| self.family(found, name));
        let span = self.span(found.sentence, found.first, found.len);
        let text = span.of(self.source);
        let acronym = || text.bytes().all(|byte| byte.is_ascii_uppercase());
        let known = known
            .or_else(|| self.initials.get(name).copied().filter(|_| acronym()))
            // "Kerrys"
            .or_else(|| self.part(stem?, fits))
            .or_else(|| self.by_name.get(stem?).copied());
        if known.is_some() {
            return known;
        }
        let stem = stem.filter(|stem| self.singles.contains_key(stem));
        if !found.sure && stem.is_none() && !self.singles.contains_key(name) {
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
            self.lone[id as usize] = Some(Lone::default());
        }
        self.by_name.insert(stem.unwrap_or(name), id);
        Some(id)
    }

    /// One unknown word is a place where the text is mostly in it, a body where it mostly has an
    /// article, else a person.
    pub(super) fn settle_kinds(&mut self) {
        for (actor, lone) in self.actors.iter_mut().zip(&self.lone) {
            if let Some(lone) = lone {
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
