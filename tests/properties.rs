//! What holds of every text.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use presslens::{Analyzer, Article, ArticleReport, Place, Span, Vader, in_order};
use proptest::prelude::*;

/// Pieces that news is made of, and that break readers of news.
fn news() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "HEADLINE IN CAPITALS",
        "Northwire, 28 Nov 2016",
        "29.11.2016",
        "By Ann Lee",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u{2028}",
        "-",
        "•",
        "The regime",
        "slammed",
        "the so-called experts",
        "is not a strongman",
        ". ",
        "! ",
        "? ",
        "… ",
        "“",
        "”",
        "\"",
        "''",
        "``",
        "'",
        "‘",
        "’",
        "„",
        "«",
        "»",
        "he said",
        "Russias",
        "don’t",
        "dont",
        "[sic]",
        "(",
        ")",
        "**",
        "<p>",
        "</p>",
        "<",
        "&quot;",
        "&amp;",
        "&#8217;",
        "Source:",
        "Kaynak/Source:",
        "Photo: A. Lee",
        "Read more: this",
        "U.S.",
        "Mr. ",
        "3.5",
        "😁",
        "❤️",
        "good",
        "GOOD",
        "but",
        "never so",
        "\u{AD}",
        "\u{200B}",
        "\u{FEFF}",
        "\u{A0}",
        "é",
        "ß",
        "İ",
        "漢字",
        "\u{301}",
        " ",
        " ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![news(), "\\PC{0,200}", any::<String>()]
}

fn slices(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

fn check_article(text: &str) -> ArticleReport {
    let article = Article::parse(text);
    let source = article.source();
    assert_eq!(source, text);

    let mut at = 0;
    for line in article.lines() {
        assert_eq!(line.span.start, at, "lines partition the text");
        assert!(slices(source, line.span));
        at = line.span.end;
    }
    assert_eq!(at as usize, source.len());

    let analyzer = Analyzer::builder().contributions(true).build().unwrap();
    let report = analyzer.article(&article);
    assert_eq!(report.sentences().len(), article.sentences().len());
    let mut last = 0;
    for sentence in report.sentences() {
        assert!(sentence.span.start >= last && slices(source, sentence.span));
        last = sentence.span.end;
        assert!(!sentence.span.of(source).is_empty());
        assert_eq!(
            sentence.paragraph.is_some(),
            matches!(sentence.place, Place::Lead | Place::Body)
        );

        let voices = report.voices_of(sentence);
        assert_eq!(voices.first().map(|v| v.span.start), Some(sentence.span.start));
        assert_eq!(voices.last().map(|v| v.span.end), Some(sentence.span.end));
        assert!(voices.windows(2).all(|w| w[0].span.end == w[1].span.start));
        let whose = |v: &presslens::VoiceReport| (v.voice, v.attribution);
        assert!(voices.windows(2).all(|w| whose(&w[0]) != whose(&w[1])));
        assert_eq!(voices.iter().map(|v| v.words).sum::<u32>(), sentence.words);

        for term in report.terms_of(sentence) {
            assert!(sentence.span.contains(term.span) && slices(source, term.span));
            let owner = voices
                .iter()
                .find(|v| v.span.start <= term.span.start && term.span.start < v.span.end);
            assert_eq!(owner.map(|v| v.voice), Some(term.voice));
        }

        let sum_of = |score: &str| -> f64 {
            let parts = report.contributions_of(sentence).iter().filter(|c| c.score == score);
            parts.map(|c| c.amount).sum()
        };
        let sum = sum_of("sentiment");
        let compound = sum / (sum * sum + 15.0).sqrt();
        assert!((compound - sentence.sentiment.compound).abs() < 5.1e-5, "{compound}");
        assert!((1.0 - (-sum_of("loaded")).exp() - sentence.loaded).abs() < 1e-9);
        assert!((0.0..=1.0).contains(&sentence.loaded));
    }
    for metric in report.metrics() {
        let info = presslens::metrics().iter().find(|info| info.id == metric.id).unwrap();
        let splits =
            metric.by_place.iter().map(|(_, e)| e).chain(metric.by_voice.iter().map(|(_, e)| e));
        for estimate in splits.chain([&metric.all]) {
            if let Some(value) = estimate.value {
                assert!(info.range.0 <= value && value <= info.range.1, "{}: {value}", info.id);
                assert!(estimate.n > 0 || info.id == "sources.count", "{}", info.id);
            }
            if let Some((low, high)) = estimate.interval {
                let value = estimate.value.unwrap();
                assert!(low <= value && value <= high, "{}: {low} {value} {high}", info.id);
            }
        }
    }
    report
}

fn json(report: &ArticleReport, article: &Article) -> String {
    serde_json::to_string(&report.record(article)).unwrap()
}

proptest! {
    #[test]
    fn spans_slice_voices_partition_contributions_add_up(text in any_text()) {
        check_article(&text);
    }

    #[test]
    fn headline_and_body_apart(headline in any_text(), body in any_text()) {
        let article = Article::builder().headline(&headline).body(&body).build().unwrap();
        prop_assert_eq!(article.source(), format!("{headline}\n\n{body}"));
        let offset = article.body_offset().unwrap();
        prop_assert_eq!(offset as usize, headline.len() + 2);
        for sentence in article.sentences() {
            prop_assert_eq!(sentence.place == Place::Headline, sentence.span.start < offset);
        }
    }

    #[test]
    fn a_single_sentence_is_taken_as_it_stands(text in any_text()) {
        let article = Article::single_sentence(&text);
        let report = Analyzer::new().article(&article);
        prop_assert_eq!(report.sentences().len(), 1);
        prop_assert_eq!(report.sentences()[0].span.of(&text), &*text);
        let alone = Vader::compat().score(&text);
        prop_assert_eq!(report.sentences()[0].sentiment, alone);
    }

    #[test]
    fn order_and_threads_do_not_matter(texts in prop::collection::vec(news(), 0..12)) {
        let analyzer = Analyzer::new();
        let articles: Vec<Article> = texts.iter().map(|text| Article::parse(text)).collect();
        let alone: Vec<String> =
            articles.iter().map(|article| json(&analyzer.article(article), article)).collect();
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let together: Vec<String> = pool.install(|| {
                let reports = analyzer.articles(&articles);
                reports.iter().zip(&articles).map(|(report, article)| json(report, article)).collect()
            });
            prop_assert_eq!(&together, &alone);
        }
        let backwards: Vec<String> =
            in_order(articles.iter().rev(), 5, |article| json(&analyzer.article(article), article)).collect();
        prop_assert!(backwards.iter().rev().eq(&alone));
    }
}

#[test]
fn no_string_makes_it_panic() {
    bolero::check!().with_type::<String>().for_each(|text| _ = check_article(text));
}

/// No clock decides here: a pass that is quadratic in any of these pieces would not come to its end.
#[test]
fn hostile_texts_are_read_to_the_end() {
    for piece in [
        "“", "\"", "'", "(", "<", "&", ".", "… ", "''", "a.b.", "•\n", "Mr. ", "not ", "\n", "-\n",
        "1. ",
    ] {
        let text = piece.repeat(20_000);
        let report = presslens::analyze(&text);
        let covered: u32 = report.sentences().iter().map(|s| s.span.len()).sum();
        assert!(covered as usize <= text.len(), "{piece:?}");
    }
    // sentences without an end in which somebody is named over and over
    for piece in ["Biden and he but ", "\"aye\" said he "] {
        let report = presslens::analyze(&piece.repeat(2_000));
        assert_eq!(report.sentences().len(), 1, "{piece:?}");
    }
}
