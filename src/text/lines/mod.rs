//! What each line of an article is, from its look and its place.
//!
//! Three looks at the lines, in order: what a line is by itself (blank, separator, date, label);
//! which of the first lines are headline, outlet and byline; which short lines inside the body are
//! headings. Hard-wrapped lines are told from paragraphs on the way.

mod head;
mod labels;
mod page;
mod tail;

use std::cell::Cell;
use std::ops::Range;

pub(crate) use head::{byline_in, dateline, outlet_name};
pub(super) use labels::LIST;

use super::typography::is_blank;
use super::{LineKind, Span};
use labels::{
    Class, ends_with_credit, first_word, is_date_line, is_place_and_day, known, label_class,
};

/// A line with its end mark, and its content without surrounding white space.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a line")]
pub(crate) struct RawLine {
    pub span: Span,
    pub content: Span,
    pub kind: LineKind,
    /// It stands in a heading tag, `<h1>` to `<h6>`.
    tagged: bool,
    /// Its content ends as a sentence does.
    ends: bool,
    /// Its content begins with a small letter.
    goes_on: bool,
    /// It goes on in the next line: the text is hard-wrapped here.
    pub wraps: bool,
}

/// Longer lines than this, in bytes, were not wrapped by hand or by a mail program.
const WIDEST_PAGE: u32 = 300;

thread_local! {
    /// Memory that one thread reuses from text to text.
    static LINES: Cell<Vec<RawLine>> = const { Cell::new(Vec::new()) };
}

/// Takes back what [`read`] gave, for the next text.
pub(crate) fn reuse(lines: Vec<RawLine>) {
    LINES.set(lines);
}

/// Cuts a text into lines and gives each its kind.
pub(crate) fn read(source: &str, find_headline: bool) -> Vec<RawLine> {
    let mut lines = split(source);
    for line in &mut lines {
        let text = line.content.of(source);
        line.kind = by_itself(text);
        line.ends = ends_sentence(text);
        line.goes_on = text.starts_with(char::is_lowercase);
    }
    let wrapped = is_wrapped(&lines);
    if !wrapped {
        page::mark_page(source, &mut lines);
    }
    mark_wraps(source, &mut lines, wrapped);
    let head = head::read_head(source, &mut lines, find_headline);
    tail::read_tail(source, &mut lines, head);
    tail::read_headings(source, &mut lines, head);
    lines
}

/// Lines with their ends (LF, CRLF, CR, or a Unicode line or paragraph separator) partition the text.
fn split(source: &str) -> Vec<RawLine> {
    let bytes = source.as_bytes();
    let marked = memchr::memchr(b'>', bytes).is_some();
    let mut lines = LINES.take();
    lines.clear();
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'\n', b'\r', 0xE2, &bytes[at..]) {
        let mark = at + found;
        let len = match bytes[mark] {
            b'\r' if bytes.get(mark + 1) == Some(&b'\n') => 2,
            b'\n' | b'\r' => 1,
            _ if matches!(bytes.get(mark + 1..mark + 3), Some([0x80, 0xA8 | 0xA9])) => 3,
            _ => 0,
        };
        at = mark + len.max(1);
        if len > 0 {
            lines.push(line(source, start..at, marked));
            start = at;
        }
    }
    if start < source.len() {
        lines.push(line(source, start..source.len(), marked));
    }
    lines
}

