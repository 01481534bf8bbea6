//! Readers of other people's dictionaries, one file a format, and the limits that hold for all.

mod cat;
mod dic;
mod dicx;
mod emfd;
mod fields;
mod lc3;
mod nesting;
mod own;
mod rows;
mod table;
mod vader;
mod yaml;
mod ykd;

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::mem;
use std::path::Path;

use hashbrown::HashMap;
use memchr::{memchr_iter, memrchr};

use self::fields::trim;
pub(crate) use self::fields::{Fields, lines, next_line, split};
use self::nesting::Nesting;
pub(super) use self::own::rows;
use super::list::Entries;
use super::{Category, Entry, Lexicon, Origin, Overlap, Provenance, Role, hex_sha256};
use crate::Error;

/// Largest file, in bytes.
const LARGEST: u64 = 64 << 20;
/// Longest line, in bytes.
const LONGEST_LINE: usize = 1 << 20;
/// Most entries of one list.
const MOST_ENTRIES: usize = 2_000_000;
/// Most categories of one list.
const MOST_CATEGORIES: usize = u16::MAX as usize;
/// Most ratings of one entry: each is a column of our format.
const MOST_RATINGS: usize = 100;
/// Longest category name, in bytes, those above it included: deep trees of long names would
/// otherwise take memory far beyond the file's size.
const LONGEST_NAME: usize = 1_000;
/// How much is shown of a line before and after a byte that is not UTF-8, in bytes.
const AROUND: usize = 60;
/// Longest term, in bytes.
const LONGEST_TERM: usize = 1_000;

