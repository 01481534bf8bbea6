//! What an analysis finds: compact data, and the JSON records that are views of it.

mod actors;
mod arc;
mod inventory;
mod owned;
mod sources;
mod splits;
mod view;

use std::ops::Range;
use std::sync::Arc;

pub use actors::ActorView;
pub(crate) use arc::{WAVES, tone_arc};
pub(crate) use inventory::{Inventory, words_of_rooms};
pub use owned::{
    ActorRecord, ArticleRecord, ArticleSentence, AttributionRecord, ContributionRecord, CueRecord,
    EstimateRecord, HeadlineRecord, LineRecord, MetaRecord, MetaSpan, MetricRecord, SentenceFields,
    SentenceRecord, ShareRecord, SourceRecord, TermRecord, VoiceRecord,
};
pub use sources::SourceShare;
pub use splits::Splits;
pub use view::{ArticleView, SentenceView};

use crate::actors::{Actor, ActorNames};
use crate::lexicon::{Entry, EntryId, Lexicon};
use crate::sentiment::Scores;
use crate::stats;
use crate::target::{AgencyCounts, TargetReport};
use crate::terms::Term;
use crate::text::{Article, Letters, Place, Sentence, Span};
use crate::voice::{Attribution, Voice};

/// What one article holds. Spans count bytes of the article's source.
#[derive(Clone, Debug)]
pub struct ArticleReport {
    pub(crate) inventory: Arc<Inventory>,
    pub(crate) sentences: Vec<SentenceReport>,
    pub(crate) voices: Vec<VoiceReport>,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) terms: Vec<Term>,
    pub(crate) actors: Vec<Actor>,
    /// By actor.
    pub(crate) actor_scores: Vec<ActorScore>,
    /// The caller's actors, whose names the report may hold.
    pub(crate) given: Option<Arc<ActorNames>>,
    /// By target of the article.
    pub(crate) targets: Vec<TargetReport>,
    pub(crate) contributions: Vec<Contribution>,
    /// Whether contributions were asked for.
    pub(crate) explained: bool,
    pub(crate) metrics: Vec<Metric>,
}

