//! The first lines: headline, sub-headline, outlet, byline, and the dateline of the body.

use std::ops::Range;

use super::labels::{
    Class, byline_label, first_word, is_clock, is_date_line, is_label_word, is_outlet_noun, known,
    labelled,
};
use super::{RawLine, ends_sentence, in_capitals, starts_item};
use crate::text::{LineKind, Span, date, sentence};

/// How many lines with content may stand before the body.
const HEAD_LINES: usize = 16;
const LONGEST_HEADLINE: usize = 240;

/// Lines looked at below a first line that is no headline.
const BELOW_BODY: usize = 3;

/// Headline, sub-headline, outlet and byline; the index of the first body line. A line that looks
/// like a headline is one, unless it plainly is something else.
pub(super) fn read_head(source: &str, lines: &mut [RawLine], find_headline: bool) -> usize {
    let mut headline = None;
    let mut body = None;
    let mut limit = HEAD_LINES;
    let mut seen = 0;
    for at in 0..lines.len() {
        if matches!(lines[at].kind, LineKind::Blank | LineKind::Separator) {
            continue;
        }
        seen += 1;
        if seen > limit {
            return body.unwrap_or(at);
        }
        let text = lines[at].content.of(source);
        let wanted = find_headline && headline.is_none() && body.is_none();
        let kind = match lines[at].kind {
            LineKind::Body if is_dated_outlet(text) => LineKind::Outlet,
            LineKind::Body if is_byline(text) => LineKind::Byline,
            LineKind::Body if body.is_some() => return body.unwrap_or(at),
            LineKind::Body if wanted && stands_above_headline(source, lines, at) => {
                LineKind::Outlet
            }
            LineKind::Body if wanted && is_headline(source, lines, at) => {
                headline = Some(at);
                LineKind::Headline
            }
            LineKind::Body if labelled(text, Class::Source) => LineKind::Source,
            LineKind::Body => match under_headline(source, lines, headline, find_headline, at) {
                Some(kind) => kind,
                None if headline.is_some() => return at,
                None => {
                    // a first line that is no headline may still stand above outlet and byline
                    body = Some(at);
                    limit = seen + BELOW_BODY;
                    continue;
                }
            },
            // "Copyright Reform Fails In Parliament": the label is the first word of a title
            LineKind::Boilerplate | LineKind::Caption
                if wanted && is_title_case(text) && is_headline(source, lines, at) =>
            {
                headline = Some(at);
                LineKind::Headline
            }
            _ => continue,
        };
        lines[at].kind = kind;
        lines[at].wraps = false;
        if let Some(before) = at.checked_sub(1) {
            lines[before].wraps = false;
        }
    }
    body.unwrap_or(lines.len())
}

/// What only a headline above makes of a line.
fn under_headline(
    source: &str,
    lines: &[RawLine],
    headline: Option<usize>,
    find_headline: bool,
    at: usize,
) -> Option<LineKind> {
    let text = lines[at].content.of(source);
    if find_headline && headline.is_none() {
        return None;
    }
    if headline.is_some_and(|h| lines[h].content.of(source) == text) {
        // scrapers often print the title twice: it is read once
        return Some(LineKind::Boilerplate);
    }
    if is_staff_line(text) || signs(source, lines, at) {
        return Some(LineKind::Byline);
    }
    if outlet_name(text).is_some() {
        return Some(LineKind::Outlet);
    }
    headline.filter(|&h| is_subheadline(source, lines, h, at)).map(|_| LineKind::Subheadline)
}

/// A single line without a sentence end inside, followed by a break or in capitals.
fn is_headline(source: &str, lines: &[RawLine], at: usize) -> bool {
    let text = lines[at].content.of(source);
    if text.len() > LONGEST_HEADLINE || !is_one_sentence(text) {
        return false;
    }
    if in_capitals(text) || lines[at].tagged && followed_by_more(lines, at) {
        return true;
    }
    let opens = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name_like = opens.starts_with(|c: char| !c.is_lowercase());
    let stopped =
        text.ends_with('.') && !text.ends_with("U.S.") && !stop_is_typesetting(source, lines, at);
    name_like
        && !stopped
        && !text.ends_with([',', ';', ':', '…'])
        && !lines[at].wraps
        && !starts_item(text)
        && dateline(text).is_none()
        && followed_by_more(lines, at)
}

