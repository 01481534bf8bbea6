//! Lines that their words give away: labels of boilerplate, captions and sources, credits, dates.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::head::capitalised_share;
use crate::text::date;
use crate::text::language;
use crate::text::list::items;

pub(in crate::text) const LIST: &str = include_str!("../../../lexicons/text/lines.txt");

/// A label of the list.
#[derive(Clone, Copy)]
struct Label {
    class: &'static str,
    text: &'static str,
    /// The line may go on.
    open: bool,
}

/// Labels by their first word, so that a line costs one look-up.
static LABELS: LazyLock<HashMap<&'static str, Vec<Label>>> = LazyLock::new(|| {
    let mut labels: HashMap<&'static str, Vec<Label>> = HashMap::new();
    for (class, item) in items(LIST) {
        let text = item.strip_suffix('*').unwrap_or(item);
        let label = Label { class, text, open: text.len() < item.len() };
        labels.entry(first_word(text)).or_default().push(label);
    }
    labels
});

/// Letters and digits at the head of `text`, after brackets and the like.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// The labels that begin with `word`, in any case.
fn labels(word: &str) -> &'static [Label] {
    const LONGEST: usize = 24;
    let mut buffer = [0; LONGEST];
    let found = match buffer.get_mut(..word.len()) {
        Some(lower) if word.is_ascii() => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).ok().and_then(|lower| LABELS.get(lower))
        }
        _ => LABELS.get(word.to_lowercase().as_str()),
    };
    found.map_or(&[], Vec::as_slice)
}

/// Longest line that a label can make something other than body.
const LONGEST_LABELLED: usize = 240;

/// The class of the label that a line is or begins with, among `classes`.
pub(super) fn label_class(text: &str, classes: &[&str]) -> Option<&'static str> {
    if text.len() > LONGEST_LABELLED {
        return None;
    }
    // the labels without a word ("©") stand under the empty one
    let candidates = || labels(first_word(text)).iter().chain(labels(""));
    if candidates().all(|label| !classes.contains(&label.class)) {
        return None;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let fits = |label: &&Label| {
        classes.contains(&label.class)
            && if label.open {
                lower.strip_prefix(label.text).is_some_and(|rest| label_ends(label, rest))
            } else {
                bare == label.text
            }
    };
    candidates().find(fits).map(|label| label.class)
}

/// Whether a line is, or begins with, a label of a class.
pub(super) fn labelled(text: &str, class: &str) -> bool {
    label_class(text, &[class]).is_some()
}

/// A label is a whole word, and what follows it is no sentence that only begins like one ("Sources:
/// two men who asked not to be named said so.").
fn label_ends(label: &Label, rest: &str) -> bool {
    let head = label.text;
    if label.class == "source" && is_sentence(rest) {
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
        && language::function_share(text) >= 0.25
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
        let stands_apart = bracketed || at > 0 && bytes[at - 1] == b' ';
        let name = first_word(&end[at..]);
        let after = &end[at + name.len()..];
        stands_apart
            && matches!(name, "Photo" | "Image" | "Picture" | "Photograph" | "Credit")
            && (bracketed || after.starts_with(':') || after.starts_with(" by "))
    };
    memchr::memchr3_iter(b'P', b'I', b'C', bytes).any(is_credit)
        || AGENCIES.iter().any(|agency| {
            let head = end.trim_end_matches([')', ']', '.']).strip_suffix(agency);
            head.is_some_and(|head| head.trim_end().ends_with(['/', '|', '(', ',', '–', '—', '-']))
        })
}

/// Nothing but a date or a time of day, and the words that go with them.
pub(super) fn is_date_line(text: &str) -> bool {
    if text.len() > 120 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let label = |word: &str| date::weekday(word) || is_label_word(word);
    let first = first_word(text);
    if !(first.starts_with(|c: char| c.is_ascii_digit())
        || label(first)
        || date::month(first).is_some())
    {
        return false;
    }
    let (found, rest) = without_date(text);
    let mut time = false;
    let only_labels = rest
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, ':'))
        .map(|word| word.trim_matches(':'))
        .filter(|word| !word.is_empty())
        .all(|word| {
            let clock = is_clock(word);
            // a bare number is a time only beside one
            time |= clock && word.contains(|c: char| !c.is_ascii_digit());
            clock || label(word)
        });
    only_labels && (found || time)
}

/// "Marrowgate, 22 September": a dateline on a line of its own.
pub(super) fn is_place_and_day(text: &str) -> bool {
    if text.len() > 60 || date::find(text).is_some() {
        return false;
    }
    let Some(day) = date::find_day(text) else { return false };
    let place = text[..day.start].trim_end();
    let rest = text[day.end..].trim_end_matches('.');
    let words = place.split_whitespace().count();
    rest.is_empty()
        && (place.is_empty()
            || place.ends_with(',') && words <= 3 && capitalised_share(place) == 1.0)
}

/// "10:42", "7pm", "10", "00Z", "10:42am".
pub(super) fn is_clock(word: &str) -> bool {
    let digits = word.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count();
    let rest = word[digits..].to_ascii_lowercase();
    (1..=8).contains(&digits) && matches!(rest.as_str(), "" | "am" | "pm" | "z" | "h")
        || digits == 0 && rest.strip_prefix('t').is_some_and(|r| !r.is_empty() && is_clock(r))
}

/// Whether a line holds a date, and the line without it ("a.m." and "p.m." as one word).
fn without_date(text: &str) -> (bool, String) {
    let (found, rest) = match date::find(text) {
        Some(date) => (true, [&text[..date.range.start], &text[date.range.end..]].join(" ")),
        None => (false, text.to_owned()),
    };
    let rest = rest.replace("a.m.", "am").replace("p.m.", "pm");
    (found, rest.replace(" am", "am").replace(" pm", "pm"))
}

/// Whether a word goes with a date or a time: "Published", "GMT".
pub(super) fn is_label_word(word: &str) -> bool {
    is_whole(word, "date")
}

fn is_whole(word: &str, class: &str) -> bool {
    labels(word).iter().any(|l| l.class == class && l.text.eq_ignore_ascii_case(word))
}

/// Bytes of the longest byline label at the head of a line in lower case.
pub(super) fn byline_label(lower: &str) -> Option<usize> {
    let fits = |label: &&Label| label.class == "byline" && lower.starts_with(label.text);
    labels(first_word(lower)).iter().filter(fits).map(|label| label.text.len()).max()
}

/// Whether a word closes the name of a newspaper or agency.
pub(super) fn is_outlet_noun(word: &str) -> bool {
    is_whole(word, "outlet")
}
