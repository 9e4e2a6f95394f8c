//! What a screen reader is told of every control of every main screen, as the system gets it: one table of what must
//! hold, walked over the whole of each window in both languages.

use crate::declared::one_of_each;
use crate::focus::{Window, focused};
use crate::french::CONTROLS;
use crate::support::{WINDOW, find, press, reading, shell, type_text};
use egui::accesskit::{Live, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use std::collections::BTreeSet;
use vitrine::app::{Action, BottomTab, Command, Dialog, ExplorerDialog};
use vitrine::model::{InnerTab, Ref};
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

/// A catalog with every field that the format has.
const EVERYTHING: &str = include_str!("../golden/everything.catalog.ron");

/// The roles of what must have a name beside controls.
const ALSO_NAMED: [Role; 17] = [
    Role::Alert,
    Role::Cell,
    Role::ColumnHeader,
    Role::Dialog,
    Role::Grid,
    Role::Heading,
    Role::List,
    Role::ListBox,
    Role::Menu,
    Role::MenuItemCheckBox,
    Role::Splitter,
    Role::Status,
    Role::TabList,
    Role::Toolbar,
    Role::Tree,
    Role::TreeGrid,
    Role::Window,
];

/// The roles of what is chosen among others, and so is selected and not ticked.
const CHOSEN: [Role; 4] = [Role::Tab, Role::TreeItem, Role::ListBoxOption, Role::Row];
/// Those of them that are chosen or not wherever they stand.
const ALWAYS_CHOSEN: [Role; 2] = [Role::Tab, Role::ListBoxOption];

type Rule = (&'static str, fn(&AccessKitNode<'_>, Language) -> bool);

fn name(node: &AccessKitNode<'_>) -> String {
    node.label().unwrap_or_default()
}

fn description(node: &AccessKitNode<'_>) -> String {
    node.description().unwrap_or_default()
}

/// What no node may be.
const FAULTS: [Rule; 9] = [
    ("has no name", |node, _| {
        let named = CONTROLS.contains(&node.role()) || ALSO_NAMED.contains(&node.role());
        named && name(node).trim().is_empty()
    }),
    ("does not say its value", |node, _| {
        let value = node.value().unwrap_or_default();
        match node.role() {
            Role::Cell => {
                node.toggled().is_none()
                    && (description(node).is_empty() || !description(node).contains(&value))
            }
            Role::ComboBox | Role::Slider | Role::SpinButton => {
                description(node).is_empty() || !description(node).contains(&value)
            }
            _ => false,
        }
    }),
    ("is ticked, and not selected", |node, _| {
        CHOSEN.contains(&node.role()) && node.toggled().is_some()
            || ALWAYS_CHOSEN.contains(&node.role()) && node.is_selected().is_none()
    }),
    ("does not say its level", |node, language| {
        let level = node.data().level().map_or_else(String::new, |level| level.to_string());
        let word = if language == Language::En { "level " } else { "niveau " };
        node.role() == Role::TreeItem
            && (level.is_empty() || !description(node).contains(&format!("{word}{level}")))
    }),
    ("does not say whether it is open", |node, language| {
        let words = if language == Language::En { ["closed", "open"] } else { ["fermé", "ouvert"] };
        node.data().is_expanded().is_some_and(|open| !description(node).contains(words[usize::from(open)]))
    }),
    ("reads a glyph", |node, _| {
        let texts = [Some(name(node)), node.value(), Some(description(node))];
        let is_glyph = |c: char| ('\u{e000}'..'\u{f900}').contains(&c);
        node.role() != Role::TextRun
            && !node.is_hidden()
            && texts.into_iter().flatten().any(|text| text.contains(is_glyph))
    }),
    ("is not read when it changes", |node, _| {
        matches!(node.role(), Role::Status | Role::Alert) && node.live() == Live::Off
    }),
    ("says only that it leads somewhere", |node, language| {
        let bare = language.text("kit-go-to");
        node.role() == Role::Button && !node.is_disabled() && name(node) == bare
    }),
    ("is a control of no kind", |node, _| {
        matches!(node.role(), Role::Unknown | Role::GenericContainer)
            && node.data().supports_action(egui::accesskit::Action::Focus)
    }),
];

fn faults(window: &Window, screen: &str, language: Language) -> Vec<String> {
    let mut found = Vec::new();
    for node in window.query_all_by(|_| true) {
        let node = node.accesskit_node();
        for (fault, is_so) in FAULTS {
            if is_so(&node, language) {
                let (role, name, value) = (node.role(), name(&node), node.value().unwrap_or_default());
                found.push(format!("{screen}: {role:?} “{name}” {value:?} {fault}"));
            }
        }
    }
    found
}

