//! Actors of an article with what it says of them, and the sources that speak in it.

use std::borrow::Cow;

use super::{ActorScore, ArticleReport, Estimate};
use crate::actors::{Actor, ActorKind};
use crate::target::AgencyCounts;
use crate::text::Span;

/// Somebody whom an article names, and what the article says of it: see [`ArticleReport::actors`].
#[derive(Clone, Copy, Debug)]
pub struct ActorView<'a> {
    report: &'a ArticleReport,
    source: &'a str,
    actor: &'a Actor,
    score: &'a ActorScore,
}

impl<'a> ActorView<'a> {
    /// All of a report; `source` is the text that was analysed.
    pub(super) fn all(
        report: &'a ArticleReport,
        source: &'a str,
    ) -> impl ExactSizeIterator<Item = Self> + Clone {
        let scored = report.actors.iter().zip(&report.actor_scores);
        scored.map(move |(actor, score)| Self { report, source, actor, score })
    }

    /// The caller's name for it, the usual one, or the fullest in the article.
    pub fn name(self) -> Cow<'a, str> {
        in_one_line(self.actor.name(self.source, self.report.given.as_deref()))
    }

    /// What it is.
    pub fn kind(self) -> ActorKind {
        self.actor.kind
    }

    /// The ways in which the article writes it, each once, in the order in which they first come; one in
    /// capitals leaves its place to the same in small letters.
    pub fn aliases(self) -> impl ExactSizeIterator<Item = Cow<'a, str>> {
        let aliases = self.actor.aliases().into_iter();
        aliases.map(move |alias| in_one_line(alias.of(self.source)))
    }

    /// Where it is named, in order.
    pub fn mentions(self) -> impl ExactSizeIterator<Item = Span> {
        self.actor.mentions.iter().map(|mention| mention.span)
    }

    /// Mean tone toward it over its mentions, −1 to 1: see
    /// [`TargetReport::score`](crate::TargetReport::score).
    pub fn tone(self) -> f64 {
        self.score.tone
    }

    /// How often it acts and is acted on.
    pub fn agency(self) -> AgencyCounts {
        self.score.agency
    }

    /// The share of these in which it acts, with Wilson's interval.
    pub fn active_share(self) -> Estimate {
        let agency = self.score.agency;
        Estimate::share(agency.active, agency.total())
    }
}

/// A name that runs over a line end, as it would stand in a line.
pub(super) fn in_one_line(name: &str) -> Cow<'_, str> {
    if name.contains(|c: char| c.is_whitespace() && c != ' ') {
        name.split_whitespace().collect::<Vec<&str>>().join(" ").into()
    } else {
        name.into()
    }
}
