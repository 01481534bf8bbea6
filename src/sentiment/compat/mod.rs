//! The port of Python vaderSentiment 3.3.2, rule by rule; comments in this module cite the numbers.
//! `T[i]` is token i, `L[i]` the same in lower case.
//!
//! Words
//! - 6 A later line of the lexicon file replaces an earlier one. 7 Keys with capitals or a space
//!   are never met. 8 No booster or negator is in the lexicon; "no", "kind" and "doubt" are. 9
//!   Emojis are single code points.
//!
//! Tokens
//! - 10 An emoji gives way to its description, with a space before it unless one is there, and none
//!   after it. 12 Tokens stand between white space. 13 ASCII punctuation is stripped from both ends
//!   if more than two characters are left, else the token stays whole. 14 Look-ups are in lower
//!   case. 15 A token is in capitals if it has an upper-case letter and no other cased one. 16
//!   Capitals count if some tokens are in capitals and some are not.
//!
//! Valence of token i, in this order
//! - 17 A booster, and "kind" before "of", has 0. 18 "no" before a lexicon word has 0; a lexicon
//!   word one or two after "no", or three after it with "or" or "nor" between, has its lexicon
//!   value × −0.74. 19 Capitals: ±0.733.
//! - 20 For each of the three tokens before, nearest first, unless it is a lexicon word: 21 a
//!   booster adds ±0.293, ×0.95 and ×0.9 from further away; 22 a negator is a listed word or one
//!   with "n't": × −0.74. 23 But "never so/this" right before gives × 1.25, "without doubt"
//!   nothing. 24 From the third token: "never so/this", or "so/this" right before token i: × 1.25;
//!   "without" with "doubt" after it: nothing. 25 Idioms are looked for with the third token only:
//!   26 the first found of L[i−1 i], L[i−2 i−1 i], L[i−2 i−1], L[i−3 i−2 i−1], L[i−3 i−2], then 27
//!   L[i i+1] and L[i i+1 i+2], set the valence. 28 So most idioms act from certain words only. 29
//!   "sort of", "kind of", "just enough" at L[i−3 i−2] or L[i−2 i−1]: −0.293.
//! - 30 "least" right before, without "at" or "very" before it: × −0.74.
//!
//! Text
//! - 31 The first "but": ×0.5 before it, ×1.5 after it. 32 Going through the valences, the *first*
//!   entry equal to the present one is changed, by its own place. 33 No tokens: all scores are 0.
//!   34 The sum runs from left to right. 35 pos adds valence + 1, neg valence − 1, neu counts
//!   zeros. 36 Up to four "!" give 0.292 each. 37 Two or three "?" give 0.18 each, more 0.96. 38
//!   Both go to the sum, with its sign, and 40 to the greater of pos and neg. 39 compound is sum /
//!   √(sum² + 15). 41 The shares are taken of pos + neg + neu. 42 All is rounded to the nearest
//!   decimal of the exact value, ties to even.
//!
//! A text goes through [`prepare`] (only if it holds an emoji), [`tokens`] (one scan, one look-up a
//! token), [`rules`] (a visit to each lexicon word), [`but`], and the totals in this file.

mod but;
mod explain;
mod flag;
mod prepare;
mod round;
mod rules;
mod tables;
#[cfg(test)]
mod tests;
mod tokens;
mod unicode;

pub(super) use tables::Words;

use std::ops::Range;

use explain::{Recorder, Silent, Trace};
use tokens::Tokens;

use super::{Explanation, Scores};

/// Added to the square of the sum under the root (rule 39).
const ALPHA: f64 = 15.0;
/// What an exclamation mark adds, and how many count.
const EXCLAMATION: f64 = 0.292;
const EXCLAMATIONS: usize = 4;
/// What each of two or three question marks adds, and what more of them add together.
const QUESTION: f64 = 0.18;
const QUESTIONS: f64 = 0.96;

/// What scoring writes while it works; kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    described: String,
    tokens: Tokens,
    /// Those of a part of a text.
    part: Tokens,
}

/// What is said of a text as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Totals {
    /// The sum that the compound score is made of, punctuation included.
    sum: f64,
    /// What the punctuation adds to the size of the sum.
    punctuation: f64,
    /// Not rounded.
    scores: Scores,
}

/// The table of words.
pub(super) fn words() -> &'static Words {
    tables::words()
}

/// The scores of a text before they are rounded.
pub(super) fn raw(words: &Words, text: &str, scratch: &mut Scratch) -> Scores {
    run(words, text, scratch, &mut Silent).scores
}

