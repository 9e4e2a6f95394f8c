//! A file with the markers of a merge, ours or git's: what it comes from, and how its conflicts are settled one by one.
//!
//! Owns when a person is asked about them. What is disputed, and what settling does, is `document`'s; what the file holds is
//! `storage`'s.

mod apply;

use crate::document::{Merge, Settled, Side};
use crate::model::Catalog;
use crate::storage::ron::{Document, Notation};
use crate::storage::{self, Loaded, MergedNotes, WriteError};
use std::sync::Arc;

/// What a file with markers comes from.
#[derive(Debug)]
pub struct Merging {
    /// The states, and what is disputed between them.
    pub merge: Merge,
    /// What the file calls ours and theirs: a branch, a commit; perhaps nothing.
    pub names: [String; 2],
    /// The comments of the states, which come along with what is settled as theirs.
    notes: MergedNotes,
}

/// A merge with what is settled of it.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) merging: Arc<Merging>,
    pub(super) settled: Arc<Settled>,
}

impl Marked {
    /// Whether conflicts are to be settled still.
    pub(super) fn is_open(&self) -> bool {
        self.settled.len() < self.merging.merge.conflicts().len()
    }
}

/// The text of a catalog.
pub(super) struct Text {
    pub(super) text: String,
    /// The tree whose comments are kept from now on, where that is another one: of a merge that is settled.
    pub(super) tree: Option<Document>,
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
    tree: Option<&Document>,
    marked: Option<&Marked>,
    notation: Option<Notation>,
) -> Result<Text, WriteError> {
    let write = |tree: Option<&Document>| match notation {
        Some(notation) => storage::write_in(catalog, tree, notation),
        None => storage::write(catalog, tree),
    };
    let Some(marked) = marked else { return Ok(Text { text: write(tree)?, tree: None }) };
    let Merging { merge, notes, .. } = &*marked.merging;
    if marked.is_open() {
        let is_open = |index| !marked.settled.contains_key(&index);
        let text = storage::text_of_open(merge, notes, (catalog, tree), is_open)?;
        return Ok(Text { text, tree: None });
    }
    let tree = storage::notes_of_settled(merge, notes, catalog, tree)?;
    Ok(Text { text: write(Some(&tree))?, tree: Some(tree) })
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
    let notes = MergedNotes::of(base, theirs);
    Some((read(&own)?, Merging { merge: merged.merge, names: found.names, notes }))
}
