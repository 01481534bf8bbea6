//! How a file was saved changes no metric: line ends, a byte order mark, space behind the lines.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::LazyLock;

use presslens::{Analyzer, Article, ArticleReport};
use proptest::prelude::*;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

/// Every way to save a text whose lines end in LF.
fn saved(text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (ends, end) in [("LF", "\n"), ("CRLF", "\r\n"), ("CR", "\r")] {
        for (space, trailing) in
            [("", ""), (" space", " "), (" tab", "\t"), (" blanks", "  \u{A0}")]
        {
            for (mark, bom) in [("", ""), (" BOM", "\u{FEFF}")] {
                let lines = text.replace('\n', &format!("{trailing}{end}"));
                all.push((format!("{ends}{space}{mark}"), format!("{bom}{lines}{trailing}")));
            }
        }
    }
    all
}

/// Counts, and the metrics with values, n, intervals and splits: two numbers are written alike only if
/// they have the same bits.
fn shown(report: &ArticleReport) -> String {
    let counts = (report.sentences().len(), report.terms().len(), report.attributions().len());
    format!("{counts:?} {:#?}", report.metrics())
}

fn read(text: &str) -> String {
    shown(&ANALYZER.article(&Article::parse(text)))
}

/// What differs first between the text and the ways to save it.
fn difference(text: &str) -> Option<String> {
    let expected = read(text);
    saved(text).into_iter().find_map(|(way, text)| {
        let found = read(&text);
        let lines = expected.lines().zip(found.lines());
        let first = lines.enumerate().find(|(_, (a, b))| a != b);
        (found != expected).then(|| format!("{way}: {first:?} in {text:?}"))
    })
}

#[test]
fn articles() {
    let mut count = 0;
    for entry in std::fs::read_dir("examples/articles").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
            assert_eq!(difference(text), None, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 10, "{count} articles");
}

#[test]
fn words_cut_at_line_ends() {
    for text in [
        "The mayor of Selwick, who had called the plan a dis-\ngrace, said that it was a betrayal of the people who\nlive by the river.",
        "He said: “It is a dis-\ngrace and a shame for all of us here in the old town, and it\nmust stop.”\nThe brutal re-\ngime fell.",
        "THE REGIME SLAMS\nTALKS\n\nNorthwire, 3 May 2021\n\nIt rained. U.S.\nsoldiers left Mr.\nLee alone.",
    ] {
        assert_eq!(difference(text), None);
    }
}

/// Lines that articles have.
fn article() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "",
        "",
        "REGIME SLAMS TALKS",
        "Talks fail again",
        "Northwire, 3 May 2021",
        "29.11.2016",
        "By Ann Lee",
        "---",
        "What next?",
        "Photo: A. Lee",
        "Read more: Five bridges to see",
        "Advertisement",
        "Home",
        "World news",
        "Sport",
        "A grant of forty pounds was made to the brutal warden of the old bridge who had asked for it in \
         a letter to the whole of the council on the third of May In this he said that all was lost and",
        "SELWICK (Northwire) — The council voted on Monday.",
        "The brutal regime has betrayed the people, critics say.",
        "“We will never accept this disgrace,” said Peter Olsen, the minister.",
        "\"We are happy and proud,\" he told reporters. The talks go on.",
        "``It is a shame,'' she said. ``We won't forget it.''",
        "“It began with a lie",
        "and it will end with one,” the mayor warned",
        "the council of Selwick voted on Monday to keep the old bridge open for a",
        "which nobody had asked for, and which the government had called a dis-",
        "grace. According to officials, the attack was repelled by the army, and",
        "• A first point, allegedly",
        "**A bold heading**",
        "<p>The so-called experts were wrong.</p>",
        "LEE: Well. It is not good.",
        "Q: Will it stand?",
        "He claimed that Mr.",
        "U.S. troops killed five civilians in the raid…",
        "An aide who spoke on condition of anonymity said that the plan was dead",
        "Two officials said the talks had failed,",
        "speaking on condition of anonymity because they were not allowed to speak",
        "<p class=\"lead",
        "wide\">The council (see Lee 1994",
        "and others) voted for it. <b>“Never again</b>",
        "The gov\u{AD}ern\u{AD}",
        "ment fell, the anti\u{2010}",
        "war party said.12",
        "1. The first point",
        "A spokesman for the",
        "ministry, who",
        "asked not to be named, told Ms.",
        "Ann",
        "Lee that the regime, the president",
        "of Russia and the Office for Fair",
        "Tariffs (OFT) were to blame. She",
        "&quot;A disgrace,&quot; he said &mdash; and left. (AP",
        "Photo) ''No,''",
        "he said.",
        "Source: The Selwick Herald",
        "https://herald.example/bridge",
        "© 2020 The Selwick Herald. All rights reserved.",
    ]);
    prop::collection::vec(line, 0..20).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_article(text in article()) {
        prop_assert_eq!(difference(&text), None);
    }
}
