//! From lines of the input to lines of the output.

use std::io;

use presslens::{Analyzer, Article, ArticleReport, FeatureMatrix};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::common::input::JsonLine;
use crate::line::{Fields, Row, naming};

/// What a line is scored as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Unit {
    /// The text is an article: records `presslens.article/1`.
    Article,
    /// The text is one sentence as it stands: records `presslens.sentence/1`.
    Sentence,
}

/// Scores lines; shared by all threads.
#[derive(Debug)]
pub(crate) struct Scorer {
    pub(crate) analyzer: Analyzer,
    pub(crate) unit: Unit,
    pub(crate) fields: Fields,
    pub(crate) lossy: bool,
    /// Whether rows for the CSV file are wanted.
    pub(crate) csv: bool,
}

/// What some consecutive lines became.
#[derive(Debug, Default)]
pub(crate) struct Scored {
    pub(crate) json: Vec<u8>,
    pub(crate) csv: Vec<u8>,
    pub(crate) lines: u64,
    pub(crate) failed: u64,
    /// Bytes of input.
    pub(crate) bytes: u64,
}

impl Scorer {
    /// Records of these lines, in their order.
    pub(crate) fn lines(&self, lines: Vec<JsonLine>) -> io::Result<Scored> {
        let mut out = Scored::default();
        let (mut ids, mut reports) = (Vec::new(), Vec::new());
        for line in lines {
            let number = line.number;
            out.lines += 1;
            out.bytes += (line.cut + line.bytes.len() + 1) as u64;
            let done = line.decode(self.lossy).and_then(|text| {
                let row = Row::read(&text, &self.fields)?;
                let id = row.id.map_or(Id::Line(number), Id::Given);
                let report =
                    self.row(&row, id, &mut out.json).map_err(|reason| naming(row.id, &reason))?;
                if self.csv {
                    ids.push(id.plain());
                    reports.push(report);
                }
                Ok(())
            });
            if let Err(error) = done {
                out.failed += 1;
                serde_json::to_writer(&mut out.json, &Failure { line: number, error })?;
            }
            out.json.push(b'\n');
        }
        if self.csv {
            table(ids, &reports)?.write_csv_rows(&mut out.csv)?;
        }
        Ok(out)
    }

    fn row(&self, row: &Row, id: Id, json: &mut Vec<u8>) -> Result<ArticleReport, String> {
        let mut builder = Article::builder().body(&row.text);
        if let Some(targets) = &row.targets {
            builder = builder.targets(targets.iter().cloned());
        }
        if self.unit == Unit::Sentence {
            builder = builder.single_sentence();
        } else if let Some(headline) = &row.headline {
            builder = builder.headline(headline);
        }
        let article = builder.build().map_err(|error| error.to_string())?;
        let report = self.analyzer.article(&article);
        let before = json.len();
        let written = match self.unit {
            Unit::Article => serde_json::to_writer(&mut *json, &report.record(&article).id(id)),
            Unit::Sentence => {
                let record = report.sentence_record(&article).ok_or("no sentence")?;
                serde_json::to_writer(&mut *json, &record.id(id))
            }
        };
        if let Err(error) = written {
            json.truncate(before);
            return Err(error.to_string());
        }
        add_input(json, &row.rest);
        Ok(report)
    }
}

/// Adds the field `input` to the object that `json` ends with; keys and values byte for byte.
fn add_input(json: &mut Vec<u8>, fields: &[(&RawValue, &RawValue)]) {
    json.pop();
    json.extend_from_slice(b",\"input\":{");
    for (i, (key, value)) in fields.iter().enumerate() {
        if i > 0 {
            json.push(b',');
        }
        json.extend_from_slice(key.get().as_bytes());
        json.push(b':');
        json.extend_from_slice(value.get().as_bytes());
    }
    json.extend_from_slice(b"}}");
}

/// Rows of the CSV file.
pub(crate) fn table(ids: Vec<String>, reports: &[ArticleReport]) -> io::Result<FeatureMatrix> {
    FeatureMatrix::from_reports(reports).with_ids(ids).map_err(io::Error::other)
}

/// The id of a record: the line's own with its JSON type, or the line's number.
#[derive(Clone, Copy)]
enum Id<'a> {
    Given(&'a RawValue),
    Line(u64),
}

impl Id<'_> {
    /// In a table: a string without its quotation marks, anything else as JSON.
    fn plain(self) -> String {
        match self {
            Self::Line(number) => number.to_string(),
            Self::Given(raw) => {
                serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned())
            }
        }
    }
}

impl Serialize for Id<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Given(raw) => raw.serialize(serializer),
            Self::Line(number) => number.serialize(serializer),
        }
    }
}

#[derive(Serialize)]
struct Failure {
    line: u64,
    error: String,
}
