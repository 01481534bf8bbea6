//! What a source is, and which side a cue takes.

use std::sync::LazyLock;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::{Source, SourceKind, Stance};
use crate::lexicon::{Lexicon, ON_REQUEST, Pos, forms};
use crate::text::Span;
use crate::text::{Token, fold, tokenize};

/// A built-in list that no score is made of.
fn list(path: &str) -> Option<Lexicon> {
    let (_, text) = ON_REQUEST.iter().find(|(name, _)| *name == path)?;
    Lexicon::from_text(path, text).ok()
}

/// The lists that this module reads.
pub(crate) const LISTS: [&str; 5] = [
    "reporting/cues.tsv",
    "actors/titles.tsv",
    "actors/institutions.tsv",
    "actors/places.tsv",
    "actors/metonyms.tsv",
];

/// The stance of a cue by its lemma.
pub(super) fn stance(lemma: &str) -> Stance {
    static STANCES: LazyLock<HashMap<String, Stance, FxBuildHasher>> = LazyLock::new(|| {
        let mut out: HashMap<String, Stance, FxBuildHasher> = HashMap::default();
        let Some(list) = list(LISTS[0]) else { return out };
        for entry in list.entries() {
            let stance = match list.categories()[usize::from(entry.category)].name.as_str() {
                "endorsing" => Stance::Endorsing,
                "distancing" => Stance::Distancing,
                _ => Stance::Neutral,
            };
            let term = entry.term.trim_end_matches(" that");
            let lemma = term.split('{').next().unwrap_or(term);
            if !lemma.contains(' ') {
                out.entry(lemma.to_owned()).or_insert(stance);
            }
        }
        out
    });
    STANCES.get(lemma).copied().unwrap_or(Stance::Neutral)
}

/// What a word says about a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hint {
    Title,
    Office,
    Role,
    Document,
    Body,
    Vague,
    Held,
    State,
}

const HINTS: &[(Hint, &str)] = &[
    (
        Hint::Document,
        "report study poll survey document article piece story editorial letter statement email e-mail memo memorandum book bill law \
         rule ruling order complaint lawsuit indictment filing affidavit transcript tweet post blog column essay paper analysis review \
         audit record data figure statistic evidence ad advertisement video film documentary headline message note text constitution act \
         treaty agreement resolution website site page newspaper magazine census research investigation inquiry release speech quote \
         finding list memoir opinion petition graph chart map email tape recording footage clip dossier cable leak",
    ),
    (
        Hint::Body,
        "government ministry department agency company party campaign group organization organisation committee commission council court \
         administration union bank army military police parliament senate congress house embassy office board team firm corporation university \
         institute association foundation network regime coalition league church federation bureau authority cabinet service center centre \
         think-tank movement state nation country city county fund alliance society club school",
    ),
    (
        Hint::State,
        "government ministry department agency commission court administration army military police parliament senate congress embassy \
         state authority cabinet official minister president secretary governor senator mayor spokesman spokeswoman ambassador general \
         officer chancellor premier king queen prince judge prosecutor sheriff lawmaker congressman congresswoman representative",
    ),
    (
        Hint::Vague,
        "critic observer many some people others most several analyst expert supporter opponent everyone everybody someone somebody anyone \
         nobody skeptic sceptic pundit detractor commentator one folk american voter conservative liberal republican democrat \
         activist resident witness who those few republican other",
    ),
    (
        Hint::Held,
        "source insider anonymous anonymity unnamed unidentified undisclosed familiar briefed whistleblower",
    ),
];

struct Kinds {
    hints: HashMap<String, Vec<Hint>, FxBuildHasher>,
    /// Titles, offices and roles of several words by the first word.
    longest: usize,
}

