//! Entities of the fields that a form has changed.

use crate::model::{Contact, Entity, Offer, Ref, Scenario, Space};
use std::sync::Arc;

/// The offer as the entity that the form is of: an offer, or a template.
pub(super) fn offer(at: &Ref, offer: Offer) -> Entity {
    match at {
        Ref::Template(_) => Entity::Template(Arc::new(offer)),
        _ => Entity::Offer(Arc::new(offer)),
    }
}

pub(super) fn space(space: Space) -> Entity {
    Entity::Space(Arc::new(space))
}

pub(super) fn scenario(scenario: Scenario) -> Entity {
    Entity::Scenario(Arc::new(scenario))
}

pub(super) fn contact(contact: Contact) -> Entity {
    Entity::Contact(Arc::new(contact))
}
