//! The matcher against named cases and against the rule said slowly.

use proptest::prelude::*;

use super::*;
use crate::lexicon::Overlap;
use crate::text::tokenize;

fn lexicon(id: &str, entries: &[(&str, &str)]) -> Lexicon {
    let mut text =
        format!("# id: {id}\n# version: 1\n# title: T\n# licence: CC0-1.0\n# sources: ours\n");
    let mut categories: Vec<&str> = entries.iter().map(|(_, category)| *category).collect();
    categories.sort_unstable();
    categories.dedup();
    text.extend(categories.iter().map(|category| format!("# category {category}: one\n")));
    text.extend(entries.iter().map(|(term, category)| format!("{term}\t{category}\t0.5\n")));
    Lexicon::from_text(id, &text).expect("a good list")
}

fn one_category<'t>(terms: &[&'t str]) -> Vec<(&'t str, &'t str)> {
    terms.iter().map(|term| (*term, "x")).collect()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokenize(text, Span::from_range(0..text.len()), &mut out);
    out
}

fn found(terms: &[&str], text: &str) -> Vec<String> {
    let catalog = Catalog::new(vec![lexicon("loaded/t", &one_category(terms))]);
    let tokens = tokens(text);
    catalog.find_all(text, &tokens).map(|m| m.span(&tokens).of(text).to_owned()).collect()
}

/// What is found, with its category.
fn labelled(overlap: Overlap, entries: &[(&str, &str)], text: &str) -> Vec<(String, String)> {
    let list = lexicon("t", entries).with_overlap(overlap);
    let catalog = Catalog::new(vec![list]);
    let tokens = tokens(text);
    let label = |m: Match| {
        let (list, entry) = catalog.entry(m.entry);
        let category = list.categories[usize::from(entry.category)].name.clone();
        (m.span(&tokens).of(text).to_owned(), category)
    };
    catalog.find_all(text, &tokens).map(label).collect()
}

#[test]
fn named_cases() {
    let cases: &[(&[&str], &str, &[&str])] = &[
        // a longer pattern that fails half-way must not hide the shorter one
        (&["so called", "so called exp"], "the so called experts", &["so called"]),
        (&["a b c", "b"], "a b d b", &["b", "b"]),
        // typography
        (&["don't"], "I dont, I don’t, I don&#8217;t", &["dont", "don’t", "don&#8217;t"]),
        (&["Russia"], "Russias and Russia's and RUSSIA", &["Russias", "Russia's", "RUSSIA"]),
        (&["regime"], "regimes", &[]),
        (&["so-called"], "so-called so called so‑called", &["so-called", "so called", "so‑called"]),
        (&["far right"], "far-right", &["far-right"]),
        // a comma parts a phrase, a quotation mark and a line end do not
        (&["so called"], "so, called", &[]),
        (&["moderate rebels"], "“moderate”\nrebels", &["moderate”\nrebels"]),
        (&["regime"], "a regimen", &[]),
        // beginnings
        (&["aban*"], "Abandon the abbey, abandoned", &["Abandon", "abandoned"]),
        (&["far right*"], "far-rightist, far rights", &["far-rightist", "far rights"]),
        (&["kill* time"], "killing time kills", &["killing time"]),
        (
            &["anti-immigr*"],
            "anti-immigrant anti immigration",
            &["anti-immigrant", "anti immigration"],
        ),
        // lemmas
        (
            &["slam{v}"],
            "slammed, slamming, slams, slam, slammer",
            &["slammed", "slamming", "slams", "slam"],
        ),
        (&["crack{v} down"], "cracked down and cracking down", &["cracked down", "cracking down"]),
        (&["man{n}"], "men of the man's", &["men", "man's"]),
        (&["be{v} be{v} be{v}"], "Been been been, is was be", &["Been been been", "is was be"]),
        (
            &["cherry-pick{v}"],
            "cherry-picked and cherry picking",
            &["cherry-picked", "cherry picking"],
        ),
        // hyphens are spaces, wherever they stand
        (&["right wing extremist"], "right-wing extremist", &["right-wing extremist"]),
        (
            &["far right wing party"],
            "far-right wing party, far right-wing party",
            &["far-right wing party", "far right-wing party"],
        ),
        (&["state of the art lie"], "state-of-the-art lie", &["state-of-the-art lie"]),
        (&["climate change* denial"], "climate-change denial", &["climate-change denial"]),
        (&["anti-*"], "anti-war-rally anti war anti-", &["anti-war-rally"]),
        (&["aban*"], "abandon-ware", &["abandon-ware"]),
        (&["war"], "anti-war war-torn post-war", &[]),
        (&["U.S.-led force"], "US force, U.S.-led force", &["U.S.-led force"]),
        // what can never match
        (&[":)", "and/or", "a, b", "fine"], "fine :) and/or a, b", &["fine"]),
    ];
    for (terms, text, expected) in cases {
        assert_eq!(found(terms, text), *expected, "{terms:?} in {text:?}");
    }
}

