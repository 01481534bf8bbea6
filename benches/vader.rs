//! `compat` mode against its floor and the two VADER crates, one sentence a call on one thread.
//!
//! The floor does what no scorer of this kind can do without: it cuts at white space, strips ASCII
//! punctuation, lower-cases ASCII and looks each token up in one hash map.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use presslens::Vader;
use rustc_hash::FxHashMap;

const SENTENCES: usize = 600;

const SUBJECTS: [&str; 16] = [
    "The Varnish ministry",
    "Mayor Ilse Quandt of Port Ambel",
    "A spokesman for the dockers' union",
    "Opposition leader Tomas Verhey",
    "The regional health board",
    "Investigators from the tax office",
    "Three former employees of Harrow & Lund",
    "The bishop's office in Calder",
    "A panel of nine economists",
    "Residents of the flooded quarter",
    "The coalition's junior partner",
    "Senator Adaeze Brandt (Unity)",
    "An internal report seen by the Courier",
    "The country's largest grain exporter",
    "Nobody in the delegation",
    "Most of the striking drivers",
];

const VERBS: [&str; 16] = [
    "said on Tuesday that it would not support",
    "quietly shelved",
    "has praised, in unusually warm terms,",
    "did not comment on",
    "bitterly attacked",
    "announced details of",
    "couldn't explain the delay of",
    "never seriously considered",
    "is expected to publish next week",
    "welcomed what it called a fair compromise on",
    "warned of a \"catastrophic failure\" in",
    "voted 212-187 to extend",
    "lost the legal battle over",
    "spent €4.3m on",
    "described as utterly shameful",
    "presented its figures on",
];

const OBJECTS: [&str; 16] = [
    "the new rail link between Calder and the coast",
    "a disputed tax on imported cement",
    "the long-awaited reform of the police",
    "plans for a second container terminal",
    "the corruption inquiry",
    "a ceasefire in the northern valleys",
    "school meals for 40,000 children",
    "the murder of two union officials in 1998",
    "an agreement that the previous cabinet had signed",
    "the hospital's emergency budget",
    "a very modest rise in the minimum wage",
    "what critics call the worst housing law in decades",
    "the country’s border controls",
    "the proposal by the committee on agriculture and fisheries",
    "a court ruling from last autumn",
    "the rescue of the bankrupt shipyard",
];

const ENDS: [&str; 16] = [
    ".",
    ", according to documents obtained by this newspaper.",
    ", but few members believe that it will happen before the election.",
    ", a decision that surprised even close allies.",
    " \"for the good of the whole region\".",
    ", and prices rose by 3.4 per cent in the same quarter.",
    "; talks are to resume in Port Ambel on 14 March.",
    " – again!",
    ", despite protests outside the parliament building.",
    ". Who is going to pay for it?",
    ", leaving thousands of families without any help.",
    " after a meeting that lasted until the early hours of the morning.",
    ", the agency reported, citing people familiar with the matter.",
    ", though hardly anyone doubts the outcome.",
    " in what observers saw as a sign of growing confidence.",
    ", which the government has so far refused to release.",
];

/// Sentences from templates; the generator (Knuth's MMIX) has a fixed seed.
fn sentences() -> Vec<String> {
    let mut state = 0x5EED_u64;
    let mut pick = |list: &[&'static str; 16]| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list[(state >> 60) as usize]
    };
    (0..SENTENCES)
        .map(|_| format!("{} {} {}{}", pick(&SUBJECTS), pick(&VERBS), pick(&OBJECTS), pick(&ENDS)))
        .collect()
}

/// One look-up a token.
fn floor(lexicon: &FxHashMap<Vec<u8>, f64>, text: &str) -> f64 {
    let mut sum = 0.0;
    let mut buffer = [0u8; 32];
    for token in text.split_whitespace() {
        let word = token.trim_matches(|c: char| c.is_ascii_punctuation()).as_bytes();
        let Some(lowered) = buffer.get_mut(..word.len()) else { continue };
        lowered.copy_from_slice(word);
        lowered.make_ascii_lowercase();
        sum += lexicon.get(&*lowered).copied().unwrap_or(0.0);
    }
    sum
}

/// How many of the sentences an engine finds to be charged.
fn charged(sentences: &[String], mut score: impl FnMut(&str) -> f64) -> usize {
    sentences.iter().filter(|text| score(text) != 0.0).count()
}

fn vader(c: &mut Criterion) {
    let sentences = sentences();
    let sentences = &sentences[..];
    let lexicon: FxHashMap<Vec<u8>, f64> = vader_sentiment::LEXICON
        .iter()
        .map(|(k, v)| (k.to_ascii_lowercase().into_bytes(), *v))
        .collect();
    let mut scorer = Vader::compat().scorer();
    let first = vader_sentiment::SentimentIntensityAnalyzer::new();
    let second = vader_sentimental::SentimentIntensityAnalyzer::new();

    let mut group = c.benchmark_group("vader");
    group.throughput(Throughput::Bytes(sentences.iter().map(String::len).sum::<usize>() as u64));
    let mut bench = |name: &str, expected: usize, score: &mut dyn FnMut(&str) -> f64| {
        // An engine that found nothing would be fast.
        assert_eq!(charged(sentences, &mut *score), expected, "{name}");
        group.bench_function(name, |b| b.iter(|| charged(black_box(sentences), &mut *score)));
    };
    // 543 is the count of Python vaderSentiment 3.3.2; the other engines differ from it.
    bench("compat", 543, &mut |text| scorer.score(text).compound);
    bench("floor", 542, &mut |text| floor(&lexicon, text));
    bench("vader-sentimental 0.1.3", 553, &mut |text| second.polarity_scores(text).compound);
    bench("vader_sentiment 0.1.1", 553, &mut |text| first.polarity_scores(text)["compound"]);
    group.finish();
}

criterion_group!(benches, vader);
criterion_main!(benches);
