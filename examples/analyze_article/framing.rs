//! The metrics: bars by family, and what stands out against a reference corpus.

use std::fmt::Write;

use presslens::{Estimate, Metric, MetricInfo, Reference, metrics};

use crate::layout::{Look, Paragraph};
use crate::view::{View, count};

/// Metrics that are shown by voice at all times.
const BY_VOICE: [&str; 2] = ["tone.mean", "loaded.per_1000"];

/// Families, by what the ids of their metrics begin with.
const FAMILIES: [(&str, &[&str]); 9] = [
    ("Tone", &["tone.", "vader."]),
    ("Bias and loaded language", &["bias.", "loaded."]),
    ("Certainty and subjectivity", &["certainty.", "subjective."]),
    ("Voices and sources", &["voice.", "sources.", "cues."]),
    ("Actors", &["actors.", "agency."]),
    ("Moral foundations", &["moral."]),
    ("Policy frames", &["frames."]),
    ("Headline and text", &["headline."]),
    ("Readability", &["readability."]),
];

/// Metrics whose name does not hold of their categories, with one that does.
const OF_CATEGORIES: [(&str, &str); 5] = [
    ("certainty.per_1000", "epistemic markers in 1,000 words"),
    ("subjective.share", "share of sentences"),
    ("voice.narration_share", "share of words"),
    ("sources.count", "sources as diverse as if equally heard"),
    ("sources.anonymous_share", "share of attributions by kind of source"),
];

/// The last family, for what is in no other.
const OTHERS: &str = "Experimental";

/// Percentile from which on a value stands out, and below whose counterpart it does.
const OUTSTANDING: f64 = 95.0;
/// Most lines of what stands out.
const LISTED: usize = 10;

/// What is shown of the metrics.
pub(crate) struct Shown<'a> {
    /// Whom values are compared with.
    pub(crate) reference: &'a Reference,
    /// Whether all splits are shown.
    pub(crate) splits: bool,
}

