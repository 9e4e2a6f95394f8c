//! Tables of databases that other programs wrote. Owns which one is read, and how its values are written as text.

use super::error::ImportError;
use super::form::{FileForm, RawRow, Wanted, unreadable};
use crate::audience::database::schema::quoted;
use crate::text::{Message, listed};
use csv::StringRecord;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

fn open(path: &Path) -> Result<Connection, ImportError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|error| unreadable(path, &error))
}

/// The tables and views of a database.
///
/// # Errors
/// It cannot be read.
pub fn tables(path: &Path) -> Result<Vec<String>, ImportError> {
    let connection = open(path)?;
    let read = || {
        let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name";
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
    };
    read().map_err(|error| unreadable(path, &error))
}

/// The table that is asked for, or the only one there is.
pub(super) fn table(path: &Path, asked: Option<&str>) -> Result<String, ImportError> {
    let all = tables(path)?;
    let found = match asked {
        Some(name) => all.iter().find(|table| table.eq_ignore_ascii_case(name)),
        None if all.len() == 1 => all.first(),
        None => None,
    };
    found.cloned().ok_or_else(|| {
        let message = match asked {
            Some(table) => Message::new("audience-import-no-table").with("table", table),
            None => Message::new("audience-import-which-table"),
        };
        let message = message.with("file", path.display().to_string()).with("known", listed(&all));
        ImportError::Failed(message)
    })
}

/// The rows of the table, that with the names of the columns first.
pub(super) fn each_row(form: &FileForm, row: &mut dyn FnMut(RawRow) -> Wanted) -> Result<(), ImportError> {
    let connection = open(&form.path)?;
    let mut read = || -> rusqlite::Result<()> {
        let table = quoted(form.table.as_deref().unwrap_or_default());
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
        let names: StringRecord = statement.column_names().collect();
        let columns = names.len();
        if !row(RawRow { line: 0, cells: names, fault: None }) {
            return Ok(());
        }
        let mut rows = statement.query([])?;
        let mut line = 0;
        while let Some(found) = rows.next()? {
            let mut cells = StringRecord::new();
            for column in 0..columns {
                match found.get_ref(column)? {
                    ValueRef::Null => cells.push_field(""),
                    ValueRef::Integer(number) => cells.push_field(&number.to_string()),
                    ValueRef::Real(number) => cells.push_field(&number.to_string()),
                    ValueRef::Text(text) | ValueRef::Blob(text) => {
                        cells.push_field(&String::from_utf8_lossy(text));
                    }
                }
            }
            line += 1;
            if !row(RawRow { line, cells, fault: None }) {
                break;
            }
        }
        Ok(())
    };
    read().map_err(|error| unreadable(&form.path, &error))
}
