//! The pipeline, from an article to its report.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::Error;
use crate::actors::{self, ActorNames, ActorScratch};
use crate::framing::{self, Sample};
use crate::lexicon::{self, Catalog, Entry, Lexicon, Match, MatchScratch, Overlay, Provenance};
use crate::report::{
    ActorScore, ArticleReport, Contribution, Feature, Inventory, SentenceReport, VoiceReport,
};
use crate::sentiment::{self, Vader};
use crate::target::{self, Scene, TargetReport};
use crate::terms::{self, Mark, Term, Themes};
use crate::text::{self, Article, Casing, Sentence, Span, Token, tokenize};
use crate::voice::{self, Part, Quote, QuoteKind, Stretches};

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

/// The built-in lists are compiled once a process.
static BUILT_IN: LazyLock<Arc<Inventory>> =
    LazyLock::new(|| Arc::new(inventory(lexicon::built_in(), None)));

fn inventory(lexicons: Vec<Lexicon>, actors: Option<&ActorNames>) -> Inventory {
    let lists = text::LISTS.iter().chain(&lexicon::LISTS).chain(&actors::LISTS);
    let lists = lists.chain(&voice::LISTS).chain(&target::LISTS);
    let mut others: Vec<Provenance> = lists.map(|(_, text)| Provenance::of_list(text)).collect();
    others.push(sentiment::provenance());
    others.extend(lexicon::read_apart().iter().map(|list| {
        let overlap = list.overlap().name().to_owned();
        Provenance { overlap, ..list.provenance().clone() }
    }));
    others.extend(actors.map(ActorNames::provenance));
    Inventory::new(Catalog::new(lexicons), others)
}

/// Memory that one thread reuses from article to article.
#[derive(Debug, Default)]
struct Scratch {
    tokens: Vec<Token>,
    /// Where in `tokens` each sentence begins, and their number.
    bounds: Vec<u32>,
    actors: ActorScratch,
    matches: Vec<Match>,
    matcher: MatchScratch,
    marks: Vec<Mark>,
    voices: Vec<Part>,
    blocks: Vec<Span>,
    mentions: Vec<Mention>,
    vader: Option<sentiment::Scorer>,
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
    /// With the built-in lists. Cheap: the first call of a process compiles them in 40 to 60
    /// milliseconds, half a second without optimisation; every other takes a moment.
    pub fn new() -> Self {
        Self {
            inventory: Arc::clone(&BUILT_IN),
            actors: None,
            contributions: false,
            experimental: false,
        }
    }

