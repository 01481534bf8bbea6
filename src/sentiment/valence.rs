//! The tone of a sentence as readers rate it: what its features are.

use std::ops::Range;

use crate::lexicon::{Catalog, FOUND_BY_MODEL, Fact, Match, Role};
use crate::model::{Features, ModelKind, Parts, WordNumbers};
use crate::text::{Casing, Span, Token};

/// The features of the model `valence`. All but the two peaks are sums over the words, by √words; a
/// shifter before a word multiplies its share, as in the tone by rules.
pub(crate) const FEATURES: Features =
    Features { kind: ModelKind::Valence, version: 2, names: &NAMES, width: 1, outputs: 1 };

const NAMES: [&str; 25] = [
    "words",
    "tone.positive",
    "tone.negative",
    "tone.most_positive",
    "tone.most_negative",
    "loaded.label",
    "loaded.condemnation",
    "loaded.praise",
    "loaded.ridicule",
    "loaded.editorial",
    "loaded.emotive_verb",
    "loaded.doubt",
    "loaded.sensational",
    "loaded.hyperbole",
    "loaded.fear",
    "loaded.other",
    "deeds.subject",
    "deeds.object",
    "deeds.toward",
    "shifters.negator",
    "shifters.reverser",
    "shifters.irrealis",
    "shifters.intensifier",
    "shifters.diminisher",
    "shifters.contrast",
];

/// Places in [`NAMES`].
const WORDS: u16 = 0;
const POSITIVE: u16 = 1;
const NEGATIVE: u16 = 2;
const MOST_POSITIVE: u16 = 3;
const MOST_NEGATIVE: u16 = 4;
const LOADED: u16 = 5;
const DEEDS: u16 = 16;
const SHIFTERS: u16 = 19;

/// Appends the features of some words of a sentence; `numbers` are those of all its words.
pub(crate) fn parts(
    catalog: &Catalog,
    casing: &Casing,
    tokens: &[Token],
    matches: &[Match],
    words: Range<u32>,
    numbers: &WordNumbers,
    out: &mut Parts,
) {
    let root = f64::from(words.len().max(1) as u32).sqrt();
    let mut next = matches.partition_point(|found| found.first < words.start);
    // the most charged word of either sign
    let mut most: [Option<(Span, f64)>; 2] = [None; 2];
    super::factors(catalog, casing, tokens, matches, words.clone(), |at, factor| {
        let number = f64::from(numbers.of(at as usize)[0]);
        out.add(WORDS, tokens[at as usize].span, number * factor / root);
        while let Some(&found) = matches.get(next).filter(|found| found.first == at) {
            let i = next;
            next += 1;
            let fact = catalog.fact(found.entry);
            let Some(feature) = feature(fact) else { continue };
            if found.first + found.len > words.end
                || catalog.is_replaced(matches, i)
                || casing.is_name(found.first, found.len)
            {
                continue;
            }
            let span = found.span(tokens);
            if feature >= SHIFTERS {
                out.add(feature, span, 1.0 / root);
                continue;
            }
            let amount = fact.weight * factor;
            if fact.role != Role::Tone {
                out.add(feature, span, amount / root);
                continue;
            }
            let is_negative = amount < 0.0;
            out.add(if is_negative { NEGATIVE } else { POSITIVE }, span, amount / root);
            let most = &mut most[usize::from(is_negative)];
            if most.is_none_or(|(_, most)| amount.abs() > most.abs()) {
                *most = Some((span, amount));
            }
        }
    });
    for (feature, most) in [MOST_POSITIVE, MOST_NEGATIVE].into_iter().zip(most) {
        if let Some((span, amount)) = most {
            out.add(feature, span, amount);
        }
    }
}

/// What a match is counted for; of a charged word the sign of its valence in context decides.
fn feature(fact: Fact) -> Option<u16> {
    match fact.role {
        Role::Tone => Some(POSITIVE),
        Role::Loaded if fact.class != FOUND_BY_MODEL => Some(LOADED + loaded(fact.class)),
        Role::Deeds => Some(DEEDS + fact.category),
        Role::Shifters => Some(SHIFTERS + fact.category),
        _ => None,
    }
}

/// Rare categories of loaded terms count as one.
fn loaded(class: u8) -> u16 {
    match class {
        0 => 0,
        2..=10 => u16::from(class) - 1,
        _ => 10,
    }
}
