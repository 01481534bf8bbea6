//! Features of a sentence, or of a segment of it.

use std::ops::Range;

use super::{MARKED, SENTENCE, WEIGHT, place};
use crate::lexicon::{FOUND_BY_MODEL, Role};
use crate::model::{Model, Sink, WordNumbers};
use crate::terms::{Found, Kind, loaded_amount};
use crate::text::{Span, Token};
use crate::voice::Voice;

/// What in a sentence counts, read once for all of its segments; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    pub(super) words: Vec<Word>,
    /// Loaded terms of the lists outside quotations and in them, each with its amount in the noisy-or.
    loaded: [Vec<(Item, f64)>; 2],
    epistemic: Vec<Item>,
    moral: Vec<Item>,
    /// The words of quoted and reported segments, each with its feature.
    said: Vec<(u16, Range<u32>)>,
    /// Whether there are question or exclamation marks.
    marks: bool,
}

/// A word by its numbers and its looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    weight: f64,
    pub(super) marked: f64,
    look: Option<u16>,
}

impl Word {
    /// How far its log-odds of being marked are above those of the average word; 0 where they are below.
    #[inline]
    pub(super) fn excess(self) -> f64 {
        self.marked.max(0.0)
    }
}

/// A feature that a term or mark has by itself.
#[derive(Clone, Copy, Debug)]
struct Item {
    feature: u16,
    span: Span,
    weight: f64,
}

impl Evidence {
    /// Reads a sentence; `numbers` are those of its words. Loaded terms are those of the lists, with their
    /// weights there: what the model itself finds is in the words' numbers.
    pub(crate) fn read(&mut self, found: &Found, numbers: &WordNumbers) {
        self.words.clear();
        let rows = numbers.rows(0..found.tokens.len());
        self.words.extend(found.tokens.iter().zip(rows).map(|(&token, row)| Word {
            weight: f64::from(row[WEIGHT]),
            marked: f64::from(row[MARKED]),
            look: look(found.source, token),
        }));
        self.loaded.iter_mut().for_each(Vec::clear);
        self.epistemic.clear();
        for term in found.terms {
            let fact = found.catalog.fact(term.entry);
            let (span, weight) = (term.span, term.weight);
            if term.loaded && fact.class != FOUND_BY_MODEL {
                let quoted = term.voice == Voice::DirectQuote;
                let feature = if quoted { place::LOADED_QUOTED } else { place::LOADED };
                let item = Item { feature, span, weight };
                self.loaded[usize::from(quoted)].push((item, loaded_amount(weight)));
            } else if fact.role == Role::Epistemic {
                let feature = place::EPISTEMIC + u16::from(fact.class);
                self.epistemic.push(Item { feature, span, weight: 1.0 });
            }
        }
        self.moral.clear();
        let moral = found.themes.iter().filter(|mark| mark.kind == Kind::Moral);
        self.moral.extend(moral.map(|mark| {
            let feature = place::MORAL + u16::from(mark.class) / 2;
            Item { feature, span: mark.span, weight: mark.weight }
        }));
        self.said.clear();
        let mut first = 0;
        let all_narrated = found.voices.iter().all(|part| part.voice == Voice::Narration);
        for part in if all_narrated { &[] } else { found.voices } {
            let rest = &found.tokens[first as usize..];
            let len = rest.partition_point(|token| token.span.start < part.span.end);
            let words = first..first + len as u32;
            first = words.end;
            let feature = match part.voice {
                Voice::Narration => continue,
                Voice::DirectQuote => place::QUOTED,
                Voice::IndirectSpeech => place::REPORTED,
            };
            if !words.is_empty() {
                self.said.push((feature, words));
            }
        }
        let text = found.sentence.of(found.source).as_bytes();
        self.marks = memchr::memchr2(b'?', b'!', text).is_some();
    }

    /// The log-odds that some words of the sentence are biased.
    pub(crate) fn logit(&self, model: &Model, found: &Found, words: Range<u32>) -> f64 {
        let mut sums = model.sums(SENTENCE);
        self.parts(found, words, &mut sums);
        let [sum] = sums.get();
        sum
    }

    /// Appends the features of some words of the sentence.
    pub(crate) fn parts(&self, found: &Found, words: Range<u32>, out: &mut impl Sink) {
        if words.is_empty() {
            return;
        }
        let size = f64::from(words.len() as u32);
        let root = size.sqrt();
        let span = found.span_of(&words);
        self.of_words(found, &words, root, out);
        let [own, quoted] = &self.loaded;
        let own = within(own, span, |(item, _)| item.span);
        any(own, out);
        any(within(quoted, span, |(item, _)| item.span), out);
        let mut most: Option<&Item> = None;
        for (item, _) in own {
            out.add(place::LOADED_DENSITY, item.span, item.weight / size);
            if most.is_none_or(|most| item.weight > most.weight) {
                most = Some(item);
            }
        }
        if let Some(item) = most {
            out.add(place::LOADED_MOST, item.span, item.weight);
        }
        for items in [&self.epistemic, &self.moral] {
            for item in within(items, span, |item| item.span) {
                out.add(item.feature, item.span, item.weight / root);
            }
        }
        // shares of the words that others say; a sentence may have thousands of segments, each scored alone
        let first = self.said.partition_point(|(_, said)| said.end <= words.start);
        let said = self.said[first..].iter();
        for (feature, said) in said.take_while(|(_, said)| said.start < words.end) {
            let said = said.start.max(words.start)..said.end.min(words.end);
            let share = f64::from(said.len() as u32) / size;
            out.add(*feature, found.span_of(&said), share);
        }
        out.add(place::LENGTH, span, size.ln());
        if self.marks {
            of_marks(found, &words, span.start, out);
        }
    }

