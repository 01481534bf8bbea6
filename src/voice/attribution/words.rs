//! What the rules know about words: cues with their constructions, and function words.

use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use crate::lexicon::Pos;
use crate::lexicon::forms;
use crate::text::items;

/// The built-in list as it stands in its file.
pub(crate) const CUES: &str = include_str!("../../../lexicons/voice/attribution_cues.txt");

/// Classes of a word, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u64);

macro_rules! classes {
    ($($name:ident = $bit:literal),* $(,)?) => {
        impl Class {
            $(pub(super) const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    SAY = 0, TELL = 1, CLAUSE = 2, INFINITIVE = 3, OBJECT_VERB = 4, PARTICLE = 5, EVIDENT = 6,
    NOUN = 7, ADJECTIVE = 8, VERB = 9, WEAK = 10, CHAIN = 11,
    AUX = 12, BE = 13, TAKES_BASE = 14, ADVERB = 15, DET = 16, POSSESSIVE = 17, PRONOUN = 18,
    SUBJECT = 19, OBJECT = 20, PREP = 21, BOUNDARY = 22, STOP = 23, DAY = 24, MONTH = 25,
    PLACE = 26, PLURAL = 27, LIGHT = 28, PART = 29, UTTER = 30, PAUSE = 31,
    BASE = 32, THIRD = 33, PAST = 34, ING = 35, CONTRAST = 36, KICKER = 37, WHOLE = 38,
}

impl Class {
    pub(super) const CUE_VERB: Self = Self(0b111_1111);
    pub(super) const ANY_VERB: Self = Self(0b111_1111 | 1 << 9 | 1 << 30);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What is known about one form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub(super) class: Class,
    /// The lemma of a verb, else of a noun or adjective.
    pub(super) lemma: &'static str,
}

#[derive(Debug, Default)]
pub(super) struct Words {
    forms: HashMap<String, Word, FxBuildHasher>,
    /// What may follow a verb to make a cue, by lemma; longest first.
    particles: HashMap<&'static str, Vec<&'static str>, FxBuildHasher>,
}

pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(Words::read);
    &WORDS
}

impl Words {
    pub(super) fn get(&self, folded: &str) -> Word {
        self.forms.get(folded).copied().unwrap_or_default()
    }

    pub(super) fn particles(&self, lemma: &str) -> &[&'static str] {
        self.particles.get(lemma).map_or(&[], Vec::as_slice)
    }

    fn read() -> Self {
        let mut words = Self::default();
        let mut inflected = Vec::new();
        for (class, item) in items(CUES) {
            let Some((bits, pos)) = class_of(class) else { continue };
            let (head, rest) = item.split_once(' ').unwrap_or((item, ""));
            if !rest.is_empty() {
                words.particles.entry(head).or_default().push(rest);
            }
            inflected.clear();
            match pos {
                Some(pos) => forms(head, pos, &mut inflected),
                None => inflected.push(head.to_owned()),
            }
            for form in inflected.drain(..) {
                let bits = match pos {
                    Some(Pos::Verb) => bits.with(verb_form(&form, head)),
                    _ => bits,
                };
                let word = words.forms.entry(form).or_default();
                word.class = word.class.with(bits);
                if pos == Some(Pos::Verb) || word.lemma.is_empty() {
                    word.lemma = head;
                }
            }
        }
        for rest in words.particles.values_mut() {
            rest.sort_unstable_by_key(|rest| (std::cmp::Reverse(rest.len()), *rest));
        }
        words
    }
}

fn verb_form(form: &str, lemma: &str) -> Class {
    const SAME: [&str; 8] = ["put", "read", "bet", "hit", "set", "let", "cut", "cost"];
    if form == lemma {
        if SAME.contains(&form) { Class::BASE.with(Class::PAST) } else { Class::BASE }
    } else if form.ends_with("ing") {
        Class::ING
    } else if form.ends_with('s') {
        Class::THIRD
    } else {
        Class::PAST
    }
}

fn class_of(name: &str) -> Option<(Class, Option<Pos>)> {
    let verb = Some(Pos::Verb);
    Some(match name {
        "say" => (Class::SAY, verb),
        "tell" => (Class::TELL, verb),
        "clause" => (Class::CLAUSE, verb),
        "infinitive" => (Class::INFINITIVE, verb),
        "object" => (Class::OBJECT_VERB, verb),
        "particle" => (Class::PARTICLE, verb),
        "evident" => (Class::EVIDENT, verb),
        "verb" => (Class::VERB, verb),
        "weak" => (Class::WEAK, verb),
        "chain" => (Class::CHAIN, verb),
        "light" => (Class::LIGHT, verb),
        "utter" => (Class::UTTER, verb),
        "noun" => (Class::NOUN, Some(Pos::Noun)),
        "adjective" => (Class::ADJECTIVE, None),
        "aux" => (Class::AUX, None),
        "be" => (Class::BE, None),
        "base" => (Class::TAKES_BASE, None),
        "adverb" => (Class::ADVERB, None),
        "det" => (Class::DET, None),
        "possessive" => (Class::POSSESSIVE, None),
        "pronoun" => (Class::PRONOUN, None),
        "subject" => (Class::SUBJECT, None),
        "objective" => (Class::OBJECT, None),
        "prep" => (Class::PREP, None),
        "boundary" => (Class::BOUNDARY, None),
        "stop" => (Class::STOP, None),
        "day" => (Class::DAY, None),
        "month" => (Class::MONTH, None),
        "place" => (Class::PLACE, None),
        "part" => (Class::PART, None),
        "contrast" => (Class::CONTRAST, None),
        "kicker" => (Class::KICKER, None),
        "lower" => (Class::PLURAL, None),
        _ => return None,
    })
}
