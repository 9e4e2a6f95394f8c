//! Looks after the open files every other second: were they changed by another program, are they protected.
//!
//! A clean catalog follows its file; one with unsaved changes asks. Nothing is read on the window's thread.

use super::action::{Dialog, Then};
use super::files::Load;
use super::tasks::Task;
use super::workspace::WorkspaceId;
use super::{App, Workspace};
use crate::storage::{self, Stamp};
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// When files are looked at.
#[derive(Debug, Default)]
pub(super) struct Watch {
    last: Option<Instant>,
    /// Whether the keeper has not answered yet.
    looking: bool,
}

/// A file to look at.
#[derive(Debug)]
struct Looking {
    workspace: WorkspaceId,
    path: PathBuf,
    known: Stamp,
}

/// What was seen of the file of an open catalog.
#[derive(Debug)]
pub(super) struct Seen {
    /// Whose file it is.
    workspace: WorkspaceId,
    /// What it is like now, where another program changed it.
    changed: Option<Stamp>,
    /// Whether it is protected against writing.
    read_only: bool,
}

impl App {
    /// Has the files looked at, when it is time.
    pub(super) fn watch(&mut self, now: Instant, every: Duration) {
        let watch = &self.files.watch;
        // While a save is under way, its own writing would look like somebody else's.
        let early = watch.last.is_some_and(|last| now.duration_since(last) < every);
        if early || watch.looking || self.jobs.is_busy() {
            return;
        }
        let files: Vec<Looking> = self.workspaces().filter_map(looking).collect();
        let recent: Vec<PathBuf> = self.preferences.recent.iter().map(|recent| recent.path.clone()).collect();
        self.files.watch.last = Some(now);
        if files.is_empty() && recent.is_empty() {
            return;
        }
        self.files.watch.looking = self.jobs.start_quietly(
            Task::Look,
            move || look(files, recent),
            |app: &mut Self, (seen, missing)| app.take_look(seen, missing),
        );
    }

    /// The worker failed: the next look is made all the same.
    pub(super) fn look_failed(&mut self) {
        self.files.watch.looking = false;
    }

    /// Takes over what was seen. Says whether the window has news.
    fn take_look(&mut self, seen: Vec<Seen>, missing: HashSet<PathBuf>) -> bool {
        self.files.watch.looking = false;
        let mut news = missing != self.files.missing;
        self.files.missing = missing;
        for seen in seen {
            if let Some(workspace) = self.workspace_mut(seen.workspace) {
                news |= workspace.set_read_only(seen.read_only);
            }
            if let Some(stamp) = seen.changed {
                news |= self.follow_file(seen.workspace, stamp);
            }
        }
        news
    }

    /// Follows a file that another program changed. While a question is open or a file is being written, that
    /// is left to the next look.
    fn follow_file(&mut self, id: WorkspaceId, stamp: Stamp) -> bool {
        if self.dialog.is_some() || self.jobs.is_busy() {
            return false;
        }
        let Some(workspace) = self.workspace_mut(id) else { return false };
        if !workspace.notices(stamp) {
            return false;
        }
        if !workspace.is_dirty() {
            let path = workspace.path().map(std::path::Path::to_path_buf);
            if let Some(path) = path {
                self.load(path, Load::Follow(id));
            }
            return false;
        }
        self.show(id);
        self.dialog = Some(Dialog::ChangedOnDisk(Then::Nothing));
        true
    }
}

fn looking(workspace: &Workspace) -> Option<Looking> {
    let (path, known) = (workspace.path()?.to_path_buf(), workspace.last_seen()?);
    Some(Looking { workspace: workspace.id(), path, known })
}

/// What is to be seen of the files of open catalogs, and which of the recent ones are not there.
fn look(files: Vec<Looking>, recent: Vec<PathBuf>) -> (Vec<Seen>, HashSet<PathBuf>) {
    let seen = files.into_iter().map(|file| Seen {
        workspace: file.workspace,
        changed: storage::changed_since(&file.path, &file.known),
        read_only: storage::is_read_only(&file.path),
    });
    (seen.collect(), recent.into_iter().filter(|path| !path.exists()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::dialogs::FileDialogs;
    use crate::app::jobs::Jobs;
    use crate::app::tasks::Task;
    use crate::app::{Keeping, Preferences};
    use jiff::Timestamp;
    use std::sync::Arc;

    struct NoDialogs;

    impl FileDialogs for NoDialogs {
        fn open(&self) -> Option<PathBuf> {
            None
        }

        fn save(&self, _suggested: &str) -> Option<PathBuf> {
            None
        }
    }

    #[test]
    fn after_a_look_that_failed_files_are_looked_at_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let jobs = Jobs::inline(Arc::new(NoDialogs), Timestamp::now);
        let mut app = App::new(jobs, Preferences::default(), None, None);
        app.keep(Keeping {
            rest: Duration::ZERO,
            look_every: Duration::ZERO,
            ..Keeping::in_folder(folder.path())
        });
        // As while the worker looks, and then fails.
        app.files.watch.looking = true;
        app.worker_failed(Task::Look);
        assert!(!app.files.watch.looking);
        let said = app.past_notices().len();
        app.worker_failed(Task::Look);
        assert_eq!(app.past_notices().len(), said, "a fault that comes every other second is said once");
    }
}
