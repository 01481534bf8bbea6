//! What scores were made with: lists, models and where they come from.

use std::sync::OnceLock;

use crate::actors;
use crate::lexicon::{self, Catalog, Lexicon, Provenance, fingerprint};
use crate::model::{JoinedWords, LOADED_WORDS, Models};
use crate::sentiment::{self, Vader};
use crate::target;
use crate::text::{self, Dictionary, Room, Vocabulary};
use crate::voice;

/// Everything that scores were made with, shared by the reports of one analyzer. What only records ask for
/// is made when they do.
#[derive(Debug)]
pub(crate) struct Inventory {
    pub(crate) catalog: Catalog,
    pub(crate) models: Models,
    /// Numbers of words in the models, beside those that the dictionary has.
    pub(crate) numbers: JoinedWords,
    /// The caller's names.
    actors: Option<Provenance>,
    manifest: OnceLock<Vec<Provenance>>,
    fingerprint: OnceLock<String>,
}

/// The rooms that know words of their own, with those.
fn rooms() -> [(Room, &'static Vocabulary); 3] {
    // grammar first, as its words are most frequent
    [
        (Room::Target, target::vocabulary()),
        (Room::Voice, voice::vocabulary()),
        (Room::Actors, actors::vocabulary()),
    ]
}

/// The words of all rooms.
pub(crate) fn words_of_rooms(capacity: usize) -> Dictionary {
    let mut all = Dictionary::with_capacity(capacity);
    for (room, words) in rooms() {
        all.add_room(room, words);
    }
    Vader::compat().add_to(&mut all);
    all
}

impl Inventory {
    pub(crate) fn new(
        catalog: Catalog,
        models: Models,
        numbers: JoinedWords,
        actors: Option<Provenance>,
    ) -> Self {
        let (manifest, fingerprint) = (OnceLock::new(), OnceLock::new());
        Self { catalog, models, numbers, actors, manifest, fingerprint }
    }

    /// Every list that had a part, the text layer's and VADER's tables among them.
    pub(crate) fn manifest(&self) -> &[Provenance] {
        self.manifest.get_or_init(|| {
            let mut manifest = lists_of_rooms();
            manifest.extend(self.actors.clone());
            manifest.extend(self.models.iter().map(|model| model.provenance().clone()));
            manifest.extend(self.catalog.lexicons().iter().map(Lexicon::full_provenance));
            manifest
        })
    }

    /// The hash over them.
    pub(crate) fn fingerprint(&self) -> &str {
        self.fingerprint.get_or_init(|| fingerprint(self.manifest()))
    }

    /// Fingerprint of the lists that features of models are made of.
    pub(crate) fn features(&self) -> String {
        let mut lists = lists_of_rooms();
        let feeds = |list: &&Lexicon| list.role.feeds_models() && list.id() != LOADED_WORDS;
        let of_catalog = self.catalog.lexicons().iter().filter(feeds);
        lists.extend(of_catalog.map(Lexicon::full_provenance));
        fingerprint(&lists)
    }
}

/// Those that are in use whatever the caller asks for.
fn lists_of_rooms() -> Vec<Provenance> {
    let lists = text::LISTS.iter().chain(&lexicon::LISTS).chain(&actors::LISTS);
    let lists = lists.chain(&voice::LISTS).chain(&target::LISTS);
    let mut found: Vec<Provenance> = lists.map(|(_, text)| Provenance::of_list(text)).collect();
    found.push(sentiment::provenance());
    found.extend(lexicon::read_apart().iter().map(Lexicon::full_provenance));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokenize};

    #[test]
    fn a_shared_number_of_a_word_leads_to_that_of_each_room() {
        let text = include_str!("../../examples/articles/10_opinion_loaded.txt");
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        let all = words_of_rooms(0);
        let mut found = Vec::new();
        all.read(text, &mut tokens, &mut found);
        for (room, words) in rooms() {
            assert!(u16::try_from(words.len()).is_ok(), "{room:?} has {} words", words.len());
            let numbers: Vec<u32> = room.numbers(&found).collect();
            assert_eq!(numbers, words.numbers(text, &tokens), "{room:?}");
            assert!(numbers.contains(&0) && numbers.iter().any(|number| *number != 0), "{room:?}");
        }
    }
}
