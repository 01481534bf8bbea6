//! Who is who: the mentions of one actor under full names, last names, acronyms and pronouns.

mod headline;
mod pronouns;
mod single;

use super::gazetteer::{Gazetteer, Map, Word, flag};
use super::given::ActorNames;
use super::here::without_possessive;
use super::scan::{Found, Scan, What};
use super::{Actor, ActorKind, ActorName, Form, Mention};
use crate::text::{Sentence, Span, Token};
use headline::headline_words;
use single::{Lone, small_words};

/// How many actors may share a last name before it is nobody's.
const NAMESAKES: usize = 8;

/// Longest name looked for in a headline, in words.
const LONGEST: usize = 6;

struct Merge<'a> {
    source: &'a str,
    tokens: &'a [Token],
    bounds: &'a [u32],
    gazetteer: &'static Gazetteer,
    given: Option<&'a ActorNames>,
    names: &'a str,
    actors: Vec<Actor>,
    /// By actor: whether titles told a man or a woman.
    genders: Vec<u16>,
    by_given: Map<u32, u32>,
    by_known: Map<u32, u32>,
    by_name: Map<&'a str, u32>,
    /// By the last words of a name, and by the first word of a person's.
    parts: Map<&'a str, Vec<u32>>,
    initials: Map<String, u32>,
    /// The listed names that were entered.
    listed_forms: Map<(&'a str, What), ()>,
    /// Single words that are names somewhere in the text.
    singles: Map<&'a str, ()>,
    /// Single words that the text also has in small letters.
    small: Map<&'a str, ()>,
    /// By actor: for one unknown word, how it stands in the text.
    lone: Vec<Option<Lone>>,
}

/// The actors, by first mention.
pub(super) fn actors(
    source: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    bounds: &[u32],
    given: Option<&ActorNames>,
    scan: &mut Scan,
) -> Vec<Actor> {
    if scan.found.is_empty() && scan.shouts.is_empty() {
        return Vec::new();
    }
    let shouted = headline_words(source, tokens, bounds, scan);
    let Scan { found, names, shouts, .. } = &*scan;
    let mut merge = Merge {
        source,
        tokens,
        bounds,
        gazetteer: Gazetteer::get(),
        given,
        names,
        actors: Vec::new(),
        genders: Vec::new(),
        by_given: Map::default(),
        by_known: Map::default(),
        by_name: Map::default(),
        parts: Map::default(),
        initials: Map::default(),
        listed_forms: Map::default(),
        singles: Map::default(),
        small: small_words(source, tokens, found, names),
        lone: Vec::new(),
    };
    // full names first, whatever their place; those at the head of a sentence after the sure ones
    for found in found.iter().filter(|found| found.sure) {
        merge.enter(found);
    }
    for found in found.iter().filter(|found| !found.sure && found.len > 1) {
        if merge.tail(found).is_none() {
            merge.enter(found);
        }
    }
    for pair in found.windows(2) {
        merge.enter_acronym(&pair[1], &pair[0]);
    }
    for found in found {
        merge.mention(found);
    }
    for (&sentence, words) in shouts.iter().zip(&shouted) {
        merge.headline(sentence, words, found);
    }
    merge.settle_kinds();
    merge.pronouns(sentences.len());
    merge.finish()
}

