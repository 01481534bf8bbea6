//! Colons that report: "X: “…”", "X gave a statement: “…”", the labels of interviews and transcripts.

use super::super::content::{Content, Reach, is_finite, rightward, trimmed};
use super::super::kinds;
use super::super::phrase::{Range, subject};
use super::super::unit::{Kind, Tok};
use super::super::words::{Class, Lemma};
use super::{Finder, Found, Labels};
use crate::actors::{Actor, ActorKind};
use crate::text::Span;

/// Most tokens before the colon of a label.
const LABEL: usize = 6;

/// Most tokens before the colon of a sentence.
const LONGEST: usize = 60;

impl Finder<'_> {
    /// "Olsen: We will not pay", "OLSEN: …", "Q: …" at the head of a block.
    #[inline(never)]
    pub(super) fn label(&mut self) {
        let toks = self.toks;
        let turn = matches!(self.labels, Labels::Turn);
        let parts = |i: &usize| {
            toks[*i].kind == Kind::Colon || turn && *i == 1 && toks[1].kind == Kind::Stop
        };
        let Some(colon) = (0..toks.len().min(LABEL)).find(parts) else { return };
        let name = &toks[..colon];
        let is_label = |t: &Tok| {
            t.is_word() && (t.capital() || t.is(Class::PREP)) && !t.is(Class::KICKER)
                || t.kind == Kind::Stop
        };
        if name.is_empty() || !(turn || name[0].capital() && name.iter().all(is_label)) {
            return;
        }
        let rest = &toks[colon + 1..];
        let Some(first) = rest.first() else { return };
        if first.kind != Kind::Quote && !turn {
            // without marks only somebody known, or a label in capitals, before a whole sentence
            let label =
                &self.words.source[name[0].span.start as usize..toks[colon].span.start as usize];
            let shouts = !label.chars().any(char::is_lowercase);
            let named = name.iter().all(|t| t.named() || t.kind == Kind::Stop);
            let personal = |t: &&Tok| t.is(Class::SUBJECT) || t.is(Class::POSSESSIVE);
            let speaks = rest.iter().take(8).any(|t| personal(&t));
            let first_person = (colon + 1..colon + 4).any(|i| self.says(i, Class::WE));
            let told = shouts || first_person || named && speaks;
            if !(first.capital() && is_clause(rest) && told || self.speaker(0..colon, rest, true)) {
                return;
            }
        }
        let content = if turn {
            trimmed(toks, colon + 1, toks.len())
        } else {
            rightward(toks, colon + 1, toks.len(), Reach::Far)
        };
        if let Some(content) = content {
            self.push(Found {
                source: Some(0..colon),
                cue: colon..colon + 1,
                content: Content::from_iter([content]),
                cluster: 0..colon + 1,
                ..Found::default()
            });
        }
    }

    /// "It is over: lawyer", "Bread is dear - mayor" in a headline.
    #[inline(never)]
    pub(super) fn signature(&mut self) {
        let toks = self.toks;
        let end = toks.len() - usize::from(toks.last().is_some_and(|t| t.kind == Kind::Stop));
        let parts = |i: &usize| match toks[*i].kind {
            Kind::Colon => true,
            Kind::Dash => toks[*i - 1].span.end < toks[*i].span.start,
            _ => false,
        };
        let Some(mark) = (end.saturating_sub(LABEL).max(1)..end).rev().find(parts) else { return };
        let (name, said) = (mark + 1..end, &toks[..mark]);
        let plain = toks[name.clone()].iter().all(|t| t.is_word() && !t.is(Class::KICKER));
        let speaks = is_clause(said) || said.iter().any(|t| t.kind == Kind::Quote);
        if name.is_empty() || self.memory.taken[mark] || !plain || !speaks {
            return;
        }
        if self.speaker(name.clone(), said, toks[mark].kind == Kind::Colon)
            && let Some(content) = trimmed(toks, 0, mark)
        {
            self.push(Found {
                source: Some(name),
                cue: mark..mark + 1,
                content: Content::from_iter([content]),
                cluster: mark..end,
                ..Found::default()
            });
        }
    }

    /// Whether a headline's label names somebody who may speak. Behind a dash a body may be the outlet; a
    /// country before a colon may be the scene.
    fn speaker(&mut self, name: Range, said: &[Tok], colon: bool) -> bool {
        let Labels::Headline(actors) = self.labels else { return false };
        let span = Span::new(self.toks[name.start].span.start, self.toks[name.end - 1].span.end);
        let is_named = |actor: &&Actor| actor.mentions.iter().any(|mention| mention.span == span);
        if said.first().is_none_or(|t| t.is(Class::DET)) && !is_clause(said) {
            return false;
        }
        match actors.iter().find(is_named).map(|actor| actor.kind) {
            Some(ActorKind::Person) => true,
            Some(ActorKind::Government) => is_clause(said),
            Some(ActorKind::Organisation) => colon,
            Some(ActorKind::Place) => false,
            None => {
                let source = kinds::source(self.words, span, &mut self.memory.reader);
                source.office.is_some() || name.len() == 1 && source.official
            }
        }
    }

    /// A colon before a quotation that no other cue has taken: the verb before it reports, whatever it
    /// means, and where there is none the name does.
    #[inline(never)]
    pub(super) fn colons(&mut self) {
        let toks = self.toks;
        let Some(first) = (1..toks.len()).find(|&colon| self.leads(colon)) else { return };
        let mut held = std::mem::take(&mut self.memory.held);
        held.clear();
        held.resize(toks.len(), false);
        for part in self.memory.found.iter().flat_map(|f| f.content.iter()) {
            held[part].fill(true);
        }
        for colon in first..toks.len() {
            if !self.leads(colon) || held[colon + 1] {
                continue;
            }
            let low = self.sentence_start(colon).max(colon.saturating_sub(LONGEST));
            let low = (low..colon).rev().find(|&i| self.memory.taken[i]).map_or(low, |i| i + 1);
            let verb = (low + 1..colon)
                .find(|&i| is_finite(&toks[i]) || toks[i].is(Class::PAST) && toks[i].is_word());
            let (source, cue) = if let Some(verb) = verb {
                (subject(toks, low, verb), verb..colon + 1)
            } else {
                let dash = (low..colon).rev().find(|&i| toks[i].kind == Kind::Dash);
                let first = dash.map_or(low, |i| i + 1);
                let mut name = toks[first..colon].iter();
                let named = toks[first].capital()
                    && name.all(|tok| tok.is_word() || tok.kind == Kind::Stop);
                (named.then_some(first..colon), colon..colon + 1)
            };
            let content = rightward(toks, colon + 1, self.sentence_end(colon + 1), Reach::Far);
            if source.is_some() {
                self.finish(cue, source, content.into_iter().collect(), Lemma::NONE);
            }
        }
        self.memory.held = held;
    }

    /// Whether a colon of no cue leads to a quotation.
    fn leads(&self, colon: usize) -> bool {
        self.kind(colon) == Some(Kind::Colon)
            && self.kind(colon + 1) == Some(Kind::Quote)
            && !self.memory.taken[colon]
    }
}

/// Whether a finite verb stands near the beginning.
fn is_clause(toks: &[Tok]) -> bool {
    toks.iter().take(24).any(|t| t.is(Class::AUX) || is_finite(t))
}
