//! Who comes in the preview: a sample contact, a contact of the database, or nobody in particular.

use super::trial::Tried;
use crate::app::audience::{ContactDatabase, Stored};
use crate::model::Contact;
use std::sync::Arc;

/// Who comes.
#[derive(Debug, Default)]
pub(super) struct Who {
    /// A sample contact, by its place among the catalog's.
    pub(super) sample: Option<usize>,
    /// A contact of the database, which comes in the place of the sample's.
    pub(super) stored: Option<Stored>,
    /// The database that is asked where nobody in particular comes; none: the catalog's contacts.
    pub(super) nobody_of: Option<Arc<ContactDatabase>>,
    /// Somebody who is kept nowhere here, of a population that was simulated, and comes in the place of all others.
    pub(super) guest: Option<Arc<Contact>>,
    /// What was tried before a guest came.
    pub(super) tried_before: Vec<(usize, Tried)>,
    /// What is tried with the contacts of the other of the two, who do not come now.
    pub(super) tried_there: Vec<(usize, Tried)>,
}

impl Who {
    /// The database whose contacts are asked; none: the catalog's.
    pub(super) fn database(&self) -> Option<&Arc<ContactDatabase>> {
        if self.guest.is_some() {
            return None;
        }
        let nobody = self.nobody_of.as_ref().filter(|_| self.sample.is_none());
        self.stored.as_ref().map(|stored| &stored.database).or(nobody)
    }
}
