//! `vitrine publish`: what goes to Live, what is said of it, and what is refused.

use crate::support::{AT, CATALOGS, Edited, vitrine, with_input};
use serde_json::{Value, json};
use std::fs;

/// A Design environment with an approved offer that Live has with another weight, one that is pending and one that is
/// rejected but was published.
const SHOP: &str = r#"#![enable(implicit_some)]
// ours
Catalog(format: 1, name: "shop", time_zone: "UTC",
    dimensions: [Dimension(name: "recipient", kind: Recipient, key: ["email"],
        fields: [Field(name: "email", type: Text)])],
    environments: [
        Environment(name: "design", label: "Design", stage: Design(live: "live"), targeting_dimension: "recipient",
            filters: [Filter(name: "known", rule: "profile.email != ''")],
            spaces: [Space(name: "web", label: "Web", channel: InboundWeb, default_categories: ["all"])],
            categories: [Category(name: "all", offers: [
                Offer(name: "card", label: "Card", target: "filters.known()", weights: [Weight(label: "Base", value: 5.0)],
                    approval: Approval(content: Approved(spaces: ["web"]), eligibility: Approved)), // best
                Offer(name: "draft", label: "Draft", weights: [Weight(value: 2.0)],
                    approval: Approval(content: Approved(spaces: ["web"]))),
                Offer(name: "bad", label: "Bad", weights: [Weight(value: 1.0)], approval: Approval(content: Rejected)),
            ])]),
        Environment(name: "live", label: "Live", stage: Live, targeting_dimension: "recipient",
            spaces: [Space(name: "web", label: "Web", channel: InboundWeb, default_categories: ["all"])],
            categories: [Category(name: "all", offers: [
                Offer(name: "card", label: "Card", weights: [Weight(label: "Base", value: 3.0)], live_on: ["web"]),
                Offer(name: "bad", label: "Bad", weights: [Weight(value: 1.0)], target: "filters.gone()",
                    live_on: ["web"]),
            ])]),
    ],
    contacts: [Contact(dimension: "recipient", values: {"email": "a@b.c"})],
    scenarios: [Scenario(name: "first", label: "First",
        call: Call(space: "design/web", identity: ["a@b.c"], count: 3, at: "2026-11-21"),
        expect: Expect(offers: ["design/card", "design/draft"]))],
)
"#;

fn offers(file: &str, space: &str) -> Vec<Value> {
    let decided = vitrine(&["decide", file, "--space", space, "--identity=a@b.c", "--count=5", AT, "--json"]);
    let propositions = decided.json()["propositions"].as_array().expect("a list").clone();
    propositions.into_iter().map(|it| json!([it["offer"], it["final_weight"]])).collect()
}

#[test]
fn what_is_approved_goes_to_live_and_nothing_else() {
    let shop = Edited::of(SHOP);
    let dry = vitrine(&["publish", shop.path(), "--dry-run"]);
    assert_eq!((dry.code, fs::read_to_string(&shop.path).ok().as_deref()), (0, Some(SHOP)));
    assert!(dry.out.contains("~ Offer Card · Live: changed\n"), "{}", dry.out);
    assert!(dry.out.contains("    Weights · Base · Value: 3 → 5\n"), "{}", dry.out);
    assert!(dry.out.contains("    Enabled: Yes → No\n"), "{}", dry.out);
    assert!(dry.out.ends_with("changes would be published.\n"), "{}", dry.out);
    assert!(dry.err.contains("fails in Live, as before: First."), "{}", dry.err);
    assert_eq!(dry.err.lines().count(), 1, "a withdrawn offer is doubtful for nobody: {}", dry.err);
    let published = vitrine(&["publish", shop.path(), "--json"]);
    let report = published.json();
    assert_eq!((published.code, &report["published"], &report["errors"]), (0, &json!(true), &json!([])));
    assert_eq!(report["standing_failing_scenarios"], json!(["First"]));
    let changes = report["changes"].as_array().expect("a list");
    let card = changes.iter().find(|it| it["entity"]["name"] == "card").expect("it changes");
    assert_eq!(card["entity"], json!({"kind": "offer", "environment": "live", "name": "card"}));
    assert_eq!((&card["change"], &card["label"]), (&json!("changed"), &json!("Card")));
    let weight = json!({"field": "weights[Base].value", "old": 3.0, "new": 5.0});
    assert!(card["fields"].as_array().expect("a list").contains(&weight), "{card}");
    assert!(changes.iter().all(|it| it["entity"]["environment"] != "design"), "Design stays as it is");
    assert_eq!(offers(shop.path(), "live/web"), [json!(["live/card", 5.0])]);
    let text = fs::read_to_string(&shop.path).expect("a file");
    assert!(text.contains("// ours") && text.contains("// best"), "comments stay: {text}");
    assert_eq!(vitrine(&["check", shop.path()]).code, 0, "what was withdrawn refers to nothing that is gone");
}

