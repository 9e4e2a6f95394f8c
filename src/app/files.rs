//! Files: how one is read, and the text of a file that is no catalog, which is mended in the window.

use super::action::{Dialog, Then};
use super::journal::{Leftover, Slot};
use super::keeper::{Keeping, Session};
use super::recent::same;
use super::tasks::{GivenUp, Task};
use super::watch::Watch;
use super::workspace::WorkspaceId;
use super::{App, NoticeKind, Workspace};
use crate::model::Catalog;
use crate::storage::{self, LoadError, ReadError, Stamp};
use crate::text::Message;
use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A broken file is mended in the window up to this length in bytes: a longer text cannot be laid out again with
/// each key that is pressed. Of a longer one the errors are shown.
pub const BROKEN_TEXT_MOST: usize = 512 * 1024;

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

impl App {
    pub(super) fn apply_files(&mut self, action: FileAction) {
        match action {
            // The text of a broken file stands behind the catalogs.
            FileAction::Switch(place) if place >= self.open.len() => self.files.text_in_front = true,
            FileAction::Switch(place) => {
                self.files.put_text_back();
                self.switch(place);
            }
            FileAction::Close(place) if place >= self.open.len() => self.go_on(Then::CloseText),
            FileAction::Close(place) => {
                self.files.put_text_back();
                self.switch(place);
                self.go_on(Then::CloseCatalog);
            }
            FileAction::Mend(text) => {
                if let Some(broken) = &mut self.files.broken {
                    broken.text = text.into();
                    broken.version += 1;
                    broken.changed = true;
                }
                self.check_broken();
            }
            FileAction::SaveText => {
                if let Some(broken) = self.files.broken.as_ref().filter(|broken| broken.is_mended()) {
                    let (path, text, stamp) = (broken.path.clone(), Arc::clone(&broken.text), broken.stamp);
                    self.mend(path, text, stamp);
                }
            }
            FileAction::CloseText => self.go_on(Then::CloseText),
        }
    }

    /// Opens a file, or brings it to the front where it is open.
    pub(super) fn open_file(&mut self, path: PathBuf) {
        match self.at_path(&path) {
            Some(id) => self.show(id),
            None => self.load(path, Load::Open),
        }
    }

    /// Reads a file off the window's thread.
    pub(super) fn load(&mut self, path: PathBuf, load: Load) {
        let file = path.clone();
        let work = move |given_up: &GivenUp| read_file(&file, given_up);
        self.jobs.start_showing(
            Task::Load,
            work,
            |_| true,
            move |app: &mut Self, read| match read {
                Ok(loaded) => app.loaded(&path, load, *loaded),
                Err((error, text)) => app.not_loaded(path, load, error, text),
            },
        );
    }

    /// The open catalog of a file.
    pub(super) fn at_path(&self, path: &Path) -> Option<WorkspaceId> {
        let mut all = self.workspaces();
        all.find(|it| it.path().is_some_and(|its| same(its, path))).map(Workspace::id)
    }

    /// Takes over a catalog that was read.
    pub(super) fn loaded(&mut self, path: &Path, load: Load, workspace: Workspace) {
        let file = Message::new("files-reloaded").with("file", path.display().to_string());
        // Another path may lead to a file that is open already.
        let linked = self.workspaces().find(|it| it.is_of_file(&workspace)).map(Workspace::id);
        let open = self.at_path(path).or(linked);
        match load {
            Load::Compare(id) => self.compare_with(id, &workspace),
            Load::Open => match open {
                Some(id) => self.show(id),
                None => self.open_beside(workspace),
            },
            Load::Reload(id) => self.replace(id, workspace),
            Load::Follow(id) => {
                let dirty = self.workspace_mut(id).map(|workspace| workspace.is_dirty());
                match dirty {
                    Some(false) => {
                        self.replace(id, workspace);
                        self.notice(NoticeKind::Info, file);
                    }
                    Some(true) => {
                        self.show(id);
                        self.dialog = Some(Dialog::ChangedOnDisk(Then::Nothing));
                    }
                    None => {}
                }
            }
        }
    }

