//! Which issues count: the command line, `vitrine.toml` and a baseline.

use crate::formats::run_in;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A catalog with two warnings of one code and an error.
const CATALOG: &str = r#"#![enable(implicit_some)] Catalog(format: 1, name: "x", label: "l",
  dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)])],
  environments: [Environment(name: "e", stage: Live, targeting_dimension: "d", typology: "gone",
    spaces: [Space(name: "s", channel: InboundWeb, unitary: true, identification_keys: ["id"])],
    categories: [Category(name: "c", offers: [
      Offer(name: "one"),
      Offer(name: "two"),
    ])])])
"#;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.write("a/x.catalog.ron", CATALOG);
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// The exit code and the codes of what is printed, with severities.
    fn check(&self, arguments: &[&str]) -> (i32, Vec<String>) {
        let all = [&["check", "--json", "a/x.catalog.ron"], arguments].concat();
        let ran = run_in(self.path(), &all);
        let json: Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
        let line = |it: &Value| {
            format!("{} {}", it["severity"].as_str().expect("a text"), it["code"].as_str().expect("a text"))
        };
        let found = json.as_array().expect("a list").iter().map(line).collect();
        (ran.code.expect("no signal"), found)
    }
}

const ALL: [&str; 3] = ["error dangling_reference", "warning no_weight", "warning no_weight"];

#[test]
fn codes_are_denied_and_allowed_on_the_command_line() {
    let folder = Folder::new();
    assert_eq!(folder.check(&[]), (1, ALL.map(str::to_owned).to_vec()));
    let allowed = ["--allow", "dangling_reference"];
    assert_eq!(folder.check(&allowed), (0, vec![ALL[1].to_owned(), ALL[2].to_owned()]));
    let denied = folder.check(&["--allow=dangling_reference", "--deny=no_weight"]);
    assert_eq!(denied, (1, vec!["error no_weight".to_owned(), "error no_weight".to_owned()]));
    let warnings = folder.check(&["--allow=dangling_reference", "--deny=warnings"]);
    assert_eq!(warnings, (1, vec![ALL[1].to_owned(), ALL[2].to_owned()]), "they stay warnings");
    assert_eq!(folder.check(&["--allow=dangling_reference,warnings"]), (0, Vec::new()));
    let unknown = run_in(folder.path(), &["check", "a", "--deny=no_wieght"]);
    assert!(unknown.code == Some(2) && unknown.err.contains("“no_weight”"), "{}", unknown.err);
    let both = run_in(folder.path(), &["check", "a", "--deny=no_key", "--allow=no_key"]);
    assert!(both.code == Some(2) && both.err.contains("“no_key” is both"), "{}", both.err);
}

#[test]
fn the_nearest_configuration_counts_up_to_the_root_of_the_repository() {
    let folder = Folder::new();
    folder.write("vitrine.toml", "[check]\nallow = [\"dangling_reference\"]\n");
    assert_eq!(folder.check(&[]).0, 0, "that of the folder one is in");
    folder.write("a/vitrine.toml", "[check]\ndeny = [\"no_weight\"]\n");
    assert_eq!(folder.check(&[]).1[1], "error no_weight", "the nearest");
    assert_eq!(folder.check(&["--allow=no_weight"]).1, ALL[..1], "the command line first");
    // What lies above a repository is somebody else's.
    fs::remove_file(folder.path().join("a/vitrine.toml")).expect("removed");
    folder.write("a/.git/HEAD", "");
    assert_eq!(folder.check(&[]).0, 1);
    let inside = run_in(&folder.path().join("a"), &["check", "x.catalog.ron"]);
    assert_eq!(inside.code, Some(1));
    // Standard input stands for a file.
    folder.write("b/vitrine.toml", "[check]\nallow = [\"dangling_reference\"]\n");
    let ran = crate::support::program()
        .current_dir(folder.path())
        .args(["check", "-", "--stdin-filename", "b/new.catalog.ron"])
        .stdin(fs::File::open(folder.path().join("a/x.catalog.ron")).expect("there"))
        .output()
        .expect("it runs");
    assert_eq!(ran.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&ran.stdout).starts_with("b/new.catalog.ron:"));
}

