//! The pipeline, from an article to its report.

mod builder;
mod explain;
mod mentions;
mod sentences;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::sync::Arc;

use rayon::prelude::*;

use crate::actors::{self, ActorNames, ActorScratch};
use crate::bias;
use crate::framing::{self, Sample, SampleScratch};
use crate::lexicon::{MatchScratch, Provenance};
use crate::model::{Features, Model, ModelKind, Parts, WordNumbers};
use crate::report::{ActorScore, ArticleReport, Inventory, SentenceReport, VoiceReport};
use crate::sentiment::{self, ShiftScratch, Vader};
use crate::target::{self, Scene, TargetReport, Tone};
use crate::terms::{Found, Mark};
use crate::text::{self, Article, Room, Span, WIDTH, tokenize};
use crate::voice::{self, Ahead, Part, Stretches, VoiceScratch};
pub use builder::AnalyzerBuilder;
use mentions::{Mention, TowardScratch, mentions};
use sentences::{BySentence, Reading};

/// Analyses one text with the built-in lists: [`Article::parse`], then [`Analyzer::article`].
///
/// ```
/// let report = presslens::analyze("The regime slammed the so-called experts.");
/// assert_eq!(report.terms().iter().filter(|term| term.is_detected()).count(), 3);
/// ```
pub fn analyze(text: &str) -> ArticleReport {
    Analyzer::new().article(&Article::parse(text))
}

/// Lists and models, ready for use: build one, share it between threads, clone it freely.
///
/// ```
/// use presslens::{Analyzer, Article};
/// let analyzer = Analyzer::new();
/// let article = Article::parse("Talks fail\n\nThe regime slammed the so-called experts.");
/// let report = analyzer.article(&article);
/// let detected = report.terms().iter().filter(|term| term.is_detected());
/// let words: Vec<&str> = detected.map(|term| term.span.of(article.source())).collect();
/// assert_eq!(words, ["regime", "slammed", "so-called experts"]);
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    inventory: Arc<Inventory>,
    actors: Option<Arc<ActorNames>>,
    contributions: bool,
    experimental: bool,
}

/// What the features of each kind of model are, in the order of [`ModelKind::ALL`].
pub(crate) const FEATURES: [Features; 3] = [bias::FEATURES, sentiment::FEATURES, target::FEATURES];

// the numbers of a word in all models stand in one row
const _: () = assert!(FEATURES[0].width + FEATURES[1].width + FEATURES[2].width <= WIDTH);

/// Sees what scores are made of, sentence by sentence, as fitting needs it.
pub(crate) trait Observer {
    /// Whether anybody looks.
    const LOOKS: bool = true;
    fn sentence(&mut self, found: &Found);
    /// The `index`th target of the caller.
    fn target(&mut self, scene: &Scene, span: Span, index: u32);
}

/// Nobody looks.
impl Observer for () {
    const LOOKS: bool = false;
    fn sentence(&mut self, _: &Found) {}
    fn target(&mut self, _: &Scene, _: Span, _: u32) {}
}

/// Memory that one thread reuses from article to article.
#[derive(Debug, Default)]
struct Scratch {
    reading: Reading,
    actors: ActorScratch,
    matcher: MatchScratch,
    voice: VoiceScratch,
    blocks: Vec<Span>,
    mentions: Vec<Mention>,
    vader: Option<sentiment::Scorer>,
    numbers: WordNumbers,
    /// Marks of charged words, terms and mentions in the sentences that are scored together, and all marks.
    charged: BySentence<Mark>,
    weighed: BySentence<Mark>,
    mentioned: BySentence<Mark>,
    marks: Vec<Mark>,
    /// What shifts the words of a part of a sentence.
    shifts_here: ShiftScratch,
    evidence: bias::Evidence,
    parts: Parts,
    toward: TowardScratch,
    sample: SampleScratch,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// With the built-in lists. Cheap: the first call of a process compiles them and reads the models in some 30
    /// milliseconds (many times that without optimisation); every other takes a moment.
    pub fn new() -> Self {
        Self {
            inventory: Arc::clone(&builder::BUILT_IN),
            actors: None,
            contributions: false,
            experimental: false,
        }
    }

