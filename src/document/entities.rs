//! Every entity of a catalog in the order of the file, for what goes through all of them.

use crate::model::{Catalog, Category, Entity, Environment, Place, Ref, Step};
use std::sync::Arc;

/// An entity, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    /// The place of the entity as a whole.
    pub place: Place,
    /// The entity.
    pub entity: Entity,
}

/// Every entity of a catalog, in the order of the file; the catalog's own fields first.
pub fn entities(catalog: &Arc<Catalog>) -> Vec<Seat> {
    let mut seats = Vec::new();
    seat(&mut seats, &[], None, Ref::Catalog, Entity::Catalog(Arc::clone(catalog)));
    macro_rules! list {
        ($field:ident, $kind:ident) => {
            for (index, item) in catalog.$field.iter().enumerate() {
                let entity = Entity::$kind(Arc::clone(item));
                let at = Some((stringify!($field), index));
                seat(&mut seats, &[], at, Ref::$kind(item.name.clone()), entity);
            }
        };
    }
    list!(dimensions, Dimension);
    list!(folders, Folder);
    list!(presentation_rules, PresentationRule);
    list!(typologies, Typology);
    for (index, item) in catalog.environments.iter().enumerate() {
        environment(&mut seats, index, item);
    }
    list!(templates, Template);
    for (index, item) in catalog.contacts.iter().enumerate() {
        let entity = Entity::Contact(Arc::clone(item));
        seat(&mut seats, &[], Some(("contacts", index)), Ref::Contact(index), entity);
    }
    list!(scenarios, Scenario);
    seats
}

fn environment(seats: &mut Vec<Seat>, index: usize, environment: &Arc<Environment>) {
    let name = &environment.name;
    let entity = Entity::Environment(Arc::clone(environment));
    seat(seats, &[], Some(("environments", index)), Ref::Environment(name.clone()), entity);
    let root = [Step::Field("environments"), Step::Index(index)];
    for (index, item) in environment.filters.iter().enumerate() {
        let reference = Ref::Filter(name.clone(), item.name.clone());
        seat(seats, &root, Some(("filters", index)), reference, Entity::Filter(Arc::clone(item)));
    }
    for (index, item) in environment.spaces.iter().enumerate() {
        let reference = Ref::Space(name.clone(), item.name.clone());
        seat(seats, &root, Some(("spaces", index)), reference, Entity::Space(Arc::clone(item)));
    }
    categories(seats, &root, name, &environment.categories);
}

/// Categories with what is inside them. The nesting is that of a file that was read, which is bounded.
fn categories(seats: &mut Vec<Seat>, root: &[Step], environment: &str, items: &[Arc<Category>]) {
    for (index, category) in items.iter().enumerate() {
        let reference = Ref::Category(environment.to_owned(), category.name.clone());
        let entity = Entity::Category(Arc::clone(category));
        seat(seats, root, Some(("categories", index)), reference, entity);
        let inside: Vec<Step> =
            root.iter().cloned().chain([Step::Field("categories"), Step::Index(index)]).collect();
        categories(seats, &inside, environment, &category.categories);
        for (index, offer) in category.offers.iter().enumerate() {
            let reference = Ref::Offer(environment.to_owned(), offer.name.clone());
            seat(seats, &inside, Some(("offers", index)), reference, Entity::Offer(Arc::clone(offer)));
        }
    }
}

fn seat(
    seats: &mut Vec<Seat>,
    above: &[Step],
    at: Option<(&'static str, usize)>,
    reference: Ref,
    entity: Entity,
) {
    let own = at.into_iter().flat_map(|(list, index)| [Step::Field(list), Step::Index(index)]);
    let root = above.iter().cloned().chain(own).collect();
    seats.push(Seat { place: Place::new(reference, root), entity });
}
