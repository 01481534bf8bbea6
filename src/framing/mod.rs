//! Article-level metrics: a registry, and one file a family. Metrics are computed from what was found
//! in sentences, attributions and actors; none reads the text itself.

/// Functions that compute metrics, each with its doc comment as text too: `mean::DOCS` of `mean`.
macro_rules! documented {
    ($(
        $(#[doc = $line:literal])+
        pub(super) fn $name:ident $arguments:tt $body:block
    )+) => {$(
        $(#[doc = $line])+
        pub(super) fn $name $arguments $body

        pub(super) mod $name {
            pub(in crate::framing) const DOCS: &str = concat!($($line, "\n"),+);
        }
    )+};
}

mod actors;
mod agency;
mod arc;
mod axes;
mod bias;
mod citations;
mod cues;
mod epistemic;
mod frames;
mod generic;
mod headline;
mod loaded;
mod moral;
mod readability;
mod registry;
mod score;
mod sensational;
mod sources;
mod table;
mod tally;
mod tone;
mod vader;
mod voices;
mod war_peace;

use std::ptr;

pub use axes::{
    AxisBackground, AxisEffect, AxisScore, AxisSignificance, AxisWord, SemanticAxis, WordCounts,
    WordVectors,
};
pub use registry::{MetricInfo, Status, metrics};

use crate::report::{ActorScore, ArticleReport, Estimate, Metric, SentenceReport, VoiceReport};
use crate::terms::Mark;
use crate::text::{Place, Span};
use crate::voice::Voice;
use citations::Citations;
use tally::{Tallies, Tally};

/// What metrics are computed from.
#[derive(Clone, Debug)]
pub(crate) struct Sample<'a> {
    sentences: &'a [SentenceReport],
    voices: &'a [VoiceReport],
    /// In order of their starts.
    marks: &'a [Mark],
    actors: &'a [ActorScore],
    citations: Citations,
    tallies: Tallies,
    /// Content words of the headline: those that come back below it, and all.
    echo: (u32, u32),
    /// Whether contributions are wanted.
    explained: bool,
}

impl<'a> Sample<'a> {
    /// Of a report that has all but its metrics; its spans count in `text`.
    pub(crate) fn new(
        text: &str,
        report: &'a ArticleReport,
        marks: &'a [Mark],
        echo: (u32, u32),
    ) -> Self {
        let ArticleReport { sentences, voices, attributions, actor_scores, explained, .. } = report;
        let citations = Citations::new(text, sentences, voices, attributions);
        let tallies = Tallies::new(sentences, voices, marks);
        let (actors, explained) = (actor_scores, *explained);
        Self { sentences, voices, marks, actors, citations, tallies, echo, explained }
    }

    /// A metric of tallies, split as the registry says.
    fn split(&self, info: &MetricInfo, metric: &mut Metric, estimate: &dyn Fn(&Tally) -> Estimate) {
        let tallies = &self.tallies;
        let all = estimate(tallies.all());
        metric.all = all;
        if all.n == 0 {
            return;
        }
        // a part may be the whole
        let of = |part: &Tally| if ptr::eq(part, tallies.all()) { all } else { estimate(part) };
        if info.by_place {
            for &place in tallies.places() {
                metric.by_place.add(place, of(tallies.place(place)));
            }
        }
        if info.by_voice {
            for &voice in tallies.voices() {
                metric.by_voice.add(voice, of(tallies.voice(voice)));
            }
        }
    }

    /// An estimate for each place that has units; a place that is alone has what the whole has.
    fn by_place(&self, metric: &mut Metric, estimate: &dyn Fn(Place) -> Estimate) {
        if let [place] = self.tallies.places() {
            metric.by_place.add(*place, metric.all);
            return;
        }
        for &place in self.tallies.places() {
            metric.by_place.add(place, estimate(place));
        }
    }

    /// An estimate for each voice that has units.
    fn by_voice(&self, metric: &mut Metric, estimate: &dyn Fn(Voice) -> Estimate) {
        for &voice in self.tallies.voices() {
            metric.by_voice.add(voice, estimate(voice));
        }
    }
}

/// The metrics of the registry, in its order.
pub(crate) fn compute(sample: &Sample, experimental: bool) -> Vec<Metric> {
    let wanted = |info: &&MetricInfo| experimental || info.status == Status::Stable;
    let mut found = Vec::with_capacity(metrics().len());
    for info in metrics().iter().filter(wanted) {
        // metrics are large: none is moved
        found.push(Metric::new(info.id));
        let Some(metric) = found.last_mut() else { continue };
        (info.compute)(info, sample, metric);
        if sample.explained
            && let Some(parts) = info.parts
            && metric.all.value.is_some()
        {
            metric.contributions = parts(sample);
        }
    }
    found
}

/// Spans that a metric is a sum over, and the share of each.
type Parts = Vec<(Span, f64)>;

/// Each such sentence's 1/n.
fn parts_of_share(sample: &Sample, is: impl Fn(&SentenceReport) -> bool) -> Parts {
    let each = 1.0 / sample.sentences.len() as f64;
    let hits = sample.sentences.iter().filter(|sentence| is(sentence));
    hits.map(|sentence| (sentence.span, each)).collect()
}

/// Takes the marks that begin before `end` from the front of those left.
fn take_until<'m>(left: &mut &'m [Mark], end: u32) -> &'m [Mark] {
    let count = left.iter().take_while(|mark| mark.span.start < end).count();
    let (here, later) = left.split_at(count);
    *left = later;
    here
}

/// An estimate for each category of the registry, where the metric has units.
fn by_category(info: &MetricInfo, metric: &mut Metric, estimate: &dyn Fn(usize) -> Estimate) {
    metric.by_category = Vec::with_capacity(info.categories.len());
    let estimates = info.categories.iter().enumerate().map(|(i, name)| (*name, estimate(i)));
    metric.by_category.extend(estimates.filter(|(_, estimate)| estimate.n > 0));
}

/// The same by how often each occurs; most do not.
fn by_count(
    info: &MetricInfo,
    metric: &mut Metric,
    counts: &[u32],
    estimate: &dyn Fn(u32) -> Estimate,
) {
    let none = estimate(0);
    if none.n > 0 {
        let of = |count: &u32| if *count == 0 { none } else { estimate(*count) };
        metric.by_category = Vec::with_capacity(counts.len());
        let estimates = info.categories.iter().zip(counts);
        metric.by_category.extend(estimates.map(|(name, count)| (*name, of(count))));
    }
}

/// The voice of the outlet, and those of others.
const OWN: [Voice; 1] = [Voice::Narration];
const OTHERS: [Voice; 2] = [Voice::DirectQuote, Voice::IndirectSpeech];

/// The number of a category.
const fn class(categories: &[&str], name: &str) -> usize {
    let mut at = 0;
    while !is_same(categories[at], name) {
        at += 1;
    }
    at
}

const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// No value can lie outside a metric's range, so no interval reaches beyond it.
fn clamped(interval: (f64, f64), range: (f64, f64)) -> (f64, f64) {
    (interval.0.max(range.0), interval.1.min(range.1))
}

#[cfg(test)]
mod tests;
