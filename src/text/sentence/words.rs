//! The words around a mark: what an abbreviation is, and which words begin a sentence.

use std::sync::LazyLock;

use crate::text::shapes::Shapes;
use crate::text::{Vocabulary, items};

/// Abbreviations and starters; the head of the file explains its classes.
pub(crate) const LIST: &str = include_str!("../../../lexicons/text/abbreviations.txt");

/// Longest entry that is looked up; what is longer is an ordinary word.
const LONGEST: usize = 14;

/// What a word before a full stop says about it (the list documents each class).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Title,
    Mid,
    Place,
    /// soft, month and state of the list: they behave alike.
    Soft,
    End,
    Time,
    Number,
    Unit,
    Name,
}

/// Flags of a word after the mark.
pub(super) const STARTER: u8 = 1;
pub(super) const WHEN: u8 = 2;
pub(super) const REPORTING: u8 = 4;
pub(super) const SUFFIX: u8 = 8;
pub(super) const LABEL: u8 = 16;
pub(super) const OPENING: u8 = 32;

/// What is known of a word: as it stands before a mark, and flags as it stands after one.
#[derive(Clone, Copy, Default)]
struct Known {
    before: Option<Before>,
    after: u8,
}

struct Table {
    /// Words as they are spelt, not folded.
    words: Vocabulary,
    /// By number.
    known: Vec<Known>,
    /// Of the words that are listed as they stand before a mark.
    before: Shapes,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(LIST));

/// Class of the word before a full stop, without the stop itself.
pub(super) fn before(word: &str) -> Option<Before> {
    if may_be_listed(word.as_bytes()) { known(word).before } else { None }
}

/// Whether a word before a full stop looks like one that has a class.
pub(super) fn may_be_listed(word: &[u8]) -> bool {
    TABLE.before.may_have(word)
}

/// Flags of the word after a mark; 0 for a word that is not listed.
pub(super) fn after(word: &str) -> u8 {
    known(word).after
}

fn known(word: &str) -> Known {
    if word.len() > LONGEST {
        return Known::default();
    }
    let table = &*TABLE;
    table.known[table.words.get(word) as usize]
}

fn read(list: &'static str) -> Table {
    let mut table = Table {
        words: Vocabulary::default(),
        known: vec![Known::default()],
        before: Shapes::new(),
    };
    for (class, word) in items(list) {
        let (before, after) = match class {
            "title" => (Some(Before::Title), 0),
            "mid" => (Some(Before::Mid), 0),
            "place" => (Some(Before::Place), 0),
            "soft" | "month" | "state" => (Some(Before::Soft), 0),
            "end" => (Some(Before::End), 0),
            "time" => (Some(Before::Time), 0),
            "number" => (Some(Before::Number), 0),
            "unit" => (Some(Before::Unit), 0),
            "name" => (Some(Before::Name), 0),
            "starter" => (None, STARTER),
            "when" => (None, WHEN),
            "reporting" => (None, REPORTING),
            "suffix" => (None, SUFFIX),
            "label" => (None, LABEL),
            "opening" => (None, OPENING),
            _ => continue,
        };
        for form in forms(word, class) {
            let number = table.words.add(&form) as usize;
            if number == table.known.len() {
                table.known.push(Known::default());
            }
            if before.is_some() {
                table.before.add(&form);
            }
            let known = &mut table.known[number];
            known.before = known.before.or(before);
            known.after |= after;
        }
    }
    table
}

/// The spellings one entry stands for.
fn forms(word: &str, class: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let has_capital = word.contains(char::is_uppercase);
    // One capital is an initial before a mark.
    let letter = word.len() == 1 && class != "starter";
    if letter {
        return forms;
    }
    if !has_capital {
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            forms.push(first.to_uppercase().chain(chars).collect());
        }
    }
    let upper = match class {
        "state" => false,
        // "CA" is California, "IT" is hardly ever the pronoun.
        "mid" => word.contains('.'),
        "starter" => word.len() > 2,
        _ => true,
    };
    if upper {
        forms.push(word.to_uppercase());
    }
    // A curly apostrophe is looked up as it stands in the text.
    if word.contains('\'') {
        let curly: Vec<String> = forms.iter().map(|f| f.replace('\'', "’")).collect();
        forms.extend(curly);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_has_a_known_class() {
        let known = [
            "title",
            "mid",
            "place",
            "soft",
            "month",
            "state",
            "end",
            "time",
            "number",
            "unit",
            "name",
            "starter",
            "when",
            "reporting",
            "suffix",
            "label",
            "opening",
        ];
        for (class, word) in items(LIST) {
            assert!(known.contains(&class), "{class:?} of {word:?}");
            assert!(LIST.contains(&format!("# class {class}: ")), "{class} is not explained");
            let length = (1..=LONGEST).contains(&word.len());
            assert!(length && !word.contains(char::is_whitespace), "{word:?}");
        }
        for key in ["id", "version", "title", "description", "weights", "licence", "sources"] {
            assert!(
                LIST.lines().any(|line| line.starts_with(&format!("# {key}: "))),
                "header {key} is missing"
            );
        }
    }

    #[test]
    fn what_has_a_class_may_be_listed() {
        for (_, word) in items(LIST) {
            let is_known = known(word).before.is_some();
            assert!(!is_known || may_be_listed(word.as_bytes()), "{word}");
            assert_eq!(before(word), known(word).before, "{word}");
        }
        for word in ["", "zzz", "an unusually long word"] {
            assert!(!may_be_listed(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn entries_stand_for_their_spellings() {
        for (word, class) in [
            ("Dr", Some(Before::Title)),
            ("DR", Some(Before::Title)),
            ("dr", None),
            ("a.m", Some(Before::Time)),
            ("A.M", Some(Before::Time)),
            ("Calif", Some(Before::Soft)),
            ("MASS", None),
            ("mass", None),
            ("Ph.D", Some(Before::Soft)),
            ("Gov’t", Some(Before::Soft)),
            ("minister", None),
        ] {
            assert_eq!(before(word), class, "{word}");
        }
        assert_eq!(after("The") & STARTER, STARTER);
        assert_eq!(after("Monday") & WHEN, WHEN);
        assert_eq!(after("monday"), 0);
        assert_eq!(after("Smith"), 0);
    }
}
