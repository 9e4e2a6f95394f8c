//! What visits leave in a database. Owns the statements that write, each in a transaction of its own, and the digest that
//! changes with them.

use super::kept::Kept;
use super::layout::make_tables;
use super::open::{BUSY, Database};
use super::schema::quoted;
use super::search;
use super::table::Table;

use crate::contacts::{Past, Person, StoreError};
use crate::model::Status;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params, params_from_iter};
use std::sync::PoisonError;
use xxhash_rust::xxh64::xxh64;

impl Database {
    /// Writes with the connection that writes, all of it or nothing.
    fn written<T>(
        &self,
        write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let mut writer = self.file.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let done = (|| {
            if writer.is_none() {
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let connection = Connection::open_with_flags(&self.file.path, flags)?;
                connection.busy_timeout(BUSY)?;
                *writer = Some(connection);
            }
            let Some(connection) = writer.as_mut() else { return Err(rusqlite::Error::InvalidQuery) };
            let transaction =
                connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let written = write(&transaction)?;
            transaction.commit()?;
            Ok(written)
        })();
        done.map_err(|error| self.failed(&error))
    }

    /// Begins a dimension that the catalog has and the database has not: of visitors, when only customers were imported.
    fn add_dimension(&mut self, name: &str) -> Result<(), StoreError> {
        let Some(dimension) = self.catalog.dimension(name).cloned() else { return Ok(()) };
        self.written(|transaction| {
            let kept = make_tables(transaction, &dimension, &dimension.fields)?;
            let column = |name: &String| kept.fields.iter().find(|field| field.name == *name);
            let key: Vec<String> = kept.key.iter().filter_map(column).map(|it| quoted(&it.column)).collect();
            if !key.is_empty() {
                let (index, contacts) = (quoted(&format!("{}_by_0", kept.contacts)), quoted(&kept.contacts));
                let sql = format!("CREATE UNIQUE INDEX {index} ON {contacts} ({})", key.join(", "));
                transaction.execute_batch(&sql)?;
            }
            search::index(transaction, &kept)
        })?;
        *self = self.for_catalog(&self.catalog)?;
        Ok(())
    }

    pub(super) fn write_contact(&mut self, person: &Person, cookies: &[String]) -> Result<usize, StoreError> {
        if self.table(&person.dimension).is_none() {
            self.add_dimension(&person.dimension)?;
        }
        let Some(table) = self.table(&person.dimension) else {
            let message = crate::text::Message::new("audience-database-no-dimension")
                .with("file", self.file.path.display().to_string())
                .with("dimension", &person.dimension);
            return Err(StoreError::new(message));
        };
        let zone = self.catalog.zone();
        let fields = person.profile.iter().filter_map(|(slot, value)| Some((table.field(slot)?, value)));
        let (columns, values): (Vec<String>, Vec<Kept>) = fields
            .map(|(field, value)| {
                (format!(", {}", quoted(&field.column)), Kept::of(value, &field.field_type, &zone))
            })
            .unzip();
        self.written(|transaction| {
            let folder = match &person.folder {
                Some(folder) => Kept::Whole(number_of(transaction, "vitrine_folder", folder)?),
                None => Kept::Missing,
            };
            let sql = format!(
                "INSERT INTO {} (folder{}) VALUES (?{})",
                quoted(&table.kept.contacts),
                columns.concat(),
                ", ?".repeat(columns.len())
            );
            transaction.execute(&sql, params_from_iter(std::iter::once(&folder).chain(&values)))?;
            let contact = transaction.last_insert_rowid();
            know_by(transaction, table, contact, cookies)?;
            search::add(transaction, &table.kept, contact)?;
            changed(transaction, table, &(contact, &person.key, cookies))?;
            Ok(table.place(contact))
        })
    }

    pub(super) fn write_cookies(&self, place: usize, cookies: &[String]) -> Result<(), StoreError> {
        let Some((table, contact)) = self.at(place) else { return Ok(()) };
        self.written(|transaction| {
            know_by(transaction, table, contact, cookies)?;
            changed(transaction, table, &(contact, cookies))
        })
    }