    /// Numbers of the words, and what they look like.
    #[inline]
    fn of_words(&self, found: &Found, words: &Range<u32>, root: f64, out: &mut impl Sink) {
        let (mut most, mut at_most) = (0.0, Span::default());
        let here = words.start as usize..words.end as usize;
        for (token, word) in found.tokens[here.clone()].iter().zip(&self.words[here]) {
            // mostly a few zeros: adding them is cheaper than asking
            out.add(place::WORDS, token.span, word.weight / root);
            let excess = word.excess();
            out.add(place::MARKED, token.span, excess);
            out.add(place::SQUARED, token.span, excess * excess);
            if excess > most {
                (most, at_most) = (excess, token.span);
            }
            if let Some(feature) = word.look {
                out.add(feature, token.span, 1.0 / root);
            }
        }
        out.add(place::MOST, at_most, most);
    }
}

/// Those of some things in order that begin in a span.
fn within<T>(all: &[T], words: Span, span: impl Fn(&T) -> Span) -> &[T] {
    if all.is_empty() {
        return all;
    }
    let from = all.partition_point(|item| span(item).start < words.start);
    let len = all[from..].iter().take_while(|item| span(item).start < words.end).count();
    &all[from..from + len]
}

/// A noisy-or, which its terms share by their logarithms.
fn any(terms: &[(Item, f64)], out: &mut impl Sink) {
    let total: f64 = terms.iter().map(|(_, amount)| amount).sum();
    if total > 0.0 {
        let share = -(-total).exp_m1() / total;
        for (item, amount) in terms {
            out.add(item.feature, item.span, amount * share);
        }
    }
}

/// Question and exclamation marks from `start` on up to the word after the last.
fn of_marks(found: &Found, words: &Range<u32>, start: u32, out: &mut impl Sink) {
    let end = found.tokens.get(words.end as usize).map_or(found.sentence.end, |t| t.span.start);
    let bytes = Span::new(start, end).of(found.source).as_bytes();
    let tokens = &found.tokens[words.start as usize..words.end as usize];
    for (mark, feature) in [(b'?', place::QUESTION), (b'!', place::EXCLAMATION)] {
        let mut marks = memchr::memchr_iter(mark, bytes);
        if let Some(at) = marks.find(|&at| !is_of_name(found, tokens, start + at as u32)) {
            out.add(feature, Span::from_range(at..at + 1).shifted(start), 1.0);
        }
    }
}

/// Whether a mark is part of a name ("Yahoo! said", "of Yahoo!."): right behind one, and the sentence goes on.
fn is_of_name(found: &Found, tokens: &[Token], at: u32) -> bool {
    let before = tokens.partition_point(|token| token.span.end < at);
    let named = tokens.get(before).filter(|token| token.span.end == at && token.is_named());
    let rest = &found.source[at as usize + 1..];
    named.is_some()
        && (rest.starts_with([',', '.', ';', ':'])
            || rest.trim_start().starts_with(char::is_lowercase))
}

/// What a word outside names looks like: a number, a contraction ("don't"), capitals all through.
#[inline]
fn look(source: &str, token: Token) -> Option<u16> {
    if token.is_named() {
        None
    } else if source.as_bytes()[token.span.start as usize].is_ascii_digit() {
        Some(place::NUMBERS)
    } else if token.is_plain() && !token.is_capital() {
        None // most
    } else {
        closer_look(token.span.of(source), token)
    }
}

#[inline(never)]
fn closer_look(word: &str, token: Token) -> Option<u16> {
    if !token.is_plain() && is_contraction(word) {
        return Some(place::CONTRACTIONS);
    }
    let shouted = token.is_capital()
        && word.len() > LONGEST_ACRONYM
        && word.bytes().all(|byte| byte.is_ascii_uppercase());
    shouted.then_some(place::CAPITALS)
}

/// Longest word in capitals that is probably an acronym.
const LONGEST_ACRONYM: usize = 4;

/// Whether letters after an apostrophe are more than a possessive.
fn is_contraction(word: &str) -> bool {
    let after = word.rsplit_once(['\'', '’', '‘']).map_or("", |(_, after)| after);
    !after.is_empty() && !after.eq_ignore_ascii_case("s")
}
