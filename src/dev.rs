//! Internals for benches and profilers. Anything here may change at any time.

use crate::text::{Span, sentence, tokenize};

/// Number of sentences in a paragraph, by the splitter alone.
pub fn count_sentences(paragraph: &str) -> usize {
    let mut out = Vec::new();
    sentence::split(paragraph, Span::from_range(0..paragraph.len()), &mut out);
    out.len()
}

/// Number of words, by the tokenizer alone.
pub fn count_words(text: &str) -> usize {
    let mut out = Vec::new();
    tokenize(text, Span::from_range(0..text.len()), &mut out);
    out.len()
}
