//! A stretch of text that is read as one: a sentence, or the sentences that share a quotation.

use super::words::Class;
use crate::text::Span;
use crate::text::{Token, fold_into};
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
    pub(super) kind: Kind,
    pub(super) class: Class,
    pub(super) lemma: &'static str,
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
        let (class, lemma) = (Class::default(), "");
        let (capital, owns, named, masked, joins) = (false, false, false, false, false);
        Self { span, kind, class, lemma, capital, owns, named, masked, joins }
    }

    pub(super) const fn is(&self, class: Class) -> bool {
        self.class.has(class)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}

/// The tokens of `span`, quotations of the given depth as one token each.
pub(super) fn tokens(
    source: &str,
    span: Span,
    words: &[Token],
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
        plain(source, Span::new(at, quote.span.start), words, out);
        let class = ending(quote.inner.of(source));
        out.push(Tok { class, ..Tok::mark(quote.span, Kind::Quote) });
        at = quote.span.end;
    }
    plain(source, Span::new(at, span.end), words, out);
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

fn plain(source: &str, span: Span, words: &[Token], out: &mut Vec<Tok>) {
    let (mut at, mut folded) = (span.start, String::new());
    let table = super::words::words();
    let first = words.partition_point(|token| token.span.start < span.start);
    for token in words[first..].iter().take_while(|token| token.span.end <= span.end) {
        marks(source, Span::new(at, token.span.start), out);
        let text = token.span.of(source);
        if token.is_named() {
            name(*token, text, out);
        } else if let Some(cut) = clitic(text) {
            let mid = token.span.start + cut as u32;
            for span in [Span::new(token.span.start, mid), Span::new(mid, token.span.end)] {
                word(source, span, token.is_capital() && span.start < mid, table, &mut folded, out);
            }
        } else {
            word(source, token.span, token.is_capital(), table, &mut folded, out);
        }
        at = token.span.end;
    }
    marks(source, Span::new(at, span.end), out);
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
fn name(token: Token, text: &str, out: &mut Vec<Tok>) {
    let (span, capital, masked) = (token.span, token.is_capital(), token.is_masked());
    let joins = masked && !token.starts_name();
    let owns = is_possessive(text);
    let (kind, class) = (Kind::Word, Class::default());
    out.push(Tok { span, kind, class, lemma: "", capital, owns, named: true, masked, joins });
}

fn is_possessive(text: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|end| text.ends_with(end))
}

fn word(
    source: &str,
    span: Span,
    capital: bool,
    table: &super::words::Words,
    folded: &mut String,
    out: &mut Vec<Tok>,
) {
    let text = span.of(source);
    folded.clear();
    let owns = is_possessive(text);
    let clitic = text.starts_with(['\'', '’']);
    if clitic {
        folded.push_str("is");
    } else {
        fold_into(text, folded);
    }
    let mut known = table.get(folded);
    if capital
        && text.len() <= 3
        && known.class.has(Class::OBJECT)
        && text.bytes().all(|b| b.is_ascii_uppercase())
    {
        // "US" is no pronoun
        known = super::words::Word::default();
    }
    if folded.len() > 3 && folded.ends_with("ly") && !capital {
        known.class = known.class.with(Class::ADVERB);
    }
    if known.lemma.is_empty() {
        let shouts = capital && text.bytes().all(|b| b.is_ascii_uppercase());
        if !capital && folded.len() > 6 && folded.ends_with("ing")
            || shouts && folded.len() > 5 && folded.ends_with("ing")
        {
            known.class = known.class.with(Class::ING);
        } else if !capital && folded.len() > 4 && folded.ends_with("ed") {
            known.class = known.class.with(Class::PAST);
        }
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        known.class = known.class.with(Class::DET);
    }
    out.push(Tok {
        span,
        kind: Kind::Word,
        class: known.class,
        lemma: known.lemma,
        capital,
        owns: owns && !clitic,
        named: false,
        masked: false,
        joins: false,
    });
}

fn marks(source: &str, span: Span, out: &mut Vec<Tok>) {
    let text = span.of(source);
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
