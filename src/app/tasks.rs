//! What workers are doing, for the status bar: it is shown when it takes long, and some of it can be given up.
//!
//! Owns what is said of a task and when. What it does is `jobs`'.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What is done sooner is not shown: it would only flicker.
const SHOWN_AFTER: Duration = Duration::from_millis(200);

/// A kind of work off the window's thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Task {
    /// A file is read.
    Load,
    /// A file is written.
    Save,
    /// What production needs is written.
    Export,
    /// A person chooses a path: not work, and not shown.
    Choose,
    /// A catalog is checked and its scenarios run.
    Analyse,
    /// A catalog is compiled after an edit, and the preview's call decided.
    Decide,
    /// A text is looked for.
    Find,
    /// A text is replaced everywhere.
    Replace,
    /// Two catalogs are compared.
    Compare,
    /// A journal is written or removed: not shown, as what follows.
    Journal,
    /// Journals that a crash left are read: not shown.
    Look,
    /// Files are looked after until there is news of them: not shown.
    Watch,
    /// The text of a broken file is checked.
    CheckText,
    /// A picture is read, or a page written.
    Show,
    /// Templates are filled in and read for the window: not shown.
    Fill,
    /// The rows of a table are made: not shown.
    Table,
    /// The rows of a timeline are made: not shown.
    Timeline,
    /// What is to be reviewed is listed: not shown.
    Review,
    /// The effect of a change is found out: not shown.
    Impact,
    /// A population is gone through: its panel shows how far that is.
    Simulate,
    /// Who of a population gets an offer is found out: its form shows how far that is.
    Reach,
    /// What is approved and not published is counted: not shown.
    Unpublished,
    /// What publishing would do is found out.
    Publish,
    /// Scenarios are looked for: shown where they are asked for.
    Propose,
    /// A contact database is opened.
    OpenContacts,
    /// A visit, or a history, is written into a contact database.
    StoreVisit,
    /// A contact is looked up that nobody names: shown where it is asked for.
    Seek,
    /// The revisions of a file in git are listed: not shown.
    Revisions,
    /// A file of contacts is looked at before they are imported: not shown.
    LookAtContacts,
    /// Contacts are imported: shown where that is asked for.
    ImportContacts,
}

/// The workers: one for analysis, one for decisions, one for files, one for what a person looks up, one for looking after files, one for
/// pictures and pages, one for the effects of changes, one for contact databases, one for imports, one for whole populations, and one for journals: no dialog, no network folder that does not answer and no picture may keep
/// unsaved work from being written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Worker {
    Analysis,
    Decisions,
    Files,
    Lookups,
    Looks,
    Pictures,
    Journals,
    Impacts,
    Contacts,
    Imports,
    Populations,
}

impl Worker {
    pub(super) const ALL: [(Self, &str); 11] = [
        (Self::Analysis, "analysis"),
        (Self::Decisions, "decisions"),
        (Self::Files, "files"),
        (Self::Lookups, "lookups"),
        (Self::Looks, "looks"),
        (Self::Pictures, "pictures"),
        (Self::Journals, "journals"),
        (Self::Impacts, "effects of changes"),
        (Self::Contacts, "contact databases"),
        (Self::Imports, "imports"),
        (Self::Populations, "populations"),
    ];
}

