//! What the rules know about words: cues with their constructions, and function words.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use crate::lexicon::{Forms as Inflected, Pos, inflect};
use crate::text::{Vocabulary, items};
use crate::voice::words::Lists;

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
    THOUGHT = 39, CITES = 40,
    // a word with a lemma; one whose cue may go on with other words
    KNOWN = 62, LONGER = 63,
}

impl Class {
    pub(super) const CUE_VERB: Self = Self(0b111_1111);
    pub(super) const ANY_VERB: Self = Self(0b111_1111 | 1 << 9 | 1 << 30);
    /// What a rule for cues may begin with.
    pub(super) const CUE: Self = Self(0b1_1111_1111 | 1 << 28 | 1 << 30);
    /// What stands behind nouns and adjectives that are cues.
    pub(super) const LEADS: Self =
        Self::THAT.with(Self::TO).with(Self::OF_STATE).with(Self::OF_NOUN);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

macro_rules! said {
    ($($name:ident = $bit:literal: $($word:literal),+;)*) => {
        impl Class {
            $(pub(super) const $name: Self = Self(1 << $bit);)*
            /// All of these.
            pub(super) const SAID: Self = Self($(1 << $bit)|*);
        }

        /// The words of each.
        const SAID: &[(Class, &[&str])] = &[$((Class::$name, &[$($word),+])),*];
    };
}

// Words that rules name, alone or as one of a few. Unlike other classes these are of the word as it is written:
// not of "to's".
said! {
    AS = 41: "as";
    SAYING = 42: "saying";
    ACCORDING = 43: "according";
    TO = 44: "to";
    AND = 45: "and";
    THAT = 46: "that";
    OF = 47: "of";
    IN = 48: "in";
    THE = 49: "the";
    WITH = 50: "with";
    WHAT = 51: "what";
    BY = 52: "by";
    FOR = 53: "for";
    // "in the words of"
    WORDS = 54: "words", "view", "opinion", "eyes";
    WE = 55: "i", "we", "our", "my";
    QUESTION = 56: "that", "whether", "how", "why", "what", "if", "who", "where", "there";
    RELATIVE = 57: "which", "who", "whom", "that";
    // they say nothing
    MUTE = 58: "this", "that", "these", "it", "there";
    // prepositions behind adjectives, nouns, and nouns with a light verb
    OF_STATE = 59: "about", "of", "in", "with", "by", "for";
    OF_NOUN = 60: "about", "of", "for", "to", "over", "against";
    OF_LIGHT = 61: "about", "of", "for", "over", "on", "with", "against";
}

/// A lemma by its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lemma(u16);

/// The lemmas that rules name, by their numbers.
const LEMMAS: [&str; 6] = ["", "accord", "cite", "quote", "say", "word"];

impl Lemma {
    /// That of words without a class.
    pub(super) const NONE: Self = Self(0);
    pub(super) const ACCORD: Self = Self(1);
    pub(super) const CITE: Self = Self(2);
    pub(super) const QUOTE: Self = Self(3);
    pub(super) const SAY: Self = Self(4);
    pub(super) const WORD: Self = Self(5);

    pub(super) fn text(self) -> &'static str {
        forms().texts[self.number()]
    }

    pub(super) fn number(self) -> usize {
        usize::from(self.0)
    }
}

/// All forms by the number of their word.
#[derive(Debug, Default)]
pub(in crate::voice) struct Forms {
    classes: Vec<Class>,
    /// The lemma of a verb, else of a noun or adjective.
    lemmas: Vec<Lemma>,
    /// By number how it is written.
    texts: Vec<&'static str>,
    /// What may follow a verb to make a cue: numbers of words, longest first, 0 behind each, and behind all of a lemma.
    particles: Vec<u32>,
    /// Where those of its lemma begin, by the number of a word.
    rows: Vec<u16>,
}

pub(super) fn forms() -> &'static Forms {
    &Lists::get().forms
}

impl Forms {
    pub(super) fn class(&self, number: u32) -> Class {
        // without a branch
        *self.classes.get(number as usize).unwrap_or(&self.classes[0])
    }

    /// How all lemmas are written, by their numbers.
    pub(super) fn lemmas(&self) -> &[&'static str] {
        &self.texts
    }

