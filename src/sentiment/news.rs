//! The tone of news: valences of `lexicons/tone/`, and what the words before them do to them. The
//! table of rules stands at [`SentenceReport::tone`](crate::SentenceReport::tone).

use std::ops::Range;

use crate::lexicon::{Match, Role, Use, Uses};
use crate::stats::{bits, ones};
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

    /// Which kinds it ends the reach of, as bits: its own, or all.
    const fn ends(self) -> u64 {
        match self {
            Self::Contrast => u64::MAX,
            _ => 1 << self as u32,
        }
    }

    /// What is left of its factor.
    const fn turns(self) -> f64 {
        match self {
            Self::Negator | Self::Reverser => TURNED,
            _ => 1.0,
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

/// A factor, and the words that it acts on.
#[derive(Clone, Copy, Debug)]
struct Scope {
    kind: Shifter,
    factor: f64,
    from: u32,
    until: u32,
}

/// A shifter, or a match that shifters act on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shifted {
    pub(crate) found: Match,
    /// Part of a proper name, as capitals tell it.
    pub(crate) named: bool,
    /// A shifter with a capital: the month of May.
    idle: bool,
    /// Where its factors end; they begin where those of the hit before end.
    factors: u32,
}

impl Shifted {
    /// One past its last word.
    pub(crate) fn end(&self) -> u32 {
        self.found.first + self.found.len
    }
}

/// What the shifters of a sentence do to its words and matches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shifts<'a> {
    hits: &'a [Shifted],
    factors: &'a [(&'static str, f64)],
    by_word: &'a [f64],
    /// Words.
    size: u32,
}

/// The same of all sentences of an article; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct ShiftScratch {
    hits: Vec<Shifted>,
    factors: Vec<(&'static str, f64)>,
    /// By word: the product of the factors that act on it.
    by_word: Vec<f64>,
    /// Where each sentence ends in these, and its words.
    ends: Vec<([usize; 3], u32)>,
    /// Those of the sentence at hand.
    scopes: Vec<Scope>,
}

impl ShiftScratch {
    pub(crate) fn clear(&mut self) {
        self.hits.clear();
        self.factors.clear();
        self.by_word.clear();
        self.ends.clear();
    }

    /// What is found for a sentence, of those that were read.
    pub(crate) fn of(&self, sentence: usize) -> Shifts<'_> {
        let [hits, factors, words] = self.end(sentence);
        let (end, size) = self.ends[sentence];
        Shifts {
            size,
            hits: &self.hits[hits..end[0]],
            factors: &self.factors[factors..end[1]],
            by_word: &self.by_word[words..end[2]],
        }
    }

    /// Where the first sentences end.
    fn end(&self, sentences: usize) -> [usize; 3] {
        sentences.checked_sub(1).map_or([0; 3], |last| self.ends[last].0)
    }

    /// Reads the matches of the next sentence.
    pub(crate) fn read(
        &mut self,
        casing: &Casing,
        tokens: &[Token],
        (matches, uses): (&[Match], &Uses),
    ) {
        uses.each(Use::Shift, |i| {
            let found = matches[i];
            let Match { first, len, .. } = found;
            let capital = tokens[first as usize].is_capital();
            let named = capital && casing.is_name(first, len);
            let idle = capital && len == 1 && casing.is_capital_inside(first);
            self.hits.push(Shifted { found, named, idle, factors: 0 });
        });
        let words = 0..tokens.len() as u32;
        self.shift(tokens, &words);
        self.by_word.resize(self.by_word.len() + tokens.len(), 1.0);
        let from = self.by_word.len() - tokens.len();
        // products of three depend on the order
        if self.scopes.len() > 2 {
            self.scopes.sort_by_key(|scope| scope.kind as u8);
        }
        for &Scope { factor, from: first, until, .. } in &self.scopes {
            for product in self.by_word[from..].iter_mut().take(until as usize).skip(first as usize)
            {
                *product *= factor;
            }
        }
        self.end_sentence(words);
    }

    fn end_sentence(&mut self, words: Range<u32>) {
        let ends = [self.hits.len(), self.factors.len(), self.by_word.len()];
        self.ends.push((ends, words.end - words.start));
    }

    /// Takes over some hits of a sentence, which act on each other in some of its words alone.
    pub(crate) fn take(
        &mut self,
        sentence: Shifts,
        tokens: &[Token],
        words: Range<u32>,
        keep: impl Fn(&Shifted) -> bool,
    ) -> Shifts<'_> {
        let from = sentence.hits.partition_point(|hit| hit.found.first < words.start);
        let here = sentence.hits[from..].iter().take_while(|hit| hit.found.first < words.end);
        self.clear();
        let kept = here.filter(|hit| hit.end() <= words.end && keep(hit));
        self.hits.extend(kept.map(|hit| Shifted { factors: 0, ..*hit }));
        if self.hits.is_empty() {
            let size = words.end - words.start;
            return Shifts { hits: &[], factors: &[], by_word: &[], size }; // most
        }
        self.shift(tokens, &words);
        self.end_sentence(words);
        self.of(0)
    }

    /// Lets the shifters among the hits behind the last sentence act. One of each acts on a word at most: a new
    /// one takes the place of the last. None goes over a comma or stop.
    fn shift(&mut self, tokens: &[Token], words: &Range<u32>) {
        let [first_hit, first_factor, _] = self.end(self.ends.len());
        let Self { hits, factors, scopes, .. } = self;
        let hits = &mut hits[first_hit..];
        scopes.clear();
        let is_shifter = |hit: &Shifted| hit.found.fact.role == Role::Shifters;
        let Some(first) = hits.iter().position(is_shifter) else { return };
        // the kinds at work, as bits, and the scope of each; whatever the kind, where all of them end
        let (mut open, mut scope_of, mut end, mut parted) = (0_u64, [0; Shifter::ALL.len()], 0, 0);
        for hit in &mut hits[first..] {
            let Match { first, fact, .. } = hit.found;
            if !is_shifter(hit) {
                for kind in ones(if first < end { open } else { 0 }) {
                    let Scope { factor, from, until, .. } = scopes[scope_of[kind]];
                    if (from..until).contains(&first) {
                        factors.push((Shifter::ALL[kind].1, factor));
                    }
                }
            } else if !hit.idle {
                let (kind, _) = Shifter::ALL[usize::from(fact.category)];
                let ended = open & kind.ends();
                open &= !ended;
                for kind in ones(ended) {
                    let scope: &mut Scope = &mut scopes[scope_of[kind]];
                    scope.until = scope.until.min(first);
                }
                if kind != Shifter::Contrast {
                    if parted <= first {
                        let mut rest = first + 1..words.end;
                        let mark = rest.find(|at| tokens[*at as usize].breaks());
                        parted = mark.unwrap_or(words.end);
                    }
                    let from = hit.end();
                    let until = from.saturating_add(kind.reach()).min(parted);
                    let factor = fact.weight * kind.turns();
                    open |= 1 << kind as u32;
                    scope_of[kind as usize] = scopes.len();
                    scopes.push(Scope { kind, factor, from, until });
                    end = end.max(until);
                }
            }
            hit.factors = (factors.len() - first_factor) as u32;
        }
    }
}

