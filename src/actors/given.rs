//! The caller's own actors: names with aliases and kind, from code or from a file.

use std::path::Path;

use super::ActorKind;
use super::gazetteer::Map;
use crate::Error;
use crate::lexicon::{Provenance, hex_sha256};
use crate::text::fold;

/// Actors that you name yourself: see [`AnalyzerBuilder::actors`](crate::AnalyzerBuilder::actors).
///
/// They are found before all others, spelt as given (with a possessive too, and in capitals where a
/// headline is); the last name alone stands for a person of yours in an article that has the full
/// name, or one of the aliases.
///
/// # Format of a file
///
/// UTF-8 text, an actor a line, in columns parted by tabs: name; kind (`person`, `organisation`,
/// `place`, `government`); aliases parted by `;`, which may be left out. Blank lines and lines that
/// begin with `#` are skipped.
///
/// ```
/// use presslens::{ActorKind, ActorNames};
/// let mut names = ActorNames::from_text("mine.tsv", "Anna Hale\tperson\tthe Iron Mayor; A. Hale\n")?;
/// names.add("Office for Fair Tariffs", ActorKind::Organisation, &["OFT"])?;
/// assert_eq!(names.len(), 2);
/// let wrong = ActorNames::from_text("mine.tsv", "Anna Hale\tpersona\n").unwrap_err();
/// assert_eq!(
///     wrong.to_string(),
///     "mine.tsv:1: \"persona\": expected a kind: person, organisation, place or government",
/// );
/// # Ok::<(), presslens::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ActorNames {
    names: Vec<Name>,
    /// By the first word: the forms that it begins, longest first.
    forms: Map<String, Vec<Form>>,
    /// Whose form a whole phrase is.
    owners: Map<String, u32>,
    /// What was given, for the hash.
    text: String,
}

#[derive(Clone, Debug)]
struct Name {
    name: Box<str>,
    kind: ActorKind,
}

/// A way to write a name.
#[derive(Clone, Debug)]
struct Form {
    words: Box<[Wanted]>,
    owner: u32,
    /// The last name alone.
    short: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    folded: Box<str>,
    capital: bool,
    /// In capitals throughout: "US" is not "Us".
    capitals: bool,
}

