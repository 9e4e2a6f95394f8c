//! What no scenario touches, beside the list of scenarios.

use crate::support::{WINDOW, click, find, has, press, reading, shell};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use vitrine::model::{InnerTab, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// A catalog with two offers, of which a scenario, if there is one, gets the second.
fn window(scenarios: &str) -> Harness<'static, Shell> {
    shell(ThemeChoice::Light, WINDOW, reading(Language::En, &text(scenarios)))
}

fn text(scenarios: &str) -> String {
    format!(
        r#"#![enable(implicit_some)]
        Catalog(format: 1, name: "shop", settings: Settings(ties: CatalogOrder),
            dimensions: [Dimension(name: "visitor", kind: Visitor, key: ["id"], fields: [
                Field(name: "id", type: Text), Field(name: "pages", label: "Pages seen", type: Integer)])],
            folders: [Folder(name: "all", holds: Visitors)],
            environments: [Environment(name: "v", label: "Shop", stage: Design(live: "live"), anonymous: true,
                visitor_folder: "all", targeting_dimension: "visitor",
                spaces: [Space(name: "web", label: "Web", channel: InboundWeb, implicit_identification: true)],
                categories: [Category(name: "c", label: "All", offers: [
                    Offer(name: "one", label: "First", target: "profile.pages > 3", weights: [Weight(value: 9)]),
                    Offer(name: "two", label: "Second", weights: [Weight(value: 1)])])])],
            contacts: [Contact(dimension: "visitor", folder: "all", values: {{"id": "v1", "pages": 5}}, cookies: ["c1"]),
                Contact(dimension: "visitor", folder: "all", values: {{"id": "v2", "pages": 1}}, cookies: ["c2"])],
            scenarios: [{scenarios}])"#
    )
}

const NOBODY: &str = r#"Scenario(name: "nobody", call: Call(space: "v/web", at: "2026-11-21"), expect: Expect(offers: ["v/two"]))"#;

fn active(harness: &Harness<'_, Shell>) -> Option<Ref> {
    harness.state().app().view().active_tab().cloned()
}

#[test]
fn what_no_scenario_touches_is_counted_listed_and_leads_to_itself() {
    let mut harness = window(NOBODY);
    click(&mut harness, Role::Tab, "Scenarios 1/1");
    click(&mut harness, Role::RadioButton, "Coverage 5/11");
    assert!(has(&harness, Role::Button, "Shop · Offers 1 of 2 · not covered:"));
    click(&mut harness, Role::Button, "First");
    assert_eq!(active(&harness), Some(Ref::Offer("v".into(), "one".into())));
    find(&harness, Role::List, "Coverage").focus();
    press(&mut harness, Key::End);
    assert!(has(&harness, Role::Button, "Shop · Outcomes of conditions 1 of 3 · not covered:"));
    click(&mut harness, Role::Button, "First · Rule: pages seen is more than 3 — never true, false");
    let tab = harness.state().app().view().inner_tab(&Ref::Offer("v".into(), "one".into()));
    assert_eq!(tab, InnerTab::Eligibility, "its rule is in sight");
    click(&mut harness, Role::RadioButton, "Results");
    assert!(has(&harness, Role::Button, "nobody: passed"));
}

#[test]
fn without_scenarios_nothing_is_touched_and_of_an_empty_catalog_there_is_nothing() {
    let mut harness = window("");
    click(&mut harness, Role::Tab, "Scenarios");
    click(&mut harness, Role::RadioButton, "Coverage 0/11");
    assert!(has(&harness, Role::Button, "Shop · Offers 0 of 2 · not covered:"));
    let text = r#"Catalog(format: 1, name: "empty")"#;
    let mut harness = shell(ThemeChoice::Light, WINDOW, reading(Language::En, text));
    click(&mut harness, Role::Tab, "Scenarios");
    click(&mut harness, Role::RadioButton, "Coverage 0/0");
    assert!(harness.query_by_label("Nothing to cover").is_some());
}

#[test]
fn proposed_scenarios_are_added_one_by_one_each_as_one_step() {
    let mut harness = window(NOBODY);
    click(&mut harness, Role::Tab, "Scenarios 1/1");
    click(&mut harness, Role::RadioButton, "Coverage 5/11");
    click(&mut harness, Role::Button, "Propose scenarios");
    harness.run();
    let count = |harness: &Harness<'_, Shell>| harness.state().app().workspace().catalog().scenarios.len();
    let left =
        |harness: &Harness<'_, Shell>| harness.state().app().proposing().shown().map(|(.., count)| count);
    let proposed = left(&harness).expect("something is proposed");
    click(&mut harness, Role::Button, "Add scenario");
    assert_eq!(count(&harness), 2);
    let results = harness.state().app().workspace().scenarios().clone();
    assert!(results.iter().all(|result| result.differences.is_empty()), "{results:?}");
    for _ in 1..proposed {
        click(&mut harness, Role::Button, "Skip scenario");
    }
    assert!(harness.query_by_label("No more scenarios to propose.").is_some());
    assert_eq!(count(&harness), 2, "what is skipped is not added");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(count(&harness), 1, "one step each");
}

