//! The folded words of a sentence, one behind another: folded once, read by all who look words up.

use super::Token;
use super::typography::fold_into;

/// Folded words by token; memory for the next sentence.
#[derive(Debug, Default)]
pub(crate) struct FoldedWords {
    text: String,
    /// Where each token ends in `text`.
    ends: Vec<u32>,
}

impl FoldedWords {
    /// Of all tokens.
    #[cfg(test)]
    pub(crate) fn new(source: &str, tokens: &[Token]) -> Self {
        let mut words = Self::default();
        for token in tokens {
            words.push(source, *token);
        }
        words
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Folds the next token.
    pub(crate) fn push(&mut self, source: &str, token: Token) {
        let (word, from) = (token.span.of(source), self.text.len());
        if token.is_plain() {
            self.text.push_str(word);
            self.text[from..].make_ascii_lowercase();
        } else {
            fold_into(word, &mut self.text);
        }
        self.ends.push(self.text.len() as u32);
    }

    /// Leaves the next token out: it is empty.
    pub(crate) fn skip(&mut self) {
        self.ends.push(self.text.len() as u32);
    }

    pub(crate) fn get(&self, token: usize) -> &str {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[token] as usize]
    }
}