    /// Adds propositions to a history, or puts them in its place.
    pub(super) fn write_history(&self, place: usize, made: &[Past], instead: bool) -> Result<(), StoreError> {
        let Some((table, contact)) = self.at(place) else { return Ok(()) };
        let propositions = quoted(&table.kept.propositions);
        self.written(|transaction| {
            if instead {
                transaction.execute(&format!("DELETE FROM {propositions} WHERE contact = ?"), [contact])?;
            }
            let sql = format!(
                "INSERT INTO {propositions} (contact, at, number, offer, space, status, weight, rank, stored)
                VALUES (?1, ?2, (SELECT ifnull(max(number), -1) + 1 FROM {propositions} WHERE contact = ?1 AND at = ?2),
                ?3, ?4, ?5, ?6, ?7, ?8)"
            );
            let mut statement = transaction.prepare_cached(&sql)?;
            for past in made {
                let offer = number_of(transaction, "vitrine_name", &past.offer)?;
                let space = number_of(transaction, "vitrine_name", &past.space)?;
                statement.execute(params![
                    contact,
                    past.at.as_microsecond(),
                    offer,
                    space,
                    status_number(past.status),
                    past.weight,
                    past.rank,
                    stored(past),
                ])?;
            }
            drop(statement);
            changed(transaction, table, &(contact, made))
        })
    }

    pub(super) fn write_status(&self, place: usize, offer: &str, status: Status) -> Result<bool, StoreError> {
        let Some((table, contact)) = self.at(place) else { return Ok(false) };
        let propositions = quoted(&table.kept.propositions);
        self.written(|transaction| {
            let sql = format!(
                "SELECT at, number FROM {propositions} WHERE contact = ? AND
                offer = (SELECT number FROM vitrine_name WHERE name = ?) ORDER BY at DESC, number DESC LIMIT 1"
            );
            let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
            let latest = transaction.query_row(&sql, params![contact, offer], read).optional()?;
            let Some((at, number)) = latest else { return Ok(false) };
            let sql = format!("UPDATE {propositions} SET status = ? WHERE contact = ? AND at = ? AND number = ?");
            transaction.execute(&sql, params![status_number(status), contact, at, number])?;
            changed(transaction, table, &(contact, at, number, status))?;
            Ok(true)
        })
    }
}

/// What stands for a status.
pub(super) fn status_number(status: Status) -> i64 {
    let place = Status::ALL.iter().position(|one| *one == status);
    i64::try_from(place.unwrap_or_default()).unwrap_or_default()
}

/// The stored fields of a proposition; none where it has none.
pub(super) fn stored(past: &Past) -> Option<String> {
    if past.stored.is_empty() { None } else { serde_json::to_string(&past.stored).ok() }
}

/// The number of a name in a table of names, new where it is not there yet.
pub(super) fn number_of(connection: &Connection, table: &str, name: &str) -> rusqlite::Result<i64> {
    let known = format!("SELECT number FROM {table} WHERE name = ?");
    let known = connection.prepare_cached(&known)?.query_row([name], |row| row.get(0)).optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    connection.execute(&format!("INSERT INTO {table} (name) VALUES (?)"), [name])?;
    Ok(connection.last_insert_rowid())
}

fn know_by(connection: &Connection, table: &Table, contact: i64, cookies: &[String]) -> rusqlite::Result<()> {
    let sql = "INSERT OR IGNORE INTO vitrine_cookie (cookie, dimension, contact) VALUES (?, ?, ?)";
    let mut statement = connection.prepare_cached(sql)?;
    for cookie in cookies {
        statement.execute(params![cookie, table.kept.number, contact])?;
    }
    Ok(())
}

/// Makes the digest of a dimension another one, by what has changed.
fn changed(connection: &Connection, table: &Table, what: &impl std::fmt::Debug) -> rusqlite::Result<()> {
    let read = "SELECT digest FROM vitrine_dimension WHERE number = ?";
    let before: i64 = connection.query_row(read, [table.kept.number], |row| row.get(0))?;
    let digest = xxh64(format!("{what:?}").as_bytes(), before.cast_unsigned()).cast_signed();
    let write = "UPDATE vitrine_dimension SET digest = ? WHERE number = ?";
    connection.execute(write, params![digest, table.kept.number]).map(drop)
}
