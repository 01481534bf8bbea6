//! How the gazetteer is made of its lists.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::{Beside, Class, Gazetteer, Known, Phrase, WORDS, Word, flag};
use crate::actors::ActorKind;
use crate::lexicon::text_read_apart;
use crate::text::{Vocabulary, fold_into, items};

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

#[derive(Default)]
struct Reader {
    vocabulary: Vocabulary,
    words: Vec<Word>,
    /// Each with its first word, and the one before it that begins so (0 for none, else its place and 1).
    phrases: Vec<(u32, u32, Phrase)>,
    /// By word: the last phrase that it begins, in the same way.
    begun: Vec<u32>,
    /// Each with its last word.
    posts: Vec<(u32, Beside)>,
    beside: Vec<u32>,
    known: Vec<Known>,
    /// The folded names of `known`, in its order.
    names: Vocabulary,
    buffer: String,
}

pub(super) fn read() -> Gazetteer {
    let mut out = Reader { words: vec![Word::default()], begun: vec![0], ..Reader::default() };
    out.places();
    out.institutions();
    for (category, term, note) in entries(text_read_apart("actors/metonyms")) {
        out.metonym(term, note, category);
    }
    for (category, term, _) in entries(text_read_apart("actors/titles")) {
        out.posts(term, category != "role");
    }
    out.small_words();
    out.finish()
}

/// Category, term and note of the entries of a list.
fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let mut category = "";
    list.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix("# entries: ") {
            category = name;
        }
        let (term, note) = line.split_once('\t').unwrap_or((line, ""));
        (!line.starts_with('#') && !line.is_empty()).then_some((category, term, note))
    })
}

impl Reader {
    /// The number of a word that is folded already.
    fn number(&mut self, folded: &str) -> u32 {
        let number = self.vocabulary.add(folded);
        if number as usize == self.words.len() {
            self.words.push(Word::default());
            self.begun.push(0);
        }
        number
    }

    fn flag(&mut self, folded: &str, flags: u32) {
        let number = self.number(folded);
        self.words[number as usize].flags |= flags;
    }

    /// The number of a word as lists write it.
    fn fold(&mut self, word: &str) -> u32 {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        fold_into(word, &mut buffer);
        let number = self.number(&buffer);
        self.buffer = buffer;
        number
    }

    fn folded(&mut self, text: &str) -> &str {
        self.buffer.clear();
        fold_into(text, &mut self.buffer);
        &self.buffer
    }

    fn id(&mut self, name: impl Into<Cow<'static, str>>, kind: ActorKind) -> u32 {
        let name = name.into();
        self.folded(&name);
        let id = self.names.add(&self.buffer) - 1;
        if id as usize == self.known.len() {
            self.known.push(Known { name, kind });
        }
        id
    }

    fn find(&mut self, name: &str) -> Option<u32> {
        self.folded(name);
        self.names.get(&self.buffer).checked_sub(1)
    }

    fn places(&mut self) {
        for (category, term, note) in entries(text_read_apart("actors/places")) {
            let (class, name, kind) = match category {
                "country" => (Class::State, note, ActorKind::Government),
                "nationality" => (Class::Nation, note, ActorKind::Government),
                _ => (Class::City, term, ActorKind::Place),
            };
            let id = self.id(name, kind);
            self.term(term, class, id, None, false);
        }
    }

