//! The keyboard in what came with publishing: where it is when a question of approval or publishing opens and after it has
//! closed, and every list of theirs gone through by arrows, Home and End.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough for a query"
)]

use crate::focus::{Window, focused, open, owner};
use crate::support::{WINDOW, click, find, press, reading, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use vitrine::app::{Action, BottomTab, PreviewChange};
use vitrine::model::{InnerTab, Ref};
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");
const CLEAN: &str = include_str!("../check/clean.catalog.ron");

fn gold() -> Ref {
    Ref::Offer("recipient".into(), "gold_card".into())
}

/// The story, with its first offer approved.
fn approved() -> String {
    let approval = "approval: Approval(content: Approved(spaces: [\"home\"]), eligibility: Approved))";
    let weight = "Weight(label: \"Base\", value: 10.0)])";
    let text = STORY.replace(weight, &format!("{}, {approval}", weight.trim_end_matches(')')));
    assert_ne!(text, STORY);
    text
}

/// Presses a button by the keyboard.
fn enter(window: &mut Window, role: Role, name: &str) {
    find(window, role, name).focus();
    window.run();
    press(window, Key::Enter);
}

fn ctrl_shift(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, key);
    window.run();
}

/// The row at the cursor, as it is told: what only says something has its words as its value.
fn row(window: &Window) -> (Role, String) {
    let node = window.query_all_by(|node| node.is_focused()).next().expect("somebody has the keyboard");
    let node = node.accesskit_node();
    (node.role(), node.label().filter(|it| !it.is_empty()).or_else(|| node.value()).unwrap_or_default())
}

/// Goes through a list from its first row to its last and back.
fn walk(window: &mut Window, list: &str, least: usize) {
    find(window, Role::List, list).focus();
    window.run();
    press(window, Key::Home);
    let first = row(window);
    let mut rows = vec![first.clone()];
    for _ in 0..300 {
        press(window, Key::ArrowDown);
        let row = row(window);
        if rows.last() == Some(&row) {
            break;
        }
        rows.push(row);
    }
    assert!(rows.len() >= least, "{list}: {rows:?}");
    assert!(rows.iter().all(|(role, name)| *role != Role::Unknown && !name.is_empty()), "{list}: {rows:?}");
    press(window, Key::Home);
    assert_eq!(row(window), first, "{list}");
    press(window, Key::End);
    assert_eq!(Some(&row(window)), rows.last(), "{list}");
    press(window, Key::ArrowUp);
    assert_eq!(row(window), rows[rows.len() - 2], "{list}");
    // Left and right do not leave it.
    press(window, Key::ArrowLeft);
    press(window, Key::ArrowRight);
    assert_eq!(row(window), rows[rows.len() - 2], "{list}");
}

#[test]
fn a_question_about_a_decision_gives_the_keyboard_back_to_its_button() {
    let mut window = open(STORY, Some((gold(), InnerTab::Approval)), None);
    for (button, other) in [("Approve… Content", Key::Escape), ("Reject… Eligibility", Key::Enter)] {
        enter(&mut window, Role::Button, button);
        assert_eq!(focused(&window), (Role::MultilineTextInput, "Comment".to_owned()), "{button}");
        press(&mut window, Key::Tab);
        assert_eq!(focused(&window), (Role::TextInput, "Your name".to_owned()), "{button}");
        if other == Key::Enter {
            enter(&mut window, Role::Button, "Cancel");
        } else {
            press(&mut window, other);
        }
        assert!(window.state().app().dialog.is_none());
        assert_eq!(focused(&window), (Role::Button, button.to_owned()), "afterwards");
    }
    // What was decided cannot be decided once more: the keyboard stays beside it.
    enter(&mut window, Role::Button, "Reject… Eligibility");
    press(&mut window, Key::Tab);
    type_text(&mut window, "Anna");
    enter(&mut window, Role::Button, "Reject");
    assert!(window.state().app().dialog.is_none());
    assert_eq!(focused(&window).0, Role::Button, "{:?}", focused(&window));
    assert!(focused(&window).1.ends_with("Eligibility"), "{:?}", focused(&window));
}

#[test]
fn the_list_to_review_has_the_keyboard_before_and_after_a_decision() {
    let mut window = open(STORY, None, None);
    ctrl_shift(&mut window, Key::R);
    walk(&mut window, "To review", 2);
    press(&mut window, Key::Home);
    let list = owner(&window);
    for _ in 0..2 {
        press(&mut window, Key::Tab);
    }
    let button = focused(&window);
    assert!(button.1.starts_with("Approve…") || button.1.starts_with("Reject…"), "{button:?}");
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window).1, "Comment");
    press(&mut window, Key::Escape);
    assert_eq!(focused(&window), button);
    // The row that was decided is gone: the keyboard stays with the list.
    enter(&mut window, Role::Button, "Approve… Gold card");
    press(&mut window, Key::Tab);
    type_text(&mut window, "Anna");
    enter(&mut window, Role::Button, "Approve");
    let after = focused(&window).1;
    assert!(owner(&window) == list || after.ends_with("Free delivery"), "{after}");
}

