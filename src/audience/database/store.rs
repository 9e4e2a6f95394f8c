//! A database as the engine asks it.

use super::kept::Kept;
use super::open::Database;
use super::schema::quoted;
use crate::contacts::{ContactStore, Past, Person, StoreError};
use crate::model::Status;
use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

const NUMBER_AND_FOLDER: &str =
    "SELECT contact, (SELECT name FROM vitrine_folder WHERE number = folder) FROM";

impl ContactStore for Database {
    fn places(&self) -> Result<usize, StoreError> {
        let highest = |table: &super::table::Table| {
            let sql = format!("SELECT max(contact) FROM {}", quoted(&table.kept.contacts));
            self.asked(|connection| {
                let highest = connection.query_row(&sql, [], |row| row.get::<_, Option<i64>>(0));
                highest.map_err(|error| self.failed(&error))
            })
        };
        let mut most = 0;
        for table in self.tables.iter() {
            most = most.max(highest(table)?.unwrap_or_default());
        }
        Ok(usize::try_from(most).unwrap_or_default() + 1)
    }

    fn first(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        most: usize,
    ) -> Result<Vec<usize>, StoreError> {
        let Some(table) = self.table(dimension) else { return Ok(Vec::new()) };
        let from = format!("{NUMBER_AND_FOLDER} {} ORDER BY contact", quoted(&table.kept.contacts));
        self.numbers(table, (&from, &[]), folders, most)
    }

    fn find(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        values: &[(usize, String)],
    ) -> Result<Vec<usize>, StoreError> {
        let Some(table) = self.table(dimension).filter(|_| !values.is_empty()) else { return Ok(Vec::new()) };
        let zone = self.catalog.zone();
        let mut from = format!("{NUMBER_AND_FOLDER} {} WHERE ", quoted(&table.kept.contacts));
        let mut kept = Vec::with_capacity(values.len());
        for (place, (slot, text)) in values.iter().enumerate() {
            let Some(field) = table.field(*slot) else { return Ok(Vec::new()) };
            let Some(value) = Kept::of_identity(text, &field.field_type, &zone) else {
                return Ok(Vec::new());
            };
            let and = if place == 0 { "" } else { " AND " };
            // A text can always grow.
            let _ = write!(from, "{and}{} = ?", quoted(&field.column));
            kept.push(value);
        }
        self.numbers(table, (&from, &kept), folders, usize::MAX)
    }

    fn with_cookie(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        cookie: &str,
    ) -> Result<Vec<usize>, StoreError> {
        let Some(table) = self.table(dimension) else { return Ok(Vec::new()) };
        let from = format!(
            "{NUMBER_AND_FOLDER} vitrine_cookie JOIN {} USING (contact) WHERE vitrine_cookie.cookie = ? AND vitrine_cookie.dimension = ?",
            quoted(&table.kept.contacts)
        );
        let asked = [Kept::Text(cookie.to_owned()), Kept::Whole(table.kept.number)];
        self.numbers(table, (&from, &asked), folders, usize::MAX)
    }

    fn is_among(
        &self,
        place: usize,
        dimension: &str,
        folders: Option<&HashSet<String>>,
    ) -> Result<bool, StoreError> {
        let Some((table, contact)) = self.at(place).filter(|(table, _)| table.kept.name == dimension) else {
            return Ok(false);
        };
        let from = format!("{NUMBER_AND_FOLDER} {} WHERE contact = ?", quoted(&table.kept.contacts));
        Ok(!self.numbers(table, (&from, &[Kept::Whole(contact)]), folders, 1)?.is_empty())
    }

    fn person(&self, place: usize) -> Result<Option<Arc<Person>>, StoreError> {
        self.read_person(place)
    }

    fn create(&mut self, person: Person, cookies: &[String]) -> Result<usize, StoreError> {
        self.write_contact(&person, cookies)
    }

    fn add_cookies(&mut self, place: usize, cookies: &[String]) -> Result<(), StoreError> {
        self.write_cookies(place, cookies)
    }

    fn record(&mut self, place: usize, made: Vec<Past>) -> Result<(), StoreError> {
        self.write_history(place, &made, false)
    }

    fn set_status(&mut self, place: usize, offer: &str, status: Status) -> Result<bool, StoreError> {
        self.write_status(place, offer, status)
    }

    fn set_history(&mut self, place: usize, history: Vec<Past>) -> Result<(), StoreError> {
        self.write_history(place, &history, true)
    }
}
