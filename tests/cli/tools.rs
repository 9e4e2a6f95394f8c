//! What surrounds the commands: explanations, completions, manual pages, watching, and parts of the work.

use crate::support::{Edited, NEOBANK, program, vitrine, with_input};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

#[test]
fn issues_are_explained_in_both_languages() {
    let list = vitrine(&["explain"]);
    assert_eq!(list.code, 0);
    assert!(list.out.lines().count() > 70 && list.out.contains("zero_weight  "), "{}", list.out);
    let one = vitrine(&["explain", "zero_weight"]);
    assert!(one.out.starts_with("zero_weight\n\nA weight is 0 or less."), "{}", one.out);
    assert!(
        one.out.contains("value: 0") && one.out.contains("How to fix it\nEnter a number above 0"),
        "{}",
        one.out
    );
    let french = vitrine(&["explain", "zero_weight", "--lang=fr"]);
    assert!(french.out.contains("Comment y remédier\nSaisissez un nombre"), "{}", french.out);
    let two = vitrine(&["explain", "zero_weight", "not_a_catalog", "--json"]).json();
    assert_eq!((&two[0]["code"], &two[1]["code"]), (&json!("zero_weight"), &json!("not_a_catalog")));
    assert!(two[0]["example"]["wrong"].is_string() && two[1].get("example").is_none());
    let unknown = vitrine(&["explain", "zero_wieght"]);
    assert!(unknown.code == 2 && unknown.err.contains("“zero_weight”"), "{}", unknown.err);
    assert_eq!(
        vitrine(&["explain", "--json"]).json().as_array().map(Vec::len),
        Some(list.out.lines().count() - 2)
    );
}

