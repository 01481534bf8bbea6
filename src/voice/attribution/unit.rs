//! A stretch of text that is read as one: a sentence, or the sentences that share a quotation.

use super::words::{Class, forms};
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

impl Kind {
    /// Whether what a parenthetical reports may end so.
    pub(super) const fn ends_clause(self) -> bool {
        matches!(self, Self::Comma | Self::Quote | Self::Question | Self::Dash)
    }
}

#[allow(clippy::struct_excessive_bools, reason = "independent facts of a word")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub(super) span: Span,
    pub(super) class: Class,
    /// The number of the word.
    pub(super) word: u32,
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
        let (class, word, plain) = (Class::default(), 0, false);
        let (capital, owns, named, masked, joins) = (false, false, false, false, false);
        Self { span, class, word, plain, kind, capital, owns, named, masked, joins }
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
        forms().lemma(self.word)
    }
}

/// The words of a stretch and the marks between them, and memory for the next.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) toks: Vec<Tok>,
    /// Whether any is a word.
    pub(super) spoken: bool,
    /// Which of them are quotations, and which stops and question marks.
    pub(super) quotes: Vec<u32>,
    pub(super) stops: Vec<u32>,
    /// The first that ends a clause.
    pub(super) pause: u32,
    /// Words that a rule for cues may begin with.
    pub(super) cues: Vec<u32>,
    /// All classes of its words.
    pub(super) classes: Class,
    /// Whether it has a colon.
    pub(super) colon: bool,
    /// The next word of the article.
    next: usize,
    /// The colons of the article, and the next of them.
    colons: Vec<u32>,
    next_colon: usize,
    folded: String,
}

impl Row {
    /// Begins with an article.
    pub(super) fn open(&mut self, source: &str) {
        self.colons.clear();
        self.colons.extend(memchr::memchr_iter(b':', source.as_bytes()).map(|at| at as u32));
        self.rewind();
    }

    /// Goes back to the head of the article.
    pub(super) fn rewind(&mut self) {
        (self.next, self.next_colon) = (0, 0);
    }

    fn has_colon(&mut self, span: Span) -> bool {
        let ahead = &self.colons[self.next_colon..];
        self.next_colon += ahead.iter().take_while(|at| **at < span.start).count();
        self.colons.get(self.next_colon).is_some_and(|at| *at < span.end)
    }

    /// Whether a stretch without quotations may hold a cue, as far as its words and colons tell.
    pub(super) fn may_report(&mut self, words: Words, span: Span) -> bool {
        let first = words.seek(self.next, |word| word.start >= span.start);
        let (tokens, forms) = (&words.tokens[first..], forms());
        let (mut all, mut count) = (Class::default(), 0);
        for (token, &number) in tokens.iter().zip(&words.numbers[first..]) {
            if token.span.end > span.end {
                break;
            }
            all = all.with(forms.class(number));
            count += 1;
        }
        let spoken = all.has(Class::CUE) || all.has(Class::ACCORDING.with(Class::WORDS));
        let reports = spoken || self.has_colon(span);
        // where the next stretch is looked for
        self.next = if reports { first } else { first + count };
        reports
    }

    /// Reads the tokens of `span`, of `quotes` those of the given depth as one token each; none that begins in `span`
    /// stands before `quotes`. Cheapest in the order of the text.
    pub(super) fn read(&mut self, words: Words, span: Span, quotes: &[Quote], depth: u8) {
        self.toks.clear();
        self.quotes.clear();
        self.stops.clear();
        self.cues.clear();
        (self.classes, self.pause) = (Class::default(), u32::MAX);
        (self.spoken, self.colon) = (false, false);
        let mut cues = Class::CUE;
        let mut at = span.start;
        let inside = quotes.iter().skip_while(|quote| quote.span.start < span.start);
        for quote in inside.take_while(|quote| quote.span.end <= span.end) {
            if quote.depth != depth || quote.kind != QuoteKind::Speech || quote.span.start < at {
                continue;
            }
            self.stretch(words, Span::new(at, quote.span.start), cues);
            let class = ending(quote.inner.of(words.source));
            let place = self.toks.len() as u32;
            self.quotes.push(place);
            self.pause = self.pause.min(place);
            self.toks.push(Tok { class, ..Tok::mark(quote.span, Kind::Quote) });
            at = quote.span.end;
            // a verb that no list knows is a cue behind a quotation with a comma alone
            if class.has(Class::PAUSE) {
                cues = cues.with(Class::PAST);
            }
        }
        self.stretch(words, Span::new(at, span.end), cues);
    }