impl<'a> Merge<'a> {
    fn name(&self, found: &Found) -> &'a str {
        &self.names[found.name.0 as usize..found.name.1 as usize]
    }

    fn words(&self, sentence: u32) -> &'a [Token] {
        let sentence = sentence as usize;
        &self.tokens[self.bounds[sentence] as usize..self.bounds[sentence + 1] as usize]
    }

    fn span(&self, sentence: u32, first: u32, len: u32) -> Span {
        let words = self.words(sentence);
        let (first, last) = (words[first as usize].span, words[(first + len) as usize - 1].span);
        let text = Span::new(first.start, last.end).of(self.source);
        Span::new(first.start, first.start + without_possessive(text).len() as u32)
    }

    fn new_actor(&mut self, name: ActorName, kind: ActorKind) -> u32 {
        let (aliases, mentions) = (Vec::new(), Vec::new());
        self.actors.push(Actor { name, kind, aliases, mentions, office: None });
        self.genders.push(0);
        self.lone.push(None);
        self.actors.len() as u32 - 1
    }

    /// Makes the actor of a full name, with the forms that stand for it.
    fn enter(&mut self, found: &Found) {
        let name = self.name(found);
        match found.what {
            What::Given(_) | What::Known(_) | What::Power(_) => {
                if self.listed_forms.insert((name, found.what), ()).is_some() {
                    return;
                }
                let id = self.listed(found.what);
                let kind = self.actors[id as usize].kind;
                if matches!(kind, ActorKind::Organisation | ActorKind::Government)
                    && !matches!(found.what, What::Power(_))
                {
                    self.enter_parts(name, id, false);
                    self.enter_initials(found, id);
                }
                if kind == ActorKind::Person && matches!(found.what, What::Given(_)) {
                    self.enter_parts(name, id, true);
                }
            }
            What::Person | What::Group | What::Site if name.contains(' ') => {
                if let Some(&id) = self.by_name.get(name) {
                    self.fuller(id, found);
                    return;
                }
                let kind = match found.what {
                    What::Person if found.office.is_none() => match self.kind_of(name) {
                        Some(kind) => kind,
                        None => return,
                    },
                    What::Person => ActorKind::Person,
                    What::Group => ActorKind::Organisation,
                    _ => ActorKind::Place,
                };
                let span = self.span(found.sentence, found.first, found.len);
                let id = self.new_actor(ActorName::Text(span), kind);
                self.by_name.insert(name, id);
                if kind == ActorKind::Person {
                    let first = self.gazetteer.word(name.split(' ').next().unwrap_or(name));
                    let first = first.filter(|word| word.flags & flag::GIVEN != 0);
                    let gender = first.map_or(0, |word| word.flags & (flag::MAN | flag::WOMAN));
                    self.genders[id as usize] |= gender;
                }
                if kind != ActorKind::Place {
                    self.enter_parts(name, id, kind == ActorKind::Person);
                    self.enter_initials(found, id);
                }
            }
            What::Single if self.is_no_name(found) => {}
            _ => _ = self.singles.insert(name, ()),
        }
    }

    /// "Bill Clinton" after "Bill and Hillary Clinton".
    fn fuller(&mut self, id: u32, found: &Found) {
        let span = self.span(found.sentence, found.first, found.len);
        if let ActorName::Text(name) = &mut self.actors[id as usize].name
            && !name.of(self.source).contains(' ')
        {
            *name = span;
        }
    }

    /// The last words of a name: all tails of a person's ("le pen", "pen"), the last of others.
    fn enter_parts(&mut self, name: &'a str, id: u32, person: bool) {
        let tail = |at: usize| &name[at + 1..];
        let last = name.rfind(' ').map(tail);
        if !person {
            self.enter_part(last, id);
            return;
        }
        for (at, _) in name.match_indices(' ').take(LONGEST) {
            self.enter_part(Some(tail(at)), id);
        }
        // "al-Assad" and "Assad"
        self.enter_part(last.and_then(|last| last.split_once('-')).map(|(_, last)| last), id);
        self.enter_part(name.split(' ').next().filter(|_| last.is_some()), id);
    }

    fn enter_part(&mut self, part: Option<&'a str>, id: u32) {
        let Some(part) = part else { return };
        let owners = self.parts.entry(part).or_default();
        if owners.len() < NAMESAKES && !owners.contains(&id) {
            owners.push(id);
        }
    }

    fn enter_initials(&mut self, found: &Found, id: u32) {
        if found.len > 2 {
            let initials = self.initials_of(found);
            if initials.len() > 2 {
                self.initials.entry(initials).or_insert(id);
            }
        }
    }

    /// The first letters of the words in capitals, in small letters.
    fn initials_of(&self, found: &Found) -> String {
        let words = &self.words(found.sentence)[found.first as usize..][..found.len as usize];
        let capitals = words.iter().filter(|word| word.is_capital());
        let firsts = capitals.filter_map(|word| word.span.of(self.source).chars().next());
        firsts.flat_map(char::to_lowercase).collect()
    }

    /// "Office for Fair Tariffs (OFT)", "OFT (Office for Fair Tariffs)".
    fn enter_acronym(&mut self, found: &Found, before: &Found) {
        if before.sentence != found.sentence || found.first < before.first + before.len {
            return;
        }
        let words = self.words(found.sentence);
        let gap = Span::new(
            words[(before.first + before.len) as usize - 1].span.end,
            words[found.first as usize].span.start,
        );
        if !matches!(gap.of(self.source), " (" | " [" | " (the " | " (“" | " (\"" | "(") {
            return;
        }
        let (short, long) = match (before.len, found.len) {
            (1, 2..) => (before, found),
            (2.., 1) => (found, before),
            _ => return,
        };
        if let Some(id) = self.entered(long)
            && short.what == What::Single
            && self.initials_of(long).starts_with(self.name(short))
        {
            self.by_name.insert(self.name(short), id);
            self.actors[id as usize].kind = match self.actors[id as usize].kind {
                // people have no acronyms
                ActorKind::Person => ActorKind::Organisation,
                kind => kind,
            };
        }
    }

    fn listed(&mut self, what: What) -> u32 {
        match what {
            What::Given(owner) => {
                if let Some(&id) = self.by_given.get(&owner) {
                    return id;
                }
                let kind = self.given.map_or(ActorKind::Person, |given| given.kind(owner));
                let id = self.new_actor(ActorName::Given(owner), kind);
                self.by_given.insert(owner, id);
                id
            }
            What::Known(known) | What::Power(known) => {
                if let Some(&id) = self.by_known.get(&known) {
                    return id;
                }
                let kind = self.gazetteer.known[known as usize].kind;
                let id = self.new_actor(ActorName::Listed(known), kind);
                self.by_known.insert(known, id);
                id
            }
            _ => 0,
        }
    }

    /// The actor of a full name that was entered.
    fn entered(&self, found: &Found) -> Option<u32> {
        match found.what {
            What::Given(owner) => self.by_given.get(&owner).copied(),
            What::Known(known) | What::Power(known) => self.by_known.get(&known).copied(),
            _ => self.by_name.get(self.name(found)).copied(),
        }
    }

    /// Of those who share a part of a name the one last named, else the first.
    fn part(&self, part: &str, fits: impl Fn(&Actor) -> bool) -> Option<u32> {
        self.part_of(part, 0, fits)
    }

    /// The same, of one who may be of this gender.
    fn part_of(&self, part: &str, gender: u16, fits: impl Fn(&Actor) -> bool) -> Option<u32> {
        let owners = self.parts.get(part)?.iter().copied();
        let owners = owners.filter(|&id| {
            let known = self.genders[id as usize];
            let other = gender != 0 && known != 0 && known & gender == 0;
            !other && fits(&self.actors[id as usize])
        });
        let last = |id: &u32| {
            let mentions = &self.actors[*id as usize].mentions;
            (mentions.last().map(|m| (m.sentence, m.first)), std::cmp::Reverse(*id))
        };
        owners.max_by_key(last)
    }

    /// Whether the words after the first are a name of their own: "Asked Kerry".
    fn tail(&self, found: &Found) -> Option<u32> {
        let (first, tail) = self.name(found).split_once(' ')?;
        if self.gazetteer.has(first, flag::GIVEN) {
            return None;
        }
        let known = self.by_name.get(tail).copied().filter(|_| tail.contains(' '));
        known.or_else(|| {
            let full = self.by_name.contains_key(self.name(found));
            self.part(tail, |_| true).filter(|_| !full)
        })
    }

    fn mention(&mut self, found: &Found) {
        let mut found = *found;
        let name = self.name(&found);
        let is_person = |actor: &Actor| actor.kind == ActorKind::Person;
        let id = match found.what {
            What::Given(_) | What::Power(_) => Some(self.listed(found.what)),
            What::Known(_) => {
                // "Jordan" where the text has a Michael Jordan
                let namesake = Some(name).filter(|_| found.len == 1 && !found.within);
                let namesake = namesake.and_then(|name| self.part(name, is_person));
                Some(namesake.unwrap_or_else(|| self.listed(found.what)))
            }
            _ if found.len == 1 => self.single(&mut found, name),
            _ => {
                let tail = Some(()).filter(|()| !found.sure).and_then(|()| self.tail(&found));
                if tail.is_some() {
                    found.first += 1;
                    found.len -= 1;
                    tail
                } else if found.what == What::Person && self.part(name, is_person).is_some() {
                    self.part(name, is_person) // "Le Pen"
                } else {
                    self.by_name.get(name).copied()
                }
            }
        };
        let Some(id) = id else { return };
        let form = if matches!(found.what, What::Power(_)) { Form::Power } else { Form::Name };
        self.push(id, &found, form);
    }

    /// Whether "Kerrys" is "Kerry" with a lost apostrophe: the name is known without the s and not
    /// with it.
    fn is_stem(&self, stem: &str, text: &str) -> bool {
        let part = |text: &str| self.parts.contains_key(&*text.to_lowercase());
        let listed =
            |text: &str| self.gazetteer.word(&text.to_lowercase()).is_some_and(Word::begins_any);
        (part(stem) || listed(stem)) && !part(text) && !listed(text)
    }

    fn push(&mut self, id: u32, found: &Found, form: Form) {
        let &Found { sentence, first, len, .. } = found;
        let mut span = self.span(sentence, first, len);
        // "Russias", "Kerrys": the name without the lost possessive
        let text = span.of(self.source);
        if form == Form::Power && text.ends_with("governments") {
            span.end -= 1;
        }
        if matches!(found.what, What::Given(_)) {
            span.end -= u32::from(found.lost && text.ends_with(['s', 'S']));
        } else if form == Form::Name
            && len == 1
            && found.what != What::Group
            && let Some(stem) = text.strip_suffix('s')
            && self.is_stem(stem, text)
        {
            span.end -= 1;
        }
        let actor = &mut self.actors[id as usize];
        actor.mentions.push(Mention { span, sentence, first, len, form });
        if actor.office.is_none() {
            actor.office = found.office;
        }
        // a name first met alone
        if let ActorName::Text(name) = actor.name
            && found.what == What::Person
            && actor.kind == ActorKind::Organisation
            && name.of(self.source) == span.of(self.source)
        {
            actor.kind = ActorKind::Person;
        }
        self.genders[id as usize] |= found.gender;
        if let Some(lone) = &mut self.lone[id as usize] {
            lone.mentions += 1;
            lone.within += u32::from(found.within);
            let before = (first as usize)
                .checked_sub(1)
                .map(|at| &self.tokens[self.bounds[sentence as usize] as usize + at]);
            lone.inside += u32::from(before.is_some_and(|word| {
                matches!(
                    word.span.of(self.source),
                    "in" | "In" | "at" | "near" | "outside" | "across"
                )
            }));
            lone.articles += u32::from(found.article);
        }
        if found.what == What::Person {
            self.lone[id as usize] = None;
        }
    }

    fn finish(self) -> Vec<Actor> {
        let source = self.source;
        let mut actors = self.actors;
        actors.retain(|actor| !actor.mentions.is_empty());
        for actor in &mut actors {
            let name = actor.name;
            actor.mentions.sort_by_key(|mention| mention.span.start);
            for mention in actor.mentions.iter().filter(|m| m.form != Form::Pronoun) {
                let text = mention.span.of(source);
                let long = |text: &str| matches!(name, ActorName::Given(_)) || text.len() > 3;
                let shouts = |text: &str| long(text) && !text.contains(char::is_lowercase);
                let same = |alias: &&mut Span| {
                    let alias = alias.of(source);
                    let either = shouts(text) || shouts(alias);
                    alias == text || either && alias.eq_ignore_ascii_case(text)
                };
                match actor.aliases.iter_mut().find(same) {
                    Some(alias) if shouts(alias.of(source)) && !shouts(text) => {
                        *alias = mention.span;
                    }
                    Some(_) => {}
                    None => actor.aliases.push(mention.span),
                }
            }
        }
        actors.sort_by_key(|actor| actor.mentions.first().map(|mention| mention.span.start));
        actors
    }
}
