//! The reader of LIWC `.dic` dictionaries in the layouts of 2001 to 2015. The Moral Foundations
//! Dictionaries 1 and 2.0 are such files too.
//!
//! # Categories
//!
//! They stand at the head between lines of `%`, one a line: an id and a name. The reader puts up
//! with a `%` that is missing, doubled or among spaces, and with spaces for tabs. Ids are numbers:
//! `01` is `1`. A category that is indented more than the one before stands inside it and is named by
//! its path (`function/pronoun`). Indented are, as in files of 2015, white space before the id, or
//! tabs beyond the one behind it; but the latter only in a file that explains its categories in
//! parentheses, `1⇥function (Function Words)`, as in others they are a slip of the hand. What is in
//! the parentheses becomes the definition of the category.
//!
//! # Terms
//!
//! Each line after that is a term with the ids of its categories, an entry for each. If the line has
//! a tab the term ends there; else the numbers at the end of the line are the ids. So terms may be
//! phrases, emoticons and numbers.
//!
//! Files of 2001 and 2007 have conditions for a few words, of two kinds:
//! - `kind (of)131/125 135` or `kind <of>131/125 135`: before the word "of" it is 131, else 125, and
//!   135 always. That is read as two terms: "kind of" with 131 and 135, "kind" with 125 and 135,
//!   which is the same as long as the longest term counts.
//! - `like (02 134)125/464 253`: after words of the categories 02 or 134 it is 125, else 464. A word
//!   list has no means for that: the term is put into both, with a note on each of the two entries.
//!
//! Ids parted by a slash without a condition all hold.

use hashbrown::HashMap;

use super::Draft;
use crate::Error;
use crate::lexicon::{Entry, Lexicon};

/// Lines that are looked at to know the format.
const HEAD: usize = 2_000;
/// Most categories inside one another.
const DEEPEST: usize = 20;
/// Longest path of a category, in bytes.
const LONGEST_PATH: usize = 1_000;
/// Longest condition, in bytes.
const LONGEST_CONDITION: usize = 100;
/// Width of a tab that indents, in spaces.
const TAB: usize = 4;

/// A line of the category block.
#[derive(Debug, PartialEq)]
struct Heading<'t> {
    line: usize,
    id: &'t str,
    name: &'t str,
    definition: &'t str,
    /// Width of the white space before the id, and of that after the tab behind it.
    indents: [usize; 2],
}

/// A word's condition in the files of 2001 and 2007.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Item<'t> {
    /// An id that always holds.
    Id(&'t str),
    /// What stands in parentheses.
    Condition(&'t str),
    /// The id if the condition before holds.
    Then(&'t str),
    /// The id if it does not.
    Else(&'t str),
}

/// Whether the text begins with a `%` line, or with categories followed by one or by a term of
/// theirs.
pub(super) fn looks_like(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().take(HEAD).collect();
    if lines.iter().find(|line| !line.trim().is_empty()).is_some_and(|line| is_mark(line)) {
        return true;
    }
    let Ok((headings, body)) = block(&lines) else { return false };
    match lines[body..].iter().find(|line| !line.trim().is_empty()) {
        _ if headings.is_empty() => false,
        Some(line) if is_mark(line) => true,
        Some(line) => items(term(line).1).is_ok_and(|items| {
            let known = |id: &str| headings.iter().any(|heading| number(heading.id) == number(id));
            matches!(items.first(), Some(Item::Id(id)) if known(id))
        }),
        None => false,
    }
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut draft = Draft::new(name);
    let lines: Vec<&str> = text.lines().collect();
    let expected = "a category such as \"1<tab>name\", or the % after the last one";
    let (headings, body) = block(&lines).map_err(|at| draft.bad(at + 1, lines[at], expected))?;
    let ids = add_categories(&mut draft, &headings)?;
    let mut terms = Terms { ids, headings, seen: vec![(0, 0); draft.list.categories.len()] };
    for (index, line) in lines.iter().enumerate().skip(body) {
        if !line.trim().is_empty() && !is_mark(line) {
            terms.add(&mut draft, index + 1, line)?;
        }
    }
    draft.finish()
}

/// Whether a line is a `%`.
fn is_mark(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| c == '%' || c.is_whitespace())
}

/// The categories at the head and the index of the line after them (of the `%`, if there is one),
/// or the index of a line that is no category.
fn block<'t>(lines: &[&'t str]) -> Result<(Vec<Heading<'t>>, usize), usize> {
    let blank = |line: &str| line.trim().is_empty();
    let first = lines.iter().position(|line| !blank(line) && !is_mark(line));
    let first = first.unwrap_or(lines.len());
    let end = lines.iter().skip(first).position(|line| is_mark(line)).map(|at| first + at);
    let mut headings = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(first) {
        if end == Some(index) {
            return Ok((headings, index));
        }
        if blank(line) {
            continue;
        }
        match heading(index + 1, line) {
            // without a % after the categories the first term may begin with a number
            Some(heading) if end.is_some() || !ends_in_ids(heading.name) => headings.push(heading),
            _ if end.is_none() && !headings.is_empty() => return Ok((headings, index)),
            _ => return Err(index),
        }
    }
    Ok((headings, lines.len()))
}

