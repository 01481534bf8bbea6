//! Internals for benches and profilers. Anything here may change at any time.

use crate::actors;
use crate::lexicon::{Catalog, Lexicon, MatchScratch};
use crate::text::{Article, Span, Token, sentence, tokenize};

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

/// The matcher alone.
#[derive(Debug)]
pub struct Matcher {
    catalog: Catalog,
    scratch: MatchScratch,
}

impl Matcher {
    /// Compiles lists.
    pub fn new(lists: Vec<Lexicon>) -> Self {
        Self { catalog: Catalog::new(lists), scratch: MatchScratch::default() }
    }

    /// Number of entries found in texts, each taken as one sentence.
    pub fn count(&mut self, texts: &[String]) -> usize {
        let (mut tokens, mut found, mut count) = (Vec::new(), Vec::new(), 0);
        for text in texts {
            tokens.clear();
            found.clear();
            tokenize(text, Span::from_range(0..text.len()), &mut tokens);
            self.catalog.dictionary().words().read(text, &mut tokens);
            self.catalog.find(text, &tokens, &mut self.scratch, &mut found);
            count += found.len();
        }
        count
    }
}

/// The search for actors alone.
#[derive(Debug, Default)]
pub struct ActorFinder {
    tokens: Vec<Token>,
    bounds: Vec<u32>,
    scratch: actors::ActorScratch,
}

impl ActorFinder {
    /// Reads the words of an article.
    pub fn read(&mut self, article: &Article) {
        self.tokens.clear();
        self.bounds.clear();
        self.bounds.push(0);
        for sentence in article.sentences() {
            tokenize(article.source(), sentence.span, &mut self.tokens);
            self.bounds.push(self.tokens.len() as u32);
        }
        let numbers = actors::vocabulary().numbers(article.source(), &self.tokens);
        self.scratch.read(numbers.into_iter());
    }

    /// Number of mentions in the article that was read.
    pub fn count(&mut self, article: &Article) -> usize {
        let Self { tokens, bounds, scratch } = self;
        let sentences = article.sentences();
        let actors = actors::find(article.source(), sentences, tokens, bounds, None, scratch);
        actors.iter().map(|actor| actor.mentions.len()).sum()
    }
}
