//! Finding and changing entities inside a catalog value: the list work behind [`super::Edit`].
//! Owns no policy: what an edit means is said there.

use crate::model::{Catalog, Category, Entity, Environment, Ref};
use std::sync::Arc;

/// Replaces the first item that fits.
pub(super) fn replace<T>(
    items: &mut [Arc<T>],
    fits: impl Fn(&T) -> bool,
    new: impl FnOnce(&T) -> T,
) -> Option<()> {
    let item = items.iter_mut().find(|item| fits(item))?;
    *item = Arc::new(new(item));
    Some(())
}

/// The environment of that name, made this catalog's own.
pub(super) fn environment_mut<'a>(catalog: &'a mut Catalog, name: &str) -> Option<&'a mut Environment> {
    catalog.environments.iter_mut().find(|environment| environment.name == name).map(Arc::make_mut)
}

/// The category of that name, depth first, made this catalog's own.
pub(super) fn category_mut<'a>(categories: &'a mut [Arc<Category>], name: &str) -> Option<&'a mut Category> {
    category_where(categories, &|category| category.name == name)
}

/// The category that an offer of that name is in, made this catalog's own.
pub(super) fn category_of_offer_mut<'a>(
    categories: &'a mut [Arc<Category>],
    offer: &str,
) -> Option<&'a mut Category> {
    category_where(categories, &|category| category.offers.iter().any(|item| item.name == offer))
}

/// Looks before it copies, so that categories on the way that do not lead there stay shared.
fn category_where<'a>(
    categories: &'a mut [Arc<Category>],
    fits: &impl Fn(&Category) -> bool,
) -> Option<&'a mut Category> {
    let leads = |category: &Category| leads_to(category, fits);
    let category = categories.iter_mut().find(|category| leads(category))?;
    let category = Arc::make_mut(category);
    if fits(category) { Some(category) } else { category_where(&mut category.categories, fits) }
}

fn leads_to(category: &Category, fits: &impl Fn(&Category) -> bool) -> bool {
    fits(category) || category.categories.iter().any(|below| leads_to(below, fits))
}

/// Whether `inner` is `outer` or stands inside it.
pub(super) fn is_inside(catalog: &Catalog, inner: &Ref, outer: &Ref) -> bool {
    match (inner, outer) {
        (inner, outer) if inner == outer => true,
        (Ref::Category(environment, name), Ref::Category(other, above)) if environment == other => catalog
            .environment(environment)
            .and_then(|environment| environment.category(above))
            .is_some_and(|category| leads_to(category, &|below| below.name == *name)),
        (inner, Ref::Environment(name)) => inner.environment() == Some(name),
        _ => false,
    }
}

fn add<T>(items: &mut Vec<Arc<T>>, index: Option<usize>, item: &Arc<T>) {
    let index = index.unwrap_or(items.len()).min(items.len());
    items.insert(index, Arc::clone(item));
}

/// The catalog with one entity more.
pub(super) fn insert(
    catalog: &Catalog,
    parent: &Ref,
    index: Option<usize>,
    entity: &Entity,
) -> Option<Catalog> {
    let mut next = catalog.clone();
    match (parent, entity) {
        (Ref::Catalog, Entity::Dimension(new)) => add(&mut next.dimensions, index, new),
        (Ref::Catalog, Entity::Folder(new)) => add(&mut next.folders, index, new),
        (Ref::Catalog, Entity::PresentationRule(new)) => add(&mut next.presentation_rules, index, new),
        (Ref::Catalog, Entity::Typology(new)) => add(&mut next.typologies, index, new),
        (Ref::Catalog, Entity::Environment(new)) => add(&mut next.environments, index, new),
        (Ref::Catalog, Entity::Template(new)) => add(&mut next.templates, index, new),
        (Ref::Catalog, Entity::Contact(new)) => add(&mut next.contacts, index, new),
        (Ref::Catalog, Entity::Scenario(new)) => add(&mut next.scenarios, index, new),
        (Ref::Environment(name), entity) => {
            let environment = environment_mut(&mut next, name)?;
            match entity {
                Entity::Filter(new) => add(&mut environment.filters, index, new),
                Entity::Space(new) => add(&mut environment.spaces, index, new),
                Entity::Category(new) => add(&mut environment.categories, index, new),
                _ => return None,
            }
        }
        (Ref::Category(environment, name), entity) => {
            let category = category_mut(&mut environment_mut(&mut next, environment)?.categories, name)?;
            match entity {
                Entity::Category(new) => add(&mut category.categories, index, new),
                Entity::Offer(new) => add(&mut category.offers, index, new),
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(next)
}

fn take<T>(items: &mut Vec<Arc<T>>, fits: impl Fn(&T) -> bool) -> Option<()> {
    let index = items.iter().position(|item| fits(item))?;
    items.remove(index);
    Some(())
}

/// The catalog with one entity less.
pub(super) fn remove(catalog: &Catalog, at: &Ref) -> Option<Catalog> {
    let mut next = catalog.clone();
    match at {
        Ref::Catalog => return None,
        Ref::Dimension(name) => take(&mut next.dimensions, |item| item.name == *name)?,
        Ref::Folder(name) => take(&mut next.folders, |item| item.name == *name)?,
        Ref::PresentationRule(name) => take(&mut next.presentation_rules, |item| item.name == *name)?,
        Ref::Typology(name) => take(&mut next.typologies, |item| item.name == *name)?,
        Ref::Environment(name) => take(&mut next.environments, |item| item.name == *name)?,
        Ref::Template(name) => take(&mut next.templates, |item| item.name == *name)?,
        Ref::Scenario(name) => take(&mut next.scenarios, |item| item.name == *name)?,
        Ref::Contact(index) => {
            if *index >= next.contacts.len() {
                return None;
            }
            next.contacts.remove(*index);
        }
        Ref::Filter(environment, name) => {
            take(&mut environment_mut(&mut next, environment)?.filters, |item| item.name == *name)?;
        }
        Ref::Space(environment, name) => {
            take(&mut environment_mut(&mut next, environment)?.spaces, |item| item.name == *name)?;
        }
        Ref::Category(environment, name) => {
            take_category(&mut environment_mut(&mut next, environment)?.categories, name)?;
        }
        Ref::Offer(environment, name) => {
            let environment = environment_mut(&mut next, environment)?;
            take(&mut category_of_offer_mut(&mut environment.categories, name)?.offers, |item| {
                item.name == *name
            })?;
        }
    }
    Some(next)
}

fn take_category(categories: &mut Vec<Arc<Category>>, name: &str) -> Option<()> {
    if take(categories, |category| category.name == name).is_some() {
        return Some(());
    }
    let holder =
        category_where(categories, &|category| category.categories.iter().any(|below| below.name == name))?;
    take(&mut holder.categories, |category| category.name == name)
}

/// Calls `visit` with a category and each below it.
pub(super) fn walk(category: &Category, visit: &mut impl FnMut(&Category)) {
    visit(category);
    category.categories.iter().for_each(|below| walk(below, visit));
}
