//! What is not a plain file, who reads, who interrupts: nothing is lost, and exit codes say the same.

use crate::support::{Edited, NEOBANK, NOBODY, program, vitrine, with_input};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A catalog that is not in its canonical form.
const LOOSE: &str = "Catalog(name: \"x\", format: 1)\n";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn pipe(folder: &Path) -> PathBuf {
    let path = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
    path
}

#[test]
fn the_exit_code_does_not_depend_on_who_reads() {
    let catalog =
        Edited::new("name: \"recipient\",\n            label: \"Env", "\"customer_pressure\"", "\"gone\"");
    let failing = Edited::new("name: \"logged_in\"", "[\"recipient/term_deposit\", ", "[");
    let loose = Edited::of(LOOSE);
    for (arguments, code) in [
        (["check", catalog.path(), "--json"], 1),
        (["test", failing.path(), "--json"], 1),
        (["fmt", "--check", loose.path()], 1),
        (["check", NEOBANK, "--json"], 0),
    ] {
        let mut command = program();
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(code), &b""[..]), "{arguments:?}");
    }
}

#[test]
fn what_is_no_catalog_is_json_too_and_the_other_files_are_checked() {
    let broken = Edited::of("Catalog(\n  format: 1, colour: 1, name: \"x\")");
    let ran = vitrine(&["check", "nope.ron", broken.path(), NEOBANK, "--json"]);
    assert_eq!(ran.code, 2);
    let issues = ran.json();
    let of = |index: usize, field: &str| issues[index][field].clone();
    assert_eq!(
        (of(0, "file"), of(0, "code"), of(0, "line")),
        (json!("nope.ron"), json!("unreadable_file"), Value::Null)
    );
    assert_eq!((of(1, "file"), of(1, "code")), (json!(broken.path()), json!("not_a_catalog")));
    assert_eq!((of(1, "severity"), of(1, "line"), of(1, "column")), (json!("error"), json!(2), json!(14)));
    assert!(of(1, "message").as_str().is_some_and(|text| text.contains("colour")));
    let ran = vitrine(&["check", broken.path(), NEOBANK]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("no problems") && ran.err.contains(":2:14: error: "), "{}{}", ran.out, ran.err);
    let ran = vitrine(&["test", broken.path(), NEOBANK]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains(" passed, 0 failed"), "{}", ran.out);
}

#[test]
fn warnings_are_problems_only_where_they_are_denied_and_the_moment_can_be_given() {
    let catalog = Edited::of(
        "#![enable(implicit_some)] Catalog(format: 1, name: \"x\", folders: [Folder(name: \"f\", holds: Visitors)], dimensions: [Dimension(name: \"v\", \
         kind: Visitor, key: [\"id\"], fields: [Field(name: \"id\", type: Text)])], environments: [Environment(name: \"e\", \
         stage: Design(live: \"l\"), anonymous: true, targeting_dimension: \"v\", visitor_folder: \"f\", spaces: [Space(name: \
         \"s\", channel: InboundWeb)], categories: [Category(name: \"c\", offers: [Offer(name: \"o\", weights: [Weight(value: 5, \
         period: Period(until: \"2026-06-30\"))])])]), Environment(name: \"l\", stage: Live, anonymous: true, \
         targeting_dimension: \"v\", visitor_folder: \"f\")], scenarios: [Scenario(name: \"sc\", call: Call(space: \"e/s\"), \
         expect: Expect(offers: [\"e/o\"]))])",
    );
    let codes = |at: &str| -> Vec<String> {
        let ran = vitrine(&["check", catalog.path(), "--json", at]);
        assert_eq!(ran.code, 0, "{}", ran.out);
        let issues = ran.json();
        issues
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["code"].as_str().expect("a text").to_owned())
            .collect()
    };
    let (before, after) = (codes("--at=2026-06-01"), codes("--at=2026-07-01"));
    assert!(before.iter().any(|code| code == "scenario_without_moment"), "{before:?}");
    assert!(!before.iter().any(|code| code == "scenario_fails"), "{before:?}");
    assert!(after.iter().any(|code| code == "scenario_fails"), "{after:?}");
    assert_eq!(vitrine(&["check", catalog.path(), "--at=2026-06-01", "--deny", "warnings"]).code, 1);
    assert_eq!(vitrine(&["check", NEOBANK, "--deny=warnings"]).code, 0);
    assert_eq!(vitrine(&["test", catalog.path(), "--at=2026-06-01"]).code, 0);
    assert_eq!(vitrine(&["test", catalog.path(), "--at=2026-07-01"]).code, 1);
    assert_eq!(vitrine(&["check", NEOBANK, "--at=yesterday"]).code, 2);
}

