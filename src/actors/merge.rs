//! Who is who: the mentions of one actor under full names, last names, acronyms and pronouns.

use super::gazetteer::{Class, Gazetteer, Map, Word, flag};
use super::given::ActorNames;
use super::here::without_possessive;
use super::scan::{Found, Scan, What};
use super::{Actor, ActorKind, ActorName, Form, Mention};
use crate::text::{Sentence, Span, Token, fold_into};

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
    merge.pronouns(sentences.len());
    merge.finish()
}

/// Where in [`Scan::names`] the words of sentences in capitals stand, folded.
fn headline_words(
    source: &str,
    tokens: &[Token],
    bounds: &[u32],
    scan: &mut Scan,
) -> Vec<Vec<(u32, u32)>> {
    let Scan { names, shouts, .. } = scan;
    let words = shouts.iter().map(|&sentence| {
        let sentence = sentence as usize;
        let words = &tokens[bounds[sentence] as usize..bounds[sentence + 1] as usize];
        let word = |word: &Token| {
            names.push(' ');
            let from = names.len() as u32;
            fold_into(word.span.of(source), names);
            (from, names.len() as u32)
        };
        words.iter().map(word).collect()
    });
    words.collect()
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
            What::Person | What::Group | What::Site if found.len > 1 => {
                if self.by_name.contains_key(name) {
                    return;
                }
                let kind = match found.what {
                    What::Person => ActorKind::Person,
                    What::Group => ActorKind::Organisation,
                    _ => ActorKind::Place,
                };
                let span = self.span(found.sentence, found.first, found.len);
                let id = self.new_actor(ActorName::Text(span), kind);
                self.by_name.insert(name, id);
                if kind != ActorKind::Place {
                    self.enter_parts(name, id, kind == ActorKind::Person);
                    self.enter_initials(found, id);
                }
            }
            _ => _ = self.singles.insert(name, ()),
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
        let owners = self.parts.get(part)?.iter().copied();
        let owners = owners.filter(|&id| fits(&self.actors[id as usize]));
        let last = |id: &u32| {
            let mentions = &self.actors[*id as usize].mentions;
            (mentions.last().map(|m| (m.sentence, m.first)), std::cmp::Reverse(*id))
        };
        owners.max_by_key(last)
    }

    /// Whether the words after the first are a name of their own: "Asked Kerry".
    fn tail(&self, found: &Found) -> Option<u32> {
        let (_, tail) = self.name(found).split_once(' ')?;
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
            _ if found.len == 1 => self.single(&found, name),
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

    /// One word that is in no list.
    fn single(&mut self, found: &Found, name: &'a str) -> Option<u32> {
        let person = found.what == What::Person;
        let fits = |actor: &Actor| match actor.kind {
            // "the Trump administration"
            ActorKind::Person => true,
            // "the Post"
            _ => found.article && !person,
        };
        let stem = name.strip_suffix('s').filter(|stem| stem.len() > 2);
        let known = self.by_name.get(name).copied().or_else(|| self.part(name, fits));
        let text = self.span(found.sentence, found.first, found.len).of(self.source);
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
        let kind = match found.what {
            What::Person => ActorKind::Person,
            _ if found.within => ActorKind::Place,
            _ => ActorKind::Organisation,
        };
        let span = self.span(found.sentence, found.first, found.len);
        let id = self.new_actor(ActorName::Text(span), kind);
        self.by_name.insert(stem.unwrap_or(name), id);
        Some(id)
    }

    fn push(&mut self, id: u32, found: &Found, form: Form) {
        let &Found { sentence, first, len, .. } = found;
        let mut span = self.span(sentence, first, len);
        let actor = &mut self.actors[id as usize];
        // "Russias", "Kerrys": the name without the lost possessive
        let text = span.of(self.source);
        if form == Form::Name
            && len == 1
            && let Some(stem) = text.strip_suffix('s')
            && is_stem(stem, self.parts.contains_key(&*stem.to_lowercase()), self.gazetteer, text)
        {
            span.end -= 1;
        }
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
    }

    /// A sentence in which capitals say nothing: only names that the text or the lists know.
    fn headline(&mut self, sentence: u32, places: &[(u32, u32)], found: &[Found]) {
        let words = self.words(sentence);
        let found = &found[found.partition_point(|found| found.sentence < sentence)..];
        let found = &found[..found.partition_point(|found| found.sentence == sentence)];
        let taken: Vec<(u32, u32)> =
            found.iter().map(|found| (found.first, found.first + found.len)).collect();
        let shouts = words.iter().all(|word| {
            let text = word.span.of(self.source);
            !text.contains(char::is_lowercase)
        });
        let mut at = 0;
        while at < words.len() {
            let is_taken = taken.iter().any(|&(from, to)| (from..to).contains(&(at as u32)));
            if is_taken || !words[at].is_capital() {
                at += 1;
                continue;
            }
            let joined = |len: usize| words[at + 1..at + len].iter().all(|word| !word.breaks());
            let most = LONGEST.min(words.len() - at);
            let name = (1..=most).rev().filter(|&len| joined(len)).find_map(|len| {
                let text = &self.names[places[at].0 as usize..places[at + len - 1].1 as usize];
                let upper = !words[at].span.of(self.source).contains(char::is_lowercase);
                self.headline_name(text, len, upper && !shouts).map(|id| (id, len))
            });
            if let Some((id, len)) = name {
                let found = Found {
                    sentence,
                    first: at as u32,
                    len: len as u32,
                    what: What::Single,
                    office: None,
                    gender: 0,
                    sure: true,
                    article: false,
                    within: false,
                    name: (0, 0),
                };
                self.push(id, &found, Form::Name);
                at += len;
            } else {
                at += 1;
            }
        }
    }

    fn headline_name(&mut self, name: &'a str, len: usize, upper: bool) -> Option<u32> {
        let person = |actor: &Actor| actor.kind == ActorKind::Person;
        let stop = len == 1 && self.gazetteer.has(name, flag::STOP);
        if stop {
            return None;
        }
        let stem = name.strip_suffix('s');
        let in_text = self.by_name.get(name).copied().or_else(|| self.part(name, person));
        let in_text = in_text.or_else(|| self.part(stem?, person));
        if in_text.is_some() {
            return in_text;
        }
        let listed = |name: &str| {
            let mut words = name.split(' ');
            let first = self.gazetteer.word(words.next()?)?;
            let rest: Vec<&str> = words.collect();
            let (phrase, found) = first.longest(|n| rest.get(n - 1).copied())?;
            let is_actor = !matches!(phrase.class, Class::Nation | Class::Post);
            // "US" is "us" in a headline in capitals, unless the text has it
            let met = !phrase.capitals || upper || self.by_known.contains_key(&phrase.id);
            (found == len && is_actor && met).then(|| phrase.power.unwrap_or(phrase.id))
        };
        let known = listed(name).or_else(|| listed(stem?))?;
        Some(self.listed(What::Known(known)))
    }

    /// "He" where the sentence names one person before it and nobody else could be meant.
    fn pronouns(&mut self, sentences: usize) {
        // by sentence: the one person in it, and the word after the first mention
        let mut persons: Vec<Option<(u32, u32)>> = vec![None; sentences];
        let mut doubt = vec![false; sentences];
        for (id, actor) in self.actors.iter().enumerate() {
            let person = actor.kind == ActorKind::Person;
            // one word of which nothing is known may be a person too
            let unknown = actor.kind == ActorKind::Organisation
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
                self.pronouns_of(sentence as u32, id, after);
            }
        }
    }

    fn pronouns_of(&mut self, sentence: u32, id: u32, after: u32) {
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
        let mut folded = String::new();
        let mut others = words.iter().enumerate().filter(|(at, word)| {
            folded.clear();
            fold_into(text(word), &mut folded);
            // the office of the person does not count: it stands before the name
            *at >= after && self.gazetteer.has(&folded, flag::POST)
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

    fn finish(self) -> Vec<Actor> {
        let source = self.source;
        let mut actors = self.actors;
        actors.retain(|actor| !actor.mentions.is_empty());
        for actor in &mut actors {
            actor.mentions.sort_by_key(|mention| mention.span.start);
            for mention in actor.mentions.iter().filter(|m| m.form != Form::Pronoun) {
                let text = mention.span.of(source);
                if !actor.aliases.iter().any(|alias| alias.of(source) == text) {
                    actor.aliases.push(mention.span);
                }
            }
        }
        actors.sort_by_key(|actor| actor.mentions.first().map(|mention| mention.span.start));
        actors
    }
}

/// Whether "Kerrys" is "Kerry" with a lost apostrophe: the name is known without the s and not
/// with it.
fn is_stem(stem: &str, part: bool, gazetteer: &Gazetteer, text: &str) -> bool {
    let listed = |text: &str| {
        let word = gazetteer.word(&text.to_lowercase());
        word.is_some_and(Word::begins_any)
    };
    (part || listed(stem)) && !listed(text)
}
