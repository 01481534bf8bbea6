//! Whose words a stretch of text is: the outlet's own narration, or somebody's speech, quoted or reported.

mod attribution;
mod marks;
mod quotes;
mod sources;
mod words;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::actors::Actor;
use crate::text::{Article, Sentence, Span, Token, Vocabulary};
pub(crate) use attribution::Stretches;
pub use attribution::{Attribution, Cue, Directness, Source, SourceKind, Stance};
pub(crate) use quotes::{Quote, QuoteKind};
pub(crate) use sources::{SourceScratch, sources};
use words::{Lists, Words};

/// Mostly one stretch, seldom more than three.
type Few<T> = SmallVec<[T; 3]>;

/// Whose words a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Voice {
    /// The outlet's own words, scare quotes included.
    Narration,
    /// Words in quotation marks that somebody is said to have said, marks included.
    DirectQuote,
    /// What somebody is reported to say, think or want, in the outlet's wording.
    IndirectSpeech,
}

impl Voice {
    /// Every voice, in the order in which reports list them.
    pub const ALL: [Self; 3] = [Self::Narration, Self::DirectQuote, Self::IndirectSpeech];

    /// The name that records use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Narration => "narration",
            Self::DirectQuote => "direct_quote",
            Self::IndirectSpeech => "indirect_speech",
        }
    }
}

/// The word lists of this room, as `(path below lexicons/, text)`.
pub(crate) const LISTS: [(&str, &str); 3] = [
    ("voice/attribution_cues.txt", attribution::CUES),
    ("voice/quote_cues.txt", quotes::CUES),
    ("voice/source_words.txt", attribution::SOURCES),
];

/// Memory that one thread reuses.
#[derive(Debug, Default)]
pub(crate) struct VoiceScratch {
    /// By token the number of its word.
    numbers: Vec<u32>,
    quotes: quotes::Memory,
    attributions: attribution::Memory,
}

impl VoiceScratch {
    /// Takes the numbers of the words of an article: what is found next is found among them.
    pub(crate) fn read(&mut self, numbers: impl Iterator<Item = u32>) {
        self.numbers.clear();
        self.numbers.extend(numbers);
    }
}

/// The words that this room knows.
pub(crate) fn vocabulary() -> &'static Vocabulary {
    Lists::get().vocabulary()
}

/// Finds the quotations of an article, ordered by their start, an outer one before those inside it. At one
/// depth they do not overlap, and none reaches over the end of its paragraph. `paragraphs` are consecutive
/// blocks of `source`, `tokens` those of all `sentences`, which `scratch` has read; a block that is no range of
/// it holds no quotation.
pub(crate) fn quotes(
    source: &str,
    paragraphs: &[Span],
    sentences: &[Sentence],
    tokens: &[Token],
    scratch: &mut VoiceScratch,
) -> Vec<Quote> {
    let words = Words { source, tokens, numbers: &scratch.numbers };
    quotes::quotes(paragraphs, sentences, words, &mut scratch.quotes)
}

/// Finds the attributions of an article, ordered by their cues; `tokens` are those of all sentences, which
/// `scratch` has read. `mentions` say where `actors` are named, each with its index.
pub(crate) fn attributions(
    article: &Article,
    tokens: &[Token],
    actors: &[Actor],
    mentions: impl Iterator<Item = (Span, u32)>,
    quotes: &[Quote],
    scratch: &mut VoiceScratch,
) -> Vec<Attribution> {
    let words = Words { source: article.source(), tokens, numbers: &scratch.numbers };
    scratch.attributions.mention(mentions);
    attribution::attributions(article, words, actors, quotes, &mut scratch.attributions)
}

/// A stretch of a sentence in one voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) span: Span,
    pub(crate) voice: Voice,
    /// The innermost attribution in whose content it stands.
    pub(crate) attribution: Option<u32>,
}

/// What sentences, read one after the other, still have ahead.
pub(crate) struct Ahead<'s> {
    speech: &'s [Span],
    attributed: &'s [(Span, u32)],
}

impl<'s> Ahead<'s> {
    pub(crate) fn new(stretches: &'s Stretches) -> Self {
        let all = Span::new(0, u32::MAX);
        Self { speech: stretches.speech(all), attributed: stretches.of(all) }
    }
}

/// Those that touch `span`; those before it are passed.
fn touching<'s, T>(ahead: &mut &'s [T], span: Span, span_of: impl Fn(&T) -> Span) -> &'s [T] {
    let passed = ahead.iter().take_while(|stretch| span_of(stretch).end <= span.start).count();
    *ahead = &ahead[passed..];
    &ahead[..ahead.iter().take_while(|stretch| span_of(stretch).start < span.end).count()]
}

