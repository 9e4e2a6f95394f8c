//! What is typed counts, whatever comes next: a press, another tab, a shortcut, the window that closes or loses the
//! keyboard. And what stands for no value leaves the one that was there.

use crate::support::{Chosen, WINDOW, app, find, has, shell, type_text};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;
use std::sync::Arc;
use vitrine::app::{Action, Dialog, InnerTab};
use vitrine::model::{Catalog, Ref, Value};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const CATALOG: &str = r#"#![enable(implicit_some)]
Catalog(
    format: 1,
    name: "shop",
    dimensions: [Dimension(name: "recipient", label: "Recipient", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", label: "Number", type: Text),
        Field(name: "age", label: "Age", type: Integer),
        Field(name: "balance", label: "Balance", type: Decimal),
    ])],
    environments: [
        Environment(name: "shop", label: "Shop", stage: Design(live: "live"), targeting_dimension: "recipient",
            categories: [Category(name: "shoes", label: "Shoes", multiplier: Multiplier(value: 1.5))]),
        Environment(name: "live", label: "Live", stage: Live, targeting_dimension: "recipient"),
    ],
    contacts: [Contact(dimension: "recipient", values: {"id": "1", "age": 34, "balance": 1.0})],
)
"#;

/// A window on a small catalog in a file, with a form open.
struct Desk {
    window: Harness<'static, Shell>,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn open(entity: Ref, tab: InnerTab) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("shop.catalog.ron");
        std::fs::write(&path, CATALOG).expect("written");
        let mut app = app(Language::En, Chosen::paths([]), Some(path.clone()));
        app.poll();
        app.preferences.preview = false;
        app.apply(vec![Action::Open(entity.clone()), Action::Inner(entity, tab)]);
        Self { window: shell(ThemeChoice::Light, WINDOW, app), path, _folder: folder }
    }

    fn catalog(&self) -> &Arc<Catalog> {
        self.window.state().app().workspace().catalog()
    }

    fn in_file(&self) -> Catalog {
        let loaded = storage::read(std::fs::read(&self.path).expect("read")).expect("a catalog");
        Catalog::clone(&loaded.catalog)
    }

    /// Writes into the text field of that name and place, and stays in it.
    fn write(&mut self, role: Role, name: &str, place: usize, text: &str) {
        let fields: Vec<_> = self.window.query_all_by_role_and_label(role, name).collect();
        fields[place].focus();
        drop(fields);
        self.window.run();
        self.keys(Modifiers::COMMAND, Key::A);
        type_text(&mut self.window, text);
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key_press_modifiers(modifiers, key);
        self.window.run();
    }

    fn click(&mut self, role: Role, name: &str) {
        find(&self.window, role, name).click();
        self.window.run();
    }

    fn environment(&self) -> &str {
        &self.catalog().environments[0].name
    }

    /// Whether the window closes when that is asked for.
    fn quits(&mut self) -> bool {
        self.window.key_press_modifiers(Modifiers::COMMAND, Key::Q);
        self.window.run_steps(4);
        self.window.state().app().may_quit()
    }

    /// What stands in a field.
    fn shown(&self, role: Role, name: &str) -> Option<String> {
        self.window.query_all_by_role_and_label(role, name).next()?.accesskit_node().value()
    }

    fn is_dirty(&self) -> bool {
        self.window.state().app().workspace().is_dirty()
    }
}

fn shop() -> Ref {
    Ref::Environment("shop".to_owned())
}

#[test]
fn a_name_counts_when_something_is_pressed_next() {
    // A button that changes the same entity.
    let mut desk = Desk::open(Ref::Dimension("recipient".to_owned()), InnerTab::General);
    let before = desk.catalog().dimensions[0].fields.len();
    desk.write(Role::TextInput, "Name", 1, "number");
    assert!(desk.is_dirty(), "the mark tells");
    assert_ne!(desk.catalog().dimensions[0].fields[0].name, "number", "half a name does not travel");
    find(&desk.window, Role::Button, "Add a field").click_accesskit();
    desk.window.run();
    let fields = &desk.catalog().dimensions[0].fields;
    assert_eq!((fields[0].name.as_str(), fields.len()), ("number", before + 1));
    // An inner tab, another entity, a check box.
    for (role, name) in [
        (Role::Tab, "Eligibility"),
        (Role::TreeItem, "Presentation rules"),
        (Role::CheckBox, "Environment dedicated to incoming anonymous interactions"),
    ] {
        let mut desk = Desk::open(shop(), InnerTab::General);
        let anonymous = desk.catalog().environments[0].anonymous;
        desk.write(Role::TextInput, "Name", 0, "boutique");
        desk.click(role, name);
        assert_eq!(desk.environment(), "boutique", "{name}");
        let ticked = desk.catalog().environments[0].anonymous != anonymous;
        assert_eq!(ticked, role == Role::CheckBox, "{name} was pressed all the same");
        if role == Role::Tab {
            let tab = desk.window.state().app().view().inner_tab(&Ref::Environment("boutique".to_owned()));
            assert_eq!(tab, InnerTab::Eligibility);
        }
    }
}