#[test]
fn a_configuration_that_nobody_understands_is_an_error_with_its_place() {
    let folder = Folder::new();
    for (text, said) in [
        (
            "[check]\nallow = [\"no_weigth\"]\n",
            "vitrine.toml:2:10: error: unknown issue “no_weigth” (perhaps “no_weight”)",
        ),
        ("[check]\ndenny = []\n", "vitrine.toml:2:1: error: Unknown key “denny”. Did you mean “deny”?"),
        ("[check\n", "vitrine.toml:1:7: error: Not valid TOML: "),
    ] {
        folder.write("vitrine.toml", text);
        let ran = run_in(folder.path(), &["check", "a"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{text}");
        assert!(ran.err.starts_with(said), "{}", ran.err);
    }
}

#[test]
fn a_configuration_that_nobody_understands_is_said_once_and_no_catalog_passes() {
    let folder = Folder::new();
    folder.write("vitrine.toml", "[check]\ndenny = []\n");
    folder.write("a/more.catalog.ron", "Catalog(format: 1, name: \"x\")");
    let json = run_in(folder.path(), &["check", "a", "--json"]);
    assert_eq!((json.code, json.err.matches("denny").count()), (Some(2), 1), "{}", json.err);
    let issues: Value = serde_json::from_str(&json.out).expect("JSON");
    let issues = issues.as_array().expect("a list");
    assert!(issues.len() > 1 && issues.iter().all(|it| it["code"] == "not_checked"), "{issues:?}");
    let said = issues[0]["message"].as_str().expect("a text");
    assert_eq!(said, "Not checked: vitrine.toml:2:1: Unknown key “denny”. Did you mean “deny”?");
    let junit = run_in(folder.path(), &["check", "a", "--format=junit"]);
    assert!(junit.out.contains(&format!(" failures=\"0\" errors=\"{}\"", issues.len())), "{}", junit.out);
    // The same of a baseline.
    folder.write("vitrine.toml", "");
    folder.write("known.json", "{");
    let baseline = run_in(folder.path(), &["check", "a", "--baseline=known.json", "--format=github"]);
    assert_eq!(baseline.err.matches("known.json:1:1: ").count(), 1, "{}", baseline.err);
    assert!(baseline.out.contains("title=vitrine not_checked::"), "{}", baseline.out);
}

#[test]
fn a_baseline_knows_issues_wherever_they_stand() {
    let folder = Folder::new();
    let written = run_in(folder.path(), &["check", "a", "--baseline=ci/known.json", "--write-baseline"]);
    assert_eq!(written.code, Some(2), "there is no such folder");
    fs::create_dir(folder.path().join("ci")).expect("made");
    let written = run_in(folder.path(), &["check", "a", "--baseline=ci/known.json", "--write-baseline"]);
    assert_eq!(written.code, Some(0), "{}", written.err);
    assert!(written.err.contains("3 known issues were written to ci/known.json"), "{}", written.err);
    let known = ["--baseline=ci/known.json"];
    assert_eq!(folder.check(&known), (0, Vec::new()));
    let text = run_in(folder.path(), &["check", "a", known[0]]);
    assert!(text.out.ends_with("0 errors, 0 warnings, 0 hints (3 known, not shown)\n"), "{}", text.out);
    // Offers in another order, and lines above them.
    let turned =
        CATALOG.replace("\"one\"", "\"_\"").replace("\"two\"", "\"one\"").replace("\"_\"", "\"two\"");
    folder.write(
        "a/x.catalog.ron",
        &format!("// a comment\n\n{}", turned.replace("label: \"l\"", "label: \"m\"")),
    );
    assert_eq!(folder.check(&known), (0, Vec::new()));
    // A new one is news, and one that is gone is said.
    folder.write("a/x.catalog.ron", &CATALOG.replace("\"two\"", "\"three\""));
    assert_eq!(folder.check(&known), (0, vec!["warning no_weight".to_owned()]));
    let ran = run_in(folder.path(), &["check", "a", known[0]]);
    assert!(ran.err.contains("1 known issue of ci/known.json no longer exists"), "{}", ran.err);
    let denied = folder.check(&[known[0], "--deny=no_weight"]);
    assert_eq!(denied, (1, vec!["error no_weight".to_owned()]));
    // It is written again: only what is there is known then. Files that were not looked at stay known.
    folder.write("b.catalog.ron", CATALOG);
    let both = run_in(folder.path(), &["check", ".", known[0], "--write-baseline"]);
    assert!(both.err.contains("6 known issues"), "{}", both.err);
    let one = run_in(folder.path(), &["check", "a", known[0], "--write-baseline"]);
    assert!(one.err.contains("6 known issues"), "{}", one.err);
    let written = fs::read_to_string(folder.path().join("ci/known.json")).expect("there");
    assert!(
        written.contains("\"../a/x.catalog.ron\"") && written.contains("\"../b.catalog.ron\""),
        "{written}"
    );
    fs::remove_file(folder.path().join("b.catalog.ron")).expect("removed");
    let one = run_in(folder.path(), &["check", "a", known[0], "--write-baseline"]);
    assert!(one.err.contains("3 known issues"), "{}", one.err);
}

#[test]
fn a_baseline_of_the_configuration_is_seen_from_its_folder_and_a_bad_one_is_an_error() {
    let folder = Folder::new();
    folder.write("a/vitrine.toml", "[check]\nbaseline = \"known.json\"\n");
    let missing = run_in(folder.path(), &["check", "a"]);
    assert!(missing.code == Some(2) && missing.err.contains("no baseline “a/known.json”"), "{}", missing.err);
    assert_eq!(run_in(folder.path(), &["check", "a", "--write-baseline"]).code, Some(0));
    assert_eq!(folder.check(&[]), (0, Vec::new()));
    folder.write("a/known.json", "{\"format\": 1,\n \"isues\": []}");
    let bad = run_in(folder.path(), &["check", "a"]);
    assert!(bad.code == Some(2) && bad.err.starts_with("a/known.json:2:"), "{}", bad.err);
    folder.write("a/known.json", "{\"format\": 7, \"issues\": []}");
    assert!(run_in(folder.path(), &["check", "a"]).err.contains("format 7"));
    let unnamed = Folder::new();
    let ran = run_in(unnamed.path(), &["check", "a", "--write-baseline"]);
    assert!(ran.code == Some(2) && ran.err.contains("--baseline FILE"), "{}", ran.err);
}

/// Of a kind that is everywhere not all are listed, and which are depends on their order.
#[test]
fn too_many_issues_to_be_listed_are_known_by_their_number() {
    let folder = Folder::new();
    let catalog = |offers: &[usize]| {
        let offers: Vec<String> = offers.iter().map(|at| format!("Offer(name: \"o{at}\"),\n")).collect();
        CATALOG.replace("Offer(name: \"one\"),", &offers.concat()).replace("typology: \"gone\",", "")
    };
    let mut offers: Vec<usize> = (0..1_200).collect();
    folder.write("a/x.catalog.ron", &catalog(&offers));
    let write = run_in(folder.path(), &["check", "a", "--baseline=k.json", "--write-baseline"]);
    assert!(write.err.contains("1,201 known") || write.err.contains("1201 known"), "{}", write.err);
    offers.reverse();
    folder.write("a/x.catalog.ron", &catalog(&offers));
    assert_eq!(folder.check(&["--baseline=k.json", "--deny=no_weight"]), (0, Vec::new()));
    offers.push(1_200);
    folder.write("a/x.catalog.ron", &catalog(&offers));
    assert_eq!(folder.check(&["--baseline=k.json", "--deny=no_weight"]).0, 1);
}
