//! What sentences say of those whom they mention.

use super::{Analyzer, FEATURES, Observer};
use crate::actors::Actor;
use crate::lexicon::EntryId;
use crate::model::{Model, ModelKind, Parts, WordNumbers};
use crate::report::{ActorScore, ArticleReport, Contribution, Feature};
use crate::target::{self, Judgement, Scene, SceneScratch, TargetReport, Tone};
use crate::terms::{Found, Kind, Mark};
use crate::text::{InRooms, Room, Span};
use crate::voice::Stretches;

/// A place in the text that names somebody: what is said of them there?
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    span: Span,
    of: Whom,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whom {
    /// A target of the caller.
    Target(u32),
    /// An actor of the article.
    Actor(u32),
}

impl Mention {
    pub(super) fn start(&self) -> u32 {
        self.span.start
    }

    /// The actor that is named, and where.
    pub(super) fn actor(&self) -> Option<(Span, u32)> {
        match self.of {
            Whom::Target(_) => None,
            Whom::Actor(actor) => Some((self.span, actor)),
        }
    }
}

/// All mentions of targets and actors, by their start.
pub(super) fn mentions(report: &ArticleReport, out: &mut Vec<Mention>) {
    out.clear();
    out.extend((0..).zip(&report.targets).map(|(i, target)| {
        let span = Span::new(target.start, target.end);
        Mention { span, of: Whom::Target(i) }
    }));
    out.extend((0..).zip(&report.actors).flat_map(|(i, actor)| {
        let mentions = actor.mentions.iter();
        mentions.map(move |mention| Mention { span: mention.span, of: Whom::Actor(i) })
    }));
    out.sort_unstable_by_key(|mention| (mention.span.start, mention.of));
}

/// What a report says of targets and actors.
pub(super) struct Said<'r> {
    pub(super) actors: &'r [Actor],
    pub(super) scores: &'r mut [ActorScore],
    pub(super) targets: &'r mut [TargetReport],
    pub(super) contributions: &'r mut Vec<Contribution>,
    pub(super) marks: &'r mut Vec<Mark>,
}

/// Memory for what sentences say of those whom they mention.
#[derive(Debug, Default)]
pub(super) struct TowardScratch {
    scene: SceneScratch,
    judgement: Judgement,
    parts: Parts,
}

impl TowardScratch {
    /// Takes the words of a sentence, which comes next.
    pub(super) fn read(&mut self, words: &[InRooms]) {
        self.scene.read(Room::Target.numbers(words));
    }
}

impl Analyzer {
    /// What a sentence says of those whom it mentions.
    pub(super) fn toward(
        &self,
        found: &Found,
        stretches: &Stretches,
        mentions: &[Mention],
        (numbers, scratch): (&WordNumbers, &mut TowardScratch),
        said: &mut Said,
        observer: &mut impl Observer,
    ) {
        let &Found { catalog, source, sentence, casing, tokens, shifts, .. } = found;
        let TowardScratch { scene, judgement, parts } = scratch;
        scene.speech.clear();
        scene.speech.extend_from_slice(stretches.speech(sentence));
        let names = mentions.iter().map(|mention| mention.span);
        let words = (source, tokens);
        let scene = Scene::new(scene, catalog, casing, words, shifts, names);
        let model = self.inventory.models.get(ModelKind::Target);
        for &Mention { span, of } in mentions {
            if let Whom::Target(index) = of {
                observer.target(&scene, span, index);
            }
            let from = said.contributions.len();
            let mention = target::Mention::new(&scene, span);
            let tone = if let Some(model) = model {
                let mut sums = model.sums(0);
                if let Some(mention) = &mention {
                    target::features(mention, numbers, judgement, &mut sums);
                }
                if self.contributions {
                    parts.clear();
                    if let Some(mention) = &mention {
                        target::features(mention, numbers, judgement, parts);
                    }
                    explain_model(model, parts, of, span, said.contributions);
                }
                let [negative, positive] = sums.get();
                Tone::fitted(negative, positive)
            } else {
                let out = self.contributions.then_some(&mut *said.contributions);
                by_rules(mention.as_ref(), judgement, of, out)
            };
            match of {
                Whom::Target(index) => {
                    said.targets[index as usize] = TargetReport::new(span, tone);
                }
                Whom::Actor(index) => {
                    let count = said.actors[index as usize].mentions.len() as f64;
                    let scores = &mut said.scores[index as usize];
                    scores.tone += tone.score / count;
                    scores.agency.count(mention.as_ref().and_then(target::agency));
                    let (kind, class, weight) = (Kind::Mention, tone.label as u8, tone.score);
                    let (words, entry) = (0, EntryId::MAX);
                    said.marks.push(Mark { span, kind, class, weight, words, entry });
                    // an actor's tone is a mean of tones: so are its shares
                    for share in &mut said.contributions[from..] {
                        share.amount *= tone.slope / count;
                    }
                }
            }
        }
    }
}

/// The tone by rules, told to `out`.
fn by_rules(
    mention: Option<&target::Mention>,
    judgement: &mut Judgement,
    of: Whom,
    mut out: Option<&mut Vec<Contribution>>,
) -> Tone {
    let (score, index) = match of {
        Whom::Target(index) => ("targets", index),
        Whom::Actor(index) => ("actors", index),
    };
    let Some(mention) = mention else { return Tone::by_rules(0.0) };
    let mut sum = 0.0;
    target::toward(mention, judgement, |span, rule, amount| {
        sum += amount;
        if let Some(out) = &mut out {
            let (target, feature) = (Some(index), Feature::Rule(rule));
            out.push(Contribution { score, span, target, feature, amount });
        }
    });
    Tone::by_rules(sum)
}

/// The log-odds of a target against neutral, negative before positive; of an actor those of positive
/// against negative.
fn explain_model(model: &Model, parts: &Parts, of: Whom, span: Span, out: &mut Vec<Contribution>) {
    let names = FEATURES[ModelKind::Target as usize].names;
    let mut tell = |score, index, weight: &dyn Fn(Option<u16>) -> f64| {
        let mut push = |span, name, amount| {
            let (target, feature) = (Some(index), Feature::Rule(name));
            if amount != 0.0 {
                out.push(Contribution { score, span, target, feature, amount });
            }
        };
        push(span, "intercept", weight(None));
        for part in parts.iter() {
            let name = names[usize::from(part.feature)];
            push(part.span, name, weight(Some(part.feature)) * part.value);
        }
    };
    let weight = |at: usize| {
        move |feature: Option<u16>| match feature {
            Some(feature) => model.weight(feature, at),
            None => model.intercept(at),
        }
    };
    let (negative, positive) = (weight(0), weight(1));
    match of {
        Whom::Target(index) => {
            tell("targets.negative", index, &negative);
            tell("targets.positive", index, &positive);
        }
        Whom::Actor(index) => {
            tell("actors", index, &|feature| positive(feature) - negative(feature));
        }
    }
}
