//! The reader of quanteda dictionaries in YAML.
//!
//! Mappings nest categories, a list or a single scalar holds the terms of one. A list may also hold
//! mappings, and the key `__` stands for the category around it: so a category has terms of its own
//! beside others inside it. Every scalar is text (`yes`, `1.0`). But where there is no list at all and
//! every value is a plain number (`soggy: -1.5`), innermost keys are terms and the numbers their
//! weights; those in no category are in the category "all". Anchors and aliases, with which a
//! small file can unfold to a huge one, are refused, as are a key given twice and tags of programs.

use hashbrown::HashMap;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::nesting::{DEEPEST, Nesting};
use super::{Draft, content_lines, rows};
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
        draft: Draft::new(name),
        nesting: Nesting::default(),
        frames: Vec::new(),
        documents: 0,
        weighs: weighs(text),
        term: None,
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

/// Whether a text has no lists, and plain numbers for values: it gives the weights of terms.
fn weighs(text: &str) -> bool {
    let mut weights = 0;
    // of each open mapping whether a value comes next
    let mut wants_value: Vec<bool> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, _))) = parser.next_event() {
        match event {
            Event::Scalar(text, style, _, tag) => match wants_value.last_mut() {
                None => return false,
                Some(wants @ false) => *wants = true,
                Some(wants) => {
                    *wants = false;
                    let plain = style == ScalarStyle::Plain && tag.is_none();
                    if plain && rows::number(&text).is_some() {
                        weights += 1;
                    } else if !is_missing(&text, style) {
                        return false;
                    }
                }
            },
            Event::MappingStart(..) => {
                if wants_value.last() == Some(&false) || wants_value.len() >= DEEPEST {
                    return false;
                }
                wants_value.push(false);
            }
            Event::MappingEnd => {
                wants_value.pop();
                if let Some(wants) = wants_value.last_mut() {
                    *wants = false;
                }
            }
            Event::SequenceStart(..) | Event::Alias(_) => return false,
            _ => {}
        }
    }
    weights > 0
}

fn is_missing(text: &str, style: ScalarStyle) -> bool {
    style == ScalarStyle::Plain && matches!(text, "" | "~")
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
    /// The text gives the weights of terms: see [`weighs`].
    weighs: bool,
    /// In such a text the last key and its line: a term, or a category if a mapping follows.
    term: Option<(usize, String)>,
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
                return self.scalar(line, &text, is_missing(&text, style));
            }
            Event::MappingStart(..) => {
                if let Some(Frame::Map { wants_value: false, .. }) = self.frames.last() {
                    return Err(self.draft.bad(
                        line,
                        self.source(line),
                        "a category name, not a mapping",
                    ));
                }
                if let Some((line, category)) = self.term.take() {
                    self.open(line, &category)?;
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
            Some(Frame::Map { keys, wants_value: wants_value @ false, .. }) => {
                let text = if missing { "" } else { text };
                if let Some(first) = keys.insert(text.to_owned(), line) {
                    let expected = format!("each key once (first on line {first})");
                    return Err(self.draft.bad(line, text, &expected));
                }
                *wants_value = true;
                if self.weighs {
                    self.term = Some((line, text.to_owned()));
                    return Ok(());
                }
                self.open(line, text)
            }
            Some(Frame::Map { .. }) => {
                if let Some((line, term)) = self.term.take() {
                    self.weight(line, &term, text)?;
                } else if !missing {
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

    /// Opens the category of the innermost mapping's last key.
    fn open(&mut self, line: usize, name: &str) -> Result<(), Error> {
        if name == "__" && self.nesting.depth() > 0 {
            return Ok(());
        }
        self.nesting.open(&self.draft, line, name)?;
        if let Some(Frame::Map { opened, .. }) = self.frames.last_mut() {
            *opened = true;
        }
        Ok(())
    }

    fn weight(&mut self, line: usize, term: &str, weight: &str) -> Result<(), Error> {
        let Some(weight) = rows::number(weight) else {
            return Err(self.draft.bad(line, weight, "a weight such as 0.5"));
        };
        if term.contains('\n') {
            return Err(self.draft.bad(line, term, "a word or phrase on one line"));
        }
        let category = match self.nesting.depth() {
            0 => self.draft.category(line, "all")?,
            _ => self.nesting.category(&mut self.draft, line)?,
        };
        self.draft.entry(line, term, category, weight)?;
        Ok(())
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
    fn numbers_without_lists_are_weights() {
        let cases: [(&str, &[&str]); 6] = [
            ("fog: 1\n'far off': -2.5\n", &["all fog 1 @1", "all far off -2.5 @2"]),
            ("{\"a\": {\"x\": 1.5}, \"y\": 2}", &["a x 1.5 @1", "all y 2 @1"]),
            (
                "Sea:\n  Ships:\n    brig: 0.5\n  __:\n    quay: 1\n  pier: 2\nfog: 0\n",
                &["Sea/Ships brig 0.5 @3", "Sea quay 1 @5", "Sea pier 2 @6", "all fog 0 @7"],
            ),
            // text, by a quote, a tag, a word or a list anywhere
            ("fog: 1\nmist: '2'\n", &["fog 1 1 @1", "mist 2 1 @2"]),
            ("fog: 1\nmist: !!str 2\n", &["fog 1 1 @1", "mist 2 1 @2"]),
            ("a: 1\nb: {c: [2]}\n", &["a 1 1 @1", "b/c 2 1 @2"]),
        ];
        for (text, expected) in cases {
            assert!(looks_like(text), "{text:?}");
            assert_eq!(rows(parse("x.yml", text)), expected, "{text:?}");
        }
        let cases = [
            ("fog: 1\nmist:\n", "x.yml:2: \"\": expected a weight such as 0.5"),
            ("fog: 1\nfog: 2\n", "x.yml:2: \"fog\": expected each key once (first on line 1)"),
            ("'': 1\n", "x.yml:1: \"\": expected a term of 1 to 1000 bytes"),
        ];
        for (text, expected) in cases {
            assert_eq!(message(parse("x.yml", text)), expected);
        }
        // each term its own key, more than there may be categories
        let many = (0..70_000).map(|i| format!("w{i}: 0.5")).collect::<Vec<_>>().join("\n");
        assert_eq!(message(parse("x.yml", &many)), "70000 entries");
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
