//! The rules one by one, by what they add. (Scores are checked against Python in
//! `tests/vader_parity.rs`.)

use proptest::prelude::*;

use super::explain::{Recorder, Trace};
use super::{Read, Scratch, explain, raw, run, score, score_parts, words};
use crate::sentiment::{Explanation, Rule};
use crate::text::{Dictionary, Span, tokenize};

fn explained(text: &str) -> Explanation {
    explain(words(), text)
}

/// The hits of a text as "word base steps…", a step as "rule(cause)amount" with two decimals.
fn told(text: &str) -> Vec<String> {
    let hits = explained(text).hits;
    hits.iter()
        .map(|hit| {
            let mut line = format!("{} {}", hit.span.of(text), hit.base);
            for step in &hit.steps {
                let cause = step.span.map_or("", |span| span.of(text));
                let (name, amount) = (step.rule.name(), step.amount);
                line = format!("{line} {name}({cause}){amount:+.2}");
            }
            line
        })
        .collect()
}

/// Amounts are worked out by hand from the constants of the rules.
#[test]
fn each_rule_says_what_it_did() {
    let cases: [(&str, &[&str]); 38] = [
        ("a table", &[]),
        ("a good day", &["good 1.9"]),
        // 17
        ("what kind of day", &["kind 2.4 kind_of(kind of)-2.40"]),
        ("a kind man", &["kind 2.4"]),
        // 18: "no" before a lexicon word is not counted itself
        ("no good", &["no -1.2 no(good)+1.20", "good 1.9 no(no)-3.31"]),
        ("no very good", &["no -1.2", "good 1.9 no(no)-3.31 booster(very)-0.29"]),
        ("no man or bad luck", &["no -1.2", "bad -2.5 no(no)+4.35", "luck 2"]),
        // 19
        ("GOOD day", &["GOOD 1.9 caps(GOOD)+0.73"]),
        ("BAD day", &["BAD -2.5 caps(BAD)-0.73"]),
        ("GOOD DAY", &["GOOD 1.9"]),
        // 20, 21
        ("very good", &["good 1.9 booster(very)+0.29"]),
        ("very bad", &["bad -2.5 booster(very)-0.29"]),
        ("hardly bad", &["bad -2.5 booster(hardly)+0.29"]),
        ("VERY good", &["good 1.9 booster(VERY)+1.03"]),
        ("very much a good", &["good 1.9 booster(very)+0.26"]),
        ("very much good", &["good 1.9 booster(very)+0.28"]),
        ("very bad good", &["bad -2.5 booster(very)-0.29", "good 1.9 booster(very)+0.28"]),
        // 22, 23: 1.9 * 1.74
        ("not good", &["good 1.9 negation(not)-3.31"]),
        ("isn't a good", &["good 1.9 negation(isn't)-3.31"]),
        ("isn’t good", &["good 1.9"]),
        ("never so good", &["good 1.9 booster(so)+0.29 never_so(never so)+0.55"]),
        ("without doubt good", &["doubt -1.5 negation(without)+2.61", "good 1.9"]),
        // 24
        ("This is so bad", &["bad -2.5 booster(so)-0.29 never_so(so)-0.70"]),
        ("never so much good", &["good 1.9 booster(so)+0.28 never_so(never so)+0.54"]),
        // 25 to 28
        ("the shit", &["shit -2.6"]),
        ("it is the shit", &["shit -2.6 idiom(the shit)+5.60"]),
        (
            "it was so yeah right",
            &["yeah 1.2 booster(so)+0.29 never_so(so)+0.37 idiom(yeah right)-3.87"],
        ),
        ("a view to die for", &["die -2.9"]),
        // 29
        (
            "it is kind of bad",
            &["kind 2.4 kind_of(kind of)-2.40", "bad -2.5 idiom_booster(kind of)-0.29"],
        ),
        // 30
        ("the least good", &["good 1.9 least(least)-3.31"]),
        ("at least good", &["good 1.9"]),
        // 31, 32
        ("good but bad", &["good 1.9 but(but)-0.95", "bad -2.5 but(but)-1.25"]),
        ("good but good", &["good 1.9 but(but)-0.95", "good 1.9 but(but)+0.95"]),
        (
            "great but nice but great",
            &["great 3.1 but(but)-1.55", "nice 1.8 but(but)+0.90", "great 3.1 but(but)+1.55"],
        ),
        // 36 to 38: shared by the words on the winning side in proportion
        ("good!", &["good 1.9 punctuation()+0.29"]),
        (
            "bad bad fine!!",
            &["bad -2.5 punctuation()-0.29", "bad -2.5 punctuation()-0.29", "fine 0.8"],
        ),
        ("good???", &["good 1.9 punctuation()+0.54"]),
        ("table!!", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn spans_point_into_the_text_as_given() {
    for (text, expected) in [
        ("😁", vec!["😁"]),
        // "smiling" of the description; its last word runs into the text
        ("We 😁good", vec!["😁"]),
        // "broken" of "broken heart!good", which is no word any more
        ("é 💔!good, (great)", vec!["💔", "great"]),
        ("“Good” 😢 good", vec!["😢", "good"]),
        ("naïve\u{A0}GOOD\u{3000}bad", vec!["GOOD", "bad"]),
    ] {
        let spans: Vec<_> = explained(text).hits.iter().map(|hit| hit.span.of(text)).collect();
        assert_eq!(spans, expected, "{text}");
    }
}

#[test]
fn rule_names_are_those_of_the_records_and_distinct() {
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_string(&rule).expect("a name"), format!("\"{}\"", rule.name()));
        assert_eq!(Rule::ALL.iter().filter(|other| other.name() == rule.name()).count(), 1);
    }
}

/// Counts the work of a text.
#[derive(Default)]
struct Counter(usize);

impl Recorder for Counter {
    fn work(&mut self, units: usize) {
        self.0 += units;
    }
}

#[test]
fn ten_times_the_text_is_ten_times_the_work() {
    let cost = |text: &str| {
        let mut counter = Counter::default();
        run(words(), text, &mut Scratch::default(), &mut counter);
        counter.0
    };
    for (unit, ending) in [
        ("good ", ""),
        ("good bad ", "but good"),
        ("good fine nice ", "but fine"),
        ("not good ", "but bad"),
        ("no good never so bad ", ""),
        ("😁", "but 😢"),
        ("😁 not 😢 ", "but"),
        ("sort of good kind of bad the shit ", "but the bomb"),
        ("GOOD very bad!? ", ""),
    ] {
        let text = |times: usize| format!("{ending} {} {ending}", unit.repeat(times));
        let (short, long) = (cost(&text(1_000)), cost(&text(10_000)));
        assert!((9 * short..11 * short).contains(&long), "{unit:?}: {short} and {long}");
    }
}

/// Text that meets the rules often.
fn texts() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "good",
        "Bad",
        "GREAT",
        "war",
        "love",
        "kind",
        "of",
        "no",
        "not",
        "isn't",
        "never",
        "so",
        "this",
        "without",
        "doubt",
        "least",
        "at",
        "very",
        "VERY",
        "but",
        "BUT",
        "or",
        "the",
        "shit",
        "yeah",
        "right",
        "sort",
        "😁",
        "💔",
        "❤\u{FE0F}",
        "“",
        "’",
        "!",
        "?",
        "...",
        "é",
        "\u{212A}ISS",
        "death",
        "\u{1C}",
        "\u{3000}",
        "\n",
        "  ",
        ",",
        "x",
        "disadvantageousness",
        "catastrophic",
        "government's",
        "\u{7}",
        "\u{7F}",
        "8",
        ":)",
        ":D",
        "just enough",
    ]);
    prop::collection::vec((part, any::<bool>()), 0..60).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(part, space)| if space { format!("{part} ") } else { part.into() })
            .collect()
    })
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let explanation = explained(text);
    let scores = raw(words(), text, &mut Scratch::default());
    prop_assert!((-1.0..=1.0).contains(&scores.compound));
    let shares = scores.pos + scores.neu + scores.neg;
    prop_assert!(explanation.tokens == 0 && shares == 0.0 || (shares - 1.0).abs() < 1e-9);
    prop_assert_eq!(explanation.scores, score(words(), text, &mut Scratch::default()));
    let sum: f64 = explanation.hits.iter().map(|hit| hit.contribution).sum();
    prop_assert!((sum - explanation.sum).abs() < 1e-9);
    let mut end = 0;
    for hit in &explanation.hits {
        let added: f64 = hit.base + hit.steps.iter().map(|step| step.amount).sum::<f64>();
        prop_assert!((added - hit.contribution).abs() < 1e-9);
        prop_assert!(!hit.span.of(text).is_empty() && hit.span.end >= end);
        end = hit.span.end;
    }
    Ok(())
}

