//! What the application does about files: opening them, and the text of one that is no catalog.

use super::{BROKEN_TEXT_MOST, Broken, FileAction, Load};
use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::compare::{Against, Compare};
use crate::app::dialog::Dialog;
use crate::app::notices::NoticeKind;
use crate::app::recent::same;
use crate::app::tasks::{CancelFlag, Task};
use crate::app::workspace::Workspace;
use crate::app::workspace::WorkspaceId;
use crate::model::Catalog;
use crate::storage::{self, LoadError, ReadError, Stamp};
use crate::text::Message;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    pub(in crate::app) fn apply_files(&mut self, action: FileAction) {
        match action {
            // The text of a broken file stands behind the catalogs.
            FileAction::Switch(place) if place >= self.open.len() => self.files.text_in_front = true,
            FileAction::Switch(place) => {
                self.files.put_text_back();
                self.switch(place);
            }
            FileAction::Close(place) if place >= self.open.len() => self.go_on(AfterSave::CloseText),
            FileAction::Close(place) => {
                self.files.put_text_back();
                self.switch(place);
                self.go_on(AfterSave::CloseCatalog);
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
            FileAction::CloseText => self.go_on(AfterSave::CloseText),
        }
    }

    /// Opens a file, or brings it to the front where it is open.
    pub(in crate::app) fn open_file(&mut self, path: PathBuf) {
        match self.at_path(&path) {
            Some(id) => self.show(id),
            None => self.load(path, Load::Open),
        }
    }

    /// Reads a file off the window's thread.
    pub(in crate::app) fn load(&mut self, path: PathBuf, load: Load) {
        let file = path.clone();
        let work = move |cancelled: &CancelFlag| read_file(&file, cancelled);
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
    pub(in crate::app) fn at_path(&self, path: &Path) -> Option<WorkspaceId> {
        let mut all = self.workspaces();
        all.find(|it| it.path().is_some_and(|its| same(its, path))).map(Workspace::id)
    }

    /// Takes over a catalog that was read.
    pub(in crate::app) fn loaded(&mut self, path: &Path, load: Load, workspace: Workspace) {
        let file = Message::new("files-reloaded").with("file", path.display().to_string());
        // Another path may lead to a file that is open already.
        let linked = self.workspaces().find(|it| it.is_of_file(&workspace)).map(Workspace::id);
        let open = self.at_path(path).or(linked);
        match load {
            Load::Compare(id) => self.change(|features, context| {
                features.compare.take_file(id, &workspace, context);
                None
            }),
            Load::Open => {
                if let Some(id) = open {
                    return self.show(id);
                }
                self.open_beside(workspace);
                self.ask_about_merge();
            }
            Load::Reload(id) => {
                self.replace(id, workspace);
                self.ask_about_merge();
            }
            Load::Follow(id) => {
                let lost = self.workspace_mut(id).is_some().then(|| self.would_be_lost(id));
                match lost {
                    Some(false) => {
                        self.replace(id, workspace);
                        self.notice(NoticeKind::Info, file);
                        self.ask_about_merge();
                    }
                    Some(true) => {
                        self.show(id);
                        self.dialog = Some(Dialog::ChangedOnDisk(AfterSave::Nothing));
                    }
                    None => {}
                }
            }
        }
    }

    /// Says why a file is not opened, or shows its text where it can be mended.
    pub(in crate::app) fn not_loaded(
        &mut self,
        path: PathBuf,
        load: Load,
        error: LoadError,
        text: Option<(String, Stamp)>,
    ) {
        if matches!((load, &self.dialog), (Load::Compare(_), Some(Dialog::Compare(Against::File(_))))) {
            self.change(|_, context| Compare::stop(context));
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
    pub(in crate::app) fn mended(&mut self, path: PathBuf) {
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
    pub(in crate::app) fn leave_text(&mut self) {
        self.files.broken = None;
    }

    /// Has the text of a broken file checked where it changed. One check at a time: typing waits for none.
    pub(in crate::app) fn check_broken(&mut self) {
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
    pub(in crate::app) fn check_failed(&mut self) {
        let error = ReadError { span: 0..0, line: 1, column: 1, message: Message::new("app-job-failed") };
        if let Some(version) = self.files.broken.as_ref().map(|broken| broken.version) {
            self.broken_checked(version, vec![error]);
        }
    }

    /// Takes over what is wrong with a version of the text.
    pub(in crate::app) fn broken_checked(&mut self, version: u64, errors: Vec<ReadError>) -> bool {
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

fn read_file(path: &Path, cancelled: &CancelFlag) -> ReadFile {
    match storage::load(path) {
        // Nobody sees the catalog of a file that was given up: it need not be compiled.
        Ok(_) if cancelled.is_set() => Ok(Box::new(Workspace::new(Arc::new(Catalog::new(""))))),
        Ok(loaded) => {
            let mut workspace = Workspace::loaded(Some(path.to_path_buf()), loaded);
            workspace.set_read_only(storage::is_read_only(path));
            Ok(Box::new(workspace))
        }
        Err(error) => {
            if let Some(merged) = merged(path) {
                return Ok(Box::new(merged));
            }
            let text = matches!(error, LoadError::Content(_)).then(|| text_to_mend(path)).flatten();
            Err((error, text))
        }
    }
}

/// A file with the markers of a merge, whose versions are catalogs.
fn merged(path: &Path) -> Option<Workspace> {
    let text = storage::text(path).ok()?;
    let mut workspace =
        Workspace::marked_text(Some(path.to_path_buf()), &text, Some(Stamp::of(text.as_bytes())))?;
    workspace.set_read_only(storage::is_read_only(path));
    Some(workspace)
}

fn text_to_mend(path: &Path) -> Option<(String, Stamp)> {
    let text = storage::text(path).ok().filter(|text| text.len() <= BROKEN_TEXT_MOST)?;
    let stamp = Stamp::of(text.as_bytes());
    Some((text, stamp))
}
