//! The example programs, run as people run them.
//!
//! `cargo test` builds them beside the tests; `cargo test --test cli` alone does not.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use serde_json::value::RawValue;

#[path = "cli/analyze_article.rs"]
mod analyze_article;
#[path = "cli/custom_lexicon.rs"]
mod custom_lexicon;
#[path = "cli/evaluate.rs"]
mod evaluate;
#[path = "cli/fit_model.rs"]
mod fit_model;
#[path = "cli/frame_axis.rs"]
mod frame_axis;
#[path = "cli/lint_lexicon.rs"]
mod lint_lexicon;
#[path = "cli/reference_corpus.rs"]
mod reference_corpus;
#[path = "cli/score_corpus.rs"]
mod score_corpus;

#[path = "common/models.rs"]
mod models;

/// What a run left behind.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    /// The output as JSON lines.
    fn records(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    /// The run failed before any output, with a message that holds these words.
    fn failed_with(&self, words: &[&str]) {
        assert_eq!((self.status, self.stdout.as_str()), (1, ""), "{}", self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "{word:?} is not in {:?}", self.stderr);
        }
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
    }
}

fn program(name: &str) -> Command {
    let mut path = std::env::current_exe().expect("the path of this test");
    path.pop();
    path.pop();
    path.extend(["examples", name]);
    path.set_extension(std::env::consts::EXE_EXTENSION);
    assert!(path.exists(), "{} is missing: run `cargo build --examples`", path.display());
    let mut command = Command::new(path);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a program with these arguments and this on stdin.
fn run<S: AsRef<std::ffi::OsStr>>(name: &str, arguments: &[S], stdin: &[u8]) -> Run {
    let mut child = program(name).args(arguments).spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = stdin.to_owned();
    // a program that reads nothing closes the pipe
    let feeder = std::thread::spawn(move || _ = pipe.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    feeder.join().expect("stdin was fed");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run {
        status: output.status.code().expect("no signal"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// A folder of one test's own, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for temporary files");
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), content).expect("a temporary file");
        self.path(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("a file that the program wrote")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

/// A list with one term.
const LIST: &str = "# id: mine\n# version: 1\n# title: Mine\n# licence: CC0-1.0\n# sources: me\n\
                    # category weather: what falls from the sky\nrain\tweather\t0.75\n";

fn sample(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_program_explains_itself_and_refuses_bad_usage() {
    for name in [
        "analyze_article",
        "custom_lexicon",
        "evaluate",
        "fit_model",
        "frame_axis",
        "lint_lexicon",
        "metrics",
        "reference_corpus",
        "score_corpus",
    ] {
        let help = run(name, &["--help"], b"");
        assert_eq!((help.status, help.stderr.as_str()), (0, ""));
        for words in ["Usage:", "Examples:", "Exit status:"] {
            assert!(help.stdout.contains(words), "{name}: {}", help.stdout);
        }
        assert!(!help.stdout.contains("[env"), "{}", help.stdout);
        run(name, &["--no-such-flag"], b"").failed_with(&["--no-such-flag"]);
        if name != "metrics" {
            run::<&str>(name, &[], b"").failed_with(&["Usage"]);
        }
    }
}

#[test]
fn every_metric_is_explained() {
    let list = run("metrics", &["--list"], b"");
    assert_eq!(list.stdout.lines().count(), presslens::metrics().len());
    let found = run("metrics", &["loaded.per"], b"");
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    for words in ["# loaded.per_1000", "## What it measures", "## References", "Garwood"] {
        assert!(found.stdout.contains(words), "{words} is not in {}", found.stdout);
    }
    let all = run::<&str>("metrics", &[], b"").stdout;
    assert!(all.contains("The score: `SentenceReport::tone`.\n"), "links as rustdoc reads them");
    assert!(!all.contains("crate::"), "{all}");
    run("metrics", &["nothing"], b"").failed_with(&["\"nothing\"", "--list"]);
}

#[test]
fn the_library_example_compares_outlets() {
    let found = run::<&str>("library_use", &[], b"");
    assert_eq!(found.status, 0, "{}", found.stderr);
    for outlet in ["The Brennick Chronicle", "The Daily Flare", "The Patriot Standard"] {
        assert!(found.stdout.contains(outlet), "{}", found.stdout);
    }
    run("library_use", &["/no/such/file"], b"").failed_with(&["/no/such/file"]);
}

/// The spelling of one field of a record.
fn spelling(line: &str, field: &str) -> String {
    let fields: std::collections::BTreeMap<String, Box<RawValue>> =
        serde_json::from_str(line).expect(line);
    fields.get(field).map_or_else(|| panic!("no {field} in {line}"), |raw| raw.get().to_owned())
}
