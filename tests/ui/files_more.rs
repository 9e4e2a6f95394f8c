//! Several catalogs, recovery, changes from outside, protected and broken files, in the whole window.

use crate::support::{Chosen, WINDOW, app, click, find, has, press, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use vitrine::app::{Keeping, Preferences};
use vitrine::model::Ref;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");

/// A catalog of that name, in a file of that name.
fn file(folder: &TempDir, name: &str) -> PathBuf {
    let path = folder.path().join(format!("{name}.catalog.ron"));
    let catalog = vitrine::storage::read(STORY.as_bytes()).expect("a catalog").catalog;
    let text = STORY.replacen(&format!("\"{}\"", catalog.name), &format!("\"{name}\""), 1);
    std::fs::write(&path, text).expect("written");
    path
}

/// The window on a file; what is picked in dialogs; journals at once, in that folder.
fn window(folder: &TempDir, open: Option<&Path>, picked: &[&Path]) -> Harness<'static, Shell> {
    let picked = Chosen::paths(picked.iter().map(|path| path.to_path_buf()));
    let mut app = app(Language::En, picked, open.map(Path::to_path_buf));
    app.keep(Keeping {
        journals: folder.path().join("data").join("journal"),
        rest: Duration::ZERO,
        look_every: Duration::ZERO,
    });
    shell(ThemeChoice::Light, WINDOW, app)
}

#[test]
fn the_sample_is_worked_out_only_where_no_file_takes_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let started = |path: PathBuf| app(Language::En, Chosen::paths([]), Some(path));
    let mut without = started(folder.path().join("none.catalog.ron"));
    assert!(!without.workspace().is_analysed(), "a file is to be read");
    without.poll();
    assert!(without.workspace().is_analysed(), "there is none: the sample stays");
    let mut with = started(file(&folder, "shop"));
    with.poll();
    assert_eq!(with.workspace().catalog().name, "shop");
    assert!(with.workspace().is_analysed());
}

fn ctrl(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

fn ctrl_shift(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), key);
    harness.run();
}

/// Makes a change that is not saved, as a person can: the answer of the preview becomes a scenario.
fn change(harness: &mut Harness<'_, Shell>) {
    ctrl_shift(harness, Key::N);
    assert!(is_dirty(harness));
}

fn is_dirty(harness: &Harness<'_, Shell>) -> bool {
    harness.state().app().workspace().document().is_dirty()
}

fn name(harness: &Harness<'_, Shell>) -> String {
    harness.state().app().workspace().catalog().name.clone()
}

fn scenarios(harness: &Harness<'_, Shell>) -> usize {
    harness.state().app().workspace().catalog().scenarios.len()
}

/// Every file below a folder that a run keeps journals in.
fn journals(folder: &TempDir) -> usize {
    let runs = std::fs::read_dir(folder.path().join("data").join("journal")).into_iter().flatten().flatten();
    let files = runs.flat_map(|run| std::fs::read_dir(run.path()).into_iter().flatten().flatten());
    files.filter(|file| file.path().extension().is_some_and(|it| it == "journal")).count()
}

fn question(harness: &Harness<'_, Shell>) -> bool {
    harness.query_all_by_role(Role::Dialog).count() > 0
}

