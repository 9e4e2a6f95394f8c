//! Visits of contacts of a database: what the preview stores there, how it is looked at and edited there, the visits that are
//! played against a copy of it, and scenarios of its contacts.

use crate::support::{
    Chosen, app, click, find, has, keep_contacts, offers, pick, press, says, shell, type_text,
};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use std::path::Path;
use std::sync::Arc;
use vitrine::app::{Action, App, AudienceAction, Command, PeopleOf, PreviewChange, VisitAction};
use vitrine::audience::Database;
use vitrine::audience::database::{Kept, NewContact};
use vitrine::contacts::{ContactStore, Past};
use vitrine::engine::run_scenario;
use vitrine::model::{Catalog, Moment, Status};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// High enough for all of the pane to be in sight.
const HIGH: [f32; 2] = [1280.0, 4000.0];

const CATALOG: &str = r#"#![enable(unwrap_newtypes, implicit_some)] (format: 1, name: "shop",
    dimensions: [
        (name: "client", label: "Client", kind: Recipient, key: ["id"], fields: [
            (name: "id", label: "Number", type: Text), (name: "first_name", label: "First name", type: Text)]),
        (name: "guest", label: "Guest", kind: Visitor, key: ["id"], fields: [(name: "id", type: Text)])],
    folders: [(name: "guests", label: "Guests", holds: Visitors)],
    presentation_rules: [(name: "once", label: "Once", within: "90d", at_most: 1,
        count: (offers: OfferBeingPresented))],
    typologies: [(name: "web", label: "Web", rules: ["once"])],
    environments: [
        (name: "shop", label: "Shop", stage: Design(live: "live"), targeting_dimension: "client", typology: "web",
            spaces: [(name: "home", label: "Home", channel: InboundWeb, implicit_identification: true,
                fall_back_to_anonymous: true, linked_anonymous_space: "open/door")],
            categories: [(name: "all", label: "All", offers: [
                (name: "card", label: "Gold card", weights: [(value: 9.0)]),
                (name: "club", label: "Young club", weights: [(value: 5.0)])])]),
        (name: "open", label: "Open", stage: Design(live: "live_open"), anonymous: true, targeting_dimension: "guest",
            visitor_folder: "guests", typology: "web",
            spaces: [(name: "door", label: "Door", channel: InboundWeb, implicit_identification: true)],
            categories: [(name: "all", label: "All", offers: [
                (name: "tour", label: "Tour", weights: [(value: 2.0)])])])],
    contacts: [(dimension: "client", values: {"id": "c-2", "first_name": "Somebody else"})])"#;

fn window() -> (tempfile::TempDir, Harness<'static, Shell>) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("shop.catalog.ron");
    std::fs::write(&file, CATALOG).expect("written");
    let loaded = vitrine::storage::load(&file).expect("a catalog");
    let contacts = (1..=3).map(|number| NewContact {
        values: vec![Kept::Text(format!("c-{number}")), Kept::Text(format!("Ann{number}"))],
        cookies: vec![format!("cookie-{number}")],
        ..NewContact::default()
    });
    // Of visitors it knows nothing yet.
    let clients = &loaded.catalog.dimensions[0];
    keep_contacts(&database(folder.path()), clients, &contacts.collect::<Vec<_>>());
    let harness = opened(app(Language::En, Arc::new(Chosen::default()), Some(file)));
    (folder, harness)
}

fn opened(app: App) -> Harness<'static, Shell> {
    let mut harness = shell(ThemeChoice::Light, HIGH, app);
    harness.run();
    harness.run();
    act(&mut harness, vec![at("2026-11-21T10:00"), Action::Preview(PreviewChange::Count(1))]);
    harness
}

fn at(moment: &str) -> Action {
    Action::Preview(PreviewChange::At(Some(moment.parse::<Moment>().expect("a moment"))))
}

fn act(harness: &mut Harness<'_, Shell>, actions: Vec<Action>) {
    harness.state_mut().act(actions);
    harness.run();
    harness.run();
}

fn database(folder: &Path) -> std::path::PathBuf {
    folder.join("shop.contacts.sqlite")
}

fn catalog<'h>(harness: &'h Harness<'_, Shell>) -> &'h Arc<Catalog> {
    harness.state().app().workspace().catalog()
}

