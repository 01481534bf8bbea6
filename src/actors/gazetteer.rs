//! What is known of names before an article is read: peoples, states, cities, institutions, what
//! stands for whom, titles and offices, and the words that names are made of.

use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::ActorKind;
use crate::lexicon::{Lexicon, list_read_apart};
use crate::text::{fold, items};

/// The words that names are read by.
pub(crate) const WORDS: &str = include_str!("../../lexicons/actors/words.txt");

pub(super) type Map<K, V> = HashMap<K, V, FxBuildHasher>;

/// What a word may be in a name, as bits.
pub(super) mod flag {
    pub(in crate::actors) const STOP: u16 = 1;
    pub(in crate::actors) const HEAD: u16 = 1 << 1;
    pub(in crate::actors) const DUTY: u16 = 1 << 2;
    pub(in crate::actors) const FIRM: u16 = 1 << 3;
    pub(in crate::actors) const SITE: u16 = 1 << 4;
    pub(in crate::actors) const QUARTER: u16 = 1 << 5;
    pub(in crate::actors) const PARTICLE: u16 = 1 << 6;
    pub(in crate::actors) const WHERE: u16 = 1 << 7;
    pub(in crate::actors) const POWER: u16 = 1 << 8;
    pub(in crate::actors) const MAN: u16 = 1 << 9;
    pub(in crate::actors) const WOMAN: u16 = 1 << 10;
    /// A single word that names an office or a role: "minister", "spokeswoman".
    pub(in crate::actors) const POST: u16 = 1 << 11;
    pub(in crate::actors) const THING: u16 = 1 << 12;
    pub(in crate::actors) const EVENT: u16 = 1 << 13;
    pub(in crate::actors) const COMMON: u16 = 1 << 14;
    pub(in crate::actors) const GIVEN: u16 = 1 << 15;
}

const CLASSES: [(&str, u16); 17] = [
    ("stop", flag::STOP),
    ("head", flag::HEAD),
    ("duty", flag::HEAD | flag::DUTY),
    ("firm", flag::FIRM),
    ("site", flag::SITE),
    ("quarter", flag::QUARTER),
    ("particle", flag::PARTICLE),
    ("where", flag::WHERE),
    ("power", flag::POWER),
    ("man", flag::MAN),
    ("woman", flag::WOMAN),
    ("thing", flag::THING),
    ("event", flag::EVENT),
    ("common", flag::COMMON),
    ("given", flag::GIVEN),
    ("he", flag::GIVEN | flag::MAN),
    ("she", flag::GIVEN | flag::WOMAN),
];

/// What a phrase of the lists is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A state, or what always stands for one.
    State,
    /// An adjective or noun of a people.
    Nation,
    City,
    Institution,
    /// A form of address, a rank, an office.
    Post,
}

/// A phrase of the lists.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its words but the first.
    rest: Box<[Box<str>]>,
    pub class: Class,
    /// Who it is, in [`Gazetteer::known`].
    pub id: u32,
    /// Whom a city stands for where it acts: "Moscow said".
    pub power: Option<u32>,
    /// Counts only as the list spells it: "US".
    pub capitals: bool,
}

/// What is known of a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub flags: u16,
    /// The phrases that it begins, longest first.
    phrases: Vec<Phrase>,
    /// The words before it, last first, of the posts that it ends, longest first.
    posts: Vec<Box<[Box<str>]>>,
}

impl Word {
    /// The longest phrase that it begins; `word(n)` is the n-th after it. With its length in words.
    pub(super) fn longest<'a>(
        &self,
        word: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<(&Phrase, usize)> {
        let fits = |phrase: &&Phrase| {
            phrase.rest.iter().enumerate().all(|(n, rest)| word(n + 1) == Some(rest))
        };
        self.phrases.iter().find(fits).map(|phrase| (phrase, phrase.rest.len() + 1))
    }