/// What has another name is told with both. An offer that is gone from Design stays in Live, disabled: it is another one.
#[test]
fn a_new_name_is_told_beside_the_old_one() {
    let shop = Edited::of(SHOP);
    assert_eq!(vitrine(&["publish", shop.path()]).code, 0);
    let published = fs::read_to_string(&shop.path).expect("a file");
    let (design, live) = published.split_once("name: \"live\"").expect("both environments");
    for (kind, old, new) in
        [("Category", "all", "best"), ("Space", "web", "site"), ("Filter", "known", "met")]
    {
        let design = design
            .replace(&format!("\"{old}\""), &format!("\"{new}\""))
            .replace(&format!("filters.{old}()"), &format!("filters.{new}()"));
        fs::write(&shop.path, format!("{design}name: \"live\"{live}")).expect("written");
        let dry = vitrine(&["publish", shop.path(), "--dry-run"]);
        assert!(dry.out.contains(&format!("    Name: {old} → {new}\n")), "{kind}: {}{}", dry.out, dry.err);
        let json = vitrine(&["publish", shop.path(), "--dry-run", "--json"]).json();
        let changes = json["changes"].as_array().expect("a list");
        let found = changes.iter().find(|it| it["renamed_from"] == old).expect("it is told");
        assert_eq!(found["entity"]["name"], new, "{kind}");
    }
}

#[test]
fn publishing_again_changes_nothing() {
    let shop = Edited::of(SHOP);
    for catalog in
        CATALOGS.into_iter().map(|path| fs::read_to_string(path).expect("a sample")).chain([SHOP.into()])
    {
        fs::write(&shop.path, catalog).expect("written");
        let once = vitrine(&["publish", shop.path()]);
        assert_eq!(once.code, 0, "{}", once.err);
        let text = fs::read_to_string(&shop.path).expect("a file");
        let again = vitrine(&["publish", shop.path(), "--json"]);
        assert_eq!((&again.json()["published"], &again.json()["changes"]), (&json!(false), &json!([])));
        assert_eq!(fs::read_to_string(&shop.path).ok(), Some(text.clone()));
        assert_eq!(with_input(&["publish", "-"], &text).out, text);
    }
}

#[test]
fn errors_of_what_would_be_published_refuse_it_at_the_place_that_is_edited() {
    let broken = Edited::of(SHOP.replace("target: \"filters.known()\"", "target: \"filters.unknown()\""));
    let refused = vitrine(&["publish", broken.path()]);
    let (line, column) = broken.place("\"filters.unknown()\"");
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains(&format!("{}:{line}:", broken.path())), "{} {column}", refused.err);
    assert!(refused.err.contains("what would be published has 1 error"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&broken.path).ok().as_deref(), Some(&*broken.text));
    let report = vitrine(&["publish", broken.path(), "--json"]).json();
    assert_eq!((&report["published"], &report["errors"][0]["line"]), (&json!(false), &json!(line)));
    // An error of an offer that is not published does not keep the others back.
    let draft = SHOP.replace("Offer(name: \"draft\"", "Offer(target: \"filters.unknown()\", name: \"draft\"");
    assert_eq!(vitrine(&["publish", Edited::of(draft).path()]).code, 0);
}

