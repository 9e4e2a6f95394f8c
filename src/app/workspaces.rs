//! The open catalogs, and which of them is in front.
//! Owns adding, switching, closing and saving, and that no unsaved change is lost on the way.

use super::action::{Dialog, PathPurpose, Then};
use super::export::ExportFormat;
use super::preview::Preview;
use super::saving::Save;
use super::tasks::Task;
use super::view::View;
use super::workspace::WorkspaceId;
use super::{App, NoticeKind, Table, Timeline, Workspace};
use crate::model::Catalog;
use crate::storage::Stamp;
use crate::text::Message;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Nobody leaves a dialog sooner than this. One that answers nothing before was never shown, as on a system
/// that has none.
const SHORTEST_DIALOG: Duration = Duration::from_millis(250);

/// An open catalog, and what the window shows of it.
#[derive(Debug)]
pub struct Open {
    /// The catalog.
    pub workspace: Workspace,
    /// What the window shows of it.
    pub view: View,
    /// Its live preview.
    pub preview: Preview,
    /// The table of offers in front.
    pub table: Table,
    /// What the timeline of periods shows.
    pub timeline: Timeline,
}

impl Open {
    fn new(workspace: Workspace) -> Self {
        Self {
            workspace,
            view: View::default(),
            preview: Preview::default(),
            table: Table::default(),
            timeline: Timeline::default(),
        }
    }

    /// Has the preview decide again.
    pub(super) fn refresh(&mut self, now: Timestamp) {
        self.preview.refresh(&self.workspace, now);
    }

    /// Puts another state of the catalog in its place; what was shown of it stays.
    fn replace(&mut self, workspace: Workspace) {
        self.workspace = workspace;
        self.keep_what_is_there();
    }

    /// Closes what is shown of entities that are gone.
    pub(super) fn keep_what_is_there(&mut self) {
        let catalog = self.workspace.catalog();
        self.view.keep_only(|entity| catalog.entity(entity).is_some());
    }
}

/// The open catalogs, in order, and which of them is in front. There is always one.
#[derive(Debug)]
pub(super) struct OpenCatalogs {
    all: Vec<Open>,
    front: usize,
}

impl OpenCatalogs {
    /// One open catalog.
    pub(super) fn new(workspace: Workspace) -> Self {
        Self { all: vec![Open::new(workspace)], front: 0 }
    }

    /// The one in front.
    pub(super) fn front(&self) -> &Open {
        &self.all[self.front]
    }

    /// The one in front, to change it.
    pub(super) fn front_mut(&mut self) -> &mut Open {
        &mut self.all[self.front]
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Open> {
        self.all.iter()
    }

    /// All of them, in order, to change them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Open> {
        self.all.iter_mut()
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    fn get_mut(&mut self, id: WorkspaceId) -> Option<&mut Open> {
        self.all.iter_mut().find(|open| open.workspace.id() == id)
    }

    /// Opens a catalog behind the others, in front; it takes the place of one that nothing was done with.
    fn add(&mut self, workspace: Workspace) {
        if self.front().workspace.is_untouched() {
            self.all[self.front] = Open::new(workspace);
        } else {
            self.all.push(Open::new(workspace));
            self.front = self.all.len() - 1;
        }
    }

    /// Brings the one at that place to the front. Says whether it was another one.
    fn switch(&mut self, place: usize) -> bool {
        let switches = place != self.front && place < self.all.len();
        if switches {
            self.front_mut().workspace.settle();
            self.front = place;
        }
        switches
    }

    /// Closes the one in front; the next one comes to the front. The last one stays. Says whether it closed it.
    fn close(&mut self) -> bool {
        let closes = self.all.len() > 1;
        if closes {
            self.all.remove(self.front);
            self.front = self.front.min(self.all.len() - 1);
        }
        closes
    }
}

/// An open catalog, for the switcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTitle {
    /// What tells it from the others.
    pub id: WorkspaceId,
    /// The name of its file.
    pub name: String,
    /// Whether it has unsaved changes.
    pub dirty: bool,
}

impl App {
    /// The catalog in front.
    pub fn workspace(&self) -> &Workspace {
        &self.open.front().workspace
    }

    /// What the window shows of the catalog in front.
    pub fn view(&self) -> &View {
        &self.open.front().view
    }

    /// The live preview of the catalog in front.
    pub fn preview(&self) -> &Preview {
        &self.open.front().preview
    }

    /// Takes over whether a text is typed that its field has not given yet.
    pub fn set_typing(&mut self, typing: bool) {
        self.open.front_mut().workspace.set_typing(typing);
    }

