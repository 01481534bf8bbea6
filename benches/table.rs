//! The table of speeds in README.md: ours against peers and floors, as ratios within one run.
//!
//! `cargo build --release --example score_corpus && cargo bench --features dev --bench table`
//!
//! Contenders run in turn, round after round, so that a busy machine slows all of them; what is printed
//! is the median. Memory is measured by `benches/memory.sh`.

#![allow(clippy::print_stdout, reason = "a program")]

mod common;

use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::lists::{ENTRIES, among_ten_times_as_many, in_ten, list, terms, texts};
use common::shapes::{LENGTHS, Shape, of_length, shapes};
use common::{
    Floor, articles, charged, compat, length, lines, paragraphs, records, report, sentences,
};
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use presslens::dev::Matcher;
use presslens::{Analyzer, Article, Vader, dev};
use unicode_segmentation::UnicodeSegmentation;
use vader_sentimental::SentimentIntensityAnalyzer as Peer;

/// For each comparison.
const BUDGET: Duration = Duration::from_secs(3);
const FEWEST_ROUNDS: usize = 5;
/// One turn of a contender is at least so long, that what the others left in the caches does not count.
const TURN: f64 = 20e-3;

type Contender<'a> = Box<dyn FnMut() -> usize + 'a>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == ["first-score"] {
        black_box(report(&Analyzer::new(), &["The regime fell.".to_owned()]));
    } else if arguments.iter().any(|argument| argument == "--bench") {
        println!("| what | ours | against | its | ratio | required (goal) |");
        println!("| --- | --- | --- | --- | --- | --- |");
        vader();
        articles_against_the_peer();
        text();
        matcher();
        scaling();
        start_up();
        threads();
    }
}

fn row(what: &str, ours: &str, against: &str, its: &str, ratio: &str, required: &str) {
    println!("| {what} | {ours} | {against} | {its} | {ratio} | {required} |");
}

/// A row on two times for the same bytes, told as a share of the other's.
fn slower(what: &str, against: &str, ours: f64, its: f64, bytes: usize, required: &str) {
    let ratio = format!("{:.2} of its time", ours / its);
    row(what, &cost(ours, bytes), against, &cost(its, bytes), &ratio, required);
}

/// The same, told as how many times as fast.
fn faster(what: &str, against: &str, ours: f64, its: f64, bytes: usize, required: &str) {
    let ratio = format!("{:.2} times as fast", its / ours);
    row(what, &cost(ours, bytes), against, &cost(its, bytes), &ratio, required);
}

fn cost(seconds: f64, bytes: usize) -> String {
    format!("{} a byte", time(seconds / bytes as f64))
}

