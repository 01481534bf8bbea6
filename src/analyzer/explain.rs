//! What the scores of a sentence are made of.

use crate::lexicon::Match;
use crate::model::{Model, Parts};
use crate::report::{Contribution, Feature};
use crate::sentiment::{self, Vader};
use crate::terms::{self, Found};
use crate::text::Span;

/// The scores by rules and lists.
pub(super) fn lists(found: &Found, out: &mut Vec<Contribution>) {
    let &Found { catalog, source, sentence, casing, tokens, matches, .. } = found;
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
    out.extend(found.terms.iter().filter(|term| term.loaded).map(|term| {
        share("loaded", term.span, Feature::Term(term.entry), terms::loaded_amount(term.weight))
    }));
    let words = 0..tokens.len() as u32;
    sentiment::tone(catalog, casing, tokens, matches, words, |found, rule, amount| {
        out.push(share("tone", found.span(tokens), Feature::Rule(rule), amount));
    });
    out.extend(matches.iter().filter_map(|found: &Match| {
        let score = terms::theme_of(catalog, found.entry)?;
        let amount = catalog.fact(found.entry).weight;
        Some(share(score, found.span(tokens), Feature::Term(found.entry), amount))
    }));
}

/// A score of a model: the intercept, then every part of a feature.
pub(super) fn model(
    model: &Model,
    parts: &Parts,
    sentence: Span,
    score: &'static str,
    out: &mut Vec<Contribution>,
) {
    let names = super::FEATURES[model.kind() as usize].names;
    let share = |span, name, amount| Contribution {
        score,
        span,
        target: None,
        feature: Feature::Rule(name),
        amount,
    };
    out.push(share(sentence, "intercept", model.intercept(0)));
    out.extend(parts.iter().map(|part| {
        let name = names[usize::from(part.feature)];
        share(part.span, name, model.weight(part.feature, 0) * part.value)
    }));
}
