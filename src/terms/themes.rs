//! Moral foundations and policy frames of a sentence: sums of the weights of their terms.

use super::{Kind, Mark};
use crate::lexicon::{Catalog, EntryId, Role};

/// Names, and the same as contributions name the scores.
macro_rules! named {
    ($(#[$doc:meta])* $names:ident, $scores:ident, $prefix:literal, [$($name:literal),* $(,)?]) => {
        $(#[$doc])*
        pub const $names: [&str; [$($name),*].len()] = [$($name),*];
        const $scores: [&str; $names.len()] = [$(concat!($prefix, $name)),*];
    };
}

named!(
    /// The moral foundations (Graham, Haidt & Nosek 2009), in the order of
    /// [`SentenceReport::moral`](crate::SentenceReport::moral).
    FOUNDATIONS,
    MORAL_SCORES,
    "moral.",
    ["care", "fairness", "loyalty", "authority", "sanctity"]
);

named!(
    /// The policy frames (Boydstun et al. 2014), in the order of
    /// [`SentenceReport::frames`](crate::SentenceReport::frames).
    POLICY_FRAMES,
    FRAME_SCORES,
    "frames.",
    [
        "economic",
        "capacity_resources",
        "morality",
        "fairness_equality",
        "legality",
        "policy",
        "crime_punishment",
        "security_defence",
        "health_safety",
        "quality_of_life",
        "cultural_identity",
        "public_opinion",
        "political",
        "external_regulation",
        "other",
    ]
);

const MORAL: usize = FOUNDATIONS.len();
const FRAMES: usize = POLICY_FRAMES.len();

/// What a sentence has of each foundation and frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Themes {
    pub moral: [f64; MORAL],
    pub frames: [f64; FRAMES],
}

/// What the marks of a sentence add up to, from left to right.
pub(crate) fn themes(marks: &[Mark]) -> Themes {
    let mut themes = Themes::default();
    // what is neither goes into the last sum, with no branch that is hard to foretell
    let mut sums = [0.0; MORAL + FRAMES + 1];
    for mark in marks {
        let class = usize::from(mark.class);
        let at = match mark.kind {
            Kind::Moral => class / 2,
            Kind::Frame => MORAL + class,
            _ => MORAL + FRAMES,
        };
        sums[at.min(MORAL + FRAMES)] += mark.weight;
    }
    themes.moral.copy_from_slice(&sums[..MORAL]);
    themes.frames.copy_from_slice(&sums[MORAL..MORAL + FRAMES]);
    themes
}

/// The foundation or frame that an entry counts for, as contributions name the score.
pub(crate) fn theme_of(catalog: &Catalog, entry: EntryId) -> Option<&'static str> {
    let fact = catalog.fact(entry);
    let category = usize::from(fact.category);
    match fact.role {
        Role::Moral => Some(MORAL_SCORES[category / 2]),
        Role::Frames => Some(FRAME_SCORES[category]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::built_in;

    /// Entries count by the place of their category in the list.
    #[test]
    fn the_lists_have_the_categories_in_order() {
        let lists = built_in();
        let categories = |id: &str| -> Vec<String> {
            let list = lists.iter().find(|list| list.id() == id).expect("a built-in list");
            list.categories().iter().map(|category| category.name.clone()).collect()
        };
        let sides = FOUNDATIONS.map(|name| [format!("{name}.virtue"), format!("{name}.vice")]);
        assert_eq!(categories("moral/foundations"), sides.concat());
        assert_eq!(categories("frames/policy"), POLICY_FRAMES);
    }
}
