//! Features of a sentence, or of a segment of it.

use std::ops::Range;

use super::{FEATURES, MARKED, SENTENCE, WEIGHT, place};
use crate::lexicon::{FOUND_BY_MODEL, Match, Role};
use crate::model::{Model, Sink, WordNumbers};
use crate::stats::{bits, ones};
use crate::terms::{Found, Kind, loaded_amount};
use crate::text::{Span, Token};
use crate::voice::{Part, Voice};

/// What in a sentence counts, read once for all of its segments; memory for the next.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    pub(super) words: Vec<Word>,
    looks: Vec<Look>,
    /// Loaded terms of the lists outside quotations and in them, each with its amount in the noisy-or.
    loaded: [Vec<(Item, f64)>; 2],
    /// Epistemic and moral ones.
    counted: [Vec<Item>; 2],
    /// Quoted and reported segments, weighed by their words.
    said: Vec<Item>,
    /// Whether there are question or exclamation marks, and where one is next: none stands between the sentence and it.
    marks: bool,
    next_mark: usize,
    /// Of the usual numbers of words.
    logarithms: Vec<f64>,
}

/// So many logarithms are kept.
const LOGARITHMS: usize = 256;

/// A segment of a sentence with its part of the evidence, as named there.
#[derive(Clone, Debug)]
pub(crate) struct Segment<'e> {
    words: Range<u32>,
    looks: &'e [Look],
    loaded: [&'e [(Item, f64)]; 2],
    counted: [&'e [Item]; 2],
    said: &'e [Item],
}

/// A word by its numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    weight: f64,
    pub(super) marked: f64,
}

impl Word {
    /// How far its log-odds of being marked are above those of the average word; 0 where they are below.
    #[inline]
    pub(super) fn excess(self) -> f64 {
        self.marked.max(0.0)
    }
}

/// A word with the feature that its looks are.
#[derive(Clone, Copy, Debug)]
struct Look {
    word: u32,
    feature: u16,
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
        let &Found { source, tokens, voices, .. } = found;
        self.words.clear();
        self.looks.clear();
        for (here, first) in tokens.chunks(64).zip((0..).step_by(64)) {
            let rows = numbers.rows::<{ FEATURES.width }>(first..first + here.len());
            let word =
                |row: [f64; FEATURES.width]| Word { weight: row[WEIGHT], marked: row[MARKED] };
            self.words.extend(rows.map(word));
            let looks = bits(here.iter().map(|token| may_look(source, *token)));
            for at in ones(looks) {
                let word = (first + at) as u32;
                self.looks.extend(look(source, here[at]).map(|feature| Look { word, feature }));
            }
        }
        self.loaded.iter_mut().for_each(Vec::clear);
        let [epistemic, moral] = &mut self.counted;
        epistemic.clear();
        for (term, Match { fact, .. }) in found.found_terms() {
            let (span, weight) = (term.span, term.weight);
            if term.loaded && fact.class != FOUND_BY_MODEL {
                let quoted = term.voice == Voice::DirectQuote;
                let feature = if quoted { place::LOADED_QUOTED } else { place::LOADED };
                let item = Item { feature, span, weight };
                self.loaded[usize::from(quoted)].push((item, loaded_amount(weight)));
            } else if fact.role == Role::Epistemic {
                let feature = place::EPISTEMIC + u16::from(fact.class);
                epistemic.push(Item { feature, span, weight: 1.0 });
            }
        }
        moral.clear();
        let marks = found.themes.iter().filter(|mark| mark.kind == Kind::Moral);
        moral.extend(marks.map(|mark| {
            let feature = place::MORAL + u16::from(mark.class) / 2;
            Item { feature, span: mark.span, weight: mark.weight }
        }));
        self.said.clear();
        let mut first = 0;
        let is_narrated = matches!(voices, [Part { voice: Voice::Narration, .. }]);
        for part in if is_narrated { &[] } else { voices } {
            let rest = &tokens[first as usize..];
            let len = rest.partition_point(|token| token.span.start < part.span.end);
            let words = first..first + len as u32;
            first = words.end;
            let feature = match part.voice {
                Voice::Narration => continue,
                Voice::DirectQuote => place::QUOTED,
                Voice::IndirectSpeech => place::REPORTED,
            };
            if !words.is_empty() {
                let (span, weight) = (found.span_of(&words), f64::from(len as u32));
                self.said.push(Item { feature, span, weight });
            }
        }
        let sentence = found.sentence.range();
        if self.next_mark <= sentence.start {
            let rest = &source.as_bytes()[sentence.start..];
            let next = memchr::memchr2(b'?', b'!', rest);
            self.next_mark = next.map_or(usize::MAX, |at| sentence.start + at);
        }
        self.marks = self.next_mark < sentence.end;
        for count in self.logarithms.len()..LOGARITHMS.min(tokens.len() + 1) {
            self.logarithms.push(f64::from(count as u32).ln());
        }
    }

    /// The sentences of another text come.
    pub(crate) fn clear(&mut self) {
        // the mark is looked for anew
        self.next_mark = 0;
    }

    /// All of the sentence.
    pub(crate) fn whole(&self) -> Segment<'_> {
        Segment {
            words: 0..self.words.len() as u32,
            looks: &self.looks,
            loaded: self.loaded.each_ref().map(Vec::as_slice),
            counted: self.counted.each_ref().map(Vec::as_slice),
            said: &self.said,
        }
    }

    /// The log-odds that a segment is biased.
    pub(crate) fn logit(&self, model: &Model, found: &Found, segment: &Segment) -> f64 {
        let mut sums = model.sums(SENTENCE);
        self.parts(found, segment, &mut sums);
        let [sum] = sums.get();
        sum
    }

    /// Appends the features of a segment.
    pub(crate) fn parts(&self, found: &Found, segment: &Segment, out: &mut impl Sink) {
        let Segment { words, looks, loaded: [own, quoted], counted, said } = segment;
        if words.is_empty() {
            return;
        }
        let size = f64::from(words.len() as u32);
        let root = size.sqrt();
        self.of_words(found, (words, looks), root, out);
        any(own, out);
        any(quoted, out);
        let mut most: Option<&Item> = None;
        for (item, _) in *own {
            out.add(place::LOADED_DENSITY, item.span, item.weight / size);
            if most.is_none_or(|most| item.weight > most.weight) {
                most = Some(item);
            }
        }
        if let Some(item) = most {
            out.add(place::LOADED_MOST, item.span, item.weight);
        }
        for items in counted {
            for item in *items {
                out.add(item.feature, item.span, item.weight / root);
            }
        }
        // shares of the words that others say
        for item in *said {
            out.add(item.feature, item.span, item.weight / size);
        }
        let span = found.span_of(words);
        let kept = self.logarithms.get(words.len()).copied();
        out.add(place::LENGTH, span, kept.unwrap_or_else(|| size.ln()));
        if self.marks {
            of_marks(found, words, span.start, out);
        }
    }

    /// Numbers of the words, and what they look like.
    #[inline]
    fn of_words(
        &self,
        found: &Found,
        (words, looks): (&Range<u32>, &[Look]),
        root: f64,
        out: &mut impl Sink,
    ) {
        let (mut most, mut at_most) = (0.0, Span::default());
        let mut next = words.start;
        // the words up to each that looks like something, then the rest
        let looks = looks.iter().map(|look| (look.word + 1, Some(look.feature)));
        for (end, look) in looks.chain([(words.end, None)]) {
            let here = next as usize..end as usize;
            next = end;
            for (token, word) in found.tokens[here.clone()].iter().zip(&self.words[here]) {
                // mostly a few zeros: adding them is cheaper than asking
                out.add(place::WORDS, token.span, word.weight / root);
                let excess = word.excess();
                out.add(place::MARKED, token.span, excess);
                out.add(place::SQUARED, token.span, excess * excess);
                if excess > most {
                    (most, at_most) = (excess, token.span);
                }
            }
            if let Some(feature) = look {
                out.add(feature, found.tokens[end as usize - 1].span, 1.0 / root);
            }
        }
        out.add(place::MOST, at_most, most);
    }
}

