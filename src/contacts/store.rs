//! What the engine asks of contacts, wherever they are kept: in memory with a catalog, or in a database. Owns the questions
//! and what it is when one cannot be answered. Decides nothing.

use super::person::{Past, Person};
use crate::model::Status;
use crate::text::Message;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// Contacts that cannot be read or written: a database that is gone, full, or in another's hands.
#[derive(Debug, Clone, PartialEq)]
pub struct StoreError {
    /// What happened, in a sentence.
    pub message: Message,
}

impl StoreError {
    /// What happened, in a sentence.
    pub fn new(message: Message) -> Self {
        Self { message }
    }
}

/// Contacts with their history. Each has a place: a number that stands for it as long as the store is there.
///
/// `folders`, where given, are the only ones that count: a contact in no folder is in none of them. Nobody is at a place that
/// no contact has, which is no error. Contacts are read by several threads at once; who writes has the store alone.
pub trait ContactStore: fmt::Debug + Send + Sync {
    /// One more than the highest number that a contact has: whoever numbers a new one begins there.
    ///
    /// # Errors
    /// The contacts cannot be read.
    fn places(&self) -> Result<usize, StoreError>;

    /// The places of the first contacts of a dimension, so many at most.
    ///
    /// # Errors
    /// The contacts cannot be read.
    fn first(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        most: usize,
    ) -> Result<Vec<usize>, StoreError>;

    /// The places of the contacts of a dimension whose values are these, each the slot of a field in the catalog that the
    /// store was opened for, and the value as [`crate::rule::identity_text`] has it. No values are nobody's.
    ///
    /// # Errors
    /// The contacts cannot be read.
    fn find(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        values: &[(usize, String)],
    ) -> Result<Vec<usize>, StoreError>;

    /// The places of the contacts of a dimension that were seen with a cookie.
    ///
    /// # Errors
    /// The contacts cannot be read.
    fn with_cookie(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        cookie: &str,
    ) -> Result<Vec<usize>, StoreError>;

    /// Whether the contact at a place is of a dimension.
    ///
    /// # Errors
    /// The contacts cannot be read.
    fn is_among(
        &self,
        place: usize,
        dimension: &str,
        folders: Option<&HashSet<String>>,
    ) -> Result<bool, StoreError>;

    /// The contact at a place, with its history: of one moment in the order in which it was recorded.
    ///
    /// # Errors
    /// The contacts cannot be read.
    fn person(&self, place: usize) -> Result<Option<Arc<Person>>, StoreError>;

    /// Adds a contact, and says its place.
    ///
    /// # Errors
    /// The contacts cannot be written.
    fn create(&mut self, person: Person, cookies: &[String]) -> Result<usize, StoreError>;

    /// Notes that a contact was seen with cookies, besides those that it has.
    ///
    /// # Errors
    /// The contacts cannot be written.
    fn add_cookies(&mut self, place: usize, cookies: &[String]) -> Result<(), StoreError>;

    /// Adds propositions to a contact's history.
    ///
    /// # Errors
    /// The contacts cannot be written.
    fn record(&mut self, place: usize, made: Vec<Past>) -> Result<(), StoreError>;

    /// Gives the latest proposition of an offer to a contact another status, of equals the one recorded last. Says whether
    /// there was one. A store that can do so without the rest of the history has its own way.
    ///
    /// # Errors
    /// The contacts cannot be read or written.
    fn set_status(&mut self, place: usize, offer: &str, status: Status) -> Result<bool, StoreError> {
        let Some(person) = self.person(place)? else { return Ok(false) };
        let mut person = Arc::unwrap_or_clone(person);
        let is_there = person.set_status(offer, status);
        if is_there {
            self.set_history(place, person.history)?;
        }
        Ok(is_there)
    }

    /// Puts another history in the place of a contact's.
    ///
    /// # Errors
    /// The contacts cannot be written.
    fn set_history(&mut self, place: usize, history: Vec<Past>) -> Result<(), StoreError>;
}
