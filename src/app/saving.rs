//! Writing files off the window's thread: catalogs, exports, and the mended text of a broken file.
//! Owns what is said of it; when a catalog is saved, and where to, is `workspaces`'.

use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::dialog::Dialog;
use crate::app::export::{Export, ExportError, ExportFormat, ExportScope, export};
use crate::app::merging::{Marked, Text, text};
use crate::app::notices::NoticeKind;
use crate::app::tasks::Task;
use crate::app::workspace::{InFile, WorkspaceId, hidden_in_file};
use crate::check::Issue;
use crate::model::Catalog;
use crate::storage::{self, Expected, SaveError, Saved, Saving, Stamp};
use crate::text::{Message, hidden};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a save writes.
#[derive(Debug)]
pub(super) struct Save {
    /// Whose catalog it is.
    pub(super) workspace: WorkspaceId,
    /// The file.
    pub(super) path: PathBuf,
    /// The catalog as it stood when saving was asked for.
    pub(super) catalog: Arc<Catalog>,
    /// The tree whose comments are kept.
    pub(super) tree: Option<Arc<storage::ron::Document>>,
    /// The merge that it comes from: its conflicts that are not settled are left marked.
    pub(super) marked: Option<Marked>,
    /// What the file must still be like; `None` to write whatever it is like.
    pub(super) expected: Option<Stamp>,
    /// What goes on once it is saved.
    pub(super) then: AfterSave,
}

/// What became of writing a file.
enum Written {
    /// It was written.
    Done(Saved),
    /// Another program changed it; nothing was written.
    Changed,
    /// It could not be written.
    Failed(Message),
}

impl App {
    /// Writes a catalog.
    pub(super) fn write_catalog(&mut self, save: Save) {
        let Save { workspace, path, catalog, tree, marked, expected, then } = save;
        let (file, written) = (path.clone(), Arc::clone(&catalog));
        let settled = marked.as_ref().filter(|it| it.is_open()).map(|it| Arc::clone(&it.settled));
        let goes_on = then != AfterSave::Nothing;
        self.jobs.start_showing(
            Task::Save,
            move |_| write_catalog(&file, (&written, marked.as_ref()), tree.as_deref(), expected),
            move |(written, ..)| goes_on || matches!(written, Written::Changed),
            move |app: &mut Self, (written, hidden, tree)| match written {
                Written::Done(Saved { stamp, notice }) => {
                    app.note_save(notice);
                    if app.workspace_mut(workspace).is_some_and(|it| it.set_hidden(hidden)) {
                        app.analyse();
                    }
                    app.saved(workspace, path, InFile { catalog, settled, tree }, stamp, then);
                }
                Written::Changed => {
                    app.show(workspace);
                    app.dialog = Some(Dialog::ChangedOnDisk(then));
                }
                Written::Failed(message) => app.notice(NoticeKind::Failed, message),
            },
        );
    }

    /// Writes the mended text of a file, unless somebody else changed it since it was read.
    pub(super) fn mend(&mut self, path: PathBuf, text: Arc<str>, expected: Stamp) {
        let file = path.clone();
        self.jobs.start_showing(
            Task::Save,
            move |_| written(storage::save(&file, &*text, &saving(Expected::ContentOrNothing(expected)))),
            |written| matches!(written, Written::Done(_)),
            move |app: &mut Self, written| match written {
                Written::Done(Saved { notice, .. }) => {
                    app.note_save(notice);
                    app.mended(path);
                }
                Written::Changed => {
                    let message = Message::new("files-broken-changed");
                    app.notice(NoticeKind::Failed, message.with("file", path.display().to_string()));
                }
                Written::Failed(message) => app.notice(NoticeKind::Failed, message),
            },
        );
    }

    /// Writes the catalog in front as others read it: what production needs of it, its offers, or a document.
    pub(super) fn export(&mut self, path: PathBuf, format: ExportFormat) {
        let (catalog, now) = (Arc::clone(self.workspace().catalog()), self.jobs.now());
        let language = self.preferences.language;
        let folder = self.workspace().path().and_then(Path::parent).map(Path::to_path_buf);
        self.write_made(path, move || {
            let wanted = Export { scope: ExportScope::Usual, format, language, folder: folder.as_deref() };
            exported(&catalog, &wanted, now)
        });
    }

    /// Has a worker make a file for others, and says that it is there. The version before is kept beside it.
    pub(super) fn write_made(
        &mut self,
        path: PathBuf,
        make: impl FnOnce() -> Result<Vec<u8>, Message> + Send + 'static,
    ) {
        let file = path.clone();
        self.jobs.start(
            Task::Export,
            move |_| {
                let saved = storage::save(&file, make()?, &saving(Expected::Anything));
                saved.map(|saved| saved.notice).map_err(SaveError::into_message)
            },
            move |app: &mut Self, written| match written {
                Ok(notice) => {
                    app.note_save(notice);
                    let message = Message::new("app-exported").with("file", path.display().to_string());
                    app.notice(NoticeKind::Done, message);
                }
                Err(message) => app.notice(NoticeKind::Failed, message),
            },
        );
    }

    /// Says what a person should know of a save.
    fn note_save(&mut self, notice: Option<Message>) {
        if let Some(notice) = notice {
            self.notice(NoticeKind::Info, notice);
        }
    }
}

/// The window keeps the version before.
fn saving(expected: Expected) -> Saving {
    Saving { backup: true, heeds_protection: true, expected }
}

fn written(saved: Result<Saved, SaveError>) -> Written {
    match saved {
        Ok(saved) => Written::Done(saved),
        Err(SaveError::Changed(_)) => Written::Changed,
        Err(SaveError::File(error)) => Written::Failed(error.message),
    }
}

/// What became of it, what nobody sees in the file outside of the texts of its catalog, and the tree whose comments are kept
/// from then on, where that is another one.
fn write_catalog(
    path: &Path,
    (catalog, marked): (&Arc<Catalog>, Option<&Marked>),
    tree: Option<&storage::ron::Document>,
    expected: Option<Stamp>,
) -> (Written, Arc<Vec<Issue>>, Option<Arc<storage::ron::Document>>) {
    let expected = expected.map_or(Expected::Anything, Expected::ContentOrNothing);
    let notation = storage::notation_of(path).or_else(|| tree.map(|tree| tree.notation)).unwrap_or_default();
    match text(catalog, tree, marked, Some(notation)) {
        Ok(Text { text, tree }) => {
            let hides = hidden(&text).next().is_some();
            let read = hides.then(|| storage::read(text.as_bytes()).ok()).flatten();
            let hidden = read.as_ref().map(hidden_in_file).unwrap_or_default();
            (written(storage::save(path, &text, &saving(expected))), hidden, tree.map(Arc::new))
        }
        Err(error) => (Written::Failed(error.message()), Arc::default(), None),
    }
}

/// What is exported, or why it cannot be, in words.
fn exported(catalog: &Arc<Catalog>, wanted: &Export<'_>, now: Timestamp) -> Result<Vec<u8>, Message> {
    export(catalog, wanted, now).map_err(|error| match error {
        ExportError::NothingLive => Message::new("app-export-empty"),
        ExportError::Unsound(issues) => {
            let message = Message::new("app-export-unsound").with("count", issues.len());
            match issues.into_iter().next() {
                Some(first) => message.with("first", first.message),
                None => message.with("first", ""),
            }
        }
        ExportError::Unwritable(message) => message,
    })
}
