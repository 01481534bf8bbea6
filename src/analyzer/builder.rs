//! Building an analyzer: lists, models and options.

use std::panic::resume_unwind;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

use super::{Analyzer, FEATURES};
use crate::Error;
use crate::actors::ActorNames;
use crate::bias;
use crate::lexicon::{self, Catalog, Draft, Lexicon, Overlay};
use crate::model::{JoinedWords, LOADED_WORDS, Model, ModelKind, Models};
use crate::report::{Inventory, words_of_rooms};

/// About so many words do the built-in lists, models and rooms have together.
const WORDS: usize = 50_000;

/// The built-in lists are compiled once a process.
pub(super) static BUILT_IN: LazyLock<Arc<Inventory>> =
    LazyLock::new(|| Arc::new(inventory(lexicon::built_in, shipped, &[], None)));

/// The shipped model of a kind. One of other features than those of now would be asked for weights that it has not
/// (tests/repository.rs tells that it is stale).
fn shipped(kind: ModelKind) -> Option<Arc<Model>> {
    Model::built_in(kind).filter(|model| model.check_features(FEATURES[kind as usize]).is_ok())
}

/// Models and lists are read and made an automaton here, while another thread reads rooms and numbers words.
fn inventory(
    lexicons: impl FnOnce() -> Vec<Lexicon>,
    model: impl Fn(ModelKind) -> Option<Arc<Model>> + Sync,
    overlays: &[Overlay],
    actors: Option<&ActorNames>,
) -> Inventory {
    let number_words = || {
        // first, as the models are being read
        let mut words = words_of_rooms(WORDS);
        let models = Models::new(&model);
        let numbers = JoinedWords::new(&models, &mut words);
        (words, models, numbers)
    };
    let draft = || {
        // all of them, as the other thread has more to do
        let [bias, ..] = ModelKind::ALL.map(&model);
        let mut lexicons = lexicons();
        // first, as of entries with the very same words the later list counts
        if let Some(model) = bias {
            let mut found = model.loaded_words(bias::CANDIDATE, bias::weight_alone);
            for overlay in overlays {
                found.entries.retain(|entry| !overlay.drops(&entry.term));
            }
            lexicons.insert(0, found);
        }
        Draft::new(lexicons)
    };
    let ((mut words, models, numbers), (draft, drafted)) = both(number_words, draft);
    let (symbols, compiled) = both(|| drafted.added_to(&mut words), || draft.compile());
    let catalog = Catalog::with_words(compiled, words, &symbols);
    Inventory::new(catalog, models, numbers, actors.map(ActorNames::provenance))
}

/// Calls both, the first on a thread of its own if there is one to be had.
fn both<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    let first = Mutex::new(Some(first));
    let call = || first.lock().ok()?.take().map(|first| first());
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, call);
        let second = second();
        let first = match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => call(),
        };
        (first.unwrap_or_else(|| unreachable!("it was called once")), second)
    })
}

/// Builds an [`Analyzer`]: see [`Analyzer::builder`].
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Debug)]
pub struct AnalyzerBuilder {
    built_in: bool,
    fitted: bool,
    models: Vec<Model>,
    lexicons: Vec<Lexicon>,
    overlays: Vec<Overlay>,
    actors: Option<ActorNames>,
    contributions: bool,
    experimental: bool,
}

impl Default for AnalyzerBuilder {
    fn default() -> Self {
        Self {
            built_in: true,
            fitted: true,
            models: Vec::new(),
            lexicons: Vec::new(),
            overlays: Vec::new(),
            actors: None,
            contributions: false,
            experimental: false,
        }
    }
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

    /// Puts a model of yours in the place of the shipped one of its kind, or where none shipped.
    #[must_use]
    pub fn model(mut self, model: Model) -> Self {
        self.models.push(model);
        self
    }

    /// Whether the shipped models are used (default: they are, with the crate feature `fitted` and the
    /// built-in lists). They were fitted with the built-in lists; loaded lists and overlays of yours
    /// change what they see.
    #[must_use]
    pub fn fitted(mut self, yes: bool) -> Self {
        self.fitted = yes;
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
    /// When two lists have the same id, a loaded list has a weight outside 0 to 1, an overlay is for a list
    /// or a term that is not there, or a model of yours was made for other features or lists.
    pub fn build(self) -> Result<Analyzer, Error> {
        let actors = self.actors.filter(|names| !names.is_empty());
        let plain = self.lexicons.is_empty()
            && self.overlays.is_empty()
            && actors.is_none()
            && self.models.is_empty()
            && self.fitted
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
                let is_taken = list.id() == LOADED_WORDS
                    || lexicons[..i].iter().any(|other| other.id() == list.id());
                if is_taken {
                    return Err(Error::duplicate_lexicon(list.id()));
                }
            }
            for overlay in &self.overlays {
                overlay.apply(&mut lexicons)?;
            }
            for list in lexicons.iter().filter(|list| list.is_loaded()) {
                let mut outside = None;
                list.each(|term, _, weight, _| {
                    if !(0.0..=1.0).contains(&weight) {
                        outside
                            .get_or_insert_with(|| Error::loaded_weight(list.id(), term, weight));
                    }
                });
                outside.map_or(Ok(()), Err)?;
            }
            // before any weight is asked for
            for model in &self.models {
                model.check_features(FEATURES[model.kind() as usize])?;
            }
            let models: Vec<Arc<Model>> = self.models.into_iter().map(Arc::new).collect();
            let model = |kind| {
                let given = models.iter().rfind(|model| model.kind() == kind).cloned();
                given.or_else(|| (self.built_in && self.fitted).then(|| shipped(kind))?)
            };
            let inventory = inventory(|| lexicons, model, &self.overlays, actors.as_ref());
            if !models.is_empty() {
                let features = inventory.features();
                models.iter().try_for_each(|model| model.check_lexicons(&features))?;
            }
            Arc::new(inventory)
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
