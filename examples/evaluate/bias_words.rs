//! `bias-words`: words that people marked against words in detected loaded terms, over all words but
//! function words.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use presslens::{Article, Labelled, ModelKind, Span, Term};
use serde::Deserialize;
use serde_json::json;

use crate::errors::{shortened, worst};
use crate::figures::{Counts, HEAD, hashed_rows, place, spans};
use crate::measures::{folds, groups};
use crate::models::{Models, Scorers, lists_alone};
use crate::outcome::{Mistake, Outcome, bootstrapped};
use crate::tables::Confusion;

/// Folds by article.
const FOLDS: usize = 5;

/// Words of no interest whatever stands around them.
const FUNCTION_WORDS: &str = "the a an of to in and or for on at by with from as is are was were be \
    been being it its this that these those he she they we you i his her their our your my him them \
    us me who which what when where there here has have had do does did will would can could may \
    might shall not s t";

#[derive(Deserialize)]
struct Row {
    text: String,
    spans: Vec<(usize, usize)>,
    #[serde(default)]
    biased: Option<bool>,
    #[serde(default)]
    url: Option<String>,
}

impl Row {
    fn labelled(&self) -> Option<Labelled> {
        let marked = self.spans.iter().map(|&(start, end)| start..end);
        let row = Labelled::new(&self.text).biased(self.biased?).marked(marked);
        Some(match &self.url {
            Some(url) => row.group(url),
            None => row,
        })
    }
}

/// The words of a sentence that are marked, detected, or both, and how many others there are.
#[derive(Default)]
struct Words {
    both: Vec<Span>,
    missed: Vec<Span>,
    wrong: Vec<Span>,
    others: usize,
    /// What was found, in words.
    why: Vec<String>,
}

impl Words {
    fn counts(&self) -> Counts {
        let both = self.both.len();
        Counts { gold: both + self.missed.len(), found: both + self.wrong.len(), both }
    }
}

pub(crate) fn evaluate(path: &Path, models: &Models) -> Result<Outcome> {
    let lists = lists_alone()?;
    let function_words: BTreeSet<&str> = FUNCTION_WORDS.split_whitespace().collect();
    let (rows, sha256): (Vec<(u64, Row)>, _) = hashed_rows(path)?;
    let urls: Vec<Option<String>> = rows.iter().map(|(_, row)| row.url.clone()).collect();
    let articles = groups(&urls);
    let labelled: Option<Vec<Labelled>> = rows.iter().map(|(_, row)| row.labelled()).collect();
    let folds = folds(&articles, FOLDS);
    let scorers = match labelled {
        Some(rows) => Scorers::by_folds(ModelKind::Bias, models, &rows, &folds, &sha256)?,
        None if models.are_refitted() => bail!("--vectors needs \"biased\" in every row"),
        None => Scorers::by_folds(ModelKind::Bias, models, &[], &folds, &sha256)?,
    };
    let mut found = Vec::with_capacity(rows.len());
    for (i, (line, row)) in rows.iter().enumerate() {
        let analyzer = scorers.as_ref().map_or(&lists, |scorers| scorers.of(i));
        let gold = spans(&row.text, &row.spans).with_context(|| place(path, *line))?;
        let report = analyzer.article(&Article::single_sentence(&row.text));
        let terms = || report.terms().iter().filter(|term| term.is_detected());
        let told = |term: &Term| {
            let (list, category) = (report.entry(term).0.id(), report.category(term));
            format!(
                "“{}” detected at {:.2} ({list}:{category})",
                term.span.of(&row.text),
                term.weight
            )
        };
        let detected: Vec<Span> = terms().map(|term| term.span).collect();
        let mut words = Words { why: terms().map(told).collect(), ..Words::default() };
        for word in tokens(&row.text) {
            if function_words.contains(word.of(&row.text).to_lowercase().as_str()) {
                continue;
            }
            let inside = |spans: &[Span]| spans.iter().any(|span| span.contains(word));
            match (inside(&gold), inside(&detected)) {
                (true, true) => words.both.push(word),
                (true, false) => words.missed.push(word),
                (false, true) => words.wrong.push(word),
                (false, false) => words.others += 1,
            }
        }
        found.push(words);
    }
    let statistics = |rows: &[usize]| Counts::shares(rows.iter().map(|&i| found[i].counts()));
    let figures = bootstrapped(&articles, ["precision", "recall", "f1"], statistics);

    let counts: Counts = found.iter().map(Words::counts).sum();
    let others: usize = found.iter().map(|words| words.others).sum();
    let mut confusion = Confusion::new(&["not marked", "marked"]);
    let Counts { gold, found: detected, both } = counts;
    let cells = [(0, 0, others), (0, 1, detected - both), (1, 0, gold - both), (1, 1, both)];
    for (label, found, count) in cells {
        confusion.add(label, found, count);
    }
    let (rows_n, words) = (rows.len(), others + gold + detected - both);
    let table = format!(
        "{HEAD}{}\n{}\n{rows_n} sentences, {words} words\n",
        counts.figures().row("words"),
        confusion.table()
    );
    let mut json = serde_json::to_value(counts.figures())?;
    json["task"] = json!("bias-words");
    json["sentences"] = json!(rows_n);
    json["words"] = json!(words);
    json["confusion"] = confusion.json();

    let sizes: Vec<f64> =
        found.iter().map(|words| (words.missed.len() + words.wrong.len()) as f64).collect();
    let mistake = |i: usize| {
        let ((line, row), words) = (&rows[i], &found[i]);
        let list =
            |spans: &[Span]| -> Vec<&str> { spans.iter().map(|w| w.of(&row.text)).collect() };
        let marked = [list(&words.both), list(&words.missed)].concat();
        let mut why = words.why.clone();
        for (what, spans) in [("missed", &words.missed), ("not marked", &words.wrong)] {
            if !spans.is_empty() {
                why.push(format!("{what}: {}", list(spans).join(", ")));
            }
        }
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!(marked),
            score: json!([list(&words.both), list(&words.wrong)].concat()),
            why,
        }
    };
    let errors = worst(&sizes).into_iter().map(mistake).collect();
    let warning = scorers.and_then(|scorers| scorers.warning);
    Ok(Outcome { table, json, figures, errors, warning, failed: false })
}

/// Runs of letters and digits joined by an inner apostrophe or hyphen.
fn tokens(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next_is_letter = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let joins = start.is_some() && next_is_letter && "'’-‐‑".contains(c);
        if c.is_alphanumeric() || joins {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            out.push((start, at));
        }
    }
    out.extend(start.map(|start| (start, text.len())));
    out.iter().map(|&(start, end)| Span::new(start as u32, end as u32)).collect()
}
