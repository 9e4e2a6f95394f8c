//! What is empty says what to do next, and has the button that does it.

use crate::support::{Chosen, SMALL_WINDOW, WINDOW, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use vitrine::app::{Action, BottomTab, Command};
use vitrine::model::{Catalog, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

/// A new catalog after these actions.
fn new_catalog(actions: Vec<Action>) -> Window {
    let mut app = app(Language::En, Chosen::paths([]), None);
    app.run(Command::New);
    app.apply(actions);
    shell(ThemeChoice::Light, WINDOW, app)
}

fn catalog(window: &Window) -> &Catalog {
    window.state().app().workspace().catalog()
}

/// Presses the last button of that name: the one of the panel, where a menu has it too.
fn press_last(window: &mut Window, name: &str) {
    window.query_all_by_role_and_label(Role::Button, name).last().expect("the button").click_accesskit();
    window.run();
}

#[test]
fn a_new_catalog_starts_with_an_environment_a_space_and_an_offer() {
    let mut window = new_catalog(vec![Action::Close(Ref::Catalog)]);
    assert!(has(&window, Role::Heading, "This catalog is empty"));
    assert!(has(&window, Role::Heading, "No space to preview"));
    press_last(&mut window, "New environment");
    type_text(&mut window, "Shop window");
    click(&mut window, Role::Button, "Create");
    press_last(&mut window, "New space");
    assert_eq!(catalog(&window).environments[0].spaces.len(), 1);
    press_last(&mut window, "New category");
    press_last(&mut window, "New offer");
    assert_eq!(catalog(&window).environments[0].categories[0].offers.len(), 1);
    click(&mut window, Role::ComboBox, "Who");
    click(&mut window, Role::Button, "New contact");
    assert_eq!(catalog(&window).contacts.len(), 1);
}

#[test]
fn an_empty_group_of_the_explorer_makes_its_first_entity() {
    let mut window = new_catalog(Vec::new());
    let row = find(&window, Role::TreeItem, "Contacts");
    let said = row.accesskit_node().description().expect("what can be done");
    assert_eq!(said, "none yet · Press Enter or double-click to add one. · level 1");
    click(&mut window, Role::TreeItem, "Contacts");
    assert!(catalog(&window).contacts.is_empty(), "not by one click");
    press(&mut window, Key::Enter);
    assert_eq!(catalog(&window).contacts.len(), 1);
    click(&mut window, Role::TreeItem, "Environments");
    press(&mut window, Key::Enter);
    assert!(has(&window, Role::Dialog, "New environment"));
}

#[test]
fn scenarios_start_with_one() {
    let mut window = new_catalog(vec![Action::Bottom(BottomTab::Scenarios)]);
    click(&mut window, Role::Button, "New scenario");
    assert_eq!(catalog(&window).scenarios.len(), 1);
}

#[test]
fn what_a_field_refers_to_is_made_from_the_field_in_one_step() {
    let mut window = new_catalog(Vec::new());
    click(&mut window, Role::Button, "Add");
    click(&mut window, Role::Button, "New typology");
    click(&mut window, Role::ComboBox, "Add to Presentation rules");
    type_text(&mut window, "Once a week");
    press_last(&mut window, "New presentation rule");
    let made = &catalog(&window).presentation_rules[0];
    assert_eq!(made.label, "Once a week");
    assert_eq!(catalog(&window).typologies[0].rules, std::slice::from_ref(&made.name));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(catalog(&window).presentation_rules.is_empty());
    assert!(catalog(&window).typologies[0].rules.is_empty());
}

#[test]
fn in_a_low_panel_the_words_are_whole() {
    let mut app = app(Language::Fr, Chosen::paths([]), None);
    app.apply(vec![Action::Bottom(BottomTab::Impact)]);
    let window = shell(ThemeChoice::Light, SMALL_WINDOW, app);
    let said = "Tous les scénarios et contacts d’exemple reçoivent les mêmes offres.";
    let words = window.query_by_label(said).expect("why it is empty").rect();
    let below = window.query_by_label_contains("décidé en").expect("the status bar").rect();
    assert!(words.bottom() < below.top() - 4.0, "{words:?} {below:?}");
}
