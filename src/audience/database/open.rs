//! The file of a contact database with its connections. Owns how it is opened: for reading only, a connection a thread; the
//! first visit that is stored opens it for writing too.

use super::layout::{self, KeptDimension, told};
use super::table::{CONTACT_BITS, Table};
use crate::contacts::StoreError;
use crate::model::Catalog;
use crate::text::Message;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long another program's writing is waited for.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// How many statements a connection keeps ready: all that a catalog of some dimensions asks.
pub(super) const STATEMENTS: usize = 128;

/// A contact database, opened for a catalog. A clone is another handle of the same file.
#[derive(Debug, Clone)]
pub struct Database {
    pub(super) file: Arc<File>,
    pub(super) catalog: Arc<Catalog>,
    pub(super) tables: Arc<Vec<Table>>,
}

/// The file with its connections.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    /// Those that are free.
    readers: Mutex<Vec<Connection>>,
    pub(super) writer: Mutex<Option<Connection>>,
}

impl Database {
    /// Opens a database for a catalog, for reading. What the catalog does not declare is left aside; what the database does
    /// not have is missing.
    ///
    /// # Errors
    /// The file cannot be read, or is no contact database.
    pub fn open(path: &Path, catalog: &Arc<Catalog>) -> Result<Self, StoreError> {
        let connection = connect(path)?;
        let dimensions = layout::dimensions(path, &connection)?;
        let file = File {
            path: path.to_path_buf(),
            readers: Mutex::new(vec![connection]),
            writer: Mutex::default(),
        };
        let tables = dimensions.into_iter().filter_map(|kept| Table::of(kept, catalog)).collect();
        Ok(Self { file: Arc::new(file), catalog: Arc::clone(catalog), tables: Arc::new(tables) })
    }

    /// The same database for a catalog that was edited.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub fn for_catalog(&self, catalog: &Arc<Catalog>) -> Result<Self, StoreError> {
        let dimensions = self.asked(|connection| layout::dimensions(&self.file.path, connection))?;
        let tables = dimensions.into_iter().filter_map(|kept| Table::of(kept, catalog)).collect();
        Ok(Self { file: Arc::clone(&self.file), catalog: Arc::clone(catalog), tables: Arc::new(tables) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The dimensions that it has and the catalog declares, as they are kept.
    pub fn dimensions(&self) -> impl Iterator<Item = &KeptDimension> {
        self.tables.iter().map(|table| &table.kept)
    }

    /// Asks with a connection that is free, or a new one.
    pub(super) fn asked<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let readers = || self.file.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let free = readers().pop();
        let connection = match free {
            Some(connection) => connection,
            None => connect(&self.file.path)?,
        };
        let answer = ask(&connection);
        readers().push(connection);
        answer
    }

    pub(super) fn failed(&self, error: &rusqlite::Error) -> StoreError {
        told(&self.file.path, error)
    }

    /// The table of a dimension.
    pub(super) fn table(&self, dimension: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.kept.name == dimension)
    }

    /// The table and the number in it of a contact by its place.
    pub(super) fn at(&self, place: usize) -> Option<(&Table, i64)> {
        let (number, contact) = (place >> CONTACT_BITS, place & ((1 << CONTACT_BITS) - 1));
        let number = i64::try_from(number).ok()?;
        let table = self.tables.iter().find(|table| table.kept.number == number)?;
        Some((table, i64::try_from(contact).ok()?))
    }
}

/// A connection that reads. A file whose folder cannot be written to, and which another program left in a mode that needs
/// that, is read as one that nobody changes.
pub(super) fn connect(path: &Path) -> Result<Connection, StoreError> {
    let failed = |error: rusqlite::Error| told(path, &error);
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    std::fs::File::open(path).map_err(|error| {
        let message = Message::new("audience-unreadable").with("file", path.display().to_string());
        StoreError::new(message.with("detail", error.to_string()))
    })?;
    // By its whole path: one that begins with "file:" is no address.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut connection = Connection::open_with_flags(&whole, flags).map_err(failed)?;
    if connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_err()
        && let Ok(mut url) = url::Url::from_file_path(&whole)
    {
        url.set_query(Some("mode=ro&immutable=1"));
        connection = Connection::open_with_flags(url.as_str(), flags).map_err(failed)?;
    }
    connection.busy_timeout(BUSY).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA mmap_size = 1073741824; PRAGMA query_only = 1").map_err(failed)?;
    Ok(connection)
}