    pub(super) fn lemma(&self, number: u32) -> Lemma {
        self.lemmas.get(number as usize).copied().unwrap_or_default()
    }

    /// What may follow the word of a number, which is `LONGER`.
    pub(super) fn particles(&self, number: u32) -> impl Iterator<Item = &[u32]> {
        let row = &self.particles[usize::from(self.rows[number as usize])..];
        row.split(|word| *word == 0).take_while(|rest| !rest.is_empty())
    }

    pub(in crate::voice) fn read(vocabulary: &mut Vocabulary) -> Self {
        let mut known = Self { texts: LEMMAS.to_vec(), ..Self::default() };
        let mut lemmas: HashMap<&'static str, u16, FxBuildHasher> =
            LEMMAS.into_iter().zip(0..).collect();
        let mut rests: HashMap<&'static str, Vec<&'static str>, FxBuildHasher> = HashMap::default();
        let mut inflected = Inflected::default();
        for (class, item) in items(CUES) {
            let Some((bits, pos)) = class_of(class) else { continue };
            let (head, rest) = item.split_once(' ').unwrap_or((item, ""));
            if !rest.is_empty() {
                rests.entry(head).or_default().push(rest);
            }
            if let Some(pos) = pos {
                inflect(head, pos, &mut inflected);
            }
            let new = known.texts.len() as u16;
            let own = *lemmas.entry(head).or_insert(new);
            if own == new {
                known.texts.push(head);
            }
            let forms = pos.iter().flat_map(|_| inflected.iter());
            for form in forms.chain(pos.is_none().then_some(head)) {
                let bits = match pos {
                    Some(Pos::Verb) => bits.with(verb_form(form, head)),
                    _ => bits,
                };
                let (class, lemma) = known.entry(vocabulary.add(form));
                *class = class.with(bits).with(Class::KNOWN);
                if pos == Some(Pos::Verb) || *lemma == Lemma::NONE {
                    *lemma = Lemma(own);
                }
            }
        }
        let mut rows: HashMap<&'static str, u16, FxBuildHasher> = HashMap::default();
        for (lemma, mut rests) in rests {
            rests.sort_unstable_by_key(|rest| (std::cmp::Reverse(rest.len()), *rest));
            rows.insert(lemma, known.particles.len() as u16);
            for rest in rests {
                known.particles.extend(rest.split(' ').map(|word| vocabulary.add(word)));
                known.particles.push(0);
            }
            known.particles.push(0);
        }
        // forms of one lemma stand together
        let (mut last, mut more, mut row) = (Lemma::NONE, Class::default(), None);
        for (at, (class, &lemma)) in known.classes.iter_mut().zip(&known.lemmas).enumerate() {
            if lemma != last {
                let text = known.texts[lemma.number()];
                (last, row) = (lemma, rows.get(text));
                more = match lemma {
                    Lemma::QUOTE | Lemma::CITE => Class::CITES,
                    _ if is_thought(text) => Class::THOUGHT,
                    _ => Class::default(),
                };
            }
            *class = class.with(more);
            if let Some(&row) = row {
                *class = class.with(Class::LONGER);
                known.rows.resize(at, 0);
                known.rows.push(row);
            }
        }
        for (bit, word) in SAID.iter().flat_map(|(bit, words)| words.iter().map(move |w| (bit, w)))
        {
            let (class, _) = known.entry(vocabulary.add(word));
            *class = class.with(*bit);
        }
        known
    }

    fn entry(&mut self, number: u32) -> (&mut Class, &mut Lemma) {
        let at = number as usize;
        if self.classes.len() <= at {
            self.classes.resize(at + 1, Class::default());
            self.lemmas.resize(at + 1, Lemma::NONE);
        }
        (&mut self.classes[at], &mut self.lemmas[at])
    }
}

/// Verbs of thought that stand behind what is thought.
fn is_thought(lemma: &str) -> bool {
    matches!(
        lemma,
        "think"
            | "believe"
            | "know"
            | "hope"
            | "fear"
            | "suppose"
            | "find"
            | "show"
            | "learn"
            | "conclude"
    )
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
