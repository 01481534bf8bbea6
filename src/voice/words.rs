//! The words that the lists of this room know, by number, and the words of an article with their numbers.

use std::sync::LazyLock;

use super::{attribution, quotes};
use crate::text::{Span, Token, Vocabulary, fold};

/// What the lists of this room say, by the number of a word.
pub(super) struct Lists {
    vocabulary: Vocabulary,
    /// Cues of attributions, and function words.
    pub(super) forms: attribution::Forms,
    /// What a source is by its words.
    pub(super) sources: attribution::Known,
    /// Cues beside quotations.
    pub(super) quotes: quotes::Cues,
}

impl Lists {
    pub(super) fn get() -> &'static Self {
        static LISTS: LazyLock<Lists> = LazyLock::new(|| {
            let mut vocabulary = Vocabulary::with_capacity(13_000);
            Lists {
                forms: attribution::Forms::read(&mut vocabulary),
                sources: attribution::Known::read(&mut vocabulary),
                quotes: quotes::Cues::read(&mut vocabulary),
                vocabulary,
            }
        });
        &LISTS
    }

    /// The number of a folded word.
    pub(super) fn number(&self, folded: &str) -> u32 {
        self.vocabulary.get(folded)
    }

    /// The number of a word that is no token; without allocating if it has ASCII letters only.
    pub(super) fn number_of(&self, word: &str) -> u32 {
        let mut buffer = [0; 24];
        let Some(lower) = buffer.get_mut(..word.len()) else { return self.number(&fold(word)) };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        match std::str::from_utf8(lower) {
            Ok(lower) if lower.bytes().all(|b| b.is_ascii_lowercase()) => self.number(lower),
            _ => self.number(&fold(word)),
        }
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

/// Words of an article, in order, and their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'t> {
    pub(super) source: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) numbers: &'t [u32],
}

impl<'t> Words<'t> {
    pub(super) fn len(self) -> usize {
        self.tokens.len()
    }

    /// The word at `at`, as written.
    pub(super) fn text(self, at: usize) -> &'t str {
        self.tokens[at].span.of(self.source)
    }

    pub(super) fn part(self, range: std::ops::Range<usize>) -> Self {
        let numbers = &self.numbers[range.clone()];
        Self { tokens: &self.tokens[range], numbers, ..self }
    }

    /// The first word that `is_ahead`, as all behind it are; found by steps from the word at `near`.
    pub(super) fn seek(self, near: usize, is_ahead: impl Fn(Span) -> bool) -> usize {
        /// Words passed over at once.
        const STEP: usize = 16;
        let mut at = near.min(self.len());
        while self.tokens.get(at + STEP).is_some_and(|word| !is_ahead(word.span)) {
            at += STEP;
        }
        while at > 0 && is_ahead(self.tokens[at - 1].span) {
            at -= 1;
        }
        while at < self.len() && !is_ahead(self.tokens[at].span) {
            at += 1;
        }
        at
    }

    /// The words that begin in `span`.
    pub(super) fn beginning_in(self, span: Span) -> Self {
        let from = self.tokens.partition_point(|word| word.span.start < span.start);
        let rest = &self.tokens[from..];
        self.part(from..from + rest.partition_point(|word| word.span.start < span.end))
    }
}
