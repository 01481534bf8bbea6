//! Where a list comes from, and the hash that ties a record to it.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where a word list comes from, as `--manifest` writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provenance {
    /// Id of the list.
    pub id: String,
    /// Version of the list; a list never changes under the same version.
    pub version: String,
    /// What it is, in a line.
    pub title: String,
    /// What it holds and how its entries were chosen.
    pub description: String,
    /// How its weights were made.
    pub weights: String,
    /// How far raters agreed, where an entry was rated more than once.
    #[serde(default)]
    pub agreement: String,
    /// SPDX expression or the name of its licence.
    pub licence: String,
    /// What it was made from.
    pub sources: String,
    /// SHA-256 of its text (and of the changes to it), in hexadecimal.
    pub sha256: String,
    /// Which entries count where several overlap: see [`Overlap`](crate::Overlap). Empty for lists
    /// that are no lexicons.
    #[serde(default)]
    pub overlap: String,
    /// Changes to single entries: see [`Overlay`](crate::Overlay).
    #[serde(default)]
    pub overlay: String,
    /// Number of entries.
    pub entries: usize,
}

impl Provenance {
    /// Takes one `# key: value` header line; false if the key is none of ours.
    pub(crate) fn set(&mut self, key: &str, value: &str) -> bool {
        let field = match key {
            "id" => &mut self.id,
            "version" => &mut self.version,
            "title" => &mut self.title,
            "description" => &mut self.description,
            "weights" => &mut self.weights,
            "agreement" => &mut self.agreement,
            "licence" => &mut self.licence,
            "sources" => &mut self.sources,
            _ => return false,
        };
        value.clone_into(field);
        true
    }

    /// The provenance in the header of a list file of the text layer.
    pub(crate) fn of_list(text: &str) -> Self {
        let mut provenance = Self { sha256: hex_sha256(text), ..Self::default() };
        for line in text.lines() {
            match line.strip_prefix("# ").and_then(|head| head.split_once(':')) {
                Some((key, value)) => _ = provenance.set(key.trim(), value.trim()),
                None => provenance.entries += usize::from(!line.is_empty()),
            }
        }
        provenance
    }
}

/// The provenance of a list or model. What ships is hashed, and its entries are counted, when somebody asks: hashing
/// all of it would take as long as the rest of a start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    /// Without a hash where there is a text to hash, and perhaps without the number of entries.
    head: Provenance,
    text: Option<&'static str>,
    hashed: OnceLock<Provenance>,
}

impl Origin {
    /// Of a text that ships.
    pub(crate) fn of_shipped(head: Provenance, text: &'static str) -> Self {
        Self { head, text: Some(text), hashed: OnceLock::new() }
    }

    /// All but the hash.
    pub(crate) fn head(&self) -> &Provenance {
        &self.head
    }

    pub(crate) fn head_mut(&mut self) -> &mut Provenance {
        self.hashed = OnceLock::new();
        &mut self.head
    }

    pub(crate) fn get(&self) -> &Provenance {
        let Some(text) = self.text else { return &self.head };
        self.hashed.get_or_init(|| {
            let mut found = Provenance { sha256: hex_sha256(text), ..self.head.clone() };
            if found.entries == 0 {
                let is_entry = |line: &&str| !line.is_empty() && !line.starts_with('#');
                found.entries = text.lines().filter(is_entry).count();
            }
            found
        })
    }

    /// Another hash.
    pub(crate) fn set_sha256(&mut self, sha256: String) {
        self.text = None;
        self.head.sha256 = sha256;
    }
}

impl From<Provenance> for Origin {
    fn from(head: Provenance) -> Self {
        Self { head, ..Self::default() }
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

pub(crate) fn hex_sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// The bytes in small hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(64), |mut out, byte| {
        _ = write!(out, "{byte:02x}");
        out
    })
}

/// One hash over all lists, whatever their order: of the lines `id version sha256 overlap`, sorted.
pub(crate) fn fingerprint<'p>(lists: impl IntoIterator<Item = &'p Provenance>) -> String {
    let mut lines: Vec<String> = lists
        .into_iter()
        .map(|list| format!("{} {} {} {}\n", list.id, list.version, list.sha256, list.overlap))
        .collect();
    lines.sort();
    hex_sha256(&lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_of_a_known_text() {
        // FIPS 180-2, example B.1
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex_sha256("abc"), expected);
    }

    #[test]
    fn the_fingerprint_counts_every_list_but_not_their_order() {
        let list = |id: &str, text: &str| Provenance {
            id: id.to_owned(),
            sha256: hex_sha256(text),
            ..Provenance::default()
        };
        let (a, b, c) = (list("a", "x"), list("b", "y"), list("b", "z"));
        assert_eq!(fingerprint([&a, &b]), fingerprint([&b, &a]));
        assert_ne!(fingerprint([&a, &b]), fingerprint([&a, &c]));
        assert_ne!(fingerprint([&a, &b]), fingerprint([&a]));
        let newer = Provenance { version: "2".to_owned(), ..a.clone() };
        assert_ne!(fingerprint([&newer]), fingerprint([&a]));
        let other_rule = Provenance { overlap: "all".to_owned(), ..a.clone() };
        assert_ne!(fingerprint([&other_rule]), fingerprint([&a]));
    }
}
