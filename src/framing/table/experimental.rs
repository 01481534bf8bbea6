//! The metrics whose definition may change or go.

use super::STABLE;
use crate::framing::registry::{Formula, MetricInfo, Status};
use crate::framing::{arc, generic, sensational, war_peace};

/// What most rows have in common.
const EXPERIMENTAL: MetricInfo = MetricInfo { status: Status::Experimental, ..STABLE };

pub(super) const ROWS: &[MetricInfo] = &[
    MetricInfo {
        id: "generic.share",
        name: "share of sentences in a generic news frame",
        direction: "more framed sentences",
        unit: "sentences (voice segments by voice)",
        by_place: true,
        by_voice: true,
        categories: &generic::CATEGORIES,
        docs: generic::share::DOCS,
        formula: Formula::Own(generic::share),
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "war_peace.index",
        name: "terms of war less those of peace journalism, over both",
        range: (-1.0, 1.0),
        direction: "more as war journalism speaks",
        unit: "terms of war or peace journalism",
        by_place: true,
        by_voice: true,
        docs: war_peace::index::DOCS,
        formula: Formula::OfTally(war_peace::index),
        parts: Some(war_peace::parts_of_index),
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "sensational.per_1000",
        name: "means of sensational style in 1,000 words",
        range: (0.0, f64::INFINITY),
        direction: "louder",
        unit: "words (of narration or headline by some categories; sentences for unsourced)",
        by_place: true,
        by_voice: true,
        categories: &sensational::CATEGORIES,
        docs: sensational::per_1000::DOCS,
        formula: Formula::Own(sensational::per_1000),
        parts: Some(sensational::parts_of_per_1000),
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "arc.range",
        name: "highest less lowest point of the smoothed tone",
        range: (0.0, f64::INFINITY),
        direction: "tone rises and falls further",
        unit: "sentences of lead and body",
        docs: arc::range::DOCS,
        formula: Formula::Own(arc::range),
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "arc.trend",
        name: "end less beginning of the smoothed tone",
        range: (f64::NEG_INFINITY, f64::INFINITY),
        direction: "ends more positive than it begins",
        unit: "sentences of lead and body",
        docs: arc::trend::DOCS,
        formula: Formula::Own(arc::trend),
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "arc.lowest",
        name: "where the smoothed tone is lowest",
        direction: "lowest nearer to the end",
        unit: "sentences of lead and body",
        docs: arc::lowest::DOCS,
        formula: Formula::Own(arc::lowest),
        ..EXPERIMENTAL
    },
    MetricInfo {
        id: "tone.peak_end",
        name: "mean tone of the most charged and of the last sentence",
        range: (-1.0, 1.0),
        direction: "more positive",
        unit: "sentences of lead and body",
        docs: arc::peak_end::DOCS,
        formula: Formula::Own(arc::peak_end),
        parts: Some(arc::parts_of_peak_end),
        ..EXPERIMENTAL
    },
];
