//! A copy of the contact who comes: what it would get with other values. Owns which values are other ones. The contact
//! itself stays as it is, wherever it is kept.

use super::Preview;
use super::trial::Tried;
use crate::contacts::Person;
use crate::model::Value;
use std::sync::Arc;

/// One change of the copy of the contact who comes.
#[derive(Debug, Clone, PartialEq)]
pub enum CopyChange {
    /// A field has this value in the copy, or none.
    Value(String, Option<Value>),
    /// A field is as the contact has it.
    Keep(String),
    /// All fields are.
    Reset,
}

impl Preview {
    /// The contact who comes, without what is tried with it; none where nobody was identified.
    pub fn contact(&self) -> Option<&Arc<Person>> {
        self.beside.contact.as_ref()
    }

    /// The fields that have another value in the copy of the contact who comes, or none.
    pub fn other_values(&self) -> impl Iterator<Item = (&str, Option<&Value>)> {
        let contact = self.known_contact();
        self.trial.iter().filter_map(move |(place, tried)| match tried {
            Tried::Value(field, value) if Some(*place) == contact => Some((field.as_str(), value.as_ref())),
            _ => None,
        })
    }

    pub(super) fn change_copy(&mut self, change: CopyChange) {
        let Some(contact) = self.known_contact() else { return };
        match change {
            CopyChange::Value(field, value) => {
                let own = self.contact().and_then(|person| person.values.get(&field));
                if own == value.as_ref() {
                    self.keep_value(contact, &field);
                } else {
                    self.give_value(contact, field, value);
                }
            }
            CopyChange::Keep(field) => self.keep_value(contact, &field),
            CopyChange::Reset => {
                self.trial.retain(|(other, tried)| *other != contact || !matches!(tried, Tried::Value(..)));
            }
        }
    }

    /// A field of a contact has another value, in the place of the one tried before.
    pub(super) fn give_value(&mut self, contact: usize, field: String, value: Option<Value>) {
        self.keep_value(contact, &field);
        self.trial.push((contact, Tried::Value(field, value)));
    }

    fn keep_value(&mut self, contact: usize, field: &str) {
        let is_it = |tried: &Tried| matches!(tried, Tried::Value(name, _) if name == field);
        self.trial.retain(|(other, tried)| *other != contact || !is_it(tried));
    }
}
