//! The reader of Yoshikoder dictionaries (`.ykd`).
//!
//! XML: `<dictionary>` holds nested `<cnode name="…">` with `<pnode name="term"/>` in them. A category
//! is named by its path; one `<cnode>` around all others that has no terms of its own is the
//! dictionary's title and left out of it. `score` of a pattern is its weight, `desc` of a category its
//! definition, `desc` of a pattern its note. Only the five entities of XML itself and numbered
//! characters are known, so that none can grow. Regular expressions (`patternengine="regexp"`) are not
//! read.

use memchr::memchr_iter;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Draft, Nesting};
use crate::Error;
use crate::lexicon::Lexicon;

/// How much of the head is looked at for the elements of the format, in bytes.
const HEAD: usize = 4_096;

/// Whether a text is in this format: XML with one of its elements in the head.
pub(super) fn looks_like(text: &str) -> bool {
    text.trim_start().starts_with('<') && {
        let mut end = text.len().min(HEAD);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        ["<dictionary", "<cnode"].iter().any(|tag| text[..end].contains(tag))
    }
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut reading = Reading {
        draft: Draft::new(name),
        nesting: Nesting::default(),
        open: Vec::new(),
        definitions: Vec::new(),
        title: None,
        outermost: 0,
        outermost_name: 0,
        outermost_terms: 0,
        ended: false,
    };
    let mut reader = Reader::from_str(text);
    let (mut counted, mut line) = (0, 1);
    loop {
        let start = reader.buffer_position() as usize;
        line += memchr_iter(b'\n', &text.as_bytes()[counted..start]).count();
        counted = start;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = (reader.error_position() as usize).clamp(start, text.len());
                let line = line + memchr_iter(b'\n', &text.as_bytes()[start..at]).count();
                let rest = text.get(at..).unwrap_or_default().trim_start();
                let value = rest.lines().next().unwrap_or_default();
                let expected = format!("well-formed XML ({error})");
                return Err(reading.draft.bad(line, value, &expected));
            }
        };
        let source = text.get(start..reader.buffer_position() as usize).unwrap_or_default();
        match event {
            Event::Start(tag) => reading.start(line, source, &tag)?,
            Event::Empty(tag) => {
                reading.start(line, source, &tag)?;
                reading.end();
            }
            Event::End(_) => reading.end(),
            Event::DocType(declared) if declared.to_ascii_uppercase().contains("<!ENTITY") => {
                let expected = "no entity declarations";
                return Err(reading.draft.bad(line, source, expected));
            }
            Event::Text(words) if words.trim().is_empty() => {}
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                let skipped = &source[..source.len() - source.trim_start().len()];
                let line = line + memchr_iter(b'\n', skipped.as_bytes()).count();
                let expected = "elements only: terms stand in <pnode name=\"…\"/>";
                return Err(reading.draft.bad(line, source.trim(), expected));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if let Some(element) = reading.open.last() {
        let expected = format!("an end tag </{}>", element.name());
        return Err(reading.draft.bad(line, "", &expected));
    }
    reading.finish()
}

#[derive(Clone, Copy, PartialEq)]
enum Element {
    Dictionary,
    Category,
    Pattern,
}

impl Element {
    const fn name(self) -> &'static str {
        match self {
            Self::Dictionary => "dictionary",
            Self::Category => "cnode",
            Self::Pattern => "pnode",
        }
    }
}

/// The attributes that count.
#[derive(Default)]
struct Attributes {
    name: Option<String>,
    note: String,
    score: Option<String>,
}

struct Reading<'n> {
    draft: Draft<'n>,
    nesting: Nesting,
    open: Vec<Element>,
    /// `desc` of each open category.
    definitions: Vec<String>,
    /// Name of the dictionary element.
    title: Option<String>,
    /// Number of categories that stand in no other, and the length of the last one's name.
    outermost: usize,
    outermost_name: usize,
    /// Number of terms right in them or right in the dictionary.
    outermost_terms: usize,
    /// The root element is closed.
    ended: bool,
}

