//! Named cases, with texts of our own.

use super::agency::{Agency, agency};
use super::{Judgement, Mention, Polarity, Scene, SceneScratch, toward, vocabulary};
use crate::lexicon::{Catalog, Match, Uses, built_in};
use crate::sentiment::ShiftScratch;
use crate::text::{Casing, Span, tokenize};

/// What is found about the span in `[…]` of a text.
pub(super) struct Found {
    score: f64,
    parts: Vec<(String, &'static str, f64)>,
    pub(super) agency: Option<Agency>,
}

pub(super) fn find(catalog: &Catalog, marked: &str) -> Found {
    let start = marked.find('[').expect("a mark");
    let end = marked.find(']').expect("a mark") - 1;
    let text = marked.replace(['[', ']'], "");
    let target = Span::from_range(start..end);
    see(catalog, &text, &[], &[target], |scene| {
        let mention = Mention::new(scene, target).expect("a mention");
        let mut parts = Vec::new();
        let score = toward(&mention, &mut Judgement::default(), |span, rule, amount| {
            parts.push((span.of(&text).to_owned(), rule, amount));
        });
        Found { score, parts, agency: agency(&mention) }
    })
}

/// Shows a text as a scene.
pub(super) fn see<T>(
    catalog: &Catalog,
    text: &str,
    speech: &[Span],
    mentions: &[Span],
    then: impl FnOnce(&Scene) -> T,
) -> T {
    let mut tokens = Vec::new();
    tokenize(text, Span::from_range(0..text.len()), &mut tokens);
    let matches: Vec<Match> = catalog.find_all(text, &tokens).collect();
    let casing = Casing::new(text, &tokens);
    let (mut shifts, mut scratch) = (ShiftScratch::default(), SceneScratch::default());
    shifts.read(&casing, &tokens, (&matches, &Uses::of(catalog, &matches)));
    scratch.speech.extend(speech);
    scratch.read(vocabulary().numbers(text, &tokens).into_iter());
    let words = (text, tokens.as_slice());
    let mentions = mentions.iter().copied();
    then(&Scene::new(&mut scratch, catalog, &casing, words, shifts.of(0), mentions))
}

#[test]
fn roles_decide_who_is_judged() {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let catalog = Catalog::new(built_in());
    let cases = [
        // who does it
        ("[Ms Orrin] lied to the board.", Less),
        ("[Ms Orrin] rescued nine sailors.", Greater),
        ("On Monday [Ms Orrin], the owner of the mill, embezzled the funds.", Less),
        ("[Ms Orrin] came to the hall on Monday and lied.", Less),
        ("[Ms Orrin]'s attack on the clerk was filmed.", Less),
        // to whom it is done
        ("The clerk accused [Ms Orrin] of theft.", Less),
        ("[Ms Orrin] was criticised by the clerk.", Less),
        ("The board praised [Ms Orrin].", Greater),
        ("The clerk blamed Mr Ambey, Ms Tull and [Ms Orrin].", Less),
        ("The clerk condemned [Ms Orrin]'s plan.", Less),
        ("The sailors were rescued by [Ms Orrin].", Greater),
        // what is done to others is not about the mention
        ("Mr Ambey accused the clerk in [Port Orrin] of theft.", Equal),
        // nouns
        ("There was criticism of [Ms Orrin].", Less),
        ("There was praise for [Ms Orrin].", Greater),
        // what it says, or is told
        ("[Ms Orrin] said that the flood was a terrible disaster.", Equal),
        ("“The flood was a terrible disaster,” [Ms Orrin] said.", Equal),
        ("According to [Ms Orrin], the flood was a terrible disaster.", Equal),
        // predicates, modifiers, possession
        ("[Ms Orrin] is a brilliant engineer.", Greater),
        ("[Ms Orrin] is a corrupt official.", Less),
        ("The corrupt [Ms Orrin] came on Monday.", Less),
        ("[Ms Orrin]'s failure was complete.", Less),
        // negation and control
        ("[Ms Orrin] did not lie to the board.", Greater),
        ("The board urged [Ms Orrin] to apologise.", Less),
        // a name is a name
        ("[Grace Killer] was in the hall on Monday.", Equal),
        ("The clerk met the board on [Monday].", Equal),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let Found { score, parts, .. } = find(&catalog, text);
        if score.partial_cmp(&0.0) != Some(expected) {
            wrong.push(format!("{text}: {score} {parts:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_accused_stands_worse_than_the_accuser() {
    let catalog = Catalog::new(built_in());
    for (one, other) in [
        ("The clerk accused [Ms Orrin] of theft.", "[The clerk] accused Ms Orrin of theft."),
        ("[Ms Orrin] was defeated by Mr Ambey.", "Ms Orrin was defeated by [Mr Ambey]."),
        ("[Mr Ambey] murdered Ms Orrin.", "Mr Ambey murdered [Ms Orrin]."),
        (
            "The board accused [the clerk] of lying to Ms Orrin.",
            "The board accused the clerk of lying to [Ms Orrin].",
        ),
    ] {
        let (one_score, other_score) = (find(&catalog, one).score, find(&catalog, other).score);
        assert!(one_score < other_score, "{one}: {one_score}, {other_score}");
    }
}

#[test]
fn shares_add_up() {
    let catalog = Catalog::new(built_in());
    for text in [
        "The corrupt [Ms Orrin], who lied to the board, was not praised by her brave rivals.",
        "A deadly attack on [Port Orrin] failed, and nobody mourned the killers.",
        "[Ms Orrin] left.",
    ] {
        let Found { score, parts, .. } = find(&catalog, text);
        let x: f64 = parts.iter().map(|part| part.2).sum();
        assert!((x / (x * x + 2.0).sqrt() - score).abs() < 1e-12, "{text}: {parts:?}");
    }
}

#[test]
fn labels_follow_the_thresholds() {
    assert_eq!(Polarity::of(-1.0), Polarity::Negative);
    assert_eq!(Polarity::of(0.0), Polarity::Neutral);
    assert_eq!(Polarity::of(1.0), Polarity::Positive);
}

#[test]
fn no_text_or_span_makes_it_panic() {
    let catalog = Catalog::new(built_in());
    bolero::check!().with_type::<(String, u8, u8)>().for_each(|(text, start, len)| {
        let target = Span::new(u32::from(*start), u32::from(*start) + u32::from(*len));
        see(&catalog, text, &[target], &[target], |scene| {
            let Some(mention) = Mention::new(scene, target) else { return };
            let score = toward(&mention, &mut Judgement::default(), |_, _, _| ());
            assert!(score.abs() < 1.0);
            _ = agency(&mention);
        });
    });
}
