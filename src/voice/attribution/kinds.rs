//! What a source is by its words, and which side a cue takes.

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashMap;
use memchr::memmem::Finder;
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use super::unit::is_possessive;
use super::words::{Lemma, forms};
use super::{Source, SourceKind, Stance};
use crate::lexicon::{Forms, Pos, entries_read_apart, inflect, split};
use crate::text::{Span, Token, Vocabulary, fold_into, items};
use crate::voice::words::{Lists, Words};

/// The built-in list as it stands in its file.
pub(crate) const SOURCES: &str = include_str!("../../../lexicons/voice/source_words.txt");

/// Bytes of a source that are looked at.
const LONGEST: u32 = 400;

/// The stance of a cue by its lemma and what follows it in the cue: "call attention to", "call".
pub(super) fn stance(lemma: Lemma, cue: &str) -> Stance {
    type Rests = SmallVec<[(&'static str, Stance); 1]>;
    static STANCES: LazyLock<Vec<Rests>> = LazyLock::new(|| {
        let lemmas = forms().lemmas();
        let numbers: HashMap<&str, usize, FxBuildHasher> =
            lemmas.iter().copied().zip(0..).collect();
        let mut out = vec![Rests::new(); lemmas.len()];
        for [category, term, _] in entries_read_apart("reporting/cues") {
            let stance = match category {
                "endorsing" => Stance::Endorsing,
                "distancing" => Stance::Distancing,
                _ => Stance::Neutral,
            };
            let term = term.trim_end_matches(" that");
            let (lemma, rest) = term.split_once('{').unwrap_or((term, ""));
            let rest = rest.split_once('}').map_or("", |(_, rest)| rest);
            if let Some(lemma) = numbers.get(lemma) {
                out[*lemma].push((rest, stance));
            }
        }
        for rests in &mut out {
            rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        out
    });
    let rests = &STANCES[lemma.number()];
    let stands = rests.iter().find(|(rest, _)| rest.is_empty() || cue.ends_with(rest));
    stands.map_or(Stance::Neutral, |(_, stance)| *stance)
}

/// What a word says about a source, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints(u32);

macro_rules! hints {
    ($($name:ident = $bit:literal),* $(,)?) => {
        impl Hints { $(pub(super) const $name: Self = Self(1 << $bit);)* }
    };
}

hints! {
    TITLE = 0, OFFICE = 1, ROLE = 2, DOCUMENT = 3, BODY = 4, VAGUE = 5, HELD = 6, STATE = 7,
    GROUP = 8, PUBLIC = 9, PRONOUN = 10, THING = 11, SMALL = 12, MAN = 13, WOMAN = 14,
    NOUN = 15, FIRM = 16, HIDING = 17, LISTED = 18, LONGER = 19, NAMELESS = 20, WHO = 21, WHICH = 22,
    RELATIVE = 23, THE = 24, OF = 25, FOLLOWS = 26,
}

impl Hints {
    /// What the head of a source may be.
    const HEAD: Self = Self(0b0111_1110);
    const POST: Self = Self(0b0000_0110);
    /// What words inside a longer entry say alone too.
    const INSIDE: Self = Self(Self::HELD.0 | Self::STATE.0 | Self::FIRM.0);
    /// "he", "she": nothing but a person.
    const BARE: Self = Self(Self::PRONOUN.0 | Self::SMALL.0 | Self::LISTED.0);
    /// Common nouns that a sentence may begin with.
    const COMMON: Self = Self(0b0110_1000);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    fn of_class(class: &str) -> Self {
        match class {
            "title" => Self::TITLE,
            "office" => Self::OFFICE,
            "role" => Self::ROLE,
            "document" => Self::DOCUMENT,
            "body" => Self::BODY,
            "vague" => Self::VAGUE,
            "held" => Self::HELD,
            "state" => Self::STATE,
            "group" => Self::GROUP,
            "public" => Self::PUBLIC,
            "pronoun" => Self::PRONOUN,
            "thing" => Self::THING,
            "small" => Self::SMALL,
            "man" => Self::MAN,
            "woman" => Self::WOMAN,
            "firm" => Self::FIRM,
            "hiding" => Self::HIDING,
            _ => Self::default(),
        }
    }
}

/// What words say about a source, alone and in rows.
#[derive(Debug, Default)]
pub(in crate::voice) struct Known {
    /// By number; `LISTED` if the word is an entry, `LONGER` if an entry of more words begins with it, `FOLLOWS` if it
    /// is the second of one.
    words: Vec<Hints>,
    /// Entries of several words: a tree, whose nodes have numbers from 1 on.
    next: HashMap<(u32, u32), u32, FxBuildHasher>,
    nodes: Vec<Hints>,
}

/// What reading the lists takes: the words of this room, and memory for the next term.
struct Adding<'v> {
    vocabulary: &'v mut Vocabulary,
    term: String,
    forms: Forms,
}

/// Words of the longest entry that is looked for.
const LONGEST_ENTRY: usize = 6;

/// Words that rules name.
const NAMED: [(Hints, &[&str]); 6] = [
    // people who are named by their access alone
    (Hints::NAMELESS, &["official", "officials", "sources"]),
    (Hints::WHO, &["who"]),
    (Hints::WHICH, &["which", "that"]),
    (Hints::RELATIVE, &["who", "which", "whose", "that"]),
    (Hints::THE, &["the"]),
    (Hints::OF, &["of", "for", "at", "from"]),
];

impl Known {
    fn get() -> &'static Self {
        &Lists::get().sources
    }

    pub(in crate::voice) fn read(vocabulary: &mut Vocabulary) -> Self {
        let mut known = Self::default();
        known.nodes.reserve(12_000);
        known.nodes.push(Hints::default());
        known.next.reserve(12_000);
        let mut adding = Adding { vocabulary, term: String::new(), forms: Forms::default() };
        for [category, term, _] in entries_read_apart("actors/titles") {
            known.add(term, Hints::of_class(category), true, &mut adding);
        }
        for list in ["actors/institutions", "actors/places", "actors/metonyms"] {
            for [category, term, _] in entries_read_apart(list) {
                if category != "nationality" && term.starts_with(char::is_uppercase) {
                    known.add(term, Hints::BODY, true, &mut adding);
                }
            }
        }
        for (class, item) in items(SOURCES) {
            let noun = matches!(class, "document" | "body" | "state" | "vague" | "held" | "firm");
            let hints = Hints::of_class(class);
            let hints = if noun { hints.with(Hints::NOUN) } else { hints };
            known.add(item, hints, noun, &mut adding);
        }
        for (hint, words) in NAMED {
            for word in words {
                let known = known.word(vocabulary.add(word));
                *known = known.with(hint);
            }
        }
        known
    }

    fn add(&mut self, term: &str, hint: Hints, noun: bool, adding: &mut Adding) {
        let Adding { vocabulary, term: folded, forms } = adding;
        folded.clear();
        for word in split(term, b' ') {
            if !folded.is_empty() {
                folded.push(' ');
            }
            fold_into(word.strip_suffix("{n}").unwrap_or(word), folded);
        }
        if noun {
            inflect(folded, Pos::Noun, forms);
            forms.iter().for_each(|form| self.add_form(form, hint, vocabulary));
        } else {
            self.add_form(folded, hint, vocabulary);
        }
    }

    fn add_form(&mut self, form: &str, hint: Hints, vocabulary: &mut Vocabulary) {
        let mut words = split(form, b' ').map(|word| vocabulary.add(word));
        let (first, second) = (words.next().unwrap_or_default(), words.next());
        let known = if let Some(second) = second {
            let node = [first, second].into_iter().chain(words);
            let node = node.fold(0, |node, word| self.child(node, word));
            let first = self.word(first);
            *first = first.with(Hints::LONGER);
            let second = self.word(second);
            *second = second.with(Hints::FOLLOWS);
            &mut self.nodes[node as usize]
        } else {
            self.word(first)
        };
        *known = known.with(hint).with(Hints::LISTED);
    }

    fn child(&mut self, node: u32, word: u32) -> u32 {
        let new = self.nodes.len() as u32;
        let child = *self.next.entry((node, word)).or_insert(new);
        if child == new {
            self.nodes.push(Hints::default());
        }
        child
    }

    fn word(&mut self, number: u32) -> &mut Hints {
        let at = number as usize;
        if self.words.len() <= at {
            self.words.resize(at + 1, Hints::default());
        }
        &mut self.words[at]
    }

    fn of(&self, word: u32) -> Hints {
        self.words.get(word as usize).copied().unwrap_or_default()
    }

    /// Shows the entries that `words` begin with, each with its length, in their order; `hints` are those of `words`.
    fn entries(&self, words: &[u32], hints: &[Hints], mut show: impl FnMut(usize, Hints)) {
        let Some(&first) = hints.first() else { return };
        if first.has(Hints::LISTED) {
            show(1, first);
        }
        if !first.has(Hints::LONGER) || hints.get(1).is_none_or(|next| !next.has(Hints::FOLLOWS)) {
            return;
        }
        let mut node = 0;
        for (length, &word) in (1..).zip(words) {
            let Some(&next) = self.next.get(&(node, word)) else { return };
            node = next;
            if self.nodes[node as usize].has(Hints::LISTED) {
                show(length, self.nodes[node as usize]);
            }
        }
    }
}

/// What is known of the last word before `at`, a title perhaps.
pub(super) fn word_before(text: &str, at: u32) -> Hints {
    let before = text[..at as usize].trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let start = before.rfind(|c: char| !c.is_alphabetic());
    let start = start.map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    match before.get(start..) {
        Some(word) if !word.is_empty() && word.len() < 16 => of_word(word),
        _ => Hints::default(),
    }
}

fn of_word(word: &str) -> Hints {
    let lists = Lists::get();
    lists.sources.of(lists.number_of(word))
}

/// Whether `span` is an office or body of a state: "spokesman", but not of a company.
pub(super) fn is_official(text: &str, span: Span) -> bool {
    let words = span.of(text).split_whitespace().map(of_word);
    let all = words.fold(Hints::default(), Hints::with);
    all.has(Hints::STATE) && !all.with(word_before(text, span.start)).has(Hints::FIRM)
}

/// What is owned by a source: "Lavrov's" without its ending.
pub(super) fn owner(text: &str, span: Span) -> Span {
    let words = span.of(text);
    if words.bytes().rev().take(4).all(|b| b.is_ascii_alphanumeric()) {
        return span;
    }
    let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    let bare = bare.trim_end_matches(['\'', '’']);
    if bare.is_empty() { span } else { Span::new(span.start, span.start + bare.len() as u32) }
}

/// The words of a source; memory for those of the next.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The first word of the last one, where the next is looked for.
    first: usize,
    tokens: Vec<Token>,
    numbers: Vec<u32>,
    hints: Vec<Hints>,
    /// How many stand before its relative clause.
    count: usize,
    /// Which of them are titles and posts.
    covered: Vec<bool>,
}