/// `marked`: the text may have tags.
fn line(source: &str, range: Range<usize>, marked: bool) -> RawLine {
    let text = &source[range.clone()];
    let all = match text.strip_suffix('\n').unwrap_or(text) {
        // most lines
        line if line.bytes().next().is_none_or(|first| first.is_ascii_graphic())
            && line.bytes().next_back().is_none_or(|last| last.is_ascii_graphic()) =>
        {
            line
        }
        _ => text.trim_matches(is_blank),
    };
    let marked = marked || matches!(all.as_bytes(), [b'&', ..] | [.., b';']);
    let inner = if marked { without_tags(all) } else { all };
    // a line of markup keeps its content: it is something, if not text
    let content = if inner.is_empty() { all } else { inner };
    let lead = |outer: &str, part: &str| part.as_ptr().addr() - outer.as_ptr().addr();
    let start = range.start + lead(text, content);
    let tag = all.as_bytes();
    let tagged = matches!(tag, [b'<', b'h' | b'H', b'1'..=b'6', ..]);
    RawLine {
        span: Span::from_range(range),
        content: Span::from_range(start..start + content.len()),
        kind: LineKind::Body,
        tagged,
        ends: false,
        goes_on: false,
        wraps: false,
    }
}

/// The text between the tags and `&nbsp;` at its ends.
fn without_tags(text: &str) -> &str {
    let mut rest = text;
    loop {
        let tag = super::token::tag(rest).or_else(|| rest.starts_with(NBSP).then_some(NBSP.len()));
        let Some(len) = tag else { break };
        rest = rest[len..].trim_start_matches(is_blank);
    }
    while let Some(end) = closing_tag(rest).or_else(|| rest.strip_suffix(NBSP).map(str::len)) {
        rest = rest[..end].trim_end_matches(is_blank);
    }
    rest
}

const NBSP: &str = "&nbsp;";

/// Where the tag begins that closes `text`; the search goes no farther back than a tag is long.
fn closing_tag(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.last() != Some(&b'>') {
        return None;
    }
    let from = bytes.len().saturating_sub(super::token::LONGEST_TAG);
    let open = from + memchr::memrchr(b'<', &bytes[from..])?;
    (super::token::tag(&text[open..]) == Some(bytes.len() - open)).then_some(open)
}

fn by_itself(text: &str) -> LineKind {
    if text.is_empty() {
        return LineKind::Blank;
    }
    let word = first_word(text);
    if word.is_empty() {
        LineKind::Separator
    } else if is_only_markup(text) {
        LineKind::Boilerplate
    } else {
        let known = known(text, word.clone());
        // as most lines do
        let begins_plainly = known.is_nothing() && text.as_bytes()[0].is_ascii_alphabetic();
        let dated = || !begins_plainly && is_date_line(text, &text[word.clone()], known);
        let labels = &[Class::Boilerplate, Class::Caption];
        let class = if begins_plainly { None } else { label_class(text, known, labels) };
        match class {
            Some(Class::Boilerplate) => LineKind::Boilerplate,
            _ if dated() || is_place_and_day(text) => LineKind::Date,
            Some(_) => LineKind::Caption,
            None if ends_with_credit(text) => LineKind::Caption,
            None => LineKind::Body,
        }
    }
}

/// Tags and entities with no word between them.
fn is_only_markup(text: &str) -> bool {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = match c {
            '<' => super::token::tag(rest),
            '&' => super::token::entity(rest),
            _ => None,
        };
        match skip {
            Some(len) => rest = &rest[len..],
            None if c.is_alphanumeric() => return false,
            None => rest = &rest[c.len_utf8()..],
        }
    }
    true
}

/// Marks the lines that go on in the next one. A text is hard-wrapped when most lines inside its
/// runs of body lines do not look finished, and a good part of them begin with a small letter (a
/// stack of titles does not). In such a text only a short line that ends in a stop ends a paragraph.
fn mark_wraps(source: &str, lines: &mut [RawLine], wrapped: bool) {
    if wrapped {
        keep_last_words(source, lines);
    }
    for run in lines.chunk_by_mut(are_body) {
        wrap_run(source, run, wrapped);
    }
}