    /// Says why a file is not opened, or shows its text where it can be mended.
    pub(super) fn not_loaded(
        &mut self,
        path: PathBuf,
        load: Load,
        error: LoadError,
        text: Option<(String, Stamp)>,
    ) {
        if matches!(load, Load::Compare(_)) {
            self.cannot_compare();
        }
        match (load, error) {
            (Load::Follow(_) | Load::Compare(_), _) => {
                let file = path.display().to_string();
                self.notice(NoticeKind::Info, Message::new("files-broken-outside").with("file", file));
            }
            (_, LoadError::File(error)) => {
                self.forget_file(&path);
                self.notice(NoticeKind::Failed, error.message);
            }
            (_, LoadError::Content(errors)) => match text {
                Some(_) if self.files.broken.as_ref().is_some_and(Broken::is_changed) => {
                    self.notice(NoticeKind::Failed, Message::new("files-broken-busy"));
                }
                Some((text, stamp)) => self.show_text(path, &text, stamp, errors),
                None => {
                    let errors = errors.into_iter().map(|error| (error.line, error.column, error.message));
                    let file = path.display().to_string();
                    self.dialog = Some(Dialog::Broken { file, errors: errors.collect() });
                }
            },
        }
    }

    fn show_text(&mut self, path: PathBuf, text: &str, stamp: Stamp, errors: Vec<ReadError>) {
        self.files.text_in_front = true;
        self.files.broken = Some(Broken {
            path,
            text: text.into(),
            stamp,
            changed: false,
            version: 0,
            checked: Some(0),
            checking: false,
            errors: errors.into(),
        });
    }

    /// Takes over that the text of a broken file is saved: it is a catalog now.
    pub(super) fn mended(&mut self, path: PathBuf) {
        self.files.broken = None;
        match self.at_path(&path) {
            Some(id) => {
                self.show(id);
                self.load(path, Load::Follow(id));
            }
            None => self.load(path, Load::Open),
        }
    }

    /// Leaves the text of a broken file as the file has it.
    pub(super) fn leave_text(&mut self) {
        self.files.broken = None;
    }

    /// Has the text of a broken file checked where it changed. One check at a time: typing waits for none.
    pub(super) fn check_broken(&mut self) {
        let Some(broken) = &mut self.files.broken else { return };
        let version = broken.version;
        if broken.checking || broken.checked == Some(version) {
            return;
        }
        let text = Arc::clone(&broken.text);
        broken.checking = self.jobs.start_quietly(
            Task::CheckText,
            move || storage::read(text.as_bytes()).err().unwrap_or_default(),
            move |app: &mut Self, errors| app.broken_checked(version, errors),
        );
    }

    /// The worker failed at the text as it is: it is checked again once it is changed.
    pub(super) fn check_failed(&mut self) {
        let error = ReadError { span: 0..0, line: 1, column: 1, message: Message::new("app-job-failed") };
        if let Some(version) = self.files.broken.as_ref().map(|broken| broken.version) {
            self.broken_checked(version, vec![error]);
        }
    }

    /// Takes over what is wrong with a version of the text.
    pub(super) fn broken_checked(&mut self, version: u64, errors: Vec<ReadError>) -> bool {
        let Some(broken) = &mut self.files.broken else { return false };
        broken.checking = false;
        broken.checked = Some(version);
        broken.errors = errors.into();
        true
    }
}

/// What was read of a file: its catalog, compiled; or what is wrong with it, with its text and stamp where that can be
/// mended in the window.
type ReadFile = Result<Box<Workspace>, (LoadError, Option<(String, Stamp)>)>;

fn read_file(path: &Path, given_up: &GivenUp) -> ReadFile {
    match storage::load(path) {
        // Nobody sees the catalog of a file that was given up: it need not be compiled.
        Ok(_) if given_up.is() => Ok(Box::new(Workspace::new(Arc::new(Catalog::new(""))))),
        Ok(loaded) => {
            let mut workspace = Workspace::loaded(Some(path.to_path_buf()), loaded);
            workspace.set_read_only(storage::is_read_only(path));
            Ok(Box::new(workspace))
        }
        Err(error) => {
            let text = matches!(error, LoadError::Content(_)).then(|| text_to_mend(path)).flatten();
            Err((error, text))
        }
    }
}

fn text_to_mend(path: &Path) -> Option<(String, Stamp)> {
    let text = storage::text(path).ok().filter(|text| text.len() <= BROKEN_TEXT_MOST)?;
    let stamp = Stamp::of(text.as_bytes());
    Some((text, stamp))
}
