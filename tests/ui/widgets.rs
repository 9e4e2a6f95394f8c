//! The kit of widgets: each is driven by role and label, in both themes.

use crate::gallery::{Gallery, gallery_ui};
use crate::support::{SMALL_WINDOW, THEMES, WINDOW, click, find, harness, has, press, type_text};
use egui::accesskit::Role;
use egui::{Id, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use vitrine::model::Moment;
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;
use vitrine::ui::widgets::{PickEvent, PickItem, Severity, Tree, TreeRow, day_row};

/// Drives the gallery in each theme, at the usual size.
fn in_both_themes(drive: impl Fn(&mut Harness<'static, Gallery>)) {
    for theme in THEMES {
        drive(&mut harness(theme, WINDOW, Gallery::default(), gallery_ui));
    }
}

fn gallery() -> Harness<'static, Gallery> {
    harness(ThemeChoice::Light, WINDOW, Gallery::default(), gallery_ui)
}

#[test]
fn text_is_typed_into_the_field_of_its_label() {
    in_both_themes(|harness| {
        click(harness, Role::TextInput, "Label");
        press(harness, Key::End);
        type_text(harness, " éΩж");
        assert_eq!(harness.state().label, "Environment - Visitor éΩж");
        click(harness, Role::MultilineTextInput, "Description");
        type_text(harness, "one");
        press(harness, Key::Enter);
        type_text(harness, "two");
        assert_eq!(harness.state().description, "one\ntwo");
    });
}

#[test]
fn issues_and_hints_are_tied_to_their_field() {
    let harness = gallery();
    let name = find(&harness, Role::TextInput, "Name");
    assert_eq!(name.accesskit_node().data().description(), Some("Error: Another environment has this name."));
    assert_eq!(name.accesskit_node().data().invalid(), Some(egui::accesskit::Invalid::True));
    let folder = find(&harness, Role::ComboBox, "Visitor folder");
    assert_eq!(folder.accesskit_node().data().invalid(), None, "a warning does not make a value invalid");
}

#[test]
fn check_boxes_and_radio_buttons_change_by_mouse_and_keyboard() {
    let anonymous = "Environment dedicated to incoming anonymous interactions";
    in_both_themes(|harness| {
        click(harness, Role::CheckBox, anonymous);
        assert!(!harness.state().anonymous);
        find(harness, Role::CheckBox, anonymous).focus();
        press(harness, Key::Space);
        assert!(harness.state().anonymous);
        click(harness, Role::RadioButton, "Live");
    });
}

#[test]
fn segments_exclude_each_other() {
    let mut harness = harness(ThemeChoice::Light, WINDOW, Gallery::default(), |ui, gallery| {
        vitrine::ui::widgets::segmented(ui, "Catalog", &mut gallery.view, &[(0, "Edited"), (1, "Live")]);
    });
    click(&mut harness, Role::RadioButton, "Live");
    assert_eq!(harness.state().view, 1);
    assert!(has(&harness, Role::RadioGroup, "Catalog"));
}

#[test]
fn numbers_are_typed_with_either_mark_and_may_be_left_out() {
    let mut harness = gallery();
    click(&mut harness, Role::TextInput, "Maximum offers");
    type_text(&mut harness, "3");
    assert_eq!(harness.state().most, Some(3));
    type_text(&mut harness, "x");
    assert_eq!(harness.state().most, None, "its valid beginning is not what is meant");
    assert!(harness.query_by_label_contains("Enter a whole number").is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    press(&mut harness, Key::Delete);
    assert_eq!(harness.state().most, None);
    assert!(harness.query_by_label_contains("Enter a whole number").is_none());
    find(&harness, Role::SpinButton, "Weight").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "7,25");
    press(&mut harness, Key::Tab);
    assert_eq!(harness.state().weight.to_bits(), 7.25_f64.to_bits());
}

#[test]
fn what_is_typed_gives_way_to_a_value_set_elsewhere() {
    let mut harness = gallery();
    click(&mut harness, Role::TextInput, "Maximum offers");
    type_text(&mut harness, "x");
    press(&mut harness, Key::Tab);
    assert_eq!(find(&harness, Role::TextInput, "Maximum offers").value().as_deref(), Some("x"));
    harness.state_mut().most = Some(8);
    harness.run();
    assert_eq!(find(&harness, Role::TextInput, "Maximum offers").value().as_deref(), Some("8"));
}

#[test]
fn the_picker_chooses_by_mouse() {
    in_both_themes(|harness| {
        click(harness, Role::ComboBox, "Visitor folder");
        assert_eq!(harness.query_all_by_role(Role::ListBoxOption).count(), 4);
        click(harness, Role::ListBoxOption, "Leads");
        assert_eq!(harness.state().folder.as_deref(), Some("leads"));
        assert!(harness.query_by_role(Role::ListBoxOption).is_none(), "the popup closed");
        click(harness, Role::Button, "Go to Leads");
        assert_eq!(harness.state().picks.last(), Some(&PickEvent::GoTo("leads".to_owned())));
        click(harness, Role::ComboBox, "Visitor folder");
        click(harness, Role::ListBoxOption, "No folder");
        assert_eq!(harness.state().folder, None);
    });
}

#[test]
fn the_picker_chooses_by_keyboard() {
    let mut harness = gallery();
    find(&harness, Role::ComboBox, "Visitor folder").focus();
    press(&mut harness, Key::Enter);
    assert!(find(&harness, Role::TextInput, "Search").is_focused());
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().folder.as_deref(), Some("customers"));
    assert!(find(&harness, Role::ComboBox, "Visitor folder").is_focused());
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "LEAD");
    assert_eq!(harness.query_all_by_role(Role::ListBoxOption).count(), 1);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().folder.as_deref(), Some("leads"));
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_role(Role::ListBoxOption).is_none());
    assert_eq!(harness.state().folder.as_deref(), Some("leads"), "Escape chooses nothing");
}

