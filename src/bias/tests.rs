use super::*;
use crate::lexicon::{Catalog, Match, Uses, built_in};
use crate::model::{Parts, WordNumbers, WordTable};
use crate::sentiment::{ShiftScratch, Vader};
use crate::terms::{self, Found};
use crate::text::{Casing, Span, Token, tokenize};
use crate::voice::{Part, Voice};

/// Shows a text as one sentence with the voices of `parts`; words in `names` are an actor's name.
fn see<T>(text: &str, voices: &[Part], names: &[&str], then: impl FnOnce(&Found) -> T) -> T {
    let catalog = Catalog::new(built_in());
    let sentence = Span::from_range(0..text.len());
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, sentence, &mut tokens);
    for token in &mut tokens {
        if names.contains(&token.span.of(text)) {
            token.set_name(false, true);
        }
    }
    let narration = [Part { span: sentence, voice: Voice::Narration, attribution: None }];
    let voices = if voices.is_empty() { &narration } else { voices };
    let matches: Vec<Match> = catalog.find_all(text, &tokens).collect();
    let casing = Casing::new(text, &tokens);
    let (mut terms, mut themes, mut shifts) = (Vec::new(), Vec::new(), ShiftScratch::default());
    let uses = Uses::of(&catalog, &matches);
    let out = (&mut terms, &mut themes);
    terms::in_context(&casing, &tokens, (&matches, &uses), voices, out);
    shifts.read(&casing, &tokens, (&matches, &uses));
    then(&Found {
        catalog: &catalog,
        source: text,
        sentence,
        casing: &casing,
        tokens: &tokens,
        matches: &matches,
        shifts: shifts.of(0),
        terms: &terms,
        themes: &themes,
        voices,
        sentiment: Vader::compat().score(text),
        tone: 0.0,
    })
}

fn table() -> WordTable {
    let rows = [("odious", [2.0, 1.0]), ("smear", [1.0, 0.5]), ("council", [-1.0, -0.5])];
    WordTable::new(2, rows.map(|(word, numbers)| (word.to_owned(), numbers.to_vec())).to_vec())
}

fn evidence(found: &Found) -> Evidence {
    let (mut numbers, mut evidence) = (WordNumbers::default(), Evidence::default());
    numbers.look_up(&table(), found.source, found.tokens);
    evidence.read(found, &numbers);
    evidence
}

fn value(parts: &Parts, name: &str) -> f64 {
    let mut row = vec![0.0; NAMES.len()];
    parts.fill(&mut row);
    row[NAMES.iter().position(|other| *other == name).expect("a feature")]
}

fn of(text: &str, voices: &[Part], names: &[&str]) -> Parts {
    see(text, voices, names, |found| {
        let mut out = Parts::default();
        let evidence = evidence(found);
        evidence.parts(found, &evidence.whole(), &mut out);
        out
    })
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-6, "{a} is not {b}");
}

#[test]
fn places_are_those_of_the_names() {
    for (place, name) in [
        (place::WORDS, "words.weight"),
        (place::LOADED_QUOTED, "loaded.quoted"),
        (place::EPISTEMIC, "epistemic.factive"),
        (place::MORAL, "moral.care"),
        (place::LENGTH, "style.length"),
        (place::EXCLAMATION, "style.exclamation"),
        (place::TERM_MARKED, "term.marked"),
        (place::TERM_PHRASE, "term.phrase"),
    ] {
        assert_eq!(NAMES[usize::from(place)], name);
    }
    for (i, name) in NAMES.iter().enumerate() {
        assert_eq!(name.starts_with("term."), i >= OF_SENTENCE, "{name}");
    }
    let classes = crate::lexicon::EPISTEMIC_CATEGORIES.map(|name| format!("epistemic.{name}"));
    assert_eq!(NAMES[usize::from(place::EPISTEMIC)..usize::from(place::MORAL)], classes);
    let foundations = terms::FOUNDATIONS.map(|name| format!("moral.{name}"));
    assert_eq!(NAMES[usize::from(place::MORAL)..usize::from(place::LENGTH)], foundations);
}

#[test]
fn words_count_by_their_numbers() {
    // four words, of which the table knows three
    let out = of("odious council smear today", &[], &[]);
    near(value(&out, "words.weight"), 1.0 / 4.0_f64.sqrt());
    near(value(&out, "words.marked"), 3.0);
    near(value(&out, "words.marked_squared"), 5.0);
    near(value(&out, "words.marked_most"), 2.0);
    near(value(&out, "style.length"), 4.0_f64.ln());
}

