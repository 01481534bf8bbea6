//! The tables under the text: sources, actors, metrics.

use std::fmt::Write;

use presslens::{ActorView, Estimate, metrics};

use crate::layout::{Look, Paragraph, printable};
use crate::view::{View, count};

/// Sources and actors listed.
const LISTED: usize = 12;

impl View<'_> {
    /// Who speaks, how much, and how the article stands to it.
    pub(crate) fn sources(&self, out: &mut String) {
        let mut sources = self.report.sources(self.article);
        if sources.is_empty() {
            return;
        }
        self.heading(out, "Sources");
        let all: u32 = self.report.sentences().iter().map(|sentence| sentence.words).sum();
        sources.sort_by_key(|source| std::cmp::Reverse((source.words, source.attributions)));
        let head = row("source", "kind", ["words", "endorsing", "neutral", "distancing"]);
        _ = writeln!(out, "{}", Look::DIM.paint(&head, self.colour));
        for source in sources.iter().take(LISTED) {
            let share = format!("{:.1} %", 100.0 * f64::from(source.words) / f64::from(all.max(1)));
            let kind = format!("{}{}", source.kind.name(), if source.official { "*" } else { "" });
            let cues = [source.endorsing, source.neutral, source.distancing].map(some);
            let [endorsing, neutral, distancing] = &cues;
            let cells = [share.as_str(), endorsing, neutral, distancing];
            _ = writeln!(out, "{}", row(&source.name, &kind, cells).trim_end());
        }
        self.rest(
            out,
            sources.len(),
            "other source",
            "words: share of the article's; then cues by stance; * official",
        );
    }

    /// Who is named, what is said of them, and whether they act.
    pub(crate) fn actors(&self, out: &mut String) {
        let mut actors: Vec<ActorView> = self.report.actors(self.article).collect();
        if actors.is_empty() {
            return;
        }
        self.heading(out, "Actors");
        actors.sort_by_key(|actor| std::cmp::Reverse(actor.mentions().len()));
        let head = row("actor", "kind", ["tone", "mentions", "acts", "acted on"]);
        _ = writeln!(out, "{}", Look::DIM.paint(&head, self.colour));
        for actor in actors.iter().take(LISTED) {
            let agency = actor.agency();
            let unnamed = agency.agentless + agency.nominal;
            let acted_on = match (agency.passive + unnamed, unnamed) {
                (all, 0) => some(all),
                (all, unnamed) => format!("{all} ({unnamed}†)"),
            };
            let tone = format!("{:+.2}", actor.tone());
            let mentions = actor.mentions().len().to_string();
            let acts = some(agency.active);
            let cells = [tone.as_str(), &mentions, &acts, &acted_on];
            _ = writeln!(out, "{}", row(&actor.name(), actor.kind().name(), cells).trim_end());
        }
        self.rest(
            out,
            actors.len(),
            "other actor",
            "tone: mean of the mentions; † by nobody named",
        );
    }

    /// The line under a list that may have been cut.
    fn rest(&self, out: &mut String, n: usize, what: &str, note: &str) {
        let more = n.saturating_sub(LISTED);
        let more = if more > 0 { format!("and {}; ", count(more, what)) } else { String::new() };
        _ = writeln!(out, "{}", Look::DIM.paint(&format!("{more}{note}"), self.colour));
    }

    /// The metrics as a table.
    pub(crate) fn framing(&self, out: &mut String) {
        self.heading(out, "Framing");
        let row = |name: &str, value: &str, interval: &str, n: &str| {
            format!("{name:<26} {value:>9}   {interval:<20} {n:>6}")
        };
        let head = row("metric", "value", "95 % interval", "n");
        _ = writeln!(out, "{}", Look::DIM.paint(head.trim_end(), self.colour));
        for metric in self.report.metrics() {
            let info = metrics().iter().find(|info| info.id == metric.id);
            let estimate = |name: &str, estimate: &Estimate| {
                let value = estimate.value.map_or("–".to_owned(), number);
                let interval = estimate.interval;
                let interval = interval.map_or("–".to_owned(), |(low, high)| {
                    format!("[{}, {}]", number(low), number(high))
                });
                row(name, &value, &interval, &estimate.n.to_string())
            };
            let all = estimate(metric.id, &metric.all);
            _ = writeln!(out, "{}", Look::BOLD.paint(&all, self.colour));
            if let Some(info) = info {
                let mut about = Paragraph::default();
                about.push(&format!("{}; n: {}", info.name, info.unit), Look::DIM);
                out.push_str(&about.wrap(self.width, "  ", 2, self.colour));
            }
            for (place, value) in &metric.by_place {
                _ = writeln!(out, "{}", estimate(&format!("  {}", place.name()), value));
            }
            for (voice, value) in &metric.by_voice {
                let name = format!("  {}", voice.name().replace('_', " "));
                _ = writeln!(out, "{}", estimate(&name, value));
            }
        }
    }
}

/// A row of the tables of sources and of actors.
fn row(name: &str, kind: &str, [first, second, third, fourth]: [&str; 4]) -> String {
    let name = cut(name, 27);
    format!("{name:<27} {kind:<14}{first:>7}{second:>10}{third:>9}{fourth:>12}")
}

/// A number, or nothing for none.
fn some(n: u32) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

/// At most so many characters.
fn cut(text: &str, most: usize) -> String {
    let text = printable(text);
    match text.char_indices().nth(most - 1) {
        Some((at, _)) if text.chars().count() > most => format!("{}…", &text[..at]),
        _ => text,
    }
}

fn number(value: f64) -> String {
    let text = if value.abs() >= 100.0 { format!("{value:.1}") } else { format!("{value:.3}") };
    if text == "-0.000" { "0.000".to_owned() } else { text }
}
