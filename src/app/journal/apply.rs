//! What the application does about the recovery journal: when it is written, and how changes come back.

use super::{Leftover, Order, Slot, lock, written};
use crate::app::application::App;
use crate::app::dialog::Dialog;
use crate::app::keeper::Keeping;
use crate::app::notices::NoticeKind;
use crate::app::recent::same;
use crate::app::tasks::Task;
use crate::app::workspace::Workspace;
use crate::app::workspace::WorkspaceId;
use crate::document::{Difference, difference};
use crate::model::Catalog;
use crate::storage;
use crate::storage::journal::{self, JournalHead, LeftJournal};
use crate::text::Message;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

impl App {
    /// Has the unsaved changes of every open catalog written down, a rest after the last one, and what was
    /// saved or given up removed.
    pub(in crate::app) fn keep_journals(&mut self, now: Instant, rest: Duration) {
        let states: Vec<(WorkspaceId, u64)> = self
            .workspaces()
            .filter(|workspace| workspace.has_changes())
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

    /// How long until a journal is to be written, as far as changes were looked at; none where all are written. One that
    /// its worker did not take is given to it again after a rest.
    pub(in crate::app) fn journals_due(&self, now: Instant, rest: Duration) -> Option<Duration> {
        let left = self.files.slots.values().filter_map(|slot| slot.due_after(now, rest)).min()?;
        Some(if left.is_zero() { rest } else { left })
    }

    fn write_journal(&mut self, id: WorkspaceId, revision: u64) {
        let (Some(keeping), at) = (self.files.keeping.clone(), self.jobs.now()) else { return };
        let Some(workspace) = self.workspaces().find(|workspace| workspace.id() == id) else { return };
        let order = Order {
            workspace: id,
            catalog: Arc::clone(workspace.catalog()),
            tree: workspace.tree().cloned(),
            marked: workspace.marked(),
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
    pub(in crate::app) fn find_leftovers(&mut self, keeping: &Keeping) {
        let root = keeping.journals.clone();
        let take = |app: &mut Self, leftovers: Vec<Leftover>| {
            app.files.leftovers.extend(leftovers);
            false
        };
        self.jobs.start_quietly(Task::Look, move || found(&root), take);
    }

    /// Asks about the next leftover, unless another question is open.
    pub(in crate::app) fn offer_leftover(&mut self) -> bool {
        let asks = self.dialog.is_none() && !self.files.leftovers.is_empty();
        if asks {
            self.dialog = Some(Dialog::Recover);
        }
        asks
    }

    /// Brings the first leftover back, as unsaved changes of its file.
    pub(in crate::app) fn recover(&mut self) {
        let Some(left) = self.files.leftovers.pop_front() else { return };
        let open = left
            .file
            .as_deref()
            .and_then(|file| self.workspaces().find(|it| it.path().is_some_and(|path| same(path, file))));
        let open = open.map(|it| (it.id(), it.has_changes()));
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
        self.ask_about_merge();
    }

    /// Gives the first leftover up.
    pub(in crate::app) fn give_up_leftover(&mut self) {
        let Some(left) = self.files.leftovers.pop_front() else { return };
        self.tidy(move || journal::remove(&left.journal));
    }

    /// The end of the program: everything was saved or given up.
    pub(in crate::app) fn end_journals(&mut self) {
        self.keep_journals(Instant::now(), Duration::MAX);
        self.jobs.finish();
        if let Some(session) = lock(&self.files.session).take() {
            session.end();
        }
    }
}

/// The leftovers below a folder. What equals its file was saved after all, and is removed.
fn found(root: &Path) -> Vec<Leftover> {
    journal::leftovers(root).into_iter().filter_map(leftover).collect()
}

fn leftover(left: LeftJournal) -> Option<Leftover> {
    let Ok(loaded) = storage::read(left.text.as_bytes()) else { return marked_leftover(left) };
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

/// What a crash left of a merge: the conflicts that were open are so again.
fn marked_leftover(left: LeftJournal) -> Option<Leftover> {
    let made_on = left.head.stamp().filter(|_| left.head.file.is_some());
    let now = left.head.file.as_deref().and_then(|file| storage::text(file).ok());
    let now = now.map(|text| storage::Stamp::of(text.as_bytes()));
    let file_changed = matches!((made_on, now), (Some(made_on), Some(now)) if !made_on.same_content(&now));
    let stamp = if file_changed { made_on } else { now.or(made_on) };
    let workspace = Workspace::recovered_text(left.head.file.clone(), &left.text, stamp)?;
    Some(Leftover {
        changed: workspace.open_conflicts(),
        journal: left.journal,
        file: left.head.file,
        at: left.head.at,
        file_changed,
        workspace: Box::new(workspace),
    })
}