    /// An abstract or an adjective, by its ending, or listed as no name: "Terrorism", "Republican".
    pub(super) fn is_common(folded: &str, word: Option<&Self>) -> bool {
        const ENDINGS: [&str; 17] = [
            "tion", "tions", "ment", "ments", "ness", "ism", "ist", "ists", "ship", "cracy",
            "ical", "ity", "ities", "less", "ible", "hood", "ous",
        ];
        match word {
            Some(word) if word.flags & flag::GIVEN != 0 => false,
            Some(word) if word.flags & (flag::COMMON | flag::STOP) != 0 => true,
            _ => folded.len() > 6 && ENDINGS.iter().any(|ending| folded.ends_with(ending)),
        }
    }

    pub(super) fn begins_any(&self) -> bool {
        !self.phrases.is_empty()
    }

    pub(super) fn ends_post(&self) -> bool {
        !self.posts.is_empty()
    }

    /// How many words the longest post that it ends has; `before(n)` is the n-th word before it.
    pub(super) fn post_before(&self, before: impl Fn(usize) -> Option<String>) -> Option<usize> {
        let fits = |post: &&[Box<str>]| {
            post.iter().enumerate().all(|(n, word)| before(n + 1).as_deref() == Some(word))
        };
        self.posts.iter().map(|post| &**post).find(fits).map(|post| post.len() + 1)
    }
}

/// Somebody whom the lists know.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub name: Box<str>,
    pub kind: ActorKind,
}

#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    pub words: Map<String, Word>,
    pub known: Vec<Known>,
    ids: Map<String, u32>,
}

static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

