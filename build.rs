//! Writes VADER's tables out of the crate `vader_sentiment` as sorted texts, which `sentiment::compat` reads: the
//! crate itself builds hash maps of them, which would take a tenth of a program's start.

use std::path::{Path, PathBuf};
use std::{env, fs};

use vader_sentiment::{EMOJI_LEXICON, LEXICON};

/// What the crate has otherwise than `vader_lexicon.txt` of the Python package: two lines are missing from its
/// copy, and `:P` (1.4, dead in Python, where a look-up is always in lower case) took the place of `:p` when its
/// map merged keys by case.
const CORRECTIONS: [(&str, f64); 3] = [("heart", 3.2), ("hearts", 3.3), (":p", 1.0)];

/// `^` is stripped from every token of more than two other characters, so this key cannot be met.
const UNREACHABLE: &str = "^urs";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo names the folder"));
    write(&folder.join("valences.txt"), valences());
    write(&folder.join("emojis.txt"), emojis());
}

/// Sorted lines.
fn write(path: &Path, mut lines: Vec<String>) {
    lines.sort_unstable();
    fs::write(path, lines.concat()).expect("Cargo's folder can be written");
}

/// The keys that a look-up can meet, in lower case, and their valences.
fn valences() -> Vec<String> {
    // Keys with a space meet no token; keys in other scripts are in upper case, which no look-up is.
    let reachable = |word: &str| word.is_ascii() && !word.contains(' ') && word != UNREACHABLE;
    let corrected = |word: &str| CORRECTIONS.iter().any(|(key, _)| word.eq_ignore_ascii_case(key));
    LEXICON
        .iter()
        .map(|(word, valence)| (&***word, *valence))
        .filter(|(word, _)| reachable(word) && !corrected(word))
        .chain(CORRECTIONS)
        .map(|(word, valence)| format!("{}\t{valence:.1}\n", word.to_ascii_lowercase()))
        .collect()
}

/// Python looks single code points up, so longer sequences are never met.
fn emojis() -> Vec<String> {
    let single = EMOJI_LEXICON.iter().filter(|(emoji, _)| emoji.chars().count() == 1);
    single.map(|(emoji, description)| format!("{emoji}\t{description}\n")).collect()
}
