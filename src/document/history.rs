//! The open catalog with its history: each state is a value, and undo is a list of them.
//!
//! Owns revisions, undo and redo with their names, coalescing of typing, and the truth about unsaved
//! changes. Knows no file: [`crate::storage`] reads and writes, and says here what was saved.

use super::Edit;
use super::Side;
use super::approval::{Reset, Signature};
use crate::model::{Catalog, Ref, same_catalog};
use crate::rule::RuleTable;
use crate::text::Message;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Typing in one field makes one step of history until the person rests this long.
const REST: Duration = Duration::from_secs(1);
/// Older steps are forgotten. A state shares what it did not touch, so a step costs kilobytes.
const MOST_STEPS: usize = 1_000;

/// What typing coalesces by: one field of one entity.
pub type FieldKey = (Ref, &'static str);

/// How conflicts of a merge are settled, by their places in its list.
pub type Settled = BTreeMap<usize, Side>;

/// A change that can be undone.
#[derive(Debug, Clone)]
struct Change {
    name: Message,
    /// The state on the other side of the change.
    state: Arc<Catalog>,
    /// What got another name, from the older state to the newer one.
    renames: Vec<Rename>,
    /// How conflicts are settled there.
    settled: Arc<Settled>,
}

/// The reference of an entity before it got another name, and after.
pub type Rename = (Ref, Ref);

fn follow(at: Ref, (from, to): &Rename) -> Ref {
    if at == *from { to.clone() } else { at }
}

/// The change that typing may still add to.
#[derive(Debug, Clone)]
struct Typing {
    field: FieldKey,
    last: Instant,
}

/// An open catalog.
#[derive(Debug, Clone)]
pub struct Document {
    catalog: Arc<Catalog>,
    saved: Arc<Catalog>,
    dirty: bool,
    revision: u64,
    settled: Arc<Settled>,
    undo: Vec<Change>,
    redo: Vec<Change>,
    typing: Option<Typing>,
}

impl Document {
    /// A document that has just been read, or made and never saved.
    pub fn new(catalog: Arc<Catalog>) -> Self {
        Self {
            saved: Arc::clone(&catalog),
            catalog,
            dirty: false,
            revision: 0,
            settled: Arc::default(),
            undo: Vec::new(),
            redo: Vec::new(),
            typing: None,
        }
    }

    /// A document whose unsaved changes came back from elsewhere: `saved` is in the file, and one step of that
    /// name leads from it to `catalog`.
    pub fn restored(saved: Arc<Catalog>, catalog: Arc<Catalog>, name: Message) -> Self {
        let mut document = Self::new(saved);
        document.undo.push(Change {
            name,
            state: Arc::clone(&document.catalog),
            renames: Vec::new(),
            settled: Arc::default(),
        });
        document.show(catalog);
        document
    }

    /// The catalog as it stands.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// The states before this one, the latest first: those that undo goes back through.
    pub fn earlier(&self) -> Vec<Arc<Catalog>> {
        self.undo.iter().rev().map(|change| Arc::clone(&change.state)).collect()
    }

    /// The names of the changes since each of those.
    pub fn earlier_names(&self) -> impl ExactSizeIterator<Item = &Message> {
        self.undo.iter().rev().map(|change| &change.name)
    }

    /// The catalog as it was last saved or read.
    pub fn saved(&self) -> &Arc<Catalog> {
        &self.saved
    }

    /// Grows with every change, undo and redo: results made for another revision are stale.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the catalog differs from what was saved.
    pub fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Applies an edit as one step of that name. With a field, it joins the step before when that was
    /// typed in the same field a moment ago. `rules` are those that were read. Gives the parts of offers that are to
    /// be decided again; `None` where nothing changes.
    pub fn apply(
        &mut self,
        (edit, by): (&Edit, Option<&Signature>),
        rules: &RuleTable,
        name: Message,
        field: Option<FieldKey>,
        now: Instant,
    ) -> Option<Vec<Reset>> {
        let (next, resets) = edit.apply_by(&self.catalog, rules, by)?;
        self.step(next, name, field, now, super::renames(edit));
        Some(resets)
    }

    /// How conflicts are settled in the catalog as it stands.
    pub fn settled(&self) -> &Arc<Settled> {
        &self.settled
    }

    /// Settles a conflict, as one step of that name; without an edit the catalog has it so already. Approvals stay as the
    /// states have them.
    pub fn settle_conflict(
        &mut self,
        (index, side): (usize, Side),
        edit: Option<&Edit>,
        name: Message,
        now: Instant,
    ) {
        let next = edit.and_then(|edit| edit.apply(&self.catalog));
        let next = next.unwrap_or_else(|| Arc::clone(&self.catalog));
        let renames = edit.map(super::renames).unwrap_or_default();
        self.step(next, name, None, now, renames);
        Arc::make_mut(&mut self.settled).insert(index, side);
    }

    /// Takes over a state that was made elsewhere, as one step of that name.
    pub fn take(&mut self, next: Arc<Catalog>, name: Message, now: Instant) {
        self.step(next, name, None, now, Vec::new());
    }

    fn step(
        &mut self,
        next: Arc<Catalog>,
        name: Message,
        field: Option<FieldKey>,
        now: Instant,
        renames: Vec<Rename>,
    ) {
        let joins = match (&self.typing, &field) {
            (Some(typing), Some(field)) => typing.field == *field && now.duration_since(typing.last) < REST,
            _ => false,
        };
        // What is typed in a label may give its entity another name: the next letter goes on in the same field.
        let field = field.map(|(at, key)| (renames.iter().fold(at, follow), key));
        if !joins {
            if self.undo.len() == MOST_STEPS {
                self.undo.remove(0);
            }
            let (state, settled) = (Arc::clone(&self.catalog), Arc::clone(&self.settled));
            self.undo.push(Change { name, state, renames, settled });
        } else if let Some(change) = self.undo.last_mut() {
            change.renames.extend(renames);
        }
        self.redo.clear();
        self.typing = field.map(|field| Typing { field, last: now });
        if joins && self.undo.last().is_some_and(|change| same_catalog(&change.state, &next)) {
            // What was typed stands for no value after all: there is nothing to take back.
            self.undo.pop();
            self.typing = None;
        }
        self.show(next);
    }

    /// Ends the step that typing adds to: the focus left the field, or a drag stopped.
    pub fn settle(&mut self) {
        self.typing = None;
    }

    /// The name of what undo would take back.
    pub fn undo_name(&self) -> Option<&Message> {
        self.undo.last().map(|change| &change.name)
    }

    /// The name of what redo would bring again.
    pub fn redo_name(&self) -> Option<&Message> {
        self.redo.last().map(|change| &change.name)
    }

    /// What gets its old name again when the last step is taken back, in order.
    pub fn undo_renames(&self) -> Vec<Rename> {
        let renames = self.undo.last().into_iter().flat_map(|change| change.renames.iter().rev());
        renames.map(|(from, to)| (to.clone(), from.clone())).collect()
    }

    /// What gets its new name again when the last step taken back is brought again, in order.
    pub fn redo_renames(&self) -> Vec<Rename> {
        self.redo.last().map(|change| change.renames.clone()).unwrap_or_default()
    }

    /// Takes the last step back. Says its name, or nothing where there is none.
    pub fn undo(&mut self) -> Option<Message> {
        let change = self.undo.pop()?;
        let (name, state) = (change.name.clone(), Arc::clone(&self.catalog));
        let settled = std::mem::replace(&mut self.settled, change.settled);
        self.redo.push(Change { name, state, renames: change.renames, settled });
        self.typing = None;
        self.show(change.state);
        Some(change.name)
    }

    /// Brings the last step taken back again. Says its name, or nothing where there is none.
    pub fn redo(&mut self) -> Option<Message> {
        let change = self.redo.pop()?;
        let (name, state) = (change.name.clone(), Arc::clone(&self.catalog));
        let settled = std::mem::replace(&mut self.settled, change.settled);
        self.undo.push(Change { name, state, renames: change.renames, settled });
        self.typing = None;
        self.show(change.state);
        Some(change.name)
    }

    /// Says that this state is now in the file.
    pub fn mark_saved(&mut self, saved: Arc<Catalog>) {
        self.saved = saved;
        self.typing = None;
        self.dirty = self.differs();
    }

    fn show(&mut self, catalog: Arc<Catalog>) {
        self.catalog = catalog;
        self.revision += 1;
        self.dirty = self.differs();
    }

    /// An edit that puts everything back by hand leaves nothing to save: values are compared.
    fn differs(&self) -> bool {
        !Arc::ptr_eq(&self.catalog, &self.saved) && !same_catalog(&self.catalog, &self.saved)
    }
}
