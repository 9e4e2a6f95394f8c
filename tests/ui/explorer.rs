//! The explorer and the panel below, driven in the whole window.

use crate::support::{Chosen, THEMES, WINDOW, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;
use vitrine::app::Node;
use vitrine::check::Issue;
use vitrine::model::Ref;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const SPACE: &str = "Web, best offer";

fn window() -> Harness<'static, Shell> {
    shell(ThemeChoice::Light, WINDOW, app(Language::En, Chosen::paths([]), None))
}

/// A catalog with one offer, nested, whose rule is wrong, and a scenario that fails.
fn window_with_problems(folder: &tempfile::TempDir) -> Harness<'static, Shell> {
    let text = r#"Catalog(format: 1, name: "shop",
        dimensions: [Dimension(name: "recipient", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)])],
        environments: [
            Environment(name: "design", label: "Shop", stage: Design(live: "live"), targeting_dimension: "recipient",
                spaces: [Space(name: "home", label: "Home page", channel: InboundWeb, identification_keys: ["id"])],
                categories: [Category(name: "loans", label: "Loans", categories: [
                    Category(name: "small", label: "Small loans", offers: [
                        Offer(name: "tiny", label: "Tiny loan", target: "profile.nothing == 1", weights: [Weight(value: 1.0)]),
                    ]),
                ])]),
            Environment(name: "live", label: "Shop live", stage: Live, targeting_dimension: "recipient",
                spaces: [Space(name: "home", label: "Home page", channel: InboundWeb, identification_keys: ["id"])]),
        ],
        contacts: [Contact(dimension: "recipient", values: {"id": "7"})],
        scenarios: [Scenario(name: "one", label: "Nobody gets it", call: Call(space: "design/home", identity: ["7"]),
            expect: Expect(offers: Some(["design/tiny"])))])"#;
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, text).expect("written");
    shell(ThemeChoice::Light, WINDOW, app(Language::En, Chosen::paths([]), Some(path)))
}

fn level(harness: &Harness<'_, Shell>, label: &str) -> Option<usize> {
    find(harness, Role::TreeItem, label).accesskit_node().data().level()
}

fn expanded(harness: &Harness<'_, Shell>, label: &str) -> Option<bool> {
    find(harness, Role::TreeItem, label).accesskit_node().data().is_expanded()
}

fn described(harness: &Harness<'_, Shell>, label: &str) -> String {
    find(harness, Role::TreeItem, label).accesskit_node().data().description().unwrap_or_default().to_owned()
}

fn active(harness: &Harness<'_, Shell>) -> Option<Ref> {
    harness.state().app().view().active_tab().cloned()
}

fn space(name: &str) -> Ref {
    Ref::Space("recipient".to_owned(), name.to_owned())
}

#[test]
fn the_catalog_is_a_tree_that_opens_by_mouse() {
    for theme in THEMES {
        let mut harness = shell(theme, WINDOW, app(Language::En, Chosen::paths([]), None));
        assert_eq!(level(&harness, "Environments"), Some(1));
        assert_eq!(level(&harness, "Environment - Recipient"), Some(2));
        assert_eq!(expanded(&harness, "Environment - Recipient"), Some(true));
        assert_eq!(expanded(&harness, "Spaces"), Some(false));
        assert_eq!(described(&harness, "Live - Recipient"), "Live · level 2, closed");
        assert!(!has(&harness, Role::TreeItem, SPACE));
        click(&mut harness, Role::TreeItem, "Spaces");
        assert_eq!(expanded(&harness, "Spaces"), Some(true));
        assert_eq!(level(&harness, SPACE), Some(4));
        click(&mut harness, Role::TreeItem, SPACE);
        assert_eq!(active(&harness), Some(space("web_best")));
        assert!(has(&harness, Role::Tab, SPACE));
        assert!(find(&harness, Role::TreeItem, SPACE).accesskit_node().is_selected().unwrap_or_default());
        click(&mut harness, Role::TreeItem, "Spaces");
        assert!(!has(&harness, Role::TreeItem, SPACE), "a group closes again");
    }
}

