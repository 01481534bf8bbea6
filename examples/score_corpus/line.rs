//! One line of the input: the fields that are read, and the rest exactly as it stands.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::common::input::{json_reason, value_reason};

/// Which fields hold the text.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) headline: Option<String>,
}

/// A line that can be scored.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) id: Option<&'a RawValue>,
    pub(crate) text: Cow<'a, str>,
    /// `None` where the field is missing or null.
    pub(crate) headline: Option<Cow<'a, str>>,
    /// `None` where the field is missing or null.
    pub(crate) targets: Option<Vec<Range<usize>>>,
    /// Every other field, key and value as spelt.
    pub(crate) rest: Vec<(&'a RawValue, &'a RawValue)>,
}

impl<'a> Row<'a> {
    /// Reads a line; the error says what is wrong with it.
    pub(crate) fn read(line: &'a str, fields: &Fields) -> Result<Self, String> {
        let object: Object = serde_json::from_str(line)
            .map_err(|error| format!("not a JSON object: {}", json_reason(&error)))?;
        let (mut id, mut text, mut headline, mut targets) = (None, None, None, None);
        let mut rest = Vec::new();
        for (key, value) in object.0 {
            let name = string(key);
            let name = name.as_deref().unwrap_or_default();
            let slot = if name == fields.text {
                &mut text
            } else if fields.headline.as_deref() == Some(name) {
                rest.push((key, value)); // a field like others too: only the text is left out
                &mut headline
            } else if name == "id" {
                &mut id
            } else if name == "targets" {
                &mut targets
            } else {
                rest.push((key, value));
                continue;
            };
            if slot.replace(value).is_some() {
                return Err(format!("field {name:?} is given twice"));
            }
        }
        let row = || {
            let text = text.ok_or_else(|| format!("no field {:?}", fields.text))?;
            let text = text_of(text, &fields.text)?;
            let name = fields.headline.as_deref().unwrap_or_default();
            let headline = headline.filter(|value| value.get() != "null");
            let headline = headline.map(|value| text_of(value, name)).transpose()?;
            let targets = targets.map(read_targets).transpose()?.flatten();
            Ok(Self { id, text, headline, targets, rest })
        };
        row().map_err(|reason: String| naming(id, &reason))
    }
}

/// The reason, with the line's id before it where it has one.
pub(crate) fn naming(id: Option<&RawValue>, reason: &str) -> String {
    match id {
        Some(id) if id.get().len() <= 80 => format!("id {}: {reason}", id.get()),
        _ => reason.to_owned(),
    }
}

fn text_of<'a>(value: &'a RawValue, field: &str) -> Result<Cow<'a, str>, String> {
    let kind = match value.get().as_bytes().first() {
        Some(b'"') => {
            return string(value)
                .map_err(|error| format!("field {field:?}: {}", value_reason(&error)));
        }
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    };
    Err(format!("field {field:?} is {kind}, a string is needed"))
}

/// A JSON string; one without escapes is not copied.
fn string(raw: &RawValue) -> Result<Cow<'_, str>, serde_json::Error> {
    let inner = raw.get().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if !inner.contains('\\') => Ok(Cow::Borrowed(inner)),
        _ => serde_json::from_str(raw.get()).map(Cow::Owned),
    }
}

#[derive(serde::Deserialize)]
struct Target {
    start: usize,
    end: usize,
}

fn read_targets(value: &RawValue) -> Result<Option<Vec<Range<usize>>>, String> {
    let targets: Option<Vec<Target>> = serde_json::from_str(value.get()).map_err(|error| {
        let reason = value_reason(&error);
        format!("field \"targets\": {reason}; expected [{{\"start\":byte,\"end\":byte}}, …]")
    })?;
    Ok(targets.map(|targets| targets.iter().map(|target| target.start..target.end).collect()))
}

/// The fields of an object in order, keys and values as spelt, twice given ones included.
struct Object<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object<'de>, M::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(Object(fields))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}
