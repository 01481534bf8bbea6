//! A word list: entries, categories, provenance, and how overlapping entries are settled.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::{Origin, Provenance, Role, read};
use crate::Error;
use crate::stats::{self, Measurement};

/// An entry of a lexicon.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// One word or several, as the file spells them: see [`Lexicon`] for `*` and `{v}`.
    pub term: Cow<'static, str>,
    /// Index into [`Lexicon::categories`].
    pub category: u16,
    /// What the list says of the term; of a `loaded` list 0 to 1: how strongly the term itself
    /// takes a side where a neutral one was at hand. 1 in a list without weights.
    pub weight: f64,
    /// The single ratings that the weight was made from, where the list gives them.
    pub ratings: Box<[f64]>,
    /// A remark of the list's authors; may be empty.
    pub note: Cow<'static, str>,
    /// Line of the file, from 1; 0 where it is not known.
    pub line: u32,
    /// Whether an overlay set the weight: no model changes it then.
    pub(crate) stated: bool,
}

/// A category of a lexicon, with the sentences that test it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Category {
    /// Short name, as records write it; of a nested category the names from the top, joined by `/`.
    pub name: String,
    /// What belongs in it; may be empty.
    pub definition: String,
    /// Sentences in which each bracketed span must be found by an entry of this category.
    pub matches: Vec<String>,
    /// Sentences in which no entry of this category may be found.
    pub allows: Vec<String>,
}

/// Which of several entries of one lexicon count where they overlap in a text.
///
/// Entries with the very same words always count together, unless they are of one category: then
/// the most literal one counts (`abandon` before `aban*`), of equals the later line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Overlap {
    /// From left to right the longest entry, whatever its category; nothing else of the list inside
    /// it. "not amiable" hides "amiable".
    #[default]
    LeftmostLongest,
    /// The same within each category on its own.
    LongestPerCategory,
    /// Every entry, also inside others.
    All,
}

impl Overlap {
    /// The name that list headers use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftmostLongest => "leftmost-longest",
            Self::LongestPerCategory => "longest-per-category",
            Self::All => "all",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::LeftmostLongest, Self::LongestPerCategory, Self::All]
            .into_iter()
            .find(|overlap| overlap.name() == name)
    }
}

/// A word list with its provenance. Read one with [`from_path`](Self::from_path) and give it to
/// [`AnalyzerBuilder::lexicon`](crate::AnalyzerBuilder::lexicon).
///
/// # Formats
///
/// The format is found by content: our own (below); CSV and TSV with a header line and weights, or
/// with a column for each category, or the long form of the NRC lists; LIWC `.dic` (2001 to 2015
/// layouts) and `.dicx`; Lexicoder `.lc3`; Yoshikoder `.ykd`; WordStat `.cat`; quanteda YAML, and YAML
/// or JSON of weighted terms; VADER's `vader_lexicon.txt`; eMFD and Moral Foundations files. Text is
/// UTF-8, or UTF-16 with a byte-order mark. A list in a foreign format takes its id from the file's
/// name and has no provenance until [`with_provenance`](Self::with_provenance) gives it one;
/// [`format`](Self::format) says what it was read as, [`to_text`](Self::to_text) writes our format.
///
/// # Our format
///
/// Reviewable UTF-8 text: `# key: value` header lines, then one entry a line in columns parted by
/// tabs. The header gives `id`, `version`, `title`, `licence` and `sources` (all needed), may give
/// `description`, `weights` (how they were made), `agreement`, `overlap` (see [`Overlap`]) and
/// `columns`, and one `# category NAME: definition` for each category, with test sentences as
/// `# match NAME: The [strongman] spoke.` and `# allow NAME: A strong man spoke.` Columns are, in this
/// order, `term`, `category` (else that of the last line `# entries: NAME`, or the only one), `weight`
/// (else the mean of the ratings, or 1), any number of `rating…`, and `note`; without a `columns`
/// line they are term, category, weight, note.
///
/// ```
/// let list = presslens::Lexicon::from_text("mine.tsv", "\
/// ## id: loaded/mine
/// ## version: 1
/// ## title: My terms
/// ## licence: CC0-1.0
/// ## sources: my reading
/// ## category label: names for people
/// pen-pusher{n}\tlabel\t0.6
/// ".replace("##", "#").as_str())?;
/// assert_eq!(list.entries().len(), 1);
/// # Ok::<(), presslens::Error>(())
/// ```
///
/// # What a term matches
///
/// Its words one after another, without regard to case, typography and possessive `'s`, not over a
/// comma, stop or bracket. `aban*` matches every word that begins so; `slam{v}`, `thug{n}` and
/// `shady{a}` stand for a verb, noun or adjective with its inflections, irregular ones included
/// (several words of a term may have one). Hyphens count as spaces, in terms and in texts, but a match
/// begins and ends with whole words of the text: "war" is not found in "anti-war". A word spelt with a capital ("Russia") also matches with a possessive that lost its
/// apostrophe ("Russias").
#[derive(Clone, Debug, PartialEq)]
pub struct Lexicon {
    pub(crate) origin: Origin,
    pub(crate) overlap: Overlap,
    pub(crate) role: Role,
    /// Whether it may find words inside the names of actors that nobody gave: ours may not.
    pub(crate) reads_names: bool,
    /// Name of the format it was read from.
    pub(crate) format: &'static str,
    pub(crate) categories: Vec<Category>,
    pub(crate) entries: Entries,
}