fn open(language: Language, panels: bool, actions: Vec<Action>) -> Window {
    let mut app = reading(language, EVERYTHING);
    if !panels {
        for command in [Command::ToggleExplorer, Command::TogglePreview, Command::ToggleProblems] {
            app.run(command);
        }
    }
    app.apply(actions);
    shell(ThemeChoice::Light, WINDOW, app)
}

/// The screens beside the forms: what they are called, and how they are come to.
type Comes = fn(&mut Window);

fn screens() -> Vec<(&'static str, Comes)> {
    vec![
        ("the window", |_| {}),
        ("scenarios", |window| act(window, Action::Bottom(BottomTab::Scenarios))),
        ("simulation", |window| act(window, Action::Run(Command::Simulate))),
        ("find", |window| {
            act(window, Action::Run(Command::Find));
            type_text(window, "loan");
        }),
        ("table", |window| act(window, Action::Run(Command::OffersTable))),
        ("go to", |window| {
            act(window, Action::Run(Command::GoTo));
            type_text(window, "o");
            press(window, Key::ArrowDown);
        }),
        ("palette", |window| {
            act(window, Action::Run(Command::Palette));
            press(window, Key::ArrowDown);
        }),
        ("shortcuts", |window| press(window, Key::F1)),
        ("about", |window| ask(window, Dialog::About)),
        ("path", |window| {
            window.key_press_modifiers(Modifiers::COMMAND, Key::O);
            window.run();
        }),
        ("delete", |window| {
            ask(
                window,
                Dialog::Explorer(ExplorerDialog::Delete { entities: vec![offer()], uses: Vec::new() }),
            );
        }),
        ("menu", |window| press(window, Key::F10)),
        ("context menu", |window| {
            find(window, Role::Tree, &tree_name(window)).focus();
            window.run();
            window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
            window.run();
        }),
        ("picker", |window| {
            let picker = window.query_all_by_role(Role::ComboBox).next().expect("a picker");
            picker.focus();
            window.run();
            press(window, Key::Enter);
            press(window, Key::ArrowDown);
        }),
        ("calendar", |window| {
            let language = window.state().app().preferences.language;
            let name = language.text("kit-calendar");
            window.query_all_by_role_and_label(Role::Button, &name).next().expect("a calendar").focus();
            window.run();
            press(window, Key::Enter);
        }),
        ("compare", |window| act(window, Action::Run(Command::CompareSaved))),
    ]
}

fn offer() -> Ref {
    Ref::Offer("clients".into(), "loan".into())
}

fn tree_name(window: &Window) -> String {
    window
        .query_all_by_role(Role::Tree)
        .next()
        .and_then(|tree| tree.accesskit_node().label())
        .expect("a tree")
}

fn act(window: &mut Window, action: Action) {
    window.state_mut().act(vec![action]);
    window.run();
}

fn ask(window: &mut Window, dialog: Dialog) {
    act(window, Action::Ask(dialog));
}

#[test]
fn every_control_of_every_form_is_told() {
    for language in Language::ALL {
        let mut found = BTreeSet::new();
        for entity in one_of_each() {
            for tab in InnerTab::of(&entity) {
                let actions = vec![Action::Open(entity.clone()), Action::Inner(entity.clone(), *tab)];
                let window = open(language, false, actions);
                let screen = format!("{} {tab:?}", entity.kind());
                found.extend(faults(&window, &screen, language));
                let headings = window.query_all_by_role(Role::Heading).count();
                assert!(headings > 0, "{screen} has no title");
            }
        }
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn every_control_of_every_screen_is_told() {
    for language in Language::ALL {
        let mut found = BTreeSet::new();
        for (screen, comes) in screens() {
            let mut window = open(language, true, vec![Action::Open(offer())]);
            comes(&mut window);
            found.extend(faults(&window, screen, language));
        }
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn the_entry_for_something_new_is_told_where_the_cursor_is_on_it() {
    let mut window = open(Language::En, true, Vec::new());
    find(&window, Role::ComboBox, "Who").focus();
    window.run();
    press(&mut window, Key::Enter);
    press(&mut window, Key::End);
    assert_eq!(focused(&window), (Role::Button, "New contact".to_owned()));
    // Whoever types something that there is not hears what Enter makes of it.
    type_text(&mut window, "nobody of that name");
    assert!(window.query_by_role_and_label(Role::Status, "New contact").is_some());
}
