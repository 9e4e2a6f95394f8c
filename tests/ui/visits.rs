//! Visits: what the preview stores in the contacts, and the visits that are played in order.

use crate::support::{Chosen, app, click, find, has, press, shell, type_text};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Action, App, Command, PreviewChange, VisitAction};
use vitrine::engine::run_scenario;
use vitrine::model::{Catalog, Status};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// High enough for all of the pane to be in sight.
const HIGH: [f32; 2] = [1280.0, 4000.0];

fn sample(who: Option<usize>) -> App {
    let mut app = app(Language::En, Arc::new(Chosen::default()), None);
    let at = "2026-11-21T10:00".parse().ok();
    app.apply(vec![Action::Preview(PreviewChange::At(at)), Action::Preview(PreviewChange::Who(who))]);
    app
}

fn pane(who: Option<usize>) -> Harness<'static, Shell> {
    shell(ThemeChoice::Light, HIGH, sample(who))
}

fn catalog<'h>(harness: &'h Harness<'_, Shell>) -> &'h Arc<Catalog> {
    harness.state().app().workspace().catalog()
}

/// Presses a button of the list of visits, wherever it is scrolled.
fn press_in_list(harness: &mut Harness<'_, Shell>, role: Role, name: &str) {
    find(harness, role, name).click_accesskit();
    harness.run();
}

fn undo(harness: &mut Harness<'_, Shell>) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
}

#[test]
fn a_stored_visit_is_in_the_contacts_history_and_undone_in_one_step() {
    let mut harness = pane(Some(0));
    let before = catalog(&harness).contacts[0].history.len();
    assert!(!has(&harness, Role::Button, "Store this visit"));
    click(&mut harness, Role::CheckBox, "Store propositions");
    click(&mut harness, Role::Button, "Store this visit");
    let history = &catalog(&harness).contacts[0].history;
    assert_eq!(history.len(), before + 3);
    assert!(history[before..].iter().all(|past| past.at.to_string() == "2026-11-21T10:00"));
    assert!(has(&harness, Role::Link, &format!("{} propositions in the history", before + 3)));
    undo(&mut harness);
    assert_eq!(catalog(&harness).contacts[0].history.len(), before);
}

#[test]
fn an_answer_is_stored_where_visits_are_and_only_tried_where_not() {
    let mut harness = pane(Some(0));
    let before = catalog(&harness).contacts[0].history.len();
    click(&mut harness, Role::Button, "Reject 12-month deposit");
    assert_eq!(catalog(&harness).contacts[0].history.len(), before);
    assert!(has(&harness, Role::Label, "3 more tried here, not stored"));
    click(&mut harness, Role::Button, "Store them");
    assert_eq!(catalog(&harness).contacts[0].history.len(), before + 3);
    assert!(!has(&harness, Role::Label, "3 more tried here, not stored"));
    undo(&mut harness);
    click(&mut harness, Role::CheckBox, "Store propositions");
    click(&mut harness, Role::Button, "Accept 12-month deposit");
    let history = &catalog(&harness).contacts[0].history[before..];
    let status = |offer: &str| history.iter().find(|past| past.offer == offer).map(|past| past.status);
    assert_eq!(status("recipient/term_deposit"), Some(Status::Accepted));
    assert_eq!(status("recipient/mortgage"), Some(Status::Presented));
}

#[test]
fn an_unknown_visitor_becomes_a_contact_and_is_recognised_next_time() {
    let mut harness = pane(None);
    let count = catalog(&harness).contacts.len();
    click(&mut harness, Role::CheckBox, "Store propositions");
    let cookie = find(&harness, Role::TextInput, "Cookie").value();
    assert_eq!(cookie.as_deref(), Some("browser-1"), "nobody is created without a cookie");
    click(&mut harness, Role::Button, "Store this visit");
    let visitor = Arc::clone(&catalog(&harness).contacts[count]);
    assert_eq!((visitor.dimension.as_str(), visitor.folder.as_deref()), ("visitor", Some("visitors")));
    assert_eq!(visitor.cookies, ["browser-1"]);
    assert!(!visitor.history.is_empty());
    assert!(has(&harness, Role::Label, "Cookie: identified"), "the same browser is known by now");
    undo(&mut harness);
    assert_eq!(catalog(&harness).contacts.len(), count);
}

#[test]
fn a_login_links_the_cookie_of_the_browser() {
    let mut harness = pane(Some(0));
    click(&mut harness, Role::CheckBox, "Store propositions");
    click(&mut harness, Role::TextInput, "Cookie");
    type_text(&mut harness, "tablet");
    click(&mut harness, Role::Button, "Store this visit");
    assert!(catalog(&harness).contacts[0].cookies.contains(&"tablet".to_owned()));
    click(&mut harness, Role::RadioButton, "Unknown browser");
    assert!(has(&harness, Role::Label, "Recognised by cookie"), "the next visit needs no login");
}

