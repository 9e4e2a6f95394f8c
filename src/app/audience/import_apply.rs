//! What the application does about an import of contacts: looks at the file, imports off the window's thread, adds new fields
//! to the dimension as one step, and opens what was made.

use super::importing::{ImportAction, ImportPath, Importing, Run, Running};
use super::{Audience, AudienceAction, USUAL_ENDING, beside};
use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::dialog::{Dialog, PathPurpose};
use crate::app::notices::NoticeKind;
use crate::app::tasks::Task;
use crate::app::workspace::WorkspaceId;
use crate::audience::import::{ImportError, Summary};
use crate::document::Edit;
use crate::model::{Dimension, Entity, Field, Ref, label_or_name};
use crate::text::Message;
use std::path::PathBuf;
use std::sync::Arc;

impl Audience {
    /// The import that is prepared.
    pub fn importing(&self) -> Option<&Importing> {
        self.importing.as_deref()
    }
}

impl App {
    /// Begins an import of a file.
    fn begin_import(&mut self, from: PathBuf) {
        let catalog = self.workspace().catalog();
        let own = self.preview().dimensions(catalog).into_iter().next();
        let first = || catalog.dimensions.first().map(|dimension| dimension.name.clone());
        let Some(dimension) = own.or_else(first) else {
            return self.notice(NoticeKind::Failed, Message::new("who-import-no-dimension"));
        };
        let target = match (self.audience().path(), self.workspace().path()) {
            (Some(open), _) => open.to_path_buf(),
            (None, Some(catalog)) => beside(catalog, USUAL_ENDING),
            (None, None) => beside(&from, USUAL_ENDING),
        };
        let importing = Importing::new(from, dimension, target.display().to_string());
        self.open.front_mut().audience.importing = Some(Box::new(importing));
        self.show_import();
        self.look_at_import();
    }

    /// Shows the dialog, which choosing a file may have closed.
    pub(in crate::app) fn show_import(&mut self) {
        if self.audience().importing.is_some() {
            self.dialog = Some(Dialog::ImportContacts);
        }
    }

    /// Does with a path what it was asked for.
    pub(in crate::app) fn use_import_path(&mut self, purpose: ImportPath, path: PathBuf) {
        let importing = self.open.front_mut().audience.importing.as_mut();
        match (purpose, importing) {
            (ImportPath::Contacts, _) => return self.begin_import(path),
            (ImportPath::History, Some(importing)) => importing.history = Some(path),
            (ImportPath::Database, Some(importing)) => importing.target = path.display().to_string(),
            (_, None) => {}
        }
        self.show_import();
    }

    pub(in crate::app) fn apply_import(&mut self, action: ImportAction) {
        let Some(importing) = &mut self.open.front_mut().audience.importing else { return };
        match action {
            ImportAction::Dimension(dimension) => {
                importing.set_dimension(dimension);
                self.look_at_import();
            }
            ImportAction::Folder(folder) => importing.folder = folder,
            ImportAction::Choose(path) => self.pick(PathPurpose::Import(path), AfterSave::Nothing),
            ImportAction::NoHistory => importing.history = None,
            ImportAction::Target(target) => importing.target = target,
            ImportAction::Asked(asked) => {
                importing.asked = asked;
                self.look_at_import();
            }
            ImportAction::Column(place, target) => importing.set_column(place, target),
            ImportAction::Run => self.run_import(),
            ImportAction::Cancel => {
                if let Run::Running(running) = &importing.run {
                    running.cancel();
                }
            }
            ImportAction::OpenIt => {
                let path = PathBuf::from(importing.target.trim());
                self.close_import();
                self.apply_audience(AudienceAction::Open(path));
            }
            ImportAction::Close => self.close_import(),
        }
    }

    fn close_import(&mut self) {
        self.open.front_mut().audience.importing = None;
        self.dialog = None;
    }

    fn look_at_import(&mut self) {
        let (id, catalog) = (self.workspace().id(), Arc::clone(self.workspace().catalog()));
        let Some(importing) = &mut self.open.front_mut().audience.importing else { return };
        let Some(dimension) = catalog.dimension(&importing.dimension) else { return };
        importing.number += 1;
        let (number, look) = (importing.number, importing.looking(Dimension::clone(dimension)));
        self.jobs.outdate(Task::LookAtContacts);
        self.jobs.start_last(
            Task::LookAtContacts,
            move |_| look(),
            move |app: &mut Self, look| {
                let open = app.open.iter_mut().find(|open| open.workspace.id() == id);
                let importing = open.and_then(|open| open.audience.importing.as_mut());
                if let Some(importing) = importing.filter(|importing| importing.number == number) {
                    importing.take_look(look);
                }
            },
        );
    }

    fn run_import(&mut self) {
        let language = self.preferences.language;
        let (id, catalog) = (self.workspace().id(), Arc::clone(self.workspace().catalog()));
        let Some(importing) = &mut self.open.front_mut().audience.importing else { return };
        let missing = catalog.dimension(&importing.dimension).and_then(|it| importing.missing_key(it));
        if let Some(field) = missing {
            importing.problem = Some(Message::new("who-import-no-key").with("field", field));
            return;
        }
        let running = Running::new();
        let Some(import) = importing.importing(&catalog, &running, language) else { return };
        (importing.run, importing.problem) = (Run::Running(running), None);
        self.jobs.start_last(
            Task::ImportContacts,
            move |_| import(),
            move |app: &mut Self, done| app.take_import(id, done),
        );
    }

    fn take_import(&mut self, id: WorkspaceId, done: Result<Summary, ImportError>) {
        self.show(id);
        let Some(importing) = &mut self.open.front_mut().audience.importing else { return };
        match done {
            Ok(summary) => {
                let (dimension, added) = (importing.dimension.clone(), summary.added.clone());
                let target = PathBuf::from(importing.target.trim());
                importing.run = Run::Done(summary);
                self.add_fields(&dimension, &added);
                // The one that is open was replaced.
                if self.audience().path() == Some(&target) {
                    self.apply_audience(AudienceAction::Open(target));
                }
            }
            Err(error) => (importing.run, importing.problem) = (Run::Not, Some(error.into())),
        }
        self.show_import();
    }

    /// Adds the fields that were imported to their dimension, as one step.
    fn add_fields(&mut self, dimension: &str, added: &[Field]) {
        let catalog = Arc::clone(self.workspace().catalog());
        let Some(before) = catalog.dimension(dimension) else { return };
        let mut after = Dimension::clone(before);
        let is_new = |field: &&Field| before.fields.iter().all(|known| known.name != field.name);
        after.fields.extend(added.iter().filter(is_new).cloned());
        if after.fields.len() > before.fields.len() {
            let name =
                Message::new("who-import-undo").with("dimension", label_or_name(&before.label, &before.name));
            let edit = Edit::Put(Ref::Dimension(dimension.to_owned()), Entity::Dimension(Arc::new(after)));
            self.edit(&edit, name, None);
        }
    }
}
