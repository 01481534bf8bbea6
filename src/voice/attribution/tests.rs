use super::*;
use crate::text::tokenize;
use crate::voice::quotes;
use proptest::prelude::*;

fn found(text: &str) -> Vec<Attribution> {
    let article = Article::parse(text);
    let blocks: Vec<Span> = article.blocks().iter().map(|block| block.span).collect();
    let words = all_words(&article);
    let quotes = quotes(text, &blocks, article.sentences(), &words);
    attributions(&article, &words, &[], &quotes)
}

fn all_words(article: &Article) -> Vec<Token> {
    let mut words = Vec::new();
    for sentence in article.sentences() {
        tokenize(article.source(), sentence.span, &mut words);
    }
    words
}

/// Source, cue and content of every attribution, fragments parted by bars.
fn read(text: &str) -> Vec<(&str, &str, String)> {
    let roles = |a: &Attribution| {
        let source = a.source.map_or("", |s| s.span.of(text));
        let cue = a.cue.map_or("", |c| c.span.of(text));
        let content: Vec<&str> = a.content.iter().map(|part| part.of(text)).collect();
        (source, cue, content.join(" | "))
    };
    found(text).iter().map(roles).collect()
}

#[test]
fn source_cue_and_content() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("The mayor said the pool would open.", "The mayor", "said", "the pool would open"),
        ("Olsen has said that rents rose.", "Olsen", "has said", "that rents rose"),
        ("“The pool will open,” Olsen said.", "Olsen", "said", "“The pool will open,”"),
        ("“The pool will open,” said Olsen.", "Olsen", "said", "“The pool will open,”"),
        ("The pool will open in June, Olsen said.", "Olsen", "said", "The pool will open in June"),
        (
            "“It is safe,” said Ida Olsen, a baker from Riga.",
            "Ida Olsen, a baker from Riga",
            "said",
            "“It is safe,”",
        ),
        (
            "Ida Olsen, a baker from Riga, said the oven was cold.",
            "Ida Olsen, a baker from Riga,",
            "said",
            "the oven was cold",
        ),
        (
            "According to the bank, rents rose in the north.",
            "the bank",
            "According to",
            "rents rose in the north",
        ),
        (
            "Rents rose in the north, according to the bank.",
            "the bank",
            "according to",
            "Rents rose in the north",
        ),
        ("The union wants to strike in May.", "The union", "wants", "to strike in May"),
        ("The coach criticized the new rules.", "The coach", "criticized", "the new rules"),
        ("The union called for a strike.", "The union", "called for", "a strike"),
        (
            "Olsen told reporters that the bridge was shut.",
            "Olsen",
            "told",
            "that the bridge was shut",
        ),
        ("The sale is expected to close in May.", "", "is expected", "The sale | to close in May"),
        ("The ferry was praised by the mayor.", "the mayor", "was praised", "The ferry"),
        (
            "Olsen was quoted as saying the oven was cold.",
            "Olsen",
            "was quoted as saying",
            "the oven was cold",
        ),
        ("Olsen: “The oven is cold and dark.”", "Olsen", ":", "“The oven is cold and dark.”"),
        (
            "His claim that the oven was cold is wrong.",
            "His",
            "claim",
            "that the oven was cold is wrong",
        ),
        ("Olsen is confident that the oven works.", "Olsen", "is confident", "that the oven works"),
    ];
    let mut wrong = Vec::new();
    for (text, source, cue, content) in cases {
        let all = read(text);
        if !all.iter().any(|a| *a == (*source, *cue, (*content).to_owned())) {
            wrong.push(format!("{text}\n  {all:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_attribution_without_a_cue() {
    for text in [
        "The pool opened in June.",
        "The report was long.",
        "Snow closed four roads in the valley.",
        "He met people like her in the north.",
        "",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn a_quotation_goes_on_behind_its_cue() {
    let text = "“The oven is cold,” Olsen said. “It has been cold since May.”";
    let all = read(text);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].2, "“The oven is cold,” | “It has been cold since May.”");
}

#[test]
fn types_by_the_marks() {
    let cases = [
        ("“The oven is cold,” Olsen said.", Directness::Direct),
        ("Olsen said the oven was “cold as a stone in winter”.", Directness::Mixed),
        ("Olsen said the oven was cold.", Directness::Indirect),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text)[0].directness, expected, "{text}");
    }
}

#[test]
fn reports_inside_reports_make_a_chain() {
    let text = "The minister said that the paper claimed that the union wants to strike.";
    let parents: Vec<Option<u32>> = found(text).iter().map(|a| a.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(1)]);

    let text =
        "According to the Herald piece, which cites two unnamed officials, the bridge is shut.";
    let all = found(text);
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].parent, Some(0));
    assert_eq!(all[1].source.unwrap().kind, SourceKind::Anonymous);
    assert_eq!(all[0].source.unwrap().kind, SourceKind::Document);
    let innermost = Stretches::new(&all);
    let whole = Span::from_range(0..text.len());
    assert_eq!(innermost.of(whole).last().map(|(_, i)| i), Some(1));
}