#[test]
fn the_history_of_a_contact_is_cleared_and_comes_back() {
    let mut harness = pane(Some(0));
    click(&mut harness, Role::CheckBox, "Store propositions");
    click(&mut harness, Role::Button, "Store this visit");
    let count = catalog(&harness).contacts[0].history.len();
    click(&mut harness, Role::Link, &format!("{count} propositions in the history"));
    click(&mut harness, Role::Button, "Clear the history");
    assert!(catalog(&harness).contacts[0].history.is_empty());
    undo(&mut harness);
    assert_eq!(catalog(&harness).contacts[0].history.len(), count);
}

#[test]
fn visits_are_played_in_order_and_kept_as_scenarios() {
    let mut harness = pane(Some(0));
    click(&mut harness, Role::Button, "Add to visits");
    let at = "2026-11-23T10:00".parse().ok();
    let state = harness.state_mut();
    state.act(vec![Action::Preview(PreviewChange::At(at)), Action::Run(Command::AddVisit)]);
    harness.run();
    assert!(has(&harness, Role::Heading, "Visit 1") && has(&harness, Role::Heading, "Visit 2"));
    let offers = |harness: &Harness<'_, Shell>, visit: u32| {
        let wanted = format!("Visit {visit}: Accept");
        let all = harness.query_all_by_label_contains(&wanted);
        all.map(|node| node.accesskit_node().label().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert!(offers(&harness, 2).iter().any(|it| it.ends_with("12-month deposit")));
    let count = catalog(&harness).contacts[0].history.len();
    press_in_list(&mut harness, Role::Button, "Visit 1: Accept 12-month deposit");
    assert!(!offers(&harness, 2).iter().any(|it| it.ends_with("12-month deposit")), "the cap bites");
    assert!(harness.query_all_by_label_contains("12-month deposit: ").next().is_some(), "and says so");
    assert_eq!(catalog(&harness).contacts[0].history.len(), count, "the contacts stay as they are");
    let scenarios = catalog(&harness).scenarios.len();
    let buttons: Vec<_> = harness.query_all_by_role_and_label(Role::Button, "Save as scenarios").collect();
    buttons[0].click_accesskit();
    drop(buttons);
    harness.run();
    let workspace = harness.state().app().workspace();
    let made = &workspace.catalog().scenarios[scenarios..];
    assert_eq!(made.len(), 2);
    assert!(made[0].history.is_empty() && made[1].history.len() >= 3);
    for scenario in made {
        let verdict =
            run_scenario(workspace.plan(), workspace.population(), scenario, jiff::Timestamp::UNIX_EPOCH);
        assert!(verdict.passes(), "{:?}", verdict.differences);
    }
    undo(&mut harness);
    assert_eq!(catalog(&harness).scenarios.len(), scenarios, "one step");
}

#[test]
fn a_visit_is_moved_dated_shown_and_removed() {
    let mut harness = pane(Some(0));
    let add = |harness: &mut Harness<'_, Shell>, at: &str| {
        let at = at.parse().ok();
        let actions = vec![Action::Preview(PreviewChange::At(at)), Action::Visit(VisitAction::Add)];
        harness.state_mut().act(actions);
        harness.run();
    };
    add(&mut harness, "2026-11-21T10:00");
    add(&mut harness, "2026-11-25T10:00");
    let moments = |harness: &Harness<'_, Shell>| {
        let all = harness.state().app().visits().all().iter();
        all.map(|visit| visit.calls[0].at.clone().expect("a moment").to_string()).collect::<Vec<_>>()
    };
    press_in_list(&mut harness, Role::Button, "Move Visit 2 up");
    assert_eq!(moments(&harness), ["2026-11-25T10:00", "2026-11-21T10:00"]);
    assert!(harness.query_all_by_label_contains("Earlier than the visit before it").next().is_some());
    find(&harness, Role::TextInput, "Date of visit 2").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "2026-12-01T09:00");
    press(&mut harness, Key::Tab);
    assert_eq!(moments(&harness)[1], "2026-12-01T09:00");
    press_in_list(&mut harness, Role::Button, "Show Visit 1 in the preview");
    let at = harness.state().app().preview().at().map(ToString::to_string);
    assert_eq!(at.as_deref(), Some("2026-11-25T10:00"));
    press_in_list(&mut harness, Role::Button, "Remove Visit 1");
    assert_eq!(moments(&harness), ["2026-12-01T09:00"]);
    press_in_list(&mut harness, Role::Button, "Remove all");
    assert!(has(&harness, Role::Heading, "No visits"));
}
