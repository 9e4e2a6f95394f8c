//! What the application does about files that other programs change.

use super::{Looking, Seen, look, looking};
use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::dialog::Dialog;
use crate::app::files::Load;
use crate::app::tasks::Task;
use crate::app::workspace::WorkspaceId;
use crate::storage::Stamp;
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

impl App {
    /// Has the files looked at, when it is time.
    pub(in crate::app) fn watch(&mut self, now: Instant, every: Duration) {
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
    pub(in crate::app) fn look_failed(&mut self) {
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
