//! What words do in a clause, as far as a list and endings tell.

use std::sync::LazyLock;

use crate::text::{Casing, Span, Token, Vocabulary, fold_into, items};

pub(super) const GRAMMAR: &str = include_str!("../../lexicons/target/grammar.txt");

/// What a word is in its clause, and which classes of the list it is in: a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u64);

/// A bit each.
macro_rules! bits {
    ($at:expr;) => {};
    ($at:expr; $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        $(#[$doc])*
        pub(super) const $name: Self = Self(1 << $at);
        bits!($at + 1; $($rest)*);
    };
}

impl Traits {
    bits! { 0;
        // the part of a word in its clause: one of these
        DETERMINER
        POSSESSIVE
        PRONOUN
        OBJECT
        PREPOSITION
        COORDINATOR
        SUBORDINATOR
        RELATIVE
        BE
        HAVE
        DO
        GET
        MODAL
        NOT
        TO
        ADVERB
        /// A verb of saying or thinking.
        SAY
        /// A noun for those around somebody ("Smith supporters").
        AROUND
        /// Another verb that is surely finite.
        VERB
        /// A word in -ing.
        ING
        /// A word in -ed, or an irregular participle: verb or participle.
        PAST
        /// Noun, adjective, name, anything else.
        OTHER
        // classes of the list
        /// A participle not in -ed.
        IRREGULAR
        UNDERGONE
        STATE
        RAISE
        FATE
        AIMED
        MOVE
        TIME
        MANNER
        THAT
        // those told only of a word as it is written, not with an ending cut off
        BY
        /// A preposition of place.
        WHERE
        TOLD
        ACCORDING
        // small words that tell of what is not so, or only may be
        NEGATION
        CONTRAST
        SHOULD
        IF
        AGAINST
        // what is found in the sentence
        /// Part of a mention.
        NAMED
        /// In the list with no part, or not at all: it is another word unless its ending tells.
        OPEN
        /// A mark parts it from the word before.
        BREAKS
        /// A verb that may be finite.
        FINITE
        /// Behind the edge of a quotation.
        EDGE
        /// In a prepositional phrase before the verb.
        IN_PHRASE
        /// The first word of a deed that is done to its subject.
        PASSIVE
        /// The last word of a deed told by a verb.
        ENDS_DEED
    }

    pub(super) const AUXILIARY: Self =
        Self::BE.or(Self::HAVE).or(Self::DO).or(Self::GET).or(Self::MODAL);
    /// Words that stand between subject and verb, or inside a group of verbs.
    pub(super) const JOINS_VERBS: Self =
        Self::AUXILIARY.or(Self::NOT).or(Self::TO).or(Self::ADVERB);
    /// Pronouns.
    const STANDS_FOR_ONE: Self =
        Self::POSSESSIVE.or(Self::PRONOUN).or(Self::OBJECT).or(Self::RELATIVE);
    /// Words that begin a noun phrase.
    pub(super) const ARTICLE: Self = Self::DETERMINER.or(Self::POSSESSIVE);
    /// Words that begin or make up a noun phrase.
    pub(super) const NOMINAL: Self =
        Self::ARTICLE.or(Self::PRONOUN).or(Self::OTHER).or(Self::AROUND);
    const PARTS: Self = Self(2 * Self::OTHER.0 - 1);
    const TELLS: Self =
        Self::NEGATION.or(Self::CONTRAST).or(Self::SHOULD).or(Self::IF).or(Self::AGAINST);
    const AS_WRITTEN: Self = Self::BY.or(Self::WHERE).or(Self::TOLD).or(Self::ACCORDING);

    fn of_class(class: &str) -> Option<Self> {
        Some(match class {
            "det" => Self::DETERMINER,
            "poss" => Self::POSSESSIVE,
            "pro" => Self::PRONOUN,
            "obj" => Self::OBJECT,
            "prep" => Self::PREPOSITION,
            "coord" => Self::COORDINATOR,
            "sub" => Self::SUBORDINATOR,
            "rel" => Self::RELATIVE,
            "be" => Self::BE,
            "have" => Self::HAVE,
            "do" => Self::DO,
            "get" => Self::GET,
            "modal" => Self::MODAL,
            "not" => Self::NOT,
            "to" => Self::TO,
            "adv" => Self::ADVERB,
            "say" => Self::SAY,
            "verb" => Self::VERB,
            "past" => Self::PAST.or(Self::IRREGULAR),
            "around" => Self::AROUND,
            "undergone" => Self::UNDERGONE,
            "state" => Self::STATE,
            "raise" => Self::RAISE,
            "fate" => Self::FATE,
            "aimed" => Self::AIMED,
            "move" => Self::MOVE,
            "time" => Self::TIME,
            "manner" => Self::MANNER,
            "negation" => Self::NEGATION,
            "contrast" => Self::CONTRAST,
            "should" => Self::SHOULD,
            "if" => Self::IF,
            "against" => Self::AGAINST,
            _ => return None,
        })
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether a word is any of some things.
    pub(super) const fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Adds what holds.
    pub(super) fn set(&mut self, what: Self, holds: bool) {
        self.0 |= what.0 * u64::from(holds);
    }
}

/// The words that are told apart only as they stand.
const AS_WRITTEN: [(Traits, &[&str]); 4] = [
    (Traits::BY, &["by"]),
    (Traits::WHERE, &["in", "at", "near", "across", "inside", "outside", "through", "throughout"]),
    (Traits::TOLD, &["told"]),
    (Traits::ACCORDING, &["according"]),
];

/// The list. Of a form in several classes of parts the first counts, but a relative pronoun always; of those that
/// tell the last.
struct Grammar {
    vocabulary: Vocabulary,
    /// By number in the vocabulary.
    forms: Vec<Traits>,
}

static LIST: LazyLock<Grammar> = LazyLock::new(|| {
    // the first form is that of every other word
    let forms = vec![Traits::default()];
    let mut list = Grammar { vocabulary: Vocabulary::with_capacity(1_200), forms };
    for (class, word) in items(GRAMMAR) {
        let Some(traits) = Traits::of_class(class) else { continue };
        let form = list.form(word);
        if traits.is(Traits::TELLS) {
            *form = form.without(Traits::TELLS);
        } else if traits.is(Traits::RELATIVE) {
            *form = form.without(Traits::PARTS);
        }
        let has_part = form.is(Traits::PARTS);
        *form = form.or(if has_part { traits.without(Traits::PARTS) } else { traits });
    }
    let mut add = |word, traits| {
        let form = list.form(word);
        *form = form.or(traits);
    };
    add("that", Traits::THAT);
    for (traits, words) in AS_WRITTEN {
        for word in words {
            add(word, traits);
        }
    }
    for form in &mut list.forms {
        form.set(Traits::FINITE, form.is(FINITE));
        form.set(Traits::OTHER.or(Traits::OPEN), !form.is(Traits::PARTS));
    }
    list
});

/// The words that this room knows.
pub(crate) fn vocabulary() -> &'static Vocabulary {
    &LIST.vocabulary
}

impl Grammar {
    /// What is said of a form, which is added where it is new.
    fn form(&mut self, word: &str) -> &mut Traits {
        let number = self.vocabulary.add(word) as usize;
        if self.forms.len() <= number {
            self.forms.resize(number + 1, Traits::default());
        }
        &mut self.forms[number]
    }
}

/// What the words of a sentence are; memory for the next.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// By word.
    pub(super) traits: Vec<Traits>,
    /// By word: 1, but 0 for those that are part of a mention, or of a name that capitals tell.
    pub(super) counts: Vec<f64>,
    /// The places of "not", "but", "could", "if" and the like.
    pub(super) small: Vec<u32>,
    /// Words of mentions, which a list may find something in none the less.
    pub(super) has_open_names: bool,
    pub(super) buffer: String,
}

