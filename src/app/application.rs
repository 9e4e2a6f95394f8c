//! The application's state: the open catalogs, and what each part of the window keeps. What changes it stands with each
//! part, in its `apply`.

use super::clipboard::Clipboard;
use super::compare::Compare;
use super::dialog::Dialog;
use super::display::Display;
use super::files::{Files, Load};
use super::find::Find;
use super::jobs::Jobs;
use super::notices::{Notice, NoticeKind, Notices};
use super::preferences::Preferences;
use super::tasks::Task;
use super::tour::Tour;
use super::view::{Group, Node};
use super::workspace::Workspace;
use super::workspaces::OpenCatalogs;
use crate::model::Ref;
use crate::text::Message;
use jiff::Timestamp;
use std::path::PathBuf;

/// The application.
#[derive(Debug)]
pub struct App {
    /// The open catalogs, with what the window shows of each.
    pub(super) open: OpenCatalogs,
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
    pub display: Display,
    /// What goes to the system's clipboard, and what is wanted from it.
    pub clipboard: Clipboard,
    /// The tour of the window.
    pub tour: Tour,
    pub(super) notices: Notices,
    pub(super) jobs: Jobs<Self>,
    /// Whether the window may close.
    pub(super) quit: bool,
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
            open: OpenCatalogs::new(Workspace::sample()),
            files: Files::new(preferences_file),
            find: Find::default(),
            compare: Compare::default(),
            preferences,
            dialog: None,
            display: Display::default(),
            clipboard: Clipboard::default(),
            tour: Tour::default(),
            notices: Notices::default(),
            jobs,
            quit: false,
        };
        app.open_first();
        match file {
            Some(path) => {
                app.open.stands_in = true;
                app.load(path, Load::Open);
            }
            None => app.derive(),
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

    pub(super) fn notice(&mut self, kind: NoticeKind, message: Message) {
        self.notices.push(Notice { kind, message }, self.jobs.now());
    }

    /// Shows a catalog that has just been opened, from its first environment; one without any, from its settings.
    pub(super) fn show_workspace(&mut self) {
        self.open_first();
        self.derive();
    }

    /// Opens what is looked at first.
    fn open_first(&mut self) {
        let open = self.open.front_mut();
        let first = open.workspace.catalog().environments.first().map(|it| Ref::Environment(it.name.clone()));
        let first = first.unwrap_or(Ref::Catalog);
        open.view.expand(Node::Group(Group::Environments));
        open.view.expand(Node::Entity(first.clone()));
        open.view.open(&first);
    }
}