#[test]
fn the_tree_obeys_the_keyboard() {
    let mut harness = window();
    let before = active(&harness);
    click(&mut harness, Role::TreeItem, "Spaces");
    press(&mut harness, Key::ArrowDown);
    let selected = |harness: &Harness<'_, Shell>| harness.state().app().view().selected.clone();
    assert_eq!(selected(&harness), Some(Node::Entity(space("web_best"))));
    assert_eq!(active(&harness), before, "moving the cursor opens nothing");
    press(&mut harness, Key::Enter);
    assert_eq!(active(&harness), Some(space("web_best")));
    press(&mut harness, Key::ArrowLeft);
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(expanded(&harness, "Spaces"), Some(false));
    press(&mut harness, Key::Enter);
    assert_eq!(expanded(&harness, "Spaces"), Some(true), "Enter opens a group");
}

#[test]
fn the_filter_keeps_matches_with_the_way_to_them() {
    let mut harness = window();
    click(&mut harness, Role::TextInput, "Filter");
    type_text(&mut harness, "LIVRET ELA");
    assert!(harness.query_by_label_contains(" found").is_some());
    assert_eq!(expanded(&harness, "Environments"), Some(true));
    assert!(
        harness
            .query_all_by_role(Role::TreeItem)
            .any(|row| row.accesskit_node().label().is_some_and(|it| it.contains("Élan")))
    );
    assert!(!has(&harness, Role::TreeItem, "Spaces"));
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::End);
    press(&mut harness, Key::Enter);
    assert!(matches!(active(&harness), Some(Ref::Offer(..))), "the tree takes over from the field");
    click(&mut harness, Role::Button, "Clear the filter");
    assert!(has(&harness, Role::TreeItem, "Presentation rules"));
    assert_eq!(harness.state().app().view().filter, "");
    let offer = active(&harness).map(Node::Entity);
    assert_eq!(harness.state().app().view().selected, offer, "what was found is still selected");
}

#[test]
fn typing_in_the_tree_searches_and_nothing_found_says_so() {
    let mut harness = window();
    harness.get_by_role(Role::Tree).focus();
    harness.run();
    type_text(&mut harness, "zz");
    type_text(&mut harness, "zz");
    assert_eq!(harness.state().app().view().filter, "zzzz");
    assert!(harness.query_by_label("No matches").is_some());
    harness.get_all_by_role_and_label(Role::Button, "Clear the filter").last().expect("a button").click();
    harness.run();
    assert!(has(&harness, Role::TreeItem, "Environments"));
}

#[test]
fn the_context_menu_copies_opens_and_previews() {
    let mut harness = window();
    click(&mut harness, Role::TreeItem, "Spaces");
    let menu = |harness: &mut Harness<'_, Shell>, row: &str, item: &str| {
        find(harness, Role::TreeItem, row).click_secondary();
        harness.run();
        find(harness, Role::Button, item).click();
        harness.step();
        let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        harness.run();
        copied
    };
    let partner = "Web, partner offer";
    assert_eq!(menu(&mut harness, partner, "Copy reference").as_deref(), Some("recipient/web_partner"));
    assert_eq!(menu(&mut harness, partner, "Copy name").as_deref(), Some("web_partner"));
    assert_ne!(active(&harness), Some(space("web_partner")), "the menu alone opens nothing");
    menu(&mut harness, partner, "Preview this space");
    assert_eq!(harness.state().app().preview().space(), Some("recipient/web_partner"));
    menu(&mut harness, partner, "Open");
    assert_eq!(active(&harness), Some(space("web_partner")));
    menu(&mut harness, "Environment - Recipient", "Collapse all");
    assert_eq!(expanded(&harness, "Environment - Recipient"), Some(false));
    menu(&mut harness, "Environment - Recipient", "Expand all");
    assert_eq!(expanded(&harness, "Offer catalog"), Some(true));
    assert_eq!(expanded(&harness, "Spaces"), Some(true));
}

