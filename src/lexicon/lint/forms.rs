//! Regular forms of words, and which listed words are forms of one.

use std::collections::BTreeMap;

use hashbrown::HashMap;

/// Listed words that are regular forms of one word.
#[derive(Debug)]
pub(super) struct Family<'a> {
    pub lemma: String,
    /// Words with the index of their entry: the lemma if it is listed, then -s, -ed, -ing.
    pub members: Vec<(&'a str, usize)>,
}

/// Groups single words by the word that they are forms of; groups of one are left out. `words`,
/// folded and sorted, helps to tell "denounce" from "denounc".
pub(super) fn families<'a>(listed: &[(&'a str, usize)], words: &[String]) -> Vec<Family<'a>> {
    let entries: HashMap<&str, usize> = listed.iter().copied().collect();
    // how many listed words each possible lemma would have
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for (word, _) in listed {
        for lemma in lemmas(word) {
            *sizes.entry(lemma).or_default() += 1;
        }
    }
    let mut groups: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for &(word, entry) in listed {
        let best = lemmas(word).into_iter().filter(|lemma| sizes[lemma] > 1).max_by_key(|lemma| {
            let is_listed = entries.contains_key(lemma.as_str());
            (is_listed && lemma != word, is_known(words, lemma), sizes[lemma], lemma.len())
        });
        if let Some(lemma) = best {
            groups.entry(lemma).or_default().push((word, entry));
        }
    }
    let families = groups.into_iter().map(|(lemma, mut members)| {
        let forms = forms(&lemma);
        members.sort_by_key(|(word, _)| forms.iter().position(|(_, form)| form == word));
        Family { lemma, members }
    });
    families.filter(|family| family.members.len() > 1).collect()
}

impl Family<'_> {
    /// Forms of a verb that are not listed, where two or more are. Without a word list nobody knows
    /// whether the past is regular, so -ed is asked for only if the list has it.
    pub(super) fn missing(&self, words: &[String]) -> Vec<String> {
        let has = |kind: Kind| {
            let mut forms = forms(&self.lemma).into_iter().filter(move |(k, _)| *k == kind);
            forms.any(|(_, form)| self.members.iter().any(|(word, _)| *word == form))
        };
        if !has(Kind::Past) && !has(Kind::Ing) {
            return Vec::new(); // a noun and its plural
        }
        let mut missing = Vec::new();
        for kind in [Kind::Base, Kind::S, Kind::Past, Kind::Ing].into_iter().filter(|k| !has(*k)) {
            let mut candidates: Vec<String> = forms(&self.lemma)
                .into_iter()
                .filter(|(k, _)| *k == kind)
                .map(|(_, form)| form)
                .collect();
            let known = candidates.iter().position(|form| is_known(words, form));
            match (known, kind) {
                (Some(known), _) => missing.push(candidates.swap_remove(known)),
                // word lists may leave out regular -s forms
                (None, Kind::S) if is_known(words, &self.lemma) || words.is_empty() => {
                    missing.append(&mut candidates);
                }
                (None, Kind::Ing | Kind::Base) if words.is_empty() => {
                    missing.extend(candidates.into_iter().next());
                }
                _ => {}
            }
        }
        missing
    }
}

fn is_known(words: &[String], word: &str) -> bool {
    words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Base,
    S,
    Past,
    Ing,
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Every word that `word` may be a regular form of, itself among them.
fn lemmas(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    if !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        return out;
    }
    let mut consider = |lemma: String| {
        if lemma.len() >= 3
            && lemma.bytes().any(|b| is_vowel(b) || b == b'y')
            && forms(&lemma).iter().any(|(_, form)| form == word)
            && !out.contains(&lemma)
        {
            out.push(lemma);
        }
    };
    for ending in ["s", "es", "ed", "ing"] {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        // "thing" and "red" are no forms: what is cut must leave a syllable
        if !stem.bytes().any(|b| is_vowel(b) || b == b'y') {
            continue;
        }
        consider(stem.to_owned());
        consider(format!("{stem}e"));
        if let Some(stem) = stem.strip_suffix('i') {
            consider(format!("{stem}y"));
        }
        if let Some(stem) = stem.strip_suffix('y') {
            consider(format!("{stem}ie"));
        }
        if let [.., a, b] = stem.as_bytes()
            && a == b
        {
            consider(stem[..stem.len() - 1].to_owned());
        }
    }
    out
}

