//! Inflected forms of a lemma: rules for regular words, a table for all others.

use std::borrow::Cow;
use std::mem;
use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::{Fields, lines, split};

/// What the rules miss; the head of the file explains its classes.
pub(crate) const IRREGULAR: &str = include_str!("../../lexicons/text/irregular.txt");

/// Part of speech of a lemma in a term: `slam{v}`, `thug{n}`, `shady{a}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pos {
    Verb,
    Noun,
    Adjective,
}

impl Pos {
    /// Reads what stands between the braces of a term.
    pub(crate) fn from_tag(tag: char) -> Option<Self> {
        match tag {
            'v' => Some(Self::Verb),
            'n' => Some(Self::Noun),
            'a' => Some(Self::Adjective),
            _ => None,
        }
    }
}

/// Before one of these the verb stands first: "cosy-up".
const PARTICLES: [&str; 22] = [
    "about", "after", "ahead", "along", "apart", "around", "aside", "away", "back", "by", "down",
    "forward", "in", "off", "on", "out", "over", "round", "through", "together", "under", "up",
];

/// Before one of these the head of a noun stands first: "mother-in-law".
const LINKS: [&str; 5] = ["at", "de", "in", "of", "without"];

/// After these the head of a noun stands first: "president-elect".
const LATE_ADJECTIVES: [&str; 6] =
    ["apparent", "designate", "elect", "errant", "laureate", "martial"];

/// An irregular verb stays irregular behind these.
const VERB_PREFIXES: [&str; 9] = ["fore", "mis", "out", "over", "pre", "re", "under", "un", "up"];

/// Verbs of one syllable double their last letter behind these too; not behind "re" and "pre",
/// which begin too many other words (render, reckon).
const DOUBLING_PREFIXES: [&str; 7] = ["fore", "mis", "out", "over", "under", "un", "up"];

/// Longest lemma that is looked up; a longer one is regular.
const LONGEST: usize = 32;

/// What the list says of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Irregular {
    /// Forms of a verb that are not by the rules, parted by spaces: in the past, all but that in -s, all.
    past: &'static str,
    rest: &'static str,
    all: &'static str,
    noun: &'static str,
    adjective: &'static str,
    /// An irregular plural: as a lemma it stays as it is.
    is_plural: bool,
}

struct Table {
    words: HashMap<&'static str, Irregular, FxBuildHasher>,
    /// Class n-end, longest ending first.
    endings: Vec<(&'static str, &'static str)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(IRREGULAR));

fn read(list: &'static str) -> Table {
    let mut table = Table { words: HashMap::default(), endings: Vec::new() };
    table.words.reserve(1_500);
    for line in lines(list).filter(|line| !line.starts_with('#')) {
        let mut columns = Fields::new(line);
        let (Some(class), Some(lemma), Some(forms)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let word = table.words.entry(lemma).or_default();
        match class {
            "v" => word.past = forms,
            "v-ing" => word.rest = forms,
            "v-all" => word.all = forms,
            "a" => word.adjective = forms,
            "n" => {
                word.noun = forms;
                for form in split(forms, b' ') {
                    table.words.entry(form).or_default().is_plural = true;
                }
            }
            "n-end" => table.endings.push((lemma, forms)),
            _ => {}
        }
    }
    table.endings.sort_by_key(|&(ending, _)| std::cmp::Reverse(ending.len()));
    table
}

fn listed(word: &str) -> Irregular {
    if word.len() > LONGEST {
        return Irregular::default();
    }
    TABLE.words.get(word).copied().unwrap_or_default()
}

/// Appends the lemma and its inflected forms: see [`inflect`].
#[cfg(test)]
fn forms(lemma: &str, pos: Pos, out: &mut Vec<String>) {
    let mut forms = Forms::default();
    inflect(lemma, pos, &mut forms);
    out.extend(forms.iter().map(str::to_owned));
}

/// The lemma and its inflected forms, lower case, without repeats, lemma first.
///
/// British and American spellings come together. What does not end in a letter gives only itself,
/// an empty lemma nothing.
pub(crate) fn inflect(lemma: &str, pos: Pos, out: &mut Forms) {
    out.clear();
    if lemma.is_empty() {
        return;
    }
    let is_lower = lemma.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let lemma = if is_lower { Cow::Borrowed(lemma) } else { Cow::Owned(lemma.to_lowercase()) };
    let mut forms = Around { out, before: "", after: "" };
    forms.push(&[&lemma]);
    if !lemma.ends_with(char::is_alphabetic) {
        return;
    }
    match pos {
        Pos::Verb => {
            let (before, head, after) = verb_head(&lemma);
            (forms.before, forms.after) = (before, after);
            verb(head, &mut forms);
        }
        Pos::Noun => {
            let known = listed(&lemma);
            if !known.noun.is_empty() || !lemma.bytes().any(|byte| byte == b'-') {
                noun(&lemma, known, &mut forms);
                return;
            }
            let (before, head, after) = noun_head(&lemma);
            (forms.before, forms.after) = (before, after);
            noun(head, listed(head), &mut forms);
            if after == "-general" {
                // "attorney generals" is as common as "attorneys general"
                (forms.before, forms.after) = ("", "");
                forms.push(&[&lemma, "s"]);
            }
        }
        Pos::Adjective => adjective(&lemma, &mut forms),
    }
}

/// The forms of one lemma, in memory that the next reuses.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    text: String,
    /// Where each ends in the text.
    ends: Vec<usize>,
}

