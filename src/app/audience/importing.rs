//! An import of contacts as a person prepares it: the file, what was found in it, what they put right, and how it goes.
//! Owns what is asked; the import itself is `audience`'s.

use crate::audience::import::{
    Asked, Found, ImportError, Order, Progress, Summary, Target, Watch, import, tables,
};
use crate::model::{Catalog, Dimension, Field, label_or_name};
use crate::text::{Language, Message};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What was found in a file, with the fields that its columns may become.
#[derive(Debug, Clone)]
pub struct Look {
    /// What was found.
    pub found: Found,
    /// The field that is proposed for a column, by its place.
    pub proposed: Vec<Option<Field>>,
    /// The tables of a database of another program.
    pub tables: Vec<String>,
}

/// An import that is under way.
#[derive(Debug)]
pub struct Running {
    started: Instant,
    progress: Mutex<Option<Progress>>,
    cancelled: AtomicBool,
}

/// How far an import is.
#[derive(Debug, Default)]
pub enum Run {
    /// It has not begun.
    #[default]
    Not,
    /// It is under way.
    Running(Arc<Running>),
    /// It is done.
    Done(Summary),
}

/// An import in preparation.
#[derive(Debug, Default)]
pub struct Importing {
    /// The file.
    pub from: PathBuf,
    /// The dimension of the contacts.
    pub dimension: String,
    /// The folder of contacts that name none.
    pub folder: Option<String>,
    /// The file of what was proposed to them.
    pub history: Option<PathBuf>,
    /// The database that is made, as it is typed.
    pub target: String,
    /// What a person says of the file.
    pub asked: Asked,
    /// What was found in it; none while a worker looks.
    pub look: Option<Look>,
    /// What stands in the way.
    pub problem: Option<Message>,
    /// How far it is.
    pub run: Run,
    /// What columns become that a person chose, by their names.
    by_hand: Vec<(String, Target)>,
    /// Grows with each look: an earlier one is dropped.
    pub(super) number: u64,
}

/// What an import asks a path for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportPath {
    /// The contacts.
    Contacts,
    /// What was proposed to them.
    History,
    /// The database that is made.
    Database,
}

/// Something to do about the import.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportAction {
    /// Contacts of another dimension.
    Dimension(String),
    /// Another folder for those that name none.
    Folder(Option<String>),
    /// Choose a file.
    Choose(ImportPath),
    /// There is no history.
    NoHistory,
    /// It has this path.
    Target(String),
    /// The file is to be read like this.
    Asked(Asked),
    /// What a column becomes, by its place.
    Column(usize, Target),
    /// Import.
    Run,
    /// Give it up.
    Cancel,
    /// Open what was made as the catalog's contact database.
    OpenIt,
    /// Close the dialog.
    Close,
}

impl Running {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            started: Instant::now(),
            progress: Mutex::default(),
            cancelled: AtomicBool::new(false),
        })
    }

    /// How far it is, and for how long it has been going.
    pub fn progress(&self) -> (Option<Progress>, Duration) {
        (*self.progress.lock().unwrap_or_else(PoisonError::into_inner), self.started.elapsed())
    }

    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl Importing {
    pub(super) fn new(from: PathBuf, dimension: String, target: String) -> Self {
        Self { from, dimension, target, ..Self::default() }
    }

    /// What looks at the file.
    pub(super) fn looking(
        &self,
        dimension: Dimension,
    ) -> impl FnOnce() -> Result<Look, Message> + Send + use<> {
        let (from, mut asked) = (self.from.clone(), self.asked.clone());
        move || {
            let tables = tables(&from).unwrap_or_default();
            if asked.table.is_none() {
                asked.table = tables.first().cloned();
            }
            let found = Found::of(&from, &dimension, &asked)?;
            let proposed = found.columns.iter().map(|column| match &column.target {
                Target::New(field) => Some(field.clone()),
                _ => None,
            });
            Ok(Look { proposed: proposed.collect(), found, tables })
        }
    }

    /// Takes over what was found; what a person chose of columns that are still there stays.
    pub(super) fn take_look(&mut self, look: Result<Look, Message>) {
        match look {
            Ok(mut look) => {
                for column in &mut look.found.columns {
                    if let Some((_, target)) = self.by_hand.iter().find(|(name, _)| *name == column.name) {
                        column.target = target.clone();
                    }
                }
                (self.look, self.problem) = (Some(look), None);
            }
            Err(problem) => (self.look, self.problem) = (None, Some(problem)),
        }
    }

    /// Another dimension has other fields: what was chosen of columns is forgotten.
    pub(super) fn set_dimension(&mut self, dimension: String) {
        self.dimension = dimension;
        self.folder = None;
        self.by_hand.clear();
    }

    pub(super) fn set_column(&mut self, place: usize, target: Target) {
        let Some(column) = self.look.as_mut().and_then(|look| look.found.columns.get_mut(place)) else {
            return;
        };
        self.by_hand.retain(|(name, _)| *name != column.name);
        self.by_hand.push((column.name.clone(), target.clone()));
        column.target = target;
    }

    /// The first field of the key that no column becomes, as a person reads it.
    pub(super) fn missing_key<'d>(&self, dimension: &'d Dimension) -> Option<&'d str> {
        let found = &self.look.as_ref()?.found;
        let becomes = |name: &String| {
            found.columns.iter().any(|column| match &column.target {
                Target::Field(field) => field == name,
                Target::New(field) => field.name == *name,
                _ => false,
            })
        };
        let missing = dimension.key.iter().find(|name| !becomes(name))?;
        let field = dimension.fields.iter().find(|field| field.name == *missing);
        Some(field.map_or(missing.as_str(), |field| label_or_name(&field.label, &field.name)))
    }

    /// Whether it is under way.
    pub fn is_running(&self) -> bool {
        matches!(self.run, Run::Running(_))
    }

    /// What imports; nothing where nothing is found yet.
    pub(super) fn importing(
        &self,
        catalog: &Arc<Catalog>,
        running: &Arc<Running>,
        language: Language,
    ) -> Option<impl FnOnce() -> Result<Summary, ImportError> + Send + use<>> {
        let (catalog, running) = (Arc::clone(catalog), Arc::clone(running));
        let dimension = catalog.dimension(&self.dimension)?.clone();
        let (found, folder) = (self.look.as_ref()?.found.clone(), self.folder.clone());
        let history = self.history.clone().map(|path| (path, Asked::default()));
        let target = PathBuf::from(self.target.trim());
        Some(move || {
            let dimension: &Dimension = &dimension;
            let order =
                Order { catalog: &catalog, dimension, found, history, folder, add_fields: true, target };
            let progress = |progress: Progress| {
                *running.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
            };
            let say = |message: &Message| language.say(message);
            import(&order, Watch { progress: &progress, cancelled: &running.cancelled, say: &say })
        })
    }
}
