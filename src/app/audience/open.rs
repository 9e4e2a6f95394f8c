//! How a contact database is opened for a catalog, and what is searched in one.

use super::ContactDatabase;
#[cfg(feature = "audience")]
use super::SearchedContacts;
#[cfg(feature = "audience")]
use crate::audience::Database;
#[cfg(feature = "audience")]
use crate::contacts::ContactStore;
use crate::contacts::StoreError;
use crate::model::Catalog;
use std::path::Path;
use std::sync::Arc;

/// Opens a contact database to be read by the fields of a catalog.
///
/// # Errors
/// It is not there, or no contact database.
#[cfg(feature = "audience")]
pub(super) fn database(path: &Path, catalog: &Arc<Catalog>) -> Result<ContactDatabase, StoreError> {
    let contacts = Database::open(path, catalog)?;
    let dimensions = catalog.dimensions.clone();
    let count = SearchedContacts::count(&contacts)?;
    Ok(ContactDatabase { path: path.to_path_buf(), count, dimensions, contacts: Arc::new(contacts) })
}

/// A program that was built without contact databases opens none.
///
/// # Errors
/// Always.
#[cfg(not(feature = "audience"))]
pub(super) fn database(path: &Path, _: &Arc<Catalog>) -> Result<ContactDatabase, StoreError> {
    let file = path.display().to_string();
    Err(StoreError::new(crate::text::Message::new("who-database-not-built").with("file", file)))
}

#[cfg(feature = "audience")]
impl SearchedContacts for Database {
    fn count(&self) -> Result<usize, StoreError> {
        self.contacts()
    }

    fn search(&self, dimensions: &[String], query: &str, most: usize) -> Result<Vec<usize>, StoreError> {
        self.searched(dimensions, query, most)
    }

    fn behind(&self, dimension: &str, place: Option<usize>, most: usize) -> Result<Vec<usize>, StoreError> {
        self.behind(dimension, place, most)
    }

    fn at_part(&self, dimension: &str, part: f64) -> Result<Option<usize>, StoreError> {
        self.at_part(dimension, part)
    }

    fn cookies(&self, place: usize) -> Result<Vec<String>, StoreError> {
        self.cookies_of(place)
    }

    fn writer(&self) -> Box<dyn ContactStore> {
        Box::new(self.clone())
    }
}
