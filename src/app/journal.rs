//! The recovery journal: when unsaved changes are written to it, and how they come back after a crash.
//!
//! Owns the timing and the comparison with the file. Where journals lie and how they look is `storage`'s.

use super::action::Dialog;
use super::keeper::{Keeping, Session};
use super::recent::same;
use super::tasks::Task;
use super::workspace::WorkspaceId;
use super::{App, NoticeKind, Workspace};
use crate::document::{Difference, difference};
use crate::model::Catalog;
use crate::storage;
use crate::storage::journal::{self, JournalHead, JournalSession, LeftJournal};
use crate::text::Message;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

/// Who types without a rest has the journal written all the same, after so many times the usual rest.
const MOST_RESTS: u32 = 5;

/// The journal of an open catalog with unsaved changes.
#[derive(Debug)]
pub(super) struct Slot {
    /// The revision that was there at the last look, and since when.
    revision: (u64, Instant),
    /// Since when something is not in the journal.
    behind: Instant,
    /// The revision that is in the journal.
    written: Option<u64>,
    /// The journal of an earlier run that these changes came from: removed once they are in this one.
    replaces: Option<PathBuf>,
}

/// Unsaved changes that a crash left.
#[derive(Debug)]
pub struct Leftover {
    journal: PathBuf,
    /// The file of the catalog; none for one that was never saved.
    pub file: Option<PathBuf>,
    /// When they were written down.
    pub at: Timestamp,
    /// How many entities differ from those of the file.
    pub changed: usize,
    /// Whether the file holds something else now than what the changes were made on.
    pub file_changed: bool,
    /// The catalog with the changes.
    workspace: Box<Workspace>,
}

/// What the keeper needs to write a journal.
struct Order {
    workspace: WorkspaceId,
    catalog: Arc<Catalog>,
    tree: Option<Arc<storage::ron::Document>>,
    head: JournalHead,
    replaces: Option<PathBuf>,
}

impl App {
    /// Has the unsaved changes of every open catalog written down, a rest after the last one, and what was
    /// saved or given up removed.
    pub(super) fn keep_journals(&mut self, now: Instant, rest: Duration) {
        let states: Vec<(WorkspaceId, u64)> = self
            .workspaces()
            .filter(|workspace| workspace.document().is_dirty())
            .map(|workspace| (workspace.id(), workspace.document().revision()))
            .collect();
        for &(id, revision) in &states {
            let slot = self.files.slots.entry(id).or_insert_with(|| Slot::new(revision, now));
            if slot.is_due(revision, now, rest) {
                self.write_journal(id, revision);
            }
        }
        let done: Vec<WorkspaceId> = self
            .files
            .slots
            .keys()
            .filter(|id| !states.iter().any(|(dirty, _)| dirty == *id))
            .copied()
            .collect();
        for id in done {
            self.remove_journal(id);
        }
    }

    fn write_journal(&mut self, id: WorkspaceId, revision: u64) {
        let (Some(keeping), at) = (self.files.keeping.clone(), self.jobs.now()) else { return };
        let Some(workspace) = self.workspaces().find(|workspace| workspace.id() == id) else { return };
        let order = Order {
            workspace: id,
            catalog: Arc::clone(workspace.catalog()),
            tree: workspace.tree().cloned(),
            head: JournalHead {
                file: workspace.path().and_then(|path| std::path::absolute(path).ok()),
                at,
                base: workspace.stamp().map(|stamp| (stamp.length, stamp.hash)),
            },
            replaces: self.files.slots.get(&id).and_then(|slot| slot.replaces.clone()),
        };
        let session = self.files.session.clone();
        let given = self.jobs.start_quietly(
            Task::Journal,
            move || written(&session, &keeping, &order),
            move |app: &mut Self, problem| app.journal_written(id, problem),
        );
        if given && let Some(slot) = self.files.slots.get_mut(&id) {
            slot.written = Some(revision);
        }
    }

    fn remove_journal(&mut self, id: WorkspaceId) {
        let Some(slot) = self.files.slots.get(&id) else { return };
        let (written, replaces, session) =
            (slot.written.is_some(), slot.replaces.clone(), self.files.session.clone());
        let nothing = !written && replaces.is_none();
        let ordered = nothing
            || self.tidy(move || {
                if let Some(session) = lock(&session).as_ref() {
                    session.remove(id.number());
                }
                if let Some(journal) = &replaces {
                    journal::remove(journal);
                }
            });
        if ordered {
            self.files.slots.remove(&id);
        }
    }

    /// Has journals removed that nobody needs. Says whether the worker took the order.
    fn tidy(&mut self, work: impl FnOnce() + Send + 'static) -> bool {
        self.jobs.start_quietly(Task::Journal, work, |_: &mut Self, ()| false)
    }

    /// Takes over that a journal was written, or not. Says whether the window has news.
    fn journal_written(&mut self, id: WorkspaceId, problem: Option<Message>) -> bool {
        let Some(problem) = problem else {
            if let Some(slot) = self.files.slots.get_mut(&id) {
                slot.replaces = None;
            }
            return false;
        };
        // Said once: the next attempt fails for the same reason.
        let first = !std::mem::replace(&mut self.files.journal_failed, true);
        if first {
            self.notice(NoticeKind::Failed, problem);
        }
        first
    }

