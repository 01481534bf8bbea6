//! The valence of one lexicon word in its surroundings (rules 17 to 30).

use super::explain::Recorder;
use super::flag;
use super::tokens::{Token, Valued, lower};
use crate::sentiment::Rule;

/// What a booster adds.
const BOOST: f64 = 0.293;
/// What capitals add among words that are not in capitals.
const CAPITALS: f64 = 0.733;
/// What a negator multiplies with.
const NEGATION: f64 = -0.74;
/// What "never so" multiplies with.
const NEVER_SO: f64 = 1.25;
/// How much of a booster arrives over a distance of one, two and three words.
const FADING: [f64; 3] = [1.0, 0.95, 0.9];

/// The phrases with a valence of their own (rule 4, without "badass", which no look-up asks for).
const IDIOMS: [(&[&str], f64); 8] = [
    (&["the", "shit"], 3.0),
    (&["the", "bomb"], 3.0),
    (&["bad", "ass"], 1.5),
    (&["bus", "stop"], 0.0),
    (&["yeah", "right"], -2.0),
    (&["kiss", "of", "death"], -1.5),
    (&["to", "die", "for"], 3.0),
    (&["beating", "heart"], 3.5),
];

/// The boosters of two words; all of them weaken.
const PHRASES: [&[&str]; 3] = [&["just", "enough"], &["kind", "of"], &["sort", "of"]];

/// Where the word itself stands in its window of six tokens.
const SELF: usize = 3;

/// A lexicon word and its neighbours: three before it and two after it.
struct Window<'a> {
    text: &'a str,
    words: &'a [Token; 6],
    capitals_differ: bool,
}

/// A valence on its way through the rules.
struct Value<'a, R> {
    valence: f64,
    recorder: &'a mut R,
    /// Index of the word among all tokens.
    token: u32,
}

impl<R: Recorder> Value<'_, R> {
    /// Sets the valence and notes that the tokens `cause` of the window did it.
    fn set(&mut self, rule: Rule, cause: (usize, usize), valence: f64) {
        let index = |at: usize| self.token + at as u32 - SELF as u32;
        let tokens = (index(cause.0), index(cause.1));
        self.recorder.step(rule, tokens, self.valence, valence);
        self.valence = valence;
    }
}

/// Stands for the tokens that are missing before a word: the rules pass over lexicon words.
const BEFORE: Token = Token { start: 0, end: 0, flags: flag::LEXICON };
/// The same behind it: a word without a role.
const AFTER: Token = Token { start: 0, end: 0, flags: 0 };

/// The window of the token at `at` where it stands near an end.
#[inline(never)]
fn window_at_end(tokens: &[Token], at: usize) -> [Token; 6] {
    std::array::from_fn(|i| {
        let token = (at + i).checked_sub(SELF).and_then(|at| tokens.get(at));
        token.copied().unwrap_or(if i < SELF { BEFORE } else { AFTER })
    })
}

/// The valence of `word`, the `at`th of `tokens`.
#[inline]
pub(super) fn valence<R: Recorder>(
    text: &str,
    (tokens, at): (&[Token], usize),
    capitals_differ: bool,
    word: Valued,
    recorder: &mut R,
) -> f64 {
    let at_end;
    let inside = at.checked_sub(SELF).and_then(|from| tokens.get(from..)?.first_chunk());
    let words = if let Some(inside) = inside {
        inside
    } else {
        at_end = window_at_end(tokens, at);
        &at_end
    };
    let near = words[..5].iter().fold(0, |flags, token| flags | token.flags);
    let mut value = Value { valence: word.valence, recorder, token: word.token };
    let shouted = capitals_differ && words[SELF].flags & flag::UPPER != 0;
    if near & flag::CONTEXT == 0 {
        if shouted {
            capitals(&mut value);
        }
    } else {
        Window { text, words, capitals_differ }.apply(word.valence, shouted, &mut value);
    }
    value.valence
}

/// Rule 19.
fn capitals<R: Recorder>(value: &mut Value<'_, R>) {
    let by = if value.valence > 0.0 { CAPITALS } else { -CAPITALS };
    value.set(Rule::Caps, (SELF, SELF), value.valence + by);
}

