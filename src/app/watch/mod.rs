//! Looks after the open files every other second: were they changed by another program, are they protected.
//!
//! A clean catalog follows its file; one with unsaved changes asks. Nothing is read on the window's thread.

mod apply;

use crate::app::workspace::Workspace;
use crate::app::workspace::WorkspaceId;
use crate::storage::{self, Stamp};
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Instant;

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
    use crate::app::{App, Keeping, Preferences};
    use jiff::Timestamp;
    use std::sync::Arc;
    use std::time::Duration;

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