impl View<'_> {
    /// A line a metric, with its interval as a bar.
    pub(crate) fn framing(&self, shown: &Shown, out: &mut String) {
        self.heading(out, "Framing");
        let head = row("metric", "value", &self.blank(), "95 % interval", "n");
        _ = writeln!(out, "{}", Look::DIM.paint(head.trim_end(), self.colour));
        let in_family =
            |id: &str, starts: &[&str]| starts.iter().any(|start| id.starts_with(start));
        let mut undefined = Vec::new();
        let known = |id: &str| FAMILIES.iter().any(|(_, starts)| in_family(id, starts));
        let families = FAMILIES.iter().map(|(name, starts)| (*name, Some(*starts)));
        for (name, starts) in families.chain([(OTHERS, None)]) {
            let is_here = |metric: &&Metric| match starts {
                Some(starts) => in_family(metric.id, starts),
                None => !known(metric.id),
            };
            let (defined, rest): (Vec<&Metric>, Vec<&Metric>) = self
                .report
                .metrics()
                .iter()
                .filter(is_here)
                .partition(|metric| metric.all.value.is_some());
            undefined.extend(rest.iter().map(|metric| metric.id));
            if !defined.is_empty() {
                _ = writeln!(out, "{}", Look::BOLD.paint(name, self.colour));
            }
            for metric in defined {
                self.metric(metric, shown, out);
            }
        }
        if !undefined.is_empty() {
            let mut line = Paragraph::default();
            line.push(&format!("Not defined on this text: {}", undefined.join(", ")), Look::DIM);
            out.push_str(&line.wrap(self.width, "", 2, self.colour));
        }
        let note = format!(
            "Bars: ● the value (◀ ▶ beyond the bar), ─ its interval, between the 1st and 99th percentile \
             of {} (¦ the median there), or over the range of the metric; splits are on the scale of \
             their metric.",
            shown.reference.name()
        );
        let mut line = Paragraph::default();
        line.push(&note, Look::DIM);
        out.push_str(&line.wrap(self.width, "", 0, self.colour));
    }

    fn metric(&self, metric: &Metric, shown: &Shown, out: &mut String) {
        let Some(info) = metrics().iter().find(|info| info.id == metric.id) else {
            return;
        };
        let scale = Scale::of(info, shown.reference);
        let mut line = |name: &str, estimate: &Estimate| {
            let value = estimate.value.map_or("–".to_owned(), number);
            let interval = estimate.interval.map_or(String::new(), |(low, high)| {
                format!("[{}, {}]", number(low), number(high))
            });
            let bar = match (scale, estimate.value) {
                (Some(scale), Some(value)) => scale.bar(value, estimate.interval, self.bar_width()),
                _ => self.blank(),
            };
            let row = row(name, &value, &bar, &interval, &estimate.n.to_string());
            _ = writeln!(out, "{row}");
        };
        line(metric.id, &metric.all);
        if shown.splits {
            for (place, estimate) in &metric.by_place {
                line(&format!("  {}", place.name()), estimate);
            }
        }
        if shown.splits || BY_VOICE.contains(&metric.id) {
            for (voice, estimate) in &metric.by_voice {
                line(&format!("  {}", voice.name().replace('_', " ")), estimate);
            }
        }
        if shown.splits {
            for (category, estimate) in &metric.by_category {
                line(&format!("  {category}"), estimate);
            }
        }
    }

    fn bar_width(&self) -> usize {
        self.width.saturating_sub(60).clamp(8, 36)
    }

    fn blank(&self) -> String {
        " ".repeat(self.bar_width())
    }

    /// A line for each metric that is out of the ordinary.
    pub(crate) fn outstanding(&self, shown: &Shown, out: &mut String) {
        let reference = shown.reference;
        let mut found: Vec<(f64, String)> = Vec::new();
        // of a text without sentences nothing can be said, not even that it names no sources
        let is_empty = self.report.sentences().is_empty();
        for metric in self.report.metrics().iter().filter(|_| !is_empty) {
            let info = metrics().iter().find(|info| info.id == metric.id);
            let name = info.map_or(metric.id, |info| info.name);
            let of_category = OF_CATEGORIES.iter().find(|(id, _)| *id == metric.id);
            let of_category = of_category.map_or(name, |(_, name)| name);
            let categories = metric.by_category.iter();
            let parts = categories.map(|(category, estimate)| (Some(*category), estimate));
            for (category, estimate) in [(None, &metric.all)].into_iter().chain(parts) {
                let column = category
                    .map_or(metric.id.to_owned(), |category| format!("{}@{category}", metric.id));
                let Some((rank, median)) = standing(reference, &column, estimate) else {
                    continue;
                };
                // a category whose metric stands out already says the same again
                if category.is_some() && standing(reference, metric.id, &metric.all).is_some() {
                    continue;
                }
                let value = number(estimate.value.unwrap_or_default());
                let side = if rank > 50.0 { "above" } else { "below" };
                let share = match rank.max(100.0 - rank) {
                    share if share >= 99.5 => "nearly all".to_owned(),
                    share => format!("{share:.0} %"),
                };
                let what = category
                    .map_or(name.to_owned(), |category| format!("{of_category}: {category}"));
                let line = format!("{what}: {value}, {side} {share} (median {})", number(median));
                found.push(((rank - 50.0).abs(), line));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        self.heading(out, "What stands out");
        if found.is_empty() {
            _ = writeln!(out, "Nothing.");
        }
        for (_, text) in found.iter().take(LISTED) {
            let mut line = Paragraph::default();
            line.push(text, Look::default());
            out.push_str(&line.wrap(self.width, "- ", 2, self.colour));
        }
        let more = found.len().saturating_sub(LISTED);
        let more =
            if more > 0 { format!("And {}. ", count(more, "other value")) } else { String::new() };
        let mut note = Paragraph::default();
        note.push(&format!("{more}{}", about(reference)), Look::DIM);
        out.push_str(&note.wrap(self.width, "", 0, self.colour));
    }
}

fn row(name: &str, value: &str, bar: &str, interval: &str, n: &str) -> String {
    format!("{name:<25} {value:>8} {bar} {interval:<17} {n:>6}")
}

/// What a value is compared with.
fn about(reference: &Reference) -> String {
    let articles = count(reference.articles(), "article");
    let listed = "Listed: values above or below those of 95 % of the articles, whose interval, where \
                  they have one, leaves out median and mean.";
    let thin = if std::ptr::eq(reference, Reference::built_in()) {
        " A thin register, in part invented: it shows what is unusual, not what is usual in the press. \
         --reference FILE compares with a corpus of yours."
    } else {
        ""
    };
    format!("{listed} Reference: {}, {articles}.{thin}", reference.name())
}

/// The percentile of a value that stands out, and the median of the reference.
fn standing(reference: &Reference, column: &str, estimate: &Estimate) -> Option<(f64, f64)> {
    let rank = reference.percentile(column, estimate.value?)?;
    let median = reference.distribution(column)?.at(50)?;
    let mean = reference.distribution(column)?.mean;
    let outside = |(low, high): (f64, f64)| {
        // a category that most articles lack has a median of 0, which one hit is enough to leave out
        median.max(mean) < low || median.min(mean) > high
    };
    let is_far = rank >= OUTSTANDING || rank <= 100.0 - OUTSTANDING;
    (is_far && estimate.interval.is_none_or(outside)).then_some((rank, median))
}

/// What a bar stretches over.
#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
    median: Option<f64>,
}

impl Scale {
    fn of(info: &MetricInfo, reference: &Reference) -> Option<Self> {
        let known = reference.distribution(info.id).and_then(|distribution| {
            let at = |percentile| distribution.at(percentile);
            Some(Self { low: at(1)?, high: at(99)?, median: at(50) })
        });
        let known = known.filter(|scale| scale.low < scale.high);
        let (low, high) = info.range;
        let bounded = low.is_finite() && high.is_finite();
        known.or(bounded.then_some(Self { low, high, median: None }))
    }

    /// `●` at the value, `─` along the interval; `◂` and `▸` where it goes on beyond the bar, `◀` and `▶` where
    /// the value itself does.
    fn bar(self, value: f64, interval: Option<(f64, f64)>, width: usize) -> String {
        let last = width - 1;
        let at = |x: f64| {
            let share = ((x - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
            ((share * last as f64).round() as usize).min(last)
        };
        let mut cells = vec![' '; width];
        if let Some((low, high)) = interval {
            cells[at(low)..=at(high)].fill('─');
        }
        if let Some(median) = self.median {
            cells[at(median)] = '¦';
        }
        if interval.is_some_and(|(low, _)| low < self.low) {
            cells[0] = '◂';
        }
        if interval.is_some_and(|(_, high)| high > self.high) {
            cells[last] = '▸';
        }
        cells[at(value)] = match value {
            _ if value < self.low => '◀',
            _ if value > self.high => '▶',
            _ => '●',
        };
        cells.into_iter().collect()
    }
}

fn number(value: f64) -> String {
    let text = match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    };
    if text == "-0.000" { "0.000".to_owned() } else { text }
}
