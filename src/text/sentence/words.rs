//! The words around a mark: what an abbreviation is, and which words begin a sentence.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::text::items;

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

struct Tables {
    before: HashMap<Box<[u8]>, Before>,
    after: HashMap<Box<[u8]>, u8>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| read(LIST));

/// Class of the word before a full stop, without the stop itself.
pub(super) fn before(word: &[u8]) -> Option<Before> {
    if word.len() > LONGEST {
        return None;
    }
    TABLES.before.get(word).copied()
}

/// Flags of the word after a mark; 0 for a word that is not listed.
pub(super) fn after(word: &[u8]) -> u8 {
    if word.len() > LONGEST {
        return 0;
    }
    TABLES.after.get(word).copied().unwrap_or(0)
}

fn read(list: &'static str) -> Tables {
    let mut tables = Tables { before: HashMap::new(), after: HashMap::new() };
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
            if let Some(before) = before {
                tables.before.entry(form).or_insert(before);
            } else {
                *tables.after.entry(form).or_insert(0) |= after;
            }
        }
    }
    tables
}

/// The spellings one entry stands for.
fn forms(word: &str, class: &str) -> Vec<Box<[u8]>> {
    let mut forms = vec![word.to_owned()];
    let has_capital = word.contains(char::is_uppercase);
    // One capital is an initial before a mark.
    let letter = word.len() == 1 && class != "starter";
    if letter {
        return vec![word.as_bytes().into()];
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
    forms.into_iter().map(|form| form.into_bytes().into_boxed_slice()).collect()
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
            assert_eq!(before(word.as_bytes()), class, "{word}");
        }
        assert_eq!(after(b"The") & STARTER, STARTER);
        assert_eq!(after(b"Monday") & WHEN, WHEN);
        assert_eq!(after(b"monday"), 0);
        assert_eq!(after(b"Smith"), 0);
    }
}
