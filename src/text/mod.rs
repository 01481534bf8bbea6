//! Reading an article as it comes: lines and their kinds, paragraphs, sentences, words, typography.
//! Nothing is thrown away or rewritten; all results are spans into the text as given.

mod article;
mod casing;
mod date;
mod devices;
mod dictionary;
mod language;
mod letters;
mod lines;
mod list;
mod parts;
mod scan;
pub(crate) mod sentence;
mod shapes;
mod span;
mod token;
mod typography;
mod vocabulary;

pub use article::{Article, ArticleBuilder};
pub(crate) use casing::Casing;
pub(crate) use devices::{Device, devices};
pub(crate) use dictionary::{Dictionary, InRooms, Lead, Room, Row, WIDTH};
pub(crate) use language::is_function_word;
pub(crate) use letters::{Letters, echo, letters};
pub(crate) use list::items;
pub use parts::{Block, Line, LineKind, Meta, MetaDate, Note, Place, Sentence};
pub use span::Span;
pub(crate) use token::{Token, tokenize};
pub(crate) use typography::{fold, fold_into, without_apostrophe};
pub(crate) use vocabulary::Vocabulary;

/// The word lists of this room, as `(path below lexicons/, text)`.
pub(crate) const LISTS: [(&str, &str); 4] = [
    ("text/abbreviations.txt", sentence::ABBREVIATIONS),
    ("text/devices.txt", devices::LIST),
    ("text/function_words.txt", language::LIST),
    ("text/lines.txt", lines::LIST),
];
