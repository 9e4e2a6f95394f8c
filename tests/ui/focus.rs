//! The keyboard has an owner at every moment: where it is when a dialog, a menu or a list opens, and where it is after
//! that has closed. One table over all dialogs: a new one that is not in it does not compile, or fails.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough for a query"
)]

use crate::support::{Chosen, WINDOW, app, click, find, has, press, reading, shell, type_text};
use egui::accesskit::Role;
use egui::{Id, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use vitrine::app::{Action, AfterSave, Dialog, ExplorerDialog, Menu, PreviewChange, TableDialog};
use vitrine::model::{InnerTab, Ref};
use vitrine::text::{Language, Message};
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");
const PERIODS: &str = include_str!("periods.catalog.ron");

pub(crate) type Window = Harness<'static, Shell>;

/// A window on a catalog, with a tab of an entity in front, and a dialog open.
pub(crate) fn open(text: &str, shown: Option<(Ref, InnerTab)>, dialog: Option<Dialog>) -> Window {
    let mut app = reading(Language::En, text);
    if let Some((entity, tab)) = shown {
        app.apply(vec![Action::Open(entity.clone()), Action::Inner(entity, tab)]);
    }
    app.dialog = dialog;
    shell(ThemeChoice::Light, WINDOW, app)
}

/// What has the keyboard, by egui's own id.
pub(crate) fn owner(window: &Window) -> Option<Id> {
    window.ctx.memory(|memory| memory.focused())
}

/// The role and name of what has the keyboard; of a list, those of the row at its cursor.
pub(crate) fn focused(window: &Window) -> (Role, String) {
    let Some(node) = window.query_all_by(|node| node.is_focused()).next() else {
        return (Role::Unknown, "nothing".to_owned());
    };
    let node = node.accesskit_node();
    (node.role(), node.label().unwrap_or_default())
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn ctrl(window: &mut Window, key: Key) {
    keys(window, Modifiers::COMMAND, key);
}

/// Which dialog it is. A new one does not compile until it is named here, and fails until it is in the tables below.
fn kind(dialog: &Dialog) -> &'static str {
    match dialog {
        Dialog::Unsaved(_) => "unsaved",
        Dialog::ChangedOnDisk(_) => "changed on disk",
        Dialog::AcceptResults => "accept results",
        Dialog::Review(_) => "review",
        Dialog::Publish(_) => "publish",
        Dialog::GoBack => "go back",
        Dialog::Compare(_) => "compare",
        // It asks about a file with conflicts: shown with a real one in `merging`.
        Dialog::Merge => "merge",
        Dialog::Broken { .. } => "broken",
        // It is drawn as that of a broken file.
        #[cfg(feature = "sheets")]
        Dialog::Sheet { .. } => "broken",
        Dialog::Path { .. } => "path",
        Dialog::Folders { .. } => "folders",
        Dialog::MakeLive(_) => "make live",
        // It asks about what a crash left: shown with a real one in `files_more`.
        Dialog::Recover => "recover",
        Dialog::LoseText(_) => "lose text",
        Dialog::Explorer(ExplorerDialog::Delete { .. }) => "delete",
        Dialog::Explorer(ExplorerDialog::NewEnvironment(_)) => "new environment",
        Dialog::Table(TableDialog::Change { .. }) => "change",
        Dialog::Table(TableDialog::Paste(_)) => "paste",
        // It asks about a file: shown with a real one in `who`.
        Dialog::ImportContacts => "import contacts",
        // It is of a contact of a database: shown with a real one in `stored`.
        Dialog::StoredHistory => "stored history",
        Dialog::GoTo => "go to",
        Dialog::Palette => "palette",
        Dialog::Shortcuts => "shortcuts",
        Dialog::About => "about",
    }
}

const KINDS: [&str; 22] = [
    "about",
    "accept results",
    "broken",
    "change",
    "changed on disk",
    "compare",
    "delete",
    "folders",
    "go back",
    "go to",
    "import contacts",
    "lose text",
    "make live",
    "new environment",
    "palette",
    "paste",
    "path",
    "publish",
    "review",
    "shortcuts",
    "stored history",
    "unsaved",
];

/// The dialogs that open at a place that has the keyboard: what opens them from there, and what has it then.
type Opens = fn(&mut Window);

fn opened_by_key() -> Vec<(&'static str, Opens, (Role, &'static str))> {
    vec![
        ("go to", |window| ctrl(window, Key::P), (Role::TextInput, "Search")),
        ("palette", |window| ctrl(window, Key::K), (Role::TextInput, "Search")),
        ("shortcuts", |window| press(window, Key::F1), (Role::ScrollView, "Keyboard shortcuts")),
        ("path", |window| ctrl(window, Key::O), (Role::TextInput, "File path")),
        ("about", |window| run(window, "About Vitrine"), (Role::Button, "Close")),
        ("compare", |window| run(window, "Compare with the saved file"), (Role::Button, "Close")),
        ("go back", |window| run(window, "earlier Live version"), (Role::Button, "Cancel")),
        ("new environment", |window| run(window, "New environment"), (Role::TextInput, "Label")),
    ]
}

