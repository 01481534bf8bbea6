//! Borrowed views of a report that serialise as the records of DESIGN.md: no string is copied.

use std::borrow::Cow;

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use super::actors::in_one_line;
use super::owned::ShareRecord;
use super::{ActorView, ArticleReport, Contribution, Estimate, Feature, Metric, SentenceReport};
use crate::terms::{FOUNDATIONS, POLICY_FRAMES, Term};
use crate::text::{Article, Line, Span};
use crate::voice::{Attribution, Directness, SourceKind, Stance, Voice};

/// Name and version of the article record.
pub(crate) const ARTICLE_SCHEMA: &str = "presslens.article/1";
/// Name and version of the sentence record.
pub(crate) const SENTENCE_SCHEMA: &str = "presslens.sentence/1";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The article record `presslens.article/1`. Its `id` is null until [`id`](Self::id) sets one.
#[derive(Clone, Copy, Debug)]
pub struct ArticleView<'a, I = ()> {
    report: &'a ArticleReport,
    article: &'a Article<'a>,
    id: I,
}

/// The sentence record `presslens.sentence/1`. Its `id` is null until [`id`](Self::id) sets one.
#[derive(Clone, Copy, Debug)]
pub struct SentenceView<'a, I = ()> {
    report: &'a ArticleReport,
    article: &'a Article<'a>,
    sentence: &'a SentenceReport,
    id: I,
}

impl<'a> ArticleView<'a> {
    pub(super) fn new(report: &'a ArticleReport, article: &'a Article<'a>) -> Self {
        Self { report, article, id: () }
    }
}

impl<'a, I> ArticleView<'a, I> {
    /// The record with this id, of any JSON type.
    pub fn id<J: Serialize>(self, id: J) -> ArticleView<'a, J> {
        ArticleView { report: self.report, article: self.article, id }
    }
}

impl<'a> SentenceView<'a> {
    pub(super) fn new(
        report: &'a ArticleReport,
        article: &'a Article<'a>,
        sentence: &'a SentenceReport,
    ) -> Self {
        Self { report, article, sentence, id: () }
    }
}

impl<'a, I> SentenceView<'a, I> {
    /// The record with this id, of any JSON type.
    pub fn id<J: Serialize>(self, id: J) -> SentenceView<'a, J> {
        let Self { report, article, sentence, .. } = self;
        SentenceView { report, article, sentence, id }
    }
}

impl<I: Serialize> Serialize for ArticleView<'_, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (report, article) = (self.report, self.article);
        let source = article.source();
        let mut out = serializer.serialize_struct("ArticleRecord", 13)?;
        out.serialize_field("schema", ARTICLE_SCHEMA)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("presslens", VERSION)?;
        out.serialize_field("lexicons", report.fingerprint())?;
        out.serialize_field("meta", &Meta(article))?;
        out.serialize_field("headline", &article.headline().map(|span| Slice { span, source }))?;
        if let Some(offset) = article.body_offset() {
            out.serialize_field("body_offset", &offset)?;
        }
        out.serialize_field("lines", &Seq(|| article.lines().iter().map(LineView)))?;
        let sentences =
            || report.sentences.iter().map(|s| InArticle { report, source, sentence: s });
        out.serialize_field("sentences", &Seq(sentences))?;
        let attributions = &report.attributions;
        let attributions =
            Seq(|| attributions.iter().map(|of| AttributionView { report, source, of }));
        out.serialize_field("attributions", &attributions)?;
        if article.targets().is_some() {
            out.serialize_field("targets", report.targets())?;
        }
        let actors = || ActorView::all(report, source);
        out.serialize_field("actors", &Seq(actors))?;
        out.serialize_field("framing", &Framing(&report.metrics))?;
        out.serialize_field("notes", &Seq(|| article.notes().iter().map(|note| note.text())))?;
        out.end()
    }
}

impl<I: Serialize> Serialize for SentenceView<'_, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SentenceRecord", 12)?;
        out.serialize_field("schema", SENTENCE_SCHEMA)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("presslens", VERSION)?;
        out.serialize_field("lexicons", self.report.fingerprint())?;
        sentence_fields(&mut out, self.report, self.article.source(), self.sentence)?;
        if self.article.targets().is_some() {
            out.serialize_field("targets", self.report.targets())?;
        }
        out.end()
    }
}