#[test]
fn a_name_counts_when_the_keyboard_goes_on() {
    let mut desk = Desk::open(shop(), InnerTab::General);
    desk.write(Role::TextInput, "Name", 0, "boutique");
    desk.keys(Modifiers::COMMAND, Key::S);
    assert_eq!((desk.environment(), desk.is_dirty()), ("boutique", false));
    assert_eq!(desk.in_file().environments[0].name, "boutique");
    // The keyboard is where it was: typing goes on.
    type_text(&mut desk.window, "s");
    desk.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.environment(), "boutique", "what was typed was the last step");
    // Tab, then Space on the next control, faster than frames.
    let mut desk = Desk::open(shop(), InnerTab::General);
    desk.write(Role::TextInput, "Name", 0, "boutique");
    desk.window.event(Event::WindowFocused(false));
    desk.window.run();
    assert_eq!(desk.environment(), "boutique", "another window has the keyboard");
}

#[test]
fn typing_and_what_comes_next_in_one_frame_do_not_undo_each_other() {
    let mut desk = Desk::open(shop(), InnerTab::General);
    desk.write(Role::TextInput, "Label", 0, "Bout");
    let check = "Environment dedicated to incoming anonymous interactions";
    let anonymous = desk.catalog().environments[0].anonymous;
    let pos = find(&desk.window, Role::CheckBox, check).rect().center();
    let button = |pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let events = [Event::Text("ique".to_owned()), Event::PointerMoved(pos), button(true), button(false)];
    desk.window.input_mut().events.extend(events);
    desk.window.run();
    let environment = &desk.catalog().environments[0];
    assert_eq!(environment.label, "Boutique");
    assert_ne!(environment.anonymous, anonymous);
}

#[test]
fn closing_asks_about_a_name_that_is_being_typed() {
    let mut desk = Desk::open(shop(), InnerTab::General);
    desk.write(Role::TextInput, "Name", 0, "boutique");
    let id = egui::ViewportId::ROOT;
    desk.window.input_mut().viewports.entry(id).or_default().events.push(egui::ViewportEvent::Close);
    desk.window.run();
    let app = desk.window.state().app();
    assert!(matches!(app.dialog, Some(Dialog::Unsaved(_))), "{:?}", app.dialog);
    assert_eq!(desk.environment(), "boutique");
    let mut desk = Desk::open(shop(), InnerTab::General);
    desk.write(Role::TextInput, "Name", 0, "boutique");
    desk.keys(Modifiers::COMMAND, Key::Q);
    assert!(matches!(desk.window.state().app().dialog, Some(Dialog::Unsaved(_))));
}

#[test]
fn a_file_that_another_program_opens_waits_for_the_name() {
    let mut desk = Desk::open(shop(), InnerTab::General);
    let other = desk.path.with_file_name("other.catalog.ron");
    std::fs::copy(&desk.path, &other).expect("copied");
    desk.write(Role::TextInput, "Name", 0, "boutique");
    desk.window.state_mut().open(other);
    desk.window.run();
    let app = desk.window.state().app();
    assert_eq!(app.open_titles().len(), 2);
    let names: Vec<_> = app.workspaces().map(|it| it.catalog().environments[0].name.clone()).collect();
    assert_eq!(names, ["boutique", "shop"]);
}

#[test]
fn a_name_that_cannot_be_had_keeps_nothing_waiting() {
    let mut desk = Desk::open(shop(), InnerTab::General);
    desk.write(Role::TextInput, "Name", 0, "two words");
    assert!(!desk.is_dirty(), "there is nothing to save");
    desk.click(Role::Tab, "Eligibility");
    assert_eq!(desk.environment(), "shop");
    assert!(!has(&desk.window, Role::CheckBox, "Environment dedicated to incoming anonymous interactions"));
}