/// Runs a command from the palette.
fn run(window: &mut Window, command: &str) {
    ctrl(window, Key::K);
    type_text(window, command);
    press(window, Key::Enter);
}

fn dialog_of(window: &Window) -> Option<&'static str> {
    window.state().app().dialog.as_ref().map(kind)
}

#[test]
fn a_dialog_has_the_keyboard_and_gives_it_back() {
    let space = Ref::Space("recipient".into(), "home".into());
    let mut seen = BTreeSet::new();
    for (name, opens, on) in opened_by_key() {
        let mut window = open(STORY, Some((space.clone(), InnerTab::Properties)), None);
        find(&window, Role::TextInput, "Label").focus();
        window.run();
        let before = owner(&window);
        opens(&mut window);
        assert_eq!(dialog_of(&window), Some(name));
        assert_eq!(focused(&window), (on.0, on.1.to_owned()), "{name}: when it opens");
        press(&mut window, Key::Escape);
        assert_eq!(dialog_of(&window), None, "{name}");
        assert_eq!((owner(&window), focused(&window).1.as_str()), (before, "Label"), "{name}: afterwards");
        seen.insert(name);
    }
    for (name, dialog, on) in asked() {
        let mut window = open(STORY, Some((space.clone(), InnerTab::Properties)), Some(dialog));
        assert_eq!(dialog_of(&window), Some(name));
        assert_eq!(focused(&window), (Role::Button, on.to_owned()), "{name}: when it opens");
        press(&mut window, Key::Escape);
        assert_eq!(dialog_of(&window), None, "{name}");
        assert!(owner(&window).is_some(), "{name}: afterwards somebody has it");
        seen.insert(name);
    }
    // The others stand where they are asked for: see the tests below.
    seen.extend([
        "delete",
        "folders",
        "change",
        "import contacts",
        "stored history",
        "paste",
        "review",
        "publish",
    ]);
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), KINDS);
}

/// Questions that the application asks by itself: each has the keyboard on the button that does no harm.
fn asked() -> Vec<(&'static str, Dialog, &'static str)> {
    let errors = vec![(1, 2, Message::new("app-unsaved"))];
    vec![
        ("unsaved", Dialog::Unsaved(AfterSave::Quit), "Save"),
        ("changed on disk", Dialog::ChangedOnDisk(AfterSave::Nothing), "Cancel"),
        ("broken", Dialog::Broken { file: "a.ron".into(), errors }, "Close"),
        ("accept results", Dialog::AcceptResults, "Cancel"),
        ("make live", Dialog::MakeLive("recipient".into()), "Cancel"),
        ("lose text", Dialog::LoseText(AfterSave::CloseText), "Cancel"),
    ]
}

#[test]
fn a_row_of_the_explorer_gets_it_back_and_is_not_deleted_by_enter() {
    let shown = Some((Ref::Space("recipient".into(), "home".into()), InnerTab::Properties));
    let mut window = open(STORY, shown, None);
    click(&mut window, Role::TreeItem, "Home page");
    let tree = owner(&window);
    press(&mut window, Key::Delete);
    assert_eq!(dialog_of(&window), Some("delete"));
    assert_eq!(focused(&window), (Role::Button, "Cancel".to_owned()));
    let before = window.state().app().workspace().catalog().clone();
    press(&mut window, Key::Enter);
    assert_eq!(*window.state().app().workspace().catalog(), before, "Enter deletes nothing");
    assert_eq!(dialog_of(&window), None);
    assert_eq!((owner(&window), focused(&window).0), (tree, Role::TreeItem));
}