impl<'a> Shifts<'a> {
    /// By start.
    pub(crate) fn hits(self) -> &'a [Shifted] {
        self.hits
    }

    /// Every hit with the factors that act on it, by rule; of shifters none.
    pub(crate) fn shifted(self) -> impl Iterator<Item = (&'a Shifted, &'a [(&'static str, f64)])> {
        let mut from = 0;
        self.hits.iter().map(move |hit| {
            let here = from..hit.factors as usize;
            from = here.end;
            (hit, &self.factors[here])
        })
    }

    /// One of them.
    fn hit(self, at: usize) -> (Shifted, &'a [(&'static str, f64)]) {
        let from = at.checked_sub(1).map_or(0, |before| self.hits[before].factors);
        let hit = self.hits[at];
        (hit, &self.factors[from as usize..hit.factors as usize])
    }

    /// By word of a whole sentence: the product of the factors that act on it.
    pub(crate) fn by_word(self) -> &'a [f64] {
        self.by_word
    }
}

/// The tone of some words, −1 to 1: `x / √(x² + α)` of `x = Σ valence / √words`.
/// `each` is told every word, rule and share of x, in the order of the text.
pub(crate) fn tone(shifts: Shifts, mut each: impl FnMut(Match, &'static str, f64)) -> f64 {
    if shifts.hits.is_empty() {
        return 0.0;
    }
    let size = f64::from(shifts.size.max(1)).sqrt();
    let mut sum = 0.0;
    for (hits, at) in shifts.hits.chunks(64).zip((0..).step_by(64)) {
        // neutral phrases have no part in it
        let is_charged =
            |hit: &Shifted| hit.found.fact.role == Role::Tone && hit.found.fact.weight != 0.0;
        for charged in ones(bits(hits.iter().map(is_charged))) {
            let (Shifted { found, named, .. }, factors) = shifts.hit(at + charged);
            let mut valence = found.fact.weight;
            each(found, VALENCE, valence / size);
            if named {
                each(found, NAME, -valence / size);
                continue;
            }
            for &(rule, factor) in factors {
                let shifted = valence * factor;
                each(found, rule, (shifted - valence) / size);
                valence = shifted;
            }
            sum += valence / size;
        }
    }
    sum / (sum * sum + ALPHA).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Catalog, Lexicon, built_in};
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
        let (mut steps, mut shifts) = (Vec::new(), ShiftScratch::default());
        let matches = (&*matches, &Uses::of(catalog, &matches));
        shifts.read(&Casing::new(text, &tokens), &tokens, matches);
        let score = tone(shifts.of(0), |found, rule, amount| {
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

    /// Shifters of a part act as if there were no other words.
    #[test]
    fn a_part_is_shifted_by_itself() {
        let catalog = catalog();
        let text =
            "if not very good, could be slightly bad but never a deeply good attack: no hope";
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        let matches: Vec<Match> = catalog.find_all(text, &tokens).collect();
        let read = |from: usize, to: usize| {
            let words = from as u32..to as u32;
            let is_inside =
                |found: &&Match| words.start <= found.first && found.first + found.len <= words.end;
            let inside = matches.iter().filter(is_inside);
            let inside: Vec<Match> =
                inside.map(|found| Match { first: found.first - words.start, ..*found }).collect();
            let (tokens, mut shifts) = (&tokens[from..to], ShiftScratch::default());
            let inside = (&*inside, &Uses::of(&catalog, &inside));
            shifts.read(&Casing::new(text, tokens), tokens, inside);
            shifts
        };
        let (all, mut here) = (read(0, tokens.len()), ShiftScratch::default());
        for from in 0..tokens.len() {
            for to in from..=tokens.len() {
                let words = from as u32..to as u32;
                let taken = tone(here.take(all.of(0), &tokens, words, |_| true), |_, _, _| ());
                let alone = tone(read(from, to).of(0), |_, _, _| ());
                assert_eq!(taken, alone, "{from}..{to}");
            }
        }
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
