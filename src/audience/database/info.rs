//! What a contact database holds, to be told. Owns the counts.

use super::layout::{KeptDimension, dimensions, told};
use super::open::connect;
use super::schema::quoted;
use crate::contacts::StoreError;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;

/// A contact database at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct DatabaseInfo {
    /// The name of the catalog that it was made for.
    pub catalog: String,
    /// How many bytes the file has.
    pub bytes: u64,
    /// Its dimensions.
    pub dimensions: Vec<DimensionInfo>,
}

/// A dimension of a database at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionInfo {
    /// The dimension with its fields.
    pub kept: KeptDimension,
    /// How many contacts it has.
    pub contacts: u64,
    /// How many of them are in each folder.
    pub folders: Vec<(String, u64)>,
    /// How many cookies they were seen with.
    pub cookies: u64,
    /// How many propositions were made to them.
    pub propositions: u64,
    /// The moments of the first and the last.
    pub span: Option<(Timestamp, Timestamp)>,
}

impl DatabaseInfo {
    /// Reads it off a file.
    ///
    /// # Errors
    /// The file cannot be read, or is no contact database.
    pub fn of(path: &Path) -> Result<Self, StoreError> {
        let connection = connect(path)?;
        let kept = dimensions(path, &connection)?;
        let read = || {
            let sql = "SELECT value FROM vitrine_meta WHERE name = 'catalog'";
            let catalog = connection.query_row(sql, [], |row| row.get(0)).optional()?.unwrap_or_default();
            let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
            let dimensions = kept.into_iter().map(|kept| of_dimension(&connection, kept));
            Ok(Self { catalog, bytes, dimensions: dimensions.collect::<rusqlite::Result<_>>()? })
        };
        read().map_err(|error: rusqlite::Error| told(path, &error))
    }
}

fn of_dimension(connection: &Connection, kept: KeptDimension) -> rusqlite::Result<DimensionInfo> {
    let (contacts, propositions) = (quoted(&kept.contacts), quoted(&kept.propositions));
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::cast_unsigned);
    let sql = format!(
        "SELECT f.name, count(*) FROM {contacts} JOIN vitrine_folder f ON f.number = folder GROUP BY f.name ORDER BY f.name"
    );
    let mut statement = connection.prepare(&sql)?;
    let folders = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
    let sql = format!("SELECT count(*), min(at), max(at) FROM {propositions}");
    let read = |row: &rusqlite::Row<'_>| {
        let moment = |column| {
            let at = row.get::<_, Option<i64>>(column)?;
            Ok::<_, rusqlite::Error>(at.and_then(|at| Timestamp::from_microsecond(at).ok()))
        };
        Ok((row.get::<_, i64>(0)?.cast_unsigned(), moment(1)?.zip(moment(2)?)))
    };
    let (made, span) = connection.query_row(&sql, [], read)?;
    let cookies = format!("SELECT count(*) FROM vitrine_cookie WHERE dimension = {}", kept.number);
    Ok(DimensionInfo {
        contacts: count(&format!("SELECT count(*) FROM {contacts}"))?,
        folders: folders.collect::<rusqlite::Result<_>>()?,
        cookies: count(&cookies)?,
        propositions: made,
        span,
        kept,
    })
}
