//! All contacts of a dimension, one after another. Owns the statements by which whoever goes through all of them reads them, in
//! the order of their numbers.

use super::kept::{Kept, value};
use super::layout::{KeptDimension, dimensions, told};
use super::open::connect;
use super::read::past;
use super::schema::quoted;
use crate::contacts::{Past, StoreError};
use crate::model::{Dimension, FieldType};
use crate::rule::typed;
use crate::text::Message;
use jiff::tz::TimeZone;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh64::xxh64;

/// The contacts of a dimension in a database, for a catalog that declares it perhaps otherwise.
pub(in crate::audience) struct Scan {
    path: PathBuf,
    zone: TimeZone,
    /// The slots of the catalog's fields that the database has; where another type is kept there than is wanted, both.
    fields: Vec<(usize, Option<(FieldType, FieldType)>)>,
    contacts: String,
    history: String,
    /// The names of the folders that count, where some do.
    folders: Vec<Kept>,
    /// The numbers that the contacts have.
    pub(in crate::audience) numbers: Range<i64>,
}

/// A value as a scan comes by it.
pub(in crate::audience) enum Scanned<'r> {
    Text(&'r str),
    Other(Kept),
}

impl Scan {
    /// Of the contacts of a dimension, in `folders` where given.
    pub(in crate::audience) fn of(
        path: &Path,
        dimension: &Dimension,
        folders: Option<&HashSet<String>>,
        zone: &TimeZone,
    ) -> Result<Self, StoreError> {
        let connection = connect(path)?;
        let kept = dimensions(path, &connection)?.into_iter().find(|kept| kept.name == dimension.name);
        let kept = kept.ok_or_else(|| {
            let message = Message::new("audience-database-no-dimension");
            let message = message.with("file", path.display().to_string());
            StoreError::new(message.with("dimension", &dimension.name))
        })?;
        let (mut fields, mut columns) = (Vec::new(), String::new());
        for (slot, field) in dimension.fields.iter().enumerate() {
            if let Some(own) = kept.fields.iter().find(|own| own.name == field.name) {
                columns.extend([", ", &quoted(&own.column)]);
                let types = (own.field_type.clone(), field.field_type.clone());
                fields.push((slot, Some(types).filter(|(kept, wanted)| kept != wanted)));
            }
        }
        let among = folders.map_or_else(String::new, |folders| {
            let marks = vec!["?"; folders.len()].join(", ");
            format!(" AND folder IN (SELECT number FROM vitrine_folder WHERE name IN ({marks}))")
        });
        let name = |column| format!("(SELECT name FROM vitrine_name WHERE number = {column})");
        let range = "FROM {} WHERE contact >= ? AND contact < ?";
        let (from, made) = (quoted(&kept.contacts), quoted(&kept.propositions));
        Ok(Self {
            zone: zone.clone(),
            contacts: format!(
                "SELECT contact{columns} {}{among} ORDER BY contact",
                range.replace("{}", &from)
            ),
            history: format!(
                "SELECT at, {}, {}, status, weight, rank, stored, contact {} ORDER BY contact, at, number",
                name("offer"),
                name("space"),
                range.replace("{}", &made)
            ),
            folders: folders.into_iter().flatten().map(|folder| Kept::Text(folder.clone())).collect(),
            numbers: numbers(&connection, &kept).map_err(|error| told(path, &error))?,
            path: path.to_path_buf(),
            fields,
        })
    }

    /// The slots of the catalog's fields that are read.
    pub(in crate::audience) fn slots(&self) -> impl Iterator<Item = usize> {
        self.fields.iter().map(|(slot, _)| *slot)
    }

    /// A connection that reads.
    pub(in crate::audience) fn connect(&self) -> Result<Connection, StoreError> {
        connect(&self.path)
    }

    /// Hands over the values of the contacts with these numbers, each with its place among [`Scan::slots`], one contact after
    /// another. What was proposed to each is returned.
    pub(in crate::audience) fn read(
        &self,
        connection: &Connection,
        numbers: &Range<i64>,
        mut add: impl FnMut(usize, Scanned<'_>),
    ) -> Result<Vec<Vec<Past>>, StoreError> {
        let found = self.values(connection, numbers, &mut add);
        let found = found.and_then(|contacts| self.histories(connection, numbers, &contacts));
        found.map_err(|error| told(&self.path, &error))
    }

    /// The numbers of the contacts whose values were handed over.
    fn values(
        &self,
        connection: &Connection,
        numbers: &Range<i64>,
        add: &mut impl FnMut(usize, Scanned<'_>),
    ) -> rusqlite::Result<Vec<i64>> {
        let range = [Kept::Whole(numbers.start), Kept::Whole(numbers.end)];
        let mut contacts = Vec::new();
        let mut statement = connection.prepare_cached(&self.contacts)?;
        let mut rows = statement.query(params_from_iter(range.iter().chain(&self.folders)))?;
        while let Some(row) = rows.next()? {
            contacts.push(row.get(0)?);
            for (place, (_, types)) in self.fields.iter().enumerate() {
                let found = row.get_ref(place + 1)?;
                match (types, found.as_str()) {
                    (None, Ok(text)) => add(place, Scanned::Text(text)),
                    (None, Err(_)) => add(place, Scanned::Other(found.into())),
                    (Some(types), _) => add(place, Scanned::Other(self.as_wanted(found, types))),
                }
            }
        }
        Ok(contacts)
    }

    fn histories(
        &self,
        connection: &Connection,
        numbers: &Range<i64>,
        contacts: &[i64],
    ) -> rusqlite::Result<Vec<Vec<Past>>> {
        let mut found = vec![Vec::new(); contacts.len()];
        let mut statement = connection.prepare_cached(&self.history)?;
        let mut rows = statement.query([numbers.start, numbers.end])?;
        let mut at = 0;
        while let Some(row) = rows.next()? {
            let contact: i64 = row.get(7)?;
            // Both are in the order of the numbers; some made to others may lie between.
            at += contacts[at..].iter().take_while(|place| **place < contact).count();
            if contacts.get(at) == Some(&contact) {
                found[at].push(past(row)?);
            }
        }
        Ok(found)
    }

    fn as_wanted(&self, found: ValueRef<'_>, (kept, wanted): &(FieldType, FieldType)) -> Kept {
        let value = value(found, kept).and_then(|value| typed(&value, wanted, &self.zone).ok());
        value.map_or(Kept::Missing, |value| Kept::of(&value, wanted, &self.zone))
    }
}

fn numbers(connection: &Connection, kept: &KeptDimension) -> rusqlite::Result<Range<i64>> {
    let sql =
        format!("SELECT ifnull(min(contact), 0), ifnull(max(contact), -1) FROM {}", quoted(&kept.contacts));
    connection.query_row(&sql, [], |row| Ok(row.get(0)?..row.get::<_, i64>(1)? + 1))
}

/// How many contacts a database has, of all dimensions, and what changes with whatever changes in it.
pub(in crate::audience) fn glance(path: &Path) -> Result<(u64, u64), StoreError> {
    let connection = connect(path)?;
    let (mut total, mut digest) = (0, 0);
    for kept in dimensions(path, &connection)? {
        let sql = format!("SELECT count(*) FROM {}", quoted(&kept.contacts));
        let count = connection.query_row(&sql, [], |row| row.get::<_, i64>(0));
        total += count.map_err(|error| told(path, &error))?.cast_unsigned();
        digest = xxh64(format!("{}{}", kept.name, kept.digest).as_bytes(), digest);
    }
    Ok((total, digest))
}