#[test]
fn the_valid_beginning_of_a_number_is_not_taken_over() {
    let category = Ref::Category("shop".to_owned(), "shoes".to_owned());
    let mut desk = Desk::open(category.clone(), InnerTab::Eligibility);
    let multiplier = |desk: &Desk| {
        let category = desk.catalog().entity(&category).expect("the category");
        let vitrine::model::Entity::Category(category) = category else { panic!("a category") };
        category.multiplier.as_ref().map(|it| it.value)
    };
    let before = multiplier(&desk);
    assert!(before.is_some());
    for wrong in ["1e999", "12abc", "1,2,3", "1e-400", "0,1000000000000000055511151231257827"] {
        desk.write(Role::SpinButton, "Multiply by", 0, wrong);
        assert_eq!(multiplier(&desk), before, "{wrong} is being typed");
        assert!(
            has(&desk.window, Role::Label, "Enter a number within the allowed range, of at most 15 digits."),
            "{wrong}"
        );
        desk.keys(Modifiers::NONE, Key::Tab);
        assert_eq!((multiplier(&desk), desk.is_dirty()), (before, false), "{wrong}");
    }
    desk.write(Role::SpinButton, "Multiply by", 0, "2,25");
    assert_eq!(multiplier(&desk), Some(2.25));
}

#[test]
fn the_valid_beginning_of_a_value_is_not_taken_over() {
    let mut desk = Desk::open(Ref::Contact(0), InnerTab::General);
    let value = |desk: &Desk, name: &str| desk.catalog().contacts[0].values.get(name).cloned();
    let before = (value(&desk, "age"), value(&desk, "balance"));
    for (field, wrong) in [("Age", "12.5"), ("Balance", "1e999"), ("Balance", "9007199254740993")] {
        for text in (1..=wrong.len()).map(|end| &wrong[..end]) {
            desk.write(Role::TextInput, field, 0, text);
        }
        desk.keys(Modifiers::NONE, Key::Tab);
        assert_eq!((value(&desk, "age"), value(&desk, "balance")), before, "{field}");
        assert!(!desk.is_dirty(), "{field}");
    }
    desk.write(Role::TextInput, "Age", 0, "9007199254740993");
    assert_eq!(value(&desk, "age"), Some(Value::Integer(9_007_199_254_740_993)), "digit for digit");
    // What is typed over it in the same stay stands for nothing: there is nothing to take back.
    desk.write(Role::TextInput, "Age", 0, "x");
    assert_eq!(value(&desk, "age"), before.0);
    assert!(desk.window.state().app().workspace().document().undo_name().is_none());
}

/// Fields of each kind, with a text that stands for no value and one that does.
fn fields() -> [(Ref, InnerTab, Role, &'static str, [&'static str; 2]); 4] {
    let category = || Ref::Category("shop".to_owned(), "shoes".to_owned());
    [
        (shop(), InnerTab::General, Role::TextInput, "Name", ["two words", "two_words"]),
        (category(), InnerTab::Eligibility, Role::TextInput, "Until", ["2026-06-31", "2026-06-30"]),
        (category(), InnerTab::Eligibility, Role::SpinButton, "Multiply by", ["1e999", "2.5"]),
        (Ref::Contact(0), InnerTab::General, Role::TextInput, "Age", ["12.5", "13"]),
    ]
}

/// What cannot be had as it is, such as a name with a space or a day that there is not: nobody leaves without being
/// asked.
#[test]
fn what_stands_for_nothing_is_asked_about_before_the_window_closes() {
    for (entity, tab, role, field, [bad, good]) in fields() {
        let mut desk = Desk::open(entity, tab);
        let before = Arc::clone(desk.catalog());
        desk.write(role, field, 0, bad);
        desk.keys(Modifiers::COMMAND, Key::S);
        let told = desk.window.query_all_by_label_contains("shop.catalog.ron, but not").count();
        assert!(told > 0, "{field}: what a save leaves out is said");
        assert!(has(&desk.window, Role::Label, "A value to correct"));
        desk.keys(Modifiers::COMMAND, Key::Q);
        let app = desk.window.state().app();
        assert!(matches!(app.dialog, Some(Dialog::Unsaved(_))), "{field}: {:?}", app.dialog);
        assert!(!app.may_quit());
        assert_eq!(desk.catalog(), &before);
        let title = "A value in shop.catalog.ron cannot be saved as it is";
        let offered =
            |name| find(&desk.window, Role::Dialog, title).query_by_role_and_label(Role::Button, name);
        assert!(offered("Go to the field").is_some() && offered("Save").is_none(), "a save cannot hold it");
        desk.keys(Modifiers::NONE, Key::Escape);
        assert_eq!(desk.shown(role, field).as_deref(), Some(bad), "it stays to be mended");
        desk.write(role, field, 0, good);
        desk.keys(Modifiers::COMMAND, Key::S);
        assert!(desk.quits(), "{field}");
        assert_ne!(&Arc::new(desk.in_file()), &before);
    }
}