#[test]
fn a_folder_dialog_and_those_of_the_table_give_it_back() {
    let mut window = open(STORY, Some((Ref::Environment("recipient".into()), InnerTab::Offers)), None);
    let cell = window.query_all_by_role(Role::Cell).next().expect("a cell");
    cell.click();
    window.run();
    let grid = owner(&window);
    assert!(grid.is_some());
    keys(&mut window, Modifiers::SHIFT, Key::F10);
    assert_eq!(focused(&window), (Role::MenuItem, "Open".to_owned()), "the first entry of the menu");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(dialog_of(&window), Some("change"));
    assert_eq!(focused(&window).0, Role::ComboBox, "its first control");
    press(&mut window, Key::Escape);
    assert_eq!((dialog_of(&window), owner(&window)), (None, grid));
    window.event(egui::Event::Paste("a\tb".into()));
    window.run();
    assert_eq!(dialog_of(&window), Some("paste"));
    press(&mut window, Key::Escape);
    assert_eq!((dialog_of(&window), owner(&window)), (None, grid));
}

#[test]
fn the_menus_of_the_bar_are_gone_through_by_key() {
    let space = (Ref::Space("recipient".into(), "home".into()), InnerTab::Properties);
    let mut window = open(STORY, Some(space), None);
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    let before = owner(&window);
    press(&mut window, Key::F10);
    assert_eq!(
        focused(&window),
        (Role::MenuItem, "New catalog".to_owned()),
        "the first entry of the first menu"
    );
    let mut firsts = Vec::new();
    for _ in 0..Menu::ALL.len() {
        press(&mut window, Key::ArrowRight);
        firsts.push(focused(&window).1);
    }
    assert_eq!(firsts.pop().as_deref(), Some("New catalog"), "round to the first: {firsts:?}");
    press(&mut window, Key::ArrowLeft);
    assert_eq!(Some(&focused(&window).1), firsts.last(), "and back");
    press(&mut window, Key::Escape);
    assert_eq!(focused(&window).1, "Help", "Escape closes the menu to its button");
    press(&mut window, Key::Escape);
    assert_eq!(owner(&window), before, "and leaves the bar to where one was");
    for (key, first) in [(Key::F, "New catalog"), (Key::H, firsts.last().expect("a menu").as_str())] {
        keys(&mut window, Modifiers::ALT, key);
        assert_eq!(focused(&window).1, first);
        press(&mut window, Key::Escape);
        press(&mut window, Key::Escape);
        assert_eq!(owner(&window), before, "Alt+{key:?}");
    }
    // What is chosen is done, and one goes on where one was.
    keys(&mut window, Modifiers::ALT, Key::V);
    press(&mut window, Key::Enter);
    assert!(!window.state().app().preferences.explorer);
    assert_eq!(owner(&window), before);
}

#[test]
fn a_menu_scrolls_where_the_window_is_too_low_for_it() {
    const LOW: f32 = 420.0;
    let mut window = shell(ThemeChoice::Light, [1024.0, LOW], reading(Language::En, STORY));
    keys(&mut window, Modifiers::ALT, Key::E);
    let mut seen = BTreeSet::new();
    for _ in 0..25 {
        let node = window.query_all_by(|node| node.is_focused()).next().expect("an owner");
        assert!(node.rect().top() > 0.0 && node.rect().bottom() <= LOW, "{:?}", focused(&window));
        seen.insert(focused(&window).1);
        press(&mut window, Key::ArrowDown);
    }
    assert!(seen.contains("Copy") && seen.contains("Find and replace"), "{seen:?}");
}

#[test]
fn menus_below_buttons_have_it_on_their_first_entry() {
    for (button, first) in [("Add", "New space"), ("Language: English", "English")] {
        let mut window = open(STORY, None, None);
        let Some(node) = window.query_all_by_role_and_label(Role::Button, button).last() else {
            panic!("no button {button}")
        };
        node.focus();
        window.run();
        let before = owner(&window);
        press(&mut window, Key::Enter);
        assert_eq!(focused(&window).1, first, "{button}");
        press(&mut window, Key::Escape);
        assert_eq!(owner(&window), before, "{button}");
    }
}

