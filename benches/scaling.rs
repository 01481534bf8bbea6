//! What a byte costs in texts of all shapes and lengths: `Vader::compat` over the whole text, and the
//! full report. Bytes count after emojis are spelt out. `cargo bench --features dev --bench scaling`

mod common;

use std::hint::black_box;
use std::time::Duration;

use common::compat;
use common::shapes::{LENGTHS, Shape, of_length, shapes};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use presslens::{Analyzer, Vader};

fn scaling(c: &mut Criterion) {
    let lengths = LENGTHS.map(|(name, bytes)| Shape::new(name, vec![of_length(bytes)]));
    let (analyzer, mut scorer) = (Analyzer::new(), Vader::compat().scorer());
    let mut group = c.benchmark_group("scaling");
    group.sample_size(10).warm_up_time(Duration::from_millis(200));
    group.measurement_time(Duration::from_secs(1));
    for shape in shapes(1 << 20).iter().chain(&lengths) {
        group.throughput(Throughput::Bytes(shape.bytes as u64));
        group.bench_function(format!("compat/{}", shape.name), |b| {
            b.iter(|| black_box(compat(&mut scorer, &shape.texts)));
        });
        group.bench_function(format!("report/{}", shape.name), |b| {
            b.iter(|| black_box(shape.report(&analyzer)));
        });
    }
    group.finish();
}

criterion_group!(benches, scaling);
criterion_main!(benches);
