//! A stretch of text that is read as one: a sentence, or the sentences that share a quotation.

use super::words::{Class, Form, Said, forms};
use crate::text::{Span, Token, fold_into};
use crate::voice::words::{Lists, Words};
use crate::voice::{Quote, QuoteKind};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// A whole quotation of speech.
    Quote,
    Comma,
    Semicolon,
    Colon,
    Dash,
    Open,
    Close,
    Stop,
    Question,
}

#[allow(clippy::struct_excessive_bools, reason = "independent facts of a word")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub(super) span: Span,
    pub(super) class: Class,
    pub(super) said: Said,
    /// The number of the word.
    word: u32,
    /// Whether that is the word as it is written: not of "to's".
    plain: bool,
    pub(super) kind: Kind,
    pub(super) capital: bool,
    /// Ends in an apostrophe and s.
    pub(super) owns: bool,
    /// Stands in an actor's name.
    pub(super) named: bool,
    /// Stands in the name of an actor of the caller: its letters say nothing.
    pub(super) masked: bool,
    /// Such a word that is not the first of its name.
    pub(super) joins: bool,
}

impl Tok {
    fn mark(span: Span, kind: Kind) -> Self {
        let (class, said, word, plain) = (Class::default(), Said::default(), 0, false);
        let (capital, owns, named, masked, joins) = (false, false, false, false, false);
        Self { span, class, said, word, plain, kind, capital, owns, named, masked, joins }
    }

    pub(super) const fn is(&self, class: Class) -> bool {
        self.class.has(class)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is the word of a number.
    pub(super) fn says(&self, word: u32) -> bool {
        self.plain && self.word == word
    }

    /// That of a word with a class.
    pub(super) fn lemma(&self) -> &'static str {
        forms().get(self.word).lemma
    }
}

/// The words of an article and the marks between them, read once for all stretches of it.
#[derive(Debug, Default)]
pub(super) struct Row {
    toks: Vec<Tok>,
    /// Where each word begins in `toks`, and their number.
    starts: Vec<u32>,
    folded: String,
}

impl Row {
    pub(super) fn read(&mut self, words: Words) {
        self.toks.clear();
        self.starts.clear();
        let forms = forms();
        let bytes = words.source.as_bytes();
        let mut at = words.tokens.first().map_or(0, |token| token.span.start);
        for (token, &number) in words.tokens.iter().zip(words.numbers) {
            let Token { span, .. } = *token;
            if span.start != at + 1 || bytes[at as usize] != b' ' {
                marks(bytes, Span::new(at, span.start), &mut self.toks);
            }
            self.starts.push(self.toks.len() as u32);
            let (capital, named) = (token.is_capital(), token.is_named());
            if token.is_plain() {
                let form = forms.get(number);
                let masked = token.is_masked();
                let ending = (ending_of(&bytes[..span.end as usize]), span.len() as usize);
                let class = class(form, capital, &bytes[span.range()], ending);
                self.toks.push(Tok {
                    span,
                    class: if named { Class::default() } else { class },
                    said: form.said,
                    word: number,
                    plain: true,
                    kind: Kind::Word,
                    capital,
                    owns: false,
                    named,
                    masked,
                    joins: masked && !token.starts_name(),
                });
            } else {
                self.read_slowly(*token, span.of(words.source));
            }
            at = span.end;
        }
        self.starts.push(self.toks.len() as u32);
    }

    /// A word with apostrophes or letters beyond ASCII.
    #[inline(never)]
    fn read_slowly(&mut self, token: Token, text: &str) {
        let lists = Lists::get();
        let Token { span, .. } = token;
        let (capital, named, masked) = (token.is_capital(), token.is_named(), token.is_masked());
        let word = Tok { capital, ..Tok::mark(span, Kind::Word) };
        if named {
            let joins = masked && !token.starts_name();
            self.toks.push(Tok { owns: is_possessive(text), named, masked, joins, ..word });
        } else if let Some(cut) = clitic(text) {
            let mid = span.start + cut as u32;
            let number = lists.number_of(&text[..cut]);
            let form = lists.forms.get(number);
            let pronoun = &text.as_bytes()[..cut];
            let class_of = class(form, capital, pronoun, (ending_of(pronoun), cut));
            let span_of = Span::new(span.start, mid);
            let (said, plain) = (form.said, true);
            self.toks.push(Tok {
                span: span_of,
                class: class_of,
                said,
                word: number,
                plain,
                ..word
            });
            let is = lists.number("is");
            let class = lists.forms.get(is).class;
            let tail = Tok::mark(Span::new(mid, span.end), Kind::Word);
            self.toks.push(Tok { class, word: is, ..tail });
        } else {
            self.folded.clear();
            fold_into(text, &mut self.folded);
            let number = lists.number(&self.folded);
            let form = lists.forms.get(number);
            let ending = (ending_of(self.folded.as_bytes()), self.folded.len());
            let class = class(form, capital, text.as_bytes(), ending);
            self.toks.push(Tok { class, word: number, owns: is_possessive(text), ..word });
        }
    }

    /// The tokens of `span`, quotations of the given depth as one token each.
    pub(super) fn tokens(
        &self,
        words: Words,
        span: Span,
        quotes: &[Quote],
        depth: u8,
        out: &mut Vec<Tok>,
    ) {
        out.clear();
        let first = quotes.partition_point(|quote| quote.span.start < span.start);
        let mut at = span.start;
        for quote in quotes[first..].iter().take_while(|quote| quote.span.end <= span.end) {
            if quote.depth != depth || quote.kind != QuoteKind::Speech || quote.span.start < at {
                continue;
            }
            self.stretch(words, Span::new(at, quote.span.start), out);
            let class = ending(quote.inner.of(words.source));
            out.push(Tok { class, ..Tok::mark(quote.span, Kind::Quote) });
            at = quote.span.end;
        }
        self.stretch(words, Span::new(at, span.end), out);
    }

