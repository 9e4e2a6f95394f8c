//! Pages: several spaces decided together in the preview, and kept as scenarios.

use crate::support::{Chosen, app, click, find, has, press, search, shell, type_text};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Action, PreviewChange};
use vitrine::engine::run_scenario;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// High enough for all of the pane to be in sight.
const HIGH: [f32; 2] = [1280.0, 5000.0];

fn pane(language: Language) -> Harness<'static, Shell> {
    let mut app = app(language, Arc::new(Chosen::default()), None);
    let at = "2026-11-21T10:00".parse().ok();
    app.apply(vec![Action::Preview(PreviewChange::At(at)), Action::Preview(PreviewChange::Who(Some(0)))]);
    shell(ThemeChoice::Light, HIGH, app)
}

/// The offers of each space of the page.
fn offers(harness: &Harness<'_, Shell>) -> Vec<Vec<String>> {
    let answers = harness.state().app().preview().answers();
    let offers = answers.map(|answer| {
        let decision = answer.as_ref().expect("an answer");
        decision.propositions.iter().map(|proposed| proposed.offer.clone()).collect()
    });
    offers.collect()
}

/// A page of two spaces.
fn page() -> Harness<'static, Shell> {
    let mut harness = pane(Language::En);
    click(&mut harness, Role::Button, "More call options");
    search(&mut harness, "Add a space to the page", "app home screen recipient");
    harness
}

#[test]
fn the_spaces_of_a_page_stand_side_by_side_with_their_offers_and_reasons() {
    let mut harness = page();
    let alone = offers(&harness);
    assert_eq!(alone.len(), 2);
    assert!(alone[1].iter().any(|offer| alone[0].contains(offer)), "{alone:?}");
    let [first, second] = ["Space 1: Web, best offer", "Space 2: App, home screen"]
        .map(|name| find(&harness, Role::Heading, name).rect());
    assert!(first.right() < second.left() && (first.top() - second.top()).abs() < 1.0, "{first} {second}");
    let reasons = harness.query_all_by_label_contains("Search the offers not proposed").count();
    assert_eq!(reasons, 2, "each space says why not");
    assert!(has(&harness, Role::Label, "One identification for all spaces"));
    click(&mut harness, Role::CheckBox, "No offer twice");
    let once = offers(&harness);
    assert_eq!(once[0], alone[0]);
    assert!(once[1].iter().all(|offer| !once[0].contains(offer)), "{once:?}");
}

#[test]
fn the_order_of_the_spaces_is_that_of_the_page() {
    let mut harness = page();
    click(&mut harness, Role::CheckBox, "No offer twice");
    let before = offers(&harness);
    click(&mut harness, Role::Button, "Move App, home screen up");
    assert_eq!(harness.state().app().preview().space(), Some("recipient/app_home"));
    assert!(has(&harness, Role::Heading, "Space 2: Web, best offer"));
    assert_ne!(offers(&harness)[1], before[0], "who comes first takes the offers");
    find(&harness, Role::SpinButton, "Maximum offers in Web, best offer").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "1");
    press(&mut harness, Key::Tab);
    assert_eq!(offers(&harness)[1].len(), 1);
    click(&mut harness, Role::Button, "Remove Web, best offer from the page");
    assert_eq!(offers(&harness).len(), 1);
    assert!(!harness.state().app().preview().is_page());
}

#[test]
fn a_page_is_kept_as_a_scenario_that_is_held_to_each_space() {
    let mut harness = page();
    click(&mut harness, Role::CheckBox, "No offer twice");
    let shown = offers(&harness);
    let first =
        harness.state().app().preview().decision().expect("a space").as_ref().expect("an answer").clone();
    let accept = format!("Accept {}", first.propositions[0].label);
    click(&mut harness, Role::Button, &accept);
    let tried = offers(&harness);
    assert_ne!(tried, shown, "what was accepted is not proposed again");
    let count = harness.state().app().workspace().catalog().scenarios.len();
    click(&mut harness, Role::Button, "Save as scenario");
    let workspace = harness.state().app().workspace();
    let scenario = Arc::clone(&workspace.catalog().scenarios[count]);
    assert!(scenario.no_offer_twice && scenario.page.len() == 1);
    let expected: Vec<_> =
        scenario.placements().map(|(_, expect)| expect.offers.clone().expect("offers")).collect();
    assert_eq!(expected, tried);
    let run = |scenario| {
        run_scenario(workspace.plan(), workspace.population(), scenario, jiff::Timestamp::UNIX_EPOCH)
    };
    assert!(run(&scenario).passes(), "{:?}", run(&scenario).differences);
    // It comes back as the same page.
    click(&mut harness, Role::Button, "Reset accepted and rejected offers");
    click(&mut harness, Role::Button, "Remove App, home screen from the page");
    click(&mut harness, Role::Tab, "Page");
    assert!(has(&harness, Role::Label, "Space 2"));
    assert!(find(&harness, Role::CheckBox, "No offer twice").accesskit_node().toggled().is_some());
    click(&mut harness, Role::Tab, "General");
    click(&mut harness, Role::Button, "Run in the preview");
    assert_eq!(offers(&harness), tried);
}

#[test]
fn a_page_speaks_french() {
    let mut harness = pane(Language::Fr);
    click(&mut harness, Role::Button, "Plus de détails sur l’appel");
    search(&mut harness, "Ajouter un emplacement à la page", "app home screen recipient");
    assert!(has(&harness, Role::Heading, "Emplacement 2\u{a0}: App, home screen"));
    assert!(has(&harness, Role::CheckBox, "Aucune offre en double"));
}
