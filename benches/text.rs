//! The text layer on the sample articles: sentences and words against their peers, and whole articles.
//! `cargo bench --features dev --bench text`

mod common;

use std::hint::black_box;

use common::{articles, bytes, paragraphs};
use criterion::{Criterion, criterion_group, criterion_main};
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use presslens::{Article, dev};
use unicode_segmentation::UnicodeSegmentation;

/// Paragraph by paragraph, as the splitter is called.
fn sentences(c: &mut Criterion) {
    let paragraphs = paragraphs(&articles());
    let icu = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let ours = || paragraphs.iter().map(|p| dev::count_sentences(p)).sum::<usize>();
    let icu = || paragraphs.iter().map(|p| icu.segment_str(p).count() - 1).sum::<usize>();
    let unicode = || paragraphs.iter().map(|p| p.unicode_sentences().count()).sum::<usize>();
    // they differ on quotations and abbreviations, not by much
    for theirs in [icu(), unicode()] {
        assert!(ours().abs_diff(theirs) * 5 < ours(), "{} and {theirs}", ours());
    }

    let mut group = c.benchmark_group("sentences");
    group.throughput(bytes(&paragraphs));
    group.bench_function("presslens", |b| b.iter(|| black_box(ours())));
    group.bench_function("icu_segmenter 2.4.0", |b| b.iter(|| black_box(icu())));
    group.bench_function("unicode-segmentation 1.13.3", |b| b.iter(|| black_box(unicode())));
    group.finish();
}

fn words(c: &mut Criterion) {
    let texts = articles();
    let ours = || texts.iter().map(|text| dev::count_words(text)).sum::<usize>();
    let unicode = || texts.iter().map(|text| text.unicode_words().count()).sum::<usize>();
    assert!(ours().abs_diff(unicode()) * 5 < ours(), "{} and {}", ours(), unicode());

    let mut group = c.benchmark_group("words");
    group.throughput(bytes(&texts));
    group.bench_function("presslens", |b| b.iter(|| black_box(ours())));
    group.bench_function("unicode-segmentation 1.13.3", |b| b.iter(|| black_box(unicode())));
    group.finish();
}

fn article(c: &mut Criterion) {
    let texts = articles();
    let parse = || texts.iter().map(|text| Article::parse(text).sentences().len()).sum::<usize>();
    assert!(parse() > 200);

    let mut group = c.benchmark_group("text");
    group.throughput(bytes(&texts));
    group.bench_function("Article::parse", |b| b.iter(|| black_box(parse())));
    group.finish();
}

criterion_group!(benches, sentences, words, article);
criterion_main!(benches);
