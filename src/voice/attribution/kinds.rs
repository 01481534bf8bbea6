//! What a source is by its words, and which side a cue takes.

use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::{Source, SourceKind, Stance};
use crate::lexicon::{Pos, forms, list_read_apart};
use crate::text::{Span, Token, fold, fold_into, items};

/// The built-in list as it stands in its file.
pub(crate) const SOURCES: &str = include_str!("../../../lexicons/voice/source_words.txt");

/// Bytes of a source that are looked at.
const LONGEST: u32 = 400;

/// The stance of a cue by its lemma and what follows it in the cue: "call attention to", "call".
pub(super) fn stance(lemma: &str, cue: &str) -> Stance {
    type Rests = Vec<(String, Stance)>;
    static STANCES: LazyLock<HashMap<String, Rests, FxBuildHasher>> = LazyLock::new(|| {
        let mut out: HashMap<String, Rests, FxBuildHasher> = HashMap::default();
        let Some(list) = list_read_apart("reporting/cues") else { return out };
        for entry in list.entries() {
            let stance = match list.categories()[usize::from(entry.category)].name.as_str() {
                "endorsing" => Stance::Endorsing,
                "distancing" => Stance::Distancing,
                _ => Stance::Neutral,
            };
            let term = entry.term.trim_end_matches(" that");
            let (lemma, rest) = term.split_once('{').unwrap_or((term, ""));
            let rest = rest.split_once('}').map_or("", |(_, rest)| rest);
            if !lemma.contains(' ') {
                out.entry_ref(lemma).or_default().push((rest.to_owned(), stance));
            }
        }
        for rests in out.values_mut() {
            rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        out
    });
    let rests = STANCES.get(lemma).map_or(&[][..], Vec::as_slice);
    let stands = rests.iter().find(|(rest, _)| cue.ends_with(rest.as_str()));
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
    NOUN = 15, FIRM = 16, HIDING = 17,
}

impl Hints {
    /// What the head of a source may be.
    const HEAD: Self = Self(0b0111_1110);
    const POST: Self = Self(0b0000_0110);
    /// Common nouns that a sentence may begin with.
    const COMMON: Self = Self(0b0110_1000);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
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

struct Known {
    hints: HashMap<String, Hints, FxBuildHasher>,
    /// Words of the longest entry.
    longest: usize,
}

impl Known {
    fn get() -> &'static Self {
        static KNOWN: LazyLock<Known> = LazyLock::new(Known::read);
        &KNOWN
    }

    fn read() -> Self {
        let mut known = Self { hints: HashMap::default(), longest: 1 };
        if let Some(list) = list_read_apart("actors/titles") {
            for entry in list.entries() {
                let category = &list.categories()[usize::from(entry.category)].name;
                known.add(&entry.term.replace("{n}", ""), Hints::of_class(category), true);
            }
        }
        let bodies = ["actors/institutions", "actors/places", "actors/metonyms"];
        for list in bodies.into_iter().filter_map(list_read_apart) {
            for entry in list.entries() {
                let category = list.categories()[usize::from(entry.category)].name.as_str();
                if category != "nationality" && entry.term.starts_with(char::is_uppercase) {
                    known.add(&entry.term, Hints::BODY, true);
                }
            }
        }
        for (class, item) in items(SOURCES) {
            let noun = matches!(class, "document" | "body" | "state" | "vague" | "held" | "firm");
            let hints = Hints::of_class(class);
            known.add(item, if noun { hints.with(Hints::NOUN) } else { hints }, noun);
        }
        known.longest = known.longest.min(6);
        known
    }

    fn add(&mut self, term: &str, hint: Hints, noun: bool) {
        let term: Vec<String> = term.split_whitespace().map(fold).collect();
        let term = term.join(" ");
        let mut inflected = Vec::new();
        if noun {
            forms(&term, Pos::Noun, &mut inflected);
        } else {
            inflected.push(term);
        }
        for form in inflected {
            self.longest = self.longest.max(form.split(' ').count());
            let known = self.hints.entry(form).or_default();
            *known = known.with(hint);
        }
    }

    fn of(&self, words: &str) -> Hints {
        self.hints.get(words).copied().unwrap_or_default()
    }
}

/// What is known of the last word before `at`, a title perhaps.
pub(super) fn word_before(text: &str, at: u32) -> Hints {
    let before = text[..at as usize].trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let start = before.rfind(|c: char| !c.is_alphabetic());
    let start = start.map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    match before.get(start..) {
        Some(word) if !word.is_empty() && word.len() < 16 => Known::get().of(&fold(word)),
        _ => Hints::default(),
    }
}

/// Whether `span` is an office or body of a state: "spokesman", but not of a company.
pub(super) fn is_official(text: &str, span: Span) -> bool {
    let words = span.of(text).split_whitespace().map(|word| Known::get().of(&fold(word)));
    let all = words.fold(Hints::default(), Hints::with);
    all.has(Hints::STATE) && !all.with(word_before(text, span.start)).has(Hints::FIRM)
}

/// What is owned by a source: "Lavrov's" without its ending.
pub(super) fn owner(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    let bare = bare.trim_end_matches(['\'', '’']);
    if bare.is_empty() { span } else { Span::new(span.start, span.start + bare.len() as u32) }
}

/// The words of a source, folded and parted by blanks.
struct Words<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// How many stand before its relative clause.
    count: usize,
    folded: String,
    /// Where each word begins in `folded`, and one past the end.
    at: Vec<usize>,
}