    /// For lists of your own, and for contributions.
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder {
            built_in: true,
            lexicons: Vec::new(),
            overlays: Vec::new(),
            actors: None,
            contributions: false,
            experimental: false,
        }
    }

    /// Every list that has a part in the scores, with version, licence, sources and hash.
    pub fn manifest(&self) -> &[Provenance] {
        &self.inventory.manifest
    }

    /// SHA-256 over the lists of the manifest, as in every record.
    pub fn fingerprint(&self) -> &str {
        &self.inventory.fingerprint
    }

    /// Analyses an article. Never fails, whatever the text.
    pub fn article(&self, article: &Article) -> ArticleReport {
        SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
            Ok(mut scratch) => self.run(article, &mut scratch),
            Err(_) => self.run(article, &mut Scratch::default()),
        })
    }

    /// Analyses many articles on all threads of the current rayon pool; the reports come in the
    /// articles' order and do not depend on the number of threads.
    pub fn articles(&self, articles: &[Article]) -> Vec<ArticleReport> {
        articles.par_iter().map(|article| self.article(article)).collect()
    }

    fn run(&self, article: &Article, scratch: &mut Scratch) -> ArticleReport {
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
                .map(|&span| TargetReport::new(span, 0.0))
                .collect(),
            contributions: Vec::new(),
            explained: self.contributions,
            metrics: Vec::new(),
        };
        scratch.blocks.clear();
        scratch.blocks.extend(article.blocks().iter().map(|block| block.span));
        let Scratch { tokens, bounds, actors, blocks, mentions: toward, .. } = scratch;
        tokens.clear();
        bounds.clear();
        bounds.push(0);
        for sentence in article.sentences() {
            tokenize(source, sentence.span, tokens);
            bounds.push(tokens.len() as u32);
        }
        let given = self.actors.as_deref();
        report.actors = actors::find(source, article.sentences(), tokens, bounds, given, actors);
        actors::mask(&report.actors, tokens, bounds);
        report.actor_scores.resize_with(report.actors.len(), ActorScore::default);
        mentions(&report, toward);
        let quotes = voice::quotes(source, blocks, article.sentences(), tokens);
        report.attributions = voice::attributions(article, tokens, &report.actors, &quotes);
        let stretches = Stretches::new(&report.attributions);
        let named = actors::given_mentions(&report.actors);
        let echo = text::echo(source, article.sentences(), tokens, bounds, &named);
        scratch.marks.clear();
        for (at, sentence) in article.sentences().iter().enumerate() {
            self.sentence(source, sentence, at, (&quotes, &stretches), scratch, &mut report);
        }
        let sample = Sample::new(source, &report, &scratch.marks, echo);
        report.metrics = framing::compute(&sample, self.experimental);
        report
    }

    /// Words, terms, voices and scores of one sentence, appended to the report.
    fn sentence(
        &self,
        source: &str,
        sentence: &Sentence,
        at: usize,
        (quotes, stretches): (&[Quote], &Stretches),
        scratch: &mut Scratch,
        report: &mut ArticleReport,
    ) {
        let Scratch { tokens, bounds, matches, matcher, marks, voices, vader, mentions, .. } =
            scratch;
        let tokens = &tokens[bounds[at] as usize..bounds[at + 1] as usize];
        let vader = vader.get_or_insert_with(|| Vader::compat().scorer());
        let catalog = &self.inventory.catalog;
        let text = sentence.span.of(source);

        matches.clear();
        catalog.find(source, tokens, matcher, matches);
        voices.clear();
        voice::partition(source, sentence.span, quotes, stretches, voices);
        let first_term = report.terms.len();
        let casing = Casing::new(source, tokens);
        terms::in_context(catalog, &casing, tokens, matches, voices, &mut report.terms);
        let Themes { moral, frames } = terms::themes(catalog, matches);
        let sentiment = vader.score(text);
        let tone_of = |words: Range<u32>| {
            let from = matches.partition_point(|found| found.first < words.start);
            let to = matches.partition_point(|found| found.first < words.end);
            let here = &matches[from..to];
            sentiment::tone(catalog, &casing, tokens, here, words, |_, _, _| ())
        };
        let first_mark = marks.len();
        let tone = terms::tone_marks(catalog, &casing, tokens, matches, marks);
        terms::marks(catalog, tokens, matches, &report.terms[first_term..], marks);
        if self.experimental {
            terms::style_marks(catalog, source, sentence, (tokens, matches), voices, marks);
        }
        marks[first_mark..].sort_by_key(|mark| mark.span.start);

        let first_voice = report.voices.len();
        let mut at = 0;
        for &Part { span, voice, attribution } in voices.iter() {
            let rest = &tokens[at as usize..];
            let words = rest.partition_point(|token| token.span.start < span.end) as u32;
            let (compound, tone) = if span == sentence.span {
                (sentiment.compound, tone)
            } else {
                (vader.score(span.of(source)).compound, tone_of(at..at + words))
            };
            report.voices.push(VoiceReport { span, voice, attribution, words, compound, tone });
            at += words;
        }
        let found = &report.terms[first_term..];
        let loaded = terms::loaded_score(found);
        let first_part = report.contributions.len();
        if self.contributions {
            let out = &mut report.contributions;
            explain(source, sentence.span, found, out);
            explain_lists(catalog, &casing, tokens, matches, out);
        }
        let words = Words { source, sentence: sentence.span, casing: &casing, tokens, matches };
        self.toward(&words, quotes, mentions, report);
        report.sentences.push(SentenceReport {
            span: sentence.span,
            place: sentence.place,
            paragraph: sentence.paragraph,
            words: tokens.len() as u32,
            sentiment,
            loaded,
            tone,
            moral,
            frames,
            letters: text::letters(source, tokens),
            voices: first_voice as u32..report.voices.len() as u32,
            terms: first_term as u32..report.terms.len() as u32,
            contributions: first_part as u32..report.contributions.len() as u32,
        });
    }
}

