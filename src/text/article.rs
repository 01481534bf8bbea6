//! An article: its lines and what each is, its paragraphs and sentences, all as spans.

use std::borrow::Cow;
use std::ops::Range;

use super::{
    Block, Line, LineKind, Meta, MetaDate, Note, Place, Sentence, Span, language, lines, sentence,
};
use crate::Error;

/// A news article, read but not changed: every line keeps its place, every span counts bytes of
/// [`source`](Self::source).
///
/// ```
/// use presslens::{Article, LineKind};
/// let article = Article::parse("TALKS FAIL AGAIN\n\nNorthwire, 3 May 2021\n\nThe talks ended. Nobody won.\n");
/// let kinds: Vec<LineKind> = article.lines().iter().map(|line| line.kind).collect();
/// assert_eq!(kinds[0], LineKind::Headline);
/// assert_eq!(kinds[2], LineKind::Outlet);
/// assert_eq!(article.sentences().len(), 3);
/// assert_eq!(article.meta().date.unwrap().value.unwrap().to_string(), "2021-05-03");
/// ```
#[derive(Clone, Debug)]
pub struct Article<'t> {
    source: Cow<'t, str>,
    body_offset: Option<u32>,
    lines: Vec<Line>,
    meta: Meta,
    headline: Option<Span>,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    targets: Option<Vec<Span>>,
    notes: Vec<Note>,
}

impl<'t> Article<'t> {
    /// Reads a text as it comes: finds headline, date, outlet and byline lines, headings, captions,
    /// boilerplate and source lines, paragraphs and sentences. Never fails, whatever the text.
    pub fn parse(text: &'t str) -> Self {
        Self::read(Cow::Borrowed(text), None)
    }

    /// A text that is one sentence as it stands, whatever marks and line ends are in it: for rows
    /// of labelled data.
    pub fn single_sentence(text: &'t str) -> Self {
        let empty = Self::empty(Cow::Borrowed(text));
        let span = Span::from_range(0..empty.source.len());
        Self {
            lines: vec![Line { span, kind: LineKind::Body }],
            blocks: vec![Block { span, place: Place::Lead, paragraph: Some(0) }],
            sentences: vec![Sentence { span, place: Place::Lead, paragraph: Some(0) }],
            ..empty
        }
    }

    /// For callers who have headline and body apart, or targets in the text.
    pub fn builder() -> ArticleBuilder<'t> {
        ArticleBuilder::default()
    }

    fn empty(source: Cow<'t, str>) -> Self {
        let mut notes = Vec::new();
        let source = cut_to_addressable(source, &mut notes);
        Self {
            source,
            body_offset: None,
            lines: Vec::new(),
            meta: Meta::default(),
            headline: None,
            blocks: Vec::new(),
            sentences: Vec::new(),
            targets: None,
            notes,
        }
    }

    /// `body_offset` is given when the caller knows the headline: what stands before it.
    fn read(source: Cow<'t, str>, body_offset: Option<u32>) -> Self {
        let mut article = Self::empty(source);
        article.body_offset = body_offset;
        let text: &str = &article.source;
        let split = body_offset.unwrap_or(0).min(text.len() as u32);
        let mut raw = lines::read(&text[split as usize..], body_offset.is_none());
        for line in &mut raw {
            line.span = line.span.shifted(split);
            line.content = line.content.shifted(split);
        }
        if body_offset.is_some() {
            let mut given = lines::read(&text[..split as usize], false);
            for line in &mut given {
                line.wraps = false;
                if !matches!(line.kind, LineKind::Blank | LineKind::Separator) {
                    line.kind = LineKind::Headline;
                }
            }
            given.append(&mut raw);
            raw = given;
        }
        article.meta = meta(text, &raw);
        article.blocks = blocks(&raw);
        article.lines = raw.iter().map(|l| Line { span: l.span, kind: l.kind }).collect();
        lines::reuse(raw);
        article.headline = article
            .blocks
            .iter()
            .filter(|b| b.place == Place::Headline)
            .map(|b| b.span)
            .reduce(|a, b| Span::new(a.start, b.end));
        article.sentences.reserve(text.len() / 64 + 1);
        let mut spans = Vec::with_capacity(16);
        for block in &article.blocks {
            match block.place {
                Place::Headline | Place::Heading => spans.push(block.span),
                _ => sentence::split(text, block.span, &mut spans),
            }
            article.sentences.extend(spans.drain(..).map(|span| Sentence {
                span,
                place: block.place,
                paragraph: block.paragraph,
            }));
        }
        if !language::probably_english(text, &article.blocks) {
            article.notes.push(Note::ProbablyNotEnglish);
        }
        if article.headline.is_none() {
            article.notes.push(Note::NoHeadline);
        }
        if !article.blocks.iter().any(|b| b.paragraph.is_some()) {
            article.notes.push(Note::NoBody);
        }
        article
    }

    /// The text as given; with a builder's headline: headline, two newlines, body.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// First byte of the body where the headline was given apart.
    pub fn body_offset(&self) -> Option<u32> {
        self.body_offset
    }

    /// Every line with its kind, in order; together they partition the source.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Date, outlet, byline and dateline.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The headline's text, where there is one.
    pub fn headline(&self) -> Option<Span> {
        self.headline
    }

    /// Paragraphs, and headline, heading and caption lines, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The targets given to the builder, as spans into the source; `None` if none were given, not
    /// even an empty list.
    pub fn targets(&self) -> Option<&[Span]> {
        self.targets.as_deref()
    }

    /// What a reader should know about the text.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// Spans hold `u32`: a longer text is read up to the last character that they reach.