/// The history of a contact as the file has it.
fn history(folder: &Path, harness: &Harness<'_, Shell>, key: &str) -> Vec<Past> {
    let database = Database::open(&database(folder), catalog(harness)).expect("a database");
    let places = database.find("client", None, &[(0, key.to_owned())]).expect("read");
    database.history_of(places[0]).expect("read")
}

/// A contact of the database comes.
fn comes(harness: &mut Harness<'_, Shell>, name: &str) {
    click(harness, Role::ComboBox, "Who");
    type_text(harness, name);
    harness.run();
    press(harness, Key::Enter);
    harness.run();
}

#[test]
fn a_visit_of_a_contact_of_the_database_is_stored_there_and_caps_the_next_one() {
    let (folder, mut harness) = window();
    comes(&mut harness, "ann1");
    assert_eq!(offers(&harness), ["shop/card"]);
    let digest = std::fs::read(database(folder.path())).expect("a file");
    click(&mut harness, Role::Button, "Reject Gold card");
    assert_eq!(std::fs::read(database(folder.path())).expect("a file"), digest, "only tried");
    act(&mut harness, vec![Action::Run(Command::ForgetTrial)]);
    click(&mut harness, Role::CheckBox, "Store propositions");
    assert!(has(&harness, Role::Label, "In shop.contacts.sqlite, at once"));
    click(&mut harness, Role::Button, "Accept Gold card");
    harness.run();
    assert!(says(&harness, "Visit stored for Ann1 · c-1 in shop.contacts.sqlite"));
    let made = history(folder.path(), &harness, "c-1");
    assert_eq!((made.len(), made[0].offer.as_str(), made[0].status), (1, "shop/card", Status::Accepted));
    assert_eq!(offers(&harness), ["shop/club"], "the cap bites at once");
    assert!(!harness.state().app().workspace().is_dirty(), "the catalog's contacts stay as they are");
    // Another contact is another place to store in: what was chosen stays; that of the catalog asks anew.
    comes(&mut harness, "ann3");
    assert!(harness.state().app().preview().stores());
    pick(&mut harness, "Who", "Somebody else · c-2");
    assert!(!harness.state().app().preview().stores());
}

#[test]
fn an_unknown_visitor_becomes_a_contact_of_the_database_and_is_recognised() {
    let (folder, mut harness) = window();
    assert!(says(&harness, "shop.contacts.sqlite · 3 contacts"));
    assert_eq!(offers(&harness), ["open/tour"]);
    click(&mut harness, Role::CheckBox, "Store propositions");
    let cookie = find(&harness, Role::TextInput, "Cookie").value().expect("a cookie");
    click(&mut harness, Role::Button, "Store this visit");
    harness.run();
    assert!(says(&harness, "in the folder Guests"));
    assert!(says(&harness, "shop.contacts.sqlite · 4 contacts"), "it is counted");
    let database = Database::open(&database(folder.path()), catalog(&harness)).expect("a database");
    assert_eq!(database.with_cookie("guest", None, &cookie).expect("read").len(), 1);
    assert!(has(&harness, Role::Label, "Recognised by cookie"));
    assert_eq!(offers(&harness), [""; 0], "the cap knows the visitor");
    assert_eq!(catalog(&harness).contacts.len(), 1);
    // A cookie of a contact of the database recognises it, though nobody was chosen.
    act(&mut harness, vec![Action::Preview(PreviewChange::Cookie(Some("cookie-2".to_owned())))]);
    assert_eq!(offers(&harness), ["shop/card"]);
}

#[test]
fn a_login_links_the_cookie_of_the_browser_in_the_database() {
    let (_folder, mut harness) = window();
    comes(&mut harness, "ann2");
    act(&mut harness, vec![Action::Preview(PreviewChange::Cookie(Some("tablet".to_owned())))]);
    click(&mut harness, Role::CheckBox, "Store propositions");
    click(&mut harness, Role::Button, "Store this visit");
    harness.run();
    assert!(says(&harness, "The cookie tablet now recognises Ann2 · c-2"));
    act(&mut harness, vec![Action::Audience(AudienceAction::Nobody)]);
    act(&mut harness, vec![Action::Preview(PreviewChange::Cookie(Some("tablet".to_owned())))]);
    assert!(has(&harness, Role::Label, "Recognised by cookie"));
}

