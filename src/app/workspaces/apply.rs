//! What the application does about open catalogs: switching, saving and closing them, so that no change is lost.

use super::{Open, OpenCatalogs, OpenTitle};
use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::approval::Reviews;
use crate::app::audience::AudienceAction;
use crate::app::compare::{CompareAction, StateOf};
use crate::app::dialog::{Choice, Dialog, PathPurpose};
use crate::app::files::Broken;
use crate::app::impact::Impacts;
use crate::app::notices::NoticeKind;
use crate::app::preview::Preview;
use crate::app::proposals::Proposing;
use crate::app::publishing::Publishing;
use crate::app::saving::Save;
use crate::app::table::{Rows, Table};
use crate::app::tasks::Task;
use crate::app::timeline::Timeline;
use crate::app::view::View;
use crate::app::visits::Visits;
use crate::app::workspace::{InFile, Workspace, WorkspaceId};
use crate::model::{Catalog, Ref};
use crate::storage::Stamp;
use crate::text::Message;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Nobody leaves a dialog sooner than this. One that answers nothing before was never shown, as on a system
/// that has none.
const SHORTEST_DIALOG: Duration = Duration::from_millis(250);

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

    /// Whether losing an open catalog as it stands would lose anything.
    pub(in crate::app) fn would_be_lost(&self, id: WorkspaceId) -> bool {
        self.open.get(id).is_some_and(Open::would_be_lost)
    }

    /// The table of offers of the catalog in front.
    pub fn table(&self) -> &Table {
        &self.open.front().table
    }

    /// The entities that a command on the explorer's choice is about: those that exist, none inside another.
    pub fn chosen(&self) -> Vec<Ref> {
        self.context().chosen()
    }

    /// The rows of the table in front: none while no table is, or while they are made.
    pub fn table_rows(&self) -> Option<&Arc<Rows>> {
        self.table().rows_of(self.view().table_scope()?)
    }

    /// The moment that the live preview is at.
    pub fn preview_moment(&self) -> Timestamp {
        let zone = self.workspace().catalog().zone();
        self.preview().at().map_or_else(|| self.now(), |moment| moment.start(&zone))
    }

    /// The visits that are played against the contacts of the catalog in front.
    pub fn visits(&self) -> &Visits {
        &self.open.front().visits
    }

    /// What is to be reviewed in the catalog in front.
    pub fn reviews(&self) -> &Reviews {
        &self.open.front().reviews
    }

    /// The effect of what was changed in the catalog in front.
    pub fn impacts(&self) -> &Impacts {
        &self.open.front().impacts
    }

    /// What publishing the catalog in front comes to.
    pub fn publishing(&self) -> &Publishing {
        &self.open.front().publishing
    }

    /// The scenarios that are proposed for the catalog in front.
    pub fn proposing(&self) -> &Proposing {
        &self.open.front().proposing
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

    pub(in crate::app) fn workspace_mut(&mut self, id: WorkspaceId) -> Option<&mut Workspace> {
        self.open.get_mut(id).map(|open| &mut open.workspace)
    }

    /// Opens a catalog beside the others.
    pub(in crate::app) fn open_beside(&mut self, workspace: Workspace) {
        self.open.add(workspace);
        self.files.put_text_back();
        self.show_workspace();
        self.remember_opened();
        self.find_database();
    }

    /// Puts another state of a catalog in the place of an open one; what was shown of it stays.
    pub fn replace(&mut self, id: WorkspaceId, workspace: Workspace) {
        let is_in_front = self.workspace().id() == id;
        #[cfg(feature = "serve")]
        self.open.serving.follow(id, workspace.id());
        if let Some(open) = self.open.get_mut(id) {
            open.replace(workspace);
        }
        if is_in_front {
            self.came_to_front();
        }
    }

    /// Brings an open catalog to the front.
    pub(in crate::app) fn show(&mut self, id: WorkspaceId) {
        self.files.put_text_back();
        let place = self.workspaces().position(|workspace| workspace.id() == id);
        if let Some(place) = place {
            self.switch(place);
        }
    }

    /// Brings the catalog at that place to the front.
    pub(in crate::app) fn switch(&mut self, place: usize) {
        if self.open.switch(place) {
            self.came_to_front();
        }
    }

    /// Brings the next open catalog to the front.
    pub(in crate::app) fn next_catalog(&mut self) {
        self.switch((self.open.front + 1) % self.open.len());
    }

    /// Takes over that a catalog was saved, and goes on.
    pub(in crate::app) fn saved(
        &mut self,
        id: WorkspaceId,
        path: PathBuf,
        written: InFile,
        stamp: Stamp,
        then: AfterSave,
    ) {
        let now = self.jobs.now();
        let message = Message::new("app-saved").with("file", path.display().to_string());
        let other_file = self.workspace().id() == id && self.workspace().path() != Some(&path);
        if let Some(workspace) = self.workspace_mut(id) {
            workspace.mark_saved(path, written, stamp, now);
        }
        if other_file {
            self.remember_saved_as();
        }
        // What closes the catalog asks about such a text.
        match self.open.get(id).and_then(|open| open.view.unfit()).filter(|_| then == AfterSave::Nothing) {
            Some(unfit) => self.notice(NoticeKind::Info, unfit.not_saved(message)),
            None => self.notice(NoticeKind::Done, message),
        }
        if then == AfterSave::CloseCatalog {
            self.show(id);
        }
        self.go_on(then);
    }

    fn came_to_front(&mut self) {
        self.open.front_mut().workspace.may_analyse_again();
        self.derive();
    }

    /// Closes the catalog in front, saved or given up. After the last one there is an empty one.
    pub(in crate::app) fn close_catalog(&mut self) {
        self.remember_tabs();
        if self.open.close() {
            self.came_to_front();
        } else {
            self.open = OpenCatalogs::new(Workspace::new(Arc::new(Catalog::new("catalog"))));
            self.show_workspace();
        }
    }

    /// The same for a file that the next session does not begin with.
    fn close_for_good(&mut self) {
        let path = self.workspace().path().map(Path::to_path_buf);
        self.close_catalog();
        if let Some(path) = path {
            self.forget_open(&path);
        }
    }

    /// Goes on with what would lose unsaved changes, once a person has decided about each of them.
    pub(in crate::app) fn go_on(&mut self, then: AfterSave) {
        let in_danger = match then {
            AfterSave::Nothing => return,
            AfterSave::CloseCatalog => Some(self.open.front()).filter(|it| it.would_be_lost()),
            AfterSave::Quit => self.open.iter().find(|open| open.would_be_lost()),
            AfterSave::CloseText => None,
        };
        let loses_text = matches!(then, AfterSave::Quit | AfterSave::CloseText)
            && self.files.broken().is_some_and(Broken::is_changed);
        if let Some(id) = in_danger.map(|open| open.workspace.id()) {
            self.show(id);
            self.dialog = Some(Dialog::Unsaved(then));
        } else if loses_text {
            self.dialog = Some(Dialog::LoseText(then));
        } else {
            self.proceed(&then);
        }
    }

    fn proceed(&mut self, then: &AfterSave) {
        match then {
            AfterSave::Nothing => {}
            AfterSave::CloseCatalog => self.close_for_good(),
            AfterSave::CloseText => self.leave_text(),
            AfterSave::Quit if self.quit => {}
            AfterSave::Quit => {
                self.remember_tabs();
                self.end_journals();
                self.quit = true;
            }
        }
    }

    /// Gives up the unsaved changes of the catalog in front, and goes on.
    pub(in crate::app) fn discard(&mut self, then: AfterSave) {
        if then == AfterSave::Quit {
            self.close_catalog();
            self.go_on(then);
        } else {
            self.close_for_good();
        }
    }

    /// Asks for a path.
    pub(in crate::app) fn pick(&mut self, purpose: PathPurpose, then: AfterSave) {
        if purpose == PathPurpose::Save && then == AfterSave::Nothing && self.workspace().open_conflicts() > 0
        {
            return self.ask_to_settle();
        }
        let choice = purpose.choice(&self.workspace().file_name());
        let (workspace, dialogs, asked) = (self.workspace().id(), self.jobs.dialogs(), choice.clone());
        self.jobs.start_showing(
            Task::Choose,
            move |_| {
                let start = Instant::now();
                let path = match asked {
                    Choice::Catalog => dialogs.open(),
                    Choice::Data => dialogs.open_data(),
                    Choice::Written(name) => dialogs.save(&name),
                };
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
                    None => app.ask_path(purpose, &choice, then),
                }
            },
        );
    }

    /// Asks for a path where there is no native dialog.
    fn ask_path(&mut self, purpose: PathPurpose, choice: &Choice, then: AfterSave) {
        let folder = self.workspace().path().and_then(Path::parent).map(Path::to_path_buf);
        let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        let name = match choice {
            Choice::Catalog | Choice::Data => "",
            Choice::Written(name) => name,
        };
        let text = folder.join(name).display().to_string();
        self.dialog = Some(Dialog::Path { purpose, text, then });
    }

    /// Saves to the catalog's file; to another one where there is none, or where it is protected.
    pub(in crate::app) fn save(&mut self, then: AfterSave) {
        match self.workspace().path().filter(|_| !self.workspace().is_read_only()).map(Path::to_path_buf) {
            Some(path) => self.save_to(path, true, then),
            None => self.pick(PathPurpose::Save, then),
        }
    }

    /// Saves to a file; guarded, only where it still is what it was when it was read.
    pub(in crate::app) fn save_to(&mut self, path: PathBuf, guarded: bool, then: AfterSave) {
        let same_file = self.workspace().path() == Some(&path);
        let expected = self.workspace().stamp().filter(|_| guarded && same_file);
        self.save_over(path, expected, then);
    }

    /// Saves to a file, only where it is as expected, if anything is.
    pub(in crate::app) fn save_over(&mut self, path: PathBuf, expected: Option<Stamp>, then: AfterSave) {
        if then == AfterSave::Nothing && self.workspace().open_conflicts() > 0 {
            // A merge is saved once all of it is settled; what is closed keeps the rest marked.
            return self.ask_to_settle();
        }
        self.open.front_mut().workspace.begin_save();
        self.write_catalog(Save {
            workspace: self.workspace().id(),
            path,
            catalog: Arc::clone(self.workspace().catalog()),
            tree: self.workspace().tree().cloned(),
            marked: self.workspace().marked(),
            expected,
            then,
        });
    }

    /// Does with a path what it was asked for.
    pub(in crate::app) fn use_path(&mut self, purpose: PathPurpose, path: PathBuf, then: AfterSave) {
        match purpose {
            PathPurpose::Open => self.open_file(path),
            PathPurpose::Compare { old } => {
                let pick = CompareAction::Pick { old, state: StateOf::File(path) };
                self.change(|features, context| features.compare.apply(pick, context));
            }
            PathPurpose::Contacts => self.apply_audience(AudienceAction::Open(path)),
            PathPurpose::Save => self.save_as(with_extension(path), then),
            PathPurpose::Export(format) => self.export(path, format),
            #[cfg(feature = "sheets")]
            PathPurpose::Sheet => self.read_sheet(path),
            #[cfg(feature = "audience")]
            PathPurpose::Import(purpose) => self.use_import_path(purpose, path),
            #[cfg(feature = "audience")]
            PathPurpose::Simulation(purpose) => self.use_simulation_path(purpose, path),
        }
    }

    /// Saves to another file, but never over another open catalog.
    fn save_as(&mut self, path: PathBuf, then: AfterSave) {
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