#[test]
fn what_a_crash_left_is_offered_and_recovered_as_unsaved_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder, "one");
    let before = std::fs::read_to_string(&path).expect("a file");
    let mut harness = window(&folder, Some(&path), &[]);
    let had = scenarios(&harness);
    assert_eq!(journals(&folder), 0, "nothing to keep yet");
    change(&mut harness);
    assert_eq!(journals(&folder), 1);
    // As in a crash: nobody was asked, nothing was saved.
    drop(harness);

    let mut harness = window(&folder, None, &[]);
    assert!(question(&harness));
    assert!(harness.query_all_by_label_contains("Recover unsaved changes to one.catalog.ron").count() > 0);
    assert!(harness.query_by_label_contains("1 item differs").is_some(), "the scenario");
    click(&mut harness, Role::Button, "Later");
    assert!(!question(&harness));
    assert_eq!(journals(&folder), 1, "later: it stays");
    drop(harness);

    // The file is open already, and is not opened twice.
    let mut harness = window(&folder, Some(&path), &[]);
    press(&mut harness, Key::Enter);
    assert_eq!((name(&harness).as_str(), scenarios(&harness)), ("one", had + 1));
    assert!(is_dirty(&harness));
    assert!(!harness.state().app().has_several());
    assert_eq!(journals(&folder), 1, "the changes are in the journal of this run now");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), before, "the file is not touched");
    ctrl(&mut harness, Key::Z);
    assert_eq!(scenarios(&harness), had, "undo leads to what the file holds");
    ctrl_shift(&mut harness, Key::Z);
    ctrl(&mut harness, Key::S);
    assert_eq!(vitrine::storage::load(&path).expect("a catalog").catalog.scenarios.len(), had + 1);
    assert_eq!(journals(&folder), 0, "saved: nothing is left to recover");
}

#[test]
fn leftovers_can_be_discarded_and_a_clean_end_leaves_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder, "one");
    let mut harness = window(&folder, Some(&path), &[]);
    change(&mut harness);
    drop(harness);
    let mut harness = window(&folder, None, &[]);
    click(&mut harness, Role::Button, "Discard");
    assert_eq!((journals(&folder), question(&harness)), (0, false));
    change(&mut harness);
    assert_eq!(journals(&folder), 1, "a catalog without a file has one too");
    ctrl(&mut harness, Key::Q);
    find(&harness, Role::Button, "Don't save").click();
    harness.run_steps(4);
    assert!(harness.state().app().may_quit());
    assert_eq!(journals(&folder), 0);
}

#[test]
fn recovered_changes_never_replace_a_file_that_changed_since() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder, "one");
    let mut harness = window(&folder, Some(&path), &[]);
    change(&mut harness);
    drop(harness);
    let theirs =
        std::fs::read_to_string(&path).expect("a file").replacen("format: 1", "format: 1 /* theirs */", 1);
    std::fs::write(&path, &theirs).expect("written");
    let mut harness = window(&folder, None, &[]);
    assert!(harness.query_by_label_contains("The file has changed since").is_some());
    click(&mut harness, Role::Button, "Recover");
    assert!(has(&harness, Role::Dialog, "Another program changed one.catalog.ron"));
    click(&mut harness, Role::Button, "Cancel");
    ctrl(&mut harness, Key::S);
    assert!(has(&harness, Role::Dialog, "Another program changed one.catalog.ron"), "saving asks too");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), theirs);
}

#[test]
fn a_clean_catalog_follows_its_file_and_a_changed_one_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder, "one");
    let theirs = |label: &str| {
        let text = std::fs::read_to_string(&path).expect("a file");
        let was = vitrine::storage::read(text.as_bytes()).expect("a catalog").catalog.name.clone();
        std::fs::write(&path, text.replacen(&format!("\"{was}\""), &format!("\"{label}\""), 1))
            .expect("written");
    };
    let mut harness = window(&folder, Some(&path), &[]);
    theirs("second");
    harness.run();
    assert_eq!(name(&harness), "second");
    let notice = format!("{} was changed by another program and has been reloaded", path.display());
    assert!(has(&harness, Role::Status, &notice));
    std::fs::write(&path, "no catalog").expect("written");
    harness.run();
    assert_eq!(name(&harness), "second", "what is open stays");
    for (answer, kept) in [("Cancel", "second"), ("Reload", "third")] {
        std::fs::write(&path, STORY).expect("written");
        theirs("second");
        harness.run();
        assert!(!question(&harness));
        change(&mut harness);
        theirs("third");
        harness.run();
        assert!(has(&harness, Role::Dialog, "Another program changed one.catalog.ron"), "{answer}");
        click(&mut harness, Role::Button, answer);
        assert_eq!(name(&harness), kept, "{answer}");
        assert!(!question(&harness), "asked once");
        if answer == "Cancel" {
            ctrl(&mut harness, Key::Z);
            assert!(!is_dirty(&harness));
        }
    }
    assert!(!is_dirty(&harness));
}

