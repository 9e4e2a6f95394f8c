//! The keeper: the worker that writes journals, looks after files and checks the text of broken ones, apart
//! from the worker that may be waiting in a file dialog. Owns what it is told and when, not how it is done.

use super::App;
use crate::storage::journal::JournalSession;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Changes are written to the journal when the person rests this long.
const REST: Duration = Duration::from_secs(2);
/// Files are looked at this often.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The journals of this run: made by the keeper with the first one, and taken away at the end.
pub(super) type Session = Arc<Mutex<Option<JournalSession>>>;

/// Where journals lie, and how often things are looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// The folder of the journals.
    pub journals: PathBuf,
    /// How long after the last change the journal is written.
    pub rest: Duration,
    /// How often files are looked at.
    pub look_every: Duration,
}

impl Keeping {
    /// The usual keeping, in the program's data folder.
    pub fn in_folder(data: &Path) -> Self {
        Self { journals: data.join("journal"), rest: REST, look_every: LOOK_EVERY }
    }

    /// The usual keeping, in the folder that the system has for it.
    #[cfg(feature = "gui")]
    pub fn of_system() -> Option<Self> {
        directories::ProjectDirs::from("", "", "vitrine").map(|folders| Self::in_folder(folders.data_dir()))
    }
}

impl App {
    /// Has unsaved changes written to journals and files looked after from now on, and offers what a crash left.
    pub fn keep(&mut self, keeping: Keeping) {
        self.find_leftovers(&keeping);
        self.files.keeping = Some(keeping);
    }

    /// How soon the window must come back, even if nobody touches it; `None` where it need not, as in tests
    /// that keep at once.
    pub fn wakes_after(&self) -> Option<Duration> {
        let soonest = self.files.keeping.as_ref().map(|keeping| keeping.rest.min(keeping.look_every));
        soonest.filter(|delay| !delay.is_zero()).into_iter().chain(self.jobs.shows_after()).min()
    }

    /// Gives the keeper what is due. Cheap: it is asked in every frame.
    pub(super) fn tick(&mut self) {
        self.check_broken();
        let times = self.files.keeping.as_ref().map(|keeping| (keeping.rest, keeping.look_every));
        let Some((rest, every)) = times.filter(|_| !self.quit) else { return };
        let now = Instant::now();
        self.keep_journals(now, rest);
        self.watch(now, every);
    }
}
