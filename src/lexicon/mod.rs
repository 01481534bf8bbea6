//! Word lists: entries with category and weight, where they come from, and the matcher that finds
//! all of them in one pass.

mod inflect;
mod lint;
mod list;
mod matcher;
mod overlay;
mod pattern;
mod provenance;
mod read;
mod role;
mod uses;
mod words;
mod write;

use std::sync::LazyLock;

pub(crate) use inflect::{Forms, Pos, inflect};
pub use lint::{Finding, FindingKind, Severity};
pub use list::{Category, Entry, Lexicon, Overlap};
pub(crate) use matcher::{Catalog, Draft, EntryId, Fact, Match, MatchScratch};
pub use overlay::Overlay;
pub use provenance::Provenance;
pub(crate) use provenance::{Origin, fingerprint, hex, hex_sha256};
pub(crate) use read::{Fields, file as read_file, lines, next_line, split};
pub(crate) use role::{
    EMFD_CATEGORIES, EPISTEMIC_CATEGORIES, FOUND_BY_MODEL, LOADED_CATEGORIES, Role,
};
pub(crate) use uses::{Use, Uses};

/// Paths below `lexicons/` with the texts there.
macro_rules! lists {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../lexicons/", $path)))),*]
    };
}

/// The lists that ship with the crate, as `(path below lexicons/, text)`. Of loaded entries with the
/// very same words the later list counts, so the plain senses stand last.
pub(crate) const BUILT_IN: &[(&str, &str)] = lists![
    "loaded/label.tsv",
    "loaded/dehumanising.tsv",
    "loaded/condemnation.tsv",
    "loaded/praise.tsv",
    "loaded/ridicule.tsv",
    "loaded/editorial.tsv",
    "loaded/emotive_verb.tsv",
    "loaded/doubt.tsv",
    "loaded/sensational.tsv",
    "loaded/hyperbole.tsv",
    "loaded/fear.tsv",
    "loaded/war_metaphor.tsv",
    "loaded/sport_metaphor.tsv",
    "loaded/disaster_metaphor.tsv",
    "loaded/naming.tsv",
    "loaded/plain_senses.tsv",
    "tone/negative.tsv",
    "tone/positive.tsv",
    "tone/phrases.tsv",
    "tone/shifters.tsv",
    "moral/foundations.tsv",
    "frames/policy.tsv",
    "epistemic/markers.tsv",
    "target/roles.tsv",
];

/// The lists that other rooms read by themselves: names, and the stance of cues.
const READ_APART: &[(&str, &str)] = lists![
    "reporting/cues.tsv",
    "actors/titles.tsv",
    "actors/institutions.tsv",
    "actors/places.tsv",
    "actors/metonyms.tsv",
];

/// The lists that ship for those who ask for them: only experimental metrics are made of them.
const ON_REQUEST: &[(&str, &str)] = lists!["frames/generic.tsv", "frames/war_peace.tsv",];

/// The word lists of this room that are no lexicons, as `(path below lexicons/, text)`.
pub(crate) const LISTS: [(&str, &str); 1] = [("text/irregular.txt", inflect::IRREGULAR)];

/// The lists that scores are made of, parsed.
pub(crate) fn built_in() -> Vec<Lexicon> {
    parsed(BUILT_IN)
}

/// The lists that other rooms read by themselves, parsed once a process.
pub(crate) fn read_apart() -> &'static [Lexicon] {
    static LISTS: LazyLock<Vec<Lexicon>> = LazyLock::new(|| parsed(READ_APART));
    &LISTS
}

/// Category and term of the entries of one of them, and what stands behind (a note), for rooms that need no more.
pub(crate) fn entries_read_apart(id: &str) -> impl Iterator<Item = [&'static str; 3]> {
    let is = |path: &str| path.strip_suffix(".tsv") == Some(id);
    let mut text = READ_APART.iter().find(|(path, _)| is(path)).map_or("", |(_, text)| text);
    let mut category = "";
    std::iter::from_fn(move || {
        loop {
            let line = next_line(&mut text)?;
            if let Some(name) = line.strip_prefix("# entries: ") {
                category = name;
            } else if !line.starts_with('#') && !line.is_empty() {
                let (term, note) = line.split_once('\t').unwrap_or((line, ""));
                return Some([category, term, note]);
            }
        }
    })
}

