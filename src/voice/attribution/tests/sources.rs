//! Who a source is: pronouns, possessives, people whose names are held back, people whom others cite.

use super::*;
use crate::voice::words::Lists;

/// (text, attribution, actor of its source)
#[test]
fn pronouns_leave_no_doubt_or_mean_nobody() {
    let cases: &[(&str, Option<&str>)] = &[
        (
            "President Donald Berg met Chancellor Angela Holt. She said it was late.",
            Some("Angela Holt"),
        ),
        ("Angela Holt spoke. He said it was over.", None),
        ("Donald Berg spoke. She said it was over.", None),
        ("He described Berg as a liar. He called Berg a liar.", None),
        ("Per Berg met Jon Olsen. He said it was a success.", None),
        ("Lavrov met Kerry. He said it was a success.", None),
        ("Angela Holt praised Per Berg. She called the mill a success.", Some("Angela Holt")),
        ("Per Berg said that Jon Olsen had lied. He said the mill was dark.", Some("Per Berg")),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let (all, actors) = found_with_actors(text);
        let actor = all.last().and_then(|a| a.source?.actor);
        let actor = actor.map(|i| actors[i as usize].name(text, None));
        if actor != *expected || all.is_empty() {
            wrong.push(format!("{text}: {actor:?} {:?}", read(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// (text, kind, name, actor, official) of the first source
#[test]
fn possessives_are_their_owners() {
    use SourceKind::{Document, Organisation, Person};
    let cases: &[(&str, SourceKind, &str, &str, bool)] = &[
        (
            "Lavrov's claim that the mill burns is false.\n\nSergey Lavrov spoke.",
            Person,
            "Lavrov",
            "Sergey Lavrov",
            false,
        ),
        ("Russia’s denial that the mill burns is odd.", Organisation, "Russia", "Russia", true),
        ("The study's finding that prisoners starve is new.", Document, "", "", false),
    ];
    let mut wrong = Vec::new();
    for (text, kind, name, actor, official) in cases {
        let (all, actors) = found_with_actors(text);
        let Some(source) = all.first().and_then(|a| a.source) else {
            wrong.push(format!("{text}: none"));
            continue;
        };
        let is = (
            source.kind,
            source.name.map_or("", |span| span.of(text)),
            source.actor.map_or("", |i| actors[i as usize].name(text, None)),
            source.official,
        );
        if is != (*kind, *name, *actor, *official) {
            wrong.push(format!("{text}: {is:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stands before the bar is the source.
#[test]
fn names_held_back() {
    use SourceKind::{Anonymous, Document, Organisation, Person};
    let cases = [
        ("Two ministers who asked for anonymity| said the plan is dead.", Anonymous),
        ("A neighbor who declined to give her name| said her dog had died.", Anonymous),
        ("One lawyer, who asked not to be named,| said the plan is dead.", Anonymous),
        ("A top aide| said on condition of anonymity that the plan is dead.", Anonymous),
        ("A top aide,| speaking on condition of anonymity, said the plan is dead.", Anonymous),
        ("A US official| said the plan is dead.", Anonymous),
        ("Officials| said the plan is dead.", Anonymous),
        ("A minister| said the plan is dead. Others asked for anonymity.", Person),
        ("Ida Holt, who asked for anonymity,| said the plan is dead.", Person),
        ("The ministry| said leaks came on condition of anonymity.", Organisation),
        ("The report| said aides spoke on condition of anonymity.", Document),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let (source, rest) = text.split_once('|').unwrap();
        let span = Span::from_range(0..source.len());
        let text = format!("{source}{rest}");
        let mut words = Vec::new();
        tokenize(&text, Span::from_range(0..text.len()), &mut words);
        let numbers = Lists::get().vocabulary().numbers(&text, &words);
        let words = Words { source: &text, tokens: &words, numbers: &numbers };
        let kind = kinds::source(words, span, &mut kinds::Reader::default()).kind;
        if kind != expected {
            wrong.push(format!("{text}: {kind:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// (text, source, cue, content, source of the parent)
#[test]
fn cited_as_saying() {
    let cases: &[(&str, [&str; 3], Option<&str>)] = &[
        (
            "The paper quoted an unnamed diplomat as saying the deal was insane.",
            ["an unnamed diplomat", "as saying", "the deal was insane"],
            Some("The paper"),
        ),
        (
            "The general was quoted by Interfax as saying the strike was a crime.",
            ["The general", "as saying", "the strike was a crime"],
            Some("Interfax"),
        ),
        (
            "Ida Holt was cited as saying it is over.",
            ["Ida Holt", "was cited as saying", "it is over"],
            None,
        ),
        (
            "Ida Holt was quoted as saying: “It is over for us.”",
            ["Ida Holt", "was quoted as saying:", "“It is over for us.”"],
            None,
        ),
    ];
    let mut wrong = Vec::new();
    for (text, [source, cue, content], outer) in cases {
        let all = read(text);
        let at = all.iter().position(|a| *a == (*source, *cue, (*content).to_owned()));
        let parent = at.and_then(|at| found(text)[at].parent).map(|i| all[i as usize].0);
        if at.is_none() || parent != *outer {
            wrong.push(format!("{text}: {all:?} {parent:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// (source, kind, name, official)
#[test]
fn common_nouns_are_no_names() {
    use SourceKind::{Anonymous, Document, Organisation, Person, Vague};
    let cases = [
        ("Nothing", Vague, "", false),
        ("Everyone", Vague, "", false),
        ("Nobody", Vague, "", false),
        ("Sources", Anonymous, "", false),
        ("Reports", Document, "", false),
        ("Police", Organisation, "", true),
        ("A company spokesman, Bill Reed,", Person, "Bill Reed", false),
        ("A government spokesman, Bill Reed,", Person, "Bill Reed", true),
        ("State Department spokesman Bill Reed", Person, "Bill Reed", true),
    ];
    let mut wrong = Vec::new();
    for (words, kind, name, official) in cases {
        let text = format!("It was late. {words} said it was shut.");
        let Some(source) = found(&text).first().and_then(|a| a.source) else {
            wrong.push(format!("{words}: none"));
            continue;
        };
        let is = (source.kind, source.name.map_or("", |span| span.of(&text)), source.official);
        if is != (kind, name, official) {
            wrong.push(format!("{words}: {is:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_phrase_takes_its_side_only_as_a_phrase() {
    for (text, stance) in [
        ("Berg called Holt a liar.", Stance::Neutral),
        ("Berg pointed out that the mill was dark.", Stance::Endorsing),
        ("Berg found that the mill was dark.", Stance::Endorsing),
        ("Berg maintained that the mill was dark.", Stance::Distancing),
    ] {
        assert_eq!(found(text)[0].cue.unwrap().stance, stance, "{text}");
    }
}
