//! What a worker made of the visits.

use crate::contacts::{ContactStore, StoreError};
use crate::engine::{Plan, Visit, Visited, play};
use jiff::Timestamp;
use std::collections::HashMap;

/// What came of the visits.
pub(super) struct Played {
    pub(super) visited: Vec<Visited>,
    /// The titles of the contacts for whom something was stored, by their places.
    pub(super) titles: HashMap<usize, String>,
}

impl Played {
    /// Plays visits against contacts that may change.
    pub(super) fn of(
        plan: &Plan,
        contacts: &mut dyn ContactStore,
        visits: &[Visit],
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let visited = play(plan, contacts, visits, now)?;
        let mut titles = HashMap::new();
        for stored in visited.iter().flat_map(|visited| visited.stored.iter().flatten()) {
            if let Some(person) = contacts.person(stored.contact)? {
                titles.insert(stored.contact, person.label.clone());
            }
        }
        Ok(Self { visited, titles })
    }
}
