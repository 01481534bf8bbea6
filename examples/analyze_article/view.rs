//! The view of an article for the terminal.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Write;

use presslens::{
    Article, ArticleReport, Block, Contribution, LineKind, Place, SentenceReport, Span, Term, Voice,
};

use crate::framing::Shown;
use crate::layout::{Look, Paragraph, printable};

/// Colours that tell apart on dark and on light ground, given out by category in order of name.
const PALETTE: [u8; 14] = [203, 208, 178, 71, 37, 39, 69, 135, 170, 204, 137, 107, 74, 245];

/// Sentences listed at either end of the scale.
const EXTREMES: usize = 3;

/// Parts of a score told under a listed sentence.
const LARGEST: usize = 4;

/// From here on a sentence is more likely biased than not, and is marked.
const LIKELY: f64 = 0.5;

/// From here on a sentence's tone counts as negative or positive.
const CHARGED: f64 = 0.05;

/// Terms of these lists are counted under the text, not marked in it: they are in every sentence.
const COUNTED: &str = "epistemic/";

pub(crate) struct View<'a> {
    pub(crate) article: &'a Article<'a>,
    pub(crate) report: &'a ArticleReport,
    pub(crate) colour: bool,
    pub(crate) width: usize,
    /// Categories with a term, in order of name.
    categories: Vec<&'a str>,
}

impl<'a> View<'a> {
    pub(crate) fn new(
        article: &'a Article<'a>,
        report: &'a ArticleReport,
        colour: bool,
        width: usize,
    ) -> Self {
        let mut view = Self { article, report, colour, width, categories: Vec::new() };
        view.categories = view.marked(report.terms()).map(|term| report.category(term)).collect();
        view.categories.sort_unstable();
        view.categories.dedup();
        view
    }

    /// The whole view.
    pub(crate) fn render(&self, shown: &Shown) -> String {
        let mut out = String::new();
        self.header(&mut out);
        self.text(&mut out);
        self.legend(&mut out);
        self.sources(&mut out);
        self.actors(&mut out);
        self.framing(shown, &mut out);
        self.outstanding(shown, &mut out);
        self.extremes(&mut out);
        out
    }

