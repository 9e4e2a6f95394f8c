//! One contact as the engine sees it, and what was proposed to it. Owns how it is made of what a catalog writes.

use super::profile::Profile;
use crate::model::{Catalog, Contact, Dimension, FieldType, Proposition, Status, Values};
use crate::rule::{Typed, identity_of, identity_text, typed, typed_from_text};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};

/// A contact as the engine sees it.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The dimension it belongs to.
    pub dimension: String,
    /// The folder it is kept in.
    pub folder: Option<String>,
    /// The values that it has.
    pub profile: Profile,
    /// The values that their field's type cannot keep, by slot, as [`identity_of`] has them: identities are compared
    /// by what was written.
    pub unkept: Vec<(usize, String)>,
    /// Its key values, in the order of the dimension's key.
    pub key: Vec<String>,
    /// What a person reads.
    pub label: String,
    /// The values as they were written.
    pub values: Values,
    /// What was proposed to it.
    pub history: Vec<Past>,
}

/// A past proposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The offer, as `"ENV/OFFER"`.
    pub offer: String,
    /// The space, as `"ENV/SPACE"`.
    pub space: String,
    /// When.
    pub at: Timestamp,
    /// What became of it.
    pub status: Status,
    /// The offer's final weight then.
    pub weight: Option<f64>,
    /// Its place among the propositions of its call, from 1.
    pub rank: Option<u32>,
    /// The space's stored fields.
    pub stored: Values,
}

impl Past {
    /// A proposition as the engine sees it; moments without an offset are in `zone`.
    pub fn read(proposition: &Proposition, zone: &TimeZone) -> Self {
        Self {
            offer: proposition.offer.clone(),
            space: proposition.space.clone(),
            at: proposition.at.start(zone),
            status: proposition.status,
            weight: proposition.weight,
            rank: proposition.rank,
            stored: proposition.stored.clone(),
        }
    }
}

fn latest(history: &[Past], offer: &str) -> Option<usize> {
    let of_offer = history.iter().enumerate().filter(|(_, past)| past.offer == offer);
    of_offer.max_by_key(|(_, past)| past.at).map(|(place, _)| place)
}

impl Person {
    /// Whether it is of a dimension, and in one of `folders` where given.
    pub fn is_among(&self, dimension: &str, folders: Option<&HashSet<String>>) -> bool {
        let is_in = |folders: &HashSet<String>| self.folder.as_ref().is_some_and(|it| folders.contains(it));
        self.dimension == dimension && folders.is_none_or(is_in)
    }

    /// A contact as a catalog writes it; moments without an offset are in `zone`.
    pub fn of(catalog: &Catalog, contact: &Contact, zone: &TimeZone) -> Self {
        let dimension = catalog.dimension(&contact.dimension);
        person(catalog, contact, &dimension.map(|dimension| slots(dimension)).unwrap_or_default(), zone)
    }

    /// A visitor of whom nothing is known but a key, where the dimension's key can hold it.
    pub fn unknown(dimension: &Dimension, folder: &str, key_text: &str, zone: &TimeZone) -> Self {
        let (mut profile, mut values) = (Profile::default(), Values::new());
        let key = dimension.key.first();
        if let Some(slot) = key.and_then(|key| dimension.fields.iter().position(|field| field.name == *key))
            && let field = &dimension.fields[slot]
            && let Ok(value) = typed_from_text(key_text, &field.field_type, zone)
        {
            values.insert(field.name.clone(), value.written_as(&field.field_type, zone));
            profile = Profile::from_iter([(slot, value)]);
        }
        Self {
            dimension: dimension.name.clone(),
            folder: Some(folder.to_owned()),
            profile,
            unkept: Vec::new(),
            key: vec![key_text.to_owned()],
            label: key_text.to_owned(),
            values,
            history: Vec::new(),
        }
    }

    /// Gives a field, by its slot, another value; none takes it away. Who it is stays: its key, and what it is found by.
    pub fn set_value(
        &mut self,
        slot: usize,
        (name, field_type): &(String, FieldType),
        value: Option<&Typed>,
        zone: &TimeZone,
    ) {
        let others = self.profile.iter().filter(|(other, _)| *other != slot);
        let others = others.map(|(other, value)| (other, value.clone()));
        self.profile = others.chain(value.map(|value| (slot, value.clone()))).collect();
        match value {
            Some(value) => drop(self.values.insert(name.clone(), value.written_as(field_type, zone))),
            None => drop(self.values.shift_remove(name)),
        }
    }

    /// The latest proposition of an offer; of equals, the one recorded last.
    pub fn latest_of(&self, offer: &str) -> Option<&Past> {
        Some(&self.history[latest(&self.history, offer)?])
    }

    /// Gives the latest proposition of an offer another status, when it was accepted or rejected. Says whether there was one.
    pub fn set_status(&mut self, offer: &str, status: Status) -> bool {
        let Some(place) = latest(&self.history, offer) else { return false };
        self.history[place].status = status;
        true
    }

    /// The value of a field as text, which is what identities are compared by.
    pub fn value_text(&self, slot: usize) -> Option<String> {
        let unkept = || self.unkept.iter().find(|(unkept, _)| *unkept == slot);
        self.profile.get(slot).map(identity_text).or_else(|| Some(unkept()?.1.clone()))
    }
}

/// The fields of a dimension by name, with their slots: the first of two with one name.
pub(super) type Slots<'a> = HashMap<&'a str, (usize, &'a FieldType)>;

pub(super) fn slots(dimension: &Dimension) -> Slots<'_> {
    let mut slots = Slots::new();
    for (slot, field) in dimension.fields.iter().enumerate() {
        slots.entry(&field.name).or_insert((slot, &field.field_type));
    }
    slots
}

/// A contact, of whose dimension these are the fields.
pub(super) fn person(catalog: &Catalog, contact: &Contact, fields: &Slots<'_>, zone: &TimeZone) -> Person {
    let (mut profile, mut unkept) = (Vec::new(), Vec::new());
    for (name, value) in &contact.values {
        let Some((slot, field_type)) = fields.get(name.as_str()) else { continue };
        match typed(value, field_type, zone) {
            Ok(typed) => profile.push((*slot, typed)),
            Err(_) => unkept.extend(identity_of(value, field_type, zone).map(|written| (*slot, written))),
        }
    }
    Person {
        dimension: contact.dimension.clone(),
        folder: contact.folder.clone(),
        unkept,
        profile: profile.into_iter().collect(),
        key: catalog.contact_key(contact),
        label: catalog.contact_title(contact),
        values: contact.values.clone(),
        history: contact.history.iter().map(|proposition| Past::read(proposition, zone)).collect(),
    }
}
