//! Makes a reference from a corpus: how each metric is distributed over its articles.

#[path = "common/mod.rs"]
mod common;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use clap::Parser;
use common::input::{JsonLine, JsonLines, json_reason};
use presslens::{Analyzer, Article, ArticleReport, FeatureMatrix, Reference};
use serde_json::{Map, Value};

/// Makes a reference from a corpus: how each metric is distributed over its articles, as text that
/// `presslens::Reference` reads. Numbers only: no text of the articles is in it.
#[derive(Debug, Parser)]
#[command(
    name = "reference_corpus",
    version,
    after_long_help = "\
Exit status:
  0  the reference was written
  1  an article could not be read (file and line are named), or nothing could be written

Examples:
  reference_corpus articles.jsonl --headline-field title --name mine/2024 --out mine.tsv
  reference_corpus a.txt b.txt c.jsonl --name mine --header mine.tsv --out mine.tsv"
)]
struct Arguments {
    /// Articles: plain text, one a file, where the name ends in .txt, else JSON lines; `-` reads JSON
    /// lines from stdin
    #[arg(value_name = "IN", required = true)]
    inputs: Vec<PathBuf>,

    /// Name of the reference, such as `mine/2024`
    #[arg(long)]
    name: String,

    /// Where it goes; `-` writes stdout
    #[arg(long, value_name = "OUT|-", default_value = "-")]
    out: PathBuf,

    /// A reference whose version, title, licence and sources are taken over; may be the one that is
    /// written anew
    #[arg(long, value_name = "FILE")]
    header: Option<PathBuf>,

    /// The field that holds the text
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,

    /// A field that holds the headline; where it is missing or null, the text alone
    #[arg(long, value_name = "FIELD")]
    headline_field: Option<String>,

    /// A word list to use besides the built-in ones; may be given again
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,

    /// Significant digits of its numbers
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=17))]
    digits: u32,

    /// Fewest articles with a value that make a distribution
    #[arg(long, value_name = "N", default_value_t = 10)]
    least: usize,
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(&arguments)),
        Err(status) => status,
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let inputs: Vec<&Path> =
        arguments.inputs.iter().chain(&arguments.lexicon).map(PathBuf::as_path).collect();
    let to_stdout = arguments.out == Path::new("-");
    if !to_stdout {
        common::check_distinct(&inputs, &[&arguments.out])?;
    }
    if arguments.name.trim().is_empty() {
        bail!("--name is blank: a reference needs a name to be read back");
    }
    let header = arguments.header.as_ref().map(Reference::from_path);
    let header = header.transpose().context("cannot use the header")?;
    let analyzer = common::analyzer(&arguments.lexicon, &[], None, false, false)?;

    let texts = arguments.inputs.iter().flat_map(|path| texts(path, arguments));
    let mut failed = None;
    let batch = 32 * rayon::current_num_threads();
    let reports = presslens::in_order(texts, batch, |text| text?.report(&analyzer))
        .map_while(|report| report.map_err(|error| failed = Some(error)).ok());
    let matrix = FeatureMatrix::from_reports(reports);
    if let Some(error) = failed {
        return Err(error);
    }
    if matrix.values().nrows() == 0 {
        bail!("the input holds no article");
    }

    let mut reference = Reference::from_matrix(&arguments.name, &matrix)
        .abridged(arguments.digits, arguments.least);
    if let Some(head) = header.as_ref().map(Reference::provenance) {
        reference =
            reference.with_provenance(&head.version, &head.title, &head.licence, &head.sources);
    }
    let mut out: Box<dyn Write> =
        if to_stdout { Box::new(io::stdout()) } else { Box::new(common::create(&arguments.out)?) };
    let written = out.write_all(reference.to_text().as_bytes());
    written.with_context(|| format!("cannot write {}", arguments.out.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// An article as it was read.
struct Text {
    headline: Option<String>,
    body: String,
}

impl Text {
    fn report(&self, analyzer: &Analyzer) -> Result<ArticleReport> {
        let mut builder = Article::builder().body(&self.body);
        if let Some(headline) = &self.headline {
            builder = builder.headline(headline);
        }
        Ok(analyzer.article(&builder.build()?))
    }
}

/// The articles of one input, read as they are asked for.
fn texts(path: &Path, arguments: &Arguments) -> Box<dyn Iterator<Item = Result<Text>>> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt")) {
        let text = common::input::read_text(path, None);
        return Box::new([text.map(|body| Text { headline: None, body })].into_iter());
    }
    let lines = match common::input::open(path) {
        Ok(reader) => JsonLines::new(reader),
        Err(error) => return Box::new([Err(error)].into_iter()),
    };
    let path = path.to_owned();
    let fields = (arguments.text_field.clone(), arguments.headline_field.clone());
    Box::new(lines.map(move |line| {
        let line = line.with_context(|| format!("cannot read {}", path.display()))?;
        let number = line.number;
        article(line, &fields).map_err(|error| anyhow!("{}:{number}: {error}", path.display()))
    }))
}

/// The article of a line; the error says what is wrong with it.
fn article(line: JsonLine, fields: &(String, Option<String>)) -> Result<Text, String> {
    let line = line.decode(false)?;
    let mut object: Map<String, Value> = serde_json::from_str(&line)
        .map_err(|error| format!("not a JSON object: {}", json_reason(&error)))?;
    let mut take = |field: &str| match object.remove(field) {
        Some(Value::String(text)) => Ok(Some(text)),
        None | Some(Value::Null) => Ok(None),
        Some(other) => Err(format!("field {field:?} is {other}, a string is needed")),
    };
    let body = take(&fields.0)?.ok_or_else(|| format!("no field {:?}", fields.0))?;
    let headline = fields.1.as_deref().map(take).transpose()?.flatten();
    Ok(Text { headline, body })
}
