//! Labelled rows: JSON lines as what models are fitted on.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use presslens::{Article, Labelled, ModelKind, Polarity};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::common::input::{JsonLine, JsonLines, json_reason, open};

/// Fields that say what a row belongs to, the first that a row has.
const GROUPS: [&str; 4] = ["group", "article", "doc", "url"];

/// How the rows of a file are to be read.
#[derive(Debug)]
pub(crate) struct Format {
    pub(crate) kind: ModelKind,
    /// The field that says what a row belongs to; none: the first of [`GROUPS`].
    pub(crate) group: Option<String>,
    /// Means are divided by this.
    pub(crate) scale: f64,
    /// Only rows with this `split` count.
    pub(crate) split: Option<String>,
}

/// What a file holds.
pub(crate) struct Rows {
    pub(crate) labelled: Vec<Labelled>,
    /// Number of different groups; a row without one is its own.
    pub(crate) groups: usize,
    /// Of the file, whichever rows count.
    pub(crate) sha256: String,
}

#[derive(Deserialize)]
struct Target {
    start: usize,
    end: usize,
    polarity: Polarity,
}

impl Format {
    pub(crate) fn read(&self, path: &Path) -> Result<Rows> {
        let mut bytes = Vec::new();
        let read = open(path)?.read_to_end(&mut bytes);
        read.with_context(|| format!("cannot read {}", path.display()))?;
        let (mut labelled, mut alone, mut lines) = (Vec::new(), 0, 0);
        let mut groups = BTreeSet::new();
        for line in JsonLines::new(bytes.as_slice()) {
            let line = line?;
            let number = line.number;
            lines += 1;
            let row = self.row(line, &mut groups, &mut alone);
            labelled.extend(row.map_err(|why| anyhow!("{}:{number}: {why}", path.display()))?);
        }
        if labelled.is_empty() {
            match &self.split {
                Some(split) if lines > 0 => {
                    bail!("{}: no row has the split {split:?}", path.display())
                }
                _ => bail!("{}: no rows: expected labelled texts as JSON lines", path.display()),
            }
        }
        Ok(Rows { labelled, groups: groups.len() + alone, sha256: sha256(&bytes) })
    }

    /// One row, unless it is of another split; what is wrong with it otherwise.
    fn row(
        &self,
        line: JsonLine,
        groups: &mut BTreeSet<String>,
        alone: &mut usize,
    ) -> Result<Option<Labelled>, String> {
        let line = line.decode(false)?;
        let row: Map<String, Value> =
            serde_json::from_str(&line).map_err(|error| json_reason(&error))?;
        if self.split.is_some() && field(&row, "split", "a name")? != self.split {
            return Ok(None);
        }
        let text: String = needed(&row, "text", "a string")?;
        let mut labelled = Labelled::new(&*text);
        labelled = match self.kind {
            ModelKind::Bias => bias(labelled, &row, &text)?,
            ModelKind::Valence => {
                let expected = format!(
                    "a number from {0} to {1} (--scale says how far means go)",
                    -self.scale, self.scale
                );
                let mean: f64 = needed(&row, "mean", &expected)?;
                if mean.abs() > self.scale {
                    return Err(format!("mean {mean}: expected {expected}"));
                }
                labelled.valence(mean / self.scale)
            }
            ModelKind::Target => targets(labelled, &row, &text)?,
            other => return Err(format!("no rows are known for models of {other}")),
        };
        let Some(group) = self.group(&row) else {
            *alone += 1;
            return Ok(Some(labelled));
        };
        groups.insert(group.clone());
        Ok(Some(labelled.group(group)))
    }

    fn group(&self, row: &Map<String, Value>) -> Option<String> {
        let value = match &self.group {
            Some(name) => row.get(name),
            None => GROUPS.iter().find_map(|name| row.get(*name)),
        };
        // numbers may name a group too
        value.filter(|value| !value.is_null() && **value != "").map(Value::to_string)
    }
}

fn bias(mut labelled: Labelled, row: &Map<String, Value>, text: &str) -> Result<Labelled, String> {
    let expected = "a number from 0 to 1";
    labelled = match field::<f64>(row, "share", expected)? {
        Some(share) if (0.0..=1.0).contains(&share) => labelled.biased_share(share),
        Some(share) => return Err(format!("share {share}: expected {expected}")),
        None => labelled.biased(needed(row, "biased", "true or false (or a \"share\", 0 to 1)")?),
    };
    let expected = "ranges of bytes, [[start,end],…]";
    let spans: Vec<(usize, usize)> = field(row, "spans", expected)?.unwrap_or_default();
    for &(start, end) in &spans {
        if start >= end || text.get(start..end).is_none() {
            let (len, value) = (text.len(), format!("spans [{start},{end}]"));
            return Err(format!("{value}: expected {expected}, of whole characters up to {len}"));
        }
    }
    Ok(labelled.marked(spans.into_iter().map(|(start, end)| start..end)))
}

fn targets(
    mut labelled: Labelled,
    row: &Map<String, Value>,
    text: &str,
) -> Result<Labelled, String> {
    let expected = "at least one {\"start\",\"end\",\"polarity\":\"negative|neutral|positive\"}";
    let targets: Vec<Target> = needed(row, "targets", expected)?;
    if targets.is_empty() {
        return Err(format!("targets []: expected {expected}"));
    }
    let ranges = targets.iter().map(|target| target.start..target.end);
    let checked = Article::builder().body(text).single_sentence().targets(ranges).build();
    checked.map_err(|error| error.to_string())?;
    for Target { start, end, polarity } in targets {
        labelled = labelled.toward(start..end, polarity);
    }
    Ok(labelled)
}

/// The value of a field; none where it is missing or null.
fn field<T: DeserializeOwned>(
    row: &Map<String, Value>,
    name: &str,
    expected: &str,
) -> Result<Option<T>, String> {
    let Some(value) = row.get(name).filter(|value| !value.is_null()) else { return Ok(None) };
    let found = T::deserialize(value);
    found.map(Some).map_err(|_| format!("{name} {value}: expected {expected}"))
}

fn needed<T: DeserializeOwned>(
    row: &Map<String, Value>,
    name: &str,
    expected: &str,
) -> Result<T, String> {
    field(row, name, expected)?.ok_or_else(|| format!("no field {name:?}: expected {expected}"))
}

/// In hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        _ = write!(out, "{byte:02x}");
        out
    })
}