/// Scores of one sentence.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SentenceReport {
    /// The sentence.
    pub span: Span,
    /// Where it stands.
    pub place: Place,
    /// Number of its body paragraph, from 0.
    pub paragraph: Option<u32>,
    /// Words in it.
    pub words: u32,
    /// VADER's scores, rounded as Python rounds them.
    pub sentiment: Scores,
    /// `1 − Π(1 − weight)` over its loaded terms, 0 to 1. Weights are those in context: see
    /// [`Term::weight`].
    pub loaded: f64,
    /// The tone of news, −1 (negative) to 1 (positive), by rules over the lists `tone/`.
    ///
    /// `tone = x / √(x² + 2)` of `x = Σ v / √n`: n the words of the sentence, v the valence (−4 to 4)
    /// of each charged word or phrase after these rules. A text n times over has √n times the x.
    /// Last column: Pearson's r with 20 human raters (`evaluate news-sentiment`: .633 with all
    /// rules, .587 with none but the sum, VADER .496) when the rule is left out.
    ///
    /// | rule | what it does | in VADER | r without |
    /// | --- | --- | --- | --- |
    /// | phrase | the longest entry counts and hides its words ("fed up", "war room" 0) | a few idioms | .624 |
    /// | name | a word in a proper name has no valence ("the Hope Foundation") | – | .628 |
    /// | negation | "not", "nobody", "isn’t", "isnt" turn a word up to five words on: v × factor × ½ | three words, × −.74 | .615 |
    /// | reversal | "failed to", "lack of", "prevented" turn likewise | – | .613 |
    /// | irrealis | "if", "could", "hopes to" weaken the rest of the clause: v × factor | – | .629 |
    /// | intensifier | "deeply" strengthens a word up to two words on: v × factor | ± .293, three words | .630 |
    /// | diminisher | "slightly" weakens it | ± .293, three words | .631 |
    /// | scope | none of these reaches over a comma, stop, colon, semicolon, bracket or dash | no such bound | .628 |
    /// | contrast | nor over "but", "although", "because" | weighs the halves ½ and 1½ | .633 |
    /// | half | what is turned counts half: "not good" is less bad than "bad" | × −.74 | .627 |
    /// | length | the sum is divided by √n | not divided | .626 |
    ///
    /// Capitals, `!` and `?` change nothing, other than in VADER. Factors are those of
    /// `tone/shifters`. The rules stay as they are; the fitted scores are [`valence`](Self::valence) and
    /// [`bias`](Self::bias).
    pub tone: f64,
    /// The tone of news as 20 readers rate it, −1 (negative) to 1 (positive), by the model `valence`: a sum of
    /// features and words, cut at −1 and 1. `None` without a model (crate feature `fitted`).
    pub valence: Option<f64>,
    /// The probability that experts would call the sentence biased, 0 to 1, by the model `bias`:
    /// `1 / (1 + e^−z)` of a sum z of features times weights. `None` without a model (crate feature `fitted`).
    ///
    /// With n words, each of which has two numbers in the model (a: by how much its log-odds of being
    /// marked by readers exceed the average word's; b: its weight in a sentence), the features are
    ///
    /// | features | value |
    /// | --- | --- |
    /// | `words.weight` | Σ b / √n |
    /// | `words.marked`, `…_squared`, `…_most` | Σ a, Σ a², the largest a, over words whose a is above 0 |
    /// | `loaded.any`, `loaded.most`, `loaded.density` | 1 − Π(1 − weight), the largest weight, Σ weight / n, of loaded terms outside quotations as the lists weigh them |
    /// | `loaded.quoted` | 1 − Π(1 − weight) of those inside |
    /// | `epistemic.…`, `moral.…` | number of terms, and sum of their weights, / √n |
    /// | `style.length` | ln n |
    /// | `style.quoted`, `style.reported` | share of the words in quotations and in reported speech |
    /// | `style.numbers`, `.contractions`, `.capitals`, `.question`, `.exclamation` | how many ("40", "don’t", "SHOUT", "?", "!"), / √n |
    ///
    /// Words of actors' names have no numbers.
    pub bias: Option<f64>,
    /// What the sentence has of each moral foundation: the sum of the weights of its terms, 0 and
    /// above. In the order of [`FOUNDATIONS`](crate::FOUNDATIONS).
    pub moral: [f64; 5],
    /// The same of each policy frame, in the order of [`POLICY_FRAMES`](crate::POLICY_FRAMES).
    pub frames: [f64; 15],
    pub(crate) letters: Letters,
    pub(crate) voices: Range<u32>,
    pub(crate) terms: Range<u32>,
    pub(crate) contributions: Range<u32>,
}

impl SentenceReport {
    /// With nothing but its sentiment and its voices.
    pub(crate) fn new(sentence: &Sentence, sentiment: Scores, voices: Range<u32>) -> Self {
        let &Sentence { span, place, paragraph } = sentence;
        Self {
            span,
            place,
            paragraph,
            words: 0,
            sentiment,
            loaded: 0.0,
            tone: 0.0,
            valence: None,
            bias: None,
            moral: [0.0; 5],
            frames: [0.0; 15],
            letters: Letters::default(),
            voices,
            terms: 0..0,
            contributions: 0..0,
        }
    }
}

/// A stretch of a sentence in one voice.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct VoiceReport {
    /// The stretch; those of a sentence partition it.
    pub span: Span,
    /// Whose words it is.
    pub voice: Voice,
    /// Index of the innermost attribution in whose content it stands: see
    /// [`ArticleReport::attributions`].
    pub attribution: Option<u32>,
    /// Words in it.
    pub words: u32,
    /// VADER's compound of the stretch scored alone, −1 to 1.
    pub compound: f64,
    /// The tone of news of the stretch scored alone, −1 to 1.
    pub tone: f64,
    /// The bias probability of the stretch scored alone, 0 to 1; `None` without a model.
    pub bias: Option<f64>,
}

