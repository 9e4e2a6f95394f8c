//! What the application remembers of the files that were open.

use super::{MOST_RECENT, RecentFile, same};
use crate::app::application::App;
use crate::app::files::Load;
use crate::app::view::View;
use crate::app::workspace::Workspace;
use crate::model::Ref;
use std::path::{Path, PathBuf};

/// Tabs beyond this are not remembered: nobody finds their way in them.
const MOST_TABS: usize = 50;

impl App {
    /// The files that were open lately and are still there, the last one first, without those open now.
    pub fn recent_files(&self) -> impl Iterator<Item = &Path> {
        let open = |path: &Path| self.workspaces().any(|it| it.path().is_some_and(|its| same(its, path)));
        let recent = self.preferences.recent.iter().map(|recent| recent.path.as_path());
        recent.filter(move |path| !self.files.missing.contains(*path) && !open(path))
    }

    /// Begins a session: the files that were open at the end of the last one are opened again, the one in front last,
    /// unless a file was asked for.
    pub fn begin_session(&mut self, opens_file: bool) {
        let recent = self.preferences.recent.iter_mut().rev();
        let open = recent.filter_map(|it| std::mem::take(&mut it.open).then(|| it.path.clone()));
        let files: Vec<PathBuf> = open.collect();
        for file in files.into_iter().filter(|_| !opens_file) {
            self.load(file, Load::Open);
        }
    }

    /// Takes over that a file was closed: it is not opened again.
    pub(in crate::app) fn forget_open(&mut self, path: &Path) {
        if let Some(known) = self.preferences.recent.iter_mut().find(|recent| same(&recent.path, path)) {
            known.open = false;
        }
        self.keep_preferences();
    }

    /// Puts the file of the catalog in front first, with the tabs it had the last time.
    pub(in crate::app) fn remember_opened(&mut self) {
        let Some(path) = self.workspace().path().and_then(|path| std::path::absolute(path).ok()) else {
            return;
        };
        self.files.missing.remove(&path);
        let recent = &mut self.preferences.recent;
        let known = recent.iter().position(|it| it.path == path).map(|index| recent.remove(index));
        let known = known.unwrap_or_else(|| RecentFile { path, ..RecentFile::default() });
        let open = self.open.front_mut();
        let catalog = open.workspace.catalog();
        let tabs: Vec<Ref> = known.tabs.iter().filter(|tab| catalog.entity(tab).is_some()).cloned().collect();
        if let Some(front) = known.front.as_ref().filter(|front| tabs.contains(front)).or(tabs.first()) {
            open.view.tabs.clone_from(&tabs);
            open.view.open(front);
        }
        recent.insert(0, known);
        recent.truncate(MOST_RECENT);
        self.keep_preferences();
    }

    /// Puts the file that the catalog in front was just saved to first, with the tabs as they are.
    pub(in crate::app) fn remember_saved_as(&mut self) {
        let Some(path) = self.workspace().path().and_then(|path| std::path::absolute(path).ok()) else {
            return;
        };
        let recent = &mut self.preferences.recent;
        recent.retain(|known| known.path != path);
        recent.insert(0, RecentFile { path, ..RecentFile::default() });
        recent.truncate(MOST_RECENT);
        self.remember_tabs();
    }

    /// Takes over the tabs of every open file.
    pub(in crate::app) fn remember_tabs(&mut self) {
        for open in self.open.iter() {
            remember(&mut self.preferences.recent, &open.workspace, &open.view);
        }
        let recent = &mut self.preferences.recent;
        let front = self.open.front().workspace.path();
        if let Some(place) = recent.iter().position(|it| front.is_some_and(|front| same(front, &it.path))) {
            recent[..=place].rotate_right(1);
        }
        self.keep_preferences();
    }

    /// Forgets a file that cannot be read.
    pub(in crate::app) fn forget_file(&mut self, path: &Path) {
        self.preferences.recent.retain(|recent| !same(&recent.path, path));
        self.keep_preferences();
    }

    /// Writes the preferences, where they are kept.
    pub(in crate::app) fn keep_preferences(&self) {
        if let Some(file) = &self.files.preferences {
            self.preferences.store(file);
        }
    }
}

fn remember(recent: &mut [RecentFile], workspace: &Workspace, view: &View) {
    let Some(path) = workspace.path() else { return };
    if let Some(known) = recent.iter_mut().find(|recent| same(&recent.path, path)) {
        known.tabs = view.tabs.iter().take(MOST_TABS).cloned().collect();
        known.front = view.active_tab().cloned();
        known.open = true;
    }
}
