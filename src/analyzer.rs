//! The pipeline, from an article to its report.

mod builder;
mod explain;
mod mentions;

use std::cell::RefCell;
use std::sync::Arc;

use rayon::prelude::*;

use crate::actors::{self, ActorNames, ActorScratch};
use crate::bias;
use crate::framing::{self, Sample};
use crate::lexicon::{FOUND_BY_MODEL, Match, MatchScratch, Provenance};
use crate::model::{Features, Model, ModelKind, Parts, WordNumbers, sigmoid};
use crate::report::{ActorScore, ArticleReport, Inventory, SentenceReport, VoiceReport};
use crate::sentiment::{self, Scores, ShiftScratch, Vader};
use crate::target::{self, Scene, TargetReport, Tone};
use crate::terms::{self, Found, Mark, Term, Themes};
use crate::text::{self, Article, Casing, Sentence, Span, Token, tokenize};
use crate::voice::{self, Part, Quote, Stretches, VoiceScratch};
pub use builder::AnalyzerBuilder;
use mentions::{Mention, TowardScratch, mentions};

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

/// Sees what scores are made of, sentence by sentence, as fitting needs it.
pub(crate) trait Observer {
    fn sentence(&mut self, found: &Found);
    /// The `index`th target of the caller.
    fn target(&mut self, scene: &Scene, span: Span, index: u32);
}

/// Nobody looks.
impl Observer for () {
    fn sentence(&mut self, _: &Found) {}
    fn target(&mut self, _: &Scene, _: Span, _: u32) {}
}

