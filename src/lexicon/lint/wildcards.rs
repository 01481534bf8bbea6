//! Words that a `*` term begins without having to do with it.

use super::Severity;

/// Endings that inflect or derive English words, as they stand behind a stem.
const ENDINGS: [&str; 78] = [
    "s",
    "es",
    "e",
    "ed",
    "ing",
    "er",
    "ers",
    "or",
    "ors",
    "est",
    "ly",
    "y",
    "ies",
    "ied",
    "ier",
    "iest",
    "ily",
    "iness",
    "ness",
    "less",
    "ful",
    "fully",
    "ment",
    "able",
    "ible",
    "ably",
    "ibly",
    "ability",
    "ibility",
    "ion",
    "ions",
    "ation",
    "ition",
    "ication",
    "ive",
    "ative",
    "itive",
    "al",
    "ial",
    "ual",
    "ally",
    "ic",
    "ical",
    "ically",
    "ous",
    "ious",
    "eous",
    "uous",
    "ism",
    "ist",
    "ish",
    "ity",
    "ety",
    "ize",
    "ise",
    "ized",
    "ised",
    "izing",
    "ising",
    "ization",
    "isation",
    "ify",
    "ified",
    "ifying",
    "ification",
    "ant",
    "ent",
    "ance",
    "ence",
    "ancy",
    "ency",
    "age",
    "dom",
    "hood",
    "ship",
    "like",
    "ry",
    "wise",
];

/// Endings with nothing behind them.
const LAST: [&str; 7] = ["s", "es", "e", "y", "ies", "est", "st"];
/// Endings that only a whole word takes.
const OF_WORDS: [&str; 6] = ["en", "ened", "ening", "ward", "wards", "some"];
/// Endings behind an -e of the stem.
const AFTER_E: [&str; 5] = ["d", "r", "rs", "st", "ing"];
/// Endings behind a vowel: "Russian".
const AFTER_VOWEL: [&str; 2] = ["n", "ns"];
/// Most endings one behind the other, as in "-ation-al-ly".
const DEEPEST: usize = 3;
/// Examples that a message gives.
const EXAMPLES: usize = 8;

/// What a wildcard matches besides the words it stands for.
#[derive(Debug, PartialEq)]
pub(super) struct Swallowed {
    /// How many words of the list it matches.
    matched: usize,
    /// How many of them have nothing to do with it, and the first of those.
    foreign: usize,
    examples: Vec<String>,
}

impl Swallowed {
    /// A warning where most of what it matches is foreign.
    pub(super) fn severity(&self) -> Severity {
        if self.foreign * 2 > self.matched { Severity::Warning } else { Severity::Hint }
    }

    pub(super) fn message(&self) -> String {
        let Self { matched, foreign, .. } = self;
        let more = if *foreign > self.examples.len() { ", …" } else { "" };
        format!(
            "also matches {foreign} of {matched} words that look foreign to it: {}{more}",
            self.examples.join(", ")
        )
    }
}

/// The foreign words among those of `words` (sorted) that begin with `stem`.
///
/// Words that are the stem with endings, or with another word behind it, are its own. Where there are none, as for `aban*`, the largest
/// family among the words is: a word and what derives from it.
pub(super) fn swallowed(stem: &str, all: &[String]) -> Option<Swallowed> {
    let from = all.partition_point(|word| word.as_str() < stem);
    let to = from + all[from..].partition_point(|word| word.starts_with(stem));
    let words = &all[from..to];
    let is_word = words.first().is_some_and(|word| word == stem);
    let mut families: Vec<Vec<&str>> = Vec::new();
    let mut own = 0;
    for word in words.iter().map(String::as_str) {
        let rest = &word[stem.len()..];
        if derives(stem, rest, is_word) || is_word && is_compound(rest, all) {
            own += 1;
            continue;
        }
        match families.last_mut() {
            Some(family) if is_of(family[0], word) => family.push(word),
            _ => families.push(vec![word]),
        }
    }
    if own == 0 {
        let largest = families.iter().map(Vec::len).max()?;
        let index = families.iter().position(|family| family.len() == largest)?;
        families.remove(index);
    }
    let foreign: usize = families.iter().map(Vec::len).sum();
    // of each family one example, so that eight of them show the breadth
    let examples = families.iter().take(EXAMPLES).map(|family| family[0].to_owned()).collect();
    (foreign > 0).then_some(Swallowed { matched: words.len(), foreign, examples })
}

