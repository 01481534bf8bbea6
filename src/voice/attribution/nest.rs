//! Orders attributions, finds for each the one it stands inside, and says whose words each stretch is.

use std::collections::BinaryHeap;

use super::{Attribution, Cue, Directness, Raw, kinds};
use crate::text::Span;
use crate::voice::words::Words;
use crate::voice::{Quote, QuoteKind};

/// Deepest nesting that is told apart.
const DEEPEST: usize = 16;

/// Memory for the next article.
#[derive(Debug, Default)]
pub(super) struct Memory {
    parents: Vec<Option<usize>>,
    parts: Vec<(Span, usize)>,
    open: Vec<(Span, usize)>,
    quoted: Vec<Span>,
    /// Where those kept come to stand.
    kept: Vec<Option<u32>>,
    letters: Letters,
}

pub(super) fn nest(
    words: Words,
    raws: &mut Vec<Raw>,
    quotes: &[Quote],
    memory: &mut Memory,
    reader: &mut kinds::Reader,
) -> Vec<Attribution> {
    raws.sort_by_key(|raw| (raw.cue, raw.source));
    raws.dedup_by_key(|raw| raw.cue);
    let Memory { parents, parts, open, quoted, kept, letters } = memory;
    letters.blocks.clear();
    find_parents(raws, parents, parts, open);
    let outer = |quote: &&Quote| quote.kind == QuoteKind::Speech && quote.depth == 0;
    quoted.clear();
    quoted.extend(quotes.iter().filter(outer).map(|quote| quote.span));
    // what stands in a quotation that nobody is said to have said hangs in the air
    let in_quote = |raw: &Raw| covering(quoted, raw.cue.start).is_some_and(|q| q.contains(raw.cue));
    let mut count = 0;
    kept.clear();
    kept.extend(raws.iter().zip(&*parents).map(|(raw, parent)| {
        let keep = parent.is_some() || !in_quote(raw);
        count += u32::from(keep);
        keep.then(|| count - 1)
    }));
    let mut out = Vec::with_capacity(count as usize);
    for (i, raw) in raws.drain(..).enumerate().filter(|(i, _)| kept[*i].is_some()) {
        out.push(Attribution {
            source: raw.source.map(|span| kinds::source(words, span, reader)),
            cue: Some(Cue {
                span: raw.cue,
                verb: raw.lemma,
                stance: kinds::stance(raw.lemma, raw.cue.of(words.source)),
            }),
            directness: letters.directness(words.source, &raw.content, quoted),
            content: raw.content,
            parent: parents[i].and_then(|parent| kept[parent]),
        });
    }
    out
}

fn covering(spans: &[Span], at: u32) -> Option<Span> {
    let next = spans.partition_point(|span| span.start <= at);
    spans[..next].last().copied().filter(|span| span.end > at)
}

/// Gives each the innermost other attribution whose content holds its cue.
fn find_parents(
    raws: &[Raw],
    parents: &mut Vec<Option<usize>>,
    parts: &mut Vec<(Span, usize)>,
    open: &mut Vec<(Span, usize)>,
) {
    parts.clear();
    for (i, raw) in raws.iter().enumerate() {
        parts.extend(raw.content.iter().map(|part| (*part, i)));
    }
    parts.sort_by_key(|(part, i)| (part.start, std::cmp::Reverse(part.end), *i));
    parents.clear();
    parents.resize(raws.len(), None);
    open.clear();
    let mut next = 0;
    for (i, raw) in raws.iter().enumerate() {
        while next < parts.len() && parts[next].0.start <= raw.cue.start {
            while open.last().is_some_and(|(part, _)| part.end <= parts[next].0.start) {
                open.pop();
            }
            open.push(parts[next]);
            next += 1;
        }
        while open.last().is_some_and(|(part, _)| part.end <= raw.cue.start) {
            open.pop();
        }
        let holds = |(part, j): &&(Span, usize)| *j != i && part.contains(raw.cue);
        let cites = |inside: Span| raws.binary_search_by_key(&inside, |raw| raw.cue).ok();
        if let Some(citing) = raw.inside.and_then(cites).filter(|j| !leads_to(parents, *j, i)) {
            parents[i] = Some(citing);
            continue;
        }
        let parent = open.iter().rev().take(DEEPEST).find(holds).map(|(_, j)| *j);
        parents[i] = parent.filter(|&parent| !leads_to(parents, parent, i));
    }
}

/// Whether `i` is among the ancestors of `from`.
fn leads_to(parents: &[Option<usize>], from: usize, i: usize) -> bool {
    let mut at = Some(from);
    for _ in 0..=DEEPEST {
        match at {
            Some(j) if j == i => return true,
            Some(j) => at = parents[j],
            None => return false,
        }
    }
    true
}

/// How many letters stand before any place of a text.
#[derive(Debug, Default)]
struct Letters {
    /// Before every block of bytes.
    blocks: Vec<u32>,
    /// In the quotations before each, and in all.
    quoted: Vec<u32>,
}

impl Letters {
    /// Bytes of a block.
    const BLOCK: usize = 64;