/// Memory that one thread reuses from article to article.
#[derive(Debug, Default)]
struct Scratch {
    tokens: Vec<Token>,
    /// Where in `tokens` each sentence begins, and their number.
    bounds: Vec<u32>,
    actors: ActorScratch,
    matcher: MatchScratch,
    /// What the lists find, and the bounds of sentences among that.
    matches: Vec<Match>,
    match_bounds: Vec<u32>,
    /// Those of a sentence as the lists weigh them.
    terms: Vec<Term>,
    themes: Vec<Mark>,
    shifts: ShiftScratch,
    /// Of a part of a sentence.
    shifts_here: ShiftScratch,
    marks: Vec<Mark>,
    voice: VoiceScratch,
    /// Stretches in one voice, with their compound scores, and the bounds of sentences among them.
    voices: Vec<Part>,
    compounds: Vec<f64>,
    voice_bounds: Vec<u32>,
    sentiments: Vec<Scores>,
    blocks: Vec<Span>,
    mentions: Vec<Mention>,
    vader: Option<sentiment::Scorer>,
    numbers: WordNumbers,
    parts: Parts,
    toward: TowardScratch,
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
    /// With the built-in lists. Cheap: the first call of a process compiles them and reads the models in some 50
    /// milliseconds, half a second without optimisation; every other takes a moment.
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
            voices: Vec::with_capacity(article.sentences().len()),
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
        let Scratch { tokens, bounds, actors, blocks, voice, mentions: toward, .. } = scratch;
        tokens.clear();
        bounds.clear();
        bounds.push(0);
        for sentence in article.sentences() {
            tokenize(source, sentence.span, tokens);
            bounds.push(tokens.len() as u32);
        }
        let Inventory { catalog, rooms, .. } = &*self.inventory;
        catalog.words().read(source, tokens);
        actors.read(rooms.actors.numbers(tokens));
        let given = self.actors.as_deref();
        report.actors = actors::find(source, article.sentences(), tokens, bounds, given, actors);
        actors::mask(&report.actors, tokens, bounds);
        report.actor_scores.resize_with(report.actors.len(), ActorScore::default);
        mentions(&report, toward);
        voice.read(rooms.voice.numbers(tokens));
        let quotes = voice::quotes(source, blocks, article.sentences(), tokens, voice);
        report.attributions = voice::attributions(article, tokens, &report.actors, &quotes, voice);
        let stretches = Stretches::new(&report.attributions);
        let named = actors::given_mentions(&report.actors);
        let echo = text::echo(source, article.sentences(), tokens, bounds, &named);
        self.match_lists(source, scratch);
        Self::score_voices(article, &quotes, &stretches, scratch);
        self.toward(article, &quotes, scratch, &mut report, observer);
        scratch.marks.clear();
        for (at, sentence) in article.sentences().iter().enumerate() {
            self.sentence(source, sentence, at, scratch, &mut report, observer);
        }
        let sample = Sample::new(source, &report, &scratch.marks, echo);
        report.metrics = framing::compute(&sample, self.experimental);
        report
    }

    /// What the lists and models know of the words of all sentences, and what shifters do to what is found.
    fn match_lists(&self, source: &str, scratch: &mut Scratch) {
        let Scratch { tokens, bounds, matcher, matches, match_bounds, numbers, .. } = scratch;
        let shifts = &mut scratch.shifts;
        let Inventory { catalog, numbers: known, .. } = &*self.inventory;
        matches.clear();
        match_bounds.clear();
        match_bounds.push(0);
        for bounds in bounds.windows(2) {
            let tokens = &tokens[bounds[0] as usize..bounds[1] as usize];
            catalog.find(source, tokens, matcher, matches);
            match_bounds.push(matches.len() as u32);
        }
        shifts.clear();
        for (bounds, match_bounds) in bounds.windows(2).zip(match_bounds.windows(2)) {
            let tokens = &tokens[bounds[0] as usize..bounds[1] as usize];
            let matches = &matches[match_bounds[0] as usize..match_bounds[1] as usize];
            shifts.read(catalog, &Casing::new(source, tokens), tokens, matches);
        }
        known.look_up(catalog.words(), source, (tokens, bounds), numbers);
    }

    /// The voices of all sentences and the sentiment of each.
    fn score_voices(
        article: &Article,
        quotes: &[Quote],
        stretches: &Stretches,
        scratch: &mut Scratch,
    ) {
        let Scratch { voices, voice_bounds, compounds, sentiments, vader, .. } = scratch;
        let vader = vader.get_or_insert_with(|| Vader::compat().scorer());
        let source = article.source();
        voices.clear();
        compounds.clear();
        sentiments.clear();
        voice_bounds.clear();
        voice_bounds.push(0);
        for sentence in article.sentences() {
            let first = voices.len();
            voice::partition(source, sentence.span, quotes, stretches, voices);
            let whole = vader.score(sentence.span.of(source));
            compounds.extend(voices[first..].iter().map(|part| match part.span {
                span if span == sentence.span => whole.compound,
                span => vader.score(span.of(source)).compound,
            }));
            sentiments.push(whole);
            voice_bounds.push(voices.len() as u32);
        }
    }

    /// Terms and scores of one sentence, appended to the report.
    fn sentence(
        &self,
        source: &str,
        sentence: &Sentence,
        at: usize,
        scratch: &mut Scratch,
        report: &mut ArticleReport,
        observer: &mut impl Observer,
    ) {
        let Scratch { numbers, parts, terms: listed, themes, marks, .. } = scratch;
        let Scratch { shifts, shifts_here, toward, .. } = scratch;
        let here = |bounds: &[u32]| bounds[at] as usize..bounds[at + 1] as usize;
        let first_word = scratch.bounds[at];
        let tokens = &scratch.tokens[here(&scratch.bounds)];
        let matches = &scratch.matches[here(&scratch.match_bounds)];
        let voices = &scratch.voices[here(&scratch.voice_bounds)];
        let compounds = &scratch.compounds[here(&scratch.voice_bounds)];
        let sentiment = scratch.sentiments[at];
        let Inventory { catalog, models, numbers: known, .. } = &*self.inventory;

        let first_term = report.terms.len();
        let casing = Casing::new(source, tokens);
        listed.clear();
        themes.clear();
        terms::in_context(catalog, &casing, tokens, matches, voices, (listed, themes));
        let Themes { moral, frames } = terms::themes(themes);
        let first_mark = marks.len();
        let (shifts, toward) = (shifts.of(at), toward.of(at));
        let tone = terms::tone_marks(shifts, tokens, marks);
        let found = Found {
            catalog,
            source,
            sentence: sentence.span,
            casing: &casing,
            tokens,
            matches,
            shifts,
            terms: listed,
            themes,
            voices,
            sentiment,
            tone,
        };
        observer.sentence(&found);
        let first_part = report.contributions.len();
        let words = 0..tokens.len() as u32;
        known.show(ModelKind::Valence, first_word, numbers);
        let valence = models.get(ModelKind::Valence).map(|model| {
            let mut sums = model.sums(0);
            sentiment::parts(tokens, shifts, numbers, &mut sums);
            if self.contributions {
                parts.clear();
                sentiment::parts(tokens, shifts, numbers, parts);
                explain::model(model, parts, sentence.span, "valence", &mut report.contributions);
            }
            let [valence] = sums.get();
            valence.clamp(-1.0, 1.0)
        });
        known.show(ModelKind::Bias, first_word, numbers);
        let bias_model = models.get(ModelKind::Bias);
        let bias_logit = bias_model.map(|model| {
            if self.contributions {
                parts.clear();
                bias::parts(&found, words.clone(), numbers, parts);
                explain::model(model, parts, sentence.span, "bias", &mut report.contributions);
            }
            bias::of_words(model, &found, words, numbers)
        });

        let bias = bias_logit.map(sigmoid);
        let first_voice = report.voices.len();
        let mut at = 0;
        for (&Part { span, voice, attribution }, &compound) in voices.iter().zip(compounds) {
            let rest = &tokens[at as usize..];
            let words = rest.partition_point(|token| token.span.start < span.end) as u32;
            let mut part = VoiceReport { span, voice, attribution, words, compound, tone, bias };
            if span != sentence.span {
                let here = at..at + words;
                part.tone = found.tone_of(here.clone(), shifts_here);
                part.bias =
                    bias_model.map(|model| sigmoid(bias::of_words(model, &found, here, numbers)));
            }
            report.voices.push(part);
            at += words;
        }
        match bias_model.zip(bias_logit) {
            _ if found.terms.is_empty() => {}
            Some((model, logit)) => {
                let setting = bias::Setting::new(&found, logit, numbers);
                self.weigh(model, &found, &setting, (numbers, parts), report);
            }
            None => report.terms.extend_from_slice(found.terms),
        }
        let here = &report.terms[first_term..];
        let loaded = terms::loaded_score(here);
        marks.extend_from_slice(found.themes);
        terms::term_marks(catalog, here, marks);
        if self.experimental {
            terms::style_marks(source, sentence, (tokens, matches), voices, marks);
        }
        if self.contributions {
            explain::lists(&found, here, &mut report.contributions);
        }
        let (contributions, mentioned) = toward;
        report.contributions.extend_from_slice(contributions);
        marks.extend_from_slice(mentioned);
        marks[first_mark..].sort_by_key(|mark| mark.span.start);
        report.sentences.push(SentenceReport {
            span: sentence.span,
            place: sentence.place,
            paragraph: sentence.paragraph,
            words: tokens.len() as u32,
            sentiment,
            loaded,
            tone,
            valence,
            bias,
            moral,
            frames,
            letters: text::letters(source, tokens),
            voices: first_voice as u32..report.voices.len() as u32,
            terms: first_term as u32..report.terms.len() as u32,
            contributions: first_part as u32..report.contributions.len() as u32,
        });
    }

    /// Appends the terms of a sentence with the weights that the model gives the loaded ones. `numbers` are
    /// those of the sentence's words.
    fn weigh(
        &self,
        model: &Model,
        found: &Found,
        setting: &bias::Setting,
        (numbers, parts): (&WordNumbers, &mut Parts),
        report: &mut ArticleReport,
    ) {
        for term in found.terms {
            // a list of the caller says what he means
            let fact = found.catalog.fact(term.entry);
            if !term.loaded || fact.callers {
                report.terms.push(*term);
                continue;
            }
            let by_list = fact.class != FOUND_BY_MODEL;
            let (words, listed) = (found.words_of(term.span), by_list.then_some(term.weight));
            let mut sums = model.sums(bias::TERM);
            bias::term_parts(found, words.clone(), listed, (setting, numbers), &mut sums);
            let [logit] = sums.get();
            let weight = sigmoid(logit);
            if by_list || weight >= terms::WEAKEST {
                report.terms.push(Term { weight, ..*term });
                if self.contributions {
                    parts.clear();
                    bias::term_parts(found, words, listed, (setting, numbers), parts);
                    explain::term(model, parts, term.span, &mut report.contributions);
                }
            }
        }
    }
}
