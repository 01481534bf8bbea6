//! Lists inside a paragraph: "1. The first item 2. The second item".

/// Longest label of a list item, in bytes: "viii" or "100".
const LABEL: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Series {
    Number,
    Small,
    Capital,
}

/// The list that a paragraph is in: its kind of label, how its markers end, and the label that comes next.
#[derive(Default)]
pub(super) struct List {
    open: Option<(Series, &'static str, u32)>,
}

impl List {
    /// Where the item begins whose marker ends in the mark at byte `at`; `None` when the mark ends no marker of a list.
    ///
    /// A list begins with its first label at the start of a sentence; after that, its next label begins an item anywhere.
    pub(super) fn marker(&mut self, text: &str, start: usize, at: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let style = match (bytes[at], bytes.get(at + 1)) {
            (b'.', Some(b')')) => ".)",
            (b'.', _) => ".",
            _ => ")",
        };
        let after = bytes.get(at + style.len())?;
        if !after.is_ascii_whitespace() {
            return None;
        }
        let label =
            bytes[..at].iter().rev().take(LABEL).take_while(|b| b.is_ascii_alphanumeric()).count();
        let from = at - label;
        let free =
            from == 0 || bytes[from - 1].is_ascii_whitespace() || !bytes[from - 1].is_ascii();
        if label == 0 || !free {
            return None;
        }
        let (series, value) = value(&text[from..at])?;
        // "A. Smith" is a name.
        if series == Series::Capital && style == "." {
            return None;
        }
        let expected = self.open.is_some_and(|list| list == (series, style, value));
        let first = value == 1 && from == start;
        if !(expected || first) {
            return None;
        }
        // "It rose to 2. the most" goes on.
        if from > start && !begins_item(text, at + style.len(), series) {
            return None;
        }
        self.open = Some((series, style, value + 1));
        Some(from)
    }
}

fn begins_item(text: &str, at: usize, series: Series) -> bool {
    text[at..]
        .trim_start_matches(' ')
        .starts_with(|c: char| c.is_uppercase() || (series == Series::Small && c.is_alphabetic()))
}

/// The place of a label in its series, from 1.
fn value(label: &str) -> Option<(Series, u32)> {
    if let [letter] = label.as_bytes() {
        if letter.is_ascii_lowercase() {
            return Some((Series::Small, u32::from(letter - b'a') + 1));
        }
        if letter.is_ascii_uppercase() {
            return Some((Series::Capital, u32::from(letter - b'A') + 1));
        }
    }
    if label.len() > 3 {
        return None;
    }
    label.parse().ok().map(|value| (Series::Number, value))
}

/// Long enough for any label with its bullet and brackets.
pub(super) const LONGEST: usize = 12;

/// Whether a sentence holds nothing but a label or marks so far, so that a full stop cannot end it.
pub(super) fn is_label(sentence: &str) -> bool {
    if sentence.len() > LONGEST {
        return false;
    }
    let label = sentence.trim_matches(|c: char| !c.is_alphanumeric());
    let roman =
        label.bytes().all(|b| b"ivx".contains(&b)) || label.bytes().all(|b| b"IVX".contains(&b));
    let number = label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit());
    label.chars().nth(1).is_none() || number || (roman && label.len() <= LABEL)
}
