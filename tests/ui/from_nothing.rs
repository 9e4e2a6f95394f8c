//! A whole catalog made by hand in the window, from nothing: what is saved then is sound, and its scenarios pass.

use crate::support::{Chosen, WINDOW, app, as_cel, click, find, has, shell, type_text};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use vitrine::model::{Catalog, Stage};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const IMPLICIT: &str = "Implicitly identify the individual based on their browser history";
const FALLBACK: &str = "Fall back on an anonymous environment if no individuals were identified";

/// Somebody with an empty window before them.
struct Person {
    window: Harness<'static, Shell>,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("corner_shop.catalog.ron");
        let app = app(Language::En, Chosen::paths([path.clone()]), None);
        let mut person = Self { window: shell(ThemeChoice::Light, WINDOW, app), path, _folder: folder };
        // The preview's fields have names that forms have, too.
        person.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P);
        person.keys(Modifiers::COMMAND, Key::J);
        person.keys(Modifiers::COMMAND, Key::N);
        person
    }

    fn catalog(&self) -> &Arc<Catalog> {
        self.window.state().app().workspace().catalog()
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key_press_modifiers(modifiers, key);
        self.window.run();
    }

    /// Replaces what is in the field that has the keyboard, and goes on to the next.
    fn fill(&mut self, text: &str) {
        self.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.window.event(Event::Text(text.to_owned()));
        self.keys(Modifiers::NONE, Key::Tab);
    }

    /// Writes into a field of the form: the one at `place` of those with that name, from the top.
    fn write_in(&mut self, role: Role, name: &str, place: usize, text: &str) {
        let fields: Vec<_> = self.window.query_all_by_role_and_label(role, name).collect();
        assert!(place < fields.len(), "{name}: {} of {role:?}", fields.len());
        fields[place].focus();
        drop(fields);
        self.fill(text);
    }

    fn write(&mut self, name: &str, place: usize, text: &str) {
        self.write_in(Role::TextInput, name, place, text);
    }

    fn rule(&mut self, name: &str, place: usize, text: &str) {
        as_cel(&mut self.window);
        self.write_in(Role::MultilineTextInput, name, place, text);
    }

    /// Presses what has that name, wherever the form is scrolled to.
    fn press_at(&mut self, role: Role, name: &str, place: usize) {
        let found: Vec<_> = self.window.query_all_by_role_and_label(role, name).collect();
        assert!(place < found.len(), "{name}: {} of {role:?}", found.len());
        assert!(!found[place].accesskit_node().is_disabled(), "{name} is disabled");
        found[place].click_accesskit();
        drop(found);
        self.window.run();
    }

    fn press(&mut self, role: Role, name: &str) {
        self.press_at(role, name, 0);
    }

    fn tab(&mut self, name: &str) {
        self.press(Role::Tab, name);
    }

    fn choose_at(&mut self, picker: &str, place: usize, item: &str) {
        let pickers: Vec<_> = self.window.query_all_by_role_and_label(Role::ComboBox, picker).collect();
        assert!(place < pickers.len(), "{picker}: {}", pickers.len());
        pickers[place].scroll_to_me();
        drop(pickers);
        self.window.run();
        self.press_at(Role::ComboBox, picker, place);
        self.press(Role::ListBoxOption, item);
    }

    fn choose(&mut self, picker: &str, item: &str) {
        self.choose_at(picker, 0, item);
    }

    /// Makes something that the catalog holds, by the explorer's Add button, and names it.
    fn add(&mut self, item: &str, label: &str, name: &str) {
        click(&mut self.window, Role::Button, "Add");
        click(&mut self.window, Role::Button, item);
        self.name(label, name);
    }

    /// Makes something inside a row of the explorer, by its menu, and names it.
    fn add_in(&mut self, row: &str, item: &str, label: &str, name: &str) {
        find(&self.window, Role::TreeItem, row).click_secondary();
        self.window.run();
        click(&mut self.window, Role::Button, item);
        self.name(label, name);
    }

    /// The label of what was just made has the keyboard already; its name comes next.
    fn name(&mut self, label: &str, name: &str) {
        self.fill(label);
        self.fill(name);
    }

    /// Declares a field behind those that are there.
    fn declare(&mut self, place: usize, label: &str, name: &str, field_type: &str) {
        self.press(Role::Button, "Add a field");
        // The first label and the first name are the entity's own, where it has them on this tab.
        self.write("Label", place, label);
        self.write("Name", place, name);
        let field = self.window.query_all_by_role_and_label(Role::ComboBox, "Type").count() - 1;
        self.choose_at("Type", field, field_type);
    }

    /// A new environment with its Live one, in the wizard.
    fn environment(&mut self, mapping: &str, label: &str) {
        click(&mut self.window, Role::Button, "Add");
        click(&mut self.window, Role::Button, "New environment");
        assert!(has(&self.window, Role::Dialog, "New environment"));
        type_text(&mut self.window, label);
        click(&mut self.window, Role::RadioButton, mapping);
        click(&mut self.window, Role::Button, "Create");
    }
}

