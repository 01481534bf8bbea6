//! A stretch of text that is read as one: a sentence, or the sentences that share a quotation.

use super::words::{Class, Lemma, forms};
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

#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub(super) span: Span,
    pub(super) class: Class,
    /// The number of the word.
    pub(super) word: u32,
    pub(super) kind: Kind,
    flags: u8,
}

impl Tok {
    const CAPITAL: u8 = 1;
    /// Whether its number is that of the word as it is written: not of "to's".
    const PLAIN: u8 = 4;
    const NAMED: u8 = 8;
    const MASKED: u8 = 16;
    const STARTS_NAME: u8 = 32;
    const OWNS: u8 = 64;

    fn mark(span: Span, kind: Kind) -> Self {
        Self { span, class: Class::default(), word: 0, kind, flags: 0 }
    }

    pub(super) const fn is(&self, class: Class) -> bool {
        self.class.has(class)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is the word of a number.
    pub(super) fn says(&self, word: u32) -> bool {
        self.word == word && self.flags & Self::PLAIN != 0
    }

    pub(super) const fn capital(&self) -> bool {
        self.flags & Self::CAPITAL != 0
    }

    /// Ends in an apostrophe and s.
    pub(super) const fn owns(&self) -> bool {
        self.flags & Self::OWNS != 0
    }

    /// Stands in an actor's name.
    pub(super) const fn named(&self) -> bool {
        self.flags & Self::NAMED != 0
    }

    /// Stands in the name of an actor of the caller: its letters say nothing.
    pub(super) const fn masked(&self) -> bool {
        self.flags & Self::MASKED != 0
    }

    /// Such a word that is not the first of its name.
    pub(super) const fn joins(&self) -> bool {
        self.flags & (Self::MASKED | Self::STARTS_NAME) == Self::MASKED
    }

    /// That of a word with a class.
    pub(super) fn lemma(&self) -> Lemma {
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
    /// By word of the article its classes as far as its form and names tell, with some empty ones behind the last.
    known: Vec<Class>,
    /// Words of the article that may be cues, as far as the words around them tell, and the next of them.
    leads: Vec<u32>,
    next_lead: usize,
    /// The next word of the article.
    next: usize,
    folded: String,
}

impl Row {
    /// Begins with an article.
    pub(super) fn open(&mut self, words: Words) {
        const BY_WHOM: Class = Class::ACCORDING.with(Class::WORDS);
        self.rewind();
        let (forms, Self { known, leads, .. }) = (forms(), self);
        known.clear();
        leads.clear();
        known.extend(words.tokens.iter().zip(words.numbers).map(|(token, &number)| {
            let class = forms.class(number);
            let class = if token.is_named() { class.only(Class::SAID) } else { class };
            // "that'll" is two words
            if token.is_plain() { class } else { class.with(Class::THAT) }
        }));
        known.resize(words.len() + NEAR, Class::default());
        for at in 0..words.len() {
            let class = known[at];
            if !class.has(Class::CUE.with(BY_WHOM)) {
                continue;
            }
            let near = std::array::from_fn(|i| known[at + 1 + i]);
            let particle = || {
                // "it'll" is two words
                let split = words.tokens.get(at + 1).is_some_and(|token| !token.is_plain());
                let rest = &words.numbers[at + 1..];
                let fits = |particle: &[u32]| split || rest.starts_with(particle);
                forms.particles(words.numbers[at]).any(fits)
            };
            if class.has(BY_WHOM) || may_lead(class, near, particle) {
                leads.push(at as u32);
            }
        }
    }

    /// Goes back to the head of the article.
    pub(super) fn rewind(&mut self) {
        (self.next, self.next_lead) = (0, 0);
    }

    /// Whether a stretch without quotations may hold a cue, as far as its words and colons tell.
    pub(super) fn may_report(&mut self, words: Words, span: Span) -> bool {
        let word = |at: &u32| words.tokens[*at as usize].span;
        let ahead = &self.leads[self.next_lead..];
        self.next_lead += ahead.iter().take_while(|at| word(at).start < span.start).count();
        let lead = self.leads.get(self.next_lead).filter(|at| word(at).end <= span.end);
        // the stretch begins near it
        self.next = lead.map_or(self.next, |at| *at as usize);
        lead.is_some() || memchr::memchr(b':', span.of(words.source).as_bytes()).is_some()
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
        let bytes = source.as_bytes();
        self.next = words.seek(self.next, |word| word.start >= span.start);
        let first = self.next;
        let mut classes = self.classes;
        let mut at = span.start;
        for (token, &number) in tokens[first..].iter().zip(&numbers[first..]) {
            let word = token.span;
            if word.end > span.end {
                break;
            }
            let gap = word.start - at;
            if gap > 1 || gap == 1 && bytes[at as usize] != b' ' {
                self.marks(bytes, Span::new(at, word.start));
            }
            at = word.end;
            let from = self.toks.len();
            let class = if token.is_plain() {
                let text = &bytes[word.range()];
                let ending = (ending_of(&bytes[..at as usize]), word.len());
                let class = class(self.known[self.next], *token, text, ending);
                let flags = flags(*token);
                self.toks.push(Tok { span: word, class, word: number, kind: Kind::Word, flags });
                class
            } else {
                // one word, or two
                self.read_slowly(*token, number, word.of(source));
                self.toks[from].class
            };
            self.next += 1;
            classes = classes.with(class);
            // taken back if it is none, which costs less than to ask
            let kept = self.cues.len() + usize::from(class.has(cues));
            self.cues.push(from as u32);
            self.cues.truncate(kept);
        }
        self.spoken |= self.next > first;
        self.classes = self.classes.with(classes);
        self.marks(bytes, Span::new(at, span.end));
    }

    /// A word with apostrophes or letters beyond ASCII.
    #[inline(never)]
    fn read_slowly(&mut self, token: Token, number: u32, text: &str) {
        let lists = Lists::get();
        let Token { span, .. } = token;
        let flags = flags(token);
        let owns = if is_possessive(text) { Tok::OWNS } else { 0 };
        let word = Tok::mark(span, Kind::Word);
        if token.is_named() {
            self.toks.push(Tok { flags: flags | owns, ..word });
        } else if let Some(cut) = clitic(text) {
            let mid = span.start + cut as u32;
            let number = lists.number_of(&text[..cut]);
            let pronoun = &text.as_bytes()[..cut];
            let ending = (ending_of(pronoun), cut as u32);
            let class = class(lists.forms.class(number), token, pronoun, ending);
            let (head, flags) = (Span::new(span.start, mid), flags | Tok::PLAIN);
            self.toks.push(Tok { span: head, class, word: number, flags, ..word });
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
            let class = class(form, token, text.as_bytes(), ending);
            self.toks.push(Tok { class, word: number, flags: flags | owns, ..word });
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

/// What a token says of itself.
fn flags(token: Token) -> u8 {
    let bit = |is: bool, bit: u8| if is { bit } else { 0 };
    bit(token.is_capital(), Tok::CAPITAL)
        | bit(token.is_plain(), Tok::PLAIN)
        | bit(token.is_named(), Tok::NAMED)
        | bit(token.is_masked(), Tok::MASKED)
        | bit(token.starts_name(), Tok::STARTS_NAME)
}

/// Words behind a light verb among which its noun is looked for, and the word behind that.
pub(super) const NEAR: usize = 5;

/// Whether a word may be a cue that is no parenthetical, by the classes of what follows and
/// whether a particle does.
pub(super) fn may_lead(class: Class, near: [Class; NEAR], particle: impl FnOnce() -> bool) -> bool {
    const LOUD: Class = Class::SAY.with(Class::TELL).with(Class::CLAUSE).with(Class::OBJECT_VERB);
    const BEHIND_LIGHT: Class = Class::THAT.with(Class::OF_LIGHT);
    const BEHIND_EVIDENT: Class = Class::TO.with(Class::THAT).with(Class::ADJECTIVE);
    const BEHIND_PASSIVE: Class = Class::TO.with(Class::AS).with(Class::FOR).with(Class::OF);
    let next = near[0];
    let noun = |pair: &[Class]| pair[0].has(Class::NOUN) && pair[1].has(BEHIND_LIGHT);
    class.has(LOUD.with(Class::CITES))
        || class.has(Class::NOUN.with(Class::ADJECTIVE)) && next.has(Class::LEADS)
        || class.has(Class::INFINITIVE.with(Class::EVIDENT)) && next.has(BEHIND_EVIDENT)
        || class.has(Class::PAST) && next.has(BEHIND_PASSIVE)
        || class.has(Class::LIGHT) && near.windows(2).any(noun)
        || class.has(Class::PARTICLE) && class.has(Class::LONGER) && particle()
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

const LY: u32 = u32::from_be_bytes(*b"\0\0yl");
const ED: u32 = u32::from_be_bytes(*b"\0\0de");
const ING: u32 = u32::from_be_bytes(*b"\0gni");

/// The classes of a word with its ending and length when folded: mostly those of its form.
#[inline]
fn class(form: Class, token: Token, text: &[u8], ending: (u32, u32)) -> Class {
    let (last, _) = ending;
    let (ly, ed, ing) = (last >> 16 == LY, last >> 16 == ED, last >> 8 == ING);
    let digit = text[0].is_ascii_digit();
    let object = token.is_capital() & form.has(Class::OBJECT);
    // one branch for all that is rare
    if ly | ed | ing | digit | object { looked_at(form, token, text, ending) } else { form }
}

#[inline(never)]
fn looked_at(form: Class, token: Token, text: &[u8], (ending, length): (u32, u32)) -> Class {
    let (ly, ed, ing) = (ending >> 16 == LY, ending >> 16 == ED, ending >> 8 == ING);
    let (capital, unknown) = (token.is_capital(), !form.has(Class::KNOWN));
    let shouts = || capital && text.iter().all(u8::is_ascii_uppercase);
    if token.is_named() {
        return form;
    }
    if form.has(Class::OBJECT) && text.len() <= 3 && shouts() {
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
    form.with(more).with(if text[0].is_ascii_digit() { Class::DET } else { Class::default() })
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
