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
    /// In small letters inside or between names: "of", "for", "and", "or".
    pub(in crate::actors) const LINK: u32 = 1 << 20;
    pub(in crate::actors) const ARTICLE: u32 = 1 << 21;
    /// "he", "his", "him", "she", "her".
    pub(in crate::actors) const PRONOUN: u32 = 1 << 22;
    pub(in crate::actors) const BEGINS_PHRASE: u32 = 1 << 23;
    pub(in crate::actors) const ENDS_POST: u32 = 1 << 24;
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

/// The phrases that a word begins, and the posts that it ends.
#[derive(Clone, Copy, Debug, Default)]
struct Lists {
    phrases: Few,
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
    /// The first that `fits` of those with this word beside theirs, as `next` has it, else the one of one word.
    fn find(self, next: &[u32], beside: u32, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let (from, end) = (self.from as usize, self.from as usize + usize::from(self.len));
        if self.beside & !ALONE & bit(beside) != 0 && beside != 0 {
            let mut all = (from..end).zip(&next[from..end]);
            if let Some((at, _)) = all.find(|&(at, &next)| next == beside && fits(at)) {
                return Some(at);
            }
        }
        (self.beside & ALONE != 0).then(|| end - 1)
    }
}

fn bit(number: u32) -> u16 {
    1 << (number & 15).min(14)
}

/// Whether `folded`, of which this is known, is an abstract or an adjective, by its ending, or listed
/// as no name: "Terrorism", "Republican".
pub(super) fn is_common(flags: u32, folded: &str) -> bool {
    common(flags).unwrap_or_else(|| folded.len() > 6 && has_common_ending(folded))
}

/// The same, where the ending does not matter.
pub(super) fn common(flags: u32) -> Option<bool> {
    if flags & flag::GIVEN != 0 {
        Some(false)
    } else if flags & (flag::COMMON | flag::STOP) != 0 {
        Some(true)
    } else {
        None
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
    /// By number, here and below; the first is every word that is not known.
    flags: Vec<u32>,
    lists: Vec<Lists>,
    phrases: Vec<Phrase>,
    /// The second word of each phrase.
    seconds: Vec<u32>,
    /// The words before the last, from there backwards.
    posts: Vec<Beside>,
    /// The last but one.
    lasts: Vec<u32>,
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

    /// What a word may be in a name.
    pub(super) fn flags(&self, number: u32) -> u32 {
        self.flags[number as usize]
    }

    /// The longest phrase of a word and of those behind it. With its length in words.
    pub(super) fn longest(&self, first: u32, behind: &[u32]) -> Option<(&Phrase, usize)> {
        if self.flags(first) & flag::BEGINS_PHRASE == 0 {
            return None;
        }
        let second = behind.first().copied().unwrap_or(0);
        let fits = |at: usize| behind.starts_with(&self.beside[range(self.phrases[at].rest)]);
        let at = self.lists[first as usize].phrases.find(&self.seconds, second, fits)?;
        let phrase = &self.phrases[at];
        Some((phrase, phrase.rest.len as usize + 1))
    }

    /// How many words the longest post has that the last of these words ends; `joined(n)` tells whether
    /// nothing parts the n-th word before it from the next.
    pub(super) fn post_ending(
        &self,
        words: &[u32],
        joined: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let (&last, before) = words.split_last()?;
        if self.flags(last) & flag::ENDS_POST == 0 {
            return None;
        }
        let fits = |at: usize| {
            let words = &self.beside[range(self.posts[at])];
            words.len() <= before.len()
                && words.iter().eq(before.iter().rev().take(words.len()))
                && (1..=words.len()).all(&joined)
        };
        let beside = before.last().copied().unwrap_or(0);
        let at = self.lists[last as usize].posts.find(&self.lasts, beside, fits)?;
        Some(self.posts[at].len as usize + 1)
    }
}

fn range(beside: Beside) -> Range<usize> {
    beside.from as usize..(beside.from + beside.len) as usize
}
