//! Named cases, with texts of our own.

use super::*;
use crate::lexicon::{Catalog, built_in};
use crate::model::{Parts, WordTable};
use crate::target::tests::see;
use crate::text::Span;

/// A sentence with its names and speech.
struct Sentence {
    text: String,
    names: Vec<Span>,
    quotes: Vec<Span>,
}

impl Sentence {
    /// Names stand in `[…]`; speech between “…”.
    fn new(marked: &str) -> Self {
        let (mut text, mut names, mut quotes) = (String::new(), Vec::new(), Vec::new());
        let (mut from, mut said) = (0, 0);
        for c in marked.chars() {
            match c {
                '[' => from = text.len(),
                ']' => names.push(Span::from_range(from..text.len())),
                _ => text.push(c),
            }
            match c {
                '“' => said = text.len(),
                '”' => quotes.push(Span::from_range(said..text.len())),
                _ => {}
            }
        }
        Self { text, names, quotes }
    }

    fn parts(&self, catalog: &Catalog, table: &WordTable, target: Span) -> Parts {
        see(catalog, &self.text, &self.quotes, &self.names, |scene| {
            let (mut numbers, mut out) = (WordNumbers::default(), Parts::default());
            scene.look_up(table, &mut numbers);
            if let Some(mention) = Mention::new(scene, target) {
                features(&mention, &numbers, &mut Judgement::default(), &mut out);
            }
            out
        })
    }
}

fn table() -> WordTable {
    let rows = [("hall", [1.0, 2.0, 4.0, 8.0]), ("came", [0.0, 0.5, 0.0, 0.25])];
    WordTable::new(4, rows.map(|(word, numbers)| (word.to_owned(), numbers.to_vec())).to_vec())
}

#[test]
fn names_stand_at_their_places() {
    for (place, name) in [
        (WORDS, "words.negative"),
        (RULES, "rules"),
        (TONE, "tone.negative"),
        (NET, "tone"),
        (STRENGTH, "tone.strength"),
        (RELATION, "owned.negative"),
        (QUOTED, "quoted.own.negative"),
        (DEED, "doer.subject.negative"),
        (SHARE, "doer"),
        (TOWARD, "toward.negative"),
        (LOADED, "loaded"),
        (NEGATION, "negation.own"),
        (CONTRAST, "contrast.before"),
        (MODAL, "modal.own"),
        (IF, "if"),
        (SHOULD, "should"),
        (AGAINST, "against"),
        (GOVERNOR, "by"),
        (NEXT, "next.be"),
        (MENTION, "owns"),
    ] {
        assert_eq!(NAMES[usize::from(place)], name);
    }
    // the last of a family stands right before the next
    for (next, last) in [
        (QUOTED, "later.positive"),
        (DEED, "quoted.other.positive"),
        (SHARE, "patient.object.positive"),
        (LOADED, "toward.others.positive"),
        (NEXT, "like"),
        (MENTION, "next.relative"),
    ] {
        assert_eq!(NAMES[usize::from(next) - 1], last);
    }
    assert_eq!(NAMES.len(), usize::from(MENTION) + 11);
}

#[test]
fn cues_are_found() {
    let catalog = Catalog::new(built_in());
    for (marked, feature, words) in [
        ("[Ms Orrin] lied to the board.", "doer.subject.negative", "lied"),
        ("The sailors were rescued by [Ms Orrin].", "doer.subject.positive", "rescued"),
        ("The clerk accused [Ms Orrin] of theft.", "object.object.negative", "accused"),
        ("[Ms Orrin] was criticised by the clerk.", "patient.object.negative", "criticised"),
        ("The clerk condemned [Ms Orrin]'s plan.", "owner.object.negative", "condemned"),
        ("There was criticism of [Ms Orrin].", "toward.negative", "criticism of"),
        (
            "There was criticism of [Mr Ambey], who later met [Ms Orrin].",
            "toward.others.negative",
            "criticism of",
        ),
        ("[Ms Orrin] is a brilliant engineer.", "predicate.positive", "brilliant"),
        ("[Ms Orrin]'s failure was noted.", "owned.negative", "failure"),
        ("“It is a disaster,” [Ms Orrin] said.", "quoted.own.negative", "disaster"),
        ("“It is a disaster,” the clerk told us of [Orrin].", "quoted.other.negative", "disaster"),
        ("The thug met [Ms Orrin].", "loaded", "thug"),
        ("[Ms Orrin] did not come.", "negation.own", "not"),
        ("They do not know [Ms Orrin].", "negation.before", "not"),
        ("[Ms Orrin] came, but the clerk left.", "contrast.behind", "but"),
        ("[Ms Orrin] should go.", "should", "should"),
        ("They voted against [Ms Orrin].", "against", "against"),
        ("A man like [Ms Orrin] came.", "like", "like"),
        ("[Ms Orrin], who came, left.", "next.relative", "who"),
        ("[Ms Orrin] said so.", "next.said", "said"),
        ("[She] said so.", "pronoun", "She"),
        ("Does [Ms Orrin] know?”", "question", "Ms Orrin"),
    ] {
        let sentence = Sentence::new(marked);
        let target = *sentence.names.last().expect("a name");
        let parts = sentence.parts(&catalog, &table(), target);
        let found = parts.iter().any(|part| {
            NAMES[usize::from(part.feature)] == feature && part.span.of(&sentence.text) == words
        });
        let all: Vec<_> = parts
            .iter()
            .map(|part| (NAMES[usize::from(part.feature)], part.span.of(&sentence.text)))
            .collect();
        assert!(found, "{marked}: no {feature} at {words:?} in {all:?}");
    }
}

