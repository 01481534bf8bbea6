//! The reader of quanteda dictionaries in YAML.
//!
//! Mappings nest categories, a list or a single scalar holds the terms of one. A list may also hold
//! mappings, and the key `__` stands for the category around it: so a category has terms of its own
//! beside others inside it. Every scalar is text (`yes`, `1.0`). Anchors and aliases, with which a
//! small file can unfold to a huge one, are refused, as are a key given twice and tags of programs.

use hashbrown::HashMap;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::nesting::{DEEPEST, Nesting};
use super::{Draft, content_lines};
use crate::Error;
use crate::lexicon::Lexicon;

/// Whether a text is in this format: after comments and directives it begins with a key.
pub(super) fn looks_like(text: &str) -> bool {
    let mut lines = content_lines(text).map(|(_, line)| line.trim_end()).filter(|line| {
        !line.trim_start().starts_with('#') && *line != "---" && !line.starts_with("%YAML ")
    });
    lines.next().is_some_and(|line| {
        // a tab parts the columns of a table, in which `:)` is a term
        let key =
            line.split_once(": ").map_or_else(|| line.strip_suffix(':'), |(key, _)| Some(key));
        let key_stands = key.is_some_and(|key| {
            key.starts_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '_' | '"' | '\'' | '?' | '&')
            })
        });
        !line.contains('\t') && (key_stands || line.starts_with('{'))
    })
}

pub(super) fn parse(name: &str, text: &str) -> Result<Lexicon, Error> {
    let mut reading = Reading {
        text,
        draft: Draft::new(name, text),
        nesting: Nesting::default(),
        frames: Vec::new(),
        documents: 0,
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => reading.take(span.start.line(), event)?,
            Err(error) => {
                let line = error.marker().line();
                let expected = format!("YAML ({})", error.info());
                return Err(reading.draft.bad(line, reading.source(line), &expected));
            }
        }
    }
    reading.draft.finish()
}

/// A collection that is open.
enum Frame {
    Map {
        /// The keys so far, with their lines.
        keys: HashMap<String, usize>,
        /// A key was read, its value comes next.
        wants_value: bool,
        /// That key opened a category.
        opened: bool,
    },
    List,
}

struct Reading<'n, 't> {
    text: &'t str,
    draft: Draft<'n>,
    nesting: Nesting,
    frames: Vec<Frame>,
    documents: usize,
}