#[test]
fn pickers_and_calendars_give_it_back_and_close_when_they_are_left() {
    let offer = (Ref::Offer("web".into(), "gold".into()), InnerTab::Eligibility);
    let mut window = open(PERIODS, Some(offer), None);
    let calendar =
        window.query_all_by_role_and_label(Role::Button, "Open the calendar").next().expect("a calendar");
    calendar.focus();
    window.run();
    let before = owner(&window);
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), (Role::Button, "Sunday 21 June 2026".to_owned()), "at its day");
    for (key, day) in [
        (Key::ArrowRight, "Monday 22 June 2026"),
        (Key::ArrowDown, "Monday 29 June 2026"),
        (Key::Home, "Monday 29 June 2026"),
        (Key::End, "Sunday 5 July 2026"),
        (Key::PageDown, "Wednesday 5 August 2026"),
        (Key::PageUp, "Sunday 5 July 2026"),
        (Key::ArrowUp, "Sunday 28 June 2026"),
        (Key::ArrowLeft, "Saturday 27 June 2026"),
    ] {
        press(&mut window, key);
        assert_eq!(focused(&window).1, day, "{key:?}");
    }
    press(&mut window, Key::Enter);
    assert_eq!(owner(&window), before, "the calendar gives it back");
    let gold = |window: &Window| {
        let catalog = window.state().app().workspace().catalog();
        let (_, offer) = catalog.environment("web").and_then(|it| it.offer("gold")).expect("an offer");
        offer.period.from.as_ref().map(ToString::to_string)
    };
    assert_eq!(gold(&window).as_deref(), Some("2026-06-27"));
    press(&mut window, Key::Enter);
    press(&mut window, Key::Escape);
    assert_eq!(owner(&window), before);
    press(&mut window, Key::Enter);
    for _ in 0..3 {
        press(&mut window, Key::Tab);
    }
    assert!(!has(&window, Role::Button, "Saturday 27 June 2026"), "who goes on with Tab closes it");
}

#[test]
fn a_picker_closes_when_tab_goes_on() {
    let space = (Ref::Space("recipient".into(), "home".into()), InnerTab::Properties);
    let mut window = open(STORY, Some(space), None);
    let picker = window.query_all_by_role(Role::ComboBox).next().expect("a picker");
    picker.focus();
    window.run();
    let before = owner(&window);
    let options = |window: &Window| window.query_all_by_role(Role::ListBoxOption).count();
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window).1, "Search");
    assert!(options(&window) > 0);
    press(&mut window, Key::Escape);
    assert_eq!((options(&window), owner(&window)), (0, before), "Escape gives it back");
    press(&mut window, Key::Enter);
    press(&mut window, Key::Tab);
    press(&mut window, Key::Tab);
    assert_eq!(options(&window), 0, "it is not left open");
    assert!(owner(&window).is_some() && owner(&window) != before, "one has gone on");
}

#[test]
fn escape_in_a_field_leaves_the_keyboard_there() {
    let space = (Ref::Space("recipient".into(), "home".into()), InnerTab::Properties);
    let mut window = open(STORY, Some(space), None);
    for (role, name) in [(Role::TextInput, "Label"), (Role::TextInput, "Filter")] {
        let Some(field) = window.query_all_by_role_and_label(role, name).next() else { continue };
        field.focus();
        window.run();
        let before = owner(&window);
        for key in [Key::Escape, Key::Enter] {
            press(&mut window, key);
            assert_eq!(owner(&window), before, "{name} {key:?}");
        }
    }
}

#[test]
fn what_a_command_opens_has_the_keyboard() {
    let tabs = [Ref::Space("recipient".into(), "home".into()), Ref::Folder("visitors".into())];
    let mut window = open(STORY, Some((tabs[0].clone(), InnerTab::Properties)), None);
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    keys(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::O);
    assert!(matches!(focused(&window).0, Role::Table | Role::Cell), "the table: {:?}", focused(&window));
    keys(&mut window, Modifiers::COMMAND, Key::W);
    assert_eq!(focused(&window), (Role::TextInput, "Label".to_owned()), "the neighbour of a closed tab");
    keys(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::N);
    let front = window.state().app().view().active_tab().cloned();
    assert!(matches!(front, Some(Ref::Scenario(_))));
    assert_eq!(focused(&window), (Role::TextInput, "Label".to_owned()), "the scenario that was saved");
    ctrl(&mut window, Key::W);
    ctrl(&mut window, Key::W);
    ctrl(&mut window, Key::W);
    assert!(owner(&window).is_some(), "nothing is open, and somebody has it");
}

