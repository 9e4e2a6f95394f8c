//! `vitrine test --coverage`: what no scenario touches.

use crate::support::{CATALOGS, Edited, NEOBANK, vitrine};
use serde_json::{Value, json};

#[test]
fn what_no_scenario_touches_is_listed_by_environment_and_kind() {
    let ran = vitrine(&["test", NEOBANK, "--coverage"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "what is not touched is no failure: {}", ran.out);
    for line in ["\nEnvironment - Recipient\n", "\n  Offers ", "\n  Spaces ", "\n  Outcomes of conditions "] {
        assert!(ran.out.contains(line), "{line:?} in {}", ran.out);
    }
    assert!(!ran.out.contains("Live"), "what is tried in Design is what will be Live: {}", ran.out);
    assert!(ran.out.ends_with("0 failed\n"), "{}", ran.out);
}

#[test]
fn the_json_has_a_count_and_an_entity_for_each() {
    let mut arguments = vec!["test"];
    arguments.extend(CATALOGS);
    arguments.extend(["--coverage", "--json"]);
    let ran = vitrine(&arguments);
    let all = ran.json();
    assert!(all["scenarios"].is_array() && all["passed"].is_u64());
    let files = all["coverage"].as_array().expect("a list");
    assert_eq!(files.iter().map(|it| it["file"].as_str().expect("a name")).collect::<Vec<_>>(), CATALOGS);
    for group in files.iter().flat_map(|file| file["environments"].as_array().expect("a list")) {
        for kind in group["kinds"].as_array().expect("a list") {
            let untouched = kind["untouched"].as_array().expect("a list");
            let count = |it: &Value| it["outcomes"].as_array().map_or(1, Vec::len) as u64;
            let left: u64 = untouched.iter().map(count).sum();
            assert_eq!(
                kind["touched"].as_u64().expect("a count") + left,
                kind["total"].as_u64().expect("a count")
            );
            assert!(untouched.iter().all(|it| it["entity"]["name"].is_string() && it["label"].is_string()));
        }
    }
    assert_eq!(vitrine(&["test", NEOBANK, "--json"]).json().get("coverage"), None);
}

#[test]
fn a_failing_scenario_still_decides_the_exit_code() {
    let shop = Edited::of(
        r#"#![enable(implicit_some)]
        Catalog(format: 1, name: "shop", dimensions: [Dimension(name: "visitor", kind: Visitor, key: ["id"],
            fields: [Field(name: "id", type: Text), Field(name: "pages", type: Integer)])],
            folders: [Folder(name: "all", holds: Visitors)],
            environments: [Environment(name: "v", label: "Shop", stage: Design(live: "live"), anonymous: true,
                visitor_folder: "all", targeting_dimension: "visitor",
                spaces: [Space(name: "web", label: "Web", channel: InboundWeb)],
                categories: [Category(name: "c", offers: [Offer(name: "o", label: "Offer", target: "profile.pages > 3",
                    weights: [Weight(value: 1)])])])],
            scenarios: [Scenario(name: "one", call: Call(space: "v/web", at: "2026-11-21"),
                expect: Expect(offers: ["v/o"]))])"#,
    );
    let ran = vitrine(&["test", shop.path(), "--coverage"]);
    assert_eq!(ran.code, 1);
    let lines = "Shop\n  Offers 0 of 1 · not covered:\n    v/o  Offer\n  Spaces 1 of 1\n  Ways of identification 1 of 1\n  Reasons of \
        exclusion 1 of 2 · not covered:\n    v  Shop  Out of scope\n  Outcomes of conditions 1 of 3 · not covered:\n    v/o  Offer  Rule: \
        profile.pages > 3 — never true, false\n";
    assert!(ran.out.contains(lines), "{}", ran.out);
    let json = vitrine(&["test", shop.path(), "--coverage", "--json"]).json();
    let kinds = &json["coverage"][0]["environments"][0]["kinds"];
    assert_eq!(
        kinds[4]["untouched"],
        json!([{"entity": {"kind": "offer", "environment": "v", "name": "o"}, "label": "Offer", "field": "target",
            "condition": "profile.pages > 3", "outcomes": ["true", "false"]}])
    );
    assert_eq!(kinds[3]["untouched"][0]["reason"], json!("out_of_scope"));
}

/// One item has the form of several, so that it can be pasted among others; and its label says what it is for.
#[test]
fn one_proposed_scenario_is_printed_as_several_are() {
    let shop = Edited::of(
        r#"#![enable(implicit_some)]
        Catalog(format: 1, name: "shop", dimensions: [Dimension(name: "visitor", kind: Visitor, key: ["id"],
            fields: [Field(name: "id", type: Text)])], folders: [Folder(name: "all", holds: Visitors)],
            environments: [Environment(name: "v", label: "Shop", stage: Design(live: "live"), anonymous: true,
                visitor_folder: "all", targeting_dimension: "visitor",
                call_data: [Field(name: "language", label: "Page language", type: Text)],
                spaces: [Space(name: "web", label: "Web", channel: InboundWeb)],
                categories: [Category(name: "c", offers: [Offer(name: "o", label: "Offer",
                    target: "call.language != 'fr'", weights: [Weight(value: 1)])])])],
            scenarios: [Scenario(name: "fr", call: Call(space: "v/web", at: "2026-11-21", call_data: {"language": "fr"}),
                expect: Expect(offers: [])), Scenario(name: "en", call: Call(space: "v/web", at: "2026-11-21",
                call_data: {"language": "en"}), expect: Expect(offers: ["v/o"]))])"#,
    );
    let english = vitrine(&["scenarios", "propose", shop.path(), "--at=2026-11-21T10:00"]);
    assert!(english.out.contains("scenarios: [\n    Scenario(\n"), "{}", english.out);
    assert!(english.out.ends_with("    ),\n],\n"), "{}", english.out);
    let label = "label: \"Value missing for the condition: page language is not “fr”\"";
    assert!(english.out.contains(label), "{}", english.out);
}

#[test]
fn proposed_scenarios_can_be_pasted_and_pass() {
    let before = vitrine(&["test", NEOBANK, "--coverage", "--json"]).json();
    let proposed = vitrine(&["scenarios", "propose", NEOBANK, "--at=2026-11-21T10:00"]);
    assert_eq!(proposed.code, 0, "{}", proposed.err);
    assert!(proposed.err.contains("scenarios are proposed"), "{}", proposed.err);
    let (contacts, scenarios) = proposed.out.split_once("scenarios: [").expect("both are printed");
    let contacts = contacts.strip_prefix("contacts: [").expect("first").trim_end().trim_end_matches("],");
    let scenarios = scenarios.trim_end().trim_end_matches("],");
    assert!(contacts.contains("Contact(") && !scenarios.contains("Contact("), "{}", proposed.out);
    let pasted = Edited::new("    scenarios: [", "    scenarios: [", &format!("    scenarios: [{scenarios}"));
    let text = std::fs::read_to_string(pasted.path()).expect("it is there");
    let pasted = Edited::of(text.replacen("\n    contacts: [", &format!("\n    contacts: [{contacts}"), 1));
    let after = vitrine(&["test", pasted.path(), "--coverage", "--json"]);
    assert_eq!(after.code, 0, "they pass: {}", after.out);
    let touched = |json: &Value| -> u64 {
        let groups = json["coverage"][0]["environments"].as_array().expect("a list").iter();
        let kinds = groups.flat_map(|group| group["kinds"].as_array().expect("a list"));
        kinds.map(|kind| kind["touched"].as_u64().expect("a count")).sum()
    };
    assert!(
        touched(&after.json()) > touched(&before) + 40,
        "{} {}",
        touched(&before),
        touched(&after.json())
    );
    assert_eq!(vitrine(&["check", pasted.path(), "--at=2026-11-21T10:00"]).code, 0, "names are free");
    let unknown = vitrine(&["scenarios", "invent", NEOBANK]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
}
