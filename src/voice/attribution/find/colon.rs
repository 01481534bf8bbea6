//! Colons that report: "X: “…”", "X gave a statement: “…”", the labels of interviews and transcripts.

use super::super::content::{Reach, is_finite, rightward};
use super::super::phrase::subject;
use super::super::unit::Kind;
use super::super::words::Class;
use super::{Finder, Found};

/// Most tokens before the colon of a label.
const LABEL: usize = 6;

/// Most tokens before the colon of a sentence.
const LONGEST: usize = 60;

impl Finder<'_> {
    /// "Olsen: We will not pay", "OLSEN: …", "Q: …" at the head of a block.
    pub(super) fn label(&mut self) {
        let toks = self.toks;
        let Some(colon) = toks.iter().take(LABEL).position(|t| t.kind == Kind::Colon) else {
            return;
        };
        let name = &toks[..colon];
        let is_label = |t: &super::Tok| {
            t.is_word() && (t.capital || t.is(Class::PREP)) && !t.is(Class::KICKER)
                || t.kind == Kind::Stop
        };
        if name.is_empty() || !name[0].capital || !name.iter().all(is_label) {
            return;
        }
        let rest = &toks[colon + 1..];
        let Some(first) = rest.first() else { return };
        if first.kind != Kind::Quote {
            // without marks only somebody known, or a label in capitals, before a whole sentence
            let label = &self.source[name[0].span.start as usize..toks[colon].span.start as usize];
            let shouts = !label.chars().any(char::is_lowercase);
            let named = name.iter().all(|t| t.named || t.kind == Kind::Stop);
            let personal = |t: &&super::Tok| t.is(Class::SUBJECT) || t.is(Class::POSSESSIVE);
            let speaks = rest.iter().take(8).any(|t| personal(&t));
            let us = ["i", "we", "our", "my"];
            let first_person = (colon + 1..colon + 4).any(|i| us.iter().any(|w| self.says(i, w)));
            let clause = rest.iter().take(24).any(|t| t.is(Class::AUX) || is_finite(t));
            if !first.capital || !clause || !(shouts || first_person || named && speaks) {
                return;
            }
        }
        if let Some(content) = rightward(toks, colon + 1, toks.len(), Reach::Far) {
            self.push(Found {
                source: Some(0..colon),
                cue: colon..colon + 1,
                content: vec![content],
                cluster: 0..colon + 1,
                ..Found::default()
            });
        }
    }

    /// A colon before a quotation that no other cue has taken: the verb before it reports, whatever it
    /// means, and where there is none the name does.
    pub(super) fn colons(&mut self) {
        let toks = self.toks;
        let leads = |colon: &usize| {
            toks[*colon].kind == Kind::Colon
                && toks[*colon + 1].kind == Kind::Quote
                && !self.taken[*colon]
        };
        let colons: Vec<usize> = (1..toks.len().saturating_sub(1)).filter(leads).collect();
        if colons.is_empty() {
            return;
        }
        let mut held = vec![false; toks.len()];
        for part in self.found.iter().flat_map(|f| &f.content) {
            held[part.clone()].fill(true);
        }
        for colon in colons.into_iter().filter(|colon| !held[*colon + 1]) {
            let low = self.sentence_start(colon).max(colon.saturating_sub(LONGEST));
            let low = (low..colon).rev().find(|&i| self.taken[i]).map_or(low, |i| i + 1);
            let verb = (low + 1..colon)
                .find(|&i| is_finite(&toks[i]) || toks[i].is(Class::PAST) && toks[i].is_word());
            let (source, cue) = if let Some(verb) = verb {
                (subject(toks, low, verb), verb..colon + 1)
            } else {
                let dash = (low..colon).rev().find(|&i| toks[i].kind == Kind::Dash);
                let first = dash.map_or(low, |i| i + 1);
                let mut name = toks[first..colon].iter();
                let named =
                    toks[first].capital && name.all(|tok| tok.is_word() || tok.kind == Kind::Stop);
                (named.then_some(first..colon), colon..colon + 1)
            };
            let content = rightward(toks, colon + 1, self.sentence_end(colon + 1), Reach::Far);
            if source.is_some() {
                self.finish(cue, source, content.into_iter().collect(), "");
            }
        }
    }
}
