//! Finds cues in a unit, each with its source and content, as ranges of tokens.

mod aside;
mod colon;
mod follow;
mod noun;
mod verb;

use std::mem::take;

use super::content::Content;
use super::kinds;
use super::phrase::{Range, is_nounish};
use super::unit::{Kind, NEAR, Row, Tok, may_lead};
use super::words::{Class, Lemma};
use crate::actors::Actor;
use crate::voice::words::Words;
use follow::particle;

/// An attribution by tokens of its unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) source: Option<Range>,
    pub(super) cue: Range,
    pub(super) content: Content,
    pub(super) lemma: Lemma,
    /// The cue of the source that cites this one.
    pub(super) inside: Option<Range>,
    /// Everything it takes, where other cues may not reach over it.
    cluster: Range,
}

/// Which labels of speakers a unit may have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Labels<'t> {
    /// Those that tell by themselves.
    Plain,
    /// It begins a turn of a transcript.
    Turn,
    /// In a headline somebody who may speak is enough, at either end.
    Headline(&'t [Actor]),
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug)]
struct Group {
    start: usize,
    passive: bool,
    infinitive: bool,
}

struct Finder<'t> {
    words: Words<'t>,
    toks: &'t [Tok],
    labels: Labels<'t>,
    memory: &'t mut Memory,
}

/// What is found in one unit, and memory for the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// In the order of their cues.
    pub(super) found: Vec<Found>,
    taken: Vec<bool>,
    /// Which tokens are content of some cue.
    held: Vec<bool>,
    clusters: Vec<Range>,
    /// Where the sentences of the unit end, in order.
    ends: Vec<usize>,
    /// Words that may be cues of parentheticals, and of all else.
    asides: Vec<u32>,
    cues: Vec<u32>,
    pub(super) reader: kinds::Reader,
}

/// Finds all attributions of a unit.
pub(super) fn find(words: Words, row: &Row, labels: Labels, memory: &mut Memory) {
    let Row { toks, classes, colon, .. } = row;
    memory.found.clear();
    let by_whom = classes.has(Class::ACCORDING.with(Class::WORDS));
    candidates(row, &mut memory.asides, &mut memory.cues);
    let cues = !(memory.asides.is_empty() && memory.cues.is_empty());
    if !(cues || by_whom || *colon) && matches!(labels, Labels::Plain) {
        return;
    }
    memory.clusters.clear();
    memory.ends.clear();
    memory.taken.clear();
    memory.taken.resize(toks.len(), false);
    let (asides, cues) = (take(&mut memory.asides), take(&mut memory.cues));
    let mut finder = Finder { words, toks, labels, memory };
    for at in row.stops.iter().map(|&at| at as usize) {
        if finder.ends_sentence(at) {
            finder.memory.ends.push(at + 1);
        }
    }
    if *colon || matches!(labels, Labels::Turn) {
        finder.label();
    }
    if matches!(labels, Labels::Headline(..)) {
        finder.signature();
    }
    for &at in &asides {
        finder.parenthetical(at as usize);
    }
    if by_whom {
        let may_begin = |at: &usize| toks[*at].is(Class::ACCORDING.with(Class::IN));
        for at in (0..toks.len()).filter(may_begin) {
            finder.according(at);
        }
    }
    finder.memory.clusters.sort_unstable_by_key(|c| c.start);
    for at in cues.iter().map(|&at| at as usize) {
        if !finder.memory.taken[at] {
            finder.verb(at);
            if !finder.memory.taken[at] {
                finder.noun(at);
            }
        }
    }
    if *colon {
        finder.colons();
    }
    (memory.asides, memory.cues) = (asides, cues);
    memory.found.sort_by_key(|f| (f.cue.start, f.cue.end));
}

/// Words that may be cues of parentheticals, and of all else.
fn candidates(row: &Row, asides: &mut Vec<u32>, cues: &mut Vec<u32>) {
    const PLAIN: Class = Class::SAY.with(Class::TELL).with(Class::CLAUSE).with(Class::CITES);
    const QUOTED: Class =
        Class::SAY.with(Class::TELL).with(Class::UTTER).with(Class::THOUGHT).with(Class::PAST);
    let Row { toks, .. } = row;
    let quoted = !row.quotes.is_empty();
    let aside = if quoted { QUOTED } else { PLAIN };
    let anywhere = row.classes.has(Class::AS);
    asides.clear();
    cues.clear();
    for &cue in &row.cues {
        let at = cue as usize;
        let class = toks[at].class;
        if class.has(aside) && !class.has(Class::ING) && (anywhere || row.pause < cue) {
            asides.push(cue);
        }
        let near = || {
            let mut near = [Class::default(); NEAR];
            near.iter_mut().zip(&toks[at + 1..]).for_each(|(near, tok)| *near = tok.class);
            near
        };
        let leads = || may_lead(class, near(), || particle(toks, at).is_some());
        if class.has(Class::CUE) && (quoted && class.has(Class::UTTER) || leads()) {
            cues.push(cue);
        }
    }
}