/// A sentence with what was found in it.
struct Words<'a> {
    source: &'a str,
    sentence: Span,
    casing: &'a Casing<'a>,
    tokens: &'a [Token],
    matches: &'a [Match],
}

/// A place in the text that names somebody: what is said of them there?
#[derive(Clone, Copy, Debug)]
struct Mention {
    span: Span,
    of: Whom,
}

#[derive(Clone, Copy, Debug)]
enum Whom {
    /// A target of the caller.
    Target(u32),
    /// An actor of the article.
    Actor(u32),
}

/// All mentions of targets and actors, by their start.
fn mentions(report: &ArticleReport, out: &mut Vec<Mention>) {
    out.clear();
    out.extend((0..).zip(&report.targets).map(|(i, target)| {
        let span = Span::new(target.start, target.end);
        Mention { span, of: Whom::Target(i) }
    }));
    out.extend((0..).zip(&report.actors).flat_map(|(i, actor)| {
        let mentions = actor.mentions.iter();
        mentions.map(move |mention| Mention { span: mention.span, of: Whom::Actor(i) })
    }));
    out.sort_by_key(|mention| mention.span.start);
}

impl Analyzer {
    /// What a sentence says of those whom it mentions; `mentions` are those of the article.
    fn toward(
        &self,
        words: &Words,
        quotes: &[Quote],
        mentions: &[Mention],
        report: &mut ArticleReport,
    ) {
        let &Words { source, sentence, casing, tokens, matches } = words;
        let from = mentions.partition_point(|mention| mention.span.start < sentence.start);
        let len = mentions[from..].partition_point(|mention| mention.span.start < sentence.end);
        let here = &mentions[from..from + len];
        if here.is_empty() {
            return;
        }
        let spans: Vec<Span> = here.iter().map(|mention| mention.span).collect();
        let first = quotes.partition_point(|quote| quote.span.end <= sentence.start);
        let speech: Vec<Span> = quotes[first..]
            .iter()
            .take_while(|quote| quote.span.start < sentence.end)
            .filter(|quote| quote.depth == 0 && quote.kind == QuoteKind::Speech)
            .map(|quote| quote.span)
            .collect();
        let catalog = &self.inventory.catalog;
        let scene = Scene::new(catalog, casing, source, tokens, matches, &speech, &spans);
        for &Mention { span, of } in here {
            let (score, index) = match of {
                Whom::Target(index) => ("targets", index),
                Whom::Actor(index) => ("actors", index),
            };
            let from = report.contributions.len();
            let tone = target::toward(&scene, span, |span, rule, amount| {
                if self.contributions {
                    let (target, feature) = (Some(index), Feature::Rule(rule));
                    report.contributions.push(Contribution {
                        score,
                        span,
                        target,
                        feature,
                        amount,
                    });
                }
            });
            match of {
                Whom::Target(index) => {
                    report.targets[index as usize] = TargetReport::new(span, tone);
                }
                Whom::Actor(index) => {
                    let count = report.actors[index as usize].mentions.len() as f64;
                    let scores = &mut report.actor_scores[index as usize];
                    scores.tone += tone / count;
                    scores.agency.count(target::agency(&scene, span));
                    // an actor's tone is a mean of tones: so are its shares
                    let shares = &mut report.contributions[from..];
                    let scale =
                        target::slope(shares.iter().map(|share| share.amount).sum()) / count;
                    for share in shares {
                        share.amount *= scale;
                    }
                }
            }
        }
    }
}

/// What the scores of a sentence are made of.
fn explain(source: &str, sentence: Span, terms: &[Term], out: &mut Vec<Contribution>) {
    let explanation = Vader::compat().explain(sentence.of(source));
    for hit in &explanation.hits {
        let span = hit.span.shifted(sentence.start);
        let part = |rule, amount| Contribution {
            score: "sentiment",
            span,
            target: None,
            feature: Feature::Rule(rule),
            amount,
        };
        out.push(part("valence", hit.base));
        out.extend(hit.steps.iter().map(|step| part(step.rule.name(), step.amount)));
    }
    out.extend(terms.iter().filter(|term| term.loaded).map(|term| Contribution {
        score: "loaded",
        span: term.span,
        target: None,
        feature: Feature::Term(term.entry),
        amount: terms::loaded_amount(term.weight),
    }));
}

