//! `vitrine serve`: the address it tells, the file it follows, and its end.

use crate::support::{CALL, NEOBANK, decide, program};
use std::fs;
use std::io::{BufRead, BufReader, Lines, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Stdio};

struct Serving {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    address: SocketAddr,
}

impl Serving {
    fn start(file: &str, more: &[&str]) -> Self {
        let mut command = program();
        command.args(["serve", file, "--port", "0"]).args(more);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let told = lines.next().expect("a line").expect("UTF-8");
        let (_, address) = told.split_once("http://").expect(&told);
        let address = address.split('/').next().and_then(|address| address.parse().ok()).expect(&told);
        Self { child, lines, address }
    }

    fn line(&mut self) -> String {
        self.lines.next().expect("a line").expect("UTF-8")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_file_is_followed_and_what_is_no_catalog_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.catalog.ron");
    let text = fs::read_to_string(NEOBANK).expect("the sample catalog");
    fs::write(&path, &text).expect("written");
    let mut serving = Serving::start(path.to_str().expect("UTF-8"), &[]);
    assert!(decide(serving.address, CALL).body.contains("recipient/term_deposit"));

    fs::write(&path, text.replace("term_deposit", "fixed_deposit")).expect("written");
    assert!(serving.line().contains("shop.catalog.ron changed"));
    assert!(decide(serving.address, CALL).body.contains("recipient/fixed_deposit"));

    fs::write(&path, "Catalog(\n  format: 1,\n  name: 3)").expect("written");
    let mut errors = BufReader::new(serving.child.stderr.take().expect("piped")).lines();
    let error = errors.next().expect("a line").expect("UTF-8");
    assert!(error.contains("shop.catalog.ron:3:9: "), "{error}");
    let kept = errors.next().expect("a line").expect("UTF-8");
    assert!(kept.contains("still served"), "{kept}");
    assert!(decide(serving.address, CALL).body.contains("recipient/fixed_deposit"));

    fs::write(&path, &text).expect("written");
    assert!(serving.line().contains("changed"));
    assert!(decide(serving.address, CALL).body.contains("recipient/term_deposit"));
}

#[cfg(feature = "audience")]
#[test]
fn contacts_of_a_database_are_asked_and_what_calls_store_is_written_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let (rows, database) = (path("rows.csv"), path("contacts.sqlite"));
    fs::write(&rows, "id,email,age\nx1,ann@a.example,34\n").expect("written");
    let import =
        ["audience", "import", &rows, "--dimension=recipient", "--catalog", NEOBANK, "-o", &database];
    assert!(program().args(import).output().expect("it starts").status.success());
    let propositions = || {
        let ran = program().args(["audience", "info", &database, "--json"]).output().expect("it starts");
        let info: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
        info["dimensions"][0]["propositions"].as_u64().expect("a number")
    };
    let call = |email: &str, store: bool| {
        let at = "\"at\": \"2026-11-21T10:00\"";
        format!(r#"{{"space": "recipient/web_best", "identity": ["{email}"], "store": {store}, {at}}}"#)
    };
    let serving = Serving::start(NEOBANK, &["--audience", &database]);
    let key = |body: &str| decide(serving.address, body).json()["contact"]["key"].clone();
    assert_eq!(key(&call("ann@a.example", false)), serde_json::json!(["x1"]));
    assert_eq!(key(&call("anna.moreau@mail.example", false)), serde_json::Value::Null, "the catalog's own");
    assert_eq!(propositions(), 0);
    assert_eq!(key(&call("ann@a.example", true)), serde_json::json!(["x1"]));
    assert_eq!(propositions(), 1);
    // While another program writes, nothing can be stored, and so nothing is shown.
    let other = rusqlite::Connection::open(&database).expect("the database");
    other.execute_batch("BEGIN IMMEDIATE").expect("nobody else writes");
    let refused = decide(serving.address, &call("ann@a.example", true));
    assert_eq!(refused.status, 503, "{refused:?}");
    assert!(
        refused.error().contains("contacts.sqlite") && !refused.body.contains("propositions"),
        "{refused:?}"
    );
    assert_eq!(decide(serving.address, &call("ann@a.example", false)).status, 200);
    other.execute_batch("ROLLBACK").expect("nothing was written");
    assert_eq!(propositions(), 1);
}

/// Whether whoever started the tests has interrupts ignored, as a shell does in the background: programs leave it so.
#[cfg(unix)]
fn interrupts_are_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask =
        status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    mask.is_some_and(|mask| mask & 0b10 != 0)
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_properly() {
    let signals = if interrupts_are_ignored() { &["-TERM"][..] } else { &["-TERM", "-INT"] };
    for signal in signals {
        let mut serving = Serving::start(NEOBANK, &[]);
        let id = serving.child.id().to_string();
        let told = std::process::Command::new("kill").args([*signal, &id]).status().expect("kill");
        assert!(told.success());
        assert_eq!(serving.line(), "Ended");
        assert_eq!(serving.child.wait().expect("it ends").code(), Some(0));
    }
}

#[test]
fn what_cannot_be_served_is_told() {
    let serving = Serving::start(NEOBANK, &[]);
    let port = serving.address.port().to_string();
    for (arguments, words) in [
        (&["serve", NEOBANK, "--port", &port][..], "in use"),
        (&["serve", NEOBANK, "--address", "0.0.0.0"], "--expose"),
        (&["serve", "nowhere.catalog.ron"], "nowhere.catalog.ron"),
    ] {
        let mut child = program().args(arguments).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut told = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut told).expect("UTF-8");
        assert_eq!(child.wait().expect("it ends").code(), Some(2), "{arguments:?}");
        assert!(told.contains(words), "{told}");
    }
}
