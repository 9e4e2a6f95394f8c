//! What would have to change for offers that the preview does not propose, and who gets an offer. Owns which plan and contacts
//! are asked: those of the version that is previewed, with what is tried there; and how an invented contact can be known.

use crate::app::application::App;
use crate::app::preview::Version;
use crate::document;
use crate::engine::{ChangeSearch, Receivers, Ways, decide_unfilled, receivers};
use crate::model::{Catalog, Contact, FieldType, Ref, Value};

impl App {
    /// What finds out what would have to change for an offer, `"ENV/OFFER"`, that the preview does not propose. A worker
    /// runs it; nothing, where the offer is proposed by then.
    pub fn ways_of(&self, offer: &str) -> impl FnOnce() -> Option<Ways> + Send + use<> {
        let (preview, workspace, now) = (self.preview(), self.workspace(), self.jobs.now());
        let population = preview.population(workspace);
        let call = preview.call(workspace.catalog());
        let (derived, version, offer) = (workspace.derived().clone(), preview.version(), offer.to_owned());
        move || {
            let (mut call, mut plan) = (call?, &*derived.plan);
            if version == Version::Approved {
                call = document::call_in_live(plan.catalog(), &call).unwrap_or(call);
                plan = &derived.approved()?.plan;
            }
            let decision = decide_unfilled(plan, &population, &call, now).ok()?;
            let excluded = decision.excluded.iter().find(|excluded| decision.address(excluded) == offer)?;
            Some(ChangeSearch::new(plan, &population, &call).ways(&decision, excluded))
        }
    }

    /// What finds out who gets an offer of the catalog as it is edited. A worker runs it.
    pub fn receivers_of(&self, offer: &Ref) -> impl FnOnce() -> Option<Receivers> + Send + use<> {
        let (derived, now) = (self.workspace().derived().clone(), self.preview_moment());
        let address = format!("{}/{}", offer.environment().unwrap_or_default(), offer.name());
        move || receivers(&derived.plan, &derived.population, &address, now, &|| false)
    }
}

/// An invented contact with all that it takes for a space to know it: values of its key, and a cookie where visitors are
/// recognised by one. No other contact has them.
pub fn known_on(catalog: &Catalog, space: &str, mut contact: Contact) -> Contact {
    let found = catalog.space_at(space).zip(catalog.dimension(&contact.dimension));
    let Some(((_, space), dimension)) = found else { return contact };
    let others = || catalog.contacts.iter().filter(|other| other.dimension == dimension.name);
    let taken = |text: &str| {
        others().any(|other| {
            other.cookies.iter().any(|cookie| cookie == text)
                || other.values.values().any(|value| value.to_string() == text)
        })
    };
    let number =
        (1..i64::MAX).find(|number: &i64| !taken(&number.to_string()) && !taken(&format!("new_{number}")));
    let number = number.unwrap_or_default();
    for key in dimension.key.iter().chain(&space.identification_keys) {
        let field = dimension.fields.iter().find(|field| field.name == *key);
        let Some(field) = field.filter(|_| !contact.values.contains_key(key)) else { continue };
        let value = match field.field_type {
            FieldType::Integer => Value::Integer(number),
            _ => Value::Text(format!("new_{number}")),
        };
        contact.values.insert(key.clone(), value);
    }
    if space.implicit_identification {
        contact.cookies.push(format!("new_{number}"));
    }
    contact
}