impl Task {
    /// The message that says what is done; nothing for what is not shown.
    pub fn message(self) -> Option<&'static str> {
        Some(match self {
            Self::Load => "app-task-load",
            Self::Save => "app-task-save",
            Self::Export => "app-task-export",
            Self::Analyse => "app-task-analyse",
            Self::Decide => "app-task-decide",
            Self::Find => "app-task-find",
            Self::Replace => "app-task-replace",
            Self::Compare => "app-task-compare",
            Self::Choose
            | Self::Journal
            | Self::Look
            | Self::Watch
            | Self::CheckText
            | Self::Show
            | Self::Fill
            | Self::Table
            | Self::Timeline
            | Self::Review
            | Self::Unpublished
            | Self::Impact
            | Self::Simulate
            | Self::Reach
            | Self::Propose
            | Self::Seek
            | Self::LookAtContacts
            | Self::ImportContacts
            | Self::Revisions => return None,
            Self::Publish => "app-task-publish",
            Self::OpenContacts => "who-task-open",
            Self::StoreVisit => "stored-task",
        })
    }

    /// Who does it.
    pub(super) fn worker(self) -> Worker {
        match self {
            Self::Load | Self::Save | Self::Export | Self::Choose => Worker::Files,
            Self::Analyse => Worker::Analysis,
            Self::Decide => Worker::Decisions,
            Self::Find
            | Self::Replace
            | Self::Compare
            | Self::CheckText
            | Self::Fill
            | Self::Table
            | Self::Timeline
            | Self::Review
            | Self::Unpublished
            | Self::Publish
            | Self::Propose
            | Self::Revisions => Worker::Lookups,
            Self::Look | Self::Watch => Worker::Looks,
            Self::Show => Worker::Pictures,
            Self::Journal => Worker::Journals,
            Self::Impact => Worker::Impacts,
            Self::OpenContacts | Self::StoreVisit | Self::Seek | Self::LookAtContacts => Worker::Contacts,
            Self::ImportContacts => Worker::Imports,
            Self::Simulate | Self::Reach => Worker::Populations,
        }
    }

    /// Whether it only looks after what is there: its results are held against what the others have just done.
    pub(super) fn looks_after(self) -> bool {
        matches!(self, Self::Journal | Self::Look | Self::Watch | Self::CheckText | Self::Show)
    }

    /// Whether it can be given up: nothing is left half done.
    pub fn can_cancel(self) -> bool {
        matches!(
            self,
            Self::Load
                | Self::Analyse
                | Self::Find
                | Self::Replace
                | Self::Compare
                | Self::Simulate
                | Self::Reach
        )
    }

    /// Whether a file is read, written or chosen.
    pub(super) fn is_of_files(self) -> bool {
        matches!(self, Self::Load | Self::Save | Self::Export | Self::Choose)
    }
}

/// Says to a worker that nobody waits for its work any more.
#[derive(Debug, Clone, Default)]
pub(super) struct CancelFlag(Arc<AtomicBool>);

impl CancelFlag {
    /// Whether the work can stop.
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[derive(Debug)]
struct Running {
    number: u64,
    task: Task,
    since: Instant,
    /// Newer work of its kind is to take its place.
    outdated: bool,
    cancelled: CancelFlag,
}

/// The work under way, in the order in which it was begun.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    running: Vec<Running>,
    last: u64,
}

impl Tasks {
    /// Begins a task: its number, and what its worker looks at.
    pub(super) fn begin(&mut self, task: Task) -> (u64, CancelFlag) {
        self.last += 1;
        let cancelled = CancelFlag::default();
        // Who waits for the newest state waits since the first one that never came.
        let outdated = self.running.iter().filter(|it| it.task == task && it.outdated);
        let since = outdated.map(|it| it.since).min().unwrap_or_else(Instant::now);
        let running =
            Running { number: self.last, task, since, outdated: false, cancelled: cancelled.clone() };
        self.running.push(running);
        (self.last, cancelled)
    }

    /// Ends a task. Says whether somebody still waits for what it gave.
    pub(super) fn end(&mut self, number: u64) -> bool {
        let Some(index) = self.running.iter().position(|it| it.number == number) else { return true };
        !self.running.remove(index).cancelled.is_set()
    }

    /// Whether something of a kind is done, and somebody waits for it.
    pub(super) fn is_under_way(&self, task: Task) -> bool {
        self.waited_for().any(|it| it.task == task)
    }

    /// Whether a file is read, written or chosen.
    pub(super) fn is_of_files(&self) -> bool {
        self.waited_for().any(|it| it.task.is_of_files())
    }

    /// The longest task of those that are to be shown now.
    pub(super) fn shown(&self) -> Option<Task> {
        let shown = |it: &&Running| it.task.message().is_some() && it.since.elapsed() >= SHOWN_AFTER;
        self.waited_for().find(shown).map(|it| it.task)
    }

    /// How soon one of them is to be shown that is not yet.
    pub(super) fn shows_after(&self) -> Option<Duration> {
        let hidden = self.waited_for().filter(|it| it.task.message().is_some());
        hidden.map(|it| SHOWN_AFTER.saturating_sub(it.since.elapsed())).filter(|left| !left.is_zero()).min()
    }

    /// Gives all work of a kind up.
    pub(super) fn cancel(&mut self, task: Task) {
        self.running
            .iter()
            .filter(|it| it.task == task && task.can_cancel())
            .for_each(|it| it.cancelled.set());
    }

    /// Drops the results of all work of a kind that is under way: newer work takes its place.
    pub(super) fn outdate(&mut self, task: Task) {
        for it in self.running.iter_mut().filter(|it| it.task == task && !it.cancelled.is_set()) {
            it.outdated = true;
            it.cancelled.set();
        }
    }

    fn waited_for(&self) -> impl Iterator<Item = &Running> {
        self.running.iter().filter(|it| !it.cancelled.is_set())
    }
}
