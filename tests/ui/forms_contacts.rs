//! The forms of a space's other tabs, of contacts and of scenarios: every field is edited, taken back,
//! brought again, saved and read back.

use crate::support::{Chosen, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vitrine::model::{Catalog, Contact, Identification, Reason, Ref, Scenario, Space, Status, Value};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const SHOP: &str = include_str!("contacts.catalog.ron");
/// Tall enough for every form to be in sight as a whole.
const TALL: [f32; 2] = [1280.0, 1500.0];

type Window = Harness<'static, Shell>;

fn open(folder: &tempfile::TempDir) -> (Window, PathBuf) {
    open_text(folder, SHOP)
}

fn open_text(folder: &tempfile::TempDir, text: &str) -> (Window, PathBuf) {
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, text).expect("written");
    let mut window = shell(ThemeChoice::Light, TALL, app(Language::En, Chosen::paths([path.clone()]), None));
    keys(&mut window, Modifiers::COMMAND, Key::O);
    assert_eq!(window.state().app().workspace().path(), Some(path.as_path()));
    (window, path)
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// Opens an entity from the explorer, by the labels on the way to it.
fn explore(window: &mut Window, labels: &[&str]) {
    for (place, label) in labels.iter().enumerate() {
        click(window, Role::TreeItem, label);
        if let Some(next) = labels.get(place + 1)
            && !has(window, Role::TreeItem, next)
        {
            press(window, Key::ArrowRight);
        }
    }
}

fn choose(window: &mut Window, picker: &str, item: &str) {
    click(window, Role::ComboBox, picker);
    click(window, Role::ListBoxOption, item);
}

/// Puts a text in place of what a field has, and leaves the field.
fn write_in(window: &mut Window, role: Role, label: &str, text: &str) {
    find(window, role, label).focus();
    window.run();
    keys(window, Modifiers::COMMAND, Key::A);
    type_text(window, text);
    press(window, Key::Tab);
}

fn write(window: &mut Window, label: &str, text: &str) {
    write_in(window, Role::TextInput, label, text);
}

fn catalog(window: &Window) -> &Arc<Catalog> {
    window.state().app().workspace().catalog()
}

fn home(window: &Window) -> &Space {
    catalog(window).space_at("shop/home").expect("the space").1
}

fn contact(window: &Window) -> &Contact {
    &catalog(window).contacts[0]
}

fn scenario(window: &Window) -> &Scenario {
    &catalog(window).scenarios[0]
}

/// Everything was done in that many steps; takes them back, brings them again, saves and reads back.
fn there_and_back(window: &mut Window, path: &Path, steps: usize) {
    let before = storage::load(path).expect("a catalog").catalog;
    let after = Arc::clone(catalog(window));
    let mut taken = 0;
    while window.state().app().workspace().document().undo_name().is_some() {
        keys(window, Modifiers::COMMAND, Key::Z);
        taken += 1;
    }
    assert_eq!(catalog(window), &before);
    assert_eq!(taken, steps);
    for _ in 0..steps {
        keys(window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    }
    assert_eq!(catalog(window), &after);
    keys(window, Modifiers::COMMAND, Key::S);
    assert_eq!(storage::load(path).expect("a catalog").catalog, after);
}

#[test]
fn a_space_declares_its_content_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Shop environment", "Spaces", "Home page"]);
    click(&mut window, Role::Tab, "Content");
    choose(&mut window, "Add a content field", "Title");
    choose(&mut window, "Add a content field", "Colour");
    choose(&mut window, "Add a content field", "HTML content");
    click(&mut window, Role::CheckBox, "Title is required");
    click(&mut window, Role::Button, "Move HTML content up");
    click(&mut window, Role::Button, "Move Title down");
    choose(&mut window, "Content field 1", "Text content");
    click(&mut window, Role::Button, "Remove Colour");
    let fields: Vec<(&str, bool)> =
        home(&window).content_fields.iter().map(|field| (field.name.as_str(), field.required)).collect();
    assert_eq!(fields, [("text", false), ("title", true)]);
    there_and_back(&mut window, &path, 8);
}

#[test]
fn a_space_has_templates_that_are_read_while_they_are_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Shop environment", "Spaces", "Home page"]);
    click(&mut window, Role::Tab, "Rendering");
    write_in(&mut window, Role::MultilineTextInput, "HTML", "<b>\n{{ title");
    assert!(
        window.query_all_by_label_contains("line 2, column ").next().is_some(),
        "the line of what is wrong"
    );
    write_in(&mut window, Role::MultilineTextInput, "HTML", "<b>{{ title }}</b>");
    assert!(window.query_all_by_label_contains("line 2, column ").next().is_none());
    write_in(&mut window, Role::MultilineTextInput, "Text", "{{ title }}");
    write_in(&mut window, Role::MultilineTextInput, "XML", "<o/>");
    let rendering = &home(&window).rendering;
    assert_eq!(
        (rendering.html.as_str(), rendering.text.as_str(), rendering.xml.as_str()),
        ("<b>{{ title }}</b>", "{{ title }}", "<o/>")
    );
    there_and_back(&mut window, &path, 4);
}

