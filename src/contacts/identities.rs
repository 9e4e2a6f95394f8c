//! What invented contacts are known by: key values and cookies that no contact of a catalog has. Owns which those are.

use crate::model::{Catalog, Contact, FieldType, Value};
use std::collections::HashSet;

/// Gives out key values and cookies, none twice.
#[derive(Debug)]
pub struct Identities<'c> {
    catalog: &'c Catalog,
    taken: HashSet<String>,
    number: i64,
}

impl<'c> Identities<'c> {
    /// Those that no contact of a catalog has.
    pub fn of(catalog: &'c Catalog) -> Self {
        let mut taken = HashSet::new();
        for contact in &catalog.contacts {
            taken.extend(contact.cookies.iter().cloned());
            taken.extend(contact.values.values().map(ToString::to_string));
        }
        Self { catalog, taken, number: 0 }
    }

    /// A contact with a value of each of these fields of its dimension, and a cookie where it is to be known by one. `None`
    /// where it would be taken for another one, and where no value of a field can be made up.
    pub fn give<'k>(
        &mut self,
        mut contact: Contact,
        keys: impl IntoIterator<Item = &'k String>,
        by_cookie: bool,
    ) -> Option<Contact> {
        let dimension = self.catalog.dimension(&contact.dimension)?;
        self.number = (self.number + 1..i64::MAX).find(|number| {
            !self.taken.contains(&number.to_string()) && !self.taken.contains(&format!("new_{number}"))
        })?;
        let name = format!("new_{}", self.number);
        let mut seen = HashSet::new();
        for key in keys.into_iter().filter(|key| seen.insert(*key)) {
            if let Some(own) = contact.values.get(key) {
                if !self.taken.insert(own.to_string()) {
                    return None;
                }
                continue;
            }
            let field = dimension.fields.iter().find(|field| field.name == *key)?;
            let value = match field.field_type {
                FieldType::Integer => Value::Integer(self.number),
                FieldType::Text => Value::Text(name.clone()),
                _ => return None,
            };
            contact.values.insert(key.clone(), value);
        }
        if by_cookie {
            contact.cookies.push(name);
        }
        Some(contact)
    }
}
