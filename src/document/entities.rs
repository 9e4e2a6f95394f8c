//! Every entity of a catalog in the order of the file, for what goes through all of them.

use crate::model::{Catalog, Entity, FieldKind, Place, Ref, Step};
use std::sync::Arc;

/// An entity, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedEntity {
    /// The place of the entity as a whole.
    pub place: Place,
    /// The entity.
    pub entity: Entity,
}

/// Every entity of a catalog, in the order of the file; the catalog's own fields first.
pub fn entities(catalog: &Arc<Catalog>) -> Vec<PlacedEntity> {
    let entity = Entity::Catalog(Arc::clone(catalog));
    let mut placed = vec![PlacedEntity { place: Place::new(Ref::Catalog, Vec::new()), entity }];
    inside(&mut placed, 0);
    placed
}

/// Adds what is inside an entity that has its place. The nesting is that of a file that was read, which is bounded.
fn inside(placed: &mut Vec<PlacedEntity>, holder: usize) {
    let PlacedEntity { place, entity } = placed[holder].clone();
    for declaration in entity.kind().declarations() {
        let FieldKind::Entities(kind) = declaration.holds else { continue };
        let Some(list) = entity.list(kind) else { continue };
        for (index, entity) in list.entities().enumerate() {
            let named = Ref::named(kind, place.entity.environment(), entity.name());
            let own = [Step::Field(declaration.name), Step::Index(index)];
            let root = place.root.iter().cloned().chain(own).collect();
            placed
                .push(PlacedEntity { place: Place::new(named.unwrap_or(Ref::Contact(index)), root), entity });
            inside(placed, placed.len() - 1);
        }
    }
}