#[test]
fn a_space_says_what_it_keeps() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Shop environment", "Spaces", "Home page"]);
    click(&mut window, Role::Tab, "Storage");
    click(&mut window, Role::CheckBox, "Don't store propositions");
    choose(&mut window, "Status when proposed", "Generated");
    choose(&mut window, "Status when accepted", "Interested");
    click(&mut window, Role::Button, "Add a stored field");
    write(&mut window, "Field name", "campaign");
    write_in(&mut window, Role::MultilineTextInput, "Expression", "offer.code");
    click(&mut window, Role::Button, "Add a stored field");
    click(&mut window, Role::Button, "Remove field");
    let storage = &home(&window).storage;
    assert!(storage.disabled);
    assert_eq!((storage.on_proposition, storage.on_acceptance), (Status::Generated, Status::Interested));
    assert_eq!(
        storage.fields.iter().collect::<Vec<_>>(),
        [(&"campaign".to_owned(), &"offer.code".to_owned())]
    );
    there_and_back(&mut window, &path, 8);
}

#[test]
fn two_stored_fields_cannot_have_one_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = open(&folder);
    explore(&mut window, &["Shop environment", "Spaces", "Home page"]);
    click(&mut window, Role::Tab, "Storage");
    click(&mut window, Role::Button, "Add a stored field");
    click(&mut window, Role::Button, "Add a stored field");
    let names: Vec<_> = window.query_all_by_role_and_label(Role::TextInput, "Field name").collect();
    names.last().expect("the second").focus();
    drop(names);
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "field");
    assert!(has(&window, Role::Label, "The name field is already used."));
    press(&mut window, Key::Tab);
    assert_eq!(home(&window).storage.fields.keys().collect::<Vec<_>>(), ["field", "field_2"]);
}

#[test]
fn the_propositions_of_a_space_are_listed_and_lead_to_the_contact() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = open(&folder);
    explore(&mut window, &["Shop environment", "Spaces", "Cart"]);
    click(&mut window, Role::Tab, "Propositions");
    assert!(has(&window, Role::Heading, "No propositions yet"));
    explore(&mut window, &["Home page"]);
    click(&mut window, Role::Tab, "Propositions");
    let top = |name: &str| find(&window, Role::Row, name).rect().top();
    let (newer, older) = ("1 · Blue card · 1 May 2026 · Accepted", "1 · Gold card · 1 Mar 2026 · Presented");
    assert!(top(newer) < top(older), "the newest first");
    click(&mut window, Role::Row, newer);
    assert_eq!(window.state().app().view().active_tab(), Some(&Ref::Contact(0)));
    assert!(has(&window, Role::Button, "Add a proposition"), "on the tab History");
}

