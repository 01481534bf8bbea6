//! The fitted tone toward a mention: what its features are.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::mention::{Mention, Share};
use super::scene::{Charge, Scene, Use};
use super::score::{Judgement, REACH, slope, within};
use super::words::Traits;
use crate::model::{Features, ModelKind, Sink, WordNumbers};
use crate::text::Token;

/// The features of the model `target`, whose sums are the log-odds of negative and of positive against
/// neutral.
pub(crate) const FEATURES: Features =
    Features { kind: ModelKind::Target, version: 4, names: &NAMES, width: BANKS * 2, outputs: 2 };

/// Sides of the mention on which a word has numbers of its own: before it, behind it. On each a word has
/// two: toward negative, toward positive.
pub(crate) const BANKS: usize = 2;

/// Names, in the order of the constants below. Of a pair the first is negative, the second positive.
const NAMES: [&str; 83] = [
    "words.negative",
    "words.positive",
    // the score by rules, by shares
    "rules",
    // charged words: sums, the score of all, its strength
    "tone.negative",
    "tone.positive",
    "tone",
    "tone.strength",
    // by how they stand to the mention
    "owned.negative",
    "owned.positive",
    "predicate.negative",
    "predicate.positive",
    "aimed.negative",
    "aimed.positive",
    "apart.negative",
    "apart.positive",
    "before.negative",
    "before.positive",
    "behind.negative",
    "behind.positive",
    "later.negative",
    "later.positive",
    // in quotations: where the mention speaks, where it does not
    "quoted.own.negative",
    "quoted.own.positive",
    "quoted.other.negative",
    "quoted.other.positive",
    // deeds by the mention's part in them: what is said of who does them, and of whom they are done to
    "doer.subject.negative",
    "doer.subject.positive",
    "doer.object.negative",
    "doer.object.positive",
    "object.subject.negative",
    "object.subject.positive",
    "object.object.negative",
    "object.object.positive",
    "owner.subject.negative",
    "owner.subject.positive",
    "owner.object.negative",
    "owner.object.positive",
    "patient.subject.negative",
    "patient.subject.positive",
    "patient.object.negative",
    "patient.object.positive",
    "doer",
    "object",
    "owner",
    "patient",
    "toward.negative",
    "toward.positive",
    "toward.others.negative",
    "toward.others.positive",
    "loaded",
    // what is not, may be, should be
    "negation.own",
    "negation.before",
    "negation.behind",
    "contrast.before",
    "contrast.behind",
    "modal.own",
    "modal.other",
    "if",
    "should",
    "against",
    // the words beside the mention
    "by",
    "in",
    "of",
    "on",
    "like",
    "next.be",
    "next.modal",
    "next.said",
    "next.past",
    "next.other",
    "next.apposition",
    "next.relative",
    // the mention and its sentence
    "owns",
    "place",
    "speaks",
    "quoted",
    "first",
    "pronoun",
    "position",
    "length",
    "names",
    "clauses",
    "question",
];

const WORDS: u16 = 0;
const RULES: u16 = 2;
const TONE: u16 = 3;
const NET: u16 = 5;
const STRENGTH: u16 = 6;
const RELATION: u16 = 7;
const QUOTED: u16 = 21;
const DEED: u16 = 25;
const SHARE: u16 = 41;
const TOWARD: u16 = 45;
const LOADED: u16 = 49;
const NEGATION: u16 = 50;
const CONTRAST: u16 = 53;
const MODAL: u16 = 55;
const IF: u16 = 57;
const SHOULD: u16 = 58;
const AGAINST: u16 = 59;
const GOVERNOR: u16 = 60;
const NEXT: u16 = 65;
const MENTION: u16 = 72;

/// The share of a word by its distance d, 1 and more, in a sentence of n words that are no name's:
/// `e^(−(d − 1) / 5) + .7 / √n`.
const NEAR: f64 = 5.0;
const FAR: f64 = 0.7;

/// The second of a pair of features for what is positive.
fn side(feature: u16, amount: f64) -> u16 {
    feature + u16::from(amount > 0.0)
}

/// Appends all features; `numbers` are those of the words of the sentence.
pub(crate) fn features(
    mention: &Mention,
    numbers: &WordNumbers,
    judgement: &mut Judgement,
    out: &mut impl Sink,
) {
    words(mention, numbers, out);
    cues(mention, judgement, out);
}