impl<'t> Reading<'_, 't> {
    /// A line of the file, for messages.
    fn source(&self, line: usize) -> &'t str {
        self.text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim()
    }

    fn take(&mut self, line: usize, event: Event) -> Result<(), Error> {
        let (anchor, tag) = match &event {
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor, tag.as_ref()),
            Event::Alias(id) => (*id, None),
            _ => (0, None),
        };
        if anchor > 0 || matches!(event, Event::Alias(_)) {
            return Err(self.draft.bad(
                line,
                self.source(line),
                "no anchors and aliases (& and *)",
            ));
        }
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) {
            return Err(self.draft.bad(line, &tag.to_string(), "no tags but those of YAML itself"));
        }
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.draft.bad(line, "---", "one document a file"));
                }
            }
            Event::Scalar(text, style, ..) => {
                let missing = style == ScalarStyle::Plain && matches!(&*text, "" | "~");
                return self.scalar(line, &text, missing);
            }
            Event::MappingStart(..) => {
                if let Some(Frame::Map { wants_value: false, .. }) = self.frames.last() {
                    return Err(self.draft.bad(
                        line,
                        self.source(line),
                        "a category name, not a mapping",
                    ));
                }
                let frame = Frame::Map { keys: HashMap::new(), wants_value: false, opened: false };
                self.push(line, frame)?;
            }
            Event::SequenceStart(..) => match self.frames.last() {
                Some(Frame::Map { wants_value: true, .. }) => self.push(line, Frame::List)?,
                _ => {
                    return Err(self.draft.bad(
                        line,
                        self.source(line),
                        "a category name before a list",
                    ));
                }
            },
            Event::MappingEnd | Event::SequenceEnd => {
                self.frames.pop();
                self.value_ended();
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, line: usize, frame: Frame) -> Result<(), Error> {
        // lists count too: they may hold mappings that hold lists
        if self.frames.len() >= DEEPEST {
            let expected = format!("categories nested at most {DEEPEST} deep");
            return Err(self.draft.bad(line, self.nesting.path(), &expected));
        }
        self.frames.push(frame);
        Ok(())
    }

    fn scalar(&mut self, line: usize, text: &str, missing: bool) -> Result<(), Error> {
        let text = text.trim();
        match self.frames.last_mut() {
            None => Err(self.draft.bad(line, text, "a mapping of categories to terms")),
            Some(Frame::Map { keys, wants_value: wants_value @ false, opened }) => {
                let text = if missing { "" } else { text };
                if let Some(first) = keys.insert(text.to_owned(), line) {
                    let expected = format!("each category once (first on line {first})");
                    return Err(self.draft.bad(line, text, &expected));
                }
                *wants_value = true;
                *opened = text != "__" || self.nesting.depth() == 0;
                if *opened { self.nesting.open(&self.draft, line, text) } else { Ok(()) }
            }
            Some(Frame::Map { .. }) => {
                if !missing {
                    self.term(line, text)?;
                }
                self.value_ended();
                Ok(())
            }
            Some(Frame::List) if missing => {
                Err(self.draft.bad(line, self.source(line), "a word or phrase"))
            }
            Some(Frame::List) => self.term(line, text),
        }
    }

    fn term(&mut self, line: usize, text: &str) -> Result<(), Error> {
        if text.contains('\n') {
            return Err(self.draft.bad(line, text, "a word or phrase on one line"));
        }
        let category = self.nesting.category(&mut self.draft, line)?;
        self.draft.entry(line, text, category, 1.0)?;
        Ok(())
    }

    /// After the value of a key, if the innermost collection is a mapping.
    fn value_ended(&mut self) {
        if let Some(Frame::Map { wants_value, opened, .. }) = self.frames.last_mut() {
            if std::mem::take(opened) {
                self.nesting.close();
            }
            *wants_value = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{message, rows};
    use super::{looks_like, parse};

    #[test]
    fn mappings_give_categories_and_terms() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "grim:\n  - bleak*\n  - far from over\n",
                &["grim bleak* 1 @2", "grim far from over 1 @3"],
            ),
            ("grim: [bleak, 'so-called']\n", &["grim bleak 1 @1", "grim so-called 1 @1"]),
            ("a: fog\nb:\n- mist\nc:\n", &["a fog 1 @1", "b mist 1 @3"]),
            (
                "# harbour words\n%YAML 1.2\n---\nSea:\n  Ships:\n    - brig\n  Birds: [gull]\nfog: fog\n",
                &["Sea/Ships brig 1 @6", "Sea/Birds gull 1 @7", "fog fog 1 @8"],
            ),
            // terms of a category beside others inside it, in both layouts
            (
                "Sea:\n  - pier\n  - Ships: [brig]\n  - quay\n",
                &["Sea pier 1 @2", "Sea/Ships brig 1 @3", "Sea quay 1 @4"],
            ),
            ("Sea:\n  __: [pier]\n  Ships: [brig]\n", &["Sea pier 1 @2", "Sea/Ships brig 1 @3"]),
            // every scalar is text
            (
                "answer: [yes, no, 1, 1.50, null, true, 0x1F]\nno: [on]\n",
                &[
                    "answer yes 1 @1",
                    "answer no 1 @1",
                    "answer 1 1 @1",
                    "answer 1.50 1 @1",
                    "answer null 1 @1",
                    "answer true 1 @1",
                    "answer 0x1F 1 @1",
                    "no on 1 @2",
                ],
            ),
            (
                "{\"a\": [\"x\", \"y z\"],\n \"b\": \"w\"}\n",
                &["a x 1 @1", "a y z 1 @1", "b w 1 @2"],
            ),
            (
                "\"two words\":\r\n  - \"#tag\"\r\n  - ':)'\r\n  - !!str 5\r\n",
                &["two words #tag 1 @2", "two words :) 1 @3", "two words 5 1 @4"],
            ),
        ];
        for (text, expected) in cases {
            assert!(looks_like(text), "{text:?}");
            assert_eq!(rows(parse("x.yml", text)), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let bomb = "a: &a [fog, fog]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        let deep: String = (0..65).map(|depth| " ".repeat(depth) + "a:\n").collect();
        let deep = format!("{deep}{}b: fog\n", " ".repeat(65));
        let flow = format!("a: {}", "[{b: ".repeat(100_000));
        let shallow = format!("a: {}", "[{b: ".repeat(40));
        let dashes = format!("a:\n  {}", "- ".repeat(100_000));
        let cases = [
            (bomb, "x.yml:1: \"a: &a [fog, fog]\"", "expected no anchors and aliases"),
            ("a: [fog]\nb: *a\n", "x.yml:2: \"b: *a\"", "expected YAML ("),
            (&deep, "x.yml:6", "nested at most 64 deep"),
            (&flow, "x.yml:1: ", "expected YAML (recursion limit"),
            (&shallow, "x.yml:1: ", "nested at most 64 deep"),
            (&dashes, "x.yml:2: ", "expected a category name before a list"),
            ("a: [x]\nb: [y]\na: [z]\n", "x.yml:3: \"a\"", "once (first on line 1)"),
            ("a:\n  b: x\n  b: y\n", "x.yml:3: \"b\"", "once (first on line 2)"),
            ("a: [x]\n---\nb: [y]\n", "x.yml:2: \"---\"", "expected one document a file"),
            ("a: [x\nb: y\n", "x.yml:", "expected YAML ("),
            ("a:\n\t- x\n", "x.yml:2: \"- x\"", "expected YAML ("),
            ("a:\n  -\n", "x.yml:2: \"-\"", "expected a word or phrase"),
            ("a: ['']\n", "x.yml:1: \"\"", "expected a term of 1 to 1000 bytes"),
            ("a: |\n  x\n  y\n", "x.yml:2: \"x\\ny\"", "expected a word or phrase on one line"),
            ("'': [x]\n", "x.yml:1: \"\"", "expected a category name"),
            ("? [a, b]\n: x\n", "x.yml:1: \"? [a, b]\"", "expected a category name before a list"),
            ("? {a: b}\n: x\n", "x.yml:1: \"? {a: b}\"", "expected a category name, not a mapping"),
            ("a: !run x\n", "x.yml:1: \"!run\"", "expected no tags but those of YAML"),
            ("- a\n", "x.yml:1: \"- a\"", "expected a category name before a list"),
            ("fog\n", "x.yml:1: \"fog\"", "expected a mapping of categories"),
            ("a:\n", "x.yml: \"\"", "expected at least one entry"),
        ];
        for (text, start, expected) in cases {
            let message = message(parse("x.yml", text));
            let head: String = text.chars().take(60).collect();
            assert!(message.starts_with(start), "{head:?}: {message}");
            assert!(message.contains(expected), "{head:?}: {message}");
        }
    }

    #[test]
    fn other_texts_do_not_look_like_it() {
        for text in
            ["", "fog", "- a\n", ":)\t2.0\n", "$:\t-1.5\n", "a: b\t1\n", ": x", "a:b\n", "+A\n"]
        {
            assert!(!looks_like(text), "{text:?}");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().with_type::<String>().for_each(|text| _ = parse("fuzz", text));
    }
}
