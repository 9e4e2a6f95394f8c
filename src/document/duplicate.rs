//! Entities that come in from elsewhere: duplicates, pasted ones, templates. They get names of their own,
//! and so does whatever is inside them. What others know an entity by, it leaves to the one that has it: a copy
//! of an offer has no code, and a copy of a contact a key of its own and no cookies. Changes nothing: it gives
//! edits.

use super::approval::unseen;
use super::moves::{may_hold, position};
use super::taken::names;
use super::{Edit, unique_name};
use crate::model::{
    Catalog, Category, Contact, Entity, Environment, Offer, Ref, Stage, Value, split_address,
};
use std::collections::HashSet;
use std::sync::Arc;

/// The edit that adds a copy of an entity, with everything inside, after it, and the copy. `label` makes
/// the copy's label of the one it had.
pub fn duplicate(catalog: &Arc<Catalog>, at: &Ref, label: impl Fn(&str) -> String) -> Option<(Edit, Ref)> {
    let entity = catalog.entity(at)?;
    let (parent, index) = position(catalog, at)?;
    // A contact is referred to by its place: others keep theirs when the copy goes to the end.
    let index = if matches!(at, Ref::Contact(_)) { None } else { Some(index + 1) };
    adopt(catalog, &parent, index, &relabelled(&entity, label))
}

/// The edit that adds an entity, with everything inside it, to `parent`, and the reference that it then
/// has. Names that are taken there get a number, codes that are taken are left out. `None` where it does not fit,
/// or the parent is read-only.
pub fn adopt(
    catalog: &Arc<Catalog>,
    parent: &Ref,
    index: Option<usize>,
    entity: &Entity,
) -> Option<(Edit, Ref)> {
    if !may_hold(catalog, parent) {
        return None;
    }
    let own = reference(catalog, parent, entity)?;
    let mut taken = Taken::at(catalog, &own);
    let entity = match entity {
        Entity::Category(category) => Entity::Category(Arc::new(taken.category(category))),
        Entity::Environment(environment) => {
            Entity::Environment(Arc::new(environment_named(environment, taken.own(&environment.name))))
        }
        Entity::Offer(offer) => Entity::Offer(taken.offer(offer)),
        Entity::Contact(contact) => Entity::Contact(Arc::new(contact_of_its_own(catalog, contact))),
        Entity::Catalog(_) => entity.clone(),
        other => other.clone().with_name(&taken.own(other.name())),
    };
    let own = super::renamed(&own, entity.name()).unwrap_or(own);
    Some((Edit::Insert { parent: parent.clone(), index, entity }, own))
}

/// The reference of an entity in `parent`; `None` where it does not fit there.
fn reference(catalog: &Catalog, parent: &Ref, entity: &Entity) -> Option<Ref> {
    let list = catalog.list(parent, entity.kind())?;
    match entity {
        Entity::Contact(_) => Some(Ref::Contact(list.len())),
        entity => Ref::named(entity.kind(), parent.environment(), entity.name()),
    }
}

/// The names that entities which come in cannot have.
struct Taken {
    /// Those of the entity's kind.
    own: HashSet<String>,
    /// Those of offers.
    offers: HashSet<String>,
    /// The codes of offers: other systems know an offer by it.
    codes: HashSet<String>,
}

impl Taken {
    fn at(catalog: &Catalog, like: &Ref) -> Self {
        let (mut offers, mut codes) = (HashSet::new(), HashSet::new());
        if let Ref::Category(environment, _) | Ref::Offer(environment, _) = like
            && let Some(environment) = catalog.environment(environment)
        {
            environment.walk_categories(|_, category| {
                offers.extend(category.offers.iter().map(|offer| offer.name.clone()));
                codes.extend(category.offers.iter().map(|offer| offer.code.clone()));
            });
        }
        Self { own: names(catalog, like), offers, codes }
    }

    fn own(&mut self, wanted: &str) -> String {
        free(&mut self.own, wanted)
    }

    /// An offer whose name and code are free.
    fn offer(&mut self, offer: &Arc<Offer>) -> Arc<Offer> {
        let name = free(&mut self.offers, &offer.name);
        let coded = !offer.code.is_empty() && self.codes.insert(offer.code.clone());
        let code = if coded { offer.code.clone() } else { String::new() };
        Arc::new(Offer { name, code, ..unseen(offer) })
    }

    /// A category whose name and those of everything inside are free.
    fn category(&mut self, category: &Category) -> Category {
        let name = self.own(&category.name);
        let offers = category.offers.iter().map(|offer| self.offer(offer)).collect();
        let categories = category.categories.iter().map(|below| Arc::new(self.category(below))).collect();
        Category { name, categories, offers, ..category.clone() }
    }
}

/// A contact that is not taken for another: one with the key or a cookie of somebody who is there would be
/// identified as both, or as nobody.
fn contact_of_its_own(catalog: &Catalog, contact: &Contact) -> Contact {
    let others = || catalog.contacts.iter().filter(|other| other.dimension == contact.dimension);
    let mut own = contact.clone();
    own.cookies.retain(|cookie| !others().any(|other| other.cookies.contains(cookie)));
    let keys: HashSet<Vec<String>> = others().map(|other| catalog.contact_key(other)).collect();
    let key = catalog.dimension(&contact.dimension).and_then(|dimension| dimension.key.first());
    let (Some(key), true) = (key, keys.contains(&catalog.contact_key(contact))) else { return own };
    let numbered: Option<Box<dyn Fn(u32) -> Value>> = match contact.values.get(key).cloned() {
        Some(Value::Integer(first)) => {
            Some(Box::new(move |number| Value::Integer(first.wrapping_add(number.into()))))
        }
        Some(Value::Text(text)) => Some(Box::new(move |number| Value::Text(format!("{text}-{number}")))),
        // Of other keys nothing can be guessed: it has none.
        _ => None,
    };
    own.values.shift_remove(key);
    let with = |value: Value| {
        let mut contact = own.clone();
        contact.values.insert(key.clone(), value);
        contact
    };
    let mut numbered = numbered.into_iter().flat_map(|of| (2..u32::MAX).map(move |number| with(of(number))));
    numbered.find(|it| !keys.contains(&catalog.contact_key(it))).unwrap_or(own)
}

/// A name that is free, and taken from now on.
fn free(taken: &mut HashSet<String>, wanted: &str) -> String {
    let name = unique_name(wanted, |name| taken.contains(name));
    taken.insert(name.clone());
    name
}

/// An environment of another name, whose spaces still answer for each other.
fn environment_named(environment: &Environment, name: String) -> Environment {
    let mut next = Environment { name, ..environment.clone() };
    if next.stage != Stage::Live {
        let own = |category: &Arc<Category>| category.with_offers(&mut |offer| Arc::new(unseen(offer)));
        next.categories = next.categories.iter().map(|it| Arc::new(own(it))).collect();
    }
    if next.name == environment.name {
        return next;
    }
    for space in &mut next.spaces {
        let own = space.linked_anonymous_space.as_deref().and_then(split_address);
        if let Some((_, linked)) = own.filter(|(of, _)| *of == environment.name) {
            let linked = format!("{}/{linked}", next.name);
            Arc::make_mut(space).linked_anonymous_space = Some(linked);
        }
    }
    next
}

fn relabelled(entity: &Entity, label: impl Fn(&str) -> String) -> Entity {
    if entity.label().is_empty() { entity.clone() } else { entity.clone().with_label(label(entity.label())) }
}