/// The same of the scores that are made of matches alone.
fn explain_lists(
    catalog: &Catalog,
    casing: &Casing,
    tokens: &[Token],
    matches: &[Match],
    out: &mut Vec<Contribution>,
) {
    let words = 0..tokens.len() as u32;
    sentiment::tone(catalog, casing, tokens, matches, words, |found, rule, amount| {
        let (span, feature) = (found.span(tokens), Feature::Rule(rule));
        out.push(Contribution { score: "tone", span, target: None, feature, amount });
    });
    out.extend(matches.iter().filter_map(|found| {
        let score = terms::theme_of(catalog, found.entry)?;
        let (span, feature) = (found.span(tokens), Feature::Term(found.entry));
        let amount = catalog.fact(found.entry).weight;
        Some(Contribution { score, span, target: None, feature, amount })
    }));
}

/// Builds an [`Analyzer`]: see [`Analyzer::builder`].
#[derive(Clone, Debug)]
pub struct AnalyzerBuilder {
    built_in: bool,
    lexicons: Vec<Lexicon>,
    overlays: Vec<Overlay>,
    actors: Option<ActorNames>,
    contributions: bool,
    experimental: bool,
}

impl AnalyzerBuilder {
    /// Adds a list of yours. Its terms are reported; they count as loaded if its id begins with
    /// `loaded`.
    #[must_use]
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicons.push(lexicon);
        self
    }

    /// Changes single entries of a list, built-in or yours; overlays are applied in turn.
    #[must_use]
    pub fn overlay(mut self, overlay: Overlay) -> Self {
        self.overlays.push(overlay);
        self
    }

    /// Actors of yours, found before all others. They go into the manifest and into the hash of
    /// every record: words inside an actor's name carry no hit, so they have a part in the scores.
    #[must_use]
    pub fn actors(mut self, names: ActorNames) -> Self {
        self.actors = Some(names);
        self
    }

    /// Whether the built-in lists are used (default: they are).
    #[must_use]
    pub fn built_in(mut self, yes: bool) -> Self {
        self.built_in = yes;
        self
    }

    /// Whether reports hold what each score is made of (default: they do not; it costs time).
    #[must_use]
    pub fn contributions(mut self, yes: bool) -> Self {
        self.contributions = yes;
        self
    }

    /// Whether reports hold the experimental metrics too (default: they do not). Their definitions may
    /// change or go; with the built-in lists, the two that only they use have a part in the hash of every
    /// record.
    #[must_use]
    pub fn experimental(mut self, yes: bool) -> Self {
        self.experimental = yes;
        self
    }

    /// The analyzer.
    ///
    /// # Errors
    /// When two lists have the same id, a loaded list has a weight outside 0 to 1, or an overlay is
    /// for a list or a term that is not there.
    pub fn build(self) -> Result<Analyzer, Error> {
        let actors = self.actors.filter(|names| !names.is_empty());
        let plain = self.lexicons.is_empty()
            && self.overlays.is_empty()
            && actors.is_none()
            && !self.experimental;
        let inventory = if self.built_in && plain {
            Arc::clone(&BUILT_IN)
        } else {
            let mut lexicons = if self.built_in { lexicon::built_in() } else { Vec::new() };
            if self.built_in && self.experimental {
                lexicons.extend(lexicon::on_request());
            }
            lexicons.extend(self.lexicons);
            for (i, list) in lexicons.iter().enumerate() {
                if lexicons[..i].iter().any(|other| other.id() == list.id()) {
                    return Err(Error::duplicate_lexicon(list.id()));
                }
            }
            for overlay in &self.overlays {
                overlay.apply(&mut lexicons)?;
            }
            for list in lexicons.iter().filter(|list| list.is_loaded()) {
                let outside = |entry: &&Entry| !(0.0..=1.0).contains(&entry.weight);
                if let Some(entry) = list.entries().iter().find(outside) {
                    return Err(Error::loaded_weight(list.id(), &entry.term, entry.weight));
                }
            }
            Arc::new(inventory(lexicons, actors.as_ref()))
        };
        let actors = actors.map(Arc::new);
        Ok(Analyzer {
            inventory,
            actors,
            contributions: self.contributions,
            experimental: self.experimental,
        })
    }
}