#[cfg(unix)]
#[test]
fn two_paths_to_one_file_open_it_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder, "one");
    let link = folder.path().join("link.catalog.ron");
    std::os::unix::fs::symlink(&path, &link).expect("a link");
    let mut harness = window(&folder, Some(&path), &[&link]);
    change(&mut harness);
    ctrl(&mut harness, Key::O);
    assert!(is_dirty(&harness), "what is open is shown");
    assert_eq!(harness.state().app().workspaces().count(), 1);
}

#[test]
fn catalogs_stand_side_by_side_each_with_its_own_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (file(&folder, "one"), file(&folder, "two"));
    let mut harness = window(&folder, Some(&one), &[&two, &one]);
    assert!(!has(&harness, Role::Tab, "one.catalog.ron"), "no switcher for one catalog");
    change(&mut harness);
    let (changed, tabs) = (scenarios(&harness), harness.state().app().view().tabs.clone());
    ctrl(&mut harness, Key::O);
    assert_eq!((name(&harness).as_str(), is_dirty(&harness)), ("two", false));
    click(&mut harness, Role::Tab, "one.catalog.ron");
    assert_eq!((name(&harness).as_str(), scenarios(&harness)), ("one", changed));
    assert_eq!(harness.state().app().view().tabs, tabs);
    assert!(harness.state().app().workspace().is_analysed());
    ctrl_shift(&mut harness, Key::Tab);
    assert_eq!(name(&harness), "two");
    ctrl(&mut harness, Key::O);
    assert_eq!(name(&harness), "one", "a file that is open is not opened twice");
    assert_eq!(harness.state().app().workspaces().count(), 2);
    ctrl(&mut harness, Key::S);
    ctrl_shift(&mut harness, Key::W);
    assert_eq!((name(&harness).as_str(), question(&harness)), ("two", false));
    ctrl_shift(&mut harness, Key::W);
    assert_eq!(harness.state().app().workspace().path(), None, "an empty catalog after the last one");
}

#[test]
fn the_end_asks_about_each_catalog_and_saving_never_hits_another_open_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (file(&folder, "one"), file(&folder, "two"));
    let mut harness = window(&folder, Some(&one), &[&two, &one]);
    change(&mut harness);
    ctrl(&mut harness, Key::O);
    change(&mut harness);
    let before = std::fs::read_to_string(&one).expect("a file");
    ctrl_shift(&mut harness, Key::S);
    assert_eq!(std::fs::read_to_string(&one).expect("a file"), before, "one is open");
    assert!(harness.query_by_label_contains("is open. Close it before").is_some());
    ctrl(&mut harness, Key::Q);
    assert!(has(&harness, Role::Dialog, "Save the changes to one.catalog.ron?"));
    press(&mut harness, Key::Enter);
    assert!(has(&harness, Role::Dialog, "Save the changes to two.catalog.ron?"));
    assert_ne!(std::fs::read_to_string(&one).expect("a file"), before);
    find(&harness, Role::Button, "Don't save").click();
    harness.run_steps(4);
    assert!(harness.state().app().may_quit());
}

#[test]
fn a_protected_file_is_marked_and_saved_as_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, copy) = (file(&folder, "one"), folder.path().join("copy.catalog.ron"));
    let mut permissions = std::fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("protected");
    let mut harness = window(&folder, Some(&path), &[&copy]);
    assert!(has(&harness, Role::Label, "Read-only"));
    change(&mut harness);
    ctrl(&mut harness, Key::S);
    assert_eq!(harness.state().app().workspace().path(), Some(copy.as_path()));
    assert!(!has(&harness, Role::Label, "Read-only") && !is_dirty(&harness));
}