#[test]
fn publishing_gives_the_keyboard_back_to_what_opened_it() {
    let mut window = open(&approved(), Some((gold(), InnerTab::Properties)), None);
    let status = window.query_by_label_contains("unpublished change").expect("in sight");
    status.focus();
    window.run();
    let before = owner(&window);
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), (Role::RadioButton, "Fields".to_owned()), "its first control");
    walk(&mut window, "Changes in Live", 2);
    press(&mut window, Key::Escape);
    assert_eq!(owner(&window), before);
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    ctrl_shift(&mut window, Key::L);
    if window.query_by_label("Publish despite these warnings").is_some() {
        click(&mut window, Role::CheckBox, "Publish despite these warnings");
    }
    enter(&mut window, Role::Button, "Publish");
    assert_eq!(focused(&window), (Role::TextInput, "Label".to_owned()), "also once it is published");
    // To a former state.
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    type_text(&mut window, "earlier Live version");
    press(&mut window, Key::Enter);
    enter(&mut window, Role::Button, "Go back");
    assert!(window.state().app().dialog.is_none());
    assert_eq!(focused(&window), (Role::TextInput, "Label".to_owned()), "also once it is back");
}

#[test]
fn the_effect_is_gone_through_by_key() {
    let anna = "Contact(dimension: \"recipient\"";
    let ben = "Contact(dimension: \"recipient\", values: {\"id\": \"2\", \"email\": \"ben@mail.example\"}, cookies: [\"c-ben\"]),";
    let text = approved().replace(anna, &format!("{ben} {anna}"));
    let mut app = reading(Language::En, &text);
    app.apply(vec![
        Action::Bottom(BottomTab::Impact),
        Action::Open(gold()),
        Action::Run(vitrine::app::Command::TogglePreview),
    ]);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    click(&mut window, Role::RadioButton, "Saved file");
    assert!(window.query_by_label_contains("answers differ").is_none(), "nothing was asked");
    click(&mut window, Role::RadioButton, "Live");
    walk(&mut window, "Effect", 2);
    let list = owner(&window);
    press(&mut window, Key::Home);
    press(&mut window, Key::Enter);
    assert_eq!(owner(&window), list, "the next row is one key away");
    window.state_mut().act(vec![Action::Bottom(BottomTab::Problems)]);
    ctrl_shift(&mut window, Key::L);
    click(&mut window, Role::RadioButton, "Effect");
    walk(&mut window, "Effect", 2);
}

#[test]
fn the_coverage_and_what_is_proposed_are_gone_through_by_key() {
    let mut app = reading(Language::En, STORY);
    app.apply(vec![Action::Preview(PreviewChange::Who(Some(0))), Action::Bottom(BottomTab::Scenarios)]);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    let coverage = window.query_all_by_label_contains("Coverage ").next().expect("beside the results");
    coverage.click();
    window.run();
    walk(&mut window, "Coverage", 3);
    enter(&mut window, Role::Button, "Propose scenarios");
    window.run();
    assert_eq!(focused(&window), (Role::Button, "Add scenario".to_owned()), "instead of what was pressed");
    press(&mut window, Key::Enter);
    for _ in 0..50 {
        window.run();
        if focused(&window).1 != "Add scenario" {
            break;
        }
        press(&mut window, Key::Enter);
    }
    assert!(window.query_by_label("Add scenario").is_none());
    let after = focused(&window);
    assert!(
        ["Propose scenarios", "Coverage"].contains(&after.1.as_str()) || after.0 == Role::Button,
        "{after:?}"
    );
}

#[test]
fn what_is_wrong_with_an_approval_in_live_is_shown_where_it_leads_to() {
    let text =
        CLEAN.replace("live_on: [\"web\"]", "live_on: [\"web\"], approval: Approval(eligibility: Approved)");
    let bike = Ref::Offer("known_live".into(), "bike".into());
    let hint = "Approve the offer of the Design environment, then publish it.";
    for (text, wrong) in [(text.as_str(), true), (CLEAN, false)] {
        let mut app = reading(Language::En, text);
        let place = app.workspace().issues().iter().find(|it| it.code == "approval_on_live");
        assert_eq!(place.is_some(), wrong);
        match place.map(|it| it.place.clone()) {
            Some(place) => app.apply(vec![Action::GoTo(place)]),
            None => {
                app.apply(vec![Action::Open(bike.clone()), Action::Inner(bike.clone(), InnerTab::Approval)]);
            }
        }
        let mut window = shell(ThemeChoice::Light, WINDOW, app);
        window.run();
        let form = window.query_all_by_label_contains("has an approval, but Live offers cannot have one");
        let notes = form.filter(|it| it.accesskit_node().role() == Role::Label).count();
        assert_eq!(notes > 0, wrong);
        assert!(window.query_by_label(hint).is_some(), "where it is decided");
    }
}