#[test]
fn a_contact_has_values_of_its_dimension_a_folder_and_cookies() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Contacts", "1"]);
    click(&mut window, Role::ComboBox, "Folder");
    assert!(!has(&window, Role::ListBoxOption, "Visitors' folder"), "only those of the right kind");
    click(&mut window, Role::ListBoxOption, "Customers' folder");
    write(&mut window, "Customer number", "7");
    write(&mut window, "Age", "35");
    choose(&mut window, "VIP", "Yes");
    click(&mut window, Role::Button, "Add a cookie");
    write(&mut window, "Cookie 2", "c-2");
    click(&mut window, Role::Button, "Remove Cookie 1");
    choose(&mut window, "Targeting dimension", "Visitor");
    let contact = contact(&window);
    assert_eq!((contact.dimension.as_str(), contact.folder.as_deref()), ("visitor", Some("customers")));
    let value = |name: &str| contact.values.get(name).cloned();
    assert_eq!(value("id"), Some(Value::from("7")));
    assert_eq!((value("age"), value("vip")), (Some(Value::Integer(35)), Some(Value::Boolean(true))));
    assert_eq!(contact.cookies, ["c-2"]);
    there_and_back(&mut window, &path, 8);
}

#[test]
fn the_history_of_a_contact_can_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Contacts", "1"]);
    click(&mut window, Role::Tab, "History");
    click(&mut window, Role::Button, "Remove Proposition 1");
    choose(&mut window, "Offer", "Gold card");
    choose(&mut window, "Space", "Cart");
    choose(&mut window, "Status", "Rejected");
    write(&mut window, "Date and time", "2026-05-02T10:00");
    write(&mut window, "Weight", "12.5");
    write(&mut window, "Rank", "2");
    let past = &contact(&window).history[0];
    assert_eq!((past.offer.as_str(), past.space.as_str()), ("shop/gold", "shop/cart"));
    assert_eq!((past.status, past.weight, past.rank), (Status::Rejected, Some(12.5), Some(2)));
    assert_eq!(past.at.to_string(), "2026-05-02T10:00");
    click(&mut window, Role::Button, "Add a proposition");
    assert_eq!(contact(&window).history[1].at.to_string(), "2026-11-21T09:00");
    there_and_back(&mut window, &path, 8);
}

#[test]
fn a_proposition_that_is_added_is_of_the_contacts_dimension() {
    let folder = tempfile::tempdir().expect("a folder");
    let blog = r#"environments: [Environment(name: "blog", label: "Blog", stage: Live, targeting_dimension: "visitor",
        spaces: [Space(name: "top", label: "Top", channel: InboundWeb)],
        categories: [Category(name: "posts", label: "Posts", offers: [Offer(name: "post", label: "Post")])]),"#;
    let (mut window, _) = open_text(&folder, &SHOP.replacen("environments: [", blog, 1));
    explore(&mut window, &["Contacts", "1"]);
    click(&mut window, Role::Tab, "History");
    click(&mut window, Role::Button, "Remove Proposition 1");
    click(&mut window, Role::Button, "Remove Proposition 1");
    click(&mut window, Role::Button, "Add a proposition");
    let added = &contact(&window).history[0];
    assert_eq!((added.offer.as_str(), added.space.as_str()), ("shop/gold", "shop/home"));
    click(&mut window, Role::ComboBox, "Offer");
    assert!(has(&window, Role::ListBoxOption, "Blue card") && !has(&window, Role::ListBoxOption, "Post"));
}

#[test]
fn what_a_space_stores_is_kept_with_a_proposition() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Shop environment", "Spaces", "Home page"]);
    click(&mut window, Role::Tab, "Storage");
    click(&mut window, Role::Button, "Add a stored field");
    explore(&mut window, &["Contacts", "1"]);
    click(&mut window, Role::Tab, "History");
    click(&mut window, Role::Button, "Remove Proposition 2");
    write(&mut window, "Stored field", "gold");
    assert_eq!(contact(&window).history[0].stored.get("field"), Some(&Value::from("gold")));
    there_and_back(&mut window, &path, 3);
}

