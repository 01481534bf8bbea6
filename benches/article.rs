//! From text to report and record, on the sample articles of this repository, one thread; and the
//! sentiment alone by a peer. `cargo bench --features dev --bench article`

mod common;

use std::hint::black_box;

use common::{articles, bytes, charged, records, report};
use criterion::{Criterion, criterion_group, criterion_main};
use presslens::{Analyzer, Article, Lexicon, dev};

fn article(c: &mut Criterion) {
    let texts = articles();
    let parsed: Vec<Article> = texts.iter().map(|text| Article::parse(text)).collect();
    let sentences = common::split(&parsed);
    let analyzer = Analyzer::new();
    let plain = Analyzer::builder().fitted(false).build().expect("the built-in lists");
    let peer = vader_sentimental::SentimentIntensityAnalyzer::new();
    let mut matcher = dev::Matcher::new(Lexicon::built_in());

    let analyse = || parsed.iter().map(|a| analyzer.article(a).terms().len()).sum::<usize>();
    let sentiment = || charged(&sentences, |text| peer.polarity_scores(text).compound);
    assert_eq!(report(&analyzer, &texts), analyse());
    let found = (analyse(), records(&analyzer, &texts), sentiment());
    assert!(found.0 > 20 && found.1 > 50_000 && found.2 > 100, "{found:?}");

    let mut group = c.benchmark_group("article");
    group.throughput(bytes(&texts));
    group.bench_function("words and matches", |b| b.iter(|| black_box(matcher.count(&texts))));
    group.bench_function("analyse a parsed article", |b| b.iter(|| black_box(analyse())));
    group.bench_function("full report", |b| b.iter(|| black_box(report(&analyzer, &texts))));
    group.bench_function("full report without models", |b| {
        b.iter(|| black_box(report(&plain, &texts)));
    });
    group.bench_function("full report and JSON", |b| {
        b.iter(|| black_box(records(&analyzer, &texts)));
    });
    group.bench_function("vader-sentimental 0.1.3, sentiment of the same sentences", |b| {
        b.iter(|| black_box(sentiment()));
    });
    group.finish();
}

criterion_group!(benches, article);
criterion_main!(benches);
