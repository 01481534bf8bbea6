//! Scores a labelled set and prints the figures of its task.

mod attribution;
mod bias_sentences;
mod bias_words;
mod columns;
#[path = "../common/mod.rs"]
mod common;
mod errors;
mod figures;
#[allow(dead_code, reason = "of it the words are used")]
#[path = "../fit_model/header.rs"]
mod header;
mod headline_frames;
mod hyperpartisan;
mod lexicon;
// the regression that models are fitted by
#[path = "../../src/model/logistic.rs"]
mod logistic;
mod measures;
mod models;
mod moral;
mod news_sentiment;
mod noise;
mod outcome;
mod published;
mod sentence_boundaries;
#[path = "../../src/model/solve.rs"]
mod solve;
mod tables;
mod target_sentiment;
mod vader_parity;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Parser, ValueEnum};
use models::Models;
use published::Published;

/// Scores a labelled set and prints the figures of its task with 95 % bootstrap intervals.
#[derive(Debug, Parser)]
#[command(
    name = "evaluate",
    version,
    after_long_help = "\
Rows (JSONL; offsets are bytes of the text):
  vader-parity         {\"text\",\"compound\",\"pos\",\"neu\",\"neg\",\"raw\":[compound,pos,neu,neg]}
  sentence-boundaries  {\"text\",\"genre\",\"sentences\":[[start,end],…]}
  bias-sentences       {\"text\",\"biased\":bool,\"url\",\"outlet\"}
  bias-words           {\"text\",\"spans\":[[start,end],…],\"url\"}
  news-sentiment       {\"text\",\"mean\":number,\"doc\"}
  target-sentiment     {\"text\",\"split\",\"targets\":[{\"start\",\"end\",\"polarity\"},…]}
  attribution          {\"text\",\"attributions\":[{\"source\",\"cue\",\"content\":[[start,end],…],\"type\"},…]}
  moral                {\"text\",\"foundations\":[name,…],\"article\"}
  headline-frames      {\"text\",\"frame1\"}
  hyperpartisan        {\"title\",\"text\",\"hyperpartisan\":bool}
  noise                {\"clean\",\"ocr\"} or {\"clean\",\"noisy_html_text\"}
  lexicon              {\"text\",\"biased\" or \"label\":bool,\"labels\":[bool|0|1|null,…],
                       \"spans\":[[start,end],…],\"url\" or \"doc\"}

url, doc and article may be left out: they say which rows belong together, and are drawn together
for intervals. Intervals hold the fitted models and thresholds fixed; that of calibration_error lies
high, for small samples are further from any calibration.

Fitted models:
  bias-sentences, bias-words, news-sentiment and target-sentiment score with the shipped models, or with
  --model, and warn where the file is the one that the model was fitted on. With --vectors the model is
  fitted anew: in 5 folds by url and again without each outlet (bias-sentences), in 5 folds by url
  (bias-words), in 10 by doc (news-sentiment), on the rows of split train (target-sentiment, where only
  the others are scored). Beside stand the figures of the lists and rules without any model.

A lexicon against labelled sentences:
  Each row is one sentence. Its label is \"biased\" or \"label\", else the majority of \"labels\" (one
  for each annotator, null where one gave none), else whether \"spans\" marks anything. The list
  calls a sentence positive that has a hit: a term of the list in its context, of a list whose id
  begins with loaded one of weight .5 and above. A hit is right that shares a character with a
  marked span; in a row without \"spans\", that stands in a positive sentence. Precision by entry
  has Wilson's interval. alpha is Krippendorff's (nominal) of the list and the label, and
  alpha_among_annotators that of \"labels\", which no list can be expected to exceed by much.

Exit status:
  0  the figures were computed (vader-parity: and no line differs)
  1  a row could not be read, or a line of vader-parity differs

Examples:
  evaluate vader-parity vader_parity.jsonl
  evaluate bias-words bias_sentences.jsonl --json | jq .f1,.intervals.f1
  evaluate bias-sentences bias_sentences.jsonl --errors
  evaluate news-sentiment news_sentiment.jsonl --vectors glove.txt --vocabulary words.txt
  evaluate lexicon --lexicon mine.tsv labelled.jsonl"
)]
struct Arguments {
    /// What to measure
    #[arg(value_enum)]
    task: Task,

    /// The labelled set; `-` reads stdin
    #[arg(value_name = "FILE.jsonl")]
    file: PathBuf,

    /// The list that `lexicon` is about, in any format that presslens reads
    #[arg(long, value_name = "LIST", required_if_eq("task", "lexicon"))]
    lexicon: Option<PathBuf>,

    /// A model to score with, in the place of the shipped one of its kind
    #[arg(long, value_name = "FILE", conflicts_with = "vectors")]
    model: Option<PathBuf>,

    /// Word vectors, in any format that fit_model reads, to fit the model of the task anew with, in folds:
    /// no row is scored by a model that saw it or its article
    #[arg(long, value_name = "FILE")]
    vectors: Option<PathBuf>,

    /// The words that get numbers of their own in such a fit, one a line [default: those of the shipped
    /// model]
    #[arg(long, value_name = "FILE", requires = "vectors")]
    vocabulary: Option<PathBuf>,

    /// Shows the ten worst errors with what made the scores
    #[arg(long)]
    errors: bool,

    /// Prints the figures as one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Task {
    /// Lines on which our scores differ from those of Python vaderSentiment, rounded and raw, to the
    /// last bit
    VaderParity,
    /// Ends of sentences found by `Article::parse`: precision, recall and F1 by genre
    SentenceBoundaries,
    /// `bias` from .5 on (without a model `loaded`, with a threshold from other folds) against the
    /// experts' label: macro F1, AUC, calibration
    BiasSentences,
    /// Words inside the marked spans that stand in a detected loaded term: precision, recall, F1
    BiasWords,
    /// Correlation of `valence`, of `tone` and of VADER's compound with the mean of human ratings
    NewsSentiment,
    /// Tone toward given spans against the annotators' polarity (by rules with thresholds chosen on the
    /// rows of `split` train): macro F1 and accuracy of every split
    TargetSentiment,
    /// Source, cue and content of attributions: exact F1, by type, and bytes
    Attribution,
    /// AUC of each moral foundation
    Moral,
    /// The highest policy frame of a headline against the annotators' frame: macro F1
    HeadlineFrames,
    /// Accuracy and AUC of a logistic regression over the metrics, 10 × 10 folds
    Hyperpartisan,
    /// Metrics of damaged texts against those of the clean ones: Pearson's r, and the median
    /// distance in standard deviations
    Noise,
    /// A lexicon against labelled sentences: precision of every entry, precision, recall and F1 of
    /// all, Krippendorff's α
    Lexicon,
}

impl Task {
    /// Whether it measures what a fitted model says.
    fn is_of_model(self) -> bool {
        matches!(
            self,
            Self::BiasSentences | Self::BiasWords | Self::NewsSentiment | Self::TargetSentiment
        )
    }
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(&arguments)),
        Err(status) => status,
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let file = &arguments.file;
    let models = match (&arguments.vectors, &arguments.model) {
        (None, None) => Models::Shipped,
        _ if !arguments.task.is_of_model() => bail!(
            "--model and --vectors are for bias-sentences, bias-words, news-sentiment and \
             target-sentiment"
        ),
        (None, Some(path)) => Models::given(path)?,
        (Some(path), _) => Models::refit(path, arguments.vocabulary.as_deref())?,
    };
    let (outcome, published): (_, &[Published]) = match (arguments.task, &arguments.lexicon) {
        (Task::Lexicon, Some(list)) => (lexicon::evaluate(file, list)?, &[]),
        (_, Some(_)) | (Task::Lexicon, None) => {
            bail!("--lexicon belongs to the task lexicon, which needs it")
        }
        (Task::VaderParity, _) => (vader_parity::evaluate(file)?, &[]),
        (Task::SentenceBoundaries, _) => {
            (sentence_boundaries::evaluate(file)?, &published::SENTENCE_BOUNDARIES)
        }
        (Task::BiasSentences, _) => {
            (bias_sentences::evaluate(file, &models)?, &published::BIAS_SENTENCES)
        }
        (Task::BiasWords, _) => (bias_words::evaluate(file, &models)?, &published::BIAS_WORDS),
        (Task::NewsSentiment, _) => {
            (news_sentiment::evaluate(file, &models)?, &published::NEWS_SENTIMENT)
        }
        (Task::TargetSentiment, _) => {
            (target_sentiment::evaluate(file, &models)?, &published::TARGET_SENTIMENT)
        }
        (Task::Attribution, _) => (attribution::evaluate(file)?, &published::ATTRIBUTION),
        (Task::Moral, _) => (moral::evaluate(file)?, &published::MORAL),
        (Task::HeadlineFrames, _) => {
            (headline_frames::evaluate(file)?, &published::HEADLINE_FRAMES)
        }
        (Task::Hyperpartisan, _) => (hyperpartisan::evaluate(file)?, &published::HYPERPARTISAN),
        (Task::Noise, _) => (noise::evaluate(file)?, &[]),
    };
    if let Some(warning) = &outcome.warning {
        writeln!(io::stderr(), "warning: {warning}")?;
    }
    let shown = if arguments.json {
        format!("{}\n", outcome.to_json(published, arguments.errors))
    } else {
        outcome.to_text(published, arguments.errors)
    };
    let mut stdout = io::stdout().lock();
    stdout.write_all(shown.as_bytes())?;
    stdout.flush()?;
    Ok(ExitCode::from(u8::from(outcome.failed)))
}