/// A signed share of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Contribution {
    /// The score it is a share of: `sentiment`, `loaded`, `tone`, `valence`, `bias`, `terms`, `targets`,
    /// `targets.negative`, `targets.positive`, `actors`, or a foundation or frame (`moral.care`,
    /// `frames.economic`).
    pub score: &'static str,
    /// The words that made it.
    pub span: Span,
    /// Of `targets…` and `actors`: the index of the target or actor.
    pub target: Option<u32>,
    pub(crate) feature: Feature,
    /// The share. Of `sentiment` they add up to the sum `s` of `compound = s / √(s² + 15)`; of
    /// `loaded` to the sum `s` of `loaded = 1 − e^(−s)`; of `tone` to the `x` of
    /// [`SentenceReport::tone`]; of `valence` to the valence before it is cut at −1 and 1; of `bias` to the z of
    /// [`SentenceReport::bias`]; of `terms`, those of one span, to the z of [`Term::weight`]; of `targets` to
    /// that of [`TargetReport::score`] by rules, of
    /// `targets.negative` and `targets.positive` to its two log-odds by a model;
    /// those of `actors` add up to the actor's tone, over all sentences; those of a foundation or frame are
    /// weights and add up to the score.
    pub amount: f64,
}

/// What an article says of an actor.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ActorScore {
    /// Mean tone of the mentions.
    pub(crate) tone: f64,
    pub(crate) agency: AgencyCounts,
}

/// What a contribution is called in records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Feature {
    Rule(&'static str),
    Term(EntryId),
}

/// A framing metric of one article.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Metric {
    /// Its id in the registry: see [`metrics`](crate::metrics).
    pub id: &'static str,
    /// Over the whole article.
    pub all: Estimate,
    /// By place, where the registry says so and the place has units.
    pub by_place: Splits<Place>,
    /// By voice, where the registry says so and the voice has units.
    pub by_voice: Splits<Voice>,
    /// By category, where the registry names any and the metric has units.
    pub by_category: Vec<(&'static str, Estimate)>,
    /// Which spans the value is made of and the share of each, where it is a sum; they add up to it. Empty
    /// unless the analyzer was built with [`contributions`](crate::AnalyzerBuilder::contributions).
    pub contributions: Vec<(Span, f64)>,
}

impl Metric {
    /// Nothing yet.
    // metrics are large: inlined, so that none is moved
    #[inline]
    pub(crate) fn new(id: &'static str) -> Self {
        Self {
            id,
            all: Estimate::default(),
            by_place: Splits::default(),
            by_voice: Splits::default(),
            by_category: Vec::new(),
            contributions: Vec::new(),
        }
    }
}

/// A number with what it rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Estimate {
    /// The value; `None` where it is not defined on the text.
    pub value: Option<f64>,
    /// Number of units (the registry names the unit).
    pub n: u32,
    /// 95 % interval; `None` where the metric has none, and where the units are too few or too alike to
    /// tell how the value varies.
    pub interval: Option<(f64, f64)>,
}

impl Estimate {
    /// The share of hits among n, with Wilson's interval.
    pub(crate) fn share(hits: u32, n: u32) -> Self {
        Self {
            value: (n > 0).then(|| f64::from(hits) / f64::from(n)),
            n,
            interval: stats::wilson_interval(hits as usize, n as usize),
        }
    }

    /// `(a − b)/(a + b)` of two counts, with Wilson's interval of a/(a + b) stretched to −1 and 1.
    pub(crate) fn balance(a: u32, b: u32) -> Self {
        let share = Self::share(a, a + b);
        let stretched = |p: f64| 2.0 * p - 1.0;
        Self {
            value: share.value.map(stretched),
            n: share.n,
            interval: share.interval.map(|(low, high)| (stretched(low), stretched(high))),
        }
    }

