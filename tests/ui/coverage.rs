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
    let text = format!(
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
    );
    shell(ThemeChoice::Light, WINDOW, reading(Language::En, &text))
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
    assert!(has(&harness, Role::Button, "Shop · Offers 1 of 2"));
    click(&mut harness, Role::Button, "First");
    assert_eq!(active(&harness), Some(Ref::Offer("v".into(), "one".into())));
    find(&harness, Role::List, "Coverage").focus();
    press(&mut harness, Key::End);
    assert!(has(&harness, Role::Button, "Shop · Outcomes of conditions 1 of 3"));
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
    assert!(has(&harness, Role::Button, "Shop · Offers 0 of 2"));
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
