//! Where VADER's tables come from.

use crate::lexicon::Provenance;

/// SHA-256 of `vader_lexicon.txt` of the Python package; the parity tests show that ours equals it.
const LEXICON_SHA256: &str = "1ec9c6e9ee19aade328f8beb393a6afa71a5bb3acf7d3cc22d4ef568df374bf5";

/// The entry of VADER's lexicon in the manifest.
pub(crate) fn provenance() -> Provenance {
    Provenance {
        id: "vader".to_owned(),
        version: "3.3.2".to_owned(),
        title: "VADER sentiment lexicon and rules".to_owned(),
        description: "Valences, boosters, negators and emoji descriptions of Python vaderSentiment, \
                      through the tables of the crate vader_sentiment 0.1.1, mended where they differ"
            .to_owned(),
        weights: "mean of ten human raters, -4 to 4".to_owned(),
        licence: "MIT".to_owned(),
        sources: "https://github.com/cjhutto/vaderSentiment (Hutto & Gilbert 2014)".to_owned(),
        sha256: LEXICON_SHA256.to_owned(),
        entries: 7_506,
        ..Provenance::default()
    }
}
