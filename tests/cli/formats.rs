//! Results for build servers: folders of catalogs, the forms of results, and the options that every command has.

use crate::support::{CATALOGS, NEOBANK, program, vitrine, with_input};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A clean catalog, one with a warning, one with an error and a failing scenario, and one that is none.
const CLEAN: &str = "#![enable(implicit_some)]\nCatalog(format: 1, name: \"x\")\n";
const DOUBTFUL: &str = "#![enable(implicit_some)] Catalog(format: 1, name: \"x\",\n  folders: [Folder(name: \"a\", label: \"a\u{200b}\", holds: Visitors)])\n";
const WRONG: &str = r#"#![enable(implicit_some)] Catalog(format: 1, name: "x",
  dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)])],
  environments: [Environment(name: "e", stage: Live, targeting_dimension: "d", typology: "50%, gone",
    spaces: [Space(name: "s", channel: InboundWeb, unitary: true, identification_keys: ["id"])])],
  scenarios: [
    Scenario(name: "good", call: Call(space: "e/s", at: "2026-11-21"), expect: Expect()),
    Scenario(name: "bad", call: Call(space: "e/s", at: "2026-11-21"), expect: Expect(answered_by: "e/t")),
  ])
"#;
const NONE: &str = "Catalog(format: 1,\n  name: \"x\", colour: 1)\n";

/// A folder with catalogs below it: those to be found, in order, and what is to be left out.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("b/wrong.catalog.ron", WRONG);
    write("a.catalog.ron", CLEAN);
    write("b/c/doubtful.catalog.ron", DOUBTFUL);
    for left_out in
        [".git/x.catalog.ron", "b/.x.catalog.ron", "b/notes.ron", "catalog.ron", "x.catalog.ron.bak"]
    {
        write(left_out, NONE);
    }
    folder
}

