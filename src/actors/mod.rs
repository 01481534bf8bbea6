//! Who an article is about: people, organisations, places and governments, told by capitals, titles
//! and lists, with all mentions of each. No neural net, one pass over the words.

mod gazetteer;
mod given;
mod here;
mod merge;
mod names;
mod office;
mod scan;
mod shout;
mod starts;

pub use given::ActorNames;

use serde::{Deserialize, Serialize};

use crate::text::{Sentence, Span, Token, Vocabulary, fold};
use gazetteer::{Gazetteer, flag};
use merge::MergeScratch;
use scan::Scan;

/// The word list of this room that is no lexicon, as `(path below lexicons/, text)`.
pub(crate) const LISTS: [(&str, &str); 1] = [("actors/words.txt", gazetteer::WORDS)];

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActorKind {
    /// A person.
    Person,
    /// A company, party, agency, group, or anything else with a name that is none of the others.
    Organisation,
    /// A place that does not act.
    Place,
    /// A state, its government, or a part of it.
    Government,
}

impl ActorKind {
    /// The name that files of actors use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Government => "government",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Person, Self::Organisation, Self::Place, Self::Government]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// Somebody whom an article names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Actor {
    pub(crate) name: ActorName,
    pub(crate) kind: ActorKind,
    /// In the order of the text.
    pub(crate) mentions: Vec<Mention>,
    /// The first title or office that stands before the name, or in an apposition behind it.
    pub(crate) office: Option<Span>,
}

/// Where the name of an actor is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActorName {
    /// In the article.
    Text(Span),
    /// In our lists.
    Listed(u32),
    /// In the caller's.
    Given(u32),
}

impl Actor {
    /// The ways in which the article writes the name, each where it first stands.
    pub(crate) fn aliases(&self) -> Vec<Span> {
        let mut aliases: Vec<&Mention> = self.mentions.iter().filter(|m| m.alias > 0).collect();
        aliases.sort_unstable_by_key(|mention| mention.alias);
        aliases.iter().map(|mention| mention.span).collect()
    }

    /// Its name: the caller's, the usual one, or the fullest in the article.
    pub(crate) fn name<'a>(&self, source: &'a str, given: Option<&'a ActorNames>) -> &'a str {
        match self.name {
            ActorName::Text(span) => span.of(source),
            ActorName::Listed(id) => &Gazetteer::get().known[id as usize].name,
            ActorName::Given(owner) => given.map_or("", |given| given.name(owner)),
        }
    }
}

/// An actor's place in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The name, without a possessive ending.
    pub(crate) span: Span,
    /// Index of the sentence.
    pub(crate) sentence: u32,
    /// Its words among those of the sentence.
    pub(crate) first: u32,
    pub(crate) len: u32,
    pub(crate) form: Form,
    /// Of the ways in which the article writes the name, numbered from 1 on, the one that stands here for all like
    /// it; else 0.
    pub(crate) alias: u32,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// By a name: its words are masked.
    Name,
    /// "the Syrian government".
    Power,
    /// "he".
    Pronoun,
}

/// Whether a first name is a man's and whether it is a woman's.
pub(crate) fn given_name(name: &str) -> (bool, bool) {
    let gazetteer = Gazetteer::get();
    let number = if name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        gazetteer.vocabulary().of_ascii(name, 0, name.len())
    } else {
        gazetteer.number(&fold(name))
    };
    let flags = gazetteer.flags(number);
    let flags = if flags & flag::GIVEN == 0 { 0 } else { flags };
    (flags & flag::MAN != 0, flags & flag::WOMAN != 0)
}

/// Memory that one thread reuses.
#[derive(Debug, Default)]
pub(crate) struct ActorScratch {
    scan: Scan,
    merge: MergeScratch,
}

impl ActorScratch {
    /// Takes the numbers of the words among which actors are to be found.
    pub(crate) fn read(&mut self, numbers: impl Iterator<Item = u32>) {
        self.scan.numbers.clear();
        self.scan.numbers.extend(numbers);
    }
}

/// The words that this room knows.
pub(crate) fn vocabulary() -> &'static Vocabulary {
    Gazetteer::get().vocabulary()
}

/// The actors of an article, by first mention. `tokens` are the words of all sentences, those of
/// sentence `i` at `bounds[i]..bounds[i + 1]`.
pub(crate) fn find(
    source: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    bounds: &[u32],
    given: Option<&ActorNames>,
    scratch: &mut ActorScratch,
) -> Vec<Actor> {
    let given = given.filter(|given| !given.is_empty());
    scratch.scan.run(source, sentences, tokens, bounds, given);
    merge::actors(source, sentences, tokens, bounds, given, &mut scratch.scan, &mut scratch.merge)
}

/// Marks the words inside names: no list of ours finds anything there, and in names that the caller
/// gave no list at all.
pub(crate) fn mask(actors: &[Actor], tokens: &mut [Token], bounds: &[u32]) {
    for actor in actors {
        let given = matches!(actor.name, ActorName::Given(_));
        for mention in actor.mentions.iter().filter(|mention| mention.form == Form::Name) {
            let first = (bounds[mention.sentence as usize] + mention.first) as usize;
            let words = &mut tokens[first..first + mention.len as usize];
            for (i, word) in words.iter_mut().enumerate() {
                word.set_name(given, i == 0);
            }
        }
    }
}

/// Sentence and actor of each mention by a name that the caller gave.
pub(crate) fn given_mentions(actors: &[Actor]) -> Vec<(u32, u32)> {
    let given = (0..).zip(actors).filter(|(_, actor)| matches!(actor.name, ActorName::Given(_)));
    let mentions = given.flat_map(|(i, actor)| {
        let by_name = actor.mentions.iter().filter(|mention| mention.form == Form::Name);
        by_name.map(move |mention| (mention.sentence, i))
    });
    mentions.collect()
}

#[cfg(test)]
mod tests;
