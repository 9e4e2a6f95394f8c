//! Work that takes long is shown in the status bar and can be given up: with real threads.

use crate::support::{Chosen, WINDOW, has, shell};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use vitrine::app::{App, Jobs, Preferences};
use vitrine::model::{Catalog, Category, Offer};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");
/// Reading so many offers takes longer than what is not shown.
const MANY: usize = 12_000;
/// What takes longer has stopped.
const LONGEST: Duration = Duration::from_mins(1);

fn many(folder: &Path) -> PathBuf {
    let mut catalog = Catalog::clone(&vitrine::storage::read(STORY.as_bytes()).expect("a catalog").catalog);
    let mut category = Category::new("many", "Many");
    let offers = (0..MANY).map(|index| Offer::new(format!("o{index}"), format!("Offer {index}")));
    category.offers = offers.map(Arc::new).collect();
    Arc::make_mut(&mut catalog.environments[0]).categories.push(Arc::new(category));
    "many".clone_into(&mut catalog.name);
    let path = folder.join("many.catalog.ron");
    std::fs::write(&path, vitrine::storage::write(&catalog, None).expect("written")).expect("written");
    path
}

/// Draws frames until something holds.
fn until(harness: &mut Harness<'_, Shell>, holds: impl Fn(&Harness<'_, Shell>) -> bool) {
    let start = Instant::now();
    while !holds(harness) {
        assert!(start.elapsed() < LONGEST, "it does not come");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}

#[test]
fn a_file_that_is_read_long_is_shown_and_can_be_given_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = folder.path().join("small.catalog.ron");
    std::fs::write(&small, STORY).expect("written");
    let mut preferences = Preferences::default();
    preferences.language = Language::En;
    preferences.tour_seen = true;
    let jobs = Jobs::threads(Chosen::paths([]), jiff::Timestamp::now, || {}).expect("threads");
    let mut harness = shell(ThemeChoice::Light, WINDOW, App::new(jobs, preferences, None, None));
    let many = many(folder.path());
    harness.state_mut().open(many);
    let name = |harness: &Harness<'_, Shell>| harness.state().app().workspace.catalog().name.clone();
    let cancel = "Cancel: Reading the file…";
    until(&mut harness, |harness| has(harness, Role::Button, cancel));
    assert_eq!(name(&harness), "neobank", "the window goes on meanwhile");
    harness.get_by_role_and_label(Role::Button, cancel).click();
    harness.step();
    harness.step();
    assert!(!has(&harness, Role::Button, cancel));
    // What was given up has been read when the next file has.
    harness.state_mut().open(small);
    until(&mut harness, |harness| name(harness) == "shop");
    assert_eq!(harness.state().app().workspaces().count(), 1, "the other one was not opened");
}