fn is_wrapped(lines: &[RawLine]) -> bool {
    let (mut pairs, mut unfinished, mut small) = (0, 0, 0);
    for run in lines.chunk_by(are_body) {
        let widest = widest(run);
        for pair in run.windows(2) {
            let goes_on = pair[1].goes_on;
            pairs += 1;
            small += usize::from(goes_on);
            let wide = pair[0].content.len() * 10 >= widest * 6;
            unfinished += usize::from(goes_on || wide && !pair[0].ends);
        }
    }
    unfinished * 2 >= pairs && small * 4 >= pairs
}

/// In a wrapped text the last line of a paragraph may look like a date or a label ("1935.",
/// "health."): right under an unfinished line of body it is text.
fn keep_last_words(source: &str, lines: &mut [RawLine]) {
    let page = lines.iter().filter(|l| l.kind == LineKind::Body && l.content.len() <= WIDEST_PAGE);
    let widest = page.map(|l| l.content.len()).max().unwrap_or(0);
    for at in 1..lines.len() {
        let above = &lines[at - 1];
        let unfinished =
            above.kind == LineKind::Body && above.content.len() * 2 >= widest && !above.ends;
        let looks =
            matches!(lines[at].kind, LineKind::Date | LineKind::Boilerplate | LineKind::Caption);
        if unfinished && looks && lines[at].content.of(source).contains(char::is_alphanumeric) {
            lines[at].kind = LineKind::Body;
        }
    }
}

/// Whether two lines are of one run of body lines.
fn are_body(line: &RawLine, next: &RawLine) -> bool {
    line.kind == LineKind::Body && next.kind == LineKind::Body
}

fn widest(run: &[RawLine]) -> u32 {
    run.iter().map(|l| l.content.len()).max().unwrap_or(0)
}

fn wrap_run(source: &str, run: &mut [RawLine], wrapped: bool) {
    let widest = widest(run);
    let wrapped = wrapped && widest <= WIDEST_PAGE;
    for i in 0..run.len() - 1 {
        let (text, next) = (run[i].content.of(source), run[i + 1].content.of(source));
        let goes_on = if wrapped {
            let short = run[i].content.len() * 4 < widest * 3;
            let heading = || in_capitals(text) && !in_capitals(next);
            !(short && (run[i].ends || heading()))
        } else {
            !run[i].ends && run[i + 1].goes_on
        };
        run[i].wraps = goes_on && !run[i + 1].tagged && !starts_item(next);
    }
}

/// A bullet, a list number or a dialogue dash begins the line.
fn starts_item(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '‣' | '◦' | '▪' | '■' | '●' | '·' | '*' | '–' | '—' | '+') => {
            true
        }
        Some('-') => chars.next() == Some(' '),
        Some(c) if c.is_ascii_digit() => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(". ") || rest.starts_with(") ")
        }
        _ => false,
    }
}

fn ends_sentence(text: &str) -> bool {
    let Some(&last) = text.as_bytes().last() else { return false };
    let is_stop = matches!(last, b'.' | b'!' | b'?' | b':');
    if is_stop || last.is_ascii_alphanumeric() || last == b',' {
        return is_stop;
    }
    let bare = text.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*') || is_blank(c)
    });
    bare.ends_with(['.', '!', '?', '…', ':']) || bare.ends_with("&quot;")
}

/// At least four letters, and nine in ten of them capitals.
pub(crate) fn in_capitals(text: &str) -> bool {
    let small = |text: &[u8]| text.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    // most lines have too many small letters among the first sixteen bytes
    if text.as_bytes().first_chunk::<16>().is_some_and(|head| small(head) * 9 > text.len()) {
        return false;
    }
    let (upper, lower) = if text.is_ascii() {
        let upper = text.bytes().filter(u8::is_ascii_uppercase).count();
        (upper, text.bytes().filter(u8::is_ascii_lowercase).count())
    } else {
        let upper = text.chars().filter(|c| c.is_uppercase()).count();
        (upper, text.chars().filter(|c| c.is_lowercase()).count())
    };
    upper >= 4 && upper >= lower * 9
}

#[cfg(test)]
mod tests;
