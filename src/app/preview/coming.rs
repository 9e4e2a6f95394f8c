//! Who comes, and what follows from it: how they arrive, and which contacts the engine is asked about, the catalog's or the
//! database's. Owns no answer.

use super::trial::tried;
use super::{Arrival, Preview};
use crate::app::audience::Stored;
use crate::app::workspace::Workspace;
use crate::contacts::{ContactStore, Overlay};
use crate::model::{Catalog, Contact};
use std::sync::Arc;

impl Preview {
    /// The sample contact who comes, by its place among the catalog's.
    pub fn who(&self) -> Option<usize> {
        self.visitor.who.sample.filter(|_| self.visitor.who.stored.is_none())
    }

    /// The contact of the database who comes.
    pub fn stored(&self) -> Option<&Stored> {
        self.visitor.who.stored.as_ref()
    }

    /// The contact who comes, wherever it is kept.
    pub fn comer<'a>(&'a self, catalog: &'a Catalog) -> Option<&'a Contact> {
        match &self.visitor.who.stored {
            Some(stored) => Some(&stored.contact),
            None => catalog.contacts.get(self.visitor.who.sample?).map(|contact| &**contact),
        }
    }

    /// A contact of the database comes, or none of it any more.
    pub(in crate::app) fn set_stored(&mut self, stored: Option<Stored>) {
        if self.visitor.who.stored.is_some() != stored.is_some() {
            std::mem::swap(&mut self.trial, &mut self.visitor.who.tried_there);
        }
        let other = |before: &Stored, now: &Stored| !Arc::ptr_eq(&before.database, &now.database);
        if self
            .visitor
            .who
            .stored
            .as_ref()
            .zip(stored.as_ref())
            .is_some_and(|(before, now)| other(before, now))
        {
            self.trial.clear();
        }
        if stored.is_some() {
            self.visitor.who.sample = None;
            // What is kept in the catalog is of its own contacts.
            self.stores = false;
        }
        self.visitor.who.stored = stored;
        self.arrive();
    }

    /// The contact who comes is read again, from the same database.
    pub(in crate::app) fn rebind(&mut self, stored: Stored) {
        self.visitor.who.stored = Some(stored);
    }

    /// The dimensions whose contacts the space that is asked can identify, or the one it falls back on.
    pub fn dimensions(&self, catalog: &Catalog) -> Vec<String> {
        let asked = self.space().and_then(|space| catalog.space_at(space));
        let linked = asked.and_then(|(_, space)| space.linked_anonymous_space.as_deref());
        let linked = linked.and_then(|address| catalog.space_at(address));
        let both = [asked, linked].into_iter().flatten();
        both.map(|(environment, _)| environment.targeting_dimension.clone()).collect()
    }

    /// The database is closed: none of its contacts comes, and nothing is tried with them.
    pub(in crate::app) fn leave_database(&mut self) {
        self.set_stored(None);
        self.visitor.who.tried_there.clear();
    }

    pub(super) fn set_sample(&mut self, sample: Option<usize>) {
        self.set_stored(None);
        self.visitor.who.sample = sample;
        self.arrive();
    }

    /// Somebody comes as they did before, and nobody as nobody does.
    fn arrive(&mut self) {
        let is_somebody = self.visitor.who.sample.is_some() || self.visitor.who.stored.is_some();
        self.visitor.arrival = match (is_somebody, self.visitor.arrival) {
            (false, _) => Arrival::Unknown,
            (true, Arrival::Unknown) => Arrival::LoggedIn,
            (true, arrival) => arrival,
        };
    }

    /// The contacts that the engine is asked about, with what is tried with them here.
    pub(in crate::app) fn contacts(&self, workspace: &Workspace) -> Overlay<'static> {
        let contacts: Arc<dyn ContactStore> = match &self.visitor.who.stored {
            Some(stored) => stored.database.store(),
            None => Arc::new(workspace.population().clone()),
        };
        tried(workspace.catalog(), Overlay::over_shared(contacts), &self.trial)
    }
}
