//! Edits: what can be done to a catalog, as data (`architecture.md`, invariant 4).
//!
//! Pure: an edit takes a catalog and gives another, which shares all that it did not touch. An edit that
//! does not fit the catalog (its entity is gone) changes nothing.

use super::Declared;
use super::tree;
use crate::model::{Catalog, Category, Entity, Environment, Ref};
use std::sync::Arc;

/// One change of a catalog.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Puts an entity's own fields in place of those of the entity of the same reference. What is inside
    /// it (the spaces of an environment, the offers of a category) and its name stay as they are.
    Put(Ref, Entity),
    /// Adds an entity, with all that is inside it, to `parent` at a place of the list, or at its end.
    Insert {
        /// The catalog, an environment or a category.
        parent: Ref,
        /// The place in the list of its kind.
        index: Option<usize>,
        /// What is added.
        entity: Entity,
    },
    /// Takes an entity away, with all that is inside it.
    Remove(Ref),
    /// Moves an entity into `parent`, at a place of the list counted without it.
    Move {
        /// What is moved.
        what: Ref,
        /// Where to: the catalog, an environment or a category.
        parent: Ref,
        /// The place in the list of its kind.
        index: usize,
    },
    /// Gives an entity another name; whatever refers to it follows.
    Rename(Ref, String),
    /// Gives something that is declared inside an entity another name; whatever names it follows.
    RenameDeclared {
        /// Where it is declared.
        of: Declared,
        /// Its name.
        from: String,
        /// The new name.
        to: String,
    },
    /// Puts the rule of a predefined filter in the place of its calls, everywhere in its environment.
    Inline(Ref),
    /// Several edits that a person sees as one.
    All(Vec<Edit>),
}

impl Edit {
    /// The catalog after the edit; `None` where it changes nothing.
    pub fn apply(&self, catalog: &Arc<Catalog>) -> Option<Arc<Catalog>> {
        self.carried_out(catalog).filter(|changed| **changed != **catalog)
    }

    /// The catalog after the edit, which may be the same. Values are compared once for all of several edits.
    fn carried_out(&self, catalog: &Arc<Catalog>) -> Option<Arc<Catalog>> {
        let changed = match self {
            Self::Put(at, entity) => put(catalog, at, entity)?,
            Self::Insert { parent, index, entity } => tree::insert(catalog, parent, *index, entity)?,
            Self::Remove(at) => tree::remove(catalog, at)?,
            Self::Move { what, parent, index } => moved(catalog, what, parent, *index)?,
            Self::Rename(at, name) => super::rename::rename(catalog, at, name)?,
            Self::RenameDeclared { of, from, to } => super::declared::rename(catalog, of, from, to)?,
            Self::Inline(filter) => super::inline::inline(catalog, filter)?,
            Self::All(edits) => {
                let mut current = Arc::clone(catalog);
                for edit in edits {
                    if let Some(next) = edit.carried_out(&current) {
                        current = next;
                    }
                }
                return Some(current);
            }
        };
        Some(Arc::new(changed))
    }
}

/// Moves an entity. In another environment it keeps its name, which has to be free there, and what names
/// its offers by their address follows.
fn moved(catalog: &Arc<Catalog>, what: &Ref, parent: &Ref, index: usize) -> Option<Catalog> {
    let entity = catalog.entity(what)?;
    if tree::is_inside(catalog, parent, what) {
        return None;
    }
    let mut next = tree::insert(&tree::remove(catalog, what)?, parent, Some(index), &entity)?;
    if let (Some(from), Some(to)) = (what.environment(), parent.environment())
        && from != to
    {
        if !super::moves::is_free(catalog, what, parent) {
            return None;
        }
        let offers = super::uses::inside(catalog, what).into_iter().filter_map(|it| match it {
            Ref::Offer(_, name) => Some(name),
            _ => None,
        });
        super::rename::follow_offers(&mut next, &offers.collect(), from, to);
    }
    Some(next)
}

