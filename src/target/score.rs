//! The score of one mention, and what it is made of.

use std::ops::Range;

use super::mention::{Mention, Share};
use super::scene::{Charge, Scene, Use};
use super::words::Part;
use crate::text::Span;

/// Words to either side of a mention that are looked at.
const REACH: u32 = 80;

/// `score = x / √(x² + α)`.
const ALPHA: f64 = 2.0;

/// A deed done to what the mention owns ("criticised X's plan").
const OWNER: f64 = 0.75;
/// "criticism of X".
const TOWARD: f64 = 1.5;
/// The charge of a verb that has already been told as a deed.
const TOLD: f64 = 0.5;

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
    // what a deed tells is not told in full again by the charge of its verb
    let mut told: Vec<Range<u32>> = Vec::new();
    let mut first_aimed = None;
    for deed in within(&scene.deeds, &near, |deed| deed.first..deed.end) {
        let Some(share) = mention.part_in(deed) else { continue };
        let (rule, amount) = match share {
            Share::Doer | Share::Agent => ("doer", deed.subject),
            Share::Object | Share::Patient => ("sufferer", deed.object),
            Share::OwnerOfObject => ("owner", deed.object * OWNER),
        };
        add(deed.first..deed.end, rule, amount);
        told.push(deed.first..deed.end);
        if share == Share::Doer && deed.usage == Use::Active && deed.transitive && deed.first >= end
        {
            first_aimed.get_or_insert(deed.end);
        }
    }
    for found in within(&scene.toward, &near, |found| found.first..found.end) {
        let gap = found.end..start;
        if gap.start <= gap.end && gap.end - gap.start <= 4 && scene.is_phrase(gap) {
            add(found.first..found.end, "toward", found.amount * TOWARD);
            if !found.suffers {
                told.push(found.first..found.end);
            }
        }
    }
    let speaks = mention.speaks();
    told.sort_by_key(|words| (words.start, words.end));
    let mut told = told.iter().peekable();
    for charge in within(&scene.charges, &near, |charge| charge.first..charge.end) {
        while told.peek().is_some_and(|told| told.end <= charge.first) {
            told.next();
        }
        let is_told = told.peek().is_some_and(|told| told.start < charge.end);
        let relation =
            if is_told { Relation::Told } else { mention.relation(charge, speaks, first_aimed) };
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
    /// "embattled X".
    Modifier,
    /// "X's failure".
    Owned,
    /// "X is a liar".
    Predicate,
    /// Behind a deed that the mention does to others: "X accused them of fraud".
    Aimed,
    /// In a clause before, in what the mention says or is told, or around a mere place ("in X").
    Apart,
    /// Its verb or noun is told by a role.
    Told,
    /// "attack on X", "victim of X".
    Harm,
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
            Self::Modifier => ("modifier", 1.0),
            Self::Owned => ("owned", 2.0),
            Self::Predicate => ("predicate", 3.0),
            Self::Aimed => ("aimed", 0.5),
            Self::Apart => ("apart", 0.0),
            Self::Told => ("told", TOLD),
            Self::Harm => ("harm", 0.5),
            Self::Before => ("clause", 0.75),
            Self::Behind => ("clause", 1.5),
            Self::Later => ("later", 0.75),
        }
    }
}

impl Mention<'_, '_> {
    fn relation(&self, charge: &Charge, speaks: bool, first_aimed: Option<u32>) -> Relation {
        let (scene, start, end) = (self.scene, self.words.start, self.words.end);
        let (before, behind) = (charge.end..start, end..charge.first);
        let is_near = |gap: &Range<u32>, most: u32| {
            gap.start <= gap.end && gap.end - gap.start <= most && scene.is_phrase(gap.clone())
        };
        let parted = |mut words: Range<u32>| words.any(|at| scene.tokens[at as usize].breaks());
        if is_near(&before, 2) && !parted(charge.end..start + 1) {
            // "lying to X", "hurting X": it undergoes that
            let last = scene.part(charge.end - 1);
            let governs =
                matches!(last, Some(Part::Preposition | Part::To | Part::Ing | Part::Verb));
            return if governs { Relation::Harm } else { Relation::Modifier };
        }
        if self.owns && is_near(&behind, 3) {
            return Relation::Owned;
        }
        let here = charge.first..charge.end;
        if within(&scene.toward, &here, |found| found.first..found.end).any(|found| found.suffers) {
            return Relation::Harm;
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
