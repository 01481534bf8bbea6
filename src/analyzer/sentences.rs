//! The sentences of an article: each room scores many of them before the next room does.

use std::ops::Range;

use super::mentions::Said;
use super::{Analyzer, Observer, Scratch, explain};
use crate::bias;
use crate::lexicon::{Catalog, FOUND_BY_MODEL, Match, Uses};
use crate::model::{Model, ModelKind, Parts, sigmoid};
use crate::report::{ArticleReport, Inventory, SentenceReport, VoiceReport};
use crate::sentiment::{self, ShiftScratch};
use crate::terms::{self, Found, Mark, Term, Themes};
use crate::text::{self, Article, Casing, InRooms, Token};
use crate::voice::{Part, Stretches};

/// So many sentences go through a room before the next: the code of one room fits the first cache, that of
/// all rooms does not.
const TOGETHER: usize = 64;

/// Things of all sentences, one after the other.
#[derive(Debug)]
pub(super) struct BySentence<T> {
    pub(super) all: Vec<T>,
    /// Where those of each sentence begin, and their number.
    pub(super) bounds: Vec<u32>,
}

impl<T> Default for BySentence<T> {
    fn default() -> Self {
        Self { all: Vec::new(), bounds: vec![0] }
    }
}

impl<T> BySentence<T> {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.bounds.truncate(1);
    }

    /// Those of a sentence are complete.
    pub(super) fn close(&mut self) {
        self.bounds.push(self.all.len() as u32);
    }

    /// Their places.
    pub(super) fn range(&self, sentence: usize) -> Range<usize> {
        self.bounds[sentence] as usize..self.bounds[sentence + 1] as usize
    }

    pub(super) fn of(&self, sentence: usize) -> &[T] {
        &self.all[self.range(sentence)]
    }
}

/// What is known of the sentences before they are scored.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) tokens: BySentence<Token>,
    /// The numbers of all words in rooms.
    pub(super) rooms: Vec<InRooms>,
    /// Stretches in one voice.
    pub(super) voices: BySentence<Part>,
    /// Of the sentences that go through the rooms together: what the lists find, terms (each with the place of its
    /// match) and themes as the lists weigh them, and what shifters do.
    pub(super) matches: BySentence<Match>,
    terms: BySentence<(Term, u32)>,
    themes: BySentence<Mark>,
    shifts: ShiftScratch,
    /// The first of those.
    first: usize,
    /// Of the sentence at hand.
    uses: Uses,
}

impl Reading {
    pub(super) fn clear(&mut self) {
        self.tokens.clear();
        self.voices.clear();
    }

    /// The `at`th sentence, one of those in the rooms, with all that was found in it.
    #[inline]
    fn found<'a>(
        &'a self,
        catalog: &'a Catalog,
        casing: &'a Casing<'a>,
        source: &'a str,
        (at, report): (usize, &SentenceReport),
    ) -> Found<'a> {
        Found {
            catalog,
            source,
            sentence: report.span,
            casing,
            tokens: self.tokens.of(at),
            matches: self.matches.of(at - self.first),
            shifts: self.shifts.of(at - self.first),
            terms: self.terms.of(at - self.first),
            themes: self.themes.of(at - self.first),
            voices: self.voices.of(at),
            sentiment: report.sentiment,
            tone: report.tone,
        }
    }

    /// The first word of a sentence among those of the sentences in the rooms.
    fn first_word(&self, at: usize) -> u32 {
        self.tokens.bounds[at] - self.tokens.bounds[self.first]
    }
}