fn kinds() -> &'static Kinds {
    static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
        let mut hints: HashMap<String, Vec<Hint>, FxBuildHasher> = HashMap::default();
        let mut longest = 1;
        let mut add = |term: &str, hint: Hint| {
            let mut inflected = Vec::new();
            forms(term, Pos::Noun, &mut inflected);
            for form in inflected {
                longest = longest.max(form.split(' ').count());
                let known = hints.entry(form).or_default();
                if !known.contains(&hint) {
                    known.push(hint);
                }
            }
        };
        if let Some(list) = list(LISTS[1]) {
            for entry in list.entries() {
                let hint = match list.categories()[usize::from(entry.category)].name.as_str() {
                    "title" => Hint::Title,
                    "office" => Hint::Office,
                    _ => Hint::Role,
                };
                let term: Vec<String> =
                    entry.term.replace("{n}", "").split_whitespace().map(fold).collect();
                add(&term.join(" "), hint);
            }
        }
        for list in LISTS[2..].iter().filter_map(|path| list(path)) {
            for entry in list.entries() {
                let category = list.categories()[usize::from(entry.category)].name.as_str();
                let term: Vec<String> = entry.term.split_whitespace().map(fold).collect();
                if category != "nationality" && entry.term.starts_with(char::is_uppercase) {
                    add(&term.join(" "), Hint::Body);
                }
            }
        }
        for (hint, terms) in HINTS {
            for term in terms.split_whitespace() {
                add(term, *hint);
            }
        }
        Kinds { hints, longest: longest.min(6) }
    });
    &KINDS
}

const PRONOUNS: [&str; 10] = ["i", "you", "he", "she", "we", "his", "her", "my", "our", "your"];
const GROUPS: [&str; 10] =
    ["many", "some", "most", "others", "several", "few", "everyone", "people", "those", "critics"];
const OF_STATE: [&str; 6] = ["us", "u.s", "american", "federal", "state", "government"];

/// Tells what the source at `span` is.
pub(super) fn source(text: &str, span: Span) -> Source {
    let kinds = kinds();
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(
        text,
        Span::new(span.start, span.end.min(span.start.saturating_add(400))),
        &mut tokens,
    );
    tokens.retain(|token| token.span.end <= span.end);
    // what stands in a relative clause says something else
    let relative = |t: &Token| matches!(t.span.of(text), "who" | "which" | "whose" | "that");
    if let Some(at) = tokens.iter().skip(1).position(relative) {
        tokens.truncate(at + 1);
    }
    let words: Vec<String> = tokens.iter().map(|token| fold(token.span.of(text))).collect();
    let mut has = [false; 8];
    let (mut office, mut held) = (None, false);
    let mut first_head: Option<Hint> = None;
    let mut covered = vec![false; tokens.len()];
    let mut i = 0;
    while i < tokens.len() {
        let mut longest = (1..=kinds.longest.min(tokens.len() - i)).rev();
        let found = longest.find_map(|n| Some((n, kinds.hints.get(&words[i..i + n].join(" "))?)));
        let Some((n, hints)) = found else {
            i += 1;
            continue;
        };
        for hint in hints {
            has[*hint as usize] = true;
        }
        held |= hints.contains(&Hint::Held);
        let span = Span::new(tokens[i].span.start, tokens[i + n - 1].span.end);
        if hints.iter().any(|h| matches!(h, Hint::Office | Hint::Role)) && office.is_none() {
            office = Some(span);
        }
        if hints.iter().any(|h| matches!(h, Hint::Title | Hint::Office | Hint::Role)) {
            covered[i..i + n].fill(true);
        }
        let head = hints.iter().find(|h| !matches!(h, Hint::State | Hint::Title));
        first_head = first_head.or(head.copied());
        i += n;
    }
    let is_held = |w: &String| kinds.hints.get(w).is_some_and(|h| h.contains(&Hint::Held));
    held |= words.iter().any(is_held);
    has[Hint::State as usize] |=
        words.iter().any(|w| kinds.hints.get(w).is_some_and(|h| h.contains(&Hint::State)));
    let (name, institution) = names(text, &tokens, &words, &covered, kinds);
    let pronoun =
        tokens.len() == 1 && words.first().is_some_and(|w| PRONOUNS.contains(&w.as_str()));
    let group = words.first().is_some_and(|w| GROUPS.contains(&w.as_str()));
    let plural_role = name.is_none()
        && (has[Hint::Role as usize] || has[Hint::Office as usize])
        && words.iter().any(|w| w == "officials" || w == "sources");
    let document_first = matches!(first_head, Some(Hint::Document));
    let kind = if held || plural_role && name.is_none() {
        SourceKind::Anonymous
    } else if pronoun {
        SourceKind::Person
    } else if document_first {
        SourceKind::Document
    } else if name.is_some() {
        SourceKind::Person
    } else if group
        || has[Hint::Vague as usize]
            && institution.is_none()
            && office.is_none_or(|o| o.of(text).ends_with('s'))
    {
        SourceKind::Vague
    } else if has[Hint::Body as usize] && !matches!(first_head, Some(Hint::Office | Hint::Role))
        || institution.is_some() && office.is_none()
    {
        SourceKind::Organisation
    } else if office.is_some() || has[Hint::Title as usize] {
        SourceKind::Person
    } else if words.len() == 1 && (words[0] == "they" || words[0] == "it") {
        SourceKind::Organisation
    } else if words.len() == 1 && matches!(words[0].as_str(), "who" | "which" | "that") {
        if words[0] == "who" { SourceKind::Person } else { SourceKind::Document }
    } else if tokens.iter().any(|t| t.is_capital()) {
        SourceKind::Organisation
    } else {
        SourceKind::Vague
    };
    let state_word = words.iter().any(|w| OF_STATE.contains(&w.as_str()));
    let official = has[Hint::State as usize] && kind != SourceKind::Vague
        || kind == SourceKind::Anonymous && state_word;
    Source { span, kind, name, office, institution, actor: None, official }
}

