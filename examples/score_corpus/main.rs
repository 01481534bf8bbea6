//! Scores a corpus: JSON lines in, JSON lines out, in the same order and in bounded memory.

#[path = "../common/mod.rs"]
mod common;
mod line;
mod score;

use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Parser;
use common::input::{JsonLine, JsonLines};
use indicatif::{ProgressBar, ProgressStyle};
use line::Fields;
use score::{Scored, Scorer, Unit};

/// Scores a corpus: JSON lines in, JSON lines out, in the same order and in bounded memory.
///
/// Every input line is an object with a text. Its `id` (of any JSON type; the line number where
/// there is none) becomes the record's; `targets`, [{"start":…,"end":…}] in bytes of the text, are
/// spans to score the tone toward; every other field goes unchanged under "input".
#[derive(Debug, Parser)]
#[command(
    name = "score_corpus",
    version,
    after_long_help = "\
Lines:
  A line that cannot be read gives {\"line\":n,\"error\":\"…\"} in its place, and the rest goes on: not
  UTF-8, not a JSON object, no text, a text that is no string, a field of ours given twice, a bad
  target. Lines of white space only are skipped but counted. CRLF and a byte order mark are fine.

Contributions:
  Of each sentence, [{\"score\",\"start\",\"end\",\"feature\",\"amount\"}]; of one score they add up to
    sentiment   the s of compound = s/√(s² + 15), before it is rounded
    loaded      the s of loaded = 1 - e^-s
    tone        the x of tone = x/√(x² + 2)
    moral.*, frames.*   the score itself
    terms       the z of the weight 1/(1 + e^-z) of the loaded term at the same span, by a model
    bias        the z of bias = 1/(1 + e^-z)
    valence     the valence, before it is cut at -1 and 1
    targets     by rules, the x of score = x/√(x² + 2) of target number \"target\"; by a model
                targets.negative and targets.positive, z of the odds e^z against neutral: score is
                (p - n)/(p + n + 1) of the odds p and n
    actors      the tone of actor number \"target\", over all sentences
  Those of models have an intercept, too, whose span is the sentence (of targets and actors, the name).

Exit status:
  0  every line was scored
  1  nothing or not all was read or written: missing file, bad flag, full disk
  2  some lines failed; the output holds an error in the place of each

Examples:
  score_corpus articles.jsonl --out scored.jsonl --headline-field title
  score_corpus articles.jsonl --out scored.jsonl --csv metrics.csv --manifest lists.json
  zcat tweets.jsonl.gz | score_corpus - --unit sentence | jq .sentiment.compound
  score_corpus in.jsonl --lexicon mine.tsv --contributions --threads 4"
)]
struct Arguments {
    /// JSONL file; `-` reads stdin
    #[arg(value_name = "IN|-")]
    input: PathBuf,

    /// Where the records go; `-` writes stdout
    #[arg(long, value_name = "OUT|-", default_value = "-")]
    out: PathBuf,

    /// What the text of a line is
    #[arg(long, value_enum, default_value_t = Unit::Article)]
    unit: Unit,

    /// The field that holds the text
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,

    /// A field that holds the headline: the source becomes headline, two newlines, text; spans count
    /// in that, and given targets move with the text. Where it is missing or null, the text alone
    #[arg(long, value_name = "FIELD")]
    headline_field: Option<String>,

    /// Number of threads; the output is the same whatever it is [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,

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

    /// Writes the metrics as CSV too: a row for each article that could be read (id, then the columns
    /// of `FeatureMatrix`), an empty cell where a metric is not defined
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,

    /// Writes every list and model with id, version, licence, sources and hash
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,

    /// Adds to each sentence what its scores are made of; see the sums below
    #[arg(long)]
    contributions: bool,

    /// Adds the experimental metrics, whose definitions may change
    #[arg(long)]
    experimental: bool,

    /// Reads bytes that are not UTF-8 as U+FFFD; spans then count in the text so decoded
    #[arg(long)]
    lossy: bool,
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(arguments)),
        Err(status) => status,
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { input, out, unit, headline_field, text_field, csv, .. } = arguments;
    if unit == Unit::Sentence && headline_field.is_some() {
        bail!("--headline-field needs --unit article: a sentence has no headline");
    }
    if unit == Unit::Sentence && csv.is_some() {
        bail!("--csv needs --unit article: metrics are of articles");
    }
    if headline_field.as_ref() == Some(&text_field) {
        bail!("--headline-field and --text-field both name {text_field:?}");
    }
    let is_file = |path: &&Path| *path != Path::new("-");
    let inputs: Vec<&Path> = [&input]
        .into_iter()
        .chain(&arguments.lexicon)
        .chain(&arguments.model)
        .chain(&arguments.actors)
        .map(PathBuf::as_path)
        .collect();
    let outputs: Vec<&Path> = [Some(&out), csv.as_ref(), arguments.manifest.as_ref()]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .filter(is_file)
        .collect();
    common::check_distinct(&inputs, &outputs)?;
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }

    // everything that can fail comes before a file is created
    let reader = common::input::open(&input)?;
    let scorer = Scorer {
        analyzer: common::analyzer(
            &arguments.lexicon,
            &arguments.model,
            arguments.actors.as_deref(),
            arguments.contributions,
            arguments.experimental,
        )?,
        unit,
        fields: Fields { text: text_field, headline: headline_field },
        lossy: arguments.lossy,
        csv: csv.is_some(),
    };
    if let Some(path) = &arguments.manifest {
        common::write_manifest(path, &scorer.analyzer)?;
    }
    let mut table = csv.as_deref().map(Table::create).transpose()?;
    let mut records: Box<dyn Write> = if is_file(&out.as_path()) {
        Box::new(BufWriter::new(common::create(&out)?))
    } else {
        Box::new(BufWriter::new(io::stdout().lock()))
    };

    let progress = progress_bar(&input);
    let (mut lines, mut failed) = (0, 0);
    let batch = 8 * rayon::current_num_threads();
    let scored = presslens::in_order(Chunks::new(reader), batch, |chunk| {
        chunk.and_then(|lines| scorer.lines(lines))
    });
    for chunk in scored {
        let Scored { json, csv, lines: read, failed: bad, bytes } =
            chunk.with_context(|| format!("cannot read {}", input.display()))?;
        let written = records.write_all(&json);
        written.with_context(|| format!("cannot write {}", out.display()))?;
        if let Some(table) = &mut table {
            table.write(&csv)?;
        }
        lines += read;
        failed += bad;
        progress.inc(bytes);
    }
    records.flush().with_context(|| format!("cannot write {}", out.display()))?;
    table.map(Table::finish).transpose()?;
    progress.finish_and_clear();
    if failed == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let summary = format!("{failed} of {lines} lines failed: see their \"error\" in the output");
    writeln!(io::stderr(), "{summary}")?;
    Ok(ExitCode::from(2))
}

