//! Model files: a header of `# key: value` lines, then one weight a line in columns parted by tabs:
//! `intercept`, `feature NAME` with a number for each sum, `word WORD` (or `word -ending`) with the
//! numbers of the word.

use std::fmt::Write;

use super::words::Rows;
use super::{Model, ModelKind, Training, WordTable};
use crate::Error;
use crate::lexicon::{Fields, Origin, Provenance, next_line};

/// Header lines that every model has.
const NEEDED: [&str; 8] =
    ["id", "version", "licence", "model", "features", "numbers", "lexicons", "training"];

/// Reads a model, whose words are perhaps `like` those of a table.
pub(super) fn read(name: &str, text: &str, like: Option<&WordTable>) -> Result<Model, Error> {
    let wrong = |line: usize, value: &str, expected: &str| {
        Error::lexicon(name, Some(line), value, expected)
    };
    let mut header = Header::default();
    let (mut intercepts, mut features, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    let mut words: Option<Rows> = None;
    let mut numbers = Vec::new();
    let mut rest = text;
    for number in 1.. {
        if let (Some(words), Some(row)) = (&mut words, rest.strip_prefix("word\t"))
            && let Some(behind) = words.push_row(row)
        {
            rest = behind;
            continue; // most lines
        }
        let Some(line) = next_line(&mut rest) else { break };
        if let Some(line) = line.strip_prefix('#') {
            // behind the weights it is a comment: they were read by what the header says
            if intercepts.is_empty() {
                header.line(line).map_err(|(value, expected)| wrong(number, value, expected))?;
            }
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let mut fields = Fields::new(line);
        let kind = fields.next().unwrap_or_default();
        let named = matches!(kind, "feature" | "word");
        let key = if named { fields.next().unwrap_or_default() } else { "" };
        numbers.clear();
        // words keep it as f32, rounded
        while let Some(value) = fields.number(f64::from(f32::MAX / 2.0)) {
            numbers.push(value.map_err(|field| wrong(number, field, "a finite number"))?);
        }
        match (kind, &mut words) {
            ("intercept", None) if !numbers.is_empty() => {
                intercepts.clone_from(&numbers);
                let words = words.insert(Rows::new(header.width, like));
                words.reserve(text);
            }
            ("feature", Some(_)) if numbers.len() == intercepts.len() => {
                features.push(key.to_owned());
                weights.extend_from_slice(&numbers);
            }
            ("word", Some(words)) if !key.is_empty() && numbers.len() == words.width() => {
                words.push(key, numbers.iter().map(|&number| number as f32));
            }
            _ => {
                let expected = "one `intercept` line, then `feature` lines with a name and as many \
                                numbers, then `word` lines with a word and as many as `# numbers` says";
                return Err(wrong(number, line, expected));
            }
        }
    }
    if let Some(key) = NEEDED.iter().find(|key| !header.seen.contains(*key)) {
        return Err(Error::lexicon(name, None, key, "a header line `# KEY: value` with this key"));
    }
    let Some(words) = words.map(Rows::finish) else {
        return Err(Error::lexicon(name, None, "intercept", "a line `intercept` with a number"));
    };
    let mut provenance = header.provenance;
    provenance.entries = features.len() + words.len();
    Ok(Model {
        origin: Origin::from(provenance),
        kind: header.kind.unwrap_or(ModelKind::Bias),
        version: header.version,
        lexicons: header.lexicons,
        training: header.training,
        intercepts,
        features,
        weights,
        words,
    })
}

/// What the lines beginning with `#` say.
#[derive(Default)]
struct Header {
    provenance: Provenance,
    kind: Option<ModelKind>,
    version: u32,
    /// Numbers of each word.
    width: usize,
    lexicons: String,
    training: Training,
    seen: Vec<&'static str>,
}

impl Header {
    /// Takes one line; of a wrong one, the value and what was expected.
    fn line<'l>(&mut self, line: &'l str) -> Result<(), (&'l str, &'static str)> {
        let Some((key, value)) = line.split_once(':') else { return Ok(()) };
        let (key, value) = (key.trim(), value.trim());
        self.seen.extend(NEEDED.iter().find(|needed| **needed == key));
        let whole = "a whole number";
        match key {
            "model" => {
                let kind = ModelKind::ALL.into_iter().find(|kind| kind.name() == value);
                self.kind = Some(kind.ok_or((value, "bias, valence or target"))?);
            }
            "features" => self.version = value.parse().map_err(|_| (value, whole))?,
            "numbers" => self.width = value.parse().map_err(|_| (value, whole))?,
            "lexicons" => value.clone_into(&mut self.lexicons),
            "training" => value.clone_into(&mut self.training.sha256),
            "rows" => self.training.rows = value.parse().map_err(|_| (value, whole))?,
            _ => _ = self.provenance.set(key, value),
        }
        Ok(())
    }
}

pub(super) fn write(model: &Model) -> String {
    let mut out = String::with_capacity(32 * model.words.len());
    let Provenance { id, version, title, description, weights, licence, sources, .. } =
        model.origin.head();
    let rows = model.training.rows.to_string();
    let features = model.version.to_string();
    let numbers = model.words.width().to_string();
    for (key, value) in [
        ("id", id.as_str()),
        ("version", version),
        ("title", title),
        ("description", description),
        ("weights", weights),
        ("licence", licence),
        ("sources", sources),
        ("model", model.kind.name()),
        ("features", &features),
        ("numbers", &numbers),
        ("lexicons", &model.lexicons),
        ("training", &model.training.sha256),
        ("rows", &rows),
    ] {
        // a value is one line
        let value = value.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
        _ = writeln!(out, "# {key}: {value}");
    }
    let row = |out: &mut String, numbers: &mut dyn Iterator<Item = f64>| {
        for number in numbers {
            _ = write!(out, "\t{number}");
        }
        out.push('\n');
    };
    out.push_str("intercept");
    row(&mut out, &mut model.intercepts.iter().copied());
    let weights = model.weights.chunks_exact(model.intercepts.len());
    for (name, weights) in model.features.iter().zip(weights) {
        _ = write!(out, "feature\t{name}");
        row(&mut out, &mut weights.iter().copied());
    }
    for (word, numbers) in model.words.iter() {
        _ = write!(out, "word\t{word}");
        // the shortest digits of an f32 read back as the same
        for number in numbers {
            _ = write!(out, "\t{number}");
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# id: mine\n# version: 1\n# title: \n# description: \n# weights: \n\
        # licence: CC0-1.0\n# sources: \n# model: target\n# features: 3\n# numbers: 1\n# lexicons: ab\n\
        # training: cd\n# rows: 12\nintercept\t-0.5\t0.25\nfeature\tdoer\t1\t-2.5\n\
        word\t-ism\t0.5\nword\tslam\t-0.125\n";

    #[test]
    fn a_model_comes_back_from_its_text() {
        let model = read("mine.tsv", TEXT, None).unwrap();
        assert_eq!(model.to_text(), TEXT);
        assert_eq!(model.kind(), ModelKind::Target);
        assert_eq!(model.training_sha256(), "cd");
        assert_eq!(read("again", &model.to_text(), None).unwrap(), model);
        // one without words too
        let wordless = TEXT.replace("word\t-ism\t0.5\nword\tslam\t-0.125\n", "");
        assert_eq!(read("wordless", &wordless, None).unwrap().words.width(), 1);
    }

    #[test]
    fn errors_name_line_value_and_what_was_expected() {
        let without = |line: &str| TEXT.replace(line, "");
        for (text, expected) in [
            (
                TEXT.replace("target", "tone"),
                "mine.tsv:8: \"tone\": expected bias, valence or target",
            ),
            (
                TEXT.replace("features: 3", "features: x"),
                "mine.tsv:9: \"x\": expected a whole number",
            ),
            (TEXT.replace("-0.125", "inf"), "mine.tsv:17: \"inf\": expected a finite number"),
            (TEXT.replace("-0.125", "1e40"), "mine.tsv:17: \"1e40\": expected a finite number"),
            (without("# lexicons: ab\n"), "mine.tsv: \"lexicons\": expected a header line"),
            // too late for the words before it
            (
                without("# numbers: 1\n").replace("\t0.5\n", "\n# numbers: 1\n"),
                "mine.tsv:17: \"word\\tslam\\t-0.125\": expected one",
            ),
            (
                without("intercept\t-0.5\t0.25\n"),
                "mine.tsv:14: \"feature\\tdoer\\t1\\t-2.5\": expected one",
            ),
            (
                TEXT.replace("\t-0.125", "\t1\t2"),
                "mine.tsv:17: \"word\\tslam\\t1\\t2\": expected one",
            ),
            (String::new(), "mine.tsv: \"id\": expected a header line"),
        ] {
            let error = read("mine.tsv", &text, None).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