    /// The value with its interval, where it has both.
    pub(crate) fn bounded(&self) -> Option<(f64, (f64, f64))> {
        self.value.zip(self.interval)
    }
}

impl ArticleReport {
    /// The sentences, in order.
    pub fn sentences(&self) -> &[SentenceReport] {
        &self.sentences
    }

    /// Who is reported to say, think or want what, in the order of the cues.
    pub fn attributions(&self) -> &[Attribution] {
        &self.attributions
    }

    /// Whom it names, by first mention. `article` is the one that was analysed.
    pub fn actors<'a>(
        &'a self,
        article: &'a Article<'_>,
    ) -> impl ExactSizeIterator<Item = ActorView<'a>> {
        ActorView::all(self, article.source())
    }

    /// The sources that it names and the part each has in it, by first attribution. `article` is the one
    /// that was analysed.
    pub fn sources<'a>(&'a self, article: &'a Article<'_>) -> Vec<SourceShare<'a>> {
        sources::shares(self, article)
    }

    /// Every term found, in order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The tone toward the targets given with the article, in the order given.
    pub fn targets(&self) -> &[TargetReport] {
        &self.targets
    }

    /// The terms of one of its sentences.
    pub fn terms_of(&self, sentence: &SentenceReport) -> &[Term] {
        slice(&self.terms, &sentence.terms)
    }

    /// The voices of one of its sentences; they partition its span.
    pub fn voices_of(&self, sentence: &SentenceReport) -> &[VoiceReport] {
        slice(&self.voices, &sentence.voices)
    }

    /// What the scores of one of its sentences are made of; empty unless the analyzer was built
    /// with [`contributions`](crate::AnalyzerBuilder::contributions).
    pub fn contributions_of(&self, sentence: &SentenceReport) -> &[Contribution] {
        slice(&self.contributions, &sentence.contributions)
    }

    /// The metrics, in the order of the registry.
    pub fn metrics(&self) -> &[Metric] {
        &self.metrics
    }

    /// One metric by its id.
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.id == id)
    }

    /// The list and the entry of a term of this report.
    pub fn entry(&self, term: &Term) -> (&Lexicon, &Entry) {
        self.inventory.catalog.entry(term.entry)
    }

    /// Category of a term of this report, as records write it.
    pub fn category(&self, term: &Term) -> &str {
        &self.inventory.catalog.category(term.entry).1.name
    }

    /// Name of what made a contribution: a rule, a feature of a model (`intercept` is where the model
    /// starts), or list and category of a term.
    pub fn feature(&self, contribution: &Contribution) -> String {
        match contribution.feature {
            Feature::Rule(name) => name.to_owned(),
            Feature::Term(id) => {
                let (lexicon, category) = self.inventory.catalog.category(id);
                format!("{}:{}", lexicon.id(), category.name)
            }
        }
    }

    /// SHA-256 over all lists that had a part, as in every record.
    pub fn fingerprint(&self) -> &str {
        self.inventory.fingerprint()
    }

    /// The article record, for serde. `article` is the one that was analysed.
    pub fn record<'a>(&'a self, article: &'a Article<'_>) -> ArticleView<'a> {
        ArticleView::new(self, article)
    }

    /// The sentence record of an article read by
    /// [`Article::single_sentence`](crate::Article::single_sentence); of another article, that of its
    /// first sentence. `None` if it has no sentence.
    pub fn sentence_record<'a>(&'a self, article: &'a Article<'_>) -> Option<SentenceView<'a>> {
        self.sentences.first().map(|sentence| SentenceView::new(self, article, sentence))
    }
}

fn slice<'a, T>(all: &'a [T], range: &Range<u32>) -> &'a [T] {
    all.get(range.start as usize..range.end as usize).unwrap_or_default()
}
