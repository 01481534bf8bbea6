//! Scraped web pages: the article among menus, teasers and notices.

use std::ops::Range;

use super::RawLine;
use super::head::is_byline;
use crate::text::LineKind;
use crate::text::scan::word_count;

/// Fewest words of a paragraph; of one without a stop at its end.
const PARAGRAPH: usize = 8;
const OPEN_PARAGRAPH: usize = 15;
/// A page has this many short lines without a stop, a third of all lines and more, and somewhere a line of
/// [`LONG`] words: its paragraphs are not wrapped.
const PAGE: usize = 10;
const LONG: usize = 25;
/// Most lines without a stop between two paragraphs of an article: a heading and a credit.
const GAP: usize = 2;
/// A large island has at least one word for so many of the largest.
const SHARE: usize = 5;

/// Marks as boilerplate what stands around the article of a page. Paragraphs with no more than [`GAP`]
/// lines without a stop between them are an island; the article is all islands from the first large one to the
/// last. The first line may be its headline, and a byline stays one. After jusText (Pomikálek 2011), which
/// has no such ends: teasers and notices are paragraphs too.
pub(super) fn mark_page(source: &str, lines: &mut [RawLine]) {
    let is_filled = |line: &&RawLine| !matches!(line.kind, LineKind::Blank | LineKind::Separator);
    let has = |line: &RawLine, words: usize| {
        let text = line.content.of(source);
        line.kind == LineKind::Body && text.len() >= 2 * words - 1 && word_count(text) >= words
    };
    let is_crumb = |line: &&RawLine| !line.ends && !has(line, PARAGRAPH);
    let all = || lines.iter().filter(is_filled);
    let crumbs = all().filter(is_crumb).count();
    if crumbs < PAGE || crumbs * 3 < all().count() || !all().any(|line| has(line, LONG)) {
        return;
    }
    let filled: Vec<usize> = (0..lines.len()).filter(|&at| is_filled(&&lines[at])).collect();
    let text = |i: usize| lines[filled[i]].content.of(source);
    let is_body = |i: usize| lines[filled[i]].kind == LineKind::Body;
    let ends = |i: usize| lines[filled[i]].ends;
    let all = 0..filled.len();
    let count = |i: usize| if is_body(i) { word_count(text(i)) } else { 0 };
    let words: Vec<usize> = all.map(count).collect();
    let is_paragraph = |&i: &usize| words[i] >= OPEN_PARAGRAPH || words[i] >= PARAGRAPH && ends(i);
    let mut islands: Vec<Range<usize>> = Vec::new();
    for at in (0..filled.len()).filter(is_paragraph) {
        match islands.last_mut() {
            Some(island) if (island.end..at).filter(|&i| !ends(i)).count() <= GAP => {
                island.end = at + 1;
            }
            _ => islands.push(at..at + 1),
        }
    }
    let size = |island: &Range<usize>| words[island.clone()].iter().sum::<usize>();
    let largest = islands.iter().map(size).max().unwrap_or(0);
    let large = |island: &&Range<usize>| size(island) * SHARE >= largest;
    let first = islands.iter().find(large).map_or(0, |island| island.start);
    let last = islands.iter().rfind(large).map_or(0, |island| island.end);
    let mut inside = vec![false; filled.len()];
    for island in islands.into_iter().filter(|island| island.start >= first && island.end <= last) {
        inside[island].fill(true);
    }
    for (&at, inside) in filled.iter().zip(inside).skip(1) {
        let open = matches!(lines[at].kind, LineKind::Body | LineKind::Caption);
        if open && !inside && !is_byline(lines[at].content.of(source)) {
            lines[at].kind = LineKind::Boilerplate;
        }
    }
}
