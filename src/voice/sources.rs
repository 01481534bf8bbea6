//! Which attributions are one source's.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::{Attribution, Source, SourceKind};
use crate::text::{Span, Token, fold_into, tokenize};

/// Words of a source that are looked at.
const HEAD: usize = 12;

/// Words that tell no source from another.
const DETERMINERS: [&str; 10] =
    ["a", "an", "the", "this", "that", "these", "those", "its", "their", "some"];

/// Bytes of the longest of them.
const LONGEST: usize = 5;

/// What two attributions of one source share.
#[derive(Debug, PartialEq, Eq)]
enum Key {
    Actor(u32),
    /// The words folded, each with a NUL behind it, as a range of all.
    Words(SourceKind, Range<usize>),
}

/// Different sources by what they share. Memory is used again.
#[derive(Debug, Default)]
struct Keys {
    all: Vec<Key>,
    /// Places in `all`.
    table: HashTable<u32>,
    folded: String,
    tokens: Vec<Token>,
}

impl Keys {
    fn clear(&mut self) {
        self.all.clear();
        self.folded.clear();
        if self.table.capacity() > FEW {
            self.table = HashTable::new();
        }
        self.table.clear();
    }

    /// The place of a source's key.
    fn of(&mut self, text: &str, source: &Source) -> u32 {
        let Self { all, table, folded, tokens } = self;
        let from = folded.len();
        let key = if let Some(actor) = source.actor {
            Key::Actor(actor)
        } else {
            fold_head(text, source.name.unwrap_or(source.span), tokens, folded);
            Key::Words(source.kind, from..folded.len())
        };
        let hash = |key: &Key| match key {
            Key::Actor(actor) => FxBuildHasher.hash_one(actor),
            Key::Words(kind, words) => FxBuildHasher.hash_one((*kind, &folded[words.clone()])),
        };
        let same = |at: &u32| match (&all[*at as usize], &key) {
            (Key::Words(a, one), Key::Words(b, other)) => {
                a == b && folded[one.clone()] == folded[other.clone()]
            }
            (one, other) => one == other,
        };
        let new = all.len() as u32;
        let place = table.entry(hash(&key), same, |at| hash(&all[*at as usize]));
        let place = *place.or_insert(new).get();
        if place == new {
            all.push(key);
        } else {
            folded.truncate(from);
        }
        place
    }
}

/// Memory to tell sources in.
#[derive(Debug, Default)]
pub(crate) struct SourceScratch {
    keys: Keys,
    /// By attribution who is meant, and the key of its source.
    read: Vec<(usize, Option<u32>)>,
    /// By key and by attribution the number of its source.
    of_keys: Vec<Option<u32>>,
    numbers: Vec<Option<u32>>,
}

/// Sources whose table is kept for the next article.
const FEW: usize = 256;

/// By attribution its source, numbered by first appearance: the same actor, or else the same kind and
/// the same name, or words up to the first comma or relative clause. "he" and the like, where they are no actor,
/// are the last source of their kind, "we" in somebody's speech is who speaks. `None` where no source
/// is named.
pub(crate) fn sources<'s>(
    text: &str,
    attributions: &[Attribution],
    scratch: &'s mut SourceScratch,
) -> &'s [Option<u32>] {
    let SourceScratch { keys, read, of_keys, numbers } = scratch;
    numbers.clear();
    if let [only] = attributions {
        numbers.push(only.source.map(|_| 0));
        return numbers;
    }
    keys.clear();
    read.clear();
    let mut last: [Option<usize>; 5] = [None; 5];
    for (at, attribution) in attributions.iter().enumerate() {
        let Some(source) = &attribution.source else {
            read.push((at, None));
            continue;
        };
        let last = &mut last[source.kind as usize];
        let meant = match pronoun(text, source) {
            Some(Pronoun::Speaker) => attribution.parent.map_or(at, |parent| parent as usize),
            Some(Pronoun::Other) => last.unwrap_or(at),
            None => {
                *last = Some(at);
                at
            }
        };
        read.push((meant, Some(keys.of(text, source))));
    }
    of_keys.clear();
    of_keys.resize(keys.all.len(), None);
    let mut count = 0;
    let number = |&(meant, own): &(usize, Option<u32>)| {
        // "he said that we"
        let key = read[read[meant].0].1.or(own).filter(|_| own.is_some())?;
        Some(*of_keys[key as usize].get_or_insert_with(|| {
            count += 1;
            count - 1
        }))
    };
    numbers.extend(read.iter().map(number));
    numbers
}

