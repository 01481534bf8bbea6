//! How the gazetteer is made of its lists.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::{ALONE, Beside, Class, Few, Gazetteer, Known, Lists, Phrase, WORDS, bit, flag, range};
use crate::actors::ActorKind;
use crate::lexicon::entries_read_apart;
use crate::text::{Vocabulary, fold, fold_into, items};

const CLASSES: [(&str, u32); 17] = [
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

const TWO_WAYS: [&str; 33] = [
    "brown", "white", "black", "green", "gray", "grey", "young", "long", "short", "small",
    "little", "good", "love", "king", "gold", "silver", "stone", "hill", "church", "park", "lake",
    "street", "post", "press", "court", "day", "law", "case", "bowl", "house", "forest", "banks",
    "bishop",
];

const SURNAMES: [&str; 7] = ["may", "april", "june", "august", "christian", "english", "french"];

const YOUNGER: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

const LINKS: [&str; 4] = ["of", "for", "and", "or"];

const ARTICLES: [&str; 3] = ["the", "a", "an"];

const PRONOUNS: [&str; 5] = ["he", "his", "him", "she", "her"];

struct Reader {
    vocabulary: Vocabulary,
    /// By word, as in [`Gazetteer`].
    flags: Vec<u32>,
    /// By word: where the phrases begin that it begins, and the posts that it ends. Of each the last is known,
    /// which leads to the one before: its place and 1, or 0 for none.
    last: Vec<(u32, u32)>,
    phrases: Vec<(u32, Phrase)>,
    posts: Vec<(u32, Beside)>,
    beside: Vec<u32>,
    known: Vec<Known>,
    /// The folded names of `known`, in its order.
    names: Vocabulary,
    /// What was folded last.
    folded: String,
    /// The words of it, with the plurals of nouns, else 0.
    pieces: Vec<(u32, u32)>,
}

pub(super) fn read() -> Gazetteer {
    let mut out = Reader::new();
    // the words that stand first there are the most frequent: they stand together
    for (_, word) in items(WORDS).take_while(|(class, _)| *class == "stop") {
        out.number(word);
    }
    out.places();
    out.institutions();
    for [category, term, note] in entries_read_apart("actors/metonyms") {
        out.metonym(term, note, category);
    }
    for [category, term, _] in entries_read_apart("actors/titles") {
        out.posts(term, category != "role");
    }
    out.small_words();
    out.finish()
}

/// What stands before a byte, and behind it.
fn cut(text: &str, byte: u8) -> (&str, &str) {
    let at = memchr::memchr(byte, text.as_bytes());
    at.map_or((text, ""), |at| (&text[..at], &text[at + 1..]))
}

impl Reader {
    /// With room for about what the lists hold, and the word that stands for every other.
    fn new() -> Self {
        let mut flags = Vec::with_capacity(8_000);
        let mut last = Vec::with_capacity(8_000);
        flags.push(0);
        last.push((0, 0));
        Self {
            vocabulary: Vocabulary::with_capacity(8_000),
            flags,
            last,
            phrases: Vec::with_capacity(7_600),
            posts: Vec::with_capacity(3_400),
            beside: Vec::with_capacity(9_400),
            known: Vec::with_capacity(4_100),
            names: Vocabulary::with_capacity(4_100),
            folded: String::new(),
            pieces: Vec::new(),
        }
    }

    /// The number of a folded word.
    fn number(&mut self, folded: &str) -> u32 {
        let number = self.vocabulary.add(folded);
        if number as usize == self.flags.len() {
            self.flags.push(0);
            self.last.push((0, 0));
        }
        number
    }

    fn flag(&mut self, folded: &str, flags: u32) {
        let number = self.number(folded);
        self.flags[number as usize] |= flags;
    }

    fn fold(&mut self, text: &str) -> &str {
        self.folded.clear();
        fold_into(text, &mut self.folded);
        &self.folded
    }

    /// Reads the words of what was folded last. `nouns`: those that are marked have plurals.
    fn read_words(&mut self, nouns: bool) {
        self.pieces.clear();
        let folded = std::mem::take(&mut self.folded);
        let mut rest = &*folded;
        while !rest.is_empty() {
            let piece;
            (piece, rest) = cut(rest, b' ');
            let noun = piece.strip_suffix("{n}").filter(|_| nouns);
            let word = noun.unwrap_or(piece);
            // folding the whole cut the ending of its last word alone
            let ends = word.ends_with(['\'', '.']) || word.ends_with("'s");
            let cut = rest.is_empty() && noun.is_none();
            let number = if ends && !cut { self.number(&fold(word)) } else { self.number(word) };
            let plural = noun.map_or(0, |noun| self.number(&plural(noun)));
            self.pieces.push((number, plural));
        }
        self.folded = folded;
    }

    /// Who bears the name that was folded last.
    fn id(&mut self, name: impl Into<Cow<'static, str>>, kind: ActorKind) -> u32 {
        let id = self.names.add(&self.folded) - 1;
        if id as usize == self.known.len() {
            self.known.push(Known { name: name.into(), kind });
        }
        id
    }

    fn find(&mut self, name: &str) -> Option<u32> {
        self.fold(name);
        self.names.get(&self.folded).checked_sub(1)
    }

    fn places(&mut self) {
        for [category, term, note] in entries_read_apart("actors/places") {
            let (class, name, kind) = match category {
                "country" => (Class::State, note, ActorKind::Government),
                "nationality" => (Class::Nation, note, ActorKind::Government),
                _ => (Class::City, term, ActorKind::Place),
            };
            self.fold(name);
            let id = self.id(name, kind);
            if class != Class::City {
                self.fold(term);
            }
            self.add(class, id, None, false);
        }
    }

    fn institutions(&mut self) {
        let list = || entries_read_apart("actors/institutions");
        let mut terms = Vocabulary::default();
        for [_, term, _] in list() {
            terms.add(self.fold(term));
        }
        for [category, term, note] in list() {
            let kind = match category {
                "government" => ActorKind::Government,
                _ => ActorKind::Organisation,
            };
            // the fuller of two usual names is the name
            let fuller = note.len() > term.len() && terms.get(self.fold(note)) != 0;
            let id = if fuller { self.id(note, kind) } else { 0 };
            self.fold(term);
            let id = if fuller { id } else { self.id(term, kind) };
            self.add(Class::Institution, id, None, false);
        }
    }

    /// "government of Russia" is Russia; a parliament or a ministry is somebody else.
    fn metonym(&mut self, term: &'static str, note: &str, category: &str) {
        const HEADS: [&str; 4] = ["government", "president", "prime minister", "chancellor"];
        let kind = match category {
            "government" => ActorKind::Government,
            _ => ActorKind::Organisation,
        };
        let of_state = note.split_once(" of ").filter(|(head, _)| HEADS.contains(head));
        let state = of_state.map(|(_, state)| state.strip_prefix("the ").unwrap_or(state));
        if category == "company" && self.find(term).is_some() {
            return; // no trade acts under the name of its city
        }
        let known = state.and_then(|state| self.find(state)).or_else(|| self.find(note));
        let id = known.unwrap_or_else(|| match self.find(term) {
            // a city of that name is another actor
            Some(_) => {
                let name = format!("{term} ({note})");
                self.fold(&name);
                self.id(name, kind)
            }
            None => self.id(term, kind),
        });
        self.fold(term);
        self.add(Class::Institution, id, Some(id), false);
    }

    fn small_words(&mut self) {
        let mut bits = ("", None);
        for (class, item) in items(WORDS) {
            if class == "state" {
                if let Some((short, name)) = item.split_once('=') {
                    self.fold(name);
                    let id = self.id(name, ActorKind::Government);
                    self.fold(short);
                    self.add(Class::State, id, None, true);
                }
                continue;
            } else if class == "region" {
                let (term, name) = item.split_once('=').unwrap_or((item, item));
                self.fold(name);
                let id = self.id(name, ActorKind::Place);
                // "Asian" made a state of it
                self.known[id as usize].kind = ActorKind::Place;
                self.fold(term);
                self.add(Class::City, id, None, !term.contains(char::is_lowercase));
                continue;
            }
            if class != bits.0 {
                bits = (class, CLASSES.iter().find(|(name, _)| *name == class));
            }
            if let Some((_, bit)) = bits.1 {
                self.flag(item, bit | flag::LISTED);
            }
        }
        for (words, bit) in [
            (&TWO_WAYS[..], flag::TWO_WAYS),
            (&SURNAMES[..], flag::SURNAME),
            (&YOUNGER[..], flag::YOUNGER),
            (&LINKS[..], flag::LINK),
            (&ARTICLES[..], flag::ARTICLE),
            (&PRONOUNS[..], flag::PRONOUN),
        ] {
            for word in words {
                self.flag(word, bit);
            }
        }
    }

    /// Adds the phrase that was folded last.
    fn add(&mut self, class: Class, id: u32, power: Option<u32>, capitals: bool) {
        self.read_words(false);
        let Some(&(first, _)) = self.pieces.first() else { return };
        let from = self.beside.len();
        self.beside.extend(self.pieces[1..].iter().map(|(word, _)| word));
        self.phrase(first, from, class, id, power, capitals);
    }

    /// Adds the phrase of a first word and those beside it from `from` on, unless it is there.
    fn phrase(
        &mut self,
        first: u32,
        from: usize,
        class: Class,
        id: u32,
        power: Option<u32>,
        capitals: bool,
    ) {
        self.flags[first as usize] |= flag::LISTED | flag::BEGINS_PHRASE;
        let len = (self.beside.len() - from) as u32;
        let last = &mut self.last[first as usize].0;
        let mut at = *last;
        while at > 0 {
            let (before, other) = &mut self.phrases[at as usize - 1];
            if other.rest.len == len && self.beside[range(other.rest)] == self.beside[from..] {
                if other.class == Class::City {
                    other.power = other.power.or(power);
                }
                self.beside.truncate(from);
                return;
            }
            at = *before;
        }
        let power = power.filter(|_| class == Class::City);
        let rest = Beside { from: from as u32, len };
        self.phrases.push((*last, Phrase { rest, class, id, power, capitals }));
        *last = self.phrases.len() as u32;
    }

    /// A title, office or role, with the plurals of its nouns. `office`: also in capitals, as in "Foreign
    /// Minister".
    fn posts(&mut self, term: &str, office: bool) {
        self.fold(term);
        self.read_words(true);
        let pieces = std::mem::take(&mut self.pieces);
        let nouns = pieces.iter().filter(|(_, plural)| *plural != 0).count();
        let mut form = Vec::with_capacity(pieces.len());
        // each noun of a form is a bit
        for mut plurals in (0..1_u32 << nouns).rev() {
            form.clear();
            form.extend(pieces.iter().map(|&(singular, plural)| {
                let is_plural = plural != 0 && plurals & 1 == 1;
                plurals >>= u32::from(plural != 0);
                if is_plural { plural } else { singular }
            }));
            let [before @ .., end] = &form[..] else { continue };
            let post = if before.is_empty() { flag::POST } else { 0 };
            self.flags[*end as usize] |= flag::LISTED | flag::ENDS_POST | post;
            let (from, len) = (self.beside.len() as u32, before.len() as u32);
            self.beside.extend(before.iter().rev());
            let last = &mut self.last[*end as usize].1;
            self.posts.push((*last, Beside { from, len }));
            *last = self.posts.len() as u32;
            if office {
                let from = self.beside.len();
                self.beside.extend(&form[1..]);
                self.phrase(form[0], from, Class::Post, 0, None, false);
            }
        }
        self.pieces = pieces;
    }

    fn finish(self) -> Gazetteer {
        let Self { vocabulary, flags, beside, known, .. } = self;
        let mut phrases = Vec::with_capacity(self.phrases.len());
        let mut posts = Vec::with_capacity(self.posts.len());
        let rest = |phrase: &Phrase| phrase.rest;
        let lists = self.last.iter().map(|&(phrase, post)| Lists {
            phrases: gather(&self.phrases, phrase, rest, &beside, &mut phrases),
            posts: gather(&self.posts, post, |post| *post, &beside, &mut posts),
        });
        let lists = lists.collect();
        let next = |rest: Beside| beside[range(rest)].first().copied().unwrap_or(0);
        let seconds = phrases.iter().map(|phrase| next(phrase.rest)).collect();
        let lasts = posts.iter().map(|&post| next(post)).collect();
        Gazetteer { vocabulary, flags, lists, phrases, seconds, posts, lasts, beside, known }
    }
}

/// Those that one leads to, longest first, appended to `out`.
fn gather<T: Copy>(
    all: &[(u32, T)],
    last: u32,
    rest: impl Fn(&T) -> Beside,
    beside: &[u32],
    out: &mut Vec<T>,
) -> Few {
    let from = out.len();
    let (mut at, mut bits) = (last, 0);
    while at > 0 {
        let (before, item) = all[at as usize - 1];
        bits |= beside[range(rest(&item))].first().map_or(ALONE, |&word| bit(word));
        out.push(item);
        at = before;
    }
    out[from..].sort_unstable_by_key(|item| Reverse(rest(item).len));
    Few { from: from as u32, len: (out.len() - from) as u16, beside: bits }
}

fn plural(word: &str) -> String {
    let (stem, ending) = match (word.strip_suffix("man"), word.strip_suffix('y')) {
        (Some(stem), _) => (stem, "men"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => (stem, "ies"),
        _ => (word, "s"),
    };
    [stem, ending].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_terms_are_folded_one_by_one() {
        let mut reader = Reader::new();
        for id in ["actors/places", "actors/institutions", "actors/metonyms", "actors/titles"] {
            for [_, term, _] in entries_read_apart(id) {
                reader.fold(term);
                let nouns = id == "actors/titles";
                reader.read_words(nouns);
                let word = |piece: &str| {
                    fold(if nouns { piece.split("{n}").next().unwrap() } else { piece })
                };
                let words: Vec<String> = term.split_whitespace().map(word).collect();
                let numbers: Vec<u32> = words.iter().map(|word| reader.number(word)).collect();
                assert!(reader.pieces.iter().map(|piece| piece.0).eq(numbers), "{term}");
            }
        }
    }
}
