//! A file with the markers of a merge, ours or git's: what it comes from, and how its conflicts are settled one by one.
//!
//! Owns when a person is asked about them. What is disputed, and what settling does, is `document`'s; what the file holds is
//! `storage`'s.

mod apply;

use crate::document::{Merge, Settled, Side};
use crate::model::Catalog;
use crate::storage::ron::Notation;
use crate::storage::{self, Loaded, WriteError};
use std::sync::Arc;

/// What a file with markers comes from.
#[derive(Debug)]
pub struct Merging {
    /// The states, and what is disputed between them.
    pub merge: Merge,
    /// What the file calls ours and theirs: a branch, a commit; perhaps nothing.
    pub names: [String; 2],
}

/// A merge with what is settled of it.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) merging: Arc<Merging>,
    pub(super) settled: Arc<Settled>,
}

/// What a person does about conflicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeAction {
    /// Settle the conflict at this place of the list.
    Settle(usize, Side),
    /// Show the conflicts.
    Show,
}

/// The text of a catalog, with markers around what is not settled.
pub(super) fn text(
    catalog: &Arc<Catalog>,
    tree: Option<&storage::ron::Document>,
    marked: Option<&Marked>,
    notation: Option<Notation>,
) -> Result<String, WriteError> {
    match marked {
        None => match notation {
            Some(notation) => storage::write_in(catalog, tree, notation),
            None => storage::write(catalog, tree),
        },
        Some(marked) => {
            let is_open = |index| !marked.settled.contains_key(&index);
            storage::text_of_open(&marked.merging.merge, catalog, tree, is_open)
        }
    }
}

/// What ours comes to of a text with markers, each of whose versions is a catalog, and what it comes from. The base may be
/// unknown.
pub(super) fn read(text: &str) -> Option<(Loaded, Merging)> {
    let found = storage::versions(text)?;
    let read = |text: &str| storage::read(text.as_bytes()).ok();
    let (ours, theirs) = (read(&found.ours)?, read(&found.theirs)?);
    let base = found.base.as_deref().and_then(read);
    let merged = storage::merge(base.as_ref(), &ours, &theirs).ok()?;
    let own = storage::versions(&merged.text).map_or(merged.text, |it| it.ours);
    Some((read(&own)?, Merging { merge: merged.merge, names: found.names }))
}
