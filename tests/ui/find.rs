//! Finding: texts with replace, entities to go to, commands to run, notices that were given.

use crate::support::{Chosen, WINDOW, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;
use vitrine::app::{Action, App, BottomTab, Command, Dialog, FindAction};
use vitrine::document::Query;
use vitrine::model::{Ref, Step};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");
const FIND: &str = "Find in the catalog";
const WITH: &str = "Replace with";

type Window = Harness<'static, Shell>;

fn open(folder: &tempfile::TempDir, language: Language) -> Window {
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, STORY).expect("written");
    shell(ThemeChoice::Light, WINDOW, app(language, Chosen::paths([]), Some(path)))
}

fn keys(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    window.run();
}

fn offer_label(window: &Window, environment: &str, offer: &str) -> String {
    let environment = window.state().app().workspace().catalog().environment(environment);
    environment.and_then(|it| it.offer(offer)).map(|(_, offer)| offer.label.clone()).unwrap_or_default()
}

/// The names of the widgets of a role, in order.
fn names(window: &Window, role: Role) -> Vec<String> {
    let all = window.query_all_by_role(role);
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

fn found(window: &Window) -> usize {
    window.state().app().find.found().total
}

#[test]
fn a_text_is_found_gone_to_and_replaced_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open(&folder, Language::En);
    keys(&mut window, Key::F);
    assert_eq!(window.state().app().view().bottom, BottomTab::Find);
    assert!(find(&window, Role::TextInput, FIND).accesskit_node().is_focused(), "ready to type");
    type_text(&mut window, "home PAGE");
    assert_eq!(found(&window), 2);
    assert!(has(&window, Role::Button, "Home page · Space · Environment - Recipient"), "grouped by entity");
    click(&mut window, Role::Button, "Label: Home page");
    let view = &window.state().app().view();
    assert_eq!(view.active_tab(), Some(&Ref::Space("recipient".into(), "home".into())));
    let place = view.lead.to.as_ref().expect("the field");
    assert_eq!((place.field.as_slice(), place.span), ([Step::Field("label")].as_slice(), Some((0, 9))));
    assert!(find(&window, Role::TextInput, "Label").accesskit_node().is_focused(), "the field is ready");

    click(&mut window, Role::TextInput, WITH);
    type_text(&mut window, "Landing page");
    click(&mut window, Role::Button, "Replace all");
    assert_eq!(found(&window), 0);
    let space = |window: &Window, address: &str| {
        window.state().app().workspace().catalog().space_at(address).map(|(_, space)| space.label.clone())
    };
    assert_eq!(space(&window, "recipient/home").as_deref(), Some("Landing page"));
    assert_eq!(space(&window, "site/home_anonymous").as_deref(), Some("Landing page, anonymous"));
    assert_eq!(Command::Undo.title(window.state().app(), Language::En), "Undo · Replace “home PAGE”");
    keys(&mut window, Key::Z);
    assert_eq!(found(&window), 2, "one undo takes all back, and the list follows");
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    window.run();
    keys(&mut window, Key::S);
    let saved = storage::load(&folder.path().join("shop.catalog.ron")).expect("a catalog").catalog;
    assert_eq!(saved, *window.state().app().workspace().catalog());
}

#[test]
fn one_place_is_replaced_and_names_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open(&folder, Language::En);
    keys(&mut window, Key::F);
    type_text(&mut window, "gold");
    assert_eq!(found(&window), 2, "the name and the label");
    click(&mut window, Role::TextInput, WITH);
    type_text(&mut window, "Silver");
    let rename = "Names are not replaced. Rename the item in its form to update references.";
    assert!(find(&window, Role::Button, rename).accesskit_node().is_disabled());
    click(&mut window, Role::Button, "Replace");
    assert_eq!(offer_label(&window, "recipient", "gold_card"), "Silver card");
    assert_eq!(found(&window), 1, "the name is as it was");
    assert!(find(&window, Role::Button, "Replace all").accesskit_node().is_disabled());
}

#[test]
fn case_and_whole_words_are_switched_by_buttons() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open(&folder, Language::En);
    keys(&mut window, Key::F);
    type_text(&mut window, "Card");
    assert_eq!(found(&window), 2);
    click(&mut window, Role::Button, "Match case");
    assert_eq!(found(&window), 0);
    assert!(window.query_by_label("No results").is_some());
    click(&mut window, Role::Button, "Match case");
    click(&mut window, Role::Button, "Whole words only");
    assert_eq!(found(&window), 1, "not within gold_card");
    keys(&mut window, Key::F);
    type_text(&mut window, "free");
    assert_eq!(window.state().app().find.query().text, "free", "asking again replaces what was typed");
}

#[test]
fn an_entity_is_gone_to_by_a_few_letters() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open(&folder, Language::En);
    keys(&mut window, Key::P);
    assert!(has(&window, Role::Dialog, "Go to…"));
    assert!(has(&window, Role::ListBoxOption, "Shop"), "everything is listed at first");
    type_text(&mut window, "fdel");
    assert_eq!(names(&window, Role::ListBoxOption)[0], "Free delivery");
    press(&mut window, Key::Enter);
    assert!(!has(&window, Role::Dialog, "Go to…"));
    let active = |window: &Window| window.state().app().view().active_tab().cloned();
    assert_eq!(active(&window), Some(Ref::Offer("site".into(), "free_delivery".into())));

    keys(&mut window, Key::P);
    type_text(&mut window, "home site");
    assert_eq!(
        names(&window, Role::ListBoxOption),
        ["Home page, anonymous"],
        "the environment tells them apart"
    );
    press(&mut window, Key::Escape);
    assert!(window.state().app().dialog.is_none());
    assert_eq!(active(&window), Some(Ref::Offer("site".into(), "free_delivery".into())));

    keys(&mut window, Key::P);
    type_text(&mut window, "home");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(active(&window), Some(Ref::Space("site".into(), "home_anonymous".into())));
    keys(&mut window, Key::P);
    type_text(&mut window, "nothing like that");
    assert!(has(&window, Role::Status, "No matching item"));
    press(&mut window, Key::Enter);
    assert_eq!(window.state().app().dialog, Some(Dialog::GoTo), "there is nothing to take");
}

