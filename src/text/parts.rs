//! The parts of an article: lines, blocks, sentences, and what is known about it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Span;

/// What a line of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LineKind {
    /// The title of the article.
    Headline,
    /// The line under the headline that goes on with it.
    Subheadline,
    /// A date or a time, and nothing else.
    Date,
    /// The name of the newspaper or agency, often with a date.
    Outlet,
    /// Who wrote the article.
    Byline,
    /// Running text.
    Body,
    /// A heading inside the text.
    Heading,
    /// What a picture shows, or whose it is.
    Caption,
    /// Navigation, sharing, advertising, copyright, empty markup.
    Boilerplate,
    /// Where the text was taken from, and what follows that line.
    Source,
    /// Marks without a letter or digit.
    Separator,
    /// White space only.
    Blank,
}

/// A line with its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Line {
    /// The line with its end mark: the lines of an article partition its source.
    #[serde(flatten)]
    pub span: Span,
    /// What it is.
    pub kind: LineKind,
}

/// Where in the article a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Place {
    /// The headline.
    Headline,
    /// The first body paragraph.
    Lead,
    /// Any later body paragraph.
    Body,
    /// A sub-headline, or a heading inside the text.
    Heading,
    /// A caption.
    Caption,
}

impl Place {
    /// Every place, in the order in which reports list them.
    pub const ALL: [Self; 5] =
        [Self::Headline, Self::Lead, Self::Body, Self::Heading, Self::Caption];

    /// Lead and body, what a headline is compared with.
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Lead | Self::Body)
    }

    /// The name that records use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Heading => "heading",
            Self::Caption => "caption",
        }
    }
}

/// A stretch of text that is read together: a paragraph (over its hard-wrapped lines), or a
/// headline, heading or caption line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// Its text, without surrounding white space.
    pub span: Span,
    /// Where it stands.
    pub place: Place,
    /// Number among the body paragraphs, from 0; `None` for other blocks.
    pub paragraph: Option<u32>,
}

/// A sentence of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sentence {
    /// Its text, without surrounding white space.
    pub span: Span,
    /// Where it stands.
    pub place: Place,
    /// Number of its body paragraph, from 0; `None` outside the body.
    pub paragraph: Option<u32>,
}

/// What the lines around the text say about the article, each with its span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Meta {
    /// The outlet line's date, else the first date line's.
    pub date: Option<MetaDate>,
    /// Name of the outlet: of the outlet line, else the agency of a dateline.
    pub outlet: Option<Span>,
    /// Name of the author, without "By".
    pub byline: Option<Span>,
    /// The dateline at the head of the body: "PORT SELWICK (Northwire) —".
    pub dateline: Option<Span>,
}

/// A date as it stands in the text, and the day it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MetaDate {
    /// The date as printed.
    pub span: Span,
    /// The day; `None` where day and month could be either ("03/04/2016").
    pub value: Option<Date>,
}

/// Something that a reader of a report should know about the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Note {
    /// Few English function words, and a language detector that agrees.
    ProbablyNotEnglish,
    /// No line looks like a headline.
    NoHeadline,
    /// No body paragraph.
    NoBody,
    /// Longer than spans can address; the rest was not read.
    TooLong,
}

impl Note {
    /// The note in words, as records write it.
    pub const fn text(self) -> &'static str {
        match self {
            Self::ProbablyNotEnglish => "probably not English",
            Self::NoHeadline => "no headline found",
            Self::NoBody => "no body text found",
            Self::TooLong => "longer than 4 GiB: the rest was not read",
        }
    }
}
