//! Which attributions are one source's.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::{Attribution, Source, SourceKind};
use crate::text::{fold, tokenize};

/// Words of a source that are looked at.
const HEAD: usize = 12;

/// Words that tell no source from another.
const DETERMINERS: [&str; 10] =
    ["a", "an", "the", "this", "that", "these", "those", "its", "their", "some"];

#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Actor(u32),
    Words(SourceKind, Vec<String>),
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
            source.actor.is_none() && pronouns.iter().any(|word| words.eq_ignore_ascii_case(word))
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
    let mut known: HashMap<Key, u32, FxBuildHasher> = HashMap::default();
    let mut number = |(at, attribution): (usize, &Attribution)| {
        let own = attribution.source?;
        // "he said that we"
        let other = attributions.get(meant[meant[at]]).and_then(|meant| meant.source);
        let next = known.len() as u32;
        Some(*known.entry(key(text, &other.unwrap_or(own))).or_insert(next))
    };
    attributions.iter().enumerate().map(&mut number).collect()
}

fn key(text: &str, source: &Source) -> Key {
    if let Some(actor) = source.actor {
        return Key::Actor(actor);
    }
    let mut tokens = Vec::new();
    tokenize(text, source.name.unwrap_or(source.span), &mut tokens);
    let words = tokens.iter().enumerate().take_while(|(i, token)| {
        let relative = matches!(token.span.of(text), "who" | "which" | "whose" | "that");
        *i == 0 || !token.breaks() && !relative
    });
    let words = words.take(HEAD).map(|(_, token)| fold(token.span.of(text)));
    Key::Words(source.kind, words.filter(|word| !DETERMINERS.contains(&word.as_str())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::voice::Directness;
    use crate::voice::few::Few;

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