#[test]
fn words_of_names_do_not_count() {
    let out = of("The Odious council met", &[], &["Odious"]);
    near(value(&out, "words.weight"), -0.25);
    assert_eq!(value(&out, "words.marked"), 0.0);
    assert_eq!(value(&out, "loaded.any"), 0.0);
}

#[test]
fn a_loaded_word_in_a_quotation_counts_as_quoted() {
    let text = "He slammed “the regime” there";
    let quote = Span::from_range(11..27);
    assert_eq!(quote.of(text), "“the regime”");
    let part = |span, voice| Part { span, voice, attribution: None };
    let voices = [
        part(Span::new(0, quote.start), Voice::Narration),
        part(quote, Voice::DirectQuote),
        part(Span::new(quote.end, text.len() as u32), Voice::Narration),
    ];
    let weights = see(text, &voices, &[], |found| {
        found.listed_loaded().map(|(term, _)| term.weight).collect::<Vec<_>>()
    });
    let [slammed, regime] = weights[..] else { panic!("{weights:?}") };
    let out = of(text, &voices, &[]);
    near(value(&out, "loaded.any"), slammed);
    near(value(&out, "loaded.quoted"), regime);
    near(value(&out, "loaded.most"), slammed);
    near(value(&out, "loaded.density"), slammed / 5.0);
    near(value(&out, "style.quoted"), 2.0 / 5.0);
    let out = of(text, &[], &[]);
    near(value(&out, "loaded.any"), 1.0 - (1.0 - slammed) * (1.0 - regime));
    assert_eq!(value(&out, "loaded.quoted"), 0.0);
}

#[test]
fn style_is_seen() {
    let out = of("Don’t 40 SHOUT, NATO’s O'Hara? Yes! It's fine", &[], &["O'Hara"]);
    let one = 1.0 / 8.0_f64.sqrt();
    for (name, count) in
        [("style.contractions", 1.0), ("style.numbers", 1.0), ("style.capitals", 1.0)]
    {
        near(value(&out, name), count * one);
    }
    // however many; that of a name is none
    for (name, holds) in [("style.question", 1.0), ("style.exclamation", 1.0)] {
        assert_eq!(value(&out, name), holds, "{name}");
    }
    for (text, holds) in
        [("They met Yahoo! there", 0.0), ("They met Yahoo!.", 0.0), ("They met Yahoo! Oh", 1.0)]
    {
        assert_eq!(value(&of(text, &[], &["Yahoo"]), "style.exclamation"), holds, "{text}");
    }
}

/// A segment has the marks behind its last word, and nothing of its neighbours.
#[test]
fn segments_are_scored_alone() {
    see("odious smear! council met?", &[], &[], |found| {
        let (evidence, mut out) = (evidence(found), Parts::default());
        let mut rest = evidence.whole();
        evidence.parts(found, &rest.split_to(2, 13), &mut out);
        near(value(&out, "words.marked"), 3.0);
        assert_eq!(value(&out, "style.exclamation"), 1.0);
        assert_eq!(value(&out, "style.question"), 0.0);
        out.clear();
        evidence.parts(found, &rest.split_to(2, 13), &mut out);
        assert_eq!(out.iter().count(), 0);
    });
    assert_eq!(of("", &[], &[]).iter().count(), 0);
    assert_eq!(of("?!", &[], &[]).iter().count(), 0);
}

#[test]
fn terms_are_seen_in_their_context() {
    see("The council called “odious” smear a far-right hoax", &[], &[], |found| {
        let (evidence, mut out) = (evidence(found), Parts::default());
        let setting = Setting::new(&evidence, -0.5);
        let both = (&setting, &evidence);
        term_parts(found, 3..4, Some(0.8), both, &mut out);
        near(value(&out, "term.marked"), 2.0);
        near(value(&out, "term.listed"), 1.0);
        near(value(&out, "term.weight"), 4.0_f64.ln());
        near(value(&out, "term.sentence"), -0.5);
        near(value(&out, "term.others"), 2.0_f64.ln());
        near(value(&out, "term.beside"), 1.0);
        near(value(&out, "term.near"), 0.0);
        near(value(&out, "term.length"), 8.0_f64.ln() - 3.0);
        assert_eq!(value(&out, "term.phrase"), 0.0);
        out.clear();
        term_parts(found, 6..8, None, both, &mut out);
        for (name, holds) in [("hyphen", 1.0), ("phrase", 1.0), ("listed", 0.0)] {
            assert_eq!(value(&out, &format!("term.{name}")), holds, "{name}");
        }
        near(value(&out, "term.near"), 1.0);
    });
}