    fn marked(&self, terms: &'a [Term]) -> impl Iterator<Item = &'a Term> {
        let report = self.report;
        terms.iter().filter(move |term| !report.entry(term).0.id().starts_with(COUNTED))
    }

    pub(crate) fn heading(&self, out: &mut String, title: &str) {
        let rule = "─".repeat(self.width.saturating_sub(title.chars().count() + 1));
        let [title, rule] = [(Look::BOLD, title), (Look::DIM, &rule)]
            .map(|(look, text)| look.paint(text, self.colour));
        _ = writeln!(out, "\n{title} {rule}\n");
    }

    fn header(&self, out: &mut String) {
        let source = self.article.source();
        for block in self.article.blocks().iter().filter(|block| block.place == Place::Headline) {
            out.push_str(&self.block(block, Look::BOLD).wrap(self.width, "", 0, self.colour));
        }
        let meta = self.article.meta();
        let said = |span: Span| printable(span.of(source).trim());
        let mut parts: Vec<String> = Vec::new();
        parts.extend(meta.outlet.map(said));
        parts.extend(meta.date.map(|date| match date.value {
            Some(day) if day.to_string() != date.span.of(source) => {
                format!("{} ({day})", said(date.span))
            }
            _ => said(date.span),
        }));
        parts.extend(meta.byline.map(|name| format!("by {}", said(name))));
        let words: u32 = self.report.sentences().iter().map(|sentence| sentence.words).sum();
        let sentences = self.report.sentences().len();
        parts.push(format!("{}, {}", count(words as usize, "word"), count(sentences, "sentence")));
        if self.report.sentences().iter().any(|sentence| sentence.bias.is_some()) {
            let likely = self.report.sentences().iter().filter(|sentence| is_likely(sentence));
            parts.push(format!("{} likely biased", likely.count()));
        }
        let mut line = Paragraph::default();
        line.push(&parts.join(" · "), Look::DIM);
        out.push_str(&line.wrap(self.width, "", 0, self.colour));
        for note in self.article.notes() {
            let note = format!("Note: {}", note.text());
            _ = writeln!(out, "{}", Look::BOLD.paint(&note, self.colour));
        }
    }

    fn text(&self, out: &mut String) {
        for block in self.article.blocks() {
            let (look, first) = match block.place {
                Place::Headline => continue,
                Place::Heading => (Look::BOLD, ""),
                Place::Caption => (Look::DIM, "Caption: "),
                _ => (Look::default(), ""),
            };
            out.push('\n');
            out.push_str(&self.block(block, look).wrap(self.width, first, 0, self.colour));
        }
        if self.report.sentences().iter().any(is_likely) {
            let mut line = Paragraph::default();
            let note = "[bias p]: experts would call the sentence biased with probability p, shown from .50 \
                        on; --explain N tells why, N as the small number before it.";
            line.push(note, Look::DIM);
            out.push('\n');
            out.push_str(&line.wrap(self.width, "", 0, self.colour));
        }
        let lines = self.article.lines();
        let kind = |kind| lines.iter().filter(|line| line.kind == kind).count();
        let left = [
            (kind(LineKind::Boilerplate), "boilerplate line"),
            (kind(LineKind::Source), "source line"),
        ];
        let left: Vec<String> =
            left.iter().filter(|(n, _)| *n > 0).map(|&(n, what)| count(n, what)).collect();
        if !left.is_empty() {
            let left = format!("(left out: {})", left.join(", "));
            _ = writeln!(out, "\n{}", Look::DIM.paint(&left, self.colour));
        }
    }

    /// A block with its terms marked, quotes in italics.
    fn block(&self, block: &Block, base: Look) -> Paragraph {
        let all = self.report.sentences();
        let from = all.partition_point(|sentence| sentence.span.start < block.span.start);
        let to = all.partition_point(|sentence| sentence.span.start < block.span.end);
        let mut out = Paragraph::default();
        self.stretch(block.span, all.get(from..to).unwrap_or_default(), base, &mut out);
        out
    }

    /// A stretch of the source with the voices and terms of these sentences.
    pub(crate) fn stretch(
        &self,
        span: Span,
        sentences: &[SentenceReport],
        base: Look,
        out: &mut Paragraph,
    ) {
        let source = self.article.source();
        let mut at = span.start;
        let reported = self.reported(sentences);
        // without colour marks show where indirect speech begins and ends
        let marked = Cell::new(None);
        let mark = |at: u32, out: &mut Paragraph| {
            if self.colour || marked.replace(Some(at)) == Some(at) {
                return;
            }
            let near = reported.partition_point(|(part, _)| part.end < at);
            let here = reported[near..].iter().take(2);
            for (part, _) in here.filter(|(_, voice)| *voice == Voice::IndirectSpeech) {
                if part.end == at || part.start == at {
                    out.push(if part.end == at { "›" } else { "‹" }, base);
                }
            }
        };
        let plain = |from: u32, to: u32, look: Look, out: &mut Paragraph| {
            let mut at = from;
            let first = reported.partition_point(|(part, _)| part.end <= from);
            for &(part, voice) in reported[first..].iter().take_while(|(part, _)| part.start < to) {
                let (start, end) = (part.start.max(at), part.end.min(to));
                out.push(Span::new(at, start).of(source), look);
                if start > from {
                    mark(start, out);
                }
                let look = match voice {
                    Voice::DirectQuote => Look { italic: !look.italic, ..look },
                    _ => Look { dim: true, ..look },
                };
                out.push(Span::new(start, end).of(source), look);
                if end < to {
                    mark(end, out);
                }
                at = end;
            }
            out.push(Span::new(at, to).of(source), look);
        };
        for (number, sentence) in (self.number(sentences)..).zip(sentences) {
            plain(at, sentence.span.start, base, out);
            out.push(&superscript(number), Look::DIM);
            at = sentence.span.start;
            mark(at, out);
            for group in self.groups(sentence) {
                plain(at, group.span.start, base, out);
                mark(group.span.start, out);
                let detected = group.terms.iter().any(|term| is_strong(term));
                let look = Look {
                    colour: group
                        .terms
                        .first()
                        .map(|term| self.colour_of(self.report.category(term))),
                    bold: detected,
                    underline: !detected,
                    ..base
                };
                if self.colour {
                    plain(group.span.start, group.span.end, look, out);
                } else {
                    let labels: Vec<String> =
                        group.terms.iter().map(|term| self.label(term)).collect();
                    out.push("[", base);
                    plain(group.span.start, group.span.end, base, out);
                    out.push(&format!("|{}]", labels.join(" + ")), base);
                }
                at = group.span.end;
                mark(at, out);
            }
            plain(at, sentence.span.end, base, out);
            at = sentence.span.end;
            mark(at, out);
            if let Some(p) = sentence.bias.filter(|p| *p >= LIKELY) {
                out.push(&format!(" [bias {}]", weight(p)), Look::DIM);
            }
        }
        plain(at, span.end, base, out);
    }

    /// The number of the first of these sentences, from 1.
    fn number(&self, sentences: &[SentenceReport]) -> usize {
        let first = sentences.first().map_or(0, |sentence| sentence.span.start);
        self.report.sentences().partition_point(|other| other.span.start < first) + 1
    }

    /// What is not in the outlet's own voice; whoever speaks, neighbours of one voice are one.
    fn reported(&self, sentences: &[SentenceReport]) -> Vec<(Span, Voice)> {
        let voices = sentences.iter().flat_map(|sentence| self.report.voices_of(sentence));
        let mut out: Vec<(Span, Voice)> = Vec::new();
        for part in voices.filter(|part| part.voice != Voice::Narration) {
            match out.last_mut() {
                Some((span, voice)) if span.end == part.span.start && *voice == part.voice => {
                    span.end = part.span.end;
                }
                _ => out.push((part.span, part.voice)),
            }
        }
        for (span, _) in &mut out {
            let text = span.of(self.article.source());
            let start = span.end - text.trim_start().len() as u32;
            *span = Span::new(start, start + text.trim().len() as u32);
        }
        out
    }

    /// Terms of a sentence; those that overlap are marked together.
    fn groups(&self, sentence: &SentenceReport) -> Vec<Group<'a>> {
        let mut terms: Vec<&Term> = self.marked(self.report.terms_of(sentence)).collect();
        terms.sort_by_key(|term| (term.span.start, std::cmp::Reverse(term.span.end)));
        let mut groups: Vec<Group> = Vec::new();
        for term in terms {
            match groups.last_mut() {
                Some(group) if term.span.start < group.span.end => {
                    group.span.end = group.span.end.max(term.span.end);
                    group.terms.push(term);
                }
                _ => groups.push(Group { span: term.span, terms: vec![term] }),
            }
        }
        groups
    }

