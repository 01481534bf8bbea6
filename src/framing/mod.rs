//! Article-level metrics: a registry, and one file a family. Metrics are computed from what was found
//! in sentences, attributions and actors; none reads the text itself.

/// Functions that compute metrics, each with its doc comment as text too: `mean::DOCS` of `mean`.
macro_rules! documented {
    ($(
        $(#[doc = $line:literal])+
        pub(super) fn $name:ident $arguments:tt $(-> $of:ty)? $body:block
    )+) => {$(
        $(#[doc = $line])+
        pub(super) fn $name $arguments $(-> $of)? $body

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

pub use axes::{
    AxisBackground, AxisEffect, AxisScore, AxisSignificance, AxisWord, SemanticAxis, WordCounts,
    WordVectors,
};
use registry::Formula;
pub use registry::{MetricInfo, Status, metrics};

use crate::report::{ActorScore, ArticleReport, Estimate, Metric, SentenceReport, VoiceReport};
use crate::terms::Mark;
use crate::text::{Place, Span};
use crate::voice::Voice;
use citations::Citations;
use tally::{Tallies, Tally};

/// What is counted of an article before metrics are computed. Its memory is used again.
#[derive(Debug, Default)]
pub(crate) struct SampleScratch {
    tallies: Tallies,
    citations: Citations,
}

impl SampleScratch {
    /// Begins an article.
    pub(crate) fn clear(&mut self) {
        self.tallies.clear();
    }

    /// The next sentence with its voices, and its marks in order of their starts.
    pub(crate) fn add(
        &mut self,
        sentence: &SentenceReport,
        voices: &[VoiceReport],
        marks: &[Mark],
    ) {
        self.tallies.add(sentence, voices, marks);
    }
}

/// What metrics are computed from.
#[derive(Clone, Debug)]
pub(crate) struct Sample<'a> {
    sentences: &'a [SentenceReport],
    voices: &'a [VoiceReport],
    /// In order of their starts; none unless contributions are wanted.
    marks: &'a [Mark],
    actors: &'a [ActorScore],
    citations: &'a Citations,
    tallies: &'a Tallies,
    /// Content words of the headline: those that come back below it, and all.
    echo: (u32, u32),
    /// What of it there is, as [`MetricInfo::asks`] has it.
    has: u32,
    /// Whether contributions are wanted.
    explained: bool,
}

/// What some metrics must have, a bit each.
mod has {
    /// Charged words.
    pub(super) const CHARGED: u32 = 1;
    /// Detected loaded terms.
    pub(super) const DETECTED: u32 = 1 << 1;
    pub(super) const MENTIONS: u32 = 1 << 2;
    pub(super) const ACTORS: u32 = 1 << 3;
    /// Sentences in a policy frame.
    pub(super) const FRAMES: u32 = 1 << 4;
    /// Attributions with a source.
    pub(super) const SOURCES: u32 = 1 << 5;
    /// Attributions with a cue.
    pub(super) const CUES: u32 = 1 << 6;
    /// Sentences both in the headline and below it.
    pub(super) const HEADLINE: u32 = 1 << 7;
    /// Sentences both in the lead and in the rest of the body.
    pub(super) const LEAD_AND_REST: u32 = 1 << 8;
    /// The outlet's voice and those of others.
    pub(super) const TWO_SIDES: u32 = 1 << 9;
    /// Words that a caller's eMFD has.
    pub(super) const EMFD: u32 = 1 << 10;
    /// Content words of the headline.
    pub(super) const ECHO: u32 = 1 << 11;
}

impl<'a> Sample<'a> {
    /// Of a report that has all but its metrics, all sentences of which were added; its spans count in `text`.
    pub(crate) fn new(
        text: &str,
        report: &'a ArticleReport,
        marks: &'a [Mark],
        echo: (u32, u32),
        scratch: &'a mut SampleScratch,
    ) -> Self {
        let ArticleReport { sentences, voices, attributions, actor_scores, explained, .. } = report;
        let SampleScratch { tallies, citations } = scratch;
        citations.read(text, (sentences, voices), attributions, *explained);
        tallies.add_up();
        let (actors, explained) = (actor_scores, *explained);
        let has = has(tallies, citations, actors, echo);
        Self { sentences, voices, marks, actors, citations, tallies, echo, has, explained }
    }

    /// A metric of tallies, split as the registry says.
    fn split(&self, info: &MetricInfo, metric: &mut Metric, estimate: fn(&Tally) -> Estimate) {
        let tallies = self.tallies;
        metric.all = estimate(tallies.all());
        cut(&mut metric.all, info.range);
        if metric.all.n == 0 {
            return;
        }
        let of = |number: u8| {
            if number == tallies.all {
                return metric.all; // a part may be the whole
            }
            let mut part = estimate(tallies.at(number));
            cut(&mut part, info.range);
            part
        };
        if info.by_place {
            for &place in tallies.places() {
                metric.by_place.add(place, of(tallies.places[place as usize]));
            }
        }
        if info.by_voice {
            for &voice in tallies.voices() {
                metric.by_voice.add(voice, of(tallies.voices[voice as usize]));
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

/// What of a sample there is.
fn has(
    tallies: &Tallies,
    citations: &Citations,
    actors: &[ActorScore],
    (_, echo): (u32, u32),
) -> u32 {
    let (all, there) = (tallies.all(), |place| tallies.place(place).units > 0);
    let cited = &citations.all;
    [
        (has::CHARGED, all.positive + all.negative > 0),
        (has::DETECTED, all.detected > 0),
        (has::MENTIONS, all.toward.clusters() > 0),
        (has::ACTORS, !actors.is_empty()),
        (has::FRAMES, all.frame_units > 0),
        (has::SOURCES, cited.sourced() > 0),
        (has::CUES, cited.cues > 0),
        (has::HEADLINE, there(Place::Headline) && tallies.text().units > 0),
        (has::LEAD_AND_REST, there(Place::Lead) && there(Place::Body)),
        (has::TWO_SIDES, tallies.has_two_sides()),
        (has::EMFD, tallies.emfd.clusters() > 0),
        (has::ECHO, echo > 0),
    ]
    .into_iter()
    .fold(0, |has, (bit, is)| has | if is { bit } else { 0 })
}

/// The metrics of the registry, in its order.
pub(crate) fn compute(sample: &Sample, experimental: bool) -> Vec<Metric> {
    // the stable ones come first
    let wanted = |info: &&MetricInfo| experimental || info.status == Status::Stable;
    let rows = &metrics()[..metrics().iter().filter(wanted).count()];
    let mut found: Vec<Metric> = rows.iter().map(|info| Metric::new(info.id)).collect();
    for (info, metric) in rows.iter().zip(&mut found) {
        if info.asks & !sample.has > 0 {
            continue;
        }
        match info.formula {
            Formula::OfTally(estimate) => sample.split(info, metric, estimate),
            Formula::OfCited(estimate) => citations::split(info, sample, metric, estimate),
            Formula::Own(compute) => compute(info, sample, metric),
        }
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
    for (i, name) in info.categories.iter().enumerate() {
        let here = estimate(i);
        if here.n > 0 {
            metric.by_category.push((*name, here));
        }
    }
}

/// The same by how often each occurs among n; most do not.
fn by_count(
    info: &MetricInfo,
    metric: &mut Metric,
    counts: &[u32],
    n: u32,
    estimate: fn(u32, u32) -> Estimate,
) {
    let none = estimate(0, n);
    if none.n == 0 {
        return;
    }
    metric.by_category = info.categories.iter().map(|name| (*name, none)).collect();
    for ((_, here), count) in metric.by_category.iter_mut().zip(counts) {
        if *count > 0 {
            *here = estimate(*count, n);
        }
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

/// Cuts the interval of an estimate so.
fn cut(estimate: &mut Estimate, range: (f64, f64)) {
    if let Some(interval) = &mut estimate.interval {
        *interval = clamped(*interval, range);
    }
}

#[cfg(test)]
mod tests;