#[test]
fn the_picker_stays_on_its_side_while_somebody_types() {
    let mut harness = gallery();
    harness.state_mut().items = (0..30)
        .map(|at| PickItem { id: at.to_string(), label: format!("Folder {at}"), detail: String::new() })
        .collect();
    harness.run();
    let button = find(&harness, Role::ComboBox, "Visitor folder").rect();
    assert!(button.top() > 350.0, "room above: {button:?}");
    harness.set_size(egui::vec2(1280.0, button.bottom() + 150.0));
    find(&harness, Role::ComboBox, "Visitor folder").focus();
    press(&mut harness, Key::Enter);
    harness.run();
    for text in ["2", "9", "9"] {
        let search = find(&harness, Role::TextInput, "Search").rect();
        assert!(search.bottom() <= button.top(), "before {text}: {search:?} {button:?}");
        type_text(&mut harness, text);
        harness.run();
    }
    // Opened anew it stands where there is room.
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Enter);
    harness.run();
    assert!(find(&harness, Role::TextInput, "Search").rect().bottom() <= button.top());
}

#[test]
fn the_picker_has_the_best_match_first_and_takes_a_new_item_with_enter() {
    let mut harness = gallery();
    let item =
        |label: &str| PickItem { id: label.to_uppercase(), label: label.to_owned(), detail: String::new() };
    let long =
        "A folder of all who once bought something in the shop at the corner, and never came back to it";
    harness.state_mut().items = [long, "My cards", "Discarded", "Cards"].map(item).to_vec();
    find(&harness, Role::ComboBox, "Visitor folder").focus();
    press(&mut harness, Key::Enter);
    let button = find(&harness, Role::ComboBox, "Visitor folder").rect().width();
    let rows: Vec<_> = harness.query_all_by_role(Role::ListBoxOption).map(|it| it.rect().width()).collect();
    assert!(rows[0] > button, "as wide as its entries: {rows:?}");
    type_text(&mut harness, "card");
    let found = harness.query_all_by_role(Role::ListBoxOption).filter_map(|it| it.accesskit_node().label());
    assert_eq!(found.collect::<Vec<_>>(), ["Cards", "My cards", "Discarded"]);
    type_text(&mut harness, " x");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().picks, [PickEvent::New("card x".to_owned())], "nothing else fits");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "card");
    for _ in 0..3 {
        press(&mut harness, Key::ArrowDown);
    }
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().picks.last(), Some(&PickEvent::New("card".to_owned())), "behind the last");
}

#[test]
fn the_picker_asks_for_a_new_item_with_what_was_searched() {
    let mut harness = gallery();
    click(&mut harness, Role::ComboBox, "Visitor folder");
    type_text(&mut harness, "zz");
    assert!(harness.query_by_label("No matches").is_some());
    click(&mut harness, Role::Button, "New folder…");
    assert_eq!(harness.state().picks, [PickEvent::New("zz".to_owned())]);
}

