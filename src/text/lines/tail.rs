//! The last lines, and the headings between paragraphs.

use super::head::{dateline, is_one_sentence};
use super::labels::labelled;
use super::{RawLine, in_capitals, starts_item};
use crate::text::LineKind;
use crate::text::typography::is_invisible;

/// Source lines close the text, with what stands under them.
pub(super) fn read_tail(source: &str, lines: &mut [RawLine], head: usize) {
    let mut first_source = None;
    for at in (head..lines.len()).rev() {
        let text = lines[at].content.of(source);
        match lines[at].kind {
            LineKind::Body if labelled(text, "source") || is_url(text) => {
                lines[at].kind = LineKind::Source;
                first_source = Some(at);
            }
            LineKind::Body if first_source.is_none() && text.split_whitespace().count() <= 4 => {}
            LineKind::Body => break,
            _ => {}
        }
    }
    if let Some(from) = first_source {
        for line in &mut lines[from..] {
            if line.kind == LineKind::Body {
                line.kind = LineKind::Source;
            }
            line.wraps = false;
        }
        if let Some(before) = from.checked_sub(1) {
            lines[before].wraps = false;
        }
    }
}

fn is_url(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && ["http://", "https://", "www."].iter().any(|head| text.starts_with(head))
}

/// Short lines that stand alone, without a stop, above more body.
pub(super) fn read_headings(source: &str, lines: &mut [RawLine], head: usize) {
    let mut body_follows = false;
    for at in (head..lines.len()).rev() {
        if lines[at].kind != LineKind::Body {
            continue;
        }
        let joined = lines[at].wraps || at > 0 && lines[at - 1].wraps;
        let text = lines[at].content.of(source);
        if body_follows && (lines[at].tagged || !joined && is_heading(text)) {
            lines[at].kind = LineKind::Heading;
        } else {
            body_follows = true;
        }
    }
}

fn is_heading(text: &str) -> bool {
    if text.len() > 100 {
        return false;
    }
    let marked = text.starts_with("# ") || text.starts_with("##");
    let bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
    let words = text.split_whitespace().count();
    if marked || bold && words <= 12 {
        return true;
    }
    if dateline(text).is_some() {
        return false;
    }
    let starts = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let shouted = in_capitals(text) && words <= 8 && !text.contains(':');
    let open = text
        .ends_with(['.', ',', ';', ':', '…', '?', '!', '"', '”', '\'', '’', ')', '-', '—'])
        || text.ends_with(is_invisible);
    let speaker = text.contains(": ") && text.split(':').next().is_some_and(|n| n.len() < 24);
    starts
        && !starts_item(text)
        && words <= 12
        && (shouted || !open && !speaker)
        && is_one_sentence(text)
}
