//! The file of a contact database with its connections. Owns how it is opened: for reading only, a connection a thread; the
//! first visit that is stored opens it for writing too.

use super::layout::{self, KeptDimension, told};
use super::table::{CONTACT_BITS, Table};
use crate::audience::plain;
use crate::contacts::StoreError;
use crate::model::Catalog;
use crate::text::Message;
use rusqlite::{Connection, ErrorCode, OpenFlags};
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

/// A connection that reads.
///
/// A write that another program did not finish, because it was killed, is taken back first. A file whose folder cannot be
/// written to, and which another program left in a mode that needs that, is read as one that nobody changes.
pub(super) fn connect(path: &Path) -> Result<Connection, StoreError> {
    connect_within(path, BUSY)
}

fn connect_within(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    let failed = |error: rusqlite::Error| told(path, &error);
    plain::open(path).map_err(StoreError::new)?;
    // By its whole path: one that begins with "file:" is no address.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let reading = |name: &Path| {
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(name, flags)?;
        // What is being written is waited for.
        connection.busy_timeout(patience)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    let connection = reading(&whole).or_else(|error: rusqlite::Error| {
        let code = error.sqlite_error_code();
        if code == Some(ErrorCode::ReadOnly) && holds_something(&whole, "-journal") {
            take_back(path, &whole)?;
            return reading(&whole).map_err(failed);
        }
        let needs_writing = matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly));
        let is_whole = !["-journal", "-wal"].iter().any(|ending| holds_something(&whole, ending));
        let address = url::Url::from_file_path(&whole).ok().filter(|_| needs_writing && is_whole);
        let Some(mut address) = address else { return Err(failed(error)) };
        address.set_query(Some("mode=ro&immutable=1"));
        reading(Path::new(address.as_str())).map_err(failed)
    })?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA mmap_size = 1073741824; PRAGMA query_only = 1").map_err(failed)?;
    Ok(connection)
}

/// Whether there is something in the file that SQLite keeps beside a database, behind all links, under its name and an ending.
fn holds_something(database: &Path, ending: &str) -> bool {
    let real = database.canonicalize().unwrap_or_else(|_| database.to_path_buf());
    std::fs::metadata(beside(&real, ending)).is_ok_and(|found| found.len() > 0)
}

/// The file beside a database that has its name and an ending.
pub(super) fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Takes back what a program that was killed had begun to write.
fn take_back(path: &Path, whole: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let done = Connection::open_with_flags(whole, flags).and_then(|connection| {
        connection.busy_timeout(BUSY)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    });
    done.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => StoreError::new(
            Message::new("audience-database-unfinished").with("file", path.display().to_string()),
        ),
        _ => told(path, &error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::database::schema::{APPLICATION, TABLES};

    /// A database in the middle of a write that is larger than what is kept in memory.
    fn being_written(path: &Path) -> Connection {
        let connection = Connection::open(path).expect("a new file");
        let sql = format!(
            "PRAGMA application_id = {APPLICATION}; {TABLES} PRAGMA cache_size = 1; BEGIN EXCLUSIVE;
            INSERT INTO vitrine_name (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000)
            SELECT 'offer ' || i FROM n"
        );
        connection.execute_batch(&sql).expect("it is written");
        connection
    }

    fn names(connection: &Connection) -> i64 {
        connection.query_row("SELECT count(*) FROM vitrine_name", [], |row| row.get(0)).expect("a count")
    }

    #[test]
    fn what_is_being_written_is_waited_for_and_no_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.sqlite");
        let writer = being_written(&path);
        let refused = connect_within(&path, Duration::from_millis(50)).expect_err("it is locked");
        assert_eq!(refused.message.id, "audience-database-busy");
        writer.execute_batch("COMMIT").expect("it is written");
        assert_eq!(names(&connect(&path).expect("it is free")), 9_000);
    }

    #[test]
    fn what_a_killed_program_began_to_write_is_taken_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, left) = (folder.path().join("a.sqlite"), folder.path().join("left.sqlite"));
        let _writer = being_written(&path);
        std::fs::copy(&path, &left).expect("as a kill leaves it");
        std::fs::copy(beside(&path, "-journal"), beside(&left, "-journal")).expect("as a kill leaves it");
        assert!(holds_something(&left, "-journal"));
        assert_eq!(names(&connect(&left).expect("it is mended")), 0);
        assert!(!holds_something(&left, "-journal"));
    }
}
