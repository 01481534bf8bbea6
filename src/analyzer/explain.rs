//! What the scores of a sentence are made of.

use crate::bias;
use crate::lexicon::Match;
use crate::model::{Model, Part, Parts};
use crate::report::{Contribution, Feature};
use crate::sentiment::{self, Vader};
use crate::terms::{self, Found, Term};
use crate::text::Span;

/// The scores by rules and lists; `terms` are those of the sentence with their final weights.
pub(super) fn lists(found: &Found, terms: &[Term], out: &mut Vec<Contribution>) {
    let &Found { catalog, source, sentence, tokens, matches, .. } = found;
    let share =
        |score, span, feature, amount| Contribution { score, span, target: None, feature, amount };
    let explanation = Vader::compat().explain(sentence.of(source));
    for hit in &explanation.hits {
        let span = hit.span.shifted(sentence.start);
        out.push(share("sentiment", span, Feature::Rule("valence"), hit.base));
        out.extend(
            hit.steps
                .iter()
                .map(|step| share("sentiment", span, Feature::Rule(step.rule.name()), step.amount)),
        );
    }
    out.extend(terms.iter().filter(|term| term.loaded).map(|term| {
        share("loaded", term.span, Feature::Term(term.entry), terms::loaded_amount(term.weight))
    }));
    sentiment::tone(found.shifts, |found, rule, amount| {
        out.push(share("tone", found.span(tokens), Feature::Rule(rule), amount));
    });
    out.extend(matches.iter().filter_map(|found: &Match| {
        let score = terms::theme_of(catalog, found.entry)?;
        let amount = found.fact.weight;
        Some(share(score, found.span(tokens), Feature::Term(found.entry), amount))
    }));
}

/// The first sum of a model: the intercept, then every part of a feature.
pub(super) fn model(
    model: &Model,
    parts: &Parts,
    sentence: Span,
    score: &'static str,
    out: &mut Vec<Contribution>,
) {
    sum(model, 0, score, sentence, parts.iter().map(|part| (part.span, *part)), out);
}

/// The logit of a loaded term's weight; all of it is said of the term, wherever its parts stand.
pub(super) fn term(model: &Model, parts: &Parts, term: Span, out: &mut Vec<Contribution>) {
    sum(model, bias::TERM, "terms", term, parts.iter().map(|part| (term, *part)), out);
}

fn sum(
    model: &Model,
    at: usize,
    score: &'static str,
    whole: Span,
    parts: impl Iterator<Item = (Span, Part)>,
    out: &mut Vec<Contribution>,
) {
    let names = super::FEATURES[model.kind() as usize].names;
    let share = |span, name, amount| {
        let feature = Feature::Rule(name);
        Contribution { score, span, target: None, feature, amount }
    };
    out.push(share(whole, "intercept", model.intercept(at)));
    out.extend(parts.map(|(span, part)| {
        let amount = model.weight(part.feature, at) * part.value;
        share(span, names[usize::from(part.feature)], amount)
    }));
}
