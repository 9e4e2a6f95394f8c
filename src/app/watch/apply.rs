//! What the application does about files that other programs change.

use super::{Looking, Seen, Watched, looking};
use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::dialog::Dialog;
use crate::app::files::Load;
use crate::app::tasks::Task;
use crate::app::workspace::WorkspaceId;
use crate::storage::Stamp;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

impl App {
    /// Has the files looked at, as they and what is known of them are now.
    pub(in crate::app) fn watch(&mut self, every: Duration) {
        // While a save is under way, its own writing would look like somebody else's.
        if self.jobs.is_busy() {
            return self.stop_watching();
        }
        let files: Vec<Looking> = self.workspaces().filter_map(looking).collect();
        let recent: Vec<PathBuf> = self.preferences.recent.iter().map(|recent| recent.path.clone()).collect();
        let wanted = Watched { files, recent, missing: self.files.missing.clone() };
        if self.files.watch.looking.as_ref().is_some_and(|(watched, _)| **watched == wanted) {
            return;
        }
        self.stop_watching();
        if wanted.files.is_empty() && wanted.recent.is_empty() {
            return;
        }
        let (wanted, (wait, stop)) = (Arc::new(wanted), channel());
        let at_once = every.is_zero() || !std::mem::replace(&mut self.files.watch.begun, true);
        let watched = Arc::clone(&wanted);
        let ordered = self.jobs.start_quietly(
            Task::Watch,
            move || watched.wait_for_news(every, at_once, &stop),
            |app: &mut Self, news| news.is_some_and(|(seen, missing)| app.take_look(seen, missing)),
        );
        self.files.watch.looking = ordered.then_some((wanted, wait));
    }

    /// Has the worker look no more: what it has seen is not wanted.
    fn stop_watching(&mut self) {
        if self.files.watch.looking.take().is_some() {
            self.jobs.outdate(Task::Watch);
        }
    }

    /// The worker failed: the next look is made all the same.
    pub(in crate::app) fn look_failed(&mut self) {
        self.files.watch.looking = None;
    }

    /// Takes over what was seen. Says whether the window has news.
    fn take_look(&mut self, seen: Vec<Seen>, missing: HashSet<PathBuf>) -> bool {
        self.files.watch.looking = None;
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
        let lost = self.would_be_lost(id);
        let Some(workspace) = self.workspace_mut(id) else { return false };
        if !workspace.notices(stamp) {
            return false;
        }
        if !lost {
            let path = workspace.path().map(std::path::Path::to_path_buf);
            if let Some(path) = path {
                self.load(path, Load::Follow(id));
            }
            return false;
        }
        self.show(id);
        self.dialog = Some(Dialog::ChangedOnDisk(AfterSave::Nothing));
        true
    }
}
