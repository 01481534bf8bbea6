//! The tone of a sentence as readers rate it: what its features are.

use std::ops::Range;

use super::Shifts;
use crate::lexicon::{Fact, Role};
use crate::model::{Features, ModelKind, Sink, WordNumbers};
use crate::text::{Span, Token};

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
const MOST_POSITIVE: u16 = 3;
const MOST_NEGATIVE: u16 = 4;
const LOADED: u16 = 5;
const DEEDS: u16 = 16;
const SHIFTERS: u16 = 19;

/// Appends the features of a sentence; `numbers` are those of its words.
pub(crate) fn parts(tokens: &[Token], shifts: Shifts, numbers: &WordNumbers, out: &mut impl Sink) {
    let root = f64::from(tokens.len().max(1) as u32).sqrt();
    // the most charged word of either sign
    let mut most: [Option<(Span, f64)>; 2] = [None; 2];
    let read = |words: Range<usize>, out: &mut _| {
        let rows = numbers.rows(words.clone());
        let words = tokens[words.clone()].iter().zip(&shifts.by_word()[words]);
        for ((token, factor), [number]) in words.zip(rows) {
            Sink::add(out, WORDS, token.span, number * factor / root);
        }
    };
    let mut next = 0;
    for hit in shifts.hits() {
        let at = hit.found.first as usize;
        read(next..at + 1, out);
        next = at + 1;
        if hit.named {
            continue;
        }
        let (fact, span) = (hit.found.fact, hit.found.span(tokens));
        let is_shifter = fact.role == Role::Shifters;
        // chosen without a branch, here and below: what comes next is hard to foretell
        let amount = [fact.weight * shifts.by_word()[at], 1.0][usize::from(is_shifter)];
        let is_negative = amount < 0.0;
        out.add(feature(fact, is_negative), span, amount / root);
        if fact.role == Role::Tone {
            let most = &mut most[usize::from(is_negative)];
            if most.is_none_or(|(_, most)| amount.abs() > most.abs()) {
                *most = Some((span, amount));
            }
        }
    }
    read(next..tokens.len(), out);
    for (feature, most) in [MOST_POSITIVE, MOST_NEGATIVE].into_iter().zip(most) {
        if let Some((span, amount)) = most {
            out.add(feature, span, amount);
        }
    }
}

/// What a hit is counted for; of a charged word the sign of its valence in context decides.
fn feature(fact: Fact, is_negative: bool) -> u16 {
    const PLACES: [(u16, u8); Role::COUNT] = {
        let mut places = [(SHIFTERS, 2); Role::COUNT];
        places[Role::Tone as usize] = (POSITIVE, 0);
        places[Role::Loaded as usize] = (LOADED, 1);
        places[Role::Deeds as usize] = (DEEDS, 2);
        places
    };
    let (first, by) = PLACES[fact.role as usize];
    first + [u16::from(is_negative), loaded(fact.class), fact.category][usize::from(by)]
}

