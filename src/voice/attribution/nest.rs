//! Orders attributions, finds for each the one it stands inside, and says whose words each stretch is.

use std::collections::BinaryHeap;

use super::{Attribution, Cue, Directness, Raw, kinds};
use crate::text::Span;
use crate::voice::words::Words;
use crate::voice::{Quote, QuoteKind, has_word};

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
    if raws.is_empty() {
        return Vec::new();
    }
    raws.sort_by_key(|raw| (raw.cue, raw.source));
    raws.dedup_by_key(|raw| raw.cue);
    let Memory { parents, parts, open, quoted, kept, letters } = memory;
    letters.blocks.clear();
    letters.near = 0;
    find_parents(raws, parents, parts, open);
    quoted.clear();
    quoted.extend(outer_speech(quotes));
    // what stands in a quotation that nobody is said to have said hangs in the air
    let mut passed = 0;
    let mut in_quote = |raw: &Raw| {
        let begun = quoted[passed..].iter().take_while(|quote| quote.start <= raw.cue.start);
        passed += begun.count();
        quoted[..passed].last().is_some_and(|quote| quote.contains(raw.cue))
    };
    let mut count = 0;
    kept.clear();
    kept.extend(raws.iter().zip(&*parents).map(|(raw, parent)| {
        let keep = !in_quote(raw) || parent.is_some();
        count += u32::from(keep);
        keep.then(|| count - 1)
    }));
    let mut out = Vec::with_capacity(count as usize);
    for (i, raw) in raws.drain(..).enumerate().filter(|(i, _)| kept[*i].is_some()) {
        out.push(Attribution {
            source: raw.source.map(|span| kinds::source(words, span, reader)),
            cue: Some(Cue {
                span: raw.cue,
                verb: raw.lemma.text(),
                stance: kinds::stance(raw.lemma, raw.cue.of(words.source)),
            }),
            directness: letters.directness(words.source, &raw.content, quoted),
            content: raw.content,
            parent: parents[i].and_then(|parent| kept[parent]),
        });
    }
    out
}

/// Gives each the innermost other attribution whose content holds its cue.
fn find_parents(
    raws: &[Raw],
    parents: &mut Vec<Option<usize>>,
    parts: &mut Vec<(Span, usize)>,
    open: &mut Vec<(Span, usize)>,
) {
    parents.clear();
    parents.resize(raws.len(), None);
    if raws.len() == 1 {
        return;
    }
    parts.clear();
    for (i, raw) in raws.iter().enumerate() {
        parts.extend(raw.content.iter().map(|part| (*part, i)));
    }
    // the longer before the shorter
    let place = |(part, i): &(Span, usize)| {
        u128::from(part.start) << 64 | u128::from(!part.end) << 32 | *i as u128
    };
    parts.sort_unstable_by_key(place);
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
    /// Where a quotation was found last.
    near: usize,
}

impl Letters {
    /// Bytes of a block.
    const BLOCK: usize = 64;
    /// A stretch of so many is counted anew each time.
    const SHORT: u32 = 1024;

    fn read(&mut self, source: &str, quoted: &[Span]) {
        let mut count = 0;
        self.blocks.clear();
        for from in (0..=source.len()).step_by(Self::BLOCK) {
            self.blocks.push(count);
            count += letters(source, from as u32..source.len().min(from + Self::BLOCK) as u32);
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
            self.blocks[block] + letters(source, (block * Self::BLOCK) as u32..at)
        };
        if start < end { before(end) - before(start) } else { 0 }
    }

    /// The first quotation that does not end before `part`, looked for beside the one found last.
    fn first(&mut self, quoted: &[Span], part: Span) -> Option<Span> {
        while self.near > 0 && quoted[self.near - 1].end > part.start {
            self.near -= 1;
        }
        while self.near < quoted.len() && quoted[self.near].end <= part.start {
            self.near += 1;
        }
        quoted.get(self.near).copied()
    }

    /// All the letters of the content in quotation marks, or some, or none.
    fn directness(&mut self, source: &str, content: &[Span], quoted: &[Span]) -> Directness {
        let (mut touched, mut whole) = (false, true);
        for part in content {
            let first = self.first(quoted, *part).filter(|quote| quote.start < part.end);
            touched |= first.is_some();
            whole &= first.is_some_and(|quote| quote.contains(*part));
        }
        if !touched {
            return Directness::Indirect;
        }
        if whole {
            let spoken = content.iter().any(|part| has_word(part.of(source)));
            return if spoken { Directness::Direct } else { Directness::Indirect };
        }
        self.by_letters(source, content, quoted)
    }

