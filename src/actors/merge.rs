//! Who is who: the mentions of one actor under full names, last names, acronyms and pronouns.

mod headline;
mod pronouns;
mod single;

use super::gazetteer::{Gazetteer, Map, flag};
use super::given::ActorNames;
use super::here::{Here, without_possessive};
use super::names::Names;
use super::scan::{Found, Scan, What};
use super::starts::Starts;
use super::{Actor, ActorKind, ActorName, Form, Mention};
use crate::text::{Sentence, Span, Token};
use pronouns::Persons;
use single::{Lone, mark_small};

/// Longest name looked for in a headline, in words.
const LONGEST: usize = 6;

/// An actor in the making; also of those whom nothing mentions in the end.
#[derive(Debug)]
struct Draft {
    name: ActorName,
    kind: ActorKind,
    office: Option<Span>,
    /// Whether titles told a man or a woman.
    gender: u32,
    /// For one unknown word, how it stands in the text.
    lone: Option<Lone>,
    mentions: u32,
    /// Where the first of them begins.
    start: u32,
    /// Sentence and word of the last by a name.
    last: Option<(u32, u32)>,
}

/// Memory that one thread reuses.
#[derive(Debug, Default)]
pub(super) struct MergeScratch {
    drafts: Vec<Draft>,
    /// Of whom, in the order in which they were found.
    mentions: Vec<(u32, Mention)>,
    by_given: Map<u32, u32>,
    by_known: Map<u32, u32>,
    persons: Persons,
    buffer: String,
    /// Where the first mention of each actor begins, and its draft.
    order: Vec<(u32, u32)>,
    /// By draft: which actor it is.
    places: Vec<u32>,
    /// Of one actor: the mentions that stand for the ways in which it is written.
    aliases: Vec<u32>,
}

/// Whom a part of a name may stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Person,
    Any,
}

struct Merge<'a> {
    source: &'a str,
    tokens: &'a [Token],
    bounds: &'a [u32],
    numbers: &'a [u32],
    starts: &'a Starts,
    gazetteer: &'static Gazetteer,
    given: Option<&'a ActorNames>,
    names: &'a mut Names,
    memory: &'a mut MergeScratch,
}

/// The actors, by first mention.
pub(super) fn actors(
    source: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    bounds: &[u32],
    given: Option<&ActorNames>,
    scan: &mut Scan,
    memory: &mut MergeScratch,
) -> Vec<Actor> {
    if scan.found.is_empty() && scan.shouts.is_empty() {
        return Vec::new();
    }
    let Scan { found, names, shouts, numbers, starts, sentence: folded, .. } = scan;
    memory.drafts.clear();
    memory.mentions.clear();
    memory.by_given.clear();
    memory.by_known.clear();
    let gazetteer = Gazetteer::get();
    mark_small((source, tokens, starts), found, names, gazetteer);
    let mut merge =
        Merge { source, tokens, bounds, numbers, starts, gazetteer, given, names, memory };
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
    for found in found.iter() {
        merge.mention(found);
    }
    for &sentence in shouts.iter() {
        merge.headline(sentence, folded, found);
    }
    merge.settle_kinds();
    merge.pronouns(sentences.len());
    merge.finish()
}