enum Pronoun {
    Speaker,
    Other,
}

/// What a source says by itself that is no actor.
fn pronoun(text: &str, source: &Source) -> Option<Pronoun> {
    let words = source.span.of(text).as_bytes();
    let mut word = [0; 4];
    let word = word.get_mut(..words.len()).filter(|_| source.actor.is_none())?;
    word.copy_from_slice(words);
    word.make_ascii_lowercase();
    match &*word {
        b"i" | b"we" => Some(Pronoun::Speaker),
        b"he" | b"she" | b"they" | b"it" => Some(Pronoun::Other),
        _ => None,
    }
}

/// Appends the words that tell a source from others.
fn fold_head(text: &str, span: Span, tokens: &mut Vec<Token>, out: &mut String) {
    tokens.clear();
    tokenize(text, span, tokens);
    for (i, token) in tokens.iter().enumerate().take(HEAD) {
        let word = token.span.of(text);
        if i > 0 && (token.breaks() || matches!(word, "who" | "which" | "whose" | "that")) {
            break;
        }
        let from = out.len();
        if token.is_plain() {
            out.push_str(word);
            out[from..].make_ascii_lowercase();
        } else {
            fold_into(word, out);
        }
        if out.len() - from <= LONGEST && DETERMINERS.contains(&&out[from..]) {
            out.truncate(from);
        } else {
            out.push('\0');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voice::Directness;
    use crate::voice::Few;

    /// Numbers of sources that stand one a line, with the parent of the last.
    fn numbers_of(cases: &[(&str, SourceKind, Option<u32>)], parent: Option<u32>) -> Vec<u32> {
        let mut text = String::new();
        let mut attributions = Vec::new();
        for &(words, kind, actor) in cases {
            let from = text.len();
            text.push_str(words);
            let span = Span::from_range(from..text.len());
            let (name, office, institution) = (None, None, None);
            let source = Source { span, kind, name, office, institution, actor, official: false };
            attributions.push(Attribution {
                source: Some(source),
                cue: None,
                content: Few::default(),
                directness: Directness::Indirect,
                parent: None,
            });
        }
        attributions.last_mut().expect("a source").parent = parent;
        let mut scratch = SourceScratch::default();
        sources(&text, &attributions, &mut scratch).iter().copied().flatten().collect()
    }

    #[test]
    fn who_is_one_source() {
        use SourceKind::{Anonymous, Document, Organisation, Person, Vague};
        let critics = ("The critics", Vague, None);
        let cases = [
            (vec![critics, ("critics, who left,", Vague, None)], None, vec![0, 0]),
            (vec![critics, ("a critic", Vague, None), ("the", Vague, None)], None, vec![0, 1, 2]),
            (vec![critics, ("the critics", Anonymous, None)], None, vec![0, 1]),
            (vec![("Olsen", Person, Some(7)), ("a letter", Document, Some(7))], None, vec![0, 0]),
            (vec![("Olsen", Person, Some(7)), ("Olsen", Person, None)], None, vec![0, 1]),
            // "he" is a person, "they" the others
            (vec![("Lind", Person, None), critics, ("he", Person, None)], None, vec![0, 1, 0]),
            (vec![("Lind", Person, None), ("They", Organisation, None)], None, vec![0, 1]),
            (vec![("he", Person, None), ("he", Person, None)], None, vec![0, 0]),
            // "we" is who speaks
            (vec![("Lind", Person, None), critics, ("We", Person, None)], Some(1), vec![0, 1, 1]),
            (vec![("Lind", Person, None), ("We", Person, None)], None, vec![0, 1]),
        ];
        for (sources, parent, expected) in cases {
            assert_eq!(numbers_of(&sources, parent), expected, "{sources:?}");
        }
    }
}