    #[inline(never)]
    fn by_letters(&mut self, source: &str, content: &[Span], quoted: &[Span]) -> Directness {
        let (mut all, mut within) = (0, 0);
        for part in content {
            self.first(quoted, *part);
            let first = self.near;
            if part.len() <= Self::SHORT {
                let clipped = |q: &Span| q.start.max(part.start)..q.end.min(part.end);
                let quoted = quoted[first..].iter().take_while(|quote| quote.start < part.end);
                within += quoted.map(|quote| letters(source, clipped(quote))).sum::<u32>();
                all += letters(source, part.start..part.end);
                continue;
            }
            let reached = quoted[first..].partition_point(|quote| quote.start < part.end);
            let quotes = first..first + reached;
            if self.blocks.is_empty() {
                self.read(source, quoted);
            }
            all += self.of(source, part.start, part.end);
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

/// Letters and digits that begin in a range of bytes.
fn letters(source: &str, range: std::ops::Range<u32>) -> u32 {
    let range = range.start as usize..range.end as usize;
    let bytes = &source.as_bytes()[range.clone()];
    // a sum of bytes holds those of a block, which is counted for many bytes at once
    let ascii = bytes.chunks(Letters::BLOCK).map(|block| {
        u32::from(block.iter().map(|b| u8::from(b.is_ascii_alphanumeric())).sum::<u8>())
    });
    let mut count = ascii.sum();
    if !bytes.is_ascii() {
        for (at, _) in range.zip(bytes).filter(|(_, byte)| **byte >= 0xC0) {
            // quotation marks and dashes, which most are, stand apart from letters
            let is_mark = source.as_bytes()[at..].starts_with(&[0xE2, 0x80]);
            count += u32::from(!is_mark && source[at..].starts_with(char::is_alphanumeric));
        }
    }
    count
}

/// Which attribution is the innermost at each place of an article, and what is quoted.
#[derive(Debug, Default)]
pub(crate) struct Stretches {
    attributed: Vec<(Span, u32)>,
    speech: Vec<Span>,
}

impl Stretches {
    pub(crate) fn new(attributions: &[Attribution], quotes: &[Quote]) -> Self {
        Self { attributed: innermost(attributions), speech: outer_speech(quotes).collect() }
    }

    /// The stretches that touch `span`, in order.
    pub(crate) fn of(&self, span: Span) -> &[(Span, u32)] {
        let from = self.attributed.partition_point(|(stretch, _)| stretch.end <= span.start);
        let rest = &self.attributed[from..];
        let inside = rest.iter().take_while(|(stretch, _)| stretch.start < span.end).count();
        &rest[..inside]
    }

    /// The speech that touches `span`, in order; quotations within others and those that are no speech are not told.
    pub(crate) fn speech(&self, span: Span) -> &[Span] {
        let rest = &self.speech[self.speech.partition_point(|quote| quote.end <= span.start)..];
        let inside = rest.iter().take_while(|quote| quote.start < span.end).count();
        &rest[..inside]
    }
}

/// Quotations of speech that stand in no other.
fn outer_speech(quotes: &[Quote]) -> impl Iterator<Item = Span> {
    let outer = |quote: &&Quote| quote.kind == QuoteKind::Speech && quote.depth == 0;
    quotes.iter().filter(outer).map(|quote| quote.span)
}

/// By stretch the innermost attribution whose content holds it.
fn innermost(attributions: &[Attribution]) -> Vec<(Span, u32)> {
    let depth = |i: u32| {
        let (mut depth, mut at) = (0_u32, attributions[i as usize].parent);
        while let Some(parent) = at.filter(|_| depth < DEEPEST as u32 + 2) {
            depth += 1;
            at = attributions[parent as usize].parent;
        }
        depth
    };
    let mut parts: Vec<(Span, u32)> = Vec::with_capacity(2 * attributions.len());
    for (i, attribution) in (0..).zip(attributions) {
        parts.extend(attribution.content.iter().map(|part| (*part, i)));
    }
    parts.sort_unstable_by_key(|(part, _)| part.start);
    let mut active: BinaryHeap<(u32, u32, u32)> = BinaryHeap::new();
    let mut out: Vec<(Span, u32)> = Vec::with_capacity(2 * attributions.len());
    let (mut at, mut parts) = (0, parts.into_iter());
    loop {
        let next = parts.next();
        let start = next.map_or(u32::MAX, |(part, _)| part.start);
        while let Some(&(_, i, end)) = active.peek().filter(|_| at < start) {
            let to = end.min(start);
            match out.last_mut() {
                _ if to <= at => {}
                Some((span, last)) if *last == i && span.end == at => span.end = to,
                _ => out.push((Span::new(at, to), i)),
            }
            at = at.max(to);
            if end <= at {
                active.pop();
            }
        }
        at = start;
        let Some((part, i)) = next else { return out };
        active.push((depth(i), i, part.end));
    }
}
