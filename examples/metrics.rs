//! Prints what each metric measures, how it is computed, and where it fails.

#[path = "common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Parser;
use presslens::{MetricInfo, Status, metrics};

/// Prints the registry of metrics: what each measures, how it is computed, an example, known failure
/// modes and references, in Markdown.
#[derive(Debug, Parser)]
#[command(
    name = "metrics",
    version,
    after_long_help = "\
Exit status:
  0 when they were printed, 1 when no metric begins so

Examples:
  metrics                 all of them
  metrics loaded          those whose id begins so
  metrics --list          one line each: id, status, name"
)]
struct Arguments {
    /// The beginning of an id
    prefix: Option<String>,

    /// One line a metric: id, status, name
    #[arg(long)]
    list: bool,
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(&arguments)),
        Err(status) => status,
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let prefix = arguments.prefix.as_deref().unwrap_or_default();
    let mut wanted = metrics().iter().filter(|metric| metric.id.starts_with(prefix)).peekable();
    if wanted.peek().is_none() {
        bail!("no metric begins with {prefix:?}; `metrics --list` names all");
    }
    let mut out = String::new();
    for metric in wanted {
        if arguments.list {
            _ = writeln!(out, "{:<26} {:<13} {}", metric.id, status(metric), metric.name);
        } else {
            out += &describe(metric);
        }
    }
    io::stdout().lock().write_all(out.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn status(metric: &MetricInfo) -> &'static str {
    if metric.status == Status::Stable { "stable" } else { "experimental" }
}

/// A section of Markdown.
fn describe(metric: &MetricInfo) -> String {
    let docs = metric.docs();
    // the first line is the id again
    let body: String = docs.lines().skip(1).map(|line| heading_lowered(line) + "\n").collect();
    let body = unlinked(&body);
    let bound = |end: f64| match end {
        f64::INFINITY => "∞".to_owned(),
        f64::NEG_INFINITY => "−∞".to_owned(),
        end => end.to_string().replace('-', "−"),
    };
    let splits = [(metric.by_place, "place"), (metric.by_voice, "voice")];
    let mut splits: Vec<&str> = splits.iter().filter(|(yes, _)| *yes).map(|(_, by)| *by).collect();
    if !metric.categories.is_empty() {
        splits.push("category");
    }
    let splits = if splits.is_empty() { "none".to_owned() } else { splits.join(", ") };
    let mut head = format!(
        "# {}\n\n{}.\n\n- {}, since {}\n- from {} to {}; high: {}\n- n counts {}\n- splits: {splits}\n",
        metric.id,
        metric.name,
        status(metric),
        metric.since,
        bound(metric.range.0),
        bound(metric.range.1),
        metric.direction,
        metric.unit,
    );
    if !metric.categories.is_empty() {
        _ = writeln!(head, "- categories: {}", metric.categories.join(", "));
    }
    if !metric.needs.is_empty() {
        _ = writeln!(head, "- needs {}", metric.needs);
    }
    format!("{head}{body}\n")
}

fn heading_lowered(line: &str) -> String {
    if line.starts_with("# ") { format!("#{line}") } else { line.to_owned() }
}

/// Links to items of the crate, which only rustdoc can follow, as their texts.
fn unlinked(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, link)) = rest.split_once("](crate::") {
        let (head, label) = before.rsplit_once('[').unwrap_or((before, ""));
        out = out + head + label;
        rest = link.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}
