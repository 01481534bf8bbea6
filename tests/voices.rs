//! Voices, sources and actors of a whole damaged article: `examples/articles/02_damaged_headline.txt`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use presslens::{Analyzer, Article, ArticleReport, Directness, SourceKind, Voice};

const TEXT: &str = include_str!("../examples/articles/02_damaged_headline.txt");

fn with_report(check: impl Fn(&Article, &ArticleReport)) {
    let article = Article::parse(TEXT);
    let analyzer = Analyzer::builder().contributions(true).build().unwrap();
    check(&article, &analyzer.article(&article));
}

#[test]
fn sources_of_every_kind() {
    with_report(|_, report| {
        let sources = || report.attributions().iter().filter_map(|found| found.source);
        assert!(report.attributions().len() >= 12);
        for kind in [
            SourceKind::Person,
            SourceKind::Organisation,
            SourceKind::Document,
            SourceKind::Anonymous,
            SourceKind::Vague,
        ] {
            assert!(sources().any(|source| source.kind == kind), "{kind:?}");
        }
        let indirect =
            report.attributions().iter().filter(|a| a.directness == Directness::Indirect);
        assert!(indirect.count() > 10);
    });
}

/// Speech whose marks were lost is found by its cue. "he" is Yelland, but the unknown word in brackets before
/// might be somebody too, so it is linked to nobody.
#[test]
fn speech_without_marks() {
    with_report(|_, report| {
        let found = report.attributions().iter().find(|found| {
            found
                .content()
                .iter()
                .any(|part| part.of(TEXT).starts_with("We have never been courted"))
        });
        let source = found.unwrap().source.unwrap();
        assert_eq!(source.span.of(TEXT), "he");
        assert_eq!((source.kind, source.actor), (SourceKind::Person, None));
    });
}

/// From the outlet through the report to what Draven is prepared to do.
#[test]
fn chains() {
    with_report(|_, report| {
        let all = report.attributions();
        let depth = |mut at: usize| {
            let mut depth = 1;
            while let Some(parent) = all[at].parent {
                at = parent as usize;
                depth += 1;
            }
            depth
        };
        assert!((0..all.len()).any(|at| depth(at) >= 3), "polls, leader, account");
        let reported = |words: &str| {
            let mut parts = report.sentences().iter().flat_map(|s| report.voices_of(s));
            let at = TEXT.find(words).unwrap() as u32;
            let part = parts.find(|part| (part.span.start..part.span.end).contains(&at)).unwrap();
            part.attribution.map(|i| all[i as usize].source.unwrap().kind)
        };
        assert_eq!(reported("to lift the embargo"), Some(SourceKind::Person));
    });
}

#[test]
fn loaded_words_of_sources_are_not_the_outlets() {
    with_report(|_, report| {
        for words in ["brutal", "regime will be", "so-called Free Korrin", "extremists", "cynical"]
        {
            let at = TEXT.find(words).unwrap() as u32;
            let term = report.terms().iter().find(|term| term.span.start == at);
            assert_ne!(term.unwrap().voice, Voice::Narration, "{words}");
        }
        let own = report.terms().iter().find(|term| term.span.of(TEXT) == "merely");
        assert_eq!(own.unwrap().voice, Voice::Narration);
    });
}

/// The shares of all sentences add up to the tone toward each actor.
#[test]
fn contributions_to_actors_add_up() {
    with_report(|article, report| {
        let mut sums = vec![0.0; report.actors(article).len()];
        for sentence in report.sentences() {
            for part in report.contributions_of(sentence).iter().filter(|p| p.score == "actors") {
                sums[part.target.unwrap() as usize] += part.amount;
            }
        }
        assert!(sums.iter().any(|sum| *sum != 0.0));
        for (actor, sum) in report.actors(article).zip(&sums) {
            assert!((actor.tone() - sum).abs() < 1e-12, "{}: {sum}", actor.name());
        }
        let words: u32 = report.sentences().iter().map(|sentence| sentence.words).sum();
        let spoken: u32 = report.sources(article).iter().map(|source| source.words).sum();
        assert!(spoken > 0 && spoken <= words);
    });
}

/// A quotation goes on in the sentences behind a quotation within it.
#[test]
fn quotations_in_long_quotations() {
    let text = "Talks fail\n\n“My father told me, ‘Never trust a liar.’ He was right about that. The deal was a \
        disgrace and we will not sign it,” Brandt said on Monday.";
    let report = presslens::analyze(text);
    let voices = report.sentences().iter().flat_map(|sentence| report.voices_of(sentence));
    let voices: Vec<(&str, Voice)> = voices.map(|part| (part.span.of(text), part.voice)).collect();
    let (quoted, narrated) = (Voice::DirectQuote, Voice::Narration);
    let expected = [
        ("Talks fail", narrated),
        ("“My father told me, ", quoted),
        ("‘Never trust a liar.’", quoted),
        ("He was right about that.", quoted),
        ("The deal was a disgrace and we will not sign it,”", quoted),
        (" Brandt said on Monday.", narrated),
    ];
    assert_eq!(voices, expected);
}
