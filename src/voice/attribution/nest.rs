//! Orders attributions, finds for each the one it stands inside, and says whose words each stretch is.

use std::collections::BinaryHeap;

use super::{Attribution, Cue, Directness, Raw, kinds};
use crate::text::{Span, Token};
use crate::voice::{Quote, QuoteKind};

/// Deepest nesting that is told apart.
const DEEPEST: usize = 16;

pub(super) fn nest(
    source: &str,
    words: &[Token],
    mut raws: Vec<Raw>,
    quotes: &[Quote],
) -> Vec<Attribution> {
    raws.sort_by_key(|raw| (raw.cue, raw.source));
    raws.dedup_by_key(|raw| raw.cue);
    let parents = parents(&raws);
    let quoted: Vec<Span> = quotes
        .iter()
        .filter(|quote| quote.kind == QuoteKind::Speech && quote.depth == 0)
        .map(|quote| quote.span)
        .collect();
    // what stands in a quotation that nobody is said to have said hangs in the air
    let in_quote =
        |raw: &Raw| covering(&quoted, raw.cue.start).is_some_and(|q| q.contains(raw.cue));
    let mut kept = vec![None; raws.len()];
    let mut count = 0;
    for (i, raw) in raws.iter().enumerate() {
        if parents[i].is_some() || !in_quote(raw) {
            kept[i] = Some(count);
            count += 1;
        }
    }
    let indexed = raws.into_iter().zip(parents).enumerate();
    indexed
        .filter(|(i, _)| kept[*i].is_some())
        .map(|(_, (raw, parent))| Attribution {
            source: raw.source.map(|span| kinds::source(source, words, span)),
            cue: Some(Cue {
                span: raw.cue,
                verb: raw.lemma,
                stance: kinds::stance(raw.lemma, raw.cue.of(source)),
            }),
            directness: directness(source, &raw.content, &quoted),
            content: raw.content,
            parent: parent.and_then(|parent| kept[parent]),
        })
        .collect()
}

fn covering(spans: &[Span], at: u32) -> Option<Span> {
    let next = spans.partition_point(|span| span.start <= at);
    spans[..next].last().copied().filter(|span| span.end > at)
}

/// The innermost other attribution whose content holds the cue.
fn parents(raws: &[Raw]) -> Vec<Option<usize>> {
    let mut parts: Vec<(Span, usize)> = Vec::new();
    for (i, raw) in raws.iter().enumerate() {
        parts.extend(raw.content.iter().map(|part| (*part, i)));
    }
    parts.sort_by_key(|(part, i)| (part.start, std::cmp::Reverse(part.end), *i));
    let mut parents: Vec<Option<usize>> = vec![None; raws.len()];
    let mut open: Vec<(Span, usize)> = Vec::new();
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
        if let Some(citing) = raw.inside.and_then(cites).filter(|j| !leads_to(&parents, *j, i)) {
            parents[i] = Some(citing);
            continue;
        }
        let parent = open.iter().rev().take(DEEPEST).find(holds).map(|(_, j)| *j);
        parents[i] = parent.filter(|&parent| !leads_to(&parents, parent, i));
    }
    parents
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

/// All the letters of the content in quotation marks, or some, or none.
fn directness(source: &str, content: &[Span], quoted: &[Span]) -> Directness {
    let letters = |span: Span| span.of(source).chars().filter(|c| c.is_alphanumeric()).count();
    let (mut all, mut inside) = (0, 0);
    for part in content {
        all += letters(*part);
        let first = quoted.partition_point(|quote| quote.end <= part.start);
        for quote in quoted[first..].iter().take_while(|quote| quote.start < part.end) {
            inside += letters(Span::new(quote.start.max(part.start), quote.end.min(part.end)));
        }
    }
    if inside == 0 {
        Directness::Indirect
    } else if inside * 100 >= all * 93 {
        Directness::Direct
    } else {
        Directness::Mixed
    }
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
    pub(crate) fn of(&self, span: Span) -> impl Iterator<Item = (Span, u32)> + '_ {
        let first = self.0.partition_point(|(stretch, _)| stretch.end <= span.start);
        self.0[first..].iter().copied().take_while(move |(stretch, _)| stretch.start < span.end)
    }
}