/// Replaces an entity's own fields, keeping its name and what is inside it.
fn put(catalog: &Arc<Catalog>, at: &Ref, entity: &Entity) -> Option<Catalog> {
    let mut next = Catalog::clone(catalog);
    match (at, entity) {
        (Ref::Catalog, Entity::Catalog(own)) => return Some(own_fields(&next, own)),
        (Ref::Dimension(name), Entity::Dimension(new)) => {
            tree::replace(
                &mut next.dimensions,
                |old| old.name == *name,
                |old| crate::model::Dimension { name: old.name.clone(), ..(**new).clone() },
            )?;
        }
        (Ref::Folder(name), Entity::Folder(new)) => {
            tree::replace(
                &mut next.folders,
                |old| old.name == *name,
                |old| crate::model::Folder { name: old.name.clone(), ..(**new).clone() },
            )?;
        }
        (Ref::PresentationRule(name), Entity::PresentationRule(new)) => {
            tree::replace(
                &mut next.presentation_rules,
                |old| old.name == *name,
                |old| crate::model::PresentationRule { name: old.name.clone(), ..(**new).clone() },
            )?;
        }
        (Ref::Typology(name), Entity::Typology(new)) => {
            tree::replace(
                &mut next.typologies,
                |old| old.name == *name,
                |old| crate::model::Typology { name: old.name.clone(), ..(**new).clone() },
            )?;
        }
        (Ref::Environment(name), Entity::Environment(new)) => {
            tree::replace(&mut next.environments, |old| old.name == *name, |old| own_environment(old, new))?;
        }
        (Ref::Template(name), Entity::Template(new)) => {
            tree::replace(
                &mut next.templates,
                |old| old.name == *name,
                |old| crate::model::Offer { name: old.name.clone(), ..(**new).clone() },
            )?;
        }
        (Ref::Contact(index), Entity::Contact(new)) => *next.contacts.get_mut(*index)? = Arc::clone(new),
        (Ref::Scenario(name), Entity::Scenario(new)) => {
            tree::replace(
                &mut next.scenarios,
                |old| old.name == *name,
                |old| crate::model::Scenario { name: old.name.clone(), ..(**new).clone() },
            )?;
        }
        _ => put_inside(&mut next, at, entity)?,
    }
    Some(next)
}

/// Replaces the own fields of something inside an environment.
fn put_inside(catalog: &mut Catalog, at: &Ref, entity: &Entity) -> Option<()> {
    let environment = tree::environment_mut(catalog, at.environment()?)?;
    match (at, entity) {
        (Ref::Filter(_, name), Entity::Filter(new)) => tree::replace(
            &mut environment.filters,
            |old| old.name == *name,
            |old| crate::model::Filter { name: old.name.clone(), ..(**new).clone() },
        ),
        (Ref::Space(_, name), Entity::Space(new)) => tree::replace(
            &mut environment.spaces,
            |old| old.name == *name,
            |old| crate::model::Space { name: old.name.clone(), ..(**new).clone() },
        ),
        (Ref::Category(_, name), Entity::Category(new)) => {
            let category = tree::category_mut(&mut environment.categories, name)?;
            *category = own_category(category, new);
            Some(())
        }
        (Ref::Offer(_, name), Entity::Offer(new)) => {
            let category = tree::category_of_offer_mut(&mut environment.categories, name)?;
            tree::replace(
                &mut category.offers,
                |old| old.name == *name,
                |old| crate::model::Offer { name: old.name.clone(), ..(**new).clone() },
            )
        }
        _ => None,
    }
}

fn own_fields(current: &Catalog, new: &Catalog) -> Catalog {
    Catalog {
        name: new.name.clone(),
        label: new.label.clone(),
        description: new.description.clone(),
        time_zone: new.time_zone.clone(),
        settings: new.settings.clone(),
        channels: new.channels.clone(),
        offer_fields: new.offer_fields.clone(),
        ..current.clone()
    }
}

fn own_environment(current: &Environment, new: &Environment) -> Environment {
    Environment {
        name: current.name.clone(),
        filters: current.filters.clone(),
        spaces: current.spaces.clone(),
        categories: current.categories.clone(),
        ..new.clone()
    }
}

fn own_category(current: &Category, new: &Category) -> Category {
    Category {
        name: current.name.clone(),
        categories: current.categories.clone(),
        offers: current.offers.clone(),
        ..new.clone()
    }
}
