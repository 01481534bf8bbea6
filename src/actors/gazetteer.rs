//! What is known of names before an article is read: peoples, states, cities, institutions, what
//! stands for whom, titles and offices, and the words that names are made of. Words are numbers here;
//! phrases and posts are sequences of them.

mod read;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::ActorKind;
use crate::text::Vocabulary;

/// The words that names are read by.
pub(crate) const WORDS: &str = include_str!("../../lexicons/actors/words.txt");

pub(super) type Map<K, V> = HashMap<K, V, FxBuildHasher>;

/// What a word may be in a name, as bits.
pub(super) mod flag {
    pub(in crate::actors) const STOP: u32 = 1;
    pub(in crate::actors) const HEAD: u32 = 1 << 1;
    pub(in crate::actors) const DUTY: u32 = 1 << 2;
    pub(in crate::actors) const FIRM: u32 = 1 << 3;
    pub(in crate::actors) const SITE: u32 = 1 << 4;
    pub(in crate::actors) const QUARTER: u32 = 1 << 5;
    pub(in crate::actors) const PARTICLE: u32 = 1 << 6;
    pub(in crate::actors) const WHERE: u32 = 1 << 7;
    pub(in crate::actors) const POWER: u32 = 1 << 8;
    pub(in crate::actors) const MAN: u32 = 1 << 9;
    pub(in crate::actors) const WOMAN: u32 = 1 << 10;
    /// A single word that names an office or a role: "minister", "spokeswoman".
    pub(in crate::actors) const POST: u32 = 1 << 11;
    pub(in crate::actors) const THING: u32 = 1 << 12;
    pub(in crate::actors) const EVENT: u32 = 1 << 13;
    pub(in crate::actors) const COMMON: u32 = 1 << 14;
    pub(in crate::actors) const GIVEN: u32 = 1 << 15;
    /// Has a class, begins a phrase or ends a post.
    pub(in crate::actors) const LISTED: u32 = 1 << 16;
    /// A surname that also heads the names of bodies, places and days: after a first name.
    pub(in crate::actors) const TWO_WAYS: u32 = 1 << 17;
    /// Begins with a capital for many reasons, and is a surname too.
    pub(in crate::actors) const SURNAME: u32 = 1 << 18;
    /// Behind a name, and no part of it.
    pub(in crate::actors) const YOUNGER: u32 = 1 << 19;
}

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

/// Words beside the one under which a phrase or post stands, in [`Gazetteer::beside`].
#[derive(Clone, Copy, Debug)]
struct Beside {
    from: u32,
    len: u32,
}

/// A phrase of the lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// Its words but the first.
    rest: Beside,
    pub class: Class,
    /// Who it is, in [`Gazetteer::known`].
    pub id: u32,
    /// Whom a city stands for where it acts: "Moscow said".
    pub power: Option<u32>,
    /// Counts only as the list spells it: "US".
    pub capitals: bool,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub flags: u32,
    /// The phrases that it begins.
    phrases: Few,
    /// The posts that it ends.
    posts: Few,
}

/// The phrases or posts of a word, longest first.
#[derive(Clone, Copy, Debug, Default)]
struct Few {
    from: u32,
    len: u16,
    /// A bit for each word that stands beside it there, and [`ALONE`].
    beside: u16,
}

/// The last has no other word.
const ALONE: u16 = 1 << 15;

impl Few {
    /// Those that this number of the word beside it allows.
    fn of<T>(self, all: &[T], beside: impl FnOnce() -> u32) -> &[T] {
        let few = &all[self.from as usize..][..usize::from(self.len)];
        if self.beside & !ALONE != 0 && self.beside & bit(beside()) != 0 {
            few
        } else {
            &few[few.len() - usize::from(self.beside & ALONE != 0)..]
        }
    }
}

fn bit(number: u32) -> u16 {
    1 << (number & 15).min(14)
}

impl Word {
    pub(super) fn begins_any(&self) -> bool {
        self.phrases.len > 0
    }

    pub(super) fn ends_post(&self) -> bool {
        self.posts.len > 0
    }

    /// Whether `folded`, of which this is known, is an abstract or an adjective, by its ending, or listed
    /// as no name: "Terrorism", "Republican".
    pub(super) fn is_common(&self, folded: &str) -> bool {
        self.common().unwrap_or_else(|| folded.len() > 6 && has_common_ending(folded))
    }

    /// The same, where the ending does not matter.
    pub(super) fn common(&self) -> Option<bool> {
        if self.flags & flag::GIVEN != 0 {
            Some(false)
        } else if self.flags & (flag::COMMON | flag::STOP) != 0 {
            Some(true)
        } else {
            None
        }
    }
}

fn has_common_ending(folded: &str) -> bool {
    let endings: &[&str] = match folded.as_bytes().last() {
        Some(b'n') => &["tion"],
        Some(b's') => &["tions", "ments", "ness", "ists", "ities", "less", "ous"],
        Some(b't') => &["ment", "ist"],
        Some(b'm') => &["ism"],
        Some(b'p') => &["ship"],
        Some(b'y') => &["cracy", "ity"],
        Some(b'l') => &["ical"],
        Some(b'e') => &["ible"],
        Some(b'd') => &["hood"],
        _ => &[],
    };
    endings.iter().any(|ending| folded.ends_with(ending))
}

/// Somebody whom the lists know.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub name: Cow<'static, str>,
    pub kind: ActorKind,
}

#[derive(Debug)]
pub(super) struct Gazetteer {
    vocabulary: Vocabulary,
    /// By number; the first is every word that is not known.
    words: Vec<Word>,
    phrases: Vec<Phrase>,
    /// The words before the last, from there backwards.
    posts: Vec<Beside>,
    /// The words of phrases and posts.
    beside: Vec<u32>,
    pub known: Vec<Known>,
}

static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(read::read);

impl Gazetteer {
    pub(super) fn get() -> &'static Self {
        &BUILT_IN
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The number of a folded word.
    pub(super) fn number(&self, folded: &str) -> u32 {
        self.vocabulary.get(folded)
    }

    pub(super) fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    /// The longest phrase that a word begins; `word(n)` is the n-th after it. With its length in words.
    pub(super) fn longest(
        &self,
        first: u32,
        word: impl Fn(usize) -> u32,
    ) -> Option<(&Phrase, usize)> {
        let phrases = self.word(first).phrases.of(&self.phrases, || word(1));
        let fits = |phrase: &&Phrase| {
            let rest = &self.beside[range(phrase.rest)];
            rest.iter().enumerate().all(|(n, &rest)| word(n + 1) == rest)
        };
        phrases.iter().find(fits).map(|phrase| (phrase, phrase.rest.len as usize + 1))
    }

    /// How many words the longest post has that a word ends; `before(n)` is the n-th word before it, and
    /// `joined(n)` tells whether nothing parts that one from the next.
    pub(super) fn post_before(
        &self,
        last: u32,
        before: impl Fn(usize) -> u32,
        joined: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let posts = self.word(last).posts.of(&self.posts, || before(1));
        let fits = |post: &&Beside| {
            let words = &self.beside[range(**post)];
            words.iter().enumerate().all(|(n, &word)| before(n + 1) == word)
                && (1..=words.len()).all(&joined)
        };
        posts.iter().find(fits).map(|post| post.len as usize + 1)
    }
}

fn range(beside: Beside) -> Range<usize> {
    beside.from as usize..(beside.from + beside.len) as usize
}
