//! What comparing does: when two states are compared, and what is taken back.

use super::{Against, Compare, CompareAction, Pair};
use crate::app::action::Action;
use crate::app::dialog::{Answer, Dialog};
use crate::app::effect::{Context, Effect};
use crate::app::files::Load;
use crate::app::tasks::Task;
use crate::app::workspace::{Workspace, WorkspaceId};
use crate::document::{self, Part};
use crate::storage::Stamp;
use crate::text::Message;
use std::path::Path;
use std::sync::Arc;

impl Compare {
    pub(in crate::app) fn apply(&mut self, action: CompareAction, context: &Context<'_>) -> Vec<Effect> {
        match action {
            CompareAction::File(then) => {
                let Some(path) = context.workspace.path().map(Path::to_path_buf) else { return Vec::new() };
                *self = Self::default();
                let dialog = Dialog::Compare(Against::File(then));
                let load = Load::Compare(context.workspace.id());
                vec![Effect::Act(Action::Ask(dialog)), Effect::Load(path, load)]
            }
            CompareAction::Revert { index, part } => self.revert(index, part, context).into_iter().collect(),
        }
    }

    /// Shows what is not saved.
    pub(in crate::app) fn show_unsaved(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let base = Some(Arc::clone(context.workspace.document().saved()));
        *self = Self { base, ..Self::default() };
        vec![Effect::Act(Action::Ask(Dialog::Compare(Against::Saved)))]
    }

    /// Takes over what the file holds.
    pub(in crate::app) fn take_file(&mut self, id: WorkspaceId, read: &Workspace, context: &Context<'_>) {
        let asked = matches!(context.dialog, Some(Dialog::Compare(Against::File(_))));
        if asked && context.workspace.id() == id {
            self.base = Some(Arc::clone(read.catalog()));
            self.stamp = read.stamp();
        }
    }

    /// Has the states compared that are to be shown, where that is not done or under way.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        if !matches!(context.dialog, Some(Dialog::Compare(_))) {
            *self = Self::default();
            return Vec::new();
        }
        let Some(old) = self.base.clone() else { return Vec::new() };
        let wanted = Arc::new(Pair { old, new: Arc::clone(context.catalog()) });
        if self.of.clone().into_iter().chain(self.asked_for.upgrade()).any(|it| it.is(&wanted)) {
            return Vec::new();
        }
        self.asked_for = Arc::downgrade(&wanted);
        let of = Arc::clone(&wanted);
        vec![Effect::work(
            Task::Compare,
            move |_| Arc::new(document::difference(&of.old, &of.new)),
            move |features, _, differences| {
                let compare = features.compare;
                // What is of other states by now is compared again.
                if compare.base.as_ref().is_some_and(|base| Arc::ptr_eq(base, &wanted.old)) {
                    (compare.of, compare.differences) = (Some(wanted), differences);
                }
                Vec::new()
            },
        )]
    }

    fn revert(&self, index: usize, part: Part, context: &Context<'_>) -> Option<Effect> {
        // The list may be of the state before the last step: its places then mean something else.
        let of = self.of.as_ref().filter(|of| Arc::ptr_eq(&of.new, context.catalog()))?;
        let difference = self.differences.get(index)?;
        if !document::may_take_back(&of.old, &of.new, difference) {
            return Some(Effect::info(Message::new("timeline-read-only")));
        }
        let edit = document::revert(&of.old, &of.new, difference, part)?;
        let title = difference.value.title(context.catalog());
        Some(Effect::edit(edit, Message::new("compare-step").with("entity", title)))
    }

    /// What the file was like that the catalog was compared with: only while it is like that, it is written over.
    pub(in crate::app) fn take_stamp(&mut self) -> Option<Stamp> {
        self.stamp.take()
    }

    /// The comparison was given up, or the file is no catalog: the question about the file is asked again.
    pub(in crate::app) fn stop(context: &Context<'_>) -> Vec<Effect> {
        let next = match context.dialog {
            Some(Dialog::Compare(Against::File(then))) => Action::Ask(Dialog::ChangedOnDisk(then.clone())),
            Some(Dialog::Compare(Against::Saved)) => Action::Answer(Answer::Cancel),
            _ => return Vec::new(),
        };
        vec![Effect::Act(next)]
    }
}