#[test]
fn the_history_of_a_contact_is_edited_and_cleared_in_the_database() {
    let (folder, mut harness) = window();
    comes(&mut harness, "ann1");
    click(&mut harness, Role::CheckBox, "Store propositions");
    click(&mut harness, Role::Button, "Store this visit");
    harness.run();
    act(&mut harness, vec![at("2026-11-22T10:00")]);
    click(&mut harness, Role::Button, "Store this visit");
    harness.run();
    assert_eq!(history(folder.path(), &harness, "c-1").len(), 2);
    click(&mut harness, Role::Link, "2 propositions in the history");
    assert!(has(&harness, Role::Heading, "History of Ann1 · c-1 in shop.contacts.sqlite"));
    pick(&mut harness, "Gold card", "Rejected");
    click(&mut harness, Role::Button, "Remove Young club, 22 Nov 2026 10:00");
    assert_eq!(history(folder.path(), &harness, "c-1").len(), 2, "not before it is stored");
    click(&mut harness, Role::Button, "Store");
    harness.run();
    let made = history(folder.path(), &harness, "c-1");
    assert_eq!((made.len(), made[0].status), (1, Status::Rejected));
    assert!(says(&harness, "History stored in shop.contacts.sqlite"));
    click(&mut harness, Role::Link, "1 proposition in the history");
    click(&mut harness, Role::Button, "Clear the history");
    click(&mut harness, Role::Button, "Undo all changes");
    assert!(has(&harness, Role::ComboBox, "Gold card"));
    click(&mut harness, Role::Button, "Clear the history");
    // Meanwhile another program stored something.
    let mut other = Database::open(&database(folder.path()), catalog(&harness)).expect("a database");
    let place = other.find("client", None, &[(0, "c-1".to_owned())]).expect("read")[0];
    other.record(place, made.clone()).expect("written");
    click(&mut harness, Role::Button, "Store");
    harness.run();
    assert!(says(&harness, "Not stored: the history in shop.contacts.sqlite has changed"));
    assert_eq!(history(folder.path(), &harness, "c-1").len(), 2);
    click(&mut harness, Role::Link, "2 propositions in the history");
    click(&mut harness, Role::Button, "Clear the history");
    click(&mut harness, Role::Button, "Store");
    harness.run();
    assert_eq!(history(folder.path(), &harness, "c-1"), []);
    assert_eq!(offers(&harness), ["shop/card"]);
}

#[test]
fn what_was_only_tried_with_a_contact_of_the_database_is_stored_there() {
    let (folder, mut harness) = window();
    comes(&mut harness, "ann1");
    click(&mut harness, Role::Button, "Reject Gold card");
    assert!(has(&harness, Role::Label, "1 more tried here, not stored"));
    click(&mut harness, Role::Button, "Store them");
    harness.run();
    assert!(says(&harness, "1 proposition stored in shop.contacts.sqlite"));
    assert!(!has(&harness, Role::Label, "1 more tried here, not stored"));
    assert_eq!(history(folder.path(), &harness, "c-1")[0].status, Status::Rejected);
}

#[test]
fn what_cannot_be_stored_says_so() {
    let (folder, mut harness) = window();
    comes(&mut harness, "ann1");
    click(&mut harness, Role::CheckBox, "Store propositions");
    std::fs::remove_file(database(folder.path())).expect("removed");
    click(&mut harness, Role::Button, "Store this visit");
    harness.run();
    assert!(says(&harness, "is not there any more"));
}

