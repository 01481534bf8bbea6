//! The tone toward targets: names have no part in it, and its shares add up.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::sync::LazyLock;

use presslens::{ActorKind, Analyzer, Article};
use proptest::prelude::*;

use common::with_actors;

/// Two people and two firms, named after words that the lists hold.
const PAIRS: [(&str, &str, ActorKind); 3] = [
    ("Grace Hope", "Victor Slaughter", ActorKind::Person),
    ("Terror Works", "Freed Mills", ActorKind::Organisation),
    ("Dred", "Bo", ActorKind::Person),
];
/// One who is never exchanged.
const OTHER: &str = "Anna Hale";

const WORDS: [&str; 72] = [
    "the",
    "a",
    "his",
    "'s",
    "not",
    "never",
    "slammed",
    "attacked",
    "killed",
    "praised",
    "failed to",
    "was",
    "were",
    "is",
    "been",
    "has",
    "got",
    "by",
    "of",
    "in",
    "on",
    "to",
    "for",
    "with",
    "and",
    "but",
    "who",
    "which",
    "that",
    "because",
    ",",
    ";",
    ":",
    "“",
    "”",
    "(",
    ")",
    "he",
    "she",
    "him",
    "said",
    "told",
    "according to",
    "criticism of",
    "attack on",
    "murder of",
    "accused",
    "arrest",
    "lied",
    "corrupt",
    "brilliant",
    "terrible",
    "very",
    "supporters",
    "police",
    "Monday",
    "Russia",
    "lying",
    "beaten",
    "win",
    "want",
    "could",
    "left",
    "clerk",
    "Accused",
    "Killed",
    "Praised",
    "By",
    "In",
    "Lying",
    "Thugs",
    "Was",
];

static GIVEN: LazyLock<Analyzer> = LazyLock::new(|| with_actors(&PAIRS, &[OTHER]));

/// A word, or a name: of a pair (and which of the two), or of the other.
#[derive(Clone, Debug)]
enum Piece {
    Word(&'static str),
    Name(usize, bool),
    Other,
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec(
        prop_oneof![
            5 => prop::sample::select(WORDS.to_vec()).prop_map(Piece::Word),
            2 => (0..PAIRS.len(), any::<bool>()).prop_map(|(pair, second)| Piece::Name(pair, second)),
            1 => Just(Piece::Other),
        ],
        1..24,
    )
}

/// The text and the spans of its names.
fn written(pieces: &[Piece], swap: bool) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut spans) = (String::from("Then"), Vec::new());
    for piece in pieces {
        let name = match *piece {
            Piece::Word(word) => {
                if word != "'s" {
                    text.push(' ');
                }
                text.push_str(word);
                continue;
            }
            Piece::Name(pair, second) => {
                let (one, other, _) = PAIRS[pair];
                if second == swap { one } else { other }
            }
            Piece::Other => OTHER,
        };
        text.push(' ');
        spans.push(text.len()..text.len() + name.len());
        text.push_str(name);
    }
    text.push('.');
    (text, spans)
}

fn scores(text: &str, spans: &[std::ops::Range<usize>]) -> Vec<f64> {
    let article = Article::builder().body(text).single_sentence();
    let article = article.targets(spans.iter().cloned()).build().unwrap();
    let report = GIVEN.article(&article);
    report.targets().iter().map(|target| target.score).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(500)
    })]

    /// Whichever actor of the caller stands at a place, what is said there is the same. (What names are
    /// found in the text without the caller is told by their letters.)
    #[test]
    fn exchanged_names_exchange_their_scores(pieces in pieces()) {
        let (one, one_spans) = written(&pieces, false);
        let (other, other_spans) = written(&pieces, true);
        prop_assert_eq!(scores(&one, &one_spans), scores(&other, &other_spans), "{}\n{}", one, other);
    }

    /// The order in which targets are given is that of the report, and says nothing else.
    #[test]
    fn the_order_of_targets_does_not_matter(pieces in pieces()) {
        let (text, mut spans) = written(&pieces, false);
        let forward = scores(&text, &spans);
        spans.reverse();
        let mut backward = scores(&text, &spans);
        backward.reverse();
        prop_assert_eq!(forward, backward);
    }

    /// By rules `score = x / √(x² + 2)` of the sum x of the shares; by a model that of two log-odds.
    #[test]
    fn shares_add_up(pieces in pieces()) {
        let (text, spans) = written(&pieces, false);
        let article = Article::builder().body(&text).single_sentence();
        let article = article.targets(spans).build().unwrap();
        let report = GIVEN.article(&article);
        for (index, target) in report.targets().iter().enumerate() {
            let sum = |score: &str| -> f64 {
                let sentences = report.sentences().iter();
                let shares = sentences.flat_map(|sentence| report.contributions_of(sentence));
                let ours = |target: Option<u32>| target == Some(index as u32);
                shares.filter(|s| s.score == score && ours(s.target)).map(|s| s.amount).sum()
            };
            let score = if cfg!(feature = "fitted") {
                let (n, p) = (sum("targets.negative").exp(), sum("targets.positive").exp());
                (p - n) / (p + n + 1.0)
            } else {
                let x = sum("targets");
                x / (x * x + 2.0).sqrt()
            };
            prop_assert!((score - target.score).abs() < 1e-12);
        }
    }

    /// Targets may stand anywhere in any text.
    #[test]
    fn no_target_makes_it_panic(
        text in "([A-Z][a-z]{1,6}|was|by|said|'s|’|her|killing of|accused|\\PC|[ ,.“”()\n'’]){0,40}",
        cuts in prop::collection::vec((0..200_usize, 0..200_usize), 1..6),
    ) {
        let at = |cut: usize| (0..=text.len()).filter(|i| text.is_char_boundary(*i)).nth(cut);
        let spans = cuts.into_iter().filter_map(|(a, b)| {
            let (a, b) = (at(a)?, at(b)?);
            Some(a.min(b)..a.max(b))
        });
        if let Ok(article) = Article::builder().body(&text).targets(spans).build() {
            for target in GIVEN.article(&article).targets() {
                prop_assert!(target.score.abs() < 1.0);
            }
        }
    }
}
