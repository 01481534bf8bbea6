//! `compat` mode against its floor and the two VADER crates, one sentence a call on one thread.
//! `cargo bench --bench vader`

mod common;

use std::hint::black_box;

use common::{Floor, bytes, charged, sentences::sentences};
use criterion::{Criterion, criterion_group, criterion_main};
use presslens::Vader;

fn vader(c: &mut Criterion) {
    let sentences = sentences(600);
    let floor = Floor::new();
    let mut scorer = Vader::compat().scorer();
    let first = vader_sentiment::SentimentIntensityAnalyzer::new();
    let second = vader_sentimental::SentimentIntensityAnalyzer::new();

    let mut group = c.benchmark_group("vader");
    group.throughput(bytes(&sentences));
    let mut bench = |name: &str, expected: usize, score: &mut dyn FnMut(&str) -> f64| {
        // An engine that found nothing would be fast.
        assert_eq!(charged(&sentences, &mut *score), expected, "{name}");
        group.bench_function(name, |b| b.iter(|| charged(black_box(&sentences), &mut *score)));
    };
    // 543 is the count of Python vaderSentiment 3.3.2; the other engines differ from it.
    bench("compat", 543, &mut |text| scorer.score(text).compound);
    bench("floor", 542, &mut |text| floor.score(text));
    bench("vader-sentimental 0.1.3", 553, &mut |text| second.polarity_scores(text).compound);
    bench("vader_sentiment 0.1.1", 553, &mut |text| first.polarity_scores(text)["compound"]);
    group.finish();
}

criterion_group!(benches, vader);
criterion_main!(benches);
