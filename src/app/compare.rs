//! Comparing the catalog in front with what its file holds, or with what was saved: what differs, and taking
//! parts of it back.
//!
//! Owns when two states are compared: off the window's thread, once for each pair of them. What differs is
//! `document`'s.

use super::action::{Dialog, Then};
use super::files::Load;
use super::tasks::Task;
use super::workspace::WorkspaceId;
use super::{App, Workspace};
use crate::document::{self, Difference, Part};
use crate::model::Catalog;
use crate::storage::Stamp;
use crate::text::Message;
use std::path::Path;
use std::sync::Arc;

/// What the catalog in front is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// What was last read from its file or saved to it: the difference is what is not saved.
    Saved,
    /// What its file holds now, which another program wrote; with what goes on once that is settled.
    File(Then),
}

/// What a person does with differences.
#[derive(Debug, Clone, PartialEq)]
pub enum CompareAction {
    /// Compare with what the file holds now.
    File(Then),
    /// Take a part of the difference at this place of the list back.
    Revert {
        /// The place in the list.
        index: usize,
        /// The part of it.
        part: Part,
    },
}

/// Two states of a catalog.
#[derive(Debug, Clone)]
struct Pair {
    old: Arc<Catalog>,
    new: Arc<Catalog>,
}

impl Pair {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.old, &other.old) && Arc::ptr_eq(&self.new, &other.new)
    }
}

/// The comparison that is shown.
#[derive(Debug, Default)]
pub struct Compare {
    /// What the catalog is compared with; nothing until the file is read.
    base: Option<Arc<Catalog>>,
    /// What the file was like then.
    stamp: Option<Stamp>,
    /// The states that `differences` is of.
    of: Option<Pair>,
    differences: Arc<Vec<Difference>>,
}

impl Compare {
    /// What differs; nothing while it is not known.
    pub fn differences(&self) -> Option<&Arc<Vec<Difference>>> {
        self.of.as_ref().map(|_| &self.differences)
    }

    /// The catalog that it is compared with.
    pub fn base(&self) -> Option<&Arc<Catalog>> {
        self.of.as_ref().map(|of| &of.old)
    }
}

impl App {
    pub(super) fn apply_compare(&mut self, action: CompareAction) {
        match action {
            CompareAction::File(then) => {
                let Some(path) = self.workspace().path().map(Path::to_path_buf) else { return };
                self.compare = Compare::default();
                self.dialog = Some(Dialog::Compare(Against::File(then)));
                self.load(path, Load::Compare(self.workspace().id()));
            }
            CompareAction::Revert { index, part } => self.revert(index, part),
        }
    }

    /// Shows what is not saved.
    pub(super) fn compare_saved(&mut self) {
        let base = Some(Arc::clone(self.workspace().document().saved()));
        self.compare = Compare { base, ..Compare::default() };
        self.dialog = Some(Dialog::Compare(Against::Saved));
    }

    /// Takes over what the file holds.
    pub(super) fn compare_with(&mut self, id: WorkspaceId, read: &Workspace) {
        let asked = matches!(self.dialog, Some(Dialog::Compare(Against::File(_))));
        if asked && self.workspace().id() == id {
            self.compare.base = Some(Arc::clone(read.catalog()));
            self.compare.stamp = read.stamp();
        }
    }

    /// The file is no catalog: the question is asked again.
    pub(super) fn cannot_compare(&mut self) {
        if let Some(Dialog::Compare(Against::File(then))) = &self.dialog {
            self.dialog = Some(Dialog::ChangedOnDisk(then.clone()));
        }
    }

    /// The comparison was given up.
    pub(super) fn stop_comparing(&mut self) {
        self.cannot_compare();
        if let Some(Dialog::Compare(_)) = &self.dialog {
            self.dialog = None;
        }
    }

    /// Has the states compared that are to be shown, where that is not done or under way.
    pub(super) fn refresh_compare(&mut self) {
        if !matches!(self.dialog, Some(Dialog::Compare(_))) {
            self.compare = Compare::default();
            return;
        }
        let Some(old) = self.compare.base.clone() else { return };
        let wanted = Pair { old, new: Arc::clone(self.workspace().catalog()) };
        if self.compare.of.as_ref().is_some_and(|of| of.is(&wanted)) || self.jobs.tasks().has(Task::Compare) {
            return;
        }
        let of = wanted.clone();
        self.jobs.start(
            Task::Compare,
            move |_| Arc::new(document::difference(&of.old, &of.new)),
            move |app: &mut Self, differences| app.compared(wanted, differences),
        );
    }

    /// Takes over what differs. What is of other states by now is compared again.
    fn compared(&mut self, of: Pair, differences: Arc<Vec<Difference>>) {
        if self.compare.base.as_ref().is_some_and(|base| Arc::ptr_eq(base, &of.old)) {
            self.compare.of = Some(of);
            self.compare.differences = differences;
        }
    }

    fn revert(&mut self, index: usize, part: Part) {
        // The list may be of the state before the last step: its places then mean something else.
        let of = self.compare.of.clone().filter(|of| Arc::ptr_eq(&of.new, self.workspace().catalog()));
        let Some((of, difference)) = of.zip(self.compare.differences.get(index)) else { return };
        let Some(edit) = document::revert(&of.old, &of.new, difference, part) else { return };
        let title = difference.value.title(self.workspace().catalog());
        self.edit(&edit, Message::new("compare-step").with("entity", title), None);
    }

    /// Writes the catalog over the file as it was compared with; where it changed again, that is asked about.
    pub(super) fn overwrite_compared(&mut self, then: Then) {
        let known = self.compare.stamp.take();
        if let Some(path) = self.workspace().path().map(Path::to_path_buf) {
            self.save_over(path, known, then);
        }
    }
}