/// What no contact of the catalog comes to takes one that does: it comes along, in the same step.
#[test]
fn a_proposed_scenario_brings_its_contact_along() {
    let text = text(NOBODY).replace("\"pages\": 5", "\"pages\": 2");
    let mut harness = shell(ThemeChoice::Light, WINDOW, reading(Language::En, &text));
    click(&mut harness, Role::Tab, "Scenarios 1/1");
    click(&mut harness, Role::RadioButton, "Coverage 5/11");
    click(&mut harness, Role::Button, "Propose scenarios");
    harness.run();
    let contact = |harness: &Harness<'_, Shell>| {
        let shown = harness.state().app().proposing().shown().map(|(shown, ..)| shown.contact.clone());
        shown.expect("one needs a contact")
    };
    while contact(&harness).is_none() {
        click(&mut harness, Role::Button, "Skip scenario");
    }
    let brought = contact(&harness).expect("there");
    assert!(harness.query_by_label_contains("(with a new contact: new_").is_some());
    let before = harness.state().app().workspace().catalog().clone();
    click(&mut harness, Role::Button, "Add scenario");
    let after = harness.state().app().workspace().catalog().clone();
    assert_eq!(after.contacts.len(), before.contacts.len() + 1);
    assert_eq!((after.contacts.last(), after.scenarios.len()), (Some(&brought), before.scenarios.len() + 1));
    assert!(harness.state().app().workspace().scenarios().iter().all(|result| result.differences.is_empty()));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(*harness.state().app().workspace().catalog(), before, "one step");
}

/// Two contacts, each known by a cookie, of whom the second is expected to get what only the first does.
fn failing(name: &str, label: &str, offers: &str) -> String {
    format!(
        r#"Scenario(name: "{name}", label: "{label}", call: Call(space: "v/web", permanent_cookie: "c2", count: 2,
            at: "2026-11-21"), expect: Expect(offers: {offers})),"#
    )
}

#[test]
fn a_scenario_that_fails_says_what_stopped_the_expected_offer_and_is_accepted() {
    let both = failing("first", "Gets both", r#"["v/one", "v/two"]"#) + &failing("second", "Gets none", "[]");
    let mut harness = window(&(both + NOBODY));
    click(&mut harness, Role::Tab, "Scenarios 1/3");
    let said = harness.query_by_label_contains("First expected at rank 1, got Second: First is excluded");
    let said = said.expect("the gate that stopped it").value();
    assert_eq!(
        said.as_deref(),
        Some(
            "First expected at rank 1, got Second: First is excluded (Not eligible): pages seen is more than 3: pages seen is 1"
        )
    );
    assert!(harness.query_by_label("nothing expected at rank 1, got Second").is_some());
    let expected = |harness: &Harness<'_, Shell>, name: &str| {
        let catalog = harness.state().app().workspace().catalog();
        let scenario = catalog.scenarios.iter().find(|it| it.name == name).expect("there");
        scenario.expect.clone()
    };
    // One by one, each as a step; only what a scenario checks is accepted.
    click(&mut harness, Role::Button, "Accept the current result of Gets none");
    let got =
        vitrine::model::Expect { offers: Some(vec!["v/two".into()]), ..vitrine::model::Expect::default() };
    assert_eq!(expected(&harness, "second"), got);
    assert_ne!(expected(&harness, "first"), got);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    click(&mut harness, Role::Button, "Accept all 2 current results");
    assert_eq!([expected(&harness, "first"), expected(&harness, "second")], [got.clone(), got.clone()]);
    assert!(has(&harness, Role::Tab, "Scenarios 3/3"));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(has(&harness, Role::Tab, "Scenarios 1/3"), "one step");
}

#[test]
fn many_results_are_accepted_once_a_person_says_so() {
    let all: String = (0..10).map(|n| failing(&format!("s{n}"), &format!("Scenario {n}"), "[]")).collect();
    let mut harness = window(&all);
    click(&mut harness, Role::Tab, "Scenarios 0/10");
    click(&mut harness, Role::Button, "Accept all 10 current results");
    assert!(has(&harness, Role::Tab, "Scenarios 0/10"), "it asks first");
    click(&mut harness, Role::Button, "Cancel");
    click(&mut harness, Role::Button, "Accept all 10 current results");
    click(&mut harness, Role::Button, "Accept");
    assert!(has(&harness, Role::Tab, "Scenarios 10/10"));
}

#[test]
fn forms_say_what_scenarios_touch_and_lead_to_the_coverage() {
    let mut harness = window(NOBODY);
    click(&mut harness, Role::Tab, "Scenarios 1/1");
    click(&mut harness, Role::RadioButton, "Coverage 5/11");
    find(&harness, Role::List, "Coverage").focus();
    press(&mut harness, Key::End);
    click(&mut harness, Role::Button, "First · Rule: pages seen is more than 3 — never true, false");
    assert!(harness.query_by_label("Not tested: pages seen is more than 3 — never true, false").is_some());
    click(&mut harness, Role::RadioButton, "Results");
    // It stands above the rule that is in sight.
    find(&harness, Role::Button, "No scenario shows this offer · 1 condition not tested in full")
        .click_accesskit();
    harness.run();
    assert!(has(&harness, Role::List, "Coverage"), "it leads to the coverage");
}
