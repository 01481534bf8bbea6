//! What is printed of a dictionary and of what it found.

use std::collections::BTreeMap;
use std::fmt::Write;

use presslens::{Article, ArticleReport, Finding, FindingKind, Lexicon, SentenceReport, Term};

use crate::layout::{Look, Paragraph, printable};

/// Columns of the view: it is the same in a file as on a terminal.
const WIDTH: usize = 100;
/// Most entries that can never match, and most categories, to be shown one by one.
const MOST: usize = 20;

/// How the dictionary was read.
pub(crate) fn dictionary(list: &Lexicon) -> String {
    let entries = list.entries();
    let wildcards = entries.iter().filter(|entry| entry.term.contains('*')).count();
    let phrases = entries.iter().filter(|entry| entry.term.contains(' ')).count();
    let dead: Vec<Finding> = list
        .lint(&[])
        .into_iter()
        .filter(|finding| finding.kind == FindingKind::Unmatchable)
        .collect();
    let mut out = format!(
        "Dictionary {:?}, read as {}: {} in {}; {} with *, {} of several words, {} that can never \
         match\nOverlapping entries: {}\n",
        list.id(),
        list.format(),
        count(entries.len(), "entry", "entries"),
        count(list.categories().len(), "category", "categories"),
        wildcards,
        phrases,
        dead.len(),
        list.overlap().name(),
    );
    let mut sizes = vec![0_usize; list.categories().len()];
    for entry in entries {
        sizes[usize::from(entry.category)] += 1;
    }
    let width = list.categories().iter().map(|c| c.name.chars().count()).max().unwrap_or(0);
    for (category, size) in list.categories().iter().zip(&sizes).take(MOST) {
        _ = writeln!(out, "  {:<width$}  {size}", printable(&category.name));
    }
    more(&mut out, sizes.len());
    if !dead.is_empty() {
        out.push_str("\nEntries that can never match\n");
    }
    for finding in dead.iter().take(MOST) {
        let (term, why) = (printable(&finding.term), &finding.message);
        _ = writeln!(out, "  line {:<5} {term}  {why}", finding.line);
    }
    more(&mut out, dead.len());
    out
}

fn more(out: &mut String, all: usize) {
    if all > MOST {
        _ = writeln!(out, "  … and {} more", all - MOST);
    }
}

/// Each sentence with a match, its terms in brackets, and below it why they are.
pub(crate) fn matches(article: &Article, report: &ArticleReport) -> String {
    let mut out = "\nMatches\n".to_owned();
    let before = out.len();
    for sentence in report.sentences() {
        let terms = report.terms_of(sentence);
        if terms.is_empty() {
            continue;
        }
        let place = match sentence.paragraph {
            Some(number) => format!("paragraph {}", number + 1),
            None => sentence.place.name().to_owned(),
        };
        let mut line = Paragraph::default();
        line.push(&format!("({place}) "), Look::default());
        line.push(&bracketed(article, sentence, terms), Look::default());
        out.push('\n');
        out.push_str(&line.wrap(WIDTH, "", 2, false));
        for term in terms {
            _ = writeln!(out, "    {}", why(article, report, term));
        }
    }
    if out.len() == before {
        out.push_str("None.\n");
    }
    out
}

/// The sentence with brackets around stretches of terms; terms that overlap share them.
fn bracketed(article: &Article, sentence: &SentenceReport, terms: &[Term]) -> String {
    let source = article.source();
    let mut stretches: Vec<(u32, u32)> =
        terms.iter().map(|term| (term.span.start, term.span.end)).collect();
    stretches.sort_unstable();
    stretches.dedup_by(|next, last| {
        let inside = next.0 < last.1;
        if inside {
            last.1 = last.1.max(next.1);
        }
        inside
    });
    let slice = |from: u32, to: u32| &source[from as usize..to as usize];
    let mut out = String::new();
    let mut at = sentence.span.start;
    for (start, end) in stretches {
        _ = write!(out, "{}[{}]", slice(at, start), slice(start, end));
        at = end;
    }
    out.push_str(slice(at, sentence.span.end));
    out
}

/// The entry that made a term.
fn why(article: &Article, report: &ArticleReport, term: &Term) -> String {
    let (list, entry) = report.entry(term);
    let category = &list.categories()[usize::from(entry.category)].name;
    let found: Vec<&str> = term.span.of(article.source()).split_whitespace().collect();
    let place = match entry.line {
        0 => "the dictionary".to_owned(),
        line => format!("line {line}"),
    };
    printable(&format!(
        "{}  {category} {}  by {:?} of {place}, in {}",
        found.join(" "),
        number(term.weight),
        entry.term,
        term.voice.name().replace('_', " "),
    ))
}

#[derive(Default)]
struct Total {
    count: usize,
    weight: f64,
}

/// The totals by category; those without a match are left out.
pub(crate) fn totals(report: &ArticleReport) -> String {
    let mut totals: BTreeMap<&str, Total> = BTreeMap::new();
    for term in report.terms() {
        let total = totals.entry(report.category(term)).or_default();
        total.count += 1;
        total.weight += term.weight;
    }
    let words: u32 = report.sentences().iter().map(|sentence| sentence.words).sum();
    let name_width = totals.keys().map(|name| name.chars().count()).max().unwrap_or(0).max(8);
    let mut out = format!("\nTotals over {}\n", count(words as usize, "word", "words"));
    let head = format!(
        "  {:<name_width$} {:>6} {:>10} {:>10}",
        "category", "count", "per 1,000", "weights"
    );
    _ = writeln!(out, "{head}");
    for (name, total) in totals {
        // without words there is no match either
        let rate = total.count as f64 * 1000.0 / f64::from(words.max(1));
        let (name, weight) = (printable(name), number(total.weight));
        _ = writeln!(out, "  {name:<name_width$} {:>6} {rate:>10.2} {weight:>10}", total.count);
    }
    out
}

/// A weight without the noise of sums in binary.
fn number(weight: f64) -> String {
    let text = format!("{weight:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
