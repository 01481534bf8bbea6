//! Plain structs that read the records back; field by field as DESIGN.md describes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::actors::ActorKind;
use crate::sentiment::Scores;
use crate::target::{AgencyCounts, TargetReport};
use crate::text::{LineKind, Place};
use crate::voice::{Directness, SourceKind, Stance, Voice};

/// An article record `presslens.article/1`, read back.
///
/// `I` is the type of the id, `()` for null; with `serde_json::Value` any id can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ArticleRecord<I = ()> {
    /// Name and version of the format.
    pub schema: String,
    /// The caller's id.
    pub id: I,
    /// Version of the crate that wrote it.
    pub presslens: String,
    /// SHA-256 over all lists.
    pub lexicons: String,
    /// Date, outlet, byline, dateline.
    pub meta: MetaRecord,
    /// The headline, or null.
    pub headline: Option<HeadlineRecord>,
    /// First byte of the body, where the headline was given apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_offset: Option<u32>,
    /// Every line with its kind.
    pub lines: Vec<LineRecord>,
    /// The sentences.
    pub sentences: Vec<ArticleSentence>,
    /// Who is reported to say, think or want what.
    pub attributions: Vec<AttributionRecord>,
    /// The targets, where any were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<Vec<TargetReport>>,
    /// Whom it names, by first mention.
    pub actors: Vec<ActorRecord>,
    /// The metrics by id.
    pub framing: BTreeMap<String, MetricRecord>,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// A sentence record `presslens.sentence/1`, read back; `I` as in [`ArticleRecord`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SentenceRecord<I = ()> {
    /// Name and version of the format.
    pub schema: String,
    /// The caller's id.
    pub id: I,
    /// Version of the crate that wrote it.
    pub presslens: String,
    /// SHA-256 over all lists.
    pub lexicons: String,
    /// The scores.
    #[serde(flatten)]
    pub fields: SentenceFields,
    /// The targets, where any were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<Vec<TargetReport>>,
}

/// A sentence of an article record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ArticleSentence {
    /// First byte in the source.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Where it stands.
    pub place: Place,
    /// Number of its body paragraph, from 0, or null.
    pub paragraph: Option<u32>,
    /// Its voices, which partition it.
    pub voices: Vec<VoiceRecord>,
    /// The scores.
    #[serde(flatten)]
    pub fields: SentenceFields,
}

/// An attribution of an article record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AttributionRecord {
    /// Who speaks, or null.
    pub source: Option<SourceRecord>,
    /// The words that report, or null.
    pub cue: Option<CueRecord>,
    /// What is reported, as half-open byte ranges.
    pub content: Vec<(u32, u32)>,
    /// How much of the content stands in quotation marks.
    #[serde(rename = "type")]
    pub directness: Directness,
    /// Index of the attribution that it stands inside, or null.
    pub parent: Option<u32>,
}

/// The source of an attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceRecord {
    /// First byte in the source text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: SourceKind,
    /// The name of the actor it is or comes from, else the proper name in it, or null.
    pub name: Option<String>,
    /// The office or role in it, or null.
    pub office: Option<String>,
    /// The body it speaks for, or null.
    pub institution: Option<String>,
    /// The index of that actor, or null.
    pub actor: Option<u32>,
    /// Whether it speaks for a state.
    pub official: bool,
}

/// The words that report, in an attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CueRecord {
    /// First byte in the source text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The lemma; empty for a colon.
    pub verb: String,
    /// Which side the cue takes.
    pub stance: Stance,
}

/// The scores of a sentence, in either record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SentenceFields {
    /// VADER's scores, rounded as Python rounds them.
    pub sentiment: Scores,
    /// The tone of news, by rules, −1 to 1.
    pub tone: f64,
    /// `1 − Π(1 − weight)` over the loaded terms, 0 to 1.
    pub loaded: f64,
    /// The tone of news as readers rate it, by the model `valence`, −1 to 1; null where none is in use.
    pub valence: Option<f64>,
    /// The probability that experts would call it biased, by the model `bias`; null where none is in use.
    pub bias: Option<f64>,
    /// The terms found.
    pub terms: Vec<TermRecord>,
    /// Sums of the weights of the terms of each moral foundation.
    pub moral: BTreeMap<String, f64>,
    /// The same of each policy frame.
    pub frames: BTreeMap<String, f64>,
    /// What the scores are made of, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contributions: Option<Vec<ContributionRecord>>,
}

