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
pub(super) use tokens::Read;

use std::ops::Range;

use explain::{Recorder, Silent, Trace};
use tokens::{Token, Tokens, Valued};

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

/// The scores of a sentence, and the compound score of each of its parts, as if that were the whole text.
/// The parts come one after the other and leave nothing out.
pub(super) fn score_parts<'c>(
    words: &Words,
    (source, sentence): (&str, Range<usize>),
    read: Read,
    parts: impl Iterator<Item = (Range<usize>, &'c mut f64)>,
    scratch: &mut Scratch,
) -> Scores {
    if scratch.tokens.scan(words, source, sentence.clone(), read).is_err() {
        for (part, compound) in parts {
            *compound = score(words, &source[part], scratch).compound;
        }
        return score(words, &source[sentence], scratch);
    }
    let Scratch { tokens, part, .. } = scratch;
    let is_end = |at: usize| at == sentence.start || at == sentence.end;
    let is_between = |at: usize| is_end(at) || tokens::is_between(source.as_bytes(), at);
    let start_of = |token: &Token| token.start as usize;
    let mut near = 0;
    for (Range { start, end }, compound) in parts {
        let rest = &tokens.valued[near..];
        let is_here = |word: &&Valued| start_of(&tokens.all[word.token as usize]) < end;
        let here = &rest[..rest.iter().take_while(is_here).count()];
        near += here.len();
        let (all, first) = if !(is_between(start) && is_between(end)) {
            // a token may reach over an end; there is no emoji, so this scan goes through
            let _ = part.scan(words, source, start..end, read.from(start));
            (&*part.all, 0)
        } else if here.is_empty() {
            *compound = 0.0;
            continue;
        } else {
            part.valued.clear();
            part.valued.extend_from_slice(here);
            let first = tokens.all.partition_point(|token| start_of(token) < start);
            let rest = &tokens.all[first..];
            (&rest[..rest.partition_point(|token| start_of(token) < end)], first)
        };
        let stretch =
            Stretch { text: source, here: start..end, tokens: all, first, marks: tokens.marks };
        let totals = valued(&stretch, &mut part.valued, &mut Silent);
        *compound = round::compound(totals.scores.compound);
    }
    let Tokens { all, valued: words, marks, .. } = tokens;
    let stretch = Stretch { text: source, here: sentence, tokens: all, first: 0, marks: *marks };
    round::rounded(valued(&stretch, words, &mut Silent).scores)
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
    if tokens.scan(words, text, 0..text.len(), Read::NONE).is_err() {
        prepare::describe_emojis(text, described, recorder);
        text = described;
        // Descriptions hold no emoji, so this scan goes through.
        let _ = tokens.scan(words, text, 0..text.len(), Read::NONE);
    }
    recorder.work(text.len() + tokens.all.len());
    let Tokens { all, valued: words, marks, .. } = tokens;
    let stretch = Stretch { text, here: 0..text.len(), tokens: all, first: 0, marks: *marks };
    valued(&stretch, words, recorder)
}

/// Tokens that are scored together.
struct Stretch<'t> {
    /// The text that they were found in, and where.
    text: &'t str,
    here: Range<usize>,
    tokens: &'t [Token],
    /// The number of the first.
    first: usize,
    /// There may be exclamation or question marks.
    marks: bool,
}

/// Gives the lexicon words of a stretch their valences, and adds them up.
fn valued<R: Recorder>(stretch: &Stretch, words: &mut [Valued], recorder: &mut R) -> Totals {
    let &Stretch { text, tokens, first, .. } = stretch;
    if words.is_empty() {
        return nothing_charged(tokens);
    }
    let flags = tokens.iter().map(|token| token.flags);
    let (any, all) = flags.clone().fold((0, !0), |(any, all), flags| (any | flags, all & flags));
    let capitals_differ = any & !all & flag::UPPER != 0;
    for place in words.iter_mut() {
        let word = *place;
        recorder.word(word);
        recorder.work(1);
        let at = (tokens, word.token as usize - first);
        place.valence = rules::valence(text, at, capitals_differ, word, recorder);
    }
    if any & flag::BUT != 0 {
        let but = first + flags.take_while(|flags| flags & flag::BUT == 0).count();
        but::scale(words, but as u32, recorder);
    }
    totals(stretch, words)
}

fn nothing_charged(tokens: &[Token]) -> Totals {
    let neu = if tokens.is_empty() { 0.0 } else { 1.0 };
    let scores = Scores { compound: 0.0, pos: 0.0, neu, neg: 0.0 };
    Totals { sum: 0.0, punctuation: 0.0, scores }
}

/// Rules 33 to 41.
fn totals(stretch: &Stretch, words: &[Valued]) -> Totals {
    // Tokens outside the lexicon are zeros and change no sum, so only the others are added, from
    // left to right.
    let (mut sum, mut positive, mut negative, mut charged) = (0.0, 0.0, 0.0, 0);
    for valued in words {
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
        return nothing_charged(stretch.tokens);
    }
    let neutral = (stretch.tokens.len() - charged) as f64;
    let here = || &stretch.text[stretch.here.clone()];
    let punctuation = if stretch.marks { punctuation(here()) } else { 0.0 };
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
