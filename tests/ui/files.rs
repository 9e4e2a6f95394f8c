//! Files and dialogs in the whole window: opening, saving, and the questions that guard a person's work.

use crate::support::{Chosen, SMALL_WINDOW, THEMES, WINDOW, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vitrine::app::{Command, FileDialogs, Menu};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const TRAVEL: &str = include_str!("../../catalogs/travel.catalog.ron");

fn window(dialogs: Arc<dyn FileDialogs>, file: Option<PathBuf>) -> Harness<'static, Shell> {
    shell(ThemeChoice::Light, WINDOW, app(Language::En, dialogs, file))
}

/// A copy of a catalog that a test may write to.
fn travel(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("travel.catalog.ron");
    std::fs::write(&path, TRAVEL).expect("written");
    path
}

fn ctrl(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

/// Makes a change that is not saved, as a person can: the answer of the preview becomes a scenario.
fn change(harness: &mut Harness<'_, Shell>) {
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::N);
    harness.run();
    assert!(harness.state().app().workspace().document().is_dirty());
}

/// Draws what follows where the window is about to close: it asks to be closed in each frame.
fn steps(harness: &mut Harness<'_, Shell>) {
    harness.run_steps(4);
}

fn name(harness: &Harness<'_, Shell>) -> String {
    harness.state().app().workspace().catalog().name.clone()
}

fn scenarios(path: &Path) -> usize {
    vitrine::storage::load(path).expect("a catalog").catalog.scenarios.len()
}

#[test]
fn a_file_is_opened_and_saved_as_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, copy) = (travel(&folder), folder.path().join("copy"));
    let mut harness = window(Chosen::paths([path.clone(), copy.clone()]), None);
    assert_eq!(name(&harness), "neobank");
    ctrl(&mut harness, Key::O);
    assert_eq!(name(&harness), "travel");
    assert_eq!(harness.state().app().workspace().path(), Some(path.as_path()));
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    harness.run();
    let copy = copy.with_extension("catalog.ron");
    assert_eq!(
        harness.state().app().workspace().path(),
        Some(copy.as_path()),
        "a bare name gets its extension"
    );
    assert_eq!(scenarios(&copy), scenarios(&path));
    assert!(has(&harness, Role::Status, &format!("Saved {}", copy.display())));
}

#[test]
fn a_file_that_is_no_catalog_and_too_large_to_mend_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("broken.catalog.ron");
    let filling = " ".repeat(vitrine::app::BROKEN_TEXT_MOST);
    std::fs::write(&path, format!("Catalog(\n  format: 1,\n  nam: \"x\",\n){filling}")).expect("written");
    let mut harness = window(Chosen::paths([path.clone()]), None);
    ctrl(&mut harness, Key::O);
    assert!(has(&harness, Role::Dialog, "broken.catalog.ron is not a valid catalog"));
    assert!(harness.query_by_label_contains("line 3, column").is_some());
    assert_eq!(name(&harness), "neobank", "what was open stays");
    press(&mut harness, Key::Enter);
    assert!(!has(&harness, Role::Dialog, "broken.catalog.ron is not a valid catalog"));
    assert!(std::fs::read_to_string(&path).expect("a file").starts_with("Catalog(\n"));
}

#[test]
fn unsaved_changes_are_asked_about_before_a_catalog_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (open, other) = (travel(&folder), folder.path().join("other.catalog.ron"));
    std::fs::write(&other, TRAVEL.replacen("\"travel\"", "\"other\"", 1)).expect("written");
    for (answer, front, kept) in [("Save", "other", 1), ("Don't save", "other", 0), ("Cancel", "travel", 0)] {
        std::fs::write(&open, TRAVEL).expect("written");
        let before = scenarios(&open);
        let mut harness = window(Chosen::paths([other.clone()]), Some(open.clone()));
        change(&mut harness);
        ctrl(&mut harness, Key::O);
        assert_eq!(name(&harness), "other", "opened beside what is not saved");
        click(&mut harness, Role::Button, "Close travel.catalog.ron");
        assert!(has(&harness, Role::Dialog, "Save the changes to travel.catalog.ron?"), "{answer}");
        let save = harness.get_all_by_role_and_label(Role::Button, answer).last().expect("a button");
        save.click();
        harness.run();
        assert_eq!(name(&harness), front, "{answer}");
        assert_eq!(scenarios(&open), before + kept, "{answer}");
        assert!(harness.query_by_role(Role::Dialog).is_none(), "{answer}");
    }
}

#[test]
fn unsaved_changes_are_asked_about_before_the_window_closes() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = travel(&folder);
    for (key, quits, saves) in [(Key::Enter, true, true), (Key::Escape, false, false)] {
        std::fs::write(&open, TRAVEL).expect("written");
        let before = scenarios(&open);
        let mut harness = window(Chosen::paths([]), Some(open.clone()));
        change(&mut harness);
        ctrl(&mut harness, Key::Q);
        harness.key_press(key);
        steps(&mut harness);
        assert_eq!(harness.state().app().may_quit(), quits, "{key:?}");
        assert_eq!(scenarios(&open) > before, saves, "{key:?}");
    }
    let mut harness = window(Chosen::paths([]), Some(open));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    steps(&mut harness);
    assert!(harness.state().app().may_quit(), "nothing is asked where nothing would be lost");
    let mut harness = window(Chosen::paths([]), None);
    change(&mut harness);
    ctrl(&mut harness, Key::Q);
    find(&harness, Role::Button, "Don't save").click();
    steps(&mut harness);
    assert!(harness.state().app().may_quit());
}

