//! Renaming an entity, with every reference to it.

use super::Edit;
use super::declared::{self, Declared};
use super::references;
use crate::model::{Catalog, EntityKind, FieldKind, Ref, split_address};
use crate::rule::RuleTable;
use std::collections::HashSet;
use std::sync::Arc;

/// The catalog in which the entity has its new name and whatever referred to it follows. `None` where
/// the entity is gone, has no name, or another of its kind has the new name.
pub(super) fn rename(catalog: &Arc<Catalog>, rules: &RuleTable, at: &Ref, name: &str) -> Option<Catalog> {
    catalog.entity(at)?;
    if catalog.entity(&renamed(at, name)?).is_some() {
        return None;
    }
    if let Ref::Filter(environment, old) = at {
        return declared::rename(catalog, rules, &Declared::Filters(environment.clone()), (old, name));
    }
    let mut next = Catalog::clone(catalog);
    follow(&mut next, at, name);
    next.change_one(at, |entity| Some(entity.clone().with_name(name)))?;
    Some(next)
}

/// The reference that the entity has after it is renamed; `None` for what has no name of its own.
pub fn renamed(at: &Ref, name: &str) -> Option<Ref> {
    at.renamed(name)
}

/// What an edit gives another name, in order.
pub fn renames(edit: &Edit) -> Vec<(Ref, Ref)> {
    match edit {
        Edit::Rename(from, name) => renamed(from, name).map(|to| (from.clone(), to)).into_iter().collect(),
        Edit::All(edits) => edits.iter().flat_map(renames).collect(),
        _ => Vec::new(),
    }
}

fn follow(catalog: &mut Catalog, at: &Ref, new: &str) {
    references::follow(catalog, &|reference, text| match (at, reference.holds) {
        (Ref::Environment(old), FieldKind::Address(_)) => {
            let (_, name) = split_address(text).filter(|(environment, _)| environment == old)?;
            Some(format!("{new}/{name}"))
        }
        (_, FieldKind::Address(_)) if reference.is_to(at, text) => {
            Some(format!("{}/{new}", at.environment().unwrap_or_default()))
        }
        (_, FieldKind::Reference(_)) if reference.is_to(at, text) => Some(new.to_owned()),
        _ => None,
    });
}

/// Lets whatever names one of these offers of an environment by its address find it in another one.
pub(super) fn follow_offers(catalog: &mut Catalog, offers: &HashSet<String>, from: &str, to: &str) {
    references::follow(catalog, &|reference, text| {
        let (environment, name) = split_address(text)?;
        let follows = matches!(reference.holds, FieldKind::Address(EntityKind::Offer))
            && environment == from
            && offers.contains(name);
        follows.then(|| format!("{to}/{name}"))
    });
}
