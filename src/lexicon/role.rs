//! What a list is for. A caller's list is reported as terms, loaded or not; the built-in lists each
//! have a part of their own.

use super::Category;

/// The class of a category that no metric tells apart.
const NO_CLASS: usize = u8::MAX as usize;

/// What the matches of a list are used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// Its matches are terms of the report.
    #[default]
    Terms,
    /// The same, and they count as loaded.
    Loaded,
    /// Phrases in which a loaded word is plain ("attack helicopter"): they hide it.
    PlainSenses,
    /// Valences of the news tone.
    Tone,
    /// What turns, weakens or strengthens the words after it.
    Shifters,
    /// Moral foundations.
    Moral,
    /// Policy frames.
    Frames,
    /// What a verb or noun says of those who do and undergo it.
    Deeds,
    /// How a writer stands to the truth of what is said; terms of the report.
    Epistemic,
    /// Generic news frames, experimental.
    GenericFrames,
    /// War and peace journalism, experimental.
    WarPeace,
    /// A caller's eMFD, by its columns; terms of the report.
    Emfd,
}

/// Categories that metrics tell apart, in the order of [`Fact::class`](super::Fact).
pub(crate) const LOADED_CATEGORIES: [&str; 20] = [
    "label",
    "dehumanising",
    "condemnation",
    "praise",
    "ridicule",
    "editorial",
    "emotive_verb",
    "doubt",
    "sensational",
    "hyperbole",
    "fear",
    "war_metaphor",
    "sport_metaphor",
    "disaster_metaphor",
    "euphemism",
    "dysphemism",
    "partisan_one",
    "partisan_other",
    "model",
    "other",
];

/// The class of words that a model found.
pub(crate) const FOUND_BY_MODEL: u8 = 18;

/// The same of `epistemic/markers`.
pub(crate) const EPISTEMIC_CATEGORIES: [&str; 9] = [
    "factive",
    "implicative",
    "assertive",
    "hedge",
    "booster",
    "evidential",
    "certainty",
    "presupposition",
    "entailing",
];

/// The same of the eMFD: for each foundation the probability, then the tone.
pub(crate) const EMFD_CATEGORIES: [&str; 10] = [
    "care_p",
    "fairness_p",
    "loyalty_p",
    "authority_p",
    "sanctity_p",
    "care_sent",
    "fairness_sent",
    "loyalty_sent",
    "authority_sent",
    "sanctity_sent",
];

impl Role {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Emfd as usize + 1;

    /// Of a list that a caller gives.
    pub(crate) fn of_callers(id: &str, categories: &[Category]) -> Self {
        let is_emfd = || {
            let named = |name: &str| categories.iter().any(|category| category.name == name);
            EMFD_CATEGORIES[..5].iter().all(|name| named(name))
        };
        match id {
            _ if id.starts_with("loaded") => Self::Loaded,
            _ if is_emfd() => Self::Emfd,
            _ => Self::Terms,
        }
    }

    /// Whether features of models are made of its matches.
    pub(crate) fn feeds_models(self) -> bool {
        !matches!(self, Self::Terms | Self::Emfd | Self::GenericFrames | Self::WarPeace)
    }

    /// The place of a category of such a list among those that metrics tell apart.
    pub(super) fn class(self, category: usize, name: &str) -> u8 {
        let place = |names: &[&str]| names.iter().position(|other| *other == name);
        let class = match self {
            Self::Loaded => place(&LOADED_CATEGORIES).unwrap_or(LOADED_CATEGORIES.len() - 1),
            Self::Epistemic => place(&EPISTEMIC_CATEGORIES).unwrap_or(NO_CLASS),
            Self::Emfd => place(&EMFD_CATEGORIES).unwrap_or(NO_CLASS),
            _ => category.min(NO_CLASS),
        };
        class as u8
    }

    /// Of a built-in list.
    pub(super) fn of_built_in(id: &str) -> Self {
        match id {
            "loaded/plain_senses" => Self::PlainSenses,
            "tone/shifters" => Self::Shifters,
            "frames/policy" => Self::Frames,
            "frames/generic" => Self::GenericFrames,
            "frames/war_peace" => Self::WarPeace,
            _ => match id.split('/').next() {
                Some("loaded") => Self::Loaded,
                Some("tone") => Self::Tone,
                Some("moral") => Self::Moral,
                Some("target") => Self::Deeds,
                Some("epistemic") => Self::Epistemic,
                _ => Self::Terms,
            },
        }
    }
}