/// A word folded.
pub(super) fn fold_in<'b>(buffer: &'b mut String, source: &str, token: Token) -> &'b str {
    buffer.clear();
    fold_into(token.span.of(source), buffer);
    buffer
}

impl Words {
    /// Takes what the list says of words, of which it has these numbers.
    pub(super) fn look_up(&mut self, numbers: impl Iterator<Item = u32>) {
        let list = &*LIST;
        self.traits.clear();
        self.traits.extend(numbers.map(|number| list.forms[number as usize]));
    }

    /// Marks the words that are part of a name among the mentions, which are sorted by their start, and counts
    /// them. A pronoun is none. Whatever a name is made of, it is a name.
    pub(super) fn find_named(
        &mut self,
        tokens: &[Token],
        mentions: impl Iterator<Item = Span>,
    ) -> u32 {
        let (mut at, mut count) = (0, 0);
        for mention in mentions {
            let first = tokens.partition_point(|token| token.span.end <= mention.start);
            let end = tokens.partition_point(|token| token.span.start < mention.end).max(first);
            // a word that is named already is no pronoun
            let pronoun = end - first == 1 && self.traits[first].is(Traits::STANDS_FOR_ONE);
            if !pronoun {
                let first = first.max(at).min(end);
                self.traits[first..end].fill(Traits::NAMED.or(Traits::OTHER));
                count += (end - first) as u32;
                at = at.max(end);
            }
        }
        count
    }