#[test]
fn the_call_of_a_scenario_can_be_written_and_run_in_the_preview() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Scenarios", "First visit"]);
    write(&mut window, "Label", "Anna");
    choose(&mut window, "Space", "Cart");
    write(&mut window, "Date and time", "2026-07-01");
    write(&mut window, "Customer number", "1");
    write(&mut window, "Permanent cookie", "p");
    write(&mut window, "Session cookie", "s");
    choose(&mut window, "Add to Categories", "Cards");
    choose(&mut window, "Add to Themes", "money");
    click(&mut window, Role::CheckBox, "Store the propositions");
    let pages: Vec<_> = window.query_all_by_role_and_label(Role::TextInput, "Page").collect();
    pages.into_iter().min_by(|a, b| a.rect().left().total_cmp(&b.rect().left())).expect("the form's").focus();
    window.run();
    type_text(&mut window, "start");
    press(&mut window, Key::Tab);
    write(&mut window, "Name", "anna");
    let scenario = scenario(&window);
    assert_eq!((scenario.name.as_str(), scenario.label.as_str()), ("anna", "Anna"));
    let call = &scenario.call;
    assert_eq!((call.space.as_str(), call.identity.as_slice()), ("shop/cart", &[Value::from("1")][..]));
    assert_eq!(call.at.as_ref().map(ToString::to_string).as_deref(), Some("2026-07-01"));
    assert_eq!((call.permanent_cookie.as_deref(), call.session_cookie.as_deref()), (Some("p"), Some("s")));
    assert_eq!(
        (&call.categories[..], &call.themes[..]),
        (&["cards".to_owned()][..], &["money".to_owned()][..])
    );
    assert_eq!((call.call_data.get("page"), call.store), (Some(&Value::from("start")), true));
    click(&mut window, Role::Button, "Run in the preview");
    let preview = &window.state().app().preview();
    assert_eq!((preview.who(), preview.space()), (Some(0), Some("shop/cart")));
    assert_eq!(preview.asked().0, ["cards"]);
    let decision = preview.decision().expect("an answer").as_ref().expect("a space");
    assert_eq!((decision.identification, decision.propositions.len()), (Identification::Explicit, 1));
    there_and_back(&mut window, &path, 11);
}

#[test]
fn the_number_of_offers_wanted_is_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Scenarios", "First visit"]);
    click(&mut window, Role::SpinButton, "Maximum offers");
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "3");
    press(&mut window, Key::Enter);
    assert_eq!(scenario(&window).call.count, 3);
    there_and_back(&mut window, &path, 1);
}

#[test]
fn an_expectation_can_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Scenarios", "First visit"]);
    click(&mut window, Role::Tab, "Expectation");
    assert!(has(&window, Role::Label, "Result differs"));
    click(&mut window, Role::RadioButton, "Explicit");
    choose(&mut window, "Answered by", "Cart");
    choose(&mut window, "Add an expected offer", "Gold card");
    click(&mut window, Role::Button, "Move Gold card up");
    assert_eq!(
        scenario(&window).expect.offers.as_deref(),
        Some(&["shop/gold".into(), "shop/blue".into()][..])
    );
    click(&mut window, Role::Button, "Remove Blue card");
    choose(&mut window, "Add an offer not proposed", "Blue card");
    choose(&mut window, "Expected reason for Blue card", "No weight");
    let expect = &scenario(&window).expect;
    assert_eq!(expect.identification, Some(Identification::Explicit));
    assert_eq!(expect.answered_by.as_deref(), Some("shop/cart"));
    assert_eq!(expect.offers.as_deref(), Some(&["shop/gold".to_owned()][..]));
    assert_eq!(expect.excluded.get("shop/blue"), Some(&Reason::NoWeight));
    click(&mut window, Role::CheckBox, "Check the offers");
    assert_eq!(scenario(&window).expect.offers, None);
    there_and_back(&mut window, &path, 8);
}

#[test]
fn what_is_decided_now_can_be_expected() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    explore(&mut window, &["Scenarios", "First visit"]);
    click(&mut window, Role::Tab, "Expectation");
    choose(&mut window, "Add an offer not proposed", "Blue card");
    click(&mut window, Role::Button, "Accept the current result");
    assert!(has(&window, Role::Label, "Result as expected"));
    let expect = &scenario(&window).expect;
    assert_eq!(expect.identification, Some(Identification::Anonymous));
    assert_eq!(expect.answered_by.as_deref(), Some("shop/home"));
    assert_eq!(expect.offers.as_deref(), Some(&[][..]), "nobody was identified");
    assert!(expect.excluded.contains_key("shop/blue"));
    there_and_back(&mut window, &path, 2);
}