pub(crate) struct Done {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Done {
    let ran = program().current_dir(folder).args(arguments).output().expect("it starts");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    Done { code: ran.status.code(), out: text(&ran.stdout), err: text(&ran.stderr) }
}

#[test]
fn a_folder_stands_for_the_catalogs_below_it_in_order_of_name() {
    let folder = folder();
    let ran = run_in(folder.path(), &["check", "."]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{}", ran.out);
    let named: Vec<&str> =
        ran.out.lines().filter(|line| line.contains(": ") && !line.contains('[')).collect();
    let files: Vec<&str> = named.iter().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(files, ["a.catalog.ron", "b/c/doubtful.catalog.ron", "b/wrong.catalog.ron"], "{}", ran.out);
    let tested = run_in(folder.path(), &["test", "b"]);
    assert_eq!(tested.code, Some(1));
    assert!(tested.out.ends_with("1 passed, 1 failed\n"), "{}", tested.out);
    let listed = run_in(folder.path(), &["fmt", "--check", "b", "a.catalog.ron"]);
    assert_eq!(listed.out, "b/c/doubtful.catalog.ron\nb/wrong.catalog.ron\n");
    // A file that is named besides is taken once.
    let twice = run_in(folder.path(), &["check", "a.catalog.ron", "."]);
    assert_eq!(twice.out.matches("a.catalog.ron: ").count(), 1, "{}", twice.out);
    let formatted = run_in(folder.path(), &["fmt", "b"]);
    assert_eq!((formatted.code, formatted.out.as_str()), (Some(0), ""), "{}", formatted.err);
    assert_eq!(run_in(folder.path(), &["fmt", "--check", "."]).code, Some(0));
    assert_eq!(fs::read_to_string(folder.path().join("b/notes.ron")).expect("there"), NONE);
}

#[test]
fn a_folder_without_a_catalog_is_an_error_and_the_others_are_checked() {
    let folder = folder();
    fs::create_dir(folder.path().join("empty")).expect("made");
    for command in ["check", "test", "fmt"] {
        let ran = run_in(folder.path(), &[command, "empty"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{command}");
        assert!(ran.err.contains("no catalog in “empty”") && ran.err.contains(".catalog.ron"), "{}", ran.err);
    }
    let ran = run_in(folder.path(), &["check", "empty", "a.catalog.ron"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), "a.catalog.ron: no problems\n"));
    let json: Value =
        serde_json::from_str(&run_in(folder.path(), &["check", "empty", "--json"]).out).expect("JSON");
    assert_eq!((&json[0]["code"], &json[0]["file"]), (&json!("unreadable_file"), &json!("empty")));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_in_a_circle_ends_and_an_odd_name_is_printed_as_it_is() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder();
    std::os::unix::fs::symlink("..", folder.path().join("b/up")).expect("a link");
    std::os::unix::fs::symlink("gone", folder.path().join("b/gone.catalog.ron")).expect("a link");
    fs::write(folder.path().join(OsStr::from_bytes(b"caf\xe9.catalog.ron")), CLEAN).expect("written");
    let ran = program().current_dir(folder.path()).args(["check", "."]).output().expect("it starts");
    assert_eq!(ran.status.code(), Some(1));
    let found = ran.stdout.windows(18).any(|window| window == b"\ncaf\xe9.catalog.ron:");
    assert!(found, "{}", String::from_utf8_lossy(&ran.stdout));
    assert!(!String::from_utf8_lossy(&ran.stdout).contains("up/"));
}

#[test]
fn json_is_one_form_among_others() {
    let folder = folder();
    let json = run_in(folder.path(), &["check", ".", "--json"]);
    assert_eq!(run_in(folder.path(), &["check", "--format", "json", "."]).out, json.out);
    let test = run_in(folder.path(), &["test", ".", "--json"]);
    assert_eq!(run_in(folder.path(), &["test", "--format=json", "."]).out, test.out);
    let fmt: Value =
        serde_json::from_str(&run_in(folder.path(), &["fmt", "--check", "--json", "."]).out).expect("JSON");
    assert_eq!(fmt[0]["code"], "not_canonical");
    assert_eq!((&fmt[0]["line"], &fmt[0]["column"]), (&json!(1), &json!(1)));
    assert_eq!(vitrine(&["fmt", "--json", NEOBANK]).code, 2, "without --check there is nothing to print");
    assert_eq!(vitrine(&["test", "--coverage", "--format=sarif", NEOBANK]).code, 2);
}

#[test]
fn annotations_stand_at_their_lines() {
    let folder = folder();
    fs::write(folder.path().join("none.catalog.ron"), NONE).expect("written");
    let ran = run_in(folder.path(), &["check", "--format=github", "."]);
    assert_eq!(ran.code, Some(2));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines.iter().all(|line| line.starts_with("::")), "{}", ran.out);
    let starts =
        |start: &str| assert!(lines.iter().any(|line| line.starts_with(start)), "{start}: {}", ran.out);
    starts(
        "::error file=b/wrong.catalog.ron,line=3,col=90,title=vitrine dangling_reference::The typology “50%25, gone”",
    );
    starts("::warning file=b/c/doubtful.catalog.ron,line=2,col=");
    starts("::error file=none.catalog.ron,line=2,col=14,title=vitrine not_a_catalog::");
    let failed = run_in(folder.path(), &["test", "--format=github", "b"]).out;
    assert!(
        failed.starts_with("::error file=b/wrong.catalog.ron,line=7,col=79,title=vitrine scenario_fails::The scenario “bad” failed: "),
        "{failed}"
    );
    let fmt = run_in(folder.path(), &["fmt", "--check", "--format=github", "b/c"]).out;
    assert_eq!(fmt.lines().count(), 1);
    assert!(fmt.contains("title=vitrine not_canonical::"), "{fmt}");
    assert_eq!(run_in(folder.path(), &["check", "--format=github", "a.catalog.ron"]).out, "");
}

#[test]
fn quiet_leaves_only_what_makes_the_command_fail() {
    let folder = folder();
    let ran = run_in(folder.path(), &["check", "--quiet", "."]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.lines().all(|line| line.contains(": error[") || line.starts_with("    ")), "{}", ran.out);
    assert!(!ran.out.is_empty());
    let denied = run_in(folder.path(), &["check", "-q", "--deny=warnings", "b/c"]);
    assert!(denied.code == Some(1) && denied.out.contains("warning[hidden_character]"), "{}", denied.out);
    assert_eq!(run_in(folder.path(), &["check", "-q", "b/c"]).out, "");
    let test = run_in(folder.path(), &["test", "-q", "."]);
    assert!(test.out.starts_with("b/wrong.catalog.ron\n✗ bad\n") && !test.out.contains('✓'), "{}", test.out);
    assert_eq!(run_in(folder.path(), &["test", "-q", "a.catalog.ron"]).out, "");
    let fmt = run_in(folder.path(), &["fmt", "--check", "-q", "."]);
    assert_eq!((fmt.code, fmt.out.as_str()), (Some(1), ""));
}

#[test]
fn colours_and_language_are_as_asked_whatever_the_system_says() {
    let wrong = |arguments: &[&str]| with_input(&[&["check", "-"], arguments].concat(), NONE);
    let painted = |text: &str| text.contains('\u{1b}');
    assert!(!painted(&wrong(&[]).err) && painted(&wrong(&["--color=always"]).err));
    let forced =
        program().args(["check", CATALOGS[0], "--color", "never"]).env("CLICOLOR_FORCE", "1").output();
    assert!(!forced.expect("it runs").stdout.contains(&0x1b));
    assert!(painted(&vitrine(&["--color", "always", "check", CATALOGS[0]]).out));
    assert!(wrong(&["--lang=fr"]).err.contains("erreur"), "{}", wrong(&["--lang=fr"]).err);
    assert!(vitrine(&["check", "--lang", "fr", "--at=x", "a"]).err.contains("une date est attendue"));
    assert!(vitrine(&["--lang", "fr", "check", "--help"]).out.contains("Options\u{a0}:"));
    assert!(vitrine(&["check", CATALOGS[0], "--lang=fr", "--json"]).json().is_array());
    let unknown = vitrine(&["check", "a", "--lang=de"]);
    assert!(unknown.code == 2 && unknown.err.contains("en, fr"), "{}", unknown.err);
}