proptest! {
    #[test]
    fn contributions_add_up(text in texts()) {
        check(&text)?;
    }

    #[test]
    fn any_text_goes_through(text in any::<String>()) {
        check(&text)?;
    }

    /// A scorer carries nothing over from one text to the next.
    #[test]
    fn reused_buffers_change_nothing(parts in prop::collection::vec(texts(), 1..6)) {
        let mut scratch = Scratch::default();
        for text in &parts {
            let fresh = raw(words(), text, &mut Scratch::default());
            prop_assert_eq!(raw(words(), text, &mut scratch), fresh);
        }
    }

    /// Wherever a text is cut, between words or inside one, and whether its words have numbers or not.
    #[test]
    fn parts_score_as_if_alone(
        before in texts(),
        text in texts(),
        after in texts(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let source = before.clone() + &text + &after;
        let end = source.len() - after.len();
        let mut dictionary = Dictionary::default();
        dictionary.add("the");
        words().add_to(&mut dictionary);
        let (mut known, mut rooms) = (Vec::new(), Vec::new());
        tokenize(&source, Span::from_range(before.len()..end), &mut known);
        dictionary.read(&source, &mut known, &mut rooms);
        let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bounds.push(text.len());
        let mut cuts: Vec<usize> =
            cuts.iter().map(|cut| before.len() + *cut.get(&bounds)).collect();
        cuts.extend([before.len(), end]);
        cuts.sort_unstable();
        let parts = || cuts.windows(2).map(|at| at[0]..at[1]);
        let mut scratch = Scratch::default();
        for read in [Read::NONE, Read { words: &known, rooms: &rooms }, Read::NONE] {
            let mut compounds = vec![f64::NAN; cuts.len() - 1];
            let sentence = (&*source, before.len()..end);
            let whole =
                score_parts(words(), sentence, read, parts().zip(&mut compounds), &mut scratch);
            prop_assert_eq!(whole, score(words(), &text, &mut Scratch::default()));
            for (part, compound) in parts().zip(compounds) {
                let alone = score(words(), &source[part], &mut Scratch::default()).compound;
                prop_assert_eq!(compound.to_bits(), alone.to_bits());
            }
        }
    }

    /// The scan of eight bytes at a time finds the tokens that a plain reading of rules 12 and 13
    /// finds.
    #[test]
    fn tokens_are_those_of_the_plain_rule(
        text in "[ a-zA-Z0-9.,!'#~é“\u{7F}\u{1}\t\u{1C}\u{A0}\u{3000}\u{2009}]{0,60}",
    ) {
        let mut scratch = Scratch::default();
        run(words(), &text, &mut scratch, &mut Trace::default());
        let tokens = &scratch.tokens;
        let found: Vec<&str> =
            tokens.all.iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
        let space = |c: char| c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c);
        let plain: Vec<&str> = text
            .split(space)
            .filter(|token| !token.is_empty())
            .map(|token| {
                let inner = token.trim_matches(|c: char| c.is_ascii_punctuation());
                if inner.chars().count() <= 2 { token } else { inner }
            })
            .collect();
        prop_assert_eq!(&found, &plain);
        for (token, word) in tokens.all.iter().zip(plain) {
            let (mut upper, lower) = (word.chars(), word.chars().any(char::is_lowercase));
            let upper = !lower && upper.any(char::is_uppercase);
            prop_assert_eq!(token.flags & super::flag::UPPER != 0, upper, "{}", word);
            let nt = word.to_ascii_lowercase().contains("n't");
            prop_assert!(!nt || token.flags & super::flag::NEGATOR != 0, "{}", word);
        }
    }
}
