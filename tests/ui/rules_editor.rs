//! A rule typed as text: completion by keyboard and mouse, what is wrong with its column, what functions do, the
//! sentence in both languages, the canonical form.

use crate::support::{Chosen, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use vitrine::app::Action;
use vitrine::model::{Entity, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

/// The rule of the sample's first filter is open, empty, with the keyboard in it.
fn open(language: Language) -> Window {
    let mut app = app(language, Chosen::paths([]), None);
    app.preferences.preview = false;
    let label = if language == Language::En { "Rule" } else { "Règle" };
    app.apply(vec![Action::Open(filter())]);
    let mut window = shell(ThemeChoice::Light, [1280.0, 900.0], app);
    click(&mut window, Role::RadioButton, "CEL");
    find(&window, Role::MultilineTextInput, label).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    press(&mut window, Key::Backspace);
    window
}

fn filter() -> Ref {
    Ref::Filter("recipient".to_owned(), "affluent".to_owned())
}

fn rule(window: &Window) -> String {
    match window.state().app().workspace().catalog().entity(&filter()) {
        Some(Entity::Filter(filter)) => filter.rule.clone(),
        other => panic!("no filter: {other:?}"),
    }
}

/// Types letter by letter, as a person does.
fn type_slowly(window: &mut Window, text: &str) {
    for letter in text.chars() {
        type_text(window, &letter.to_string());
    }
}

fn said(window: &Window, part: &str) -> bool {
    window.query_all_by_label_contains(part).next().is_some()
}

#[test]
fn a_rule_is_typed_with_completion() {
    let mut window = open(Language::En);
    type_slowly(&mut window, "pro");
    assert!(has(&window, Role::ListBox, "Suggestions"));
    press(&mut window, Key::Enter);
    assert_eq!(rule(&window), "profile.");
    type_slowly(&mut window, "seg");
    press(&mut window, Key::Tab);
    assert_eq!(rule(&window), "profile.segment");
    assert!(!has(&window, Role::ListBox, "Suggestions"));
    type_slowly(&mut window, " == '");
    assert!(has(&window, Role::ListBoxOption, "affluent"));
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(rule(&window), "profile.segment == 'student'");
    assert!(said(&window, "Segment is student"), "the sentence is below");
    type_slowly(&mut window, " && profile.email.starts");
    click(&mut window, Role::ListBoxOption, "startsWith");
    type_slowly(&mut window, "'a'");
    assert_eq!(rule(&window), "profile.segment == 'student' && profile.email.startsWith('a')");
}

#[test]
fn the_list_opens_when_asked_and_closes_with_escape() {
    let mut window = open(Language::En);
    window.key_press_modifiers(Modifiers::CTRL, Key::Space);
    window.run();
    assert!(has(&window, Role::ListBoxOption, "min_balance"), "the filter's own parameter");
    press(&mut window, Key::Escape);
    assert!(!has(&window, Role::ListBox, "Suggestions"));
    assert!(find(&window, Role::MultilineTextInput, "Rule").is_focused(), "the rule keeps the keyboard");
    type_slowly(&mut window, "true");
    press(&mut window, Key::Tab);
    assert!(!find(&window, Role::MultilineTextInput, "Rule").is_focused(), "Tab leaves the rule");
}

#[test]
fn what_is_wrong_is_said_with_its_column() {
    let mut window = open(Language::En);
    type_text(&mut window, "profile.age >= 18 && profile.colour == 'red'");
    assert!(said(&window, "column 22: Unknown field profile.colour."));
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut window, "profile.age = 18");
    assert!(said(&window, "column 13"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut window, "profile.age == 18 ");
    assert!(!said(&window, "column"));
}

#[test]
fn a_function_is_explained_under_the_pointer() {
    let mut window = open(Language::En);
    type_text(&mut window, "has(profile.email)");
    let rect = find(&window, Role::MultilineTextInput, "Rule").rect();
    window.hover_at(rect.left_center() + egui::vec2(14.0, 0.0));
    window.run();
    window.run_steps(60);
    assert!(said(&window, "has(field): bool"));
    assert!(said(&window, "Whether a field has a value."));
}

#[test]
fn a_rule_is_made_canonical_by_key_and_by_button() {
    let mut window = open(Language::En);
    type_text(&mut window, "( profile.age>=18 )");
    let modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);
    let key = egui::Event::Key { key: Key::F, physical_key: None, pressed: true, repeat: false, modifiers };
    window.input_mut().events.extend([key, egui::Event::Text("F".into())]);
    window.run();
    assert_eq!(rule(&window), "profile.age >= 18", "the letter that comes with the key is none of the rule");
    assert!(!has(&window, Role::Button, "Format the rule"));
    type_text(&mut window, "   ");
    click(&mut window, Role::Button, "Format the rule");
    assert_eq!(rule(&window), "profile.age >= 18");
}

#[test]
fn the_sentence_and_the_words_of_functions_are_french_too() {
    let mut window = open(Language::Fr);
    type_text(&mut window, "profile.balance >= 1250.5 && profile.segment != 'mass'");
    assert!(said(&window, "Balance vaut au moins 1250,5, et segment n’est pas mass"));
    type_slowly(&mut window, " && ha");
    assert!(said(&window, "Indique si un champ a une valeur."));
}

#[test]
fn the_names_of_splits_are_offered() {
    let mut window = open(Language::En);
    type_slowly(&mut window, "split");
    assert!(has(&window, Role::ListBoxOption, "split"));
    press(&mut window, Key::Enter);
    assert_eq!(rule(&window), "split('')");
    type_slowly(&mut window, "spring_test");
    assert_eq!(rule(&window), "split('spring_test')");
    press(&mut window, Key::End);
    type_slowly(&mut window, " < 50.0 || split('s");
    assert!(has(&window, Role::ListBoxOption, "spring_test"), "the one that the rule calls already");
}