/// Shown on stderr, and only where that is a terminal.
fn progress_bar(input: &Path) -> ProgressBar {
    let size = input.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    let (bar, template) = match size {
        Some(size) => (
            ProgressBar::new(size),
            "{bar:40} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}, {bytes_per_sec}"),
    };
    bar.enable_steady_tick(Duration::from_millis(200));
    bar.with_style(ProgressStyle::with_template(template).unwrap_or(ProgressStyle::default_bar()))
}

/// The CSV file of metrics.
struct Table {
    path: PathBuf,
    file: BufWriter<std::fs::File>,
}

impl Table {
    fn create(path: &Path) -> Result<Self> {
        let mut head = Vec::new();
        score::table(Vec::new(), &[])?.write_csv(&mut head)?;
        let file = BufWriter::new(common::create(path)?);
        let mut table = Self { path: path.to_owned(), file };
        table.write(&head)?;
        Ok(table)
    }

    fn write(&mut self, rows: &[u8]) -> Result<()> {
        let written = self.file.write_all(rows);
        written.with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn finish(mut self) -> Result<()> {
        self.file.flush().with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// Consecutive lines, as many as are worth a thread's while: bounded by number and by bytes, so
/// that long articles do not fill the memory.
struct Chunks<R> {
    lines: JsonLines<R>,
    failed: Option<io::Error>,
}

impl<R: BufRead> Chunks<R> {
    const LINES: usize = 32;
    const BYTES: usize = 1 << 16;

    fn new(reader: R) -> Self {
        Self { lines: JsonLines::new(reader), failed: None }
    }
}

impl<R: BufRead> Iterator for Chunks<R> {
    type Item = io::Result<Vec<JsonLine>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            return Some(Err(error));
        }
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        while chunk.len() < Self::LINES && bytes < Self::BYTES {
            match self.lines.next() {
                Some(Ok(line)) => {
                    bytes += line.bytes.len();
                    chunk.push(line);
                }
                Some(Err(error)) if chunk.is_empty() => return Some(Err(error)),
                Some(Err(error)) => {
                    // what was read before is scored first
                    self.failed = Some(error);
                    break;
                }
                None => break,
            }
        }
        (!chunk.is_empty()).then_some(Ok(chunk))
    }
}