/// The first run of capitals that is a person's name, and the first that is a body's.
fn names(
    text: &str,
    tokens: &[Token],
    words: &[String],
    covered: &[bool],
    kinds: &Kinds,
) -> (Option<Span>, Option<Span>) {
    let (mut name, mut body) = (None, None);
    let mut i = 0;
    while i < tokens.len() {
        let named = |j: usize| tokens[j].is_capital() && !covered[j] && !is_small(&words[j]);
        if !named(i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < tokens.len() && named(end) && !tokens[end].breaks() {
            end += 1;
        }
        let span = Span::new(tokens[i].span.start, tokens[end - 1].span.end);
        let article = i > 0 && words[i - 1] == "the";
        let last = span.of(text);
        let acronym =
            end - i == 1 && last.len() >= 2 && last.chars().all(|c| c.is_uppercase() || c == '.');
        let is_known = |words: &[String]| {
            kinds.hints.get(&words.join(" ")).is_some_and(|h| h.contains(&Hint::Body))
        };
        let is_body =
            is_known(&words[i..end]) || (i..end).any(|j| is_known(&words[j..=j]) && end - i != 2);
        let before_office = covered.get(end).copied().unwrap_or(false);
        let after_of = i > 0 && matches!(words[i - 1].as_str(), "of" | "for" | "at" | "from");
        if article || acronym || is_body || before_office || after_of {
            body = body.or(Some(span));
        } else {
            name = name.or(Some(span));
        }
        i = end;
    }
    (name, body)
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "one"
            | "some"
            | "many"
            | "most"
            | "several"
            | "he"
            | "she"
            | "they"
            | "we"
            | "i"
            | "it"
            | "his"
            | "her"
            | "their"
            | "other"
            | "others"
            | "former"
            | "both"
            | "all"
            | "who"
            | "which"
            | "those"
            | "these"
            | "two"
            | "three"
            | "four"
    )
}