impl Reader {
    /// Goes back to the head of an article.
    pub(super) fn rewind(&mut self) {
        self.first = 0;
    }

    fn read(&mut self, words: Words, span: Span) {
        let text = words.source;
        let first = words.seek(self.first, |word| word.end > span.start);
        self.first = first;
        let end = span.end.min(span.start.saturating_add(LONGEST));
        let inside = words.tokens[first..].iter().take_while(|word| word.span.start < end);
        let all = first..first + inside.count();
        self.tokens.clear();
        self.tokens.extend_from_slice(&words.tokens[all.clone()]);
        self.numbers.clear();
        self.numbers.extend_from_slice(&words.numbers[all]);
        let whole = |token: &Token| span.contains(token.span);
        for (token, number) in self.tokens.iter_mut().zip(&mut self.numbers) {
            if !whole(token) {
                // "Lavrov" of "Lavrov's"
                token.span.start = token.span.start.max(span.start);
                token.span.end = token.span.end.min(span.end);
                *number = Lists::get().number_of(token.span.of(text));
            }
            // whatever the caller's names mean elsewhere, they are names
            if token.is_masked() {
                *number = 0;
            }
        }
        let known = Known::get();
        self.hints.clear();
        self.hints.extend(self.numbers.iter().map(|number| known.of(*number)));
        let relative = |i: &usize| {
            self.hints[*i].has(Hints::RELATIVE)
                && matches!(self.tokens[*i].span.of(text), "who" | "which" | "whose" | "that")
        };
        self.count = (1..self.tokens.len()).find(relative).unwrap_or(self.tokens.len());
        self.covered.clear();
        self.covered.resize(self.count, false);
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].span.start, self.tokens[to - 1].span.end)
    }

    /// The longest entry that begins with the words of `range`, with its length.
    fn entry(&self, range: Range<usize>) -> Option<(usize, Hints)> {
        let mut found = None;
        let show = |length, hints| found = Some((length, hints));
        Known::get().entries(&self.numbers[range.clone()], &self.hints[range], show);
        found
    }

    fn owns(&self, text: &str, i: usize) -> bool {
        let token = self.tokens[i];
        !token.is_plain() && is_possessive(token.span.of(text))
    }
}