#[test]
fn problems_are_badges_in_the_tree_and_lead_to_their_entity() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window_with_problems(&folder);
    assert!(
        described(&harness, "Offer catalog").contains("problem"),
        "a closed branch stands for its offers"
    );
    let issues = harness.state().app().workspace().issues();
    let of_offer = |issue: &&Issue| matches!(issue.place.entity, Ref::Offer(..));
    let issue = issues.iter().filter(of_offer).min_by_key(|issue| issue.severity).expect("an issue").clone();
    click(&mut harness, Role::Button, &Language::En.say(&issue.message));
    assert_eq!(active(&harness), Some(issue.place.entity));
    assert!(has(&harness, Role::TreeItem, "Tiny loan"), "the branches above it opened");
    assert!(described(&harness, "Tiny loan").contains("problem"));
    for severity in ["Errors", "Warnings", "Hints"] {
        let button = harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(severity)));
        button.click();
        harness.run();
    }
    assert!(harness.query_by_label("All problems are hidden").is_some());
}

#[test]
fn scenarios_are_listed_with_their_results() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window_with_problems(&folder);
    assert!(described(&harness, "Scenarios").starts_with("0/1"));
    click(&mut harness, Role::Tab, "Scenarios 0/1");
    click(&mut harness, Role::Button, "Nobody gets it: failed");
    assert_eq!(active(&harness), Some(Ref::Scenario("one".to_owned())));
    let differences = harness.state().app().workspace().scenarios()[0].differences.clone();
    assert!(!differences.is_empty());
    for difference in differences {
        assert!(has(&harness, Role::Label, &Language::En.say(&difference)));
    }
    assert!(described(&harness, "Nobody gets it").starts_with("failed"));
}

#[test]
fn the_sample_has_no_problem_and_its_scenarios_pass() {
    let mut harness = window();
    assert!(harness.query_by_label("No problems").is_some());
    let all = harness.state().app().workspace().scenarios().len();
    click(&mut harness, Role::Tab, &format!("Scenarios {all}/{all}"));
    assert!(has(&harness, Role::Button, "Anna, logged in, English home page: passed"));
}

#[test]
fn the_language_switches_live() {
    let mut harness = window();
    harness.get_by_label("Language: English").click();
    harness.run();
    harness.get_by_label("Français").click();
    harness.run();
    assert!(has(&harness, Role::TreeItem, "Emplacements"));
    assert!(has(&harness, Role::TextInput, "Filtrer"));
    assert!(has(&harness, Role::Tab, "Problèmes"));
}

#[test]
fn ten_thousand_offers_are_drawn_as_few_rows() {
    let offer = |index| format!("Offer(name: \"o{index}\", label: \"Offer {index}\"),");
    let offers = (0..10_000).map(offer).collect::<Vec<_>>().concat();
    let text = format!(
        r#"Catalog(format: 1, name: "large",
        dimensions: [Dimension(name: "recipient", kind: Recipient)],
        environments: [Environment(name: "live", label: "Large", stage: Live, targeting_dimension: "recipient",
            categories: [Category(name: "all", label: "All", offers: [{offers}])])])"#
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().join("large.catalog.ron");
    std::fs::write(&path, text).expect("written");
    let mut harness = shell(ThemeChoice::Light, WINDOW, app(Language::En, Chosen::paths([]), Some(path)));
    click(&mut harness, Role::TreeItem, "Offer catalog");
    find(&harness, Role::TreeItem, "All").focus();
    click(&mut harness, Role::TreeItem, "All");
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::End);
    assert!(harness.query_all_by_role(Role::TreeItem).count() < 60);
    click(&mut harness, Role::TextInput, "Filter");
    type_text(&mut harness, "offer 9999");
    assert!(has(&harness, Role::TreeItem, "Offer 9999"));
    assert_eq!(harness.query_all_by_role(Role::TreeItem).count(), 5);
}
