//! Lines that their words give away: labels of boilerplate, captions and sources, credits, dates.

use std::ops::Range;
use std::sync::LazyLock;

use super::head::is_capitalised;
use crate::text::date;
use crate::text::language;
use crate::text::list::items;
use crate::text::shapes::Shapes;
use crate::text::token::word_run;
use crate::text::vocabulary::Vocabulary;

pub(in crate::text) const LIST: &str = include_str!("../../../lexicons/text/lines.txt");

/// What a label makes of its line, or a word of its neighbours; the head of the list explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Boilerplate,
    Source,
    Caption,
    Byline,
    Date,
    Outlet,
}

/// A label of the list.
#[derive(Clone, Copy)]
struct Label {
    class: Class,
    text: &'static str,
    /// The line may go on.
    open: bool,
}

/// What lines may be by their first word, so that a line costs one look-up.
struct Words {
    numbers: Vocabulary,
    /// By number; the first is any other word.
    known: Vec<Known>,
    /// Most words at the head of a line are none of these.
    shapes: Shapes,
    /// The labels without a word, which lines may begin with: "©".
    marks: Vec<Label>,
}

/// What is known of a word at the head of a line.
#[derive(Default)]
pub(super) struct Known {
    labels: Vec<Label>,
    /// May begin a date line.
    dated: bool,
}

impl Known {
    /// No label, and no part of a date.
    pub(super) fn is_nothing(&self) -> bool {
        self.labels.is_empty() && !self.dated
    }
}

impl Words {
    fn add(&mut self, word: &str) -> &mut Known {
        let number = self.numbers.add(word) as usize;
        if number == self.known.len() {
            self.known.push(Known::default());
            self.shapes.add(word);
        }
        &mut self.known[number]
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut all = Words {
        numbers: Vocabulary::default(),
        known: vec![Known::default()],
        shapes: Shapes::new(),
        marks: Vec::new(),
    };
    for (class, item) in items(LIST) {
        let class = match class {
            "boilerplate" => Class::Boilerplate,
            "source" => Class::Source,
            "caption" => Class::Caption,
            "byline" => Class::Byline,
            "date" => Class::Date,
            "outlet" => Class::Outlet,
            _ => continue,
        };
        let text = item.strip_suffix('*').unwrap_or(item);
        let word = &text[first_word(text)];
        let label = Label { class, text, open: text.len() < item.len() };
        if word.is_empty() {
            debug_assert!(label.open && !text.starts_with(|c: char| c.is_ascii()));
            all.marks.push(label);
            continue;
        }
        let known = all.add(word);
        known.labels.push(label);
        known.dated |= class == Class::Date && text == word;
    }
    for word in date::names() {
        all.add(word).dated = true;
    }
    all
});

/// Letters and digits at the head of `text`, after brackets and the like; empty where there are none.
pub(super) fn first_word(text: &str) -> Range<usize> {
    let bytes = text.as_bytes();
    let start = bytes.iter().take_while(|b| b.is_ascii() && !b.is_ascii_alphanumeric()).count();
    let end = word_run(bytes, start);
    if bytes.get(end).is_none_or(u8::is_ascii) {
        return start..end;
    }
    let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let run = text[start..].find(|c: char| !c.is_alphanumeric());
    start..run.map_or(text.len(), |run| start + run)
}

/// What is known of a word of a text, in any case.
pub(super) fn known(text: &str, word: Range<usize>) -> &'static Known {
    let all = &*WORDS;
    let form = &text[word.clone()];
    let is_ascii = form.is_ascii();
    let may_be_known = !is_ascii || all.shapes.may_have(form.as_bytes());
    let number = if text.len() > LONGEST_LABELLED || !may_be_known {
        0
    } else if is_ascii {
        all.numbers.of_ascii(text, word.start, word.len())
    } else {
        all.numbers.get(&form.to_lowercase())
    };
    &all.known[number as usize]
}

impl Label {
    /// What follows the label at the head of `text`, in any case.
    fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (label, bytes) = (self.text.as_bytes(), text.as_bytes());
        if let Some(head) = bytes.get(..label.len()).filter(|head| head.is_ascii()) {
            return head.eq_ignore_ascii_case(label).then(|| &text[label.len()..]);
        }
        let (mut label, mut rest) = (self.text.chars(), text.chars());
        while !label.as_str().is_empty() {
            for c in rest.next()?.to_lowercase() {
                label.next().filter(|wanted| *wanted == c)?;
            }
        }
        Some(rest.as_str())
    }

    /// Whether a line is the label, or begins with it where it may go on.
    fn fits(&self, text: &str) -> bool {
        if self.open {
            self.strip(text).is_some_and(|rest| label_ends(self, rest))
        } else {
            let bare = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
            self.strip(bare) == Some("")
        }
    }
}

/// Longest line that a label can make something other than body.
const LONGEST_LABELLED: usize = 240;

/// The class of the label that a line is or begins with, among `classes`; `known` is its first word.
pub(super) fn label_class(text: &str, known: &Known, classes: &[Class]) -> Option<Class> {
    if text.len() > LONGEST_LABELLED {
        return None;
    }
    let marks = if text.starts_with(|c: char| c.is_ascii()) { &[][..] } else { &WORDS.marks };
    let mut candidates = known.labels.iter().chain(marks);
    let label = candidates.find(|label| classes.contains(&label.class) && label.fits(text));
    label.map(|label| label.class)
}

/// Whether a line is, or begins with, a label of a class.
pub(super) fn labelled(text: &str, class: Class) -> bool {
    label_class(text, known(text, first_word(text)), &[class]).is_some()
}