    fn label(&self, term: &Term) -> String {
        let negated = if term.negated { " negated" } else { "" };
        format!("{} {}{negated}", self.report.category(term), weight(term.weight))
    }

    fn colour_of(&self, category: &str) -> u8 {
        let index = self.categories.binary_search(&category).unwrap_or_default();
        PALETTE[index % PALETTE.len()]
    }

    /// Categories with their terms, counted by voice.
    fn legend(&self, out: &mut String) {
        self.heading(out, "Terms");
        let terms: Vec<&Term> = self.marked(self.report.terms()).collect();
        if terms.is_empty() {
            out.push_str("None found.\n");
            self.counted(out);
            return;
        }
        let source = self.article.source();
        for &category in &self.categories {
            let here =
                || terms.iter().copied().filter(|term| self.report.category(term) == category);
            let voices = Voice::ALL.into_iter().filter_map(|voice| {
                let n = here().filter(|term| term.voice == voice).count();
                (n > 0).then(|| format!("{n} in {}", voice.name().replace('_', " ")))
            });
            let voices: Vec<String> = voices.collect();
            let mut words: BTreeMap<(String, String), usize> = BTreeMap::new();
            for term in here() {
                let text = term.span.of(source).split_whitespace().collect::<Vec<_>>().join(" ");
                *words.entry((text.to_lowercase(), weight(term.weight))).or_default() += 1;
            }
            let mut line = Paragraph::default();
            let look = Look { colour: Some(self.colour_of(category)), ..Look::BOLD };
            line.push(category, look);
            line.push(&format!(" {}:", voices.join(", ")), Look::default());
            for (i, ((text, weight), n)) in words.iter().enumerate() {
                let times = if *n > 1 { format!(" ×{n}") } else { String::new() };
                let comma = if i + 1 < words.len() { "," } else { "" };
                line.push(&format!(" {text} {weight}{times}{comma}"), Look::default());
            }
            out.push_str(&line.wrap(self.width, "", 4, self.colour));
        }
        let weak = terms.iter().filter(|term| !is_strong(term)).count();
        let how = if self.colour { ", underlined above," } else { "" };
        let strong = terms.len() - weak;
        let sum = format!("{strong} of weight .50 and above; {weak} weak{how} not counted");
        let mut line = Paragraph::default();
        line.push(&sum, Look::DIM);
        out.push_str(&line.wrap(self.width, "", 0, self.colour));
        self.counted(out);
    }