/// Whether a word is another one with endings.
fn is_of(base: &str, word: &str) -> bool {
    let without_e = base.strip_suffix(['e', 'y']).filter(|stem| stem.len() > 2);
    let cut = |stem: &str, whole| {
        word.strip_prefix(stem).is_some_and(|rest| !rest.is_empty() && derives(stem, rest, whole))
    };
    cut(base, true) || without_e.is_some_and(|stem| cut(stem, false))
}

/// "warship" is war and ship; "carpet" is chance, as most such words with a short end are.
fn is_compound(rest: &str, words: &[String]) -> bool {
    rest.len() >= 4 && words.binary_search_by(|word| word.as_str().cmp(rest)).is_ok()
}

/// Whether `rest` is nothing or endings.
fn derives(stem: &str, rest: &str, is_word: bool) -> bool {
    rest.is_empty() || chain(stem, rest, is_word, DEEPEST)
}

fn chain(stem: &str, rest: &str, is_word: bool, left: usize) -> bool {
    if rest.is_empty() {
        return true;
    }
    if left == 0 {
        return false;
    }
    let vowel_end = stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    let groups: [(bool, &[&str]); 4] = [
        (true, &ENDINGS),
        (is_word, &OF_WORDS),
        (stem.ends_with('e'), &AFTER_E),
        (vowel_end, &AFTER_VOWEL),
    ];
    // "warring": the last consonant is doubled
    let doubled = stem.chars().last().filter(|c| !vowel_end && rest.starts_with(*c));
    let undoubled = doubled.map(|c| &rest[c.len_utf8()..]);
    groups.iter().filter(|(on, _)| *on).flat_map(|(_, endings)| *endings).any(|ending| {
        let goes_on = |rest: &str| {
            // the next ending stands behind this one
            let deeper = if LAST.contains(ending) { 0 } else { left - 1 };
            rest.strip_prefix(ending).is_some_and(|rest| chain(ending, rest, false, deeper))
        };
        goes_on(rest)
            || ending.starts_with(['e', 'i', 'a', 'o', 'y'])
                && undoubled.is_some_and(|rest| !rest.is_empty() && goes_on(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stem: &str, words: &str) -> Option<(usize, Vec<String>)> {
        let mut words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        words.sort();
        swallowed(stem, &words).map(|swallowed| (swallowed.foreign, swallowed.examples))
    }

    #[test]
    fn own_and_foreign_words() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("abus", "abuse abused abuser abusing abusive abusively abut", &[]),
            // a stem that is no word: its largest family is meant
            ("aban", "abandon abandoned abandoning abandonment", &[]),
            ("terr", "terrible terribly terrace terrier territory", &["terrace", "territory"]),
            (
                "war",
                "war wars warring warlike warship ship ware warden warm warmly",
                &["warden", "warm"],
            ),
            ("car", "car cars carpet care caring nation carnation", &["carpet"]),
            ("happi", "happily happiness happier", &[]),
            ("hard", "hard harder harden hardened hardship hardy", &[]),
            ("russia", "russia russian russians", &[]),
            ("nation", "nation national nationally nationalization nationalist", &[]),
            ("zzz", "abandon", &[]),
        ];
        for (stem, words, expected) in cases {
            let found = found(stem, words).map_or(Vec::new(), |(_, examples)| examples);
            assert_eq!(found, *expected, "{stem}*");
        }
    }

    #[test]
    fn each_foreign_word_counts_and_each_family_gives_one_example() {
        let words = "art arts artist artichoke article articles articulate articulated";
        let found = found("art", words).expect("foreign words");
        assert_eq!(found, (5, ["artichoke", "article", "articulate"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn time_does_not_explode() {
        let words = vec!["a".to_owned() + &"s".repeat(5000), "a".to_owned() + &"ing".repeat(2000)];
        assert_eq!(swallowed("a", &words).map(|swallowed| swallowed.foreign), Some(1));
    }
}