    /// Appends what stands in `span`. Marks at its ends are read again: they may part otherwise there.
    fn stretch(&self, words: Words, span: Span, out: &mut Vec<Tok>) {
        let (source, tokens) = (words.source.as_bytes(), words.tokens);
        let first = tokens.partition_point(|token| token.span.start < span.start);
        let end = first + tokens[first..].partition_point(|token| token.span.end <= span.end);
        let mut at = span.start;
        if end > first {
            let last = tokens[end - 1].span;
            marks(source, Span::new(at, tokens[first].span.start), out);
            let range = self.starts[first] as usize..self.starts[end] as usize;
            let row = &self.toks[range];
            let behind = row.iter().rev().take_while(|tok| tok.span.start >= last.end).count();
            out.extend_from_slice(&row[..row.len() - behind]);
            at = last.end;
        }
        marks(source, Span::new(at, span.end), out);
    }
}

/// How a quotation ends: with a comma, or with any mark that closes a clause.
fn ending(text: &str) -> Class {
    if text.ends_with(',') {
        Class::PAUSE.with(Class::WHOLE)
    } else if text.ends_with(['.', '!', '?', '…']) {
        Class::WHOLE
    } else {
        Class::default()
    }
}

/// Where a shortened auxiliary begins behind a pronoun ("she’s", "they’ve").
fn clitic(text: &str) -> Option<usize> {
    let at = text.find(['\'', '’'])?;
    let (head, tail) = text.split_at(at);
    let tail = tail.trim_start_matches(['\'', '’']);
    let pronoun = ["i", "you", "he", "she", "it", "we", "they", "who", "that", "what", "there"]
        .iter()
        .any(|pronoun| head.eq_ignore_ascii_case(pronoun));
    (pronoun && matches!(tail, "s" | "ve" | "re" | "d" | "m" | "ll")).then_some(at)
}

pub(super) fn is_possessive(text: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|end| text.ends_with(end))
}

/// The last four bytes of a word or of what it ends, in lower case; the last byte is the highest.
#[inline]
fn ending_of(text: &[u8]) -> u32 {
    text.last_chunk().map_or(0, |last| u32::from_le_bytes(*last) | 0x2020_2020)
}

/// The classes of a word with its ending and length when folded: mostly those of its form.
#[inline]
fn class(form: &Form, capital: bool, text: &[u8], (ending, length): (u32, usize)) -> Class {
    const LY: u32 = u32::from_be_bytes(*b"\0\0yl");
    const ED: u32 = u32::from_be_bytes(*b"\0\0de");
    const ING: u32 = u32::from_be_bytes(*b"\0gni");
    let (ly, ed, ing) = (ending >> 16 == LY, ending >> 16 == ED, ending >> 8 == ING);
    let digit = text.first().is_some_and(u8::is_ascii_digit);
    let object = capital & form.class.has(Class::OBJECT);
    // one branch for all that is rare
    if !(ly | ed | ing | digit | object) {
        return form.class;
    }
    let unknown = form.lemma.is_empty();
    let shouts = || capital && text.iter().all(u8::is_ascii_uppercase);
    if object && text.len() <= 3 && shouts() {
        // "US" is no pronoun
        return Class::default();
    }
    let more = if ly && !capital && length > 3 {
        Class::ADVERB
    } else if ing && unknown && (!capital && length > 6 || length > 5 && shouts()) {
        Class::ING
    } else if ed && unknown && !capital && length > 4 {
        Class::PAST
    } else {
        Class::default()
    };
    form.class.with(more).with(if digit { Class::DET } else { Class::default() })
}

/// The marks of a byte.
const MARKS: [Option<Kind>; 256] = {
    let mut marks = [None; 256];
    marks[b',' as usize] = Some(Kind::Comma);
    marks[b';' as usize] = Some(Kind::Semicolon);
    marks[b':' as usize] = Some(Kind::Colon);
    marks[b'-' as usize] = Some(Kind::Dash);
    marks[b'(' as usize] = Some(Kind::Open);
    marks[b'[' as usize] = Some(Kind::Open);
    marks[b')' as usize] = Some(Kind::Close);
    marks[b']' as usize] = Some(Kind::Close);
    marks[b'.' as usize] = Some(Kind::Stop);
    marks[b'!' as usize] = Some(Kind::Stop);
    marks[b'?' as usize] = Some(Kind::Question);
    marks
};

/// Appends the punctuation of a stretch without words.
fn marks(source: &[u8], span: Span, out: &mut Vec<Tok>) {
    let text = source.get(span.range()).unwrap_or_default();
    let mut last = None;
    for (at, &byte) in text.iter().enumerate() {
        let (kind, length) = match MARKS[usize::from(byte)] {
            Some(Kind::Dash) if last == Some(Kind::Dash) => continue,
            Some(kind) => (kind, 1),
            None if byte == 0xE2 => match text[at..] {
                // "–", "—", "…"
                [_, 0x80, 0x93 | 0x94, ..] => (Kind::Dash, 3),
                [_, 0x80, 0xA6, ..] => (Kind::Stop, 3),
                _ => continue,
            },
            None => continue,
        };
        last = Some(kind);
        let start = span.start + at as u32;
        out.push(Tok::mark(Span::new(start, start + length), kind));
    }
}