#[test]
fn of_a_fault_that_is_everywhere_the_first_thousand_are_listed_and_the_rest_counted() {
    use std::fmt::Write;
    let mut text = "Catalog(format: 1, name: \"x\", contacts: [".to_owned();
    for _ in 0..3000 {
        let _ = write!(text, "Contact(dimension: \"gone\"),");
    }
    text.push_str("])");
    let ran = with_input(&["check", "-"], &text);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out.matches("error[dangling_reference]").count(), 1001, "{}", &ran.out[..400]);
    assert!(ran.out.contains("2000 more like this"), "{}", &ran.out[ran.out.len() - 400..]);
    assert!(ran.out.lines().last().is_some_and(|last| last.starts_with("3000 errors, ")));
    let ran = with_input(&["check", "-"], &text.replace("\"gone\"", "\"gone\", colour: 1"));
    assert_eq!((ran.code, ran.err.lines().count()), (2, 1001));
    assert!(ran.err.contains("2000 more like this"));
}

#[test]
fn pipes_are_read_as_standard_input_only() {
    let folder = folder();
    let pipe = pipe(folder.path());
    for arguments in [&["check"][..], &["test"], &["fmt"], &["export"], &["decide", "--space=a/b"]] {
        let ran = vitrine(&[arguments, &[text(&pipe)]].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains("is a pipe") && ran.err.contains("“-”"), "{}", ran.err);
    }
    let calls = format!("--calls={}", text(&pipe));
    assert_eq!(vitrine(&["decide", NEOBANK, "--json", &calls]).code, 2);
}

#[test]
fn an_export_is_written_to_devices_and_pipes_and_never_in_their_place() {
    let folder = folder();
    let export = vitrine(&["export", NEOBANK]).out;
    let pipe = pipe(folder.path());
    let read = pipe.clone();
    let reader = std::thread::Builder::new().spawn(move || fs::read_to_string(read)).expect("a thread");
    assert_eq!(vitrine(&["export", NEOBANK, "-o", text(&pipe)]).code, 0);
    assert_eq!(reader.join().expect("no panic").expect("read"), export);
    assert!(fs::symlink_metadata(&pipe).expect("there").file_type().is_fifo());
    let out = vitrine(&["export", NEOBANK, "-o", "/dev/stdout"]);
    assert_eq!((out.code, out.out), (0, export.clone()));
    let err = vitrine(&["export", NEOBANK, "-o", "/dev/stderr"]);
    assert_eq!((err.code, err.out.as_str(), err.err), (0, "", export.clone()));
    // A node of our own, where that is allowed: no test may harm those of the machine.
    let null = folder.path().join("null");
    if Command::new("mknod")
        .arg(&null)
        .args(["c", "1", "3"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|it| it.success())
    {
        assert_eq!(vitrine(&["export", NEOBANK, "-o", text(&null)]).code, 0);
        assert!(fs::symlink_metadata(&null).expect("there").file_type().is_char_device());
    }
    // What the shell appends to somebody's file stays around it.
    let log = folder.path().join("log");
    let script = format!(
        "{{ echo before; {} export {NEOBANK} -o /dev/stdout; echo after; }} > \"$1\"",
        env!("CARGO_BIN_EXE_vitrine")
    );
    let mut shell = Command::new("sh");
    shell.current_dir(env!("CARGO_MANIFEST_DIR")).args(["-c", &script, "sh"]).arg(&log);
    assert!(shell.status().expect("a shell").success());
    assert_eq!(fs::read_to_string(&log).expect("a file"), format!("before\n{export}after\n"));
    let left = names(folder.path());
    assert!(left.iter().all(|name| ["log", "null", "pipe"].contains(&name.as_str())), "{left:?}");
}

#[test]
fn the_command_line_keeps_the_previous_version_only_where_it_is_asked_to() {
    let folder = folder();
    let path = folder.path().join("x.catalog.ron");
    for (option, left) in [(None, 1), (Some("--backup"), 2)] {
        fs::write(&path, LOOSE).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o604)).expect("set");
        let ran = vitrine(&[&["fmt", text(&path)], option.as_slice()].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(names(folder.path()).len(), left, "{option:?}");
        assert_eq!(fs::metadata(&path).expect("there").mode() & 0o777, 0o604);
    }
    let out = folder.path().join("out.JSON");
    assert_eq!(vitrine(&["export", NEOBANK, "-o", text(&out)]).code, 0);
    let json: Value = serde_json::from_str(&fs::read_to_string(&out).expect("written")).expect("JSON");
    assert!(json["environments"].is_array());
    fs::write(&out, "old").expect("written");
    assert_eq!(vitrine(&["export", NEOBANK, "-o", text(&out), "--backup"]).code, 0);
    assert_eq!(fs::read_to_string(folder.path().join("out.JSON.bak")).expect("kept"), "old");
    let link = folder.path().join("link.ron");
    let before = fs::read_to_string(NEOBANK).expect("the sample catalog");
    let copy = folder.path().join("copy.ron");
    fs::write(&copy, &before).expect("written");
    fs::hard_link(&copy, &link).expect("linked");
    assert_eq!(vitrine(&["export", text(&copy), "-o", text(&link)]).code, 2, "the same file by another name");
    assert_eq!(fs::read_to_string(&copy).expect("a file"), before);
}

