//! Looks after the open files every other second: were they changed by another program, are they protected.
//!
//! A clean catalog follows its file; one with unsaved changes asks. The worker waits and looks by itself, and comes back
//! when there is news: a window that nobody touches draws nothing meanwhile.

mod apply;

use crate::app::workspace::Workspace;
use crate::app::workspace::WorkspaceId;
use crate::storage::{self, Stamp};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// What is looked at.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// What the worker looks at, until this goes; none while it does not look.
    looking: Option<(Arc<Watched>, Sender<()>)>,
    /// Whether anything was looked at yet: the first look waits for nothing.
    begun: bool,
}

/// The files to look at, with what is known of them.
#[derive(Debug, PartialEq)]
struct Watched {
    files: Vec<Looking>,
    recent: Vec<PathBuf>,
    missing: HashSet<PathBuf>,
}

/// A file to look at.
#[derive(Debug, PartialEq)]
struct Looking {
    workspace: WorkspaceId,
    path: PathBuf,
    known: Stamp,
    read_only: bool,
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
    Some(Looking { workspace: workspace.id(), path, known, read_only: workspace.is_read_only() })
}

impl Watched {
    /// What is to be seen of the files of open catalogs, and which of the recent ones are not there.
    fn look(&self) -> (Vec<Seen>, HashSet<PathBuf>) {
        let seen = self.files.iter().map(|file| Seen {
            workspace: file.workspace,
            changed: storage::changed_since(&file.path, &file.known),
            read_only: storage::is_read_only(&file.path),
        });
        (seen.collect(), self.recent.iter().filter(|path| !path.exists()).cloned().collect())
    }

    /// Looks every so often, until there is news or nobody waits for it any more. Without a time between two looks there
    /// is one, whatever it sees.
    fn wait_for_news(
        &self,
        every: Duration,
        at_once: bool,
        stop: &Receiver<()>,
    ) -> Option<(Vec<Seen>, HashSet<PathBuf>)> {
        let mut waits = !at_once;
        loop {
            if waits && stop.recv_timeout(every) != Err(RecvTimeoutError::Timeout) {
                return None;
            }
            waits = true;
            let (seen, missing) = self.look();
            let differs =
                |(file, seen): (&Looking, &Seen)| seen.changed.is_some() || seen.read_only != file.read_only;
            if every.is_zero() || missing != self.missing || self.files.iter().zip(&seen).any(differs) {
                return Some((seen, missing));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::dialogs::FileDialogs;
    use crate::app::jobs::Jobs;
    use crate::app::tasks::Task;
    use crate::app::{App, Keeping, Preferences};
    use jiff::Timestamp;
    use std::sync::mpsc::channel;

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
        app.files.watch.looking = Some((Arc::new(watched(folder.path())), channel().0));
        app.worker_failed(Task::Watch);
        assert!(app.files.watch.looking.is_none());
        let said = app.past_notices().len();
        app.worker_failed(Task::Watch);
        assert_eq!(app.past_notices().len(), said, "a fault that comes every other second is said once");
    }

    /// A recent file that is not there, and is not known to be missing.
    fn watched(folder: &std::path::Path) -> Watched {
        Watched { files: Vec::new(), recent: vec![folder.join("gone")], missing: HashSet::new() }
    }

    #[test]
    fn the_worker_comes_back_with_news_or_when_nobody_waits() {
        let folder = tempfile::tempdir().expect("a folder");
        let (every, mut watched) = (Duration::from_millis(1), watched(folder.path()));
        let (wait, stop) = channel();
        let gone = HashSet::from([folder.path().join("gone")]);
        assert_eq!(watched.wait_for_news(every, false, &stop).map(|news| news.1), Some(gone.clone()));
        watched.missing = gone;
        drop(wait);
        assert!(watched.wait_for_news(every, true, &stop).is_none(), "nothing is new, and nobody waits");
        assert!(watched.wait_for_news(Duration::ZERO, true, &stop).is_some(), "as in tests: one look");
    }

    #[test]
    fn a_window_that_nobody_touches_wants_no_frame_but_for_its_journal() {
        let folder = tempfile::tempdir().expect("a folder");
        let jobs = Jobs::threads(Arc::new(NoDialogs), Timestamp::now, || {}).expect("threads");
        let mut app = App::new(jobs, Preferences::default(), None, None);
        app.keep(Keeping { rest: Duration::from_hours(1), ..Keeping::in_folder(folder.path()) });
        let settle = |app: &mut App| {
            while !app.workspace().is_analysed() || app.wakes_after().is_some_and(|it| it.as_secs() < 60) {
                app.poll();
            }
            app.wakes_after()
        };
        assert_eq!(settle(&mut app), None);
        app.run(crate::app::Command::SaveScenario);
        let due = settle(&mut app).expect("the change is to be written down");
        assert!(due > Duration::from_mins(59), "{due:?}");
    }
}
