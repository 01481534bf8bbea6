//! Scores an article with a dictionary of the caller's, in whatever format, and shows what matched
//! and why.

#[allow(dead_code, reason = "the view is without colour")]
#[path = "../analyze_article/layout.rs"]
mod layout;

#[path = "../common/mod.rs"]
mod common;
mod view;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use presslens::{Analyzer, Article, Lexicon, Overlap};

/// Scores an article with a dictionary in any format: shows how the dictionary was read, every match
/// in its sentence with the entry that made it, and totals by category.
#[derive(Debug, Parser)]
#[command(
    name = "custom_lexicon",
    version,
    after_long_help = "\
Formats, found by content:
  our own (see the documentation of presslens::Lexicon); CSV and TSV with a header line; LIWC .dic
  and .dicx; Lexicoder .lc3; Yoshikoder .ykd; WordStat .cat; quanteda YAML; VADER's list; eMFD and
  Moral Foundations files

The totals:
  count of matches, matches per 1,000 words of the article, and the sum of their weights (1 each in a
  list without weights)

Exit status:
  0 when the article was scored, 1 when a file could not be read

Examples:
  custom_lexicon examples/dictionaries/trades.dic examples/articles/01_clean_wire.txt
  custom_lexicon mine.yml article.txt --overlap all
  custom_lexicon theirs.lc3 - --format-only < /dev/null
  custom_lexicon theirs.cat article.txt --to-own theirs.tsv"
)]
struct Arguments {
    /// The dictionary
    #[arg(value_name = "DICTIONARY")]
    dictionary: PathBuf,

    /// A text file; `-` reads stdin
    #[arg(value_name = "ARTICLE|-")]
    article: PathBuf,

    /// Only says how the dictionary was read; the article is not opened
    #[arg(long)]
    format_only: bool,

    /// Which of several overlapping entries count, instead of what the dictionary says
    #[arg(long, value_enum, value_name = "RULE")]
    overlap: Option<Rule>,

    /// Writes the dictionary in our own format, to be reviewed and completed
    #[arg(long, value_name = "FILE")]
    to_own: Option<PathBuf>,

    /// Reads bytes of the article that are not UTF-8 as U+FFFD
    #[arg(long)]
    lossy: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rule {
    /// From left to right the longest entry, whatever its category
    LeftmostLongest,
    /// The same within each category
    LongestPerCategory,
    /// Every entry, also inside others
    All,
}

impl Rule {
    fn overlap(self) -> Overlap {
        match self {
            Self::LeftmostLongest => Overlap::LeftmostLongest,
            Self::LongestPerCategory => Overlap::LongestPerCategory,
            Self::All => Overlap::All,
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
    let inputs: [&Path; 2] = [&arguments.dictionary, &arguments.article];
    let outputs: Vec<&Path> = arguments.to_own.iter().map(PathBuf::as_path).collect();
    common::check_distinct(&inputs, &outputs)?;
    let mut list =
        Lexicon::from_path(&arguments.dictionary).context("cannot use the dictionary")?;
    if let Some(rule) = arguments.overlap {
        list = list.with_overlap(rule.overlap());
    }
    let mut out = view::dictionary(&list);
    if let Some(path) = &arguments.to_own {
        let written = common::create(path)?.write_all(list.to_text().as_bytes());
        written.with_context(|| format!("cannot write {}", path.display()))?;
    }
    if !arguments.format_only {
        let text = common::input::read_text(&arguments.article, Some(arguments.lossy))?;
        let analyzer = Analyzer::builder().built_in(false).lexicon(list).build()?;
        let article = Article::parse(&text);
        let report = analyzer.article(&article);
        out.push_str(&view::matches(&article, &report));
        out.push_str(&view::totals(&report));
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(out.as_bytes())?;
    stdout.flush()?;
    Ok(ExitCode::SUCCESS)
}