/// Rare categories of loaded terms count as one.
fn loaded(class: u8) -> u16 {
    const PLACES: [u16; 11] = [0, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    PLACES.get(usize::from(class)).copied().unwrap_or(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Catalog, Lexicon, Match, Uses, built_in};
    use crate::model::{Parts, WordTable};
    use crate::sentiment::ShiftScratch;
    use crate::text::{Casing, tokenize};

    /// A list of our own, so that no rating decides a test.
    const TONES: &str = "# id: tone/t\n# version: 1\n# title: t\n# licence: CC0-1.0\n# sources: none\n\
        # category c: all\n# columns: term weight\ngood\t2\nbad\t-2\nattack\t-3\nhope\t1\n";

    fn catalog() -> Catalog {
        let mut tones = Lexicon::from_text("t", TONES).expect("a good list");
        tones.role = Role::Tone;
        let mut lists = built_in();
        lists.retain(|list| list.role != Role::Tone);
        lists.push(tones);
        Catalog::new(lists)
    }

    /// What stands for what, with its amount times √words; the words in brackets are a name.
    fn amounts(catalog: &Catalog, text: &str) -> Vec<(&'static str, String, f64)> {
        let mut tokens = Vec::new();
        let name = text.find('[').map(|start| start..text.find(']').unwrap_or(start));
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        for token in &mut tokens {
            if name.as_ref().is_some_and(|name| name.contains(&(token.span.start as usize))) {
                token.set_name(false, false);
            }
        }
        let matches: Vec<Match> = catalog.find_all(text, &tokens).collect();
        let mut shifts = ShiftScratch::default();
        let matches = (&*matches, &Uses::of(catalog, &matches));
        shifts.read(&Casing::new(text, &tokens), &tokens, matches);
        let rows = [("good", 0.5), ("train", 0.25), ("hope", 0.25)];
        let rows = rows.map(|(word, number)| (word.to_owned(), vec![number])).to_vec();
        let mut numbers = WordNumbers::default();
        numbers.look_up(&WordTable::new(1, rows), text, &tokens);
        let mut out = Parts::default();
        parts(&tokens, shifts.of(0), &numbers, &mut out);
        let root = (tokens.len() as f64).sqrt();
        out.iter()
            .map(|part| {
                let is_peak = [MOST_POSITIVE, MOST_NEGATIVE].contains(&part.feature);
                let value = part.value * if is_peak { 1.0 } else { root };
                (NAMES[usize::from(part.feature)], part.span.of(text).to_owned(), value)
            })
            .collect()
    }

    fn amount(found: &[(&str, String, f64)], feature: &str) -> f64 {
        found.iter().filter(|part| part.0 == feature).map(|part| part.2).sum()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn the_categories_of_the_lists_are_the_features() {
        let lists = built_in();
        for (role, first, prefix) in
            [(Role::Shifters, SHIFTERS, "shifters"), (Role::Deeds, DEEDS, "deeds")]
        {
            let list = lists.iter().find(|list| list.role == role).expect("the list");
            for (category, name) in list.categories().iter().zip(&NAMES[usize::from(first)..]) {
                assert_eq!(format!("{prefix}.{}", category.name), *name);
            }
        }
        for (class, category) in (0..).zip(crate::lexicon::LOADED_CATEGORIES) {
            let name = NAMES[usize::from(LOADED + loaded(class))];
            assert!(name == format!("loaded.{category}") || name == "loaded.other", "{category}");
        }
    }

    #[test]
    fn words_and_charges_are_shifted_alike() {
        let catalog = catalog();
        let plain = amounts(&catalog, "The train was good, the attack bad.");
        assert!(near(amount(&plain, "words"), 0.75));
        assert!(near(amount(&plain, "tone.positive"), 2.0));
        assert!(near(amount(&plain, "tone.negative"), -5.0));
        assert!(near(amount(&plain, "tone.most_positive"), 2.0));
        assert!(near(amount(&plain, "tone.most_negative"), -3.0));
        let turned = amounts(&catalog, "The train was not good, the attack bad.");
        assert!(amount(&turned, "words") < 0.25 && amount(&turned, "tone.positive") == 0.0);
        assert!(near(amount(&turned, "shifters.negator"), 1.0));
        let number = |found: &[(&str, String, f64)]| {
            found.iter().find(|part| part.0 == "words" && part.1 == "good").expect("good").2
        };
        let charge = turned.iter().find(|part| part.1 == "good" && part.0 == "tone.negative");
        assert!(near(number(&turned) / 0.5, charge.expect("a charge").2 / 2.0));
        let praised = amounts(&catalog, "It was a superb and heroic rescue.");
        assert!(amount(&praised, "loaded.praise") > 0.0);
    }

    #[test]
    fn names_carry_nothing() {
        let catalog = catalog();
        let found = amounts(&catalog, "The [Good Hope] train of Monday.");
        assert_eq!(found, [("words", "train".to_owned(), found[0].2)]);
        assert_eq!(amounts(&catalog, ""), []);
        assert_eq!(amounts(&catalog, "1984 …"), []);
    }
}
