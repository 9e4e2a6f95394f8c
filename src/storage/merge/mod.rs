//! Catalogs merged as files: the text of what two people made of one, with the comments of both, and with markers around
//! what they dispute, as git leaves them; and such a text read again. What is merged how is [`crate::document`]'s.

mod marked;
mod notes;
#[cfg(test)]
mod tests;
mod versions;

pub use versions::{Versions, versions, with_markers};

use super::error::WriteError;
use super::ron::{self, Document, Node, Notation};
use super::{Loaded, prove, read, write_in};
use crate::document::{self, Merge, Side};
use crate::model::Catalog;
use std::sync::Arc;

/// What three files come to.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The three states, and what is disputed.
    pub merge: Merge,
    /// The merged catalog, in which what is disputed stands as ours has it.
    pub catalog: Arc<Catalog>,
    /// Its text, with markers around what is disputed.
    pub text: String,
}

/// Merges what two files made of `base`. Comments, escapes, attributes and line ends are those of ours; of theirs come the
/// comments of what comes from there.
///
/// # Errors
/// The merged catalog cannot be written, or would not be the same when it is read.
pub fn merge(base: Option<&Loaded>, ours: &Loaded, theirs: &Loaded) -> Result<Merged, WriteError> {
    let merge = document::merge(base.map(|it| &it.catalog), &ours.catalog, &theirs.catalog);
    // Comments are told by names: by those of the merge, which both follow.
    let own = notes::renamed(ours, &merge, Side::Ours)?;
    let other = notes::renamed(theirs, &merge, Side::Theirs)?;
    let was = base.map(|it| notes::renamed(it, &merge, Side::Base)).transpose()?;
    let was = was.as_deref();
    let ours_document = notes::of_both(was, &own, &other, merge.catalog())?;
    let catalog = ron::decode(&ours_document).map_err(|_| WriteError::OtherCatalog)?;
    if catalog != **merge.catalog() {
        return Err(WriteError::OtherCatalog);
    }
    let is_json = ours.document.notation == Notation::Json;
    let text = if merge.conflicts().is_empty() && is_json {
        write_in(&catalog, Some(&ours.document), Notation::Json)?
    } else if merge.conflicts().is_empty() {
        let text = ron::print(&ours_document);
        prove(&text, &catalog, Some(&ours_document))?;
        text
    } else if is_json {
        let base = base.map(|_| merge.settled_as(Side::Base));
        json_of(&ours.document, base, &catalog, &merge.settled_as(Side::Theirs))?
    } else {
        let states = [Side::Base, Side::Theirs].map(|side| merge.settled_as(side));
        let base = base.map(|_| &states[0]);
        text_of((&ours_document, &catalog), (base, was), (&states[1], Some(&*other)))?
    };
    Ok(Merged { merge, catalog: Arc::new(catalog), text })
}

/// The comments of the files that a merge comes from, for conflicts that are settled after it.
#[derive(Debug, Clone)]
pub struct MergedNotes {
    base: Option<Document>,
    theirs: Document,
}

impl MergedNotes {
    /// Those of the base, where it is known, and of theirs.
    pub fn of(base: Option<Loaded>, theirs: Loaded) -> Self {
        Self { base: base.map(Loaded::into_notes), theirs: theirs.into_notes() }
    }

    /// Those of theirs and of the base, on what they have under the names that are settled by now in a catalog.
    fn now(&self, merge: &Merge, current: &Arc<Catalog>) -> Result<(Document, Option<Document>), WriteError> {
        let on = |notes: &Document, side| {
            let state = merge.state_now(current, side);
            state.map(|state| notes::onto(Some(notes), &state)).transpose()
        };
        let base = self.base.as_ref().map(|base| on(base, Side::Base)).transpose()?.flatten();
        Ok((on(&self.theirs, Side::Theirs)?.unwrap_or_else(|| self.theirs.clone()), base))
    }
}

