//! `vitrine check` and `vitrine test`: what is wrong with a catalog, and scenarios that fail.

use crate::support::{AT, CATALOGS, Edited, offers, vitrine, with_input};
use serde_json::json;
use std::fs;

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

/// Programs read labels and messages whole, however long they are.
#[test]
fn nothing_is_cut_in_json() {
    let long = "long ".repeat(1_000);
    let text = format!(
        r#"Catalog(format: 1, name: "c", dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"],
            fields: [Field(name: "id", type: Text)])], environments: [Environment(name: "e", stage: Live,
            targeting_dimension: "d", spaces: [Space(name: "s", channel: InboundWeb)], categories: [
            Category(name: "k", offers: [Offer(name: "o", label: "{long}")])])],
            scenarios: [Scenario(name: "z", label: "{long}", call: Call(space: "e/s"), expect: Expect())])"#
    );
    let catalog = Edited::of(text);
    let issues = vitrine(&["check", catalog.path(), "--json"]).json();
    let whole = |it: &&serde_json::Value| it["message"].as_str().is_some_and(|text| text.contains(&long));
    assert!(issues.as_array().expect("a list").iter().any(|it| whole(&it)), "{issues}");
    let tests = vitrine(&["test", catalog.path(), "--json"]).json();
    assert_eq!(tests["scenarios"][0]["label"], *long);
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
    assert_eq!(decided.err, "", "and without checking it all first");
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
fn the_history_of_a_scenario_counts_in_tests_and_decisions() {
    let history = r#"name: "logged_in", history: [Proposition(offer: "recipient/term_deposit",
        space: "recipient/web_best", at: "2026-11-01", status: Accepted)]"#;
    let catalog = Edited::new("scenarios:", r#"name: "logged_in""#, history);
    let ran = vitrine(&["test", catalog.path()]);
    assert!(ran.code == 1 && ran.out.contains("✗ logged_in "), "{}", ran.out);
    let decided = vitrine(&["decide", catalog.path(), "--scenario=logged_in", "--json"]).json();
    let excluded = decided["excluded"].as_array().expect("a list");
    let capped = excluded.iter().find(|it| it["offer"] == "recipient/term_deposit").expect("excluded");
    assert_eq!(capped["reason"], "presentation_rule");
}

#[test]
fn scenarios_that_fail_say_how() {
    let catalog = Edited::new("name: \"logged_in\"", "[\"recipient/term_deposit\", ", "[");
    let text = vitrine(&["test", catalog.path()]);
    assert_eq!(text.code, 1);
    assert!(text.out.contains("✗ logged_in ") && text.out.contains(", 1 failed\n"), "{}", text.out);
    assert!(
        text.out.contains("    offers: expected recipient/travel_card, got recipient/term_deposit"),
        "{}",
        text.out
    );
    let first =
        "recipient/travel_card expected at rank 1, got recipient/term_deposit: recipient/travel_card is";
    assert!(text.out.contains(first), "{}", text.out);
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
    let difference = &failed["first_difference"];
    assert_eq!(difference["rank"], 1);
    assert_eq!(difference["expected"], "recipient/travel_card");
    assert_eq!(difference["got"], "recipient/term_deposit");
    assert!(difference["detail"].as_str().is_some_and(|it| it.starts_with(first)), "{difference}");
    assert!(all.iter().all(|it| it["passed"] == false || it.get("first_difference").is_none()));
    let none = with_input(&["test", "-"], "Catalog(format: 1, name: \"x\")");
    assert_eq!((none.code, none.out.as_str()), (0, "no scenarios\n"));
}

#[test]
fn what_nobody_sees_in_a_comment_is_warned_of() {
    let text = "// a\u{202e}b\nCatalog(format: 1, name: \"n\")\n";
    let ran = with_input(&["check", "-"], text);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(":1:5: warning[hidden_character]: "), "{}", ran.out);
    assert!(ran.out.ends_with("0 errors, 1 warning, 0 hints\n"), "{}", ran.out);
    let issues = with_input(&["check", "-", "--json"], text).json();
    assert_eq!((&issues[0]["line"], &issues[0]["column"]), (&json!(1), &json!(5)));
}