#[test]
fn what_stands_for_nothing_stays_when_its_tab_is_left_and_is_asked_about() {
    for ((entity, tab, role, field, [bad, good]), inner) in
        fields().into_iter().flat_map(|it| [(it.clone(), false), (it, true)])
    {
        let mut desk = Desk::open(entity, tab);
        desk.write(role, field, 0, bad);
        if inner {
            desk.click(Role::Tab, "Source");
        } else {
            desk.keys(Modifiers::COMMAND, Key::W);
        }
        assert_eq!(desk.shown(role, field), None);
        desk.keys(Modifiers::COMMAND, Key::Q);
        assert!(!desk.window.state().app().may_quit(), "{field}");
        desk.click(Role::Button, "Go to the field");
        assert_eq!(desk.shown(role, field).as_deref(), Some(bad), "{field}");
        let first = desk.window.query_all_by_role_and_label(role, field).next();
        assert!(first.is_some_and(|it| it.accesskit_node().is_focused()), "{field}");
        desk.keys(Modifiers::COMMAND, Key::A);
        type_text(&mut desk.window, good);
        desk.keys(Modifiers::COMMAND, Key::S);
        assert!(desk.quits(), "{field}");
    }
}

#[test]
fn what_stands_for_nothing_is_given_up_with_escape_or_without_saving() {
    for (entity, tab, role, field, [bad, _]) in fields() {
        let mut desk = Desk::open(entity, tab);
        let before = desk.shown(role, field);
        desk.write(role, field, 0, bad);
        desk.keys(Modifiers::NONE, Key::Escape);
        assert_eq!(desk.shown(role, field), before, "{field}");
        desk.write(role, field, 0, bad);
        desk.keys(Modifiers::COMMAND, Key::Q);
        find(&desk.window, Role::Button, "Don't save").click();
        desk.window.run_steps(4);
        assert!(desk.window.state().app().may_quit(), "{field}");
    }
}

#[test]
fn a_text_that_stands_for_nothing_stays_with_an_environment_that_is_renamed() {
    let category = Ref::Category("shop".to_owned(), "shoes".to_owned());
    let mut desk = Desk::open(category, InnerTab::Eligibility);
    desk.write(Role::TextInput, "Until", 0, "2026-06-31");
    desk.click(Role::TreeItem, "Shop");
    desk.write(Role::TextInput, "Name", 0, "boutique");
    desk.keys(Modifiers::COMMAND, Key::Q);
    desk.click(Role::Button, "Go to the field");
    assert_eq!(desk.environment(), "boutique");
    assert_eq!(desk.shown(Role::TextInput, "Until").as_deref(), Some("2026-06-31"));
}

/// A save is where the next typing begins: a text that stands for nothing leaves what was saved.
#[test]
fn a_text_that_stands_for_nothing_leaves_what_was_saved_last() {
    for (entity, tab, role, field, [_, good]) in fields().into_iter().skip(1) {
        let mut desk = Desk::open(entity, tab);
        desk.write(role, field, 0, good);
        desk.keys(Modifiers::COMMAND, Key::S);
        let saved = Arc::clone(desk.catalog());
        type_text(&mut desk.window, "x");
        assert_eq!(desk.shown(role, field), Some(format!("{good}x")));
        assert_eq!((desk.catalog(), desk.is_dirty()), (&saved, false), "{field}");
        // What an undo brings is where the next typing begins, too.
        desk.write(role, field, 0, good);
        desk.keys(Modifiers::COMMAND, Key::Z);
        let undone = Arc::clone(desk.catalog());
        assert_ne!(undone, saved);
        desk.write(role, field, 0, "x");
        assert_eq!(desk.catalog(), &undone, "{field}");
    }
}