/// From the threads in REQUESTS.md, section A and B.
#[test]
fn overlaps() {
    use Overlap::{All, LeftmostLongest as Leftmost, LongestPerCategory as Category};
    let check = |overlap, entries: &[(&str, &str)], text: &str, expected: &[(&str, &str)]| {
        let found = labelled(overlap, entries, text);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{overlap:?}: {entries:?} in {text:?}");
    };
    // quanteda #970: Czech Republic / Czech*
    let czech = [("Czech Republic", "country"), ("Czech*", "people")];
    let text = "the Czech Republic and the Czechs";
    let (long, short, czechs) =
        (("Czech Republic", "country"), ("Czech", "people"), ("Czechs", "people"));
    check(Leftmost, &czech, text, &[long, czechs]);
    check(Category, &czech, text, &[long, short, czechs]);
    check(All, &czech, text, &[long, short, czechs]);
    // quanteda #502: American Samoa / Samoa, of one category
    let samoa = [("American Samoa", "place"), ("Samoa", "place")];
    let text = "American Samoa and Samoa";
    check(Leftmost, &samoa, text, &[("American Samoa", "place"), ("Samoa", "place")]);
    check(Category, &samoa, text, &[("American Samoa", "place"), ("Samoa", "place")]);
    check(
        All,
        &samoa,
        text,
        &[("American Samoa", "place"), ("Samoa", "place"), ("Samoa", "place")],
    );
    // quanteda.sentiment #12: "not amiable" must be neg_positive only
    let amiable = [("amiable", "positive"), ("not amiable", "neg_positive")];
    check(Leftmost, &amiable, "he is not amiable", &[("not amiable", "neg_positive")]);
    check(
        Category,
        &amiable,
        "he is not amiable",
        &[("not amiable", "neg_positive"), ("amiable", "positive")],
    );
    // sentimentr #102: "gave time" and "time honored" share a word
    let time = [("gave time", "a"), ("time honored", "b")];
    check(Leftmost, &time, "it gave time honored men", &[("gave time", "a")]);
    check(
        Category,
        &time,
        "it gave time honored men",
        &[("gave time", "a"), ("time honored", "b")],
    );
    // liwc-python: aban* and abandon
    let aban = [("aban*", "wild"), ("abandon", "plain")];
    for overlap in [Leftmost, Category, All] {
        check(
            overlap,
            &aban,
            "abandon abandoned",
            &[("abandon", "plain"), ("abandon", "wild"), ("abandoned", "wild")],
        );
    }
    // within a category the more literal entry counts, and only once
    let nested = [("a*", "x"), ("aban*", "x"), ("abandon", "x")];
    check(
        Leftmost,
        &nested,
        "abandon abandoned about",
        &[("abandon", "x"), ("abandoned", "x"), ("about", "x")],
    );
}