fn settings(person: &mut Person) {
    person.write("Label", 0, "Corner shop");
    person.write("Name", 0, "corner_shop");
    person.rule("Description", 0, "What the shop on the corner offers, and to whom.");
    person.press(Role::ComboBox, "Time zone");
    type_text(&mut person.window, "europe paris");
    person.press(Role::ListBoxOption, "Europe/Paris");
    person.press(Role::RadioButton, "Catalog order");
    person.tab("Offer fields");
    person.declare(0, "Price", "price", "Decimal number");
}

fn contacts_and_where_they_are_kept(person: &mut Person) {
    person.add("New targeting dimension", "Customer", "customer");
    person.write("Label", 1, "Number");
    person.declare(2, "Email", "email", "Text");
    person.declare(3, "Age", "age", "Whole number");
    person.declare(4, "Segment", "segment", "Choice");
    person.write("Add to Choices", 0, "regular");
    person.write("Add to Choices", 0, "new");
    person.add("New folder", "Visitors", "visitors");
    person.add("New folder inside", "Visitors of the outlet", "visitors_outlet");
    assert_eq!(person.catalog().folders[1].parent.as_deref(), Some("visitors"));
    person.environment("Anonymous visitors", "Shop window");
    person.environment("Recipients", "Customers");
    let catalog = person.catalog();
    let stages = catalog.environments.iter().map(|it| it.stage == Stage::Live);
    assert_eq!(stages.collect::<Vec<_>>(), [false, true, false, true]);
    let window = catalog.environment("shop_window").expect("made");
    assert!(window.anonymous);
    assert_eq!(window.visitor_folder.as_deref(), Some("visitors"));
    assert_eq!(catalog.environment("customers").expect("made").targeting_dimension, "customer");
}

fn anonymous_environment(person: &mut Person) {
    click(&mut person.window, Role::TreeItem, "Shop window");
    person.tab("Example of call data");
    person.declare(0, "Navigation language", "language", "Text");
    person.press(Role::Button, "Add an example");
    person.write("Name of the example", 0, "French page");
    person.write("Navigation language", 0, "fr");
    person.add_in("Shop window", "New space", "Home page, anonymous", "home_anonymous");
    person.tab("Content");
    person.choose("Add a content field", "Title");
    person.press(Role::CheckBox, "Title is required");
    person.choose("Add a content field", "HTML content");
    person.choose("Add a content field", "Price");
    person.tab("Rendering");
    person.rule("HTML", 0, "<h3>{{ title }}</h3>{{ html }}<p>{{ price }} €</p>");
    person.rule("Text", 0, "{{ title }}, {{ price }} €");
    person.add_in("Shop window", "New filter", "In a language", "speaks");
    person.press(Role::Button, "Add a parameter");
    person.write("Name", 1, "wanted");
    person.write("Default", 0, "fr");
    person.rule("Rule", 0, "call.language == wanted");
    person.add_in("Shop window", "New category", "Welcome", "welcome");
    theme(person, "delivery");
    period(person, 0);
    person.add_in("Welcome", "New offer", "Free delivery", "free_delivery");
    person.tab("Eligibility");
    person.rule("Rule", 0, "filters.speaks('fr') || call.language == 'en'");
    weight(person, 0, "Base", "10");
    content(person, "Delivered for nothing", "0");
    person.add_in("Welcome", "New anonymous offer", "Open an account", "open_account");
    content(person, "Your account in five minutes", "0");
}