#[test]
fn a_file_changed_by_another_program_is_never_overwritten_silently() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = travel(&folder);
    let theirs = TRAVEL.replacen("format: 1,", "format: 1, // theirs", 1);
    for (answer, mine) in [("Overwrite", true), ("Reload", false), ("Cancel", false)] {
        std::fs::write(&open, TRAVEL).expect("written");
        let mut harness = window(Chosen::paths([]), Some(open.clone()));
        change(&mut harness);
        std::fs::write(&open, &theirs).expect("written");
        ctrl(&mut harness, Key::S);
        let title = "Another program changed travel.catalog.ron";
        assert!(has(&harness, Role::Dialog, title), "{answer}");
        press(&mut harness, Key::Enter);
        assert!(!has(&harness, Role::Dialog, title));
        let (text, dirty) = (
            std::fs::read_to_string(&open).expect("a file"),
            harness.state().app().workspace().document().is_dirty(),
        );
        assert!(text == theirs && dirty, "Enter alone decides nothing");
        ctrl(&mut harness, Key::S);
        assert!(has(&harness, Role::Dialog, title), "{answer}");
        click(&mut harness, Role::Button, answer);
        let text = std::fs::read_to_string(&open).expect("a file");
        assert_eq!(text != theirs, mine, "{answer}");
        let dirty = harness.state().app().workspace().document().is_dirty();
        assert_eq!(dirty, answer == "Cancel", "{answer}");
        if mine {
            let backup = std::fs::read_to_string(vitrine::storage::backup_of(&open)).expect("a backup");
            assert_eq!(backup, theirs, "their version is kept");
        }
    }
}

#[test]
fn a_path_is_typed_where_there_is_no_native_dialog() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("typed.catalog.ron");
    for theme in THEMES {
        let app = app(Language::En, Chosen::paths([]), None);
        let mut harness = shell(theme, WINDOW, app);
        change(&mut harness);
        ctrl(&mut harness, Key::Q);
        press(&mut harness, Key::Enter);
        assert!(has(&harness, Role::Dialog, "Save the catalog"), "the sample has no file to save to");
        assert!(find(&harness, Role::TextInput, "File path").is_focused());
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        type_text(&mut harness, &path.display().to_string());
        harness.key_press(Key::Enter);
        steps(&mut harness);
        assert!(path.exists());
        assert!(harness.state().app().may_quit(), "what was begun goes on");
        std::fs::remove_file(&path).expect("removed");
    }
}

#[test]
fn a_typed_path_can_be_left_and_cannot_be_empty() {
    let mut harness = window(Chosen::paths([]), None);
    ctrl(&mut harness, Key::O);
    assert!(has(&harness, Role::Dialog, "Open a catalog"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    press(&mut harness, Key::Delete);
    press(&mut harness, Key::Enter);
    assert!(has(&harness, Role::Dialog, "Open a catalog"), "no path, no opening");
    press(&mut harness, Key::Escape);
    assert!(!has(&harness, Role::Dialog, "Open a catalog"));
    assert_eq!(name(&harness), "neobank");
}

/// A native dialog that a person looks at, and leaves.
struct Left;

impl FileDialogs for Left {
    fn open(&self) -> Option<PathBuf> {
        std::thread::sleep(std::time::Duration::from_millis(300));
        None
    }

    fn save(&self, _suggested: &str) -> Option<PathBuf> {
        self.open()
    }
}

#[test]
fn who_leaves_a_native_dialog_is_not_asked_again() {
    let mut harness = window(Arc::new(Left), None);
    ctrl(&mut harness, Key::O);
    assert!(harness.query_by_role(Role::Dialog).is_none());
}

#[test]
fn every_shortcut_is_listed_and_the_dialog_fits_a_small_window() {
    for language in Language::ALL {
        let mut harness = shell(ThemeChoice::Dark, SMALL_WINDOW, app(language, Chosen::paths([]), None));
        ctrl(&mut harness, Key::Slash);
        assert!(has(&harness, Role::Dialog, &language.text("app-dialog-shortcuts")));
        let close = find(&harness, Role::Button, &language.text("app-dialog-close")).rect();
        assert!(close.bottom() < SMALL_WINDOW[1] && close.right() < SMALL_WINDOW[0], "{close:?}");
        for menu in Menu::ALL {
            let keyed = menu.groups().into_iter().flatten().any(|it: Command| it.shortcut().is_some());
            assert_eq!(has(&harness, Role::Heading, &language.text(menu.title())), keyed, "{menu:?}");
        }
        for command in Command::ALL.iter().copied().filter(|command| command.shortcut().is_some()) {
            assert!(harness.query_all_by_label(&language.text(command.message())).count() > 0, "{command:?}");
        }
        press(&mut harness, Key::Escape);
        assert!(harness.query_by_role(Role::Dialog).is_none());
    }
}

#[test]
fn the_program_says_what_it_is() {
    let mut harness = window(Chosen::paths([]), None);
    click(&mut harness, Role::Button, "Help");
    harness.get_by_label_contains("About Vitrine").click();
    harness.run();
    assert!(has(&harness, Role::Dialog, "About Vitrine"));
    assert!(harness.query_by_label(&format!("Version {}", env!("CARGO_PKG_VERSION"))).is_some());
    click(&mut harness, Role::Button, "Close");
    assert!(harness.query_by_role(Role::Dialog).is_none());
}