/// The scores of a text, rounded as Python rounds.
pub(super) fn score(words: &Words, text: &str, scratch: &mut Scratch) -> Scores {
    round::rounded(raw(words, text, scratch))
}

/// The scores of a text, and the compound score of each of its parts, as if that were the whole text. The parts
/// come one after the other and leave nothing out.
pub(super) fn score_parts<'c>(
    words: &Words,
    text: &str,
    parts: impl Iterator<Item = (Range<usize>, &'c mut f64)>,
    scratch: &mut Scratch,
) -> Scores {
    if scratch.tokens.scan(words, text).is_err() {
        for (part, compound) in parts {
            *compound = score(words, &text[part], scratch).compound;
        }
        return score(words, text, scratch);
    }
    let Scratch { tokens, part, .. } = scratch;
    for (range, compound) in parts {
        let here = &text[range.clone()];
        if !tokens.take(text, range, part) {
            // The text holds no emoji, so this scan goes through.
            let _ = part.scan(words, here);
        }
        *compound = if part.valued.is_empty() {
            0.0
        } else {
            round::compound(valued(here, part, &mut Silent).scores.compound)
        };
    }
    round::rounded(valued(text, tokens, &mut Silent).scores)
}

/// The scores of a text with what led to them.
pub(super) fn explain(words: &Words, text: &str) -> Explanation {
    let (mut scratch, mut trace) = (Scratch::default(), Trace::default());
    let totals = run(words, text, &mut scratch, &mut trace);
    trace.explanation(&scratch.tokens, totals)
}

fn run<R: Recorder>(words: &Words, text: &str, scratch: &mut Scratch, recorder: &mut R) -> Totals {
    let Scratch { described, tokens, .. } = scratch;
    let mut text = prepare::clipped(text);
    if tokens.scan(words, text).is_err() {
        prepare::describe_emojis(text, described, recorder);
        text = described;
        // Descriptions hold no emoji, so this scan goes through.
        let _ = tokens.scan(words, text);
    }
    recorder.work(text.len() + tokens.count);
    valued(text, tokens, recorder)
}

/// Gives the lexicon words their valences, and adds them up.
fn valued<R: Recorder>(text: &str, tokens: &mut Tokens, recorder: &mut R) -> Totals {
    let capitals_differ = tokens.capitals_differ();
    for index in 0..tokens.valued.len() {
        let word = tokens.valued[index];
        recorder.word(word);
        recorder.work(1);
        tokens.valued[index].valence =
            rules::valence(text, tokens, capitals_differ, word, recorder);
    }
    if let Some(but) = tokens.but {
        but::scale(&mut tokens.valued, but, recorder);
    }
    totals(text, tokens)
}

/// Rules 33 to 41.
fn totals(text: &str, tokens: &Tokens) -> Totals {
    // Tokens outside the lexicon are zeros and change no sum, so only the others are added, from
    // left to right.
    let (mut sum, mut positive, mut negative, mut charged) = (0.0, 0.0, 0.0, 0);
    for valued in &tokens.valued {
        let valence = valued.valence;
        sum += valence;
        if valence > 0.0 {
            positive += valence + 1.0;
            charged += 1;
        } else if valence < 0.0 {
            negative += valence - 1.0;
            charged += 1;
        }
    }
    if charged == 0 {
        let neu = if tokens.count == 0 { 0.0 } else { 1.0 };
        return Totals {
            sum: 0.0,
            punctuation: 0.0,
            scores: Scores { compound: 0.0, pos: 0.0, neu, neg: 0.0 },
        };
    }
    let neutral = (tokens.count - charged) as f64;
    let punctuation = if tokens.marks { punctuation(text) } else { 0.0 };
    if sum > 0.0 {
        sum += punctuation;
    } else if sum < 0.0 {
        sum -= punctuation;
    }
    if positive > negative.abs() {
        positive += punctuation;
    } else if positive < negative.abs() {
        negative -= punctuation;
    }
    let negative = negative.abs();
    let total = positive + negative + neutral;
    let compound = sum / (sum * sum + ALPHA).sqrt();
    let scores =
        Scores { compound, pos: positive / total, neu: neutral / total, neg: negative / total };
    Totals { sum, punctuation, scores }
}

/// Rules 36 and 37.
fn punctuation(text: &str) -> f64 {
    let count = |mark| text.bytes().filter(|&byte| byte == mark).count();
    let exclamation = count(b'!').min(EXCLAMATIONS) as f64 * EXCLAMATION;
    let question = match count(b'?') {
        0 | 1 => 0.0,
        few @ (2 | 3) => few as f64 * QUESTION,
        _ => QUESTIONS,
    };
    exclamation + question
}
