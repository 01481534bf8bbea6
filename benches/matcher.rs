//! The matcher: ten lists, and a list with ten times the entries, against one with the same hits; and
//! compiling against splitting the same file at line and tab. `cargo bench --features dev --bench matcher`

mod common;

use std::hint::black_box;

use common::bytes;
use common::lists::{ENTRIES, among_ten_times_as_many, file, in_ten, list, terms, texts};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use presslens::Lexicon;
use presslens::dev::Matcher;

fn lists(c: &mut Criterion) {
    let terms = terms(ENTRIES, "");
    let texts = texts(&terms);
    let mut one = Matcher::new(vec![list(0, &terms)]);
    let mut ten = Matcher::new(in_ten(&terms));
    let mut large = Matcher::new(vec![among_ten_times_as_many(&terms)]);
    let (a, b) = (one.count(&texts), ten.count(&texts));
    assert!(a > 1_500 && a.abs_diff(b) * 100 <= a, "{a} and {b} hits");
    assert_eq!(a, large.count(&texts));

    let mut group = c.benchmark_group("matcher");
    group.throughput(bytes(&texts));
    group.bench_function("one list", |b| b.iter(|| black_box(one.count(&texts))));
    group.bench_function("ten lists, same hits", |b| b.iter(|| black_box(ten.count(&texts))));
    group.bench_function("a list with ten times the entries, same hits", |b| {
        b.iter(|| black_box(large.count(&texts)));
    });
    group.finish();
}

fn compile(c: &mut Criterion) {
    let terms = terms(ENTRIES, "");
    let file = file(0, &terms);
    let list = list(0, &terms);
    let split = |text: &str| {
        text.split('\n').map(|line| line.split('\t').map(str::len).sum::<usize>()).sum::<usize>()
    };
    let fields = |text: &str| {
        let rows: Vec<Vec<&str>> =
            text.split('\n').map(|line| line.split('\t').collect()).collect();
        rows.len()
    };
    assert!(split(&file) > 500_000 && fields(&file) > terms.len());
    let text = vec![terms[1].clone()];
    assert_eq!(Matcher::new(vec![list.clone()]).count(&text), 1);

    let mut group = c.benchmark_group("compile");
    group.throughput(Throughput::Elements(terms.len() as u64));
    group.bench_function("automaton", |bench| {
        bench.iter_batched(|| vec![list.clone()], Matcher::new, BatchSize::LargeInput);
    });
    group.bench_function("floor: split at line and tab", |bench| {
        bench.iter(|| black_box(split(black_box(&file))));
    });
    group.bench_function("floor: split into rows of fields", |bench| {
        bench.iter(|| black_box(fields(black_box(&file))));
    });
    group.bench_function("read the list", |bench| {
        bench.iter(|| {
            Lexicon::from_text("list-0", black_box(&file)).map(|list| list.entries().len())
        });
    });
    group.finish();
}

criterion_group!(benches, lists, compile);
criterion_main!(benches);
