//! Whose words a stretch of text is: the outlet's own narration, or somebody's quoted speech.

mod marks;
mod quotes;

use serde::{Deserialize, Serialize};

use crate::text::Span;
pub(crate) use quotes::{Quote, QuoteKind, quotes};

/// Whose words a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Voice {
    /// The outlet's own words, scare quotes included.
    Narration,
    /// Words in quotation marks that somebody is said to have said, marks included.
    DirectQuote,
}

impl Voice {
    /// Every voice, in the order in which reports list them.
    pub const ALL: [Self; 2] = [Self::Narration, Self::DirectQuote];

    /// The name that records use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Narration => "narration",
            Self::DirectQuote => "direct_quote",
        }
    }
}

/// The word lists of this room, as `(path below lexicons/, text)`.
pub(crate) const LISTS: [(&str, &str); 1] = [("voice/quote_cues.txt", quotes::CUES)];

/// Appends the voices of a sentence: spans that partition it. `quotes` are the article's, in order.
/// A rest without a letter or digit (the stop after a quotation) goes to the voice beside it.
pub(crate) fn partition(
    source: &str,
    sentence: Span,
    quotes: &[Quote],
    out: &mut Vec<(Span, Voice)>,
) {
    let first = quotes.partition_point(|quote| quote.span.end <= sentence.start);
    let from = out.len();
    let mut at = sentence.start;
    let speech = quotes[first..]
        .iter()
        .take_while(|quote| quote.span.start < sentence.end)
        .filter(|quote| quote.kind == QuoteKind::Speech && quote.depth == 0);
    for quote in speech {
        let start = quote.span.start.max(at);
        let end = quote.span.end.min(sentence.end);
        push(source, Span::new(at, start), Voice::Narration, from, out);
        push(source, Span::new(start, end), Voice::DirectQuote, from, out);
        at = at.max(end);
    }
    push(source, Span::new(at, sentence.end), Voice::Narration, from, out);
    if out.len() == from {
        out.push((sentence, Voice::Narration));
    }
    // a wordless beginning belongs to what follows
    if out.len() - from > 1 && !has_word(out[from].0.of(source)) {
        out[from + 1].0.start = out[from].0.start;
        out.remove(from);
    }
}

fn push(source: &str, span: Span, voice: Voice, from: usize, out: &mut Vec<(Span, Voice)>) {
    if span.is_empty() {
        return;
    }
    let last = if out.len() > from { out.last_mut() } else { None };
    match last {
        Some(last) if last.1 == voice || !has_word(span.of(source)) => last.0.end = span.end,
        _ => out.push((span, voice)),
    }
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voices(text: &str) -> Vec<(&str, Voice)> {
        let span = Span::from_range(0..text.len());
        let found = quotes(text, &[span]);
        let mut out = Vec::new();
        partition(text, span, &found, &mut out);
        out.into_iter().map(|(span, voice)| (span.of(text), voice)).collect()
    }

    #[test]
    fn voices_of_a_sentence() {
        use Voice::{DirectQuote as Q, Narration as N};
        let cases: &[(&str, &[(&str, Voice)])] = &[
            ("Nobody spoke.", &[("Nobody spoke.", N)]),
            (
                "“We will win this together,” she said.",
                &[("“We will win this together,”", Q), (" she said.", N)],
            ),
            (
                "She said: “We will win this together”.",
                &[("She said: ", N), ("“We will win this together”.", Q)],
            ),
            ("", &[("", N)]),
        ];
        for (text, expected) in cases {
            assert_eq!(voices(text), *expected, "{text:?}");
        }
    }
}
