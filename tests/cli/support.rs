//! What the tests of the command line share: running the program, and catalogs in a folder of their own.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub(crate) const CATALOGS: [&str; 3] =
    ["catalogs/neobank.catalog.ron", "catalogs/travel.catalog.ron", "catalogs/two_brands.catalog.ron"];
pub(crate) const NEOBANK: &str = CATALOGS[0];
/// The option that makes decisions the same on every day.
pub(crate) const AT: &str = "--at=2026-11-21T10:00";
/// A call by nobody, on the French home page.
pub(crate) const NOBODY: [&str; 6] =
    ["decide", NEOBANK, "--space=recipient/web_best", "--data=language=fr", AT, "--count=2"];

/// What came of running the program.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {}{}", self.out, self.err))
    }
}

pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitrine"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "en_US.UTF-8");
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

pub(crate) fn vitrine(arguments: &[&str]) -> Ran {
    with_input(arguments, "")
}

pub(crate) fn with_input(arguments: &[&str], input: &str) -> Ran {
    let mut command = program();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    let writer = std::thread::Builder::new().spawn(move || {
        // A program that refuses its arguments does not read.
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.expect("a thread").join().expect("no panic");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
}

/// A copy of the sample catalog with the first text after `after` replaced.
pub(crate) struct Edited {
    _folder: TempDir,
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Edited {
    pub(crate) fn new(after: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(NEOBANK).expect("the sample catalog");
        let start = text.find(after).expect(after);
        let at = start + text[start..].find(from).expect(from);
        Self::of(format!("{}{to}{}", &text[..at], &text[at + from.len()..]))
    }

    pub(crate) fn of(text: impl Into<String>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.catalog.ron");
        let text = text.into();
        fs::write(&path, &text).expect("written");
        Self { _folder: folder, path, text }
    }

    pub(crate) fn path(&self) -> &str {
        self.path.to_str().expect("UTF-8")
    }

    /// Line and column, from 1, of the first `needle`.
    pub(crate) fn place(&self, needle: &str) -> (usize, usize) {
        let before = &self.text[..self.text.find(needle).expect(needle)];
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

pub(crate) fn offers(decision: &Value) -> Vec<&str> {
    let propositions = decision["propositions"].as_array().expect("a list");
    propositions.iter().map(|it| it["offer"].as_str().expect("a text")).collect()
}
