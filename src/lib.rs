//! Media-bias and sentiment analysis of news text that shows its work.
//!
//! presslens reads an article as it was scraped (capitals, lost quotation marks, datelines,
//! boilerplate), scores every sentence with VADER exactly as Python does, finds loaded terms, tells how
//! likely experts would call a sentence biased and how readers would rate its tone, keeps the outlet's own
//! voice apart from quoted and reported speech, tells who is said to say what and what is said of whom, and
//! sums up in article-level framing metrics with 95 % intervals. No neural network; every score can be
//! explained by spans of the text as given.
//!
//! # Overview
//!
//! - [`analyze`] is the short way: any text in, an [`ArticleReport`] out.
//! - [`Article`] is a text that has been read: lines and their kinds, date and outlet, sentences.
//! - [`Analyzer`] holds the lists; build one with [`Analyzer::builder`] to add your own
//!   [`Lexicon`], or to have every score explained.
//! - [`Vader`] is the sentiment engine alone, equal to Python vaderSentiment 3.3.2 to the last
//!   digit.
//! - [`Model`] is a fitted linear model; [`ModelFit`] makes one from [`Labelled`] sentences of yours.
//! - [`metrics`] is the registry of framing metrics: what each measures, its formula and its source.
//! - [`in_order`], [`FeatureMatrix`] and [`Reference`] are for corpora.
//! - [`stats`] has what evaluating a score or a list against labels needs.
//! - [`SemanticAxis`], [`AxisBackground`] and [`WordCounts`] set texts on axes of [`WordVectors`] that you load.
//!
//! # One article
//!
//! ```
//! let text = "REGIME SLAMS TALKS\n\nNorthwire, 3 May 2021\n\n“We will never accept this betrayal,” \
//!             the minister said. The talks go on.";
//! let article = presslens::Article::parse(text);
//! let report = presslens::Analyzer::new().article(&article);
//! for term in report.terms() {
//!     println!("{:?} {:?} {}", term.span.of(text), term.voice, report.category(term));
//! }
//! let density = report.metric("loaded.per_1000").unwrap();
//! assert!(density.all.value.unwrap() > 0.0);
//! ```
//!
//! # Who says it, about whom
//!
//! ```
//! let text = "Talks fail\n\nNorthwire, 3 May 2021\n\nThe treaty is a disgrace, Mr. Peter Olsen told \
//!             reporters. Critics say that Olsen betrayed the miners.";
//! let article = presslens::Article::parse(text);
//! let report = presslens::Analyzer::new().article(&article);
//! for source in report.sources(&article) {
//!     println!("{} ({}): {} words", source.name, source.kind.name(), source.words);
//! }
//! for actor in report.actors(&article) {
//!     println!("{}: tone {:+.2}, acts {} times", actor.name(), actor.tone(), actor.agency().active);
//! }
//! assert_eq!(report.attributions().len(), 2);
//! ```
//!
//! # Metrics
//!
//! ```
//! let report = presslens::analyze("Talks fail\n\nThe brutal regime clearly betrayed the miners.");
//! let loaded = report.metric("loaded.per_1000").unwrap();
//! let (low, high) = loaded.all.interval.unwrap(); // 95 %; n words
//! assert!(low <= loaded.all.value.unwrap() && loaded.all.value.unwrap() <= high);
//! for (category, density) in &loaded.by_category {
//!     println!("{category}: {:?} in {} words", density.value, density.n);
//! }
//! for info in presslens::metrics().iter().filter(|info| info.id == loaded.id) {
//!     println!("{}", info.docs());
//! }
//! assert!(report.metric("arc.range").is_none()); // experimental: AnalyzerBuilder::experimental
//! ```
//!
//! A value that is not defined on a text is `None`; only in a [`FeatureMatrix`] is it NaN.
//!
//! # Records
//!
//! [`ArticleReport::record`] gives the JSON record `presslens.article/1` to any serde serialiser;
//! [`ArticleRecord`](record::ArticleRecord) reads it back. `valence` and `bias` of a sentence, and `bias` of
//! each of its voices, are null where no model is in use.
//!
//! # What spans count
//!
//! Every [`Span`] counts bytes of [`Article::source`], the text exactly as given. Matching looks at
//! a folded form (case, curly or lost apostrophes, ligatures), but no span ever points into it.
//!
//! # Crate features
//!
//! - `fitted` (default on): the shipped models. Without it [`SentenceReport::bias`] and
//!   [`SentenceReport::valence`] are `None`, loaded terms have the weights of their lists in context, and
//!   tone toward targets is by rules.
//! - `dev` (off): internals that the benches call, in the module `dev`. Not for users.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![deny(rustdoc::broken_intra_doc_links)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::print_stdout))]

mod actors;
mod analyzer;
mod bias;
mod corpus;
#[cfg(feature = "dev")]
pub mod dev;
mod error;
mod framing;
mod lexicon;
mod model;
mod report;
mod sentiment;
pub mod stats;
mod target;
mod terms;
mod text;
mod voice;

pub use crate::{
    actors::{ActorKind, ActorNames},
    analyzer::{Analyzer, AnalyzerBuilder, analyze},
    corpus::{Distribution, FeatureMatrix, InOrder, Labelled, ModelFit, Reference, in_order},
    error::Error,
    framing::{
        AxisBackground, AxisEffect, AxisScore, AxisSignificance, AxisWord, MetricInfo,
        SemanticAxis, Status, WordCounts, WordVectors, metrics,
    },
    lexicon::{
        Category, Entry, Finding, FindingKind, Lexicon, Overlap, Overlay, Provenance, Severity,
    },
    model::{Model, ModelKind},
    report::{
        ActorView, ArticleReport, ArticleView, Contribution, Estimate, Metric, SentenceReport,
        SentenceView, SourceShare, Splits, VoiceReport,
    },
    sentiment::{Explanation, Hit, Rule, Scorer, Scores, Step, Vader},
    target::{AgencyCounts, Polarity, TargetReport},
    terms::{FOUNDATIONS, POLICY_FRAMES, Term},
    text::{
        Article, ArticleBuilder, Block, Line, LineKind, Meta, MetaDate, Note, Place, Sentence, Span,
    },
    voice::{Attribution, Cue, Directness, Source, SourceKind, Stance, Voice},
};

/// Plain structs that read the JSON records back.
pub mod record {
    pub use crate::report::{
        ActorRecord, ArticleRecord, ArticleSentence, AttributionRecord, ContributionRecord,
        CueRecord, EstimateRecord, HeadlineRecord, LineRecord, MetaRecord, MetaSpan, MetricRecord,
        SentenceFields, SentenceRecord, ShareRecord, SourceRecord, TermRecord, VoiceRecord,
    };
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
