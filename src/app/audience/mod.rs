//! The contact database that is open beside a catalog, and who is looked up in it: by what is typed, by a rule, at random.
//!
//! Owns which database that is, what is wrong with it, and what was chosen lately. Reads only; how contacts are kept is
//! their store's.

mod apply;
#[cfg(feature = "audience")]
mod import_apply;
#[cfg(feature = "audience")]
mod importing;
mod lately;
mod look;
mod open;

use crate::contacts::{ContactStore, StoreError};
use crate::model::{Contact, Dimension};
use crate::text::Message;
#[cfg(feature = "audience")]
pub use importing::{ImportAction, ImportPath, Importing, Look, Run, Running};
pub use look::search;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many contacts that were chosen lately are offered again.
const MOST_RECENT: usize = 8;

/// What stands behind the name of a catalog in that of a contact database that is made for it.
const USUAL_ENDING: &str = ".contacts.sqlite";

/// What stands behind the name of a catalog in that of a contact database that is found by itself.
pub(super) const DATABASE_ENDINGS: [&str; 2] = [USUAL_ENDING, ".sqlite"];

/// A file beside another one, of the same name but for its ending. Beside a catalog a contact database is found by itself.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".ron").map(|name| name.trim_end_matches(".catalog"));
    let stem = stem.unwrap_or_else(|| name.rsplit_once('.').map_or(&*name, |(stem, _)| stem));
    path.with_file_name(format!("{stem}{ending}"))
}

/// Contacts among which a person searches, besides what the engine asks of them.
pub trait SearchedContacts: ContactStore {
    /// How many contacts there are.
    ///
    /// # Errors
    /// They cannot be read.
    fn count(&self) -> Result<usize, StoreError>;

    /// The places of contacts of these dimensions in which every word of a query begins a word of a text or of the key, so
    /// many at most. Without a word, the first ones.
    ///
    /// # Errors
    /// They cannot be read.
    fn search(&self, dimensions: &[String], query: &str, most: usize) -> Result<Vec<usize>, StoreError>;

    /// The places of the contacts of a dimension that follow one, or of the first ones, so many at most.
    ///
    /// # Errors
    /// They cannot be read.
    fn behind(&self, dimension: &str, place: Option<usize>, most: usize) -> Result<Vec<usize>, StoreError>;

    /// The place of the contact of a dimension that stands at that part, from 0 to 1, of all.
    ///
    /// # Errors
    /// They cannot be read.
    fn at_part(&self, dimension: &str, part: f64) -> Result<Option<usize>, StoreError>;

    /// The cookies that a contact was seen with.
    ///
    /// # Errors
    /// They cannot be read.
    fn cookies(&self, place: usize) -> Result<Vec<String>, StoreError>;

    /// Another handle of the same contacts, which writes.
    fn writer(&self) -> Box<dyn ContactStore>;
}

/// A contact database that is open.
#[derive(Debug)]
pub struct ContactDatabase {
    /// The file.
    pub path: PathBuf,
    /// How many contacts there were when it was opened.
    pub count: usize,
    /// The dimensions by whose fields its contacts are read.
    dimensions: Vec<Arc<Dimension>>,
    pub(super) contacts: Arc<dyn SearchedContacts>,
}

impl ContactDatabase {
    /// The name of its file.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }

    /// The contacts, as the engine asks them.
    pub fn store(&self) -> Arc<dyn ContactStore> {
        Arc::clone(&self.contacts) as _
    }

    /// Whether its file is still there. One that was opened can be read on some systems after it is gone.
    ///
    /// # Errors
    /// It is not.
    pub(super) fn is_there(&self) -> Result<(), StoreError> {
        if self.path.exists() { Ok(()) } else { Err(gone(&self.path)) }
    }
}

fn gone(path: &Path) -> StoreError {
    let file = path.display().to_string();
    StoreError::new(Message::new("who-database-gone").with("file", file))
}

/// A contact of a contact database. A value: it stays what it was when it was found.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Where it is kept.
    pub database: Arc<ContactDatabase>,
    /// Its place there.
    pub place: usize,
    /// What is known of it, without its history.
    pub contact: Arc<Contact>,
    /// What a person reads.
    pub title: String,
}

impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && Arc::ptr_eq(&self.database, &other.database)
    }
}

/// A contact that a search found, with what matched where its title does not show it: the field's name, and its value.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The contact.
    pub stored: Stored,
    /// What matched.
    pub matched: Option<(String, String)>,
}

/// Whether a contact database is open.
#[derive(Debug, Default)]
pub enum DatabaseState {
    /// None is.
    #[default]
    None,
    /// One is being opened.
    Opening(PathBuf),
    /// One is.
    Open(Arc<ContactDatabase>),
    /// One cannot be read.
    Failed(PathBuf, Message),
}

/// How a contact is looked up that nobody names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Seeking {
    /// The rule that it has to match, as it is typed.
    pub rule: String,
    /// Whether the row of the rule is shown.
    pub is_open: bool,
    /// How many were looked at, while a worker is at it.
    pub looked_at: Option<usize>,
    /// What came of it, where it is not somebody.
    pub remark: Option<Message>,
    /// Grows with each search: what belongs to an earlier one is dropped.
    number: u64,
    /// The place of the one that was found last.
    last: Option<usize>,
}

/// The contact database of a catalog, and who is looked up.
#[derive(Debug, Default)]
pub struct Audience {
    state: DatabaseState,
    recent: Vec<Stored>,
    seeking: Seeking,
    #[cfg(feature = "audience")]
    importing: Option<Box<Importing>>,
}

impl Audience {
    /// Whether a database is open.
    pub fn state(&self) -> &DatabaseState {
        &self.state
    }

    /// The database, where one is open.
    pub fn database(&self) -> Option<&Arc<ContactDatabase>> {
        match &self.state {
            DatabaseState::Open(database) => Some(database),
            _ => None,
        }
    }

    /// The file of the database, even where it cannot be read.
    pub fn path(&self) -> Option<&Path> {
        match &self.state {
            DatabaseState::None => None,
            DatabaseState::Open(database) => Some(&database.path),
            DatabaseState::Opening(path) | DatabaseState::Failed(path, _) => Some(path),
        }
    }

    /// The contacts of the database that were chosen lately, the last one first.
    pub fn recent(&self) -> &[Stored] {
        &self.recent
    }

    /// How a contact is looked up that nobody names.
    pub fn seeking(&self) -> &Seeking {
        &self.seeking
    }

    fn remember(&mut self, stored: &Stored) {
        self.recent.retain(|known| known != stored);
        self.recent.insert(0, stored.clone());
        self.recent.truncate(MOST_RECENT);
    }
}

/// Something to do about the contact database, or about who is looked up.
#[derive(Debug, Clone, PartialEq)]
pub enum AudienceAction {
    /// Open this file in the place of the one that is open.
    Open(PathBuf),
    /// Open the one that cannot be read again.
    Retry,
    /// Close it.
    Close,
    /// This contact of it comes.
    Choose(Stored),
    /// Nobody in particular comes.
    Nobody,
    /// Somebody comes, whoever it is.
    Random,
    /// Show or hide the row of the rule.
    ToggleRule,
    /// The rule is this.
    Rule(String),
    /// The next contact that matches the rule comes.
    Seek,
    /// Give up looking for one.
    StopSeeking,
    /// Do something about the import of contacts.
    #[cfg(feature = "audience")]
    Import(ImportAction),
}
