//! Files: how one is read, and the text of a file that is no catalog, which is mended in the window.

mod apply;

use crate::app::journal::{Leftover, Slot};
use crate::app::keeper::{Keeping, Session};
use crate::app::tasks::Task;
use crate::app::watch::Watch;
use crate::app::workspace::WorkspaceId;
use crate::storage::{ReadError, Stamp};
use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A broken file is mended in the window up to this length in bytes: each key that is pressed copies the
/// text. Of a longer one the errors are shown.
pub const BROKEN_TEXT_MOST: usize = 8 * 1024 * 1024;

/// Something to do about files.
#[derive(Debug, Clone, PartialEq)]
pub enum FileAction {
    /// Bring an open catalog to the front, by its place.
    Switch(usize),
    /// Close an open catalog, by its place.
    Close(usize),
    /// The text of the broken file was changed to this.
    Mend(String),
    /// Save the text of the broken file, and open it.
    SaveText,
    /// Leave the text of the broken file.
    CloseText,
}

/// What a file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Load {
    /// To open it.
    Open,
    /// To follow another program's change, if the catalog is still without changes of its own.
    Follow(WorkspaceId),
    /// To replace the catalog by what the file holds.
    Reload(WorkspaceId),
    /// To compare the catalog with what the file holds.
    Compare(WorkspaceId),
}

/// The text of a file that is no catalog.
#[derive(Debug)]
pub struct Broken {
    path: PathBuf,
    text: Arc<str>,
    stamp: Stamp,
    changed: bool,
    /// Grows with the text; the errors are of the version that was checked.
    version: u64,
    checked: Option<u64>,
    checking: bool,
    errors: Arc<[ReadError]>,
}

impl Broken {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text, as it was changed.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Grows with each change of the text or of its errors.
    pub fn version(&self) -> (u64, Option<u64>) {
        (self.version, self.checked)
    }

    /// What is wrong with the version that was checked last.
    pub fn errors(&self) -> &[ReadError] {
        &self.errors
    }

    /// Whether the text is a catalog as it stands.
    pub fn is_mended(&self) -> bool {
        self.checked == Some(self.version) && self.errors.is_empty()
    }

    /// Whether the text was changed and not saved.
    pub fn is_changed(&self) -> bool {
        self.changed
    }
}

/// What looks after files.
#[derive(Debug, Default)]
pub struct Files {
    /// Where preferences are kept; none in tests.
    pub(super) preferences: Option<PathBuf>,
    pub(super) keeping: Option<Keeping>,
    pub(super) session: Session,
    pub(super) slots: HashMap<WorkspaceId, Slot>,
    pub(super) watch: Watch,
    /// The recent files that are not there.
    pub(super) missing: HashSet<PathBuf>,
    pub(super) leftovers: VecDeque<Leftover>,
    /// The tasks that nobody sees at which a worker failed: said once each.
    pub(super) failed: HashSet<Task>,
    /// Whether it was said that journals cannot be written.
    pub(super) journal_failed: bool,
    broken: Option<Broken>,
    text_in_front: bool,
}

impl Files {
    /// No file is looked after yet; preferences are kept in that one.
    pub(super) fn new(preferences: Option<PathBuf>) -> Self {
        Self { preferences, ..Self::default() }
    }

    /// The unsaved changes of an earlier run that are asked about.
    pub fn leftover(&self) -> Option<&Leftover> {
        self.leftovers.front()
    }

    /// The text of a file that is no catalog.
    pub fn broken(&self) -> Option<&Broken> {
        self.broken.as_ref()
    }

    /// The text of a file that is no catalog, where it stands in the place of the forms.
    pub fn text_in_front(&self) -> Option<&Broken> {
        self.broken.as_ref().filter(|_| self.text_in_front)
    }

    /// Lets a form be seen again: something was opened.
    pub(super) fn put_text_back(&mut self) {
        self.text_in_front = false;
    }
}