fn heading(number: usize, line: &str) -> Option<Heading<'_>> {
    let width = |space: &str| space.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum();
    let text = line.trim();
    let before = &line[..line.len() - line.trim_start().len()];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (id, rest) = text.split_at(digits);
    let name = rest.trim_start();
    if id.is_empty() || name.is_empty() || name.len() == rest.len() {
        return None;
    }
    let space = &rest[..rest.len() - name.len()];
    let after = space.split_once('\t').map_or("", |(_, after)| after);
    let explained = name
        .strip_suffix(')')
        .and_then(|name| name.split_once('('))
        .filter(|(name, _)| name.ends_with(char::is_whitespace));
    let (name, definition) = explained.unwrap_or((name, ""));
    let indents = [width(before), width(after)];
    let (name, definition) = (name.trim_end(), definition.trim());
    Some(Heading { line: number, id, name, definition, indents })
}

/// Adds the categories to the list; gives the index of each id.
fn add_categories<'t>(
    draft: &mut Draft,
    headings: &[Heading<'t>],
) -> Result<HashMap<&'t str, u16>, Error> {
    if headings.is_empty() {
        return Err(draft.bad(0, "", "categories such as \"1<tab>name\" between lines of %"));
    }
    let explained = headings.iter().any(|heading| !heading.definition.is_empty());
    let mut ids = HashMap::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    for heading in headings {
        let [before, after] = heading.indents;
        let indent = before + if explained { after } else { 0 };
        while open.last().is_some_and(|(outer, _)| *outer >= indent) {
            open.pop();
        }
        let path = match open.last() {
            Some((_, outer)) => format!("{outer}/{}", heading.name),
            None => heading.name.to_owned(),
        };
        if path.len() > LONGEST_PATH || open.len() >= DEEPEST {
            let expected =
                format!("a category path of at most {LONGEST_PATH} bytes and {DEEPEST} levels");
            return Err(draft.bad(heading.line, &path, &expected));
        }
        let category = draft.category(heading.line, &path)?;
        if ids.insert(number(heading.id), category).is_some_and(|other| other != category) {
            return Err(draft.bad(heading.line, heading.id, "each category id given once"));
        }
        if !heading.definition.is_empty() {
            let owner = &mut draft.list.categories[usize::from(category)];
            heading.definition.clone_into(&mut owner.definition);
        }
        open.push((indent, path));
    }
    Ok(ids)
}

/// An id without the zeros before it.
fn number(id: &str) -> &str {
    match id.trim_start_matches('0') {
        "" => "0",
        id => id,
    }
}

/// What the term lines are read with.
struct Terms<'t> {
    ids: HashMap<&'t str, u16>,
    headings: Vec<Heading<'t>>,
    /// Of each category the last line that put its term, and its phrase, into it.
    seen: Vec<(usize, usize)>,
}

