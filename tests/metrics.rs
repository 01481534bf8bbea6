//! Metrics of whole texts: what holds of every one, and what no golden value made by hand can see.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use presslens::{Analyzer, Article, ArticleReport, Estimate, MetricInfo, metrics};
use proptest::prelude::*;

static ALL: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::builder().experimental(true).contributions(true).build().unwrap());

fn read(text: &str) -> ArticleReport {
    ALL.article(&Article::parse(text))
}

/// "accidents" and "admirable" have a valence of ∓ 2, a strong clue, however long the sentence is.
#[test]
fn the_length_of_a_sentence_rounds_no_clue_away() {
    for others in 0..120 {
        let text = format!("Accidents and admirable{} things came.\n", " new".repeat(others));
        let share = read(&text).metric("subjective.share").unwrap().all;
        assert_eq!((share.value, share.n), (Some(1.0), 1), "{text}");
    }
}

/// The examples of the doc comments that are about words, not numbers.
#[test]
fn the_examples_of_the_docs() {
    let loud = format!(
        "This storm was the DEADLIEST ever!{}\n",
        " The town saw it.".repeat(24).replacen("The", "A", 24)
    );
    let loud = loud.replacen(" A town saw it.", " A town saw.", 2);
    for (id, text, expected) in [
        ("subjective.share", "The regime slammed the talks.\n", 1.0),
        (
            "headline.overlap",
            "Regime slams talks\n\nThe talks with the regime failed.\n",
            2.0 / 3.0,
        ),
        ("sensational.per_1000", loud.as_str(), 40.0),
        (
            "sources.count",
            "Mayor Erik Olsen opened the bridge. Olsen said that it was old. Critics say that it is ugly. \
             Mayor Olsen wants that it is painted. He told reporters that it would be red.\n",
            2.0,
        ),
        (
            "sources.official_share",
            "The foreign minister said that the road was closed. The ministry said that snow fell. The \
             foreign minister said that it was cold. A witness said that it rained.\n",
            0.75,
        ),
        (
            "agency.agentless_share",
            "Anna Hale was attacked by Erik Olsen. Anna Hale was hit. The killing of Anna Hale was on Monday.\n",
            2.0 / 3.0,
        ),
    ] {
        let report = read(text);
        let metric = report.metric(id).unwrap();
        let parts: Vec<_> = metric.contributions.iter().map(|(span, _)| span.of(text)).collect();
        let value = metric.all.value.unwrap();
        assert!((value - expected).abs() < 1e-12, "{id}: {value} of {parts:?}");
    }
}

/// What must hold of an estimate of a metric that is split or not.
fn holds(info: &MetricInfo, is_split: bool, estimate: &Estimate) -> bool {
    let (least, greatest) = info.range;
    let inside = |x: f64| x.is_finite() && least <= x && x <= greatest;
    // of these some units may not be enough: the docs say when
    let may_be_null =
        info.id.starts_with("arc.") || ["tone.spread", "moral.ratio"].contains(&info.id);
    let counted = estimate.n > 0 || info.id == "sources.count" && !is_split;
    let Some(value) = estimate.value else {
        return estimate.interval.is_none() && (!counted || may_be_null);
    };
    let between = |(low, high)| inside(low) && inside(high) && low <= value && value <= high;
    counted && inside(value) && estimate.interval.is_none_or(between)
}

fn faults(report: &ArticleReport) -> Vec<String> {
    let mut faults = Vec::new();
    for (metric, info) in report.metrics().iter().zip(metrics()) {
        let splits = metric.by_place.iter().map(|(place, e)| (place.name(), e));
        let splits = splits.chain(metric.by_voice.iter().map(|(voice, e)| (voice.name(), e)));
        let splits = splits.chain(metric.by_category.iter().map(|(name, e)| (*name, e)));
        for (split, estimate) in splits.chain([("", &metric.all)]) {
            if !holds(info, !split.is_empty(), estimate) {
                faults.push(format!("{} {split}: {estimate:?}", info.id));
            }
        }
        let sum: f64 = metric.contributions.iter().map(|(_, amount)| amount).sum();
        let value = metric.all.value.unwrap_or(0.0);
        if !metric.contributions.is_empty() && (sum - value).abs() > 1e-9 {
            faults.push(format!("{}: {sum} for {value}", info.id));
        }
        if metric.by_category.iter().any(|(name, _)| !info.categories.contains(name)) {
            faults.push(format!("{}: {:?}", info.id, metric.by_category));
        }
    }
    faults
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    /// Articles of words that lists hold, with headlines, quotations and sources or without.
    #[test]
    fn estimates_keep_what_the_registry_promises(
        headline in "((Regime|Slams|May|the|of|Talks|Hope|War) ){0,4}",
        body in "((The|regime|slammed|so-called|experts|not|never|very|brutal|hope|killed|justice|court|said|“|”|he|\
                 claimed|that|critics|Olsen|perhaps|clearly|vote|, |\\. |\\. |\\. |\n\n|!|\\?) ?){0,60}",
    ) {
        let report = read(&format!("{headline}\n\n{body}"));
        let faults = faults(&report);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn texts_with_nothing_in_them() {
    for text in
        ["", " \n\n ", ".", "...\n\n!?", "War", "“”", "The of and.", "1 2 3", "War. War. War."]
    {
        let faults = faults(&read(text));
        assert!(faults.is_empty(), "{text:?}: {}", faults.join("\n"));
    }
}

/// Time that this thread was at work; where the system does not tell, all time, which a busy machine stretches.
fn worked() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let start = *START;
    // proc(5): the first of three numbers, in nanoseconds
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = told.and_then(|told| told.split(' ').next()?.parse().ok());
    worked.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// Ten times the sentences take nothing like a hundred times the work, in many paragraphs as in a single sentence.
#[test]
fn work_grows_with_the_text_and_not_faster() {
    let line = "“The brutal regime slammed the talks,” said Anna Olsen, a critic who perhaps hopes";
    for end in [".\n\n", ". ", ", and "] {
        let work = |sentences: usize| {
            let text =
                format!("Regime slams talks\n\n{}.", format!("{line}{end}").repeat(sentences));
            let article = Article::parse(&text);
            let once = || {
                let before = worked();
                std::hint::black_box(ALL.article(&article));
                worked().saturating_sub(before)
            };
            (0..4).map(|_| once()).min().unwrap_or_default()
        };
        let (few, many) = (work(300), work(3_000));
        assert!(many < 40 * few + Duration::from_millis(50), "{end:?}: {few:?} and {many:?}");
    }
}
