//! What a list is for. A caller's list is reported as terms, loaded or not; the built-in lists each
//! have a part of their own.

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
}

impl Role {
    /// Of a list that a caller gives.
    pub(crate) fn of_callers(id: &str) -> Self {
        if id.starts_with("loaded") { Self::Loaded } else { Self::Terms }
    }

    /// Of a built-in list.
    pub(super) fn of_built_in(id: &str) -> Self {
        match id {
            "loaded/plain_senses" => Self::PlainSenses,
            "tone/shifters" => Self::Shifters,
            "frames/policy" => Self::Frames,
            _ => match id.split('/').next() {
                Some("loaded") => Self::Loaded,
                Some("tone") => Self::Tone,
                Some("moral") => Self::Moral,
                Some("target") => Self::Deeds,
                _ => Self::Terms,
            },
        }
    }
}
