//! Says what is wrong with word lists.

#[allow(dead_code, reason = "of the layout only what makes text safe to print is needed")]
#[path = "../analyze_article/layout.rs"]
mod layout;

#[path = "../common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use layout::printable;
use presslens::{Finding, Lexicon, Severity};
use serde::Serialize;

/// Ordinary English words; see `words.NOTICE`.
const WORDS: &str = include_str!("words.txt");

/// Says what is wrong with word lists: entries that stand twice or can never match, forms of one word
/// that disagree, wildcards that swallow other words, missing provenance.
#[derive(Debug, Parser)]
#[command(
    name = "lint_lexicon",
    version,
    after_long_help = "\
Findings:
  error    conflict       a term twice in a category with different weights: the later one counts
           unmatchable    no text can match the term (a warning for emoticons)
           weight_range   a weight outside 0 to 1 in a list of loaded terms
  warning  duplicate      a term twice in a category
           inflections    forms of one word whose weights lie more than a quarter of the range apart
           provenance     licence, sources, version or title missing or \"unknown\"
           wildcard       a `*` term most of whose words look foreign to it (a hint if fewer do)
  hint     missing_form   some regular forms of a verb are listed, others are not
           untested       a category without sentences that must and must not match

Exit status:
  0 without errors in the lists, 1 with one, 2 when a file could not be read

Examples:
  lint_lexicon lexicons/loaded/label.tsv
  lint_lexicon mine.dic theirs.yml --quiet hint
  lint_lexicon mine.tsv --json | jq -r 'select(.kind == \"conflict\") | .term'"
)]
struct Arguments {
    /// Word lists in any format
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Ordinary words, one a line, against which `*` terms are checked; instead of 30,000 English ones
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,

    /// Writes one JSON object a finding: file, kind, severity, line, term, message
    #[arg(long)]
    json: bool,

    /// Leaves out hints, or warnings and hints
    #[arg(long, value_enum, value_name = "hint|warning")]
    quiet: Option<Quiet>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Quiet {
    Hint,
    Warning,
}

impl Quiet {
    /// The highest severity left out.
    fn severity(self) -> Severity {
        match self {
            Self::Hint => Severity::Hint,
            Self::Warning => Severity::Warning,
        }
    }
}

#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    #[serde(flatten)]
    finding: &'a Finding,
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(&arguments)),
        Err(status) => status,
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let words = match &arguments.words {
        Some(path) => common::input::read_text(path, None)?,
        None => WORDS.to_owned(),
    };
    let words: Vec<&str> = words.lines().map(str::trim).filter(|word| !word.is_empty()).collect();
    let mut stdout = io::stdout().lock();
    let (mut unreadable, mut wrong) = (false, false);
    for path in &arguments.files {
        let list = match Lexicon::from_path(path) {
            Ok(list) => list,
            Err(error) => {
                unreadable = true;
                writeln!(io::stderr(), "error: {}", printable(&error.to_string()))?;
                continue;
            }
        };
        let findings = list.lint(&words);
        wrong |= findings.iter().any(|finding| finding.severity == Severity::Error);
        let hidden = arguments.quiet.map(Quiet::severity);
        let shown: Vec<&Finding> =
            findings.iter().filter(|finding| Some(finding.severity) > hidden).collect();
        let text = if arguments.json {
            records(path, &shown)?
        } else {
            page(path, &list, &findings, &shown)
        };
        stdout.write_all(text.as_bytes())?;
    }
    stdout.flush()?;
    Ok(match (unreadable, wrong) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

fn records(path: &Path, findings: &[&Finding]) -> Result<String> {
    let file = path.to_string_lossy();
    let mut out = String::new();
    for finding in findings {
        out.push_str(&serde_json::to_string(&Record { file: &file, finding })?);
        out.push('\n');
    }
    Ok(out)
}

/// One line for the file, counting all findings, and one for each that is shown.
fn page(path: &Path, list: &Lexicon, all: &[Finding], shown: &[&Finding]) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .map(|severity| (severity, all.iter().filter(|f| f.severity == severity).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(severity, n)| format!("{n} {}{}", severity.name(), if n == 1 { "" } else { "s" }))
        .collect();
    let counts = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
    let mut out = String::new();
    let path = printable(&path.display().to_string());
    _ = writeln!(out, "{path}: {counts} ({} entries)", list.entries().len());
    for finding in shown {
        let place = if finding.line == 0 { String::new() } else { finding.line.to_string() };
        _ = writeln!(
            out,
            "{place:>6}  {:<7}  {:<12}  {}: {}",
            finding.severity.name(),
            finding.kind.name(),
            printable(&finding.term),
            printable(&finding.message)
        );
    }
    out
}
