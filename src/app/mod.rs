//! The application without a window: the open catalog, what is shown of it, and what a person can ask for.
//!
//! Owns the state behind the window and the one place where it changes: [`App::apply`]. The window reads
//! this state while it draws and pushes [`Action`]s; no egui here.

mod action;
mod apply;
mod clipboard;
mod command;
mod compare;
mod dialogs;
mod effect;
mod explorer;
mod export;
mod files;
mod find;
mod jobs;
mod journal;
mod keeper;
mod making;
mod notices;
mod pictures;
mod preferences;
mod preview;
mod recent;
mod saving;
mod showing;
mod stage;
mod table;
mod tasks;
pub mod timeline;
mod tour;
mod view;
mod watch;
mod workspace;
mod workspaces;

pub use crate::model::InnerTab;
pub use action::{Action, Answer, Dialog, PathPurpose, Then};
pub use clipboard::Clipboard;
pub use command::{Command, Menu, Shortcut};
pub use compare::{Against, Compare, CompareAction};
pub use dialogs::FileDialogs;
#[cfg(feature = "gui")]
pub use dialogs::NativeDialogs;
pub use effect::{Counted, Effect, conditions, effect};
pub use explorer::{
    Explorer, ExplorerAction, ExplorerDialog, Wizard, created_at, entity_of, template_target,
};
pub use export::{ExportError, ExportFormat, export};
pub use files::{BROKEN_TEXT_MOST, Broken, FileAction, Files};
pub use find::{Find, FindAction};
pub use jobs::Jobs;
pub use journal::Leftover;
pub use keeper::Keeping;
pub use making::Making;
pub use notices::PastNotice;
pub use pictures::{Picture, Pictures, Pixels};
pub use preferences::{Preferences, Theme};
pub use preview::{Came, Preview, PreviewChange};
pub use recent::RecentFile;
pub use showing::{ShowAction, Showing, Viewing};
pub use table::{
    After, BulkChange, Choose, Column, Cursor, Editing, Filter, Line, MOST_AT_ONCE, MOST_LINES, MOST_REFUSED,
    Operation, Outlook, Plan, Refused, Row, Rows, Sheet, Sort, Staying, Table, TableAction, TableDialog,
    Tally,
};
pub use tasks::Task;
pub use timeline::{Timeline, TimelineAction};
pub use tour::{Panels, Tour, TourAction, TourStep};
pub use view::{BottomTab, Group, Inside, Node, View};
pub use workspace::{ScenarioResult, Workspace, WorkspaceId};
pub use workspaces::{Open, OpenTitle};

use crate::model::Ref;
use crate::text::Message;
use jiff::Timestamp;
use std::path::PathBuf;

/// How much a notice weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something a person should know.
    Info,
    /// Something failed.
    Failed,
}

/// A sentence for a person, shown for a while.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// How much it weighs.
    pub kind: NoticeKind,
    /// The sentence.
    pub message: Message,
}

/// The application.
#[derive(Debug)]
pub struct App {
    /// The open catalogs, with what the window shows of each.
    open: workspaces::OpenCatalogs,
    /// What looks after files.
    pub files: Files,
    /// What is looked for in the catalog.
    pub find: Find,
    /// What the catalog is compared with, and what differs.
    pub compare: Compare,
    /// What the person prefers.
    pub preferences: Preferences,
    /// The question that stands before everything else.
    pub dialog: Option<Dialog>,
    /// What offers are shown with.
    pub showing: Showing,
    /// What goes to the system's clipboard, and what is wanted from it.
    pub clipboard: Clipboard,
    /// The tour of the window.
    pub tour: Tour,
    notices: notices::Notices,
    jobs: Jobs<Self>,
    /// Whether the window may close.
    quit: bool,
}

impl App {
    /// The application on the sample catalog, or on a file that is read at once in the background.
    pub fn new(
        jobs: Jobs<Self>,
        preferences: Preferences,
        preferences_file: Option<PathBuf>,
        file: Option<PathBuf>,
    ) -> Self {
        let mut app = Self {
            open: workspaces::OpenCatalogs::new(Workspace::sample()),
            files: Files::new(preferences_file),
            find: Find::default(),
            compare: Compare::default(),
            preferences,
            dialog: None,
            showing: Showing::default(),
            clipboard: Clipboard::default(),
            tour: Tour::default(),
            notices: notices::Notices::default(),
            jobs,
            quit: false,
        };
        app.show_workspace();
        if let Some(path) = file {
            app.load(path, files::Load::Open);
        }
        app
    }

    /// The moment, as this program is told it.
    pub fn now(&self) -> Timestamp {
        self.jobs.now()
    }

    /// The work under way that takes long enough to be shown.
    pub fn task(&self) -> Option<Task> {
        self.jobs.shown()
    }

    /// Whether the window may close.
    pub fn may_quit(&self) -> bool {
        self.quit
    }

    /// Whether something waits for the text that is typed to be given.
    pub fn waits_for_text(&self) -> bool {
        self.jobs.holds_back()
    }

    /// Sentences that have not been shown yet.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        self.notices.take()
    }

    fn notice(&mut self, kind: NoticeKind, message: Message) {
        self.notices.push(Notice { kind, message }, self.jobs.now());
    }

    /// Shows a catalog that has just been opened, from its first environment; one without any, from its settings.
    fn show_workspace(&mut self) {
        let open = self.open.front_mut();
        let first = open.workspace.catalog().environments.first().map(|it| Ref::Environment(it.name.clone()));
        let first = first.unwrap_or(Ref::Catalog);
        open.view.expanded.insert(Node::Group(Group::Environments));
        open.view.expanded.insert(Node::Entity(first.clone()));
        open.view.open(&first);
        self.analyse();
        self.refresh_preview();
    }

    fn refresh_preview(&mut self) {
        self.open.front_mut().refresh(self.jobs.now());
    }
}