/// The tabs at which the Tab key stops on its way round the window.
fn stops_on_tabs(window: &mut Window) -> Vec<String> {
    let mut seen = Vec::new();
    for _ in 0..200 {
        press(window, Key::Tab);
        let (role, name) = focused(window);
        if role == Role::Tab {
            if seen.first() == Some(&name) {
                break;
            }
            seen.push(name);
        }
    }
    seen
}

#[test]
fn a_list_of_tabs_is_one_stop_with_arrows() {
    let root = Ref::Environment("web".into());
    let mut window = open(PERIODS, Some((root.clone(), InnerTab::Eligibility)), None);
    window.state_mut().act(vec![Action::Open(Ref::Catalog), Action::Open(root)]);
    window.run();
    // That of the open entities, that of the form, that of the panel below.
    let stops = stops_on_tabs(&mut window);
    assert_eq!(stops.len(), 3, "{stops:?}");
    let inner = |window: &Window| {
        let view = &window.state().app().view();
        view.active_tab().map(|entity| view.inner_tab(entity))
    };
    let front = |window: &Window| window.state().app().view().active_tab().cloned();
    find(&window, Role::Tab, "Eligibility").focus();
    window.run();
    for (key, name, tab) in [
        (Key::ArrowLeft, "General", InnerTab::General),
        (Key::ArrowLeft, "General", InnerTab::General),
        (Key::ArrowRight, "Eligibility", InnerTab::Eligibility),
        (Key::End, "Source", InnerTab::Source),
        (Key::Home, "General", InnerTab::General),
    ] {
        press(&mut window, key);
        assert_eq!((focused(&window).1, inner(&window)), (name.to_owned(), Some(tab)), "{key:?}");
    }
    let (before, other) = (front(&window), &stops[0]);
    find(&window, Role::Tab, other).focus();
    window.run();
    press(&mut window, Key::ArrowRight);
    assert!(focused(&window).0 == Role::Tab && front(&window) != before, "{:?}", focused(&window));
    press(&mut window, Key::ArrowLeft);
    assert_eq!((&focused(&window).1, front(&window)), (other, before));
    // From anywhere in the form: to the first field of the next tab, and back.
    for (key, tab) in [(Key::PageDown, InnerTab::Eligibility), (Key::PageUp, InnerTab::General)] {
        ctrl(&mut window, key);
        assert_eq!(inner(&window), Some(tab));
        assert_ne!(focused(&window).0, Role::Tab, "{key:?}");
    }
    assert_eq!(focused(&window), (Role::TextInput, "Label".to_owned()));
    // What is clicked is where Tab goes on from.
    click(&mut window, Role::Tab, "Eligibility");
    press(&mut window, Key::Tab);
    window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run();
    assert_eq!(focused(&window), (Role::Tab, "Eligibility".to_owned()));
}

#[test]
fn a_tab_of_the_panel_below_keeps_it() {
    let mut window = open(STORY, None, None);
    let tabs = window.query_all_by_role(Role::Tab);
    let named = |name: &str, label: Option<String>| label.is_some_and(|label| label.starts_with(name));
    let first = tabs.into_iter().find(|tab| named("Problems", tab.accesskit_node().label()));
    first.expect("the first").focus();
    window.run();
    for name in ["Scenarios", "To review", "Effect", "Visits", "Simulation", "Find"] {
        press(&mut window, Key::ArrowRight);
        let before = owner(&window);
        assert!(focused(&window).1.starts_with(name), "{name}: {:?}", focused(&window));
        press(&mut window, Key::Enter);
        assert_eq!(owner(&window), before, "{name}");
    }
}