/// The fields that sentence records and the sentences of an article record share.
fn sentence_fields<S: SerializeStruct>(
    out: &mut S,
    report: &ArticleReport,
    source: &str,
    sentence: &SentenceReport,
) -> Result<(), S::Error> {
    out.serialize_field("sentiment", &sentence.sentiment)?;
    out.serialize_field("tone", &sentence.tone)?;
    out.serialize_field("loaded", &sentence.loaded)?;
    out.serialize_field("valence", &sentence.valence)?;
    out.serialize_field("bias", &sentence.bias)?;
    let terms = report.terms_of(sentence);
    out.serialize_field(
        "terms",
        &Seq(|| terms.iter().map(|term| TermView { report, source, term })),
    )?;
    out.serialize_field("moral", &Named(&FOUNDATIONS, &sentence.moral))?;
    out.serialize_field("frames", &Named(&POLICY_FRAMES, &sentence.frames))?;
    if report.explained {
        let parts = report.contributions_of(sentence);
        let parts = Seq(|| parts.iter().map(|part| PartView { report, part }));
        out.serialize_field("contributions", &parts)?;
    }
    Ok(())
}

/// A sequence that is made anew each time it is serialised.
struct Seq<F>(F);

impl<F, I> Serialize for Seq<F>
where
    F: Fn() -> I,
    I: IntoIterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Scores with their names.
struct Named<'a>(&'a [&'static str], &'a [f64]);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1))
    }
}

struct Slice<'a> {
    span: Span,
    source: &'a str,
}

impl Serialize for Slice<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Slice", 3)?;
        out.serialize_field("start", &self.span.start)?;
        out.serialize_field("end", &self.span.end)?;
        out.serialize_field("text", self.span.of(self.source))?;
        out.end()
    }
}

struct Meta<'a>(&'a Article<'a>);

impl Serialize for Meta<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let source = self.0.source();
        let meta = self.0.meta();
        let slice = |span: Option<Span>| span.map(|span| Slice { span, source });
        let mut out = serializer.serialize_struct("Meta", 4)?;
        out.serialize_field("date", &meta.date.map(|date| DateView { date, source }))?;
        out.serialize_field("outlet", &slice(meta.outlet))?;
        out.serialize_field("byline", &slice(meta.byline))?;
        out.serialize_field("dateline", &slice(meta.dateline))?;
        out.end()
    }
}

struct DateView<'a> {
    date: crate::text::MetaDate,
    source: &'a str,
}

impl Serialize for DateView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Date", 4)?;
        out.serialize_field("start", &self.date.span.start)?;
        out.serialize_field("end", &self.date.span.end)?;
        out.serialize_field("text", self.date.span.of(self.source))?;
        out.serialize_field("value", &self.date.value.map(|day| day.to_string()))?;
        out.end()
    }
}

impl Serialize for ActorView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Actor", 7)?;
        out.serialize_field("name", &self.name())?;
        out.serialize_field("kind", &self.kind())?;
        out.serialize_field("aliases", &Seq(|| self.aliases()))?;
        let mentions = || self.mentions().map(|span| (span.start, span.end));
        out.serialize_field("mentions", &Seq(mentions))?;
        out.serialize_field("tone", &self.tone())?;
        out.serialize_field("agency", &self.agency())?;
        out.serialize_field("active_share", &EstimateView(&self.active_share()))?;
        out.end()
    }
}

struct LineView<'a>(&'a Line);

impl Serialize for LineView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Line", 3)?;
        out.serialize_field("start", &self.0.span.start)?;
        out.serialize_field("end", &self.0.span.end)?;
        out.serialize_field("kind", &self.0.kind)?;
        out.end()
    }
}

struct InArticle<'a> {
    report: &'a ArticleReport,
    source: &'a str,
    sentence: &'a SentenceReport,
}

impl Serialize for InArticle<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sentence = self.sentence;
        let mut out = serializer.serialize_struct("Sentence", 12)?;
        out.serialize_field("start", &sentence.span.start)?;
        out.serialize_field("end", &sentence.span.end)?;
        out.serialize_field("place", &sentence.place)?;
        out.serialize_field("paragraph", &sentence.paragraph)?;
        let voices = self.report.voices_of(sentence);
        let voices = Seq(|| {
            voices.iter().map(|v| VoiceView {
                start: v.span.start,
                end: v.span.end,
                voice: v.voice,
                attribution: v.attribution,
                compound: v.compound,
                tone: v.tone,
                bias: v.bias,
            })
        });
        out.serialize_field("voices", &voices)?;
        sentence_fields(&mut out, self.report, self.source, sentence)?;
        out.end()
    }
}

#[derive(Serialize)]
struct VoiceView {
    start: u32,
    end: u32,
    voice: Voice,
    attribution: Option<u32>,
    compound: f64,
    tone: f64,
    bias: Option<f64>,
}

struct AttributionView<'a> {
    report: &'a ArticleReport,
    source: &'a str,
    of: &'a Attribution,
}

#[derive(Serialize)]
struct SourceView<'a> {
    start: u32,
    end: u32,
    kind: SourceKind,
    name: Option<Cow<'a, str>>,
    office: Option<&'a str>,
    institution: Option<&'a str>,
    actor: Option<u32>,
    official: bool,
}

