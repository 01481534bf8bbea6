//! The matcher: ten lists against one with the same hits, and compiling against splitting the same
//! file at line and tab. `cargo bench --features dev --bench matcher`

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use presslens::Lexicon;
use presslens::dev::Matcher;

const ENTRIES: usize = 75_000; // some 50,000 differ

/// Knuth's MMIX generator with a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    /// A word of two to five syllables; few are alike.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "ra", "ven", "to", "lis", "mor", "pe", "dun", "ka", "shi", "bel", "o", "an", "ter",
            "gri", "su", "lo", "mant", "ed", "ing", "ful", "cor", "bra", "ny", "quo",
        ];
        (0..2 + self.below(4)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }
}

/// The terms of a list: four words to a phrase of two or three.
fn terms() -> Vec<String> {
    let mut random = Random(7);
    let mut terms: Vec<String> = (0..ENTRIES)
        .map(|i| {
            let words = if i % 5 == 0 { 2 + random.below(2) } else { 1 };
            // later words of phrases are no entries themselves, so that lists hide nothing
            let later = |at: usize| if at > 0 { "q" } else { "" };
            (0..words).map(|at| random.word() + later(at)).collect::<Vec<_>>().join(" ")
        })
        .collect();
    terms.sort();
    terms.dedup();
    terms
}

fn file(id: usize, terms: &[String]) -> String {
    let mut text = format!(
        "# id: list-{id}\n# version: 1\n# title: T\n# licence: CC0-1.0\n# sources: made\n# category x: all\n"
    );
    text.extend(terms.iter().map(|term| format!("{term}\tx\t0.5\n")));
    text
}

fn list(id: usize, terms: &[String]) -> Lexicon {
    Lexicon::from_text(&format!("list-{id}"), &file(id, terms)).expect("a good list")
}

/// Sentences of twenty words, one in ten of them from the lists.
fn texts(terms: &[String]) -> Vec<String> {
    let mut random = Random(11);
    let word = |random: &mut Random| match random.below(10) {
        0 => terms[random.below(terms.len())].clone(),
        _ => format!("{}x", random.word()),
    };
    (0..1_000).map(|_| (0..20).map(|_| word(&mut random)).collect::<Vec<_>>().join(" ")).collect()
}

fn lists(c: &mut Criterion) {
    let terms = terms();
    let texts = texts(&terms);
    let mut one = Matcher::new(vec![list(0, &terms)]);
    // dealt out by first word, so that entries that overlap stay in one list and hits are the same
    let mut parts = vec![Vec::new(); 10];
    for term in &terms {
        let first = term.split(' ').next().unwrap_or(term);
        parts[first.bytes().map(usize::from).sum::<usize>() % 10].push(term.clone());
    }
    let mut ten = Matcher::new(parts.iter().enumerate().map(|(i, part)| list(i, part)).collect());
    let (a, b) = (one.count(&texts), ten.count(&texts));
    assert!(a > 1_500 && a.abs_diff(b) * 100 <= a, "{a} and {b} hits");

    let mut group = c.benchmark_group("matcher");
    group.throughput(Throughput::Bytes(texts.iter().map(String::len).sum::<usize>() as u64));
    group.bench_function("one list", |bench| bench.iter(|| black_box(one.count(&texts))));
    group.bench_function("ten lists, same hits", |bench| {
        bench.iter(|| black_box(ten.count(&texts)));
    });
    group.finish();
}

fn compile(c: &mut Criterion) {
    let terms = terms();
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