fn theme(person: &mut Person, theme: &str) {
    person.press(Role::ComboBox, "Add to Themes");
    type_text(&mut person.window, theme);
    person.press(Role::Button, "Add as a new theme");
}

/// From long ago until long from now.
fn period(person: &mut Person, place: usize) {
    person.tab("Eligibility");
    person.write("From", place, "2020-01-01");
    person.write("Until", place, "2120-12-31");
}

fn weight(person: &mut Person, place: usize, label: &str, value: &str) {
    person.press(Role::Button, "Add a weight");
    person.write("Label", place, label);
    person.rule("Value", place, value);
}

fn content(person: &mut Person, title: &str, price: &str) {
    person.tab("Content");
    person.write("Title", 0, title);
    person.write("Destination URL", 0, "https://shop.example/offer");
    person.rule("HTML", 0, "<p>At the corner.</p>");
    person.write("Price", 0, price);
}

fn identified_environment(person: &mut Person) {
    person.add_in("Customers", "New space", "Home page", "home");
    person.choose("Channel", "Inbound web");
    person.tab("Identification");
    person.choose("Add to Identification keys", "Email");
    person.press(Role::CheckBox, IMPLICIT);
    person.press(Role::CheckBox, FALLBACK);
    person.choose("Linked anonymous space", "Home page, anonymous");
    person.tab("Content");
    person.choose("Add a content field", "Title");
    person.press(Role::CheckBox, "Title is required");
    person.tab("Rendering");
    person.rule("HTML", 0, "<h3>{{ title }}</h3><p>{{ profile.email }}</p>");
    person.tab("Storage");
    person.choose("Status when accepted", "Accepted");
    person.press(Role::Button, "Add a stored field");
    person.write("Field name", 0, "age_then");
    person.rule("Expression", 0, "profile.age");
    person.add_in("Customers", "New category", "Loyalty", "loyalty");
    theme(person, "cards");
    period(person, 0);
    person.press(Role::CheckBox, "Multiply the weights of its offers");
    person.write_in(Role::SpinButton, "Multiply by", 0, "2");
    click(&mut person.window, Role::TreeItem, "Home page");
    person.tab("Properties");
    person.choose("Add to Themes", "cards");
    person.add_in("Loyalty", "New offer", "Gold card", "gold_card");
    person.tab("Eligibility");
    person.rule("Rule", 0, "profile.age >= 25");
    weight(person, 0, "By age", "10.0 + double(profile.age) * 0.1");
    weight(person, 1, "At home", "5");
    person.choose_at("Space", 1, "Home page");
    content(person, "Gold for you", "49.5");
    person.add_in("Loyalty", "New offer", "Silver card", "silver_card");
    person.tab("Eligibility");
    weight(person, 0, "Base", "3");
    content(person, "Silver for everyone", "9.5");
}

