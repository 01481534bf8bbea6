//! `headline-frames`: the policy frame with the highest score against the frame that people saw.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Result, bail};
use presslens::{Article, POLICY_FRAMES};
use serde::Deserialize;
use serde_json::json;

use crate::errors::{rounded, sentence_reasons, shortened, worst};
use crate::figures::{analyzer, place, rows};
use crate::outcome::{Mistake, Outcome, bootstrapped};
use crate::tables::Confusion;

/// The frames of the Gun Violence Frame Corpus (Liu et al. 2019) as policy frames.
const MAPPED: [(&str, &str); 9] = [
    ("Politics", "political"),
    ("Public opinion", "public_opinion"),
    ("Gun control/regulation", "policy"),
    ("Gun or 2nd Amendment rights", "legality"),
    ("School or public space safety", "security_defence"),
    ("Race/ethnicity", "fairness_equality"),
    ("Economic consequences", "economic"),
    ("Mental health", "health_safety"),
    ("Society/culture", "cultural_identity"),
];

#[derive(Deserialize)]
struct Row {
    text: String,
    frame1: String,
}

/// Found where the top frame is none of the set's, and where all scores are 0.
const OTHERS: [&str; 2] = ["another frame", "none"];

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = analyzer()?;
    let rows: Vec<(u64, Row)> = rows(path)?;
    let mut scores = Vec::with_capacity(rows.len());
    let mut pairs = Vec::with_capacity(rows.len());
    for (line, row) in &rows {
        let Some(gold) = MAPPED.iter().position(|(frame, _)| *frame == row.frame1) else {
            let frames = MAPPED.map(|(frame, _)| frame).join(", ");
            let place = place(path, *line);
            bail!("{place}: frame1 is {:?}, expected one of {frames}", row.frame1);
        };
        let report = analyzer.article(&Article::single_sentence(&row.text));
        let frames = report.sentences().first().map_or([0.0; _], |sentence| sentence.frames);
        let of_set = |top: &str| MAPPED.iter().position(|(_, frame)| *frame == top);
        let found =
            top(&frames).map_or(MAPPED.len() + 1, |top| of_set(top).unwrap_or(MAPPED.len()));
        scores.push(frames);
        pairs.push((gold, found));
    }
    let empty = || Confusion::with_others(&MAPPED.map(|(_, frame)| frame), &OTHERS);
    let statistics = |rows: &[usize]| {
        let all = empty().filled(rows.iter().map(|&i| pairs[i]));
        vec![Some(all.macro_f1()), all.accuracy()]
    };
    let singles: Vec<usize> = (0..rows.len()).collect();
    let figures = bootstrapped(&singles, ["macro_f1", "accuracy"], statistics);

    let all = empty().filled(pairs.iter().copied());
    let mut table = format!("{:<20}  gold  found   both      F1\n", "frame");
    let mut by_frame = json!({});
    for (label, (_, frame)) in MAPPED.into_iter().enumerate() {
        let ((gold, found, both), f1) = (all.of_label(label), all.f1(label));
        _ = writeln!(table, "{frame:<20} {gold:>5}  {found:>5}  {both:>5}  {f1:.4}");
        by_frame[frame] = json!({"gold": gold, "found": found, "both": both, "f1": f1});
    }
    let without = pairs.iter().filter(|(_, found)| *found > MAPPED.len()).count();
    _ = writeln!(table, "\n{}\n{} headlines, {without} without a frame", all.table(), rows.len());
    let json = json!({
        "task": "headline-frames",
        "headlines": rows.len(),
        "without": without,
        "macro_f1": figures[0].value,
        "accuracy": figures[1].value,
        "by_frame": by_frame,
        "confusion": all.json(),
    });

    let score = |i: usize, frame: &str| {
        POLICY_FRAMES.iter().position(|name| *name == frame).map_or(0.0, |at| scores[i][at])
    };
    // by how much the frame was missed; where none was found, less than any
    let size = |(i, &(gold, found)): (usize, &(usize, usize))| {
        let most = scores[i].iter().copied().fold(0.0, f64::max);
        let missed = most - score(i, MAPPED[gold].1);
        if gold == found { 0.0 } else { missed.max(f64::MIN_POSITIVE) }
    };
    let sizes: Vec<f64> = pairs.iter().enumerate().map(size).collect();
    let mistake = |i: usize| {
        let ((line, row), gold) = (&rows[i], MAPPED[pairs[i].0].1);
        let found = top(&scores[i]);
        let reasons =
            |frame: &str| sentence_reasons(&analyzer, &row.text, &format!("frames.{frame}"));
        Mistake {
            line: *line,
            text: shortened(&row.text),
            gold: json!({gold: rounded(score(i, gold))}),
            score: found.map_or(json!("none"), |found| json!({found: rounded(score(i, found))})),
            why: found.into_iter().chain([gold]).flat_map(reasons).collect(),
        }
    };
    let errors = worst(&sizes).into_iter().map(mistake).collect();
    Ok(Outcome { table, json, figures, errors, warning: None, failed: false })
}

/// The frame with the highest score, the first of equals; `None` if all are 0.
fn top(frames: &[f64; POLICY_FRAMES.len()]) -> Option<&'static str> {
    let mut best = None;
    let mut most = 0.0;
    for (&score, name) in frames.iter().zip(POLICY_FRAMES) {
        if score > most {
            (best, most) = (Some(name), score);
        }
    }
    best
}
