//! Finding and changing entities inside a catalog value: the list work behind [`super::Edit`].
//! Owns no policy: what an edit means is said there.

use crate::model::{Catalog, Category, Entity, Ref};
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

/// The category that an offer of that name is in, made this catalog's own.
fn category_of_offer_mut<'a>(categories: &'a mut [Arc<Category>], offer: &str) -> Option<&'a mut Category> {
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

/// The catalog with one entity more.
pub(super) fn insert(
    catalog: &Catalog,
    parent: &Ref,
    index: Option<usize>,
    entity: &Entity,
) -> Option<Catalog> {
    let mut next = catalog.clone();
    next.list_mut(parent, entity.kind())?.insert(index.unwrap_or(usize::MAX), entity)?;
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
        // The category that they stand in is looked for itself: another one may have its name.
        Ref::Category(environment, name) => {
            take_category(&mut next.environment_mut(environment)?.categories, name)?;
        }
        Ref::Offer(environment, name) => {
            let categories = &mut next.environment_mut(environment)?.categories;
            take(&mut category_of_offer_mut(categories, name)?.offers, |item| item.name == *name)?;
        }
        at => {
            let (holder, index) = catalog.position(at)?;
            next.list_mut(&holder, at.kind())?.remove(index)?;
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
