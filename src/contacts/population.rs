//! The contacts of a catalog in memory, with the propositions made since it was opened.

use super::person::{Past, Person, Slots, person, slots};
use super::store::{ContactStore, StoreError};
use crate::model::{Catalog, Contact};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A field of a dimension, and a value of it as text: what an identity is looked up by.
type Key = (String, usize, String);

/// The contacts of a catalog. A value: a clone shares what it does not change.
#[derive(Debug, Clone, Default)]
pub struct Population {
    people: Vec<Arc<Person>>,
    by_cookie: Arc<HashMap<String, Vec<usize>>>,
    by_value: Arc<HashMap<Key, Vec<usize>>>,
}

impl Population {
    /// The contacts of a catalog, in its order. Those of an unknown dimension have no typed values.
    pub fn of(catalog: &Catalog) -> Self {
        Self::default().with(catalog, &catalog.contacts)
    }

    /// These and more contacts behind them, read as the catalog says.
    #[must_use]
    pub fn with<'c>(mut self, catalog: &Catalog, more: impl IntoIterator<Item = &'c Arc<Contact>>) -> Self {
        let zone = catalog.zone();
        let mut fields: HashMap<&str, Slots<'_>> = HashMap::new();
        for dimension in &catalog.dimensions {
            fields.entry(&dimension.name).or_insert_with(|| slots(dimension));
        }
        let none = Slots::new();
        for contact in more {
            let fields = fields.get(contact.dimension.as_str()).unwrap_or(&none);
            self.push(person(catalog, contact, fields, &zone), &contact.cookies);
        }
        self
    }

    /// Whether both are the same contacts, and not only equal ones.
    pub fn shares_all(&self, other: &Self) -> bool {
        let mut people = self.people.iter().zip(&other.people);
        self.len() == other.len()
            && Arc::ptr_eq(&self.by_value, &other.by_value)
            && people.all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// How many contacts there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// A contact by its place.
    pub fn person(&self, index: usize) -> Option<&Arc<Person>> {
        self.people.get(index)
    }

    /// The contacts of a dimension, in `folders` where given, whose values are these, each a field's slot
    /// and the value as text.
    pub fn find(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        values: &[(usize, String)],
    ) -> Vec<usize> {
        let Some(((slot, first), rest)) = values.split_first() else { return Vec::new() };
        let key = (dimension.to_owned(), *slot, first.clone());
        let candidates = self.by_value.get(&key).map_or(&[][..], Vec::as_slice);
        let matches = |index: &usize| {
            let person = &self.people[*index];
            person.is_among(dimension, folders)
                && rest
                    .iter()
                    .all(|(slot, text)| person.value_text(*slot).is_some_and(|value| value == *text))
        };
        candidates.iter().copied().filter(matches).collect()
    }

    /// The contacts of a dimension, in `folders` where given, that were seen with a cookie.
    pub fn with_cookie(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        cookie: &str,
    ) -> Vec<usize> {
        let candidates = self.by_cookie.get(cookie).map_or(&[][..], Vec::as_slice);
        let matches = |index: &usize| self.people[*index].is_among(dimension, folders);
        candidates.iter().copied().filter(matches).collect()
    }

    /// The first contacts of a dimension, in `folders` where given, so many at most.
    pub fn first(&self, dimension: &str, folders: Option<&HashSet<String>>, most: usize) -> Vec<usize> {
        (0..self.len()).filter(|index| self.is_among(*index, dimension, folders)).take(most).collect()
    }

    /// Whether a contact is of a dimension, and in `folders` where given.
    pub fn is_among(&self, index: usize, dimension: &str, folders: Option<&HashSet<String>>) -> bool {
        self.person(index).is_some_and(|person| person.is_among(dimension, folders))
    }

    /// Adds a contact and says its place.
    pub fn push(&mut self, person: Person, cookies: &[String]) -> usize {
        let index = self.people.len();
        self.know_by(index, cookies);
        let by_value = Arc::make_mut(&mut self.by_value);
        let unkept = person.unkept.iter().map(|(slot, _)| *slot);
        for slot in person.profile.iter().map(|(slot, _)| slot).chain(unkept) {
            if let Some(text) = person.value_text(slot) {
                by_value.entry((person.dimension.clone(), slot, text)).or_default().push(index);
            }
        }
        self.people.push(Arc::new(person));
        index
    }

    fn know_by(&mut self, index: usize, cookies: &[String]) {
        let is_new = index == self.people.len();
        let by_cookie = Arc::make_mut(&mut self.by_cookie);
        for cookie in cookies {
            let known = by_cookie.entry(cookie.clone()).or_default();
            // Who is new can only be the last one: thousands may share a cookie.
            let is_known = if is_new { known.last() == Some(&index) } else { known.contains(&index) };
            if !is_known {
                known.push(index);
            }
        }
    }

    /// Changes what is known of a contact. What it is found by stays.
    pub fn edit(&mut self, index: usize, edit: impl FnOnce(&mut Person)) {
        if let Some(person) = self.people.get_mut(index) {
            edit(Arc::make_mut(person));
        }
    }

    /// Adds propositions to a contact's history.
    pub fn record(&mut self, index: usize, made: impl IntoIterator<Item = Past>) {
        self.edit(index, |person| person.history.extend(made));
    }
}

impl ContactStore for Population {
    fn places(&self) -> Result<usize, StoreError> {
        Ok(self.len())
    }

    fn first(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        most: usize,
    ) -> Result<Vec<usize>, StoreError> {
        Ok(self.first(dimension, folders, most))
    }

    fn find(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        values: &[(usize, String)],
    ) -> Result<Vec<usize>, StoreError> {
        Ok(self.find(dimension, folders, values))
    }

    fn with_cookie(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        cookie: &str,
    ) -> Result<Vec<usize>, StoreError> {
        Ok(self.with_cookie(dimension, folders, cookie))
    }

    fn is_among(
        &self,
        place: usize,
        dimension: &str,
        folders: Option<&HashSet<String>>,
    ) -> Result<bool, StoreError> {
        Ok(self.is_among(place, dimension, folders))
    }

    fn person(&self, place: usize) -> Result<Option<Arc<Person>>, StoreError> {
        Ok(self.person(place).cloned())
    }

    fn create(&mut self, person: Person, cookies: &[String]) -> Result<usize, StoreError> {
        Ok(self.push(person, cookies))
    }

    fn add_cookies(&mut self, place: usize, cookies: &[String]) -> Result<(), StoreError> {
        if place < self.len() {
            self.know_by(place, cookies);
        }
        Ok(())
    }

    fn record(&mut self, place: usize, made: Vec<Past>) -> Result<(), StoreError> {
        self.record(place, made);
        Ok(())
    }

    fn set_history(&mut self, place: usize, history: Vec<Past>) -> Result<(), StoreError> {
        self.edit(place, |person| person.history = history);
        Ok(())
    }
}