impl Forms {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.text[start..end])
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
}

/// Collects forms: the head of the lemma inflected between the parts that stay.
struct Around<'a> {
    out: &'a mut Forms,
    before: &'a str,
    after: &'a str,
}

impl Around<'_> {
    fn push(&mut self, parts: &[&str]) {
        let Forms { text, ends } = &mut *self.out;
        let start = text.len();
        for part in [self.before].iter().chain(parts).chain([&self.after]) {
            if !part.is_empty() {
                text.push_str(part);
            }
        }
        let (before, form) = text.as_bytes().split_at(start);
        let mut from = 0;
        // a lemma has a dozen forms at most
        let is_there = ends.iter().any(|&end| before[mem::replace(&mut from, end)..end] == *form);
        if is_there { text.truncate(start) } else { ends.push(text.len()) }
    }

    fn push_listed(&mut self, prefix: &str, listed: &str) {
        for form in split(listed, b' ') {
            self.push(&[prefix, form]);
        }
    }
}

/// What stands before the head of a hyphenated word, the head, what stands after it.
type Parts<'a> = (&'a str, &'a str, &'a str);

fn first(lemma: &str) -> Parts<'_> {
    let (head, after) = lemma.split_at(lemma.find('-').unwrap_or(lemma.len()));
    ("", head, after)
}

fn last(lemma: &str) -> Parts<'_> {
    let (before, head) = lemma.split_at(lemma.rfind('-').map_or(0, |hyphen| hyphen + 1));
    (before, head, "")
}

fn verb_head(lemma: &str) -> Parts<'_> {
    let mut parts = lemma.split('-');
    match (parts.next(), parts.next()) {
        (Some(head), Some(second)) if !head.is_empty() && PARTICLES.contains(&second) => {
            first(lemma)
        }
        _ => last(lemma),
    }
}

fn noun_head(lemma: &str) -> Parts<'_> {
    let mut parts = lemma.split('-');
    let (Some(head), Some(second)) = (parts.next(), parts.next()) else {
        return ("", lemma, "");
    };
    if head.is_empty() || PARTICLES.contains(&head) {
        return last(lemma);
    }
    let leads = if parts.next().is_some() {
        LINKS.contains(&second)
    } else {
        // a passer-by is a passer, but a break-in is no break
        let agent = head.ends_with("er") || head.ends_with("or");
        agent && PARTICLES.contains(&second)
            || LATE_ADJECTIVES.contains(&second)
            || second == "general"
    };
    if leads || second.starts_with("d'") { first(lemma) } else { last(lemma) }
}

