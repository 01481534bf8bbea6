//! What the benches share: texts made here with a fixed seed, lists, and the floor.

#![allow(dead_code, unreachable_pub, reason = "each bench uses a part of it")]

pub mod lists;
pub mod sentences;
pub mod shapes;

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use criterion::Throughput;
use presslens::{Analyzer, Article, Scorer, in_order};
use rustc_hash::FxHashMap;

/// Knuth's MMIX generator.
pub struct Random(pub u64);

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.number() >> 33) as usize % n
    }

    pub fn pick<'a>(&mut self, list: &[&'a str; 16]) -> &'a str {
        list[(self.number() >> 60) as usize]
    }
}

/// The sample articles, as they come.
pub fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the sample articles")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("UTF-8")).collect()
}

/// Their paragraphs, line ends as spaces: the peers end a sentence there.
pub fn paragraphs(texts: &[String]) -> Vec<String> {
    let of = |text: &String| {
        let article = Article::parse(text);
        let blocks = article.blocks().iter().filter(|block| block.paragraph.is_some());
        blocks.map(|block| block.span.of(text).replace('\n', " ")).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of).collect()
}

/// The sentences of parsed articles.
pub fn split<'a>(articles: &'a [Article]) -> Vec<&'a str> {
    let of = |article: &'a Article| {
        article.sentences().iter().map(|sentence| sentence.span.of(article.source()))
    };
    articles.iter().flat_map(of).collect()
}

pub fn length(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum()
}

pub fn bytes(texts: &[String]) -> Throughput {
    Throughput::Bytes(length(texts) as u64)
}

/// What no scorer of VADER's kind can do without: it cuts at white space, strips ASCII punctuation,
/// lower-cases ASCII and looks each token up in one hash map.
pub struct Floor(FxHashMap<Vec<u8>, f64>);

impl Floor {
    pub fn new() -> Self {
        let words = vader_sentiment::LEXICON.iter();
        Self(words.map(|(word, v)| (word.to_ascii_lowercase().into_bytes(), *v)).collect())
    }

    pub fn score(&self, text: &str) -> f64 {
        let mut sum = 0.0;
        let mut buffer = [0u8; 32];
        for token in text.split_whitespace() {
            let word = token.trim_matches(|c: char| c.is_ascii_punctuation()).as_bytes();
            let Some(lowered) = buffer.get_mut(..word.len()) else { continue };
            lowered.copy_from_slice(word);
            lowered.make_ascii_lowercase();
            sum += self.0.get(&*lowered).copied().unwrap_or(0.0);
        }
        sum
    }
}

/// How many of the sentences an engine finds to be charged.
pub fn charged<T: AsRef<str>>(sentences: &[T], mut score: impl FnMut(&str) -> f64) -> usize {
    sentences.iter().filter(|text| score(text.as_ref()) != 0.0).count()
}

/// Full reports of these texts; the number of terms in them.
pub fn report(analyzer: &Analyzer, texts: &[String]) -> usize {
    texts.iter().map(|text| analyzer.article(&Article::parse(text)).terms().len()).sum()
}

/// And their records; the bytes of these.
pub fn records(analyzer: &Analyzer, texts: &[String]) -> usize {
    let record = |text: &String| {
        let article = Article::parse(text);
        let report = analyzer.article(&article);
        serde_json::to_vec(&report.record(&article)).expect("a record").len()
    };
    texts.iter().map(record).sum()
}

/// `Vader::compat` over whole texts; how many are charged.
pub fn compat(scorer: &mut Scorer, texts: &[String]) -> usize {
    charged(texts, |text| scorer.score(text).compound)
}

/// The sample articles as JSON lines, again and again up to so many bytes of text.
pub fn lines(bytes: usize) -> Vec<String> {
    let texts = articles();
    let (mut lines, mut length) = (Vec::new(), 0);
    for (id, text) in texts.iter().cycle().enumerate() {
        if length >= bytes {
            break;
        }
        lines.push(serde_json::json!({ "id": id, "text": text }).to_string());
        length += text.len();
    }
    lines
}

/// From JSON lines to JSON lines as `score_corpus` does it, on the threads of the current pool; the
/// bytes of these.
pub fn corpus(analyzer: &Analyzer, lines: &[String]) -> usize {
    #[derive(serde::Deserialize)]
    struct Row<'a> {
        id: u64,
        #[serde(borrow)]
        text: Cow<'a, str>,
    }

    let records = in_order(lines.chunks(32), 8 * rayon::current_num_threads(), |chunk| {
        let mut json = Vec::new();
        for line in chunk {
            let row: Row = serde_json::from_str(line).expect("a row");
            let article = Article::parse(&row.text);
            let report = analyzer.article(&article);
            let record = report.record(&article).id(row.id);
            serde_json::to_writer(&mut json, &record).expect("a record");
            json.push(b'\n');
        }
        json
    });
    records.map(|json| json.len()).sum()
}

/// A pool of so many threads.
pub fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}
