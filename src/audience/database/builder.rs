//! A contact database in the making. Owns that it is written beside its place and takes it only when it is whole, and the
//! order in which tables are filled that makes it fast: sorted, and indexed at the end.

use super::kept::Kept;
use super::layout::{KeptDimension, dimensions, make_tables, told};
use super::open::{STATEMENTS, beside, connect};
use super::schema::{APPLICATION, FORMAT, TABLES, quoted};
use super::search;
use super::write::{number_of, status_number, stored};
use crate::contacts::{Past, StoreError};
use crate::model::{Dimension, Field};
use crate::storage::Draft;
use crate::text::Message;
use rusqlite::{Connection, params, params_from_iter};
use std::collections::HashMap;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh64::Xxh64;

/// A contact that is put into a database.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewContact {
    /// The folder it is kept in.
    pub folder: Option<String>,
    /// A value for each field.
    pub values: Vec<Kept>,
    /// The cookies it was seen with.
    pub cookies: Vec<String>,
}

/// A proposition that is put into a database.
#[derive(Debug, Clone, PartialEq)]
pub struct NewProposition {
    /// The number of its contact.
    pub contact: i64,
    /// What was proposed.
    pub past: Past,
}

/// A database in the making. Dropped before it is finished, it leaves nothing behind.
pub struct Builder {
    connection: Connection,
    draft: Draft,
    target: PathBuf,
    kept: Option<KeptDimension>,
    insert: String,
    digest: Xxh64,
    /// The numbers of folders, offers and spaces.
    names: HashMap<(&'static str, String), i64>,
}

const LOADING: &str = "
CREATE TEMP TABLE loading_cookie (cookie TEXT, contact INTEGER);
CREATE TEMP TABLE loading (number INTEGER PRIMARY KEY, contact INTEGER, at INTEGER, offer INTEGER, space INTEGER,
    status INTEGER, weight REAL, rank INTEGER, stored TEXT);
";

impl Builder {
    /// Begins a database at a place. One that is there already is taken along: other dimensions keep their contacts.
    ///
    /// # Errors
    /// There is a file that is no contact database, or nothing can be written there.
    pub fn new(target: &Path, catalog: &str) -> Result<Self, StoreError> {
        let unwritable = |error: &io::Error| {
            let message = Message::new("audience-unwritable").with("file", target.display().to_string());
            StoreError::new(message.with("detail", error.to_string()))
        };
        let failed = |error: rusqlite::Error| told(target, &error);
        let is_new = std::fs::metadata(target).map_or(true, |found| found.is_file() && found.len() == 0);
        let before = if is_new { None } else { Some(connect(target)?) };
        if let Some(before) = &before {
            dimensions(target, before)?;
        }
        let draft = Draft::beside(target).map_err(|error| unwritable(&error))?;
        if let Some(before) = before {
            before.execute_batch("PRAGMA query_only = 0").map_err(failed)?;
            before.execute("VACUUM INTO ?", [draft.path().to_string_lossy()]).map_err(failed)?;
        }
        let connection = Connection::open(draft.path()).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let fast = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -131072;";
        connection.execute_batch(fast).map_err(failed)?;
        if is_new {
            let own =
                format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}; {TABLES}");
            connection.execute_batch(&own).map_err(failed)?;
        }
        connection.execute_batch(&format!("{LOADING} BEGIN")).map_err(failed)?;
        let meta = "INSERT OR REPLACE INTO vitrine_meta (name, value) VALUES ('catalog', ?)";
        connection.execute(meta, [catalog]).map_err(failed)?;
        Ok(Self {
            connection,
            draft,
            target: target.to_path_buf(),
            kept: None,
            insert: String::new(),
            digest: Xxh64::new(0),
            names: HashMap::new(),
        })
    }

    fn failed(&self, error: &rusqlite::Error) -> StoreError {
        told(&self.target, error)
    }

