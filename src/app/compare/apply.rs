//! What the application does about comparing: when two states are compared, and what is taken back.

use super::{Against, Compare, CompareAction, Pair};
use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::dialog::Dialog;
use crate::app::files::Load;
use crate::app::tasks::Task;
use crate::app::workspace::Workspace;
use crate::app::workspace::WorkspaceId;
use crate::document::{self, Difference, Part};
use crate::text::Message;
use std::path::Path;
use std::sync::Arc;

impl App {
    pub(in crate::app) fn apply_compare(&mut self, action: CompareAction) {
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
    pub(in crate::app) fn compare_saved(&mut self) {
        let base = Some(Arc::clone(self.workspace().document().saved()));
        self.compare = Compare { base, ..Compare::default() };
        self.dialog = Some(Dialog::Compare(Against::Saved));
    }

    /// Takes over what the file holds.
    pub(in crate::app) fn compare_with(&mut self, id: WorkspaceId, read: &Workspace) {
        let asked = matches!(self.dialog, Some(Dialog::Compare(Against::File(_))));
        if asked && self.workspace().id() == id {
            self.compare.base = Some(Arc::clone(read.catalog()));
            self.compare.stamp = read.stamp();
        }
    }

    /// The file is no catalog: the question is asked again.
    pub(in crate::app) fn cannot_compare(&mut self) {
        if let Some(Dialog::Compare(Against::File(then))) = &self.dialog {
            self.dialog = Some(Dialog::ChangedOnDisk(then.clone()));
        }
    }

    /// The comparison was given up.
    pub(in crate::app) fn stop_comparing(&mut self) {
        self.cannot_compare();
        if let Some(Dialog::Compare(_)) = &self.dialog {
            self.dialog = None;
        }
    }

    /// Has the states compared that are to be shown, where that is not done or under way.
    pub(in crate::app) fn refresh_compare(&mut self) {
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
    pub(in crate::app) fn overwrite_compared(&mut self, then: AfterSave) {
        let known = self.compare.stamp.take();
        if let Some(path) = self.workspace().path().map(Path::to_path_buf) {
            self.save_over(path, known, then);
        }
    }
}