impl Terms<'_> {
    fn add(&mut self, draft: &mut Draft, line: usize, text: &str) -> Result<(), Error> {
        let (term, rest) = term(text);
        let items = items(rest).map_err(|bad| draft.bad(line, bad, "a category id"))?;
        if items.is_empty() {
            let expected = "a term and the ids of its categories, parted by tabs";
            return Err(draft.bad(line, text.trim(), expected));
        }
        let mut condition = "";
        let mut phrase = None;
        for item in &items {
            if let Item::Condition(inside) = *item {
                condition = inside;
                if condition.len() > LONGEST_CONDITION {
                    let expected = format!("a condition of at most {LONGEST_CONDITION} bytes");
                    return Err(draft.bad(line, inside, &expected));
                }
                if is_word(inside) && phrase.is_none() {
                    phrase = Some(format!("{term} {inside}"));
                }
            }
        }
        for item in items {
            let (id, on_term, on_phrase, holds) = match item {
                Item::Condition(inside) => {
                    condition = inside;
                    continue;
                }
                Item::Id(id) => (id, true, true, None),
                Item::Then(id) if is_word(condition) => (id, false, true, None),
                Item::Else(id) if is_word(condition) => (id, true, false, None),
                Item::Then(id) => (id, true, true, Some("holds")),
                Item::Else(id) => (id, true, true, Some("does not hold")),
            };
            let Some(&category) = self.ids.get(number(id)) else {
                return Err(self.unknown(draft, line, id));
            };
            let seen = &mut self.seen[usize::from(category)];
            let note = |entry: &mut Entry| {
                let holds =
                    holds.map(|holds| format!("only where ({condition}) {holds}: untested"));
                entry.note = holds.unwrap_or_default().into();
            };
            if on_term && seen.0 != line {
                seen.0 = line;
                note(draft.entry(line, term, category, 1.0)?);
            }
            if let Some(phrase) = phrase.as_deref().filter(|_| on_phrase && seen.1 != line) {
                seen.1 = line;
                note(draft.entry(line, phrase, category, 1.0)?);
            }
        }
        Ok(())
    }

    fn unknown(&self, draft: &Draft, line: usize, id: &str) -> Error {
        let some: Vec<&str> = self.headings.iter().take(5).map(|heading| heading.id).collect();
        let more = if self.headings.len() > some.len() { ", …" } else { "" };
        let some: String = some.join(", ").chars().take(LONGEST_CONDITION).collect();
        draft.bad(line, id, &format!("the id of a category at the head of the file: {some}{more}"))
    }
}

/// A term line as its term and the rest, which should hold the ids.
fn term(line: &str) -> (&str, &str) {
    let line = line.trim();
    let (first, rest) = line.split_once('\t').unwrap_or((line, ""));
    // a condition: not an emoticon, if ids and nothing else are behind it
    let condition = first
        .char_indices()
        .zip(first.chars().skip(1))
        .find_map(|((at, c), next)| (c.is_whitespace() && matches!(next, '(' | '<')).then_some(at));
    if let Some(at) = condition.filter(|&at| items(&line[at..]).is_ok()) {
        return (line[..at].trim_end(), &line[at..]);
    }
    if first.len() < line.len() {
        // "peace* 09<tab>11"
        return match first.rsplit_once("* ") {
            Some((stem, ids)) if is_ids(ids) => (&line[..=stem.len()], &line[stem.len() + 1..]),
            _ => (first.trim_end(), rest),
        };
    }
    let mut end = line.len();
    while let Some((before, last)) = line[..end].rsplit_once(char::is_whitespace) {
        if !is_ids(last) {
            break;
        }
        end = before.trim_end().len();
    }
    line.split_at(end)
}

/// The ids and conditions of a term line, or the first thing that is neither.
fn items(text: &str) -> Result<Vec<Item<'_>>, &str> {
    let mut items = Vec::new();
    let mut conditional = false;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let close = if rest.starts_with('(') { ')' } else { '>' };
        if let Some(inside) = rest.strip_prefix(['(', '<']) {
            let (inside, after) = inside.split_once(close).ok_or(rest)?;
            items.push(Item::Condition(inside.trim()));
            conditional = true;
            rest = after.trim_start();
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | '<'));
        let (field, after) = rest.split_at(end.unwrap_or(rest.len()));
        if !is_ids(field) {
            return Err(field);
        }
        for (index, id) in field.split('/').enumerate() {
            items.push(match (conditional, index) {
                (false, _) => Item::Id(id),
                (true, 0) => Item::Then(id),
                (true, _) => Item::Else(id),
            });
        }
        conditional = false;
        rest = after.trim_start();
    }
    if conditional { Err(text.trim()) } else { Ok(items) }
}

/// Whether a text is nothing but ids, parted by slashes or white space.
fn is_ids(text: &str) -> bool {
    let digits = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let mut fields = text.split_whitespace().peekable();
    fields.peek().is_some() && fields.all(|field| field.split('/').all(digits))
}

/// Whether what follows a number makes it a term: `2⇥1`, `9 to 5⇥1`.
fn ends_in_ids(text: &str) -> bool {
    is_ids(text.rsplit_once('\t').map_or(text, |(_, last)| last))
}

/// Whether a condition is a word that must follow, rather than ids of words before.
fn is_word(condition: &str) -> bool {
    condition.contains(char::is_alphabetic)
}

#[cfg(test)]
#[path = "dic_tests.rs"]
mod tests;
