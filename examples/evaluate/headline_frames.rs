//! `headline-frames`: the policy frame with the highest score against the frame that people saw.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Result, bail};
use presslens::{Analyzer, Article, POLICY_FRAMES};
use serde::Deserialize;
use serde_json::json;

use crate::figures::{Outcome, for_each_row};
use crate::measures::f1;

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

/// Of one frame.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    gold: usize,
    found: usize,
    both: usize,
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let analyzer = Analyzer::new();
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let (mut rows, mut without) = (0, 0);
    for_each_row(path, |_, row: Row| {
        let Some((_, gold)) = MAPPED.iter().find(|(frame, _)| *frame == row.frame1) else {
            let frames = MAPPED.map(|(frame, _)| frame).join(", ");
            bail!("frame1 is {:?}, expected one of {frames}", row.frame1);
        };
        let report = analyzer.article(&Article::single_sentence(&row.text));
        let frames = report.sentences().first().map_or([0.0; _], |sentence| sentence.frames);
        rows += 1;
        counts.entry(gold).or_default().gold += 1;
        match top(&frames) {
            Some(found) => {
                counts.entry(found).or_default().found += 1;
                counts.entry(gold).or_default().both += usize::from(found == *gold);
            }
            None => without += 1,
        }
        Ok(())
    })?;
    let mut table = format!("{:<20}  gold  found   both      F1\n", "frame");
    let mut by_frame = json!({});
    let (mut sum, mut right) = (0.0, 0);
    for (_, frame) in MAPPED {
        let of_frame = counts.get(frame).copied().unwrap_or_default();
        let Counts { gold, found, both } = of_frame;
        let f1 = f1(both, gold + found - 2 * both);
        sum += f1;
        right += both;
        _ = writeln!(table, "{frame:<20} {gold:>5}  {found:>5}  {both:>5}  {f1:.4}");
        by_frame[frame] = json!({"gold": gold, "found": found, "both": both, "f1": f1});
    }
    let (macro_f1, accuracy) =
        (sum / MAPPED.len() as f64, f64::from(right as u32) / f64::from(rows));
    _ = writeln!(table, "macro F1 {macro_f1:.4}, accuracy {accuracy:.4}");
    _ = writeln!(table, "{rows} headlines, {without} without a frame");
    let json = json!({
        "task": "headline-frames",
        "headlines": rows,
        "without": without,
        "macro_f1": macro_f1,
        "accuracy": accuracy,
        "by_frame": by_frame,
    });
    Ok(Outcome { table, json, failed: false })
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