impl Reading<'_> {
    fn start(&mut self, line: usize, source: &str, tag: &BytesStart) -> Result<(), Error> {
        let element = match tag.local_name().into_inner() {
            "dictionary" => Element::Dictionary,
            "cnode" => Element::Category,
            "pnode" => Element::Pattern,
            _ => return Err(self.draft.bad(line, source, "<dictionary>, <cnode> or <pnode>")),
        };
        let fits = match self.open.last() {
            None => !self.ended && element != Element::Pattern,
            Some(Element::Dictionary | Element::Category) => element != Element::Dictionary,
            Some(Element::Pattern) => false,
        };
        if !fits {
            let expected = "one <dictionary>, in it <cnode>, and <pnode> innermost";
            return Err(self.draft.bad(line, source, expected));
        }
        let attributes = self.attributes(line, source, tag)?;
        match (element, attributes.name) {
            (Element::Dictionary, name) => self.title = name,
            (_, None) => {
                return Err(self.draft.bad(line, source, "an attribute name=\"…\""));
            }
            (Element::Category, Some(name)) => {
                self.nesting.open(&self.draft, line, &name)?;
                if self.nesting.depth() == 1 {
                    self.outermost += 1;
                    self.outermost_name = self.nesting.path().len();
                }
                self.definitions.push(attributes.note);
            }
            (Element::Pattern, Some(term)) => {
                let weight = match &attributes.score {
                    None => 1.0,
                    Some(score) => match score.trim().parse::<f64>() {
                        Ok(weight) if weight.is_finite() => weight,
                        _ => return Err(self.draft.bad(line, score, "a score such as 0.5")),
                    },
                };
                let category = self.category(line)?;
                self.draft.entry(line, &term, category, weight)?.note = attributes.note.into();
            }
        }
        self.open.push(element);
        Ok(())
    }

    /// The category that a pattern stands in.
    fn category(&mut self, line: usize) -> Result<u16, Error> {
        self.outermost_terms += usize::from(self.nesting.depth() <= 1);
        if self.nesting.depth() == 0 {
            // terms right in the dictionary: a category of its name
            let stem = self.draft.list.id().to_owned();
            let title = self.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
            return self.draft.category(line, title.unwrap_or(&stem));
        }
        let category = self.nesting.category(&mut self.draft, line)?;
        if let Some(definition) = self.definitions.last_mut().filter(|text| !text.is_empty()) {
            self.draft.list.categories[usize::from(category)].definition =
                std::mem::take(definition);
        }
        Ok(category)
    }

    fn attributes(&self, line: usize, source: &str, tag: &BytesStart) -> Result<Attributes, Error> {
        let mut found = Attributes::default();
        // its check for duplicates takes time quadratic in their number
        for attribute in tag.attributes().with_checks(false) {
            let bad = |error: &dyn std::fmt::Display| {
                let expected = format!("well-formed attributes ({error})");
                self.draft.bad(line, source, &expected)
            };
            let attribute = attribute.map_err(|error| bad(&error))?;
            let key = attribute.key.local_name().into_inner();
            if !matches!(key, "name" | "desc" | "score" | "patternengine") {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            let value = value.map_err(|error| bad(&error))?;
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            match key {
                "name" if found.name.is_some() => return Err(bad(&"name is given twice")),
                "name" => found.name = Some(value),
                "desc" => found.note = value,
                "patternengine" if value.to_ascii_lowercase().starts_with("regex") => {
                    let expected = "a dictionary of words: regular expressions are not read";
                    return Err(self.draft.bad(line, "patternengine=\"regexp\"", expected));
                }
                "patternengine" => {}
                _ if value.is_empty() => {}
                _ => found.score = Some(value),
            }
        }
        Ok(found)
    }

    fn end(&mut self) {
        if self.open.pop() == Some(Element::Category) {
            self.nesting.close();
            self.definitions.pop();
        }
        self.ended = self.open.is_empty();
    }

    fn finish(mut self) -> Result<Lexicon, Error> {
        if self.outermost == 1 && self.outermost_terms == 0 {
            for category in &mut self.draft.list.categories {
                category.name.drain(..=self.outermost_name); // and the slash
            }
        }
        self.draft.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{message, rows};
    use super::{looks_like, parse};

    #[test]
    fn nodes_give_categories_and_terms() {
        let cases: [(&str, &[&str]); 7] = [
            // the one node around all others is the title
            (
                "<?xml version=\"1.0\"?>\n<dictionary>\n<cnode name=\"Harbour words\">\n\
                 <cnode name=\"Ships\">\n<pnode name=\"ferr*\"/>\n<cnode name=\"Old\"><pnode\n\
                 name=\"tall ship\" score='0.5'></pnode></cnode></cnode>\n\
                 <cnode name=\"Weather\"><pnode name=\"fog\"/></cnode></cnode></dictionary>",
                &["Ships ferr* 1 @5", "Ships/Old tall ship 0.5 @6", "Weather fog 1 @8"],
            ),
            // with terms of its own it is a category
            (
                "<dictionary><cnode name='Sea'><pnode name='pier'/><cnode name='Ships'>\
                 <pnode name='brig'/></cnode></cnode></dictionary>",
                &["Sea pier 1 @1", "Sea/Ships brig 1 @1"],
            ),
            // several at the top; the same name twice
            (
                "<dictionary><cnode name='A'><pnode name='x'/></cnode><cnode name='B/C'>\
                 <cnode name='D'><pnode name='y'/></cnode></cnode>\n<cnode name='A'>\
                 <pnode name='z'/></cnode></dictionary>",
                &["A x 1 @1", "B/C/D y 1 @1", "A z 1 @2"],
            ),
            // a slash in the title's name
            (
                "<cnode name='T/U'><cnode name='A/B'><pnode name='x'/></cnode></cnode>",
                &["A/B x 1 @1"],
            ),
            // terms right in the dictionary
            ("<dictionary name='Sea'>\n<pnode name='pier'/></dictionary>", &["Sea pier 1 @2"]),
            (
                "<dictionary><pnode name='pier'/><cnode name='A'><cnode name='B'>\
                 <pnode name='x'/></cnode></cnode></dictionary>",
                &["x pier 1 @1", "A/B x 1 @1"],
            ),
            // entities of XML, comments, a harmless document type, other attributes
            (
                "<!DOCTYPE dictionary>\n<!-- <pnode/> --><dictionary style='s'><cnode name='R&amp;D' patternengine='substring'>\
                 <pnode name='rock &#39;n&#x27; roll' when='now'/></cnode></dictionary>\n",
                &["R&D rock 'n' roll 1 @2"],
            ),
        ];
        for (text, expected) in cases {
            assert!(looks_like(text), "{text:?}");
            assert_eq!(rows(parse("x.ykd", text)), expected, "{text:?}");
        }
    }

    #[test]
    fn descriptions_are_kept() {
        let text = "<dictionary><cnode name='A' desc='Words of\n the sea'>\
                    <pnode name='pier' desc='a landing'/></cnode></dictionary>";
        let list = parse("x.ykd", text).expect("a good list");
        assert_eq!(list.categories()[0].definition, "Words of the sea");
        assert_eq!(&*list.entries()[0].note, "a landing");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let bomb = "<!DOCTYPE d [\n<!ENTITY a \"fog\"><!ENTITY b \"&a;&a;&a;\">]>\n\
                    <dictionary><cnode name='A'><pnode name='&b;'/></cnode></dictionary>";
        let deep = "<cnode name='a'>\n".repeat(65);
        let wide = format!("<cnode name='a'>\n<cnode name='{}'>", "y".repeat(999));
        let cases = [
            (bomb, "x.ykd:1: \"<!DOCTYPE d [\\n<!ENTITY", "expected no entity declarations"),
            (&deep, "x.ykd:65: \"a\"", "expected categories nested at most 64 deep"),
            (&wide, "x.ykd:2: \"yyy", "expected a category name of at most 1000 bytes in all"),
            (
                "<cnode name='a'>\n<pnode name='&b;'/>",
                "x.ykd:2: \"<pnode name='&b;'/>\"",
                "unrecognized entity `b`",
            ),
            ("<cnode name='a'>\n<pnode/>", "x.ykd:2: \"<pnode/>\"", "an attribute name="),
            ("<cnode name=' '>", "x.ykd:1: \"\"", "expected a category name"),
            ("<cnode name='a' name='b'>", "x.ykd:1: \"<cnode name='a' name='b'>\"", "given twice"),
            ("<cnode name='a'><pnode name=''/>", "x.ykd:1: \"\"", "expected a term of 1 to 1000"),
            ("<cnode name='a'><pnode name='x' score='NaN'/>", "x.ykd:1: \"NaN\"", "a score such"),
            ("<dictionary>\n<node/>", "x.ykd:2: \"<node/>\"", "expected <dictionary>, <cnode> or"),
            (
                "<dictionary/><cnode name='a'/>",
                "x.ykd:1: \"<cnode name='a'/>\"",
                "one <dictionary>",
            ),
            ("<pnode name='a'/>", "x.ykd:1: \"<pnode name='a'/>\"", "expected one <dictionary>"),
            ("<cnode name='a'>\n\n fog </cnode>", "x.ykd:3: \"fog\"", "expected elements only"),
            ("<cnode name='a'>&lt;</cnode>", "x.ykd:1: \"&lt;\"", "expected elements only"),
            ("<cnode name='a'>\n</pnode>", "x.ykd:2: \"</pnode>\"", "expected well-formed XML"),
            ("<cnode name='a'>\n<pnode name=", "x.ykd:2: \"<pnode name=\"", "well-formed XML"),
            ("<cnode name='a'>\n", "x.ykd:2: \"\"", "expected an end tag </cnode>"),
            (
                "<dictionary\npatternengine='regexp'><cnode name='a'><pnode name='f.g'/></cnode>\
                 </dictionary>",
                "x.ykd:1: \"patternengine=\\\"regexp\\\"\"",
                "regular expressions are not read",
            ),
            (
                "<cnode name='a'>\n<pnode name='f.g' patternengine='regexp'/></cnode>",
                "x.ykd:2: ",
                "regular expressions are not read",
            ),
            ("<dictionary></dictionary>", "x.ykd: \"\"", "expected at least one entry"),
        ];
        for (text, start, expected) in cases {
            let message = message(parse("x.ykd", text));
            assert!(message.starts_with(start), "{text:?}: {message}");
            assert!(message.contains(expected), "{text:?}: {message}");
        }
    }

    #[test]
    fn a_tag_of_many_attributes_takes_linear_time() {
        let many = (0..100_000).map(|i| format!(" a{i}=''\n")).collect::<Vec<_>>().concat();
        let text = format!("<cnode name='a'><pnode {many} name='fog'/></cnode>");
        assert_eq!(rows(parse("x.ykd", &text)), ["a fog 1 @1"]);
    }

    #[test]
    fn other_texts_do_not_look_like_it() {
        let far = format!("<a>{}<cnode>", "é".repeat(4_096));
        for text in ["", "<", "<html><body>", "cnode", "fog <cnode", &far] {
            assert!(!looks_like(text), "{text:?}");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().with_type::<String>().for_each(|text| _ = parse("fuzz", text));
    }
}
