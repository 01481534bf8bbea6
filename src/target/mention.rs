//! Where a mention stands in its sentence: subject, object, owner, speaker.

use std::ops::Range;

use super::scene::{Deed, Scene, Use};
use super::words::Traits;
use crate::text::Span;

/// A mention in its sentence.
pub(crate) struct Mention<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) span: Span,
    pub(super) words: Range<u32>,
    /// "X's", "his": it owns what follows.
    pub(super) owns: bool,
    /// It only says where: "in X".
    pub(super) is_place: bool,
}

/// The part that a mention has in a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// Does it.
    Doer,
    /// Does it, named behind "by".
    Agent,
    /// It is done to the mention: object of an active verb.
    Object,
    /// It is done to what the mention owns.
    OwnerOfObject,
    /// It is done to the mention: subject of a passive verb.
    Patient,
}

impl<'s, 'a> Mention<'s, 'a> {
    /// `None` where the span holds no word of the sentence.
    pub(crate) fn new(scene: &'s Scene<'a>, span: Span) -> Option<Self> {
        let words = scene.words(span);
        let last = words.end.checked_sub(1).filter(|last| *last >= words.start)?;
        let before = (words.start.saturating_sub(2)..words.start)
            .rev()
            .find(|&at| !scene.is(Traits::DETERMINER, at));
        let is_place = before.is_some_and(|at| scene.is(Traits::WHERE, at));
        Some(Self { scene, span, words, owns: scene.is_owner(last), is_place })
    }

    pub(super) fn is_subject(&self, word: u32) -> bool {
        let Range { start, end } = self.words;
        let in_phrase = self.scene.is(Traits::IN_PHRASE, start);
        !self.owns && self.scene.clauses.is_subject(start, end, in_phrase, word)
    }

    /// The part that the mention has in a deed, if any.
    pub(super) fn part_in(&self, deed: &Deed) -> Option<Share> {
        let scene = self.scene;
        let passive = deed.usage == Use::Passive;
        if deed.usage == Use::Noun {
            let gap = self.words.end..deed.first;
            let near = gap.start <= gap.end && gap.end - gap.start <= 2;
            let doer = self.owns && near && scene.is_phrase(gap);
            return if doer {
                Some(Share::Doer)
            } else {
                self.follows_by(deed.end).then_some(Share::Agent)
            };
        }
        if passive && self.follows_by(deed.end) {
            return Some(Share::Agent);
        }
        if let Some(controller) = self.controller(deed) {
            let inside = controller.start <= self.words.start && self.words.end <= controller.end;
            if inside && !self.owns {
                return Some(if passive { Share::Patient } else { Share::Doer });
            }
        } else if self.words.end <= deed.first && self.is_subject(deed.first) {
            return Some(if passive { Share::Patient } else { Share::Doer });
        }
        if passive || !self.is_object(deed) {
            return None;
        }
        Some(if self.owns { Share::OwnerOfObject } else { Share::Object })
    }

    /// Whether the mention ends a noun phrase behind a "by" that follows word `end` closely.
    pub(super) fn follows_by(&self, end: u32) -> bool {
        let (scene, start) = (self.scene, self.words.start);
        (end..start.min(end.saturating_add(4)))
            .any(|at| scene.is(Traits::BY, at) && start - at <= 5 && scene.is_phrase(at + 1..start))
    }

    fn is_object(&self, deed: &Deed) -> bool {
        let (scene, gap) = (self.scene, deed.end..self.words.start);
        if gap.start > gap.end || gap.end - gap.start > 8 || !deed.transitive {
            return false;
        }
        let inside = Traits::NOMINAL.or(Traits::ADVERB).or(Traits::COORDINATOR);
        gap.into_iter().all(|at| scene.is(inside, at))
    }

    /// The words between a verb and the "to" or "of" before a deed: they do it, not the subject
    /// ("accused him of lying", "urged him to resign").
    fn controller(&self, deed: &Deed) -> Option<Range<u32>> {
        const FAR: u32 = 8;
        let scene = self.scene;
        let link = deed.first.checked_sub(1)?;
        let of_lying = || scene.is(Traits::PREPOSITION, link) && scene.is(Traits::ING, deed.first);
        if !scene.is(Traits::TO, link) && !of_lying() {
            return None;
        }
        let verb = Traits::AUXILIARY
            .or(Traits::SAY)
            .or(Traits::VERB)
            .or(Traits::PAST)
            .or(Traits::ENDS_DEED);
        let inside = Traits::NOMINAL.or(Traits::OBJECT).or(Traits::ADVERB);
        let from = scene.clauses.of(deed.first).first.max(link.saturating_sub(FAR));
        for at in (from..link).rev() {
            if scene.is(verb, at) {
                return (at + 1 < link).then_some(at + 1..link);
            }
            if !scene.is(inside, at) {
                return None;
            }
        }
        None
    }

    /// The word that its noun phrase hangs on: the first before it that is no part of the phrase.
    pub(super) fn head_before(&self) -> Option<u32> {
        let (scene, start) = (self.scene, self.words.start);
        let inside = Traits::NOMINAL.or(Traits::ADVERB);
        let words = (start.saturating_sub(4)..start).rev();
        words.take_while(|&at| !scene.breaks(at + 1)).find(|&at| !scene.is(inside, at))
    }

    /// Whether the sentence is, or holds, what the mention says or is told.
    pub(super) fn speaks(&self) -> bool {
        let (scene, start) = (self.scene, self.words.start);
        let clause = scene.clauses.of(start);
        if clause.says && start < clause.verb && clause.verb < clause.end {
            return self.is_subject(clause.verb);
        }
        // "…," said X; according to X
        let Some(before) =
            (start.saturating_sub(4)..start).rev().find(|&at| !scene.is(Traits::NOMINAL, at))
        else {
            return false;
        };
        if scene.is(Traits::SAY, before) {
            return (scene.is(Traits::TOLD, before) || clause.first == before) && !self.owns;
        }
        scene.is(Traits::TO, before)
            && before.checked_sub(1).is_some_and(|at| scene.is(Traits::ACCORDING, at))
    }
}
