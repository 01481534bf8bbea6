//! Texts of every shape that could cost more a byte than others.

use presslens::{Analyzer, Article};
use vader_sentiment::EMOJI_LEXICON;

use super::Random;
use super::sentences::{sentence, sentences};

/// Lengths of one article.
pub const LENGTHS: [(&str, usize); 5] = [
    ("1 KB", 1_000),
    ("10 KB", 10_000),
    ("100 KB", 100_000),
    ("1 MB", 1_000_000),
    ("10 MB", 10_000_000),
];

/// Texts of one shape.
pub struct Shape {
    pub name: &'static str,
    pub texts: Vec<String>,
    /// What VADER reads: emojis are spelt out.
    pub bytes: usize,
    /// Each text is one sentence.
    pub single: bool,
}

impl Shape {
    pub fn new(name: &'static str, texts: Vec<String>) -> Self {
        let bytes = texts.iter().map(|text| expanded(text)).sum();
        Self { name, texts, bytes, single: false }
    }

    /// Full reports of all texts; the number of sentences.
    pub fn report(&self, analyzer: &Analyzer) -> usize {
        let parse = if self.single { Article::single_sentence } else { Article::parse };
        self.texts.iter().map(|text| analyzer.article(&parse(text)).sentences().len()).sum()
    }
}

/// The shapes, of about so many bytes each; the text without a stop has ten times as many, in one piece.
pub fn shapes(bytes: usize) -> Vec<Shape> {
    let one = |name, text| Shape::new(name, vec![text]);
    let all = sentences(bytes / 130);
    let mut random = Random(17);
    let articles: Vec<String> = (0..bytes / 3_000).map(|_| article(&mut random, 3_000)).collect();
    vec![
        Shape { single: true, ..Shape::new("sentences", all) },
        Shape::new("articles", articles),
        one("no full stop", no_stop(10 * bytes)),
        one("hits", filled(bytes, hits)),
        one("\"but\"", filled(bytes, but)),
        one("quotations", filled(bytes, quotations)),
        one("capitals", filled(bytes, capitals)),
        one("emojis", filled(bytes, emojis)),
    ]
}

/// One article of about so many bytes.
pub fn of_length(bytes: usize) -> String {
    article(&mut Random(19), bytes)
}

/// A headline, a byline, and paragraphs of three sentences.
fn article(random: &mut Random, bytes: usize) -> String {
    let mut text = "Port Ambel votes on the rail link\n\nBy Ilse Varga\n\n".to_owned();
    while text.len() < bytes {
        for _ in 0..3 {
            text += &sentence(random);
            text.push(' ');
        }
        text.pop();
        text += "\n\n";
    }
    text
}

/// Sentences of a kind in paragraphs of four.
fn filled(bytes: usize, mut next: impl FnMut(&mut Random) -> String) -> String {
    let mut random = Random(23);
    let mut text = String::with_capacity(bytes + 1_000);
    while text.len() < bytes {
        for _ in 0..4 {
            text += &next(&mut random);
            text.push(' ');
        }
        text.pop();
        text += "\n\n";
    }
    text
}

/// Words that go on and on, in one line.
fn no_stop(bytes: usize) -> String {
    let mut random = Random(29);
    let mut text = String::with_capacity(bytes + 1_000);
    while text.len() < bytes {
        let words = sentence(&mut random).replace(['.', '?', '!', ';', '"'], "");
        text += words.trim();
        text += " and ";
    }
    text
}

/// Charged, loaded and moral words, one after the other.
fn hits(random: &mut Random) -> String {
    const WORDS: [&str; 16] = [
        "shameful",
        "brutal",
        "regime",
        "betrayed",
        "murder",
        "hero",
        "corrupt",
        "wonderful",
        "lies",
        "disaster",
        "tyrant",
        "freedom",
        "slammed",
        "terrible",
        "radical",
        "outrageous",
    ];
    let words: Vec<&str> = (0..12).map(|_| random.pick(&WORDS)).collect();
    format!("The {}.", words.join(" "))
}

fn but(random: &mut Random) -> String {
    const WORDS: [&str; 16] = [
        "good",
        "bad",
        "the talks",
        "a fair deal",
        "hope",
        "fear",
        "rain",
        "war",
        "peace",
        "the vote",
        "no help",
        "great joy",
        "a loss",
        "the tax",
        "a threat",
        "nothing",
    ];
    let parts: Vec<&str> = (0..6).map(|_| random.pick(&WORDS)).collect();
    format!("It was {}.", parts.join(" but "))
}

fn quotations(random: &mut Random) -> String {
    const SAID: [&str; 16] = [
        "We will not pay",
        "It is a shame",
        "They lied to us",
        "Nobody was told",
        "The deal is dead",
        "I was there",
        "This is a good day",
        "You cannot win",
        "We fear the worst",
        "Prices rose",
        "It never happened",
        "The mayor knew",
        "Stop it",
        "We need help",
        "He is a hero",
        "Wait",
    ];
    const WHO: [&str; 16] = [
        "Quandt said",
        "she said",
        "he told reporters",
        "the mayor said",
        "Verhey added",
        "according to Brandt",
        "a spokesman said",
        "Brandt claimed",
        "the report says",
        "he wrote",
        "they insisted",
        "the union warned",
        "Varga asked",
        "a witness recalled",
        "Lund denied",
        "critics say",
    ];
    match random.below(3) {
        0 => format!("“{},” {}.", random.pick(&SAID), random.pick(&WHO)),
        1 => format!(
            "\"{},\" {}, \"{}.\"",
            random.pick(&SAID),
            random.pick(&WHO),
            random.pick(&SAID)
        ),
        _ => format!(
            "{}: \"{}\" and \"{}\".",
            random.pick(&WHO),
            random.pick(&SAID),
            random.pick(&SAID)
        ),
    }
}

fn capitals(random: &mut Random) -> String {
    sentence(random).to_uppercase()
}

/// Two emojis to four words or so.
fn emojis(random: &mut Random) -> String {
    const EMOJIS: [&str; 16] = [
        "😀", "😡", "🎉", "💔", "🔥", "👍", "😭", "❤", "☀", "🚢", "💣", "🏆", "😱", "🙏", "⚡", "🌧",
    ];
    const WORDS: [&str; 16] = [
        "so good",
        "too late",
        "we won",
        "no way",
        "bad news",
        "the end",
        "rain again",
        "they lost",
        "at last",
        "what now",
        "stay safe",
        "the vote",
        "more tax",
        "go home",
        "big day",
        "all gone",
    ];
    let mut part = || {
        let [one, two] = [&WORDS, &WORDS].map(|list| random.pick(list));
        let [happy, sad] = [&EMOJIS, &EMOJIS].map(|list| random.pick(list));
        format!("{one} {two} {happy}{sad}")
    };
    format!("{} {} {}.", part(), part(), part())
}

/// Bytes once emojis are spelt out as VADER reads them, each with a space before it.
fn expanded(text: &str) -> usize {
    let mut buffer = [0; 4];
    let more = |c: char| match EMOJI_LEXICON.get(&*c.encode_utf8(&mut buffer)) {
        Some(words) => words.len() + 1,
        None => c.len_utf8(),
    };
    text.chars().map(more).sum()
}
