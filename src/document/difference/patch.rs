//! Taking a difference over: the edit that makes a catalog what another one is. Owns nothing but the order; what each part
//! takes is [`revert`]'s.

use super::{Part, difference, revert};
use crate::document::Edit;
use crate::model::{Catalog, Entity, Ref, same_catalog};
use std::sync::Arc;

/// What differs is taken over in so many goes at the most; nearly always one or two settle all.
const MOST_GOES: usize = 1_000;

/// After so many goes that left no fewer differences, contacts are put anew: those that nothing but their places tells apart
/// may change places for ever.
const IDLE_GOES: usize = 4;

/// The edit that makes `new` of `old`, where the names of both are of one entity each; `None` where nothing differs.
pub fn patch(old: &Arc<Catalog>, new: &Arc<Catalog>) -> Option<Edit> {
    let mut current = Arc::clone(old);
    let mut edits = Vec::new();
    let (mut fewest, mut idle) = (usize::MAX, 0);
    for _ in 0..MOST_GOES {
        // Seen from where it leads, what is to be taken over is what is to be taken back.
        let found = difference(new, &current);
        if found.is_empty() {
            break;
        }
        idle = if found.len() < fewest { 0 } else { idle + 1 };
        fewest = fewest.min(found.len());
        if idle == IDLE_GOES && current.contacts != new.contacts {
            let edit = contacts_anew(&current, new);
            current = edit.apply(&current).unwrap_or(current);
            edits.push(edit);
            continue;
        }
        let mut next = Arc::clone(&current);
        for change in &found {
            let edit = revert(new, &next, change, Part::All);
            let Some((edit, then)) = edit.and_then(|edit| edit.apply(&next).map(|then| (edit, then))) else {
                continue;
            };
            edits.push(edit);
            next = then;
        }
        if same_catalog(&current, &next) {
            break;
        }
        current = next;
    }
    match edits.len() {
        0 => None,
        1 => edits.pop(),
        _ => Some(Edit::All(edits)),
    }
}

/// Takes all contacts out, and puts those of another catalog in their place.
fn contacts_anew(old: &Catalog, new: &Catalog) -> Edit {
    let removed = (0..old.contacts.len()).rev().map(|place| Edit::Remove(Ref::Contact(place)));
    let added = new.contacts.iter().enumerate().map(|(place, contact)| Edit::Insert {
        parent: Ref::Catalog,
        index: Some(place),
        entity: Entity::Contact(Arc::clone(contact)),
    });
    Edit::All(removed.chain(added).collect())
}
