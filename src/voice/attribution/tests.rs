use super::*;
use crate::actors;
use crate::actors::ActorScratch;
use crate::text::tokenize;
use crate::voice::{self, VoiceScratch, attributions, quotes};
use proptest::prelude::*;

mod sources;

fn found(text: &str) -> Vec<Attribution> {
    found_with_actors(text).0
}

fn found_with_actors(text: &str) -> (Vec<Attribution>, Vec<Actor>) {
    let article = Article::parse(text);
    let blocks: Vec<Span> = article.blocks().iter().map(|block| block.span).collect();
    let (mut words, mut bounds) = (Vec::new(), vec![0]);
    for sentence in article.sentences() {
        tokenize(text, sentence.span, &mut words);
        bounds.push(words.len() as u32);
    }
    let mut scratch = ActorScratch::default();
    scratch.read(actors::vocabulary().numbers(text, &words).into_iter());
    let actors = actors::find(text, article.sentences(), &words, &bounds, None, &mut scratch);
    actors::mask(&actors, &mut words, &bounds);
    let mut scratch = VoiceScratch::default();
    scratch.read(voice::vocabulary().numbers(text, &words).into_iter());
    let quotes = quotes(text, &blocks, article.sentences(), &words, &mut scratch);
    let named = (0..).zip(&actors).flat_map(|(i, actor): (u32, &Actor)| {
        actor.mentions.iter().map(move |mention| (mention.span, i))
    });
    let found = attributions(&article, &words, &actors, named, &quotes, &mut scratch);
    (found, actors)
}

/// Source, cue and content of every attribution, fragments parted by bars.
fn read(text: &str) -> Vec<(&str, &str, String)> {
    let roles = |a: &Attribution| {
        let source = a.source.map_or("", |s| s.span.of(text));
        let cue = a.cue.map_or("", |c| c.span.of(text));
        let content: Vec<&str> = a.content.iter().map(|part| part.of(text)).collect();
        (source, cue, content.join(" | "))
    };
    found(text).iter().map(roles).collect()
}