/// A format: its name (a remark in brackets is for messages only), whether a text looks like it, and its reader.
type Format = (&'static str, fn(&str) -> bool, for<'n> fn(&'n str, &str) -> Result<Lexicon, Error>);

/// Every format, in the order in which they are tried: the more particular a head, the earlier.
/// (YAML comes before ours as it may begin with a comment like one of our header lines; an entry of
/// ours has tabs, a key of YAML none.)
const FORMATS: [Format; 10] = [
    ("Yoshikoder .ykd", ykd::looks_like, ykd::parse),
    ("LIWC .dicx", dicx::looks_like, dicx::parse),
    ("eMFD", emfd::looks_like, emfd::parse),
    ("VADER", vader::looks_like, vader::parse),
    ("LIWC .dic", dic::looks_like, dic::parse),
    ("quanteda YAML", yaml::looks_like, yaml::parse),
    ("our own (first line \"# id: …\")", own::is_ours, own::parse),
    ("Lexicoder .lc3", lc3::looks_like, lc3::parse),
    ("WordStat .cat", cat::looks_like, cat::parse),
    (
        "CSV or TSV (with a header, or lines of a term and a number)",
        table::looks_like,
        table::parse,
    ),
];

/// Reads a list from a file.
pub(super) fn path(path: &Path) -> Result<Lexicon, Error> {
    let (name, content) = file(path)?;
    text(&name, &content)
}

/// The name and the text of a file that is not too large.
pub(crate) fn file(path: &Path) -> Result<(String, String), Error> {
    let cannot = |source| Error::read(path, source);
    let name = path.display().to_string();
    let file = File::open(path).map_err(cannot)?;
    let size = file.metadata().map_err(cannot)?.len();
    small_enough(&name, size)?;
    let mut bytes = Vec::with_capacity(size as usize);
    // a device or a growing file has no size to go by
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    small_enough(&name, bytes.len() as u64)?;
    let text = decoded(&name, bytes)?;
    Ok((name, text))
}

/// The text of a file in UTF-8, or in UTF-16 with a mark at the head.
fn decoded(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    let unit: Option<fn([u8; 2]) -> u16> = match bytes.first_chunk() {
        Some([0xFF, 0xFE]) => Some(u16::from_le_bytes),
        Some([0xFE, 0xFF]) => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = unit {
        let pairs = bytes[2..].chunks_exact(2);
        let whole = pairs.remainder().is_empty();
        let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
        let text = String::from_utf16(&units).ok().filter(|_| whole);
        let expected = "UTF-16 text, as the mark at the head says, or UTF-8 text";
        return text.ok_or_else(|| Error::lexicon(name, None, "", expected));
    }
    String::from_utf8(bytes).map_err(|error| {
        let (valid, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
        let line = memchr_iter(b'\n', &bytes[..valid]).count() + 1;
        let start = memrchr(b'\n', &bytes[..valid]).map_or(0, |end| end + 1);
        // of a long line what stands around the byte, from the start of a character
        let mut start = start.max(valid.saturating_sub(AROUND));
        while start < valid && bytes[start] & 0xC0 == 0x80 {
            start += 1;
        }
        let rest = &bytes[start..bytes.len().min(valid + AROUND)];
        let shown = rest.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let expected = "UTF-8 text (this looks like Windows-1252 or Latin-1: save it as UTF-8)";
        Error::lexicon(name, Some(line), &String::from_utf8_lossy(shown), expected)
    })
}

fn small_enough(name: &str, size: u64) -> Result<(), Error> {
    if size <= LARGEST {
        return Ok(());
    }
    let value = format!("{size} bytes or more");
    Err(Error::lexicon(name, None, &value, &format!("a list of at most {LARGEST} bytes")))
}

/// Reads the header of a list that ships.
pub(super) fn shipped(name: &str, text: &'static str) -> Result<Lexicon, Error> {
    let mut list = own::parse_header(name, text)?;
    list.entries = Entries::shipped(text);
    list.origin = Origin::of_shipped(list.origin.head().clone(), text);
    list.format = "our own";
    Ok(list)
}

/// The entries of a list that ships.
pub(super) fn entries(text: &'static str) -> Vec<Entry> {
    let list = own::parse_shipped("", text);
    list.map(|mut list| mem::take(&mut *list.entries)).unwrap_or_default()
}

/// Reads a list from a string.
pub(super) fn text(name: &str, text: &str) -> Result<Lexicon, Error> {
    small_enough(name, text.len() as u64)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    // line ends of old Macs
    let only_cr = !text.contains('\n') && text.contains('\r');
    let text = if only_cr { Cow::Owned(text.replace('\r', "\n")) } else { Cow::Borrowed(text) };
    for (number, line) in text.split('\n').enumerate() {
        if line.len() > LONGEST_LINE {
            let value = format!("{} bytes", line.len());
            let expected = format!("lines of at most {LONGEST_LINE} bytes");
            return Err(Error::lexicon(name, Some(number + 1), &value, &expected));
        }
    }
    let Some((format, _, parse)) = FORMATS.iter().find(|(_, looks_like, _)| looks_like(&text))
    else {
        let (line, head) = content_lines(&text).next().unwrap_or((1, ""));
        let formats = FORMATS.map(|(format, ..)| format).join(", ");
        let expected = format!("a list in one of these formats: {formats}");
        return Err(Error::lexicon(name, Some(line), head.trim(), &expected));
    };
    let mut list = parse(name, &text)?;
    list.origin.set_sha256(hex_sha256(&text));
    list.role = Role::of_callers(list.id(), &list.categories);
    list.format = format.split(" (").next().unwrap_or(format);
    for Entry { ratings, line, .. } in list.entries.iter() {
        if ratings.len() > MOST_RATINGS {
            let line = Some(*line as usize).filter(|line| *line > 0);
            let value = format!("{} ratings", ratings.len());
            let expected = format!("at most {MOST_RATINGS} ratings of an entry");
            return Err(Error::lexicon(name, line, &value, &expected));
        }
    }
    Ok(list)
}

/// The lines that are not blank, with their numbers.
fn content_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(i, line)| (i + 1, line));
    numbered.filter(|(_, line)| !line.trim().is_empty())
}

/// The text without white space around it, and that inside made single spaces.
fn single_spaced(text: &str) -> Cow<'_, str> {
    let mut before = b' ';
    let is_so = text.bytes().all(|byte| {
        let parts = mem::replace(&mut before, byte) != b' ';
        byte.is_ascii_graphic() || byte == b' ' && parts
    });
    if is_so && before != b' ' {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A list in the making: readers add categories and entries, the limits are kept here.
pub(super) struct Draft<'n> {
    name: &'n str,
    list: Lexicon,
    categories: HashMap<String, u16>,
}

impl<'n> Draft<'n> {
    /// An empty list with the file's stem as its id.
    pub(super) fn new(name: &'n str) -> Self {
        let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let head = Provenance { id: stem.unwrap_or_default(), ..Provenance::default() };
        let list = Lexicon {
            origin: Origin::from(head),
            overlap: Overlap::default(),
            role: Role::default(),
            reads_names: true,
            format: "",
            categories: Vec::new(),
            entries: Vec::new().into(),
        };
        Self { name, list, categories: HashMap::new() }
    }

    /// An error that names a line (from 1) and what was expected there.
    pub(super) fn bad(&self, line: usize, value: &str, expected: &str) -> Error {
        Error::lexicon(self.name, (line > 0).then_some(line), value, expected)
    }

    /// The index of a category, which is added if it is new.
    pub(super) fn category(&mut self, line: usize, name: &str) -> Result<u16, Error> {
        if let Some(index) = self.find_category(name) {
            return Ok(index);
        }
        if name.len() > LONGEST_NAME {
            let expected = format!("a category name of at most {LONGEST_NAME} bytes");
            return Err(self.bad(line, name, &expected));
        }
        if self.list.categories.len() >= MOST_CATEGORIES {
            let expected = format!("at most {MOST_CATEGORIES} categories");
            return Err(self.bad(line, name, &expected));
        }
        let index = self.list.categories.len() as u16;
        self.list.categories.push(Category { name: name.to_owned(), ..Category::default() });
        self.categories.insert(name.to_owned(), index);
        Ok(index)
    }

    pub(super) fn find_category(&self, name: &str) -> Option<u16> {
        self.categories.get(name).copied()
    }

    /// Adds an entry; white space around and inside the term is made single spaces.
    pub(super) fn entry(
        &mut self,
        line: usize,
        term: &str,
        category: u16,
        weight: f64,
    ) -> Result<&mut Entry, Error> {
        self.spaced_entry(line, single_spaced(term).into_owned().into(), category, weight)
    }

    /// Adds an entry whose term has its white space as it should be.
    fn spaced_entry(
        &mut self,
        line: usize,
        term: Cow<'static, str>,
        category: u16,
        weight: f64,
    ) -> Result<&mut Entry, Error> {
        if term.is_empty() || term.len() > LONGEST_TERM {
            return Err(self.bad(line, &term, "a term of 1 to 1000 bytes"));
        }
        if !weight.is_finite() {
            return Err(self.bad(line, &weight.to_string(), "a finite weight"));
        }
        if self.list.entries.len() >= MOST_ENTRIES {
            let expected = format!("at most {MOST_ENTRIES} entries");
            return Err(self.bad(line, &term, &expected));
        }
        self.list.entries.push(Entry {
            term,
            category,
            weight,
            ratings: Box::default(),
            note: Cow::default(),
            line: line as u32,
            stated: false,
        });
        let last = self.list.entries.len() - 1;
        Ok(&mut self.list.entries[last])
    }

    /// Makes the terms lower case if none has a lower-case letter: such a file does not spell names
    /// with capitals, it has no other letters.
    pub(super) fn lower_a_list_in_capitals(&mut self) {
        let entries = &mut self.list.entries;
        if !entries.iter().any(|entry| entry.term.contains(char::is_lowercase)) {
            for entry in entries.iter_mut() {
                entry.term = entry.term.to_lowercase().into();
            }
        }
    }

    /// The list, if it has an entry.
    pub(super) fn finish(mut self) -> Result<Lexicon, Error> {
        if self.list.entries.is_empty() {
            return Err(self.bad(0, "", "at least one entry"));
        }
        self.list.origin.head_mut().entries = self.list.entries.len();
        Ok(self.list)
    }
}

#[cfg(test)]
mod tests;
