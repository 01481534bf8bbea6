//! What the built-in lists promise: their size, the balance of the partisan ones, and the context in
//! which a loaded term counts.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use presslens::{Analyzer, Article, Entry, FOUNDATIONS, Lexicon, POLICY_FRAMES};

fn lists(family: &str) -> Vec<Lexicon> {
    let mut lists = Lexicon::built_in();
    lists.retain(|list| list.id().split('/').next() == Some(family));
    assert!(!lists.is_empty(), "{family}");
    lists
}

fn entries(list: &Lexicon, category: &str) -> Vec<Entry> {
    let index = list.categories().iter().position(|c| c.name == category);
    let index = index.unwrap_or_else(|| panic!("{category} of {}", list.id()));
    let of_category = |entry: &&Entry| usize::from(entry.category) == index;
    list.entries().iter().filter(of_category).cloned().collect()
}

fn count(family: &str) -> usize {
    lists(family).iter().map(|list| list.entries().len()).sum()
}

#[test]
fn the_lists_are_of_real_size() {
    assert!(count("loaded") - lists("loaded").pop().unwrap().entries().len() >= 6_000);
    assert!(count("tone") >= 10_000);
    assert!(count("moral") >= 1_500);
    assert!(count("reporting") >= 300);
    for (id, categories, least) in [
        ("frames/policy", POLICY_FRAMES.map(str::to_owned).to_vec(), 60),
        ("frames/generic", names("responsibility human_interest conflict morality economic"), 60),
        ("frames/war_peace", names("war_journalism peace_journalism"), 60),
        ("reporting/cues", names("endorsing neutral distancing"), 60),
        (
            "epistemic/markers",
            names(
                "factive implicative assertive hedge booster evidential certainty presupposition \
                 entailing",
            ),
            60,
        ),
        ("actors/titles", names("title office role"), 100),
        ("actors/metonyms", names("government company institution"), 60),
        (
            "moral/foundations",
            FOUNDATIONS.map(|f| [format!("{f}.virtue"), format!("{f}.vice")]).concat(),
            100,
        ),
    ] {
        let family = lists(id.split('/').next().unwrap());
        let list = family.iter().find(|list| list.id() == id).unwrap();
        for category in categories {
            let found = entries(list, &category).len();
            assert!(found >= least, "{id} {category}: {found}");
        }
    }
}

fn names(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// A term as matching sees it.
fn plain(term: &str) -> String {
    term.replace('-', " ").to_lowercase()
}

/// What one camp calls a thing stands beside what the other calls it, and the two camps are rated
/// alike.
#[test]
fn partisan_names_come_in_pairs_and_balance() {
    let naming = lists("loaded").into_iter().find(|list| list.id() == "loaded/naming").unwrap();
    for (one, other, slack) in
        [("partisan_one", "partisan_other", Some(0.12)), ("euphemism", "dysphemism", None)]
    {
        let (one, other) = (entries(&naming, one), entries(&naming, other));
        let partners: BTreeSet<String> = other.iter().map(|entry| plain(&entry.term)).collect();
        let paired: Vec<&Entry> = one.iter().filter(|entry| entry.note.contains(" | ")).collect();
        let named: BTreeSet<String> =
            paired.iter().map(|entry| plain(entry.note.split(" | ").next().unwrap())).collect();
        assert!(paired.len() >= 200, "{}", paired.len());
        assert_eq!(named.len(), paired.len(), "a partner is named twice");
        for partner in &named {
            assert!(partners.contains(partner), "{partner} has no entry");
        }
        let mean = |entries: &[Entry]| {
            entries.iter().map(|entry| entry.weight).sum::<f64>() / entries.len() as f64
        };
        // a dysphemism is the hotter name by its nature
        if let Some(slack) = slack {
            let (mean_one, mean_other) = (mean(&one), mean(&other));
            assert!((mean_one - mean_other).abs() <= slack, "{mean_one} and {mean_other}");
            assert_eq!(one.len(), other.len(), "partisan entries without a partner");
        }
    }
}

#[test]
fn no_term_stands_in_two_loaded_categories() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for list in lists("loaded").iter().filter(|list| list.id() != "loaded/plain_senses") {
        for entry in list.entries() {
            if let Some(other) = seen.insert(plain(&entry.term), list.id().to_owned()) {
                panic!("{} is in {other} and in {}", entry.term, list.id());
            }
        }
    }
}