impl Finder<'_> {
    fn says(&self, at: usize, word: Class) -> bool {
        self.toks.get(at).is_some_and(|t| t.is(word))
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.toks.get(at).map(|t| t.kind)
    }

    fn text(&self, at: usize) -> &str {
        self.toks.get(at).map_or("", |t| t.span.of(self.words.source))
    }

    /// The stretch around `at` that no parenthetical cuts.
    fn bounds(&self, at: usize) -> (usize, usize) {
        let next = self.memory.clusters.partition_point(|c| c.start <= at);
        let before = self.memory.clusters[..next].iter().rev().take(4).filter(|c| c.end <= at);
        let low = before.map(|c| c.end).max().unwrap_or(0);
        let high = self.memory.clusters.get(next).map_or(self.toks.len(), |c| c.start);
        (self.sentence_start(at).max(low), high.min(self.sentence_end(at)))
    }

    fn sentence_start(&self, at: usize) -> usize {
        let next = self.memory.ends.partition_point(|end| *end <= at);
        next.checked_sub(1).map_or(0, |i| self.memory.ends[i])
    }

    fn sentence_end(&self, at: usize) -> usize {
        let next = self.memory.ends.partition_point(|end| *end <= at);
        self.memory.ends.get(next).copied().unwrap_or(self.toks.len())
    }

    /// A stop with a following capital parts the sentences of a unit.
    fn ends_sentence(&self, i: usize) -> bool {
        if !matches!(self.toks[i].kind, Kind::Stop | Kind::Question) {
            return false;
        }
        let Some(next) = self.toks.get(i + 1) else { return true };
        let short = i > 0
            && self.toks[i - 1].span.len() <= 4
            && self.toks[i - 1].capital()
            && (!self.toks[i - 1].masked() || next.joins());
        let apart = next.span.start > self.toks[i].span.end;
        apart && (next.kind == Kind::Quote || next.capital() && !short)
    }

    fn group(&self, verb: usize) -> Option<Group> {
        let toks = self.toks;
        let tok = &toks[verb];
        let mut start = verb;
        while start > 0
            && toks[start - 1].is_word()
            && (toks[start - 1].is(Class::AUX) || toks[start - 1].is(Class::ADVERB))
            && !toks[start - 1].capital()
        {
            start -= 1;
        }
        // an adverb at the head of a sentence is no part of it
        while start < verb
            && toks[start].is(Class::ADVERB)
            && start > 0
            && !toks[start - 1].is_word()
        {
            start += 1;
        }
        let last_aux = (start..verb).rev().find(|&i| toks[i].is(Class::AUX));
        let before = start.checked_sub(1).map(|i| &toks[i]).filter(|t| t.is_word());
        let to = before.is_some_and(|_| self.says(start - 1, Class::TO));
        let be = last_aux.is_some_and(|i| toks[i].is(Class::BE));
        let noun_before = before.is_some_and(|t| {
            t.is(Class::DET) && !t.is(Class::PRONOUN)
                || t.is(Class::POSSESSIVE)
                || t.owns() && !t.is(Class::AUX)
        });
        let mut group = Group { start, passive: false, infinitive: false };
        if last_aux.is_none() {
            if noun_before {
                return None;
            }
            if before.is_some_and(|t| t.is(Class::PREP)) && !to && !tok.is(Class::ING) {
                return None;
            }
        }
        if tok.is(Class::BASE) && (last_aux.is_some_and(|i| toks[i].is(Class::TAKES_BASE)) || to) {
            group.infinitive = to && last_aux.is_none();
            return Some(group);
        }
        if tok.is(Class::PAST) {
            group.passive = be;
            return Some(group);
        }
        if tok.is(Class::ING) {
            let comma = verb > 0 && !toks[verb - 1].is_word();
            let ok = be
                || comma
                || before.is_some_and(|t| is_nounish(t) || t.is(Class::PREP) || t.is(Class::STOP));
            return ok.then_some(group);
        }
        if last_aux.is_some() {
            return None;
        }
        if tok.is(Class::THIRD) {
            let next = toks.get(verb + 1);
            let of = next.is_some_and(|_| self.says(verb + 1, Class::OF));
            // "the latest reports saying that"
            if tok.is(Class::NOUN)
                && next.is_some_and(|t| t.is(Class::ING) && t.is(Class::SAY) || t.is(Class::AUX))
            {
                return None;
            }
            let plural = tok.is(Class::NOUN)
                && before.is_some_and(|t| {
                    !t.capital()
                        && !t.is(Class::PRONOUN)
                        && t.is(Class::KNOWN)
                        && t.is(Class::ADJECTIVE)
                });
            return (before.is_some() && !of && !plural
                || start > 0 && toks[start - 1].kind != Kind::Word && !tok.is(Class::NOUN))
            .then_some(group);
        }
        if tok.is(Class::BASE) {
            let ok = before.is_some_and(|t| {
                let text = || t.span.of(self.words.source);
                t.is(Class::SUBJECT)
                    || t.is(Class::PLURAL)
                    || t.is(Class::PRONOUN) && t.is(Class::BOUNDARY)
                    || is_nounish(t)
                        && !t.masked()
                        && text().ends_with('s')
                        && !t.owns()
                        && !text().ends_with("ss")
            });
            return ok.then_some(group);
        }
        None
    }

    fn push(&mut self, found: Found) {
        if found.content.is_empty() {
            return;
        }
        for i in found.cue.clone() {
            self.memory.taken[i] = true;
        }
        if !found.cluster.is_empty() {
            self.memory.clusters.push(found.cluster.clone());
        }
        self.memory.found.push(found);
    }

    #[inline(never)]
    fn finish(&mut self, cue: Range, source: Option<Range>, content: Content, lemma: Lemma) {
        if content.is_empty() || cue.is_empty() {
            return;
        }
        let source = source.filter(|s| s.end <= cue.start || s.start >= cue.end);
        self.push(Found { source, cue, content, lemma, ..Found::default() });
    }
}
