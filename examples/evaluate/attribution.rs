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

use anyhow::{Context, Result};
use presslens::{Analyzer, Article, Attribution, Directness, Span};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::errors::{cut, worst};
use crate::figures::{Counts, HEAD, place, rows, spans};
use crate::outcome::{Mistake, Outcome, bootstrapped};

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

/// Of one article and type: exact and by bytes, for each role.
#[derive(Clone, Copy, Default)]
struct Tally {
    exact: [Counts; 3],
    bytes: [Counts; 3],
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let rows: Vec<(u64, Row)> = rows(path)?;
    let mut tallies: [Vec<Tally>; TYPES.len()] = Default::default();
    let (mut labelled, mut found) = (0, 0);
    let mut misses: Vec<(f64, Mistake)> = Vec::new();
    for (line, row) in &rows {
        let text = &row.text;
        let gold: Result<Vec<Item>> =
            row.attributions.iter().map(|gold| labelled_item(text, gold)).collect();
        let gold = gold.with_context(|| place(path, *line))?;
        let article = Article::parse(text);
        let report = analyzer.article(&article);
        let outermost = report.attributions().iter().filter(|a| a.parent.is_none());
        let ours: Vec<Item> = outermost.map(|a| found_item(text, a)).collect();
        labelled += gold.len();
        found += ours.len();
        for (tallies, (_, is_of_type)) in tallies.iter_mut().zip(TYPES) {
            let mut tally = Tally::default();
            for role in 0..ROLES.len() {
                let of = |items: &[Item]| -> BTreeSet<Vec<Span>> {
                    let kept = items.iter().filter(|item| is_of_type(item));
                    kept.map(|i| i.roles[role].clone()).filter(|r| !r.is_empty()).collect()
                };
                let (gold, ours) = (of(&gold), of(&ours));
                let both = gold.intersection(&ours).count();
                tally.exact[role] = Counts { gold: gold.len(), found: ours.len(), both };
                tally.bytes[role] = bytes(text.len(), &gold, &ours);
            }
            tallies.push(tally);
        }
        // the ten worst of an article are enough for the ten worst of all
        let mut wrong = mistakes(*line, text, &gold, &ours);
        let sizes: Vec<f64> = wrong.iter().map(|(size, _)| *size).collect();
        let mut keep = worst(&sizes);
        keep.sort_unstable_by(|a, b| b.cmp(a));
        misses.extend(keep.into_iter().map(|i| wrong.swap_remove(i)));
    }

    let singles: Vec<usize> = (0..rows.len()).collect();
    let mut table = HEAD.to_owned();
    let mut json =
        json!({"task": "attribution", "articles": rows.len(), "gold": labelled, "found": found});
    let mut figures = Vec::new();
    for (tallies, (name, _)) in tallies.iter().zip(TYPES) {
        let mut of_type = Value::Null;
        for (i, role) in ROLES.into_iter().enumerate() {
            let exact = tallies.iter().map(|tally| tally.exact[i]).sum::<Counts>().figures();
            let bytes = tallies.iter().map(|tally| tally.bytes[i]).sum::<Counts>().figures();
            table += &exact.row(&format!("{name} {role}"));
            of_type[role] = json!({"exact": exact, "bytes": bytes});
            let is_content = role == "content";
            if is_content {
                table += &bytes.row(&format!("{name}, bytes"));
            }
            // of one type the content is enough
            if !is_content && name != "all" {
                continue;
            }
            let statistics = |rows: &[usize]| {
                let f1 = |of: fn(&Tally) -> &[Counts; 3]| {
                    rows.iter().map(|&row| of(&tallies[row])[i]).sum::<Counts>().figures().f1
                };
                let bytes = is_content.then(|| f1(|tally| &tally.bytes));
                [f1(|tally| &tally.exact)].into_iter().chain(bytes).collect()
            };
            let paths = ["exact", "bytes"].map(|kind| format!("{name}.{role}.{kind}.f1"));
            figures.extend(bootstrapped(&singles, paths, statistics));
        }
        json[name] = of_type;
    }
    _ = writeln!(table, "{} articles, {labelled} attributions, {found} found", rows.len());
    let order = worst(&misses.iter().map(|(size, _)| *size).collect::<Vec<f64>>());
    let mut misses: Vec<Option<Mistake>> = misses.into_iter().map(|(_, m)| Some(m)).collect();
    let errors = order.into_iter().filter_map(|i| misses[i].take()).collect();
    Ok(Outcome { table, json, figures, errors, warning: None, failed: false })
}

/// Contents that one side alone has, each with its bytes that the other side has in no content.
fn mistakes(line: u64, text: &str, gold: &[Item], ours: &[Item]) -> Vec<(f64, Mistake)> {
    let mut out = Vec::new();
    for (is_missed, these, those) in [(true, gold, ours), (false, ours, gold)] {
        for item in these {
            let [source, cue, content] = &item.roles;
            let same = |other: &&Item| other.roles[2] == *content;
            if content.is_empty() || those.iter().any(|other| same(&other)) {
                continue;
            }
            let near = |other: &&Item| {
                let overlaps = |span: &Span| content.iter().any(|range| range.overlaps(*span));
                other.roles[2].iter().any(overlaps)
            };
            let uncovered = |range: &Span| {
                let covered = |at: &u32| {
                    let at = Span::new(*at, *at + 1);
                    those.iter().any(|other| other.roles[2].iter().any(|r| r.overlaps(at)))
                };
                (range.start..range.end).filter(|at| !covered(at)).count()
            };
            let size: usize = content.iter().map(uncovered).sum();
            let words = |ranges: &[Span]| {
                let parts: Vec<&str> = ranges.iter().map(|range| range.of(text)).collect();
                if parts.is_empty() { "none".to_owned() } else { cut(&parts.join(" … "), 120) }
            };
            let told = |item: &Item| {
                let [source, cue, content] = item.roles.each_ref().map(|ranges| words(ranges));
                format!("source “{source}”, cue “{cue}”, content “{content}”")
            };
            let side = if is_missed { "we have" } else { "the set has" };
            let why = match those.iter().find(near) {
                Some(other) => format!("{side} {}", told(other)),
                None => format!("{side} no content there"),
            };
            let here = json!({"source": words(source), "cue": words(cue)});
            let other = json!(if is_missed { "missed" } else { "not marked" });
            let (gold, score) = if is_missed { (here, other) } else { (other, here) };
            let text = cut(&words(content), 200);
            out.push((size as f64, Mistake { line, text, gold, score, why: vec![why] }));
        }
    }
    out
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
    let roles = [source, cue, found.content().to_vec()];
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
