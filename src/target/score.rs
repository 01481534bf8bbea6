//! The score of one mention, and what it is made of.

use std::ops::Range;

use super::mention::{Mention, Share};
use super::scene::{Charge, Deed, Use};
use crate::text::Span;

/// Words to either side of a mention that are looked at.
pub(super) const REACH: u32 = 80;

/// `score = x / √(x² + α)`.
const ALPHA: f64 = 2.0;

/// The tone of a sentence toward a mention, −1 to 1: `x / √(x² + 2)` of the sum x of
/// the shares that `each` is told, with their words and rules.
pub(crate) fn toward(
    mention: &Mention,
    judgement: &mut Judgement,
    mut each: impl FnMut(Span, &'static str, f64),
) -> f64 {
    judgement.read(mention);
    for &(span, rule, amount) in &judgement.shares {
        each(span, rule, amount);
    }
    let sum = judgement.sum();
    sum * slope(sum)
}

/// How everything in the reach of a mention stands to it; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    /// √n of the n words in reach.
    pub(super) size: f64,
    /// These words.
    pub(super) near: Range<u32>,
    pub(super) speaks: bool,
    /// Those that it has a part in.
    pub(super) deeds: Vec<(Deed, Share)>,
    /// With whether they aim at it.
    pub(super) toward: Vec<(Charge, bool)>,
    pub(super) charges: Vec<(Charge, Relation)>,
    /// The shares of the score by rules, with their words and rules.
    pub(super) shares: Vec<(Span, &'static str, f64)>,
}

impl Judgement {
    pub(super) fn read(&mut self, mention: &Mention) {
        let scene = mention.scene;
        let (start, end) = (mention.words.start, mention.words.end);
        let near =
            start.saturating_sub(REACH)..end.saturating_add(REACH).min(scene.tokens.len() as u32);
        let deeds = within(scene.deeds, &near, |deed| deed.first..deed.end)
            .filter_map(|deed| Some((*deed, mention.part_in(deed)?)));
        self.deeds.clear();
        self.deeds.extend(deeds);
        let aimed = self.deeds.iter().find(|(deed, share)| {
            *share == Share::Doer
                && deed.usage == Use::Active
                && deed.transitive
                && deed.first >= end
        });
        let first_aimed = aimed.map(|(deed, _)| deed.end);
        let toward = within(scene.toward, &near, |found| found.first..found.end).map(|found| {
            let gap = found.end..start;
            let close = gap.start <= gap.end && gap.end - gap.start <= 4;
            (*found, close && scene.is_phrase(gap))
        });
        self.toward.clear();
        self.toward.extend(toward);
        let speaks = mention.speaks();
        let charges = within(scene.charges, &near, |charge| charge.first..charge.end)
            .map(|charge| (*charge, mention.relation(charge, speaks, first_aimed)));
        self.charges.clear();
        self.charges.extend(charges);
        self.speaks = speaks;
        self.size = f64::from(near.end - near.start).sqrt();
        self.near = near;
        self.find_shares();
    }

    fn find_shares(&mut self) {
        self.shares.clear();
        let mut add = |span: Span, rule: &'static str, amount: f64| {
            if amount != 0.0 {
                self.shares.push((span, rule, amount));
            }
        };
        for (deed, share) in &self.deeds {
            let (rule, amount) = match share {
                Share::Doer | Share::Agent => ("doer", deed.subject),
                Share::Object | Share::Patient => ("sufferer", deed.object),
                Share::OwnerOfObject => ("owner", deed.object),
            };
            add(deed.span, rule, amount);
        }
        for (found, _) in self.toward.iter().filter(|(_, aims)| *aims) {
            add(found.span, "toward", found.amount);
        }
        for (charge, relation) in &self.charges {
            let (rule, weight) = relation.weight();
            add(charge.span, rule, charge.amount / self.size * weight);
        }
    }

    /// What the shares add up to.
    pub(super) fn sum(&self) -> f64 {
        self.shares.iter().fold(0.0, |sum, (.., amount)| sum + amount)
    }
}

/// By how much the score grows with its sum, from 0 to a sum x: score / x, which is 1/√(x² + 2).
pub(crate) fn slope(sum: f64) -> f64 {
    1.0 / (sum * sum + ALPHA).sqrt()
}

/// The items, in order, that share words with a range.
pub(super) fn within<'t, T>(
    items: &'t [T],
    near: &Range<u32>,
    words: impl Fn(&T) -> Range<u32> + Copy,
) -> impl Iterator<Item = &'t T> {
    let from = match near.start {
        0 => 0, // most
        start => items.partition_point(|item| words(item).end <= start),
    };
    let end = near.end;
    items[from..].iter().take_while(move |item| words(item).start < end)
}

/// How a charged word stands to a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// "X's failure".
    Owned,
    /// "X is a liar".
    Predicate,
    /// Behind a deed that the mention does to others: "X accused them of fraud".
    Aimed,
    /// In a clause before, in what the mention says or is told, or around a mere place ("in X").
    Apart,
    /// In the same clause, before the mention.
    Before,
    /// In the same clause, behind it.
    Behind,
    /// In a later clause.
    Later,
}

impl Relation {
    /// The name in contributions, and the weight.
    const fn weight(self) -> (&'static str, f64) {
        match self {
            Self::Owned => ("owned", 2.0),
            Self::Predicate => ("predicate", 3.0),
            Self::Aimed => ("aimed", 0.5),
            Self::Apart => ("apart", 0.0),
            Self::Before => ("clause", 0.75),
            Self::Behind => ("clause", 1.5),
            Self::Later => ("later", 0.75),
        }
    }
}

impl Mention<'_, '_> {
    fn relation(&self, charge: &Charge, speaks: bool, first_aimed: Option<u32>) -> Relation {
        let (scene, start, end) = (self.scene, self.words.start, self.words.end);
        let gap = end..charge.first;
        let near = gap.start <= gap.end && gap.end - gap.start <= 3;
        if self.owns && near && scene.is_phrase(gap) {
            return Relation::Owned;
        }
        let (mine, theirs) = (scene.clauses.index(start), scene.clauses.index(charge.first));
        if speaks && (mine != theirs || charge.first > end) {
            return Relation::Apart;
        }
        if charge.first >= end && self.is_subject(charge.first) {
            let aimed = first_aimed
                .is_some_and(|at| at <= charge.first && scene.clauses.index(at - 1) == theirs);
            return if aimed { Relation::Aimed } else { Relation::Predicate };
        }
        match mine.cmp(&theirs) {
            std::cmp::Ordering::Equal if self.is_place => Relation::Apart,
            std::cmp::Ordering::Equal if charge.first < start => Relation::Before,
            std::cmp::Ordering::Equal => Relation::Behind,
            std::cmp::Ordering::Less if !self.is_place => Relation::Later,
            _ => Relation::Apart,
        }
    }
}
