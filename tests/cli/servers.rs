//! Build servers: results against their published schemas, and the ready configurations, run as far as a machine can.

use crate::formats::{folder, run_in};
use crate::support::NEOBANK;
use quick_junit::{NonSuccessKind, Report, TestCaseStatus};
use regex::Regex;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const SARIF: &str = include_str!("../schemas/sarif-2.1.0.json");
const NONE: &str = "Catalog(format: 1,\n  name: \"x\", colour: 1)\n";

#[test]
fn sarif_keeps_to_its_published_schema() {
    // Its pattern of a language has a bracket that only JavaScript takes as it is.
    let schema = SARIF.replace("{2}]?$", "{2}\\\\]?$");
    assert_ne!(schema, SARIF);
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(!validator.is_valid(&json!({"version": "2.1.0"})), "the schema asks for something");
    let folder = folder();
    fs::write(folder.path().join("none.catalog.ron"), NONE).expect("written");
    for arguments in [
        &["check", "--format=sarif", "."][..],
        &["check", "--format=sarif", "gone.catalog.ron", "--lang=fr"],
        &["check", "--format=sarif", "a.catalog.ron"],
        &["check", "--format=sarif", "b", "--baseline=known.json", "--write-baseline"],
        &["test", "--format=sarif", ".", "--fail-empty"],
        &["fmt", "--check", "--format=sarif", "."],
    ] {
        let ran = run_in(folder.path(), arguments);
        let log: Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
        let wrong: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{arguments:?}: {wrong:?}");
    }
}