/// A label is a whole word, and what follows it is no sentence that only begins like one ("Sources:
/// two men who asked not to be named said so.").
fn label_ends(label: &Label, rest: &str) -> bool {
    let head = label.text;
    if label.class == Class::Source && is_sentence(rest) {
        return false;
    }
    if head.ends_with(':') || !head.ends_with(char::is_alphanumeric) || rest.starts_with([':', '/'])
    {
        return true;
    }
    let words = rest.split_whitespace().count();
    let ends_in_stop = rest.ends_with('.') && words > 4;
    !rest.starts_with(char::is_alphanumeric) && words <= 14 && !ends_in_stop
}

/// Picture agencies that credits name last.
const AGENCIES: [&str; 4] = ["Getty Images", "Shutterstock", "Shutterstock.com", "AP Photo"];

/// An English sentence of some length: "two men who asked not to be named said so."
fn is_sentence(text: &str) -> bool {
    text.ends_with('.')
        && text.split_whitespace().count() >= 7
        && language::has_function_words(&text.to_lowercase(), 0.25)
}

/// A photo credit closes the line: "… (Photo by A. Name)", "Image: A. Name", "A. Name/Agency".
pub(super) fn ends_with_credit(text: &str) -> bool {
    const LONGEST_CREDIT: usize = 80;
    if text.len() > 600 {
        return false;
    }
    let mut from = text.len().saturating_sub(LONGEST_CREDIT);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let end = &text[from..];
    let bytes = end.as_bytes();
    let is_credit = |at: usize| {
        let bracketed = at > 0 && matches!(bytes[at - 1], b'(' | b'[');
        if !bracketed && (at == 0 || bytes[at - 1] != b' ') {
            return false;
        }
        let (name, after) = end[at..].split_at(first_word(&end[at..]).end);
        matches!(name, "Photo" | "Image" | "Picture" | "Photograph" | "Credit")
            && (bracketed || after.starts_with(':') || after.starts_with(" by "))
    };
    let named = end.trim_end_matches([')', ']', '.']);
    memchr::memchr3_iter(b'P', b'I', b'C', bytes).any(is_credit)
        || AGENCIES
            .iter()
            .filter_map(|agency| named.strip_suffix(agency))
            .any(|head| head.trim_end().ends_with(['/', '|', '(', ',', '–', '—', '-']))
}

/// Nothing but a date or a time of day, and the words that go with them; the first is `word`, of which this
/// is known.
pub(super) fn is_date_line(text: &str, word: &str, known: &Known) -> bool {
    let dated = word.starts_with(|c: char| c.is_ascii_digit()) || known.dated && word.is_ascii();
    if text.len() > 120 || !dated || !date::has_digit(text) {
        return false;
    }
    let label = |word: &str| date::weekday(word) || is_label_word(word);
    // a long word can be no part of "10 a.m.": most lines end here
    let is_long = |word: &str| word.len() > 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let is_other = |word| is_long(word) && !word.starts_with(['a', 'p', 't', 'T']) && !label(word);
    if words(text).any(|word| is_other(word) && date::month(word).is_none()) {
        return false;
    }
    let date = date::find(text).map_or(text.len()..text.len(), |date| date.range);
    let parts = [&text[..date.start], &text[date.end..]];
    let rest = parts.join(" ").replace("a.m.", "am").replace("p.m.", "pm");
    let mut time = false;
    let only_labels = words(&rest.replace(" am", "am").replace(" pm", "pm")).all(|word| {
        let clock = is_clock(word);
        // a bare number is a time only beside one
        time |= clock && word.contains(|c: char| !c.is_ascii_digit());
        clock || label(word)
    });
    only_labels && (!date.is_empty() || time)
}

/// Letters and digits, with the colons inside.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != ':')
        .map(|word| word.trim_matches(':'))
        .filter(|word| !word.is_empty())
}

/// "Marrowgate, 22 September": a dateline on a line of its own.
pub(super) fn is_place_and_day(text: &str) -> bool {
    if text.len() > 60 || !date::has_digit(text) {
        return false;
    }
    let bare = text.trim_end_matches('.');
    let letters = bare.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let ends_in_day = bare.ends_with(|c: char| c.is_ascii_digit())
        || date::month(&bare[bare.len() - letters..]).is_some();
    if !ends_in_day {
        return false;
    }
    let Some(day) = date::find_day(text) else { return false };
    let place = text[..day.start].trim_end();
    let placed =
        || place.ends_with(',') && place.split_whitespace().count() <= 3 && is_capitalised(place);
    day.end == bare.len() && (place.is_empty() || placed()) && date::find(text).is_none()
}

/// "10:42", "7pm", "10", "00Z", "10:42am".
pub(super) fn is_clock(word: &str) -> bool {
    let digits = word.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count();
    let rest = word[digits..].to_ascii_lowercase();
    (1..=8).contains(&digits) && matches!(rest.as_str(), "" | "am" | "pm" | "z" | "h")
        || digits == 0 && rest.strip_prefix('t').is_some_and(|r| !r.is_empty() && is_clock(r))
}

/// Whether a word goes with a date or a time: "Published", "GMT".
pub(super) fn is_label_word(word: &str) -> bool {
    is_whole(word, Class::Date)
}

fn is_whole(word: &str, class: Class) -> bool {
    known(word, 0..word.len())
        .labels
        .iter()
        .any(|l| l.class == class && l.text.eq_ignore_ascii_case(word))
}

/// Bytes of the longest byline label at the head of a line.
pub(super) fn byline_label(text: &str) -> Option<usize> {
    let labels = known(text, first_word(text)).labels.iter();
    let labels = labels.filter(|label| label.class == Class::Byline);
    labels.filter_map(|label| Some(text.len() - label.strip(text)?.len())).max()
}

/// Whether a word closes the name of a newspaper or agency.
pub(super) fn is_outlet_noun(word: &str) -> bool {
    is_whole(word, Class::Outlet)
}