/// Shows words with their weights.
pub(crate) type Words =
    dyn Fn(&mut dyn FnMut(&str, f64)) + Send + Sync + RefUnwindSafe + UnwindSafe;

/// The entries of a list. Those of one that ships are read when somebody asks for them: what compiling asks for is
/// shown one by one ([`Lexicon::each`]).
#[derive(Clone)]
pub(crate) struct Entries {
    read: OnceLock<Vec<Entry>>,
    from: Source,
}

#[derive(Clone)]
enum Source {
    Text(&'static str),
    Model(Arc<Words>),
}

impl Entries {
    /// Those in the text of a list that ships.
    pub(super) fn shipped(text: &'static str) -> Self {
        Self { read: OnceLock::new(), from: Source::Text(text) }
    }

    fn read(&self) -> Vec<Entry> {
        match &self.from {
            Source::Text(text) => read::entries(text),
            Source::Model(words) => {
                let mut entries = Vec::new();
                words(&mut |word, weight| {
                    entries.push(Entry {
                        term: word.to_owned().into(),
                        category: 0,
                        weight,
                        ratings: Box::default(),
                        note: Cow::default(),
                        line: 0,
                        stated: false,
                    });
                });
                entries
            }
        }
    }
}

impl Deref for Entries {
    type Target = Vec<Entry>;

    fn deref(&self) -> &Vec<Entry> {
        self.read.get_or_init(|| self.read())
    }
}

impl DerefMut for Entries {
    fn deref_mut(&mut self) -> &mut Vec<Entry> {
        let entries = self.read.take().unwrap_or_else(|| self.read());
        *self = entries.into();
        // just set
        self.read.get_mut().unwrap_or_else(|| unreachable!())
    }
}

impl From<Vec<Entry>> for Entries {
    fn from(entries: Vec<Entry>) -> Self {
        Self { read: entries.into(), from: Source::Text("") }
    }
}

impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Lexicon {
    /// The lists that ship with the crate: those that an [`Analyzer`](crate::Analyzer) uses, and those
    /// that no score is made of yet (reporting cues, actors, generic frames, war and peace
    /// journalism).
    ///
    /// ```
    /// let lists = presslens::Lexicon::built_in();
    /// let list = lists.iter().find(|list| list.id() == "actors/metonyms").unwrap();
    /// let kremlin = list.entries().iter().find(|entry| &*entry.term == "Kremlin").unwrap();
    /// assert_eq!(&*kremlin.note, "government of Russia");
    /// ```
    pub fn built_in() -> Vec<Self> {
        let mut lists = super::built_in();
        lists.extend_from_slice(super::read_apart());
        // what a caller adds is reported as terms; only the experimental metrics read it otherwise
        lists.extend(super::on_request().into_iter().map(|mut list| {
            list.role = Role::of_callers(list.id(), &list.categories);
            list
        }));
        lists
    }

    /// Reads a list from a file, whatever its format.
    ///
    /// # Errors
    /// When the file cannot be read, is too large, or a line is not as its format says: the message
    /// names the file, the line, the offending value and what was expected.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        read::path(path.as_ref())
    }

