mod scraped;

use proptest::prelude::*;

use super::cues::cue;
use super::{CUES, Quote, QuoteKind, Words};
use crate::text::{Place, Sentence, Span, Token, items, sentence, tokenize};
use crate::voice::words::Lists;
use crate::voice::{self, VoiceScratch};

fn quotes(source: &str, paragraphs: &[Span]) -> Vec<Quote> {
    let (mut spans, mut words) = (Vec::new(), Vec::new());
    for &paragraph in paragraphs.iter().filter(|p| source.get(p.range()).is_some()) {
        sentence::split(source, paragraph, &mut spans);
    }
    for &span in &spans {
        tokenize(source, span, &mut words);
    }
    let sentence = |&span| Sentence { span, place: Place::Lead, paragraph: None };
    let sentences: Vec<Sentence> = spans.iter().map(sentence).collect();
    quotes_among(source, paragraphs, &sentences, &words)
}

fn quotes_among(
    source: &str,
    paragraphs: &[Span],
    sentences: &[Sentence],
    words: &[Token],
) -> Vec<Quote> {
    let mut scratch = VoiceScratch::default();
    scratch.read(voice::vocabulary().numbers(source, words).into_iter());
    voice::quotes(source, paragraphs, sentences, words, &mut scratch)
}

/// One paragraph a line.
fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut spans = Vec::new();
    for line in text.split('\n') {
        if !line.is_empty() {
            spans.push(Span::new(at as u32, (at + line.len()) as u32));
        }
        at += line.len() + 1;
    }
    spans
}

/// The text with ⟦ ⟧ around speech and ⟨ ⟩ around scare quotes, at every depth.
fn shown(text: &str) -> String {
    let mut at: Vec<(u32, bool, u32, char)> = Vec::new();
    for q in quotes(text, &lines(text)) {
        let (open, close) =
            if q.kind == QuoteKind::Speech { ('⟦', '⟧') } else { ('⟨', '⟩') };
        at.push((q.span.end, false, u32::MAX - q.span.start, close));
        at.push((q.span.start, true, u32::MAX - q.span.end, open));
    }
    at.sort_unstable();
    let mut out = String::new();
    let mut from = 0;
    for (i, _, _, bracket) in at {
        out.push_str(&text[from..i as usize]);
        out.push(bracket);
        from = i as usize;
    }
    out + &text[from..]
}