impl<'t> Words<'t> {
    /// `words` are those of the article, in order.
    fn new(text: &'t str, words: &[Token], span: Span) -> Self {
        let first = words.partition_point(|word| word.span.end <= span.start);
        let end = span.end.min(span.start.saturating_add(LONGEST));
        let inside = words[first..].iter().take_while(|word| word.span.start < end);
        let mut tokens: Vec<Token> = inside.copied().collect();
        if let Some(last) = tokens.last_mut() {
            last.span.end = last.span.end.min(span.end);
        }
        if let Some(first) = tokens.first_mut() {
            first.span.start = first.span.start.max(span.start);
        }
        let relative = |t: &Token| {
            !t.is_masked() && matches!(t.span.of(text), "who" | "which" | "whose" | "that")
        };
        let count = tokens.iter().skip(1).position(relative).map_or(tokens.len(), |at| at + 1);
        let (mut folded, mut at) = (String::new(), vec![0]);
        for token in &tokens {
            // whatever the caller's names mean elsewhere, they are names
            if token.is_masked() {
                folded.push('\0');
            } else {
                fold_into(token.span.of(text), &mut folded);
            }
            folded.push(' ');
            at.push(folded.len());
        }
        Self { text, tokens, count, folded, at }
    }

    fn of(&self, from: usize, to: usize) -> &str {
        self.folded.get(self.at[from]..self.at[to]).unwrap_or_default().trim_end()
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].span.start, self.tokens[to - 1].span.end)
    }

    fn owns(&self, i: usize) -> bool {
        let word = self.tokens[i].span.of(self.text);
        ["'s", "’s", "s'", "s’"].iter().any(|end| word.ends_with(end))
    }
}

/// Whether words in or right behind a source that ends at `end` hold its name back: "who asked not to be
/// named".
fn hides(words: &Words, end: u32, known: &Known) -> bool {
    let rest = &words.text[end as usize..];
    let near = rest.char_indices().take_while(|&(at, c)| {
        at < LONGEST as usize && !matches!(c, '.' | '\n' | '\r' | '"' | '“' | '”')
    });
    let near = &rest[..near.last().map_or(0, |(at, c)| at + c.len_utf8())];
    let all = words.tokens.len();
    near.contains("condition of anonymity")
        || (0..all).any(|from| {
            let most = known.longest.min(all - from);
            (1..=most).any(|n| known.of(words.of(from, from + n)).has(Hints::HIDING))
        })
}

