//! Proper names, told by their capitals: "the Radical Party", "Operation Onslaught".

use std::cell::OnceCell;

use super::Token;

/// The words of a sentence, asked for names.
#[derive(Debug)]
pub(crate) struct Casing<'a> {
    source: &'a str,
    tokens: &'a [Token],
    /// Whether capitals say nothing here; counted when first asked.
    title_case: OnceCell<bool>,
}

impl<'a> Casing<'a> {
    pub(crate) fn new(source: &'a str, tokens: &'a [Token]) -> Self {
        Self { source, tokens, title_case: OnceCell::new() }
    }

    /// Whether `len` words from `first` on are part of a proper name: all begin with a capital, so
    /// does a word beside them, and the place (head of a sentence or quotation, title case) does not
    /// explain it.
    pub(crate) fn is_name(&self, first: u32, len: u32) -> bool {
        let (first, end) = (first as usize, (first + len) as usize);
        let words = &self.tokens[first..end];
        if !words.iter().all(|word| word.is_capital())
            || !words.iter().all(|word| self.is_cased(*word))
        {
            return false;
        }
        let before = first.checked_sub(1).map(|at| self.tokens[at]).filter(|_| !words[0].breaks());
        let after = self.tokens.get(end).filter(|word| !word.breaks());
        let begins = before.is_none() || self.follows_a_mark(words[0]);
        let beside = !begins && before.is_some_and(|word| self.is_cased(word))
            || after.is_some_and(|word| self.is_cased(*word));
        beside && !self.is_title_case()
    }

    /// Whether one word has a capital that its place does not explain: "in May", not "May he".
    pub(crate) fn is_capital_inside(&self, at: u32) -> bool {
        let word = self.tokens[at as usize];
        at > 0
            && word.is_capital()
            && !word.breaks()
            && !self.follows_a_mark(word)
            && self.is_cased(word)
            && !self.is_title_case()
    }

    /// Begins with a capital and goes on in small letters.
    fn is_cased(&self, word: Token) -> bool {
        word.is_capital() && word.span.of(self.source).contains(char::is_lowercase)
    }

    fn follows_a_mark(&self, word: Token) -> bool {
        let before = &self.source[..word.span.start as usize];
        let is_mark = |c: char| !c.is_whitespace() && !c.is_alphanumeric();
        !before.ends_with(' ') && before.ends_with(is_mark)
    }

    /// Whether every longer word begins with a capital but for those that titles keep small.
    fn is_title_case(&self) -> bool {
        *self.title_case.get_or_init(|| {
            let longer = self.tokens.iter().filter(|word| word.span.len() > 3 && !word.is_named());
            longer.map(|word| word.span.of(self.source)).all(|word| {
                !word.starts_with(char::is_lowercase) || SMALL_IN_TITLES.contains(&word)
            })
        })
    }
}

/// Words of more than three letters that title case may leave small.
const SMALL_IN_TITLES: [&str; 14] = [
    "about", "after", "amid", "before", "between", "from", "into", "over", "than", "that",
    "through", "under", "upon", "with",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokenize};

    /// Whether the first words of a text that are "radical" or "far left" are a name.
    fn is_in_name(text: &str) -> bool {
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        let words: Vec<String> = tokens.iter().map(|t| t.span.of(text).to_lowercase()).collect();
        let first = words.iter().position(|w| w == "radical" || w == "far").expect("the words");
        let len = if words[first] == "far" { 2 } else { 1 };
        Casing::new(text, &tokens).is_name(first as u32, len)
    }

    #[test]
    fn capitals_that_nothing_else_explains_make_a_name() {
        for (text, expected) in [
            ("In the north the Radical Party won nine seats from others.", true),
            ("Radical Party members voted against their own leader on Monday.", true),
            ("He leads the Italian Radical movement in the small northern town.", true),
            ("He wrote in the Far Left Review about his life in the party.", true),
            ("He leads a radical Party faction, some members of it say.", false),
            ("Radical members of the party voted against it.", false),
            ("He said “Radical Party members” were behind it all along.", true),
            ("He told the Guardian “Radical members” were behind it all along.", false),
            ("Radical Party Wins Nine Seats From Others", false),
            ("RADICAL PARTY wins nine seats in the northern district", false),
            ("They called him a RADICAL MAN whom nobody would ever follow.", false),
            ("The mayor met Smith, Radical Greens and others from the north.", true),
            ("The Radical Party lost to the Northern Alliance on Monday.", true),
        ] {
            assert_eq!(is_in_name(text), expected, "{text}");
        }
    }
}