#[test]
fn visits_of_contacts_of_the_database_are_played_against_a_copy_of_it() {
    let (folder, mut harness) = window();
    comes(&mut harness, "ann1");
    let add = |harness: &mut Harness<'_, Shell>, moment: &str| {
        act(harness, vec![at(moment), Action::Visit(VisitAction::Add)]);
    };
    add(&mut harness, "2026-11-21T10:00");
    add(&mut harness, "2026-11-23T10:00");
    assert!(says(&harness, "Contacts of shop.contacts.sqlite, played against a copy"));
    assert!(has(&harness, Role::Button, "Visit 1: Accept Gold card"));
    assert!(has(&harness, Role::Button, "Visit 2: Accept Young club"), "the cap of the first visit");
    assert!(!has(&harness, Role::Button, "Save as scenarios"));
    assert_eq!(history(folder.path(), &harness, "c-1"), []);
    let count = |harness: &Harness<'_, Shell>| harness.state().app().visits().all().len();
    pick(&mut harness, "Who", "Somebody else · c-2");
    add(&mut harness, "2026-11-24T10:00");
    assert_eq!(count(&harness), 2);
    assert!(says(&harness, "Not added: the visits in the list are of other contacts."));
    find(&harness, Role::Button, "Remove all").click_accesskit();
    harness.run();
    assert_eq!(count(&harness), 0);
    click(&mut harness, Role::Button, "Bring back the removed visits");
    assert_eq!(count(&harness), 2);
    find(&harness, Role::Button, "Remove Visit 1").click_accesskit();
    harness.run();
    assert_eq!(count(&harness), 1);
    find(&harness, Role::Button, "Bring back the removed visits").click_accesskit();
    harness.run();
    assert_eq!(count(&harness), 2);
}

#[test]
fn a_scenario_of_a_contact_of_the_database_brings_a_copy_of_it() {
    let (_folder, mut harness) = window();
    comes(&mut harness, "ann1");
    let save = |harness: &mut Harness<'_, Shell>| act(harness, vec![Action::Run(Command::SaveScenario)]);
    save(&mut harness);
    assert!(says(&harness, "a copy is in the catalog now"));
    assert_eq!((catalog(&harness).contacts.len(), catalog(&harness).scenarios.len()), (2, 1));
    assert_eq!(catalog(&harness).contacts[1].cookies, ["cookie-1"]);
    // Once the contact is in the catalog, what was proposed since is the scenario's own.
    click(&mut harness, Role::CheckBox, "Store propositions");
    click(&mut harness, Role::Button, "Store this visit");
    harness.run();
    act(&mut harness, vec![at("2026-11-22T10:00")]);
    save(&mut harness);
    assert_eq!((catalog(&harness).contacts.len(), catalog(&harness).scenarios.len()), (2, 2));
    let workspace = harness.state().app().workspace();
    let second = &workspace.catalog().scenarios[1];
    assert_eq!(second.history.len(), 1);
    assert_eq!(second.expect.offers.as_deref(), Some(&["shop/club".to_owned()][..]));
    for scenario in &workspace.catalog().scenarios {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let verdict = run_scenario(workspace.plan(), workspace.population(), scenario, now);
        assert!(verdict.passes(), "{:?}", verdict.differences);
    }
    // Somebody else has that key.
    comes(&mut harness, "ann2");
    save(&mut harness);
    assert_eq!(catalog(&harness).scenarios.len(), 2);
    assert!(says(&harness, "the catalog has a contact with the same key as Ann2 · c-2"));
}

#[test]
fn who_was_chosen_lately_is_offered_again_in_the_next_session() {
    let (folder, mut harness) = window();
    comes(&mut harness, "ann3");
    comes(&mut harness, "ann1");
    let app_of = harness.state().app();
    let file = app_of.workspace().path().expect("a file").to_path_buf();
    let preferences = app_of.preferences.clone();
    let known: Vec<_> = preferences.recent[0].people.iter().map(|known| known.key.clone()).collect();
    assert_eq!(known, [["c-1"], ["c-3"]]);
    drop(harness);
    let mut next = app(Language::En, Arc::new(Chosen::default()), None);
    next.preferences = preferences;
    next.apply(vec![Action::OpenFile(file)]);
    let mut harness = opened(next);
    click(&mut harness, Role::ComboBox, "Who");
    let first = |name: &str| find(&harness, Role::ListBoxOption, name).rect().top();
    assert!(first("Ann1 · c-1") < first("Ann3 · c-3"));
    assert!(first("Ann3 · c-3") < first("Ann2 · c-2"), "those found without typing stand below");
    drop(folder);
}

#[test]
fn the_population_of_a_simulation_may_be_the_database_that_is_open() {
    let (folder, mut harness) = window();
    act(&mut harness, vec![Action::Run(Command::Simulate)]);
    pick(&mut harness, "Population", "shop.contacts.sqlite");
    harness.run();
    let asked = harness.state().app().simulations().asked().expect("asked");
    assert_eq!(asked.audience, PeopleOf::File(database(folder.path())));
}