/// Tells what the source at `span` is.
pub(super) fn source(text: &str, tokens: &[Token], span: Span) -> Source {
    let known = Known::get();
    let words = Words::new(text, tokens, owner(text, span));
    let count = words.count;
    let mut covered = vec![false; count];
    let (mut all, mut head, mut office) = (Hints::default(), Hints::default(), None);
    let mut i = 0;
    while i < count {
        let mut longest = (1..=known.longest.min(count - i)).rev();
        let found = longest.find_map(|n| Some((n, *known.hints.get(words.of(i, i + n))?)));
        if words.owns(i) {
            // "President Holt's spokeswoman": what comes before is another's
            (office, head) = (None, Hints::default());
        }
        let Some((n, hints)) = found else {
            i += 1;
            continue;
        };
        all = all.with(hints);
        // words inside a longer entry say what they say alone too
        for j in i..i + n {
            let alone = known.of(words.of(j, j + 1));
            all = all.with(Hints(alone.0 & (Hints::HELD.0 | Hints::STATE.0 | Hints::FIRM.0)));
        }
        let owner = words.owns(i + n - 1);
        // "Pentagon spokesman": the body is no part of the office
        let body =
            n > 1 && words.tokens[i].is_capital() && known.of(words.of(i, i + 1)).has(Hints::BODY);
        let post = i + usize::from(body);
        let held = (i..i + n).any(|j| known.of(words.of(j, j + 1)).has(Hints::HELD));
        if hints.has(Hints::POST) && office.is_none() && !owner && !held {
            office = Some(words.span(post, i + n));
        }
        if hints.has(Hints::POST) || hints.has(Hints::TITLE) {
            covered[post..i + n].fill(true);
        }
        if head == Hints::default() && !owner {
            head = Hints(hints.0 & Hints::HEAD.0);
        }
        i += n;
    }
    let (name, institution) = names(&words, &covered, known);
    let first = known.of(if count > 0 { words.of(0, 1) } else { "" });
    let alone = count == 1;
    let several = office.is_some_and(|o| o.of(text).ends_with('s'));
    let unnamed = name.is_none() && (1..=count).any(|i| is_source_word(words.of(i - 1, i)));
    let someone = name.is_none()
        && !first.has(Hints::PRONOUN)
        && !head.has(Hints::DOCUMENT)
        && (head.has(Hints::POST) || all.has(Hints::VAGUE));
    let held = all.has(Hints::HELD) || unnamed && all.has(Hints::POST);
    let kind = if held || someone && hides(&words, span.end, known) {
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
    } else if office.is_some() || all.has(Hints::TITLE) || alone && words.of(0, 1) == "who" {
        SourceKind::Person
    } else if alone && matches!(words.of(0, 1), "which" | "that") {
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

/// Words for people who are named by their access alone.
fn is_source_word(word: &str) -> bool {
    matches!(word, "official" | "officials" | "sources")
}

/// The first run of capitals that is a person's name, and the first that is a body's.
fn names(words: &Words, covered: &[bool], known: &Known) -> (Option<Span>, Option<Span>) {
    let (mut name, mut body) = (None, None);
    let tokens = &words.tokens[..words.count];
    let named = |j: usize| {
        let hints = known.of(words.of(j, j + 1));
        let opens = j == 0
            && (hints.has(Hints::COMMON)
                || hints.has(Hints::NOUN) && !tokens.get(1).is_some_and(|t| t.is_capital()));
        tokens[j].is_capital() && !covered[j] && !hints.has(Hints::SMALL) && !opens
    };
    let mut i = 0;
    while i < tokens.len() {
        if !named(i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        let goes_on = |j: usize| tokens[j].is_masked() && !tokens[j].starts_name() || named(j);
        while end < tokens.len() && goes_on(end) && !tokens[end].breaks() && !words.owns(end - 1) {
            end += 1;
        }
        let mut span = words.span(i, end);
        if words.owns(end - 1) {
            let text = span.of(words.text);
            span.end = span.start + text.rfind(['\'', '’']).unwrap_or(text.len()) as u32;
        }
        let before = if i > 0 { words.of(i - 1, i) } else { "" };
        let last = span.of(words.text);
        let acronym =
            end - i == 1 && last.len() >= 2 && last.chars().all(|c| c.is_uppercase() || c == '.');
        let is_body = known.of(words.of(i, end)).has(Hints::BODY)
            || end - i != 2 && (i..end).any(|j| known.of(words.of(j, j + 1)).has(Hints::BODY));
        // "Northland foreign ministry"
        let before_body = (end..tokens.len().min(end + 2))
            .take_while(|&j| !tokens[j].breaks() && !tokens[j].is_capital())
            .any(|j| known.of(words.of(j, j + 1)).has(Hints::BODY));
        let before_office = covered.get(end).copied().unwrap_or(false);
        let after_of = matches!(before, "of" | "for" | "at" | "from");
        if before == "the"
            || acronym
            || is_body
            || before_office
            || before_body
            || after_of
            || words.owns(end - 1)
        {
            body = body.or(Some(span));
        } else {
            name = name.or(Some(span));
        }
        i = end;
    }
    (name, body)
}
