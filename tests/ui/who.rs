//! Who comes in the preview: a copy of a contact with other values.

use crate::support::{Chosen, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use vitrine::app::{Action, PreviewChange};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// High enough for all of the pane to be in sight.
const HIGH: [f32; 2] = [1280.0, 4000.0];

/// The sample catalog, tried when its scenarios take place.
fn sample() -> Harness<'static, Shell> {
    let mut app = app(Language::En, Arc::new(Chosen::default()), None);
    app.apply(vec![Action::Preview(PreviewChange::At("2026-11-21T10:00".parse().ok()))]);
    shell(ThemeChoice::Light, HIGH, app)
}

fn pick(harness: &mut Harness<'_, Shell>, picker: &str, item: &str) {
    click(harness, Role::ComboBox, picker);
    click(harness, Role::ListBoxOption, item);
}

fn offers(harness: &Harness<'_, Shell>) -> Vec<String> {
    let decision = harness.state().app().preview().decision().expect("a space").as_ref().expect("an answer");
    decision.propositions.iter().map(|proposed| proposed.offer.clone()).collect()
}

fn says(harness: &Harness<'_, Shell>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn a_copy_has_other_values_and_the_contact_stays_as_it_is() {
    let mut harness = sample();
    assert!(!has(&harness, Role::Button, "Edit a copy"), "nobody was identified");
    pick(&mut harness, "Who", "Anna · 1001");
    let before = offers(&harness);
    let student = "recipient/student_pack".to_owned();
    assert!(!before.contains(&student));
    click(&mut harness, Role::Button, "Edit a copy");
    assert_eq!(find(&harness, Role::TextInput, "Age").value().as_deref(), Some("34"));
    assert!(!has(&harness, Role::Button, "Reset the copy"), "it is an equal one");
    click(&mut harness, Role::TextInput, "Age");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "20");
    press(&mut harness, Key::Tab);
    pick(&mut harness, "Segment", "student");
    assert!(has(&harness, Role::Label, "Age: 20, Segment: student"));
    assert!(says(&harness, "The contact has 34") && says(&harness, "The contact has affluent"));
    assert!(offers(&harness).contains(&student), "{:?}", offers(&harness));
    let app = harness.state().app();
    assert!(!app.workspace().is_dirty(), "only a copy changes");
    click(&mut harness, Role::Button, "As the contact has it: Age");
    assert!(has(&harness, Role::Label, "Segment: student"));
    assert!(!offers(&harness).contains(&student));
    click(&mut harness, Role::Button, "Reset the copy");
    assert_eq!(offers(&harness), before);
    assert!(!has(&harness, Role::Button, "Reset the copy"));
}

#[test]
fn a_value_of_the_copy_may_be_missing_and_one_that_is_typed_back_is_no_other_one() {
    let mut harness = sample();
    pick(&mut harness, "Who", "Anna · 1001");
    click(&mut harness, Role::Button, "Edit a copy");
    pick(&mut harness, "Segment", "missing");
    assert!(has(&harness, Role::Label, "Segment: no value"));
    pick(&mut harness, "Segment", "affluent");
    assert!(!has(&harness, Role::Button, "Reset the copy"));
    click(&mut harness, Role::TextInput, "Age");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    press(&mut harness, Key::Delete);
    press(&mut harness, Key::Tab);
    assert!(has(&harness, Role::Label, "Age: no value"));
    // What was accepted of an offer goes with its own command, and stays here.
    click(&mut harness, Role::Button, "Reset the copy");
    assert!(!harness.state().app().preview().has_trial());
    // Another contact comes as it is.
    pick(&mut harness, "Segment", "mass");
    click(&mut harness, Role::ComboBox, "Who");
    type_text(&mut harness, "david");
    press(&mut harness, Key::Enter);
    assert!(!says(&harness, "Segment: mass"));
}