#[test]
fn words_count_by_side_and_distance() {
    let catalog = Catalog::new(built_in());
    // the hall is two words before, and came one behind; capitals inside a sentence count for nothing
    let sentence = Sentence::new("The hall where [Ms Orrin] came to Hall.");
    let parts = sentence.parts(&catalog, &table(), sentence.names[0]);
    let found: Vec<(u16, f64)> = parts
        .iter()
        .filter(|part| part.feature < RULES)
        .map(|part| (part.feature, part.value))
        .collect();
    let far = 0.7 / 6_f64.sqrt();
    let second = (-0.2_f64).exp() + far;
    let expected = [(0, second), (1, 2.0 * second), (1, 0.25 * (1.0 + far))];
    assert_eq!(found.len(), expected.len());
    for ((feature, value), (place, amount)) in found.into_iter().zip(expected) {
        assert_eq!(feature, place);
        assert!((value - amount).abs() < 1e-6, "{value} {amount}");
    }
}

/// However long a sentence is: who is named a thousand times in it costs a thousand times as much, not a million.
#[test]
fn a_mention_looks_at_eighty_words_to_either_side() {
    let catalog = Catalog::new(built_in());
    for filler in ["hall ", "not ", "massacre "] {
        let sides = [filler.repeat(200), filler.repeat(200)];
        let sentence = Sentence::new(&sides.join("[Ms Orrin] "));
        let parts = sentence.parts(&catalog, &table(), sentence.names[0]);
        let span = sentence.names[0];
        let reach = 80 * filler.len() as u32 + 2;
        let within = |at: u32| at + reach >= span.start && at <= span.end + reach;
        assert!(parts.iter().count() > 80, "{filler}");
        let whole = sentence.text.len() as u32;
        // what is said of the sentence as a whole is told once
        let near =
            |part: &crate::model::Part| part.span.len() + 2 >= whole || within(part.span.start);
        assert!(parts.iter().all(near), "{filler}");
    }
}

#[test]
fn names_exchange_their_features() {
    let catalog = Catalog::new(built_in());
    let values = |one: &str, other: &str, at: usize| {
        let marked =
            format!("[{one}] accused [{other}] of fraud, and [{one}]'s aide hailed [{other}].");
        let sentence = Sentence::new(&marked);
        let parts = sentence.parts(&catalog, &table(), sentence.names[at]);
        parts.iter().map(|part| (part.feature, part.value.to_bits())).collect::<Vec<_>>()
    };
    for at in 0..4 {
        let first = values("Grace Hope", "Victor Slaughter", at);
        assert!(!first.is_empty());
        assert_eq!(first, values("Victor Slaughter", "Grace Hope", at));
        assert_eq!(first, values("Anna Hall", "Should Not", at));
    }
}

#[test]
fn any_span_is_fine() {
    let catalog = Catalog::new(built_in());
    let sentence = Sentence::new("The clerk accused [Ms Orrin] of theft.");
    for span in [Span::new(0, 0), Span::new(3, 4), Span::new(37, 37), Span::new(900, 950)] {
        assert_eq!(sentence.parts(&catalog, &table(), span).iter().count(), 0);
    }
    let nothing = Sentence::new("");
    assert_eq!(nothing.parts(&catalog, &table(), Span::new(0, 0)).iter().count(), 0);
}