/// Appends the voices of a sentence, the next: spans that partition it.
/// A rest without a letter or digit (the stop after a quotation) goes to the voice beside it.
pub(crate) fn partition(source: &str, sentence: Span, ahead: &mut Ahead, out: &mut Vec<Part>) {
    let speech = touching(&mut ahead.speech, sentence, |speech| *speech);
    let stretches = touching(&mut ahead.attributed, sentence, |(stretch, _)| *stretch);
    if speech.is_empty() && stretches.is_empty() {
        out.push(Part { span: sentence, voice: Voice::Narration, attribution: None });
    } else {
        several(source, sentence, (speech, stretches), out);
    }
}

/// The same where something is attributed or quoted.
#[inline(never)]
fn several(
    source: &str,
    sentence: Span,
    (speech, stretches): (&[Span], &[(Span, u32)]),
    out: &mut Vec<Part>,
) {
    let from = out.len();
    let mut at = sentence.start;
    for quote in speech {
        let start = quote.start.max(at);
        let end = quote.end.min(sentence.end);
        attributed(source, Span::new(at, start), false, stretches, from, out);
        attributed(source, Span::new(start, end), true, stretches, from, out);
        at = at.max(end);
    }
    attributed(source, Span::new(at, sentence.end), false, stretches, from, out);
    if out.len() == from {
        out.push(Part { span: sentence, voice: Voice::Narration, attribution: None });
    }
    // a wordless beginning belongs to what follows
    if out.len() - from > 1 && !has_word(out[from].span.of(source)) {
        out[from + 1].span.start = out[from].span.start;
        out.remove(from);
    }
}

/// Cuts a stretch inside or outside quotations where its attribution changes; `stretches` are its sentence's.
fn attributed(
    source: &str,
    span: Span,
    quoted: bool,
    stretches: &[(Span, u32)],
    from: usize,
    out: &mut Vec<Part>,
) {
    if span.is_empty() {
        return;
    }
    let voice = |attribution: Option<u32>| match attribution {
        _ if quoted => Voice::DirectQuote,
        Some(_) => Voice::IndirectSpeech,
        None => Voice::Narration,
    };
    let mut at = span.start;
    let behind = stretches.partition_point(|(stretch, _)| stretch.end <= span.start);
    let here = stretches[behind..].iter();
    for &(stretch, i) in here.take_while(|(stretch, _)| stretch.start < span.end) {
        let start = stretch.start.max(at);
        let end = stretch.end.min(span.end);
        if at < start {
            let rest = Part { span: Span::new(at, start), voice: voice(None), attribution: None };
            push(source, rest, from, out);
        }
        let attribution = Some(i);
        let part = Part { span: Span::new(start, end), voice: voice(attribution), attribution };
        push(source, part, from, out);
        at = at.max(end);
    }
    if at < span.end {
        let rest = Part { span: Span::new(at, span.end), voice: voice(None), attribution: None };
        push(source, rest, from, out);
    }
}

fn push(source: &str, part: Part, from: usize, out: &mut Vec<Part>) {
    if part.span.is_empty() {
        return;
    }
    let last = if out.len() > from { out.last_mut() } else { None };
    match last {
        Some(last)
            if last.voice == part.voice && last.attribution == part.attribution
                || !has_word(part.span.of(source)) =>
        {
            last.span.end = part.span.end;
        }
        _ => out.push(part),
    }
}

/// Whether `text` has a letter or digit; mostly one of ASCII tells.
fn has_word(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_alphanumeric())
        || !text.is_ascii() && text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn voices(text: &str) -> Vec<(&str, Voice)> {
        let span = Span::from_range(0..text.len());
        let mut out = Vec::new();
        let article = Article::single_sentence(text);
        let mut words = Vec::new();
        tokenize(text, span, &mut words);
        let mut scratch = VoiceScratch::default();
        scratch.read(vocabulary().numbers(text, &words).into_iter());
        let found = quotes(text, &[span], article.sentences(), &words, &mut scratch);
        let said = attributions(&article, &words, &[], [].into_iter(), &found, &mut scratch);
        let stretches = Stretches::new(&said, &found);
        partition(text, span, &mut Ahead::new(&stretches), &mut out);
        out.into_iter().map(|part| (part.span.of(text), part.voice)).collect()
    }

    #[test]
    fn voices_of_a_sentence() {
        use Voice::{DirectQuote as Q, IndirectSpeech as I, Narration as N};
        let cases: &[(&str, &[(&str, Voice)])] = &[
            ("Nobody spoke.", &[("Nobody spoke.", N)]),
            (
                "“We will win this together,” she said.",
                &[("“We will win this together,”", Q), (" she said.", N)],
            ),
            (
                "She said: “We will win this together”.",
                &[("She said: ", N), ("“We will win this together”.", Q)],
            ),
            ("Olsen said the bridge was safe.", &[("Olsen said ", N), ("the bridge was safe.", I)]),
            (
                "Olsen said the bridge was “a death trap”.",
                &[("Olsen said ", N), ("the bridge was ", I), ("“a death trap”.", Q)],
            ),
            ("", &[("", N)]),
        ];
        for (text, expected) in cases {
            assert_eq!(voices(text), *expected, "{text:?}");
        }
    }
}