/// The other lists, parsed.
pub(crate) fn on_request() -> Vec<Lexicon> {
    parsed(ON_REQUEST)
}

fn parsed(lists: &'static [(&str, &str)]) -> Vec<Lexicon> {
    // a list that does not parse cannot ship: `built_in_lists_parse` tests each
    let lists = lists.iter().filter_map(|(name, text)| read::shipped(name, text).ok());
    lists
        .map(|mut list| {
            list.role = Role::of_built_in(list.id());
            list.reads_names = false;
            if list.role == Role::Deeds {
                _ = list.entries(); // scores ask for its terms
            }
            list
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokenize};

    #[test]
    fn built_in_lists_parse() {
        for (name, text) in BUILT_IN.iter().chain(READ_APART).chain(ON_REQUEST) {
            let list = Lexicon::from_text(name, text).unwrap_or_else(|e| panic!("{e}"));
            assert!(name.starts_with(list.id()), "{name} has id {}", list.id());
            assert!(!list.entries().is_empty());
        }
    }

    /// Where entries were rated more than once, the weight is the mean, and the header gives α.
    #[test]
    fn weights_and_agreement_are_those_of_the_ratings() {
        let mut rated = 0;
        for list in Lexicon::built_in() {
            for entry in list.entries().iter().filter(|entry| !entry.ratings.is_empty()) {
                let mean = entry.ratings.iter().sum::<f64>() / entry.ratings.len() as f64;
                assert!((mean - entry.weight).abs() < 1e-6, "{}: {}", list.id(), entry.term);
            }
            if let Some(alpha) = list.agreement() {
                let stated = &list.provenance().agreement;
                assert!(stated.starts_with(&format!("{alpha:.3} ")), "{}: {alpha}", list.id());
                rated += 1;
            }
        }
        assert!(rated > 0);
    }

    #[test]
    fn lists_of_other_rooms_are_read_as_lexicons_are() {
        for list in read_apart() {
            let category = |at: u16| &*list.categories()[usize::from(at)].name;
            let entries = list.entries().iter().map(|e| (category(e.category), &*e.term, &*e.note));
            // cues have ratings
            let has_notes = list.id().starts_with("actors/");
            let note = |note| if has_notes { note } else { "" };
            let read =
                entries_read_apart(list.id()).map(|[cat, term, rest]| (cat, term, note(rest)));
            assert!(read.eq(entries), "{}", list.id());
        }
    }

    /// What is shown for compiling is what entries say.
    #[test]
    fn rows_of_a_list_are_its_entries() {
        for list in built_in().iter().chain(&on_request()) {
            let mut rows = Vec::new();
            list.each(|term, category, weight, _| rows.push((term.to_owned(), category, weight)));
            let entries = list.entries().iter().map(|e| (e.term.to_string(), e.category, e.weight));
            assert!(rows.iter().cloned().eq(entries), "{}", list.id());
            assert_eq!(rows.len(), list.provenance().entries, "{}", list.id());
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
        let catalog = Catalog::new(Lexicon::built_in());
        let mut wrong: Vec<String> = Vec::new();
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
                let name = format!("{} {}", list.id(), category.name);
                assert!(category.matches.len() >= 3, "{}: {}", list.id(), category.name);
                assert!(category.allows.len() >= 3, "{}: {}", list.id(), category.name);
                for sentence in &category.matches {
                    let (text, expected) = unmarked(sentence);
                    assert!(!expected.is_empty(), "nothing marked in {sentence:?}");
                    let found = found(&text);
                    let missing = expected.iter().filter(|span| !found.contains(span));
                    let missing = missing.map(|span| span.of(&text).to_owned());
                    wrong.extend(missing.map(|term| format!("{name}: {term:?} not found")));
                }
                for sentence in &category.allows {
                    let (text, _) = unmarked(sentence);
                    let hits = found(&text);
                    let hits = hits.iter().map(|span| span.of(&text));
                    wrong.extend(hits.map(|term| format!("{name}: {term:?} in {sentence:?}")));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