#[test]
fn moments_are_typed_or_picked() {
    let mut harness = gallery();
    click(&mut harness, Role::TextInput, "Starts");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "2026-08-0");
    assert!(harness.query_by_label_contains("Enter a date").is_some());
    assert_eq!(harness.state().start.as_ref().map(ToString::to_string).as_deref(), Some("2026-07-01"));
    type_text(&mut harness, "2T08:30");
    assert_eq!(harness.state().start.as_ref().map(ToString::to_string).as_deref(), Some("2026-08-02T08:30"));
    assert!(harness.query_by_label_contains("Enter a date").is_none());
    click(&mut harness, Role::Button, "Open the calendar");
    click(&mut harness, Role::Button, "Next month");
    assert!(harness.query_by_label("September 2026").is_some());
    click(&mut harness, Role::Button, "Tuesday 15 September 2026");
    assert_eq!(harness.state().start.as_ref().map(ToString::to_string).as_deref(), Some("2026-09-15T08:30"));
}

#[test]
fn a_day_takes_no_time() {
    let row = |ui: &mut egui::Ui, day: &mut Option<Moment>| {
        day_row(ui, "Born", day, Language::En);
    };
    let mut harness = harness(ThemeChoice::Light, WINDOW, None, row);
    let day = |harness: &Harness<'_, Option<Moment>>| harness.state().as_ref().map(ToString::to_string);
    click(&mut harness, Role::TextInput, "Born");
    type_text(&mut harness, "2000-02-29");
    assert_eq!(day(&harness).as_deref(), Some("2000-02-29"));
    type_text(&mut harness, "T08:30");
    assert!(harness.query_by_label_contains("Enter a date").is_some());
    assert_eq!(day(&harness), None, "what stood before it was typed into");
}

#[test]
fn the_tree_opens_selects_and_shows_its_menu() {
    in_both_themes(|harness| {
        let row = find(harness, Role::TreeItem, "Offer catalog");
        assert_eq!(row.accesskit_node().data().level(), Some(3));
        assert_eq!(row.accesskit_node().data().is_expanded(), Some(false));
        row.click();
        harness.run();
        assert_eq!(harness.state().tree.last().and_then(|events| events.clicked), Some(3));
        press(harness, Key::ArrowRight);
        assert_eq!(harness.state().rows[3].expanded, Some(true));
        press(harness, Key::ArrowLeft);
        press(harness, Key::ArrowLeft);
        assert!(harness.state().rows[1].selected, "left goes to the parent of what is closed");
        find(harness, Role::TreeItem, "Folders").click_secondary();
        harness.run();
        click(harness, Role::Button, "Rename");
        assert_eq!(harness.state().menu, Some(8));
    });
}

#[test]
fn the_tree_obeys_the_keyboard() {
    let mut harness = gallery();
    harness.get_by_role(Role::Tree).focus();
    harness.run();
    let last = |harness: &Harness<'_, Gallery>| harness.state().tree.last().cloned().unwrap_or_default();
    press(&mut harness, Key::End);
    assert_eq!(last(&harness).clicked, Some(9));
    press(&mut harness, Key::Home);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(last(&harness).clicked, Some(1));
    press(&mut harness, Key::F2);
    assert_eq!(last(&harness).rename, Some(1));
    press(&mut harness, Key::Delete);
    assert_eq!(last(&harness).delete, Some(1));
    press(&mut harness, Key::Enter);
    assert_eq!(last(&harness).activated, Some(1));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    harness.run();
    click(&mut harness, Role::Button, "Rename");
    assert_eq!(harness.state().menu, Some(1));
}

/// What a menu does is done to the row that it was opened for: no key moves the cursor behind it.
#[test]
fn the_menu_of_a_row_has_the_keyboard_while_it_is_open() {
    let mut harness = gallery();
    harness.get_by_role(Role::Tree).focus();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    find(&harness, Role::TreeItem, "Folders").click_secondary();
    harness.run();
    let clicked = harness.state().tree.iter().filter(|events| events.clicked.is_some()).count();
    assert!(find(&harness, Role::Button, "Rename").is_focused());
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::ArrowDown);
    let after = harness.state().tree.iter().filter(|events| events.clicked.is_some()).count();
    assert_eq!(after, clicked, "the cursor of the tree stays");
    press(&mut harness, Key::Escape);
    harness.run();
    assert!(find(&harness, Role::TreeItem, "Folders").is_focused(), "the row that the menu was opened for");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    harness.run();
    press(&mut harness, Key::Enter);
    assert!(harness.state().menu.is_some(), "Enter takes the entry");
}

#[test]
fn a_row_is_dragged_onto_one_that_takes_it() {
    let mut harness = gallery();
    let from = find(&harness, Role::TreeItem, "Web, best offer").rect().center();
    let drag = |harness: &mut Harness<'_, Gallery>, onto: &str| {
        let onto = find(harness, Role::TreeItem, onto).rect().center();
        harness.drag_at(from);
        harness.step();
        harness.hover_at(onto);
        harness.step();
        harness.drop_at(onto);
        harness.run();
        harness.state().tree.iter().rev().find_map(|events| events.moved)
    };
    assert_eq!(drag(&mut harness, "Environments"), None, "the first row takes nothing");
    assert_eq!(drag(&mut harness, "Recipient"), Some((2, 5)));
}