impl Gazetteer {
    pub(super) fn get() -> &'static Self {
        &BUILT_IN
    }

    pub(super) fn word(&self, folded: &str) -> Option<&Word> {
        self.words.get(folded)
    }

    pub(super) fn has(&self, folded: &str, flags: u16) -> bool {
        self.word(folded).is_some_and(|word| word.flags & flags != 0)
    }

    fn read() -> Self {
        let mut out = Self::default();
        for name in ["places", "institutions", "metonyms", "titles"] {
            if let Some(list) = list_read_apart(&format!("actors/{name}")) {
                out.add_list(list);
            }
        }
        for (class, item) in items(WORDS) {
            if class == "state" {
                if let Some((short, name)) = item.split_once('=') {
                    let id = out.id(name, ActorKind::Government);
                    out.add(short, Class::State, id, None, true);
                }
            } else if class == "region" {
                let (term, name) = item.split_once('=').unwrap_or((item, item));
                let id = out.id(name, ActorKind::Place);
                // "Asian" made a state of it
                out.known[id as usize].kind = ActorKind::Place;
                let capitals = !term.contains(char::is_lowercase);
                out.add(term, Class::City, id, None, capitals);
            } else if let Some((_, bit)) = CLASSES.iter().find(|(name, _)| *name == class) {
                out.words.entry_ref(item).or_default().flags |= bit;
            }
        }
        for word in out.words.values_mut() {
            word.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            word.posts.sort_by_key(|post| std::cmp::Reverse(post.len()));
        }
        out
    }

    fn id(&mut self, name: &str, kind: ActorKind) -> u32 {
        let next = self.known.len() as u32;
        let known = &mut self.known;
        *self.ids.entry(fold(name)).or_insert_with(|| {
            known.push(Known { name: name.into(), kind });
            next
        })
    }

    fn add_list(&mut self, list: &Lexicon) {
        let terms: Map<String, ()> =
            list.entries().iter().map(|entry| (fold(&entry.term), ())).collect();
        for entry in list.entries() {
            let category = list.categories()[usize::from(entry.category)].name.as_str();
            let (term, note) = (&*entry.term, &*entry.note);
            match (list.id(), category) {
                ("actors/places", "country") => {
                    let id = self.id(note, ActorKind::Government);
                    self.add(term, Class::State, id, None, false);
                }
                ("actors/places", "nationality") => {
                    let id = self.id(note, ActorKind::Government);
                    self.add(term, Class::Nation, id, None, false);
                }
                ("actors/places", _) => {
                    let id = self.id(term, ActorKind::Place);
                    self.add(term, Class::City, id, None, false);
                }
                ("actors/institutions", _) => {
                    // the fuller of two usual names is the name
                    let fuller = note.len() > term.len() && terms.contains_key(&fold(note));
                    let name = if fuller { note } else { term };
                    let kind = match category {
                        "government" => ActorKind::Government,
                        _ => ActorKind::Organisation,
                    };
                    let id = self.id(name, kind);
                    self.add(term, Class::Institution, id, None, false);
                }
                ("actors/metonyms", _) => self.add_metonym(term, note, category),
                ("actors/titles", "role") => self.add_posts(term, false),
                ("actors/titles", _) => self.add_posts(term, true),
                _ => {}
            }
        }
    }

    /// "government of Russia" is Russia; a parliament or a ministry is somebody else.
    fn add_metonym(&mut self, term: &str, note: &str, category: &str) {
        const HEADS: [&str; 4] = ["government", "president", "prime minister", "chancellor"];
        let kind = match category {
            "government" => ActorKind::Government,
            _ => ActorKind::Organisation,
        };
        let of_state = note.split_once(" of ").filter(|(head, _)| HEADS.contains(head));
        let state = of_state.map(|(_, state)| state.strip_prefix("the ").unwrap_or(state));
        if category == "company" && self.ids.contains_key(&*fold(term)) {
            return; // no trade acts under the name of its city
        }
        let mut known = [state, Some(note)].into_iter().flatten();
        let known = known.find_map(|name| self.ids.get(&*fold(name)).copied());
        let id = known.unwrap_or_else(|| match self.ids.get(&*fold(term)) {
            // a city of that name is another actor
            Some(_) => self.id(&format!("{term} ({note})"), kind),
            None => self.id(term, kind),
        });
        self.add(term, Class::Institution, id, Some(id), false);
    }

    fn add(&mut self, term: &str, class: Class, id: u32, power: Option<u32>, capitals: bool) {
        let folded: Vec<String> = term.split_whitespace().map(fold).collect();
        let [first, rest @ ..] = &folded[..] else { return };
        let rest: Box<[Box<str>]> = rest.iter().map(|word| word.as_str().into()).collect();
        let word = self.words.entry_ref(first.as_str()).or_default();
        match word.phrases.iter_mut().find(|other| other.rest == rest) {
            Some(other) if other.class == Class::City => other.power = other.power.or(power),
            Some(_) => {}
            None => {
                let power = power.filter(|_| class == Class::City);
                word.phrases.push(Phrase { rest, class, id, power, capitals });
            }
        }
    }

    /// `office`: also in capitals, as in "Foreign Minister".
    fn add_posts(&mut self, term: &str, office: bool) {
        let mut forms = vec![String::new()];
        for piece in term.split_whitespace() {
            let (word, noun) = match piece.split_once("{n}") {
                Some((word, _)) => (fold(word), true),
                None => (fold(piece), false),
            };
            let plural = plural(&word);
            let mut next = Vec::new();
            for form in forms {
                let glue = if form.is_empty() { "" } else { " " };
                if noun {
                    next.push(format!("{form}{glue}{plural}"));
                }
                next.push(format!("{form}{glue}{word}"));
            }
            forms = next;
        }
        for form in forms {
            let words: Vec<Box<str>> = form.split(' ').map(Into::into).collect();
            let Some((last, before)) = words.split_last() else { continue };
            let word = self.words.entry_ref(&**last).or_default();
            if before.is_empty() {
                word.flags |= flag::POST;
            }
            word.posts.push(before.iter().rev().cloned().collect());
            if office {
                self.add(&form, Class::Post, 0, None, false);
            }
        }
    }
}

fn plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}
