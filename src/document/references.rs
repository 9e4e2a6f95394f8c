//! The references of a catalog, as the declarations of fields say where they stand: those that follow a new name, and
//! those that are uses of an entity. Which texts are meant, it is told.

use super::entities::entities;
use crate::model::{Catalog, Entity, FieldKind, Ref, split_address};
use std::sync::Arc;

/// A text that refers to something, or may name something in a rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference<'a> {
    /// The entity that refers.
    pub(super) owner: &'a Ref,
    /// The field of it, as the file names it.
    pub(super) field: &'static str,
    /// What the text holds.
    pub(super) holds: &'static FieldKind,
}

impl Reference<'_> {
    /// Whether it refers to an entity, whose name is in `text`. What stands in no environment (a template, the
    /// categories of a call) means that of any.
    pub(super) fn is_to(&self, at: &Ref, text: &str) -> bool {
        match self.holds {
            FieldKind::Reference(kind) if *kind == at.kind() && at.name() == text => {
                Ref::named(*kind, self.owner.environment(), text).is_none_or(|named| named == *at)
            }
            FieldKind::Address(kind) => split_address(text)
                .and_then(|(environment, name)| Ref::named(*kind, Some(environment), name))
                .is_some_and(|named| named == *at),
            _ => false,
        }
    }

    /// Whether it is a rule or a formula, which may name filters.
    pub(super) fn is_rule(&self) -> bool {
        matches!(self.holds, FieldKind::Rule(_) | FieldKind::Formula)
    }
}

/// Calls `visit` with each reference and each rule of the catalog, in the order of the file.
pub(super) fn visit(catalog: &Arc<Catalog>, visit: &mut dyn FnMut(Reference<'_>, &str)) {
    for placed in entities(catalog) {
        let owner = &placed.place.entity;
        placed.entity.read_texts(&mut |at, holds, text| {
            visit(Reference { owner, field: at.first_field(), holds }, text);
        });
    }
}

/// Puts what `follow` makes of each reference and each rule in its place. Entities in which it makes nothing stay
/// shared.
pub(super) fn follow(catalog: &mut Catalog, follow: &dyn Fn(Reference<'_>, &str) -> Option<String>) {
    let own = Entity::Catalog(Arc::new(catalog.own()));
    if let Some(Entity::Catalog(changed)) = followed(&Ref::Catalog, &own, follow) {
        *catalog = changed.with_own_fields(catalog);
    }
    catalog.change_each(&mut |owner, entity| followed(owner, entity, follow));
}

fn followed(
    owner: &Ref,
    entity: &Entity,
    follow: &dyn Fn(Reference<'_>, &str) -> Option<String>,
) -> Option<Entity> {
    // Most entities have none that follows: they are looked at and not copied.
    let mut any = false;
    entity.read_texts(&mut |at, holds, text| {
        any = any || follow(Reference { owner, field: at.first_field(), holds }, text).is_some();
    });
    if !any {
        return None;
    }
    let mut next = entity.clone();
    next.write_texts(&mut |at, holds, text| {
        if let Some(changed) = follow(Reference { owner, field: at.first_field(), holds }, text) {
            *text = changed;
        }
    });
    Some(next)
}
