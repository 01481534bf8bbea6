//! Named cases: who is found, and under which names.

use super::*;
use crate::text::{Article, tokenize};

/// The actors of a text, as "name = alias, alias".
fn actors_of(article: &Article, given: Option<&ActorNames>) -> Vec<Actor> {
    let (mut tokens, mut bounds) = (Vec::new(), vec![0]);
    for sentence in article.sentences() {
        tokenize(article.source(), sentence.span, &mut tokens);
        bounds.push(tokens.len() as u32);
    }
    let mut scratch = ActorScratch::default();
    scratch.read(vocabulary().numbers(article.source(), &tokens).into_iter());
    find(article.source(), article.sentences(), &tokens, &bounds, given, &mut scratch)
}

fn shown(text: &str, given: Option<&ActorNames>) -> Vec<String> {
    let article = Article::builder().body(text).build().unwrap();
    let actors = actors_of(&article, given);
    let shown = actors.iter().map(|actor| {
        let aliases: Vec<&str> = actor.aliases().iter().map(|alias| alias.of(text)).collect();
        format!("{} = {}", actor.name(text, given), aliases.join(", "))
    });
    shown.collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = shown(text, None);
        if found != *expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn people() {
    check(&[
        (
            "US Secretary of State John Kerry spoke first. Then Kerry left, and Kerrys aide stayed.",
            &["John Kerry = John Kerry, Kerry"],
        ),
        (
            "In May the mayor, Anna Hale, wrote to Mr. Olsen. Hale did not say why.",
            &["Anna Hale = Anna Hale, Hale", "Olsen = Olsen"],
        ),
        (
            "The party of Jean-Marie Le Pen lost. Voters left Le Pen in the north.",
            &["Jean-Marie Le Pen = Jean-Marie Le Pen, Le Pen"],
        ),
        (
            "They met Ursula von der Leyen in the hall, and von der Leyen smiled.",
            &["Ursula von der Leyen = Ursula von der Leyen, Leyen"],
        ),
        (
            "A speech of Abu Bakr al-Baghdadi was played. They say al-Baghdadi is old. Baghdadi hid.",
            &["Abu Bakr al-Baghdadi = Abu Bakr al-Baghdadi, al-Baghdadi, Baghdadi"],
        ),
        (
            "They are on the side of [Syrian President] Bashar al-Assad, and Assad knows it.",
            &["Bashar al-Assad = Bashar al-Assad, Assad"],
        ),
        (
            "The town thanked John F. Harlow. Later John Harlow thanked the town.",
            &["John F. Harlow = John F. Harlow, John Harlow"],
        ),
        (
            "They asked Theresa May on Monday. The answer of May came in June.",
            &["Theresa May = Theresa May"],
        ),
        (
            "They saw Paris Moreau and Michael Ireland at the table.",
            &["Paris Moreau = Paris Moreau", "Michael Ireland = Michael Ireland"],
        ),
        (
            "The vote pleased Anna Hale and worried Peter Hale. Then Hale left.",
            &["Anna Hale = Anna Hale", "Peter Hale = Peter Hale, Hale"],
        ),
        (
            "A letter reached foreign minister Varga and critic Moss.",
            &["Varga = Varga", "Moss = Moss"],
        ),
    ]);
}

#[test]
fn places_and_governments() {
    check(&[
        (
            "Russias foreign minister spoke. The deal of Russia with Turkey stands.",
            &["Russia = Russia", "Turkey = Turkey"],
        ),
        (
            "The Kremlin agreed. A deal with Moscow helps Russia, say people in Moscow.",
            &["Russia = Kremlin, Moscow, Russia", "Moscow = Moscow"],
        ),
        (
            "The Syrian governments operation went on, and the Syrian government said so.",
            &["Syria = Syrian government"],
        ),
        ("The Syrian army went on, and Russian planes came.", &[]),
        (
            "The US answered, and the White House did too. It told us to wait.",
            &["United States = US, White House"],
        ),
        (
            "They stopped the siege of eastern Aleppo. The men came from Northern Iraq.",
            &["Aleppo = Aleppo", "Northern Iraq = Northern Iraq"],
        ),
        (
            "A truce was sought by Moscow and Washington in September.",
            &["Russia = Moscow", "United States = Washington"],
        ),
        ("Trains run in Moscow and Washington.", &["Moscow = Moscow", "Washington = Washington"]),
    ]);
}

#[test]
fn organisations() {
    check(&[
        (
            "The Bank of England raised rates, and the Department for Transport did not care.",
            &[
                "Bank of England = Bank of England",
                "Department for Transport = Department for Transport",
            ],
        ),
        (
            "The Office for Fair Tariffs (OFT) met on Monday. Later the OFT agreed.",
            &["Office for Fair Tariffs = Office for Fair Tariffs, OFT"],
        ),
        (
            "It is the OFT (Office for Fair Tariffs) that met on Monday.",
            &["Office for Fair Tariffs = OFT, Office for Fair Tariffs"],
        ),
        (
            "He works in the Department for Rivers and Harbours of the region.",
            &["Department for Rivers and Harbours = Department for Rivers and Harbours"],
        ),
        (
            "The seats of the Radical Greens Party went to the Northern Harbour Trust.",
            &[
                "Radical Greens Party = Radical Greens Party",
                "Northern Harbour Trust = Northern Harbour Trust",
            ],
        ),
        (
            "It was in the Washington Post first. The editor of the Post said so.",
            &["Washington Post = Washington Post, Post"],
        ),
        (
            "They bought steel from Varga Steel Ltd on Monday.",
            &["Varga Steel Ltd = Varga Steel Ltd"],
        ),
    ]);
}

#[test]
fn capitals_that_are_no_names() {
    check(&[
        ("Residents left. Yesterday it rained. Critics say so on Monday in May.", &[]),
        ("Meanwhile Kerry stayed. They asked Kerry twice.", &["Kerry = Kerry"]),
        ("Nobody knows. I know. This is GOOD and WONDERFUL.", &[]),
        ("Harbours are full. Ships wait.", &[]),
        ("They say that it is SOLD OUT, and it is not.", &[]),
    ]);
}

#[test]
fn headlines_are_cased_from_the_body() {
    check(&[
        (
            "KERRY MAKING RUSSIA CONFIRM EFFORT TO SAVE REBELS\n\nThe effort of John Kerry in Russia went on.",
            &["John Kerry = KERRY, John Kerry", "Russia = Russia"],
        ),
        (
            "Hale Wins Seat From Olsen Again\n\nThe seat went to Anna Hale. She beat Per Olsen again.",
            &["Anna Hale = Hale, Anna Hale", "Per Olsen = Olsen, Per Olsen"],
        ),
        ("THEY TELL US TO GO\n\nIt was a long day for all of them, and it rained.", &[]),
    ]);
}

#[test]
fn laws_prizes_wars_and_days_are_nobody() {
    check(&[
        ("They cite the Second Amendment and the Harbour Safety Act of the time.", &[]),
        ("He won the Nobel Prize after World War II, on Labor Day.", &[]),
        ("They left the Paris Agreement, and the Affordable Care Act stands.", &[]),
        ("It was before Hurricane Iris and Operation Daybreak in the end.", &[]),
        ("They spoke of Gun Control and of Climate Change in the long night.", &[]),
        ("They want the Iran Nuclear Deal and the Freedom of Information Act.", &["Iran = Iran"]),
        (
            "They met Doris Day and Marc Hill there.",
            &["Doris Day = Doris Day", "Marc Hill = Marc Hill"],
        ),
    ]);
}

#[test]
fn single_words_are_names_only_without_doubt() {
    check(&[
        ("They say the Government fell. A government falls often.", &[]),
        ("It is a matter of Immigration and of Terrorism, or of the Republic.", &[]),
        ("They met a Hale-era judge and an Asian-American writer of note.", &[]),
        ("They wrote to @AnnaHale and #Rates at night.", &[]),
        ("They thanked Mr Church, and then the Church.", &["Church = Church"]),
        (
            "They went to New Jersey and to Virginia.",
            &["New Jersey = New Jersey", "Virginia = Virginia"],
        ),
        ("They sent it to Olsen, Va., on Monday.", &["Olsen = Olsen", "Virginia = Va"]),
    ]);
}

#[test]
fn families_and_namesakes() {
    check(&[
        (
            "They met Bill and Hillary Moss. They liked Bill Moss, but the Mosses did not.",
            &["Bill Moss = Bill, Bill Moss", "Hillary Moss = Hillary Moss", "Mosses = Mosses"],
        ),
        (
            "They met Peter Hale and Anna Hale. They say Mrs. Hale left, and Mr. Hale stayed.",
            &["Peter Hale = Peter Hale, Hale", "Anna Hale = Anna Hale, Hale"],
        ),
        (
            "They met Peter Hale. In the end the Hales left.",
            &["Peter Hale = Peter Hale", "Hales = Hales"],
        ),
        (
            "They met James Hale Jr. and Per Olsen. Then James Hale left.",
            &["James Hale Jr = James Hale Jr, James Hale", "Per Olsen = Per Olsen"],
        ),
        (
            "They saw Edwin Roberts and Robert Moss. It was Roberts who left.",
            &["Edwin Roberts = Edwin Roberts, Roberts", "Robert Moss = Robert Moss"],
        ),
        (
            "The O'Briens met Kate O'Brien and Ian McDonald. In time McDonald left.",
            &[
                "O'Briens = O'Briens",
                "Kate O'Brien = Kate O'Brien",
                "Ian McDonald = Ian McDonald, McDonald",
            ],
        ),
        (
            "They read New York Times columnist Maureen Olsen and the Boston Lantern.",
            &[
                "New York Times = New York Times",
                "Maureen Olsen = Maureen Olsen",
                "Boston Lantern = Boston Lantern",
            ],
        ),
    ]);
}

#[test]
fn the_kind_of_a_single_word() {
    for (text, kind) in [
        ("They asked Varga twice, and Varga left.", ActorKind::Person),
        ("They live in Varga, near Varga, and love Varga.", ActorKind::Place),
        ("They asked the Varga twice, and the Varga left.", ActorKind::Organisation),
        ("They asked NetVarga twice, and NetVarga left.", ActorKind::Organisation),
    ] {
        let article = Article::parse(text);
        assert_eq!(actors_of(&article, None)[0].kind, kind, "{text}");
    }
}

#[test]
fn offices_stand_before_and_behind() {
    for (text, office) in [
        ("They met Foreign Minister Ushakov at noon.", Some("Foreign Minister")),
        ("They met Ushakov, a presidential aide, at noon.", Some("presidential aide")),
        ("They met John Varga, the US secretary of state, at noon.", Some("secretary of state")),
        ("They met Anna Hale, the spokeswoman for the town, at noon.", Some("spokeswoman")),
        ("They met Anna Hale, the town's mayor.", Some("mayor")),
        ("They met Anna Hale, the mayor said.", None),
        ("They met Anna Hale, her spokesman, Per Olsen, and others.", None),
        ("They met Anna Hale, the ministers, and others.", None),
        ("They met Anna Hale, and the mayor left.", None),
    ] {
        let article = Article::parse(text);
        let actors = actors_of(&article, None);
        assert_eq!(actors[0].office.map(|office| office.of(text)), office, "{text}");
    }
}

/// (text, mentions of the first actor)
#[test]
fn pronouns_only_without_doubt() {
    for (text, expected) in [
        ("They say that Anna Hale left because she was ill.", &["Anna Hale", "she"][..]),
        ("They say that Anna Hale told Per Olsen that she was ill.", &["Anna Hale"]),
        ("They say that Anna Hale told the minister that she was ill.", &["Anna Hale"]),
        ("They say that Mr Olsen left because she was ill.", &["Olsen"]),
        ("They asked Anna Hale. She was ill.", &["Anna Hale"]),
        ("They say that Olsen told “us that he was ill” then.", &["Olsen"]),
    ] {
        let article = Article::parse(text);
        let actors = actors_of(&article, None);
        let found: Vec<&str> = actors[0].mentions.iter().map(|m| m.span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn names_of_the_caller_come_first() {
    let list = "# mine\n\nAnna Hope\tperson\tthe Iron Mayor\nHope Trust\torganisation\nal-Noor\torganisation\n";
    let given = ActorNames::from_text("mine.tsv", list).unwrap();
    for (text, expected) in [
        ("Then Anna Hope spoke. Hope left. They hope so.", &["Anna Hope = Anna Hope, Hope"][..]),
        (
            "They call her the Iron Mayor. Hopes list is long.",
            &["Anna Hope = the Iron Mayor, Hope"],
        ),
        ("Hope left. They have hope.", &[]),
        ("Then Anna Hope met Peter Hope.", &["Anna Hope = Anna Hope", "Peter Hope = Peter Hope"]),
        ("The Hope Trust and al-Noor agreed.", &["Hope Trust = Hope Trust", "al-Noor = al-Noor"]),
        (
            "ANNA HOPE WINS THE SEAT AGAIN\n\nIt was a long day and nobody slept at all.",
            &["Anna Hope = ANNA HOPE"],
        ),
    ] {
        assert_eq!(shown(text, Some(&given)), expected, "{text}");
    }
}

#[test]
fn a_bad_line_of_a_list_is_named() {
    for (text, message) in [
        ("Anna Hale\n", "f.tsv:1: \"Anna Hale\": expected name, kind and aliases, parted by tabs"),
        (
            "# x\nAnna Hale\tmayor\n",
            "f.tsv:2: \"mayor\": expected a kind: person, organisation, place or government",
        ),
        ("\tperson\n", "f.tsv:1: \"\": expected a name with at least one letter or digit"),
        ("A B\tperson\t–\n", "f.tsv:1: \"–\": expected a name with at least one letter or digit"),
        (
            "A B\tperson\nC\tplace\ta b\n",
            "f.tsv:2: \"a b\": expected a name or alias that no other actor of the list has",
        ),
    ] {
        assert_eq!(ActorNames::from_text("f.tsv", text).unwrap_err().to_string(), message);
    }
    let missing = ActorNames::from_path("no/such/file.tsv").unwrap_err().to_string();
    assert!(missing.starts_with("no/such/file.tsv: "), "{missing}");
}
