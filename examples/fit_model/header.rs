//! What a model has besides what it learns: its header, and the words that get numbers.

use std::path::Path;

use anyhow::{Context, Result, bail};
use presslens::{Model, ModelKind, Provenance};

use crate::common::input::read_text;

/// Begins the block of header lines in a card.
const FENCE: &str = "```header";

/// Reads `# key: value` lines: all of a file (a model's, say), or of a card (Markdown) those of its block
/// ```` ```header ````.
pub(crate) fn read(path: &Path) -> Result<Provenance> {
    let text = read_text(path, None)?;
    let is_card = text.lines().any(|line| line == FENCE);
    let mut inside = !is_card;
    let mut header = Provenance::default();
    for (number, line) in (1..).zip(text.lines()) {
        if is_card && line.starts_with("```") {
            inside = line == FENCE;
            continue;
        }
        let Some(line) = line.strip_prefix("# ").filter(|_| inside) else { continue };
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        let field = match key.trim() {
            "id" => &mut header.id,
            "version" => &mut header.version,
            "title" => &mut header.title,
            "description" => &mut header.description,
            "weights" => &mut header.weights,
            "licence" => &mut header.licence,
            "sources" => &mut header.sources,
            // those that a fit writes
            "model" | "features" | "numbers" | "lexicons" | "training" | "rows" => continue,
            other => bail!(
                "{}:{number}: {other:?}: expected id, version, title, description, weights, \
                 licence or sources",
                path.display()
            ),
        };
        value.trim().clone_into(field);
    }
    for (key, value) in
        [("id", &header.id), ("version", &header.version), ("licence", &header.licence)]
    {
        if value.is_empty() {
            bail!("{}: no {key:?}: expected a line `# {key}: VALUE`", path.display());
        }
    }
    Ok(header)
}

/// The header of a model that has none yet.
pub(crate) fn plain(kind: ModelKind, rows: &Path) -> Provenance {
    let mut header = Provenance::default();
    header.id = format!("models/{kind}");
    "1".clone_into(&mut header.version);
    header.title = format!("Model of {kind}");
    "not stated".clone_into(&mut header.licence);
    header.sources = rows.file_name().unwrap_or_default().to_string_lossy().into_owned();
    header
}

/// The words of a file: one a line, or those of a model.
pub(crate) fn vocabulary(path: &Path) -> Result<Vec<String>> {
    let text = read_text(path, None)?;
    let of_model = text.lines().filter_map(|line| line.strip_prefix("word\t"));
    let of_model = of_model.filter_map(|line| line.split('\t').next());
    // what begins with a hyphen is an ending, which fitting adds
    let mut words: Vec<&str> = of_model.filter(|word| !word.starts_with('-')).collect();
    if words.is_empty() && !text.contains("\nintercept\t") {
        words = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    }
    Ok(words.into_iter().map(str::to_owned).collect())
}

/// Whether there is a model to replace. Another file is not overwritten.
pub(crate) fn is_there(path: &Path, kind: ModelKind) -> Result<bool> {
    if !path.exists() {
        return Ok(false);
    }
    let model = Model::from_path(path)
        .with_context(|| format!("{} is no model to be replaced", path.display()))?;
    if model.kind() != kind {
        bail!("{} holds a model of {}: give another file", path.display(), model.kind());
    }
    Ok(true)
}
