//! Who comes, and what follows from it: how they arrive, and which contacts the engine is asked about, the catalog's or the
//! database's. Owns no answer.

use super::trial::{Tried, tried};
use super::{Arrival, Preview};
use crate::app::audience::{ContactDatabase, Stored};
use crate::app::workspace::Workspace;
use crate::contacts::{ContactStore, Overlay, Population};
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

    /// The contact who comes and is kept nowhere here.
    pub fn guest(&self) -> Option<&Arc<Contact>> {
        self.visitor.who.guest.as_ref()
    }

    /// Whether the contacts that are asked about are the catalog's own: places of contacts are places among them.
    pub fn asks_catalog(&self) -> bool {
        self.guest().is_none() && self.database().is_none()
    }

    /// Somebody comes who is kept nowhere here. What is tried with others stands again once they come.
    pub(super) fn set_guest(&mut self, guest: Arc<Contact>) {
        self.come(None, None, None);
        self.visitor.who.tried_before = std::mem::take(&mut self.trial);
        self.visitor.who.guest = Some(guest);
        self.stores = false;
        self.arrive();
    }

    /// What is tried with contacts that are kept somewhere.
    pub(super) fn tried_with_kept(&self) -> &[(usize, Tried)] {
        if self.guest().is_some() { &self.visitor.who.tried_before } else { &self.trial }
    }

    /// The contact who comes, wherever it is kept.
    pub fn comer<'a>(&'a self, catalog: &'a Catalog) -> Option<&'a Contact> {
        if let Some(guest) = self.guest() {
            return Some(guest);
        }
        match &self.visitor.who.stored {
            Some(stored) => Some(&stored.contact),
            None => catalog.contacts.get(self.visitor.who.sample?).map(|contact| &**contact),
        }
    }

    /// The database whose contacts are asked, where the catalog's are not: one comes from it, or nobody in particular.
    pub fn database(&self) -> Option<&Arc<ContactDatabase>> {
        self.visitor.who.database()
    }

    /// A contact of the database comes.
    pub(in crate::app) fn set_stored(&mut self, stored: Stored) {
        self.come(None, Some(stored), None);
    }

    /// Nobody in particular comes, to be recognised among the contacts of a database.
    pub(in crate::app) fn nobody_of(&mut self, database: Arc<ContactDatabase>) {
        self.come(None, None, Some(database));
    }

    fn come(
        &mut self,
        sample: Option<usize>,
        stored: Option<Stored>,
        nobody_of: Option<Arc<ContactDatabase>>,
    ) {
        let who = &mut self.visitor.who;
        if who.guest.take().is_some() {
            self.trial = std::mem::take(&mut who.tried_before);
        }
        let before = who.database().cloned();
        (who.sample, who.stored, who.nobody_of) = (sample, stored, nobody_of);
        let now = who.database();
        match (&before, now) {
            (Some(before), Some(now)) if !Arc::ptr_eq(before, now) => self.trial.clear(),
            (Some(_), Some(_)) | (None, None) => {}
            _ => {
                std::mem::swap(&mut self.trial, &mut self.visitor.who.tried_there);
                // What is stored goes elsewhere now: a person says anew whether it is to.
                self.stores = false;
            }
        }
        self.arrive();
    }

    /// The dimensions whose contacts the space that is asked can identify, or the one it falls back on.
    pub fn dimensions(&self, catalog: &Catalog) -> Vec<String> {
        let asked = self.space().and_then(|space| catalog.space_at(space));
        let linked = asked.and_then(|(_, space)| space.linked_anonymous_space.as_deref());
        let linked = linked.and_then(|address| catalog.space_at(address));
        let both = [asked, linked].into_iter().flatten();
        both.map(|(environment, _)| environment.targeting_dimension.clone()).collect()
    }

    /// A database is open: in the place of the same one, read anew, or of another one, none of whose contacts comes any more. Who
    /// comes without being anybody is recognised in it from now on.
    pub(in crate::app) fn take_database(&mut self, database: &Arc<ContactDatabase>, is_same: bool) {
        if !is_same {
            self.leave_database();
        }
        let who = &mut self.visitor.who;
        match &mut who.stored {
            Some(stored) => stored.database = Arc::clone(database),
            None if who.nobody_of.is_some() => who.nobody_of = Some(Arc::clone(database)),
            None if who.sample.is_none() && !is_same => self.nobody_of(Arc::clone(database)),
            None => {}
        }
    }

    /// The database is closed: none of its contacts comes, and nothing is tried with them.
    pub(in crate::app) fn leave_database(&mut self) {
        if self.guest().is_none() {
            self.come(self.visitor.who.sample, None, None);
        }
        self.visitor.who.tried_there.clear();
    }

    pub(super) fn set_sample(&mut self, sample: Option<usize>) {
        self.come(sample, None, None);
    }

    fn comes_in_person(&self) -> bool {
        let who = &self.visitor.who;
        who.sample.is_some() || who.stored.is_some() || who.guest.is_some()
    }

    /// Somebody comes as they did before, and nobody as nobody does.
    fn arrive(&mut self) {
        let is_somebody = self.comes_in_person();
        self.visitor.arrival = match (is_somebody, self.visitor.arrival) {
            (false, _) => Arrival::Unknown,
            (true, Arrival::Unknown) => Arrival::LoggedIn,
            (true, arrival) => arrival,
        };
    }

    /// The contacts that the engine is asked about, with what is tried with them here.
    pub(in crate::app) fn contacts(&self, workspace: &Workspace) -> Overlay<'static> {
        let contacts: Arc<dyn ContactStore> = match (self.guest(), self.database()) {
            (Some(guest), _) => Arc::new(Population::default().with(workspace.catalog(), [guest])),
            (None, Some(database)) => database.store(),
            (None, None) => Arc::new(workspace.population().clone()),
        };
        tried(workspace.catalog(), Overlay::over_shared(contacts), &self.trial)
    }
}
