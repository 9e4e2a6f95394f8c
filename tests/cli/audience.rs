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

/// A log of shown offers as other programs write it: numbers of rows under no heading, offers by code, whether somebody clicked.
const LOG: &str = ",timestamp,item,position,click\n0,2026-11-01 00:00:17.004101+00:00,C7,2,0\n\
    1,2026-11-01 00:00:19.715857+00:00,C8,1,1\n2,2026-11-02 00:01:04.303227+00:00,C9,2,0\n";

const SHOP: &str = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "shop",
    dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", type: Integer), Field(name: "position", type: Integer)])],
    presentation_rules: [PresentationRule(name: "once", within: "90d", at_most: 1, count: Count(status: Accepted))],
    typologies: [Typology(name: "t", rules: ["once"])],
    environments: [
        Environment(name: "web", stage: Design(live: "live_web"), targeting_dimension: "d", typology: "t",
            spaces: [Space(name: "top", channel: InboundWeb)],
            categories: [Category(name: "all", offers: [
                Offer(name: "seven", code: "C7", weights: [Weight(label: "Base", value: 2.0)]),
                Offer(name: "eight", code: "C8", weights: [Weight(label: "Base", value: 1.0)])])]),
        Environment(name: "live_web", stage: Live, targeting_dimension: "d", spaces: [Space(name: "top", channel: InboundWeb)],
            categories: [Category(name: "all", offers: [Offer(name: "seven", code: "C7")])])],
)
"#;

#[test]
fn a_log_of_shown_offers_is_contacts_and_history() {
    let folder = Folder::new();
    let (log, catalog) = (folder.file("log.csv", LOG), folder.file("shop.catalog.ron", SHOP));
    let database = folder.path("db.sqlite").display().to_string();
    let import = |more: &[&str]| {
        let usual = ["audience", "import", &log, "--dimension=d", "--catalog", &catalog, "-o", &database];
        let history = ["--map=1=id", "--history", &log, "--json", "--map-history", "1=id"];
        vitrine(&[&usual[..], &history, more].concat())
    };
    let parts =
        ["--map-history", "item=offer", "--map-history", "click=accepted", "--set-history", "space=top"];
    let ran = import(&parts);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!((&ran.json()["contacts"], &ran.json()["propositions"]), (&json!(3), &json!(2)), "{}", ran.out);
    let rejected = fs::read_to_string(folder.path("db.history.rejected.csv")).expect("the rejected rows");
    assert!(
        rejected.lines().nth(1).is_some_and(|row| row.starts_with("4,") && row.contains("C9")),
        "{rejected}"
    );
    // Who clicked is left alone for ninety days.
    let offers = |identity: &str| {
        let call =
            ["decide", &catalog, "--space=web/top", "--at=2026-11-21", "--json", "--audience", &database];
        let answer = vitrine(&[&call[..], &["--identity", identity]].concat()).json();
        answer["propositions"].as_array().expect("a list").len()
    };
    assert_eq!(["0", "1", "2"].map(offers), [1, 0, 1]);

    for (wrong, words) in [
        (&["--map-history", "clicks=interested"][..], "click"),
        (&["--map-history", "click=clicked"], "interested"),
        (&["--set-history", "position=3"], "status"),
    ] {
        let ran = import(&[&parts[..], wrong].concat());
        assert!(ran.code == 2 && ran.err.contains(words), "{wrong:?}: {}", ran.err);
    }
    let ran = import(&["--map-history", "item=offer"]);
    assert!(ran.code == 2 && ran.err.contains("--set-history"), "{}", ran.err);
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

/// What stands in a column of the contacts that were imported, in their order.
fn column(folder: &Folder, name: &str) -> Vec<Option<String>> {
    let database = rusqlite::Connection::open(folder.path("db.sqlite")).expect("a database");
    let mut statement = database
        .prepare(&format!("SELECT {name} FROM contact_recipient ORDER BY contact"))
        .expect("a column");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("texts")
}

fn texts(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|value| Some((*value).to_owned())).collect()
}

