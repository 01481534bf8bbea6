//! Names every public item: a change to the public surface shows here.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(unused_imports)]

use presslens::stats::{
    Measurement, auc, bootstrap_intervals, krippendorff_alpha, pearson, spearman, wilson_interval,
};
use presslens::{
    ActorKind, ActorNames, ActorView, AgencyCounts, Analyzer, AnalyzerBuilder, Article,
    ArticleBuilder, ArticleReport, ArticleView, Attribution, AxisBackground, AxisEffect, AxisScore,
    AxisSignificance, AxisWord, Block, Category, Contribution, Cue, Directness, Distribution,
    Entry, Error, Estimate, Explanation, FOUNDATIONS, FeatureMatrix, Finding, FindingKind, Hit,
    InOrder, Labelled, Lexicon, Line, LineKind, Meta, MetaDate, Metric, MetricInfo, Model,
    ModelFit, ModelKind, Note, Overlap, Overlay, POLICY_FRAMES, Place, Polarity, Provenance,
    Reference, Rule, Scorer, Scores, SemanticAxis, Sentence, SentenceReport, SentenceView,
    Severity, Source, SourceKind, SourceShare, Span, Splits, Stance, Status, Step, TargetReport,
    Term, Vader, Voice, VoiceReport, WordCounts, WordVectors, analyze, in_order, metrics,
    record::{
        ActorRecord, ArticleRecord, ArticleSentence, AttributionRecord, ContributionRecord,
        CueRecord, EstimateRecord, HeadlineRecord, LineRecord, MetaRecord, MetaSpan, MetricRecord,
        SentenceFields, SentenceRecord, ShareRecord, SourceRecord, TermRecord, VoiceRecord,
    },
};

fn shared<T: Send + Sync + Clone>() {}
fn moved<T: Send + Sync + std::error::Error + 'static>() {}
fn shown<T: std::fmt::Debug>() {}

#[test]
fn what_is_shared_between_threads() {
    shared::<Analyzer>();
    shared::<ArticleReport>();
    shared::<Article<'_>>();
    shared::<Lexicon>();
    shared::<Vader>();
    shared::<FeatureMatrix>();
    shared::<Reference>();
    shared::<WordVectors>();
    shared::<Model>();
    shared::<AxisBackground<'_>>();
    moved::<Error>();
}

#[test]
fn everything_can_be_printed() {
    shown::<(Analyzer, AnalyzerBuilder, Article, ArticleBuilder, ArticleReport, ArticleView)>();
    shown::<(Block, Category, Contribution, Entry, Error, Estimate, Explanation, FeatureMatrix)>();
    shown::<(Hit, Lexicon, Line, LineKind, Meta, MetaDate, Metric, MetricInfo, Note, Place)>();
    shown::<(Provenance, Rule, Scorer, Scores, Sentence, SentenceReport, SentenceView, Span)>();
    shown::<(Attribution, Cue, Directness, Distribution, Reference, Source, SourceKind, Stance)>();
    shown::<(Finding, FindingKind, Overlap, Overlay, Severity)>();
    shown::<(SemanticAxis, AxisBackground, AxisEffect, AxisScore, AxisSignificance, AxisWord)>();
    shown::<(Labelled, Model, ModelFit, ModelKind)>();
    shown::<(WordCounts, WordVectors)>();
    shown::<(Polarity, Splits<Voice>, Status, Step, TargetReport, Term, Vader, Voice, VoiceReport)>(
    );
}

/// The re-exports of `lib.rs` are those named above, and no others.
#[test]
fn no_other_item_is_public() {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let lib = include_str!("../src/lib.rs");
    let here = include_str!("api.rs");
    let named = words(&here[here.find("use presslens").unwrap()..here.find("fn shared").unwrap()]);
    let exported = lib[lib.find("pub use crate::{").unwrap()..].split("};").take(2);
    let modules = [
        "pub",
        "use",
        "crate",
        "presslens",
        "mod",
        "record",
        "actors",
        "analyzer",
        "corpus",
        "error",
        "framing",
        "lexicon",
        "model",
        "report",
        "sentiment",
        "target",
        "terms",
        "text",
        "voice",
        "Plain",
        "structs",
        "that",
        "read",
        "the",
        "JSON",
        "records",
        "back",
    ];
    for item in exported.flat_map(words) {
        assert!(
            modules.contains(&item.as_str()) || named.contains(&item),
            "{item} is not named here"
        );
    }
    assert_eq!(lib.matches("pub use").count(), 2);
    assert_eq!(lib.matches("pub mod").count(), 3, "stats, record, and dev behind its feature");
    let stats = include_str!("../src/stats/mod.rs");
    let exported = stats.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    let items: Vec<&str> = exported.filter_map(|path| path.split_once("::")).map(|p| p.1).collect();
    for item in items.into_iter().flat_map(words) {
        assert!(named.contains(&item), "{item} is not named here");
    }
}