    fn institutions(&mut self) {
        let list = text_read_apart("actors/institutions");
        let mut terms = Vocabulary::default();
        for (_, term, _) in entries(list) {
            terms.add(self.folded(term));
        }
        for (category, term, note) in entries(list) {
            // the fuller of two usual names is the name
            let fuller = note.len() > term.len() && terms.get(self.folded(note)) != 0;
            let name = if fuller { note } else { term };
            let kind = match category {
                "government" => ActorKind::Government,
                _ => ActorKind::Organisation,
            };
            let id = self.id(name, kind);
            self.term(term, Class::Institution, id, None, false);
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
            Some(_) => self.id(format!("{term} ({note})"), kind),
            None => self.id(term, kind),
        });
        self.term(term, Class::Institution, id, Some(id), false);
    }

    fn small_words(&mut self) {
        for (class, item) in items(WORDS) {
            if class == "state" {
                if let Some((short, name)) = item.split_once('=') {
                    let id = self.id(name, ActorKind::Government);
                    self.term(short, Class::State, id, None, true);
                }
            } else if class == "region" {
                let (term, name) = item.split_once('=').unwrap_or((item, item));
                let id = self.id(name, ActorKind::Place);
                // "Asian" made a state of it
                self.known[id as usize].kind = ActorKind::Place;
                let capitals = !term.contains(char::is_lowercase);
                self.term(term, Class::City, id, None, capitals);
            } else if let Some((_, bit)) = CLASSES.iter().find(|(name, _)| *name == class) {
                self.flag(item, bit | flag::LISTED);
            }
        }
        for (words, bit) in [
            (&TWO_WAYS[..], flag::TWO_WAYS),
            (&SURNAMES[..], flag::SURNAME),
            (&YOUNGER[..], flag::YOUNGER),
        ] {
            words.iter().for_each(|word| self.flag(word, bit));
        }
    }

    fn term(&mut self, term: &str, class: Class, id: u32, power: Option<u32>, capitals: bool) {
        let from = self.beside.len();
        let mut pieces = term.split_whitespace();
        let Some(first) = pieces.next() else { return };
        let first = self.fold(first);
        for piece in pieces {
            let number = self.fold(piece);
            self.beside.push(number);
        }
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
        let mut before = self.begun[first as usize];
        while let Some(at) = before.checked_sub(1) {
            let (_, next, other) = &mut self.phrases[at as usize];
            if self.beside[super::range(other.rest)] == self.beside[from..] {
                if other.class == Class::City {
                    other.power = other.power.or(power);
                }
                self.beside.truncate(from);
                return;
            }
            before = *next;
        }
        let power = power.filter(|_| class == Class::City);
        let rest = Beside { from: from as u32, len: (self.beside.len() - from) as u32 };
        let phrase = Phrase { rest, class, id, power, capitals };
        self.phrases.push((first, self.begun[first as usize], phrase));
        self.begun[first as usize] = self.phrases.len() as u32;
        self.words[first as usize].flags |= flag::LISTED;
    }

    /// A title, office or role, with the plurals of its nouns. `office`: also in capitals, as in "Foreign
    /// Minister".
    fn posts(&mut self, term: &str, office: bool) {
        let mut forms = vec![Vec::new()];
        for piece in term.split_whitespace() {
            let singular = self.fold(piece.split("{n}").next().unwrap_or(piece));
            if piece.contains("{n}") {
                let plural = plural(&self.buffer);
                let plural = self.number(&plural);
                let also: Vec<Vec<u32>> = forms.clone();
                forms.extend(also.into_iter().map(|mut form| {
                    form.push(plural);
                    form
                }));
                let half = forms.len() / 2;
                forms[..half].iter_mut().for_each(|form| form.push(singular));
            } else {
                forms.iter_mut().for_each(|form| form.push(singular));
            }
        }
        for form in forms {
            let [before @ .., last] = &form[..] else { continue };
            let word = &mut self.words[*last as usize];
            word.flags |= flag::LISTED | if before.is_empty() { flag::POST } else { 0 };
            let from = self.beside.len();
            self.beside.extend(before.iter().rev());
            self.posts.push((*last, Beside { from: from as u32, len: before.len() as u32 }));
            if office {
                let from = self.beside.len();
                self.beside.extend(&form[1..]);
                self.phrase(form[0], from, Class::Post, 0, None, false);
            }
        }
    }

    fn finish(mut self) -> Gazetteer {
        self.phrases.sort_unstable_by_key(|&(first, _, phrase)| (first, Reverse(phrase.rest.len)));
        self.posts.sort_unstable_by_key(|&(last, post)| (last, Reverse(post.len)));
        for (at, &(first, ..)) in (0..).zip(&self.phrases) {
            add_one(&mut self.words[first as usize].phrases, at);
        }
        for (at, &(last, _)) in (0..).zip(&self.posts) {
            add_one(&mut self.words[last as usize].posts, at);
        }
        Gazetteer {
            vocabulary: self.vocabulary,
            words: self.words,
            phrases: self.phrases.into_iter().map(|(.., phrase)| phrase).collect(),
            posts: self.posts.into_iter().map(|(_, post)| post).collect(),
            beside: self.beside,
            known: self.known,
        }
    }
}

/// Counts one more of those that stand together, the first of them at `at`.
fn add_one((from, len): &mut (u32, u16), at: u32) {
    if *len == 0 {
        *from = at;
    }
    *len += 1;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::list_read_apart;

    #[test]
    fn lists_are_read_as_lexicons_are() {
        for id in ["actors/places", "actors/institutions", "actors/metonyms", "actors/titles"] {
            let list = list_read_apart(id).unwrap();
            let category = |at: u16| &*list.categories()[usize::from(at)].name;
            let theirs = list.entries().iter().map(|e| (category(e.category), &*e.term, &*e.note));
            assert!(entries(text_read_apart(id)).eq(theirs), "{id}");
        }
    }
}
