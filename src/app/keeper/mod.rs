//! The keeper: the worker that writes journals, looks after files and checks the text of broken ones, apart
//! from the worker that may be waiting in a file dialog. Owns what it is told and when, not how it is done.

mod apply;

use crate::storage::journal::JournalSession;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

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
