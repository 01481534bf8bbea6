//! Word lists: entries with category and weight, where they come from, and the matcher that finds
//! all of them in one pass.

mod format;
mod matcher;
mod provenance;

pub(crate) use matcher::{Catalog, EntryId, Match, MatchScratch};
pub use provenance::Provenance;
pub(crate) use provenance::{fingerprint, hex_sha256};

use std::path::Path;

use crate::Error;

/// An entry of a lexicon.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// One word or several, parted by single spaces, as the file spells them.
    pub term: Box<str>,
    /// Index into [`Lexicon::categories`].
    pub category: u16,
    /// What the list says of the term; of a `loaded` list 0 to 1: how strongly the term itself
    /// takes a side where a neutral one was at hand.
    pub weight: f64,
    /// A remark of the list's authors; may be empty.
    pub note: Box<str>,
}

/// A category of a lexicon, with the sentences that test it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Category {
    /// Short name, as records write it.
    pub name: String,
    /// What belongs in it.
    pub definition: String,
    /// Sentences in which each bracketed span must be found by an entry of this category.
    pub matches: Vec<String>,
    /// Sentences in which no entry of this category may be found.
    pub allows: Vec<String>,
}

/// A word list with its provenance. Read one with [`Lexicon::from_path`] or
/// [`Lexicon::from_text`] and give it to [`AnalyzerBuilder::lexicon`](crate::AnalyzerBuilder::lexicon).
///
/// The format is reviewable UTF-8 text: `# key: value` header lines, then one entry a line with
/// tab-separated columns `term`, `category`, `weight` and an optional `note`. The header gives
/// `id`, `version`, `title`, `licence` and `sources` (all needed), may give `description` and
/// `weights` (how they were made), and one `# category NAME: definition` for each category, with
/// test sentences as `# match NAME: The [strongman] spoke.` and `# allow NAME: A strong man spoke.`
///
/// ```
/// let list = presslens::Lexicon::from_text("mine.tsv", "\
/// ## id: loaded/mine
/// ## version: 1
/// ## title: My terms
/// ## licence: CC0-1.0
/// ## sources: my reading
/// ## category label: names for people
/// pen-pusher\tlabel\t0.6
/// ".replace("##", "#").as_str())?;
/// assert_eq!(list.entries().len(), 1);
/// # Ok::<(), presslens::Error>(())
/// ```
///
/// A term matches without regard to case, typography and possessive `'s`; a hyphenated term also
/// matches written apart and the other way round; a word spelt with a capital ("Russia") also
/// matches with a possessive that lost its apostrophe ("Russias").
#[derive(Clone, Debug, PartialEq)]
pub struct Lexicon {
    pub(crate) provenance: Provenance,
    pub(crate) categories: Vec<Category>,
    pub(crate) entries: Vec<Entry>,
}

impl Lexicon {
    /// Reads a list from a file.
    ///
    /// # Errors
    /// When the file cannot be read, or a line is not as the format says: the message names the
    /// file, the line, the offending value and what was expected.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| Error::read(path, source))?;
        let name = path.display().to_string();
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let at = format!("byte {}", error.valid_up_to());
            Error::lexicon(&name, None, &at, "UTF-8 text")
        })?;
        Self::from_text(&name, text)
    }

    /// Reads a list from a string; `name` stands for the file in messages.
    ///
    /// # Errors
    /// As [`from_path`](Self::from_path), reading aside.
    pub fn from_text(name: &str, text: &str) -> Result<Self, Error> {
        format::parse(name, text)
    }

    /// Its id, such as `loaded/core`. Terms of a list whose id begins with `loaded` count as loaded.
    pub fn id(&self) -> &str {
        &self.provenance.id
    }

    /// Where it comes from: version, licence, sources, hash.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Its categories.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Its entries, in file order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether its terms are loaded terms.
    pub(crate) fn is_loaded(&self) -> bool {
        self.id().starts_with("loaded")
    }

    /// Whether it only serves other rules: its terms are not reported.
    pub(crate) fn is_internal(&self) -> bool {
        self.id() == SHIFTERS
    }
}

/// The list of words that turn or weaken what they stand before.
const SHIFTERS: &str = "tone/shifters";

/// The lists that ship with the crate, as `(path below lexicons/, text)`.
pub(crate) const BUILT_IN: [(&str, &str); 2] = [
    ("loaded/core.tsv", include_str!("../../lexicons/loaded/core.tsv")),
    ("tone/shifters.tsv", include_str!("../../lexicons/tone/shifters.tsv")),
];

/// The built-in lists, parsed.
pub(crate) fn built_in() -> Vec<Lexicon> {
    // a list that does not parse cannot ship: `built_in_lists_parse` tests each
    BUILT_IN.iter().filter_map(|(name, text)| Lexicon::from_text(name, text).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokenize};

    #[test]
    fn built_in_lists_parse() {
        for (name, text) in BUILT_IN {
            let list = Lexicon::from_text(name, text).unwrap_or_else(|e| panic!("{e}"));
            assert!(name.starts_with(list.id()), "{name} has id {}", list.id());
            assert!(!list.entries().is_empty());
        }
    }

    /// `[…]` marks what must be found; the marks are cut out before matching.
    fn unmarked(sentence: &str) -> (String, Vec<Span>) {
        let (mut text, mut spans) = (String::new(), Vec::new());
        let mut start = 0;
        for c in sentence.chars() {
            match c {
                '[' => start = text.len(),
                ']' => spans.push(Span::from_range(start..text.len())),
                _ => text.push(c),
            }
        }
        (text, spans)
    }

    #[test]
    fn sentences_of_each_category_match_and_do_not() {
        let catalog = Catalog::new(built_in());
        for list in catalog.lexicons() {
            for category in list.categories() {
                let found = |text: &str| -> Vec<Span> {
                    let mut tokens = Vec::new();
                    tokenize(text, Span::from_range(0..text.len()), &mut tokens);
                    catalog
                        .find_all(text, &tokens)
                        .filter(|m| {
                            let (owner, entry) = catalog.entry(m.entry);
                            owner.id() == list.id()
                                && list.categories()[entry.category as usize] == *category
                        })
                        .map(|m| m.span(&tokens))
                        .collect()
                };
                assert!(category.matches.len() >= 3, "{}: {}", list.id(), category.name);
                assert!(category.allows.len() >= 3, "{}: {}", list.id(), category.name);
                for sentence in &category.matches {
                    let (text, expected) = unmarked(sentence);
                    assert!(!expected.is_empty(), "nothing marked in {sentence:?}");
                    let found = found(&text);
                    for span in expected {
                        assert!(found.contains(&span), "{}: {sentence:?}", category.name);
                    }
                }
                for sentence in &category.allows {
                    let (text, _) = unmarked(sentence);
                    let hits: Vec<&str> =
                        found(&text).iter().map(|s| s.of(&text)).collect::<Vec<_>>();
                    assert!(hits.is_empty(), "{}: {hits:?} in {sentence:?}", category.name);
                }
            }
        }
    }
}