/// The forms that English spelling allows, the lemma first.
fn forms(lemma: &str) -> Vec<(Kind, String)> {
    let mut out = vec![(Kind::Base, lemma.to_owned())];
    let bytes = lemma.as_bytes();
    let Some((&last, head)) = bytes.split_last() else { return out };
    let before = head.last().copied().unwrap_or(b' ');
    let consonant_y = last == b'y' && !is_vowel(before);
    let mut put = |kind, stem: &str, ending: &str| out.push((kind, format!("{stem}{ending}")));
    let cut = lemma.get(..lemma.len() - 1).unwrap_or_default();
    let hisses =
        matches!(last, b's' | b'x' | b'z' | b'o') || last == b'h' && matches!(before, b'c' | b's');
    match last {
        _ if consonant_y => put(Kind::S, cut, "ies"),
        _ if hisses => put(Kind::S, lemma, "es"),
        _ => put(Kind::S, lemma, "s"),
    }
    let syllables = bytes.chunk_by(|a, b| is_vowel(*a) == is_vowel(*b));
    let syllables = syllables.filter(|run| is_vowel(run[0])).count();
    let closed = !is_vowel(last)
        && !matches!(last, b'w' | b'x' | b'y')
        && is_vowel(before)
        && !head.len().checked_sub(2).is_some_and(|i| is_vowel(head[i]));
    if last == b'e' {
        put(Kind::Past, cut, "ed");
        match before {
            b'i' => put(Kind::Ing, &cut[..cut.len() - 1], "ying"),
            b'e' | b'o' | b'y' => put(Kind::Ing, lemma, "ing"),
            _ => put(Kind::Ing, cut, "ing"),
        }
        return out;
    }
    if consonant_y {
        put(Kind::Past, cut, "ied");
        put(Kind::Ing, lemma, "ing");
        return out;
    }
    let last = (last as char).to_string();
    if closed {
        // "slammed"; of longer words the stress decides: "visited", "admitted", "travel(l)ed"
        put(Kind::Past, lemma, &format!("{last}ed"));
        put(Kind::Ing, lemma, &format!("{last}ing"));
    }
    if !closed || syllables > 1 {
        put(Kind::Past, lemma, "ed");
        put(Kind::Ing, lemma, "ing");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(listed: &[&str], words: &[&str]) -> Vec<String> {
        let listed: Vec<(&str, usize)> = listed.iter().enumerate().map(|(i, w)| (*w, i)).collect();
        let mut words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        words.sort();
        let show = |family: Family| {
            let members: Vec<&str> = family.members.iter().map(|(word, _)| *word).collect();
            let missing = family.missing(&words);
            format!("{}: {} -{}", family.lemma, members.join(" "), missing.join(" "))
        };
        families(&listed, &words).into_iter().map(show).collect()
    }

    #[test]
    fn words_that_are_forms_of_one() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["helping", "helps", "help", "helped"], &["help: help helps helped helping -"]),
            (&["slams", "slammed", "slamming", "slam"], &["slam: slam slams slammed slamming -"]),
            (
                &["decry", "decries", "decried", "decrying"],
                &["decry: decry decries decried decrying -"],
            ),
            (&["lies", "lying", "lie", "lied"], &["lie: lie lies lied lying -"]),
            (
                &["agreed", "agreeing", "agree", "agrees"],
                &["agree: agree agrees agreed agreeing -"],
            ),
            // two pairs, not one group
            (
                &["hoping", "hoped", "hop", "hopped"],
                &["hop: hop hopped -hops hopping", "hope: hoped hoping -hope hopes"],
            ),
            // a plural is no verb
            (&["thug", "thugs"], &["thug: thug thugs -"]),
            (&["watch", "watches"], &["watch: watch watches -"]),
            // no form of the other
            (&["thing", "the", "red", "glass", "glas", "news-man"], &[]),
            (&["wed", "wedding", "bed", "be"], &["wed: wed wedding -weds"]),
        ];
        for (listed, expected) in cases {
            assert_eq!(grouped(listed, &[]), *expected, "{listed:?}");
        }
    }

    #[test]
    fn a_word_list_decides_where_spelling_does_not() {
        let listed = ["denounced", "denouncing"];
        let words = ["denounce", "denounced", "denouncing"];
        assert_eq!(
            grouped(&listed, &words),
            ["denounce: denounced denouncing -denounce denounces"]
        );
        // no word list has "breaked"
        assert_eq!(
            grouped(&["break", "breaking"], &["break", "breaking"]),
            ["break: break breaking -breaks"]
        );
    }
}