    fn read(&mut self, source: &str, quoted: &[Span]) {
        let mut count = 0;
        self.blocks.clear();
        for from in (0..=source.len()).step_by(Self::BLOCK) {
            self.blocks.push(count);
            count += letters(source, from..source.len().min(from + Self::BLOCK));
        }
        count = 0;
        self.quoted.clear();
        for quote in quoted {
            self.quoted.push(count);
            count += self.of(source, quote.start, quote.end);
        }
        self.quoted.push(count);
    }

    fn of(&self, source: &str, start: u32, end: u32) -> u32 {
        let before = |at: u32| {
            let block = at as usize / Self::BLOCK;
            self.blocks[block] + letters(source, block * Self::BLOCK..at as usize)
        };
        if start < end { before(end) - before(start) } else { 0 }
    }

    /// All the letters of the content in quotation marks, or some, or none.
    fn directness(&mut self, source: &str, content: &[Span], quoted: &[Span]) -> Directness {
        let inside = |part: &Span| {
            let first = quoted.partition_point(|quote| quote.end <= part.start);
            let reached = quoted[first..].partition_point(|quote| quote.start < part.end);
            first..first + reached
        };
        if content.iter().all(|part| inside(part).is_empty()) {
            return Directness::Indirect;
        }
        let whole = |part: &Span| quoted[inside(part)].first().is_some_and(|q| q.contains(*part));
        if content.iter().all(whole) {
            let has_letter = |part: &Span| part.of(source).contains(char::is_alphanumeric);
            let spoken = content.iter().any(has_letter);
            return if spoken { Directness::Direct } else { Directness::Indirect };
        }
        if self.blocks.is_empty() {
            self.read(source, quoted);
        }
        let (mut all, mut within) = (0, 0);
        for part in content {
            all += self.of(source, part.start, part.end);
            let quotes = inside(part);
            if let (Some(first), Some(last)) =
                (quoted[quotes.clone()].first(), quoted[quotes.clone()].last())
            {
                within += self.quoted[quotes.end] - self.quoted[quotes.start];
                within -= self.of(source, first.start, part.start);
                within -= self.of(source, part.end, last.end);
            }
        }
        if within == 0 {
            Directness::Indirect
        } else if u64::from(within) * 100 >= u64::from(all) * 93 {
            Directness::Direct
        } else {
            Directness::Mixed
        }
    }
}

/// Letters and digits that begin in a range of bytes no longer than a block.
fn letters(source: &str, range: std::ops::Range<usize>) -> u32 {
    let bytes = &source.as_bytes()[range.clone()];
    // of a block at most: a sum of bytes holds it, which is counted for many bytes at once
    let ascii: u8 = bytes.iter().map(|byte| u8::from(byte.is_ascii_alphanumeric())).sum();
    let mut count = u32::from(ascii);
    if !bytes.is_ascii() {
        for (at, _) in range.zip(bytes).filter(|(_, byte)| **byte >= 0xC0) {
            // quotation marks and dashes, which most are, stand apart from letters
            let is_mark = source.as_bytes()[at..].starts_with(&[0xE2, 0x80]);
            count += u32::from(!is_mark && source[at..].starts_with(char::is_alphanumeric));
        }
    }
    count
}

/// Which attribution is the innermost at each place of an article.
#[derive(Debug, Default)]
pub(crate) struct Stretches(Vec<(Span, u32)>);

impl Stretches {
    pub(crate) fn new(attributions: &[Attribution]) -> Self {
        let mut depths = Vec::with_capacity(attributions.len());
        for attribution in attributions {
            let mut depth = 0_u32;
            let mut at = attribution.parent;
            while let Some(parent) = at.filter(|_| depth < DEEPEST as u32 + 2) {
                depth += 1;
                at = attributions[parent as usize].parent;
            }
            depths.push(depth);
        }
        let mut parts: Vec<(Span, u32)> = Vec::new();
        for (i, attribution) in attributions.iter().enumerate() {
            parts.extend(attribution.content.iter().map(|part| (*part, i as u32)));
        }
        parts.sort_unstable();
        let mut edges: Vec<u32> =
            parts.iter().flat_map(|(part, _)| [part.start, part.end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut active: BinaryHeap<(u32, u32, u32)> = BinaryHeap::new();
        let mut out: Vec<(Span, u32)> = Vec::new();
        let mut next = 0;
        for pair in edges.windows(2) {
            while next < parts.len() && parts[next].0.start <= pair[0] {
                let (part, i) = parts[next];
                active.push((depths[i as usize], i, part.end));
                next += 1;
            }
            while active.peek().is_some_and(|top| top.2 <= pair[0]) {
                active.pop();
            }
            if let Some(&(_, i, _)) = active.peek() {
                match out.last_mut() {
                    Some((span, last)) if *last == i && span.end == pair[0] => span.end = pair[1],
                    _ => out.push((Span::new(pair[0], pair[1]), i)),
                }
            }
        }
        Self(out)
    }

    /// The stretches that touch `span`, in order.
    pub(crate) fn of(&self, span: Span) -> &[(Span, u32)] {
        let rest = &self.0[self.0.partition_point(|(stretch, _)| stretch.end <= span.start)..];
        let inside = rest.iter().take_while(|(stretch, _)| stretch.start < span.end).count();
        &rest[..inside]
    }
}
