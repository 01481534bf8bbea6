//! Actors in reports, and the promise that their names have no part in the scores.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::sync::LazyLock;

use presslens::record::ArticleRecord;
use presslens::{ActorKind, ActorNames, Analyzer, Article};
use proptest::prelude::*;

use common::with_actors;

fn record(analyzer: &Analyzer, text: &str) -> ArticleRecord {
    let article = Article::parse(text);
    let json = serde_json::to_string(&analyzer.article(&article).record(&article)).unwrap();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn a_record_holds_the_actors() {
    let text = "Talks go on\n\nUS Secretary of State John Kerry left. Then Kerrys aide met Lavrov, \
                and Russias envoy met Kerry.\n";
    let record = record(&Analyzer::new(), text);
    let names: Vec<&str> = record.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["John Kerry", "Lavrov", "Russia"]);
    let kerry = &record.actors[0];
    assert_eq!(kerry.aliases, ["John Kerry", "Kerry"]);
    let mentions = kerry.mentions.iter().map(|&(from, to)| &text[from as usize..to as usize]);
    assert_eq!(mentions.collect::<Vec<_>>(), ["John Kerry", "Kerry", "Kerry"]);
}

/// Words of lists inside names count nothing; those of offices and of "regime" do.
#[test]
fn words_inside_a_name_carry_no_hit() {
    let mut names = ActorNames::new();
    names.add("Hope Slaughter", ActorKind::Person, &[]).unwrap();
    names.add("Radical Thugs", ActorKind::Organisation, &[]).unwrap();
    let analyzer = Analyzer::builder().actors(names).contributions(true).build().unwrap();
    let text = "On Monday Hope Slaughter met the Radical Thugs. Slaughter left them.";
    let article = Article::parse(text);
    let report = analyzer.article(&article);
    assert!(report.terms().is_empty());
    for sentence in report.sentences() {
        assert_eq!((sentence.tone, sentence.loaded), (0.0, 0.0), "{sentence:?}");
        assert_eq!((sentence.moral, sentence.frames), ([0.0; 5], [0.0; 15]), "{sentence:?}");
    }
    let text = "They fear the Syrian regime, he said.";
    let report = analyzer.article(&Article::parse(text));
    let words: Vec<&str> = report.terms().iter().map(|term| term.span.of(text)).collect();
    assert!(words.contains(&"regime"), "{words:?}");
}

#[test]
fn the_list_of_the_caller_is_in_the_manifest() {
    let mut names = ActorNames::new();
    names.add("Anna Hale", ActorKind::Person, &["the Iron Mayor"]).unwrap();
    let analyzer = Analyzer::builder().actors(names).build().unwrap();
    assert!(analyzer.manifest().iter().any(|list| list.id == "actors/given"));
    assert_ne!(analyzer.fingerprint(), Analyzer::new().fingerprint());
    let none = Analyzer::builder().actors(ActorNames::new()).build().unwrap();
    assert_eq!(none.fingerprint(), Analyzer::new().fingerprint());
}

/// People and firms of the caller, named after words that lists hold.
const PAIRS: [(&str, &str, ActorKind); 4] = [
    ("Grace Hope", "Victor Slaughter", ActorKind::Person),
    ("Anna van Slander", "Petra van Mercy", ActorKind::Person),
    ("Jean-Luc Good", "Mary-Ann O'Hatred", ActorKind::Person),
    ("Terror Works", "Freedom Mills", ActorKind::Organisation),
];

const WORDS: [&str; 30] = [
    "the",
    "not",
    "never",
    "slammed",
    "regime",
    "so-called",
    "killed",
    "praised",
    "failed to",
    "hope",
    "terror",
    "good",
    "bad",
    "very",
    "minister",
    "of",
    "and",
    ",",
    "he",
    "she said",
    "according to",
    "“",
    "”",
    "Russia",
    "Moscow",
    "President",
    "Kerry",
    "could",
    "but",
    "war",
];

static GIVEN: LazyLock<Analyzer> = LazyLock::new(|| with_actors(&PAIRS, &[]));

/// Words and names: `Err((pair, second, part))` is the whole of a name (0) or its last word (1).
type Piece = Result<&'static str, (usize, bool, usize)>;

fn sentence() -> impl Strategy<Value = Vec<Piece>> {
    let word = prop::sample::select(WORDS.to_vec()).prop_map(Ok);
    let name = (0..PAIRS.len(), any::<bool>(), 0..2_usize).prop_map(Err);
    prop::collection::vec(prop_oneof![3 => word, 1 => name], 1..14)
}

