//! Which attributions are one source's.

use std::ops::Range;

use hashbrown::HashMap;
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
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key<'t> {
    Actor(u32),
    /// The words folded, each with a NUL behind it.
    Words(SourceKind, &'t str),
}

/// By attribution its source, numbered by first appearance: the same actor, or else the same kind and
/// the same name, or words up to the first comma or relative clause. "he" and the like, where they are no actor,
/// are the last source of their kind, "we" in somebody's speech is who speaks. `None` where no source
/// is named.
pub(crate) fn sources(text: &str, attributions: &[Attribution]) -> Vec<Option<u32>> {
    let mut last: [Option<usize>; 5] = [None; 5];
    let mut meant: Vec<usize> = Vec::with_capacity(attributions.len());
    for (at, attribution) in attributions.iter().enumerate() {
        meant.push(at);
        let Some(source) = attribution.source else { continue };
        let words = source.span.of(text);
        let is = |pronouns: &[&str]| {
            source.actor.is_none()
                && words.len() <= 4
                && pronouns.iter().any(|word| words.eq_ignore_ascii_case(word))
        };
        let last = &mut last[source.kind as usize];
        if is(&["i", "we"]) {
            meant[at] = attribution.parent.map_or(at, |parent| parent as usize);
        } else if is(&["he", "she", "they", "it"]) {
            meant[at] = last.unwrap_or(at);
        } else {
            *last = Some(at);
        }
    }
    let sources = (0..).zip(attributions).map(|(at, attribution): (usize, _)| {
        let own = attribution.source?;
        // "he said that we"
        let other = attributions.get(meant[meant[at]]).and_then(|meant| meant.source);
        Some(other.unwrap_or(own))
    });
    let (mut folded, mut tokens) = (String::new(), Vec::new());
    let mut read: Vec<Option<(Source, Range<usize>)>> = Vec::with_capacity(attributions.len());
    read.extend(sources.map(|source| {
        let (source, from) = (source?, folded.len());
        if source.actor.is_none() {
            fold_head(text, source.name.unwrap_or(source.span), &mut tokens, &mut folded);
        }
        Some((source, from..folded.len()))
    }));
    let mut known: HashMap<Key, u32, FxBuildHasher> =
        HashMap::with_capacity_and_hasher(attributions.len(), FxBuildHasher);
    let number = |read: Option<(Source, Range<usize>)>| {
        let (source, words) = read?;
        let words = Key::Words(source.kind, &folded[words]);
        let next = known.len() as u32;
        Some(*known.entry(source.actor.map_or(words, Key::Actor)).or_insert(next))
    };
    read.into_iter().map(number).collect()
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
        sources(&text, &attributions).into_iter().flatten().collect()
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