fn presentation(person: &mut Person) {
    person.add("New presentation rule", "Cards once a month", "cards_monthly");
    person.choose("Channel", "Inbound web");
    person.tab("Offer presentation");
    person.rule("Offers", 0, "offer.category == 'loyalty' && offer.price > 20.0");
    person.write_in(Role::SpinButton, "Propositions at most", 0, "1");
    person.write("Within", 0, "30d");
    person.choose("Propositions of", "The offer being presented");
    person.choose("Status", "Rejected");
    person.add("New typology", "Gentle", "gentle");
    person.choose("Add to Presentation rules", "Cards once a month");
    click(&mut person.window, Role::TreeItem, "Customers");
    person.tab("Eligibility");
    person.choose("Typology", "Gentle");
}

fn contacts_and_scenarios(person: &mut Person) {
    click(&mut person.window, Role::Button, "Add");
    click(&mut person.window, Role::Button, "New contact");
    person.write("Email", 0, "anna@mail.example");
    person.write("Age", 0, "34");
    person.choose("Segment", "regular");
    person.press(Role::Button, "Add a cookie");
    person.write("Cookie 1", 0, "c-anna");
    person.tab("History");
    person.press(Role::Button, "Add a proposition");
    person.choose("Offer", "Gold card");
    person.choose("Space", "Home page");
    person.write("Date and time", 0, "2026-11-01T09:30");
    person.choose("Status", "Rejected");
    person.write("Rank", 0, "1");

    person.add("New scenario", "Anna comes back", "anna_by_cookie");
    person.choose("Space", "Home page");
    person.write("Date and time", 0, "2026-11-21T10:00");
    person.write_in(Role::SpinButton, "Maximum offers", 0, "2");
    person.write("Permanent cookie", 0, "c-anna");
    person.tab("Expectation");
    person.press(Role::RadioButton, "Implicit");
    person.choose("Answered by", "Home page");
    person.press(Role::CheckBox, "Check the offers");
    person.choose("Add an expected offer", "Silver card");
    person.choose("Add an offer not proposed", "Gold card");
    person.choose("Expected reason for Gold card", "Presentation rule");

    person.add("New scenario", "A browser that nobody knows", "unknown_browser");
    person.choose("Space", "Home page");
    person.write("Date and time", 0, "2026-11-21T10:00");
    person.choose("Add to Themes", "delivery");
    person.write("Navigation language", 0, "fr");
    person.tab("Expectation");
    person.press(Role::Button, "Accept the current result");
}

/// What the program says of the file, and whether it is content.
fn vitrine(command: &str, path: &Path) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_vitrine"))
        .env("LC_ALL", "en_US.UTF-8")
        .args([command, "--json"])
        .arg(path)
        .output()
        .expect("the program runs");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_catalog_is_made_from_nothing_and_is_sound() {
    let mut person = Person::new();
    settings(&mut person);
    contacts_and_where_they_are_kept(&mut person);
    anonymous_environment(&mut person);
    identified_environment(&mut person);
    presentation(&mut person);
    contacts_and_scenarios(&mut person);
    let expected = &person.catalog().scenarios[1].expect;
    assert_eq!(expected.answered_by.as_deref(), Some("shop_window/home_anonymous"));
    assert_eq!(expected.offers.as_deref(), Some(["shop_window/free_delivery".to_owned()].as_slice()));
    let workspace = &person.window.state().app().workspace();
    let issues = workspace.issues().iter().map(|issue| Language::En.say(&issue.message));
    assert_eq!(issues.collect::<Vec<_>>(), Vec::<String>::new());

    person.keys(Modifiers::COMMAND, Key::S);
    assert!(!person.window.state().app().workspace().document().is_dirty());
    let read = storage::load(&person.path).expect("a catalog").catalog;
    assert_eq!(read, *person.catalog());
    let (code, issues) = vitrine("check", &person.path);
    assert_eq!(code, Some(0), "{issues}");
    let issues: serde_json::Value = serde_json::from_str(&issues).expect("JSON");
    assert_eq!(issues.as_array().map(Vec::len), Some(0), "{issues}");
    let (code, results) = vitrine("test", &person.path);
    assert_eq!(code, Some(0), "{results}");
}