/// Whether words in or right behind a source that ends at `end` hold its name back: "who asked not to be
/// named".
#[inline(never)]
fn hides(text: &str, words: &Reader, end: u32) -> bool {
    static CONDITION: LazyLock<Finder> = LazyLock::new(|| Finder::new("condition of anonymity"));
    let rest = &text[end as usize..];
    let near = &rest.as_bytes()[..rest.len().min(LONGEST as usize)];
    let ends = ['.', '\n', '\r', '"', '“', '”'];
    let all = words.numbers.len();
    let hides = |from: usize| {
        let range = from..all.min(from + LONGEST_ENTRY);
        let mut hides = false;
        let show = |_, hints: Hints| hides |= hints.has(Hints::HIDING);
        Known::get().entries(&words.numbers[range.clone()], &words.hints[range], show);
        hides
    };
    CONDITION.find(near).is_some_and(|at| !rest[..at].contains(ends)) || (0..all).any(hides)
}

/// Tells what the source at `span` is.
pub(super) fn source(article: Words, span: Span, words: &mut Reader) -> Source {
    let text = article.source;
    words.read(article, owner(text, span));
    let count = words.count;
    let first = words.hints.first().copied().unwrap_or_default();
    if count == 1 && first.without(Hints::FOLLOWS) == Hints::BARE {
        let (name, office, institution) = (None, None, None);
        let kind = SourceKind::Person;
        return Source { span, kind, name, office, institution, actor: None, official: false };
    }
    let (mut all, mut head, mut office) = (Hints::default(), Hints::default(), None);
    let mut i = 0;
    while i < count {
        let listed = words.hints[i].has(Hints::LISTED.with(Hints::LONGER));
        let found = listed.then(|| words.entry(i..count.min(i + LONGEST_ENTRY))).flatten();
        if words.owns(text, i) {
            // "President Holt's spokeswoman": what comes before is another's
            (office, head) = (None, Hints::default());
        }
        let Some((n, hints)) = found else {
            i += 1;
            continue;
        };
        let alone = words.hints[i..i + n].iter().fold(Hints::default(), |all, of| all.with(*of));
        all = all.with(hints).with(alone.only(Hints::INSIDE));
        let owner = words.owns(text, i + n - 1);
        // "Pentagon spokesman": the body is no part of the office
        let body = n > 1 && words.tokens[i].is_capital() && words.hints[i].has(Hints::BODY);
        let post = i + usize::from(body);
        if hints.has(Hints::POST) && office.is_none() && !owner && !alone.has(Hints::HELD) {
            office = Some(words.span(post, i + n));
        }
        if hints.has(Hints::POST) || hints.has(Hints::TITLE) {
            words.covered[post..i + n].fill(true);
        }
        if head == Hints::default() && !owner {
            head = hints.only(Hints::HEAD);
        }
        i += n;
    }
    let (name, institution) = names(text, words);
    let alone = count == 1;
    let several = office.is_some_and(|o| o.of(text).ends_with('s'));
    let nameless = |hints: &Hints| hints.has(Hints::NAMELESS);
    let unnamed = name.is_none() && words.hints[..count].iter().any(nameless);
    let someone = name.is_none()
        && !first.has(Hints::PRONOUN)
        && !head.has(Hints::DOCUMENT)
        && (head.has(Hints::POST) || all.has(Hints::VAGUE));
    let held = all.has(Hints::HELD) || unnamed && all.has(Hints::POST);
    let kind = if held || someone && hides(text, words, span.end) {
        SourceKind::Anonymous
    } else if alone && (first.has(Hints::PRONOUN) || span.len() == 1) {
        // a letter is the label of an interview
        SourceKind::Person
    } else if head.has(Hints::DOCUMENT) {
        SourceKind::Document
    } else if name.is_some() {
        SourceKind::Person
    } else if first.has(Hints::GROUP)
        || all.has(Hints::VAGUE) && institution.is_none() && (office.is_none() || several)
    {
        SourceKind::Vague
    } else if all.has(Hints::BODY) && !head.has(Hints::POST)
        || institution.is_some() && office.is_none()
        || alone && first.has(Hints::THING)
    {
        SourceKind::Organisation
    } else if office.is_some() || all.has(Hints::TITLE) || alone && first.has(Hints::WHO) {
        SourceKind::Person
    } else if alone && first.has(Hints::WHICH) {
        SourceKind::Document
    } else if words.tokens[..count].iter().any(|t| t.is_capital() && !first.has(Hints::SMALL)) {
        SourceKind::Organisation
    } else {
        SourceKind::Vague
    };
    let official = all.has(Hints::STATE) && !all.has(Hints::FIRM) && kind != SourceKind::Vague
        || kind == SourceKind::Anonymous && all.has(Hints::PUBLIC);
    let office = office.filter(|_| kind != SourceKind::Vague);
    let name = name.filter(|name| name.len() > 1);
    Source { span, kind, name, office, institution, actor: None, official }
}

