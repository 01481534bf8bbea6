//! Lines that their words give away: labels of boilerplate, captions and sources, credits, dates.

use std::sync::LazyLock;

use super::head::capitalised_share;
use crate::text::date;
use crate::text::list::items;

pub(in crate::text) const LIST: &str = include_str!("../../../lexicons/text/lines.txt");

struct Labels {
    whole: Vec<(&'static str, &'static str)>,
    prefix: Vec<(&'static str, &'static str)>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let (mut whole, mut prefix) = (Vec::new(), Vec::new());
    for (class, item) in items(LIST) {
        match item.strip_suffix('*') {
            Some(head) => prefix.push((class, head)),
            None => whole.push((class, item)),
        }
    }
    Labels { whole, prefix }
});

/// Longest line that a label can make something other than body.
const LONGEST_LABELLED: usize = 240;

pub(super) fn labelled(text: &str, class: &str) -> bool {
    if text.len() > LONGEST_LABELLED {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    LABELS.whole.iter().any(|(c, item)| *c == class && bare == *item)
        || LABELS.prefix.iter().any(|(c, head)| {
            *c == class && lower.strip_prefix(head).is_some_and(|rest| label_ends(head, rest))
        })
}

/// A label is a whole word, and what follows it is no sentence that only begins like one.
fn label_ends(head: &str, rest: &str) -> bool {
    if head.ends_with(':') || !head.ends_with(char::is_alphanumeric) || rest.starts_with([':', '/'])
    {
        return true;
    }
    let words = rest.split_whitespace().count();
    let ends_in_stop = rest.ends_with('.') && words > 4;
    !rest.starts_with(char::is_alphanumeric) && words <= 14 && !ends_in_stop
}

/// A photo credit closes the line: "… (Photo by A. Name)", "Image: A. Name", "A. Name/Agency".
pub(super) fn ends_with_credit(text: &str) -> bool {
    if text.len() > 600 {
        return false;
    }
    [
        "(Photo",
        "(Image",
        "(Picture",
        "[Photo",
        "[Image",
        " Photo: ",
        " Image: ",
        " Picture: ",
        " Photo by ",
        " Photograph: ",
        " Credit: ",
    ]
    .iter()
    .filter_map(|mark| text.rfind(mark).map(|at| text.len() - at))
    .any(|len| len < 80)
        || text.ends_with("Getty Images")
        || text.ends_with("Getty Images)")
}

/// Nothing but a date or a time of day, and the words that go with them.
pub(super) fn is_date_line(text: &str) -> bool {
    if text.len() > 120 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let (found, rest) = without_date(text);
    let mut time = false;
    let label = |word: &str| date::weekday(word) || is_label_word(word);
    let only_labels = rest
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, ':'))
        .map(|word| word.trim_matches(':'))
        .filter(|word| !word.is_empty())
        .all(|word| {
            let clock = is_clock(word);
            time |= clock;
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
    (found, rest.replace("a.m.", "am").replace("p.m.", "pm"))
}

pub(super) fn is_label_word(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    LABELS.whole.iter().any(|(c, w)| *c == "date" && lower == *w)
}

/// Bytes of the longest byline label at the head of a line in lower case.
pub(super) fn byline_label(lower: &str) -> Option<usize> {
    let fits = |(class, head): &&(&str, &str)| *class == "byline" && lower.starts_with(head);
    LABELS.prefix.iter().filter(fits).map(|(_, head)| head.len()).max()
}

/// Whether a word closes the name of a newspaper or agency.
pub(super) fn is_outlet_noun(lower: &str) -> bool {
    LABELS.whole.iter().any(|(class, word)| *class == "outlet" && lower == *word)
}