fn verb(lemma: &str, forms: &mut Around<'_>) {
    let known = listed(lemma);
    if !known.all.is_empty() {
        forms.push_listed("", known.all);
        return;
    }
    with_s(lemma, true, forms);
    if !known.rest.is_empty() {
        forms.push_listed("", known.rest);
        return;
    }
    if !known.past.is_empty() {
        forms.push_listed("", known.past);
        with_ing(lemma, lemma, forms);
        return;
    }
    for prefix in VERB_PREFIXES {
        let Some(base) = lemma.strip_prefix(prefix) else { continue };
        // "reset" but not "redo", which is listed, and not "repent"
        let past = listed(base).past;
        if base.len() > 2 && !past.is_empty() {
            forms.push_listed(prefix, past);
            with_ing(lemma, base, forms);
            return;
        }
    }
    let base = unprefixed(lemma);
    if let Some(stem) = lemma.strip_suffix('e') {
        forms.push(&[stem, "ed"]);
    } else if let Some(stem) = before_y(lemma) {
        forms.push(&[stem, "ied"]);
    } else {
        with_vowel(lemma, base, "ed", forms);
    }
    with_ing(lemma, base, forms);
}

/// What stands between the lemma and an ending with a vowel, and what else may; `base` is the lemma
/// without a prefix.
fn links<'a>(lemma: &'a str, base: &str) -> (&'a str, Option<&'a str>) {
    if doubles(base) {
        return (&lemma[lemma.len() - 1..], None);
    }
    let long = syllables(lemma) > 1;
    if long && lemma.ends_with("ic") {
        ("k", None)
    } else if long && lemma.ends_with('l') && ends_short(lemma) {
        // travelled in Britain, traveled in America
        ("l", Some(""))
    } else {
        ("", None)
    }
}

fn with_vowel(lemma: &str, base: &str, ending: &str, forms: &mut Around<'_>) {
    let (link, other) = links(lemma, base);
    forms.push(&[lemma, link, ending]);
    if let Some(link) = other {
        forms.push(&[lemma, link, ending]);
    }
}

fn with_ing(lemma: &str, base: &str, forms: &mut Around<'_>) {
    if let Some(stem) = lemma.strip_suffix("ie") {
        forms.push(&[stem, "ying"]);
        return;
    }
    let dropped = lemma
        .strip_suffix('e')
        .filter(|stem| !stem.ends_with(['e', 'o', 'y']) && sounds(stem).any(|(_, vowel)| vowel));
    if let Some(stem) = dropped {
        forms.push(&[stem, "ing"]);
    } else {
        with_vowel(lemma, base, "ing", forms);
    }
}

/// The -s form of a verb or noun.
fn with_s(lemma: &str, is_verb: bool, forms: &mut Around<'_>) {
    if let Some(stem) = before_y(lemma) {
        forms.push(&[stem, "ies"]);
    } else if lemma.ends_with('z') && doubles(lemma) {
        forms.push(&[lemma, "zes"]);
    } else if lemma.ends_with(['s', 'x', 'z'])
        || lemma.ends_with("ch")
        || lemma.ends_with("sh")
        // verbs in -o are old (veto), nouns mostly new (photo)
        || is_verb && lemma.ends_with('o') && ends_in_consonant(&lemma[..lemma.len() - 1])
    {
        forms.push(&[lemma, "es"]);
    } else {
        forms.push(&[lemma, "s"]);
    }
}

fn noun(lemma: &str, known: Irregular, forms: &mut Around<'_>) {
    if !known.noun.is_empty() {
        forms.push_listed("", known.noun);
        return;
    }
    let is_plural =
        known.is_plural || lemma.ends_with("ics") || lemma.ends_with("ese") && syllables(lemma) > 1;
    if is_plural {
        forms.push(&[lemma]);
        return;
    }
    let last = lemma.as_bytes().last();
    let alike = |(ending, _): &&(&str, &str)| ending.as_bytes().last() == last;
    for (ending, plurals) in TABLE.endings.iter().filter(alike) {
        if let Some(stem) = lemma.strip_suffix(ending) {
            forms.push_listed(stem, plurals);
            return;
        }
    }
    match lemma.strip_suffix("sis") {
        Some(stem) if stem.len() > 1 => forms.push(&[stem, "ses"]),
        _ => with_s(lemma, false, forms),
    }
}

