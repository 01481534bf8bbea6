//! Exchanging two actors of the caller exchanges what is said of them, and changes nothing else.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::sync::LazyLock;

use presslens::{ActorKind, ActorNames, Analyzer, Article};
use proptest::prelude::*;
use serde_json::Value;

use common::with_actors;

/// Actors of one kind, length in words and capitalisation, named after words that lists hold.
const PAIRS: [(&str, &str, ActorKind); 12] = [
    ("Grace Hope", "Victor Slaughter", ActorKind::Person),
    ("Anna van Slander", "Petra van Mercy", ActorKind::Person),
    ("Jean-Luc Good", "Mary-Ann O'Hatred", ActorKind::Person),
    ("Judge Reports", "Amal Senator", ActorKind::Person),
    ("Ireland Bishop", "Will May", ActorKind::Person),
    ("Said Tells", "Mark Li", ActorKind::Person),
    ("Dred", "Bo", ActorKind::Person),
    ("Terror Works", "Freedom Gang", ActorKind::Organisation),
    ("General Report", "Daily Hobbs", ActorKind::Organisation),
    ("Spokeswoman", "Iran", ActorKind::Government),
    ("Unnamed Officials", "Su Union", ActorKind::Organisation),
    ("Spokesman of Lobbies", "Peter of Pundits", ActorKind::Person),
];
const OTHER: &str = "Anna Hale";

static GIVEN: LazyLock<Analyzer> = LazyLock::new(|| with_actors(&PAIRS, &[OTHER]));

/// `{}` is an actor, `{p}` a person, `{l}` a last name alone.
const TEMPLATES: &[&str] = &[
    "{} said the plan was a disaster.",
    "{} told {} that the attack killed nobody.",
    "“We will never surrender,” {} said.",
    "“We will never surrender,” said {}, the minister.",
    "\"This is a corrupt regime,\" {} told {}.",
    "We will never surrender, {} said.",
    "We will win this together, said {}.",
    "This effort could be called unbelievable, {} told journalists on Monday.",
    "According to {}, the war is lost.",
    "The war is lost, according to {}.",
    "The attack was condemned by {}.",
    "{} was attacked by {} after the vote.",
    "{} was killed on Monday.",
    "President {p} said he would resign.",
    "President {l} praised {}.",
    "Mr {l} accused {} of lying.",
    "Mrs {l} said she feared {}.",
    "{l} said that he was innocent.",
    "{l} denied it. He said the report was false.",
    "{p}, the minister, said the deal was terrible.",
    "{p}, the foreign minister of Russia, claimed victory.",
    "{p}, a spokesman for {}, said nothing was wrong.",
    "{}'s aide said the talks had failed.",
    "{}s aide said the talks had failed.",
    "{l}s claim that the vote was rigged is false.",
    "{}'s claim that the vote was rigged is false.",
    "{}’s attack on {} was brutal.",
    "The killing of {} was praised by {}.",
    "A spokesman for {} said the regime lied.",
    "A source close to {} said the regime lied.",
    "Four unnamed aides of {} told {} that the regime lied.",
    "Critics of {} say the law is cruel.",
    "Critics say {} is corrupt.",
    "The Times reported that {} said {} had lied.",
    "{} and {} slammed the so-called experts.",
    "{} and {} say the police are brutal.",
    "{}: the war is lost",
    "{}: “The war is lost.”",
    "{} “slammed” the deal.",
    "'We are ready,' {} said.",
    "'We are ready,' said {}, who left.",
    "'{} is a liar,' said {}.",
    "“{} is a liar",
    "{} is a liar,” said {}.",
    "“Never trust {}” was the title.",
    "The “{} doctrine” failed.",
    "The book “{}” was praised.",
    "He called {} a “coward”.",
    "In a statement, {} said: “We mourn.”",
    "{} believes that {} wants war.",
    "{} fears that the economy will collapse.",
    "{} was quoted as saying that the vote was rigged.",
    "{}, who was accused of fraud by {}, denied it.",
    "Not even {} could save {}.",
    "{} never supported {}, officials said.",
    "Asked about {}, {} said: “No comment”.",
    "As {} reported, the town fell.",
    "As reported by {}, the town fell.",
    "The report by {} says that {} failed.",
    "The letter, signed by {} and {}, warns of war.",
    "The law (backed by {}) was praised [by {}].",
    "His lawyer, {p}, rejected the claims.",
    "{} – no friend of {} – insisted that peace was near.",
    "If {} wins, {} will leave, analysts warn.",
    "{}. The war goes on.",
    "Voters elected {}. {} conceded.",
    "It was {}? Yes, said {}.",
    "Police arrested {} in Moscow. She denied all charges.",
    "{p} said Putin was wrong; {p} said he was right.",
    "Secretary of State {p} met {}.",
    "Former US President {l} hailed {}.",
    "The {} government said it would fight.",
    "the {} report claims that all is well.",
    "{} officials said the town was safe.",
    "{} claim that the vote was rigged.",
    "{} says {}’s plan, which {} backed, is “a joke”.",
    "She and {} want peace, {} added.",
    "{p} (left) with {p} in Berlin.",
    "Interview with {}",
    "Mr. {l} said so. Dr. {l} did not.",
    "{} said {} said {} lied.",
    "“{},” {} said, “is a fool.”",
    "“We won” {} said '{} lost'.",
];

