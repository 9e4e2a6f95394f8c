//! What is known of some fields before a rule is looked at: the offer's own values, the space of a call, the
//! moments at which an offer is valid.

use crate::rule::root::Root;
use crate::rule::value::Typed;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What is known of some fields.
#[derive(Debug, Clone, Default)]
pub struct Given {
    fields: BTreeMap<(Root, usize), Allowed>,
    there: Vec<Root>,
}

#[derive(Debug, Clone)]
pub(super) enum Allowed {
    /// It has one of these values; `None`: it may be missing.
    OneOf(Vec<Option<Typed>>),
    /// It is a moment from the first on, before the second.
    Within(Timestamp, Timestamp),
}

impl Given {
    /// A field has one of some values; `None` stands for a missing one.
    #[must_use]
    pub fn one_of(mut self, root: Root, slot: usize, values: Vec<Option<Typed>>) -> Self {
        self.fields.insert((root, slot), Allowed::OneOf(values));
        self
    }

    /// A field is a moment from the first on and before the second.
    #[must_use]
    pub fn within(mut self, root: Root, slot: usize, (from, until): (Timestamp, Timestamp)) -> Self {
        self.fields.insert((root, slot), Allowed::Within(from, until));
        self
    }

    /// A root is there, though fields of it may be missing.
    #[must_use]
    pub fn there(mut self, root: Root) -> Self {
        self.there.push(root);
        self
    }

    pub(super) fn has(&self, root: Root) -> bool {
        root.is_of_contact() || self.there.contains(&root)
    }

    pub(super) fn of(&self, place: (Root, usize)) -> Option<&Allowed> {
        self.fields.get(&place)
    }
}