#[test]
fn what_somebody_says_of_a_column_counts_before_its_name() {
    let folder = Folder::new();
    let data = folder.file("data.csv", "id,crm_number,mail,email\n1,A1,m@a.example,e@a.example\n");
    let ran = folder.import(&data, &["--map=crm_number=id", "--map=mail=email"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!((column(&folder, "id"), column(&folder, "email")), (texts(&["A1"]), texts(&["m@a.example"])));
    assert!(ran.err.contains("Columns left out: id, email."), "{}", ran.err);
}

#[test]
fn headings_may_be_blank_or_twice_the_same() {
    for rows in ["id,email,id,note,note\n1,a@a.example,9,x,y\n", "id,email,,\n1,a@a.example,,\n"] {
        let folder = Folder::new();
        let data = folder.file("data.csv", rows);
        let ran = folder.import(&data, &[]);
        assert_eq!(ran.code, 0, "{rows}: {}", ran.err);
        assert_eq!(column(&folder, "id"), texts(&["1"]), "{rows}");
    }
    let folder = Folder::new();
    let data = folder.file("data.csv", "1,a,a,premium\n2,b,,\n");
    let ran = folder.import(&data, &["--map=1=id", "--dry-run"]);
    assert!(ran.err.contains("first row: data"), "a value is no heading: {}", ran.err);
}

#[test]
fn a_wrong_byte_is_that_of_its_row_alone() {
    let folder = Folder::new();
    let data = folder.file("data.csv", b"id,first_name\n1,Zo\xc3\xa9\n2,Ren\xc3\xa9e\n3,No\xebl\n");
    let ran = folder.import(&data, &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(column(&folder, "first_name"), texts(&["Zoé", "Renée"]));
    let rejected = fs::read_to_string(folder.path("db.rejected.csv")).expect("the rejected row");
    assert!(rejected.contains("\n4,A character is not valid in the encoding UTF-8,3,"), "{rejected}");
}

#[test]
fn rejected_rows_that_were_mended_are_not_written_over() {
    let folder = Folder::new();
    let mended = folder.file("db.rejected.csv", "line,reason,id,age\n3,x,1,30\n4,x,2,old\n");
    let before = fs::read(&mended).expect("it is there");
    let past = folder.file("db.history.rejected.csv", "id,offer,space,at,rank\n1,e/o,e/s,2026-11-01,-1\n");
    let ran = folder.import(&mended, &["--history", &past, "--json"]);
    assert_eq!((ran.code, &ran.json()["contacts"]), (1, &json!(1)), "{}", ran.err);
    assert_eq!(fs::read(&mended).expect("it is there"), before);
    let names = folder.names();
    let wanted = [
        "db.history.rejected-2.csv",
        "db.history.rejected.csv",
        "db.rejected-2.csv",
        "db.rejected.csv",
        "db.sqlite",
    ];
    assert_eq!(names, wanted);
    let taken = Folder::new();
    let data = taken.file("data.csv", "id,age\n1,30\n1,31\n");
    fs::create_dir(taken.path("db.rejected.csv")).expect("a folder");
    assert_eq!(taken.import(&data, &[]).code, 2);
    assert_eq!(taken.names(), ["data.csv", "db.rejected.csv"], "nothing is imported");
}

#[test]
fn rows_of_a_history_are_held_to_what_those_of_contacts_are() {
    let folder = Folder::new();
    let data = folder.file("data.csv", "id\n1\n");
    let row = |more: &str| format!("1,e/o,e/s,03/04/2026 10:00{more}\n");
    let rows = ["", ",-1", ",5000000000", ",1,more", ",2,"].map(row).concat();
    let past = folder.file("past.csv", format!("id,offer,space,at,rank\n{rows}"));
    let ran = folder.import(&data, &["--history", &past, "--date-order=mdy", "--json"]);
    assert_eq!((&ran.json()["propositions"], &ran.json()["rejected_propositions"]), (&json!(2), &json!(3)));
    assert!(ran.err.contains("History read as UTF-8"), "{}", ran.err);
    let database = folder.path("db.sqlite");
    let info = || vitrine(&["audience", "info", database.to_str().expect("UTF-8"), "--json"]).json();
    assert_eq!(info()["dimensions"][0]["first"], "2026-03-04T09:00:00Z");
    let ran = folder.import(&data, &["--history", &past]);
    assert!(ran.err.contains("No date shows whether day or month comes first"), "{}", ran.err);
    let ran = folder.import(&data, &["--history", &past, "--map-history=offer=ofer"]);
    assert!(ran.code == 2 && ran.err.contains("cannot be “ofer”"), "{}", ran.err);
    assert_eq!(info()["dimensions"][0]["first"], "2026-04-03T08:00:00Z");
}

#[test]
fn what_would_be_imported_is_told_to_programs() {
    let folder = Folder::new();
    let data = folder.file("data.csv", "id,Email,shoe,dossier\n1,a@a.example,41,\n");
    let ran = folder.import(&data, &["--dry-run", "--json", "--map=Email="]);
    let column = |name: &str, becomes: &str, field: Option<&str>, of: Option<&str>, sample: Option<&str>| json!({ "column": name, "becomes": becomes, "field": field, "type": of, "sample": sample });
    let wanted = [
        column("id", "field", Some("id"), None, Some("1")),
        column("Email", "left_out", None, None, Some("a@a.example")),
        column("shoe", "new", Some("shoe"), Some("Integer"), Some("41")),
        column("dossier", "folder", None, None, None),
    ];
    assert_eq!(ran.json(), json!({ "columns": wanted }), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_before_it_is_waited_for() {
    let folder = Folder::new();
    let pipe = folder.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("it runs");
    assert!(made.success());
    let pipe = pipe.to_str().expect("UTF-8");
    let space = "--space=recipient/web_best";
    let audience = format!("--audience={pipe}");
    let rans = [
        folder.import(pipe, &[]),
        vitrine(&["audience", "info", pipe]),
        vitrine(&["simulate", NEOBANK, space, &audience]),
        vitrine(&["decide", NEOBANK, space, &audience]),
        with_input(&["audience", "info", "/dev/stdin"], "a pipe"),
    ];
    for ran in rans {
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("is a pipe or a device, not a file"), "{}", ran.err);
    }
}

#[test]
fn what_lies_beside_a_database_that_is_gone_is_not_taken_for_the_new_one_s() {
    let folder = Folder::new();
    let data = folder.file("data.csv", GOOD);
    for ending in ["-journal", "-wal", "-shm"] {
        folder.file(&format!("db.sqlite{ending}"), "of another database");
    }
    let ran = folder.import(&data, &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(folder.names(), ["data.csv", "db.sqlite"]);
}

#[test]
fn a_quote_that_is_never_closed_swallows_nobody_in_silence() {
    let folder = Folder::new();
    let rows = "3,Bo\n".repeat(3_000);
    let data = folder.file("data.csv", format!("id,first_name\n1,\"Ann, too\"\n2,\"Bo\n{rows}"));
    let ran = folder.import(&data, &["--json"]);
    assert_eq!((ran.code, &ran.json()["contacts"], &ran.json()["rejected"]), (1, &json!(1), &json!(1)));
    let rejected = fs::read_to_string(folder.path("db.rejected.csv")).expect("the rejected row");
    assert!(rejected.contains("\n3,A quotation mark is never closed"), "{}", &rejected[..200]);
    let audience = format!("--audience={data}");
    let ran = vitrine(&["simulate", NEOBANK, "--space=recipient/web_best", &audience]);
    assert!(ran.code == 2 && ran.err.contains("line 3: a quotation mark is never closed"), "{}", ran.err);
    let closed = folder.file("data.csv", "id,first_name\n1,\"Ann\n2,Bo\"");
    assert_eq!(folder.import(&closed, &[]).code, 0);
}