    /// The table of offers of the catalog in front.
    pub fn table(&self) -> &Table {
        &self.open.front().table
    }

    /// The timeline of the catalog in front.
    pub fn timeline(&self) -> &Timeline {
        &self.open.front().timeline
    }

    /// Every open catalog, in order.
    pub fn workspaces(&self) -> impl Iterator<Item = &Workspace> {
        self.open.iter().map(|open| &open.workspace)
    }

    /// Whether more than one catalog is open.
    pub fn has_several(&self) -> bool {
        self.open.len() > 1
    }

    /// The open catalogs, for the switcher.
    pub fn open_titles(&self) -> Vec<OpenTitle> {
        let title = |workspace: &Workspace| OpenTitle {
            id: workspace.id(),
            name: workspace.file_name(),
            dirty: workspace.is_dirty(),
        };
        self.workspaces().map(title).collect()
    }

    /// The place of the catalog in front.
    pub fn front_place(&self) -> usize {
        self.open.front
    }

    pub(super) fn workspace_mut(&mut self, id: WorkspaceId) -> Option<&mut Workspace> {
        self.open.get_mut(id).map(|open| &mut open.workspace)
    }

    /// Opens a catalog beside the others.
    pub(super) fn open_beside(&mut self, workspace: Workspace) {
        self.open.add(workspace);
        self.files.put_text_back();
        self.show_workspace();
        self.remember_opened();
    }

    /// Puts another state of a catalog in the place of an open one; what was shown of it stays.
    pub fn replace(&mut self, id: WorkspaceId, workspace: Workspace) {
        let is_in_front = self.workspace().id() == id;
        if let Some(open) = self.open.get_mut(id) {
            open.replace(workspace);
        }
        if is_in_front {
            self.came_to_front();
        }
    }

    /// Brings an open catalog to the front.
    pub(super) fn show(&mut self, id: WorkspaceId) {
        self.files.put_text_back();
        let place = self.workspaces().position(|workspace| workspace.id() == id);
        if let Some(place) = place {
            self.switch(place);
        }
    }

    /// Brings the catalog at that place to the front.
    pub(super) fn switch(&mut self, place: usize) {
        if self.open.switch(place) {
            self.came_to_front();
        }
    }

    /// Brings the next open catalog to the front.
    pub(super) fn next_catalog(&mut self) {
        self.switch((self.open.front + 1) % self.open.len());
    }

    /// Takes over that a catalog was saved, and goes on.
    pub(super) fn saved(
        &mut self,
        id: WorkspaceId,
        path: PathBuf,
        catalog: Arc<Catalog>,
        stamp: Stamp,
        then: Then,
    ) {
        let now = self.jobs.now();
        let message = Message::new("app-saved").with("file", path.display().to_string());
        let other_file = self.workspace().id() == id && self.workspace().path() != Some(&path);
        if let Some(workspace) = self.workspace_mut(id) {
            workspace.mark_saved(path, catalog, stamp, now);
        }
        if other_file {
            self.remember_saved_as();
        }
        self.notice(NoticeKind::Done, message);
        if then == Then::CloseCatalog {
            self.show(id);
        }
        self.go_on(then);
    }

    fn came_to_front(&mut self) {
        self.open.front_mut().view.explorer_version += 1;
        if !self.workspace().is_analysed() {
            self.analyse();
        }
        self.refresh_preview();
    }

    /// Closes the catalog in front, saved or given up. After the last one there is an empty one.
    pub(super) fn close_catalog(&mut self) {
        self.remember_tabs();
        if self.open.close() {
            self.came_to_front();
        } else {
            self.open = OpenCatalogs::new(Workspace::new(Arc::new(Catalog::new("catalog"))));
            self.show_workspace();
        }
    }

    /// Goes on with what would lose unsaved changes, once a person has decided about each of them.
    pub(super) fn go_on(&mut self, then: Then) {
        let in_danger = match then {
            Then::Nothing => return,
            Then::CloseCatalog => Some(self.workspace()).filter(|it| it.is_dirty()),
            Then::Quit => self.workspaces().find(|workspace| workspace.is_dirty()),
            Then::CloseText => None,
        };
        let loses_text = matches!(then, Then::Quit | Then::CloseText)
            && self.files.broken().is_some_and(super::Broken::is_changed);
        if let Some(id) = in_danger.map(Workspace::id) {
            self.show(id);
            self.dialog = Some(Dialog::Unsaved(then));
        } else if loses_text {
            self.dialog = Some(Dialog::LoseText(then));
        } else {
            self.proceed(&then);
        }
    }