#[test]
fn source_cue_and_content() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("The mayor said the pool would open.", "The mayor", "said", "the pool would open"),
        (
            "Many believe the prison should be closed.",
            "Many",
            "believe",
            "the prison should be closed",
        ),
        ("Olsen has said that rents rose.", "Olsen", "has said", "that rents rose"),
        ("“The pool will open,” Olsen said.", "Olsen", "said", "“The pool will open,”"),
        ("“The pool will open,” said Olsen.", "Olsen", "said", "“The pool will open,”"),
        ("The pool will open in June, Olsen said.", "Olsen", "said", "The pool will open in June"),
        (
            "“It is safe,” said Ida Olsen, a baker from Riga.",
            "Ida Olsen, a baker from Riga",
            "said",
            "“It is safe,”",
        ),
        (
            "Ida Olsen, a baker from Riga, said the oven was cold.",
            "Ida Olsen, a baker from Riga,",
            "said",
            "the oven was cold",
        ),
        (
            "According to the bank, rents rose in the north.",
            "the bank",
            "According to",
            "rents rose in the north",
        ),
        (
            "Rents rose in the north, according to the bank.",
            "the bank",
            "according to",
            "Rents rose in the north",
        ),
        ("The union wants to strike in May.", "The union", "wants", "to strike in May"),
        ("The coach criticized the new rules.", "The coach", "criticized", "the new rules"),
        ("The union called for a strike.", "The union", "called for", "a strike"),
        (
            "Olsen told reporters that the bridge was shut.",
            "Olsen",
            "told",
            "that the bridge was shut",
        ),
        ("The sale is expected to close in May.", "", "is expected", "The sale | to close in May"),
        ("The ferry was praised by the mayor.", "the mayor", "was praised", "The ferry"),
        (
            "Olsen was quoted as saying the oven was cold.",
            "Olsen",
            "was quoted as saying",
            "the oven was cold",
        ),
        ("Olsen: “The oven is cold and dark.”", "Olsen", ":", "“The oven is cold and dark.”"),
        ("His claim that the oven was cold is wrong.", "His", "claim", "that the oven was cold"),
        ("Olsen is confident that the oven works.", "Olsen", "is confident", "that the oven works"),
    ];
    let mut wrong = Vec::new();
    for (text, source, cue, content) in cases {
        let all = read(text);
        if !all.iter().any(|a| *a == (*source, *cue, (*content).to_owned())) {
            wrong.push(format!("{text}\n  {all:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_claim_is_said_to_be_is_no_part_of_it() {
    let cases = [
        ("His claim that the vote was rigged is a lie.", "that the vote was rigged"),
        ("Holt’s claim that Berg stole the vote is a lie.", "that Berg stole the vote"),
        ("The study’s finding that bakers starve shocked the town.", "that bakers starve"),
        ("A report that Olsen cheated was false.", "that Olsen cheated"),
        ("His claim that he won when it rained is odd.", "that he won when it rained"),
        (
            "Her claim that Olsen thinks the vote was rigged is odd.",
            "that Olsen thinks the vote was rigged",
        ),
        (
            "Her claim that the vote may have been rigged has been denied.",
            "that the vote may have been rigged",
        ),
        (
            "Olsen repeated his claim that bakers hired in May were late.",
            "that bakers hired in May were late",
        ),
        ("The claim that the vote was rigged.", "that the vote was rigged"),
    ];
    for (text, expected) in cases {
        let all = read(text);
        assert!(all.iter().any(|(.., content)| content == expected), "{text}\n  {all:?}");
    }
    let all = found("The claim that Olsen cheated was rejected by Holt.");
    assert!(all.iter().all(|a| a.cue.unwrap().verb != "reject" || a.parent.is_none()), "{all:?}");
}

#[test]
fn a_dateline_is_no_speech() {
    let head = "The war goes on\n\n";
    let cases = [
        ("PORT SELWICK (Northwire) — “We lost the war,” the mayor said.", "“We lost the war,”"),
        ("SELWICK (Northwire) - The war is lost, the mayor said on Monday.", "The war is lost"),
        ("SELWICK (Northwire) - “The war is lost,” Holt said on Monday.", "“The war is lost,”"),
        ("SELWICK, May 3 (Northwire) -- The war is lost, the mayor said.", "The war is lost"),
    ];
    for (body, expected) in cases {
        let text = format!("{head}{body}\n\nIt was cold.");
        let all = read(&text);
        assert_eq!(all.len(), 1, "{body}\n  {all:?}");
        assert_eq!(all[0].2, expected, "{body}");
    }
}

/// (headline, source, content)
#[test]
fn labels_of_headlines() {
    let body = "\n\nPeter Olsen met Angela Merkel and Donald Trump on Monday.\n\nIt was cold.";
    let cases = [
        ("Olsen: Europe must leave the mill", "Olsen", "Europe must leave the mill"),
        ("Merkel: Europe must act now", "Merkel", "Europe must act now"),
        ("Police: Suspect left wife", "Police", "Suspect left wife"),
        ("Kremlin: Syria is safe", "Kremlin", "Syria is safe"),
        ("UN: Famine near", "UN", "Famine near"),
        ("“I was told to leave the mill”: Trump", "Trump", "“I was told to leave the mill”"),
        ("He is guilty: lawyer", "lawyer", "He is guilty"),
        ("US was late in the war - Kremlin", "Kremlin", "US was late in the war"),
    ];
    for (head, source, content) in cases {
        let text = format!("{head}{body}");
        let all = read(&text);
        assert!(all.iter().any(|a| a.0 == source && a.2 == content), "{head}\n  {all:?}");
    }
    for head in [
        "Syria war: The truce is over",
        "Analysis: The truce is over",
        "Brexit: The deal is dead",
        "Watch: Mayor is late",
        "The deal is dead - Reuters",
        "Donald Trump: A life in pictures",
        "London: Fire near mill",
    ] {
        let text = format!("{head}{body}");
        assert_eq!(read(&text), [], "{head}");
    }
}

#[test]
fn turns_of_a_transcript_reach_to_the_end_of_the_paragraph() {
    let text = "Talk with the mayor\n\nRT: Thank you, Mr Olsen.\n\nPer al-Olsen: No. We defend the mill. The bakers \
        are thieves.\n\nRT: Why?\n\nPer al-Olsen: Bread is dear; it was cheap.";
    let turns = read(text).into_iter().filter(|(_, cue, _)| *cue == ":");
    let contents: Vec<String> = turns.map(|(.., content)| content).collect();
    assert_eq!(
        contents,
        [
            "Thank you, Mr Olsen",
            "No. We defend the mill. The bakers are thieves",
            "Why?",
            "Bread is dear; it was cheap"
        ]
    );
    for (q, a) in [("Question:", "Answer:"), ("Q.", "A."), ("Q:", "A:")] {
        let text =
            format!("Talk\n\n{q} Is it cold?\n\n{a} It rains. It is bad.\n\n{q} Why did it rain?");
        let contents: Vec<String> = read(&text).into_iter().map(|(.., content)| content).collect();
        assert_eq!(contents, ["Is it cold?", "It rains. It is bad", "Why did it rain?"], "{q}");
    }
    let list =
        "Fair\n\nDate: The fair is in May.\n\nHall: The fair is in the mill.\n\nFee: It is free.";
    assert_eq!(read(list), []);
}

#[test]
fn no_attribution_without_a_cue() {
    for text in [
        "The pool opened in June.",
        "The report was long.",
        "Snow closed four roads in the valley.",
        "He met people like her in the north.",
        "",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn a_quotation_goes_on_behind_its_cue() {
    let text = "“The oven is cold,” Olsen said. “It has been cold since May.”";
    let all = read(text);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].2, "“The oven is cold,” | “It has been cold since May.”");
}

#[test]
fn types_by_the_marks() {
    let cases = [
        ("“The oven is cold,” Olsen said.", Directness::Direct),
        ("Olsen said the oven was “cold as a stone in winter”.", Directness::Mixed),
        ("Olsen said the oven was cold.", Directness::Indirect),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text)[0].directness, expected, "{text}");
    }
}

#[test]
fn reports_inside_reports_make_a_chain() {
    let text = "The minister said that the paper claimed that the union wants to strike.";
    let parents: Vec<Option<u32>> = found(text).iter().map(|a| a.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(1)]);

    let text =
        "According to the Herald piece, which cites two unnamed officials, the bridge is shut.";
    let all = found(text);
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].parent, Some(0));
    assert_eq!(all[1].source.unwrap().kind, SourceKind::Anonymous);
    assert_eq!(all[0].source.unwrap().kind, SourceKind::Document);
    let innermost = Stretches::new(&all, &[]);
    let whole = Span::from_range(0..text.len());
    assert_eq!(innermost.of(whole).last().map(|(_, i)| *i), Some(1));
}