#[test]
fn an_environment_that_has_no_live_one_is_refused_with_its_place() {
    let broken = Edited::of(SHOP.replace("live: \"live\"", "live: \"nowhere\""));
    let refused = vitrine(&["publish", broken.path(), "--dry-run"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("Design cannot be published because it is not linked to a Live environment"),
        "{}",
        refused.err
    );
    let (line, _) = broken.place("Design(live");
    assert!(refused.err.contains(&format!(":{line}:")), "{}", refused.err);
    let bare = with_input(&["publish", "-"], "Catalog(format: 1, name: \"x\")");
    assert_eq!((bare.code, bare.out.as_str()), (1, ""));
    assert!(bare.err.contains("has no Design environment"), "{}", bare.err);
}

#[test]
fn a_rule_that_names_its_environment_reads_in_live_and_in_an_export_as_in_design() {
    let shop =
        SHOP.replace("target: \"filters.known()\"", "target: \"interaction.environment in ['design', 'x']\"");
    let shop = Edited::of(shop.replace("offers: [\"design/card\", \"design/draft\"]", "offers: []"));
    let published = vitrine(&["publish", shop.path()]);
    assert_eq!((published.code, published.err.as_str()), (0, ""), "nothing is doubtful");
    assert_eq!(offers(shop.path(), "live/web"), [json!(["live/card", 5.0])]);
    let check = vitrine(&["check", shop.path(), AT]);
    assert!(!check.out.contains("never match"), "{}", check.out);
    let exported = vitrine(&["export", shop.path()]);
    assert!(exported.out.contains("interaction.environment in ['live', 'x']"), "{}", exported.out);
    let exported = Edited::of(exported.out.replace("environments: [", CONTACT));
    assert_eq!(offers(exported.path(), "live/web"), [json!(["live/card", 5.0])]);
}

/// An export has no contacts: somebody for whom it decides.
const CONTACT: &str =
    "contacts: [Contact(dimension: \"recipient\", values: {\"email\": \"a@b.c\"})],\n    environments: [";

#[test]
fn only_what_is_worse_than_before_is_doubtful() {
    // The space is not in Live yet: nobody was told that the scenario fails there.
    let space =
        "spaces: [Space(name: \"web\", label: \"Web\", channel: InboundWeb, default_categories: [\"all\"])],";
    let (design, live) = SHOP.split_once("name: \"live\"").expect("a Live environment");
    let shop = Edited::of(format!("{design}name: \"live\"{}", live.replace(space, "")));
    let said = vitrine(&["publish", shop.path(), "--dry-run"]).err;
    assert!(said.contains("scenario “First” passes in Design, but fails in Live."), "{said}");
    let first = vitrine(&["publish", shop.path(), "--json"]).json();
    assert_eq!(
        (&first["failing_scenarios"], &first["standing_failing_scenarios"]),
        (&json!(["First"]), &json!([]))
    );
    let text = fs::read_to_string(&shop.path).expect("a file");
    let changed = text.replacen("value: 5.0", "value: 6.0", 1);
    assert_ne!(text, changed);
    let shop = Edited::of(changed);
    let second = vitrine(&["publish", shop.path(), "--json", "--dry-run"]).json();
    assert_eq!(
        (&second["failing_scenarios"], &second["standing_failing_scenarios"]),
        (&json!([]), &json!(["First"]))
    );
    let said = vitrine(&["publish", shop.path(), "--dry-run"]).err;
    assert!(said.contains("One scenario passes in Design and fails in Live, as before: First."), "{said}");
}

#[test]
fn of_an_offer_that_is_gone_only_what_names_what_is_gone_goes_too_and_it_stays_in_its_place() {
    let with_more = SHOP.replace(
        "live_on: [\"web\"]),\n            ])]),\n    ],\n    contacts",
        "live_on: [\"web\"], content: Content(title: \"Bad\")),\n                Offer(name: \"last\", live_on: [\"web\"]),\n            ])]),\n    ],\n    contacts",
    );
    assert_ne!(with_more, SHOP);
    let bad = "Offer(name: \"bad\", label: \"Bad\", weights: [Weight(value: 1.0)], approval: Approval(content: Rejected)),";
    let shop = Edited::of(with_more.replace(bad, ""));
    assert_ne!(shop.text, with_more);
    let report = vitrine(&["publish", shop.path(), "--json"]).json();
    let changes = report["changes"].as_array().expect("a list");
    let bad = changes.iter().find(|it| it["entity"]["name"] == "bad").expect("it changes");
    let fields: Vec<_> =
        bad["fields"].as_array().expect("a list").iter().map(|it| it["field"].clone()).collect();
    assert_eq!(fields, [json!("target"), json!("enabled")], "{bad}");
    assert!(changes.iter().all(|it| it.get("moved_from").is_none()), "{changes:?}");
}

#[test]
fn the_first_publication_names_each_offer() {
    let (shop, _) = SHOP.split_once("Environment(name: \"live\"").expect("the Live environment");
    let shop = Edited::of(format!(
        "{shop}Environment(name: \"live\", label: \"Live\", stage: Live, targeting_dimension: \"recipient\")])"
    ));
    let dry = vitrine(&["publish", shop.path(), "--dry-run"]);
    assert!(dry.out.contains("+ Category all · Live: added\n+ Offer Card · Live: added\n"), "{}", dry.out);
    assert!(dry.out.ends_with("4 changes would be published.\n"), "{}", dry.out);
    let report = vitrine(&["publish", shop.path(), "--json"]).json();
    let changes = report["changes"].as_array().expect("a list");
    assert!(changes.iter().any(|it| it["change"] == "added" && it["label"] == "Card"), "{report}");
    assert!(vitrine(&["publish", shop.path()]).out.starts_with("Nothing to publish"));
}

#[test]
fn an_offer_that_moves_into_a_new_category_is_not_named_as_new() {
    let (draft, live) = ("Offer(name: \"draft\"", "Environment(name: \"live\"");
    let (design, rest) = SHOP.split_once(live).expect("the Live environment");
    let design = design.replace("Category(name: \"all\"", "Category(name: \"new\"");
    let design = design.replace(draft, &format!("]), Category(name: \"all\", offers: [{draft}"));
    let dry = vitrine(&["publish", Edited::of(format!("{design}{live}{rest}")).path(), "--dry-run"]);
    assert!(dry.out.contains("+ Category new · Live: added\n"), "{}{}", dry.out, dry.err);
    assert!(dry.out.contains("~ Offer Card · Live: changed\n    Position: all → new\n"), "{}", dry.out);
    assert!(!dry.out.contains("+ Offer"), "{}", dry.out);
}