    /// For lists of your own, and for contributions.
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::default()
    }

    /// Every list that has a part in the scores, with version, licence, sources and hash.
    pub fn manifest(&self) -> &[Provenance] {
        self.inventory.manifest()
    }

    /// SHA-256 over the lists of the manifest, as in every record.
    pub fn fingerprint(&self) -> &str {
        self.inventory.fingerprint()
    }

    /// The model of a kind that is in use.
    pub fn model(&self, kind: ModelKind) -> Option<&Model> {
        self.inventory.models.get(kind)
    }

    /// Analyses an article. Never fails, whatever the text.
    pub fn article(&self, article: &Article) -> ArticleReport {
        SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
            Ok(mut scratch) => self.run(article, &mut scratch, &mut ()),
            Err(_) => self.run(article, &mut Scratch::default(), &mut ()),
        })
    }

    /// The same, and an observer sees it.
    pub(crate) fn observe(&self, article: &Article, observer: &mut impl Observer) {
        self.run(article, &mut Scratch::default(), observer);
    }

    /// What the features of models are made of here: SHA-256 over the lists.
    pub(crate) fn features_fingerprint(&self) -> String {
        self.inventory.features()
    }

    /// Analyses many articles on all threads of the current rayon pool; the reports come in the
    /// articles' order and do not depend on the number of threads.
    pub fn articles(&self, articles: &[Article]) -> Vec<ArticleReport> {
        articles.par_iter().map(|article| self.article(article)).collect()
    }

    fn run(
        &self,
        article: &Article,
        scratch: &mut Scratch,
        observer: &mut impl Observer,
    ) -> ArticleReport {
        let source = article.source();
        let mut report = ArticleReport {
            inventory: Arc::clone(&self.inventory),
            sentences: Vec::with_capacity(article.sentences().len()),
            voices: Vec::new(),
            attributions: Vec::new(),
            terms: Vec::new(),
            actors: Vec::new(),
            actor_scores: Vec::new(),
            given: self.actors.clone(),
            targets: article
                .targets()
                .unwrap_or_default()
                .iter()
                .map(|&span| TargetReport::new(span, Tone::by_rules(0.0)))
                .collect(),
            contributions: Vec::new(),
            explained: self.contributions,
            metrics: Vec::new(),
        };
        scratch.blocks.clear();
        scratch.blocks.extend(article.blocks().iter().map(|block| block.span));
        let Scratch { reading, actors, blocks, voice, mentions: toward, .. } = scratch;
        reading.clear();
        for sentence in article.sentences() {
            tokenize(source, sentence.span, &mut reading.tokens.all);
            reading.tokens.close();
        }
        let Reading { tokens: BySentence { all: tokens, bounds }, rooms, .. } = reading;
        self.inventory.catalog.dictionary().read(source, tokens, rooms);
        actors.read(Room::Actors.numbers(rooms));
        let given = self.actors.as_deref();
        report.actors = actors::find(source, article.sentences(), tokens, bounds, given, actors);
        actors::mask(&report.actors, tokens, bounds);
        report.actor_scores.resize_with(report.actors.len(), ActorScore::default);
        mentions(&report, toward);
        voice.read(Room::Voice.numbers(rooms));
        let quotes = voice::quotes(source, blocks, article.sentences(), tokens, voice);
        let named = toward.iter().filter_map(Mention::actor);
        report.attributions =
            voice::attributions(article, tokens, &report.actors, named, &quotes, voice);
        let stretches = Stretches::new(&report.attributions, &quotes);
        let named = actors::given_mentions(&report.actors);
        let echo = text::echo(source, article.sentences(), tokens, bounds, &named);
        Self::score_voices(article, &stretches, scratch, &mut report);
        self.score_sentences(article, &stretches, scratch, &mut report, observer);
        let sample = Sample::new(source, &report, &scratch.marks, echo, &mut scratch.sample);
        report.metrics = framing::compute(&sample, self.experimental);
        report
    }

    /// The sentiment of each sentence and of its voices, with which the report of it begins.
    fn score_voices(
        article: &Article,
        stretches: &Stretches,
        scratch: &mut Scratch,
        report: &mut ArticleReport,
    ) {
        let Scratch { reading: Reading { tokens, rooms, voices, .. }, vader, .. } = scratch;
        let vader = vader.get_or_insert_with(|| Vader::compat().scorer());
        let source = article.source();
        let mut ahead = Ahead::new(stretches);
        for sentence in article.sentences() {
            voice::partition(source, sentence.span, &mut ahead, &mut voices.all);
            voices.close();
        }
        report.voices.reserve_exact(voices.all.len());
        for (at, sentence) in article.sentences().iter().enumerate() {
            let first = report.voices.len();
            let mut rest = tokens.of(at);
            report.voices.extend(voices.of(at).iter().map(|part| {
                let &Part { span, voice, attribution } = part;
                let words = if span.end == sentence.span.end {
                    rest.len()
                } else {
                    rest.partition_point(|token| token.span.start < span.end)
                };
                rest = &rest[words..];
                let words = words as u32;
                VoiceReport {
                    span,
                    voice,
                    attribution,
                    words,
                    compound: 0.0,
                    tone: 0.0,
                    bias: None,
                }
            }));
            let parts = &mut report.voices[first..];
            let several = if parts.len() == 1 { &mut [] } else { &mut *parts };
            let read = (tokens.of(at), &rooms[tokens.range(at)]);
            let several = several.iter_mut().map(|part| (part.span, &mut part.compound));
            let whole = vader.score_parts(source, sentence.span, read, several);
            if let [only] = parts {
                only.compound = whole.compound;
            }
            let voices = first as u32..report.voices.len() as u32;
            report.sentences.push(SentenceReport::new(sentence, whole, voices));
        }
    }
}