fn cut_to_addressable<'t>(source: Cow<'t, str>, notes: &mut Vec<Note>) -> Cow<'t, str> {
    let limit = u32::MAX as usize;
    if source.len() <= limit {
        return source;
    }
    notes.push(Note::TooLong);
    let end = (0..=limit).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
    match source {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    }
}

fn meta(source: &str, raw: &[lines::RawLine]) -> Meta {
    let mut meta = Meta::default();
    let mut date_of_outlet = false;
    let mut first_body = true;
    for line in raw {
        let text = line.content.of(source);
        let at = |range: Range<usize>| Span::from_range(range).shifted(line.content.start);
        match line.kind {
            LineKind::Outlet if meta.outlet.is_none() => {
                meta.outlet = lines::outlet_name(text).map(at);
            }
            LineKind::Byline if meta.byline.is_none() => {
                meta.byline = Some(lines::byline_in(text).map_or(line.content, at));
            }
            LineKind::Body if std::mem::take(&mut first_body) => {
                if let Some((range, agency)) = lines::dateline(text) {
                    meta.dateline = Some(at(range));
                    meta.outlet = meta.outlet.or(agency.map(at));
                }
            }
            _ => {}
        }
        let dated = matches!(line.kind, LineKind::Outlet | LineKind::Date | LineKind::Byline);
        let better = meta.date.is_none() || line.kind == LineKind::Outlet && !date_of_outlet;
        if dated
            && better
            && let Some(found) = super::date::find(text)
        {
            date_of_outlet |= line.kind == LineKind::Outlet;
            meta.date = Some(MetaDate { span: at(found.range), value: found.value });
        }
    }
    meta
}

fn blocks(raw: &[lines::RawLine]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(raw.len() / 2 + 1);
    let mut paragraph = 0;
    let mut open = false;
    for line in raw {
        let place = match line.kind {
            LineKind::Headline => Place::Headline,
            LineKind::Subheadline | LineKind::Heading => Place::Heading,
            LineKind::Caption => Place::Caption,
            LineKind::Body if open => {
                if let Some(block) = blocks.last_mut() {
                    block.span.end = line.content.end;
                }
                open = line.wraps;
                continue;
            }
            LineKind::Body if paragraph == 0 => Place::Lead,
            LineKind::Body => Place::Body,
            _ => {
                open = false;
                continue;
            }
        };
        let number = matches!(line.kind, LineKind::Body).then_some(paragraph);
        paragraph += u32::from(number.is_some());
        open = number.is_some() && line.wraps;
        blocks.push(Block { span: line.content, place, paragraph: number });
    }
    blocks
}

/// Builds an [`Article`] from parts: see [`Article::builder`].
///
/// ```
/// use presslens::Article;
/// let article = Article::builder().headline("Talks fail").body("Nobody won.").build()?;
/// assert_eq!(article.source(), "Talks fail\n\nNobody won.");
/// assert_eq!(article.body_offset(), Some(12));
/// # Ok::<(), presslens::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ArticleBuilder<'t> {
    headline: Option<&'t str>,
    body: &'t str,
    targets: Option<Vec<(usize, usize)>>,
    single_sentence: bool,
}

impl<'t> ArticleBuilder<'t> {
    /// The headline. The source becomes headline, two newlines, body, and no line of the body is
    /// taken for a headline.
    #[must_use]
    pub fn headline(mut self, headline: &'t str) -> Self {
        self.headline = Some(headline);
        self
    }

    /// The text.
    #[must_use]
    pub fn body(mut self, body: &'t str) -> Self {
        self.body = body;
        self
    }

    /// Spans to score the tone toward, as half-open byte ranges of the **body**; moved with it where
    /// a headline is given.
    #[must_use]
    pub fn targets(mut self, ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        let ranges = ranges.into_iter().map(|range| (range.start, range.end));
        self.targets.get_or_insert_default().extend(ranges);
        self
    }

    /// Takes the body as one sentence: see [`Article::single_sentence`]. A headline is ignored.
    #[must_use]
    pub fn single_sentence(mut self) -> Self {
        self.single_sentence = true;
        self
    }

    /// The article.
    ///
    /// # Errors
    /// When a target is empty, ends outside the body, or cuts a character.
    pub fn build(self) -> Result<Article<'t>, Error> {
        for &(start, end) in self.targets.iter().flatten() {
            if self.body.get(start..end).is_none_or(str::is_empty) {
                return Err(Error::target(self.body, start, end));
            }
        }
        let mut article = match self.headline {
            _ if self.single_sentence => Article::single_sentence(self.body),
            None => Article::parse(self.body),
            Some(headline) => {
                let offset = u32::try_from(headline.len() + 2).unwrap_or(u32::MAX);
                Article::read(Cow::Owned([headline, self.body].join("\n\n")), Some(offset))
            }
        };
        let shift = article.body_offset.unwrap_or(0);
        let addressable = article.source.len() as u32;
        article.targets = self.targets.map(|targets| {
            let spans =
                targets.iter().map(|&(start, end)| Span::from_range(start..end).shifted(shift));
            spans.filter(|span| span.end <= addressable).collect()
        });
        Ok(article)
    }
}
