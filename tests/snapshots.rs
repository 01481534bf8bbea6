//! Whole articles as a person reads them: every line with its kind; every sentence with its place,
//! paragraph, compound and loaded score, with «…» around direct speech and [word|category weight]
//! around terms (− before a negated one); the metrics. Review changes with `cargo insta review`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use presslens::{Analyzer, Article, ArticleReport, Estimate, SentenceReport, Voice};

macro_rules! articles {
    ($($test:ident: $name:literal),* $(,)?) => {
        const NAMES: &[&str] = &[$($name),*];
        $(
            #[test]
            fn $test() {
                check($name);
            }
        )*
    };
}

articles! {
    clean_wire: "01_clean_wire",
    damaged_headline: "02_damaged_headline",
    dropped_marks: "03_dropped_marks",
    curly_quotes: "04_curly_quotes",
    doubled_ticks: "05_doubled_ticks",
    hard_wrapped: "06_hard_wrapped",
    ocr_debris: "07_ocr_debris",
    html_remnants: "08_html_remnants",
    live_blog: "09_live_blog",
    opinion_loaded: "10_opinion_loaded",
    neutral_notice: "11_neutral_notice",
    foreign_source_lines: "12_foreign_source_lines",
    interview: "13_interview",
    tabloid_social: "14_tabloid_social",
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles")
}

#[test]
fn every_sample_article_is_listed() {
    let files = fs::read_dir(folder()).expect("the sample articles");
    let paths = files.map(|entry| entry.expect("an entry").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    assert_eq!(texts.count(), NAMES.len());
}

fn check(name: &str) {
    let text = fs::read_to_string(folder().join(name).with_extension("txt")).expect("UTF-8");
    let article = Article::parse(&text);
    let report = Analyzer::new().article(&article);
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, page(&article, &report)));
}

fn page(article: &Article, report: &ArticleReport) -> String {
    let source = article.source();
    let mut out = String::new();
    let mut put = |line: String| writeln!(out, "{}", line.trim_end()).expect("memory");
    let mut sentences = report.sentences().iter().peekable();
    for line in article.lines() {
        let kind = format!("{:?}", line.kind).to_lowercase();
        put(format!("{kind:>11} │ {}", start(line.span.of(source).trim())));
        while let Some(sentence) = sentences.next_if(|s| s.span.start < line.span.end) {
            let paragraph = sentence.paragraph.map_or("-".into(), |p| p.to_string());
            put(format!(
                "            {:>8} {paragraph:>2} {:+.4} {:+.2} {:.2}  {}",
                sentence.place.name(),
                sentence.sentiment.compound,
                sentence.tone,
                sentence.loaded,
                marked(source, report, sentence),
            ));
        }
    }
    let meta = article.meta();
    let text = |span: presslens::Span| span.of(source);
    put(String::new());
    put(format!("outlet {:?}, byline {:?}", meta.outlet.map(text), meta.byline.map(text)));
    let value = |date: presslens::MetaDate| date.value.map(|day| day.to_string());
    put(format!("date {:?}, dateline {:?}", meta.date.map(value), meta.dateline.map(text)));
    for note in article.notes() {
        put(format!("note: {}", note.text()));
    }
    put(String::new());
    let sums = |names: &[&str], of: &dyn Fn(&SentenceReport) -> Vec<f64>| {
        let mut sums = vec![0.0; names.len()];
        for sentence in report.sentences() {
            sums.iter_mut().zip(of(sentence)).for_each(|(sum, value)| *sum += value);
        }
        let named = names.iter().zip(sums).filter(|(_, sum)| *sum > 0.0);
        named.map(|(name, sum)| format!("{name} {sum:.2}")).collect::<Vec<_>>().join(", ")
    };
    put(format!("moral: {}", sums(&presslens::FOUNDATIONS, &|s| s.moral.to_vec())));
    put(format!("frames: {}", sums(&presslens::POLICY_FRAMES, &|s| s.frames.to_vec())));
    put(String::new());
    for metric in report.metrics() {
        put(format!("{:<26} {}", metric.id, shown(&metric.all)));
        for (place, estimate) in &metric.by_place {
            put(format!("{:>26} {}", place.name(), shown(estimate)));
        }
        for (voice, estimate) in &metric.by_voice {
            put(format!("{:>26} {}", voice.name(), shown(estimate)));
        }
        let values = metric.by_category.iter();
        let values = values.filter_map(|(name, estimate)| Some((name, estimate.value?)));
        let found: Vec<String> = values
            .filter(|(_, value)| *value != 0.0)
            .map(|(name, value)| format!("{name} {value:.3}"))
            .collect();
        if !found.is_empty() {
            put(format!("{:>26} {}", "by category", found.join(", ")));
        }
    }
    out
}

/// The first words of a line.
fn start(line: &str) -> String {
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// The sentence on one line, with marks at its voices and terms.
fn marked(source: &str, report: &ArticleReport, sentence: &SentenceReport) -> String {
    let mut marks: Vec<(u32, u8, String)> = Vec::new();
    for part in report.voices_of(sentence) {
        if part.voice == Voice::DirectQuote {
            marks.push((part.span.start, 3, "«".into()));
            marks.push((part.span.end, 0, "»".into()));
        }
    }
    // epistemic terms are in every sentence and would hide the rest
    for term in report.terms_of(sentence).iter().filter(|term| term.loaded) {
        let sign = if term.negated { "−" } else { "" };
        marks.push((term.span.start, 4, "[".into()));
        let label = format!("|{sign}{} {:.2}]", report.category(term), term.weight);
        marks.push((term.span.end, 1, label));
    }
    marks.sort();
    let mut out = String::new();
    let mut at = sentence.span.start;
    for (place, _, mark) in marks {
        out.push_str(&source[at as usize..place as usize]);
        out.push_str(&mark);
        at = place;
    }
    out.push_str(&source[at as usize..sentence.span.end as usize]);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown(estimate: &Estimate) -> String {
    let value = estimate.value.map_or("-".into(), |value| format!("{value:.4}"));
    let interval =
        estimate.interval.map_or(String::new(), |(low, high)| format!(" [{low:.4}, {high:.4}]"));
    format!("{value}{interval}, n = {}", estimate.n)
}
