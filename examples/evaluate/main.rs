//! Scores a labelled set and prints the figures of its task.

mod attribution;
mod bias_sentences;
mod bias_words;
mod columns;
#[path = "../common/mod.rs"]
mod common;
mod figures;
mod headline_frames;
mod hyperpartisan;
mod logistic;
mod measures;
mod moral;
mod news_sentiment;
mod noise;
mod sentence_boundaries;
mod target_sentiment;
mod vader_parity;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use figures::Outcome;

/// Scores a labelled set and prints the figures of its task.
#[derive(Debug, Parser)]
#[command(
    name = "evaluate",
    version,
    after_long_help = "\
Rows (JSONL; offsets are bytes of the text):
  vader-parity         {\"text\",\"compound\",\"pos\",\"neu\",\"neg\",\"raw\":[compound,pos,neu,neg]}
  sentence-boundaries  {\"text\",\"genre\",\"sentences\":[[start,end],…]}
  bias-sentences       {\"text\",\"biased\":bool,\"url\",\"outlet\"}
  bias-words           {\"text\",\"spans\":[[start,end],…]}
  news-sentiment       {\"text\",\"mean\":number}
  target-sentiment     {\"text\",\"split\",\"targets\":[{\"start\",\"end\",\"polarity\"},…]}
  attribution          {\"text\",\"attributions\":[{\"source\",\"cue\",\"content\":[[start,end],…],\"type\"},…]}
  moral                {\"text\",\"foundations\":[name,…]}
  headline-frames      {\"text\",\"frame1\"}
  hyperpartisan        {\"title\",\"text\",\"hyperpartisan\":bool}
  noise                {\"clean\",\"ocr\"} or {\"clean\",\"noisy_html_text\"}

Exit status:
  0  the figures were computed (vader-parity: and no line differs)
  1  a row could not be read, or a line of vader-parity differs

Examples:
  evaluate vader-parity vader_parity.jsonl
  evaluate bias-words bias_sentences.jsonl --json | jq .f1"
)]
struct Arguments {
    /// What to measure
    #[arg(value_enum)]
    task: Task,

    /// The labelled set; `-` reads stdin
    #[arg(value_name = "FILE.jsonl")]
    file: PathBuf,

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
    /// `loaded`, with a threshold from other folds, against the experts' label: macro F1, AUC
    BiasSentences,
    /// Words inside the marked spans that stand in a detected loaded term: precision, recall, F1
    BiasWords,
    /// Correlation of `tone` and of VADER's compound with the mean of human ratings
    NewsSentiment,
    /// Tone toward given spans against the annotators' polarity, with thresholds chosen on the rows
    /// of `split` train: macro F1 and accuracy of every other split
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
}

fn main() -> ExitCode {
    match common::arguments() {
        Ok(arguments) => common::finish(run(&arguments)),
        Err(status) => status,
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let outcome = match arguments.task {
        Task::VaderParity => vader_parity::evaluate(&arguments.file)?,
        Task::SentenceBoundaries => sentence_boundaries::evaluate(&arguments.file)?,
        Task::BiasSentences => bias_sentences::evaluate(&arguments.file)?,
        Task::BiasWords => bias_words::evaluate(&arguments.file)?,
        Task::NewsSentiment => news_sentiment::evaluate(&arguments.file)?,
        Task::TargetSentiment => target_sentiment::evaluate(&arguments.file)?,
        Task::Attribution => attribution::evaluate(&arguments.file)?,
        Task::Moral => moral::evaluate(&arguments.file)?,
        Task::HeadlineFrames => headline_frames::evaluate(&arguments.file)?,
        Task::Hyperpartisan => hyperpartisan::evaluate(&arguments.file)?,
        Task::Noise => noise::evaluate(&arguments.file)?,
    };
    let Outcome { table, json, failed } = outcome;
    let shown = if arguments.json { format!("{json}\n") } else { table };
    let mut stdout = io::stdout().lock();
    stdout.write_all(shown.as_bytes())?;
    stdout.flush()?;
    Ok(ExitCode::from(u8::from(failed)))
}
