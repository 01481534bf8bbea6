//! Words beside quotations that tell speech from scare quotes and titles of works.

use crate::text::{Vocabulary, items};
use crate::voice::words::{Lists, Words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Say,
    Name,
    Doubt,
    Work,
}

/// The cue that begins with the word at `at`, a phrase if the others go on so. A word inside an actor's name
/// is none.
#[inline]
pub(super) fn cue(words: &Words, at: usize) -> Option<Cue> {
    let (first, number) = (words.tokens[at], words.numbers[at]);
    let is_known = number != 0 && first.is_plain();
    let begins_none = is_known && !Lists::get().quotes.has(number);
    if first.is_named() || begins_none { None } else { looked_up(words, at, is_known) }
}

#[inline(never)]
fn looked_up(words: &Words, at: usize, is_known: bool) -> Option<Cue> {
    let lists = Lists::get();
    let number = if is_known { words.numbers[at] } else { lists.number_of(stem(words.text(at))?) };
    let fits = |more: &str| {
        more.split_ascii_whitespace().zip(at + 1..).all(|(word, at)| {
            words
                .tokens
                .get(at)
                .is_some_and(|next| !next.is_named() && words.text(at).eq_ignore_ascii_case(word))
        })
    };
    lists.quotes.of(number).iter().find(|(more, _)| fits(more)).map(|(_, class)| *class)
}

/// A word without what follows an apostrophe or figure in it, if it has one.
fn stem(word: &str) -> Option<&str> {
    let end = word.bytes().position(|b| !(b.is_ascii_alphabetic() || b == b'-'))?;
    Some(&word[..end])
}

/// The built-in list as it stands in its file.
pub(in crate::voice) const CUES: &str = include_str!("../../../lexicons/voice/quote_cues.txt");

/// What may follow a first word to make a cue (nothing, or the rest of a phrase), and its class.
type Phrases = Vec<(&'static str, Cue)>;

/// The built-in list by first word; shorter phrases first.
#[derive(Debug, Default)]
pub(in crate::voice) struct Cues {
    phrases: Vec<Phrases>,
    /// By number of a word its place in `phrases`, plus one.
    first: Vec<u16>,
}

impl Cues {
    pub(in crate::voice) fn read(vocabulary: &mut Vocabulary) -> Self {
        let mut forms: Vec<(&str, Cue)> = items(CUES).filter_map(entry).collect();
        forms.sort_unstable_by_key(|(form, _)| (form.len(), *form));
        let mut cues = Self::default();
        for (form, class) in forms {
            let (first, more) = form.split_at(stem(form).unwrap_or(form).len());
            let number = vocabulary.add(first) as usize;
            if cues.first.len() <= number {
                cues.first.resize(number + 1, 0);
            }
            if cues.first[number] == 0 {
                cues.phrases.push(Vec::new());
                cues.first[number] = cues.phrases.len() as u16;
            }
            cues.phrases[usize::from(cues.first[number]) - 1].push((more, class));
        }
        cues
    }

    /// Whether the word with a number begins a cue.
    fn has(&self, number: u32) -> bool {
        self.first.get(number as usize).is_some_and(|place| *place != 0)
    }

    fn of(&self, number: u32) -> &[(&'static str, Cue)] {
        let place = self.first.get(number as usize).copied().unwrap_or_default();
        usize::from(place).checked_sub(1).map_or(&[], |at| &self.phrases[at])
    }
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