#[test]
fn an_offer_that_is_accepted_leaves_it_in_the_preview() {
    let mut app = app(Language::En, Chosen::paths([]), None);
    app.apply(vec![Action::Preview(PreviewChange::At("2026-11-21T10:00".parse().ok()))]);
    let mut window = shell(ThemeChoice::Light, [1280.0, 1400.0], app);
    click(&mut window, Role::ComboBox, "Who");
    click(&mut window, Role::ListBoxOption, "Anna · 1001");
    let accept = window.query_all_by_role(Role::Button).find(|button| {
        button.accesskit_node().label().is_some_and(|label| label == "Accept" || label.starts_with("Accept "))
    });
    let accept = accept.expect("an offer to accept");
    let preview = accept.rect().left() - 300.0;
    accept.focus();
    window.run();
    for _ in 0..3 {
        press(&mut window, Key::Enter);
        let node = window.query_all_by(|node| node.is_focused()).next().expect("an owner");
        assert!(node.rect().left() > preview, "{:?}", focused(&window));
    }
}

#[test]
fn holding_an_arrow_stays_in_the_tree_and_in_the_timeline() {
    let mut window = open(STORY, None, None);
    click(&mut window, Role::TreeItem, "Environments");
    let tree = owner(&window);
    for _ in 0..30 {
        // As a key that is held: one press a frame, with nothing between.
        window.key_press(Key::ArrowDown);
        window.step();
        assert_eq!(owner(&window), tree);
    }
    let root = Ref::Environment("web".into());
    let mut window = open(PERIODS, Some((root, InnerTab::Timeline)), None);
    let bars = window.query_all_by_role(Role::Slider).count();
    window.query_all_by_role(Role::Slider).nth(1).expect("a bar").focus();
    window.run();
    for _ in 0..bars + 5 {
        window.key_press(Key::ArrowDown);
        window.step();
        assert_eq!(focused(&window).0, Role::Slider);
    }
}

#[test]
fn what_is_led_to_by_an_arrow_is_the_very_field() {
    // Of every explanation in the preview: its arrow leads to a control in sight, on the tab of the field.
    // Rows out of sight have none: the window is high.
    let mut window = shell(ThemeChoice::Light, [1280.0, 1400.0], reading(Language::En, STORY));
    let arrows = |window: &Window| -> Vec<String> {
        let buttons = window.query_all_by_role(Role::Button);
        let names = buttons.filter_map(|button| button.accesskit_node().label());
        names
            .filter(|name| name.starts_with("Show what blocks") || name.starts_with("Go to the weight"))
            .collect()
    };
    let names = arrows(&window);
    assert!(!names.is_empty());
    for name in names {
        let Some(arrow) = window.query_all_by_role_and_label(Role::Button, &name).next() else { continue };
        arrow.click_accesskit();
        window.run();
        let place = window.state().app().view().lead.to.clone().expect("a place");
        let id = owner(&window).expect("an owner");
        let response = window.ctx.read_response(id).expect("it is drawn");
        assert!(response.interact_rect.height() > 0.0, "{place:?}: in sight");
        assert!(!matches!(focused(&window).0, Role::Tab), "{place:?}: {:?}", focused(&window));
        assert_ne!(focused(&window).1, name, "{place:?}: the arrow has it still");
    }
}

#[test]
fn what_leads_to_a_rule_leads_to_its_first_line() {
    // Written in full, as rows and as CEL, and where there is none yet.
    let mut window = open(STORY, None, None);
    let catalog = std::sync::Arc::clone(window.state().app().workspace().catalog());
    let mut led = 0;
    for environment in &catalog.environments {
        for offer in environment.categories.iter().flat_map(|category| &category.offers) {
            let entity = Ref::Offer(environment.name.clone(), offer.name.clone());
            let place = vitrine::model::Place::new(entity, Vec::new()).field("target");
            for as_cel in [false, true] {
                window.state_mut().act(vec![Action::GoTo(place.clone())]);
                window.run();
                let way = if as_cel { "CEL" } else { "Rows" };
                if let Some(switch) = window.query_all_by_role_and_label(Role::RadioButton, way).next() {
                    switch.click_accesskit();
                }
                window.run();
                find(&window, Role::Tree, "Explorer").focus();
                window.run();
                window.state_mut().act(vec![Action::GoTo(place.clone())]);
                window.run();
                let (role, name) = focused(&window);
                let editor = matches!(role, Role::ComboBox | Role::MultilineTextInput | Role::TextInput);
                let empty = role == Role::Button && offer.target.is_empty();
                assert!(editor || empty, "{place:?} {as_cel}: {role:?} {name}");
                led += 1;
            }
        }
    }
    assert!(led > 3, "{led}");
}
