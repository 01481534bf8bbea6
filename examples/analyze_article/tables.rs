//! The tables under the text: sources, actors.

use std::fmt::Write;

use presslens::ActorView;

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
        let mut line = Paragraph::default();
        line.push(&format!("{more}{note}"), Look::DIM);
        out.push_str(&line.wrap(self.width, "", 0, self.colour));
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
