//! How the application changes: each action and each finished job, one by one, after the frame.

use super::action::{Action, Answer, Dialog, PathPurpose, Then};
use super::command::Command;
use super::export::ExportFormat;
use super::jobs::{JobEvent, Save};
use super::preferences::{Theme, ZOOM_LEAST, ZOOM_MOST, ZOOM_STEP};
use super::{App, NoticeKind, Workspace};
use crate::document::Edit;
use crate::model::{Catalog, Entity, Ref};
use crate::storage::{LoadError, Loaded};
use crate::text::{Language, Message};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Takes over what workers have done. Says whether there was any.
    pub fn poll(&mut self) -> bool {
        let events = self.jobs.events();
        let any = !events.is_empty();
        for event in events {
            self.take_event(event);
        }
        self.refresh_find();
        any
    }

    /// Applies what a frame asked for, in order.
    pub fn apply(&mut self, actions: Vec<Action>) {
        self.view.note_visit();
        for action in actions {
            self.apply_one(action);
        }
        self.view.note_visit();
    }

    fn apply_one(&mut self, action: Action) {
        match action {
            Action::Run(command) => self.run_one(command),
            Action::Edit { edit, name, field } => {
                self.edit(&edit, name, field);
            }
            Action::Settle => self.workspace.settle(),
            Action::Open(entity) => self.view.open(&entity),
            Action::GoTo(place) => self.view.go_to(place),
            Action::Close(entity) => self.view.close(&entity),
            Action::Inner(entity, tab) => self.view.show_inner(entity, tab),
            Action::Toggle(node) => self.view.toggle(&node),
            Action::Select(node) => self.view.select(Some(node)),
            Action::Filter(filter) => self.view.set_filter(filter),
            Action::Bottom(tab) => self.view.bottom = tab,
            Action::Preview(change) => {
                self.preview.change(change, &self.workspace, self.jobs.now());
                self.refresh_preview();
            }
            Action::Find(action) => self.apply_find(action),
            Action::ClearNotices => self.notices.clear(),
            Action::Fix(index) => self.fix(index),
            Action::Ask(dialog) | Action::Keep(dialog) => self.dialog = Some(dialog),
            Action::Answer(answer) => self.answer(answer),
            Action::OpenFile(path) => self.go_on(Then::OpenFile(path)),
            Action::Explorer(action) => self.explore(action),
            Action::CloseRequested => self.go_on(Then::Quit),
        }
    }

    /// Carries out an edit. Says whether anything changed.
    pub(super) fn edit(
        &mut self,
        edit: &Edit,
        name: Message,
        field: Option<crate::document::FieldKey>,
    ) -> bool {
        let changed = self.workspace.apply(edit, name, field, &mut self.jobs);
        if changed {
            follow_renames(edit, self);
            self.after_change();
        }
        changed
    }

    fn after_change(&mut self) {
        let catalog = Arc::clone(self.workspace.catalog());
        self.view.keep_only(|entity| catalog.entity(entity).is_some());
        self.refresh_preview();
    }

    fn fix(&mut self, index: usize) {
        let issues = Arc::clone(self.workspace.issues());
        let Some(fix) = issues.get(index).and_then(|issue| issue.fix.as_ref()) else { return };
        // Issues of an older revision may name what is gone; such an edit changes nothing.
        let puts = fix.put.iter().map(|(at, entity)| Edit::Put(at.clone(), entity.clone())).collect();
        self.edit(&Edit::All(puts), fix.title.clone(), None);
    }

    /// Runs a command.
    pub fn run(&mut self, command: Command) {
        self.view.note_visit();
        self.run_one(command);
        self.view.note_visit();
    }

    fn run_one(&mut self, command: Command) {
        match command {
            Command::New => self.go_on(Then::New),
            Command::Open => self.go_on(Then::Open),
            Command::OpenSample => self.go_on(Then::OpenSample),
            Command::Quit => self.go_on(Then::Quit),
            Command::Save => self.save(Then::Nothing),
            Command::SaveAs => self.pick(PathPurpose::Save, Then::Nothing),
            Command::ExportRon => self.pick(PathPurpose::ExportRon, Then::Nothing),
            Command::ExportJson => self.pick(PathPurpose::ExportJson, Then::Nothing),
            Command::Undo => {
                self.workspace.undo(&mut self.jobs);
                self.after_change();
            }
            Command::Redo => {
                self.workspace.redo(&mut self.jobs);
                self.after_change();
            }
            Command::CloseTab => {
                if let Some(tab) = self.view.active_tab().cloned() {
                    self.view.close(&tab);
                }
            }
            Command::NextTab => self.view.next(),
            Command::SaveScenario => self.save_scenario(),
            Command::ForgetTrial => {
                self.preview.forget_trial();
                self.refresh_preview();
            }
            Command::Find => self.show_find(),
            Command::GoTo => self.dialog = Some(Dialog::GoTo),
            Command::Palette => self.dialog = Some(Dialog::Palette),
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::About => self.dialog = Some(Dialog::About),
            _ if self.run_on_selection(command) => {}
            _ => self.prefer(command),
        }
    }

    /// The commands that change a preference, which is kept at once.
    fn prefer(&mut self, command: Command) {
        let preferences = &mut self.preferences;
        match command {
            Command::ToggleExplorer => preferences.explorer = !preferences.explorer,
            Command::TogglePreview => preferences.preview = !preferences.preview,
            Command::ToggleProblems => preferences.problems = !preferences.problems,
            Command::LightTheme => preferences.theme = Theme::Light,
            Command::DarkTheme => preferences.theme = Theme::Dark,
            Command::SystemTheme => preferences.theme = Theme::System,
            Command::English => preferences.language = Language::En,
            Command::French => preferences.language = Language::Fr,
            Command::ZoomIn => preferences.zoom = (preferences.zoom + ZOOM_STEP).min(ZOOM_MOST),
            Command::ZoomOut => preferences.zoom = preferences.zoom.saturating_sub(ZOOM_STEP).max(ZOOM_LEAST),
            Command::ZoomReset => preferences.zoom = 100,
            _ => return,
        }
        self.view.explorer_version += 1;
        if let Some(file) = &self.preferences_file {
            self.preferences.store(file);
        }
    }

    fn save_scenario(&mut self) {
        let catalog = Arc::clone(self.workspace.catalog());
        let label = self.preferences.language.text("app-scenario-label");
        let Some(scenario) = self.preview.scenario(&catalog, label) else { return };
        let entity = Ref::Scenario(scenario.name.clone());
        let edit =
            Edit::Insert { parent: Ref::Catalog, index: None, entity: Entity::Scenario(Arc::new(scenario)) };
        self.edit(&edit, Message::new("app-undo-save-scenario"), None);
        self.view.open(&entity);
    }

    /// Goes on with what would lose unsaved changes, once a person has decided about them.
    fn go_on(&mut self, then: Then) {
        if self.workspace.document().is_dirty() {
            self.dialog = Some(Dialog::Unsaved(then));
        } else {
            self.proceed(then);
        }
    }

    fn proceed(&mut self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::New => {
                self.workspace = Workspace::new(Arc::new(Catalog::new("catalog")));
                self.show_workspace();
            }
            Then::Open => self.pick(PathPurpose::Open, Then::Nothing),
            Then::OpenFile(path) => self.jobs.load(path),
            Then::OpenSample => {
                self.workspace = Workspace::sample();
                self.show_workspace();
            }
            Then::Quit => self.quit = true,
        }
    }

    fn pick(&mut self, purpose: PathPurpose, then: Then) {
        let name = self.workspace.file_name();
        let stem = name.trim_end_matches(".catalog.ron").to_owned();
        let suggested = match purpose {
            PathPurpose::Open | PathPurpose::Save => name,
            PathPurpose::ExportRon => format!("{stem}.live.catalog.ron"),
            PathPurpose::ExportJson => format!("{stem}.live.json"),
        };
        self.jobs.pick(purpose, suggested, then);
    }

    fn save(&mut self, then: Then) {
        match self.workspace.path().map(Path::to_path_buf) {
            Some(path) => self.save_to(path, true, then),
            None => self.pick(PathPurpose::Save, then),
        }
    }

    fn save_to(&mut self, path: PathBuf, guarded: bool, then: Then) {
        let same_file = self.workspace.path() == Some(&path);
        self.jobs.save(Save {
            path,
            catalog: Arc::clone(self.workspace.catalog()),
            tree: self.workspace.tree().cloned(),
            expected: self.workspace.stamp().filter(|_| guarded && same_file),
            then,
        });
    }

    fn answer(&mut self, answer: Answer) {
        let Some(dialog) = self.dialog.take() else { return };
        match (dialog, answer) {
            (Dialog::Unsaved(then), Answer::Save) => self.save(then),
            (Dialog::Unsaved(then), Answer::Discard) => self.proceed(then),
            (Dialog::ChangedOnDisk(then), Answer::Accept | Answer::Save) => {
                if let Some(path) = self.workspace.path().map(Path::to_path_buf) {
                    self.save_to(path, false, then);
                }
            }
            (Dialog::ChangedOnDisk(_), Answer::Discard) => {
                if let Some(path) = self.workspace.path().map(Path::to_path_buf) {
                    self.jobs.load(path);
                }
            }
            (Dialog::Path { purpose, text, then }, Answer::Accept) => {
                self.use_path(purpose, PathBuf::from(text.trim()), then);
            }
            (Dialog::Explorer(dialog), Answer::Accept) => self.accept_explorer(dialog),
            _ => {}
        }
    }

    fn use_path(&mut self, purpose: PathPurpose, path: PathBuf, then: Then) {
        match purpose {
            PathPurpose::Open => self.jobs.load(path),
            PathPurpose::Save => self.save_to(with_extension(path), false, then),
            PathPurpose::ExportRon => {
                self.jobs.export(path, Arc::clone(self.workspace.catalog()), ExportFormat::Ron);
            }
            PathPurpose::ExportJson => {
                self.jobs.export(path, Arc::clone(self.workspace.catalog()), ExportFormat::Json);
            }
        }
    }

    fn take_event(&mut self, event: JobEvent) {
        match event {
            event @ JobEvent::Analysed { .. } => {
                self.workspace.take_analysis(event);
                self.view.explorer_version += 1;
            }
            JobEvent::Loaded { path, result } => self.loaded(path, result.map(|loaded| *loaded)),
            JobEvent::Saved { path, catalog, stamp, then } => {
                let now = self.jobs.now();
                let name = path.display().to_string();
                self.workspace.mark_saved(path, catalog, stamp, now);
                self.notice(NoticeKind::Done, Message::new("app-saved").with("file", name));
                if then != Then::Nothing {
                    self.go_on(then);
                }
            }
            JobEvent::Changed { then } => self.dialog = Some(Dialog::ChangedOnDisk(then)),
            JobEvent::Exported { path } => {
                let message = Message::new("app-exported").with("file", path.display().to_string());
                self.notice(NoticeKind::Done, message);
            }
            JobEvent::Failed(message) => self.notice(NoticeKind::Failed, message),
            JobEvent::Picked { purpose, then, path: Some(path), .. } => self.use_path(purpose, path, then),
            JobEvent::Picked { purpose, then, path: None, suggested, was_seen: false } => {
                let folder = self.workspace.path().and_then(Path::parent).map(Path::to_path_buf);
                let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
                let name = if purpose == PathPurpose::Open { String::new() } else { suggested };
                let text = folder.join(name).display().to_string();
                self.dialog = Some(Dialog::Path { purpose, text, then });
            }
            JobEvent::Picked { .. } => {}
        }
    }

    fn loaded(&mut self, path: PathBuf, result: Result<Loaded, LoadError>) {
        match result {
            Ok(loaded) => {
                self.workspace = Workspace::loaded(Some(path), loaded);
                self.show_workspace();
            }
            Err(LoadError::File(error)) => self.notice(NoticeKind::Failed, error.message),
            Err(LoadError::Content(errors)) => {
                let errors =
                    errors.into_iter().map(|error| (error.line, error.column, error.message)).collect();
                self.dialog = Some(Dialog::Broken { file: path.display().to_string(), errors });
            }
        }
    }
}

/// Tabs and nodes of what was renamed stay open.
fn follow_renames(edit: &Edit, app: &mut App) {
    match edit {
        Edit::Rename(from, name) => {
            if let Some(to) = crate::document::renamed(from, name) {
                app.view.follow(from, &to);
            }
        }
        Edit::All(edits) => {
            for edit in edits {
                follow_renames(edit, app);
            }
        }
        _ => {}
    }
}

/// A name without an extension gets the catalog's.
fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("catalog.ron") }
}