fn adjective(lemma: &str, forms: &mut Around<'_>) {
    let compared = listed(lemma).adjective;
    if !compared.is_empty() {
        forms.push_listed("", compared);
        return;
    }
    if lemma.contains('-') {
        return;
    }
    // unhappier is as common as happier
    let base = lemma.strip_prefix("un").filter(|_| lemma.ends_with('y')).unwrap_or(lemma);
    let compares = match syllables(base) {
        1 => true,
        2 => {
            ["y", "ow", "er"].iter().any(|end| base.ends_with(end))
                || base.strip_suffix("le").is_some_and(ends_in_consonant)
        }
        _ => false,
    };
    if !compares {
        return;
    }
    let phoney = lemma.strip_suffix("ey").filter(|stem| sounds(stem).any(|(_, vowel)| vowel));
    let stem = before_y(lemma).or(phoney);
    for end in ["er", "est"] {
        if let Some(stem) = stem {
            forms.push(&[stem, "i", end]);
        } else if let Some(stem) = lemma.strip_suffix('e') {
            forms.push(&[stem, end]);
        } else {
            with_vowel(lemma, lemma, end, forms);
        }
    }
}

/// What stands before a final -y that becomes -i.
fn before_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| ends_in_consonant(stem) || stem.ends_with("qu"))
}

fn ends_in_consonant(word: &str) -> bool {
    word.ends_with(|c: char| c.is_alphabetic() && !is_vowel(c))
}

/// The word without a prefix that leaves a whole word.
fn unprefixed(lemma: &str) -> &str {
    let base = DOUBLING_PREFIXES.iter().find_map(|prefix| lemma.strip_prefix(prefix));
    base.filter(|base| base.len() > 2 && doubles(base)).unwrap_or(lemma)
}

/// Whether a word of one syllable doubles its last letter: one vowel, one consonant.
fn doubles(word: &str) -> bool {
    let doubling = |c: char| {
        c.is_ascii_lowercase()
            && !matches!(c, 'a' | 'c' | 'e' | 'i' | 'o' | 'u' | 'h' | 'j' | 'q' | 'w' | 'x' | 'y')
    };
    word.ends_with(doubling) && ends_short(word) && syllables(word) == 1
}

/// Whether a word ends in a single vowel and a single consonant.
fn ends_short(word: &str) -> bool {
    let last = sounds(word).fold([false; 3], |[_, b, c], (_, vowel)| [b, c, vowel]);
    last == [false, true, false]
}

#[rustfmt::skip]
fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'à' | 'á' | 'â' | 'ä' | 'è' | 'é' | 'ê' | 'ë' | 'í' | 'î' | 'ï' | 'ó' | 'ô'
            | 'ö' | 'ú' | 'û' | 'ü'
    )
}

/// The letters and for each whether it sounds as a vowel: y does unless one follows, u not after q nor
/// between g and a vowel.
fn sounds(word: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = ' ';
    let mut letters = word.chars().peekable();
    std::iter::from_fn(move || {
        let c = letters.next()?;
        let vowel_follows = letters.peek().copied().is_some_and(is_vowel);
        let sounds = match c {
            'y' => !vowel_follows && before != ' ',
            'u' if vowel_follows => !matches!(before, 'q' | 'g'),
            _ => is_vowel(c),
        };
        before = c;
        Some((c, sounds))
    })
}

/// Number of syllables, near enough to tell one, two and more apart.
fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut before = (' ', false);
    for (c, vowel) in sounds(word) {
        // two vowels that are not one sound: giant, cruel, chaos
        let apart = matches!(
            (before.0, c),
            ('i', 'a' | 'o' | 'u') | ('u', 'a' | 'e' | 'o') | ('e' | 'a', 'o')
        );
        if vowel && (!before.1 || apart) {
            count += 1;
        }
        before = (c, vowel);
    }
    // the e of "fake", "true" and "likely" is silent, that of "simple", "be" and "free" is not
    let silent_last = word.strip_suffix('e').is_some_and(|stem| {
        let syllabic = stem.strip_suffix('l').is_some_and(ends_in_consonant);
        !syllabic && !stem.ends_with(['a', 'e', 'i', 'o'])
    });
    let silent = silent_last || word.strip_suffix("ely").is_some_and(ends_in_consonant);
    if silent && count > 1 { count - 1 } else { count }
}

#[cfg(test)]
mod tests;