/// Some outlets set a stop behind their titles: a short line in title case or above a dateline, with
/// a longer paragraph below it.
fn stop_is_typesetting(source: &str, lines: &[RawLine], at: usize) -> bool {
    let text = lines[at].content.of(source);
    let blank_below = lines.get(at + 1).is_some_and(|line| line.kind == LineKind::Blank);
    let next = lines[at + 1..].iter().find(|line| line.kind == LineKind::Body);
    let below = next.is_some_and(|next| {
        let longer = next.content.len() > 2 * lines[at].content.len();
        dateline(next.content.of(source)).is_some() || longer && is_title_case(text)
    });
    text.len() <= 100 && blank_below && below
}

/// Four and more words, all with capitals but the small joining ones.
fn is_title_case(text: &str) -> bool {
    is_capitalised(text)
        && text.split_whitespace().nth(3).is_some()
        && !text.contains(|c: char| c.is_ascii_digit() || c == '©')
}

/// The name of a newspaper as a masthead: "The Selwick Herald", with the headline below it.
fn stands_above_headline(source: &str, lines: &[RawLine], at: usize) -> bool {
    let text = lines[at].content.of(source);
    let masthead = text.starts_with("The ") && outlet_name(text).is_some();
    masthead
        && (at + 1..lines.len())
            .filter(|&i| lines[i].kind == LineKind::Body)
            .take(2)
            .any(|i| is_headline(source, lines, i))
}

/// No sentence ends inside the line.
pub(super) fn is_one_sentence(text: &str) -> bool {
    if sentence::has_no_stop(text) {
        return !text.trim().is_empty();
    }
    let mut parts = Vec::new();
    sentence::split(text, Span::from_range(0..text.len()), &mut parts);
    parts.len() == 1
}

/// Some line with content follows.
fn followed_by_more(lines: &[RawLine], at: usize) -> bool {
    lines[at + 1..]
        .iter()
        .any(|l| !matches!(l.kind, LineKind::Blank | LineKind::Separator | LineKind::Boilerplate))
}

/// The first heading-like line under the headline, or a further line in capitals right below it.
fn is_subheadline(source: &str, lines: &[RawLine], headline: usize, at: usize) -> bool {
    let text = lines[at].content.of(source);
    let only_marks = lines[headline + 1..at].iter().all(|l| {
        !matches!(l.kind, LineKind::Subheadline | LineKind::Caption | LineKind::Boilerplate)
    });
    let words = || text.split_whitespace().take(31).count();
    let title = !text.ends_with(['.', ',', ';', ':', '…', '"', '”', '?', '!', '\''])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && (3..=30).contains(&words())
        && !lines[at].wraps
        && dateline(text).is_none()
        && followed_by_more(lines, at);
    only_marks && (title || at == headline + 1 && in_capitals(text))
}

/// What parts a byline from what else stands on its line.
const PARTS: [char; 3] = ['|', '•', '·'];

/// "By Ann Lee", "Reported by A. Lee and B. Roe, in Port Town".
pub(super) fn is_byline(text: &str) -> bool {
    let parts = || text.split(PARTS).map(str::trim).filter(|part| !part.is_empty());
    let signed = |part: &str| byline_name(part).is_some();
    let dated = |part: &str| {
        let word = first_word(part);
        is_date_line(part, &part[word.clone()], known(part, word))
    };
    let known = |part: &str| signed(part) || is_staff_line(part) || dated(part);
    // found by their first bytes
    let mut marks = memchr::memchr3_iter(b'|', 0xE2, 0xC2, text.as_bytes());
    let mut parted = || marks.any(|at| text[at..].starts_with(PARTS));
    signed(text) || parted() && parts().any(signed) && parts().all(known)
}