/// Appends the features of single words.
fn words(mention: &Mention, numbers: &WordNumbers, out: &mut impl Sink) {
    let (scene, [before, behind]) = (mention.scene, sides(mention));
    let mut add = |((token, [negative, positive]), share): ((&Token, [f32; 2]), f64)| {
        out.add(WORDS, token.span, share * f64::from(negative));
        out.add(WORDS + 1, token.span, share * f64::from(positive));
    };
    let shares_before = shares(scene, scene.counts[before.clone()].iter().rev());
    let rows = numbers.pairs(before.clone(), 0).rev();
    scene.tokens[before].iter().rev().zip(rows).zip(shares_before).for_each(&mut add);
    let shares_behind = shares(scene, scene.counts[behind.clone()].iter());
    let rows = numbers.pairs(behind.clone(), 2);
    scene.tokens[behind].iter().zip(rows).zip(shares_behind).for_each(&mut add);
}

/// Tells the words in reach of a mention: which, on which side, with what share.
pub(crate) fn each_word(mention: &Mention, mut each: impl FnMut(usize, usize, f64)) {
    let (scene, [before, behind]) = (mention.scene, sides(mention));
    let shares_before = shares(scene, scene.counts[before.clone()].iter().rev());
    before.rev().zip(shares_before).for_each(|(at, share)| each(at, 0, share));
    let shares_behind = shares(scene, scene.counts[behind.clone()].iter());
    behind.zip(shares_behind).for_each(|(at, share)| each(at, 1, share));
}

/// The words in reach before a mention, and those behind it.
fn sides(mention: &Mention) -> [Range<usize>; BANKS] {
    let (start, end) = (mention.words.start as usize, mention.words.end as usize);
    let reach = REACH as usize;
    [start.saturating_sub(reach)..start, end..mention.scene.tokens.len().min(end + reach)]
}

/// The shares of words, from the mention on. Those of names have none, nor those with a capital inside the
/// sentence: they may be names that nobody found.
fn shares<'s>(scene: &Scene, counts: impl Iterator<Item = &'s f64>) -> impl Iterator<Item = f64> {
    let plain = scene.tokens.len() as u32 - scene.named_words;
    let far = FAR / f64::from(plain.max(1)).sqrt();
    let step = (-1.0 / NEAR).exp();
    let mut near = 1.0;
    counts.map(move |counts| {
        let share = (near + far) * counts;
        near *= step;
        share
    })
}

/// Appends all features but those of single words.
pub(crate) fn cues(mention: &Mention, judgement: &mut Judgement, out: &mut impl Sink) {
    judgement.read(mention);
    let cues = Cues { scene: mention.scene, mention, judgement };
    cues.charges(out);
    cues.deeds(out);
    cues.words(out);
    cues.neighbours(out);
    cues.place(out);
}

/// What the word behind a mention may be, in the order of the features; another one twice, without and with
/// a mark between.
const BEHIND: [Traits; 7] = [
    Traits::BE,
    Traits::MODAL,
    Traits::SAY,
    Traits::PAST,
    Traits::OTHER,
    Traits::OTHER,
    Traits::RELATIVE,
];

/// What is asked for features.
struct Cues<'m, 's, 'a> {
    scene: &'s Scene<'a>,
    mention: &'m Mention<'s, 'a>,
    judgement: &'m Judgement,
}