#[test]
fn a_broken_file_is_mended_in_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("broken.catalog.ron");
    let broken = "Catalog(\n  format: 1,\n  nam: \"mended\",\n)";
    std::fs::write(&path, broken).expect("written");
    let mut harness = window(&folder, None, &[&path]);
    ctrl(&mut harness, Key::O);
    assert_eq!(name(&harness), "neobank", "what was open stays");
    assert!(harness.query_all_by_label_contains("line 3, column 3").count() > 0);
    assert!(find(&harness, Role::Button, "Save and open").accesskit_node().is_disabled());
    harness.query_all_by_label_contains("line 3, column 3").next().expect("an error").click();
    harness.run();
    let text = find(&harness, Role::MultilineTextInput, "Text of the file");
    assert!(text.is_focused(), "an error leads into the text");
    // The cursor stands before "nam": its first letter is typed anew.
    text.type_text("x");
    harness.run();
    ctrl(&mut harness, Key::Q);
    assert!(has(&harness, Role::Dialog, "Close without saving?"));
    click(&mut harness, Role::Button, "Cancel");
    let text = find(&harness, Role::MultilineTextInput, "Text of the file");
    text.focus();
    ctrl(&mut harness, Key::A);
    harness.event(egui::Event::Paste(broken.replacen("nam:", "name:", 1)));
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("line 3, column").count(), 0);
    click(&mut harness, Role::Button, "Save and open");
    assert_eq!(name(&harness), "mended");
    assert!(harness.state().app().files.broken().is_none());
    let backup = std::fs::read_to_string(vitrine::storage::backup_of(&path)).expect("a backup");
    assert_eq!(backup, broken);
}

#[test]
fn a_broken_file_that_is_too_long_to_be_edited_whole_is_mended_by_the_lines_of_its_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.catalog.ron");
    let comments = "  // a comment of a line that says nothing\n".repeat(10_000);
    let broken = format!("Catalog(\n  format: 1,\n{comments}  nam: \"mended\",\n{comments})");
    std::fs::write(&path, &broken).expect("written");
    let mut harness = window(&folder, None, &[&path]);
    ctrl(&mut harness, Key::O);
    let shown = |harness: &Harness<'static, Shell>| {
        let text = find(harness, Role::MultilineTextInput, "Text of the file");
        text.accesskit_node().value().expect("a text")
    };
    harness.query_all_by_label_contains("line 10003, column 3").next().expect("an error").click();
    harness.run();
    assert!(shown(&harness).contains("nam:") && shown(&harness).len() < broken.len() / 2);
    find(&harness, Role::MultilineTextInput, "Text of the file").type_text("x");
    harness.run();
    let text = |harness: &Harness<'static, Shell>| {
        harness.state().app().files.broken().expect("the text").text().to_string()
    };
    assert_eq!(text(&harness), broken.replacen("nam:", "xnam:", 1), "the lines around stay");
    click(&mut harness, Role::Button, "Later lines");
    assert!(!shown(&harness).contains("nam:"));
}

#[test]
fn recent_files_come_back_with_their_tabs_and_missing_ones_are_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (file(&folder, "one"), file(&folder, "two"));
    let mut harness = window(&folder, Some(&one), &[&two]);
    change(&mut harness);
    ctrl(&mut harness, Key::S);
    let tabs = harness.state().app().view().tabs.clone();
    assert!(tabs.iter().any(|tab| matches!(tab, Ref::Scenario(_))));
    ctrl(&mut harness, Key::O);
    ctrl_shift(&mut harness, Key::Tab);
    ctrl_shift(&mut harness, Key::W);
    assert_eq!(name(&harness), "two");
    click(&mut harness, Role::Button, "File");
    find(&harness, Role::Button, "Open recent").hover();
    harness.run();
    find(&harness, Role::Button, "Open recent").click();
    harness.run();
    click(&mut harness, Role::Button, "one.catalog.ron");
    assert_eq!(name(&harness), "one");
    assert_eq!(harness.state().app().view().tabs, tabs, "as it was left");
    let kept = folder.path().join("preferences.json");
    harness.state().app().preferences.store(&kept);
    assert_eq!(Preferences::load(&kept).recent, harness.state().app().preferences.recent);
    ctrl_shift(&mut harness, Key::W);
    assert_eq!(harness.state().app().recent_files().collect::<Vec<_>>(), [one.as_path()]);
    std::fs::remove_file(&one).expect("removed");
    harness.run();
    assert_eq!(harness.state().app().recent_files().count(), 0);
}
