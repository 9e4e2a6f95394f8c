//! Random walks in the window: somebody edits whatever is shown, in every way there is. What the forms show, what
//! the file holds after a save and after opening it again, and what undo and redo bring back are the same.
//!
//! `VITRINE_WALKS` walks more often than a usual run does; `VITRINE_WALK_SEED` starts elsewhere, such as at the
//! seed that a failure named. `VITRINE_WALK_LOG` prints each step.

use crate::support::{Chosen, app, shell};
use crate::walk_shown::{compare, expected, shown};
use crate::walk_steps::{Chance, Walker};
use egui::{Key, Modifiers};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vitrine::app::InnerTab;
use vitrine::model::Catalog;
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

const CATALOGS: [&str; 3] = [
    include_str!("offers.catalog.ron"),
    include_str!("contacts.catalog.ron"),
    include_str!("story.catalog.ron"),
];
/// High enough for every row of the explorer.
const TALL: [f32; 2] = [1280.0, 1500.0];
/// Walks of a usual run: one in each catalog.
const USUAL_WALKS: u64 = 3;
const STEPS: usize = 16;
/// Steps from one save to the next.
const STRETCH: usize = 4;

pub(crate) fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

fn open(path: PathBuf, seed: u64) -> Walker {
    let mut app = app(Language::En, Chosen::paths([]), Some(path));
    app.poll();
    app.preferences.preview = false;
    app.preferences.problems = false;
    let mut walker = Walker::new(shell(ThemeChoice::Light, TALL, app), Chance::of(seed));
    walker.open_branches();
    walker
}

/// What a catalog is in a file of its own.
fn text(catalog: &Catalog) -> String {
    storage::write(catalog, None).expect("it can be written")
}

/// How much a walk has done.
#[derive(Default)]
struct Tally {
    steps: usize,
    changed: usize,
    compared: usize,
    reopened: usize,
}

/// A walk in one window, from the first catalog to the last.
struct Walk {
    walker: Walker,
    path: PathBuf,
    tally: Tally,
    seed: u64,
}

impl Walk {
    fn here(&self) -> String {
        format!("seed {}, step {}, after {}", self.seed, self.tally.steps, self.walker.did)
    }

    fn step(&mut self) {
        let before = self.walker.catalog();
        self.walker.did.clear();
        self.walker.step();
        self.tally.steps += 1;
        let changed = self.walker.catalog() != before;
        self.tally.changed += usize::from(changed);
        if std::env::var_os("VITRINE_WALK_LOG").is_some() {
            println!("{} {}", if changed { "changed" } else { "-------" }, self.here());
        }
        self.compare_front();
    }

    /// The form in front shows what the catalog has.
    fn compare_front(&mut self) {
        let Some((open, tab)) = self.walker.front() else { return };
        if tab != InnerTab::Source {
            self.walker.rules_as_cel();
            let expected = expected(&self.walker.catalog(), &open, tab);
            let what = format!("{}: {open:?} {tab:?}", self.here());
            self.tally.compared += compare(&shown(&self.walker.window), &expected, &what);
        }
    }

    /// What is saved is what is held.
    fn save(&mut self) {
        self.walker.keys(Modifiers::COMMAND, Key::S);
        let here = self.here();
        assert!(!self.walker.window.state().app().workspace().document().is_dirty(), "{here}: saved");
        assert_eq!(read(&self.path), self.walker.catalog(), "{here}: the file");
    }

    /// The forms in this window and in one that opens the file now: all tabs of all of them, or of each second one a
    /// tab by chance.
    fn compare_forms(&mut self, all: bool) {
        let mut again = open(self.path.clone(), self.seed);
        self.walker.open_branches();
        assert_eq!(self.walker.rows(), again.rows(), "{}: the explorer", self.here());
        let first = if all { 0 } else { self.walker.chance.below(2) };
        for row in (first..again.rows().len()).step_by(if all { 1 } else { 2 }) {
            self.walker.click_row(row);
            again.click_row(row);
            let (Some((open, _)), Some((other, _))) = (self.walker.front(), again.front()) else { continue };
            if open != other {
                // A row of no entity: each window keeps what was in front.
                continue;
            }
            let tabs = InnerTab::of(&open);
            let one = self.walker.chance.below(tabs.len() - 1);
            for (_, tab) in tabs.iter().enumerate().filter(|(index, _)| all || *index == one) {
                self.walker.show_tab(*tab);
                again.show_tab(*tab);
                self.compare_front();
                let (held, read) = (shown(&self.walker.window), shown(&again.window));
                assert_eq!(held, read, "{}: {open:?} {tab:?} opened again", self.here());
                self.tally.reopened += held.len();
            }
        }
    }

    /// All steps back give the first catalog, all forth the last.
    fn there_and_back(&mut self, first: &Catalog) {
        let last = text(&self.walker.catalog());
        let undoes =
            |walk: &Self| walk.walker.window.state().app().workspace().document().undo_name().is_some();
        let mut back = 0;
        while undoes(self) {
            let before = self.walker.catalog();
            self.walker.keys(Modifiers::COMMAND, Key::Z);
            assert_ne!(self.walker.catalog(), before, "{}: a step back", self.here());
            back += 1;
        }
        assert_eq!(text(&self.walker.catalog()), text(first), "{}: all undone", self.here());
        self.compare_front();
        // As many steps as went back: a walk may have ended with steps that could be done again.
        for _ in 0..back {
            let before = self.walker.catalog();
            self.walker.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
            assert_ne!(self.walker.catalog(), before, "{}: a step forth", self.here());
        }
        assert_eq!(text(&self.walker.catalog()), last, "{}: all done again", self.here());
        self.compare_front();
    }
}

fn read(path: &Path) -> Arc<Catalog> {
    storage::load(path).expect("a catalog").catalog
}

fn walk(seed: u64, all: bool) -> Tally {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("walk.catalog.ron");
    let start = usize::try_from(seed % CATALOGS.len() as u64).expect("small");
    std::fs::write(&path, CATALOGS[start]).expect("written");
    let first = read(&path);
    let mut walk = Walk { walker: open(path.clone(), seed), path, tally: Tally::default(), seed };
    for step in 1..=STEPS {
        walk.step();
        if step % STRETCH == 0 {
            walk.save();
        }
    }
    walk.compare_forms(all);
    walk.there_and_back(&first);
    walk.tally
}

#[test]
fn what_is_shown_what_is_saved_and_what_undo_brings_back_are_the_same() {
    let (walks, start) = (given("VITRINE_WALKS"), given("VITRINE_WALK_SEED").unwrap_or(0));
    let mut all = Tally::default();
    for seed in start..start + walks.unwrap_or(USUAL_WALKS) {
        let Tally { steps, changed, compared, reopened } = walk(seed, walks.is_some());
        all.steps += steps;
        all.changed += changed;
        all.compared += compared;
        all.reopened += reopened;
    }
    let Tally { steps, changed, compared, reopened } = all;
    println!(
        "{steps} steps, of which {changed} changed something; {compared} fields, {reopened} opened again"
    );
    assert!(changed * 2 >= steps, "of {steps} steps {changed} changed something");
    assert!(compared > steps && reopened > steps, "{compared} fields compared, {reopened} opened again");
}
