//! What words do in a clause, as far as a list and endings tell.

use std::sync::LazyLock;

use crate::text::{Token, Vocabulary, fold_into, items};

pub(super) const GRAMMAR: &str = include_str!("../../lexicons/target/grammar.txt");

/// The part of a word in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Determiner,
    Possessive,
    Pronoun,
    Object,
    Preposition,
    Coordinator,
    Subordinator,
    Relative,
    Be,
    Have,
    Do,
    Get,
    Modal,
    Not,
    To,
    Adverb,
    /// A verb of saying or thinking.
    Say,
    /// A noun for those around somebody ("Smith supporters").
    Around,
    /// Another verb that is surely finite.
    Verb,
    /// A word in -ing.
    Ing,
    /// A word in -ed, or an irregular participle: verb or participle.
    Past,
    /// Noun, adjective, name, anything else.
    Other,
}

impl Part {
    fn of_class(class: &str) -> Option<Self> {
        Some(match class {
            "det" => Self::Determiner,
            "poss" => Self::Possessive,
            "pro" => Self::Pronoun,
            "obj" => Self::Object,
            "prep" => Self::Preposition,
            "coord" => Self::Coordinator,
            "sub" => Self::Subordinator,
            "rel" => Self::Relative,
            "be" => Self::Be,
            "have" => Self::Have,
            "do" => Self::Do,
            "get" => Self::Get,
            "modal" => Self::Modal,
            "not" => Self::Not,
            "to" => Self::To,
            "adv" => Self::Adverb,
            "say" => Self::Say,
            "verb" => Self::Verb,
            "past" => Self::Past,
            "around" => Self::Around,
            _ => return None,
        })
    }

    pub(super) const fn is_auxiliary(self) -> bool {
        matches!(self, Self::Be | Self::Have | Self::Do | Self::Get | Self::Modal)
    }

    /// Words that stand between subject and verb, or inside a group of verbs.
    pub(super) const fn joins_verbs(self) -> bool {
        self.is_auxiliary() || matches!(self, Self::Not | Self::To | Self::Adverb)
    }

    /// Pronouns.
    pub(super) const fn stands_for_one(self) -> bool {
        matches!(self, Self::Possessive | Self::Pronoun | Self::Object | Self::Relative)
    }

    /// Words that begin or make up a noun phrase.
    pub(super) const fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Determiner | Self::Possessive | Self::Pronoun | Self::Other | Self::Around
        )
    }
}

/// Other classes of words that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A participle not in -ed.
    Past,
    Undergone,
    State,
    Raise,
    Fate,
    Aimed,
    Move,
    Time,
    Manner,
    /// A pronoun.
    StandsForOne,
    That,
    By,
    /// A preposition of place.
    Where,
    Told,
    According,
}

impl Class {
    fn of_class(class: &str) -> Option<Self> {
        Some(match class {
            "past" => Self::Past,
            "undergone" => Self::Undergone,
            "state" => Self::State,
            "raise" => Self::Raise,
            "fate" => Self::Fate,
            "aimed" => Self::Aimed,
            "move" => Self::Move,
            "time" => Self::Time,
            "manner" => Self::Manner,
            _ => return None,
        })
    }

    /// Words that are told apart only as they stand, not with an ending cut off.
    const AS_WRITTEN: [(Self, &'static [&'static str]); 4] = [
        (Self::By, &["by"]),
        (
            Self::Where,
            &["in", "at", "near", "across", "inside", "outside", "through", "throughout"],
        ),
        (Self::Told, &["told"]),
        (Self::According, &["according"]),
    ];
}

/// The classes of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u16);

impl Classes {
    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u16;
    }

    pub(super) const fn has(self, class: Class) -> bool {
        self.0 & 1 << class as u16 != 0
    }

    /// Of a word that is written with an ending, or otherwise unlike the form.
    const fn not_as_written(self) -> Self {
        Self(self.0 & ((1 << Class::By as u16) - 1))
    }
}

/// What the list says of a form.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    len: u8,
    classes: Classes,
    part: Option<Part>,
    small: Option<Small>,
}

/// The list. Of a form in several classes of parts the first counts, but a relative pronoun always.
struct Grammar {
    vocabulary: Vocabulary,
    /// By number in the vocabulary.
    forms: Vec<Form>,
}

static LIST: LazyLock<Grammar> = LazyLock::new(|| {
    // the first form is that of every other word
    let mut list =
        Grammar { vocabulary: Vocabulary::with_capacity(1_200), forms: vec![Form::default()] };
    for (class, word) in items(GRAMMAR) {
        let form = list.form(word);
        if let Some(class) = Class::of_class(class) {
            form.classes.add(class);
        }
        if let Some(small) = Small::of_class(class) {
            form.small = Some(small);
        }
        match Part::of_class(class) {
            part @ Some(Part::Relative) => form.part = part,
            part => form.part = form.part.or(part),
        }
    }
    for form in &mut list.forms {
        if form.part.is_some_and(Part::stands_for_one) {
            form.classes.add(Class::StandsForOne);
        }
        if form.part == Some(Part::Modal) {
            form.small = form.small.or(Some(Small::Modal));
        }
    }
    list.form("that").classes.add(Class::That);
    for (class, words) in Class::AS_WRITTEN {
        for word in words {
            list.form(word).classes.add(class);
        }
    }
    list
});