const HEADLINES: &[&str] = &[
    "{} slams {} over war",
    "{} Slams {} Over Deadly Strike",
    "{} SLAMS {} OVER DEADLY STRIKE",
    "{} IN ROW",
    "{} Quits",
    "{}: We Will Never Yield",
    "War Is Lost, Says {}",
    "War is lost, {} says",
    "Why {} Was Wrong About {}",
    "Talks fail",
    "{}'s Deal Is a Disaster for {}",
    "{} met {}",
];

/// A template and whom it names.
type Part = (usize, Vec<(usize, bool)>);

fn who() -> impl Strategy<Value = (usize, bool)> {
    (0..PAIRS.len(), any::<bool>())
}

fn part() -> impl Strategy<Value = Part> {
    (0..TEMPLATES.len(), prop::collection::vec(who(), 3))
}

#[derive(Default)]
struct Written {
    text: String,
    names: Vec<(usize, usize)>,
}

fn name(pair: usize, second: bool, swap: bool) -> &'static str {
    let (one, other, _) = PAIRS[pair];
    if second == swap { one } else { other }
}

fn is_person(pair: usize) -> bool {
    PAIRS[pair].2 == ActorKind::Person
}

impl Written {
    fn name(&mut self, name: &str) {
        self.names.push((self.text.len(), self.text.len() + name.len()));
        self.text.push_str(name);
    }

    fn template(&mut self, template: &str, who: &[(usize, bool)], swap: bool, capitals: bool) {
        let mut rest = template;
        let mut n = 0;
        while let Some(at) = rest.find('{') {
            self.text.push_str(&rest[..at]);
            let end = rest.find('}').unwrap();
            let (mut pair, second) = who[n % who.len()];
            let slot = &rest[at + 1..end];
            if !slot.is_empty() && !is_person(pair) {
                pair %= 7;
            }
            n += 1;
            let mut name = name(pair, second, swap).to_owned();
            if slot == "l" {
                name = name.rsplit(' ').next().unwrap().to_owned();
            }
            if capitals {
                name = name.to_uppercase();
            }
            self.name(&name);
            rest = &rest[end + 1..];
        }
        self.text.push_str(rest);
    }
}

