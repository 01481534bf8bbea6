//! Words beside quotations that tell speech from scare quotes and titles of works.

use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use crate::text::{Token, items};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Say,
    Name,
    Doubt,
    Work,
}

/// The cue that begins with the first of `words`, a phrase if the others go on so. A word inside an actor's
/// name is none.
pub(super) fn cue(source: &str, words: &[Token]) -> Option<Cue> {
    let (first, rest) = words.split_first().filter(|(first, _)| !first.is_named())?;
    let cues = lowered(stem(source, *first), |w| cues().get(w))?;
    let fits = |more: &str| {
        let mut rest = rest.iter();
        more.split_ascii_whitespace().all(|word| {
            rest.next().is_some_and(|next| {
                !next.is_named() && next.span.of(source).eq_ignore_ascii_case(word)
            })
        })
    };
    cues.iter().find(|(more, _)| fits(more)).map(|(_, class)| *class)
}

/// A word without what follows an apostrophe in it.
fn stem(source: &str, word: Token) -> &str {
    let text = word.span.of(source);
    let end = text.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    &text[..end]
}

/// Longest form in the list of cues.
pub(super) const LONGEST: usize = 24;

/// Calls `find` with `word` in lower case, without allocating; `None` for a word longer than any cue.
fn lowered<T>(word: &str, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0_u8; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    // most words begin or are as long as no cue
    let first = word.bytes().next()?.to_ascii_lowercase().wrapping_sub(b'a');
    if LENGTHS.get(usize::from(first)).is_some_and(|lengths| lengths & (1 << word.len()) == 0) {
        return None;
    }
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(find)
}

/// Lengths of the first words of cues, as bits, by first letter.
static LENGTHS: LazyLock<[u32; 26]> = LazyLock::new(|| {
    let mut lengths = [0; 26];
    for (_, form) in items(CUES) {
        let (letter, length) = (form.as_bytes()[0].wrapping_sub(b'a'), first_word(form).len());
        if let Some(lengths) = lengths.get_mut(usize::from(letter)) {
            *lengths |= 1 << length;
        }
    }
    lengths
});

fn first_word(form: &str) -> &str {
    let end = form.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    &form[..end]
}

/// The built-in list as it stands in its file.
pub(in crate::voice) const CUES: &str = include_str!("../../../lexicons/voice/quote_cues.txt");

/// What may follow a first word to make a cue (nothing, or the rest of a phrase), and its class.
type Phrases = Vec<(&'static str, Cue)>;

/// The built-in list by first word; shorter phrases first.
fn cues() -> &'static HashMap<&'static str, Phrases, FxBuildHasher> {
    static CUES_BY_WORD: LazyLock<HashMap<&'static str, Phrases, FxBuildHasher>> =
        LazyLock::new(|| {
            let mut forms: Vec<(&str, Cue)> = items(CUES).filter_map(entry).collect();
            forms.sort_unstable_by_key(|(form, _)| (form.len(), *form));
            let mut cues: HashMap<&str, Phrases, FxBuildHasher> = HashMap::default();
            for (form, class) in forms {
                let (first, more) = form.split_at(first_word(form).len());
                cues.entry(first).or_default().push((more, class));
            }
            cues
        });
    &CUES_BY_WORD
}

fn entry((class, form): (&str, &'static str)) -> Option<(&'static str, Cue)> {
    let class = match class {
        "say" => Cue::Say,
        "name" => Cue::Name,
        "doubt" => Cue::Doubt,
        "work" => Cue::Work,
        _ => return None,
    };
    Some((form, class))
}