/// With three significant digits.
fn time(seconds: f64) -> String {
    let units = [("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)];
    let (unit, scale) = units.into_iter().find(|(_, scale)| seconds >= *scale).unwrap_or(units[3]);
    let value = seconds / scale;
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}

/// Median seconds of each.
fn medians(mut contenders: Vec<Contender>) -> Vec<f64> {
    let timed = |run: &mut Contender, times: usize| {
        let start = Instant::now();
        for _ in 0..times {
            black_box(run());
        }
        start.elapsed().as_secs_f64() / times as f64
    };
    // the first run warms up
    let mut repeats = |run: &mut Contender| {
        run();
        (TURN / timed(run, 1)).ceil() as usize
    };
    let repeats: Vec<usize> = contenders.iter_mut().map(&mut repeats).collect();
    let mut times = vec![Vec::new(); contenders.len()];
    let start = Instant::now();
    while times[0].len() < FEWEST_ROUNDS || start.elapsed() < BUDGET {
        for ((run, times), repeats) in contenders.iter_mut().zip(&mut times).zip(&repeats) {
            times.push(timed(run, *repeats));
        }
    }
    times.into_iter().map(median).collect()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn vader() {
    let texts = sentences::sentences(600);
    let (floor, mut scorer, peer) = (Floor::new(), Vader::compat().scorer(), Peer::new());
    let times = medians(vec![
        Box::new(|| compat(&mut scorer, &texts)),
        Box::new(|| charged(&texts, |text| floor.score(text))),
        Box::new(|| charged(&texts, |text| peer.polarity_scores(text).compound)),
    ]);
    let bytes = length(&texts);
    let what = "`Vader::compat`";
    let floor = "floor: split, strip, one hash look-up a token";
    slower(what, floor, times[0], times[1], bytes, "at most 1.5 (1.1)");
    faster(what, "vader-sentimental 0.1.3", times[0], times[2], bytes, "");
}

fn articles_against_the_peer() {
    let texts = articles();
    let parsed: Vec<Article> = texts.iter().map(|text| Article::parse(text)).collect();
    let sentences = common::split(&parsed);
    let analyzer = Analyzer::new();
    let plain = Analyzer::builder().fitted(false).build().expect("the built-in lists");
    let peer = Peer::new();
    let times = medians(vec![
        Box::new(|| charged(&sentences, |text| peer.polarity_scores(text).compound)),
        Box::new(|| report(&analyzer, &texts)),
        Box::new(|| report(&plain, &texts)),
        Box::new(|| records(&analyzer, &texts)),
    ]);
    let rows = [
        ("full article report", "at least 1.5 (3)"),
        ("– without models", ""),
        ("– and its JSON record", ""),
    ];
    let against = "vader-sentimental, sentiment alone of the same sentences";
    for ((what, required), ours) in rows.into_iter().zip(&times[1..]) {
        faster(what, against, *ours, times[0], length(&texts), required);
    }
}

fn text() {
    let texts = articles();
    let paragraphs = paragraphs(&texts);
    let icu = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let times = medians(vec![
        Box::new(|| paragraphs.iter().map(|text| dev::count_sentences(text)).sum()),
        Box::new(|| paragraphs.iter().map(|text| icu.segment_str(text).count()).sum()),
        Box::new(|| texts.iter().map(|text| dev::count_words(text)).sum()),
        Box::new(|| texts.iter().map(|text| text.unicode_words().count()).sum()),
    ]);
    let bytes = length(&paragraphs);
    faster("sentence splitter", "icu_segmenter 2.4.0", times[0], times[1], bytes, "");
    let bytes = length(&texts);
    faster("tokenizer", "unicode-segmentation 1.13.3", times[2], times[3], bytes, "");
}

fn matcher() {
    let terms = terms(ENTRIES, "");
    let texts = texts(&terms);
    let mut one = Matcher::new(vec![list(0, &terms)]);
    let mut ten = Matcher::new(in_ten(&terms));
    let mut large = Matcher::new(vec![among_ten_times_as_many(&terms)]);
    let times = medians(vec![
        Box::new(|| one.count(&texts)),
        Box::new(|| ten.count(&texts)),
        Box::new(|| large.count(&texts)),
    ]);
    let (against, bytes) = ("one list of 50,000 entries, same hits", length(&texts));
    slower("matcher, a list of 500,000 entries", against, times[2], times[0], bytes, "at most 1.3");
    slower("matcher, the 50,000 in ten lists", against, times[1], times[0], bytes, "");
}

fn scaling() {
    let shapes = shapes(1 << 20);
    let lengths = LENGTHS.map(|(name, bytes)| Shape::new(name, vec![of_length(bytes)]));
    dearest(&shapes, "shape of text", "at most 3");
    dearest(&lengths, "length of text", "linear");
}

/// Two rows: what a byte costs in the dearest texts and in the cheapest.
fn dearest(shapes: &[Shape], what: &str, required: &str) {
    let analyzer = Analyzer::new();
    let (mut of_compat, mut of_report) = (Vec::<Contender>::new(), Vec::<Contender>::new());
    for shape in shapes {
        let mut scorer = Vader::compat().scorer();
        of_compat.push(Box::new(move || compat(&mut scorer, &shape.texts)));
        of_report.push(Box::new(|| shape.report(&analyzer)));
    }
    for (engine, contenders) in [("`Vader::compat`", of_compat), ("full report", of_report)] {
        let times = medians(contenders);
        let mut costs: Vec<(f64, &str)> =
            shapes.iter().zip(times).map(|(s, time)| (time / s.bytes as f64, s.name)).collect();
        costs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let told = |(cost, name): (f64, &str)| format!("{name}: {} a byte", time(cost));
        let all: Vec<String> = costs.iter().map(|cost| told(*cost)).collect();
        eprintln!("{engine}: {}", all.join(", "));
        let (least, most) = (costs[0], costs[costs.len() - 1]);
        let ratio = format!("{:.2} of its time", most.0 / least.0);
        let what = format!("{engine}, dearest {what}");
        row(&what, &told(most), "the cheapest", &told(least), &ratio, required);
    }
}

/// The best of many: a process waits for disk and scheduler at times.
fn start_up() {
    let folder = Folder::new();
    let empty = folder.0.join("empty");
    let mut compiler = Command::new("rustc");
    compiler.args(["-O", "--crate-name", "empty", "-o"]).arg(&empty).arg("-");
    let mut compiler = compiler.stdin(Stdio::piped()).spawn().expect("rustc");
    let program = compiler.stdin.take().expect("a pipe").write_all(b"fn main() {}");
    program.expect("rustc reads");
    assert!(compiler.wait().expect("rustc ends").success());

    let mut scoring = Command::new(std::env::current_exe().expect("this program"));
    scoring.arg("first-score");
    let mut best = [f64::MAX; 2];
    for _ in 0..40 {
        for (command, best) in [&mut scoring, &mut Command::new(&empty)].into_iter().zip(&mut best)
        {
            *best = best.min(run(command).wall);
        }
    }
    let [ours, its] = best;
    let ratio = format!("{:.1} of its time", ours / its);
    let what = "process start to first score of a new `Analyzer`, and exit";
    row(what, &time(ours), "an empty Rust program", &time(its), &ratio, "at most 30");
}

/// `score_corpus` over the sample articles again and again.
fn threads() {
    let mut program = std::env::current_exe().expect("this program");
    program.pop();
    program.pop();
    program.extend(["examples", "score_corpus"]);
    if !program.exists() {
        eprintln!("no {}: cargo build --release --example score_corpus", program.display());
        return;
    }
    let folder = Folder::new();
    let input = folder.0.join("in.jsonl");
    let lines = lines(24 << 20);
    fs::write(&input, lines.join("\n")).expect("a temporary file");
    let mut rounds: [Vec<Run>; 2] = Default::default();
    for _ in 0..FEWEST_ROUNDS {
        for (threads, runs) in ["1", "2"].into_iter().zip(&mut rounds) {
            let mut command = Command::new(&program);
            command.arg(&input).args(["--threads", threads, "--out", "/dev/null"]);
            runs.push(run(&mut command));
        }
    }
    let bytes = length(&lines);
    let of = |runs: &[Run], which: fn(&Run) -> f64| median(runs.iter().map(which).collect());
    let [one, two] = rounds.each_ref().map(|runs| of(runs, |run| run.wall));
    let what = "`score_corpus`, two threads, wall time";
    faster(what, "one thread", two, one, bytes, "at least 1.6");
    let [one, two] = rounds.each_ref().map(|runs| of(runs, |run| run.cpu));
    let what = "`score_corpus`, two threads, CPU time";
    slower(what, "one thread", two, one, bytes, "at most 1.1");
}

/// Seconds that a program took.
struct Run {
    wall: f64,
    cpu: f64,
}

fn run(command: &mut Command) -> Run {
    let (cpu, start) = (cpu_of_children(), Instant::now());
    let status = command.stdin(Stdio::null()).status().expect("it runs");
    assert!(status.success());
    Run { wall: start.elapsed().as_secs_f64(), cpu: cpu_of_children() - cpu }
}

/// Of those that ended: user and system time, in ticks of 10 ms (proc_pid_stat(5)).
fn cpu_of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// A temporary folder of this process.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("presslens-table-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all::<&Path>(&self.0);
    }
}