    fn stretch(&mut self, words: Words, span: Span, cues: Class) {
        let Words { source, tokens, numbers } = words;
        let (bytes, forms) = (source.as_bytes(), forms());
        self.next = words.seek(self.next, |word| word.start >= span.start);
        let (mut next, mut classes) = (self.next, self.classes);
        let mut at = span.start;
        for (token, &number) in tokens[next..].iter().zip(&numbers[next..]) {
            let word = token.span;
            if word.end > span.end {
                break;
            }
            next += 1;
            if word.start != at + 1 || bytes[at as usize] != b' ' {
                self.marks(bytes, Span::new(at, word.start));
            }
            at = word.end;
            let from = self.toks.len();
            let class = if token.is_plain() {
                let (capital, named, masked) = flags(*token);
                let ending = (ending_of(&bytes[..word.end as usize]), word.len());
                let class = class(forms.class(number), capital, &bytes[word.range()], ending);
                let class = if named { class.only(Class::SAID) } else { class };
                self.toks.push(Tok {
                    span: word,
                    class,
                    word: number,
                    plain: true,
                    kind: Kind::Word,
                    capital,
                    owns: false,
                    named,
                    masked,
                    joins: masked && !token.starts_name(),
                });
                class
            } else {
                // one word, or two
                self.read_slowly(*token, number, word.of(source));
                self.toks[from].class
            };
            classes = classes.with(class);
            // taken back if it is none, which costs less than to ask
            let kept = self.cues.len() + usize::from(class.has(cues));
            self.cues.push(from as u32);
            self.cues.truncate(kept);
        }
        self.spoken |= next > self.next;
        self.classes = self.classes.with(classes);
        self.next = next;
        self.marks(bytes, Span::new(at, span.end));
    }

    /// A word with apostrophes or letters beyond ASCII.
    #[inline(never)]
    fn read_slowly(&mut self, token: Token, number: u32, text: &str) {
        let lists = Lists::get();
        let Token { span, .. } = token;
        let (capital, named, masked) = flags(token);
        let word = Tok { capital, ..Tok::mark(span, Kind::Word) };
        if named {
            let joins = masked && !token.starts_name();
            self.toks.push(Tok { owns: is_possessive(text), named, masked, joins, ..word });
        } else if let Some(cut) = clitic(text) {
            let mid = span.start + cut as u32;
            let number = lists.number_of(&text[..cut]);
            let pronoun = &text.as_bytes()[..cut];
            let ending = (ending_of(pronoun), cut as u32);
            let class = class(lists.forms.class(number), capital, pronoun, ending);
            let head = Span::new(span.start, mid);
            self.toks.push(Tok { span: head, class, word: number, plain: true, ..word });
            let is = lists.number("is");
            let class = lists.forms.class(is).without(Class::SAID);
            let tail = Tok::mark(Span::new(mid, span.end), Kind::Word);
            self.classes = self.classes.with(class);
            self.toks.push(Tok { class, word: is, ..tail });
        } else {
            self.folded.clear();
            fold_into(text, &mut self.folded);
            let form = lists.forms.class(number).without(Class::SAID);
            let ending = (ending_of(self.folded.as_bytes()), self.folded.len() as u32);
            let class = class(form, capital, text.as_bytes(), ending);
            self.toks.push(Tok { class, word: number, owns: is_possessive(text), ..word });
        }
    }

    /// Appends the punctuation of a stretch without words.
    fn marks(&mut self, source: &[u8], span: Span) {
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
            let (place, start) = (self.toks.len() as u32, span.start + at as u32);
            match kind {
                Kind::Stop => self.stops.push(place),
                Kind::Colon => self.colon = true,
                _ if kind.ends_clause() => {
                    self.pause = self.pause.min(place);
                    self.stops.extend((kind == Kind::Question).then_some(place));
                }
                _ => {}
            }
            self.toks.push(Tok::mark(Span::new(start, start + length), kind));
        }
    }
}

/// Whether a word begins with a capital, stands in a name, and in one of the caller's.
fn flags(token: Token) -> (bool, bool, bool) {
    (token.is_capital(), token.is_named(), token.is_masked())
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
fn class(form: Class, capital: bool, text: &[u8], (ending, length): (u32, u32)) -> Class {
    const LY: u32 = u32::from_be_bytes(*b"\0\0yl");
    const ED: u32 = u32::from_be_bytes(*b"\0\0de");
    const ING: u32 = u32::from_be_bytes(*b"\0gni");
    let (ly, ed, ing) = (ending >> 16 == LY, ending >> 16 == ED, ending >> 8 == ING);
    let digit = text[0].is_ascii_digit();
    let object = capital & form.has(Class::OBJECT);
    // one branch for all that is rare
    if !(ly | ed | ing | digit | object) {
        return form;
    }
    let unknown = !form.has(Class::KNOWN);
    let shouts = || capital && text.iter().all(u8::is_ascii_uppercase);
    if object && text.len() <= 3 && shouts() {
        // "US" is no pronoun
        return form.only(Class::SAID);
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
    form.with(more).with(if digit { Class::DET } else { Class::default() })
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
