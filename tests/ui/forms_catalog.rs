//! The forms of the catalog, dimensions, folders, environments and predefined filters: each field is edited,
//! taken back, brought again, saved and read.

use crate::support::{Chosen, WINDOW, app, as_cel, has, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;
use std::sync::Arc;
use vitrine::app::{Action, InnerTab};
use vitrine::model::{Catalog, Channel, Environment, Filter, Ref, Ties};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const FIELDS: &str = include_str!("fields.catalog.ron");

/// A window on the catalog, with each state that the edits led to.
struct Editor {
    window: Harness<'static, Shell>,
    path: PathBuf,
    states: Vec<Arc<Catalog>>,
    _folder: tempfile::TempDir,
}

impl Editor {
    fn open(entity: Ref, tab: InnerTab) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("shop.catalog.ron");
        std::fs::write(&path, FIELDS).expect("written");
        let mut app = app(Language::En, Chosen::paths([]), Some(path.clone()));
        app.poll();
        // Its fields for call data have the names of the form's.
        app.preferences.preview = false;
        app.apply(vec![Action::Open(entity.clone()), Action::Inner(entity, tab)]);
        let window = shell(ThemeChoice::Light, WINDOW, app);
        let states = vec![Arc::clone(window.state().app().workspace().catalog())];
        Self { window, path, states, _folder: folder }
    }

    fn catalog(&self) -> &Arc<Catalog> {
        self.window.state().app().workspace().catalog()
    }

    fn environment(&self) -> &Environment {
        self.catalog().environment("shop").expect("the environment")
    }

    fn filter(&self) -> &Filter {
        &self.environment().filters[0]
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key_press_modifiers(modifiers, key);
        self.window.run();
    }

    /// Notes the state that one edit led to.
    fn done(&mut self) {
        let now = Arc::clone(self.catalog());
        assert_ne!(self.states.last(), Some(&now), "the edit changed nothing");
        self.states.push(now);
    }

    /// The text fields of that name, from the top.
    fn focus(&mut self, role: Role, name: &str, place: usize) {
        let fields: Vec<_> = self.window.query_all_by_role_and_label(role, name).collect();
        assert!(place < fields.len(), "{name}: {} of {role:?}", fields.len());
        fields[place].focus();
        drop(fields);
        self.window.run();
    }

    /// Types into a field and leaves it.
    fn write_in(&mut self, role: Role, name: &str, place: usize, text: &str) {
        if role == Role::MultilineTextInput {
            as_cel(&mut self.window);
        }
        self.focus(role, name, place);
        self.keys(Modifiers::COMMAND, Key::A);
        type_text(&mut self.window, text);
        self.keys(Modifiers::NONE, Key::Tab);
        self.done();
    }

    fn write(&mut self, name: &str, place: usize, text: &str) {
        self.write_in(Role::TextInput, name, place, text);
    }

    /// Presses what has that name, wherever the form is scrolled to.
    fn press(&mut self, role: Role, name: &str, place: usize) {
        let found: Vec<_> = self.window.query_all_by_role_and_label(role, name).collect();
        assert!(place < found.len(), "{name}: {} of {role:?}", found.len());
        assert!(!found[place].accesskit_node().is_disabled(), "{name} is disabled");
        found[place].click_accesskit();
        drop(found);
        self.window.run();
    }

    fn click(&mut self, role: Role, name: &str) {
        self.press(role, name, 0);
        self.done();
    }

    fn choose(&mut self, picker: &str, place: usize, item: &str) {
        self.press(Role::ComboBox, picker, place);
        self.press(Role::ListBoxOption, item, 0);
        self.done();
    }

    /// Each edit is one step back and one step forth; and what is saved is what is read.
    fn finish(mut self) {
        let states = self.states.clone();
        for state in states.iter().rev().skip(1) {
            self.keys(Modifiers::COMMAND, Key::Z);
            assert_eq!(self.catalog(), state);
        }
        for state in &states[1..] {
            self.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
            assert_eq!(self.catalog(), state);
        }
        self.keys(Modifiers::COMMAND, Key::S);
        let read = storage::load(&self.path).expect("a catalog");
        assert_eq!(Some(&read.catalog), states.last());
    }
}