fn written(headline: (usize, &[(usize, bool)]), parts: &[(Part, bool)], swap: bool) -> Written {
    let mut out = Written::default();
    out.template(
        HEADLINES[headline.0],
        headline.1,
        swap,
        HEADLINES[headline.0].contains("ROW") || HEADLINES[headline.0].contains("SLAMS"),
    );
    out.text.push_str("\n\nIt was");
    for pair in 0..PAIRS.len() {
        for second in [false, true] {
            out.text.push_str(" that ");
            out.name(name(pair, second, swap));
            out.text.push_str(" then met nobody and");
        }
    }
    out.text.push_str(" nobody else.\n\n");
    for ((template, who), new) in parts {
        out.template(TEMPLATES[*template], who, swap, false);
        out.text.push_str(if *new { "\n\n" } else { " " });
    }
    out
}

/// Where a byte stands when all names are one byte long.
fn place(names: &[(usize, usize)], at: u64) -> f64 {
    let at = at as usize;
    let mut cut = 0;
    for &(from, to) in names {
        if to <= at {
            cut += to - from - 1;
        } else if from < at {
            return (from - cut) as f64 + 0.5;
        }
    }
    (at - cut) as f64
}

fn exchange(text: &str) -> String {
    // each name by a sign for it, in any casing
    let mut out = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (pair, (one, other, _)) in PAIRS.iter().enumerate() {
        for (n, name) in [one, other].into_iter().enumerate() {
            out = out.replace(name, &format!("<{pair}{n}>"));
            out = out.replace(&name.to_uppercase(), &format!("<{pair}{n}>"));
        }
    }
    for (pair, (one, other, _)) in PAIRS.iter().enumerate() {
        for (n, name) in [one, other].into_iter().enumerate() {
            let last = name.rsplit(' ').next().unwrap();
            out = out.replace(last, &format!("<{pair}{n}l>"));
        }
    }
    out
}

fn flip(text: &str) -> String {
    let mut out = text.to_owned();
    for pair in 0..PAIRS.len() {
        for l in ["", "l"] {
            out = out.replace(&format!("<{pair}0{l}>"), &format!("<x{l}>"));
            out = out.replace(&format!("<{pair}1{l}>"), &format!("<{pair}0{l}>"));
            out = out.replace(&format!("<x{l}>"), &format!("<{pair}1{l}>"));
        }
    }
    out
}

/// Without compat's scores and readability, which spelling decides; bytes and names as [`place`] and [`exchange`] have them.
fn canonical(value: &mut Value, key: &str, names: &[(usize, usize)], swap: bool) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| {
                !key.starts_with("vader")
                    && !key.starts_with("readability")
                    && !["compound", "sentiment", "hash", "sha256", "notes", "language", "lines"]
                        .contains(&key.as_str())
            });
            if map.get("score").and_then(Value::as_str) == Some("sentiment") {
                *value = Value::Null;
                return;
            }
            for (key, value) in map.iter_mut() {
                canonical(value, key, names, swap);
            }
        }
        // start, end and share of a contribution to a metric
        Value::Array(items) if key == "contributions" && items.iter().any(Value::is_number) => {
            for at in &mut items[..2] {
                *at = serde_json::json!(place(names, at.as_u64().unwrap()));
            }
        }
        Value::Array(items) => {
            for item in items.iter_mut() {
                canonical(item, key, names, swap);
            }
            items.retain(|item| !item.is_null() || key == "interval");
        }
        Value::Number(n) if ["start", "end", "content", "mentions"].contains(&key) => {
            *value = serde_json::json!(place(names, n.as_u64().unwrap()));
        }
        // thousands of them, none with a name in it
        Value::String(_) if ["feature", "score", "lexicon", "category", "voice"].contains(&key) => {
        }
        Value::String(text) => {
            let text2 = exchange(text);
            *text = if swap { flip(&text2) } else { text2 };
        }
        _ => {}
    }
}

fn record(written: &Written, swap: bool) -> Value {
    let article = Article::parse(&written.text);
    let mut value = serde_json::to_value(GIVEN.article(&article).record(&article)).unwrap();
    canonical(&mut value, "", &written.names, swap);
    value
}

