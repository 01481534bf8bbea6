//! What the programs share: reading texts and JSON lines with messages that say where, and the exit
//! status.

#![allow(dead_code, reason = "each program uses a part of it")]

pub(crate) mod input;
pub(crate) mod vectors;

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Parser;
use presslens::{ActorNames, Analyzer, AnalyzerBuilder, Lexicon, Model, Provenance};
use serde::Serialize;

/// Reads the command line. `Err` holds the exit status after help or a usage error was printed: 2
/// is kept for "some lines failed", so a usage error is 1.
pub(crate) fn arguments<A: Parser>() -> Result<A, ExitCode> {
    A::try_parse().map_err(|error| {
        // nothing is left to do if even this cannot be written
        _ = error.print();
        if error.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    })
}

/// The exit status of a program's result; an error goes to stderr, a closed output pipe ends
/// quietly.
pub(crate) fn finish(result: Result<ExitCode>) -> ExitCode {
    match result {
        Ok(status) => status,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the reader of our output went away.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// A builder with the built-in lists and these files.
pub(crate) fn builder(lexicons: &[PathBuf]) -> Result<AnalyzerBuilder> {
    let mut builder = Analyzer::builder();
    for path in lexicons {
        builder = builder.lexicon(Lexicon::from_path(path).context("cannot use the lexicon")?);
    }
    Ok(builder)
}

/// An analyzer with the built-in lists, these files, and these actors.
pub(crate) fn analyzer(
    lexicons: &[PathBuf],
    models: &[PathBuf],
    actors: Option<&Path>,
    contributions: bool,
    experimental: bool,
) -> Result<Analyzer> {
    let mut builder = builder(lexicons)?.contributions(contributions).experimental(experimental);
    for path in models {
        builder = builder.model(Model::from_path(path).context("cannot use the model")?);
    }
    if let Some(path) = actors {
        builder = builder.actors(ActorNames::from_path(path).context("cannot use the actors")?);
    }
    Ok(builder.build()?)
}

#[derive(Serialize)]
struct Manifest<'a> {
    presslens: &'static str,
    lexicons: &'a str,
    lists: &'a [Provenance],
}

/// Writes what scores are made with: the crate version, the hash in every record, every list.
pub(crate) fn write_manifest(path: &Path, analyzer: &Analyzer) -> Result<()> {
    let manifest = Manifest {
        presslens: env!("CARGO_PKG_VERSION"),
        lexicons: analyzer.fingerprint(),
        lists: analyzer.manifest(),
    };
    let mut text = serde_json::to_string_pretty(&manifest)?;
    text.push('\n');
    let written = create(path)?.write_all(text.as_bytes());
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// Creates an output file.
pub(crate) fn create(path: &Path) -> Result<File> {
    File::create(path).with_context(|| format!("cannot write {}", path.display()))
}

/// Refuses outputs that would overwrite an input or one another. Devices and pipes may be shared.
pub(crate) fn check_distinct(inputs: &[&Path], outputs: &[&Path]) -> Result<()> {
    let taken = |path: &&Path| !path.exists() || path.is_file();
    for (i, output) in outputs.iter().enumerate().filter(|(_, path)| taken(path)) {
        if inputs.iter().chain(&outputs[..i]).any(|other| place(other) == place(output)) {
            bail!("{} would be overwritten: give another output file", output.display());
        }
    }
    Ok(())
}

/// The path with its folder resolved, for files that do not exist yet too.
fn place(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().unwrap_or_default();
        folder.join(path.file_name().unwrap_or_default())
    })
}