/// What a command can change, for comparing two ways of running it.
fn outcome(app: &App) -> String {
    let view = &app.view();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {} {:?}",
        app.preferences,
        (&view.tabs, view.active_index(), view.bottom),
        app.dialog,
        app.workspace().catalog(),
        app.workspace().path(),
        app.may_quit(),
        app.find.asked(),
    )
}

/// An application in which as many commands as possible can be had: a step to undo, one to redo, two tabs.
fn busy(file: PathBuf, language: Language) -> App {
    let mut app = app(language, Chosen::paths([]), Some(file));
    // There is no need to draw these for each command.
    app.preferences.explorer = false;
    app.preferences.preview = false;
    app.poll();
    app.run(Command::Find);
    app.apply(vec![Action::Open(Ref::Offer("recipient".into(), "gold_card".into()))]);
    for (text, with) in [("gold", "silver"), ("card", "ticket")] {
        let query = Query { text: text.into(), ..Query::default() };
        let actions = [FindAction::Search(query), FindAction::With(with.into()), FindAction::ReplaceAll];
        app.apply(actions.map(Action::Find).into());
    }
    app.run(Command::Undo);
    app.poll();
    app
}

#[test]
fn every_command_can_be_run_from_the_palette_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("shop.catalog.ron");
    for (command, language) in Command::ALL.iter().copied().zip(Language::ALL.into_iter().cycle()) {
        std::fs::write(&file, STORY).expect("written");
        let mut window = shell(ThemeChoice::Light, WINDOW, busy(file.clone(), language));
        let title = command.title(window.state().app(), language);
        let enabled = command.enabled(window.state().app());
        keys(&mut window, Key::K);
        type_text(&mut window, &title);
        assert_eq!(names(&window, Role::ListBoxOption).first(), Some(&title), "{command:?}");
        let row = find(&window, Role::ListBoxOption, &title);
        assert_eq!(row.accesskit_node().is_disabled(), !enabled, "{command:?}");
        press(&mut window, Key::Enter);
        if enabled {
            std::fs::write(&file, STORY).expect("written");
            let mut directly = busy(file.clone(), language);
            directly.run(command);
            directly.poll();
            assert_eq!(outcome(window.state().app()), outcome(&directly), "{command:?}");
        } else {
            assert_eq!(window.state().app().dialog, Some(Dialog::Palette), "{command:?} cannot be had");
        }
    }
}

#[test]
fn the_palette_shows_shortcuts_and_what_is_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open(&folder, Language::En);
    keys(&mut window, Key::K);
    type_text(&mut window, "explorer");
    let row = find(&window, Role::ListBoxOption, "Explorer");
    assert_eq!(row.accesskit_node().is_selected(), Some(true));
    press(&mut window, Key::Enter);
    assert!(!window.state().app().preferences.explorer);
}

#[test]
fn the_list_of_shortcuts_names_every_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open(&folder, Language::Fr);
    keys(&mut window, Key::Slash);
    for command in Command::ALL.iter().copied().filter(|command| command.shortcut().is_some()) {
        let text = Language::Fr.text(command.message());
        assert!(window.query_all_by_label(&text).next().is_some(), "{text}");
    }
    for text in ["Dans l’explorateur", "Renommer", "Supprimer", "F2", "Alt+"] {
        assert!(window.query_all_by_label_contains(text).next().is_some(), "{text}");
    }
}

#[test]
fn notices_can_be_read_again_and_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open(&folder, Language::En);
    click(&mut window, Role::Button, "Notices");
    assert!(window.query_by_label("No notices in this session").is_some());
    press(&mut window, Key::Escape);
    keys(&mut window, Key::F);
    type_text(&mut window, "gold");
    click(&mut window, Role::Button, "Replace all");
    keys(&mut window, Key::S);
    let said: Vec<&str> = window.state().app().past_notices().map(|past| past.notice.message.id).collect();
    assert_eq!(said, ["app-saved", "find-replaced"], "newest first");
    click(&mut window, Role::Button, "Notices (2)");
    click(&mut window, Role::Button, "Clear notices");
    assert_eq!(window.state().app().past_notices().len(), 0);
    assert!(has(&window, Role::Button, "Notices"));
}

#[test]
fn the_french_palette_finds_commands_by_their_english_names_and_without_accents() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = |language: Language, typed: &str| {
        let mut window = open(&folder, language);
        keys(&mut window, Key::K);
        type_text(&mut window, typed);
        names(&window, Role::ListBoxOption).into_iter().next()
    };
    let french = |command: Command| Some(Language::Fr.text(command.message()));
    assert_eq!(first(Language::Fr, "zoom in"), french(Command::ZoomIn));
    assert_eq!(first(Language::Fr, "undo"), french(Command::Undo));
    assert_eq!(first(Language::Fr, "retablir"), french(Command::Redo), "without its accent");
    assert_eq!(
        first(Language::En, "annuler"),
        None,
        "English names are known everywhere, French ones in French"
    );
}
