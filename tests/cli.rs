//! The real program on its command line (`domain.md` §8): output, exit codes, JSON shapes, bad input.

use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const CATALOGS: [&str; 3] =
    ["catalogs/neobank.catalog.ron", "catalogs/travel.catalog.ron", "catalogs/two_brands.catalog.ron"];
const NEOBANK: &str = CATALOGS[0];
/// The option that makes decisions the same on every day.
const AT: &str = "--at=2026-11-21T10:00";
/// A call by nobody, on the French home page.
const NOBODY: [&str; 6] =
    ["decide", NEOBANK, "--space=recipient/web_best", "--data=language=fr", AT, "--count=2"];

/// What came of running the program.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {}{}", self.out, self.err))
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitrine"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "en_US.UTF-8");
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn vitrine(arguments: &[&str]) -> Ran {
    with_input(arguments, "")
}

fn with_input(arguments: &[&str], input: &str) -> Ran {
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
struct Edited {
    _folder: TempDir,
    path: PathBuf,
    text: String,
}

impl Edited {
    fn new(after: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(NEOBANK).expect("the sample catalog");
        let start = text.find(after).expect(after);
        let at = start + text[start..].find(from).expect(from);
        Self::of(format!("{}{to}{}", &text[..at], &text[at + from.len()..]))
    }

    fn of(text: impl Into<String>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.catalog.ron");
        let text = text.into();
        fs::write(&path, &text).expect("written");
        Self { _folder: folder, path, text }
    }

    fn path(&self) -> &str {
        self.path.to_str().expect("UTF-8")
    }

    /// Line and column, from 1, of the first `needle`.
    fn place(&self, needle: &str) -> (usize, usize) {
        let before = &self.text[..self.text.find(needle).expect(needle)];
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

fn offers(decision: &Value) -> Vec<&str> {
    let propositions = decision["propositions"].as_array().expect("a list");
    propositions.iter().map(|it| it["offer"].as_str().expect("a text")).collect()
}

#[test]
fn the_sample_catalogs_are_clean_canonical_and_pass() {
    for catalog in CATALOGS {
        let check = vitrine(&["check", catalog]);
        assert_eq!((check.code, check.err.as_str()), (0, ""), "{}", check.out);
        assert_eq!(check.out, format!("{catalog}: no problems\n"));
        assert_eq!(vitrine(&["check", catalog, "--json"]).json(), json!([]));
        let fmt = vitrine(&["fmt", "--check", catalog]);
        assert_eq!((fmt.code, fmt.out.as_str()), (0, ""), "{catalog}");
        let test = vitrine(&["test", catalog]);
        assert_eq!(test.code, 0, "{}", test.out);
        assert!(test.out.ends_with(" passed, 0 failed\n") && !test.out.contains('✗'), "{}", test.out);
    }
}

#[test]
fn an_unidentified_browser_falls_back_on_the_anonymous_environment() {
    let ran = vitrine(&[&NOBODY[..], &["--json"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let decision = ran.json();
    assert_eq!(decision["space"], "recipient/web_best");
    assert_eq!(decision["answered_by"], "visitor/web_best_anonymous");
    assert_eq!(decision["identification"], "anonymous");
    assert_eq!(decision["contact"], Value::Null);
    assert_eq!(decision["at"], "2026-11-21T10:00:00+01:00");
    assert!(decision["notes"].is_array());
    let first = &decision["propositions"][0];
    for (field, is) in [
        ("offer", first["offer"].is_string()),
        ("category", first["category"].is_string()),
        ("content", first["content"]["title"].is_string()),
        ("html", first["html"].is_string()),
        ("xml", first["xml"].is_null()),
    ] {
        assert!(is, "{field}: {first}");
    }
    assert_eq!(first["rank"], 1);
    let number = |field: &str| first[field].as_f64().expect("a number");
    assert!((number("final_weight") - number("weight") * number("multiplier")).abs() < 1e-9);
    let excluded = decision["excluded"].as_array().expect("a list");
    assert!(excluded.len() > 5, "{decision}");
    for offer in excluded {
        for field in ["offer", "reason", "at", "detail"] {
            assert!(offer[field].as_str().is_some_and(|text| !text.is_empty()), "{offer}");
        }
    }
}

#[test]
fn a_known_cookie_is_implicit_and_an_email_explicit() {
    let by_cookie = vitrine(&[&NOBODY[..], &["--cookie=c-ben", "--json"]].concat()).json();
    assert_eq!(by_cookie["identification"], "implicit");
    assert_eq!(by_cookie["answered_by"], "recipient/web_best");
    assert_eq!(by_cookie["contact"]["dimension"], "recipient");
    assert!(by_cookie["contact"]["key"].is_array() && by_cookie["contact"]["label"].is_string());
    let session = ["--cookie=c-ben", "--session-cookie=s-anna-1121", "--json"];
    let by_session = vitrine(&[&NOBODY[..], &session].concat()).json();
    let email = ["--identity=anna.moreau@mail.example", "--json"];
    let by_email = vitrine(&[&NOBODY[..], &email].concat()).json();
    assert_eq!(by_email["identification"], "explicit");
    assert_eq!(
        by_email["contact"], by_session["contact"],
        "the session cookie goes before the permanent one"
    );
    let wrong = vitrine(&[&NOBODY[..], &["--identity=nobody@mail.example", "--json"]].concat()).json();
    assert_eq!(wrong["identification"], "anonymous");
    assert_eq!(wrong["notes"][0], "no recipient matches email 'nobody@mail.example'");
}

#[test]
fn with_the_fallback_off_nothing_is_proposed_and_the_notes_say_why() {
    let catalog = Edited::new("web_best", "fall_back_to_anonymous: true,", "");
    let mut arguments = NOBODY.to_vec();
    arguments[1] = catalog.path();
    let text = vitrine(&arguments);
    assert_eq!(text.code, 0);
    assert!(text.out.contains("no offer"), "{}", text.out);
    assert!(text.out.contains("the space does not fall back on an anonymous environment"), "{}", text.out);
    arguments.push("--json");
    let decision = vitrine(&arguments).json();
    assert_eq!(decision["propositions"], json!([]));
    assert_eq!(decision["answered_by"], "recipient/web_best");
    let note = decision["notes"][0].as_str().expect("a note");
    assert!(note.contains("unidentified") && note.contains("recipient"), "{note}");
}

#[test]
fn text_shows_the_path_the_ranks_and_every_other_offer_when_asked() {
    let short = vitrine(&NOBODY);
    for part in ["Path", "nobody is logged in", "Propositions", "×", "--explain"] {
        assert!(short.out.contains(part), "{part} is missing in {}", short.out);
    }
    let ranks = short.out.lines().filter(|line| line.contains(" × ")).count();
    assert_eq!(ranks, 2, "{}", short.out);
    let long = vitrine(&[&NOBODY[..], &["--explain"]].concat());
    let json = vitrine(&[&NOBODY[..], &["--json"]].concat()).json();
    assert_eq!(
        vitrine(&[&NOBODY[..], &["--json", "--explain"]].concat()).json(),
        json,
        "JSON always explains"
    );
    let (_, others) = long.out.split_once("Not proposed\n").expect("the other offers");
    assert_eq!(others.lines().count(), json["excluded"].as_array().map_or(0, Vec::len));
    assert!(others.contains("Not eligible") && others.contains("Outranked"), "{others}");
}

#[test]
fn flags_take_the_place_of_what_the_scenario_says() {
    let scenario = ["decide", NEOBANK, "--scenario=logged_in", "--json"];
    let said = vitrine(&scenario).json();
    assert_eq!(offers(&said), ["recipient/term_deposit", "recipient/travel_card"]);
    let one = vitrine(&[&scenario[..], &["--count=1"]].concat()).json();
    assert_eq!(offers(&one), ["recipient/term_deposit"]);
    let french = vitrine(&[&scenario[..], &["--data=language=fr"]].concat()).json();
    assert_eq!(offers(&french), ["recipient/carte_voyage", "recipient/compte_joint"]);
    let partner = vitrine(&[&scenario[..], &["--category=partner"]].concat()).json();
    assert!(offers(&partner).iter().all(|offer| !offers(&said).contains(offer)), "{partner}");
    let later = vitrine(&[&scenario[..], &["--at=2027-01-15"]].concat()).json();
    assert_eq!(later["at"], "2027-01-15T00:00:00+01:00");
}

#[test]
fn call_data_takes_the_declared_type_or_that_of_the_linked_environment() {
    let text = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "x",
    dimensions: [
        Dimension(name: "r", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)]),
        Dimension(name: "v", kind: Visitor, key: ["id"], fields: [Field(name: "id", type: Text)]),
    ],
    folders: [Folder(name: "f", holds: Visitors)],
    environments: [
        Environment(name: "r", stage: Live, targeting_dimension: "r", spaces: [Space(name: "s", channel: InboundWeb,
            fall_back_to_anonymous: true, linked_anonymous_space: "v/s")]),
        Environment(name: "v", stage: Live, anonymous: true, targeting_dimension: "v", visitor_folder: "f",
            call_data: [Field(name: "basket", type: Decimal), Field(name: "pages", type: List)],
            spaces: [Space(name: "s", channel: InboundWeb)],
            categories: [Category(name: "c", offers: [
                Offer(name: "o", target: "call.basket >= 10.0 && 'b' in call.pages",
                    weights: [Weight(label: "w", value: 1)], live_on: ["s"]),
            ])]),
    ])"#;
    let catalog = Edited::of(text);
    let decide =
        |data: &[&str]| vitrine(&[&["decide", catalog.path(), "--space=r/s", "--json"], data].concat());
    let decision = decide(&["--data=basket=10", "--data=pages=a,b"]);
    assert_eq!(offers(&decision.json()), ["v/o"], "{}", decision.out);
    let undeclared = decide(&["--data=colour=red"]).json();
    assert!(undeclared["notes"][0].as_str().is_some_and(|note| note.contains("colour")), "{undeclared}");
    let mistyped = decide(&["--data=basket=much"]);
    assert_eq!((mistyped.code, mistyped.out.as_str()), (2, ""));
    assert!(mistyped.err.contains("basket") && mistyped.err.contains("much"), "{}", mistyped.err);
}

#[test]
fn a_call_that_cannot_be_made_exits_2_and_says_what_there_is() {
    for (arguments, word) in [
        (vec!["--space=recipient/gone"], "recipient/web_best"),
        (vec!["--space=web_best"], "ENVIRONMENT/SPACE"),
        (vec!["--scenario=gone"], "logged_in"),
        (vec![], "--space"),
        (vec!["--space=a/b", "--data=language"], "NAME=VALUE"),
        (vec!["--space=a/b", "--at=tomorrow"], "2026-07-01"),
        (vec!["--space=a/b", "--count=-1"], "--count"),
        (vec!["--space=a/b", "--audience=x"], "--audience"),
        (vec!["--calls=-"], "--json"),
        (vec!["--calls=-", "--json", "--space=a/b"], "--space"),
        (vec!["--calls=nope.jsonl", "--json"], "nope.jsonl"),
    ] {
        let ran = vitrine(&[&["decide", NEOBANK], &arguments[..]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(word), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn calls_are_answered_line_by_line_in_order() {
    let calls = [
        r#"{"space": "recipient/web_best", "at": "2026-11-21T10:00", "call_data": {"language": "fr"}}"#,
        "",
        "no JSON",
        r#"{"space": "recipient/gone"}"#,
        r#"{"space": "recipient/web_best", "spice": 1}"#,
        r#"{"space": "recipient/web_best", "permanent_cookie": "c-ben", "at": "2026-11-21T10:00"}"#,
    ];
    let ran = with_input(&["decide", NEOBANK, "--calls", "-", "--json"], &calls.join("\n"));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let answers: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(answers.len(), 5, "one a line that is not blank");
    assert_eq!(answers[0], vitrine(&[&NOBODY[..5], &["--json"]].concat()).json(), "as one by one");
    assert_eq!(
        (&answers[1]["line"], &answers[2]["line"], &answers[3]["line"]),
        (&json!(3), &json!(4), &json!(5))
    );
    for (answer, word) in [(1, "column"), (2, "gone"), (3, "spice")] {
        assert!(answers[answer]["error"].as_str().is_some_and(|error| error.contains(word)), "{}", ran.out);
    }
    assert_eq!(answers[4]["identification"], "implicit");
    let good = with_input(&["decide", NEOBANK, "--calls", "-", "--json"], calls[0]);
    assert_eq!((good.code, good.out.lines().count()), (0, 1));
    assert_eq!(with_input(&["decide", "-", "--calls", "-", "--json"], "").code, 2);
}

#[test]
fn what_a_call_stores_later_calls_see() {
    let calls = |store: bool, cookie: &str| {
        let call = json!({"space": "recipient/web_best", "permanent_cookie": cookie, "store": store,
            "at": "2026-11-21T10:00", "call_data": {"language": "en"}});
        let ran = with_input(&["decide", NEOBANK, "--calls", "-", "--json"], &format!("{call}\n").repeat(8));
        assert_eq!(ran.code, 0);
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<Value>>()
    };
    let same = calls(false, "c-ben");
    assert!(same.iter().all(|answer| answer == &same[0]));
    let capped = calls(true, "c-ben");
    assert_ne!(offers(&capped[7]), offers(&capped[0]), "the same offer at most five times");
    let new = calls(true, "c-never-seen");
    assert_eq!((&new[0]["identification"], &new[0]["contact"]), (&json!("anonymous"), &Value::Null));
    assert_eq!(
        (&new[1]["identification"], &new[1]["contact"]["key"]),
        (&json!("implicit"), &json!(["c-never-seen"]))
    );
}

#[test]
fn issues_have_place_code_and_words() {
    let catalog =
        Edited::new("name: \"recipient\",\n            label: \"Env", "\"customer_pressure\"", "\"gone\"");
    let (line, column) = catalog.place("\"gone\"");
    let ran = vitrine(&["check", catalog.path()]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let start = format!("{}:{line}:{column}: error[dangling_reference]: ", catalog.path());
    assert!(ran.out.lines().any(|line| line.starts_with(&start)), "{start} is not in {}", ran.out);
    assert!(ran.out.lines().last().is_some_and(|last| last.starts_with("1 error, ")), "{}", ran.out);
    let issues = vitrine(&["check", catalog.path(), "--json"]);
    assert_eq!(issues.code, 1);
    let issues = issues.json();
    let issue = issues.as_array().expect("a list").iter().find(|it| it["code"] == "dangling_reference");
    let issue = issue.expect("the issue");
    assert_eq!(issue["severity"], "error");
    assert_eq!(issue["entity"], json!({"kind": "environment", "name": "recipient"}));
    assert_eq!(
        (&issue["field"], &issue["line"], &issue["column"]),
        (&json!("typology"), &json!(line), &json!(column))
    );
    assert!(issue["message"].is_string() && issue.get("hint").is_some());
    let decided = vitrine(&["decide", catalog.path(), "--space=recipient/web_best", AT]);
    assert_eq!(decided.code, 0, "a catalog with errors still decides");
    assert!(decided.err.contains("1 error"), "{}", decided.err);
}

#[test]
fn a_rule_that_is_wrong_has_its_column() {
    let catalog = Edited::new("filters:", "profile.balance >= min_balance", "profile.balance >= min_balanse");
    let (line, column) = catalog.place("min_balanse");
    let ran = vitrine(&["check", catalog.path()]);
    assert!(ran.out.contains(&format!("{}:{line}:{column}: error[", catalog.path())), "{}", ran.out);
    let issues = vitrine(&["check", catalog.path(), "--json"]).json();
    assert!(
        issues
            .as_array()
            .is_some_and(|all| all.iter().any(|it| it["entity"]
                == json!({"kind": "filter", "environment": "recipient", "name": "affluent"}))),
        "{issues}"
    );
}

#[test]
fn what_is_no_catalog_exits_2_with_line_and_column() {
    let broken = Edited::new("", "label: \"Neobank offers\",", "label: \"Neobank offers\", colour: 1,");
    let (line, column) = broken.place("colour");
    for command in ["check", "test", "fmt", "export", "decide"] {
        let space: &[&str] = if command == "decide" { &["--space=a/b"] } else { &[] };
        let ran = vitrine(&[&[command, broken.path()], space].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command}");
        assert!(ran.err.starts_with(&format!("{}:{line}:{column}: error: ", broken.path())), "{}", ran.err);
        let missing = vitrine(&[&[command, "nope.ron"], space].concat());
        assert_eq!(missing.code, 2, "{command}");
        assert!(missing.err.contains("nope.ron"), "{}", missing.err);
    }
    let unclosed = with_input(&["check", "-"], "Catalog(\n  format: 1,\n  name: \"x");
    assert_eq!(unclosed.code, 2);
    assert!(unclosed.err.starts_with("<stdin>:3:9: error: "), "{}", unclosed.err);
    assert_eq!(fs::read_to_string(&broken.path).ok().as_deref(), Some(&*broken.text), "nothing was written");
}

#[test]
fn scenarios_that_fail_say_how() {
    let catalog = Edited::new("name: \"logged_in\"", "[\"recipient/term_deposit\", ", "[");
    let text = vitrine(&["test", catalog.path()]);
    assert_eq!(text.code, 1);
    assert!(text.out.contains("✗ logged_in ") && text.out.contains(", 1 failed\n"), "{}", text.out);
    assert!(
        text.out.contains("    expected recipient/travel_card, but got recipient/term_deposit"),
        "{}",
        text.out
    );
    let ran = vitrine(&["test", catalog.path(), "--json"]);
    assert_eq!(ran.code, 1);
    let results = ran.json();
    let all = results["scenarios"].as_array().expect("a list");
    assert_eq!(results["failed"], 1);
    assert_eq!(results["passed"], all.len() - 1);
    let failed = all.iter().find(|it| it["passed"] == false).expect("one that failed");
    assert_eq!(failed["name"], "logged_in");
    assert!(failed["label"].is_string() && failed["differences"][0].is_string());
    assert_eq!(offers(&failed["decision"])[0], "recipient/term_deposit");
    let none = with_input(&["test", "-"], "Catalog(format: 1, name: \"x\")");
    assert_eq!((none.code, none.out.as_str()), (0, "no scenarios\n"));
}

#[test]
fn formatting_keeps_comments_and_writes_only_what_differs() {
    let catalog = Edited::of("// ours\nCatalog(name: \"x\", format: 1) // end\n");
    let checked = vitrine(&["fmt", "--check", NEOBANK, catalog.path()]);
    assert_eq!((checked.code, checked.out), (1, format!("{}\n", catalog.path())));
    assert_eq!(fs::read_to_string(&catalog.path).ok().as_deref(), Some(&*catalog.text));
    let printed = with_input(&["fmt", "-"], &catalog.text);
    assert_eq!(printed.code, 0);
    let formatted = vitrine(&["fmt", catalog.path()]);
    assert_eq!((formatted.code, formatted.out.as_str()), (0, ""));
    let text = fs::read_to_string(&catalog.path).expect("a file");
    assert_eq!(text, printed.out);
    assert!(text.contains("// ours") && text.contains("// end") && text.contains("format: 1"), "{text}");
    assert_eq!(vitrine(&["fmt", "--check", catalog.path()]).code, 0);
    let modified = || fs::metadata(&catalog.path).and_then(|it| it.modified()).expect("a time");
    let before = modified();
    assert_eq!(vitrine(&["fmt", catalog.path()]).code, 0);
    assert_eq!(modified(), before, "a canonical file is not written");
    let some = vitrine(&["fmt", "nope.ron", catalog.path()]);
    assert_eq!(some.code, 2);
}

#[test]
fn an_export_is_what_production_needs_and_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("live.json");
    for catalog in CATALOGS {
        let ron = vitrine(&["export", catalog]);
        assert_eq!((ron.code, ron.err.as_str()), (0, ""), "{catalog}");
        for word in ["Design(", "Contact(", "Scenario(", "Proposition("] {
            assert!(!ron.out.contains(word), "{catalog}: {word}");
        }
        assert!(ron.out.starts_with("#![enable(implicit_some)]\n"));
        let again = with_input(&["export", "-"], &ron.out);
        assert_eq!(again.out, ron.out, "an export of an export is itself");
        assert_eq!(with_input(&["fmt", "--check", "-"], &ron.out).code, 0, "{catalog}");
        let json = vitrine(&["export", catalog, "--format", "json"]).json();
        let stages = json["environments"].as_array().expect("a list").iter().map(|it| &it["stage"]);
        assert!(stages.into_iter().all(|stage| stage == "Live"));
        assert!(json.get("contacts").is_none() && json.get("scenarios").is_none());
        let written = vitrine(&["export", catalog, "-o", out.to_str().expect("UTF-8")]);
        assert_eq!((written.code, written.out.as_str()), (0, ""));
        let text = fs::read_to_string(&out).expect("the export");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), json);
    }
}

#[test]
fn an_export_that_could_not_run_is_refused() {
    let bare = with_input(&["export", "-"], "Catalog(format: 1, name: \"x\")");
    assert_eq!((bare.code, bare.out.as_str()), (1, ""));
    assert!(bare.err.contains("no Live environment"), "{}", bare.err);
    let published = Edited::new("name: \"live_recipient\"", "\"customer_pressure\"", "\"gone\"");
    let (line, column) = published.place("\"gone\"");
    let refused = vitrine(&["export", published.path()]);
    assert_eq!((refused.code, refused.out.len()), (1, 0));
    assert!(refused.err.contains(&format!(":{line}:{column}: error: ")), "{}", refused.err);
    let design =
        Edited::new("name: \"recipient\",\n            label: \"Env", "\"customer_pressure\"", "\"gone\"");
    assert_eq!(vitrine(&["export", design.path()]).code, 0, "what is wrong in Design stays there");
    let onto_itself = vitrine(&["export", design.path(), "-o", design.path()]);
    assert_eq!(onto_itself.code, 2);
    assert_eq!(fs::read_to_string(&design.path).ok().as_deref(), Some(&*design.text));
    let nowhere = vitrine(&["export", NEOBANK, "-o", "no/such/folder/x.ron"]);
    assert_eq!(nowhere.code, 2);
}

#[test]
fn piped_output_has_no_colours_and_catalogs_cannot_add_any() {
    for arguments in [&["check", NEOBANK][..], &["test", NEOBANK], &NOBODY, &["--help"], &["nope", "nope"]] {
        let ran = vitrine(arguments);
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{arguments:?}");
    }
    let coloured = program().args(["test", NEOBANK]).env("CLICOLOR_FORCE", "1").output().expect("runs");
    assert!(coloured.stdout.contains(&0x1b), "colours that are asked for");
    let hostile = Edited::new("name: \"logged_in\"", "Anna, logged in", "Anna \\u{1b}[2J");
    let ran = vitrine(&["test", hostile.path()]);
    assert!(ran.out.contains("Anna") && !ran.out.contains('\u{1b}'), "{}", ran.out);
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let mut command = program();
    command.args(["decide", NEOBANK, "--calls", "-", "--json"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("piped");
    for _ in 0..50 {
        // It may have ended already, and then nobody reads.
        let _ = writeln!(stdin, "{{\"space\": \"recipient/web_best\"}}");
    }
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn help_version_and_usage() {
    let help = vitrine(&["--help"]);
    assert_eq!(help.code, 0);
    for command in ["check", "decide", "test", "fmt", "export"] {
        assert!(help.out.contains(command));
        let own = vitrine(&[command, "--help"]);
        assert!(own.code == 0 && own.out.contains("Usage: vitrine "), "{}", own.out);
    }
    assert_eq!(vitrine(&["--version"]).out, format!("vitrine {}\n", env!("CARGO_PKG_VERSION")));
    let unknown = vitrine(&["check", NEOBANK, "--fast"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("--fast"), "{}", unknown.err);
    let french = program().arg("--help").env("LC_ALL", "fr_FR.UTF-8").output().expect("runs");
    assert!(String::from_utf8_lossy(&french.stdout).contains("Commandes :"));
}

#[test]
fn the_language_is_the_systems_and_json_is_always_english() {
    let run = |arguments: &[&str]| {
        let output = program().args(arguments).env("LC_ALL", "fr_FR.UTF-8").output().expect("runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(run(&NOBODY).contains("Parcours"));
    let json = [&NOBODY[..], &["--json"]].concat();
    assert_eq!(run(&json), vitrine(&json).out);
}

#[cfg(not(feature = "gui"))]
#[test]
fn without_a_window_the_editor_says_so() {
    for arguments in [&[][..], &[NEOBANK]] {
        let ran = vitrine(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("no editor"), "{}", ran.err);
    }
}

#[cfg(all(feature = "gui", target_os = "linux"))]
#[test]
fn without_a_display_the_editor_says_so() {
    let mut command = program();
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(variable);
    }
    let output = command.arg(NEOBANK).output().expect("the program starts");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{err}");
    assert!(err.starts_with("error: ") && err.trim_end().lines().count() == 1, "{err}");
}
