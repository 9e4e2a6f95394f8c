//! The names that entities of a kind have already.

use crate::model::{Catalog, List, Ref};
use std::collections::HashSet;

/// The names of all entities of a reference's kind, where that name has to be unique.
pub(super) fn names(catalog: &Catalog, like: &Ref) -> HashSet<String> {
    let owned = |list: List<'_>| list.names().map(str::to_owned).collect();
    let environment = like.environment().and_then(|name| catalog.environment(name));
    let mut names = HashSet::new();
    match (like, environment) {
        (Ref::Category(..), Some(environment)) => environment.walk_categories(|_, category| {
            names.insert(category.name.clone());
        }),
        (Ref::Offer(..), Some(environment)) => environment.walk_categories(|_, category| {
            names.extend(category.offers.iter().map(|offer| offer.name.clone()));
        }),
        (Ref::Contact(_), _) => {}
        (Ref::Filter(name, _) | Ref::Space(name, _), _) => {
            return catalog.list(&Ref::Environment(name.clone()), like.kind()).map(owned).unwrap_or_default();
        }
        _ => return catalog.list(&Ref::Catalog, like.kind()).map(owned).unwrap_or_default(),
    }
    names
}