impl Segment<'_> {
    /// Splits off the words before `end`, which are those before the byte `before`, with what is theirs.
    pub(crate) fn split_to(&mut self, end: u32, before: u32) -> Self {
        let words = self.words.start..end;
        self.words.start = end;
        let is_before = |item: &Item| item.span.start < before;
        Self {
            words,
            looks: split_to(&mut self.looks, |look| look.word < end),
            loaded: self
                .loaded
                .each_mut()
                .map(|terms| split_to(terms, |(item, _)| is_before(item))),
            counted: self.counted.each_mut().map(|items| split_to(items, is_before)),
            said: split_to(&mut self.said, is_before),
        }
    }
}

/// Splits off the first things, as long as they are `here`.
fn split_to<'e, T>(all: &mut &'e [T], is_here: impl Fn(&T) -> bool) -> &'e [T] {
    let count = all.iter().take_while(|one| is_here(one)).count();
    let (here, rest) = all.split_at(count);
    *all = rest;
    here
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

/// Whether a word outside names may look like something; most do not.
#[inline]
fn may_look(source: &str, token: Token) -> bool {
    let first = source.as_bytes()[token.span.start as usize];
    !token.is_named() & (first.is_ascii_digit() | !token.is_plain() | token.is_capital())
}

/// What a word looks like: a number, a contraction ("don't"), capitals all through.
#[inline(never)]
fn look(source: &str, token: Token) -> Option<u16> {
    let word = token.span.of(source);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(place::NUMBERS);
    }
    if !token.is_plain() && is_contraction(word) {
        return Some(place::CONTRACTIONS);
    }
    let shouted = token.is_capital()
        && word.len() > LONGEST_ACRONYM
        && word.bytes().rev().all(|byte| byte.is_ascii_uppercase());
    shouted.then_some(place::CAPITALS)
}

/// Longest word in capitals that is probably an acronym.
const LONGEST_ACRONYM: usize = 4;

/// Whether letters after an apostrophe are more than a possessive.
fn is_contraction(word: &str) -> bool {
    let after = word.rsplit_once(['\'', '’', '‘']).map_or("", |(_, after)| after);
    !after.is_empty() && !after.eq_ignore_ascii_case("s")
}