impl Cues<'_, '_, '_> {
    /// Charged words, all and by how they stand to the mention, and the rules' score.
    fn charges(&self, out: &mut impl Sink) {
        let Self { scene, judgement, .. } = *self;
        let steep = slope(judgement.sum());
        for &(span, _, amount) in &judgement.shares {
            out.add(RULES, span, amount * steep);
        }

        let amount = |charge: &Charge| charge.amount / judgement.size;
        let all: f64 = judgement.charges.iter().map(|(charge, _)| amount(charge)).sum();
        let steep = slope(all);
        let quoted = if judgement.speaks { QUOTED } else { QUOTED + 2 };
        for (charge, relation) in &judgement.charges {
            let (amount, span) = (amount(charge), charge.span);
            out.add(side(TONE, amount), span, amount.abs());
            out.add(NET, span, amount * steep);
            out.add(STRENGTH, span, amount * steep * all.signum());
            out.add(side(RELATION + 2 * *relation as u16, amount), span, amount.abs());
            if scene.is_quoted(charge.first) {
                out.add(side(quoted, amount), span, amount.abs());
            }
        }
    }

    /// Deeds in which the mention has a part, phrases that aim at somebody, loaded terms.
    fn deeds(&self, out: &mut impl Sink) {
        let Self { scene, judgement, .. } = *self;
        for (deed, share) in &judgement.deeds {
            let part = match share {
                Share::Doer | Share::Agent => 0,
                Share::Object => 1,
                Share::OwnerOfObject => 2,
                Share::Patient => 3,
            };
            let span = deed.span;
            out.add(side(DEED + 4 * part, deed.subject), span, deed.subject.abs());
            out.add(side(DEED + 4 * part + 2, deed.object), span, deed.object.abs());
            if deed.transitive && deed.usage != Use::Noun {
                out.add(SHARE + part, span, 1.0);
            }
        }
        for (found, aims) in &judgement.toward {
            let feature = if *aims { TOWARD } else { TOWARD + 2 };
            out.add(side(feature, found.amount), found.span, found.amount.abs());
        }
        for term in within(scene.loaded, &judgement.near, |term| term.first..term.end) {
            out.add(LOADED, term.span, term.amount);
        }
    }

    /// Small words by which a sentence says that something is not so, or only may be.
    fn words(&self, out: &mut impl Sink) {
        let Self { scene, mention, judgement, .. } = *self;
        let (start, end) = (mention.words.start, mention.words.end);
        for &at in within(scene.small, &judgement.near, |&at| at..at + 1) {
            let word = scene.words[at as usize];
            let before = at < start;
            let own = || at >= end && mention.is_subject(at);
            let feature = if word.is(Traits::NEGATION) {
                NEGATION + if own() { 0 } else { 2 - u16::from(before) }
            } else if word.is(Traits::CONTRAST) {
                CONTRAST + u16::from(!before)
            } else if word.is(Traits::IF) {
                IF
            } else if !word.is(Traits::AGAINST) {
                MODAL + u16::from(!own())
            } else if before && start - at <= 3 {
                AGAINST
            } else {
                continue;
            };
            let span = scene.tokens[at as usize].span;
            out.add(feature, span, 1.0);
            if word.is(Traits::SHOULD) {
                out.add(SHOULD, span, 1.0);
            }
        }
    }

    /// The preposition that governs the mention, and the word behind it.
    fn neighbours(&self, out: &mut impl Sink) {
        let Self { scene, mention, .. } = *self;
        if let Some(at) = mention.head_before() {
            let word = scene.word(at);
            // a feature has the name of its word
            let feature = (GOVERNOR..NEXT)
                .find(|feature| word.eq_ignore_ascii_case(NAMES[usize::from(*feature)]));
            if let Some(feature) = feature {
                out.add(feature, scene.tokens[at as usize].span, 1.0);
            }
        }
        let next = mention.words.end;
        let Some(word) = scene.words.get(next as usize) else { return };
        let parted = u16::from(word.is(Traits::OTHER) && word.is(Traits::BREAKS));
        let place = (NEXT..).zip(BEHIND).find(|(_, part)| word.is(*part));
        if let Some((feature, _)) = place {
            out.add(feature + parted, scene.tokens[next as usize].span, 1.0);
        }
    }

    /// What the mention is, and where it stands.
    fn place(&self, out: &mut impl Sink) {
        let Self { scene, mention, judgement } = *self;
        let (start, end) = (mention.words.start, mention.words.end);
        let length = f64::from(scene.tokens.len().max(1) as u32);
        let is_named = |at: u32| scene.is(Traits::NAMED, at);
        let inside = (start..end).filter(|at| is_named(*at)).count();
        let names = f64::from(scene.named_words - inside as u32) / length.sqrt();
        let values = [
            f64::from(u8::from(mention.owns)),
            f64::from(u8::from(mention.is_place)),
            f64::from(u8::from(judgement.speaks)),
            f64::from(u8::from(scene.is_quoted(start))),
            f64::from(u8::from(start == 0)),
            f64::from(u8::from(!is_named(start))),
            f64::from(start) / length,
            scene.log_length,
            names,
            f64::from(scene.clauses.count()),
            f64::from(u8::from(scene.asks)),
        ];
        for (feature, value) in (MENTION..).zip(values) {
            out.add(feature, mention.span, value);
        }
    }
}