fn written(sentences: &[Vec<Piece>], swap: bool) -> String {
    // a last name alone is somebody only where the text has the full name
    let mut text = String::from("It was said that");
    for (one, other, _) in PAIRS {
        let (one, other) = if swap { (other, one) } else { (one, other) };
        text.extend([" ", one, " met ", other, " and"]);
    }
    text.push_str(" nobody else.\n\n");
    for sentence in sentences {
        text.push_str("It was said");
        for piece in sentence {
            text.push(' ');
            match *piece {
                Ok(word) => text.push_str(word),
                Err((pair, second, part)) => {
                    let (one, other, kind) = PAIRS[pair];
                    let name = if second == swap { one } else { other };
                    let last = part == 1 && kind == ActorKind::Person;
                    // beside another name a last name is somebody else's: "Kerry Hope"
                    match name.rsplit(' ').next().filter(|_| last) {
                        Some(name) => text.extend(["that ", name, " then"]),
                        None => text.push_str(name),
                    }
                }
            }
        }
        text.push_str(".\n\n");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Exchanging two actors of the caller, of one kind, length and capitalisation, leaves all scores
    /// of sentences as they are (but compat's, which reads names like any words), and exchanges the
    /// mentions.
    #[test]
    fn exchanged_actors_exchange_their_scores(
        sentences in prop::collection::vec(sentence(), 1..5),
    ) {
        let (before, after) = (written(&sentences, false), written(&sentences, true));
        let (before, after) = (record(&GIVEN, &before), record(&GIVEN, &after));
        prop_assert_eq!(before.sentences.len(), after.sentences.len());
        for (a, b) in before.sentences.iter().zip(&after.sentences) {
            prop_assert_eq!(a.fields.tone, b.fields.tone);
            prop_assert_eq!(a.fields.loaded, b.fields.loaded);
            prop_assert_eq!(&a.fields.moral, &b.fields.moral);
            prop_assert_eq!(&a.fields.frames, &b.fields.frames);
            let terms = |s: &presslens::record::ArticleSentence| -> Vec<(String, f64, bool)> {
                s.fields.terms.iter().map(|t| (t.text.clone(), t.weight, t.negated)).collect()
            };
            prop_assert_eq!(terms(a), terms(b));
            let voices = |s: &presslens::record::ArticleSentence| -> Vec<f64> {
                s.voices.iter().map(|voice| voice.tone).collect()
            };
            prop_assert_eq!(voices(a), voices(b));
        }
        let exchanged = |name: &str| {
            let mut pairs = PAIRS.iter().map(|&(one, other, _)| (one, other));
            let found = pairs.find_map(|(one, other)| match name {
                _ if name == one => Some(other),
                _ if name == other => Some(one),
                _ => None,
            });
            found.unwrap_or(name).to_owned()
        };
        let counts = |record: &ArticleRecord| -> Vec<(String, usize)> {
            record.actors.iter().map(|a| (a.name.clone(), a.mentions.len())).collect()
        };
        let expected: Vec<(String, usize)> =
            counts(&before).into_iter().map(|(name, n)| (exchanged(&name), n)).collect();
        prop_assert_eq!(expected, counts(&after));
    }

    /// Whatever the text, mentions slice it, in order, and belong to one actor each.
    #[test]
    fn mentions_slice_the_text(
        text in "([A-Z][a-z]{1,6}|al-[A-Z][a-z]{3}|of|the|US|[A-Z]{2,5}|\\PC|Russias|Mr\\.|Dr|he|[ ,.“”()\\[\\]\n'’]){0,60}",
    ) {
        let record = record(&Analyzer::new(), &text);
        let mut all: Vec<(u32, u32)> = Vec::new();
        for actor in &record.actors {
            prop_assert!(!actor.name.is_empty() && !actor.mentions.is_empty());
            prop_assert!(actor.mentions.windows(2).all(|w| w[0].1 <= w[1].0));
            for &(from, to) in &actor.mentions {
                prop_assert!(text.get(from as usize..to as usize).is_some_and(|t| !t.is_empty()));
            }
            all.extend(&actor.mentions);
        }
        all.sort_unstable();
        prop_assert!(all.windows(2).all(|w| w[0].1 <= w[1].0));
    }
}
