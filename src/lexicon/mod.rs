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
mod words;
mod write;

pub use lint::{Finding, FindingKind, Severity};
pub use list::{Category, Entry, Lexicon, Overlap};
pub(crate) use matcher::{Catalog, EntryId, Match, MatchScratch};
pub use overlay::Overlay;
pub use provenance::Provenance;
pub(crate) use provenance::{fingerprint, hex_sha256};

/// The list of words that turn or weaken what they stand before.
const SHIFTERS: &str = "tone/shifters";

/// The lists that ship with the crate, as `(path below lexicons/, text)`.
pub(crate) const BUILT_IN: [(&str, &str); 2] = [
    ("loaded/core.tsv", include_str!("../../lexicons/loaded/core.tsv")),
    ("tone/shifters.tsv", include_str!("../../lexicons/tone/shifters.tsv")),
];

/// The word lists of this room that are no lexicons, as `(path below lexicons/, text)`.
pub(crate) const LISTS: [(&str, &str); 1] = [("text/irregular.txt", inflect::IRREGULAR)];

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

    /// Where entries were rated more than once, the weight is the mean, and the header gives α.
    #[test]
    fn weights_and_agreement_are_those_of_the_ratings() {
        let mut rated = 0;
        for list in built_in() {
            for entry in list.entries().iter().filter(|entry| !entry.ratings.is_empty()) {
                let mean = entry.ratings.iter().sum::<f64>() / entry.ratings.len() as f64;
                assert!((mean - entry.weight).abs() < 1e-9, "{}: {}", list.id(), entry.term);
            }
            if let Some(alpha) = list.agreement() {
                let stated = &list.provenance().agreement;
                assert!(stated.starts_with(&format!("{alpha:.3} ")), "{}: {alpha}", list.id());
                rated += 1;
            }
        }
        assert!(rated > 0);
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
