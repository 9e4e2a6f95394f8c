//! What is tried with contacts in the preview: what they accepted and refused there, and what would have to change for an
//! offer. Owns how that is made of the contacts, which stay as they are.

use crate::contacts::{Overlay, Past, Person};
use crate::model::{Catalog, Value};
use crate::rule::typed;

/// Something that is tried with a contact.
#[derive(Debug, Clone)]
pub(in crate::app) enum Tried {
    /// A proposition was made to it.
    Made(Past),
    /// One was not.
    Unmade(Past),
    /// A field of it has another value, or none.
    Value(String, Option<Value>),
}

/// Contacts, by their places, with what is tried with them. What cannot be read is as it is: who asks for it is told.
pub(super) fn tried<'b>(
    catalog: &Catalog,
    mut contacts: Overlay<'b>,
    trial: &[(usize, Tried)],
) -> Overlay<'b> {
    for (contact, tried) in trial {
        let changed = contacts.edit(*contact, |person| match tried {
            Tried::Made(past) => person.history.push(past.clone()),
            Tried::Unmade(past) => {
                let place = person.history.iter().position(|known| known == past);
                drop(place.map(|place| person.history.remove(place)));
            }
            Tried::Value(field, value) => give(catalog, person, field, value.as_ref()),
        });
        drop(changed);
    }
    contacts
}

/// Gives a contact another value of a field that its dimension has.
fn give(catalog: &Catalog, person: &mut Person, name: &str, value: Option<&Value>) {
    let fields = catalog.dimension(&person.dimension).map(|dimension| dimension.fields.as_slice());
    let slot = fields.and_then(|fields| fields.iter().position(|field| field.name == name));
    let (Some(fields), Some(slot)) = (fields, slot) else { return };
    let (field, zone) = (&fields[slot], catalog.zone());
    let value = value.and_then(|value| typed(value, &field.field_type, &zone).ok());
    person.set_value(slot, &(field.name.clone(), field.field_type.clone()), value.as_ref(), &zone);
}