impl<'a> Merge<'a> {
    fn here(&self, sentence: u32) -> Here<'a> {
        let &Self { source, tokens, bounds, numbers, starts, gazetteer, .. } = self;
        let range = bounds[sentence as usize] as usize..bounds[sentence as usize + 1] as usize;
        let (index, first) = (sentence, range.start);
        let (words, numbers) = (&tokens[range.clone()], &numbers[range]);
        Here { source, words, numbers, index, first, starts, gazetteer }
    }

    fn words(&self, sentence: u32) -> &'a [Token] {
        let sentence = sentence as usize;
        &self.tokens[self.bounds[sentence] as usize..self.bounds[sentence + 1] as usize]
    }

    fn span(&self, sentence: u32, first: u32, len: u32) -> Span {
        let words = &self.words(sentence)[first as usize..][..len as usize];
        let (first, last) = (words[0].span, words[words.len() - 1]);
        let span = Span::new(first.start, last.span.end);
        if last.is_plain() {
            return span;
        }
        Span::new(span.start, span.start + without_possessive(span.of(self.source)).len() as u32)
    }

    fn new_actor(&mut self, name: ActorName, kind: ActorKind) -> u32 {
        let (office, gender, lone) = (None, 0, None);
        let (mentions, start, last) = (0, u32::MAX, None);
        self.memory.drafts.push(Draft { name, kind, office, gender, lone, mentions, start, last });
        self.memory.drafts.len() as u32 - 1
    }

    fn draft(&mut self, id: u32) -> &mut Draft {
        &mut self.memory.drafts[id as usize]
    }

    /// Makes the actor of a full name, with the forms that stand for it.
    fn enter(&mut self, found: &Found) {
        let name = found.name;
        match found.what {
            What::Given(_) | What::Known(_) | What::Power(_) => {
                if self.names[name].listed.is_some_and(|(what, _)| what == found.what) {
                    return;
                }
                let id = self.listed(found.what);
                self.names[name].listed = Some((found.what, id));
                let kind = self.draft(id).kind;
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
            What::Person | What::Group | What::Site if self.names[name].several => {
                if let Some(id) = self.names[name].actor {
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
                self.names[name].actor = Some(id);
                if kind == ActorKind::Person {
                    let first = self.gazetteer.flags(self.names[name].first);
                    if first & flag::GIVEN != 0 {
                        self.draft(id).gender |= first & (flag::MAN | flag::WOMAN);
                    }
                }
                if kind != ActorKind::Place {
                    self.enter_parts(name, id, kind == ActorKind::Person);
                    self.enter_initials(found, id);
                }
            }
            _ if self.names[name].single => {}
            What::Single if self.is_no_name(found) => {}
            _ => self.names[name].single = true,
        }
    }

    /// "Bill Clinton" after "Bill and Hillary Clinton".
    fn fuller(&mut self, id: u32, found: &Found) {
        let span = self.span(found.sentence, found.first, found.len);
        let source = self.source;
        if let ActorName::Text(name) = &mut self.draft(id).name
            && !name.of(source).contains(' ')
        {
            *name = span;
        }
    }

    /// The last words of a name: all tails of a person's ("le pen", "pen"), the last of others.
    fn enter_parts(&mut self, name: u32, id: u32, person: bool) {
        let (from, to) = self.names.place(name);
        let text = &self.names.text.as_bytes()[from as usize..to as usize];
        let Some(last) = text.iter().rposition(|&byte| byte == b' ') else { return };
        let hyphen = text[last..].iter().position(|&byte| byte == b'-');
        let part = |names: &mut Names, from: u32, to: u32| {
            let part = names.add_part(from, to);
            names[part].add_owner(id);
        };
        if !person {
            part(self.names, from + last as u32 + 1, to);
            return;
        }
        let mut first = None;
        let mut at = from;
        for _ in 0..LONGEST {
            let rest = &self.names.text.as_bytes()[at as usize..to as usize];
            let Some(space) = rest.iter().position(|&byte| byte == b' ') else { break };
            at += space as u32;
            first = first.or(Some(at));
            at += 1;
            part(self.names, at, to);
        }
        // "al-Assad" and "Assad"
        if let Some(hyphen) = hyphen {
            self.names.parts_words = true;
            part(self.names, from + (last + hyphen) as u32 + 1, to);
        }
        if let Some(first) = first {
            part(self.names, from, first);
        }
    }

    fn enter_initials(&mut self, found: &Found, id: u32) {
        if found.len > 2 {
            let from = self.names.text.len();
            self.push_initials(found);
            if self.names.text.len() - from > 2 {
                let initials = self.names.add(from);
                self.names[initials].initials.get_or_insert(id);
            } else {
                self.names.text.truncate(from);
            }
        }
    }

    /// The first letters of the words in capitals, in small letters, at the end of the names.
    fn push_initials(&mut self, found: &Found) {
        let words = &self.words(found.sentence)[found.first as usize..][..found.len as usize];
        let capitals = words.iter().filter(|word| word.is_capital());
        let firsts = capitals.filter_map(|word| word.span.of(self.source).chars().next());
        self.names.text.extend(firsts.flat_map(char::to_lowercase));
    }

    /// "Office for Fair Tariffs (OFT)", "OFT (Office for Fair Tariffs)".
    fn enter_acronym(&mut self, found: &Found, before: &Found) {
        let (short, long) = match (before.len, found.len) {
            (1, 2..) => (before, found),
            (2.., 1) => (found, before),
            _ => return,
        };
        if short.what != What::Single
            || before.sentence != found.sentence
            || found.first < before.first + before.len
        {
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
        let Some(id) = self.entered(long) else { return };
        let from = self.names.text.len();
        self.push_initials(long);
        if self.names.text[from..].starts_with(self.names.text(short.name)) {
            self.names[short.name].actor = Some(id);
            let actor = self.draft(id);
            if actor.kind == ActorKind::Person {
                // people have no acronyms
                actor.kind = ActorKind::Organisation;
            }
        }
        self.names.text.truncate(from);
    }

    fn listed(&mut self, what: What) -> u32 {
        match what {
            What::Given(owner) => {
                if let Some(&id) = self.memory.by_given.get(&owner) {
                    return id;
                }
                let kind = self.given.map_or(ActorKind::Person, |given| given.kind(owner));
                let id = self.new_actor(ActorName::Given(owner), kind);
                self.memory.by_given.insert(owner, id);
                id
            }
            What::Known(known) | What::Power(known) => {
                if let Some(&id) = self.memory.by_known.get(&known) {
                    return id;
                }
                let kind = self.gazetteer.known[known as usize].kind;
                let id = self.new_actor(ActorName::Listed(known), kind);
                self.memory.by_known.insert(known, id);
                id
            }
            _ => 0,
        }
    }

    /// The same, by this name.
    fn listed_by(&mut self, name: u32, what: What) -> u32 {
        match self.names[name].listed {
            Some((entered, id)) if entered == what => id,
            _ => self.listed(what),
        }
    }

    /// The actor of a full name that was entered.
    fn entered(&self, found: &Found) -> Option<u32> {
        match found.what {
            What::Given(owner) => self.memory.by_given.get(&owner).copied(),
            What::Known(known) | What::Power(known) => self.memory.by_known.get(&known).copied(),
            _ => self.names[found.name].actor,
        }
    }

    /// Of those who share a part of a name the one last named, else the first.
    fn part(&self, part: u32, who: Who) -> Option<u32> {
        self.part_of(part, 0, who)
    }

    /// The same, of one who may be of this gender.
    fn part_of(&self, part: u32, gender: u32, who: Who) -> Option<u32> {
        let fits = |&id: &u32| {
            let &Draft { gender: known, kind, .. } = &self.memory.drafts[id as usize];
            let other = gender != 0 && known != 0 && known & gender == 0;
            !other && (who == Who::Any || kind == ActorKind::Person)
        };
        let owners = self.names[part].owners().iter().copied().filter(fits);
        owners.max_by_key(|&id| (self.memory.drafts[id as usize].last, std::cmp::Reverse(id)))
    }

    /// Whether the words after the first are a name of their own: "Asked Kerry".
    fn tail(&self, found: &Found) -> Option<u32> {
        let name = &self.names[found.name];
        if self.gazetteer.flags(name.first) & flag::GIVEN != 0 {
            return None;
        }
        let (_, text) = self.names.text(found.name).split_once(' ')?;
        let tail = self.names.get(text)?;
        let known = self.names[tail].actor.filter(|_| text.contains(' '));
        known.or_else(|| self.part(tail, Who::Any).filter(|_| name.actor.is_none()))
    }

    fn mention(&mut self, found: &Found) {
        let mut found = *found;
        let name = found.name;
        let id = match found.what {
            What::Given(_) | What::Power(_) => Some(self.listed_by(name, found.what)),
            What::Known(_) => {
                // "Jordan" where the text has a Michael Jordan
                let namesake = Some(name).filter(|_| found.len == 1 && !found.within);
                let namesake = namesake.and_then(|name| self.part(name, Who::Person));
                Some(namesake.unwrap_or_else(|| self.listed_by(name, found.what)))
            }
            _ if found.len == 1 => self.single(&mut found),
            _ => {
                let tail = if found.sure { None } else { self.tail(&found) };
                if tail.is_some() {
                    found.first += 1;
                    found.len -= 1;
                    tail
                } else {
                    // "Le Pen"
                    let person = Some(name).filter(|_| found.what == What::Person);
                    let person = person.and_then(|name| self.part(name, Who::Person));
                    person.or(self.names[name].actor)
                }
            }
        };
        let Some(id) = id else { return };
        let form = if matches!(found.what, What::Power(_)) { Form::Power } else { Form::Name };
        self.push(id, &found, form);
    }

    /// Whether "Kerrys" is "Kerry" with a lost apostrophe: the name is known without the s and not
    /// with it.
    fn is_stem(&mut self, stem: &str, text: &str) -> bool {
        let mut known = |text: &str| {
            let buffer = &mut self.memory.buffer;
            buffer.clear();
            if text.is_ascii() {
                buffer.push_str(text);
                buffer.make_ascii_lowercase();
            } else {
                buffer.push_str(&text.to_lowercase());
            }
            self.names.find(buffer).is_some_and(|name| !name.owners().is_empty())
                || self.gazetteer.flags(self.gazetteer.number(buffer)) & flag::BEGINS_PHRASE != 0
        };
        known(stem) && !known(text)
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
        let source = self.source;
        let mention = Mention { span, sentence, first, len, form, alias: 0 };
        self.memory.mentions.push((id, mention));
        let bounds = self.bounds[sentence as usize];
        let before = first.checked_sub(1).map(|at| self.tokens[(bounds + at) as usize].span);
        let actor = self.draft(id);
        actor.mentions += 1;
        actor.start = actor.start.min(span.start);
        actor.last = Some((sentence, first));
        actor.office = actor.office.or(found.office);
        // a name first met alone
        if let ActorName::Text(name) = actor.name
            && found.what == What::Person
            && actor.kind == ActorKind::Organisation
            && name.of(source) == span.of(source)
        {
            actor.kind = ActorKind::Person;
        }
        actor.gender |= found.gender;
        if found.what == What::Person {
            actor.lone = None;
        }
        if let Some(lone) = &mut actor.lone {
            const INSIDE: [&str; 6] = ["in", "In", "at", "near", "outside", "across"];
            lone.mentions += 1;
            lone.within += u32::from(found.within);
            lone.inside += u32::from(before.is_some_and(|word| INSIDE.contains(&word.of(source))));
            lone.articles += u32::from(found.article);
        }
    }

    fn finish(self) -> Vec<Actor> {
        let Self { source, memory, .. } = self;
        let MergeScratch { drafts, mentions, order, places, aliases, .. } = memory;
        order.clear();
        order.extend(
            (0..)
                .zip(&*drafts)
                .filter(|(_, draft)| draft.mentions > 0)
                .map(|(id, draft)| (draft.start, id)),
        );
        order.sort_unstable();
        places.clear();
        places.resize(drafts.len(), 0);
        let mut actors = Vec::with_capacity(order.len());
        for (place, &(_, id)) in (0..).zip(&*order) {
            let &Draft { name, kind, office, mentions, .. } = &drafts[id as usize];
            places[id as usize] = place;
            let mentions = Vec::with_capacity(mentions as usize);
            actors.push(Actor { name, kind, mentions, office });
        }
        for &(id, mention) in &*mentions {
            actors[places[id as usize] as usize].mentions.push(mention);
        }
        for actor in &mut actors {
            if !actor.mentions.is_sorted_by_key(|mention| mention.span.start) {
                actor.mentions.sort_by_key(|mention| mention.span.start);
            }
            number_aliases(actor, source, aliases);
        }
        actors
    }
}

/// Numbers the ways in which an actor is written.
fn number_aliases(actor: &mut Actor, source: &str, aliases: &mut Vec<u32>) {
    aliases.clear();
    let given = matches!(actor.name, ActorName::Given(_));
    let bytes = |at: usize| &source.as_bytes()[actor.mentions[at].span.range()];
    let shouts = |at: usize| {
        let text = actor.mentions[at].span.of(source);
        (given || text.len() > 3) && !text.contains(char::is_lowercase)
    };
    for (at, mention) in actor.mentions.iter().enumerate() {
        if mention.form == Form::Pronoun {
            continue;
        }
        let text = bytes(at);
        let same = |alias: &&mut u32| {
            let alias = **alias as usize;
            let before = bytes(alias);
            before == text || before.eq_ignore_ascii_case(text) && (shouts(at) || shouts(alias))
        };
        match aliases.iter_mut().find(same) {
            Some(alias) => {
                let before = *alias as usize;
                if bytes(before) != text && shouts(before) && !shouts(at) {
                    *alias = at as u32;
                }
            }
            None => aliases.push(at as u32),
        }
    }
    for (number, &at) in (1..).zip(&*aliases) {
        actor.mentions[at as usize].alias = number;
    }
}