#[test]
fn the_later_line_replaces_the_earlier() {
    let text = "# id: t\n# version: 1\n# title: T\n# licence: CC0-1.0\n# sources: ours\n# category x: one\n# category y: two\n\
                Regime\tx\t0.1\nregime\tx\t0.9\nregime\ty\t0.5\nso-called\tx\t0.2\nso called\tx\t0.3\n";
    let catalog = Catalog::new(vec![Lexicon::from_text("t", text).expect("a good list")]);
    let text = "a regime so-called";
    let weights: Vec<f64> =
        catalog.find_all(text, &tokens(text)).map(|m| catalog.entry(m.entry).1.weight).collect();
    assert_eq!(weights, [0.9, 0.5, 0.3]);
}

/// Of one category at the same words: an explicit form before a lemma's, and of equally literal
/// entries the later line, whatever node it ends at.
#[test]
fn the_most_literal_entry_counts() {
    let weight = |terms: &[(&str, f64)], text: &str| -> Vec<f64> {
        let mut list = lexicon("t", &[("a", "x")]);
        let entry = list.entries[0].clone();
        list.entries = terms
            .iter()
            .map(|&(term, weight)| Entry { term: term.to_owned().into(), weight, ..entry.clone() })
            .collect::<Vec<_>>()
            .into();
        let catalog = Catalog::new(vec![list]);
        catalog.find_all(text, &tokens(text)).map(|m| catalog.entry(m.entry).1.weight).collect()
    };
    assert_eq!(weight(&[("slams", 0.9), ("slam{v}", 0.1)], "slams slammed"), [0.9, 0.1]);
    assert_eq!(weight(&[("slam{v}", 0.1), ("slam*", 0.3)], "slams slammer"), [0.1, 0.3]);
    assert_eq!(weight(&[("a* bb*", 0.1), ("aa* b*", 0.2)], "aab bbc"), [0.2]);
    assert_eq!(weight(&[("aa* b*", 0.2), ("aa* b* c", 0.5), ("a* bb*", 0.1)], "aab bbc"), [0.1]);
    let many: Vec<(&str, f64)> = (0..100).map(|i| ("so-called", f64::from(i))).collect();
    assert_eq!(weight(&many, "so called"), [99.0]);
    // a word that ends in s makes no possessive without an apostrophe
    assert_eq!(weight(&[("Paris", 0.1)], "Pariss Paris"), [0.1]);
}

#[test]
fn each_list_takes_its_own_longest() {
    let catalog = Catalog::new(vec![
        lexicon("loaded/a", &one_category(&["armed gang", "gang"])),
        lexicon("b", &one_category(&["gang"])),
        lexicon("c", &one_category(&["armed gang leader"])),
    ]);
    let text = "an armed gang leader";
    let tokens = tokens(text);
    let hits: Vec<(usize, &str)> = catalog
        .find_all(text, &tokens)
        .map(|m| (catalog.lexicon_index(m.entry), m.span(&tokens).of(text)))
        .collect();
    assert_eq!(hits, [(2, "armed gang leader"), (0, "armed gang"), (1, "gang")]);
}

/// Whether a term of words and beginnings stands at the head of a text, and how literally.
fn stands(term: &[String], text: &[String]) -> Option<usize> {
    let fits = |word: &String, text: &String| match word.strip_suffix('*') {
        Some(head) => text.starts_with(head).then_some(head.len()),
        None => (word == text).then_some(1000),
    };
    if term.len() > text.len() {
        return None;
    }
    term.iter().zip(text).map(|(word, text)| fits(word, text)).sum()
}

/// The rule for overlaps of a list, and its entries: words and category.
type List = (Overlap, Vec<(Vec<String>, String)>);