    /// The terms that are not marked: how many of each category.
    fn counted(&self, out: &mut String) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for term in self.report.terms() {
            if self.report.entry(term).0.id().starts_with(COUNTED) {
                *counts.entry(self.report.category(term)).or_default() += 1;
            }
        }
        if !counts.is_empty() {
            let counts: Vec<String> =
                counts.iter().map(|(name, n)| format!("{name} {n}")).collect();
            let mut line = Paragraph::default();
            line.push(&format!("Epistemic markers: {}", counts.join(", ")), Look::DIM);
            out.push_str(&line.wrap(self.width, "", 4, self.colour));
        }
    }

    /// The most biased sentences, and those at either end of the tone: as readers rate it where a model
    /// tells, else by rules.
    fn extremes(&self, out: &mut String) {
        let all = self.report.sentences();
        if all.iter().any(|sentence| sentence.bias.is_some()) {
            let bias = |sentence: &SentenceReport| {
                let p = sentence.bias.unwrap_or_default();
                (p >= LIKELY).then(|| (p, format!("{p:.2}   ")))
            };
            self.list(out, "Most biased sentences", &bias);
        }
        let tone = |sentence: &SentenceReport, sign: f64| {
            let tone = sentence.valence.unwrap_or(sentence.tone);
            (sign * tone >= CHARGED).then(|| (sign * tone, format!("{tone:+.2}  ")))
        };
        self.list(out, "Most negative sentences", &|sentence| tone(sentence, -1.0));
        self.list(out, "Most positive sentences", &|sentence| tone(sentence, 1.0));
    }

    /// The sentences with the highest scores, each with how it is shown; of equal ones the first in the text.
    fn list(
        &self,
        out: &mut String,
        title: &str,
        score: &dyn Fn(&SentenceReport) -> Option<(f64, String)>,
    ) {
        self.heading(out, title);
        let mut listed: Vec<(f64, String, &SentenceReport)> = self
            .report
            .sentences()
            .iter()
            .filter_map(|sentence| score(sentence).map(|(score, shown)| (score, shown, sentence)))
            .collect();
        listed.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, first, sentence) in listed.iter().take(EXTREMES) {
            let mut line = Paragraph::default();
            let place = match sentence.paragraph {
                Some(number) => format!("(paragraph {}) ", number + 1),
                None => format!("({}) ", sentence.place.name()),
            };
            line.push(&place, Look::DIM);
            self.stretch(
                sentence.span,
                std::slice::from_ref(*sentence),
                Look::default(),
                &mut line,
            );
            out.push_str(&line.wrap(self.width, first, 7, self.colour));
            self.contributions(out, sentence);
        }
        if listed.is_empty() {
            out.push_str("None.\n");
        }
    }

    /// What the scores of a sentence are made of, where that was asked for: the largest parts of each.
    fn contributions(&self, out: &mut String, sentence: &SentenceReport) {
        let source = self.article.source();
        let all = self.report.contributions_of(sentence);
        let mut scores: Vec<(&str, Option<u32>)> = Vec::new();
        for part in all {
            if !scores.contains(&(part.score, part.target)) {
                scores.push((part.score, part.target));
            }
        }
        let mut line = Paragraph::default();
        for score in scores {
            line.push(&format!(" {}:", score.0), Look::BOLD);
            let parts = all.iter().filter(|part| (part.score, part.target) == score);
            let mut parts: Vec<&Contribution> = parts.collect();
            parts.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()));
            let (told, rest) = parts.split_at(parts.len().min(LARGEST));
            for part in told {
                let words = if part.span == sentence.span { "" } else { part.span.of(source) };
                let feature = self.report.feature(part);
                let text = format!(" {words} {:+.2} ({feature});", part.amount);
                line.push(&text, Look::DIM);
            }
            if !rest.is_empty() {
                let sum: f64 = rest.iter().map(|part| part.amount).sum();
                line.push(&format!(" {} more {sum:+.2};", rest.len()), Look::DIM);
            }
        }
        if !all.is_empty() {
            out.push_str(&line.wrap(self.width, "       ", 7, self.colour));
        }
    }
}

/// Terms that overlap.
struct Group<'a> {
    span: Span,
    terms: Vec<&'a Term>,
}

/// Whether a sentence is more likely biased than not.
fn is_likely(sentence: &SentenceReport) -> bool {
    sentence.bias.is_some_and(|p| p >= LIKELY)
}

/// A number in small raised digits.
fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

/// Whether a term is shown as strong: of whatever list, by the weight from which loaded terms are
/// detected.
fn is_strong(term: &Term) -> bool {
    term.weight >= 0.5
}

/// A weight as `.60`.
pub(crate) fn weight(weight: f64) -> String {
    let text = format!("{weight:.2}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}

pub(crate) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