/// The voices of a sentence, each with its words.
fn parts_of<'v>(
    sentence: &SentenceReport,
    voices: &'v mut [VoiceReport],
) -> impl Iterator<Item = (&'v mut VoiceReport, Range<u32>)> + use<'v> {
    let mut end = 0;
    voices[sentence.voices.start as usize..sentence.voices.end as usize].iter_mut().map(
        move |part| {
            let first = end;
            end += part.words;
            (part, first..end)
        },
    )
}

impl Analyzer {
    /// Terms and scores of all sentences, whose sentiment is in the report already.
    pub(super) fn score_sentences(
        &self,
        article: &Article,
        stretches: &Stretches,
        scratch: &mut Scratch,
        report: &mut ArticleReport,
        observer: &mut impl Observer,
    ) {
        let source = article.source();
        let count = report.sentences.len();
        // contributions stand sentence by sentence
        let together = if self.contributions { 1 } else { TOGETHER };
        scratch.marks.clear();
        scratch.sample.clear();
        scratch.evidence.clear();
        for first in (0..count).step_by(together) {
            let here = first..count.min(first + together);
            self.find_terms(source, here.clone(), scratch, report);
            scratch.charged.clear();
            scratch.weighed.clear();
            report.terms.reserve(scratch.reading.terms.all.len());
            // the numbers of its words are still at hand
            for at in here.clone() {
                self.score_tone(source, at, scratch, report, observer);
                self.score_bias(source, at, scratch, report);
            }
            self.score_mentions(source, here.clone(), stretches, scratch, report, observer);
            self.mark(article, here, scratch, report);
        }
    }

    /// The marks of sentences, by start, counted; they are kept if contributions are wanted.
    fn mark(
        &self,
        article: &Article,
        here: Range<usize>,
        scratch: &mut Scratch,
        report: &ArticleReport,
    ) {
        let Scratch { reading, charged, weighed, mentioned, marks, sample, .. } = scratch;
        let (mut style, count) = (Vec::new(), here.len());
        for (at, sentence) in (0..count).zip(here) {
            if self.experimental {
                let tokens = reading.tokens.of(sentence);
                let (voices, found) =
                    (reading.voices.of(sentence), (tokens, reading.matches.of(at)));
                style.clear();
                let sentence = &article.sentences()[sentence];
                terms::style_marks(article.source(), sentence, found, voices, &mut style);
                style.sort_by_key(|mark| mark.span.start);
            }
            let first = marks.len();
            let (charged, themes, terms) = (charged.of(at), reading.themes.of(at), weighed.of(at));
            terms::merge([charged, themes, terms, &style, mentioned.of(at)], marks);
            let sentence = &report.sentences[sentence];
            sample.add(sentence, report.voices_of(sentence), &marks[first..]);
            if !self.contributions {
                marks.clear();
            }
        }
    }

    /// What the lists find, in context, and what the models know of the words.
    fn find_terms(
        &self,
        source: &str,
        here: Range<usize>,
        scratch: &mut Scratch,
        report: &mut ArticleReport,
    ) {
        let Scratch { reading, matcher, numbers, .. } = scratch;
        let Reading { tokens, matches, voices, terms, themes, shifts, first, uses, .. } = reading;
        let Inventory { catalog, numbers: known, .. } = &*self.inventory;
        let bounds = &tokens.bounds[here.start..=here.end];
        known.look_up(catalog.dictionary(), source, (&tokens.all, bounds), numbers);
        *first = here.start;
        matches.clear();
        terms.clear();
        themes.clear();
        shifts.clear();
        for at in here {
            let (tokens, voices) = (tokens.of(at), voices.of(at));
            catalog.find(source, tokens, matcher, &mut matches.all);
            matches.close();
            let matches = matches.of(at - *first);
            uses.read(catalog, matches);
            let casing = Casing::new(source, tokens);
            let first_theme = themes.all.len();
            let out = (&mut terms.all, &mut themes.all);
            terms::in_context(&casing, tokens, (matches, uses), voices, out);
            terms.close();
            themes.close();
            shifts.read(&casing, tokens, (matches, uses));
            let sentence = &mut report.sentences[at];
            let Themes { moral, frames } = terms::themes(&themes.all[first_theme..]);
            (sentence.moral, sentence.frames) = (moral, frames);
            sentence.words = tokens.len() as u32;
            sentence.letters = text::letters(source, tokens);
            let contributions = report.contributions.len() as u32;
            sentence.contributions = contributions..contributions;
        }
    }

    /// Tone by rules of a sentence and its voices, and valence.
    fn score_tone<O: Observer>(
        &self,
        source: &str,
        at: usize,
        scratch: &mut Scratch,
        report: &mut ArticleReport,
        observer: &mut O,
    ) {
        let Scratch { reading, numbers, parts, charged, shifts_here, .. } = scratch;
        let Inventory { catalog, models, numbers: known, .. } = &*self.inventory;
        let ArticleReport { sentences, voices, contributions, .. } = report;
        let model = models.get(ModelKind::Valence);
        let sentence = &mut sentences[at];
        let first_word = reading.first_word(at);
        let (tokens, shifts) = (reading.tokens.of(at), reading.shifts.of(at - reading.first));
        sentence.tone = terms::tone_marks(shifts, tokens, &mut charged.all);
        charged.close();
        if O::LOOKS {
            let casing = Casing::new(source, tokens);
            observer.sentence(&reading.found(catalog, &casing, source, (at, sentence)));
        }
        known.show(ModelKind::Valence, first_word, numbers);
        sentence.valence = model.map(|model| {
            let mut sums = model.sums(0);
            sentiment::parts(tokens, shifts, numbers, &mut sums);
            if self.contributions {
                parts.clear();
                sentiment::parts(tokens, shifts, numbers, parts);
                explain::model(model, parts, sentence.span, "valence", contributions);
            }
            let [valence] = sums.get();
            valence.clamp(-1.0, 1.0)
        });
        let mut marks = charged.of(at - reading.first);
        for (part, words) in parts_of(sentence, voices) {
            let is_here = |mark: &&Mark| mark.span.start < part.span.end;
            let count = marks.iter().take_while(is_here).count();
            marks = &marks[count..];
            part.tone = if part.span == sentence.span {
                sentence.tone
            } else if count == 0 {
                0.0 // nothing charged
            } else {
                sentiment::tone(shifts_here.take(shifts, tokens, words, |_| true), |_, _, _| ())
            };
        }
    }

    /// Bias of a sentence and its voices, and the weights of its terms.
    fn score_bias(
        &self,
        source: &str,
        at: usize,
        scratch: &mut Scratch,
        report: &mut ArticleReport,
    ) {
        let Scratch { reading, numbers, evidence, parts, weighed, .. } = scratch;
        let Inventory { catalog, models, numbers: known, .. } = &*self.inventory;
        let model = models.get(ModelKind::Bias);
        let first_word = reading.first_word(at);
        let casing = Casing::new(source, reading.tokens.of(at));
        let sentence = &mut report.sentences[at];
        let found = reading.found(catalog, &casing, source, (at, sentence));
        let first_term = report.terms.len();
        known.show(ModelKind::Bias, first_word, numbers);
        if let Some(model) = model {
            evidence.read(&found, numbers);
            let mut rest = evidence.whole();
            if self.contributions {
                parts.clear();
                evidence.parts(&found, &rest, parts);
                explain::model(model, parts, sentence.span, "bias", &mut report.contributions);
            }
            let logit = evidence.logit(model, &found, &rest);
            sentence.bias = Some(sigmoid(logit));
            for (part, words) in parts_of(sentence, &mut report.voices) {
                part.bias = if part.span == sentence.span {
                    sentence.bias
                } else {
                    let segment = rest.split_to(words.end, part.span.end);
                    Some(sigmoid(evidence.logit(model, &found, &segment)))
                };
            }
            if !found.terms.is_empty() {
                let setting = bias::Setting::new(evidence, logit);
                let context = (&setting, &*evidence);
                self.weigh(model, &found, context, parts, &mut weighed.all, report);
            }
        } else {
            for (&term, &of) in found.found_terms() {
                report.terms.push(term);
                weighed.all.extend(terms::term_mark(term, of));
            }
        }
        weighed.close();
        let terms = &report.terms[first_term..];
        let sentence = &mut report.sentences[at];
        sentence.terms = first_term as u32..report.terms.len() as u32;
        sentence.loaded = terms::loaded_score(terms);
        if self.contributions {
            explain::lists(&found, terms, &mut report.contributions);
        }
    }

    /// Appends the terms of a sentence with the weights that the model gives the loaded ones, and their marks.
    fn weigh(
        &self,
        model: &Model,
        found: &Found,
        context: (&bias::Setting, &bias::Evidence),
        parts: &mut Parts,
        marks: &mut Vec<Mark>,
        report: &mut ArticleReport,
    ) {
        for (&(mut term), of) in found.found_terms() {
            // a list of the caller says what he means
            if term.loaded && !of.fact.callers {
                let by_list = of.fact.class != FOUND_BY_MODEL;
                let (words, listed) = (of.words(), by_list.then_some(term.weight));
                let mut sums = model.sums(bias::TERM);
                bias::term_parts(found, words.clone(), listed, context, &mut sums);
                let [logit] = sums.get();
                term.weight = sigmoid(logit);
                if !by_list && term.weight < terms::WEAKEST {
                    continue;
                }
                if self.contributions {
                    parts.clear();
                    bias::term_parts(found, words, listed, context, parts);
                    explain::term(model, parts, term.span, &mut report.contributions);
                }
            }
            report.terms.push(term);
            marks.extend(terms::term_mark(term, *of));
        }
    }

    /// What sentences say of those whom they mention.
    fn score_mentions(
        &self,
        source: &str,
        here: Range<usize>,
        stretches: &Stretches,
        scratch: &mut Scratch,
        report: &mut ArticleReport,
        observer: &mut impl Observer,
    ) {
        let Scratch { reading, numbers, mentions, mentioned, toward, .. } = scratch;
        mentioned.clear();
        let Inventory { catalog, numbers: known, .. } = &*self.inventory;
        let mut said = Said {
            actors: &report.actors,
            scores: &mut report.actor_scores,
            targets: &mut report.targets,
            contributions: &mut report.contributions,
            marks: &mut mentioned.all,
        };
        let first = report.sentences[here.start].span.start;
        let mut rest = &mentions[mentions.partition_point(|mention| mention.start() < first)..];
        for at in here {
            let sentence = &mut report.sentences[at];
            let until = |end| rest.iter().take_while(|mention| mention.start() < end).count();
            let between = until(sentence.span.start)..until(sentence.span.end);
            let mentions = &rest[between.clone()];
            rest = &rest[between.end..];
            if !mentions.is_empty() {
                let casing = Casing::new(source, reading.tokens.of(at));
                let found = reading.found(catalog, &casing, source, (at, sentence));
                toward.read(&reading.rooms[reading.tokens.range(at)]);
                known.show(ModelKind::Target, reading.first_word(at), numbers);
                self.toward(&found, stretches, mentions, (numbers, toward), &mut said, observer);
            }
            mentioned.bounds.push(said.marks.len() as u32);
            sentence.contributions.end = said.contributions.len() as u32;
        }
    }
}