#[test]
fn sarif_says_where_what_and_how_to_mend_it() {
    let folder = folder();
    let ran = run_in(folder.path(), &["check", "--format=sarif", "b"]);
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("a list");
    let found = results.iter().find(|it| it["ruleId"] == "dangling_reference").expect("it is there");
    let place = &found["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "b/wrong.catalog.ron");
    assert_eq!(place["region"], json!({"startLine": 3, "startColumn": 90}));
    assert_eq!(found["level"], "error");
    let rule = &run["tool"]["driver"]["rules"]
        [usize::try_from(found["ruleIndex"].as_u64().expect("a number")).expect("small")];
    assert_eq!(rule["id"], "dangling_reference");
    assert!(rule["help"]["text"].as_str().is_some_and(|text| text.contains("Correct the name")), "{rule}");
    // What tells it apart stays when it moves.
    let text = fs::read_to_string(folder.path().join("b/wrong.catalog.ron")).expect("there");
    fs::write(folder.path().join("b/wrong.catalog.ron"), format!("\n\n{text}")).expect("written");
    let moved: Value =
        serde_json::from_str(&run_in(folder.path(), &["check", "--format=sarif", "b"]).out).expect("JSON");
    let prints = |log: &Value| -> Vec<Value> {
        let results = log["runs"][0]["results"].as_array().cloned().unwrap_or_default();
        results.iter().map(|it| it["partialFingerprints"].clone()).collect()
    };
    assert_eq!(prints(&moved), prints(&log));
}

/// The attributes of each element by the schema that Jenkins publishes (`junit-10.xsd` of its xUnit plugin); those that
/// must be there are marked.
const JUNIT: &[(&str, &[&str])] = &[
    ("testsuites", &["name", "time", "tests", "failures", "errors"]),
    (
        "testsuite",
        &["name!", "tests!", "failures!", "errors!", "time", "skipped", "timestamp", "hostname", "id"],
    ),
    ("testcase", &["name!", "time", "classname", "group"]),
    ("failure", &["type", "message"]),
    ("error", &["type", "message"]),
    ("skipped", &["type", "message"]),
    ("system-out", &[]),
];

#[test]
fn junit_keeps_to_its_published_schema_and_counts_what_fails() {
    let folder = folder();
    fs::write(folder.path().join("none.catalog.ron"), NONE).expect("written");
    let element = Regex::new(r#"<([a-z-]+)((?: [a-z-]+="[^"<]*")*) ?/?>"#).expect("a pattern");
    let attribute = Regex::new(r#" ([a-z-]+)=""#).expect("a pattern");
    let known: BTreeMap<&str, &[&str]> = JUNIT.iter().copied().collect();
    for arguments in [
        &["check", "--format=junit", "."][..],
        &["test", "--format=junit", ".", "--fail-empty"],
        &["fmt", "--check", "--format=junit", "."],
        &["check", "--format=junit", "b", "--baseline=known.json", "--write-baseline"],
    ] {
        let ran = run_in(folder.path(), arguments);
        let opened =
            ran.out.matches('<').count() - ran.out.matches("</").count() - ran.out.matches("<?").count();
        let elements: Vec<_> = element.captures_iter(&ran.out).collect();
        assert_eq!(elements.len(), opened, "{}", ran.out);
        for found in elements {
            let allowed = known.get(&found[1]).unwrap_or_else(|| panic!("{} is no element", &found[1]));
            let there: Vec<&str> = attribute
                .captures_iter(found.get(2).expect("some").as_str())
                .map(|it| it.extract::<1>().1[0])
                .collect();
            let plain: Vec<&str> = allowed.iter().map(|name| name.trim_end_matches('!')).collect();
            assert!(there.iter().all(|name| plain.contains(name)), "{}: {there:?}", &found[0]);
            let must = allowed.iter().filter_map(|name| name.strip_suffix('!'));
            assert!(must.clone().all(|name| there.contains(&name)), "{}", &found[0]);
        }
        Report::deserialize_from_str(&ran.out).expect("it is read back");
    }
    let report = Report::deserialize_from_str(&run_in(folder.path(), &["test", "--format=junit", "."]).out)
        .expect("read");
    let suite =
        report.test_suites.iter().find(|suite| suite.name.as_str() == "b/wrong.catalog.ron").expect("there");
    let failed = |status: &TestCaseStatus| {
        matches!(status, TestCaseStatus::NonSuccess { kind: NonSuccessKind::Failure, .. })
    };
    let cases: Vec<(&str, bool)> =
        suite.test_cases.iter().map(|it| (it.name.as_str(), failed(&it.status))).collect();
    assert_eq!(cases, [("good", false), ("bad", true)]);
    assert_eq!((report.failures, report.errors), (1, 1), "a scenario, and a file that is no catalog");
}

/// The command lines of a configuration: what stands behind `run:`, `- ` or `sh`, and begins with the program's name.
fn command_lines(configuration: &str) -> Vec<String> {
    let trimmed = configuration.lines().map(|line| line.trim().trim_start_matches("- "));
    let bare = trimmed
        .map(|line| line.trim_start_matches("run: ").trim_start_matches("sh '").trim_end_matches('\''));
    bare.filter(|line| line.starts_with("vitrine ")).map(str::to_owned).collect()
}

/// A folder with the sample catalog, and a shell in it that finds the program.
fn shell(folder: &Path, script: &str) -> std::process::Output {
    let program = Path::new(env!("CARGO_BIN_EXE_vitrine"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(program.parent().expect("a folder").to_path_buf())
        .chain(std::env::split_paths(&path));
    let path = std::env::join_paths(paths).expect("a path");
    let mut command = Command::new("sh");
    command.current_dir(folder).args(["-e", "-c", script]).env("PATH", path).env("LC_ALL", "C");
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_AUTHOR_NAME", "a"),
        ("GIT_AUTHOR_EMAIL", "a@b.example"),
        ("GIT_COMMITTER_NAME", "a"),
        ("GIT_COMMITTER_EMAIL", "a@b.example"),
    ] {
        command.env(name, value);
    }
    command.output().expect("a shell")
}

#[test]
fn no_text_of_a_catalog_makes_junit_no_xml() {
    // XML has neither of these, not even as a reference.
    let text =
        "#![enable(implicit_some)] Catalog(format: 1, name: \"x\", time_zone: \"\\u{FFFE}\\u{FFFF}\\u{1}\")";
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("x.catalog.ron"), text).expect("written");
    let ran = run_in(folder.path(), &["check", ".", "--format=junit"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("\u{fffd}\u{fffd}"), "{}", ran.out);
    let is_xml = |it: char| matches!(it, '\n' | '\t' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(ran.out.chars().all(is_xml), "{}", ran.out);
}

fn sample() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(NEOBANK, folder.path().join("neobank.catalog.ron")).expect("copied");
    folder
}

#[cfg(unix)]
#[test]
fn the_ready_configurations_run() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/build-servers");
    for (name, count) in [("github-actions.yml", 4), ("gitlab-ci.yml", 3), ("Jenkinsfile", 3)] {
        let lines = command_lines(&fs::read_to_string(docs.join(name)).expect("there"));
        assert_eq!(lines.len(), count, "{name}: {lines:?}");
        let folder = sample();
        for line in &lines {
            let ran = shell(folder.path(), line);
            assert!(ran.status.success(), "{name}: {line}: {}", String::from_utf8_lossy(&ran.stderr));
        }
        // The same lines find what is wrong.
        let text = fs::read_to_string(NEOBANK).expect("there");
        fs::write(
            folder.path().join("bad.catalog.ron"),
            text.replace("typology: \"customer_pressure\"", "typology: \"gone\""),
        )
        .expect("written");
        let failed = lines.iter().filter(|line| !shell(folder.path(), line).status.success());
        assert!(failed.count() >= 1, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn the_hook_looks_at_what_is_about_to_be_committed() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let hook = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/build-servers/pre-commit");
    let folder = sample();
    let hook = hook.to_str().expect("UTF-8");
    let begin = format!(
        "git init -q . && cp '{hook}' .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit && git add . && git commit -qm one"
    );
    let ran = shell(folder.path(), &begin);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    // Git quotes such a name where it lists it for people.
    fs::copy(NEOBANK, folder.path().join("été \"soldes\".catalog.ron")).expect("copied");
    let named = shell(folder.path(), "git add . && git commit -qm name");
    assert!(named.status.success(), "{}", String::from_utf8_lossy(&named.stderr));
    let file = folder.path().join("neobank.catalog.ron");
    let text = fs::read_to_string(&file).expect("there");
    fs::write(&file, text.replacen("label: \"Neobank offers\"", "label:  \"Neobank\"", 1)).expect("written");
    // What is not added does not count.
    let other = shell(folder.path(), "echo x > other && git add other && git commit -qm two");
    assert!(other.status.success(), "{}", String::from_utf8_lossy(&other.stderr));
    let odd = shell(folder.path(), "git add . && git commit -qm three");
    assert!(!odd.status.success());
    // Git sends what a hook prints to standard error.
    let said = String::from_utf8_lossy(&odd.stderr);
    assert!(said.contains("neobank.catalog.ron"), "{said}");
    let formatted = shell(folder.path(), "vitrine fmt . && git add . && git commit -qm three");
    assert!(formatted.status.success(), "{}", String::from_utf8_lossy(&formatted.stderr));
}

#[test]
fn the_configurations_are_yaml() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = "import sys, yaml; [yaml.safe_load(open(path)) for path in sys.argv[1:]]";
    let files = [
        ".pre-commit-hooks.yaml",
        "docs/build-servers/github-actions.yml",
        "docs/build-servers/gitlab-ci.yml",
    ];
    for file in files {
        assert!(!fs::read_to_string(root.join(file)).expect("there").contains('\t'), "{file}");
    }
    let can = Command::new("python3").args(["-c", "import yaml"]).output();
    if can.is_ok_and(|it| it.status.success()) {
        let ran = Command::new("python3")
            .current_dir(root)
            .args(["-c", read])
            .args(files)
            .output()
            .expect("it runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
    let hooks = fs::read_to_string(root.join(files[0])).expect("there");
    let entries: Vec<&str> =
        hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: vitrine ")).collect();
    for entry in &entries {
        let arguments: Vec<&str> = entry.split(' ').collect();
        let folder = sample();
        let ran = run_in(folder.path(), &[&arguments[..], &["neobank.catalog.ron"]].concat());
        assert_eq!(ran.code, Some(0), "{entry}: {}", ran.err);
    }
    assert_eq!(entries.len(), 3);
}