#[derive(Serialize)]
struct CueView {
    start: u32,
    end: u32,
    verb: &'static str,
    stance: Stance,
}

impl Serialize for AttributionView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { report, source, of } = *self;
        let given = report.given.as_deref();
        let text = |span: Option<Span>| span.map(|span| span.of(source));
        let from = of.source.map(|s| SourceView {
            start: s.span.start,
            end: s.span.end,
            kind: s.kind,
            name: s
                .actor
                .map(|i| report.actors[i as usize].name(source, given))
                .or(text(s.name))
                .map(in_one_line),
            office: text(s.office),
            institution: text(s.institution),
            actor: s.actor,
            official: s.official,
        });
        let cue = of.cue.map(|c| CueView {
            start: c.span.start,
            end: c.span.end,
            verb: c.verb,
            stance: c.stance,
        });
        let directness: Directness = of.directness;
        let mut out = serializer.serialize_struct("Attribution", 5)?;
        out.serialize_field("source", &from)?;
        out.serialize_field("cue", &cue)?;
        let content = Seq(|| of.content.iter().map(|part| (part.start, part.end)));
        out.serialize_field("content", &content)?;
        out.serialize_field("type", &directness)?;
        out.serialize_field("parent", &of.parent)?;
        out.end()
    }
}

struct TermView<'a> {
    report: &'a ArticleReport,
    source: &'a str,
    term: &'a Term,
}

impl Serialize for TermView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let term = self.term;
        let mut out = serializer.serialize_struct("Term", 8)?;
        out.serialize_field("start", &term.span.start)?;
        out.serialize_field("end", &term.span.end)?;
        out.serialize_field("text", term.span.of(self.source))?;
        let (lexicon, category) = self.report.inventory.catalog.category(term.entry);
        out.serialize_field("lexicon", lexicon.id())?;
        out.serialize_field("category", &category.name)?;
        out.serialize_field("weight", &term.weight)?;
        out.serialize_field("voice", &term.voice)?;
        out.serialize_field("negated", &term.negated)?;
        out.end()
    }
}

struct PartView<'a> {
    report: &'a ArticleReport,
    part: &'a Contribution,
}

impl Serialize for PartView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let part = self.part;
        let mut out = serializer.serialize_struct("Contribution", 6)?;
        out.serialize_field("score", part.score)?;
        if let Some(target) = part.target {
            out.serialize_field("target", &target)?;
        }
        out.serialize_field("start", &part.span.start)?;
        out.serialize_field("end", &part.span.end)?;
        match part.feature {
            Feature::Rule(name) => out.serialize_field("feature", name)?,
            Feature::Term(_) => out.serialize_field("feature", &self.report.feature(part))?,
        }
        out.serialize_field("amount", &part.amount)?;
        out.end()
    }
}

struct Framing<'a>(&'a [Metric]);

impl Serialize for Framing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(self.0.len()))?;
        for metric in self.0 {
            out.serialize_entry(metric.id, &MetricView(metric))?;
        }
        out.end()
    }
}

struct MetricView<'a>(&'a Metric);

impl Serialize for MetricView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Metric", 7)?;
        estimate_fields(&mut out, &self.0.all)?;
        let places = self.0.by_place.iter().map(|(place, e)| (place.name(), e));
        out.serialize_field("by_place", &Split(places))?;
        let voices = self.0.by_voice.iter().map(|(voice, e)| (voice.name(), e));
        out.serialize_field("by_voice", &Split(voices))?;
        if !self.0.by_category.is_empty() {
            let categories = self.0.by_category.iter().map(|(name, e)| (*name, e));
            out.serialize_field("by_category", &Split(categories))?;
        }
        if !self.0.contributions.is_empty() {
            let parts = Seq(|| {
                self.0.contributions.iter().map(|&(Span { start, end }, amount)| ShareRecord {
                    start,
                    end,
                    amount,
                })
            });
            out.serialize_field("contributions", &parts)?;
        }
        out.end()
    }
}

fn estimate_fields<S: SerializeStruct>(out: &mut S, estimate: &Estimate) -> Result<(), S::Error> {
    out.serialize_field("value", &estimate.value)?;
    out.serialize_field("n", &estimate.n)?;
    out.serialize_field("interval", &estimate.interval)
}

struct Split<T>(T);

impl<'a, T: Iterator<Item = (&'static str, &'a Estimate)> + Clone> Serialize for Split<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer
            .collect_map(self.0.clone().map(|(name, estimate)| (name, EstimateView(estimate))))
    }
}

struct EstimateView<'a>(&'a Estimate);

impl Serialize for EstimateView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Estimate", 3)?;
        estimate_fields(&mut out, self.0)?;
        out.end()
    }
}