    /// Begins a dimension with fields of these names and types: its contacts of before are gone.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn begin(&mut self, dimension: &Dimension, fields: &[Field]) -> Result<(), StoreError> {
        let kept = self.tables(dimension, fields).map_err(|error| self.failed(&error))?;
        let columns: Vec<String> =
            kept.fields.iter().map(|field| format!(", {}", quoted(&field.column))).collect();
        self.insert = format!(
            "INSERT INTO {} (contact, folder{}) VALUES (NULL, ?{})",
            quoted(&kept.contacts),
            columns.concat(),
            ", ?".repeat(columns.len())
        );
        self.digest = Xxh64::new(0);
        self.digest.write(format!("{:?}", kept.fields).as_bytes());
        self.kept = Some(kept);
        Ok(())
    }

    fn tables(&self, dimension: &Dimension, fields: &[Field]) -> rusqlite::Result<KeptDimension> {
        let connection = &self.connection;
        for before in dimensions(&self.target, connection).unwrap_or_default() {
            if before.name == dimension.name {
                search::forget(connection, &before)?;
                connection.execute_batch(&format!(
                    "DROP TABLE {}; DROP TABLE {}; DELETE FROM vitrine_dimension WHERE number = {number};
                    DELETE FROM vitrine_field WHERE dimension = {number}; DELETE FROM vitrine_cookie WHERE dimension = {number};",
                    quoted(&before.contacts),
                    quoted(&before.propositions),
                    number = before.number
                ))?;
            }
        }
        make_tables(connection, dimension, fields)
    }

    /// Adds contacts to the dimension that was begun; the first one ever has the number 1.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn add(&mut self, contacts: &[NewContact]) -> Result<(), StoreError> {
        let mut folders = Vec::with_capacity(contacts.len());
        for contact in contacts {
            folders.push(match &contact.folder {
                Some(folder) => Kept::Whole(self.number("vitrine_folder", folder)?),
                None => Kept::Missing,
            });
        }
        for contact in contacts {
            for value in &contact.values {
                match value {
                    Kept::Missing => self.digest.write_u8(0),
                    Kept::Whole(value) => self.digest.write_i64(*value),
                    Kept::Decimal(value) => self.digest.write_u64(value.to_bits()),
                    Kept::Text(text) => {
                        self.digest.write(text.as_bytes());
                        self.digest.write_u8(1);
                    }
                }
            }
            for text in contact.folder.iter().chain(&contact.cookies) {
                self.digest.write(text.as_bytes());
            }
        }
        let write = || {
            let mut insert = self.connection.prepare_cached(&self.insert)?;
            let cookie = "INSERT INTO loading_cookie (cookie, contact) VALUES (?, ?)";
            let mut insert_cookie = self.connection.prepare_cached(cookie)?;
            for (contact, folder) in contacts.iter().zip(&folders) {
                insert.execute(params_from_iter(std::iter::once(folder).chain(&contact.values)))?;
                let number = self.connection.last_insert_rowid();
                for cookie in &contact.cookies {
                    insert_cookie.execute(params![cookie, number])?;
                }
            }
            Ok(())
        };
        write().map_err(|error: rusqlite::Error| self.failed(&error))
    }

    fn number(&mut self, table: &'static str, name: &str) -> Result<i64, StoreError> {
        let key = (table, name.to_owned());
        if let Some(number) = self.names.get(&key) {
            return Ok(*number);
        }
        let number = number_of(&self.connection, table, name).map_err(|error| self.failed(&error))?;
        self.names.insert(key, number);
        Ok(number)
    }

    /// Indexes the contacts that were added: by their key, and by lists of fields that spaces identify by.
    ///
    /// # Errors
    /// They cannot be written, or two have one key.
    pub fn index(&mut self, identified_by: &[Vec<String>]) -> Result<(), StoreError> {
        let Some(kept) = &self.kept else { return Ok(()) };
        let columns = |names: &[String]| {
            let column = |name: &String| kept.fields.iter().find(|field| field.name == *name);
            let columns: Option<Vec<String>> =
                names.iter().map(|name| Some(quoted(&column(name)?.column))).collect();
            columns.filter(|columns| !columns.is_empty()).map(|columns| columns.join(", "))
        };
        let mut made: Vec<String> = Vec::new();
        let lists =
            std::iter::once((&kept.key, "UNIQUE ")).chain(identified_by.iter().map(|list| (list, "")));
        for (list, unique) in lists {
            let Some(columns) = columns(list).filter(|columns| !made.contains(columns)) else { continue };
            let name = quoted(&format!("{}_by_{}", kept.contacts, made.len()));
            let sql = format!("CREATE {unique}INDEX {name} ON {} ({columns})", quoted(&kept.contacts));
            self.connection.execute_batch(&sql).map_err(|error| self.failed(&error))?;
            made.push(columns);
        }
        Ok(())
    }

    /// The number of the contact with these key values, once they are indexed.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn with_key(&self, key: &[Kept]) -> Result<Option<i64>, StoreError> {
        let Some(kept) = &self.kept else { return Ok(None) };
        let columns = kept.key.iter().filter_map(|name| kept.fields.iter().find(|field| field.name == *name));
        let equal: Vec<String> = columns.map(|field| format!("{} = ?", quoted(&field.column))).collect();
        let sql = format!("SELECT contact FROM {} WHERE {}", quoted(&kept.contacts), equal.join(" AND "));
        let read = || {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(key))?;
            rows.next()?.map(|row| row.get(0)).transpose()
        };
        read().map_err(|error: rusqlite::Error| self.failed(&error))
    }

    /// Adds propositions.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn propose(&mut self, made: &[NewProposition]) -> Result<(), StoreError> {
        let mut numbers = Vec::with_capacity(made.len());
        for NewProposition { contact, past } in made {
            self.digest.write(format!("{contact}{past:?}").as_bytes());
            numbers
                .push((self.number("vitrine_name", &past.offer)?, self.number("vitrine_name", &past.space)?));
        }
        let write = || {
            let sql = "INSERT INTO loading (contact, at, offer, space, status, weight, rank, stored)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
            let mut insert = self.connection.prepare_cached(sql)?;
            for (NewProposition { contact, past }, (offer, space)) in made.iter().zip(&numbers) {
                let (at, status) = (past.at.as_microsecond(), status_number(past.status));
                insert.execute(params![
                    contact,
                    at,
                    offer,
                    space,
                    status,
                    past.weight,
                    past.rank,
                    stored(past)
                ])?;
            }
            Ok(())
        };
        write().map_err(|error: rusqlite::Error| self.failed(&error))
    }

    /// Finishes the dimension that was begun.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end(&mut self) -> Result<(), StoreError> {
        let Some(kept) = self.kept.take() else { return Ok(()) };
        let sql = format!(
            "INSERT OR IGNORE INTO vitrine_cookie SELECT cookie, {number}, contact FROM loading_cookie ORDER BY cookie, contact;
            INSERT INTO {} (contact, at, number, offer, space, status, weight, rank, stored)
                SELECT contact, at, number, offer, space, status, weight, rank, stored FROM loading ORDER BY contact, at, number;
            UPDATE vitrine_dimension SET digest = {} WHERE number = {number};
            DELETE FROM loading_cookie; DELETE FROM loading;",
            quoted(&kept.propositions),
            self.digest.digest().cast_signed(),
            number = kept.number
        );
        let ended = self.connection.execute_batch(&sql).and_then(|()| search::index(&self.connection, &kept));
        ended.map_err(|error| self.failed(&error))
    }

    /// Puts the database in its place.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> Result<(), StoreError> {
        let Self { connection, draft, target, .. } = self;
        let failed = |error: rusqlite::Error| told(&target, &error);
        connection.execute_batch("COMMIT; ANALYZE").map_err(failed)?;
        connection.close().map_err(|(_, error)| failed(error))?;
        // What is left beside a database that is gone would be taken for this one's.
        for ending in ["-journal", "-wal", "-shm"] {
            let _ = std::fs::remove_file(beside(draft.place(), ending));
        }
        draft.put().map_err(|error| {
            let message = Message::new("audience-unwritable").with("file", target.display().to_string());
            StoreError::new(message.with("detail", error.to_string()))
        })
    }
}
