//! The tone of news: valences of `lexicons/tone/`, and what the words before them do to them. The
//! table of rules stands at [`SentenceReport::tone`](crate::SentenceReport::tone).

use std::ops::Range;

use crate::lexicon::{Catalog, Match, Role};
use crate::text::{Casing, Token};

/// What a category of `tone/shifters` does to the words after it, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shifter {
    /// "not": turns.
    Negator,
    /// "failed to", "lack of", "halt": turns.
    Reverser,
    /// "if", "could", "hopes to": what is not so, or not yet, weakened.
    Irrealis,
    /// "deeply".
    Intensifier,
    /// "slightly".
    Diminisher,
    /// "but": ends the reach of what stands before it.
    Contrast,
}

impl Shifter {
    /// With the rule's name in contributions.
    const ALL: [(Self, &'static str); 6] = [
        (Self::Negator, "negation"),
        (Self::Reverser, "reversal"),
        (Self::Irrealis, "irrealis"),
        (Self::Intensifier, "intensifier"),
        (Self::Diminisher, "diminisher"),
        (Self::Contrast, "contrast"),
    ];

    /// Up to which word after it a shifter reaches, counted from 1.
    const fn reach(self) -> u32 {
        match self {
            Self::Negator | Self::Reverser => 5,
            Self::Irrealis => u32::MAX, // its whole clause
            Self::Intensifier | Self::Diminisher => 2,
            Self::Contrast => 0,
        }
    }
}

/// Whether entries of a category of `tone/shifters` negate.
pub(crate) fn is_negator(category: u16) -> bool {
    Shifter::ALL[usize::from(category)].0 == Shifter::Negator
}

/// Whether they strengthen what comes after.
pub(crate) fn is_intensifier(category: u16) -> bool {
    Shifter::ALL[usize::from(category)].0 == Shifter::Intensifier
}

/// The name of the rule that gives a word its valence from the list.
const VALENCE: &str = "valence";
/// The name of the rule that takes it from a word in a proper name.
const NAME: &str = "name";

/// What is left of a valence that is turned: "not good" is less bad than "bad".
const TURNED: f64 = 0.5;

/// `tone = x / √(x² + α)`.
const ALPHA: f64 = 2.0;

/// A factor that waits for words, in the tokens `from..until`.
#[derive(Clone, Copy, Debug)]
struct Scope {
    factor: f64,
    from: u32,
    until: u32,
}

impl Scope {
    fn holds(self, word: u32) -> bool {
        (self.from..self.until).contains(&word)
    }
}

type Scopes = [Option<Scope>; Shifter::ALL.len()];

/// The tone of some words of a sentence, −1 to 1: `x / √(x² + α)` of `x = Σ valence / √words`.
/// `each` is told every word, rule and share of x, in the order of the text. Matches that begin before
/// or behind the words are skipped, so give those at hand where there are many.
pub(crate) fn tone(
    catalog: &Catalog,
    casing: &Casing,
    tokens: &[Token],
    matches: &[Match],
    words: Range<u32>,
    mut each: impl FnMut(Match, &'static str, f64),
) -> f64 {
    let size = f64::from(words.end.saturating_sub(words.start).max(1)).sqrt();
    let mut sum = 0.0;
    shifted(catalog, casing, tokens, matches, words, Role::Tone, |found, factors| {
        let mut valence = catalog.fact(found.entry).weight;
        if valence == 0.0 {
            return; // a neutral phrase
        }
        each(found, VALENCE, valence / size);
        if casing.is_name(found.first, found.len) {
            each(found, NAME, -valence / size);
            return;
        }
        for &(rule, factor) in factors {
            let shifted = valence * factor;
            each(found, rule, (shifted - valence) / size);
            valence = shifted;
        }
        sum += valence / size;
    });
    sum / (sum * sum + ALPHA).sqrt()
}

/// Tells `each` the matches of a role among some words, with the factors that act on each by rule.
/// Of entries at the very same words that several lists have, the one that counts alone.
pub(crate) fn shifted(
    catalog: &Catalog,
    casing: &Casing,
    tokens: &[Token],
    matches: &[Match],
    words: Range<u32>,
    wanted: Role,
    mut each: impl FnMut(Match, &[(&'static str, f64)]),
) {
    let mut scopes = Scopes::default();
    let mut factors = Vec::with_capacity(Shifter::ALL.len());
    let mut at = words.start;
    for (i, &found) in matches.iter().enumerate() {
        let fact = catalog.fact(found.entry);
        let end = found.first + found.len;
        let is_ours = fact.role == wanted || fact.role == Role::Shifters;
        if !is_ours || found.first < words.start || end > words.end {
            continue;
        }
        // no scope goes over a comma or stop (several matches may begin at one word)
        if found.first >= at {
            let next = found.first + 1;
            if tokens[at as usize..next as usize].iter().any(|token| token.breaks()) {
                scopes = Scopes::default();
            }
            at = next;
        }
        if fact.role == Role::Shifters {
            open(catalog, casing, found, &mut scopes);
            continue;
        }
        if catalog.is_replaced(matches, i) {
            continue;
        }
        factors.clear();
        factors.extend(Shifter::ALL.iter().zip(&scopes).filter_map(|((_, rule), scope)| {
            Some((*rule, scope.filter(|scope| scope.holds(found.first))?.factor))
        }));
        each(found, &factors);
    }
}

/// Tells `each` every one of some words with the product of the factors that act on it.
pub(crate) fn factors(
    catalog: &Catalog,
    casing: &Casing,
    tokens: &[Token],
    matches: &[Match],
    words: Range<u32>,
    mut each: impl FnMut(u32, f64),
) {
    let mut scopes = Scopes::default();
    let mut next = matches.partition_point(|found| found.first < words.start);
    for at in words.clone() {
        if tokens[at as usize].breaks() {
            scopes = Scopes::default();
        }
        while let Some(&found) = matches.get(next).filter(|found| found.first == at) {
            next += 1;
            let is_shifter = catalog.fact(found.entry).role == Role::Shifters;
            if is_shifter && found.first + found.len <= words.end {
                open(catalog, casing, found, &mut scopes);
            }
        }
        let here = scopes.iter().flatten().filter(|scope| scope.holds(at));
        each(at, here.map(|scope| scope.factor).product());
    }
}

/// A shifter begins to act on the words behind it.
fn open(catalog: &Catalog, casing: &Casing, found: Match, scopes: &mut Scopes) {
    if found.len == 1 && casing.is_capital_inside(found.first) {
        return; // the month of May
    }
    let fact = catalog.fact(found.entry);
    let kind = Shifter::ALL[usize::from(fact.category)].0;
    let factor = match kind {
        Shifter::Contrast => {
            *scopes = Scopes::default();
            return;
        }
        Shifter::Negator | Shifter::Reverser => fact.weight * TURNED,
        _ => fact.weight,
    };
    let from = found.first + found.len;
    scopes[kind as usize] = Some(Scope { factor, from, until: from.saturating_add(kind.reach()) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, built_in};
    use crate::text::{Span, tokenize};

    /// A list of our own, so that no rating decides a test of the rules.
    const WORDS: &str = "# id: tone/t\n# version: 1\n# title: t\n# licence: CC0-1.0\n# sources: none\n\
        # category c: all\n# columns: term weight\ngood\t2\nbad\t-2\nattack\t-3\nhope\t1\n\
        fed up\t-2\nup\t1\nVictory\t3\n";

    fn catalog() -> Catalog {
        let mut list = Lexicon::from_text("t", WORDS).expect("a good list");
        list.role = Role::Tone;
        let mut lists = built_in();
        lists.retain(|list| list.role == Role::Shifters);
        assert_eq!(lists.len(), 1);
        lists.push(list);
        Catalog::new(lists)
    }

    /// The tone of a text, and its steps as (word, rule, amount times √words).
    fn steps(catalog: &Catalog, text: &str) -> (f64, Vec<(String, &'static str, f64)>) {
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        let matches: Vec<Match> = catalog.find_all(text, &tokens).collect();
        let words = tokens.len() as u32;
        let mut steps = Vec::new();
        let casing = Casing::new(text, &tokens);
        let score = tone(catalog, &casing, &tokens, &matches, 0..words, |found, rule, amount| {
            let word = found.span(&tokens).of(text).to_owned();
            steps.push((word, rule, amount * f64::from(words).sqrt()));
        });
        (score, steps)
    }

    /// What the rules make of each word, in units of valence.
    fn valences(catalog: &Catalog, text: &str) -> Vec<(String, f64)> {
        let mut out: Vec<(String, f64)> = Vec::new();
        for (word, rule, amount) in steps(catalog, text).1 {
            match out.last_mut() {
                Some(last) if rule != VALENCE => last.1 += amount,
                _ => out.push((word, amount)),
            }
        }
        out
    }

    #[test]
    fn the_categories_of_the_list_are_the_rules() {
        let lists = built_in();
        let list = lists.iter().find(|list| list.role == Role::Shifters).expect("the shifters");
        let names: Vec<&str> = list.categories().iter().map(|c| c.name.as_str()).collect();
        let expected = ["negator", "reverser", "irrealis", "intensifier", "diminisher", "contrast"];
        assert_eq!(names, expected);
        assert!(is_negator(0) && !is_negator(1));
        assert!(is_intensifier(3) && !is_intensifier(4));
        for (i, (kind, _)) in Shifter::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, i);
        }
    }

    /// Rule by rule: where it acts and where it does not.
    #[test]
    fn rules_act_in_their_scope() {
        let catalog = catalog();
        let (neg, pos, same) = (|v: f64| v < 0.0, |v: f64| v > 0.0, |v: f64| v == 2.0);
        let weaker = |v: f64| v > 0.0 && v < 2.0;
        let stronger = |v: f64| v > 2.0;
        let cases: [(&str, &dyn Fn(f64) -> bool); 26] = [
            ("It is good.", &same),
            ("It is not good.", &neg),
            ("It isn’t good.", &neg),
            ("It isnt good.", &neg),
            ("It is not at all that good.", &neg),
            ("It is not a thing that anyone there said was good.", &same),
            ("It is not late, it is good.", &same),
            ("It is not late; it is good.", &same),
            ("It is not late: it is good.", &same),
            ("It is not late but good.", &same),
            ("They failed to do good.", &neg),
            ("There is a lack of good.", &neg),
            ("If it is what they say it is good.", &weaker),
            ("It could be good.", &weaker),
            ("It could be late, it is good.", &same),
            ("It is very good.", &stronger),
            ("It is extremely good.", &stronger),
            ("It is very much as they said good.", &same),
            ("It is slightly good.", &weaker),
            ("It is good, not late.", &same),
            ("It is late, but good.", &same),
            ("It was never good.", &neg),
            ("Nobody said good.", &neg),
            ("The map is GOOD!!!", &same),
            ("In the north in May good rain came.", &same),
            ("“It is good?”", &same),
        ];
        for (text, holds) in cases {
            let found = valences(&catalog, text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(holds(found[0].1), "{text}: {found:?}");
        }
        assert!(pos(valences(&catalog, "They prevented an attack.")[0].1));
    }

    #[test]
    fn what_is_turned_counts_half_and_factors_multiply() {
        let catalog = catalog();
        let factor = |term: &str| {
            let list = &catalog.lexicons()[0];
            list.entries().iter().find(|entry| &*entry.term == term).expect("a shifter").weight
        };
        let (not, deeply, would) = (factor("not"), factor("deeply"), factor("would"));
        let one = |text: &str| valences(&catalog, text)[0].1;
        assert!((one("It is not good.") - 2.0 * not * TURNED).abs() < 1e-9);
        assert!((one("It is not deeply good.") - 2.0 * not * TURNED * deeply).abs() < 1e-9);
        assert!((one("It would be good.") - 2.0 * would).abs() < 1e-9);
    }

    #[test]
    fn of_two_lists_the_later_one_counts() {
        let mut lists = vec![];
        for weight in ["2", "3"] {
            let text = WORDS.replace("tone/t", &format!("tone/{weight}")).replace("\tgood", "");
            let text = text.replace("good\t2", &format!("good\t{weight}"));
            let mut list = Lexicon::from_text("t", &text).expect("a good list");
            list.role = Role::Tone;
            lists.push(list);
        }
        let found = valences(&Catalog::new(lists), "It is good.");
        assert_eq!(found, [("good".to_owned(), 3.0)]);
    }

    #[test]
    fn phrases_hide_their_words_and_names_have_no_tone() {
        let catalog = catalog();
        assert_eq!(valences(&catalog, "We are fed up."), [("fed up".to_owned(), -2.0)]);
        let text = "He was killed at the Good Hope cape by men from the north.";
        let named = valences(&catalog, text);
        assert!(named.iter().all(|(_, valence)| *valence == 0.0), "{named:?}");
        assert_eq!(steps(&catalog, text).0, 0.0);
        assert_eq!(valences(&catalog, "Good weather came."), [("Good".to_owned(), 2.0)]);
    }

    /// The steps add up to the x of `x / √(x² + α)`, and x grows with √n for a text n times over.
    #[test]
    fn steps_add_up_and_length_counts_by_its_root() {
        let catalog = catalog();
        let text = "The attack was not good, and nobody would hope for a very bad day";
        let (score, parts) = steps(&catalog, text);
        let x = parts.iter().map(|part| part.2).sum::<f64>() / 14f64.sqrt();
        assert!((score - x / (x * x + ALPHA).sqrt()).abs() < 1e-12);
        let (score, _) = steps(&catalog, &[text; 4].join(", "));
        assert!((score - 2.0 * x / (4.0 * x * x + ALPHA).sqrt()).abs() < 1e-12);
        assert_eq!(steps(&catalog, "").0, 0.0);
        assert!(steps(&catalog, &"attack ".repeat(500)).0 > -1.0);
    }

    /// The shipped lists, on sentences whose direction nobody would dispute.
    #[test]
    fn the_tone_of_news() {
        let catalog = Catalog::new(built_in());
        for (text, positive) in [
            ("The ceasefire brought relief to the town.", true),
            ("Rescuers saved all nine miners.", true),
            ("The talks ended in deadlock.", false),
            ("The senator slams the budget.", false),
            ("The bridge collapsed and killed nine.", false),
            ("Voters are fed up.", false),
            ("They failed to rescue the miners.", false),
            ("Doctors prevented a second outbreak.", true),
            ("There is no hope for the firm.", false),
            ("The report is not bad.", true),
            ("The judge acquitted the teacher.", true),
            ("There is a lack of clean water.", false),
        ] {
            let (score, parts) = steps(&catalog, text);
            assert!(score != 0.0 && (score > 0.0) == positive, "{text}: {score} {parts:?}");
        }
    }
}
