//! JSON lines in, JSON lines out, as `score_corpus` does it, on one thread and on two.
//! `cargo bench --features dev --bench corpus`

mod common;

use std::hint::black_box;

use common::{bytes, lines, pool};
use criterion::{Criterion, criterion_group, criterion_main};
use presslens::Analyzer;

fn corpus(c: &mut Criterion) {
    let analyzer = Analyzer::new();
    let lines = lines(4 << 20);
    let mut group = c.benchmark_group("corpus");
    group.throughput(bytes(&lines)).sample_size(10);
    for threads in [1, 2] {
        let pool = pool(threads);
        // the caller waits for the pool, so that it is no further thread
        let score = || pool.install(|| common::corpus(&analyzer, &lines));
        assert!(score() > common::length(&lines));
        group.bench_function(format!("threads: {threads}"), |b| b.iter(|| black_box(score())));
    }
    group.finish();
}

criterion_group!(benches, corpus);
criterion_main!(benches);
