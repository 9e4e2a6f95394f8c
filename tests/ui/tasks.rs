//! Work that takes long is shown in the status bar and can be given up: with real threads.

use crate::support::{WINDOW, has, shell};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use vitrine::app::{App, Command, FileDialogs, Jobs, Preferences};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");
/// What takes longer has stopped.
const LONGEST: Duration = Duration::from_mins(1);

/// A dialog that stands open, and holds its worker, until it is told what is chosen.
struct Held(Mutex<Receiver<PathBuf>>);

impl FileDialogs for Held {
    fn open(&self) -> Option<PathBuf> {
        self.0.lock().expect("no test panics in a dialog").recv().ok()
    }

    fn save(&self, _suggested: &str) -> Option<PathBuf> {
        self.open()
    }
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
    let file = |name: &str| {
        let path = folder.path().join(format!("{name}.catalog.ron"));
        std::fs::write(&path, STORY.replacen("\"shop\"", &format!("\"{name}\""), 1)).expect("written");
        path
    };
    let mut preferences = Preferences::default();
    preferences.language = Language::En;
    preferences.tour_seen = true;
    let (choose, chosen) = channel();
    let dialogs = Arc::new(Held(Mutex::new(chosen)));
    let jobs = Jobs::threads(dialogs, jiff::Timestamp::now, || {}).expect("threads");
    let mut app = App::new(jobs, preferences, None, None);
    // The sample is checked first, so that only the file is under way.
    while !app.workspace().is_analysed() {
        app.poll();
        std::thread::sleep(Duration::from_millis(1));
    }
    // The dialog holds the worker, so that the file behind it takes as long as the test wants.
    app.run(Command::Open);
    let mut harness = shell(ThemeChoice::Light, WINDOW, app);
    let name = |harness: &Harness<'_, Shell>| harness.state().app().workspace().catalog().name.clone();
    harness.state_mut().open(file("given_up"));
    let cancel = "Cancel: Reading the file…";
    until(&mut harness, |harness| has(harness, Role::Button, cancel));
    assert_eq!(name(&harness), "neobank", "the window goes on meanwhile");
    harness.get_by_role_and_label(Role::Button, cancel).click();
    harness.step();
    harness.step();
    assert!(!has(&harness, Role::Button, cancel));
    // What was given up has had its turn when the file of the dialog has been read.
    choose.send(file("chosen")).expect("the dialog is open");
    until(&mut harness, |harness| name(harness) == "chosen");
    assert_eq!(harness.state().app().workspaces().count(), 1, "the other one was not opened");
}