#[test]
fn kinds_of_source() {
    let cases = [
        ("Ida Olsen said it was shut.", SourceKind::Person),
        ("He said it was shut.", SourceKind::Person),
        ("The foreign minister said it was shut.", SourceKind::Person),
        ("The company said it was shut.", SourceKind::Organisation),
        ("Russia said it was shut.", SourceKind::Organisation),
        ("The Kremlin said it was shut.", SourceKind::Organisation),
        ("The report said it was shut.", SourceKind::Document),
        ("Four unnamed officials said it was shut.", SourceKind::Anonymous),
        ("A person familiar with the matter said it was shut.", SourceKind::Anonymous),
        ("Critics said it was shut.", SourceKind::Vague),
        ("Many said it was shut.", SourceKind::Vague),
    ];
    for (text, expected) in cases {
        let all = found(text);
        let source = all.first().and_then(|a| a.source);
        assert_eq!(source.map(|s| s.kind), Some(expected), "{text}");
    }
    let text = "Washington Post columnist Josh Rogin said it was shut.";
    let source = found(text)[0].source.unwrap();
    assert_eq!(source.name.unwrap().of(text), "Josh Rogin");
    assert_eq!(source.office.unwrap().of(text), "columnist");
    assert_eq!(source.institution.unwrap().of(text), "Washington Post");
    assert!(found("The prime minister said it was shut.")[0].source.unwrap().official);
}