impl Window<'_> {
    fn has(&self, at: usize, flags: u16) -> bool {
        self.words[at].flags & flags != 0
    }

    /// Whether the words from `at` on are these.
    fn reads(&self, at: usize, phrase: &[&str]) -> bool {
        self.words.get(at..at + phrase.len()).is_some_and(|tokens| {
            tokens.iter().zip(phrase).all(|(token, word)| {
                let token =
                    self.text.get(token.start as usize..token.end as usize).unwrap_or_default();
                token.chars().map(lower).eq(word.chars())
            })
        })
    }

    fn apply<R: Recorder>(&self, lexicon: f64, shouted: bool, value: &mut Value<'_, R>) {
        value.recorder.work(8);
        if self.reads(SELF, &["kind", "of"]) {
            return value.set(Rule::KindOf, (SELF, SELF + 1), 0.0);
        }
        self.no(lexicon, value);
        if shouted {
            capitals(value);
        }
        for (distance, fading) in FADING.into_iter().enumerate() {
            let at = SELF - 1 - distance;
            if self.has(at, flag::LEXICON) {
                continue;
            }
            self.booster(at, fading, value);
            match distance {
                0 => self.negator(at, value),
                1 => self.second_negator(value),
                _ => {
                    self.third_negator(value);
                    self.idioms(value);
                }
            }
        }
        if self.has(SELF - 1, flag::LEAST)
            && !self.reads(SELF - 2, &["at"])
            && !self.reads(SELF - 2, &["very"])
        {
            value.set(Rule::Least, (SELF - 1, SELF - 1), value.valence * NEGATION);
        }
    }

    /// Rule 18.
    fn no<R: Recorder>(&self, lexicon: f64, value: &mut Value<'_, R>) {
        if self.has(SELF, flag::NO) && self.has(SELF + 1, flag::LEXICON) {
            value.set(Rule::No, (SELF + 1, SELF + 1), 0.0);
        }
        let no = |at| self.has(at, flag::NO);
        let listed = || self.reads(SELF - 1, &["or"]) || self.reads(SELF - 1, &["nor"]);
        let cause = if no(SELF - 1) {
            SELF - 1
        } else if no(SELF - 2) {
            SELF - 2
        } else if no(SELF - 3) && listed() {
            SELF - 3
        } else {
            return;
        };
        value.set(Rule::No, (cause, cause), lexicon * NEGATION);
    }

    /// Rule 21.
    fn booster<R: Recorder>(&self, at: usize, fading: f64, value: &mut Value<'_, R>) {
        let mut by = match self.words[at].flags & (flag::BOOST | flag::DAMPEN) {
            0 => return,
            flag::BOOST => BOOST,
            _ => -BOOST,
        };
        if value.valence < 0.0 {
            by = -by;
        }
        if self.capitals_differ && self.has(at, flag::UPPER) {
            by += if value.valence > 0.0 { CAPITALS } else { -CAPITALS };
        }
        value.set(Rule::Booster, (at, at), value.valence + by * fading);
    }

    /// Rule 22, and rule 23 for the word before.
    fn negator<R: Recorder>(&self, at: usize, value: &mut Value<'_, R>) {
        if self.has(at, flag::NEGATOR) {
            value.set(Rule::Negation, (at, at), value.valence * NEGATION);
        }
    }

    /// Rule 23, for the second word before.
    fn second_negator<R: Recorder>(&self, value: &mut Value<'_, R>) {
        let at = SELF - 2;
        if self.has(at, flag::NEVER) && self.has(SELF - 1, flag::SO_THIS) {
            value.set(Rule::NeverSo, (at, SELF - 1), value.valence * NEVER_SO);
        } else if !(self.has(at, flag::WITHOUT) && self.has(SELF - 1, flag::DOUBT)) {
            self.negator(at, value);
        }
    }

    /// Rule 24. That "so" right before the word needs no "never" is VADER's slip.
    fn third_negator<R: Recorder>(&self, value: &mut Value<'_, R>) {
        let at = SELF - 3;
        if self.has(at, flag::NEVER) && self.has(SELF - 2, flag::SO_THIS) {
            value.set(Rule::NeverSo, (at, SELF - 2), value.valence * NEVER_SO);
        } else if self.has(SELF - 1, flag::SO_THIS) {
            value.set(Rule::NeverSo, (SELF - 1, SELF - 1), value.valence * NEVER_SO);
        } else if !(self.has(at, flag::WITHOUT)
            && (self.has(SELF - 2, flag::DOUBT) || self.has(SELF - 1, flag::DOUBT)))
        {
            self.negator(at, value);
        }
    }

    /// Rules 26 to 29.
    fn idioms<R: Recorder>(&self, value: &mut Value<'_, R>) {
        if !self.words[..5].iter().any(|token| token.flags & flag::IDIOM != 0) {
            return;
        }
        value.recorder.work(IDIOMS.len() * 7);
        let idiom = |at: usize, len: usize| {
            IDIOMS.iter().find(|(phrase, _)| phrase.len() == len && self.reads(at, phrase))
        };
        let before = [(SELF - 1, 2), (SELF - 2, 3), (SELF - 2, 2), (SELF - 3, 3), (SELF - 3, 2)];
        let found = before.into_iter().find_map(|(at, len)| Some((at, idiom(at, len)?)));
        // The look-ups that begin with the word itself come later and have the last word.
        let after = [2, 3].into_iter().filter_map(|len| Some((SELF, idiom(SELF, len)?)));
        for (at, (phrase, valence)) in found.into_iter().chain(after) {
            value.set(Rule::Idiom, (at, at + phrase.len() - 1), *valence);
        }
        for at in [SELF - 3, SELF - 2] {
            if PHRASES.iter().any(|phrase| self.reads(at, phrase)) {
                value.set(Rule::IdiomBooster, (at, at + 1), value.valence - BOOST);
            }
        }
    }
}
