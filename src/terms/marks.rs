//! What metrics count: every match that means something to them, with its weight in context.

use super::Term;
use crate::lexicon::{EntryId, Match, Role};
use crate::sentiment::{self, Shifts, is_intensifier};
use crate::text::{self, Device, Sentence, Span, Token};
use crate::voice::{Part, Voice};

/// What a mark is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The weight is the valence after all shifters, −4 to 4.
    Tone,
    Loaded,
    Epistemic,
    /// The class is foundation times two, plus one for a vice.
    Moral,
    Frame,
    GenericFrame,
    WarPeace,
    Emfd,
    /// A mention of an actor, weighed by the tone toward it: the class is 0 for a negative one, 1 for a
    /// neutral and 2 for a positive.
    Mention,
    /// Loud style: the class is 0 for an intensifier, then as in [`Device`].
    Style,
}

/// Classes of style.
pub(crate) const STYLES: usize = 1 + Device::COUNT;

/// A word or phrase that metrics count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mark {
    pub span: Span,
    pub kind: Kind,
    /// Which category, as [`Fact::class`](crate::lexicon) has it.
    pub class: u8,
    pub weight: f64,
    pub words: u32,
    /// Which entry of the lists it is, if of any.
    pub entry: EntryId,
}

/// The tone of a sentence. Appends its charged words, each with its valence after all shifters.
pub(crate) fn tone_marks(shifts: Shifts, tokens: &[Token], out: &mut Vec<Mark>) -> f64 {
    let (words, first) = (tokens.len() as u32, out.len());
    let tone = sentiment::tone(shifts, |found, _, amount| {
        let span = found.span(tokens);
        match out[first..].last_mut() {
            // the steps of one word follow each other
            Some(mark) if mark.span == span => mark.weight += amount,
            _ => {
                let Match { entry, len: words, .. } = found;
                let (kind, class, weight) = (Kind::Tone, 0, amount);
                out.push(Mark { span, kind, class, weight, words, entry });
            }
        }
    });
    let size = f64::from(words.max(1)).sqrt();
    for mark in &mut out[first..] {
        // 2 / √15 · √15 is less than 2: rounding must not decide who is a strong clue, or charged at all
        mark.weight = (mark.weight * size * 1e9).round() / 1e9;
    }
    tone
}

/// The mark of a match of a list that nothing acts on.
pub(super) fn theme_mark(found: Match, tokens: &[Token]) -> Mark {
    let Match { entry, len: words, fact, .. } = found;
    let kind = match fact.role {
        Role::Moral => Kind::Moral,
        Role::Frames => Kind::Frame,
        Role::GenericFrames => Kind::GenericFrame,
        _ => Kind::WarPeace,
    };
    let (class, weight) = (fact.class, fact.weight);
    Mark { span: found.span(tokens), kind, class, weight, words, entry }
}

/// The mark of a term, which is such a match.
pub(crate) fn term_mark(term: Term, found: Match) -> Option<Mark> {
    let kind = match found.fact.role {
        Role::Loaded => Kind::Loaded,
        Role::Epistemic => Kind::Epistemic,
        Role::Emfd => Kind::Emfd,
        _ => return None,
    };
    let Term { span, weight, entry, .. } = term;
    Some(Mark { span, kind, class: found.fact.class, weight, words: 0, entry })
}

/// Appends marks, each list by start, in one order by start; of those at one place the list that comes first has
/// the first.
pub(crate) fn merge<const N: usize>(mut lists: [&[Mark]; N], out: &mut Vec<Mark>) {
    /// Stands behind the last of each list.
    const END: Mark = Mark {
        span: Span::new(u32::MAX, u32::MAX),
        kind: Kind::Style,
        class: 0,
        weight: 0.0,
        words: 0,
        entry: EntryId::MAX,
    };
    let place = |list: usize, marks: &[Mark]| {
        u64::from(marks.first().unwrap_or(&END).span.start) << 8 | list as u64
    };
    let mut places: [u64; N] = std::array::from_fn(|list| place(list, lists[list]));
    for _ in 0..lists.iter().map(|marks| marks.len()).sum() {
        let list = (places.iter().fold(u64::MAX, |least, place| least.min(*place)) & 0xFF) as usize;
        if let [mark, rest @ ..] = lists[list] {
            out.push(*mark);
            lists[list] = rest;
            places[list] = place(list, rest);
        }
    }
}

/// Appends the marks of a sentence that only experimental metrics count. Who speaks of himself or to the
/// reader in somebody's speech is not the writer.
pub(crate) fn style_marks(
    source: &str,
    sentence: &Sentence,
    (tokens, matches): (&[Token], &[Match]),
    voices: &[Part],
    out: &mut Vec<Mark>,
) {
    let (weight, words, entry) = (1.0, 0, EntryId::MAX);
    let mark = |class, span| Mark { span, kind: Kind::Style, class, weight, words, entry };
    out.extend(matches.iter().filter_map(|found| {
        let fact = found.fact;
        let strengthens = fact.role == Role::Shifters && is_intensifier(fact.category);
        strengthens.then(|| mark(0, found.span(tokens)))
    }));
    let is_narrated = |span: Span| {
        let part = voices.get(voices.partition_point(|part| part.span.end <= span.start));
        part.is_none_or(|part| part.voice == Voice::Narration)
    };
    text::devices(source, sentence, tokens, |device, span| {
        let personal = matches!(device, Device::FirstPerson | Device::SecondPerson);
        if !personal || is_narrated(span) {
            out.push(mark(1 + device as u8, span));
        }
    });
}
