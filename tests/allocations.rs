//! In the steady state nothing is allocated but what a report itself holds: working memory is used again.

use std::hint::black_box;

use allocation_counter::measure;
use presslens::Vader;

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
