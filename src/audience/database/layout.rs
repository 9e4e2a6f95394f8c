//! What a contact database says of itself: its dimensions with their fields. Owns the reading and writing of it, and what
//! is told of a file that is none.

use super::schema::{APPLICATION, FORMAT, free_name, quoted, sql_type};
use crate::contacts::StoreError;
use crate::model::{Dimension, Field, FieldType};
use crate::text::Message;
use rusqlite::{Connection, ErrorCode, params};
use std::path::Path;

/// A dimension as the database keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptDimension {
    /// What its contacts are numbered with in places.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// The fields of its key.
    pub key: Vec<String>,
    /// Its fields in order.
    pub fields: Vec<KeptField>,
    /// The table of its contacts.
    pub contacts: String,
    /// The table of what was proposed to them.
    pub propositions: String,
    /// What changes with whatever changes in the two.
    pub digest: i64,
}

/// A field as the database keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptField {
    /// Its name in rules.
    pub name: String,
    /// What a person reads.
    pub label: String,
    /// What its values are.
    pub field_type: FieldType,
    /// The column of its values.
    pub column: String,
}

/// What went wrong with a database, as a person is told.
pub(in crate::audience) fn told(path: &Path, error: &rusqlite::Error) -> StoreError {
    let id = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => return none(path),
        Some(ErrorCode::DatabaseCorrupt) => "audience-database-damaged",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "audience-database-busy",
        Some(ErrorCode::ReadOnly) => "audience-database-read-only",
        Some(ErrorCode::DiskFull) => "audience-database-full",
        _ => {
            let message = Message::new("audience-database-failed");
            let named = message.with("file", path.display().to_string());
            return StoreError::new(named.with("detail", error.to_string()));
        }
    };
    StoreError::new(Message::new(id).with("file", path.display().to_string()))
}

fn none(path: &Path) -> StoreError {
    StoreError::new(Message::new("audience-database-none").with("file", path.display().to_string()))
}

/// The dimensions of a contact database.
///
/// # Errors
/// It is none, or of a newer version, or cannot be read.
pub(super) fn dimensions(path: &Path, connection: &Connection) -> Result<Vec<KeptDimension>, StoreError> {
    let failed = |error: rusqlite::Error| told(path, &error);
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("application_id").map_err(failed)? != APPLICATION {
        return Err(none(path));
    }
    let format = pragma("user_version").map_err(failed)?;
    if format > FORMAT {
        let message = Message::new("audience-database-newer").with("file", path.display().to_string());
        return Err(StoreError::new(message.with("version", format.to_string())));
    }
    read(connection).map_err(failed)
}

fn read(connection: &Connection) -> rusqlite::Result<Vec<KeptDimension>> {
    let sql =
        "SELECT number, name, key, contacts, propositions, digest FROM vitrine_dimension ORDER BY number";
    let mut statement = connection.prepare(sql)?;
    let dimensions = statement.query_map([], |row| {
        Ok(KeptDimension {
            number: row.get(0)?,
            name: row.get(1)?,
            key: of_json(2, &row.get::<_, String>(2)?)?,
            fields: Vec::new(),
            contacts: row.get(3)?,
            propositions: row.get(4)?,
            digest: row.get(5)?,
        })
    })?;
    let mut dimensions: Vec<KeptDimension> = dimensions.collect::<rusqlite::Result<_>>()?;
    let sql =
        "SELECT name, label, type, contact_column FROM vitrine_field WHERE dimension = ? ORDER BY position";
    let mut statement = connection.prepare(sql)?;
    for dimension in &mut dimensions {
        let fields = statement.query_map([dimension.number], |row| {
            Ok(KeptField {
                name: row.get(0)?,
                label: row.get(1)?,
                field_type: of_json(2, &row.get::<_, String>(2)?)?,
                column: row.get(3)?,
            })
        })?;
        dimension.fields = fields.collect::<rusqlite::Result<_>>()?;
    }
    Ok(dimensions)
}

fn of_json<T: serde::de::DeserializeOwned>(column: usize, json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// Makes the tables of a dimension that has none yet, with fields of these names and types.
pub(super) fn make_tables(
    connection: &Connection,
    dimension: &Dimension,
    fields: &[Field],
) -> rusqlite::Result<KeptDimension> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let taken: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let contacts = free_name(&format!("contact_{}", dimension.name), &taken);
    let propositions = free_name(&format!("proposition_{}", dimension.name), &taken);
    let key = serde_json::to_string(&dimension.key).unwrap_or_default();
    let insert =
        "INSERT INTO vitrine_dimension (name, key, contacts, propositions, digest) VALUES (?, ?, ?, ?, 0)";
    connection.execute(insert, params![dimension.name, key, contacts, propositions])?;
    let number = connection.last_insert_rowid();
    let (mut kept, mut columns) = (Vec::new(), Vec::new());
    for (position, field) in fields.iter().enumerate() {
        let column = free_name(&field.name, &columns);
        let at = i64::try_from(position).unwrap_or_default();
        let field_type = serde_json::to_string(&field.field_type).unwrap_or_default();
        let insert = "INSERT INTO vitrine_field VALUES (?, ?, ?, ?, ?, ?)";
        connection.execute(insert, params![number, at, field.name, field.label, field_type, column])?;
        columns.push(column.clone());
        let Field { name, label, field_type } = field.clone();
        kept.push(KeptField { name, label, field_type, column });
    }
    let typed =
        kept.iter().map(|field| format!(", {} {}", quoted(&field.column), sql_type(&field.field_type)));
    connection.execute_batch(&format!(
            "CREATE TABLE {} (contact INTEGER PRIMARY KEY, folder INTEGER{}) STRICT;
            CREATE TABLE {} (contact INTEGER, at INTEGER, number INTEGER, offer INTEGER, space INTEGER, status INTEGER NOT NULL,
                weight REAL, rank INTEGER, stored TEXT, PRIMARY KEY (contact, at, number)) STRICT, WITHOUT ROWID;",
            quoted(&contacts),
            typed.collect::<String>(),
            quoted(&propositions)
        ))?;
    let (name, key) = (dimension.name.clone(), dimension.key.clone());
    Ok(KeptDimension { number, name, key, fields: kept, contacts, propositions, digest: 0 })
}