#[test]
fn faults_of_damaged_text() {
    let cases: &[(&str, &str, &str, &str)] = &[
        (
            "The prospect of rain gave Olsen some leverage, because she was expected to sell, Berg wrote.",
            "Berg",
            "wrote",
            "The prospect of rain gave Olsen some leverage, because she was expected to sell",
        ),
        (
            "The fort appears to be falling, with the latest reports saying that the guards left.",
            "the latest reports",
            "saying",
            "that the guards left",
        ),
        (
            "“It is cold,” Ida Holt, a small-town baker, said at the mill.",
            "Ida Holt, a small-town baker,",
            "said",
            "“It is cold,”",
        ),
        (
            "The oven, Mr. Holt says, depends on the wind.",
            "Mr. Holt",
            "says",
            "The oven | depends on the wind",
        ),
        ("“It is cold,” Ida Holt crooned.", "Ida Holt", "crooned", "“It is cold,”"),
        ("“It is cold,” she shot back.", "she", "shot back", "“It is cold,”"),
        (
            "Asked if it was cold, Ida Holt said, “It is freezing in here.”",
            "Ida Holt",
            "said",
            "“It is freezing in here.”",
        ),
        (
            "Ida Holt went even further: “The oven is cold and dark.”",
            "Ida Holt",
            "went even further:",
            "“The oven is cold and dark.”",
        ),
        (
            "Ida Holt released the following statement:\n\n“The oven is cold.\n\n“The mill is dark.”",
            "Ida Holt",
            "released the following statement:",
            "“The oven is cold. | “The mill is dark.”",
        ),
        ("Ida Holt read “The Cold Oven,” which was long.", "Ida Holt", "read", "“The Cold Oven,”"),
        (
            "The Herald reported, citing two officials, that the oven was cold.",
            "The Herald",
            "reported",
            "that the oven was cold",
        ),
        (
            "The Herald reported, citing two officials, that the oven was cold.",
            "two officials",
            "citing",
            "that the oven was cold",
        ),
        (
            "In the words of Ida Holt, the oven is cold.",
            "Ida Holt",
            "In the words of",
            "the oven is cold",
        ),
        ("As the Herald reported, the oven is cold.", "the Herald", "reported", "the oven is cold"),
        (
            "The oven has a door, which Ida Holt said was shut.",
            "Ida Holt",
            "said",
            "which | was shut",
        ),
        (
            "In Riga, Ida Holt said, the oven is cold.",
            "Ida Holt",
            "said",
            "In Riga | the oven is cold",
        ),
        ("Corvay: We will not pay", "Corvay", ":", "We will not pay"),
        ("HOLT: The mill is dark. Nobody pays.", "HOLT", ":", "The mill is dark. Nobody pays"),
        ("Q: Is the mill dark?", "Q", ":", "Is the mill dark?"),
    ];
    let mut wrong = Vec::new();
    for (text, source, cue, content) in cases {
        let all = read(text);
        if !all.iter().any(|a| *a == (*source, *cue, (*content).to_owned())) {
            wrong.push(format!("{text}\n  {all:?}"));
        }
    }
    for (text, source) in [
        ("Nine families are waiting for an answer.", "Nine families"),
        ("The baker was called to the mill.", ""),
        ("This [effort] was focused on discussing a single issue.", "This [effort]"),
        ("KERRY MAKING RUSSIA CONFIRMS EFFORT TO SAVE REBELS", "KERRY MAKING RUSSIA"),
        ("UPDATE: The mill was closed on Monday.", "UPDATE"),
    ] {
        let all = read(text);
        if all.iter().any(|a| a.0 == source) {
            wrong.push(format!("{text}\n  {all:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// (source and the rest, kind, name, office, institution, official)
#[test]
fn sources_by_their_words_and_actors() {
    use SourceKind::{Anonymous, Document, Organisation, Person, Vague};
    let cases: &[(&str, SourceKind, &str, &str, &str, bool)] = &[
        (
            "US Secretary of State John Kerry",
            Person,
            "John Kerry",
            "Secretary of State",
            "US",
            true,
        ),
        ("Yury Ushakov, a Kremlin aide,", Person, "Yury Ushakov", "aide", "Kremlin", true),
        ("The foreign ministry", Organisation, "", "", "", true),
        ("A spokesman for the Pentagon", Person, "", "spokesman", "Pentagon", true),
        ("Pentagon spokesman Peter Cook", Person, "Peter Cook", "spokesman", "Pentagon", true),
        ("Four unnamed US officials", Anonymous, "", "officials", "US", true),
        ("A person familiar with the matter", Anonymous, "", "", "", false),
        ("Critics", Vague, "", "", "", false),
        ("Many", Vague, "", "", "", false),
        (
            "The report by Washington Post columnist Josh Rogin",
            Document,
            "Josh Rogin",
            "columnist",
            "Washington Post",
            false,
        ),
        ("Moscow", Organisation, "Moscow", "", "", true),
        ("Sources close to the talks", Anonymous, "", "", "", false),
        (
            "President Ida Holt’s spokeswoman, Ann Berg,",
            Person,
            "Ann Berg",
            "spokeswoman",
            "Ida Holt",
            true,
        ),
        ("Greenpeace", Organisation, "Greenpeace", "", "", false),
        ("He", Person, "", "", "", false),
    ];
    let mut wrong = Vec::new();
    for (words, kind, name, office, institution, official) in cases {
        let text = format!("They met. {words} said it was shut.");
        let all = found(&text);
        let Some(source) = all.first().and_then(|a| a.source) else {
            wrong.push(format!("{words}: none"));
            continue;
        };
        let of = |span: Option<Span>| span.map_or("", |span| span.of(&text));
        let is = (
            source.kind,
            of(source.name),
            of(source.office),
            of(source.institution),
            source.official,
        );
        if source.span.of(&text) != *words || is != (*kind, *name, *office, *institution, *official)
        {
            wrong.push(format!("{}: {is:?}", source.span.of(&text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found("It is believed that it was shut.").iter().all(|a| a.source.is_none()));
}

/// (text, actor of the last source)
#[test]
fn pronouns_mean_the_only_candidate() {
    for (text, expected) in [
        ("Ida Holt opened the mill in May. She said the wheel was old.", Some("Ida Holt")),
        ("Ida Holt opened the mill in May.\n\n“The wheel is old,” she said.", Some("Ida Holt")),
        ("Mr Berg opened the mill. Mrs Holt closed it. She said the wheel was old.", Some("Holt")),
        ("Olsen said it was shut. He said it was old. She said it was cold.", None),
        ("Mr Berg opened the mill in May. She said the wheel was old.", None),
        ("Per Berg opened the mill. Jon Olsen closed it. He said the wheel was old.", None),
        ("Per Berg opened the mill.\n\nIt was cold.\n\nIt was late. He said it was old.", None),
    ] {
        let (all, actors) = found_with_actors(text);
        let source = all.last().and_then(|a| a.source).expect(text);
        let actor = source.actor.map(|i| actors[i as usize].name(text, None));
        assert_eq!(actor, expected, "{text}");
    }
}

#[test]
fn cues_take_sides() {
    let cases = [
        ("Olsen said it was shut.", "say", Stance::Neutral),
        ("Olsen claimed it was shut.", "claim", Stance::Distancing),
        ("Olsen acknowledged it was shut.", "acknowledge", Stance::Endorsing),
    ];
    for (text, verb, stance) in cases {
        let cue = found(text)[0].cue.unwrap();
        assert_eq!((cue.verb, cue.stance), (verb, stance), "{text}");
    }
}

const PIECES: &[&str] = &[
    "Olsen",
    "said",
    "“",
    "”",
    "that",
    ",",
    ".",
    " told",
    "reporters",
    "according",
    "to",
    "the",
    "report",
    ":",
    "cites",
    "who",
    "was",
    "expected",
    "claim",
    "his",
    "and",
    "wants",
    "''",
    "(",
    ")",
    "é",
    "\n\n",
    "\"",
    "adding",
    "—",
    "’s",
    "US",
];

#[test]
fn heads_of_sources() {
    let text = "Northlands foreign ministry said the pact would hold. Northish Foreign Minister Ilse Draven said it \
        was late. According to the Couriers report, which relies on three Northish diplomats, the fee is fair.\n\n\
        Tomas Hale, a spokesman for the [Northish] premier, acknowledged the calls but would not say whether it \
        was agreed.";
    let (all, actors) = found_with_actors(text);
    let shown: Vec<(SourceKind, &str)> = all
        .iter()
        .filter_map(|a| a.source)
        .map(|s| (s.kind, s.actor.map_or("", |i| actors[i as usize].name(text, None))))
        .collect();
    let (person, hale) = (SourceKind::Person, "Tomas Hale");
    assert_eq!(shown[1], (person, "Ilse Draven"));
    assert_eq!(shown[3..], [(person, hale), (person, hale)]);
    assert_eq!((shown[0].0, shown[2].0), (SourceKind::Organisation, SourceKind::Document));
}

#[test]
fn an_office_named_once_holds_for_the_article() {
    let text = "Foreign minister Peter Olsen said the pact would hold. Anna Hale, a baker, said it was late.\n\n\
        Olsen added that the price was fair. Hale denied that.";
    let official: Vec<bool> =
        found(text).iter().filter_map(|a| a.source.map(|s| s.official)).collect();
    assert_eq!(official, [true, false, true, false]);
}

proptest! {
    #[test]
    fn any_text_gives_spans_of_it(text in prop_oneof![
        "\\PC{0,80}",
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|p| p.join(" ")),
    ]) {
        let all = found(&text);
        for (i, a) in all.iter().enumerate() {
            let spans = a.content.iter().chain(a.source.as_ref().map(|s| &s.span)).chain(a.cue.as_ref().map(|c| &c.span));
            for span in spans {
                prop_assert!(text.get(span.range()).is_some_and(|t| !t.is_empty()));
            }
            prop_assert!(!a.content.is_empty());
            let mut at = a.parent;
            let mut steps = 0;
            while let Some(parent) = at {
                prop_assert!(parent as usize != i && steps < 40);
                at = all[parent as usize].parent;
                steps += 1;
            }
        }
        let mut last = 0;
        for &(span, i) in Stretches::new(&all, &[]).of(Span::from_range(0..text.len())) {
            prop_assert!(span.start >= last && span.end > span.start && (i as usize) < all.len());
            last = span.end;
        }
    }
}