/// Somebody whom the article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActorRecord {
    /// The usual name, or the fullest in the article.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The ways in which the article writes it, each once, in the order of the text.
    pub aliases: Vec<String>,
    /// Where it is named: first byte, and one past the last.
    pub mentions: Vec<(u32, u32)>,
    /// Mean tone toward it over its mentions, −1 to 1: see [`TargetReport::score`].
    pub tone: f64,
    /// How often it acts and is acted on.
    pub agency: AgencyCounts,
    /// The share of these in which it acts, with Wilson's interval.
    pub active_share: EstimateRecord,
}

/// A term found in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TermRecord {
    /// First byte in the source.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words as they stand in the source.
    pub text: String,
    /// Id of the list.
    pub lexicon: String,
    /// Category of the entry.
    pub category: String,
    /// Weight in its context; of a loaded term 0 to 1.
    pub weight: f64,
    /// Whose word it is.
    pub voice: Voice,
    /// Whether it is negated.
    pub negated: bool,
}

/// A signed share of a score: see [`Contribution`](crate::Contribution) for what those of each add up to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ContributionRecord {
    /// The score it is a share of.
    pub score: String,
    /// First byte of the words that made it.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Of a share of `targets` or `actors`: the index of the target or actor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u32>,
    /// Rule, feature of a model, or list and category; `intercept` is where a model starts.
    pub feature: String,
    /// The share.
    pub amount: f64,
}

/// A stretch of a sentence in one voice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct VoiceRecord {
    /// First byte in the source.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whose words it is.
    pub voice: Voice,
    /// Index of the innermost attribution in whose content it stands, or null.
    pub attribution: Option<u32>,
    /// VADER's compound of the stretch alone.
    pub compound: f64,
    /// The tone of news of the stretch alone.
    pub tone: f64,
    /// The bias probability of the stretch alone, or null.
    pub bias: Option<f64>,
}

/// A line with its kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LineRecord {
    /// First byte in the source.
    pub start: u32,
    /// One past its end mark.
    pub end: u32,
    /// What it is.
    pub kind: LineKind,
}

/// The headline of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HeadlineRecord {
    /// First byte in the source.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The headline as it stands in the source.
    pub text: String,
}

/// What the lines around the text say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MetaRecord {
    /// The date; its `value` is the day as YYYY-MM-DD, or null where it can be read in two ways.
    pub date: Option<MetaSpan>,
    /// Name of the outlet.
    pub outlet: Option<MetaSpan>,
    /// Name of the author.
    pub byline: Option<MetaSpan>,
    /// The dateline.
    pub dateline: Option<MetaSpan>,
}

/// A stretch of the text with what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MetaSpan {
    /// First byte in the source.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words as they stand in the source.
    pub text: String,
    /// Of a date: the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A metric with its splits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MetricRecord {
    /// The value over the whole article, or null.
    pub value: Option<f64>,
    /// Number of units.
    pub n: u32,
    /// 95 % interval, or null.
    pub interval: Option<(f64, f64)>,
    /// By place.
    pub by_place: BTreeMap<String, EstimateRecord>,
    /// By voice.
    pub by_voice: BTreeMap<String, EstimateRecord>,
    /// By category, where the metric has any.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_category: BTreeMap<String, EstimateRecord>,
    /// The spans that the value is made of, where contributions were asked for and it is a sum; they add
    /// up to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<ShareRecord>,
}

/// A span's share of a metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShareRecord {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The share, signed.
    pub amount: f64,
}

/// A number with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EstimateRecord {
    /// The value, or null.
    pub value: Option<f64>,
    /// Number of units.
    pub n: u32,
    /// 95 % interval, or null.
    pub interval: Option<(f64, f64)>,
}
