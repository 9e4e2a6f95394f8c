//! The contacts of the database that were chosen lately, as they are remembered from one session to the next: by their keys.

use super::look::stored;
use super::{ContactDatabase, MOST_RECENT, Stored};
use crate::app::application::App;
use crate::app::recent::KnownContact;
use crate::contacts::{Person, StoreError};
use crate::model::Catalog;
use std::sync::Arc;

impl KnownContact {
    /// By the texts that identities are compared by; none where the contact lacks a part of its key.
    fn of(catalog: &Catalog, chosen: &Stored) -> Option<Self> {
        let person = Person::of(catalog, &chosen.contact, &catalog.zone());
        let key = slots(catalog, &person.dimension)?.into_iter().map(|slot| person.value_text(slot));
        Some(Self { key: key.collect::<Option<_>>()?, dimension: person.dimension })
    }

    fn find(&self, database: &Arc<ContactDatabase>, catalog: &Catalog) -> Result<Option<Stored>, StoreError> {
        let slots = slots(catalog, &self.dimension).filter(|slots| slots.len() == self.key.len());
        let Some(slots) = slots else { return Ok(None) };
        let key: Vec<(usize, String)> = slots.into_iter().zip(self.key.iter().cloned()).collect();
        let place = database.contacts.find(&self.dimension, None, &key)?.first().copied();
        let Some(place) = place else { return Ok(None) };
        let person = database.contacts.person(place)?;
        person.map(|person| stored(database, catalog, place, &person)).transpose()
    }
}

/// The slots of the key of a dimension.
fn slots(catalog: &Catalog, dimension: &str) -> Option<Vec<usize>> {
    let dimension = catalog.dimension(dimension)?;
    let slot = |name: &String| dimension.fields.iter().position(|field| field.name == *name);
    dimension.key.iter().map(slot).collect()
}

/// Those that are still there.
pub(super) fn found(
    known: &[KnownContact],
    database: &Arc<ContactDatabase>,
    catalog: &Catalog,
) -> Vec<Stored> {
    // What cannot be read is told once something is asked for.
    known.iter().filter_map(|known| known.find(database, catalog).ok().flatten()).take(MOST_RECENT).collect()
}

impl App {
    /// The contacts that were chosen lately beside the catalog in front, in this session or another.
    pub(super) fn known_contacts(&self) -> Vec<KnownContact> {
        let path = self.workspace().path().and_then(|path| std::path::absolute(path).ok());
        let known = self.preferences.recent.iter().find(|recent| Some(&recent.path) == path.as_ref());
        known.map(|known| known.people.clone()).unwrap_or_default()
    }

    /// Remembers who was chosen lately.
    pub(super) fn remember_contacts(&mut self) {
        let catalog = self.workspace().catalog();
        let people = self.audience().recent().iter().filter_map(|chosen| KnownContact::of(catalog, chosen));
        let people: Vec<KnownContact> = people.collect();
        let path = self.workspace().path().and_then(|path| std::path::absolute(path).ok());
        let recent = &mut self.preferences.recent;
        if let Some(known) = recent.iter_mut().find(|recent| Some(&recent.path) == path.as_ref()) {
            known.people = people;
            self.keep_preferences();
        }
    }
}
