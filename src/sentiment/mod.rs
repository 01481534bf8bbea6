//! How positive or negative the words of a text are.
//!
//! [`Vader::compat`] gives the scores of Python vaderSentiment 3.3.2 (Hutto & Gilbert 2014) to the
//! last digit, as Python 3.11 computes them. See [`Vader`] for the rules of it that surprise.

mod compat;
mod news;
mod provenance;
mod types;
mod valence;

use std::fmt;

use crate::text::{Dictionary, InRooms, Span, Token};
pub(crate) use news::{ShiftScratch, Shifted, Shifts, is_intensifier, is_negator, tone};
pub(crate) use provenance::provenance;
pub use types::{Explanation, Hit, Rule, Scores, Step};
pub(crate) use valence::{FEATURES, parts};

/// The VADER sentiment engine: a word list with valences, and rules for the words around them.
///
/// Copies are free, and it may be shared between threads. The first call of a process builds the
/// tables, in about three milliseconds.
///
/// ```
/// use presslens::Vader;
/// let vader = Vader::compat();
/// assert_eq!(vader.score("It isn't good.").compound, -0.3412);
///
/// // For many texts: a scorer keeps its buffers.
/// let mut scorer = vader.scorer();
/// let texts = ["Critics praised the plan.", "The plan failed."];
/// let compounds = texts.map(|text| scorer.score(text).compound);
/// assert_eq!(compounds, [0.25, -0.5106]);
/// ```
///
/// # What it takes over on purpose
///
/// Being equal to the reference means having its defects too:
///
/// ```
/// # use presslens::Vader;
/// # let compound = |text: &str| Vader::compat().score(text).compound;
/// // A typographic apostrophe makes no negation.
/// assert_eq!(compound("It isn’t good."), 0.4404);
/// // Entries of several words are never found ("fed up", "can't stand").
/// assert_eq!(compound("I am fed up"), 0.0);
/// // Only ASCII punctuation is taken off a word.
/// assert_eq!(compound("Let’s get it done!”"), 0.0);
/// // What is left with two letters keeps its punctuation, so "No," is not "no".
/// assert_eq!(compound("No, good"), 0.4404);
/// // "so" right before a word strengthens twice, as if "never so" stood there.
/// assert_eq!(compound("This is so bad"), -0.6696);
/// // An idiom counts only from the fourth word on.
/// assert_eq!((compound("the shit"), compound("aa bb the shit")), (-0.5574, 0.6124));
/// // "kind of" makes a bad thing worse.
/// assert!(compound("it is kind of bad") < compound("it is rather too bad"));
/// // "but" looks its words up by value: once 3.0 is halved, the 1.5 behind "but" is taken for it
/// // and halves it again.
/// let explanation = Vader::compat().explain("gorgeous but agree");
/// let contributions: Vec<f64> = explanation.hits.iter().map(|hit| hit.contribution).collect();
/// assert_eq!(contributions, [0.75, 1.5]);
/// // Nothing separates an emoji from the text after it: a variation selector spoils its last word.
/// assert_eq!((compound("❤"), compound("❤\u{FE0F}")), (0.6369, 0.0));
/// ```
///
/// Scores saturate with length, as they add up all words: cut articles into sentences.
#[derive(Clone, Copy)]
pub struct Vader {
    words: &'static compat::Words,
}

impl Vader {
    /// The engine that equals Python vaderSentiment 3.3.2.
    #[must_use]
    pub fn compat() -> Vader {
        Vader { words: compat::words() }
    }

    /// The scores of a text: compound rounded to four decimals, the others to three, as Python
    /// rounds them.
    ///
    /// Takes any text, in time linear in its length; reads its first 4 GiB. A text without words
    /// has zeros throughout.
    #[must_use]
    pub fn score(&self, text: &str) -> Scores {
        self.scorer().score(text)
    }

    /// The scores of a text before they are rounded.
    ///
    /// ```
    /// let raw = presslens::Vader::compat().raw("good");
    /// assert_eq!(raw.compound, 1.9 / (1.9f64 * 1.9 + 15.0).sqrt());
    /// ```
    #[must_use]
    pub fn raw(&self, text: &str) -> Scores {
        self.scorer().raw(text)
    }

    /// A scorer for many texts.
    #[must_use]
    pub fn scorer(&self) -> Scorer {
        Scorer { words: self.words, scratch: compat::Scratch::default() }
    }

    /// Adds the words of its table to a dictionary.
    pub(crate) fn add_to(self, dictionary: &mut Dictionary) {
        self.words.add_to(dictionary);
    }

    /// The scores of a text with the words and rules that led to them.
    #[must_use]
    pub fn explain(&self, text: &str) -> Explanation {
        compat::explain(self.words, text)
    }
}

impl fmt::Debug for Vader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vader::compat()")
    }
}

/// Scores text after text without allocating anew; made by [`Vader::scorer`].
///
/// (Only a text with a "but" and more than 32 lexicon words still allocates.)
pub struct Scorer {
    words: &'static compat::Words,
    scratch: compat::Scratch,
}

impl Scorer {
    /// The same as [`Vader::score`].
    #[must_use]
    pub fn score(&mut self, text: &str) -> Scores {
        compat::score(self.words, text, &mut self.scratch)
    }

    /// The same as [`Vader::raw`].
    #[must_use]
    pub fn raw(&mut self, text: &str) -> Scores {
        compat::raw(self.words, text, &mut self.scratch)
    }

    /// The scores of a sentence, and the compound score of each of its parts, as if that were the whole text. The
    /// parts come one after the other and leave nothing out. `words` are the sentence's, with their numbers in rooms.
    pub(crate) fn score_parts<'c>(
        &mut self,
        source: &str,
        sentence: Span,
        (words, rooms): (&[Token], &[InRooms]),
        parts: impl Iterator<Item = (Span, &'c mut f64)>,
    ) -> Scores {
        let parts = parts.map(|(span, compound)| (span.range(), compound));
        let read = compat::Read { words, rooms };
        let sentence = (source, sentence.range());
        compat::score_parts(self.words, sentence, read, parts, &mut self.scratch)
    }
}

impl fmt::Debug for Scorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vader::compat().scorer()")
    }
}