    /// Reads a list from a string; `name` stands for the file: in messages, and its stem as the id of
    /// a list whose format has none.
    ///
    /// # Errors
    /// As [`from_path`](Self::from_path), reading aside.
    pub fn from_text(name: &str, text: &str) -> Result<Self, Error> {
        read::text(name, text)
    }

    /// Its id, such as `loaded/label`. Terms of a list whose id begins with `loaded` count as
    /// loaded.
    pub fn id(&self) -> &str {
        &self.origin.head().id
    }

    /// Where it comes from: version, licence, sources, hash.
    pub fn provenance(&self) -> &Provenance {
        self.origin.get()
    }

    /// Name of the format that it was read from, such as "LIWC .dic".
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// The list under another id.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.origin.head_mut().id);
        self.role = Role::of_callers(id, &self.categories);
        self
    }

    /// The list with its provenance filled in: for formats that hold none.
    #[must_use]
    pub fn with_provenance(
        mut self,
        version: &str,
        title: &str,
        licence: &str,
        sources: &str,
    ) -> Self {
        let provenance = self.origin.head_mut();
        version.clone_into(&mut provenance.version);
        title.clone_into(&mut provenance.title);
        licence.clone_into(&mut provenance.licence);
        sources.clone_into(&mut provenance.sources);
        self
    }

    /// Which entries count where several overlap.
    pub fn overlap(&self) -> Overlap {
        self.overlap
    }

    /// The list with another rule for overlapping entries; the manifest and the hash in every record
    /// name it.
    #[must_use]
    pub fn with_overlap(mut self, overlap: Overlap) -> Self {
        self.overlap = overlap;
        self
    }

    /// Its categories.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Its entries, in file order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// About how many entries it has.
    pub(crate) fn capacity(&self) -> usize {
        match (self.entries.read.get(), &self.entries.from) {
            (Some(entries), _) => entries.len(),
            (None, Source::Text(text)) => text.len() / 20,
            (None, Source::Model(_)) => self.origin.head().entries,
        }
    }

    /// Shows term, category and weight of every entry, in file order, and whether an overlay set the weight.
    pub(crate) fn each(&self, mut show: impl FnMut(&str, u16, f64, bool)) {
        match (self.entries.read.get(), &self.entries.from) {
            (Some(entries), _) => {
                for Entry { term, category, weight, stated, .. } in entries {
                    show(term, *category, *weight, *stated);
                }
            }
            (None, Source::Text(text)) => read::rows(text, &self.categories, |row| {
                show(row.term, row.category, row.weight, false);
            }),
            (None, Source::Model(words)) => words(&mut |word, weight| show(word, 0, weight, false)),
        }
    }

    /// Krippendorff's α (interval) between the ratings of its entries; `None` where no entry was
    /// rated more than once, or all ratings are alike.
    pub fn agreement(&self) -> Option<f64> {
        let ratings: Vec<&[f64]> = self.entries.iter().map(|entry| &*entry.ratings).collect();
        stats::krippendorff_alpha(&ratings, Measurement::Interval)
    }

    /// Words that a model found, with their weights.
    pub(crate) fn of_model(
        origin: Origin,
        words: impl Fn(&mut dyn FnMut(&str, f64)) + Send + Sync + RefUnwindSafe + UnwindSafe + 'static,
    ) -> Self {
        Self {
            origin,
            overlap: Overlap::LeftmostLongest,
            role: Role::Loaded,
            reads_names: false,
            format: "model",
            categories: vec![Category { name: "model".to_owned(), ..Category::default() }],
            entries: Entries { read: OnceLock::new(), from: Source::Model(Arc::new(words)) },
        }
    }

    /// Provenance with the rule for overlaps.
    pub(crate) fn full_provenance(&self) -> Provenance {
        Provenance { overlap: self.overlap.name().to_owned(), ..self.provenance().clone() }
    }

    /// Whether it is a list of loaded terms, plain senses among them: its weights are 0 to 1.
    pub(crate) fn is_loaded(&self) -> bool {
        self.id().starts_with("loaded")
    }
}
