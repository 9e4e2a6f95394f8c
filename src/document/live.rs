//! What a Design environment and its Live environment share: whom they are for, and where visitors are kept. They are
//! one brand, so that a change of the one is a change of both (`domain.md` §5), whatever edit made it.

use crate::model::{Catalog, Environment};
use std::sync::Arc;

/// The catalog after an edit, with each Live environment changed as its Design environment was. A field in which
/// they differed before stays as it is: checking reports that.
pub(super) fn follow(before: &Catalog, after: Arc<Catalog>) -> Arc<Catalog> {
    let mut followed: Vec<(usize, Environment)> = Vec::new();
    for design in &after.environments {
        let Some(old) = before.environment(&design.name).filter(|old| !Arc::ptr_eq(old, design)) else {
            continue;
        };
        let Some(name) = design.linked_live().filter(|name| old.linked_live() == Some(*name)) else {
            continue;
        };
        let Some(index) = after.environments.iter().position(|it| it.name == *name) else { continue };
        let mut live = Environment::clone(&after.environments[index]);
        let changes = [
            change(&old.anonymous, &design.anonymous, &mut live.anonymous),
            change(&old.targeting_dimension, &design.targeting_dimension, &mut live.targeting_dimension),
            change(&old.visitor_folder, &design.visitor_folder, &mut live.visitor_folder),
        ];
        if changes.contains(&true) {
            followed.push((index, live));
        }
    }
    if followed.is_empty() {
        return after;
    }
    let mut next = Catalog::clone(&after);
    for (index, live) in followed {
        next.environments[index] = Arc::new(live);
    }
    Arc::new(next)
}

/// Gives `live` the new value where it had the old one. Says whether it did.
fn change<T: PartialEq + Clone>(old: &T, new: &T, live: &mut T) -> bool {
    let follows = old != new && live == old;
    if follows {
        live.clone_from(new);
    }
    follows
}
