//! `vader-parity`: lines that differ from Python's scores, rounded and raw, to the last bit.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use presslens::stats::wilson_interval;
use presslens::{Scores, Vader};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use crate::errors::shortened;
use crate::figures::for_each_row;
use crate::outcome::{Figure, Mistake, Outcome};

/// Lines that differ and are shown.
const SHOWN: usize = 10;

const NAMES: [&str; 4] = ["compound", "pos", "neu", "neg"];

/// Numbers as written: `serde_json` reads some of them a unit in the last place off.
#[derive(Deserialize)]
struct Row {
    text: String,
    compound: Box<RawValue>,
    pos: Box<RawValue>,
    neu: Box<RawValue>,
    neg: Box<RawValue>,
    raw: [Box<RawValue>; 4],
}

pub(crate) fn evaluate(path: &Path) -> Result<Outcome> {
    let mut scorer = Vader::compat().scorer();
    let (mut lines, mut rounded, mut raw, mut differ) = (0, 0, 0, 0);
    let (mut shown, mut errors) = (Vec::new(), Vec::new());
    let mut listing = String::new();
    for_each_row(path, |number, row: Row| {
        let expected: [&RawValue; 4] = [&row.compound, &row.pos, &row.neu, &row.neg];
        let expected = [numbers(expected)?, numbers(row.raw.each_ref().map(|raw| &**raw))?];
        let ours = [values(scorer.score(&row.text)), values(scorer.raw(&row.text))];
        let [rounded_differs, raw_differs] = [0, 1].map(|i| !same_bits(ours[i], expected[i]));
        lines += 1;
        rounded += usize::from(rounded_differs);
        raw += usize::from(raw_differs);
        if !rounded_differs && !raw_differs {
            return Ok(());
        }
        differ += 1;
        if shown.len() < SHOWN {
            shown.push(json!({
                "line": number,
                "text": row.text,
                "expected": {"rounded": expected[0], "raw": expected[1]},
                "ours": {"rounded": ours[0], "raw": ours[1]},
            }));
            _ = writeln!(listing, "\nline {number}: {}", row.text.escape_debug());
            let mut why = Vec::new();
            for (kind, i) in [("rounded", 0), ("raw", 1)] {
                for (k, name) in NAMES.iter().enumerate() {
                    if !same_bits([ours[i][k]; 4], [expected[i][k]; 4]) {
                        let (ours, expected) = (ours[i][k], expected[i][k]);
                        why.push(format!("{kind} {name}: {ours}, expected {expected}"));
                    }
                }
            }
            for why in &why {
                _ = writeln!(listing, "  {why}");
            }
            let (gold, score) = (json!(expected[0]), json!(ours[0]));
            errors.push(Mistake { line: number, text: shortened(&row.text), gold, score, why });
        }
        Ok(())
    })?;
    let mut table = String::new();
    _ = writeln!(
        table,
        "lines            {lines:>8}\nrounded differ   {rounded:>8}\nraw differ       {raw:>8}"
    );
    table.push_str(&listing);
    // the lines were not drawn at random, but a reader asks what none of so many says
    let figure = Figure {
        path: "share_differing".to_owned(),
        value: Some(differ as f64 / lines as f64),
        interval: wilson_interval(differ, lines),
    };
    let json = json!({
        "task": "vader-parity",
        "lines": lines,
        "differ": differ,
        "share_differing": figure.value,
        "rounded_differ": rounded,
        "raw_differ": raw,
        "first": shown,
    });
    Ok(Outcome { table, json, figures: vec![figure], errors, warning: None, failed: differ > 0 })
}

fn numbers(raw: [&RawValue; 4]) -> Result<[f64; 4]> {
    let mut out = [0.0; 4];
    for (number, raw) in out.iter_mut().zip(raw) {
        *number = raw.get().parse().with_context(|| format!("{} is no number", raw.get()))?;
    }
    Ok(out)
}

fn values(scores: Scores) -> [f64; 4] {
    [scores.compound, scores.pos, scores.neu, scores.neg]
}

fn same_bits(a: [f64; 4], b: [f64; 4]) -> bool {
    a.map(f64::to_bits) == b.map(f64::to_bits)
}