/// The rules said slowly. Hits are list, start, length, category, term.
fn reference(lists: &[List], text: &[String]) -> Vec<(usize, usize, usize, String, String)> {
    let mut out = Vec::new();
    for (list, (overlap, entries)) in lists.iter().enumerate() {
        let scopes: Vec<Option<&str>> = match overlap {
            Overlap::LongestPerCategory => vec![Some("x"), Some("y")],
            _ => vec![None],
        };
        for scope in scopes {
            let mut free = 0;
            for at in 0..text.len() {
                let here: Vec<(usize, (usize, usize), &str, String)> = entries
                    .iter()
                    .enumerate()
                    .filter(|(_, (_, category))| scope.is_none_or(|scope| scope == category))
                    .filter_map(|(line, (term, category))| {
                        let literal = (stands(term, &text[at..])?, line);
                        Some((term.len(), literal, category.as_str(), term.join(" ")))
                    })
                    .collect();
                let longest = here.iter().map(|hit| hit.0).max().unwrap_or(0);
                for (len, literal, category, term) in &here {
                    let blocked = match overlap {
                        Overlap::All => false,
                        _ => at < free || *len < longest,
                    };
                    let more_literal = here
                        .iter()
                        .any(|other| other.0 == *len && other.2 == *category && other.1 > *literal);
                    if !blocked && !more_literal {
                        out.push((list, at, *len, (*category).to_owned(), term.clone()));
                    }
                }
                if at >= free && longest > 0 {
                    free = at + longest;
                }
            }
        }
    }
    out.sort_unstable();
    out
}

fn word() -> impl Strategy<Value = String> {
    "[ab]{1,3}\\*?|[ab]{1,2}"
}

fn entries() -> impl Strategy<Value = Vec<(Vec<String>, String)>> {
    let entry = (prop::collection::vec(word(), 1..4), "[xy]");
    prop::collection::vec(entry, 1..10).prop_map(|mut entries| {
        entries.sort();
        entries.dedup();
        entries
    })
}

proptest! {
    #[test]
    fn finds_what_the_slow_reference_finds(
        lists in prop::collection::vec((0..3_usize, entries()), 1..4),
        text in prop::collection::vec("[ab]{1,4}", 0..30),
    ) {
        let rules = [Overlap::LeftmostLongest, Overlap::LongestPerCategory, Overlap::All];
        let lists: Vec<_> = lists.into_iter().map(|(rule, list)| (rules[rule], list)).collect();
        let lexicons = lists.iter().enumerate().map(|(i, (overlap, entries))| {
            let text: Vec<(String, &str)> =
                entries.iter().map(|(term, category)| (term.join(" "), category.as_str())).collect();
            let text: Vec<(&str, &str)> = text.iter().map(|(a, b)| (a.as_str(), *b)).collect();
            lexicon(&format!("l{i}"), &text).with_overlap(*overlap)
        });
        let catalog = Catalog::new(lexicons.collect());
        let source = text.join(" ");
        let tokens = tokens(&source);
        let mut hits: Vec<_> = catalog
            .find_all(&source, &tokens)
            .map(|m| {
                let (list, entry) = catalog.entry(m.entry);
                let category = list.categories[usize::from(entry.category)].name.clone();
                let index = catalog.lexicon_index(m.entry);
                (index, m.first as usize, m.len as usize, category, entry.term.to_string())
            })
            .collect();
        hits.sort_unstable();
        prop_assert_eq!(hits, reference(&lists, &text));
    }

    #[test]
    fn no_term_breaks_the_compiler(terms in prop::collection::vec("\\PC{1,12}|[a-c*{}vn '-]{1,12}", 0..12), text in "\\PC{0,40}") {
        let mut list = lexicon("t", &[("a", "x")]);
        for term in terms {
            let first = list.entries[0].clone();
            list.entries.push(Entry { term: term.into(), ..first });
        }
        let catalog = Catalog::new(vec![list]);
        for hit in catalog.find_all(&text, &tokens(&text)) {
            prop_assert!((hit.first + hit.len) as usize <= tokens(&text).len());
        }
    }
}