    /// Tells what words are, of which what the list says and those of mentions are known. `hides` tells those
    /// that lists find nothing in. Capitals make names too, unless the sentence is in title case.
    pub(super) fn read(
        &mut self,
        source: &str,
        tokens: &[Token],
        hides: impl Fn(Token) -> bool,
        casing: &Casing,
    ) {
        const RARE: Traits = Traits::THAT.or(Traits::TELLS).or(Traits::MODAL);
        let Self { traits, counts, small, has_open_names, buffer } = self;
        small.clear();
        counts.clear();
        counts.reserve(tokens.len());
        *has_open_names = false;
        let (traits, mut title_case) = (&mut traits[..tokens.len()], None);
        let mut before = Traits::default();
        for at in 0..tokens.len() {
            let token = tokens[at];
            let mut word = traits[at];
            let is_named = word.is(Traits::NAMED);
            // a pronoun that is an actor's name ("US") is a name to the lists
            if is_named || token.is_named() && hides(token) {
                *has_open_names |= !hides(token);
                word = if is_named { word } else { Traits::OTHER };
            } else {
                let mut part = by_ending(source.as_bytes(), token.span);
                if !token.is_plain() {
                    (word, part) = closer_look(word, fold_in(buffer, source, token), token);
                }
                if part != Traits::OTHER && word.is(Traits::OPEN) {
                    let is_noun = before.is(Traits::ARTICLE)
                        || token.is_capital()
                            && at > 0
                            && !*title_case
                                .get_or_insert_with(|| is_title_case(source, tokens, traits));
                    word = if is_noun { word } else { word.without(Traits::OTHER).or(part) };
                }
                if word.is(RARE) {
                    if word.is(Traits::TELLS.or(Traits::MODAL)) {
                        small.push(at as u32);
                    } else if at > 0 && !before.is(Traits::JOINS_VERBS) {
                        // "that" after a verb or noun begins a clause; at the head it points
                        word = word.without(Traits::PARTS).or(Traits::SUBORDINATOR);
                    }
                }
                word.set(Traits::FINITE, word.is(Traits::PAST) & !before.is(Traits::ARTICLE));
            }
            let is_name = is_named || token.is_capital() && casing.is_capital_inside(at as u32);
            counts.push(if is_name { 0.0 } else { 1.0 });
            word.set(Traits::BREAKS, token.breaks());
            traits[at] = word;
            before = word;
        }
    }
}

/// What the list says of a word that is not plain, whose folded form is given, and its part by its ending.
fn closer_look(word: Traits, folded: &str, token: Token) -> (Traits, Traits) {
    let mut word = word;
    if folded.len() != token.span.len() as usize {
        word = word.without(Traits::AS_WRITTEN);
    }
    // a form of the list may be a verb too: "can't"
    if !word.is(Traits::TELLS) && folded.ends_with("n't") {
        word = word.or(Traits::NEGATION);
    }
    (word, by_ending(folded.as_bytes(), Span::from_range(0..folded.len())))
}

/// Parts that are finite wherever they stand.
const FINITE: Traits = Traits::AUXILIARY.or(Traits::SAY).or(Traits::VERB);

/// The part of a word of `text` that is not in the list, folded or as written in ASCII.
fn by_ending(text: &[u8], word: Span) -> Traits {
    let end = word.end as usize;
    let last = text.get(end.wrapping_sub(4)..end).and_then(|last| last.first_chunk());
    // the last four letters, in lower case
    let ending = u32::from_le_bytes(*last.unwrap_or(&[0; 4])) | 0x2020_2020;
    let part = match (ending >> 8, ending >> 16) {
        (ING, _) => Traits::ING,
        (_, ED) => Traits::PAST,
        (_, LY) => Traits::ADVERB,
        _ => return Traits::OTHER, // most
    };
    if word.len() > 4 { part } else { Traits::OTHER }
}

const ING: u32 = u32::from_le_bytes(*b"ing\0");
const ED: u32 = u32::from_le_bytes(*b"ed\0\0");
const LY: u32 = u32::from_le_bytes(*b"ly\0\0");

/// Whether more than half of the longer words begin with a capital: then a capital says little.
fn is_title_case(source: &str, tokens: &[Token], words: &[Traits]) -> bool {
    let (mut capitals, mut all) = (0, 0);
    for (token, word) in tokens.iter().zip(words) {
        let numeral = source.as_bytes()[token.span.start as usize].is_ascii_digit();
        if !word.is(Traits::NAMED) && token.span.len() > 3 {
            capitals += u32::from(token.is_capital());
            all += u32::from(!numeral);
        }
    }
    capitals * 2 > all
}

/// Whether a word ends in a possessive ('s, or the apostrophe behind a plural).
pub(super) fn is_possessive(source: &str, token: Token) -> bool {
    let ends = |word: &str| ["'s", "’s", "'S", "’S"].iter().any(|ending| word.ends_with(ending));
    if !token.is_plain() && ends(token.span.of(source)) {
        return true;
    }
    match &source.as_bytes()[token.span.end as usize..] {
        [b'\'', after @ ..] | [0xE2, 0x80, 0x99, after @ ..] => {
            after.starts_with(b"s ")
                || after.starts_with(b" ") && token.span.of(source).ends_with('s')
        }
        _ => false, // most
    }
}