    /// Has the journals read that earlier runs left.
    pub(super) fn find_leftovers(&mut self, keeping: &Keeping) {
        let root = keeping.journals.clone();
        let take = |app: &mut Self, leftovers: Vec<Leftover>| {
            app.files.leftovers.extend(leftovers);
            false
        };
        self.jobs.start_quietly(Task::Look, move || found(&root), take);
    }

    /// Asks about the next leftover, unless another question is open.
    pub(super) fn offer_leftover(&mut self) -> bool {
        let asks = self.dialog.is_none() && !self.files.leftovers.is_empty();
        if asks {
            self.dialog = Some(Dialog::Recover);
        }
        asks
    }

    /// Brings the first leftover back, as unsaved changes of its file.
    pub(super) fn recover(&mut self) {
        let Some(left) = self.files.leftovers.pop_front() else { return };
        let open = left
            .file
            .as_deref()
            .and_then(|file| self.workspaces().find(|it| it.path().is_some_and(|path| same(path, file))));
        let open = open.map(|it| (it.id(), it.document().is_dirty()));
        // Beside unsaved changes of the same file, these stand without a file: neither replaces the other.
        let beside = matches!(open, Some((_, true)));
        let workspace = if beside { left.workspace.without_file() } else { *left.workspace };
        let (id, revision) = (workspace.id(), workspace.document().revision());
        match open {
            Some((open, false)) => {
                self.replace(open, workspace);
                self.show(id);
            }
            _ => self.open_beside(workspace),
        }
        let slot = Slot { replaces: Some(left.journal), ..Slot::new(revision, Instant::now()) };
        self.files.slots.insert(id, slot);
    }

    /// Gives the first leftover up.
    pub(super) fn give_up_leftover(&mut self) {
        let Some(left) = self.files.leftovers.pop_front() else { return };
        self.tidy(move || journal::remove(&left.journal));
    }

    /// The end of the program: everything was saved or given up.
    pub(super) fn end_journals(&mut self) {
        self.keep_journals(Instant::now(), Duration::MAX);
        self.jobs.finish();
        if let Some(session) = lock(&self.files.session).take() {
            session.end();
        }
    }
}

impl Slot {
    fn new(revision: u64, now: Instant) -> Self {
        Self { revision: (revision, now), behind: now, written: None, replaces: None }
    }

    /// Whether a revision is to be written now.
    fn is_due(&mut self, revision: u64, now: Instant, rest: Duration) -> bool {
        if self.revision.0 != revision {
            if self.written == Some(self.revision.0) {
                self.behind = now;
            }
            self.revision = (revision, now);
        }
        let rested = now.duration_since(self.revision.1) >= rest;
        let waited = now.duration_since(self.behind) >= rest.saturating_mul(MOST_RESTS);
        self.written != Some(revision) && (rested || waited)
    }
}

/// What the keeper writes to; no order leaves it half done, so that a panic in one does not matter here.
fn lock(session: &Session) -> std::sync::MutexGuard<'_, Option<JournalSession>> {
    session.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a journal. Says why it could not.
fn written(session: &Session, keeping: &Keeping, order: &Order) -> Option<Message> {
    let write = || {
        let text = storage::write(&order.catalog, order.tree.as_deref()).map_err(|error| error.message())?;
        let mut session = lock(session);
        if session.is_none() {
            let started = JournalSession::start(&keeping.journals, order.head.at);
            *session = Some(started.map_err(|error| error.message)?);
        }
        if let Some(session) = session.as_ref() {
            let done = session.write(order.workspace.number(), &order.head, &text);
            done.map_err(|error| error.message)?;
        }
        if let Some(journal) = &order.replaces {
            journal::remove(journal);
        }
        Ok(())
    };
    write().err()
}

/// The leftovers below a folder. What equals its file was saved after all, and is removed.
fn found(root: &Path) -> Vec<Leftover> {
    journal::leftovers(root).into_iter().filter_map(leftover).collect()
}

fn leftover(left: LeftJournal) -> Option<Leftover> {
    let loaded = storage::read(left.text.as_bytes()).ok()?;
    let base = left.head.file.as_deref().and_then(|file| storage::load(file).ok());
    if base.as_ref().is_some_and(|base| base.catalog == loaded.catalog) {
        journal::remove(&left.journal);
        return None;
    }
    let made_on = left.head.stamp();
    let now = base.as_ref().map(|base| base.stamp);
    let file_changed = matches!((made_on, now), (Some(made_on), Some(now)) if !made_on.same_content(&now));
    let stamp = if file_changed { made_on } else { now.or(made_on) }.filter(|_| left.head.file.is_some());
    let empty = || Arc::new(Catalog::new(loaded.catalog.name.clone()));
    let base = base.map_or_else(empty, |base| base.catalog);
    let changes = difference(&base, &loaded.catalog);
    let workspace = Workspace::recovered(left.head.file.clone(), base, loaded, stamp);
    Some(Leftover {
        changed: changes.iter().map(Difference::entities).sum(),
        journal: left.journal,
        file: left.head.file,
        at: left.head.at,
        file_changed,
        workspace: Box::new(workspace),
    })
}
