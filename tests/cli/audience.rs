//! `vitrine audience` and `decide --audience`: contacts of other programs become a database, which calls are decided with.

use crate::support::{NEOBANK, Ran, program, vitrine, with_input};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).expect("written");
        path.to_string_lossy().into_owned()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn import(&self, data: &str, more: &[&str]) -> Ran {
        let database = self.path("db.sqlite");
        let database = database.to_str().expect("UTF-8");
        let usual =
            ["audience", "import", data, "--dimension=recipient", "--catalog", NEOBANK, "-o", database];
        vitrine(&[&usual[..], more].concat())
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

const GOOD: &str = "id,Email,age,cookies\nx1,ann@a.example,34,c-1 s-1\nx2,bob@a.example,70,\n";

#[test]
fn good_rows_become_contacts_that_calls_identify() {
    let folder = Folder::new();
    let data = folder.file("data.csv", GOOD);
    let ran = folder.import(&data, &["--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!((&ran.json()["contacts"], &ran.json()["rejected_file"]), (&json!(2), &json!(null)));
    assert_eq!(folder.names(), ["data.csv", "db.sqlite"]);
    let database = folder.path("db.sqlite");
    let audience = format!("--audience={}", database.display());
    let decide = |identity: &str| {
        let at = "--at=2026-11-21T10:00";
        vitrine(&["decide", NEOBANK, "--space=recipient/web_best", at, identity, "--json", &audience]).json()
    };
    assert_eq!(decide("--identity=ann@a.example")["contact"]["key"], json!(["x1"]));
    assert_eq!(decide("--cookie=c-1")["identification"], "implicit");
    assert_eq!(decide("--identity=anna.moreau@mail.example")["contact"], json!(null), "the catalog's own");
}

#[test]
fn bad_rows_are_kept_with_line_and_reason() {
    for line_end in ["\n", "\r\n"] {
        bad_rows_are_kept(line_end);
    }
}

fn bad_rows_are_kept(line_end: &str) {
    let folder = Folder::new();
    let rows = "id;email;age\nx1;a@a.example;34\nx2;b@a.example;many\n;c@a.example;1\nx1;d@a.example;2\n";
    let data = folder.file("data.csv", rows.replace('\n', line_end));
    let ran = folder.import(&data, &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let rejected = fs::read_to_string(folder.path("db.rejected.csv")).expect("the rejected rows");
    let lines: Vec<&str> = rejected.lines().collect();
    assert_eq!(lines.len(), 4, "{rejected}");
    assert!(lines[0].starts_with("line,reason,id,"), "{rejected}");
    assert!(lines[1].starts_with("3,") && lines[1].contains("many"), "{rejected}");
    assert!(lines[2].starts_with("4,") && lines[2].contains("id"), "{rejected}");
    assert!(lines[3].starts_with("5,") && lines[3].contains("line 2"), "{rejected}");
    let info =
        vitrine(&["audience", "info", folder.path("db.sqlite").to_str().expect("UTF-8"), "--json"]).json();
    assert_eq!(info["dimensions"][0]["contacts"], 1);
}

#[test]
fn french_files_are_read_as_they_come() {
    let folder = Folder::new();
    // Windows-1252, with a comma before decimals and the day first.
    let rows = b"Num\xe9ro;Customer since;balance;pr\xe9nom\nx1;31/12/2020;1 234,50;Zo\xe9\nx2;01/02/2021;7,5;No\xebl\n";
    let data = folder.file("data.csv", rows);
    let ran = folder.import(&data, &["--map", "Numéro=id", "--add-fields"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(r#"Field(name: "prenom", label: "prénom", type: Text),"#), "{}", ran.out);
    let mut command = program();
    command.env("LC_ALL", "fr_FR.UTF-8").args(["audience", "import", &data, "--dimension=recipient"]);
    let output = command.args(["--catalog", NEOBANK, "-o", "x.sqlite"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2), "no column holds the key");
    assert!(String::from_utf8_lossy(&output.stderr).contains("Aucune colonne"), "{output:?}");
    assert!(!Path::new("x.sqlite").exists());
}

#[test]
fn history_counts_and_visits_are_stored() {
    let folder = Folder::new();
    let data = folder.file("data.csv", GOOD);
    let past = "id,offer,space,at,status,weight,rank\nx1,recipient/gone,recipient/web_best,2026-11-01 09:30,Rejected,5,1\n\
                nobody,recipient/gone,recipient/web_best,2026-11-01,presented,,\nx1,gone,recipient/web_best,2026-11-01,,,\n";
    let past = folder.file("past.csv", past);
    let ran = folder.import(&data, &["--history", &past, "--json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!((&ran.json()["propositions"], &ran.json()["rejected_propositions"]), (&json!(1), &json!(2)));
    let database = folder.path("db.sqlite");
    let database = database.to_str().expect("UTF-8");
    let propositions = || vitrine(&["audience", "info", database, "--json"]).json()["dimensions"][0].clone();
    let before = propositions();
    assert_eq!(before["first"], "2026-11-01T08:30:00Z");
    let call = r#"{"space": "recipient/web_best", "identity": ["ann@a.example"], "store": true, "at": "2026-11-21"}"#;
    let ran = with_input(&["decide", NEOBANK, "--calls=-", "--json", "--audience", database], call);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let after = propositions();
    assert_eq!(after["propositions"], 2, "{after}");
    assert_ne!(after["digest"], before["digest"]);
}

#[test]
fn what_is_no_contact_database_is_refused() {
    let folder = Folder::new();
    let text = folder
        .file("text.sqlite", "no database at all, but a text that is long enough to be looked at".repeat(9));
    let audience = format!("--audience={text}");
    let refused = vitrine(&["decide", NEOBANK, "--space=recipient/web_best", &audience]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("not a contact database"), "{}", refused.err);
    let data = folder.file("data.csv", GOOD);
    let database = folder.import(&data, &["-o", &text]);
    assert_eq!(database.code, 2, "given twice");
    let missing = vitrine(&["audience", "info", "nowhere.sqlite"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("nowhere.sqlite"), "{}", missing.err);
}