#[test]
fn kinds_of_source() {
    let cases = [
        ("Ida Olsen said it was shut.", SourceKind::Person),
        ("He said it was shut.", SourceKind::Person),
        ("The foreign minister said it was shut.", SourceKind::Person),
        ("The company said it was shut.", SourceKind::Organisation),
        ("Russia said it was shut.", SourceKind::Organisation),
        ("The Kremlin said it was shut.", SourceKind::Organisation),
        ("The report said it was shut.", SourceKind::Document),
        ("Four unnamed officials said it was shut.", SourceKind::Anonymous),
        ("A person familiar with the matter said it was shut.", SourceKind::Anonymous),
        ("Critics said it was shut.", SourceKind::Vague),
        ("Many said it was shut.", SourceKind::Vague),
    ];
    for (text, expected) in cases {
        let all = found(text);
        let source = all.first().and_then(|a| a.source);
        assert_eq!(source.map(|s| s.kind), Some(expected), "{text}");
    }
    let text = "Washington Post columnist Josh Rogin said it was shut.";
    let source = found(text)[0].source.unwrap();
    assert_eq!(source.name.unwrap().of(text), "Josh Rogin");
    assert_eq!(source.office.unwrap().of(text), "columnist");
    assert_eq!(source.institution.unwrap().of(text), "Washington Post");
    assert!(found("The prime minister said it was shut.")[0].source.unwrap().official);
}

#[test]
fn cues_take_sides() {
    let cases = [
        ("Olsen said it was shut.", "say", Stance::Neutral),
        ("Olsen claimed it was shut.", "claim", Stance::Distancing),
        ("Olsen acknowledged it was shut.", "acknowledge", Stance::Endorsing),
    ];
    for (text, verb, stance) in cases {
        let cue = found(text)[0].cue.unwrap();
        assert_eq!((cue.verb, cue.stance), (verb, stance), "{text}");
    }
}

const PIECES: &[&str] = &[
    "Olsen",
    "said",
    "“",
    "”",
    "that",
    ",",
    ".",
    " told",
    "reporters",
    "according",
    "to",
    "the",
    "report",
    ":",
    "cites",
    "who",
    "was",
    "expected",
    "claim",
    "his",
    "and",
    "wants",
    "''",
    "(",
    ")",
    "é",
    "\n\n",
    "\"",
    "adding",
    "—",
    "’s",
    "US",
];

proptest! {
    #[test]
    fn any_text_gives_spans_of_it(text in prop_oneof![
        "\\PC{0,80}",
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|p| p.join(" ")),
    ]) {
        let all = found(&text);
        for (i, a) in all.iter().enumerate() {
            let spans = a.content.iter().chain(a.source.as_ref().map(|s| &s.span)).chain(a.cue.as_ref().map(|c| &c.span));
            for span in spans {
                prop_assert!(text.get(span.range()).is_some_and(|t| !t.is_empty()));
            }
            prop_assert!(!a.content.is_empty());
            let mut at = a.parent;
            let mut steps = 0;
            while let Some(parent) = at {
                prop_assert!(parent as usize != i && steps < 40);
                at = all[parent as usize].parent;
                steps += 1;
            }
        }
        let mut last = 0;
        for (span, i) in Stretches::new(&all).of(Span::from_range(0..text.len())) {
            prop_assert!(span.start >= last && span.end > span.start && (i as usize) < all.len());
            last = span.end;
        }
    }
}
