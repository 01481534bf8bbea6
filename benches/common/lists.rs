//! Word lists of made-up words, and texts that meet them.

use presslens::Lexicon;

use super::Random;

/// As many as the built-in lists have, roughly; some two thirds differ.
pub const ENTRIES: usize = 75_000;

/// A word of two to five syllables; few are alike.
fn word(random: &mut Random) -> String {
    const SYLLABLES: [&str; 24] = [
        "ra", "ven", "to", "lis", "mor", "pe", "dun", "ka", "shi", "bel", "o", "an", "ter", "gri",
        "su", "lo", "mant", "ed", "ing", "ful", "cor", "bra", "ny", "quo",
    ];
    (0..2 + random.below(4)).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect()
}

/// The terms of a list: four words to a phrase of two or three. Every word ends in `ending`.
pub fn terms(entries: usize, ending: &str) -> Vec<String> {
    let mut random = Random(7);
    let mut terms: Vec<String> = (0..entries)
        .map(|i| {
            let words = if i % 5 == 0 { 2 + random.below(2) } else { 1 };
            // later words of phrases are no entries themselves, so that lists hide nothing
            let later = |at: usize| if at > 0 { "q" } else { "" };
            let phrase: Vec<String> =
                (0..words).map(|at| word(&mut random) + later(at) + ending).collect();
            phrase.join(" ")
        })
        .collect();
    terms.sort();
    terms.dedup();
    terms
}

/// The file of a list.
pub fn file(id: usize, terms: &[String]) -> String {
    let mut text = format!(
        "# id: list-{id}\n# version: 1\n# title: T\n# licence: CC0-1.0\n# sources: made\n# category x: all\n"
    );
    text.extend(terms.iter().map(|term| format!("{term}\tx\t0.5\n")));
    text
}

pub fn list(id: usize, terms: &[String]) -> Lexicon {
    Lexicon::from_text(&format!("list-{id}"), &file(id, terms)).expect("a good list")
}

/// The terms in ten lists with the same hits: dealt out by first word, so that entries that overlap stay
/// in one list.
pub fn in_ten(terms: &[String]) -> Vec<Lexicon> {
    let mut parts = vec![Vec::new(); 10];
    for term in terms {
        let first = term.split(' ').next().unwrap_or(term);
        parts[first.bytes().map(usize::from).sum::<usize>() % 10].push(term.clone());
    }
    parts.iter().enumerate().map(|(i, part)| list(i, part)).collect()
}

/// The terms in a list with nine times as many others that no text has.
pub fn among_ten_times_as_many(terms: &[String]) -> Lexicon {
    let mut all = terms.to_vec();
    // no syllable has a z
    for ending in ["z", "zu", "zo", "za", "ze", "zi", "zy", "zel", "zon"] {
        all.extend(self::terms(ENTRIES, ending));
    }
    list(0, &all)
}

/// Sentences of twenty words, one in ten of them from the lists.
pub fn texts(terms: &[String]) -> Vec<String> {
    let mut random = Random(11);
    let word = |random: &mut Random| match random.below(10) {
        0 => terms[random.below(terms.len())].clone(),
        _ => format!("{}x", word(random)),
    };
    (0..1_000).map(|_| (0..20).map(|_| word(&mut random)).collect::<Vec<_>>().join(" ")).collect()
}