/// The comments of a merged catalog as it stands, in which conflicts are settled: those of `tree`, which was read of the merged
/// file, and those of theirs on what has come from there since.
///
/// # Errors
/// The catalog has no form as text.
pub fn notes_of_settled(
    merge: &Merge,
    files: &MergedNotes,
    current: &Arc<Catalog>,
    tree: Option<&Document>,
) -> Result<Document, WriteError> {
    let document = notes::onto(tree, current)?;
    if !ron::has_notes(&files.theirs) {
        return Ok(document);
    }
    let (theirs, base) = files.now(merge, current)?;
    // What was theirs in the merged file already is not brought again to where it no longer stands.
    let own: notes::Said = tree.into_iter().chain([&document]).flat_map(notes::said_in).collect();
    let was = base.as_ref().map(notes::said_in).unwrap_or_default();
    Ok(notes::with_theirs(document, (&was, &own), &theirs))
}

/// The text of a merge that is not settled yet: `current`, with markers around those of the conflicts that are still open.
/// It is what stands there as ours, whatever was edited since.
///
/// # Errors
/// As [`merge`].
pub fn text_of_open(
    merge: &Merge,
    files: &MergedNotes,
    (current, tree): (&Arc<Catalog>, Option<&Document>),
    is_open: impl Fn(usize) -> bool,
) -> Result<String, WriteError> {
    let as_in = |side: Side| {
        let open = merge.conflicts().iter().enumerate().filter(|(index, _)| is_open(*index));
        open.fold(Arc::clone(current), |catalog, (_, conflict)| {
            let edit = merge.settle(&catalog, conflict, side);
            edit.and_then(|edit| edit.apply(&catalog)).unwrap_or(catalog)
        })
    };
    let base = merge.state(Side::Base).map(|_| as_in(Side::Base));
    if let Some(tree) = tree.filter(|tree| tree.notation == Notation::Json) {
        return json_of(tree, base, current, &as_in(Side::Theirs));
    }
    let document = notes_of_settled(merge, files, current, tree)?;
    let (theirs, was) = files.now(merge, current)?;
    text_of((&document, current), (base.as_ref(), was.as_ref()), (&as_in(Side::Theirs), Some(&theirs)))
}

/// The text of three states that are the same but for what is disputed.
fn text_of(
    (ours, ours_catalog): (&Document, &Catalog),
    (base, base_notes): (Option<&Arc<Catalog>>, Option<&Document>),
    (theirs, theirs_notes): (&Arc<Catalog>, Option<&Document>),
) -> Result<String, WriteError> {
    let base_root = base.map(|it| noted(it, base_notes)).transpose()?;
    let theirs_root = noted(theirs, theirs_notes)?;
    let root = marked::marked(&ours.root, base_root.as_ref(), &theirs_root);
    let text = marked::at_line_starts(&ron::print(&Document { root, ..ours.clone() }));
    // What is written is read back first.
    let found = versions(&text);
    let [own, was, other] = match &found {
        Some(found) => [Some(&found.ours), found.base.as_ref(), Some(&found.theirs)],
        None => [Some(&text), Some(&text), Some(&text)],
    };
    let same = |text: Option<&String>, catalog: Option<&Catalog>| match (text, catalog) {
        (Some(text), Some(catalog)) => read(text.as_bytes()).is_ok_and(|it| *it.catalog == *catalog),
        (_, None) => true,
        (None, Some(_)) => false,
    };
    let proved =
        same(own, Some(ours_catalog)) && same(was, base.map(|it| &**it)) && same(other, Some(theirs));
    if proved { Ok(text) } else { Err(WriteError::OtherCatalog) }
}

/// The same in JSON, line by line: it has no comments to mark fields with. Its lines end as those of `tree`.
fn json_of(
    tree: &Document,
    base: Option<Arc<Catalog>>,
    ours: &Catalog,
    theirs: &Catalog,
) -> Result<String, WriteError> {
    let written = |catalog: &Catalog| write_in(catalog, Some(tree), Notation::Json);
    let base = base.map(|base| written(&base)).transpose()?;
    Ok(with_markers(base.as_deref(), &written(ours)?, &written(theirs)?))
}

fn noted(catalog: &Catalog, notes: Option<&Document>) -> Result<Node, WriteError> {
    notes::onto(notes, catalog).map(|document| document.root)
}
