//! Taking a difference over: the edit that makes a catalog what another one is. Owns nothing but the order; what each part
//! takes is [`revert`]'s.

use super::{Part, difference, revert};
use crate::document::Edit;
use crate::model::{Catalog, same_catalog};
use std::sync::Arc;

/// What differs is taken over in so many goes at the most; each settles at least one difference, and most settle all.
const MOST_GOES: usize = 1_000;

/// The edit that makes `new` of `old`, where the names of both are of one entity each; `None` where nothing differs.
pub fn patch(old: &Arc<Catalog>, new: &Arc<Catalog>) -> Option<Edit> {
    let mut current = Arc::clone(old);
    let mut edits = Vec::new();
    for _ in 0..MOST_GOES {
        // Seen from where it leads, what is to be taken over is what is to be taken back.
        let found = difference(new, &current);
        if found.is_empty() {
            break;
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
