//! In the steady state a thread allocates only what a report itself holds: the memory that scoring works
//! in is used again, so sentence by sentence nothing is allocated.

use std::hint::black_box;

use allocation_counter::measure;
use presslens::{Analyzer, Article, Vader};

/// Paragraphs that each room has work with: names, quotations, attributions, loaded and charged words.
const PARAGRAPHS: [&str; 5] = [
    "Prime Minister Helena Corvay told parliament on Thursday that no ship would sail until the crew was \
     released. “We will not carry on as if nothing had happened,” she said. The brutal regime in Varnia \
     rejected the shameful demand, but few believed it.",
    "Varnia's foreign ministry said in a statement that the captain had ignored \"four clear warnings\" to \
     stop. According to the coast guard, the vessel was never close to the line. Nobody was hurt.",
    "\"Nine families are waiting for an answer,\" Corvay said, \"and they have waited long enough.\" Critics \
     say that Jonas Reith betrayed the so-called peace talks. Reith slammed the corrupt elites of Dunmere.",
    "Officials with knowledge of the talks warned of a catastrophic failure; prices rose by 3.4 per cent. \
     The government isn't expected to pay the fine of $240,000, and hardly anyone doubts the outcome.",
    "THE MINISTRY DENIES EVERYTHING! Is that a surprise? Reith was attacked by angry protesters in Port \
     Selwick, police said. He praised the heroic rescue of the trawler and thanked its crew 😀.",
];

/// A sentence may cost so many more, so that the vectors of a report may grow: each a few times in a
/// thousand sentences.
const ALLOWED: f64 = 0.1;

/// How many times all paragraphs stand in the shorter of two texts.
const TIMES: usize = 60;

fn article(times: usize) -> String {
    let body = format!("{}\n\n", PARAGRAPHS.join("\n\n")).repeat(times);
    format!("Ferry treaty suspended\n\nBy Marta Lindqvane\n\n{body}")
}

/// Allocations for each sentence by which a text is longer than another.
fn for_each_more_sentence(mut run: impl FnMut(&str) -> usize) -> f64 {
    let texts = [article(TIMES), article(2 * TIMES)];
    run(&texts[1]); // all working memory has then its size
    let [few, many] = texts.each_ref().map(|text| {
        let mut sentences = 0;
        let found = measure(|| sentences = black_box(run(text)));
        (sentences, found.count_total)
    });
    assert!(few.0 > 10 * TIMES && many.0 > 2 * few.0 - 10, "{few:?} {many:?}");
    many.1.saturating_sub(few.1) as f64 / (many.0 - few.0) as f64
}

#[test]
fn the_compat_scorer_allocates_nothing() {
    let mut scorer = Vader::compat().scorer();
    let texts: Vec<&str> = PARAGRAPHS.iter().flat_map(|text| text.split_inclusive(". ")).collect();
    let mut score = || texts.iter().map(|text| scorer.score(text).compound).sum::<f64>();
    let first = score();
    let mut second = 0.0;
    let found = measure(|| second = black_box(score()));
    assert_eq!(found.count_total, 0, "{} texts", texts.len());
    assert_eq!(first, second);
}

#[test]
fn parsing_allocates_nothing_a_sentence() {
    let cost = for_each_more_sentence(|text| Article::parse(text).sentences().len());
    assert!(cost <= ALLOWED, "Article::parse: {cost:.2} allocations a sentence");
}

#[test]
fn a_report_allocates_nothing_a_sentence() {
    let analyzer = Analyzer::new();
    let articles = [article(2 * TIMES), article(TIMES)];
    let parsed = articles.each_ref().map(|text| Article::parse(text));
    let cost = for_each_more_sentence(|text| {
        let same = parsed.iter().find(|article| article.source() == text);
        let article = same.expect("one of the two");
        analyzer.article(article);
        article.sentences().len()
    });
    assert!(cost <= ALLOWED, "Analyzer::article: {cost:.2} allocations a sentence");
}
