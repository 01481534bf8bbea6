//! How often a text or a corpus has each word.

use std::collections::BTreeMap;

use crate::actors::Form;
use crate::report::ArticleReport;
use crate::text::{Article, Span, fold_into, is_function_word, tokenize};
use crate::voice::Voice;

/// Words with their counts: a bag of words of an article, or of many put together.
///
/// Words of articles are folded as for lists (lower case, straight apostrophes, ligatures spelt out,
/// possessive `'s` cut). Function words (`lexicons/text/function_words.txt`) and words without a letter
/// are left out. Compounds ("far-right") are one word.
///
/// ```
/// use presslens::{Article, WordCounts};
/// let article = Article::parse("The regime’s 3 laws are bad, BAD laws.");
/// let counts = WordCounts::of_article(&article);
/// let words: Vec<(&str, u64)> = counts.iter().collect();
/// assert_eq!(words, [("bad", 2), ("laws", 2), ("regime", 1)]);
///
/// let mut corpus = WordCounts::default();
/// corpus.merge(&counts);
/// corpus.add("law", 2); // words counted elsewhere
/// assert_eq!(corpus.total(), 7);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordCounts {
    counts: BTreeMap<Box<str>, u64>,
    total: u64,
}

impl WordCounts {
    /// The words of all sentences of an article, headline included; boilerplate and meta lines hold
    /// no sentences.
    pub fn of_article(article: &Article) -> Self {
        let mut counter = Counter::default();
        for sentence in article.sentences() {
            counter.count(article.source(), sentence.span, &[]);
        }
        counter.counts
    }

    /// The words in these voices, without those of actors' names, which no score of presslens rests
    /// on. `article` is the one that was analysed.
    ///
    /// ```
    /// use presslens::{Analyzer, Article, Voice, WordCounts};
    /// let article = Article::parse("“A savage plan,” Peter Olsen said. The new plan was voted down.");
    /// let report = Analyzer::new().article(&article);
    /// let narration = WordCounts::of_report(&article, &report, &[Voice::Narration]);
    /// assert_eq!((narration.get("plan"), narration.get("savage"), narration.get("olsen")), (1, 0, 0));
    /// assert_eq!(WordCounts::of_report(&article, &report, &Voice::ALL).get("plan"), 2);
    /// ```
    pub fn of_report(article: &Article, report: &ArticleReport, voices: &[Voice]) -> Self {
        let mentions = report.actors.iter().flat_map(|actor| &actor.mentions);
        let mut names: Vec<Span> =
            mentions.filter(|mention| mention.form == Form::Name).map(|m| m.span).collect();
        names.sort_unstable_by_key(|span| span.start);
        let mut counter = Counter::default();
        for stretch in report.voices.iter().filter(|stretch| voices.contains(&stretch.voice)) {
            let first = names.partition_point(|name| name.end <= stretch.span.start);
            let beyond = names.partition_point(|name| name.start < stretch.span.end);
            let names = names.get(first..beyond).unwrap_or_default();
            counter.count(article.source(), stretch.span, names);
        }
        counter.counts
    }

    /// Adds occurrences of a word, spelt as in the word vectors.
    pub fn add(&mut self, word: &str, count: u64) {
        if count == 0 {
            return;
        }
        self.total = self.total.saturating_add(count);
        if let Some(sum) = self.counts.get_mut(word) {
            *sum = sum.saturating_add(count);
        } else {
            self.counts.insert(word.into(), count);
        }
    }

    /// Adds the counts of another text.
    pub fn merge(&mut self, other: &Self) {
        for (word, count) in other.iter() {
            self.add(word, count);
        }
    }

    /// Number of words, repetitions included.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// How often it has a word.
    pub fn get(&self, word: &str) -> u64 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// Words with their counts, in the order of their bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.counts.iter().map(|(word, count)| (&**word, *count))
    }
}

/// Counts with the memory that counting reuses.
#[derive(Default)]
struct Counter {
    counts: WordCounts,
    tokens: Vec<crate::text::Token>,
    folded: String,
}

impl Counter {
    /// Counts the words of a stretch that overlap none of the names.
    fn count(&mut self, source: &str, span: Span, names: &[Span]) {
        if source.get(span.range()).is_none() {
            return;
        }
        self.tokens.clear();
        tokenize(source, span, &mut self.tokens);
        for token in &self.tokens {
            self.folded.clear();
            fold_into(token.span.of(source), &mut self.folded);
            let word = self.folded.as_str();
            if word.contains(char::is_alphabetic)
                && !is_function_word(word)
                && !names.iter().any(|name| name.overlaps(token.span))
            {
                self.counts.add(word, 1);
            }
        }
    }
}
