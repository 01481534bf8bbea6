//! The score of one mention, and what it is made of.

use std::ops::Range;

use super::mention::{Mention, Share};
use super::scene::{Charge, Scene, Use};
use crate::text::Span;

/// Words to either side of a mention that are looked at.
const REACH: u32 = 80;

/// `score = x / √(x² + α)`.
const ALPHA: f64 = 2.0;

/// The tone of a sentence toward the mention at `target`, −1 to 1: `x / √(x² + 2)` of the sum x of
/// the shares that `each` is told, with their words and rules.
pub(crate) fn toward(
    scene: &Scene,
    target: Span,
    mut each: impl FnMut(Span, &'static str, f64),
) -> f64 {
    let Some(mention) = Mention::new(scene, target) else { return 0.0 };
    let (start, end) = (mention.words.start, mention.words.end);
    let near =
        start.saturating_sub(REACH)..end.saturating_add(REACH).min(scene.tokens.len() as u32);
    let size = f64::from(near.end - near.start).sqrt();
    let mut sum = 0.0;
    let mut add = |words: Range<u32>, rule: &'static str, amount: f64| {
        if amount != 0.0 {
            each(scene.span(words), rule, amount);
            sum += amount;
        }
    };
    let mut first_aimed = None;
    for deed in within(&scene.deeds, &near, |deed| deed.first..deed.end) {
        let Some(share) = mention.part_in(deed) else { continue };
        let (rule, amount) = match share {
            Share::Doer | Share::Agent => ("doer", deed.subject),
            Share::Object | Share::Patient => ("sufferer", deed.object),
            Share::OwnerOfObject => ("owner", deed.object),
        };
        add(deed.first..deed.end, rule, amount);
        if share == Share::Doer && deed.usage == Use::Active && deed.transitive && deed.first >= end
        {
            first_aimed.get_or_insert(deed.end);
        }
    }
    for found in within(&scene.toward, &near, |found| found.first..found.end) {
        let gap = found.end..start;
        if gap.start <= gap.end && gap.end - gap.start <= 4 && scene.is_phrase(gap) {
            add(found.first..found.end, "toward", found.amount);
        }
    }
    let speaks = mention.speaks();
    for charge in within(&scene.charges, &near, |charge| charge.first..charge.end) {
        let relation = mention.relation(charge, speaks, first_aimed);
        let (rule, weight) = relation.weight();
        add(charge.first..charge.end, rule, charge.valence / size * weight);
    }
    sum * slope(sum)
}

/// By how much the score grows with its sum, from 0 to a sum x: score / x, which is 1/√(x² + 2).
pub(crate) fn slope(sum: f64) -> f64 {
    1.0 / (sum * sum + ALPHA).sqrt()
}

/// The items, in order, that share words with a range.
fn within<'t, T>(
    items: &'t [T],
    near: &Range<u32>,
    words: impl Fn(&T) -> Range<u32> + Copy,
) -> impl Iterator<Item = &'t T> {
    let from = items.partition_point(|item| words(item).end <= near.start);
    let end = near.end;
    items[from..].iter().take_while(move |item| words(item).start < end)
}

/// How a charged word stands to a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
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
            std::cmp::Ordering::Equal if self.is_place() => Relation::Apart,
            std::cmp::Ordering::Equal if charge.first < start => Relation::Before,
            std::cmp::Ordering::Equal => Relation::Behind,
            std::cmp::Ordering::Less if !self.is_place() => Relation::Later,
            _ => Relation::Apart,
        }
    }
}