#[test]
fn each_field_of_the_catalog() {
    let mut editor = Editor::open(Ref::Catalog, InnerTab::General);
    editor.write("Label", 0, "The shop");
    editor.write("Name", 0, "the_shop");
    editor.write_in(Role::MultilineTextInput, "Description", 0, "What we sell");
    editor.press(Role::ComboBox, "Time zone", 0);
    type_text(&mut editor.window, "europe paris");
    editor.click(Role::ListBoxOption, "Europe/Paris");
    assert_eq!(editor.catalog().time_zone, "Europe/Paris");
    editor.write_in(Role::SpinButton, "Seed", 0, "12");
    assert_eq!(editor.catalog().settings.ties, Ties::Shuffled { seed: 12 });
    editor.click(Role::RadioButton, "Catalog order");
    assert!(!has(&editor.window, Role::SpinButton, "Seed"), "only a shuffle has one");
    editor.click(Role::RadioButton, "Match a category or a theme");
    editor.click(Role::RadioButton, "This category and its subcategories");
    editor.click(Role::CheckBox, "Count propositions made earlier in the same call");
    editor.write("Add to Custom channels", 0, "screen");
    assert_eq!(editor.catalog().channels, ["kiosk", "screen"]);
    editor.write("Channel 1", 0, "booth");
    assert_eq!(editor.environment().spaces[0].channel, Channel::Other("booth".into()), "spaces follow");
    editor.click(Role::Button, "Move screen up");
    editor.click(Role::Button, "Remove booth");
    assert_eq!(editor.catalog().channels, ["screen"]);
    editor.finish();
}

#[test]
fn offer_fields_are_declared_and_rules_follow_their_names() {
    let mut editor = Editor::open(Ref::Catalog, InnerTab::OfferFields);
    editor.write("Label", 0, "Cost");
    editor.write("Name", 0, "cost");
    assert_eq!(editor.filter().rule, "offer.cost > least");
    editor.click(Role::Button, "Add a field");
    editor.write("Name", 1, "colour");
    editor.choose("Type", 1, "Choice");
    editor.write("Add to Choices", 0, "red");
    editor.write("Add to Choices", 0, "blue");
    editor.click(Role::Button, "Move colour up");
    editor.click(Role::Button, "Remove Cost");
    assert_eq!(editor.catalog().offer_fields.len(), 1);
    editor.finish();
}

#[test]
fn a_name_that_cannot_be_had_is_said_and_not_given() {
    let mut editor = Editor::open(Ref::Dimension("recipient".into()), InnerTab::General);
    editor.focus(Role::TextInput, "Name", 2);
    editor.keys(Modifiers::COMMAND, Key::A);
    type_text(&mut editor.window, "id");
    assert!(has(&editor.window, Role::Label, "The name id is already used."));
    editor.keys(Modifiers::NONE, Key::Tab);
    assert_eq!(editor.states.last(), Some(editor.catalog()));
}

#[test]
fn each_field_of_a_dimension() {
    let mut editor = Editor::open(Ref::Dimension("recipient".into()), InnerTab::General);
    editor.write("Label", 0, "Person");
    editor.write("Name", 0, "person");
    assert_eq!(editor.environment().targeting_dimension, "person");
    editor.click(Role::RadioButton, "Visitors: mostly anonymous");
    editor.choose("Add to Key", 0, "Email");
    editor.write("Name", 2, "mail");
    let dimension = editor.catalog().dimensions[0].clone();
    assert_eq!(dimension.key, ["id", "mail"]);
    assert_eq!(editor.environment().target, "call.page == 'home' && profile.mail != ''");
    editor.click(Role::Button, "Move Number down");
    editor.choose("Type", 0, "Date and time");
    editor.finish();
}