#[test]
fn scenarios_are_run_by_name_and_an_unknown_one_is_an_error() {
    let one = vitrine(&["test", NEOBANK, "--scenario", "logged_in"]);
    assert_eq!(one.code, 0, "{}", one.err);
    assert!(one.out.starts_with("✓ logged_in ") && one.out.ends_with("1 passed, 0 failed\n"), "{}", one.out);
    let json = vitrine(&["test", NEOBANK, "--scenario=logged_in", "--json"]).json();
    assert_eq!(json["scenarios"].as_array().map(Vec::len), Some(1));
    let unknown = vitrine(&["test", NEOBANK, "--scenario=logged_in", "--scenario=loged_in"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("“loged_in”. Did you mean “logged_in”?"), "{}", unknown.err);
    assert!(unknown.out.contains("1 passed"), "the others are run");
    assert_eq!(vitrine(&["test", NEOBANK, "--scenario=loged_in"]).out, "", "that there are none is not said");
    let two = vitrine(&["test", "catalogs", "--scenario=logged_in", "-q"]);
    assert_eq!((two.code, two.out.as_str()), (0, ""), "one catalog that has it is enough: {}", two.err);
}

#[test]
fn a_catalog_without_scenarios_fails_where_that_is_asked_for() {
    let none = Edited::of("Catalog(format: 1, name: \"x\")");
    assert_eq!(vitrine(&["test", none.path()]).code, 0);
    let failed = vitrine(&["test", none.path(), "--fail-empty"]);
    assert_eq!(failed.code, 1);
    assert!(failed.out.contains(": error[no_scenarios]: The catalog has no scenarios."), "{}", failed.out);
    let github = vitrine(&["test", none.path(), "--fail-empty", "--format=github"]);
    assert!(github.code == 1 && github.out.contains("title=vitrine no_scenarios::"), "{}", github.out);
    let json = vitrine(&["test", none.path(), "--fail-empty", "--json"]);
    assert!(json.code == 1 && json.err.contains("has no scenarios"), "{}", json.err);
    let errors = json.json()["errors"].clone();
    assert_eq!((&errors[0]["code"], &errors[0]["file"]), (&json!("no_scenarios"), &json!(none.path())));
    assert_eq!(vitrine(&["test", NEOBANK, "--fail-empty"]).code, 0);
}

#[test]
fn what_keeps_a_file_from_being_tested_is_in_the_json() {
    let none = Edited::of("Catalog(format: 1,\n  colour: 1)");
    let ran = vitrine(&["test", NEOBANK, none.path(), "gone.catalog.ron", "--json"]);
    let report = ran.json();
    assert_eq!((ran.code, &report["failed"]), (2, &json!(0)));
    let errors = report["errors"].as_array().expect("a list");
    let codes: Vec<_> = errors.iter().map(|it| (&it["code"], &it["line"])).collect();
    assert!(codes.contains(&(&json!("not_a_catalog"), &json!(2))), "{errors:?}");
    assert!(codes.contains(&(&json!("unreadable_file"), &Value::Null)), "{errors:?}");
    assert_eq!(vitrine(&["test", NEOBANK, "--json"]).json()["errors"], json!([]));
}

#[test]
fn a_decision_without_the_others_says_nothing_of_them() {
    let ask = |more: &[&str]| {
        vitrine(&[&["decide", NEOBANK, "--scenario=logged_in", "--json"], more].concat()).json()
    };
    let (whole, short) = (ask(&[]), ask(&["--no-excluded"]));
    assert!(whole["excluded"].as_array().is_some_and(|all| !all.is_empty()));
    assert!(short["excluded"].as_array().is_none_or(Vec::is_empty));
    assert_eq!(whole["propositions"], short["propositions"]);
}

#[test]
fn formatting_is_shown_as_a_patch_and_changes_nothing() {
    let text = fs::read_to_string(NEOBANK).expect("the sample");
    let odd = Edited::of(text.replacen("label: \"Neobank offers\"", "label:   \"Neobank offers\"", 1));
    let ran = vitrine(&["fmt", "--diff", odd.path()]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let header = format!("--- {0}\n+++ {0}\n@@ ", odd.path());
    assert!(ran.out.starts_with(&header), "{}", ran.out);
    let changed = |sign: char| ran.out.lines().skip(2).filter(|line| line.starts_with(sign)).count();
    assert_eq!((changed('-'), changed('+')), (1, 1), "{}", ran.out);
    assert_eq!(fs::read_to_string(&odd.path).ok().as_deref(), Some(&*odd.text));
    assert!(vitrine(&["fmt", "--diff", "--color=always", odd.path()]).out.contains("\u{1b}[31m-"));
    assert_eq!(vitrine(&["fmt", "--diff", NEOBANK]).out, "");
    let stdin = with_input(&["fmt", "--diff", "-", "--stdin-filename=a/b.catalog.ron"], &odd.text);
    assert!(stdin.out.starts_with("--- a/b.catalog.ron\n"), "{}", stdin.out);
    let listed = with_input(&["fmt", "--check", "-", "--stdin-filename=a/b.catalog.ron"], &odd.text);
    assert_eq!((listed.code, listed.out.as_str()), (1, "a/b.catalog.ron\n"));
    // What is shown is what formatting does: patch makes it so, where there is one.
    if Command::new("patch").arg("--version").output().is_ok() {
        let patch = odd.path.with_extension("patch");
        fs::write(&patch, &ran.out).expect("written");
        let input = fs::File::open(&patch).expect("there");
        let done = Command::new("patch").args(["-s", odd.path()]).stdin(input).status();
        assert!(done.expect("it runs").success());
        assert_eq!(vitrine(&["fmt", "--check", odd.path()]).code, 0);
    }
}

#[test]
fn watching_checks_again_when_a_file_changes_or_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.catalog.ron");
    fs::write(&file, "Catalog(format: 1, name: \"x\")").expect("written");
    let mut child = program()
        .current_dir(folder.path())
        .args(["check", "--watch", "--quiet", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut complained = BufReader::new(child.stderr.take().expect("piped")).lines();
    // The first look finds nothing, and says nothing.
    std::thread::sleep(std::time::Duration::from_millis(500));
    fs::write(&file, "Catalog(format: 1, name: \"x\", folders: [Folder(name: \"a-b\", holds: Visitors)])")
        .expect("written");
    let line = said.next().expect("a line").expect("text");
    assert!(line.starts_with("a.catalog.ron:1:") && line.contains("bad_name"), "{line}");
    let _hint = said.next();
    fs::write(folder.path().join("b.catalog.ron"), "Catalog(").expect("written");
    let line = complained.next().expect("a line").expect("text");
    assert!(line.starts_with("b.catalog.ron:1:"), "{line}");
    child.kill().expect("it ran until now");
    child.wait().expect("it ends");
    let refused = vitrine(&["check", "--watch", "-"]);
    assert!(refused.code == 2 && refused.err.contains("standard input"), "{}", refused.err);
}

#[test]
fn completions_are_loaded_by_the_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = vitrine(&["completions", shell]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains("write-baseline") && ran.out.contains("sarif"), "{shell}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("vitrine.bash");
    fs::write(&script, vitrine(&["completions", "bash"]).out).expect("written");
    let name = script.to_str().expect("UTF-8");
    let Ok(read) = Command::new("bash").args(["-n", name]).output() else { return };
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let asked = format!(
        ". {name} && complete -p vitrine && COMP_WORDS=(vitrine check --form) COMP_CWORD=2 && _vitrine vitrine --form check && echo \"${{COMPREPLY[@]}}\""
    );
    let asked = Command::new("bash").args(["--norc", "-c", &asked]).output().expect("it runs");
    let said = String::from_utf8_lossy(&asked.stdout);
    assert!(
        said.contains(
            "-F _vitrine vitrine
"
        ) && said.trim_end().ends_with("--format"),
        "{said}"
    );
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let page = vitrine(&["man"]).out;
    assert!(page.contains(".TH vitrine 1") && page.contains("check"), "{page}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(vitrine(&["man", "-o", path]).code, 0);
    let mut names: Vec<String> = fs::read_dir(path)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    assert!(
        names.contains(&"vitrine.1".to_owned()) && names.contains(&"vitrine-check.1".to_owned()),
        "{names:?}"
    );
    let check = fs::read_to_string(folder.path().join("vitrine-check.1")).expect("there");
    assert!(check.contains("vitrine check") && check.contains("write\\-baseline"), "{check}");
    let french = vitrine(&["man", "--lang=fr"]).out;
    assert!(french.contains("catalogues"), "{french}");
    let gone = vitrine(&["man", "-o", "no/such"]);
    assert!(gone.code == 2 && gone.err.contains("no/such"), "{}", gone.err);
    // `man -l` shows it, where there is one that does.
    let shown =
        Command::new("man").args(["-l", &format!("{path}/vitrine-check.1")]).env("MANPAGER", "cat").output();
    if let Ok(shown) = shown
        && shown.status.success()
    {
        assert!(String::from_utf8_lossy(&shown.stdout).contains("vitrine"));
    }
}