impl ActorNames {
    /// No names yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of actors.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Adds an actor.
    ///
    /// # Errors
    /// When the name or an alias has no word, or is another actor's already.
    pub fn add(&mut self, name: &str, kind: ActorKind, aliases: &[&str]) -> Result<(), Error> {
        self.insert("actors", None, name, kind, aliases)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or a line of it is wrong: the message names file, line and value.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| Error::read(path, source))?;
        let file = path.display().to_string();
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..at]).count() + 1;
            Error::lexicon(&file, Some(line), &format!("byte {at}"), "UTF-8 text")
        })?;
        Self::from_text(&file, &text)
    }

    /// Reads the text of a file; `name` stands for it in messages.
    ///
    /// # Errors
    /// When a line is wrong: the message names it, the value, and what was expected.
    pub fn from_text(name: &str, text: &str) -> Result<Self, Error> {
        let mut out = Self::default();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |value, expected| Error::lexicon(name, Some(at + 1), value, expected);
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            let (actor, kind, aliases) = match columns[..] {
                [actor, kind] => (actor, kind, ""),
                [actor, kind, aliases] => (actor, kind, aliases),
                _ => return Err(wrong(line, "name, kind and aliases, parted by tabs")),
            };
            let Some(kind) = ActorKind::from_name(kind) else {
                let expected = "a kind: person, organisation, place or government";
                return Err(wrong(kind, expected));
            };
            let aliases: Vec<&str> =
                aliases.split(';').map(str::trim).filter(|alias| !alias.is_empty()).collect();
            out.insert(name, Some(at + 1), actor, kind, &aliases)?;
        }
        Ok(out)
    }

    fn insert(
        &mut self,
        file: &str,
        line: Option<usize>,
        name: &str,
        kind: ActorKind,
        aliases: &[&str],
    ) -> Result<(), Error> {
        let owner = self.names.len() as u32;
        let forms: Vec<&str> = [name].into_iter().chain(aliases.iter().copied()).collect();
        for form in &forms {
            let words = wanted(form);
            if words.is_empty() {
                let expected = "a name with at least one letter or digit";
                return Err(Error::lexicon(file, line, form, expected));
            }
            if self.owners.contains_key(&joined(&words)) {
                let expected = "a name or alias that no other actor of the list has";
                return Err(Error::lexicon(file, line, form, expected));
            }
        }
        self.names.push(Name { name: name.into(), kind });
        for form in forms {
            self.add_form(wanted(form), owner, false);
        }
        let words = wanted(name);
        if kind == ActorKind::Person && words.len() > 1 {
            // "von der Leyen" and "Leyen" of "Ursula von der Leyen"
            let particle = (1..words.len()).find(|&at| !words[at].capital);
            let last = words.len() - 1;
            for from in particle.into_iter().chain([last]) {
                self.add_short(&words[from..], owner);
            }
        }
        for part in [name, kind.name(), &aliases.join(";")] {
            self.text.push_str(part);
            self.text.push('\t');
        }
        self.text.push('\n');
        Ok(())
    }

    /// The short form is nobody's where two actors share it.
    fn add_short(&mut self, words: &[Wanted], owner: u32) {
        let Some(first) = words.first() else { return };
        let forms = self.forms.entry_ref(&*first.folded).or_default();
        let before = forms.len();
        forms.retain(|form| !(form.short && *form.words == *words && form.owner != owner));
        if before == forms.len() && !self.owners.contains_key(&joined(words)) {
            self.add_form(words.to_vec(), owner, true);
        }
    }

    fn add_form(&mut self, words: Vec<Wanted>, owner: u32, short: bool) {
        let Some(first) = words.first() else { return };
        if !short {
            self.owners.insert(joined(&words), owner);
        }
        let forms = self.forms.entry_ref(&*first.folded).or_default();
        if !short {
            forms.retain(|form| *form.words != *words);
        }
        forms.push(Form { words: words.into(), owner, short });
        forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
    }

    pub(crate) fn name(&self, owner: u32) -> &str {
        self.names.get(owner as usize).map_or("", |name| &name.name)
    }

    pub(crate) fn kind(&self, owner: u32) -> ActorKind {
        self.names.get(owner as usize).map_or(ActorKind::Person, |name| name.kind)
    }

    /// For the manifest: the names have a part in the scores.
    pub(crate) fn provenance(&self) -> Provenance {
        Provenance {
            id: "actors/given".to_owned(),
            version: "1".to_owned(),
            title: "Actors given by the caller".to_owned(),
            licence: "not stated".to_owned(),
            sources: "the caller".to_owned(),
            sha256: hex_sha256(&self.text),
            entries: self.names.len(),
            ..Provenance::default()
        }
    }

    /// The longest form at some words; `word(n)` is the n-th from there, folded, with the text.
    /// `shout`: capitals say nothing here. Gives owner, length, whether it is a last name alone, and whether
    /// it has the s of a lost possessive.
    pub(super) fn at<'a>(
        &self,
        word: impl Fn(usize) -> Option<(&'a str, &'a str)>,
        shout: bool,
    ) -> Option<(u32, usize, bool, bool)> {
        let (first, _) = word(0)?;
        let fits = |form: &&Form, lost: bool| {
            let last = form.words.len() - 1;
            form.words.iter().enumerate().all(|(n, wanted)| {
                word(n).is_some_and(|(folded, text)| {
                    let same = if lost && n == last {
                        folded.strip_suffix('s') == Some(&wanted.folded)
                    } else {
                        *folded == *wanted.folded
                    };
                    same && (shout || wanted.fits(text))
                })
            })
        };
        let find = |forms: Option<&Vec<Form>>, lost| {
            let form = forms?.iter().find(|form| fits(form, lost))?;
            Some((form.owner, form.words.len(), form.short, lost))
        };
        find(self.forms.get(first), false)
            .or_else(|| find(self.forms.get(first), true))
            // "Kerrys"
            .or_else(|| find(self.forms.get(first.strip_suffix('s')?), true))
    }
}

impl Wanted {
    fn fits(&self, text: &str) -> bool {
        let mut letters = text.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let small = letters.next().is_some_and(char::is_lowercase);
        (capital || !self.capital) && !(small && self.capitals)
    }
}

fn wanted(form: &str) -> Vec<Wanted> {
    let has_letter = |word: &&str| word.contains(char::is_alphanumeric);
    let words = form.split_whitespace().filter(has_letter).map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let letters = word.chars().filter(|c| c.is_alphabetic());
        Wanted {
            folded: fold(word).into(),
            capital: word.starts_with(char::is_uppercase),
            capitals: letters.clone().count() > 1 && letters.clone().all(char::is_uppercase),
        }
    });
    words.collect()
}

fn joined(words: &[Wanted]) -> String {
    let words: Vec<&str> = words.iter().map(|word| &*word.folded).collect();
    words.join(" ")
}
