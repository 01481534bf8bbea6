//! `attribution`: source, cue and content of the outermost attributions, exact and by bytes.
//!
//! Ranges parted only by white space are joined on both sides. Exact counts the set of unique range
//! lists of an article, over all attributions and over those of one type on both sides; bytes count
//! the union of the ranges. What stands inside another attribution (`parent`) is left out, for the sets
//! mark no nesting. The type of a set need not agree with the marks in its text: `marked` takes for
//! direct on its side what has a mark at the head of every range.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use presslens::{Analyzer, Article, Attribution, Directness, Span};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::figures::{Counts, HEAD, Outcome, for_each_row, spans};

#[derive(Deserialize)]
struct Row {
    text: String,
    attributions: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
    #[serde(rename = "type")]
    directness: Directness,
}

/// The ranges of source, cue and content, the type, and whether it is direct by its marks.
struct Item {
    roles: [Vec<Span>; 3],
    directness: Directness,
    marked: bool,
}

const ROLES: [&str; 3] = ["source", "cue", "content"];
type Filter = fn(&Item) -> bool;
const TYPES: [(&str, Filter); 5] = [
    ("all", |_| true),
    ("direct", |item| item.directness == Directness::Direct),
    ("mixed", |item| item.directness == Directness::Mixed),
    ("indirect", |item| item.directness == Directness::Indirect),
    ("marked", |item| item.marked),
];

#[derive(Default)]
struct Tally {
    exact: Counts,
    bytes: Counts,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let mut tallies: [[Tally; 3]; 5] = Default::default();
    let (mut articles, mut labelled, mut found) = (0, 0, 0);
    for_each_row(path, |_, row: Row| {
        let text = &row.text;
        let gold: Result<Vec<Item>> =
            row.attributions.iter().map(|gold| labelled_item(text, gold)).collect();
        let gold = gold?;
        let article = Article::parse(text);
        let report = analyzer.article(&article);
        let outermost = report.attributions().iter().filter(|a| a.parent.is_none());
        let ours: Vec<Item> = outermost.map(|a| found_item(text, a)).collect();
        articles += 1;
        labelled += gold.len();
        found += ours.len();
        for (tallies, (_, is_of_type)) in tallies.iter_mut().zip(TYPES) {
            for (role, tally) in tallies.iter_mut().enumerate() {
                let of = |items: &[Item]| -> BTreeSet<Vec<Span>> {
                    let kept = items.iter().filter(|item| is_of_type(item));
                    kept.map(|i| i.roles[role].clone()).filter(|r| !r.is_empty()).collect()
                };
                let (gold, ours) = (of(&gold), of(&ours));
                tally.exact.add(Counts {
                    gold: gold.len(),
                    found: ours.len(),
                    both: gold.intersection(&ours).count(),
                });
                tally.bytes.add(bytes(text.len(), &gold, &ours));
            }
        }
        Ok(())
    })?;
    let mut table = HEAD.to_owned();
    let mut json =
        json!({"task": "attribution", "articles": articles, "gold": labelled, "found": found});
    for (tallies, (name, _)) in tallies.iter().zip(TYPES) {
        let mut of_type = Value::Null;
        for (tally, role) in tallies.iter().zip(ROLES) {
            let (exact, bytes) = (tally.exact.figures(), tally.bytes.figures());
            table += &exact.row(&format!("{name} {role}"));
            of_type[role] = json!({"exact": exact, "bytes": bytes});
            if role == "content" {
                table += &bytes.row(&format!("{name}, bytes"));
            }
        }
        json[name] = of_type;
    }
    _ = writeln!(table, "{articles} articles, {labelled} attributions, {found} found");
    Ok(Outcome { table, json, failed: false })
}

fn labelled_item(text: &str, gold: &Gold) -> Result<Item> {
    let ranges =
        |pairs: &[(usize, usize)]| Ok::<_, anyhow::Error>(joined(text, spans(text, pairs)?));
    let roles = [ranges(&gold.source)?, ranges(&gold.cue)?, ranges(&gold.content)?];
    let marked = |range: &Span| range.of(text).starts_with(['"', '“', '\'', '‘', '`', '«', '„']);
    let marked = !roles[2].is_empty() && roles[2].iter().all(marked);
    Ok(Item { roles, directness: gold.directness, marked })
}

fn found_item(text: &str, found: &Attribution) -> Item {
    let source = found.source.map(|source| source.span).into_iter().collect();
    let cue = found.cue.map(|cue| cue.span).into_iter().collect();
    let roles = [source, cue, found.content.clone()];
    let roles = roles.map(|ranges| joined(text, ranges));
    let directness = found.directness;
    Item { roles, directness, marked: directness == Directness::Direct }
}

/// Ranges in order, those parted by nothing but white space joined.
fn joined(text: &str, mut ranges: Vec<Span>) -> Vec<Span> {
    ranges.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if Span::new(last.end, range.start).of(text).trim().is_empty() => {
                last.end = last.end.max(range.end);
            }
            _ => out.push(range),
        }
    }
    out
}

fn bytes(len: usize, gold: &BTreeSet<Vec<Span>>, ours: &BTreeSet<Vec<Span>>) -> Counts {
    let paint = |sets: &BTreeSet<Vec<Span>>| {
        let mut marked = vec![false; len];
        for range in sets.iter().flatten() {
            marked[range.range()].fill(true);
        }
        marked
    };
    let (gold, ours) = (paint(gold), paint(ours));
    let count = |marked: &[bool]| marked.iter().filter(|m| **m).count();
    let both = gold.iter().zip(&ours).filter(|(g, o)| **g && **o).count();
    Counts { gold: count(&gold), found: count(&ours), both }
}