/// Weights of the loaded terms of a sentence, as they count in it.
fn loaded(text: &str) -> Vec<(String, f64)> {
    // by the lists alone
    let analyzer = Analyzer::builder().fitted(false).build().unwrap();
    let report = analyzer.article(&Article::single_sentence(text));
    let terms = report.terms().iter().filter(|term| term.loaded);
    terms.map(|term| (term.span.of(text).to_owned(), term.weight)).collect()
}

fn weight(text: &str, term: &str) -> Option<f64> {
    loaded(text).into_iter().find(|(found, _)| found == term).map(|(_, weight)| weight)
}

/// Rule by rule, a sentence where the word is loaded and some where it is not, or less.
#[test]
fn a_loaded_word_weighs_less_in_some_contexts() {
    let full = weight("The regime sent a thug to the north.", "thug").unwrap();
    // a negator up to three words before
    assert_eq!(weight("He is not a thug, they said.", "thug"), Some(full / 2.0));
    assert_eq!(weight("He isnt a thug, they said.", "thug"), Some(full / 2.0));
    assert_eq!(weight("He did not come, the thug, they said.", "thug"), Some(full));
    assert_eq!(weight("He is not only a thug, they said.", "thug"), Some(full));
    // an actor's name
    let full = weight("He leads a radical wing of the party.", "radical").unwrap();
    assert_eq!(weight("He leads the Radical Party of the north.", "Radical"), None);
    // a name that is nobody's
    let named = weight("They gave him the Radical Prize in June.", "Radical").unwrap();
    assert!((named - full / 5.0).abs() < 1e-12, "{named} of {full}");
    assert_eq!(weight("Radical members of it voted no.", "Radical"), Some(full));
    // plain senses
    for plain in [
        "Two attack helicopters landed near the town.",
        "The old tax regime ended in May.",
        "She had a heart attack on Monday.",
        "The drums held toxic waste.",
        "A killer whale was seen off the coast.",
        "She is a professor of radical surgery.",
    ] {
        assert_eq!(loaded(plain), [], "{plain}");
    }
}

/// Of loaded terms that overlap the longest counts, also over lists; of equal ones the caller's.
#[test]
fn loaded_lists_settle_overlaps_together() {
    let found = loaded("It was a conspiracy theory.");
    assert_eq!(found.len(), 1, "{found:?}");
    let mine = "# id: loaded/mine\n# version: 1\n# title: Mine\n# licence: CC0-1.0\n\
                # sources: none\n# category x: of mine\nthug{n}\tx\t0.25\n";
    let list = Lexicon::from_text("mine.tsv", mine).unwrap();
    let analyzer = Analyzer::builder().lexicon(list).build().unwrap();
    let report = analyzer.article(&Article::parse("The thugs left."));
    let weights: Vec<f64> = report.terms().iter().map(|term| term.weight).collect();
    assert_eq!(weights, [0.25]);
}

/// A list on request is a caller's list like any other: its words are terms.
#[test]
fn a_list_on_request_is_reported_as_terms() {
    let lists = Lexicon::built_in();
    let list = lists.into_iter().find(|list| list.id() == "frames/generic").unwrap();
    let analyzer = Analyzer::builder().lexicon(list).build().unwrap();
    let text = "They blamed the ministry.";
    let article = Article::parse(text);
    let report = analyzer.article(&article);
    let generic = |term: &&presslens::Term| report.entry(term).0.id() == "frames/generic";
    let found: Vec<&str> =
        report.terms().iter().filter(generic).map(|term| term.span.of(text)).collect();
    assert_eq!(found, ["blamed"]);
}
