//! Contacts of a database as the engine sees them. Owns the statements that ask for one.

use super::kept::Kept;
use super::layout::told;
use super::open::Database;
use super::table::Table;
use crate::contacts::{Past, Person, StoreError};
use crate::model::{Contact, Status};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::collections::HashSet;
use std::sync::Arc;

impl Database {
    pub(super) fn read_person(&self, place: usize) -> Result<Option<Arc<Person>>, StoreError> {
        let Some((table, contact)) = self.at(place) else { return Ok(None) };
        let Some(dimension) = self.catalog.dimension(&table.kept.name) else { return Ok(None) };
        self.asked(|connection| {
            let zone = self.catalog.zone();
            let found = connection.prepare_cached(&table.person).and_then(|mut statement| {
                let read = |row: &Row<'_>| {
                    Ok((row.get::<_, Option<String>>(0)?, table.values(row, dimension, &zone)?))
                };
                statement.query_row([contact], read).optional()
            });
            let found = found.map_err(|error| self.failed(&error))?;
            let Some((folder, values)) = found else { return Ok(None) };
            let contact_of =
                Contact { dimension: dimension.name.clone(), folder, values, ..Contact::default() };
            let mut person = Person::of(&self.catalog, &contact_of, &zone);
            person.history = self.history(connection, table, contact)?;
            Ok(Some(Arc::new(person)))
        })
    }

    /// What was proposed to a contact, in the order of the moments.
    fn history(&self, connection: &Connection, table: &Table, contact: i64) -> Result<Vec<Past>, StoreError> {
        let read = || {
            let mut statement = connection.prepare_cached(&table.history)?;
            statement.query_map([contact], past)?.collect::<rusqlite::Result<Vec<Past>>>()
        };
        read().map_err(|error| self.failed(&error))
    }

    /// The history of a contact alone.
    ///
    /// # Errors
    /// The contacts cannot be read.
    pub fn history_of(&self, place: usize) -> Result<Vec<Past>, StoreError> {
        let Some((table, contact)) = self.at(place) else { return Ok(Vec::new()) };
        self.asked(|connection| self.history(connection, table, contact))
    }

    /// Numbers of contacts, with the names of their folders, in the folders that count.
    pub(super) fn numbers(
        &self,
        table: &Table,
        (from, values): (&str, &[Kept]),
        folders: Option<&HashSet<String>>,
        most: usize,
    ) -> Result<Vec<usize>, StoreError> {
        self.asked(|connection| {
            let read = || {
                let mut statement = connection.prepare_cached(from)?;
                let mut rows = statement.query(params_from_iter(values))?;
                let mut found = Vec::new();
                while found.len() < most
                    && let Some(row) = rows.next()?
                {
                    let counts = match folders {
                        None => true,
                        Some(folders) => {
                            row.get::<_, Option<String>>(1)?.is_some_and(|it| folders.contains(&it))
                        }
                    };
                    if counts {
                        found.push(table.place(row.get(0)?));
                    }
                }
                Ok(found)
            };
            read().map_err(|error: rusqlite::Error| told(&self.file.path, &error))
        })
    }
}

/// A proposition, of the columns that [`Table::history`] asks for.
pub(super) fn past(row: &Row<'_>) -> rusqlite::Result<Past> {
    let status = usize::try_from(row.get::<_, i64>(3)?).ok();
    let stored: Option<String> = row.get(6)?;
    Ok(Past {
        at: Timestamp::from_microsecond(row.get(0)?).unwrap_or(Timestamp::MIN),
        offer: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
        space: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
        status: status.and_then(|it| Status::ALL.get(it).copied()).unwrap_or(Status::Generated),
        weight: row.get(4)?,
        rank: row.get(5)?,
        stored: stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
    })
}
