//! Three states of a catalog merged: what two people made of one that both began with, by entity and by field.
//!
//! Pure and total: what both changed otherwise is a conflict, and stands as ours has it until it is settled. What one of
//! them renamed is followed in all three first, so that everything else is told by its name. Without the state that both
//! began with nobody knows who changed what: then whatever differs is a conflict.

mod align;
mod entities;
mod fields;
mod order;
mod settle;
#[cfg(test)]
mod tests;

use super::Declared;
use super::difference::{FieldChange, PathStep};
use crate::model::{Catalog, EntityKind, Ref};
use serde_json::Value;
use std::sync::Arc;

/// A state that a conflict can be settled as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// As ours has it.
    Ours,
    /// As it was before both.
    Base,
    /// As theirs has it.
    Theirs,
    /// As both have it, beside each other.
    Both,
}

/// What two people changed otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Disputed {
    /// The entity as a whole: one took it away and the other changed it, or both made one of that name.
    Whole,
    /// Where it stands.
    Place,
    /// Its name: what ours, the base and theirs call it.
    Name([Option<String>; 3]),
    /// The name of something that is declared in it: what ours, the base and theirs call it.
    Declared(Declared, [Option<String>; 3]),
    /// One value of it.
    Field(Vec<PathStep>),
    /// A list of entities in it, in which a name stands twice.
    List(EntityKind),
}

/// A conflict.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Conflict {
    /// The entity, under the names of the merged catalog; a contact by its place in ours, or in theirs where it is only
    /// there.
    pub entity: Ref,
    /// What is disputed of it.
    pub disputed: Disputed,
    /// What tells a contact, which has no name.
    contact: Option<String>,
}

/// Three states of a catalog under the same names, and what they come to.
#[derive(Debug, Clone)]
pub struct Merge {
    base: Option<Arc<Catalog>>,
    ours: Arc<Catalog>,
    theirs: Arc<Catalog>,
    /// With each conflict as ours has it.
    merged: Arc<Catalog>,
    conflicts: Vec<Conflict>,
}

/// Merges what two people made of `base`.
pub fn merge(base: Option<&Arc<Catalog>>, ours: &Arc<Catalog>, theirs: &Arc<Catalog>) -> Merge {
    let aligned = align::aligned(base, ours, theirs);
    let align::Aligned { base, ours, theirs, conflicts } = aligned;
    let (merged, found) = entities::merged(base.as_ref(), &ours, &theirs);
    let conflicts = conflicts.into_iter().chain(found).collect();
    Merge { base, ours, theirs, merged, conflicts }
}

impl Merge {
    /// The merged catalog, in which each conflict stands as ours has it.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.merged
    }

    /// What is to be settled, in the order of the file but for names, which come first.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// One of the three states, under the names of the merged catalog; none of [`Side::Both`], and no base where it is not
    /// known.
    pub fn state(&self, side: Side) -> Option<&Arc<Catalog>> {
        match side {
            Side::Ours => Some(&self.ours),
            Side::Base => self.base.as_ref(),
            Side::Theirs => Some(&self.theirs),
            Side::Both => None,
        }
    }

    /// The catalog with all conflicts settled as one state has them.
    pub fn settled_as(&self, side: Side) -> Arc<Catalog> {
        let mut current = Arc::clone(&self.merged);
        for conflict in &self.conflicts {
            let edit = self.settle(&current, conflict, side);
            current = edit.and_then(|edit| edit.apply(&current)).unwrap_or(current);
        }
        current
    }

    /// What a disputed value is in one of the states, as the difference of that state from ours.
    pub fn value(&self, conflict: &Conflict, side: Side) -> Option<FieldChange> {
        let Disputed::Field(path) = &conflict.disputed else { return None };
        let of = |side| -> Option<Value> {
            let state = self.state(side)?;
            fields::value_at(&state.entity(&conflict.at_in(state)?)?, path)
        };
        Some(FieldChange { path: path.clone(), old: of(Side::Ours), new: of(side), declared: None })
    }
}