/// The words that this room knows.
pub(crate) fn vocabulary() -> &'static Vocabulary {
    &LIST.vocabulary
}

impl Grammar {
    /// The form of a word, which is added where it is new.
    fn form(&mut self, word: &str) -> &mut Form {
        let number = self.vocabulary.add(word) as usize;
        if self.forms.len() <= number {
            self.forms.resize(number + 1, Form::default());
            self.forms[number].len = word.len() as u8;
        }
        &mut self.forms[number]
    }

    /// What is said of a word of a text; nothing of most.
    fn find(&self, token: Token, number: u32) -> Form {
        let form = self.forms[number as usize];
        if token.span.len() == u32::from(form.len) {
            form
        } else {
            Form { classes: form.classes.not_as_written(), ..form }
        }
    }
}

/// What the words of a sentence are; memory for the next.
#[derive(Debug, Default)]
pub(super) struct WordParts {
    /// By word.
    pub(super) parts: Vec<Part>,
    /// By word; a name has none.
    pub(super) classes: Vec<Classes>,
    /// "not", "but", "if" and the like, with their places.
    pub(super) small: Vec<(u32, Small)>,
    /// The numbers of the words in the list.
    pub(super) numbers: Vec<u32>,
    pub(super) buffer: String,
}

/// A word folded.
pub(super) fn fold_in<'b>(buffer: &'b mut String, source: &str, token: Token) -> &'b str {
    buffer.clear();
    fold_into(token.span.of(source), buffer);
    buffer
}

impl WordParts {
    /// Whether a word is one of the list's pronouns.
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        LIST.forms[self.numbers[at] as usize].classes.has(Class::StandsForOne)
    }

    /// Whatever a name is made of, it is a name. Capitals make names too, unless the sentence is in
    /// title case.
    pub(super) fn read(
        &mut self,
        source: &str,
        tokens: &[Token],
        hides: impl Fn(Token) -> bool,
        named: &[bool],
        title_case: bool,
    ) {
        self.parts.clear();
        self.classes.clear();
        self.small.clear();
        let (list, mut before) = (&*LIST, None);
        for (at, (&token, &named)) in tokens.iter().zip(named).enumerate() {
            let (mut part, mut classes) = (Part::Other, Classes::default());
            if !named {
                // a pronoun that is an actor's name ("US") is a name to the lists
                let is_hidden = hides(token);
                let form =
                    if is_hidden { Form::default() } else { list.find(token, self.numbers[at]) };
                classes = form.classes;
                part = match form.part {
                    // "that" after a verb or noun begins a clause; at the head it points
                    Some(Part::Determiner)
                        if classes.has(Class::That)
                            && before.is_some_and(|b: Part| !b.joins_verbs()) =>
                    {
                        Part::Subordinator
                    }
                    Some(part) => part,
                    None if token.is_capital() && at > 0 && !title_case => Part::Other,
                    None if token.is_plain() && token.span.len() <= 4 => Part::Other,
                    None if is_hidden => by_ending("", before),
                    None if token.is_plain() => by_ending(token.span.of(source), before),
                    None => by_ending(fold_in(&mut self.buffer, source, token), before),
                };
                let buffer = &mut self.buffer;
                let mut negates = || {
                    !token.is_plain()
                        && !is_hidden
                        && fold_in(buffer, source, token).ends_with("n't")
                };
                let small = match form.small {
                    // a form of the list may be both: "can't"
                    None | Some(Small::Modal) if negates() => Some(Small::Negation),
                    small => small,
                };
                self.small.extend(small.map(|small| (at as u32, small)));
            }
            self.parts.push(part);
            self.classes.push(classes);
            before = Some(part);
        }
    }
}

/// The part of a word that is not in the list, folded or as written in ASCII.
fn by_ending(word: &str, before: Option<Part>) -> Part {
    if word.len() <= 4 || matches!(before, Some(Part::Determiner | Part::Possessive)) {
        return Part::Other;
    }
    let bytes = word.as_bytes();
    let ends = |ending: &[u8]| bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending);
    if ends(b"ing") {
        Part::Ing
    } else if ends(b"ed") {
        Part::Past
    } else if ends(b"ly") {
        Part::Adverb
    } else {
        Part::Other
    }
}

/// A small word that tells of what is not so, or only may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Small {
    Negation,
    Contrast,
    Modal,
    Should,
    If,
    Against,
}

impl Small {
    fn of_class(class: &str) -> Option<Self> {
        Some(match class {
            "negation" => Self::Negation,
            "contrast" => Self::Contrast,
            "should" => Self::Should,
            "if" => Self::If,
            "against" => Self::Against,
            _ => return None,
        })
    }
}

/// Whether a word ends in a possessive ('s, or the apostrophe behind a plural).
pub(super) fn is_possessive(source: &str, token: Token) -> bool {
    let ends = |word: &str| ["'s", "’s", "'S", "’S"].iter().any(|ending| word.ends_with(ending));
    if !token.is_plain() && ends(token.span.of(source)) {
        return true;
    }
    let after = &source[token.span.end as usize..];
    let Some(after) = after.strip_prefix(['\'', '’']) else { return false };
    after.starts_with("s ") || after.starts_with(' ') && token.span.of(source).ends_with('s')
}