#[test]
fn who_is_interrupted_leaves_a_whole_file_and_nothing_temporary() {
    use std::fmt::Write;
    let folder = folder();
    let path = folder.path().join("x.catalog.ron");
    let mut old = "Catalog(name: \"x\", format: 1, contacts: [".to_owned();
    for number in 0..5000 {
        let _ = write!(old, "Contact(dimension: \"d\", values: {{\"id\": \"{number}\"}}),");
    }
    old.push_str("])");
    let new = with_input(&["fmt", "-"], &old).out;
    for (round, signal) in ["-TERM", "-INT"].into_iter().cycle().take(12).enumerate() {
        fs::write(&path, &old).expect("written");
        let mut child = program().arg("fmt").arg(&path).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_millis(60 * round as u64));
        let _ = Command::new("kill").arg(signal).arg(child.id().to_string()).stderr(Stdio::null()).status();
        child.wait().expect("it ends");
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text == old || text == new, "neither the old nor the new version");
        assert_eq!(names(folder.path()), ["x.catalog.ron"]);
    }
}

#[test]
fn names_of_files_are_as_they_are_to_other_programs() {
    let folder = folder();
    let name = OsStr::from_bytes(b"caf\xe9.ron");
    let path = folder.path().join(name);
    fs::write(&path, LOOSE).expect("written");
    let run = |arguments: &[&str]| program().args(arguments).arg(&path).output().expect("runs");
    let listed = run(&["fmt", "--check"]);
    assert_eq!(listed.stdout, [path.as_os_str().as_bytes(), b"\n"].concat());
    let checked = run(&["check"]).stdout;
    assert!(checked.starts_with(path.as_os_str().as_bytes()), "{}", String::from_utf8_lossy(&checked));
    fs::write(&path, "[]").expect("written");
    let refused = run(&["check"]).stderr;
    assert!(refused.starts_with(path.as_os_str().as_bytes()), "{}", String::from_utf8_lossy(&refused));
    let steering = folder.path().join("a\u{1b}[2J.ron");
    fs::write(&steering, LOOSE).expect("written");
    let checked = vitrine(&["check", text(&steering)]);
    assert!(!checked.out.contains('\u{1b}') && checked.out.contains("no problems"), "{}", checked.out);
}

#[test]
fn json_steers_no_terminal() {
    let hostile = Edited::new("name: \"logged_in\"", "Anna, logged in", "Anna \\u{9b}2J\\u{7f}");
    let ran = vitrine(&["test", hostile.path(), "--json"]);
    assert!(ran.out.contains("Anna \\u009b2J\\u007f") && !ran.out.contains('\u{9b}'), "{}", ran.out);
    let export = vitrine(&["export", hostile.path(), "--format=json"]);
    assert!(!export.out.contains(['\u{9b}', '\u{7f}']));
}

#[test]
fn a_word_that_is_no_command_does_not_open_the_editor() {
    for (arguments, says) in [
        (&["help"][..], "--help"),
        (&["blend", "A", "B"], "Unknown command “blend”"),
        (&["chek", NEOBANK], "“check”"),
    ] {
        let ran = vitrine(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
}

#[test]
fn the_language_follows_the_variables_in_the_order_of_the_system() {
    let help = |set: &[(&str, &str)]| {
        let mut command = program();
        for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"] {
            command.env_remove(variable);
        }
        let output = command.arg("--help").envs(set.iter().copied()).output().expect("runs");
        String::from_utf8(output.stdout).expect("UTF-8").contains("Commandes")
    };
    assert!(help(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "fr_FR.UTF-8")]));
    assert!(!help(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")]));
    assert!(help(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "")]));
}

/// There is no instant on the last hours of 9999: nothing is answered for another one.
#[test]
fn a_moment_that_is_no_instant_is_refused_wherever_a_call_is_made() {
    let late = "--at=9999-12-31T10:00";
    for command in [
        &["check", NEOBANK, late][..],
        &["test", NEOBANK, late],
        &["decide", NEOBANK, NOBODY[2], NOBODY[3], late],
    ] {
        let ran = vitrine(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command:?}: {}", ran.err);
        assert!(ran.err.contains("9999-12-31T10:00") && ran.err.contains("9999-12-30T22:00Z"), "{}", ran.err);
    }
    let calls = r#"{"space": "recipient/web_best", "at": "9999-12-31"}"#.to_owned()
        + "\n"
        + r#"{"page": [{"space": "recipient/web_best", "at": "0000-05-01"}]}"#;
    let ran = with_input(&["decide", NEOBANK, "--calls", "-", "--json"], &calls);
    assert_eq!((ran.code, ran.out.matches("\"line\"").count()), (1, 2), "{}", ran.out);
    assert!(ran.out.contains("9999-12-31:") && ran.out.contains("0000-05-01:"), "{}", ran.out);
    let catalog = Edited::new("Scenario(", "at: \"2026-11-21", "at: \"9999-12-31");
    let (name, moment) = ("at: \"9999", vitrine(&["check", catalog.path()]));
    let (line, column) = catalog.place(name);
    let place = format!("x.catalog.ron:{line}:{}: error[no_instant]", column + "at: ".len());
    assert!(moment.code == 1 && moment.out.contains(&place), "{place}\n{}", moment.out);
}