fn check(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (rule, expected) in table {
        let text = expected.replace(['⟦', '⟧', '⟨', '⟩'], "");
        let got = shown(&text);
        if got != *expected {
            wrong.push(format!("{rule}\n  want {expected}\n  got  {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_of_every_family() {
    check(&[
        ("straight double", r#"⟦"We are ready to sail,"⟧ Captain Orde said."#),
        ("straight single", "⟦'We are ready to sail,'⟧ Captain Orde said."),
        ("curly double", "⟦“We are ready to sail,”⟧ Captain Orde said."),
        ("curly single", "⟦‘We’re ready to sail,’⟧ Captain Orde said."),
        ("low and high", "⟦„We are ready to sail“⟧, Captain Orde said."),
        ("low and high single", "⟦‚We are ready to sail‘⟧, Captain Orde said."),
        ("closing glyph on both sides", "⟦”We are ready to sail”⟧, Captain Orde said."),
        ("guillemets", "⟦«We are ready to sail»⟧, Captain Orde said."),
        ("spaced guillemets", "⟦« We are ready to sail »⟧, Captain Orde said."),
        ("turned guillemets", "⟦»We are ready to sail«⟧, Captain Orde said."),
        ("single guillemets", "⟦‹We are ready to sail›⟧, Captain Orde said."),
        ("backticks and apostrophes", "⟦``We are ready to sail,''⟧ Captain Orde said."),
        ("two apostrophes", "⟦''We're ready to sail,''⟧ Captain Orde said."),
        ("three apostrophes", "He said: ⟦''They told me ⟦'we are ready to sail.'⟧''⟧"),
        ("three apostrophes first", "⟦''⟦'We are ready to sail'⟧ were her words,''⟧ Orde said."),
        ("named entities", "⟦&ldquo;We&rsquo;re ready to sail,&rdquo;⟧ Orde said."),
        ("quot", "⟦&quot;We&apos;re ready to sail,&quot;⟧ Orde said."),
        ("decimal entities", "⟦&#8220;We&#8217;re ready to sail,&#8221;⟧ Orde said."),
        ("hex entities", "⟦&#x201C;We&#x2019;re ready to sail,&#x201d;⟧ Orde said."),
        ("ASCII entities", "⟦&#34;We&#039;re ready to sail,&#34;⟧ Orde said."),
        ("escaped twice", "⟦&amp;quot;We are ready to sail,&amp;quot;⟧ Orde said."),
        ("spaced by an entity", "Orde said&nbsp;⟦&laquo;&nbsp;we are ready to sail&nbsp;&raquo;⟧"),
        ("Windows-1252 leftovers", "⟦\u{93}We\u{92}re ready to sail,\u{94}⟧ Orde said."),
        ("stars around the marks", "**⟦'We are ready to sail'⟧**, Orde said."),
        ("stars inside the marks", "⟦\"**We are ready to sail**\"⟧, Orde said."),
    ]);
}

#[test]
fn nesting() {
    check(&[
        ("single in double", "⟦“He told me ⟦‘never again’⟧ in March,”⟧ Vell said."),
        ("double in single", "⟦'He told me ⟦\"never again\"⟧ in March,'⟧ Vell said."),
        ("ends together", "Vell said: ⟦“He told me, ⟦‘Go home and stay there.’⟧”⟧"),
        ("same family", r#"⟦"He told me ⟦"never again"⟧ in March,"⟧ Vell said."#),
        ("scare quote in speech", "⟦“This is the ⟨‘new’⟩ harbour plan of the mayor.”⟧"),
        (
            "three deep",
            "⟦“She wrote: ⟦‘He cried ⟦“let us all go home”⟧ at night’⟧ to me,”⟧ Vell said.",
        ),
        ("one after the other", "⟦“Go home now.”⟧⟦“No, I will not.”⟧"),
    ]);
}

#[test]
fn apostrophes_and_measures() {
    check(&[
        ("years", "The '90s and the ‘80s were not the '70s' equals."),
        ("possessives", "The workers' union met the teachers' union and the boss's son."),
        ("inside words", "They don't trust O'Brien, d’Arcy or the o’clock news."),
        ("rock 'n' roll", "He plays rock 'n' roll and drum ’n’ bass."),
        ("shortened words", "’Tis late, 'twas early, get 'em 'til noon."),
        ("set-off clitics", "Vell 's plan is n't what they 're after."),
        ("dropped g", "They were fishin' and huntin' all day."),
        ("possessive in a quotation", "⟦'The workers' pay is far too low,'⟧ Vell said."),
        ("year in a quotation", "⟦'The '90s were good to us,'⟧ Vell said."),
        ("feet and inches", "He is 6' 2\" tall, she is 5'10\", the boy 5’1” and the door 6'6''."),
        ("inches", "A 12\" pipe and a 9\" pipe burst."),
        ("inches in a quotation", "⟦\"The 12\" pipe burst in the night,\"⟧ Vell said."),
        ("height in a quotation", "⟦\"He is 6' 2\" in his socks,\"⟧ Vell said."),
        ("closing after a number", "⟦“We lost the vote in 2016”⟧, Vell said."),
        ("primes", "At 40°26′46″ north the ship turned."),
        ("attributes", "<a title=\"Go home now, all of you\" id='x'>Vell</a> left."),
        ("curly attributes", "<a href=”x.org/one two three four five” rel=”x”>Vell</a> left."),
        ("markup", "The step and ```code``` and ''''' rules."),
    ]);
}

#[test]
fn lost_and_mixed_marks() {
    check(&[
        ("curly then straight", "⟦“We are ready to sail,\"⟧ Orde said."),
        ("straight then curly", "⟦\"We are ready to sail,”⟧ Orde said."),
        ("backticks then straight", "⟦``We are ready to sail,\"⟧ Orde said."),
        ("comma as close", "⟦“We are ready to sail,“⟧ Orde said."),
        ("open turned into stars", "HARBOUR ⟨**EFFORT'⟩ TO SAVE THE FLEET"),
        ("the same beside a cue", "ORDE CONFIRMS ⟦**EFFORT'⟧ TO SAVE THE FLEET"),
        ("stars that close are no mark", "The **union** of the miners' sons met."),
        ("lone open", "Orde said “we sail at noon and left the room."),
        ("lone close", "⟦We sail at noon,”⟧ Orde said and left the room."),
        ("lone open before a pair", "He said \"we go. Then ⟦\"We will all stay here,\"⟧ he added."),
        ("space on the wrong side", "⟦\"We are ready to sail, \"⟧he said. ⟦\"Go home now, all.\"⟧"),
        ("unclosed at the head", "⟦“We are ready to sail. The wind is fair.⟧"),
        ("resynchronised", "Orde said “we sail at noon.\n⟦“The wind is fair today,”⟧ Vell said."),
        ("lone close, then a pair", "⟦The wind is fair,\"⟧ he said. ⟦\"We sail at noon today.\"⟧"),
        ("empty", "He wrote \"\" and “ ” and '' and «»."),
    ]);
}

#[test]
fn over_paragraphs() {
    check(&[
        (
            "each opens, the last closes",
            "⟦“The first ship sailed.⟧\n⟦“The second ship sank.⟧\n⟦“The third is here,”⟧ Orde said.",
        ),
        (
            "opened after a colon",
            "Orde wrote: ⟦\"the first ship sailed.⟧\n⟦\"The second ship sank.\"⟧ He left.",
        ),
        ("single marks", "⟦‘The first ship sailed.⟧\n⟦‘The second ship sank,’⟧ Orde said."),
        (
            "not reopened",
            "⟦“The first ship sailed.⟧\n⟦The second ship sank,”⟧ Orde said. ⟦“We wept for days.”⟧",
        ),
        ("plain next paragraph", "Orde saw “The first ship sail.\nThe second ship sank."),
    ]);
    let text = "“The first ship sailed.\n“The second ship sank,” Orde said.";
    let found = quotes(text, &lines(text));
    let parts: Vec<_> = found.iter().map(|q| (q.inner.of(text), q.closed, q.continues)).collect();
    let expected =
        [("The first ship sailed.", false, false), ("The second ship sank,", true, true)];
    assert_eq!(parts, expected);
}

#[test]
fn speech_or_scare() {
    check(&[
        ("scare quote", "The ⟨“reform”⟩ of the port cost six hundred jobs."),
        ("four words", "The ⟨“friends of the port”⟩ met behind closed doors."),
        ("five words", "The ⟦“good friends of the port”⟧ met behind closed doors."),
        ("partial quotation", "Vell called the reform ⟦“madness”⟧ on Monday."),
        ("cue behind", "The ⟦“reform”⟧ is over, Vell said."),
        ("described as", "The reform was described as ⟦“brave”⟧ by Vell."),
        ("according to", "According to Vell, the ⟦“reform”⟧ failed."),
        ("cue in the sentence before", "Vell said no. The ⟨“reform”⟩ went on."),
        ("cue in the sentence after", "The ⟨“reform”⟩ went on. Vell said no."),
        ("sentence ends in speech", "Vell said ⟦“I will go.”⟧ The ⟨“reform”⟩ went on."),
        ("abbreviation is no sentence end", "Critics of Mr. Vell call him ⟦“king”⟧ of the port."),
        (
            "cue only inside another quotation",
            "⟦“She said I must go”⟧ hung over the ⟨“reform”⟩ desk.",
        ),
        ("doubted word beside a cue", "Vell said the so-called ⟨“reform”⟩ had failed."),
        ("short sentence", "⟦“Never!”⟧ The crowd went home."),
        ("comma inside", "⟦“No,”⟧ and the crowd went home."),
        ("capitalised sentence", "The sign over the gate ⟦“Never come back”⟧ was gone."),
        ("after a colon", "Vell: ⟦‘Total disaster’⟧ at the port"),
        ("title", "The film ⟨“Red River”⟩ opens on Friday."),
        ("title beside a cue", "Vell said the film ⟨“Red River”⟩ was too long."),
        (
            "title with the comma inside",
            "In his novel ⟨“The Long Way Home to the Sea,”⟩ Orde kills a king.",
        ),
        ("programme", "Vell said on ⟨“Harbour Tonight”⟩ that he would go."),
        ("owned programme", "Vell told Channel Nine’s ⟨“Morning Tide”⟩ that he would go."),
        ("name-calling is speech", "Vell called him ⟦“Crooked Orde”⟧ again."),
        ("headline", "MAYOR'S ⟨'REFORM'⟩ COSTS SIX HUNDRED JOBS"),
        ("headline with a cue", "MAYOR SAYS ⟦'REFORM'⟧ COSTS NO JOBS"),
        ("long headline quotation", "Orde: ⟦‘We will not give up one ship’⟧"),
    ]);
}

/// What a name means elsewhere, and how long it is, changes nothing.
#[test]
fn names_are_no_cues() {
    let kinds = |text: &str, names: &[&str]| {
        let span = Span::from_range(0..text.len());
        let sentence = Sentence { span, place: Place::Lead, paragraph: None };
        let mut words = Vec::new();
        tokenize(text, span, &mut words);
        for word in words.iter_mut().filter(|word| names.contains(&word.span.of(text))) {
            word.set_name(true, false);
        }
        let found = quotes_among(text, &[span], &[sentence], &words);
        found.iter().map(|quote| quote.kind).collect::<Vec<_>>()
    };
    let long = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaefer";
    for template in [
        "The “reform” of Hugh NAME went on.",
        "Hugh NAME and his “reform” went on.",
        "Hugh NAME left “Red River” alone.",
        "Hugh NAME told them “Red River” was lost.",
        "The film of Hugh NAME “Red River” told of war.",
        "In ‘the reform that Hugh NAME and the town had always wanted to see’ he believes.",
        "They go on,” Hugh NAME left.",
        "They go on,” Hugh NAME said.",
        "**HUGH NAME' LEFT",
    ] {
        let of = |name: &str| kinds(&template.replace("NAME", name), &["Hugh", name]);
        let plain = of("Orde");
        for name in ["Said", "Call", "Film", "Supposed", long] {
            assert_eq!(of(name), plain, "{template} {name}");
        }
    }
    assert_eq!(kinds("Said left the “reform” alone.", &[]), [QuoteKind::Speech]);
    assert_eq!(kinds("Said left the “reform” alone.", &["Said"]), [QuoteKind::Scare]);
}

#[test]
fn blocks_that_are_no_range_are_skipped() {
    let text = "é “We sail at noon,” Orde said.";
    let bad =
        [Span::new(1, 9), Span::new(5, 2), Span::new(0, 999), Span::new(0, text.len() as u32)];
    assert_eq!(quotes(text, &bad).len(), 1);
    assert!(quotes("", &[]).is_empty());
}

#[test]
fn every_line_of_the_list_is_read() {
    let mut forms: Vec<&str> = items(CUES).map(|(_, form)| form).collect();
    for form in &forms {
        let mut words = Vec::new();
        tokenize(form, Span::from_range(0..form.len()), &mut words);
        let numbers = Lists::get().vocabulary().numbers(form, &words);
        let words = Words { source: form, tokens: &words, numbers: &numbers };
        assert!(cue(&words, 0).is_some(), "{form}");
    }
    forms.sort_unstable();
    for pair in forms.windows(2) {
        assert!(pair[0] < pair[1], "{} is listed twice", pair[1]);
    }
    for form in forms {
        assert_eq!(form, form.to_lowercase());
    }
}

/// Texts whose cost would show a quadratic pass: a million bytes each, in seconds even unoptimised.
#[test]
fn hostile_text_takes_linear_time() {
    let seeds = [
        "\"", "'", "“", "''", " '", "\"a ", "'a' ", "“a", "a”", "&quot;", "&", "**a' ", "*", "``",
        "=\"", "' ",
    ];
    for seed in seeds.iter().copied().chain([
        ". \"",
        "said \"a\" ",
        "\"a\" ",
        "1'",
        "6'2\"",
        "*\"",
        "\u{e2}",
        "\"\n",
        "a,” said ",
        "said, “a ",
        "â€",
    ]) {
        let text = seed.repeat(1_000_000 / seed.len());
        for q in quotes(&text, &lines(&text)) {
            assert!(text.is_char_boundary(q.span.end as usize));
        }
    }
}

fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        proptest::sample::select(vec![
            "\"",
            "'",
            "“",
            "”",
            "‘",
            "’",
            "„",
            "«",
            "»",
            "‹",
            "›",
            "``",
            "''",
            "'''",
            "`",
            "&quot;",
            "&#39;",
            "&",
            ";",
            "*",
            "**",
            "=",
            "said",
            "The",
            "film",
            "so-called",
            "Red",
            "s",
            "90s",
            "6",
            " ",
            " ",
            " ",
            ". ",
            ", ",
            ":",
            "—",
            "…",
            "\n",
            "\n\n",
            "\u{a0}",
            "é",
            "\u{301}",
            "\u{93}",
            "<",
            "(",
            "]",
        ])
        .prop_map(str::to_owned),
        "[a-zA-Z]{1,8}",
        "\\PC{0,3}",
    ];
    proptest::collection::vec(scrap, 0..80).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn spans_are_well_formed(text in scraps()) {
        let paragraphs = lines(&text);
        let found = quotes(&text, &paragraphs);
        let mut stack: Vec<Span> = Vec::new();
        for (i, q) in found.iter().enumerate() {
            prop_assert!(text.get(q.span.range()).is_some() && text.get(q.inner.range()).is_some());
            prop_assert!(q.span.contains(q.inner) && !q.inner.is_empty());
            prop_assert!(paragraphs.iter().any(|p| p.contains(q.span)));
            prop_assert!(i == 0 || found[i - 1].span.start <= q.span.start);
            stack.truncate(q.depth as usize);
            prop_assert_eq!(stack.len(), q.depth as usize);
            if let Some(outer) = stack.last() {
                prop_assert!(outer.contains(q.span));
            }
            stack.push(q.span);
        }
        for depth in 0..4 {
            let level: Vec<_> = found.iter().filter(|q| q.depth == depth).collect();
            for pair in level.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
        }
    }

    /// A paragraph's quotations depend on its neighbours only, whatever stands further away.
    #[test]
    fn every_paragraph_starts_afresh(far in scraps(), text in "[a-z \"“”']{0,40}") {
        let far = far.replace('\n', " ");
        let near = format!("Plain words.\n{text}\nPlain words.");
        let whole = format!("{far}\nPlain words.\nMore plain words.\n{near}");
        let shift = (whole.len() - near.len()) as u32;
        let alone: Vec<_> = quotes(&near, &lines(&near)).iter().map(|q| (q.span.start, q.span.end, q.kind)).collect();
        let inside: Vec<_> = quotes(&whole, &lines(&whole))
            .iter()
            .filter(|q| q.span.start >= shift)
            .map(|q| (q.span.start - shift, q.span.end - shift, q.kind))
            .collect();
        prop_assert_eq!(alone, inside);
    }

    /// Words without marks hold no quotation.
    #[test]
    fn no_marks_no_quotations(text in "[a-zA-Z0-9 .,;:!?*()\\n—é]{0,200}") {
        prop_assert!(quotes(&text, &lines(&text)).is_empty());
    }
}
