//! Experimental metrics are there when asked for, and change nothing else.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use presslens::{Analyzer, Article, FeatureMatrix, Metric, Reference, Status, metrics};
use proptest::prelude::*;

const TEXT: &str = "This feud will shock you\n\nNorthwire, 3 May 2021\n\n\
    Peace talks failed on Monday after the army’s offensive. “We will never accept this betrayal,” the \
    minister said.\n\nThe grieving families blamed the regime. Was it the worst day of all? Dialogue goes \
    on, critics say. The town is very happy about the new bridge.\n\nNobody was hurt.\n";

fn experimental() -> Analyzer {
    static ONCE: LazyLock<Analyzer> = LazyLock::new(|| {
        Analyzer::builder().experimental(true).contributions(true).build().unwrap()
    });
    ONCE.clone()
}

fn plain() -> Analyzer {
    Analyzer::builder().contributions(true).build().unwrap()
}

fn ids<'a>(metrics: impl IntoIterator<Item = &'a Metric>) -> Vec<&'static str> {
    metrics.into_iter().map(|metric| metric.id).collect()
}

fn of(status: Status) -> Vec<&'static str> {
    metrics().iter().filter(|info| info.status == status).map(|info| info.id).collect()
}

#[test]
fn they_are_absent_unless_asked_for() {
    let article = Article::parse(TEXT);
    assert_eq!(ids(plain().article(&article).metrics()), of(Status::Stable));
    let report = experimental().article(&article);
    let all: Vec<&str> = metrics().iter().map(|info| info.id).collect();
    assert_eq!(ids(report.metrics()), all);
    assert_eq!(
        of(Status::Experimental),
        [
            "generic.share",
            "war_peace.index",
            "sensational.per_1000",
            "arc.range",
            "arc.trend",
            "arc.lowest",
            "tone.peak_end",
        ]
    );
    for id in of(Status::Experimental) {
        assert!(report.metric(id).unwrap().all.value.is_some(), "{id}");
    }
    let record = serde_json::to_value(report.record(&article)).unwrap();
    assert_eq!(record["framing"].as_object().unwrap().len(), metrics().len());
}

/// To the last bit: metrics, and all that records tell of sentences.
#[test]
fn the_stable_ones_are_the_same_with_and_without() {
    let (with, without) = (experimental(), plain());
    let read = |name: &str| {
        let path = format!("{}/examples/articles/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    };
    let texts = [
        TEXT.to_owned(),
        String::new(),
        read("01_clean_wire.txt"),
        read("10_opinion_loaded.txt"),
        read("14_tabloid_social.txt"),
    ];
    for text in &texts {
        let article = Article::parse(text);
        let (with, without) = (with.article(&article), without.article(&article));
        let stable = &with.metrics()[..without.metrics().len()];
        // by its digits, so that nothing is equal that is not
        assert_eq!(format!("{stable:?}"), format!("{:?}", without.metrics()));
        let rest = |report: &presslens::ArticleReport| {
            let mut record = serde_json::to_value(report.record(&article)).unwrap();
            let fields = record.as_object_mut().unwrap();
            fields.remove("framing").unwrap();
            fields.remove("lexicons").unwrap();
            record
        };
        assert_eq!(rest(&with), rest(&without));
    }
}

#[test]
fn the_two_lists_are_in_manifest_and_hash() {
    let lists = |analyzer: &Analyzer| -> BTreeSet<String> {
        analyzer.manifest().iter().map(|list| list.id.clone()).collect()
    };
    let (with, without) = (experimental(), plain());
    let added: Vec<String> = lists(&with).difference(&lists(&without)).cloned().collect();
    assert_eq!(added, ["frames/generic", "frames/war_peace"]);
    assert_ne!(with.fingerprint(), without.fingerprint());
    assert_eq!(without.fingerprint(), Analyzer::new().fingerprint());
}

#[test]
fn the_arc_can_be_drawn() {
    let article = Article::parse(TEXT);
    let report = Analyzer::new().article(&article);
    let arc = report.arc(100);
    assert_eq!(arc.len(), 100);
    let metrics = experimental().article(&article);
    let range = metrics.metric("arc.range").unwrap().all.value.unwrap();
    let high = arc.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let low = arc.iter().copied().fold(f64::INFINITY, f64::min);
    assert_eq!(range, high - low);
    assert!(presslens::analyze("").arc(10).is_empty());
    assert!(report.arc(0).is_empty());
}

/// The index of the docs: the mean standard score of the categories.
#[test]
fn sensational_style_is_standardised_against_a_corpus() {
    let analyzer = experimental();
    let texts = [
        "Council meets\n\nThe council met on Monday. The mayor said that the bridge is old.\n",
        "Is the bridge safe?\n\nThe bridge closed at noon. It is the oldest one. Why?\n",
        "Bridge closes\n\nThe bridge closed, the mayor said. It was a very cold day. We walked.\n",
        "You won’t believe these 5 bridges!\n\nThis is INSANE! The worst, very worst bridge! Why? You \
         know why! I am shocked!\n",
    ];
    let reports = texts.map(|text| analyzer.article(&Article::parse(text)));
    let wanted = || metrics().iter().filter(|info| info.id == "sensational.per_1000");
    let corpus =
        Reference::from_matrix("bridges", &FeatureMatrix::with_metrics(wanted(), &reports));
    let scores = FeatureMatrix::with_metrics(wanted(), &reports).standardised(&corpus).unwrap();
    let categories = wanted().next().unwrap().categories;
    let index = |row: usize| {
        let columns = categories.iter().map(|name| format!("sensational.per_1000@{name}"));
        let scores = columns.map(|name| scores.column(&name).unwrap()[row]);
        let known: Vec<f64> = scores.filter(|score| !score.is_nan()).collect();
        known.iter().sum::<f64>() / known.len() as f64
    };
    assert!((0..3).all(|row| index(row) < index(3)), "{:?}", [index(0), index(1), index(2)]);
    assert!((0..4).map(index).sum::<f64>().abs() < 1.0 && index(3) > 0.5, "{}", index(3));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the text, and however its lines end.
    #[test]
    fn values_stay_in_their_ranges(
        text in "\\PC{0,80}|((the most|WAR|peace|I|you|worst|Why|this|2|“|”|!|\\?|<|-|\\. |\n\n| ){0,60})"
    ) {
        let analyzer = experimental();
        let report = analyzer.article(&Article::parse(&text));
        for (metric, info) in report.metrics().iter().zip(metrics()) {
            let splits = metric.by_place.iter().map(|(_, e)| e);
            let splits = splits.chain(metric.by_voice.iter().map(|(_, e)| e));
            let splits = splits.chain(metric.by_category.iter().map(|(_, e)| e));
            for estimate in splits.chain([&metric.all]) {
                let value = estimate.value.unwrap_or(info.range.0);
                prop_assert!(info.range.0 <= value && value <= info.range.1, "{} {value}", info.id);
                let (low, high) = estimate.interval.unwrap_or((value, value));
                prop_assert!(low <= value && value <= high, "{} {low} {value} {high}", info.id);
            }
        }
        let windows = text.replace('\n', "\r\n");
        let other = analyzer.article(&Article::parse(&windows));
        let values = |report: &presslens::ArticleReport| -> Vec<_> {
            report.metrics().iter().map(|metric| (metric.id, metric.all)).collect()
        };
        prop_assert_eq!(values(&report), values(&other));
    }
}