/// "Ann Lee, Staff Writer", "Union Telegraph Writer"
fn is_staff_line(text: &str) -> bool {
    const ROLES: [&str; 5] = ["correspondent", " writer", "reporter", "columnist", " editor"];
    let ends_with = |role: &str| {
        let from = text.len().saturating_sub(role.len());
        text.as_bytes()[from..].eq_ignore_ascii_case(role.as_bytes())
    };
    text.len() <= 80
        && ROLES.into_iter().any(ends_with)
        && text.split_whitespace().count() <= 8
        && is_capitalised(text)
}

/// A name alone, between the headline and the date, outlet or first paragraph: "Leopold Crane".
fn signs(source: &str, lines: &[RawLine], at: usize) -> bool {
    let text = lines[at].content.of(source);
    let plain = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.all(|c| c.is_lowercase() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let words = || text.split_whitespace();
    if !words().all(plain) || !(2..=3).contains(&words().count()) || text.ends_with('.') {
        return false;
    }
    let stands_alone = !lines[at].wraps && (at == 0 || !lines[at - 1].wraps);
    let next =
        lines[at + 1..].iter().find(|l| !matches!(l.kind, LineKind::Blank | LineKind::Separator));
    let above_text = next.is_some_and(|next| match next.kind {
        LineKind::Date | LineKind::Outlet => true,
        LineKind::Body => {
            let text = next.content.of(source);
            is_dated_outlet(text) || text.len() > 60 && next.ends
        }
        _ => false,
    });
    stands_alone && above_text && !words().next_back().is_some_and(ends_outlet)
}

/// Whether a word in any case closes the name of a newspaper or agency.
fn ends_outlet(word: &str) -> bool {
    is_outlet_noun(&word.to_lowercase())
}

/// The name in a byline that may have other parts ("Updated 4 p.m. | By Ann Lee"), as a byte range
/// of the line.
pub(crate) fn byline_in(text: &str) -> Option<Range<usize>> {
    byline_name(text).or_else(|| {
        let mut start = 0;
        text.split_inclusive(PARTS).find_map(|part| {
            let bare = part.trim_start();
            let from = start + part.len() - bare.len();
            start += part.len();
            let name = byline_name(bare.trim_end_matches(['|', '•', '·', ' ']))?;
            Some(from + name.start..from + name.end)
        })
    })
}

/// The name in a byline, as a byte range of the line.
fn byline_name(text: &str) -> Option<Range<usize>> {
    if text.len() > 120 || ends_sentence(text) {
        return None;
    }
    let head = byline_label(text)?;
    let rest = &text[head..];
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut start =
        head + rest.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    if text.as_bytes()[start..].get(..3).is_some_and(|by| by.eq_ignore_ascii_case(b"by ")) {
        start += 3;
    }
    let mut name = &text[start..];
    if let Some(found) = date::find(name) {
        name = &name[..found.range.start];
    }
    let end = name.find(['|', '•', '·', '(', '&']).unwrap_or(name.len());
    let name = name[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    is_person(name).then(|| start..start + name.len())
}

/// A name of two to four words with capitals (or one in capitals: "AFP"), and perhaps more behind a
/// comma or "and".
fn is_person(name: &str) -> bool {
    let first = name.split([',', ';']).next().unwrap_or(name);
    let first = first.split(" and ").next().unwrap_or(first);
    let first = first.split(" in ").next().unwrap_or(first).trim();
    let words = first.split_whitespace().count();
    let article = ["The ", "A ", "An "].iter().any(|article| first.starts_with(article));
    let sized = (2..=4).contains(&words)
        || words == 1 && first.len() >= 2 && !first.contains(char::is_lowercase);
    name.starts_with(char::is_uppercase)
        && sized
        && !article
        && !name.contains(':')
        && name.split_whitespace().count() <= 12
        && is_capitalised(first)
}

/// Whether every word begins with a capital, small joining words aside.
pub(super) fn is_capitalised(text: &str) -> bool {
    const JOINING: [&str; 13] =
        ["and", "of", "the", "for", "in", "de", "van", "von", "al", "bin", "la", "&", "at"];
    let words =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut words = words.filter(|word| !word.is_empty() && !JOINING.contains(word)).peekable();
    words.peek().is_some()
        && words.all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// "RT, 28 Nov 2016"
fn is_dated_outlet(text: &str) -> bool {
    may_be_outlet(text)
        && date::find(text).is_some_and(|found| dated_outlet(text, found.range).is_some())
}

/// The outlet's name in a line such as "RT, 28 Nov 2016" or "The Selwick Herald", as a byte range.
pub(crate) fn outlet_name(text: &str) -> Option<Range<usize>> {
    if !may_be_outlet(text) {
        return None;
    }
    if let Some(found) = date::find(text) {
        return dated_outlet(text, found.range);
    }
    let mut words = text.split_whitespace();
    let is_name = words.next_back().is_some_and(ends_outlet) && words.next().is_some();
    (is_name && is_outlet(text, 5)).then_some(0..text.len())
}

/// The name before the date that stands at `date`.
fn dated_outlet(text: &str, date: Range<usize>) -> Option<Range<usize>> {
    let parted = text[..date.start].trim_end_matches(|c: char| c.is_whitespace());
    let head = parted.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    // a weekday or a label between name and date belongs to the date
    let head = trim_date_words(head);
    let clean_tail = text[date.end..]
        .split(|c: char| !c.is_alphanumeric() && c != ':')
        .filter(|w| !w.is_empty())
        .all(|w| is_clock(w) || date::weekday(w) || is_label_word(w));
    let marked = parted.len() > head.len() || head.split_whitespace().count() <= 2;
    (clean_tail && marked && is_outlet(head, 6)).then_some(0..head.len())
}

fn may_be_outlet(text: &str) -> bool {
    text.len() <= 120 && (text.ends_with('.') || !ends_sentence(text))
}

fn is_outlet(name: &str, words: usize) -> bool {
    name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && name.split_whitespace().count() <= words
        && is_capitalised(name)
}

fn trim_date_words(head: &str) -> &str {
    let mut head = head;
    loop {
        let bare = head.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let last = bare.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let date_word = date::weekday(last) || last.len() > 2 && is_label_word(last);
        if last.is_empty() || !date_word {
            return bare;
        }
        head = &bare[..bare.len() - last.len()];
    }
}

/// A dateline at the head of a body line: "ALEPPO (Reuters) —", "PORT SELWICK, Nov. 3 (AP) -".
/// Its byte range, and that of the agency in brackets.
pub(crate) fn dateline(text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let mut window = text.len().min(90);
    while !text.is_char_boundary(window) {
        window -= 1;
    }
    let head = &text[..window];
    let dash = first_dash(head)?;
    let (at, end) = (dash.start, dash.end);
    let place = head[..at + usize::from(head[at..].starts_with(')'))].trim_end();
    let agency = place.rfind('(').and_then(|open| {
        let close = place[open..].find(')')? + open;
        (close + 1 == place.len()).then(|| open + 1..close)
    });
    let town = agency.as_ref().map_or(place, |a| &place[..a.start - 1]).trim_end();
    let first = town.split(',').next().unwrap_or(town);
    let capitals = first.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !first.contains(char::is_lowercase);
    let dated_town = agency.is_some() && is_capitalised(town) && at_most(6, town);
    let follows = text[end..].trim_start().starts_with(|c: char| !c.is_lowercase());
    (follows && (capitals && at_most(8, town) || dated_town)).then_some((0..end, agency))
}

fn at_most(words: usize, text: &str) -> bool {
    text.split_whitespace().count() <= words
}

/// The first of "—", "–", " - ", " -- ", ") -", "--".
fn first_dash(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'-', "—".as_bytes()[0], bytes).find_map(|at| {
        let (before, here) = bytes.split_at(at);
        match (before, here) {
            (_, [0xE2, 0x80, 0x93 | 0x94, ..]) => Some(at..at + 3),
            ([.., b')', b' '], [b'-', ..]) => Some(at - 2..at + 1),
            ([.., b' '], [b'-', b' ', ..]) => Some(at - 1..at + 2),
            ([.., b' '], [b'-', b'-', b' ', ..]) => Some(at - 1..at + 3),
            (_, [b'-', b'-', ..]) => Some(at..at + 2),
            _ => None,
        }
    })
}