    fn proceed(&mut self, then: &Then) {
        match then {
            Then::Nothing => {}
            Then::CloseCatalog => self.close_catalog(),
            Then::CloseText => self.leave_text(),
            Then::Quit if self.quit => {}
            Then::Quit => {
                self.remember_tabs();
                self.end_journals();
                self.quit = true;
            }
        }
    }

    /// Gives up the unsaved changes of the catalog in front, and goes on.
    pub(super) fn discard(&mut self, then: Then) {
        self.close_catalog();
        if then == Then::Quit {
            self.go_on(then);
        }
    }

    /// Asks for a path.
    pub(super) fn pick(&mut self, purpose: PathPurpose, then: Then) {
        let name = self.workspace().file_name();
        let stem = name.trim_end_matches(".catalog.ron").to_owned();
        let suggested = match purpose {
            PathPurpose::Open | PathPurpose::Save => name,
            PathPurpose::ExportRon => format!("{stem}.live.catalog.ron"),
            PathPurpose::ExportJson => format!("{stem}.live.json"),
        };
        let (workspace, dialogs, proposed) = (self.workspace().id(), self.jobs.dialogs(), suggested.clone());
        self.jobs.start_showing(
            Task::Choose,
            move |_| {
                let start = Instant::now();
                let path =
                    if purpose == PathPurpose::Open { dialogs.open() } else { dialogs.save(&proposed) };
                (path, start.elapsed() >= SHORTEST_DIALOG)
            },
            |_| true,
            move |app: &mut Self, (path, was_seen)| {
                // A dialog does not keep the person from switching: it was about the catalog of then.
                if purpose != PathPurpose::Open {
                    app.show(workspace);
                }
                match path {
                    Some(path) => app.use_path(purpose, path, then),
                    None if was_seen => {}
                    None => app.ask_path(purpose, &suggested, then),
                }
            },
        );
    }

    /// Asks for a path where there is no native dialog.
    fn ask_path(&mut self, purpose: PathPurpose, suggested: &str, then: Then) {
        let folder = self.workspace().path().and_then(Path::parent).map(Path::to_path_buf);
        let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        let name = if purpose == PathPurpose::Open { "" } else { suggested };
        let text = folder.join(name).display().to_string();
        self.dialog = Some(Dialog::Path { purpose, text, then });
    }

    /// Saves to the catalog's file; to another one where there is none, or where it is protected.
    pub(super) fn save(&mut self, then: Then) {
        match self.workspace().path().filter(|_| !self.workspace().is_read_only()).map(Path::to_path_buf) {
            Some(path) => self.save_to(path, true, then),
            None => self.pick(PathPurpose::Save, then),
        }
    }

    /// Saves to a file; guarded, only where it still is what it was when it was read.
    pub(super) fn save_to(&mut self, path: PathBuf, guarded: bool, then: Then) {
        let same_file = self.workspace().path() == Some(&path);
        let expected = self.workspace().stamp().filter(|_| guarded && same_file);
        self.save_over(path, expected, then);
    }

    /// Saves to a file, only where it is as expected, if anything is.
    pub(super) fn save_over(&mut self, path: PathBuf, expected: Option<Stamp>, then: Then) {
        self.write_catalog(Save {
            workspace: self.workspace().id(),
            path,
            catalog: Arc::clone(self.workspace().catalog()),
            tree: self.workspace().tree().cloned(),
            expected,
            then,
        });
    }

    /// Does with a path what it was asked for.
    pub(super) fn use_path(&mut self, purpose: PathPurpose, path: PathBuf, then: Then) {
        match purpose {
            PathPurpose::Open => self.open_file(path),
            PathPurpose::Save => self.save_as(with_extension(path), then),
            PathPurpose::ExportRon => self.export(path, ExportFormat::Ron),
            PathPurpose::ExportJson => self.export(path, ExportFormat::Json),
        }
    }

    /// Saves to another file, but never over another open catalog.
    fn save_as(&mut self, path: PathBuf, then: Then) {
        if self.at_path(&path).is_some_and(|id| id != self.workspace().id()) {
            let file = path.display().to_string();
            self.notice(NoticeKind::Failed, Message::new("files-open-already").with("file", file));
        } else {
            self.save_to(path, false, then);
        }
    }
}

/// A name without an extension gets the catalog's.
fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("catalog.ron") }
}