/// The first run of capitals that is a person's name, and the first that is a body's.
fn names(text: &str, words: &Reader) -> (Option<Span>, Option<Span>) {
    let (mut name, mut body) = (None, None);
    let (tokens, covered) = (&words.tokens[..words.count], &words.covered);
    let hints = |j: usize| words.hints[j];
    let named = |j: usize| {
        let opens = || {
            j == 0
                && (hints(j).has(Hints::COMMON)
                    || hints(j).has(Hints::NOUN) && !tokens.get(1).is_some_and(|t| t.is_capital()))
        };
        tokens[j].is_capital() && !covered[j] && !hints(j).has(Hints::SMALL) && !opens()
    };
    let mut i = 0;
    while i < tokens.len() {
        if !named(i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        let goes_on = |j: usize| tokens[j].is_masked() && !tokens[j].starts_name() || named(j);
        while end < tokens.len()
            && goes_on(end)
            && !tokens[end].breaks()
            && !words.owns(text, end - 1)
        {
            end += 1;
        }
        let mut span = words.span(i, end);
        if words.owns(text, end - 1) {
            let text = span.of(text);
            span.end = span.start + text.rfind(['\'', '’']).unwrap_or(text.len()) as u32;
        }
        let before = i.checked_sub(1).map_or(Hints::default(), hints);
        let last = span.of(text);
        let acronym =
            end - i == 1 && last.len() >= 2 && last.chars().all(|c| c.is_uppercase() || c == '.');
        let whole = words.entry(i..end).filter(|(length, _)| *length == end - i);
        let is_body = whole.is_some_and(|(_, hints)| hints.has(Hints::BODY))
            || end - i != 2 && (i..end).any(|j| hints(j).has(Hints::BODY));
        // "Northland foreign ministry"
        let before_body = (end..tokens.len().min(end + 2))
            .take_while(|&j| !tokens[j].breaks() && !tokens[j].is_capital())
            .any(|j| hints(j).has(Hints::BODY));
        let before_office = covered.get(end).copied().unwrap_or(false);
        if before.has(Hints::THE)
            || before.has(Hints::OF)
            || acronym
            || is_body
            || before_office
            || before_body
            || words.owns(text, end - 1)
        {
            body = body.or(Some(span));
        } else {
            name = name.or(Some(span));
        }
        i = end;
    }
    (name, body)
}