#[test]
fn a_long_tree_draws_only_what_is_in_sight() {
    let rows: Vec<TreeRow> =
        (0..100_000).map(|row| TreeRow::new(Id::unique(("long", row)), 0, format!("Row {row}"))).collect();
    let mut harness = harness(ThemeChoice::Light, WINDOW, rows, |ui, rows| {
        Tree::new(Id::unique("long tree"), "Rows").show(ui, rows, |_, _| {});
    });
    assert!(harness.query_all_by_role(Role::TreeItem).count() < 40);
    harness.get_by_role(Role::Tree).focus();
    harness.run();
    press(&mut harness, Key::End);
    assert!(has(&harness, Role::TreeItem, "Row 99999"));
}

#[test]
fn tabs_are_selected_and_closed() {
    in_both_themes(|harness| {
        click(harness, Role::Tab, "Web, best offer");
        assert_eq!(harness.state().active, Some(1));
        click(harness, Role::Button, "Close Web, best offer");
        assert_eq!(harness.state().tabs.len(), 1);
        let tab = find(harness, Role::Tab, "Environment - Visitor");
        tab.click_button(egui::PointerButton::Middle);
        harness.run();
        assert!(harness.state().tabs.is_empty());
        click(harness, Role::Tab, "Eligibility");
        assert_eq!(harness.state().inner, 1);
    });
}

#[test]
fn a_dialog_keeps_the_window_behind_it_quiet() {
    let mut harness = gallery();
    click(&mut harness, Role::Button, "Delete");
    assert!(has(&harness, Role::Dialog, "Delete the space?"));
    let behind = find(&harness, Role::Tab, "Web, best offer").rect().center();
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().answer, Some(1), "Escape is the way out");
    click(&mut harness, Role::Button, "Delete");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answer, Some(1), "Enter destroys nothing");
    click(&mut harness, Role::Button, "Delete");
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answer, Some(0), "Tab reaches the button that does");
    click(&mut harness, Role::Button, "Delete");
    harness.drag_at(behind);
    harness.drop_at(behind);
    harness.run();
    assert_eq!(harness.state().active, Some(0), "a click beside the dialog reaches nothing behind it");
    assert_eq!(harness.state().answer, Some(1));
    click(&mut harness, Role::Button, "Delete");
    click(&mut harness, Role::Button, "Delete it");
    assert_eq!(harness.state().answer, Some(0));
}

#[test]
fn the_key_that_opens_a_dialog_does_not_answer_it() {
    let mut harness = gallery();
    find(&harness, Role::Button, "Delete").focus();
    press(&mut harness, Key::Enter);
    assert!(has(&harness, Role::Dialog, "Delete the space?"));
    assert_eq!(harness.state().answer, None);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answer, Some(1), "the next one does");
}

#[test]
fn notifications_go_by_themselves_unless_they_are_errors() {
    let mut harness = gallery();
    harness.state_mut().toasts.push(Severity::Error, "The disk is full.");
    click(&mut harness, Role::Button, "Save");
    assert!(has(&harness, Role::Status, "Saved."));
    harness.run_steps(40);
    assert!(!has(&harness, Role::Status, "Saved."));
    assert!(has(&harness, Role::Alert, "The disk is full."));
    click(&mut harness, Role::Button, "Close");
    assert!(harness.state().toasts.is_empty());
}

#[test]
fn sections_open_and_empty_places_say_what_to_do() {
    let mut harness = gallery();
    assert!(harness.query_by_label("Loan: weight is zero").is_none());
    click(&mut harness, Role::Button, "12 not proposed");
    assert!(harness.query_by_label("Loan: weight is zero").is_some());
    click(&mut harness, Role::Button, "Create");
    assert_eq!(harness.state().created, 1);
    click(&mut harness, Role::Button, "Show only issues");
    assert!(harness.state().filtered);
}

#[test]
fn everything_stays_inside_a_small_window_in_french() {
    let state = Gallery { language: Language::Fr, ..Gallery::default() };
    let harness = harness(ThemeChoice::Dark, SMALL_WINDOW, state, gallery_ui);
    for node in
        harness.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::TextInput)
    {
        assert!(node.rect().right() <= SMALL_WINDOW[0], "{node:?}");
    }
    assert!(has(&harness, Role::Button, "Aller à Visitors"));
}