#[test]
fn each_field_of_a_folder() {
    let mut editor = Editor::open(Ref::Folder("visitors".into()), InnerTab::General);
    editor.write("Label", 0, "Everyone");
    editor.write("Name", 0, "everyone");
    assert_eq!(editor.catalog().folders[1].parent.as_deref(), Some("everyone"));
    editor.press(Role::ComboBox, "Parent folder", 0);
    assert!(!has(&editor.window, Role::ListBoxOption, "Outlet"), "no loops");
    editor.keys(Modifiers::NONE, Key::Escape);
    editor.click(Role::RadioButton, "Recipients");
    editor.choose("Parent folder", 0, "People");
    assert_eq!(editor.catalog().folders[0].parent.as_deref(), Some("people"));
    editor.finish();
}

#[test]
fn eligibility_of_an_environment() {
    let mut editor = Editor::open(Ref::Environment("shop".into()), InnerTab::Eligibility);
    editor.write_in(Role::MultilineTextInput, "Rule", 0, "call.basket > 3");
    assert_eq!(editor.environment().target, "call.basket > 3");
    editor.choose("Typology", 0, "Gentle");
    assert_eq!(editor.environment().typology.as_deref(), Some("gentle"));
    editor.choose("Typology", 0, "None");
    editor.finish();
}

#[test]
fn call_data_and_its_examples() {
    let mut editor = Editor::open(Ref::Environment("shop".into()), InnerTab::CallData);
    editor.write("Name", 0, "view");
    assert_eq!(editor.environment().target, "call.view == 'home' && profile.email != ''");
    let example = |editor: &Editor| editor.environment().call_data_examples[0].clone();
    assert_eq!(example(&editor).values.keys().collect::<Vec<_>>(), ["view"]);
    editor.write("Name of the example", 0, "Home");
    editor.write("Basket", 0, "3");
    editor.write("Page", 0, "start");
    let values: Vec<String> = example(&editor).values.values().map(ToString::to_string).collect();
    assert_eq!(values, ["start", "3"]);
    editor.click(Role::Button, "Remove Page");
    editor.click(Role::Button, "Remove view");
    assert_eq!(example(&editor).values.len(), 1, "a value that nothing declares can be taken away");
    editor.click(Role::Button, "Add an example");
    editor.click(Role::Button, "Move Example 2 up");
    editor.click(Role::Button, "Remove Home");
    editor.finish();
}

#[test]
fn each_field_of_a_filter() {
    let mut editor = Editor::open(Ref::Filter("shop".into(), "dear".into()), InnerTab::General);
    assert_eq!(editor.window.query_all_by_label_contains("column 1").count(), 0, "the parameter is known");
    editor.write("Label", 0, "Too dear");
    editor.write("Name", 0, "too_dear");
    assert_eq!(editor.environment().spaces[0].storage.fields["dear"], "filters.too_dear(1.0)");
    editor.write("Name", 1, "floor");
    assert_eq!(editor.filter().rule, "offer.price > floor", "the rule follows its parameter");
    editor.write("Default", 0, "2.5");
    editor.choose("Type", 0, "Whole number");
    editor.write("Default", 0, "2");
    editor.write_in(Role::MultilineTextInput, "Rule", 0, "offer.price >= double(floor)");
    editor.click(Role::Button, "Add a parameter");
    editor.click(Role::Button, "Move parameter up");
    editor.click(Role::Button, "Remove parameter");
    editor.finish();
}

#[test]
fn what_is_in_a_live_environment_is_read_only() {
    let editor = Editor::open(Ref::Environment("live_shop".into()), InnerTab::CallData);
    for button in ["Add a field", "Add an example"] {
        let button = editor.window.get_by_role_and_label(Role::Button, button);
        assert!(button.accesskit_node().is_disabled());
    }
}
