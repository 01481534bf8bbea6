//! The last lines, and the headings between paragraphs.

use super::head::{dateline, is_one_sentence};
use super::labels::{Class, labelled};
use super::{RawLine, in_capitals, starts_item};
use crate::text::LineKind;
use crate::text::language;
use crate::text::scan::word_count;
use crate::text::typography::is_invisible;

/// Lines from the end among which a source label is looked for.
const TAIL_LINES: usize = 8;

/// Source lines close the text, with the short or foreign lines that stand under them.
pub(super) fn read_tail(source: &str, lines: &mut [RawLine], head: usize) {
    let all = &*lines;
    let body = (head..all.len()).rev().filter(|&at| all[at].kind == LineKind::Body);
    let tail = body.take(TAIL_LINES);
    let text = |at: usize| all[at].content.of(source);
    let is_source = |at: usize| labelled(text(at), Class::Source) || is_url(text(at));
    // most texts have none, so nothing else need be asked
    if !tail.clone().any(is_source) {
        return;
    }
    let mut first = None;
    for at in tail {
        if is_source(at) {
            first = Some(at);
        } else if !is_aside(text(at)) {
            break;
        }
    }
    let Some(from) = first else { return };
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

/// Too short to be a paragraph, or not in English.
fn is_aside(text: &str) -> bool {
    text.split_whitespace().nth(4).is_none() || !language::has_function_words(text, 0.1)
}

fn is_url(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|head| text.starts_with(head))
        && !text.contains(char::is_whitespace)
}

/// This many title-like lines with no paragraph between them are a menu.
const MENU: usize = 3;

/// Short lines that stand alone, without a stop, above more body are headings; a run of them is a
/// menu, of which only the last can be the heading of the text below.
pub(super) fn read_headings(source: &str, lines: &mut [RawLine], head: usize) {
    let mut run: Vec<usize> = Vec::new();
    let mut body_follows = false;
    for at in (head..lines.len()).rev() {
        if lines[at].kind != LineKind::Body {
            continue;
        }
        let joined = lines[at].wraps || at > 0 && lines[at - 1].wraps;
        if lines[at].tagged || !joined && is_heading(lines[at].content.of(source)) {
            run.push(at);
        } else {
            close_run(lines, &run, body_follows);
            run.clear();
            body_follows = true;
        }
    }
    close_run(lines, &run, body_follows);
}

/// Gives the title-like lines of a run, last line first, their kind.
fn close_run(lines: &mut [RawLine], run: &[usize], body_follows: bool) {
    for (i, &at) in run.iter().enumerate() {
        let menu = run.len() >= MENU && !lines[at].tagged;
        if menu && (i > 0 || !body_follows) {
            lines[at].kind = LineKind::Boilerplate;
        } else if body_follows {
            lines[at].kind = LineKind::Heading;
        }
    }
}

fn is_heading(text: &str) -> bool {
    if text.len() > 100 {
        return false;
    }
    let words = |most: usize| word_count(text) <= most;
    let marked = text.starts_with("# ") || text.starts_with("##");
    let bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
    if marked || bold && words(12) {
        return true;
    }
    if !text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    let open = text
        .ends_with(['.', ',', ';', ':', '…', '?', '!', '"', '”', '\'', '’', ')', '-', '—'])
        || text.ends_with(is_invisible);
    let speaker = || text.contains(": ") && text.find(':').is_some_and(|n| n < 24);
    let shouted = || in_capitals(text) && words(8) && !text.contains(':');
    (!open && !speaker() || shouted())
        && text.contains(char::is_alphabetic)
        && !starts_item(text)
        && words(12)
        && dateline(text).is_none()
        && is_one_sentence(text)
}