fn difference(path: &str, a: &Value, b: &Value, out: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            for (key, a) in x {
                difference(&format!("{path}.{key}"), a, y.get(key).unwrap_or(&Value::Null), out);
            }
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            for (i, (a, b)) in x.iter().zip(y).enumerate() {
                difference(&format!("{path}[{i}]"), a, b, out);
            }
        }
        _ if a == b => {}
        _ => {
            let cut = |v: &Value| v.to_string().chars().take(700).collect::<String>();
            out.push(format!("{path}: {} <> {}", cut(a), cut(b)));
        }
    }
}

fn check(headline: (usize, &[(usize, bool)]), parts: &[(Part, bool)]) -> Result<(), String> {
    let (one, other) = (written(headline, parts, false), written(headline, parts, true));
    let (before, after) = (record(&one, false), record(&other, true));
    // lines and sentences are read before actors are known, and may end after "May" but not after "Bishop"
    let split = |record: &Value| -> Vec<Value> {
        let sentences = record["sentences"].as_array().unwrap();
        sentences.iter().map(|s| [s["start"].clone(), s["place"].clone()].into()).collect()
    };
    if split(&before) != split(&after) {
        return Ok(());
    }
    let mut out = Vec::new();
    difference("", &before, &after, &mut out);
    if out.is_empty() {
        return Ok(());
    }
    out.truncate(14);
    let tail = |text: &str| {
        let (head, rest) = text.split_once("\n\n").unwrap();
        format!("{head} || {}", rest.split_once("else.\n\n").unwrap().1)
    };
    Err(format!("{}\n--\n{}\n{}", tail(&one.text), tail(&other.text), out.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        // the same articles each time: a rare failure is for who looks for it, not for who builds
        rng_seed: proptest::test_runner::RngSeed::Fixed(5),
        max_shrink_iters: 3000,
        ..ProptestConfig::with_cases(300)
    })]

    /// Sentences as papers write them. (`tests/actors.rs` and `tests/targets.rs` have words at random.)
    #[test]
    fn exchanged_actors_change_nothing_else(
        headline in 0..HEADLINES.len(),
        who in prop::collection::vec(who(), 2),
        parts in prop::collection::vec((part(), any::<bool>()), 1..6),
    ) {
        let result = check((headline, &who), &parts);
        prop_assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}

/// However many words the name has, whether they are function words or stand elsewhere in the text.
#[test]
fn a_given_name_in_the_headline_is_one_word() {
    for name in ["May", "Grace Hope", "Will", "The Who", "Dred", "Anna van Slander"] {
        let mut names = ActorNames::new();
        names.add(name, ActorKind::Person, &[]).unwrap();
        names.add("Bo Li", ActorKind::Person, &[]).unwrap();
        let analyzer = Analyzer::builder().actors(names).build().unwrap();
        // "slams", "talks" and two names, of which one and one come back
        let text = format!(
            "{name} slams Bo Li talks\n\nOn Monday {name} left. Talks failed; it may rain, with no \
             hope of grace. Anna will go.\n"
        );
        let report = analyzer.article(&Article::parse(&text));
        let overlap = report.metric("headline.overlap").unwrap().all;
        assert_eq!((overlap.value, overlap.n), (Some(0.5), 4), "{name}");
    }
}

/// Every template and every headline with every pair.
#[test]
fn templates() {
    let mut failures = Vec::new();
    for pair in 0..PAIRS.len() {
        let other = (pair + 1) % PAIRS.len();
        for template in 0..TEMPLATES.len() {
            let who = vec![(pair, false), (other, true), (pair, true)];
            let parts = [((template, who), true)];
            failures.extend(check((9, &[(0, false)]), &parts).err());
        }
        for headline in 0..HEADLINES.len() {
            let parts = [((0, vec![(0, false)]), true)];
            failures.extend(check((headline, &[(pair, false), (other, true)]), &parts).err());
        }
    }
    assert!(failures.is_empty(), "{} failures, the first:\n{}", failures.len(), failures[0]);
}
