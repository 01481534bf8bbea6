//! Sentences in which capitals say nothing.

use super::here::Here;
use crate::text::{Place, Token};

/// Whether capitals say nothing: a headline in title case, or a sentence in capitals. The letters of
/// words that are `given` count nothing.
pub(super) fn is_shout(here: &Here, place: Place, given: impl Fn(usize) -> bool) -> bool {
    let &Here { source, words, .. } = here;
    let is_text = matches!(place, Place::Lead | Place::Body | Place::Caption);
    if is_text && here.count_starts() * 2 <= words.len() {
        return false;
    }
    let capitals = words.iter().filter(|word| word.is_capital()).count();
    if is_text && capitals * 2 <= words.len() || capitals == 0 {
        return false;
    }
    let is_upper = |word: &Token| {
        let text = word.span.of(source);
        text.len() > 1
            && !text.as_bytes()[1].is_ascii_lowercase()
            && !text.contains(char::is_lowercase)
            && text.contains(char::is_uppercase)
    };
    let others = || words.iter().enumerate().filter(|(at, _)| !given(*at));
    let longer = others().map(|(_, word)| word).filter(|word| word.span.len() > 3);
    let all = longer.clone().count();
    let many_capitals = longer.clone().filter(|word| word.is_capital()).count() * 2 > all;
    let is_head = matches!(place, Place::Headline | Place::Heading);
    is_head && many_capitals
        || all > 1 && longer.filter(|word| is_upper(word)).count() * 4 > all * 3
        || many_capitals && is_title_case(source, words, given)
}

/// Whether a sentence of a body is a title nevertheless: little words within it have capitals, or none
/// but little words have none.
fn is_title_case(source: &str, words: &[Token], given: impl Fn(usize) -> bool) -> bool {
    const LITTLE: [&str; 32] = [
        "A", "An", "And", "Are", "As", "At", "Be", "Before", "But", "By", "For", "From", "Has",
        "Have", "His", "How", "In", "Into", "Is", "Its", "On", "Or", "Says", "Than", "That",
        "Their", "To", "Was", "Were", "Who", "Will", "With",
    ];
    let others = || words.iter().enumerate().filter(|(at, _)| !given(*at)).map(|(_, word)| word);
    let inside = words.iter().enumerate().skip(1).filter(|(at, _)| !given(*at));
    let inside = inside.map(|(_, word)| word).filter(|word| word.is_capital() && !word.breaks());
    let little = inside.filter(|word| LITTLE.contains(&word.span.of(source))).count();
    let is_small = |word: &Token| {
        let word = word.span.of(source);
        let little = || LITTLE.iter().any(|other| other.eq_ignore_ascii_case(word));
        word.starts_with(char::is_lowercase) && !matches!(word, "the" | "of" | "after") && !little()
    };
    little > 1 || words.len() > 4 && !others().any(is_small)
}
