//! From text to report, on the sample articles of this repository, one thread; with the peers that do
//! a part of it. `cargo bench --features dev --bench article`

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use presslens::{Analyzer, Article, Lexicon, dev};

/// The sample articles, as they come.
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the sample articles")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("UTF-8")).collect()
}

fn bytes(texts: &[String]) -> Throughput {
    Throughput::Bytes(texts.iter().map(String::len).sum::<usize>() as u64)
}

/// Paragraph by paragraph, as the splitter is called; line ends as spaces, since the peer breaks there.
fn sentences(c: &mut Criterion) {
    let texts = articles();
    let paragraphs: Vec<String> = texts
        .iter()
        .flat_map(|text| {
            let article = Article::parse(text);
            let of = |b: &presslens::Block| b.span.of(text).replace('\n', " ");
            article.blocks().iter().filter(|b| b.paragraph.is_some()).map(of).collect::<Vec<_>>()
        })
        .collect();
    let icu = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let ours = || paragraphs.iter().map(|p| dev::count_sentences(p)).sum::<usize>();
    let theirs = || paragraphs.iter().map(|p| icu.segment_str(p).count() - 1).sum::<usize>();
    // the two differ on quotations and abbreviations, not by much
    assert!(ours().abs_diff(theirs()) * 5 < ours(), "{} and {}", ours(), theirs());

    let mut group = c.benchmark_group("sentences");
    group.throughput(bytes(&paragraphs));
    group.bench_function("presslens", |b| b.iter(|| black_box(ours())));
    group.bench_function("icu_segmenter 2.4.0", |b| b.iter(|| black_box(theirs())));
    group.finish();
}

fn article(c: &mut Criterion) {
    let texts = articles();
    let analyzer = Analyzer::new();
    let parsed: Vec<Article> = texts.iter().map(|text| Article::parse(text)).collect();
    let split: Vec<&str> =
        parsed.iter().flat_map(|a| a.sentences().iter().map(|s| s.span.of(a.source()))).collect();
    let sentimental = vader_sentimental::SentimentIntensityAnalyzer::new();

    let parse = || texts.iter().map(|t| Article::parse(t).sentences().len()).sum::<usize>();
    let words = || texts.iter().map(|t| dev::count_words(t)).sum::<usize>();
    let mut matcher = dev::Matcher::new(Lexicon::built_in());
    let analyse = || parsed.iter().map(|a| analyzer.article(a).terms().len()).sum::<usize>();
    let report = || {
        let terms = |text: &String| analyzer.article(&Article::parse(text)).terms().len();
        texts.iter().map(terms).sum::<usize>()
    };
    let plain = Analyzer::builder().fitted(false).build().expect("the built-in lists");
    let without_models = || {
        let terms = |text: &String| plain.article(&Article::parse(text)).terms().len();
        texts.iter().map(terms).sum::<usize>()
    };
    let record = || {
        let length = |text: &String| {
            let article = Article::parse(text);
            let report = analyzer.article(&article);
            serde_json::to_string(&report.record(&article)).expect("a record").len()
        };
        texts.iter().map(length).sum::<usize>()
    };
    let charged =
        || split.iter().filter(|s| sentimental.polarity_scores(s).compound != 0.0).count();
    assert_eq!(parse(), split.len());
    assert_eq!(report(), analyse());
    let found = (report(), words(), record(), charged());
    assert!(found.0 > 20 && found.1 > 5_000 && found.2 > 50_000 && found.3 > 100, "{found:?}");

    let mut group = c.benchmark_group("article");
    group.throughput(bytes(&texts));
    group.bench_function("parse", |b| b.iter(|| black_box(parse())));
    group.bench_function("words", |b| b.iter(|| black_box(words())));
    group.bench_function("words and matches", |b| b.iter(|| black_box(matcher.count(&texts))));
    group.bench_function("analyse a parsed article", |b| b.iter(|| black_box(analyse())));
    group.bench_function("full report", |b| b.iter(|| black_box(report())));
    group.bench_function("full report without models", |b| b.iter(|| black_box(without_models())));
    group.bench_function("full report and JSON", |b| b.iter(|| black_box(record())));
    group.bench_function("vader-sentimental 0.1.3, sentiment of the same sentences", |b| {
        b.iter(|| black_box(charged()));
    });
    group.finish();
}

criterion_group!(benches, sentences, article);
criterion_main!(benches);
