//! A stretch of text that is read as one: a sentence, or the sentences that share a quotation.

use super::words::{Class, Form, Forms, Said, forms};
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
    /// The number of the word as it is written.
    pub(super) word: u32,
    /// The number of the form that the class is of.
    form: u32,
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
        let (class, said, word, form) = (Class::default(), Said::default(), 0, 0);
        let (capital, owns, named, masked, joins) = (false, false, false, false, false);
        Self { span, class, said, word, form, kind, capital, owns, named, masked, joins }
    }

    pub(super) const fn is(&self, class: Class) -> bool {
        self.class.has(class)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn lemma(&self) -> &'static str {
        forms().get(self.form).lemma
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
        let mut at = words.tokens.first().map_or(0, |token| token.span.start);
        for (token, &number) in words.tokens.iter().zip(words.numbers) {
            marks(words.source, Span::new(at, token.span.start), &mut self.toks);
            self.starts.push(self.toks.len() as u32);
            let text = token.span.of(words.source);
            if token.is_plain() {
                self.toks.push(plain(*token, text, number, forms));
            } else {
                self.slow_word(*token, text);
            }
            at = token.span.end;
        }
        self.starts.push(self.toks.len() as u32);
    }

    /// A word with apostrophes or letters beyond ASCII.
    fn slow_word(&mut self, token: Token, text: &str) {
        let lists = Lists::get();
        let forms = &lists.forms;
        if token.is_named() {
            self.toks.push(name(token, is_possessive(text)));
        } else if let Some(cut) = clitic(text) {
            let mid = token.span.start + cut as u32;
            let head = Span::new(token.span.start, mid);
            let (pronoun, number) = (&text[..cut], lists.number_of(&text[..cut]));
            let head = word((head, token.is_capital()), pronoun, pronoun, number, forms);
            self.toks.push(Tok { said: forms.get(number).said, word: number, ..head });
            let tail = Span::new(mid, token.span.end);
            self.toks.push(word((tail, false), &text[cut..], "is", lists.number("is"), forms));
        } else {
            self.folded.clear();
            fold_into(text, &mut self.folded);
            let number = lists.number(&self.folded);
            let capital = token.is_capital();
            let tok = word((token.span, capital), text, &self.folded, number, forms);
            self.toks.push(Tok { owns: is_possessive(text), ..tok });
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
        let tokens = words.tokens;
        let first = tokens.partition_point(|token| token.span.start < span.start);
        let inside = tokens[first..].iter().take_while(|token| token.span.end <= span.end);
        let end = first + inside.count();
        let mut at = span.start;
        if end > first {
            let last = tokens[end - 1].span;
            marks(words.source, Span::new(at, tokens[first].span.start), out);
            let range = self.starts[first] as usize..self.starts[end] as usize;
            let row = &self.toks[range];
            let behind = row.iter().rev().take_while(|tok| tok.span.start >= last.end).count();
            out.extend_from_slice(&row[..row.len() - behind]);
            at = last.end;
        }
        marks(words.source, Span::new(at, span.end), out);
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

/// A word inside an actor's name: whatever it means elsewhere, it is a name.
fn name(token: Token, owns: bool) -> Tok {
    let masked = token.is_masked();
    let joins = masked && !token.starts_name();
    let tok = Tok::mark(token.span, Kind::Word);
    Tok { capital: token.is_capital(), owns, named: true, masked, joins, ..tok }
}

pub(super) fn is_possessive(text: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|end| text.ends_with(end))
}

/// A word of ASCII letters, digits and hyphens.
fn plain(token: Token, text: &str, number: u32, forms: &Forms) -> Tok {
    let tok = if token.is_named() {
        name(token, false)
    } else {
        word((token.span, token.is_capital()), text, text, number, forms)
    };
    Tok { said: forms.get(number).said, word: number, ..tok }
}

/// `folded` is the folded form, in capitals or not.
fn word(
    (span, capital): (Span, bool),
    text: &str,
    folded: &str,
    number: u32,
    forms: &Forms,
) -> Tok {
    let Form { mut class, lemma, .. } = forms.get(number);
    let (mut form, mut known) = (number, !lemma.is_empty());
    let shouts = || capital && text.bytes().all(|b| b.is_ascii_uppercase());
    if class.has(Class::OBJECT) && text.len() <= 3 && shouts() {
        // "US" is no pronoun
        (class, form, known) = (Class::default(), 0, false);
    }
    let ends = |ending: &str, longer: usize| {
        let head = folded.len().wrapping_sub(ending.len());
        folded.len() > longer && folded.as_bytes()[head..].eq_ignore_ascii_case(ending.as_bytes())
    };
    match folded.as_bytes().last().map(u8::to_ascii_lowercase) {
        Some(b'y') if !capital && ends("ly", 3) => class = class.with(Class::ADVERB),
        Some(b'g') if !known => {
            if !capital && ends("ing", 6) || ends("ing", 5) && shouts() {
                class = class.with(Class::ING);
            }
        }
        Some(b'd') if !known && !capital && ends("ed", 4) => class = class.with(Class::PAST),
        _ => {}
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        class = class.with(Class::DET);
    }
    Tok { class, form, capital, ..Tok::mark(span, Kind::Word) }
}

/// Appends the punctuation of a stretch without words.
fn marks(source: &str, span: Span, out: &mut Vec<Tok>) {
    let text = span.of(source);
    if !text.bytes().any(|b| STARTS_MARK[usize::from(b)]) {
        return;
    }
    let mut last = None;
    for (at, c) in text.char_indices() {
        let kind = match c {
            ',' => Kind::Comma,
            ';' => Kind::Semicolon,
            ':' => Kind::Colon,
            '—' | '–' => Kind::Dash,
            '-' if last != Some(Kind::Dash) => Kind::Dash,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            '.' | '!' | '…' => Kind::Stop,
            '?' => Kind::Question,
            _ => continue,
        };
        last = Some(kind);
        let start = span.start + at as u32;
        out.push(Tok::mark(Span::new(start, start + c.len_utf8() as u32), kind));
    }
}

/// Bytes that a mark can begin with.
const STARTS_MARK: [bool; 256] = {
    let mut table = [false; 256];
    let firsts = *b",;:-()[].!?\xE2";
    let mut i = 0;
    while i < firsts.len() {
        table[firsts[i] as usize] = true;
        i += 1;
    }
    table
};
