//! Analyses one article: a view for the terminal, or the JSON record.

#[path = "../common/mod.rs"]
mod common;
mod explain;
mod framing;
mod layout;
mod phrases;
mod tables;
mod view;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Parser, ValueEnum};
use presslens::record::ArticleRecord;
use presslens::{Article, Reference};

use framing::Shown;
use serde::Serialize;
use view::View;

/// Analyses one article: shows the text with its loaded terms and whose words they are, sources and
/// actors, and framing metrics with 95 % intervals.
#[derive(Debug, Parser)]
#[command(
    name = "analyze_article",
    version,
    after_long_help = "\
The view:
  Terms of the lists are marked by category: in colour, or as [term|category weight]. Terms of weight
  .50 and above are detected and counted; those below are weak, shown but not counted. Direct quotes
  are in italics and indirect speech is dim where colour is on; elsewhere ‹ and › stand around indirect
  speech. Before each sentence stands its number; [bias .72] behind one is the probability that experts
  would call it biased, shown from .50 on; `--explain` tells why. Sources are listed by words: a word is the innermost source's, and cues that endorse or
  distance are those of the lists. Of actors the view tells tone (mean over the mentions) and how
  often they act or are acted on. Metrics are shown as bars, with 95 % intervals, on the scale of a
  reference corpus; what stands out against it is said below. The built-in reference is small and in
  part invented: make one of your own with `reference_corpus`. `metrics` explains each metric.

Exit status:
  0 when the article was analysed, 1 when it could not be read

Examples:
  analyze_article article.txt
  analyze_article article.txt --color always | less -R
  analyze_article article.txt --explain 3
  analyze_article article.txt --splits --reference mine.tsv
  analyze_article article.txt --json | jq '.framing[\"loaded.per_1000\"]'
  pdftotext paper.pdf - | analyze_article - --lossy --lexicon mine.tsv"
)]
#[allow(clippy::struct_excessive_bools, reason = "flags are independent")]
struct Arguments {
    /// A text file; `-` reads stdin
    #[arg(value_name = "FILE|-")]
    file: PathBuf,

    /// Writes the article record `presslens.article/1`; in several lines only on a terminal
    #[arg(long)]
    json: bool,

    /// A word list to use besides the built-in ones; may be given again
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,

    /// A model of `fit_model` in the place of the shipped one of its kind; may be given again
    #[arg(long, value_name = "FILE")]
    model: Vec<PathBuf>,

    /// Actors to look for by name: a line each with name, kind (person, organisation, place or
    /// government) and aliases parted by `;`, in columns parted by tabs
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,

    /// Also says what the scores are made of: of each sentence in the record, of the sentences listed
    /// last in the view
    #[arg(long)]
    contributions: bool,

    /// Instead tells in words what every score of sentence N is made of, N as the small number before it
    /// in the view; with --json, writes that sentence of the record with its contributions
    #[arg(long, value_name = "N", conflicts_with_all = ["splits", "reference"])]
    explain: Option<usize>,

    /// Adds the experimental metrics, whose definitions may change
    #[arg(long)]
    experimental: bool,

    /// Shows metrics by place, voice and category too
    #[arg(long, conflicts_with = "json")]
    splits: bool,

    /// Compares the metrics with this reference, made by `reference_corpus`, not the built-in one
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    reference: Option<PathBuf>,

    /// Reads bytes that are not UTF-8 as U+FFFD; spans then count in the text so decoded
    #[arg(long)]
    lossy: bool,

    /// Colour in the view; auto: on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    color: Colour,

    /// Writes every list and model with id, version, licence, sources and hash
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    fn is_on(self) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        match self {
            Self::Auto => io::stdout().is_terminal() && !set("NO_COLOR") && !dumb(),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(&arguments)),
        Err(status) => status,
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let inputs: Vec<&Path> = [&arguments.file]
        .into_iter()
        .chain(&arguments.lexicon)
        .chain(&arguments.model)
        .chain(&arguments.actors)
        .chain(&arguments.reference)
        .map(PathBuf::as_path)
        .collect();
    let outputs: Vec<&Path> = arguments.manifest.iter().map(PathBuf::as_path).collect();
    common::check_distinct(&inputs, &outputs)?;
    let text = common::input::read_text(&arguments.file, Some(arguments.lossy))?;
    let analyzer = common::analyzer(
        &arguments.lexicon,
        &arguments.model,
        arguments.actors.as_deref(),
        arguments.contributions || arguments.explain.is_some(),
        arguments.experimental,
    )?;
    if let Some(path) = &arguments.manifest {
        common::write_manifest(path, &analyzer)?;
    }
    let article = Article::parse(&text);
    let report = analyzer.article(&article);
    let explained = match arguments.explain {
        Some(number) => Some(index_of(number, report.sentences().len())?),
        None => None,
    };
    let mut stdout = io::stdout().lock();
    let pretty = stdout.is_terminal();
    let shown = if arguments.json {
        // the path as given names the article; stdin has no name
        let id = (arguments.file != Path::new("-")).then(|| arguments.file.to_string_lossy());
        let record = report.record(&article).id(id);
        let mut json = in_json(&record, pretty && explained.is_none())?;
        if let Some(index) = explained {
            let record: ArticleRecord<Option<String>> = serde_json::from_str(&json)?;
            json = in_json(&record.sentences[index], pretty)?;
        }
        json + "\n"
    } else if let Some(index) = explained {
        let mut out = String::new();
        View::new(&article, &report, arguments.color.is_on(), width()).explain(index, &mut out);
        out
    } else {
        let reference = arguments.reference.as_deref().map(Reference::from_path).transpose()?;
        let reference = reference.as_ref().unwrap_or_else(|| Reference::built_in());
        let shown = Shown { reference, splits: arguments.splits };
        View::new(&article, &report, arguments.color.is_on(), width()).render(&shown)
    };
    stdout.write_all(shown.as_bytes())?;
    stdout.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The index of a sentence by its number, which counts from 1.
fn index_of(number: usize, sentences: usize) -> Result<usize> {
    match number.checked_sub(1).filter(|index| *index < sentences) {
        Some(index) => Ok(index),
        None if sentences == 0 => bail!("no sentence {number} to explain: the text has none"),
        None => bail!(
            "no sentence {number} to explain: the text has {}, numbered from 1",
            view::count(sentences, "sentence")
        ),
    }
}

fn in_json(record: &impl Serialize, pretty: bool) -> Result<String> {
    let write = if pretty { serde_json::to_string_pretty } else { serde_json::to_string };
    Ok(write(record)?)
}

/// Columns of the terminal, in bounds that can be read; 80 where there is none.
fn width() -> usize {
    let columns = console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    columns.filter(|_| io::stdout().is_terminal()).map_or(80, |columns| columns.clamp(40, 110))
}
